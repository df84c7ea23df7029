import { formatDecimal } from '../segment/decimal.js'
import { readNumeral, startsNumeral } from '../segment/numerals.js'
import {
  addDays,
  addMonths,
  type CalendarDate,
  CharacterSet,
  isDigit,
  isHan,
  weekday,
} from '../text/index.js'
import { type Frame, type Piece, piece, yearSpan } from './piece.js'
import { Choice, oneOf, rangeMark, skip, smallNumber, spaces } from './read.js'
import { cuesOf, eras, partsOfYears } from './words.js'
import { namesRepublic, namesYear } from './years.js'

const planDigits = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** “十四五”期间, 十四五末, ‘十三五’以来. The first plan began in 1953, the sixth in 1981. */
export function readPlan(text: string, at: number): Piece | null {
  const quote = oneOf(text, at, ['“', '‘', '"', '「'])
  const from = at + (quote ? 1 : 0)
  const ten = text[from] === '十'
  if (!quote && !ten) return null
  const digit = planDigits.indexOf(text[from + (ten ? 1 : 0)] ?? ' ')
  const fives = from + (ten ? 2 : 1)
  if (text[fives] !== '五' || digit < 0 || (ten && digit === 9)) return null
  const number = digit + 1 + (ten ? 10 : 0)
  if (number < 6 || number > 20) return null
  let end = fives + 1
  if (quote) {
    if (!oneOf(text, end, ['”', '’', '"', '」'])) return null
    end++
  }
  const first = 1981 + (number - 6) * 5
  const [start] = yearSpan(first)
  const [, stop] = yearSpan(first + 4)
  const plan = text.slice(from, fives + 1)
  const whole = piece(end, start, stop, 'year', 'plan', { hasYear: true, plan })
  const tail = oneOf(text, end, [
    '规划末',
    '时期末',
    '期末',
    '期间',
    '时期',
    '规划期',
    '末',
    '初',
    '收官之年',
    '开局之年',
  ])
  if (!tail) return oneOf(text, end, ['以来']) ? whole : { ...whole, rule: 'plan-name' }
  end += tail.length
  if (tail.endsWith('末')) return { ...whole, end, from: stop, grain: 'day', rule: 'plan-end' }
  if (tail === '初') return { ...whole, end, to: start, grain: 'day', rule: 'plan-start' }
  if (tail === '收官之年' || tail === '开局之年') {
    const [a, b] = yearSpan(tail === '收官之年' ? first + 4 : first)
    return { ...whole, end, from: a, to: b, rule: 'plan-year' }
  }
  return { ...whole, end }
}

export interface Length {
  end: number
  /** Whole units; null where the number is vague. */
  count: number | null
  unit: 'year' | 'month' | 'week' | 'day' | 'workday' | 'hour' | 'minute' | 'second' | 'quarter'
  half: boolean
}

const units: readonly (readonly [string, Length['unit']])[] = [
  ['周年', 'year'],
  ['年头', 'year'],
  ['个年头', 'year'],
  ['个多星期', 'week'],
  ['多星期', 'week'],
  ['礼拜', 'week'],
  ['刻钟', 'minute'],
  ['分半钟', 'minute'],
  ['分半', 'minute'],
  ['年', 'year'],
  ['载', 'year'],
  ['个多月', 'month'],
  ['个季度', 'quarter'],
  ['个月', 'month'],
  ['个交易日', 'workday'],
  ['交易日', 'workday'],
  ['个星期', 'week'],
  ['月', 'month'],
  ['星期', 'week'],
  ['个礼拜', 'week'],
  ['周', 'week'],
  ['个工作日', 'workday'],
  ['工作日', 'workday'],
  ['昼夜', 'day'],
  ['天', 'day'],
  ['个多小时', 'hour'],
  ['个小时', 'hour'],
  ['小时', 'hour'],
  ['钟头', 'hour'],
  ['个钟头', 'hour'],
  ['分钟', 'minute'],
  ['秒钟', 'second'],
  ['秒', 'second'],
]

