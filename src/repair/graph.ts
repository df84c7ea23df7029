import { grownInts } from './ints.js'
import { nats } from './model.js'
import type { CharacterPool } from './pool.js'
import { NOTHING, type Place, SWALLOWED, SWALLOWED_FIGURE } from './ways.js'

/** How far behind the best of their place readings may be. */
export const MARGIN = nats(5.5)

/** Columns longer than this are not kept for the next search. */
const MOST_KEPT = 1 << 18

/** Most pages need no more of anything: columns grow where they do. */
const FIRST_SIZE = 512

/** What a search goes over. */
export interface Damaged {
  /** Whether bytes were lost at an item. */
  isDamaged(index: number): boolean
}

const NOTHING_KNOWN: Damaged = { isDamaged: () => true }

/**
 * What a search has laid out, in columns of integers: nodes (places with the last byte before them), the lists of
 * characters that lead from one to the next, words that end at a node (states) with the characters they are made of, and
 * the arcs by which one word follows another.
 */
export class Graph {
  // Nodes.
  nodes = 0
  nodePlace = new Int32Array(256)
  nodeLast = new Int32Array(256)
  /** The next node of the place, and the latest state of the node. */
  nodeNext = new Int32Array(256)
  nodeState = new Int32Array(256)
  nodeBest = new Int32Array(256)
  /** Its best score when it was last looked at from before. */
  nodeSeen = new Int32Array(256)
  /** Range of the lists of its characters, in `use…`; −1: not yet looked for. */
  nodeFrom = new Int32Array(256)
  nodeTo = new Int32Array(256)

  // Lists of characters that lead from node to node: the list, what it costs that bytes were lost so, and where in
  // `ends` the nodes stand, one for each kind of last byte.
  uses = 0
  useList = new Int32Array(256)
  readonly usePool: CharacterPool[] = []
  /** What else the page must say of its characters: a sum of `AGREES`, `LIKELY`, `BARE`, `APART`. */
  useAsks = new Int32Array(256)
  /** The byte before. */
  useLast = new Int32Array(256)
  usePrice = new Int32Array(256)
  useEnds = new Int32Array(256)
  endCount = 0
  ends = new Int32Array(256)

  // Characters as parts of words.
  steps = 0
  stepCode = new Int32Array(FIRST_SIZE)
  stepTo = new Int32Array(FIRST_SIZE)
  stepFrom = new Int32Array(FIRST_SIZE)
  stepBefore = new Int32Array(FIRST_SIZE)

  // Words that end at a node.
  states = 0
  stateNode = new Int32Array(FIRST_SIZE)
  stateScore = new Int32Array(FIRST_SIZE)
  stateId = new Int32Array(FIRST_SIZE)
  stateTag = new Int32Array(FIRST_SIZE)
  /** Simplified form of its last character. */
  stateChar = new Int32Array(FIRST_SIZE)
  /** The one before that; 0 where the word is a single character. */
  stateBefore = new Int32Array(FIRST_SIZE)
  stateStep = new Int32Array(FIRST_SIZE)
  stateKey = new Int32Array(FIRST_SIZE)
  stateNext = new Int32Array(FIRST_SIZE)
  stateBack = new Int32Array(FIRST_SIZE)

  // What chances are reckoned from when a search ends, by state.
  #last = new Int32Array(FIRST_SIZE)
  #rest = new Int32Array(FIRST_SIZE)
  #forward = new Float64Array(FIRST_SIZE)
  #backward = new Float64Array(FIRST_SIZE)

  // Words that follow one another.
  arcs = 0
  arcFrom = new Int32Array(FIRST_SIZE)
  arcTo = new Int32Array(FIRST_SIZE)
  arcWorth = new Int32Array(FIRST_SIZE)

  /** States by key, to find them again: as many slots as the mask says, of those that an earlier search needed. */
  #slots = new Int32Array(FIRST_SIZE)
  #mask = FIRST_SIZE - 1

  /** The place of the first node. */
  start: Place = 0
  /** How many places are known, from `start` on; by place: its first node, the best score there. */
  places = 0
  heads = new Int32Array(256)
  bests = new Int32Array(256)
  /** What the best score there will be at least. */
  floors = new Int32Array(256)
  /** How often one of both rose. */
  rises = 0

  #damaged: Damaged = NOTHING_KNOWN

