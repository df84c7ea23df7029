import { type CharacterPool, type Characters, type ListNumber, ofPage } from './pool.js'

const FIRST_SIZE = 1 << 8

/** No number of a list. */
export const NO_LIST = 0x7fffffff

/** Lists by two integers that tell which. */
export class ListIndex {
  /** Both integers of each slot, and its list. */
  #keys = new Int32Array(2 * FIRST_SIZE)
  #lists = new Int32Array(FIRST_SIZE).fill(NO_LIST)
  #size = 0

  /** `NO_LIST` where there is none yet. */
  find(a: number, b: number): ListNumber {
    return this.#lists[this.#slotOf(a, b)]
  }

  put(a: number, b: number, list: ListNumber): void {
    if (2 * ++this.#size > this.#lists.length) this.#grow()
    this.#set(a, b, list)
  }

  #slotOf(a: number, b: number): number {
    const mask = this.#lists.length - 1
    let slot = ((Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 11) & mask
    while (this.#lists[slot] !== NO_LIST && (this.#keys[2 * slot] !== a || this.#keys[2 * slot + 1] !== b))
      slot = (slot + 1) & mask
    return slot
  }

  #set(a: number, b: number, list: ListNumber): void {
    const slot = this.#slotOf(a, b)
    this.#keys[2 * slot] = a
    this.#keys[2 * slot + 1] = b
    this.#lists[slot] = list
  }

  #grow(): void {
    const [keys, lists] = [this.#keys, this.#lists]
    this.#keys = new Int32Array(4 * lists.length)
    this.#lists = new Int32Array(2 * lists.length).fill(NO_LIST)
    for (let slot = 0; slot < lists.length; slot++)
      if (lists[slot] !== NO_LIST) this.#set(keys[2 * slot], keys[2 * slot + 1], lists[slot])
  }
}

/** Lists of characters that depend on what else the page shows, each found once. */
export class PageLists {
  readonly pool: CharacterPool
  readonly #index = new ListIndex()

  constructor(pool: CharacterPool) {
    this.pool = pool
  }

  find(a: number, b: number): ListNumber {
    return this.#index.find(a, b)
  }

  add(a: number, b: number, characters: Characters): ListNumber {
    const list = ofPage(this.pool.add(characters))
    this.#index.put(a, b, list)
    return list
  }
}
