import type { Verb } from './context.js'
import type { Figure } from './figure.js'
import type { Naming } from './naming.js'
import { nounEnd } from './noun.js'
import { isAverage } from './split.js'
import { cueAt, cueBefore, isCue } from './tables.js'
import { FIGURE, NAME, PERSON, STOP, VERB } from './words.js'
import type { ZoneState } from './zone.js'

/** A noun that the figure cannot count has it: 沪指|报3128点, 番茄|每公斤7.2元. */
export function holdByNoun(zone: ZoneState, named: Naming): void {
  const { figure, verb, core } = named
  // 沪指|报3128点: an index is measured, and holds what is said of it.
  if (!named.own && named.metric && isIndex(zone, named)) {
    named.subject = named.metric
    named.own = true
  }
  // 番茄每公斤7.2元, 沪指上涨1.2%, 起火建筑共4层: a noun that the figure cannot count holds it.
  if (
    !named.own &&
    named.rule === 'named' &&
    core.bare &&
    named.metric &&
    !isAverage(zone.text.slice(named.metric.start, named.metric.end)) &&
    heldBy(figure, verb, core.strong)
  ) {
    named.subject = named.metric
    named.own = true
  }
}

/** 案件受理费50元|由被告负担: who bears it. */
export function holdByBearer(zone: ZoneState, named: Naming): void {
  const { clauses, stop } = zone
  const { i, figure } = named
  if (figure.kind !== 'money' || i + 2 >= stop || !clauses.is(i + 1, '由')) return
  const end = nounEnd(clauses, i + 2, stop)
  if (end <= i + 2 || end >= stop || !isCue('bears', clauses.word(end))) return
  named.subject = clauses.span(i + 2, end)
  named.own = true
}

/** 沪指, 科技指数|收复3300点 */
const isIndex = ({ text }: ZoneState, { metric, unit }: Naming): boolean =>
  metric !== null &&
  (cueAt('index', text, metric.start) === metric.end - metric.start ||
    (unit === '点' && metric.end - metric.start > 2 && text.startsWith('指数', metric.end - 2)))

/** Whose age it is: 19岁|小将|王孜铭, 3岁|女儿, 阎某，女，汉族，现年51岁. */
export function holdByAge(zone: ZoneState, named: Naming): void {
  const { i, noun, attribute } = named
  if (named.figure.kind !== 'age') return
  const { bits } = zone.clauses.items
  // 68岁|姓陈男子
  if (noun && !attribute && cueBefore('somebody', zone.text, noun.start, noun.end) > 0) {
    named.subject = noun
    named.own = true
  }
  // 19岁|小将|王孜铭
  for (let n = i + 1; n < Math.min(zone.stop, i + 5); n++) {
    // 3岁|女儿
    if (n === i + 1 && isCue('kin', zone.clauses.word(n))) {
      named.subject = zone.clauses.span(n, n + 1)
      named.own = true
      break
    }
    if ((bits[n] & (STOP | VERB | FIGURE)) !== 0) break
    if ((bits[n] & (NAME | PERSON)) !== (NAME | PERSON)) continue
    named.subject = zone.clauses.span(n, n + 1)
    named.own = true
    break
  }
  // 阎某，女，汉族，现年51岁
  if (!named.own && zone.person > Math.max(zone.sentenceStart, zone.said)) {
    named.subject = zone.clauses.span(zone.person, zone.person + 1)
    named.own = true
  }
}

/** A figure that says something of the noun before it and counts none: an age, a price, a growth, a score. */
function heldBy({ kind, unit, per, quantity }: Figure, verb: Verb | null, strong: boolean): boolean {
  // 台积电上涨8元, 恒指升312点
  if (verb)
    return verb.change.mode === 'by' && (kind === 'percent' || kind === 'money' || unit?.code === '点')
  if (kind === 'money') return per !== null
  // 团队用了六年, not 住院治疗47天.
  if (kind === 'duration') return strong
  if (kind === 'age' || quantity.form === 'ratio') return true
  return unit !== null && (kind === 'count' || kind === 'rank') && /^[点层级位]$/.test(unit.code)
}
