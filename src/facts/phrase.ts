import type { Span } from '../text/index.js'
import { type Items, shareCodeEnd } from './items.js'
import { cueAt } from './tables.js'

/** 恒越机床股份有限公司（以下简称“恒越机床”） without the bracket that names it again. */
function withoutNaming(phrase: string): string {
  const open = Math.max(phrase.lastIndexOf('（'), phrase.lastIndexOf('('))
  if (open < 1) return phrase
  return cueAt('naming', phrase, open + 1) > 0 || shareCodeEnd(phrase, open) > 0
    ? phrase.slice(0, open)
    : phrase
}

/** Marks that no phrase starts or ends with; it may end with 》. */
const MARKS = new Set(
  Array.from(' \t\n\r\u3000\u00a0“”‘’"\'「」『』《》、，：:；—·（(', (char) => char.charCodeAt(0)),
)

/** Between these two are Chinese characters and no marks. */
const isMark = (code: number): boolean => (code < 0x3400 || code > 0xfe00) && MARKS.has(code)

/** （以下简称“云岭”）|投资: where a phrase goes on behind a bracket that opened before it. */
function behindBracket(text: string, start: number, end: number): number {
  for (let i = end - 1; i >= start; i--) {
    const char = text[i]
    if (char === '（' || char === '(') return start
    if (char === '）' || char === ')') return text.slice(start, i).search(/[（(]/) < 1 ? i + 1 : start
  }
  return start
}

/** A phrase without the bracket that names it again and without the marks at its edges; null where nothing is left. */
function phraseSpan(text: string, from: number, to: number): Span | null {
  let start = from
  let end = to
  const last = text[end - 1]
  // （01113）: a code names no quantity.
  if (shareCodeEnd(text, from) === to) return null
  if (last === '）' || last === ')') end = start + withoutNaming(text.slice(start, end)).length
  else start = behindBracket(text, start, end)
  while (start < end && isMark(text.charCodeAt(start))) start++
  while (end > start && text[end - 1] !== '》' && isMark(text.charCodeAt(end - 1))) end--
  return start < end ? { start, end } : null
}

/** One zone's words, as items, and the stretches that they make. */
export class Clauses {
  readonly text: string
  readonly items: Items

  constructor(text: string, items: Items) {
    this.text = text
    this.items = items
  }

  /** The item as the text has it. */
  word(i: number): string {
    return this.text.slice(this.items.start[i], this.items.end[i])
  }

  /** Whether the item is that word. */
  is(i: number, word: string): boolean {
    const { start, end } = this.items
    return end[i] - start[i] === word.length && this.text.startsWith(word, start[i])
  }

  /** First character of the item. */
  head(i: number): string {
    return this.text[this.items.start[i]]
  }

  /** A bracket opens the item. */
  bracketed(i: number): boolean {
    return this.head(i) === '（' || this.head(i) === '('
  }

  /** Characters of the item. */
  size(i: number): number {
    return this.items.end[i] - this.items.start[i]
  }

  /** 每|各: one word with what follows. */
  isEach(i: number): boolean {
    const head = this.head(i)
    return (head === '每' || head === '各') && this.size(i) > 1
  }

  /** Span of items without the marks at its edges. */
  span(a: number, b: number): Span | null {
    return b <= a ? null : this.phrase(this.items.start[a], this.items.end[b - 1])
  }

  /** A stretch without the marks at its edges. */
  phrase(from: number, to: number): Span | null {
    const found = phraseSpan(this.text, from, to)
    if (!found) return null
    // “小巨人”企业 keeps both of its marks.
    const before = this.text[found.start - 1]
    if (before === '“' && found.start > from && this.lacks(found, '“', '”')) found.start--
    else if (before === '《' && this.lacks(found, '《', '》')) found.start--
    else if (this.text[found.end] === '”' && this.lacks(found, '”', '“')) found.end++
    return found
  }

  /** Whether one mark of a pair stands in a span and the other does not. */
  private lacks({ start, end }: Span, mark: string, other: string): boolean {
    const phrase = this.text.slice(start, end)
    return phrase.includes(other) && !phrase.includes(mark)
  }
}