const unitStarts = new CharacterSet(units.map(([word]) => word[0]).join(''))

interface Count {
  end: number
  /** Null where it is vague, broken or large. */
  count: number | null
}

/** 48 of 48小时: up to five digits and nothing behind them that goes on with a numeral, as most are. */
function plainCount(text: string, at: number): Count | null {
  let i = at
  let count = 0
  for (; i - at < 6; i++) {
    const digit = text.charCodeAt(i) - 48
    if (!(digit >= 0 && digit < 10)) break
    count = count * 10 + digit
  }
  if (i === at || i - at > 5) return null
  const code = text.charCodeAt(i)
  // A mark of thousands, a point, 千, 多, a space
  if (code < 0x80 || code > 0xff00 || startsNumeral(code) || mayGoOn(text[i])) return null
  return { end: i, count }
}

const mayGoOn = (char: string): boolean => char === '余' || char === '多' || char === '来'

function readCount(text: string, at: number): Count | null {
  const numeral = readNumeral(text, at)
  if (!numeral || numeral.bare) return null
  const exact = formatDecimal(numeral.low)
  const whole = numeral.high === null && exact.length < 6 && !exact.includes('.')
  return { end: numeral.end, count: whole ? Number(exact) : null }
}

/** A length of time: 3年, 两个多月, 半年, 48小时, 三年半. */
export function readLength(text: string, at: number, bareMonth = false): Length | null {
  let half = false
  let count: number | null
  let end: number
  if (text[at] === '半') {
    half = true
    count = 0
    end = at + 1
    // 半年报, 半年线 are names.
    if (
      text[end] === '年' &&
      /^(?:报(?![告案名警道送销到废考价关备])|线(?![上下索])|度报|刊)/.test(text.slice(end + 1, end + 4))
    )
      return null
  } else {
    const counted = plainCount(text, at) ?? readCount(text, at)
    if (!counted) return null
    count = counted.count
    end = spaces(text, counted.end)
  }
  if (text.startsWith('个半', end) && !half) {
    // 两个半月, 一个半小时
    half = true
    end++
    const next = oneOf(text, end + 1, ['月', '小时', '钟头', '星期'])
    if (!next) return null
    const unit = next === '月' ? 'month' : next === '星期' ? 'week' : 'hour'
    return { end: end + 1 + next.length, count, unit, half }
  }
  const first = text.charCodeAt(end)
  if (!unitStarts.has(first)) return null
  for (let k = 0; k < units.length; k++) {
    const [word, unit] = units[k]
    if (word.charCodeAt(0) !== first || !text.startsWith(word, end)) continue
    end += word.length
    // 近三月 is a stretch, 三月 a month.
    if (word === '月' && !bareMonth && !half) continue
    if (word === '年' && '头级度代轻龄货糕会均产薪轮号'.includes(text[end] ?? ' ')) return null
    if (word === '载' && '重客人货荷体波誉'.includes(text[end] ?? ' ')) return null
    if (word === '周' && '岁边围刊报一二三四五六日期转长'.includes(text[end] ?? ' ')) return null
    if (word === '天' && '津然空气文地堑台'.includes(text[end] ?? ' ')) return null
    if (word === '刻钟') count = count === null ? null : count * 15
    if (word.startsWith('分半')) half = true
    if (
      (word === '年' || word === '天' || word === '分钟' || word === '秒' || word.endsWith('小时')) &&
      text[end] === '半'
    ) {
      half = true
      end++
    }
    if ((text[end] === '多' || text[end] === '余') && word !== '周年') end++
    return { end, count, unit, half }
  }
  return null
}

