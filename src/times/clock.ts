import { addDays, type CalendarDate, isoDate } from '../text/index.js'
import type { Piece } from './piece.js'
import { Choice, oneOf, rangeMark, skip, smallNumber, spaces } from './read.js'
import { timeWordAt } from './words.js'

/** One time of day as read. */
export interface Clock {
  end: number
  /** 24 is the midnight that ends the day. */
  hour: number
  minute: number
  second: number | null
  /** am, early (before dawn, a.m.), pm, noon, night; null where none is said. */
  part: string | null
  /** A colon stands in it; 8:30 may also be a score. */
  colon: boolean
  /** Something but the hour is written: 点钟, a minute, 整. */
  sure: boolean
}

/** What makes 早 and 晚 the first half of a word: 早盘, 早餐, 晚宴, 晚会. */
const THINGS = '盘餐班市场报稻茶宴会饭自'

export function partAt(text: string, at: number): { end: number; part: string } | null {
  const word = timeWordAt(text, at)
  if (word?.value.type === 'part') return { end: at + word.length, part: word.value.value }
  const short = oneOf(text, at, ['早', '晚'])
  // 今天|早盘, 昨日|晚宴: the hour of a thing, not of the day.
  if (short && THINGS.includes(text[at + 1] ?? ' ')) return null
  return short ? { end: at + 1, part: short === '晚' ? 'night' : 'am' } : null
}

/** a.m., pm behind 2:00. */
function latinPart(text: string, at: number): { end: number; part: string } | null {
  const from = spaces(text, at)
  const char = text[from]
  const part = char === 'a' || char === 'A' ? 'early' : char === 'p' || char === 'P' ? 'pm' : null
  if (part === null) return null
  let i = skip(text, from + 1, '.')
  if (text[i] !== 'm' && text[i] !== 'M') return null
  i = skip(text, i + 1, '.')
  return /[A-Za-z]/.test(text[i] ?? ' ') ? null : { end: i, part }
}

interface Minutes {
  end: number
  minute: number
  second: number | null
  sure: boolean
}

const quarters: readonly (readonly [string, number])[] = [
  ['半', 30],
  ['一刻', 15],
  ['1刻', 15],
  ['三刻', 45],
  ['3刻', 45],
]

/** What follows 时 or 点: 半, 一刻, 30分, 二十, 05, 30分20秒. Null where the 点 is a decimal's: 三点五. */
function minutesAt(text: string, at: number, dot: boolean): Minutes | null {
  for (const [word, minute] of quarters)
    if (text.startsWith(word, at)) return { end: at + word.length, minute, second: null, sure: true }
  const said = smallNumber(text, about(text, at))
  if (
    said &&
    said.value < 60 &&
    text[said.end] === '分' &&
    text[said.end + 1] !== '之' &&
    text[said.end + 1] !== '别'
  ) {
    let end = said.end + 1
    let second: number | null = null
    const s = smallNumber(text, end)
    if (s && s.value < 60 && text[s.end] === '秒') {
      second = s.value
      end = s.end + 1
    }
    return { end, minute: said.value, second, sure: true }
  }
  if (!dot) return { end: at, minute: 0, second: null, sure: false }
  const m = smallNumber(text, spaces(text, at))
  if (m && m.length === 2 && m.value < 60) {
    const end = m.chinese ? m.end : at + 2
    if (!/[%度倍成折万亿元米]/.test(text[end] ?? ' '))
      return { end, minute: m.value, second: null, sure: true }
  }
  // 三点五, 十点十五 is no decimal.
  if (m?.chinese && m.length === 3 && m.value < 60)
    return { end: m.end, minute: m.value, second: null, sure: true }
  if (/[0-9０-９零〇○一二三四五六七八九叁伍]/.test(text[spaces(text, at)] ?? ' ')) return null
  return { end: at, minute: 0, second: null, sure: false }
}

