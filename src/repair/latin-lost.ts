import type { Issue, Span, StageResult } from '../text/index.js'
import { lostIssue } from './edits.js'
import { byteOf, byteOfLatin9, isWindows, type LetterCharset } from './latin-bytes.js'
import { Lattice } from './lattice.js'
import { languageModel } from './model.js'
import { worthOf } from './plausible.js'
import type { ListNumber } from './pool.js'
import { evidenceOf, guessesIn, type Row } from './told.js'
import { everydayFrom } from './utf8-characters.js'
import { lengthFrom } from './utf8-layer.js'

/**
 * UTF-8 read as Latin-1 or Windows-1252, of which bytes are gone: Latin-1 has controls for 80 to 9F and Windows-1252 for
 * five of these, and tools drop them. The first byte of a Chinese character (E3 to E9) is never among them, so it shows
 * where each begins: å½å®¶ is 国家 (E5 9B BD E5 AE B6) without its 9B.
 *
 * @param other the charset that the page was read in, if it is neither of these
 */
export function unlatinLost(
  text: string,
  other: LetterCharset | null = null,
): StageResult & { runs: Span[] } {
  const out = { edits: [], issues: [] as Issue[], runs: [] as Span[] }
  if (!other && !hasWhole(text)) return out
  const lines = latinLines(text, other?.byteOf ?? byteOf)
  const charset = charsetOf(text, lines, other)
  const runs = lines.map((span) => ({ span, slots: slotsOf(text, span, charset) }))
  const begun = (some: typeof runs) =>
    some.reduce((sum, { slots }) => sum + slots.filter(beginsHanzi).length, 0)
  const telling = runs.filter(({ slots }) => isUtf8(slots, TELLING))
  if (begun(telling) < LEAST_BEGUN) return out
  const told = begun(telling) < SURE ? telling : runs.filter(({ slots }) => isUtf8(slots, 0))
  if (!told.some(({ slots }) => slots.some(({ bytes, missing }) => missing > 0 || bytes.includes(-1))))
    return out
  const lost = lostBytes(
    told.map(({ slots }) => slots),
    charset,
  )
  const evidence = evidenceOf(told.map(({ slots }) => slots.map(({ code }) => code)))
  const lattice = new Lattice(languageModel(), evidence, WORK + WORK_PER_CHARACTER * text.length, FLAT)
  const known = new Map<string, ListNumber>()
  const listOf = (slot: Slot): ListNumber => {
    const key = `${slot.bytes.join()} ${slot.missing} ${slot.tail}`
    const found = known.get(key)
    if (found !== undefined) return found
    const codes = allowed(slot, lost)
    const list = codes.length === 0 ? 0 : -1 - lattice.pool.add({ codes, lasts: codes.map(() => -1) })
    known.set(key, list)
    return list
  }
  for (const { span, slots } of told) {
    out.runs.push(span)
    fixRun(text, { ...span, slots, ...charset }, listOf, lattice, out)
  }
  return out
}

/** Whether some character has all its bytes: no line tells without, and the vowels of pinyin stand alone. */
function hasWhole(text: string): boolean {
  const goesOn = (code: number) => lengthFrom(byteOf(code)) === 0 || lengthFrom(byteOfLatin9(code)) === 0
  for (let i = 0; i + 2 < text.length; i++) {
    if (lengthFrom(byteOf(text.charCodeAt(i))) !== 3 || !goesOn(text.charCodeAt(i + 2))) continue
    if (text.charCodeAt(i + 1) === 0x20 || goesOn(text.charCodeAt(i + 1))) return true
  }
  return false
}

/** So many characters begun tell that a page was read so. */
const LEAST_BEGUN = 3
/** So many tell that lines of which less is left were read so too. */
const SURE = 12
/** What share of a line's characters must be whole. */
const TELLING = 0.1

/** Words tell the same twice over. */
const FLAT = 0.8
const WORK = 400_000
const WORK_PER_CHARACTER = 1000

