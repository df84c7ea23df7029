import { getCues } from '../cues.js'
import { type PlaceUnit, WORD } from '../lexicon.js'
import { isHanCode, type Page, type PlaceHit } from '../page.js'
import { ADDRESS, unitHit } from '../unit-signs.js'
import { beforeLevels } from '../walk.js'
import { foreignArea, STEPPE, steppePlace } from './abroad.js'
import { judge } from './judge.js'
import { nameBefore } from './name-before.js'
import { leftmost, routeStart } from './routes.js'
import { endOfParent, isCounty, isOfficeAt, rightAfterParent, townStart } from './towns.js'
import type { UnitAt } from './unit.js'

/** How the names of railways and motorways end. */
const ROUTE = '铁速'

export function placeBefore(
  page: Page,
  unitAt: number,
  end: number,
  unit: PlaceUnit,
  floor: number,
  taken: ReadonlyMap<string, string>,
): PlaceHit | null {
  const { text } = page
  const { level, strength } = unit
  if (strength === 'never' || unitAt === floor) return null
  if (strength === 'foreign') return foreignArea(page, unitAt, end, floor)
  if (STEPPE.has(text.slice(unitAt, end))) return steppePlace(page, unitAt, end, floor)
  const known: UnitAt = {
    level,
    strength,
    own: unit.own,
    at: unitAt,
    end,
    floor,
    settlement: level === 'township' || level === 'village' || level === 'county',
    addressed: level === 'road' && ADDRESS.test(text.slice(end, end + 12)),
    route: level === 'road' && ROUTE.includes(text[end - 1]),
  }
  if (isNoUnit(page, known) || !endsWord(page, known)) return null
  const item = itemStart(page, known)
  if (item >= 0) return unitHit(page, item, end, level, 'place-in-list')
  // 永丰街道|府前街|1号
  if (known.addressed && !page.placeEnd.has(unitAt)) {
    const from = endOfParent(page, unitAt)
    if (from > floor) return unitHit(page, from, end, level, 'place-addressed-road')
  }
  // 乡村, 江山: the unit is the end of a common word.
  const token = page.wordStart(unitAt + 1, floor)
  if (token < unitAt && end - token < 3 && page.bits(token, end) & (WORD.noun | WORD.stop)) {
    // 虞城县张|集镇: right after a county the town's name is what stands between.
    const from = known.settlement ? endOfParent(page, unitAt) : -1
    return from > floor && from < token ? unitHit(page, from, end, level, 'place-unit-under-parent') : null
  }
  const place = token < unitAt ? undefined : page.placeEnd.get(unitAt)
  if (place && place.start >= floor) return placeAfter(page, known, place)
  const name = nameBefore(page, known, token)
  if (!name || 'rule' in name) return name
  return judge(page, known, name, taken)
}

/** Longest name of a stop or a village in a list, code units. */
const LONGEST_ITEM = 4

/**
 * 滁州站、|定远|站、徐州东站; ，|大进|村、东富村: where the name of a stop starts that stands in a list beside one that is called after
 * a listed place, of a village beside one of as many characters; -1 for none. Its own characters may be a common word.
 */
function itemStart(
  { text, placeEnd, placeStart }: Page,
  { level, strength, at, end, floor }: UnitAt,
): number {
  const village = level === 'village' && strength !== 'strong' && end - at === 1
  if (!village && strength !== 'station') return -1
  let start = at
  while (start > floor && at - start <= LONGEST_ITEM && isHanCode(text.charCodeAt(start - 1))) start--
  const length = at - start
  if (length < 2 || length > LONGEST_ITEM || (start > floor && !LIST_MARKS.includes(text[start - 1])))
    return -1
  if (village) {
    if (length !== 2) return -1
    const next = text[end] === '、' && text[end + 3] === text[at] && PARTS.includes(text[end + 4] ?? '。')
    const last = text[start - 1] === '、' && placeEnd.get(start - 1)?.form.level === level
    return next || last ? start : -1
  }
  if (placeEnd.has(at)) return -1
  if (text[start - 1] === '、' && placeEnd.has(start - 1) && text[start - 2] === '站') return start
  const next = text[end] === '、' ? placeStart.get(end + 1) : undefined
  return next !== undefined && STOP.test(text.slice(next, next + 2)) ? start : -1
}
const LIST_MARKS = '、，。；：\n'
const PARTS = '、，。；和及与等的'
const STOP = /^[东西南北]?站/

