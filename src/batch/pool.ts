import { Worker } from 'node:worker_threads'
import { recordError } from '../record/page.js'
import { ZhengwenError } from '../text/index.js'
import type { OrderedLimits } from './ordered.js'
import { addCounts, type RecordCounts } from './stats.js'
import { errorResult, type JobOptions, joinLines, linesOf, type Task, type TaskResult } from './task.js'

/** Tasks that a worker holds at once: one in hand, one waiting, so that it never idles on the way back. */
const DEPTH = 2

interface Waiting {
  task: Task
  done: (result: TaskResult) => void
  fail: (error: ZhengwenError) => void
}

interface Slot {
  worker: Worker
  /** In the order sent; the first is the one in hand. */
  held: Waiting[]
  ready: boolean
  timer: NodeJS.Timeout | null
}

export interface PoolOptions extends JobOptions {
  workers: number
  /** A record that takes longer is given up, and its worker replaced. */
  maxRecordMs: number | null
}

/** So many starts in a row that fail are no chance: the installation or an option is at fault, not a record. */
const MOST_FAILED_STARTS = 3

/** Input that pays for one more worker: its start takes as long as so much work. */
const BYTES_PER_WORKER = 1 << 16

/** Input in flight for each worker while its items are small, in bytes: its output is some twenty times as long. */
const SMALL_BYTES = 1 << 18

/** What may be in flight for so many workers: `bytes` in all, and up to `ahead` small items a worker. */
export function limitsOf(workers: number, bytes: number, ahead: number): OrderedLimits {
  return {
    any: { items: workers * DEPTH * 2, bytes },
    small: { items: workers * ahead, bytes: Math.min(bytes, workers * SMALL_BYTES) },
  }
}

/**
 * Worker threads that run tasks. A record that kills its worker, or takes too long, becomes an error record; what
 * waited behind it goes to another worker. Workers start one by one, as there is work for them. Where none starts, `run`
 * rejects with a `ZhengwenError`.
 */
export class Pool {
  readonly #options: PoolOptions
  readonly #script: URL
  readonly #slots = new Set<Slot>()
  readonly #queue: Waiting[] = []
  /** Input so far, in bytes. */
  #bytes = 0
  #closed = false
  /** Workers in a row that ended before they were ready. */
  #failedStarts = 0
  /** Why none will ever start. */
  #broken: ZhengwenError | null = null

  /** `script`: what a worker runs. */
  constructor(options: PoolOptions, script: URL = new URL('./worker.js', import.meta.url)) {
    this.#options = options
    this.#script = script
  }

