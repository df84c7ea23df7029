import { Steps, type TrieMatch } from '../text/index.js'

const PAIRS = 18

function pairOf(first: number, second: number): number {
  return (Math.imul(first, 0x9e3779b1) + Math.imul(second, 0x85ebca6b)) >>> (32 - PAIRS)
}

/**
 * Lists of words in one trie: one walk from a place finds the words of all lists that start there, as the first of
 * a chain of entries, the longest word first. Immutable once settled.
 */
export class Gazetteer {
  #steps = new Steps([])
  /** A bit for what words begin with, two code units: most places in a text are turned away here. */
  readonly #pairs = new Int32Array(1 << (PAIRS - 5))
  /** A bit for each code unit that is a word by itself. */
  readonly #singles = new Int32Array(1 << 11)
  /** By node: the first entry of its chain. */
  #chains = new Int32Array(1)
  /** By entry; 0 is none, and in no list. */
  lists = new Int8Array(0)
  readonly matches: TrieMatch<unknown>[] = [{ length: 0, value: null }]
  /** The next entry of the chain. */
  nexts = new Int32Array(0)
  /** A bit for each list that has an entry from here on. */
  masks = new Int32Array(0)
  /** List and next entry of each word, until all are in. */
  readonly #entries = [-1, 0]
  #count = 0
  /** The last entry of each word, until all are in. */
  readonly #words = new Map<string, number>()

  add<T>(entries: Iterable<readonly [word: string, value: T]>): WordList<T> {
    const list = this.#count++
    for (const [word, value] of entries) this.#enter(list, word, { length: word.length, value })
    return new WordList(this, list)
  }

  /** A list whose words all have one value. */
  addAlike<T>(words: readonly string[], value: T): WordList<T> {
    const list = this.#count++
    const matches: TrieMatch<T>[] = []
    for (const word of words) {
      matches[word.length] ??= { length: word.length, value }
      this.#enter(list, word, matches[word.length])
    }
    return new WordList(this, list)
  }

