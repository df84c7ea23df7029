import { CharacterSet, isHan, lastIn, type Span } from '../text/index.js'
import type { Figure } from './figure.js'
import { Guarded } from './guarded.js'
import { endsInList, sameBelowEnd } from './items.js'
import { bases, cueBefore, startsOf } from './tables.js'
import type { Change } from './types.js'

/** A figure with the text around it that may speak of it. */
export interface Slot {
  figure: Figure
  /** Where its sentence starts. */
  sentence: number
  /** Where its clause starts (after ，；：。 or a bracket), or the figure before it ends. */
  start: number
  /** Where the clause itself starts, figures before it or not. */
  clause: number
}

/** 2 for what ends a sentence, 1 for what ends a clause, 0 for all else. */
function markAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  // Between the marks of ASCII and the fullwidth ones lies everything else.
  if (code > 0x3f && code !== 0x3002 && code < 0xff01) return 0
  switch (text[at]) {
    case '。':
    case '！':
    case '？':
    case '!':
    case '?':
      return 2
    case '\n':
      return endsInList(text, at) ? 1 : 2
    case '，':
    case '；':
    case '：':
    case ',':
    case ';':
    case ':':
    case '（':
    case '）':
    case '(':
    case ')':
      return 1
    default:
      return 0
  }
}

/** Cuts a zone into the stretches that belong to each figure. One pass. */
export function slotsOf(text: string, zone: Span, figures: readonly Figure[]): Slot[] {
  const slots: Slot[] = []
  let sentence = zone.start
  let clause = zone.start
  let i = zone.start
  let previous = zone.start
  for (const figure of figures) {
    for (; i < figure.from; i++) {
      const mark = markAt(text, i)
      if (mark === 0) continue
      // 比去年同期（下同）增长7%: no clause ends there.
      const below = sameBelowEnd(text, i)
      if (below > 0) {
        i = below - 1
        continue
      }
      clause = i + 1
      if (mark === 2) sentence = i + 1
    }
    slots.push({ figure, sentence, start: Math.max(clause, previous), clause })
    previous = figure.to
    i = Math.max(i, figure.to)
  }
  return slots
}

export interface Verb {
  change: Change
  /** Where the phrase of change starts: everything before it may name the metric. */
  start: number
}

/** 升至, 增加到 */
const leadsTo = (char: string | undefined): boolean => char === '至' || char === '到' || char === '为'
/** 涨至每吨59万元 */
export const perUnits = new Set([
  '公斤',
  '平米',
  '千克',
  '平方米',
  '平方公里',
  '千人',
  '万人',
  '百人',
  '百户',
  '公顷',
  '小时',
  '分钟',
  '公里',
  ...'斤吨亩人股户间坪升桶件个辆台套度秒天日月年',
])

const softens = new CharacterSet('了约近超逾将达各均再又也')

/** Length of the word between a verb of change and its figure that ends at `end`; 0 where none does. */
function softSize(text: string, from: number, end: number): number {
  if (end <= from) return 0
  for (let every = end - 2; every >= from && every >= end - 5; every--)
    if (text[every] === '每' && perUnits.has(text.slice(every + 1, end))) return end - every
  if (softens.at(text, end - 1)) return 1
  const pair = end - 2 >= from && (text.startsWith('分别', end - 2) || text.startsWith('达到', end - 2))
  return pair ? 2 : 0
}

const LED_TO_TIME = /(?:(?:\d{4}|[今去前])年年?)?(?:\d{1,2}月份?|[上下]半年|[一二三四]季度)?[底末]?$/

/**
 * Where the words end that a time in front of a figure follows: 增至|2023年的|52万元, 回落至|今年9月的|8.7%. `end` where none
 * stands there.
 */
