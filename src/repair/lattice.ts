import { CLASSES, LONGEST_WORD, type Model, NO_WORD, nats } from './model.js'
import {
  LOST,
  NOTHING,
  type PageEvidence,
  type Place,
  type Strictness,
  SWALLOWED,
  SWALLOWED_FIGURE,
  scriptPrice,
  type Take,
} from './ways.js'

/** What the bytes allow, character by character. */
export interface Ways {
  /** What is before it stands as it is. */
  start: Place
  /** Where the last item ends. */
  end: Place
  /** Every character that may start at a place after a byte (−1: not known). */
  take(from: Place, last: number, strict: Strictness, take: Take): void
  /** Where the way goes on if nothing fits at a place; −1: nowhere. */
  skip(from: Place): Place
  /** Whether bytes were lost at an item. */
  isDamaged(index: number): boolean
  /** The character after the last item, 0 where none is known. */
  after: number
}

/** Where a search begins: what stands before that place. */
export interface Start {
  place: Place
  /** The byte before, or −1. */
  last: number
  /** The character before, or 0. */
  code: number
}

/** A character of the best reading. */
export interface Step {
  code: number
  from: Place
  to: Place
  /** The byte before it, or −1 where it is not known. */
  last: number
  /** How likely it is, all readings of the bytes together being 1. */
  chance: number
}

const PRICE_LOST = nats(-22)
const PRICE_DOUBT = nats(6)
/** How far behind the best of their place readings may be. */
const MARGIN = nats(6.5)
/** How far a reading may be behind one that is half a character ahead. */
const AHEAD = nats(12)
const ARC = nats(4)
/** How many words may end at one place. */
const WIDTH = 100
/** How many whole characters after a lost one still help to tell what it was. */
const CONTEXT = 4
const BUCKETS = 1 << 12

const grownInts = (array: Int32Array): Int32Array<ArrayBuffer> => {
  const next = new Int32Array(array.length * 2)
  next.set(array)
  return next
}

/**
 * The words that the bytes allow, as a graph: nodes are places with the last byte before them, words lead from
 * node to node. A state is a word that ends at a node; the best way to it is kept, and every arc by which
 * another word leads there. All columns are integers; scores are thousandths of a nat.
 */
export class Lattice {
  readonly #model: Model
  readonly #page: PageEvidence
  /** How much more may be tried: keeps hopeless input linear. */
  #budget: number

  #ways!: Ways
  #start = 0

  // Nodes.
  #nodes = 0
  #nodePlace = new Int32Array(256)
  #nodeLast = new Int32Array(256)
  /** The next node of the place, and the latest state of the node. */
  #nodeNext = new Int32Array(256)
  #nodeState = new Int32Array(256)
  #nodeBest = new Int32Array(256)
  /** The last node that had an edge to it while its words were sought. */
  #nodeAfter = new Int32Array(256)
  /** Range of its characters; −1: not yet looked for. */
  #nodeFrom = new Int32Array(256)
  #nodeTo = new Int32Array(256)

  // Characters that lead from node to node.
  #edges = 0
  #edgeCode = new Int32Array(1024)
  #edgeNode = new Int32Array(1024)
  #edgeWorth = new Int32Array(1024)
  /** The edge of the same node before it in the bucket of its character. */
  #edgeTwin = new Int32Array(1024)

  // Characters as parts of words.
  #steps = 0
  #stepEdge = new Int32Array(1024)
  #stepFrom = new Int32Array(1024)
  #stepBefore = new Int32Array(1024)

  // Words that end at a node.
  #states = 0
  #stateNode = new Int32Array(1024)
  #stateScore = new Int32Array(1024)
  #stateId = new Int32Array(1024)
  #stateTag = new Int32Array(1024)
  /** Simplified form of its last character. */
  #stateChar = new Int32Array(1024)
  /** The one before that; 0 where the word is a single character. */
  #stateBefore = new Int32Array(1024)
  #stateStep = new Int32Array(1024)
  #stateKey = new Int32Array(1024)
  #stateNext = new Int32Array(1024)
  #stateBack = new Int32Array(1024)

