import type { Engine } from './engine.js'

/** Steps of the stored logarithms: see scripts/dict/words-format.ts. */
const STEPS = 18

/** Log probabilities: a word counted fewer than 30 times in jieba's list, more than 600 times. */
const RARE = -14.5
const COMMON = -11.5

/** A word that the list does not have. */
const UNLISTED = 63

/** A word list as a trie in breadth-first order: the children of a node stand side by side, sorted. */
interface WordTrie {
  /** Code unit that leads to each node. */
  labels: Uint16Array
  /** Index of each node's first child; the next entry ends its children. */
  first: Uint32Array
  /** Step of the log probability of the word that ends here; 0 where none does. */
  steps: Uint8Array
  /** Log probability of each step. */
  weights: Float32Array
  /** Number of `wordKinds` of the word that ends here. */
  kinds: Uint8Array
  /** Node of each first character; 0 where no word starts with it. */
  roots: Uint32Array
  /** What a single character costs that is no word: that of a word counted once. */
  unknown: number
}

/** Reads what `encodeTrie` of scripts/dict/words-format.ts wrote. */
export function decodeTrie(bytes: Uint8Array): WordTrie {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = view.getUint32(0)
  const unknown = -Math.log(view.getUint32(4))
  let at = 8
  const first = new Uint32Array(size + 1)
  let next = 1
  for (let node = 0; node < size; node++) {
    first[node] = next
    let count = bytes[at++]
    if (count >= 128) {
      count &= 127
      for (let shift = 7; ; shift += 7) {
        const byte = bytes[at++]
        count |= (byte & 127) << shift
        if (byte < 128) break
      }
    }
    next += count
  }
  first[size] = next
  const labels = new Uint16Array(size)
  for (let node = 0; node < size; node++) {
    let last = 0
    for (let child = first[node]; child < first[node + 1]; child++) {
      let delta = 0
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++]
        delta |= (byte & 127) << shift
        if (byte < 128) break
      }
      last += delta
      labels[child] = last
    }
  }
  const steps = bytes.slice(at, at + size)
  at += size
  const weights = new Float32Array(256)
  for (let step = 1; step < 256; step++) weights[step] = (step - 1) / STEPS + unknown
  const kinds = new Uint8Array(size)
  for (let node = 0, word = 0; node < size; node++) {
    if (steps[node] === 0) continue
    kinds[node] = (bytes[at + (word >> 1)] >> (4 * (word & 1))) & 15
    word++
  }
  const roots = new Uint32Array(65536)
  for (let child = first[0]; child < first[1]; child++) roots[labels[child]] = child
  return { labels, first, steps, weights, kinds, roots, unknown }
}

/** What the list says of the word that ends at a node. */
function kindAt({ steps, weights, kinds }: WordTrie, node: number): number {
  if (node === 0 || steps[node] === 0) return UNLISTED
  const weight = weights[steps[node]]
  return kinds[node] + (weight < RARE ? 16 : weight > COMMON ? 32 : 0)
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
  const { labels, first, roots } = trie
  let node = roots[text.charCodeAt(start)]
  for (let i = start + 1; i < end && node !== 0; i++) {
    const code = text.charCodeAt(i)
    let lo = first[node]
    const stop = first[node + 1]
    let hi = stop
    while (lo < hi) {
      const mid = (lo + hi) >>> 1
      if (labels[mid] < code) lo = mid + 1
      else hi = mid
    }
    node = lo < stop && labels[lo] === code ? lo : 0
  }
  return kindAt(trie, node)
}

/** Per place: 1 where a run begins, 2 inside it, where no word begins or ends. */
function markRuns(text: string): Uint8Array {
  const n = text.length
  const runs = new Uint8Array(n)
  for (let i = 0; i < n; ) {
    const end = runEnd(text, i, n)
    if (end === i) i++
    else {
      runs[i] = 1
      for (i++; i < end; i++) runs[i] = 2
    }
  }
  return runs
}

/** The most probable path, place by place; found from the right. */
interface Path {
  /** What the path from a place on costs. */
  best: Float64Array
  /** Length of the word that begins it. */
  lengths: Int32Array
  /** The node where that word ends; 0 where the list does not have it. */
  nodes: Int32Array
}

/** The path from `at` on. `run`: length of what must stay whole there. */
function stepAt(
  { labels, first, steps, weights, roots, unknown }: WordTrie,
  text: string,
  at: number,
  run: number,
  { best, lengths, nodes }: Path,
): void {
  let size = run
  let score = unknown + best[at + size]
  let end = 0
  let node = roots[text.charCodeAt(at)]
  if (node !== 0) {
    if (steps[node] !== 0 && size === 1) {
      score = weights[steps[node]] + best[at + 1]
      end = node
    }
    for (let j = at + 1; j < text.length; j++) {
      const code = text.charCodeAt(j)
      let lo = first[node]
      let hi = first[node + 1]
      const stop = hi
      while (lo < hi) {
        const mid = (lo + hi) >>> 1
        if (labels[mid] < code) lo = mid + 1
        else hi = mid
      }
      if (lo === stop || labels[lo] !== code) break
      node = lo
      if (steps[node] !== 0) {
        const other = weights[steps[node]] + best[j + 1]
        if (other > score) {
          score = other
          size = j + 1 - at
          end = node
        }
      }
    }
  }
  best[at] = score
  lengths[at] = size
  nodes[at] = end
}

function findPath(trie: WordTrie, text: string, runs: Uint8Array): Path {
  const n = text.length
  const path = { best: new Float64Array(n + 1), lengths: new Int32Array(n), nodes: new Int32Array(n) }
  let run = n
  for (let i = n - 1; i >= 0; i--) {
    if (runs[i] === 2) {
      path.best[i] = Number.NEGATIVE_INFINITY
      if (i === n - 1 || runs[i + 1] !== 2) run = i + 1
      continue
    }
    stepAt(trie, text, i, runs[i] === 1 && i + 1 < n && runs[i + 1] === 2 ? run - i : 1, path)
  }
  return path
}

/**
 * Cuts text into the most probable words of a list: a path through the graph of all words at all places,
 * found from the right. What jieba does without its guesses at unknown words, in one linear pass.
 */
export function trieEngine(trie: WordTrie): Engine {
  return {
    kindOf: (text, start, end) => lookUp(trie, text, start, end),
    cut(text) {
      const n = text.length
      const runs = markRuns(text)
      const { lengths, nodes } = findPath(trie, text, runs)
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
