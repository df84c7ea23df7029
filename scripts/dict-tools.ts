import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Reads `dict/<path>`: tab-separated, first line the column names, `#` starts a comment line.
 * Stops the build where a row has the wrong number of columns, stray spaces, or repeats the key column.
 */
export function readTsv(path: string, options: { key?: string | null } = {}): Record<string, string>[] {
  const lines = readFileSync(`${root}dict/${path}`, 'utf8').split('\n')
  const fail = (line: number, what: string): never => {
    throw new Error(`dict/${path}:${line + 1}: ${what}`)
  }
  let columns: string[] | null = null
  const rows: Record<string, string>[] = []
  const seen = new Map<string, number>()
  for (const [i, line] of lines.entries()) {
    if (line === '' || line.startsWith('#')) continue
    const cells = line.split('\t')
    if (!columns) {
      columns = cells
      continue
    }
    if (cells.length > columns.length) fail(i, `${cells.length} columns, the head has ${columns.length}`)
    const row: Record<string, string> = {}
    for (const [c, name] of columns.entries()) {
      const cell = cells[c] ?? ''
      if (cell !== cell.trim()) fail(i, `space around "${cell}"`)
      row[name] = cell
    }
    const key = options.key === undefined ? columns[0] : options.key
    if (key !== null) {
      const value = row[key]
      if (value === '') fail(i, `empty ${key}`)
      if (seen.has(value)) fail(i, `${value} already stands in line ${seen.get(value)}`)
      seen.set(value, i + 1)
    }
    rows.push(row)
  }
  return rows
}

/** Rows as one string for a generated module: cells joined by tabs, rows by line breaks. */
export function pack(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.join('\t')).join('\n')
}

/** A generated module: one exported string a name, readable by any runtime. */
export function stringModule(source: string, strings: Record<string, string>): string {
  const lines = Object.entries(strings).map(
    ([name, value]) => `export const ${name} = ${JSON.stringify(value)}`,
  )
  return `// Built from ${source} by npm run build:dict. Do not edit.\n${lines.join('\n')}\n`
}

/**
 * The words of a table by what they are: a line for each kind, which some columns make, and its words behind it by tabs,
 * so that a reader takes lists apart, not rows.
 */
export function grouped(path: string, columns: readonly string[], key?: string | null): string {
  const [term, ...kinds] = columns
  const groups = new Map<string, Set<string>>()
  for (const row of readTsv(path, { key })) {
    const kind = kinds.map((name) => row[name]).join(' ')
    const words = groups.get(kind) ?? new Set()
    if (words.has(row[term])) throw new Error(`dict/${path}: ${row[term]} stands twice as ${kind}`)
    groups.set(kind, words.add(row[term]))
  }
  return pack([...groups].map(([kind, words]) => [kind, ...words]))
}

/**
 * Sorted code points as the steps from each to the next, one printable ASCII character each: `~` is a step of 94 and no
 * code point yet. `readSteps` reads it.
 */
export function inSteps(codes: readonly number[]): string {
  let [steps, last] = ['', 0]
  for (const code of codes) {
    let step = code - last
    last = code
    for (; step >= STEP; step -= STEP) steps += '~'
    steps += String.fromCharCode(LOWEST + step)
  }
  return steps
}

const LOWEST = 0x20
const STEP = 0x7e - LOWEST

/** Code points as three digits of base 90, all the first digits before all the second: like stands beside like. */
export function inPlanes(codes: readonly number[]): string {
  const digit = (place: number) => (code: number) =>
    String.fromCharCode(0x21 + (Math.floor(code / 90 ** place) % 90))
  return [2, 1, 0].map((place) => codes.map(digit(place)).join('')).join('')
}
