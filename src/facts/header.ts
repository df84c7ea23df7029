import { shift } from '../segment/decimal.js'
import { spaces } from './amounts.js'
import { kindOf, type Term, unitAt } from './terms.js'
import type { FactKind, Unit } from './types.js'

/** A unit said once for the numbers behind it: 营业收入（亿元）：…, 单位：万元. */
export interface Header {
  unit: Unit
  kind: FactKind
  /** Power of ten of its multiplier. */
  exponent: number
  /** Where the stretch that it counts for ends: -1 for the end of the sentence, Infinity for that of the table. */
  until: number
}

const scales: Record<string, number> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 }

/** The unit between a place and the mark that must close it: 万元 of 万元）. */
function unitUpTo(text: string, at: number, closes: string): { header: Header; end: number } | null {
  let i = at
  let exponent = 0
  // 千瓦 and 百分点 are units of their own.
  while (scales[text[i]] && !'瓦克米卡帕分'.includes(text[i + 1] ?? ' ')) exponent += scales[text[i++]]
  const match = unitAt(text, i, text.length, at)
  if (!match || !closes.includes(text[match.end] ?? '\n')) return null
  const kind = kindOf(match.row.kind)
  return kind && { header: { unit: match.row.unit, kind, exponent, until: -1 }, end: match.end }
}

/** The header that begins at a bracket or at 单位. */
export function headerAt(text: string, at: number): Header | null {
  const bracket = text[at] === '（' || text[at] === '('
  let i = bracket ? at + 1 : at
  const named = text.startsWith('单位', i) && (text[i + 2] === '：' || text[i + 2] === ':')
  if (named) i = spaces(text, i + 3)
  else if (!bracket) return null
  const found = unitUpTo(text, i, bracket ? '）)' : '）)\n 　，；')
  if (!found) return null
  const { header, end } = found
  if (named) header.until = Number.POSITIVE_INFINITY
  else {
    const next = text[end + 1] ?? ' '
    // 净利润（亿元）5.17 alone, 分产品收入（亿元）：… to the end of its sentence.
    if (next >= '0' && next <= '9') header.until = end + 2
    else if (next !== '：' && next !== ':') return null
  }
  return header
}

/** Gives a number without unit that of the header, where it stands as a cell or behind a name. */
export function applyHeader(text: string, term: Term, header: Header): boolean {
  const next = text[term.end] ?? '\n'
  const before = text.charCodeAt(term.start - 1)
  if (!'，、；。,; \t\n　）)'.includes(next)) return false
  // A name, a bracket, a colon or a space stands before; 2023 alone is a year.
  if (!(before >= 0x3000 || before === 32 || before === 9 || before === 58) || text[term.start - 1] === '第')
    return false
  const written = text.slice(term.start, term.end)
  if (/^(?:19|20)\d\d$/.test(written)) return false
  term.unit = { ...header.unit }
  term.kind = header.kind
  term.low = shift(term.low, header.exponent)
  term.high = term.high && shift(term.high, header.exponent)
  term.rule = 'header'
  return true
}
