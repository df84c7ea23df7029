import type { Doc, Span } from '../text/index.js'
import type { Entity } from './types.js'

/** An entity on its way: spans instead of mentions. */
export interface Draft {
  spans: Span[]
  rules: Set<string>
  score: number
}

export function draft(): Draft {
  return { spans: [], rules: new Set(), score: 0 }
}

export function note(d: Draft, span: Span, rule: string, score: number): void {
  d.spans.push(span)
  d.rules.add(rule)
  d.score = Math.max(d.score, score)
}

export function finish(doc: Doc, d: Draft): Pick<Entity, 'mentions' | 'confidence' | 'rules'> {
  const spans = [...d.spans].sort((a, b) => a.start - b.start || a.end - b.end)
  const unique = spans.filter(
    (s, i) => i === 0 || s.start !== spans[i - 1].start || s.end !== spans[i - 1].end,
  )
  return {
    mentions: unique.map(({ start, end }) => doc.mention({ start, end })),
    confidence: Math.round(Math.min(0.99, d.score) * 100) / 100,
    rules: [...d.rules].sort(),
  }
}

/** Of hits that overlap, the first and longest stands. */
export function disjoint<T extends Span>(hits: readonly T[]): T[] {
  const sorted = [...hits].sort((a, b) => a.start - b.start || b.end - a.end)
  const out: T[] = []
  for (const hit of sorted) {
    const last = out.at(-1)
    if (last && hit.start < last.end) continue
    out.push(hit)
  }
  return out
}
