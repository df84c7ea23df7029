import type { Colour, Paint } from './colour.js'
import { cut, widthOf } from './width.js'

export interface Column<T> {
  head: string
  cell: (row: T) => string
  align?: 'left' | 'right'
  colour?: Colour
}

/** Columns that no cell gets more of while there are others to show. */
const WIDEST = 48

/** Rows under their heads, aligned on a terminal that shows 中 over two columns. Empty columns are left out. */
export function table<T>(rows: readonly T[], columns: readonly Column<T>[], paint: Paint): string {
  const cells = columns.map(({ cell }) => rows.map((row) => cut(cell(row).replace(/\s+/g, ' '), WIDEST)))
  const shown = columns.map((_, c) => c).filter((c) => cells[c].some((cell) => cell !== ''))
  const widths = columns.map((column, c) => Math.max(widthOf(column.head), ...cells[c].map(widthOf)))
  const line = (text: (c: number) => string, colour: (c: number) => Colour[]): string =>
    shown
      .map((c, i) => {
        const value = text(c)
        const space = ' '.repeat(widths[c] - widthOf(value))
        const painted = paint(value, ...colour(c))
        if (columns[c].align === 'right') return space + painted
        return i === shown.length - 1 ? painted : painted + space
      })
      .join('  ')
      .trimEnd()
  const head = line(
    (c) => columns[c].head,
    () => ['dim'],
  )
  const body = rows.map((_, r) =>
    line(
      (c) => cells[c][r],
      (c) => (columns[c].colour ? [columns[c].colour] : []),
    ),
  )
  return [head, ...body].map((text) => `  ${text}\n`).join('')
}
