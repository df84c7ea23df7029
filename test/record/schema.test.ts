import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { articleSchema, schemaFile } from '../../scripts/schema-tools.js'
import { analyze } from '../../src/index.js'
import { expectValid } from '../support/schema.js'

describe('the schema of Article', () => {
  it('is what the types say (npm run build:schema writes it)', () => {
    expect(readFileSync(schemaFile, 'utf8')).toBe(articleSchema())
  })

  it('holds for a page, an empty page, and one with meta', () => {
    expectValid(analyze('今年以来，全区完成投资35.7亿元。'))
    expectValid(analyze(''))
    expectValid(analyze('中文', { id: 'a', meta: { source: ['x', null, 1] } }))
  })

  it('refuses unknown fields, missing fields, odd spans', () => {
    const article = analyze('中文')
    expect(() => expectValid({ ...article, extra: 1 })).toThrow()
    const { issues: _, ...short } = article
    expect(() => expectValid(short)).toThrow()
    expect(() => expectValid({ ...article, body: [{ start: -1, end: 2 }] })).toThrow()
    expect(() => expectValid({ ...article, body: [{ start: 0.5, end: 2 }] })).toThrow()
  })
})
