import { Kernel, memoryOf, Room } from '../text/kernel.js'
import type { Engine } from './engine.js'
import { kernel } from './trie-kernel.js'

/** Steps of the stored logarithms: see scripts/dict/words-format.ts. */
const STEPS = 18

/** Log probabilities: a word counted fewer than 30 times in jieba's list, more than 600 times. */
const RARE = -14.5
const COMMON = -11.5

/** A word that the list does not have. */
const UNLISTED = 63

/**
 * A word list as a trie in breadth-first order: the children of a node stand side by side, sorted. Node 0 is the
 * root; its children are all characters of the list, each at the node of its label.
 */
interface WordTrie {
  /** Label of each character by its code; 0 where no word has it. */
  labelOf: Uint16Array
  /** Label that leads to each node. */
  labels: Uint16Array
  /**
   * By node, in one number, as all of it is asked together: its first child (the next node's ends its children), the
   * number of `wordKinds` of the word that ends here, the step of the word's log probability, 0 where none ends.
   */
  nodes: Int32Array
  pairs: Pairs
  /** Log probability of each step. */
  weights: Float32Array
  /** What a single character costs that is no word: that of a word counted once. */
  unknown: number
}

const CHILD = 12
const KIND = 8
const STEP = 255

/**
 * The nodes of two characters by these: a character has hundreds of children, and half of all places in a text end
 * their search here. A table with open places, the node counted from the first of two characters above its second label.
 */
interface Pairs {
  slots: Int32Array
  /** What a hash is shifted by. */
  shift: number
  /** The first node of two characters. */
  from: number
  /** Bits for those that are in, four a slot: who is not in has hardly to be sought. */
  filter: Int32Array
  /** By label: 1 where what it begins is in. It goes in when it is first asked for: the first page waits for no more. */
  ready: Uint8Array
}

const LABEL_BITS = 14
const LABEL = (1 << LABEL_BITS) - 1
/** What the numbers of a trie hold. */
export const MOST_LABELS = LABEL
export const MOST_PAIRS = 1 << (32 - LABEL_BITS)
export const MOST_NODES = 1 << (32 - CHILD)

const hashOf = (first: number, second: number): number =>
  Math.imul(first, 0x9e3779b1) + Math.imul(second, 0x85ebca6b)

/** Gaps below this are bytes; longer ones keep so many bits behind their first in the byte. */
export const DIRECT = 16
export const FINE = 2

/** Column of the gap before a node's child: an only one, the last, one of the last three, the rest. */
export function gapColumn(child: number, count: number): number {
  const left = count - child
  return count === 1 ? 0 : left === 1 ? 1 : left < 4 ? 2 : 3
}

// The reader runs once, cold: one loop a function, so that what V8 compiles of it while it runs holds to its end.

/** Labels by code: a character's place in the list, counted from 1. Gives where the list ends. */
function readLabels(bytes: Uint8Array, from: number, labelOf: Uint16Array, count: number): number {
  let at = from
  let code = 0
  for (let label = 1; label <= count; label++) {
    let step = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]
      step |= (byte & 127) << shift
      if (byte < 128) break
    }
    code += step & 1 ? -(step + 1) >> 1 : step >> 1
    labelOf[code] = label
  }
  return at
}

interface Shape {
  /** How many words end; each is a step of 1 until it is read. */
  words: number
  /** Lengths of the columns of gaps. */
  gaps: [only: number, last: number, near: number, far: number]
  /** Where the column ends. */
  end: number
}

/** The children of all nodes but the root. */
function readShape(bytes: Uint8Array, from: number, nodes: Int32Array, children: number): Shape {
  let at = from
  let [words, only, last, near, far] = [0, 0, 0, 0, 0]
  let next = children
  const size = nodes.length - 1
  for (let node = 1; node < size; node++) {
    let shape = bytes[at++]
    if (shape > 127) shape = (shape & 127) | (bytes[at++] << 7)
    nodes[node] = (next << CHILD) | (shape & 1)
    words += shape & 1
    if (shape < 2) continue
    const count = shape >> 1
    next += count
    if (count === 1) only++
    else {
      last++
      near += count > 2 ? 2 : 1
      if (count > 3) far += count - 3
    }
  }
  nodes[size] = next << CHILD
  return { words, gaps: [only, last, near, far], end: at }
}

/** How many words there are of each kind; two kinds to a byte. */
function countKinds(bytes: Uint8Array, from: number, words: number): Uint32Array {
  const counts = new Uint32Array(16)
  for (let word = 0; word < words; word++) counts[(bytes[from + (word >> 1)] >> (4 * (word & 1))) & 15]++
  return counts
}

