import type { Edit, Issue, Span, StageResult } from '../text/index.js'
import { lostIssue } from './edits.js'
import { classes, SEES, suspectLines } from './gate.js'
import { gbk, isHanzi } from './gbk.js'
import { type Item, readItems } from './items.js'
import { Lattice, type Step, type Ways } from './lattice.js'
import { languageModel, nats } from './model.js'
import { Neighbours } from './neighbours.js'
import { type ListNumber, sharedPool } from './pool.js'
import { swallowed } from './swallowed.js'
import { type Give, type PageEvidence, SWALLOWED } from './ways.js'

/**
 * UTF-8 that was read as GBK: 文章 → 鏂囩珷. Where all bytes are there the way back is arithmetic; where a
 * pair was no character (锛?) the words choose among the characters that the other bytes allow. An ASCII byte that
 * went with them (生产总值?256亿元) leaves an issue.
 */
export function unreadUtf8(text: string): StageResult {
  let made: Lattice | null = null
  const lattice = () => {
    made ??= new Lattice(languageModel(), emptyPage, WORK + WORK_PER_CHARACTER * text.length)
    return made
  }
  const out: Found = { edits: [], issues: [], lattice }
  for (const line of suspectLines(text))
    for (const { start, end } of runsOf(text, line)) {
      if (end - start < 3) continue
      if (!looksLikeUtf8(text, start, end) || !fixRun(text, start, end, out)) fixParts(text, start, end, out)
    }
  const fixed = out.edits.reduce((sum, { insert }) => sum + insert.length, 0)
  if (fixed >= SURE) fixRest(text, out)
  return { edits: out.edits, issues: out.issues }
}

/** So many characters of a page tell that it was read in the wrong charset. */
const SURE = 12

/** How much of a run must be odd as it stands, where nothing else on the page tells. */
const ODD = 0.4

/** What one alone would not tell: 鏈? and 鏃? of 3月15日, runs whose characters happen to be everyday ones. */
function fixRest(text: string, out: Found): void {
  const first = out.edits.length
  let next = 0
  for (const line of suspectLines(text))
    for (const { start, end } of runsOf(text, line)) {
      while (next < first && out.edits[next].span.end <= start) next++
      if (next < first && out.edits[next].span.start < end) continue
      if (looksLikeUtf8(text, start, end, true)) fixRun(text, start, end, out)
    }
  out.edits.sort((a, b) => a.span.start - b.span.start)
  out.issues.sort((a, b) => a.span.start - b.span.start)
}

function* runsOf(text: string, line: Span): Generator<Span, void, void> {
  for (let start = line.start; start < line.end; ) {
    const end = runEnd(text, start)
    if (end > start) yield { start, end }
    start = Math.max(end, start + 1)
  }
}

interface Found extends StageResult {
  edits: Edit[]
  issues: Issue[]
  /** Made for the first run that needs it: clean text has none. */
  lattice: () => Lattice
}

function isPart(code: number): boolean {
  return (code >= 0x80 && gbk().pairOf[code] !== 0) || code === 0x3f || code === 0xfffd || code === 0x20ac
}

function runEnd(text: string, start: number): number {
  let end = start
  while (end < text.length && isPart(text.charCodeAt(end))) end++
  return end
}

/** How many characters at the end of a part may be good text whose bytes would do in UTF-8 too: 报 (B1 A8). */
const MOST_TRIMMED = 3

/** A line with so many characters in one run, half of them odd, is no text that a reader could make out. */
const LEAST_UNREAD = 8

/**
 * Lines that are still text read in the wrong charset, and that nothing could mend: `娴滄垵绠旈崢鍧楀櫢`, damaged
 * twice over with bytes lost each time.
 */
