// What the benches of others' suites share: reading them from ../shared/data/numbers, and the table.
import { existsSync, readFileSync } from 'node:fs'

export interface Row {
  /** The case, what was asked and what came. */
  what: string
  ok: boolean
}

const root = new URL('../../shared/data/numbers/', import.meta.url)

export const suitesPresent = (): boolean => existsSync(root)

/** JSON Lines. */
export function lines<T>(path: string): T[] {
  return readFileSync(new URL(path, root), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}

/** One of Recognizers' files; they start with a byte order mark. */
export function spec<T>(path: string): T[] {
  return JSON.parse(readFileSync(new URL(`recognizers/${path}`, root), 'utf8').replace(/^\uFEFF/, '')) as T[]
}

/** One line of the table; the misses too where `misses` names the suite. */
export function report(name: string, target: string, rows: readonly Row[], misses: string | null): void {
  const right = rows.filter(({ ok }) => ok).length
  const share = ((100 * right) / Math.max(1, rows.length)).toFixed(1)
  const count = `${right}/${rows.length}`
  console.log(`${name.padEnd(34)} ${count.padStart(9)} ${share.padStart(6)} %   asked ${target}`)
  if (misses === null || !name.toLowerCase().includes(misses.toLowerCase())) return
  for (const { what, ok } of rows) if (!ok) console.log(`    ${what}`)
}
