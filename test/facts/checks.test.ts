import { expect } from 'vitest'
import { analyze } from '../../src/index.js'
import { type Case, runCases } from '../support/cases.js'

interface CheckCase extends Case {
  text: string
  /** The messages of the figures that do not agree. */
  issues: string[]
}

runCases<CheckCase>('facts/checks', ({ text, issues }) => {
  const found = analyze(text, { referenceDate: '2022-05-19' }).issues
  expect(found.filter(({ code }) => code === 'facts-disagree').map(({ message }) => message)).toEqual(issues)
})
