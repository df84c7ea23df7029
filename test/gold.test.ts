import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cleanLine } from '../scripts/gold/clean.js'
import { divisionName } from '../scripts/gold/divisions.js'
import {
  blockKinds,
  bodyOf,
  type Gold,
  occurrences,
  type Period,
  readArticle,
} from '../scripts/gold/notation.js'

const home = new URL('gold/', import.meta.url)
const ids = readdirSync(home)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -5))
const split = JSON.parse(readFileSync(new URL('gold-split.json', import.meta.url), 'utf8')) as Record<
  string,
  string[]
>

const levels =
  /^(country|province|prefecture|county|township|village|region|natural|road|facility|foreign|other)$/
const categories =
  /^(government|party|legislature|judicial|school|hospital|media|military|association|team|institute|other)$/
const factKinds = /^(money|count|percent|measure|ratio|rank|age|duration)$/
const decimal = /^-?\d+(\.\d+)?$/
const iso = /^(\d{4}-\d\d-\d\d(T\d\d:\d\d)?)?$/

function checkPeriod({ start, end }: Period): void {
  expect(start).toMatch(iso)
  expect(end).toMatch(iso)
  expect(start <= end, `${start}..${end}`).toBe(true)
}

function checkNames(gold: Gold, body: string): void {
  for (const { name, forms } of [...gold.places, ...gold.companies, ...gold.organizations])
    for (const form of forms) expect(body, `${name}: ${form}`).toContain(form)
  for (const place of gold.places) {
    expect(place.level).toMatch(levels)
    if (place.code) expect(divisionName(place.code), place.code).toBe(place.name)
  }
  for (const company of gold.companies)
    expect(company.name.length).toBe(Math.max(...company.forms.map((form) => form.length)))
  for (const organization of gold.organizations) expect(organization.category).toMatch(categories)
  for (const person of gold.persons) {
    for (const form of person.forms ?? [person.name]) expect(body, person.name).toContain(form)
    expect(person.category).toMatch(/^(official|executive|journalist|other)$/)
    for (const post of person.posts) {
      expect(body, person.name).toContain(post.text)
      expect(post.text, person.name).toContain(post.title)
      expect(post.status).toMatch(/^(current|former|acting|designate)$/)
      if (post.jurisdictionCode) expect(divisionName(post.jurisdictionCode)).not.toBeNull()
    }
  }
}

function checkFacts(gold: Gold, body: string): void {
  let last = -1
  for (const fact of gold.facts) {
    const at = occurrences(body, fact.text)[fact.nth - 1]
    expect(at, `${fact.text} ${fact.nth}`).toBeGreaterThan(last)
    last = at
    expect(fact.kind).toMatch(factKinds)
    for (const value of [fact.value, fact.low, fact.high]) if (value !== null) expect(value).toMatch(decimal)
    if (fact.value !== null) expect([fact.low, fact.high]).toEqual([null, null])
    if (fact.low !== null && fact.high !== null) expect(Number(fact.low)).toBeLessThan(Number(fact.high))
    if (fact.kind === 'money') expect(fact.unit).toMatch(/^[A-Z]{3}$/)
    else if (fact.kind === 'percent') expect(fact.unit).toMatch(/^(%|pp|基点)$/)
    else if (fact.value !== null || fact.low !== null || fact.high !== null)
      expect(fact.unit, fact.text).toMatch(/^.{1,7}$/)
    for (const phrase of [fact.metric, fact.subject]) if (phrase) expect(body, fact.text).toContain(phrase)
    if (fact.shareOf) expect(body, fact.text).toContain(fact.shareOf)
    if (fact.period) checkPeriod(fact.period)
  }
}

describe('gold articles', () => {
  it('each belongs to one part', () => {
    expect(Object.values(split).flat().sort()).toEqual([...ids].sort())
  })

  for (const id of ids) {
    const gold = JSON.parse(readFileSync(new URL(`${id}.json`, home), 'utf8')) as Gold
    const body = bodyOf(gold.blocks)

    it(`${id} names what its page has`, () => {
      for (const block of gold.blocks) {
        expect(Object.values(blockKinds)).toContain(block.kind)
        expect(block.raw).not.toContain('\n')
        if (gold.script === 'cn' && !gold.damage) expect(block.raw).toBe(block.clean)
      }
      expect(gold.title).toBe(gold.blocks.find((block) => block.kind === 'title')?.clean)
      const page = gold.blocks.map((block) => block.clean.replace(/[\s\u3000]/g, '')).join('\n')
      for (const author of gold.authors) expect(page).toContain(author.name)
      if (gold.publisher) expect(page).toContain(gold.publisher)
      checkNames(gold, body)
      for (const time of gold.times) {
        expect(body).toContain(time.text)
        checkPeriod(time)
      }
      checkFacts(gold, body)
    })

    it(`${id} is what its source says`, () => {
      const source = new URL(`source/${id}.txt`, home)
      expect(existsSync(source)).toBe(true)
      const { blocks, script, ...rest } = readArticle(readFileSync(source, 'utf8'), cleanLine)
      const { blocks: stored, script: _, ...records } = gold
      expect(records).toEqual(JSON.parse(JSON.stringify(rest)))
      expect(stored.map(({ kind, clean }) => ({ kind, clean }))).toEqual(
        blocks.map(({ kind, clean }) => ({ kind, clean })),
      )
      // What nobody can give back is not asked: under the chosen seed every digit survives.
      const digits = (text: string) => text.replace(/[^\d.%]/g, '')
      for (const block of stored) if (gold.damage) expect(digits(block.raw)).toBe(digits(block.clean))
      if (!gold.damage) expect(stored.map((block) => block.raw)).toEqual(blocks.map((block) => block.raw))
      expect(script).toMatch(/^(cn|tw|hk)$/)
    })
  }
})
