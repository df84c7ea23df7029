import { indexIn, type Span } from '../text/index.js'
import { rated } from './change.js'
import { Guarded } from './guarded.js'
import type { Naming } from './naming.js'
import { isNoun } from './noun.js'
import { pointedTo } from './pointed.js'
import { dealtTo } from './respectively.js'
import { type Core, emptyCore, splitPhrase } from './split.js'
import { divides, firmAlone, priced, reckoned } from './subject.js'
import { cueAt, cueBefore, isCue } from './tables.js'
import { CONJ, classOf, FIGURE, HOLDER, METRIC, NAME, PERSON, QUAL, QUOTE } from './words.js'
import { holds, isName, itemAt, localOf, overlaps, sentenceEnd, setTopic, type ZoneState } from './zone.js'

/** 外资|卖超|富邦金 */
const TRADED = /^([\u4e00-\u9fff]{0,6}?)[买卖]超./

/** … where it stands in a name at all, before which no more than a few characters tell who. */
function tradedIn(text: string, { start, end }: Span): RegExpExecArray | null {
  const at = indexIn(text, OVER, start + 1, Math.min(end, start + 8))
  return at < 0 ? null : TRADED.exec(text.slice(start, end))
}

/** 超 */
const OVER = 0x8d85

/** 要走, 得花: what a time is spent on. */
const FRAGMENT = /.[要得需须能可才就只仅]?[走跑花用等坐开飞骑爬耗排]$/

/** 由上年的12.3:35.4:52.3|调整为|12.1:34.8:53.1, 7.8万元（按年均汇率|折算为|1.1万美元）: the same quantity again. */
function goesOn(zone: ZoneState, { i, first, figure, slot, unit }: Naming): boolean {
  const { local, text, clauses, before } = zone
  if (!local.metric) return false
  // 收受财物折合人民币2860万元 is no sum of another currency once more.
  if (figure.kind === 'money' && local.unit !== unit && /^[A-Z]{3}$/.test(local.unit))
    if (cueBefore('converted', text, slot.clause, figure.from) > 0) return true
  const from = first ? slot.clause : clauses.items.end[before]
  const becomes = cueBefore('becomes', text, from, clauses.items.start[i])
  if (becomes === 0) return false
  // 占比由5.7:49.3:45.0，进一步优化为|6.6:45.8:47.6
  return figure.quantity.form === 'ratio' || (!first && becomes === clauses.items.start[i] - from)
}

/** 非公有制|工业增加值增长4%，民营|工业增加值增长5%: a short holder is one where the quantity's last was. */
function partedAlike({ text, local, clauses }: ZoneState, named: Naming): void {
  const { metric } = named
  const [last, holder] = [local.metric, local.subject]
  if (!metric || !last || !holder || holder.end !== last.start) return
  const cut = metric.end - sizeOf(last)
  if (cut - metric.start < 2 || text.slice(cut, metric.end) !== text.slice(last.start, last.end)) return
  named.subject = clauses.phrase(metric.start, cut)
  named.metric = { start: cut, end: metric.end }
  named.own = true
}

/** 比全省（7.7%）和全国平均水平（7%）高: who has a figure that stands alone in a bracket; null where none stands so. */
function bracketed({ clauses, text, local }: ZoneState, { figure, i, own, metric }: Naming): Span | null {
  if (text[figure.from - 1] !== '（' || text[figure.to] !== '）' || own || metric || !local.metric)
    return null
  const { bits } = clauses.items
  let k = i - 2
  while (k > 0 && isCue('mean', clauses.word(k))) k--
  return k >= 0 &&
    (bits[k] & (NAME | HOLDER)) !== 0 &&
    (bits[k] & PERSON) === 0 &&
    isCue('than', clauses.word(k - 1))
    ? clauses.span(k, k + 1)
    : null
}

/** 服装（上升7%）, 百货公司货品（销货价值上升6.2%）: who stands before the bracket that tells its change alone. */
function beforeBracket(
  { clauses, text, clause }: ZoneState,
  { figure, verb, own, subject, metric }: Naming,
): Core | null {
  const { bits, start } = clauses.items
  const open = clause - 1
  if (
    !verb ||
    (own && subject !== metric) ||
    figure.kind !== 'percent' ||
    text[figure.to] !== '）' ||
    open < 1
  )
    return null
  if (text[start[open]] !== '（') return null
  let k = open
  while (k > 0 && (isNoun(clauses, k - 1) || (bits[k - 1] & (CONJ | QUOTE)) !== 0)) k--
  while (k < open && (bits[k] & (CONJ | QUOTE)) !== 0) k++
  if (k >= open || (bits[k] & FIGURE) !== 0) return null
  const core = emptyCore(k)
  splitPhrase(clauses, k, open, core)
  if (!core.quantity) core.subject = clauses.span(k, open)
  return core
}

