import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cleanLine } from '../../scripts/gold/clean.js'
import { bodyOf, readArticle } from '../../scripts/gold/notation.js'

const home = new URL('../gold/facts/', import.meta.url)

describe('articles annotated for facts', () => {
  for (const file of readdirSync(home))
    it(`${file} names what its page has`, () => {
      const gold = readArticle(readFileSync(new URL(file, home), 'utf8'), cleanLine)
      expect(`${gold.id}.txt`).toBe(file)
      const body = bodyOf(gold.blocks)
      for (const { text, metric, subject, shareOf } of gold.facts)
        for (const phrase of [metric, subject, shareOf]) if (phrase) expect(body, text).toContain(phrase)
    })
})
