import { formatDecimal } from '../segment/decimal.js'
import { isArabicDigit, readNumeral } from '../segment/numerals.js'

/** A small whole number at a place. */
export interface SmallNumber {
  end: number
  value: number
  /** Characters it takes: 2022 and 二〇二二 are 4. */
  length: number
  chinese: boolean
}

const chineseDigits = '零〇○一二三四五六七八九十廿卅两元正'

/** Whether a date can start with a number here; cheap. */
function digitAt(text: string, at: number): boolean {
  return isArabicDigit(text.charCodeAt(at)) || (at < text.length && chineseDigits.includes(text[at]))
}

/** A whole number without separators and large units: 3, 二〇二二, 十二, 廿三. Spaces behind it belong to it. */
export function smallNumber(text: string, at: number): SmallNumber | null {
  if (!digitAt(text, at)) return null
  if (isArabicDigit(text.charCodeAt(at))) {
    let i = at
    let value = 0
    while (isArabicDigit(text.charCodeAt(i)) && i - at < 9) value = value * 10 + (text.charCodeAt(i++) & 15)
    if (isArabicDigit(text.charCodeAt(i))) return null
    return { end: spaces(text, i), value, length: i - at, chinese: false }
  }
  if (text[at] === '元') return { end: at + 1, value: 1, length: 1, chinese: true }
  const numeral = readNumeral(text, at)
  if (numeral?.script !== 'chinese' || numeral.scaled || numeral.more) return null
  if (numeral.high !== null) return null
  const decimal = formatDecimal(numeral.low)
  if (decimal.length > 6 || decimal.includes('.')) return null
  return {
    end: spaces(text, numeral.end),
    value: Number(decimal),
    length: numeral.end - at,
    chinese: true,
  }
}

export function spaces(text: string, at: number): number {
  let i = at
  while (text.charCodeAt(i) === 32 && i - at < 4) i++
  return i
}

/** The first of `words` that stands at `at`, else null. */
export function oneOf(text: string, at: number, words: readonly string[]): string | null {
  for (const word of words) if (text.startsWith(word, at)) return word
  return null
}

/** Skips one of the words if it is there. */
export function skip(text: string, at: number, ...words: string[]): number {
  const word = oneOf(text, at, words)
  return word === null ? at : at + word.length
}

const hyphens = ['——', '—', '–', '--', '-', '－', '~', '～', '至', '到', '−', '﹣']

/** A mark or word between the ends of a range. `worded`: 至 or 到. */
export function rangeMark(text: string, at: number): { end: number; worded: boolean } | null {
  const from = spaces(text, at)
  const mark = oneOf(text, from, hyphens)
  return mark === null
    ? null
    : { end: spaces(text, from + mark.length), worded: mark === '至' || mark === '到' }
}
