import {
  add,
  compare,
  type Decimal,
  decimal,
  formatDecimal,
  multiply,
  negate,
  shift,
} from '../segment/decimal.js'
import { type Numeral, readNumeral, startsNumeral } from '../segment/numerals.js'
import type { Span } from '../text/index.js'
import { cueAt, cueBefore, type UnitRow, units } from './tables.js'
import type { Fact, FactKind, Quantity, Unit, Value } from './types.js'

/** A quantity at its place, before anything is known of what it says. */
export interface Figure {
  start: number
  end: number
  /** Where its bound or approximation words begin: 约 of 约3亿元. */
  from: number
  /** Where those behind it end: 以上 of 60亿元以上. */
  to: number
  kind: FactKind
  quantity: Quantity
  unit: Unit | null
  per: Unit | null
  approx: Fact['approx']
  /** The figure is a name's or an article's: 一名, “一条产业链”; kept out of the records. */
  rule: string
}

function toValue(d: Decimal): Value {
  const text = formatDecimal(d)
  return { decimal: text, number: Number(text) }
}

const point = (d: Decimal): Quantity => ({ form: 'point', value: toValue(d) })
const range = (low: Decimal | null, high: Decimal | null, lowOpen = false, highOpen = false): Quantity => ({
  form: 'range',
  low: low && toValue(low),
  high: high && toValue(high),
  lowOpen,
  highOpen,
})

interface Raw {
  end: number
  low: Decimal
  high: Decimal | null
  open: boolean
  more: boolean
  row: UnitRow | null
  text: string
}

const CHENG_NOT = '功立本为员绩效都熟长交分果品年人形'

/** One number with its unit, without ranges: 35.7亿元, 三成五, 百分之五. */
function readRaw(text: string, at: number, end: number): Raw | null {
  const percent = readPercent(text, at)
  if (percent) return percent
  let i = at
  let negative = false
  if (text.startsWith('零下', i) || text[i] === '-' || text[i] === '−') {
    negative = true
    i += text[i] === '零' ? 2 : 1
  }
  const numeral = readNumeral(text, i)
  if (!numeral || numeral.end > end) return null
  const sign = (d: Decimal) => (negative ? negate(d) : d)
  return { ...withUnit(text, numeral, end), low: sign(numeral.low), high: numeral.high && sign(numeral.high) }
}

function readPercent(text: string, at: number): Raw | null {
  for (const [word, scale] of [
    ['百分之', 0],
    ['千分之', -1],
  ] as const) {
    if (!text.startsWith(word, at)) continue
    const numeral = readNumeral(text, at + word.length)
    if (!numeral) return null
    const row: UnitRow = { kind: 'percent', unit: { system: 'UCUM', code: '%', text: word } }
    const low = shift(numeral.low, scale)
    return {
      end: numeral.end,
      low,
      high: numeral.high && shift(numeral.high, scale),
      open: numeral.open,
      more: numeral.more,
      row,
      text: word,
    }
  }
  return null
}

function withUnit(text: string, numeral: Numeral, limit: number): Raw {
  const raw: Raw = {
    end: numeral.end,
    low: numeral.low,
    high: numeral.high,
    open: numeral.open,
    more: numeral.more,
    row: null,
    text: '',
  }
  let i = numeral.end
  if (!raw.more && '余多来'.includes(text[i] ?? ' ') && units().longest(text, i + 1)) {
    raw.more = true
    i++
  }
  if (text[i] === ' ' && units().longest(text, i + 1) && text.charCodeAt(i + 1) < 0x3000 === false) i++
  const match = i < limit ? units().longest(text, i) : null
  if (!match || i + match.length > limit) return raw
  if (match.value.kind === 'stop') return raw
  // 30m, 5kg, but not 30meters: a Latin unit ends where the Latin letters end.
  const last = text.charCodeAt(i + match.length - 1)
  if (last < 128 && last !== 37 && /[A-Za-z]/.test(text[i + match.length] ?? ' ')) return raw
  raw.row = match.value
  raw.end = i + match.length
  if (
    !raw.more &&
    /[余多]/.test(text[raw.end] ?? ' ') &&
    /[，。；、！）的时]|$/.test(text[raw.end + 1] ?? '')
  )
    raw.more = true
  return raw
}

