/** Character classes of the article room, as tests on UTF-16 code units. */

import { isDigit, isHan as isIdeograph, isLatin } from '../text/index.js'

export { isDigit, isLatin, isLineBreak as isBreak } from '../text/index.js'

export function isSpace(code: number): boolean {
  return (
    code === 0x20 ||
    code === 0x3000 ||
    code === 0xa0 ||
    code === 0x09 ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0xfeff ||
    code === 0x0b ||
    code === 0x0c
  )
}

/** 丨 is written as a bar between two words: it is none. */
export function isHan(code: number): boolean {
  return isIdeograph(code) && code !== 0x4e28
}

/** Some code units, a bit for each: they are asked for at so many characters that a hash would be half the work. */
export class Codes {
  readonly #bits = new Int32Array(2048)

  constructor(readonly chars: string) {
    for (let i = 0; i < chars.length; i++)
      this.#bits[chars.charCodeAt(i) >>> 5] |= 1 << (chars.charCodeAt(i) & 31)
  }

  has(code: number): boolean {
    return ((this.#bits[code >>> 5] >>> (code & 31)) & 1) !== 0
  }
}

export const codes = (chars: string): Codes => new Codes(chars)

/** Ends a sentence. */
export const stops = codes('。！？!?…．')
/** May follow the end of a sentence: 。” 。） */
export const closers = codes('”’」』）)】》〉]〕］"\'')
/** Closing brackets without the quotation marks. */
export const brackets = codes('）)】〕］]')
export const openers = codes('“‘「『（(【《〈[〔［')
/** Ends a clause; a paragraph does not end in one, and a line that starts with one was cut. */
export const commas = codes('，、,；;')
/** ∶ is drawn for one: 作者∶王倩. */
export const colons = codes('：:∶')
/** Bars between a label and its value, or between two names: 作者︱王倩, 来源∣秦岭晚报. */
export const bars = codes('|｜丨│┃︱∣▏▕')
/** Between the parts of a foreign name, and of two names of one house. */
export const dots = codes('·•・')

/** A slash, half or full width, and what some papers draw for one: 記者王倩╱台北報導. */
export const slashes = codes('/／╱∕⁄\\＼')

/** A blank between words: no break, and none of the rare ones. */
const isBlank = (code: number): boolean => code === 0x20 || code === 0x3000 || code === 0x09 || code === 0xa0

export function skipBlanks(text: string, at: number): number {
  while (isBlank(text.charCodeAt(at))) at++
  return at
}

/** Where the first of some characters stands; -1 for none. */
export function indexOfAny(text: string, marks: Codes, start: number, end: number): number {
  for (let i = start; i < end; i++) if (marks.has(text.charCodeAt(i))) return i
  return -1
}

export function skipSpaces(text: string, at: number, end: number): number {
  while (at < end && isSpace(text.charCodeAt(at))) at++
  return at
}

const ENDS_WORD = codes(`${colons.chars}${bars.chars}${slashes.chars}】·・`)

/** 编　　辑： — a word of two to four characters spaced out to a column's width, a colon or bar behind it. */
export function spacedWord(text: string, at: number, end: number): { word: string; end: number } | null {
  if (!isSpace(text.charCodeAt(at + 1))) return null
  let word = ''
  for (let i = at; i < end && word.length < 5; ) {
    if (!isHan(text.charCodeAt(i)) || ENDS_WORD.has(text.charCodeAt(i))) return null
    word += text[i]
    const next = skipSpaces(text, i + 1, end)
    if (ENDS_WORD.has(text.charCodeAt(next))) return word.length > 1 ? { word, end: i + 1 } : null
    if (next === i + 1) return null
    i = next
  }
  return null
}

/** End of the run of Han characters (and the dot of foreign names) that starts at `at`, at most `most` long. */
export function hanEnd(text: string, at: number, end: number, most: number): number {
  const limit = Math.min(end, at + most)
  let i = at
  while (i < limit) {
    const code = text.charCodeAt(i)
    if (!isHan(code) && !(i > at && (code === 0xb7 || code === 0x2022 || code === 0x30fb))) break
    i++
  }
  return i
}

export function isLetter(code: number): boolean {
  return (
    isHan(code) ||
    isDigit(code) ||
    isLatin(code) ||
    (code >= 0xc0 && code < 0x2000) ||
    (code >= 0xd800 && code < 0xfe00)
  )
}

/** Whether a letter of any script stands in a text: most begin with one that needs no table of scripts. */
export function hasLetter(text: string): boolean {
  const code = text.charCodeAt(0)
  return (code >= 0x4e00 && code <= 0x9fff) || isLatin(code) || LETTER.test(text)
}
const LETTER = /\p{L}/u

/** Letters, digits and Han alone: what two writings of one headline share. */
export function skeleton(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) if (isLetter(text.charCodeAt(i))) out += text[i]
  return out
}
