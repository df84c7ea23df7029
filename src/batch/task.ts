import { isUtf8 } from 'node:buffer'
import type { Analyzer, AnalyzerOptions, Article, RecordError, StreamItem } from '../index.js'
import { guarded, isRecordError, type Page, type PageRecord, pageOf, recordError } from '../record/page.js'
import { LineWriter } from './json.js'
import { firstId } from './lines.js'
import { addCounts, countRecord, type RecordCounts } from './stats.js'
import { type Verbatim, verbatimOf } from './verbatim.js'

/** What to make of each page: the whole record, or one part of it. */
export type Job = 'analyze' | 'normalize' | 'segment' | 'entities' | 'times' | 'facts'

/** How a worker is to work; plain data, so that it can be sent to one. */
export interface JobOptions {
  job: Job
  options: AnalyzerOptions
  /** Count kinds, rules and issue codes beside each record. */
  stats: boolean
}

/** Lines of JSON, one behind the other without their line feeds, and where each ends. */
export interface Lines {
  bytes: Uint8Array
  ends: number[]
}

/** Records to process: lines of JSON, pages, or one that has failed before it could be read. */
export type Task = { lines: Lines } | { failed: RecordError } | { pages: PageRecord[] }

/** Records done. */
export interface TaskResult {
  /** Their lines of output, UTF-8, each with its line feed. */
  lines: Uint8Array
  records: number
  /** How many of them are error records. */
  failed: number
  counts: RecordCounts | null
}

/** The largest line that is read where nobody says otherwise: its record is some ten times as large. */
export const MAX_RECORD_BYTES = 32 * 1024 * 1024

/** A page, or what is wrong with it, and what a number in JavaScript cannot hold of its line. */
interface Given {
  page: Page | RecordError
  verbatim: Verbatim | null
}

/** Parses one line of JSON Lines: never throws. */
function pageOfLine(line: Uint8Array): Given {
  const failed = (code: 'invalid-utf8' | 'invalid-json', message: string): Given => ({
    page: recordError(firstId(line), code, message),
    verbatim: null,
  })
  if (!isUtf8(line)) return failed('invalid-utf8', 'the line is not UTF-8')
  let text = Buffer.from(line.buffer, line.byteOffset, line.length).toString('utf8')
  // A byte order mark, at the head of a file or of a file that was joined to another.
  if (text.charCodeAt(0) === 0xfeff) text = text.slice(1)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return failed('invalid-json', `the line is not JSON: ${(error as Error).message}`)
  }
  return { page: pageOf(value), verbatim: verbatimOf(text) }
}

/** The pages of a task. */
function pagesOf(task: Task): Given[] {
  if ('failed' in task) return [{ page: task.failed, verbatim: null }]
  if ('pages' in task) return task.pages.map((page) => ({ page: pageOf(page), verbatim: null }))
  return linesOf(task.lines).map(pageOfLine)
}

/** Records that travel together, in bytes at most: one message for many short ones, whose output is some twenty times as long. */
export const MAX_BATCH = 1 << 14

/** Takes lines apart. */
export function linesOf({ bytes, ends }: Lines): Uint8Array[] {
  return ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end))
}

/** Puts lines together. */
export function joinLines(lines: readonly Uint8Array[]): Lines {
  let end = 0
  const ends = lines.map(({ length }) => {
    end += length
    return end
  })
  const bytes = new Uint8Array(end)
  for (const [i, line] of lines.entries()) bytes.set(line, ends[i] - line.length)
  return { bytes, ends }
}

export function errorResult(error: RecordError): TaskResult {
  const writer = new LineWriter()
  writer.add(error)
  return { lines: writer.take(), records: 1, failed: 1, counts: null }
}

/** What becomes of pages: a record for each, or what was wrong with it. */
export type RunPages = (pages: readonly Page[]) => object[]

