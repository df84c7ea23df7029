import { createHash } from 'node:crypto'
import { readPage } from '../../src/entities/find.js'
import { WIDTH } from '../../src/entities/model/columns.js'
import { FeatureReader } from '../../src/entities/model/features.js'
import { markedOf, type Node } from './notation.js'

/** What weights were trained on, to be told from what there is now. */
export interface Trace {
  /** Of the sentences with their marks. */
  corpus: string
  /** How they were trained. */
  options: Record<string, number>
  /** The weights themselves, unpacked. */
  weights: string
  /** Of each of some sentences two bytes that stand for all its features, base64: tables and rules of grammar make these. */
  features: string
}

/** Every so many sentences one is traced. */
const EVERY = 40

export function traceOf(
  passages: readonly Node[][][],
  options: Record<string, number>,
  weights: Uint8Array,
): Trace {
  const marked = passages.flat().map((nodes) => markedOf(nodes))
  const corpus = createHash('sha256')
  for (const sentence of marked) corpus.update(`${JSON.stringify(sentence)}\n`)
  const texts = marked.filter((_, i) => i % EVERY === 0).map(({ text }) => text)
  const page = readPage(texts.join('\n'))
  const reader = new FeatureReader(texts.reduce((most, { length }) => Math.max(most, length), 0))
  const hashes = new Uint32Array(WIDTH)
  const out = new Uint8Array(2 * texts.length)
  let start = 0
  for (const [k, { length }] of texts.entries()) {
    reader.read(page, start, start + length)
    const hash = createHash('sha256')
    for (let i = 0; i < length; i++) hash.update(hashes.subarray(0, reader.at(i, hashes)))
    out.set(hash.digest().subarray(0, 2), 2 * k)
    start += length + 1
  }
  return {
    corpus: corpus.digest('hex'),
    options,
    weights: createHash('sha256').update(weights).digest('hex'),
    features: Buffer.from(out).toString('base64'),
  }
}

/** What of a training is no more what it was, for people to read; tables and rules apart, see `driftOf`. */
export function changesOf(before: Trace, now: Trace): string[] {
  const out: string[] = []
  if (before.corpus !== now.corpus) out.push('the corpus is another')
  if (JSON.stringify(before.options) !== JSON.stringify(now.options)) out.push('the options are others')
  if (before.weights !== now.weights) out.push('the weights are not those that were trained')
  return out
}

/** Percent of the traced sentences that have other features now: how far tables and rules have moved since the training. */
export function driftOf(before: Trace, now: Trace): number {
  const [a, b] = [before, now].map(({ features }) => Buffer.from(features, 'base64'))
  if (a.length !== b.length) return 100
  let other = 0
  for (let i = 0; i < a.length; i += 2) if (a.readUInt16LE(i) !== b.readUInt16LE(i)) other++
  return (200 * other) / a.length
}
