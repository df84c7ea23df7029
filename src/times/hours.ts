import { addDays, type CalendarDate } from '../text/index.js'
import { type Frame, type Piece, piece } from './piece.js'
import { Choice, oneOf, skip, spaces } from './read.js'
import { type Length, readLength } from './spans.js'

const pastHeads = ['过去', '最近', '近', '此前', '之前', '前']
const comingHeads = ['未来', '今后', '接下来', '之后', '再过', '还剩', '还有', '后']

function secondsOf({ count, unit, half }: Length): number | null {
  if (count === null) return null
  const size = unit === 'hour' ? 3600 : unit === 'minute' ? 60 : unit === 'second' ? 1 : 0
  return size === 0 ? null : count * size + (half ? size / 2 : 0)
}

interface Moment {
  date: CalendarDate
  clock: string
}

/** The reference moved by seconds. */
function moment(frame: Frame, seconds: number, fine: boolean): Moment {
  const total = (frame.clock ?? 0) + seconds
  const day = Math.floor(total / 86400)
  const rest = total - day * 86400
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  const clock = `${two(rest / 3600)}:${two((rest / 60) % 60)}${fine ? `:${two(rest % 60)}` : ''}`
  return { date: addDays(frame.ref, day), clock }
}

/**
 * 2小时前, 半小时内, 未来48小时, 过去的50分钟里: counted from the reference where that has a time of day; else
 * they stay lengths, but for whole days of hours to come or past.
 */
export function readHours(text: string, at: number, frame: Frame): Piece | null {
  if (frame.clock === null || !frame.known) return readDaysOfHours(text, at, frame)
  if (oneOf(text, at, ['上个小时', '上一小时', '上一个小时'])) {
    const end = text.indexOf('小时', at) + 2
    return span(frame, end, -3600, 0, false)
  }
  const past = oneOf(text, at, pastHeads)
  const coming = past ? null : oneOf(text, at, comingHeads)
  const head = past ?? coming
  const from = head ? spaces(text, skip(text, at + head.length, '的')) : at
  const length = readLength(text, from)
  const seconds = length && secondsOf(length)
  if (!length || seconds === null) return null
  const fine = length.unit === 'second'
  if (past) return span(frame, skip(text, length.end, '以来', '里', '内', '间', '中'), -seconds, 0, fine)
  if (coming === '再过') return span(frame, length.end, seconds, seconds, fine)
  if (coming) return span(frame, skip(text, length.end, '之内', '以内', '里', '内', '间'), 0, seconds, fine)
  const tail = oneOf(text, length.end, [
    '以来',
    '之前',
    '以前',
    '前',
    '之后',
    '以后',
    '后',
    '以内',
    '之内',
    '内',
  ])
  if (!tail) return null
  const end = length.end + tail.length
  if ('期续者勤面方端部'.includes(text[end] ?? ' ')) return null
  if (tail === '以来') return span(frame, end, -seconds, 0, fine)
  if (tail.endsWith('内')) return span(frame, end, 0, seconds, fine)
  const by = tail.endsWith('前') ? -seconds : seconds
  return span(frame, end, by, by, fine)
}

const pastDays = new Choice('过去', '最近', '近')
const comingDays = new Choice('未来', '今后', '接下来')

/** 未来24小时, 过去72小时 of a page that has a date alone: its day, and so many on or back. */
function readDaysOfHours(text: string, at: number, frame: Frame): Piece | null {
  const past = pastDays.at(text, at)
  const head = past ?? comingDays.at(text, at)
  const from = head ? spaces(text, skip(text, at + head.length, '的')) : at
  const length = head ? readLength(text, from) : null
  const days = length?.unit === 'hour' && !length.half ? (length.count ?? 0) / 24 : 0
  if (!length || days < 1 || !Number.isInteger(days)) return null
  const end = skip(text, length.end, '之内', '以内', '以来', '里', '内', '间')
  const [a, b] = past ? [addDays(frame.ref, -days), frame.ref] : [frame.ref, addDays(frame.ref, days)]
  return piece(end, a, b, 'day', 'hours', { relative: true, hasYear: true })
}

function span(frame: Frame, end: number, from: number, to: number, fine: boolean): Piece {
  const a = moment(frame, from, fine)
  const b = moment(frame, to, fine)
  return {
    ...piece(end, a.date, b.date, 'day', 'hours', { relative: true, hasYear: true }),
    clock: a.clock,
    stop: b.clock,
  }
}
