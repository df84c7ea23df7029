import type { Certainty, Edit, Span, StageResult } from '../text/index.js'
import { alignedEdits, pairWidth, utf8Width } from './aligned.js'
import { readBig5 } from './big5.js'
import { gbk } from './gbk.js'
import { byteOf, byteOfLatin9, type LetterCharset, withLetters } from './latin-bytes.js'
import { unlatinLost } from './latin-lost.js'
import { type Charset, type MixedLine, unlatinMixed, unlatinStripped } from './latin-mixed.js'
import { otherCharsetOf } from './letters.js'
import { chineseness } from './plausible.js'

/**
 * Bytes that were read as Latin-1 or Windows-1252: ÖÐ¹ú (GBK), ¤¤¤å (Big5), ä¸­æ–‡ (UTF-8), once or twice
 * over. Text in a language that uses these letters stays: its letters stand between ASCII ones, one or two
 * at a time, and read as pairs of bytes they give rare characters or none. Letters that never stand side by side,
 * as in pinyin (xíng), are no bytes. So are those of other charsets of single bytes: дёӯж–Ү, ‰∏≠Êñá.
 */
export function unlatin(text: string): StageResult {
  const other = otherCharsetOf(text)
  const lost = unlatinLost(text, other)
  const outside = (others: readonly Span[]) => (run: Span) =>
    !others.some(({ start, end }) => start < run.end && end > run.start)
  const isKnown = other !== null || lost.runs.length > 0
  const mixed = isKnown ? [] : unlatinMixed(text)
  const runs = latinRuns(text, other).filter(outside([...lost.runs, ...mixed.map(({ line }) => line)]))
  const letters = withLetters(text)
  const latin9 = other === null && letters === 'latin9'
  const isTold = mixed.length === 0 && lost.runs.length === 0 && (other !== null || letters !== null)
  const certainty = isTold ? 'exact' : 'inferred'
  const first: Found = { edits: [...lost.edits], certainty, counts: new Map() }
  addLines(mixed, first)
  let rest = runs.filter((run) => !fixRun(text, run, { other, latin9, charset: null }, true, first))
  if (!isKnown && runs.length > 0 && !first.counts.has('gbk')) {
    const stripped = unlatinStripped(text)
    if (stripped.length > 0) {
      const isOutside = outside(stripped.map(({ line }) => line))
      const others = first.edits.filter(({ span }) => isOutside(span))
      first.certainty = 'inferred'
      first.edits = others.map((edit) => ({ ...edit, certainty: first.certainty }))
      addLines(stripped, first)
      rest = rest.filter(isOutside)
    }
  }
  // 记者 邬子轩: names alone read like nothing, but on a page of GBK bytes they are GBK too.
  const charset = [...first.counts].sort((a, b) => b[1] - a[1]).find(([, count]) => count >= SURE)?.[0]
  for (const run of rest) fixRun(text, run, { other, latin9, charset: charset ?? null }, false, first)
  return { edits: first.edits.sort((a, b) => a.span.start - b.span.start), issues: lost.issues }
}

interface Found {
  edits: Edit[]
  /** Of what is read byte by byte: bytes that others of the page lost may have been lost there too. */
  certainty: Certainty
  /** How many characters were read in each charset. */
  counts: Map<Charset, number>
}

function addLines(lines: readonly MixedLine[], out: Found): void {
  for (const { edits, charset, size } of lines) {
    for (const edit of edits) out.edits.push(edit)
    out.counts.set(charset, (out.counts.get(charset) ?? 0) + size)
  }
}

/** So many characters of a page tell its charset. */
const SURE = 12

/** What is known of the bytes of a page. */
interface Known {
  /** The charset that they were read in, if it is neither Latin-1 nor Windows-1252. */
  other: LetterCharset | null
  /** Whether the letters that Latin-9 has too are its own. */
  latin9: boolean
  /** What the page's other runs were. */
  charset: Charset | null
}

function latinRuns(text: string, other: LetterCharset | null): Span[] {
  const runs: Span[] = []
  const byteIn = other?.byteOf ?? byteOf
  for (let start = 0; start < text.length; ) {
    const first = text.charCodeAt(start)
    if (first < 0x80 || first >= 0x3000 || byteIn(first) < 0x80) {
      start++
      continue
    }
    let [end, high, i, last, beside] = [start, 0, start, 0, false]
    for (; i < text.length; i++) {
      const byte = byteIn(text.charCodeAt(i))
      if (byte < 0 || byte === 0x0a || byte === 0x0d) break
      if (byte >= 0x80) {
        if (other !== null || isTelling(text.charCodeAt(i))) high++
        if (last >= 0x80) beside = true
        // The second byte of a pair may be ASCII.
        end = i + 2
      } else if (i - end > 40) break
      last = byte
    }
    end = Math.min(end, i)
    if (high >= 2 && beside) runs.push({ start, end })
    start = Math.max(i, start + 1)
  }
  return runs
}

/** Latin-1, but for what clean Chinese pages use: the dot of names, ×, °, no-break spaces. */
function isTelling(code: number): boolean {
  return code >= 0x80 && code < 0x100 && code !== 0xb7 && code !== 0xd7 && code !== 0xb0 && code !== 0xa0
}

interface Reading {
  text: string
  rules: string[]
  /** How many characters of the run each code unit was. */
  widths: number[]
}

function widthsOf(text: string, width: (code: number) => number): number[] {
  const widths: number[] = []
  for (let i = 0; i < text.length; i++) widths.push(width(text.charCodeAt(i)))
  return widths
}

