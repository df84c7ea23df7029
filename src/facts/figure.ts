import { type Decimal, formatDecimal } from '../segment/decimal.js'
import type { Fact, FactKind, Quantity, Unit, Value } from './types.js'

/** A quantity at its place, before anything is known of what it says. Its readers fill it in step by step. */
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
  rule: string
  /** Its number has no unit: it counts only where a bound stands beside it (大于100). */
  bare: boolean
}

/** Powers of ten that a double has exactly. */
const POWERS = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
  1e20, 1e21, 1e22,
]

/** A decimal as a record gives it: exact digits, and the nearest double. */
export function toValue(d: Decimal): Value {
  const decimal = formatDecimal(d)
  const whole = Number(d.coefficient)
  // Two exact doubles: their quotient is the nearest one.
  const exact = Number.isSafeInteger(whole) && d.scale < POWERS.length
  return { decimal, number: exact ? whole / POWERS[d.scale] : Number(decimal) }
}

export const point = (d: Decimal): Quantity => ({ form: 'point', value: toValue(d) })

export const range = (
  low: Value | null,
  high: Value | null,
  lowOpen = false,
  highOpen = false,
): Quantity => ({ form: 'range', low, high, lowOpen, highOpen })

export const ratio = (...terms: Decimal[]): Quantity => ({ form: 'ratio', terms: terms.map(toValue) })

export const percentUnit = (text: string): Unit => ({ system: 'UCUM', code: '%', text })

/**
 * A figure without bounds and per-unit, as the readers give it. All are made here: one that is copied by `...` has a
 * shape of its own, and the engine compiles whatever meets it a second time.
 */
export function figure(
  start: number,
  end: number,
  kind: FactKind,
  quantity: Quantity,
  unit: Unit | null,
  rule: string,
  approx: Fact['approx'] = null,
): Figure {
  return { start, end, from: start, to: end, kind, quantity, unit, per: null, approx, rule, bare: false }
}
