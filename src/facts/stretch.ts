import { runs } from './change.js'
import { coreOf } from './clause.js'
import type { Share, Slot, Verb } from './context.js'
import { Guarded } from './guarded.js'
import { singledOut, trimEnd } from './noun.js'
import { isPredicate } from './reading.js'
import { type Core, splitAgain } from './split.js'
import { hollow, placesOnly, referred } from './subject.js'
import { cueAt, isCue } from './tables.js'
import { ADV, CONJ, DE, FIGURE, HOLDER, LINK, NAME, PREP, TIME, VERB, VERBNOUN } from './words.js'
import { holds, overlaps, setTopic, type ZoneState } from './zone.js'

/** 以阿里山乡218.5毫米|最多 */
const MOST = new Guarded(
  'first',
  '或为较最居',
  /^(?:或[^，。；]{2,10}[%元])?为?(?:较为?[多大高严]|最[多高大重强严长]|居冠|居首|居多)/,
)

const isMost = (text: string, at: number): boolean => MOST.find(text, at, at + 18) !== null

/** The words before a figure and what they say. `from`: the item that they begin with. */
export function stretchBefore(
  zone: ZoneState,
  i: number,
  slot: Slot,
  verb: Verb | null,
  share: Share | null,
): { from: number; core: Core } {
  const { items } = zone.clauses
  const { figure } = slot
  const first = zone.before < 0
  const a = first ? zone.clause : behindCounted(zone, zone.before + 1, i)
  const end = stretchEnd(zone, a, i, slot, share?.start ?? verb?.start ?? figure.from)
  const b = verb && netOf(zone, a, end) ? a : end
  const single = isMost(zone.text, figure.to) ? singledOut(zone.clauses, a, b) : -1
  const core = coreOf(zone.clauses, a, single > a ? single : b)
  if (single >= a) {
    core.subject = zone.clauses.span(single + 1, b)
    core.strong = false
  }
  if (!core.quantity && b > a && cueAt('runner-up', zone.text, figure.to) > 0) comesSecond(zone, a, b, core)
  reachedAt(zone, a, b, slot, core)
  if (zone.pronoun >= a) standFor(zone, b, core)
  const holding = core.quantity && core.subject !== null
  if (!first && figure.kind === 'count' && !verb && !share && !holding && listed(zone, a, b)) {
    // 抢修队伍168支、应急发电车56辆: the verb before holds for both.
    const item = zone.clauses.span(a, trimEnd(zone.clauses, a, b))
    if (item) {
      core.metric = item
      core.subject = null
      core.doer = null
      core.verb = false
      core.bare = true
      core.quantity = false
    }
  }
  if (core.part && !zone.part) {
    zone.part = true
    zone.whole = zone.local.metric ? zone.local : null
  }
  // 围绕12条产业链确定28名领导: what a preposition took does nothing.
  if (zone.taken && zone.counted) {
    if (core.subject && overlaps(core.subject, zone.counted)) core.subject = null
    if (core.doer && overlaps(core.doer, zone.counted)) core.doer = null
    zone.counted = null
  }
  // 面向|全国|31个省份
  let by = i - 1
  while (by > a && (items.bits[by] & (NAME | HOLDER)) !== 0 && (items.bits[by] & (VERB | FIGURE)) === 0) by--
  // 已为846户科技型企业授信41.3亿元; but 数量为846户 tells how many.
  const forThem = by === i - 1 && by >= a && zone.clauses.is(by, '为') && actsBehind(zone, i)
  // 对总部在当地的5家平台|立案
  const against = first && isAgainst(zone, a, i)
  zone.taken = forThem || against || (by >= a && by < i && (items.bits[by] & (PREP | ADV)) === PREP)
  // 处分处级干部17人 behind 纪检监察机关共立案…: a word that only looks like a noun takes nothing from who acts.
  const { from, to } = core
  if (core.subject && core.verb && !core.strong && zone.told && to - from === 1 && to < b)
    if (items.end[from] - items.start[from] <= 2 && (items.bits[to] & (VERB | ADV)) === VERB)
      core.subject = null
  dropHollow(zone, core)
  // 全县财政收入8.6亿元，茶叶总产量8.1万吨: a name that the sentence goes on about keeps its products.
  const weak = !core.verb && !core.strong && first && !zone.part && zone.told
  const holder = afterName(zone) ? zone.topic : zone.local.subject
  if (
    weak &&
    core.subject &&
    core.metric &&
    core.metric.start > core.subject.start &&
    holder &&
    holds(zone, holder) &&
    (goesOn(zone) || afterName(zone))
  ) {
    core.metric = { start: core.subject.start, end: core.metric.end }
    core.subject = null
  }
  return { from: a, core }
}

