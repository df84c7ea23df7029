import { Ajv } from 'ajv'
import { expect } from 'vitest'
import schema from '../../src/record/article.schema.json' with { type: 'json' }

const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema)

/** Fails where a record is not what `zhengwen/schema.json` says, naming the field. */
export function expectValid(article: unknown): void {
  // What a reader of the JSON gets, not what stands in memory: `undefined` and methods must not matter.
  const record = JSON.parse(JSON.stringify(article))
  const found = validate(record) ? [] : (validate.errors ?? [])
  expect(found.map(({ instancePath, message, params }) => ({ instancePath, message, params }))).toEqual([])
  expect(record, 'a record is plain JSON: nothing is lost on the way').toEqual(article)
}
