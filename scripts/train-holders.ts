// npm run train:holders: learns dict/facts/holders.tsv, what speaks for one who may have a figure, from the gold articles
// and the cases of facts.
// npm run train:holders -- --hold: every fifth article in turn left out, and how many of its subjects are right.
// Articles of the heldout and fresh parts (test/gold-split.json), passages …-h, and of those of test/gold/subjects the last
// third are not learned from: it says how many of their subjects are right.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { analyzeWith, factsWith } from '../src/analyze.js'
import { CELLS, cellName, cellsOf, type Observer } from '../src/facts/holders.js'
import type { Fact } from '../src/facts/index.js'
import type { Span } from '../src/text/index.js'
import { cleanLine } from './gold/clean.js'
import { damaged } from './gold/damaged.js'
import { type Gold, type GoldFact, readArticle } from './gold/notation.js'

/** A figure whose subject an article states. */
interface Example {
  article: string
  /** Whether the rules alone are right. */
  ruled: boolean
  candidates: { cells: number[]; right: boolean }[]
}

const root = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({ options: { hold: { type: 'boolean', default: false } } })

const split = JSON.parse(readFileSync(`${root}test/gold-split.json`, 'utf8')) as Record<string, string[]>
const unseen = new Set([...split.heldout, ...split.fresh])
const isPassage = (id: string) => id.startsWith('subjects-')
/** The passages up to this number teach. */
const TAUGHT = 80
const isUnseen = (id: string) =>
  unseen.has(id) || id.endsWith('-h') || (isPassage(id) && Number(id.slice('subjects-'.length)) > TAUGHT)

function readGold(): Gold[] {
  const home = `${root}test/gold/`
  const whole = ['source', 'facts', 'subjects'].flatMap((folder) =>
    readdirSync(`${home}${folder}`).map((file) => readFileSync(`${home}${folder}/${file}`, 'utf8')),
  )
  return whole.map((text) => damaged(readArticle(text, cleanLine)))
}

const near = (a: string | null | undefined, b: string | null): boolean =>
  a == null || b == null
    ? (a ?? null) === b
    : Math.abs(Number(a) - Number(b)) <= 1e-9 * Math.max(1, Math.abs(Number(b)))

function sameValue({ quantity }: Fact, { value, low, high }: GoldFact): boolean {
  if (value !== null) return quantity.form === 'point' && near(quantity.value.decimal, value)
  if (low === null && high === null) return quantity.form === 'ratio'
  return quantity.form === 'range' && near(quantity.low?.decimal, low) && near(quantity.high?.decimal, high)
}

/** Two names of one thing, as the scorer takes them: one within the other, or most of their characters alike. */
function alike(a: string, b: string): boolean {
  if (a.includes(b) || b.includes(a)) return true
  const [one, other] = [new Set(a), new Set(b)]
  return Array.from(one).filter((char) => other.has(char)).length / Math.max(one.size, other.size) >= 0.6
}

function isSubject(name: string, want: string, { places, persons, companies, organizations }: Gold): boolean {
  const entities = [...places, ...persons, ...companies, ...organizations].map(({ name: full, forms }) => [
    full,
    ...(forms ?? []),
  ])
  return (
    alike(name, want) ||
    entities.some(
      (forms) => forms.some((form) => alike(form, want)) && forms.some((form) => alike(form, name)),
    )
  )
}

type Seen = Map<number, Parameters<Observer>>

function exampleOf(article: string, seen: Seen, fact: Fact, isRight: (span: Span) => boolean): Example[] {
  const figure = seen.get(fact.span.start)
  if (!figure) return []
  const [, context, candidates, rules] = figure
  return [
    {
      article,
      ruled: rules !== null && isRight(rules),
      candidates: candidates.map((one) => ({ cells: cellsOf(context, one), right: isRight(one.span) })),
    },
  ]
}

/** What an article teaches; `weights`: those by which its figures are read. */
function examplesOf(gold: Gold, weights: Float64Array): Example[] {
  const seen: Seen = new Map()
  const observe: Observer = (...what) => {
    seen.set(what[0].start, what)
    return weights
  }
  const { text, facts } = analyzeWith(gold.blocks.map(({ raw }) => raw).join('\n'), {}, { observe })
  const used = new Set<Fact>()
  return gold.facts.flatMap((want) => {
    const fact = facts.find((one) => !used.has(one) && alike(one.text, want.text) && sameValue(one, want))
    if (!fact) return []
    used.add(fact)
    const { subject } = want
    if (!subject) return []
    return exampleOf(gold.id, seen, fact, ({ start, end }) =>
      isSubject(text.slice(start, end), subject, gold),
    )
  })
}

/** What a case teaches: its figures in order, each as text|…|metric|subject, or text|metric|subject of linked ones. */
function casesOf(file: string, cell: number, weights: Float64Array): Example[] {
  const lines = readFileSync(`${root}test/cases/facts/${file}.jsonl`, 'utf8').split('\n').filter(Boolean)
  return lines.flatMap((line) => {
    const { name, text, facts: wanted } = JSON.parse(line) as { name: string; text: string; facts: string[] }
    const seen: Seen = new Map()
    const observe: Observer = (...what) => {
      seen.set(what[0].start, what)
      return weights
    }
    const options = { referenceDate: '2022-05-19' }
    const linked = cell === 2
    const facts = linked
      ? analyzeWith(text, options, { observe }).facts
      : factsWith(text, options, { observe })
    return facts.flatMap((fact, k) => {
      const want = wanted[k]?.split('|')[cell]
      if (!want || want === '*') return []
      return exampleOf(name, seen, fact, ({ start, end }) => text.slice(start, end) === want)
    })
  })
}

