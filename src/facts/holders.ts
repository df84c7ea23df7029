import { numberColumn, type Span } from '../text/index.js'
import type { Naming } from './naming.js'
import { nounEnd, quantityTail } from './noun.js'
import { isAverage, namesQuantity } from './split.js'
import { hollow } from './subject.js'
import { cueAt, cueBefore, holderWeights, isCue } from './tables.js'
import {
  ADV,
  AGENT,
  ATTR,
  CONJ,
  classOf,
  DE,
  endsAsAgent,
  FIGURE,
  FRAME,
  HOLDER,
  LEAD,
  LINK,
  METRIC,
  NAME,
  PERSON,
  PREP,
  QUAL,
  SAY,
  STOP,
  TIME,
  VERB,
} from './words.js'
import { itemAt, overlaps, type Tally, type ZoneState } from './zone.js'

/**
 * Where one who may have a figure was found. `rules`: by the rules up to inherit.ts, `own` where they read it in the
 * figure's own clause; `head`: what the metric's phrase begins with (首套房 of 首套房最低首付比例), `last-head`: the same of
 * the figure before; `last`: who had that one; `thing`: what it counted; `acting`: who acts in the clause before;
 * `page-topic`: who the page is about; `name-in`, `name-before`, `name-first`: names in the clause, before it, and at
 * the head of the sentence.
 */
const SOURCES = [
  'rules',
  'own',
  'head',
  'first',
  'last',
  'last-head',
  'thing',
  'passing',
  'object',
  'holder',
  'topic',
  'voice',
  'page-topic',
  'acting',
  'doer',
  'goods',
  'name-in',
  'name-before',
  'name-first',
  'self',
  'counted',
] as const
type Source = (typeof SOURCES)[number]
const NUMBER = Object.fromEntries(SOURCES.map((name, k) => [name, k])) as Record<Source, number>

/** Where it stands: in the figure's clause, so many clauses before it, in a sentence or a paragraph before, or behind it. */
const PLACES = ['clause', 'near', 'second', 'third', 'fourth', 'paragraph', 'page', 'ahead'] as const

/** What it is, how long, how many figures follow it in its sentence, and what stands on both sides of it. */
const TRAITS = [
  'person',
  'firm',
  'name',
  'whole',
  'agent',
  'quantity',
  'ends-in-quantity',
  'works',
  'project',
  'in-metric',
  'qualifies',
  'acts',
  'acts-first',
  'tells',
  'teller',
  'holds-name',
  'size-1',
  'size-2',
  'size-4',
  'size-7',
  'size-11',
  'size-more',
  'figures-0',
  'figures-1',
  'figures-2',
  'next-stop',
  'next-verb',
  'next-metric',
  'next-link',
  'next-de',
  'next-conj',
  'next-noun',
  'prev-stop',
  'prev-prep',
  'prev-verb',
  'prev-de',
  'prev-conj',
  'prev-time',
  'prev-noun',
] as const
type Trait = (typeof TRAITS)[number]

/** What the figure says, and the mark its clause stands behind, with + in 其中. */
const CONTEXT = [
  'money',
  'count',
  'percent',
  'measure',
  'ratio',
  'rank',
  'age',
  'duration',
  'growth',
  'share',
  'moved',
  'lead-^',
  'lead-，',
  'lead-；',
  'lead-。',
  'lead-、',
  'lead-：',
  'lead-（',
  'lead-）',
  'lead-_',
  'part',
  'first',
  'later',
  'quantity-of',
  'rule-named',
  'rule-counted',
  'rule-inherited',
  'rule-parallel',
  'rule-other',
  'own',
  'strong',
  'bare',
  'verb',
  'object',
] as const

/** The columns of the table of weights; its rows are sources, places and `any`. */
const COLUMNS = ['all', ...CONTEXT, ...PLACES, ...TRAITS] as const
const ROWS = [...SOURCES, ...PLACES, 'any'] as const
const WIDTH = COLUMNS.length
/** Cells of the table. */
export const CELLS = ROWS.length * WIDTH
const ANY = (ROWS.length - 1) * WIDTH

const numbered = (names: readonly string[]): Map<string, number> => new Map(names.map((name, k) => [name, k]))
const column = (name: (typeof COLUMNS)[number]): number => COLUMNS.indexOf(name)
const FIRST_PLACE = column('clause')

