import type { Span } from '../text/index.js'
import { getCues } from './cues.js'
import { getEdges } from './edges.js'
import { WORD } from './lexicon.js'
import { isDigitCode, isHanCode, isLatinCode, type Page, type PlaceHit } from './page.js'
import { ADDRESS, shortForm, signBefore, unitHit } from './unit-signs.js'

/** 国道318线, 国道3号, 312省道, G65高速. */
export function numberedRoad(
  page: Page,
  at: number,
  end: number,
  { start: floor, end: limit }: Span,
): PlaceHit | null {
  const { text } = page
  if (page.exact(page.lexicon.units, at, end)?.level !== 'road') return null
  let from = at
  while (from > floor && at - from < 6 && isDigitCode(text.charCodeAt(from - 1))) from--
  if (from < at) {
    // 乘12|路: a line of buses.
    if (end - at === 1 && text[at] === '路') return null
    while (from > floor && isLatinCode(text.charCodeAt(from - 1)) && at - from < 7) from--
    return at - from >= 2 ? unitHit(page, from, end, 'road', 'place-numbered-road') : null
  }
  // 工业|大道66号 is a house.
  if (!text.startsWith('道', end - 1) || text[end - 2] === '大') return null
  let to = end
  // 省道|S239线
  if (to < limit && isLatinCode(text.charCodeAt(to)) && isDigitCode(text.charCodeAt(to + 1))) to++
  while (to < limit && to - end < 6 && (isDigitCode(text.charCodeAt(to)) || CHINESE.includes(text[to]))) to++
  const closed = to < limit && (text[to] === '线' || text[to] === '号')
  if (to === end || (to - end < 2 && !closed)) return null
  const last = closed ? to + 1 : to
  const newer = NEWER.exec(text.slice(last, Math.min(limit, last + 6)))?.[0].length ?? 0
  return unitHit(page, at, last + newer, 'road', 'place-numbered-road')
}

/** 国道109|新线高速公路 */
const NEWER = /^(?:新线|复线)(?:高速公路|高速|公路)?/

/** 国道二一二线 */
const CHINESE = '〇零一二三四五六七八九'

/** 台9线, 台61甲线, 屏153线, 云158乙公路: the roads of Taiwan by number, those of a county by its first character. */
const ISLAND =
  /[台北桃竹苗中投彰云嘉南高屏宜花东澎]\d{1,3}[甲乙丙]?(?:线|公路)|台[一二三四五六七八九十]{1,3}[甲乙丙]?线/g
/** G317线, S211线 */
const LETTERED = /(?<![A-Za-z\d])[GSXY]\d{1,4}线/g
/** G350|烂水湾段, S27|高速: by three figures alone where a road goes on. */
const BARE = /(?<![A-Za-z\d])[GS]\d{3}(?=[\u4e00-\u9fff]{0,8}(?:路段|段|隧道|沿线|[东西南北]向))/g

/** 地铁2号线, 轨道交通十二号线 */
const METRO = /(?:地铁|轻轨|轨道交通|城轨|捷运|有轨电车)(?:\d{1,2}|[一二三四五六七八九十]{1,3})号线/g

/** 长沙|地铁2号线: a line of a city's railways is called by the city, too. */
function metroLine(page: Page, start: number, end: number, floor: number): PlaceHit {
  const city = page.placeEnd.get(start)
  const from = city && city.start >= floor && city.form.divisions.length > 0 ? city.start : start
  return unitHit(page, from, end, 'road', 'place-metro-line')
}

/** How each of them begins, or ends. */
const OPENS_NUMBER = /[台北桃竹苗中投彰云嘉南高屏宜花东澎GSXY]\d|台[一二三四五六七八九十]|号线/

/** Whether a text has what a road by its number begins or ends with: most have none. */
export const mayNumberLines = (text: string): boolean => OPENS_NUMBER.test(text)

/** Roads by their numbers, wherever their words end. */
export function linesByNumber(page: Page, { start, end }: Span): PlaceHit[] {
  const line = page.text.slice(start, end)
  if (!mayNumberLines(line)) return []
  const metro = line.includes('号线')
    ? [...line.matchAll(METRO)].map(({ index, 0: name }) =>
        metroLine(page, start + index, start + index + name.length, start),
      )
    : []
  const roads = [ISLAND, LETTERED, BARE].flatMap((pattern) =>
    [...line.matchAll(pattern)].map(({ index, 0: name }) =>
      unitHit(page, start + index, start + index + name.length, 'road', 'place-numbered-road'),
    ),
  )
  return [...metro, ...roads]
}

/**
 * On a page that names a district of Hong Kong, whose roads are called 道 as often as 路: 驶至近塘尾道撞栏, 沿荃锦公路往荃湾.
 */
