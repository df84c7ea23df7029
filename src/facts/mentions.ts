import { add, compare, type Decimal, decimal, multiply, shift } from '../segment/decimal.js'
import { readNumeral, startsNumeral } from '../segment/numerals.js'
import type { Span } from '../text/index.js'
import { type Amount, readAmount, sharedScales, spaces, spelled } from './amounts.js'
import { addBounds } from './bounds.js'
import { type Figure, figure, percentUnit, point, range, toValue } from './figure.js'
import { applyHeader, type Header, headerAt } from './header.js'
import { readRank, readRatio, readToll, readWord, tenthsBehind } from './special.js'
import { cueAt, units } from './tables.js'
import { currencyEndingAt, readTerm, type Term, unitAt } from './terms.js'
import type { Unit } from './types.js'

export type { Figure } from './figure.js'

/** Skips （含） behind the first end of a range: 1万（含）—5万元. */
function afterInclusive(text: string, at: number): number {
  return text.startsWith('（含）', at) || text.startsWith('(含)', at) ? at + 3 : at
}

/** Length of the mark between the ends of a range at `at`, spaces with it; 0 if none. `and`: 和 or 与. */
function rangeMark(text: string, at: number): { length: number; and: boolean } | null {
  const from = spaces(text, at)
  switch (text[from]) {
    case '—':
    case '–':
    case '-':
    case '~':
    case '～':
    case '－':
    case '−': {
      const end = text.charCodeAt(from + 1) === text.charCodeAt(from) ? from + 2 : from + 1
      return { length: spaces(text, end) - at, and: false }
    }
    case '至':
    case '到':
      return { length: spaces(text, from + 1) - at, and: false }
    case '和':
    case '与':
      return { length: spaces(text, from + 1) - at, and: true }
    default:
      return null
  }
}

interface Ends {
  low: Decimal
  high: Decimal
  highOpen: boolean
  end: number
  unit: Unit | null
  kind: Term['kind']
  more: boolean
}

function withTenths(text: string, term: Term): Term {
  if (term.unit) return term
  const found = tenthsBehind(text, term.amount)
  if (!found) return term
  const { end, low, high, more } = found
  return { ...term, end, low, high, more, kind: 'percent', unit: percentUnit('成'), rule: 'tenths' }
}

/** The other end of a range: 15至20万人, 3年—5年, 百分之五到十, 1.2万元和3万元之间. */
function readEnds(text: string, first: Term, limit: number, floor: number): Ends | null {
  if (first.high) return null
  const from = afterInclusive(text, first.end)
  const mark = rangeMark(text, from)
  if (!mark) return null
  const at = from + mark.length
  const second = withTenths(text, readTerm(text, at, limit, floor) ?? first)
  if (second === first || second.start !== at) return null
  let { unit, kind, end } = second
  if (mark.and) {
    // 10000与20000间: the 间 is no room there.
    if (unit?.code === '间' && !first.unit && second.end === second.amount.end + 1) {
      unit = null
      kind = null
      end = second.amount.end
    } else if (!text.startsWith('之间', second.end)) return null
  }
  let low = first.low
  if (first.unit) {
    if (unit && unit.code !== first.unit.code) return null
    if (!unit) {
      // 百分之五到十; but 3元至5 is cut off.
      if (first.rule !== 'percent') return null
      unit = first.unit
      kind = first.kind
    }
  } else if (second.rule === 'tenths') low = multiply(low, decimal(10))
  else low = sameScale(text, first, second)
  const high = second.high ?? second.low
  if (compare(low, high) > 0) return null
  return { low, high, highOpen: second.amount.open, end, unit, kind, more: second.more }
}