export interface Candidate {
  span: Span
  /** Numbers of SOURCES. */
  sources: number[]
  /** Number of PLACES. */
  place: number
  /** What it is by itself. */
  kind: Kind
  /** … and of how it stands to the figure. */
  stands: number[]
}

/** What a candidate is by itself: the same for all figures of a zone. */
export interface Kind {
  /** Columns of the table. */
  traits: readonly number[]
  /** The item that it begins with. */
  item: number
  /** The item of its clause that tells who says so: 显示 behind 数据; or -1. */
  told: number
}

/** Cells of the table that speak for a candidate. `context`: columns of the figure's own. */
export function cellsOf(context: readonly number[], { sources, place, kind, stands }: Candidate): number[] {
  const cells: number[] = [ANY + FIRST_PLACE + place]
  for (const source of sources) {
    const row = source * WIDTH
    cells.push(row, row + FIRST_PLACE + place)
    for (const column of context) cells.push(row + column)
    for (const column of kind.traits) cells.push(row + column)
    for (const column of stands) cells.push(row + column)
  }
  const row = (SOURCES.length + place) * WIDTH
  for (const column of context) cells.push(row + column)
  for (const column of kind.traits) cells.push(ANY + column)
  for (const column of stands) cells.push(ANY + column)
  return cells
}

/** The sum of those cells. */
function weightOf(
  table: Float64Array,
  context: readonly number[],
  { sources, place, kind, stands }: Candidate,
): number {
  const { traits } = kind
  let sum = table[ANY + FIRST_PLACE + place]
  const row = (SOURCES.length + place) * WIDTH
  for (let k = 0; k < context.length; k++) sum += table[row + context[k]]
  for (let k = 0; k < traits.length; k++) sum += table[ANY + traits[k]]
  for (let k = 0; k < stands.length; k++) sum += table[ANY + stands[k]]
  for (let s = 0; s < sources.length; s++) {
    const row = sources[s] * WIDTH
    sum += table[row] + table[row + FIRST_PLACE + place]
    for (let k = 0; k < context.length; k++) sum += table[row + context[k]]
    for (let k = 0; k < traits.length; k++) sum += table[row + traits[k]]
    for (let k = 0; k < stands.length; k++) sum += table[row + stands[k]]
  }
  return sum
}

/** Name of a cell: its row and its column. */
export const cellName = (cell: number): string =>
  `${ROWS[Math.floor(cell / WIDTH)]}\t${COLUMNS[cell % WIDTH]}`

let weights: Float64Array | null = null
function weightTable(): Float64Array {
  if (weights) return weights
  const rows = numbered(ROWS)
  const columns = numbered(COLUMNS)
  weights = new Float64Array(CELLS)
  for (const [row, column, weight] of holderWeights())
    weights[(rows.get(row) ?? 0) * WIDTH + (columns.get(column) ?? 0)] = Number(weight)
  return weights
}

const NOBODY: Kind = { traits: [], item: 0, told: -1 }

/** Everybody who may have a figure, once each. */
class Candidates {
  readonly zone: ZoneState
  readonly list: Candidate[] = []
  constructor(zone: ZoneState) {
    this.zone = zone
  }

  add(span: Span | null | undefined, source: Source): void {
    if (!span || span.end <= span.start) return
    const { text } = this.zone
    const size = span.end - span.start
    const number = NUMBER[source]
    for (const { span: known, sources } of this.list) {
      if (known.end - known.start !== size || text[known.start] !== text[span.start]) continue
      if (known.start !== span.start && !text.startsWith(text.slice(span.start, span.end), known.start))
        continue
      sources.push(number)
      return
    }
    this.list.push({ span, sources: [number], place: 0, kind: NOBODY, stands: [] })
  }
}

/** What a phrase begins with before the name of its quantity or its verb: 首套房|最低首付比例, 问界M9|交付. */
function headOf(zone: ZoneState, { start, end }: Span): Span | null {
  const { clauses, text } = zone
  const { bits, start: starts, end: ends, count } = clauses.items
  const a = itemAt(zone, start)
  if (a >= count || starts[a] !== start) return null
  let b = a
  while (b < count && ends[b] <= end) b++
  if (b <= a) return null
  const noun = nounEnd(clauses, a, b)
  if (noun > a && noun < b) return clauses.phrase(start, ends[noun - 1])
  const size = cueBefore('metric', text, start, end)
  let cut = end - size
  let m = b
  if (size > 0) while (m > a && starts[m - 1] >= cut) m--
  else if (quantityTail(clauses, b - 1)) cut = starts[--m]
  else return null
  while (
    m > a &&
    starts[m] === cut &&
    ((bits[m - 1] & (QUAL | ATTR | DE)) !== 0 || isAverage(clauses.word(m - 1)))
  )
    cut = starts[--m]
  // 恒生|指数 is one name.
  return clauses.phrase(start, text.startsWith('指数', cut) ? end : cut)
}

