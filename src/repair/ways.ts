import {
  byLeadList,
  byTrailList,
  candidates,
  cutOff,
  cutOffAfterList,
  cutOffList,
  freeList,
  freeSet,
  missingList,
  partnerList,
  rowOf,
  traditionalPairs,
} from './candidates.js'
import { gbk, isUserPair } from './gbk.js'
import type { Item } from './items.js'
import type { LineEnds } from './line-ends.js'
import { NO_LIST, type PageLists } from './lists.js'
import { nats } from './model.js'
import type { Neighbours } from './neighbours.js'
import { ITEM, ITEM_SIZE, type ListNumber, ofPage, sharedPool } from './pool.js'
import { charactersOf, fitness, type Reading, readingKey } from './readings.js'

/** What the whole page tells about its converter and its words. */
export interface PageEvidence {
  /** By byte pair: the reading in the bracket after it (`readingKey` + 1), 0 where none was seen. */
  annotated: Uint16Array
  /** By byte pair: 1 where it stands without a bracket in an undamaged part. */
  bare: Uint8Array
  /**
   * What it costs to take a character that only Simplified, or only Traditional, text has, a wide digit or letter, a mark
   * such as ：, or a pair of `isUntabled`; nothing where there is no table.
   */
  prices: { simplified: number; traditional: number; wide: number; mark: number; untabled: number }
  /** Which characters (Simplified code units) stand side by side in undamaged parts. */
  neighbours: Neighbours
  /** By Simplified code unit: how much likelier it is as a word of this page than of others, up to `MOST_FAMILIAR`. */
  familiar: Uint16Array
  /** How its lines end; null where that is not looked at. */
  lineEnds: LineEnds | null
  /** Whether pairs for private use went missing without a sign. */
  drops: boolean
  /** Code units that stand in undamaged parts. */
  seen: Uint8Array
  /** Byte pairs of the Chinese characters among them. */
  own: number[]
}

/** How strictly a search holds to the evidence: 2 all of it, 1 tones and table may err, 0 brackets too. */
export type Strictness = 0 | 1 | 2

/** Placeholder for an ASCII byte that was swallowed. */
export const SWALLOWED = 1
/** The same where it was a figure. */
export const SWALLOWED_FIGURE = 3
/** Placeholder for bytes that make no character. */
export const LOST = 2

/**
 * A place in the bytes: item × 4 + 0 before the item, 1 after its first byte, 2 after the first lost byte of
 * a lost pair, or after the first byte of a pair that went missing behind the item, 3 after a lost byte that
 * swallowed an ASCII one, or after the first byte of a second pair that went missing there.
 */
export type Place = number

interface ByteRead {
  /** −1: lost; then it lies in 0x81..0xfe. */
  value: number
  /** The lost byte makes no character with the one after it, which is lost too. */
  paired: boolean
  next: Place
  price: number
  /** The lost byte right before this one, with which it makes no character; else −1. */
  partner: number
  /** The second byte of a pair for private use that went missing. */
  missing?: boolean
}

export const MOST_FAMILIAR = nats(2)

/** Only those count that are usual in the script of the page. */
export const LIKELY = 2
/** No bracket stands after the character. */
export const BARE = 4
/** No bracket stands within it. */
export const APART = 8
/** None does by what else the page shows, where the evidence counts. */
export const ACROSS = 16

/** Scores are log probabilities in thousandths of a nat. */
const PRICE_QUESTION_MARK = nats(-9)
const PRICE_BORDER = nats(-9)
const PRICE_SWALLOWED = nats(-5)
const PRICE_LAST = nats(-1)
/** Below all scores. */
export const NOTHING = -(2 ** 30)

/** What the characters are sought in. */
export interface Search {
  items: readonly Item[]
  page: PageEvidence
  /** The character after the last item: ASCII, or one that GBK lacks. */
  after: number
  /** The items are the last of the page: the last byte may have been lost alone. */
  last: boolean
  strict: Strictness
  /** Lists of this page alone, by what is left of the bytes and what stands around. */
  known: PageLists
}