function ledAt(text: string, from: number, end: number): number {
  const named = cueBefore('moment', text, from, end - 1)
  const time = named > 0 ? null : LED_TO_TIME.exec(text.slice(Math.max(from, end - 14), end - 1))
  const at = end - 1 - (time ? time[0].length : named)
  return at < end - 1 && leadsTo(text[at - 1]) ? at : end
}

/** 降至, 回落到, 增加到: whether a change led to what begins at a place. */
export function isLedTo(text: string, at: number): boolean {
  if (at < 2 || !leadsTo(text[at - 1])) return false
  const from = Math.max(0, at - 8)
  return cueBefore('up', text, from, at - 1) > 0 || cueBefore('down', text, from, at - 1) > 0
}

/** Growth, fall or gap said right before a figure: 同比增长, 比上年末净增, 降至. */
export function changeBefore(text: string, slot: Slot, base: Change['base']): Verb | null {
  const { figure, start } = slot
  let end = figure.from
  const window = Math.max(start, end - 24)
  // 增长率 of 5 % is a rate; 增长了约5% is growth.
  for (let soft = softSize(text, window, end); soft > 0; soft = softSize(text, window, end)) end -= soft
  // 降到|现在的|1.9万元
  if (text[end - 1] === '的') end = ledAt(text, window, end)
  let direction: Change['direction'] | null = null
  let size = cueBefore('up', text, window, end)
  if (size > 0) direction = 'up'
  const down = cueBefore('down', text, window, end)
  if (down > size) {
    direction = 'down'
    size = down
  }
  let to = false
  const before = text.slice(window, end)
  // 较年初新增286亿元, but 新增286亿元 is no change of a level.
  const more = before.endsWith('新增') && /[比较][^，。；]{1,10}新增$/.test(before)
  if (more) size = 2
  if (direction === null && end > window && leadsTo(text[end - 1])) {
    const u = cueBefore('up', text, window, end - 1)
    const d = cueBefore('down', text, window, end - 1)
    // 潜伏期多为3至7天: mostly.
    const mostly = u + d === 1 && text[end - 1] === '为' && '多少高低快'.includes(text[end - 2])
    if ((u > 0 || d > 0) && !mostly) {
      direction = u >= d ? 'up' : 'down'
      size = Math.max(u, d) + 1
      to = true
    }
  }
  if (figure.rule === 'doubling') {
    // 较前些年翻了一番
    const than = /(?:同比|按年|(?:比(?![重例率])|较)[^，。；]{1,10})$/.exec(before)
    return {
      change: { direction: 'up', base: baseIn(before) ?? (than ? 'other' : base), mode: 'times' },
      start: end - (than?.[0].length ?? 0),
    }
  }
  if (direction === null)
    return (
      gapBefore(text, slot) ?? beyond(text, slot) ?? doneMore(before, end, base) ?? adjusted(text, slot, base)
    )
  const word = before.slice(-size)
  // 播放量12亿次, 排放量为3万吨: the name of a quantity that ends like one.
  if (word.startsWith('放量') && /[播投排存发释]$/.test(before.slice(0, -size))) return null
  // 低于万分之一 is a bound.
  if (size === 2 && word[1] === '于' && /^[高低快慢]/.test(word)) return null
  const inside = end - 2 >= window
  // 起降4128架次, 至少, 最高
  if (size === 1 && inside && noChange.at(text, end - 2)) return null
  const apart = text[start - 1] === '）' && comparedBefore(text, slot)
  if (size === 1 && amounts.at(word, 0) && text[end] !== '了') {
    // 产量会|低8%
    const will = figure.kind === 'percent' && inside && '会要可能将'.includes(text[end - 2])
    // 与上年同期相比，|多1.5万吨
    const opposed = before.length === 1 && /[比较]，$/.test(text.slice(Math.max(0, start - 2), start))
    if (!will && !apart && !opposed && !COMPARED.test(before)) return null
  }
  const mode =
    to || leadsTo(word.at(-1)) || word === '跌破' || word === '站上' || word === '重上'
      ? 'to'
      : figure.unit?.code === '倍'
        ? 'times'
        : 'by'
  const head = before.slice(0, -size)
  const own = baseIn(before)
  let verbStart = end - size
  const compare = comparing.within(head, 0, head.length) ? COMPARE.exec(head) : null
  // 案件1079.9万件，与上年同期的案件数量相比|上升26.9%: what it is compared with names no quantity of its own.
  const besides = '比较'.includes(text[verbStart - 1])
  const opposed = besides ? BESIDE.exec(text.slice(Math.max(start, verbStart - 48), verbStart)) : null
  // 文化旅游体育与传媒支出|同比增长7.7%: nothing is set beside anything.
  const beside = opposed && RATIO.test(opposed[0]) && !TIMED.test(opposed[1]) ? null : opposed
  if (beside ?? compare) verbStart -= (beside ?? compare)?.[0].length ?? 0
  // 由上涨0.2%转为|下降0.1%
  if (TURNED.find(head, 0, head.length)) verbStart -= 2
  return {
    change: {
      direction,
      base:
        own ??
        (beside ? (baseIn(`比${beside[1]}`) ?? 'other') : null) ??
        (apart || (compare && /比|较/.test(compare[0]) && !/同比|环比/.test(compare[0]))
          ? 'other'
          : // What is risen to is a level: it inherits no base.
            // 两年平均|增长6%: nor is that over one year.
            mode === 'to' || /(?:年平均|[年逐]均|复合)$/.test(head)
            ? null
            : base),
      mode,
    },
    start: Math.max(start, verbStart),
  }
}

