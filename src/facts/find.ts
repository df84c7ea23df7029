import type { Zone } from '../article/index.js'
import type { Entity } from '../entities/index.js'
import type { Doc, Issue, Span } from '../text/index.js'
import type { TimeExpression } from '../times/index.js'
import { changeOf, noteBase, verbOf } from './change.js'
import { checkFacts } from './checks.js'
import { closeClause, periodOf } from './clause-end.js'
import { slotsOf } from './context.js'
import { bareYuan, inCurrency } from './currency.js'
import type { Header } from './header.js'
import type { Observer } from './holders.js'
import { endsInList, Items, overlaysOf, readItems } from './items.js'
import { findFigures } from './mentions.js'
import { outsideWords } from './mistaken.js'
import { nameFigure } from './name.js'
import { firmsOf, type Name, nameSpans, outsideNames, type Page, passingOf, topicOf } from './page.js'
import { Periods } from './period.js'
import { Clauses } from './phrase.js'
import { partOf, shareOf, softened } from './share.js'
import { isDone, noteStatus, standing } from './status.js'
import { hear } from './subject.js'
import { isCue } from './tables.js'
import type { Fact, FactStatus, Phrase } from './types.js'
import {
  ACTUAL,
  END,
  FIGURE,
  FORECAST,
  NAME,
  PERSON,
  QUOTE,
  REQUIREMENT,
  SAY,
  STOP,
  TARGET,
} from './words.js'
import { clauseEnd, ZoneState } from './zone.js'

export interface FactInput {
  doc: Doc
  zones: readonly Zone[]
  times: readonly TimeExpression[]
  /** Where each word of the text ends. */
  wordEnds: Uint32Array
  referenceDate?: string
  /** May be empty: facts then name their subjects by grammar alone. */
  entities: readonly Entity[]
  /** Sees who may have each figure. */
  observe?: Observer
}

/** Finds the numeric facts of the zones, in order. Issues have spans in the text. */
export function findFacts({ doc, zones, times, entities, wordEnds, referenceDate, observe }: FactInput): {
  facts: Fact[]
  issues: Issue[]
} {
  const facts: Fact[] = []
  const names = nameSpans(entities, doc.text)
  const bare = bareYuan(doc)
  const page: Page = {
    doc,
    facts,
    topic: topicOf(entities, zones, doc.text),
    firms: firmsOf(entities),
    passing: passingOf(entities),
    told: null,
    person: null,
    grew: null,
    base: null,
    periods: new Periods(doc.text, referenceDate ?? null),
    today: referenceDate ?? null,
    observe,
  }
  const items = new Items()
  let table: Header | null = null
  let t = 0
  let n = 0
  let w = 0
  for (const { span, kind } of joinLists(doc.text, zones)) {
    while (t < times.length && times[t].span.end <= span.start) t++
    // 3个月 and 18年 are read as durations by both rooms: here they are figures.
    const dated: TimeExpression[] = []
    for (; t < times.length && times[t].span.start < span.end; t++)
      if (times[t].kind !== 'duration') dated.push(times[t])
    while (n < names.length && names[n].end <= span.start) n++
    const named: Name[] = []
    for (let k = n; k < names.length && names[k].start < span.end; k++) named.push(names[k])
    const found = findFigures(doc.text, span, dated, table)
    while (w < wordEnds.length && wordEnds[w] < span.start) w++
    const readings = outsideWords(doc.text, outsideNames(doc.text, found.figures, named), wordEnds, w)
    const figures = inCurrency(readings, bare)
    table = found.table
    page.periods.open(dated, kind === 'title', span.start)
    if (figures.length > 0) {
      while (w < wordEnds.length && wordEnds[w] <= span.start) w++
      readItems(items, doc.text, span, wordEnds, w, overlaysOf(doc.text, figures, dated, named))
      const zone = new ZoneState(page, new Clauses(doc.text, items), slotsOf(doc.text, span, figures))
      readZone(zone)
      if (zone.person >= 0) page.person = zone.clauses.span(zone.person, zone.person + 1)
      const { headline } = zone
      const begins = kind !== 'title' && headline?.start === items.start[0] && page.firms.has(headline.end)
      page.told = begins ? headline : null
      if (kind === 'title') page.topic = headline ?? page.topic
      else if (headline && !page.passing.has(headline.end)) page.topic ??= headline
    }
    page.periods.close()
  }
  return { facts, issues: checkFacts(doc.text, facts) }
}

