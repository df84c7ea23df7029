const pad = (n: number) => String(n).padStart(2, '0')
const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

function one(text: string): { start: string; end: string } {
  if (text === '-') return { start: '', end: '' }
  const half = /^(\d{4})([HQ])(\d)$/.exec(text)
  if (half) {
    const [, year, kind, n] = half as unknown as [string, string, string, string]
    const months = kind === 'H' ? 6 : 3
    const last = Number(n) * months
    return {
      start: `${year}-${pad(last - months + 1)}-01`,
      end: `${year}-${pad(last)}-${lastDay(Number(year), last)}`,
    }
  }
  if (/^\d{4}$/.test(text)) return { start: `${text}-01-01`, end: `${text}-12-31` }
  if (/^\d{4}-\d\d$/.test(text))
    return { start: `${text}-01`, end: `${text}-${lastDay(Number(text.slice(0, 4)), Number(text.slice(5)))}` }
  if (/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/.test(text)) return { start: text, end: text }
  throw new Error(`not a period: ${text}`)
}

/** `2023`, `2023Q1`, `2023H1`, `2023-06`, `2023-06-30`, `2023-07-01T09:00`, or two of them with `..` between. */
export function readPeriod(text: string): { start: string; end: string } {
  const [from, to] = text.split('..') as [string, string | undefined]
  return to === undefined ? one(from) : { start: one(from).start, end: one(to).end }
}
