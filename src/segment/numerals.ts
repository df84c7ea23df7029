import { pairs as packedPairs } from '../generated/numerals.js'
import { add, type Decimal, decimal, ofDigits, shift, ZERO } from './decimal.js'
import { chars, isArabicDigit, isPrefix, Kind, lonelyFormal, readLiteral, startsNumeral } from './digits.js'

export { isArabicDigit, startsNumeral }

/** A numeral at its place: 3,570 · 三万六 · 1.2万亿 · 两三千 · 500余. Without sign, unit or ordinal mark. */
export interface Numeral {
  start: number
  end: number
  low: Decimal
  /** The other end of a vague numeral (两三千: 3000; 几十: 100), else null. */
  high: Decimal | null
  /** `high` itself is not reached: 几十 is below 100. */
  open: boolean
  /** 余, 多, 来 stand inside or behind it. */
  more: boolean
  /** How it is written. */
  script: 'arabic' | 'chinese' | 'mixed'
  /** It starts with 百, 千, 万 or 亿 and nothing counts them: 上百, 近千. */
  bare: boolean
  /** Digits in a row: 二〇二二. */
  positional: boolean
  /** Has a 万, 亿 …: such numerals never name a house or a bus. */
  scaled: boolean
}

interface Pair {
  low: Decimal
  high: Decimal
}

const NIL: Pair = { low: ZERO, high: ZERO }

function pair(low: number, high: number): Pair {
  const first = decimal(low)
  return { low: first, high: low === high ? first : decimal(high) }
}
function plus(a: Pair, b: Pair): Pair {
  // Most numerals have one end: both are the same object then, and summed once.
  if (a === NIL) return b
  const low = add(a.low, b.low)
  return { low, high: a.low === a.high && b.low === b.high ? low : add(a.high, b.high) }
}
function scaled(a: Pair, exponent: number): Pair {
  const low = shift(a.low, exponent)
  return { low, high: a.low === a.high ? low : shift(a.high, exponent) }
}

let pairs: ReadonlyMap<string, boolean> | null = null
/** Whether what stands behind 一两 is counted and not weighed: 一两|个月. */
function isCounted(text: string, at: number): boolean {
  pairs ??= new Map(
    packedPairs.split('\n').flatMap((line) => {
      const [type, ...terms] = line.split('\t')
      return terms.map((term) => [term, type === 'counted'] as const)
    }),
  )
  return pairs.get(text.slice(at, at + 2)) ?? pairs.get(text[at] ?? '') ?? false
}

/** Reads one numeral from left to right; every method moves `i` on or leaves all as it was. */
class Reader {
  readonly text: string
  readonly start: number
  i: number
  total: Pair = NIL
  section: Pair = NIL
  pending: Pair | null = null
  pendingDigits = 0
  /** Exponent of the last small unit in this section; of the last big one; of the last unit of all. */
  lastSmall = 4
  lastBig = 99
  lastUnit = 0
  zero = false
  open = false
  more = false
  arabic = false
  chinese = false
  bare = false
  positional = false
  decimals = false
  any = false
  constructor(text: string, at: number) {
    this.text = text
    this.start = at
    this.i = at
  }

  kindAt(i: number): number {
    return chars().kind[this.text.charCodeAt(i)] || 0
  }

  valueAt(i: number): number {
    return chars().value[this.text.charCodeAt(i)]
  }

  /** Spaces inside a numeral: 7 万5 千, 一百 五 十. */
  skipSpace(): void {
    if (this.text.charCodeAt(this.i) !== 32) return
    let j = this.i
    while (this.text.charCodeAt(j) === 32 && j - this.i < 8) j++
    const kind = this.kindAt(j)
    const next = this.text[j]
    const goesOn =
      kind === Kind.Small ||
      kind === Kind.Big ||
      (kind === Kind.Digit && this.chinese) ||
      (kind === Kind.Arabic &&
        this.lastUnit > 0 &&
        this.pending === null &&
        this.kindAfterLiteral(j) >= Kind.Small) ||
      (next === '点' && this.chinese && this.kindAt(j + 1) === Kind.Digit) ||
      (next === '点' && this.chinese && this.text[j + 1] === ' ' && this.kindAt(j + 2) === Kind.Digit) ||
      (next === '點' && this.chinese) ||
      ('余多几幾'.includes(next ?? ' ') && this.any && !this.isOver())
    if (goesOn) this.i = j
  }

