import { availableParallelism } from 'node:os'
import {
  type AnalyzerOptions,
  type Article,
  analyzeStream as inThisThread,
  type PageRecord,
  type RecordError,
  type StreamItem,
} from '../index.js'
import { checkDictionaries, checkOptions } from '../options.js'
import { Groups } from '../record/groups.js'
import { isRecordError, type Page, pageOf, sizeOf } from '../record/page.js'
import { ordered } from './ordered.js'
import { limitsOf, Pool } from './pool.js'
import { MAX_BATCH, type TaskResult } from './task.js'

export type { Article, PageRecord, RecordError, RecordErrorCode, StreamItem } from '../index.js'

export interface BatchOptions extends AnalyzerOptions {
  /** Worker threads; 1 works in this thread. Default: one a core. */
  concurrency?: number
  /** A record that takes longer becomes an error record, and its worker is replaced. Needs worker threads. */
  maxRecordMs?: number
  /** Input held in flight at most, in bytes. Default: 64 MiB. */
  maxBytesInFlight?: number
}

const MAX_BYTES_IN_FLIGHT = 64 * 1024 * 1024

/** Small pages in flight for each worker. */
const AHEAD = 16

type Checked = Page | RecordError

/** How much of these pages goes to a worker at once: each has several turns, that all are busy to the end. */
function batchOf(items: readonly StreamItem[], workers: number): number {
  const turns = 4 * workers
  let size = 0
  for (let i = 0; i < items.length && size < MAX_BATCH * turns; i++) size += sizeOf(pageOf(items[i]))
  return Math.min(MAX_BATCH, size / turns)
}

/** Of pages at hand, in an array, small ones travel together; of others each comes when it comes. */
async function* groupsOf(
  items: Iterable<StreamItem> | AsyncIterable<StreamItem>,
  workers: number,
  together: boolean,
): AsyncGenerator<Checked[], void, void> {
  const most = together && Array.isArray(items) ? batchOf(items, workers) : 0
  const groups = new Groups<Checked>(most)
  for await (const item of items) {
    const page = pageOf(item)
    yield* groups.add(page, sizeOf(page))
  }
  yield* groups.rest()
}

const sizeOfAll = (pages: readonly Checked[]): number => pages.reduce((sum, page) => sum + sizeOf(page), 0)

/** What is the caller's own need not travel: it may be large, or no plain data. */
const bare = ({ input, referenceDate, format }: Page): PageRecord => ({
  ...(typeof input === 'string' ? { text: input } : { bytes: new Uint8Array(input) }),
  referenceDate,
  format,
})

const isPage = (page: Checked): page is Page => !isRecordError(page)

/** The records that a worker wrote. */
function readLines({ lines }: TaskResult): (Article | RecordError)[] {
  const text = Buffer.from(lines.buffer, lines.byteOffset, lines.length).toString('utf8')
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}

/**
 * Analyses pages on worker threads, in order, with bounded memory: it reads ahead no further than its threads need.
 * A page that cannot be processed gives a `RecordError` in its place. Records are those of `analyze`, byte for byte.
 */
export async function* analyzeStream(
  pages: Iterable<StreamItem> | AsyncIterable<StreamItem>,
  options: BatchOptions = {},
): AsyncGenerator<Article | RecordError, void, void> {
  const { concurrency, maxRecordMs, maxBytesInFlight, ...own } = options
  // Here, and not in each worker at each record.
  checkOptions({ ...own, segmenter: own.segmenter ?? undefined })
  checkDictionaries(own)
  const workers = Math.max(1, concurrency ?? availableParallelism())
  if (workers <= 1 && maxRecordMs === undefined) {
    yield* inThisThread(pages, own)
    return
  }
  const pool = new Pool({
    workers,
    maxRecordMs: maxRecordMs ?? null,
    job: 'analyze',
    options: own,
    stats: false,
  })
  const run = async (group: readonly Checked[]): Promise<(Article | RecordError)[]> => {
    const open = group.filter(isPage)
    const records =
      open.length > 0 ? readLines(await pool.run({ pages: open.map(bare) }, sizeOfAll(open))) : []
    let next = 0
    return group.map((page) => {
      if (!isPage(page)) return page
      const record = records[next++]
      const { id, meta } = page
      return isRecordError(record) ? { ...record, id } : { ...record, id, meta }
    })
  }
  try {
    const limits = limitsOf(workers, maxBytesInFlight ?? MAX_BYTES_IN_FLIGHT, AHEAD)
    // The clock of maxRecordMs is for one record.
    const groups = groupsOf(pages, workers, maxRecordMs === undefined)
    for await (const records of ordered(groups, run, sizeOfAll, limits)) yield* records
  } finally {
    await pool.close()
  }
}
