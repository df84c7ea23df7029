import type { Span } from '../text/index.js'
import { isHan, isSpace } from './chars.js'
import { readCrumbs } from './crumbs.js'
import type { HtmlHint } from './html.js'
import { lexicon } from './lexicon.js'
import { publisherName } from './outlets.js'
import { readNamesUnder } from './people.js'
import { allOf, bylinePiece, noMeta, outletPiece, type Piece, piece } from './pieces.js'
import { add, kindIndex, type LineKind, type Page, type Reading, toldBit, weightOf } from './reading.js'
import { isSurname } from './roles.js'

/** Several tags may say one thing; together they weigh no more than this. */
const MOST = 10
/** Furniture does not hold most of the page: such a class names a layout. */
const LARGE = 0.5

/** A class with such a weight is that of a breadcrumb. */
const SURE_CRUMBS = 6

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
function takeField(reading: Reading, kind: LineKind | 'site'): void {
  const { line, text, meta } = reading
  add(reading, kindIndex[kind === 'site' ? 'other' : kind], 14)
  add(reading, kindIndex.title, kind === 'title' ? 0 : -8)
  const { start } = line
  // 旧磨坊改成夜读室 over its day is no body that signs.
  if (kind === 'title') reading.meta = noMeta
  if (kind === 'source' || kind === 'site') {
    // 镜报 The Mirror Daily, 海港社 HKA
    const latin = /^[\u4e00-\u9fff]{2,}(?=[ |｜][A-Za-z .&-]+$)/u.exec(text)
    const end = latin ? start + latin[0].length : line.end
    const name = publisherName(latin?.[0] ?? text)
    reading.meta = allOf([outletPiece(start, { start, end, name }, null)])
  }
  if (kind === 'byline' && meta.pieces.every(({ people }) => people.length === 0)) {
    const { end } = line
    const byline = piece('byline', start, end)
    const name = text.replace(/\s+/g, ' ')
    byline.people = [{ start, end, name, role: null, outlet: null, author: true, picture: false }]
    reading.meta = allOf([byline])
  }
  reading.field = true
}

/** Names of outlets and of those who write are no longer. */
const LONGEST_NAME = 16
/** A class that means so much: class="source", class="author". */
const NAMING = 3

const overlaps = (piece: Piece, { start, end }: Span): boolean => piece.start < end && start < piece.end

/** <span class="a_source">棱镜</span>, <a rel="author">陈淑玲</a> in a line of others: the outlet, who writes. */
function takeName({ text: page }: Page, reading: Reading, kind: 'source' | 'byline', span: Span): void {
  const { line, meta } = reading
  let { start, end } = span
  while (start < end && isSpace(page.charCodeAt(start))) start++
  while (end > start && isSpace(page.charCodeAt(end - 1))) end--
  if (start < line.start || end > line.end || end - start < 2 || end - start > LONGEST_NAME) return
  const found = meta.pieces.filter((piece) => overlaps(piece, { start, end }))
  if (found.some(({ guess }) => guess === null)) return
  const named = kind === 'source' ? sourceOf(page, start, end) : writersOf(page, start, end)
  if (!named) return
  const rest = meta.pieces.filter((piece) => !found.includes(piece) && !(kind === 'source' && piece.guess))
  const pieces = [...rest, named].sort((a, b) => a.start - b.start)
  reading.meta = { ...meta, pieces }
}

function sourceOf(page: string, start: number, end: number): Piece | null {
  const text = page.slice(start, end)
  const name = /^[\p{L}\d·]+$/u.test(text) && !lexicon().sections.has(text) ? publisherName(text) : null
  return name ? outletPiece(start, { start, end, name }, null) : null
}

const isPerson = (page: string, at: number, name: string): boolean =>
  isHan(name.charCodeAt(0)) ? name.includes('·') || (name.length <= 4 && isSurname(page, at)) : true

function writersOf(page: string, start: number, end: number): Piece | null {
  const role = lexicon().roles.get('作者')
  const names = role && readNamesUnder(page, start, end, { end: start, word: '作者', role, outlet: null })
  if (!names || names.end < end) return null
  // 加拿大必读 is an account.
  if (!names.people.every(({ start: at, name }) => isPerson(page, at, name))) return null
  const byline = bylinePiece(names)
  byline.people = byline.people.map((person) => ({ ...person, role: null }))
  return byline
}

/** What names a day so surely says when the story came out: itemprop="datePublished". */
const SURE_DATE = 3

/** The day over the story that stands in such an element, rather than today’s at the top of the page. */
function takeDay(readings: readonly Reading[], from: number, to: number, firstProse: number): void {
  if (to > from + 1 || from >= firstProse) return
  for (const piece of readings[from].meta.pieces)
    if (piece.kind === 'date' && piece.label === null && piece.date?.firm) piece.label = 'published'
}

/** So much of a line’s characters in links make it one. */
const LINKED = 0.8

