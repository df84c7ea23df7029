import { type Coder, Numbers, Symbols } from './coder.js'

/** A word as the model keeps it. */
export interface PackedWord {
  text: string
  /** Frequency: log2 × 1.5 of its count, 0..63. */
  level: number
  /** Number of its word class, 0..127. */
  tag: number
}

/**
 * Words as the nodes of a trie in columns, a node before those that go on from it: tens of thousands of objects, or of
 * strings, would cost more than what they hold.
 */
export interface WordColumns {
  /** How many of the nodes are words. */
  count: number
  codes: Uint16Array
  /** How many characters stand before a node's own. */
  depths: Uint8Array
  /** `NO_LEVEL` where a node is no word. */
  levels: Uint8Array
  tags: Uint8Array
}

export const NO_LEVEL = 255

/** Two words that follow each other more often than their classes do. */
export interface PackedPair {
  /** Places of the words in the order of `ranked`. */
  head: number
  tail: number
  /** What it is worth, in steps of `WORTH` nats. */
  worth: number
}

/** Stand-ins for words that have no pairs of their own, before all words: line edge, person, place … */
export const STAND_INS = ['#', '#nr', '#ns', '#nt', '#m', '#t', '#x']
/** Nats by which the worth of a pair is counted. */
export const WORTH = 0.5

/** Places of words by falling frequency, equal ones as they come: small numbers for frequent words. */
export function ranked(levels: ArrayLike<number>): Uint32Array {
  const counts = new Uint32Array(66)
  for (let i = 0; i < levels.length; i++) counts[63 - levels[i] + 1]++
  for (let i = 1; i < 66; i++) counts[i] += counts[i - 1]
  const rank = new Uint32Array(levels.length)
  for (let i = 0; i < levels.length; i++) rank[i] = counts[63 - levels[i]]++
  return rank
}

interface Node {
  children: Map<number, Node>
  word: PackedWord | null
}

const NO_WORD: PackedWord = { text: '', level: 0, tag: 0 }

/** Nodes as they are found. */
class Columns {
  readonly #codes: number[] = []
  readonly #depths: number[] = []
  readonly #levels: number[] = []
  readonly #tags: number[] = []
  #count = 0

  add(code: number, depth: number, level: number, tag: number): void {
    this.#codes.push(code)
    this.#depths.push(depth)
    this.#levels.push(level)
    this.#tags.push(tag)
    if (level !== NO_LEVEL) this.#count++
  }

