import type { Article } from '../types.js'
import { annotationsOf, codePoints } from './annotations.js'

/** One document of a sequence-labelling project. */
interface DoccanoDocument {
  text: string
  /** Start, end (code points, half-open), label. */
  label: [start: number, end: number, label: string][]
  /** Kept by doccano as metadata. */
  id: string | number | null
}

/** JSON Lines for a sequence-labelling project of doccano: one page a line, offsets in code points. */
export function toDoccano(articles: readonly Article[]): string {
  return articles
    .map((article) => {
      const place = codePoints(article.text)
      const label = annotationsOf(article).list.map(
        ({ span, label: name }): DoccanoDocument['label'][number] => {
          const { start, end } = place(span)
          return [start, end, name]
        },
      )
      const document: DoccanoDocument = { text: article.text, label, id: article.id }
      return `${JSON.stringify(document)}\n`
    })
    .join('')
}
