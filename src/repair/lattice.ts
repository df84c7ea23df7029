import { gbk } from './gbk.js'
import type { Item } from './items.js'
import { CLASSES, type Model } from './model.js'
import { charactersOf, fitness, type Reading, readingKey } from './readings.js'

/** What the whole page tells about its converter and its words. */
export interface PageEvidence {
  /** By byte pair: the reading in the bracket after it (`readingKey` + 1), 0 where none was seen. */
  annotated: Uint16Array
  /** By byte pair: 1 where it stands without a bracket in an undamaged part. */
  bare: Uint8Array
  /** What it costs to take a character that only Simplified, or only Traditional, text has. */
  prices: { simplified: number; traditional: number }
  /** How often each pair of neighbours (Simplified code units) stands in undamaged parts. */
  neighbours: Map<number, number>
  /** Code units that stand in undamaged parts. */
  seen: Uint8Array
}

/** How strictly a search holds to the evidence: 2 all of it, 1 tones and table may err, 0 brackets too. */
export type Strictness = 0 | 1 | 2

/** Placeholder for an ASCII byte that was swallowed. */
export const SWALLOWED = 1
/** Placeholder for bytes that make no character. */
export const LOST = 2

/**
 * A place in the bytes: item × 4 + 0 before the item, 1 after its first byte, 2 after the first lost byte of
 * a lost pair, 3 after a lost byte that swallowed an ASCII one.
 */
type Place = number

/** A way of reading the bytes so far. */
export interface Path {
  previous: Path | null
  /** The last character read; 0 at the start. */
  code: number
  from: Place
  to: Place
  /** The last byte, or −1 where it is not known. */
  last: number
  /** Simplified forms of the last characters, the latest first. */
  s1: number
  s2: number
  s3: number
  /** Best score up to the latest character, up to the one before it, and so on. */
  v0: number
  v1: number
  v2: number
  v3: number
  /** Class of the word that ends there. */
  t0: number
  t1: number
  t2: number
  t3: number
  /** Score apart from words: prices of what was assumed. */
  extra: number
}

interface ByteRead {
  /** −1: lost; then it lies in 0x81..0xfe. */
  value: number
  /** The lost byte makes no character with the one after it, which is lost too. */
  paired: boolean
  next: Place
  price: number
  /** The lost byte right before this one, with which it makes no character; else −1. */
  partner: number
}

const PRICE_QUESTION_MARK = -7
const PRICE_BORDER = -9
const PRICE_SWALLOWED = -5
const PRICE_LOST = -22
const PRICE_DOUBT = 6
const BONUS_NEIGHBOURS = 0.8
/** Bounds of what one more character can add: a class that follows gladly, a word, words seen on the page. */
const BEST_FOLLOW = 2
const BEST_WORD = -3.5
const BEST_BONUS = 3
/** How many paths a place keeps, and how far behind the best they may be. */
const WIDTH = 20
const MARGIN = 11

/** All that a search needs. */
export interface Search {
  items: readonly Item[]
  page: PageEvidence
  model: Model
  /** How many more characters may be tried: keeps hopeless input linear. */
  budget: { left: number }
}

interface StrictSearch extends Search {
  strict: Strictness
}

/** Ways to read one byte at a place. `role`: as the first or the second byte of a character. */
function readByte({ items }: Search, place: Place, role: 'lead' | 'trail', last: number): ByteRead[] {
  const index = place >> 2
  const item = items[index]
  if (item === undefined) return []
  const after = (index + 1) << 2
  if (item.kind === 'pair')
    return (place & 3) === 0
      ? [{ value: item.pair >> 8, next: place + 1, price: 0, partner: -1, paired: false }]
      : [{ value: item.pair & 0xff, next: after, price: 0, partner: -1, paired: false }]
  if (item.kind === 'byte') return [{ value: item.code, next: after, price: 0, partner: -1, paired: false }]
  if (item.kind === 'bracket') return []
  if ((place & 3) === 2) return [{ value: -1, next: after, price: 0, partner: last, paired: false }]
  if (item.lone) return [{ value: -1, next: after, price: 0, partner: -1, paired: false }]
  const border = { value: -1, next: after, price: PRICE_BORDER, partner: -1, paired: false }
  if (role === 'lead') return [border]
  const pair = { value: -1, next: place + 2, price: 0, partner: -1, paired: true }
  // A browser shows U+FFFD and then the ASCII byte: nothing is swallowed.
  return item.browser
    ? [pair, { ...border, price: PRICE_SWALLOWED }]
    : [pair, border, { ...border, next: place + 3, price: PRICE_SWALLOWED }]
}

