import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const home = new URL('../../src/facts/', import.meta.url)
const GUARD = /new Guarded\(\s*'(first|last|within)',\s*'([^']+)',\s*\/(.+)\/,?\s*\)/g

const guards = readdirSync(home).flatMap((file) =>
  [...readFileSync(new URL(file, home), 'utf8').matchAll(GUARD)].map(([, where, chars, pattern]) => ({
    name: `${file}: ${chars}`,
    where: where!,
    chars: chars!,
    pattern: pattern!,
  })),
)

describe('a guard lets through whatever its pattern finds', () => {
  it('all of them are read from the source', () => {
    const uses = readdirSync(home).map(
      (file) => readFileSync(new URL(file, home), 'utf8').split('new Guarded(').length - 1,
    )
    expect(guards.length).toBe(uses.reduce((a, b) => a + b, 0))
  })

  for (const { name, where, chars, pattern } of guards)
    it(name, () => {
      // What may not stand beside it makes no string that is found; fast-check does not read it.
      const plain = new RegExp(pattern.replace(/\(\?<?[!=][^()]*\)/g, ''))
      fc.assert(
        fc.property(fc.stringMatching(plain), (text) => {
          const found = where === 'first' ? text[0] : where === 'last' ? text.at(-1) : undefined
          const stands =
            where === 'within' ? [...text].some((char) => chars.includes(char)) : chars.includes(found ?? ' ')
          expect(stands, JSON.stringify(text)).toBe(true)
        }),
      )
    })
})
