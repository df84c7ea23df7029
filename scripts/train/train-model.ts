import { readPage } from '../../src/entities/find.js'
import { WIDTH } from '../../src/entities/model/columns.js'
import { Decoder } from '../../src/entities/model/decode.js'
import { FeatureReader } from '../../src/entities/model/features.js'
import { readModel } from '../../src/entities/model/model.js'
import { type ModelType, modelTypes, STEPS, TAGS } from '../../src/entities/model/tags.js'
import { type Example, Trainer } from './crf.js'
import { Filler } from './fill.js'
import { type Marked, markedOf, type Node } from './notation.js'
import { packModel } from './pack.js'
import { Random } from './random.js'

export interface TrainOptions {
  /** How many times each sentence is repeated under other names. */
  copies: number
  epochs: number
  /** Trainings of other names, words and orders; the weights are their mean. */
  runs: number
  l1: number
  l2: number
  rate: number
  /** Weights below this, in the mean, are dropped, nats. */
  prune: number
  /** A feature must stand in this many sentences of the corpus. */
  least: number
  /** Keep every tenth passage out and report on it. */
  hold: boolean
  log: (line: string) => void
}

interface Sample {
  text: string
  spans: { start: number; end: number; type: ModelType }[]
}

const TYPES = { per: 'person', loc: 'place', org: 'organization', com: 'company' } as const

/** Spans that do not nest: outermost names, and of each post what follows its body. */
function flatten({ text, spans }: Marked): Sample {
  const out: Sample['spans'] = []
  const posts = spans.filter(({ tag }) => tag === 'post')
  const names = spans.filter(({ tag }) => tag !== 'post')
  for (const { start, end, tag } of names) {
    const inside = names.some((o) => o.start <= start && o.end >= end && o.end - o.start > end - start)
    if (!inside) out.push({ start, end, type: TYPES[tag as keyof typeof TYPES] })
  }
  for (const post of posts) {
    let start = post.start
    for (const o of names) if (o.start >= post.start && o.end <= post.end && o.end > start) start = o.end
    if (start < post.end && !posts.some((o) => o.start > start && o.end <= post.end))
      out.push({ start, end: post.end, type: 'title' })
  }
  return { text, spans: out.sort((a, b) => a.start - b.start) }
}

function tagsOf({ text, spans }: Sample): Uint8Array {
  const tags = new Uint8Array(text.length)
  for (const { start, end, type } of spans) {
    const begin = 1 + 4 * modelTypes.indexOf(type)
    for (let i = start; i < end; i++)
      tags[i] = end - start === 1 ? begin + 3 : i === start ? begin : i === end - 1 ? begin + 2 : begin + 1
  }
  return tags
}

/** Features of many sentences, read as one page so that each costs little. */
class Collector {
  /** Hash → id, count of sentences. */
  readonly ids = new Map<number, number>()
  readonly counts: number[] = []
  readonly #last: number[] = []
  readonly raw: { ids: Int32Array; from: Int32Array; tags: Uint8Array }[] = []

  add(samples: readonly Sample[], sources: readonly number[], random: Random, hide: boolean): void {
    const text = samples.map((s) => s.text).join('\n')
    const page = readPage(text)
    const buffer = new Uint32Array(WIDTH)
    const reader = new FeatureReader(longestOf(samples))
    let at = 0
    for (const [k, sample] of samples.entries()) {
      const n = sample.text.length
      const hidden = { lists: hide && random.chance(0.2), words: hide && random.chance(0.4) }
      reader.read(page, at, at + n, hidden)
      const ids: number[] = []
      const from = new Int32Array(n + 1)
      for (let i = 0; i < n; i++) {
        const count = reader.at(i, buffer)
        for (let f = 0; f < count; f++) {
          let id = this.ids.get(buffer[f])
          if (id === undefined) {
            id = this.counts.length
            this.ids.set(buffer[f], id)
            this.counts.push(0)
            this.#last.push(-1)
          }
          if (this.#last[id] !== sources[k]) {
            this.#last[id] = sources[k]
            this.counts[id]++
          }
          ids.push(id)
        }
        from[i + 1] = ids.length
      }
      this.raw.push({ ids: Int32Array.from(ids), from, tags: tagsOf(sample) })
      at += n + 1
    }
  }

  /** Examples over the features that stand in at least `least` sentences of the corpus, numbered anew. */
  examples(least: number): { examples: Example[]; hashes: Uint32Array } {
    const renumber = new Int32Array(this.counts.length).fill(-1)
    const hashes: number[] = []
    for (const [hash, id] of this.ids)
      if (this.counts[id] >= least) {
        renumber[id] = hashes.length
        hashes.push(hash)
      }
    const examples = this.raw.map(({ ids, from, tags }) => {
      const features: number[] = []
      const starts = new Int32Array(from.length)
      for (let i = 0; i + 1 < from.length; i++) {
        for (let k = from[i]; k < from[i + 1]; k++) if (renumber[ids[k]] >= 0) features.push(renumber[ids[k]])
        starts[i + 1] = features.length
      }
      return { features: Int32Array.from(features), from: starts, tags }
    })
    return { examples, hashes: Uint32Array.from(hashes) }
  }
}

