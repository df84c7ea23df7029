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
  const decoder = new TextDecoder('gb18030')
  const row = new Uint8Array(2 * 190)
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let i = 0, trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      row[i++] = lead
      row[i++] = trail
    }
    const chars = decoder.decode(row)
    for (let i = 0; i < 190; i++) {
      const pair = (row[2 * i] << 8) | row[2 * i + 1]
      const code = chars.charCodeAt(i)
      if (code === 0xfffd) continue
      // Some tables read a second pair as U+3000: the first is the one that pages have.
      if (pairOf[code] !== 0) continue
      pairOf[code] = pair
      if (!isPrivate(code) && !isYoung(pair)) charOf[pair] = code
    }
  }
  tables = { pairOf, charOf }
  return tables
}

function isPrivate(code: number): boolean {
  return code >= 0xe000 && code <= 0xf8ff
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
