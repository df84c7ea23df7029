import { getEdges } from '../edges.js'
import { WORD } from '../lexicon.js'
import { isHanCode, type Page, type PlaceHit } from '../page.js'
import { unitHit } from '../unit-signs.js'

/** 北哈萨克斯坦州, 东阿塞拜疆省, 扎波罗热州: a foreign name, a direction before it. */
export function foreignArea(page: Page, unitAt: number, end: number, floor: number): PlaceHit | null {
  const { text, lexicon } = page
  // 库尔斯克州|州长
  if (text[end] === '长' && text[unitAt - 1] === text[unitAt]) return null
  const titled = text[end] === text[unitAt] && text[end + 1] === '长'
  if (!titled && !page.isBoundary(end) && !page.isBoundary(unitAt)) return null
  const place = page.placeEnd.get(unitAt)
  let start = unitAt
  if (place && place.start >= floor && (place.form.level === 'country' || place.form.level === 'foreign')) {
    if (place.form.how === 'short' && unitAt - place.start < 3) return null
    start = place.start
  } else {
    let sum = 0
    while (start > floor && unitAt - start < 8) {
      const odds = lexicon.foreign[text.charCodeAt(start - 1)]
      if (odds < 2) break
      sum += odds
      start--
    }
    const length = unitAt - start
    if (length < 3 || sum < 8 * length || !page.isBoundary(start)) return null
  }
  if (start > floor && '东西南北中上下'.includes(text[start - 1])) start--
  return unitHit(page, start, end, 'foreign', 'place-foreign-area')
}

export const STEPPE: ReadonlySet<string> = new Set(['嘎查', '苏木'])

/** 白音|布|日|德|嘎查: the Mongolian names of townships and villages are cut anyhow. */
export function steppePlace(page: Page, unitAt: number, end: number, floor: number): PlaceHit | null {
  const { text, placeEnd } = page
  let start = unitAt
  let proper = false
  while (start > floor && !(start < unitAt && placeEnd.get(start)?.form.how === 'full')) {
    const from = page.wordStart(start, floor)
    const bits = page.bits(from, start)
    if (unitAt - from > STEPPE_NAME || !isHanCode(text.charCodeAt(from))) break
    if (
      getEdges().neverInPlaces.includes(text[start - 1]) ||
      (start - from > 1 && bits & (WORD.leadIn | WORD.stop))
    )
      break
    if (!(bits & (WORD.noun | WORD.stop))) proper = true
    start = from
  }
  if (!proper || unitAt - start < 2) return null
  return unitHit(page, start, end, text[unitAt] === '嘎' ? 'village' : 'township', 'place-steppe')
}

const STEPPE_NAME = 10