/** What is left of a character. */
interface Slot extends Span {
  /** Its bytes: −1 for a sign that one was lost. */
  bytes: readonly number[]
  /** How many of them are missing, besides those. */
  missing: number
  /** The character, 0 where bytes are lost. */
  code: number
  /** A character that stands as it is. */
  isOwn: boolean
  /** A space, where that is its last code unit: it may be a byte (A0), or stand for itself. */
  tail: string
  /** A byte that goes on where none should. */
  isMisfit: boolean
}

const BAD = 0xfffd

/** The lines that have a letter with which a character may begin. */
function latinLines(text: string, byteOf: LetterCharset['byteOf']): Span[] {
  const lines: Span[] = []
  for (let start = 0; start < text.length; ) {
    let [end, isLatin] = [start, false]
    for (; end < text.length && text.charCodeAt(end) !== LINE_BREAK; end++)
      if (lengthFrom(byteOf(text.charCodeAt(end))) === 3) isLatin = true
    if (isLatin) lines.push({ start, end })
    start = end + 1
  }
  return lines
}

/** The charset that the page was read in: the byte of each of its letters, and which bytes it has none for. */
interface Charset extends LetterCharset {
  /** Whether no-break spaces (A0) became plain ones. */
  spaces: boolean
  /** Whether it is told from its kin. */
  isSure: boolean
}

const NO_BREAK_SPACE = 0xa0

/** What Windows-1252 has no character for, and its Turkish kin. */
const UNDEFINED = [0x81, 0x8d, 0x8e, 0x8f, 0x90, 0x9d, 0x9e]
const isControl = (byte: number): boolean => byte < 0xa0

const charsets = {
  windows: { name: 'cp1252', byteOf, hides: (byte: number) => UNDEFINED.includes(byte) },
  latin9: { name: 'latin1', byteOf: byteOfLatin9, hides: isControl },
  latin1: { name: 'latin1', byteOf, hides: isControl },
} as const

/** Windows-1252 has marks (‚ ™ —) where Latin-9 has none but the letters of both (ž, Œ): what reads better tells. */
function charsetOf(text: string, lines: readonly Span[], other: LetterCharset | null): Charset {
  const lengthAt = (at: number) => lengthFrom((other?.byteOf ?? byteOf)(text.charCodeAt(at)))
  let [isWide, spaces] = [false, other === null || other.byteOf(NO_BREAK_SPACE) === NO_BREAK_SPACE]
  for (const { start, end } of lines)
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i)
      if (code === NO_BREAK_SPACE && lengthAt(i - 1) !== 1) spaces = false
      if (isWindows(code)) isWide = true
    }
  const as = (charset: LetterCharset, isSure: boolean) => ({ ...charset, spaces, isSure })
  if (other) return as(other, true)
  if (!isWide) return as(charsets.latin1, true)
  const [windows, latin9] = [charsets.windows, charsets.latin9].map((charset) =>
    worthOfLines(text, lines, as(charset, true)),
  )
  return as(windows >= latin9 ? charsets.windows : charsets.latin9, Math.abs(windows - latin9) >= CLEAR)
}

/** How much likelier than middling characters what a charset makes whole is, in nats. */
function worthOfLines(text: string, lines: readonly Span[], charset: Charset): number {
  let worth = 0
  for (const line of lines)
    for (const { code, isOwn } of slotsOf(text, line, charset))
      if (!isOwn && code >= 0x3000 && code < 0x10000) worth += worthOf(code)
  return worth
}

/** So many nats tell one charset from the other. */
const CLEAR = 8

