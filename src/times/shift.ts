import { addDays, addMonths, weekday } from '../text/index.js'
import { type Frame, monthSpan, type Piece, piece, yearSpan } from './piece.js'
import { oneOf, skip } from './read.js'
import { readWeekday } from './relative.js'

const said = { relative: true, hasYear: true }

interface Shift {
  end: number
  /** -2 for 上上, 1 for 下, 0 for 本 or 这. */
  by: number
  /** 个 stands behind it. */
  counted: boolean
}

function shiftAt(text: string, at: number): Shift | null {
  const char = text[at]
  let end = at
  if (char === '上' || char === '下') {
    while (text[end] === char && end - at < 5) end++
    const by = char === '上' ? at - end : end - at
    const i = skip(text, end, '一')
    const counted = text[i] === '个'
    return { end: counted ? i + 1 : i, by, counted }
  }
  if (char === '这' || char === '本') {
    const counted = text[at + 1] === '个'
    return { end: counted ? at + 2 : at + 1, by: 0, counted }
  }
  return null
}

/** 上上周三, 下下下周一, 上上个月五号 (without the day), 下下个季度, 上个半年, 上周末: counted from the reference. */
export function readShift(text: string, at: number, frame: Frame): Piece | null {
  const shift = shiftAt(text, at)
  if (!shift) return null
  const { by, end, counted } = shift
  const { ref } = frame
  const week = oneOf(text, end, ['星期', '礼拜', '周'])
  if (week && (Math.abs(by) > 1 || counted)) {
    const i = end + week.length
    const monday = addDays(ref, 1 - weekday(ref) + by * 7)
    const day = readWeekday(text, end, frame, monday)
    if (day) return day
    if (text[i] === '末') return piece(i + 1, addDays(monday, 5), addDays(monday, 6), 'day', 'weekend', said)
    return piece(i, monday, addDays(monday, 6), 'week', 'week', said)
  }
  if (text[end] === '月' && Math.abs(by) > 1) {
    const { year, month } = addMonths({ ...ref, day: 1 }, by)
    const [from, to] = monthSpan(year, month, month)
    return piece(end + 1, from, to, 'month', 'month', said)
  }
  if (text.startsWith('季度', end) && (Math.abs(by) > 1 || counted)) {
    const quarter = ref.year * 4 + Math.floor((ref.month - 1) / 3) + by
    const [year, first] = [Math.floor(quarter / 4), (quarter % 4) * 3 + 1]
    const [from, to] = monthSpan(year, first, first + 2)
    return piece(end + 2, from, to, 'quarter', 'near-quarter', said)
  }
  if (counted && text.startsWith('半年', end)) {
    const half = ref.year * 2 + (ref.month > 6 ? 1 : 0) + by
    const [year, first] = [Math.floor(half / 2), (half % 2) * 6 + 1]
    const [from, to] = monthSpan(year, first, first + 5)
    return piece(end + 2, from, to, 'half', 'half-year', said)
  }
  if (Math.abs(by) === 1 && text.startsWith('半月', at + 1)) {
    const [from, to] = monthSpan(ref.year, ref.month, ref.month)
    const middle = { ...from, day: 15 }
    const [a, b] = by < 0 ? [from, middle] : [{ ...from, day: 16 }, to]
    return '刊板谈'.includes(text[at + 3] ?? ' ') ? null : piece(at + 3, a, b, 'day', 'half-month', said)
  }
  if (Math.abs(by) === 1 && text.startsWith('半周', at + 1)) {
    const monday = addDays(ref, 1 - weekday(ref))
    const [a, b] = by < 0 ? [0, 2] : [3, 6]
    return piece(at + 3, addDays(monday, a), addDays(monday, b), 'week', 'half-week', said)
  }
  return null
}

const pairs: readonly (readonly [string, number, number, 'year' | 'day'])[] = [
  ['今明两年', 0, 1, 'year'],
  ['今明后三年', 0, 2, 'year'],
  ['去今两年', -1, 0, 'year'],
  ['明后两年', 1, 2, 'year'],
  ['去年今年', -1, 0, 'year'],
  ['今明两天', 0, 1, 'day'],
  ['今明后三天', 0, 2, 'day'],
  ['今明两日', 0, 1, 'day'],
  ['昨今两日', -1, 0, 'day'],
  ['昨今两天', -1, 0, 'day'],
  ['明后两天', 1, 2, 'day'],
  ['明后两日', 1, 2, 'day'],
]

/** 今明两年, 明后两天. */
export function readPair(text: string, at: number, frame: Frame): Piece | null {
  if (!'今去明昨'.includes(text[at] ?? ' ')) return null
  for (const [word, first, last, unit] of pairs) {
    if (!text.startsWith(word, at)) continue
    if (unit === 'day')
      return piece(at + word.length, addDays(frame.ref, first), addDays(frame.ref, last), 'day', 'pair', said)
    const [from] = yearSpan(frame.ref.year + first)
    const [, to] = yearSpan(frame.ref.year + last)
    return piece(at + word.length, from, to, 'year', 'pair', said)
  }
  return null
}
