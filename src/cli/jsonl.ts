import { availableParallelism } from 'node:os'
import type { Readable } from 'node:stream'
import { firstId, isBlank, type Line, splitLines } from '../batch/lines.js'
import { ordered } from '../batch/ordered.js'
import { limitsOf, Pool } from '../batch/pool.js'
import { addCounts, type RecordCounts } from '../batch/stats.js'
import {
  type JobOptions,
  joinLines,
  MAX_BATCH,
  MAX_RECORD_BYTES,
  pageRunner,
  type Task,
  type TaskResult,
  taskRunner,
} from '../batch/task.js'
import { Groups } from '../record/groups.js'
import { recordError } from '../record/page.js'
import { bytesOf, chunksOf, type Source } from './input.js'
import type { Output } from './output.js'
import { Progress } from './progress.js'
import { tuneEngine } from './tuning.js'

export interface FilterOptions extends JobOptions {
  workers: number
  maxRecordMs: number | null
  maxRecordBytes: number | null
  /** Records that are done already. */
  skip: number
}

export interface Streams {
  stdin: Readable
  stderr: NodeJS.WriteStream
  output: Output
}

/** Input bytes in flight at most, over all threads. */
const MAX_BYTES_IN_FLIGHT = 64 * 1024 * 1024

/** Small tasks in flight for each worker: a line or a few. */
const AHEAD = 64

/** Engines that run one process a core: more threads would only fight. */
export function defaultWorkers(env: NodeJS.ProcessEnv): number {
  const engine = [
    'SPARK_ENV_LOADED',
    'SPARK_HOME',
    'PYSPARK_PYTHON',
    'HADOOP_HOME',
    'PARALLEL_SEQ',
    'SLURM_JOB_ID',
  ]
  return engine.some((name) => env[name]) ? 1 : availableParallelism()
}

function sizeOf(task: Task): number {
  if ('pages' in task) return task.pages.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0)
  return 'lines' in task ? task.lines.bytes.length : 0
}

function tooLarge(id: string | number | null, length: number, limit: number): Task {
  const message = `${length} bytes; --max-record-bytes is ${limit}`
  return { failed: recordError(id, 'too-large', message) }
}

/**
 * Tasks of all sources. Lines that came together travel in so many `parts`, but never wait for more input; each on
 * its own where that is 0.
 */
async function* tasksOf(
  sources: readonly Source[],
  { skip, maxRecordBytes, options }: FilterOptions,
  parts: number,
  stdin: Readable,
  progress: Progress,
): AsyncGenerator<Task, void, void> {
  const limit = maxRecordBytes ?? MAX_RECORD_BYTES
  let seen = 0
  for (const source of sources) {
    if (source.isPage) {
      if (seen++ < skip) continue
      const bytes = await bytesOf(source, stdin)
      progress.read(bytes.length)
      const format = options.format ?? (source.html ? 'html' : 'text')
      if (bytes.length > limit) yield tooLarge(source.path, bytes.length, limit)
      else yield { pages: [{ id: source.path, bytes, format }] }
      continue
    }
    const chunks = chunksOf(source, stdin, (n) => progress.read(n))
    for await (const lines of splitLines(chunks, limit)) {
      const wanted = lines.filter((line) => !isBlank(line) && seen++ >= skip)
      const bytes = wanted.reduce((sum, line) => sum + line.length, 0)
      yield* tasksOfLines(wanted, parts === 0 ? 0 : Math.min(MAX_BATCH, bytes / parts), limit)
    }
  }
}

function* tasksOfLines(lines: readonly Line[], batch: number, limit: number): Generator<Task, void, void> {
  const groups = new Groups<Uint8Array>(batch)
  for (const line of lines) {
    const long = 'tooLong' in line
    const full = long ? groups.rest() : groups.add(line, line.length)
    for (const together of full) yield { lines: joinLines(together) }
    if (long) yield tooLarge(firstId(line.head), line.length, limit)
  }
  for (const together of groups.rest()) yield { lines: joinLines(together) }
}

/** Runs tasks in this thread. The library is loaded at the first of them: no input, no cost. */
async function* here(tasks: AsyncIterable<Task>, job: JobOptions): AsyncGenerator<TaskResult, void, void> {
  let run: ((task: Task) => TaskResult) | null = null
  for await (const task of tasks) {
    run ??= taskRunner(job, await pageRunner(await import('../index.js'), job))
    yield run(task)
  }
}

async function* onThreads(tasks: AsyncIterable<Task>, filter: FilterOptions): AsyncGenerator<TaskResult> {
  const pool = new Pool(filter)
  const limits = limitsOf(filter.workers, MAX_BYTES_IN_FLIGHT, AHEAD)
  try {
    yield* ordered(tasks, (task) => pool.run(task, sizeOf(task)), sizeOf, limits)
  } finally {
    await pool.close()
  }
}

/** Counts, most frequent first within each group. */
function summary(records: number, failed: number, counts: RecordCounts): string {
  const rows = Object.entries(counts).sort(([a, n], [b, m]) => {
    const [left, right] = [a.split('/')[0], b.split('/')[0]]
    return left === right ? m - n || (a < b ? -1 : 1) : left < right ? -1 : 1
  })
  const lines = [`records ${records}`, `failed ${failed}`, ...rows.map(([key, n]) => `${key} ${n}`)]
  return `${lines.join('\n')}\n`
}

/** JSON Lines in, JSON Lines out: one line for each record, in order. Gives the number that failed. */
export async function filterLines(
  sources: readonly Source[],
  filter: FilterOptions,
  { stdin, stderr, output }: Streams,
): Promise<number> {
  const sizes = sources.map(({ size }) => size)
  const total = sizes.includes(null) ? null : sizes.reduce((sum: number, size) => sum + size!, 0)
  const progress = new Progress(stderr, total)
  const threads = filter.workers > 1 || filter.maxRecordMs !== null
  // The clock of --max-record-ms is for one record.
  const parts = filter.maxRecordMs === null ? 4 * filter.workers : 0
  const tasks = tasksOf(sources, filter, parts, stdin, progress)
  const counts: RecordCounts = {}
  const keepTuned = tuneEngine()
  for await (const result of threads ? onThreads(tasks, filter) : here(tasks, filter)) {
    await output.write(result.lines)
    keepTuned()
    progress.add(result.records, result.failed)
    if (result.counts) addCounts(counts, result.counts)
  }
  progress.end()
  if (filter.stats) stderr.write(summary(progress.records, progress.failed, counts))
  return progress.failed
}
