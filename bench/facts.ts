// Numerals and times on others' suites (../shared/data/numbers), through the public API.
// npm run bench:facts [-- --show]. Where a suite's convention is not the contract's, the mapping says why.
import { existsSync, readFileSync } from 'node:fs'
import { extractTimes, normalize, parseNumber, parseTime, type TimeExpression } from '../src/index.js'
import { addDays, isoDate, parseIsoDate } from '../src/text/index.js'

const root = new URL('../../shared/data/numbers/', import.meta.url)
const show = process.argv.includes('--show')
const only = process.argv.find((arg) => arg.startsWith('--suite='))?.slice(8)

function lines<T>(path: string): T[] {
  return readFileSync(new URL(path, root), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}

/** Recognizers' files start with a byte order mark. */
function spec<T>(path: string): T[] {
  return JSON.parse(readFileSync(new URL(`recognizers/${path}`, root), 'utf8').replace(/^\uFEFF/, '')) as T[]
}

function report(name: string, target: string, rows: { what: string; ok: boolean }[]): void {
  if (only && !name.includes(only)) return
  const right = rows.filter(({ ok }) => ok).length
  const share = ((100 * right) / Math.max(1, rows.length)).toFixed(1)
  console.log(
    `${name.padEnd(34)} ${`${right}/${rows.length}`.padStart(9)} ${share.padStart(6)} %   asked ${target}`,
  )
  if (show) for (const { what, ok } of rows) if (!ok) console.log(`    ${what}`)
}

function cn2an(): void {
  const rows = lines<{ text: string; value?: number; mode: string }>('cn2an/cn2an.jsonl')
    // `direct` reads digit by digit (十 is an error there): not a numeral's value.
    .filter(({ value, mode }) => value !== undefined && mode !== 'direct')
    .map(({ text, value }) => {
      const got = parseNumber(text)
      const near = got !== null && Math.abs(got.number - value!) <= 1e-9 * Math.abs(value!)
      return { what: `${text}: ${value}, got ${got?.decimal}`, ok: near }
    })
  report('cn2an values', '342/342', rows)
}

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
  // 2016年至2018年 ends for us with 2018, for them where 2018 starts.
  const last = parseIsoDate(endDate)
  return last !== null && last.month === 1 && last.day === 1 && end === `${endDate.slice(0, 4)}-12-31`
}

function datePeriods(): void {
  const rows = spec<PeriodCase>('DateTime/Chinese/DatePeriodParser.json').map(
    ({ Input, Context, Results }) => {
      // The suite has Traditional rows; the call expects Simplified.
      const times = extractTimes(normalize(Input).text, {
        referenceDate: Context.ReferenceDateTime.slice(0, 10),
      })
      const ok = Results.every(({ Value }) =>
        [Value.FutureResolution, Value.PastResolution].some(
          (want) => Object.keys(want).length === 0 || times.some((time) => samePeriod(time, want)),
        ),
      )
      const got = times.map((t) => `${t.text} ${t.start}/${t.end}`).join(' ; ')
      const want = Results.map(
        (r) => `${r.Value.FutureResolution.startDate}/${r.Value.FutureResolution.endDate}`,
      )
      return { what: `${Context.ReferenceDateTime.slice(0, 10)} ${Input}: ${want}, got ${got}`, ok }
    },
  )
  report('Recognizers DatePeriodParser', '68/72', rows)
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
  const list = Array.isArray(base) ? base : [base.year ?? 1970, base.month ?? 6, base.day ?? 15]
  const [year, month = 6, day = 15, hour, minute = 0, second = 0] = list
  const date = isoDate({ year, month, day })
  if (hour === undefined) return date
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date}T${two(hour)}:${two(minute)}:${two(second)}`
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
  if (got.start?.includes('T') && sameEnd(got.start, from) && from.slice(0, 13) === to.slice(0, 13))
    return true
  if (/[底末]/.test(text)) return sameEnd(got.end, to)
  if (/初/.test(text)) return sameEnd(got.start, from)
  if (/前$/.test(text)) return sameEnd(got.end, to) || sameEnd(got.start, from)
  if (/后$/.test(text) && to === 'inf') return sameEnd(got.start, from)
  // 起 without an end: JioNLP fills in now.
  if (/起$/.test(text) && to.startsWith(base)) return sameEnd(got.start, from)
  return false
}

function jioTimes(): void {
  const rows = lines<JioCase>('jionlp/time_parse.jsonl')
    // Points and spans; JioNLP's time_delta and time_period have no start and end of ours.
    // `ret_future` is an option of theirs: the next such day instead of the last.
    .filter(
      ({ expected, options }) =>
        expected !== null && /point|span/.test(expected.type) && !options?.ret_future,
    )
    .map(({ text, expected, options }) => {
      const base = baseOf(options?.time_base ?? 0)
      const got = parseTime(text, { referenceDate: base })
      const [from, to] = expected!.time
      const ok = got !== null && sameJio(text, got, expected!.time, base.slice(0, 10))
      return {
        what: `${base} ${text}: ${from}/${to}, got ${got?.start}/${got?.end}`,
        ok,
      }
    })
  report('JioNLP time_parse', '85 %', rows)
}

if (!existsSync(root)) console.log('skipped: ../shared/data/numbers is absent')
else {
  cn2an()
  datePeriods()
  jioTimes()
}