function slotsOf(text: string, { start, end }: Span, { byteOf, spaces }: Charset): Slot[] {
  const slots: Slot[] = []
  for (let i = start; i < end; ) {
    const from = i
    const own = text.charCodeAt(i++)
    const bytes = [byteOf(own)]
    const length = bytes[0] < 0 ? 0 : lengthFrom(bytes[0])
    let tail = ''
    while (i < end && bytes.length < length) {
      const code = text.charCodeAt(i)
      const isSign = code === BAD || code === 0x3f
      const byte = code === 0x20 && spaces ? NO_BREAK_SPACE : byteOf(code)
      if (!isSign && lengthFrom(byte) !== 0) break
      bytes.push(isSign ? -1 : byte)
      i++
      tail = code === 0x20 ? ' ' : ''
    }
    // What stands in good text is its own, and so are marks that Windows-1252 has too: “十一五”.
    const isOwn = own !== BAD && (bytes[0] < 0 || (length <= 0 && isWindows(own)))
    const missing = Math.max(0, length - bytes.length)
    const isWhole = length > 0 && missing === 0 && !bytes.includes(-1)
    const code = isOwn ? own : isWhole && tail === '' ? decoded(bytes) : 0
    slots.push({
      start: from,
      end: i,
      bytes,
      missing,
      code,
      isOwn,
      tail,
      isMisfit: length <= 0 && bytes[0] >= 0,
    })
  }
  return slots
}

/** The character of bytes that are all there; U+FFFD where they are none. */
function decoded(bytes: readonly number[]): number {
  const length = bytes.length
  let code = length === 1 ? bytes[0] : bytes[0] & (0x7f >> length)
  for (let i = 1; i < length; i++) code = (code << 6) | (bytes[i] & 0x3f)
  if (code === BAD) return 0
  const isShort = (length === 3 && code < 0x800) || (length === 4 && code < 0x10000)
  return isShort || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff ? BAD : code
}

const beginsHanzi = ({ bytes }: Slot): boolean => bytes[0] >= 0xe3 && bytes[0] <= 0xe9

/** GBK has bytes of C0 to DF all over, and letters of words stand alone. */
function isUtf8(slots: readonly Slot[], least: number): boolean {
  const high = slots.filter(({ bytes, isOwn }) => !isOwn && (bytes[0] >= 0x80 || bytes[0] < 0))
  const odd = high.filter(({ isMisfit, bytes }) => isMisfit || bytes[0] < 0xe0)
  const whole = high.filter(({ code }) => code >= 0x3000)
  return high.some(beginsHanzi) && odd.length * 12 <= high.length && whole.length >= least * high.length
}

/** Which bytes the page does not show. */
function lostBytes(runs: readonly (readonly Slot[])[], { hides }: Charset): Uint8Array {
  const shown = new Uint8Array(0x100)
  for (const slots of runs)
    for (const { bytes, isOwn } of slots) if (!isOwn) for (const byte of bytes) shown[byte & 0xff] = 1
  const lost = new Uint8Array(0x100)
  for (let byte = 0x80; byte < 0xc0; byte++)
    if (shown[byte] === 0 && (hides(byte) || byte === SOFT_HYPHEN)) lost[byte] = 1
  return lost
}

const SOFT_HYPHEN = 0xad

/** Everyday characters that the bytes of a slot allow, if those missing are among the lost ones. */
function allowed(
  { bytes, missing, tail }: Pick<Slot, 'bytes' | 'missing' | 'tail'>,
  lost: Uint8Array,
): number[] {
  if (tail !== '') {
    const apart = { bytes: bytes.slice(0, -1), missing: missing + 1, tail: '' }
    return [...new Set([...allowed({ bytes, missing, tail: '' }, lost), ...allowed(apart, lost)])]
  }
  // Of the two bytes after the first: both, either one, or none.
  const kept = missing === 0 ? SECOND | THIRD : missing === 1 ? SECOND : 0
  const codes: number[] = []
  for (const code of everydayFrom(bytes[0]))
    if (fits(code, kept, bytes, lost) || (missing === 1 && fits(code, THIRD, bytes, lost))) codes.push(code)
  return codes
}

const [SECOND, THIRD] = [1, 2]

