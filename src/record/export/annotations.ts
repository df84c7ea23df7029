import type { Span } from '../../text/index.js'
import type { Article } from '../types.js'

/** What a record marks in the text. `post`, `time` and `fact` stand beside the four kinds of entity. */
export const labels = ['place', 'person', 'company', 'organization', 'post', 'time', 'fact'] as const

export type Label = (typeof labels)[number]

/** One marked stretch of `Article.text`. */
export interface Annotation {
  /** Unique in its article: `e1.0` a mention, `e3.p0` a post, `t0` a time, `f1` a fact. */
  id: string
  label: Label
  /** UTF-16 code units. */
  span: Span
  text: string
  confidence: number | null
  /** The record that it stands for, without its own places in the text. */
  record: Readonly<Record<string, unknown>>
}

/** `from` and `to` are ids of annotations. */
export interface Relation {
  from: string
  to: string
  /** `holds`: person → post. `same`: a later mention → the first. `partOf`: fact → fact. */
  type: 'holds' | 'same' | 'partOf'
}

export interface Annotations {
  list: Annotation[]
  relations: Relation[]
}

/** Drops the places of a record and of what it holds: an annotation has its own. */
function bare(record: object, ...without: string[]): Record<string, unknown> {
  const skip = new Set(['span', 'sourceSpan', 'mentions', ...without])
  const out: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(record)) {
    if (skip.has(key)) continue
    out[key] = value !== null && typeof value === 'object' && 'span' in value ? bare(value) : value
  }
  return out
}

function byPlace(a: Annotation, b: Annotation): number {
  return a.span.start - b.span.start || b.span.end - a.span.end
}

/** Everything that an article marks, in the order of the text, the longer first where two start together. */
export function annotationsOf({ entities, times, facts }: Article): Annotations {
  const list: Annotation[] = []
  const relations: Relation[] = []
  for (const entity of entities) {
    const record = bare(entity, 'posts')
    for (const [i, { span, text }] of entity.mentions.entries()) {
      const id = `${entity.id}.${i}`
      list.push({ id, label: entity.kind, span, text, confidence: entity.confidence, record })
      if (i > 0) relations.push({ from: id, to: `${entity.id}.0`, type: 'same' })
    }
    if (entity.kind !== 'person') continue
    for (const [i, post] of entity.posts.entries()) {
      const id = `${entity.id}.p${i}`
      const { span, text } = post
      list.push({ id, label: 'post', span, text, confidence: entity.confidence, record: bare(post) })
      relations.push({ from: `${entity.id}.0`, to: id, type: 'holds' })
    }
  }
  for (const [i, time] of times.entries())
    list.push({
      id: `t${i}`,
      label: 'time',
      span: time.span,
      text: time.text,
      confidence: null,
      record: bare(time),
    })
  for (const fact of facts) {
    const { id, span, text, confidence, partOf } = fact
    list.push({ id, label: 'fact', span, text, confidence, record: bare(fact) })
    if (partOf !== null) relations.push({ from: id, to: partOf, type: 'partOf' })
  }
  return { list: list.sort(byPlace), relations }
}

/** Turns offsets of UTF-16 code units into code points, as Python and most annotation tools count. */
export function codePoints(text: string): (span: Span) => Span {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return ({ start, end }) => ({ start, end })
  // For each code unit the number of code points before it.
  const before = new Uint32Array(text.length + 1)
  let points = 0
  for (let at = 0; at < text.length; ) {
    const width = text.codePointAt(at)! > 0xffff ? 2 : 1
    for (let unit = 0; unit < width; unit++) before[at + unit] = points
    at += width
    points++
  }
  before[text.length] = points
  return ({ start, end }) => ({ start: before[start], end: before[end] })
}
