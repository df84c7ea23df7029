import { holidays as packedHolidays, lunar as packedLunar, words as packedWords } from '../generated/times.js'
import { addDays, type CalendarDate, parseIsoDate, Trie } from '../text/index.js'

export type WordType =
  | 'year'
  | 'year-anchor'
  | 'month'
  | 'month-anchor'
  | 'day'
  | 'day-anchor'
  | 'week'
  | 'part'

export interface TimeWord {
  type: WordType
  /** Offset from the reference, or the part of the day. */
  value: string
}

let wordTrie: Trie<TimeWord> | null = null
/** Relative words: 去年, 上月, 昨天, 下午. */
export function timeWords(): Trie<TimeWord> {
  wordTrie ??= new Trie(
    packedWords.split('\n').map((line) => {
      const [term, type, value] = line.split('\t')
      return [term, { type: type as WordType, value }] as const
    }),
  )
  return wordTrie
}

export interface Holiday {
  term: string
  calendar: string
  month: number
  day: number
  /** Days of the holiday. */
  length: number
}

let holidayTrie: Trie<Holiday> | null = null
export function holidayWords(): Trie<Holiday> {
  holidayTrie ??= new Trie(
    packedHolidays.split('\n').map((line) => {
      const [term, calendar, month, day, length] = line.split('\t')
      return [
        term,
        { term, calendar, month: Number(month), day: Number(day), length: Number(length) },
      ] as const
    }),
  )
  return holidayTrie
}

interface LunarYear {
  first: CalendarDate
  leap: number
  months: string
}

let lunarYears: Map<number, LunarYear> | null = null
function lunarYear(year: number): LunarYear | undefined {
  lunarYears ??= new Map(
    packedLunar.split('\n').map((line) => {
      const [y, first, leap, months] = line.split('\t')
      return [Number(y), { first: parseIsoDate(first)!, leap: Number(leap), months }] as const
    }),
  )
  return lunarYears.get(year)
}

/** Day of the lunar calendar as a solar date; null outside 1901..2099. A leap month is never meant. */
export function lunarDate(year: number, month: number, day: number): CalendarDate | null {
  const found = lunarYear(year)
  if (!found || month < 1 || month > 12) return null
  const index = month - 1 + (found.leap > 0 && month > found.leap ? 1 : 0)
  let days = day - 1
  for (let i = 0; i < index; i++) days += found.months[i] === '1' ? 30 : 29
  return addDays(found.first, days)
}

/** Qingming, by the usual formula for 1900..2100. */
function qingming(year: number): CalendarDate {
  const y = year % 100
  const day = Math.floor(y * 0.2422 + (year < 2000 ? 5.59 : 4.81)) - Math.floor(y / 4)
  return { year, month: 4, day }
}

export function holidayDate(holiday: Holiday, year: number): CalendarDate | null {
  switch (holiday.calendar) {
    case 'lunar':
      return lunarDate(year, holiday.month, holiday.day)
    case 'eve': {
      const first = lunarDate(year, 1, 1)
      return first && addDays(first, -1)
    }
    case 'term':
      return qingming(year)
    default:
      return { year, month: holiday.month, day: holiday.day }
  }
}

/** First characters of all words of both tables. */
export function firstLetters(): string {
  return [...packedWords.split('\n'), ...packedHolidays.split('\n')].map((line) => line[0]).join('')
}
