import { isDate, isoDate } from '../text/index.js'
import { codes, isLatin, skipSpaces } from './chars.js'
import { Class, classes } from './classes.js'
import { lexicon } from './lexicon.js'

/** A date as the page writes it. `year` is null where the page leaves it out. */
export interface DateReading {
  start: number
  end: number
  year: number | null
  month: number
  day: number
  /** `08:30` or `08:30:15`; null without a clock time. */
  clock: string | null
  /** `+08:00`, `Z`; null where the page gives none. */
  zone: string | null
  /** Written so that it can be nothing else (a year, 月日, or a clock time beside it). */
  firm: boolean
}

const SP = '[ \\t\\u00a0\\u3000]'
/** 2023-04-0609:31: the break between day and hour was lost. */
const YMD = new RegExp(
  `(\\d{4})${SP}?[-/.年－–]${SP}?(\\d{1,2})${SP}?[-/.月－–]${SP}?(\\d{1,2})(?!\\d(?!\\d:\\d{2}))${SP}?[日号]?`,
  'y',
)
/** ？024-07-15: the first digit of the year was lost. */
const CUT_YEAR = /0(\d{2})[-/年.](\d{1,2})[-/月.](\d{1,2})(?!\d)日?/y
/** 22-5-19 08:30, as microblogs stamp their posts */
const SHORT_YEAR = /([12]\d)[-/](\d{1,2})[-/](\d{1,2})(?=[ \t\u00a0\u3000]{1,2}\d{1,2}:\d{2})/y
/** 2022 05/19 08:30, as agencies stamp their stories. */
const Y_MD = /(\d{4})[ \t\u00a0\u3000]{1,2}(\d{1,2})[-/](\d{1,2})(?![\d\-/.%])/y
/** 202305/1908:30:15: year, day and hour in boxes of their own, run together. */
const RUN_TOGETHER = /((?:19|20)\d{2})(\d{2})\/(\d{2})(\d{2}:\d{2}(?::\d{2})?)(?!\d)/y
const COMPACT = /((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/y
const MINGUO = new RegExp(
  `(?:民国|中华民国)?${SP}?(\\d{2,3})${SP}?[年/.-]${SP}?(\\d{1,2})${SP}?[月/.-]${SP}?(\\d{1,2})(?!\\d)${SP}?日?`,
  'y',
)
const MINGUO_COMPACT = /(1[01]\d)(\d{2})(\d{2})(?!\d)/y
const MD = /(\d{1,2})月(\d{1,2})[日号]/y
const MD_SHORT = /(\d{1,2})[-/](\d{1,2})(?![\d\-/.%])/y
const DMY = /(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d{2})(?!\d)/y
const HAN =
  /([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]/y
/** 中华民国一一二年五月十九日 */
const HAN_MINGUO =
  /(?:中华)?民国([〇○零一二三四五六七八九十百]{2,5})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/y
const HAN_MONTH = `(\\d{1,2}|[一二三四五六七八九十]{1,2})${SP}?月`
/** 07 十月 2018, 25 6 月, 2024: as frameworks of other languages put it */
const DAY_HAN = new RegExp(`(\\d{1,2})${SP}${HAN_MONTH}${SP}?[,，]?${SP}?((?:19|20)\\d{2})(?!\\d)`, 'y')
/** 6 月 25, 2024, 十月 7, 2018, 2月. 10, 2022 */
const HAN_DAY = new RegExp(`${HAN_MONTH}[.]?${SP}?(\\d{1,2})[,，]${SP}?((?:19|20)\\d{2})(?!\\d)`, 'y')
const WEEKDAY_FIRSTS = codes('（(星周礼')
const WEEKDAY = new RegExp(
  `${SP}{0,3}[（(]?(?:星期|周|礼拜)[一二三四五六日天][）)]?|${SP}{0,3}[（(][一二三四五六日][）)]`,
  'y',
)
/** 周日， 2018-10-07 */
const WEEKDAY_FIRST = new RegExp(`(?:星期|周)[一二三四五六日天][，,]?${SP}{0,2}(?=\\d)`, 'y')
const CLOCK_FIRST =
  /(?:(上午|中午|下午)[ ]?)?(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?(?: ?([ap]m|[AP]M))?[ \t\u00a0\u3000,，|]{1,3}(?=\d)/y
const ZONE_FIRSTS = codes('HC（北台')
const ZONE_FIRST =
  /[ \t\u00a0\u3000]{0,3}(?:HKT|CST|（?北京时间）?|（?台北时间）?)[ \t\u00a0\u3000：:]{0,3}(?=\d)/y
const CLOCK = new RegExp(
  `(?:${SP}{0,4}|T|-(?=\\d{2}:\\d{2}:\\d{2})|，|,|${SP}?[|｜]${SP}?|${SP}[-–—]${SP})(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|晚|AM|PM|am|pm|上|下)?${SP}?(\\d{1,2})(?:[:：时點点](\\d{2}))(?:分?(?:[:：]?(\\d{2})(?:\\.\\d{1,3})?秒?)?)${SP}?(AM|PM|am|pm|a\\.m\\.|p\\.m\\.)?`,
  'y',
)
const ZONE = new RegExp(
  `${SP}?[（(]?(?:(Z|UTC(?![+\\s-]*\\d))(?![A-Za-z])|(?:GMT|UTC)?([+-])(\\d{1,2}):?(\\d{2})?(?!\\d)|(北京时间|台北时间|香港时间|HKT|CST))[）)]?`,
  'y',
)

const DIGITS = '〇一二三四五六七八九'

/** 二十一: of numerals below a hundred. */
export function hanNumber(word: string): number {
  const [tens, ones] = word.includes('十') ? word.split('十') : ['', word]
  const digit = (s: string, none: number) => (s === '' ? none : DIGITS.indexOf(s))
  return word.includes('十') ? digit(tens, 1) * 10 + digit(ones, 0) : digit(ones, 0)
}

function hanYear(word: string): number {
  return Number([...word].map((c) => (c === '零' || c === '○' ? 0 : DIGITS.indexOf(c))).join(''))
}

/** 一一二 or 一百一十二. */
function hanMinguo(word: string): number {
  if (!/[十百]/.test(word))
    return Number([...word].map((c) => (c === '零' || c === '○' ? 0 : DIGITS.indexOf(c))).join(''))
  const [hundreds, rest] = word.includes('百') ? word.split('百') : ['', word]
  const ones = rest.replace(/[零〇○]/gu, '')
  return (hundreds === '' ? 0 : DIGITS.indexOf(hundreds) * 100) + (ones === '' ? 0 : hanNumber(ones))
}

type Parts = Pick<DateReading, 'year' | 'month' | 'day' | 'firm'> & {
  /** Where it stands between the day and the year. */
  clock?: string
}

interface Shape {
  rule: string
  /** How many digits the first number may have; 0 where it begins with Han. */
  digits: string
  pattern: RegExp
  read(m: RegExpExecArray): Parts | null
}

const parts = (year: number | null, month: string, day: string, firm = true): Parts => ({
  year,
  month: Number(month),
  day: Number(day),
  firm,
})

const monthIn = (word: string): string => (/\d/.test(word) ? word : String(hanNumber(word)))

/** The shapes of dates, tried in order. */
const shapes: readonly Shape[] = [
  {
    rule: 'year-month-day',
    digits: '4',
    pattern: YMD,
    read: (m) => parts(Number(m[1]), m[2], m[3]),
  },
  {
    rule: 'year-apart',
    digits: '4',
    pattern: Y_MD,
    read: (m) => (/^(?:19|20)/.test(m[1]) ? parts(Number(m[1]), m[2], m[3]) : null),
  },
  {
    rule: 'year-cut',
    digits: '3',
    pattern: CUT_YEAR,
    read: (m) =>
      '?？'.includes(m.input[m.index - 1] ?? ' ') ? parts(2000 + Number(m[1]), m[2], m[3]) : null,
  },
  {
    rule: 'minguo',
    digits: '023',
    pattern: MINGUO,
    // 111年5月19日 and 112/05/19, but never 23.5.6: without 民国 the year has three digits.
    read: (m) =>
      (Number(m[1]) >= 100 && Number(m[1]) < 200) || m[0].includes('民国')
        ? parts(Number(m[1]) + 1911, m[2], m[3])
        : null,
  },
  {
    rule: 'day-month-year',
    digits: '12',
    pattern: DMY,
    read: (m) => parts(Number(m[3]), m[2], m[1]),
  },
  {
    rule: 'short-year',
    digits: '2',
    pattern: SHORT_YEAR,
    read: (m) => parts(2000 + Number(m[1]), m[2], m[3]),
  },
  {
    rule: 'month-day',
    digits: '12',
    pattern: MD,
    read: (m) => parts(null, m[1], m[2]),
  },
  {
    rule: 'day-han-month',
    digits: '12',
    pattern: DAY_HAN,
    read: (m) => parts(Number(m[3]), monthIn(m[2]), m[1]),
  },
  {
    rule: 'han-month-day',
    digits: '012',
    pattern: HAN_DAY,
    read: (m) => parts(Number(m[3]), monthIn(m[1]), m[2]),
  },
  {
    rule: 'han-digits',
    digits: '0',
    pattern: HAN,
    read: (m) => ({ year: hanYear(m[1]), month: hanNumber(m[2]), day: hanNumber(m[3]), firm: true }),
  },
  {
    rule: 'han-minguo',
    digits: '0',
    pattern: HAN_MINGUO,
    read: (m) => ({
      year: hanMinguo(m[1]) + 1911,
      month: hanNumber(m[2]),
      day: hanNumber(m[3]),
      firm: true,
    }),
  },
  {
    rule: 'run-together',
    digits: '6',
    pattern: RUN_TOGETHER,
    read: (m) => ({ ...parts(Number(m[1]), m[2], m[3]), clock: m[4] }),
  },
  {
    rule: 'compact',
    digits: '8',
    pattern: COMPACT,
    read: (m) => parts(Number(m[1]), m[2], m[3]),
  },
  {
    rule: 'minguo-compact',
    digits: '7',
    pattern: MINGUO_COMPACT,
    // 1110519, as Taiwan's agency closes its stories.
    read: (m) => parts(Number(m[1]) + 1911, m[2], m[3], false),
  },
  {
    rule: 'month-day-short',
    digits: '12',
    pattern: MD_SHORT,
    read: (m) => parts(null, m[1], m[2], false),
  },
]

const namedShapes = (): readonly Shape[] => {
  const { months } = lexicon()
  const month = `(${[...months.keys()].join('|')})(?![a-z])\\.?`
  const week = '(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?'
  const monthOf = (name: string): string => String(months.get(name))
  return [
    // Wed, 05 Jun 2024 08:30:00 +0800
    {
      rule: 'day-month-name',
      digits: '12',
      pattern: new RegExp(`${week}(\\d{1,2})(?:st|nd|rd|th)?[ -]${month},?[ -](\\d{4})(?!\\d)`, 'y'),
      read: (m) => parts(Number(m[3]), monthOf(m[2]), m[1]),
    },
    // May 19, 2023
    {
      rule: 'month-name-day',
      digits: '0',
      pattern: new RegExp(`${week}${month} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?!\\d)`, 'y'),
      read: (m) => parts(Number(m[3]), monthOf(m[1]), m[2]),
    },
    // Fri May 19 10:22:33 2023
    {
      rule: 'ctime',
      digits: '0',
      pattern: new RegExp(
        `${week}${month} {1,2}(\\d{1,2}) ((?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?) (?:[A-Z]{3} )?(\\d{4})(?!\\d)`,
        'y',
      ),
      read: (m) => ({ ...parts(Number(m[4]), monthOf(m[1]), m[2]), clock: m[3] }),
    },
  ]
}

let made: readonly Shape[] | null = null
/** Those with the month’s name in Latin letters, of the table of months. */
const named = (): readonly Shape[] => {
  made ??= namedShapes()
  return made
}

const BETWEEN = codes('-/.年－–月:：')
const NO_SHAPES: readonly Shape[] = []
const byDigits = Array.from({ length: 9 }, (_, n) =>
  shapes.filter(({ digits }) => digits.includes(String(n))),
)

/** The shapes that may begin at `at`: 三千, 2000元, 12345 begin no date. */
function shapesAt(text: string, at: number): readonly Shape[] {
  const { ids, traits } = classes()
  if (!(traits[ids[text.charCodeAt(at)]] & Class.date)) return NO_SHAPES
  let i = at
  while (i - at < 9 && traits[ids[text.charCodeAt(i)]] & Class.digit) i++
  const digits = i - at
  if (digits === 0) {
    const code = text.charCodeAt(at)
    if (isLatin(code)) return named()
    const han = code === 0x6c11 || code === 0x4e2d || text.charCodeAt(at + 4) === 0x5e74
    return han || text.charCodeAt(at + 1) === 0x6708 || text.charCodeAt(at + 2) === 0x6708
      ? byDigits[0]
      : NO_SHAPES
  }
  if (digits > 4) return byDigits[digits] ?? NO_SHAPES
  if (traits[ids[text.charCodeAt(i)]] & Class.space) i++
  // 2022 05/19
  if (digits === 4 && traits[ids[text.charCodeAt(i)]] & Class.digit) return byDigits[4]
  const next = text.charCodeAt(i)
  if (digits < 3 && isLatin(next === 0x2d ? text.charCodeAt(i + 1) : next)) return named()
  const apart = traits[ids[next]] & Class.date && traits[ids[text.charCodeAt(at + digits)]] & Class.space
  return apart || BETWEEN.has(next) ? byDigits[digits] : NO_SHAPES
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function readClock(text: string, at: number): { end: number; clock: string } | null {
  const m = match(CLOCK, text, at)
  if (!m) return null
  const half = m[1] ?? m[5]
  let hour = Number(m[2])
  const afternoon = half !== undefined && /下|晚|PM|pm|p\.m|傍/.test(half)
  if (afternoon && hour < 12) hour += 12
  if (half === '中午' && hour < 3) hour += 12
  if (half !== undefined && /凌晨|AM|am|a\.m|上午/.test(half) && hour === 12) hour = 0
  if (hour > 23 || Number(m[3]) > 59 || Number(m[4] ?? 0) > 59) return null
  const two = (n: number | string) => String(n).padStart(2, '0')
  return {
    end: at + m[0].trimEnd().length,
    clock: `${two(hour)}:${m[3]}${m[4] === undefined ? '' : `:${m[4]}`}`,
  }
}

function readZone(text: string, at: number): { end: number; zone: string } | null {
  const m = match(ZONE, text, at)
  if (!m) return null
  const end = at + m[0].length
  if (m[1]) return { end, zone: 'Z' }
  if (m[5]) return { end, zone: '+08:00' }
  if (Number(m[3]) > 14) return null
  return { end, zone: `${m[2]}${m[3].padStart(2, '0')}:${m[4] ?? '00'}` }
}

const isColon = (code: number): boolean => code === 0x3a || code === 0xff1a

/** The date that starts at `at`, with weekday, clock time and zone behind it; null if none does before `end`. */
export function readDate(text: string, at: number, end: number): DateReading | null {
  const weekday = '星周'.includes(text[at]) ? match(WEEKDAY_FIRST, text, at) : null
  if (weekday) {
    const date = readDate(text, at + weekday[0].length, end)
    return date?.year ? { ...date, start: at } : null
  }
  // 下午1:14 2021/11/19
  const half = HALVES.has(text.charCodeAt(at)) && text[at + 1] === '午'
  if (half) return readClockFirst(text, at, end)
  const shapes = shapesAt(text, at)
  if (shapes.length === 0) return null
  const colon = isColon(text.charCodeAt(at + 1)) || isColon(text.charCodeAt(at + 2))
  return (colon ? readClockFirst(text, at, end) : null) ?? readDay(text, at, end, shapes)
}

/** The first of 上午, 中午 and 下午. */
const HALVES = codes('上中下')

/** 18:45 2024-03-14 HKT: the hour in front of the day. */
function readClockFirst(text: string, at: number, end: number): DateReading | null {
  const first = match(CLOCK_FIRST, text, at)
  if (!first || Number(first[2]) > 23 || Number(first[3]) > 59) return null
  const day = at + first[0].length
  const date = readDay(text, day, end, shapesAt(text, day))
  if (!date?.firm || date.clock) return null
  const zone = readZone(text, date.end)
  const late = first[1] === '下午' || first[1] === '中午' || first[5]?.toLowerCase() === 'pm'
  const told = Number(first[2])
  const hour = first[5] ? told % 12 : told
  const half = late && hour < (first[1] === '中午' ? NOON_ENDS : 12) ? 12 : 0
  const clock = `${String(hour + half).padStart(2, '0')}:${first[3]}${first[4] ? `:${first[4]}` : ''}`
  const zoned = zone !== null && zone.end <= end
  return { ...date, start: at, end: zoned ? zone.end : date.end, clock, zone: zoned ? zone.zone : null }
}

/** 中午1:20 is past noon, 中午11:20 before it. */
const NOON_ENDS = 3

/** A clock time begins no further behind the day than this: 2022-05-19（星期四） 北京时间 上午 8:30. */
const CLOCK_REACH = 20

function digitWithin(text: string, from: number, to: number): boolean {
  const { ids, traits } = classes()
  for (let i = from; i < to; i++) if (traits[ids[text.charCodeAt(i)]] & Class.digit) return true
  return false
}

/** The first code unit behind blanks. */
const codeBehind = (text: string, at: number, end: number): number =>
  text.charCodeAt(skipSpaces(text, at, end))

const readWeekday = (text: string, at: number, end: number): RegExpExecArray | null =>
  WEEKDAY_FIRSTS.has(codeBehind(text, at, end)) ? match(WEEKDAY, text, at) : null

function readDay(text: string, at: number, end: number, shapes: readonly Shape[]): DateReading | null {
  for (const { pattern, read } of shapes) {
    const m = match(pattern, text, at)
    if (!m) continue
    let stop = at + m[0].trimEnd().length
    const day = stop <= end ? read(m) : null
    if (!day || !isDate(day.year ?? 2000, day.month, day.day)) continue
    const weekday = readWeekday(text, stop, end)
    if (weekday && stop + weekday[0].length <= end) stop += weekday[0].length
    const more = digitWithin(text, stop, Math.min(end, stop + CLOCK_REACH))
    const named = more && ZONE_FIRSTS.has(codeBehind(text, stop, end)) ? match(ZONE_FIRST, text, stop) : null
    const clock = more ? readClock(text, named ? stop + named[0].length : stop) : null
    const timed = clock !== null && clock.end <= end
    if (timed) stop = clock.end
    const zone = timed && stop < end ? readZone(text, stop) : null
    if (zone && zone.end <= end) stop = zone.end
    // 2022-05-19 08:30 星期四
    const late = timed && weekday === null ? readWeekday(text, stop, end) : null
    if (late && stop + late[0].length <= end) stop += late[0].length
    return {
      start: at,
      end: stop,
      year: day.year,
      month: day.month,
      day: day.day,
      firm: day.firm || timed,
      clock: timed ? clock.clock : (day.clock ?? null),
      zone: zone && zone.end <= end ? zone.zone : named && timed ? '+08:00' : null,
    }
  }
  return null
}

/** `2022-05-19`, `2022-05-19T08:30`, `2022-05-19T08:30+08:00`; null without a year that fits. */
export function isoOf(date: DateReading, year: number | null): string | null {
  const y = date.year ?? year
  if (y === null || !isDate(y, date.month, date.day)) return null
  const day = isoDate({ year: y, month: date.month, day: date.day })
  return date.clock === null ? day : `${day}T${date.clock}${date.zone ?? ''}`
}
