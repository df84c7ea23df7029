import { wordKinds } from '../segment/index.js'
import { getCues } from './cues.js'
import { type Division, isUnder, type PlaceForm, type PlaceUnit, WORD } from './lexicon.js'
import { follows, namesAt } from './names.js'
import { isHanCode, type Page, type PlaceHit, setPlaces } from './page.js'
import {
  compassRoad,
  countedRoad,
  endsSideways,
  isInHongKong,
  linesByNumber,
  numberedRoad,
  sidedRoad,
  streetsOfHongKong,
} from './roads.js'
import { ADDRESS, NEVER_IN_NAMES, shortForm, signBefore, unitHit } from './unit-signs.js'
import { beforeLevels, SAID } from './walk.js'

/** Towns, villages, roads, zones, buildings by grammar: a name of one to five characters before a unit word. */
export function findPlacesByGrammar(page: Page): void {
  const { text, lexicon } = page
  const added: PlaceHit[] = []
  const taken = new Map<string, string>()
  const children = new Set(
    page.places.filter(({ rule }) => rule === 'place-under-parent').map(({ start }) => start),
  )
  const inHongKong = page.places.some(isInHongKong)
  const named = namedAround(page)
  for (const { span } of page.zones) {
    added.push(...linesByNumber(page, span), ...(inHongKong ? streetsOfHongKong(page, span) : []))
    for (
      let i = page.next(lexicon.units, span.start, span.end);
      i < span.end;
      i = page.next(lexicon.units, i + 1, span.end)
    ) {
      const match = page.longest(lexicon.units, i)
      if (!match) continue
      const end = i + match.length
      if (match.value.strength === 'never' && isWithinName(page, i, end, span.start)) continue
      // 普洱|镇沅: a county begins with the unit.
      if (end > span.end || children.has(i)) continue
      // 凉亭乡|赛|山村, 维西县|塔|城镇: right after a town or county a common word may be the end of a name.
      const village =
        match.value.strength === 'never' &&
        (townBefore(page, i, span.start) ||
          (getCues().townEnds.includes(text[i]) &&
            !getCues().counts.includes(text[i - 1]) &&
            rightAfterParent(page, i + 1)))
          ? lexicon.units.get(text[end - 1])
          : undefined
      const seen = seenBefore(page, end, span.start, match.value, taken)
      if (seen > 0) {
        const hit = unitHit(
          page,
          seen,
          end,
          text[end - 1] === '村' ? 'village' : 'township',
          'place-seen-before',
        )
        added.push(hit)
        page.placeEnd.set(end, hit)
        i = end - 1
        continue
      }
      // 任家后|村|村民
      const doubled = text.startsWith('村村', i) && isOfficeAt(text, i + 1)
      const hit =
        (doubled
          ? placeBefore(page, i, i + 1, { level: 'village', strength: 'weak', own: false }, span.start, taken)
          : null) ??
        (village ? placeBefore(page, end - 1, end, village, span.start, taken) : null) ??
        (endsSideways(page, end - 1) ? sidedRoad(page, end, span.start) : null) ??
        placeBefore(page, i, end, match.value, span.start, taken) ??
        townByOffice(page, i, end, match.value, span.start) ??
        numberedRoad(page, i, end, span) ??
        compassRoad(page, end, span.start) ??
        countedRoad(page, end, span.start) ??
        sidedRoad(page, end, span.start)
      if (hit && (isMayor(page, hit, span.end) || beginsWithTitle(page, hit))) continue
      // 青峰|山: the hill's name goes on with the next unit.
      if (hit?.form.level === 'natural' && goesOn(page, hit, span.end)) continue
      if (hit) {
        if (hit.form.level === 'road') withSection(page, hit, span.end)
        if (isListed(page, hit)) hit.rule = 'place-in-list'
        asDivision(page, hit, named)
        added.push(hit)
        page.placeEnd.set(hit.end, hit)
        taken.set(text.slice(hit.start, hit.end), hit.rule)
      }
      // 新桥村|村民: the second 村 ends no longer name.
      if (hit || match.value.strength === 'never') i = (hit && !doubled ? hit.end : end) - 1
    }
  }
  merge(page, added)
}

