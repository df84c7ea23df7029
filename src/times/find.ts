import type { Zone } from '../article/index.js'
import { isArabicDigit } from '../segment/numerals.js'
import {
  addDays,
  addMonths,
  type CalendarDate,
  Doc,
  isoDate,
  parseIsoDate,
  type Span,
  Trie,
  toDayNumber,
} from '../text/index.js'
import { clockText, readClocks, stamp, withClock } from './clock.js'
import { readDate, readNumericDate } from './dates.js'
import { readFigures } from './figures.js'
import type { Found } from './found.js'
import { readHours } from './hours.js'
import { days, type Frame, type Piece, shiftYears } from './piece.js'
import { oneOf, rangeMark, skip, smallNumber, spaces } from './read.js'
import { readRecurring } from './recurring.js'
import { readAround, readCentury, readEra, readLengths, readPlan } from './spans.js'
import { endsSentence, markTable, mayStart } from './starts.js'
import type { TimeExpression } from './types.js'
import { timeWordAt, zoneBefore } from './words.js'

export interface TimeOptions {
  /** ISO date that relative times count from. Without it they stay unresolved. */
  referenceDate?: string
}

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
const asOfWords = ['截至目前', '截至发稿', '截至记者发稿时', '截至到', '截止到', '截至', '截止']

function readAsOf(text: string, at: number, frame: Frame): Found | null {
  const word = oneOf(text, at, asOfWords)
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
  const found = readPiece(text, spaces(text, at + word.length), {
    ...frame,
    sentence: behind,
    future: () => false,
  })
  if (!found) return null
  const day = stamp(found.to, found.clock)
  const unknown = found.relative && !frame.known
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
  if (text.startsWith('年度', at)) return { end: at + 2, months: 12 }
  const n = smallNumber(text, at)
  if (!n || n.value < 1 || n.value > 24 || !text.startsWith('个月', n.end)) return null
  return { end: n.end + 2, months: n.value }
}

const samePeriodWords = ['去年同期', '上年同期', '前一年同期', '前年同期', '上一年同期', '同期']

/** 同期, 上年同期, 2019年同期: the governing period, moved to that year. */
function readSamePeriod(text: string, at: number, frame: Frame): Found | null {
  let years = 0
  let end = at
  let target: number | null = null
  let relative = false
  const word = '去上前同'.includes(text[at]) ? oneOf(text, at, samePeriodWords) : null
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
      ...first,
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
    if (found.hasYear) return null
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
    relative: first.relative || last.relative,
    rule: `${first.rule}-range`,
  }
}

const SINCE = ['以来', '起至今', '至今']

const isAfter = (date: CalendarDate, { ref }: Frame): boolean => days(ref, date) > 0

