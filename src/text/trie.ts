/** A word found at a place. */
export interface TrieMatch<T> {
  /** UTF-16 code units. */
  length: number
  value: T
}

/** Whole numbers → whole numbers but 0, in a table with open places. */
class Numbers {
  /** Key and value of each place side by side. */
  #cells: Int32Array
  #shift: number
  /** Places that are still to be filled before it grows: at least half stay open. */
  #left: number

  /** For about so many. */
  constructor(count: number) {
    let bits = 1
    while (1 << bits < 2 * count) bits++
    this.#cells = new Int32Array(2 << bits)
    this.#shift = 32 - bits
    this.#left = 1 << (bits - 1)
  }

  /** Twice the place of a key, or of the open one where it goes. */
  placeOf(key: number): number {
    const cells = this.#cells
    const mask = cells.length - 1
    let at = (Math.imul(key, 0x9e3779b1) >>> this.#shift) << 1
    while (cells[at + 1] !== 0 && cells[at] !== key) at = (at + 2) & mask
    return at
  }

  valueAt(place: number): number {
    return this.#cells[place + 1]
  }

  /** Gives a key its value, at the place that `placeOf` said. */
  put(place: number, key: number, value: number): void {
    const isNew = this.#cells[place + 1] === 0
    this.#cells[place] = key
    this.#cells[place + 1] = value
    if (isNew && --this.#left === 0) this.#grow()
  }

  /** Gives a key that has none yet its value. */
  add(key: number, value: number): void {
    const cells = this.#cells
    const mask = cells.length - 1
    let at = (Math.imul(key, 0x9e3779b1) >>> this.#shift) << 1
    while (cells[at + 1] !== 0) at = (at + 2) & mask
    cells[at] = key
    cells[at + 1] = value
    if (--this.#left === 0) this.#grow()
  }

  #grow(): void {
    const cells = this.#cells
    this.#cells = new Int32Array(2 * cells.length)
    this.#shift--
    this.#left = cells.length / 4
    for (let at = 0; at < cells.length; at += 2)
      if (cells[at + 1] !== 0) {
        const place = this.placeOf(cells[at])
        this.#cells[place] = cells[at]
        this.#cells[place + 1] = cells[at + 1]
      }
  }

  get(key: number): number {
    return this.#cells[this.placeOf(key) + 1]
  }

  /**
   * Hangs the numbers of words of two code units and more together by their keys: the table has the last of them, less than 0, `nexts` for each
   * the one before it. In one loop, as tables have thousands and the first page waits for them.
   */
  chain(keys: Int32Array, lengths: Int32Array, nexts: Int32Array): void {
    let cells = this.#cells
    for (let number = 1; number <= keys.length; number++) {
      if (lengths[number] < 2) continue
      const key = keys[number - 1]
      let at = (Math.imul(key, 0x9e3779b1) >>> this.#shift) << 1
      while (cells[at + 1] !== 0 && cells[at] !== key) at = (at + 2) & (cells.length - 1)
      const others = cells[at + 1]
      cells[at] = key
      cells[at + 1] = -number
      if (others !== 0) nexts[number] = -others
      else if (--this.#left === 0) {
        this.#grow()
        cells = this.#cells
      }
    }
  }
}

/** From this many children on a node's are searched by halves. */
const MANY = 8

/** A node, in four numbers, as all of it is asked together: its label, where its children begin and end, its word. */
const NODE = 4
const FIRST = 1
const LAST = 2
const WORD = 3

const LINE_END = 0x0a

const FILTER_HASH = 0x85ebca6b

const pairOf = (first: number, second: number): number => (first << 16) | second

/** Words by their first two code units, each group read when a text first has these. */
export interface WordGroups {
  /** A line for each first code unit: this, and the second ones of its groups, which are numbered as they stand. */
  readonly heads: string
  /** How many groups there are, and how many words in all of them. */
  readonly groups: number
  readonly words: number
  /** The words of a group, in the order of their code units. */
  open(group: number, head: string): readonly string[]
}

/**
 * Words as a trie that grows where a text asks for it: until then those that begin with the same two code units only
 * hang together in a list, so that a table of many thousands is there at once, and what pages ask for lies side by side.
 * Words are numbered from 1 as they come, those of groups as these are opened; 0 is none.
 */
export class Steps {
  readonly #words: string[]
  readonly #groups: WordGroups | null
  /** The words of one code unit, the last of those alike. */
  readonly #singles: Numbers | null
  /** By their first two code units: the node of these, or until it is made the last of the words, or the group, less than 0. */
  readonly #pairs: Numbers
  /** Bits for the pairs, and for the words of one code unit, by hash: most places in a text are turned away by one look. */
  readonly #filter: Int32Array
  readonly #filterShift: number
  #nodes = new Int32Array(NODE * 16)
  #size = 1
  /**
   * By word: the longest other word that it begins with, or one that is alike and came before it. Of words in no node
   * yet: another that begins as it does.
   */
  readonly nexts: Int32Array
  readonly lengths: Int32Array

  /** With `groups` the words before these are of one code unit each. */
  constructor(words: readonly string[], groups: WordGroups | null = null) {
    const most = words.length + (groups?.words ?? 0)
    this.#words = words.slice()
    this.#groups = groups
    this.nexts = new Int32Array(most + 1)
    this.lengths = new Int32Array(most + 1)
    let bits = 5
    while (1 << bits < 16 * most && bits < 18) bits++
    this.#filter = new Int32Array(1 << (bits - 5))
    this.#filterShift = 32 - bits
    const singles: number[] = []
    const begin = new Int32Array(words.length)
    // Hardly more pairs than bits: a table that is no larger than it must be stays near the processor.
    let count = 0
    const filter = this.#filter
    const shift = this.#filterShift
    const lengths = this.lengths
    // Written out, as tables have thousands of words and the first page waits for them.
    for (let w = 0; w < words.length; w++) {
      const word = words[w]
      const { length } = word
      lengths[w + 1] = length
      if (length < 2) {
        if (length === 1) singles.push(w)
        continue
      }
      const pair = (word.charCodeAt(0) << 16) | word.charCodeAt(1)
      begin[w] = pair
      const bit = Math.imul(pair, FILTER_HASH) >>> shift
      const cell = bit >>> 5
      const bits = filter[cell]
      const own = bits | (1 << (bit & 31))
      if (own === bits) continue
      filter[cell] = own
      count++
    }
    this.#pairs = new Numbers(count + (groups?.groups ?? 0))
    if (groups) this.#enterGroups(groups.heads)
    this.#pairs.chain(begin, lengths, this.nexts)
    this.#singles = this.#tableOf(singles)
  }

  #enterGroups(heads: string): void {
    const pairs = this.#pairs
    const filter = this.#filter
    const shift = this.#filterShift
    let group = 0
    let first = 0
    for (let at = 0; at < heads.length; at++) {
      const code = heads.charCodeAt(at)
      if (first === 0) first = code
      else if (code === LINE_END) first = 0
      else {
        const pair = (first << 16) | code
        const bit = Math.imul(pair, FILTER_HASH) >>> shift
        filter[bit >>> 5] |= 1 << (bit & 31)
        pairs.add(pair, -++group)
      }
    }
  }

  #tableOf(singles: readonly number[]): Numbers | null {
    const words = this.#words
    if (singles.length === 0) return null
    const table = new Numbers(singles.length)
    for (const w of singles) {
      const code = words[w].charCodeAt(0)
      const place = table.placeOf(code)
      this.nexts[w + 1] = table.valueAt(place)
      table.put(place, code, w + 1)
      this.#admit(code)
    }
    return table
  }

  #bitOf(pair: number): number {
    return Math.imul(pair, FILTER_HASH) >>> this.#filterShift
  }

  #admit(pair: number): void {
    const bit = this.#bitOf(pair)
    this.#filter[bit >>> 5] |= 1 << (bit & 31)
  }

