import type { Entity } from '../entities/index.js'
import type { Fact, Quantity } from '../facts/index.js'
import type { TimeExpression } from '../times/index.js'
import { escapeHtml } from './html-escape.js'
import type { Article } from './types.js'

interface Column<T> {
  head: string
  cell: (row: T, index: number) => string | number | null | undefined
  /** Cells are numbers: aligned right, sorted by value. */
  number?: boolean
}

/** A table that sorts and copies. `go`: id of the record that a row's first cell leads to. */
function table<T>(
  name: string,
  rows: readonly T[],
  columns: readonly Column<T>[],
  go: ((row: T, index: number) => string) | null,
): string {
  if (rows.length === 0) return ''
  const cells = rows.map((row, i) => columns.map(({ cell }) => String(cell(row, i) ?? '')))
  const shown = columns.map((_, c) => c).filter((c) => c === 0 || cells.some((row) => row[c] !== ''))
  const heads = shown.map(
    (c) =>
      `<th scope="col"${columns[c].number ? ' class="n"' : ''}><button type="button">${columns[c].head}</button></th>`,
  )
  const body = rows.map((row, i) => {
    const tds = shown.map((c) => {
      const text = escapeHtml(cells[i][c])
      if (c === 0 && go)
        return `<th scope="row"><button type="button" class="go" data-go="${go(row, i)}">${text}</button></th>`
      return columns[c].number ? `<td class="n">${text}</td>` : `<td>${text}</td>`
    })
    return `<tr>${tds.join('')}</tr>`
  })
  return `<section class="table"><h3>${name} <small>${rows.length}</small> <button type="button" class="copy">Copy as CSV</button></h3>
<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table><thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div></section>`
}

const jurisdictionOf = (of: { name: string; code: string | null } | null | undefined): string =>
  of ? `${of.name}${of.code ? ` ${of.code}` : ''}` : ''

/** What an entity is beyond its name, in one cell. */
function detailOf(entity: Entity): string {
  switch (entity.kind) {
    case 'place':
      return entity.path.join(' › ') || entity.candidates.join(' | ')
    case 'person':
      return entity.posts
        .map(({ text, status, jurisdiction }) =>
          [text, status === 'current' ? '' : `(${status})`, jurisdictionOf(jurisdiction)]
            .filter(Boolean)
            .join(' '),
        )
        .join('; ')
    case 'company':
      return [entity.legalForm, ...entity.shortNames].filter(Boolean).join('; ')
    case 'organization':
      return jurisdictionOf(entity.jurisdiction)
  }
}

const classOf = (entity: Entity): string | null =>
  entity.kind === 'place' ? entity.level : entity.kind === 'company' ? null : entity.category

function entityTable(entities: readonly Entity[], prefix: string): string {
  return table(
    'Entities',
    entities,
    [
      { head: 'name', cell: ({ name }) => name },
      { head: 'kind', cell: ({ kind }) => kind },
      { head: 'class', cell: classOf },
      { head: 'code', cell: (entity) => (entity.kind === 'place' ? entity.code : null) },
      { head: 'record', cell: detailOf },
      { head: 'forms', cell: ({ mentions }) => [...new Set(mentions.map(({ text }) => text))].join(' ') },
      { head: 'mentions', cell: ({ mentions }) => mentions.length, number: true },
      { head: 'confidence', cell: ({ confidence }) => confidence.toFixed(2), number: true },
    ],
    ({ id }) => prefix + id,
  )
}

/** `35 … 40`, `≥ 5`, `2 : 3`: a quantity for people. */
export function quantityText(quantity: Quantity): string {
  if (quantity.form === 'point') return quantity.value.decimal
  if (quantity.form === 'ratio') return quantity.terms.map(({ decimal }) => decimal).join(' : ')
  const { low, high, lowOpen, highOpen } = quantity
  if (low && high) return `${low.decimal} … ${high.decimal}`
  if (low) return `${lowOpen ? '>' : '≥'} ${low.decimal}`
  return high ? `${highOpen ? '<' : '≤'} ${high.decimal}` : ''
}

export const intervalText = (time: TimeExpression | null): string =>
  !time?.start ? '' : time.start === time.end ? time.start : `${time.start} … ${time.end}`

export const changeText = ({ change }: Fact): string =>
  change ? [change.direction, change.mode, change.base].filter(Boolean).join(' ') : ''

function factTable(facts: readonly Fact[], prefix: string): string {
  return table(
    'Facts',
    facts,
    [
      { head: 'written', cell: ({ text }) => text },
      { head: 'kind', cell: ({ kind }) => kind },
      { head: 'subject', cell: ({ subject }) => subject?.text },
      { head: 'metric', cell: ({ metric }) => metric?.text },
      { head: 'value', cell: ({ quantity }) => quantityText(quantity), number: true },
      { head: 'unit', cell: ({ unit }) => unit?.code },
      { head: 'per', cell: ({ per }) => per?.code },
      { head: 'period', cell: ({ period }) => intervalText(period) },
      { head: 'status', cell: ({ status }) => status },
      { head: 'about', cell: ({ approx }) => approx },
      { head: 'change', cell: changeText },
      { head: 'share of', cell: ({ shareOf }) => shareOf?.text },
      { head: 'part of', cell: ({ partOf }) => partOf },
    ],
    ({ id }) => prefix + id,
  )
}

function timeTable(times: readonly TimeExpression[], prefix: string): string {
  return table(
    'Times',
    times,
    [
      { head: 'written', cell: ({ text }) => text },
      { head: 'kind', cell: ({ kind }) => kind },
      { head: 'from', cell: ({ start }) => start },
      { head: 'to', cell: ({ end }) => end },
      { head: 'plan', cell: ({ plan }) => plan },
      {
        head: 'notes',
        cell: ({ asOf, needsReference }) =>
          [asOf && 'as of', needsReference && 'needs a reference date'].filter(Boolean).join(', '),
      },
    ],
    (_, i) => `${prefix}t${i + 1}`,
  )
}

function ruleTable({ edits }: Article): string {
  const counts = new Map<string, { exact: number; inferred: number }>()
  for (const { rules, certainty } of edits)
    for (const rule of rules) {
      const count = counts.get(rule) ?? { exact: 0, inferred: 0 }
      count[certainty]++
      counts.set(rule, count)
    }
  const rows = [...counts].sort(([, a], [, b]) => b.exact + b.inferred - a.exact - a.inferred)
  return table(
    'Edits by rule',
    rows,
    [
      { head: 'rule', cell: ([rule]) => rule },
      { head: 'exact', cell: ([, { exact }]) => exact, number: true },
      { head: 'inferred', cell: ([, { inferred }]) => inferred, number: true },
    ],
    null,
  )
}

function issueTable({ issues, source }: Article): string {
  return table(
    'Issues',
    issues,
    [
      { head: 'code', cell: ({ code }) => code },
      { head: 'severity', cell: ({ severity }) => severity },
      { head: 'message', cell: ({ message }) => message },
      {
        head: 'in the source',
        cell: ({ span }) => source.slice(span.start, Math.min(span.end, span.start + 40)),
      },
      { head: 'at', cell: ({ span }) => span.start, number: true },
    ],
    null,
  )
}

export function tables(article: Article, prefix: string): string {
  return [
    entityTable(article.entities, prefix),
    factTable(article.facts, prefix),
    timeTable(article.times, prefix),
    issueTable(article),
    ruleTable(article),
  ].join('\n')
}
