import { addMonths, type CalendarDate, daysInMonth, isDate, toDayNumber } from '../text/index.js'

export type Grain = 'century' | 'decade' | 'year' | 'half' | 'quarter' | 'month' | 'week' | 'day'

/** One date or period as read, before ranges and suffixes: 去年, 3月底, 5月18日上午9时. */
export interface Piece {
  end: number
  from: CalendarDate
  to: CalendarDate
  grain: Grain
  /** `08:30`, where it has a time of day. */
  clock: string | null
  /** … that its end has. */
  stop: string | null
  /** It was counted from the reference date. */
  relative: boolean
  /** The year is written or said (去年), not guessed. */
  hasYear: boolean
  rule: string
  plan: string | null
}

/** What relative expressions count from. */
export interface Frame {
  ref: CalendarDate
  /** Seconds into the day of the reference; null where it is a day only. */
  clock: number | null
  /** The text is one expression: 三日内 and 24年 have no words beside them to tell. */
  whole: boolean
  /** False: `ref` is a stand-in, what was counted from it is unknown. */
  known: boolean
  /** The last date or period of this paragraph. */
  anchor: Piece | null
  /** The last one of this sentence whose year was said. */
  sentence: Piece | null
  /** The last one of this paragraph whose year was written: what 上年 goes before. */
  paragraph: Piece | null
  /** The last whole year that was written, 2023年: what 全年 means in a report that comes out in spring. */
  reported: number | null
  /** The first one: what the page is about, where nothing else dates it. */
  headed: number | null
  /** The last period that can govern figures: what 同期 means. */
  governing: { from: CalendarDate; to: CalendarDate } | null
  /** 112年 is a year of the Republic; `own`: 87年, too. */
  roc: (own?: boolean) => boolean
  /** Words that speak of what is to come stand near: 将, 预计, 计划. */
  future: () => boolean
}

export function piece(
  end: number,
  from: CalendarDate,
  to: CalendarDate,
  grain: Grain,
  rule: string,
  more: Pick<Partial<Piece>, 'relative' | 'hasYear' | 'plan'> = {},
): Piece {
  const { relative = false, hasYear = false, plan = null } = more
  return { end, from, to, grain, clock: null, stop: null, relative, hasYear, rule, plan }
}

export function yearSpan(year: number): [CalendarDate, CalendarDate] {
  return [
    { year, month: 1, day: 1 },
    { year, month: 12, day: 31 },
  ]
}

/** First and last day of months `from`..`to` of a year. */
export function monthSpan(year: number, from: number, to: number): [CalendarDate, CalendarDate] {
  return [
    { year, month: from, day: 1 },
    { year, month: to, day: daysInMonth(year, to) },
  ]
}

export function days(a: CalendarDate, b: CalendarDate): number {
  return toDayNumber(b) - toDayNumber(a)
}

/** The same day `years` later; 29 February becomes the 28th. */
export function shiftYears(date: CalendarDate, years: number): CalendarDate {
  return addMonths(date, years * 12)
}

/**
 * The year of a month that stands without one. News speak of months behind them, unless words of plans
 * stand near: 11月 on a page of April is last November, 预计11月完工 the next. `last`: the last month of a part of
 * the year, which may be under way: 有望 in 下半年 on a page of August.
 */
export function guessYear(frame: Frame, month: number, day: number, quarters: boolean, last = month): number {
  const { ref, sentence } = frame
  if (!frame.known) return yearTold(frame) ?? ref.year
  if (sentence && sentence.from.year === sentence.to.year) {
    // 订单排到明年3月，前10个月产值…: months from January on that are told of are those of this year.
    const told = sentence.from.year > ref.year && month === 1 && last > 1 && !frame.future()
    return told ? ref.year : sentence.from.year
  }
  const start = { year: ref.year, month, day: Math.min(day, daysInMonth(ref.year, month)) }
  const ahead = days(ref, start)
  const over = last === month || days(ref, monthSpan(ref.year, last, last)[1]) < 0
  // 前三季度…预计达560亿元 on a page of October: just over, and estimated.
  const estimated = last > month && over && days(monthSpan(ref.year, last, last)[1], ref) <= 60
  if (frame.future()) return ahead < -45 && over && !estimated ? ref.year + 1 : ref.year
  const recent = ahead <= 0 && ahead >= -RECENT
  return (
    (!quarters && !recent && toldYear(frame, month)) ||
    (ahead > (quarters ? 45 : 183) ? ref.year - 1 : ref.year)
  )
}

/** Where no reference date is known: the year that the paragraph last wrote, else the only one that the page did. */
export function yearTold({ anchor, reported, headed }: Frame): number | null {
  return anchor?.to.year ?? (reported === headed ? headed : null)
}

/**
 * Whether the text alone dates what leaves its year out, where no reference date is known: 2023年1月开工，5月… goes on
 * in its year; 2023年…公报 at the head of a page dates the whole year, halves and quarters below it.
 */
export function isTold(frame: Frame, { from, grain, hasYear, rule }: Piece): boolean {
  const { anchor, known } = frame
  if (known || hasYear || from.year !== yearTold(frame)) return false
  if (grain === 'year' || grain === 'half' || grain === 'quarter' || rule === 'year-end') return true
  if (!anchor || (rule === 'day' && anchor.grain !== 'day' && anchor.grain !== 'month')) return false
  return days(anchor.from, from) >= 0
}

/** How many days back a day is of the news itself, whatever was told before it. */
const RECENT = 45

/** 2021年11月3日报案。11月20日被抓获: a month that goes on from an earlier year’s in its paragraph is of that year. */
function toldYear({ ref, paragraph }: Frame, month: number): number | null {
  if (!paragraph || (paragraph.grain !== 'day' && paragraph.grain !== 'month')) return null
  const { from, to } = paragraph
  const last = from.year === to.year && from.month === to.month ? from : to
  return last.year < ref.year && month >= last.month ? last.year : null
}

/** 天文台料5日早上改发: on a page of the 4th, so many days ahead, it is of this month, whatever the words around it. */
const SOON = 3

/** Month and year of a day that stands alone: 18日. */
export function guessMonth(frame: Frame, day: number): CalendarDate | null {
  const { ref, anchor } = frame
  const base = anchor && (anchor.grain === 'day' || anchor.grain === 'month') ? anchor.to : null
  if (base && isDate(base.year, base.month, day)) return { year: base.year, month: base.month, day }
  if (!frame.whole && day > ref.day + SOON && !frame.future()) {
    // 29日 in March of a common year is January's.
    for (let back = 1; back <= 2; back++) {
      const last = addMonths({ ...ref, day: 1 }, -back)
      if (isDate(last.year, last.month, day)) return { ...last, day }
    }
    return null
  }
  return isDate(ref.year, ref.month, day) ? { year: ref.year, month: ref.month, day } : null
}
