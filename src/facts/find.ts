import type { Zone } from '../article/index.js'
import type { Entity } from '../entities/index.js'
import type { Doc, Issue, Span } from '../text/index.js'
import type { TimeExpression } from '../times/index.js'
import { checkRates } from './checks.js'
import {
  baseIn,
  changeBefore,
  nounAfter,
  type Slot,
  slotsOf,
  statusOf,
  trimPhrase,
  type Verb,
} from './context.js'
import { type Figure, findFigures } from './mentions.js'
import { cueAt, cueBefore, findCue } from './tables.js'
import type { Change, Fact, Unit } from './types.js'

export interface FactInput {
  doc: Doc
  zones: readonly Zone[]
  times: readonly TimeExpression[]
  /** May be empty: facts then name their subjects by grammar alone. */
  entities: readonly Entity[]
  referenceDate?: string
}

/** What later figures inherit. Reset by sentences and paragraphs. */
interface Memory {
  subject: Span | null
  metric: Span | null
  /** The counted thing before: 重点项目 of 170个重点项目开工104个. */
  counted: Span | null
  period: TimeExpression | null
  base: Change['base']
  /** Metrics and subjects of the list that a following 分别 takes up. */
  list: { metric: Span | null; subject: Span | null }[]
  whole: { id: string; unit: string } | null
  /** What the last figure's verb of change said. */
  verb: Verb | null
}

/** Finds the numeric facts of the zones, in order. Issues have spans in the text. */
export function findFacts({ doc, zones, times, entities }: FactInput): { facts: Fact[]; issues: Issue[] } {
  const facts: Fact[] = []
  const holders = holderSpans(entities)
  const topic = topicOf(entities)
  const bare = bareYuan(doc)
  let t = 0
  let h = 0
  let carried: TimeExpression | null = null
  for (const { span } of zones) {
    while (t < times.length && times[t].span.end <= span.start) t++
    const own: TimeExpression[] = []
    while (t < times.length && times[t].span.start < span.end) own.push(times[t++])
    while (h < holders.length && holders[h].end <= span.start) h++
    const named: Span[] = []
    for (let k = h; k < holders.length && holders[k].start < span.end; k++) named.push(holders[k])
    // 3个月 and 18年 are read as durations by both rooms: here they are figures.
    const skip = own.filter(({ kind }) => kind !== 'duration').map((time) => time.span)
    const figures = findFigures(doc.text, span, skip).map((figure) => withCurrency(figure, bare))
    carried = readZone(doc, slotsOf(doc.text, span, figures), own, named, topic, facts, carried)
  }
  return { facts, issues: checkRates(facts) }
}

/** Places, companies, bodies and people by place: what a figure can be of. */
function holderSpans(entities: readonly Entity[]): Span[] {
  const spans: Span[] = []
  for (const { mentions } of entities) for (const { span } of mentions) spans.push(span)
  return spans.sort((a, b) => a.start - b.start)
}

/** The company, else the place, that the article names most: what its figures are of where nothing nearer is. */
function topicOf(entities: readonly Entity[]): Span | null {
  for (const kind of ['company', 'place'] as const) {
    let best: Entity | null = null
    for (const entity of entities)
      if (entity.kind === kind && entity.mentions.length > (best?.mentions.length ?? 1)) best = entity
    if (best) return best.mentions[0].span
  }
  return null
}

/** The last holder named before a place in its paragraph. */
function nearestHolder(holders: readonly Span[], before: number): Span | null {
  let lo = 0
  let hi = holders.length
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    if (holders[mid].start < before) lo = mid + 1
    else hi = mid
  }
  return lo > 0 ? holders[lo - 1] : null
}

const TWD: Unit = { system: 'ISO4217', code: 'TWD', text: '元' }
const HKD: Unit = { system: 'ISO4217', code: 'HKD', text: '元' }

