import { numberColumn, Steps, type TrieMatch } from '../text/index.js'

/** Lists of words as scripts/gazetteer-format.ts packs them, to be read group by group. */
export interface PackedLists {
  /** The names of the lists, parted by spaces. */
  lists: string
  /** How many groups of longer words there are, and words in them. */
  groups: string
  words: string
  /** Rows of the words of one code unit, parted by line ends. */
  singles: string
  /** A line for each code unit that a group begins with: this, and those that it goes on with. */
  heads: string
  /** The rows of each group, parted by line ends, and the groups by carriage returns. */
  rows: string
}

/** Stands behind the word of a row, this for the first list, and after it what the list says of the word. */
export const FIRST_LIST = 0x80
/** As many code units are taken for the lists. */
export const MOST_LISTS = 32

/** Bits of a link that say whose list an entry is of. */
const LIST_BITS = 5
const LIST = (1 << LIST_BITS) - 1

/** What a list has of a word: the cells of its row behind it, parted by tabs. */
type Read<T> = (cells: string, word: string) => T

/**
 * Lists of words in one trie: one walk from a place finds the words of all lists that start there, as the first of
 * a chain of entries, the longest word first. It never says anything else.
 */
export class Gazetteer {
  readonly #names: readonly string[]
  readonly #reads: Read<unknown>[] = []
  readonly #steps: Steps
  /** Where the rows of each group begin. */
  readonly #starts: Int32Array
  /** By entry, as far as groups were opened. */
  readonly #lists: Uint8Array
  readonly #cells: string[] = ['']
  /**
   * By entry, side by side as they are asked together: a bit for each list that has an entry from here on; the next
   * entry of the chain above the number of its own list. Both are 0 until a place is found where the entry is. Entry 0
   * is none, and in no list.
   */
  readonly links: Int32Array
  /** By entry, once asked for: a page asks for a hundred of many thousands. */
  readonly #matches: (TrieMatch<unknown> | null)[] = [null]

  constructor(packed: PackedLists) {
    this.#names = packed.lists.split(' ')
    const { heads, rows } = packed
    const words = Number(packed.words)
    this.#starts = new Int32Array(Number(packed.groups) + 1)
    let at = 0
    for (let group = 1; group < this.#starts.length; group++) {
      const end = rows.indexOf('\r', at)
      at = end < 0 ? rows.length + 1 : end + 1
      this.#starts[group] = at
    }
    this.#lists = new Uint8Array(packed.singles.length + words + 1)
    const singles = this.#read(packed.singles, '')
    const open = (group: number, head: string) =>
      this.#read(rows.slice(this.#starts[group], this.#starts[group + 1] - 1), head)
    this.#steps = new Steps(singles, { heads, groups: Number(packed.groups), words, open })
    this.links = new Int32Array(2 * (singles.length + words) + 2)
  }

  /** Takes rows apart, of words that begin with `head`; gives these. */
  #read(rows: string, head: string): string[] {
    const words: string[] = []
    for (let at = 0; at < rows.length; ) {
      let split = at
      while ((rows.charCodeAt(split) & -MOST_LISTS) !== FIRST_LIST) split++
      let end = rows.indexOf('\n', split)
      if (end < 0) end = rows.length
      this.#lists[this.#cells.length] = rows.charCodeAt(split) - FIRST_LIST
      words.push(head + rows.slice(at, split))
      this.#cells.push(rows.slice(split + 1, end))
      this.#matches.push(null)
      at = end + 1
    }
    return words
  }

  /** A list by its name. A row is read when its value is first asked for. */
  list<T>(name: string, read: Read<T>): WordList<T> {
    const list = this.#names.indexOf(name)
    this.#reads[list] = read
    return new WordList(this, list)
  }

  /** Writes the links of a chain. */
  #link(entry: number): void {
    const { links } = this
    const list = this.#lists[entry]
    const next = this.#steps.nexts[entry]
    if (next > 0 && links[2 * next] === 0) this.#link(next)
    links[2 * entry] = links[2 * next] | (1 << list)
    links[2 * entry + 1] = (next << LIST_BITS) | list
  }

  lengthOf(entry: number): number {
    return this.#steps.lengths[entry]
  }

  match(entry: number): TrieMatch<unknown> {
    return this.#matches[entry] ?? this.#valueOf(entry)
  }

  #valueOf(entry: number): TrieMatch<unknown> {
    const read = this.#reads[this.#lists[entry]]
    const match = {
      length: this.lengthOf(entry),
      value: read(this.#cells[entry], this.#steps.wordOf(entry)),
    }
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
