import { isDate, isoDate } from '../text/index.js'
import type { Found } from './found.js'
import { type Frame, monthSpan, yearSpan } from './piece.js'

interface End {
  from: string
  to: string
  relative: boolean
}

const clockPart = String.raw`(?:[ T-]?(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?)?`
const full = new RegExp(`^(\\d{4})[-/. ](\\d{1,2})[-/. ](\\d{1,2})${clockPart}$`)
const packed = new RegExp(`^(\\d{4})(\\d{2})(\\d{2})${clockPart}$`)
const short = new RegExp(`^(\\d{1,2})[-/·](\\d{1,2})(?:日|号)?${clockPart}$`)
const yearMonth = /^(\d{4})[-/.](\d{1,2})$/
const year = /^(\d{4})$/

function day(
  y: number,
  m: number,
  d: number,
  hour: string | undefined,
  minute: string | undefined,
): string | null {
  if (!isDate(y, m, d)) return null
  const date = isoDate({ year: y, month: m, day: d })
  if (hour === undefined) return date
  return Number(hour) < 25 && Number(minute) < 60 ? `${date}T${hour.padStart(2, '0')}:${minute}` : null
}

function point(iso: string | null, relative: boolean): End | null {
  return iso === null ? null : { from: iso, to: iso, relative }
}

/** One date in figures. The text is short: the caller gives whole strings only. */
function readEnd(text: string, frame: Frame): End | null {
  const m = full.exec(text) ?? packed.exec(text)
  if (m) return point(day(Number(m[1]), Number(m[2]), Number(m[3]), m[4], m[5]), false)
  const s = short.exec(text)
  if (s) return point(day(frame.ref.year, Number(s[1]), Number(s[2]), s[3], s[4]), true)
  const ym = yearMonth.exec(text)
  if (ym && Number(ym[2]) >= 1 && Number(ym[2]) <= 12) {
    const [from, to] = monthSpan(Number(ym[1]), Number(ym[2]), Number(ym[2]))
    return { from: isoDate(from), to: isoDate(to), relative: false }
  }
  const y = year.exec(text)
  if (!y || Number(y[1]) < 1000 || Number(y[1]) > 2199) return null
  const [from, to] = yearSpan(Number(y[1]))
  return { from: isoDate(from), to: isoDate(to), relative: false }
}

/** 20240307, 2022 11 23, 09-01 20:01 至 12-01 18:07, 1999.08-2002.02, 2018: dates in figures, a whole string. */
export function readFigures(text: string, frame: Frame): Found | null {
  if (text.length > 60 || !/^\d/.test(text)) return null
  const whole = readEnd(text, frame)
  if (whole) return found(whole, whole, frame)
  for (const mark of ['至', '到', '~', '～', '—', '–', '-']) {
    for (let at = text.indexOf(mark, 1); at > 0 && at < text.length - 1; at = text.indexOf(mark, at + 1)) {
      const first = readEnd(text.slice(0, at).trim(), frame)
      const last = first && readEnd(text.slice(at + 1).trim(), frame)
      if (first && last && last.to >= first.from) return found(first, last, frame)
    }
  }
  return null
}

function found(first: End, last: End, frame: Frame): Found {
  const relative = first.relative || last.relative
  const unknown = relative && !frame.known
  return {
    start: 0,
    end: 0,
    kind: first.from.includes('T') ? 'time' : first.from === last.to ? 'date' : 'period',
    from: unknown ? null : first.from,
    to: unknown ? null : last.to,
    asOf: false,
    plan: null,
    needsReference: unknown,
    rule: 'figures',
    piece: null,
  }
}
