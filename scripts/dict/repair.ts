// What the repair room knows of the language: readings of characters, Traditional forms, common words.
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { areaList } from '@vant/area-data'
import simplifiedToTraditional from 'opencc-js/dict/STPhrases'
import traditionalToSimplified from 'opencc-js/dict/TSCharacters'
import { pinyin } from 'pinyin-pro'
import {
  codePairs,
  codeWords,
  type PackedPair,
  type PackedWord,
  ranked,
  STAND_INS,
  WORTH,
  type WordColumns,
} from '../../src/repair/packed.js'
import { readTsv, stringModule } from '../dict-tools.js'
import { Writer } from './repair-format.js'

/** How many words the language model keeps: the knob between its size and its sense. */
const WORDS = 45_000
/** How many pairs of words. */
const PAIRS = 50_000
const FIRST = 0x4e00
const LAST = 0x9fa5
const DIGITS = 90

/** Two printable characters, without `"` and `\`. */
function base90(n: number): string {
  return digit(Math.floor(n / DIGITS)) + digit(n % DIGITS)
}

function digit(n: number): string {
  const code = 0x23 + n
  return String.fromCharCode(code === 0x5c ? 0x7e : code)
}

/** All readings of every character of GBK, from pinyin-pro (MIT): base syllables and tones. */
function readings(): Record<string, string> {
  const bases = new Map<string, number>()
  const rows: string[] = []
  for (let code = FIRST; code <= LAST; code++) {
    const char = String.fromCharCode(code)
    let row = ''
    for (const reading of pinyin(char, { multiple: true, type: 'array', toneType: 'num' })) {
      const base = reading.slice(0, -1).replace('ü', 'v')
      if (!/^[a-z]+$/.test(base)) continue
      if (!bases.has(base)) bases.set(base, bases.size)
      row += base90(bases.get(base)! * 5 + (Number(reading.at(-1)) % 5))
    }
    rows.push(row)
  }
  return { syllables: [...bases.keys()].join(' '), readings: rows.join(' ') }
}

function inGbk(): (char: string) => boolean {
  const decoder = new TextDecoder('gbk')
  const chars = new Set<string>()
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) chars.add(decoder.decode(Uint8Array.of(lead, trail)))
  return (char) => chars.has(char)
}

/**
 * Traditional character, its Simplified one, and so on: OpenCC's single characters (Apache-2.0). And the
 * Simplified characters that stand in Traditional text as well: 面, 里, 后.
 */
function scripts(): { variants: string; both: string } {
  const has = inGbk()
  let variants = ''
  const simple = new Set<string>()
  for (const row of traditionalToSimplified.split('|')) {
    const [traditional, simplified] = row.split(' ')
    if (!has(traditional) || !has(simplified) || traditional.length > 1) continue
    variants += traditional + simplified
    simple.add(simplified)
  }
  const both = new Set<string>()
  for (const row of simplifiedToTraditional.split('|'))
    for (const char of row.split(' ')[1]) if (simple.has(char)) both.add(char)
  return { variants, both: [...both].sort().join('') }
}

/** What share of a count comes from recent text. */
const RECENT = 0.7

/** Counts of recent text, of which the list knows the most frequent words only, as parts of so many words. */
function recentCounts(total: number): Map<string, number> {
  const recent = new Map(readTsv('repair/counts.tsv').map((row) => [row.term, Number(row.count)]))
  let sum = 0
  for (const count of recent.values()) sum += count
  for (const [word, count] of recent) recent.set(word, (count * total) / sum)
  return recent
}

/** Moves the counts towards recent text. */
function addRecent(
  counts: Map<string, number>,
  tags: Map<string, string>,
  recent: ReadonlyMap<string, number>,
): void {
  const rarest = Math.min(...recent.values())
  for (const [word, count] of counts)
    counts.set(word, (1 - RECENT) * count + RECENT * (recent.get(word) ?? Math.min(count, rarest)))
  for (const [word, count] of recent)
    if (word.length > 1 && !counts.has(word)) {
      counts.set(word, RECENT * count)
      tags.set(word, 'n')
    }
}

