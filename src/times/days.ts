import { isDate } from '../text/index.js'
import { readDay } from './months.js'
import { type Frame, guessMonth, type Piece, piece } from './piece.js'
import { skip, smallNumber, spaces } from './read.js'

/** Adds the day to a month: 5月18日, 5月12-19日. */
export function withDay(text: string, month: Piece | null, frame: Frame): Piece | null {
  if (month?.grain !== 'month' || month.rule !== 'month') return month
  const at = skip(text, spaces(text, month.end), '的')
  const day = readDay(text, at, false) ?? namelessDay(text, at)
  if (!day) return month
  const { month: m } = month.from
  let { year } = month.from
  // 2月29日 is of the last year that had one.
  if (m === 2 && day.last === 29 && month.relative && !month.hasYear)
    while (!isDate(year, 2, 29) && year > frame.ref.year - 9) year--
  // 2月30日 is no day; its 30日 is none of another month either.
  if (!isDate(year, m, day.day) || !isDate(year, m, day.last)) return { ...month, end: day.end }
  return {
    ...month,
    end: day.end,
    from: { year, month: m, day: day.day },
    to: { year, month: m, day: day.last },
    grain: 'day',
    rule: 'month-day',
  }
}

/** 10月22, 十月31, 四月十三: a day without its 日, where nothing else can be counted. */
function namelessDay(text: string, at: number): { end: number; day: number; last: number } | null {
  const n = smallNumber(text, at)
  if (
    !n ||
    n.value < 1 ||
    n.value > 31 ||
    (n.chinese ? n.value < 11 || !/[十廿卅]/.test(text.slice(at, at + 2)) : n.length > 2)
  )
    return null
  const end = n.chinese ? n.end : at + n.length
  const next = text[end]
  return next === undefined || '，。；、）)至到~—出早晚上下凌'.includes(next)
    ? { end, day: n.value, last: n.value }
    : null
}

/** 门将1号李…, 第30分钟，7号周欣…: a number that a player wears, where the sentence tells of a match and no word of days follows. */
function shirt(text: string, at: number, end: number): boolean {
  if (text[end - 1] !== '号' || !WORN.includes(text[end] ?? ' ')) return false
  if (text[end] === '周' && '一二三四五六日天末边围岁内期'.includes(text[end + 1] ?? ' ')) return false
  return MATCH.test(text.slice(Math.max(0, at - 40), at))
}

/** Surnames that begin no word that may stand behind a day. */
const WORN =
  '周王李张刘陈杨赵黄吴徐孙胡朱郭何林罗郑梁谢宋唐许邓韩冯曹彭曾萧肖田董潘袁蔡蒋余叶魏苏吕丁姚卢姜崔钟谭陆汪范廖贾韦薛邱侯熊孟秦邹阎雷'
const MATCH =
  /门将|前锋|后卫|中场|中锋|主攻|副攻|二传|替补|队长|球员|第\d{1,3}分钟|[进射传扣头罚点]球|主队|客队|上半场|下半场|助攻/

/** 拘留|10日, 为期|7日 are lengths. */
const LENGTHENED = new Set(['拘留', '为期', '历时', '羁押', '连续', '示期'])

/** 〔2018〕|23号 is a document, 中街30巷|12号 a house. */
const isNumbered = (text: string, at: number, end: number): boolean =>
  text[end - 1] === '号' && '〕］]】）)巷弄街路段道里栋'.includes(text[at - 1] ?? ' ')

/** How many days may share one 日. */
const DAYS = 6

/** 27|、28日: a day whose 日 stands behind a later one; not at the start of a line, where 1、 counts items. */
function listedDay(text: string, at: number): { end: number; day: number; last: number } | null {
  const first = smallNumber(text, at)
  if (!first || first.chinese || first.value < 1 || '\n。；第'.includes(text[at - 1] ?? '\n')) return null
  let last = first
  for (let k = 0; k < DAYS && '、和及'.includes(text[last.end] ?? ' '); k++) {
    const next = smallNumber(text, last.end + 1)
    if (!next || next.chinese || next.value <= last.value || next.value > 31) return null
    // 27、28日|电: what may follow a day alone
    if (text[next.end] === '日')
      return readDay(text, last.end + 1, true) && { end: first.end, day: first.value, last: first.value }
    last = next
  }
  return null
}

/** 18日, 27|、28日 on their own: of the month that is told of, else the last one that had them. */
export function bareDay(text: string, at: number, frame: Frame): Piece | null {
  // 连续第|3日
  if ('月第'.includes(text[at - 1] ?? ' ') || LENGTHENED.has(text.slice(Math.max(0, at - 2), at))) return null
  const day = readDay(text, at, true) ?? listedDay(text, at)
  if (!day || shirt(text, at, day.end) || isNumbered(text, at, day.end)) return null
  const date = guessMonth(frame, day.day)
  if (!date || !isDate(date.year, date.month, day.last)) return null
  return piece(day.end, date, { ...date, day: day.last }, 'day', 'day', { relative: true })
}