/** 10月以来 on a page of July began last October. */
function begun(text: string, found: Piece, frame: Frame): Piece {
  if (found.hasYear || !isAfter(found.from, frame) || !oneOf(text, found.end, SINCE)) return found
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
  const plain = { end: found.end, from, to, rule: found.rule, relative: found.relative }
  const since = oneOf(text, found.end, SINCE)
  if (since)
    return {
      ...plain,
      end: found.end + since.length,
      // 今年8月以来 on a page of May: one of the two is wrong, and the end is not known.
      to: isAfter(found.from, frame) ? null : isoDate(frame.ref),
      rule: `${found.rule}-since`,
      relative: true,
    }
  const start = oneOf(text, found.end, ['起', '开始'])
  if (start && toDayNumber(found.from) <= toDayNumber(frame.ref) && start === '起' && frame.known)
    return { ...plain, end: found.end + 1, rule: `${found.rule}-from` }
  const around = oneOf(text, found.end, ['前后', '左右', '期间', '以前', '之前', '以后', '之后', '前', '后'])
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
  const head = oneOf(text, at, ['从', '自']) ? 1 : 0
  const first = readPiece(text, at + head, frame)
  if (!first) return null
  if (first.rule === 'plan-name' && head === 0) {
    // “十四五” alone names a plan: it governs nothing, but it is a time.
    first.rule = 'plan'
  }
  const range = readRange(text, first, frame)
  const found = begun(text, range ?? first, frame)
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

/** 9时30分 on its own: of the day last spoken of, else of the reference. */
function readBareClock(text: string, at: number, frame: Frame): Found | null {
  const word = timeWordAt(text, at)
  const part = word?.value.type === 'part' ? word : null
  const before = text[at - 1]
  if (part === null && before !== undefined && /[\d:：.点时第·百千万亿十/]/.test(before)) return null
  const from = part ? spaces(text, at + part.length) : at
  const found = readClocks(text, from, part?.value.value ?? null)
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

function readAny(text: string, at: number, frame: Frame): Found | null {
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

const futureWords = [
  '将',
  '预计',
  '计划',
  '力争',
  '拟',
  '有望',
  '预期',
  '争取',
  '确保',
  '即将',
  '届时',
  '必须',
  '务必',
]

let futureTrie: Trie<true> | null = null
/** Whether a word of plans stands in a stretch. */
function speaksOfPlans(text: string, from: number, to: number): boolean {
  futureTrie ??= new Trie(futureWords.map((word) => [word, true] as const))
  for (let i = from; i < to; i++) {
    const found = futureTrie.longest(text, i, to)
    if (!found) continue
    // 占计划的64%, 比计划工期: a plan that is a noun.
    if (text[i] === '计' && (text[i + 2] === '的' || '比占度原按'.includes(text[i - 1] ?? ' '))) continue
    if (text[i] === '将' && takes(text, i + 1, to)) continue
    return true
  }
  return false
}

/** 将|交货周期由25天缩短到7天: behind 将, as behind 把, what becomes something else. 将由…建到… is to come. */
function takes(text: string, at: number, to: number): boolean {
  let from = -1
  for (let i = at + 1; i < to && !isClauseEnd(text.charCodeAt(i)); i++) {
    if (from < 0 ? '由从'.includes(text[i]) : '到至为'.includes(text[i])) {
      if (from >= 0) return true
      from = i
    }
  }
  return false
}

const isClauseEnd = (code: number): boolean => code === 0xff0c || code === 0x2c || endsSentence(code)

const isAhead = ({ known, anchor, ref }: Frame): boolean =>
  known && anchor !== null && days(ref, anchor.from) > 0

/** . , ． */
const isNumberMark = (code: number): boolean => code === 46 || code === 44 || code === 0xff0e

const numeralChars = '〇零一二三四五六七八九十百千万亿两'
const plainDigits = new Set(Array.from('〇零一二三四五六七八九', (digit) => digit.charCodeAt(0)))

function digitRunBefore(text: string, at: number): boolean {
  for (let i = at; i > at - 3; i--) if (!plainDigits.has(text.charCodeAt(i))) return false
  return true
}

class Finder {
  readonly text: string
  readonly frame: Frame
  readonly out: Found[] = []
  at = 0
  from = 0
  to = 0
  /** Where plans were last looked for, and whether they stood near. */
  #asked = -1
  #plans = false
  constructor(text: string, frame: Frame) {
    this.text = text
    this.frame = { ...frame, future: () => this.plansNear() }
  }

  zone({ start, end }: Span): void {
    const { text, frame } = this
    const marks = markTable()
    frame.anchor = null
    frame.sentence = null
    frame.paragraph = null
    this.from = start
    this.to = end
    for (let i = start; i < end; ) {
      const code = text.charCodeAt(i)
      if (((marks[code >>> 5] >>> (code & 31)) & 1) === 0) {
        i++
        continue
      }
      if (endsSentence(code)) {
        // ； ends no sentence here.
        if (code !== 0xff1b) {
          frame.sentence = null
          // 施工到12月15日止。…25日启用: what is to come dates its sentence alone.
          if (isAhead(frame)) frame.anchor = null
        }
        i++
        continue
      }
      if (!mayStart(text, i)) {
        i += isArabicDigit(code) ? this.digitRun(i) : 1
        continue
      }
      if (isArabicDigit(code) && isArabicDigit(text.charCodeAt(i - 1)) && i > start) {
        i++
        continue
      }
      // In the middle of a run of Chinese digits nothing starts.
      if (i - start > 1 && digitRunBefore(text, i)) {
        i++
        continue
      }
      this.at = i
      const found = readAny(text, i, frame)
      if (!found || found.end > end || this.inName(found)) {
        i += isArabicDigit(code) ? this.digitRun(i) : this.numeralRun(i)
        continue
      }
      this.take(found)
      i = found.end
    }
  }

  digitRun(at: number): number {
    let i = at
    while (
      isArabicDigit(this.text.charCodeAt(i)) ||
      (i > at && isNumberMark(this.text.charCodeAt(i)) && isArabicDigit(this.text.charCodeAt(i + 1)))
    )
      i++
    return Math.max(1, i - at)
  }

  /** 一百二十点五: past the numeral up to its point, that 二十点 be no time of day. */
  numeralRun(at: number): number {
    const { text } = this
    let i = at
    let scaled = false
    while (i - at < 30 && numeralChars.includes(text[i] ?? ' '))
      scaled = '十百千万亿'.includes(text[i++]) || scaled
    if (!scaled || i - at < 2 || (text[i] !== '点' && text[i] !== '个')) return 1
    return i - at
  }

  /** Words of plans in this sentence, within sixty characters. Looked for only where a reader has to guess. */
  plansNear(): boolean {
    const { text, at, from: start, to: end } = this
    if (this.#asked === at) return this.#plans
    let from = at
    while (from > start && at - from < 30 && !endsSentence(text.charCodeAt(from - 1))) from--
    let to = at
    while (to < end && to - at < 30 && !endsSentence(text.charCodeAt(to))) to++
    this.#asked = at
    this.#plans = speaksOfPlans(text, from, to)
    return this.#plans
  }

  /** 1.5年 read as 5年, 第3天, a decimal that goes on. */
  inName({ start, end, kind }: Found): boolean {
    const before = this.text[start - 1]
    if (before === undefined) return false
    if ((before === '.' || before === '．') && isArabicDigit(this.text.charCodeAt(start - 2))) return true
    if (/[A-Za-z]/.test(before) && isArabicDigit(this.text.charCodeAt(start))) return true
    if (before === '第' && kind === 'duration') return true
    // 提|前26天, 连跌|3日: so many days, none in particular.
    if (before === '提' && this.text[start] === '前') return true
    if (this.text[start - 2] === '连' && '跌涨升挫阴阳降'.includes(before)) return true
    // 《明日之后》, 今日头条: inside a title of a work nothing is a time of ours.
    if (before === '《' && (this.text[end] !== '》' || /[日天后]/.test(this.text[start + 1] ?? '')))
      return true
    return false
  }

  take(found: Found): void {
    const { frame } = this
    this.out.push(found)
    const { piece: p } = found
    if (!p) return
    // 比5月增加: what is only compared with neither governs nor anchors.
    const before = this.text[found.start - 1]
    if (before === '比' || before === '较' || before === '与') return
    // 由上月上涨转为下降, 从去年的3.1%降至2%
    if (
      (before === '由' || before === '从') &&
      found.start > 0 &&
      p.relative &&
      !LEADS.test(this.text.slice(found.end, found.end + 2))
    )
      return
    // 订单排到明年一季度，8月份完成…: how far something reaches says no year of what is told.
    if ((before === '到' || before === '至') && p.relative && toDayNumber(p.from) > toDayNumber(frame.ref))
      return
    frame.anchor = p
    if (p.hasYear && p.grain !== 'decade' && p.grain !== 'century') frame.sentence = p
    if (p.hasYear && !p.relative && p.grain !== 'decade' && p.grain !== 'century') frame.paragraph = p
    if (p.grain === 'year' && p.hasYear && !p.relative) frame.reported = p.from.year
    if (p.grain !== 'day' || found.kind === 'period') frame.governing = { from: p.from, to: p.to }
    else if (found.asOf) frame.governing = { from: { year: p.to.year, month: 1, day: 1 }, to: p.to }
    if (found.rule.endsWith('-since') || found.asOf)
      frame.governing = {
        from: found.asOf ? { year: p.to.year, month: 1, day: 1 } : p.from,
        to: found.asOf || isAfter(p.from, frame) ? p.to : frame.ref,
      }
  }
}

/** 从上月起, 从去年到今年 */
const LEADS = /^(?:[起至到开以底末初]|—)/

function clockOf(iso: string): number | null {
  const m = /[T ](\d{2}):(\d{2})(?::(\d{2}))?/.exec(iso)
  return m && Number(m[1]) * 3600 + Number(m[2]) * 60 + Number(m[3] ?? 0)
}

/** What pages have that count years from 1912. */
const OF_TAIWAN =
  /民国|新台币|立委|立法院|台北|台中|高雄|内政部|嘉义县|嘉义市|屏东县|云林县|彰化县|苗栗县|南投县|花莲县|台东县|宜兰县|澎湖县|新竹县|桃园市|台南市|基隆市|中央气象署|台股/

function frameOf(text: string, { referenceDate }: TimeOptions): Frame {
  let republic: boolean | null = null
  const ref = referenceDate === undefined ? null : parseIsoDate(referenceDate)
  return {
    // A stand-in lets relative expressions be read; what was counted from it is thrown away.
    ref: ref ?? { year: 2015, month: 6, day: 30 },
    known: ref !== null,
    anchor: null,
    sentence: null,
    paragraph: null,
    reported: null,
    governing: null,
    clock: ref === null ? null : clockOf(referenceDate!),
    whole: false,
    roc: () => {
      republic ??= OF_TAIWAN.test(text.slice(0, 20000))
      return republic
    },
    future: () => false,
  }
}

/** Longest name of a time zone in brackets. */
const ZONE = 8

/** The offset of a zone that is named right before a time of day or in brackets behind it: 北京时间20时, 20:30（北京时间）. */
function offsetAt(text: string, start: number, end: number): string | null {
  let from = start
  while (from > 0 && text.charCodeAt(from - 1) === 32) from--
  const before = zoneBefore(text, from, 0)
  if (before) return before.value
  const at = spaces(text, end)
  if (text[at] !== '（' && text[at] !== '(') return null
  let close = at + 1
  while (close - at < ZONE && text[close] !== '）' && text[close] !== ')' && close < text.length) close++
  const behind = zoneBefore(text, close, at + 1)
  return behind?.length === close - at - 1 ? behind.value : null
}

function withOffset(iso: string | null, offset: string): string | null {
  return iso?.includes('T') ? iso + offset : iso
}

function record(doc: Doc, found: Found): TimeExpression {
  const { kind, asOf, plan, needsReference, rule } = found
  const offset = kind === 'time' ? offsetAt(doc.text, found.start, found.end) : null
  const start = offset ? withOffset(found.from, offset) : found.from
  const end = offset ? withOffset(found.to, offset) : found.to
  const { text, span, sourceSpan } = doc.mention({ start: found.start, end: found.end })
  return {
    text,
    span,
    sourceSpan,
    kind,
    start: inCalendar(start),
    end: inCalendar(end),
    asOf,
    plan,
    needsReference,
    rule,
  }
}

/** ISO 8601 has four digits for the year: 明年 of 9999 has no date, nor has 去年 of the year 1. */
function inCalendar(date: string | null): string | null {
  return date !== null && !/^(?!0000)\d{4}-/.test(date) ? null : date
}

/**
 * Finds the time expressions of the zones, in order. Years and months that a date leaves out come from
 * what the paragraph spoke of last, else from the reference date.
 */
export function findTimes(doc: Doc, zones: readonly Zone[], options: TimeOptions = {}): TimeExpression[] {
  const finder = new Finder(doc.text, frameOf(doc.text, options))
  for (const { span } of zones) finder.zone(span)
  return finder.out.map((found) => record(doc, found))
}

/** Reads a whole string that is one time expression, else null. Takes figures that a page would not: 20240307, 09-01. */
export function parseTime(text: string, options: TimeOptions = {}): TimeExpression | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const from = text.indexOf(trimmed)
  const frame = { ...frameOf(text, options), whole: true }
  // 北京时间20时30分
  let at = from
  for (let size = 1; size <= ZONE && at === from; size++)
    if (zoneBefore(text, from + size, from)?.length === size) at = spaces(text, from + size)
  // 周日 in a question means the next as often as the last; the whole string has no words to tell.
  const found = readAny(text, at, frame)
  if (found?.end === from + trimmed.length) {
    const doc = Doc.of(text)
    return { ...record(doc, { ...found, start: at }), ...doc.mention({ start: from, end: found.end }) }
  }
  const figures = readFigures(trimmed, frame)
  return figures && record(Doc.of(text), { ...figures, start: from, end: from + trimmed.length })
}
