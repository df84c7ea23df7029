// What repair recovers, on text that its language model never saw, with tables drawn at random. Text: the
// held-out half of test/gold, and ../shared/data/ner (for measuring only) where it is present.
import { existsSync, readFileSync } from 'node:fs'
import { pinyin } from 'pinyin-pro'
import { repair } from '../src/repair/index.js'
import { Doc } from '../src/text/index.js'
import { random } from '../test/support/charset.js'
import { type DamageOptions, damagePage } from '../test/support/damage.js'
import { beyondBytes } from './ceiling.js'
import { goldTexts } from './corpus.js'
import { diff, size } from './diff.js'
import { mend, share, touches, units } from './mended.js'
import { mojibakeTable } from './mojibake.js'
import { shortTable } from './short.js'
import { optionsOf, variantNames } from './variants.js'

const shared = new URL('../../shared/data/ner/', import.meta.url)
const gold = new URL('../test/gold/', import.meta.url)
const most = Number(process.argv[2] ?? 40)
const LINES = 15

function lines(name: string): string[] {
  const file = new URL(name, shared)
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { text: string }).text)
}

/** Pages of unrelated sentences: no page helps with its own words. */
function pagesOf(text: readonly string[]): string[] {
  const long = text.filter((line) => line.length > 20)
  const pages: string[] = []
  for (let i = 0; i + LINES <= long.length && pages.length < most; i += LINES)
    pages.push(long.slice(i, i + LINES).join('\n'))
  return pages
}

/** Whole articles of the mainland, as people would read them. */
function articles(): string[] {
  const { heldout } = JSON.parse(readFileSync(new URL('../gold-split.json', gold), 'utf8')) as {
    heldout: string[]
  }
  return goldTexts(heldout.filter((id) => !/^(?:tw|hk)-/.test(id)))
}