/** 15至20万人: the 万 counts for both ends; 5000至1万元: it does not. */
function sameScale(text: string, first: Term, second: Term): Decimal {
  const { amount } = second
  const shared = sharedScales(text, second.start, amount.end)
  const plain = amount.numeral.low.coefficient
  const own = sharedScales(text, first.start, first.amount.end)
  for (const [k, exponent] of shared.entries()) {
    // 两到三千 shares the 千, 十八至三十万 only the 万, 一到一千五百 neither.
    if (k === 0 && shared.length > 1 && own.length > 0) continue
    if (exponent < 4 && second.amount.numeral.script !== 'arabic' && !roundTo(plain, exponent)) continue
    if (own.some((e) => e >= exponent)) continue
    const up = shift(first.low, exponent)
    if (compare(up, second.low) <= 0) return up
  }
  return first.low
}

/** One digit and zeros: 三千, not 一千五百. */
function roundTo(value: bigint, exponent: number): boolean {
  const lead = value / 10n ** BigInt(exponent)
  return lead > 0n && lead < 10n
}

/** 三又二分之一小时. */
function readMixed(text: string, at: number, whole: Amount, limit: number, floor: number): Figure | null {
  if (text[whole.end] !== '又') return null
  const below = readAmount(text, whole.end + 1)
  const over = below ? spelled(text, below.end, '分之') : -1
  const above = over > 0 ? readAmount(text, over) : null
  if (!below || !above || below.low.coefficient === 0n || below.low.scale + above.low.scale > 0) return null
  const rest = { coefficient: (above.low.coefficient * 10n ** 20n) / below.low.coefficient, scale: 20 }
  const unit = unitAt(text, above.end, limit, floor)
  if (!unit) return null
  const kind = unit.row.kind === 'duration' ? 'duration' : 'measure'
  return figure(at, unit.end, kind, point(add(whole.low, rest)), unit.row.unit, 'mixed-number')
}

/** One figure of number and unit, with its range, or null. */
function readQuantity(text: string, read: Term, limit: number, floor: number): Figure {
  const at = read.start
  const first = withTenths(text, read)
  const ends = readEnds(text, first, limit, floor)
  if (ends) {
    const quantity = range(toValue(ends.low), toValue(ends.high), false, ends.highOpen)
    const unit = ends.unit && { ...ends.unit }
    const approx = ends.more ? 'above' : null
    const made = figure(at, ends.end, ends.kind ?? 'count', quantity, unit, 'range', approx)
    made.bare = unit === null
    return made
  }
  const { low, high, unit, end, more, rule } = first
  const quantity = high ? range(toValue(low), toValue(high), false, first.amount.open) : point(low)
  const made = figure(
    at,
    end,
    first.kind ?? 'count',
    quantity,
    unit && { ...unit },
    high ? 'vague' : nameless(text, at, first) ? 'bare' : rule,
    // 70来斤 may be less, 70多斤 is more.
    more ? (text.slice(at, end).includes('来') ? 'around' : 'above') : null,
  )
  made.bare = unit === null
  return made
}

/** 千里, 百家, 亿元: nothing counts the hundred, so that only a bound makes it a figure (超千家). */
function nameless(text: string, at: number, { amount, kind }: Term): boolean {
  return amount.numeral.bare && kind !== 'percent' && '百千万亿'.includes(text[at]) && amount.end - at <= 2
}

/** 时速350公里, 每小时120公里. */
function addSpeed(text: string, found: Figure, floor: number): void {
  if (found.unit?.code !== 'km') return
  const before = text.slice(Math.max(floor, found.from - 8), found.from)
  if (!/[时航车]速|每小时/.test(before)) return
  found.unit = { system: 'UCUM', code: 'km/h', text: found.unit.text }
  found.per = null
}

/** The last place in `from`..`to` where a code unit stands; -1 where none does. */
function lastOf(text: string, code: number, from: number, to: number): number {
  let i = to - 1
  while (i >= from && text.charCodeAt(i) !== code) i--
  return i >= from ? i : -1
}

/** 一 */
const ONE = 0x4e00
/** 每 */
const EVERY = 0x6bcf