  /** Begins anew at a place. */
  clear(start: Place, damaged: Damaged): void {
    this.#damaged = damaged
    this.nodes = this.uses = this.endCount = this.steps = this.states = this.arcs = this.places = 0
    this.start = start
    this.#setSlots(FIRST_SIZE)
  }

  /** Ends a search: lets go of the page. False where so much was laid out that it is not worth keeping. */
  leave(): boolean {
    this.#damaged = NOTHING_KNOWN
    this.usePool.length = 0
    return this.stateNode.length <= MOST_KEPT
  }

  /** The node of a place and the last byte before it. */
  node(place: Place, last: number): number {
    const at = place - this.start
    while (this.places <= at) this.#addPlace()
    for (let node = this.heads[at]; node >= 0; node = this.nodeNext[node])
      if (this.nodeLast[node] === last) return node
    const node = this.nodes++
    if (node === this.nodePlace.length) {
      this.nodePlace = grownInts(this.nodePlace)
      this.nodeLast = grownInts(this.nodeLast)
      this.nodeNext = grownInts(this.nodeNext)
      this.nodeState = grownInts(this.nodeState)
      this.nodeBest = grownInts(this.nodeBest)
      this.nodeSeen = grownInts(this.nodeSeen)
      this.nodeFrom = grownInts(this.nodeFrom)
      this.nodeTo = grownInts(this.nodeTo)
    }
    this.nodePlace[node] = place
    this.nodeLast[node] = last
    this.nodeNext[node] = this.heads[at]
    this.nodeState[node] = -1
    this.nodeBest[node] = NOTHING
    this.nodeSeen[node] = NOTHING
    this.nodeFrom[node] = -1
    this.heads[at] = node
    return node
  }

