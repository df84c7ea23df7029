import { type Coder, SPEED } from '../../src/repair/coder.js'

/** Writes what `Reader` reads. */
export class Writer implements Coder {
  readonly #out: number[] = []
  #low = 0
  #range = 0xffffffff
  #cache = 0
  #pending = 1

  symbol(model: Uint16Array, base: number, bits: number, value: number): number {
    let node = 1
    for (let k = bits - 1; k >= 0; k--) node = (node << 1) | this.#bit(model, base + node, (value >> k) & 1)
    return node - (1 << bits)
  }

  even(bits: number, value: number): number {
    for (let k = bits - 1; k >= 0; k--) this.#bit(Uint16Array.of(1024), 0, (value >> k) & 1)
    return value & ((1 << bits) - 1)
  }

  #bit(model: Uint16Array, at: number, value: number): number {
    const p = model[at]
    const bound = (this.#range >>> 11) * p
    if (value === 0) {
      this.#range = bound
      model[at] = p + ((2048 - p) >> SPEED)
    } else {
      this.#low += bound
      this.#range -= bound
      model[at] = p - (p >> SPEED)
    }
    while (this.#range < 0x1000000) {
      this.#range = (this.#range << 8) >>> 0
      this.#shift()
    }
    return value
  }

  #shift(): void {
    if (this.#low < 0xff000000 || this.#low > 0xffffffff) {
      const carry = this.#low > 0xffffffff ? 1 : 0
      while (this.#pending > 0) {
        this.#out.push((this.#cache + carry) & 0xff)
        this.#cache = 0xff
        this.#pending--
      }
      this.#cache = (this.#low >>> 24) & 0xff
    }
    this.#pending++
    this.#low = (this.#low & 0xffffff) * 0x100
  }

  end(): Uint8Array {
    for (let i = 0; i < 5; i++) this.#shift()
    return Uint8Array.from(this.#out)
  }
}