/** What everyone does today. */
function strip(text: string): string {
  return text.replace(/[(?][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\) ?/g, '')
}

interface Tally {
  characters: number
  stripped: number
  repaired: number
  /** Of those still wrong: figures and letters of one byte that the decoder swallowed. */
  swallowed: number
  /** Characters that no choice among what the bytes allow could have given back, and figures that went with a byte. */
  beyond: number
  edits: Record<'exact' | 'inferred', { all: number; wrong: number }>
  bytes: number
  ms: number
}

function measure(text: string, options: DamageOptions, tally: Tally): void {
  const { text: damaged, carrier, swallowed } = damagePage(text, options)
  const from = process.cpuUsage()
  const mended = mend(damaged)
  const { user, system } = process.cpuUsage(from)
  tally.ms += (user + system) / 1000
  tally.bytes += new TextEncoder().encode(damaged).length
  const truth = units(carrier)
  tally.beyond += swallowed + beyondBytes(truth, () => mend(damaged))
  const hunks = diff(units(mended.text), truth)
  tally.characters += truth.length
  tally.stripped += size(diff(units(strip(damaged)), truth))
  tally.repaired += size(hunks)
  for (const [, , start, end] of hunks)
    for (const code of truth.slice(start, end))
      if (code > 0x20 && code < 0x7f && code !== 0x2c) tally.swallowed++
  for (const { span, rules, certainty } of mended.edits) {
    if (rules.every((rule) => rule === 'repair/pinyin')) continue
    const { start, end } = mended.toText(span)
    tally.edits[certainty].all++
    if (touches(hunks, start, end)) tally.edits[certainty].wrong++
  }
}

function damageTable(name: string, pages: readonly string[]): void {
  console.log(`\n${name}: ${pages.length} pages`)
  console.log(
    'variant     wrong if stripped  if repaired  recovered    ceiling  of it, one-byte  exact (wrong)  inferred (right)   MB/s',
  )
  for (const variant of variantNames) {
    const edits = { exact: { all: 0, wrong: 0 }, inferred: { all: 0, wrong: 0 } }
    const tally: Tally = {
      characters: 0,
      stripped: 0,
      repaired: 0,
      swallowed: 0,
      beyond: 0,
      edits,
      bytes: 0,
      ms: 0,
    }
    for (const [i, page] of pages.entries()) {
      measure(page, optionsOf(variant, 7000 + i), tally)
    }
    const { exact, inferred } = edits
    console.log(
      [
        variant.padEnd(11),
        share(tally.stripped, tally.characters).padStart(17),
        share(tally.repaired, tally.characters).padStart(12),
        share(tally.stripped - tally.repaired, tally.stripped).padStart(10),
        share(tally.stripped - tally.beyond, tally.stripped).padStart(10),
        `${tally.swallowed} of ${tally.repaired}`.padStart(16),
        `${exact.all} (${exact.wrong})`.padStart(14),
        `${inferred.all} (${share(inferred.all - inferred.wrong, inferred.all)})`.padStart(17),
        (tally.bytes / 1000 / tally.ms).toFixed(2).padStart(6),
      ].join(' '),
    )
  }
}

function cleanTable(pages: readonly string[]): void {
  let [changed, total, ms] = [0, 0, 0]
  for (const page of pages) {
    total += new TextEncoder().encode(page).length
    const from = process.cpuUsage()
    const { edits } = repair(Doc.of(page))
    const { user, system } = process.cpuUsage(from)
    ms += (user + system) / 1000
    for (const { span, insert } of edits) changed += Math.max(insert.length, span.end - span.start)
  }
  console.log(
    `\nclean text: ${changed} characters changed in ${(total / 1000).toFixed(0)} KB, ${(total / 1000 / ms).toFixed(0)} MB/s`,
  )
}

/** Genuine notes on readings: on first mention, on rare characters, on words of a lesson. */
function glossTable(name: string, text: readonly string[], goal: number, rows: number, most: number): void {
  const counts = { glosses: 0, removed: 0 }
  for (let seed = 1; counts.glosses < goal; seed++) {
    const next = random(seed)
    const first = Math.floor(next() * (text.length - rows))
    const noted = new Set<string>()
    const wanted = 1 + Math.floor(next() * most)
    const page = text
      .slice(first, first + rows)
      .join('\n')
      .replace(/[\u4e00-\u9fa5]/g, (char) => {
        if (noted.size >= wanted || noted.has(char) || next() > most / (100 * rows) + 0.02) return char
        noted.add(char)
        return `${char}(${pinyin(char)})`
      })
    counts.glosses += noted.size
    counts.removed += repair(Doc.of(page)).edits.filter(({ rules }) => rules.includes('repair/pinyin')).length
  }
  console.log(`genuine glosses, ${name}: ${counts.removed} of ${counts.glosses} removed (by expression all)`)
}

const own = articles()
const msra = lines('msra.jsonl')
const cluener = lines('cluener.jsonl')
damageTable('articles of test/gold, held out', own)
if (msra.length === 0) console.log('skipped: ../shared/data/ner is not there')
else {
  damageTable('sentences of MSRA', pagesOf(msra))
  damageTable('sentences of CLUENER', pagesOf(cluener))
}
mojibakeTable(own)
shortTable(cluener.length > 0 ? cluener : own.flatMap((page) => page.split('\n')))
cleanTable(msra.length === 0 ? own : [...own, ...pagesOf(cluener), ...cluener, ...msra])
const text = msra.length === 0 ? own.flatMap((page) => page.split('\n')) : msra
const long = text.filter((line) => line.length > 20)
const carried = long.map((line) => damagePage(line, { seed: 1, tableRate: 0, badRate: 0 }).carrier)
glossTable('Simplified pages', long, 10_000, 4, 8)
glossTable('Traditional pages', carried, 4_000, 4, 8)
glossTable('Simplified lines with many', long, 4_000, 1, 20)
glossTable('Traditional lines with many', carried, 4_000, 1, 20)
