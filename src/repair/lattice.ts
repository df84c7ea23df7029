import { candidates } from './candidates.js'
import { gbk } from './gbk.js'
import type { Item } from './items.js'
import { extendKey, type Model, nats } from './model.js'
import { charactersOf, fitness, type Reading, readingKey } from './readings.js'

/** What the whole page tells about its converter and its words. */
export interface PageEvidence {
  /** By byte pair: the reading in the bracket after it (`readingKey` + 1), 0 where none was seen. */
  annotated: Uint16Array
  /** By byte pair: 1 where it stands without a bracket in an undamaged part. */
  bare: Uint8Array
  /** What it costs to take a character that only Simplified, or only Traditional, text has, or a wide digit. */
  prices: { simplified: number; traditional: number; wide: number }
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

/** A way of reading the bytes so far. All numbers are small integers, which keeps searches fast. */
export class Path {
  /** @param code the last character read; 0 at the start. @param last the last byte, or −1 where it is not known. */
  constructor(
    readonly previous: Path | null,
    readonly code: number,
    readonly from: Place,
    readonly to: Place,
    readonly last: number,
    /** Simplified forms of the last characters, the latest first. */
    readonly s1: number,
    readonly s2: number,
    readonly s3: number,
    /** Best score up to the latest character, up to the one before it, and so on. */
    readonly v0: number,
    readonly v1: number,
    readonly v2: number,
    readonly v3: number,
    /** Class of the word that ends there. */
    readonly t0: number,
    readonly t1: number,
    readonly t2: number,
    readonly t3: number,
    /** Number of that word. */
    readonly w0: number,
    readonly w1: number,
    readonly w2: number,
    readonly w3: number,
    /** Score apart from words: prices of what was assumed. */
    readonly extra: number,
  ) {}