/** 起|降4128架次, 至|少, 最|高: words that end like a verb of change. */
const noChange = new CharacterSet('最起迫空新很许至不海跳')
/** What is more or less than something else, and by itself no change. */
const amounts = new CharacterSet('多高少低快')
const TURNED = new Guarded('last', '为而', /(?:转为|转而|改为|变为)$/)
const COMPARE = /(?:同比|环比|按[年月季]|(?:(?<![占可])比(?![重例率])|较)[^，。；]{0,10})$/
/** One of these stands in whatever that finds. */
const comparing = new CharacterSet('比较按')
const BESIDE = /[与同跟]([^，。；]{2,40}?)相?(?:对比|比较?)$/
const RATIO = /[同环]比$/
const TIMED = /[年月季期度]/
const COMPARED = /(?<!占)比(?!重|例)|较|按[年月季]/

/** 比全省（7.7%）和全国（7.0%）分别高…: whether the clause that brackets stand in compares. */
function comparedBefore(text: string, { sentence, start }: Slot): boolean {
  const from = Math.max(sentence, start - 60)
  const before = text.slice(from, start)
  return /[比较][^，；]*$/.test(before)
}

/** What 高于, 高出, 领先 and 落后 end in. */
const beyonds = new CharacterSet('于出先后')

/** 高出全县平均水平1200多元, 低于上年同期5.9个百分点: a gap to another level. */
function gapBefore(text: string, { figure, start }: Slot): Verb | null {
  const level = text[start - 1] === '）' && start === figure.from ? bracketed(text, start) : null
  const from = Math.max(start, figure.from - 30)
  if (level === null && !beyonds.within(text, from, figure.from)) return null
  const before = level ?? text.slice(from, figure.from)
  const gap = /(高出|高于|快于|超出|多于|领先(?!指数|指标)|低于|慢于|少于|落后)([^，；的]{2,20})$/.exec(
    before,
  )
  if (!gap || /[0-9]$/.test(gap[2])) return null
  const direction = /^[高快超多领]/.test(gap[1]) ? 'up' : 'down'
  const base = /上年|去年/.test(gap[2]) ? 'yoy' : 'other'
  return { change: { direction, base, mode: 'by' }, start: figure.from - gap[0].length }
}