  kindAfterLiteral(at: number): number {
    let j = readLiteral(this.text, at)?.end ?? at
    while (this.text.charCodeAt(j) === 32) j++
    const kind = this.kindAt(j)
    return kind === Kind.Special ? 0 : kind
  }

  isOver(): boolean {
    return this.decimals && this.lastUnit > 0
  }

  step(): boolean {
    this.skipSpace()
    const code = this.text.charCodeAt(this.i)
    switch (chars().kind[code] || 0) {
      case Kind.Arabic:
        return this.literal()
      case Kind.Digit:
        return this.digits()
      case Kind.Small:
        return this.small()
      case Kind.Big:
        return this.big()
      case Kind.Special:
        return this.special()
      default:
        return this.mark()
    }
  }

  literal(): boolean {
    if (this.pending !== null || this.isOver()) return false
    if (this.any && (this.lastUnit === 0 || this.decimals)) return false
    const found = readLiteral(this.text, this.i)
    if (!found) return false
    if (this.any) {
      // 3万5千, 3万4000, 1千零20: what follows must fit under the last unit.
      if (found.fraction && this.kindAt(found.end) < Kind.Small) return false
      if (found.digits > this.lastUnit) return false
    }
    this.pending = { low: found.value, high: found.value }
    this.pendingDigits = found.leadingZero ? 9 : found.digits
    this.decimals = this.decimals || found.fraction
    this.arabic = true
    this.any = true
    this.i = found.end
    return true
  }

  /** A run of Chinese digits: one digit, 两三 (vague), 二〇二二 (positional). */
  digits(): boolean {
    if (this.isOver() || (this.pending !== null && this.arabic && this.pendingDigits > 0)) return false
    if (this.pending !== null) return false
    let j = this.i
    const afterUnit = this.any && this.lastUnit > 0
    if (afterUnit && this.valueAt(j) === 0) {
      while (this.kindAt(j) === Kind.Digit && this.valueAt(j) === 0) j++
      const next = this.text[j]
      const kind = this.kindAt(j)
      if (
        kind !== Kind.Digit &&
        kind !== Kind.Arabic &&
        kind !== Kind.Small &&
        next !== '十' &&
        next !== '拾' &&
        !'几幾两'.includes(next ?? ' ')
      )
        return false
      this.zero = true
      this.i = j
      return true
    }
    const from = j
    while (this.kindAt(j) === Kind.Digit && j - from < 24) j++
    let count = j - from
    const next = this.kindAt(j)
    if (count > 1 && afterUnit && !(count === 2 && this.vaguePair(from))) {
      // 十一二三: only one digit may follow a unit.
      if (next === Kind.Small || next === Kind.Big) return false
      count = 1
      j = from + 1
    }
    if (count === 1) {
      const value = this.valueAt(from)
      if (value === 0 && this.any) return false
      // 一两|个月, 一两百; 一两 of gold is a weight.
      if (value === 1 && !this.any && this.text[j] === '两' && isCounted(this.text, j + 1)) {
        this.setDigit(pair(1, 2), 1, j + 1)
        return true
      }
      this.setDigit(pair(value, value), 1, j)
      return true
    }
    if (count === 2 && this.vaguePair(from) && (next >= Kind.Small || afterUnit || this.unitLike(j))) {
      this.setDigit(pair(this.valueAt(from), this.valueAt(from + 1)), 1, j)
      return true
    }
    let digits = ''
    for (let k = from; k < j; k++) digits += this.valueAt(k)
    const value = ofDigits(digits, '')
    this.positional = true
    this.setDigit({ low: value, high: value }, count, j)
    return true
  }