const LEVEL = new Guarded('last', '的', /(?:[高低多少快慢]于|超过|不及|优于|逊于)[^，。；的]{2,14}的$/)

/** 远高于修订预算的|约36亿元 */
const isLevel = ({ text }: ZoneState, { figure, slot }: Naming): boolean =>
  LEVEL.find(text, Math.max(slot.clause, figure.from - 20), figure.from) !== null

/** What a figure does not say itself is as in those before it. */
export function inherit(zone: ZoneState, named: Naming): void {
  const { figure, verb, share, unit, i, first, from, inheritable } = named
  if (goesOn(zone, named)) {
    named.metric = null
    named.own = false
  }
  // 失业率升至4.3%，高于市场预期的|4.1%: what it is set beside is of the same quantity.
  if (first && zone.local.metric && unit === zone.local.unit && isLevel(zone, named)) {
    named.metric = zone.local.metric
    named.subject = zone.local.subject
    named.quantity = zone.local.quantity
    named.own = false
    named.rule = 'inherited'
    return
  }
  const { lenders } = zone
  if (lenders && named.metric && !named.own && zone.text.startsWith('各项', named.metric.start)) {
    named.subject = lenders
    named.own = true
  }
  const owner = bracketed(zone, named)
  if (owner) {
    named.subject = owner
    named.metric = zone.local.metric
    named.quantity = zone.local.quantity
    named.rule = 'bracketed'
    return
  }
  const before = beforeBracket(zone, named)
  if (before) {
    named.subject = before.subject ?? inheritable
    named.metric = (before.quantity ? before.metric : named.metric) ?? zone.local.metric
    named.quantity = true
    named.rule = 'bracketed'
    return
  }
  // 户均|增收6300元; 日均|环比增长3.2%: of the same quantity.
  if (verb && named.metric && qualifies(zone, named.metric)) {
    const deed = isCue('deed', zone.text.slice(figure.from - 2, figure.from))
    named.metric = deed || !zone.local.metric ? zone.clauses.span(from, i) : null
  }
  // 股价升4%，报67.8元: the price again.
  if (named.metric && zone.local.quantity && !named.own && unit !== '%')
    if (isCue('quoted', zone.text.slice(named.metric.start, named.metric.end))) named.metric = null
  // 日均2.28万人次: of the same thing.
  if (named.metric && zone.local.metric && !named.own && qualifies(zone, named.metric)) named.metric = null
  if (named.metric && !named.own) partedAlike(zone, named)
  // 台积电贡献大盘约200点；鸿海上涨2.3%: what another firm did is not its.
  const others =
    named.own &&
    verb !== null &&
    !zone.local.quantity &&
    named.subject !== null &&
    zone.page.firms.has(named.subject.end)
  if (!named.metric && !others) {
    // 融资47起，总额31亿元。今年累计197起: of what was counted so before.
    // 审结涉黑犯罪案件5件|47人: of what is counted right before.
    const beside = zone.before === i - 1
    const alike =
      figure.kind === 'count' && unit !== zone.local.unit && !share && !beside
        ? (zone.byUnit.get(unit) ?? null)
        : null
    // 增加值下降2.4%，降幅收窄3.1个百分点；1—4月下降1.9%: the fall of the value, not of the fall.
    const grown = verb && rated(zone.text, zone.local.metric) && unit === '%' ? zone.grown : null
    named.metric = alike?.metric ?? grown ?? zone.local.metric
    named.quantity = zone.local.quantity
    if (!named.own) named.subject = alike?.subject ?? zone.local.subject ?? inheritable
    named.rule = 'inherited'
  } else if (!named.own && named.metric) {
    // 藏品12.6万件，其中珍贵文物3.2万件，年接待观众180万人次: of whoever has the whole.
    named.subject = first && zone.local.outer !== undefined ? zone.local.outer : inheritable
    if (named.subject && overlaps(named.metric, named.subject)) named.subject = zone.topic
    // 查获金条3根，价值41万元: of what was counted right before.
    if (first && figure.kind === 'money' && isWorth(zone, named.metric) && zone.counts)
      named.subject = zone.counts
    // 建设了…冷链物流中心，库容1.2万立方米: a size is that of the thing just named.
    if (
      zone.object &&
      first &&
      cueBefore('attribute', zone.text, named.metric.start, named.metric.end) ===
        named.metric.end - named.metric.start
    ) {
      // 实施重点项目96个，完成投资58.7亿元，新增就业3万人: what is no size of theirs is again whose the projects are.
      if (zone.object === zone.projects) named.outer = named.subject
      else zone.passing = zone.object
      named.subject = zone.object
    }
  }
  // 网络购物投诉9.8万件，降至第2位: what was counted has the place.
  if (
    figure.kind === 'rank' &&
    named.rule === 'inherited' &&
    named.metric &&
    !named.quantity &&
    !named.own &&
    !zone.told
  )
    named.subject = named.metric
}

