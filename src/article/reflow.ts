import type { Doc, Edit, StageResult } from '../text/index.js'
import { closers, commas, isDigit, isHan, isLatin, openers, stops } from './chars.js'
import { type Line, splitLines } from './lines.js'

/** Columns of a line: Han and fullwidth marks are two wide. Lines beyond this were not cut by a width. */
const WIDEST = 160
const NARROWEST = 30
/** A line may miss the width by this much: a mark that must not begin a line moves down. */
const SLACK = 4

function columns(text: string, { indent, start, end }: Line): number {
  if (end - start > WIDEST) return Number.POSITIVE_INFINITY
  let n = indent
  for (let i = start; i < end; i++) n += text.charCodeAt(i) < 0x2000 ? 1 : 2
  return n
}

/** Physical lines: pieces that were cut at wide spaces count as one. */
function physical(lines: readonly Line[]): Line[] {
  const out: Line[] = []
  for (const line of lines) {
    const last = out.at(-1)
    if (line.cut && last) {
      last.end = line.end
      last.to = line.to
      last.ending = line.ending
      last.commas += line.commas
      last.stops += line.stops
    } else out.push({ ...line })
  }
  return out
}

const isOpen = ({ ending }: Line) => ending === 'none' || ending === 'comma'

/**
 * The width that a page’s lines were cut at: that of most lines which end in the middle of a sentence, if
 * hardly any line is wider. Null for a page with one line a paragraph.
 */
function wrapWidth(lines: readonly Line[], widths: readonly number[]): number | null {
  const open: number[] = []
  for (const [i, line] of lines.entries()) {
    const width = widths[i]
    if (i + 1 < lines.length && isOpen(line) && width >= NARROWEST && width <= WIDEST) open.push(i)
  }
  if (open.length < 2) return null
  open.sort((a, b) => widths[a] - widths[b])
  let best: number[] = []
  for (let from = 0, to = 0; to < open.length; to++) {
    while (widths[open[to]] - widths[open[from]] > SLACK) from++
    if (to - from + 1 >= best.length) best = open.slice(from, to + 1)
  }
  // Headlines of one length are no paragraph: half of the lines must hold a comma or a stop.
  const clauses = best.filter((i) => lines[i].commas + lines[i].stops > 0).length
  const width = widths[best[best.length - 1]]
  const wider = widths.filter((w) => w > width + 2).length
  if (best.length < 2 || clauses * 2 < best.length || wider > lines.length / 12) return null
  return width
}

/** Whether a line begins with what must not begin one: ，。”） */
function beginsBadly(text: string, { start }: Line): boolean {
  const code = text.charCodeAt(start)
  return commas.has(code) || code === 0x3002 || (closers.has(code) && code > 0x7f)
}

/** Two lines of one paragraph, cut at the page’s width. */
function wrapped(lines: readonly Line[], widths: readonly number[], i: number, width: number): boolean {
  const [a, b] = [lines[i], lines[i + 1]]
  if (!isOpen(a) || widths[i] < width - SLACK || widths[i] > width + 2) return false
  if (b.gap > 1 || widths[i + 1] > width + 2) return false
  // An indent opens a paragraph, unless all lines have it.
  return b.indent <= a.indent
}

/** A break behind a comma, or before a mark: no paragraph ends or begins so. */
function cutMidway(text: string, a: Line, b: Line): boolean {
  if (b.gap > 1) return false
  if (a.ending === 'comma' && a.width >= 12 && a.commas + a.stops >= 2 && b.indent <= a.indent)
    // …八十五万元； / 二、被告…: items of a list end so.
    return (
      !'；;'.includes(text[a.end - 1]) &&
      (isHan(text.charCodeAt(b.start)) || openers.has(text.charCodeAt(b.start)))
    )
  return a.width >= 8 && beginsBadly(text, b) && !stops.has(text.charCodeAt(a.end - 1))
}

function join(text: string, a: Line, b: Line, rule: string): Edit {
  const [left, right] = [text.charCodeAt(a.end - 1), text.charCodeAt(b.start)]
  const word = (code: number) => isLatin(code) || isDigit(code)
  return {
    span: { start: a.end, end: b.start },
    insert: isLatin(left) && word(right) ? ' ' : '',
    rules: [`article/${rule}`],
    certainty: 'exact',
  }
}

/** Takes out line breaks that cut a paragraph in the middle. */
export function reflow({ text }: Doc): StageResult {
  const lines = physical(splitLines(text))
  const widths = lines.map((line) => columns(text, line))
  const width = wrapWidth(lines, widths)
  const edits: Edit[] = []
  for (let i = 0; i + 1 < lines.length; i++) {
    const [a, b] = [lines[i], lines[i + 1]]
    if (width !== null && wrapped(lines, widths, i, width)) edits.push(join(text, a, b, 'hard-wrap'))
    else if (cutMidway(text, a, b)) edits.push(join(text, a, b, 'cut-midway'))
  }
  return { edits, issues: [] }
}