/** Mondays to Fridays; holidays are not known. */
function workdays(date: CalendarDate, count: number): CalendarDate | null {
  if (Math.abs(count) > 2000) return null
  const step = count < 0 ? -1 : 1
  let at = date
  for (let left = Math.abs(count); left > 0; ) {
    at = addDays(at, step)
    if (weekday(at) < 6) left--
  }
  return at
}

/** `date` moved by a length; 3年半 is 42 months. */
function moveBy(date: CalendarDate, { count, unit, half }: Length, sign: 1 | -1): CalendarDate | null {
  if (count === null) return null
  const months = unit === 'year' ? 12 : unit === 'quarter' ? 3 : unit === 'month' ? 1 : 0
  if (months > 0) {
    if (count > 3000) return null
    const moved = addMonths(date, sign * (count * months + (half ? Math.floor(months / 2) : 0)))
    return moved.year >= 1 && moved.year <= 9999
      ? half && months === 1
        ? addDays(moved, sign * 15)
        : moved
      : null
  }
  if (unit === 'workday') return workdays(date, sign * count)
  const days = unit === 'week' ? count * 7 : unit === 'day' ? count : null
  return days === null ? null : addDays(date, sign * days)
}

const pastHeads = new Choice('最近', '过去', '近', '此前', '前', '上')
const comingHeads = new Choice('未来', '今后', '接下来', '后')
const awayTails = new Choice('以来', '来', '之前', '以前', '前', '之后', '以后', '后')
/** Behind one of them 5日 is five days, elsewhere the 5th. */
const daysWith = new Set(['最近', '过去', '近', '未来', '今后', '接下来'])

/** 近三年, 过去五年, 三年来, 5天前, 两个月后, 未来三年. */
export function readAround(text: string, at: number, frame: Frame): Piece | null {
  const past = pastHeads.at(text, at)
  const coming = past ? null : comingHeads.at(text, at)
  const head = past ?? coming
  const from = head ? spaces(text, skip(text, at + head.length, '的')) : at
  // 上半年 and 前一年 are others' words; 上2个月, 前1周, 后1年 count back and on.
  const short = head?.length === 1 && head !== '近'
  // 公元前221年, 此后两个月, 以前三年: the 前 and 后 belong to the word before.
  if (short && '元此以之最今目日从先往向'.includes(text[at - 1] ?? ' ')) return null
  // 灾|后两周, 婚|后两年: so long after something else.
  if (head === '后' && at > 0 && isEvent(text[at - 1])) return null
  if (short && (text[from] === '半' || text.startsWith('一', from))) return null
  // 上船|前3天内: so long before something else.
  if (head === '前' && isHan(text.charCodeAt(at - 1)) && !'在的比较与和及是从'.includes(text[at - 1]))
    return null
  if (from < text.length && head === '前' && !'一二两三四五六七八九十0123456789'.includes(text[from]))
    return null
  const pass = oneOf(text, at, ['再过', frame.whole ? '过' : '再过'])
  if (pass) {
    const wait = readLength(text, at + pass.length)
    const date = wait && moveBy(frame.ref, wait, 1)
    return date && piece(wait.end, date, date, 'day', 'days-away', { relative: true, hasYear: true })
  }
  // 2010年之后, 07年以后 speak of years by name.
  if (!head && (namesYear(text, at) || namesRepublic(text, at, frame))) return null
  // 将近|10日
  const behindWord = daysWith.has(head ?? '') && !(head === '近' && '将临附接'.includes(text[at - 1] ?? ' '))
  const length =
    readLength(text, from, head === '近' && !/\d/.test(text[from] ?? '')) ??
    (head ? farthest(text, from) : null) ??
    (behindWord || frame.whole ? countedDays(text, from, behindWord) : null)
  if (!length || length.unit === 'hour' || length.unit === 'minute' || length.unit === 'second') return null
  const more = { relative: true, hasYear: true }
  if (short && head === '前' && length?.unit === 'month') return null
  if (past) {
    // 近三年 is a stretch; 近3个月来 too.
    const start = moveBy(frame.ref, length, -1)
    return (
      start &&
      piece(skip(text, length.end, '以来', '来', '间', '里'), start, frame.ref, 'day', 'recent', more)
    )
  }
  if (coming) {
    const stop = moveBy(frame.ref, length, 1)
    return (
      stop &&
      piece(skip(text, length.end, '内', '里', '间'), addDays(frame.ref, 1), stop, 'day', 'coming', more)
    )
  }
  const within = frame.whole ? oneOf(text, length.end, ['以内', '之内', '内']) : null
  if (within) {
    const stop = moveBy(frame.ref, length, 1)
    return stop && piece(length.end + within.length, frame.ref, stop, 'day', 'within', more)
  }
  // 15年以来 on a page of 2015 or 2016 is no stretch of fifteen years.
  const ago = length.count === null || length.count < 10 ? -1 : (frame.ref.year - length.count) % 100
  if (ago >= 0 && ago < 2 && text.startsWith('年以来', length.end - 1) && isDigit(text.charCodeAt(from))) {
    const [a, b] = yearSpan(frame.ref.year - ago)
    return piece(length.end, a, b, 'year', 'short-year', more)
  }
  const tail = awayTails.at(text, length.end)
  if (!tail) return null
  const end = length.end + tail.length
  if (tail === '来' || tail === '以来') {
    if (tail === '来' && !'，、。；的'.includes(text[end] ?? '，') && length.unit !== 'year') return null
    const start = moveBy(frame.ref, length, -1)
    return start && piece(end, start, frame.ref, 'day', 'recent', more)
  }
  // 3年后期, 2天前后
  if ('期续来者勤面方半端'.includes(text[end] ?? ' ')) return null
  const date = moveBy(frame.ref, length, tail.endsWith('前') ? -1 : 1)
  if (!date) return null
  if (length.unit === 'year' && !length.half) {
    const [a, b] = yearSpan(date.year)
    return piece(end, a, b, 'year', 'years-away', more)
  }
  return piece(end, date, date, 'day', 'days-away', more)
}

