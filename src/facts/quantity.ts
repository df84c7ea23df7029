import { add } from '../segment/decimal.js'
import { type Amount, readAmount, spelled } from './amounts.js'
import { type Figure, figure, point, range, toValue } from './figure.js'
import { readEnds, withTenths } from './ranges.js'
import { type Term, unitAt } from './terms.js'

/** 三又二分之一小时. */
export function readMixed(
  text: string,
  at: number,
  whole: Amount,
  limit: number,
  floor: number,
): Figure | null {
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
export function readQuantity(text: string, read: Term, limit: number, floor: number): Figure {
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
function nameless(text: string, at: number, { amount, kind, more }: Term): boolean {
  // 千余名 counts.
  return (
    !more &&
    amount.numeral.bare &&
    kind !== 'percent' &&
    '百千万亿'.includes(text[at]) &&
    amount.end - at <= 2
  )
}
