import { nats } from './model.js'

/** Pairs are noted up to this many: enough for any page, bounded for any input. */
const MOST = 1 << 17
const FIRST_BITS = 11
const FIRST_SIZE = 1 << FIRST_BITS
const MOST_OF = 1 << 11

/** Counts go up to this. */
const MOST_COUNT = 15
const BONUS = nats(0.8)
/** The most that words seen on the page add. */
const BEST_BONUS = nats(3)
/** What it adds that not two but three stand in a row elsewhere: the rest of a name, mostly. */
const TRIPLE = nats(2.5)
/** By count: what it is worth that two characters stand side by side elsewhere on the page. */
const worths = Int32Array.from({ length: MOST_COUNT + 1 }, (_, count) =>
  Math.min(BEST_BONUS, Math.round(BONUS * Math.log2(1 + count))),
)

const STOP = 0x3002
const LINE_BREAK = 0x0a
/** Marks that end no line but one that breaks off: ，、：“（《. */
const OPEN = [0xff0c, 0x3001, 0xff1a, 0x201c, 0xff08, 0x300a]

/** Counts pairs of code units, and notes three in a row. */
export class Neighbours {
  #pairs = new Counts()
  #triples = new Counts()
  /** By the low bits of the second: the most that a pair is worth, what stands before it counted in. */
  #most = new Uint16Array(MOST_OF)
  /** The same by the first. */
  #mostAfter = new Uint16Array(MOST_OF)
  /** How many lines break off in the middle of a sentence. */
  #broken = 0

  copy(): Neighbours {
    const copy = new Neighbours()
    copy.#pairs = this.#pairs.copy()
    copy.#triples = this.#triples.copy()
    copy.#most = this.#most.slice()
    copy.#mostAfter = this.#mostAfter.slice()
    copy.#broken = this.#broken
    return copy
  }

  /** Notes `first` and `second`, and what stands `before` them, 0 where nothing does. */
  add(before: number, first: number, second: number): void {
    if (second === LINE_BREAK && OPEN.includes(first)) this.#broken = Math.min(MOST_COUNT, this.#broken + 1)
    const count = this.#pairs.add((first << 16) | second)
    if (before !== 0) this.#triples.add(tripleKey(before, first, second))
    const worth = worths[count] + TRIPLE
    if (worth > this.#most[second % MOST_OF]) this.#most[second % MOST_OF] = worth
    if (worth > this.#mostAfter[first % MOST_OF]) this.#mostAfter[first % MOST_OF] = worth
  }

  /** What it is worth that `second` follows `first`, and what stands before that. */
  bonus(before: number, first: number, second: number): number {
    const worth = worths[this.#pairs.of((first << 16) | second)]
    // Where lines break off anywhere, a full stop at their end is no more likely than elsewhere.
    if (first === STOP && second === LINE_BREAK) return worth - 2 * worths[this.#broken]
    return worth > 0 && this.#triples.of(tripleKey(before, first, second)) > 0 ? worth + TRIPLE : worth
  }

  /** No pair with that second code unit is worth more. */
  most(second: number): number {
    return this.#most[second % MOST_OF]
  }

  /** No pair with that first code unit is worth more. */
  mostAfter(first: number): number {
    return this.#mostAfter[first % MOST_OF]
  }
}

/** Two of a billion share one. */
function tripleKey(a: number, b: number, c: number): number {
  return (Math.imul(a, 0x85ebca6b) ^ ((b << 16) | c)) | 0
}

/** Numbers and how often they came, up to 15 times. */
class Counts {
  #keys = new Int32Array(FIRST_SIZE)
  #counts = new Uint8Array(FIRST_SIZE)
  #shift = 32 - FIRST_BITS
  #size = 0

  copy(): Counts {
    const copy = new Counts()
    copy.#keys = this.#keys.slice()
    copy.#counts = this.#counts.slice()
    copy.#shift = this.#shift
    copy.#size = this.#size
    return copy
  }

  add(key: number): number {
    const slot = this.#find(key)
    if (this.#counts[slot] === 0) {
      if (this.#size === MOST) return 0
      this.#keys[slot] = key
      this.#size++
    }
    if (this.#counts[slot] < MOST_COUNT) this.#counts[slot]++
    const count = this.#counts[slot]
    if (this.#size * 2 > this.#keys.length) this.#grow()
    return count
  }

  of(key: number): number {
    return this.#counts[this.#find(key)]
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
