import { currentEngine } from '#segment-engine'
import { type Span, Trie } from '../text/index.js'
import { kindsOf, type Segmenter, type Words } from './engine.js'
import type { Dictionaries, Token } from './types.js'

/** Longest stretch handed to the engine at once: bounds its memory on a 10 MB line. */
const CHUNK = 1 << 16

/** Where a chunk may end without cutting a word: after a line break, a mark or a space. */
function chunkEnd(text: string, from: number): number {
  const limit = from + CHUNK
  if (limit >= text.length) return text.length
  for (let i = limit; i > limit - 1024; i--) if (/[\s，。；！？、,;!?]/.test(text[i - 1])) return i
  // No mark in a thousand characters: not prose. Never between the halves of a pair.
  const code = text.charCodeAt(limit)
  return code >= 0xdc00 && code <= 0xdfff ? limit - 1 : limit
}

/** The segmenter's words. Together they are the text. */
function cutWords(text: string, segmenter: Segmenter): Words {
  const engine = currentEngine(segmenter)
  if (text.length <= CHUNK) return engine.cut(text)
  const ends = new Uint32Array(text.length)
  const kinds = new Uint8Array(text.length)
  let count = 0
  for (let from = 0; from < text.length; ) {
    const to = chunkEnd(text, from)
    const words = engine.cut(text.slice(from, to))
    kinds.set(words.kinds, count)
    for (const end of words.ends) ends[count++] = from + end
    from = to
  }
  return { ends: ends.slice(0, count), kinds: kinds.slice(0, count) }
}

/**
 * What the word list says of the word between two places: its number in `wordKinds`, plus 16 where it is
 * rare and 32 where it is common; 63 where the list does not have it.
 */
export function wordKindOf(text: string, start: number, end: number): number {
  return currentEngine('trie').kindOf(text, start, end)
}

/** A stretch that must be one token. */
export interface Keep {
  span: Span
  tag: string
}

function pushToken(out: Token[], text: string, start: number, end: number, tag?: string): void {
  if (end <= start) return
  const word = text.slice(start, end)
  const span = { start, end }
  out.push(tag === undefined ? { text: word, span } : { text: word, span, tag })
}

/**
 * Tokens of words, with each kept span as one token and the words that stick out of it cut. Kept spans are
 * sorted; of two that overlap the first stands.
 */
export function tokensOf(text: string, ends: Uint32Array, keep: readonly Keep[] = []): Token[] {
  const out: Token[] = []
  let k = 0
  let at = 0
  for (let w = 0; w < ends.length; w++) {
    const end = ends[w]
    if (end <= at) continue
    while (k < keep.length && keep[k].span.start < end && at < end) {
      const { span, tag } = keep[k++]
      if (span.start < at || span.end <= span.start) continue
      pushToken(out, text, at, span.start)
      pushToken(out, text, span.start, span.end, tag)
      at = span.end
    }
    if (at >= end) continue
    pushToken(out, text, at, end)
    at = end
  }
  return out
}

/** The caller's words as spans, longest match, left to right. */
function wordSpans(text: string, words: readonly string[]): Keep[] {
  if (words.length === 0) return []
  const trie = new Trie(words.map((word) => [word, true]))
  const out: Keep[] = []
  for (let i = 0; i < text.length; ) {
    const match = trie.longest(text, i)
    if (match) {
      out.push({ span: { start: i, end: i + match.length }, tag: 'word' })
      i += match.length
    } else i++
  }
  return out
}

export interface SegmentOptions {
  segmenter?: Segmenter
}

/** Words of the whole text, with the caller's words whole. */
export function cutText(text: string, dictionaries: Dictionaries, options: SegmentOptions): Words {
  const { segmenter = 'trie' } = options
  const words = cutWords(text, segmenter)
  const keep = wordSpans(text, dictionaries.words ?? [])
  if (keep.length === 0) return words
  const ends = Uint32Array.from(tokensOf(text, words.ends, keep), ({ span }) => span.end)
  return { ends, kinds: kindsOf(text, ends, wordKindOf) }
}
