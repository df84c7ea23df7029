import { describe, expect, it } from 'vitest'
import {
  type Article,
  analyze,
  analyzeAll,
  analyzeStream,
  type RecordError,
  type StreamItem,
} from '../../src/index.js'
import { testPackage } from '../support/build.js'
import { readPages } from '../support/labelled-pages.js'

const batch = (await import(`${testPackage}dist/batch.js`)) as typeof import('../../src/batch/index.js')

async function collect(stream: AsyncIterable<Article | RecordError>): Promise<(Article | RecordError)[]> {
  const out = []
  for await (const record of stream) out.push(record)
  return out
}

const pages: StreamItem[] = [
  '今年以来，全区开工项目12个。',
  { id: 'a', text: '截至3月底，完成投资35.7亿元。', referenceDate: '2022-05-19', meta: { seen: [1, null] } },
  { id: 7, base64: Buffer.from('多雲轉晴').toString('base64') },
  { id: 'b', bytes: new TextEncoder().encode('市长到村里看望老人。') },
  { id: 'c', base64: '***' },
  { id: 'd' } as StreamItem,
  { id: 'e', text: 'a', base64: 'YQ==' },
  { id: 'f', text: '中文', referenceDate: 'yesterday' },
  42 as unknown as StreamItem,
  '',
]

describe('analyzeAll', () => {
  it('gives for each page what analyze gives', () => {
    const texts = readPages()
      .slice(0, 40)
      .map(({ text }) => text)
    expect(analyzeAll(texts)).toEqual(texts.map((text) => analyze(text)))
  })

  it('gives what the stream gives, errors in their places', async () => {
    expect(analyzeAll(pages)).toEqual(await collect(analyzeStream(pages)))
  })

  it('throws where an option for all pages is wrong', () => {
    expect(() => analyzeAll(['一'], { region: 'taiwan' } as object)).toThrow(/region must be/)
  })

  it('takes options for all pages, and those of a page first', () => {
    const records = analyzeAll(['3月底', { text: '3月底', referenceDate: '2020-05-01' }], {
      referenceDate: '2022-05-19',
    })
    expect(records.map((record) => (record as Article).times[0].start)).toEqual(['2022-03-31', '2020-03-31'])
  })

  it('needs no page', () => {
    expect(analyzeAll([])).toEqual([])
  })
})

describe('analyzeStream', () => {
  it('gives one record for each page, in order, with what went wrong in its place', async () => {
    const records = await collect(analyzeStream(pages))
    expect(records.map((r) => ('ok' in r ? [r.id, r.error.code] : [r.id, 'ok']))).toEqual([
      [null, 'ok'],
      ['a', 'ok'],
      [7, 'ok'],
      ['b', 'ok'],
      ['c', 'invalid-base64'],
      ['d', 'invalid-record'],
      ['e', 'invalid-record'],
      ['f', 'invalid-option'],
      [null, 'invalid-record'],
      [null, 'ok'],
    ])
  })

  it('gives the records of analyze', async () => {
    const [first, second] = await collect(analyzeStream(pages.slice(0, 2)))
    expect(first).toEqual(analyze(pages[0] as string))
    expect(second).toMatchObject({
      id: 'a',
      meta: { seen: [1, null] },
      text: '截至3月底，完成投资35.7亿元。',
    })
  })

  it('passes the caller’s dictionaries on', async () => {
    const [article] = await collect(analyzeStream(['商州区双链工程'], { words: ['双链工程'] }))
    expect((article as Article).tokens.map(({ text }) => text)).toContain('双链工程')
  })
})