/** Whether a character has the bytes that are there after its first one, `kept` of them, and the others may be lost. */
function fits(code: number, kept: number, bytes: readonly number[], lost: Uint8Array): boolean {
  const second = 0x80 | ((code >> 6) & 0x3f)
  const third = 0x80 | (code & 0x3f)
  const shownSecond = (kept & SECOND) === 0 ? -1 : bytes[1]
  const shownThird = (kept & THIRD) === 0 ? -1 : bytes[(kept & SECOND) === 0 ? 1 : 2]
  return (
    (shownSecond === second || (shownSecond < 0 && lost[second] === 1)) &&
    (shownThird === third || (shownThird < 0 && lost[third] === 1))
  )
}

/** Least chance of a guess that is worth writing down. */
const LEAST_CHANCE = 0.72

const LINE_BREAK = 0x0a

/** Whether the last code unit of a slot is none of the bytes of a character. */
const isApart = ({ bytes, tail }: Slot, code: number): boolean =>
  tail !== '' && ![code & 0x3f, (code >> 6) & 0x3f].includes(bytes[bytes.length - 1] & 0x3f)

/** What good text has too, as well as Windows-1252 for a byte: 收成” may be 收戔. */
const MARK = /[“”‘’—…]/

/** Whether Windows-1252 and Latin-9 read a slot otherwise. */
function hasLetterOfBoth(text: string, { start, end }: Span): boolean {
  for (let i = start; i < end; i++)
    if (byteOf(text.charCodeAt(i)) !== byteOfLatin9(text.charCodeAt(i))) return true
  return false
}

interface Run extends Span {
  slots: readonly Slot[]
  name: string
  isSure: boolean
}

/** The characters of a run. */
class Slots implements Row {
  readonly size: number
  readonly before: number
  readonly after: number
  readonly #slots: readonly Slot[]
  readonly #listOf: (slot: Slot) => ListNumber
  readonly #lists: ListNumber[] = []

  constructor(
    text: string,
    start: number,
    end: number,
    slots: readonly Slot[],
    listOf: (slot: Slot) => ListNumber,
  ) {
    this.size = slots.length
    this.before = text.charCodeAt(start - 1)
    this.after = text.charCodeAt(end)
    this.#slots = slots
    this.#listOf = listOf
  }

  codeAt(at: number): number {
    const { code } = this.#slots[at]
    return code < 0x10000 ? code : BAD
  }

  listAt(at: number): ListNumber {
    this.#lists[at] ??= this.#listOf(this.#slots[at])
    return this.#lists[at]
  }
}

function fixRun(
  text: string,
  { start, end, slots, name, isSure }: Run,
  listOf: (slot: Slot) => ListNumber,
  lattice: Lattice,
  out: StageResult,
): void {
  const guesses = guessesIn(lattice, new Slots(text, start, end, slots, listOf))
  const rule = `repair/mojibake-utf8-as-${name}`
  const hasOwn = slots.some(({ isOwn, code }) => isOwn && code >= 0x3000)
  const isDoubtful = (slot: Slot) =>
    (hasOwn && MARK.test(text[slot.end - 1])) || (!isSure && hasLetterOfBoth(text, slot))
  for (const [i, slot] of slots.entries()) {
    const span = { start: slot.start, end: slot.end }
    if (slot.code > 0) {
      const insert = String.fromCodePoint(slot.code)
      if (insert !== text.slice(slot.start, slot.end))
        out.edits.push({
          span,
          insert,
          rules: [rule],
          certainty: isDoubtful(slot) ? 'inferred' : 'exact',
        })
      continue
    }
    const guess = guesses.get(i)
    const isTold = guess !== undefined && guess.chance >= LEAST_CHANCE && guess.code >= 0x80
    if (!isTold) out.issues.push(lostIssue(slot.start, slot.end))
    const insert =
      (isTold ? String.fromCharCode(guess.code) : '?') +
      (isTold && isApart(slot, guess.code) ? slot.tail : '')
    if (insert !== text.slice(slot.start, slot.end))
      out.edits.push({ span, insert, rules: [`${rule}-lost`], certainty: 'inferred' })
  }
}
