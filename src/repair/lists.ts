import { type CharacterPool, type Characters, type ListNumber, ofPage } from './pool.js'

const FIRST_SIZE = 1 << 8

/** Lists of characters that depend on what else the page shows, each found once: by two integers that tell which. */
export class PageLists {
  readonly pool: CharacterPool
  /** Both integers of each slot, and its list, 0 where it is free. */
  #keys = new Int32Array(2 * FIRST_SIZE)
  #lists = new Int32Array(FIRST_SIZE)
  #size = 0

  constructor(pool: CharacterPool) {
    this.pool = pool
  }

  /** 0 where it has not been made yet. */
  find(a: number, b: number): ListNumber {
    return this.#lists[this.#slotOf(a, b)]
  }

  add(a: number, b: number, characters: Characters): ListNumber {
    if (2 * ++this.#size > this.#lists.length) this.#grow()
    const list = ofPage(this.pool.add(characters))
    this.#put(a, b, list)
    return list
  }

  #slotOf(a: number, b: number): number {
    const mask = this.#lists.length - 1
    let slot = ((Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 11) & mask
    while (this.#lists[slot] !== 0 && (this.#keys[2 * slot] !== a || this.#keys[2 * slot + 1] !== b))
      slot = (slot + 1) & mask
    return slot
  }

  #put(a: number, b: number, list: ListNumber): void {
    const slot = this.#slotOf(a, b)
    this.#keys[2 * slot] = a
    this.#keys[2 * slot + 1] = b
    this.#lists[slot] = list
  }

  #grow(): void {
    const [keys, lists] = [this.#keys, this.#lists]
    this.#keys = new Int32Array(4 * lists.length)
    this.#lists = new Int32Array(2 * lists.length)
    for (let slot = 0; slot < lists.length; slot++)
      if (lists[slot] !== 0) this.#put(keys[2 * slot], keys[2 * slot + 1], lists[slot])
  }
}
