import type { TimeExpression } from '../times/index.js'
import { isNegated, type Slot } from './context.js'
import { Guarded } from './guarded.js'
import { isNoun } from './noun.js'
import { cueAt, cueBefore, isCue } from './tables.js'
import type { FactStatus } from './types.js'
import {
  ACTUAL,
  ADV,
  BA,
  CONJ,
  DE,
  endsAsAgent,
  FIGURE,
  FORECAST,
  LINK,
  LOC,
  METRIC,
  PERSON,
  QUAL,
  QUOTE,
  REQUIREMENT,
  STOP,
  TARGET,
  VERB,
  VERBNOUN,
} from './words.js'
import type { ZoneState } from './zone.js'

/** 预期信贷损失: a term of banks. */
const EXPECTED_LOSS = /^预期信[贷用]/
const YEAR_BEFORE = new Guarded('first', '而上去', /^(?:而)?(?:上年|去年)(?:同期)?(?!起|以来|的?计划)/)
const DONE = new Guarded('first', '份，累实共完', /^(?:份|，)?(?:累计|实际|共)?(?:完成|实现)/)
const AIM = /^的[\p{Script=Han}]{0,4}目标/u
const REACHED = /已|超额|完成|实现|达成|突破|超过|高于|低于/

/** 涉及15个部门的246个事项|纳入: whether a verb follows in the clause that has what 将 put in front of it. */
function isTaken(text: string, from: number): boolean {
  for (let at = from; at < text.length && at - from <= 34; at++) {
    if ('，。；！？'.includes(text[at])) return false
    if (at - from >= 2 && cueAt('taken', text, at) > 0) return true
  }
  return false
}

/** 建成后年产值可达…: what will then be is told, not planned; but 预计建成后 foresees it. */
export function isDone(zone: ZoneState, i: number): boolean {
  const { bits, end } = zone.clauses.items
  if (zone.text[end[i] - 1] !== '后' || cueBefore('done', zone.text, end[i] - 5, end[i]) === 0) return false
  for (let k = i - 1; k >= 0 && i - k < FORESEEN && (bits[k] & STOP) === 0; k--)
    if ((bits[k] & FORECAST) !== 0) return false
  return true
}
/** Most items from 预计 to what will then be done. */
const FORESEEN = 12

