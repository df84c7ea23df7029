import { nats } from './model.js'

/** Pairs are noted up to this many: enough for any page, bounded for any input. */
const MOST = 1 << 17
const FIRST_SIZE = 1 << 12
const MOST_OF = 1 << 11

const BONUS = nats(0.8)
/** The most that words seen on the page add. */
const BEST_BONUS = nats(3)
/** By count: what it is worth that two characters stand side by side elsewhere on the page. */
const worths = Int32Array.from({ length: 16 }, (_, count) =>
  Math.min(BEST_BONUS, Math.round(BONUS * Math.log2(1 + count))),
)

/** Counts pairs of code units. */
export class Neighbours {
  #keys = new Int32Array(FIRST_SIZE)
  #counts = new Uint8Array(FIRST_SIZE)
  #shift = 32 - 12
  #size = 0
  /** By the low bits of the second: the most that a pair is worth. */
  readonly #most = new Uint16Array(MOST_OF)

  add(first: number, second: number): void {
    const key = (first << 16) | second
    const slot = this.#find(key)
    if (this.#counts[slot] === 0) {
      if (this.#size === MOST) return
      this.#keys[slot] = key
      this.#size++
    }
    if (this.#counts[slot] < worths.length - 1) this.#counts[slot]++
    const worth = worths[this.#counts[slot]]
    if (worth > this.#most[second % MOST_OF]) this.#most[second % MOST_OF] = worth
    if (this.#size * 2 > this.#keys.length) this.#grow()
  }

  /** What a pair is worth. */
  bonus(first: number, second: number): number {
    return worths[this.#counts[this.#find((first << 16) | second)]]
  }

  /** No pair with that second code unit is worth more. */
  most(second: number): number {
    return this.#most[second % MOST_OF]
  }

  #find(key: number): number {
    const mask = this.#keys.length - 1
    let slot = Math.imul(key, 0x9e3779b1) >>> this.#shift
    while (this.#counts[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  #grow(): void {
    const [keys, counts] = [this.#keys, this.#counts]
    this.#keys = new Int32Array(keys.length * 2)
    this.#counts = new Uint8Array(keys.length * 2)
    this.#shift--
    for (let i = 0; i < keys.length; i++) {
      if (counts[i] === 0) continue
      const slot = this.#find(keys[i])
      this.#keys[slot] = keys[i]
      this.#counts[slot] = counts[i]
    }
  }
}
