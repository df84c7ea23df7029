import { formatDecimal } from '../segment/decimal.js'
import { isArabicDigit, readNumeral } from '../segment/numerals.js'
import { CharacterSet } from '../text/index.js'

/** A small whole number at a place. */
export interface SmallNumber {
  end: number
  value: number
  /** Characters it takes: 2022 and 二〇二二 are 4. */
  length: number
  chinese: boolean
}

/** A whole number without separators and large units: 3, 二〇二二, 十二, 廿三. Spaces behind it belong to it. */
export function smallNumber(text: string, at: number): SmallNumber | null {
  const code = text.charCodeAt(at)
  if (isArabicDigit(code)) {
    let i = at
    let value = 0
    while (isArabicDigit(text.charCodeAt(i)) && i - at < 9) value = value * 10 + (text.charCodeAt(i++) & 15)
    if (isArabicDigit(text.charCodeAt(i))) return null
    return { end: spaces(text, i), value, length: i - at, chinese: false }
  }
  // 元 of 元年
  if (code === 0x5143) return { end: at + 1, value: 1, length: 1, chinese: true }
  return chineseDigit(code) >= 0 || tensOf(code) > 0 ? chineseNumber(text, at) : null
}

/** 〇 to 九 as 0..9, 十 as 10, 两 as 2, 廿 as 20; -1 for all else. */
function chineseDigit(code: number): number {
  switch (code) {
    case 0x96f6:
    case 0x3007:
    case 0x25cb:
      return 0
    case 0x4e00:
      return 1
    case 0x4e8c:
    case 0x4e24:
      return 2
    case 0x4e09:
      return 3
    case 0x56db:
      return 4
    case 0x4e94:
      return 5
    case 0x516d:
      return 6
    case 0x4e03:
      return 7
    case 0x516b:
      return 8
    case 0x4e5d:
      return 9
    default:
      return -1
  }
}

/** 十 廿 卅 as 10, 20, 30; 0 for all else. */
function tensOf(code: number): number {
  return code === 0x5341 ? 10 : code === 0x5eff ? 20 : code === 0x5345 ? 30 : 0
}

/** Whether a number starts with this code unit; it then opens no word. */
export function isNumber(code: number): boolean {
  return isArabicDigit(code) || chineseDigit(code) >= 0 || tensOf(code) > 0
}

/** 二〇二二, 十二, 廿三, 三十一, 一百一十二: read straight, for dates ask often. Beyond a hundred as a numeral. */
function chineseNumber(text: string, at: number): SmallNumber | null {
  let i = at
  let value = 0
  while (i - at < 5) {
    const digit = chineseDigit(text.charCodeAt(i))
    if (digit < 0) break
    value = value * 10 + digit
    i++
  }
  const run = i - at
  const next = text[i]
  if (next === '百' || next === '千' || next === '万' || next === '亿') return longNumber(text, at)
  if (run > 4) return null
  const tens = tensOf(text.charCodeAt(i))
  if (tens > 0 && run <= 1) {
    if (tens > 10 && run === 1) return null
    value = run === 1 ? value * 10 : tens
    i++
    const digit = chineseDigit(text.charCodeAt(i))
    if (digit > 0) {
      if (chineseDigit(text.charCodeAt(i + 1)) > 0) return null
      value += digit
      i++
    }
    if (text[i] === '十' || text[i] === '百' || text[i] === '万') return null
  } else if (run === 0 || (tens > 0 && run > 1)) return null
  // 两三 counts, but names no day; 一二 neither.
  if (run === 2 && tens === 0 && value % 10 === Math.floor(value / 10) + 1 && value < 67) return null
  if (text[i] === '余' || text[i] === '多' || text[i] === '几') return null
  return { end: spaces(text, i), value, length: i - at, chinese: true }
}

function longNumber(text: string, at: number): SmallNumber | null {
  const numeral = readNumeral(text, at)
  if (numeral?.script !== 'chinese' || numeral.scaled || numeral.more || numeral.high !== null) return null
  const exact = formatDecimal(numeral.low)
  if (exact.length > 6 || exact.includes('.')) return null
  return { end: spaces(text, numeral.end), value: Number(exact), length: numeral.end - at, chinese: true }
}

export function spaces(text: string, at: number): number {
  let i = at
  while (text.charCodeAt(i) === 32 && i - at < 4) i++
  return i
}

/** The first of `words` that stands at `at`, else null. */
export function oneOf(text: string, at: number, words: readonly string[]): string | null {
  const code = text.charCodeAt(at)
  for (let i = 0; i < words.length; i++)
    if (words[i].charCodeAt(0) === code && text.startsWith(words[i], at)) return words[i]
  return null
}

/** Words of which one may stand at many places: most are turned away by the character there. */
export class Choice {
  readonly #words: readonly string[]
  readonly #starts: CharacterSet

  constructor(...words: string[]) {
    this.#words = words
    this.#starts = new CharacterSet(words.map((word) => word[0]).join(''))
  }

  /** The first of them that stands at `at`, else null. */
  at(text: string, at: number): string | null {
    return this.#starts.at(text, at) ? oneOf(text, at, this.#words) : null
  }
}

/** Skips one of the words if it is there. */
export function skip(text: string, at: number, ...words: string[]): number {
  const word = oneOf(text, at, words)
  return word === null ? at : at + word.length
}

/** A mark or word between the ends of a range. `worded`: 至 or 到. */
export function rangeMark(text: string, at: number): { end: number; worded: boolean } | null {
  const from = spaces(text, at)
  const mark = text[from]
  switch (mark) {
    case '—':
    case '-':
      return { end: spaces(text, from + (text[from + 1] === mark ? 2 : 1)), worded: false }
    case '–':
    case '－':
    case '~':
    case '～':
    case '−':
    case '﹣':
      return { end: spaces(text, from + 1), worded: false }
    case '至':
    case '到':
      return { end: spaces(text, from + 1), worded: true }
    default:
      return null
  }
}
