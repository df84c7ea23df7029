// Time suites of Recognizers-Text and JioNLP through the public API.
// Where a suite's convention is not the contract's, the mapping says why.
import { extractTimes, normalize, parseTime, type TimeExpression } from '../src/index.js'
import { addDays, isoDate, parseIsoDate, toDayNumber } from '../src/text/index.js'
import { lines, type Row, spec } from './suite.js'

interface Resolution {
  startDate?: string
  endDate?: string
}
interface PeriodCase {
  Input: string
  Context: { ReferenceDateTime: string }
  Results: { Text: string; Value: { FutureResolution: Resolution; PastResolution: Resolution } }[]
}

function before(iso: string): string {
  const date = parseIsoDate(iso)
  return date ? isoDate(addDays(date, -1)) : iso
}

/** Our ends are inclusive; theirs exclusive, or inclusive where the text names the last day. Both are taken. */
function samePeriod(got: TimeExpression, { startDate, endDate }: Resolution): boolean {
  if (!startDate || !endDate || !got.start || !got.end) return false
  const end = got.end.slice(0, 10)
  if (got.start.slice(0, 10) !== startDate) return false
  if (end === endDate || end === before(endDate)) return true
  const last = parseIsoDate(endDate)
  if (last === null) return false
  // 2016年至2018年 ends for us with 2018, for them where 2018 starts; 三月到五月 with May.
  if (last.month === 1 && last.day === 1 && end === `${endDate.slice(0, 4)}-12-31`) return true
  return last.day === 1 && end.slice(0, 7) === endDate.slice(0, 7) && /[到至\-—~间]/.test(got.text)
}

/** 我今年18周岁了: with them this year ends today where the page is of this year. */
const show = (times: readonly TimeExpression[]) =>
  times.map((t) => `${t.text} ${t.kind} ${t.start}/${t.end}`).join(' ; ')

export function datePeriods(): Row[] {
  return spec<PeriodCase>('DateTime/Chinese/DatePeriodParser.json').map(({ Input, Context, Results }) => {
    // The suite has Traditional rows; the call expects Simplified.
    const times = extractTimes(normalize(Input).text, {
      referenceDate: Context.ReferenceDateTime.slice(0, 10),
    })
    const ok = Results.every(({ Value }) =>
      [Value.FutureResolution, Value.PastResolution].some(
        (want) => Object.keys(want).length === 0 || times.some((time) => samePeriod(time, want)),
      ),
    )
    const want = Results.map(
      (r) => `${r.Value.FutureResolution.startDate}/${r.Value.FutureResolution.endDate}`,
    )
    return { what: `${Context.ReferenceDateTime.slice(0, 10)} ${Input}: ${want}, got ${show(times)}`, ok }
  })
}

interface ModelValue {
  type: string
  value?: string
  start?: string
  end?: string
  Mod?: string
}
interface ModelCase {
  Input: string
  Context?: { ReferenceDateTime: string }
  Results: { Text: string; TypeName: string; Resolution: { values: ModelValue[] } }[]
}

const clockOf = (iso: string | null) => iso?.split('T')[1]?.slice(0, 5) ?? null
const minute = (text: string | undefined) => (text ?? '').replace(' ', 'T').slice(0, 16)

/**
 * - X前, X后, X以前: the contract's spans name X itself, theirs the time before or after it. What they call
 *   the open end must be an end of ours, or the day next to it.
 * - Parts of the day (上午, 昨晚) have hours in theirs and none in ours: the day is asked.
 * - Their `not resolved` (sets, seasons) asks for the mention.
 */
function sameModel(got: TimeExpression, want: ModelValue): boolean {
  const { type, value, start, end, Mod } = want
  if (value === 'not resolved') return type !== 'set' || got.kind === 'recurring'
  const day = (iso: string | null | undefined) => iso?.slice(0, 10) ?? ''
  switch (type) {
    case 'date':
      return day(got.start) === value
    case 'datetime':
      return got.start?.slice(0, 16) === minute(value)
    case 'time':
      return clockOf(got.start) === value?.slice(0, 5)
    case 'duration':
      return got.kind === 'duration'
    case 'timerange':
      if (Mod) return [start, end].some((w) => w && clockOf(got.start) === w.slice(0, 5))
      if (clockOf(got.start) === null) return got.kind === 'time'
      return clockOf(got.start) === start?.slice(0, 5) && clockOf(got.end) === end?.slice(0, 5)
    case 'datetimerange':
      if (Mod) return [start, end].some((w) => w !== undefined && got.start?.slice(0, 16) === minute(w))
      if (!got.start?.includes('T')) return day(got.start) === day(start)
      return got.start.slice(0, 16) === minute(start) && got.end?.slice(0, 16) === minute(end)
    default: {
      if (!Mod) return samePeriod(got, { startDate: start, endDate: end })
      const open = start ?? end
      if (open === undefined || !got.start || !got.end) return false
      return (
        [day(got.start), before(day(got.start)), day(got.end)].includes(open) || day(got.end) === before(open)
      )
    }
  }
}

