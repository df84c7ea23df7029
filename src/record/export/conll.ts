import type { Article } from '../types.js'
import { type Annotation, annotationsOf, type Label } from './annotations.js'

/** Each column is flat in itself: posts hold organisations, and numbers stand inside names. */
const columns: readonly (readonly Label[])[] = [
  ['place', 'person', 'company', 'organization'],
  ['post'],
  ['time', 'fact'],
]

const tags: Record<Label, string> = {
  place: 'LOC',
  person: 'PER',
  company: 'COM',
  organization: 'ORG',
  post: 'POST',
  time: 'TIME',
  fact: 'FACT',
}

/** A tag for each code unit: `B-LOC`, `I-LOC`, `O`. Of two that overlap the longer, then the earlier one stays. */
function column(length: number, list: readonly Annotation[]): string[] {
  const out = new Array<string>(length).fill('O')
  const longestFirst = [...list].sort(
    (a, b) => b.span.end - b.span.start - (a.span.end - a.span.start) || a.span.start - b.span.start,
  )
  for (const { span, label } of longestFirst) {
    let free = true
    for (let at = span.start; at < span.end; at++) if (out[at] !== 'O') free = false
    if (!free) continue
    for (let at = span.start; at < span.end; at++) out[at] = `${at === span.start ? 'B' : 'I'}-${tags[label]}`
  }
  return out
}

/**
 * CoNLL columns, one character a line, BIO: character, entity, post, time or fact; tabs between. A blank line ends a
 * sentence (。！？ or a line end), `-DOCSTART-` opens a page. White space has no line of its own.
 */
export function toConll(articles: readonly Article[]): string {
  const lines: string[] = []
  for (const article of articles) {
    const { text } = article
    const { list } = annotationsOf(article)
    const found = columns.map((labels) =>
      column(
        text.length,
        list.filter(({ label }) => labels.includes(label)),
      ),
    )
    lines.push(`-DOCSTART-${'\tO'.repeat(columns.length)}`, '')
    for (let at = 0; at < text.length; ) {
      const char = String.fromCodePoint(text.codePointAt(at)!)
      if (/\S/.test(char)) lines.push([char, ...found.map((tagged) => tagged[at])].join('\t'))
      at += char.length
      // Closing marks belong to the sentence that they close.
      const ends = char === '\n' || (/[。！？]/.test(char) && !/[”’」』）]/.test(text.charAt(at)))
      const closed = /[”’」』）]/.test(char) && /[。！？]/.test(text.charAt(at - 2))
      if ((ends || closed) && lines.at(-1) !== '') lines.push('')
    }
    if (lines.at(-1) !== '') lines.push('')
  }
  return lines.length > 0 ? `${lines.join('\n')}\n` : ''
}
