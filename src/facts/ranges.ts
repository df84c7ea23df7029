import { compare, type Decimal, decimal, multiply, shift } from '../segment/decimal.js'
import { sharedScales, spaces } from './amounts.js'
import { percentUnit } from './figure.js'
import { tenthsBehind } from './special.js'
import { readTerm, type Term } from './terms.js'
import type { Unit } from './types.js'

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

/** What a price or an index does. */
const MOVES = '升跌涨挫扬泻'

interface Ends {
  low: Decimal
  high: Decimal
  highOpen: boolean
  end: number
  unit: Unit | null
  kind: Term['kind']
  more: boolean
}

export function withTenths(text: string, term: Term): Term {
  if (term.unit) return term
  const found = tenthsBehind(text, term.amount)
  if (!found) return term
  const { end, low, high, more } = found
  return { ...term, end, low, high, more, kind: 'percent', unit: percentUnit('成'), rule: 'tenths' }
}

/** The other end of a range: 15至20万人, 3年—5年, 百分之五到十, 1.2万元和3万元之间. */
export function readEnds(text: string, first: Term, limit: number, floor: number): Ends | null {
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
  // 跌175点至23,552点: by how much, and to what.
  const moved = first.unit && kind !== 'percent' && MOVES.includes(text[first.start - 1] ?? ' ')
  if (moved && compare(multiply(low, decimal(10)), high) < 0) return null
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
