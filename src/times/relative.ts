import { addDays, addMonths, type CalendarDate, weekday } from '../text/index.js'
import { withDay } from './days.js'
import { withEdge, withTenDays } from './months.js'
import { type Frame, monthSpan, type Piece, piece } from './piece.js'
import { isNumber, oneOf, skip, smallNumber } from './read.js'
import { timeWordAt, YESTERDAY } from './words.js'

const statedHeads: Record<string, number> = { 昨: -1, 今: 0, 明: 1, 前: -2 }

/** A day in brackets, with its month or without. */
interface DayTold {
  end: number
  month: number | null
  day: number
}

/** （13日）, （13）, （11月12日）: a day in brackets behind 昨日, 今, 下周一. */
function dayTold(text: string, at: number): DayTold | null {
  if (text[at] !== '（' && text[at] !== '(') return null
  const first = smallNumber(text, at + 1)
  const month = first && text[first.end] === '月' ? first.value : null
  const n = month === null ? first : smallNumber(text, first!.end + 1)
  if (!n || n.value < 1 || n.value > 31) return null
  const end = skip(text, n.end, '日', '号')
  return text[end] === '）' || text[end] === ')' ? { end: end + 1, month, day: n.value } : null
}

/** The date so told that is nearest to `date`, within a fortnight or so; else `date`. */
function nearest(date: CalendarDate, { month, day }: DayTold): CalendarDate {
  for (let by = 0; by <= 15; by++)
    for (const near of [addDays(date, -by), addDays(date, by)])
      if (near.day === day && (month === null || near.month === month)) return near
  return date
}

/** 昨（13）日, 今（5）日: the day in brackets is the date; its month is the one nearest to the word. */
function statedDay(text: string, at: number, frame: Frame): Piece | null {
  if (text[at + 1] !== '（' && text[at + 1] !== '(') return null
  const offset = statedHeads[text[at]]
  if (offset === undefined) return null
  const told = dayTold(text, at + 1)
  if (!told) return null
  // 昨（13）日, 昨（13）|晚间, 昨（4日）
  const end = skip(text, told.end, '日', '天')
  if (end === told.end && text[end - 2] !== '日' && !'晚晨夜'.includes(text[end] ?? ' ')) return null
  const date = nearest(addDays(frame.ref, offset), told)
  return piece(end, date, date, 'day', 'stated-day', { relative: true, hasYear: true })
}

/** 4月份…，与上月持平 on a page of May: what is compared with is the month before the one told of. */
function comparedMonth(text: string, at: number, { governing }: Frame): CalendarDate | null {
  // 由上月上涨0.2%转为下降0.1%
  return '比与较同和由从'.includes(text[at - 1] ?? ' ') ? monthOf(governing) : null
}

/** The month that governs, where it is one. */
function monthOf(governing: Frame['governing']): CalendarDate | null {
  if (!governing) return null
  const { from, to } = governing
  return from.year === to.year && from.month === to.month && from.day === 1 ? from : null
}