/** 六成, 三成五, 九折: tenths as percent. */
function readTenths(
  text: string,
  numeral: Numeral,
): { end: number; low: Decimal; high: Decimal | null } | null {
  const mark = text[numeral.end]
  if (mark !== '成' && mark !== '折') return null
  if (mark === '成' && CHENG_NOT.includes(text[numeral.end + 1] ?? ' ')) return null
  if (mark === '折' && '叠射扣腾断旧'.includes(text[numeral.end + 1] ?? ' ')) return null
  const ten = decimal(10)
  const digits = formatDecimal(numeral.low)
  let low = mark === '折' && digits.length === 2 ? numeral.low : multiply(numeral.low, ten)
  let end = numeral.end + 1
  if (mark === '成') {
    const tail = /[一二三四五六七八九半]/.test(text[end] ?? ' ') ? readNumeral(text, end) : null
    if (text[end] === '半') {
      low = add(low, decimal(5))
      end++
    } else if (tail && tail.end === end + 1 && !units().longest(text, tail.end)) {
      low = add(low, tail.low)
      end = tail.end
    }
  }
  if (compare(low, decimal(100)) > 0) return null
  return { end, low, high: numeral.high && multiply(numeral.high, ten) }
}

const RANGE_MARK = /^(?:——|—|–|-|~|～|至|到)$/

function rangeMark(text: string, at: number): number {
  if (text.startsWith('——', at)) return 2
  return RANGE_MARK.test(text[at] ?? '') ? 1 : 0
}

const percentUnit = (text: string): Unit => ({ system: 'UCUM', code: '%', text })

/** 三分之二, 万分之五, 3:1, 翻一番, 一半, 过半. */
function readSpecial(text: string, at: number, end: number): Figure | null {
  const base = { start: at, from: at, per: null, approx: null } as const
  if (text.startsWith('过半', at))
    return {
      ...base,
      end: at + 2,
      to: at + 2,
      kind: 'percent',
      quantity: point(decimal(50)),
      unit: percentUnit('半'),
      approx: 'above',
      rule: 'half',
    }
  if (text.startsWith('一半', at) || text.startsWith('半数', at))
    return {
      ...base,
      end: at + 2,
      to: at + 2,
      kind: 'percent',
      quantity: point(decimal(50)),
      unit: percentUnit('半'),
      rule: 'half',
    }
  if (text[at] === '翻') {
    const numeral = readNumeral(text, at + 1)
    if (!numeral || text[numeral.end] !== '番') return null
    const times = decimal(2 ** Math.min(20, Number(formatDecimal(numeral.low))))
    return {
      ...base,
      end: numeral.end + 1,
      to: numeral.end + 1,
      kind: 'ratio',
      quantity: point(times),
      unit: { system: 'zh', code: '倍', text: '番' },
      rule: 'doubling',
    }
  }
  const first = readNumeral(text, at)
  if (!first) return null
  if (text.startsWith('分之', first.end)) {
    const second = readNumeral(text, first.end + 2)
    if (!second || second.end > end) return null
    return {
      ...base,
      end: second.end,
      to: second.end,
      kind: 'ratio',
      quantity: { form: 'ratio', terms: [toValue(second.low), toValue(first.low)] },
      unit: null,
      rule: 'fraction',
    }
  }
  if (/[:：比]/.test(text[first.end] ?? ' ')) {
    const second = readNumeral(text, first.end + 1)
    const before = text.slice(Math.max(0, at - 6), at)
    const sure = /比|比例|比率|比分|为/.test(before)
    if (second && second.end <= end && sure && !units().longest(text, second.end))
      return {
        ...base,
        end: second.end,
        to: second.end,
        kind: 'ratio',
        quantity: { form: 'ratio', terms: [toValue(first.low), toValue(second.low)] },
        unit: null,
        rule: 'ratio',
      }
  }
  return null
}

