import { add, type Decimal, decimal, ofDigits, shift, ZERO } from './decimal.js'

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

/** What a character may be in a numeral. */
enum Kind {
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
const lonelyFormal = '伍陆陸肆拾'

interface CharTable {
  kind: Uint8Array
  /** The digit, or the exponent of ten of a unit. */
  value: Uint8Array
}

let table: CharTable | null = null

function chars(): CharTable {
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
function readLiteral(text: string, at: number): Literal | null {
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
function isPrefix(text: string, at: number, afterArabic: boolean): boolean {
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
      if (this.any) return false
      const tens = char === '廿' ? 2 : char === '卅' ? 3 : 4
      this.section = pair(tens * 10, tens * 10)
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
    if ((char === '点' || char === '點') && this.any && !this.arabic) return this.point()
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
  return (isArabicDigit(code) ? readPlain(text, at) : null) ?? readWhole(text, at, formal)
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
