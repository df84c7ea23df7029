import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyze, extractFacts, type Fact } from '../../src/index.js'
import { anyText } from '../support/arbitrary.js'
import { type Case, runCases } from '../support/cases.js'

interface FactCase extends Case {
  text: string
  /**
   * Each fact as one line: text|value or low..high|unit|metric|subject|status|period start/end|change. Fields left
   * out and `*` are not asked.
   */
  facts: string[]
  /** The same where the names of the text are known, if that makes a difference. */
  linked?: string[]
}

const quantity = ({ quantity: q }: Fact) =>
  q.form === 'point'
    ? q.value.decimal
    : q.form === 'ratio'
      ? q.terms.map((t) => t.decimal).join(':')
      : `${q.low?.decimal ?? ''}..${q.high?.decimal ?? ''}`

/** What a text gives, told as `lines` tell it: `*` for what they do not ask. */
function expectFacts(got: readonly Fact[], lines: readonly string[]): void {
  expect(got.map((fact) => fact.text)).toEqual(lines.map((line) => line.split('|')[0]))
  for (const [i, line] of lines.entries()) {
    const fact = got[i]
    const have = [
      fact.text,
      quantity(fact),
      fact.unit?.code ?? '',
      fact.metric?.text ?? '',
      fact.subject?.text ?? '',
      fact.status,
      fact.period ? `${fact.period.start}/${fact.period.end}` : '',
      fact.change ? `${fact.change.direction}:${fact.change.base ?? ''}:${fact.change.mode}` : '',
    ]
    const want = line.split('|')
    expect(have.map((cell, c) => (want[c] === undefined || want[c] === '*' ? want[c] : cell))).toEqual(
      have.map((_, c) => want[c]),
    )
  }
}

runCases<FactCase>('facts', ({ text, facts, linked = facts }) => {
  const referenceDate = '2022-05-19'
  expectFacts(extractFacts(text, { referenceDate, entities: false }), facts)
  expectFacts(extractFacts(text, { referenceDate }), linked)
})

describe('facts', () => {
  it('a year to come that the headline ends in governs nothing, one that its figure is of does', () => {
    const periods = (headline: string) =>
      analyze(`${headline}\n2025-03-08\n路线全长11.6公里，设7座车站，总经费533亿元。`)
        .facts.slice(-3)
        .map(({ period }) => period?.text ?? null)
    expect(periods('小港线延伸段动土 总经费533亿元 力拼2033年完工')).toEqual([null, null, null])
    expect(periods('小港线明年度总预算533亿元')).toEqual(['明年度', '明年度', '明年度'])
  })

  it('property: every fact stands where it says, in any text at all', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            anyText,
            fc.constantFrom(
              '3,000万',
              '同比增长',
              '7.2%',
              '占',
              '的',
              '其中',
              '12个',
              '，',
              '。',
              '百分之',
              '（',
            ),
          ),
          { maxLength: 12 },
        ),
        (parts) => {
          const text = parts.join('')
          for (const { text: word, span, metric, subject } of extractFacts(text)) {
            expect(text.slice(span.start, span.end)).toBe(word)
            for (const phrase of [metric, subject])
              if (phrase) expect(text.slice(phrase.span.start, phrase.span.end)).toBe(phrase.text)
          }
        },
      ),
    )
  })
})
