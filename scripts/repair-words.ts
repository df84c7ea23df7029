// The words of the repair room's language model, how often they stand in text, and what follows them.
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { areaList } from '@vant/area-data'
import simplifiedToTraditional from 'opencc-js/dict/STPhrases'
import traditionalToSimplified from 'opencc-js/dict/TSCharacters'
import { readTsv } from './dict-tools.js'

/** How many words the language model keeps: the knob between its size and its sense. */
const WORDS = 45_000

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
export function scripts(): { variants: string; both: string } {
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
export function words(): Word[] {
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

export type Word = [word: string, count: number, tag: string]

interface Heads {
  count: number
  kinds: number
  next: Map<string, number>
}

/** How much more a pair in our own text counts than one in the old news of the list. */
const OWN = 2

/** Pairs of neighbours: those of pairs.tsv, and those of the text in corpus/, cut into the model's words. */
export function countPairs(list: readonly Word[]): Map<string, Heads> {
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

const corpus = new URL('../corpus/', import.meta.url)
/** Counted three times: every page has some of it. */
const phrases = new URL('../dict/repair/phrases.txt', import.meta.url)

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

/** Half nats by which the worth of a class after another is counted. */
export const CLASS_STEP = 0.5

/** The classes of words that stand in like places of a sentence, and what it is worth that one follows another. */
export interface WordClasses {
  size: number
  /** From 1 on; 0 is that of what is no word. */
  of(word: string, tag: string): number
  /** In steps of `CLASS_STEP`: class of the first × `size` + class of the next. */
  steps: Int8Array
}

/** Rare words are of the class of their tag. */
const OTHER = 'other'

export function wordClasses(): WordClasses {
  const rows = readTsv('repair/classes.tsv')
  const size = rows.length
  const byTag = new Map(rows.map((row, i) => [row.class, i + 1]))
  const byWord = new Map(
    rows.flatMap((row, i) => row.words.split(' ').map((word): [string, number] => [word, i + 1])),
  )
  const steps = Int8Array.from(rows.flatMap(({ after }) => after.split(' ').map(Number)))
  const of = (word: string, tag: string) => byWord.get(word) ?? byTag.get(tag) ?? byTag.get(OTHER)!
  return { size, of, steps }
}
