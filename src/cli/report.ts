import type {
  Article,
  Company,
  Entity,
  Fact,
  Issue,
  Organization,
  Person,
  Place,
  Post,
  Span,
  TimeExpression,
} from '../index.js'
import type { Colour, Paint } from './colour.js'
import { placer } from './explain.js'
import { table } from './table.js'
import { wrapPoints } from './width.js'

const KIND_COLOUR: Record<Entity['kind'] | 'fact' | 'time', Colour> = {
  place: 'green',
  person: 'magenta',
  company: 'yellow',
  organization: 'cyan',
  fact: 'bold',
  time: 'blue',
}

interface Marked {
  span: Span
  colours: Colour[]
}

/** What to colour in the text; of two that overlap the longer. */
function marksOf({ entities, times, facts }: Pick<Article, 'entities' | 'times' | 'facts'>): Marked[] {
  const all: Marked[] = [
    ...entities.flatMap(({ kind, mentions }) =>
      mentions.map(({ span }) => ({ span, colours: [KIND_COLOUR[kind]] })),
    ),
    ...times.map(({ span }) => ({ span, colours: [KIND_COLOUR.time] })),
    ...facts.map(({ span }) => ({ span, colours: [KIND_COLOUR.fact, 'underline' as const] })),
  ]
  all.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)
  let end = 0
  return all.filter(({ span }) => {
    if (span.start < end) return false
    end = span.end
    return true
  })
}

/** A stretch of the text with its marks coloured, indented and wrapped. */
function paragraph(
  text: string,
  { start, end }: Span,
  marks: readonly Marked[],
  columns: number,
  paint: Paint,
): string {
  const breaks = wrapPoints(text.slice(start, end), columns - 2).map((at) => at + start)
  let out = ''
  let at = start
  const copy = (to: number, colours: readonly Colour[]): void => {
    while (at < to) {
      while (breaks.length > 0 && breaks[0] <= at) {
        out += '\n  '
        breaks.shift()
      }
      const stop = Math.min(to, breaks[0] ?? to)
      out += paint(text.slice(at, stop), ...colours)
      at = stop
    }
  }
  for (const { span, colours } of marks) {
    if (span.end <= at || span.start >= end) continue
    copy(Math.max(at, span.start), [])
    copy(Math.min(span.end, end), colours)
  }
  copy(end, [])
  return `  ${out}\n`
}

const heading = (title: string, count: number, paint: Paint): string =>
  `\n${paint(title, 'bold')} ${paint(String(count), 'dim')}\n`

function section<T>(
  title: string,
  rows: readonly T[],
  body: (rows: readonly T[]) => string,
  paint: Paint,
): string {
  return rows.length === 0 ? '' : heading(title, rows.length, paint) + body(rows)
}

const times = (n: number): string => (n > 1 ? `×${n}` : '')
const formsOf = ({ name, mentions }: Entity): string =>
  [...new Set(mentions.map(({ text }) => text))].filter((text) => text !== name).join(' ')
const percent = (confidence: number): string => `${Math.round(confidence * 100)}%`

function placeTable(rows: readonly Place[], paint: Paint): string {
  return table(
    rows,
    [
      { head: 'name', cell: ({ name }) => name, colour: KIND_COLOUR.place },
      { head: 'level', cell: ({ level }) => level },
      {
        head: 'code',
        cell: ({ code, candidates }) => code ?? (candidates.length > 0 ? candidates.join('|') : ''),
      },
      { head: 'path', cell: ({ path }) => path.join(' › ') },
      { head: 'also', cell: formsOf },
      { head: '', cell: ({ mentions }) => times(mentions.length), colour: 'dim' },
      { head: 'sure', cell: ({ confidence }) => percent(confidence), align: 'right', colour: 'dim' },
    ],
    paint,
  )
}

interface Office {
  person: Person
  post: Post | null
}