/** Kinds and steps of the words; `starts`: where the steps of each kind begin. */
function readWords(bytes: Uint8Array, from: number, starts: Uint32Array, nodes: Int32Array): void {
  let word = 0
  for (let node = 0; node < nodes.length; node++) {
    if ((nodes[node] & 1) === 0) continue
    const kind = (bytes[from + (word >> 1)] >> (4 * (word & 1))) & 15
    nodes[node] = (nodes[node] & ~1) | (kind << KIND) | bytes[starts[kind]++]
    word++
  }
}

/** Labels of the nodes below the first level, from the gaps between sisters; `from`: where their bits begin. */
function readGaps(
  bytes: Uint8Array,
  columns: readonly number[],
  from: number,
  nodes: Int32Array,
  labels: Uint16Array,
): void {
  let [only, last, near, far] = columns
  let bit = 8 * from
  for (let node = 1; node < labels.length; node++) {
    let child = nodes[node] >>> CHILD
    const end = nodes[node + 1] >>> CHILD
    const single = end - child === 1
    let label = 0
    for (; child < end; child++) {
      const left = end - child
      let gap = bytes[left > 3 ? far++ : left > 1 ? near++ : single ? only++ : last++]
      if (gap >= DIRECT) {
        const below = ((gap - DIRECT) >> FINE) + 4 - FINE
        const at = bit >> 3
        const held = (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16)) >> (bit & 7)
        gap = (((1 << FINE) | (gap & ((1 << FINE) - 1))) << below) | (held & ((1 << below) - 1))
        bit += below
      }
      label += gap + 1
      labels[child] = label
    }
  }
}

/** As bits of a hash: four bits of the filter for each slot. */
const FILTER = 2

function emptyPairs(nodes: Int32Array, from: number): Pairs {
  const end = nodes[from] >>> CHILD
  let bits = 4
  // Two in three places taken: a table that is half as full leaves the caches sooner.
  while (2 << bits < 3 * (end - from)) bits++
  return {
    slots: new Int32Array(1 << bits),
    shift: 32 - bits,
    from,
    filter: new Int32Array(1 << (bits + FILTER - 5)),
    ready: new Uint8Array(from),
  }
}

/** Puts the nodes of two characters in that begin with one. */
function addPairs({ nodes, labels, pairs }: WordTrie, first: number): void {
  const { slots, shift, from, filter, ready } = pairs
  ready[first] = 1
  const stop = nodes[first + 1] >>> CHILD
  for (let node = nodes[first] >>> CHILD; node < stop; node++) {
    const hash = hashOf(first, labels[node])
    const bit = hash >>> (shift - FILTER)
    filter[bit >>> 5] |= 1 << (bit & 31)
    let at = hash >>> shift
    while (slots[at] !== 0) at = (at + 1) & (slots.length - 1)
    slots[at] = ((node - from) << LABEL_BITS) | labels[node]
  }
}

/** Reads what `encodeTrie` of scripts/dict/words-format.ts wrote. `plain`: without WebAssembly, as where there is none. */
export function decodeTrie(bytes: Uint8Array, plain = false): WordTrie {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = view.getUint32(0)
  const unknown = -Math.log(view.getUint32(4))
  const characters = view.getUint32(8)
  const weights = Float32Array.from({ length: 256 }, (_, step) => (step - 1) / STEPS + unknown)
  const { labelOf, labels, nodes } =
    (plain ? null : unpack(bytes, size, characters)) ?? readColumns(bytes, size, characters)
  return { labelOf, labels, nodes, pairs: emptyPairs(nodes, 1 + characters), weights, unknown }
}

type Columns = Pick<WordTrie, 'labelOf' | 'labels' | 'nodes'>

/** Where the list's own columns begin. */
const HEAD = 12

const trieKernel = new Kernel<{
  trie(
    from: number,
    characters: number,
    size: number,
    labelOf: number,
    labels: number,
    nodes: number,
    starts: number,
  ): void
}>(kernel)

/** null where there is no WebAssembly. */
function unpack(bytes: Uint8Array, size: number, characters: number): Columns | null {
  const memory = memoryOf(bytes.length + 6 * size + (1 << 18))
  const unpacker = memory && trieKernel.in(memory)
  if (!unpacker) return null
  const room = new Room(memory.buffer)
  const starts = room.ints(17)
  const labelOf = room.shorts(65536)
  const labels = room.shorts(size)
  const nodes = room.ints(size + 1)
  const packed = room.bytes(bytes.length)
  packed.set(bytes)
  const places = [labelOf, labels, nodes, starts].map(({ byteOffset }) => byteOffset)
  unpacker.trie(packed.byteOffset + HEAD, characters, size, ...(places as [number, number, number, number]))
  return { labelOf, labels, nodes }
}

