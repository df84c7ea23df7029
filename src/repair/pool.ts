import { grownInts } from './ints.js'
import { languageModel, UNIT, UNIT_BITS } from './model.js'

/** From so many characters on, they are found by what they are. */
const HASHED = 6

/** A list of a pool; those of the page's own pool are counted down from −1. */
export type ListNumber = number

/** From the number that a page's own pool has for a list to that by which it is told from those of all pages, and back. */
export const ofPage = (list: ListNumber): ListNumber => -1 - list

/** Characters that the same bytes allow. */
export interface Characters {
  codes: readonly number[]
  /** The last byte of each, −1 where it is not known. */
  lasts: readonly number[]
}

/**
 * Characters that bytes allow, list by list, laid out with what the search wants to know of them. Those that may be
 * worth most come first.
 */
export class CharacterPool {
  // Characters.
  #items = 0
  code = new Int32Array(256)
  /** The Simplified form. */
  simple = new Int32Array(256)
  /** The most that the character may be worth as a word after any other, but for what the page tells of neighbours. */
  most = new Int32Array(256)
  /** Which of the list's last bytes it has. */
  kind = new Int32Array(256)
  /** The next of the list with the same Simplified form, or −1. */
  twin = new Int32Array(256)

  // Lists.
  #size = 0
  from = new Int32Array(64)
  to = new Int32Array(64)
  /** Where its characters are found by their Simplified form: a part of `#slots`; −1: nowhere. */
  #hash = new Int32Array(64)
  #mask = new Int32Array(64)
  /** Last bytes of its characters, by kind. */
  readonly lasts: (readonly number[])[] = []

  /** Character + 1 by its Simplified form, 0 where none is. */
  #slots = new Int32Array(512)
  #slotsUsed = 0

  add({ codes, lasts }: Characters): number {
    const kinds: number[] = []
    const list = this.#size++
    if (list === this.from.length) {
      this.from = grownInts(this.from)
      this.to = grownInts(this.to)
      this.#hash = grownInts(this.#hash)
      this.#mask = grownInts(this.#mask)
    }
    this.lasts.push(kinds)
    const from = this.#items
    this.from[list] = from
    const order = inOrder(codes)
    for (let n = 0, kind = 0; n < codes.length; n++) {
      const last = lasts[order[n]]
      if (kinds[kind] !== last) kind = kinds.indexOf(last)
      if (kind < 0) kind = kinds.push(last) - 1
      this.#push(codes[order[n]], kind)
    }
    this.to[list] = this.#items
    this.#index(list)
    return list
  }

  /** The first character of a list with that Simplified form, or −1. */
  find(list: number, simple: number): number {
    const hash = this.#hash[list]
    if (hash < 0) {
      for (let item = this.from[list]; item < this.to[list]; item++)
        if (this.simple[item] === simple) return item
      return -1
    }
    const mask = this.#mask[list]
    for (let slot = slotOf(simple, mask); ; slot = (slot + 1) & mask) {
      const item = this.#slots[hash + slot] - 1
      if (item < 0 || this.simple[item] === simple) return item
    }
  }

  #push(code: number, kind: number): void {
    const item = this.#items++
    if (item === this.code.length) {
      this.code = grownInts(this.code)
      this.simple = grownInts(this.simple)
      this.most = grownInts(this.most)
      this.kind = grownInts(this.kind)
      this.twin = grownInts(this.twin)
    }
    const { simplified, units } = languageModel()
    const s = simplified[code]
    this.code[item] = code
    this.simple[item] = s
    this.most[item] = units[(s << UNIT_BITS) + UNIT.most]
    this.kind[item] = kind
  }

  #index(list: number): void {
    const [from, to] = [this.from[list], this.to[list]]
    const { simple, twin } = this
    this.#hash[list] = -1
    if (to - from < HASHED) {
      for (let item = from; item < to; item++) {
        twin[item] = -1
        for (let other = item + 1; other < to && twin[item] < 0; other++)
          if (simple[other] === simple[item]) twin[item] = other
      }
      return
    }
    let size = 16
    while (size < 2 * (to - from)) size *= 2
    while (this.#slotsUsed + size > this.#slots.length) this.#slots = grownInts(this.#slots)
    const hash = this.#slotsUsed
    const mask = size - 1
    this.#slotsUsed += size
    this.#hash[list] = hash
    this.#mask[list] = mask
    for (let item = to - 1; item >= from; item--) {
      let slot = slotOf(simple[item], mask)
      while (this.#slots[hash + slot] !== 0 && simple[this.#slots[hash + slot] - 1] !== simple[item])
        slot = (slot + 1) & mask
      twin[item] = this.#slots[hash + slot] - 1
      this.#slots[hash + slot] = item + 1
    }
  }
}

/** Places of characters, those that may be worth most first, equal ones as they come. */
function inOrder(codes: readonly number[]): Float64Array {
  const { simplified, units } = languageModel()
  const size = codes.length
  const keys = new Float64Array(size)
  const isShort = size <= SHORT
  for (let i = 0; i < size; i++) {
    const key = -units[(simplified[codes[i]] << UNIT_BITS) + UNIT.most] * PLACES + i
    let at = i
    if (isShort) for (; at > 0 && keys[at - 1] > key; at--) keys[at] = keys[at - 1]
    keys[at] = key
  }
  if (!isShort) keys.sort()
  for (let i = 0; i < size; i++) keys[i] -= Math.floor(keys[i] / PLACES) * PLACES
  return keys
}

/** Up to so many are put in order one by one. */
const SHORT = 32

/** No list is as long. */
const PLACES = 1 << 16

function slotOf(simple: number, mask: number): number {
  return (Math.imul(simple, 0x9e3779b1) >>> 15) & mask
}

let shared: CharacterPool | null = null

/** Lists that are the same for every page. */
export function sharedPool(): CharacterPool {
  shared ??= new CharacterPool()
  return shared
}