/** 累积雨量以甲站812毫米最多，|竹崎乡奋起湖站|653.5毫米居次: who comes second has the quantity of the first. */
function comesSecond({ clauses }: ZoneState, a: number, b: number, core: Core): void {
  const to = trimEnd(clauses, a, b)
  if (to <= a) return
  core.subject = clauses.span(a, to)
  core.metric = null
  core.bare = false
  core.doer = null
}

/** 出动4个|中队、|64名官兵: what the figure before counted says nothing of this one. */
function behindCounted({ clauses, counted }: ZoneState, a: number, i: number): number {
  const { start, end, bits } = clauses.items
  if (!counted || i <= a || start[a] !== counted.start) return a
  // 31个|省（自治区、直辖市）|报告病例235例
  if (clauses.text[counted.end - 1] === '）') {
    let k = a
    while (k < i && end[k] < counted.end) k++
    if (k + 1 < i && end[k] === counted.end) return k + 1
  }
  // 60个|村委会|387个村民小组; not 28种|蔬菜均价每公斤|5元
  if (end[i - 1] === counted.end) return clauses.text.slice(counted.start, counted.end).includes('每') ? a : i
  return i - a > 1 && end[i - 2] === counted.end && (bits[i - 1] & CONJ) !== 0 ? i : a
}

/** Whether what is done for those counted has a figure of its own: 为846户企业|授信41.3亿元; not 为120亩和80亩. */
function actsBehind(zone: ZoneState, i: number): boolean {
  const { bits } = zone.clauses.items
  if (i + 1 >= zone.stop || (bits[i + 1] & (CONJ | FIGURE)) !== 0) return false
  let k = i + 2
  while (k < zone.stop && (bits[k] & FIGURE) === 0) k++
  return k < zone.stop
}

/** Whether 对 takes what stands up to an item: no verb is done behind it. */
function isAgainst({ clauses }: ZoneState, a: number, i: number): boolean {
  for (let k = i - 1; k >= a && i - k < AGAINST; k--) {
    if (clauses.is(k, '对')) return true
    if (isPredicate(clauses, k, i)) return false
  }
  return false
}

/** Most items between the two. */
const AGAINST = 12

/** 扣除不可比因素后|增长2.1%, 还原口径后|增长3.4%: what was taken off names no quantity. */
function netOf({ clauses }: ZoneState, a: number, b: number): boolean {
  const { bits } = clauses.items
  let to = b
  while (to > a && (bits[to - 1] & ADV) !== 0) to--
  let from = a
  while (from < to && (bits[from] & (ADV | TIME | CONJ)) !== 0) from++
  return to - from > 1 && clauses.is(to - 1, '后') && isCue('net-of', clauses.word(from))
}

/** The name of a quantity at its extreme: 最大雨量, 单日最高客流. */
const PEAK = /((?:单[日站]|极端)?(?:最[大高低小长短多强])[^，。；、]{1,10})$/

/** 受损面积|最多: a quantity, and that who follows has the most of it. */
const MOST_OF = /([^，。；、]{2,12})最[多大高长重]$/

/** 最大雨量为三墩站的|246.5毫米: the quantity stands before 为, who has it behind. */
function reachedAt(zone: ZoneState, a: number, b: number, { figure }: Slot, core: Core): void {
  const { clauses } = zone
  const { bits } = clauses.items
  if (b - a < 4 || figure.kind === 'percent' || figure.kind === 'ratio') return
  // 受损面积最多为|洋香瓜|2.9公顷
  const of = (bits[b - 1] & DE) !== 0
  let is = b - 2
  while (is > a && !clauses.is(is, '为') && !clauses.is(is, '是')) is--
  if (is <= a || (bits[is + 1] & (TIME | VERB)) !== 0) return
  const { start } = clauses.items
  // 全县|过程雨量最大为…: whose the whole is.
  let whole = a
  while (whole < is && (bits[whole] & (NAME | HOLDER)) !== 0) whole++
  const before = zone.text.slice(start[whole], start[is])
  const name = (of ? PEAK.exec(before) : null) ?? MOST_OF.exec(before)
  if (!name) return
  const from = start[whole] + name.index
  core.metric = { start: from, end: from + name[1].length }
  const holder = clauses.span(a, whole)
  if (holder) setTopic(zone, holder)
  core.subject = clauses.span(is + 1, of ? b - 1 : b)
  core.quantity = true
  core.bare = false
  core.strong = false
  core.verb = true
  core.doer = null
  // What is told next is the whole's again.
  core.by = true
}