/** Steps over a bracket at a place; `reading` is null where none stands there. */
function stepBracket({ items }: Search, place: Place): { place: Place; reading: Reading | null } {
  const item = (place & 3) === 0 ? items[place >> 2] : undefined
  return item?.kind === 'bracket'
    ? { place: ((place >> 2) + 1) << 2, reading: item.reading }
    : { place, reading: null }
}

/** Whether two neighbouring bytes agree with what stands, or does not stand, after them. */
function agrees({ page, strict }: StrictSearch, pair: number, reading: Reading | null): boolean {
  if (strict === 0) return true
  const known = page.annotated[pair]
  if (!reading) return known === 0 || strict < 2 || page.bare[pair] === 1
  if (strict === 2 && known === 0 && page.bare[pair] === 1) return false
  if (known === readingKey(reading) + 1) return true
  const code = gbk().charOf[pair]
  return code !== 0 && (known === 0 || strict < 2) && fitness(code, reading) >= strict
}

/** A character found at a place, before the path is extended with it. */
type Take = (code: number, to: Place, last: number, price: number) => void

/** Every character that the bytes at the end of a path allow. */
export function takeCharacters(search: StrictSearch, from: Place, last: number, take: Take): void {
  if ((from & 3) === 3) {
    take(SWALLOWED, ((from >> 2) + 1) << 2, -1, 0)
    return
  }
  const item = search.items[from >> 2]
  if (item?.kind === 'bad' && !item.lone && (from & 3) === 0)
    take(item.browser ? 0xfffd : 0x3f, ((from >> 2) + 1) << 2, -1, PRICE_QUESTION_MARK)
  for (const lead of readByte(search, from, 'lead', last)) {
    if (lead.value >= 0 && lead.value <= 0x80) takeSingle(search, lead, last, take)
    else takePair(search, lead, last, take)
  }
}

function takeSingle(search: StrictSearch, byte: ByteRead, last: number, take: Take): void {
  const { place, reading } = stepBracket(search, byte.next)
  if (reading && !(last >= 0 && agrees(search, (last << 8) | byte.value, reading))) return
  take(byte.value === 0x80 ? 0x20ac : byte.value, place, byte.value, byte.price)
}

function takePair(search: StrictSearch, lead: ByteRead, last: number, take: Take): void {
  const { charOf } = gbk()
  const middle = stepBracket(search, lead.next)
  for (const trail of readByte(search, middle.place, 'trail', lead.value)) {
    const end = stepBracket(search, trail.next)
    const pinned = middle.reading !== null || end.reading !== null
    if (lead.value < 0 && trail.value < 0 && !middle.reading) {
      const lost = { lead, trail, last, to: end.place }
      if (end.reading) takeRead(search, lost, end.reading, take)
      else takeFree(search, lost, take)
      continue
    }
    const guess = !pinned && (lead.value < 0 || trail.value < 0)
    const trailFrom = trail.value < 0 ? 0x81 : trail.value
    const trailTo = trail.value < 0 ? 0xfe : trail.value
    const leadTo = lead.value < 0 ? 0xfe : lead.value
    for (let l = lead.value < 0 ? 0x81 : lead.value; l <= leadTo; l++) {
      if (lead.partner >= 0 && charOf[(lead.partner << 8) | l] !== 0) continue
      if (last >= 0 && !agrees(search, (last << 8) | l, middle.reading)) continue
      search.budget.left -= (trailTo - trailFrom) >> 3
      for (let t = trailFrom; t <= trailTo; t++) {
        const pair = (l << 8) | t
        const code = charOf[pair]
        if (code === 0 || (trail.paired && !startsNothing(t)) || (guess && !isPlausible(search.model, code)))
          continue
        if (agrees(search, pair, end.reading)) take(code, end.place, t, lead.price + trail.price)
      }
    }
  }
}

/** A character of which both bytes are lost. */
interface LostCharacter {
  lead: ByteRead
  trail: ByteRead
  last: number
  to: Place
}