/** What is nothing but links leads to other pages: not a paragraph, nor a heading of the story. `story`: the lines up to its last paragraph. */
function weighLinks(readings: readonly Reading[], linked: Float64Array, story: Lines): void {
  for (const [i, reading] of readings.entries()) {
    const { line, crumbs, field, prose } = reading
    if (crumbs || field || linked[i] < LINKED * (line.end - line.start)) continue
    add(reading, kindIndex.paragraph, prose ? -3 : -1.5)
    add(reading, kindIndex.heading, -1.5)
    add(reading, kindIndex.related, prose ? 3 : 1)
    // Between two paragraphs it is surely another headline.
    if (i > story.from && i < story.to) {
      add(reading, kindIndex.heading, -2.5)
      if (!prose) add(reading, kindIndex.aside, ASIDE)
    }
  }
  for (let i = story.from + 1; i < story.to; i++)
    if (readings[i].spoke & OPENS_LIST && weightOf(readings[i], kindIndex.related) > LISTED)
      add(readings[i], kindIndex.aside, ASIDE)
}
/** 延伸阅读 / a link / a link, and below them two paragraphs in a row: the story goes on, though it is all that the page holds. */
function weighLists(readings: readonly Reading[], linked: Float64Array): void {
  const isLink = (i: number) =>
    readings[i] !== undefined &&
    !readings[i].field &&
    linked[i] >= LINKED * (readings[i].line.end - readings[i].line.start)
  const isTold = (i: number) => readings[i]?.prose === true && !isLink(i)
  for (let i = 0; i < readings.length; i++) {
    if (!(readings[i].spoke & OPENS_LIST) || weightOf(readings[i], kindIndex.related) <= LISTED) continue
    let end = i + 1
    while (isLink(end) && !readings[end].prose) end++
    if (end === i + 1 || !isTold(i - 1) || !isTold(end) || !isTold(end + 1)) continue
    for (const reading of readings.slice(i, end)) {
      add(reading, kindIndex.aside, ASIDE)
      add(reading, kindIndex.heading, -4)
    }
  }
}

/** 相关文章 and its links stand inside the story, which goes on below them. */
const ASIDE = 18
const OPENS_LIST = toldBit['head-marker'] | toldBit['start-marker']
const LISTED = 5

/** Lines by their indexes, `to` behind the last. */
interface Lines {
  from: number
  to: number
}

/** Sentences in the element that holds most of the page’s are the story’s; what stands outside rarely is. */
function weighStory(readings: readonly Reading[], { from, to }: Lines): void {
  let begun = false
  for (const [i, reading] of readings.entries()) {
    if (i >= from && i < to) {
      // 《冬夜》 over a poem in the middle of a story is a heading.
      if (begun && !reading.twin) add(reading, kindIndex.title, IN_STORY)
      if (!reading.prose) continue
      begun = true
      add(reading, kindIndex.related, -2)
      add(reading, kindIndex.teaser, -3)
      add(reading, kindIndex.other, -1)
    } else {
      const weight = i < from ? OVER_STORY : UNDER_STORY
      add(reading, kindIndex.paragraph, weight)
      add(reading, kindIndex.heading, weight)
    }
  }
}
const OVER_STORY = -1
const IN_STORY = -3
const UNDER_STORY = -2

/** Adds what the markup says to the lines. Hints are in the page’s text. */
export function applyHints(page: Page, hints: readonly HtmlHint[]): void {
  const { length, readings, firstProse } = page
  const sums = new Map<LineKind, Float64Array>()
  const linked = new Float64Array(readings.length)
  let story: Lines = { from: 0, to: 0 }
  for (const { kind, weight, span, field } of hints) {
    const from = lineAt(readings, span.start)
    let to = lineAt(readings, span.end - 1) + 1
    while (to > from && (readings[to - 1]?.line.start ?? span.end) >= span.end) to--
    if (to <= from) continue
    if (kind === 'link') {
      for (let i = from; i < to; i++) {
        const { start, end } = readings[i].line
        linked[i] += Math.min(end, span.end) - Math.max(start, span.start)
      }
      continue
    }
    if (kind === 'story') {
      story = { from, to }
      weighStory(readings, story)
      continue
    }
    if (field) {
      takeField(readings[from], kind)
      continue
    }
    if (kind === 'site') continue
    if (kind === 'date' && weight >= SURE_DATE) takeDay(readings, from, to, firstProse)
    if ((kind === 'source' || kind === 'byline') && weight >= NAMING && to === from + 1 && from < firstProse)
      takeName(page, readings[from], kind, span)
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
      if (kind === 'breadcrumb') {
        reading.crumbs ??= readCrumbs(reading.text, true)
        if (reading.crumbs && weight >= SURE_CRUMBS) add(reading, kindIndex.breadcrumb, 4)
      }
      if (!furniture.has(kind) || weight < 2.5) continue
      add(reading, kindIndex.paragraph, -weight * 0.7)
      add(reading, kindIndex.heading, -weight * 0.7)
      add(reading, kindIndex.title, -weight)
      if (kind === 'related') add(reading, kindIndex.teaser, weight * 0.5)
    }
  }
  weighLinks(readings, linked, { from: story.from, to: lastTold(readings, story) })
  weighLists(readings, linked)
}

/** Index of the last paragraph among the lines of the story; their first where the story is the whole page. */
function lastTold(readings: readonly Reading[], { from, to }: Lines): number {
  if (to >= readings.length) return from
  for (let i = to - 1; i > from; i--) if (readings[i].prose && !(readings[i].spoke & SAYS_OTHER)) return i
  return from
}
const SAYS_OTHER =
  toldBit['any-marker'] | toldBit['start-marker'] | toldBit['head-marker'] | toldBit['end-marker']
