import { readFileSync } from 'node:fs'
import type { Dictionaries } from '../index.js'
import { reason, UsageError } from './errors.js'

type Topic = keyof Dictionaries
const topics: readonly Topic[] = ['places', 'companies', 'organizations', 'titles', 'words']

/** Names of a kind in the first column of a TSV. */
const kinds: Record<string, Topic> = {
  place: 'places',
  company: 'companies',
  organization: 'organizations',
  organisation: 'organizations',
  title: 'titles',
  word: 'words',
}

const columns = ['kind', 'name', 'aliases', 'code', 'category', 'legalForm']

/** `{ "places": ["某地", { "name": … }], "words": […] }` */
function fromJson(text: string, fail: (what: string) => never): Dictionaries {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return fail(`not JSON: ${(error as Error).message}`)
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return fail(`the file holds an object with ${topics.join(', ')}`)
  for (const [topic, entries] of Object.entries(value)) {
    if (!topics.includes(topic as Topic)) fail(`there is no "${topic}"; there are ${topics.join(', ')}`)
    if (!Array.isArray(entries)) fail(`"${topic}" is a list`)
    for (const [i, entry] of entries.entries()) {
      const name = typeof entry === 'string' ? entry : topic !== 'titles' && topic !== 'words' && entry?.name
      if (typeof name !== 'string' || name === '') fail(`"${topic}", entry ${i + 1}: no name`)
    }
  }
  return value
}

/** Tab-separated, first line the column names; `kind` and `name` must be there. */
function fromTsv(text: string, fail: (what: string, line?: number) => never): Dictionaries {
  const lines = text.split(/\r?\n/)
  const head = (lines[0] ?? '').split('\t').map((cell) => cell.trim())
  const unknown = head.find((cell) => !columns.includes(cell))
  if (unknown !== undefined || !head.includes('kind') || !head.includes('name'))
    fail(`the first line names the columns: kind, name, and any of ${columns.slice(2).join(', ')}`, 1)
  const out: Record<Topic, (string | { name: string })[]> = {
    places: [],
    companies: [],
    organizations: [],
    titles: [],
    words: [],
  }
  for (const [i, line] of lines.entries()) {
    if (i === 0 || line.trim() === '' || line.startsWith('#')) continue
    const cells = line.split('\t').map((cell) => cell.trim())
    if (cells.length > head.length) fail(`${cells.length} columns, the first line has ${head.length}`, i + 1)
    const { kind, name, aliases, ...rest } = Object.fromEntries(head.map((key, c) => [key, cells[c] ?? '']))
    const topic = kinds[kind]
    if (!topic) fail(`there is no kind "${kind}"; there are place, company, organization, title, word`, i + 1)
    if (name === '') fail('no name', i + 1)
    if (topic === 'titles' || topic === 'words') out[topic].push(name)
    else {
      const given = Object.entries(rest).filter(([, value]) => value !== '')
      const others = (aliases ?? '').split(/[,，、]/).filter((alias) => alias !== '')
      out[topic].push({ name, ...Object.fromEntries(given), ...(others.length > 0 && { aliases: others }) })
    }
  }
  return out as Dictionaries
}

/**
 * The caller's own words from a file, JSON or TSV by what it starts with.
 * @throws UsageError that names the file and the place in it
 */
export function readDictionary(path: string): Dictionaries {
  const fail = (what: string, line?: number): never => {
    throw new UsageError(`--dict ${path}${line === undefined ? '' : `:${line}`}: ${what}`)
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    return fail(error instanceof TypeError ? 'not UTF-8' : reason(error))
  }
  return text.trimStart().startsWith('{') ? fromJson(text, fail) : fromTsv(text, fail)
}