/** 第3位, 前五名, 后两名. */
function readRank(text: string, at: number): Figure | null {
  const mark = text[at]
  if (mark !== '第' && mark !== '前' && mark !== '后') return null
  const numeral = readNumeral(text, at + 1)
  if (!numeral) return null
  const unit =
    /[位名]/.exec(text[numeral.end] ?? '')?.[0] ?? (mark === '前' && text[numeral.end] === '强' ? '强' : null)
  if (unit === null) return null
  const end = numeral.end + 1
  const quantity = mark === '前' ? range(decimal(1), numeral.low) : point(numeral.low)
  return {
    start: at,
    end,
    from: at,
    to: end,
    kind: 'rank',
    quantity,
    unit: { system: 'count', code: unit, text: unit },
    per: null,
    approx: null,
    rule: 'rank',
  }
}

const KINDS: Record<string, FactKind> = {
  money: 'money',
  measure: 'measure',
  count: 'count',
  percent: 'percent',
  permille: 'ratio',
  ratio: 'ratio',
  age: 'age',
  duration: 'duration',
}

/** One figure that starts at `at`, with its range, or null. */
function readQuantity(text: string, at: number, end: number): Figure | null {
  const first = readRaw(text, at, end)
  if (!first) return null
  let low = first.low
  let high: Decimal | null = first.high
  let { row, more } = first
  let to = first.end
  let rule = high ? 'vague' : 'number-unit'
  const numeral = row ? null : readNumeral(text, at)
  const tenths = numeral ? readTenths(text, numeral) : null
  if (tenths) {
    low = tenths.low
    high = tenths.high
    to = tenths.end
    // 六成多, 三成余
    if (/[多余]/.test(text[to] ?? ' ')) {
      more = true
      to++
    }
    row = { kind: 'percent', unit: percentUnit('成') }
    rule = 'tenths'
  }
  const mark = rangeMark(text, to)
  if (mark > 0 && !high) {
    const second = readRaw(text, to + mark, end)
    const tenths2 =
      second && !second.row && numeral ? readTenths(text, readNumeral(text, to + mark) as Numeral) : null
    if (tenths2 && (!row || rule === 'tenths')) {
      if (!row) low = multiply(low, decimal(10))
      high = tenths2.low
      to = tenths2.end
      row = { kind: 'percent', unit: percentUnit('成') }
      rule = 'range'
    } else if (second?.row && (!row || row.unit.code === second.row.unit.code)) {
      if (!row) low = sameScale(low, second.low, text.slice(to + mark, second.end))
      if (compare(low, second.low) <= 0) {
        high = second.high ?? second.low
        to = second.end
        row = second.row
        more = second.more
        rule = 'range'
      } else if (!row) return null
    }
  }
  if (!row) return null
  const quantity = high ? range(low, high, false, first.open) : point(low)
  const unit = { ...row.unit, text: row.unit.text }
  return {
    start: at,
    end: to,
    from: at,
    to,
    kind: KINDS[row.kind] ?? 'count',
    quantity,
    unit,
    per: null,
    approx: more ? 'above' : null,
    rule,
  }
}

/** 15至20万人: the 万 counts for both ends; 5000至1万元: it does not. */
function sameScale(low: Decimal, high: Decimal, written: string): Decimal {
  const scale = /亿/.test(written) ? 8 : /万/.test(written) ? 4 : 0
  if (scale === 0) return low
  const up = shift(low, scale)
  return compare(up, high) <= 0 ? up : low
}

