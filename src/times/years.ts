import { yearUnderReport } from './months.js'
import type { Frame } from './piece.js'
import { oneOf, rangeMark, skip, smallNumber, spaces } from './read.js'
import { holidayWords, reigns, timeWordAt } from './words.js'

/** A year as read, or the years of a range. */
export interface Year {
  end: number
  year: number
  /** Second year of a range without 年 in between: 2021—2023年. */
  last: number
  relative: boolean
  rule: string
}

/** 2021年, 民国112年, 112年6月, 二〇二二年, 去年, 当年, 2021—2023年. */
export function readYear(text: string, at: number, frame: Frame): Year | null {
  const word = timeWordAt(text, at)
  if (word && (word.value.type === 'year' || word.value.type === 'year-anchor')) {
    const base = word.value.type === 'year' ? frame.ref.year : (frame.anchor?.from.year ?? frame.ref.year)
    const before = text[at] === '上' ? yearUnderReport(frame) : base
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
  if (namesRepublic(text, at, frame)) {
    const year = n.value + 1911
    return { end: skip(text, end, '度'), year, last: year, relative: false, rule: 'republic-year' }
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

const LASTING = /^的?(?:悠久)?(?:历史|树龄)/

/** 2010年, 07年: four digits of a year, or two that begin with zero. */
export function namesYear(text: string, at: number): boolean {
  const n = smallNumber(text, at)
  if (!n || text[n.end] !== '年') return false
  // 1200年历史: how long, not when.
  if (n.length === 4)
    return (
      n.value >= 1000 &&
      n.value <= 2199 &&
      !(n.value < 1900 && LASTING.test(text.slice(n.end + 1, n.end + 6)))
    )
  if (n.length !== 2 || /[十廿卅百]/.test(text.slice(at, at + 2))) return false
  // 九八年; 七八年 may be seven or eight of them.
  return n.value < 10 || (n.chinese && n.value % 10 !== Math.floor(n.value / 10) + 1)
}

/** 自87年起, 94年度 on a page of Taiwan: two digits that name a year of the Republic, not so many years. */
export function namesRepublic(text: string, at: number, frame: Frame): boolean {
  const n = smallNumber(text, at)
  if (n?.length !== 2 || n.chinese || n.value < REPUBLIC || text[n.end] !== '年' || !frame.roc(true))
    return false
  const end = n.end + 1
  const led = at === 0 || /[，。、；：（(《“自于在从至到与和及或\s]/.test(text[at - 1])
  return (
    !isSpan(text, at, end) && (led || dateFollows(text, end)) && !/^[代级次]/.test(text.slice(end, end + 1))
  )
}

/** The first year of the Republic that pages name in two digits: 1971. Fewer years are as often how long something took. */
const REPUBLIC = 60

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
