import { PLAUSIBLE, singleList } from './candidates.js'
import { bestPath, type Step, weigh } from './chances.js'
import { Firsts } from './firsts.js'
import { gbk } from './gbk.js'
import { type Damaged, Graph, MARGIN } from './graph.js'
import { Hand } from './hand.js'
import { LONGEST_WORD, type Model, NO_WORD, nats, UNIT, UNIT_BITS } from './model.js'
import { CharacterPool, ITEM, ITEM_SIZE, type ListNumber, ofPage, sharedPool } from './pool.js'
import {
  ACROSS,
  APART,
  BARE,
  type Give,
  isUntabled,
  LIKELY,
  LOST,
  MOST_FAMILIAR,
  NOTHING,
  type PageEvidence,
  type Place,
  type Strictness,
  SWALLOWED,
  SWALLOWED_FIGURE,
  scriptPrices,
} from './ways.js'

/** What the bytes allow, character by character. */
export interface Ways extends Damaged {
  /** What is before it stands as it is. */
  start: Place
  /** Where the last item ends. */
  end: Place
  /** Every character that may start at a place after a byte (−1: not known). */
  take(from: Place, last: number, strict: Strictness, give: Give): void
  /** Where the way goes on if nothing fits at a place; −1: nowhere. */
  skip(from: Place): Place
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

const PRICE_LOST = nats(-22)
const PRICE_DOUBT = nats(6)
/** How far a reading may be behind one that is half a character ahead. */
const AHEAD = nats(6)
const ARC = nats(4)
/** How many whole characters after a lost one still help to tell what it was. */
const CONTEXT = 4
/** What a list of characters asks of the page besides: that its pairs have no brackets there. */
const AGREES = 1
/** So many single characters are looked at to tell how good longer words must be. */
const LOOK_AHEAD = 3
/** Of so many first characters it pays to ask which of them go on with what stands behind them. */
const TELLING = 6
/**
 * Of a list so many characters are tried as words, and as the first of longer ones, those that may be worth most. Where
 * all bytes of a character are lost thousands are allowed, and what comes later is hardly ever right.
 */
const MOST_SINGLES = 200 * ITEM_SIZE
const MOST_FIRSTS = 400 * ITEM_SIZE
/** The most that the page's own words are thought to add within a word. */
const WORD_BONUS = nats(4)

/** What a search lays out: much to make anew for every page, little to clear. */
class Desk {
  readonly graph = new Graph()
  readonly hand = new Hand(this.graph)
  readonly firsts = new Firsts()
}

/** Those that no search uses now. */
const idle: Desk[] = []

/**
 * The words that the bytes allow, as a graph: nodes are places with the last byte before them, words lead from
 * node to node. A state is a word that ends at a node; the best way to it is kept, and every arc by which
 * another word leads there. All columns are integers; scores are thousandths of a nat.
 */
export class Lattice implements Give {
  readonly #model: Model
  readonly #page: PageEvidence
  /** From scores to powers of e. */
  readonly #scale: number
  /** How much more may be tried: keeps hopeless input linear. */
  #budget: number

  #ways!: Ways
  #graph!: Graph
  #hand!: Hand
  #firsts!: Firsts
  readonly #scriptPrices: Int32Array
  readonly #pairOf = gbk().pairOf
  /** What the node at hand says of those that may follow it: what they cost besides, how strictly they were sought. */
  #doubt = 0
  #agrees = 0
  #before = -1
  readonly #shared = sharedPool()
  /** Lists of this page alone. */
  readonly pool: CharacterPool

  /** The furthest place that a single character has reached. */
  #furthest = 0
  /** `flat`: below 1, chances are drawn towards each other. */
  constructor(
    model: Model,
    page: PageEvidence,
    budget: number,
    flat = 1,
    pool: CharacterPool = new CharacterPool(),
  ) {
    this.pool = pool
    this.#scale = flat * SCALE
    this.#model = model
    this.#page = page
    this.#scriptPrices = scriptPrices(page)
    this.#budget = budget
  }

