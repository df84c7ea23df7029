import { DIRECT, FINE, gapColumn, MOST_LABELS, MOST_NODES, MOST_PAIRS } from '../../src/segment/trie.js'

interface Node {
  children: Map<number, Node>
  count: number
  kind: number
}

/** Natural logarithms of counts are stored in steps of 1/18: 8 bits hold 1 to 1.3 million. */
const STEPS = 18

/**
 * Words with their counts → bytes, in columns, so that gzip finds like beside like. A head of three whole
 * numbers: nodes, total count, characters. Then
 * - the characters, frequent ones first (signed varint differences): a node's label is its character's place
 *   in this list, so that most labels are small;
 * - per node but the root, breadth first: number of children, doubled, plus 1 where a word ends (varint);
 * - gaps between the labels of sisters, a byte each, in columns by how many sisters follow (`gapColumn`);
 * - the kinds of the words (src/segment/kinds.ts), two to a byte;
 * - their weights, kind by kind;
 * - the bits that the gaps have besides their bytes (`gapCode`), and two bytes that end them.
 * `decodeTrie` in src/segment/trie.ts reads it; a test keeps the two together.
 */
export function encodeTrie(
  words: readonly (readonly [word: string, count: number, kind?: number])[],
): Uint8Array {
  const root: Node = { children: new Map(), count: 0, kind: 0 }
  const frequency = new Map<number, number>()
  let total = 0
  for (const [word, count, kind = 0] of words) {
    total += count
    let node = root
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i)
      let child = node.children.get(code)
      if (!child) {
        child = { children: new Map(), count: 0, kind: 0 }
        node.children.set(code, child)
        // Almost every character begins a word: that says nothing of where else it stands.
        frequency.set(code, (frequency.get(code) ?? 0) + (i > 0 ? 1 : 0))
      }
      node = child
    }
    node.count = count
    node.kind = kind
  }
  // Alike in frequency, they stand in the order of their codes: differences are small then.
  const rough = (code: number) => Math.round(Math.log2(frequency.get(code)! || 0.5))
  const characters = Array.from(frequency.keys()).sort((a, b) => rough(b) - rough(a) || a - b)
  const labelOf = new Map(characters.map((code, i) => [code, i]))

  const alphabet: number[] = []
  let previous = 0
  for (const code of characters) {
    varint(alphabet, code < previous ? 2 * (previous - code) - 1 : 2 * (code - previous))
    previous = code
  }
  // All characters are children of the root, also those that begin no word: they need no gaps then.
  const nodes = characters.map(
    (code) => root.children.get(code) ?? { children: new Map(), count: 0, kind: 0 },
  )
  const shape: number[] = []
  const gaps: number[][] = [[], [], [], []]
  const bits = new BitWriter()
  for (let i = 0; i < nodes.length; i++) {
    const { children, count } = nodes[i]
    const sisters = Array.from(children, ([code, child]) => ({ label: labelOf.get(code)!, child }))
    sisters.sort((a, b) => a.label - b.label)
    const value = 2 * sisters.length + (count > 0 ? 1 : 0)
    if (value >= 1 << 15) throw new Error('too many children of one node')
    varint(shape, value)
    let next = 0
    for (const [j, { label, child }] of sisters.entries()) {
      gaps[gapColumn(j, sisters.length)].push(gapCode(label - next, bits))
      next = label + 1
      nodes.push(child)
    }
  }
  const pairs = nodes.slice(0, characters.length).reduce((sum, { children }) => sum + children.size, 0)
  if (characters.length > MOST_LABELS || pairs > MOST_PAIRS || nodes.length >= MOST_NODES)
    throw new Error('too many words')
  const ends = nodes.filter(({ count }) => count > 0)
  const kinds = ends
    .filter((_, i) => i % 2 === 0)
    .map(({ kind }, i) => kind | ((ends[2 * i + 1]?.kind ?? 0) << 4))
  const weights = Array.from({ length: 16 }, (_, kind) =>
    ends.filter((end) => end.kind === kind).map(({ count }) => 1 + Math.round(Math.log(count) * STEPS)),
  )
  const head = new Uint8Array(12)
  for (const [i, value] of [1 + nodes.length, total, characters.length].entries())
    new DataView(head.buffer).setUint32(4 * i, value)
  const columns = [alphabet, shape, ...gaps, kinds, ...weights, bits.bytes, [0, 0]]
  return Uint8Array.from([head, ...columns].flatMap((column) => Array.from(column)))
}

/**
 * The byte of a gap: itself below 16; else its length in bits and the two that follow the first. The bits below
 * those go to `bits`. As 300 = 1 00 101100: byte 28, six bits.
 */
function gapCode(gap: number, bits: BitWriter): number {
  if (gap < DIRECT) return gap
  const length = 32 - Math.clz32(gap)
  const below = length - 1 - FINE
  bits.write(gap & ((1 << below) - 1), below)
  return DIRECT + ((length - 5) << FINE) + ((gap >> below) & ((1 << FINE) - 1))
}

class BitWriter {
  readonly bytes: number[] = []
  #count = 0

  /** The lowest bits first. */
  write(value: number, count: number): void {
    for (let i = 0; i < count; i++) {
      if (this.#count % 8 === 0) this.bytes.push(0)
      this.bytes[this.bytes.length - 1] |= ((value >> i) & 1) << (this.#count++ % 8)
    }
  }
}

function varint(out: number[], value: number): void {
  let rest = value
  while (rest >= 128) {
    out.push((rest & 127) | 128)
    rest >>>= 7
  }
  out.push(rest)
}
