import { getCues } from '../cues.js'
import { type PlaceForm, WORD } from '../lexicon.js'
import type { Page, PlaceHit } from '../page.js'
import { signBefore, unitHit } from '../unit-signs.js'
import type { Name, UnitAt } from './unit.js'

/** Whether a name and its unit are a place, by how common the words are and what stands around them. */
export function judge(
  page: Page,
  unit: UnitAt,
  found: Name,
  taken: ReadonlyMap<string, string>,
): PlaceHit | null {
  const { text } = page
  const { level, strength, settlement, addressed, at, end, floor } = unit
  const { start, peoples, parent, absorbed, whole } = found
  const hit = (rule: string) => unitHit(page, start, end, level, rule)
  const name = text.slice(start, end)
  // 山东|调整多地县（市、区）委书记
  if (getCues().severalPlaces.test(name) || COUNTED.test(name)) return null
  // 光伏|电站, 风电|产业园: a trade is no name.
  if (strength !== 'strong' && !addressed && page.exact(page.lexicon.companies, start, at)) return null
  // 高速|路口
  if (level === 'road' && page.exact(page.lexicon.units, start, at)?.level === 'road') return null
  if (end - start < 3 && page.bits(start, end) & (WORD.noun | WORD.stop)) return null
  const seen = taken.get(name)
  // 新开工高速公路, twice: what is no more than a word before a unit stays that.
  if (seen) return hit(seen === 'place-unit' ? seen : 'place-seen-before')
  const length = at - start
  const inList = level === 'natural' && inListOf(page, start, level, end)
  const namesake = strength === 'strong' && page.lexicon.namesakes.has(text.slice(start, at))
  const named =
    found.unlisted > 0 ||
    peoples > 0 ||
    // 红旗|水库
    namesake ||
    absorbed ||
    inList ||
    (level === 'township' && length >= 2 && (parent || signBefore(page, start, floor))) ||
    (level === 'village' && length === 2 && isVillageOfTown(page, start, end)) ||
    (addressed && length === 2)
  // 重点|项目|园区: every word is a common one.
  if (!named) return null
  // 淇河: a character of no word.
  if (length === 1 && !(whole || (settlement && parent)))
    if (level !== 'natural' || !(inList || (!page.bits(start, at) && signBefore(page, start, floor))))
      return null
  if (parent) return hit(ruleUnder(unit, absorbed))
  if (level === 'natural' && isNameAfterTitle(page, start, end, floor)) return null
  if (namesake) return hit('place-namesake')
  if (addressed) return hit('place-addressed-road')
  // 格巧高速公路: a road by its two ends is one whatever else reads the text.
  if (unit.route && length === 2 && found.distinct > 0) return hit('place-route')
  // 格氏栲|自然保护区: what so long a word ends is a place whatever else reads the text.
  if (strength === 'strong')
    return length <= 8 ? hit(unit.own && end - at > 3 ? 'place-long-unit' : 'place-unit') : null
  if (length - peoples > 4) return null
  // 直放站 is no stop: one has a place in its name, a direction, or a sign before it.
  if (strength === 'station' && !absorbed && (end - at === 1 || !signBefore(page, start, floor))) return null
  if (!whole && peoples === 0 && !signBefore(page, start, floor)) return null
  // 高红村: one word of the list that is no common one.
  if (whole && settlement && length > 1 && page.wordEnd(start, end) === end) return hit('place-settlement')
  // 六一路
  if (whole && level === 'road' && length > 1) return hit('place-road-word')
  return hit(peoples > 0 ? 'place-town-of-peoples' : 'place-unit')
}

/** What a name behind a place is; `absorbed`: with the place in it, as 鄂州花湖|机场. */
function ruleUnder({ level, addressed }: UnitAt, absorbed: boolean): string {
  if (!absorbed) return addressed ? 'place-addressed-road' : 'place-unit-under-parent'
  if (level === 'road') return 'place-route'
  return level === 'facility' || level === 'region' ? 'place-unit-with-place' : 'place-unit-under-parent'
}

/** 三市一县, 两镇三村: how many there are. */
const COUNTED = /^[一两三四五六七八九十][省市县区旗镇乡村][一两三四五六七八九十][省市县区旗镇乡村]$/

/** 金山乡|新桥|村: what stands between a town and 村 is a name, unless such villages are called so: 贫困村. */
function isVillageOfTown(page: Page, start: number, end: number): boolean {
  if (page.placeEnd.get(start)?.form.level !== 'township' || page.isStop(start, end - 1)) return false
  return page.exact(page.lexicon.units, start, end) === undefined && !(page.bits(start, end - 1) & WORD.inner)
}

/** 汉江、池河、任河: before or after another of its kind in a list. */
function inListOf({ text, placeEnd }: Page, start: number, level: PlaceForm['level'], end: number): boolean {
  if (text[start - 1] === '、' && placeEnd.get(start - 1)?.form.level === level) return true
  // 交溪、霍童|溪
  return (
    text[end] === '、' &&
    '，。：'.includes(text[start - 1] ?? '，') &&
    text.slice(end + 2, end + 5).includes(text[end - 1])
  )
}

/** 记者|白剑峰: after an office a surname and two characters are a person, hill or not. */
function isNameAfterTitle(page: Page, start: number, end: number, floor: number): boolean {
  const { text, lexicon } = page
  if (start === floor || end - start > 3 || !(lexicon.surnames[text.charCodeAt(start)] > -16)) return false
  const from = page.wordStart(start, floor)
  if (page.ownBits(from, start) & WORD.intro) return true
  return lexicon.heads.longest(text, from)?.length === start - from
}