/** The names that 分别 deals out to the figure. False where it deals none. */
export function takeDealt(zone: ZoneState, named: Naming): boolean {
  const { i, slot, first, core, inheritable } = named
  // 分别以20.9元的销售价售出: the price is told behind.
  if (named.rule === 'counted' && named.attribute) return false
  const dealt = dealtTo(zone, i, slot, core, first)
  if (dealt) {
    named.metric = dealt.metric ?? named.metric
    // 化肥、农药分别为3万吨和200吨: each is what its own figure counts.
    const { metric } = named
    if (dealt.subject && metric && sizeOf(metric) > sizeOf(dealt.subject) && overlaps(metric, dealt.subject))
      if (!named.quantity) named.metric = dealt.subject
    const last = zone.spread?.[zone.dealt - 2]?.subject
    if (!dealt.metric && last && named.metric === last) named.metric = dealt.subject
    // 立案数和群众损失数: the whole coordination holds nothing.
    named.subject = dealt.subject ?? (named.own ? inheritable : named.subject)
    named.rule = 'respectively'
  }
  return dealt !== null
}

const sizeOf = ({ start, end }: Span): number => end - start

/** The subject as it is called; none where what it is called holds nothing: 一个|284方呎单位. */
export function tidySubject(zone: ZoneState, named: Naming): void {
  const { i } = named
  // 大摩给予联发科“买进”评级，目标价1500元: a price is of the firm last named, not of who sets it.
  if (named.metric && cueBefore('target-price', zone.text, named.metric.start, named.metric.end) > 0) {
    named.subject = priced(zone, i, named.subject)
  }
  if (named.subject && zone.status === 'forecast') named.subject = reckoned(zone, named.subject)
  // What the article speaks of from here on holds nothing that stands before.
  if (named.subject && named.subject === zone.page.topic && named.subject.start > sentenceEnd(zone, i))
    named.subject = null
  if (named.subject) named.subject = firmAlone(zone, pointedTo(zone, named.subject))
  // 欧元区…，综合采购经理人指数为50.2: an economy has it; 沪指 holds itself.
  if (named.subject && named.metric && sameSpan(named.subject, named.metric))
    if (cueBefore('economic-index', zone.text, named.metric.start, named.metric.end) > 0)
      named.subject = named.inheritable
  // 该|基因: the word alone points to what was named before.
  if (named.subject && sizeOf(named.subject) === 1 && '该此其'.includes(zone.text[named.subject.start]))
    named.subject = named.inheritable
  // 对该公司作出处罚，没收…，并处罚款1万元: whom it hits, not who fines.
  if (zone.hit && !named.own && named.metric)
    if (cueBefore('fine', zone.text, named.metric.start, named.metric.end) > 0 || fines(zone, named.metric))
      named.subject = pointedTo(zone, zone.hit)
}

const isWorth = ({ text }: ZoneState, { start, end }: Span): boolean => isCue('worth', text.slice(start, end))

const sameSpan = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end

/** Who has this figure may have the next ones, too. */
export function takeTopic(zone: ZoneState, named: Naming): void {
  const { subject, rule, first, core, quantity } = named
  if (!subject) return
  // 全市12个县受灾…: the districts do not take the figure from the city.
  const beside = !first && zone.text[zone.clauses.items.end[zone.before]] === '、' && isName(zone, subject)
  if (!first && zone.holder && !beside && divides(zone, subject, zone.holder)) named.subject = zone.holder
  else if (
    core.strong &&
    !listsParts(zone, subject) &&
    rule !== 'parallel' &&
    !zone.part &&
    (core.verb || rule !== 'named' || holds(zone, subject) || quantity)
  )
    setTopic(zone, subject)
  zone.holder ??= named.subject
}

