import { gbk } from './gbk.js'
import { isPinyinLetter, markedReadings, parseReading, type Reading } from './readings.js'

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
  return found.length === 0 ? found : withCutOnes(text, found)
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

/** Letters before the one with the tone mark: zhuàng. */
const MOST_BEFORE_MARK = 3
/** The second byte of ā; the others follow in order: á, ǎ, à, ē … ǜ. */
const FIRST_MARKED = 0xa1

/**
 * A page comes in pieces, and one may end within the letter that has the tone mark: its first byte shows as lost, and the
 * second makes a character with the next letter, or none with that or with what closes the bracket. 從(cóng) shows as
 * 從(c?畁g), 輯(jí) as 輯(j??. What is left must be a reading of the character before it.
 */
function withCutOnes(text: string, found: Bracket[]): Bracket[] {
  const cut: Bracket[] = []
  for (let at = 0; at < text.length; at++) {
    if (!isBadSign(text.charCodeAt(at))) continue
    let from = at
    while (at - from < MOST_BEFORE_MARK && isLower(text.charCodeAt(from - 1))) from--
    const bracket = from > 1 && text[from - 1] === '(' ? cutOne(text, from, at) : null
    if (!bracket) continue
    cut.push(bracket)
    at = bracket.end - 1
  }
  if (cut.length === 0) return found
  // Both in order: one that a cut one overlaps goes.
  const all: Bracket[] = []
  let next = 0
  for (const bracket of found) {
    while (next < cut.length && cut[next].end <= bracket.start) all.push(cut[next++])
    if (next === cut.length || bracket.end <= cut[next].start) all.push(bracket)
  }
  return all.concat(cut.slice(next))
}

const isLower = (code: number): boolean => code >= 0x61 && code <= 0x7a
const isPrivate = (code: number): boolean => code >= 0xe000 && code < 0xf900

/** The bracket of which the letters begin at `from` and the first byte of the marked one is lost at `at`. */
function cutOne(text: string, from: number, at: number): Bracket | null {
  const head = text.slice(from, at)
  const [start, next] = [from - 1, text.charCodeAt(at + 1)]
  const pair = gbk().pairOf[next]
  const isShown = pair !== 0 && isLower(pair & 0xff)
  // Of a pair of which nothing is left no sign may be: (xuán) as (xu?).
  const rest = isShown || isPrivate(next) || isBadSign(next) ? at + 2 : at + 1
  let close = rest
  while (close - rest < 2 && isLower(text.charCodeAt(close))) close++
  const isClosed = text[close] === ')'
  const tail = text.slice(rest, close)
  for (const { reading, before, mark, after } of markedReadings(text.charCodeAt(start - 1))) {
    if (before !== head) continue
    if (isShown) {
      const isSame = isClosed && pair >> 8 === FIRST_MARKED + mark
      if (isSame && after === String.fromCharCode(pair & 0xff) + tail)
        return { start, open: start, end: close + 1, reading }
    } else if (isClosed && after.slice(1) === tail) return { start, open: start, end: close + 1, reading }
    else if (after === '' && isBadSign(next)) return { start, open: start, end: at + 2, reading }
  }
  return null
}