/** The widths of a reading of a reading. */
function through(outer: readonly number[], inner: readonly number[]): number[] {
  const widths: number[] = []
  let at = 0
  for (const count of inner) {
    let sum = 0
    for (const end = at + count; at < end; at++) sum += outer[at]
    widths.push(sum)
  }
  return widths
}

function fixRun(text: string, { start, end }: Span, known: Known, onlyChinese: boolean, out: Found): boolean {
  for (const stop of [end, end - 1]) {
    const found = read(text.slice(start, stop), 3, known)
    if (!found || found.text === text.slice(start, stop)) continue
    const { text: insert, widths } = found
    // What still looks like bytes waits for what the rest of the page tells.
    if (onlyChinese && !/[^\0-\u2fff]/.test(insert)) continue
    const rules = found.rules.sort()
    const isHalf = stop < end || STILL_BYTES.test(insert)
    const certainty = isHalf ? 'inferred' : out.certainty
    const reading = { start, end: stop, insert, from: () => 1, rules, certainty }
    const to = (_: number, at: number) => widths[at]
    const isShifted = rules.some((rule) => rule.includes('big5')) && !text.includes(SOFT_HYPHEN)
    let rowEnd = start
    for (const edit of alignedEdits(text, { ...reading, to })) {
      if (isShifted && edit.span.end > rowEnd) rowEnd = endOfRow(text, edit.span.end)
      const isDoubtful = isShifted && text.charCodeAt(rowEnd) >= 0x40
      out.edits.push(isDoubtful ? { ...edit, certainty: 'inferred' } : edit)
    }
    for (const name of ['gbk', 'big5'] as const)
      if (rules.some((rule) => rule.includes(name)))
        out.counts.set(name, (out.counts.get(name) ?? 0) + insert.length)
    return true
  }
  return false
}

/** A reading that itself looks like bytes: one more decoder was wrong. */
const STILL_BYTES = /[\x80-\xff]{2}/

const SOFT_HYPHEN = '\xad'

/**
 * Where ASCII ends a row of bytes. If it may be a second byte (40 and above) and soft hyphens were dropped, all behind one
 * is read across: 他們將 (A54C ADCC B14E) without it is 他戔N.
 */
function endOfRow(text: string, at: number): number {
  let end = at
  while (text.charCodeAt(end) >= 0x80) end++
  return end
}

/** The best reading of a run, through at most `depth` wrong decoders. */
function read(run: string, depth: number, known: Known): Reading | null {
  const { other, latin9, charset } = known
  const byteIn = other?.byteOf ?? (latin9 ? byteOfLatin9 : byteOf)
  if (depth === 0) return null
  const bytes = new Uint8Array(run.length)
  let wide = false
  for (let i = 0; i < run.length; i++) {
    const byte = byteIn(run.charCodeAt(i))
    if (byte < 0) return null
    if (run.charCodeAt(i) > 0xff) wide = true
    bytes[i] = byte
  }
  const as = other?.name ?? (wide && !latin9 ? 'cp1252' : 'latin1')
  const utf8 = decodeStrictly('utf-8', bytes)
  // 谁知 (CBAD D6AA) is ˭֪ in UTF-8.
  if (utf8 !== null && !(isOddScript(utf8) && (charset !== null || utf8.length < MANY_ODD))) {
    const rules = [`repair/mojibake-utf8-as-${as}`]
    const widths = widthsOf(utf8, utf8Width)
    const deeper = read(utf8, depth - 1, known)
    if (!deeper) return { text: utf8, rules, widths }
    return {
      text: deeper.text,
      rules: [...new Set([...rules, ...deeper.rules])],
      widths: through(widths, deeper.widths),
    }
  }
  let best: Reading | null = null
  let most = bytes.length >= 4 && bytes.every((byte) => byte >= 0xa1) ? LEAST_OF_HIGH : LEAST
  for (const name of ['gbk', 'big5'] as const) {
    const text = name === 'gbk' ? decodeGbk(bytes) : decodeStrictly('big5', bytes)
    if (text === null) continue
    const score = name === charset && /[\u4e00-\u9fa5]/.test(text) ? KNOWN : chineseness(text)
    if (score <= most) continue
    most = score
    best = { text, rules: [`repair/mojibake-${name}-as-${as}`], widths: widthsOf(text, pairWidth) }
  }
  return best
}

/** Letters of scripts that Chinese pages do not quote: modifiers, accents alone, Armenian to Syriac. */
const isOddScript = (text: string): boolean => /[\u02b0-\u036f\u0530-\u07ff]/.test(text)
/** So long a text may be in one. */
const MANY_ODD = 12

/** Mean log probability of the Chinese characters: everyday text has −7 to −9. */
const LEAST = -10.6
/** The same where no language would have the letters: `´º¸ûÉú²ú` (春耕生产), without any ASCII. */
const LEAST_OF_HIGH = -12
/** Better than any. */
const KNOWN = 0

function decodeStrictly(label: string, bytes: Uint8Array): string | null {
  try {
    return label === 'big5'
      ? readBig5(bytes, true)
      : new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function decodeGbk(bytes: Uint8Array): string | null {
  const { charOf } = gbk()
  const out: string[] = []
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] < 0x80) {
      out.push(String.fromCharCode(bytes[i]))
      continue
    }
    const code = charOf[(bytes[i] << 8) | bytes[++i]]
    if (!code) return null
    out.push(String.fromCharCode(code))
  }
  return out.join('')
}
