import { addDays, addMonths, type CalendarDate, isoDate, parseIsoDate, toDayNumber } from '../text/index.js'
import { about, clockText, partAt, readClocks, stamp, withClock } from './clock.js'
import { readDate, readNumericDate } from './dates.js'
import type { Found } from './found.js'
import { readHours } from './hours.js'
import { days, type Frame, isTold, type Piece, shiftYears } from './piece.js'
import { Choice, oneOf, rangeMark, skip, smallNumber, spaces } from './read.js'
import { readRecurring } from './recurring.js'
import { readAround, readCentury, readEra, readLengths, readPlan } from './spans.js'
import { zoneAt } from './words.js'

/** What a reader of dates tries, in order. */
function readPiece(text: string, at: number, frame: Frame): Piece | null {
  const hours = readHours(text, at, frame)
  if (hours) return hours
  const found =
    readPlan(text, at) ??
    readNumericDate(text, at) ??
    readCentury(text, at, frame) ??
    readEra(text, at) ??
    readAround(text, at, frame) ??
    readDate(text, at, frame)
  return found && withClock(text, found)
}

/** 截至, 截止 … : the state on a day. */
const asOfWords = new Choice('截至目前', '截至发稿', '截至记者发稿时', '截至到', '截止到', '截至', '截止')

function readAsOf(text: string, at: number, frame: Frame): Found | null {
  const word = asOfWords.at(text, at)
  if (!word) return null
  if (word.length > 3 && !word.endsWith('到')) {
    const day = isoDate(frame.ref)
    const from = frame.known ? day : null
    return {
      start: at,
      end: at + word.length,
      kind: 'date',
      from,
      to: from,
      asOf: true,
      plan: null,
      needsReference: !frame.known,
      rule: 'as-of-now',
      piece: null,
    }
  }
  // 截至4月底，…占计划的64%: whatever is planned, the day is behind; 明年预计…；截至9月底: so it is of no year to come.
  const { sentence, ref } = frame
  const behind = sentence && sentence.from.year > ref.year ? null : sentence
  const found = readPiece(text, zoneAt(text, spaces(text, at + word.length)), {
    ...frame,
    sentence: behind,
    future: () => false,
  })
  if (!found) return null
  const day = stamp(found.to, found.clock)
  const unknown = found.relative && !frame.known && !isTold(frame, found)
  const point = { ...found, from: found.to, grain: 'day' as const }
  const ended = yearEnded(text, skip(text, found.end, '止'))
  if (ended && !found.clock)
    return {
      start: at,
      end: ended.end,
      kind: 'period',
      from: unknown ? null : isoDate(addMonths(addDays(found.to, 1), -ended.months)),
      to: unknown ? null : day,
      asOf: false,
      plan: null,
      needsReference: unknown,
      rule: 'months-ended',
      piece: null,
    }
  return {
    start: at,
    end: skip(text, found.end, '为止', '止'),
    kind: found.clock ? 'time' : 'date',
    from: unknown ? null : day,
    to: unknown ? null : day,
    asOf: true,
    plan: found.plan,
    needsReference: unknown,
    rule: `as-of-${found.rule}`,
    piece: unknown ? null : point,
  }
}

/** 截至6月30日止|年度, 截至12月底止|六个月: how many months a period has whose end is told. */
function yearEnded(text: string, at: number): { end: number; months: number } | null {
  if (text[at - 1] !== '止') return null
  if (text.startsWith('年度', at) || text.startsWith('全年', at)) return { end: at + 2, months: 12 }
  // 截至6月底止|半年业绩
  if (text.startsWith('半年', at)) return { end: at + 2 + (text[at + 2] === '度' ? 1 : 0), months: 6 }
  const n = smallNumber(text, at)
  if (!n || n.value < 1 || n.value > 24 || !text.startsWith('个月', n.end)) return null
  return { end: n.end + 2, months: n.value }
}

