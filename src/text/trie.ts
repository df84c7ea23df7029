/** A word found at a place. */
export interface TrieMatch<T> {
  /** UTF-16 code units. */
  length: number
  value: T
}

/** From this many children on a node's are searched by halves. */
const MANY = 8
/** Fewer words than this stand under a root that is looked through as other nodes are. */
const FEW = 256

/**
 * The shape of a trie in few bytes, so that many of them stay near the processor: nodes in breadth-first order, the
 * children of each side by side, sorted. Node 0 is the root, and nobody's child.
 */
export class Steps {
  /** Code unit that leads to each node. */
  readonly #labels: Uint16Array
  /** Each node's first child; the next entry ends its children. */
  readonly #first: Uint32Array
  /**
   * A bit for each code unit that starts a word: most places in a text are turned away by one look. Few words, as
   * those of one page are, have one for code units alike in their last bits.
   */
  readonly #starts: Int32Array
  /** How many bits stand before each 32 of them: a first character finds its node by counting. None for few words. */
  readonly #ranks: Uint16Array
  /** By node: which word ends there; -1 for none. */
  readonly words: Int32Array

  /** Of words in the order of their code units, each once, none of them empty. */
  constructor(words: readonly string[]) {
    const shared = new Uint16Array(words.length)
    let longest = 0
    for (let w = 0; w < words.length; w++) {
      if (w > 0) shared[w] = sharedStart(words[w - 1], words[w])
      if (words[w].length > longest) longest = words[w].length
    }
    // The nodes of one depth come in the order of the words: where they begin follows from how many stand above them.
    const next = new Int32Array(longest + 2)
    for (let w = 0; w < words.length; w++)
      for (let depth = shared[w] + 1; depth <= words[w].length; depth++) next[depth + 1]++
    next[1] = 1
    for (let depth = 1; depth <= longest; depth++) next[depth + 1] += next[depth]
    const size = next[longest + 1]
    this.#labels = new Uint16Array(size)
    this.#first = new Uint32Array(size + 1)
    this.words = new Int32Array(size).fill(-1)
    const path = new Int32Array(longest + 1)
    for (let w = 0; w < words.length; w++) {
      for (let depth = shared[w] + 1; depth <= words[w].length; depth++) {
        const node = next[depth]++
        const parent = path[depth - 1]
        this.#labels[node] = words[w].charCodeAt(depth - 1)
        if (this.#first[parent] === 0) this.#first[parent] = node
        path[depth] = node
      }
      this.words[path[words[w].length]] = w
    }
    this.#first[size] = size
    for (let node = size - 1; node >= 0; node--)
      if (this.#first[node] === 0) this.#first[node] = this.#first[node + 1]
    const few = words.length < FEW
    this.#starts = new Int32Array(few ? 8 : 2048)
    this.#ranks = new Uint16Array(few ? 0 : 2048)
    if (few)
      for (const word of words) this.#starts[(word.charCodeAt(0) >>> 5) & 7] |= 1 << (word.charCodeAt(0) & 31)
    else this.#rank()
  }

  #rank(): void {
    const labels = this.#labels
    let filled = 0
    for (let node = 1; node < this.#first[1]; node++) {
      const word = labels[node] >>> 5
      // The roots before this one are those before each word of bits up to it.
      this.#ranks.fill(node - 1, filled, word + 1)
      filled = Math.max(filled, word + 1)
      this.#starts[word] |= 1 << (labels[node] & 31)
    }
  }

  /** The node of a word's first code unit; 0 for none. */
  start(code: number): number {
    const starts = this.#starts
    if (starts.length === 8)
      return ((starts[(code >>> 5) & 7] >>> (code & 31)) & 1) === 0 ? 0 : this.child(0, code)
    const bits = starts[code >>> 5]
    if (((bits >>> (code & 31)) & 1) === 0) return 0
    return 1 + this.#ranks[code >>> 5] + bitsIn(bits & ((1 << (code & 31)) - 1))
  }

  /** The child of a node by a code unit; 0 for none. */
  child(node: number, code: number): number {
    const labels = this.#labels
    let lo = this.#first[node]
    let hi = this.#first[node + 1]
    while (hi - lo > MANY) {
      const mid = (lo + hi) >>> 1
      if (labels[mid] > code) hi = mid
      else lo = mid
    }
    for (; lo < hi; lo++) if (labels[lo] === code) return lo
    return 0
  }

  /** Calls with the code units that begin words, two by two. */
  eachPair(visit: (first: number, second: number) => void): void {
    const first = this.#first
    for (let node = 1; node < first[1]; node++)
      for (let child = first[node]; child < first[node + 1]; child++)
        visit(this.#labels[node], this.#labels[child])
  }

  /** The parent of each node. */
  parents(): Int32Array {
    const out = new Int32Array(this.words.length)
    for (let node = 0; node < out.length; node++)
      for (let child = this.#first[node]; child < this.#first[node + 1]; child++) out[child] = node
    return out
  }
}

/** How many code units two words have in common at their beginning. */
function sharedStart(a: string, b: string): number {
  let i = 0
  while (i < a.length && a.charCodeAt(i) === b.charCodeAt(i)) i++
  return i
}

function bitsIn(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Words → values, for matching at a position in linear time. Immutable once built. */
export class Trie<T> {
  readonly #steps: Steps
  readonly #values: readonly T[]

  constructor(entries: Iterable<readonly [word: string, value: T]>) {
    const byWord = new Map(entries)
    byWord.delete('')
    const words = Array.from(byWord.keys()).sort()
    this.#steps = new Steps(words)
    this.#values = words.map((word) => byWord.get(word) as T)
  }

  get size(): number {
    return this.#values.length
  }

  /** The longest word that starts at `at` and does not reach behind `to`, or null. */
  longest(text: string, at: number, to = text.length): TrieMatch<T> | null {
    const steps = this.#steps
    if (at >= to) return null
    let node = steps.start(text.charCodeAt(at))
    if (node === 0) return null
    let length = 0
    let best = -1
    for (let i = at + 1; ; i++) {
      const word = steps.words[node]
      if (word >= 0) {
        best = word
        length = i - at
      }
      if (i >= to) break
      node = steps.child(node, text.charCodeAt(i))
      if (node === 0) break
    }
    return best < 0 ? null : { length, value: this.#values[best] }
  }

  /** Length of the longest word that starts at `at`; 0 for none. */
  reach(text: string, at: number): number {
    const steps = this.#steps
    if (at >= text.length) return 0
    let node = steps.start(text.charCodeAt(at))
    let length = 0
    for (let i = at + 1; node > 0; i++) {
      if (steps.words[node] >= 0) length = i - at
      if (i >= text.length) break
      node = steps.child(node, text.charCodeAt(i))
    }
    return length
  }

  /** Every word that starts at `at`, shortest first. */
  all(text: string, at: number): TrieMatch<T>[] {
    const out: TrieMatch<T>[] = []
    const steps = this.#steps
    if (at >= text.length) return out
    let node = steps.start(text.charCodeAt(at))
    for (let i = at + 1; node > 0; i++) {
      const word = steps.words[node]
      if (word >= 0) out.push({ length: i - at, value: this.#values[word] })
      if (i >= text.length) break
      node = steps.child(node, text.charCodeAt(i))
    }
    return out
  }

  get(word: string): T | undefined {
    return this.at(word, 0, word.length)
  }

  /** The value of the word between two places of a text. */
  at(text: string, start: number, end: number): T | undefined {
    const steps = this.#steps
    if (start >= end || start >= text.length) return undefined
    let node = steps.start(text.charCodeAt(start))
    for (let i = start + 1; i < end && node > 0; i++) node = steps.child(node, text.charCodeAt(i))
    const word = node > 0 ? steps.words[node] : -1
    return word < 0 ? undefined : this.#values[word]
  }

  has(word: string): boolean {
    return this.get(word) !== undefined
  }
}

/** Words for matching what ends at a place: 不超过 right before 50. */
export class SuffixTrie<T> {
  readonly #steps: Steps
  readonly #values: readonly T[]

  constructor(entries: Iterable<readonly [word: string, value: T]>) {
    const byWord = new Map<string, T>()
    for (const [word, value] of entries) byWord.set(reversed(word), value)
    byWord.delete('')
    const words = Array.from(byWord.keys()).sort()
    this.#steps = new Steps(words)
    this.#values = words.map((word) => byWord.get(word) as T)
  }

  /** Length of the longest word that ends at `end` and does not start before `from`; 0 for none. */
  reach(text: string, end: number, from: number): number {
    const steps = this.#steps
    if (end <= from) return 0
    let node = steps.start(text.charCodeAt(end - 1))
    let length = 0
    for (let i = end - 1; node > 0; i--) {
      if (steps.words[node] >= 0) length = end - i
      if (i <= from) break
      node = steps.child(node, text.charCodeAt(i - 1))
    }
    return length
  }

  /** The longest word that ends at `end` and does not start before `from`, or null. */
  longest(text: string, end: number, from: number): TrieMatch<T> | null {
    const steps = this.#steps
    if (end <= from) return null
    let node = steps.start(text.charCodeAt(end - 1))
    if (node === 0) return null
    let length = 0
    let best = -1
    for (let i = end - 1; ; i--) {
      const word = steps.words[node]
      if (word >= 0) {
        best = word
        length = end - i
      }
      if (i <= from) break
      node = steps.child(node, text.charCodeAt(i - 1))
      if (node === 0) break
    }
    return best < 0 ? null : { length, value: this.#values[best] }
  }
}

function reversed(word: string): string {
  let out = ''
  for (let i = word.length - 1; i >= 0; i--) out += word[i]
  return out
}