/** What is found at a place: where the next character begins, and how likely bytes are lost so. */
export interface Give {
  /** `last`: the last byte before that, or −1. */
  one(code: number, to: Place, last: number, price: number): void
  /** `asks`: what else the page must say of its characters, a sum of `LIKELY`, `BARE`, `APART`. */
  many(list: ListNumber, to: Place, price: number, asks: number): void
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
  if (item.kind !== 'bad' && (place & 3) >= 2)
    return [{ value: -1, next: after, price: 0, partner: -1, paired: false, missing: true }]
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
  if (item.browser) return [pair, { ...border, price: PRICE_SWALLOWED }]
  const swallowed = { ...border, next: place + 3, price: PRICE_SWALLOWED }
  return isBorderToo({ items }, index) ? [pair, swallowed] : [pair, border, swallowed]
}

/** Steps over a bracket at a place; `reading` is null where none stands there. */
export function stepBracket(
  { items }: Pick<Search, 'items'>,
  place: Place,
): { place: Place; reading: Reading | null } {
  const item = (place & 3) === 0 ? items[place >> 2] : undefined
  return item?.kind === 'bracket'
    ? { place: ((place >> 2) + 1) << 2, reading: item.reading }
    : { place, reading: null }
}

/** Whether two neighbouring bytes agree with what stands, or does not stand, after them. */
function agrees({ page, strict }: Search, pair: number, reading: Reading | null): boolean {
  if (strict === 0) return true
  const known = page.annotated[pair]
  if (!reading) return known === 0 || strict < 2 || page.bare[pair] === 1
  if (strict === 2 && known === 0 && page.bare[pair] === 1) return false
  if (known === readingKey(reading) + 1) return true
  const code = gbk().charOf[pair]
  return code !== 0 && (known === 0 || strict < 2) && fitness(code, reading) >= strict
}

const FIGURE = 0x30

/** Of what was swallowed: before a figure it was one as like as not (市?3個), and numbers of one figure are few. */
const PRICE_FIGURE = nats(-1)
const PRICE_ONE_FIGURE = nats(-5)
const PRICE_BEFORE_FIGURE = nats(-3)

/** Whether a number may go on with it: ?3個, ?.5%, ?%. */
function goesOnAfterFigure(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2e || code === 0x25
}

/** Every character that the bytes at the end of a path allow. */
export function takeCharacters(search: Search, from: Place, last: number, give: Give): void {
  const index = from >> 2
  if ((from & 3) === 3 && search.items[index].kind === 'bad') {
    const to = (index + 1) << 2
    takeSwallowed(search, to, give)
    if (isBorderToo(search, index))
      takeCharacters(search, to, -1, dearer(give, PRICE_BORDER - PRICE_SWALLOWED))
    return
  }
  const item = search.items[index]
  if (item?.kind === 'bad' && !item.lone && (from & 3) === 0)
    give.one(item.browser ? 0xfffd : 0x3f, (index + 1) << 2, -1, PRICE_QUESTION_MARK)
  for (const lead of readByte(search, from, 'lead', last)) {
    if (lead.value >= 0 && lead.value <= 0x80) takeSingle(search, lead, last, give)
    else takePair(search, from, lead, last, give)
  }
}

/** Of a pair for private use that scrapers dropped without a sign: so many of all pairs across characters are such. */
const PRICE_MISSING = nats(-3)

/** Whether a pair may have gone missing before a place. */
function mayMiss({ page, items }: Search, place: Place): boolean {
  if (!page.drops || (place & 3) !== 0) return false
  const [before, after] = [items[(place >> 2) - 1], items[place >> 2]]
  return after !== undefined && after.kind !== 'bracket' && before !== undefined && before.kind !== 'bad'
}

/** The second byte was the first of a pair that went missing. */
function takeCutOff(search: Search, between: Between, give: Give): void {
  const { lead, last, middle, to } = between
  if (lead.value >= 0 && !leadFits(search, between, lead.value)) return
  // 算，全市: of A3AC C8AB CAD0 the pairs ACC8 and ABCA went missing, one after the other.
  if (!middle) {
    if (lead.value >= 0) give.many(cutOffList(lead.value), to, PRICE_MISSING, BARE | APART)
    else give.many(cutOffAfterList(last), to, PRICE_MISSING, LIKELY | BARE | APART)
    return
  }
  const { known, strict } = search
  const isCut = strict === 2
  const bytes = bytesKey(between)
  const key = keyOf(search, CUT_OFF, middle, null)
  const cutKey = keyOf(search, CUT_OFF_CUT, middle, null)
  let list = known.find(key, bytes)
  if (list === NO_LIST) {
    const [whole, cut] = [new Found(), new Found()]
    for (const byte of lead.value >= 0 ? [lead.value] : anyTrail)
      if (leadFits(search, between, byte))
        for (const pair of cutOff(byte)) (agrees(search, pair, null) ? whole : cut).add(pair, rowOf(pair))
    list = known.add(key, bytes, whole)
    if (isCut) known.add(cutKey, bytes, cut)
  }
  give.many(list, to, PRICE_MISSING, BARE)
  if (isCut) give.many(known.find(cutKey, bytes), to, PRICE_MISSING + PRICE_CUT, 0)
}