const hourMarks = new Choice('点钟', '时整', '点整', '点多钟', '点多', '时', '点', ':', '：')

/** 下午3时30分, 8点半, 15:20:33. `part`: of the day, said before. */
function readClock(text: string, at: number, part: string | null): Clock | null {
  const h = smallNumber(text, at)
  if (!h || h.length > 2 + (h.chinese ? 1 : 0) || h.value > 24) return null
  const mark = hourMarks.at(text, h.end)
  if (!mark) return null
  let end = h.end + mark.length
  if (mark === ':' || mark === '：') {
    const m = smallNumber(text, end)
    if (!m || m.chinese || m.length !== 2 || m.value > 59 || h.chinese) return null
    end += 2
    let second: number | null = null
    if (text[end] === ':' || text[end] === '：') {
      const s = smallNumber(text, end + 1)
      if (s?.length !== 2 || s.value > 59) return null
      second = s.value
      end += 3
    }
    const latin = latinPart(text, end)
    const said = latin?.part ?? part
    end = latin?.end ?? skip(text, end, '时', '分')
    return {
      end,
      hour: dayHour(h.value, said),
      minute: m.value,
      second,
      part: said,
      colon: true,
      sure: latin !== null,
    }
  }
  const next = text[end] ?? ' '
  if (mark === '时' && '间期代候任常段速而不刻装尚有隔效光辰序长空局差机尔下次'.includes(next)) return null
  if (mark === '点' && '名位击评数滴心子火燃线赞亮缀面对阵题明'.includes(next)) return null
  const plain = mark === '时' || mark === '点'
  const minutes = plain ? minutesAt(text, end, mark === '点') : { end, minute: 0, second: null, sure: true }
  // 零点零五 is a number.
  if (!minutes || (h.value === 0 && mark === '点' && h.chinese && text[end] === '零')) return null
  end = skip(text, minutes.end, '许', '左右', '整', '多')
  const { minute, second, sure } = minutes
  return { end, hour: dayHour(h.value, part), minute, second, part, colon: false, sure }
}

function dayHour(hour: number, part: string | null): number {
  if (part === 'pm' && hour < 12) return hour + 12
  if (part === 'night') {
    if (hour === 12) return 24
    if (hour >= 5 && hour < 12) return hour + 12
  }
  if (part === 'early' && hour === 12) return 0
  if (part === 'noon' && hour < 3) return hour + 12
  return hour
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n))

export function clockText({ hour, minute, second }: Clock): string {
  return `${two(hour)}:${two(minute)}${second === null ? '' : `:${two(second)}`}`
}

/** A day and its time of day; 24:00 is the next day's start. */
export function stamp(date: CalendarDate, clock: string | null): string {
  if (!clock) return isoDate(date)
  return clock.startsWith('24:')
    ? `${isoDate(addDays(date, 1))}T00:${clock.slice(3)}`
    : `${isoDate(date)}T${clock}`
}

/** The ends of a span of the day; a single time is both. */
export interface ClockSpan {
  end: number
  first: Clock
  second: Clock | null
  /** Days from the first to the second. */
  days: number
}

/** 七八点, 9~12点半, 早上五到六点: two hours that share what stands behind the second. */
function sharedHours(text: string, at: number, part: string | null): ClockSpan | null {
  const digits = '零一二三四五六七八九'
  const a = digits.indexOf(text[at] ?? ' ')
  const b = digits.indexOf(text[at + 1] ?? ' ')
  if (a > 0 && b === a + 1 && (text[at + 2] === '点' || text[at + 2] === '时')) {
    const second = readClock(text, at + 1, part)
    const first = second && { ...second, hour: dayHour(a, part), minute: 0, second: null }
    return second && first && !second.sure ? { end: second.end, first, second, days: 0 } : null
  }
  const h = smallNumber(text, at)
  if (!h || h.value > 24 || h.length > 3) return null
  const mark = rangeMark(text, h.end)
  if (!mark) return null
  const second = readClock(text, mark.end, carried(part))
  if (!second || second.colon) return null
  const first: Clock = { ...second, hour: dayHour(h.value, part), minute: 0, second: null }
  return first.hour < second.hour ? { end: second.end, first, second, days: 0 } : null
}

