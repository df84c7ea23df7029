import type { Edit, Span } from '../text/index.js'
import { alignedEdits, pairWidth } from './aligned.js'
import { big5Chars } from './big5.js'
import { gbk, isHanzi } from './gbk.js'
import { byteOf } from './latin-bytes.js'
import { languageModel, NO_WORD, UNIT, UNIT_BITS } from './model.js'
import { chineseness } from './plausible.js'

/**
 * GBK or Big5 read as Latin-1, but what happened to be UTF-8 as that: 证券投资 (D6 A4 C8 AF CD B6 D7 CA) shows as ֤ȯͶ×Ê.
 * Readers that go by UTF-8 and fall back on Latin-1 do this, and tools that mend what looks like UTF-8. A letter of
 * Latin-1 is one byte or two then (û is FB, or C3 BB of 没有): the reading that words like best is taken. Soft hyphens
 * are dropped on the way, half of 经 (BE AD) and the first of all that Big5 has in a row (個 AD D3, 們, 原).
 */
export function unlatinMixed(text: string): MixedLine[] {
  const seen = latinLines(text)
  const gbk = readLines(text, mixedLines(seen.filter(mayBeGbk)), 'gbk')
  const ofBig5 = mixedLines(seen.filter(mayBeBig5))
  const big5 = ofBig5.length > 0 && isOfLetters(text) ? readLines(text, ofBig5, 'big5') : []
  return linesOf(text, worthOfPage(big5) > worthOfPage(gbk) ? big5 : gbk)
}

/** A line that was read anew, and how many characters it has now. */
export interface MixedLine {
  line: Span
  edits: Edit[]
  charset: Charset
  size: number
}

/** The same of Big5 whose soft hyphens were dropped: many characters have one, so a page without any was stripped. */
export function unlatinStripped(text: string): MixedLine[] {
  if (text.includes('\xad') || !isOfLetters(text)) return []
  const lines = latinLines(text)
    .filter(mayBeBig5)
    .map(({ line }) => line)
  const reads = readLines(text, lines, 'big5')
  const good = reads.filter(({ worth }) => worth >= LEAST)
  const isStripped = good.some(({ counts }) => counts.some((count) => count > 1))
  return isStripped && lengthOf(good) >= SURE ? linesOf(text, reads) : []
}

/** Whether a page has more letters than Chinese: 辦(bàn)u原)I(y is pinyin between characters that were cut. */
function isOfLetters(text: string): boolean {
  let more = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (isHanzi(code)) more--
    else if (isLatin(code)) more++
  }
  return more > 0
}

interface LineRead {
  line: Span
  charset: Charset
  text: string
  /** How many bytes each code unit of the line was. */
  counts: readonly number[]
  /** Mean log probability. */
  worth: number
}

function readLines(text: string, lines: readonly Span[], charset: Charset): LineRead[] {
  if (lines.length === 0) return []
  const pairs = charsets[charset]()
  return lines.flatMap((line) => {
    const read = readMixed(text, line, pairs)
    return read ? [{ ...read, line, charset, worth: chineseness(read.text) }] : []
  })
}

const worthOfPage = (reads: readonly LineRead[]): number =>
  reads.reduce((sum, { worth, text }) => sum + Math.max(0, worth - LEAST) * text.length, 0)

const lengthOf = (reads: readonly LineRead[]): number => reads.reduce((sum, { text }) => sum + text.length, 0)

/** The lines that make good text. */
function linesOf(text: string, reads: readonly LineRead[]): MixedLine[] {
  const good = reads.filter(({ worth }) => worth >= LEAST)
  // What the rest of the page was, names and marks alone were too.
  const isSure = lengthOf(good) >= SURE
  const sound = isSure ? reads.filter(({ text, worth }) => worth >= LEAST_OF_SURE || !HANZI.test(text)) : good
  return sound.map(({ line, charset, counts, text: insert }) => {
    const reading = { ...line, insert, from: (_: number, at: number) => counts[at], to: pairWidth }
    const rules = [`repair/mojibake-${charset}-as-latin1-mixed`]
    const edits = alignedEdits(text, { ...reading, rules, certainty: 'inferred' })
    return { line, edits, charset, size: insert.length }
  })
}

interface Pairs {
  /** Byte pair → code unit, 0 where the charset has none. */
  charOf: Uint16Array
  /** Whether everyday characters begin with a soft hyphen. */
  hyphenLeads: boolean
  /** What it costs that one was dropped. */
  hyphen: number
  /** What a letter after a Chinese character is worth: 背 (AD 49) without its soft hyphen is I. */
  letter: number
}

