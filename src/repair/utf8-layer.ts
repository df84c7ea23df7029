import { nats } from './model.js'
import type { PairTable } from './pair-table.js'
import type { Place } from './ways.js'

/** What a decoder of a charset of pairs does with bytes that are no character. */
export interface Decoder {
  table: PairTable
  /** How many bytes go: both of a pair, or its first alone. */
  width: 1 | 2
  /** Whether an ASCII byte goes with the first half of a pair. */
  swallows: boolean
  /** Whether it leaves nothing in their place. */
  hides: boolean
  /** Whether it has private-use characters for most of the pairs that the charset lacks. */
  fills: boolean
}

/** Browsers and Java; Windows and its servers; Python; Python that ignores errors; `iconv -c`. */
const WAYS: readonly Omit<Decoder, 'table'>[] = [
  { width: 2, swallows: false, hides: false, fills: false },
  { width: 2, swallows: true, hides: false, fills: false },
  { width: 1, swallows: false, hides: false, fills: false },
  { width: 1, swallows: false, hides: true, fills: false },
  { width: 2, swallows: false, hides: true, fills: false },
]

const made: (readonly Decoder[])[] = []

/** The ways in which decoders of a charset lose bytes. */
export function decodersOf(table: PairTable): readonly Decoder[] {
  made[table.id] ??= WAYS.map((way) => ({ ...way, table }))
  return made[table.id]
}

/** The sign of lost bytes. */
const BAD = -1
/** Between two code units, where a decoder that hides them may have lost bytes. */
const GAP = -2

/** Of €, which is the byte 0x80, and to browsers the pair A2 E3 (院、) as well. */
export const EURO = 0x80
export const EURO_PAIR = 0xa2e3

/** Text as the bytes that were decoded wrongly: items are pairs, single bytes, `BAD` and `GAP`. */
export interface Layer {
  items: Int32Array
  /** Where each item begins in the text; one more for the end. */
  starts: Int32Array
  decoder: Decoder
}

export function layerOf(text: string, start: number, end: number, decoder: Decoder): Layer {
  const step = decoder.hides ? 2 : 1
  const size = (end - start) * step
  const items = new Int32Array(size)
  const starts = new Int32Array(size + 1)
  for (let i = 0; i < size; i++) {
    starts[i] = start + Math.ceil(i / step)
    items[i] = i % step === 1 ? GAP : itemOf(text.charCodeAt(starts[i]), decoder.table)
  }
  starts[size] = end
  return { items, starts, decoder }
}

export function itemOf(code: number, { hasEuro, pairOf }: PairTable): number {
  if (code === 0x3f || code === 0xfffd) return BAD
  if (code === 0x20ac && hasEuro) return EURO
  return code < 0x80 || (code === 0x80 && !hasEuro) ? code : pairOf[code]
}

/** First bytes of Latin-1, Greek and Cyrillic letters. */
const TWO = [0xc2, 0xc3, 0xce, 0xcf, 0xd0, 0xd1]

const lengths = Int8Array.from({ length: 0x100 }, (_, byte) => {
  if (byte < 0x80) return 1
  if (byte < 0xc0) return 0
  if (byte >= 0xe0) return byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : -1
  return TWO.includes(byte) ? 2 : -1
})

/** How many bytes a character of UTF-8 has that begins with a byte: 0 for one that continues, −1 for none. */
export function lengthFrom(byte: number): number {
  if (byte < 0) return 1
  return byte < 0x100 ? lengths[byte] : -1
}

/** What a byte that fits nothing costs. */
const MISFIT = 4
const HIDDEN = 0.5
/** That one byte alone was lost, and just 0x80. */
const RARE = 0.5
/** Few losses take the first half of a pair alone. */
const ALONE = 0.1
/** After so many items each it is asked whether they fit too badly. */
const LOOK = 16
/** By how many bytes the character at hand still needs. */
const STATES = 4

/**
 * How badly items fit UTF-8 that a decoder read: the sum of what must be supposed. Items are without gaps here; those
 * of a decoder that hides lost bytes are thought of.
 *
 * @param most a sum above this may be given as infinite
 * @param isPiece the items may begin and end within a character
 */
