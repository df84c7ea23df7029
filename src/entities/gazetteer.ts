import { numberColumn, Steps, type TrieMatch } from '../text/index.js'

/** Words of a list as they were added. */
interface Part {
  list: number
  /** The entry of its first word. */
  first: number
  read(word: number): unknown
}

/** Bits of a link that say whose list an entry is of. */
const LIST_BITS = 5
const LIST = (1 << LIST_BITS) - 1

/**
 * Lists of words in one trie: one walk from a place finds the words of all lists that start there, as the first of
 * a chain of entries, the longest word first. Once settled it never says anything else.
 */
export class Gazetteer {
  #steps = new Steps([])
  /**
   * By entry, side by side as they are asked together: a bit for each list that has an entry from here on; the next
   * entry of the chain above the number of its own list. Both are 0 until a place is found where the entry is. Entry 0
   * is none, and in no list.
   */
  links = new Int32Array(2)
  /** By entry, once asked for: a page asks for a hundred of many thousands. */
  #matches: (TrieMatch<unknown> | null)[] = []
  readonly #parts: Part[] = []
  #count = 0
  /** By entry, which are numbered from 1. */
  readonly #words: string[] = []

  add<T>(entries: Iterable<readonly [word: string, value: T]>): WordList<T> {
    const values: T[] = []
    const part = this.#open(this.#count++, (word) => values[word])
    for (const [word, value] of entries) {
      this.#words.push(word)
      values.push(value)
    }
    return new WordList(this, part.list)
  }

  /** A list whose words all have one value. */
  addAlike<T>(words: readonly string[], value: T): WordList<T> {
    const part = this.#open(this.#count++, () => value)
    for (const word of words) this.#words.push(word)
    return new WordList(this, part.list)
  }

  /** A list of packed rows that begin with their words. A row is read when its value is first asked for. */
  addRows<T>(...tables: (readonly [packed: string, read: (cells: string[]) => T])[]): WordList<T> {
    const list = this.#count++
    for (const [packed, read] of tables) {
      const rows = packed.split('\n')
      this.#open(list, (word) => read(rows[word].split('\t')))
      for (const row of rows) {
        const end = row.indexOf('\t')
        this.#words.push(end < 0 ? row : row.slice(0, end))
      }
    }
    return new WordList(this, list)
  }

  #open(list: number, read: Part['read']): Part {
    const part = { list, first: this.#words.length + 1, read }
    this.#parts.push(part)
    return part
  }

  settle(): void {
    this.#steps = new Steps(this.#words)
    this.links = new Int32Array(2 * this.#words.length + 2)
    this.#matches = new Array<null>(this.#words.length + 1).fill(null)
  }

  /** Writes the links of a chain. */
  #link(entry: number): void {
    const { links } = this
    const { nexts, lengths } = this.#steps
    const { list } = this.#partOf(entry)
    let next = nexts[entry]
    // Of a word that comes twice in one list the last stands.
    while (next > 0 && lengths[next] === lengths[entry] && this.#partOf(next).list === list)
      next = nexts[next]
    if (next > 0 && links[2 * next] === 0) this.#link(next)
    links[2 * entry] = links[2 * next] | (1 << list)
    links[2 * entry + 1] = (next << LIST_BITS) | list
  }

  #partOf(entry: number): Part {
    let p = this.#parts.length - 1
    while (this.#parts[p].first > entry) p--
    return this.#parts[p]
  }

  lengthOf(entry: number): number {
    return this.#steps.lengths[entry]
  }

  match(entry: number): TrieMatch<unknown> {
    return this.#matches[entry] ?? this.#read(entry)
  }

  #read(entry: number): TrieMatch<unknown> {
    const part = this.#partOf(entry)
    const match = { length: this.lengthOf(entry), value: part.read(entry - part.first) }
    this.#matches[entry] = match
    return match
  }

  /** The first entry of what starts at a place of a text; 0 for nothing. */
  entryAt(text: string, at: number): number {
    const entry = this.#steps.longest(text, at, text.length)
    if (this.links[2 * entry] === 0 && entry > 0) this.#link(entry)
    return entry
  }

  /** The first entry at each place of a text, and none behind it; a bit for each list that has a word there. */
  scan(text: string): { chains: Int32Array; masks: Int32Array } {
    const chains = numberColumn(text.length + 1)
    const masks = numberColumn(text.length + 1)
    for (let i = 0; i < text.length; i++) {
      const entry = this.entryAt(text, i)
      if (entry === 0) continue
      chains[i] = entry
      masks[i] = this.links[2 * entry]
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
    const { links } = this.#all
    if ((links[2 * entry] & this.bit) === 0) return 0
    let at = entry
    for (let link = links[2 * at + 1]; (link & LIST) !== this.#list; link = links[2 * at + 1])
      at = link >>> LIST_BITS
    return at
  }

  /** The next shorter word. */
  after(entry: number): number {
    return this.from(this.#all.links[2 * entry + 1] >>> LIST_BITS)
  }

  match(entry: number): TrieMatch<T> {
    return this.#all.match(entry) as TrieMatch<T>
  }

  /** The longest word in a chain, or null. */
  first(entry: number): TrieMatch<T> | null {
    const found = this.from(entry)
    return found === 0 ? null : this.match(found)
  }

  /** The value of the word of a chain that has a length. */
  exact(entry: number, length: number): T | undefined {
    for (let at = this.from(entry); at > 0; at = this.after(at)) {
      const found = this.#all.lengthOf(at)
      if (found === length) return this.match(at).value
      if (found < length) return undefined
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
