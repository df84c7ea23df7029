import type { Span } from '../text/index.js'
import { hanEnd, isDigit, skipBlanks } from './chars.js'
import { hanNumber } from './dates.js'

export function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const DAY = /(?:(?:民国 ?)?(\d{2,4}) ?年 ?)?(?:(\d{1,2}) ?月 ?)?(\d{1,2}) ?日 ?(?:综合)?/y
export const WIRE =
  /(?:综合外电报导|综合外电报道|外电报导|综合报导|综合报道|综合消息|综合电|专电|专讯|快讯|通讯|电讯|讯息服务|讯息|讯|电|消息|报导|报道|特稿|专稿)/y
/** 本报柞岭讯（记者王倩）: a place right before 讯 and the bracket of its reporters. */
export const LOCAL = /[\u4e00-\u9fff]{2,5}?(?=(?:专讯|讯|电)[ \t\u00a0\u3000]*[（(【：:])/y

/** Place of the dateline, up to six characters, when a day follows. */
export function placeEnd(text: string, at: number, limit: number): number {
  const stop = hanEnd(text, at, limit, 8)
  const run = skipBlanks(text, stop)
  const day = run > at && isDigit(text.charCodeAt(run)) ? match(DAY, text, run) : null
  // 柞岭 4 月 18 日电, but not 讯 4月18日，…
  if (day && (run === stop || match(WIRE, text, run + day[0].length))) return run
  const local = match(LOCAL, text, at)
  return local && at + local[0].length <= limit ? at + local[0].length : at
}

export interface Day {
  end: number
  month: number | null
  day: number | null
  year: number | null
}

/** 112年 is of the Republic. */
const yearOf = (year: number): number => (year < 200 ? year + 1911 : year)

/** 北京五月十二日电: the day in Han numerals, behind its place, which runs into it. */
const HAN_DAY =
  /[\u4e00-\u9fff]{0,6}?((?:[一二三四五六七八九十]{1,2}月)?[一二三四五六七八九十]{1,3}日)(?=(?:综合)?(?:专电|电|讯))/y

/** Where the day in Han numerals stands behind an outlet and a place; null without one. */
export function hanDay(text: string, at: number, limit: number): (Day & Span) | null {
  const m = match(HAN_DAY, text, at)
  const end = m ? at + m[0].length : limit
  if (!m || end >= limit) return null
  const start = end - m[1].length
  const [month, day] = m[1].includes('月') ? m[1].split('月') : [null, m[1]]
  return {
    start,
    end,
    year: null,
    month: month === null ? null : hanNumber(month),
    day: hanNumber(day.slice(0, -1)),
  }
}

export function readDay(text: string, at: number): Day {
  const m = isDigit(text.charCodeAt(at)) ? match(DAY, text, at) : null
  if (!m) return { end: at, month: null, day: null, year: null }
  return {
    end: at + m[0].length,
    year: m[1] ? yearOf(Number(m[1])) : null,
    month: m[2] ? Number(m[2]) : null,
    day: Number(m[3]),
  }
}

/** 记者王小明台北2023年3月5日电: the day that a byline took with it. `end`: of the byline, where nothing is read. */
export function dayIn(text: string, end: number, byline: Span | null): Day {
  for (let i = byline?.start ?? end; i < end; i++) if (isDigit(text.charCodeAt(i))) return readDay(text, i)
  return readDay(text, end)
}