const samePeriodWords = new Choice(
  '去年同期',
  '上年同期',
  '去年同月',
  '上年同月',
  '前一年同期',
  '前年同期',
  '上一年同期',
  '同期',
)

/** 同期, 上年同期, 2019年同期: the governing period, moved to that year. */
function readSamePeriod(text: string, at: number, frame: Frame): Found | null {
  let years = 0
  let end = at
  let target: number | null = null
  let relative = false
  const word = samePeriodWords.at(text, at)
  if (word) {
    end += word.length
    years = word === '同期' ? 0 : word.startsWith('前年') ? 2 : 1
    relative = true
  } else {
    const y = smallNumber(text, at)
    if (y?.length !== 4 || !text.startsWith('年同期', y.end)) return null
    target = y.value
    end = y.end + 3
  }
  const { governing } = frame
  const found = (from: CalendarDate | null, to: CalendarDate | null): Found => ({
    start: at,
    end,
    kind: 'period',
    from: from && isoDate(from),
    to: to && isoDate(to),
    asOf: false,
    plan: null,
    needsReference: relative && from === null,
    rule: 'same-period',
    piece: null,
  })
  if (word === '同期' && !governing) return null
  if (!governing) {
    if (!frame.known) return found(null, null)
    const year = target ?? frame.ref.year - years
    return found({ year, month: 1, day: 1 }, shiftYears(frame.ref, year - frame.ref.year))
  }
  if (target === null && governing.from.year < frame.ref.year - 1 && years > 0) years = 1
  const by = target === null ? -years : target - governing.from.year
  return found(shiftYears(governing.from, by), lastDay(governing.to, by))
}

/** A period that ends with its month does so in every year: 29 February. */
function lastDay(date: CalendarDate, years: number): CalendarDate {
  const moved = shiftYears(date, years)
  if (date.month === 2 && date.day === 28) {
    const next = { year: moved.year, month: 2, day: 29 }
    return parseIsoDate(isoDate(next)) && date.year % 4 !== 0 ? next : moved
  }
  return moved
}

/** The other end of a range: 至12月, —2023年3月, 到15日. Parts that it leaves out are those of the first. */
function readRange(text: string, first: Piece, frame: Frame): Piece | null {
  const mark = rangeMark(text, skip(text, first.end, '起'))
  const and = mark ? null : oneOf(text, first.end, ['和', '与'])
  if (!mark && !and) return null
  const at = mark ? mark.end : first.end + 1
  if (mark && oneOf(text, at, ['今', '现在', '目前'])) {
    if (text.startsWith('今年', at) || text.startsWith('今天', at) || text.startsWith('今日', at))
      return second(text, at, first, frame)
    const length = text.startsWith('今', at) ? 1 : 2
    return {
      ...begun(first, frame),
      end: at + length,
      to: frame.ref,
      grain: 'month',
      relative: true,
      clock: null,
      stop: null,
      rule: 'until-now',
    }
  }
  const found = second(text, at, first, frame)
  if (!found) return null
  if (and) {
    const tail = oneOf(text, found.end, ['之间', '间'])
    return tail ? { ...found, end: found.end + tail.length } : null
  }
  return found
}

function second(text: string, at: number, first: Piece, frame: Frame): Piece | null {
  const inner: Frame = { ...frame, anchor: first, sentence: first, future: () => false }
  const last = readNumericDate(text, at) ?? readDate(text, at, inner)
  if (!last) return null
  const found = withClock(text, last)
  if (toDayNumber(found.to) < toDayNumber(first.from)) {
    // 周六至周日 to come: the second is of the week of the first.
    if (found.rule === 'weekday' && first.rule === 'weekday')
      return joined(first, { ...found, to: addDays(found.to, 7) })
    if (found.hasYear) return null
    // 5月31日20时至2日8时: the day is of the next month.
    if (found.grain === 'day' && !text.slice(at, found.end).includes('月')) {
      const to = addMonths(found.to, 1)
      return joined(first, { ...found, to })
    }
    // 11月至次年3月 without 次年: the range runs over the new year.
    const to = shiftYears(found.to, 1)
    if (toDayNumber(to) - toDayNumber(first.from) > 370) return null
    return joined(first, { ...found, to })
  }
  return joined(first, found)
}

