import { misuse, run } from './calls.js'

const inWorker = (task) =>
  new Promise((done, fail) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }) => {
      worker.terminate()
      data.error ? fail(new Error(data.error)) : done(data.answer)
    }
    worker.onerror = (event) => fail(new Error(event.message || 'the worker did not load'))
    worker.postMessage(task)
  })

window.check = { page: run, worker: inWorker, misuse }