export function streetsOfHongKong(page: Page, { start, end }: Span): PlaceHit[] {
  const { text } = page
  const { streetEnd, streetNext, noStreet } = getCues()
  const out: PlaceHit[] = []
  for (const { index, 0: unit } of text.slice(start, end).matchAll(streetEnd)) {
    const to = start + index + unit.length
    // 青山公路|荃湾段
    if (!page.longest(page.lexicon.places, to) && !streetNext.test(text.slice(to, Math.min(end, to + 2))))
      continue
    const from = streetStart(page, start + index, start)
    if (from < 0 || page.placeStart.get(from) === to || noStreet.test(text.slice(from, to))) continue
    if (!(page.bits(from, to) & (WORD.noun | WORD.stop)))
      out.push(unitHit(page, from, to, 'road', 'place-street-of-hong-kong'))
  }
  return out
}

/** Two to four characters before the unit, behind a place (荃湾|和宜合道) or else what stands before roads; -1 for none. */
function streetStart(page: Page, unitAt: number, floor: number): number {
  let found = -1
  for (let at = unitAt - 2; at >= Math.max(floor, unitAt - 4) && plainName(page, at + 1, unitAt); at--) {
    if (page.placeEnd.has(at)) return at
    const opens = at === floor || getCues().beforeStreet.test(page.text.slice(Math.max(floor, at - 2), at))
    if (found < 0 && opens && plainName(page, at, at + 1)) found = at
  }
  return found
}

/** A district, or a quarter of the tables. */
export function isInHongKong({ form }: PlaceHit): boolean {
  return form.divisions.some(({ key }) => key.startsWith('81') && !key.endsWith('0000'))
}

/** 中山东一路, 人民中二路: a name, a direction, a number. */
export function compassRoad(page: Page, end: number, floor: number): PlaceHit | null {
  const { text } = page
  const start = end - 5
  if (start < floor || text[end - 1] !== '路' || !'一二三四五六七八九'.includes(text[end - 2])) return null
  if (!'东西南北中'.includes(text[end - 3]) || !page.isBoundary(end)) return null
  for (let i = start; i < end; i++) if (!isHanCode(text.charCodeAt(i))) return null
  return signBefore(page, start, floor) ? unitHit(page, start, end, 'road', 'place-numbered-road') : null
}

/** 光谷三路, 高新二路: a street by its number, behind a name of its own. */
export function countedRoad(page: Page, end: number, floor: number): PlaceHit | null {
  const { text } = page
  const at = end - 2
  if (text[end - 1] !== '路' || !'一二三四五六七八九十'.includes(text[at] ?? ' ') || !page.isBoundary(at))
    return null
  if (isHanCode(text.charCodeAt(end)) && !'与和至到口段上的交附旁也将已'.includes(text[end])) return null
  const start = page.wordStart(at, floor)
  const length = at - start
  if (
    length < 2 ||
    length > 3 ||
    !isHanCode(text.charCodeAt(start)) ||
    getCues().noCount.test(text.slice(start, at))
  )
    return null
  if (page.bits(start, at) & (WORD.stop | WORD.leadIn)) return null
  return signBefore(page, start, floor) ? unitHit(page, start, end, 'road', 'place-numbered-road') : null
}

/** 西藏中路, 解放中路, 环城东路: a road by its side, however it is cut; behind a name of two or three characters. */
export function sidedRoad(page: Page, end: number, floor: number): PlaceHit | null {
  const { text } = page
  const at = end - 2
  if (!'路街'.includes(text[end - 1]) || !'东西南北中'.includes(text[at] ?? ' ') || !page.isBoundary(end))
    return null
  const place = page.placeEnd.get(at)
  if (place && place.start >= floor && shortForm(place) && at - place.start < 4)
    return unitHit(page, place.start, end, 'road', 'place-sided-road')
  // 环|中东|路, 望|江西|路, 青|河|南路
  const word = page.isBoundary(at) ? page.wordStart(at, floor) : at - 2
  const start = Math.min(word, at - 2)
  if (start < floor || at - start < 2 || at - start > 3) return null
  if (!page.isBoundary(start) || !plainName(page, start, at)) return null
  return signBefore(page, start, floor) || ADDRESS.test(text.slice(end, end + 12))
    ? unitHit(page, start, end, 'road', 'place-sided-road')
    : null
}

/** 望|江西|路: whether a place that ends here may be the end of a road's name and its side. */
export function endsSideways({ placeEnd, text }: Page, at: number): boolean {
  const place = placeEnd.get(at)
  return (
    place !== undefined &&
    at - place.start === 2 &&
    '东西南北中'.includes(text[at - 1]) &&
    !placeEnd.has(at - 2)
  )
}

/** Whether it may name a road: ideographs, no 丝绸之路|南路, no word that only joins others. */
function plainName({ text }: Page, start: number, end: number): boolean {
  for (let i = start; i < end; i++)
    if (
      !isHanCode(text.charCodeAt(i)) ||
      getEdges().neverInPlaces.includes(text[i]) ||
      getEdges().neverInRoads.includes(text[i])
    )
      return false
  return true
}
