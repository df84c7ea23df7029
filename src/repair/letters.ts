import { gbk } from './gbk.js'
import { byteOf, type LetterCharset, otherCharsets } from './latin-bytes.js'
import { languageModel } from './model.js'
import { lengthFrom } from './utf8-layer.js'

/**
 * The charset of single bytes, beside Latin-1 and Windows-1252, that a page of UTF-8 or GBK was read in: Kazakh, which
 * guessers of charsets like to see in Chinese (дёӯж–Ү), that of old Macintoshes (‰∏≠Êñá), of consoles (Σ╕¡µûç). The one
 * in which the page's letters say most is taken; no language sets such letters side by side.
 */
export function otherCharsetOf(text: string): LetterCharset | null {
  const letters = lettersOf(text)
  if (letters.row.length < 3 * LEAST_OF_UTF8) return null
  // Nearly every page whose bytes show as letters is told by the plain reading.
  const plain = bytesOf(letters, byteOf)
  if (isWhole(worthOfUtf8(plain), 3 / plain.length) || isWhole(worthOfGbk(plain), 2 / plain.length))
    return null
  const all = otherCharsets()
  return (
    best(letters, all, worthOfUtf8, LEAST_OF_UTF8) ??
    best(letters, all.filter(showsPairs), worthOfGbk, LEAST_OF_GBK)
  )
}

/** Whether a reading leaves next to nothing out, and is no rubbish. `share`: that of one character of all letters. */
function isWhole({ characters, sum }: Worth, share: number): boolean {
  return characters * share >= WHOLE && sum >= characters
}

const WHOLE = 0.85

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

/** The letters and signs of a page that single bytes may show as, and what stands between them. */
function lettersOf(text: string): Letters {
  const known = new Map<number, number>()
  const row: number[] = []
  let isBeside = false
  for (let i = 0; i < text.length && row.length < SAMPLE; i++) {
    const code = text.charCodeAt(i)
    const isLetter = code >= 0x80 && code < 0x3000
    if (isLetter || isBeside) {
      const kind = known.get(code) ?? known.size
      known.set(code, kind)
      row.push(kind)
    }
    isBeside = isLetter
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

/** Log probability of a character that is neither usual nor rare. */
const MIDDLING = -11.5

function worthOf(code: number): number {
  const { single, simplified } = languageModel()
  return single[simplified[code]] - MIDDLING
}

function worthOfUtf8(bytes: Int16Array): Worth {
  const worth = { characters: 0, sum: 0, bad: 0 }
  for (let i = 0; i + 2 < bytes.length; i++) {
    const [a, b, c] = [bytes[i], bytes[i + 1], bytes[i + 2]]
    if (a < 0xe3 || a > 0xe9 || lengthFrom(b) !== 0 || lengthFrom(c) !== 0) continue
    worth.characters++
    worth.sum += worthOf(((a & 15) << 12) | ((b & 63) << 6) | (c & 63))
  }
  return worth
}

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
