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
    else if (code < 0x80) items.push({ kind: 'byte', code, start: i, end: i + 1 })
    else if (code === 0x20ac) items.push({ kind: 'byte', code: 0x80, start: i, end: i + 1 })
    else items.push({ kind: 'pair', code, pair: pairOf[code], start: i, end: i + 1 })
    i++
  }
  return items
}
