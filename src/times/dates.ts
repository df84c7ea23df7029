import { isArabicDigit } from '../segment/numerals.js'
import { addDays, addMonths, type CalendarDate, isDate, weekday } from '../text/index.js'
import { readLunar, readNthWeek } from './lunar.js'
import { readDay, readMonth, readYearPart, withEdge, withTenDays, yearOf } from './months.js'
import { readPart } from './parts.js'
import { days, type Frame, guessMonth, guessYear, monthSpan, type Piece, piece, yearSpan } from './piece.js'
import { isNumber, oneOf, rangeMark, skip, smallNumber, spaces } from './read.js'
import { readSeason, readShortSeason } from './seasons.js'
import { readPair, readShift } from './shift.js'
import { namesYear } from './spans.js'
import { daysOff, holidayDate, holidayWords, reigns, timeWordAt, YESTERDAY } from './words.js'

interface Year {
  end: number
  year: number
  /** Second year of a range without 年 in between: 2021—2023年. */
  last: number
  relative: boolean
  rule: string
}

/** 2021年, 民国112年, 112年6月, 二〇二二年, 去年, 当年, 2021—2023年. */
function readYear(text: string, at: number, frame: Frame): Year | null {
  const word = timeWordAt(text, at)
  if (word && (word.value.type === 'year' || word.value.type === 'year-anchor')) {
    const base = word.value.type === 'year' ? frame.ref.year : (frame.anchor?.from.year ?? frame.ref.year)
    // 上年 goes before the year written last, or before the one that a report of spring is on.
    const before =
      text[at] === '上' ? (frame.sentence?.from.year ?? frame.paragraph?.from.year ?? yearOf(frame)) : base
    const year = before + Number(word.value.value)
    const end = at + word.length
    const anchor = word.value.type === 'year' ? null : frame.anchor
    // 2021年开工，当年…; 2023年为5亿元，上年…: where there is no reference date, the year that the text wrote will do.
    const told = text[at] === '上' ? (frame.sentence ?? frame.paragraph) : anchor
    const relative = frame.known || told === null
    return { end: skip(text, end, '度'), year, last: year, relative, rule: `${word.value.type}-word` }
  }
  const reign = reigns().longest(text, at)
  if (reign) {
    const n = smallNumber(text, spaces(text, at + reign.length))
    if (!n || text[n.end] !== '年' || n.value < 1 || n.value > 199) return null
    const year = n.value + reign.value
    return { end: n.end + 1, year, last: year, relative: false, rule: 'reign-year' }
  }
  const era = text.startsWith('公元', at) ? at + 2 : at
  return text[era] === '前' ? null : numericYear(text, era, frame)
}

function numericYear(text: string, at: number, frame: Frame): Year | null {
  const n = smallNumber(text, at)
  if (!n) return null
  const four = n.length === 4 && n.value >= 1000 && n.value <= 2199
  let { end } = n
  const special = four ? fiscalYear(text, n.end, n.value, n.value) : null
  if (special) return special
  if (text[end] !== '年') {
    if (four && isListedYear(text, end, n.value))
      return { end, year: n.value, last: n.value, relative: false, rule: 'year' }
    // 2021—2023年, 2021-2023年
    const mark = four ? rangeMark(text, end) : null
    const m = mark && smallNumber(text, mark.end)
    if (!m) return null
    // 从2016到2018 leaves the 年 out.
    const school = fiscalYear(
      text,
      m.end,
      n.value,
      m.length === 2 ? n.value - (n.value % 100) + m.value : m.value,
    )
    if (school && m.value > 0) return school
    const led = text[m.end] !== '年' && m.length === 4 && '从自'.includes(text[at - 1] ?? ' ')
    if (led && m.value > n.value && m.value < 2200)
      return { end: m.end, year: n.value, last: m.value, relative: false, rule: 'years' }
    if (text[m.end] !== '年') return null
    const last = m.length === 4 ? m.value : m.length === 2 ? n.value - (n.value % 100) + m.value : 0
    if (last <= n.value || last > 2199) return null
    end = skip(text, m.end + 1, '度')
    return { end, year: n.value, last, relative: false, rule: 'years' }
  }
  end++
  const next = text[end]
  if (four) {
    if (next === '代' || (next === '级' && text[end + 1] !== '别')) return null
    return { end: skip(text, end, '度'), year: n.value, last: n.value, relative: false, rule: 'year' }
  }
  const follows = dateFollows(text, end)
  if (n.length === 3 && n.value > 200 && !frame.roc() && '在于元到自'.includes(text[at - 1] ?? ' '))
    return { end, year: n.value, last: n.value, relative: false, rule: 'early-year' }
  if (
    n.length === 3 &&
    n.value >= 90 &&
    n.value <= 140 &&
    (follows || (frame.roc() && !isSpan(text, at, end)) || nearRepublic(text, end, n.value, frame))
  )
    return {
      end: skip(text, end, '度'),
      year: n.value + 1911,
      last: n.value + 1911,
      relative: false,
      rule: 'republic-year',
    }
  const short = follows || zeroLed(text, at) || namesYear(text, at) || (frame.whole && n.value >= 20)
  if (n.length === 2 && short) {
    const century = Math.floor(frame.ref.year / 100) * 100
    const late = (frame.ref.year % 100) + 10
    // 98年 is behind us, 25年 soon: the century that puts it within ten years ahead.
    const year =
      n.value + (n.value <= late ? (n.value <= late - 100 ? century + 100 : century) : century - 100)
    return { end, year, last: year, relative: false, rule: 'short-year' }
  }
  return null
}

