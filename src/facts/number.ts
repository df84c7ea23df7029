import { add, type Decimal, decimal, multiply, negate, shift } from '../segment/decimal.js'
import { type Numeral, readNumeral } from '../segment/numerals.js'
import { spaces, spelled } from './amounts.js'
import { toValue } from './figure.js'
import { smallMoney } from './terms.js'
import type { Value } from './types.js'

interface Read {
  end: number
  value: Decimal
}

/** Digits behind the point of what has no end: 1/3, 1.1^23. */
const PLACES = 20

function divide(a: Decimal, b: Decimal): Decimal | null {
  if (b.coefficient === 0n) return null
  const scale = PLACES + b.scale
  const up = a.coefficient * 10n ** BigInt(scale)
  const quotient = up / b.coefficient
  return { coefficient: quotient, scale: a.scale + PLACES }
}

/** How many of the signs are minus: 负, -, －. `end` stands behind them. */
function signs(text: string, at: number): { end: number; negative: boolean } {
  let i = at
  let negative = false
  for (;;) {
    const char = text[i]
    if (char !== undefined && '负負-－−﹣'.includes(char)) negative = !negative
    else if (char !== '+' && char !== '＋') break
    i = spaces(text, i + 1)
  }
  return { end: i, negative }
}

/** 一百五十 to 两千; what has two ends (两三千, 几十) has no value. 300余 and 二十几 are read as what they start from. */
function exact(text: string, numeral: Numeral | null): Read | null {
  if (!numeral) return null
  const { low, high, open, end, bare } = numeral
  const lone =
    bare &&
    '百千万亿兆佰仟萬億'.includes(text[numeral.start]) &&
    (end === numeral.start + 1 || /^[万亿萬億]+$/.test(text.slice(numeral.start, end)))
  if (lone) return null
  // 几 and 数 at the head leave nothing to start from.
  if (high && (!open || '几幾数數'.includes(text[numeral.start]))) return null
  return { end, value: low }
}

function signed(text: string, at: number): Read | null {
  const { end, negative } = signs(text, at)
  const found = exact(text, readNumeral(text, end, true))
  return found && { end: found.end, value: negative ? negate(found.value) : found.value }
}

/** 分之 or a slash and what it divides: 三分之二, 3/4, 五 分之 一. */
function fractionAt(text: string, at: number): Read | null {
  const first = exactDenominator(text, at)
  if (!first) return null
  const over = spelled(text, first.end, '分之')
  const slash = text[spaces(text, first.end)]
  if (over < 0 && slash !== '/' && slash !== '／') return null
  const second = signed(text, spaces(text, over < 0 ? spaces(text, first.end) + 1 : over))
  if (!second) return null
  const value = over < 0 ? divide(first.value, second.value) : divide(second.value, first.value)
  return value && { end: second.end, value }
}

/** 万分之, 百万分之: the scale alone may divide. */
function exactDenominator(text: string, at: number): Read | null {
  const numeral = readNumeral(text, at, true)
  if (!numeral || numeral.high) return null
  return { end: numeral.end, value: numeral.low }
}

const digits = (text: string, at: number): number => {
  let i = at
  while (/[0-9０-９]/.test(text[i] ?? ' ')) i++
  return i
}

const small = (text: string): number =>
  Number(text.replace(/[０-９]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)))

/** Exponents and powers behind Arabic digits: 2e5, 2.5^-1. */
function powered(text: string, base: Read): Read | null {
  const mark = text[base.end]
  const power = mark === '^'
  if (!power && mark !== 'e' && mark !== 'E' && mark !== 'ｅ') return null
  const { end: from, negative } = signs(text, base.end + 1)
  const end = digits(text, from)
  if (end === from || end - from > 3) return null
  const exponent = small(text.slice(from, end))
  if (!power) return { end, value: shiftBy(base.value, negative ? -exponent : exponent) }
  if (exponent > 64) return null
  let value = decimal(1)
  for (let i = 0; i < exponent; i++) value = multiply(value, base.value)
  const inverse = negative && text[from - 1] !== undefined ? divide(decimal(1), value) : value
  return inverse && { end, value: inverse }
}

const shiftBy = (value: Decimal, exponent: number): Decimal => shift(value, exponent)

const suffixes: Record<string, number> = { k: 3, K: 3, w: 4, W: 4, m: 6, M: 6 }

/** What may follow a number and change it: k, M, 打; 双 and 对 change nothing. */
function withSuffix(text: string, found: Read): Read {
  const at = spaces(text, found.end)
  const exponent = suffixes[text[at] ?? '']
  if (exponent !== undefined && at + 1 === text.length)
    return { end: at + 1, value: shift(found.value, exponent) }
  if (text[found.end] === '打' && found.end + 1 === text.length)
    return { end: found.end + 1, value: multiply(found.value, decimal(12)) }
  if ((text[found.end] === '双' || text[found.end] === '对') && found.end + 1 === text.length)
    return { end: found.end + 1, value: found.value }
  return found
}

/** The 元柒角捌分整 of cheques; null where `text` from `at` is something else. */
function chequeTail(text: string, at: number): Decimal | null {
  const from = text[at] !== undefined && '元圆圓'.includes(text[at]) ? at + 1 : at
  let { end, rest } = smallMoney(text, from, false)
  if (text[end] === '整' || text[end] === '正') end++
  return end === text.length && end > at ? rest : null
}

/**
 * Reads a whole string that is one numeral: 3,570 · 三万六 · 壹佰元整 · -1.2万亿 · 三又二分之一 · 2.5e3 · 第十四.
 * 300余 and 二十几 give what they start from. What has two ends (两三千, 几十) has no value: null, as is anything
 * else. A fraction without end (三分之一) is cut behind twenty places.
 */
export function parseNumber(text: string): Value | null {
  if (typeof text !== 'string' || text.length > 1000) return null
  const body = text.trim()
  const start = body[0] === '第' ? 1 : 0
  const { end: from, negative } = signs(body, start)
  const value = wholeNumber(body, from)
  return value && toValue(negative ? negate(value) : value)
}

function wholeNumber(body: string, from: number): Decimal | null {
  const done = (found: Read | null): Decimal | null =>
    found && found.end === body.length ? found.value : null
  if (body.slice(from) === '半百') return decimal(50)
  const fraction = done(fractionAt(body, from))
  if (fraction) return fraction
  const first = exact(body, readNumeral(body, from, true))
  if (!first) return null
  const and = spaces(body, first.end)
  if (body[and] === '又' || and > first.end) {
    // 三又二分之一, 4 6/3
    const rest = done(fractionAt(body, spaces(body, body[and] === '又' ? and + 1 : and)))
    if (rest) return add(first.value, rest)
  }
  const power = done(powered(body, first))
  if (power) return power
  const plain = withSuffix(body, first)
  if (plain.end === body.length) return plain.value
  const tail = chequeTail(body, first.end)
  return tail && add(first.value, tail)
}