export function misfit(items: Int32Array, decoder: Decoder, most: number, isPiece = false): number {
  const { width, swallows, hides } = decoder
  let now = new Float64Array(STATES)
  if (!isPiece) now.fill(FAR, 1)
  let one = new Float64Array(STATES)
  let two = new Float64Array(STATES)
  const three = new Float64Array(STATES)
  for (let i = 0; i < items.length; i++) {
    const item = items[i]
    const isLast = i + 1 === items.length
    // No sum gets smaller.
    if (i % LOOK === 0 && Math.min(now[0], now[1], now[2], now[3]) > most) return Number.POSITIVE_INFINITY
    if (item === BAD) {
      lose(now, one, hides ? 1 : 0)
      if (width === 2) {
        lose(one, two, 0)
        if (isLast || swallows) least(two, one, swallows ? ALONE : 0)
        ;[one, two] = [two, one]
      }
      ;[now, one] = [one, now]
      continue
    }
    if (item > 0xff) {
      take(now, one, item >> 8)
      take(one, now, item & 0xff)
    } else {
      take(now, one, item)
      if (item === EURO) {
        take(now, two, EURO_PAIR >> 8)
        take(two, three, EURO_PAIR & 0xff)
        least(one, three, 0)
      }
      ;[now, one] = [one, now]
    }
    if (!hides) continue
    if (width === 2) {
      take(now, three, EURO)
      least(now, three, HIDDEN + RARE)
    }
    lose(now, one, HIDDEN)
    lose(one, two, width === 1 ? HIDDEN : 0)
    if (width === 1 || isLast) least(now, one, 0)
    least(now, two, 0)
  }
  const within = isPiece ? 0 : MISFIT
  return Math.min(now[0], now[1] + within, now[2] + within, now[3] + within)
}

const FAR = 1e6

/** A byte that is there. */
function take(from: Float64Array, to: Float64Array, byte: number): void {
  const length = lengthFrom(byte)
  const done = from[0]
  const one = from[1]
  const two = from[2]
  const three = from[3]
  if (length === 0) {
    to[0] = Math.min(FAR, done + MISFIT, one)
    to[1] = Math.min(FAR, two)
    to[2] = Math.min(FAR, three)
    to[3] = FAR
    return
  }
  to[0] = to[1] = to[2] = to[3] = FAR
  to[Math.max(0, length - 1)] = Math.min(
    FAR,
    length > 0 ? done : done + MISFIT,
    one + MISFIT,
    two + MISFIT,
    three + MISFIT,
  )
}

/** A byte that was lost: one that goes on, or one that begins a character of three. */
function lose(from: Float64Array, to: Float64Array, price: number): void {
  to[0] = from[1] + price
  to[1] = from[2] + price
  to[2] = Math.min(from[3], from[0]) + price
  to[3] = FAR
}

function least(a: Float64Array, b: Float64Array, more: number): void {
  for (let left = 0; left < STATES; left++) a[left] = Math.min(a[left], b[left] + more)
}

export interface ByteRead {
  /** −1: lost. */
  value: number
  next: Place
  price: number
  /** It was lost with the byte before it, with which it makes no character. */
  paired: boolean
  /** Lost, but with this byte after it it makes no character; −1 where that is not known. */
  follower: number
  /** One of several that may have stood there. */
  isOpen: boolean
}

export const byteRead = (value: number, next: Place, more: Partial<ByteRead> = {}): ByteRead => ({
  ...{ value, next, price: 0, paired: false, follower: -1, isOpen: false },
  ...more,
})

/** Not at all; it makes a character with it; it makes none, so that both were lost; the last of these, or something else was lost. */
export type Half = 'none' | 'whole' | 'lost' | 'either'

/** The bytes of a run, as far as the text still tells them. */
export interface Bytes {
  decoder: Decoder
  end: Place
  /** Ways to read one byte at a place, after a byte; bytes are lost in `gaps` alone where the decoder hides it. */
  read(place: Place, last: number, gaps: Gaps): ByteRead[]
  /**
   * The byte at a place and the place after it (`byte + 256 × place`) where it is there for sure; else −1.
   *
   * @param left how many bytes the character at hand still needs, itself included; 0 before a character
   */
  known(place: Place, left: number): number
  /** The same where no other byte may be read there, after a byte; else −1. */
  sure(place: Place, last: number, gaps: Gaps): number
  /** Whether a sign of lost bytes stands at a place. */
  isSign(place: Place): boolean
  /** How what may be read at a place hangs on the byte before it. */
  half(place: Place): Half
  /** Whether a code unit of the text ends at a place. */
  isCut(place: Place): boolean
  /** Where in the text a character ends that ends at a place: the code unit that it shares with the next one is its own. */
  cut(place: Place): number
}

/** Places from one to another where bytes may be missing without a sign; elsewhere nothing speaks for it. */
export type Gaps = readonly [from: Place, to: Place]

export const NO_GAPS: Gaps = [0, -1]

const PRICE_ALONE = nats(-4)
const PRICE_HIDDEN = nats(-3)

/**
 * A place is item × 4, + 1 after its first byte, + 2 after the first lost byte of a pair, + 3 after a lost byte that
 * swallowed an ASCII one; in a gap + 1 after one lost byte.
 */