function joined(first: Piece, last: Piece): Piece {
  return {
    ...first,
    end: last.end,
    to: last.to,
    grain: first.grain === 'day' && last.grain === 'day' ? 'day' : 'month',
    clock: first.clock,
    stop: last.clock,
    // 2012年8月至10月: what the second leaves out it has from the first.
    relative: first.relative || (last.relative && last.hasYear),
    rule: `${first.rule}-range`,
  }
}

const SINCE = new Choice('以来', '起至今', '至今', '开盘迄今', '起迄今', '迄今')
const BEGINNING = new Choice('起', '开始')
const AROUND = new Choice('前后', '左右', '期间', '以前', '之前', '以后', '之后', '前', '后')

export const isAfter = (date: CalendarDate, { ref }: Frame): boolean => days(ref, date) > 0

/** 10月以来 on a page of July began last October. */
function begun(found: Piece, frame: Frame): Piece {
  if (found.hasYear || !isAfter(found.from, frame)) return found
  return { ...found, from: shiftYears(found.from, -1), to: shiftYears(found.to, -1) }
}

/** Words behind a date that stretch it: 以来, 起, 前. */
function withSuffix(
  text: string,
  found: Piece,
  frame: Frame,
): { end: number; from: string | null; to: string | null; rule: string; relative: boolean } {
  const from = stamp(found.from, found.clock)
  const to = stamp(found.to, found.stop ?? found.clock)
  const plain = {
    end: found.end,
    from,
    to,
    rule: found.rule,
    relative: found.relative && !isTold(frame, found),
  }
  const since = SINCE.at(text, found.end)
  if (since)
    return {
      ...plain,
      end: found.end + since.length,
      // 今年8月以来 on a page of May: one of the two is wrong, and the end is not known.
      to: isAfter(found.from, frame) ? null : isoDate(frame.ref),
      rule: `${found.rule}-since`,
      relative: true,
    }
  const start = BEGINNING.at(text, found.end)
  if (start && toDayNumber(found.from) <= toDayNumber(frame.ref) && start === '起' && frame.known)
    return { ...plain, end: found.end + 1, rule: `${found.rule}-from` }
  const around = AROUND.at(text, found.end)
  if (
    around &&
    !'半期三两四五六七八九十往来面所列提夕不十后者续期台备勤院门缀卫锋程景'.includes(
      text[found.end + around.length] ?? ' ',
    )
  )
    return { ...plain, end: found.end + around.length }
  return plain
}

function readSpan(text: string, at: number, frame: Frame): Found | null {
  const head = text[at] === '从' || text[at] === '自' ? 1 : 0
  const first = readPiece(text, at + head, frame)
  if (!first) return null
  if (first.rule === 'plan-name' && head === 0) {
    // “十四五” alone names a plan: it governs nothing, but it is a time.
    first.rule = 'plan'
  }
  const range = readRange(text, first, frame)
  const read = range ?? first
  const found = SINCE.at(text, read.end) ? begun(read, frame) : read
  const suffixed = withSuffix(text, found, frame)
  const { from, to, rule, relative } = suffixed
  // 自5月26日至29日止
  const end = range ? skip(text, suffixed.end, '止') : suffixed.end
  const unknown = relative && !frame.known
  const point = found.grain === 'day' && from === to
  return {
    start: head && end === found.end ? at + head : at,
    end,
    kind: found.clock ? 'time' : point ? 'date' : 'period',
    from: unknown ? null : from,
    to: unknown ? null : to,
    asOf: false,
    plan: found.plan,
    needsReference: unknown,
    rule,
    piece: unknown ? null : found,
  }
}

