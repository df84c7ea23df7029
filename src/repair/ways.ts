import { candidates, PLAUSIBLE, partnersOf } from './candidates.js'
import { gbk } from './gbk.js'
import type { Item } from './items.js'
import { languageModel, nats } from './model.js'
import type { Neighbours } from './neighbours.js'
import { charactersOf, fitness, type Reading, readingKey } from './readings.js'

/** What the whole page tells about its converter and its words. */
export interface PageEvidence {
  /** By byte pair: the reading in the bracket after it (`readingKey` + 1), 0 where none was seen. */
  annotated: Uint16Array
  /** By byte pair: 1 where it stands without a bracket in an undamaged part. */
  bare: Uint8Array
  /** What it costs to take a character that only Simplified, or only Traditional, text has, or a wide digit. */
  prices: { simplified: number; traditional: number; wide: number }
  /** Which characters (Simplified code units) stand side by side in undamaged parts. */
  neighbours: Neighbours
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
 * a lost pair, 3 after a lost byte that swallowed an ASCII one.
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
}

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
  /** Characters whose first byte is lost, by what stands around it. */
  known: Map<number, readonly number[]>
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

/** A character found at a place: where the next begins, and the last byte before that. */
export type Take = (code: number, to: Place, last: number, price: number) => void

/** Every character that the bytes at the end of a path allow. */
export function takeCharacters(search: Search, from: Place, last: number, take: Take): void {
  if ((from & 3) === 3) {
    const to = ((from >> 2) + 1) << 2
    const next = search.items[(from >> 2) + 1]
    const code = next === undefined ? search.after : next.kind === 'byte' ? next.code : -1
    const figures = goesOnAfterFigure(code)
    take(SWALLOWED, to, -1, figures ? PRICE_BEFORE_FIGURE : 0)
    take(SWALLOWED_FIGURE, to, FIGURE, figures ? PRICE_FIGURE : PRICE_ONE_FIGURE)
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

function takeSingle(search: Search, byte: ByteRead, last: number, take: Take): void {
  const { place, reading } = stepBracket(search, byte.next)
  if (reading && !(last >= 0 && agrees(search, (last << 8) | byte.value, reading))) return
  take(byte.value === 0x80 ? 0x20ac : byte.value, place, byte.value, byte.price)
}

function takePair(search: Search, lead: ByteRead, last: number, take: Take): void {
  const middle = stepBracket(search, lead.next)
  for (const trail of readByte(search, middle.place, 'trail', lead.value)) {
    const end = stepBracket(search, trail.next)
    const between: Between = { lead, trail, last, middle: middle.reading, end: end.reading, to: end.place }
    if (middle.reading || end.reading) takePinned(search, between, take)
    else if (lead.value >= 0) takeByLead(search, between, take)
    else if (trail.value >= 0) takeByTrail(search, between, take)
    else if (lead.partner >= 0) takeFree(search, between, take)
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
  if (lead.partner >= 0 && gbk().charOf[(lead.partner << 8) | byte] !== 0) return false
  return last < 0 || agrees(search, (last << 8) | byte, middle)
}

/** The first byte is there; the second may be lost. */
function takeByLead(search: Search, between: Between, take: Take): void {
  const { lead, trail, to } = between
  if (!leadFits(search, between, lead.value)) return
  const { charOf } = gbk()
  const price = lead.price + trail.price
  if (trail.value >= 0) {
    const pair = (lead.value << 8) | trail.value
    if (charOf[pair] !== 0 && agrees(search, pair, null)) take(charOf[pair], to, trail.value, price)
    return
  }
  const { barren, byLead, pairedByLead } = candidates()
  if (trail.paired) {
    for (const pair of pairedByLead[lead.value])
      if (agrees(search, pair, null)) take(charOf[pair], to, barren[pair & 0xff], price)
    return
  }
  // What the lost byte was hardly matters to what follows: one node serves for all.
  for (const pair of byLead[lead.value]) if (agrees(search, pair, null)) take(charOf[pair], to, -1, price)
}

/** The first byte is lost. */
function takeByTrail(search: Search, between: Between, take: Take): void {
  const { lead, trail, to } = between
  const { charOf } = gbk()
  const price = lead.price + trail.price
  if (lead.partner < 0) {
    for (const pair of candidates().byTrail[trail.value])
      if (leadFits(search, between, pair >> 8) && agrees(search, pair, null))
        take(charOf[pair], to, trail.value, price)
    return
  }
  for (const pair of partnered(search, between)) take(charOf[pair], to, trail.value, price)
}

/** What is lost together with the byte before is the same all over the page. */
function partnered(search: Search, between: Between): readonly number[] {
  const { lead, trail } = between
  const key = (((lead.partner << 8) | trail.value) << 2) | search.strict
  const known = search.known.get(key)
  if (known) return known
  const found: number[] = []
  for (const pair of partnersOf(lead.partner, trail.value))
    if (agrees(search, pair, null) && isLikely(search, pair)) found.push(pair)
  search.known.set(key, found)
  return found
}

/** Half of the characters belong to the other script than the page's. */
function isLikely({ page }: Search, pair: number): boolean {
  const { frequency, simplified } = languageModel()
  const code = gbk().charOf[pair]
  return page.seen[code] === 1 || nats(frequency[simplified[code]]) - scriptPrice(page, code) > PLAUSIBLE
}

/** A Simplified form in a Traditional copy is odd, and the other way round. */
export function scriptPrice({ prices }: PageEvidence, code: number): number {
  switch (languageModel().script[code]) {
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

/** So many characters are tried where nothing is left, and where besides it is doubtful how bytes were lost. */
const MOST_FREE = 200
const MOST_DOUBTFUL = 60

/** Nothing is left, but for what the neighbours exclude: only everyday characters are tried. */
function takeFree(search: Search, between: Between, take: Take): void {
  const { lead, trail, to } = between
  const { charOf } = gbk()
  const { barren } = candidates()
  for (const pair of freePairs(search, between))
    take(charOf[pair], to, trail.paired ? barren[pair & 0xff] : -1, lead.price + trail.price)
}

/** The same for the same partner, all over the page. */
function freePairs(search: Search, between: Between): readonly number[] {
  const { lead, trail } = between
  const key = -1 - ((((lead.partner << 1) | (trail.paired ? 1 : 0)) << 2) | search.strict)
  const known = search.known.get(key)
  if (known) return known
  const most = trail.paired ? MOST_FREE : MOST_DOUBTFUL
  const found: number[] = []
  for (const pair of partnersOf(lead.partner, trail.paired ? 0 : 1)) {
    if (found.length === most) break
    if (agrees(search, pair, null) && isLikely(search, pair)) found.push(pair)
  }
  // What stands elsewhere on the page may stand here too: the rest of a name.
  const { charOf } = gbk()
  for (const pair of search.page.own)
    if (
      charOf[(lead.partner << 8) | (pair >> 8)] === 0 &&
      (!trail.paired || candidates().barren[pair & 0xff] !== 0) &&
      agrees(search, pair, null) &&
      !found.includes(pair)
    )
      found.push(pair)
  search.known.set(key, found)
  return found
}

/** A bracket stands within the character or after it: every character with the reading is tried. */
function takePinned(search: Search, between: Between, take: Take): void {
  const { lead, trail, end, middle, to } = between
  const { charOf, pairOf } = gbk()
  const { byLead, barren } = candidates()
  const price = lead.price + trail.price
  const takeOne = (pair: number) => {
    if (charOf[pair] === 0 || (trail.paired && barren[pair & 0xff] === 0)) return
    if (agrees(search, pair, end))
      take(charOf[pair], to, trail.paired ? barren[pair & 0xff] : trail.price < 0 ? -1 : pair & 0xff, price)
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
