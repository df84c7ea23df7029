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
