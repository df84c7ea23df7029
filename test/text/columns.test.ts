import { describe, expect, it } from 'vitest'
import { byteColumn, numberColumn } from '../../src/text/index.js'

describe('columns', () => {
  it("are empty and nobody else's, whatever their lengths", () => {
    const lengths = Array.from({ length: 400 }, (_, i) => (i * 7919) % 5000)
    const columns = lengths.map((length, i) => (i % 2 ? byteColumn(length) : numberColumn(length)))
    for (const [i, column] of columns.entries()) {
      expect(column.length).toBe(lengths[i])
      expect(column.every((number) => number === 0)).toBe(true)
      column.fill(1 + (i % 100))
    }
    for (const [i, column] of columns.entries())
      expect(column.every((number) => number === 1 + (i % 100))).toBe(true)
    expect(numberColumn(1 << 20).length).toBe(1 << 20)
  })
})