/** Cells seen more seldom are not learned. */
const LEAST = 20
const ROUNDS = 300
const RATE = 0.1
/** How much a weight costs, in examples. */
const COST = 20

const sumOf = (weights: Float64Array, cells: readonly number[]) =>
  cells.reduce((sum, cell) => sum + weights[cell], 0)

/** Log-linear weights under which one of the right ones is likely to be taken, none larger than it must be. */
function learn(examples: readonly Example[]): Float64Array {
  const counts = new Uint32Array(CELLS)
  for (const { candidates } of examples)
    for (const { cells } of candidates) for (const cell of cells) counts[cell]++
  const open = examples.filter(
    ({ candidates }) => candidates.some(({ right }) => right) && candidates.some(({ right }) => !right),
  )
  const weights = new Float64Array(CELLS)
  const [mean, spread] = [new Float64Array(CELLS), new Float64Array(CELLS)]
  for (let round = 1; round <= ROUNDS; round++) {
    const slopes = weights.map((weight) => COST * weight)
    for (const { candidates } of open) {
      const sums = candidates.map(({ cells }) => sumOf(weights, cells))
      const most = Math.max(...sums)
      const odds = sums.map((sum) => Math.exp(sum - most))
      const all = odds.reduce((a, b) => a + b)
      const right = odds.reduce((sum, one, k) => sum + (candidates[k].right ? one : 0), 0)
      for (const [k, { cells, right: isRight }] of candidates.entries()) {
        const slope = odds[k] / all - (isRight ? odds[k] / right : 0)
        for (const cell of cells) slopes[cell] += slope
      }
    }
    for (let cell = 0; cell < CELLS; cell++) {
      if (counts[cell] < LEAST) continue
      mean[cell] = 0.9 * mean[cell] + 0.1 * slopes[cell]
      spread[cell] = 0.999 * spread[cell] + 0.001 * slopes[cell] ** 2
      const step = mean[cell] / (1 - 0.9 ** round) / (Math.sqrt(spread[cell] / (1 - 0.999 ** round)) + 1e-8)
      weights[cell] -= (RATE * step) / Math.sqrt(1 + round / 30)
    }
  }
  return weights
}

function count(weights: Float64Array, examples: readonly Example[]): string {
  let [right, ruled, mended, broken] = [0, 0, 0, 0]
  for (const example of examples) {
    let best: Example['candidates'][number] | null = null
    let most = Number.NEGATIVE_INFINITY
    for (const candidate of example.candidates) {
      const sum = sumOf(weights, candidate.cells)
      if (sum > most) [best, most] = [candidate, sum]
    }
    const isRight = best?.right ?? false
    if (isRight) right++
    if (example.ruled) ruled++
    if (isRight && !example.ruled) mended++
    if (!isRight && example.ruled) broken++
  }
  return `of ${examples.length} subjects ${right} right (by the rules alone ${ruled}): ${mended} mended, ${broken} broken`
}

const gold = readGold()
const isLearned = ({ article }: Example) => !isUnseen(article)
const read = (weights: Float64Array) => [
  ...gold.flatMap((one) => examplesOf(one, weights)),
  ...casesOf('synthetic', 4, weights),
  ...casesOf('linked/synthetic', 2, weights),
]
// Whom a figure is given to, the next may inherit: learned from what the rules leave, and from where what is learned leads.
const ruled = read(new Float64Array(CELLS))
const led = read(learn(ruled.filter(isLearned)))
const seen = [...ruled, ...led].filter(isLearned)
/** What the weights make of pages that they are not learned from, each subject once. */
function report(weights: Float64Array): void {
  const left = led.filter((one) => !isLearned(one))
  const [known, passages] = [false, true].map((passage) =>
    left.filter(({ article }) => isPassage(article) === passage),
  )
  console.log(`left out: ${count(weights, known)}`)
  console.log(`passages that nothing is learned from: ${count(weights, passages)}`)
}
if (values.hold) {
  report(learn(seen))
  const articles = [...new Set(seen.map(({ article }) => article))]
  for (let part = 0; part < 5; part++) {
    const out = new Set(articles.filter((_, k) => k % 5 === part))
    const weights = learn(seen.filter(({ article }) => !out.has(article)))
    console.log(
      count(
        weights,
        seen.filter(({ article }) => out.has(article)),
      ),
    )
  }
} else {
  const weights = learn(seen)
  console.log(`learned from: ${count(weights, seen)}`)
  report(weights)
  const rows = Array.from(weights, (weight, cell) => [cellName(cell), weight.toFixed(2)] as const)
    .filter(([, weight]) => Number(weight) !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(
    `${root}dict/facts/holders.tsv`,
    `# Learned from test/gold by npm run train:holders: what speaks for (+) and against (−) one who may have a figure.\nwho\twhat\tweight\n${rows.map((row) => row.join('\t')).join('\n')}\n`,
  )
}
