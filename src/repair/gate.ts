import { sentinels } from '../generated/repair-characters.js'
import { readSteps } from '../text/index.js'

/** Kinds of characters that may mean damage, as bits. */
export const SEES = {
  /** `(`, `?`, U+FFFD, `ǐ`: pinyin in brackets, lost bytes. */
  bracket: 1,
  /** U+0080..U+00FF, the extra characters of Windows-1252, letters of other alphabets. */
  latin: 2,
  /** `&`, `\`, `%`, `=`: entities and escapes. */
  escape: 4,
  /** Controls, zero-width, private-use, compatibility characters, odd spaces, full- and halfwidth forms. */
  odd: 8,
  /** Characters that frequent ones turn into when read in the wrong charset: 锛 鐨 銆. */
  sentinel: 16,
  /** A plain space, or the wide one. */
  space: 32,
  /** ``^`{}|~@$#``, which Chinese text seldom has: the noise of forums. */
  noise: 64,
} as const

const windows1252 = '€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ'

let table: Uint8Array | null = null

/** Bits of `SEES` by code unit. */
export function classes(): Uint8Array {
  if (table) return table
  table = new Uint8Array(0x10000)
  for (const char of '(?\ufffdāǎēěīǐōǒūǔ') table[char.charCodeAt(0)] |= SEES.bracket
  for (const char of '^`{}|~@$#') table[char.charCodeAt(0)] |= SEES.noise
  table[0x20] |= SEES.space
  table[0x3000] |= SEES.space
  for (const char of '&\\%=') table[char.charCodeAt(0)] |= SEES.escape
  for (let code = 0x80; code < 0x100; code++) table[code] |= SEES.latin
  for (const char of windows1252) table[char.charCodeAt(0)] |= SEES.latin
  for (const [from, to] of letterRanges) for (let code = from; code <= to; code++) table[code] |= SEES.latin
  for (const [from, to] of oddRanges) for (let code = from; code <= to; code++) table[code] |= SEES.odd
  for (const char of '\t\n\r') table[char.charCodeAt(0)] = 0
  for (const [from, to] of crossedRanges)
    for (let code = from; code <= to; code++) table[code] |= SEES.sentinel
  const marks = table
  readSteps(sentinels, sentinels.length, (code) => {
    marks[code] |= SEES.sentinel
  })
  table[LOST] |= SEES.sentinel
  return table
}

/** 锟, which U+FFFD turns into. */
const LOST = 0x951f

/** From Latin to Arabic, and Thai. */
const letterRanges: [number, number][] = [
  [0x100, 0x6ff],
  [0xe00, 0xe5b],
]

/** What Big5 read as GBK has between rare characters: marks for vertical lines, what GBK leaves to its users. */
const crossedRanges: [number, number][] = [
  [0xe000, 0xf8ff],
  [0xfe30, 0xfe44],
]

const oddRanges: [number, number][] = [
  [0x00, 0x1f],
  [0x7f, 0xa0],
  [0xad, 0xad],
  [0x2000, 0x200f],
  [0x2028, 0x202f],
  [0x205f, 0x206f],
  [0x2e80, 0x2fd5],
  [0xd87e, 0xd87e],
  [0xe000, 0xfaff],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xff10, 0xff19],
  [0xff21, 0xff3a],
  [0xff41, 0xff5a],
  [0xff61, 0xff9f],
]

/** What a text holds that may be damage: bits of `SEES`. One look at each code unit. */
export function look(text: string): number {
  const classOf = classes()
  let seen = 0
  for (let i = 0; i < text.length; i++) seen |= classOf[text.charCodeAt(i)]
  return seen
}

/**
 * The lines worth a closer look for text read in the wrong charset: those with a sentinel, or all where
 * sentinels are common.
 */
export function suspectLines(text: string): { start: number; end: number }[] {
  const classOf = classes()
  const all: { start: number; end: number }[] = []
  const some: { start: number; end: number }[] = []
  let [start, count, total] = [0, 0, 0]
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 0x0a
    if (code !== 0x0a) {
      if ((classOf[code] & SEES.sentinel) !== 0) count++
      continue
    }
    if (i > start) {
      all.push({ start, end: i })
      if (count > 0) some.push({ start, end: i })
    }
    total += count
    start = i + 1
    count = 0
  }
  return total * 200 > text.length ? all : some
}
