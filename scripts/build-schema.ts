// Writes the JSON Schema of Article from its types: src/record/article.schema.json. A test keeps the two equal.
import { writeFileSync } from 'node:fs'
import { articleSchema, schemaFile } from './schema-tools.js'

writeFileSync(schemaFile, articleSchema())
