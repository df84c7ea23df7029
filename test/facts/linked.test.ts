import { expect } from 'vitest'
import { analyze } from '../../src/index.js'
import { type Case, runCases } from '../support/cases.js'

interface LinkedCase extends Case {
  text: string
  /** `320人|职工|四川岷沱轴承有限公司`: what only the names of the page tell. `*`: not asked. */
  facts: string[]
}

runCases<LinkedCase>('facts/linked', ({ text, facts }) => {
  const got = analyze(text, { referenceDate: '2022-05-19' }).facts.map((fact) => [
    fact.text,
    fact.metric?.text ?? '-',
    fact.subject?.text ?? '-',
  ])
  const want = facts.map((line) => line.split('|'))
  expect(got.map((fact, i) => fact.map((part, k) => (want[i]?.[k] === '*' ? '*' : part)))).toEqual(want)
})