  /** Takes up a character that may follow the node at hand. */
  one(code: number, to: Place, last: number, price: number): void {
    const graph = this.#graph
    graph.use(this.#shared, singleList(code), price - this.#doubt, 0, -1)
    graph.end(graph.node(to, last))
  }

  /** Takes up a list of them. */
  many(number: ListNumber, to: Place, price: number, asks: number): void {
    const graph = this.#graph
    const pool = number < 0 ? this.pool : this.#shared
    const list = number < 0 ? ofPage(number) : number
    if (pool.from[list] === pool.to[list]) return
    let held = asks
    if (this.#before < 0) held &= ~(APART | ACROSS)
    if (this.#agrees === 0) held &= ~ACROSS
    graph.use(pool, list, price - this.#doubt, number < 0 ? held : held | this.#agrees, this.#before)
    for (const last of pool.lasts[list]) graph.end(graph.node(to, last))
  }

  /**
   * The best reading of the bytes from a start on. Stops a few characters after the last lost byte, or before
   * the next far one, once all readings agree where characters begin. `null`: too much was tried.
   */
  search(ways: Ways, start: Start): Step[] | null {
    const desk = idle.pop() ?? new Desk()
    this.#graph = desk.graph
    this.#hand = desk.hand
    this.#firsts = desk.firsts
    this.#hand.begin(this.#model, this.#page.neighbours)
    try {
      return this.#searchFrom(ways, start)
    } finally {
      if (desk.graph.leave()) idle.push(desk)
    }
  }

  #searchFrom(ways: Ways, start: Start): Step[] | null {
    const graph = this.#graph
    this.#ways = ways
    graph.clear(start.place, ways)
    this.#furthest = start.place
    this.#root(start)
    let quietFrom = ways.start >> 2
    for (let place = start.place; place < ways.end; place++) {
      const at = place - graph.start
      if (at >= graph.places || graph.bests[at] === NOTHING) continue
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
    const graph = this.#graph
    const { simplified, units } = this.#model
    const s = simplified[code]
    const unit = s << UNIT_BITS
    const node = graph.node(place, last)
    graph.addState(node, 0, units[unit + UNIT.id], units[unit + UNIT.tag], s, 0, -1, 0)
  }

  /** Whether another framing of the bytes is so much better that this place is not worth while. */
  #isBehind(at: number): boolean {
    const graph = this.#graph
    const least = graph.bests[at] + AHEAD
    for (let i = at + 1; i < at + 4 && i < graph.places; i++) if (graph.bests[i] > least) return true
    return false
  }

  /** Looks for the characters that may follow a node. */
  #open(node: number, strict: Strictness): void {
    const graph = this.#graph
    const [place, last] = [graph.nodePlace[node], graph.nodeLast[node]]
    this.#doubt = (2 - strict) * PRICE_DOUBT
    this.#agrees = strict === 2 && this.#page.annotated.length > 0 ? AGREES : 0
    this.#before = last
    // Nodes grow while characters are taken; none of them opens another.
    const from = graph.uses
    this.#ways.take(place, last, strict, this)
    graph.nodeFrom[node] = from
    graph.nodeTo[node] = graph.uses
  }

  /** What the page takes off a character of a list; `NOTHING` where the page speaks against it. */
  #worthOf(use: number, item: number): number {
    const graph = this.#graph
    const page = this.#page
    const pool = graph.usePool[use]
    const code = pool.items[item + ITEM.code]
    const asks = graph.useAsks[use]
    // 0 − 0, as −0 is no small integer.
    let worth = page.seen[code] === 1 ? 0 : 0 - this.#scriptPrices[this.#model.script[code]]
    if (asks === 0) return worth
    const pair = this.#pairOf[code]
    if ((asks & AGREES) !== 0 && page.annotated[pair] !== 0 && page.bare[pair] === 0) return NOTHING
    const across = (graph.useLast[use] << 8) | (pair >> 8)
    if ((asks & ACROSS) !== 0 && page.annotated[across] !== 0 && page.bare[across] === 0) return NOTHING
    const { untabled } = page.prices
    if (untabled !== 0) {
      if ((asks & BARE) !== 0 && isUntabled(page, pair)) worth -= untabled
      if ((asks & APART) !== 0 && isUntabled(page, across)) worth -= untabled
    }
    if ((asks & LIKELY) === 0 || page.seen[code] === 1) return worth
    return nats(this.#model.frequency[pool.items[item + ITEM.simple]]) + worth <= PLAUSIBLE ? NOTHING : worth
  }

  #extendPlace(at: number): void {
    const graph = this.#graph
    const head = graph.heads[at]
    let any = false
    // Evidence that no way can satisfy here gives way here alone: a reading that the tables lack, say.
    for (let strict = 2; strict >= 0 && !any; strict--)
      for (let node = head; node >= 0; node = graph.nodeNext[node]) {
        if (graph.nodeState[node] < 0) continue
        if (strict < 2 || graph.nodeFrom[node] < 0) this.#open(node, strict as Strictness)
        if (graph.nodeTo[node] > graph.nodeFrom[node]) any = true
      }
    const least = graph.bests[at] - MARGIN
    for (let node = head; node >= 0; node = graph.nodeNext[node]) {
      if (graph.nodeBest[node] < least) continue
      // Nothing fits: the item stays as it is, and the way goes on after it.
      const next = any ? -1 : this.#ways.skip(graph.nodePlace[node])
      if (next >= 0) {
        graph.nodeFrom[node] = graph.uses
        graph.use(sharedPool(), singleList(LOST), PRICE_LOST, 0, -1)
        graph.end(graph.node(next, -1))
        graph.nodeTo[node] = graph.uses
      }
      this.#extendNode(node, least)
    }
  }

  /** Every word that starts at a node. */
  #extendNode(node: number, least: number): void {
    const graph = this.#graph
    this.#hand.take(node, least)
    const [from, to] = [graph.nodeFrom[node], graph.nodeTo[node]]
    let many = 0
    for (let use = from; use < to; use++) many += graph.usePool[use].sizeOf(graph.useList[use])
    this.#budget -= many + this.#hand.size
    this.#hand.gather(many)
    for (let use = from; use < to; use++) this.#takeSingles(node, use)
    for (let use = from; use < to; use++) this.#takeWords(node, use)
  }

