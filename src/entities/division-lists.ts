import { placesOfLists } from './closed-lists.js'
import type { Division } from './divisions.js'
import { isUnder, placeForm } from './lexicon.js'
import { firstBehind, isHanCode, type Page, type PlaceHit } from './page.js'

/** How a list of divisions ends: 等县, 两区, 三省, 等5个市, 等地; what counts them and their kind. */
const CLOSE =
  /^(等)?(?:(\d{1,2}|[二两三四五六七八九十]|十[一二三四五六]|多|数|几)个?)?(省区市|省市区|省份|县市区|市县|县市|县区|区县|[省市县区旗州盟]|地)(?![级域政长委内里外场民方人])/
const NUMBERS = '零一二三四五六七八九十'
const SHORTEST = 2
const LONGEST = 5
/** Most items that are read. */
const MOST = 16

interface Item {
  start: number
  end: number
  divisions: readonly Division[]
  /** A common word too. */
  vague: boolean
}

/**
 * Divisions that a list names without their kind, which stands once at its end, common words among them: 桂林市临桂、|七星|两区,
 * 大埔、五华等县, 来宾、哈密等地. They are of one parent where one has them all.
 */
export function findDivisionLists(page: Page): void {
  placesOfLists(page, readList)
}

/** A list whose first comma stands at a place, with where to read on. */
function readList(
  page: Page,
  comma: number,
  { start: floor, end: limit }: { start: number; end: number },
): { end: number; hits: PlaceHit[] } {
  const { text } = page
  const spans: { start: number; end: number }[] = []
  let at = comma
  let close: RegExpExecArray | null = null
  while (!close && spans.length < MOST && at < limit && '、和及与'.includes(text[at])) {
    const start = at + 1
    let end = start
    while (end < limit && end - start <= LONGEST && isHanCode(text.charCodeAt(end))) {
      close = end - start >= SHORTEST ? closeAt(text, end) : null
      // 广河、|和政等县
      if (close || (end > start && '、和及与'.includes(text[end]))) break
      end++
    }
    spans.push({ start, end })
    at = end
  }
  const none = { end: Math.max(comma + 1, at), hits: [] }
  const [kind] = close?.slice(3) ?? []
  if (!close || kind === undefined) return none
  const first = firstItem(page, comma, floor, kind)
  const rest = spans.map(({ start, end }) => itemAt(page, start, end, kind))
  const items = [first, ...rest]
  if (!items.every((item) => item !== null) || !agrees(close, items.length)) return none
  return { end: at, hits: settle(page, items, kind) }
}

/** A numeral without 等 counts the list. */
function agrees([, more, count]: RegExpExecArray, items: number): boolean {
  if (more || count === undefined) return true
  if (/^\d+$/.test(count)) return Number(count) === items
  const number =
    count === '两' ? 2 : count.length === 2 ? 10 + NUMBERS.indexOf(count[1]) : NUMBERS.indexOf(count)
  return number === items
}

function closeAt(text: string, at: number): RegExpExecArray | null {
  const close = CLOSE.exec(text.slice(at, at + 8))
  return close && (close[1] || close[2]) ? close : null
}

/** A stretch as a division of a kind. */
function itemAt(page: Page, start: number, end: number, kind: string): Item | null {
  const { lexicon, text } = page
  const name = text.slice(start, end)
  const form = lexicon.placeOf(name)
  const divisions = form?.divisions.filter((division) => isOfKind(division, kind)) ?? []
  if (form && divisions.length > 0) return { start, end, divisions, vague: form.how === 'stop' }
  // 西湖、东湖两区: the lake comes before the district of its name, but not here.
  const whole = kind.length === 1 ? lexicon.placeOf(name + kind) : undefined
  return whole && whole.divisions.length > 0 ? { start, end, divisions: whole.divisions, vague: true } : null
}

function isOfKind({ name, level }: Division, kind: string): boolean {
  if (kind === '地') return true
  if (kind.includes('省')) return level === 'province'
  return kind.includes(name[name.length - 1])
}

/** The longest division that ends at the first comma. */
function firstItem(page: Page, comma: number, floor: number, kind: string): Item | null {
  for (let length = LONGEST; length >= SHORTEST; length--) {
    const start = comma - length
    if (start < floor || !(page.isBoundary(start) || page.placeEnd.has(start))) continue
    const item = itemAt(page, start, comma, kind)
    if (item) return item
  }
  return null
}

/** Items as places: under the parent that has them all, the one named right before if it is one of several. */
function settle(page: Page, items: readonly Item[], kind: string): PlaceHit[] {
  const parents = new Set(items[0].divisions.map(({ parent }) => parent))
  const shared = [...parents].filter((above) =>
    items.every(({ divisions }) => divisions.some(({ parent }) => parent === above)),
  )
  const before = page.places[firstBehind(page.places, items[0].start) - 1]
  const near = before && items[0].start - before.end < 2 ? before.form.divisions : []
  const above =
    shared.length === 1 ? shared[0] : shared.find((parent) => parent && near.some((d) => isUnder(parent, d)))
  // Common words alone, of no one parent: 合作、开放等地.
  const sure = items.filter(({ vague }) => !vague).length
  if (above === undefined && sure < (kind === '地' ? 2 : 1)) return []
  return items.flatMap(({ start, end, divisions, vague }) => {
    const own = above === undefined ? divisions : divisions.filter(({ parent }) => parent === above)
    if (vague && kind === '地' && !sharesLevel(own, items)) return []
    const [{ name, level }] = own
    const form = placeForm(level, name, [...own], 'short')
    return [{ start, end, form, rule: 'place-in-list' }]
  })
}

/** 来宾 beside 哈密 and 淄博: whether a word is a division of the level of the sure ones. */
function sharesLevel(own: readonly Division[], items: readonly Item[]): boolean {
  return own.some(({ level }) =>
    items.every(({ vague, divisions }) => vague || divisions.some((other) => other.level === level)),
  )
}
