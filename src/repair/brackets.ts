import { isPinyinLetter, parseReading, type Reading } from './readings.js'

/** One syllable of pinyin in brackets, as converters put them in. */
export interface Bracket {
  /** Where the damage starts: at `(`, or at the sign of a lost byte before it. */
  start: number
  /** After `)`. */
  end: number
  /**
   * Where the bracket itself starts: at `(`, or after the `?` that swallowed it. The byte before it was
   * lost if `start < open`.
   */
  open: number
  reading: Reading
}

/** What closes a reading, and what opens it. */
const brackets = [
  { close: ')', open: '(' },
  { close: '）', open: '（' },
  { close: ']', open: '[' },
  { close: '】', open: '【' },
  { close: '］', open: '［' },
  { close: '〕', open: '〔' },
] as const

/** `zhuang4`, with its tone mark apart; and spaces as in ( zhuang ). */
const LONGEST = 8
const SPACES = 2

const SPACE = 0x20

export const isBadSign = (code: number): boolean => code === 0x3f || code === 0xfffd

export const isOpening = (code: number): boolean =>
  code === 0x28 || code === 0xff08 || code === 0x5b || code === 0x3010 || code === 0xff3b || code === 0x3014

/** Every `(qǐng)`, `?qǐng)`, `\ufffd(qǐng)` of the text, in order; `（qǐng）`, `[qǐng]`, `【qǐng】` where they are whole. */
export function findBrackets(text: string): Bracket[] {
  const found: Bracket[] = []
  for (const { open, close } of brackets) {
    const before = found.length
    for (let at = text.indexOf(close); at >= 0; at = text.indexOf(close, at + 1)) {
      const bracket = bracketBefore(text, at, open)
      if (bracket) found.push(bracket)
    }
    if (before > 0 && found.length > before) found.sort((a, b) => a.start - b.start)
  }
  return found
}

/** Looks back a few letters from what closes a bracket. */
function bracketBefore(text: string, close: number, opening: string): Bracket | null {
  const to = skipSpaces(text, close)
  let from = to
  while (from > 0 && to - from < LONGEST && isPinyinLetter(text.charCodeAt(from - 1))) from--
  if (from === to) return null
  const reading = parseReading(text.slice(from, to))
  const first = skipSpaces(text, from)
  if (!reading || first === 0) return null
  const isWhole = text[first - 1] === opening
  // A bracket of one byte is swallowed with half a character; of the others none is.
  if (!isWhole && !(opening === '(' && isBadSign(text.charCodeAt(first - 1)))) return null
  const start = first - 1
  // Browsers give the bracket back after the sign: \ufffd(qǐng).
  if (isWhole && opening === '(' && start > 0 && isBadSign(text.charCodeAt(start - 1)))
    return { start: start - 1, end: close + 1, open: start, reading }
  return { start, end: close + 1, open: isWhole ? start : first, reading }
}

function skipSpaces(text: string, end: number): number {
  let at = end
  while (at > 0 && end - at < SPACES && text.charCodeAt(at - 1) === SPACE) at--
  return at
}
