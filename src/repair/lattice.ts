import { PLAUSIBLE, singleList } from './candidates.js'
import { gbk } from './gbk.js'
import { grownInts } from './ints.js'
import { CLASSES, LONGEST_WORD, type Model, NO_WORD, nats } from './model.js'
import { CharacterPool, sharedPool } from './pool.js'
import {
  APART,
  BARE,
  type Give,
  LIKELY,
  LOST,
  MOST_FAMILIAR,
  NOTHING,
  type PageEvidence,
  type Place,
  type Strictness,
  SWALLOWED,
  SWALLOWED_FIGURE,
  scriptPrice,
} from './ways.js'

/** What the bytes allow, character by character. */
export interface Ways {
  /** What is before it stands as it is. */
  start: Place
  /** Where the last item ends. */
  end: Place
  /** Every character that may start at a place after a byte (−1: not known). */
  take(from: Place, last: number, strict: Strictness, give: Give): void
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
const AHEAD = nats(6)
const ARC = nats(4)
/** How many words may end at one place. */
const WIDTH = 100
/** How many whole characters after a lost one still help to tell what it was. */
const CONTEXT = 4
/** By so many low bits of a word's number is known what may stand before it. */
const BUCKETS = 1 << 12
/** From so many characters on it pays to gather what follows the words before them. */
const GATHERED = 16
/** What a list of characters asks of the page besides: that its pairs have no brackets there. */
const AGREES = 1
/** So many single characters are looked at to tell how good longer words must be. */
const LOOK_AHEAD = 3
/** The most that the page's own words are thought to add within a word. */
const WORD_BONUS = nats(4)

/**
 * The words that the bytes allow, as a graph: nodes are places with the last byte before them, words lead from
 * node to node. A state is a word that ends at a node; the best way to it is kept, and every arc by which
 * another word leads there. All columns are integers; scores are thousandths of a nat.
 */
export class Lattice {
  readonly #model: Model
  readonly #page: PageEvidence
  /** From scores to powers of e. */
  readonly #scale: number
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
  /** Its best score when it was last looked at from before. */
  #nodeSeen = new Int32Array(256)
  /** Range of the lists of its characters, in `#use…`; −1: not yet looked for. */
  #nodeFrom = new Int32Array(256)
  #nodeTo = new Int32Array(256)

  // Lists of characters that lead from node to node: the list, what it costs that bytes were lost so, and where in
  // `#ends` the nodes stand, one for each kind of last byte.
  #uses = 0
  #useList = new Int32Array(256)
  readonly #usePool: CharacterPool[] = []
  /** What else the page must say of its characters: `AGREES`, `LIKELY`. */
  #useAsks = new Int32Array(256)
  /** The byte before. */
  #useLast = new Int32Array(256)
  #usePrice = new Int32Array(256)
  #useEnds = new Int32Array(256)
  #endCount = 0
  #ends = new Int32Array(256)
  /** Lists of this page alone. */
  readonly pool = new CharacterPool()

  // Characters as parts of words.
  #steps = 0
  #stepCode = new Int32Array(1024)
  #stepTo = new Int32Array(1024)
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

  /** By the low bits of a word's number: the best score with which a state at hand has a pair with such a word. */
  readonly #paired = new Int32Array(BUCKETS)
  readonly #pairedAt = new Int32Array(BUCKETS)
  /** By the low bits of a first character: the best score of a longer word with it that a state has a pair with. */
  readonly #firsts = new Int32Array(BUCKETS)
  readonly #firstAt = new Int32Array(BUCKETS)
  #stamp = 0
  /** The best score before words of which no more is known than their class. */
  #bestFollow = NOTHING
  #isGathered = false
  /** The most that the page's own words add to what follows a state at hand. */
  #mostAfter = 0

  /** States by key, to find them again. */
  #slots = new Int32Array(1024)

  /** By place: its first node, the best score there. */
  #heads: number[] = []
  #bests: number[] = []
  /** What the best score there will be at least. */
  #floors: number[] = []
  /** The furthest place that a single character has reached. */
  #furthest = 0
  /** States of the node at hand, the best first. */
  readonly #order: number[] = []
  /** By word class: `#bestBefore`. */
  readonly #byTag = new Int32Array(CLASSES)