/** The least count of a prefecture's name, and of a county's: papers speak of their own place all day. */
const PLACES = { city_list: 400, county_list: 60 }

/** Divisions of the mainland by their names, with and without 市, 县, 区. */
function addPlaces(counts: Map<string, number>, tags: Map<string, string>): void {
  for (const [level, least] of Object.entries(PLACES))
    for (const name of Object.values(areaList[level as keyof typeof PLACES])) {
      const short = name.length > 2 ? name.replace(/(?:地区|[市县区])$/, '') : name
      for (const word of new Set([name, short]))
        if (/^[\u4e00-\u9fa5]{2,4}$/.test(word) && (counts.get(word) ?? 0) < least) {
          counts.set(word, least)
          tags.set(word, 'ns')
        }
    }
}

/** The words that tell most: those much more frequent than their parts make one expect. */
function words(): Word[] {
  const folder = dirname(createRequire(import.meta.url).resolve('@node-rs/jieba/package.json'))
  const counts = new Map<string, number>()
  const tags = new Map<string, string>()
  let total = 0
  for (const line of readFileSync(join(folder, 'dict.txt'), 'utf8').split('\n')) {
    const [word, count, tag] = line.split(' ')
    if (!count || !/^[\u4e00-\u9fa5]{1,4}$/.test(word)) continue
    counts.set(word, Number(count))
    tags.set(word, tag.startsWith('nr') ? 'nr' : tag)
    total += Number(count)
  }
  const recent = recentCounts(total)
  addRecent(counts, tags, recent)
  addPlaces(counts, tags)
  // Words are looked up by their Simplified characters.
  const traditional = new Set([...scripts().variants].filter((_, i) => i % 2 === 0))
  for (const word of counts.keys())
    if ([...word].some((char) => traditional.has(char) || !counts.has(char))) counts.delete(word)
  capSingles(counts, recent)
  total = 0
  for (const count of counts.values()) total += count
  const log = (word: string) => Math.log((counts.get(word) ?? 0.1) / total)
  const gains: [string, number][] = []
  for (const [word, count] of counts) {
    if (word.length === 1) continue
    let parts = -Infinity
    for (let cut = 1; cut < word.length; cut++) {
      const [a, b] = [word.slice(0, cut), word.slice(cut)]
      if ((a.length === 1 || counts.has(a)) && (b.length === 1 || counts.has(b)))
        parts = Math.max(parts, log(a) + log(b))
    }
    if (parts === -Infinity) for (const char of word) parts = (parts === -Infinity ? 0 : parts) + log(char)
    const gain = log(word) - parts
    if (gain > 1) gains.push([word, gain * count ** 0.8])
  }
  gains.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const kept = gains.slice(0, WORDS).map(([word]) => word)
  const used = new Set(kept.join(''))
  for (const [word, count] of counts) if (word.length === 1 && (count >= 3 || used.has(word))) kept.push(word)
  const marks = readTsv('repair/marks.tsv').map((row): Word => [row.term, Number(row.count), row.class])
  return [...kept.map((word): Word => [word, counts.get(word)!, tags.get(word)!]), ...marks]
}

/**
 * The older list counts some characters that only mojibake has (锛 12605, 銆 6982): a character cannot be much
 * more frequent than in recent text (的), or than the words that it stands in.
 */
function capSingles(counts: Map<string, number>, recent: ReadonlyMap<string, number>): void {
  const support = new Map<string, number>()
  for (const [word, count] of counts)
    if (word.length > 1) for (const char of new Set(word)) support.set(char, (support.get(char) ?? 0) + count)
  for (const [word, count] of counts)
    if (word.length === 1)
      counts.set(word, Math.min(count, Math.max(3 * (support.get(word) ?? 0) + 4, recent.get(word) ?? 0)))
}