/** What the end of a span takes over from its start: 上午9时至12时 ends at noon, so no 上午. */
const carried = (part: string | null): string | null => (part === 'am' ? null : part)

/** Past 约 or 近 before an hour: 今晨|约6时, 深夜|近十一时. */
export const about = (text: string, at: number): number => spaces(text, skip(text, at, '大约', '约', '近'))

const nextDay = ['次日', '翌日', '第二天', '隔天', '次晨']

/** A time of day, or from one to another: 9时, 上午9时至11时, 13:20~次日05:40. `part` was said before. */
export function readClocks(text: string, at: number, part: string | null): ClockSpan | null {
  const shared = sharedHours(text, at, part)
  if (shared) return shared
  const first = readClock(text, at, part)
  if (!first) return null
  const single: ClockSpan = { end: first.end, first, second: null, days: 0 }
  const mark = rangeMark(text, first.end)
  if (!mark) return single
  const next = oneOf(text, mark.end, nextDay)
  const from = spaces(text, mark.end + (next?.length ?? 0))
  const part2 = partAt(text, from)
  const second = readClock(
    text,
    part2 ? spaces(text, part2.end) : from,
    part2?.part ?? (next ? null : carried(first.part)),
  )
  if (!second) return single
  const earlier = second.hour * 60 + second.minute < first.hour * 60 + first.minute
  return { end: second.end, first, second, days: next || earlier ? 1 : 0 }
}

export interface DayTime {
  end: number
  start: string
  stop: string
  days: number
}

/** A time of day or a span of it behind a day (or alone): 上午9时至11时, 下午3点, 8:30—10:00. */
export function readDayTime(text: string, at: number, night: boolean): DayTime | null {
  const from = skip(text, spaces(text, at), '的')
  const part = partAt(text, from)
  const found = readClocks(text, about(text, part ? part.end : from), part?.part ?? (night ? 'night' : null))
  if (!found) return part ? { end: part.end, start: '', stop: '', days: 0 } : null
  const start = clockText(found.first)
  return { end: found.end, start, stop: found.second ? clockText(found.second) : start, days: found.days }
}

/** 星期三, （周五） behind a date: it says nothing new. */
function weekdayBehind(text: string, at: number): number {
  const comma = text[at] === '，' || text[at] === ',' ? 1 : 0
  const bracket = text[at + comma] === '（' || text[at + comma] === '(' ? 1 : 0
  const from = spaces(text, at + comma) + bracket
  const head = oneOf(text, from, ['星期', '礼拜', '周'])
  if (!head || !'一二三四五六日天'.includes(text[from + head.length] ?? ' ')) return at
  const end = from + head.length + 1
  if (bracket) return text[end] === '）' || text[end] === ')' ? end + 1 : at
  // 5月1日周年庆, 3月5日周一围.
  return head === '周' && '年围边'.includes(text[end] ?? ' ') ? at : end
}

/** Adds the time of day to a day. */
export function withClock(text: string, found: Piece): Piece {
  if (found.grain !== 'day' || found.from.day !== found.to.day || found.from.month !== found.to.month)
    return found
  const night = /晚|夜/.test(text[found.end - 1] ?? '')
  const end = weekdayBehind(text, found.end)
  const whole = end === found.end || found.rule === 'weekday' ? found : { ...found, end }
  const time = readDayTime(text, whole.end, night)
  if (!time) return whole
  if (time.start === '') return { ...whole, end: time.end }
  const to = time.days > 0 ? addDays(whole.to, time.days) : whole.to
  return { ...whole, to, end: time.end, clock: time.start, stop: time.stop, rule: `${whole.rule}-time` }
}
