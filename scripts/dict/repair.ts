// What the repair room knows of the language: readings of characters, Traditional forms, common words.
import { gzipSync } from 'node:zlib'
import traditionalToSimplified from 'opencc-js/dict/TSCharacters'
import { pinyin } from 'pinyin-pro'
import {
  codeClasses,
  codePairs,
  codeWords,
  NO_LEVEL,
  type PackedPair,
  type PackedWord,
  ranked,
  STAND_INS,
  WORTH,
  type WordColumns,
} from '../../src/repair/packed.js'
import { levelCounts } from '../../src/repair/weights.js'
import { inSteps, readTsv, stringModule } from '../dict-tools.js'
import {
  CLASS_STEP,
  countPairs,
  scripts,
  type Word,
  type WordClasses,
  wordClasses,
  words,
} from '../repair-words.js'
import { Writer } from './repair-format.js'

/** How many pairs of words. */
const PAIRS = 47_000
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

const levelOf = (count: number): number => Math.min(63, Math.max(0, Math.round(1.5 * Math.log2(count))))

/** Taken off every count for what the list has not seen. */
const DISCOUNT = 0.75

/** The words that nodes of the trie are, in their order. */
function textsOf({ codes, depths, levels }: WordColumns): string[] {
  const texts: string[] = []
  let text = ''
  for (let i = 0; i < codes.length; i++) {
    text = text.slice(0, depths[i]) + String.fromCharCode(codes[i])
    if (levels[i] !== NO_LEVEL) texts.push(text)
  }
  return texts
}

/** The pairs that tell most beyond the classes of their words, as places in the order of frequency. */
function pairsOf(
  list: readonly Word[],
  packed: WordColumns,
  { size, of, steps: afterClass }: WordClasses,
): PackedPair[] {
  const rank = ranked(packed.levels.filter((level) => level !== NO_LEVEL))
  const place = new Map<string, number>(STAND_INS.map((name, i) => [name, i]))
  for (const [i, text] of textsOf(packed).entries()) place.set(text, STAND_INS.length + rank[i])
  let total = 0
  for (const [, count] of list) total += count
  const tags = new Map(list.map(([word, , tag]) => [word, tag]))
  const classOf = (word: string) => of(word, tags.get(word) ?? '')
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
      const follows = CLASS_STEP * afterClass[(classOf(head) - 1) * size + classOf(tail) - 1]
      const q = (seen - DISCOUNT) / count + ((DISCOUNT * kinds) / count) * p * Math.exp(follows)
      const worth = Math.log(q / p)
      const steps = Math.min(15, Math.round(worth / WORTH))
      if (steps < 0 || worth - follows < 0.7) continue
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
function sentinels(counts: Word[]): string[] {
  const frequent = counts
    .filter(([word]) => word.length === 1)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 450)
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
      if (/[\u3105-\u3129\u3400-\u9fff\uac00-\ud7a3\ufe50-\ufe6f]/.test(char) && !usual.has(char))
        found.add(char)
  }
  // The first two bytes of a Chinese character in UTF-8; as GBK these are outside GB2312.
  for (let lead = 0xe4; lead <= 0xe9; lead++)
    for (let trail = 0x80; trail <= 0xa0; trail++) read(Uint8Array.of(lead, trail), 'gbk')
  // As Big5 and Korean such pairs have a character from A1 on, as have those of ， and ：.
  const known = new Set(counts.filter(([, count]) => count > 3).flatMap(([word]) => [...word]))
  for (const row of traditionalToSimplified.split('|')) if (known.has(row[2])) known.add(row[0])
  const readRare = (pair: Uint8Array, label: string) => {
    if (!known.has(new TextDecoder(label).decode(pair))) read(pair, label)
  }
  for (const label of ['big5', 'euc-kr']) {
    for (const lead of [0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9])
      for (let trail = 0xa1; trail <= 0xbf; trail++) readRare(Uint8Array.of(lead, trail), label)
    read(Uint8Array.of(0xef, 0xbc), label)
  }
  const big5 = encoder('big5')
  const gbk = encoder('gbk')
  for (const char of frequent) {
    const [traditional] = [...traditionalOf(char)]
    if (big5.has(traditional)) read(big5.get(traditional)!, 'gbk')
    if (gbk.has(char)) read(gbk.get(char)!, 'big5')
  }
  // ㄛ for ，, ﹝ for 。
  for (const mark of '，。、：；（）') read(gbk.get(mark)!, 'big5')
  return [...found].sort()
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

/** The model: strings as JSON, a line break, then words, pairs and classes as one stream of bits. */
function model(list: Word[]): Uint8Array {
  const classes = wordClasses()
  const kinds = STAND_INS.map((name) => classes.of(name, ''))
  const writer = new Writer()
  const words = codeWords(
    writer,
    list
      .map(([text, count, tag]): PackedWord => ({ text, level: levelOf(count), tag: classes.of(text, tag) }))
      .sort((a, b) => (a.text < b.text ? -1 : 1)),
  )
  const counts = levelCounts()
  const counted = words.levels.reduce((sum, level) => (level === NO_LEVEL ? sum : sum + counts[level]), 0)
  const head = JSON.stringify({ ...scripts(), kinds, classes: classes.size, counted, ...readings() })
  codePairs(writer, words.count + STAND_INS.length, pairsOf(list, words, classes))
  codeClasses(writer, classes.size, classes.steps)
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
      sentinels: inSteps(sentinels(list).map((char) => char.charCodeAt(0))),
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
