import type { Span } from './span.js'

/**
 * How sure a change is. `exact`: it follows from the bytes or the characters that are there.
 * `inferred`: something was lost and a model or a rule of thumb filled it in.
 */
export type Certainty = 'exact' | 'inferred'

/** One replacement: `source.slice(span.start, span.end)` becomes `insert`, for the reasons in `rules`. */
export interface Edit {
  /** In the source, UTF-16 code units. Empty for a pure insertion. */
  span: Span
  insert: string
  /** Names of the rules that made it, sorted, without doubles: `repair/pinyin`, `simplify/tw`. */
  rules: string[]
  certainty: Certainty
}

/** Edits are dense if there is one in so many code units. */
const DENSE = 32
/** Code units that become a string in one call. */
const CHUNK = 4096

/**
 * An ordered list of replacements over a text of known length, with the maps both ways.
 *
 * Edits are sorted, do not overlap, and are kept apart even where they touch, so that every replaced
 * character keeps its own place: `環(huán)` → `环` is a deletion and a replacement, not one lump.
 */
export class EditList {
  /** Length of the source, UTF-16 code units. */
  readonly length: number
  readonly edits: readonly Edit[]
  /** Where each edit's insert starts in the edited text. */
  readonly #textStart: Int32Array
  /** Length of the edited text, UTF-16 code units. */
  readonly textLength: number

  private constructor(length: number, edits: readonly Edit[]) {
    this.length = length
    this.edits = edits
    const starts = new Int32Array(edits.length)
    let delta = 0
    for (let i = 0; i < edits.length; i++) {
      const { span, insert } = edits[i]
      starts[i] = span.start + delta
      delta += insert.length - (span.end - span.start)
    }
    this.#textStart = starts
    this.textLength = length + delta
  }

  /**
   * @throws RangeError if edits are out of order, overlap, or leave the text: a bug in the caller.
   */
  static of(length: number, edits: readonly Edit[]): EditList {
    let last = 0
    for (const { span } of edits) {
      if (!(span.start >= last && span.end >= span.start && span.end <= length))
        throw new RangeError(`edit ${span.start}..${span.end} is out of order or out of 0..${length}`)
      last = span.end
    }
    return new EditList(length, edits)
  }

  static empty(length: number): EditList {
    return new EditList(length, [])
  }

  /** The edited text. `source` must be the text that this list was made for. */
  apply(source: string): string {
    if (source.length !== this.length)
      throw new RangeError(`edit list is for ${this.length} code units, text has ${source.length}`)
    if (this.edits.length === 0) return source
    return this.edits.length * DENSE > source.length ? this.#write(source) : this.#join(source)
  }