/** 每亩800元, 2300元/吨, 800元每亩. */
function addPer(text: string, found: Figure, floor: number): void {
  if (found.kind === 'percent') return
  const { from, end } = found
  const slash = text[end] === '/'
  if (slash || text[end] === '每') {
    const match = units().longest(text, end + 1)
    if (match && match.value.kind !== 'stop' && (slash || found.kind === 'money')) {
      found.per = match.value.unit
      found.to = end + 1 + match.length
      return
    }
  }
  const start = Math.max(floor, from - 10)
  // 一斤1块4, 一亩800元: the price of one.
  const one = found.kind === 'money' ? lastOf(text, ONE, start, from) : -1
  const priced = one < 0 ? null : units().longest(text, one + 1, from)
  if (priced && one + 1 + priced.length === from && priced.value.kind === 'measure') {
    found.per = priced.value.unit
    return
  }
  const every = lastOf(text, EVERY, start, from)
  const match = every < 0 ? null : units().longest(text, every + 1, from)
  if (match && match.value.kind !== 'stop') found.per = match.value.unit
}

const symbols: readonly (readonly [string, string])[] = [
  ['US$', 'USD'],
  ['HK$', 'HKD'],
  ['NT$', 'TWD'],
  ['A$', 'AUD'],
  ['C$', 'CAD'],
  ['S$', 'SGD'],
  ['$', 'USD'],
  ['＄', 'USD'],
  ['¥', 'CNY'],
  ['￥', 'CNY'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['￡', 'GBP'],
]

/** $20, US$3.5亿: the sign before the number, with the number. Null where `at` starts no sign. */
function readSigned(text: string, at: number, limit: number, floor: number): Figure | null {
  const sign = symbols.find(([word]) => text.startsWith(word, at))
  if (!sign) return null
  const [word, code] = sign
  const term = readTerm(text, spaces(text, at + word.length), limit, floor)
  if (!term || (term.unit && term.kind !== 'money')) return null
  const unit: Unit =
    term.unit && term.unit.code !== 'CNY' ? term.unit : { system: 'ISO4217', code, text: word }
  const quantity = term.high ? range(toValue(term.low), toValue(term.high)) : point(term.low)
  return figure(at, term.end, 'money', quantity, unit, 'money-sign', term.more ? 'above' : null)
}

const payWords = /薪|工资|收入|月入|年入|待遇/

/** 月薪10k~15k: thousands that are written so are pay. */
function addPay(text: string, found: Figure, floor: number): void {
  if (!found.bare || !/[kKwW]/.test(text[found.end - 1])) return
  if (!payWords.test(text.slice(Math.max(floor, found.start - 12), found.start))) return
  found.bare = false
  found.kind = 'money'
  found.unit = { system: 'ISO4217', code: 'CNY', text: '元' }
}

/** 人民币50元, 港币两千元, 新台币3亿元: 元 is that currency's. */
function addCurrency(text: string, found: Figure, floor: number): void {
  if (!found.bare && (found.kind !== 'money' || found.unit?.code !== 'CNY')) return
  const named = currencyEndingAt(text, found.from, floor)
  if (!named) return
  if (found.bare && '年月日号'.includes(text[found.end] ?? ' ')) return
  found.bare = false
  found.kind = 'money'
  found.unit = named.unit
  found.from -= named.length
}

const isLatinLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122)