/** Whether an hour without minutes is a time of day and no count of points: 十点的事, 大约十点; not 提出三点意见. */
function namesHour(text: string, at: number, end: number): boolean {
  const before = text[at - 1]
  const next = text[end]
  if (next !== undefined && '前后起许至到开左右的以之多过钟'.includes(next) && text[at] !== '一') return true
  if (before !== undefined && '于在到从至约近晚早夜午是即'.includes(before))
    return next === undefined || !/[\u4e00-\u9fff]/.test(next)
  return before === undefined && next === undefined
}

const scoreWords = ['的时候', '之前', '之后', '以前', '以后', ' 之前', ' 之后', '左右']

/** Behind these no clock time begins. */
const NO_CLOCK_BEHIND = '0123456789:：.点时第·百千万亿十/'

/** 9时30分 on its own: of the day last spoken of, else of the reference. */
function readBareClock(text: string, at: number, frame: Frame): Found | null {
  const part = partAt(text, at)
  const before = text[at - 1]
  if (part === null && before !== undefined && NO_CLOCK_BEHIND.includes(before)) return null
  const found = readClocks(text, part ? about(text, part.end) : at, part?.part ?? null)
  if (!found) return null
  const { first, second, end, days } = found
  const latin = first.colon && first.sure
  if (first.colon && !part && !latin && !/[于在至到起：，、（( ]/.test(before ?? '，')) return null
  if (
    first.colon &&
    !part &&
    !second &&
    !latin &&
    first.second === null &&
    !'前起后至许开，。；'.includes(text[end] ?? '，') &&
    !oneOf(text, end, scoreWords)
  )
    return null
  if (!part && !first.colon && !first.sure && !second && text[end - 1] === '点' && !namesHour(text, at, end))
    return null
  const day = frame.anchor?.grain === 'day' ? frame.anchor.to : frame.ref
  const unknown = frame.anchor?.grain !== 'day' && !frame.known
  const last = days > 0 ? addDays(day, days) : day
  return {
    start: at,
    end,
    kind: 'time',
    from: unknown ? null : stamp(day, clockText(first)),
    to: unknown ? null : stamp(last, clockText(second ?? first)),
    asOf: false,
    plan: null,
    needsReference: unknown,
    rule: 'clock',
    piece: null,
  }
}

/** 3年以上7年以下, 六个月以下: a length asked alone keeps its bounds. */
function boundedLength(text: string, at: number): number {
  const low = oneOf(text, at, ['以上', '及以上', '以内', '以下', '及以下', '左右'])
  if (!low) return at
  const from = skip(text, at + low.length, '，', ',')
  const second = low === '以上' ? readLengths(text, from) : null
  return second !== null && text.startsWith('以下', second) ? second + 2 : at + low.length
}

function readDuration(text: string, at: number, frame: Frame): Found | null {
  const length = readLengths(text, at)
  if (length === null) return null
  const end = frame.whole ? boundedLength(text, length) : length
  return {
    start: at,
    end,
    kind: 'duration',
    from: null,
    to: null,
    asOf: false,
    plan: null,
    needsReference: false,
    rule: 'duration',
    piece: null,
  }
}

/** 公元前221年, 公元前5世纪: ISO dates of this kind begin with the year 1, so that it has no start or end. */
function readBeforeChrist(text: string, at: number): Found | null {
  if (!text.startsWith('公元前', at)) return null
  const n = smallNumber(text, at + 3)
  const unit = n && oneOf(text, n.end, ['年', '世纪'])
  if (!unit) return null
  return {
    start: at,
    end: n.end + unit.length,
    kind: 'period',
    from: null,
    to: null,
    asOf: false,
    plan: null,
    needsReference: false,
    rule: 'before-christ',
    piece: null,
  }
}

/** The time expression that stands at a place. */
export function readAny(text: string, at: number, frame: Frame): Found | null {
  return (
    readBeforeChrist(text, at) ??
    readAsOf(text, at, frame) ??
    readSamePeriod(text, at, frame) ??
    readRecurring(text, at, frame) ??
    readSpan(text, at, frame) ??
    readBareClock(text, at, frame) ??
    readDuration(text, at, frame)
  )
}
