// The article room on the labelled pages of test/pages: what the issue asks for, on both halves, clean and damaged.
// npm run bench:article [-- --show] [--set blind-20]   (--set: the pages of one file of test/pages alone, each as its
// head line says it reaches us: as it stands, or as the copy that a converter site makes of it; the halves: rules are written on dev; held is only scored;
// blind pages were first scored unseen, their first figures stand in their files)
// Damaged pages are scored twice: by their text, where repair’s guesses count, and by place, where only the parts do.
import { readFileSync } from 'node:fs'
import { findStructure, reflow } from '../src/article/index.js'
import { applyStage, prepare } from '../src/normalize.js'
import { damage, variants } from '../test/support/damage.js'
import { type LabelledPage, readPages } from '../test/support/labelled-pages.js'
import { emptyTally, scorePage, type Tally } from '../test/support/score-pages.js'
import { shapedPages } from '../test/support/shaped-pages.js'
import { bundleLibrary } from './build.js'

const show = process.argv.includes('--show')

type Counts = Pick<Tally, 'right' | 'found' | 'wanted' | 'fields'>

function line(name: string, pages: number, tally: Counts, leaks: string): string {
  const precision = tally.right / Math.max(1, tally.found)
  const recall = tally.right / Math.max(1, tally.wanted)
  const f1 = (200 * precision * recall) / Math.max(1e-9, precision + recall)
  const share = ({ right, all }: { right: number; all: number }) =>
    ((100 * right) / Math.max(1, all)).toFixed(1)
  const { title, date, publisher, author } = tally.fields
  const cells = [f1.toFixed(1), share(title), share(date), share(publisher), share(author), leaks]
  return `${name.padEnd(24)} ${String(pages).padStart(5)} ${cells.map((cell) => cell.padStart(9)).join(' ')}`
}

function run(name: string, pages: LabelledPage[], least: number, page: (p: LabelledPage) => string): void {
  const tally = emptyTally()
  for (const p of pages) scorePage(p, page(p), least, tally)
  console.log(line(name, tally.pages, tally, String(tally.leaks)))
  if (tally.places.wanted > 0) console.log(line('  by place', tally.pages, tally.places, ''))
  if (show && !name.startsWith('held')) for (const miss of tally.misses) console.log(`    ${miss}`)
}

const pages = readPages()
const layouts = new Set(pages.map(({ layout }) => layout)).size
console.log(`${pages.length} pages in ${layouts} layouts\n`)
console.log(
  `${''.padEnd(24)} ${'pages'.padStart(5)} ${['body F1', 'title %', 'date %', 'publ. %', 'author %', 'leaks'].map((h) => h.padStart(9)).join(' ')}`,
)
const set = process.argv[process.argv.indexOf('--set') + 1]
if (process.argv.includes('--set')) {
  const own = pages.filter((p) => p.set === set)
  const copies = own.filter((p) => p.damaged !== null)
  run(
    `${set} as it stands`,
    own.filter((p) => p.damaged === null),
    1,
    (p) => p.text,
  )
  if (copies.length > 0)
    run(`${set} damaged`, copies, 0.9, (p) =>
      damage(p.text, { ...variants[p.damaged ?? ''], seed: p.id.length * 31 + 7 }),
    )
  process.exit()
}
for (const split of ['dev', 'held', 'blind'] as const) {
  const half = pages.filter((p) => p.split === split)
  run(`${split} clean`, half, 1, (p) => p.text)
  const cn = half.filter(({ script }) => script === 'cn')
  for (const [variant, options] of Object.entries(variants))
    run(`${split} damaged: ${variant}`, cn, 0.9, (p) =>
      damage(p.text, { ...options, seed: p.id.length * 31 + 7 }),
    )
}

/** Fields of pages whose metadata is put together from labels, marks, separators, names and outlets. */
function putTogether(count: number): void {
  const right = { date: 0, publisher: 0, author: 0 }
  for (const page of shapedPages(count, 7)) {
    const { doc } = applyStage(prepare(page.text, {}), reflow)
    const { publishedAt, publisher, authors } = findStructure(doc)
    const who = authors.map(({ name, role }) => `${name}/${role}`)
    if (publishedAt?.iso === page.date) right.date++
    if (publisher?.name === page.publisher) right.publisher++
    if (who.sort().join() === page.authors.join()) right.author++
  }
  const [date, outlet, author] = Object.values(right).map((n) => ((100 * n) / count).toFixed(1).padStart(9))
  console.log(
    `${'put together'.padEnd(24)} ${String(count).padStart(5)} ${' '.repeat(19)} ${date} ${outlet} ${author}`,
  )
}

/** Timed is the code as it ships: tsx’s is slower (see build.ts). */
const shipped = (await import((await bundleLibrary()).href)) as typeof import('./library.js')

/** The first ones pay for the compiler. */
const ROUNDS = 24

/** MB of UTF-8 a second of processor time, this stage alone: other work on the machine does not count. */
function speed(name: string, texts: readonly string[]): void {
  const docs = texts.map((text) => shipped.Doc.of(text))
  const bytes = texts.reduce((n, text) => n + new TextEncoder().encode(text).length, 0)
  let best = 0
  for (let round = 0; round < ROUNDS; round++) {
    const times = Math.max(1, Math.ceil(2e6 / bytes))
    const start = process.cpuUsage()
    for (let i = 0; i < times; i++)
      for (const doc of docs) shipped.findStructure(doc.edit(shipped.reflow(doc).edits))
    const { user, system } = process.cpuUsage(start)
    best = Math.max(best, (bytes * times) / (user + system))
  }
  console.log(`${name.padEnd(40)} ${best.toFixed(1).padStart(7)} MB/s`)
}

putTogether(2000)

console.log()
const clean = (text: string) => prepare(text, {}).doc.text
speed(
  'the labelled pages (short ones)',
  pages.map((p) => clean(p.text)),
)
const seed = new URL('../../shared/seed/article.txt', import.meta.url)
try {
  speed('the seed page', [clean(readFileSync(seed, 'utf8'))])
} catch {
  console.log('the seed page: skipped, ../shared/seed is not there')
}
const paragraph = '今年以来，全县紧盯重点产业，聚合各类资源要素，统筹发力，完成投资三亿五千万元。'
speed('long paragraphs', [`${paragraph.repeat(6)}\n`.repeat(1000)])
speed('one line of a megabyte', [paragraph.repeat(9000)])
speed('brackets', ['（('.repeat(150_000)])