const charsets = {
  gbk: (): Pairs => ({ charOf: gbk().charOf, hyphenLeads: false, hyphen: 3, letter: 0 }),
  big5: (): Pairs => ({ charOf: big5Chars(), hyphenLeads: true, hyphen: 1, letter: -9 }),
}
export type Charset = keyof typeof charsets

const HANZI = /[\u4e00-\u9fa5]/

/** Mean log probability of Chinese characters below which a line is left alone. */
const LEAST = -11.3
/** The same on a page of which so many characters are told. */
const LEAST_OF_SURE = -12.5
const SURE = 20
/** So many letters of two bytes tell that all lines of a page may have been read so. */
const MANY = 6

/** Letters that one or two bytes show as. */
const isLatin = (code: number): boolean => code >= 0x80 && code < 0x800

interface Seen {
  line: Span
  /** Letters of two bytes, of any number, and of these such as stand alone, as in words, formulas and names: 5 µm ± 2 °C, 韋(wéi)特·卡里. */
  wide: number
  high: number
  alone: number
  /** Bytes of 0x80 and more, and such of ASCII as may be second bytes. */
  bytes: number
  ascii: number
}

/** GBK has few second bytes in ASCII. */
const mayBeGbk = ({ high, alone }: Seen): boolean => high > 1 && alone <= high / 4
/** Big5 has many, but none without a first byte; a letter may be alone: ´樂 for 湛江 (B4EF A6BF), U+F9BF being EF A6 BF in UTF-8. */
const mayBeBig5 = ({ high, ascii, bytes }: Seen): boolean => (high > 1 || bytes > high + 2) && ascii <= bytes

/** The lines, or parts of them, that were read so: with letters of two bytes, and all others of a page that has enough. */
function mixedLines(seen: readonly Seen[]): Span[] {
  const isTelling = ({ wide, high }: Seen) => high >= 4 && wide > 0 && wide <= high / 2
  const letters = seen.filter(isTelling).reduce((sum, { wide }) => sum + wide, 0)
  return seen.filter((one) => letters >= MANY || isTelling(one)).map(({ line }) => line)
}

function latinLines(text: string): Seen[] {
  const seen: Seen[] = []
  for (let start = 0; start < text.length; start++) {
    if (!isLatin(text.charCodeAt(start))) continue
    const found = look(text, start)
    seen.push(found)
    start = found.line.end
  }
  return seen
}

function look(text: string, start: number): Seen {
  let [end, wide, high, alone, bytes, ascii] = [start, 0, 0, 0, 0, 0]
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const isOwn = isLatin(code) || isLatin(text.charCodeAt(i - 1)) || isLatin(text.charCodeAt(i + 1))
    if (!isOwn && code >= 0x80) break
    if (code === 0x0a || code === 0x0d) break
    if (isSecond(code)) ascii++
    if (code < 0x80) continue
    end = i + 1
    bytes += byteOf(code) >= 0 ? 1 : code < 0x800 ? 2 : 3
    if (!isLatin(code)) continue
    high++
    if (byteOf(code) < 0) wide++
    if (!isLatin(text.charCodeAt(i - 1)) && !isLatin(text.charCodeAt(i + 1))) alone++
  }
  // The last byte may be ASCII: 。 (A1 43).
  if (isSecond(text.charCodeAt(end))) end++
  return { line: { start, end }, wide, high, alone, bytes, ascii }
}

/** Whether a byte of ASCII may be the second of a pair. */
const isSecond = (code: number): boolean => code >= 0x40 && code < 0x7f

interface Way {
  score: number
  /** The first byte of a pair whose second follows, or −1. */
  lead: number
  /** The last character. */
  last: number
  before: Way | null
  /** What was read: characters, and how many bytes the code unit stands for. */
  text: string
  count: number
}

/** How far behind the best a way may be: a half character is not yet counted. */
const FAR = 14

/** Takes up a way that is the best one with its `lead`; gives the best score so far, which was `most`. */
function addWay(ways: Way[], way: Way | null, most: number): number {
  if (way === null || way.score < most - FAR) return most
  let at = 0
  while (at < ways.length && ways[at].lead !== way.lead) at++
  if (at === ways.length) ways.push(way)
  else if (ways[at].score < way.score) ways[at] = way
  return Math.max(most, way.score)
}

