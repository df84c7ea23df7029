import type { Division } from '../divisions.js'
import { isUnder, placeForm, WORD } from '../lexicon.js'
import { firstBehind, isHan, isHanCode, overlapsAny, type Page, type PlaceHit, setPlaces } from '../page.js'
import { isOfficeAt } from '../units/towns.js'
import { PARTICLES, type TownshipList } from './names.js'
import type { Townships } from './table.js'

/** How near the places of a page are to a township: its county is among them, its prefecture alone, or neither. */
type Fit = 2 | 1 | 0

const UNDER_PARENT = 'place-township-under-parent'
const FIRM = new Set([UNDER_PARENT, 'place-township-in-scope'])

/** Whether a place was found as a township of the list. */
export function isTownship({ rule }: PlaceHit): boolean {
  return rule.startsWith('place-township')
}

/** 邵公庄|街道: who is found within the name of a township that the page is near is nobody. */
export function dropNamesInTownships(page: Page): void {
  const towns = page.places.filter(({ rule }) => FIRM.has(rule))
  page.persons = page.persons.filter(({ start, end }) => {
    const town = towns[firstBehind(towns, start)]
    if (!town || town.start > start || town.end < end) return true
    return end - start === town.end - town.start && town.rule !== UNDER_PARENT
  })
}

/** What grammar takes for a township and is the street itself, 长安街道|两旁, or somebody: 黄镇. */
export function dropFalseTownships(page: Page, list: TownshipList, table: Townships | null): void {
  const { text } = page
  const isFalse = ({ start, end, form, rule }: PlaceHit) =>
    form.level === 'township' &&
    (list.isStreet(text, end) ||
      (end - start === 2 && rule === 'place-unit' && table?.named(text.slice(start, end)).length === 0))
  const left = page.places.filter((hit) => !isFalse(hit))
  if (left.length < page.places.length) setPlaces(page, left)
}

/**
 * Townships by their names, before grammar reads the rest: what it would cut wrong (将|时堰镇) or take for a common word
 * (杨|村镇). A name is found with its unit; where there is the table, bare right after its county, too, and which of its
 * name is meant is decided when the scope of the article is known.
 */
export function findTownships(page: Page, list: TownshipList, table: Townships | null): void {
  const near = nearOf(page)
  const found: PlaceHit[] = []
  const seen = new Set<string>()
  for (const { span } of page.zones)
    for (let i = span.start + 1; i < span.end; i++) {
      const end = unitEnd(page.text, i)
      if (end < 0 || end > span.end) continue
      const floor = Math.max(span.start, found.at(-1)?.end ?? 0)
      const hit = townshipAt(page, list, table, near, end, floor, seen)
      if (!hit || goesOn(page.text, list, hit) || cutsListed(page, hit)) continue
      found.push(hit)
      seen.add(hit.form.name)
      page.placeEnd.set(hit.end, hit)
      i = hit.end - 1
    }
  if (table) found.push(...findBare(page, table, found))
  if (found.length === 0) return
  const rest = page.places.filter((hit) => !overlapsAny(found, hit.start, hit.end))
  setPlaces(page, [...rest, ...found.sort((a, b) => a.start - b.start)])
}

/** Where a unit ends whose first character stands at a place; -1 for none. */
function unitEnd(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code === 0x9547 || code === 0x4e61) return at + 1
  if (code === 0x8857) return text.charCodeAt(at + 1) === 0x9053 ? at + 2 : -1
  return code === 0x82cf && text.charCodeAt(at + 1) === 0x6728 ? at + 2 : -1
}

/** The counties and prefectures that a page may be about. */
function nearOf(page: Page): ReadonlySet<Division> {
  const near = new Set<Division>()
  for (const { form } of page.places)
    if (form.divisions.length < MANY)
      for (const division of form.divisions) {
        near.add(division)
        if (division.level === 'county' && division.parent?.level === 'prefecture') near.add(division.parent)
      }
  return near
}

/** A name of so many counties says nothing of where an article is. */
const MANY = 6

function townshipAt(
  page: Page,
  list: TownshipList,
  table: Townships | null,
  near: ReadonlySet<Division>,
  end: number,
  floor: number,
  seen: ReadonlySet<string>,
): PlaceHit | null {
  const { text } = page
  const exact = list.endingAt(text, end, floor)
  const matches = exact.length > 0 ? exact : list.endingWithPeoples(text, end, floor)
  if (matches.length === 0 || list.isStreet(text, end)) return null
  const settled = page.isBoundary(end) || isOfficeAt(text, end)
  for (const { start, rows } of matches) {
    const above = page.placeEnd.get(start)?.form.divisions ?? []
    if (above.length === 0) continue
    // 杭州市|余杭区|中泰街道: a county in full heads no township's name.
    const head = page.longest(page.lexicon.places, start)
    if (head && start + head.length < end && page.placeEnd.get(start + head.length)?.form.how === 'full')
      continue
    // 富裕县|忠厚乡|农乐村, cut as 乡农
    if (
      table
        ? rows.some((row) => isBelow(table.division(row), above))
        : settled || VILLAGE_AHEAD.test(text.slice(end, end + 5))
    )
      return make(text, start, end, UNDER_PARENT)
  }
  for (const { start, rows } of matches) {
    // 西合营镇 … 西合营镇|南大坪村, cut as 镇南
    if (!settled && !(seen.has(text.slice(start, end)) && VILLAGE_AHEAD.test(text.slice(end, end + 5))))
      continue
    if (!isHanCode(text.charCodeAt(start))) continue
    const fit = table ? bestFit(table, rows, near) : near.size > 0 ? 1 : 0
    // 棣花镇、|商镇: a name of one character only behind a mark, and of the county that the page is about.
    if (end - start < 3 && (fit < 2 || isHan(text[start - 1]))) continue
    if (opens(page, start, floor, fit) && !isCommon(page, start, end, fit))
      if (fit === 2 || !isPerson(page, start, end, floor))
        return make(text, start, end, fit > 0 ? 'place-township-in-scope' : 'place-township')
  }
  return null
}

