import type { Doc, Edit, StageResult } from '../text/index.js'
import { closers, codes, commas, isDigit, isHan, isLatin, openers, stops } from './chars.js'
import { Class, classes } from './classes.js'
import { type Ending, endingOf } from './endings.js'

/** Columns of a line: Han and fullwidth marks are two wide. Lines beyond this were not cut by a width. */
const WIDEST = 160
const NARROWEST = 30
/** A line may miss the width by this much: a mark that must not begin a line moves down. */
const SLACK = 4
/** And by this much where characters were lost. */
const LOST_SLACK = 8

/** A line as it stands on the page. */
interface Row {
  start: number
  end: number
  /** As in `Line`. */
  indent: number
  gap: number
  ending: Ending
}

function rowsOf(text: string): Row[] {
  const { ids, traits } = classes()
  const rows: Row[] = []
  let gap = 0
  for (let at = 0; at < text.length; at++) {
    let start = at
    let indent = 0
    for (; start < text.length && traits[ids[text.charCodeAt(start)]] & Class.space; start++)
      indent += text.charCodeAt(start) === 0x3000 ? 2 : 1
    let stop = start
    while (stop < text.length && !(traits[ids[text.charCodeAt(stop)]] & Class.break)) stop++
    let end = stop
    while (end > start && traits[ids[text.charCodeAt(end - 1)]] & Class.space) end--
    if (end > start) {
      rows.push({ start, end, indent, gap, ending: endingOf(text, start, end) })
      gap = 0
    } else gap++
    at = stop
    if (text.charCodeAt(stop) === 0x0d && text.charCodeAt(stop + 1) === 0x0a) at++
  }
  return rows
}

function columns(text: string, { indent, start, end }: Row): number {
  if (end - start > WIDEST) return Number.POSITIVE_INFINITY
  let n = indent
  for (let i = start; i < end; i++) n += text.charCodeAt(i) < 0x2000 ? 1 : 2
  return n
}

/** Commas and stops of a row; of a long one those of its start. */
function marksIn(text: string, { start, end }: Row): number {
  const { ids, traits } = classes()
  let marks = 0
  for (let i = start; i < end && i < start + WIDEST; i++)
    if (traits[ids[text.charCodeAt(i)]] & (Class.comma | Class.stop)) marks++
  return marks
}

/** Han as one and the rest as a half, as in `Line`. */
function widthOf(text: string, { start, end }: Row): number {
  const { ids, traits } = classes()
  let width = 0
  for (let i = start; i < end && i < start + WIDEST; i++)
    width += traits[ids[text.charCodeAt(i)]] & Class.half ? 0.5 : 1
  return width
}

const isOpen = ({ ending }: Row) => ending === 'none' || ending === 'comma'

/** No width without two lines that end in the middle of a sentence: few pages have them. */
function mayBeCut(text: string, rows: readonly Row[]): boolean {
  let open = 0
  for (let i = 0; i + 1 < rows.length && open < 2; i++) {
    if (!isOpen(rows[i])) continue
    const width = columns(text, rows[i])
    if (width >= NARROWEST && width <= WIDEST) open++
  }
  return open > 1
}

/**
 * The width that a page’s lines were cut at: that of most lines which end in the middle of a sentence, if
 * hardly any line is wider. Null for a page with one line a paragraph.
 */
function wrapWidth(text: string, rows: readonly Row[], widths: readonly number[]): number | null {
  const open: number[] = []
  for (let i = 0; i + 1 < rows.length; i++)
    if (isOpen(rows[i]) && widths[i] >= NARROWEST && widths[i] <= WIDEST) open.push(i)
  open.sort((a, b) => widths[a] - widths[b])
  let [first, last] = [0, 0]
  for (let from = 0, to = 0; to < open.length; to++) {
    while (widths[open[to]] - widths[open[from]] > SLACK) from++
    if (to - from >= last - first) [first, last] = [from, to]
  }
  const count = last - first + 1
  // Headlines of one length are no paragraph: half of the lines must hold a comma or a stop.
  let clauses = 0
  for (let k = first; k <= last; k++) if (marksIn(text, rows[open[k]]) > 0) clauses++
  const width = widths[open[last]]
  const wider = widths.filter((w) => w > width + 2).length
  return count < 2 || clauses * 2 < count || wider > rows.length / 12 ? null : width
}

/** Whether a line begins with what must not begin one: ，。”） */
function beginsBadly(text: string, { start }: Row): boolean {
  const code = text.charCodeAt(start)
  // 月20日前完成整改: the figure in front was lost, with a break in its place.
  if ((code === 0x6708 || code === 0x65e5) && isDigit(text.charCodeAt(start + 1))) return true
  return commas.has(code) || code === 0x3002 || (closers.has(code) && code > 0x7f)
}