/** 力争, 预计 or 要求 holds for what follows in its sentence; a plan that is a noun (年度计划的) does not. */
export function noteStatus(zone: ZoneState, i: number, here: number): void {
  if ((here & ACTUAL) !== 0) {
    zone.status = 'actual'
    return
  }
  const { bits, count } = zone.clauses.items
  const next = i + 1 < count ? bits[i + 1] : STOP
  // 要求…确保: what is required stays so.
  if (zone.status === 'requirement' && /^(?:确保|力争|争取)$/.test(zone.clauses.word(i))) return
  // 将比分扩大为2:0: 将 is 把 there.
  if (
    (here & BA) !== 0 &&
    i + 1 < count &&
    isNoun(zone.clauses, i + 1) &&
    (next & (VERB | QUAL)) === 0 &&
    (!zone.clauses.is(i, '将') || actsLater(zone, i + 2))
  )
    return
  if ((here & BA) !== 0 && zone.clauses.is(i, '将') && i + 1 < count && zone.clauses.is(i + 1, '其')) return
  // 将1800万股|质押给银行; 将|突破20万吨 does what its bound says.
  const bare = (next & FIGURE) !== 0 && cueAt('reach', zone.text, zone.clauses.items.start[i + 1]) === 0
  if (zone.clauses.is(i, '将') && bare) return
  // 将涉及15个部门的246个事项纳入窗口: 将 is 把 there, too.
  if (zone.clauses.is(i, '将') && isTaken(zone.text, zone.clauses.items.end[i])) return
  // 已争取补助12亿元: what was striven for was got.
  if (
    (here & TARGET) !== 0 &&
    i > 0 &&
    zone.clauses.size(i - 1) === 1 &&
    '已比较占原按'.includes(zone.clauses.head(i - 1))
  )
    return
  // 业绩胜预期, 远低于预期: what was expected is told of what came.
  if ((here & FORECAST) !== 0 && i > 0 && isCue('met', zone.clauses.word(i - 1))) return
  // 按照有关规定作出…的处罚
  if ((here & REQUIREMENT) !== 0 && isRule(zone, i)) return
  // 59.6万人需紧急生活救助, 目前需紧急生活救助15.7万人: those in need, nothing that is asked.
  if (zone.clauses.is(i, '需') && cueAt('relief', zone.text, zone.clauses.items.end[i]) > 0) return
  // 车程需50分钟
  if (zone.clauses.is(i, '需') && (next & FIGURE) !== 0) return
  if ((here & REQUIREMENT) === 0) {
    // 市场预期的4.1%, 《…规划》, 年度计划
    if ((next & (DE | QUOTE)) !== 0) return
    const before = i > 0 ? bits[i - 1] : STOP
    // 规划建设的“源网荷储”项目
    if (i + 2 < count && (next & VERB) !== 0 && (bits[i + 2] & DE) !== 0) return
    // 规划用地面积51亩, 规划班级规模36班: which size it is.
    if (zone.clauses.is(i, '规划') && cueAt('planned-size', zone.text, zone.clauses.items.end[i]) > 0) return
    // 项目开发、规划审批等事宜: one of a list of nouns.
    if ((before & CONJ) !== 0 && zone.clauses.is(i, '规划')) return
    // 更新|计划|总经费, 重点研发|计划|共计: the plan's; 亩产|预计|达到 is no plan.
    const known = (next & METRIC) !== 0 || (next & (ADV | LINK)) === (ADV | LINK)
    const planned = known && (next & VERB) === 0 && (before & (VERB | STOP | ADV | METRIC)) === VERB
    if (planned) return
    const noun = (here & QUAL) !== 0 && (before & (QUAL | LOC)) !== 0 && (before & ADV) === 0
    // 质量|提升|计划|建设: what a noun and a verb name.
    const named = (here & QUAL) !== 0 && before === VERB && i > 1 && bits[i - 2] === 0
    if (named && zone.clauses.size(i - 2) > 1) return
    if (noun && !'后前时'.includes(zone.text[zone.clauses.items.start[i] - 1])) return
    // 国家专项|计划|160人, 公布招生|计划| 新增…: the name of a plan.
    if (zone.clauses.is(i, '计划') && i > 0 && (bare || (next & STOP) !== 0) && isNameOfPlan(zone, i, next))
      return
    if (zone.clauses.is(i, '目标') && (next & (LINK | FIGURE | STOP)) === 0) return
    // 完成下降4%的改善目标；…: what ends a clause sets nothing for the next.
    if (zone.clauses.is(i, '目标') && i + 1 < count && '；;'.includes(zone.clauses.head(i + 1))) return
    if (EXPECTED_LOSS.test(zone.text.slice(zone.clauses.items.start[i], zone.clauses.items.start[i] + 4)))
      return
  } else if (zone.clauses.is(i, '应') && '占收付届到'.includes(zone.text[zone.clauses.items.end[i]] ?? ' '))
    return
  // 全年出口估达4300亿元; 农损估2亿元 is told.
  if (
    zone.clauses.is(i, '估') &&
    !/今年|明年|全年|半年|月|季/.test(
      zone.text.slice(zone.clauses.items.start[zone.clause], zone.clauses.items.start[i]),
    )
  )
    return
  // 预计…将达: 将 makes no target of a forecast; …料不会超出，下半年将推出 does.
  if (zone.status === 'forecast' && (here & BA) !== 0 && !acted(zone, i)) return
  zone.foreseen = false
  // 要求他充值，他先后33次转款
  zone.asked = (here & REQUIREMENT) !== 0 && (next & PERSON) !== 0
  zone.aimedAt = zone.clauses.items.start[i]
  zone.status = (here & REQUIREMENT) !== 0 ? 'requirement' : (here & FORECAST) !== 0 ? 'forecast' : 'target'
}

/** 按照…的|规定, 依据管理要求: what something is done by requires nothing itself. */
function isRule({ clauses, clause }: ZoneState, i: number): boolean {
  if (i === 0 || !isCue('rule', clauses.word(i))) return false
  for (let k = i - 1; k >= clause && i - k < 16; k--) if (isCue('by-rule', clauses.word(k))) return true
  return false
}

/** 专项|计划|160人: a plain noun stands before the word, a figure or the space of a headline behind it. */
function isNameOfPlan(zone: ZoneState, i: number, next: number): boolean {
  const { items } = zone.clauses
  const spaced = (next & STOP) !== 0 && /\s/.test(zone.text[items.end[i]] ?? '')
  const before = items.bits[i - 1]
  if (spaced) return (before & (STOP | ADV | LINK)) === 0
  return (
    (next & FIGURE) !== 0 &&
    (before & ~(METRIC | QUAL | VERB | VERBNOUN)) === 0 &&
    (before & (VERB | VERBNOUN)) !== VERB &&
    !endsAsAgent(zone.clauses.word(i - 1))
  )
}

