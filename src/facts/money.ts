import { spaces } from './amounts.js'
import { type Figure, figure, point, range, toValue } from './figure.js'
import { currencyEndingAt, readTerm } from './terms.js'
import type { Unit } from './types.js'

/** Signs of currencies that stand before their number. */
export const symbols: readonly (readonly [string, string])[] = [
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
export function readSigned(text: string, at: number, limit: number, floor: number): Figure | null {
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
export function addPay(text: string, found: Figure, floor: number): void {
  if (!found.bare || !/[kKwW]/.test(text[found.end - 1])) return
  if (!payWords.test(text.slice(Math.max(floor, found.start - 12), found.start))) return
  found.bare = false
  found.kind = 'money'
  found.unit = { system: 'ISO4217', code: 'CNY', text: '元' }
}

/** 以|美金|计算约, 以|港币|计 */
function reckonedIn(text: string, floor: number, end: number): Unit | null {
  const told = /以([^，。；]{2,4})计算?[约为]?$/.exec(text.slice(Math.max(floor, end - 8), end))
  const named = told ? currencyEndingAt(told[1], told[1].length, 0) : null
  return named && named.length === told?.[1].length ? named.unit : null
}

/** 人民币50元, 港币两千元, 新台币3亿元: 元 is that currency's. */
export function addCurrency(text: string, found: Figure, floor: number): void {
  if (!found.bare && (found.kind !== 'money' || found.unit?.code !== 'CNY')) return
  // 以美金计算约1000万元
  const by = '计算约为'.includes(text[found.from - 1] ?? ' ') ? reckonedIn(text, floor, found.from) : null
  if (by) {
    found.unit = by
    return
  }
  const named = currencyEndingAt(text, found.from, floor)
  if (!named) return
  if (found.bare && '年月日号'.includes(text[found.end] ?? ' ')) return
  found.bare = false
  found.kind = 'money'
  found.unit = named.unit
  found.from -= named.length
}