/** What stands between a township and 村 is a village's name, unless it goes on from the unit: 乡|镇村干部. */
const VILLAGE_AHEAD = /^[^镇乡村街、，。的等各\s][\u4e00-\u9fff]{1,2}?村/

/** 金龙镇|街道: the name of another unit is longer. */
function goesOn(text: string, list: TownshipList, { start, end }: PlaceHit): boolean {
  return (
    text.startsWith('街道', end) && list.endingAt(text, end + 2, start).some((match) => match.start === start)
  )
}

/** 石桥|镇安县: a listed place in full goes on behind the unit. */
function cutsListed({ places }: Page, { start, end }: PlaceHit): boolean {
  const last = places[firstBehind(places, end)]
  return last !== undefined && last.start > start && last.start < end && last.form.how === 'full'
}

function make(text: string, start: number, end: number, rule: string): PlaceHit {
  return { start, end, form: placeForm('township', text.slice(start, end), [], 'full'), rule }
}

function isBelow(division: Division, above: readonly Division[]): boolean {
  return above.some((d) => d !== division && isUnder(division, d))
}

function bestFit(table: Townships, rows: readonly number[], near: ReadonlySet<Division>): Fit {
  let fit: Fit = 0
  for (const row of rows) fit = Math.max(fit, fitOf(near, table.division(row))) as Fit
  return fit
}

function fitOf(near: ReadonlySet<Division>, { parent }: Division): Fit {
  if (parent === null) return 0
  if (near.has(parent)) return 2
  return parent.parent !== null && near.has(parent.parent) ? 1 : 0
}

/** Whether a name may begin at a place. */
function opens(page: Page, start: number, floor: number, fit: Fit): boolean {
  const { text } = page
  if (start === floor || !isHan(text[start - 1]) || page.placeEnd.has(start)) return true
  const particle = PARTICLES.includes(text[start - 1])
  // 将时|堰镇: cut within the name.
  if (!page.isBoundary(start)) return fit > 0 && particle
  const from = page.wordStart(start, floor)
  const bits = page.bits(from, start)
  if (bits & (WORD.leadIn | WORD.stop)) return true
  return start - from === 1 ? particle : (bits & WORD.noun) !== 0
}

/** 中心镇, 古城街道, 新型城镇: common words that are names too stand for one where the page is of its county. */
function isCommon(page: Page, start: number, end: number, fit: Fit): boolean {
  const { units } = page.lexicon
  const stem = end - (page.text[end - 1] === '镇' || page.text[end - 1] === '乡' ? 1 : 2)
  const noun = (from: number, to: number) => (page.bits(from, to) & (WORD.noun | WORD.stop)) !== 0
  if (noun(start, end) || page.exact(units, start, end)?.strength === 'never') return true
  if (fit === 2 || isOfficeAt(page.text, end)) return false
  if (noun(start, stem)) return true
  for (let at = start + 1; at < end - 1; at++)
    if (page.exact(units, at, end)?.strength === 'never') return fit === 0 && noun(start, at)
  return false
}

/** 记者|王安镇, 黄家镇|说: who holds an office or speaks; 王金|镇长. */
function isPerson(page: Page, start: number, end: number, floor: number): boolean {
  const { lexicon, text } = page
  if (end - start !== 3 || text[end - 1] === '道' || !(lexicon.surnames[text.charCodeAt(start)] > -16))
    return false
  // 舒洪镇|和仙都街道
  if (TOWN_NEXT.test(text.slice(end, end + 9))) return false
  if (text[end] === '长') return true
  if (start === floor || !isHan(text[start - 1])) return page.longest(lexicon.cues, end) !== null
  const from = page.wordStart(start, floor)
  return (
    (page.ownBits(from, start) & WORD.intro) !== 0 ||
    lexicon.heads.longest(text, from)?.length === start - from
  )
}

/** What joins a township to the next one, and that. */
const TOWN_NEXT = /^[和与及、][\u4e00-\u9fff]{2,6}?(?:[镇乡](?!长)|街道)/

/** What follows a township called without its unit: 商州区沙河子|一带. */
const AFTER_BARE = /^(?:境内|一带|附近|集镇|街上|等地|的)/

/** 商州区|沙河子: bare names right after their county, where nothing goes on with them. */
function findBare(page: Page, table: Townships, taken: readonly PlaceHit[]): PlaceHit[] {
  const { text } = page
  const out: PlaceHit[] = []
  for (const hit of page.places) {
    const { end, form } = hit
    if (form.how !== 'full' || form.level !== 'county' || !isHan(text[end])) continue
    for (const county of form.divisions) {
      const row = table.stemAt(county, text, end)
      if (row < 0) continue
      const { short } = table.division(row)
      const to = end + short.length
      if (!page.isBoundary(end) || !page.isBoundary(to) || overlapsAny(taken, end, to)) continue
      if (page.bits(end, to) & (WORD.noun | WORD.stop) || overlapsAny(page.places, end, to)) continue
      if (isHan(text[to]) && !AFTER_BARE.test(text.slice(to, to + 2))) continue
      out.push(make(text, end, to, 'place-township-bare'))
      break
    }
  }
  return out
}
