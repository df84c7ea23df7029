import type { Piece } from './piece.js'
import { oneOf, rangeMark, skip, smallNumber, spaces } from './read.js'
import { timeWordAt } from './words.js'

interface Clock {
  end: number
  hour: number
  minute: number
  second: number | null
  /** am, pm, noon, night; null where none is said. */
  part: string | null
  /** A colon stands in it; 8:30 may also be a score. */
  colon: boolean
}

function partAt(text: string, at: number): { end: number; part: string } | null {
  const word = timeWordAt(text, at)
  if (word?.value.type === 'part') return { end: at + word.length, part: word.value.value }
  const short = oneOf(text, at, ['早', '晚'])
  return short ? { end: at + 1, part: short === '晚' ? 'night' : 'am' } : null
}

/** 下午3时30分, 8点半, 15:20:33. `part`: of the day, said before. */
export function readClock(text: string, at: number, part: string | null): Clock | null {
  const h = smallNumber(text, at)
  if (!h || h.length > 2 || h.value > 24) return null
  const mark = oneOf(text, h.end, ['点钟', '时整', '点整', '时', '点', ':', '：'])
  if (!mark) return null
  let end = h.end + mark.length
  const colon = mark === ':' || mark === '：'
  let minute = 0
  let second: number | null = null
  if (colon) {
    const m = smallNumber(text, end)
    if (!m || m.chinese || m.length !== 2 || m.value > 59 || h.chinese) return null
    minute = m.value
    end = end + 2
    if (text[end] === ':' || text[end] === '：') {
      const s = smallNumber(text, end + 1)
      if (s?.length !== 2 || s.value > 59) return null
      second = s.value
      end += 3
    }
    end = skip(text, end, '时', '分')
  } else {
    if (mark === '时' && '间期代候任常段速而不刻装尚有隔效光'.includes(text[end] ?? ' ')) return null
    if (mark === '点' && '名位击评半数滴心子火燃线'.includes(text[end] ?? ' ') && text[end] !== '半')
      return null
    if (text[end] === '半') {
      minute = 30
      end++
    } else if (text.startsWith('一刻', end)) {
      minute = 15
      end += 2
    } else if (text.startsWith('三刻', end)) {
      minute = 45
      end += 2
    } else {
      const m = smallNumber(text, spaces(text, end))
      if (m && m.value < 60 && text[m.end] === '分' && text[m.end + 1] !== '之') {
        minute = m.value
        end = m.end + 1
        const s = smallNumber(text, end)
        if (s && s.value < 60 && text[s.end] === '秒') {
          second = s.value
          end = s.end + 1
        }
      } else if (mark === '点' && m && m.chinese && m.length >= 2 && m.value < 60 && m.value >= 5) {
        minute = m.value
        end = m.end
      }
    }
  }
  end = skip(text, end, '许', '左右')
  return { end, hour: dayHour(h.value, part), minute, second, part, colon }
}

function dayHour(hour: number, part: string | null): number {
  if (part === 'pm' && hour < 12) return hour + 12
  if (part === 'night' && hour >= 5 && hour < 12) return hour + 12
  if (part === 'noon' && hour < 3) return hour + 12
  return hour
}

export function clockText({ hour, minute, second }: Clock): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(hour)}:${two(minute)}${second === null ? '' : `:${two(second)}`}`
}

export interface DayTime {
  end: number
  start: string
  stop: string
}

/** A time of day or a span of it behind a day (or alone): 上午9时至11时, 下午3点, 8:30—10:00. */
export function readDayTime(text: string, at: number, night: boolean): DayTime | null {
  const from = skip(text, spaces(text, at), '的')
  const part = partAt(text, from)
  const first = readClock(text, part ? spaces(text, part.end) : from, part?.part ?? (night ? 'night' : null))
  if (!first) return part ? { end: part.end, start: '', stop: '' } : null
  const start = clockText(first)
  const mark = rangeMark(text, first.end)
  if (mark) {
    const part2 = partAt(text, mark.end)
    const second = readClock(text, part2?.end ?? mark.end, part2?.part ?? first.part)
    if (second) return { end: second.end, start, stop: clockText(second) }
  }
  return { end: first.end, start, stop: start }
}

/** Adds the time of day to a day. */
export function withClock(text: string, found: Piece): Piece & { stop?: string } {
  if (found.grain !== 'day' || found.from.day !== found.to.day || found.from.month !== found.to.month)
    return found
  const night = /晚|夜/.test(text[found.end - 1] ?? '')
  const time = readDayTime(text, found.end, night)
  if (!time) return found
  if (time.start === '') return { ...found, end: time.end }
  return { ...found, end: time.end, clock: time.start, stop: time.stop, rule: `${found.rule}-time` }
}
