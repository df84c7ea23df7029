// npm run train: trains the entity model from corpus/ and writes src/entities/model/entities.bin.
// npm run train -- --input my.jsonl --output my.bin: a user's own; `--corpus corpus` adds the project's sentences.
// npm run train -- --hold: leaves every tenth passage out, and says how well the model reads it.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { readCorpus, readRows } from './train/notation.js'
import { trainModel } from './train/train-model.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({
  options: {
    corpus: { type: 'string', multiple: true },
    input: { type: 'string', multiple: true },
    output: { type: 'string' },
    copies: { type: 'string' },
    epochs: { type: 'string' },
    hold: { type: 'boolean', default: false },
  },
})
const { corpus, input = [], output, copies, epochs, hold } = values
if (input.length > 0 && output === undefined)
  throw new Error('--input needs --output: the package’s own model is not overwritten')
const folders = corpus ?? (input.length > 0 ? [] : [`${root}corpus`])
const passages = [
  ...folders.flatMap(readCorpus),
  ...input.flatMap((file) => readRows(readFileSync(file, 'utf8'), file)),
]
const bytes = trainModel(passages, {
  copies: Number(copies ?? 12),
  epochs: Number(epochs ?? 3),
  l1: 0.3,
  l2: 0,
  rate: 0.1,
  prune: 0.2,
  least: 4,
  hold,
  log: (line) => console.log(line),
})
const packed = gzipSync(bytes, { level: 9 })
writeFileSync(output ?? `${root}src/entities/model/entities.bin`, packed)
console.log(`${packed.length} bytes`)
