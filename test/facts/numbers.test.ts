import { expect } from 'vitest'
import { extractFacts, type Fact, parseNumber } from '../../src/index.js'
import { type Case, runCases } from '../support/cases.js'

interface NumberCase extends Case {
  text: string
  /** Figures in order: `text value unit/per kind approx`, ends of a range with `..`, open ones in brackets. */
  figures: string[]
}

function value({ quantity: q }: Fact): string {
  if (q.form === 'point') return q.value.decimal
  if (q.form === 'ratio') return q.terms.map((term) => term.decimal).join(':')
  return `${q.lowOpen ? '(' : ''}${q.low?.decimal ?? ''}..${q.high?.decimal ?? ''}${q.highOpen ? ')' : ''}`
}

const line = (fact: Fact): string => {
  const per = fact.per ? `/${fact.per.code}` : ''
  return [fact.text, value(fact), `${fact.unit?.code ?? '-'}${per}`, fact.kind, fact.approx]
    .filter(Boolean)
    .join(' ')
}

runCases<NumberCase>('numbers', ({ text, figures }) => {
  expect(extractFacts(text, { referenceDate: '2022-05-19' }).map(line)).toEqual(figures)
})

interface NumeralCase extends Case {
  text: string
  /** Exact; null where the string is no single numeral. */
  value: string | null
}

runCases<NumeralCase>('numerals', ({ text, value }) => {
  expect(parseNumber(text)?.decimal ?? null).toBe(value)
})
