import type { Publisher } from '../article/index.js'
import type { Doc } from '../text/index.js'
import type { Division } from './divisions.js'
import { hasOwnCode, isUnder } from './lexicon.js'
import { firstFrom, type Page, type PlaceHit } from './page.js'

/** What an article is about, as divisions with weights: decides which 鼓楼区 is meant. */
export interface Scope {
  /** Which division each hit means; absent where undecided. */
  of: Map<PlaceHit, Division>
  /** The article's divisions, heaviest first. */
  main: Division[]
  /** How often each division or one under it is named; the publisher's counts thrice. */
  weight: ReadonlyMap<Division, number>
  /** Townships of the table among which the article does not decide. */
  undecided: Map<PlaceHit, readonly Division[]>
}

/** How much the publisher's own place counts. */
const PUBLISHER = 3

const RANK = { province: 0, prefecture: 1, county: 2, township: 3 }

function only(hit: PlaceHit): Division | null {
  const { divisions, how } = hit.form
  // 中原, 离岛: a common word that only its parent makes a place.
  if (how === 'stop' && hit.rule === 'model-place') return null
  if (divisions.length === 1) return divisions[0]
  if (divisions.length === 0) return null
  const sorted = [...divisions].sort((a, b) => RANK[a.level] - RANK[b.level])
  // 吉林, 海南: the province unless something says otherwise; 本溪: the city over its own county.
  if (how !== 'full' && sorted[0].level === 'province') return sorted[0]
  if (sorted.every((d) => isUnder(d, sorted[0]))) return sorted[0]
  // 西安 is the capital of 陕西, not the two districts that are called 西安区.
  if (how !== 'full' && isCapital(sorted[0])) return sorted[0]
  return null
}

/** 吉林|吉林丰满: the second is the city of the name. */
function cityAfter({ form }: PlaceHit, above: Division | undefined): Division | null {
  if (above?.level !== 'province' || !form.divisions.includes(above)) return null
  return form.divisions.find((d) => d.level === 'prefecture' && d.parent === above) ?? null
}

/** GB/T 2260 counts the prefectures of a province from its capital: 6101. */
function isCapital({ level, key }: Division): boolean {
  return level === 'prefecture' && key.endsWith('0100')
}

export function decideScope(page: Page, publisher: Publisher | null, doc: Doc): Scope {
  const of = new Map<PlaceHit, Division>()
  const weight = new Map<Division, number>()
  const add = (d: Division | null, w: number) => count(weight, d, w)
  const named = publisher ? placesIn(page, publisher.name) : null
  if (named) add(named, PUBLISHER)
  let before: PlaceHit | null = null
  for (const hit of page.places) {
    const d = (before?.end === hit.start ? cityAfter(hit, of.get(before)) : null) ?? only(hit)
    before = hit
    if (!d) continue
    of.set(hit, d)
    add(d, 1)
  }
  const near = withNames(page, weight)
  const inFull = new Set([...of].filter(([{ form }]) => form.how === 'full').map(([, d]) => d))
  let last: PlaceHit | null = null
  for (const hit of page.places) {
    if (!of.has(hit) && hit.form.divisions.length > 1) {
      const above = last && last.end === hit.start ? of.get(last) : undefined
      // 嘉义 where the article has 嘉义县: the one that it names in full.
      const full = above ? [] : hit.form.divisions.filter((d) => inFull.has(d))
      const pick =
        full.length === 1
          ? full[0]
          : (choose(above ? hit.form.divisions : topmost(hit), above, near) ??
            ofName(page, hit) ??
            bySide(doc, hit, weight) ??
            largest(hit))
      if (pick) {
        of.set(hit, pick)
        add(pick, 1)
        count(near, pick)
      }
    }
    last = hit
  }
  if (named?.level === 'county' && isElsewhere(named, weight))
    for (let x: Division | null = named; x; x = x.parent) weight.delete(x)
  const main = [...weight].sort((a, b) => b[1] - a[1]).map(([d]) => d)
  return { of, main, weight, undecided: new Map() }
}

function count(weight: Map<Division, number>, division: Division | null, by = 1): void {
  for (let x = division; x; x = x.parent) weight.set(x, (weight.get(x) ?? 0) + by)
}

/** 徐州|鼓楼高新区, 防城港|至东兴铁路: the divisions that names of zones, roads and bodies begin with count beside those of the page. */
function withNames(page: Page, weight: ReadonlyMap<Division, number>): Map<Division, number> {
  const near = new Map(weight)
  const { places } = page.lexicon
  const heads = (start: number, end: number) => {
    const match = page.longest(places, start)
    if (!match || start + match.length >= end || match.value.how === 'stop') return
    if (match.value.divisions.length === 1) count(near, match.value.divisions[0])
  }
  for (const { start, end, form } of page.places) if (form.divisions.length === 0) heads(start, end)
  for (const { start, end } of page.bodies) heads(start, end)
  return near
}

/**
 * 金山网 on a page of 丹阳市: an outlet may be called like a district elsewhere. So it is where the page names places, and
 * none of the district's province.
 */
function isElsewhere(named: Division, weight: ReadonlyMap<Division, number>): boolean {
  let top = named
  let chain = 1
  for (; top.parent; top = top.parent) chain++
  return weight.get(top) === PUBLISHER && weight.size > chain
}

function placesIn(page: Page, name: string): Division | null {
  const match = page.lexicon.places.longest(name, 0)
  return match && match.value.divisions.length === 1 ? match.value.divisions[0] : null
}

