/**
 * Reads or writes numbers as bits of adaptive probability (a range coder as in LZMA). One and the same code
 * runs both ways: a reader ignores the values it is given and returns those it finds, a writer returns what it
 * was given.
 */
export interface Coder {
  /** One bit; `model[at]` is its probability of 0 in 1/2048. */
  bit(model: Uint16Array, at: number, value: number): number
}

export class Reader implements Coder {
  readonly #bytes: Uint8Array
  #at = 0
  #range = 0xffffffff
  #code = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    for (let i = 0; i < 5; i++) this.#code = ((this.#code << 8) | this.#next()) >>> 0
  }

  #next(): number {
    return this.#at < this.#bytes.length ? this.#bytes[this.#at++] : 0
  }

  bit(model: Uint16Array, at: number): 0 | 1 {
    const p = model[at]
    const bound = (this.#range >>> 11) * p
    let bit: 0 | 1 = 0
    if (this.#code < bound) {
      this.#range = bound
      model[at] = p + ((2048 - p) >> SPEED)
    } else {
      this.#code -= bound
      this.#range -= bound
      model[at] = p - (p >> SPEED)
      bit = 1
    }
    while (this.#range < 0x1000000) {
      this.#range = (this.#range << 8) >>> 0
      this.#code = ((this.#code << 8) | this.#next()) >>> 0
    }
    return bit
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
    const base = context << this.#bits
    let node = 1
    for (let k = this.#bits - 1; k >= 0; k--)
      node = (node << 1) | this.#coder.bit(this.#models, base + node, (symbol >> k) & 1)
    return node - (1 << this.#bits)
  }
}

/** Numbers from 0 up: their magnitude by context, the bits below the highest by magnitude. */
export class Numbers {
  readonly #coder: Coder
  readonly #magnitudes: Symbols
  readonly #bits: Uint16Array
  readonly #even = new Uint16Array(1)

  constructor(coder: Coder, contexts: number) {
    this.#coder = coder
    this.#magnitudes = new Symbols(coder, 5, contexts)
    this.#bits = new Uint16Array(contexts << 8).fill(1024)
  }

  code(context: number, number: number): number {
    const value = number + 1
    const magnitude = this.#magnitudes.code(context, 31 - Math.clz32(value))
    let found = 1
    for (let k = magnitude - 1; k >= 0; k--) {
      const bit = (value >> k) & 1
      // Three bits tell how numbers lie within a magnitude; those below are even chances.
      this.#even[0] = 1024
      found =
        (found << 1) |
        (found < 8
          ? this.#coder.bit(this.#bits, (context << 8) | (magnitude << 3) | found, bit)
          : this.#coder.bit(this.#even, 0, bit))
    }
    return found - 1
  }
}
