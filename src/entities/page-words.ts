import { Trie, type TrieMatch } from '../text/index.js'

/** From this many words on a trie pays. */
const MANY = 100

/** Words of one page with their values, to be found again in it. */
interface PageWords<T> {
  /** The longest word that starts at a place, or null. */
  longest(text: string, at: number): TrieMatch<T> | null
}

/** Most pages have a handful of names: to look these up by their first character costs less than to make a trie. */
export function pageWords<T>(words: ReadonlyMap<string, T>): PageWords<T> {
  return words.size < MANY ? new Handful(words) : new Trie(words)
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
  readonly #pairs = new Int32Array(PAIRS / 32)
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

  longest(text: string, at: number): TrieMatch<T> | null {
    const first = text.charCodeAt(at)
    const pair = pairOf(first, text.charCodeAt(at + 1))
    if (!this.#short && ((this.#pairs[pair >>> 5] >>> (pair & 31)) & 1) === 0) return null
    const list = this.#byFirst.get(first)
    if (!list) return null
    for (const [word, value] of list) if (text.startsWith(word, at)) return { length: word.length, value }
    return null
  }
}
