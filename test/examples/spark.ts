// npm run test:spark: the Spark examples on a cluster of two executors on this machine, against one process;
// once more with an executor killed on the way. RECORDS: how many pages (default 20000).
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pageLines } from './pages.js'
import { check, cli, finish, has, oneProcess, pythonWith, root, skip, temporary } from './tools.js'

interface Job {
  process: ChildProcess
  /** Resolves with exit code and what was logged. */
  end: Promise<{ code: number | null; log: string }>
}

function submit(python: string, script: string, pages: string, out: string, options: string[] = []): Job {
  const home = execFileSync(python, ['-c', 'import pyspark;print(pyspark.__path__[0])']).toString().trim()
  const spark = `${root}examples/spark/`
  const argv = [
    ...['--master', 'local-cluster[2,1,1024]', '--conf', 'spark.ui.enabled=false'],
    ...['--conf', 'spark.executor.memory=1g', '--py-files', `${spark}pages.py`, `${spark}${script}`],
    ...[pages, out, '--zhengwen', cli, '--partition-mb', '1', ...options],
  ]
  const env = { ...process.env, SPARK_HOME: home, PYSPARK_PYTHON: python, PYSPARK_DRIVER_PYTHON: python }
  const job = spawn(join(home, 'bin/spark-submit'), argv, {
    cwd: dirname(out),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [job.stdout, job.stderr])
    stream.on('data', (chunk) => {
      log += chunk
    })
  const end = new Promise<{ code: number | null; log: string }>((done) =>
    job.on('close', (code) => done({ code, log })),
  )
  return { process: job, end }
}

/** What the parts of a folder hold, in their order. */
function parts(folder: string): Buffer {
  const names = readdirSync(folder).filter((name) => name.startsWith('part-'))
  return Buffer.concat(names.sort().map((name) => readFileSync(join(folder, name))))
}

interface Running {
  pid: number
  parent: number
  args: string
}

/** The executors of one job: processes that descend from it. */
function executors(job: ChildProcess): number[] {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { maxBuffer: 1 << 26 })
    .toString()
    .split('\n')
    .map((line): Running => {
      const [, pid, parent, args] = /^\s*(\d+)\s+(\d+)\s(.*)$/.exec(line) ?? ['', '0', '0', '']
      return { pid: Number(pid), parent: Number(parent), args }
    })
  const family = new Set([job.pid])
  for (let before = 0; before < family.size; ) {
    before = family.size
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid)
  }
  return all
    .filter(({ pid, args }) => family.has(pid) && args.includes('CoarseGrainedExecutorBackend'))
    .map(({ pid }) => pid)
}

/** Waits until some tasks are done and the rest are not, then kills one executor of this job. */
async function killOne(job: Job, out: string): Promise<boolean> {
  const done = join(out, '_temporary/0')
  for (let i = 0; i < 1200 && job.process.exitCode === null; i++) {
    const finished = existsSync(done)
      ? readdirSync(done).filter((name) => name.startsWith('task_')).length
      : 0
    const [first] = finished >= 2 ? executors(job.process) : []
    if (first !== undefined) {
      process.kill(first, 'SIGKILL')
      return true
    }
    await sleep(100)
  }
  return false
}

const lost = /Lost executor|ExecutorLostFailure|Command exited with code 137|was lost/
const tail = (log: string) => log.split('\n').slice(-15).join('\n')

async function run(python: string): Promise<void> {
  const folder = temporary()
  const pages = join(folder, 'pages.jsonl')
  const made = pageLines(Number(process.env.RECORDS ?? 20_000))
  writeFileSync(pages, made.jsonl)
  const records = join(folder, 'records.jsonl')
  const started = performance.now()
  oneProcess(pages, records)
  const want = readFileSync(records)
  const size = `${made.records} records of ${(made.jsonl.length / made.records).toFixed(0)} characters`
  console.log(`one process: ${size} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  for (const [name, script, kill] of [
    ['RDD.pipe', 'pipe.py', false],
    ['RDD.pipe, an executor killed', 'pipe.py', true],
    ['mapPartitions', 'map_partitions.py', false],
  ] as const) {
    const out = join(folder, name.replace(/\W+/g, '-'))
    const from = performance.now()
    const job = submit(python, script, pages, out)
    if (kill) check(`${name}: after two tasks were done`, await killOne(job, out))
    const { code, log } = await job.end
    const seconds = `${((performance.now() - from) / 1000).toFixed(1)} s`
    if (code !== 0) {
      check(name, false, `spark-submit ended with code ${code}\n${tail(log)}`)
      continue
    }
    if (kill) check(`${name}: Spark saw it go and went on`, lost.test(log), lost.exec(log)?.[0])
    const got = parts(script === 'pipe.py' ? out : join(out, 'records'))
    check(`${name}: equal to one process, byte for byte`, got.equals(want), `${got.length} bytes, ${seconds}`)
    if (script !== 'pipe.py')
      for (const table of ['entities', 'facts', 'errors'])
        check(`${name}: ${table} in Parquet`, existsSync(join(out, table, '_SUCCESS')))
  }
  const failing = join(folder, 'failing')
  const { code } = await submit(python, 'pipe.py', pages, failing, ['--zhengwen', 'false']).end
  check(
    'a filter that fails fails the job, and leaves no output that looks whole',
    code !== 0 && !existsSync(join(failing, '_SUCCESS')),
  )
}

const python = has('java') ? pythonWith('spark', 'pyspark') : null
if (python) await run(python)
else skip('Spark', has('java') ? 'no Python with the package pyspark' : 'no java on PATH')
finish()