/** Whose 元 a bare 元 is: pages of Taiwan and Hong Kong say so by their own words. */
function bareYuan({ source, text }: Doc): Unit | null {
  // Only Traditional pages: a mainland page that mentions 新台币 still counts in its own 元.
  if (!/[億萬臺灣縣國學與這時會]/.test(source)) return null
  const head = text.slice(0, 20_000)
  const hk = findCue('money-hk', head)
  const tw = findCue('money-tw', head) ?? findCue('money-tw', source.slice(0, 20_000))
  if (hk && (!tw || hk.at < tw.at)) return HKD
  return tw ? TWD : null
}

function withCurrency(figure: Figure, bare: Unit | null): Figure {
  return bare && figure.unit?.code === 'CNY' && figure.unit.text === '元' ? { ...figure, unit: bare } : figure
}

function readZone(
  doc: Doc,
  slots: readonly Slot[],
  times: readonly TimeExpression[],
  holders: readonly Span[],
  topic: Span | null,
  facts: Fact[],
  carried: TimeExpression | null,
): TimeExpression | null {
  const memory: Memory = {
    subject: null,
    metric: null,
    counted: null,
    period: carried,
    base: null,
    list: [],
    whole: null,
    verb: null,
  }
  let t = 0
  let h = 0
  let sentence = -1
  for (const [k, slot] of slots.entries()) {
    if (slot.sentence !== sentence) {
      sentence = slot.sentence
      memory.counted = null
      memory.list = []
      // 其中3个省级项目…: the whole stands in the sentence before.
      if (!doc.text.startsWith('其中', sentence)) memory.whole = null
    }
    for (; t < times.length && times[t].span.start < slot.figure.start; t++)
      if (governs(doc.text, times[t], slot)) memory.period = times[t]
    while (h < holders.length && holders[h].end <= slot.sentence) h++
    const fact = readFact(doc, slots, k, holders, h, memory, facts.length + 1)
    if (!fact.subject) {
      const near = nearestHolder(holders, slot.figure.from) ?? topic
      if (near) fact.subject = doc.mention(near)
    }
    facts.push(fact)
  }
  for (; t < times.length; t++)
    if (times[t].kind === 'period' && times[t].start !== null) memory.period = times[t]
  const { period } = memory
  return period && (period.kind === 'period' || period.asOf) ? period : carried
}

/** A time governs what follows it, unless it is only compared with, or the day of an event long ago. */
function governs(text: string, time: TimeExpression, slot: Slot): boolean {
  if (time.kind === 'duration' || time.kind === 'recurring' || time.kind === 'time') return false
  if (
    /[比较与]/.test(text[time.span.start - 1] ?? '') ||
    text.slice(time.span.start - 2, time.span.start) === '高于'
  )
    return false
  if (
    text[time.span.end] === '的' &&
    cueAt('metric', text, time.span.end + 1) === 0 &&
    time.span.end > slot.start
  )
    return text.slice(time.span.end, slot.figure.from).length > 4
  return true
}

interface Named {
  metric: Span | null
  subject: Span | null
  rule: string
}

