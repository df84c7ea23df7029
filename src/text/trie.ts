/** A word found at a place. */
export interface TrieMatch<T> {
  /** UTF-16 code units. */
  length: number
  value: T
}

/** The steps from node to node of a trie, in one table with open addressing. Node 0 is the root. */
export class Steps {
  /** 65536 × node + code unit + 1; 0 where free. */
  #keys = new Float64Array(16)
  #children = new Int32Array(16)
  #mask = 15
  #size = 1

  /** The child of a node by a code unit; 0 for none. */
  child(node: number, code: number): number {
    const key = 65536 * node + code + 1
    const keys = this.#keys
    const mask = this.#mask
    let at = slotOf(node, code) & mask
    for (;;) {
      const found = keys[at]
      if (found === key) return this.#children[at]
      if (found === 0) return 0
      at = (at + 1) & mask
    }
  }

  /** The child of a node by a code unit, made where there is none. */
  grow(node: number, code: number): number {
    const old = this.child(node, code)
    if (old !== 0) return old
    if (2 * this.#size > this.#mask) this.#widen()
    this.#put(65536 * node + code + 1, this.#size)
    return this.#size++
  }

  #put(key: number, child: number): void {
    const node = Math.floor((key - 1) / 65536)
    let at = slotOf(node, key - 1 - 65536 * node) & this.#mask
    while (this.#keys[at] !== 0) at = (at + 1) & this.#mask
    this.#keys[at] = key
    this.#children[at] = child
  }

  #widen(): void {
    const keys = this.#keys
    const children = this.#children
    this.#mask = 2 * keys.length - 1
    this.#keys = new Float64Array(2 * keys.length)
    this.#children = new Int32Array(2 * keys.length)
    for (let at = 0; at < keys.length; at++) if (keys[at] !== 0) this.#put(keys[at], children[at])
  }
}

function slotOf(node: number, code: number): number {
  const hash = Math.imul(node, 0x9e3779b1) ^ Math.imul(code, 0x85ebca6b)
  return hash ^ (hash >>> 15)
}

/** Words → values, for matching at a position in linear time. Immutable once built. */
export class Trie<T> {
  readonly #steps = new Steps()
  /** By node. */
  readonly #values: (T | undefined)[] = [undefined]
  /** A bit for each code unit that starts a word: most places in a text are turned away by one look. */
  readonly #first = new Int32Array(2048)
  readonly size: number

  constructor(entries: Iterable<readonly [word: string, value: T]>) {
    let size = 0
    for (const [word, value] of entries) {
      if (word === '') continue
      const first = word.charCodeAt(0)
      this.#first[first >>> 5] |= 1 << (first & 31)
      let node = 0
      for (let i = 0; i < word.length; i++) {
        node = this.#steps.grow(node, word.charCodeAt(i))
        if (node === this.#values.length) this.#values.push(undefined)
      }
      if (this.#values[node] === undefined) size++
      this.#values[node] = value
    }
    this.size = size
  }

  #starts(text: string, at: number): boolean {
    if (at >= text.length) return false
    const code = text.charCodeAt(at)
    return ((this.#first[code >>> 5] >>> (code & 31)) & 1) !== 0
  }

  /** The longest word that starts at `at` and does not reach behind `to`, or null. */
  longest(text: string, at: number, to = text.length): TrieMatch<T> | null {
    if (!this.#starts(text, at)) return null
    let node = 0
    let length = 0
    let best: T | undefined
    for (let i = at; i < to; i++) {
      node = this.#steps.child(node, text.charCodeAt(i))
      if (node === 0) break
      const value = this.#values[node]
      if (value === undefined) continue
      best = value
      length = i + 1 - at
    }
    return best === undefined ? null : { length, value: best }
  }

  /** Every word that starts at `at`, shortest first. */
  all(text: string, at: number): TrieMatch<T>[] {
    const out: TrieMatch<T>[] = []
    if (!this.#starts(text, at)) return out
    let node = 0
    for (let i = at; i < text.length; i++) {
      node = this.#steps.child(node, text.charCodeAt(i))
      if (node === 0) break
      const value = this.#values[node]
      if (value !== undefined) out.push({ length: i + 1 - at, value })
    }
    return out
  }

  get(word: string): T | undefined {
    return this.at(word, 0, word.length)
  }

  /** The value of the word between two places of a text. */
  at(text: string, start: number, end: number): T | undefined {
    if (start >= end || !this.#starts(text, start)) return undefined
    let node = 0
    for (let i = start; i < end; i++) {
      node = this.#steps.child(node, text.charCodeAt(i))
      if (node === 0) return undefined
    }
    return this.#values[node]
  }

  has(word: string): boolean {
    return this.get(word) !== undefined
  }
}

/** Words for matching what ends at a place: 不超过 right before 50. */
export class SuffixTrie<T> {
  readonly #steps = new Steps()
  readonly #values: (T | undefined)[] = [undefined]
  /** A bit for each code unit that ends a word. */
  readonly #last = new Int32Array(2048)

  constructor(entries: Iterable<readonly [word: string, value: T]>) {
    for (const [word, value] of entries) {
      if (word === '') continue
      const last = word.charCodeAt(word.length - 1)
      this.#last[last >>> 5] |= 1 << (last & 31)
      let node = 0
      for (let i = word.length - 1; i >= 0; i--) {
        node = this.#steps.grow(node, word.charCodeAt(i))
        if (node === this.#values.length) this.#values.push(undefined)
      }
      this.#values[node] = value
    }
  }

  /** The longest word that ends at `end` and does not start before `from`, or null. */
  longest(text: string, end: number, from: number): TrieMatch<T> | null {
    if (end <= from) return null
    const last = text.charCodeAt(end - 1)
    if (((this.#last[last >>> 5] >>> (last & 31)) & 1) === 0) return null
    let node = 0
    let length = 0
    let best: T | undefined
    for (let i = end - 1; i >= from; i--) {
      node = this.#steps.child(node, text.charCodeAt(i))
      if (node === 0) break
      const value = this.#values[node]
      if (value === undefined) continue
      best = value
      length = end - i
    }
    return best === undefined ? null : { length, value: best }
  }
}
