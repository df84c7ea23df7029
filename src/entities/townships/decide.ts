import type { Division } from '../divisions.js'
import { isUnder } from '../lexicon.js'
import type { Page, PlaceHit } from '../page.js'
import type { Scope } from '../scope.js'
import type { Townships } from './table.js'

/** A township that no parent stands beside. */
interface Open {
  /** Among the places of the page. */
  index: number
  hit: PlaceHit
  among: readonly Division[]
}

/**
 * Which township each name means, once the scope of the article is known: by the parent beside it, as the same name with
 * its parent elsewhere, by the county, by the prefecture where that has one of the name. Else it stays undecided.
 */
export function decideTownships(page: Page, scope: Scope, table: Townships): void {
  const open: Open[] = []
  /** What a name means where its parent stands beside it. */
  const said = new Map<string, Set<Division>>()
  const byName = new Map<string, readonly Division[]>()
  for (const [index, hit] of page.places.entries()) {
    if (hit.form.level !== 'township') continue
    const { name } = hit.form
    const among = byName.get(name) ?? townshipsOf(page, table, hit)
    byName.set(name, among)
    if (among.length === 0) continue
    scope.of.delete(hit)
    const beside = parentBeside(page, scope, index, among)
    const under = beside ? underOf(table, name, among, beside) : among
    if (beside && under.length === 1) {
      scope.of.set(hit, under[0])
      said.set(name, (said.get(name) ?? new Set()).add(under[0]))
    }
    // None: a township of that county that the table does not have, new or renamed, whoever shares its name.
    else if (under.length > 0) open.push({ index, hit, among: under })
  }
  if (open.length === 0) return
  const named = namedIn(scope)
  /** By what may be meant: one list a name, but for those beside a prefecture. */
  const choices = new Map<readonly Division[], Choice>()
  for (const { index, hit, among } of open) {
    const known = among.filter((d) => said.get(hit.form.name)?.has(d))
    const choice = choices.get(among) ?? (known.length > 0 ? oneOf(known) : byScope(named, table, among))
    choices.set(among, choice)
    const street = choice.left.length === 0 ? streetIn(scope, table, hit.form.name) : null
    const division = choice.one ?? street ?? nearest(page, scope, index, choice.left)
    if (division) scope.of.set(hit, division)
    else if (choice.left.length > 0) scope.undecided.set(hit, choice.left)
  }
}

/** Townships that a place may be by its name; of a list that leaves the unit open, by its stem. */
function townshipsOf({ lexicon }: Page, table: Townships, { form, rule }: PlaceHit): Division[] {
  const { name } = form
  const exact = table.named(name)
  const listed = exact.length > 0 ? exact : table.namedAfterStreet(name)
  const bare = rule === 'place-township-bare' || (rule === 'place-closed-list' && listed.length === 0)
  if (bare) return table.withStem(name)
  // Taiwan's are in the list of divisions, with no public code.
  const island = form.divisions.length > 0 ? form.divisions : (lexicon.placeOf(name)?.divisions ?? [])
  return listed.length === 0
    ? listed
    : [...listed, ...island.filter(({ key, level }) => level === 'township' && key.startsWith('71'))]
}

/** Which of a name are under a division. 徐汇区|天平街道 is 天平路街道, though there is a 天平街道 elsewhere. */
function underOf(
  table: Townships,
  name: string,
  among: readonly Division[],
  above: Division,
): readonly Division[] {
  const under = among.filter((d) => isUnder(d, above))
  return under.length > 0 ? under : table.namedAfterStreet(name).filter((d) => isUnder(d, above))
}

/** The same where the county is no more than named. */
function streetIn({ weight }: Scope, table: Townships, name: string): Division | null {
  const near = table.namedAfterStreet(name).filter(({ parent }) => parent !== null && weight.has(parent))
  return near.length === 1 ? near[0] : null
}

