// npm run train: trains the entity model from corpus/ and writes src/entities/model/entities.bin.
// npm run train -- --input my.jsonl --output my.bin: a user's own, from lines {"text", "entities": [{"start", "end", "label"}]}.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { readCorpus } from './train/notation.js'
import { trainModel } from './train/train-model.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({
  options: {
    corpus: { type: 'string', multiple: true },
    output: { type: 'string' },
    copies: { type: 'string' },
    epochs: { type: 'string' },
    l1: { type: 'string' },
    l2: { type: 'string' },
    rate: { type: 'string' },
    prune: { type: 'string' },
    least: { type: 'string' },
    hold: { type: 'boolean' },
  },
})
const passages = (values.corpus ?? [`${root}corpus`]).flatMap(readCorpus)
const number = (text: string | undefined, otherwise: number) =>
  text === undefined ? otherwise : Number(text)
const bytes = trainModel(passages, {
  copies: number(values.copies, 6),
  epochs: number(values.epochs, 6),
  l1: number(values.l1, 1),
  l2: number(values.l2, 0),
  rate: number(values.rate, 0.15),
  prune: number(values.prune, 0.06),
  least: number(values.least, 3),
  hold: values.hold ?? false,
  log: (line) => console.log(line),
})
const packed = gzipSync(bytes, { level: 9 })
writeFileSync(values.output ?? `${root}src/entities/model/entities.bin`, packed)
console.log(`${packed.length} bytes`)
