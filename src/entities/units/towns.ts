import { getCues } from '../cues.js'
import { getEdges } from '../edges.js'
import { type PlaceUnit, WORD } from '../lexicon.js'
import { isHanCode, type Page, type PlaceHit } from '../page.js'
import { unitHit } from '../unit-signs.js'

/** Whether a town ends one to three characters before a place. */
export function townBefore(page: Page, at: number, floor: number): boolean {
  for (let i = at - 1; i >= Math.max(floor, at - 3); i--)
    if (page.placeEnd.get(i)?.form.level === 'township')
      // 龙阳镇|调研|乡村
      return at - i < 2 || !(page.bits(i, at) & (WORD.stop | WORD.inner))
  return false
}

/** Whether what follows a town's name makes it sure: 沙河子镇|党委. */
export function isOfficeAt(text: string, at: number): boolean {
  return getCues().townGoesOn.some((word) => text.startsWith(word, at))
}

/** 与|鲇鱼须|镇|镇长: two or three characters between a preposition and a town that has an office. */
export function townByOffice(
  page: Page,
  unitAt: number,
  end: number,
  { level, strength }: PlaceUnit,
  floor: number,
): PlaceHit | null {
  const { text } = page
  if (level !== 'township' || strength !== 'weak' || !getCues().officeOfTown.test(text.slice(end, end + 4)))
    return null
  let start = unitAt
  while (
    start > floor &&
    unitAt - start < 4 &&
    isHanCode(text.charCodeAt(start - 1)) &&
    !getCues().beforeTown.includes(text[start - 1])
  )
    start--
  if (unitAt - start < 2 || unitAt - start > 3 || start === floor || page.placeEnd.has(start)) return null
  if (!plainHan(page, start, unitAt)) return null
  return unitHit(page, start, end, level, 'place-town-by-office')
}

/** 维西县塔城镇启别村: two or three characters after a county, whatever words the text was cut into. */
export function rightAfterParent(page: Page, unitAt: number): boolean {
  return endOfParent(page, unitAt) >= 0
}

/** Where the county or town ends that stands two or three characters before a unit; -1 for none. */
export function endOfParent(page: Page, unitAt: number): number {
  for (let i = unitAt - 3; i < unitAt - 1; i++)
    if (isCounty(page.placeEnd.get(i))) {
      // 白阳乡、|石集镇: a list goes on.
      const from = '、和及'.includes(page.text[i]) && unitAt - i === 3 ? i + 1 : i
      return plainHan(page, from, unitAt) ? from : -1
    }
  return -1
}

export function isCounty(place: PlaceHit | undefined): boolean {
  return place !== undefined && place.form.how === 'full' && /(?:[县市区旗镇乡]|街道)$/.test(place.form.name)
}

/** Whether a town or county ends so near before a place that all between is a village's name. */
export function insideTown(page: Page, at: number, unitAt: number, floor: number): boolean {
  for (let i = at - 1; i >= Math.max(floor, unitAt - 4); i--) {
    const place = page.placeEnd.get(i)
    if (place) return /[镇乡县区市街道旗]$/.test(place.form.name) && plainHan(page, i, unitAt)
    if (!isHanCode(page.text.charCodeAt(i))) return false
  }
  return false
}

/** How many houses a village had once. */
const HOUSES = /^[二三四五六七八九十百]家$/

function plainHan(page: Page, start: number, end: number): boolean {
  for (let i = start; i < end; i++)
    if (!isHanCode(page.text.charCodeAt(i)) || getEdges().neverInPlaces.includes(page.text[i])) return false
  // 下洼镇|六家|村
  if (page.text[end] === '村' && end - start === 2 && HOUSES.test(page.text.slice(start, end))) return true
  // 商州区|贫困|村 and 示范|村 are no names; 固城, of 固城镇, is no common noun though the word list has it.
  const bits =
    end - start === 2 && getCues().townEnds.includes(page.text[end - 1])
      ? page.ownBits(start, end)
      : page.bits(start, end)
  return !(bits & (WORD.noun | WORD.stop | WORD.inner))
}

/** 红|石林|镇: where a town's name starts that has one character before what is a county's name elsewhere. */
export function townStart(page: Page, place: PlaceHit, floor: number): number {
  const { start, form } = place
  const { text } = page
  const at = start - 1
  if (at <= floor || form.how === 'full' || form.divisions.length === 0) return start
  if (!isHanCode(text.charCodeAt(at)) || page.wordStart(start, floor) !== at || page.placeEnd.has(start))
    return start
  if (!(page.bits(page.wordStart(at, floor), at) & WORD.leadIn) && isHanCode(text.charCodeAt(at - 1)))
    return start
  if (getEdges().beforeTown.includes(text[at]) || page.bits(at, start) & (WORD.leadIn | WORD.stop))
    return start
  return at
}