/** 永贞路|一段: the section of a road is of its name. */
function withSection({ text }: Page, hit: PlaceHit, limit: number): void {
  if (
    hit.end + 2 > limit ||
    !'路街道'.includes(text[hit.end - 1]) ||
    !/^[一二三四五六七八九]段/.test(text.slice(hit.end, hit.end + 2))
  )
    return
  hit.end += 2
  hit.form = { ...hit.form, name: text.slice(hit.start, hit.end) }
  hit.rule = 'place-addressed-road'
}

/** 六|一路: whether what is no unit is the end of a road's name that is one word and no common one. */
function isWithinName(page: Page, at: number, end: number, floor: number): boolean {
  if (page.isBoundary(at) || !'路街'.includes(page.text[end - 1])) return false
  const start = page.wordStart(at, floor)
  return page.wordEnd(start, end + 1) === end && !(page.bits(start, end) & (WORD.noun | WORD.stop))
}

/** 与|鲇鱼须|镇|镇长: two or three characters between a preposition and a town that has an office. */
function townByOffice(
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

/** 桠溪镇、|东坝镇: whether a town stands in a list behind another. */
function isListed({ text, placeEnd }: Page, { start, rule, form }: PlaceHit): boolean {
  if (rule !== 'place-unit' || form.level !== 'township' || !'、和及'.includes(text[start - 1] ?? ' '))
    return false
  return placeEnd.get(start - 1)?.form.level === 'township'
}

/** The divisions that the page names, and those right above them. */
function namedAround({ places }: Page): ReadonlySet<Division | null> {
  const named = new Set<Division | null>()
  for (const { form } of places)
    for (const division of form.divisions) named.add(division).add(division.parent)
  return named
}

/**
 * 洋县 … 绕西乡多跑40公里: what looks like a town is the county whose short name it is where the page has a sibling of it or
 * its city.
 */
function asDivision(page: Page, hit: PlaceHit, named: ReadonlySet<Division | null>): void {
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
  hit.form = { level: rank, name, divisions: [...own], how: 'short' }
  hit.rule = near.length > 0 ? 'place-beside-sibling' : 'place-short-name'
}

/** How the names of hills end that 山 may follow. */
const TOPS = '峰岭岩岗坡坪顶尖崖泉台'

/** 青峰|山风景区: whether a hill's or river's name goes on to 山, 河 or 湖, behind which a word begins or a unit stands. */
function goesOn(page: Page, { end }: PlaceHit, limit: number): boolean {
  if (end >= limit || !'山河湖'.includes(page.text[end]) || !TOPS.includes(page.text[end - 1])) return false
  return page.isBoundary(end + 1) || page.longest(page.lexicon.units, end + 1) !== null
}

/**
 * 王金|镇长说: a surname, a given name and a title, where no name follows the title and no parent
 * stands before the town; 石桥镇长李明 is the mayor of 石桥.
 */
export function isMayor(page: Page, { start, end, rule, form }: PlaceHit, limit: number): boolean {
  const { text } = page
  if ((rule !== 'place-unit' && rule !== 'model-place') || form.divisions.length > 0) return false
  // 王金镇|长期
  if (text[end] !== '长' || !'镇乡村'.includes(text[end - 1]) || !page.isBoundary(end + 1)) return false
  if (page.placeEnd.has(start)) return false
  const name = namesAt(page, start, limit).find((guess) => guess.end === end - 1 && !guess.foreign)
  if (!name || name.score < SURE_NAME) return false
  const next = namesAt(page, end + 1, limit)[0]
  return !next || next.score < SURE_NAME || follows(page, end + 1)
}

/** 区长|鞠正江: no hill or river is called by a title and a name. */
function beginsWithTitle(page: Page, { start, end, form }: PlaceHit): boolean {
  if (form.level !== 'natural') return false
  const head = page.titleAt(start)
  return head?.value.post === true && head.length > 1 && end - start - head.length >= 2
}

const SURE_NAME = 14

/**
 * Where the longest town or village that the text has named before ends here, however it is cut now: 牛角|山村|党总支;
 * -1 for none. A shorter name that stands alone is left to the rest.
 */
function seenBefore(
  page: Page,
  end: number,
  floor: number,
  { level, strength }: PlaceUnit,
  taken: ReadonlyMap<string, string>,
): number {
  const { text } = page
  if (strength !== 'never' && level !== 'village' && level !== 'township') return -1
  if (!'村镇乡'.includes(text[end - 1])) return -1
  const sure = isOfficeAt(text, end)
  for (let start = Math.max(floor, end - 6); start <= end - 3; start++)
    if (taken.has(text.slice(start, end)) && (sure || page.isBoundary(start))) return start
  return -1
}

const OPENS_CLAUSE = '但而'
const MARKS = '，。；！？\n'

/** How the names of railways and motorways end. */
const ROUTE = '铁速'

/** 汶|河水|位上涨 */
const WATER = /^水[位质面域系量]/

/** 山|下, 河|畔: what is below or beside a hill or river. */
const SHORE = /[下脚麓畔边岸]/

/** Whether a town ends one to three characters before a place. */
function townBefore(page: Page, at: number, floor: number): boolean {
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

/** A unit of the table and where it stands. */
interface UnitAt extends PlaceUnit {
  at: number
  end: number
  /** Where the zone begins. */
  floor: number
  /** A county, a town, a village: called after what is before it, whatever that is. */
  settlement: boolean
  /** 文化|路中|段, 工业|大道66号: what follows the unit of a road makes it one. */
  addressed: boolean
  /** 京港澳|高速: a road by its two ends. */
  route: boolean
}

function placeBefore(
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
    ...unit,
    at: unitAt,
    end,
    floor,
    settlement: level === 'township' || level === 'village' || level === 'county',
    addressed: level === 'road' && ADDRESS.test(text.slice(end, end + 12)),
    route: level === 'road' && ROUTE.includes(text[end - 1]),
  }
  if (isNoUnit(page, known) || !endsWord(page, known)) return null
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
    if (lexicon.officeVerbs.has(text.slice(at - 2, at))) return true
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

/** 鄂州|机场, 妙峰山|镇: a unit right behind a place is called after it. */
function placeAfter(page: Page, unit: UnitAt, place: PlaceHit): PlaceHit | null {
  const { level, strength, settlement, at, end, floor } = unit
  const { how, divisions, level: above } = place.form
  // 沙河|子镇 is cut elsewhere; 南阳|镇 begins with the place.
  if (how === 'full' && divisions.length > 0 && (settlement || strength === 'weak')) return null
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

/** Classes of common words. */
const COMMON = WORD.noun | WORD.stop | WORD.inner

/** What stands before a unit and may be its name. */
interface Name {
  start: number
  /** How many words of it are of no class of common ones. */
  unlisted: number
  /** The same where a single character is common as a noun alone, for it is a verb by chance: 鼓|岭. */
  distinct: number
  /** Characters of peoples: 王岗坪|彝族藏族|乡. */
  peoples: number
  /** Whether a place stands before the name, and whether the name begins with it. */
  parent: boolean
  absorbed: boolean
  /** 悬空寺: one word of the list with the unit, no common one. */
  whole: boolean
}

/** Walks left from a unit over the words that its name may have; a place where that is sure at once, null where there is none. */
function nameBefore(page: Page, unit: UnitAt, token: number): Name | PlaceHit | null {
  const { text } = page
  const { level, strength, settlement, at, end, floor } = unit
  const inWord = token < at
  const name: Name = {
    start: inWord ? token : at,
    unlisted: inWord ? 1 : 0,
    distinct: inWord ? 1 : 0,
    peoples: 0,
    parent: false,
    absorbed: false,
    whole: false,
  }
  let reach = settlement ? 5 : strength === 'strong' ? 10 : 6
  while (name.start > floor && at - name.start < reach) {
    const { start } = name
    const place = page.placeEnd.get(start)
    if (place && place.start >= floor) {
      if (goesOnWith(page, unit, place, start)) {
        name.start = place.start
        name.unlisted++
        name.distinct++
        continue
      }
      // 石门|回族|乡: the peoples alone are no name.
      if (name.peoples > 0 && name.peoples === at - start && place.form.how !== 'full')
        return unitHit(page, place.start, end, level, 'place-unit-after-place')
      // 中国|新开工高速公路
      if (!settlement && place.form.level === 'country') break
      // 湖北|高速|公路: any of its roads, as 湖北公路
      if (place.form.level === 'province' && getCues().anyRoads.has(text.slice(start, end))) return null
      name.parent = true
      const own = unit.own && hasOwnName(at - start, name.distinct, level)
      if (!settlement && !own && shortForm(place)) {
        name.start = routeStart(page, leftmost(page, place.start, floor), floor, level)
        name.absorbed = true
      }
      break
    }
    const code = text.charCodeAt(start - 1)
    if (code === 0x201d && start === at) {
      // “这次很关键。”县里: what somebody says is no name.
      return SAID.includes(text[start - 2]) ? null : quotedPlace(page, unit)
    }
    if (!isHanCode(code)) break
    const from = page.wordStart(start, floor)
    if (settlement && insideTown(page, start, at, floor)) {
      // 沙河子镇|任家后|村: everything up to the town is the village's name.
      name.start--
      name.unlisted++
      name.distinct++
      continue
    }
    if (endsBefore(page, unit, from, start)) break
    const size = start - from
    // 王岗坪彝族藏族乡: the peoples of a town come on top of its name.
    if (settlement && text[start - 1] === '族') {
      reach += size
      name.peoples += size
    }
    if (at - from > reach) break
    const bits = page.bits(from, start)
    if (!(bits & COMMON)) name.unlisted++
    if (!(bits & (size > 1 ? COMMON : WORD.noun))) name.distinct++
    name.start = from
  }
  if (name.start === at) return null
  // ，但|丁寨乡的路: what opens a clause is cut with the name's first character.
  if (
    name.start < at - 1 &&
    OPENS_CLAUSE.includes(text[name.start]) &&
    MARKS.includes(text[name.start - 1] ?? '。')
  )
    name.start++
  name.whole = inWord && token === name.start
  return name
}

/** 沙河|子|镇: a river is no parent of a town; 平湖|岭|村: of one character between them the town's name begins with the place's. */
function goesOnWith(page: Page, { level, settlement, at }: UnitAt, place: PlaceHit, start: number): boolean {
  if (!settlement) return false
  const { how, divisions, level: above } = place.form
  if (divisions.length === 0) return above === 'natural' && start - place.start < 4
  const one = level !== 'county' && how === 'short' && at - start === 1
  return one && !(page.bits(start, at) & (WORD.stop | WORD.leadIn))
}

/** “八一”|水库, but “50后”|县委书记 */
function quotedPlace(page: Page, { level, settlement, at, end, floor }: UnitAt): PlaceHit | null {
  const open = page.text.lastIndexOf('“', at - 2)
  if (open < floor || at - open > 10 || (settlement && /\d/.test(page.text.slice(open, at)))) return null
  return unitHit(page, open, end, level, 'place-quoted')
}

/** Whether a word before a unit is none of its name. */
function endsBefore(page: Page, unit: UnitAt, from: number, start: number): boolean {
  const { text } = page
  const { level, settlement, route, at, floor } = unit
  const bits = page.bits(from, start)
  const size = start - from
  // 茶田镇|至|沱江镇, 陕西|境|清水站: what stands between two places begins no name.
  if ('至到境'.includes(text[start - 1]) && page.placeEnd.has(start - 1)) return true
  // 东至县|北部|木塔乡
  if (settlement && start < at && text[start - 1] === '部' && '东南西北中'.includes(text[start - 2]))
    return true
  if (bits & WORD.leadIn || (size === 1 && '方商者'.includes(text[from]))) return true
  if (start < at && size === 1 && touchesName(page, from, floor)) return true
  // 乡内|掌潭村, but 翔安区|内厝镇
  if (
    text[start - 1] === '内' &&
    '省市县区州镇乡村'.includes(text[start - 2]) &&
    !page.placeEnd.has(start - 1)
  )
    return true
  if (size === 1) return false
  if (bits & WORD.stop && !(bits & WORD.inner)) return true
  if (endsName(text.slice(from, start), page.kindOf(from, start), level)) return true
  // 建设|瑞梅铁路, but 建设路.
  return route && start < at && (bits & WORD.inner) !== 0
}

/** Whether a name and its unit are a place, by how common the words are and what stands around them. */
function judge(page: Page, unit: UnitAt, found: Name, taken: ReadonlyMap<string, string>): PlaceHit | null {
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
  if (strength === 'strong') return length <= 8 ? hit('place-unit') : null
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

/** 肥西|三河古镇, 郑州|圃田收费站, 福州|鼓岭, but 西安城墙景区, 武昌江滩: whether words of no common kind name a place behind another. */
function hasOwnName(length: number, distinct: number, level: PlaceForm['level']): boolean {
  return distinct > 0 && length >= (level === 'natural' ? 1 : 2)
}

/** 金山乡|新桥|村: what stands between a town and 村 is a name, unless such villages are called so: 贫困村. */
function isVillageOfTown(page: Page, start: number, end: number): boolean {
  if (page.placeEnd.get(start)?.form.level !== 'township' || page.isStop(start, end - 1)) return false
  return page.exact(page.lexicon.units, start, end) === undefined && !(page.bits(start, end - 1) & WORD.inner)
}

/** 受|玉峰启发, 搭上|高升镇, 我县|陈庄乡: a character alone that a name does not begin with after what stands before it. */
function touchesName(page: Page, at: number, floor: number): boolean {
  const { text } = page
  if ('受使让令把被将给替凭据按绕近赴沿'.includes(text[at])) return true
  const before = text[at - 1] ?? ' '
  if ('县市区镇乡村'.includes(text[at])) return '我本该全'.includes(before)
  if (!'上下进出到入往向'.includes(text[at]) || at === floor) return false
  const from = page.wordStart(at, floor)
  return isHanCode(text.charCodeAt(from)) && wordKinds[page.kindOf(from, at) & 15] === 'verb'
}

/** 扎进|石岭村, 搭上|顺河镇; 西部|大沙河: whether no name of a place goes on with a word. */
function endsName(word: string, kind: number, level: PlaceForm['level']): boolean {
  if (level === 'natural' && /^[东西南北中]部$/.test(word)) return true
  if (!getCues().outsideName.test(word)) return false
  return !/[进上到出入往向]$/.test(word) || wordKinds[kind & 15] === 'verb'
}

/** 北哈萨克斯坦州, 东阿塞拜疆省, 扎波罗热州: a foreign name, a direction before it. */
function foreignArea(page: Page, unitAt: number, end: number, floor: number): PlaceHit | null {
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

const STEPPE: ReadonlySet<string> = new Set(['嘎查', '苏木'])

/** 白音|布|日|德|嘎查: the Mongolian names of townships and villages are cut anyhow. */
function steppePlace(page: Page, unitAt: number, end: number, floor: number): PlaceHit | null {
  const { text, placeEnd } = page
  let start = unitAt
  let proper = false
  while (start > floor && !(start < unitAt && placeEnd.get(start)?.form.how === 'full')) {
    const from = page.wordStart(start, floor)
    const bits = page.bits(from, start)
    if (unitAt - from > STEPPE_NAME || !isHanCode(text.charCodeAt(from))) break
    if (NEVER_IN_NAMES.includes(text[start - 1]) || (start - from > 1 && bits & (WORD.leadIn | WORD.stop)))
      break
    if (!(bits & (WORD.noun | WORD.stop))) proper = true
    start = from
  }
  if (!proper || unitAt - start < 2) return null
  return unitHit(page, start, end, text[unitAt] === '嘎' ? 'village' : 'township', 'place-steppe')
}

const STEPPE_NAME = 10

/** 维西县塔城镇启别村: two or three characters after a county, whatever words the text was cut into. */
function rightAfterParent(page: Page, unitAt: number): boolean {
  return endOfParent(page, unitAt) >= 0
}

/** Where the county or town ends that stands two or three characters before a unit; -1 for none. */
function endOfParent(page: Page, unitAt: number): number {
  for (let i = unitAt - 3; i < unitAt - 1; i++)
    if (isCounty(page.placeEnd.get(i))) {
      // 白阳乡、|石集镇: a list goes on.
      const from = '、和及'.includes(page.text[i]) && unitAt - i === 3 ? i + 1 : i
      return plainHan(page, from, unitAt) ? from : -1
    }
  return -1
}

function isCounty(place: PlaceHit | undefined): boolean {
  return place !== undefined && place.form.how === 'full' && /(?:[县市区旗镇乡]|街道)$/.test(place.form.name)
}

/** Whether a town or county ends so near before a place that all between is a village's name. */
function insideTown(page: Page, at: number, unitAt: number, floor: number): boolean {
  for (let i = at - 1; i >= Math.max(floor, unitAt - 4); i--) {
    const place = page.placeEnd.get(i)
    if (place) return /[镇乡县区市街道旗]$/.test(place.form.name) && plainHan(page, i, unitAt)
    if (!isHanCode(page.text.charCodeAt(i))) return false
  }
  return false
}

function plainHan(page: Page, start: number, end: number): boolean {
  for (let i = start; i < end; i++)
    if (!isHanCode(page.text.charCodeAt(i)) || NEVER_IN_NAMES.includes(page.text[i])) return false
  // 商州区|贫困|村 and 示范|村 are no names; 固城, of 固城镇, is no common noun though the word list has it.
  const bits =
    end - start === 2 && getCues().townEnds.includes(page.text[end - 1])
      ? page.ownBits(start, end)
      : page.bits(start, end)
  return !(bits & (WORD.noun | WORD.stop | WORD.inner))
}

/** 红|石林|镇: where a town's name starts that has one character before what is a county's name elsewhere. */
function townStart(page: Page, place: PlaceHit, floor: number): number {
  const { start, form } = place
  const { text } = page
  const at = start - 1
  if (at <= floor || form.how === 'full' || form.divisions.length === 0) return start
  if (!isHanCode(text.charCodeAt(at)) || page.wordStart(start, floor) !== at || page.placeEnd.has(start))
    return start
  if (!(page.bits(page.wordStart(at, floor), at) & WORD.leadIn) && isHanCode(text.charCodeAt(at - 1)))
    return start
  if (NOT_OF_TOWNS.includes(text[at]) || page.bits(at, start) & (WORD.leadIn | WORD.stop)) return start
  return at
}

/** Before a town's name and none of it: 县|石林镇, 原|石林镇. */
const NOT_OF_TOWNS = '线号省市县区州旗乡镇村原老该全各某每我本过着了的一'

/** 贵阳至南宁|高速铁路, 京|港澳|高速: a line is called by both its ends. */
function routeStart(page: Page, start: number, floor: number, level: PlaceForm['level']): number {
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
function leftmost(page: Page, start: number, floor: number): number {
  const before = page.placeEnd.get(start)
  if (!before || before.start < floor || before.form.how !== 'short' || start - before.start !== 2)
    return start
  if (before.form.level !== 'province') return before.start
  // 北京|大兴|机场: a city that is a province has its districts in the names of its airports and stations.
  const [city] = before.form.divisions
  const own = page.longest(page.lexicon.places, start)?.value.divisions ?? []
  return isCityProvince(city) && own.some((division) => isUnder(division, city)) ? before.start : start
}

const isCityProvince = ({ name, level }: Division): boolean => level === 'province' && name.endsWith('市')

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

/** Listed places and those by grammar in one list; of two that overlap the longer stands. */
function merge(page: Page, added: readonly PlaceHit[]): void {
  const all =
    added.length > 0
      ? [...page.places, ...added].sort((a, b) => a.start - b.start || b.end - a.end)
      : page.places
  const out: PlaceHit[] = []
  for (const hit of all) {
    const last = out.at(-1)
    if (last && hit.start < last.end) {
      // 台9线|多处路
      if (hit.start === last.start || hit.end <= last.end || last.rule === 'place-numbered-road') continue
      out.pop()
    }
    out.push(hit)
  }
  setPlaces(page, out)
}