  /** What a state must have to be worth while at a place. */
  #leastAt(place: Place): number {
    const graph = this.#graph
    const at = place - graph.start
    const bests = graph.bests
    let least = Math.max(bests[at], graph.floors[at]) - MARGIN
    for (let next = at + 1; next < at + 4 && next < graph.places; next++)
      if (bests[next] - AHEAD > least) least = bests[next] - AHEAD
    return least
  }

  /** Words of one character. */
  #takeSingles(node: number, use: number): void {
    const graph = this.#graph
    const { from, to, items } = graph.usePool[use]
    const list = graph.useList[use]
    const price = graph.usePrice[use]
    const ends = graph.useEnds[use]
    const place = graph.nodePlace[graph.ends[ends]]
    const top = this.#hand.score[0] + price + this.#hand.mostAfter + MOST_FAMILIAR
    const { familiar } = this.#page
    let least = this.#leastAt(place)
    const stop = Math.min(to[list], from[list] + MOST_SINGLES)
    for (let item = from[list]; item < stop; item += ITEM_SIZE) {
      const s = items[item + ITEM.simple]
      const end = graph.ends[ends + items[item + ITEM.kind]]
      if (s === SWALLOWED || s === SWALLOWED_FIGURE) {
        const like = s === SWALLOWED ? LINE_BREAK : FIGURE
        this.#emitSwallowed(end, price, like, graph.step(s, end, node, -1))
        least = this.#leastAt(place)
        continue
      }
      // Those that may be worth more come first.
      if (top + items[item + ITEM.most] < least) break
      const [id, tag] = [items[item + ITEM.id], items[item + ITEM.tag]]
      const most = price + items[item + ITEM.score] + familiar[s]
      if (this.#hand.bestTo(id, tag) + most + this.#nearTo(s) < least) continue
      const worth = most + this.#worthOf(use, item)
      if (!this.#emit(end, worth, id, tag, s, 0, s, items[item + ITEM.code], node, -1, s)) continue
      this.#furthest = Math.max(this.#furthest, place)
      least = this.#leastAt(place)
    }
  }

  /** Longer words, by the node where their second character begins. */
  #takeWords(node: number, use: number): void {
    const graph = this.#graph
    const { from, to, items } = graph.usePool[use]
    const list = graph.useList[use]
    const price = graph.usePrice[use]
    const ends = graph.useEnds[use]
    const place = graph.nodePlace[graph.ends[ends]]
    if (place >= this.#ways.end) return
    const { bestFollow } = this.#hand
    const firsts = this.#firsts
    firsts.node = -1
    const size = graph.usePool[use].sizeOf(list)
    let isTold = size < TELLING
    let [least, rises] = [this.#leastAt(place), graph.rises]
    const stop = Math.min(to[list], from[list] + MOST_FIRSTS)
    for (let item = from[list]; item < stop; item += ITEM_SIZE) {
      const trie = items[item + ITEM.root]
      if (trie === 0) continue
      const second = graph.ends[ends + items[item + ITEM.kind]]
      if (second === firsts.node && !firsts.has(trie)) continue
      const s = items[item + ITEM.simple]
      if (graph.rises !== rises) [least, rises] = [this.#leastAt(place), graph.rises]
      const top = Math.max(bestFollow + items[item + ITEM.word], this.#hand.pairedFirst(s))
      if (top + price + WORD_BONUS < least) continue
      const own = this.#worthOf(use, item)
      if (own === NOTHING) continue
      this.#lookAhead(second)
      if (graph.nodeFrom[second] === graph.nodeTo[second]) continue
      if (!isTold) {
        isTold = true
        if (firsts.tell(graph, second, size >> 1) && !firsts.has(trie)) continue
      }
      const step = graph.step(items[item + ITEM.code], second, node, -1)
      this.#walk(second, trie, price + own, s, 0, s, step, 2, s)
    }
  }

  /** Single characters that follow the best state of a node tell how good a word must be that ends where they do. */
  #lookAhead(node: number): void {
    const graph = this.#graph
    if (graph.nodeFrom[node] < 0) this.#open(node, 2)
    const best = graph.nodeBest[node]
    if (best === NOTHING || best === graph.nodeSeen[node]) return
    graph.nodeSeen[node] = best
    let state = graph.nodeState[node]
    while (graph.stateScore[state] < best) state = graph.stateNext[state]
    const { joined } = this.#model
    const [id, tag] = [graph.stateId[state], graph.stateTag[state]]
    for (let use = graph.nodeFrom[node]; use < graph.nodeTo[node]; use++) {
      const { from, to, items } = graph.usePool[use]
      const list = graph.useList[use]
      const at = graph.nodePlace[graph.ends[graph.useEnds[use]]] - graph.start
      const most = Math.min(to[list], from[list] + LOOK_AHEAD * ITEM_SIZE)
      for (let item = from[list]; item < most; item += ITEM_SIZE) {
        const s = items[item + ITEM.simple]
        if (s === SWALLOWED || s === SWALLOWED_FIGURE) continue
        const own = this.#worthOf(use, item)
        if (own === NOTHING) continue
        const joint = joined(id, tag, items[item + ITEM.id], items[item + ITEM.tag])
        const sum = best + graph.usePrice[use] + own + items[item + ITEM.score] + joint
        graph.raiseFloor(at, sum)
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
    const graph = this.#graph
    const { child: childOf, degree, firstChild, code, best, mostWord } = this.#model
    const { neighbours } = this.#page
    const near = this.#nearTo(first) + neighbours.mostAfter(previous)
    const paired = this.#hand.pairedFirst(first) - this.#hand.bestFollow
    const end = graph.nodeTo[node]
    for (let use = graph.nodeFrom[node]; use < end; use++) {
      const pool = graph.usePool[use]
      const list = graph.useList[use]
      const own = worth + graph.usePrice[use]
      const least =
        this.#leastAt(graph.nodePlace[graph.ends[graph.useEnds[use]]]) - own - near - this.#hand.bestFollow
      if (mostWord[best[trie]] < least && paired < least) continue
      const { items } = pool
      if (pool.sizeOf(list) <= degree[trie]) {
        for (let item = pool.from[list]; item < pool.to[list]; item += ITEM_SIZE) {
          const child = childOf(trie, items[item + ITEM.simple])
          if (child !== 0 && (mostWord[best[child]] >= least || paired >= least))
            this.#take(node, use, item, child, own, first, beforePrevious, previous, before, length, key)
        }
        continue
      }
      const last = firstChild[trie] + degree[trie]
      for (
        let child = firstChild[trie];
        child < last && (mostWord[best[child]] >= least || paired >= least);
        child++
      )
        for (let item = pool.find(list, code[child]); item >= 0; item = items[item + ITEM.twin])
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
    const graph = this.#graph
    const { code, value, id, tag, degree } = this.#model
    const s = code[child]
    const own = this.#worthOf(use, item)
    if (own === NOTHING) return
    const pool = graph.usePool[use]
    const charCode = pool.items[item + ITEM.code]
    const to = graph.ends[graph.useEnds[use] + pool.items[item + ITEM.kind]]
    const next = worth + own + this.#page.neighbours.bonus(beforePrevious, previous, s)
    const nextKey = Math.imul(key, 0x9e3779b1) + charCode
    if (value[child] !== NO_WORD)
      this.#emit(
        to,
        next + value[child],
        id[child],
        tag[child],
        first,
        previous,
        s,
        charCode,
        node,
        before,
        nextKey,
      )
    if (length < LONGEST_WORD && degree[child] > 0 && graph.nodePlace[to] < this.#ways.end) {
      if (graph.nodeFrom[to] < 0) this.#open(to, 2)
      const step = graph.step(charCode, to, node, before)
      this.#walk(to, child, next, first, previous, s, step, length + 1, nextKey)
    }
  }

  /** The most that the page's own words add to one that begins so. */
  #nearTo(first: number): number {
    const { mostAfter } = this.#hand
    return mostAfter === 0 ? 0 : Math.min(mostAfter, this.#page.neighbours.most(first))
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
    const graph = this.#graph
    const { neighbours } = this.#page
    const near = this.#nearTo(first)
    let least = this.#leastAt(graph.nodePlace[to])
    const hand = this.#hand
    if (hand.bestTo(id, tag) + worth + near < least) return false
    const { bestPair, mostFollow } = this.#model
    const { order, score, size } = hand
    const most = worth + near + Math.max(bestPair[id], mostFollow[tag])
    const by = hand.pairedBy(id)
    let state = -1
    for (let i = 0; i < size; i++) {
      if (score[i] + most < least) break
      let total = worth + hand.with(i, id, tag, by)
      if (total + near < least) continue
      if (near !== 0) total += neighbours.bonus(hand.before[i], hand.char[i], first)
      if (total < least) continue
      if (state < 0)
        state = graph.addState(to, total, id, tag, char, previous, graph.step(code, to, node, before), key)
      graph.addArc(order[i], state, total - score[i], total)
      least = Math.max(least, total - ARC)
    }
    return state >= 0
  }

  /** What is swallowed is mostly a figure or the break after a line, and lines rarely end with a comma. */
  #emitSwallowed(to: number, worth: number, like: number, step: number): void {
    const graph = this.#graph
    const { units } = this.#model
    const unit = like << UNIT_BITS
    const { lineEnds } = this.#page
    const [id, tag] = [units[unit + UNIT.id], units[unit + UNIT.tag]]
    const least = this.#leastAt(graph.nodePlace[to])
    let state = -1
    const { order, size } = this.#hand
    for (let i = 0; i < size; i++) {
      const from = order[i]
      const arc =
        worth +
        this.#followedBy(from, like) +
        (like === LINE_BREAK
          ? (lineEnds?.worth(graph.stateChar[from]) ?? null) === null
            ? PRICE_BREAK
            : 0
          : 0)
      const total = graph.stateScore[from] + arc
      if (total < least) continue
      if (state < 0) state = graph.addState(to, total, id, tag, like, 0, step, like)
      graph.addArc(from, state, arc, total)
    }
    if (state >= 0) this.#furthest = Math.max(this.#furthest, graph.nodePlace[to])
  }

  /** What it is worth that a character which is no word stands after a state. */
  #followedBy(state: number, code: number): number {
    const graph = this.#graph
    const { units, joined } = this.#model
    const unit = code << UNIT_BITS
    const char = graph.stateChar[state]
    const { neighbours, lineEnds } = this.#page
    const end = code === LINE_BREAK && lineEnds ? lineEnds.worth(char) : null
    if (end !== null) return end
    if (code === LINE_BREAK && char === LINE_BREAK && lineEnds?.hasEmpty) return EMPTY_LINE
    const worth = joined(
      graph.stateId[state],
      graph.stateTag[state],
      units[unit + UNIT.id],
      units[unit + UNIT.tag],
    )
    return worth + neighbours.bonus(0, char, code)
  }

  #finish(place: Place, after: number): Step[] | null {
    const graph = this.#graph
    const s = this.#model.simplified[after]
    const last = graph.lasts()
    let best = -1
    const at = place - graph.start
    for (let node = at < graph.places ? graph.heads[at] : -1; node >= 0; node = graph.nodeNext[node])
      for (let state = graph.nodeState[node]; state >= 0; state = graph.stateNext[state]) {
        last[state] = after === 0 ? 0 : this.#followedBy(state, s)
        if (best < 0 || graph.stateScore[state] + last[state] > graph.stateScore[best] + last[best])
          best = state
      }
    if (best < 0) return null
    const path = bestPath(graph, best)
    weigh(graph, path, { last, best: graph.stateScore[best] + last[best], scale: this.#scale })
    return path
  }
}

/** Of scores in thousandths of a nat. */
const SCALE = 0.001

const FIGURE = 0x30
const LINE_BREAK = 0x0a
/** Of a line that ends without a mark. */
const PRICE_BREAK = nats(-3)
/** What it is worth that an empty line follows, where such lines part the paragraphs of the page. */
const EMPTY_LINE = nats(2)