/** 高于全国（3.9%）|3.6个百分点: what stands before the bracket that tells the level. */
function bracketed(text: string, start: number): string | null {
  const open = text.lastIndexOf('（', start)
  return open < 0 || start - open > 12 ? null : text.slice(Math.max(0, open - 30), open)
}

/** 超警戒水位1.2米, 低于汛限水位0.5米, 超时序进度3个百分点: how far beyond a level that is set. */
function beyond(text: string, { figure, start: from }: Slot): Verb | null {
  if (figure.kind === 'count' || figure.kind === 'rank') return null
  let end = figure.from
  let start = from
  // 超过警戒水位（180.5米）|1.96米
  if (text[start - 1] === '）' && start === end && bracketed(text, start)) {
    end = text.lastIndexOf('（', start)
    start = Math.max(0, end - 12)
  }
  // 距汛限水位|还有约|0.5米
  for (let soft = cueBefore('soft', text, start, end); soft > 0; soft = cueBefore('soft', text, start, end))
    end -= soft
  const size = cueBefore('level', text, start, end)
  if (size === 0) return null
  const level = end - size
  const verb = /(?:超[过出]?|[高低]于|[高低]出|距离?)$/.exec(text.slice(Math.max(start, level - 2), level))
  // 距警戒水位1.2米 is below it.
  if (!verb) return null
  return {
    change: { direction: '低距'.includes(verb[0][0]) ? 'down' : 'up', base: 'other', mode: 'by' },
    start: level - verb[0].length,
  }
}

/** 下调存款准备金率0.5个百分点, 提高缴费标准各30元: a verb of change whose object, a quantity, stands between. */
function adjusted(text: string, { figure, start }: Slot, base: Change['base']): Verb | null {
  const { kind, unit } = figure
  let end = figure.from
  // 加大出库流量至42000立方米每秒
  const to = '至到'.includes(text[end - 1])
  if (to) end--
  else if (kind !== 'percent' && kind !== 'money' && kind !== 'duration' && unit?.code !== '基点') return null
  if ('各均共约近'.includes(text[end - 1])) end--
  const from = Math.max(start, end - ADJUSTED)
  const raised = startsOf('raise')
  const cut = startsOf('cut-back')
  const at = Math.max(raised.lastStart(text, from, end - 2), cut.lastStart(text, from, end - 2))
  if (at >= 0) {
    const up = raised.reach(text, at)
    const size = Math.max(up, cut.reach(text, at))
    const object = text.slice(at + size, end)
    if (!/^(?![至到为了的]|[入出](?!库))[^，。；的至到]{2,}$/.test(object)) return null
    if (cueBefore('metric', object) === 0 && !/[率额量值费价度限比档金线]$/.test(object)) return null
    return {
      change: {
        direction: up > 0 ? 'up' : 'down',
        base: to ? null : (baseIn(text, start, at) ?? base),
        mode: to ? 'to' : 'by',
      },
      start: end,
    }
  }
  return null
}

/** How far before its figure the verb of an adjustment may stand. */
const ADJUSTED = 24

const MORE_DONE = new Guarded(
  'last',
  '卖赚收挣花用缴赔产发招打派亏',
  /([比较][^，；]{1,8}|按[年月季])?([多少])[卖赚收挣花用缴赔产发招打派亏]$/,
)

/** 比去年多卖了2元, 按年多赚11.8%: more or less of something done. */
function doneMore(before: string, end: number, base: Change['base']): Verb | null {
  const done = MORE_DONE.find(before, 0, before.length)
  if (!done) return null
  const own = baseIn(before)
  return {
    change: {
      direction: done[2] === '多' ? 'up' : 'down',
      base: own ?? base,
      mode: 'by',
    },
    start: end - done[0].length,
  }
}

const isPeriod = (char: string): boolean => char === '年' || char === '月' || char === '季'

