import { daysInMonth } from '../text/index.js'
import { type Frame, guessYear, monthSpan, type Piece, piece, yearTold } from './piece.js'
import { isNumber, oneOf, rangeMark, skip, smallNumber, spaces } from './read.js'
import { isNumberedThing } from './words.js'

/** Edges of a month, a quarter, a year: which days are meant. */
type Edge = 'start' | 'end' | 'middle'
const edges: readonly (readonly [string, Edge])[] = [
  ['月初', 'start'],
  ['初', 'start'],
  ['月底', 'end'],
  ['月末', 'end'],
  ['底', 'end'],
  ['末', 'end'],
  ['伊始', 'start'],
  ['中', 'middle'],
]

function edgeAt(text: string, at: number): { end: number; edge: Edge } | null {
  for (const [word, edge] of edges)
    if (text.startsWith(word, at)) {
      // 年中 is a time, 3月中国 is not; 年初步, 月末端.
      const next = text[at + word.length]
      if (word === '中' && next !== undefined && '国央心部学型小级医药年共'.includes(next)) return null
      if (word === '初' && next !== undefined && '步中级期始审稿'.includes(next)) return null
      if (word === '末' && next === '端') return null
      return { end: at + word.length, edge }
    }
  return null
}

/** Narrows a piece to its edge: 3月底, 2025年底, 二季度末. */
export function withEdge(text: string, found: Piece): Piece {
  const edge = edgeAt(text, found.end)
  if (!edge || found.grain === 'day' || found.grain === 'week') return found
  if (edge.edge === 'end')
    return { ...found, end: edge.end, from: found.to, grain: 'day', rule: `${found.rule}-end` }
  if (edge.edge === 'start')
    return { ...found, end: edge.end, to: found.from, grain: 'day', rule: `${found.rule}-start` }
  if (found.grain === 'month') {
    const { year, month } = found.from
    return {
      ...found,
      end: edge.end,
      from: { year, month, day: 11 },
      to: { year, month, day: 20 },
      rule: 'month-middle',
    }
  }
  return found
}

/** Months `from`..`to` of the year said, or of the one that is meant. */
function monthsOf(
  frame: Frame,
  year: number | null,
  end: number,
  from: number,
  to: number,
  grain: Piece['grain'],
  rule: string,
): Piece {
  const y = year ?? cumulated(frame, from, to, grain) ?? guessYear(frame, from, 1, true, to)
  const [start, stop] = monthSpan(y, from, to)
  return piece(end, start, stop, grain, rule, { relative: year === null, hasYear: year !== null })
}

/** 前三季度 in a report of January on the year before: what that year has so far been counted up to. */
function cumulated(frame: Frame, from: number, to: number, grain: Piece['grain']): number | null {
  if (from !== 1 || to < 4 || grain === 'year' || grain === 'half' || frame.sentence || !frame.known)
    return null
  const year = yearOf(frame)
  return year < frame.ref.year ? year : null
}

function quartersAt(text: string, at: number, year: number | null, frame: Frame): Piece | null {
  const found = readQuarters(text, at)
  if (!found) return null
  const { end, from, to } = found
  return withEdge(text, monthsOf(frame, year, end, from * 3 - 2, to * 3, 'quarter', 'quarter'))
}

/** First characters of the words for parts of a year. */
const partHeads = '半上下前后全年岁内首头月季HQq第本当'

