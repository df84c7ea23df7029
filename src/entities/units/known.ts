import type { Division } from '../divisions.js'
import { type PlaceUnit, placeForm } from '../lexicon.js'
import type { Page, PlaceHit } from '../page.js'
import { unitHit } from '../unit-signs.js'
import { isOfficeAt } from './towns.js'

/**
 * The longest town or village that the text has named before and that ends here, however it is cut now: 牛角|山村|党总支. A
 * shorter name that stands alone is left to the rest.
 */
export function seenBefore(
  page: Page,
  end: number,
  floor: number,
  { level, strength }: PlaceUnit,
  taken: ReadonlyMap<string, string>,
): PlaceHit | null {
  const { text } = page
  if (strength !== 'never' && level !== 'village' && level !== 'township') return null
  if (!'村镇乡'.includes(text[end - 1])) return null
  const sure = isOfficeAt(text, end)
  for (let start = Math.max(floor, end - 6); start <= end - 3; start++)
    if (taken.has(text.slice(start, end)) && (sure || page.isBoundary(start)))
      return unitHit(page, start, end, text[end - 1] === '村' ? 'village' : 'township', 'place-seen-before')
  return null
}

/** The divisions that the page names, and those right above them. */
export function namedAround({ places }: Page): ReadonlySet<Division | null> {
  const named = new Set<Division | null>()
  for (const { form } of places)
    for (const division of form.divisions) named.add(division).add(division.parent)
  return named
}

/**
 * 洋县 … 绕西乡多跑40公里: what looks like a town is the county whose short name it is where the page has a sibling of it or
 * its city.
 */
export function asDivision(page: Page, hit: PlaceHit, named: ReadonlySet<Division | null>): void {
  const { level } = hit.form
  if ((level !== 'township' && level !== 'natural') || hit.end - hit.start > 2) return
  const form = page.exact(page.lexicon.places, hit.start, hit.end)
  if (!form || form.divisions.length === 0 || page.text.startsWith('先生', hit.end)) return
  const near = form.divisions.filter(({ parent }) => named.has(parent))
  // 进驻|中山: 山 is no unit where a city is called so, though its name is a word besides.
  const city = level === 'natural' && form.divisions.some((division) => division.level === 'prefecture')
  const own = near.length > 0 ? near : city ? form.divisions : []
  if (own.length === 0) return
  const [{ name, level: rank }] = own
  hit.form = placeForm(rank, name, [...own], 'short')
  hit.rule = near.length > 0 ? 'place-beside-sibling' : 'place-short-name'
}