/** Corpus → packed model, before gzip. The same corpus and options give the same bytes. */
export function trainModel(passages: readonly Node[][][], options: TrainOptions): Uint8Array {
  const held = options.hold ? passages.filter((_, i) => i % 10 === 9) : []
  const learned = options.hold ? passages.filter((_, i) => i % 10 !== 9) : passages
  const mean = new Mean(options.runs)
  for (let run = 0; run < options.runs; run++) mean.add(learn(learned.flat(), SEED + run, options))
  const bytes = quantise(mean, options)
  if (held.length > 0)
    report(
      bytes,
      held.flat().map((nodes) => flatten(markedOf(nodes))),
      options.log,
    )
  return bytes
}

const SEED = 20260101

/**
 * Sentences that are read as one page, as many as an article has: over hundreds grammar knows nearly every short name from
 * its full one elsewhere, and the model learns to wait for grammar.
 */
const PAGE = 12

/** How the package's own model is trained. */
export const usual = { copies: 5, epochs: 3, runs: 3, l1: 1, l2: 0, rate: 0.1, prune: 0.12, least: 3 }

/** What a training has found. */
interface Learned {
  hashes: Uint32Array
  /** A row of `TAGS` for each hash, nats. */
  weights: Float32Array
  steps: Float32Array
}

function learn(sentences: readonly Node[][], seed: number, options: TrainOptions): Learned {
  const random = new Random(seed)
  const filler = new Filler(random)
  const collector = new Collector()
  for (let copy = 0; copy <= options.copies; copy++)
    for (let i = 0; i < sentences.length; i += PAGE) {
      const part = sentences.slice(i, i + PAGE)
      const samples = part.map((nodes) => flatten(markedOf(copy === 0 ? nodes : filler.vary(nodes))))
      collector.add(
        samples,
        part.map((_, k) => i + k),
        random,
        copy > 0,
      )
    }
  const { examples, hashes } = collector.examples(options.least)
  options.log(`${sentences.length} sentences, ${examples.length} with copies, ${hashes.length} features`)
  const trainer = new Trainer(hashes.length, options)
  for (let e = 1; e <= options.epochs; e++)
    options.log(`pass ${e}: ${trainer.epoch(examples, random).toFixed(4)} nats a character`)
  return { hashes, weights: trainer.weights, steps: trainer.steps }
}

/** The mean of trainings: what one has learned by chance the others have not. */
class Mean {
  /** By hash, where a weight is not 0. */
  readonly rows = new Map<number, Float64Array>()
  readonly steps = new Float64Array(STEPS)
  readonly #runs: number

  constructor(runs: number) {
    this.#runs = runs
  }

  add({ hashes, weights, steps }: Learned): void {
    for (let f = 0; f < hashes.length; f++) {
      const row = weights.subarray(f * TAGS, (f + 1) * TAGS)
      if (row.every((w) => w === 0)) continue
      const sum = this.rows.get(hashes[f]) ?? new Float64Array(TAGS)
      for (let t = 0; t < TAGS; t++) sum[t] += row[t] / this.#runs
      this.rows.set(hashes[f], sum)
    }
    for (let s = 0; s < STEPS; s++) this.steps[s] += steps[s] / this.#runs
  }
}

function quantise({ rows, steps }: Mean, { prune, log }: TrainOptions): Uint8Array {
  let max = 0
  const unit = 0.1
  const whole = (w: number) => (Math.abs(w) < prune ? 0 : Math.max(-127, Math.min(127, Math.round(w / unit))))
  const features: { hash: number; row: Int8Array }[] = []
  let cells = 0
  for (const [hash, weights] of rows) {
    for (const w of weights) max = Math.max(max, Math.abs(w))
    const row = Int8Array.from(weights, whole)
    const used = row.reduce((n, w) => n + (w !== 0 ? 1 : 0), 0)
    if (used === 0) continue
    cells += used
    features.push({ hash, row })
  }
  log(`${features.length} features, ${cells} weights, largest ${max.toFixed(2)}`)
  const rounded = new Int16Array(STEPS)
  for (let s = 0; s < STEPS; s++) rounded[s] = Math.round(steps[s] / unit)
  return packModel(features, rounded, unit)
}

function longestOf(samples: readonly Sample[]): number {
  return samples.reduce((most, { text }) => Math.max(most, text.length), 0)
}

function report(bytes: Uint8Array, samples: readonly Sample[], log: (line: string) => void): void {
  const model = readModel(bytes)
  const page = readPage(samples.map((s) => s.text).join('\n'))
  const decoder = new Decoder(model, longestOf(samples))
  const totals = new Map(modelTypes.map((type) => [type as string, [0, 0, 0]]))
  let at = 0
  for (const { text, spans } of samples) {
    const found = decoder.decode(page, at, at + text.length)
    const key = (s: { start: number; end: number; type: string }) => `${s.start} ${s.end} ${s.type}`
    const want = new Set(spans.map((s) => key({ ...s, start: s.start + at, end: s.end + at })))
    for (const s of found) {
      const total = totals.get(s.type) as number[]
      if (want.delete(key(s))) total[0]++
      else total[1]++
    }
    for (const left of want) (totals.get(left.split(' ')[2]) as number[])[2]++
    at += text.length + 1
  }
  for (const [type, [tp, fp, fn]] of totals)
    log(
      `held ${type.padEnd(12)} P ${pc(tp, tp + fp)} R ${pc(tp, tp + fn)} F1 ${pc(2 * tp, 2 * tp + fp + fn)} of ${tp + fn}`,
    )
}

const pc = (a: number, b: number) => (b === 0 ? '  - ' : ((100 * a) / b).toFixed(1))