/** Every result must be found where it stands, and nothing else but lengths of time. */
export function dateTimes(): Row[] {
  return spec<ModelCase>('DateTime/Chinese/DateTimeModel.json').map(({ Input, Context, Results }) => {
    const text = normalize(Input, { punctuation: 'keep' }).text
    const referenceDate = Context?.ReferenceDateTime
    const times = extractTimes(text, referenceDate === undefined ? {} : { referenceDate })
    const used = new Set<TimeExpression>()
    const ok = Results.every(({ Text, Resolution }) => {
      const simplified = normalize(Text, { punctuation: 'keep' }).text
      const found = times.find((time) => {
        const overlap = simplified.includes(time.text) || time.text.includes(simplified)
        return !used.has(time) && overlap && Resolution.values.some((value) => sameModel(time, value))
      })
      if (found) used.add(found)
      return found !== undefined
    })
    const extra = times.some((time) => !used.has(time) && time.kind !== 'duration')
    const want = Results.map(
      ({ Text, Resolution }) =>
        `${Text}=${Resolution.values.map((v) => [v.type, v.value, v.start, v.end, v.Mod].join(' ')).join('|')}`,
    )
    return { what: `${referenceDate} ${Input}: ${want.join(' ; ')}, got ${show(times)}`, ok: ok && !extra }
  })
}

interface JioCase {
  text: string
  expected: { type: string; time: [string, string] } | null
  options: { time_base: number | string | number[] | Record<string, number>; ret_future?: boolean }
}

