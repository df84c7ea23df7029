import { nats } from './model.js'
import type { PairTable } from './pair-table.js'
import { fits, matches, sequenceKeys } from './utf8-characters.js'
import {
  type ByteRead,
  type Bytes,
  byteRead,
  type Decoder,
  EURO,
  EURO_PAIR,
  type Half,
  isEuroPair,
  lengthFrom,
  NO_GAPS,
} from './utf8-layer.js'
import type { Place } from './ways.js'

/** What the outer bytes may have been, character by character: pairs of the inner text, one byte, `SIGN`. */
interface Edge {
  pairs: readonly number[]
  to: Place
  price: number
}

/** The inner text's own sign of lost bytes. */
const SIGN = 1
const EUROS = [EURO, EURO_PAIR]

const PRICE_ALONE = nats(-4)

/**
 * The bytes of text that was read wrongly twice over: UTF-8 read as GBK, and its characters, as UTF-8, read as GBK once
 * more. What the outer reading lost leaves several characters open for the inner one. A place is that of the outer
 * bytes × 4, + 1 after the first byte of an inner pair, + 2 after the first lost byte of one.
 */
export class BytesTwice implements Bytes {
  readonly decoder: Decoder
  readonly end: Place
  readonly #outer: Bytes
  /** By place of the outer bytes. */
  readonly #edges: (Edge[] | undefined)[]

  constructor(outer: Bytes, decoder: Decoder) {
    this.decoder = decoder
    this.end = outer.end << 2
    this.#outer = outer
    this.#edges = new Array(outer.end + 1)
  }

  #edgesAt(place: Place): Edge[] {
    const known = this.#edges[place]
    if (known !== undefined) return known
    const found: Edge[] = []
    findEdges(this.#outer, place, 0, 0, [], found)
    this.#edges[place] = found
    return found
  }

