import { run } from './calls.js'

addEventListener('message', async ({ data }) => {
  try {
    postMessage({ answer: await run(data) })
  } catch (error) {
    postMessage({ error: `${error.code ?? error.name}: ${error.message}` })
  }
})