/** A letter, a point or a hyphen before: model, version or phone numbers. A bracket after Latin is none. */
function inWord(text: string, at: number): boolean {
  switch (text[at - 1]) {
    case '第':
    case '+':
    case '%':
    case '_':
    case '#':
      return true
    // 图3, 图例2, 表2, 附件4 are names; 病例3例, 比例5%, 代表3人 count.
    case '图':
      return isDigit(text.charCodeAt(at))
    case '例':
      return '图示实附'.includes(text[at - 2] ?? ' ') && isDigit(text.charCodeAt(at))
    case '件':
      return text[at - 2] === '附' && isDigit(text.charCodeAt(at))
    case '表':
      return text[at - 2] !== '代' && isDigit(text.charCodeAt(at))
    case '.':
      return text[at - 2] === '.' || isLatin(text.charCodeAt(at - 2))
    case '-':
      return isLatin(text.charCodeAt(at - 2))
    default:
      return isLatinLetter(text.charCodeAt(at - 1))
  }
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

const isLatin = (code: number): boolean => isLatinLetter(code) || isDigit(code)

/** What ends a bare number: 大于100的, 超过80？; not 超过80所, whose 所 may be a unit unknown to us. */
function endsBare(text: string, at: number): boolean {
  const char = text[spaces(text, at)]
  return (
    char === undefined ||
    !/[\p{L}\p{N}%°℃/.\-—]/u.test(char) ||
    '的且并和或而与以之不大小最间高低多少时'.includes(char)
  )
}

/** 零 */
const ZERO = 0x96f6

const lone = '一二三四五六七八九十百千'

/** One digit and a character that may be what it counts: 五次. */
function loneAt(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1)
  return next >= 0x4e00 && next <= 0x9fff && lone.includes(text[at] ?? ' ')
}

const ENUMERATED = new Set([
  '个',
  '家',
  '人',
  '名',
  '位',
  '所',
  '地',
  '市',
  '县',
  '区',
  '省',
  '乡',
  '镇',
  '村',
])

/** What is named in a list before the count that closes it: 个|支队. */
const NAMED = /^(?:[省市县区乡镇村]|支队|大队|部门|单位|街道|社区|国家|口岸|航站楼)/

/** 梅州、惠州、汕头3个支队: as many as were named just before; 等5个 counts more. */
function closesList(text: string, { from, start, end, quantity, unit }: Figure): boolean {
  if (quantity.form !== 'point' || from !== start) return false
  if ('个家名位所'.includes(unit?.code ?? ' ') && !NAMED.test(text.slice(end, end + 3))) return false
  const { number } = quantity.value
  if (number < 2 || number > 12) return false
  let marks = 0
  let run = 0
  for (let i = start - 1; i >= 0 && start - i < 60; i--) {
    const char = text[i]
    if (char === '、' || (marks === 0 && (char === '和' || char === '及'))) {
      if (run < 1 || run > 7) return false
      marks++
      run = 0
      if (marks === number - 1) return text[i - 1] !== '、'
    } else if (!/\p{Script=Han}/u.test(char) || char === '等') return false
    else run++
  }
  return false
}

const DIVISIONS = new Set(['省', '市', '县', '区', '乡', '镇', '村'])

/** 波及3县12乡, 辗转5省: counted in Arabic digits; 三县, 12市民, 210国道 are names. */
function countsDivisions(text: string, { start, end }: Figure): boolean {
  if (!isDigit(text.charCodeAt(start))) return false
  // 5市共同出资, 南港区、内湖区2区: those named before.
  const before = text[start - 1] ?? '\n'
  if ('。！？；，、\n '.includes(before)) return false
  if ('省市县区州乡镇村'.includes(before) && !isDigit(text.charCodeAt(start - 2))) return false
  const next = text[end]
  return next === undefined || !/\p{L}/u.test(next) || '的和及与等受共内有'.includes(next)
}

const firstOf = '第前后翻过半对一数百佰上成'

class MentionFinder {
  readonly text: string
  readonly out: Figure[] = []
  /** The last clause began here. */
  clause = 0
  /** The unit said once for what follows. */
  header: Header | null = null
  constructor(text: string) {
    this.text = text
  }