export function unreadLines(text: string): Span[] {
  const classOf = classes()
  const { single, simplified } = languageModel()
  return suspectLines(text).filter(({ start, end }) => {
    let [known, odd, signs] = [0, 0, 0]
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i)
      if (!isHanzi(code)) continue
      known++
      if (single[simplified[code]] < -12.5) odd++
      if ((classOf[code] & SEES.sentinel) !== 0) signs++
    }
    return known >= LEAST_UNREAD && odd >= 0.5 * known && signs >= 0.15 * known
  })
}

/** Two characters of UTF-8 fit too much. */
const LEAST_PART = 4

function isBadPart(text: string, start: number, at: number, cut: number, end: number, out: Found): boolean {
  const good = isGood(text, Math.max(start, at - 2), at) && isGood(text, cut, Math.min(end, cut + 2))
  return good && looksLikeUtf8(text, at, cut) && fixRun(text, at, cut, out)
}

/** Everyday characters all: what is odd all along was damaged twice, and no part of it can be told apart. */
function isGood(text: string, from: number, to: number): boolean {
  const { single, simplified } = languageModel()
  for (let i = from; i < to; i++) if (single[simplified[text.charCodeAt(i)]] < -12.5) return false
  return true
}

/** Good text and bad in one run (记者鏉庢檽鏄庢姤閬擄紝): the bad parts, from what begins a character of UTF-8. */
function fixParts(text: string, start: number, end: number, out: Found): void {
  const { pairOf } = gbk()
  const fits = (code: number) =>
    pairOf[code] === 0 || code === 0xfffd || (role(pairOf[code] >> 8) > 0 && role(pairOf[code] & 0xff) > 0)
  for (let at = start; at < end; ) {
    if (!(fits(text.charCodeAt(at)) && role(pairOf[text.charCodeAt(at)] >> 8) === 2)) {
      at++
      continue
    }
    let stop = at + 1
    while (stop < end && fits(text.charCodeAt(stop))) stop++
    const least = Math.max(at + LEAST_PART, stop - MOST_TRIMMED)
    let cut = stop
    while (cut >= least && !isBadPart(text, start, at, cut, end, out)) cut--
    at = cut < least ? stop : cut
  }
}

/** Bytes by their part in UTF-8: 1 continues, 2 begins a Chinese character or mark. */
function role(byte: number): 0 | 1 | 2 {
  if (byte >= 0x80 && byte <= 0xbf) return 1
  return (byte >= 0xe2 && byte <= 0xe9) || byte === 0xef || byte === 0xc2 ? 2 : 0
}

/** All known bytes have a part in UTF-8, two of three continue, and the text as it stands is odd. */
function looksLikeUtf8(text: string, start: number, end: number, sure = false): boolean {
  const { pairOf } = gbk()
  const { single, simplified } = languageModel()
  let [lead, tail, bad, unusual, known] = [0, 0, 0, 0, 0]
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    const pair = pairOf[code]
    if (code === 0x20ac) tail++
    if (pair === 0 || code === 0xfffd || code === 0x20ac) continue
    known++
    if (single[simplified[code]] < -12.5) unusual++
    for (const byte of [pair >> 8, pair & 0xff]) {
      const part = role(byte)
      if (part === 2) lead++
      else if (part === 1) tail++
      else bad++
    }
  }
  if (bad > 0 || tail < lead) return false
  // On a page that was read in the wrong charset for sure, 鏈? is enough.
  return sure ? lead > 0 : lead >= 2 && known >= 2 && unusual >= ODD * known
}

interface Bytes {
  value: number
  next: number
  price: number
  partner: number
}

const emptyPage: PageEvidence = {
  annotated: new Uint16Array(0),
  bare: new Uint8Array(0),
  prices: { simplified: 0, traditional: 0, wide: 0 },
  neighbours: new Neighbours(),
  seen: new Uint8Array(0x10000).fill(1),
  own: [],
}