function takeSwallowed({ items, after }: Search, to: Place, give: Give): void {
  const next = items[to >> 2]
  const code = next === undefined ? after : next.kind === 'byte' ? next.code : -1
  const figures = goesOnAfterFigure(code)
  give.one(SWALLOWED, to, -1, figures ? PRICE_BEFORE_FIGURE : 0)
  give.one(SWALLOWED_FIGURE, to, FIGURE, figures ? PRICE_FIGURE : PRICE_ONE_FIGURE)
}

/**
 * Whether the place after a lone lost byte stands for two cases: an ASCII byte was swallowed, or the byte was lost
 * at a border and the next character begins at once. Most of what follows is the same for both.
 */
function isBorderToo({ items }: Pick<Search, 'items'>, index: number): boolean {
  const next = items[index + 1]
  return next !== undefined && next.kind !== 'bracket'
}

function dearer(give: Give, more: number): Give {
  return {
    one: (code, to, last, price) => give.one(code, to, last, price + more),
    many: (list, to, price, asks) => give.many(list, to, price + more, asks),
  }
}

function takeSingle(search: Search, byte: ByteRead, last: number, give: Give): void {
  const { place, reading } = stepBracket(search, byte.next)
  if (reading && !(last >= 0 && agrees(search, (last << 8) | byte.value, reading))) return
  give.one(byte.value === 0x80 ? 0x20ac : byte.value, place, byte.value, byte.price)
}

