import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { CELLS, cellName } from '../../src/facts/holders.js'

it('every cell of the weights has a name of its own, and a row at most', () => {
  const names = Array.from({ length: CELLS }, (_, cell) => cellName(cell))
  expect(new Set(names).size).toBe(CELLS)
  const table = readFileSync(new URL('../../dict/facts/holders.tsv', import.meta.url), 'utf8')
  const pairs = table
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => line.slice(0, line.lastIndexOf('\t')))
  expect(new Set(pairs).size).toBe(pairs.length)
  expect(pairs.filter((pair) => !names.includes(pair))).toEqual([])
})