function readFact(
  doc: Doc,
  slots: readonly Slot[],
  k: number,
  holders: readonly Span[],
  h: number,
  memory: Memory,
  number: number,
): Fact {
  const { text } = doc
  const slot = slots[k]
  const { figure } = slot
  const clauseText = text.slice(slot.start, figure.from)
  if (cueAt('reset', clauseText.replace(/^[\s“”、]+/, ''), 0) > 0 && !/截至/.test(clauseText))
    memory.period = null
  const base = baseIn(clauseText)
  // Only 同比 is said once for a paragraph; 环比 speaks of its own clause.
  if (base) memory.base = base === 'yoy' ? base : null
  const verb = changeBefore(text, slot, base ?? memory.base) ?? sharedVerb(text, slots, k, memory)
  memory.verb = verb
  const share = verb ? null : shareBefore(text, slot)
  const named = share
    ? shareNames(text, slot, share, holders, h, memory)
    : nameFact(text, slots, k, verb?.start ?? null, holders, h, memory)
  const spread = spreadNames(text, slots, k, memory)
  if (spread && !(named.metric && named.rule === 'counted')) {
    named.metric = spread.metric ?? named.metric
    named.subject = spread.subject ?? named.subject
  }
  const phrase = (span: Span | null) => (span && span.end > span.start ? doc.mention(span) : null)
  const status = statusOf(text, slot)
  const unit = figure.unit?.code ?? ''
  const part =
    /其中|当中/.test(text.slice(slot.sentence, figure.from)) && memory.whole?.unit === unit
      ? memory.whole.id
      : null
  const id = `f${number}`
  if (
    !part &&
    named.rule !== 'counted-verb' &&
    (figure.kind === 'money' || figure.kind === 'count' || figure.kind === 'measure')
  )
    memory.whole = { id, unit }
  remember(memory, named, verb !== null)
  const { start, end } = figure
  return {
    id,
    kind: figure.kind,
    ...doc.mention({ start, end }),
    quantity: figure.quantity,
    unit: figure.unit,
    per: figure.per,
    approx: figure.approx,
    status,
    metric: phrase(named.metric),
    subject: phrase(named.subject),
    period: memory.period,
    change: verb ? { ...verb.change } : null,
    shareOf: phrase(share?.of ?? null),
    partOf: part,
    rule: share ? 'share' : verb ? 'change' : named.rule,
    confidence: named.metric ? (named.subject ? 0.9 : 0.85) : 0.7,
  }
}

/** 分别增长6.2%和9.5%: the verb of the first counts for those joined to it. */
function sharedVerb(text: string, slots: readonly Slot[], k: number, memory: Memory): Verb | null {
  if (k === 0 || !memory.verb || slots[k - 1].figure.kind !== slots[k].figure.kind) return null
  return /^(?:和|、|及|与|以及)$/.test(text.slice(slots[k - 1].figure.to, slots[k].figure.from))
    ? { change: memory.verb.change, start: slots[k].figure.from }
    : null
}

interface Share {
  /** Where the phrase of share starts. */
  start: number
  of: Span | null
}

/** 占年度投资任务的25.2%, 占比24.4%, 完成年度任务的92.2%. */
function shareBefore(text: string, slot: Slot): Share | null {
  const { figure, start } = slot
  if (figure.kind !== 'percent' && figure.kind !== 'ratio') return null
  if (figure.unit?.code === 'pp') return null
  const window = text.slice(start, figure.from)
  const at = window.lastIndexOf('占')
  if (at >= 0 && !/^(?:地|领|据|有率|用)/.test(window.slice(at + 1))) {
    if (window.startsWith('占比', at)) return null
    const tail = window.indexOf('的', at)
    const end = tail >= 0 ? tail : trimPhrase(text, { start: start + at + 1, end: figure.from }).end - start
    const of = trimPhrase(text, { start: start + at + 1, end: start + Math.max(at + 1, end) })
    return { start: start + at, of: of.end > of.start ? of : null }
  }
  const whole = /(?:完成|达到|为|相当于|达|是)([^，。；占的]{2,12})的$/.exec(
    window.replace(/[约近超逾过]+$/, ''),
  )
  if (whole && figure.kind === 'percent') {
    const from = start + whole.index + whole[0].length - 1 - whole[1].length
    return { start: start + whole.index, of: { start: from, end: from + whole[1].length } }
  }
  return null
}

function shareNames(
  text: string,
  slot: Slot,
  share: Share,
  holders: readonly Span[],
  h: number,
  memory: Memory,
): Named {
  const core = cleanSpan(text, { start: slot.start, end: share.start })
  if (core.end - core.start >= 2) return { ...split(text, core, holders, h, memory), rule: 'share' }
  return { metric: memory.metric, subject: memory.subject, rule: 'share' }
}