  read(place: Place, last: number): ByteRead[] {
    const part = place & 3
    const ways: ByteRead[] = []
    const from = this.#edgesAt(place >> 2)
    const isOpen = from.length > 1 || (from[0]?.pairs.length > 1 && from[0].pairs !== EUROS)
    const leads = new Set<number>()
    for (const { pairs, to, price } of from) {
      const next = to << 2
      for (const pair of pairs) {
        if (pair === SIGN) {
          if (part === 2) ways.push(byteRead(-1, next, { paired: true, price }))
          if (part !== 0) continue
          if (this.decoder.width === 1)
            ways.push(byteRead(-1, next, { price, follower: leadAt(this.#edgesAt(to)) }))
          else {
            ways.push(byteRead(-1, place + 2, { price }))
            if (to >= this.#outer.end) ways.push(byteRead(-1, next, { price: price + PRICE_ALONE }))
          }
        } else if (pair <= 0xff) {
          if (part === 0) ways.push(byteRead(pair, next, { price, isOpen }))
        } else if (part === 1) {
          if (pair >> 8 === last) ways.push(byteRead(pair & 0xff, next, { price, isOpen }))
        } else if (part === 0 && !leads.has(pair >> 8)) {
          leads.add(pair >> 8)
          ways.push(byteRead(pair >> 8, place + 1, { isOpen }))
        }
      }
    }
    return ways
  }

  known(place: Place, left: number): number {
    const from = this.#edgesAt(place >> 2)
    if (from.length === 1 && from[0].pairs === EUROS) {
      const after = from[0].to << 2
      if ((place & 3) === 1) return (EURO_PAIR & 0xff) + 256 * after
      return isEuroPair(left, leadAt(this.#edgesAt(from[0].to)))
        ? (EURO_PAIR >> 8) + 256 * (place + 1)
        : EURO + 256 * after
    }
    if (from.length !== 1 || from[0].pairs.length !== 1) return -1
    const [{ pairs, to }] = from
    const pair = pairs[0]
    if (pair === SIGN) return -1
    if (pair <= 0xff) return pair + 256 * (to << 2)
    return (place & 3) === 0 ? (pair >> 8) + 256 * (place + 1) : (pair & 0xff) + 256 * (to << 2)
  }

  sure(place: Place, last: number): number {
    const from = this.#edgesAt(place >> 2)
    if (from.length !== 1 || from[0].pairs.length !== 1 || from[0].price !== 0) return -1
    const [{ pairs, to }] = from
    const pair = pairs[0]
    const part = place & 3
    if (pair === SIGN || part > 1) return -1
    if (pair <= 0xff) return part === 0 ? pair + 256 * (to << 2) : -1
    if (part === 0) return (pair >> 8) + 256 * (place + 1)
    return pair >> 8 === last ? (pair & 0xff) + 256 * (to << 2) : -1
  }

  isSign(): boolean {
    return false
  }

  half(place: Place): Half {
    return (place & 3) === 0 ? 'none' : (place & 3) === 2 ? 'either' : 'whole'
  }

  isCut(place: Place): boolean {
    return (place & 3) === 0 && this.#outer.isCut(place >> 2)
  }

  cut(place: Place): number {
    return this.#outer.cut((place & 3) === 0 ? place >> 2 : (place >> 2) + 1)
  }
}

/** The first byte of what surely stands there, −1 where that is not sure. */
function leadAt(edges: readonly Edge[]): number {
  return edges.length === 1 && edges[0].pairs.length === 1 && edges[0].pairs[0] > 0xff
    ? edges[0].pairs[0] >> 8
    : -1
}

/** Adds the edges that go on from `reads`, so many bytes deep, at a place. */
function findEdges(
  outer: Bytes,
  place: Place,
  depth: number,
  price: number,
  reads: ByteRead[],
  edges: Edge[],
): void {
  for (const byte of outer.read(place, -1, NO_GAPS)) {
    const length = lengthFrom(byte.value)
    if (byte.value >= 0 && (depth === 0 ? length < 1 || length > 3 : length !== 0)) continue
    reads[depth] = byte
    const needed = depth === 0 ? length : reads[0].value < 0 ? 3 : lengthFrom(reads[0].value)
    const sum = price + byte.price
    if (byte.value < 0 ? depth < 2 : depth + 1 < needed) {
      findEdges(outer, byte.next, depth + 1, sum, reads, edges)
      continue
    }
    const pairs = needed === 1 ? [byte.value] : pairsOf(reads.slice(0, depth + 1), outer)
    if (pairs.length > 0) edges.push({ pairs, to: byte.next, price: sum })
  }
}

const lists = new Map<number, readonly number[]>()

function pairsOf(reads: readonly ByteRead[], outer: Bytes): readonly number[] {
  const { table } = outer.decoder
  const { pairOf } = table
  const [a, b, c] = reads
  if (reads.length === 2) {
    if (a.value < 0 || b.value < 0) return []
    const pair = pairOf[((a.value & 31) << 6) | (b.value & 63)]
    return pair === 0 ? [] : [pair]
  }
  if (a.value >= 0 && b.value >= 0 && c.value >= 0) {
    const code = ((a.value & 15) << 12) | ((b.value & 63) << 6) | (c.value & 63)
    if (code === 0xfffd || code === 0x3f) return [SIGN]
    if (code === 0x20ac && table.hasEuro) return EUROS
    return pairOf[code] === 0 ? [] : [pairOf[code]]
  }
  const sequence = { reads, last: -1, half: 'none' as const, decoder: outer.decoder }
  const [around, within] = sequenceKeys(sequence)
  const key = around * 2 ** 20 + within
  const known = lists.get(key)
  if (known) return known
  const found: number[] = []
  for (const code of innerCodes(table))
    if (
      (code < 0xe000 || code >= 0xf900 || outer.decoder.fills) &&
      matches(code, a.value, b.value, c.value) &&
      fits(code, sequence)
    )
      found.push(code === 0xfffd ? SIGN : code === 0x20ac && table.hasEuro ? EURO : pairOf[code])
  lists.set(key, found)
  return found
}

const codesOf: (readonly number[] | undefined)[] = []

/** What UTF-8 read in a charset shows: the characters whose bytes both have a part in UTF-8. */
function innerCodes({ id, pairOf, hasEuro }: PairTable): readonly number[] {
  if (codesOf[id]) return codesOf[id]
  const found = hasEuro ? [0xfffd, 0x20ac] : [0xfffd]
  for (let code = 0x800; code < 0xfffd; code++) {
    const pair = pairOf[code]
    const trail = pair & 0xff
    if (pair !== 0 && lengthFrom(pair >> 8) >= 0 && lengthFrom(trail) >= 0 && trail >= 0x80) found.push(code)
  }
  codesOf[id] = found
  return found
}
