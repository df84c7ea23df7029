import { isArabicDigit } from '../segment/numerals.js'
import { isDate } from '../text/index.js'
import { bareDay, withDay } from './days.js'
import { readHoliday } from './holidays.js'
import { readLunar, readNthWeek } from './lunar.js'
import { readMonth, readYearPart, withEdge } from './months.js'
import { readPart } from './parts.js'
import { type Frame, type Piece, piece, yearSpan } from './piece.js'
import { isNumber, skip, smallNumber, spaces } from './read.js'
import { readRelative } from './relative.js'
import { readSeason, readShortSeason } from './seasons.js'
import { readPair, readShift } from './shift.js'
import { readYear, type Year } from './years.js'

/** 今年 … 3月 … 18日: a date from the largest part to the smallest. */
export function readDate(text: string, at: number, frame: Frame): Piece | null {
  const year = readYear(text, at, frame)
  if (year) return withNth(text, withinYear(text, year, frame))
  const found =
    (isNumber(text.charCodeAt(at)) ? null : readWorded(text, at, frame)) ??
    readLunar(text, at, null, frame) ??
    readSeason(text, at, null, frame) ??
    readHoliday(text, at, null, frame) ??
    readYearPart(text, at, null, frame) ??
    withDay(text, readMonth(text, at, null, frame), frame) ??
    bareDay(text, at, frame)
  return found && withNth(text, found)
}

/** What a word opens: 今明两年, 上上周, 去冬, 昨天. */
function readWorded(text: string, at: number, frame: Frame): Piece | null {
  const shift = readShift(text, at, frame)
  return (
    readPair(text, at, frame) ??
    (shift && withDay(text, withEdge(text, shift), frame)) ??
    readShortSeason(text, at, frame) ??
    readRelative(text, at, frame)
  )
}

function withNth(text: string, found: Piece): Piece {
  return readNthWeek(text, found) ?? readPart(text, found) ?? found
}

function withinYear(text: string, { end, year, last, relative, rule }: Year, frame: Frame): Piece {
  const more = { relative, hasYear: true }
  const [from] = yearSpan(year)
  const [, to] = yearSpan(last)
  const whole = piece(end, from, to, 'year', rule, more)
  if (rule === 'school-year') {
    const to9 = { year: Math.max(last, year + 1), month: 8, day: 31 }
    return { ...whole, from: { year, month: 9, day: 1 }, to: to9 }
  }
  if (last !== year) return withEdge(text, whole)
  const at = skip(text, spaces(text, end), '的')
  const part =
    readLunar(text, at, year, frame) ??
    readYearPart(text, at, year, frame) ??
    readSeason(text, at, year, frame) ??
    withDay(text, readMonth(text, at, year, frame), frame) ??
    readHoliday(text, at, year, frame)
  if (part) return { ...part, relative, hasYear: true }
  return withEdge(text, whole)
}

/** 2023-07-01, 2023/7/1, 2023.7.1. */
export function readNumericDate(text: string, at: number): Piece | null {
  if (!isArabicDigit(text.charCodeAt(at))) return null
  const y = smallNumber(text, at)
  if (y?.length !== 4 || y.value < 1000 || y.value > 2199 || y.end !== at + 4) return null
  const mark = text[y.end]
  if (mark === undefined || !'-/.．／－'.includes(mark)) return null
  const m = smallNumber(text, y.end + 1)
  // 10/1/2017-11/2/2017 has two marks.
  if (!m || m.chinese || m.length > 2 || text[m.end] !== mark) return null
  const d = smallNumber(text, m.end + 1)
  if (!d || d.chinese || d.length > 2 || !isDate(y.value, m.value, d.value)) return null
  const date = { year: y.value, month: m.value, day: d.value }
  return piece(m.end + 1 + d.length, date, date, 'day', 'numeric-date', { hasYear: true })
}
