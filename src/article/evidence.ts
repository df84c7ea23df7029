import { authorNote, breadcrumb, masthead, metadata, signature, siteLine, spam } from './content-rules.js'
import { applyHints } from './hints.js'
import type { HtmlHint } from './html.js'
import type { Line } from './lines.js'
import { anyMarker, endMarker, headMarker, startMarker, wholeMarker } from './marker-rules.js'
import { add, findTwins, type Page, type Rule, readingOf } from './reading.js'
import {
  cutOff,
  dashed,
  datedScene,
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
  signature,
  authorNote,
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

/** Reads every line and lets every rule speak. */
export function readPage(text: string, lines: readonly Line[], hints: readonly HtmlHint[] = []): Page {
  const readings = lines.map((line) => readingOf(text, line))
  findTwins(readings)
  const page: Page = { text, readings, prose: 0 }
  for (const reading of readings) if (reading.prose) page.prose++
  for (const [index, reading] of readings.entries())
    for (const { rule, weigh } of rules) if (weigh(reading, page, index)) reading.rules.push(rule)
  if (page.prose === 0)
    // A poem, a list, one headline: without any prose the short lines are the text.
    for (const reading of readings) if (reading.headline) add(reading, 'paragraph', 3.5)
  if (hints.length > 0) applyHints(page, hints)
  return page
}
