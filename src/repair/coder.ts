/**
 * Reads or writes numbers as bits of adaptive probability (a range coder as in LZMA). One and the same code
 * runs both ways: a reader ignores the values it is given and returns those it finds, a writer returns what it
 * was given.
 */
export interface Coder {
  /**
   * A number of so many bits, the highest first: each has its probability of 0, in 1/2048, where those before it lead,
   * as in a heap that begins at `base`.
   */
  symbol(model: Uint16Array, base: number, bits: number, value: number): number
  /** A number of so many bits, each as likely 0 as 1. */
  even(bits: number, value: number): number
}

export class Reader implements Coder {
  readonly #bytes: Uint8Array
  #at = 0
  /** Range and code: numbers this large would be objects as fields. */
  readonly #state = Uint32Array.of(0xffffffff, 0)

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    for (let i = 0; i < 5; i++) this.#state[1] = (this.#state[1] << 8) | this.#next()
  }

  #next(): number {
    return this.#at < this.#bytes.length ? this.#bytes[this.#at++] : 0
  }

  symbol(model: Uint16Array, base: number, bits: number): number {
    const state = this.#state
    let range = state[0]
    let code = state[1]
    let node = 1
    for (let k = 0; k < bits; k++) {
      const p = model[base + node]
      const bound = Math.imul(range >>> 11, p) >>> 0
      if (code < bound) {
        range = bound
        model[base + node] = p + ((2048 - p) >> SPEED)
        node <<= 1
      } else {
        code = (code - bound) >>> 0
        range = (range - bound) >>> 0
        model[base + node] = p - (p >> SPEED)
        node = (node << 1) | 1
      }
      while (range < 0x1000000) {
        range = (range << 8) >>> 0
        code = ((code << 8) | this.#next()) >>> 0
      }
    }
    state[0] = range
    state[1] = code
    return node - (1 << bits)
  }

  even(bits: number): number {
    const state = this.#state
    let range = state[0]
    let code = state[1]
    let found = 0
    for (let k = 0; k < bits; k++) {
      const bound = ((range >>> 11) << 10) >>> 0
      found <<= 1
      if (code < bound) range = bound
      else {
        code = (code - bound) >>> 0
        range = (range - bound) >>> 0
        found |= 1
      }
      while (range < 0x1000000) {
        range = (range << 8) >>> 0
        code = ((code << 8) | this.#next()) >>> 0
      }
    }
    state[0] = range
    state[1] = code
    return found
  }
}

/** How fast a probability follows the bits: 1/2^SPEED of the way each time. */
export const SPEED = 5

/** Symbols of so many bits, with a distribution for each context. */
export class Symbols {
  readonly #coder: Coder
  readonly #bits: number
  readonly #models: Uint16Array

  constructor(coder: Coder, bits: number, contexts: number) {
    this.#coder = coder
    this.#bits = bits
    this.#models = new Uint16Array(contexts << bits).fill(1024)
  }

  code(context: number, symbol: number): number {
    return this.#coder.symbol(this.#models, context << this.#bits, this.#bits, symbol)
  }
}

/** Numbers from 0 up: their magnitude by context, the bits below the highest by magnitude. */
export class Numbers {
  readonly #coder: Coder
  readonly #magnitudes: Symbols
  readonly #bits: Uint16Array

  constructor(coder: Coder, contexts: number) {
    this.#coder = coder
    this.#magnitudes = new Symbols(coder, 5, contexts)
    this.#bits = new Uint16Array(contexts << 8).fill(1024)
  }

  code(context: number, number: number): number {
    const value = number + 1
    const magnitude = this.#magnitudes.code(context, 31 - Math.clz32(value))
    // Three bits tell how numbers lie within a magnitude; those below are even chances.
    const told = Math.min(3, magnitude)
    const even = magnitude - told
    const base = (context << 8) | (magnitude << 3)
    const found = (1 << told) | this.#coder.symbol(this.#bits, base, told, value >> even)
    return (even === 0 ? found : (found << even) | this.#coder.even(even, value)) - 1
  }
}