/** 将比分|扩大为2:0, but 将释出容量1500兆瓦: whether a verb of the clause has what stands behind 将. */
function actsLater(zone: ZoneState, from: number): boolean {
  const { bits, count } = zone.clauses.items
  for (let k = from; k < count && (bits[k] & STOP) === 0; k++)
    if ((bits[k] & (VERB | LINK)) !== 0 && !isNoun(zone.clauses, k)) return true
  return false
}

/** A clause of its own in which something will be done: 下半年|将|推出. */
function acted(zone: ZoneState, i: number): boolean {
  const { count, start } = zone.clauses.items
  return i + 1 < count && cueAt('launch', zone.text, start[i + 1]) > 0
}

/** Whether what a figure tells is so, aimed at, foreseen, required or denied. */
export function standing(zone: ZoneState, slot: Slot, period: TimeExpression | null): FactStatus {
  if (isNegated(zone.text, slot)) return 'negated'
  // 完成考核|目标|61亿元的117%: the aim is what was reached.
  if (zone.share && zone.status === 'target' && zone.aimedAt > zone.share.start) return 'actual'
  // 占年度计划|2.6亿元的81.9%: how much was planned; 完成年度任务|81.9% is how much of it was done.
  const { figure } = slot
  const isAmount = figure.kind !== 'percent' && figure.kind !== 'ratio'
  if (isAmount && cueBefore('plan-noun', zone.text, slot.clause, figure.from) > 0) return 'target'
  // 每周到村|不得少于2次: the bound itself requires.
  const bounded = figure.from < figure.start
  if (bounded && /^(?:不得|必须|须|应)/.test(zone.text.slice(figure.from, figure.start))) return 'requirement'
  // 经费8600万元|已提报: whatever was foreseen before it.
  if (zone.text[figure.to] === '已' && !'达超占'.includes(zone.text[figure.to + 1] ?? ' ')) return 'actual'
  // 预计净利润…，上年同期盈利8300万元: what was a year ago is told.
  if (YEAR_BEFORE.find(zone.text, slot.clause, slot.clause + 6)) return 'actual'
  // 今年将释出…；股价17日上涨3.4%, 1—6月累计完成…: a time behind us, in a clause of its own.
  const done = period !== null && DONE.find(zone.text, period.span.end, figure.from) !== null
  if (
    period?.end &&
    (period.kind === 'date' || done) &&
    zone.page.today &&
    period.end.slice(0, 10) <= zone.page.today &&
    (zone.status === 'target' || zone.status === 'forecast') &&
    zone.aimedAt < slot.clause &&
    period.span.start >= slot.clause
  ) {
    if (done) zone.status = 'actual'
    return 'actual'
  }
  // 由95亿立方米增加至…: what it was.
  const before = zone.text[slot.figure.from - 1]
  if (before === '由' || before === '从') return 'actual'
  const { today } = zone.page
  // 预计…由2018年的|35%提高到62%
  if (
    period &&
    '由从'.includes(zone.text[period.span.start - 1] ?? ' ') &&
    period.span.start >= slot.clause
  ) {
    const between = zone.text.slice(period.span.end, slot.figure.from)
    const behind = !today || !period.start || period.start <= today
    if (behind && /^(?:底|末)?的?$/.test(between)) return 'actual'
  }
  // 锚定经济增长5.5%左右的目标; 完成了5.5%的目标 is told.
  const led = zone.status === 'actual' && zone.text[figure.to] === '的'
  if (led && AIM.test(zone.text.slice(figure.to, figure.to + 8))) {
    const told = zone.text.slice(slot.clause, slot.figure.from)
    return REACHED.test(told) ? 'actual' : 'target'
  }
  // 到“十四五”末，收入达到900亿元
  if (
    zone.status === 'actual' &&
    today &&
    zone.text[(period?.span.start ?? 0) - 1] === '到' &&
    period?.start &&
    period.start > today &&
    !/^[止底末前]?止/.test(zone.text.slice(period.span.end, period.span.end + 2)) &&
    !period.text.endsWith('止')
  )
    return 'target'
  return zone.status
}
