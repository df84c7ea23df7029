// One worker thread: tasks in, lines out, in order.
import { parentPort, workerData } from 'node:worker_threads'
import * as library from '../index.js'
import { type JobOptions, pageRunner, type Task, taskRunner, warmUp } from './task.js'

const job = workerData as JobOptions
const ready = pageRunner(library, job).then((runPages) => {
  warmUp(runPages)
  // From here on time counts against the record in hand, not against loading.
  parentPort?.postMessage('ready')
  return taskRunner(job, runPages)
})

parentPort?.on('message', async (task: Task) => {
  const run = await ready
  const result = run(task)
  const lines = new Uint8Array(result.lines)
  parentPort?.postMessage({ ...result, lines }, [lines.buffer])
})
