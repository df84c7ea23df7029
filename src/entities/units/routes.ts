import type { Division } from '../divisions.js'
import { isUnder, type PlaceForm, placeForm } from '../lexicon.js'
import type { Page, PlaceHit } from '../page.js'

/** 贵阳至南宁|高速铁路, 京|港澳|高速: a line is called by both its ends. */
export function routeStart(page: Page, start: number, floor: number, level: PlaceForm['level']): number {
  if (level !== 'road') return start
  const { text, lexicon } = page
  let at = start
  while (
    at > floor &&
    start - at < 3 &&
    lexicon.abbreviations.includes(text[at - 1]) &&
    page.isBoundary(at - 1)
  )
    at--
  if ('至到—'.includes(text[at - 1] ?? ' ')) {
    const from = page.placeEnd.get(at - 1)
    if (from && from.start >= floor) return from.start
    // 紫云至|望谟高速公路: a common word too, but no end of a road.
    for (let size = 2; size < 4; size++)
      if (at - 1 - size >= floor && page.isBoundary(at - 1 - size))
        if (page.exact(lexicon.places, at - 1 - size, at - 1)) return at - 1 - size
  }
  return at
}

/** 宁波舟山港, 泉州晋江国际机场: the short name of a city before a short name goes on; not 湖北|大冶高新区. */
export function leftmost(page: Page, start: number, floor: number): number {
  const before = page.placeEnd.get(start)
  if (!before || before.start < floor || before.form.how !== 'short' || start - before.start !== 2)
    return start
  if (before.form.level !== 'province') return before.start
  // 北京|大兴|机场: a city that is a province has its districts in the names of its airports and stations.
  const [city] = before.form.divisions
  const own = page.longest(page.lexicon.places, start)?.value.divisions ?? []
  return isCityProvince(city) && own.some((division) => isUnder(division, city)) ? before.start : start
}

/** 永贞路|一段: the section of a road is of its name. */
export function withSection({ text }: Page, hit: PlaceHit, limit: number): void {
  if (
    hit.end + 2 > limit ||
    !'路街道'.includes(text[hit.end - 1]) ||
    !/^[一二三四五六七八九]段/.test(text.slice(hit.end, hit.end + 2))
  )
    return
  hit.end += 2
  const { level, divisions, how, sight } = hit.form
  hit.form = placeForm(level, text.slice(hit.start, hit.end), divisions, how, sight)
  hit.rule = 'place-addressed-road'
}

const isCityProvince = ({ name, level }: Division): boolean => level === 'province' && name.endsWith('市')
