// What the repair room knows of the language: readings of characters, Traditional forms, common words.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import simplifiedToTraditional from 'opencc-js/dict/STPhrases'
import traditionalToSimplified from 'opencc-js/dict/TSCharacters'
import { pinyin } from 'pinyin-pro'
import { readTsv, stringModule } from '../dict-tools.js'

/** How many words the language model keeps: the knob between its size and its sense. */
const WORDS = 60_000
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
  capSingles(counts)
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
  for (const [word, count] of counts) if (word.length === 1 && count >= 3) kept.push(word)
  const marks = readTsv('repair/marks.tsv').map((row): Word => [row.term, Number(row.count), row.class])
  return [...kept.map((word): Word => [word, counts.get(word)!, tags.get(word)!]), ...marks]
}

/**
 * The list counts some characters that only mojibake has (锛 12605, 銆 6982): a character cannot be much more
 * frequent than the words that it stands in.
 */
function capSingles(counts: Map<string, number>): void {
  const support = new Map<string, number>()
  for (const [word, count] of counts)
    if (word.length > 1) for (const char of new Set(word)) support.set(char, (support.get(char) ?? 0) + count)
  for (const [word, count] of counts)
    if (word.length === 1) counts.set(word, Math.min(count, 3 * (support.get(word) ?? 0) + 4))
}

type Word = [word: string, count: number, tag: string]

/** Word classes as digits, and what it is worth that one follows another. */
function classPairs(): { rows: string; digit: (tag: string) => string } {
  const digits = new Map<string, string>()
  const digit = (tag: string) => {
    if (!digits.has(tag)) digits.set(tag, String.fromCharCode(0x31 + digits.size))
    return digits.get(tag)!
  }
  const rows = readTsv('repair/classes.tsv').map(({ pair, weight }) => {
    const [from, to] = pair.split(' ')
    return digit(from) + digit(to) + weight
  })
  // 0: a class of which nothing is known.
  return { rows: rows.join(' '), digit: (tag) => digits.get(tag) ?? '0' }
}

/** Sorted words in three streams: new tails, shared head and tail lengths, classes of frequency. */
function packWords(list: Word[], digit: (tag: string) => string): Record<string, string> {
  list.sort((a, b) => (a[0] < b[0] ? -1 : 1))
  let [tails, shapes, classes, tags, last] = ['', '', '', '', '']
  for (const [word, count, tag] of list) {
    let head = 0
    while (head < word.length && word[head] === last[head]) head++
    tails += word.slice(head)
    shapes += String.fromCharCode(0x30 + head * 5 + (word.length - head))
    classes += String.fromCharCode(0x41 + Math.round(1.5 * Math.log2(count)))
    tags += digit(tag)
    last = word
  }
  return { tails, shapes, classes, tags }
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
      if (/[\u3400-\u9fff]/.test(char) && !usual.has(char)) found.add(char)
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

/** One asset beside the package's code: too big for the bundles of those who only want `normalize`. */
export default function build(): Record<string, string | Uint8Array> {
  const { rows, digit } = classPairs()
  const list = words()
  const data = { ...readings(), ...scripts(), classPairs: rows, ...packWords(list, digit) }
  return {
    'repair.bin': gzipSync(JSON.stringify(data), { level: 9 }),
    'repair-characters.ts': stringModule('dict/repair', {
      radicals: readTsv('repair/radicals.tsv')
        .map((row) => row.radical + row.char)
        .join(''),
      entities: readTsv('repair/entities.tsv')
        .map((row) => `${row.name} ${row.code}`)
        .join(' '),
      sentinels: sentinels(list),
      frequent: frequent(list),
    }),
  }
}
