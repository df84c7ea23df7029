import { ListIndex, NO_LIST } from './lists.js'
import { languageModel, nats } from './model.js'
import { type CharacterPool, type ListNumber, ofPage, sharedPool } from './pool.js'
import { type ByteRead, type Bytes, type Decoder, type Gaps, type Half, lengthFrom } from './utf8-layer.js'
import { type Give, type Place, SWALLOWED, SWALLOWED_FIGURE } from './ways.js'

/** That something else than a figure went before one. */
const PRICE_BEFORE_FIGURE = nats(-3)
const PRICE_QUESTION_MARK = nats(-9)

/** Where characters of UTF-8 are sought. */
export interface Place8 {
  bytes: Bytes
  gaps: Gaps
  /** What stands behind all of them. */
  after: number
  /** For lists that hold for this page alone. */
  pool: CharacterPool
}

/** Every character of UTF-8 that may begin at a place after a byte (−1: not known). */
export function takeCharacters(
  { bytes, gaps, after, pool }: Place8,
  from: Place,
  last: number,
  give: Give,
): void {
  if ((from & 3) === 3) {
    const isFigure = from + 1 >= bytes.end && (after === 0x2e || (after >= 0x30 && after < 0x3a))
    give.one(SWALLOWED, from + 1, -1, isFigure ? PRICE_BEFORE_FIGURE : 0)
    if (isFigure) give.one(SWALLOWED_FIGURE, from + 1, -1, 0)
    return
  }
  if (!bytes.decoder.swallows && bytes.isSign(from)) give.one(0x3f, (from | 3) + 1, -1, PRICE_QUESTION_MARK)
  if (takeSure(bytes, gaps, from, last, give)) return
  const open = new Map<number, OpenList>()
  walk({ bytes, gaps, last, give, open, reads: [] }, 0, from, 0, last)
  for (const { codes, lasts, to, price } of open.values())
    give.many(ofPage(pool.add({ codes, lasts })), to, price, 0)
}

/** What is at hand while the bytes of a character are read one after the other. */
interface Reading {
  bytes: Bytes
  gaps: Gaps
  /** The byte before all of them. */
  last: number
  give: Give
  open: Map<number, OpenList>
  reads: ByteRead[]
}

function walk(reading: Reading, depth: number, place: Place, price: number, before: number): void {
  const { bytes, gaps, last, give, open, reads } = reading
  for (const byte of bytes.read(place, before, gaps)) {
    if (byte.value >= 0 && !fitsAt(depth, byte.value)) continue
    reads[depth] = byte
    const sum = price + byte.price
    const needed = depth === 0 ? lengthFrom(byte.value) : reads[0].value < 0 ? 3 : lengthFrom(reads[0].value)
    if (byte.value < 0 ? depth < 2 : depth + 1 < needed) {
      if (depth === 0 || byte.value < 0 || !byte.isOpen || begins(reads[0].value, byte.value))
        walk(reading, depth + 1, byte.next, sum, byte.value)
      continue
    }
    const nextLast = bytes.half(byte.next) === 'none' ? -1 : byte.value
    const code = needed < 3 ? shortCode(reads, depth) : 0
    let isOpen = false
    for (let i = 0; i <= depth; i++) if (reads[i].isOpen) isOpen = true
    if (code > 0 && (!isOpen || isEveryday(code))) give.one(code, byte.next, nextLast, sum)
    else if (needed === 3 && depth === 2) {
      const [a, b, c] = reads
      if (a.value >= 0 && b.value >= 0 && c.value >= 0) {
        const whole = ((a.value & 15) << 12) | ((b.value & 63) << 6) | (c.value & 63)
        if (whole < 0x800) continue
        if (!isOpen) give.one(whole, byte.next, nextLast, sum)
        else if (isEveryday(whole)) noteOpen(open, whole, byte.next, nextLast, sum)
      } else {
        const half = bytes.half(byte.next)
        give.many(listOf({ reads, last, half, decoder: bytes.decoder }), byte.next, sum, 0)
      }
    }
  }
}

