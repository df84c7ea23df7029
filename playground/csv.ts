// Records as CSV (RFC 4180) for spreadsheets: with a byte order mark, or Excel reads UTF-8 as GBK.
import type { Article, Entity, Fact } from '../src/index.js'

/**
 * A cell that begins like a formula gets an apostrophe: a page's text must not run in a spreadsheet. Plain
 * negative numbers stay numbers.
 */
function cell(value: unknown): string {
  let text = value === null || value === undefined ? '' : String(value)
  if (/^[=+\-@\t\r]/.test(text) && !/^-\d+(\.\d+)?$/.test(text)) text = `'${text}`
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function csv(head: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

const pageName = (article: Article, index: number) => article.id ?? String(index + 1)

function entityDetail(entity: Entity): [string, string] {
  if (entity.kind === 'place') return [entity.code ?? '', entity.path.join('/')]
  if (entity.kind === 'person') return ['', entity.posts.map((post) => post.text).join('; ')]
  if (entity.kind === 'company') return ['', entity.shortNames.join('; ')]
  return [entity.jurisdiction?.code ?? '', entity.category]
}

export function entitiesCsv(articles: readonly Article[]): string {
  const head = ['page', 'id', 'kind', 'name', 'code', 'detail', 'mentions', 'confidence', 'start', 'end']
  const rows = articles.flatMap((article, i) =>
    article.entities.map((entity) => {
      const first = entity.mentions[0]?.span
      const [code, detail] = entityDetail(entity)
      const { id, kind, name, mentions, confidence } = entity
      return [
        pageName(article, i),
        id,
        kind,
        name,
        code,
        detail,
        mentions.length,
        confidence,
        first?.start,
        first?.end,
      ]
    }),
  )
  return csv(head, rows)
}

function bounds({ quantity }: Fact): [string, string, string] {
  if (quantity.form === 'point') return [quantity.value.decimal, '', '']
  if (quantity.form === 'range') return ['', quantity.low?.decimal ?? '', quantity.high?.decimal ?? '']
  return [quantity.terms.map((term) => term.decimal).join(':'), '', '']
}

export function factsCsv(articles: readonly Article[]): string {
  const head =
    'page,id,kind,text,value,low,high,unit,per,approx,status,metric,subject,from,to,change,base,share of,start,end'
  const rows = articles.flatMap((article, i) =>
    article.facts.map((fact) => [
      ...[pageName(article, i), fact.id, fact.kind, fact.text, ...bounds(fact)],
      ...[fact.unit?.code, fact.per?.code, fact.approx, fact.status],
      ...[fact.metric?.text, fact.subject?.text, fact.period?.start, fact.period?.end],
      ...[fact.change?.direction, fact.change?.base, fact.shareOf?.text, fact.span.start, fact.span.end],
    ]),
  )
  return csv(head.split(','), rows)
}

export function timesCsv(articles: readonly Article[]): string {
  const head = ['page', 'kind', 'text', 'from', 'to', 'as of', 'plan', 'start', 'end']
  const rows = articles.flatMap((article, i) =>
    article.times.map((time) => {
      const { kind, text, start, end, asOf, plan, span } = time
      return [pageName(article, i), kind, text, start, end, asOf, plan, span.start, span.end]
    }),
  )
  return csv(head, rows)
}