/** Whether the unit is none by what stands around it: 南阳市|县乡|三级, 代|县长, 钟南|山. */
function isNoUnit(page: Page, { level, settlement, at, end, floor }: UnitAt): boolean {
  const { text, lexicon } = page
  // 浙江: the unit is the end of a listed place.
  const listed = page.placeEnd.get(end)
  if (listed && listed.start < at) return true
  if (settlement) {
    // 南阳市|县乡|三级
    if (beforeLevels(text, 0, end) < end) return true
    // 代县长, 副镇长: the office of one who acts or assists.
    if (text[end] === '长' && '代副'.includes(text[at - 1]))
      if (page.isBoundary(at - 1) || text.startsWith('常务', at - 3)) return true
  }
  if (level === 'county') {
    // 拟任|县委书记
    if (page.exact(lexicon.officeVerbs, at - 2, at)) return true
    // 淇县人民政府|县长: no county is called after a body.
    return [2, 4].some((size) => page.exact(lexicon.organizations, Math.max(floor, at - size), at))
  }
  if (level !== 'natural') return false
  // 钟南山、李兰娟: everyone knows who that is; 孟海峰，男，汉族: described as a person; 巢湖|全湖: all of it is no other place.
  return (
    page.exact(lexicon.persons, end - 3, end) !== undefined ||
    /^[，（][男女][，）]/.test(text.slice(end, end + 3)) ||
    (text[at - 1] === '全' && end - at === 1)
  )
}

/** Whether a name may end with the unit: at the end of a word, or before what makes it sure. */
function endsWord(page: Page, { level, settlement, addressed, at, end }: UnitAt): boolean {
  return (
    page.isBoundary(end) ||
    addressed ||
    (level === 'natural' && WATER.test(page.text.slice(end, end + 2))) ||
    // 武功|山下, 沙溪|河畔
    (level === 'natural' && page.isBoundary(at) && SHORE.test(page.text.slice(end, end + 1))) ||
    (settlement && (isOfficeAt(page.text, end) || rightAfterParent(page, at)))
  )
}

/** 汶|河水|位上涨 */
const WATER = /^水[位质面域系量]/

/** 鄂州|机场, 妙峰山|镇: a unit right behind a place is called after it. */
function placeAfter(page: Page, unit: UnitAt, place: PlaceHit): PlaceHit | null {
  const { level, strength, settlement, at, end, floor } = unit
  const { how, divisions, level: above } = place.form
  // 沙河|子镇 is cut elsewhere; 南阳|镇 begins with the place.
  if (how === 'full' && divisions.length > 0 && (settlement || strength === 'weak')) return null
  // 世界杯|西安|站
  if (
    strength === 'station' &&
    getCues().beforeLeg.test(page.text.slice(Math.max(floor, place.start - 4), place.start))
  )
    return null
  if (settlement && divisions.length === 0 && above !== 'natural') {
    // 浆洗街|街道
    const street = strength === 'strong' && (above === 'road' || above === 'village')
    // 薛村|乡; 南召县|太庙|乡
    const called =
      level === 'township' &&
      above !== 'township' &&
      (above === 'village' || isCounty(page.placeEnd.get(place.start)))
    // 钓鱼台|村: a village that is called as a sight is.
    const namesake = level === 'village' && above === 'facility' && how === 'short'
    return street || called || namesake
      ? unitHit(page, place.start, end, level, 'place-unit-after-place')
      : null
  }
  if (level === 'natural' && strength === 'weak' && divisions.length === 0) return null
  if (above === 'country') return null
  // 四通镇|高速路口: no motorway is called after a town alone.
  if (unit.route && above === 'township') return null
  const first = routeStart(page, leftmost(page, place.start, floor), floor, level)
  // 珠海市|高速公路, 云南|公路: any of its roads
  if ((how === 'full' || above === 'province') && getCues().anyRoads.has(page.text.slice(at, end)))
    if (first === place.start) return null
  const start = settlement || unit.own ? townStart(page, place, floor) : first
  return unitHit(page, start, end, level, 'place-unit-after-place')
}

/** 山|下, 河|畔: what is below or beside a hill or river. */
const SHORE = /[下脚麓畔边岸]/
