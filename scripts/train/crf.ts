import { STEPS, stepOf, TAGS } from '../../src/entities/model/tags.js'
import type { Random } from './random.js'

/** A sentence: the feature ids of each character behind one another, and the tag of each character. */
export interface Example {
  features: Int32Array
  /** Where each character's features begin; one more entry ends the last. */
  from: Int32Array
  tags: Uint8Array
}

const arcs: [from: number, to: number, step: number][] = []
for (let from = 0; from < TAGS; from++)
  for (let to = 0; to < TAGS; to++) {
    const step = stepOf(from, to)
    if (step >= 0) arcs.push([from, to, step])
  }

/**
 * Trains a linear-chain CRF by FTRL-proximal, a sentence a step: rates of its own for each weight, and an L1
 * price that keeps most weights at zero.
 */
export class Trainer {
  readonly weights: Float32Array
  readonly steps = new Float32Array(STEPS)
  /** Of each weight the two numbers that FTRL keeps: the sum of gradients, that of their squares. */
  readonly #sums: Float32Array
  readonly #stepSquares = new Float32Array(STEPS)
  readonly #l1: number
  readonly #l2: number
  readonly #rate: number

  constructor(features: number, { l1, l2, rate }: { l1: number; l2: number; rate: number }) {
    this.weights = new Float32Array(features * TAGS)
    this.#sums = new Float32Array(2 * features * TAGS)
    this.#l1 = l1
    this.#l2 = l2
    this.#rate = rate
  }

  /** One pass over all examples. Returns the mean loss of a character, in nats. */
  epoch(examples: readonly Example[], random: Random): number {
    const order = random.shuffle(examples.map((_, i) => i))
    let loss = 0
    let characters = 0
    for (const i of order) {
      loss += this.#learn(examples[i])
      characters += examples[i].tags.length
    }
    return loss / characters
  }

  #learn({ features, from, tags }: Example): number {
    const n = tags.length
    const { weights, steps } = this
    const scores = new Float64Array(n * TAGS)
    for (let i = 0; i < n; i++) {
      const base = i * TAGS
      for (let k = from[i]; k < from[i + 1]; k++) {
        const row = features[k] * TAGS
        for (let t = 0; t < TAGS; t++) scores[base + t] += weights[row + t]
      }
    }
    const gold = this.#goldScore(scores, tags)
    // Probabilities scaled to one at each character; the logarithms of the scales are the partition.
    const local = new Float64Array(n * TAGS)
    let log = 0
    for (let i = 0; i < n; i++) {
      const base = i * TAGS
      let max = scores[base]
      for (let t = 1; t < TAGS; t++) if (scores[base + t] > max) max = scores[base + t]
      for (let t = 0; t < TAGS; t++) local[base + t] = Math.exp(scores[base + t] - max)
      log += max
    }
    const moves = new Float64Array(STEPS)
    for (let s = 0; s < STEPS; s++) moves[s] = Math.exp(steps[s])
    const forward = new Float64Array(n * TAGS)
    const backward = new Float64Array(n * TAGS)
    for (let t = 0; t < TAGS; t++) {
      const step = stepOf(0, t)
      if (step >= 0) forward[t] = moves[step] * local[t]
    }
    const scales = new Float64Array(n)
    for (let i = 0; i < n; i++) {
      const base = i * TAGS
      if (i > 0) {
        for (let a = 0; a < arcs.length; a++) {
          const arc = arcs[a]
          forward[base + arc[1]] += forward[base - TAGS + arc[0]] * moves[arc[2]]
        }
        for (let t = 0; t < TAGS; t++) forward[base + t] *= local[base + t]
      }
      let sum = 0
      for (let t = 0; t < TAGS; t++) sum += forward[base + t]
      scales[i] = sum
      for (let t = 0; t < TAGS; t++) forward[base + t] /= sum
    }
    for (let t = 0; t < TAGS; t++) {
      const part = t === 0 ? 3 : (t - 1) & 3
      backward[(n - 1) * TAGS + t] = part < 2 ? 0 : 1
    }
    let last = 0
    for (let t = 0; t < TAGS; t++) last += forward[(n - 1) * TAGS + t] * backward[(n - 1) * TAGS + t]
    for (let t = 0; t < TAGS; t++) backward[(n - 1) * TAGS + t] /= last
    for (let i = 0; i < n; i++) log += Math.log(scales[i])
    log += Math.log(last)
    const stepGradient = new Float64Array(STEPS)
    const weighted = new Float64Array(TAGS)
    for (let i = n - 1; i > 0; i--) {
      const base = i * TAGS
      for (let t = 0; t < TAGS; t++) weighted[t] = (backward[base + t] * local[base + t]) / scales[i]
      for (let a = 0; a < arcs.length; a++) {
        const arc = arcs[a]
        const pull = moves[arc[2]] * weighted[arc[1]]
        backward[base - TAGS + arc[0]] += pull
        stepGradient[arc[2]] += forward[base - TAGS + arc[0]] * pull
      }
    }
    const movedTags = new Uint8Array(TAGS)
    const gradients = new Float64Array(TAGS)
    let before = 0
    for (let i = 0; i < n; i++) {
      const base = i * TAGS
      if (i === 0)
        for (let t = 0; t < TAGS; t++) {
          const step = stepOf(0, t)
          if (step >= 0) stepGradient[step] += forward[t] * backward[t]
        }
      stepGradient[stepOf(before, tags[i])] -= 1
      before = tags[i]
      let moved = 0
      for (let t = 0; t < TAGS; t++) {
        const gradient = forward[base + t] * backward[base + t] - (tags[i] === t ? 1 : 0)
        if (gradient < 0.002 && gradient > -0.002) continue
        movedTags[moved] = t
        gradients[moved++] = gradient
      }
      if (moved === 0) continue
      // A feature's numbers stand side by side: they are asked of memory once for all its tags.
      for (let k = from[i]; k < from[i + 1]; k++)
        for (let m = 0; m < moved; m++) this.#update(features[k] * TAGS + movedTags[m], gradients[m])
    }
    for (let s = 0; s < STEPS; s++) {
      const g = stepGradient[s]
      if (g === 0) continue
      this.#stepSquares[s] += g * g
      steps[s] -= (this.#rate * g) / (1 + Math.sqrt(this.#stepSquares[s]))
    }
    return log - gold
  }

  #goldScore(scores: Float64Array, tags: Uint8Array): number {
    let sum = 0
    let before = 0
    for (let i = 0; i < tags.length; i++) {
      sum += scores[i * TAGS + tags[i]] + this.steps[stepOf(before, tags[i])]
      before = tags[i]
    }
    return sum
  }

  #update(at: number, gradient: number): void {
    const sums = this.#sums
    const before = sums[2 * at + 1]
    const square = before + gradient * gradient
    const root = Math.sqrt(square)
    const sigma = (root - Math.sqrt(before)) / this.#rate
    const z = sums[2 * at] + gradient - sigma * this.weights[at]
    sums[2 * at] = z
    sums[2 * at + 1] = square
    const l1 = this.#l1
    this.weights[at] =
      z > l1 || z < -l1 ? -(z - Math.sign(z) * l1) / ((0.5 + root) / this.#rate + this.#l2) : 0
  }
}
