import { readFileSync } from 'node:fs'
// @ts-expect-error the package has no types
import ucum from '@lhncbc/ucum-lhc'
import currencies from 'currency-codes'
import { describe, expect, it } from 'vitest'

const rows = readFileSync(new URL('../../dict/units/units.tsv', import.meta.url), 'utf8')
  .split('\n')
  .slice(1)
  .filter((line) => line !== '')
  .map((line) => line.split('\t'))

/** Units that only their clause makes one stand in a table of their own. */
const contextRows = readFileSync(new URL('../../dict/units/context.tsv', import.meta.url), 'utf8')
  .split('\n')
  .slice(1)
  .filter((line) => line !== '')
  .map((line) => line.split('\t'))
  .map(([term, , , kind, system, code]) => [term, kind, system, code])

describe('dict/units', () => {
  it('every currency is one of ISO 4217', () => {
    for (const [term, , system, code] of rows)
      if (system === 'ISO4217') expect(currencies.code(code), `${term} ${code}`).toBeTruthy()
  })

  it('every physical unit is one of UCUM', () => {
    const utils = ucum.UcumLhcUtils.getInstance()
    for (const [term, , system, code] of [...rows, ...contextRows])
      if (system === 'UCUM') expect(utils.validateUnitString(code).status, `${term} ${code}`).toBe('valid')
  })
})