type Word = [word: string, count: number, tag: string]

/** Word classes as numbers, and what it is worth that one follows another. */
function classPairs(): {
  rows: string
  number: (tag: string) => number
  worth: (from: string, to: string) => number
} {
  const numbers = new Map<string, number>()
  const worths = new Map<string, number>()
  const rows = readTsv('repair/classes.tsv').map(({ pair, weight }) => {
    const [from, to] = pair.split(' ')
    for (const tag of [from, to]) if (!numbers.has(tag)) numbers.set(tag, numbers.size + 1)
    worths.set(pair, Number(weight) / 10)
    return String.fromCharCode(0x30 + numbers.get(from)!, 0x30 + numbers.get(to)!) + weight
  })
  return {
    rows: rows.join(' '),
    // 0: a class of which nothing is known.
    number: (tag) => numbers.get(tag) ?? 0,
    worth: (from, to) => worths.get(`${from} ${to}`) ?? 0,
  }
}

const levelOf = (count: number): number => Math.min(63, Math.max(0, Math.round(1.5 * Math.log2(count))))

interface Heads {
  count: number
  kinds: number
  next: Map<string, number>
}

/** How much more a pair in our own text counts than one in the old news of the list. */
const OWN = 2

/** Pairs of neighbours: those of pairs.tsv, and those of the text in corpus/, cut into the model's words. */
function countPairs(list: readonly Word[]): Map<string, Heads> {
  const heads = new Map<string, Heads>()
  for (const row of readTsv('repair/pairs.tsv')) {
    const next = new Map<string, number>()
    for (const cell of row.next.split(' ')) {
      const [, word, count] = /^(#?[a-z]*[^\d]*)(\d*)$/.exec(cell)!
      if (word !== '') next.set(word, Number(count || 2))
    }
    heads.set(row.head, { count: Number(row.count), kinds: Number(row.kinds), next })
  }
  for (const [from, to] of ownPairs(list)) {
    if (!heads.has(from)) heads.set(from, { count: 0, kinds: 0, next: new Map() })
    const head = heads.get(from)!
    head.count += OWN
    if (!head.next.has(to)) head.kinds++
    head.next.set(to, (head.next.get(to) ?? 0) + OWN)
  }
  return heads
}

const corpus = new URL('../../corpus/', import.meta.url)
/** Counted three times: every page has some of it. */
const phrases = new URL('../../dict/repair/phrases.txt', import.meta.url)

function* ownPairs(list: readonly Word[]): Generator<[string, string]> {
  const worth = new Map<string, number>()
  let total = 0
  for (const [, count] of list) total += count
  for (const [word, count] of list) worth.set(word, Math.log(count / total))
  const files = readdirSync(corpus).map((file) => new URL(file, corpus))
  for (const file of [...files.sort((a, b) => (a.href < b.href ? -1 : 1)), phrases, phrases, phrases])
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (line === '' || line.startsWith('#')) continue
      let last = '#'
      for (const word of cutWords(line, worth)) {
        if (last !== '' && word !== '') yield [last, word]
        last = word
      }
      if (last !== '') yield [last, '#']
    }
}

/** `[张国瑜/per]` → #nr and so on; the rest into the words that are likeliest together. '' where a way breaks. */
function* cutWords(line: string, worth: ReadonlyMap<string, number>): Generator<string> {
  for (const part of line.split(/(\[[^[\]]*\/per\])/)) {
    if (part.endsWith('/per]')) {
      yield '#nr'
      continue
    }
    const text = part.replace(/\[|\/[a-z]+\]/g, '')
    for (const run of text.split(/([\d.,%％]+|[A-Za-z]+)/)) {
      if (/^\d/.test(run)) yield '#m'
      else if (/^[A-Za-z]/.test(run)) yield '#x'
      else yield* cutRun(run, worth)
    }
  }
}

