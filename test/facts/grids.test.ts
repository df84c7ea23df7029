import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { extractFacts } from '../../src/index.js'

type Filler = string | Record<string, string>

interface Grid {
  name: string
  /** {slot} and {slot.key} stand for what the slots hold. */
  text: string
  slots: Record<string, Filler[]>
  facts: Record<string, string>[]
}

const grids: Grid[] = JSON.parse(readFileSync(new URL('../cases/facts/grids.json', import.meta.url), 'utf8'))

/** Every way to fill the slots. */
function choices(slots: Grid['slots']): Record<string, Filler>[] {
  return Object.entries(slots).reduce<Record<string, Filler>[]>(
    (rows, [slot, fillers]) => rows.flatMap((row) => fillers.map((filler) => ({ ...row, [slot]: filler }))),
    [{}],
  )
}

const fill = (template: string, row: Record<string, Filler>): string =>
  template.replace(/\{(\w+)(?:\.(\w+))?\}/g, (_, slot: string, key?: string) => {
    const filler = row[slot]
    return typeof filler === 'string' ? filler : filler[key!]
  })

describe('grids: whatever stands in the slots, the facts are told alike', () => {
  for (const { name, text, slots, facts } of grids)
    it(name, () => {
      const wrong: string[] = []
      for (const row of choices(slots)) {
        const sentence = fill(text, row)
        const got = extractFacts(sentence, { referenceDate: '2024-08-01' })
        const told = got.map((fact) => ({
          text: fact.text,
          status: fact.status,
          metric: fact.metric?.text,
          subject: fact.subject?.text,
          base: fact.change?.base,
          direction: fact.change?.direction,
        }))
        const wanted = facts.map((fact) =>
          Object.fromEntries(Object.entries(fact).map(([key, value]) => [key, fill(value, row)])),
        )
        const right =
          told.length === wanted.length &&
          wanted.every((fact, i) =>
            Object.entries(fact).every(([key, value]) => told[i][key as keyof (typeof told)[0]] === value),
          )
        if (!right) wrong.push(`${sentence} ${JSON.stringify(told)}`)
      }
      expect(wrong.slice(0, 20)).toEqual([])
    })
})