/** Ways to read one byte at a place (item × 4 + bytes of it already read). */
function readByte(items: readonly Item[], place: number, last: number): Bytes[] {
  const item = items[place >> 2]
  if (item === undefined) return []
  const after = ((place >> 2) + 1) << 2
  const part = place & 3
  if (item.kind === 'pair')
    return part === 0
      ? [{ value: item.pair >> 8, next: place + 1, price: 0, partner: -1 }]
      : [{ value: item.pair & 0xff, next: after, price: 0, partner: -1 }]
  if (item.kind === 'byte') return [{ value: item.code, next: after, price: 0, partner: -1 }]
  if (item.kind === 'bracket') return []
  if (part === 3) return []
  if (part === 2) return [{ value: -1, next: after, price: 0, partner: last }]
  const pair = { value: -1, next: place + 2, price: 0, partner: -1 }
  // A browser shows U+FFFD and then the ASCII byte: nothing is swallowed.
  const single = { value: -1, next: item.browser ? after : place + 3, price: nats(-4), partner: -1 }
  return [pair, single]
}

function utf8Bytes(code: number): [number, number, number] {
  return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
}

/** The lead byte of ︵ and ︼ (文书， → 鏂囦功︼寣): not every decoder has them, so that 书， may give a sign too. */
const VERTICAL = 0xa6

function takeCharacters(items: readonly Item[], from: number, last: number, give: Give): void {
  if ((from & 3) === 3) {
    give.one(SWALLOWED, ((from >> 2) + 1) << 2, -1, 0)
    return
  }
  const bytes = [0, 0, 0]
  const partners = [-1, -1, -1]
  const walk = (depth: number, place: number, price: number, lastByte: number) => {
    if (depth === 3) {
      takeSequence({ bytes, partners, last, isHalf: (place & 3) === 2 }, place, price, give)
      return
    }
    for (const byte of readByte(items, place, lastByte)) {
      if (byte.value >= 0 && role(byte.value) !== (depth === 0 ? 2 : 1)) continue
      bytes[depth] = byte.value
      partners[depth] = byte.partner
      walk(depth + 1, byte.next, price + byte.price, byte.value)
    }
  }
  walk(0, from, 0, last)
}

/** Three bytes that make a character, −1 where one was lost. */
interface Sequence {
  bytes: readonly number[]
  /** For a lost byte: the one before it, with which it makes no character of GBK; else −1. */
  partners: readonly number[]
  /** The byte before all of them. */
  last: number
  /** The last of them was lost with the one after it: only then it matters what it was. */
  isHalf: boolean
}

function takeSequence(sequence: Sequence, place: number, price: number, give: Give): void {
  const [a, b, c] = sequence.bytes
  if (a >= 0 && b >= 0 && c >= 0) {
    const code = ((a & 15) << 12) | ((b & 63) << 6) | (c & 63)
    if (code >= 0x800) give.one(code, place, sequence.isHalf ? c : -1, price)
    return
  }
  give.many(listOf(sequence), place, price, false)
}

const lists = new Map<string, ListNumber>()

/** The everyday characters that the known bytes of a sequence allow. */
function listOf(sequence: Sequence): ListNumber {
  const { bytes, partners, last, isHalf } = sequence
  const paired = partners.map((partner) => (partner === -1 ? 0 : 1)).join('')
  const key = `${bytes.join(' ')} ${paired} ${partners[0] === -1 ? '' : last} ${isHalf}`
  const known = lists.get(key)
  if (known !== undefined) return known
  const codes = everyday(bytes).filter((code) => fits(code, sequence))
  const lasts = codes.map((code) => (isHalf ? utf8Bytes(code)[2] : -1))
  const list = sharedPool().add({ codes, lasts })
  lists.set(key, list)
  return list
}

function fits(code: number, { bytes, partners, last }: Sequence): boolean {
  const { charOf } = gbk()
  const full = utf8Bytes(code)
  for (let i = 0; i < 3; i++) {
    if (bytes[i] < 0 && full[i] < 0x80) return false
    const before = i > 0 ? full[i - 1] : last
    if (partners[i] !== -1 && before >= 0 && charOf[(before << 8) | full[i]] !== 0 && before !== VERTICAL)
      return false
  }
  return true
}