function readColumns(bytes: Uint8Array, size: number, characters: number): Columns {
  const labelOf = new Uint16Array(65536)
  const labels = new Uint16Array(size)
  const nodes = new Int32Array(size + 1)
  const shapes = readLabels(bytes, HEAD, labelOf, characters)
  nodes[0] = 1 << CHILD
  const { words, gaps, end } = readShape(bytes, shapes, nodes, 1 + characters)
  const columns = offsets(end, gaps)
  const kinds = columns[4]
  const starts = offsets(kinds + ((words + 1) >> 1), countKinds(bytes, kinds, words))
  const bits = starts[16]
  readWords(bytes, kinds, Uint32Array.from(starts), nodes)
  for (let label = 1; label <= characters; label++) labels[label] = label
  readGaps(bytes, columns, bits, nodes, labels)
  return { labelOf, labels, nodes }
}

/** Where columns of these lengths begin, one behind the other, and where the last one ends. */
function offsets(from: number, lengths: Iterable<number>): number[] {
  const out = [from]
  for (const length of lengths) out.push(out[out.length - 1] + length)
  return out
}

/** What the list says of the word that ends at a node. */
function kindAt({ nodes, weights }: WordTrie, node: number): number {
  const step = nodes[node] & STEP
  if (node === 0 || step === 0) return UNLISTED
  const weight = weights[step]
  return ((nodes[node] >> KIND) & 15) + (weight < RARE ? 16 : weight > COMMON ? 32 : 0)
}

/** The node of two characters by their labels; 0 where no word begins with them. */
function pairAt(trie: WordTrie, first: number, second: number): number {
  const { nodes, pairs } = trie
  if (pairs.ready[first] === 0) addPairs(trie, first)
  const { slots, shift, from, filter } = pairs
  const hash = hashOf(first, second)
  const bit = hash >>> (shift - FILTER)
  if (((filter[bit >>> 5] >>> (bit & 31)) & 1) === 0) return 0
  for (let at = hash >>> shift; slots[at] !== 0; at = (at + 1) & (slots.length - 1)) {
    if ((slots[at] & LABEL) !== second) continue
    const node = from + (slots[at] >>> LABEL_BITS)
    if (node >= nodes[first] >>> CHILD && node < nodes[first + 1] >>> CHILD) return node
  }
  return 0
}

/** The child of a node of two characters or more by a label; 0 for none. */
function childAt({ nodes, labels }: WordTrie, node: number, label: number): number {
  let lo = nodes[node] >>> CHILD
  const stop = nodes[node + 1] >>> CHILD
  let hi = stop
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    if (labels[mid] < label) lo = mid + 1
    else hi = mid
  }
  return lo < stop && labels[lo] === label ? lo : 0
}

const SPACE = 1
const ALNUM = 2
const DIGIT = 3
/** A character that never joins another but through the word list. */
const OTHER = 0

const CLASS = new Uint8Array(128)
for (const c of ' \t\r\v\f') CLASS[c.charCodeAt(0)] = SPACE
for (let c = 48; c < 58; c++) CLASS[c] = DIGIT
for (let c = 65; c < 91; c++) CLASS[c] = CLASS[c + 32] = ALNUM

function classOf(code: number): number {
  if (code < 128) return CLASS[code]
  return code === 0x3000 || code === 0xa0 ? SPACE : OTHER
}

/**
 * End of the run that must stay whole from `at`: a Latin word or number (`GDP`, `3,000.5`), spaces, a
 * surrogate pair; `at` where there is none.
 */
function runEnd(text: string, at: number, end: number): number {
  const code = text.charCodeAt(at)
  const kind = classOf(code)
  if (kind === OTHER) {
    if (code < 0xd800 || code > 0xdbff || at + 1 >= end) return at
    const low = text.charCodeAt(at + 1)
    return low >= 0xdc00 && low <= 0xdfff ? at + 2 : at
  }
  let i = at + 1
  if (kind === SPACE) {
    while (i < end && classOf(text.charCodeAt(i)) === SPACE) i++
    return i
  }
  let digits = kind === DIGIT
  for (; i < end; i++) {
    const next = text.charCodeAt(i)
    const k = classOf(next)
    if (k === ALNUM) digits = false
    else if (k !== DIGIT) {
      // 61.6 and 3,000: a mark between two digits of a number.
      const inside = digits && (next === 0x2e || next === 0x2c) && i + 1 < end
      if (!inside || classOf(text.charCodeAt(i + 1)) !== DIGIT) break
    }
  }
  return i
}

