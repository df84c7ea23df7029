import type { Doc, Mention, Span } from '../text/index.js'
import type { Entity } from './types.js'

/** An entity on its way: spans instead of mentions. */
export interface Draft {
  spans: Span[]
  /** Each once. */
  rules: string[]
  score: number
}

export function draft(): Draft {
  return { spans: [], rules: [], score: 0 }
}

export function note(d: Draft, span: Span, rule: string, score: number): void {
  d.spans.push(span)
  addRule(d, rule)
  d.score = Math.max(d.score, score)
}

export function addRule({ rules }: Draft, rule: string): void {
  if (!rules.includes(rule)) rules.push(rule)
}

export function finish(doc: Doc, d: Draft): Pick<Entity, 'mentions' | 'confidence' | 'rules'> {
  const spans = sorted(d.spans, (a, b) => a.start - b.start || a.end - b.end)
  const mentions: Mention[] = []
  for (let i = 0; i < spans.length; i++) {
    const { start, end } = spans[i]
    if (i > 0 && start === spans[i - 1].start && end === spans[i - 1].end) continue
    mentions.push(doc.mention({ start, end }))
  }
  return {
    mentions,
    confidence: Math.round(Math.min(0.99, d.score) * 100) / 100,
    rules: d.rules.length > 1 ? d.rules.sort() : d.rules,
  }
}

/** In order, as most lists come. */
function sorted<T>(list: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  for (let i = 1; i < list.length; i++) if (compare(list[i - 1], list[i]) > 0) return [...list].sort(compare)
  return list
}

/** Of hits that overlap, the first and longest stands. */
export function disjoint<T extends Span>(hits: readonly T[]): T[] {
  const out: T[] = []
  for (const hit of sorted(hits, (a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1)
    if (last && hit.start < last.end) continue
    out.push(hit)
  }
  return out
}