  /** The figure that starts at `at`, or null. */
  read(at: number, limit: number): Figure | null {
    const { text, clause } = this
    const char = text[at]
    const special = readRank(text, at) ?? readWord(text, at)
    if (special) return this.bounded(special, limit)
    if (char === '第' || char === '前' || char === '后' || char === '翻' || char === '过' || char === '对')
      return null
    const vast = char === '上' || char === '成' ? this.uncounted(at, limit) : undefined
    if (vast !== undefined) return vast
    const term = readTerm(text, at, limit, clause)
    if (!term) return null
    // 六一起 is 六 and 一起.
    if (term.kind === 'count' && term.amount.numeral.positional && term.amount.end - at === 2 && !term.high)
      return null
    if (!term.unit) {
      const toll = readToll(text, at, term.amount)
      if (toll) return toll
      const mixed = readMixed(text, at, term.amount, limit, clause)
      if (mixed) return this.bounded(mixed, limit)
      const ratio = readRatio(text, at, term.amount, limit)
      if (ratio) return this.bounded(ratio, limit)
      if (this.header) applyHeader(text, term, this.header)
      this.points(term, at, limit)
    }
    return this.bounded(readQuantity(text, term, limit, clause), limit)
  }

  /** 恒指收报23718点，跌|69点: an index is spoken of still. */
  points(term: Term, at: number, limit: number): void {
    const last = this.out.at(-1)
    const { end } = term
    if (last?.unit?.code !== '点' || this.text[end] !== '点' || end >= limit || at - last.to > 6) return
    if (!MOVES.test(this.text.slice(last.to, at))) return
    term.unit = last.unit
    term.kind = last.kind
    term.end = end + 1
  }

  /** 上百家, 上千人次, 成百上千名: at least that many. Undefined where the word is another. */
  uncounted(at: number, limit: number): Figure | null | undefined {
    const { text } = this
    const from =
      text.startsWith('成百上千', at) || text.startsWith('成千上万', at)
        ? at + 3
        : text[at] === '上'
          ? at + 1
          : -1
    if (from < 0 || '以之及'.includes(text[at - 1] ?? ' ')) return null
    const numeral = readNumeral(text, from)
    if (!numeral || (!numeral.bare && text[from] !== '万' && text[from] !== '十')) return null
    if (text[from] === '十' && numeral.end !== from + 2) return null
    const term = readTerm(text, from, limit, this.clause)
    if (!term?.unit || term.high || !term.kind) return null
    const quantity = range(toValue(term.low), null)
    return this.bounded(figure(at, term.end, term.kind, quantity, term.unit, 'uncounted'), limit)
  }

  bounded(found: Figure, limit: number): Figure | null {
    const { text, clause } = this
    const last = this.out.at(-1)
    addPay(text, found, clause)
    addCurrency(text, found, last ? Math.max(clause, last.end) : clause)
    const bound = addBounds(text, found, clause, limit)
    if (found.bare) {
      // 客流过万: what is counted is not said.
      if (found.rule === 'bare') return null
      if (!bound && !this.inRange(found) && !this.isBetween(found)) return null
      return bound === 'after' || endsBare(text, found.to) ? found : null
    }
    if (found.rule === 'bare' && !bound) return null
    if (!this.counts(found, !bound)) return null
    addPer(text, found, clause)
    addSpeed(text, found, clause)
    return found
  }

  /** 范围为10到20, 介于10到20. */
  inRange({ quantity, from }: Figure): boolean {
    return (
      quantity.form === 'range' &&
      /范围[是为在]?$|介于$|位于$|在$/.test(this.text.slice(Math.max(this.clause, from - 4), from))
    )
  }

  isBetween({ quantity, to }: Figure): boolean {
    return quantity.form === 'range' && (this.text.startsWith('之间', to) || this.text[to] === '间')
  }

