import { describe, expect, it } from 'vitest'
import { Pool } from '../../src/batch/pool.js'
import { joinLines } from '../../src/batch/task.js'

const encoder = new TextEncoder()
const lines = (records: readonly object[]) =>
  joinLines(records.map((record) => encoder.encode(JSON.stringify(record))))

describe('Pool', () => {
  it('finds the record that ended its worker among those that travelled with it', async () => {
    // From the sources there is no worker to start: every record ends its own.
    const pool = new Pool({ workers: 2, maxRecordMs: null, job: 'analyze', options: {}, stats: true })
    const results = await Promise.all([
      pool.run({ lines: lines([{ id: 'a' }, { id: 'b' }, { id: 3 }]) }, 100),
      pool.run({ lines: lines([{ id: 'c' }]) }, 100),
      pool.run({ pages: [{ id: 'd', text: '' }, { id: 'e' }] }, 100),
    ])
    await pool.close()
    const ids = results.map((result) =>
      new TextDecoder()
        .decode(result.lines)
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
        .map(({ id, error }) => `${id} ${error.code}`),
    )
    expect(ids).toEqual([['a crashed', 'b crashed', '3 crashed'], ['c crashed'], ['d crashed', 'e crashed']])
    expect(results.map(({ records, failed }) => [records, failed])).toEqual([
      [3, 3],
      [1, 1],
      [2, 2],
    ])
  })
})
