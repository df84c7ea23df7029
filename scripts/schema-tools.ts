import { fileURLToPath } from 'node:url'
import { createGenerator, type Schema } from 'ts-json-schema-generator'

const root = fileURLToPath(new URL('..', import.meta.url))

export const schemaFile = `${root}src/record/article.schema.json`

/** The JSON Schema (draft 7) of `Article` as the types have it now, as the text of its file. */
export function articleSchema(): string {
  const schema = createGenerator({
    path: `${root}src/record/types.ts`,
    tsconfig: `${root}tsconfig.json`,
    type: 'Article',
    additionalProperties: false,
    topRef: true,
    // The compiler has checked the types by other means; here they are only read.
    skipTypeCheck: true,
    sortProps: false,
  }).createSchema('Article')
  const { $schema, ...rest } = schema
  const full: Schema = {
    $schema,
    title: 'Article of zhengwen',
    description: 'One news page as data. Spans are UTF-16 code units, half-open.',
    ...rest,
  }
  return `${JSON.stringify(full, null, 1)}\n`
}