/** The best way to read a line: its characters, and how many bytes each of its code units stands for. */
function readMixed(
  text: string,
  { start, end }: Span,
  pairs: Pairs,
): { text: string; counts: number[] } | null {
  let ways: Way[] = [{ score: 0, lead: -1, last: 0, before: null, text: '', count: 0 }]
  for (let i = start; i < end; i++) {
    const next: Way[] = []
    let most = Number.NEGATIVE_INFINITY
    for (const option of optionsOf(text.charCodeAt(i)))
      for (const way of ways) {
        if (way.score - option.price < most - FAR) continue
        most = addWay(next, step(way, option, pairs), most)
        if ((pairs.hyphenLeads || way.lead >= 0) && option.withHyphen)
          most = addWay(next, step(way, option.withHyphen, pairs), most)
      }
    ways = next
  }
  const best = ways.find(({ lead }) => lead < 0)
  if (!best) return null
  const counts: number[] = []
  const parts: string[] = []
  for (let way: Way | null = best; way?.before; way = way.before) {
    counts.push(way.count)
    parts.push(way.text)
  }
  return { text: parts.reverse().join(''), counts: counts.reverse() }
}

/** What a code unit may stand for: bytes, or itself. */
interface Option {
  bytes: readonly number[]
  itself: number
  price: number
  /** The same after a soft hyphen. */
  withHyphen: Option | null
}

const SOFT_HYPHEN = 0xad
/** What it costs that a letter of Latin-1 was two bytes, that another charset came between, that a character is its own. */
const PRICE_TWO = 2
const PRICE_OTHER = 3
const PRICE_ITSELF = 3

/** Charsets by which such tools try to make UTF-8 of letters. */
const OTHERS = ['windows-1252', 'windows-1257', 'macintosh', 'windows-1250']

const known = new Map<number, readonly Option[]>()

function optionsOf(code: number): readonly Option[] {
  const found = known.get(code)
  if (found) return found
  const options: Option[] = []
  const add = (bytes: readonly number[], price: number) => {
    const withHyphen = { bytes: [SOFT_HYPHEN, ...bytes], price, itself: 0, withHyphen: null }
    options.push({ bytes, price, itself: 0, withHyphen })
  }
  const single = byteOf(code)
  if (single >= 0) add([single], 0)
  if (code >= 0x800) options.push({ bytes: [], itself: code, price: PRICE_ITSELF, withHyphen: null })
  if (code >= 0x80) {
    const utf8 = Array.from(new TextEncoder().encode(String.fromCharCode(code)))
    add(utf8, single >= 0 ? PRICE_TWO : 0)
    // 下单 (CF C2 B5 A5): C2 B5 is µ, and then CF with µ is ϵ.
    if (single < 0) add([...utf8.slice(0, -1), 0xc2, ...utf8.slice(-1)], PRICE_OTHER)
    if (single < 0) for (const bytes of throughOthers(utf8)) add(bytes, PRICE_OTHER)
  }
  known.set(code, options)
  return options
}

/** The letters that other charsets have for the bytes of a character, as bytes of Latin-1 or UTF-8. */
function throughOthers(utf8: readonly number[]): number[][] {
  const ways = OTHERS.map((label) =>
    Array.from(new TextDecoder(label).decode(Uint8Array.from(utf8)), (char) => {
      const byte = byteOf(char.charCodeAt(0))
      return byte >= 0 ? [byte] : Array.from(new TextEncoder().encode(char))
    }).flat(),
  )
  const key = (bytes: readonly number[]) => bytes.join()
  const seen = new Set([key(utf8)])
  return ways.filter((bytes) => !seen.has(key(bytes)) && seen.add(key(bytes)))
}

/** One code unit more. */
function step(way: Way, { bytes, itself, price }: Option, { charOf, hyphen, letter }: Pairs): Way | null {
  let { lead, last } = way
  let score = way.score - price - (bytes.length > 1 && bytes[0] === SOFT_HYPHEN ? hyphen : 0)
  let text = ''
  if (itself > 0) {
    if (lead >= 0) return null
    return {
      score: score + worthOf(last, itself),
      lead,
      last: itself,
      before: way,
      text: String.fromCharCode(itself),
      count: 2,
    }
  }
  for (const byte of bytes) {
    if (lead < 0 && byte >= 0x80) {
      lead = byte
      continue
    }
    const code = lead < 0 ? byte : charOf[(lead << 8) | byte]
    if (code === 0) return null
    lead = -1
    text += String.fromCharCode(code)
    score += isSecond(code) && last >= 0x80 ? letter : worthOf(last, code)
    last = code
  }
  return { score, lead, last, before: way, text, count: bytes.length }
}

/** What a mark is worth, as a character is its log probability, and that two characters are a word. */
const MARK = -8
const WORD = 3

function worthOf(before: number, code: number): number {
  if (code < 0x80) return 0
  if (!isHanzi(code)) return MARK
  const { frequency, simplified, units, child, value } = languageModel()
  const root = units[(simplified[before] << UNIT_BITS) + UNIT.root]
  const end = child(root, simplified[code])
  return frequency[simplified[code]] + (end !== 0 && value[end] !== NO_WORD ? WORD : 0)
}
