// Numerals and times on others' suites (../shared/data/numbers), through the public API.
// npm run bench:facts [-- --show]. Where a suite's convention is not the contract's, the mapping says why.
import { existsSync, readFileSync } from 'node:fs'
import { extractTimes, parseNumber, parseTime, type TimeExpression } from '../src/index.js'
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
      const times = extractTimes(Input, { referenceDate: Context.ReferenceDateTime.slice(0, 10) })
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
  options: { time_base: number | string | number[] | Record<string, number> }
}

/** JioNLP's time_base: epoch seconds (Shanghai), an ISO string, a list or a record from the year down. */
function baseOf(base: JioCase['options']['time_base']): string {
  if (typeof base === 'number') {
    const days = Math.floor((base + 8 * 3600) / 86400)
    return isoDate(addDays({ year: 1970, month: 1, day: 1 }, days))
  }
  if (typeof base === 'string') return base.slice(0, 10)
  const [year, month = 1, day = 1] = Array.isArray(base)
    ? base
    : [base.year ?? 1970, base.month ?? 1, base.day ?? 1]
  return isoDate({ year, month, day })
}

/** To the day, and to the minute where we give one; `inf` and now are open ends. */
function sameEnd(got: string | null, want: string): boolean {
  if (!got || !/^\d/.test(want)) return false
  return got.includes('T')
    ? want.slice(0, 16).replace(' ', 'T') === got.slice(0, 16)
    : want.slice(0, 10) === got
}

function jioTimes(): void {
  const rows = lines<JioCase>('jionlp/time_parse.jsonl')
    // Points and spans; JioNLP's time_delta and time_period have no start and end of ours.
    .filter(({ expected }) => expected !== null && /point|span/.test(expected.type))
    .map(({ text, expected, options }) => {
      const got = parseTime(text, { referenceDate: baseOf(options?.time_base ?? 0) })
      const [from, to] = expected!.time
      const ok = got !== null && sameEnd(got.start, from) && sameEnd(got.end, to)
      return {
        what: `${baseOf(options?.time_base ?? 0)} ${text}: ${from}/${to}, got ${got?.start}/${got?.end}`,
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