/** Where a length of time, or several in a row, or a range of them ends: 四年六个月, 3~6个月, 六天五晚; null where none stands. */
export function readLengths(text: string, at: number): number | null {
  const first = readLength(text, at) ?? countedDays(text, at) ?? minutesOfRace(text, at)
  if (!first) {
    const last = farthest(text, at)
    return last && last.unit !== 'year' ? last.end : null
  }
  let { end } = first
  for (let k = 0; k < 4; k++) {
    const next = spaces(text, end) === end ? nextLength(text, end) : null
    if (!next || next.count === null || '半第'.includes(text[end] ?? ' ')) break
    end = next.end
  }
  const mark = rangeMark(text, end)
  const last = mark && readLength(text, mark.end)
  return last ? last.end : end
}

interface Tail {
  end: number
  count: number | null
}

/** The smaller part behind a length: 28分 of 4小时28分, 零5分 of 2小时零5分. */
function nextLength(text: string, at: number): Tail | null {
  const found = readLength(text, at) ?? smallTail(text, at)
  return found || text[at] !== '零' ? found : (readLength(text, at + 1) ?? smallTail(text, at + 1))
}

/** 58分 of 58分12秒: minutes where seconds follow. Alone they may be points. */
function minutesOfRace(text: string, at: number): Tail | null {
  const n = smallNumber(text, at)
  if (!n || text[n.end] !== '分') return null
  return readLength(text, n.end + 1)?.unit === 'second' ? { end: n.end + 1, count: n.value } : null
}

/** 30分 behind hours, 5晚 behind days, 三夜. */
function smallTail(text: string, at: number): Tail | null {
  const n = smallNumber(text, at)
  if (!n) return null
  const word = oneOf(text, n.end, ['分', '晚', '夜'])
  return word && !'之别行公'.includes(text[n.end + 1] ?? ' ') ? { end: n.end + 1, count: n.value } : null
}

