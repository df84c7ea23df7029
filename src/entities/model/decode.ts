import type { Page } from '../page.js'
import { FeatureReader } from './features.js'
import { PlainScorer, type PlainTables } from './plain.js'
import { type ModelSpan, modelTypes, stepOf } from './tags.js'
import { vectorScorer } from './vector.js'

/** A trained model: hashed features with a few small whole weights each. What it says never changes. */
export interface Model {
  /** Of 24 bits, in order. */
  hashes: Uint32Array
  /** The weights of each tag in turn, one for each hash. */
  columns: Int8Array
  /** Weights of the steps between tags, in the same unit. */
  steps: Int16Array
  /** Nats of one unit. */
  unit: number
  /** The weights as `PlainScorer` reads them, once it was asked to. */
  plain: PlainTables | null
  /** What reads pages by this model, once one was read. */
  decoder: Decoder | null
}

/** Finds the best path over the stretch that a reader has in hand. */
export interface Scorer {
  readonly reader: FeatureReader
  /** The tags of the path, character by character. */
  readonly tags: Uint8Array
  findPath(): void
  /** What a tag weighs at a character. */
  weightOf(i: number, tag: number): number
}

/** Finds the best paths over stretches of pages, as spans in their texts. Linear. */
export class Decoder {
  readonly #model: Model
  readonly #scorer: Scorer

  /** For stretches of at most `longest` code units. `plain`: without WebAssembly, as where there is none. */
  constructor(model: Model, longest: number, plain = false) {
    this.#model = model
    this.#scorer =
      (plain ? null : vectorScorer(model, longest)) ??
      new PlainScorer(model, new FeatureReader(longest), longest)
  }

  decode(page: Page, start: number, end: number): ModelSpan[] {
    if (start >= end) return []
    this.#scorer.reader.read(page, start, end)
    this.#scorer.findPath()
    return this.#spans(end - start)
  }

  #spans(n: number): ModelSpan[] {
    const { steps, unit } = this.#model
    const scorer = this.#scorer
    const { tags } = scorer
    const offset = scorer.reader.start
    const out: ModelSpan[] = []
    for (let i = 0; i < n; i++) {
      if (tags[i] === 0) continue
      const start = i
      while (((tags[i] - 1) & 3) < 2 && i < n - 1) i++
      let gain = 0
      let before = start > 0 ? tags[start - 1] : 0
      let outside = before
      for (let k = start; k <= i; k++) {
        gain += scorer.weightOf(k, tags[k]) + steps[stepOf(before, tags[k])]
        gain -= scorer.weightOf(k, 0) + steps[stepOf(outside, 0)]
        before = tags[k]
        outside = 0
      }
      if (i + 1 < n) gain += steps[stepOf(before, tags[i + 1])] - steps[stepOf(0, tags[i + 1])]
      out.push({
        start: offset + start,
        end: offset + i + 1,
        type: modelTypes[(tags[i] - 1) >> 2],
        margin: gain * unit,
      })
    }
    return out
  }
}
