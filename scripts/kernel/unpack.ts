/*
 * Reads what ships packed in AssemblyScript: each is read once, at the first page, and JavaScript that runs once is
 * slow. `npm run build:kernel` compiles it into src/text/unpack-kernel.ts; src/text/unpack.ts starts it. Where
 * WebAssembly is not to be had the rooms read by themselves: src/repair/packed.ts, src/segment/trie.ts,
 * src/entities/model/plain.ts. Who calls says where all of it is in memory.
 */

// The numbers of src/repair/coder.ts and packed.ts, as bits of adaptive probability.

/** A chance of one half, how fast chances follow the bits. */
const HALF: u16 = 1024
const SPEED: u32 = 5
const NO_LEVEL: u32 = 255

let free: usize = 0
let at: usize = 0
let end: usize = 0
let range: u32 = 0
let code: u32 = 0

/** Begins to read bits. From `room` on memory is free. */
export function open(from: usize, to: usize, room: usize): void {
  at = from
  end = to
  free = room
  range = 0xffffffff
  code = 0
  for (let i = 0; i < 5; i++) code = (code << 8) | next()
}

function next(): u32 {
  return at < end ? <u32>load<u8>(at++) : 0
}

function take(bytes: usize): usize {
  const place = free
  free = (free + bytes + 15) & ~15
  return place
}

/** Chances of so many bits. */
function models(count: usize): usize {
  const place = take(2 * count)
  for (let i: usize = 0; i < count; i++) store<u16>(place + 2 * i, HALF)
  return place
}

/** A number of so many bits, the chances of which lie as in a heap. */
function symbol(model: usize, bits: i32): u32 {
  let node: u32 = 1
  let r = range
  let c = code
  for (let k = 0; k < bits; k++) {
    const cell = model + ((<usize>node) << 1)
    const p = <u32>load<u16>(cell)
    const bound = (r >>> 11) * p
    if (c < bound) {
      r = bound
      store<u16>(cell, <u16>(p + ((2048 - p) >>> SPEED)))
      node <<= 1
    } else {
      c -= bound
      r -= bound
      store<u16>(cell, <u16>(p - (p >>> SPEED)))
      node = (node << 1) | 1
    }
    while (r < 0x1000000) {
      r <<= 8
      c = (c << 8) | next()
    }
  }
  range = r
  code = c
  return node - (1 << bits)
}

/** A number of bits that are as likely 0 as 1. */
function even(bits: i32): u32 {
  let found: u32 = 0
  for (let k = 0; k < bits; k++) {
    const bound = (range >>> 11) << 10
    found <<= 1
    if (code < bound) range = bound
    else {
      code -= bound
      range -= bound
      found |= 1
    }
    while (range < 0x1000000) {
      range <<= 8
      code = (code << 8) | next()
    }
  }
  return found
}

/** The chances of numbers in so many contexts: of their magnitudes, then of the bits below. */
function numbers(contexts: usize): usize {
  return models((contexts << 5) + (contexts << 8))
}

function number(model: usize, contexts: usize, context: u32): u32 {
  const magnitude = <i32>symbol(model + (((<usize>context) << 5) << 1), 5)
  const told = min(3, magnitude)
  const rest = magnitude - told
  const base = (contexts << 5) + ((context << 8) | ((<u32>magnitude) << 3))
  const found = (1 << told) | symbol(model + ((<usize>base) << 1), told)
  return (rest === 0 ? found : (found << rest) | even(rest)) - 1
}

function log2(n: u32): u32 {
  return 31 - <u32>clz<u32>(n + 1)
}

let levels: usize = 0
let tags: usize = 0
let sizes: usize = 0
let steps: usize = 0
let flags: usize = 0
let singles: usize = 0
let order: usize = 0
let codesOut: usize = 0
let depthsOut: usize = 0
let levelsOut: usize = 0
let tagsOut: usize = 0
let found: i32 = 0
let most: i32 = 0

