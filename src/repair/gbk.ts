/** Byte pairs of GBK and their characters, both ways, made on first use from the platform's decoder of GB18030. */
export interface Gbk {
  /** Code unit → byte pair (lead in the high byte), 0 where GBK has none. */
  pairOf: Uint16Array
  /** Byte pair → code unit, 0 where CP936, the table that sites use, has none. */
  charOf: Uint16Array
}

let tables: Gbk | null = null

export function gbk(): Gbk {
  tables ??= load()
  return tables
}

const FIRST_TRAIL = 0x40
/** Trails of a lead: up to 0xfe, without 0x7f. */
const TRAILS = 190

/** In one loop, as a page waits for it. */
function load(): Gbk {
  const pairOf = new Uint16Array(0x10000)
  const charOf = new Uint16Array(0x10000)
  const row = new Uint8Array(2 * TRAILS)
  for (let i = 0, trail = FIRST_TRAIL; i < TRAILS; i++, trail++) {
    if (trail === 0x7f) trail++
    row[2 * i + 1] = trail
  }
  const decoder = new TextDecoder('gb18030')
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let i = 0; i < row.length; i += 2) row[i] = lead
    const chars = decoder.decode(row)
    for (let i = 0; i < chars.length; i++) {
      const code = chars.charCodeAt(i)
      // Some tables read a second pair as U+3000: the first is the one that pages have.
      if (code === 0xfffd || pairOf[code] !== 0) continue
      const pair = (lead << 8) | row[2 * i + 1]
      pairOf[code] = pair
      if (code < 0xe000 || code > 0xf8ff) charOf[pair] = code
    }
  }
  for (const [first, last] of YOUNG) charOf.fill(0, first, last + 1)
  for (const [first, shown, count] of ONCE_PRIVATE)
    for (let i = 0; i < count; i++) pairOf[shown + i] = first + i
  return { pairOf, charOf }
}

/** Pairs that GB18030 filled in after CP936, and that platforms read in different ways. */
const YOUNG: readonly (readonly [first: number, last: number])[] = [
  [0xa6d9, 0xa6df],
  [0xa6ec, 0xa6ed],
  [0xa6f3, 0xa6f3],
  [0xa8bc, 0xa8bc],
  [0xa8bf, 0xa8bf],
  [0xa989, 0xa995],
  [0xfe00, 0xfeff],
]

/**
 * What older tables showed for pairs that were filled in later, as private-use characters: first pair, first character,
 * how many. Platforms that follow the WHATWG have forgotten them (A8BF was U+E7C8 and is U+01F9), pages have not.
 */
const ONCE_PRIVATE: readonly (readonly [pair: number, shown: number, count: number])[] = [
  [0xa2e3, 0xe76c, 1],
  [0xa3a0, 0xe5e5, 1],
  [0xa6d9, 0xe78d, 7],
  [0xa6ec, 0xe794, 2],
  [0xa6f3, 0xe796, 1],
  [0xa8bc, 0xe7c7, 1],
  [0xa8bf, 0xe7c8, 1],
  [0xa989, 0xe7e7, 13],
  [0xfe50, 0xe815, 1],
  [0xfe54, 0xe819, 24],
  [0xfe6d, 0xe832, 9],
  [0xfe77, 0xe83c, 8],
  [0xfe80, 0xe844, 17],
  [0xfe92, 0xe856, 15],
]

/** Whether a pair lies in the areas that GBK leaves to its users: AAA1–AFFE, F8A1–FEFE, A140–A7A0. */
export function isUserPair(pair: number): boolean {
  const [lead, trail] = [pair >> 8, pair & 0xff]
  if (trail < 0xa1) return lead >= 0xa1 && lead <= 0xa7 && trail >= 0x40 && trail !== 0x7f
  return ((lead >= 0xaa && lead <= 0xaf) || (lead >= 0xf8 && lead <= 0xfe)) && trail !== 0xff
}

export const isHanzi = (code: number): boolean => code >= 0x4e00 && code <= 0x9fa5
