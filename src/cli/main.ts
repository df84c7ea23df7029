import { run } from './run.js'

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await run(process.argv.slice(2), process)
// Threads and a waiting stdin must not keep a finished process; what is written is written.
process.stdin.destroy()