/** 上月, 昨天, 本周五, 周一. */
export function readRelative(text: string, at: number, frame: Frame): Piece | null {
  const stated = statedDay(text, at, frame)
  if (stated) return stated
  // 警分局昨也提醒, 公司昨公布
  if (
    text[at] === '昨' &&
    YESTERDAY.includes(text[at + 1] ?? ' ') &&
    !'如今是若'.includes(text[at - 1] ?? ' ')
  ) {
    const date = addDays(frame.ref, -1)
    return piece(at + 1, date, date, 'day', 'day-word', { relative: true, hasYear: true })
  }
  const word = timeWordAt(text, at)
  if (!word) return readWeekday(text, at, frame, null)
  const end = at + word.length
  const offset = Number(word.value.value)
  const anchor = frame.anchor?.to ?? frame.ref
  // 9月份…。同月，…: a paragraph later, too.
  const spoken = frame.anchor?.to ?? monthOf(frame.governing) ?? frame.ref
  switch (word.value.type) {
    case 'month':
    case 'month-anchor': {
      // 历年|同月: of every year.
      if (text.startsWith('历年', at - 2)) return null
      const base = word.value.type === 'month' ? (comparedMonth(text, at, frame) ?? frame.ref) : spoken
      const { year, month } = addMonths({ ...base, day: 1 }, offset)
      const [from, to] = monthSpan(year, month, month)
      const found = piece(skip(text, end, '份'), from, to, 'month', 'month', {
        relative: true,
        hasYear: true,
      })
      const edged = withEdge(text, withTenDays(text, found))
      return edged === found ? withDay(text, found, frame) : edged
    }
    case 'day':
    case 'day-anchor': {
      // 清明假期第二天: which day of the holiday.
      if (text[at] === '第' && '期节'.includes(text[at - 1] ?? ' ')) return null
      if (
        /^(?:头条|新闻(?!发布|通气)|报(?![道导告到名送考]))/.test(text.slice(end, end + 4)) ||
        text[at - 1] === '目'
      )
        return null
      const counted = word.value.type === 'day-anchor'
      const day = addDays(counted ? anchor : frame.ref, offset)
      // 昨日（13日）: the day in brackets decides; 昨|晚间9时
      const told = dayTold(text, end)
      const date = told ? nearest(day, told) : day
      const stop = told?.end ?? (text[end - 1] === '晚' && text[end] === '间' ? end - 1 : end)
      // 2012年9月15日…次日凌晨: counted from a day that the text told.
      const relative = !counted || frame.known || frame.anchor?.grain !== 'day'
      return piece(stop, date, date, 'day', `${word.value.type}-word`, { relative, hasYear: true })
    }
    case 'week': {
      const monday = addDays(frame.ref, 1 - weekday(frame.ref) + offset * 7)
      // 上周三, 上个星期三, 上周星期三
      const head = text[end - 1] === '周' ? end - 1 : end - 2
      const day = readWeekday(text, head, frame, monday) ?? readWeekday(text, end, frame, monday)
      if (day) return day
      if (text[end] === '末') {
        const saturday = addDays(monday, 5)
        return piece(end + 1, saturday, addDays(saturday, 1), 'day', 'weekend', {
          relative: true,
          hasYear: true,
        })
      }
      return piece(end, monday, addDays(monday, 6), 'week', 'week', { relative: true, hasYear: true })
    }
    default:
      return null
  }
}

const weekdays = '一二三四五六日天'

/** 周五, 星期一, 礼拜天; in the week of `monday`, else the last one that was (the next, where plans are spoken of). */
export function readWeekday(
  text: string,
  at: number,
  frame: Frame,
  monday: CalendarDate | null,
): Piece | null {
  const head = oneOf(text, at, ['星期', '礼拜', '周'])
  if (!head) return null
  const index = weekdays.indexOf(text[at + head.length] ?? ' ')
  if (index < 0) return null
  const end = at + head.length + 1
  if (head === '周' && monday === null) {
    // 周一 is a day, 周三多 a name; 上半周, 一周年.
    if ('年岁边围转期多'.includes(text[end] ?? ' ')) return null
    const before = text[at - 1]
    if (before !== undefined && '一两三四五六七八九十每半第数多几个'.includes(before)) return null
  }
  const day = Math.min(index + 1, 7)
  const base = monday ?? addDays(frame.ref, 1 - weekday(frame.ref))
  let date = addDays(base, day - 1)
  if (monday === null && !frame.whole && day > weekday(frame.ref) && !frame.future()) date = addDays(date, -7)
  // 下周一（30日）: the day in brackets decides, whatever week was counted.
  const told = dayTold(text, end)
  // 下周六日, 周六、日
  const sunday = index === 5 && !told ? skip(text, skip(text, end, '、'), '日') : end
  if (index === 5 && text[sunday - 1] === '日' && !isNumber(text.charCodeAt(sunday)))
    return piece(sunday, date, addDays(date, 1), 'day', 'weekend', { relative: true, hasYear: true })
  if (told) date = nearest(date, told)
  return piece(told?.end ?? end, date, date, 'day', 'weekday', { relative: true, hasYear: true })
}
