import type { BlockKind } from '../article/index.js'
import type { Entity } from '../entities/index.js'
import type { Fact } from '../facts/index.js'
import type { TimeExpression } from '../times/index.js'
import { escapeHtml, jsonForScript } from './html-escape.js'
import { changedText, type Mark, markedText, marksOf } from './html-marks.js'
import { SCRIPT } from './html-script.js'
import { STYLE } from './html-style.js'
import { changeText, intervalText, quantityText, tables } from './html-tables.js'
import type { Article } from './types.js'

export interface HtmlOptions {
  /** The window's title. Default: the article's own. */
  title?: string
  /** `auto` follows the reader's system. */
  theme?: 'auto' | 'light' | 'dark'
}

/** Blocks that are the page's and not the article's: greyed. */
const ASIDE: ReadonlySet<BlockKind> = new Set<BlockKind>([
  'breadcrumb',
  'date',
  'source',
  'byline',
  'related',
  'disclaimer',
  'spam',
  'footer',
  'other',
])

const KINDS = ['place', 'person', 'company', 'organization', 'time', 'fact'] as const

/** A record as the panel shows it: pairs that are shown as text where they are not empty. */
interface Card {
  kind: string
  title: string
  rows: [name: string, value: unknown][]
}

function entityCard(entity: Entity): Card {
  const { kind, name, mentions, confidence, rules } = entity
  const rows: Card['rows'] = []
  if (entity.kind === 'place') {
    const { level, code, path, candidates } = entity
    rows.push(['level', level], ['code', code], ['path', path.join(' › ')], ['candidates', candidates])
  } else if (entity.kind === 'person') {
    rows.push(['category', entity.category])
    for (const { text, title, organization, jurisdiction, status } of entity.posts)
      rows.push(
        ['post', text],
        ['title', title],
        ['organisation', organization],
        ['of', jurisdiction],
        ['status', status],
      )
  } else if (entity.kind === 'company') {
    rows.push(
      ['legal form', entity.legalForm],
      ['stock code', entity.stockCode],
      ['short names', entity.shortNames],
    )
  } else {
    rows.push(['category', entity.category], ['of', entity.jurisdiction])
  }
  rows.push(
    ['forms', [...new Set(mentions.map(({ text }) => text))]],
    ['mentions', mentions.length],
    ['confidence', confidence.toFixed(2)],
    ['rules', rules],
  )
  return { kind, title: name, rows }
}

function factCard(fact: Fact): Card {
  const { id, kind, text, quantity, unit, per, approx, status, metric, subject, period, shareOf, partOf } =
    fact
  return {
    kind: 'fact',
    title: text,
    rows: [
      ['id', id],
      ['kind', kind],
      ['subject', subject?.text ?? null],
      ['metric', metric?.text ?? null],
      ['value', quantityText(quantity)],
      ['unit', unit && `${unit.code} (${unit.system})`],
      ['per', per?.code ?? null],
      ['about', approx],
      ['status', status],
      ['period', period && `${period.text} ${intervalText(period)}`],
      ['change', changeText(fact)],
      ['share of', shareOf?.text ?? null],
      ['part of', partOf],
      ['rule', fact.rule],
      ['confidence', fact.confidence.toFixed(2)],
    ],
  }
}

function timeCard({ kind, text, start, end, asOf, plan, needsReference, rule }: TimeExpression): Card {
  return {
    kind: 'time',
    title: text,
    rows: [
      ['kind', kind],
      ['from', start],
      ['to', end],
      ['as of', asOf && 'yes'],
      ['plan', plan],
      ['needs a reference date', needsReference && 'yes'],
      ['rule', rule],
    ],
  }
}

function cardsOf({ entities, times, facts }: Article, prefix: string): Record<string, Card> {
  const cards: Record<string, Card> = {}
  for (const entity of entities) cards[prefix + entity.id] = entityCard(entity)
  for (const fact of facts) cards[prefix + fact.id] = factCard(fact)
  for (const [i, time] of times.entries()) cards[`${prefix}t${i + 1}`] = timeCard(time)
  return cards
}

