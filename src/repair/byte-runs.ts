import type { Span } from '../text/index.js'
import { isHanzi } from './gbk.js'

// Text that was read in a charset of single bytes and that nothing could mend: what looks odd in it are bytes, not rubbish.

/** – — ‘ ’ “ ” … · stand in good text, too. */
const isMark = (code: number): boolean => code === 0xb7 || (code >= 0x2010 && code <= 0x2027)

const isOfBytes = (code: number): boolean => code >= 0x80 && code < 0x3000 && !isMark(code)

/** A letter of any alphabet; what else single bytes show as are symbols: ¤ § ∑ ≤. */
const isLetter = (code: number): boolean =>
  (code >= 0xc0 && code < 0x2000 && code !== 0xd7 && code !== 0xf7) || code === 0xaa || code === 0xba

const REACH = 8
const LEAST_BESIDE = 3
const SOFT_HYPHEN = 0xad

/** Whether a place is among letters and symbols as no language mixes them: the space (A0) of ∑Ω¥´¡¯ µœ∞ is a byte. */
export function isAmongBytes(text: string, at: number): boolean {
  let [letters, symbols] = [0, 0]
  for (const step of [-1, 1])
    for (let i = at + step; Math.abs(i - at) <= REACH; i += step) {
      const code = text.charCodeAt(i)
      if (isMark(code)) continue
      if (!isOfBytes(code)) break
      if (isLetter(code)) letters++
      else symbols++
    }
  if (letters + symbols >= LEAST_BESIDE && letters > 0 && symbols > 0) return true
  return text.charCodeAt(at) === SOFT_HYPHEN && isInByteLine(text, at)
}

/** ¦p¤U: in Big5 half of the second bytes are ASCII, so that few bytes stand side by side. */
function isInByteLine(text: string, at: number): boolean {
  const [start, stop] = [Math.max(0, at - NEAR), Math.min(text.length, at + NEAR)]
  let symbols = 0
  for (let i = start; i < stop; i++) {
    const code = text.charCodeAt(i)
    if (isHanzi(code)) return false
    if (code > 0xa0 && code < 0xc0 && code !== SOFT_HYPHEN && !isMark(code)) symbols++
  }
  return symbols >= LEAST_BESIDE
}

const NEAR = 16

const LEAST = 8
const SHARE = 0.2

/** The lines of such text. */
export function byteLines(text: string): Span[] {
  const lines: Span[] = []
  for (let start = 0; start < text.length; ) {
    let [end, letters, symbols, hanzi] = [start, 0, 0, 0]
    for (; end < text.length && text.charCodeAt(end) !== LINE_BREAK; end++) {
      const code = text.charCodeAt(end)
      if (isHanzi(code)) hanzi++
      else if (!isOfBytes(code)) continue
      else if (isLetter(code)) letters++
      else symbols++
    }
    const all = letters + symbols
    if (all >= LEAST && Math.min(letters, symbols) >= SHARE * all && 4 * hanzi < all)
      lines.push({ start, end })
    start = end + 1
  }
  return lines
}

const LINE_BREAK = 0x0a