  /** What looks like a count and is none: 一名, 一条, 每10股, “一套专班”. `plain`: no bound stands by. */
  counts(found: Figure, plain: boolean): boolean {
    const { text } = this
    const { kind, start } = found
    // 每10股 is what something else is by.
    if (text[start - 1] === '每' && (kind === 'count' || kind === 'duration' || kind === 'measure'))
      return false
    const size = found.end - start
    // 外三元生猪: a breed; 33升、19降: how many rose and fell.
    if (text.startsWith('三元', start) && size === 2 && '外内'.includes(text[start - 1] ?? ' ')) return false
    if (text[found.end - 1] === '升' && /^[、，]\d+[降跌平]/.test(text.slice(found.end, found.end + 6)))
      return false
    if (text[start] === '一' && !this.countsOne(found, plain, size)) return false
    if (kind === 'count' && DIVISIONS.has(found.unit?.code ?? '') && !countsDivisions(text, found))
      return false
    if (kind === 'count' && ENUMERATED.has(found.unit?.code ?? '') && closesList(text, found)) return false
    // 五连胜 is called so, 7连胜 is counted.
    if (text[found.end - 2] === '连' && kind === 'count' && !isDigit(text.charCodeAt(start))) return false
    if (size !== 2) return true
    // 独中两元, 梅开二度
    for (let from = start - 2; from <= start; from++)
      if (cueAt('saying', text, from) >= found.end - from) return false
    // 三番五次, 四面八方: numbers of a saying.
    if (kind !== 'duration' && lone.includes(text[start])) {
      const before = start - 2
      if (loneAt(text, found.end)) return false
      if (loneAt(text, before) && units().longest(text, before + 1)?.length === 1) return false
    }
    // 新三样, 老两口 are names.
    return kind !== 'count' || !'新老'.includes(text[start - 1] ?? ' ')
  }

  /** 一名, 一条 are articles. 一百 and 一亿 count. */
  countsOne({ kind, rule, start, unit }: Figure, plain: boolean, size: number): boolean {
    const { text } = this
    if (kind === 'count' && rule === 'number-unit' && size > 1 && !'百千万亿'.includes(text[start + 1]))
      return false
    if (size !== 2) return true
    // 一斤草莓二十块, 一亩地收三千: the one is what the price is of.
    if (plain && kind === 'measure' && (unit?.system === 'zh' || unit?.code === 'm')) return false
    // 任何一方: a side.
    if (text[start + 1] === '方' && plain) return false
    // 留一块: a piece; 一块钱 and 一块二 are money.
    if (text[start + 1] === '块') return false
    // 一年来, 新的一周; but 有期徒刑一年, 为期一周.
    return (
      kind !== 'duration' ||
      !'年周天'.includes(text[start + 1]) ||
      '刑期限满达约课息假产工长间'.includes(text[start - 1] ?? ' ')
    )
  }

  take(figure: Figure): void {
    const last = this.out.at(-1)
    // 4小时28分, 2小时零5分, 58分12秒: minutes, no points.
    const joint = last && this.text[last.to] === '零' ? last.to + 1 : last?.to
    if (last && joint === figure.from) {
      if (last.kind === 'duration' && figure.unit?.code === '分') asMinutes(figure)
      else if (last.unit?.code === '分' && figure.unit?.code === 's') asMinutes(last)
    }
    const joined = last && this.joined(last, figure)
    if (joined) this.out[this.out.length - 1] = joined
    else this.out.push(figure)
  }

  /** 大于100并且小于300, 三年以上十年以下: two bounds of one range. */
  joined(a: Figure, b: Figure): Figure | null {
    if (b.from - a.to > 5 || a.quantity.form !== 'range' || b.quantity.form !== 'range' || a.kind === 'rank')
      return null
    if (a.unit && b.unit && a.unit.code !== b.unit.code) return null
    // 18周岁以上、60周岁以下 is one range, 不低于5000万元、不超过1亿元 are two bounds.
    if (a.to === a.end && this.text[a.to] === '、') return null
    if (!/^(?:[，,、 ]*(?:并且|的同时|同时|并|且|而|但)?[ ]*)$/.test(this.text.slice(a.to, b.from)))
      return null
    const [p, q] = [a.quantity, b.quantity]
    const [low, high] =
      p.low && !p.high && q.high && !q.low ? [p, q] : q.low && !q.high && p.high && !p.low ? [q, p] : []
    if (!low || !high || (low.low?.number ?? 0) > (high.high?.number ?? 0)) return null
    const quantity = range(low.low, high.high, low.lowOpen, high.highOpen)
    const unit = a.unit ?? b.unit
    const kind = a.unit ? a.kind : b.kind
    return { ...a, end: b.end, to: b.to, kind, quantity, unit, per: a.per ?? b.per, rule: 'range' }
  }