/** The character whose bytes all stand there and may be read in no other way; false where they may. */
function takeSure(bytes: Bytes, gaps: Gaps, from: Place, last: number, give: Give): boolean {
  let [place, byte, code, length] = [from, last, 0, 1]
  for (let depth = 0; depth < length; depth++) {
    const sure = bytes.sure(place, byte, gaps)
    if (sure < 0) return false
    byte = sure % 0x100
    place = (sure - byte) / 0x100
    if (!fitsAt(depth, byte)) return true
    if (depth === 0) length = lengthFrom(byte)
    code = depth > 0 ? (code << 6) | (byte & 63) : length === 1 ? byte : byte & (0x7f >> length)
  }
  if (code > 0 && (length < 3 || code >= 0x800))
    give.one(code, place, bytes.half(place) === 'none' ? -1 : byte, 0)
  return true
}

interface OpenList {
  codes: number[]
  lasts: number[]
  to: Place
  price: number
}

function noteOpen(open: Map<number, OpenList>, code: number, to: Place, last: number, price: number): void {
  const list = open.get(to)
  if (!list) open.set(to, { codes: [code], lasts: [last], to, price })
  else if (!list.codes.some((known, i) => known === code && list.lasts[i] === last)) {
    list.codes.push(code)
    list.lasts.push(last)
  }
}

/** Of one byte or two, all of which are there. */
function shortCode(reads: readonly ByteRead[], depth: number): number {
  const [a, b] = reads
  if (depth === 0) return a.value
  return a.value < 0 || b.value < 0 ? 0 : ((a.value & 31) << 6) | (b.value & 63)
}

function fitsAt(depth: number, byte: number): boolean {
  const length = lengthFrom(byte)
  return depth === 0 ? length > 0 && length < 4 : length === 0
}

/** Three bytes that make a character. */
interface Sequence {
  reads: readonly ByteRead[]
  /** The byte before all of them. */
  last: number
  /** How what follows hangs on the last of them: only then it matters what it was. */
  half: Half
  decoder: Decoder
}

const lists = new ListIndex()

/** A byte as a part of the key of a list. */
function keyOf({ value, paired, follower }: ByteRead): number {
  return value >= 0 ? value : paired ? 0x100 : 0x102 + follower
}

const KINDS = 8
const HALVES: readonly Half[] = ['none', 'whole', 'lost', 'either']

/** What tells a list of characters: what stands around its bytes with the first of them, and the other two. */
export function sequenceKeys({ reads, last, half, decoder }: Sequence): [around: number, within: number] {
  const [first, second, third] = reads
  const before = first.paired ? last + 1 : 0
  const around = ((before * 4 + HALVES.indexOf(half)) * 2 + decoder.width - 1) * KINDS + kindOf(decoder)
  return [around * 1024 + keyOf(first), keyOf(second) * 1024 + keyOf(third)]
}

/** The everyday characters that the known bytes of a sequence allow. */
function listOf(sequence: Sequence): ListNumber {
  const [around, within] = sequenceKeys(sequence)
  const known = lists.find(around, within)
  if (known !== NO_LIST) return known
  const [a, b, c] = sequence.reads
  const { codes: all, from, to } = rangeOf(a.value, b.value)
  const { like, isLost } = barren(sequence.decoder)
  const { half } = sequence
  const codes: number[] = []
  const lasts: number[] = []
  for (let i = from; i < to; i++) {
    if (!matches(all[i], a.value, b.value, c.value) || !fits(all[i], sequence)) continue
    const byte = 0x80 | (all[i] & 0x3f)
    // A byte that makes a character with each that may follow it is never lost with one.
    if (half === 'lost' && isLost[byte] === 0) continue
    codes.push(all[i])
    lasts.push(half === 'none' ? -1 : half === 'whole' ? byte : like[byte])
  }
  const list = sharedPool().add({ codes, lasts })
  lists.put(around, within, list)
  return list
}

/** Whether a character of three bytes has these, −1 for any. */
export function matches(code: number, a: number, b: number, c: number): boolean {
  return (
    (a < 0 || a === (0xe0 | (code >> 12))) &&
    (b < 0 || b === (0x80 | ((code >> 6) & 0x3f))) &&
    (c < 0 || c === (0x80 | (code & 0x3f)))
  )
}

/** Whether a decoder shows a character for a pair. */
const isShown = (pair: number, { table, fills }: Decoder): boolean => table.isShown(pair, fills)

/** By what a decoder shows characters for. */
const kindOf = ({ table, fills }: Decoder): number => table.id * 2 + (fills ? 1 : 0)

/** By byte: what stands for all that make no character with the same first bytes of the next one, and whether there are such. */
interface Barren {
  like: Uint8Array
  isLost: Uint8Array
}

const barrens: (Barren | undefined)[] = []

