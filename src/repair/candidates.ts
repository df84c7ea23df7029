import { gbk, isUserPair } from './gbk.js'
import { languageModel, nats } from './model.js'
import { type ListNumber, sharedPool } from './pool.js'

/** Byte pairs of the characters that pages have, the most frequent first, by what is left of them. */
export interface Candidates {
  /** By first byte: those whose second byte, above 0x80, was lost. */
  byLead: readonly Uint16Array[]
  /** Of these, the ones whose second byte makes no character with some byte after it. */
  pairedByLead: readonly Uint16Array[]
  /** By second byte: those whose first byte was lost. */
  byTrail: readonly Uint16Array[]
  /** Everyday characters, tried where both bytes were lost. */
  everyday: Uint16Array
  /**
   * By byte: 0 where it makes a character with every byte above 0x80; else the first byte that makes none with
   * the same ones. Of a pair that was lost, no more is to be known.
   */
  barren: Uint8Array
}

/** Log probability below which a character is not tried unless a bracket demands it. */
export const PLAUSIBLE = nats(-14)
/** Log probability below which one is not tried where nothing of it is left. */
const EVERYDAY = -11.5

let table: Candidates | null = null

const partners = new Map<number, Uint16Array>()

/**
 * Of the pairs that end with a byte (0: everyday ones, whose second byte was lost with the one after it; 1: with
 * none), those whose first byte makes no character with the byte before it.
 */
function partnersOf(before: number, trail: number): Uint16Array {
  const key = (before << 8) | trail
  const known = partners.get(key)
  if (known) return known
  const { barren, byTrail, everyday } = candidates()
  const { charOf } = gbk()
  const all = trail > 1 ? byTrail[trail] : everyday
  const found = all.filter(
    (pair) => charOf[(before << 8) | (pair >> 8)] === 0 && (trail !== 0 || barren[pair & 0xff] !== 0),
  )
  partners.set(key, found)
  return found
}

export function candidates(): Candidates {
  table ??= load()
  return table
}

function load(): Candidates {
  const { charOf } = gbk()
  const { frequency, simplified } = languageModel()
  // All are below 0, so that the smallest bits are the likeliest's: one sort of numbers instead of hundreds by a function.
  const bits = new Uint32Array(frequency.buffer, frequency.byteOffset, frequency.length)
  const keys = new Float64Array(charOf.length)
  let size = 0
  for (let pair = 0x8140; pair <= 0xfefe; pair++) {
    if (charOf[pair] === 0) continue
    const code = simplified[charOf[pair]]
    if (nats(frequency[code]) > PLAUSIBLE) keys[size++] = bits[code] * 0x10000 + pair
  }
  const byLead: number[][] = Array.from({ length: 0x100 }, () => [])
  const byTrail: number[][] = Array.from({ length: 0x100 }, () => [])
  const everyday: number[] = []
  for (const key of keys.subarray(0, size).sort()) {
    const pair = key % 0x10000
    const trail = pair & 0xff
    byTrail[trail].push(pair)
    if (trail <= 0x80) continue
    byLead[pair >> 8].push(pair)
    if (frequency[simplified[charOf[pair]]] > EVERYDAY) everyday.push(pair)
  }
  const columns = (lists: number[][]) => lists.map((pairs) => Uint16Array.from(pairs))
  const leads = columns(byLead)
  const barren = loadBarren()
  const pairedByLead = leads.map((pairs) => pairs.filter((pair) => barren[pair & 0xff] !== 0))
  return {
    byLead: leads,
    pairedByLead,
    byTrail: columns(byTrail),
    everyday: Uint16Array.from(everyday),
    barren,
  }
}

let traditional: Uint8Array | null = null

/** By byte pair: 1 where it is a Traditional character and no Simplified one. */
export function traditionalPairs(): Uint8Array {
  if (traditional) return traditional
  const { script } = languageModel()
  const { charOf } = gbk()
  traditional = new Uint8Array(0x10000)
  for (let pair = 0x8140; pair < 0xff00; pair++) if (script[charOf[pair]] === 1) traditional[pair] = 1
  return traditional
}

function loadBarren(): Uint8Array {
  const { charOf } = gbk()
  const barren = new Uint8Array(0x100)
  const known = new Map<string, number>()
  for (let lead = 0x81; lead <= 0xff; lead++) {
    let gaps = ''
    for (let trail = 0x81; trail < 0xff; trail++)
      if (charOf[(lead << 8) | trail] === 0) gaps += String.fromCharCode(trail)
    if (gaps === '') continue
    if (!known.has(gaps)) known.set(gaps, lead)
    barren[lead] = known.get(gaps)!
  }
  return barren
}

