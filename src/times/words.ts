import {
  closings as packedClosings,
  cues as packedCues,
  eras as packedEras,
  holidays as packedHolidays,
  lunar as packedLunar,
  parts as packedParts,
  reigns as packedReigns,
  words as packedWords,
  zones as packedZones,
} from '../generated/times.js'
import {
  addDays,
  type CalendarDate,
  parseIsoDate,
  SuffixTrie,
  Trie,
  type TrieMatch,
  toDayNumber,
  weekday,
} from '../text/index.js'
import { spaces } from './read.js'

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
  /** Characters that take the first of the word for themselves when they stand before it: 投产后|年产, 马上|一年. */
  bound: string
}

let wordTrie: Trie<TimeWord> | null = null
let wordStarts: Set<number> | null = null
/** What 昨 alone stands before: 警分局昨也提醒. */
export const YESTERDAY = '也在已又就向与到于宣公出表获被收举召通赴率'

/** The relative word at a place: 去年, 上月, 昨天, 下午. Asked at every date, so the first character decides fast. */
export function timeWordAt(text: string, at: number): TrieMatch<TimeWord> | null {
  wordStarts ??= new Set(packedWords.split('\n').map((line) => line.charCodeAt(0)))
  if (!wordStarts.has(text.charCodeAt(at))) return null
  const found = timeWords().longest(text, at)
  return found && at > 0 && found.value.bound.includes(text[at - 1]) ? null : found
}

function timeWords(): Trie<TimeWord> {
  wordTrie ??= new Trie(
    packedWords.split('\n').map((line) => {
      const [term, type, value, bound = ''] = line.split('\t')
      return [term, { type: type as WordType, value, bound }] as const
    }),
  )
  return wordTrie
}

/** Words that tell something of the text around them. */
export function cuesOf(
  type: 'future' | 'numbered' | 'republic' | 'republic-own' | 'behind-new-year' | 'event',
): string[] {
  const line = packedCues.split('\n').find((line) => line.startsWith(`${type}\t`))
  return line ? line.split('\t').slice(1) : []
}

