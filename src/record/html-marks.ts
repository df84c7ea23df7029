import type { Span } from '../text/index.js'
import { escapeHtml } from './html-escape.js'
import type { Article } from './types.js'

/** Something to show over a stretch of text. */
export interface Mark {
  span: Span
  /** CSS classes: `place`, `fact`, `issue` … */
  kind: string
  /** Id of its record: `e1`, `f3`, `t2`. */
  id: string
  /** What a reader who cannot see the colour hears. */
  label: string
}

/** A stretch over which the same marks lie. */
interface Segment {
  start: number
  end: number
  marks: Mark[]
}

/** Cuts a range at every end of a mark. Marks are sorted by start. */
function* segments({ start, end }: Span, marks: readonly Mark[]): Generator<Segment> {
  let at = start
  let next = 0
  let active: Mark[] = []
  while (at < end) {
    while (next < marks.length && marks[next].span.start <= at) {
      if (marks[next].span.end > at) active.push(marks[next])
      next++
    }
    let stop = next < marks.length ? Math.min(end, marks[next].span.start) : end
    for (const { span } of active) if (span.end < stop) stop = span.end
    yield { start: at, end: stop, marks: active }
    at = stop
    const reached = at
    if (active.some(({ span }) => span.end <= reached))
      active = active.filter(({ span }) => span.end > reached)
    else active = [...active]
  }
}

const byPlace = (a: Mark, b: Mark): number => a.span.start - b.span.start || b.span.end - a.span.end

/** Everything found in an article, as marks over its clean text, in order. */
export function marksOf({ entities, times, facts }: Pick<Article, 'entities' | 'times' | 'facts'>): Mark[] {
  const marks: Mark[] = []
  for (const entity of entities) {
    const { id, kind, name, mentions } = entity
    const code = kind === 'place' && entity.code ? ` ${entity.code}` : ''
    for (const { span } of mentions) marks.push({ span, kind, id, label: `${kind}: ${name}${code}` })
    if (entity.kind === 'person')
      for (const { span, title } of entity.posts)
        marks.push({ span, kind: 'post', id, label: `post of ${name}: ${title}` })
  }
  for (const [i, { span, text, start }] of times.entries())
    marks.push({ span, kind: 'time', id: `t${i + 1}`, label: `time: ${start ?? text}` })
  for (const { span, id, metric, text } of facts)
    marks.push({ span, kind: 'fact', id, label: `fact: ${metric ? `${metric.text} ` : ''}${text}` })
  return marks.sort(byPlace)
}

/** A range of text with its marks. The first stretch of each mark can be reached by keyboard. */
export function markedText(text: string, range: Span, marks: readonly Mark[], prefix: string): string {
  let out = ''
  const seen = new Set<Mark>()
  for (const { start, end, marks: here } of segments(range, marks)) {
    const piece = escapeHtml(text.slice(start, end))
    if (here.length === 0) {
      out += piece
      continue
    }
    // The smallest is what the reader points at; the others colour the ground it stands on.
    const inner = here.reduce((a, b) => (b.span.end - b.span.start < a.span.end - a.span.start ? b : a))
    const first = !seen.has(inner)
    for (const mark of here) seen.add(mark)
    const kinds = [...new Set(here.map(({ kind }) => kind))].join(' ')
    const ids = here.map(({ id }) => prefix + id).join(' ')
    const reach = first ? ` tabindex="0" role="button" aria-label="${escapeHtml(inner.label)}"` : ''
    out += `<span class="m ${kinds}" data-r="${ids}" data-i="${prefix}${inner.id}"${reach}>${piece}</span>`
  }
  return out
}

/** The source with every edit in its place: what was there struck out, what came instead beside it. */
export function changedText(article: Pick<Article, 'source' | 'edits' | 'issues'>): string {
  const { source, edits, issues } = article
  const marks = issues
    .map(
      ({ span, code, message }, i): Mark => ({
        span,
        kind: 'issue',
        id: `i${i + 1}`,
        label: `${code}: ${message}`,
      }),
    )
    .sort(byPlace)
  const whole = { start: 0, end: source.length }
  const noted = [...segments(whole, marks)].filter((segment) => segment.marks.length > 0)
  let out = ''
  let at = 0
  let next = 0
  const copy = (to: number): void => {
    for (; next < noted.length && noted[next].start < to; next++) {
      const { start, end, marks: here } = noted[next]
      if (end <= at) continue
      const [from, until] = [Math.max(start, at), Math.min(end, to)]
      const label = escapeHtml(here.map((mark) => mark.label).join('; '))
      out += escapeHtml(source.slice(at, from))
      out += `<span class="issue" title="${label}">${escapeHtml(source.slice(from, until))}</span>`
      at = until
      if (end > to) break
    }
    out += escapeHtml(source.slice(at, to))
    at = to
  }
  for (const { span, insert, rules, certainty } of edits) {
    copy(span.start)
    const why = `title="${escapeHtml(`${certainty}: ${rules.join(', ')}`)}"`
    const removed = escapeHtml(source.slice(span.start, span.end))
    if (removed) out += `<del class="${certainty}" ${why}>${removed}</del>`
    if (insert) out += `<ins class="${certainty}" ${why}>${escapeHtml(insert)}</ins>`
    at = span.end
  }
  copy(source.length)
  return out
}
