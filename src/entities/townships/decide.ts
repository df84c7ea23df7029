import { type Division, isUnder } from '../lexicon.js'
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
  for (const [index, hit] of page.places.entries()) {
    if (hit.form.level !== 'township') continue
    const among = townshipsOf(page, table, hit)
    if (among.length === 0) continue
    scope.of.delete(hit)
    const beside = parentBeside(page, scope, index, among)
    const under = beside ? among.filter((d) => isUnder(d, beside)) : among
    if (beside && under.length === 1) {
      scope.of.set(hit, under[0])
      said.set(hit.form.name, (said.get(hit.form.name) ?? new Set()).add(under[0]))
    }
    // None: a township of that county that the table does not have, new or renamed, whoever shares its name.
    else if (under.length > 0) open.push({ index, hit, among: under })
  }
  for (const { index, hit, among } of open) {
    const known = among.filter((d) => said.get(hit.form.name)?.has(d))
    const { one, left } = known.length > 0 ? oneOf(known) : byScope(scope, among)
    const division = one ?? nearest(page, scope, index, left)
    if (division) scope.of.set(hit, division)
    else if (left.length > 0) scope.undecided.set(hit, left)
  }
}

/** Townships that a place may be by its name; of a list that leaves the unit open, by its stem. */
function townshipsOf({ lexicon }: Page, table: Townships, { form, rule }: PlaceHit): Division[] {
  const { name } = form
  const listed = table.named(name)
  const bare = rule === 'place-township-bare' || (rule === 'place-closed-list' && listed.length === 0)
  if (bare) return table.withStem(name)
  // Taiwan's are in the list of divisions, with no public code.
  const island = form.divisions.length > 0 ? form.divisions : (lexicon.placeOf(name)?.divisions ?? [])
  return listed.length === 0
    ? listed
    : [...listed, ...island.filter(({ key, level }) => level === 'township' && key.startsWith('71'))]
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

/** How much heavier a county must be than the next one that has a township of the name. */
const HEAVIER = 3

function byScope({ weight }: Scope, among: readonly Division[]): Choice {
  const heavy = (d: Division | null) => (d ? (weight.get(d) ?? 0) : 0)
  const inCounty = among.filter((d) => heavy(d.parent) > 0)
  if (inCounty.length > 0) {
    const [first, second] = [...inCounty].sort((a, b) => heavy(b.parent) - heavy(a.parent))
    if (second && heavy(first.parent) >= HEAVIER * heavy(second.parent)) return { one: first, left: inCounty }
    return oneOf(inCounty)
  }
  const scoped = [...weight.keys()]
  const inRegion = among.filter((d) => heavy(regionOf(d)) > 0)
  if (inRegion.length > 0) {
    const region = regionOf(inRegion[0]) as Division
    // An article of another county there has a township of its own, which the table may lack.
    const counties = scoped.some((d) => d.level === 'county' && isUnder(d, region))
    return counties && among.length > 1 ? { one: null, left: inRegion } : oneOf(inRegion)
  }
  // A name that is found elsewhere alone says nothing of an article that is of some county or prefecture.
  if (scoped.some(({ level }) => level !== 'province')) return { one: null, left: [] }
  const inProvince = among.filter((d) => scoped.some((province) => isUnder(d, province)))
  if (inProvince.length > 0) return oneOf(inProvince)
  return scoped.length === 0 ? oneOf(among) : { one: null, left: among }
}

/** 洛南县今年……，城关镇: the township of the division that is named last before it in the sentence. */
function nearest(page: Page, scope: Scope, index: number, left: readonly Division[]): Division | null {
  if (left.length < 2) return null
  const { places, text } = page
  for (let i = index - 1; i >= 0; i--) {
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
