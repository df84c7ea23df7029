import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { typography } from '../../src/simplify/index.js'
import { Doc } from '../../src/text/index.js'
import { type Case, runCases } from '../support/cases.js'

interface TypographyCase extends Case {
  input: string
  output: string
  options?: Parameters<typeof typography>[1]
}

function run(input: string, options?: TypographyCase['options']): string {
  const doc = Doc.of(input)
  return doc.edit(typography(doc, options).edits).text
}

runCases<TypographyCase>('simplify/typography', ({ input, output, options }) => {
  expect(run(input, options)).toBe(output)
  expect(run(output, options), 'a second pass changes nothing').toBe(output)
})

describe('typography', () => {
  const unit = fc.constantFrom(...'中文0a ,;:!?()"\'「」『』“”‘’…⋯.。\n\u00a0\u3000%<>/&')
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        const once = run(text)
        expect(run(once)).toBe(once)
      }),
      { numRuns: 2000 },
    )
  })

  it('stays linear on a line of brackets', () => {
    expect(run('('.repeat(100_000)).length).toBe(100_000)
    expect(run(`中${'"'.repeat(100_000)}`).length).toBe(100_001)
  })
})
