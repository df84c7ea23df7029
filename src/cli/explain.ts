import type { Edit } from '../index.js'
import type { Witness } from '../repair/index.js'
import { Doc } from '../text/index.js'
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

/**
 * Edits of broken characters side by side as one: a byte of the last character is the first of the next, so that only
 * together their bytes add up.
 */
function byRegion(edits: readonly Edit[], goesOn: (edit: Edit, next: Edit) => boolean): Edit[] {
  const regions: Edit[] = []
  for (const edit of edits) {
    const last = regions.at(-1)
    if (!last || last.span.end !== edit.span.start || !goesOn(last, edit)) {
      regions.push(edit)
      continue
    }
    regions[regions.length - 1] = {
      span: { start: last.span.start, end: edit.span.end },
      insert: last.insert + edit.insert,
      rules: last.rules,
      certainty: last.certainty === 'exact' ? edit.certainty : last.certainty,
    }
  }
  return regions
}

/** Rules of the same damage, with bytes lost or without. */
const isAkin = (a: Edit, b: Edit): boolean =>
  a.rules.length === 1 && b.rules.length === 1 && family(a) === family(b)

const family = ({ rules }: Edit): string => rules[0].replace(/-lost$/, '')

const isBroken = ({ rules }: Edit): boolean => rules.some((rule) => rule.startsWith('repair/pinyin-'))

/** For those who doubt: the bytes of what was mended, before and after, and the characters that brackets read. */
async function bytesTable(source: string, edits: readonly Edit[], paint: Paint): Promise<string> {
  const { isOpenEdit, repair, witness } = await import('../repair/index.js')
  const goesOn = (edit: Edit, next: Edit) =>
    (isBroken(edit) && isBroken(next)) || (isAkin(edit, next) && isOpenEdit(source, edit))
  const place = placer(source)
  const rows: (Witness & { place: string; certainty: string })[] = []
  let made = 0
  for (const edit of byRegion(repair(Doc.of(source)).edits, goesOn)) {
    // Options may have kept what repair alone would mend: --pinyin keep.
    while (made < edits.length && edits[made].span.end <= edit.span.start) made++
    if (!edits[made]?.rules.some((rule) => edit.rules.includes(rule))) continue
    const found = witness(source, edit)
    if (!found) continue
    const { line, column } = place(edit.span.start)
    rows.push({ ...found, place: `${line}:${column}`, certainty: edit.certainty })
  }
  if (rows.length === 0) return ''
  const heading = `\n${paint('The bytes', 'bold')} ${paint('·· is a lost one', 'dim')}\n`
  const columns = [
    { head: 'place', cell: (row: (typeof rows)[0]) => row.place, align: 'right', colour: 'dim' },
    { head: 'before', cell: (row: (typeof rows)[0]) => row.before },
    { head: 'after', cell: (row: (typeof rows)[0]) => row.after },
    { head: 'certainty', cell: (row: (typeof rows)[0]) => row.certainty },
    { head: 'brackets read', cell: (row: (typeof rows)[0]) => row.reads },
  ] as const
  return heading + table(rows, columns, paint)
}

/** Tables of every edit: place in the source, rule, before → after, exact or inferred; then the bytes of repair. */
export async function explain(source: string, edits: readonly Edit[], paint: Paint): Promise<string> {
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
  const edited = table(
    rows,
    [
      { head: 'place', cell: (row) => row.place, align: 'right', colour: 'dim' },
      { head: 'before → after', cell: (row) => row.change },
      { head: 'certainty', cell: (row) => row.certainty },
      { head: 'rule', cell: (row) => row.rules, colour: 'cyan' },
    ],
    paint,
  )
  return edited + (await bytesTable(source, edits, paint))
}