function cutRun(text: string, worth: ReadonlyMap<string, number>): string[] {
  const best = [0]
  const from = [0]
  for (let end = 1; end <= text.length; end++) {
    best[end] = -Infinity
    for (let start = Math.max(0, end - 4); start < end; start++) {
      const value = best[start] + (worth.get(text.slice(start, end)) ?? (end - start === 1 ? -20 : -Infinity))
      if (value > best[end]) [best[end], from[end]] = [value, start]
    }
  }
  const out: string[] = []
  for (let end = text.length; end > 0; end = from[end]) {
    const word = text.slice(from[end], end)
    out.push(worth.has(word) ? word : '')
  }
  return out.reverse()
}

/** Taken off every count for what the list has not seen. */
const DISCOUNT = 0.75

/** The pairs that tell most beyond the classes of their words, as places in the order of frequency. */
function pairsOf(
  list: readonly Word[],
  packed: WordColumns,
  worthOf: (from: string, to: string) => number,
): PackedPair[] {
  const rank = ranked(packed.levels)
  const place = new Map<string, number>(STAND_INS.map((name, i) => [name, i]))
  for (const [i, text] of packed.texts.entries()) place.set(text, STAND_INS.length + rank[i])
  let total = 0
  for (const [, count] of list) total += count
  const tags = new Map(list.map(([word, , tag]) => [word, tag]))
  const chance = new Map(list.map(([word, count]) => [word, count / total]))
  const heads = countPairs(list)
  const tails = new Map<string, number>()
  let all = 0
  for (const { next } of heads.values())
    for (const [tail, count] of next) {
      all += count
      tails.set(tail, (tails.get(tail) ?? 0) + count)
    }
  const found: [PackedPair, number][] = []
  for (const [head, { count, kinds, next }] of heads) {
    const from = place.get(head)
    if (from === undefined) continue
    for (const [tail, seen] of next) {
      const to = place.get(tail)
      if (to === undefined) continue
      const p = chance.get(tail) ?? tails.get(tail)! / all
      const follows = worthOf(tags.get(head) ?? '', tags.get(tail) ?? '')
      const q = (seen - DISCOUNT) / count + ((DISCOUNT * kinds) / count) * p * Math.exp(follows)
      const worth = Math.log(q / p)
      const steps = Math.min(15, Math.round(worth / WORTH))
      if (steps < 1 || worth - follows < 0.7) continue
      found.push([{ head: from, tail: to, worth: steps }, seen * (worth - follows)])
    }
  }
  found.sort((a, b) => b[1] - a[1] || a[0].head - b[0].head || a[0].tail - b[0].tail)
  return found
    .slice(0, PAIRS)
    .map(([pair]) => pair)
    .sort((a, b) => a.head - b.head || a.tail - b.tail)
}

/** What the most frequent characters look like when read in the wrong charset: what the gate looks for. */
function sentinels(counts: Word[]): string {
  const frequent = counts
    .filter(([word]) => word.length === 1)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 150)
    .map(([word]) => word)
  const usual = new Set(
    counts.filter(([word, count]) => word.length === 1 && count > 500).map(([word]) => word),
  )
  for (const row of traditionalToSimplified.split('|')) {
    const [traditional, simplified] = row.split(' ')
    if (usual.has(simplified)) usual.add(traditional)
  }
  const found = new Set<string>()
  const read = (bytes: Uint8Array, label: string) => {
    for (const char of new TextDecoder(label).decode(bytes))
      if (/[\u3105-\u3129\u3400-\u9fff\ufe50-\ufe6f]/.test(char) && !usual.has(char)) found.add(char)
  }
  // The first two bytes of a Chinese character in UTF-8; as GBK these are outside GB2312.
  for (let lead = 0xe4; lead <= 0xe9; lead++)
    for (let trail = 0x80; trail <= 0xa0; trail++) read(Uint8Array.of(lead, trail), 'gbk')
  const big5 = encoder('big5')
  const gbk = encoder('gbk')
  for (const char of frequent) {
    const [traditional] = [...traditionalOf(char)]
    if (big5.has(traditional)) read(big5.get(traditional)!, 'gbk')
    if (gbk.has(char)) read(gbk.get(char)!, 'big5')
  }
  // ㄛ for ，, ﹝ for 。
  for (const mark of '，。、：；（）') read(gbk.get(mark)!, 'big5')
  return [...found].sort().join('')
}

