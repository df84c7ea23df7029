// npm run bench: speed beside what the stages are built on, cost by room and size, start-up, threads,
// memory; bench/repair-speed.ts has it by damage. Speed is by the process's own CPU time, so that neighbours disturb it little.
// BENCH_CHARS: characters of the corpus (400000); BENCH_MAX: largest page of the sizes, in characters (1000000);
// BENCH_ONLY: tables to run, as in speed,rooms.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Converter } from 'opencc-js/t2cn'
import { damage } from '../test/support/damage.js'
import { bundleLibrary } from './build.js'
import { damagedPages, goldPages, goldTexts, newsPages } from './corpus.js'
import { costByRoom } from './profile.js'
import { optionsOf } from './variants.js'

const bundle = await bundleLibrary()
const { analyze, analyzeAll, joinLines, normalize, segment, taskRunner } = (await import(
  bundle.href
)) as typeof import('./library.js')

const SIZE = Number(process.env.BENCH_CHARS ?? 400_000)
const MAX = Number(process.env.BENCH_MAX ?? 1_000_000)
const clean = newsPages(SIZE)
const damaged = damagedPages(SIZE)
// Made of a few templates, the news above repeats its words, and pages say as much as they do in few places. The gold
// was written page by page, as dense in names and figures as what people read: costs there are those of real pages.
const gold = goldTexts()
const goldDamaged = goldPages()
const bytesOf = (pages: readonly string[]): number =>
  pages.reduce((sum, page) => sum + Buffer.byteLength(page), 0)

/** CPU time of this process over a run, ms: threads that collect its garbage count too. */
function cpu(run: () => void): number {
  const start = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

const each =
  (pages: readonly string[], run: (page: string) => unknown): (() => void) =>
  () => {
    for (const page of pages) run(page)
  }

const row = (name: string, ...values: string[]): void =>
  console.log(`  ${name.padEnd(44)} ${values.map((value) => value.padStart(10)).join(' ')}`)

/** Tasks of some pages as the filter has them: lines of JSON in, lines out. */
const runTask = taskRunner({ stats: false }, (pages) =>
  analyzeAll(pages.map(({ id, input, meta }) => ({ id, text: input as string, meta }))),
)
const encoder = new TextEncoder()
const TASK = 1 << 14
const asLines = (pages: readonly string[]) => (): void => {
  let lines: Uint8Array[] = []
  let bytes = 0
  for (const [i, text] of pages.entries()) {
    lines.push(encoder.encode(JSON.stringify({ text })))
    bytes += lines[lines.length - 1].length
    if (bytes < TASK && i < pages.length - 1) continue
    runTask({ lines: joinLines(lines) })
    lines = []
    bytes = 0
  }
}

/** Thirty pages a call. */
const together = (pages: readonly string[]) => (): void => {
  for (let i = 0; i < pages.length; i += 30) analyzeAll(pages.slice(i, i + 30))
}

function speedTable(): void {
  const jieba = createRequire(import.meta.url)('jieba-wasm') as { cut(text: string, hmm: boolean): string[] }
  const convert = Converter({ from: 't', to: 'cn' })
  const figures: [name: string, pages: readonly string[], run: () => void][] = [
    ['jieba-wasm cut alone, clean', clean, each(clean, (page) => jieba.cut(page, true))],
    ['jieba-wasm cut alone, gold', gold, each(gold, (page) => jieba.cut(page, true))],
    ['opencc-js t→cn alone, clean', clean, each(clean, convert)],
    ['opencc-js t→cn alone, damaged', damaged, each(damaged, convert)],
    ['normalize, clean', clean, each(clean, (page) => normalize(page))],
    ['normalize, damaged', damaged, each(damaged, (page) => normalize(page))],
    ['segment, names cut, clean', clean, each(clean, (page) => segment(page, { entities: false }))],
    ['segment with names whole, clean', clean, each(clean, (page) => segment(page))],
    ['analyze, clean', clean, each(clean, (page) => analyze(page))],
    ['analyze, damaged', damaged, each(damaged, (page) => analyze(page))],
    ['analyze, gold clean', gold, each(gold, (page) => analyze(page))],
    ['analyze, gold, half of it damaged', goldDamaged, each(goldDamaged, (page) => analyze(page))],
    ['analyzeAll, clean', clean, together(clean)],
    ['analyzeAll, damaged', damaged, together(damaged)],
    ['analyzeAll, gold clean', gold, together(gold)],
    ['analyzeAll, gold, half of it damaged', goldDamaged, together(goldDamaged)],
    ['analyze as JSON Lines, clean', clean, asLines(clean)],
    ['analyze as JSON Lines, damaged', damaged, asLines(damaged)],
  ]
  // Beside jieba over clean text of the same kind: it cuts repeated words faster too.
  // Turn by turn: a neighbour that is busy for a while disturbs all of them alike.
  const best = figures.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < 3; round++)
    for (const [i, [, , run]] of figures.entries()) best[i] = Math.min(best[i], cpu(run))
  const speeds = figures.map(([, pages], i) => bytesOf(pages) / 1e3 / best[i])
  for (const [i, [name]] of figures.entries())
    row(name, speeds[i].toFixed(2), (speeds[i] / speeds[name.includes('gold') ? 1 : 0]).toFixed(2))
}