/** Whether a pair fits between its neighbours, themselves perhaps lost. */
function fitsBetween(search: StrictSearch, { lead, trail, last }: LostCharacter, pair: number): boolean {
  if (lead.partner >= 0 && gbk().charOf[(lead.partner << 8) | (pair >> 8)] !== 0) return false
  if (trail.paired && !startsNothing(pair & 0xff)) return false
  return last < 0 || agrees(search, (last << 8) | (pair >> 8), null)
}

/** Only a reading is left: every character that has it is tried. */
function takeRead(search: StrictSearch, lost: LostCharacter, reading: Reading, take: Take): void {
  const { charOf, pairOf } = gbk()
  const price = lost.lead.price + lost.trail.price
  for (const code of charactersOf(reading)) {
    const pair = pairOf[code]
    if (charOf[pair] === code && fitsBetween(search, lost, pair) && agrees(search, pair, reading))
      take(code, lost.to, pair & 0xff, price)
  }
}

/** Nothing is left, but for what the neighbours exclude: only everyday characters are tried. */
function takeFree(search: StrictSearch, lost: LostCharacter, take: Take): void {
  if (lost.lead.partner < 0 || !lost.trail.paired) return
  const price = lost.lead.price + lost.trail.price
  for (const pair of everyday(search.model))
    if (fitsBetween(search, lost, pair) && agrees(search, pair, null))
      take(gbk().charOf[pair], lost.to, pair & 0xff, price)
}

let everydayPairs: number[] | null = null

/** Byte pairs of the most frequent characters. */
function everyday({ single, simplified }: Model): number[] {
  if (everydayPairs) return everydayPairs
  const { charOf } = gbk()
  everydayPairs = []
  for (let pair = 0x8181; pair < 0xfeff; pair++)
    if (charOf[pair] !== 0 && (pair & 0xff) >= 0x81 && single[simplified[charOf[pair]]] > -11.5)
      everydayPairs.push(pair)
  return everydayPairs
}

let startsNothingTable: Uint8Array | null = null

/** Whether there is a byte above 0x80 with which this one makes no character. */
function startsNothing(byte: number): boolean {
  if (!startsNothingTable) {
    const { charOf } = gbk()
    startsNothingTable = new Uint8Array(0x100)
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let trail = 0x81; trail <= 0xfe; trail++)
        if (charOf[(lead << 8) | trail] === 0) startsNothingTable[lead] = 1
  }
  return startsNothingTable[byte] === 1
}

/** Characters that nobody reads in news are tried only where a bracket demands them. */
function isPlausible({ single, simplified }: Model, code: number): boolean {
  return single[simplified[code]] > -18.9
}

const word = new Uint16Array(4)

/** The path with one more character, or null where it falls behind `least`. */
export function extend(
  { page, model }: Pick<Search, 'page' | 'model'>,
  path: Path,
  code: number,
  to: Place,
  last: number,
  price: number,
  least: number,
): Path | null {
  const { s1, s2, s3 } = path
  const { follows, value, tag } = model
  const s = model.simplified[code]
  let extra = path.extra + price
  // No word is worth more than this; most candidates fall away here.
  const most = Math.max(
    path.v0 + model.single[s] + BEST_FOLLOW,
    Math.max(path.v1, path.v2, path.v3) + BEST_WORD,
  )
  if (code !== SWALLOWED && most + extra + BEST_BONUS < least) return null
  const together = s1 === 0 ? undefined : page.neighbours.get(s1 * 0x10000 + s)
  if (together !== undefined) extra += BONUS_NEIGHBOURS * Math.log2(1 + together)
  if (page.seen[code] === 0) extra -= scriptPrice(page, model, code)
  let t = model.singleTag[s]
  let v =
    path.v0 +
    (code === SWALLOWED ? swallowedWorth(path.s1) : model.single[s] + follows[path.t0 * CLASSES + t])
  word[0] = s3
  word[1] = s2
  word[2] = s1
  word[3] = s
  for (let length = 2; length <= 4 && (length === 2 ? s1 : length === 3 ? s2 : s3) !== 0; length++) {
    const index = model.find(word, 4, length)
    if (index < 0) continue
    const before = length === 2 ? path.t1 : length === 3 ? path.t2 : path.t3
    const base = length === 2 ? path.v1 : length === 3 ? path.v2 : path.v3
    const worth = base + value[index] + follows[before * CLASSES + tag[index]]
    if (worth > v) {
      v = worth
      t = tag[index]
    }
  }
  if (v + extra < least) return null
  return {
    previous: path,
    code,
    from: path.to,
    to,
    last,
    s1: s,
    s2: s1,
    s3: s2,
    v0: v,
    v1: path.v0,
    v2: path.v1,
    v3: path.v2,
    t0: t,
    t1: path.t0,
    t2: path.t1,
    t3: path.t2,
    extra,
  }
}

