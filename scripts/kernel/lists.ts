/*
 * Reads what repair knows of words, in AssemblyScript: it is read once, at the first page, and JavaScript that runs
 * once is slow. `npm run build:kernel` compiles it into src/repair/lists-kernel.ts; src/repair/data.ts says
 * where all of it is in memory. Where there is no WebAssembly packed.ts and layout.ts there do the same.
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

/** The table of nodes: src/repair/layout.ts says what these columns are. */
const SLOT_BITS: u32 = 17
const SIEVE_BITS: u32 = 19

/** Lays the nodes out and writes to `to` where the columns are. Gives how many nodes there are. */
export function layOut(count: i32, codes: usize, depths: usize, levels: usize, to: usize): i32 {
  const above = take(16)
  const parents = take(count << 2)
  const bests = take(count)
  const degrees = take(count << 1)
  for (let i = 0; i < count; i++) {
    const depth = <usize>load<u8>(depths + i)
    store<u32>(above + (depth << 2), i)
    if (depth === 0) continue
    store<u8>(bests + i, load<u8>(levels + i) + 1)
    const parent = <usize>load<u32>(above + (depth << 2) - 4)
    store<u32>(parents + ((<usize>i) << 2), parent)
    store<u16>(degrees + (parent << 1), load<u16>(degrees + (parent << 1)) + 1)
  }
  // A node comes after the one that it goes on from.
  for (let i = count - 1; i >= 0; i--) {
    if (load<u8>(depths + i) === 0) continue
    const parent = <usize>load<u32>(parents + ((<usize>i) << 2))
    if (load<u8>(bests + i) > load<u8>(bests + parent)) store<u8>(bests + parent, load<u8>(bests + i))
  }
  const nodeOf = take(count << 2)
  const firsts = take(count << 2)
  let next = 1
  for (let i = 0; i < count; i++)
    if (load<u8>(depths + i) === 0 && load<u16>(degrees + ((<usize>i) << 1)) > 0)
      store<u32>(nodeOf + ((<usize>i) << 2), next++)
  for (let i = 0; i < count; i++) {
    store<u32>(firsts + ((<usize>i) << 2), next)
    next += load<u16>(degrees + ((<usize>i) << 1))
  }
  const placeOf = take(next << 2)
  const filled = take(count << 1)
  for (let i = count - 1; i >= 0; i--) {
    if (load<u8>(depths + i) === 0) continue
    const parent = <usize>load<u32>(parents + ((<usize>i) << 2))
    const before = load<u16>(filled + (parent << 1))
    store<u16>(filled + (parent << 1), before + 1)
    const from = placeOf + ((<usize>load<u32>(firsts + (parent << 2))) << 2)
    let at = from + ((<usize>before) << 2)
    for (; at > from && load<u8>(bests + load<u32>(at - 4)) < load<u8>(bests + i); at -= 4)
      store<u32>(at, load<u32>(at - 4))
    store<u32>(at, i)
  }
  const roots = take(1 << 17)
  for (let i = 0; i < count; i++) {
    const node = load<u32>(nodeOf + ((<usize>i) << 2))
    if (node === 0) continue
    store<u32>(placeOf + ((<usize>node) << 2), i)
    store<u16>(roots + ((<usize>load<u16>(codes + ((<usize>i) << 1))) << 1), <u16>node)
  }
  const code = take(next << 1)
  const firstChild = take(next << 2)
  const degree = take(next << 1)
  const best = take(next)
  const slots = take(4 << SLOT_BITS)
  const known = take((1 << SIEVE_BITS) >> 3)
  for (let node = 1; node < next; node++) {
    const i = <usize>load<u32>(placeOf + ((<usize>node) << 2))
    store<u32>(nodeOf + (i << 2), node)
    store<u16>(code + ((<usize>node) << 1), load<u16>(codes + (i << 1)))
    store<u8>(best + node, load<u8>(bests + i))
    const many = load<u16>(degrees + (i << 1))
    if (many === 0) continue
    store<u32>(firstChild + ((<usize>node) << 2), load<u32>(firsts + (i << 2)))
    store<u16>(degree + ((<usize>node) << 1), many)
  }
  for (let node = 1; node < next; node++) {
    const first = load<u32>(firstChild + ((<usize>node) << 2))
    const end = first + load<u16>(degree + ((<usize>node) << 1))
    for (let child = first; child < end; child++) {
      const key = <u32>node * 0x9e3779b1 + <u32>load<u16>(code + ((<usize>child) << 1)) * 0x85ebca6b
      let slot = key >>> (32 - SLOT_BITS)
      while (load<u32>(slots + ((<usize>slot) << 2)) !== 0) slot = (slot + 1) & ((1 << SLOT_BITS) - 1)
      store<u32>(slots + ((<usize>slot) << 2), child)
      const bit = key >>> (32 - SIEVE_BITS)
      const cell = known + ((<usize>bit >>> 5) << 2)
      store<u32>(cell, load<u32>(cell) | (1 << (bit & 31)))
    }
  }
  store<u32>(to, roots)
  store<u32>(to, code, 4)
  store<u32>(to, firstChild, 8)
  store<u32>(to, degree, 12)
  store<u32>(to, best, 16)
  store<u32>(to, nodeOf, 20)
  store<u32>(to, slots, 24)
  store<u32>(to, known, 28)
  return next
}