  all(): WordColumns {
    return {
      count: this.#count,
      codes: new Uint16Array(this.#codes),
      depths: new Uint8Array(this.#depths),
      levels: new Uint8Array(this.#levels),
      tags: new Uint8Array(this.#tags),
    }
  }
}

/** Of numbers up to 2^20. */
const MAGNITUDES = 20

const log2 = (n: number): number => 31 - Math.clz32(n + 1)

interface WordSymbols {
  levels: Symbols
  tags: Symbols
}

const wordSymbols = (coder: Coder): WordSymbols => ({
  levels: new Symbols(coder, 6, 8 * 64),
  tags: new Symbols(coder, 7, 4 * 128),
})

/** Reads, or writes, the words of one character: a list begins with them. */
function codeSingles(
  coder: Coder,
  { levels, tags }: WordSymbols,
  list: readonly PackedWord[] | null,
): PackedWord[] {
  const gaps = new Numbers(coder, 1)
  const singles: PackedWord[] = []
  const size = gaps.code(0, list?.length ?? 0)
  let [code, level, tag] = [0, 0, 0]
  for (let i = 0; i < size; i++) {
    code += gaps.code(0, list ? list[i].text.charCodeAt(0) - code : 0)
    level = levels.code(level, list ? list[i].level : 0)
    tag = tags.code(tag, list ? list[i].tag : 0)
    singles.push({ text: String.fromCharCode(code), level, tag })
  }
  return singles
}

/** The words of one character alone, in a twentieth of the time. */
export function readSingles(coder: Coder): PackedWord[] {
  return codeSingles(coder, wordSymbols(coder), null)
}

/**
 * Reads, or writes, a list of words. Every first character is a word itself and they come in the order of
 * their codes; the characters after them are numbered by the frequency of these.
 *
 * @param list what to write; null to read
 */
export function codeWords(coder: Coder, list: readonly PackedWord[] | null): WordColumns {
  const symbols = wordSymbols(coder)
  const { levels, tags } = symbols
  const singles = codeSingles(coder, symbols, list?.filter(({ text }) => text.length === 1) ?? null)
  const size = singles.length
  const rank = ranked(singles.map((word) => word.level))
  const order: number[] = new Array(size)
  for (let i = 0; i < size; i++) order[rank[i]] = i
  const tree = list ? grow(list, new Map(singles.map(({ text }, i) => [text, rank[i]]))) : null

  const sizes = new Numbers(coder, 3 * 16 * 2)
  const steps = new Numbers(coder, 3 * 4 * 16)
  const flags = new Symbols(coder, 1, 3 * 2)
  const found = new Columns()
  const walk = (node: Node | null, depth: number, context: number) => {
    const children = node ? [...node.children].sort((a, b) => a[0] - b[0]) : []
    const many = sizes.code(depth * 32 + context, children.length)
    let last = -1
    for (let i = 0; i < many; i++) {
      const dense = Math.min(3, log2(many - i) >> 1)
      last += 1 + steps.code((depth * 4 + dense) * 16 + log2(last + 1), node ? children[i][0] - last - 1 : 0)
      const child = node ? children[i][1] : null
      const single = singles[order[last]]
      const whole = depth === 2 ? 1 : flags.code(depth, child?.word ? 1 : 0)
      const { level, tag } = child?.word ?? NO_WORD
      const own = whole === 1 ? levels.code(64 * (1 + depth) + single.level, level) : NO_LEVEL
      const ownTag = whole === 1 ? tags.code(128 * (1 + depth) + single.tag, tag) : 0
      found.add(single.text.charCodeAt(0), depth + 1, own, ownTag)
      if (depth < 2) walk(child, depth + 1, whole === 1 ? Math.min(15, own >> 1) : 16)
    }
  }
  for (let i = 0; i < size; i++) {
    const { text, level, tag } = singles[order[i]]
    found.add(text.charCodeAt(0), 0, level, tag)
    walk(tree?.children.get(i) ?? (list ? { children: new Map(), word: null } : null), 0, level >> 2)
  }
  return found.all()
}

function grow(list: readonly PackedWord[], rank: ReadonlyMap<string, number>): Node {
  const root: Node = { children: new Map(), word: null }
  for (const word of list) {
    let node = root
    for (const char of word.text) {
      const at = rank.get(char)
      if (at === undefined) throw new Error(`${char} of ${word.text} is no word by itself`)
      const next = node.children.get(at) ?? { children: new Map(), word: null }
      node.children.set(at, next)
      node = next
    }
    node.word = word
  }
  return root
}

/**
 * Reads, or writes, pairs sorted by head, then tail: head, tail and worth of each in turn. `words`: how many words
 * there are, stand-ins included.
 */
export function codePairs(coder: Coder, words: number, list: readonly PackedPair[] | null): Int32Array {
  const found: number[] = []
  const sizes = new Numbers(coder, MAGNITUDES)
  const steps = new Numbers(coder, 4 * MAGNITUDES)
  const worths = new Symbols(coder, 4, 16 * MAGNITUDES)
  let at = 0
  for (let head = 0; head < words; head++) {
    let end = at
    while (list && end < list.length && list[end].head === head) end++
    const many = sizes.code(log2(head), end - at)
    let last = -1
    let worth = 0
    for (let i = 0; i < many; i++) {
      const dense = Math.min(3, log2(many - i) >> 1)
      last += 1 + steps.code(dense * MAGNITUDES + log2(last + 1), list ? list[at].tail - last - 1 : 0)
      worth = worths.code(log2(last) * 16 + worth, list ? list[at].worth : 0)
      found.push(head, last, worth)
      at++
    }
  }
  return new Int32Array(found)
}

/** The furthest that the worth of a class after another goes. */
const MOST_STEPS = 15

/** Reads, or writes, what it is worth that words of one class follow those of another: a row for each class. */
export function codeClasses(coder: Coder, size: number, list: ArrayLike<number> | null): Int8Array {
  const steps = new Symbols(coder, 5, 1 << 5)
  const found = new Int8Array(size * size)
  for (let i = 0; i < found.length; i++) {
    const above = i < size ? 0 : found[i - size]
    found[i] = steps.code(above + MOST_STEPS, list ? list[i] + MOST_STEPS : 0) - MOST_STEPS
  }
  return found
}