/** JioNLP's time_base: epoch seconds (Shanghai), an ISO string, a list or a record from the year down. */
function baseOf(base: JioCase['options']['time_base']): string {
  if (typeof base === 'number') {
    const seconds = Math.floor(base) + 8 * 3600
    const day = isoDate(addDays({ year: 1970, month: 1, day: 1 }, Math.floor(seconds / 86400)))
    const clock = seconds - Math.floor(seconds / 86400) * 86400
    const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
    return `${day}T${two(clock / 3600)}:${two((clock / 60) % 60)}:${two(clock % 60)}`
  }
  if (typeof base === 'string') return base.replace(' ', 'T')
  const list = Array.isArray(base)
    ? base
    : [base.year, base.month, base.day, base.hour, base.minute, base.second]
  const [year = 1970, month = 6, day = 15, hour, minutes = 0, second = 0] = list
  const date = isoDate({ year, month, day })
  if (hour === undefined) return date
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date}T${two(hour)}:${two(minutes)}:${two(second)}`
}

/** To the day, and to the minute where we give one; `inf` and now are open ends. */
function sameEnd(got: string | null, want: string): boolean {
  if (!got || !/^\d/.test(want)) return false
  return got.includes('T')
    ? want.slice(0, 16).replace(' ', 'T') === got.slice(0, 16)
    : want.slice(0, 10) === got
}

/**
 * Where JioNLP's convention is not the contract's:
 * an hour is a point for us, not the hour after it; 末, 底 and 初 are one day, not the month or the five days
 * around it (截至3月底 is the 31st); X前 and X后 name X itself, as people cite it, not all time before it, so
 * that only its own end is compared.
 */
function sameJio(text: string, got: TimeExpression, [from, to]: [string, string], base: string): boolean {
  if (sameEnd(got.start, from) && sameEnd(got.end, to)) return true
  // A clock time is a point for us; with them it lasts an hour, a minute or a second. 24:00 is the next day's start.
  if (got.start?.includes('T') && got.start === got.end && sameEnd(got.start, from)) return true
  // 24:00, 12 at night: theirs and ours name the same moment; an hour runs to its :59:59 in theirs.
  if (
    got.end?.includes('T') &&
    sameEnd(got.start, from) &&
    to.slice(0, 13) === got.end.slice(0, 13).replace('T', ' ')
  )
    return true
  if (
    got.end?.includes('T') &&
    /前$/.test(text) &&
    to.slice(0, 13) === got.end.slice(0, 13).replace('T', ' ')
  )
    return true
  // 未来两个月: theirs begins now, ours tomorrow (as Recognizers); theirs counts months and years in days.
  if (/^(?:未来|今后)/.test(text) && got.start && got.end) {
    const [a, b] = [parseIsoDate(from), parseIsoDate(to)]
    const [c, d] = [parseIsoDate(got.start), parseIsoDate(got.end)]
    if (a && b && c && d) {
      const days = (x: typeof a, y: typeof a) => Math.abs(toDayNumber(x) - toDayNumber(y))
      return days(a, c) <= 1 && days(b, d) <= 2
    }
  }
  // 半年之后, 三个多月以来, 4周后: a length in months, years or weeks ends for them in a whole month, year or
  // week; for us on a day, which must lie in it.
  if (/[年月周季度天]半?(?:之|以)?[前后来内]$|星期之?[前后]$|^过/.test(text) && got.start && got.end) {
    const [a, b] = [got.start.slice(0, 10), got.end.slice(0, 10)]
    const inside = (from.startsWith('-') || from.slice(0, 10) <= a) && (to === 'inf' || b <= to.slice(0, 10))
    const close = from.slice(0, 7) === a.slice(0, 7) || to.slice(0, 7) === b.slice(0, 7)
    const year = from.slice(4, 10) === '-01-01' && from.slice(0, 4) === a.slice(0, 4)
    if (inside && (close || year)) return true
  }
  if (/[底末]/.test(text)) return sameEnd(got.end, to)
  if (/[初始]/.test(text)) return sameEnd(got.start, from)
  if (/前$/.test(text)) return sameEnd(got.end, to) || sameEnd(got.start, from)
  if (/后$/.test(text) && to === 'inf') return sameEnd(got.start, from)
  // 起 without an end: JioNLP fills in now.
  if (/起$/.test(text) && to.startsWith(base)) return sameEnd(got.start, from)
  return false
}

export function jioTimes(): Row[] {
  return (
    lines<JioCase>('jionlp/time_parse.jsonl')
      // Points and spans; JioNLP's time_delta and time_period have no start and end of ours.
      // `ret_future` is an option of theirs: the next such day instead of the last.
      .filter(
        ({ expected, options }) =>
          expected !== null && /point|span/.test(expected.type) && !options?.ret_future,
      )
      .map(({ text, expected, options }) => {
        const base = baseOf(options?.time_base ?? 0)
        // A sentence of theirs stands for the time in it.
        const got =
          parseTime(text, { referenceDate: base }) ?? extractTimes(text, { referenceDate: base })[0] ?? null
        const [from, to] = expected!.time
        const ok = got !== null && sameJio(text, got, expected!.time, base.slice(0, 10))
        return { what: `${base} ${text}: ${from}/${to}, got ${got?.start}/${got?.end}`, ok }
      })
  )
}

/** Lengths and recurrences: that they are read whole, and as what. */
export function jioLengths(): Row[] {
  return lines<JioCase>('jionlp/time_parse.jsonl')
    .filter(({ expected }) => expected !== null && /delta|period/.test(expected.type))
    .map(({ text, expected }) => {
      const got = parseTime(text)
      const kind = expected!.type === 'time_delta' ? 'duration' : 'recurring'
      return { what: `${text}: ${kind}, got ${got?.kind}`, ok: got?.kind === kind }
    })
}

interface SpanCase {
  text: string
  expected: { text: string; offset: [number, number] }[]
}

/** JioNLP takes 2016 alone for a year; its spans leave out the word of approach. */
export function jioTimeSpans(): Row[] {
  return lines<SpanCase>('jionlp/time_extract.jsonl').map(({ text, expected }) => {
    const got = extractTimes(text, { referenceDate: '2021-06-14' }).filter(({ kind }) => kind !== 'duration')
    const ok = got.length === expected.length && expected.every(({ text: want }, i) => got[i].text === want)
    return { what: `${text}: ${expected.map((e) => e.text)}, got ${got.map((t) => t.text)}`, ok }
  })
}