/** 南京、无锡、徐州|等8市55万人受灾: the cities named are some of those counted, of whom the next clauses do not tell. */
const listsParts = ({ text, topic }: ZoneState, { start, end }: Span): boolean =>
  topic !== null && text[end] === '等' && text.slice(start, end).includes('、')

/** 没收|违法所得 */
const fines = ({ text }: ZoneState, { start, end }: Span): boolean =>
  cueBefore('fine', text, start - 4, start) > 0 ||
  cueAt('fine', text, start) > 0 ||
  cueBefore('penalty', text, start, end) > 0

/** A name without the end of a quotation that it begins in: 科技创新2030”|重大项目经费. */
function unquoted({ text }: ZoneState, name: Span): Span {
  const close = indexIn(text, CLOSE, name.start, name.end)
  if (close < 0 || close === name.end - 1 || indexIn(text, OPEN, name.start, close) >= 0) return name
  return { start: close + 1, end: name.end }
}

/** “ and ” */
const OPEN = 0x201c
const CLOSE = 0x201d

/** 农业损失|估计8745万元 */
function withoutGuess({ text }: ZoneState, metric: Span): Span {
  const { start, end } = metric
  const guess = cueBefore('estimate', text, start, end)
  return guess > 0 && guess < end - start ? { start, end: end - guess } : metric
}

/** 实现|营业收入, 完成|固定资产投资: how a quantity was reached is none of its name; 完成投资 is one of its own. */
function withoutVerb({ text }: ZoneState, metric: Span): Span {
  const { start, end } = metric
  if (cueAt('done', text, start) > 0) return metric
  const reached = cueAt('reaches', text, start)
  const completed = reached > 0 ? 0 : cueAt('completes', text, start)
  const from = start + reached + completed
  if (from === start || end - from < (completed > 0 ? 3 : 2)) return metric
  return cueBefore('metric', text, from, end) > 0 ? { start: from, end } : metric
}

/** 甲股份有限公司（以下简称“公司”）|无限售条件流通股: the stock, not whose it is. */
function withoutFirm(zone: ZoneState, metric: Span): Span {
  const { items } = zone.clauses
  const at = itemAt(zone, metric.start)
  if (!zone.page.firms.has(items.end[at]) || items.end[at] >= metric.end) return metric
  if (at + 2 >= items.count || !zone.clauses.bracketed(at + 1)) return metric
  const start = items.end[at + 1]
  return start < metric.end ? { start, end: metric.end } : metric
}

/** 无|收获面积: what there is nothing of is not what there is. */
function withoutNone(zone: ZoneState, metric: Span): Span {
  const at = metric.start - 1
  if (zone.text[at] !== '无') return metric
  const { start, end, count } = zone.clauses.items
  const k = itemAt(zone, at)
  return k < count && start[k] === at && end[k] === metric.start ? { start: at, end: metric.end } : metric
}

const HIGHEST = new Guarded('last', '的', /([^，。；、的]{2,10})最[高低多少大小长]的$/)

/** What 一起 or 一户 is the highest in; the metric itself where it is another. */
function ofHighest({ text }: ZoneState, metric: Span): Span {
  if (text[metric.start] !== '一' || metric.end - metric.start > 2) return metric
  const found = HIGHEST.find(text, Math.max(0, metric.start - 16), metric.start)
  if (!found || cueBefore('metric', found[1]) === 0) return metric
  const end = metric.start - (found[0].length - found[1].length)
  return { start: end - found[1].length, end }
}