  zone(zone: Span, skip: readonly { span: Span }[]): void {
    const { text } = this
    let s = 0
    this.clause = zone.start
    for (let i = zone.start; i < zone.end; ) {
      while (s < skip.length && skip[s].span.end <= i) s++
      if (s < skip.length && skip[s].span.start <= i) {
        i = skip[s].span.end
        continue
      }
      const code = text.charCodeAt(i)
      if (!mayStart(code)) {
        if (code === 0xff0c || code === 0x3002 || code === 0xff1b || code === 10) {
          this.clause = i + 1
          if (code === 0x3002 && this.header?.until === -1) this.header = null
        } else if (code === 0xff08 || code === 40 || code === 0x5355)
          this.header = headerAt(text, i) ?? this.header
        i = code === 58 && text.startsWith('://', i) ? endOfUrl(text, i) : i + 1
        continue
      }
      const limit = s < skip.length ? Math.min(zone.end, skip[s].span.start) : zone.end
      if (this.header && this.header.until >= 0 && this.header.until < i) this.header = null
      const found = this.at(i, limit, zone)
      if (found && found.end <= zone.end) {
        this.take(found)
        i = found.end
        continue
      }
      const numeral = startsNumeral(code) && code !== ZERO ? readNumeral(text, i) : null
      i = numeral ? Math.max(i + 1, numeral.end) : i + 1
    }
  }

  at(i: number, limit: number, zone: Span): Figure | null {
    const code = this.text.charCodeAt(i)
    if (isSymbol(code)) {
      const signed = readSigned(this.text, i, limit, this.clause)
      if (signed) return this.bounded(signed, limit)
      if (code !== 45 && !startsNumeral(code)) return null
    }
    if (i > zone.start && inWord(this.text, i)) return null
    // 四年零三个月: the 零 joins, it counts nothing.
    if (code === ZERO && '一二三四五六七八九两'.includes(this.text[i + 1] ?? ' ')) return null
    return this.read(i, limit)
  }
}

/** What an index does between two figures. */
const MOVES = /^，(?:[大急小微收下上]?[跌升涨挫扬]|收报?|下挫|回升|回落|高见|低见)$/

function asMinutes(figure: Figure): void {
  figure.kind = 'duration'
  figure.unit = { system: 'UCUM', code: 'min', text: '分' }
}

function endOfUrl(text: string, at: number): number {
  let i = at
  while (text.charCodeAt(i) > 32 && text.charCodeAt(i) < 127) i++
  return i
}

let starts: Uint8Array | null = null
function startTable(): Uint8Array {
  if (starts) return starts
  starts = new Uint8Array(65536)
  for (let code = 0; code < 65536; code++) if (startsNumeral(code)) starts[code] = 1
  for (const char of `${firstOf}-－−零负`) starts[char.charCodeAt(0)] = 1
  for (const [word] of symbols) starts[word.charCodeAt(0)] |= 2
  return starts
}

function mayStart(code: number): boolean {
  return startTable()[code] !== 0
}

function isSymbol(code: number): boolean {
  return (startTable()[code] & 2) !== 0
}

/**
 * Quantities of a stretch, in order. `skip`: what is something else (dates), sorted. `table`: the unit of the table
 * that the stretch may be a line of; the one that it leaves comes back with the figures.
 */
export function findFigures(
  text: string,
  zone: Span,
  skip: readonly { span: Span }[],
  table: Header | null = null,
): { figures: Figure[]; table: Header | null } {
  const finder = new MentionFinder(text)
  // A sentence is no line of a table.
  if (!'。！？'.includes(text[zone.end - 1] ?? '。')) finder.header = table
  finder.zone(zone, skip)
  const { header } = finder
  return { figures: finder.out, table: header?.until === Number.POSITIVE_INFINITY ? header : null }
}
