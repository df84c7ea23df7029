import { wordKinds } from '../../segment/index.js'
import { getCues } from '../cues.js'
import { getEdges } from '../edges.js'
import { type PlaceForm, WORD } from '../lexicon.js'
import { isDigitCode, isHanCode, type Page, type PlaceHit } from '../page.js'
import { shortForm, unitHit } from '../unit-signs.js'
import { SAID } from '../walk.js'
import { leftmost, routeStart } from './routes.js'
import { insideTown } from './towns.js'
import { COMMON, type Name, type UnitAt } from './unit.js'

/** What stands before a unit and may be its name; a place where that is sure at once, null where there is none. */
export function nameBefore(page: Page, unit: UnitAt, token: number): Name | PlaceHit | null {
  const { text } = page
  const inWord = token < unit.at
  const name = walkLeft(page, unit, {
    start: inWord ? token : unit.at,
    unlisted: inWord ? 1 : 0,
    distinct: inWord ? 1 : 0,
    peoples: 0,
    parent: false,
    absorbed: false,
    whole: false,
  })
  if (!name || 'rule' in name) return name
  if (name.start === unit.at) return null
  // ，但|丁寨乡的路: what opens a clause is cut with the name's first character.
  if (
    name.start < unit.at - 1 &&
    OPENS_CLAUSE.includes(text[name.start]) &&
    MARKS.includes(text[name.start - 1] ?? '。')
  )
    name.start++
  name.whole = inWord && token === name.start
  return name
}

const OPENS_CLAUSE = '但而'
const MARKS = '，。；！？\n'

/** Takes words into a name up to what is none of it, or to a place that it is under. */
function walkLeft(page: Page, unit: UnitAt, name: Name): Name | PlaceHit | null {
  const { text, placeEnd } = page
  const { settlement, strength, at, floor } = unit
  const reach = settlement ? 5 : strength === 'strong' ? 10 : 6
  while (name.start > floor && at - name.start < reach + name.peoples) {
    const { start } = name
    const place = placeEnd.get(start)
    if (place && place.start >= floor) {
      if (!goesOnWith(page, unit, place, start)) return nameUnder(page, unit, name, place)
      take(name, place.start)
      continue
    }
    const code = text.charCodeAt(start - 1)
    if (code === 0x201d && start === at) {
      // “这次很关键。”县里: what somebody says is no name.
      return SAID.includes(text[start - 2]) ? null : quotedPlace(page, unit)
    }
    if (!isHanCode(code)) return name
    const from = page.wordStart(start, floor)
    // 沙河子镇|任家后|村: everything up to the town is the village's name.
    if (settlement && insideTown(page, start, at, floor)) take(name, start - 1)
    else if (endsBefore(page, unit, from, start) || !takeWord(page, unit, name, from, reach)) return name
  }
  return name
}

/** A name goes on to a place, by what is no common word. */
function take(name: Name, start: number): void {
  name.start = start
  name.unlisted++
  name.distinct++
}

/** A name goes on over a word, unless that is too far from the unit. */
function takeWord(page: Page, { settlement, at }: UnitAt, name: Name, from: number, reach: number): boolean {
  const size = name.start - from
  // 王岗坪彝族藏族乡: the peoples of a town come on top of its name.
  if (settlement && page.text[name.start - 1] === '族') name.peoples += size
  if (at - from > reach + name.peoples) return false
  const bits = page.bits(from, name.start)
  if (!(bits & COMMON)) name.unlisted++
  if (!(bits & (size > 1 ? COMMON : WORD.noun))) name.distinct++
  name.start = from
  return true
}

/** A name behind a place that it is under, or that it begins with. */
function nameUnder(page: Page, unit: UnitAt, name: Name, place: PlaceHit): Name | PlaceHit | null {
  const { level, settlement, at, end, floor } = unit
  const { start } = name
  // 台中|地检署|吴升|峰: a body stands between the place and what looks like a unit.
  if (holdsCourt(page, start, at)) return null
  // 石门|回族|乡: the peoples alone are no name.
  if (name.peoples > 0 && name.peoples === at - start && place.form.how !== 'full')
    return unitHit(page, place.start, end, level, 'place-unit-after-place')
  // 中国|新开工高速公路
  if (!settlement && place.form.level === 'country') return name
  // 湖北|高速|公路: any of its roads, as 湖北公路
  if (place.form.level === 'province' && getCues().anyRoads.has(page.text.slice(start, end))) return null
  name.parent = true
  const own = unit.own && hasOwnName(at - start, name.distinct, level)
  if (!settlement && !own && shortForm(place)) {
    name.start = routeStart(page, leftmost(page, place.start, floor), floor, level)
    name.absorbed = true
  }
  return name
}

/** Whether a name opens with a word for an authority of two characters or more, and goes on behind it. */
function holdsCourt(page: Page, start: number, at: number): boolean {
  const suffix = page.longest(page.lexicon.organizations, start)
  if (!suffix || suffix.length < 3 || start + suffix.length >= at) return false
  return AUTHORITIES.has(suffix.value.category) && suffix.value.name !== 'never'
}
const AUTHORITIES: ReadonlySet<string> = new Set(['judicial', 'government', 'party', 'legislature'])

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

/** 受|玉峰启发, 搭上|高升镇, 143团|花园镇, 我县|陈庄乡: a character alone that a name does not begin with after what stands before it. */
function touchesName(page: Page, at: number, floor: number): boolean {
  const { text } = page
  if ('受使让令把被将给替凭据按绕近赴沿'.includes(text[at])) return true
  const before = text[at - 1] ?? ' '
  if (isDigitCode(before.charCodeAt(0)) && getEdges().numberedUnits.includes(text[at])) return true
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

/** 肥西|三河古镇, 郑州|圃田收费站, 福州|鼓岭, but 西安城墙景区, 武昌江滩: whether words of no common kind name a place behind another. */
function hasOwnName(length: number, distinct: number, level: PlaceForm['level']): boolean {
  return distinct > 0 && length >= (level === 'natural' ? 1 : 2)
}