/** 上半年, 前三季度, 第一季度, 第3季, 前4个月, 全年, 年底: parts of a year. Null where none stands. */
export function readYearPart(text: string, at: number, year: number | null, frame: Frame): Piece | null {
  if (isNumber(text.charCodeAt(at))) return quartersAt(text, at, year, frame)
  if (at >= text.length || !partHeads.includes(text[at])) return null
  if (text.startsWith('半年度', at) && year !== null)
    return monthsOf(frame, year, at + 3, 1, 6, 'half', 'half-year')
  const half = oneOf(text, at, ['上半年', '下半年', '前半年', '后半年'])
  if (half) {
    const first = half[0] === '上' || half[0] === '前'
    return withEdge(text, monthsOf(frame, year, at + 3, first ? 1 : 7, first ? 6 : 12, 'half', 'half-year'))
  }
  if (year !== null && text[at] === '内' && text[at - 1] === '年')
    return monthsOf(frame, year, at + 1, 1, 12, 'year', 'whole-year')
  if (oneOf(text, at, ['全年', '年内']))
    return year === null
      ? wholeYear(text, frame, at + 2)
      : monthsOf(frame, year, at + 2, 1, 12, 'year', 'whole-year')
  const quarters = quartersAt(text, at, year, frame)
  if (quarters) return quarters
  const near = year === null ? relativeQuarter(text, at, frame) : null
  if (near) {
    const [start, stop] = monthSpan(near.year, near.quarter * 3 - 2, near.quarter * 3)
    return withEdge(
      text,
      piece(near.end, start, stop, 'quarter', 'near-quarter', { relative: true, hasYear: true }),
    )
  }
  if (text[at] === '前' || text[at] === '首' || text[at] === '头') {
    const count = text.startsWith('首月', at) ? { end: at + 1, value: 1 } : smallNumber(text, at + 1)
    if (count && count.value >= 1 && count.value <= 12) {
      const end = skip(text, count.end, '个')
      // 前11月 is eleven months, 目前5月 this May.
      const free = count.value > 1 && !'目日此之以先从生眼跟提'.includes(text[at - 1] ?? ' ')
      if (text[end] === '月' && (end > count.end || year !== null || free))
        return monthsOf(frame, year, end + 1, 1, count.value, 'month', 'first-months')
    }
  }
  const monthEdge = year === null ? bareMonthEdge(text, at, frame) : null
  if (monthEdge) return monthEdge
  const edge = oneOf(text, at, ['年底', '年末', '岁末', '年终', '年初', '年中'])
  if (edge && (edge !== '年中' || !'国央心'.includes(text[at + 2] ?? ' '))) {
    const y =
      year ??
      (edge === '年末'
        ? yearOver(text, at + 2, frame)
        : edge === '年底'
          ? yearOf(frame)
          : (frame.sentence?.from.year ?? frame.ref.year))
    const [from, to] = edge === '年初' ? [1, 1] : edge === '年中' ? [6, 6] : [12, 12]
    const [start, stop] = monthSpan(y, from, to)
    const day = edge === '年初' ? start : stop
    return piece(at + 2, day, day, 'day', edge === '年初' ? 'year-start' : 'year-end', {
      relative: year === null,
      hasYear: year !== null,
    })
  }
  return null
}

/** 月底, 月初, 季末 on their own: of the month last spoken of, else of the reference. */
function bareMonthEdge(text: string, at: number, frame: Frame): Piece | null {
  const word = oneOf(text, at, ['月底', '月末', '月初', '季末', '季初'])
  if (!word || /[0-9一二三四五六七八九十个每正腊冬本上下当该次同半]/.test(text[at - 1] ?? ' ')) return null
  const base = frame.anchor?.to ?? frame.ref
  const first = word[0] === '季' ? Math.floor((base.month - 1) / 3) * 3 + 1 : base.month
  const [from, to] = monthSpan(base.year, first, word[0] === '季' ? first + 2 : first)
  const day = word[1] === '初' ? from : to
  return piece(at + 2, day, day, 'day', 'month-edge', { relative: true, hasYear: true })
}

/** The year of 全年 and 年末: said in the sentence, else the one under report (published by April of the next), else this one. */
function yearOf(frame: Frame): number {
  const { ref, reported, sentence } = frame
  if (!frame.known) return yearTold(frame) ?? ref.year
  return sentence?.from.year ?? (reported === ref.year - 1 && ref.month <= 4 ? reported : ref.year)
}

/**
 * 全年新增就业1206万人 on a page of February that names no year: the one that is over. So it is in a bulletin that is
 * headed by the year before, whenever it comes out.
 */
function yearOver(text: string, end: number, frame: Frame): number {
  const { known, ref, reported, sentence } = frame
  const year = yearOf(frame)
  if (!known || sentence || year !== ref.year || frame.future()) return year
  if (!inBulletin(frame) && (reported !== null || ref.month > 2)) return year
  return '计任目预指'.includes(text[end] ?? ' ') ? year : year - 1
}

/** Whether the year before the page’s own is what it is about: 2022年…公报, of May 2023, where no other year is told. */
function inBulletin({ anchor, headed, ref, reported }: Frame): boolean {
  return reported === ref.year - 1 && headed === reported && anchor?.to.year !== ref.year
}

/** The year that 上年 goes before: written last, else the one under report. */
export function yearUnderReport(frame: Frame): number {
  const { known, paragraph, reported, sentence } = frame
  const written = sentence?.from.year ?? paragraph?.from.year
  return written ?? (known && inBulletin(frame) ? reported : null) ?? yearOf(frame)
}

