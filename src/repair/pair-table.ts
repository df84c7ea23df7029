import { gbk } from './gbk.js'

/** A charset of pairs that UTF-8 was read in. */
export interface PairTable {
  /** As rules name it. */
  name: 'gbk' | 'big5' | 'euc-kr'
  /** Its place among them. */
  id: number
  /** Code unit → byte pair (lead in the high byte), 0 where it has none. */
  pairOf: Uint16Array
  /** Whether a decoder shows a character for a pair; `fills`: of those that have private-use characters too. */
  isShown(pair: number, fills: boolean): boolean
  /** Whether decoders take the byte 0x80 for €. */
  hasEuro: boolean
  /** Log probability that a sign stands for one byte and an ASCII one, where decoders swallow these. */
  alone: number
  /** How far chances are drawn towards each other: the more is lost, the surer words are of themselves. */
  flat: number
  /** Least chance of a guess that is worth writing down, and the same where decoders lose one byte and not two. */
  least: number
  leastOfOne: number
}

const makers = [gbkTable, big5Table, koreanTable]
const made: PairTable[] = []

/** GBK; with `all` the charsets of Taiwan's and Korea's Windows too, on which others read Chinese. */
export function pairTables(all: boolean): readonly PairTable[] {
  return makers.slice(0, all ? makers.length : 1).map((make, id) => {
    made[id] ??= make()
    return made[id]
  })
}

/** The lead byte of ︵ and ︼ (文书， → 鏂囦功︼寣): not every decoder has them, so that 书， may give a sign too. */
const VERTICAL = 0xa6

function gbkTable(): PairTable {
  const { pairOf, charOf } = gbk()
  let filled: Uint8Array | null = null
  const isFilled = (pair: number) => {
    filled ??= pairsOf(pairOf, isPrivate)
    return filled[pair] === 1
  }
  const isShown = (pair: number, fills: boolean) =>
    pair >> 8 !== VERTICAL && (charOf[pair] !== 0 || (fills && isFilled(pair)))
  return {
    name: 'gbk',
    id: 0,
    pairOf,
    isShown,
    hasEuro: true,
    alone: -4,
    flat: 1,
    least: 0.6,
    leastOfOne: 0.6,
  }
}

/** Which pairs have a code unit of a kind. */
function pairsOf(pairOf: Uint16Array, isWanted: (code: number) => boolean): Uint8Array {
  const found = new Uint8Array(0x10000)
  for (let code = 0; code < 0x10000; code++) if (pairOf[code] !== 0 && isWanted(code)) found[pairOf[code]] = 1
  return found
}

const isPrivate = (code: number): boolean => code >= 0xe000 && code < 0xf900
const isPublic = (code: number): boolean => !isPrivate(code)

/** Rows that Windows' Big5 leaves to its users, and the private-use character of the first pair of each part. */
const OWN_ROWS = [
  [0xfa, 0xfe, 0xe000],
  [0x8e, 0xa0, 0xe311],
  [0x81, 0x8d, 0xeeb8],
] as const

function big5Table(): PairTable {
  const pairOf = new Uint16Array(0x10000)
  // What platforms have beyond Windows' table differs from one to the other.
  readRows('big5', [0xa1, 0xf9], isTrailOfBig5, isPublic, pairOf)
  const shown = pairsOf(pairOf, () => true)
  for (const [from, to, first] of OWN_ROWS) {
    let code: number = first
    for (let lead = from; lead <= to; lead++)
      for (let trail = 0x40; trail <= 0xfe; trail++)
        if (isTrailOfBig5(trail)) pairOf[code++] = (lead << 8) | trail
  }
  const filled = pairsOf(pairOf, isPrivate)
  const isShown = (pair: number, fills: boolean) => shown[pair] === 1 || (fills && filled[pair] === 1)
  return {
    name: 'big5',
    id: 1,
    pairOf,
    isShown,
    hasEuro: false,
    alone: -7,
    flat: 0.28,
    least: 0.6,
    leastOfOne: 0.75,
  }
}

/** Every character that the platform reads in Big5 → its first pair. */
export function big5Pairs(): Uint16Array {
  const pairOf = new Uint16Array(0x10000)
  readRows('big5', [0x81, 0xfe], isTrailOfBig5, () => true, pairOf)
  return pairOf
}

const isTrailOfBig5 = (trail: number): boolean => (trail >= 0x40 && trail <= 0x7e) || trail >= 0xa1

const HANGUL_END = 0xd7a4
const LINE_BREAK = 0x0a

function koreanTable(): PairTable {
  const pairOf = new Uint16Array(0x10000)
  readRows('euc-kr', [0xa1, 0xfd], (trail) => trail >= 0xa1, isPublic, pairOf)
  // Windows' table has the syllables that the older one lacks, in order; not every platform knows them.
  let code = 0xac00
  for (let lead = 0x81; lead <= 0xc6; lead++)
    for (let trail = 0x41; trail <= (lead < 0xa1 ? 0xfe : 0xa0); trail++) {
      if ((trail > 0x5a && trail < 0x61) || (trail > 0x7a && trail < 0x81)) continue
      while (code < HANGUL_END && pairOf[code] !== 0) code++
      if (code < HANGUL_END) pairOf[code] = (lead << 8) | trail
    }
  const shown = pairsOf(pairOf, () => true)
  return {
    name: 'euc-kr',
    id: 2,
    pairOf,
    isShown: (pair) => shown[pair] === 1,
    hasEuro: false,
    alone: -6,
    flat: 0.7,
    least: 0.6,
    leastOfOne: 0.6,
  }
}

function readRows(
  label: string,
  [from, to]: [number, number],
  isTrail: (trail: number) => boolean,
  isWanted: (code: number) => boolean,
  pairOf: Uint16Array,
): void {
  const decoder = new TextDecoder(label)
  const trails: number[] = []
  for (let trail = 0x40; trail <= 0xfe; trail++) if (isTrail(trail)) trails.push(trail)
  // A line for each pair, a row at once: one by one the first page would wait for it.
  const row = new Uint8Array(3 * trails.length).fill(LINE_BREAK)
  for (let i = 0; i < trails.length; i++) row[3 * i + 1] = trails[i]
  for (let lead = from; lead <= to; lead++) {
    for (let i = 0; i < row.length; i += 3) row[i] = lead
    const lines = decoder.decode(row)
    for (let at = 0, i = 0; at < lines.length; i++) {
      const code = lines.charCodeAt(at)
      const isOne = code !== LINE_BREAK && lines.charCodeAt(at + 1) === LINE_BREAK
      if (isOne && code !== 0xfffd && pairOf[code] === 0 && isWanted(code))
        pairOf[code] = (lead << 8) | trails[i]
      at = isOne ? at + 2 : lines.indexOf('\n', at) + 1
    }
  }
}
