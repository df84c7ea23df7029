import { addDays, type CalendarDate } from '../text/index.js'
import { days, type Frame, type Piece, piece } from './piece.js'
import { holidayDate, holidayWords } from './words.js'

const names = '春夏秋冬'
/** The solar terms that open the seasons. */
const opening = ['立春', '立夏', '立秋', '立冬']
/** What may stand behind the bare character: 今冬明春, 2021年春，; not 春节, 秋收, 冬奥会. */
const behind = '季天'

function opens(season: number, year: number): CalendarDate | null {
  const term = holidayWords().get(opening[season])
  return term ? holidayDate(term, year) : null
}

function spanOf(season: number, year: number): [CalendarDate, CalendarDate] | null {
  const from = opens(season, year)
  const next = opens((season + 1) % 4, season === 3 ? year + 1 : year)
  return from && next && [from, addDays(next, -1)]
}

/** 春季, 夏天, 秋 (behind a year), as the solar terms divide the year; winter runs into the next. */
export function readSeason(text: string, at: number, year: number | null, frame: Frame): Piece | null {
  const season = names.indexOf(text[at] ?? ' ')
  if (season < 0) return null
  const full = behind.includes(text[at + 1] ?? ' ')
  const next = text[at + (full ? 2 : 1)]
  if (
    full
      ? '赛奥运常服装鞋攻'.includes(next ?? ' ')
      : year === null || (next !== undefined && !'，。、；）—以之前后起末初的 '.includes(next))
  )
    return null
  let y = year ?? frame.sentence?.from.year ?? frame.ref.year
  if (year === null && !frame.sentence && !frame.whole && !frame.future()) {
    const from = opens(season, y)
    // 冬季 said in March is the one that ended.
    if (from && days(frame.ref, from) > 120) y--
  }
  const span = spanOf(season, y)
  if (!span) return null
  return piece(at + (full ? 2 : 1), span[0], span[1], 'quarter', 'season', {
    relative: year === null,
    hasYear: year !== null,
  })
}

const shortYears: Record<string, number> = { 今: 0, 去: -1, 明: 1, 前: -2 }

/** 今冬, 去秋, 明春. */
export function readShortSeason(text: string, at: number, frame: Frame): Piece | null {
  const season = at + 1 < text.length ? names.indexOf(text[at + 1]) : -1
  if (season < 0) return null
  const offset = shortYears[text[at]]
  if (offset === undefined || '奥节游耕播季晚'.includes(text[at + 2] ?? ' ')) return null
  const span = spanOf(season, frame.ref.year + offset)
  return span && piece(at + 2, span[0], span[1], 'quarter', 'season', { relative: true, hasYear: true })
}
