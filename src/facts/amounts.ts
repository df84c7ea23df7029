import { type Decimal, negate, shift } from '../segment/decimal.js'
import { isArabicDigit, type Numeral, readNumeral } from '../segment/numerals.js'

/** A signed number: -3.5, 零下5, 负0.2, 10k, 两个亿. */
export interface Amount {
  end: number
  low: Decimal
  high: Decimal | null
  open: boolean
  more: boolean
  numeral: Numeral
}

export function spaces(text: string, at: number): number {
  let i = at
  while (text.charCodeAt(i) === 32 && i - at < 6) i++
  return i
}

/** End of `word` spelled from `at` with spaces inside (百 分 之); -1 where it does not stand there. */
export function spelled(text: string, at: number, word: string): number {
  let i = at
  for (const char of word) {
    i = spaces(text, i)
    if (text[i] !== char) return -1
    i++
  }
  return i
}

/** Whether a sign can stand here. 3-5 is a range, 胜负 and 承担负 are words: what stands before decides. */
function signAt(text: string, at: number): number {
  switch (text[at]) {
    case '零':
      return text[at + 1] === '下' ? 2 : 0
    case '负':
      // 为企业减负|18亿元
      return '胜平担肩自欺抱背辜减降增重债欠'.includes(text[at - 1] ?? ' ') ? 0 : 1
    case '-':
    case '－':
    case '−':
    case '﹣':
      // 124-116战胜对手: between two numbers it parts them.
      return isArabicDigit(text.charCodeAt(at - 1)) ? 0 : 1
    default:
      return 0
  }
}

/** Exponent of a Latin multiplier behind Arabic digits: 15k, 30w; not of 5km, 4K超高清. */
function latinScale(text: string, at: number): { end: number; exponent: number } | null {
  const i = spaces(text, at)
  const char = text[i]
  const exponent =
    char === 'k' || char === 'K' || char === 'ｋ' || char === 'Ｋ' ? 3 : char === 'w' || char === 'ｗ' ? 4 : 0
  if (exponent === 0 || i - at > 1) return null
  return /[A-Za-z0-9²³]/.test(text[i + 1] ?? ' ') ? null : { end: i + 1, exponent }
}

/** Reads the signed number at a place; null where none stands. `formal`: 肆 alone is one, as in 万分之肆. */
export function readAmount(text: string, at: number, formal = false): Amount | null {
  const sign = signAt(text, at)
  const from = sign > 0 ? spaces(text, at + sign) : at
  const numeral = readNumeral(text, from, formal || sign > 0)
  if (!numeral) return null
  let { low, high, end } = numeral
  const latin =
    numeral.script === 'arabic' && isArabicDigit(text.charCodeAt(end - 1)) && latinScale(text, end)
  if (latin) {
    low = shift(low, latin.exponent)
    high = high && shift(high, latin.exponent)
    end = latin.end
  } else if (
    text[end] === '个' &&
    (text[end + 1] === '亿' || text[end + 1] === '万') &&
    // 28个亿元以上项目: so many projects of that size.
    text[end + 2] !== '元' &&
    !numeral.scaled
  ) {
    const exponent = text[end + 1] === '亿' ? 8 : 4
    low = shift(low, exponent)
    high = high && shift(high, exponent)
    end += 2
  }
  if (sign > 0) {
    low = negate(low)
    high = high && negate(high)
  }
  return { end, low, high, open: numeral.open, more: numeral.more, numeral }
}

const trailing: Record<string, number> = {
  十: 1,
  拾: 1,
  百: 2,
  佰: 2,
  千: 3,
  仟: 3,
  万: 4,
  亿: 8,
  兆: 12,
  k: 3,
  K: 3,
  w: 4,
}

/**
 * Powers of ten that the second end of a range ends with, greatest first: 三仟 3; 十万 5 and 4. In 15至20万
 * and 两到三千 they count for the first end too.
 */
export function sharedScales(text: string, from: number, to: number): number[] {
  let i = to
  let all = 0
  let big = 0
  while (i > from) {
    const char = text[i - 1]
    if (char === ' ') {
      i--
      continue
    }
    const exponent = trailing[char] ?? 0
    if (exponent === 0) break
    all += exponent
    if (exponent >= 4) big += exponent
    i--
  }
  return all === 0 ? [] : big > 0 && big !== all ? [all, big] : [all]
}
