// The page's side of the worker: one task at a time, and of the pages that wait only the newest.
import type { Answer, Envelope, Task } from './protocol.js'

type Done = (answer: Answer | null) => void

export class Analyst {
  private readonly worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
  private seq = 0
  private busy: Done | null = null
  /** Why it will never answer again. */
  private dead: string | null = null
  private waiting: { task: Task; done: Done }[] = []

  constructor() {
    this.worker.addEventListener('message', ({ data }: MessageEvent<Envelope<Answer>>) => {
      if (data.seq === this.seq) this.finish(data.body)
    })
    this.worker.addEventListener('error', (event) => {
      this.dead = event.message || 'The worker did not load.'
      this.finish({ kind: 'error', message: this.dead })
    })
  }

  /** Null where a newer page came before this one's turn. */
  ask(task: Task): Promise<Answer | null> {
    return new Promise((done) => {
      if (task.kind === 'analyze') {
        this.waiting = this.waiting.filter((other) => {
          if (other.task.kind !== 'analyze') return true
          other.done(null)
          return false
        })
      }
      this.waiting.push({ task, done })
      this.next()
    })
  }

  private finish(answer: Answer): void {
    const done = this.busy
    this.busy = null
    done?.(answer)
    this.next()
  }

  private next(): void {
    if (this.busy !== null) return
    const job = this.waiting.shift()
    if (!job) return
    if (this.dead !== null) {
      job.done({ kind: 'error', message: this.dead })
      return
    }
    this.busy = job.done
    this.worker.postMessage({ seq: ++this.seq, body: job.task } satisfies Envelope<Task>)
  }
}
