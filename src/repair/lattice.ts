import { gbk, isHanzi } from './gbk.js'
import type { Item } from './items.js'
import { MAX_WORD, type Model } from './model.js'
import { fitness, type Reading, readingKey } from './readings.js'

/** What the whole page tells about its converter and its words. */
export interface PageEvidence {
  /** Byte pairs that stand with a bracket after them → the reading in it (see `readingKey`). */
  annotated: Map<number, number>
  /** By byte pair: 1 where it stands without a bracket in an undamaged part. */
  bare: Uint8Array
  /** Whether the copy is in Traditional script. */
  traditional: boolean
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
  /** Score apart from words: prices of what was assumed. */
  extra: number
}

interface ByteRead {
  /** −1: lost; then it lies in 0x81..0xfe. */
  value: number
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
const WIDTH = 32

/** All that a search needs. */
export interface Search {
  items: readonly Item[]
  page: PageEvidence
  model: Model
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
      ? [{ value: item.pair >> 8, next: place + 1, price: 0, partner: -1 }]
      : [{ value: item.pair & 0xff, next: after, price: 0, partner: -1 }]
  if (item.kind === 'byte') return [{ value: item.code, next: after, price: 0, partner: -1 }]
  if (item.kind === 'bracket') return []
  if ((place & 3) === 2) return [{ value: -1, next: after, price: 0, partner: last }]
  if (item.lone) return [{ value: -1, next: after, price: 0, partner: -1 }]
  const border = { value: -1, next: after, price: PRICE_BORDER, partner: -1 }
  if (role === 'lead') return [border]
  const pair = { value: -1, next: place + 2, price: 0, partner: -1 }
  // A browser shows U+FFFD and then the ASCII byte: nothing is swallowed.
  return item.browser
    ? [pair, { ...border, price: PRICE_SWALLOWED }]
    : [pair, { ...border, price: PRICE_BORDER }, { ...border, next: place + 3, price: PRICE_SWALLOWED }]
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
  const known = page.annotated.get(pair)
  const bare = page.bare[pair] === 1
  if (!reading) return strict < 2 || known === undefined || bare
  if (strict === 2 && bare && known === undefined) return false
  if (known === readingKey(reading)) return true
  const code = gbk().charOf[pair]
  return code !== 0 && (known === undefined || strict < 2) && fitness(code, reading) >= strict
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
  const trails = readByte(search, middle.place, 'trail', lead.value)
  const leadFrom = lead.value < 0 ? 0x81 : lead.value
  const leadTo = lead.value < 0 ? 0xfe : lead.value
  for (const trail of trails) {
    const end = stepBracket(search, trail.next)
    const free = lead.value < 0 && trail.value < 0
    // Both bytes lost and no reading to hold on to: nothing can be said.
    if (free && !middle.reading && !end.reading) continue
    const trailFrom = trail.value < 0 ? 0x81 : trail.value
    const trailTo = trail.value < 0 ? 0xfe : trail.value
    for (let l = leadFrom; l <= leadTo; l++) {
      if (lead.partner >= 0 && charOf[(lead.partner << 8) | l] !== 0) continue
      if (last >= 0 && !agrees(search, (last << 8) | l, middle.reading)) continue
      for (let t = trailFrom; t <= trailTo; t++) {
        const pair = (l << 8) | t
        const code = charOf[pair]
        if (code !== 0 && agrees(search, pair, end.reading))
          take(code, end.place, t, lead.price + trail.price)
      }
    }
  }
}

function extend(
  { page, model }: Search,
  path: Path,
  code: number,
  to: Place,
  last: number,
  price: number,
): Path {
  const s = model.simplified[code]
  const { s1, s2, s3 } = path
  const word = [s3, s2, s1, s]
  let v = path.v0 + model.single(s)
  if (s1 !== 0) v = Math.max(v, path.v1 + model.word(word, 4, 2))
  if (s2 !== 0) v = Math.max(v, path.v2 + model.word(word, 4, 3))
  if (s3 !== 0 && MAX_WORD >= 4) v = Math.max(v, path.v3 + model.word(word, 4, 4))
  let extra = path.extra + price
  if (s1 !== 0 && page.neighbours.has(s1 * 0x10000 + s)) extra += 2
  if (page.seen[code] === 0) extra -= scriptPrice(page, model, code)
  return {
    previous: path, code, from: path.to, to, last,
    s1: s, s2: s1, s3: s2,
    v0: v, v1: path.v0, v2: path.v1, v3: path.v2,
    extra,
  } // biome-ignore format: the four pairs of histories
}

/** A Simplified form in a Traditional copy is odd, a Traditional one in a Simplified copy odder. */
function scriptPrice({ traditional }: PageEvidence, { script }: Model, code: number): number {
  if (traditional) return script[code] === 2 ? 1.5 : 0
  return script[code] === 1 ? 5 : 0
}

const total = (path: Path): number => path.v0 + path.extra

/** Keeps the best paths of a place, one for each recent history. */
function prune(paths: Path[]): Path[] {
  if (paths.length <= 1) return paths
  paths.sort((a, b) => total(b) - total(a))
  const kept: Path[] = []
  const histories = new Set<string>()
  for (const path of paths) {
    const history = `${path.s1},${path.s2},${path.s3},${path.last}`
    if (histories.has(history)) continue
    histories.add(history)
    kept.push(path)
    if (kept.length === WIDTH) break
  }
  return kept
}

/** Characters that nobody reads in news are tried only where a bracket demands them. */
function plausible(model: Model, code: number): boolean {
  return !isHanzi(code) ? model.single(code) > -16 : model.single(model.simplified[code]) > -18.9
}

/**
 * The best reading of the bytes from `start` on: the last path, or null if the evidence allows none.
 * Stops a few characters after the last lost byte, once all ways agree where characters begin.
 */
export function search(search: Search, start: Path): Path | null {
  const { items, model } = search
  const buckets: Path[][] = []
  const push = (path: Path) => {
    buckets[path.to] ??= []
    buckets[path.to].push(path)
  }
  buckets[start.to] = [start]
  let open = start.to
  const lastBad = lastIndexOfBad(items)
  for (let place = start.to; place < items.length << 2; place++) {
    const paths = buckets[place]
    if (!paths) continue
    buckets[place] = []
    const kept = prune(paths)
    const settled = place > lastBad << 2 && (place & 3) === 0 && place >= open
    if (settled && place >> 2 >= lastBad + 5) return kept[0]
    let any = false
    // Evidence that no way can satisfy here gives way here alone: a reading that the tables lack, say.
    for (let strict = 2; strict >= 0 && !any; strict--)
      for (const path of kept)
        takeCharacters(
          { ...search, strict: strict as Strictness },
          path.to,
          path.last,
          (code, to, last, price) => {
            if (isGuess(items, path.to, to) && !plausible(model, code)) return
            any = true
            open = Math.max(open, to)
            push(extend(search, path, code, to, last, price - (2 - strict) * PRICE_DOUBT))
          },
        )
    if (!any) for (const path of kept) pushLost(search, path, push)
  }
  const ends = buckets[items.length << 2]
  return ends ? prune(ends)[0] : null
}

/** Whether a character between two places rests on a lost byte that no bracket pins down. */
function isGuess(items: readonly Item[], from: Place, to: Place): boolean {
  let bad = false
  for (let i = from >> 2; i <= (to - 1) >> 2 && i < items.length; i++) {
    if (items[i].kind === 'bracket') return false
    if (items[i].kind === 'bad') bad = true
  }
  return bad
}

function lastIndexOfBad(items: readonly Item[]): number {
  for (let i = items.length - 1; i >= 0; i--) if (items[i].kind === 'bad') return i
  return -1
}

/** Nothing fits: the item stays as it is, and the way goes on after it. */
function pushLost(search: Search, path: Path, push: (path: Path) => void): void {
  const next = stepBracket(search, ((path.to >> 2) + 1) << 2).place
  push(extend(search, path, LOST, next, -1, PRICE_LOST))
}
