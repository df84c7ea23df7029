import { Class } from './classes.js'
import { hanDay } from './dateline.js'
import { type DateReading, isoOf, readDate } from './dates.js'
import { POST_REACH, saysPost } from './guesses.js'
import { type LabelKind, lexicon } from './lexicon.js'
import type { Masthead } from './masthead.js'
import { kindIndex, type Page, type Reading, weightOf } from './reading.js'
import { type Evidence, type Found, isBehind, lastHeadline } from './sayings.js'
import type { PublishedAt } from './types.js'

/** Years in prose are looked for in so many lines. */
const YEAR_LINES = 400

/** Figures of a part of the year come out up to three months after it, and in the same year where it ends by September. */
function justEnded(part: string, month: number): boolean {
  const months = lexicon().feasts.get(part)
  if (months) return months.has(String(month))
  const digits = /(\d{1,2})个?月$/.exec(part)
  const last = digits ? Number(digits[1]) : /^前/.test(part) ? 9 : part === '上半年' ? 6 : 3
  return last <= 9 && month > last && month - last <= 3
}

/**
 * The year that dates without one are in: that of the page’s other dates, of the caller’s, of the footer, or
 * of a day or month nearby in the prose. 2018年以来 and 到2025年 are no evidence.
 */
function yearOf({ page, decisions, referenceYear }: Found, dates: readonly DateReading[]): number | null {
  for (const { year } of dates) if (year !== null) return year
  for (const [i, { meta }] of page.readings.entries())
    if (decisions[i].block !== 'related')
      for (const { date } of meta.pieces) if (date?.year != null) return date.year
  if (referenceYear !== null) return referenceYear
  const counts = new Map<number, number>()
  const count = (digits: string) => counts.set(Number(digits), (counts.get(Number(digits)) ?? 0) + 1)
  const near = (month: number) => dates.some((date) => (date.month - month + 12) % 12 <= 1)
  for (const [i, reading] of page.readings.slice(0, YEAR_LINES).entries()) {
    const { text, prose } = reading
    if (decisions[i].block === 'related') continue
    for (const [, year, month] of text.matchAll(/(?<!\d)((?:19|20)\d{2})[年/.-](\d{1,2})(?!\d)(?![年])/g))
      if (near(Number(month))) count(year)
    for (const [, year, part] of text.matchAll(lexicon().partOfYear))
      if (dates.some(({ month }) => justEnded(part, month))) count(year)
    // Copyright 2008-2020: the later year is that of the page.
    if (weightOf(reading, kindIndex.footer) > 0 && !prose)
      for (const [, year] of text.matchAll(/(?<!\d)(20\d{2})(?![\d-]|\s*[-–—~至])/g)) count(year)
  }
  let best: number | null = null
  for (const [year, n] of counts) if (best === null || n > (counts.get(best) ?? 0)) best = year
  return best
}

interface DateCandidate {
  date: DateReading
  rank: number
}

/** A labelled day goes before a bare one, and the day of publication before the others. */
const dayRanks: Partial<Record<LabelKind, number>> = { published: 0, written: 0.4, updated: 2.5 }

/** A meta tag says when the page came out, 成文日期 in a table when the document was written. */
const DAY_TAG = 0.3

/** What a day over the headline loses to one below it. */
const TODAY = 0.4

const PAGED = /第?[A-Z]?\d{1,3}版/u

/** A dateline with its year stands between a bare day of the page and one over the headline. */
const WHOLE_DATELINE = 1.2

/** The day of the post in a forum that gives the story back comes behind that of the story. */
const POSTED = 1.5

