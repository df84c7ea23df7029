import type { Zone } from '../article/index.js'
import type { Entity } from '../entities/index.js'
import type { Doc, Span } from '../text/index.js'
import type { Figure } from './figure.js'
import type { Observer } from './holders.js'
import type { Periods } from './period.js'
import { cueAt } from './tables.js'
import type { Change, Fact } from './types.js'

/** The name of somebody or something that figures can be of. */
export interface Name extends Span {
  person: boolean
  /** Of a person or a place: numbers within it are letters of the name. */
  whole: boolean
}

/** What holds for all zones of a page. */
export interface Page {
  doc: Doc
  facts: Fact[]
  /** What the article speaks of: its figures' subject where nothing nearer is. */
  topic: Span | null
  /** Where the names of companies start, by where they end. */
  firms: ReadonlyMap<number, number>
  /** Where those end that are one of several and named once. */
  passing: ReadonlySet<number>
  /** The firm that the paragraph before begins with: 三阳…。\n累计上半年毛利率21.5%. */
  told: Span | null
  /** The last person named: 他 of the next paragraph. */
  person: Span | null
  /** The last quantity that was said to grow: 分行业看 speaks of it, in a further paragraph too. */
  grew: Span | null
  /** 比去年同期（下同）: what growth is over, where nothing else is said. */
  base: Change['base']
  periods: Periods
  /** The day the text was written, where it is known. */
  today: string | null
  observe?: Observer
}

/** Figures without those in the name of a person or a place, which count nothing: 邵|九章, 七台|村. Both are sorted. */
export function outsideNames(text: string, figures: readonly Figure[], names: readonly Name[]): Figure[] {
  let n = 0
  return figures.filter(({ start, end }) => {
    while (n < names.length && names[n].end <= start) n++
    for (let k = n; k < names.length && names[k].start <= start; k++) {
      const name = names[k]
      // 中铁|十四局 is called so; 3家企业 of a name that runs too far is counted.
      const whole =
        name.whole || (name.end === end && name.end - name.start < 10 && !/[0-9０-９]/.test(text[start]))
      if (whole && name.end >= end && name.end - name.start >= end - start + (name.person ? 1 : 0))
        return false
    }
    return true
  })
}

/** Places, companies, bodies and people by place: what a figure can be of. */
export function nameSpans(entities: readonly Entity[], text: string): Name[] {
  const spans: Name[] = []
  // 恩格尔系数 is nobody's.
  for (const { mentions, kind } of entities)
    for (const { span } of mentions)
      if (kind !== 'person' || cueAt('metric', text, span.start) <= span.end - span.start)
        spans.push({
          start: span.start,
          end: span.end,
          person: kind === 'person',
          whole: kind === 'person' || kind === 'place',
        })
  return spans.sort((a, b) => a.start - b.start || b.end - a.end)
}

/** 石棉6.1级地震: the short name of a place in a headline that no rule takes for one. */
function headedBy({ kind, name, mentions }: Entity, text: string, title: Span | undefined): Span | null {
  if (kind !== 'place' || !title || name.length < 3 || !'县市区旗'.includes(name[name.length - 1]))
    return null
  const short = name.slice(0, -1)
  const start = text.indexOf(short, title.start)
  if (start < 0 || start + short.length > title.end || mentions[0].span.start < title.end) return null
  return { start, end: start + short.length }
}

/** Where the names of companies start, by where they end. */
export function firmsOf(entities: readonly Entity[]): Map<number, number> {
  const out = new Map<number, number>()
  for (const { kind, mentions } of entities)
    if (kind === 'company') for (const { span } of mentions) out.set(span.end, span.start)
  return out
}

/** Firms that a page names once, among others: none is what the page is about. */
export function passingOf(entities: readonly Entity[]): Set<number> {
  const firms = entities.filter(({ kind }) => kind === 'company')
  if (firms.length < 3) return new Set()
  const ends = new Set<number>()
  for (const { mentions } of firms) if (mentions.length === 1) ends.add(mentions[0].span.end)
  return ends
}

/** Bodies that hold figures of their own; a ministry tells those of others. */
const HOLDING = /^(?:school|hospital|institute|team|association)$/

/** The company, school or place of the headline, else the one named most. */
export function topicOf(entities: readonly Entity[], zones: readonly Zone[], text: string): Span | null {
  const title = zones.find(({ kind }) => kind === 'title')?.span
  let best: Span | null = null
  let most = 0
  for (const entity of entities) {
    const holds =
      entity.kind === 'company' ||
      entity.kind === 'place' ||
      (entity.kind === 'organization' && HOLDING.test(entity.category))
    if (!holds) continue
    // 沪 of 沪指 speaks of no city.
    const first = headedBy(entity, text, title) ?? entity.mentions.find(({ text }) => text.length > 1)?.span
    if (!first) continue
    const headed = title !== undefined && first.start >= title.start && first.end <= title.end
    const weight = entity.mentions.length + (headed ? 4 : 0) + (entity.kind === 'place' ? 0 : 0.5)
    if (weight > most && weight >= 2) {
      best = first
      most = weight
    }
  }
  return best
}