/** … where it can hold something: no verb (治愈|比例), no average (单车|能耗, 人均住房|面积), nothing carried (货邮|吞吐量). */
function holdingHead(zone: ZoneState, metric: Span): Span | null {
  const head = headOf(zone, metric)
  if (!head || hollow(zone, head)) return null
  const word = zone.text.slice(head.start, head.end)
  // 空气质量优良天数|比率: what is counted or measured itself.
  if (isAverage(word) || isCue('carried', word) || '率额量值数'.includes(word[word.length - 1])) return null
  // 教育|支出, 财政总|收入: what it is spent on or which income it is.
  if (!endsAsAgent(word) && (classOf(zone.text, head.start, head.end) & (NAME | HOLDER | AGENT)) === 0)
    if (cueAt('outlay', zone.text, head.end) > 0 || isCue('income-kind', word)) return null
  return word.length < 3 && '单吨亩户每均人'.includes(word[0]) ? null : head
}

/** How many items before the figure names are looked for. */
const BACK = 60

function candidatesOf(zone: ZoneState, named: Naming): Candidate[] {
  const { text, clauses, local } = zone
  const { bits } = clauses.items
  const found = new Candidates(zone)
  found.add(named.subject, 'rules')
  if (named.own) found.add(named.subject, 'own')
  const head =
    named.metric && named.rule !== 'counted' && named.rule !== 'taken'
      ? holdingHead(zone, named.metric)
      : null
  found.add(head, 'head')
  found.add(local.subject, 'last')
  found.add(zone.passing, 'passing')
  found.add(zone.object, 'object')
  found.add(zone.holder, 'holder')
  found.add(zone.topic, 'topic')
  found.add(zone.voice, 'voice')
  found.add(zone.page.topic, 'page-topic')
  found.add(zone.acting, 'acting')
  found.add(named.core.doer, 'doer')
  found.add(named.core.goods, 'goods')
  if (named.first && zone.clause < named.i) {
    const end = nounEnd(clauses, zone.clause, named.i)
    const noun = end < named.i ? clauses.span(zone.clause, end) : null
    // 潜器|在海底待了11个小时; but 单日旅客吞吐量|达9.6万人次 is a quantity.
    const holds = noun && !hollow(zone, noun) && cueBefore('metric', text, noun.start, noun.end) === 0
    if (holds && !quantityTail(clauses, end - 1)) found.add(noun, 'first')
  }
  const { metric } = local
  if (metric) {
    if (metric.end - metric.start < LONG) found.add(holdingHead(zone, metric), 'last-head')
    // 设7座车站，总经费533亿元: the whole is none of theirs.
    const whole = zone.parts && named.metric !== null && text[named.metric.start] === '总'
    if (
      !local.quantity &&
      !whole &&
      !hollow(zone, metric) &&
      cueBefore('metric', text, metric.start, metric.end) === 0
    )
      found.add(metric, 'thing')
  }
  // Where the rules find nobody, none of these is likelier.
  if (named.subject) {
    const { core, share, figure } = named
    const said = core.metric ?? named.metric
    const short = said !== null && !head && said.end - said.start < LONG
    // 招引项目|14个: what is counted is whoever's has them; 费用率|降低2个百分点: a quantity has none.
    if (short && figure.kind !== 'count' && !core.quantity && (core.bare || share || zone.part))
      if (!hollow(zone, said)) found.add(said, 'self')
    if (!zone.parts || text[named.metric?.start ?? named.figure.from] !== '总')
      found.add(zone.things, 'counted')
  }
  let before = false
  const from = Math.max(zone.sentenceStart, zone.wired, named.i - BACK)
  for (let k = named.i - 1; k > from; k--) {
    if ((bits[k] & NAME) === 0) continue
    // 涉港澳台案件: a name within what is counted has none of it.
    if (named.metric && clauses.items.start[k] > named.metric.start && k >= zone.clause) continue
    if (k >= zone.clause) found.add(clauses.span(k, k + 1), 'name-in')
    else if (!before) found.add(clauses.span(k, k + 1), 'name-before')
    else if (k - 1 === zone.sentenceStart || (bits[k - 1] & (STOP | TIME | LEAD)) !== 0)
      found.add(clauses.span(k, k + 1), 'name-first')
    before ||= k < zone.clause
  }
  return found.list
}

