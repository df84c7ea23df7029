import { isHan, lastIn, type Span } from '../text/index.js'
import type { TimeExpression } from '../times/index.js'
import { baseIn, baseSet, changeBefore, comparedAt, ledTo, type Slot, type Verb } from './context.js'
import type { Figure } from './figure.js'
import { monthsOf } from './period.js'
import { cueAt, cueBefore, isCue } from './tables.js'
import type { Change } from './types.js'
import type { ZoneState } from './zone.js'

/** What shares do within a day. */
const TRADING = /盘中|收盘|开盘|早盘|午后|尾盘|收报|股价/
const SCENE = /(?:^|[。\n])(?:从|按)?环比(?:来)?看，/
/** A verb of change and nothing else. */
const NOUNLESS = /^(?:[提升增回加放扩收减下][高升加速快大缓窄缩少降落]|加快|回落|回升)了?$/
const RUN = /^连[跌涨升挫阴阳降增]$/

/** 同比, 环比 before a figure: 同比 is said once for a paragraph, 环比 speaks of its own clause. */
export function noteBase(zone: ZoneState, k: number): Change['base'] {
  const { figure, sentence } = zone.slots[k]
  const said = k > 0 ? zone.slots[k - 1].figure.to : zone.clauses.items.start[0]
  const base = baseIn(zone.text, Math.max(said, figure.from - 200), figure.from)
  // 猪肉价格同比上涨1.4%，涨幅比上月回落0.9个百分点；鲜菜价格上涨2.1%: only the rate is told over the month.
  const rate = base !== null && base !== 'yoy' && ratedAt(zone, zone.slots[k].start, figure.from)
  if (base && !rate) {
    zone.suspended = base !== 'yoy' && base !== null && zone.base === 'yoy'
    // 从环比看，…: over the month to the end of the paragraph.
    const scene =
      base === 'mom' && SCENE.test(zone.text.slice(Math.max(said, figure.from - 200), figure.from))
    if (scene) zone.suspended = false
    zone.base = base === 'yoy' || scene || base === zone.base ? base : null
    zone.baseSentence = sentence
    if (/[期比年月]（下同）/.test(zone.text.slice(Math.max(said, figure.from - 24), figure.from)))
      zone.page.base = base
  }
  return base
}

/** The verb of change that a figure belongs to: 增长|12.3%, or that of a figure before. */
export function verbOf(zone: ZoneState, k: number, base: Change['base']): Verb | null {
  const { text } = zone
  const slot = zone.slots[k]
  const { figure } = slot
  // 同比 holds for rates to the end of the paragraph, for amounts to the end of its sentence.
  const rate = figure.kind === 'percent' || figure.kind === 'ratio'
  const set = comparesIn(zone) ? baseSet(text, slot) : null
  // 今年10月与去年10月比较，甲上升8.4%。其次为乙（上升0.7%）
  if (set === 'yoy') {
    zone.base = set
    zone.baseSentence = slot.sentence
  }
  // 从环比看，价格由上月上涨0.2%转为下降0.1%: the words tell the month themselves.
  const turned = zone.base === 'mom' && text.slice(slot.clause, figure.from).includes('由上')
  // 比上年减少862公顷。其中，粮食减少193公顷
  const ofWhole = zone.part && text.startsWith('其中', slot.sentence)
  const inherited =
    set ??
    ((rate || zone.baseSentence === slot.sentence || ofWhole) && !turned
      ? (zone.base ?? zone.page.base)
      : null)
  // 制造业同比增长11.9%，|提高0.6个百分点: the rate of growth itself went up, over the month before if at all.
  const ofRate =
    figure.unit?.code === 'pp' &&
    k > 0 &&
    zone.verb?.change.mode === 'by' &&
    zone.slots[k - 1].figure.unit?.code === '%' &&
    slot.clause - zone.slots[k - 1].figure.to === 1
  const verb =
    changeBehind(text, slot, base ?? inherited) ??
    changeBefore(
      text,
      slot,
      base ??
        levelBefore(zone, k) ??
        (ofRate && NOUNLESS.test(text.slice(slot.clause, figure.from)) ? null : inherited),
    ) ??
    fromTo(zone, k) ??
    sharedVerb(zone, k) ??
    ledTo(text, slot, zone.verb) ??
    otherwise(zone, k)
  zone.verb = verb
  // Over no year: 力争…增长10% (what is aimed at is said to grow over nothing), 蜜雪集团盘中涨6.3%.
  if (verb?.change.base === 'yoy' && !base && !set)
    if (zone.status === 'target' || TRADING.test(text.slice(slot.clause, figure.from)))
      verb.change = { ...verb.change, base: null }
  return verb
}