  /** `flat`: below 1, chances are drawn towards each other. */
  constructor(model: Model, page: PageEvidence, budget: number, flat = 1) {
    this.#scale = flat * SCALE
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
    this.#nodes = this.#uses = this.#endCount = this.#steps = this.#states = this.#arcs = 0
    this.#heads = []
    this.#bests = []
    this.#floors = []
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
      this.#floors.push(NOTHING)
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
      this.#nodeSeen = grownInts(this.#nodeSeen)
      this.#nodeFrom = grownInts(this.#nodeFrom)
      this.#nodeTo = grownInts(this.#nodeTo)
    }
    this.#nodePlace[node] = place
    this.#nodeLast[node] = last
    this.#nodeNext[node] = this.#heads[at]
    this.#nodeState[node] = -1
    this.#nodeBest[node] = NOTHING
    this.#nodeSeen[node] = NOTHING
    this.#nodeFrom[node] = -1
    this.#heads[at] = node
    return node
  }

  /** Looks for the characters that may follow a node. */
  #open(node: number, strict: Strictness): void {
    const [place, last] = [this.#nodePlace[node], this.#nodeLast[node]]
    const doubt = (2 - strict) * PRICE_DOUBT
    // Nodes grow while characters are taken; none of them opens another.
    const from = this.#uses
    const shared = sharedPool()
    this.#ways.take(place, last, strict, {
      one: (code, to, nextLast, price) => {
        this.#use(shared, singleList(code), price - doubt, 0, -1)
        this.#end(this.#node(to, nextLast))
      },
      many: (number, to, price, asks) => {
        const pool = number < 0 ? this.pool : shared
        const list = number < 0 ? -1 - number : number
        if (pool.from[list] === pool.to[list]) return
        const apart = last < 0 ? asks & ~APART : asks
        this.#use(pool, list, price - doubt, apart | (number >= 0 && strict === 2 ? AGREES : 0), last)
        for (const nextLast of pool.lasts[list]) this.#end(this.#node(to, nextLast))
      },
    })
    this.#nodeFrom[node] = from
    this.#nodeTo[node] = this.#uses
  }

  #use(pool: CharacterPool, list: number, price: number, asks: number, last: number): void {
    const use = this.#uses++
    if (use === this.#useList.length) {
      this.#useList = grownInts(this.#useList)
      this.#usePrice = grownInts(this.#usePrice)
      this.#useAsks = grownInts(this.#useAsks)
      this.#useLast = grownInts(this.#useLast)
      this.#useEnds = grownInts(this.#useEnds)
    }
    this.#usePool[use] = pool
    this.#useList[use] = list
    this.#usePrice[use] = price
    this.#useAsks[use] = asks
    this.#useLast[use] = last
    this.#useEnds[use] = this.#endCount
  }

  /** What the page takes off a character of a list; `NOTHING` where the page speaks against it. */
  #worthOf(use: number, item: number): number {
    const page = this.#page
    const code = this.#usePool[use].code[item]
    const asks = this.#useAsks[use]
    if ((asks & AGREES) !== 0) {
      const pair = gbk().pairOf[code]
      if (page.annotated[pair] !== 0 && page.bare[pair] === 0) return NOTHING
    }
    let bare = 0
    const { untabled } = page
    if (untabled !== null && (asks & (BARE | APART)) !== 0) {
      const pair = gbk().pairOf[code]
      if ((asks & BARE) !== 0) bare += untabled[pair]
      if ((asks & APART) !== 0) bare += untabled[(this.#useLast[use] << 8) | (pair >> 8)]
    }
    if (page.seen[code] === 1) return -bare
    const worth = -scriptPrice(page, code) - bare
    return (asks & LIKELY) !== 0 && this.#usePool[use].frequency[item] + worth <= PLAUSIBLE ? NOTHING : worth
  }

  #end(node: number): void {
    if (this.#endCount === this.#ends.length) this.#ends = grownInts(this.#ends)
    this.#ends[this.#endCount++] = node
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
        this.#nodeFrom[node] = this.#uses
        this.#use(sharedPool(), singleList(LOST), PRICE_LOST, 0, -1)
        this.#end(this.#node(next, -1))
        this.#nodeTo[node] = this.#uses
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
    const [from, to] = [this.#nodeFrom[node], this.#nodeTo[node]]
    let many = 0
    for (let use = from; use < to; use++)
      many += this.#usePool[use].to[this.#useList[use]] - this.#usePool[use].from[this.#useList[use]]
    this.#budget -= many + order.length
    this.#gather(many)
    for (let use = from; use < to; use++) this.#takeSingles(node, use)
    for (let use = from; use < to; use++) this.#takeWords(node, use)
  }

  /** What the states at hand tell of the words after them. */
  #gather(many: number): void {
    const { neighbours } = this.#page
    const { pairStart, pairTail, pairWorth, pairFirst, pairMost, bestFollow, bestStandIn } = this.#model
    this.#byTag.fill(NOTHING)
    this.#mostAfter = 0
    this.#bestFollow = NOTHING
    this.#isGathered = many >= GATHERED
    const stamp = ++this.#stamp
    for (const state of this.#order) {
      this.#mostAfter = Math.max(this.#mostAfter, neighbours.mostAfter(this.#stateChar[state]))
      const id = this.#stateId[state]
      const score = this.#stateScore[state]
      const follow = score + Math.max(bestFollow[this.#stateTag[state]], bestStandIn[id])
      if (follow > this.#bestFollow) this.#bestFollow = follow
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
  #bestTo(id: number, tag: number): number {
    const unpaired = this.#bestBefore(tag)
    if (!this.#isGathered)
      return Math.max(unpaired, this.#stateScore[this.#order[0]] + this.#model.bestPair[id])
    const bucket = id % BUCKETS
    return this.#pairedAt[bucket] === this.#stamp ? Math.max(unpaired, this.#paired[bucket]) : unpaired
  }

  /** The best score with which the states at hand lead to a longer word with that first character by a pair. */
  #pairedFirst(first: number): number {
    if (!this.#isGathered) return this.#stateScore[this.#order[0]]
    const bucket = first % BUCKETS
    return this.#firstAt[bucket] === this.#stamp ? this.#firsts[bucket] : NOTHING
  }

  /** What a state must have to be worth while at a place. */
  #leastAt(place: Place): number {
    const at = place - this.#start
    const bests = this.#bests
    let least = Math.max(bests[at], this.#floors[at]) - MARGIN
    for (let next = at + 1; next < at + 4 && next < bests.length; next++)
      if (bests[next] - AHEAD > least) least = bests[next] - AHEAD
    return least
  }

  /** Words of one character. */
  #takeSingles(node: number, use: number): void {
    const { singleScore, singleId, singleTag } = this.#model
    const { from, to, code, simple, most, kind } = this.#usePool[use]
    const list = this.#useList[use]
    const price = this.#usePrice[use]
    const ends = this.#useEnds[use]
    const place = this.#nodePlace[this.#ends[ends]]
    const top = this.#stateScore[this.#order[0]] + price + this.#mostAfter + MOST_FAMILIAR
    const { familiar } = this.#page
    for (let item = from[list]; item < to[list]; item++) {
      const s = simple[item]
      const end = this.#ends[ends + kind[item]]
      if (s === SWALLOWED || s === SWALLOWED_FIGURE) {
        const like = s === SWALLOWED ? LINE_BREAK : FIGURE
        this.#emitSwallowed(end, price, like, this.#step(s, end, node, -1))
        continue
      }
      // Those that may be worth more come first.
      const least = this.#leastAt(place)
      if (top + most[item] < least) break
      const own = this.#worthOf(use, item)
      if (top + most[item] + own < least) continue
      const worth = price + own + singleScore[s] + familiar[s]
      if (this.#emit(end, worth, singleId[s], singleTag[s], s, 0, s, code[item], node, -1, s))
        this.#furthest = Math.max(this.#furthest, place)
    }
  }

  /** Longer words, by the node where their second character begins. */
  #takeWords(node: number, use: number): void {
    const { root, mostWord } = this.#model
    const { from, to, code, simple, kind } = this.#usePool[use]
    const list = this.#useList[use]
    const price = this.#usePrice[use]
    const ends = this.#useEnds[use]
    const place = this.#nodePlace[this.#ends[ends]]
    if (place >= this.#ways.end) return
    for (let item = from[list]; item < to[list]; item++) {
      const s = simple[item]
      const trie = root(s)
      if (trie === 0) continue
      const top = Math.max(this.#bestFollow + mostWord[trie], this.#pairedFirst(s))
      if (top + price + WORD_BONUS < this.#leastAt(place)) continue
      const own = this.#worthOf(use, item)
      if (own === NOTHING) continue
      const second = this.#ends[ends + kind[item]]
      this.#lookAhead(second)
      const step = this.#step(code[item], second, node, -1)
      this.#walk(second, trie, price + own, s, 0, s, step, 2, s)
    }
  }

  /** Single characters that follow the best state of a node tell how good a word must be that ends where they do. */
  #lookAhead(node: number): void {
    if (this.#nodeFrom[node] < 0) this.#open(node, 2)
    const best = this.#nodeBest[node]
    if (best === NOTHING || best === this.#nodeSeen[node]) return
    this.#nodeSeen[node] = best
    let state = this.#nodeState[node]
    while (this.#stateScore[state] < best) state = this.#stateNext[state]
    const { singleScore, singleId, singleTag, joined } = this.#model
    const [id, tag] = [this.#stateId[state], this.#stateTag[state]]
    for (let use = this.#nodeFrom[node]; use < this.#nodeTo[node]; use++) {
      const { from, to, simple } = this.#usePool[use]
      const list = this.#useList[use]
      const at = this.#nodePlace[this.#ends[this.#useEnds[use]]] - this.#start
      const most = Math.min(to[list], from[list] + LOOK_AHEAD)
      for (let item = from[list]; item < most; item++) {
        const s = simple[item]
        if (s === SWALLOWED || s === SWALLOWED_FIGURE) continue
        const own = this.#worthOf(use, item)
        if (own === NOTHING) continue
        const sum =
          best + this.#usePrice[use] + own + singleScore[s] + joined(id, tag, singleId[s], singleTag[s])
        if (sum > this.#floors[at]) this.#floors[at] = sum
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
    const { child: childOf, degree, firstChild, sibling, code, mostWord } = this.#model
    const { neighbours } = this.#page
    const near = Math.min(this.#mostAfter, neighbours.most(first)) + neighbours.mostAfter(previous)
    const paired = this.#pairedFirst(first) - this.#bestFollow
    const end = this.#nodeTo[node]
    for (let use = this.#nodeFrom[node]; use < end; use++) {
      const pool = this.#usePool[use]
      const list = this.#useList[use]
      const own = worth + this.#usePrice[use]
      const least =
        this.#leastAt(this.#nodePlace[this.#ends[this.#useEnds[use]]]) - own - near - this.#bestFollow
      if (mostWord[trie] < least && paired < least) continue
      if (pool.to[list] - pool.from[list] <= degree[trie]) {
        for (let item = pool.from[list]; item < pool.to[list]; item++) {
          const child = childOf(trie, pool.simple[item])
          if (child !== 0 && (mostWord[child] >= least || paired >= least))
            this.#take(node, use, item, child, own, first, beforePrevious, previous, before, length, key)
        }
        continue
      }
      for (
        let child = firstChild[trie];
        child !== 0 && (mostWord[child] >= least || paired >= least);
        child = sibling[child]
      )
        for (let item = pool.find(list, code[child]); item >= 0; item = pool.twin[item])
          this.#take(node, use, item, child, own, first, beforePrevious, previous, before, length, key)
    }
  }

  /** One more character of a word. */
  #take(
    node: number,
    use: number,
    item: number,
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
    const own = this.#worthOf(use, item)
    if (own === NOTHING) return
    const pool = this.#usePool[use]
    const to = this.#ends[this.#useEnds[use] + pool.kind[item]]
    const next = worth + own + this.#page.neighbours.bonus(beforePrevious, previous, s)
    const nextKey = Math.imul(key, 0x9e3779b1) + pool.code[item]
    if (value[child] !== NO_WORD)
      this.#emit(
        to,
        next + value[child],
        id[child],
        tag[child],
        first,
        previous,
        s,
        pool.code[item],
        node,
        before,
        nextKey,
      )
    if (length < LONGEST_WORD && degree[child] > 0 && this.#nodePlace[to] < this.#ways.end) {
      if (this.#nodeFrom[to] < 0) this.#open(to, 2)
      const step = this.#step(pool.code[item], to, node, before)
      this.#walk(to, child, next, first, previous, s, step, length + 1, nextKey)
    }
  }

  #step(code: number, to: number, node: number, before: number): number {
    const step = this.#steps++
    if (step === this.#stepCode.length) {
      this.#stepCode = grownInts(this.#stepCode)
      this.#stepTo = grownInts(this.#stepTo)
      this.#stepFrom = grownInts(this.#stepFrom)
      this.#stepBefore = grownInts(this.#stepBefore)
    }
    this.#stepCode[step] = code
    this.#stepTo[step] = to
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
    code: number,
    node: number,
    before: number,
    key: number,
  ): boolean {
    const { neighbours } = this.#page
    const near = this.#mostAfter === 0 ? 0 : Math.min(this.#mostAfter, neighbours.most(first))
    let least = this.#leastAt(this.#nodePlace[to])
    if (this.#bestTo(id, tag) + worth + near < least) return false
    const { joined, bestPair, mostFollow } = this.#model
    const order = this.#order
    const score = this.#stateScore
    const most = worth + near + Math.max(bestPair[id], mostFollow[tag])
    let state = -1
    for (let i = 0; i < order.length; i++) {
      const from = order[i]
      if (score[from] + most < least) break
      const arc =
        worth +
        joined(this.#stateId[from], this.#stateTag[from], id, tag) +
        (near === 0 ? 0 : neighbours.bonus(this.#beforeLast(from), this.#stateChar[from], first))
      const total = score[from] + arc
      if (total < least) continue
      if (state < 0)
        state = this.#addState(to, total, id, tag, char, previous, this.#step(code, to, node, before), key)
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
    const { singleId, singleTag } = this.#model
    const [id, tag] = [singleId[like], singleTag[like]]
    const least = this.#leastAt(this.#nodePlace[to])
    let state = -1
    for (const from of this.#order) {
      const arc =
        worth + this.#followedBy(from, like) + (like === LINE_BREAK ? lineEndWorth(this.#stateChar[from]) : 0)
      const total = this.#stateScore[from] + arc
      if (total < least) continue
      if (state < 0) state = this.#addState(to, total, id, tag, like, 0, step, like)
      this.#addArc(from, state, arc, total)
    }
    if (state >= 0) this.#furthest = Math.max(this.#furthest, this.#nodePlace[to])
  }

  /** What it is worth that a character which is no word stands after a state. */
  #followedBy(state: number, code: number): number {
    const { singleId, singleTag, joined } = this.#model
    const char = this.#stateChar[state]
    const { neighbours } = this.#page
    const worth = joined(this.#stateId[state], this.#stateTag[state], singleId[code], singleTag[code])
    return worth + neighbours.bonus(0, char, code)
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
    const s = this.#model.simplified[after]
    const last = new Int32Array(this.#states).fill(NOTHING)
    let best = -1
    const at = place - this.#start
    for (let node = this.#heads[at] ?? -1; node >= 0; node = this.#nodeNext[node])
      for (let state = this.#nodeState[node]; state >= 0; state = this.#stateNext[state]) {
        last[state] = after === 0 ? 0 : this.#followedBy(state, s)
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
      for (let step = this.#stateStep[state]; step >= 0; step = this.#stepBefore[step])
        path.push({
          code: this.#stepCode[step],
          from: this.#fromOf(step),
          to: this.#nodePlace[this.#stepTo[step]],
          last: this.#nodeLast[this.#stepFrom[step]],
          chance: 0,
        })
    path.reverse()
    for (let i = 1; i < path.length; i++) path[i - 1].to = path[i].from
    return path
  }

  /** Where a character begins: after a lone lost byte with the next item, if nothing was swallowed there. */
  #fromOf(step: number): Place {
    const place = this.#nodePlace[this.#stepFrom[step]]
    if ((place & 3) !== 3) return place
    const code = this.#stepCode[step]
    return code === SWALLOWED || code === SWALLOWED_FIGURE ? place : place + 1
  }

  /** Forward and backward over all arcs: how likely each character of the path is. */
  #weigh(path: readonly Step[], last: Int32Array, best: number): void {
    const score = this.#stateScore
    const scale = this.#scale
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
      forward[to] += forward[from] * Math.exp((score[from] + worth - score[to]) * scale)
    }
    let all = 0
    for (let state = 0; state < this.#states; state++)
      if (last[state] !== NOTHING && near(state)) {
        const share = Math.exp((last[state] - rest[state]) * scale)
        backward[state] = share
        all += forward[state] * share * Math.exp((score[state] + rest[state] - best) * scale)
      }
    for (let i = kept.length - 1; i >= 0; i--) {
      const [from, to, worth] = [this.#arcFrom[kept[i]], this.#arcTo[kept[i]], this.#arcWorth[kept[i]]]
      backward[from] += backward[to] * Math.exp((worth + rest[to] - rest[from]) * scale)
    }
    const { simplified } = this.#model
    const byPlace = new Map(path.map((step) => [step.from, step]))
    for (let state = 0; state < this.#states; state++) {
      if (forward[state] === 0 || backward[state] === 0) continue
      const share =
        (forward[state] * backward[state] * Math.exp((score[state] + rest[state] - best) * scale)) / all
      for (let step = this.#stateStep[state]; step >= 0; step = this.#stepBefore[step]) {
        const own = byPlace.get(this.#fromOf(step))
        // Where the next one begins is another question: 增加 stands before a swallowed figure or none.
        if (own !== undefined && simplified[own.code] === simplified[this.#stepCode[step]])
          own.chance += share
      }
    }
  }
}

/** Of scores in thousandths of a nat. */
const SCALE = 0.001

const FIGURE = 0x30
const LINE_BREAK = 0x0a

/** What it is worth that a line ends after a character. */
function lineEndWorth(code: number): number {
  if (code === 0xff0c || code === 0x3001) return nats(-6)
  return code === 0x3002 || code === 0xff1b || code === 0xff1a || code === 0x201d ? nats(-1) : nats(-3)
}