let numbered: ReadonlySet<string> | null = null
/** 3号|泊位: whether what stands at `at` is one of several that have numbers. */
export function isNumberedThing(text: string, at: number): boolean {
  numbered ??= new Set(cuesOf('numbered'))
  for (let length = 1; length <= 3; length++) if (numbered.has(text.slice(at, at + length))) return true
  return false
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

let closingDays: readonly (readonly [CalendarDate, CalendarDate])[] | null = null
/**
 * First and last day off around a holiday as the mainland's government set them: 2023-04-29 to 05-03 for 1 May 2023.
 * Null for years that the table does not have.
 */
export function daysOff(holiday: CalendarDate): readonly [CalendarDate, CalendarDate] | null {
  closingDays ??= packedClosings.split('\n').map((line) => {
    const [first, last] = line.split('\t')
    return [parseIsoDate(first)!, parseIsoDate(last)!] as const
  })
  const day = toDayNumber(holiday)
  return closingDays.find(([first, last]) => toDayNumber(first) <= day && day <= toDayNumber(last)) ?? null
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

/** Where a lunar month stands among the months of its year; a leap month follows the one it is named for. */
function lunarIndex({ leap }: LunarYear, month: number, isLeap: boolean): number | null {
  if (month < 1 || month > 12 || (isLeap && leap !== month)) return null
  return month - 1 + (isLeap || (leap > 0 && month > leap) ? 1 : 0)
}

/** 29 or 30; 0 outside 1901..2099. */
export function lunarMonthDays(year: number, month: number, isLeap: boolean): number {
  const found = lunarYear(year)
  const index = found ? lunarIndex(found, month, isLeap) : null
  return index === null ? 0 : found!.months[index] === '1' ? 30 : 29
}

/** Day of the lunar calendar as a solar date; null outside 1901..2099 and for a leap month that is none. */
export function lunarDate(year: number, month: number, day: number, isLeap = false): CalendarDate | null {
  const found = lunarYear(year)
  const index = found ? lunarIndex(found, month, isLeap) : null
  if (!found || index === null) return null
  let days = day - 1
  for (let i = 0; i < index; i++) days += found.months[i] === '1' ? 30 : 29
  return addDays(found.first, days)
}

/** A solar term by the usual formula: right to the day but for a few years of each century. */
function solarTerm(year: number, month: number, constant: number): CalendarDate {
  const y = year % 100
  const leaps = Math.floor((month < 3 ? y - 1 : y) / 4)
  const century = year < 2000 ? 0.78 : 0
  return { year, month, day: Math.floor(y * 0.2422 + constant + century) - leaps }
}

/** The nth Sunday (7) or Thursday (4) of a month. */
function nthWeekday(year: number, month: number, nth: number, day: number): CalendarDate {
  const first = { year, month, day: 1 }
  return addDays(first, ((day - weekday(first) + 7) % 7) + (nth - 1) * 7)
}

export function holidayDate(holiday: Holiday, year: number): CalendarDate | null {
  switch (holiday.calendar) {
    case 'lunar':
      return lunarDate(year, holiday.month, holiday.day)
    case 'eve': {
      const first = lunarDate(year, 1, 1)
      return first && addDays(first, -1)
    }
    case 'lunar-from': {
      const first = lunarDate(year, holiday.month, 1)
      return first && addDays(first, holiday.day)
    }
    case 'term':
      return solarTerm(year, 4, 4.81)
    case 'solar-term':
      return solarTerm(year, holiday.month, holiday.day)
    case 'nth':
      return nthWeekday(year, holiday.month, holiday.day, 7)
    case 'thursday':
      return nthWeekday(year, holiday.month, holiday.day, 4)
    default:
      return { year, month: holiday.month, day: holiday.day }
  }
}

/** All words of the tables. */
export function tableWords(): string[] {
  return [packedWords, packedHolidays, packedReigns, packedEras]
    .flatMap((packed) => packed.split('\n'))
    .map((line) => line.slice(0, line.indexOf('\t')))
}

/** Whether a word of the tables stands at a place. */
export function tableWordAt(text: string, at: number): boolean {
  return (
    timeWordAt(text, at) !== null ||
    holidayWords().longest(text, at) !== null ||
    reigns().longest(text, at) !== null ||
    eras().longest(text, at) !== null
  )
}

let reignTrie: Trie<number> | null = null
/** Names of reigns → the year before their first. */
export function reigns(): Trie<number> {
  reignTrie ??= new Trie(
    packedReigns.split('\n').map((line) => {
      const [term, first] = line.split('\t')
      return [term, Number(first) - 1] as const
    }),
  )
  return reignTrie
}

interface Era {
  from: CalendarDate
  /** null where it goes on. */
  to: CalendarDate | null
}

let eraTrie: Trie<Era> | null = null
/** Events and times that history gives a name → their days: 改革开放, 抗日战争. */
export function eras(): Trie<Era> {
  eraTrie ??= new Trie(
    packedEras.split('\n').map((line) => {
      const [term, first, last] = line.split('\t')
      return [term, { from: parseIsoDate(first)!, to: last ? parseIsoDate(last)! : null }] as const
    }),
  )
  return eraTrie
}

/** First and last year, counted from the first of the ten or the hundred. */
type Years = readonly [first: number, last: number]

let partTrie: Trie<{ decade: Years; century: Years }> | null = null
/** 初期, 中叶, 末: parts of ten and of a hundred years. */
export function partsOfYears(): Trie<{ decade: Years; century: Years }> {
  partTrie ??= new Trie(
    packedParts.split('\n').map((line) => {
      const [term, ...years] = line.split('\t')
      const [a, b, c, d] = years.map(Number)
      return [term, { decade: [a, b], century: [c, d] }] as const
    }),
  )
  return partTrie
}

let zoneTrie: SuffixTrie<string> | null = null
/** The time zone whose name ends at `end`: 北京时间 → its offset; '' where that moves with the season or is not told. */
export function zoneBefore(text: string, end: number, from: number): TrieMatch<string> | null {
  zoneTrie ??= new SuffixTrie(
    packedZones.split('\n').map((line) => {
      const [term, offset] = line.split('\t')
      return [term, offset] as const
    }),
  )
  return zoneTrie.longest(text, end, from)
}

/** Longest name of a time zone. */
export const ZONE = 8

/** Past the name of a time zone, where one stands: 北京时间|20时, 截至|美东时间|18日. */
export function zoneAt(text: string, at: number): number {
  for (let size = 2; size <= ZONE; size++)
    if (zoneBefore(text, at + size, at)?.length === size) return spaces(text, at + size)
  return at
}
