import { add, type Decimal, decimal, formatDecimal, negate, shift } from '../segment/decimal.js'
import { readNumeral } from '../segment/numerals.js'
import type { Value } from './types.js'

/** A decimal as a record gives it: exact digits, and the nearest double. */
function exactValue(value: Decimal): Value {
  const text = formatDecimal(value)
  return { decimal: text, number: Number(text) }
}

/** 负, -, − before a numeral. */
function sign(text: string): { length: number; negative: boolean } {
  const first = text[0]
  if (first !== undefined && '负負-－−'.includes(first)) return { length: 1, negative: true }
  return { length: first === '+' || first === '＋' ? 1 : 0, negative: false }
}

/** The 元柒角捌分整 of cheques; null where `text` from `at` is something else. */
function chequeTail(text: string, at: number): Decimal | null {
  let rest = decimal(0)
  let i = at
  if (text[i] !== undefined && '元圆圓'.includes(text[i])) i++
  for (const [units, scale] of [
    ['角毛', 1],
    ['分', 2],
    ['厘', 3],
  ] as const) {
    if (text[i] === '零') i++
    const digit = readNumeral(text, i)
    if (!digit || digit.low.coefficient > 9n || digit.low.scale > 0) continue
    if (!units.includes(text[digit.end] ?? ' ')) continue
    rest = add(rest, shift(digit.low, -scale))
    i = digit.end + 1
  }
  if (text[i] === '整' || text[i] === '正') i++
  return i === text.length && i > at ? rest : null
}

/**
 * Reads a whole string that is one numeral: 3,570 · 三万六 · 壹佰元整 · -1.2万亿. Vague ones (两三千, 300余)
 * have no single value: null, as is anything else.
 */
export function parseNumber(text: string): Value | null {
  const trimmed = typeof text === 'string' ? text.trim() : ''
  const { length, negative } = sign(trimmed)
  const body = trimmed.slice(length).trimStart()
  const numeral = readNumeral(body, 0, true)
  if (!numeral || numeral.high !== null || numeral.more) return null
  if (numeral.bare && numeral.end === 1 && '百千万亿兆佰仟萬億'.includes(body[0])) return null
  const tail = numeral.end === body.length ? decimal(0) : chequeTail(body, numeral.end)
  if (tail === null) return null
  const value = add(numeral.low, tail)
  return exactValue(negative ? negate(value) : value)
}