function add(code: u32, depth: u32, level: u32, tag: u32): void {
  if (found === most) unreachable()
  store<u16>(codesOut + ((<usize>found) << 1), <u16>code)
  store<u8>(depthsOut + found, <u8>depth)
  store<u8>(levelsOut + found, <u8>level)
  store<u8>(tagsOut + found, <u8>tag)
  found++
}

function walk(depth: u32, context: u32): void {
  const many = number(sizes, 96, depth * 32 + context)
  let last: u32 = -1
  for (let i: u32 = 0; i < many; i++) {
    const dense = min<u32>(3, log2(many - i) >>> 1)
    last += 1 + number(steps, 192, (depth * 4 + dense) * 16 + log2(last + 1))
    const single = singles + ((<usize>load<u16>(order + ((<usize>last) << 1))) << 2)
    const whole = depth === 2 ? 1 : symbol(flags + ((<usize>depth) << 2), 1)
    let level = NO_LEVEL
    let tag: u32 = 0
    if (whole) {
      level = symbol(levels + ((64 * (1 + depth) + load<u8>(single, 2)) << 7), 6)
      tag = symbol(tags + ((128 * (1 + depth) + load<u8>(single, 3)) << 8), 7)
    }
    add(load<u16>(single), depth + 1, level, tag)
    if (depth < 2) walk(depth + 1, whole ? min<u32>(15, level >>> 1) : 16)
  }
}

/** The columns of the words, of at most `most_` nodes. Gives how many there are. */
export function words(codes: usize, depths: usize, levels_: usize, tags_: usize, most_: i32): i32 {
  most = most_
  codesOut = codes
  depthsOut = depths
  levelsOut = levels_
  tagsOut = tags_
  found = 0
  const gaps = numbers(1)
  levels = models(8 << 12)
  tags = models(4 << 14)
  const size = number(gaps, 1, 0)
  singles = take(4 * size)
  order = take(2 * size)
  const counts = take(4 * 66)
  memory.fill(counts, 0, 4 * 66)
  let own: u32 = 0
  let level: u32 = 0
  let tag: u32 = 0
  for (let i: u32 = 0; i < size; i++) {
    own += number(gaps, 1, 0)
    level = symbol(levels + ((<usize>level) << 7), 6)
    tag = symbol(tags + ((<usize>tag) << 8), 7)
    const single = singles + ((<usize>i) << 2)
    store<u16>(single, <u16>own)
    store<u8>(single, <u8>level, 2)
    store<u8>(single, <u8>tag, 3)
    const count = counts + ((64 - level) << 2)
    store<u32>(count, load<u32>(count) + 1)
  }
  for (let count = counts + 4; count < counts + 4 * 66; count += 4)
    store<u32>(count, load<u32>(count) + load<u32>(count - 4))
  for (let i: u32 = 0; i < size; i++) {
    const count = counts + ((63 - load<u8>(singles + ((<usize>i) << 2), 2)) << 2)
    const rank = load<u32>(count)
    store<u32>(count, rank + 1)
    store<u16>(order + ((<usize>rank) << 1), <u16>i)
  }
  sizes = numbers(96)
  steps = numbers(192)
  flags = models(12)
  for (let i: u32 = 0; i < size; i++) {
    const single = singles + ((<usize>load<u16>(order + ((<usize>i) << 1))) << 2)
    const level = load<u8>(single, 2)
    add(load<u16>(single), 0, level, load<u8>(single, 3))
    walk(0, level >>> 2)
  }
  return found
}

/** Head, tail and worth of each pair, at most `most_` of them. Gives how many there are. */
export function pairs(words: i32, to: usize, most_: i32): i32 {
  const sizes = numbers(20)
  const steps = numbers(80)
  const worths = models(320 << 4)
  let place = to
  for (let head = 0; head < words; head++) {
    const many = number(sizes, 20, log2(head))
    let last: u32 = -1
    let worth: u32 = 0
    for (let i: u32 = 0; i < many; i++) {
      if (place === to + 12 * most_) unreachable()
      const dense = min<u32>(3, log2(many - i) >>> 1)
      last += 1 + number(steps, 80, dense * 20 + log2(last + 1))
      worth = symbol(worths + ((<usize>(log2(last) * 16 + worth)) << 5), 4)
      store<u32>(place, head)
      store<u32>(place, last, 4)
      store<u32>(place, worth, 8)
      place += 12
    }
  }
  return <i32>((place - to) / 12)
}