/** Words on either side that bound or soften a figure. */
function withBounds(text: string, figure: Figure, clause: number, end: number): Figure {
  let { from, to, approx, quantity } = figure
  const before = text.slice(Math.max(clause, from - 8), from)
  for (const [type, value] of [
    ['approx:around', 'around'],
    ['approx:below', 'below'],
    ['approx:above', 'above'],
  ] as const) {
    const size = cueBefore(type, before)
    if (size > 0 && (value !== 'above' || !before.endsWith('通过'))) {
      // 不超过 and 不低于 are bounds, and longer than 超过.
      if (cueBefore('low', before) > size || cueBefore('high', before) > size) continue
      approx = approx ?? value
      from -= size
      break
    }
  }
  if (quantity.form === 'point' && figure.kind !== 'rank') {
    const value = quantity.value
    const lowSize = cueBefore('low', before)
    const highSize = cueBefore('high', before)
    if (lowSize > 0) {
      quantity = { form: 'range', low: value, high: null, lowOpen: false, highOpen: false }
      from -= lowSize
    } else if (highSize > 0) {
      quantity = {
        form: 'range',
        low: null,
        high: value,
        lowOpen: false,
        highOpen: /不足|不到|低于|少于|未/.test(before),
      }
      from -= highSize
    }
  }
  let i = to
  if (approx === 'above' && /[余多]/.test(text[i] ?? ' ')) i++
  const around = cueAt('suffix:around', text, i)
  if (around > 0 && i + around <= end) {
    approx = 'around'
    to = i + around
  }
  if (quantity.form === 'point' && figure.kind !== 'rank') {
    const low = cueAt('suffix:low', text, i)
    const high = cueAt('suffix:high', text, i)
    if (low > 0) {
      quantity = { form: 'range', low: quantity.value, high: null, lowOpen: false, highOpen: false }
      to = i + low
    } else if (high > 0 && !/^内[^，。；、）的]/.test(text.slice(i, i + 2))) {
      quantity = { form: 'range', low: null, high: quantity.value, lowOpen: false, highOpen: false }
      to = i + high
    }
  }
  return { ...figure, from, to, approx, quantity }
}

/** 每亩800元, 2300元/吨. */
function withPer(text: string, figure: Figure, clause: number): Figure {
  if (figure.kind === 'count' && figure.unit?.code === '%') return figure
  if (text[figure.end] === '/') {
    const match = units().longest(text, figure.end + 1)
    if (match && match.value.kind !== 'stop')
      return { ...figure, per: match.value.unit, to: figure.end + 1 + match.length }
  }
  const before = text.slice(Math.max(clause, figure.from - 10), figure.from)
  const every = before.lastIndexOf('每')
  if (every >= 0) {
    const match = units().longest(before, every + 1)
    if (match && match.value.kind !== 'stop' && figure.kind !== 'percent')
      return { ...figure, per: match.value.unit }
  }
  return figure
}

const BLOCKED = /[A-Za-z+\-.第]/

/** Quantities of a stretch, in order. `skip`: stretches that are something else (dates), sorted. */
export function findFigures(text: string, zone: Span, skip: readonly Span[]): Figure[] {
  const out: Figure[] = []
  let s = 0
  let clause = zone.start
  for (let i = zone.start; i < zone.end; ) {
    while (s < skip.length && skip[s].end <= i) s++
    if (s < skip.length && skip[s].start <= i) {
      i = skip[s].end
      continue
    }
    const limit = s < skip.length ? Math.min(zone.end, skip[s].start) : zone.end
    const code = text.charCodeAt(i)
    if (code === 0xff0c || code === 0x3002 || code === 0xff1b) clause = i + 1
    const char = text[i]
    const special =
      char === '第' ||
      char === '前' ||
      char === '后' ||
      char === '翻' ||
      char === '过' ||
      char === '半' ||
      char === '千' ||
      char === '百'
    if (!special && !startsNumeral(code) && char !== '-' && char !== '零') {
      i++
      continue
    }
    const prev = text[i - 1] ?? ' '
    let figure: Figure | null = null
    if (i === zone.start || !BLOCKED.test(prev)) {
      figure =
        readRank(text, i) ??
        (char === '前' || char === '后' || char === '第'
          ? null
          : (readSpecial(text, i, limit) ?? readQuantity(text, i, limit)))
    }
    if (!figure || figure.end > zone.end) {
      const numeral = startsNumeral(code) ? readNumeral(text, i) : null
      i = numeral ? Math.max(i + 1, numeral.end) : i + 1
      continue
    }
    if (counts(text, figure)) out.push(withPer(text, withBounds(text, figure, clause, limit), clause))
    i = figure.end
  }
  return out
}

/** What looks like a count and is none: 一名, 一条, 每10股, “一套专班”. */
function counts(text: string, figure: Figure): boolean {
  const written = text.slice(figure.start, figure.end)
  if (figure.kind === 'count' && /^一[^百千万亿]/.test(written) && figure.rule === 'number-unit') return false
  if (figure.kind === 'duration' && /^一[年周]/.test(written)) return false
  if (figure.kind === 'count' || figure.kind === 'duration' || figure.kind === 'measure')
    if (text[figure.start - 1] === '每') return false
  return true
}
