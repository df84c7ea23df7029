import type { Span } from '../text/index.js'
import { type ClosingKind, placeForm, WORD } from './lexicon.js'
import { isHan, isHanCode, overlapsAny, type Page, type PlaceHit, setPlaces } from './page.js'

/** What goes on with the kind as one word: 等村|民, 等镇|村干部. */
const GOES_ON = '民委干庄落级组寨长支里内街办村镇乡区公贤集'

/** How a list ends before its kind: 等7个, 等, 三个. */
const CLOSE =
  /^(?:等(?:(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|多|数|几)[个条座])?|(?:[二两三四五六七八九十]|\d{1,2})[个条座])/
/** What it begins with. */
const OPENS_CLOSE: ReadonlySet<string> = new Set('等二两三四五六七八九十0123456789')
const NUMBERS = '零一二三四五六七八九十'

const SHORTEST = 2
const LONGEST = 4
/** Most items that are read. */
const MOST = 40

/**
 * Places that a list names without their kind, which stands once at its end: 柳林、石桥、东关等7个街道, 枣园、河口、姚店等
 * 乡镇, 赵庄、王坪两个村. Without 等 the list must have as many items as its number says.
 */
export function findClosedLists(page: Page): void {
  placesOfLists(page, readList)
}

/** A list whose first comma stands at a place of a zone: its places, and where to read on. */
type ListReader = (page: Page, comma: number, span: Span) => { end: number; hits: PlaceHit[] }

/** Puts in what the lists of a page say, over what was found of the same stretches. */
export function placesOfLists(page: Page, read: ListReader): void {
  const { text } = page
  const found: PlaceHit[] = []
  let comma = text.indexOf('、')
  for (const { span } of page.zones) {
    if (comma >= 0 && comma < span.start) comma = text.indexOf('、', span.start)
    while (comma >= 0 && comma < span.end) {
      const list = read(page, comma, span)
      found.push(...list.hits)
      comma = text.indexOf('、', list.end)
    }
  }
  if (found.length === 0) return
  const rest = page.places.filter((hit) => !overlapsAny(found, hit.start, hit.end))
  setPlaces(page, [...rest, ...found])
}

/** A list whose first comma stands at a place, with where to read on. */
function readList(page: Page, comma: number, span: Span): { end: number; hits: PlaceHit[] } {
  const { text } = page
  const items: Span[] = [{ start: firstStart(page, comma, span.start), end: comma }]
  let at = comma
  let close: Close | null = null
  while (!close && items.length < MOST && '、和及'.includes(text[at])) {
    const start = at + 1
    let end = start
    while (end < span.end && end - start <= LONGEST) {
      close = end - start >= SHORTEST ? closeAt(page, end) : null
      if (close || '、和及'.includes(text[end]) || !isHanCode(text.charCodeAt(end))) break
      end++
    }
    items.push({ start, end })
    if (end - start < SHORTEST || end - start > LONGEST) break
    at = end
  }
  const none = { end: Math.max(comma + 1, at), hits: [] }
  if (!close) return none
  const { kind } = close
  if (kind.level === 'road' && !areRoutes(page, items)) return none
  const sizes = items.every(({ start, end }) => end - start >= SHORTEST && end - start <= LONGEST)
  const counted = countAt(text, close.at)
  if (!sizes || (counted > 0 && counted !== items.length)) return none
  // 文化、旅游等镇: common words alone need a number.
  const numbered = close.at + 1 < close.end
  if (!numbered && items.every((item) => isCommon(page, item))) return none
  // 京昆、|包茂高速: the last has its kind itself.
  if (close.at === close.end) items.pop()
  const hits: PlaceHit[] = []
  for (const { start, end } of items) {
    const name = text.slice(start, end)
    if (/[镇乡村]$|街道$|社区$/.test(name) && page.placeEnd.has(end)) continue
    hits.push({
      start,
      end,
      form: placeForm(kind.level, fullName(text, name, kind), [], 'full'),
      rule: 'place-closed-list',
    })
  }
  return { end: close.end, hits }
}

/**
 * Whether all items are what roads are called by, two characters that are no common word: 包茂, 京沪; not 桥梁、隧道两条高速,
 * 312省道、沪蓉高速.
 */
function areRoutes(page: Page, items: readonly Span[]): boolean {
  const { abbreviations, units } = page.lexicon
  const isShort = ({ start, end }: Span) =>
    end - start > 1 && [...page.text.slice(start, end)].every((char) => abbreviations.includes(char))
  return items.every((item, k) => {
    if (isShort(item)) return true
    // 走|包茂、沪昆高速: what stands before the first, however it is cut.
    const at = item.end - 2
    if (k === 0 && page.isBoundary(at) && isHan(page.text[at])) item.start = at
    return item.start === at && !isCommon(page, item) && page.exact(units, at, item.end) === undefined
  })
}

const isCommon = (page: Page, { start, end }: Span): boolean =>
  (page.bits(start, end) & (WORD.noun | WORD.stop)) !== 0

/** A kind of the tables calls its own; of 乡镇 the one that the text has beside the name elsewhere. */
function fullName(text: string, name: string, { suffix }: ClosingKind): string {
  if (suffix !== '') return name.endsWith(suffix) ? name : name + suffix
  const unit = ['镇', '乡', '街道'].find((word) => text.includes(name + word))
  return unit ? name + unit : name
}

/** The end of a list at a place: 等7个街道; `end` is where the kind starts. */
interface Close {
  at: number
  end: number
  kind: ClosingKind
}

function closeAt({ text, lexicon }: Page, at: number): Close | null {
  const end = at + (OPENS_CLOSE.has(text[at]) ? (CLOSE.exec(text.slice(at, at + 6))?.[0].length ?? 0) : 0)
  const kind = lexicon.closedLists.get(text[end])?.find(({ word }) => text.startsWith(word, end))
  if (
    !kind ||
    (at === end && kind.level !== 'road') ||
    (kind.word.length === 1 && GOES_ON.includes(text[end + 1] ?? '。'))
  )
    return null
  return { at, end, kind }
}

/** How many items a list without 等 says it has; 0 for one with it. */
function countAt(text: string, at: number): number {
  if (text[at] === '等' || !CLOSE.test(text.slice(at, at + 6))) return 0
  const word = /^\d+|^./.exec(text.slice(at, at + 3))?.[0] ?? ''
  if (word === '两') return 2
  return /^\d+$/.test(word) ? Number(word) : NUMBERS.indexOf(word)
}

/** Where the first item of a list starts: 活动在|青龙、, 项目覆盖|赵庄、, 金山县|石桥、. */
function firstStart(page: Page, comma: number, floor: number): number {
  const { text } = page
  let start = comma
  while (start > floor && comma - start < LONGEST) {
    if (start < comma && page.placeEnd.has(start)) break
    if (!isHanCode(text.charCodeAt(start - 1))) break
    const from = page.wordStart(start, floor)
    if (comma - from > LONGEST) break
    const bits = page.bits(from, start)
    if (start < comma && bits & (WORD.stop | WORD.leadIn)) break
    // 周边|石桥、: a common word before what is long enough.
    if (comma - start >= SHORTEST && start - from > 1 && bits & WORD.noun) break
    start = from
  }
  return start
}