/** The metric as it is called: 死 of 造成2死58伤, 卖超 of 外资|卖超. */
export function tidyMetric(zone: ZoneState, named: Naming): void {
  const { figure } = named
  // 判赔金额最高的|一起|达1200万元: the quantity that is the highest.
  if (named.metric) named.metric = ofHighest(zone, named.metric)
  // 造成2死58伤
  if (figure.rule === 'toll') named.metric = { start: figure.end - 1, end: figure.end }
  // 外资|卖超|富邦金4821张: of whom is told, the quantity is what was sold.
  const traded = named.metric && tradedIn(zone.text, named.metric)
  if (named.metric && traded) {
    const start = named.metric.start + traded[1].length
    if (traded[1].length > 1) named.subject = { start: named.metric.start, end: start }
    named.metric = { start, end: start + 2 }
  }
  // 卖一车柑橘要走三个小时: what is left of a clause names no quantity.
  if (
    figure.kind === 'duration' &&
    named.metric &&
    FRAGMENT.test(zone.text.slice(named.metric.start, named.metric.end))
  )
    named.metric = null
  // 涉及湖北、广西等|5省: the places are some of those counted.
  const { metric } = named
  if (
    metric &&
    figure.kind === 'count' &&
    zone.text[figure.from - 1] === '等' &&
    metric.end === figure.from - 1
  )
    if (zone.text.slice(metric.start, metric.end).includes('、')) named.metric = null
  if (named.metric) named.metric = withoutGuess(zone, named.metric)
  if (named.metric) named.metric = withoutVerb(zone, named.metric)
  if (named.metric) named.metric = withoutFirm(zone, named.metric)
  if (named.metric) named.metric = withoutNone(zone, named.metric)
  // 科技创新2030”|重大项目经费: what the quotation began with is out of the name.
  if (named.metric) named.metric = unquoted(zone, named.metric)
  if (named.subject) named.subject = unquoted(zone, named.subject)
  // （记者|王小明）营收20亿元: who wrote it holds nothing.
  if (
    named.subject &&
    '）)'.includes(zone.text[named.subject.end - 1]) &&
    /^[^（(]*[）)]$/.test(zone.text.slice(named.subject.start, named.subject.end))
  )
    named.subject = null
}

/** Leaves the names to the figures behind. `aside`: who has this figure has none of those. */
export function remember(zone: ZoneState, named: Naming, aside: boolean): void {
  const { figure, verb, share, unit, first, core, noun, metric, subject, own, rule, quantity } = named
  if (
    metric &&
    subject &&
    zone.text[metric.end - 1] === '额' &&
    zone.text.slice(metric.start, metric.end).includes('各项')
  )
    zone.lenders = subject
  // 占公路总里程484.65万公里的|3.5%: how large the whole is leaves nothing.
  if (sizesWhole(zone, named)) return
  // 制造业项目23个，总投资178亿元: the projects' own.
  const counted =
    first &&
    !own &&
    !zone.told &&
    !(subject && holds(zone, subject)) &&
    core.bare &&
    core.strong &&
    figure.kind === 'count' &&
    rule === 'named'
  const outer =
    named.outer === undefined && rule === 'parallel' && zone.part && !core.strong
      ? zone.local.subject
      : named.outer
  zone.local = localOf(
    metric,
    counted ? metric : aside ? zone.holder : subject,
    quantity,
    verb || share || figure.kind === 'rank' ? zone.local.unit : unit,
    named.slot.sentence,
    outer,
  )
  if (!verb && rule !== 'bracketed' && zone.list.length < 64) zone.list.push({ metric, subject })
  if (figure.kind === 'count' && metric && cueBefore('project', zone.text, metric.start, metric.end) > 0)
    zone.projects = metric
  zone.counts = figure.kind === 'count' && !quantity ? metric : null
  const { clauses } = zone
  zone.parts = zone.counts !== null && named.i > 0 && isCue('has-parts', clauses.word(named.i - 1))
  if (zone.counts && rule !== 'inherited') zone.things ??= metric
  if (figure.kind === 'count' && rule !== 'inherited') zone.byUnit.set(unit, { metric, subject })
  if (!rated(zone.text, metric)) zone.grown = metric
  if (verb && quantity && unit === '%' && !rated(zone.text, metric)) zone.page.grew = metric
  zone.counted = rule === 'counted' ? noun : null
}

const sizesWhole = ({ text }: ZoneState, { slot, figure }: Naming): boolean =>
  text[figure.to] === '的' &&
  /^的[约近]?[\d.]{1,6}[%％]/.test(text.slice(figure.to, figure.to + 9)) &&
  /占(?!比|地|领|据|用)[^，。；占]{2,16}$/.test(text.slice(slot.start, figure.from))

/** A word that only says which: 日均, 户均. */
export function qualifies(zone: ZoneState, metric: Span): boolean {
  return (classOf(zone.text, metric.start, metric.end) & (QUAL | METRIC)) === QUAL
}