/** Longest metric of the figure before whose head is looked at. */
const LONG = 16

const T = Object.fromEntries(TRAITS.map((name) => [name, column(name)])) as Record<Trait, number>

function nextOf(bits: number): number {
  if ((bits & STOP) !== 0) return T['next-stop']
  if ((bits & VERB) !== 0) return T['next-verb']
  if ((bits & METRIC) !== 0) return T['next-metric']
  if ((bits & (ADV | LINK)) !== 0) return T['next-link']
  if ((bits & DE) !== 0) return T['next-de']
  return (bits & CONJ) !== 0 ? T['next-conj'] : T['next-noun']
}

function prevOf(bits: number): number {
  if ((bits & STOP) !== 0) return T['prev-stop']
  if ((bits & PREP) !== 0) return T['prev-prep']
  if ((bits & VERB) !== 0) return T['prev-verb']
  if ((bits & DE) !== 0) return T['prev-de']
  if ((bits & CONJ) !== 0) return T['prev-conj']
  return (bits & (TIME | LEAD)) !== 0 ? T['prev-time'] : T['prev-noun']
}

function sizeTrait(size: number): number {
  if (size < 3) return size === 1 ? T['size-1'] : T['size-2']
  if (size < 5) return T['size-4']
  return size < 8 ? T['size-7'] : size < 12 ? T['size-11'] : T['size-more']
}

function kindOf(zone: ZoneState, span: Span): Kind {
  const { bits, start, count } = zone.clauses.items
  const item = count === 0 || span.start < start[0] ? count : itemAt(zone, span.start)
  let told = -1
  for (let k = item; k < count && (bits[k] & STOP) === 0 && told < 0; k++)
    if ((bits[k] & (SAY | FRAME)) !== 0) told = k
  return { traits: traitsOf(zone, span, item), item, told }
}

function traitsOf(zone: ZoneState, { start: at, end: to }: Span, from: number): number[] {
  const { text, clauses } = zone
  const { bits, end, count } = clauses.items
  const word = text.slice(at, to)
  const traits = [sizeTrait(word.length)]
  if (cueAt('holder', text, at) > 0) traits.push(T.whole)
  if (endsAsAgent(word)) traits.push(T.agent)
  if (cueBefore('teller', text, at, to) > 0) traits.push(T.teller)
  if (namesQuantity(word)) traits.push(T.quantity)
  else if (cueBefore('metric', text, at, to) > 1) traits.push(T['ends-in-quantity'])
  if (cueBefore('works', text, at, to) > 0) traits.push(T.works)
  if (cueBefore('project', text, at, to) > 0) traits.push(T.project)
  if (from >= count) return traits
  let behind = from
  let qualifies = true
  let acts = false
  let named = false
  for (; behind < count && end[behind] <= to; behind++) {
    if ((bits[behind] & (QUAL | ATTR | CONJ)) === 0) qualifies = false
    if ((bits[behind] & (VERB | NAME)) === VERB) acts = true
    if ((bits[behind] & NAME) !== 0) named = true
  }
  if ((bits[from] & NAME) !== 0)
    traits.push((bits[from] & PERSON) !== 0 ? T.person : zone.page.firms.has(to) ? T.firm : T.name)
  traits.push(nextOf(behind < count ? bits[behind] : STOP), prevOf(from > 0 ? bits[from - 1] : STOP))
  if (qualifies) traits.push(T.qualifies)
  if (named) traits.push(T['holds-name'])
  if (acts) traits.push(T.acts)
  if ((bits[from] & (VERB | NAME)) === VERB) traits.push(T['acts-first'])
  return traits
}

const [PARAGRAPH, PAGE, AHEAD] = (['paragraph', 'page', 'ahead'] as const).map((place) =>
  PLACES.indexOf(place),
)

/** Spans are told apart by start and size up to this. */
const LONGEST = 512