export class BytesOnce implements Bytes {
  readonly decoder: Decoder
  readonly end: Place
  readonly #layer: Layer

  constructor(layer: Layer) {
    this.decoder = layer.decoder
    this.end = layer.items.length << 2
    this.#layer = layer
  }

  read(place: Place, _: number, gaps: Gaps): ByteRead[] {
    return readByte(this.#layer, place, gaps)
  }

  known(place: Place, left: number): number {
    const { items } = this.#layer
    let at = place
    while (items[at >> 2] === GAP) at = ((at >> 2) + 1) << 2
    const item = items[at >> 2]
    if (item === undefined || item === BAD) return -1
    if (item > 0xff && (at & 3) === 0) return (item >> 8) + 256 * (at + 1)
    const after = (at >> 2) + 1
    if (item === EURO && (at & 3) === 0 && isEuroPair(left, items[after] >> 8))
      return (EURO_PAIR >> 8) + 256 * (at + 1)
    if (item === EURO && (at & 3) === 1) return (EURO_PAIR & 0xff) + 256 * (after << 2)
    return (item & 0xff) + 256 * ((isLastGap(this.#layer, after) ? after + 1 : after) << 2)
  }

  sure(place: Place, _: number, gaps: Gaps): number {
    const { items } = this.#layer
    let at = place
    while (items[at >> 2] === GAP && (at & 3) === 0 && (at < gaps[0] || at > gaps[1])) at += 4
    const item = items[at >> 2]
    if (item === undefined || item < 0 || item === EURO) return -1
    if (item > 0xff && (at & 3) === 0) return (item >> 8) + 256 * (at + 1)
    const after = (at >> 2) + 1
    return isLastGap(this.#layer, after) ? -1 : (item & 0xff) + 256 * (after << 2)
  }

  isSign(place: Place): boolean {
    return (place & 3) === 0 && this.#layer.items[place >> 2] === BAD
  }

  half(place: Place): Half {
    return (place & 3) !== 2 ? 'none' : this.decoder.swallows ? 'either' : 'lost'
  }

  isCut(place: Place): boolean {
    return (place & 3) === 0
  }

  cut(place: Place): number {
    return this.#layer.starts[(place & 3) === 0 ? place >> 2 : (place >> 2) + 1]
  }
}

/** Of the two that € may be: the pair ends a character and begins one, whose next byte goes on. */
export const isEuroPair = (left: number, next: number): boolean => left === 1 && next >= 0x80 && next < 0xc0

/** Where a run ends something may be missing, or nothing. */
function isLastGap({ items }: Layer, index: number): boolean {
  return items[index] === GAP && index + 1 === items.length
}

function readByte(layer: Layer, place: Place, gaps: Gaps): ByteRead[] {
  const { items, decoder } = layer
  const index = place >> 2
  if (index >= items.length) return []
  const item = items[index]
  const part = place & 3
  const after = (index + 1) << 2
  if (item > 0xff && part === 0) return [byteRead(item >> 8, place + 1)]
  if (item === EURO && part === 1) return [byteRead(EURO_PAIR & 0xff, after)]
  if (item >= 0) {
    const ways = [byteRead(item & 0xff, after)]
    if (isLastGap(layer, index + 1)) ways.push(byteRead(item & 0xff, after + 4))
    if (item === EURO) ways.push(byteRead(EURO_PAIR >> 8, place + 1))
    return ways
  }
  if (part === 3) return []
  if (part === 2) return [byteRead(-1, after, { paired: true })]
  const next = items[index + 1] ?? 0
  const follower = next > 0xff ? next >> 8 : -1
  const isLast = index + 1 === items.length
  if (item === BAD) {
    if (decoder.width === 1) return [byteRead(-1, after, { follower })]
    const pair = byteRead(-1, place + 2)
    if (decoder.swallows) return [pair, byteRead(-1, place + 3, { price: nats(decoder.table.alone) })]
    return isLast ? [pair, byteRead(-1, after, { price: PRICE_ALONE })] : [pair]
  }
  const price = PRICE_HIDDEN
  if (part === 1) return [byteRead(-1, after, { price, follower })]
  const ways = readByte(layer, after, gaps)
  if (place < gaps[0] || place > gaps[1]) return ways
  if (decoder.width === 1)
    ways.push(byteRead(-1, after, { price, follower }), byteRead(-1, place + 1, { price }))
  else {
    ways.push(byteRead(-1, place + 2, { price }), byteRead(EURO, after, { price, isOpen: true }))
    if (isLast) ways.push(byteRead(-1, after, { price }))
  }
  return ways
}