function wholeYear(text: string, frame: Frame, end: number): Piece {
  const [from, to] = monthSpan(yearOver(text, end, frame), 1, 12)
  return piece(end, from, to, 'year', 'whole-year', { relative: true })
}

/** First characters of what firms report of the quarters of a year: 前三季营收, 前三季累计. */
const EARNED = '营获税纯净累每毛合财盈业收出进大赚亏损本总平产接初保园全集，'

/** 一季度, 第三季, 前三季度, 一至三季度, 首季, Q3. */
function readQuarters(text: string, at: number): { end: number; from: number; to: number } | null {
  if (text[at] === 'H' && !/[A-Za-z]/.test(text[at - 1] ?? ' ') && !/[A-Za-z0-9]/.test(text[at + 2] ?? ' ')) {
    if (text[at + 1] === '1') return { end: at + 2, from: 1, to: 2 }
    if (text[at + 1] === '2') return { end: at + 2, from: 3, to: 4 }
  }
  if (text.startsWith('首季', at)) return { end: skip(text, at + 2, '度'), from: 1, to: 1 }
  if (text[at] === 'Q' || text[at] === 'q') {
    const n = text.charCodeAt(at + 1) - 48
    const after = text.charCodeAt(at + 2)
    if (n >= 1 && n <= 4 && !(after >= 48 && after <= 57))
      return { end: skip(text, at + 2, '季度'), from: n, to: n }
  }
  // 前三季度, 首三季: the quarters of the year up to one of them.
  const first = text[at] === '前' || text[at] === '首'
  const ordinal = text[at] === '第'
  const n = smallNumber(text, first || ordinal ? at + 1 : at)
  if (!n || n.value < 1 || n.value > 4) return null
  let end = n.end
  let to = n.value
  const mark = first ? null : rangeMark(text, end)
  if (mark) {
    const m = smallNumber(text, skip(text, mark.end, '第'))
    if (m && m.value > n.value && m.value <= 4) {
      to = m.value
      end = m.end
    }
  }
  end = first ? skip(text, end, '个') : end
  if (text.startsWith('季度', end)) return { end: end + 2, from: first ? 1 : n.value, to }
  if (text[at] === '首' && text[end] === '季') return { end: end + 1, from: 1, to }
  // 前三季|税后净利, 累计|前3季; 该剧前三季|播出
  if (text[at] === '前' && text[end] === '季')
    if (EARNED.includes(text[end + 1] ?? ' ') || '计年'.includes(text[at - 1] ?? ' '))
      return { end: end + 1, from: 1, to }
  if (ordinal && text[end] === '季' && !'赛军后'.includes(text[end + 1] ?? ' '))
    return { end: end + 1, from: n.value, to }
  return null
}

/** 3月, 1—9月, 5月份, 3月上旬, 3月底. The day, if there is one, is read by the caller. */
export function readMonth(text: string, at: number, year: number | null, frame: Frame): Piece | null {
  const n = text[at] === '正' && text[at + 1] === '月' ? null : smallNumber(text, at)
  if (!n || n.value < 1 || n.value > 12 || n.length > 2) return null
  let { end } = n
  let to = n.value
  if (text[end] !== '月') {
    const mark = rangeMark(text, end)
    const m = mark ? smallNumber(text, mark.end) : twoMonths(text, at, end, n.value)
    if (!m || m.value < 1 || m.value > 12 || text[m.end] !== '月' || m.length > 2) return null
    to = m.value
    end = m.end
  }
  end++
  if (text[end] === '份' && text[end + 1] !== '额') end++
  // 五月天 is a band, 五月天气 is not.
  if ('龄饼亮球嫂薪'.includes(text[end] ?? ' ') || (text[end] === '天' && text[end + 1] !== '气')) return null
  // 一月一报告, 一月一次: every month.
  if (n.chinese && n.value === 1 && text[end] === '一') return null
  const y = year ?? (n.value === 1 ? beforeLast(frame, to) : null) ?? guessYear(frame, n.value, 1, false)
  const from = to < n.value ? y - 1 : y
  const [start] = monthSpan(from, n.value, n.value)
  const [, stop] = monthSpan(y, to, to)
  const found = piece(end, start, stop, 'month', to === n.value ? 'month' : 'months', {
    relative: year === null,
    hasYear: year !== null,
  })
  if (to !== n.value) return found
  return withEdge(text, withTenDays(text, found))
}

