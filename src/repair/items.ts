import { type Bracket, isBadSign } from './brackets.js'
import { gbk } from './gbk.js'
import type { Reading } from './readings.js'

/** What a stretch of page shows, one item a character or bracket. */
export type Item =
  /** A character of two bytes. */
  | { kind: 'pair'; code: number; pair: number; start: number; end: number }
  /** One byte: ASCII, or 0x80, which decoders show as €. */
  | { kind: 'byte'; code: number; start: number; end: number }
  /**
   * The sign of lost bytes. `lone`: a bracket follows, so it stands for one byte. `browser`: U+FFFD, where
   * an ASCII byte after the lost one is not swallowed.
   */
  | { kind: 'bad'; lone: boolean; browser: boolean; start: number; end: number }
  | { kind: 'bracket'; reading: Reading; start: number; end: number }

const MARK = 0x21
/** A3 A1. */
const WIDE_MARK = 0xff01

/**
 * Whether ! was ！, made narrow after the damage, and is half of two marks read across: the first byte of 。” (A1A3 A1B1) is
 * lost, and ?! stands before a character with B1. Quotation marks and brackets are A1B0 to A1BF.
 */
export function isSlippedMark(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== MARK || !isBadSign(text.charCodeAt(at - 1))) return false
  const lead = gbk().pairOf[text.charCodeAt(at + 1)] >> 8
  return lead >= 0xb0 && lead <= 0xbf
}

/** Whether a code unit of the text shows a character, be it in the other width. */
export const shows = (unit: number, code: number): boolean =>
  unit === code || (unit === MARK && code === WIDE_MARK)

/**
 * Reads a stretch into items. `brackets` are those of the page, `at` the first that starts in the stretch.
 * @throws never; a character that GBK lacks must not be in the stretch (see `stretchEnd`).
 */
export function readItems(
  text: string,
  start: number,
  end: number,
  brackets: readonly Bracket[],
  at: number,
): Item[] {
  const { pairOf } = gbk()
  const items: Item[] = []
  let next = at
  for (let i = start; i < end; ) {
    const bracket = next < brackets.length && brackets[next].start === i ? brackets[next] : null
    if (bracket) {
      next++
      if (bracket.open > i || isBadSign(text.charCodeAt(i)))
        items.push({ kind: 'bad', lone: true, browser: false, start: i, end: bracket.open })
      items.push({ kind: 'bracket', reading: bracket.reading, start: bracket.open, end: bracket.end })
      i = bracket.end
      continue
    }
    const code = text.charCodeAt(i)
    if (code === 0x3f || code === 0xfffd)
      items.push({ kind: 'bad', lone: false, browser: code === 0xfffd, start: i, end: i + 1 })
    else if (isSlippedMark(text, i))
      items.push({ kind: 'pair', code: WIDE_MARK, pair: pairOf[WIDE_MARK], start: i, end: i + 1 })
    else if (code < 0x80) items.push({ kind: 'byte', code, start: i, end: i + 1 })
    else if (code === 0x20ac) items.push({ kind: 'byte', code: 0x80, start: i, end: i + 1 })
    else items.push({ kind: 'pair', code, pair: pairOf[code], start: i, end: i + 1 })
    i++
  }
  return items
}