  /** A path that has read nothing. */
  static root(place: Place): Path {
    return new Path(null, 0, place, place, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  }

  /** The same knowledge of words, as a new start at its end. */
  restart(): Path {
    const { code, to, last, s1, s2, s3, v0, v1, v2, v3, t0, t1, t2, t3, w0, w1, w2, w3, extra } = this
    return new Path(
      null, code, to, to, last, s1, s2, s3, v0, v1, v2, v3, t0, t1, t2, t3, w0, w1, w2, w3, extra,
    ) // biome-ignore format: one field after the other
  }
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

/** Scores are log probabilities in thousandths of a nat. */
const PRICE_QUESTION_MARK = nats(-9)
const PRICE_BORDER = nats(-9)
const PRICE_SWALLOWED = nats(-5)
const PRICE_LAST = nats(-1)
const PRICE_LOST = nats(-22)
const PRICE_DOUBT = nats(6)
const BONUS_NEIGHBOURS = nats(0.8)
/** The most that words seen on the page add. */
const BEST_BONUS = nats(3)
/** How many paths a place keeps, within a lost pair and elsewhere, and how far behind the best they may be. */
const WIDTH = 60
const WIDE = 200
const MARGIN = nats(10)
/** How many of them try characters of which nothing is left. */
const FREE = 3
/** Below all scores. */
export const NOTHING = -(2 ** 30)

/** All that a search needs. */
export interface Search {
  items: readonly Item[]
  page: PageEvidence
  model: Model
  /** How many more characters may be tried: keeps hopeless input linear. */
  budget: { left: number }
  /** The character after the last item: ASCII, or one that GBK lacks. */
  after: number
  /** The items are the last of the page: the last byte may have been lost alone. */
  last: boolean
}

interface StrictSearch extends Search {
  strict: Strictness
  /** Characters of which nothing is left are tried as well. */
  free: boolean
}

/** Ways to read one byte at a place. `role`: as the first or the second byte of a character. */
function readByte(
  { items, last: final }: Search,
  place: Place,
  role: 'lead' | 'trail',
  last: number,
): ByteRead[] {
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
  if (final && index === items.length - 1) border.price = PRICE_LAST
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

const FIGURE = 0x30

/** A character found at a place, before the path is extended with it. */
type Take = (code: number, to: Place, last: number, price: number) => void

/** Every character that the bytes at the end of a path allow. */
export function takeCharacters(search: StrictSearch, from: Place, last: number, take: Take): void {
  if ((from & 3) === 3) {
    const next = search.items[(from >> 2) + 1]
    const code = next === undefined ? search.after : next.kind === 'byte' ? next.code : -1
    const figure = code >= 0x30 && code <= 0x39
    // Before a figure it was a figure as like as not: 市?3個.
    take(SWALLOWED, ((from >> 2) + 1) << 2, figure ? FIGURE : -1, 0)
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
  const middle = stepBracket(search, lead.next)
  for (const trail of readByte(search, middle.place, 'trail', lead.value)) {
    const end = stepBracket(search, trail.next)
    const between: Between = { lead, trail, last, middle: middle.reading, end: end.reading, to: end.place }
    if (middle.reading || end.reading) takePinned(search, between, take)
    else if (lead.value >= 0) takeByLead(search, between, take)
    else if (trail.value >= 0) takeByTrail(search, between, take)
    else if (lead.partner >= 0 && search.free) takeFree(search, between, take)
  }
}

/** Two bytes that make a character, and what stands around them. */
interface Between {
  lead: ByteRead
  trail: ByteRead
  /** The byte before, or −1. */
  last: number
  /** Readings in brackets between the two and after them. */
  middle: Reading | null
  end: Reading | null
  to: Place
}

/** Whether a first byte fits what stands before it: the lost half of a pair, the last byte. */
function leadFits(search: StrictSearch, { lead, last, middle }: Between, byte: number): boolean {
  if (lead.partner >= 0 && gbk().charOf[(lead.partner << 8) | byte] !== 0) return false
  return last < 0 || agrees(search, (last << 8) | byte, middle)
}

/** The first byte is there; the second may be lost. */
function takeByLead(search: StrictSearch, between: Between, take: Take): void {
  const { lead, trail, to } = between
  if (!leadFits(search, between, lead.value)) return
  const { charOf } = gbk()
  const price = lead.price + trail.price
  if (trail.value >= 0) {
    const pair = (lead.value << 8) | trail.value
    if (charOf[pair] !== 0 && agrees(search, pair, null)) take(charOf[pair], to, trail.value, price)
    return
  }
  const { byLead, startsNothing } = candidates()
  for (const pair of byLead[lead.value]) {
    if (trail.paired && startsNothing[pair & 0xff] === 0) continue
    if (agrees(search, pair, null)) take(charOf[pair], to, pair & 0xff, price)
  }
}

/** The first byte is lost. */
function takeByTrail(search: StrictSearch, between: Between, take: Take): void {
  const { lead, trail, to } = between
  const { charOf } = gbk()
  for (const pair of candidates().byTrail[trail.value])
    if (leadFits(search, between, pair >> 8) && agrees(search, pair, null))
      take(charOf[pair], to, trail.value, lead.price + trail.price)
}

/** Nothing is left, but for what the neighbours exclude: only everyday characters are tried. */
function takeFree(search: StrictSearch, between: Between, take: Take): void {
  const { lead, trail, to } = between
  const { charOf } = gbk()
  const { byLead, everyday, startsNothing } = candidates()
  for (let byte = 0x81; byte <= 0xfe; byte++) {
    if (everyday[byte] === 0 || !leadFits(search, between, byte)) continue
    const pairs = byLead[byte]
    for (let i = 0; i < everyday[byte]; i++) {
      const pair = pairs[i]
      if (trail.paired && startsNothing[pair & 0xff] === 0) continue
      if (agrees(search, pair, null)) take(charOf[pair], to, pair & 0xff, lead.price + trail.price)
    }
  }
}

/** A bracket stands within the character or after it: every character with the reading is tried. */
function takePinned(search: StrictSearch, between: Between, take: Take): void {
  const { lead, trail, end, middle, to } = between
  const { charOf, pairOf } = gbk()
  const { byLead, startsNothing } = candidates()
  const price = lead.price + trail.price
  const takeOne = (pair: number) => {
    if (charOf[pair] === 0 || (trail.paired && startsNothing[pair & 0xff] === 0)) return
    if (agrees(search, pair, end)) take(charOf[pair], to, pair & 0xff, price)
  }
  if (lead.value < 0 && trail.value < 0 && !middle && end) {
    for (const code of charactersOf(end)) {
      const pair = pairOf[code]
      if (charOf[pair] === code && leadFits(search, between, pair >> 8)) takeOne(pair)
    }
    return
  }
  const leadTo = lead.value < 0 ? 0xfe : lead.value
  for (let l = lead.value < 0 ? 0x81 : lead.value; l <= leadTo; l++) {
    if (!leadFits(search, between, l)) continue
    if (trail.value >= 0) takeOne((l << 8) | trail.value)
    else if (end) for (let t = 0x81; t <= 0xfe; t++) takeOne((l << 8) | t)
    else for (const pair of byLead[l]) takeOne(pair)
  }
}

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
  const s = model.simplified[code]
  let extra = path.extra + price
  let t = model.singleTag[s]
  let w = model.singleId[s]
  let v =
    path.v0 +
    (code === SWALLOWED
      ? swallowedWorth(s1, last)
      : model.singleScore[s] + model.joined(path.w0, path.t0, w, t))
  // No word is worth more than this; most candidates fall away here.
  const wordMost = Math.max(path.v1, path.v2, path.v3) + model.bestWord[s]
  if (Math.max(v, wordMost) + extra + BEST_BONUS < least) return null
  const together = s1 === 0 ? undefined : page.neighbours.get((s1 << 16) | s)
  if (together !== undefined)
    extra += Math.min(BEST_BONUS, Math.round(BONUS_NEIGHBOURS * Math.log2(1 + together)))
  if (page.seen[code] === 0) extra -= scriptPrice(page, model, code)
  let key = extendKey(0, s)
  for (let length = 2; length <= 4 && wordMost > v; length++) {
    const char = length === 2 ? s1 : length === 3 ? s2 : s3
    if (char === 0) break
    key = extendKey(key, char)
    if (length === 2 && !model.endsWord(key)) break
    const index = model.find(key)
    if (index < 0) continue
    const base = length === 2 ? path.v1 : length === 3 ? path.v2 : path.v3
    const before = length === 2 ? path.t1 : length === 3 ? path.t2 : path.t3
    const beforeId = length === 2 ? path.w1 : length === 3 ? path.w2 : path.w3
    const worth =
      base + model.value[index] + model.joined(beforeId, before, model.id[index], model.tag[index])
    if (worth > v) {
      v = worth
      t = model.tag[index]
      w = model.id[index]
    }
  }
  if (v + extra < least) return null
  return new Path(
    path, code, path.to, to, last, s, s1, s2, v, path.v0, path.v1, path.v2, t, path.t0, path.t1, path.t2,
    w, path.w0, path.w1, path.w2, extra,
  ) // biome-ignore format: one field after the other
}

/** What is swallowed is mostly the break after a line, and lines rarely end with a comma. */
function swallowedWorth(before: number, after: number): number {
  const ends = before === 0x3002 || before === 0xff1b || before === 0xff1a || before === 0x201d
  if (after === FIGURE) return nats(ends ? -4 : -1.5)
  if (before === 0xff0c || before === 0x3001) return nats(-6)
  return nats(ends ? -1 : -3)
}

/** A Simplified form in a Traditional copy is odd, and the other way round. */
function scriptPrice({ prices }: PageEvidence, { script }: Model, code: number): number {
  switch (script[code]) {
    case 1:
      return prices.traditional
    case 2:
      return prices.simplified
    case 3:
      return Math.round(prices.simplified / 10)
    case 4:
      return prices.wide
    default:
      return 0
  }
}

const total = (path: Path): number => path.v0 + path.extra

/** Keeps the best paths of a place, one for each recent history. `best`: the best score among them. */
function prune(paths: Path[], best: number, width: number): Path[] {
  if (paths.length === 1) return paths
  const near = paths.filter((path) => total(path) >= best - MARGIN).sort((a, b) => total(b) - total(a))
  const kept: Path[] = []
  for (const path of near) {
    if (kept.length === width) break
    if (!kept.some((k) => k.s1 === path.s1 && k.last === path.last && k.s2 === path.s2 && k.s3 === path.s3))
      kept.push(path)
  }
  return kept
}

/** The paths that wait at each place, with the best score there. */
export class Buckets {
  readonly #start: Place
  readonly #paths: (Path[] | undefined)[] = []
  readonly #best: number[] = []
  /** The furthest place reached. */
  furthest: Place

  constructor(root: Path) {
    this.#start = root.to
    this.furthest = root.to
    this.push(root)
  }

  least(place: Place): number {
    const at = place - this.#start
    return at < this.#best.length ? this.#best[at] - MARGIN : NOTHING
  }

  push(path: Path): void {
    const at = path.to - this.#start
    while (this.#best.length <= at) {
      this.#best.push(NOTHING)
      this.#paths.push(undefined)
    }
    const paths = this.#paths[at]
    if (paths) paths.push(path)
    else this.#paths[at] = [path]
    this.#best[at] = Math.max(this.#best[at], total(path))
    if (path.to > this.furthest) this.furthest = path.to
  }

  take(place: Place): Path[] {
    const at = place - this.#start
    const paths = at < this.#paths.length ? this.#paths[at] : undefined
    if (!paths) return []
    this.#paths[at] = undefined
    return prune(paths, this.#best[at], (place & 3) === 2 ? WIDE : WIDTH)
  }
}

/**
 * The best reading of the bytes from `start` on: the last path. Stops a few characters after the last lost
 * byte, or before the next far one, once all ways agree where characters begin.
 */
export function search(search: Search, start: Path): Path | null {
  const { items } = search
  const buckets = new Buckets(start)
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
  return bestBefore(search, buckets.take(end))
}

/** Of the paths at the end, the one that what stands there follows best. */
function bestBefore(search: Search, paths: readonly Path[]): Path | null {
  let best: Path | null = null
  let most = NOTHING
  for (const path of paths) {
    const next = extend(search, path, search.after, path.to, -1, 0, NOTHING)
    if (next && total(next) > most) {
      most = total(next)
      best = path
    }
  }
  return best
}

/** How many whole characters after a lost one still help to tell what it was. */
const CONTEXT = 4

function extendAll(search: Search, paths: readonly Path[], buckets: Buckets): boolean {
  let any = false
  // Evidence that no way can satisfy here gives way here alone: a reading that the tables lack, say.
  for (let strict = 2; strict >= 0 && !any; strict--) {
    const scoped = { ...search, strict: strict as Strictness, free: true }
    const doubt = (2 - strict) * PRICE_DOUBT
    for (const [rank, path] of paths.entries()) {
      scoped.free = rank < FREE
      takeCharacters(scoped, path.to, path.last, (code, to, last, price) => {
        any = true
        search.budget.left--
        const next = extend(search, path, code, to, last, price - doubt, buckets.least(to))
        if (next) buckets.push(next)
      })
    }
  }
  return any
}

/** Nothing fits: the item stays as it is, and the way goes on after it. */
function pushLost(search: Search, path: Path, buckets: Buckets): void {
  const next = stepBracket(search, ((path.to >> 2) + 1) << 2).place
  const lost = extend(search, path, LOST, next, -1, PRICE_LOST, NOTHING)
  if (lost) buckets.push(lost)
}
