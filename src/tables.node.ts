import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const LINE = /^export const (\w+) = (".*")$/gm

/**
 * The packed tables of one module of `dist/data/`, for `require`, which cannot load an ES module: each is a line of
 * its own, `export const name = "…"`, with the string as JSON has it. So both module systems read one copy.
 */
export function readTables(name: string): Record<string, string> {
  const source = readFileSync(fileURLToPath(new URL(`./${name}.js`, import.meta.url)), 'utf8')
  const tables: Record<string, string> = {}
  for (const [, key, json] of source.matchAll(LINE)) tables[key] = JSON.parse(json)
  return tables
}
