/** A word found at a place. */
export interface TrieMatch<T> {
  /** UTF-16 code units. */
  length: number
  value: T
}

interface Node<T> {
  next: Map<number, Node<T>> | null
  value: T | undefined
}

/** Words → values, for matching at a position in linear time. Immutable once built. */
export class Trie<T> {
  readonly #root: Node<T> = { next: null, value: undefined }
  /** Code units that start a word: most places in a text are turned away by one look. */
  readonly #first = new Uint8Array(1 << 16)
  readonly size: number

  constructor(entries: Iterable<readonly [word: string, value: T]>) {
    let size = 0
    for (const [word, value] of entries) {
      if (word === '') continue
      let node = this.#root
      this.#first[word.charCodeAt(0)] = 1
      for (let i = 0; i < word.length; i++) {
        const code = word.charCodeAt(i)
        node.next ??= new Map()
        let child = node.next.get(code)
        if (!child) {
          child = { next: null, value: undefined }
          node.next.set(code, child)
        }
        node = child
      }
      if (node.value === undefined) size++
      node.value = value
    }
    this.size = size
  }

  /** The longest word that starts at `at`, or null. */
  longest(text: string, at: number): TrieMatch<T> | null {
    if (at >= text.length || this.#first[text.charCodeAt(at)] === 0) return null
    let node: Node<T> | undefined = this.#root
    let best: TrieMatch<T> | null = null
    for (let i = at; i < text.length; i++) {
      node = node.next?.get(text.charCodeAt(i))
      if (!node) break
      if (node.value !== undefined) best = { length: i + 1 - at, value: node.value }
    }
    return best
  }

  /** Every word that starts at `at`, shortest first. */
  all(text: string, at: number): TrieMatch<T>[] {
    if (at >= text.length || this.#first[text.charCodeAt(at)] === 0) return []
    let node: Node<T> | undefined = this.#root
    const out: TrieMatch<T>[] = []
    for (let i = at; i < text.length; i++) {
      node = node.next?.get(text.charCodeAt(i))
      if (!node) break
      if (node.value !== undefined) out.push({ length: i + 1 - at, value: node.value })
    }
    return out
  }

  get(word: string): T | undefined {
    let node: Node<T> | undefined = this.#root
    for (let i = 0; i < word.length && node; i++) node = node.next?.get(word.charCodeAt(i))
    return node?.value
  }

  has(word: string): boolean {
    return this.get(word) !== undefined
  }
}

interface SuffixNode<T> {
  next: Map<number, SuffixNode<T>>
  value: T | undefined
}

/** Words for matching what ends at a place: 不超过 right before 50. */
export class SuffixTrie<T> {
  readonly #root = new Map<number, SuffixNode<T>>()

  constructor(entries: Iterable<readonly [word: string, value: T]>) {
    for (const [word, value] of entries) {
      let next = this.#root
      let node: SuffixNode<T> | undefined
      for (let i = word.length - 1; i >= 0; i--) {
        const code = word.charCodeAt(i)
        node = next.get(code)
        if (!node) {
          node = { next: new Map(), value: undefined }
          next.set(code, node)
        }
        next = node.next
      }
      if (node) node.value = value
    }
  }

  /** The longest word that ends at `end` and does not start before `from`, or null. */
  longest(text: string, end: number, from: number): TrieMatch<T> | null {
    let next = this.#root
    let best: TrieMatch<T> | null = null
    for (let i = end - 1; i >= from; i--) {
      const node = next.get(text.charCodeAt(i))
      if (!node) break
      if (node.value !== undefined) best = { length: end - i, value: node.value }
      next = node.next
    }
    return best
  }
}