/** Thirds of a month: first day, last day (31: of the month's own). */
const thirds: readonly (readonly [string, number, number])[] = [
  ['上旬', 1, 10],
  ['中旬', 11, 20],
  ['下旬', 21, 31],
  ['上中旬', 1, 20],
  ['中下旬', 11, 31],
  ['上、中旬', 1, 20],
  ['中、下旬', 11, 31],
]

/** 3月上旬, 6月中下旬, 本月下旬: the third of a month that stands behind it. */
export function withTenDays(text: string, month: Piece): Piece {
  const at = spaces(text, month.end)
  const third = thirds.find(([word]) => text.startsWith(word, at))
  if (!third) return month
  const [word, first, last] = third
  const { from, to } = month
  return {
    ...month,
    end: at + word.length,
    from: { ...from, day: first },
    to: { ...to, day: Math.min(last, daysInMonth(to.year, to.month)) },
    grain: 'day',
    rule: 'ten-days',
  }
}

/** 1—12月 on a page of January that foresees nothing: of the year that is over. */
function beforeLast(frame: Frame, last: number): number | null {
  const { ref, known, sentence } = frame
  if (!known || sentence || last - ref.month < 6 || frame.future()) return null
  return ref.year - 1
}

/**
 * 其中5、6月份, 7、8月间, 今年|1、2月: the second of two months in a row; not 3、4月15日 or a line's 3、4月, where 3、
 * counts the items of a list.
 */
function twoMonths(text: string, at: number, end: number, first: number): ReturnType<typeof smallNumber> {
  const second = text[end] === '、' ? smallNumber(text, end + 1) : null
  if (second?.value !== first + 1 || text[second.end] !== '月') return null
  const next = second.end + 1
  if ('份间两'.includes(text[next] ?? ' ')) return second
  const before = text[at - 1] ?? '\n'
  return isNumber(text.charCodeAt(next)) || '\n。；： '.includes(before) ? null : second
}

/** 18日, 18号 behind a month, or `bare` behind nothing. */
export function readDay(
  text: string,
  at: number,
  bare: boolean,
): { end: number; day: number; last: number } | null {
  const n = smallNumber(text, at)
  if (!n || n.value < 1 || n.value > 31 || n.length > 3) return null
  let { end } = n
  let last = n.value
  if (text[end] !== '日' && text[end] !== '号') {
    // 22—23日 on its own; 15至20日 is as often a length.
    const mark = rangeMark(text, end)
    const m = mark && !(bare && mark.worded) ? smallNumber(text, mark.end) : null
    if (!m || m.value <= n.value || m.value > 31 || (text[m.end] !== '日' && text[m.end] !== '号'))
      return null
    last = m.value
    end = m.end
  }
  const next = text[end + 1]
  if (bare && next !== undefined) {
    if (
      text[end] === '号' &&
      ('线楼机院门店坑车厂房船地馆井桥文隧台令区库一选种仓站码技厅包'.includes(next) ||
        isNumberedThing(text, end + 1))
    )
      return null
    if (text[end] === '日' && '元均本产内游期系币美语韩式圆程用常照记子'.includes(next)) return null
    if (n.chinese && (text[end] === '号' || n.length < 2)) return null
  } else if (text[end] === '日' && next === '元') return null
  return { end: end + 1, day: n.value, last }
}

/** The quarter of this year that governs, where one does. */
function quarterOf({ governing, ref }: Frame): number | null {
  if (!governing || governing.from.year !== ref.year || governing.to.year !== ref.year) return null
  const { from, to } = governing
  return from.month % 3 === 1 && to.month === from.month + 2 ? (from.month + 2) / 3 : null
}

/** 上季, 本季度, 下季度: counted from the reference. */
function relativeQuarter(
  text: string,
  at: number,
  frame: Frame,
): { end: number; year: number; quarter: number } | null {
  const head = oneOf(text, at, ['上季', '本季', '上个季', '下季', '下个季', '当季'])
  if (!head || '节'.includes(text[at + head.length] ?? ' ')) return null
  // 2023年第三季度…，本季度: the one that the page is on.
  const told = head[0] === '本' ? quarterOf(frame) : null
  const now = told ?? Math.floor((frame.ref.month - 1) / 3) + 1
  const quarter = now + (head[0] === '上' ? -1 : head[0] === '下' ? 1 : 0)
  const { year } = frame.ref
  const end = skip(text, at + head.length, '度')
  if (quarter < 1) return { end, year: year - 1, quarter: 4 }
  return quarter > 4 ? { end, year: year + 1, quarter: 1 } : { end, year, quarter }
}
