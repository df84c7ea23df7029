import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const HEAD = 'export const '

/** Each table is a line of its own, `export const name = "…"`, with the string as JSON has it. */
function read(name: string): Record<string, string> {
  const source = readFileSync(fileURLToPath(new URL(`./${name}.js`, import.meta.url)), 'utf8')
  const tables: Record<string, string> = {}
  for (const line of source.split('\n')) {
    const value = line.indexOf(' = "')
    if (line.startsWith(HEAD) && value > 0)
      tables[line.slice(HEAD.length, value)] = JSON.parse(line.slice(value + 3))
  }
  return tables
}

/**
 * The packed tables of one module of `dist/data/`, for `require`, which cannot load an ES module. So both module systems
 * read one copy; and this one reads it when the first table is asked for, as a page that is only normalised asks for few.
 */
export function tablesOf(name: string, keys: readonly string[]): Record<string, string> {
  let tables: Record<string, string> | null = null
  const lazy = {}
  for (const key of keys)
    Object.defineProperty(lazy, key, {
      enumerable: true,
      get: () => {
        tables ??= read(name)
        return tables[key]
      },
    })
  return lazy
}
