import { parseArgs } from 'node:util'
import { UsageError } from './errors.js'

export type Format = 'text' | 'json' | 'jsonl' | 'csv'

export interface Command {
  name: string
  summary: string
  formats: readonly Format[]
  example: string
}

/** Tools that `zhengwen export --to` writes for. */
export const exporters = ['label-studio', 'brat', 'doccano', 'conll', 'web-annotation'] as const

export type Exporter = (typeof exporters)[number]

const every = ['text', 'json', 'jsonl'] as const

export const commands: readonly Command[] = [
  {
    name: 'analyze',
    summary: 'all of it: structure, entities, times, facts, with their places in page and text',
    formats: [...every, 'csv'],
    example: 'zhengwen analyze page.txt --explain',
  },
  {
    name: 'normalize',
    summary: 'clean Simplified text: damage undone, Traditional converted',
    formats: every,
    example: 'zhengwen normalize page.txt -o clean.txt',
  },
  { name: 'segment', summary: 'words', formats: every, example: 'echo 全区重点项目开工 | zhengwen segment' },
  {
    name: 'entities',
    summary: 'places, people and their posts, companies, organisations',
    formats: every,
    example: 'zhengwen entities page.txt --dict ours.tsv',
  },
  {
    name: 'times',
    summary: 'dates, periods, durations',
    formats: every,
    example: 'zhengwen times page.txt --reference-date 2022-05-19',
  },
  {
    name: 'facts',
    summary: 'numbers with unit, metric, subject, period, change',
    formats: [...every, 'csv'],
    example: 'zhengwen facts page.txt --format csv -o facts.csv',
  },
  {
    name: 'view',
    summary: 'one HTML page to look at: article, edits, entities, facts',
    formats: ['text'],
    example: 'zhengwen view page.txt -o page.html',
  },
  {
    name: 'export',
    summary: 'what was found, for an annotation tool: see --to',
    formats: ['text'],
    example: 'zhengwen export page.txt --to label-studio -o tasks.json',
  },
  {
    name: 'schema',
    summary: 'the JSON Schema of the record that analyze gives',
    formats: ['text'],
    example: 'zhengwen schema > article.schema.json',
  },
]

interface Flag {
  short?: string
  /** What stands for the value in the help; none for a switch. */
  value?: string
  help: string
  /** Values allowed, where they can be listed. */
  oneOf?: readonly string[]
}

/** Every option, in the order of the help. */
export const flags = {
  format: { value: 'FORMAT', help: 'text (default), json, jsonl (one record a line); facts, analyze: csv' },
  output: { short: 'o', value: 'FILE', help: 'write there instead of to the terminal; .gz is compressed' },
  to: {
    value: 'TOOL',
    oneOf: exporters,
    help: `export: ${exporters.join(', ')} (-o FOLDER for brat)`,
  },
  explain: { help: 'list every edit: place, rule, before → after, exact or inferred' },
  'reference-date': {
    value: 'DATE',
    help: 'what 今年 and 上月 count from (2022-05-19); else the page’s date; for times, facts: none',
  },
  dict: { value: 'FILE', help: 'your own places, companies, organizations, titles, words (JSON or TSV)' },
  townships: { help: 'codes of townships too, by their table' },
  region: {
    value: 'REGION',
    oneOf: ['auto', 'cn', 'tw', 'hk'],
    help: 'where Traditional text comes from: auto (default), cn, tw, hk',
  },
  punctuation: {
    value: 'STYLE',
    oneOf: ['chinese', 'keep'],
    help: 'chinese (default): ，。“” as on the mainland; keep: as it stands',
  },
  pinyin: {
    value: 'HOW',
    oneOf: ['auto', 'remove', 'keep'],
    help: 'readings in brackets: auto (default), remove, keep',
  },
  encoding: { value: 'NAME', help: 'what the page was declared as (gbk, big5 …); evidence overrules it' },
  html: { help: 'the input is HTML' },
  workers: { value: 'N', help: 'jsonl: threads; default one a core, 1 under Spark and the like' },
  'max-record-ms': { value: 'MS', help: 'jsonl: give up a record after so long, and go on' },
  'max-record-bytes': { value: 'N', help: 'jsonl: refuse longer lines (default 33554432)' },
  resume: { value: 'OUT', help: 'jsonl: write to OUT and go on where it ends, after an interruption' },
  stats: { help: 'jsonl: at the end, counts of records, kinds, rules and issues on stderr' },
  strict: { help: 'jsonl: exit 1 if any record failed' },
  color: { help: 'colours, even into a pipe (NO_COLOR and --no-color turn them off)' },
  'no-color': { help: 'no colours' },
  help: { short: 'h', help: 'this, or the help of a command' },
  version: { help: 'the version' },
} satisfies Record<string, Flag>

export type FlagName = keyof typeof flags

export interface Arguments {
  command: Command | null
  files: string[]
  format: Format
  text(name: FlagName): string | undefined
  on(name: FlagName): boolean
  /** A whole number from 1 up. */
  number(name: FlagName): number | undefined
}

type Values = Record<string, string | boolean | undefined>

function parse(argv: readonly string[]): { values: Values; positionals: string[] } {
  const options = Object.fromEntries(
    Object.entries(flags as Record<string, Flag>).map(([name, { short, value }]) => [
      name,
      { type: value ? ('string' as const) : ('boolean' as const), ...(short && { short }) },
    ]),
  )
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true })
  } catch (error) {
    // Node's sentence first, without its advice on positional arguments.
    throw new UsageError((error as Error).message.split(/\. |\n/)[0].replace(/\.$/, ''))
  }
}

function checkChoices(values: Values): void {
  for (const [name, { oneOf }] of Object.entries(flags as Record<string, Flag>)) {
    const value = values[name]
    if (oneOf && typeof value === 'string' && !oneOf.includes(value))
      throw new UsageError(`--${name} is one of ${oneOf.join(', ')}, not ${value}`)
  }
}

function formatOf(command: Command | null, value: string | boolean | undefined): Format {
  if (value === undefined || !command) return 'text'
  if (!(command.formats as readonly unknown[]).includes(value))
    throw new UsageError(`${command.name} --format is one of ${command.formats.join(', ')}, not ${value}`)
  return value as Format
}

/** @throws UsageError for what is not known. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv)
  // zhengwen help analyze, as git and npm have it
  if (positionals[0] === 'help') {
    positionals.shift()
    values.help = true
  }
  const [name, ...files] = positionals
  const command = commands.find((it) => it.name === name) ?? null
  if (!command && name !== undefined)
    throw new UsageError(`there is no command ${name}; there are ${commands.map((c) => c.name).join(', ')}`)
  checkChoices(values)
  return {
    command,
    files,
    format: formatOf(command, values.format),
    text: (flag) => values[flag] as string | undefined,
    on: (flag) => values[flag] === true,
    number: (flag) => {
      const value = values[flag]
      if (value === undefined) return undefined
      if (!/^[1-9]\d{0,14}$/.test(String(value)))
        throw new UsageError(`--${flag} is a whole number from 1 up, not ${value}`)
      return Number(value)
    },
  }
}