/** The most frequent characters in both scripts, by which a charset is told. */
function frequent(counts: Word[]): string {
  const chars = counts
    .filter(([word]) => word.length === 1)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 300)
    .map(([word]) => word)
  return [...new Set(chars.flatMap((char) => [char, traditionalOf(char)]))].join('')
}

function traditionalOf(char: string): string {
  for (const row of traditionalToSimplified.split('|')) if (row.endsWith(` ${char}`)) return row[0]
  return char
}

function inBothScripts(terms: readonly string[]): string[] {
  return [...new Set(terms.flatMap((term) => [term, [...term].map(traditionalOf).join('')]))]
}

/** The words that names follow, `;`, and those that close one. */
function bylines(): string {
  const rows = readTsv('repair/bylines.tsv', { key: null })
  const of = (place: string) =>
    inBothScripts(rows.filter((row) => row.place === place).map((row) => row.term)).join(' ')
  return `${of('before')};${of('after')}`
}

function encoder(label: string): Map<string, Uint8Array> {
  const decoder = new TextDecoder(label)
  const table = new Map<string, Uint8Array>()
  for (let lead = 0xa1; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const bytes = Uint8Array.of(lead, trail)
      const char = decoder.decode(bytes)
      if (char.length === 1 && !table.has(char)) table.set(char, bytes)
    }
  return table
}

/** Stand-ins whose words are those of a class. */
const KINDS = new Set(['#nr', '#ns', '#nt', '#m', '#t'])

/** The model: strings as JSON, a line break, then the words and pairs as one stream of bits. */
function model(list: Word[]): Uint8Array {
  const { rows, number, worth } = classPairs()
  const kinds = STAND_INS.map((name) => (KINDS.has(name) ? number(name.slice(1)) : 0))
  const head = JSON.stringify({ ...scripts(), classPairs: rows, kinds, ...readings() })
  const writer = new Writer()
  const words = codeWords(
    writer,
    list
      .map(([text, count, tag]): PackedWord => ({ text, level: levelOf(count), tag: number(tag) }))
      .sort((a, b) => (a.text < b.text ? -1 : 1)),
  )
  codePairs(writer, words.texts.length + STAND_INS.length, pairsOf(list, words, worth))
  return Buffer.concat([Buffer.from(`${head}\n`), writer.end()])
}

/** One asset beside the package's code: too big for the bundles of those who only want `normalize`. */
export default function build(): Record<string, string | Uint8Array> {
  const list = words()
  return {
    'repair.bin': gzipSync(model(list), { level: 9 }),
    'repair-characters.ts': stringModule('dict/repair', {
      radicals: readTsv('repair/radicals.tsv')
        .map((row) => row.radical + row.char)
        .join(''),
      entities: readTsv('repair/entities.tsv')
        .map((row) => `${row.name} ${row.code}`)
        .join(' '),
      hkscs: readTsv('repair/hkscs.tsv')
        .map((row) => row.char + row.pair)
        .join(''),
      series: readTsv('repair/series.tsv')
        .map((row) => row.series)
        .join(' '),
      sentinels: sentinels(list),
      bylines: bylines(),
      surnames: inBothScripts(
        readTsv('names/surnames.tsv')
          .map((row) => row.surname)
          .filter((surname) => surname.length === 1),
      ).join(''),
      frequent: frequent(list),
    }),
  }
}
