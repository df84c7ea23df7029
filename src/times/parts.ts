import { addDays, weekday } from '../text/index.js'
import { days, monthSpan, type Piece } from './piece.js'
import { oneOf, skip, smallNumber, spaces } from './read.js'

type Which = 'first' | 'last' | 'nth'
type Unit = 'month' | 'week' | 'day' | 'quarter'

const unitWords: readonly (readonly [string, Unit])[] = [
  ['季度', 'quarter'],
  ['月', 'month'],
  ['星期', 'week'],
  ['礼拜', 'week'],
  ['周', 'week'],
  ['天', 'day'],
  ['日', 'day'],
]

const heads: readonly (readonly [string, Which])[] = [
  ['最后', 'last'],
  ['第', 'nth'],
  ['前', 'first'],
  ['头', 'first'],
  ['后', 'last'],
]

/**
 * A part counted within a month or a year: 2021年的第三个月, 去年前10天, 4月最后五天, 今年第五周. Weeks of a
 * year begin with its first Monday.
 */
export function readPart(text: string, found: Piece): Piece | null {
  if (found.grain !== 'month' && found.grain !== 'year') return null
  const at = skip(text, spaces(text, found.end), '的')
  const head = heads.find(([word]) => text.startsWith(word, at))
  if (!head) return null
  const [word, which] = head
  const n = smallNumber(text, spaces(text, at + word.length))
  if (!n || n.value < 1 || n.value > 366) return null
  const i = skip(text, n.end, '个')
  const unit = unitWords.find(([name]) => text.startsWith(name, i))
  if (!unit) return null
  const end = i + unit[0].length
  // 4月前4日 is a day's name, 第3日 too; 去年前三月 counts.
  if (unit[1] === 'week' && '一二三四五六日天'.includes(text[end] ?? ' ')) return null
  if (oneOf(text, end, ['间', '年', '后期'])) return null
  return within(found, which, n.value, unit[1], end)
}

function within(found: Piece, which: Which, count: number, unit: Unit, end: number): Piece | null {
  const { from, to } = found
  const made = (a: Piece['from'], b: Piece['to'], grain: Piece['grain']): Piece => ({
    ...found,
    end,
    from: a,
    to: b,
    grain,
    rule: `${which}-${unit}`,
  })
  if (unit === 'day') {
    if (count > days(from, to) + 1) return null
    if (which === 'nth') return made(addDays(from, count - 1), addDays(from, count - 1), 'day')
    return which === 'first'
      ? made(from, addDays(from, count - 1), 'day')
      : made(addDays(to, 1 - count), to, 'day')
  }
  if (unit === 'week') {
    const monday = addDays(from, (8 - weekday(from)) % 7)
    if (count > 53) return null
    if (which === 'nth') return made(addDays(monday, 7 * (count - 1)), addDays(monday, 7 * count - 1), 'week')
    if (which === 'first') return made(monday, addDays(monday, 7 * count - 1), 'week')
    const sunday = addDays(to, -(weekday(to) % 7))
    return made(addDays(sunday, 1 - 7 * count), sunday, 'week')
  }
  if (found.grain !== 'year') return null
  const size = unit === 'quarter' ? 3 : 1
  const last = 12 / size
  if (count > last) return null
  const [a, b] = which === 'nth' ? [count, count] : which === 'first' ? [1, count] : [last - count + 1, last]
  const [start, stop] = monthSpan(from.year, (a - 1) * size + 1, b * size)
  return made(start, stop, unit === 'quarter' ? 'quarter' : 'month')
}