  #join(source: string): string {
    const parts: string[] = []
    let at = 0
    for (const { span, insert } of this.edits) {
      if (span.start > at) parts.push(source.slice(at, span.start))
      if (insert) parts.push(insert)
      at = span.end
    }
    parts.push(source.slice(at))
    return parts.join('')
  }

  /** The same where every few characters change: no string for each piece between them. */
  #write(source: string): string {
    const units = new Uint16Array(this.textLength)
    let at = 0
    let to = 0
    for (const { span, insert } of this.edits) {
      while (at < span.start) units[to++] = source.charCodeAt(at++)
      for (let i = 0; i < insert.length; i++) units[to++] = insert.charCodeAt(i)
      at = span.end
    }
    while (at < source.length) units[to++] = source.charCodeAt(at++)
    let out = ''
    for (let i = 0; i < units.length; i += CHUNK)
      out += String.fromCharCode.apply(null, units.subarray(i, i + CHUNK) as unknown as number[])
    return out
  }

  /**
   * This list, then `next` (made for this list's result), as one list over this list's source.
   * Edits that share a character become one, which is `inferred` if either was.
   * Associative: however the steps are grouped, the result is the same, and so are its edits once those
   * that touch are joined (which of two touching edits holds an inserted character may differ).
   *
   * At one and the same place, deletions of the first list stand before insertions of the second.
   * An insertion that is undone leaves an edit with nothing on either side, so that no reason is lost.
   */
  compose(next: EditList): EditList {
    if (next.length !== this.textLength)
      throw new RangeError(`edit list for ${next.length} code units cannot follow ${this.textLength}`)
    if (next.edits.length === 0) return this
    if (this.edits.length === 0) return next
    const A = this.edits
    const B = next.edits
    const out: Edit[] = []
    let i = 0
    let j = 0
    // source position = text position + shift, right after the last edit of A that was taken
    let shift = 0
    while (i < A.length || j < B.length) {
      const aStart = i < A.length ? this.#textStart[i] : Number.POSITIVE_INFINITY
      const aEnd = i < A.length ? aStart + A[i].insert.length : Number.POSITIVE_INFINITY
      const bStart = j < B.length ? B[j].span.start : Number.POSITIVE_INFINITY
      const bEnd = j < B.length ? B[j].span.end : Number.POSITIVE_INFINITY
      if (aStart < bEnd && bStart < aEnd) {
        const i0 = i
        const j0 = j
        let end = Math.max(aEnd, bEnd)
        i++
        j++
        // Takes in whatever starts strictly inside the group; a thing at its end stays apart.
        for (;;) {
          if (i < A.length && this.#textStart[i] < end) {
            end = Math.max(end, this.#textStart[i] + A[i].insert.length)
            i++
          } else if (j < B.length && B[j].span.start < end) {
            end = Math.max(end, B[j].span.end)
            j++
          } else break
        }
        const last = i - 1
        const start = Math.min(aStart, bStart)
        const sourceStart = bStart < aStart ? bStart + shift : A[i0].span.start
        const lastEnd = this.#textStart[last] + A[last].insert.length
        shift = A[last].span.end - lastEnd
        const sourceEnd = end + shift
        out.push(this.#merge(next, i0, i, j0, j, start, end, { start: sourceStart, end: sourceEnd }))
      } else if (aStart < bStart || (aStart === bStart && aEnd === aStart) || aEnd <= bStart) {
        out.push(A[i])
        shift = A[i].span.end - aEnd
        i++
      } else {
        const { insert, rules, certainty } = B[j]
        out.push({ span: { start: bStart + shift, end: bEnd + shift }, insert, rules, certainty })
        j++
      }
    }
    return new EditList(this.length, out)
  }

  #merge(
    next: EditList,
    i0: number,
    i1: number,
    j0: number,
    j1: number,
    start: number,
    end: number,
    span: Span,
  ): Edit {
    const A = this.edits
    const B = next.edits
    const rules = new Set<string>()
    let certainty: Certainty = 'exact'
    let insert = ''
    let at = start
    let i = i0
    // Text between two edits of `next` within a group is always text that this list inserted.
    const copy = (to: number) => {
      while (at < to) {
        while (i < i1 && this.#textStart[i] + A[i].insert.length <= at) i++
        const from = at - this.#textStart[i]
        const piece = A[i].insert.slice(from, from + (to - at))
        insert += piece
        at += piece.length
      }
    }
    for (let j = j0; j < j1; j++) {
      copy(B[j].span.start)
      insert += B[j].insert
      at = B[j].span.end
      for (const rule of B[j].rules) rules.add(rule)
      if (B[j].certainty === 'inferred') certainty = 'inferred'
    }
    copy(end)
    for (let k = i0; k < i1; k++) {
      for (const rule of A[k].rules) rules.add(rule)
      if (A[k].certainty === 'inferred') certainty = 'inferred'
    }
    return { span, insert, rules: [...rules].sort(), certainty }
  }

  /** Number of edits whose insert ends at or before `position` (closed) or starts before it (open), in the text. */
  #countText(position: number, closed: boolean): number {
    let lo = 0
    let hi = this.edits.length
    while (lo < hi) {
      const mid = (lo + hi) >>> 1
      const start = this.#textStart[mid]
      const before = closed ? start + this.edits[mid].insert.length <= position : start < position
      if (before) lo = mid + 1
      else hi = mid
    }
    return lo
  }

  #countSource(position: number, closed: boolean): number {
    let lo = 0
    let hi = this.edits.length
    while (lo < hi) {
      const mid = (lo + hi) >>> 1
      const { span } = this.edits[mid]
      if (closed ? span.end <= position : span.start < position) lo = mid + 1
      else hi = mid
    }
    return lo
  }

  #sourceOfStart(position: number): number {
    const k = this.#countText(position, true)
    if (k < this.edits.length && this.#textStart[k] < position) return this.edits[k].span.start
    if (k === 0) return position
    const { span, insert } = this.edits[k - 1]
    return span.end + (position - this.#textStart[k - 1] - insert.length)
  }

  #sourceOfEnd(position: number): number {
    const k = this.#countText(position, false)
    if (k === 0) return position
    const { span, insert } = this.edits[k - 1]
    const end = this.#textStart[k - 1] + insert.length
    return end > position ? span.end : span.end + (position - end)
  }

  #textOfStart(position: number): number {
    const k = this.#countSource(position, true)
    if (k < this.edits.length && this.edits[k].span.start < position) return this.#textStart[k]
    if (k === 0) return position
    const { span, insert } = this.edits[k - 1]
    return this.#textStart[k - 1] + insert.length + (position - span.end)
  }

  #textOfEnd(position: number): number {
    const k = this.#countSource(position, false)
    if (k === 0) return position
    const { span, insert } = this.edits[k - 1]
    const end = this.#textStart[k - 1] + insert.length
    return span.end > position ? end : end + (position - span.end)
  }

  /**
   * The smallest source span that the text span came from. Text that an edit inserted maps to the whole
   * of what that edit replaced; an empty span maps to whatever was deleted there.
   */
  toSource({ start, end }: Span): Span {
    if (this.edits.length === 0) return { start, end }
    const a = this.#sourceOfStart(start)
    const b = this.#sourceOfEnd(end)
    return a <= b ? { start: a, end: b } : { start: b, end: a }
  }

  /** The smallest text span that the source span became. Deleted source maps to an empty span. */
  toText({ start, end }: Span): Span {
    const a = this.#textOfStart(start)
    const b = this.#textOfEnd(end)
    return a <= b ? { start: a, end: b } : { start: b, end: a }
  }
}
