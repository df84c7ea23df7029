// npm run bench:endurance -- --pages 2000000: pages of mixed lengths and damage through the command line in one
// process. Every page must come out once, whole and in order, and memory must stay flat. A line of figures a slice.
//   --pages N (20000)   --from N (0): first page, for a run in parts   --slice N (2000)   --workers N (1)
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { splitLines } from '../src/batch/lines.js'
import { random } from '../test/support/charset.js'
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

/** News as it comes, in Chinese characters: flashes, briefs, articles, and a long read now and then. */
const LENGTHS: [share: number, least: number, most: number][] = [
  [0.42, 30, 60],
  [0.42, 100, 220],
  [0.15, 500, 1000],
  [0.01, 5000, 6500],
]

function pickLength(share: number): (typeof LENGTHS)[number] {
  let rest = share
  for (const length of LENGTHS) {
    if (rest < length[0]) return length
    rest -= length[0]
  }
  return LENGTHS[0]
}

/** Pages of these lengths: whole sentences, with a head but for the flashes. */
function cleanPages(count: number): string[] {
  const next = random(7)
  const source = newsPages(400_000).map((page) => page.split('\n'))
  const sentences = source.flatMap((lines) =>
    lines.slice(3).flatMap((line) => line.match(/[^。　]+。/g) ?? []),
  )
  return Array.from({ length: count }, (_, i) => {
    const [, least, most] = pickLength(next())
    const length = least + Math.floor(next() * (most - least))
    const lines: string[] = most > 60 ? source[i % source.length].slice(0, 3) : []
    for (let size = 0, from = Math.floor(next() * sentences.length), left = 0; size < length; ) {
      const sentence = sentences[from++ % sentences.length]
      if (left-- > 0) lines[lines.length - 1] += sentence
      else {
        lines.push(sentence)
        left = 3
      }
      size += sentence.length
    }
    return lines.join('\n')
  })
}

/** The page as JSON has it, cut where a figure stands that each use of it changes. */
type Template = string[]

/** Pages whole or damaged in one of the ways that there are; a third is clean. */
function makeTemplates(count: number): Template[] {
  const kinds: ((page: string, seed: number) => string)[] = [
    ...Object.values(variants).map(
      (variant) => (page: string, seed: number) => damage(page, { ...variant, seed }),
    ),
    ...Object.values(mojibake).map((make) => (page: string) => make(page)),
  ]
  return cleanPages(count).map((page, i) => {
    const damaged = i % 3 === 0 ? page : kinds[i % kinds.length](page, i % 17)
    const pieces = damaged.split(/(?<![\d.,])\d{2,3}(?=[万亿个家户吨人%])/)
    const [first, second, ...rest] = pieces
    const cut = pieces.length < 3 ? [pieces.join('35')] : [first, second, rest.join('35')]
    return cut.map((piece) => JSON.stringify(piece).slice(1, -1))
  })
}

const templates = makeTemplates(3000)

const MARK = (id: number) => `第${id}号简报`

/** The line of a page, and the code of its error where it holds none. */
function lineOf(id: number): { line: string; error: string | null } {
  if (id % 997 === 3) return { line: `{"id":${id},"text":\n`, error: 'invalid-json' }
  if (id % 997 === 5) return { line: `{"id":${id},"text":7}\n`, error: 'invalid-record' }
  // With its number and figures of its own: no page comes twice.
  const page = templates[id % templates.length].join(String(10 + ((id * 7) % 900)))
  return { line: `{"id":${id},"text":"${page}\\n${MARK(id)}：完成${id}.5万元。"}\n`, error: null }
}

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const child = spawn(process.execPath, [cli, 'analyze', '--format', 'jsonl', '--workers', values.workers], {
  stdio: ['pipe', 'pipe', 'inherit'],
})

/** Resident memory of the process and its peak so far, MB; null where the system does not say. */
function memory(): { now: number; peak: number } | null {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    const [now, peak] = [/VmRSS:\s+(\d+)/, /VmHWM:\s+(\d+)/].map((of) => Number(of.exec(status)![1]) / 1024)
    return { now, peak }
  } catch {
    return null
  }
}

