/** A range of UTF-16 code units, half-open: `text.slice(start, end)`. */
export interface Span {
  /**
   * @asType integer
   * @minimum 0
   */
  start: number
  /**
   * @asType integer
   * @minimum 0
   */
  end: number
}

/** A piece of text with its place in the clean text (`span`) and in the input (`sourceSpan`). */
export interface Mention {
  text: string
  span: Span
  sourceSpan: Span
}

/** Whether `index` falls between the two halves of a surrogate pair of `text`. */
export function splitsPair(text: string, index: number): boolean {
  if (index <= 0 || index >= text.length) return false
  const low = text.charCodeAt(index)
  if (low < 0xdc00 || low > 0xdfff) return false
  const high = text.charCodeAt(index - 1)
  return high >= 0xd800 && high <= 0xdbff
}

/** Widens a span so that neither end stands inside a surrogate pair. */
export function snap(text: string, span: Span): Span {
  const start = splitsPair(text, span.start) ? span.start - 1 : span.start
  const end = splitsPair(text, span.end) ? span.end + 1 : span.end
  return start === span.start && end === span.end ? span : { start, end }
}

/** Whether two spans share at least one code unit. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}