/** Two lines of one paragraph, cut at the page’s width. */
function wrapped(rows: readonly Row[], widths: readonly number[], i: number, width: number): boolean {
  const [a, b] = [rows[i], rows[i + 1]]
  if (!isOpen(a) || widths[i] < width - LOST_SLACK || widths[i] > width + 2) return false
  if (b.gap > 1 || widths[i + 1] > width + 2) return false
  // An indent opens a paragraph, unless all lines have it.
  return b.indent <= a.indent
}

/** So far a bracket may stand open before a break, and so far it goes on behind. */
const BEFORE_BREAK = 30
const BEHIND_BREAK = 16

const ROUND = codes('（(')
const ROUND_END = codes('）)')

/** 岚溪网讯（记者 王倩 通讯员 / 李敏）为…: a bracket that a break cuts. */
function cutInBracket(text: string, a: Row, b: Row): boolean {
  let open = a.end - 1
  while (open > a.start && open > a.end - BEFORE_BREAK && !ROUND.has(text.charCodeAt(open))) {
    if (ROUND_END.has(text.charCodeAt(open))) return false
    open--
  }
  if (open === a.start || !ROUND.has(text.charCodeAt(open))) return false
  for (let i = b.start; i < b.end - 1 && i < b.start + BEHIND_BREAK; i++) {
    if (ROUND_END.has(text.charCodeAt(i))) return i > b.start
    if (ROUND.has(text.charCodeAt(i))) return false
  }
  return false
}

/** A break behind a comma, before a mark or in a short bracket: no paragraph ends or begins so. */
function cutMidway(text: string, a: Row, b: Row): boolean {
  if (b.gap > 1) return false
  if (b.gap === 0 && cutInBracket(text, a, b)) return true
  // 　　（记者 王 倩）4月3日下午， / 青原市…: an indent above and none below tell as much as a second comma.
  const opens = a.indent >= 2 && b.indent === 0
  if (
    a.ending === 'comma' &&
    b.indent <= a.indent &&
    widthOf(text, a) >= 12 &&
    (opens || marksIn(text, a) >= 2)
  )
    // …八十五万元； / 二、被告…: items of a list end so.
    return (
      !'；;'.includes(text[a.end - 1]) &&
      (isHan(text.charCodeAt(b.start)) || openers.has(text.charCodeAt(b.start)))
    )
  return beginsBadly(text, b) && !stops.has(text.charCodeAt(a.end - 1)) && widthOf(text, a) >= 8
}

function join(text: string, a: Row, b: Row, rule: string): Edit {
  const [left, right] = [text.charCodeAt(a.end - 1), text.charCodeAt(b.start)]
  const word = (code: number) => isLatin(code) || isDigit(code)
  return {
    span: { start: a.end, end: b.start },
    insert: isLatin(left) && word(right) ? ' ' : '',
    rules: [`article/${rule}`],
    certainty: 'exact',
  }
}

/** So many paragraphs with an indent, and none without one, tell that all have one. */
const INDENTED = 3

/**
 * Where every paragraph opens with an indent, the first that does: what stands above is no paragraph, though a
 * headline may be as wide as the page. 0 elsewhere.
 */
function firstIndented(rows: readonly Row[], widths: readonly number[], width: number): number {
  let first = -1
  let count = 0
  for (let i = 0; i + 1 < rows.length; i++) {
    if (!wrapped(rows, widths, i, width)) continue
    if (rows[i].indent >= 2) {
      if (first < 0) first = i
      count++
    }
    // The lines of one paragraph.
    while (i + 1 < rows.length && wrapped(rows, widths, i, width)) i++
  }
  return count >= INDENTED ? first : 0
}

/** The lines that a width joins are paragraphs if half of them end in a sentence; captions and labels do not. */
function readsOn(rows: readonly Row[], widths: readonly number[], width: number): boolean {
  let closed = 0
  let all = 0
  for (let i = 0; i + 1 < rows.length; i++) {
    if (!wrapped(rows, widths, i, width)) continue
    while (i + 1 < rows.length && wrapped(rows, widths, i, width)) i++
    all++
    if (!isOpen(rows[i])) closed++
  }
  return closed * 2 >= all
}

/** Takes out line breaks that cut a paragraph in the middle. */
export function reflow({ text }: Doc): StageResult {
  const rows = rowsOf(text)
  const cut = mayBeCut(text, rows)
  const widths = cut ? rows.map((row) => columns(text, row)) : []
  const most = cut ? wrapWidth(text, rows, widths) : null
  const width = most !== null && readsOn(rows, widths, most) ? most : null
  const edits: Edit[] = []
  const story = width === null ? 0 : firstIndented(rows, widths, width)
  for (let i = 0; i + 1 < rows.length; i++) {
    const [a, b] = [rows[i], rows[i + 1]]
    if (!isOpen(a) && !beginsBadly(text, b)) continue
    if (width !== null && i >= story && wrapped(rows, widths, i, width))
      edits.push(join(text, a, b, 'hard-wrap'))
    else if (cutMidway(text, a, b)) edits.push(join(text, a, b, 'cut-midway'))
  }
  return { edits, issues: [] }
}
