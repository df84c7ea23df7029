import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Article, analyze, createAnalyzer, extractEntities } from '../../src/index.js'
import { townships } from '../../src/townships.js'
import { anyText } from '../support/arbitrary.js'
import { testPackage } from '../support/build.js'
import { type Case, runCases } from '../support/cases.js'
import { expectContract } from '../support/contract.js'

interface TownshipCase extends Case {
  text: string
  /**
   * `place name`, `place name code`, `path of a place`, `candidates of a place`, `open name` for one with candidates,
   * `once name` for one entity alone, `of body jurisdiction code`, `post name|title jurisdiction code`, `kind name`.
   */
  has?: string[]
  /** None of them may be there. */
  not?: string[]
}

const analyzer = await createAnalyzer({ townships })

function facts(text: string): Set<string> {
  const out = new Set<string>()
  const entities = analyzer.extractEntities(text)
  for (const e of entities) {
    out.add(`${e.kind} ${e.name}`)
    if (entities.filter(({ name }) => name === e.name).length === 1) out.add(`once ${e.name}`)
    for (const m of e.mentions) out.add(`${e.kind} ${m.text}`)
    if (e.kind === 'organization' && e.jurisdiction)
      out.add(`of ${e.name} ${e.jurisdiction.name} ${e.jurisdiction.code}`)
    if (e.kind === 'person')
      for (const { title, jurisdiction } of e.posts)
        out.add(`post ${e.name}|${title} ${jurisdiction?.name} ${jurisdiction?.code}`)
    if (e.kind !== 'place') continue
    out.add(`place ${e.name} ${e.code}`)
    out.add(`path ${e.path.join('/')}`)
    if (e.candidates.length > 0) out.add(`open ${e.name}`).add(`candidates ${e.candidates}`)
  }
  return out
}

runCases<TownshipCase>('townships', ({ text, has = [], not = [] }) => {
  const found = facts(text)
  for (const want of has) expect([...found]).toContain(want)
  for (const bad of not) expect([...found]).not.toContain(bad)
})

const require = createRequire(import.meta.url)
const text = '商州区沙河子镇任家后村的木耳丰收了。'
const codes = (record: Article | { ok: false } | ReturnType<typeof extractEntities>) =>
  (Array.isArray(record) ? record : (record as Article).entities).flatMap((e) =>
    e.kind === 'place' ? [e.code] : [],
  )
const found = ['611002', '611002104', null]

describe('zhengwen/townships', () => {
  it('changes nothing for those who do not ask for it', () => {
    expect(codes(extractEntities(text))).toEqual(['611002', null, null])
    expect(codes(analyze(text))).toEqual(['611002', null, null])
  })

  it('is in no file but its own', () => {
    const dist = `${testPackage}dist/`
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.c?js$/.test(name) && /data\/townships/.test(readFileSync(dist + name, 'utf8')),
    )
    expect(files.sort()).toEqual(['townships.cjs', 'townships.js'])
  })

  it("decides by the page's publisher", () => {
    const page = (source: string) => `大荆镇修路\n\n来源：${source}\n\n　　本报讯 大荆镇的产业路开工了。\n`
    const codesOf = (source: string) =>
      analyzer
        .analyze(page(source))
        .entities.flatMap((e) => (e.kind === 'place' && e.name === '大荆镇' ? [e.code] : []))
    expect(codesOf('商洛日报')).toEqual(['611002112'])
    expect(codesOf('乐清日报')).toEqual(['330382101'])
  })

  it('refuses what is no such table', async () => {
    await expect(createAnalyzer({ townships: { packed: '' } as never })).rejects.toMatchObject({
      code: 'invalid-option',
    })
  })

  it('loads as an ES module, by require, and in a pool of threads', async () => {
    const dist = pathToFileURL(`${testPackage}dist/`).href
    const esm = await import(`${dist}index.js`)
    const table = await import(`${dist}townships.js`)
    expect(codes((await esm.createAnalyzer(table)).extractEntities(text))).toEqual(found)
    const cjs = require(`${testPackage}dist/index.cjs`)
    const required = require(`${testPackage}dist/townships.cjs`)
    expect(required.townships).toEqual(table.townships)
    expect(codes((await cjs.createAnalyzer(required)).extractEntities(text))).toEqual(found)
    const { analyzeStream } = await import(`${dist}batch.js`)
    for (const concurrency of [1, 2])
      for await (const record of analyzeStream([text, text, text], { ...table, concurrency }))
        expect(codes(record)).toEqual(found)
  })

  it('property: any text gives a record as the contract has it', () => {
    fc.assert(fc.property(anyText, (any) => expectContract(analyzer.analyze(any))))
  })
})
