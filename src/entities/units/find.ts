import type { Span } from '../../text/index.js'
import { getCues } from '../cues.js'
import { type PlaceUnit, WORD } from '../lexicon.js'
import { type Page, type PlaceHit, setPlaces } from '../page.js'
import {
  compassRoad,
  countedRoad,
  endsSideways,
  isInHongKong,
  linesByNumber,
  mayNumberLines,
  numberedRoad,
  sidedRoad,
  streetsOfHongKong,
} from '../roads.js'
import { placeBefore } from './before.js'
import { isFalse } from './false-places.js'
import { asDivision, namedAround, seenBefore } from './known.js'
import { withSection } from './routes.js'
import { isOfficeAt, rightAfterParent, townBefore, townByOffice } from './towns.js'

/** Towns, villages, roads, zones, buildings by grammar: a name of one to five characters before a unit word. */
export function findPlacesByGrammar(page: Page): void {
  const { text, lexicon } = page
  const added: PlaceHit[] = []
  const taken = new Map<string, string>()
  const children = new Set(
    page.places.filter(({ rule }) => rule === 'place-under-parent').map(({ start }) => start),
  )
  const inHongKong = page.places.some(isInHongKong)
  const byNumber = mayNumberLines(text)
  const named = namedAround(page)
  for (const { span } of page.zones) {
    if (byNumber) added.push(...linesByNumber(page, span))
    if (inHongKong) added.push(...streetsOfHongKong(page, span))
    for (
      let i = page.next(lexicon.units, span.start, span.end);
      i < span.end;
      i = page.next(lexicon.units, i + 1, span.end)
    ) {
      const match = page.longest(lexicon.units, i)
      if (!match) continue
      const end = i + match.length
      const never = match.value.strength === 'never'
      if (never && isWithinName(page, i, end, span.start)) continue
      // 普洱|镇沅: a county begins with the unit.
      if (end > span.end || children.has(i)) continue
      const seen = seenBefore(page, end, span.start, match.value, taken)
      if (seen) {
        added.push(seen)
        page.placeEnd.set(end, seen)
        i = end - 1
        continue
      }
      const doubled = text.startsWith('村村', i) && isOfficeAt(text, i + 1)
      const hit =
        (doubled ? placeBefore(page, i, i + 1, VILLAGE, span.start, taken) : null) ??
        placeAt(page, i, end, match.value, span, taken)
      if (hit && isFalse(page, hit, span.end)) continue
      if (hit) {
        if (hit.form.level === 'road') withSection(page, hit, span.end)
        if (isListed(page, hit)) hit.rule = 'place-in-list'
        asDivision(page, hit, named)
        added.push(hit)
        page.placeEnd.set(hit.end, hit)
        taken.set(text.slice(hit.start, hit.end), hit.rule)
      }
      // 新桥村|村民: the second 村 ends no longer name.
      if (hit || never) i = (hit && !doubled ? hit.end : end) - 1
    }
  }
  merge(page, added)
}

/** 任家后|村|村民: the first 村 of two before who lives there. */
const VILLAGE: PlaceUnit = { level: 'village', strength: 'weak', own: false }

/** The place whose unit stands here, by the first rule that knows it. */
function placeAt(
  page: Page,
  at: number,
  end: number,
  unit: PlaceUnit,
  span: Span,
  taken: ReadonlyMap<string, string>,
): PlaceHit | null {
  const { start: floor } = span
  const village = villageUnit(page, at, end, unit, floor)
  return (
    (village ? placeBefore(page, end - 1, end, village, floor, taken) : null) ??
    (endsSideways(page, end - 1) ? sidedRoad(page, end, floor) : null) ??
    placeBefore(page, at, end, unit, floor, taken) ??
    townByOffice(page, at, end, unit, floor) ??
    numberedRoad(page, at, end, span) ??
    compassRoad(page, end, floor) ??
    countedRoad(page, end, floor) ??
    sidedRoad(page, end, floor)
  )
}

/** 凉亭乡|赛|山村, 维西县|塔|城镇: right after a town or county a common word may be the end of a name: its unit. */
function villageUnit(
  page: Page,
  at: number,
  end: number,
  { strength }: PlaceUnit,
  floor: number,
): PlaceUnit | undefined {
  if (strength !== 'never') return undefined
  const { text, lexicon } = page
  const { townEnds, counts } = getCues()
  const town =
    townBefore(page, at, floor) ||
    (townEnds.includes(text[at]) && !counts.includes(text[at - 1]) && rightAfterParent(page, at + 1))
  return town ? lexicon.units.get(text[end - 1]) : undefined
}

/** 六|一路: whether what is no unit is the end of a road's name that is one word and no common one. */
function isWithinName(page: Page, at: number, end: number, floor: number): boolean {
  if (page.isBoundary(at) || !'路街'.includes(page.text[end - 1])) return false
  const start = page.wordStart(at, floor)
  return page.wordEnd(start, end + 1) === end && !(page.bits(start, end) & (WORD.noun | WORD.stop))
}

/** 桠溪镇、|东坝镇: whether a town stands in a list behind another. */
function isListed({ text, placeEnd }: Page, { start, rule, form }: PlaceHit): boolean {
  if (rule !== 'place-unit' || form.level !== 'township' || !'、和及'.includes(text[start - 1] ?? ' '))
    return false
  return placeEnd.get(start - 1)?.form.level === 'township'
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