const FEED = 1 << 16

async function feed(): Promise<void> {
  let held = ''
  for (let id = from; id < from + pages; id++) {
    held += lineOf(id).line
    if (held.length < FEED && id + 1 < from + pages) continue
    const taken = child.stdin.write(held)
    held = ''
    if (!taken) await once(child.stdin, 'drain')
  }
  child.stdin.end()
}

/** Records that are read as a whole; of the others only what must be in the line. */
const WHOLE = 50

/** What is wrong with the line that page `id` gave. */
function faultOf(id: number, line: Buffer): string | null {
  const { error } = lineOf(id)
  if (error !== null) {
    const record = JSON.parse(line.toString())
    if (record.id !== id) return `came as ${record.id}`
    return record.error?.code === error ? null : `error ${record.error?.code}, not ${error}`
  }
  if (!line.subarray(0, 64).includes(`"id":${id},`)) return `came as ${line.subarray(0, 64)}`
  if (!line.includes(`${MARK(id)}：`)) return 'not its text'
  if (line[line.length - 1] !== 0x7d) return 'not whole'
  if (id % WHOLE !== 0) return null
  const record = JSON.parse(line.toString())
  return record.id === id && record.text.includes(MARK(id)) ? null : 'not its record'
}

let failed = 0
function fail(message: string): void {
  console.error(`FAIL ${message}`)
  if (++failed > 20) {
    child.kill()
    throw new Error('too many failures')
  }
}

const total = { bytes: 0, written: 0, errors: 0 }

function report(done: number, slice: { start: number; bytes: number }): number | null {
  const now = performance.now()
  const used = memory()
  console.log(
    [
      String(done).padStart(9),
      `${((done % Number(values.slice) || Number(values.slice)) / ((now - slice.start) / 1000)).toFixed(0)} pages/s`.padStart(
        12,
      ),
      `${((total.bytes - slice.bytes) / 1e3 / (now - slice.start)).toFixed(2)} MB/s`.padStart(10),
      `${total.errors} errors`.padStart(12),
      used === null ? '' : `${used.now.toFixed(0)} MB, peak ${used.peak.toFixed(0)}`.padStart(18),
    ].join('  '),
  )
  return used?.now ?? null
}

async function check(): Promise<void> {
  const memories: number[] = []
  const start = performance.now()
  let last = { start, bytes: 0 }
  let id = from
  for await (const lines of splitLines(child.stdout))
    for (const line of lines as Buffer[]) {
      const sent = lineOf(id)
      total.bytes += Buffer.byteLength(sent.line)
      total.written += line.length + 1
      if (sent.error !== null) total.errors++
      const fault = faultOf(id, line)
      if (fault !== null) fail(`${id}: ${fault}`)
      id++
      if ((id - from) % slice !== 0) continue
      const rss = report(id - from, last)
      if (rss !== null) memories.push(rss)
      last = { start: performance.now(), bytes: total.bytes }
    }
  if (id !== from + pages) fail(`${id - from} records for ${pages} pages`)
  const half = memories.length >> 1
  const peak = (of: number[]) => Math.max(...of).toFixed(0)
  const seconds = (performance.now() - start) / 1000
  console.log(
    `${id - from} records in order, ${total.errors} of them errors as sent, ${failed} failures; ` +
      `${(total.bytes / 1e6).toFixed(0)} MB in, ${(total.written / 1e6).toFixed(0)} MB out, ${seconds.toFixed(0)} s`,
  )
  if (half > 0)
    console.log(
      `memory: at most ${peak(memories.slice(0, half))} MB after the slices of the first half, ${peak(memories.slice(half))} MB of the second`,
    )
}

const ended = once(child, 'exit')
await Promise.all([feed(), check()])
const [code] = await ended
if (code !== 0) fail(`exit code ${code}`)
if (failed > 0) process.exitCode = 1
