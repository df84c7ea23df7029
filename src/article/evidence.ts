import {
  accountCard,
  authorNote,
  bodyLine,
  breadcrumb,
  dialogue,
  masthead,
  metadata,
  signature,
  siteLine,
  spam,
} from './content-rules.js'
import { applyHints } from './hints.js'
import type { HtmlHint } from './html.js'
import type { Line } from './lines.js'
import { anyMarker, endMarker, headMarker, startMarker, wholeMarker } from './marker-rules.js'
import { add, findTwins, kindIndex, type Page, type Reading, type Rule, readingOf } from './reading.js'
import {
  bareFigure,
  cells,
  cutOff,
  dashed,
  datedScene,
  documentNumber,
  keyValues,
  kicker,
  listItem,
  menu,
  numbered,
  ornament,
  outletLine,
  sectionLine,
  shape,
  twin,
} from './shape-rules.js'

/** The rules, in the order in which they speak. Each has cases of its own in `test/cases/article`. */
const rules: readonly Rule[] = [
  shape,
  cutOff,
  ornament,
  spam,
  breadcrumb,
  metadata,
  keyValues,
  documentNumber,
  bareFigure,
  cells,
  kicker,
  signature,
  authorNote,
  accountCard,
  dialogue,
  bodyLine,
  wholeMarker,
  headMarker,
  startMarker,
  anyMarker,
  endMarker,
  datedScene,
  dashed,
  menu,
  listItem,
  masthead,
  numbered,
  outletLine,
  sectionLine,
  twin,
  siteLine,
]

/** Marks of what is no part of a list inside the story. */
const marks = [
  'head-marker',
  'start-marker',
  'spam-list',
  'list-item',
  'cells',
  'signature',
  'author-note',
  'dashed',
]

function isFurniture({ rules, weights, crumbs, meta, prose, line }: Reading): boolean {
  if (crumbs || (line.ending === 'ellipsis' && prose)) return true
  const bare = meta.pieces.every(({ kind, people }) => kind === 'byline' && people.every(({ role }) => !role))
  if (rules.includes('metadata') && !bare) return true
  if (
    weights[kindIndex.other] > (rules.includes('any-marker') ? 1.5 : 3) ||
    weights[kindIndex.footer] > 0 ||
    weights[kindIndex.disclaimer] > 0
  )
    return true
  return weights[kindIndex.caption] > 2 || marks.some((rule) => rules.includes(rule))
}

/** A list inside a story has at most so many lines. */
const LIST_LINES = 60

function keep(reading: Reading): void {
  add(reading, 'paragraph', 4.5)
  add(reading, 'related', -2)
  add(reading, 'byline', -4)
  add(reading, 'title', -3)
}

/**
 * Rows of a table, names, items: short lines between two paragraphs, or behind 名单如下：, without any mark of
 * furniture belong to the story.
 */
function enclose({ readings }: Page): void {
  let from = -1
  let listed = false
  for (const [i, reading] of readings.entries()) {
    if (isFurniture(reading)) {
      // What follows 名单如下： is a list even if the page ends behind it.
      if (listed) for (let j = from + 1; j < i; j++) keep(readings[j])
      from = -1
      continue
    }
    const opens = reading.line.ending === 'colon' && (from >= 0 || (i > 0 && reading.line.commas > 0))
    if (!reading.prose && !opens && i < readings.length - 1) continue
    const rows = i - from - 1
    const closed = reading.prose || opens
    if (
      from >= 0 &&
      rows > 0 &&
      rows <= LIST_LINES &&
      reading.masthead === null &&
      (listed || (closed && rows > 1))
    )
      for (let j = from + 1; j < (closed ? i : i + 1); j++) keep(readings[j])
    if (opens && !reading.prose) keep(reading)
    from = i
    listed = reading.line.ending === 'colon'
  }
}

/** Reads every line and lets every rule speak. */
export function readPage(text: string, lines: readonly Line[], hints: readonly HtmlHint[] = []): Page {
  const readings = lines.map((line) => readingOf(text, line))
  findTwins(readings)
  const page: Page = { text, readings, prose: 0 }
  for (const reading of readings) if (reading.prose) page.prose++
  for (let index = 0; index < readings.length; index++) {
    const reading = readings[index]
    for (let k = 0; k < rules.length; k++)
      if (rules[k].weigh(reading, page, index)) reading.rules.push(rules[k].rule)
  }
  enclose(page)
  if (page.prose === 0)
    // A poem, a list, one headline: without any prose the short lines are the text.
    for (const reading of readings) if (reading.headline) add(reading, 'paragraph', 3.5)
  if (hints.length > 0) applyHints(page, hints)
  return page
}