let byBytes: Map<number, number[]> | null = null

const bytesKey = (a: number, b: number, c: number): number => ((a + 1) << 18) | ((b + 1) << 9) | (c + 1)

/** Everyday characters and marks with these bytes, −1 for any. */
function everyday([a, b, c]: readonly number[]): readonly number[] {
  if (byBytes === null) {
    byBytes = new Map()
    const { single } = languageModel()
    for (let code = 0x800; code < 0x10000; code++) {
      if (single[code] <= -14.5) continue
      const full = utf8Bytes(code)
      for (let lost = 1; lost < 8; lost++) {
        const [x, y, z] = full.map((byte, i) => (((lost >> i) & 1) === 1 ? -1 : byte))
        const key = bytesKey(x, y, z)
        const found = byBytes.get(key)
        if (found) found.push(code)
        else byBytes.set(key, [code])
      }
    }
  }
  return byBytes.get(bytesKey(a, b, c)) ?? []
}

/** So much of what follows tells what was swallowed. */
const SEEN = 60

function fixRun(text: string, start: number, end: number, out: Found): boolean {
  const items = readItems(text, start, end, [], 0)
  const steps = bestSteps(items, /[0-9]/.test(text[start - 1] ?? ''), out.lattice())
  if (!steps) return false
  const edits: Edit[] = []
  const issues: Issue[] = []
  const behind = (at: number) =>
    steps
      .slice(at + 1, at + 1 + SEEN)
      .map(({ code }) => (code === SWALLOWED ? '?' : String.fromCharCode(code)))
      .join('') + text.slice(end, end + SEEN)
  // A piece ends where a character ends on both sides.
  let [first, insert, before] = [0, '', '']
  const close = (last: number, kept: boolean, lost = hasBad(items, first, last)) => {
    const pieceStart = items[first].start
    const pieceEnd = last < items.length ? items[last].start : end
    if (kept) issues.push(lostIssue(pieceStart, pieceEnd))
    if (text.slice(pieceStart, pieceEnd) !== insert)
      edits.push({
        span: { start: pieceStart, end: pieceEnd },
        insert,
        rules: [lost ? 'repair/mojibake-utf8-as-gbk-lost' : 'repair/mojibake-utf8-as-gbk'],
        certainty: lost ? 'inferred' : 'exact',
      })
    first = last
    insert = ''
  }
  for (const [i, step] of steps.entries()) {
    const read = step.code === SWALLOWED ? swallowed(behind(i), 0, before) : String.fromCharCode(step.code)
    // 锟斤拷 was U+FFFD: it says no more when read rightly.
    if (read === '\ufffd') return false
    before += read
    // The sign of a byte that nothing tells stays, and stands for the byte alone, though it was the character's before too.
    const kept = step.code === SWALLOWED && read === '?'
    if (kept && step.from >> 2 > first) close(step.from >> 2, false, true)
    insert += read
    if ((step.to & 3) === 0) close(step.to >> 2, kept)
  }
  if (first < items.length) close(items.length, false)
  out.edits.push(...edits)
  out.issues.push(...issues)
  return true
}

function hasBad(items: readonly Item[], first: number, last: number): boolean {
  for (let i = first; i < last; i++) if (items[i].kind === 'bad') return true
  return false
}

const WORK = 400_000
const WORK_PER_CHARACTER = 1000

const DIGIT = 0x30

function bestSteps(items: readonly Item[], afterDigit: boolean, lattice: Lattice): Step[] | null {
  const ways: Ways = {
    start: 0,
    end: items.length << 2,
    after: 0,
    isDamaged: () => true,
    skip: () => -1,
    take: (from, last, strict, give) => {
      if (strict === 2) takeCharacters(items, from, last, give)
    },
  }
  const steps = lattice.search(ways, { place: 0, last: -1, code: afterDigit ? DIGIT : 0 })
  return steps
}
