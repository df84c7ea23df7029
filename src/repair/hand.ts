import type { Graph } from './graph.js'
import { CLASSES, type Model } from './model.js'
import type { Neighbours } from './neighbours.js'
import { NOTHING } from './ways.js'

/** How many words may end at one place. */
const WIDTH = 100
/** By so many low bits of a word's number is known what may stand before it. */
const BUCKETS = 1 << 12
/** From so many characters on it pays to gather what follows the words before them. */
const GATHERED = 16

/** The words that end at the node at hand, and what they tell of those that may follow: bounds that spare most of them. */
export class Hand {
  readonly #model: Model
  readonly #neighbours: Neighbours
  readonly #graph: Graph

  /** States of the node, the best first. */
  readonly order: number[] = []
  /** By the low bits of a word's number: the best score with which a state at hand has a pair with such a word. */
  readonly #paired = new Int32Array(BUCKETS)
  readonly #pairedAt = new Int32Array(BUCKETS)
  /** By the low bits of a first character: the best score of a longer word with it that a state has a pair with. */
  readonly #firsts = new Int32Array(BUCKETS)
  readonly #firstAt = new Int32Array(BUCKETS)
  #stamp = 0
  /** The best score before words of which no more is known than their class. */
  bestFollow = NOTHING
  #isGathered = false
  /** The most that the page's own words add to what follows a state at hand. */
  mostAfter = 0

  /** By word class: `#bestBefore`. */
  readonly #byTag = new Int32Array(CLASSES)

  constructor(model: Model, neighbours: Neighbours, graph: Graph) {
    this.#model = model
    this.#neighbours = neighbours
    this.#graph = graph
  }

  /** Takes up the states of a node that are near enough to the best of its place. */
  take(node: number, least: number): void {
    const graph = this.#graph
    const { order } = this
    const score = graph.stateScore
    order.length = 0
    for (let state = graph.nodeState[node]; state >= 0; state = graph.stateNext[state]) {
      if (score[state] < least) continue
      let at = order.length
      order.push(state)
      for (; at > 0 && score[order[at - 1]] <= score[state]; at--) order[at] = order[at - 1]
      order[at] = state
    }
    if (order.length > WIDTH) order.length = WIDTH
  }

  /** What the states at hand tell of the words after them. */
  gather(many: number): void {
    const graph = this.#graph
    const neighbours = this.#neighbours
    const { pairStart, pairTail, pairWorth, pairFirst, pairMost, bestFollow, bestStandIn } = this.#model
    this.#byTag.fill(NOTHING)
    this.mostAfter = 0
    this.bestFollow = NOTHING
    this.#isGathered = many >= GATHERED
    const stamp = ++this.#stamp
    for (const state of this.order) {
      this.mostAfter = Math.max(this.mostAfter, neighbours.mostAfter(graph.stateChar[state]))
      const id = graph.stateId[state]
      const score = graph.stateScore[state]
      const follow = score + Math.max(bestFollow[graph.stateTag[state]], bestStandIn[id])
      if (follow > this.bestFollow) this.bestFollow = follow
      if (!this.#isGathered) continue
      for (let pair = pairStart[id]; pair < pairStart[id + 1]; pair++) {
        const bucket = pairTail[pair] % BUCKETS
        const sum = score + pairWorth[pair]
        if (this.#pairedAt[bucket] !== stamp || this.#paired[bucket] < sum) {
          this.#pairedAt[bucket] = stamp
          this.#paired[bucket] = sum
        }
        if (pairFirst[pair] === 0) continue
        const first = pairFirst[pair] % BUCKETS
        const whole = score + pairMost[pair]
        if (this.#firstAt[first] === stamp && this.#firsts[first] >= whole) continue
        this.#firstAt[first] = stamp
        this.#firsts[first] = whole
      }
    }
  }

  /** The best score with which the states at hand may lead to a word. */
  bestTo(id: number, tag: number): number {
    const graph = this.#graph
    const unpaired = this.#bestBefore(tag)
    if (!this.#isGathered)
      return Math.max(unpaired, graph.stateScore[this.order[0]] + this.#model.bestPair[id])
    const bucket = id % BUCKETS
    return this.#pairedAt[bucket] === this.#stamp ? Math.max(unpaired, this.#paired[bucket]) : unpaired
  }

  /** The best score with which the states at hand lead to a longer word with that first character by a pair. */
  pairedFirst(first: number): number {
    const graph = this.#graph
    if (!this.#isGathered) return graph.stateScore[this.order[0]]
    const bucket = first % BUCKETS
    return this.#firstAt[bucket] === this.#stamp ? this.#firsts[bucket] : NOTHING
  }

  /** The best score with which the states at hand lead to a word of a class. */
  #bestBefore(tag: number): number {
    const graph = this.#graph
    const known = this.#byTag[tag]
    if (known !== NOTHING) return known
    const { follows } = this.#model
    let best = NOTHING
    for (const state of this.order) {
      const score = graph.stateScore[state] + follows[graph.stateTag[state] * CLASSES + tag]
      if (score > best) best = score
    }
    this.#byTag[tag] = best
    return best
  }
}