/** The base that a stretch names, the last one where it names several. */
export function baseIn(text: string, from = 0, end = text.length): Change['base'] {
  const cues = bases()
  for (let at = cues.lastStart(text, from, end); at >= 0; at = cues.lastStart(text, from, at)) {
    // 2019年增长, 当月增长, 上年同月跌 are no 年增, 月增, 月跌; 户均年增收2万元 is what a year brings.
    if (
      isPeriod(text[at]) &&
      (/[0-9去今明上当全本每同一二三四首]/.test(text[at - 1] ?? '') ||
        /^(?:增[长收产效值]|减[排产负亏])/.test(text.slice(at + 1, at + 3)))
    )
      continue
    return cues.longest(text, at)?.value ?? null
  }
  return null
}

/** 与上月相比，A减少1.8%，B增加3.4%; 今年10月与去年10月比较，…: the base that a clause sets for its sentence. */
export function baseSet(text: string, { sentence, figure }: Slot): Change['base'] {
  const from = Math.max(sentence, figure.from - 120)
  const end = comparedAt(text, from, figure.from)
  if (end < 0) return null
  const said = /[与和同跟]([^，。；]{2,16}?)相?$/.exec(text.slice(from, end))
  if (!said) return null
  const named = baseIn(`比${said[1]}`)
  if (named) return named
  // 2023年11月与2022年11月比较, 与2022年同期比较，2023年首11个月…
  const year = YEAR.exec(said[1])
  const next = year ? `${Number(year[1]) + 1}年` : null
  return next &&
    /^(?:\d{1,2}月|同[期月])/.test(said[1].slice(5)) &&
    text.slice(from, figure.from).includes(next)
    ? 'yoy'
    : 'other'
}

/** Where the last 比 of 相比， or 比较， stands in a stretch; -1 where none does. */
export function comparedAt(text: string, from: number, to: number): number {
  for (let at = to - 1; at > from; at--) {
    if (text.charCodeAt(at) !== 0xff0c) continue
    if (text[at - 1] === '比') return at - 1
    if (text[at - 1] === '较' && at - 2 >= from && text[at - 2] === '比') return at - 2
  }
  return -1
}

const YEAR = /^(\d{4})年/

/** Whether 未 or 没有 denies the figure: 没有12人到场, 未发生1起事故, 没有收到8万元赔偿. */
export function isNegated(text: string, { figure, start }: Slot): boolean {
  const before = text.slice(Math.max(start, figure.from - 8), figure.from)
  let end = before.length
  const is = (type: string, to: number) => cueBefore(type, before, 0, to) > 0
  while (!is('status:negated', end)) {
    if (end === 0 || !'达到有出现发生完成'.includes(before[end - 1])) break
    end--
  }
  if (is('status:negated', end)) return true
  // 已经三天|没有回家 is how long, and 没有回家|3天 too; of 未通过12家 the twelve are those that did not pass.
  if (figure.kind === 'duration' || figure.kind === 'age') return false
  for (end = before.length - 1; end >= before.length - 4 && end > 0; end--) {
    if (!isOfDeed(before[end])) return false
    if (is('denied', end)) return true
  }
  return false
}

/** What joins, compares or begins another predicate. */
const NO_DEED = '的比按在以为因而但就和与及或是将'

/** Whether a verb of one word may be written with a character. */
const isOfDeed = (char: string): boolean => isHan(char.charCodeAt(0)) && !NO_DEED.includes(char)

/** 下降3.4个百分点，至27.5%: where the change led. */
export function ledTo(text: string, { figure, clause, start }: Slot, last: Verb | null): Verb | null {
  if (!last || last.change.mode === 'to') return null
  // 下行2个基点报1.74%: right behind the change.
  const near = start > clause && figure.from - start <= 4 && LED.test(text.slice(start, figure.from))
  // 均下调25个基点，|分别至1.25%和1.3%
  const apart =
    figure.from - clause <= 4 && /^(?:分别|各)?(?:[降升]?至|达)$/.test(text.slice(clause, figure.from))
  if (!near && !apart) return null
  return {
    change: { direction: last.change.direction, base: null, mode: 'to' },
    start: near ? start : clause,
  }
}