const lists = new Map<number, ListNumber>()

function shared(key: number, pairs: ArrayLike<number>, lastOf: (pair: number) => number): ListNumber {
  const { charOf } = gbk()
  const all = Array.from(pairs)
  const list = sharedPool().add({ codes: all.map((pair) => charOf[pair]), lasts: all.map(lastOf) })
  lists.set(key, list)
  return list
}

const barrenOf = (pair: number): number => candidates().barren[pair & 0xff]

/** Those with that first byte whose second was lost, with the byte after it or alone. */
export function byLeadList(lead: number, paired: boolean): ListNumber {
  const key = (lead << 1) | (paired ? 1 : 0)
  const known = lists.get(key)
  if (known !== undefined) return known
  const { byLead, pairedByLead } = candidates()
  // What a byte was that was lost alone hardly matters to what follows: one node serves for all.
  return paired ? shared(key, pairedByLead[lead], barrenOf) : shared(key, byLead[lead], () => -1)
}

const hasRow = (pair: number): boolean => rowOf(pair) !== 0

/** Those with that first byte whose second began a pair for private use. */
export function cutOff(lead: number): Uint16Array {
  return candidates().byLead[lead].filter(hasRow)
}

export function cutOffList(lead: number): ListNumber {
  const key = (4 << 16) | lead
  const known = lists.get(key)
  if (known !== undefined) return known
  return shared(key, cutOff(lead), rowOf)
}

const [LOW_ROW, HIGH_ROW] = [0xa1, 0xaa]

/** Stands for all first bytes of pairs for private use that have the same second ones; 0 for others. */
export function rowOf(pair: number): number {
  const first = (pair & 0xff) << 8
  return isUserPair(first | 0xa1) ? HIGH_ROW : isUserPair(first | 0x81) ? LOW_ROW : 0
}

/** Those with that second byte whose first was lost with the byte before it. */
export function partnerList(partner: number, trail: number): ListNumber {
  const key = (1 << 16) | (partner << 8) | trail
  const known = lists.get(key)
  if (known !== undefined) return known
  return shared(key, partnersOf(partner, trail), () => trail)
}

/** Those with that second byte whose first was lost alone. */
export function byTrailList(trail: number): ListNumber {
  const key = (5 << 16) | trail
  const known = lists.get(key)
  if (known !== undefined) return known
  return shared(key, candidates().byTrail[trail], () => trail)
}

/** Those whose first byte ended a pair for private use that began with `row`, and whose second began another. */
export function cutOffAfterList(row: number): ListNumber {
  const key = (6 << 16) | row
  const known = lists.get(key)
  if (known !== undefined) return known
  const found: number[] = []
  for (let lead = 0x81; lead < 0xff; lead++) if (isUserPair((row << 8) | lead)) found.push(...cutOff(lead))
  return shared(key, found, rowOf)
}

/** Those with that second byte whose first ended a pair for private use that began with `row`. */
export function missingList(row: number, trail: number): ListNumber {
  const key = (7 << 16) | (row << 8) | trail
  const known = lists.get(key)
  if (known !== undefined) return known
  const found = candidates().byTrail[trail].filter((pair) => isUserPair((row << 8) | (pair >> 8)))
  return shared(key, found, () => trail)
}

/** So many characters are tried where nothing is left, and where besides it is doubtful how bytes were lost. */
const MOST_FREE = 200
const MOST_DOUBTFUL = 60

/** Everyday characters whose first byte was lost with the byte before it, and the second with the one after it or alone. */
function freePairs(partner: number, paired: boolean): Uint16Array {
  return partnersOf(partner, paired ? 0 : 1).subarray(0, paired ? MOST_FREE : MOST_DOUBTFUL)
}

const freeSets = new Map<number, ReadonlySet<number>>()

/** The pairs of `freeList`. */
export function freeSet(partner: number, paired: boolean): ReadonlySet<number> {
  const key = (partner << 1) | (paired ? 1 : 0)
  const known = freeSets.get(key)
  if (known) return known
  const set = new Set(freePairs(partner, paired))
  freeSets.set(key, set)
  return set
}

export function freeList(partner: number, paired: boolean): ListNumber {
  const key = (2 << 16) | (partner << 1) | (paired ? 1 : 0)
  const known = lists.get(key)
  if (known !== undefined) return known
  return shared(key, freePairs(partner, paired), paired ? barrenOf : () => -1)
}

/** The list of one character, which has its last byte where it stands. */
export function singleList(code: number): ListNumber {
  const key = (3 << 16) | code
  const known = lists.get(key)
  if (known !== undefined) return known
  const list = sharedPool().add({ codes: [code], lasts: [-1] })
  lists.set(key, list)
  return list
}
