import { breaks } from '../generated/article.js'
import type { Doc, Edit, Span } from '../text/index.js'
import { codes, isBreak, isDigit, isHan, isSpace, openers } from './chars.js'

/**
 * Where a lost byte took the line break with it. Decoders show half a character and the byte behind it as one
 * `?`. Where repair made 。 of such a `?`, the other half was a byte below 0x40, which in the middle of Chinese text
 * is a line break: 一千一百碗?当地人 → 一千一百碗。当地人. Without a stop to give back the mark stays, behind
 * characters that were mended: 责任编辑：关悦?扫一扫.
 */
export function lostBreaks(doc: Doc): Span[] {
  const { source, text, edits } = doc
  const cuts: Span[] = []
  let delta = 0
  let mended = -1
  for (let k = 0; k < edits.length; k++) {
    const { span, insert } = edits[k]
    const end = span.end + delta + insert.length - (span.end - span.start)
    delta += insert.length - (span.end - span.start)
    const repaired = isRepair(edits[k])
    if (isLost(source.charCodeAt(span.end - 1)) && insert !== '') {
      const next = edits[k + 1]
      // 掸面?芝麻酱, both sides mended: the slip goes on behind the mark.
      const slips = next !== undefined && next.span.start === span.end && isRepair(next)
      if (!slips && opensLine(text, end) && reads(source, span.end)) {
        const mark = span.end - span.start === 1 && isLost(insert.charCodeAt(insert.length - 1))
        if (repaired && closes(text, end)) cuts.push({ start: end, end })
        else if (mark && mended === span.start && !countsOn(text, end)) cuts.push({ start: end - 1, end })
      }
    }
    if (repaired) mended = span.end
  }
  return cuts
}

const isRepair = ({ rules }: Edit): boolean => rules.some((rule) => rule.startsWith('repair/'))

const isLost = (code: number): boolean => code === 0x3f || code === 0xff1f || code === 0xfffd

function charsOf(kind: string): string {
  const row = breaks.split('\n').find((line) => line.endsWith(`\t${kind}`))
  return row?.slice(0, row.indexOf('\t')) ?? ''
}

const STOPS = codes('。！？…')

/** 。 or 。”, but not “洗脸” alone, whose lost byte was a space. */
function closes(text: string, end: number): boolean {
  const last = text.charCodeAt(end - 1)
  return STOPS.has(last === 0x201d ? text.charCodeAt(end - 2) : last)
}

/** Among the commonest characters; hardly one of them stands in what a slipped decoder made. */
const COMMON = codes(charsOf('common'))
const CLEAR = 8
const LOOK = 16

/** Whether the text is whole again behind a lost byte: no other is near, and the words are words. */
function reads(source: string, at: number): boolean {
  for (let i = at; i < at + LOOK && i < source.length; i++) {
    const code = source.charCodeAt(i)
    if (isBreak(code)) return i > at
    if (isLost(code) && i < at + CLEAR) return false
    if (COMMON.has(code) || openers.has(code) || isDigit(code)) return true
  }
  return false
}

/** What stands behind a figure: a lost byte in front of it was its digit. */
const MEASURES = codes(charsOf('measure'))

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
