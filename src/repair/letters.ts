import { gbk } from './gbk.js'
import { byteOf, type LetterCharset, otherCharsets } from './latin-bytes.js'
import { worthOf } from './plausible.js'
import { lengthFrom } from './utf8-layer.js'

/**
 * The charset of single bytes, beside Latin-1 and Windows-1252, that a page of UTF-8 or GBK was read in: Kazakh, which
 * guessers of charsets like to see in Chinese (дёӯж–Ү), that of old Macintoshes (‰∏≠Êñá), of consoles (Σ╕¡µûç). The one
 * in which the page's letters say most is taken; no language sets such letters side by side.
 */
export function otherCharsetOf(text: string): LetterCharset | null {
  if (!standInRows(text)) return null
  const letters = lettersOf(text)
  const others = rivals(letters)
  if (others.length === 0) return null
  return (
    best(letters, others, worthOfUtf8, LEAST_OF_UTF8) ??
    best(letters, others.filter(showsPairs), worthOfGbk, LEAST_OF_GBK)
  )
}

/** The charsets to try. Where Windows-1252 has all letters, those that have all of them, too: few or none. */
function rivals(letters: Letters): readonly LetterCharset[] {
  const own = letters.kinds.filter(isLetter)
  const hasAll = (byteIn: LetterCharset['byteOf']) => own.every((code) => byteIn(code) >= 0)
  return hasAll(byteOf) ? otherCharsets().filter((charset) => hasAll(charset.byteOf)) : otherCharsets()
}

/** Whether GBK keeps its pairs: a byte that shows as nothing shifts all that follow it. */
function showsPairs({ hides }: LetterCharset): boolean {
  for (let byte = 0xa1; byte < 0xff; byte++) if (byte !== SOFT_HYPHEN && hides(byte)) return false
  return true
}

const SOFT_HYPHEN = 0xad

/** So much of a page is enough to tell. */
const SAMPLE = 6000

/** Letters in a row: each kind, and which of the kinds stands at each place. A page has few kinds. */
interface Letters {
  kinds: readonly number[]
  row: readonly number[]
}

/** A Chinese character has so many bytes in UTF-8, and two in GBK. */
const TOGETHER = 3

/** – — ‘ ’ “ ” … ·: writers set as many of them side by side as they like. */
const isMark = (code: number): boolean => code === 0xb7 || (code >= 0x2010 && code <= 0x2027)

const isLetter = (code: number): boolean => code >= 0x80 && code < 0x3000

/** Whether enough letters stand in rows, as bytes do: a look that clean pages pass with. */
function standInRows(text: string): boolean {
  let [run, hasOwn, all] = [0, false, 0]
  for (let i = 0; i <= text.length; i++) {
    const code = text.charCodeAt(i)
    if (isLetter(code)) {
      run++
      if (!isMark(code)) hasOwn = true
      continue
    }
    if (run >= TOGETHER && hasOwn) all += run
    if (all >= TOGETHER * LEAST_OF_UTF8) return true
    run = 0
    hasOwn = false
  }
  return false
}

/** The letters and signs of a page that single bytes may show as, and what stands between them. */
function lettersOf(text: string): Letters {
  const known = new Map<number, number>()
  const row: number[] = []
  let isBeside = false
  for (let i = 0; i < text.length && row.length < SAMPLE; i++) {
    const code = text.charCodeAt(i)
    if (isLetter(code) || isBeside) {
      const kind = known.get(code) ?? known.size
      known.set(code, kind)
      row.push(kind)
    }
    isBeside = isLetter(code)
  }
  return { kinds: [...known.keys()], row }
}

function bytesOf({ kinds, row }: Letters, byteOf: LetterCharset['byteOf']): Int16Array {
  const byKind = kinds.map(byteOf)
  const bytes = new Int16Array(row.length)
  for (let i = 0; i < row.length; i++) bytes[i] = byKind[row[i]]
  return bytes
}

/** What is read in a charset: how many characters, and by how much all of them are more likely than rare ones. */
interface Worth {
  characters: number
  sum: number
  /** Bytes that are part of no character. */
  bad: number
}

type Reader = (bytes: Int16Array) => Worth

/** So many Chinese characters tell UTF-8, which few bytes look like. */
const LEAST_OF_UTF8 = 3
const LEAST_OF_GBK = 12
/** By how much a reading must be better than that of Windows-1252. */
const GAIN = 3

function best(
  letters: Letters,
  charsets: readonly LetterCharset[],
  read: Reader,
  least: number,
): LetterCharset | null {
  let most = Math.max(0, sumOf(read(bytesOf(letters, byteOf)))) + GAIN
  let found: LetterCharset | null = null
  for (const charset of charsets) {
    const worth = read(bytesOf(letters, charset.byteOf))
    const { characters, bad } = worth
    if (characters < least || bad * 8 > characters || sumOf(worth) <= most) continue
    most = sumOf(worth)
    found = charset
  }
  return found
}

const sumOf = ({ sum, bad }: Worth): number => sum - PRICE_BAD * bad

const PRICE_BAD = 2

function worthOfUtf8(bytes: Int16Array): Worth {
  const worth = { characters: 0, sum: 0, bad: 0 }
  let high = 0
  for (let i = 0; i < bytes.length; i++) {
    const [a, b, c] = [bytes[i], bytes[i + 1] ?? 0, bytes[i + 2] ?? 0]
    if (a >= 0x80) high++
    if (a < 0xe3 || a > 0xe9 || lengthFrom(b) !== 0 || lengthFrom(c) !== 0) continue
    worth.characters++
    worth.sum += worthOf(((a & 15) << 12) | ((b & 63) << 6) | (c & 63))
  }
  // A few in a long page of other bytes are chance: it is GBK or Big5.
  worth.bad = Math.max(0, high - MOST_OTHERS * worth.characters)
  return worth
}

/** So many bytes there are to each character that is whole, where most of the others lost some. */
const MOST_OTHERS = 9

function worthOfGbk(bytes: Int16Array): Worth {
  const { charOf } = gbk()
  const worth = { characters: 0, sum: 0, bad: 0 }
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i]
    if (lead < 0x80) {
      if (lead < 0) worth.bad++
      continue
    }
    const code = charOf[(lead << 8) | ((bytes[++i] ?? 0) & 0xff)]
    if (code >= 0x4e00) {
      worth.characters++
      worth.sum += worthOf(code)
    } else if (code < 0x3000) worth.bad++
  }
  return worth
}
