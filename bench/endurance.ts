// npm run bench:endurance -- --pages 2000000: pages of mixed damage through the command line in one process.
// Every id must come out once and in order, and memory must stay flat. A line of figures a slice.
//   --pages N (20000)   --from N (0): first page, for a run in parts   --slice N (2000)   --workers N (1)
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { splitLines } from '../src/batch/lines.js'
import { damage, variants } from '../test/support/damage.js'
import { mojibake } from '../test/support/mojibake.js'
import { newsPages } from './corpus.js'

const { values } = parseArgs({
  options: {
    pages: { type: 'string', default: '20000' },
    from: { type: 'string', default: '0' },
    slice: { type: 'string', default: '2000' },
    workers: { type: 'string', default: '1' },
  },
})
const [pages, from, slice] = [values.pages, values.from, values.slice].map(Number)

/** Head and two sentences of news, whole or damaged in one of the ways that there are. */
function makePool(): string[] {
  const news = newsPages(100_000).map((page) => {
    const [title, date, source, body] = page.split('\n')
    return `${title}\n${date}\n${source}\n${body.slice(0, 120)}`
  })
  const kinds: ((page: string, seed: number) => string)[] = [
    (page) => page,
    ...Object.values(variants).map(
      (variant) => (page: string, seed: number) => damage(page, { ...variant, seed }),
    ),
    ...Object.values(mojibake).map((make) => (page: string) => make(page)),
  ]
  // A third is clean.
  return news.map((page, i) => kinds[i % 3 === 0 ? 0 : i % kinds.length](page, i))
}

const pool = makePool()

/** The line of a page, and the code of its error where it holds none. */
function lineOf(id: number): { line: string; error: string | null } {
  if (id % 997 === 3) return { line: `{"id":${id},"text":\n`, error: 'invalid-json' }
  if (id % 997 === 5) return { line: `${JSON.stringify({ id, text: 7 })}\n`, error: 'invalid-record' }
  // With its number: no page comes twice.
  const text = `${pool[id % pool.length]}\n第${id}号简报：截至3月底完成投资${id}.5万元。`
  return { line: `${JSON.stringify({ id, text })}\n`, error: null }
}

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const child = spawn(process.execPath, [cli, 'analyze', '--format', 'jsonl', '--workers', values.workers], {
  stdio: ['pipe', 'pipe', 'inherit'],
})

/** Resident memory of the process, MB; null where the system does not say. */
function memory(): number | null {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1024
  } catch {
    return null
  }
}

let bytes = 0

async function feed(): Promise<void> {
  for (let id = from; id < from + pages; id++) {
    const { line } = lineOf(id)
    if (!child.stdin.write(line)) await once(child.stdin, 'drain')
  }
  child.stdin.end()
}

let failed = 0
function fail(message: string): void {
  console.error(`FAIL ${message}`)
  if (++failed > 20) {
    child.kill()
    throw new Error('too many failures')
  }
}

async function check(): Promise<void> {
  const memories: number[] = []
  const start = performance.now()
  let sliceStart = start
  let sliceBytes = 0
  let id = from
  for await (const line of splitLines(child.stdout)) {
    const record = JSON.parse(Buffer.from(line as Uint8Array).toString('utf8'))
    const { line: sent, error } = lineOf(id)
    bytes += Buffer.byteLength(sent)
    const wanted = error === 'invalid-json' ? null : id
    if (record.id !== wanted) fail(`${id}: came as ${record.id}`)
    if ((record.error?.code ?? null) !== error) fail(`${id}: error ${record.error?.code}, not ${error}`)
    if (error === null && !record.text.includes(`第${id}号简报`)) fail(`${id}: not its text`)
    id++
    if ((id - from) % slice !== 0) continue
    const now = performance.now()
    const rss = memory()
    if (rss !== null) memories.push(rss)
    console.log(
      [
        String(id - from).padStart(9),
        `${((slice / (now - sliceStart)) * 1000).toFixed(0)} pages/s`.padStart(12),
        `${((bytes - sliceBytes) / 1e3 / (now - sliceStart)).toFixed(2)} MB/s`.padStart(10),
        rss === null ? '' : `${rss.toFixed(0)} MB`.padStart(8),
      ].join('  '),
    )
    sliceStart = now
    sliceBytes = bytes
  }
  if (id !== from + pages) fail(`${id - from} records for ${pages} pages`)
  const half = memories.length >> 1
  const peak = (of: number[]) => Math.max(...of).toFixed(0)
  console.log(`${id - from} records in order, ${(bytes / 1e6).toFixed(0)} MB, ${failed} failures`)
  if (half > 0)
    console.log(
      `peak memory: ${peak(memories.slice(0, half))} MB in the first half, ${peak(memories.slice(half))} MB in the second`,
    )
}

const ended = once(child, 'exit')
await Promise.all([feed(), check()])
const [code] = await ended
if (code !== 0) fail(`exit code ${code}`)
if (failed > 0) process.exitCode = 1
