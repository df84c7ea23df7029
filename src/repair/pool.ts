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

/** What a pool keeps of a character, side by side: a search asks for all of it together. */
export const ITEM = {
  code: 0,
  /** The Simplified form. */
  simple: 1,
  /** The most that the character may be worth as a word after any other, but for what the page tells of neighbours. */
  most: 2,
  /** Which of the list's last bytes it has. */
  kind: 3,
  /** The next of the list with the same Simplified form, or −1. */
  twin: 4,
  /** Of the Simplified form: `UNIT` of the model. */
  id: 5,
  tag: 6,
  score: 7,
  root: 8,
  word: 9,
} as const
export const ITEM_SIZE = 10

/** Bits by which most characters that a list lacks are told, in ints. */
const BITS = 32

/**
 * Characters that bytes allow, list by list, laid out with what the search wants to know of them. Those that may be
 * worth most come first. Places of characters and ends of lists are places in `items`.
 */
export class CharacterPool {
  #end = 0
  /** Characters, `ITEM_SIZE` numbers each. */
  items = new Int32Array(128 * ITEM_SIZE)

  // Lists.
  #size = 0
  from = new Int32Array(64)
  to = new Int32Array(64)
  /** Where its characters are found by their Simplified form: a part of `#slots`; −1: nowhere. */
  #hash = new Int32Array(64)
  #mask = new Int32Array(64)
  /** Last bytes of its characters, by kind. */
  readonly lasts: (readonly number[])[] = []
  /** By last byte + 1: one more than its kind in the list at hand. */
  readonly #kinds = new Uint8Array(0x101)

  /** By part of `#slots`: place of the character + 1 by its Simplified form, 0 where none is, behind the bits of those it has. */
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
    this.from[list] = this.#end
    while (this.#end + codes.length * ITEM_SIZE > this.items.length) this.items = grownInts(this.items)
    const order = inOrder(codes)
    const kindOf = this.#kinds
    for (let n = 0; n < codes.length; n++) {
      const last = lasts[order[n]]
      if (kindOf[last + 1] === 0) kindOf[last + 1] = kinds.push(last)
      this.#push(codes[order[n]], kindOf[last + 1] - 1)
    }
    for (const last of kinds) kindOf[last + 1] = 0
    this.to[list] = this.#end
    this.#index(list)
    return list
  }

  /** How many characters a list has. */
  sizeOf(list: number): number {
    return (this.to[list] - this.from[list]) / ITEM_SIZE
  }

  /** The first character of a list with that Simplified form, or −1. */
  find(list: number, simple: number): number {
    const { items } = this
    const hash = this.#hash[list]
    if (hash < 0) {
      for (let item = this.from[list]; item < this.to[list]; item += ITEM_SIZE)
        if (items[item + ITEM.simple] === simple) return item
      return -1
    }
    const slots = this.#slots
    if ((slots[hash - BITS + ((simple >> 5) & (BITS - 1))] & (1 << (simple & 31))) === 0) return -1
    const mask = this.#mask[list]
    for (let slot = slotOf(simple, mask); ; slot = (slot + 1) & mask) {
      const item = slots[hash + slot] - 1
      if (item < 0 || items[item + ITEM.simple] === simple) return item
    }
  }

  #push(code: number, kind: number): void {
    const { items } = this
    const { simplified, units } = languageModel()
    const s = simplified[code]
    const unit = s << UNIT_BITS
    const item = this.#end
    this.#end += ITEM_SIZE
    items[item + ITEM.code] = code
    items[item + ITEM.simple] = s
    items[item + ITEM.most] = units[unit + UNIT.most]
    items[item + ITEM.kind] = kind
    items[item + ITEM.id] = units[unit + UNIT.id]
    items[item + ITEM.tag] = units[unit + UNIT.tag]
    items[item + ITEM.score] = units[unit + UNIT.score]
    items[item + ITEM.root] = units[unit + UNIT.root]
    items[item + ITEM.word] = units[unit + UNIT.word]
  }

  #index(list: number): void {
    const [from, to] = [this.from[list], this.to[list]]
    const { items } = this
    const count = this.sizeOf(list)
    this.#hash[list] = -1
    if (count < HASHED) {
      for (let item = from; item < to; item += ITEM_SIZE) {
        let other = item + ITEM_SIZE
        while (other < to && items[other + ITEM.simple] !== items[item + ITEM.simple]) other += ITEM_SIZE
        items[item + ITEM.twin] = other < to ? other : -1
      }
      return
    }
    let size = 16
    while (size < 2 * count) size *= 2
    while (this.#slotsUsed + BITS + size > this.#slots.length) this.#slots = grownInts(this.#slots)
    const slots = this.#slots
    const bits = this.#slotsUsed
    const hash = bits + BITS
    const mask = size - 1
    this.#slotsUsed += BITS + size
    this.#hash[list] = hash
    this.#mask[list] = mask
    for (let item = to - ITEM_SIZE; item >= from; item -= ITEM_SIZE) {
      const simple = items[item + ITEM.simple]
      slots[bits + ((simple >> 5) & (BITS - 1))] |= 1 << (simple & 31)
      let slot = slotOf(simple, mask)
      while (slots[hash + slot] !== 0 && items[slots[hash + slot] - 1 + ITEM.simple] !== simple)
        slot = (slot + 1) & mask
      items[item + ITEM.twin] = slots[hash + slot] - 1
      slots[hash + slot] = item + 1
    }
  }
}

/** Places of characters, those that may be worth most first, equal ones as they come. */
function inOrder(codes: readonly number[]): Uint32Array {
  const { simplified, units } = languageModel()
  const size = codes.length
  const keys = new Uint32Array(size)
  const isShort = size <= SHORT
  for (let i = 0; i < size; i++) {
    const key = (MOST_WORTH - units[(simplified[codes[i]] << UNIT_BITS) + UNIT.most]) * PLACES + i
    let at = i
    if (isShort) for (; at > 0 && keys[at - 1] > key; at--) keys[at] = keys[at - 1]
    keys[at] = key
  }
  if (!isShort) keys.sort()
  for (let i = 0; i < size; i++) keys[i] %= PLACES
  return keys
}

/** Up to so many are put in order one by one. */
const SHORT = 32

/** No list is as long. */
const PLACES = 1 << 16

/** No character is worth more, in thousandths of a nat, and none less by `PLACES`. */
const MOST_WORTH = 20_000

function slotOf(simple: number, mask: number): number {
  return (Math.imul(simple, 0x9e3779b1) >>> 15) & mask
}

let shared: CharacterPool | null = null

/** Lists that are the same for every page. */
export function sharedPool(): CharacterPool {
  shared ??= new CharacterPool()
  return shared
}