/** 3~6个月, 未来|5到10年: the longer of two lengths whose unit stands behind the second number only. */
function farthest(text: string, at: number): Length | null {
  const numeral = readNumeral(text, at)
  const mark = numeral && rangeMark(text, numeral.end)
  const last = mark && readLength(text, mark.end)
  return last && last.count !== null ? last : null
}

/** 90日, 两日: as lengths only above what a month has, or as 两日. */
function countedDays(text: string, at: number, any = false): Length | null {
  const n = smallNumber(text, at)
  if (!n || text[n.end] !== '日' || '元均本报游'.includes(text[n.end + 1] ?? ' ')) return null
  return any || n.value > 31 || text[at] === '两'
    ? { end: n.end + 1, count: n.value, unit: 'day', half: false }
    : null
}

/** 20世纪80年代, 上世纪90年代, 90年代, 1990年代, 18世纪. */
export function readCentury(text: string, at: number, frame: Frame): Piece | null {
  let century: number | null = null
  let i = at
  const word = oneOf(text, at, ['上世纪', '本世纪'])
  if (word) {
    century = Math.floor(frame.ref.year / 100) - (word === '上世纪' ? 1 : 0)
    i += 3
  } else {
    const n = smallNumber(text, at)
    if (!n || (text[n.end] !== '世' && text[n.end] !== '年')) return null
    if (n.value >= 1 && n.value <= 22 && text.startsWith('世纪', n.end)) {
      century = n.value - 1
      i = n.end + 2
    }
  }
  const d = smallNumber(text, i)
  if (d && text.startsWith('年代', d.end)) {
    const end = d.end + 2
    if (d.length === 4 && d.value % 10 === 0 && century === null) return decade(text, end, d.value)
    if (d.value >= 10 && d.value <= 90 && d.value % 10 === 0) {
      const base =
        century ??
        (d.value <= frame.ref.year % 100
          ? Math.floor(frame.ref.year / 100)
          : Math.floor(frame.ref.year / 100) - 1)
      return decade(text, end, base * 100 + d.value)
    }
  }
  if (century === null) return null
  const part = partOf(text, i, 100)
  const [from] = yearSpan(century * 100 + part.first)
  const [, to] = yearSpan(century * 100 + part.last)
  return piece(i + part.length, from, to, 'century', 'century', { hasYear: true, relative: word !== null })
}

/** The part of ten or a hundred years that a word behind them names; both years count from their first. */
function partOf(text: string, end: number, years: 10 | 100): { length: number; first: number; last: number } {
  const part = partsOfYears().longest(text, end)
  if (!part) return { length: 0, first: 0, last: years - 1 }
  const [first, last] = part.value[years === 10 ? 'decade' : 'century']
  return { length: part.length, first, last }
}

/** 90年代初 are its first three years, 90年代末 its last. */
function decade(text: string, end: number, year: number): Piece {
  const part = partOf(text, end, 10)
  const [from] = yearSpan(year + part.first)
  const [, to] = yearSpan(year + part.last)
  return piece(end + part.length, from, to, 'decade', 'decade', { hasYear: true })
}

/** 党的十八大以来, 改革开放以来; 抗日战争时期 is how long it was. */
export function readEra(text: string, at: number): Piece | null {
  const era = eras().longest(text, at)
  if (!era) return null
  const end = at + era.length
  const { from, to } = era.value
  if (text.startsWith('以来', end)) return piece(end, from, from, 'day', 'era', { hasYear: true })
  const tail = to && oneOf(text, end, ['时期', '期间'])
  return tail ? piece(end + tail.length, from, to, 'year', 'era', { hasYear: true }) : null
}

let events: ReadonlySet<string> | null = null
/** Whether a character names what may have happened: 灾|后, 婚|后. */
function isEvent(char: string): boolean {
  events ??= new Set(cuesOf('event'))
  return events.has(char)
}
