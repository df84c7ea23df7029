import type { Graph } from './graph.js'
import { CLASSES, type Model } from './model.js'
import type { Neighbours } from './neighbours.js'
import { NOTHING } from './ways.js'

/** How many words may end at one place: as many as a mask has bits. */
const WIDTH = 32
/** By so many low bits of a word's number is known what may stand before it. */
const BUCKETS = 1 << 12
/** From so many characters on it pays to gather what follows the words before them. */
const GATHERED = 16

/** The words that end at the node at hand, and what they tell of those that may follow: bounds that spare most of them. */
export class Hand {
  #model!: Model
  #neighbours!: Neighbours
  readonly #graph: Graph

  /** States of the node, the best first, and how many they are. */
  readonly order = new Int32Array(WIDTH)
  size = 0
  /** Of each state in order: its score, its word's number and class, its last character and the one before that. */
  readonly score = new Int32Array(WIDTH)
  readonly id = new Int32Array(WIDTH)
  readonly tag = new Int32Array(WIDTH)
  readonly char = new Int32Array(WIDTH)
  readonly before = new Int32Array(WIDTH)
  /** By the low bits of a word's number: the best score with which a state at hand has a pair with such a word. */
  readonly #paired = new Int32Array(BUCKETS)
  /** Which of the states have one, as bits. */
  readonly #pairedBy = new Int32Array(BUCKETS)
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

  /** By word class: `#bestBefore`; and the score of each state with what it is worth that the class follows its own. */
  readonly #byTag = new Int32Array(CLASSES)
  readonly #followed = new Int32Array(CLASSES * WIDTH)

  constructor(graph: Graph) {
    this.#graph = graph
  }

  /** Begins a search on a page. */
  begin(model: Model, neighbours: Neighbours): void {
    this.#model = model
    this.#neighbours = neighbours
  }

  /** Takes up the states of a node that are near enough to the best of its place. */
  take(node: number, least: number): void {
    const graph = this.#graph
    const { order } = this
    const score = graph.stateScore
    let size = 0
    for (let state = graph.nodeState[node]; state >= 0; state = graph.stateNext[state]) {
      const own = score[state]
      if (own < least || (size === WIDTH && own < score[order[WIDTH - 1]])) continue
      let at = size < WIDTH ? size++ : WIDTH - 1
      for (; at > 0 && score[order[at - 1]] <= own; at--) order[at] = order[at - 1]
      order[at] = state
    }
    this.size = size
    for (let i = 0; i < size; i++) {
      const state = order[i]
      this.score[i] = score[state]
      this.id[i] = graph.stateId[state]
      this.tag[i] = graph.stateTag[state]
      this.char[i] = graph.stateChar[state]
      this.before[i] = graph.beforeLast(state)
    }
  }

  /** What the states at hand tell of the words after them. */
  gather(many: number): void {
    const neighbours = this.#neighbours
    const { pairStart, pairTail, pairWorth, pairFirst, pairMost, bestFollow, bestStandIn } = this.#model
    this.#byTag.fill(NOTHING)
    this.mostAfter = 0
    this.bestFollow = NOTHING
    this.#isGathered = many >= GATHERED
    const stamp = ++this.#stamp
    for (let i = 0; i < this.size; i++) {
      this.mostAfter = Math.max(this.mostAfter, neighbours.mostAfter(this.char[i]))
      const [id, score] = [this.id[i], this.score[i]]
      const follow = score + Math.max(bestFollow[this.tag[i]], bestStandIn[id])
      if (follow > this.bestFollow) this.bestFollow = follow
      if (!this.#isGathered) continue
      const bit = 1 << i
      for (let pair = pairStart[id]; pair < pairStart[id + 1]; pair++) {
        const bucket = pairTail[pair] % BUCKETS
        const sum = score + pairWorth[pair]
        if (this.#pairedAt[bucket] !== stamp) {
          this.#pairedAt[bucket] = stamp
          this.#paired[bucket] = sum
          this.#pairedBy[bucket] = bit
        } else {
          this.#pairedBy[bucket] |= bit
          if (this.#paired[bucket] < sum) this.#paired[bucket] = sum
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

  /** Which of the states may have a pair with a word, as bits. */
  pairedBy(id: number): number {
    if (!this.#isGathered) return -1
    const bucket = id % BUCKETS
    return this.#pairedAt[bucket] === this.#stamp ? this.#pairedBy[bucket] : 0
  }

  /** The score of a state with what it is worth that a word follows; `by`: `pairedBy` of that word, whose `bestTo` was asked before. */
  with(i: number, id: number, tag: number, by: number): number {
    if ((by & (1 << i)) === 0) return this.#followed[tag * WIDTH + i]
    return this.score[i] + this.#model.joined(this.id[i], this.tag[i], id, tag)
  }

  /** The best score with which the states at hand may lead to a word. */
  bestTo(id: number, tag: number): number {
    const unpaired = this.#bestBefore(tag)
    if (!this.#isGathered) return Math.max(unpaired, this.score[0] + this.#model.bestPair[id])
    const bucket = id % BUCKETS
    return this.#pairedAt[bucket] === this.#stamp ? Math.max(unpaired, this.#paired[bucket]) : unpaired
  }

  /** The best score with which the states at hand lead to a longer word with that first character by a pair. */
  pairedFirst(first: number): number {
    if (!this.#isGathered) return this.score[0]
    const bucket = first % BUCKETS
    return this.#firstAt[bucket] === this.#stamp ? this.#firsts[bucket] : NOTHING
  }

  /** The best score with which the states at hand lead to a word of a class. */
  #bestBefore(tag: number): number {
    const known = this.#byTag[tag]
    if (known !== NOTHING) return known
    const { follows } = this.#model
    const followed = this.#followed
    let best = NOTHING
    for (let i = 0; i < this.size; i++) {
      const sum = this.score[i] + follows[this.tag[i] * CLASSES + tag]
      followed[tag * WIDTH + i] = sum
      if (sum > best) best = sum
    }
    this.#byTag[tag] = best
    return best
  }
}