/** Metric and subject from the words on either side. */
function nameFact(
  text: string,
  slots: readonly Slot[],
  k: number,
  verbStart: number | null,
  holders: readonly Span[],
  h: number,
  memory: Memory,
): Named {
  const slot = slots[k]
  const { figure } = slot
  const end = verbStart ?? figure.from
  const core = cleanSpan(text, { start: slot.start, end })
  const countable = figure.kind === 'count' || figure.kind === 'measure' || figure.kind === 'rank'
  if (countable && verbStart === null) {
    const noun = nounAfter(text, figure.to, slot.after)
    if (noun) {
      const holder = lastHolder(text, { start: slot.start, end: figure.from }, holders, h)
      const subject = holder ?? memory.subject ?? sentenceHolder(text, slot, holders, h)
      memory.counted = noun
      return { metric: noun, subject, rule: 'counted' }
    }
  }
  // 170个重点项目|开工|104个: what the last figure counted does the counting verb of this one.
  const { counted } = memory
  if (counted && counted.start >= slot.start && counted.end <= core.end) {
    const rest = trimPhrase(text, { start: counted.end, end: core.end })
    if (rest.end > rest.start) return { metric: rest, subject: counted, rule: 'counted-verb' }
  }
  if (core.end > core.start) {
    if (
      verbStart !== null &&
      cueBefore('metric', text.slice(core.start, core.end)) === 0 &&
      memory.metric &&
      core.end - core.start <= 2
    )
      return { metric: memory.metric, subject: memory.subject, rule: 'change' }
    const named = split(text, core, holders, h, memory)
    if (!named.subject) named.subject = sentenceHolder(text, slot, holders, h)
    if (memory.counted && (!named.subject || named.subject === memory.subject))
      named.subject = withoutOverlap(memory.counted, named.metric) ?? named.subject
    return { ...named, rule: 'named' }
  }
  return {
    metric: memory.metric,
    subject: memory.subject ?? sentenceHolder(text, slot, holders, h),
    rule: 'inherited',
  }
}

function withoutOverlap(span: Span, other: Span | null): Span | null {
  return other && span.start < other.end && other.start < span.end ? null : span
}

/** Cuts 新材料产业集群产值 into holder and quantity; the part before an entity's end is the subject. */
function split(
  text: string,
  core: Span,
  holders: readonly Span[],
  h: number,
  memory: Memory,
): { metric: Span | null; subject: Span | null } {
  const holder = lastHolder(text, core, holders, h)
  if (holder) {
    const rest = trimPhrase(text, { start: holder.end, end: core.end })
    if (rest.end - rest.start >= 2) {
      // 县 + holder + metric: but 全省第一产业增加值 has its sector as holder.
      const inner = metricSplit(text, rest)
      return {
        metric: inner.metric,
        subject:
          inner.subject &&
          inner.subject.end - inner.subject.start >= 4 &&
          !/规模以上|社会|固定/.test(text.slice(inner.subject.start, inner.subject.end))
            ? inner.subject
            : holder,
      }
    }
    return { metric: memory.metric, subject: holder }
  }
  const { metric, subject } = metricSplit(text, core)
  return { metric, subject: subject ?? memory.subject }
}

/** The quantity's own name at the end of a phrase and what stands before it. */
function metricSplit(text: string, core: Span): { metric: Span; subject: Span | null } {
  const here = text.slice(core.start, core.end)
  const size = cueBefore('metric', here)
  if (size === 0 || size === here.length) return { metric: tail(text, core), subject: null }
  const cut = core.end - size
  const subject = trimPhrase(text, { start: core.start, end: text[cut - 1] === '的' ? cut - 1 : cut })
  const held = text.slice(subject.start, subject.end)
  // 归母|净利润, 各项|存款: what only qualifies the quantity is no holder of it.
  if (held.length < 2 || held.length > 16 || (held.length < 5 && cueBefore('holder-tail', held) === 0))
    return { metric: { start: Math.max(core.start, core.end - 14), end: core.end }, subject: null }
  return { metric: { start: cut, end: core.end }, subject }
}

function tail(text: string, span: Span): Span {
  let start = Math.max(span.start, span.end - 16)
  // 组织外出开展|精准招商活动不少于4场次: a long phrase begins after its last verb.
  if (span.end - span.start > 8)
    for (let at = span.end - 3; at > span.start; at--) {
      const size = cueAt('stop', text, at)
      if (size < 2 || at + size > span.end - 2) continue
      start = at + size
      break
    }
  // 5月12日，对…予以…的车辆: what follows the last 的 of a long phrase is its head.
  const de = text.lastIndexOf('的', span.end - 3)
  if (span.end - span.start > 10 && de > span.start) return { start: de + 1, end: span.end }
  return { start, end: span.end }
}