function peopleTable(rows: readonly Person[], paint: Paint): string {
  const offices = rows.flatMap((person): Office[] =>
    person.posts.length === 0 ? [{ person, post: null }] : person.posts.map((post) => ({ person, post })),
  )
  return table(
    offices,
    [
      { head: 'name', cell: ({ person }) => person.name, colour: KIND_COLOUR.person },
      { head: 'as', cell: ({ person }) => person.category },
      { head: 'title', cell: ({ post }) => post?.title ?? '' },
      { head: 'organisation', cell: ({ post }) => post?.organization ?? '' },
      {
        head: 'of',
        cell: ({ post }) =>
          post?.jurisdiction ? `${post.jurisdiction.name} ${post.jurisdiction.code ?? ''}` : '',
      },
      { head: 'status', cell: ({ post }) => (post && post.status !== 'current' ? post.status : '') },
      { head: '', cell: ({ person }) => times(person.mentions.length), colour: 'dim' },
    ],
    paint,
  )
}

function companyTable(rows: readonly Company[], paint: Paint): string {
  return table(
    rows,
    [
      { head: 'name', cell: ({ name }) => name, colour: KIND_COLOUR.company },
      { head: 'legal form', cell: ({ legalForm }) => legalForm ?? '' },
      { head: 'short', cell: ({ shortNames }) => shortNames.join(' ') },
      { head: '', cell: ({ mentions }) => times(mentions.length), colour: 'dim' },
      { head: 'sure', cell: ({ confidence }) => percent(confidence), align: 'right', colour: 'dim' },
    ],
    paint,
  )
}

function organizationTable(rows: readonly Organization[], paint: Paint): string {
  return table(
    rows,
    [
      { head: 'name', cell: ({ name }) => name, colour: KIND_COLOUR.organization },
      { head: 'category', cell: ({ category }) => category },
      {
        head: 'of',
        cell: ({ jurisdiction }) => (jurisdiction ? `${jurisdiction.name} ${jurisdiction.code ?? ''}` : ''),
      },
      { head: 'also', cell: formsOf },
      { head: '', cell: ({ mentions }) => times(mentions.length), colour: 'dim' },
    ],
    paint,
  )
}

const isOfficial = (entity: Entity): entity is Person =>
  entity.kind === 'person' && (entity.category === 'official' || entity.posts.length > 0)

/** Places, officials, other people, companies, organisations: a table each. */
export function entityTables(entities: readonly Entity[], paint: Paint): string {
  const of = <K extends Entity['kind']>(kind: K) =>
    entities.filter((entity): entity is Extract<Entity, { kind: K }> => entity.kind === kind)
  return [
    section('Places', of('place'), (rows) => placeTable(rows, paint), paint),
    section('Officials', entities.filter(isOfficial), (rows) => peopleTable(rows, paint), paint),
    section(
      'People',
      of('person').filter((it) => !isOfficial(it)),
      (rows) => peopleTable(rows, paint),
      paint,
    ),
    section('Companies', of('company'), (rows) => companyTable(rows, paint), paint),
    section('Organisations', of('organization'), (rows) => organizationTable(rows, paint), paint),
  ].join('')
}

const interval = (time: TimeExpression | null): string =>
  !time?.start ? '' : time.start === time.end ? time.start : `${time.start} … ${time.end}`

export function timeTable(all: readonly TimeExpression[], paint: Paint): string {
  const notes = ({ asOf, plan, needsReference }: TimeExpression): string =>
    [asOf && 'as of', plan, needsReference && 'needs a reference date'].filter(Boolean).join(', ')
  const body = (rows: readonly TimeExpression[]): string =>
    table(
      rows,
      [
        { head: 'written', cell: ({ text }) => text, colour: KIND_COLOUR.time },
        { head: 'kind', cell: ({ kind }) => kind },
        { head: 'when', cell: interval },
        { head: 'notes', cell: notes },
      ],
      paint,
    )
  return section('Times', all, body, paint)
}

/** 3570000000 → 3,570,000,000 */
function grouped(decimal: string): string {
  const [whole, ...fraction] = decimal.split('.')
  const sign = whole.startsWith('-') ? '-' : ''
  const groups: string[] = []
  for (let end = whole.length; end > sign.length; end -= 3)
    groups.unshift(whole.slice(Math.max(sign.length, end - 3), end))
  return [sign + groups.join(','), ...fraction].join('.')
}

function amountOf({ quantity }: Fact): string {
  if (quantity.form === 'point') return grouped(quantity.value.decimal)
  if (quantity.form === 'ratio') return quantity.terms.map(({ decimal }) => decimal).join(' : ')
  const { low, high } = quantity
  if (low && high) return `${grouped(low.decimal)} – ${grouped(high.decimal)}`
  return low ? `≥ ${grouped(low.decimal)}` : high ? `≤ ${grouped(high.decimal)}` : ''
}

