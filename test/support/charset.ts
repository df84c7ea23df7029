/** Legacy encoders for making test data: reverse tables built from TextDecoder. */

function reverse(label: string, leads: [number, number], trails: [number, number][]): Map<string, number> {
  const decoder = new TextDecoder(label)
  const table = new Map<string, number>()
  for (let lead = leads[0]; lead <= leads[1]; lead++)
    for (const [from, to] of trails)
      for (let trail = from; trail <= to; trail++) {
        const char = decoder.decode(Uint8Array.of(lead, trail))
        if (char.length === 1 && !isPrivate(char.charCodeAt(0)) && !table.has(char))
          table.set(char, (lead << 8) | trail)
      }
  return table
}

function isPrivate(code: number): boolean {
  return code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff)
}

/** CP936 leaves these out, GB18030 fills them in: what a site's decoder did with them is not known. */
function isYoungPair(pair: number): boolean {
  const lead = pair >> 8
  const trail = pair & 0xff
  if (lead === 0xfe) return true
  if (pair === 0xa8bc || pair === 0xa8bf) return true
  if (lead === 0xa6)
    return (trail >= 0xd9 && trail <= 0xdf) || (trail >= 0xec && trail <= 0xed) || trail === 0xf3
  return lead === 0xa9 && trail >= 0x89 && trail <= 0x95
}

let gbkChars: Map<string, number> | null = null
let gbkPairs: Map<number, string> | null = null
let big5Chars: Map<string, number> | null = null

/** Character → byte pair of CP936, lead in the high byte. */
export function gbkTable(): Map<string, number> {
  if (!gbkChars) {
    gbkChars = reverse('gb18030', [0x81, 0xfe], [[0x40, 0x7e], [0x80, 0xfe]]) // biome-ignore format: byte ranges
    for (const [char, pair] of gbkChars) if (isYoungPair(pair)) gbkChars.delete(char)
  }
  return gbkChars
}

/** Byte pair → character of CP936. */
export function gbkReverse(): Map<number, string> {
  gbkPairs ??= new Map([...gbkTable()].map(([char, pair]) => [pair, char]))
  return gbkPairs
}

export function big5Table(): Map<string, number> {
  big5Chars ??= reverse('big5', [0x81, 0xfe], [[0x40, 0x7e], [0xa1, 0xfe]]) // biome-ignore format: byte ranges
  return big5Chars
}

let big5Pairs: Map<number, string> | null = null

/** Byte pair → character of Windows' Big5, which has private-use characters for the rows that it leaves to its users. */
export function big5Windows(): Map<number, string> {
  if (big5Pairs) return big5Pairs
  big5Pairs = new Map()
  for (const [char, pair] of big5Table()) if (pair >= 0xa140 && pair < 0xf9ff) big5Pairs.set(pair, char)
  const rows: [number, number, number][] = [[0xfa, 0xfe, 0xe000], [0x8e, 0xa0, 0xe311], [0x81, 0x8d, 0xeeb8]] // biome-ignore format: rows
  for (const [from, to, first] of rows) {
    let code = first
    for (let lead = from; lead <= to; lead++)
      for (let trail = 0x40; trail <= 0xfe; trail++)
        if (trail <= 0x7e || trail >= 0xa1) big5Pairs.set((lead << 8) | trail, String.fromCharCode(code++))
  }
  return big5Pairs
}

let koreanPairs: Map<number, string> | null = null

/** Byte pair → character of Windows' Korean: EUC-KR, and in order the syllables that it lacks. */
export function koreanWindows(): Map<number, string> {
  if (koreanPairs) return koreanPairs
  const table = reverse('euc-kr', [0xa1, 0xfd], [[0xa1, 0xfe]])
  koreanPairs = new Map([...table].map(([char, pair]) => [pair, char]))
  const others = Array.from({ length: 0x2ba4 }, (_, i) => String.fromCharCode(0xac00 + i)).filter(
    (char) => !table.has(char),
  )
  for (let lead = 0x81, i = 0; lead <= 0xc6; lead++)
    for (let trail = 0x41; trail <= (lead < 0xa1 ? 0xfe : 0xa0); trail++)
      if ((trail <= 0x5a || trail >= 0x61) && (trail <= 0x7a || trail >= 0x81) && i < others.length)
        koreanPairs.set((lead << 8) | trail, others[i++])
  return koreanPairs
}

/** Bytes of a text; a character that the table lacks becomes `?`. */
export function encodeWith(table: Map<string, number>, text: string): Uint8Array {
  const bytes: number[] = []
  for (const char of text) {
    const code = char.codePointAt(0)!
    const pair = table.get(char)
    if (code < 0x80) bytes.push(code)
    else if (pair !== undefined) bytes.push(pair >> 8, pair & 0xff)
    else bytes.push(0x3f)
  }
  return Uint8Array.from(bytes)
}

/** A small generator of repeatable numbers in 0..1 (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
