import type { Article } from '../types.js'
import { annotationsOf, codePoints } from './annotations.js'

interface LabelStudioRegion {
  id: string
  from_name: 'label'
  to_name: 'text'
  type: 'labels'
  /** 0..1 */
  score: number | null
  /** Code points, half-open. */
  value: { start: number; end: number; text: string; labels: string[] }
  meta: { record: unknown }
}

interface LabelStudioRelation {
  type: 'relation'
  from_id: string
  to_id: string
  direction: 'right'
  labels: string[]
}

/** One task with one prediction. */
export interface LabelStudioTask {
  data: { id: string | number | null; text: string }
  predictions: { model_version: string; result: (LabelStudioRegion | LabelStudioRelation)[] }[]
}

/**
 * Tasks for Label Studio, with what was found as predictions: one a page, for a project whose labelling config names
 * its text `text` and its labels `label` (docs/exports.md has one). Offsets are code points, as it counts since 1.6.
 */
export function toLabelStudio(articles: readonly Article[]): LabelStudioTask[] {
  return articles.map((article) => {
    const { id, text } = article
    const place = codePoints(text)
    const { list, relations } = annotationsOf(article)
    const regions = list.map(
      (it): LabelStudioRegion => ({
        id: it.id,
        from_name: 'label',
        to_name: 'text',
        type: 'labels',
        score: it.confidence,
        value: { ...place(it.span), text: it.text, labels: [it.label] },
        meta: { record: it.record },
      }),
    )
    const arrows = relations
      // One entity's mentions are told apart by its id: as arrows they would cover the page.
      .filter(({ type }) => type !== 'same')
      .map(
        ({ from, to, type }): LabelStudioRelation => ({
          type: 'relation',
          from_id: from,
          to_id: to,
          direction: 'right',
          labels: [type],
        }),
      )
    return {
      data: { id, text },
      predictions: [{ model_version: 'zhengwen', result: [...regions, ...arrows] }],
    }
  })
}