/** 录得|12.4%|的按年升幅: a change that the noun behind its figure names. */
function changeBehind(text: string, { figure, start }: Slot, base: Change['base']): Verb | null {
  const { kind, unit, to } = figure
  if (text[to] !== '的' || (kind !== 'percent' && unit?.code !== '倍')) return null
  const before = cueBefore('scores', text, start, figure.from - (text[figure.from - 1] === '了' ? 1 : 0))
  if (before === 0) return null
  for (let at = to + 1; at < to + 6; at++) {
    const up = cueAt('rise', text, at)
    const size = Math.max(up, cueAt('fall', text, at))
    if (size === 0) continue
    // 3.1%的增长目标: no growth is told.
    if (isHan(text.charCodeAt(at + size)) && !'和与及并且而'.includes(text[at + size])) return null
    const mode = unit?.code === '倍' ? 'times' : 'by'
    return {
      change: { direction: up > 0 ? 'up' : 'down', base: baseIn(text, to, at) ?? base, mode },
      start: figure.from - before - (text[figure.from - 1] === '了' ? 1 : 0),
    }
  }
  return null
}

/** 较5月的14宗|增加近八成: the base that the level before the figure is of. */
function levelBefore({ slots, text }: ZoneState, k: number): Change['base'] {
  if (k === 0) return null
  const [last, { clause, start }] = [slots[k - 1].figure, slots[k]]
  if (start !== last.to || last.from <= clause) return null
  const said = /[比较]([^，。；]{1,12})的$/.exec(text.slice(Math.max(clause, last.from - 16), last.from))
  return said ? (baseIn(`比${said[1]}`) ?? 'other') : null
}

/** Whether a clause of the zone compares what others tell, which is looked for once: 与上年同期相比，… */
function comparesIn(zone: ZoneState): boolean {
  const { start, end, count } = zone.clauses.items
  zone.compares ??= comparedAt(zone.text, start[0], end[count - 1]) >= 0
  return zone.compares
}

/** The change as it is told of its metric: over which period, or over none. `base`: what stands before the figure. */
export function changeOf(
  zone: ZoneState,
  slot: Slot,
  verb: Verb,
  base: Change['base'],
  period: TimeExpression | null,
  metric: Span | null,
): Change | null {
  const { text } = zone
  const { figure } = slot
  let change = { ...verb.change }
  // 同、环比分别下降2%和3.8%: over both, in turn.
  const both = overBoth(text, slot.clause, figure.from)
  if (both !== null) return { ...change, base: /[0-9]/.test(both) ? 'mom' : 'yoy' }
  if (change.base === 'other' || (change.base === 'mom' && isQuarter(period)))
    change = { ...change, base: zone.page.periods.base(slot, period) ?? change.base }
  // 比2023年增加54公斤，增长1%: over that year, too.
  if (change.base === 'yoy' && verb.change.base === 'other') {
    zone.base = 'yoy'
    zone.baseSentence = slot.sentence
  }
  // 跃居第2位 tells a place, no growth.
  if (figure.kind === 'rank' || runs(zone, figure)) return null
  // 销量同比增长13.4%，股价累计上涨9.1%: what shares do is told over no year.
  if (
    change.base === 'yoy' &&
    !base &&
    metric &&
    /^(?:股价|股份|[^，]{0,4}指数?$)/.test(text.slice(metric.start, metric.end))
  )
    return { ...change, base: null }
  // 比7月末增加930万平方米。其中，住宅增加590万平方米; not 降幅较一季度收窄1.9个百分点；其中工业投资增长14.8%.
  const ofRate = figure.unit?.code !== 'pp' && zone.page.facts.at(-1)?.unit?.code === 'pp'
  const part = zone.part && !ofRate && zone.moved?.mode === 'by'
  if (change.base === null && change.mode === 'by' && part && !base && zone.moved)
    change = { ...change, base: zone.moved.base }
  // 环比分别上升9.2%、|下降3%: what is joined is told over the same time.
  if (change.base === null && !base && zone.before >= 0 && zone.moved && change.mode === zone.moved.mode)
    if ('、和及'.includes(text[zone.clauses.items.end[zone.before]]) && zone.status !== 'target')
      change = { ...change, base: zone.moved.base }
  // 拉动投资增长2.9个百分点 is no growth over a year before.
  if (figure.unit?.code === 'pp' && /拉动|[上下]拉|影响/.test(text.slice(slot.clause, figure.from)))
    return { ...change, base: null }
  return change
}

/** 环 */
const RING = 0x73af