async function roomsTable(): Promise<void> {
  const columns = [clean, damaged, gold].map((pages) => ({ pages, run: asLines(pages) }))
  for (const { run } of columns) run()
  const costs: Map<string, number>[] = []
  for (const { run } of columns) costs.push(await costByRoom(bundle, run))
  const totals = costs.map((rooms) => Array.from(rooms.values()).reduce((sum, ms) => sum + ms, 0))
  const names = new Set(costs.flatMap((rooms) => Array.from(rooms.keys())))
  const cell = (name: string, i: number): [string, string] => {
    const ms = costs[i].get(name) ?? 0
    return [(ms / (bytesOf(columns[i].pages) / 1e6)).toFixed(0), `${((100 * ms) / totals[i]).toFixed(1)} %`]
  }
  for (const name of Array.from(names).sort((a, b) => (costs[0].get(b) ?? 0) - (costs[0].get(a) ?? 0)))
    if (costs.some((rooms, i) => (rooms.get(name) ?? 0) > totals[i] / 1000))
      row(name, ...columns.flatMap((_, i) => cell(name, i)))
}

/** Pages one after the other, until there are so many characters. */
function joined(characters: number): string {
  return newsPages(characters).join('\n').slice(0, characters)
}

function sizesTable(): void {
  // normalize goes one step further: it is some ten times as fast.
  for (let size = 1000; size <= 10 * MAX; size *= 10) {
    const page = joined(size)
    const kb = Buffer.byteLength(page) / 1000
    const times = Math.max(1, Math.floor(30_000 / size))
    const cost = (run: (text: string) => unknown, text = page): string => {
      run(text)
      const ms = cpu(() => {
        for (let i = 0; i < times; i++) run(text)
      })
      return ((ms / times / Buffer.byteLength(text)) * 1e5).toFixed(1)
    }
    row(
      `${kb.toFixed(0)} KB`,
      cost(normalize),
      size <= MAX ? cost(normalize, damage(page, optionsOf('toned', 1))) : '',
      size <= MAX ? cost(analyze) : '',
    )
  }
}

const dist = new URL('../dist/', import.meta.url)

interface Used {
  /** Milliseconds since the process started. */
  clock: number
  /** Of CPU time. */
  cpu: number
  /** Peak memory, MB. */
  memory: number
}

const least = (used: readonly Used[]): Used => ({
  clock: Math.min(...used.map(({ clock }) => clock)),
  cpu: Math.min(...used.map(({ cpu: ms }) => ms)),
  memory: Math.min(...used.map(({ memory }) => memory)),
})

