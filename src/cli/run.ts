import { version } from '../../package.json'
import type { Job } from '../batch/task.js'
import type { AnalyzerOptions, Region } from '../index.js'
import schema from '../record/article.schema.json' with { type: 'json' }
import { ZhengwenError } from '../text/index.js'
import { type Arguments, exporters, readArguments } from './args.js'
import { painter, wantsColour } from './colour.js'
import { readDictionary } from './dictfile.js'
import { RunError, UsageError } from './errors.js'
import { commandHelp, generalHelp } from './help.js'
import { sourcesOf } from './input.js'
import { defaultWorkers, filterLines } from './jsonl.js'
import { fileOutput, type Output, standardOutput, wholeLines } from './output.js'
import { runPages } from './pages.js'

export type Process = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr' | 'env'>

const isDate = (text: string): boolean => {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!m) return false
  const date = new Date(Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3])))
  return date.toISOString().startsWith(text)
}

async function libraryOptions(args: Arguments): Promise<AnalyzerOptions> {
  const referenceDate = args.text('reference-date')
  if (referenceDate !== undefined && !isDate(referenceDate))
    throw new UsageError(`--reference-date is a day like 2022-05-19, not ${referenceDate}`)
  const dict = args.text('dict')
  const given = {
    referenceDate,
    region: args.text('region') as Region | undefined,
    punctuation: args.text('punctuation') as AnalyzerOptions['punctuation'],
    pinyin: args.text('pinyin') as AnalyzerOptions['pinyin'],
    encoding: args.text('encoding'),
    format: args.on('html') ? ('html' as const) : undefined,
    townships: args.on('townships') ? (await import('../townships.js')).townships : undefined,
  }
  // Defaults are the library's: what was not asked for is not passed.
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return { ...set, ...(dict !== undefined && readDictionary(dict)) }
}

async function runLines(args: Arguments, io: Process): Promise<number> {
  const resume = args.text('resume')
  const options = await libraryOptions(args)
  const maxRecordMs = args.number('max-record-ms') ?? null
  const maxRecordBytes = args.number('max-record-bytes') ?? null
  const workers = args.number('workers') ?? defaultWorkers(io.env)
  const sources = sourcesOf(args.files)
  const skip = resume === undefined ? 0 : await wholeLines(resume)
  const output = resume === undefined ? outputOf(args, io) : fileOutput(resume, true)
  const job = args.command!.name as Job
  const filter = { job, options, stats: args.on('stats'), workers, maxRecordMs, maxRecordBytes, skip }
  const failed = await filterLines(sources, filter, { stdin: io.stdin, stderr: io.stderr, output })
  await output.close()
  return failed > 0 && args.on('strict') ? 1 : 0
}

function outputOf(args: Arguments, io: Process): Output {
  const file = args.text('output')
  return file === undefined ? standardOutput(io.stdout) : fileOutput(file)
}

async function runCommand(args: Arguments, io: Process): Promise<number> {
  const { command, files, format } = args
  if (args.on('version')) {
    io.stdout.write(`${version}\n`)
    return 0
  }
  if (!command || args.on('help')) {
    if (!command && !args.on('help')) {
      io.stderr.write(generalHelp())
      return 2
    }
    io.stdout.write(command ? commandHelp(command) : generalHelp())
    return 0
  }
  if (command.name === 'schema') {
    const output = outputOf(args, io)
    await output.write(`${JSON.stringify(schema, null, 2)}\n`)
    await output.close()
    return 0
  }
  if (format !== 'jsonl') {
    const only = (['workers', 'max-record-ms', 'max-record-bytes', 'resume'] as const).find((flag) =>
      args.text(flag),
    )
    if (only) throw new UsageError(`--${only} goes with --format jsonl`)
  }
  if (files.length === 0 && io.stdin.isTTY)
    throw new UsageError(`no FILE, and nothing comes in on stdin: ${command.example}`)
  if (format === 'jsonl') return runLines(args, io)
  if (command.name === 'export' && args.text('to') === undefined)
    throw new UsageError(`for which tool? --to is one of ${exporters.join(', ')}`)
  const options = await libraryOptions(args)
  const sources = sourcesOf(files)
  const toFolder = args.text('to') === 'brat'
  if (toFolder && args.text('output') === undefined)
    throw new UsageError('a brat document is two files: say where with -o FOLDER')
  const output = toFolder ? standardOutput(io.stdout) : outputOf(args, io)
  const flags = { color: args.on('color'), noColor: args.on('no-color') }
  const paint = painter(wantsColour(flags, io.env, output.isTerminal))
  const code = await runPages(sources, { args, options, output, paint, stdin: io.stdin, stderr: io.stderr })
  await output.close()
  return code
}

/** Runs the command line and gives the exit code: 0 done, 1 could not, 2 wrong usage. */
export async function run(argv: readonly string[], io: Process): Promise<number> {
  try {
    return await runCommand(readArguments(argv), io)
  } catch (error) {
    if (error instanceof UsageError) {
      io.stderr.write(`zhengwen: ${error.message} (zhengwen --help)\n`)
      return 2
    }
    if (error instanceof RunError || error instanceof ZhengwenError) {
      io.stderr.write(`zhengwen: ${error.message}\n`)
      return 1
    }
    throw error
  }
}