const LED = /^(?:至|到|[报收]|收[报于]|报收|报收于|收盘报)$/

export interface Share {
  /** Where the phrase of share starts. */
  start: number
  of: Span | null
}

/** 占 */
const OF = 0x5360
const PLANNED = new Guarded(
  'last',
  '算务标划数',
  /完成((?:年初|年度|全年|调整|预期|既定)(?:的?(?:预算|任务|目标|计划)数?))$/,
)

/** 占年度投资任务的25.2%, 占比24.4%, 完成年度任务的92.2%. */
export function shareBefore(text: string, slot: Slot): Share | null {
  const { figure, start } = slot
  if (figure.kind !== 'percent' && figure.kind !== 'ratio') return null
  if (figure.unit?.code === 'pp') return null
  const window = text.slice(start, figure.from)
  const at = lastIn(window, OF, 0, window.length)
  if (at >= 0 && !/^(?:比|地(?!区|方)|领|据|有率|率|用)/.test(window.slice(at + 1))) {
    const whole = window
      .slice(at + 1)
      // 占营业收入比重|由去年的8.5%
      .replace(/(?<=比[重例率]?)[由从][^，。；]{0,12}$/, '')
      .replace(/(?:的?比[重例]|为|达到?|超过?|约|近|了|仅|将|已经?)+$/, '')
    const end = whole.endsWith('的') ? whole.length - 1 : whole.length
    const of = { start: start + at + 1, end: start + at + 1 + end }
    return { start: start + at, of: end > 0 ? of : null }
  }
  // 在总投资中占比35%
  const within = at < 0 ? null : /在([^，。；在中]{2,16})中的?占比(?:约?为|达到?|约|近|超)?$/.exec(window)
  if (within) {
    const from = start + within.index + 1
    return { start: start + at, of: { start: from, end: from + within[1].length } }
  }
  // 占公路总里程484.65万公里的|3.5%, 完成考核目标61亿元的|117%: the whole and how large it is.
  if (window === '的' && figure.kind === 'percent') {
    const sized = /(?:占(?!比|地|领|据|用)|完成|达到)([^，。；占]{2,16})$/.exec(
      text.slice(Math.max(slot.clause, start - 40), start),
    )
    const whole = sized && /^([^0-9]+)[0-9]/.exec(sized[1])
    if (sized && whole) {
      const from = start - sized[1].length
      return { start: start - sized[0].length, of: { start: from, end: from + whole[1].length } }
    }
  }
  // 完成年初预算36.7%
  const done = PLANNED.find(text, start, figure.from)
  if (done && figure.kind === 'percent') {
    const from = start + done.index
    return { start: from, of: { start: figure.from - done[1].length, end: figure.from } }
  }
  let stop = window.length
  while (stop > 0 && '约近超逾过'.includes(window[stop - 1])) stop--
  if (window[stop - 1] !== '的') return null
  const whole = /(?:完成|达到|为|相当于|相等于|达|是|不足|不到|超过)([^，。；占的为是]{2,12})的$/.exec(
    window.slice(0, stop),
  )
  if (whole && figure.kind === 'percent') {
    const from = start + whole.index + whole[0].length - 1 - whole[1].length
    return { start: start + whole.index, of: { start: from, end: from + whole[1].length } }
  }
  return null
}

/** 线上收入占总营收的比重|升至22.3%: what the share that changes is of. */
export function shareChanged(text: string, { start }: Slot, verb: Verb): Share | null {
  const from = lastIn(text, OF, Math.max(start, verb.start - 40), verb.start)
  const whole = from < 0 ? null : /^占(.{2,24}?)的?(?:比重|比例)$/.exec(text.slice(from, verb.start))
  if (!whole) return null
  return { start: from, of: { start: from + 1, end: from + 1 + whole[1].length } }
}
