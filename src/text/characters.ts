// What a code unit is, for all rooms that mean the same by it.

/** An ideograph of the plane that words and names are written in. */
export function isHan(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3007
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** An ASCII letter. */
export function isLatin(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
}

export function isLineBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x2028 || code === 0x2029
}

/** Where a code unit first stands in a stretch, −1 where it does not: `indexOf` would read on to the end of the text. */
export function indexIn(text: string, code: number, from: number, end: number): number {
  for (let at = from; at < end; at++) if (text.charCodeAt(at) === code) return at
  return -1
}

/** … and where it last stands: `lastIndexOf` leaves the compiled code. */
export function lastIn(text: string, code: number, from: number, end: number): number {
  for (let at = end - 1; at >= from; at--) if (text.charCodeAt(at) === code) return at
  return -1
}

/** The code units of which a table of all says something, four looked at at once: nine of ten it says nothing of. */
export function toldOf(table: Uint8Array): number[] {
  const found: number[] = []
  const fours = new Uint32Array(table.buffer, table.byteOffset, table.length >> 2)
  for (let i = 0; i < fours.length; i++) {
    if (fours[i] === 0) continue
    for (let code = 4 * i; code < 4 * i + 4; code++) if (table[code] !== 0) found.push(code)
  }
  return found
}

/**
 * Some characters, for who asks at many places whether one of them stands there: `includes` makes a string of the place
 * first and leaves the compiled code. A number takes it to its one cell, as none of them shares its cell with another.
 */
export class CharacterSet {
  #cells = new Int32Array(0)
  #factor = 0
  #shift = 0

  constructor(chars: string) {
    let bits = 1
    while (1 << bits < 2 * chars.length) bits++
    for (
      let factor = 0x9e3779b1;
      !this.#fill(chars, bits, factor);
      factor = Math.imul(factor, 0x85ebca6b) | 1
    )
      if (factor % 8 === 1) bits++
  }

  #fill(chars: string, bits: number, factor: number): boolean {
    this.#cells = new Int32Array(1 << bits).fill(-1)
    this.#factor = factor
    this.#shift = 32 - bits
    for (let i = 0; i < chars.length; i++) {
      const code = chars.charCodeAt(i)
      const cell = this.#cellOf(code)
      if (this.#cells[cell] !== -1 && this.#cells[cell] !== code) return false
      this.#cells[cell] = code
    }
    return true
  }

  #cellOf(code: number): number {
    return Math.imul(code, this.#factor) >>> this.#shift
  }

  has(code: number): boolean {
    return this.#cells[this.#cellOf(code)] === code
  }

  /** Whether one of them stands at a place of a text; false outside it. */
  at(text: string, place: number): boolean {
    return this.has(text.charCodeAt(place))
  }

  /** Whether one of them stands anywhere in a stretch. */
  within(text: string, from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (this.has(text.charCodeAt(at))) return true
    return false
  }
}
