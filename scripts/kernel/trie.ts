/*
 * Reads the word list, in AssemblyScript: it is read once, at the first page, and JavaScript that runs
 * once is slow. `npm run build:kernel` compiles it into src/segment/trie-kernel.ts; src/segment/trie.ts says
 * where all of it is in memory. Where there is no WebAssembly it reads by itself.
 */

let at: usize = 0

const CHILD: i32 = 12
const KIND: i32 = 8
const DIRECT: u32 = 16

function varint(): u32 {
  let byte = <u32>load<u8>(at++)
  let value = byte & 127
  for (let shift = 7; byte > 127; shift += 7) {
    byte = <u32>load<u8>(at++)
    value |= (byte & 127) << shift
  }
  return value
}

export function trie(
  from: usize,
  characters: i32,
  size: i32,
  labelOf: usize,
  labels: usize,
  nodes: usize,
  starts: usize,
): void {
  at = from
  let code: i32 = 0
  for (let label = 1; label <= characters; label++) {
    const step = <i32>varint()
    code += step & 1 ? -((step + 1) >> 1) : step >> 1
    store<u16>(labelOf + ((<usize>code) << 1), <u16>label)
    store<u16>(labels + ((<usize>label) << 1), <u16>label)
  }
  store<i32>(nodes, 1 << CHILD)
  let next = 1 + characters
  let only: usize = 0
  let last: usize = 0
  let near: usize = 0
  let far: usize = 0
  let words: usize = 0
  for (let node = 1; node < size; node++) {
    const shape = <i32>varint()
    store<i32>(nodes + ((<usize>node) << 2), (next << CHILD) | (shape & 1))
    words += shape & 1
    const count = shape >> 1
    next += count
    if (count === 1) only++
    else if (count > 1) {
      last++
      near += count > 2 ? 2 : 1
      far += <usize>max(0, count - 3)
    }
  }
  store<i32>(nodes + ((<usize>size) << 2), next << CHILD)
  const kinds = at + only + last + near + far
  far = at + only + last + near
  near = at + only + last
  last = at + only
  only = at
  for (let word: usize = 0; word < words; word++) {
    const count = starts + 4 + (kindAt(kinds, word) << 2)
    store<u32>(count, load<u32>(count) + 1)
  }
  let begin = <u32>(kinds + ((words + 1) >> 1))
  for (let kind = starts; kind < starts + 64; kind += 4) {
    store<u32>(kind, begin)
    begin += load<u32>(kind, 4)
  }
  readWords(kinds, size, nodes, starts)
  readGaps(begin, only, last, near, far, size, labels, nodes)
}

function kindAt(kinds: usize, word: usize): usize {
  return (load<u8>(kinds + (word >> 1)) >> (4 * <u8>(word & 1))) & 15
}

function readWords(kinds: usize, size: i32, nodes: usize, starts: usize): void {
  let word: usize = 0
  for (let node = nodes; node < nodes + ((<usize>size) << 2); node += 4) {
    const value = load<i32>(node)
    if ((value & 1) === 0) continue
    const kind = kindAt(kinds, word++)
    const start = load<u32>(starts + (kind << 2))
    store<u32>(starts + (kind << 2), start + 1)
    store<i32>(node, (value & ~1) | ((<i32>kind) << KIND) | load<u8>(start))
  }
}

function readGaps(
  bits: usize,
  only: usize,
  last: usize,
  near: usize,
  far: usize,
  size: i32,
  labels: usize,
  nodes: usize,
): void {
  let bit: usize = 0
  for (let node = nodes + 4; node < nodes + ((<usize>size) << 2); node += 4) {
    let child = load<u32>(node) >>> CHILD
    const end = load<u32>(node, 4) >>> CHILD
    const single = end - child === 1
    let label: u32 = 0
    for (; child < end; child++) {
      const left = end - child
      let gap: u32 =
        left > 3
          ? load<u8>(far++)
          : left > 1
            ? load<u8>(near++)
            : single
              ? load<u8>(only++)
              : load<u8>(last++)
      if (gap >= DIRECT) {
        const below = ((gap - DIRECT) >>> 2) + 2
        const held = load<u32>(bits + (bit >>> 3)) >>> (<u32>bit & 7)
        gap = ((4 | (gap & 3)) << below) | (held & ((1 << below) - 1))
        bit += below
      }
      label += gap + 1
      store<u16>(labels + ((<usize>child) << 1), <u16>label)
    }
  }
}
