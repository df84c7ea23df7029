import { isArabicDigit } from '../segment/numerals.js'
import { CharacterSet } from '../text/index.js'
import type { TimeExpression } from '../times/index.js'
import { joins } from './change.js'
import { isLedTo, type Slot } from './context.js'
import { Guarded } from './guarded.js'
import { cueAt, cueBefore } from './tables.js'
import type { Change } from './types.js'

/** First characters of what a plan is called: 计划, 任务, …; and of 同期. */
const AIMS = '计任目预总水同'

/** Which time governs each figure: the last one said, or after a mere aside the one before it. */
export class Periods {
  readonly #text: string
  #times: readonly TimeExpression[] = []
  #next = 0
  /** Where the zone starts. */
  #start = 0
  #current: TimeExpression | null = null
  /** What a part of it (4月 in 1—4月) gives way to when its sentence ends. */
  #outer: TimeExpression | null = null
  #aside = false
  #sentence = -1
  #governed = false
  /** The time of the last figure alone, and where that figure ends. */
  #own: TimeExpression | null = null
  #end = 0
  /** Some figure was of the current time. */
  #used = false

  readonly #today: string | null
  /** Periods of the headline. */
  #main: readonly TimeExpression[] = []
  /** The first one that governed. */
  #report: TimeExpression | null = null

  constructor(text: string, today: string | null) {
    this.#text = text
    this.#today = today
  }

  /** Times of the next zone. */
  open(times: readonly TimeExpression[], headline: boolean, start: number): void {
    this.#times = times
    this.#start = start
    if (headline) this.#main = times.filter((time) => time.kind === 'period' && this.#isTopic(time))
    this.#next = 0
    this.#sentence = -1
    this.#governed = false
  }