/** Runs a script in a process of its own, five times; the least of each figure. */
function fresh(script: string): Used {
  // On Linux maxRSS begins with the size of the process that forked this one; the kernel's own mark does not.
  const report = `const {userCPUTime,systemCPUTime,maxRSS}=process.resourceUsage();
    const used={clock:performance.now(),cpu:(userCPUTime+systemCPUTime)/1000,memory:maxRSS/1024};
    const {existsSync,readFileSync}=await import('node:fs');const own='/proc/self/status';
    if(existsSync(own))used.memory=/VmHWM:\\s+(\\d+)/.exec(readFileSync(own,'utf8'))[1]/1024;
    console.log(JSON.stringify(used))`
  const runs = Array.from({ length: 5 }, () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script + report], {
      encoding: 'utf8',
    })
    if (stdout === '') throw new Error(stderr)
    return JSON.parse(stdout) as Used
  })
  return least(runs)
}

function startTable(): void {
  const load = `const z = await import(${JSON.stringify(new URL('index.js', dist).href)});`
  const [page, other] = [damaged[0], clean[0]].map((text) => JSON.stringify(text))
  const scripts: [name: string, script: string][] = [
    ['Node with nothing', ''],
    ['import', load],
    ['import, first normalize of a clean page', `${load}z.normalize(${other});`],
    ['import, first normalize of a damaged page', `${load}z.normalize(${page});`],
    ['import, first analyze of a damaged page', `${load}z.analyze(${page});`],
    ['import, 500 damaged pages analyzed', `${load}for(let i=0;i<500;i++)z.analyze(${page}+i);`],
  ]
  row('', 'clock', 'CPU', 'MB')
  for (const [name, script] of scripts) {
    const { clock, cpu: used, memory } = fresh(script)
    row(name, clock.toFixed(0), used.toFixed(0), memory.toFixed(0))
  }
}

/**
 * The whole filter over all pages, by the number of worker threads. Each thread loads and compiles for itself, which on
 * a few megabytes is half of its work: what a long run gains from a thread is seen in the pages that come after.
 */
function threadsTable(): void {
  const folder = mkdtempSync(join(tmpdir(), 'zhengwen-bench-'))
  const pages = [...clean, ...damaged]
  const lines = pages.map((text, id) => `${JSON.stringify({ id, text })}\n`).join('')
  const seconds = (times: number, workers: number): number => {
    const file = join(folder, `${times}.jsonl`)
    writeFileSync(file, lines.repeat(times))
    const argv = ['analyze', '--format', 'jsonl', '--workers', String(workers), file]
    const cli = fileURLToPath(new URL('cli.js', dist))
    const runs = Array.from({ length: 3 }, () => {
      const start = performance.now()
      const { status, stderr } = spawnSync(process.execPath, [cli, ...argv, '-o', join(folder, 'out')])
      if (status !== 0) throw new Error(String(stderr))
      return performance.now() - start
    })
    return Math.min(...runs) / 1000
  }
  row('', 'seconds', 'MB/s', 'then MB/s')
  for (const workers of [1, 2]) {
    const once = seconds(1, workers)
    const later = seconds(3, workers) - once
    const [first, then] = [bytesOf(pages) / once, (2 * bytesOf(pages)) / later]
    row(`--workers ${workers}`, once.toFixed(1), (first / 1e6).toFixed(2), (then / 1e6).toFixed(2))
  }
  rmSync(folder, { recursive: true })
}

const only = process.env.BENCH_ONLY?.split(',')
const megabytes = (pages: readonly string[]): string => (bytesOf(pages) / 1e6).toFixed(1)
const tables: Record<string, [title: string, run: () => void | Promise<void>]> = {
  speed: [
    `Speed: MB of UTF-8 a second, and beside jieba (${megabytes(clean)} MB clean, ${megabytes(damaged)} MB damaged)`,
    speedTable,
  ],
  rooms: ['Cost of a line of JSON in and out, by room: ms per MB, share; clean, damaged, gold', roomsTable],
  sizes: ['Cost against input size: ms per 100 KB; normalize clean, damaged, analyze', sizesTable],
  start: ['A fresh process over the build in dist/: ms', startTable],
  threads: [
    'The filter by threads: MB/s by the clock; over the pages once, and the next two times',
    threadsTable,
  ],
}
for (const [name, [title, run]] of Object.entries(tables)) {
  if (only && !only.includes(name)) continue
  console.log(`\n${title}`)
  await run()
}
