import type { Doc, StageResult } from '../text/index.js'
import type { Structure } from './types.js'

export interface ArticleOptions {
  /** ISO date: the year of dates that the page writes without one. */
  referenceDate?: string
}

/** Takes out line breaks that cut a paragraph in the middle. */
export function reflow(_doc: Doc): StageResult {
  return { edits: [], issues: [] }
}

/** Finds the parts of the page. Spans are in `doc.text`. */
export function findStructure(doc: Doc, _options: ArticleOptions = {}): Structure {
  const span = { start: 0, end: doc.text.length }
  return {
    title: null,
    subtitle: null,
    publishedAt: null,
    publisher: null,
    authors: [],
    section: [],
    blocks: doc.text === '' ? [] : [{ kind: 'paragraph', span, sourceSpan: doc.toSource(span) }],
    body: [span],
    issues: [],
  }
}