  #mayHave(pair: number): boolean {
    const bit = this.#bitOf(pair)
    return ((this.#filter[bit >>> 5] >>> (bit & 31)) & 1) !== 0
  }

  /** The word of one code unit; 0 for none. */
  single(code: number): number {
    return this.#singles !== null && this.#mayHave(code) ? this.#singles.get(code) : 0
  }

  /** The node of two code units; 0 where no word begins with them. */
  start(first: number, second: number): number {
    const pair = pairOf(first, second)
    if (!this.#mayHave(pair)) return 0
    const place = this.#pairs.placeOf(pair)
    const node = this.#pairs.valueAt(place)
    return node < 0 ? this.#grow(place, pair, -node) : node
  }

  /** The child of a node by a code unit; 0 for none. */
  child(node: number, code: number): number {
    const nodes = this.#nodes
    let lo = nodes[node + FIRST]
    let hi = nodes[node + LAST]
    while (hi - lo > MANY * NODE) {
      const mid = lo + (((hi - lo) >>> 1) & -NODE)
      if (nodes[mid] > code) hi = mid
      else lo = mid
    }
    for (; lo < hi; lo += NODE) if (nodes[lo] === code) return lo
    return 0
  }

  /** The longest word up to a node, which follow in `nexts` the shorter ones. */
  wordAt(node: number): number {
    return this.#nodes[node + WORD]
  }

  /** The longest word between two places of a text that begins at the first of them; 0 for none. */
  longest(text: string, at: number, to: number): number {
    if (at >= to) return 0
    const first = text.charCodeAt(at)
    let node = at + 1 < to ? this.start(first, text.charCodeAt(at + 1)) : 0
    if (node === 0) return this.single(first)
    for (let i = at + 2; i < to; i++) {
      const child = this.child(node, text.charCodeAt(i))
      if (child === 0) break
      node = child
    }
    return this.#nodes[node + WORD]
  }

  /** The last place from `from` up to `end` where a word starts, wherever it ends; −1 for none. */
  lastStart(text: string, from: number, end: number): number {
    let second = end < text.length ? text.charCodeAt(end) : 0
    for (let at = end - 1; at >= from; at--) {
      const first = text.charCodeAt(at)
      if (this.#mayHave(pairOf(first, second)) || (this.#singles !== null && this.#mayHave(first)))
        if (this.longest(text, at, text.length) > 0) return at
      second = first
    }
    return -1
  }

  /** Makes the nodes of the words that begin with two code units. */
  #grow(place: number, pair: number, last: number): number {
    const group = this.#groups === null ? this.#chained(last) : this.#opened(this.#groups, last, pair)
    const node = this.#add(1)
    this.#branch(group, 0, group.length, 2, node, this.single(pair >>> 16))
    this.#pairs.put(place, pair, node)
    return node
  }

  /** Numbers of words that hang together, in the order of their code units. */
  #chained(last: number): number[] {
    const words = this.#words
    const group: number[] = []
    for (let word = last; word > 0; word = this.nexts[word]) group.push(word)
    if (group.length > 1)
      group.sort((a, b) => (words[a - 1] < words[b - 1] ? -1 : words[a - 1] > words[b - 1] ? 1 : a - b))
    return group
  }

  #opened(groups: WordGroups, last: number, pair: number): number[] {
    return groups.open(last - 1, String.fromCharCode(pair >>> 16, pair)).map((word) => {
      const number = this.#words.push(word)
      this.lengths[number] = word.length
      return number
    })
  }

