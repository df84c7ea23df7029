import { numberColumn, Trie, type TrieMatch } from '../text/index.js'

/** From this many words on a trie pays. */
const MANY = 100

/** Words of one page with their values, to be found again in it. */
interface PageWords<T> {
  /** The longest word that starts at a place, or null. */
  longest(text: string, at: number): TrieMatch<T> | null
  /** The first place from one on, up to `end`, where a word may start. */
  next(text: string, at: number, end: number): number
}

/** Most pages have a handful of names: to look these up by their first character costs less than to make a trie. */
export function pageWords<T>(words: ReadonlyMap<string, T>): PageWords<T> {
  if (words.size < MANY) return new Handful(words)
  const trie = new Trie(words)
  return { longest: (text, at) => trie.longest(text, at), next: (_, at) => at }
}

/** Bits for pairs of code units. */
const PAIRS = 1024

function pairOf(first: number, second: number): number {
  return (Math.imul(first, 31) + second) & (PAIRS - 1)
}

class Handful<T> implements PageWords<T> {
  /** Longest words first. */
  readonly #byFirst = new Map<number, [word: string, value: T][]>()
  /** A bit for the two code units that words begin with: most places are turned away here. */
  readonly #pairs = numberColumn(PAIRS / 32)
  /** Whether a word has but one. */
  #short = false

  constructor(words: ReadonlyMap<string, T>) {
    for (const entry of words) {
      if (entry[0] === '') continue
      const first = entry[0].charCodeAt(0)
      const list = this.#byFirst.get(first)
      if (list) list.push(entry)
      else this.#byFirst.set(first, [entry])
      const pair = pairOf(first, entry[0].charCodeAt(1))
      this.#pairs[pair >>> 5] |= 1 << (pair & 31)
      if (entry[0].length === 1) this.#short = true
    }
    for (const list of this.#byFirst.values())
      if (list.length > 1) list.sort((a, b) => b[0].length - a[0].length)
  }

  next(text: string, at: number, end: number): number {
    if (this.#short || at >= end) return at
    const pairs = this.#pairs
    let first = text.charCodeAt(at)
    for (let i = at; i < end; i++) {
      const second = text.charCodeAt(i + 1)
      const pair = pairOf(first, second)
      if (((pairs[pair >>> 5] >>> (pair & 31)) & 1) !== 0) return i
      first = second
    }
    return end
  }

  longest(text: string, at: number): TrieMatch<T> | null {
    const list = this.#byFirst.get(text.charCodeAt(at))
    if (!list) return null
    for (const [word, value] of list) if (text.startsWith(word, at)) return { length: word.length, value }
    return null
  }
}