/** Longest list of years that share one 年. */
const YEARS = 8

/** 2019|、2020和2021年: whether a list of years, each after or before the last, goes on to its 年. */
function isListedYear(text: string, end: number, first: number): boolean {
  let last = first
  let at = end
  for (let k = 0; k < YEARS && '、和与及'.includes(text[at] ?? ' '); k++) {
    const n = smallNumber(text, at + 1)
    if (n?.length !== 4 || n.chinese || Math.abs(n.value - last) > 20 || n.value === last) return false
    if (text[n.end] === '年') return true
    last = n.value
    at = n.end
  }
  return false
}

/** ○六年|至|一四年: a year of two digits that begins with a zero, or the end of a range that began so. */
function zeroLed(text: string, at: number): boolean {
  const zero = (i: number) => '零〇○'.includes(text[i] ?? ' ')
  return zero(at) || (zero(at - 4) && text[at - 2] === '年' && '至到'.includes(text[at - 1]))
}

/** 逾120年, 120年历史: on a page of the Republic's years, too, some years are counted. */
function isSpan(text: string, at: number, end: number): boolean {
  return (
    '近约超逾满达有长已隔历共'.includes(text[at - 1] ?? ' ') ||
    /^(?:的?历史|老|来|传统|岁月)/.test(text.slice(end, end + 3))
  )
}

/** 2022财年 as the calendar has it; 2021—2022学年 is read by its first September in `withinYear`. */
function fiscalYear(text: string, at: number, first: number, last: number): Year | null {
  if (text.startsWith('财年', at) || text.startsWith('财政年度', at))
    return {
      end: at + (text[at + 1] === '年' ? 2 : 4),
      year: first,
      last,
      relative: false,
      rule: 'fiscal-year',
    }
  if (text.startsWith('学年', at))
    return { end: at + 2, year: first, last, relative: false, rule: 'school-year' }
  // 2022Q1, 2022H1
  const letter = text[at]
  const digit = text[at + 1] ?? ' '
  const half = letter === 'H' && '12'.includes(digit)
  if (
    first === last &&
    (half || (letter === 'Q' && '1234'.includes(digit))) &&
    !/[0-9A-Za-z]/.test(text[at + 2] ?? ' ')
  )
    return { end: at, year: first, last, relative: false, rule: 'year' }
  return null
}

/** A month, a quarter, 底 … right behind: 15年3月 is a year, 15年 a duration. */
/** 114年第3季, 115年预测 on a page of these years. */
const nearRepublic = (text: string, end: number, year: number, { ref, known }: Frame): boolean =>
  known &&
  Math.abs(year + 1911 - ref.year) < 4 &&
  /^(?:第[1-4一二三四]季|[上下]半年|全年|度|预[测算估]|初步|概估)/.test(text.slice(end, end + 4))

function dateFollows(text: string, at: number): boolean {
  if (
    oneOf(text, at, [
      '上半年',
      '下半年',
      '年底',
      '年初',
      '年末',
      '底',
      '末',
      '初',
      '第一季',
      '第二季',
      '第三季',
      '第四季',
      '一季度',
      '二季度',
      '三季度',
      '四季度',
    ])
  )
    return true
  const from = spaces(text, at)
  const n = smallNumber(text, from)
  if (n !== null) return n.value <= 12 && text[n.end] === '月'
  // 58年前七个月, 20年第52周, 26年除夕
  const head = oneOf(text, from, ['前', '第', '最后'])
  if (head) {
    const m = smallNumber(text, from + head.length)
    return (
      m !== null &&
      oneOf(text, m.end, head === '第' ? ['个月', '周', '个星期', '个礼拜', '季度'] : ['个月', '个季度']) !==
        null
    )
  }
  return holidayWords().longest(text, from) !== null
}

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