describe('analyzeStream on threads', () => {
  it('gives the same records in the same order as one thread', async () => {
    const many = Array.from({ length: 30 }, (_, i) => pages[i % pages.length])
    expect(await collect(batch.analyzeStream(many, { concurrency: 3 }))).toEqual(
      await collect(analyzeStream(many)),
    )
  })

  it('takes small pages of an array together, and gives back each with what is its own', async () => {
    const many = Array.from({ length: 200 }, (_, id) => ({
      id,
      text: `第${id}页，完成投资${id}亿元。`,
      meta: [id],
    }))
    const records = await collect(batch.analyzeStream(many, { concurrency: 2 }))
    expect(records).toEqual(await collect(analyzeStream(many)))
    expect(records.map((record) => (record as Article).meta)).toEqual(many.map(({ meta }) => meta))
  })

  it('takes an array buffer as bytes', async () => {
    const { buffer } = new TextEncoder().encode('市长到村里看望老人。')
    const [record] = await collect(batch.analyzeStream([buffer], { concurrency: 2 }))
    expect((record as Article).text).toBe('市长到村里看望老人。')
  })

  it('reads ahead no further than its threads need', async () => {
    let read = 0
    async function* endless() {
      for (;;) yield `第${read++}页`
    }
    const stream = batch.analyzeStream(endless(), { concurrency: 2 })
    for (let i = 0; i < 5; i++) await stream.next()
    expect(read).toBeLessThan(5 + 2 * 16 + 2)
    await stream.return()
  })

  it('gives up a page that takes too long, and goes on', async () => {
    const long = '全区完成投资35.7亿元，'.repeat(1_000_000)
    const records = await collect(
      batch.analyzeStream(['一', { id: 'long', text: long }, '二', '三'], {
        concurrency: 2,
        maxRecordMs: 700,
      }),
    )
    expect(records.map((r) => ('ok' in r ? r.error.code : r.text))).toEqual(['一', 'timeout', '二', '三'])
    expect(records[1].id).toBe('long')
  })

  it('fails where its input fails, after the pages before', async () => {
    async function* broken() {
      yield '一'
      throw new Error('the disk is gone')
    }
    const seen: string[] = []
    const read = async () => {
      for await (const record of batch.analyzeStream(broken(), { concurrency: 2 }))
        seen.push((record as Article).text)
    }
    await expect(read()).rejects.toThrow('the disk is gone')
    expect(seen.length).toBeLessThanOrEqual(1)
  })

  it('closes its input when the caller has had enough', async () => {
    let closed = 0
    async function* pagesForever() {
      try {
        for (;;) yield '一'
      } finally {
        closed++
      }
    }
    for (const concurrency of [1, 2])
      for await (const _ of batch.analyzeStream(pagesForever(), { concurrency })) break
    expect(closed).toBe(2)
  })

  it('holds no more bytes in flight than it may, and one page that is larger alone', async () => {
    let read = 0
    async function* large() {
      for (; read < 12; read++) yield { id: read, text: '全区重点项目开工。'.repeat(200) }
    }
    const stream = batch.analyzeStream(large(), { concurrency: 3, maxBytesInFlight: 1000 })
    const ids: unknown[] = []
    for await (const { id } of stream) {
      ids.push(id)
      expect(read - ids.length).toBeLessThan(3)
    }
    expect(ids).toEqual(Array.from({ length: 12 }, (_, i) => i))
  })

  it('passes dictionaries and options to its threads', async () => {
    const options = { words: ['双链工程'], referenceDate: '2022-05-19', concurrency: 2 }
    const [article] = (await collect(batch.analyzeStream(['今年商州区双链工程开工'], options))) as Article[]
    expect(article.tokens.map(({ text }) => text)).toContain('双链工程')
    expect(article.times[0].start).toBe('2022-01-01')
  })

  it('throws misuse once, and not for each record', async () => {
    for (const concurrency of [1, 2]) {
      const wrong = { region: 'taiwan', concurrency } as object
      await expect(collect(batch.analyzeStream(['一', '二'], wrong))).rejects.toMatchObject({
        code: 'invalid-option',
      })
      await expect(collect(batch.analyzeStream(['一'], { words: [''], concurrency }))).rejects.toMatchObject({
        code: 'invalid-dictionary',
      })
    }
  })

  it('keeps meta that is no plain data beside the page', async () => {
    const meta = { close: () => {} }
    const [record] = await collect(batch.analyzeStream([{ text: '一', meta }], { concurrency: 2 }))
    expect((record as Article).meta).toBe(meta)
  })
})