  #enter(list: number, word: string, match: TrieMatch<unknown>): void {
    if (word === '') return
    const last = this.#words.get(word) ?? 0
    if (this.#entries[2 * last] === list) {
      this.matches[last] = match
      return
    }
    this.#words.set(word, this.matches.length)
    this.matches.push(match)
    this.#entries.push(list, last)
  }

  /** Makes the trie: the chain of each word goes on with that of the longest word that it begins with. */
  settle(): void {
    const words = Array.from(this.#words.keys()).sort()
    const firsts = Int32Array.from(words, (word) => this.#words.get(word) as number)
    this.#words.clear()
    const count = this.matches.length
    this.lists = new Int8Array(count)
    this.nexts = new Int32Array(count)
    this.masks = new Int32Array(count)
    for (let entry = 0; entry < count; entry++) {
      this.lists[entry] = this.#entries[2 * entry]
      this.nexts[entry] = this.#entries[2 * entry + 1]
    }
    this.#entries.length = 0
    this.#steps = new Steps(words)
    const { words: ends } = this.#steps
    const parents = this.#steps.parents()
    const chains = new Int32Array(ends.length)
    for (let node = 1; node < ends.length; node++) {
      const rest = chains[parents[node]]
      chains[node] = ends[node] < 0 ? rest : this.#hang(firsts[ends[node]], rest)
    }
    this.#chains = chains
    for (const word of words)
      if (word.length === 1) this.#singles[word.charCodeAt(0) >>> 5] |= 1 << (word.charCodeAt(0) & 31)
    const pairs = this.#pairs
    this.#steps.eachPair((first, second) => {
      const pair = pairOf(first, second)
      pairs[pair >>> 5] |= 1 << (pair & 31)
    })
  }

  /** Puts the rest of a chain behind the entries of a word; gives the first of them. */
  #hang(entry: number, rest: number): number {
    const next = this.nexts[entry] === 0 ? rest : this.#hang(this.nexts[entry], rest)
    this.nexts[entry] = next
    this.masks[entry] = this.masks[next] | (1 << this.lists[entry])
    return entry
  }

  /** The first entry of what starts at a place of a text; 0 for nothing. */
  entryAt(text: string, at: number): number {
    if (at >= text.length) return 0
    const first = text.charCodeAt(at)
    const node = this.#steps.start(first)
    if (node === 0 || at + 1 >= text.length) return this.#chains[node]
    const pair = pairOf(first, text.charCodeAt(at + 1))
    if (((this.#pairs[pair >>> 5] >>> (pair & 31)) & 1) === 0) return this.#chains[node]
    return this.#walk(text, at, node)
  }

  /** The first entry of what starts at a place with the code unit of a node. */
  #walk(text: string, at: number, first: number): number {
    let node = first
    for (let i = at + 1; i < text.length; i++) {
      const child = this.#steps.child(node, text.charCodeAt(i))
      if (child === 0) break
      node = child
    }
    return this.#chains[node]
  }

  /** The first entry at each place of a text, and none behind it; a bit for each list that has a word there. */
  scan(text: string): { chains: Int32Array; masks: Int32Array } {
    const chains = new Int32Array(text.length + 1)
    const masks = new Int32Array(text.length + 1)
    const pairs = this.#pairs
    const singles = this.#singles
    const steps = this.#steps
    const last = text.length - 1
    let code = 0
    let next = text.charCodeAt(0)
    for (let i = 0; i <= last; i++) {
      code = next
      next = i < last ? text.charCodeAt(i + 1) : 0
      const pair = pairOf(code, next)
      let entry = 0
      if (((pairs[pair >>> 5] >>> (pair & 31)) & 1) !== 0) {
        const node = steps.start(code)
        if (node > 0) entry = this.#walk(text, i, node)
      } else if (((singles[code >>> 5] >>> (code & 31)) & 1) !== 0) entry = this.#chains[steps.start(code)]
      if (entry === 0) continue
      chains[i] = entry
      masks[i] = this.masks[entry]
    }
    return { chains, masks }
  }
}

/** One list of a gazetteer: looked up in a text, or in the chain of a place that was scanned. */
export class WordList<T> {
  readonly #all: Gazetteer
  readonly #list: number
  /** In the masks of a scanned text. */
  readonly bit: number

  constructor(all: Gazetteer, list: number) {
    this.#all = all
    this.#list = list
    this.bit = 1 << list
  }

  /** The first entry of this list from an entry of a chain on, the longest word; 0 for none. */
  from(entry: number): number {
    const { masks, lists, nexts } = this.#all
    if ((masks[entry] & this.bit) === 0) return 0
    let at = entry
    while (lists[at] !== this.#list) at = nexts[at]
    return at
  }

  /** The next shorter word. */
  after(entry: number): number {
    return this.from(this.#all.nexts[entry])
  }

  match(entry: number): TrieMatch<T> {
    return this.#all.matches[entry] as TrieMatch<T>
  }

  /** The longest word in a chain, or null. */
  first(entry: number): TrieMatch<T> | null {
    const found = this.from(entry)
    return found === 0 ? null : this.match(found)
  }

  /** The value of the word of a chain that has a length. */
  exact(entry: number, length: number): T | undefined {
    for (let at = this.from(entry); at > 0; at = this.after(at)) {
      const match = this.match(at)
      if (match.length === length) return match.value
      if (match.length < length) return undefined
    }
    return undefined
  }

  /** The longest word that starts at `at`, or null. */
  longest(text: string, at: number): TrieMatch<T> | null {
    return this.first(this.#all.entryAt(text, at))
  }

  get(word: string): T | undefined {
    return this.exact(this.#all.entryAt(word, 0), word.length)
  }

  has(word: string): boolean {
    return this.get(word) !== undefined
  }
}
