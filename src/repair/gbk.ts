/** Byte pairs of GBK and their characters, both ways, made on first use from the platform's own decoder. */
export interface Gbk {
  /** Code unit → byte pair (lead in the high byte), 0 where GBK has none. */
  pairOf: Uint16Array
  /** Byte pair → code unit, 0 where CP936, the table that sites use, has none. */
  charOf: Uint16Array
}

let tables: Gbk | null = null

export function gbk(): Gbk {
  if (tables) return tables
  const pairOf = new Uint16Array(0x10000)
  const charOf = new Uint16Array(0x10000)
  for (let lead = 0x81; lead <= 0xfe; lead++)
    eachOfRow('gb18030', lead, (pair, code) => {
      // Some tables read a second pair as U+3000: the first is the one that pages have.
      if (pairOf[code] !== 0) return
      pairOf[code] = pair
      if (!isPrivate(code) && !isYoung(pair)) charOf[pair] = code
    })
  // Older tables show private-use characters for pairs that were filled in later.
  for (const lead of YOUNG_ROWS)
    eachOfRow('gbk', lead, (pair, code) => {
      if (isPrivate(code) && pairOf[code] === 0) pairOf[code] = pair
    })
  tables = { pairOf, charOf }
  return tables
}

const YOUNG_ROWS = [0xa2, 0xa3, 0xa6, 0xa8, 0xa9, 0xfe]

function eachOfRow(label: string, lead: number, give: (pair: number, code: number) => void): void {
  const row: number[] = []
  for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) row.push(lead, trail)
  const chars = new TextDecoder(label).decode(Uint8Array.from(row))
  for (let i = 0; i < chars.length; i++)
    if (chars.charCodeAt(i) !== 0xfffd) give((lead << 8) | row[2 * i + 1], chars.charCodeAt(i))
}

function isPrivate(code: number): boolean {
  return code >= 0xe000 && code <= 0xf8ff
}

/** Whether a pair lies in the areas that GBK leaves to its users: AAA1–AFFE, F8A1–FEFE, A140–A7A0. */
export function isUserPair(pair: number): boolean {
  const [lead, trail] = [pair >> 8, pair & 0xff]
  if (trail < 0xa1) return lead >= 0xa1 && lead <= 0xa7 && trail >= 0x40 && trail !== 0x7f
  return ((lead >= 0xaa && lead <= 0xaf) || (lead >= 0xf8 && lead <= 0xfe)) && trail !== 0xff
}

/** Pairs that GB18030 filled in after CP936, and that platforms read in different ways. */
function isYoung(pair: number): boolean {
  const trail = pair & 0xff
  switch (pair >> 8) {
    case 0xfe:
      return true
    case 0xa8:
      return trail === 0xbc || trail === 0xbf
    case 0xa6:
      return (trail >= 0xd9 && trail <= 0xdf) || (trail >= 0xec && trail <= 0xed) || trail === 0xf3
    case 0xa9:
      return trail >= 0x89 && trail <= 0x95
    default:
      return false
  }
}

export const isHanzi = (code: number): boolean => code >= 0x4e00 && code <= 0x9fa5
