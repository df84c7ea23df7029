import type { Issue, Span, StageResult } from '../text/index.js'
import { lostIssue } from './edits.js'
import { byteOf, isWindows } from './latin-bytes.js'
import { Lattice, type Ways } from './lattice.js'
import { languageModel } from './model.js'
import type { ListNumber } from './pool.js'
import { evidenceOf } from './told.js'
import { everyday } from './utf8-characters.js'
import { lengthFrom } from './utf8-layer.js'

/**
 * UTF-8 read as Latin-1 or Windows-1252, of which bytes are gone: Latin-1 has controls for 80 to 9F and Windows-1252 for
 * five of these, and tools drop them. The first byte of a Chinese character (E3 to E9) is never among them, so it shows
 * where each begins: å½å®¶ is 国家 (E5 9B BD E5 AE B6) without its 9B.
 */
export function unlatinLost(text: string): StageResult & { runs: Span[] } {
  const out = { edits: [], issues: [] as Issue[], runs: [] as Span[] }
  const runs = latinLines(text).map((span) => ({ span, slots: slotsOf(text, span) }))
  const begun = (some: typeof runs) =>
    some.reduce((sum, { slots }) => sum + slots.filter(beginsHanzi).length, 0)
  const telling = runs.filter(({ slots }) => isUtf8(slots, TELLING))
  if (begun(telling) < LEAST_BEGUN) return out
  const told = begun(telling) < SURE ? telling : runs.filter(({ slots }) => isUtf8(slots, 0))
  if (!told.some(({ slots }) => slots.some(({ bytes, missing }) => missing > 0 || bytes.includes(-1))))
    return out
  const lost = lostBytes(
    text,
    told.map(({ span }) => span),
  )
  const evidence = evidenceOf(told.map(({ slots }) => slots.map(({ code }) => code)))
  const lattice = new Lattice(languageModel(), evidence, WORK + WORK_PER_CHARACTER * text.length, FLAT)
  const known = new Map<string, ListNumber>()
  const listOf = (slot: Slot): ListNumber => {
    const key = `${slot.bytes.join()} ${slot.missing}`
    const found = known.get(key)
    if (found !== undefined) return found
    const codes = allowed(slot, lost)
    const list = codes.length === 0 ? 0 : -1 - lattice.pool.add({ codes, lasts: codes.map(() => -1) })
    known.set(key, list)
    return list
  }
  for (const { span, slots } of told) {
    out.runs.push(span)
    fixRun(text, span, slots, listOf, lattice, out)
  }
  return out
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
  /** A byte that goes on where none should. */
  isMisfit: boolean
}

const BAD = 0xfffd

function latinLines(text: string): Span[] {
  const lines: Span[] = []
  const isPart = (code: number) => byteOf(code) >= 0 || code === BAD
  for (let start = 0; start < text.length; start++) {
    const first = byteOf(text.charCodeAt(start))
    if (lengthFrom(first) < 2) continue
    let end = start
    for (let i = start; i < text.length && isPart(text.charCodeAt(i)); i++) {
      const code = text.charCodeAt(i)
      if (code === 0x0a || code === 0x0d) break
      if (code >= 0x80) end = i + 1
    }
    lines.push({ start, end })
    start = end
  }
  return lines
}

function slotsOf(text: string, { start, end }: Span): Slot[] {
  const slots: Slot[] = []
  for (let i = start; i < end; ) {
    const from = i
    const bytes = [byteOf(text.charCodeAt(i++))]
    const length = bytes[0] < 0 ? 0 : lengthFrom(bytes[0])
    while (i < end && bytes.length < length) {
      const code = text.charCodeAt(i)
      const isSign = code === BAD || code === 0x3f
      if (!isSign && lengthFrom(byteOf(code)) !== 0) break
      bytes.push(isSign ? -1 : byteOf(code))
      i++
    }
    const missing = Math.max(0, length - bytes.length)
    const isWhole = length > 0 && missing === 0 && !bytes.includes(-1)
    const code = isWhole ? decoded(bytes) : 0
    slots.push({ start: from, end: i, bytes, missing, code, isMisfit: length <= 0 })
  }
  return slots
}

function decoded(bytes: readonly number[]): number {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes))
  return text === '\ufffd' ? 0 : (text.codePointAt(0) ?? 0)
}

