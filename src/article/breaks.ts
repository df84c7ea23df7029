import type { Doc, Span } from '../text/index.js'
import { isBreak, isDigit, isHan, isSpace, openers } from './chars.js'

/**
 * Where a lost byte took the line break with it. Decoders show half a character and the byte behind it as one
 * `?`. Where repair made 。 of such a `?`, the other half was a byte below 0x40, which in the middle of Chinese text
 * is a line break: 一千一百碗?当地人 → 一千一百碗。当地人. Without a stop to give back the mark stays, behind
 * characters that were mended: 责任编辑：关悦?扫一扫.
 */
export function lostBreaks(doc: Doc): Span[] {
  const { source, text } = doc
  const cuts: Span[] = []
  let delta = 0
  let mended = -1
  for (const { span, insert, rules } of doc.edits) {
    const end = span.end + delta + insert.length - (span.end - span.start)
    delta += insert.length - (span.end - span.start)
    const repaired = rules.some((rule) => rule.startsWith('repair/'))
    if (isLost(source.charCodeAt(span.end - 1)) && insert !== '' && opensLine(text, end)) {
      const last = insert.charCodeAt(insert.length - 1)
      if (repaired && closes(text, end)) cuts.push({ start: end, end })
      else if (isLost(last) && mended === span.start && !countsOn(text, end))
        cuts.push({ start: end - 1, end })
    }
    if (repaired) mended = span.end
  }
  return cuts
}

const codes = (chars: string): ReadonlySet<number> => new Set([...chars].map((char) => char.charCodeAt(0)))

const isLost = (code: number): boolean => code === 0x3f || code === 0xff1f || code === 0xfffd

const STOPS = codes('。！？…')

/** 。 or 。”, but not “洗脸” alone, whose lost byte was a space. */
function closes(text: string, end: number): boolean {
  const last = text.charCodeAt(end - 1)
  return STOPS.has(last === 0x201d ? text.charCodeAt(end - 2) : last)
}

/** What stands behind a figure: a lost byte in front of it was its digit. */
const MEASURES = codes(
  '年月日时分秒个亿万千百十元角点名位家条座余多号级岁天倍成期批届次场项种类件台辆户所处亩米吨斤升度楼层栋室组班路环线周公平%．.，、',
)

const countsOn = (text: string, at: number): boolean => MEASURES.has(text.charCodeAt(at))

/** Han, an opening mark, an indent or a whole year may stand at the start of a line. */
function opensLine(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (at >= text.length || isBreak(code)) return false
  // 月17日: of the day before it a figure was lost.
  if ((code === 0x6708 || code === 0x65e5) && isDigit(text.charCodeAt(at + 1))) return false
  if (isHan(code) || openers.has(code) || isSpace(code)) return true
  // Of a figure the lost byte may be the first digit: ?0比25.
  if (isDigit(code)) return /^(?:(?:19|20)\d{2}[-/年.]|1[0-2]月\d{1,2}日)/.test(text.slice(at, at + 6))
  return '▲△↑●■◆►▶＊*【[〔→—·•'.includes(text[at])
}
