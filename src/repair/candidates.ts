import { gbk } from './gbk.js'
import { languageModel } from './model.js'

/** Byte pairs of the characters that pages have, the most frequent first, by what is left of them. */
export interface Candidates {
  /** By first byte: those whose second byte, above 0x80, was lost. */
  byLead: readonly Uint16Array[]
  /** By second byte: those whose first byte was lost. */
  byTrail: readonly Uint16Array[]
  /** How many of each `byLead` list are everyday characters, tried where both bytes were lost. */
  everyday: Uint8Array
  /** Bytes with which some byte above 0x80 makes no character. */
  startsNothing: Uint8Array
}

/** Log probability below which a character is not tried unless a bracket demands it. */
const PLAUSIBLE = -15
/** Log probability below which one is not tried where nothing of it is left. */
const EVERYDAY = -11.5

let table: Candidates | null = null

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
  const startsNothing = new Uint8Array(0x100)
  for (let pair = 0x8140; pair <= 0xfefe; pair++) {
    const trail = pair & 0xff
    if (charOf[pair] === 0) {
      if (trail > 0x80 && trail < 0xff) startsNothing[pair >> 8] = 1
      continue
    }
    if (worth(pair) <= PLAUSIBLE) continue
    if (trail > 0x80) byLead[pair >> 8].push(pair)
    byTrail[trail].push(pair)
  }
  const sorted = (pairs: number[]) => Uint16Array.from(pairs.sort((a, b) => worth(b) - worth(a) || a - b))
  const leads = byLead.map(sorted)
  const everyday = Uint8Array.from(leads, (pairs) => {
    const end = pairs.findIndex((pair) => worth(pair) <= EVERYDAY)
    return end < 0 ? pairs.length : end
  })
  return { byLead: leads, byTrail: byTrail.map(sorted), everyday, startsNothing }
}