/** 吉安 beside 井冈山 is the city, and neither its own 吉安县 nor the 吉安乡 of the island. */
function topmost({ form: { divisions, how } }: PlaceHit): readonly Division[] {
  if (how === 'full') return divisions
  return divisions.filter((d) => !divisions.some((other) => other !== d && isUnder(d, other)))
}

function choose(
  divisions: readonly Division[],
  above: Division | undefined,
  weight: ReadonlyMap<Division, number>,
): Division | null {
  if (above) {
    const under = divisions.filter((d) => d !== above && isUnder(d, above))
    if (under.length === 1) return under[0]
  }
  let best: Division | null = null
  let most = 0
  let tie = false
  for (const d of divisions) {
    let w = 0
    for (let x = d.parent, f = 4; x; x = x.parent, f /= 4) w += (weight.get(x) ?? 0) * f
    if (w > most) {
      best = d
      most = w
      tie = false
    } else if (w === most && w > 0) tie = true
  }
  return tie ? null : best
}

/** 九龙 is what one division is called, and 九龙县 only by leaving its unit out. */
function ofName({ text }: Page, { start, end, form }: PlaceHit): Division | null {
  const named = form.divisions.filter(({ name }) => name === text.slice(start, end))
  return form.how !== 'full' && named.length === 1 ? named[0] : null
}

/**
 * 松山区 is of 赤峰 or of 台北. Where the article names nothing else of either, its script says on which side it was
 * written: 松山區 is the one of the island.
 */
function bySide(doc: Doc, hit: PlaceHit, weight: ReadonlyMap<Division, number>): Division | null {
  const { divisions, how } = hit.form
  const island = divisions.filter(({ key }) => key.startsWith('71'))
  if (how === 'stop' || island.length === 0 || island.length === divisions.length) return null
  // 金门: the county of the island rather than the one that is a name alone.
  if (how !== 'full' && island.some(({ level }) => level === 'prefecture')) return null
  const { text, sourceSpan } = doc.mention(hit)
  const side =
    doc.source.slice(sourceSpan.start, sourceSpan.end) === text
      ? divisions.filter((d) => !island.includes(d))
      : island
  if (side !== island && [...weight.keys()].some(({ key }) => key.startsWith('71'))) return null
  return side.length === 1 ? side[0] : null
}

/**
 * 资阳 is the city rather than a district of another, 甘南 the prefecture rather than a county: the only one of its level
 * where nothing says otherwise; not 朝阳, as Beijing has a district of that name.
 */
function largest({ form, rule }: PlaceHit): Division | null {
  const [city, ...others] = form.divisions.filter(({ level }) => level === 'prefecture')
  const short = form.how === 'short' || rule === 'place-dateline'
  if (!city || others.length > 0 || !short || /^7/.test(city.key)) return null
  return form.divisions.some((d) => d !== city && d.parent?.level === 'province' && !isUnder(d, city))
    ? null
    : city
}

const LEVEL: Record<string, Division['level']> = {
  省: 'province',
  自治区: 'province',
  市: 'prefecture',
  州: 'prefecture',
  县: 'county',
  区: 'county',
  旗: 'county',
  盟: 'prefecture',
  地: 'prefecture',
}

/** What the name of a division of a level ends in, where 旗 or 盟 stands for no 市 of that level. */
const ENDS: Record<string, RegExp> = {
  自治区: /自治区$/,
  州: /州$/,
  县: /县$/,
  区: /区$/,
  旗: /旗$/,
  盟: /盟$/,
  地: /地区$|盟$/,
}

/** How near a place must stand to say what 省 means in 河北省委书记、省长. */
const NEAR = 40

/** Places by grammar that have a government. */
const LEVELLED: ReadonlySet<string> = new Set(['province', 'prefecture', 'county'])

/** Which division 市 or 县 means in 市委, 县公安局: that just named, else the article's own or the one above it. */
export function divisionByWord(page: Page, scope: Scope, word: string, at: number): Division | null {
  if (word === '镇' || word === '乡') return townshipBefore(page, scope, at)
  const level = LEVEL[word]
  if (!level) return null
  const fits = (x: Division, own: Division) => {
    if (word === '省' && /^(11|12|31|50|81|82)/.test(x.key)) return false
    // 县府 in an article about 新竹县, a county beside its province's cities.
    const island = word === '县' && x.key.startsWith('71') && x.level === 'prefecture'
    if (x.level === level || island) return ENDS[word]?.test(x.name) ?? true
    return word === '市' && /市$/.test(x.name) && (x.level !== 'county' || x === own)
  }
  const { places } = page
  for (let i = firstFrom(places, at) - 1; i >= 0 && at - places[i].end < NEAR; i--) {
    const d = scope.of.get(places[i])
    if (page.text.slice(places[i].end, at).includes('。')) break
    // 青泽县委常委、|副县长: of a county without a code.
    if (!d && LEVELLED.has(places[i].form.level) && page.text[places[i].end - 1] === word) return null
    if (!d) break
    // 会理县委副书记、|县长: of what is 会理市 now.
    if (d.level === level && page.text[places[i].end - 1] === word) return d
    for (let x: Division | null = d; x; x = x.parent) if (fits(x, d)) return x
  }
  for (const d of scope.main) for (let x: Division | null = d; x; x = x.parent) if (fits(x, d)) return x
  return null
}

/** 沙河子镇党委书记、|镇长: the township just named, where the table has it. */
function townshipBefore({ places, text }: Page, scope: Scope, at: number): Division | null {
  for (let i = firstFrom(places, at) - 1; i >= 0 && at - places[i].end < NEAR; i--) {
    if (places[i].form.level !== 'township') continue
    const d = scope.of.get(places[i])
    return d && hasOwnCode(d) && !text.slice(places[i].end, at).includes('。') ? d : null
  }
  return null
}
