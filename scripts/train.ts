// npm run train: trains the entity model from corpus/ and writes src/entities/model/entities.bin, beside it trained.json: what
// it was trained on.
// npm run train -- --check: says by that whether the weights are of this corpus, these options, these tables and rules.
// npm run train -- --input my.jsonl --output my.bin: a user's own; `--corpus corpus` adds the project's sentences.
// npm run train -- --hold: leaves every tenth passage out, and says how well the model reads it; writes nothing without --output.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import { readCorpus, readRows } from './train/notation.js'
import { changesOf, driftOf, type Trace, traceOf } from './train/trace.js'
import { trainModel, usual } from './train/train-model.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({
  options: {
    corpus: { type: 'string', multiple: true },
    input: { type: 'string', multiple: true },
    output: { type: 'string' },
    copies: { type: 'string' },
    epochs: { type: 'string' },
    runs: { type: 'string' },
    hold: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
})
const { corpus, input = [], output, hold, check } = values
if (input.length > 0 && output === undefined)
  throw new Error('--input needs --output: the package’s own model is not overwritten')
const folders = corpus ?? (input.length > 0 ? [] : [`${root}corpus`])
const passages = [
  ...folders.flatMap(readCorpus),
  ...input.flatMap((file) => readRows(readFileSync(file, 'utf8'), file)),
]
const options = {
  ...usual,
  copies: Number(values.copies ?? usual.copies),
  epochs: Number(values.epochs ?? usual.epochs),
  runs: Number(values.runs ?? usual.runs),
}
const model = `${root}src/entities/model/entities.bin`
const trained = `${root}src/entities/model/trained.json`

function runCheck(): void {
  if (!existsSync(trained)) {
    console.log(
      'the weights are of a training that kept no trained.json: what they were trained on is not known',
    )
    process.exitCode = 1
    return
  }
  const before = JSON.parse(readFileSync(trained, 'utf8')) as Trace
  const now = traceOf(passages, options, gunzipSync(readFileSync(model)))
  const changes = changesOf(before, now)
  console.log(
    `${driftOf(before, now).toFixed(1)} % of the traced sentences have other features than in training`,
  )
  console.log(
    changes.length > 0
      ? `${changes.join(', ')}: train again`
      : 'corpus, options and weights are those of the training',
  )
  if (changes.length > 0) process.exitCode = 1
}

function train(): void {
  const bytes = trainModel(passages, { ...options, hold, log: (line) => console.log(line) })
  const packed = gzipSync(bytes, { level: 9 })
  console.log(`${packed.length} bytes`)
  if (output !== undefined) writeFileSync(output, packed)
  else if (!hold) {
    writeFileSync(model, packed)
    writeFileSync(trained, `${JSON.stringify(traceOf(passages, options, bytes), null, 2)}\n`)
  }
}

if (check) runCheck()
else train()
