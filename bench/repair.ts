// What repair recovers, on text that its language model never saw, with tables drawn at random.
// Text: ../shared/data/ner (for measuring only) where it is present.
import { existsSync, readFileSync } from 'node:fs'
import { pinyin } from 'pinyin-pro'
import { repair } from '../src/repair/index.js'
import { languageModel } from '../src/repair/model.js'
import { Doc } from '../src/text/index.js'
import { random } from '../test/support/charset.js'
import { damagePage, variants } from '../test/support/damage.js'
import { diff, type Hunk, size } from './diff.js'

const folder = new URL('../../shared/data/ner/', import.meta.url)
const pages = Number(process.argv[2] ?? 40)
const LINES = 15

function lines(name: string): string[] {
  const file = new URL(name, folder)
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { text: string }).text)
}

/** What everyone does today. */
function strip(text: string): string {
  return text.replace(/[(?][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\) ?/g, '')
}

/** Both scripts and both commas alike: conversion is not measured here. */
function units(text: string): number[] {
  const { simplified } = languageModel()
  return Array.from(text.replaceAll('，', ','), (char) =>
    char.length === 1 ? simplified[char.charCodeAt(0)] : char.codePointAt(0)!,
  )
}

interface Tally {
  characters: number
  stripped: number
  repaired: number
  edits: Record<'exact' | 'inferred', { all: number; wrong: number }>
  bytes: number
  ms: number
}

function touches(hunks: Hunk[], start: number, end: number): boolean {
  return hunks.some(([from, to]) => (from === to ? from > start && from < end : from < end && to > start))
}

function measure(text: string, seed: number, variant: keyof typeof variants, tally: Tally): void {
  const { text: damaged, carrier } = damagePage(text, { seed, ...variants[variant] })
  const from = performance.now()
  const doc = Doc.of(damaged)
  const mended = doc.edit(repair(doc).edits)
  tally.ms += performance.now() - from
  tally.bytes += new TextEncoder().encode(damaged).length
  const truth = units(carrier)
  const hunks = diff(units(mended.text), truth)
  tally.characters += truth.length
  tally.stripped += size(diff(units(strip(damaged)), truth))
  tally.repaired += size(hunks)
  for (const { span, rules, certainty } of mended.edits) {
    if (rules.every((rule) => rule === 'repair/pinyin')) continue
    const { start, end } = mended.toText(span)
    tally.edits[certainty].all++
    if (touches(hunks, start, end)) tally.edits[certainty].wrong++
  }
}

const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)} %`

function damageTable(text: string[]): void {
  console.log(
    'variant     wrong if stripped  wrong if repaired  recovered   exact (wrong)   inferred (right)      MB/s',
  )
  for (const variant of Object.keys(variants)) {
    const edits = { exact: { all: 0, wrong: 0 }, inferred: { all: 0, wrong: 0 } }
    const tally: Tally = { characters: 0, stripped: 0, repaired: 0, edits, bytes: 0, ms: 0 }
    for (let page = 0; page < pages; page++)
      measure(text.slice(page * LINES, (page + 1) * LINES).join('\n'), 7000 + page, variant, tally)
    const { exact, inferred } = tally.edits
    console.log(
      [
        variant.padEnd(11),
        share(tally.stripped, tally.characters).padStart(17),
        share(tally.repaired, tally.characters).padStart(18),
        share(tally.stripped - tally.repaired, tally.stripped).padStart(10),
        `${exact.all} (${exact.wrong})`.padStart(15),
        `${inferred.all} (${share(inferred.all - inferred.wrong, inferred.all)})`.padStart(18),
        (tally.bytes / 1000 / tally.ms).toFixed(2).padStart(9),
      ].join(' '),
    )
  }
}

function cleanTable(text: string[]): void {
  let [changed, total] = [0, 0]
  for (let i = 0; i < text.length; i += LINES) {
    const page = text.slice(i, i + LINES).join('\n')
    total += new TextEncoder().encode(page).length
    for (const { span, insert } of repair(Doc.of(page)).edits)
      changed += Math.max(insert.length, span.end - span.start)
  }
  console.log(`clean text: ${changed} characters changed in ${(total / 1000).toFixed(0)} KB`)
}

/** Genuine notes on readings: on first mention, on rare characters, on words of a lesson. */
function glossTable(text: string[]): void {
  let [glosses, removed, seed] = [0, 0, 0]
  while (glosses < 10_000) {
    const next = random(++seed)
    const first = Math.floor(next() * (text.length - 4))
    const noted = new Set<string>()
    const wanted = 1 + Math.floor(next() * 8)
    const page = text
      .slice(first, first + 4)
      .join('\n')
      .replace(/[\u4e00-\u9fa5]/g, (char) => {
        if (noted.size >= wanted || noted.has(char) || next() > 0.05) return char
        noted.add(char)
        return `${char}(${pinyin(char)})`
      })
    glosses += noted.size
    removed += repair(Doc.of(page)).edits.filter(({ rules }) => rules.includes('repair/pinyin')).length
  }
  console.log(`genuine glosses: ${removed} of ${glosses} removed (stripping by expression removes all)`)
}

const msra = lines('msra.jsonl').filter((line) => line.length > 20)
if (msra.length === 0) console.log('skipped: ../shared/data/ner is not there')
else {
  damageTable(msra)
  cleanTable([...lines('cluener.jsonl'), ...msra])
  glossTable(msra)
}
