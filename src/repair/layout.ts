import { NO_LEVEL, type WordColumns } from './packed.js'

/** Places of the table of nodes, and by how much a hash is shifted for it. */
export const SLOTS = 1 << 17
export const SHIFT = 32 - 17
/** Bits of a sieve. */
export const SIEVE = 1 << 19

/** A set of keys that may take a few more for its own, small enough to stay near the processor. */
export class Sieve {
  readonly #bits: Uint32Array

  constructor(bits: Uint32Array = new Uint32Array(SIEVE >> 5)) {
    this.#bits = bits
  }

  add(key: number): void {
    this.#bits[(key >>> 13) >>> 5] |= 1 << ((key >>> 13) & 31)
  }

  has(key: number): boolean {
    return (this.#bits[(key >>> 13) >>> 5] & (1 << ((key >>> 13) & 31))) !== 0
  }
}

/** Words as a trie whose nodes lie as `Model` has them. */
export interface Layout {
  /** First code unit → node. */
  roots: Uint16Array
  /** By node: its code unit, the first that goes on from it, how many do, side by side. */
  code: Uint16Array
  firstChild: Int32Array
  degree: Uint16Array
  /** By node: one more than the best level of its words but that of one code unit; 0 where there is none. */
  best: Uint8Array
  /** By place in the order of the packed words: node, 0 for a character that no longer word begins with. */
  nodeOf: Int32Array
  /** Nodes by `nodeKey`, and the bits of a `Sieve`. */
  slots: Int32Array
  known: Uint32Array
}

/** A child by its parent and its code unit. */
export const nodeKey = (node: number, code: number): number =>
  (Math.imul(node, 0x9e3779b1) + Math.imul(code, 0x85ebca6b)) | 0

/** What `layOut` of scripts/kernel/lists.ts does, where there is no WebAssembly. */
export function layOut({ codes, depths, levels }: WordColumns): Layout {
  const size = codes.length
  const parent = new Int32Array(size)
  const most = new Uint8Array(size)
  const degrees = new Uint16Array(size)
  const above = [0, 0, 0, 0]
  for (let i = 0; i < size; i++) {
    above[depths[i]] = i
    if (depths[i] === 0) continue
    most[i] = levels[i] === NO_LEVEL ? 0 : levels[i] + 1
    parent[i] = above[depths[i] - 1]
    degrees[parent[i]]++
  }
  // A node comes after the one that it goes on from.
  for (let i = size - 1; i >= 0; i--)
    if (depths[i] > 0 && most[i] > most[parent[i]]) most[parent[i]] = most[i]
  const nodeOf = new Int32Array(size)
  const first = new Int32Array(size)
  let next = 1
  for (let i = 0; i < size; i++) if (depths[i] === 0 && degrees[i] > 0) nodeOf[i] = next++
  for (let i = 0; i < size; i++) {
    first[i] = next
    next += degrees[i]
  }
  const placeOf = new Int32Array(next)
  const filled = new Uint16Array(size)
  for (let i = size - 1; i >= 0; i--) {
    if (depths[i] === 0) continue
    const from = first[parent[i]]
    let at = from + filled[parent[i]]++
    for (; at > from && most[placeOf[at - 1]] < most[i]; at--) placeOf[at] = placeOf[at - 1]
    placeOf[at] = i
  }
  const roots = new Uint16Array(0x10000)
  for (let i = 0; i < size; i++) {
    if (nodeOf[i] === 0) continue
    placeOf[nodeOf[i]] = i
    roots[codes[i]] = nodeOf[i]
  }
  const code = new Uint16Array(next)
  const firstChild = new Int32Array(next)
  const degree = new Uint16Array(next)
  const best = new Uint8Array(next)
  for (let node = 1; node < next; node++) {
    const i = placeOf[node]
    nodeOf[i] = node
    code[node] = codes[i]
    best[node] = most[i]
    if (degrees[i] === 0) continue
    firstChild[node] = first[i]
    degree[node] = degrees[i]
  }
  return { roots, code, firstChild, degree, best, nodeOf, ...tableOf(code, firstChild, degree) }
}

function tableOf(
  code: Uint16Array,
  firstChild: Int32Array,
  degree: Uint16Array,
): Pick<Layout, 'slots' | 'known'> {
  const slots = new Int32Array(SLOTS)
  const known = new Uint32Array(SIEVE >> 5)
  const sieve = new Sieve(known)
  for (let node = 1; node < code.length; node++)
    for (let child = firstChild[node]; child < firstChild[node] + degree[node]; child++) {
      const key = nodeKey(node, code[child])
      let slot = key >>> SHIFT
      while (slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1)
      slots[slot] = child
      sieve.add(key)
    }
  return { slots, known }
}
