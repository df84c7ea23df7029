import { currentEngine } from '#segment-engine'
import { type Span, Trie, ZhengwenError } from '../text/index.js'
import type { Segmenter } from './engine.js'
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

/** Where each of the segmenter's words ends. Together they are the text. */
function cutWords(text: string, segmenter: Segmenter): Uint32Array {
  const engine = currentEngine(segmenter)
  if (text.length <= CHUNK) return engine.cut(text)
  const ends = new Uint32Array(text.length)
  let count = 0
  for (let from = 0; from < text.length; ) {
    const to = chunkEnd(text, from)
    for (const end of engine.cut(text.slice(from, to))) ends[count++] = from + end
    from = to
  }
  return ends.slice(0, count)
}

function tokensOf(text: string, ends: Uint32Array): Token[] {
  const tokens: Token[] = []
  let start = 0
  for (const end of ends) {
    tokens.push({ text: text.slice(start, end), span: { start, end } })
    start = end
  }
  return tokens
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

/**
 * Makes each kept span one token and cuts the words that stick out of it. Kept spans are sorted;
 * of two that overlap the first stands.
 */
export function mergeSpans(text: string, tokens: readonly Token[], keep: readonly Keep[]): Token[] {
  if (keep.length === 0) return [...tokens]
  const out: Token[] = []
  let k = 0
  let at = tokens.length > 0 ? tokens[0].span.start : 0
  const push = (start: number, end: number, tag?: string) => {
    if (end <= start) return
    const token: Token = { text: text.slice(start, end), span: { start, end } }
    if (tag !== undefined) token.tag = tag
    out.push(token)
  }
  for (const token of tokens) {
    const { start, end } = token.span
    if (end <= at) continue
    let from = Math.max(start, at)
    while (k < keep.length && keep[k].span.start < end) {
      const { span, tag } = keep[k]
      k++
      if (span.start < from || span.end <= span.start) continue
      push(from, span.start)
      push(span.start, span.end, tag)
      from = span.end
      at = span.end
      if (from >= end) break
    }
    if (from >= end) continue
    if (from === start) out.push(token)
    else push(from, end)
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

function cutText(text: string, { segmenter = 'trie' }: SegmentOptions): Uint32Array {
  if (segmenter !== 'trie' && segmenter !== 'jieba')
    throw new ZhengwenError(
      'invalid-option',
      `segmenter must be 'trie' or 'jieba', not ${JSON.stringify(segmenter)}`,
    )
  return cutWords(text, segmenter)
}

/** Words of the whole text, with the caller's words whole. */
export function segmentText(text: string, dictionaries: Dictionaries, options: SegmentOptions): Token[] {
  const tokens = tokensOf(text, cutText(text, options))
  const keep = wordSpans(text, dictionaries.words ?? [])
  return keep.length > 0 ? mergeSpans(text, tokens, keep) : tokens
}

/** Where each token ends; the first starts with the text, the others where the one before ends. */
export function wordEnds(tokens: readonly Token[]): Uint32Array {
  return Uint32Array.from(tokens, ({ span }) => span.end)
}

/** The ends of `segmentText`'s words, without the words: for those who look only at the text. */
export function segmentEnds(text: string, dictionaries: Dictionaries, options: SegmentOptions): Uint32Array {
  return dictionaries.words?.length
    ? wordEnds(segmentText(text, dictionaries, options))
    : cutText(text, options)
}
