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

const OPEN = 0x28
const CLOSE = ')'
/** `zhuang`, `shuang`, `chuang`. */
const LONGEST = 6

export const isBadSign = (code: number): boolean => code === 0x3f || code === 0xfffd

/** Every `(qǐng)`, `?qǐng)`, `\ufffd(qǐng)` of the text, in order. Looks back a few letters from each `)`. */
export function findBrackets(text: string): Bracket[] {
  const found: Bracket[] = []
  for (let close = text.indexOf(CLOSE); close >= 0; close = text.indexOf(CLOSE, close + 1)) {
    let from = close
    while (from > 0 && close - from < LONGEST && isPinyinLetter(text.charCodeAt(from - 1))) from--
    if (from === close || from === 0) continue
    const before = text.charCodeAt(from - 1)
    if (before !== OPEN && !isBadSign(before)) continue
    const reading = parseReading(text.slice(from, close))
    if (!reading) continue
    let start = from - 1
    let open = before === OPEN ? start : from
    // Browsers give the bracket back after the sign: \ufffd(qǐng).
    if (before === OPEN && start > 0 && isBadSign(text.charCodeAt(start - 1))) {
      open = start
      start--
    }
    found.push({ start, end: close + 1, open, reading })
  }
  return found
}