function factNotes({ approx, status, change, shareOf, partOf }: Fact): string {
  return [
    approx,
    status !== 'actual' && status,
    change &&
      [change.direction, change.mode === 'by' ? '' : change.mode, change.base].filter(Boolean).join(' '),
    shareOf && `of ${shareOf.text}`,
    partOf && `part of ${partOf}`,
  ]
    .filter(Boolean)
    .join(', ')
}

export function factTable(all: readonly Fact[], paint: Paint): string {
  const body = (rows: readonly Fact[]): string =>
    table(
      rows,
      [
        { head: 'id', cell: ({ id }) => id, colour: 'dim' },
        { head: 'subject', cell: ({ subject }) => subject?.text ?? '' },
        { head: 'metric', cell: ({ metric }) => metric?.text ?? '' },
        { head: 'written', cell: ({ text }) => text, colour: KIND_COLOUR.fact },
        { head: 'value', cell: amountOf, align: 'right' },
        { head: 'unit', cell: ({ unit, per }) => `${unit?.code ?? ''}${per ? ` / ${per.code}` : ''}` },
        { head: 'period', cell: ({ period }) => interval(period) },
        { head: 'notes', cell: factNotes },
      ],
      paint,
    )
  return section('Facts', all, body, paint)
}

export function issueTable(source: string, issues: readonly Issue[], paint: Paint): string {
  const body = (rows: readonly Issue[]): string => {
    const sorted = [...rows].sort((a, b) => a.span.start - b.span.start)
    const place = placer(source)
    const placed = sorted.map((issue) => ({ ...issue, at: place(issue.span.start) }))
    return table(
      placed,
      [
        { head: 'place', cell: ({ at }) => `${at.line}:${at.column}`, align: 'right', colour: 'dim' },
        { head: 'code', cell: ({ code }) => code, colour: 'red' },
        { head: 'message', cell: ({ message }) => message },
      ],
      paint,
    )
  }
  return section('Issues', issues, body, paint)
}

/** How often each rule changed something. */
function ruleCounts({ edits }: Article, paint: Paint): string {
  const counts = new Map<string, { exact: number; inferred: number }>()
  for (const { rules, certainty } of edits)
    for (const rule of rules) {
      const count = counts.get(rule) ?? { exact: 0, inferred: 0 }
      count[certainty]++
      counts.set(rule, count)
    }
  const rows = [...counts].sort(([, a], [, b]) => b.exact + b.inferred - a.exact - a.inferred)
  if (rows.length === 0) return ''
  return (
    heading('Edits', edits.length, paint) +
    table(
      rows,
      [
        { head: 'rule', cell: ([rule]) => rule, colour: 'cyan' },
        { head: 'exact', cell: ([, { exact }]) => (exact > 0 ? String(exact) : ''), align: 'right' },
        {
          head: 'inferred',
          cell: ([, { inferred }]) => (inferred > 0 ? String(inferred) : ''),
          align: 'right',
        },
      ],
      paint,
    )
  )
}

/** Widest the article is set: longer lines tire the eye. */
const MEASURE = 84

/** The article as one reads it, then everything found in it. */
export function articleReport(article: Article, columns: number | null, paint: Paint): string {
  const { text, title, subtitle, publisher, publishedAt, authors, section: path, body } = article
  const width = Math.min(columns ?? MEASURE, MEASURE)
  const marks = marksOf(article)
  const by = authors.map(({ name, role }) => (role ? `${role} ${name}` : name)).join(' ')
  const furniture = [publisher?.name, publishedAt?.iso, by, path.join(' › ')].filter(Boolean).join(' · ')
  return [
    title ? `\n  ${paint(title.text, 'bold')}\n` : '',
    subtitle ? `  ${subtitle.text}\n` : '',
    furniture ? `  ${paint(furniture, 'dim')}\n` : '',
    '\n',
    body.map((span) => paragraph(text, span, marks, width, paint)).join('\n'),
    entityTables(article.entities, paint),
    timeTable(article.times, paint),
    factTable(article.facts, paint),
    ruleCounts(article, paint),
    issueTable(article.source, article.issues, paint),
  ].join('')
}
