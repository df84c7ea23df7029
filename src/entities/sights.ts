import { getCues } from './cues.js'
import { placeForm } from './lexicon.js'
import type { Page, PlaceHit } from './page.js'

/** What joins the items of a list. */
const JOINS = /^(?:、|和|与|及|以及)$/

/**
 * 武夷山 is the mountain, 洪湖 the lake, and no county that is called after it, where the text speaks of a sight (武夷山|游客量),
 * lists it among others (鼓浪屿、|武夷山) or closes its list as one of sights (故宫、九寨沟|等16个知名景区). What the page calls so once is so
 * wherever nothing says more, unless it names the county in full.
 */
export function findSights(page: Page): void {
  const { places } = page
  if (!places.some(({ form }) => form.sight)) return
  const provinces = provincesOf(page)
  const sights = new Set<string>()
  const full = new Set<string>()
  for (const { form } of places)
    if (form.how === 'full') for (const { short } of form.divisions) full.add(short)
  for (const list of listsOf(page)) {
    const last = list[list.length - 1]
    const rest = page.text.slice(last.end, last.end + 16)
    // 除|洪湖|外的五大湖
    const closed = (list.length > 1 || /^(?:外的|等)/.test(rest)) && getCues().sightList.test(rest)
    const beside = list.some(({ form }) => form.divisions.length === 0 && isSight(form.level))
    const all = list.every(({ form }) => form.sight || form.divisions.length === 0)
    for (const hit of list)
      if (
        hit.form.sight &&
        (((closed || beside) && all) || speaksOfSight(page, hit) || isSea(page, hit, provinces))
      ) {
        sights.add(page.text.slice(hit.start, hit.end))
        become(page, hit)
      }
  }
  for (const hit of places) {
    const name = page.text.slice(hit.start, hit.end)
    if (hit.form.sight && sights.has(name) && !full.has(name)) become(page, hit)
  }
}

const isSight = (level: string): boolean => level === 'natural' || level === 'facility'

/** The provinces that divisions of the page are of, but for what may be a sight. */
function provincesOf({ places }: Page): ReadonlySet<string> {
  const provinces = new Set<string>()
  for (const { form } of places)
    if (!form.sight) for (const { key } of form.divisions) provinces.add(key.slice(0, 2))
  return provinces
}

/** 南海, the sea, on a page that names nothing else of the province that 南海区 is of. */
function isSea({ text }: Page, { end, form }: PlaceHit, provinces: ReadonlySet<string>): boolean {
  return text[end - 1] === '海' && !form.divisions.some(({ key }) => provinces.has(key.slice(0, 2)))
}

/** 登上|井冈山, 武夷山|游客量, but no 牡丹江|游客: towns are called after rivers. */
function speaksOfSight({ text }: Page, { start, end }: PlaceHit): boolean {
  if ('江河溪'.includes(text[end - 1])) return false
  const { sightBehind, climb } = getCues()
  return sightBehind.test(text.slice(end, end + 6)) || climb.test(text.slice(Math.max(0, start - 3), start))
}

/** The places of each list; of 成都|都江堰 the last. A place alone is a list of one. */
function listsOf({ places, text }: Page): PlaceHit[][] {
  const lists: PlaceHit[][] = []
  let last: PlaceHit | null = null
  for (const hit of places) {
    const list: PlaceHit[] = lists[lists.length - 1] ?? []
    if (last?.end === hit.start && list.length > 0) list[list.length - 1] = hit
    else if (last && JOINS.test(text.slice(last.end, hit.start))) list.push(hit)
    else lists.push([hit])
    last = hit
  }
  return lists
}

function become({ text }: Page, hit: PlaceHit): void {
  const { sight } = hit.form
  if (!sight) return
  hit.form = placeForm(sight, text.slice(hit.start, hit.end), [], 'short')
  hit.rule = 'place-sight'
}
