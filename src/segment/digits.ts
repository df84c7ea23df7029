import type { Decimal } from './decimal.js'

/** What a character may be in a numeral. */
export enum Kind {
  None = 0,
  Arabic = 1,
  Digit = 2,
  Small = 3,
  Big = 4,
  /** 几, 数, 廿, 点 … : start or go on with a numeral under conditions. */
  Special = 5,
}

const digitChars: readonly string[] = [
  '零〇○Ｏ',
  '一壹弌',
  '二贰弍貳',
  '三叁',
  '四肆',
  '五伍',
  '六陆陸',
  '七柒',
  '八捌',
  '九玖',
]
const smallChars: readonly string[] = ['', '十拾', '百佰', '千仟']
/** 伍 队伍, 陆 大陆, 肆 放肆, 拾 收拾: numerals only beside other numerals. */
export const lonelyFormal = '伍陆陸肆拾'

interface CharTable {
  kind: Uint8Array
  /** The digit, or the exponent of ten of a unit. */
  value: Uint8Array
}

let table: CharTable | null = null

export function chars(): CharTable {
  if (table) return table
  const kind = new Uint8Array(65536)
  const value = new Uint8Array(65536)
  const set = (list: string, k: Kind, v: number) => {
    for (const char of list) {
      kind[char.charCodeAt(0)] = k
      value[char.charCodeAt(0)] = v
    }
  }
  for (let d = 0; d < 10; d++) {
    kind[48 + d] = Kind.Arabic
    kind[0xff10 + d] = Kind.Arabic
    value[48 + d] = d
    value[0xff10 + d] = d
    set(digitChars[d], Kind.Digit, d)
  }
  for (let e = 1; e < 4; e++) set(smallChars[e], Kind.Small, e)
  set('万萬', Kind.Big, 4)
  set('亿億', Kind.Big, 8)
  set('兆', Kind.Big, 12)
  set('两兩俩倆仨廿卅卌几幾数數', Kind.Special, 0)
  table = { kind, value }
  return table
}

/** Whether a numeral can start with this UTF-16 code unit. Cheap: for skipping over text. */
export function startsNumeral(code: number): boolean {
  return chars().kind[code] > Kind.None
}

export function isArabicDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 0xff10 && code <= 0xff19)
}

interface Literal {
  end: number
  value: Decimal
  fraction: boolean
  /** Digits before the point. */
  digits: number
  leadingZero: boolean
}

/** Arabic digits with separators and point: 3,000 · ３．５ · .5. Null where none starts at `at`. */
export function readLiteral(text: string, at: number): Literal | null {
  const first = text.charCodeAt(at)
  const bare = (first === 46 || first === 0xff0e) && isArabicDigit(text.charCodeAt(at + 1))
  if (!isArabicDigit(first) && !bare) return null
  let end = bare ? at : runEnd(text, at)
  let digits = end - at
  if (digits <= 3 && !bare)
    for (;;) {
      const mark = text.charCodeAt(end)
      if (mark !== 44 && mark !== 0xff0c) break
      // $20，300美元 are two amounts.
      if (mark === 0xff0c && at > 0 && '$＄¥￥€£'.includes(text[at - 1])) break
      let k = 1
      while (k <= 4 && isArabicDigit(text.charCodeAt(end + k))) k++
      // A fullwidth comma is more often between two numbers of a list than inside one: 100，200人.
      if (k !== 4) break
      digits += 3
      end += 4
    }
  let scale = 0
  if (pointAt(text, end)) {
    const stop = runEnd(text, end + 1)
    // 1.2.3 is no decimal: a version, an address, a section.
    if (bare || !pointAt(text, stop)) {
      scale = stop - end - 1
      end = stop
    }
  }
  return {
    end,
    value: { coefficient: digitsIn(text, at, end, digits + scale), scale },
    fraction: scale > 0,
    digits,
    leadingZero: digits > 1 && (first === 48 || first === 0xff10),
  }
}

/** End of the digits from `at`. */
function runEnd(text: string, at: number): number {
  let i = at
  while (isArabicDigit(text.charCodeAt(i))) i++
  return i
}

/** Whether a point stands here with a digit behind it. */
function pointAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return (code === 46 || code === 0xff0e) && isArabicDigit(text.charCodeAt(at + 1))
}

/** The `count` digits of a stretch as one whole number, the marks between them left out. */
function digitsIn(text: string, from: number, to: number, count: number): bigint {
  // Up to fifteen digits a double is exact, and sooner made.
  if (count > 15) {
    let digits = ''
    for (let i = from; i < to; i++) {
      const code = text.charCodeAt(i)
      if (isArabicDigit(code)) digits += code & 15
    }
    return BigInt(digits)
  }
  let value = 0
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i)
    if (isArabicDigit(code)) value = value * 10 + (code & 15)
  }
  return BigInt(value)
}

/** 千 and 兆 that belong to the unit behind: 100兆瓦, 5千克. */
export function isPrefix(text: string, at: number, afterArabic: boolean): boolean {
  const char = text[at]
  const next = text[at + 1]
  if (next === undefined) return false
  if (char === '兆') return '瓦字赫比欧帕焦伏位'.includes(next)
  if (char === '百') return next === '帕' && afterArabic
  if (char !== '千') return false
  if ('瓦克卡帕伏赫焦字比'.includes(next)) return true
  // 三千米 is 3000 m up a mountain, 12千米 is a road.
  return next === '米' && afterArabic
}