  #addPlace(): void {
    const at = this.places++
    if (at === this.heads.length) {
      this.heads = grownInts(this.heads)
      this.bests = grownInts(this.bests)
      this.floors = grownInts(this.floors)
    }
    this.heads[at] = -1
    this.bests[at] = NOTHING
    this.floors[at] = NOTHING
  }

  /** A list that leads from the node at hand; its ends follow. */
  use(pool: CharacterPool, list: number, price: number, asks: number, last: number): void {
    const use = this.uses++
    if (use === this.useList.length) {
      this.useList = grownInts(this.useList)
      this.usePrice = grownInts(this.usePrice)
      this.useAsks = grownInts(this.useAsks)
      this.useLast = grownInts(this.useLast)
      this.useEnds = grownInts(this.useEnds)
    }
    this.usePool[use] = pool
    this.useList[use] = list
    this.usePrice[use] = price
    this.useAsks[use] = asks
    this.useLast[use] = last
    this.useEnds[use] = this.endCount
  }

  /** A node to which the latest list leads. */
  end(node: number): void {
    if (this.endCount === this.ends.length) this.ends = grownInts(this.ends)
    this.ends[this.endCount++] = node
  }

  /** A character that leads from a node to another, after `before` of the same word, −1 where it is the first. */
  step(code: number, to: number, node: number, before: number): number {
    const step = this.steps++
    if (step === this.stepCode.length) {
      this.stepCode = grownInts(this.stepCode)
      this.stepTo = grownInts(this.stepTo)
      this.stepFrom = grownInts(this.stepFrom)
      this.stepBefore = grownInts(this.stepBefore)
    }
    this.stepCode[step] = code
    this.stepTo[step] = to
    this.stepFrom[step] = node
    this.stepBefore[step] = before
    return step
  }

  /** The state of a word at a node; the same word by other bytes is the same state. */
  addState(
    node: number,
    score: number,
    id: number,
    tag: number,
    char: number,
    before: number,
    step: number,
    key: number,
  ): number {
    const own = (Math.imul(key, 31) + (step < 0 ? 0 : this.#firstPlace(step))) | 0
    const slots = this.#slots
    const mask = this.#mask
    let slot = this.#slotOf(own, node)
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const state = slots[slot] - 1
      if (this.stateKey[state] === own && this.stateNode[state] === node) return state
    }
    slots[slot] = this.states + 1
    const state = this.states++
    if (state === this.stateNode.length) {
      this.stateNode = grownInts(this.stateNode)
      this.stateScore = grownInts(this.stateScore)
      this.stateId = grownInts(this.stateId)
      this.stateTag = grownInts(this.stateTag)
      this.stateChar = grownInts(this.stateChar)
      this.stateBefore = grownInts(this.stateBefore)
      this.stateStep = grownInts(this.stateStep)
      this.stateKey = grownInts(this.stateKey)
      this.stateNext = grownInts(this.stateNext)
      this.stateBack = grownInts(this.stateBack)
    }
    this.stateNode[state] = node
    this.stateScore[state] = score
    this.stateId[state] = id
    this.stateTag[state] = tag
    this.stateChar[state] = char
    this.stateBefore[state] = before
    this.stateStep[state] = step
    this.stateKey[state] = own
    this.stateNext[state] = this.nodeState[node]
    this.stateBack[state] = -1
    this.nodeState[node] = state
    this.#raise(node, score)
    if (this.states * 2 > mask + 1) this.#growSlots()
    return state
  }

  /** The character before the last one of a state, on the best way to it. */
  beforeLast(state: number): number {
    if (this.stateBefore[state] !== 0) return this.stateBefore[state]
    const back = this.stateBack[state]
    return back < 0 ? 0 : this.stateChar[back]
  }

  #slotOf(key: number, node: number): number {
    return (Math.imul(key + node, 0x9e3779b1) >>> 8) & this.#mask
  }

  #setSlots(size: number): void {
    if (this.#slots.length < size) this.#slots = new Int32Array(size)
    else this.#slots.fill(0, 0, size)
    this.#mask = size - 1
  }

  #growSlots(): void {
    this.#setSlots((this.#mask + 1) * 4)
    const slots = this.#slots
    const mask = this.#mask
    for (let state = 0; state < this.states; state++) {
      let slot = this.#slotOf(this.stateKey[state], this.stateNode[state])
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = state + 1
    }
  }

  #firstPlace(step: number): Place {
    let first = step
    while (this.stepBefore[first] >= 0) first = this.stepBefore[first]
    return this.nodePlace[this.stepFrom[first]]
  }

  /** A column by state in which `NOTHING` stands. */
  lasts(): Int32Array {
    if (this.#last.length < this.states) {
      const size = this.stateNode.length
      this.#last = new Int32Array(size)
      this.#rest = new Int32Array(size)
      this.#forward = new Float64Array(size)
      this.#backward = new Float64Array(size)
    }
    return this.#last.fill(NOTHING, 0, this.states)
  }

  /** More columns, after `lasts`: its copy, and two of zeros. */
  chances(): { rest: Int32Array; forward: Float64Array; backward: Float64Array } {
    const { states } = this
    this.#rest.set(this.#last.subarray(0, states))
    return {
      rest: this.#rest,
      forward: this.#forward.fill(0, 0, states),
      backward: this.#backward.fill(0, 0, states),
    }
  }

  /** There will be a reading as good as this at a place. */
  raiseFloor(at: number, score: number): void {
    if (score <= this.floors[at]) return
    this.floors[at] = score
    this.rises++
  }

  #raise(node: number, score: number): void {
    if (score > this.nodeBest[node]) this.nodeBest[node] = score
    const at = this.nodePlace[node] - this.start
    if (score <= this.bests[at]) return
    this.bests[at] = score
    this.rises++
  }

  /** A way from a state to one after it; the best one to it is kept. */
  addArc(from: number, to: number, worth: number, total: number): void {
    const arc = this.arcs++
    if (arc === this.arcFrom.length) {
      this.arcFrom = grownInts(this.arcFrom)
      this.arcTo = grownInts(this.arcTo)
      this.arcWorth = grownInts(this.arcWorth)
    }
    this.arcFrom[arc] = from
    this.arcTo[arc] = to
    this.arcWorth[arc] = worth
    if (this.stateBack[to] < 0 || total > this.stateScore[to]) {
      this.stateScore[to] = total
      this.stateBack[to] = from
      this.#raise(this.stateNode[to], total)
    }
  }

  /** Where a character begins: after a lone lost byte with the next item, if nothing was swallowed there. */
  fromOf(step: number): Place {
    const place = this.nodePlace[this.stepFrom[step]]
    if ((place & 3) !== 3 || !this.#damaged.isDamaged(place >> 2)) return place
    const code = this.stepCode[step]
    return code === SWALLOWED || code === SWALLOWED_FIGURE ? place : place + 1
  }
}
