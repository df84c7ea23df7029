import { describe, expect, it } from 'vitest'
import { Pool, type PoolOptions } from '../../src/batch/pool.js'
import { joinLines } from '../../src/batch/task.js'
import { ZhengwenError } from '../../src/index.js'

const encoder = new TextEncoder()
const lines = (records: readonly object[]) =>
  joinLines(records.map((record) => encoder.encode(JSON.stringify(record))))

const options: PoolOptions = { workers: 2, maxRecordMs: null, job: 'analyze', options: {}, stats: true }
const script = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`)
const parent = `import { parentPort } from 'node:worker_threads'\n`

describe('Pool', () => {
  it('finds the record that ended its worker among those that travelled with it', async () => {
    const endsAtEach = script(`${parent}
      parentPort.on('message', () => process.exit(1))
      parentPort.postMessage('ready')`)
    const pool = new Pool(options, endsAtEach)
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

  it.each([
    ['that is not there', new URL('./no-such-worker.js', import.meta.url), /no-such-worker/],
    ['that throws', script(`throw new Error('no model')`), /no model/],
    ['that leaves', script('process.exit(0)'), /it ended at once/],
  ])('blames no record for a worker %s, and soon gives up', async (_, url, reason) => {
    const pool = new Pool({ ...options, workers: 4 }, url)
    const runs = Array.from({ length: 20 }, (_, id) => pool.run({ lines: lines([{ id }]) }, 100_000))
    const first = await Promise.allSettled(runs)
    const later = await Promise.allSettled([pool.run({ lines: lines([{ id: 20 }]) }, 100)])
    await pool.close()
    for (const result of [...first, ...later]) {
      const error = result.status === 'rejected' ? result.reason : null
      expect(error).toBeInstanceOf(ZhengwenError)
      expect(error).toMatchObject({ code: 'engine-not-ready', message: expect.stringMatching(reason) })
    }
  })

  it('does without the worker that does not start, while another does', async () => {
    // The first two starts fail: threads count them together.
    const starts = new Int32Array(new SharedArrayBuffer(4))
    const failsTwice = script(`${parent}
      import { workerData } from 'node:worker_threads'
      if (Atomics.add(workerData.options.starts, 0, 1) < 2) throw new Error('not yet')
      parentPort.on('message', () =>
        parentPort.postMessage({ lines: new Uint8Array(), records: 1, failed: 0, counts: null }))
      parentPort.postMessage('ready')`)
    const pool = new Pool({ ...options, options: { starts } as PoolOptions['options'] }, failsTwice)
    const results = await Promise.all([1, 2, 3].map((id) => pool.run({ lines: lines([{ id }]) }, 100_000)))
    await pool.close()
    expect(results.map(({ records, failed }) => [records, failed])).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
    ])
  })
})
