import type { Readable } from 'node:stream'
import { type Job, pageRunner } from '../batch/task.js'
import type { AnalyzerOptions, Article, Edit, Entity, Fact, Issue, TimeExpression, Token } from '../index.js'
import { isRecordError, type Page } from '../record/page.js'
import type { Arguments } from './args.js'
import type { Paint } from './colour.js'
import { RunError, UsageError } from './errors.js'
import { explain } from './explain.js'
import { exportArticles } from './exports.js'
import { bytesOf, type Source } from './input.js'
import type { Output } from './output.js'
import { articleReport, entityTables, factTable, issueTable, timeTable } from './report.js'

export interface PagesContext {
  args: Arguments
  options: AnalyzerOptions
  output: Output
  paint: Paint
  stdin: Readable
  stderr: NodeJS.WritableStream
}

/** What the jobs give: every part is there in one of them. */
interface Parts {
  id: string | null
  source: string
  text: string
  edits: Edit[]
  issues: Issue[]
  tokens: Token[]
  entities: Entity[]
  times: TimeExpression[]
  facts: Fact[]
}

/** The list that a command is about, in JSON. */
const listOf: Partial<Record<Job, 'tokens' | 'entities' | 'times' | 'facts'>> = {
  segment: 'tokens',
  entities: 'entities',
  times: 'times',
  facts: 'facts',
}

/** Words with spaces between, lines as they are. */
function words(tokens: readonly Token[]): string {
  return `${tokens
    .map(({ text }) => text)
    .join(' ')
    .replace(/ ?\n ?/g, '\n')}\n`
}

const orNone = (text: string): string => (text === '' ? 'nothing found\n' : text.replace(/^\n/, ''))

async function asText(job: Job, record: Parts, { args, output, paint }: PagesContext): Promise<string> {
  const { source, text, edits, issues } = record
  const tail = args.on('explain')
    ? `\n${paint('Every edit', 'bold')} ${paint(String(edits.length), 'dim')}\n${await explain(source, edits, paint)}`
    : ''
  switch (job) {
    case 'analyze':
      return articleReport(record as unknown as Article, output.columns, paint) + tail
    case 'normalize':
      return (
        (text.endsWith('\n') || text === '' ? text : `${text}\n`) +
        (tail ? tail + issueTable(source, issues, paint) : '')
      )
    case 'segment':
      return words(record.tokens) + tail
    case 'entities':
      return orNone(entityTables(record.entities, paint)) + tail
    case 'times':
      return orNone(timeTable(record.times, paint)) + tail
    case 'facts':
      return orNone(factTable(record.facts, paint)) + tail
  }
}

async function write(job: Job, records: Parts[], context: PagesContext): Promise<void> {
  const { args, output, paint } = context
  if (args.format === 'json') {
    const list = listOf[job]
    const value = records.length > 1 ? records : list ? records[0][list] : records[0]
    await output.write(`${JSON.stringify(value, null, 2)}\n`)
    return
  }
  for (const record of records) {
    if (records.length > 1) await output.write(`${paint(`── ${record.id}`, 'dim')}\n`)
    await output.write(await asText(job, record, context))
  }
}

/** Runs a command over whole pages, one after the other; one that cannot be read does not stop the rest. */
export async function runPages(sources: readonly Source[], context: PagesContext): Promise<number> {
  const { args, options, output, stdin, stderr } = context
  const { name } = args.command!
  const whole = name === 'view' || name === 'export'
  const job = whole ? 'analyze' : (name as Job)
  const library = await import('../index.js')
  const run = await pageRunner(library, { job, options })
  const records: Parts[] = []
  let code = 0
  for (const source of sources) {
    try {
      const input = await bytesOf(source, stdin)
      const format = options.format ?? (source.html ? 'html' : 'text')
      const page: Page = { id: sources.length > 1 ? source.path : null, input, meta: null, format }
      const [record] = run([page])
      if (isRecordError(record)) throw new RunError(`${source.path ?? 'stdin'}: ${record.error.message}`)
      // The parts alone do not carry their edits: made again for the person who asks.
      const why = args.on('explain') && listOf[job] ? library.normalize(input, options) : {}
      records.push({ ...(record as Parts), ...why })
    } catch (error) {
      if (!(error instanceof RunError) || error instanceof UsageError) throw error
      stderr.write(`zhengwen: ${error.message}\n`)
      code = 1
    }
  }
  if (records.length === 0) return code
  const articles = records as unknown as Article[]
  if (name === 'view') await output.write(library.toHtml(articles))
  else if (name === 'export') await exportArticles(library, articles, context)
  else if (args.format === 'csv') await output.write(library.factsToCsv(articles))
  else await write(job, records, context)
  return code
}
