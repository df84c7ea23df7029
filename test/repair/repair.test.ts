import { expect } from 'vitest'
import { repair } from '../../src/repair/index.js'
import { Doc } from '../../src/text/index.js'
import { type Case, runCases } from '../support/cases.js'

interface RepairCase extends Case {
  input: string
  /** What repair gives back; the input itself where this is absent. */
  text?: string
  /** Rules that must appear among the edits. */
  rules?: string[]
  /** Codes of the issues, in order. */
  issues?: string[]
  certainty?: 'exact' | 'inferred'
}

runCases<RepairCase>('repair', ({ input, text, rules, issues, certainty }) => {
  const doc = Doc.of(input)
  const result = repair(doc)
  expect(doc.edit(result.edits).text).toBe(text ?? input)
  const seen = new Set(result.edits.flatMap((edit) => edit.rules))
  for (const rule of rules ?? []) expect([...seen]).toContain(rule)
  if (issues) expect(result.issues.map(({ code }) => code)).toEqual(issues)
  if (certainty) for (const edit of result.edits) expect(edit.certainty).toBe(certainty)
})