export function publishedOf(found: Evidence): PublishedAt | null {
  const { page, decisions, doc } = found
  const candidates: DateCandidate[] = []
  const headline = lastHeadline(found)
  for (const { piece, index, field } of found.pieces) {
    if (!piece.date || piece.kind !== 'date') continue
    const tail = isBehind(decisions[index])
    // 2026年10月08日 星期四 over the headline may be the day on which the page was read.
    // 第1版：要闻 2022-05-22 is that of the paper.
    const isToday =
      index < headline &&
      !field &&
      !piece.label &&
      !piece.date.clock &&
      !PAGED.test(page.readings[index].text)
    const posted = saysPost(page.text, piece.start, piece.end + POST_REACH)
    const rank = posted ? POSTED : piece.label ? (dayRanks[piece.label] ?? 1) : field ? DAY_TAG : 1
    candidates.push({
      date: piece.date,
      rank: rank + (tail && !field ? 2 : 0) + (piece.date.year === null ? 1 : 0) + (isToday ? TODAY : 0),
    })
  }
  for (const piece of found.credits) if (piece.date) candidates.push({ date: piece.date, rank: 3.5 })
  const opened = found.body.length > 0 ? releasedOf(page, page.readings[found.body[0]]) : null
  if (opened) candidates.push({ date: opened, rank: 4.2 })
  for (const index of found.body.slice(0, 2)) {
    const date = datelineOf(page, page.readings[index])
    // 【岚溪之声2023年4月6日讯】 says more than the day on which the page was read.
    if (date) candidates.push({ date, rank: date.year === null ? 4 : WHOLE_DATELINE })
  }
  if (candidates.length === 0) candidates.push(...daysAbove(found))
  if (candidates.length === 0) return null
  const year = yearOf(
    found,
    candidates.map(({ date }) => date),
  )
  candidates.sort((a, b) => a.rank - b.rank || a.date.start - b.date.start)
  const best = candidates.find(({ date }) => isoOf(date, year))
  if (!best) return null
  // The same day said with a clock time says more: 2022-05-19 in a meta tag, 2022-05-19 08:30 on the page.
  const sameDay = ({ date, rank }: DateCandidate) =>
    rank !== POSTED &&
    date.clock !== null &&
    isoOf({ ...date, clock: null }, year) === isoOf({ ...best.date, clock: null }, year)
  // 10-25 11:33 under the headline, 2020-10-25 11:33:02 under the story
  const finer = ({ date }: DateCandidate) =>
    date.year !== null &&
    date.clock !== null &&
    best.date.clock !== null &&
    date.clock.length > best.date.clock.length &&
    date.clock.startsWith(best.date.clock) &&
    date.month === best.date.month &&
    date.day === best.date.day
  const { date } = (best.date.clock ? candidates.find(finer) : candidates.find(sameDay)) ?? best
  const { text, span, sourceSpan } = doc.mention({ start: date.start, end: date.end })
  return { text, span, sourceSpan, iso: isoOf(date, year) ?? '' }
}

/** date 2025-12-16 渡口停航: over the headline the day stands beside another, and no other day on the page. */
function daysAbove({ page, decisions, title }: Found): DateCandidate[] {
  const dates = page.readings
    .slice(0, Math.max(0, title))
    .flatMap(({ meta }, i) => (decisions[i].zone === 'top' ? meta.pieces : []))
    .flatMap(({ date }) => (date?.firm && date.year !== null ? [{ date, rank: 5 }] : []))
  return dates.length === 1 ? dates : []
}

/** 新华社北京5月19日电: the day inside the masthead. */
function datelineOf({ text }: Page, { masthead, line }: Reading): DateReading | null {
  if (!masthead?.month) return null
  for (let i = line.start; i < masthead.end; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x30 || code > 0x39) continue
    return readDate(text, i, masthead.end)
  }
  return hanDateline(text, line.start, masthead)
}

/** 中新社北京五月十二日电 */
function hanDateline(
  text: string,
  from: number,
  { outlet, end, month, day, year }: Masthead,
): DateReading | null {
  const found = hanDay(text, outlet?.end ?? from, end)
  if (!found || month === null || day === null) return null
  return { start: found.start, end: found.end, year, month, day, firm: false, clock: null, zone: null }
}

const RELEASED = /^[（(][\u4e00-\u9fff]{2,6}[，,·\s—-]{1,3}(?=(?:19|20)\d{2}年)/u

/** （合川，2024年7月30日）…: the place and the day that open a press release. */
function releasedOf({ text }: Page, { text: own, line }: Reading): DateReading | null {
  const m = line.first & Class.bracket ? RELEASED.exec(own) : null
  return m && readDate(text, line.start + m[0].length, line.end)
}