function takePair(search: Search, from: Place, lead: ByteRead, last: number, give: Give): void {
  const middle = stepBracket(search, lead.next)
  if (mayMiss(search, middle.place)) {
    const to = middle.place - (lead.missing ? 1 : 2)
    if (to > from)
      takeCutOff(search, { lead, trail: lead, last, middle: middle.reading, end: null, to }, give)
  }
  for (const trail of readByte(search, middle.place, 'trail', lead.value)) {
    const end = stepBracket(search, trail.next)
    const between: Between = { lead, trail, last, middle: middle.reading, end: end.reading, to: end.place }
    if (middle.reading || end.reading) takePinned(search, between, give)
    else if (lead.value >= 0) takeByLead(search, between, give)
    else if (trail.value >= 0) takeByTrail(between, give)
    else if (lead.partner >= 0) takeFree(search, between, give)
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
function leadFits(search: Search, { lead, last, middle }: Between, byte: number): boolean {
  if (lead.missing) return isUserPair((last << 8) | byte)
  if (lead.partner >= 0 && gbk().charOf[(lead.partner << 8) | byte] !== 0) return false
  return last < 0 || agrees(search, (last << 8) | byte, middle)
}

/** Whether nothing shows of a pair of bytes that the converter's table lacks it, though it has most of its kind. */
export function isUntabled({ annotated, bare }: PageEvidence, pair: number): boolean {
  return traditionalPairs()[pair] === 1 && annotated[pair] === 0 && bare[pair] === 0
}

/** What it costs that no bracket stands after a pair. */
function untabled({ page }: Search, pair: number): number {
  return page.prices.untabled !== 0 && isUntabled(page, pair) ? page.prices.untabled : 0
}

/** The same of the pair across the border before the character. */
function untabledLead(search: Search, { lead, last }: Between): number {
  return last < 0 ? 0 : untabled(search, (last << 8) | lead.value)
}

/** Kinds of lists of the page's own. */
const [FREE, CUT_OFF, CUT_OFF_CUT, PINNED, PINNED_CUT] = [0, 1, 2, 3, 4]

/** Of a list of the page's own: its kind, how strictly it was made, the readings within and after its characters. */
function keyOf({ strict }: Search, kind: number, middle: Reading | null, end: Reading | null): number {
  const within = middle ? readingKey(middle) + 1 : 0
  const after = end ? readingKey(end) + 1 : 0
  return ((((kind << 2) | strict) << 12) | within) * 0x1000 + after
}

/** Characters as they are found, with their last bytes. */
class Found {
  readonly codes: number[] = []
  readonly lasts: number[] = []

  add(pair: number, last: number): void {
    this.codes.push(gbk().charOf[pair])
    this.lasts.push(last)
  }
}

/** The first byte is there; the second may be lost. */
function takeByLead(search: Search, between: Between, give: Give): void {
  const { lead, trail, to } = between
  if (!leadFits(search, between, lead.value)) return
  const { charOf } = gbk()
  const price = lead.price + trail.price
  if (trail.value < 0) {
    give.many(byLeadList(lead.value, trail.paired), to, price, BARE | APART)
    return
  }
  const pair = (lead.value << 8) | trail.value
  if (charOf[pair] === 0 || !agrees(search, pair, null)) return
  give.one(charOf[pair], to, trail.value, price - untabled(search, pair) - untabledLead(search, between))
}

/** The first byte is lost. */
function takeByTrail(between: Between, give: Give): void {
  const { lead, trail, last, to } = between
  const price = lead.price + trail.price
  if (lead.partner >= 0) {
    give.many(partnerList(lead.partner, trail.value), to, price, LIKELY | BARE | APART)
    return
  }
  if (!lead.missing) {
    give.many(byTrailList(trail.value), to, price, BARE | APART | ACROSS)
    return
  }
  give.many(missingList(last, trail.value), to, price, BARE | APART)
}

/** By `script` of a character: a Simplified form in a Traditional copy is odd, and the other way round. */
export function scriptPrices({ prices }: PageEvidence): Int32Array {
  const { traditional, simplified, wide, mark } = prices
  return Int32Array.of(0, traditional, simplified, Math.round(simplified / 10), wide, mark)
}

/** Nothing is left, but for what the neighbours exclude: everyday characters, and those of the page. */
function takeFree(search: Search, between: Between, give: Give): void {
  const { lead, trail, to } = between
  const price = lead.price + trail.price
  give.many(freeList(lead.partner, trail.paired), to, price, LIKELY | BARE | APART)
  give.many(ownList(search, lead.partner, trail.paired), to, price, BARE | APART)
}

/** What stands elsewhere on the page may stand where nothing is left too: the rest of a name. */
function ownList(search: Search, partner: number, paired: boolean): ListNumber {
  const { known, page } = search
  const key = keyOf(search, FREE, null, null)
  const bytes = (partner << 1) | (paired ? 1 : 0)
  const list = known.find(key, bytes)
  if (list !== NO_LIST) return list
  const tried = freeSet(partner, paired)
  const { charOf } = gbk()
  const { barren } = candidates()
  const found = new Found()
  for (const pair of page.own)
    if (
      charOf[(partner << 8) | (pair >> 8)] === 0 &&
      (!paired || barren[pair & 0xff] !== 0) &&
      agrees(search, pair, null) &&
      !tried.has(pair)
    )
      found.add(pair, paired ? barren[pair & 0xff] : -1)
  return known.add(key, bytes, found)
}

/**
 * Converters that replace one character after the other find none that a bracket of an earlier one has cut in two:
 * where 驅 came first, 打實 is 打?qū)嵉, and 實 has no bracket though it has one wherever else it stands.
 */
const PRICE_CUT = nats(-3)

/** A bracket stands within the character or after it: every character with the reading is tried. */
function takePinned(search: Search, between: Between, give: Give): void {
  const { lead, trail, middle, end, to } = between
  const price = lead.price + trail.price
  const isCut = middle !== null && end === null && search.strict === 2
  if (lead.value >= 0 && trail.value >= 0) {
    const pair = (lead.value << 8) | trail.value
    const code = gbk().charOf[pair]
    if (code === 0 || !leadFits(search, between, lead.value)) return
    const more = (end ? 0 : untabled(search, pair)) + (middle ? 0 : untabledLead(search, between))
    if (agrees(search, pair, end)) give.one(code, to, trail.value, price - more)
    else if (isCut) give.one(code, to, trail.value, price + PRICE_CUT)
    return
  }
  if (lead.value >= 0 && !leadFits(search, between, lead.value)) return
  const bytes = bytesKey(between)
  const key = keyOf(search, PINNED, middle, end)
  const cutKey = keyOf(search, PINNED_CUT, middle, end)
  let list = search.known.find(key, bytes)
  if (list === NO_LIST) {
    const [whole, cut] = pinned(search, between)
    list = search.known.add(key, bytes, whole)
    if (isCut) search.known.add(cutKey, bytes, cut)
  }
  give.many(list, to, price, (end ? 0 : BARE) | (middle ? 0 : APART))
  if (isCut) give.many(search.known.find(cutKey, bytes), to, price + PRICE_CUT, 0)
}

/** What is left of two bytes; what stands before them tells more of the first where it is lost alone. */
function bytesKey({ lead, trail, last }: Between): number {
  const first =
    lead.value >= 0
      ? lead.value
      : 0x100 + (lead.partner + 1) * 0x101 + last + 1 + (lead.missing ? 0x20000 : 0)
  const second = trail.value >= 0 ? trail.value : 0x100 + (trail.paired ? 1 : 0) + (trail.price < 0 ? 2 : 0)
  return (first << 9) | second
}

const anyTrail: readonly number[] = Array.from({ length: 0xff - 0x80 }, (_, i) => 0x80 + i)

/** Second bytes from 0x80 on with which a first one (−1: not known) may make a character that has a reading (null: any). */
function trailsOf({ strict }: Search, lead: number, reading: Reading | null): readonly number[] {
  if (strict === 0 || lead < 0 || reading === null) return anyTrail
  const key = (reading.base << 8) | lead
  let found = trails.get(key)
  if (!found) {
    const { charOf } = gbk()
    found = anyTrail.filter((trail) => fitness(charOf[(lead << 8) | trail], reading) > 0)
    trails.set(key, found)
  }
  return found
}

const trails = new Map<number, readonly number[]>()

/** Those that agree with the page, and those that do not. */
function pinned(search: Search, between: Between): [whole: Found, cut: Found] {
  const { lead, trail, last, end, middle } = between
  const { charOf, pairOf } = gbk()
  const { byLead, barren } = candidates()
  const [whole, cut] = [new Found(), new Found()]
  const addOne = (pair: number) => {
    if (charOf[pair] === 0 || (trail.paired && barren[pair & 0xff] === 0)) return
    const found = agrees(search, pair, end) ? whole : cut
    found.add(pair, trail.paired ? barren[pair & 0xff] : trail.price < 0 ? -1 : pair & 0xff)
  }
  if (lead.value < 0 && trail.value < 0 && !middle && end) {
    for (const code of charactersOf(end)) {
      const pair = pairOf[code]
      if (charOf[pair] === code && leadFits(search, between, pair >> 8)) addOne(pair)
    }
    return [whole, cut]
  }
  for (const l of lead.value >= 0 ? [lead.value] : trailsOf(search, last, middle)) {
    if (!leadFits(search, between, l)) continue
    if (trail.value >= 0) addOne((l << 8) | trail.value)
    else if (end) for (const t of trailsOf(search, l, end)) addOne((l << 8) | t)
    else for (const pair of byLead[l]) addOne(pair)
  }
  return [whole, cut]
}

/** The characters of a list that agree with the page, after a byte, as long as `give` wants more. */
export function eachOf(
  search: Search,
  list: ListNumber,
  asks: number,
  last: number,
  give: (code: number, last: number) => boolean,
): void {
  const pool = list < 0 ? search.known.pool : sharedPool()
  const number = list < 0 ? ofPage(list) : list
  const { pairOf } = gbk()
  const { items } = pool
  for (let item = pool.from[number]; item < pool.to[number]; item += ITEM_SIZE) {
    const pair = pairOf[items[item + ITEM.code]]
    if (list >= 0 && !agrees(search, pair, null)) continue
    if ((asks & ACROSS) !== 0 && last >= 0 && !agrees(search, (last << 8) | (pair >> 8), null)) continue
    if (!give(items[item + ITEM.code], pool.lasts[number][items[item + ITEM.kind]])) return
  }
}
