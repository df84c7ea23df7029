import { availableParallelism } from 'node:os'
import {
  type AnalyzerOptions,
  type Article,
  analyzeStream as inThisThread,
  type RecordError,
  type StreamItem,
} from '../index.js'
import { checkDictionaries, checkOptions } from '../options.js'
import { isRecordError, type Page, pageOf } from '../record/page.js'
import { ordered } from './ordered.js'
import { limitsOf, Pool } from './pool.js'

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

function sizeOf(page: Page | RecordError): number {
  if (isRecordError(page)) return 0
  return typeof page.input === 'string' ? page.input.length * 2 : page.input.byteLength
}

async function* pagesOf(items: Iterable<StreamItem> | AsyncIterable<StreamItem>) {
  for await (const item of items) yield pageOf(item)
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
  const run = async (page: Page | RecordError): Promise<Article | RecordError> => {
    if (isRecordError(page)) return page
    const { id, input, meta, referenceDate, format } = page
    // What is the caller's own need not travel: it may be large, or no plain data.
    const record = { [typeof input === 'string' ? 'text' : 'bytes']: input, referenceDate, format }
    const { lines } = await pool.run({ page: record }, sizeOf(page))
    const result = JSON.parse(Buffer.from(lines.buffer, lines.byteOffset, lines.length).toString('utf8'))
    return isRecordError(result) ? { ...result, id } : { ...result, id, meta }
  }
  try {
    const limits = limitsOf(workers, maxBytesInFlight ?? MAX_BYTES_IN_FLIGHT, AHEAD)
    yield* ordered(pagesOf(pages), run, sizeOf, limits)
  } finally {
    await pool.close()
  }
}