/** Adds the day to a month: 5月18日, 5月12-19日. */
function withDay(text: string, month: Piece | null, frame: Frame): Piece | null {
  if (month?.grain !== 'month' || month.rule !== 'month') return month
  const at = skip(text, spaces(text, month.end), '的')
  const day = readDay(text, at, false) ?? namelessDay(text, at)
  if (!day) return month
  const { month: m } = month.from
  let { year } = month.from
  // 2月29日 is of the last year that had one.
  if (m === 2 && day.last === 29 && month.relative && !month.hasYear)
    while (!isDate(year, 2, 29) && year > frame.ref.year - 9) year--
  // 2月30日 is no day; its 30日 is none of another month either.
  if (!isDate(year, m, day.day) || !isDate(year, m, day.last)) return { ...month, end: day.end }
  return {
    ...month,
    end: day.end,
    from: { year, month: m, day: day.day },
    to: { year, month: m, day: day.last },
    grain: 'day',
    rule: 'month-day',
  }
}

/** 10月22, 十月31, 四月十三: a day without its 日, where nothing else can be counted. */
function namelessDay(text: string, at: number): { end: number; day: number; last: number } | null {
  const n = smallNumber(text, at)
  if (
    !n ||
    n.value < 1 ||
    n.value > 31 ||
    (n.chinese ? n.value < 11 || !/[十廿卅]/.test(text.slice(at, at + 2)) : n.length > 2)
  )
    return null
  const end = n.chinese ? n.end : at + n.length
  const next = text[end]
  return next === undefined || '，。；、）)至到~—出早晚上下凌'.includes(next)
    ? { end, day: n.value, last: n.value }
    : null
}

/** 门将1号李…, 第30分钟，7号周欣…: a number that a player wears, where the sentence tells of a match and no word of days follows. */
function shirt(text: string, at: number, end: number): boolean {
  if (text[end - 1] !== '号' || !WORN.includes(text[end] ?? ' ')) return false
  if (text[end] === '周' && '一二三四五六日天末边围岁内期'.includes(text[end + 1] ?? ' ')) return false
  return MATCH.test(text.slice(Math.max(0, at - 40), at))
}

/** Surnames that begin no word that may stand behind a day. */
const WORN =
  '周王李张刘陈杨赵黄吴徐孙胡朱郭何林罗郑梁谢宋唐许邓韩冯曹彭曾萧肖田董潘袁蔡蒋余叶魏苏吕丁姚卢姜崔钟谭陆汪范廖贾韦薛邱侯熊孟秦邹阎雷'
const MATCH =
  /门将|前锋|后卫|中场|中锋|主攻|副攻|二传|替补|队长|球员|第\d{1,3}分钟|[进射传扣头罚点]球|主队|客队|上半场|下半场|助攻/

/** 拘留|10日, 为期|7日 are lengths. */
const LENGTHENED = new Set(['拘留', '为期', '历时', '羁押', '连续', '示期'])

/** 〔2018〕|23号 is a document, 中街30巷|12号 a house. */
const isNumbered = (text: string, at: number, end: number): boolean =>
  text[end - 1] === '号' && '〕］]】）)巷弄街路段道里栋'.includes(text[at - 1] ?? ' ')

/** How many days may share one 日. */
const DAYS = 6

/** 27|、28日: a day whose 日 stands behind a later one; not at the start of a line, where 1、 counts items. */
function listedDay(text: string, at: number): { end: number; day: number; last: number } | null {
  const first = smallNumber(text, at)
  if (!first || first.chinese || first.value < 1 || '\n。；第'.includes(text[at - 1] ?? '\n')) return null
  let last = first
  for (let k = 0; k < DAYS && '、和及'.includes(text[last.end] ?? ' '); k++) {
    const next = smallNumber(text, last.end + 1)
    if (!next || next.chinese || next.value <= last.value || next.value > 31) return null
    // 27、28日|电: what may follow a day alone
    if (text[next.end] === '日')
      return readDay(text, last.end + 1, true) && { end: first.end, day: first.value, last: first.value }
    last = next
  }
  return null
}