/** Makes the function that runs tasks one by one, with its own analyzer. The lines of a task stand until the next one. */
export function taskRunner(
  { stats }: Pick<JobOptions, 'stats'>,
  runPages: RunPages,
): (task: Task) => TaskResult {
  const writer = new LineWriter()
  /** What was written: the record, or its error. */
  const write = (record: object, { page: { id }, verbatim }: Given): object => {
    try {
      writer.add(record, verbatim)
      return record
    } catch (error) {
      // No line is over half a gigabyte, and V8 follows no meta that is nested some thousand levels deep.
      if (!(error instanceof RangeError)) throw error
      const message = `the record does not fit into one line of JSON: ${error.message}`
      const failure = recordError(id, 'too-large', message)
      writer.add(failure, verbatim)
      return failure
    }
  }
  return (task) => {
    const counts: RecordCounts | null = stats ? {} : null
    const pages = pagesOf(task)
    const records = runPages(
      pages.map(({ page }) => page).filter((page): page is Page => !isRecordError(page)),
    )
    let done = 0
    let failed = 0
    for (const given of pages) {
      const record = write(isRecordError(given.page) ? given.page : records[done++], given)
      if (isRecordError(record)) failed++
      else if (counts) addCounts(counts, countRecord(record))
    }
    return { lines: writer.take(), records: pages.length, failed, counts }
  }
}

type Library = typeof import('../index.js')

/** A page with something for every stage: tables that stages build at their first page are then there. */
const WARM_UP: Page = {
  id: null,
  input: '陕西省商洛市市长王明说，今年完成投资35.7亿元，同比增长12.3%。',
  meta: null,
}

/** What is built once must not count against the first record's time. */
export function warmUp(runPages: RunPages): void {
  runPages([WARM_UP])
}

/** Spans found in normalised text, seen from the source. */
function withSourceSpans<T>(
  value: T,
  toSource: (span: Article['body'][number]) => Article['body'][number],
): T {
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit)
    if (node === null || typeof node !== 'object') return node
    const out: Record<string, unknown> = {}
    for (const [key, child] of Object.entries(node)) out[key] = visit(child)
    if ('span' in out && 'sourceSpan' in out)
      out.sourceSpan = toSource(out.span as { start: number; end: number })
    return out
  }
  return visit(value) as T
}

/** A checked page as a caller gives it. */
const itemOf = ({ input, ...page }: Page): StreamItem =>
  typeof input === 'string' ? { ...page, text: input } : { ...page, bytes: new Uint8Array(input) }

/**
 * What a job makes of pages, with fixed keys. Every part is read from normalised text, so that a damaged page
 * may be given as it is.
 */
export async function pageRunner(
  library: Library,
  { job, options }: Pick<JobOptions, 'job' | 'options'>,
): Promise<RunPages> {
  // These two need no segmenter, and load none.
  const analyzer: Pick<Analyzer, 'analyzeAll' | 'segment' | 'extractEntities' | 'extractFacts'> | null =
    job === 'normalize' || job === 'times' ? null : await library.createAnalyzer(options)
  if (job === 'analyze') return (pages) => analyzer!.analyzeAll(pages.map(itemOf))
  const runPage = ({ id, input, meta, referenceDate, format }: Page): object => {
    const own = { ...(referenceDate && { referenceDate }), ...(format && { format }) }
    const normalized = library.normalize(input, { ...options, ...own })
    const { source, encoding, text, edits, issues } = normalized
    if (job === 'normalize') return { id, meta, source, encoding, text, edits, issues }
    const found =
      job === 'segment'
        ? { tokens: analyzer!.segment(text, own) }
        : job === 'entities'
          ? { entities: analyzer!.extractEntities(text) }
          : job === 'times'
            ? { times: library.extractTimes(text, { ...options, ...own }) }
            : { facts: analyzer!.extractFacts(text, own) }
    return { id, meta, text, ...withSourceSpans(found, (span) => normalized.toSource(span)) }
  }
  return (pages) => pages.map((page) => guarded(page, runPage))
}