const HOLDER_WORD = 'holder'

/** The last named holder inside a stretch: an entity, 全省, 该公司. */
function lastHolder(text: string, span: Span, holders: readonly Span[], h: number): Span | null {
  let best: Span | null = null
  for (let k = h; k < holders.length && holders[k].start < span.end; k++) {
    const s = holders[k]
    if (s.start >= span.start && s.end <= span.end) best = s
  }
  for (let at = best?.end ?? span.start; at < span.end; at++) {
    const size = cueAt(HOLDER_WORD, text, at)
    if (size > 0 && at + size <= span.end) {
      best = { start: at, end: at + size }
      at += size - 1
    }
  }
  return best
}

/** The holder that the sentence begins with: its agent. */
function sentenceHolder(text: string, slot: Slot, holders: readonly Span[], h: number): Span | null {
  const limit = Math.min(slot.figure.from, slot.sentence + 80)
  let best: Span | null = null
  for (let k = h; k < holders.length && holders[k].start < limit; k++)
    if (holders[k].start >= slot.sentence) best = holders[k]
  if (best) return best
  for (let at = slot.sentence; at < limit; at++) {
    const size = cueAt(HOLDER_WORD, text, at)
    if (size > 0) return { start: at, end: at + size }
  }
  return everyOne(text, slot.sentence, limit)
}

/** 要求各产业链每年谋划…: those whom a rule is for. */
function everyOne(text: string, start: number, end: number): Span | null {
  const at = text.slice(start, end).indexOf('各')
  if (at < 0) return null
  const from = start + at + 1
  let to = from
  while (to < end && to - from < 8 && !/[每须应要均都必、，。“”0-9]/.test(text[to])) to++
  return to - from >= 2 && /[每须应要均都必]/.test(text[to] ?? ' ') ? { start: from, end: to } : null
}

/** Without times, leading links and closing verbs. */
function cleanSpan(text: string, span: Span): Span {
  let { start } = span
  // Dates before the metric: 截至3月底, 2023年.
  const here = text.slice(start, span.end)
  const time =
    /^.*(?:\d{1,4}年|\d{1,2}月份?|\d{1,2}日|季度|上半年|下半年|月底|月末|年底|年末|年初|今年以来|以来|期间|去年|今年|明年|昨天|昨日|今日)/s.exec(
      here,
    )
  if (time && time[0].length < here.length) start += time[0].length
  const from = start
  const compare = /(?:同比|环比|按年|按月)/.exec(text.slice(from, span.end))
  const end = compare ? from + compare.index : span.end
  return trimPhrase(text, { start: from, end: end > from ? end : span.end })
}

/** 牛肉21.6万吨、羊肉29.3万吨，分别增长6.2%和9.5%: the k-th figure takes the names of the k-th before. */
function spreadNames(
  text: string,
  slots: readonly Slot[],
  k: number,
  memory: Memory,
): { metric: Span | null; subject: Span | null } | null {
  const slot = slots[k]
  const clause = text.slice(slot.clause, slot.figure.from)
  if (!clause.includes('分别')) {
    return null
  }
  let first = k
  while (first > 0 && slots[first - 1].clause === slot.clause) first--
  return memory.list.at(-countInClause(slots, first) + (k - first)) ?? null
}

function countInClause(slots: readonly Slot[], first: number): number {
  let n = 1
  while (first + n < slots.length && slots[first + n].clause === slots[first].clause) n++
  return n
}

function remember(memory: Memory, named: Named, change: boolean): void {
  if (named.metric) memory.metric = named.metric
  if (named.subject) memory.subject = named.subject
  if (!change && memory.list.length < 64) memory.list.push({ metric: named.metric, subject: named.subject })
}
