import { getEdges } from './edges.js'
import { WORD } from './lexicon.js'
import { isHanCode, overlapsAny, type Page, type PlaceHit, setPlaces } from './page.js'
import { unitHit } from './unit-signs.js'

const SHORTEST = 2
const LONGEST = 5
/** What a gauge measured. */
const MEASURED = /^\d{1,4}(?:\.\d{1,2})?(?:毫米|℃|摄氏度)/
/** How the stretch begins or ends that says what was measured: 雨强, 降雨. */
const MEASURE = /^(?:雨[强量深]|积[水雪])|[降雨雪量区部温深高]$/

/**
 * Where a bulletin has its figures from: 菏泽曹县梁堤头143.2毫米, 通山县下泉站214.5毫米. Between a division and what was
 * measured stands the town or the gauge, whatever it is called elsewhere: 郓城|武安70.5毫米 is not in 武安市.
 */
export function findGauges(page: Page): void {
  const { places, text } = page
  const found: PlaceHit[] = []
  for (const [k, { end, form }] of places.entries()) {
    if (form.divisions.length === 0 || !isHanCode(text.charCodeAt(end))) continue
    let to = end + 1
    while (to - end < LONGEST && isHanCode(text.charCodeAt(to))) to++
    if (to - end < SHORTEST || !MEASURED.test(text.slice(to, to + 12))) continue
    const next = places[k + 1]
    // 菏泽|郓城70.5毫米
    if (next?.start === end && (next.end > to || next.rule === 'place-under-parent')) continue
    if (!isName(page, end, to)) continue
    const station = text[to - 1] === '站'
    found.push(unitHit(page, end, to, station ? 'facility' : 'township', 'place-gauge'))
  }
  if (found.length === 0) return
  setPlaces(page, [...places.filter(({ start, end }) => !overlapsAny(found, start, end)), ...found])
}

/** No 市区, 平均雨量, 最大. */
function isName(page: Page, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (getEdges().neverInPlaces.includes(page.text[at])) return false
  for (let at = start; at < end; ) {
    const to = page.wordEnd(at, end)
    const long = to - at > 1
    const bits = page.bits(at, to)
    if (bits & WORD.leadIn || (long && bits & (WORD.noun | WORD.stop | WORD.inner))) return false
    at = to
  }
  return !(page.bits(start, end) & (WORD.noun | WORD.stop)) && !MEASURE.test(page.text.slice(start, end))
}