  /** 报告期内: what follows is of the period that the page reports on. */
  report(): void {
    if (!this.#report) return
    this.#current = this.#report
    this.#outer = null
    this.#aside = false
  }

  /** 目前: what follows is of no period. */
  reset(): void {
    this.#current = null
    this.#outer = null
    this.#aside = false
  }

  /** The time that governs the figure of a slot. Slots come in order. */
  at(slot: Slot): TimeExpression | null {
    if (slot.sentence !== this.#sentence) {
      this.#sentence = slot.sentence
      // 其中3个…: still of the same day.
      if (!this.#text.startsWith('其中', slot.sentence)) this.#restore()
    }
    const { from } = slot.figure
    // 由上年的22.3%、28.6%和49.1%调整为…: all three are of that year.
    let own = joins(this.#text, this.#end, from) ? this.#own : null
    for (; this.#next < this.#times.length; this.#next++) {
      const time = this.#times[this.#next]
      if (time.span.start >= from) break
      if (time.span.start < slot.sentence) {
        // A sentence without figures: its period may still govern what follows.
        if (this.#speaks(time) && !this.#quoted(time) && (time.kind === 'period' || !this.#current))
          this.#set(time)
        continue
      }
      // 4月7日|清明假期最后一天: the day, and which one of the holiday it is.
      const { span, start } = this.#times[Math.max(0, this.#next - 1)]
      if (span.end === time.span.start && start && within({ ...time, start, end: start }, time)) continue
      if (this.#adjoins(time, slot) || this.#contrasts(time, slot) || this.#comesFrom(time, slot)) own = time
      else if (this.#speaks(time) && !this.#described(time, slot)) this.#set(time)
      else if (this.#observed(time)) this.#set(time, true)
    }
    this.#own = own
    this.#end = slot.figure.to
    if (own) return own
    this.#governed ||= this.#current !== null
    this.#used = true
    if (this.#current?.kind === 'period') this.#report ??= this.#current
    return this.#current
  }

  /** The end of a zone: days do not govern the next one unless its figures were theirs. */
  close(): void {
    this.#restore()
    for (; this.#next < this.#times.length; this.#next++) {
      const time = this.#times[this.#next]
      if (time.kind === 'period' && time.start !== null && this.#speaks(time) && !this.#ahead(time))
        this.#current = time
    }
    const current = this.#current
    if (!current || current.asOf) return
    if (current.kind === 'period' ? !this.#leads(current) : !this.#governed) this.#current = null
  }

  /** Near the head of its sentence or in the headline: 比亚迪（01211）公布，其5月… is of that sentence alone. */
  #leads(time: TimeExpression): boolean {
    const { span, start, end } = time
    // 去年同期营收…: what something is compared with is of its sentence alone.
    if (this.#awaited(time) || time.rule === 'same-period') return false
    if (this.#main.some((main) => main.start === start && main.end === end)) return true
    for (let i = span.start - 1, n = 0; i >= 0; i--, n++) {
      // 经查，2012年，…: how it once began is told in its paragraph alone.
      if (sentenceEnds.at(this.#text, i)) return cueAt('looks-back', this.#text, i + 1) === 0
      if (n >= HEAD)
        return TOLD_FIRST.find(this.#text, Math.max(0, span.start - TOLD_WITHIN), span.start) !== null
    }
    return cueAt('looks-back', this.#text, 0) === 0
  }

  /** The base that a comparison with a named time has: 比6月 of July's figure is mom. */
  base(slot: Slot, period: TimeExpression | null): Change['base'] {
    if (!period?.start || !period.end) return null
    const months = monthsOf(period)
    if (months === 3 && this.#text.slice(slot.clause, slot.figure.from).includes('环比')) return 'qoq'
    for (let t = this.#next - 1; t >= Math.max(0, this.#next - 8); t--) {
      const time = this.#times[t]
      // 与2014年相比，起数减少9起: what a clause of the sentence sets.
      const set = /^(?:同期)?相?比[较]?，/.test(this.#text.slice(time.span.end, time.span.end + 6))
      if (time.span.start < (set ? slot.sentence : slot.clause)) return null
      if (!time.start || !(set ? /[与同和跟]/ : /[比较]/).test(this.#text[time.span.start - 1] ?? ''))
        continue
      const apart = monthIndex(period.start) - monthIndex(time.start)
      // 8月末…，比7月末增加930万平方米
      if (atMonthEnd(period) && atMonthEnd(time)) return apart === 1 ? 'mom' : apart === 12 ? 'yoy' : null
      // 2022年上半年…，较2021年底上升: what the year began with.
      if (months > 0 && period.start.slice(5, 7) === '01' && apart === 1 && atYearEnd(time)) return 'ytd'
      if (months === 0 || months !== monthsOf(time)) return null
      if (apart === 12) return 'yoy'
      return apart !== months ? null : months === 1 ? 'mom' : months === 3 ? 'qoq' : null
    }
    return null
  }

  #restore(): void {
    if (!this.#aside) return
    this.#current = this.#outer
    this.#outer = null
    this.#aside = false
  }

  /** `passing`: it governs its sentence alone. */
  #set(time: TimeExpression, passing = false): void {
    const over = this.#aside ? this.#outer : this.#used ? this.#current : null
    this.#used = false
    // 4月当月 within 1—4月, 3月末 within 一季度; and what is to come governs its sentence alone.
    const future =
      this.#ahead(time) || this.#awaited(time) || (time.text.endsWith('年来') && this.#quoted(time))
    const part = over !== null && !time.asOf && within(time, over) && !this.#heads(time)
    // 一季度…；上年同期为18亿元。: what a period is compared with governs its sentence alone.
    const compared = over !== null && time.rule === 'same-period'
    this.#aside = over !== time && (future || part || passing || compared)
    this.#outer = this.#aside ? over : null
    this.#current = time
  }

  /** 四、消费与物价。|4月份，…: what a paragraph begins with governs it, whatever the one before was of. */
  #heads({ span, kind }: TimeExpression): boolean {
    if (kind !== 'period') return false
    const before = this.#text.slice(this.#start, span.start)
    return before.length < 16 && /^(?:[一二三四五六七八九十]{1,3}、[^，。]*。)?$/.test(before)
  }

  /** “近60年来，没下过这么大的雨。”: what somebody says looks back on years of which nothing else is told. */
  #quoted({ span }: TimeExpression): boolean {
    const before = this.#text.slice(Math.max(this.#start, span.start - 40), span.start)
    return before.lastIndexOf('“') > before.lastIndexOf('”')
  }

  /** 明年度总预算1.2万亿元; but of 总经费533亿元 拼2033年完工 the page is not about that year. */
  #isTopic({ span, start }: TimeExpression): boolean {
    if (this.#today === null || start === null || start <= this.#today) return true
    const before = this.#text[span.start - 1]
    if (span.start <= this.#start || isBreak(before)) return true
    const stop = Math.min(this.#text.length, span.end + HEADED)
    for (let at = span.end; at < stop && !isBreak(this.#text[at]); at++)
      if (isArabicDigit(this.#text.charCodeAt(at))) return true
    return false
  }

  /** To come, and not what the whole page is about (明年度总预算). */
  #ahead({ start, end }: TimeExpression): boolean {
    if (this.#today === null || start === null || start <= this.#today) return false
    return !this.#main.some((time) => time.start === start && time.end === end)
  }

  /** 下半年原料价格有望回落: under way, but what is told of it is to come. */
  #awaited({ end, span }: TimeExpression): boolean {
    if (this.#today === null || end === null || end <= this.#today) return false
    return /预[计估期]|有望|料将|或将|可望|将(?!近)/.test(
      this.#text.slice(Math.max(0, span.start - 3), span.end + 14),
    )
  }

  /** Whether it can govern at all: not what is only compared with. */
  #speaks(time: TimeExpression): boolean {
    const { kind, span } = time
    // 7月3日20时至4日8时 lasts, 20时 does not.
    const moment = kind === 'time' && !time.asOf && time.start === time.end
    if (kind === 'duration' || kind === 'recurring' || moment) return false
    if (kind === 'date' && !time.asOf && this.#tells(span.end)) return false
    const text = this.#text
    // 本报成都7月21日|电: when it was sent in; what is told may have been the day before.
    if (kind === 'date' && cueAt('wired', text, span.end) > 0) return false
    const last = text[span.start - 1]
    const next = text[span.end]
    // 创近8个月新高, 为2015年以来最高: over which time something is the highest.
    // 今年第3号台风, 今年首场降雪: which one of the year.
    if (WHICH.find(text, span.end, span.end + 6)) return false
    if ('创为是得'.includes(last ?? ' ') && RECORD.test(text.slice(span.end, span.end + 8))) return false
    // 延续2月份平稳向好趋势, 扭转上季度的下滑态势: of which time the trend was.
    if (cueBefore('trend', text, Math.max(0, span.start - 3), span.start) > 0) return false
    // 在2000年的基础上翻了两番, 接近去年全年赢利水平
    if (LEVEL.find(text, span.end, span.end + 10)) return false
    switch (last) {
      case '比':
      case '较':
      case '与':
      case '和':
      case '超':
        return false
      case '过':
        if (text[span.start - 2] === '超') return false
        break
      // 上年同期 after 由, 从: where it came from.
      case '由':
      case '从':
        if (next !== '起' && next !== '至' && next !== '到') return false
        break
      case '于':
        // 成立于2023年: when it began is not when it has what follows.
        if (
          /(?:[高低快慢]|相当|成立|[始兴创筹修]建|创立|创办|开办|组建|[诞出]?生)于$/.test(
            text.slice(Math.max(0, span.start - 4), span.start),
          )
        )
          return false
        break
      case '是':
      case '为':
      case '达':
        if (next === '的' || time.text.endsWith('同期')) return false
        break
      // 恢复到2019年同期的1.2倍, 增至上年的三倍
      case '到':
      case '至':
        if (/^的[约近超逾]?[0-9一二两三四五六七八九十]/.test(text.slice(span.end, span.end + 3))) return false
        break
    }
    if (next !== '的' && !AIMS.includes(next ?? ' ')) return true
    if (
      /[成占到]$/.test(last ?? '') &&
      /^(?:预算|任务|目标|计划)数?[约近]?\d/.test(text.slice(span.end, span.end + 6))
    )
      return false
    if (/^(?:的?(?:计划|任务|目标|预算|总量|总额|水平){1,2}的|同期)/.test(text.slice(span.end, span.end + 6)))
      return false
    return true
  }

  /** 7月24日发布的数据显示, 8月5日，记者获悉: the day of the news, not of what it tells. */
  #tells(end: number): boolean {
    const text = this.#text
    const from = text[end] === '，' ? end + 1 : end
    const stop = Math.min(text.length, from + 32)
    for (let at = from; at < stop; at++) {
      const char = text[at]
      if (char === '，' || char === '。' || char === '\n') return false
      if (TOLD.includes(char) && cueAt('told', text, at) > 0) return true
    }
    return false
  }

  /** 三季度的1.48亿元: it governs this figure alone. */
  #adjoins(time: TimeExpression, slot: Slot): boolean {
    const { end, start } = time.span
    const between = this.#text.slice(end, slot.figure.from)
    if (between !== '的') return false
    // 回落至|今年9月的|8.7%; 增至|2019年的|1.2倍 is only compared with it.
    if (slot.figure.unit?.code !== '倍' && isLedTo(this.#text, start)) return true
    return /[由从比较于]$|修正后$/.test(this.#text.slice(Math.max(0, start - 3), start))
  }

  /** 由上月上涨0.2%转为…: what it was is of the time that it comes from. */
  #comesFrom({ span, kind }: TimeExpression, slot: Slot): boolean {
    if (kind !== 'period' || span.start < slot.start || !'由从'.includes(this.#text[span.start - 1] ?? ' '))
      return false
    return /^(?:的|[上下][涨升跌降]|增长|下降){1,2}$/.test(this.#text.slice(span.end, slot.figure.from))
  }

  /** 7月2日8时，…水位33.28米: what is read off a gauge at a moment; not what then happened. */
  #observed({ kind, asOf, span, start, end, text }: TimeExpression): boolean {
    if (kind !== 'time' || asOf || start !== end || !/[月日]/.test(text)) return false
    const behind = this.#text.slice(span.end, span.end + 32)
    return OBSERVED.test(behind.startsWith('，') ? behind : behind.slice(0, 14))
  }

  /** 10月增长1.4%，9月则下降5.3%；: the clause alone is of it. */
  #contrasts({ span }: TimeExpression, slot: Slot): boolean {
    return this.#text[span.end] === '则' && span.start >= slot.clause
  }

  /** 今年全省首个…, 去年的工程: it describes a noun far from the figure. */
  #described(time: TimeExpression, slot: Slot): boolean {
    const { span } = time
    const text = this.#text
    // 占2023年营业收入的4.7%
    const behind = text.slice(span.end, slot.figure.from)
    if (
      behind.length < 16 &&
      /^[^，；]+的[约近超]?$/.test(behind) &&
      /占|相当于|完成|达到/.test(text.slice(slot.start, span.start))
    )
      return true
    if (/[是为]$/.test(text.slice(Math.max(0, span.start - 2), span.start)) && time.kind === 'period') {
      return text.slice(span.end, slot.figure.from).includes('，')
    }
    return false
  }
}

/** So near behind its year a headline tells the figure of it. */
const HEADED = 24

const isBreak = (char: string | undefined): boolean =>
  char === undefined || ' \u3000\n，。；：！？'.includes(char)

const sentenceEnds = new CharacterSet('。！？；\n')

/** How far from the head of its sentence a period may stand that governs the next paragraphs, too. */
const HEAD = 10

/** 市住建局数据显示，|10月1日至7日，…; 7月15日，市统计局发布数据，初步核算，|上半年…: behind a clause that names the source. */
const TOLD_FIRST = new Guarded(
  'last',
  '，年',
  /(?:^|[。！？\n])(?:[0-9年月日]{2,11}，)?[^。！？\n，]{2,24}(?:数据|统计|消息|通报|公布|发布|披露|介绍|透露|显示|获悉|了解到)，(?:经?初步[核测]算，)?(?:今年)?$/,
)
/** How far back such a clause begins. */
const TOLD_WITHIN = 44

const WHICH = new Guarded(
  'first',
  '以的第首',
  /^(?:以来)?的?(?:第[0-9一二三四五六七八九十]|首[个场次轮批座条家例])/,
)
/** Behind a time that something else is measured by. */
const LEVEL = new Guarded('within', '础平', /^(?:的?基础上|的?[\u4e00-\u9fff]{0,4}水平[，。；])/)
const RECORD = /^(?:以?来)?(?:同期)?的?(?:历史)?(?:新[高低]|最[高低大小好多])/
const OBSERVED = /水位|流量|潮位|气温|浓度|蓄水|雨量|风速|库容/

/** First characters of the words of dict/facts/cues.tsv that tell news. */
const TOLD = '发公通获披介透表宣报消印出揭'

function monthIndex(iso: string): number {
  return Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7))
}

const atMonthEnd = ({ start, end, text }: TimeExpression): boolean =>
  start !== null && start === end && /月[底末]$/.test(text)

const atYearEnd = ({ start, end, text }: TimeExpression): boolean =>
  start !== null && start === end && /年[底末]$/.test(text)

/** Whole months of a period; 0 for days and open ends. */
export function monthsOf({ start, end }: TimeExpression): number {
  if (!start || !end || start.slice(8, 10) !== '01' || start === end) return 0
  return monthIndex(end) - monthIndex(start) + 1
}

function within(time: TimeExpression, over: TimeExpression): boolean {
  if (!time.start || !time.end || !over.start || !over.end) return false
  const longer = time.start !== over.start || time.end.slice(0, 10) !== over.end.slice(0, 10)
  return longer && time.start >= over.start && time.end.slice(0, 10) <= over.end.slice(0, 10)
}
