// What the repair room knows of the language: readings of characters, Traditional forms, common words.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
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

/** Traditional character, its Simplified one, and so on: OpenCC's single characters (Apache-2.0). */
function variants(): string {
  const has = inGbk()
  let out = ''
  for (const row of traditionalToSimplified.split('|')) {
    const [traditional, simplified] = row.split(' ')
    if (has(traditional) && has(simplified) && traditional.length === 1) out += traditional + simplified
  }
  return out
}

/** The words that tell most: those much more frequent than their parts make one expect. */
function words(): [string, number][] {
  const folder = dirname(createRequire(import.meta.url).resolve('@node-rs/jieba/package.json'))
  const counts = new Map<string, number>()
  let total = 0
  for (const line of readFileSync(join(folder, 'dict.txt'), 'utf8').split('\n')) {
    const [word, count] = line.split(' ')
    if (!count || !/^[\u4e00-\u9fa5]{1,4}$/.test(word)) continue
    counts.set(word, Number(count))
    total += Number(count)
  }
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
  const marks = readTsv('repair/marks.tsv').map(({ term, count }): [string, number] => [term, Number(count)])
  return [...kept.map((word): [string, number] => [word, counts.get(word)!]), ...marks]
}

/** Sorted words in three streams: new tails, shared head and tail lengths, classes of frequency. */
function packWords(list: [string, number][]): Record<string, string> {
  list.sort((a, b) => (a[0] < b[0] ? -1 : 1))
  let [tails, shapes, classes, last] = ['', '', '', '']
  for (const [word, count] of list) {
    let head = 0
    while (head < word.length && word[head] === last[head]) head++
    tails += word.slice(head)
    shapes += String.fromCharCode(0x30 + head * 5 + (word.length - head))
    classes += String.fromCharCode(0x41 + Math.round(1.5 * Math.log2(count)))
    last = word
  }
  return { tails, shapes, classes }
}

export default function build(): Record<string, string> {
  return {
    'repair-readings.ts': stringModule('pinyin-pro', readings()),
    'repair-model.ts': stringModule('@node-rs/jieba and opencc-js', {
      variants: variants(),
      ...packWords(words()),
    }),
  }
}
