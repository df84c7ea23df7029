import { expect } from 'vitest'
import { extractTimes } from '../../src/index.js'
import { type Case, runCases } from '../support/cases.js'

interface TimeCase extends Case {
  text: string
  referenceDate?: string
  /** `text start/end`, in order; without durations and recurring times unless `all`. */
  times: string[]
  all?: boolean
}

runCases<TimeCase>('times', ({ text, referenceDate, times, all }) => {
  const found = extractTimes(text, referenceDate === undefined ? {} : { referenceDate })
  for (const { text: mention, span, rule } of found) {
    expect(text.slice(span.start, span.end)).toBe(mention)
    expect(rule).not.toBe('')
  }
  const shown = found.filter(({ kind }) => all || (kind !== 'duration' && kind !== 'recurring'))
  expect(shown.map((t) => `${t.text} ${t.start}${t.start === t.end ? '' : `/${t.end}`}`)).toEqual(times)
})
