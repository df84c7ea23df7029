import { hkscs as packed } from '../generated/repair-characters.js'

let beyond: Map<string, string> | null = null

/** By what the platform's decoder shows for it: a character of Hong Kong that it has no code for (啲, 嘅, 邨). */
function ofHongKong(): Map<string, string> {
  if (beyond) return beyond
  beyond = new Map()
  const decoder = new TextDecoder('big5')
  for (let i = 0; i < packed.length; i += 5) {
    const pair = Number.parseInt(packed.slice(i + 1, i + 5), 16)
    const shown = decoder.decode(Uint8Array.of(pair >> 8, pair & 0xff))
    if (isPrivate(shown)) beyond.set(shown, packed[i])
  }
  return beyond
}

const isPrivate = (char: string): boolean => char >= '\ue000' && char <= '\uf8ff'

/**
 * Big5 with what Hong Kong adds to it. Browsers have all of that; Node shows private-use characters, and those of
 * them that papers use are read by a table.
 */
export function readBig5(bytes: Uint8Array, fatal: boolean): string {
  const text = new TextDecoder('big5', { fatal }).decode(bytes)
  if (!/[\ue000-\uf8ff]/.test(text)) return text
  return text.replace(/[\ue000-\uf8ff]/g, (char) => ofHongKong().get(char) ?? char)
}

let chars: Uint16Array | null = null

/** Byte pair → code unit, 0 where Big5 and what Hong Kong adds to it have none. */
export function big5Chars(): Uint16Array {
  if (chars) return chars
  chars = new Uint16Array(0x10000)
  const decoder = new TextDecoder('big5')
  const bytes = new Uint8Array(2)
  for (bytes[0] = 0x81; bytes[0] <= 0xfe; bytes[0]++)
    for (bytes[1] = 0x40; bytes[1] <= 0xfe; bytes[1]++) {
      const shown = decoder.decode(bytes)
      const char = isPrivate(shown) ? (ofHongKong().get(shown) ?? '') : shown
      if (char.length === 1 && char !== '\ufffd') chars[(bytes[0] << 8) | bytes[1]] = char.charCodeAt(0)
    }
  return chars
}