  vaguePair(at: number): boolean {
    const a = this.valueAt(at)
    const b = this.valueAt(at + 1)
    return a > 0 && (b === a + 1 || (a === 3 && b === 5))
  }

  /** 三四个, 七八人: something is counted, so the two digits are vague, not 34. */
  unitLike(at: number): boolean {
    const char = this.text[at]
    return char !== undefined && /[个名人家次岁天年月里米斤块元条户亩场批]/.test(char)
  }

  setDigit(value: Pair, digits: number, end: number): void {
    this.pending = value
    this.pendingDigits = digits
    this.chinese = true
    this.any = true
    this.i = end
  }

  small(): boolean {
    const exponent = this.valueAt(this.i)
    if (this.isOver() && this.lastUnit > 4) return false
    // 一百十一 leaves out the one; 十 behind 百 only.
    if (
      this.pending === null &&
      this.any &&
      !this.zero &&
      !(exponent === 1 && this.lastUnit > 1 && this.lastUnit < 4)
    )
      return false
    if (exponent >= this.lastSmall) return false
    if (isPrefix(this.text, this.i, this.arabic && this.pending !== null) && this.any) return false
    if (this.pending === null && exponent > 1) this.bare = true
    if (this.pending !== null && this.positional && this.pendingDigits > 1) return false
    // 零十 is ten, as 零 alone counts nothing.
    const counted = this.pending?.high.coefficient === 0n && !this.arabic ? null : this.pending
    this.section = plus(this.section, scaled(counted ?? pair(1, 1), exponent))
    this.took(exponent)
    this.lastSmall = exponent
    return true
  }

  big(): boolean {
    const exponent = this.valueAt(this.i)
    const empty = this.pending === null && this.lastSmall === 4
    if (empty && !this.any) {
      // 万 alone is no numeral; 万亿 and 亿万 with nothing before are bare.
      this.bare = true
      this.total = pair(1, 1)
    }
    if (isPrefix(this.text, this.i, this.arabic) && this.any) return false
    if (empty && this.any) {
      if (this.lastUnit < 4 || this.lastUnit > exponent || (exponent === 4 && this.lastUnit !== 4))
        return false
      this.total = scaled(this.total, exponent)
    } else {
      const section = plus(this.section, this.pending ?? NIL)
      if (this.bare && empty) this.total = scaled(this.total, exponent)
      else if (exponent > this.lastBig) this.total = scaled(plus(this.total, section), exponent)
      else if (exponent === this.lastBig && this.lastBig !== 99) return false
      else this.total = plus(this.total, scaled(section, exponent))
    }
    this.section = NIL
    this.took(exponent)
    this.lastSmall = 4
    this.lastBig = exponent
    return true
  }

  took(exponent: number): void {
    this.pending = null
    this.pendingDigits = 0
    this.lastUnit = exponent
    this.zero = false
    this.any = true
    if (this.arabic === false) this.chinese = true
    this.i++
  }

  special(): boolean {
    const char = this.text[this.i]
    const next = this.kindAt(this.i + 1)
    const unitNext = next === Kind.Small || next === Kind.Big
    if (char === '廿' || char === '卅' || char === '卌') {
      // 三百廿三: as 十 stands there.
      if (this.any && (this.pending !== null || this.lastUnit < 2 || this.lastSmall < 2)) return false
      const tens = char === '廿' ? 2 : char === '卅' ? 3 : 4
      this.section = plus(this.section, pair(tens * 10, tens * 10))
      this.took(1)
      this.chinese = true
      this.lastSmall = 1
      return true
    }
    if ('两兩俩倆仨'.includes(char)) {
      // 三十两 is weight, 三千两百 is not.
      if (this.any && (!unitNext || this.pending !== null || this.lastUnit < 2)) return false
      if (this.any && this.text[this.i + 1] === '万' && this.lastUnit < 4 && !this.zero) return false
      const value = char === '仨' ? 3 : 2
      const third = this.kindAt(this.i + 1) === Kind.Digit && this.valueAt(this.i + 1) === 3
      if (third && !this.any && (this.kindAt(this.i + 2) >= Kind.Small || this.unitLike(this.i + 2))) {
        this.setDigit(pair(2, 3), 1, this.i + 2)
        return true
      }
      this.setDigit(pair(value, value), 1, this.i + 1)
      return true
    }
    return this.some(char, unitNext)
  }

