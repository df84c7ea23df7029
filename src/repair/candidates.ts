import { gbk } from './gbk.js'
import { languageModel, nats } from './model.js'

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
export function partnersOf(before: number, trail: number): Uint16Array {
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
  const worth = (pair: number) => frequency[simplified[charOf[pair]]]
  const byLead: number[][] = Array.from({ length: 0x100 }, () => [])
  const byTrail: number[][] = Array.from({ length: 0x100 }, () => [])
  for (let pair = 0x8140; pair <= 0xfefe; pair++) {
    const trail = pair & 0xff
    if (charOf[pair] === 0 || nats(worth(pair)) <= PLAUSIBLE) continue
    if (trail > 0x80) byLead[pair >> 8].push(pair)
    byTrail[trail].push(pair)
  }
  const sorted = (pairs: number[]) => Uint16Array.from(pairs.sort((a, b) => worth(b) - worth(a) || a - b))
  const leads = byLead.map(sorted)
  const everyday = sorted(byLead.flatMap((pairs) => pairs.filter((pair) => worth(pair) > EVERYDAY)))
  const barren = loadBarren()
  const pairedByLead = leads.map((pairs) => pairs.filter((pair) => barren[pair & 0xff] !== 0))
  return { byLead: leads, pairedByLead, byTrail: byTrail.map(sorted), everyday, barren }
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