/** The steps between classes, row for row. */
export function classes(size: i32, to: usize): void {
  const steps = models(32 << 5)
  for (let i = 0; i < size * size; i++) {
    const above = i < size ? 15 : <u32>(<i32>load<i8>(to + i - size) + 15)
    store<i8>(to + i, <i8>(<i32>symbol(steps + ((<usize>above) << 6), 5) - 15))
  }
}

// The word list: src/segment/trie.ts says what its columns are.

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

// The entity model: src/entities/model/vector.ts lays out its memory, scripts/kernel/kernel.ts says what a row is.

const FULL: u8 = 255
/** The weights of a short row, the lane that nobody reads. */
const CELLS: u32 = 3
const SPARE: u8 = 23

/** How many weights of each feature are not 0. `columns`: those of each tag in turn. Writes up to 15 bytes more. */
export function measure(columns: usize, count: i32, tagCount: i32, sizes: usize): void {
  const none = i8x16.splat(0)
  for (let f = 0; f < count; f += 16) {
    let found = none
    for (let tag = 0; tag < tagCount; tag++)
      // -1 for what is not 0.
      found = i8x16.sub(found, i8x16.ne(v128.load(columns + tag * count + f), none))
    v128.store(sizes + f, found)
  }
}

/**
 * A row for each feature, and in `to` where it is. A bit of the table for the upper 20 bits of each hash, 64 to a cell,
 * and beside them how many come before it: those 20 bits have one short row, in order. Full rows begin at `full`.
 */
export function arrange(
  hashes: usize,
  count: i32,
  sizes: usize,
  table: usize,
  rows: usize,
  full: usize,
  to: usize,
): void {
  let next: u32 = 0
  let cell: i32 = -1
  let hash: u32 = load<u32>(hashes)
  for (let f = 0; f < count; ) {
    const upper = hash >>> 4
    while (cell < <i32>(upper >>> 6)) store<u32>(table + (++cell << 4), next, 8)
    const bits = table + (cell << 4)
    store<u64>(bits, load<u64>(bits) | ((<u64>1) << (upper & 63)))
    const row = rows + (next++ << 3)
    const small = load<u8>(sizes + f) <= <u8>CELLS
    for (let first = true; ; first = false) {
      const low = <u8>(hash & 15)
      const place = to + (f << 2)
      f++
      hash = load<u32>(hashes + (f << 2))
      const last = f === count || hash >>> 4 !== upper
      if (first && last && small) {
        store<u32>(place, row)
        store<u8>(row, low)
        for (let c: usize = 1; c <= CELLS; c++) store<u8>(row + 2 * c, SPARE)
        break
      }
      if (first) {
        store<u8>(row, FULL)
        store<u32>(row, full, 4)
      }
      store<u32>(place, full)
      store<u8>(full, low, 21)
      full += 32
      if (last) break
      store<u32>(full - 32, full, 24)
    }
  }
}

/** Puts the weights of a model into rows. `to`: the row of each feature, a full one from `full` on. */
export function spread(columns: usize, count: i32, to: usize, lanes: usize, tagCount: i32, full: u32): void {
  for (let tag = 0; tag < tagCount; tag++) {
    const lane = <usize>load<u8>(lanes + tag)
    const column = columns + tag * count
    for (let f = 0; f < count; f++) {
      while (f + 8 < count && load<u64>(column + f) === 0) f += 8
      const weight = load<u8>(column + f)
      if (weight === 0) continue
      const row = <usize>load<u32>(to + 4 * f)
      if (row >= full) {
        store<u8>(row + lane, weight)
        continue
      }
      const used = <usize>load<u8>(row, 1)
      store<u8>(row, <u8>(used + 1), 1)
      store<u8>(row + 2 * used, <u8>lane, 2)
      store<u8>(row + 2 * used, weight, 3)
    }
  }
}
