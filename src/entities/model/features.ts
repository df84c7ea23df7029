import { GROUPS } from './columns.js'
import { mix, UNIT_AT, UNIT_FEATURES, unitHash } from './hashes.js'
import { AHEAD_OF, IN_FOREIGN, IN_NAME, LISTED, Stretch } from './stretch.js'

/** The features of the characters of stretches, as hashes of 24 bits. */
export class FeatureReader extends Stretch {
  #code(i: number): number {
    return i < 0 || i >= this.length ? 0 : this.codes[i]
  }

  #word(i: number): number {
    return i < 0 || i >= this.length ? 0 : this.wordHash[i]
  }

  /** Writes the hashes of all features of character `i` into `out`; returns how many. */
  at(i: number, out: Uint32Array): number {
    let n = this.others(i, out, 0)
    for (let k = 0; k < UNIT_FEATURES; k++) out[n++] = unitHash(k, this.#code(i + UNIT_AT[k]))
    for (let group = 0; group < GROUPS; group++) n = this.group(group, i, out, n)
    return n
  }

  /** Writes the hashes of the features of a group, from `out[n]` on; returns where they end. */
  group(group: number, i: number, out: Uint32Array, n: number): number {
    const ws = this.wordStart[i]
    const we = this.wordEnd[i]
    const part = this.parts[i]
    const kind = this.wordKind[i]
    const before = this.kindAt(ws - 1)
    switch (group) {
      case 0:
        out[n++] = mix(1, 0)
        out[n++] = mix(42, this.surname[i], part)
        out[n++] = mix(43, this.given[i], part)
        return n
      case 1:
        out[n++] = mix(14, kind, part * 8 + Math.min(4, we - ws))
        out[n++] = mix(16, kind, this.kindAt(we), part)
        if (this.place[i] + this.body[i] === 0) out[n++] = mix(18, 0, 0)
        return n
      case 2:
        out[n++] = mix(15, before, kind, part)
        return n
      default:
        out[n++] = mix(17, this.kindAt(this.#startBefore(ws) - 1), before, part)
        return n
    }
  }

  /**
   * Writes the hashes of the features that no group has, from `out[n]` on; returns where they end. The kernel has those of
   * pairs and words too: see scripts/kernel/kernel.ts.
   */
  others(i: number, out: Uint32Array, n: number): number {
    if (!this.hidden.words) {
      const codes = this.codes
      const last = this.length - 1
      const c = codes[i]
      const p = i > 0 ? codes[i - 1] : 0
      const r = i < last ? codes[i + 1] : 0
      out[n++] = mix(7, p, c)
      out[n++] = mix(8, c, r)
      out[n++] = mix(9, i > 1 ? codes[i - 2] : 0, p)
      out[n++] = mix(10, r, i + 1 < last ? codes[i + 2] : 0)
      out[n++] = mix(11, this.wordHash[i], this.parts[i])
    }
    return this.marks(i, out, n)
  }

  /** Of those the ones that come of what is marked on the character and around it. */
  marks(i: number, out: Uint32Array, n: number): number {
    return this.marked[i] > 0 ? this.#marksAt(i, out, n) : n
  }

  /** The same for all characters, one behind the other, with the character of each; returns how many. */
  allMarks(out: Uint32Array, characters: Int32Array): number {
    const marked = this.marked
    let n = 0
    for (let i = 0; i < this.length; i++) {
      if (marked[i] === 0) continue
      const end = this.#marksAt(i, out, n)
      while (n < end) characters[n++] = i
    }
    return n
  }

  #marksAt(i: number, out: Uint32Array, n: number): number {
    const marked = this.marked[i]
    if (marked & LISTED) n = this.#lists(i, out, n)
    if (marked & AHEAD_OF) {
      const ahead = this.ahead[i]
      out[n++] = mix(40, ahead, this.wordKind[i], this.parts[i])
      out[n++] = mix(41, ahead, this.kindAt(this.wordStart[i] - 1), this.parts[i])
    }
    if (marked & IN_NAME) n = this.#names(i, out, n)
    if (marked & IN_FOREIGN) {
      const foreign = this.foreign[i]
      out[n++] = mix(53, foreign)
      out[n++] = mix(55, foreign, this.#code(this.foreignEnd[i]), this.place[i])
    }
    return n
  }

  /** Of what grammar and the lists of words say of a character and of what stands beside it. */
  #lists(i: number, out: Uint32Array, n: number): number {
    const r = this.#code(i + 1)
    const part = this.parts[i]
    const kind = this.wordKind[i]
    const before = this.kindAt(this.wordStart[i] - 1)
    const after = this.kindAt(this.wordEnd[i])
    const place = this.place[i]
    const body = this.body[i]
    if (place + body > 0) out[n++] = mix(18, place, body)
    if (place > 0) {
      out[n++] = mix(21, place, r)
      out[n++] = mix(22, place, kind)
    }
    if (body > 0) out[n++] = mix(24, body, kind)
    const known = this.known[i]
    if (known > 0) {
      out[n++] = mix(25, known)
      out[n++] = mix(26, known, body, place)
    }
    if (i > 0 && this.known[i - 1] > 0) out[n++] = mix(27, this.known[i - 1])
    if (i + 1 < this.length && this.known[i + 1] > 0) out[n++] = mix(28, this.known[i + 1])
    const title = this.title[i]
    if (title > 0) {
      out[n++] = mix(30, title, i > 0 ? this.title[i - 1] : 0, r)
      out[n++] = mix(31, title, before)
      out[n++] = mix(32, title, after, part)
    }
    const suffix = this.suffix[i]
    if (suffix > 0) {
      out[n++] = mix(35, suffix)
      out[n++] = mix(36, suffix, before, part)
      out[n++] = mix(37, suffix, after, part)
    }
    return n
  }

  #names(i: number, out: Uint32Array, n: number): number {
    const name = this.name[i]
    const to = this.nameEnd[i]
    out[n++] = mix(45, name, this.wordKind[i], this.parts[i])
    out[n++] = mix(46, name, this.#code(to))
    out[n++] = mix(47, name, this.#code(this.nameStart[i] - 1))
    out[n++] = mix(49, name, this.#word(to))
    out[n++] = mix(51, name, this.foreign[i])
    return n
  }

  #startBefore(at: number): number {
    return at > 0 ? this.wordStart[at - 1] : 0
  }
}
