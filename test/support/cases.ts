import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** One row of `test/cases/<stage>/<group>.jsonl`. Whatever else it has is the stage's own. */
export interface Case {
  /** What the case shows, as a sentence. */
  name: string
}

const groups = ['wild', 'synthetic', 'negative', 'known-failures'] as const

/**
 * Runs a stage's cases: `wild` (shapes seen on real pages, rewritten for the project), `synthetic`,
 * `negative` (nothing may be found or changed), `known-failures` (one that starts to pass fails the run:
 * move it to where it belongs).
 */
export function runCases<T extends Case>(stage: string, check: (row: T) => void): void {
  for (const group of groups) {
    const file = new URL(`../cases/${stage}/${group}.jsonl`, import.meta.url)
    if (!existsSync(file)) continue
    const rows = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as T)
    describe(`${stage}: ${group}`, () => {
      for (const row of rows)
        it(row.name, () => {
          if (group !== 'known-failures') return check(row)
          let failed = false
          try {
            check(row)
          } catch {
            failed = true
          }
          expect(failed, 'a known failure passes now: move it to its group').toBe(true)
        })
    })
  }
}
