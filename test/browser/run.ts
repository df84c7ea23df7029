// npm run test:browser: the packed package in headless Chromium, in page and in worker, against Node.
import { cpSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../../scripts/chromium.js'
import { serve } from '../../scripts/static-server.js'
import { classicSite, esbuildSite, plainSite, type Site, viteDevSite, viteSite } from './bundles.js'
import { type BrowserInput, browserInputs } from './inputs.js'
import { installPackage } from './package.js'

type Loaded = Record<string, unknown>
interface Task {
  inputs: BrowserInput[]
  load?: Loaded
}
interface Answer {
  readyMs: number
  results: string[]
}
type Where = 'page' | 'worker' | 'misuse' | 'bare'

let failures = 0
function report(what: string, error: string | null, note = ''): void {
  if (error !== null) failures++
  console.log(`${error === null ? 'ok  ' : 'FAIL'} ${what}${note}${error === null ? '' : `\n     ${error}`}`)
}

/** First difference, short: where and both sides. */
function difference(inputs: BrowserInput[], got: string[], want: string[]): string | null {
  for (const [i, { id }] of inputs.entries()) {
    if (got[i] === want[i]) continue
    let at = 0
    while (got[i][at] === want[i][at]) at++
    const from = Math.max(0, at - 60)
    return `${id} differs at ${at}: ${got[i].slice(from, at + 60)} | Node: ${want[i].slice(from, at + 60)}`
  }
  return null
}

async function ask<A>(browser: Browser, url: string, where: Where, task: unknown): Promise<A> {
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('requestfailed', (request) => errors.push(`${request.url()} failed`))
  page.on('response', (response) => {
    if (response.status() >= 400) errors.push(`${response.url()} gave ${response.status()}`)
  })
  try {
    await page.goto(url)
    await page.waitForFunction('window.check', undefined, { timeout: 20_000 })
    return (await page.evaluate(
      ([side, given]) =>
        (window as never as { check: Record<string, (t: unknown) => unknown> }).check[side](given),
      [where, task] as const,
    )) as A
  } catch (error) {
    throw new Error([(error as Error).message.split('\n')[0], ...errors].join('; '))
  } finally {
    await page.close()
  }
}

async function compare(
  browser: Browser,
  name: string,
  site: Site,
  task: Task,
  want: string[],
  wheres: readonly Where[] = ['page', 'worker'],
): Promise<void> {
  for (const where of wheres) {
    const what = `${name}, ${where}`
    try {
      const { results, readyMs } = await ask<Answer>(browser, site.url, where, task)
      report(
        what,
        difference(task.inputs, results, want),
        ` (${want.length} inputs, ready ${Math.round(readyMs)} ms)`,
      )
    } catch (error) {
      report(what, (error as Error).message)
    }
  }
}

/** Every way to say where an asset is, each in a fresh page. */
function loads(base: string): [string, Loaded][] {
  const words = '/words.bin'
  const wasm = '/jieba.wasm'
  const out: [string, Loaded][] = []
  for (const how of ['url', 'bytes', 'response'])
    out.push([
      `assets as ${how}`,
      { base, wordList: [how, words], repairData: [how, '/repair.bin'], entityModel: [how, '/entities.bin'] },
    ])
  for (const how of ['url', 'bytes', 'response', 'module'])
    out.push([`wasm as ${how}`, { base, segmenter: 'jieba', wasm: [how, wasm] }])
  return out
}

const { folder, packed, remove } = installPackage()
const browser = await launchChromium()
const sites: Site[] = []
try {
  console.log(`npm pack: ${(packed / 1e6).toFixed(2)} MB`)
  const inputs = browserInputs()
  // Node runs the very file that the pages bundle, from the same installed package.
  const { run } = (await import(pathToFileURL(join(folder, 'src/calls.js')).href)) as {
    run(task: Task): Promise<Answer>
  }
  const want = (await run({ inputs })).results
  const open = async (make: (folder: string) => Promise<Site>) => {
    const site = await make(folder)
    sites.push(site)
    return site
  }
  for (const [name, make] of [
    ['Vite build', viteSite],
    ['Vite dev server', viteDevSite],
    ['esbuild', esbuildSite],
    ['no bundler', plainSite],
  ] as const)
    try {
      await compare(browser, name, await open(make), { inputs }, want)
    } catch (error) {
      report(name, (error as Error).message)
    }
  const few = inputs.slice(0, 2)
  const classic = await open(classicSite)
  await compare(browser, 'classic script, esbuild file loader', classic, { inputs: few }, want.slice(0, 2), [
    'page',
  ])
  const bare = await ask(browser, classic.url, 'bare', null)
  report('classic script without wordList', bare === 'engine-not-ready' ? null : String(bare))
  // The dynamic import of jieba-wasm and its wasm are Vite's to find.
  const jiebaTask = { inputs: few, load: { segmenter: 'jieba' } }
  await compare(browser, 'Vite build, jieba-wasm', sites[0], jiebaTask, (await run(jiebaTask)).results)
  const plain = await serve(join(folder, 'plain'))
  sites.push(plain)
  const require = createRequire(join(folder, 'package.json'))
  for (const name of ['words.bin', 'repair.bin', 'entities.bin'])
    cpSync(join(folder, 'node_modules/zhengwen/dist', name), join(folder, 'plain', name))
  const jieba = join(require.resolve('jieba-wasm/web'), '../jieba_rs_wasm_bg.wasm')
  cpSync(jieba, join(folder, 'plain/jieba.wasm'))
  const codes = await ask<(string | null)[]>(browser, plain.url, 'misuse', { base: plain.url })
  const not = 'engine-not-ready'
  const expected = JSON.stringify([not, not, not, not, null, null, not, not, not, null, null, not])
  const got = JSON.stringify(codes)
  report('misuse has its code, and a second try works', got === expected ? null : got)
  for (const [name, load] of loads(plain.url)) {
    const { segmenter } = load
    const task = { inputs: few, load: { segmenter } }
    await compare(browser, name, plain, { inputs: few, load }, (await run(task)).results)
  }
} finally {
  await browser.close()
  for (const site of sites) await site.close()
  remove()
}
if (failures > 0) {
  console.error(`${failures} failed`)
  process.exit(1)
}
