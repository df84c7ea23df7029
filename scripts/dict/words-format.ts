interface Node {
  children: Map<number, Node>
  count: number
  kind: number
}

/** Natural logarithms of counts are stored in steps of 1/18: 8 bits hold 1 to 1.3 million. */
const STEPS = 18

/**
 * Words with their counts → bytes: number of nodes, total count, then per node, breadth first, the number
 * of children (varint), all labels (varint differences among sisters), weights (0: no word here), and the
 * kinds of the words alone, two to a byte (src/segment/kinds.ts says which they are).
 * `decodeTrie` in src/segment/trie.ts reads it; a test keeps the two together.
 */
export function encodeTrie(
  words: readonly (readonly [word: string, count: number, kind?: number])[],
): Uint8Array {
  const root: Node = { children: new Map(), count: 0, kind: 0 }
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
      }
      node = child
    }
    node.count = count
    node.kind = kind
  }
  const nodes = [root]
  const sizes: number[] = []
  const labels: number[] = []
  for (let i = 0; i < nodes.length; i++) {
    const sisters = [...nodes[i].children].sort((a, b) => a[0] - b[0])
    varint(sizes, sisters.length)
    let last = 0
    for (const [code, child] of sisters) {
      varint(labels, code - last)
      last = code
      nodes.push(child)
    }
  }
  const weights = nodes.map(({ count }) => (count > 0 ? 1 + Math.round(Math.log(count) * STEPS) : 0))
  const all = nodes.filter(({ count }) => count > 0).map(({ kind }) => kind)
  const kinds = all.filter((_, i) => i % 2 === 0).map((kind, i) => kind | ((all[2 * i + 1] ?? 0) << 4))
  const head = new Uint8Array(8)
  new DataView(head.buffer).setUint32(0, nodes.length)
  new DataView(head.buffer).setUint32(4, total)
  const bytes = new Uint8Array(head.length + sizes.length + labels.length + weights.length + kinds.length)
  let at = 0
  for (const part of [head, sizes, labels, weights, kinds]) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

function varint(out: number[], value: number): void {
  let rest = value
  while (rest >= 128) {
    out.push((rest & 127) | 128)
    rest >>>= 7
  }
  out.push(rest)
}