/**
 * What the list says of a word: its number in `wordKinds`, plus 16 where it is rare and 32 where it is
 * common; `UNLISTED` where the list does not have it.
 */
function lookUp(trie: WordTrie, text: string, start: number, end: number): number {
  const { labelOf } = trie
  let node = labelOf[text.charCodeAt(start)]
  for (let i = start + 1; i < end && node !== 0; i++) {
    const label = labelOf[text.charCodeAt(i)]
    node = i === start + 1 ? pairAt(trie, node, label) : childAt(trie, node, label)
  }
  return kindAt(trie, node)
}

/** Per place: 1 where a run begins, 2 inside it, where no word begins or ends. */
function markRuns(text: string, runs: Uint8Array): void {
  const n = text.length
  runs.fill(0, 0, n)
  for (let i = 0; i < n; ) {
    const end = runEnd(text, i, n)
    if (end === i) i++
    else {
      runs[i] = 1
      for (i++; i < end; i++) runs[i] = 2
    }
  }
}

/** Longer texts are rare: their paths are not kept for the next one. */
const KEPT = 1 << 16

/** The most probable path, place by place; found from the right. */
interface Path {
  runs: Uint8Array
  /** Of the characters. */
  labels: Uint16Array
  /** What the path from a place on costs. */
  best: Float64Array
  /** Length of the word that begins it. */
  lengths: Int32Array
  /** The node where that word ends; 0 where the list does not have it. */
  nodes: Int32Array
}

function pathOf(length: number): Path {
  return {
    runs: new Uint8Array(length),
    labels: new Uint16Array(length),
    best: new Float64Array(length + 1),
    lengths: new Int32Array(length),
    nodes: new Int32Array(length),
  }
}

/** The path from `at` on, in a text of `n` characters; `run`: length of what must stay whole there. */
function stepAt(trie: WordTrie, path: Path, n: number, at: number, run: number): void {
  const { nodes, weights, unknown } = trie
  const { labels: text, best, lengths, nodes: found } = path
  let size = run
  let score = unknown + best[at + size]
  let end = 0
  let node = text[at]
  if (node !== 0) {
    const own = nodes[node] & STEP
    if (own !== 0 && size === 1) {
      score = weights[own] + best[at + 1]
      end = node
    }
    node = at + 1 < n ? pairAt(trie, node, text[at + 1]) : 0
    for (let j = at + 2; node !== 0; j++) {
      const step = nodes[node] & STEP
      if (step !== 0) {
        const other = weights[step] + best[j]
        if (other > score) {
          score = other
          size = j - at
          end = node
        }
      }
      if (j >= n) break
      node = childAt(trie, node, text[j])
    }
  }
  best[at] = score
  lengths[at] = size
  found[at] = end
}

function findPath(trie: WordTrie, text: string, path: Path): void {
  const n = text.length
  const { labels, runs, best } = path
  markRuns(text, runs)
  for (let i = 0; i < n; i++) labels[i] = trie.labelOf[text.charCodeAt(i)]
  best[n] = 0
  let run = n
  for (let i = n - 1; i >= 0; i--) {
    if (runs[i] === 2) {
      best[i] = Number.NEGATIVE_INFINITY
      if (i === n - 1 || runs[i + 1] !== 2) run = i + 1
      continue
    }
    stepAt(trie, path, n, i, runs[i] === 1 && i + 1 < n && runs[i + 1] === 2 ? run - i : 1)
  }
}

/**
 * Cuts text into the most probable words of a list: a path through the graph of all words at all places,
 * found from the right. What jieba does without its guesses at unknown words, in one linear pass.
 */
export function trieEngine(trie: WordTrie): Engine {
  // One serves many texts: what a text does not write of it is not read either.
  let path = pathOf(0)
  return {
    kindOf: (text, start, end) => lookUp(trie, text, start, end),
    cut(text) {
      const n = text.length
      if (n > path.lengths.length) path = pathOf(Math.min(2 * n, Math.max(n, KEPT)))
      const { runs, lengths, nodes } = path
      findPath(trie, text, path)
      if (n > KEPT) path = pathOf(0)
      const ends = new Uint32Array(n)
      const kinds = new Uint8Array(n)
      let count = 0
      for (let i = 0; i < n; ) {
        const end = i + lengths[i]
        kinds[count] = nodes[i] > 0 || runs[i] === 0 ? kindAt(trie, nodes[i]) : lookUp(trie, text, i, end)
        ends[count++] = end
        i = end
      }
      return { ends: ends.subarray(0, count), kinds: kinds.subarray(0, count) }
    },
  }
}