/**
 * 分产业看：/ 第一产业增加值306亿元，增长3.5%；/ 第二产业…: lines of one list are read as the one sentence that they are.
 */
function joinLists(text: string, zones: readonly Zone[]): Zone[] {
  const out: Zone[] = []
  for (const zone of zones) {
    const last = out.at(-1)
    if (last && last.kind === 'paragraph' && zone.kind === 'paragraph' && goesOn(text, last.span, zone.span))
      out[out.length - 1] = { ...last, span: { start: last.span.start, end: zone.span.end } }
    else out.push(zone)
  }
  return out
}

/** Whether the text of a zone ends so that the one below it goes on with its list. */
function goesOn(text: string, above: Span, below: Span): boolean {
  let end = below.start
  while (end > above.start && isBlank(text[end - 1])) end--
  return end > above.start && end <= above.end && endsInList(text, end)
}

const isBlank = (char: string): boolean => char === '\n' || char === ' ' || char === '\u3000' || char === '\r'

const STATUS = TARGET | FORECAST | REQUIREMENT | ACTUAL

/** Reads the figures of one zone with what they inherit from one another. */
function readZone(zone: ZoneState): void {
  const { bits, count } = zone.clauses.items
  let k = 0
  for (let i = 0; i <= count; i++) {
    const here = i < count ? bits[i] : END | STOP
    if ((here & FIGURE) !== 0 && k < zone.slots.length) {
      if (zone.before < 0) zone.stop = clauseEnd(zone, i)
      readFigure(zone, i, k++)
      zone.foreseen = true
      zone.before = i
    } else if ((here & STOP) !== 0) closeClause(zone, i, here)
    else if ((here & PERSON) !== 0) {
      if ((here & NAME) !== 0) zone.person = i
      // 单立言告诉|我们: who hears holds nothing.
      else if (i === 0 || !isCue('hearer', zone.clauses.word(i - 1))) zone.pronoun = i
    } else if ((here & SAY) !== 0) zone.said = i
    else if ((here & QUOTE) !== 0) hear(zone, i)
    else if (zone.status !== 'actual' && isDone(zone, i)) zone.status = 'actual'
    else if ((here & STATUS) !== 0) noteStatus(zone, i, here)
  }
}

/** The record of a figure. `i`: its item, `k`: its place among the figures of the zone. */
function readFigure(zone: ZoneState, i: number, k: number): void {
  const { doc, facts } = zone.page
  const slot = zone.slots[k]
  const { figure } = slot
  const period = periodOf(zone, slot)
  const base = noteBase(zone, k)
  const verb = verbOf(zone, k, base)
  const share = shareOf(zone, k, verb)
  const { metric, subject, rule } = nameFigure(zone, i, slot, verb, share)
  const id = `f${facts.length + 1}`
  const part = partOf(zone, id, figure, verb, metric)
  const change = verb ? changeOf(zone, slot, verb, base, period, metric) : null
  zone.moved = change
  const mention = doc.mention({ start: figure.start, end: figure.end })
  const status = standing(zone, slot, period)
  const last = facts.at(-1)
  facts.push({
    id,
    kind: figure.kind,
    text: mention.text,
    span: mention.span,
    sourceSpan: mention.sourceSpan,
    quantity: figure.quantity,
    unit: figure.unit,
    per: figure.per,
    approx: figure.approx ?? (share ? softened(zone.text, share.start) : null),
    status,
    metric: phraseOf(doc, metric, last?.metric),
    subject: phraseOf(doc, subject, last?.subject),
    period: outlives(status, period, slot.sentence, zone.page.today) ? null : period,
    change,
    shareOf: phraseOf(doc, share?.of ?? null, null),
    partOf: part,
    rule: verb ? 'change' : share ? 'share' : rule,
    confidence: metric ? (subject ? 0.9 : 0.85) : 0.7,
  })
}

/** 截至6月末订单21亿元。…拟投资6亿元: what is to come is not of a time that is over and that an earlier sentence told. */
function outlives(
  status: FactStatus,
  period: TimeExpression | null,
  sentence: number,
  today: string | null,
): boolean {
  if (!period || status === 'actual' || status === 'negated' || period.span.end > sentence) return false
  return period.asOf || (today !== null && period.end !== null && period.end.slice(0, 10) < today)
}

/** A stretch as a record has it; that of the figure before where it is the same. */
function phraseOf(doc: Doc, span: Span | null, last: Phrase | null | undefined): Phrase | null {
  if (!span || span.end <= span.start) return null
  return last?.span === span ? last : doc.mention(span)
}