  /** `bytes`: length of the task's input. */
  run(task: Task, bytes: number): Promise<TaskResult> {
    this.#bytes += bytes
    return new Promise((done, fail) => {
      this.#queue.push({ task, done, fail })
      this.#feed()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.all(Array.from(this.#slots, ({ worker }) => worker.terminate()))
  }

  #feed(): void {
    if (this.#broken) for (const { fail } of this.#queue.splice(0)) fail(this.#broken)
    while (this.#queue.length > 0 && !this.#closed) {
      const slot = this.#freeSlot()
      if (!slot) return
      const waiting = this.#queue.shift()!
      slot.held.push(waiting)
      if (slot.held.length === 1) this.#startClock(slot)
      try {
        slot.worker.postMessage(waiting.task)
      } catch (error) {
        // A page that cannot be cloned (meta with a function) is the record's fault, not the run's.
        slot.held.pop()
        waiting.done(errorResult(recordError(null, 'invalid-record', (error as Error).message)))
      }
    }
  }

  #freeSlot(): Slot | null {
    let best: Slot | null = null
    for (const slot of this.#slots)
      if (slot.held.length < DEPTH && (!best || slot.held.length < best.held.length)) best = slot
    if (best && best.held.length === 0) return best
    const paid = 1 + Math.floor(this.#bytes / BYTES_PER_WORKER)
    const may = this.#failedStarts < MOST_FAILED_STARTS && this.#slots.size < this.#options.workers
    return may && this.#slots.size < paid ? this.#open() : best
  }

  #open(): Slot {
    const { job, options, stats } = this.#options
    const worker = new Worker(this.#script, {
      workerData: { job, options, stats },
      // Not by their own pipes: a dozen of those on one stream make Node warn of a leak.
      stdout: true,
      stderr: true,
    })
    for (const stream of [worker.stdout, worker.stderr])
      stream.on('data', (chunk: Uint8Array) => process.stderr.write(chunk))
    const slot: Slot = { worker, held: [], ready: false, timer: null }
    this.#slots.add(slot)
    worker.on('message', (message: TaskResult | 'ready') => {
      if (!this.#slots.has(slot)) return
      if (message === 'ready') {
        slot.ready = true
        this.#failedStarts = 0
      } else slot.held.shift()?.done(message)
      this.#startClock(slot)
      this.#feed()
    })
    worker.on('error', ({ message }) =>
      slot.ready
        ? this.#lose(slot, 'crashed', `the record ended its worker: ${message}`)
        : this.#failStart(slot, message),
    )
    worker.on('exit', () =>
      slot.ready
        ? this.#lose(slot, 'crashed', 'the record ended its worker')
        : this.#failStart(slot, 'it ended at once'),
    )
    return slot
  }

  #startClock(slot: Slot): void {
    if (slot.timer) clearTimeout(slot.timer)
    slot.timer = null
    const { maxRecordMs } = this.#options
    if (maxRecordMs === null || !slot.ready || slot.held.length === 0) return
    slot.timer = setTimeout(() => {
      this.#lose(slot, 'timeout', `the record took more than ${maxRecordMs} ms`)
      void slot.worker.terminate()
    }, maxRecordMs)
  }

  #lose(slot: Slot, code: 'crashed' | 'timeout', message: string): void {
    if (!this.#slots.delete(slot)) return
    if (slot.timer) clearTimeout(slot.timer)
    this.#failedStarts = 0
    const [inHand, ...behind] = slot.held
    slot.held = []
    this.#queue.unshift(...behind)
    if (inHand) {
      const { task, done, fail } = inHand
      // Which of several records it was is found by running them again one by one.
      const apart = oneByOne(task)
      if (apart.length > 1) void this.#runApart(apart).then(done, fail)
      else done(errorResult(recordError(idOf(task), code, message)))
    }
    this.#feed()
  }

  /** What the worker held is no fault of its records: it waits for another worker, while there is hope of one. */
  #failStart(slot: Slot, reason: string): void {
    if (!this.#slots.delete(slot)) return
    this.#queue.unshift(...slot.held)
    slot.held = []
    this.#failedStarts++
    if (this.#failedStarts >= MOST_FAILED_STARTS && this.#slots.size === 0)
      this.#broken = new ZhengwenError('engine-not-ready', `no worker thread starts: ${reason}`)
    this.#feed()
  }

  async #runApart(tasks: readonly Task[]): Promise<TaskResult> {
    return joinResults(await Promise.all(tasks.map((task) => this.run(task, 0))))
  }
}

/** A task for each of its records. */
function oneByOne(task: Task): Task[] {
  if ('pages' in task) return task.pages.map((page) => ({ pages: [page] }))
  return 'lines' in task ? linesOf(task.lines).map((line) => ({ lines: joinLines([line]) })) : [task]
}

function joinResults(results: readonly TaskResult[]): TaskResult {
  const counts: RecordCounts = {}
  for (const result of results) if (result.counts) addCounts(counts, result.counts)
  const sum = (of: 'records' | 'failed') => results.reduce((n, result) => n + result[of], 0)
  const { bytes } = joinLines(results.map(({ lines }) => lines))
  return { lines: bytes, records: sum('records'), failed: sum('failed'), counts }
}

/** The id of a task that never came back. A line is parsed again: it is rare, and once. */
function idOf(task: Task): unknown {
  try {
    const record =
      'pages' in task
        ? task.pages[0]
        : 'lines' in task
          ? JSON.parse(`${Buffer.from(task.lines.bytes)}`)
          : null
    return record !== null && typeof record === 'object' && 'id' in record ? record.id : null
  } catch {
    return null
  }
}
