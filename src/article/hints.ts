import { readCrumbs } from './crumbs.js'
import type { HtmlHint } from './html.js'
import { publisherName } from './outlets.js'
import { allOf, outletPiece, piece } from './pieces.js'
import { add, kindIndex, type LineKind, type Page, type Reading } from './reading.js'

/** Several tags may say one thing; together they weigh no more than this. */
const MOST = 10
/** Furniture does not hold most of the page: such a class names a layout. */
const LARGE = 0.5

const furniture = new Set<LineKind>(['related', 'footer', 'disclaimer', 'other', 'breadcrumb', 'spam'])

/** Index of the first line that ends behind `at`. */
function lineAt(readings: readonly Reading[], at: number): number {
  let lo = 0
  let hi = readings.length
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    if (readings[mid].line.end <= at) lo = mid + 1
    else hi = mid
  }
  return lo
}

/** The value of a meta tag: an outlet, a person or a date, without a label. */
function takeField(reading: Reading, kind: LineKind): void {
  const { line, text, meta } = reading
  add(reading, kindIndex[kind], 14)
  add(reading, kindIndex.title, kind === 'title' ? 0 : -8)
  const { start, end } = line
  if (kind === 'source')
    reading.meta = allOf([outletPiece(start, { start, end, name: publisherName(text) }, null)])
  if (kind === 'byline' && meta.pieces.every(({ people }) => people.length === 0)) {
    const byline = piece('byline', start, end)
    const name = text.replace(/\s+/g, ' ')
    byline.people = [{ start, end, name, role: null, outlet: null, author: true, picture: false }]
    reading.meta = allOf([byline])
  }
  reading.field = true
}

/** Adds what the markup says to the lines. Hints are in the page’s text. */
export function applyHints({ length, readings }: Page, hints: readonly HtmlHint[]): void {
  const sums = new Map<LineKind, Float64Array>()
  for (const { kind, weight, span, field } of hints) {
    const from = lineAt(readings, span.start)
    let to = lineAt(readings, span.end - 1) + 1
    while (to > from && (readings[to - 1]?.line.start ?? span.end) >= span.end) to--
    if (to <= from) continue
    if (field) {
      takeField(readings[from], kind)
      continue
    }
    if (furniture.has(kind) && span.end - span.start > length * LARGE) continue
    let sum = sums.get(kind)
    if (!sum) {
      sum = new Float64Array(readings.length + 1)
      sums.set(kind, sum)
    }
    sum[from] += weight
    sum[to] -= weight
  }
  for (const [kind, sum] of sums) {
    let running = 0
    for (const [i, reading] of readings.entries()) {
      running += sum[i]
      const weight = Math.min(MOST, running)
      if (weight < 0.1) continue
      // Steps are steps in the header of the page and beside the source too.
      if (reading.crumbs && kind !== 'breadcrumb') continue
      add(reading, kindIndex[kind], weight)
      if (kind === 'breadcrumb') reading.crumbs ??= readCrumbs(reading.text, true)
      if (!furniture.has(kind) || weight < 2.5) continue
      add(reading, kindIndex.paragraph, -weight * 0.7)
      add(reading, kindIndex.heading, -weight * 0.7)
      add(reading, kindIndex.title, -weight)
      if (kind === 'related') add(reading, kindIndex.teaser, weight * 0.5)
    }
  }
}
