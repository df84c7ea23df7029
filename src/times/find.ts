import type { Zone } from '../article/index.js'
import { isArabicDigit } from '../segment/numerals.js'
import { Doc, isDigit, isLatin, parseIsoDate, type Span, Trie, toDayNumber } from '../text/index.js'
import { isAfter, readAny } from './any.js'
import { readFigures } from './figures.js'
import type { Found } from './found.js'
import { days, type Frame } from './piece.js'
import { spaces } from './read.js'
import { endsSentence, markTable, mayStart } from './starts.js'
import type { TimeExpression } from './types.js'
import { cuesOf, ZONE, zoneAt, zoneBefore } from './words.js'

export interface TimeOptions {
  /** ISO date that relative times count from. Without it they stay unresolved. */
  referenceDate?: string
}

let futureTrie: Trie<true> | null = null
/** Whether a word of plans stands in a stretch. */
function speaksOfPlans(text: string, from: number, to: number): boolean {
  futureTrie ??= new Trie(cuesOf('future').map((word) => [word, true] as const))
  for (let i = from; i < to; i++) {
    const found = futureTrie.longest(text, i, to)
    if (!found) continue
    // 占计划的64%, 比计划工期, 投资计划17.6亿元: a plan that is a noun.
    if (text[i] === '计' && (text[i + 2] === '的' || '比占度原按资'.includes(text[i - 1] ?? ' '))) continue
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

/** 2020年…。突破1998年纪录。12日…: where no reference date is known, an earlier year dates its own sentence alone. */
const isAside = ({ known, anchor, headed }: Frame): boolean =>
  !known && anchor?.grain === 'year' && headed !== null && anchor.to.year < headed

/** . , ． */
const isNumberMark = (code: number): boolean => code === 46 || code === 44 || code === 0xff0e

const numeralChars = '〇○零一二三四五六七八九十百千万亿两'
const plainDigits = new Set(Array.from('〇○零一二三四五六七八九', (digit) => digit.charCodeAt(0)))

function digitRunBefore(text: string, at: number): boolean {
  for (let i = at; i > at - 3; i--) if (!plainDigits.has(text.charCodeAt(i))) return false
  return true
}

type Governing = 'anchor' | 'sentence' | 'paragraph' | 'reported' | 'headed' | 'governing'

/** How far brackets around a year may reach, code units. */
const LONGEST_ASIDE = 40

/** （2010年诺贝尔物理学奖得主）: where the brackets close around a year and more; -1 where none are. */
function asideEnd(text: string, { start, end }: Found): number {
  let open = start - 1
  while (open >= 0 && start - open < LONGEST_ASIDE && !BRACKETS.includes(text[open])) open--
  if (open < 0 || !'（('.includes(text[open])) return -1
  let close = end
  while (close < text.length && close - end < LONGEST_ASIDE && !BRACKETS.includes(text[close])) close++
  if (!'）)'.includes(text[close] ?? ' ')) return -1
  return close - open - 1 - (end - start) > 3 ? close : -1
}

const BRACKETS = '（）()。\n'

class Finder {
  readonly text: string
  readonly frame: Frame
  readonly out: Found[] = []
  at = 0
  from = 0
  to = 0
  /** What stood before a year in brackets that only says who or what somebody is, and where the brackets close. */
  #aside: { end: number; frame: Pick<Frame, Governing> } | null = null
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
    this.#aside = null
    for (let i = start; i < end; ) {
      this.leaveAside(i)
      const code = text.charCodeAt(i)
      if (((marks[code >>> 5] >>> (code & 31)) & 1) === 0) {
        i++
        continue
      }
      if (endsSentence(code)) {
        // ； ends no sentence here.
        if (code !== 0xff1b) {
          frame.sentence = null
          if (isAside(frame)) frame.anchor = null
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

  /** Behind the brackets what stood before them goes on. */
  leaveAside(at: number): void {
    if (this.#aside === null || at < this.#aside.end) return
    Object.assign(this.frame, this.#aside.frame)
    this.#aside = null
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
    if (isLatin(before.charCodeAt(0)) && isArabicDigit(this.text.charCodeAt(start))) return true
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
    if (p.grain === 'year' && !p.relative && !this.#aside) {
      const close = asideEnd(this.text, found)
      const { anchor, sentence, paragraph, reported, headed, governing } = frame
      if (close >= 0)
        this.#aside = { end: close, frame: { anchor, sentence, paragraph, reported, headed, governing } }
    }
    frame.anchor = p
    if (p.hasYear && p.grain !== 'decade' && p.grain !== 'century') frame.sentence = p
    if (p.hasYear && !p.relative && p.grain !== 'decade' && p.grain !== 'century') frame.paragraph = p
    if ((p.grain === 'year' || p.rule === 'year-end') && p.hasYear && !p.relative) {
      frame.headed ??= p.from.year
      frame.reported = p.from.year
    }
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

const republicCues = new Map<string, RegExp>()
/** Whether a page has what those have that count years from 1912. `type`: of the cues. */
function isOfRepublic(text: string, type: 'republic' | 'republic-own'): boolean {
  const cues = republicCues.get(type) ?? new RegExp(cuesOf(type).join('|'))
  republicCues.set(type, cues)
  return cues.test(text.slice(0, 20000))
}

function frameOf(text: string, { referenceDate }: TimeOptions): Frame {
  let republic: boolean | null = null
  let own: boolean | null = null
  const ref = referenceDate === undefined ? null : parseIsoDate(referenceDate)
  return {
    // A stand-in lets relative expressions be read; what was counted from it is thrown away.
    ref: ref ?? { year: 2015, month: 6, day: 30 },
    known: ref !== null,
    anchor: null,
    sentence: null,
    paragraph: null,
    reported: null,
    headed: null,
    governing: null,
    clock: ref === null ? null : clockOf(referenceDate!),
    whole: false,
    roc: (short = false) => {
      if (short) own ??= isOfRepublic(text, 'republic-own')
      else republic ??= isOfRepublic(text, 'republic')
      return (short ? own : republic) ?? false
    },
    future: () => false,
  }
}

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

function isDigits(text: string, end: number): boolean {
  for (let i = 0; i < end; i++) if (!isDigit(text.charCodeAt(i))) return false
  return true
}

/** ISO 8601 has four digits for the year: 明年 of 9999 has no date, nor has 去年 of the year 1. */
function inCalendar(date: string | null): string | null {
  return date !== null && (date[4] !== '-' || date.startsWith('0000') || !isDigits(date, 4)) ? null : date
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
  const at = zoneAt(text, from)
  // 周日 in a question means the next as often as the last; the whole string has no words to tell.
  const found = readAny(text, at, frame)
  if (found?.end === from + trimmed.length) {
    const doc = Doc.of(text)
    return { ...record(doc, { ...found, start: at }), ...doc.mention({ start: from, end: found.end }) }
  }
  const figures = readFigures(trimmed, frame)
  return figures && record(Doc.of(text), { ...figures, start: from, end: from + trimmed.length })
}
