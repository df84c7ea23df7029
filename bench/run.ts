// npm run bench: speed of the stages beside what they are built on, start-up, memory. One thread, one table each.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Converter } from 'opencc-js/t2cn'
import { analyze, normalize, segment } from '../src/index.js'
import { damagedPages, newsPages } from './corpus.js'

const SIZE = Number(process.env.BENCH_CHARS ?? 400_000)
const clean = newsPages(SIZE)
const damaged = damagedPages(SIZE)
const bytesOf = (pages: readonly string[]): number =>
  pages.reduce((sum, page) => sum + Buffer.byteLength(page), 0)

/** MB/s of UTF-8, the best of three rounds over all pages. */
function speed(pages: readonly string[], run: (page: string) => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 3; round++) {
    const start = performance.now()
    for (const page of pages) run(page)
    best = Math.min(best, performance.now() - start)
  }
  return bytesOf(pages) / 1e3 / best
}

const row = (name: string, value: string): void => console.log(`  ${name.padEnd(44)} ${value.padStart(10)}`)

console.log(
  `\nSpeed, MB/s of UTF-8 (${clean.length} pages, ${(bytesOf(clean) / 1e6).toFixed(1)} MB clean, ${(bytesOf(damaged) / 1e6).toFixed(1)} MB damaged)`,
)
const jieba = createRequire(import.meta.url)('jieba-wasm') as { cut(text: string, hmm: boolean): string[] }
const convert = Converter({ from: 't', to: 'cn' })
const figures: [name: string, pages: readonly string[], run: (page: string) => unknown][] = [
  ['jieba-wasm cut alone, clean', clean, (page) => jieba.cut(page, true)],
  ['opencc-js t→cn alone, clean', clean, convert],
  ['opencc-js t→cn alone, damaged', damaged, convert],
  ['normalize, clean', clean, (page) => normalize(page)],
  ['normalize, damaged', damaged, (page) => normalize(page)],
  ['segment, clean', clean, (page) => segment(page)],
  ['analyze, clean', clean, (page) => analyze(page)],
  ['analyze, damaged', damaged, (page) => analyze(page)],
]
for (const [name, pages, run] of figures) row(name, speed(pages, run).toFixed(2))

console.log('\nCost against input size: analyze of one page, ms per 100 KB')
for (const size of [1_000, 10_000, 100_000, 1_000_000]) {
  const page = newsPages(size).join('\n').slice(0, size)
  analyze(page)
  const start = performance.now()
  analyze(page)
  const bytes = Buffer.byteLength(page)
  row(`${(bytes / 1e3).toFixed(0)} KB`, (((performance.now() - start) / bytes) * 1e5).toFixed(1))
}

/** Runs a script against the built package in a process of its own, and reads the number that it prints. */
function inProcess(script: string): number {
  const library = new URL('../dist/index.js', import.meta.url).href
  const source = `const t0 = performance.now(); const z = await import(${JSON.stringify(library)});${script}`
  const runs = Array.from({ length: 3 }, () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
      encoding: 'utf8',
    })
    if (stdout === '') throw new Error(stderr)
    return Number(stdout)
  })
  return Math.min(...runs)
}

const page = JSON.stringify(damaged[0])
console.log(
  `\nA fresh process, over the build in ${fileURLToPath(new URL('../dist', import.meta.url)).replace(/.*\//, '')}/`,
)
row(
  'import and first normalize, ms',
  inProcess(`z.normalize(${page});console.log(performance.now()-t0)`).toFixed(0),
)
row(
  'import and first analyze, ms',
  inProcess(`z.analyze(${page});console.log(performance.now()-t0)`).toFixed(0),
)
row(
  'process start to first analyze, ms',
  inProcess(`z.analyze(${page});console.log(performance.now())`).toFixed(0),
)
row(
  'peak memory after 500 pages, MB',
  inProcess(
    `for(let i=0;i<500;i++)z.analyze(${page}+i);console.log(process.resourceUsage().maxRSS/1024)`,
  ).toFixed(0),
)