/** Where the words end that name a figure, as an item. `cut`: where the words of its change or share begin. */
function stretchEnd(zone: ZoneState, a: number, i: number, { figure }: Slot, cut: number): number {
  const { items } = zone.clauses
  let b = i
  while (b > a && items.end[b - 1] > cut) b--
  // 总量居全省第3位: what stands before the placing.
  if (figure.kind === 'rank')
    for (let v = b - 1; v >= a; v--)
      if (isCue('placed', zone.clauses.word(v))) {
        b = v
        break
      }
  // 高于市场预期的4.1%: of the quantity before.
  if (b === i && (items.bits[i - 1] & DE) !== 0)
    for (let v = i - 2; v >= a; v--) if (isCue('gap', zone.clauses.word(v))) b = v
  if (b === i && i - a > 1 && (figure.unit?.code === '倍' || figure.kind === 'percent'))
    b = recovered(zone, a, i) ?? compared(zone, a, i)
  // 科指挫0.5%，|连跌|3日
  if (runs(zone, figure)) while (b > a && items.start[b - 1] >= figure.from - 2) b--
  return b
}

/** 他拿出3万元: the pronoun stands for who has the figure. */
function standFor(zone: ZoneState, b: number, core: Core): void {
  const who = referred(zone, b)
  if (!who) return
  zone.holder = who
  zone.passing = who
  zone.told = true
  if (!core.strong) core.subject = null
}

/** A subject that holds nothing is the quantity, or part of its name. */
function dropHollow(zone: ZoneState, core: Core): void {
  if (core.subject && placesOnly(zone, core.subject)) {
    core.subject = null
    core.strong = false
  }
  if (core.doer && hollow(zone, core.doer)) core.doer = null
  if (core.subject && hollow(zone, core.subject)) {
    // 科研经费累计到账58亿元: the money holds nothing, it is what came in.
    const { start, end } = core.subject
    const gap = core.metric ? core.metric.start - end : 0
    if (core.metric && gap >= 0 && gap < 4) core.metric = { start, end: core.metric.end }
    core.metric ??= core.subject
    core.subject = null
    core.strong = false
    // 哇|让|抽水蓄能|电站|总装机: a name that only looks like a clause.
    if (end - start === 1 && gap >= 0 && gap < 4) splitAgain(zone.clauses, core)
  }
}

/** 金沙集团：|煤炭销量612万吨: the name of the topic alone, and a colon, lead the clause in. */
function afterName({ text, clauses, clause, topic }: ZoneState): boolean {
  const mark = clauses.items.start[clause] - 1
  return text[mark] === '：' && topic !== null && topic.end === mark
}

/** A comma leads the clause in. */
function goesOn(zone: ZoneState): boolean {
  return zone.text[zone.clauses.items.start[zone.clause] - 1] === '，'
}

const RECOVERED = new Guarded(
  'last',
  '至到前期平的',
  /(?:已|均|仅|基本)*(?:分别)?恢复[至到](?:[^，。；0-9]{0,8}(?:前|同期|水平))?的?$/,
)

/** 旅客量已恢复至疫情前|约七成: where the words begin that tell of what it is so much again. */
function recovered({ clauses, text }: ZoneState, a: number, i: number): number | null {
  const { start } = clauses.items
  const said = RECOVERED.find(text, start[a], start[i])
  if (!said) return null
  let b = i
  while (b > a && start[b - 1] >= start[a] + said.index) b--
  return b
}

/** 恢复到2019年同期的|1.2倍: where the words of comparison begin. */
function compared(zone: ZoneState, a: number, i: number): number {
  const { bits } = zone.clauses.items
  if ((bits[i - 1] & DE) === 0 || (bits[i - 2] & TIME) === 0) return i
  let b = i - 2
  while (b > a && (bits[b - 1] & (PREP | LINK)) !== 0 && (bits[b - 1] & NAME) === 0) b--
  return b > a && zone.clauses.is(b - 1, '恢复') ? b - 1 : b
}

/** A further item of a list: 、 leads in and no verb ends it. */
function listed(zone: ZoneState, a: number, b: number): boolean {
  const { bits } = zone.clauses.items
  if (b - a < 2 || !zone.clauses.is(a, '、')) return false
  for (let k = a + 1; k < b; k++) if ((bits[k] & (LINK | ADV | NAME | PREP)) !== 0) return false
  // 参加社会救助54起、公务|执勤21起
  const deed = b - a === 3 && bits[a + 1] === 0 && (bits[b - 1] & VERBNOUN) !== 0
  return deed || (bits[b - 1] & VERB) === 0
}
