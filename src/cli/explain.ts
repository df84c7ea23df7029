import type { Edit } from '../index.js'
import type { Paint } from './colour.js'
import { table } from './table.js'
import { cut } from './width.js'

/** Line and column of ascending offsets, 1 for the first; columns count characters. One pass over the text. */
export function placer(source: string): (offset: number) => { line: number; column: number } {
  let at = 0
  let line = 1
  let column = 1
  return (offset) => {
    if (offset < at) throw new RangeError('offsets must ascend')
    for (; at < offset; at++) {
      const code = source.charCodeAt(at)
      if (code === 10) {
        line++
        column = 1
      } else if (code < 0xdc00 || code > 0xdfff) column++
    }
    return { line, column }
  }
}

/** What cannot be seen is written out: a line break as \n, a no-break space as \u00A0. */
function visible(text: string): string {
  if (text === '') return '∅'
  const shown = text.replace(/[\p{C}\p{Z}]/gu, (char) => {
    if (char === ' ') return '␣'
    if (char === '\n') return '\\n'
    if (char === '\t') return '\\t'
    return `\\u${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
  })
  return cut(shown, 40)
}

/** A table of every edit: place in the source, rule, before → after, exact or inferred. */
export function explain(source: string, edits: readonly Edit[], paint: Paint): string {
  const place = placer(source)
  const rows = edits.map(({ span, insert, rules, certainty }) => {
    const { line, column } = place(span.start)
    return {
      place: `${line}:${column}`,
      change: `${visible(source.slice(span.start, span.end))} → ${visible(insert)}`,
      rules: rules.join(' + '),
      certainty,
    }
  })
  if (rows.length === 0) return '  nothing was changed\n'
  return table(
    rows,
    [
      { head: 'place', cell: (row) => row.place, align: 'right', colour: 'dim' },
      { head: 'before → after', cell: (row) => row.change },
      { head: 'certainty', cell: (row) => row.certainty },
      { head: 'rule', cell: (row) => row.rules, colour: 'cyan' },
    ],
    paint,
  )
}
