import type { Article } from '../types.js'
import { type Annotation, annotationsOf, codePoints } from './annotations.js'
import { types } from './brat-types.js'

export interface BratDocument {
  /** What goes into `NAME.txt`. */
  text: string
  /** What goes into `NAME.ann`. */
  ann: string
}

/** Notes of one line: a line break or a tab would end the annotation. */
function note({ record }: Annotation): string {
  return JSON.stringify(record)
}

/**
 * One document of a brat collection, in its standoff format. Offsets are code points. A mention that runs over a line
 * end is given as two fragments, as the format wants; the mentions of one entity are joined by `Equiv`.
 */
export function toBrat(article: Article): BratDocument {
  const place = codePoints(article.text)
  const { list, relations } = annotationsOf(article)
  const names = new Map(list.map(({ id }, i) => [id, `T${i + 1}`]))
  const lines: string[] = []
  const same = new Map<string, string[]>()
  for (const it of list) {
    const name = names.get(it.id)!
    const fragments: string[] = []
    let from = it.span.start
    for (const part of it.text.split('\n')) {
      const { start, end } = place({ start: from, end: from + part.length })
      if (part !== '') fragments.push(`${start} ${end}`)
      from += part.length + 1
    }
    lines.push(`${name}\t${types[it.label]} ${fragments.join(';')}\t${it.text.replaceAll('\n', ' ')}`)
    lines.push(`#${name.slice(1)}\tAnnotatorNotes ${name}\t${note(it)}`)
  }
  let next = 1
  for (const { from, to, type } of relations) {
    const [a, b] = [names.get(from)!, names.get(to)!]
    if (type === 'same') {
      const rest = same.get(b)
      if (rest) rest.push(a)
      else same.set(b, [a])
    } else lines.push(`R${next++}\t${type === 'holds' ? 'Holds' : 'PartOf'} Arg1:${a} Arg2:${b}`)
  }
  for (const [first, rest] of same) lines.push(`*\tEquiv ${[first, ...rest].join(' ')}`)
  return { text: article.text, ann: lines.length > 0 ? `${lines.join('\n')}\n` : '' }
}