function bareDay(text: string, at: number, frame: Frame): Piece | null {
  // 连续第|3日
  if ('月第'.includes(text[at - 1] ?? ' ') || LENGTHENED.has(text.slice(Math.max(0, at - 2), at))) return null
  const day = readDay(text, at, true) ?? listedDay(text, at)
  if (!day || shirt(text, at, day.end) || isNumbered(text, at, day.end)) return null
  const date = guessMonth(frame, day.day)
  if (!date || !isDate(date.year, date.month, day.last)) return null
  return piece(day.end, date, { ...date, day: day.last }, 'day', 'day', { relative: true })
}

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
function readRelative(text: string, at: number, frame: Frame): Piece | null {
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
function readWeekday(text: string, at: number, frame: Frame, monday: CalendarDate | null): Piece | null {
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

/** Whether a Han character stands before that leads to no time: 曹 of 曹国庆; not 在国庆, 喜迎国庆. */
function inNameBefore(text: string, at: number): boolean {
  const char = text[at - 1]
  if (char === undefined || !/[\u4e00-\u9fff]/.test(char)) return false
  return !'年今去明在于从自至到迎逢过度为及和与是当每的前后近临届庆祝贺了本日历时即将经节值'.includes(char)
}

/** 春节假期, 中秋、国庆假期, “五一”期间. */
function readHoliday(text: string, at: number, year: number | null, frame: Frame): Piece | null {
  const quote = oneOf(text, at, ['“', '‘', '"'])
  const from = at + (quote ? 1 : 0)
  const word = holidayWords().longest(text, from)
  if (!word) return null
  let end = from + word.length
  if (quote) {
    if (!oneOf(text, end, ['”', '’', '"'])) return null
    end++
  }
  const tail = oneOf(text, end, [
    '假期',
    '小长假',
    '黄金周',
    '期间',
    '假日',
    '长假',
    '当天',
    '当日',
    '当晚',
    '前后',
  ])
  // 曹国庆, 李立春 are people: a bare word of two characters needs a word before it that leads to a time.
  if (!quote && !tail && year === null && word.length === 2 && inNameBefore(text, at)) return null
  const { value } = word
  if (value.term === '五一' && !quote && !tail) return null
  if ('路街乡镇村村桥'.includes(text[end] ?? ' ') || oneOf(text, end, ['科技', '上河'])) return null
  const y =
    year ??
    guessYear(
      frame,
      value.calendar === 'lunar' && value.month === 1 ? 2 : value.month,
      Math.max(value.day, 1),
      false,
    )
  const near = holidayDate(value, y)
  // 除夕 asked alone is the next one: it closes the year of the moon.
  const start =
    near && value.calendar === 'eve' && year === null && frame.whole && days(near, frame.ref) > 0
      ? holidayDate(value, y + 1)
      : near
  if (!start) return null
  // 中秋、国庆假期: eight days from the first of the two.
  const second =
    text[end] === '、' || text[end] === '和'
      ? holidayWords().longest(text, end + 1)
      : (holidayWords().longest(text, end) ?? null)
  if (second && value.length > 1 && second.value.length > 1) {
    const at2 = end + (text[end] === '、' || text[end] === '和' ? 1 : 0) + second.length
    const tail2 = oneOf(text, at2, ['假期', '小长假', '黄金周', '期间', '假日', '长假'])
    const last = holidayDate(second.value, y)
    const off = [daysOff(start), last && daysOff(last)]
    const [first, to] = [off[0]?.[0] ?? start, off[1]?.[1] ?? addDays(start, 7)]
    if (tail2 && days(first, to) >= 0)
      return piece(at2 + tail2.length, first, to, 'day', 'holidays', {
        relative: year === null,
        hasYear: year !== null,
      })
  }
  const vacation =
    value.length > 8 ||
    (value.length > 1 &&
      ((tail !== null && !tail.startsWith('当')) || /假期?$|黄金周$|期间$/.test(value.term)))
  // 元旦假期 has one day in the table of holidays, three of them off in most years.
  const off = vacation || (tail !== null && /假|长|周/.test(tail)) ? daysOff(start) : null
  // Since 2025 the holiday begins with the eve of the year.
  const early = vacation && value.term === '春节' && y >= 2025 ? 1 : 0
  const [first, to] = off ?? [addDays(start, -early), vacation ? addDays(start, value.length - 1) : start]
  return piece(end + (tail?.length ?? 0), first, to, 'day', 'holiday', {
    relative: year === null,
    hasYear: year !== null,
  })
}

/** 2023-07-01, 2023/7/1, 2023.7.1. */
export function readNumericDate(text: string, at: number): Piece | null {
  if (!isArabicDigit(text.charCodeAt(at))) return null
  const y = smallNumber(text, at)
  if (y?.length !== 4 || y.value < 1000 || y.value > 2199 || y.end !== at + 4) return null
  const mark = text[y.end]
  if (mark === undefined || !'-/.．／－'.includes(mark)) return null
  const m = smallNumber(text, y.end + 1)
  if (!m || m.chinese || m.length > 2 || !'-/.．／－'.includes(text[m.end] ?? ' ')) return null
  const d = smallNumber(text, m.end + 1)
  if (!d || d.chinese || d.length > 2 || !isDate(y.value, m.value, d.value)) return null
  const date = { year: y.value, month: m.value, day: d.value }
  return piece(m.end + 1 + d.length, date, date, 'day', 'numeric-date', { hasYear: true })
}