  wordOf(number: number): string {
    return this.#words[number - 1]
  }

  /** Nodes side by side; gives the first of them. */
  #add(count: number): number {
    const at = NODE * this.#size
    this.#size += count
    if (NODE * this.#size > this.#nodes.length) {
      const more = new Int32Array(Math.max(2 * this.#nodes.length, NODE * this.#size))
      more.set(this.#nodes)
      this.#nodes = more
    }
    return at
  }

  /** Hangs what sorted words have behind their first code units under the node of these; `best`: the word above it. */
  #branch(
    group: readonly number[],
    from: number,
    to: number,
    depth: number,
    node: number,
    best: number,
  ): void {
    const words = this.#words
    for (;;) {
      for (; from < to && this.lengths[group[from]] === depth; from++) {
        this.nexts[group[from]] = best
        best = group[from]
      }
      this.#nodes[node + WORD] = best
      if (from === to) return
      let count = 0
      for (let i = from; i < to; i++) if (i === from || this.#differ(group, i, depth)) count++
      const first = this.#add(count)
      this.#nodes[node + FIRST] = first
      this.#nodes[node + LAST] = first + NODE * count
      let child = first
      let begin = from
      for (let i = from + 1; i <= to; i++) {
        if (i < to && !this.#differ(group, i, depth)) continue
        this.#nodes[child] = words[group[begin] - 1].charCodeAt(depth)
        if (count > 1) this.#branch(group, begin, i, depth + 1, child, best)
        begin = i
        child += NODE
      }
      // One child alone, as long words have them, takes no call: their length is the caller's.
      if (count > 1) return
      node = first
      depth++
    }
  }

  /** Whether a word of a sorted group has another code unit at a depth than the one before it. */
  #differ(group: readonly number[], i: number, depth: number): boolean {
    return this.#words[group[i] - 1].charCodeAt(depth) !== this.#words[group[i - 1] - 1].charCodeAt(depth)
  }
}

/** A word and its value, or words that share one. */
export type Entry<T> = readonly [words: string | readonly string[], value: T]

function gathered<T>(entries: Iterable<Entry<T>>): { words: readonly string[]; values: readonly T[] } {
  let words: string[] = []
  let values: T[] = []
  for (const [word, value] of entries)
    if (typeof word === 'string') {
      words.push(word)
      values.push(value)
    } else {
      words = words.concat(word)
      values = values.concat(new Array<T>(word.length).fill(value))
    }
  return { words, values }
}

/** Words → values, for matching at a position in linear time. What it says never changes once it is built. */
export class Trie<T> {
  readonly #steps: Steps
  readonly #values: readonly T[]

  constructor(entries: Iterable<Entry<T>>) {
    const { words, values } = gathered(entries)
    this.#steps = new Steps(words)
    this.#values = values
  }

  /** The longest word that starts at `at` and does not reach behind `to`, or null. */
  longest(text: string, at: number, to = text.length): TrieMatch<T> | null {
    const word = this.#steps.longest(text, at, to)
    return word === 0 ? null : this.#match(word)
  }

  #match(word: number): TrieMatch<T> {
    return { length: this.#steps.lengths[word], value: this.#values[word - 1] }
  }

  /** Length of the longest word that starts at `at`; 0 for none. */
  reach(text: string, at: number): number {
    const word = this.#steps.longest(text, at, text.length)
    return word === 0 ? 0 : this.#steps.lengths[word]
  }

  /** The last place from `from` up to `end` where a word starts; −1 for none. */
  lastStart(text: string, from: number, end: number): number {
    return this.#steps.lastStart(text, from, end)
  }

  /** The number of the longest word that starts at `at`; 0 for none. With `shorter` every word, without a list of them. */
  find(text: string, at: number): number {
    return this.#steps.longest(text, at, text.length)
  }

  /** The next shorter word that a word begins with, or one alike; 0 for none. */
  shorter(word: number): number {
    return this.#steps.nexts[word]
  }

  lengthOf(word: number): number {
    return this.#steps.lengths[word]
  }

  valueOf(word: number): T {
    return this.#values[word - 1]
  }

  get(word: string): T | undefined {
    return this.at(word, 0, word.length)
  }

  /** The value of the word between two places of a text. */
  at(text: string, start: number, end: number): T | undefined {
    const word = end > text.length ? 0 : this.#steps.longest(text, start, end)
    return word > 0 && this.#steps.lengths[word] === end - start ? this.#values[word - 1] : undefined
  }

  has(word: string): boolean {
    return this.get(word) !== undefined
  }
}

/** Words for matching what ends at a place: 不超过 right before 50. */
export class SuffixTrie<T> {
  readonly #steps: Steps
  readonly #values: readonly T[]

  constructor(entries: Iterable<Entry<T>>) {
    const { words, values } = gathered(entries)
    this.#steps = new Steps(words.map(reversed))
    this.#values = values
  }

  /** Length of the longest word that ends at `end` and does not start before `from`; 0 for none. */
  reach(text: string, end: number, from: number): number {
    const word = this.#longest(text, end, from)
    return word === 0 ? 0 : this.#steps.lengths[word]
  }

  /** The longest word that ends at `end` and does not start before `from`, or null. */
  longest(text: string, end: number, from: number): TrieMatch<T> | null {
    const word = this.#longest(text, end, from)
    return word === 0 ? null : { length: this.#steps.lengths[word], value: this.#values[word - 1] }
  }

  #longest(text: string, end: number, from: number): number {
    if (end <= from) return 0
    const steps = this.#steps
    const last = text.charCodeAt(end - 1)
    let node = end - 1 > from ? steps.start(last, text.charCodeAt(end - 2)) : 0
    if (node === 0) return steps.single(last)
    for (let i = end - 3; i >= from; i--) {
      const child = steps.child(node, text.charCodeAt(i))
      if (child === 0) break
      node = child
    }
    return steps.wordAt(node)
  }
}

function reversed(word: string): string {
  let out = ''
  for (let i = word.length - 1; i >= 0; i--) out += word[i]
  return out
}