function barren(decoder: Decoder): Barren {
  const kind = kindOf(decoder)
  barrens[kind] ??= loadBarren(decoder)
  return barrens[kind]
}

function loadBarren(decoder: Decoder): Barren {
  const like = new Uint8Array(0x100)
  const isLost = new Uint8Array(0x100)
  const known = new Map<number, number>()
  for (let byte = 0x80; byte < 0x100; byte++) {
    let gaps = 0
    for (let first = 0xe0; first < 0xf0; first++)
      if (!isShown((byte << 8) | first, decoder)) gaps |= 1 << (first & 15)
    if (!known.has(gaps)) known.set(gaps, byte)
    like[byte] = known.get(gaps)!
    if (gaps !== 0) isLost[byte] = 1
  }
  return { like, isLost }
}

/** Whether the bytes of a character that are lost would have been. */
export function fits(code: number, { reads, last, decoder }: Sequence): boolean {
  let before = last
  for (let i = 0; i < 3; i++) {
    const { value, paired, follower } = reads[i]
    const byte = i === 0 ? 0xe0 | (code >> 12) : 0x80 | ((code >> (i === 1 ? 6 : 0)) & 0x3f)
    // Such decoders show 0x80 as €.
    if (value < 0 && !paired && decoder.table.hasEuro && decoder.width === 2 && byte === 0x80) return false
    if (value < 0 && paired && before >= 0 && isShown((before << 8) | byte, decoder)) return false
    if (value < 0 && follower >= 0 && isShown((byte << 8) | follower, decoder)) return false
    before = byte
  }
  return true
}

/** Log probability, in running text, of a character that is tried where bytes were lost. */
const LEAST = -14.5

function isEveryday(code: number): boolean {
  const { frequency, simplified } = languageModel()
  return frequency[simplified[code]] > LEAST
}

let everydayCodes: readonly number[] | null = null

/** The characters of running text that three bytes make. */
export function everyday(): readonly number[] {
  if (everydayCodes) return everydayCodes
  const found: number[] = []
  const { frequency, simplified } = languageModel()
  for (let code = 0x800; code < 0x10000; code++) if (frequency[simplified[code]] > LEAST) found.push(code)
  everydayCodes = found
  return found
}

/** Everyday characters in order, by their first bytes or by their second ones, and where each row of 64 begins. */
interface Order {
  codes: Uint16Array
  rows: Uint16Array
}

let orders: { byFirst: Order; bySecond: Order } | null = null

const FIRST = (code: number): number => code >> 6
const SECOND = (code: number): number => ((code >> 6) & 63) * 16 + (code >> 12)

function orderBy(key: (code: number) => number): Order {
  const all = everyday()
  const rows = new Uint16Array(0x401)
  for (const code of all) rows[key(code) + 1]++
  for (let i = 1; i < rows.length; i++) rows[i] += rows[i - 1]
  const next = rows.slice()
  const codes = new Uint16Array(all.length)
  for (const code of all) codes[next[key(code)]++] = code
  return { codes, rows }
}

/** A part of everyday characters that has all those with two first bytes, −1 for any. */
function rangeOf(a: number, b: number): { codes: Uint16Array; from: number; to: number } {
  orders ??= { byFirst: orderBy(FIRST), bySecond: orderBy(SECOND) }
  const { codes, rows } = a < 0 ? orders.bySecond : orders.byFirst
  if (a < 0 && b < 0) return { codes, from: 0, to: codes.length }
  const row = a < 0 ? (b & 63) * 16 : ((a & 15) << 6) | (b & 63)
  const size = a < 0 ? 16 : b < 0 ? 64 : 1
  const first = a >= 0 && b < 0 ? (a & 15) << 6 : row
  return { codes, from: rows[first], to: rows[first + size] }
}

/** Those of one first byte. */
export function everydayFrom(first: number): Uint16Array {
  if (lengthFrom(first) !== 3) return new Uint16Array(0)
  const { codes, from, to } = rangeOf(first, -1)
  return codes.subarray(from, to)
}

let beginnings: Uint8Array | null = null

/** Whether an everyday character begins with two bytes. */
function begins(a: number, b: number): boolean {
  if (beginnings === null) {
    beginnings = new Uint8Array(0x400)
    for (const code of everyday()) beginnings[code >> 6] = 1
  }
  return a < 0 || beginnings[((a & 15) << 6) | (b & 63)] === 1
}