/** How many marks and figures stand before each item. */
function tallyOf(zone: ZoneState): Tally {
  if (zone.tally) return zone.tally
  const { bits, count } = zone.clauses.items
  const stops = numberColumn(count + 1)
  const figures = numberColumn(count + 1)
  for (let k = 0; k < count; k++) {
    stops[k + 1] = stops[k] + ((bits[k] & STOP) !== 0 ? 1 : 0)
    figures[k + 1] = figures[k] + ((bits[k] & (STOP | FIGURE)) === FIGURE ? 1 : 0)
  }
  zone.tally = { stops, figures }
  return zone.tally
}

/** How a candidate stands to the figure. */
function stand(zone: ZoneState, { metric, figure, i }: Naming, candidate: Candidate): void {
  const { start } = zone.clauses.items
  const { span, stands } = candidate
  const key = span.start * LONGEST + Math.min(span.end - span.start, LONGEST - 1)
  let kind = zone.kinds.get(key)
  if (!kind) {
    kind = kindOf(zone, span)
    zone.kinds.set(key, kind)
  }
  candidate.kind = kind
  if (metric && overlaps(metric, span)) stands.push(T['in-metric'])
  candidate.place = PARAGRAPH
  if (span.start >= figure.start) candidate.place = AHEAD
  else if (span.start < start[0]) candidate.place = PAGE
  else if (zone.sentenceStart < 0 || span.start > start[zone.sentenceStart]) {
    const { item, told } = kind
    const { stops, figures: counted } = tallyOf(zone)
    const figures = counted[i] - counted[item]
    candidate.place = item >= zone.clause ? 0 : Math.min(Math.max(stops[i] - stops[item], 1), 4)
    if (told >= 0 && told < i) stands.push(T.tells)
    stands.push(figures === 0 ? T['figures-0'] : figures === 1 ? T['figures-1'] : T['figures-2'])
  }
}

const SAID = Object.fromEntries(CONTEXT.map((name) => [name, column(name)])) as Record<
  (typeof CONTEXT)[number],
  number
>
const RULES: Record<string, number | undefined> = {
  named: SAID['rule-named'],
  counted: SAID['rule-counted'],
  inherited: SAID['rule-inherited'],
  parallel: SAID['rule-parallel'],
}
const LEAD_MARKS = '^，；。、：（） '

/** Columns of what the figure itself is. */
function contextOf(zone: ZoneState, named: Naming): number[] {
  const { figure, verb, share, first } = named
  const { kind } = figure
  const lead = LEAD_MARKS.indexOf(zone.text[zone.clauses.items.start[zone.clause] - 1] ?? '^')
  const context = [
    SAID[kind === 'percent' ? (verb ? 'growth' : share ? 'share' : kind) : verb ? 'moved' : kind],
    first ? SAID.first : SAID.later,
    SAID['lead-^'] + (lead < 0 ? LEAD_MARKS.length - 1 : lead),
  ]
  if (zone.part) context.push(SAID.part)
  if (named.quantity) context.push(SAID['quantity-of'])
  const { core, rule, own } = named
  context.push(RULES[rule] ?? SAID['rule-other'])
  if (own) context.push(SAID.own)
  if (core.strong) context.push(SAID.strong)
  if (core.bare) context.push(SAID.bare)
  if (core.verb) context.push(SAID.verb)
  if (core.object) context.push(SAID.object)
  return context
}

/** Sees a figure with all who may have it, and whom the rules take; gives the weights to use: for who learns them. */
export type Observer = (
  figure: Span,
  context: readonly number[],
  candidates: readonly Candidate[],
  rules: Span | null,
  named: Naming,
  zone: ZoneState,
) => Float64Array

/**
 * Who has the figure: of all whom its clause, its sentence and the page offer, the one for whom most speaks. What the
 * rules read is one of them. 按照新政，首套房最低首付比例由20%…: the homes, not the city of the headline.
 */
export function weighHolders(zone: ZoneState, named: Naming): void {
  // 襄城市力争流域森林覆盖率达61%: who aims at it has it.
  if (zone.status === 'target' && named.subject) return
  const candidates = candidatesOf(zone, named)
  const { observe } = zone.page
  if (candidates.length < 2 && !observe) return
  for (const candidate of candidates) stand(zone, named, candidate)
  const context = contextOf(zone, named)
  const table = observe?.(named.figure, context, candidates, named.subject, named, zone) ?? weightTable()
  let best: Candidate | null = null
  let most = Number.NEGATIVE_INFINITY
  for (const candidate of candidates) {
    const sum = weightOf(table, context, candidate)
    if (sum <= most) continue
    most = sum
    best = candidate
  }
  if (!best || best.sources[0] === 0) return
  named.subject = best.span
}