  /** 几十, 十几, 数百, 一百零几万. */
  some(char: string, unitNext: boolean): boolean {
    if (this.isOver() || this.pending !== null || this.positional) return false
    const before = this.any && this.lastUnit > 0
    if ('数數'.includes(char)) {
      if (before || !unitNext) return false
      const prev = this.start > 0 ? this.text[this.start - 1] : ''
      // 人数十万, 总数百: 数 belongs to the word before.
      if (prev !== '' && '人户总次件个多少指参系分倍度位计岁函基天无代奇偶'.includes(prev)) return false
    } else if (!before && !unitNext) return false
    if (before && this.lastUnit < 4 && this.arabic) return false
    this.setDigit(before ? pair(0, 10) : pair(1, 10), 1, this.i + 1)
    this.open = true
    this.zero = true
    return true
  }

  /** Marks inside a numeral: the point of 二十六点三, the 余 of 500余万. */
  mark(): boolean {
    const char = this.text[this.i]
    if (char === undefined) return false
    // 六四〇．五亿: pages of Taiwan write the point so.
    if ('点點．'.includes(char) && this.any && !this.arabic) return this.point()
    if ((char === '余' || char === '多' || char === '来') && this.any && !this.more) {
      let j = this.i + 1
      while (this.text.charCodeAt(j) === 32 && j - this.i < 8) j++
      if (char !== '来' && this.kindAt(j) === Kind.Big && !isPrefix(this.text, j, this.arabic)) {
        this.more = true
        this.i = j
        return this.big() || true
      }
    }
    return false
  }

  point(): boolean {
    if (this.decimals || this.open) return false
    let j = this.i + 1
    while (this.text.charCodeAt(j) === 32 && j - this.i < 4) j++
    const from = j
    let digits = ''
    const kind = this.kindAt(j) === Kind.Arabic && this.lastUnit > 1 ? Kind.Arabic : Kind.Digit
    while (this.kindAt(j) === kind && j - from < 40) digits += this.valueAt(j++)
    // 十点二十 is a time of day.
    if (digits === '' || (this.kindAt(j) === Kind.Small && this.valueAt(j) === 1)) return false
    this.finish()
    const value = add(this.total.low, ofDigits('0', digits))
    this.total = NIL
    this.section = NIL
    this.lastBig = 99
    this.lastSmall = 4
    this.lastUnit = 0
    this.setDigit({ low: value, high: value }, 9, j)
    this.decimals = true
    return true
  }

  /** Adds up what is left. 三万六: a lone digit right behind 百 or higher counts the next unit down. */
  finish(): void {
    const { pending } = this
    if (pending !== null) {
      const tail = this.lastUnit >= 2 && !this.zero && this.pendingDigits === 1 && !this.open
      this.section = plus(this.section, tail ? scaled(pending, this.lastUnit - 1) : pending)
      this.pending = null
    }
    this.total = plus(this.total, this.section)
    this.section = NIL
  }
}

/**
 * Reads the numeral that starts at `at`, the longest there is; null where none does.
 * `formal`: 拾 or 伍 alone is one too, as on a cheque. Looks at what stands before only where a word would otherwise be cut (人数十万).
 */
export function readNumeral(text: string, at: number, formal = false): Numeral | null {
  const code = text.charCodeAt(at)
  if (code !== 46 && !startsNumeral(code)) return null
  return (isArabicDigit(code) ? readPlain(text, at) : readDigit(text, at)) ?? readWhole(text, at, formal)
}

