import type { Article } from '../types.js'
import { type Annotation, annotationsOf, codePoints } from './annotations.js'

interface WebAnnotation {
  id: string
  type: 'Annotation'
  motivation: 'identifying' | 'describing'
  body: { type: 'TextualBody'; purpose: string; value: string; format?: string }[]
  target: {
    source: string
    selector: (
      | { type: 'TextPositionSelector'; start: number; end: number }
      | { type: 'TextQuoteSelector'; exact: string; prefix: string; suffix: string }
    )[]
  }
}

/** A page of W3C Web Annotations (https://www.w3.org/TR/annotation-model/). */
export interface WebAnnotationPage {
  '@context': 'http://www.w3.org/ns/anno.jsonld'
  id: string
  type: 'AnnotationPage'
  items: WebAnnotation[]
}

/** Code units of context in a quote selector, without half of a pair. */
const CONTEXT = 16

/** The page's own address where its id is one, else a name made of it. */
function sourceOf({ id }: Article): string {
  const name = String(id ?? '')
  return /^(https?|file|urn):/.test(name)
    ? name
    : `urn:zhengwen:${encodeURIComponent(name.replace(/\p{Cs}/gu, '\ufffd'))}`
}

function context(text: string, { span }: Annotation): { prefix: string; suffix: string } {
  return {
    prefix: text.slice(Math.max(0, span.start - CONTEXT), span.start).replace(/^[\udc00-\udfff]/, ''),
    suffix: text.slice(span.end, span.end + CONTEXT).replace(/[\ud800-\udbff]$/, ''),
  }
}

/**
 * What was found in one article as W3C Web Annotations: each with a position selector (code points of `text`) and a
 * quote selector, its kind as a tag and its record as JSON.
 */
export function toWebAnnotations(article: Article): WebAnnotationPage {
  const { text } = article
  const place = codePoints(text)
  const source = sourceOf(article)
  return {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `${source}#annotations`,
    type: 'AnnotationPage',
    items: annotationsOf(article).list.map((it) => ({
      id: `${source}#${it.id}`,
      type: 'Annotation',
      motivation: it.label === 'fact' || it.label === 'time' ? 'describing' : 'identifying',
      body: [
        { type: 'TextualBody', purpose: 'tagging', value: it.label },
        {
          type: 'TextualBody',
          purpose: 'describing',
          value: JSON.stringify(it.record),
          format: 'application/json',
        },
      ],
      target: {
        source,
        selector: [
          { type: 'TextPositionSelector', ...place(it.span) },
          { type: 'TextQuoteSelector', exact: it.text, ...context(text, it) },
        ],
      },
    })),
  }
}