const beginsHanzi = ({ bytes }: Slot): boolean => bytes[0] >= 0xe3 && bytes[0] <= 0xe9

/** GBK has bytes of C0 to DF all over, and letters of words stand alone. */
function isUtf8(slots: readonly Slot[], least: number): boolean {
  const high = slots.filter(({ bytes }) => bytes[0] >= 0x80 || bytes[0] < 0)
  const odd = high.filter(({ isMisfit, bytes }) => isMisfit || bytes[0] < 0xe0)
  const whole = high.filter(({ code }) => code >= 0x3000)
  return high.some(beginsHanzi) && odd.length * 12 <= high.length && whole.length >= least * high.length
}

/** Which bytes the page does not show. */
function lostBytes(text: string, runs: readonly Span[]): Uint8Array {
  const shown = new Uint8Array(0x100)
  let windows = false
  for (const { start, end } of runs)
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i)
      if (byteOf(code) >= 0) shown[byteOf(code)] = 1
      windows ||= isWindows(code)
    }
  const lost = new Uint8Array(0x100)
  for (let byte = 0x80; byte < 0xc0; byte++)
    if (shown[byte] === 0 && (byte < 0xa0 ? !windows || UNDEFINED.includes(byte) : byte === 0xad))
      lost[byte] = 1
  return lost
}

/** What Windows-1252 has no character for. */
const UNDEFINED = [0x81, 0x8d, 0x8f, 0x90, 0x9d]

/** Everyday characters that the bytes of a slot allow, if those missing are among the lost ones. */
function allowed({ bytes, missing }: Slot, lost: Uint8Array): number[] {
  return everyday().filter((code) => {
    const own = [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
    if (own[0] !== bytes[0]) return false
    const fits = (kept: readonly number[]) => {
      let at = 0
      return own.every((byte, i) => {
        if (!kept.includes(i)) return lost[byte] === 1
        const shown = bytes[at++]
        return shown === byte || (shown < 0 && lost[byte] === 1)
      })
    }
    if (missing === 0) return fits([0, 1, 2])
    return missing === 2 ? fits([0]) : fits([0, 1]) || fits([0, 2])
  })
}

/** Least chance of a guess that is worth writing down. */
const LEAST_CHANCE = 0.72

const LINE_BREAK = 0x0a

function fixRun(
  text: string,
  { start, end }: Span,
  slots: readonly Slot[],
  listOf: (slot: Slot) => ListNumber,
  lattice: Lattice,
  out: StageResult,
): void {
  const ways: Ways = {
    start: 0,
    end: slots.length << 2,
    after: text.charCodeAt(end) || LINE_BREAK,
    isDamaged: () => true,
    skip: (from) => (from | 3) + 1,
    take(from, _last, strict, give) {
      const slot = slots[from >> 2]
      const to = (from | 3) + 1
      if (slot === undefined || strict < 2) return
      if (slot.code > 0) give.one(slot.code < 0x10000 ? slot.code : BAD, to, -1, 0)
      else {
        const list = listOf(slot)
        if (list !== 0) give.many(list, to, 0, 0)
      }
    },
  }
  const steps = lattice.search(ways, { place: 0, last: -1, code: text.charCodeAt(start - 1) || LINE_BREAK })
  const guesses = new Map(steps?.map((step) => [step.from >> 2, step]))
  const as = Array.from({ length: end - start }, (_, i) => text.charCodeAt(start + i)).some(isWindows)
    ? 'cp1252'
    : 'latin1'
  const rule = `repair/mojibake-utf8-as-${as}`
  for (const [i, slot] of slots.entries()) {
    const span = { start: slot.start, end: slot.end }
    if (slot.code > 0) {
      const insert = String.fromCodePoint(slot.code)
      if (insert !== text.slice(slot.start, slot.end))
        out.edits.push({ span, insert, rules: [rule], certainty: 'exact' })
      continue
    }
    const guess = guesses.get(i)
    const isTold = guess !== undefined && guess.chance >= LEAST_CHANCE && guess.code >= 0x80
    if (!isTold) out.issues.push(lostIssue(slot.start, slot.end))
    const insert = isTold ? String.fromCharCode(guess.code) : '?'
    if (insert !== text.slice(slot.start, slot.end))
      out.edits.push({ span, insert, rules: [`${rule}-lost`], certainty: 'inferred' })
  }
}