/** The clean text, block by block, with its marks. */
function cleanText({ text, blocks, ...found }: Article, prefix: string): string {
  const marks = marksOf(found)
  let first = 0
  return blocks
    .map(({ kind, span }) => {
      let { start, end } = span
      while (end > start && /[\n\r]/.test(text[end - 1])) end--
      while (start < end && /[\n\r]/.test(text[start])) start++
      while (first < marks.length && marks[first].span.end <= start) first++
      const here: Mark[] = []
      for (let m = first; m < marks.length && marks[m].span.start < end; m++) here.push(marks[m])
      if (start === end) return ''
      const aside = ASIDE.has(kind) ? ' aside' : ''
      return `<div class="block k-${kind}${aside}" data-kind="${kind}">${markedText(text, { start, end }, here, prefix)}</div>`
    })
    .join('')
}

function titleOf({ title, id }: Article, index: number): string {
  return title?.text ?? (id === null ? `Page ${index + 1}` : String(id))
}

const HINT =
  'Point at a name or a number, or move with the arrow keys, to see its record. Enter keeps it, Escape closes it.'

function page(article: Article, index: number, prefix: string): string {
  const { subtitle, publisher, publishedAt, authors, section } = article
  const by = authors.map(({ name, role }) => (role ? `${role} ${name}` : name)).join(' ')
  const furniture = [publisher?.name, publishedAt?.iso.replace('T', ' '), by, section.join(' › ')].filter(
    Boolean,
  )
  return `<article class="page" id="page-${index + 1}">
<div><h2>${escapeHtml(titleOf(article, index))}</h2>
${subtitle ? `<p class="sub">${escapeHtml(subtitle.text)}</p>` : ''}
<p class="facts-of">${escapeHtml(furniture.join(' · '))}</p>
<div class="text clean" lang="zh-Hans">${cleanText(article, prefix)}</div>
<div class="changes text" lang="zh"><p class="legend" lang="en">The page as it came, with every edit in its place:
<del class="exact">out</del> <ins class="exact">in, from the bytes</ins> <ins class="inferred">in, inferred</ins></p>${changedText(article)}</div></div>
<div class="side"><aside class="panel empty" aria-live="polite" aria-label="Record" data-hint="${HINT}"><p class="hint">${HINT}</p></aside></div>
<div class="found">${tables(article, prefix)}</div>
</article>`
}

function index(articles: readonly Article[]): string {
  if (articles.length < 2) return ''
  const items = articles.map((article, i) => {
    const { entities, facts, issues } = article
    const counts = `${entities.length} entities, ${facts.length} facts${issues.length > 0 ? `, ${issues.length} issues` : ''}`
    return `<li><a href="#page-${i + 1}">${escapeHtml(titleOf(article, i))}</a> <small>${counts}</small></li>`
  })
  return `<nav class="index" aria-label="Pages"><h2>${articles.length} pages</h2><ol>${items.join('')}</ol></nav>`
}

/**
 * One self-contained HTML page to look at: the article as repaired with what was found in it, the source with every
 * edit in its place, tables that sort and copy, issues. No network; every character of the page is shown as text.
 */
export function toHtml(articles: Article | readonly Article[], options: HtmlOptions = {}): string {
  const list = Array.isArray(articles) ? (articles as readonly Article[]) : [articles as Article]
  const prefixOf = (i: number): string => (list.length > 1 ? `p${i + 1}-` : '')
  const data = Object.assign({}, ...list.map((article, i) => cardsOf(article, prefixOf(i))))
  const title = options.title ?? (list.length === 1 ? titleOf(list[0], 0) : `${list.length} pages`)
  const { theme = 'auto' } = options
  const keys = KINDS.map(
    (kind) =>
      `<button type="button" class="key ${kind}" data-kind-key="${kind}" aria-pressed="true">${kind}</button>`,
  )
  return `<!doctype html>
<html lang="en"${theme === 'auto' ? '' : ` data-theme="${theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escapeHtml(title)} · zhengwen</title>
<style>${STYLE}</style>
</head>
<body class="view-clean">
<header class="bar"><strong>zhengwen 正文</strong>
<div class="group" role="group" aria-label="What is shown"><button type="button" data-view="clean" aria-pressed="true">Clean text</button><button type="button" data-view="changes" aria-pressed="false">Edits in place</button><button type="button" data-view="source" aria-pressed="false">Source</button></div>
<div class="group" role="group" aria-label="Kinds highlighted">${keys.join('')}</div>
<button type="button" id="theme" aria-label="Light or dark">◐</button></header>
${index(list)}
<main>
${list.map((article, i) => page(article, i, prefixOf(i))).join('\n')}
</main>
<script type="application/json" id="data">${jsonForScript(data)}</script>
<script>${SCRIPT}</script>
</body>
</html>
`
}