  // Words that follow one another.
  #arcs = 0
  #arcFrom = new Int32Array(4096)
  #arcTo = new Int32Array(4096)
  #arcWorth = new Int32Array(4096)

  /** By the low bits of a Simplified code unit: the last edge of the marked node that has them, and when it was marked. */
  readonly #byChar = new Int32Array(BUCKETS)
  readonly #markedAt = new Int32Array(BUCKETS)
  #stamp = 0

  /** States by key, to find them again. */
  #slots = new Int32Array(1024)

  /** By place: its first node, the best score there. */
  #heads: number[] = []
  #bests: number[] = []
  /** The furthest place that a single character has reached. */
  #furthest = 0
  /** States of the node at hand, the best first. */
  readonly #order: number[] = []
  /** By word class: `#bestBefore`. */
  readonly #byTag = new Int32Array(CLASSES)
  /** Nodes one character after the node at hand. */
  readonly #after: number[] = []

  constructor(model: Model, page: PageEvidence, budget: number) {
    this.#model = model
    this.#page = page
    this.#budget = budget
  }

  /**
   * The best reading of the bytes from a start on. Stops a few characters after the last lost byte, or before
   * the next far one, once all readings agree where characters begin. `null`: too much was tried.
   */
  search(ways: Ways, start: Start): Step[] | null {
    this.#ways = ways
    this.#start = start.place
    this.#nodes = this.#edges = this.#steps = this.#states = this.#arcs = 0
    this.#heads = []
    this.#bests = []
    if (this.#slots.length > 1024) this.#slots = new Int32Array(1024)
    else this.#slots.fill(0)
    this.#furthest = start.place
    this.#root(start)
    let quietFrom = ways.start >> 2
    for (let place = start.place; place < ways.end; place++) {
      const at = place - this.#start
      if (at >= this.#bests.length || this.#bests[at] === NOTHING) continue
      if (this.#budget <= 0) return null
      const index = place >> 2
      if (ways.isDamaged(index)) quietFrom = index + 1
      if (this.#isBehind(at)) continue
      const settled = (place & 3) === 0 && this.#furthest <= place
      if (!settled) quietFrom = index + 1
      else if (index >= quietFrom + CONTEXT) return this.#finish(place, 0)
      this.#extendPlace(at)
    }
    return this.#finish(ways.end, ways.after)
  }

  #root({ place, last, code }: Start): void {
    const { simplified, singleId, singleTag } = this.#model
    const s = simplified[code]
    const node = this.#node(place, last)
    this.#addState(node, 0, singleId[s], singleTag[s], s, 0, -1, 0)
  }

  /** Whether another framing of the bytes is so much better that this place is not worth while. */
  #isBehind(at: number): boolean {
    const least = this.#bests[at] + AHEAD
    for (let i = at + 1; i < at + 4 && i < this.#bests.length; i++) if (this.#bests[i] > least) return true
    return false
  }

  #node(place: Place, last: number): number {
    const at = place - this.#start
    while (this.#heads.length <= at) {
      this.#heads.push(-1)
      this.#bests.push(NOTHING)
    }
    for (let node = this.#heads[at]; node >= 0; node = this.#nodeNext[node])
      if (this.#nodeLast[node] === last) return node
    const node = this.#nodes++
    if (node === this.#nodePlace.length) {
      this.#nodePlace = grownInts(this.#nodePlace)
      this.#nodeLast = grownInts(this.#nodeLast)
      this.#nodeNext = grownInts(this.#nodeNext)
      this.#nodeState = grownInts(this.#nodeState)
      this.#nodeBest = grownInts(this.#nodeBest)
      this.#nodeAfter = grownInts(this.#nodeAfter)
      this.#nodeFrom = grownInts(this.#nodeFrom)
      this.#nodeTo = grownInts(this.#nodeTo)
    }
    this.#nodePlace[node] = place
    this.#nodeLast[node] = last
    this.#nodeNext[node] = this.#heads[at]
    this.#nodeState[node] = -1
    this.#nodeBest[node] = NOTHING
    this.#nodeAfter[node] = -1
    this.#nodeFrom[node] = -1
    this.#heads[at] = node
    return node
  }

  /** Looks for the characters that may follow a node. */
  #open(node: number, strict: Strictness): void {
    const [place, last] = [this.#nodePlace[node], this.#nodeLast[node]]
    const doubt = (2 - strict) * PRICE_DOUBT
    // Nodes grow while characters are taken; none of them opens another.
    const from = this.#edges
    this.#ways.take(place, last, strict, (code, to, nextLast, price) =>
      this.#addEdge(code, this.#node(to, nextLast), price - doubt),
    )
    this.#nodeFrom[node] = from
    this.#nodeTo[node] = this.#edges
  }

  #addEdge(code: number, node: number, price: number): void {
    const edge = this.#edges++
    if (edge === this.#edgeCode.length) {
      this.#edgeCode = grownInts(this.#edgeCode)
      this.#edgeNode = grownInts(this.#edgeNode)
      this.#edgeWorth = grownInts(this.#edgeWorth)
      this.#edgeTwin = grownInts(this.#edgeTwin)
    }
    this.#edgeCode[edge] = code
    this.#edgeNode[edge] = node
    this.#edgeWorth[edge] = price - (this.#page.seen[code] === 0 ? scriptPrice(this.#page, code) : 0)
  }

  #extendPlace(at: number): void {
    const head = this.#heads[at]
    let any = false
    // Evidence that no way can satisfy here gives way here alone: a reading that the tables lack, say.
    for (let strict = 2; strict >= 0 && !any; strict--)
      for (let node = head; node >= 0; node = this.#nodeNext[node]) {
        if (this.#nodeState[node] < 0) continue
        if (strict < 2 || this.#nodeFrom[node] < 0) this.#open(node, strict as Strictness)
        if (this.#nodeTo[node] > this.#nodeFrom[node]) any = true
      }
    const least = this.#bests[at] - MARGIN
    for (let node = head; node >= 0; node = this.#nodeNext[node]) {
      if (this.#nodeBest[node] < least) continue
      // Nothing fits: the item stays as it is, and the way goes on after it.
      const next = any ? -1 : this.#ways.skip(this.#nodePlace[node])
      if (next >= 0) {
        this.#nodeFrom[node] = this.#edges
        this.#addEdge(LOST, this.#node(next, -1), PRICE_LOST)
        this.#nodeTo[node] = this.#edges
      }
      this.#extendNode(node, least)
    }
  }

  /** Every word that starts at a node. */
  #extendNode(node: number, least: number): void {
    const order = this.#order
    const score = this.#stateScore
    order.length = 0
    for (let state = this.#nodeState[node]; state >= 0; state = this.#stateNext[state]) {
      if (score[state] < least) continue
      let at = order.length
      order.push(state)
      for (; at > 0 && score[order[at - 1]] <= score[state]; at--) order[at] = order[at - 1]
      order[at] = state
    }
    if (order.length > WIDTH) order.length = WIDTH
    this.#byTag.fill(NOTHING)
    const { simplified, singleScore, singleId, singleTag } = this.#model
    const [edgeFrom, edgeTo] = [this.#nodeFrom[node], this.#nodeTo[node]]
    this.#budget -= edgeTo - edgeFrom + order.length
    for (let edge = edgeFrom; edge < edgeTo; edge++) {
      const s = simplified[this.#edgeCode[edge]]
      const to = this.#edgeNode[edge]
      const worth = this.#edgeWorth[edge]
      if (s === SWALLOWED || s === SWALLOWED_FIGURE)
        this.#emitSwallowed(to, worth, s === SWALLOWED ? LINE_BREAK : FIGURE, this.#step(edge, node, -1))
      else if (this.#emit(to, worth + singleScore[s], singleId[s], singleTag[s], s, 0, s, edge, node, -1, s))
        this.#furthest = Math.max(this.#furthest, this.#nodePlace[to])
    }
    // Longer words, by the node where their second character begins.
    const after = this.#after
    after.length = 0
    for (let edge = edgeFrom; edge < edgeTo; edge++) {
      const to = this.#edgeNode[edge]
      if (this.#nodeAfter[to] === node) continue
      this.#nodeAfter[to] = node
      after.push(to)
    }
    for (const second of after) {
      if (this.#nodePlace[second] >= this.#ways.end) continue
      const marked = edgeTo - edgeFrom > 1 && this.#mark(second)
      for (let edge = edgeFrom; edge < edgeTo; edge++) {
        if (this.#edgeNode[edge] !== second) continue
        const s = simplified[this.#edgeCode[edge]]
        const trie = this.#model.root(s)
        if (trie === 0) continue
        if (marked) this.#walkMarked(second, trie, edge, node, s)
        else this.#walk(second, trie, this.#edgeWorth[edge], s, 0, s, this.#step(edge, node, -1), 2, s)
      }
    }
  }

  /** Makes the edges of a node known by their characters. */
  #mark(node: number): boolean {
    if (this.#nodeFrom[node] < 0) this.#open(node, 2)
    const [from, to] = [this.#nodeFrom[node], this.#nodeTo[node]]
    if (to - from < 4) return false
    const stamp = ++this.#stamp
    const { simplified } = this.#model
    for (let edge = from; edge < to; edge++) {
      const s = simplified[this.#edgeCode[edge]]
      const bucket = s % BUCKETS
      this.#edgeTwin[edge] = this.#markedAt[bucket] === stamp ? this.#byChar[bucket] : -1
      this.#byChar[bucket] = edge
      this.#markedAt[bucket] = stamp
    }
    return true
  }

  /** Words whose second character is one of a marked node's. */
  #walkMarked(node: number, trie: number, before: number, start: number, first: number): void {
    const { firstChild, sibling, code, simplified } = this.#model
    let step = -1
    for (let child = firstChild[trie]; child !== 0; child = sibling[child]) {
      const s = code[child]
      const bucket = s % BUCKETS
      if (this.#markedAt[bucket] !== this.#stamp) continue
      for (let edge = this.#byChar[bucket]; edge >= 0; edge = this.#edgeTwin[edge]) {
        if (simplified[this.#edgeCode[edge]] !== s) continue
        if (step < 0) step = this.#step(before, start, -1)
        this.#take(node, edge, child, this.#edgeWorth[before], first, 0, first, step, 2, first)
      }
    }
  }

  /** Words that go on from a node of the trie. */
  #walk(
    node: number,
    trie: number,
    worth: number,
    first: number,
    beforePrevious: number,
    previous: number,
    before: number,
    length: number,
    key: number,
  ): void {
    if (this.#nodeFrom[node] < 0) this.#open(node, 2)
    const { simplified, child: childOf } = this.#model
    const end = this.#nodeTo[node]
    for (let edge = this.#nodeFrom[node]; edge < end; edge++) {
      const child = childOf(trie, simplified[this.#edgeCode[edge]])
      if (child !== 0)
        this.#take(node, edge, child, worth, first, beforePrevious, previous, before, length, key)
    }
  }

  /** One more character of a word. */
  #take(
    node: number,
    edge: number,
    child: number,
    worth: number,
    first: number,
    beforePrevious: number,
    previous: number,
    before: number,
    length: number,
    key: number,
  ): void {
    const { code, value, id, tag, degree } = this.#model
    const s = code[child]
    const to = this.#edgeNode[edge]
    const next = worth + this.#edgeWorth[edge] + this.#page.neighbours.bonus(beforePrevious, previous, s)
    const nextKey = Math.imul(key, 0x9e3779b1) + this.#edgeCode[edge]
    if (value[child] !== NO_WORD)
      this.#emit(
        to,
        next + value[child],
        id[child],
        tag[child],
        first,
        previous,
        s,
        edge,
        node,
        before,
        nextKey,
      )
    if (length < LONGEST_WORD && degree[child] > 0 && this.#nodePlace[to] < this.#ways.end)
      this.#walk(to, child, next, first, previous, s, this.#step(edge, node, before), length + 1, nextKey)
  }

  #step(edge: number, node: number, before: number): number {
    const step = this.#steps++
    if (step === this.#stepEdge.length) {
      this.#stepEdge = grownInts(this.#stepEdge)
      this.#stepFrom = grownInts(this.#stepFrom)
      this.#stepBefore = grownInts(this.#stepBefore)
    }
    this.#stepEdge[step] = edge
    this.#stepFrom[step] = node
    this.#stepBefore[step] = before
    return step
  }

  /** A word that ends at node `to`, after each state at hand that is near the best. */
  #emit(
    to: number,
    worth: number,
    id: number,
    tag: number,
    first: number,
    previous: number,
    char: number,
    edge: number,
    node: number,
    before: number,
    key: number,
  ): boolean {
    const { joined, bestPair, mostFollow } = this.#model
    const { neighbours } = this.#page
    const order = this.#order
    const score = this.#stateScore
    const gain = worth + neighbours.most(first)
    let least = this.#nodeBest[to] - MARGIN
    const unpaired = this.#bestBefore(tag)
    const bestGain = gain + bestPair[id]
    if (gain + unpaired < least && score[order[0]] + bestGain < least) return false
    const most = gain + Math.max(bestPair[id], mostFollow[tag])
    let state = -1
    for (let i = 0; i < order.length; i++) {
      const from = order[i]
      if (score[from] + most < least) break
      const arc =
        worth +
        joined(this.#stateId[from], this.#stateTag[from], id, tag) +
        neighbours.bonus(this.#beforeLast(from), this.#stateChar[from], first)
      const total = score[from] + arc
      if (total < least) continue
      if (state < 0)
        state = this.#addState(to, total, id, tag, char, previous, this.#step(edge, node, before), key)
      this.#addArc(from, state, arc, total)
      least = Math.max(least, total - ARC)
    }
    return state >= 0
  }

  /** The character before the last one of a state, on the best way to it. */
  #beforeLast(state: number): number {
    if (this.#stateBefore[state] !== 0) return this.#stateBefore[state]
    const back = this.#stateBack[state]
    return back < 0 ? 0 : this.#stateChar[back]
  }

  /** The best score with which the states at hand lead to a word of a class. */
  #bestBefore(tag: number): number {
    const known = this.#byTag[tag]
    if (known !== NOTHING) return known
    const { follows } = this.#model
    let best = NOTHING
    for (const state of this.#order) {
      const score = this.#stateScore[state] + follows[this.#stateTag[state] * CLASSES + tag]
      if (score > best) best = score
    }
    this.#byTag[tag] = best
    return best
  }

  /** What is swallowed is mostly a figure or the break after a line, and lines rarely end with a comma. */
  #emitSwallowed(to: number, worth: number, like: number, step: number): void {
    const { singleId, singleTag, joined } = this.#model
    const [id, tag] = [singleId[like], singleTag[like]]
    let state = -1
    for (const from of this.#order) {
      const arc =
        worth +
        joined(this.#stateId[from], this.#stateTag[from], id, tag) +
        this.#page.neighbours.bonus(0, this.#stateChar[from], like) +
        (like === LINE_BREAK ? lineEndWorth(this.#stateChar[from]) : 0)
      const total = this.#stateScore[from] + arc
      if (total < this.#nodeBest[to] - MARGIN) continue
      if (state < 0) state = this.#addState(to, total, id, tag, like, 0, step, like)
      this.#addArc(from, state, arc, total)
    }
    if (state >= 0) this.#furthest = Math.max(this.#furthest, this.#nodePlace[to])
  }

  /** The state of a word at a node; the same word by other bytes is the same state. */
  #addState(
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
    const mask = this.#slots.length - 1
    let slot = this.#slotOf(own, node)
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const state = this.#slots[slot] - 1
      if (this.#stateKey[state] === own && this.#stateNode[state] === node) return state
    }
    this.#slots[slot] = this.#states + 1
    const state = this.#states++
    if (state === this.#stateNode.length) {
      this.#stateNode = grownInts(this.#stateNode)
      this.#stateScore = grownInts(this.#stateScore)
      this.#stateId = grownInts(this.#stateId)
      this.#stateTag = grownInts(this.#stateTag)
      this.#stateChar = grownInts(this.#stateChar)
      this.#stateBefore = grownInts(this.#stateBefore)
      this.#stateStep = grownInts(this.#stateStep)
      this.#stateKey = grownInts(this.#stateKey)
      this.#stateNext = grownInts(this.#stateNext)
      this.#stateBack = grownInts(this.#stateBack)
    }
    this.#stateNode[state] = node
    this.#stateScore[state] = score
    this.#stateId[state] = id
    this.#stateTag[state] = tag
    this.#stateChar[state] = char
    this.#stateBefore[state] = before
    this.#stateStep[state] = step
    this.#stateKey[state] = own
    this.#stateNext[state] = this.#nodeState[node]
    this.#stateBack[state] = -1
    this.#nodeState[node] = state
    this.#raise(node, score)
    if (this.#states * 2 > this.#slots.length) this.#growSlots()
    return state
  }

  #slotOf(key: number, node: number): number {
    return (Math.imul(key + node, 0x9e3779b1) >>> 8) & (this.#slots.length - 1)
  }

  #growSlots(): void {
    this.#slots = new Int32Array(this.#slots.length * 4)
    const mask = this.#slots.length - 1
    for (let state = 0; state < this.#states; state++) {
      let slot = this.#slotOf(this.#stateKey[state], this.#stateNode[state])
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = state + 1
    }
  }

  #firstPlace(step: number): Place {
    let first = step
    while (this.#stepBefore[first] >= 0) first = this.#stepBefore[first]
    return this.#nodePlace[this.#stepFrom[first]]
  }

  #raise(node: number, score: number): void {
    if (score > this.#nodeBest[node]) this.#nodeBest[node] = score
    const at = this.#nodePlace[node] - this.#start
    if (score > this.#bests[at]) this.#bests[at] = score
  }

  #addArc(from: number, to: number, worth: number, total: number): void {
    const arc = this.#arcs++
    if (arc === this.#arcFrom.length) {
      this.#arcFrom = grownInts(this.#arcFrom)
      this.#arcTo = grownInts(this.#arcTo)
      this.#arcWorth = grownInts(this.#arcWorth)
    }
    this.#arcFrom[arc] = from
    this.#arcTo[arc] = to
    this.#arcWorth[arc] = worth
    if (this.#stateBack[to] < 0 || total > this.#stateScore[to]) {
      this.#stateScore[to] = total
      this.#stateBack[to] = from
      this.#raise(this.#stateNode[to], total)
    }
  }

  #finish(place: Place, after: number): Step[] | null {
    const { simplified, singleId, singleTag, joined } = this.#model
    const s = simplified[after]
    const last = new Int32Array(this.#states).fill(NOTHING)
    let best = -1
    const at = place - this.#start
    for (let node = this.#heads[at] ?? -1; node >= 0; node = this.#nodeNext[node])
      for (let state = this.#nodeState[node]; state >= 0; state = this.#stateNext[state]) {
        if (after === 0) last[state] = 0
        else
          last[state] =
            joined(this.#stateId[state], this.#stateTag[state], singleId[s], singleTag[s]) +
            this.#page.neighbours.bonus(0, this.#stateChar[state], s)
        if (best < 0 || this.#stateScore[state] + last[state] > this.#stateScore[best] + last[best])
          best = state
      }
    if (best < 0) return null
    const path = this.#path(best)
    this.#weigh(path, last, this.#stateScore[best] + last[best])
    return path
  }

  #path(end: number): Step[] {
    const path: Step[] = []
    for (let state = end; state >= 0; state = this.#stateBack[state])
      for (let step = this.#stateStep[state]; step >= 0; step = this.#stepBefore[step]) {
        const [edge, node] = [this.#stepEdge[step], this.#stepFrom[step]]
        const to = this.#edgeNode[edge]
        path.push({
          code: this.#edgeCode[edge],
          from: this.#nodePlace[node],
          to: this.#nodePlace[to],
          last: this.#nodeLast[node],
          chance: 0,
        })
      }
    return path.reverse()
  }

  /** Forward and backward over all arcs: how likely each character of the path is. */
  #weigh(path: readonly Step[], last: Int32Array, best: number): void {
    const score = this.#stateScore
    const rest = last.slice()
    for (let arc = this.#arcs - 1; arc >= 0; arc--) {
      const [from, to] = [this.#arcFrom[arc], this.#arcTo[arc]]
      if (rest[to] === NOTHING) continue
      rest[from] = Math.max(rest[from], this.#arcWorth[arc] + rest[to])
    }
    const near = (state: number) => rest[state] !== NOTHING && score[state] + rest[state] >= best - MARGIN
    const forward = new Float64Array(this.#states)
    const backward = new Float64Array(this.#states)
    forward[0] = 1
    const kept: number[] = []
    for (let arc = 0; arc < this.#arcs; arc++) {
      const [from, to, worth] = [this.#arcFrom[arc], this.#arcTo[arc], this.#arcWorth[arc]]
      if (!near(from) || !near(to)) continue
      if (score[from] + worth + rest[to] < best - MARGIN) continue
      kept.push(arc)
      forward[to] += forward[from] * Math.exp((score[from] + worth - score[to]) * SCALE)
    }
    let all = 0
    for (let state = 0; state < this.#states; state++)
      if (last[state] !== NOTHING && near(state)) {
        const share = Math.exp((last[state] - rest[state]) * SCALE)
        backward[state] = share
        all += forward[state] * share * Math.exp((score[state] + rest[state] - best) * SCALE)
      }
    for (let i = kept.length - 1; i >= 0; i--) {
      const [from, to, worth] = [this.#arcFrom[kept[i]], this.#arcTo[kept[i]], this.#arcWorth[kept[i]]]
      backward[from] += backward[to] * Math.exp((worth + rest[to] - rest[from]) * SCALE)
    }
    const { simplified } = this.#model
    const byPlace = new Map(path.map((step) => [step.from, step]))
    for (let state = 0; state < this.#states; state++) {
      if (forward[state] === 0 || backward[state] === 0) continue
      const share =
        (forward[state] * backward[state] * Math.exp((score[state] + rest[state] - best) * SCALE)) / all
      for (let step = this.#stateStep[state]; step >= 0; step = this.#stepBefore[step]) {
        const edge = this.#stepEdge[step]
        const own = byPlace.get(this.#nodePlace[this.#stepFrom[step]])
        // Where the next one begins is another question: 增加 stands before a swallowed figure or none.
        if (own !== undefined && simplified[own.code] === simplified[this.#edgeCode[edge]])
          own.chance += share
      }
    }
  }
}

/** From scores to powers of e. */
const SCALE = 0.001

const FIGURE = 0x30
const LINE_BREAK = 0x0a

/** What it is worth that a line ends after a character. */
function lineEndWorth(code: number): number {
  if (code === 0xff0c || code === 0x3001) return nats(-6)
  return code === 0x3002 || code === 0xff1b || code === 0xff1a || code === 0x201d ? nats(-1) : nats(-3)
}