/** 同、环比|分别下降: what stands behind both bases up to the figure; null where they are not told together. */
function overBoth(text: string, from: number, to: number): string | null {
  let at = lastIn(text, RING, from, to - 1)
  while (at >= 0 && text[at + 1] !== '比') at = lastIn(text, RING, from, at)
  if (at < from + 2) return null
  const joint = /(?:同|同比)[、和与]$/.test(text.slice(Math.max(from, at - 3), at))
  const rest = text.slice(at + 2, to)
  return joint && /^(?:均|分别|各)[^，。；]*$/.test(rest) ? rest : null
}

/** 连跌|3日 tells for how long, no change by 3. */
export function runs(zone: ZoneState, figure: Figure): boolean {
  return figure.kind === 'duration' && RUN.test(zone.text.slice(figure.from - 2, figure.from))
}

/** 跌467点|或|2.2%, 跌467点（|2.2%）: the same change in another measure. */
function otherwise(zone: ZoneState, k: number): Verb | null {
  const last = zone.verb
  if (k === 0 || last?.change.mode !== 'by') return null
  const { figure } = zone.slots[k]
  const before = zone.slots[k - 1].figure
  const between = zone.text.slice(before.to, figure.from)
  // 增加4.5千公顷（6.8万亩）: the same in another unit.
  const again = figure.kind === before.kind && figure.kind !== 'percent' && figure.kind !== 'count'
  if (again && between === '（' && zone.text[figure.to] === '）')
    return { change: { ...(zone.moved ?? last.change) }, start: figure.from - 1 }
  if (figure.kind !== 'percent' || (between !== '或' && between !== '，或')) return null
  return { change: { ...last.change }, start: figure.from - between.length }
}

/** 由176元调至183元, 从12天变为9天: the figures themselves tell which way. */
function fromTo(zone: ZoneState, k: number): Verb | null {
  if (k === 0 || zone.before < 0) return null
  const [last, { figure }] = [zone.slots[k - 1].figure, zone.slots[k]]
  const text = zone.text
  const led = text[last.from - 1]
  if ((led !== '由' && led !== '从') || last.unit?.code !== figure.unit?.code) return null
  const verb = text.slice(last.to, figure.from)
  if (verb.length > 8 || !/^.{1,6}[至到为成]$/.test(verb) || /[，。；、]/.test(verb)) return null
  const [a, b] = [sizeOf(last), sizeOf(figure)]
  if (a === b) return null
  return { change: { direction: b > a ? 'up' : 'down', base: null, mode: 'to' }, start: last.to }
}

/** 分别增长6.2%和9.5%, 分别增长16%和1.3倍: the verb of the first counts for those joined to it. */
function sharedVerb(zone: ZoneState, k: number): Verb | null {
  if (!zone.verb || k === 0 || zone.before < 0) return null
  const [{ figure }, last] = [zone.slots[k], zone.slots[k - 1].figure]
  const { change } = zone.verb
  const start = figure.from
  if (joined(zone, k)) return { change, start }
  const [times, before] = [timesOver(figure), timesOver(last)]
  const grown = (times && last.kind === 'percent') || (before && figure.kind === 'percent')
  if (!grown || change.mode === 'to' || !joins(zone.text, last.to, start)) return null
  return { change: { ...change, mode: times ? 'times' : 'by' }, start }
}

const timesOver = ({ unit }: Figure): boolean => unit?.code === '倍'

/** Whether 和 or 、 alone joins a figure to the one before. */
export function joined(zone: ZoneState, k: number): boolean {
  if (k === 0 || zone.before < 0) return false
  const [last, slot] = [zone.slots[k - 1].figure, zone.slots[k].figure]
  return last.kind === slot.kind && joins(zone.text, last.to, slot.from)
}

/** Whether nothing but 和 or 、 stands there. */
export function joins(text: string, from: number, to: number): boolean {
  return to - from <= 2 && /^(?:和|、|及|与|以及)$/.test(text.slice(from, to))
}

/** 降幅, 增速: how fast something else grows. */
export function rated(text: string, metric: Span | null): boolean {
  return metric !== null && isCue('rate', text.slice(metric.start, metric.end))
}

/** Whether a clause begins with how fast something grows: 涨幅比上月回落. */
function ratedAt({ text }: ZoneState, from: number, to: number): boolean {
  for (let at = from; at < to && at - from <= 6; at++) if (cueAt('rate', text, at) > 0) return true
  return false
}

/** The number of a figure, the higher one of a range; 0 if it has none. */
export function sizeOf({ quantity }: Figure): number {
  if (quantity.form === 'point') return quantity.value.number
  return quantity.form === 'range' ? ((quantity.high ?? quantity.low)?.number ?? 0) : 0
}

function isQuarter(period: TimeExpression | null): boolean {
  return period !== null && monthsOf(period) === 3
}