/** 商州区|沙河子镇. Of counties that share a name it is the one that has such a township: 朝阳区|将台乡. */
function parentBeside(
  { places }: Page,
  scope: Scope,
  index: number,
  among: readonly Division[],
): Division | null {
  const last = places[index - 1]
  if (last?.end !== places[index].start || last.form.level === 'township') return null
  const known = scope.of.get(last)
  if (known) return known
  const above = last.form.divisions.filter((d) => among.some((township) => isUnder(township, d)))
  if (above.length !== 1) return null
  scope.of.set(last, above[0])
  return above[0]
}

interface Choice {
  one: Division | null
  /** Among which it is undecided. */
  left: readonly Division[]
}

function oneOf(left: readonly Division[]): Choice {
  return { one: left.length === 1 ? left[0] : null, left }
}

/** The division between county and province; a municipality stands for its own. */
function regionOf({ parent }: Division): Division | null {
  if (!parent) return null
  if (parent.level === 'prefecture') return parent
  const above = parent.parent
  if (above?.level === 'prefecture') return above
  return above && /^(?:11|12|31|50)/.test(above.key) ? above : null
}

/** What an article names. */
interface Named {
  weight: ReadonlyMap<Division, number>
  provinces: ReadonlySet<Division>
  /** Prefectures, and municipalities, of which it names a county. */
  withCounty: ReadonlySet<Division>
  /** Whether it names any county or prefecture. */
  local: boolean
}

function namedIn({ weight }: Scope): Named {
  const provinces = new Set<Division>()
  const withCounty = new Set<Division>()
  let local = false
  for (const division of weight.keys()) {
    if (division.level === 'province') provinces.add(division)
    else local = true
    if (division.level === 'county' && division.parent) withCounty.add(division.parent)
  }
  return { weight, provinces, withCounty, local }
}

/** How much heavier a county must be than the next one that has a township of the name. */
const HEAVIER = 3

function byScope(
  { weight, provinces, withCounty, local }: Named,
  table: Townships,
  among: readonly Division[],
): Choice {
  const heavy = (d: Division | null) => (d ? (weight.get(d) ?? 0) : 0)
  const inCounty = among.filter((d) => heavy(d.parent) > 0)
  if (inCounty.length > 0) {
    const [first, second] = [...inCounty].sort((a, b) => heavy(b.parent) - heavy(a.parent))
    if (second && heavy(first.parent) >= HEAVIER * heavy(second.parent)) return { one: first, left: inCounty }
    return oneOf(inCounty)
  }
  const inRegion = among.filter((d) => heavy(regionOf(d)) > 0)
  if (inRegion.length > 0) {
    // An article of another county there has a township of its own, which the table may lack.
    const elsewhere = among.length > 1 && withCounty.has(regionOf(inRegion[0]) as Division)
    return elsewhere ? { one: null, left: inRegion } : oneOf(inRegion)
  }
  // A county that the article names may have one of the name that is new or renamed: others say nothing of it.
  if (withCounty.size > 0) return { one: null, left: [] }
  const inProvince = among.filter((d) => {
    for (let x: Division | null = d; x; x = x.parent) if (provinces.has(x)) return true
    return false
  })
  if (inProvince.length > 0) return local ? { one: null, left: inProvince } : oneOf(inProvince)
  // 高升镇 is in one county, and was in another whose township is 高升街道 now: no name to go by alone.
  const alone = provinces.size === 0 && among.length === 1 && table.withStem(among[0].short).length === 1
  return { one: alone ? among[0] : null, left: among }
}

/** How many places before a name are asked which of its counties is meant. */
const NEAREST = 12

/** 洛南县今年……，城关镇: the township of the division that is named last before it in the sentence. */
function nearest(page: Page, scope: Scope, index: number, left: readonly Division[]): Division | null {
  if (left.length < 2) return null
  const { places, text } = page
  for (let i = index - 1; i >= Math.max(0, index - NEAREST); i--) {
    if (/[。！？\n]/.test(text.slice(places[i].end, places[i + 1].start))) return null
    const division = scope.of.get(places[i])
    if (!division) continue
    for (let d: Division | null = division; d && d.level !== 'province'; d = d.parent) {
      const above = d
      const under = left.filter((township) => isUnder(township, above))
      if (under.length > 0) return under.length === 1 ? under[0] : null
    }
  }
  return null
}
