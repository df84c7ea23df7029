import { addDays, weekday as dayOfWeek, daysInMonth } from '../text/index.js'
import { days as daysBetween, type Frame, type Piece, piece } from './piece.js'
import { isNumber, oneOf, skip, smallNumber, spaces } from './read.js'
import { cuesOf, lunarDate, lunarMonthDays } from './words.js'

interface LunarDay {
  end: number
  day: number
}

/** 初五, 廿三, 十五, 三十; 8号 where the page says that the date is lunar. */
function readLunarDay(text: string, at: number, told: boolean): LunarDay | null {
  if (text[at] === '初') {
    const n = smallNumber(text, at + 1)
    return n && n.value >= 1 && n.value <= 10 ? { end: n.end, day: n.value } : null
  }
  // 八月十五, 五月廿三; not 5月18日
  if (!told && text[at] !== '廿' && text[at] !== '十') return null
  const n = smallNumber(text, at)
  if (!n || n.value < 1 || n.value > 30) return null
  const mark = text[n.end]
  const counted = mark === '日' || mark === '号'
  if (!told && text[at] !== '廿' && !fullMoon(text, at, n.end)) return null
  return { end: counted ? n.end + 1 : n.end, day: n.value }
}

/** 八月十五 without 日 is the moon's; 五月十五日 the sun's. */
function fullMoon(text: string, at: number, end: number): boolean {
  const next = text[end]
  return (
    text.startsWith('十五', at) &&
    end === at + 2 &&
    (next === undefined || '，。、；）)早晚上下凌夜的前后'.includes(next))
  )
}

const names: readonly (readonly [string, number])[] = [
  ['正月', 1],
  ['冬月', 11],
  ['腊月', 12],
]

/** 大年初十, 年初一: a day of the first month. `at`: of 初; not 年初一些 or 去年初三次. */
function readNewYear(
  text: string,
  at: number,
  year: number | null,
  frame: Frame,
  sure: boolean,
): Piece | null {
  const day = readLunarDay(text, at, true)
  // 年初四至|年初六唱戏: the end of a range is as sure as its start.
  const told = sure || '至到—-'.includes(text[at - 2] ?? ' ')
  if (day && !told && !follows(text[day.end] ?? '，')) return null
  const date = day && lunarDate(year ?? frame.ref.year, 1, day.day)
  const more = { relative: year === null, hasYear: year !== null }
  return day && date && piece(day.end, date, date, 'day', 'lunar-day', more)
}

let behind: ReadonlySet<string> | null = null
/** What may stand behind 年初三 where it is a day. */
function follows(char: string): boolean {
  behind ??= new Set(cuesOf('behind-new-year'))
  return behind.has(char)
}

/** 农历八月十五, 正月初六, 腊月廿三, 五月初五, 闰四月. `year` is the lunar year, null where none is said. */
export function readLunar(text: string, at: number, year: number | null, frame: Frame): Piece | null {
  const told = oneOf(text, at, ['农历', '阴历', '旧历'])
  if (!told && !isNumber(text.charCodeAt(at)) && !'大年闰正冬腊元'.includes(text[at] ?? ' ')) return null
  if (text.startsWith('大年初', at)) return readNewYear(text, at + 2, year, frame, true)
  if (text.startsWith('年初', at)) return readNewYear(text, at + 1, year, frame, false)
  let i = told ? spaces(text, at + told.length) : at
  // 农历年初一, 农历大年初三
  const eve = told ? skip(text, skip(text, i, '大'), '年') : i
  if (eve > i && text[eve] === '初') return readNewYear(text, eve, year, frame, true)
  let said = year
  if (told && year === null) {
    const y = smallNumber(text, i)
    if (y && y.length === 4 && text[y.end] === '年') {
      said = y.value
      i = y.end + 1
    }
  }
  const leap = text[i] === '闰'
  if (leap) i++
  const named = names.find(([word]) => text.startsWith(word, i))
  const n = named ? null : smallNumber(text, i)
  if (!named && (!n || n.value < 1 || n.value > 12 || text[n.end] !== '月')) return null
  const month = named ? named[1] : n!.value
  const end = named ? i + 2 : n!.end + 1
  const sure = told !== null || leap || named !== undefined
  const day = readLunarDay(text, end, sure)
  if (!sure && !day) return null
  if (said !== null) return lunarPiece(end, said, month, day, leap, true)
  const { year: now } = frame.ref
  const found = lunarPiece(end, now, month, day, leap, false)
  if (frame.whole) return found
  if (found && daysBetween(frame.ref, found.from) > 183 && !frame.future())
    return lunarPiece(end, now - 1, month, day, leap, false)
  return found
}

/** A month of a lunar year, or a day of it. `end` is that of the month. */
function lunarPiece(
  end: number,
  year: number,
  month: number,
  day: LunarDay | null,
  leap: boolean,
  hasYear: boolean,
): Piece | null {
  const from = lunarDate(year, month, day?.day ?? 1, leap)
  if (!from) return null
  const more = { relative: !hasYear, hasYear }
  if (day) return piece(day.end, from, from, 'day', 'lunar-day', more)
  const to = addDays(from, lunarMonthDays(year, month, leap) - 1)
  return piece(end, from, to, 'month', 'lunar-month', more)
}

/** The nth week of a month or a year: weeks start on their first Monday (Chinese almanacs count so). */
export function readNthWeek(text: string, found: Piece): Piece | null {
  if (found.grain !== 'month' && found.grain !== 'year') return null
  const at = skip(text, found.end, '的')
  const last = text.startsWith('最后', at)
  if (!last && text[at] !== '第') return null
  const n = smallNumber(text, at + (last ? 2 : 1))
  if (!n) return null
  const i = skip(text, n.end, '个')
  const week = oneOf(text, i, ['星期', '礼拜', '周'])
  if (!week) return null
  const weekday = '一二三四五六日天'.indexOf(text[i + week.length] ?? ' ') + 1
  const from = found.from
  if (weekday === 0) {
    if (last) return null
    const monday = firstWeekday(found, 1)
    const start = addDays(monday, (n.value - 1) * 7)
    if (n.value < 1 || n.value > 53) return null
    return {
      ...found,
      end: i + week.length,
      from: start,
      to: addDays(start, 6),
      grain: 'week',
      rule: 'nth-week',
    }
  }
  const target = Math.min(weekday, 7)
  let date = addDays(firstWeekday(found, target), (n.value - 1) * 7)
  if (last) {
    if (found.grain !== 'month') return null
    const stop = { ...from, day: daysInMonth(from.year, from.month) }
    while (daysBetween(date, stop) >= 7) date = addDays(date, 7)
  }
  return { ...found, end: i + week.length + 1, from: date, to: date, grain: 'day', rule: 'nth-weekday' }
}

function firstWeekday({ from }: Piece, weekday: number): Piece['from'] {
  return addDays(from, (weekday - dayOfWeek(from) + 7) % 7)
}