const DIGITS = Array.from({ length: 10 }, (_, digit) => decimal(digit))

/** 三 of 三家, with nothing behind that belongs to it: what most Chinese numerals are. Null for all else. */
function readDigit(text: string, at: number): Numeral | null {
  const { kind, value } = chars()
  const code = text.charCodeAt(at)
  const next = text.charCodeAt(at + 1)
  if (kind[code] !== Kind.Digit || kind[next] > Kind.None || next === 32) return null
  if (lonelyFormal.includes(text[at]) || '余多来点點．'.includes(text[at + 1] ?? ' ')) return null
  return {
    start: at,
    end: at + 1,
    low: DIGITS[value[code]],
    high: null,
    open: false,
    more: false,
    script: 'chinese',
    bare: false,
    positional: false,
    scaled: false,
  }
}

/** Whether a numeral may go on behind what was read of it: with another digit or unit, 余; 7 万. `big`: behind 万 or 亿. */
function goesOn(text: string, at: number, big: boolean): boolean {
  let i = at
  while (text.charCodeAt(i) === 32 && i - at < 8) i++
  const code = text.charCodeAt(i)
  const kind = chars().kind[code]
  if (i > at && (kind === Kind.Digit || (kind === Kind.Arabic && !big))) return false
  if (kind > Kind.None) return true
  const char = text[i]
  return char === '余' || char === '多' || char === '来'
}

/** 3,570 and 35.7亿, with nothing behind that belongs to them: what most numerals are. Null for all else. */
function readPlain(text: string, at: number): Numeral | null {
  const literal = readLiteral(text, at)
  if (!literal) return null
  let { end, value } = literal
  const code = text.charCodeAt(end)
  const big = chars().kind[code] === Kind.Big && !isPrefix(text, end, true)
  if (big) {
    value = shift(value, chars().value[code])
    end++
  }
  if (goesOn(text, end, big)) return null
  return {
    start: at,
    end,
    low: value,
    high: null,
    open: false,
    more: false,
    script: 'arabic',
    bare: false,
    positional: false,
    scaled: big,
  }
}

function readWhole(text: string, at: number, formal: boolean): Numeral | null {
  const reader = new Reader(text, at)
  if (text.charCodeAt(at) === 46 && !reader.literal()) return null
  while (reader.step()) if (reader.i - at > 400) break
  if (!reader.any) return null
  // A space that nothing came behind is not the numeral's.
  while (text.charCodeAt(reader.i - 1) === 32) reader.i--
  const alone = reader.i === at + 1
  if (alone && !formal && lonelyFormal.includes(text[at])) return null
  const { lastUnit } = reader
  reader.finish()
  const { low, high } = reader.total
  const vague = low !== high && (low.coefficient !== high.coefficient || low.scale !== high.scale)
  let { i: end, more } = reader
  const after = text[end]
  if (
    (after === '余' || after === '多' || after === '来') &&
    !more &&
    countsMore(reader, lastUnit, text, end)
  ) {
    more = true
    end++
  }
  return {
    start: at,
    end,
    low,
    high: vague ? high : null,
    open: reader.open,
    more,
    script: reader.arabic ? (reader.chinese ? 'mixed' : 'arabic') : 'chinese',
    bare: reader.bare,
    positional: reader.positional,
    scaled: lastUnit >= 4,
  }
}

/** 300余, 一千多, 三十来岁: not 3多, not the 来 of 10来自. */
function countsMore(reader: Reader, lastUnit: number, text: string, at: number): boolean {
  const round =
    lastUnit > 0 ||
    reader.bare ||
    (reader.total.low.coefficient >= 10n && reader.total.low.coefficient % 10n === 0n)
  if (!round) return false
  if (text[at] === '来')
    return lastUnit === 1 && !reader.arabic && '岁个人年天里'.includes(text[at + 1] ?? ' ')
  if (text[at] === '多') return text[at + 1] !== '种' || lastUnit > 0
  return true
}