/** What is swallowed is mostly the break after a line, and lines rarely end with a comma. */
function swallowedWorth(before: number): number {
  if (before === 0xff0c || before === 0x3001) return -6
  return before === 0x3002 || before === 0xff1b || before === 0xff1a || before === 0x201d ? -1 : -3
}

/** A Simplified form in a Traditional copy is odd, and the other way round. */
function scriptPrice({ prices }: PageEvidence, { script }: Model, code: number): number {
  switch (script[code]) {
    case 1:
      return prices.traditional
    case 2:
      return prices.simplified
    case 3:
      return prices.simplified / 10
    default:
      return 0
  }
}

const total = (path: Path): number => path.v0 + path.extra

/** Keeps the best paths of a place, one for each recent history. */
function prune(paths: Path[]): Path[] {
  if (paths.length <= 1) return paths
  paths.sort((a, b) => total(b) - total(a))
  const least = total(paths[0]) - MARGIN
  const kept: Path[] = []
  for (const path of paths) {
    if (kept.length === WIDTH || total(path) < least) break
    if (!kept.some((k) => k.s1 === path.s1 && k.s2 === path.s2 && k.s3 === path.s3 && k.last === path.last))
      kept.push(path)
  }
  return kept
}

/** The paths that wait at each place, with the best score there. */
export class Buckets {
  readonly #paths: (Path[] | undefined)[] = []
  readonly #best: number[] = []
  /** The furthest place reached. */
  furthest = 0

  least(place: Place): number {
    return (this.#best[place] ?? Number.NEGATIVE_INFINITY) - MARGIN
  }

  push(path: Path): void {
    const paths = this.#paths[path.to]
    if (paths) paths.push(path)
    else this.#paths[path.to] = [path]
    this.#best[path.to] = Math.max(this.#best[path.to] ?? Number.NEGATIVE_INFINITY, total(path))
    if (path.to > this.furthest) this.furthest = path.to
  }

  take(place: Place): Path[] {
    const paths = this.#paths[place]
    this.#paths[place] = undefined
    return paths ? prune(paths) : []
  }
}

/**
 * The best reading of the bytes from `start` on: the last path. Stops a few characters after the last lost
 * byte, or before the next far one, once all ways agree where characters begin.
 */
export function search(search: Search, start: Path): Path | null {
  const { items } = search
  const buckets = new Buckets()
  buckets.push(start)
  const end = items.length << 2
  let quietFrom = 0
  for (let place = start.to; place < end; place++) {
    const kept = buckets.take(place)
    if (kept.length === 0) continue
    if (search.budget.left <= 0) return null
    const index = place >> 2
    if (items[index].kind === 'bad') quietFrom = index + 1
    const settled = (place & 3) === 0 && buckets.furthest <= place
    if (!settled) quietFrom = index + 1
    else if (index >= quietFrom + CONTEXT) return kept[0]
    if (!extendAll(search, kept, buckets)) for (const path of kept) pushLost(search, path, buckets)
  }
  return buckets.take(end)[0] ?? null
}

/** How many whole characters after a lost one still help to tell what it was. */
const CONTEXT = 4

function extendAll(search: Search, paths: readonly Path[], buckets: Buckets): boolean {
  let any = false
  // Evidence that no way can satisfy here gives way here alone: a reading that the tables lack, say.
  for (let strict = 2; strict >= 0 && !any; strict--) {
    const scoped = { ...search, strict: strict as Strictness }
    const doubt = (2 - strict) * PRICE_DOUBT
    for (const path of paths)
      takeCharacters(scoped, path.to, path.last, (code, to, last, price) => {
        any = true
        search.budget.left--
        const next = extend(search, path, code, to, last, price - doubt, buckets.least(to))
        if (next) buckets.push(next)
      })
  }
  return any
}

/** Nothing fits: the item stays as it is, and the way goes on after it. */
function pushLost(search: Search, path: Path, buckets: Buckets): void {
  const next = stepBracket(search, ((path.to >> 2) + 1) << 2).place
  const lost = extend(search, path, LOST, next, -1, PRICE_LOST, Number.NEGATIVE_INFINITY)
  if (lost) buckets.push(lost)
}
