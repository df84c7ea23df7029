/*
 * What the words and pairs that lists.ts has read are worth, as the search of repair asks for it, in AssemblyScript: it
 * is made once, at the first page, and JavaScript that runs once is slow. `npm run build:kernel` compiles it into
 * src/repair/weights-kernel.ts; src/repair/data.ts says where all of it is in memory. Where there is no WebAssembly
 * src/repair/weights.ts does the same, and says what the columns are.
 */

const NO_LEVEL: u32 = 255
const NO_WORD: i32 = -(1 << 30)
const CLASSES: i32 = 128
const UNITS: u32 = 0x10000
/** Numbers that are no words, before all words. */
const STAND_INS: u32 = 7
const SIEVE_BITS: u32 = 19

// Where in memory the columns are.
let codes: usize = 0
let depths: usize = 0
let levels: usize = 0
let tags: usize = 0
let nodeOf: usize = 0
let best: usize = 0
let roots: usize = 0
let values: usize = 0
let scores: usize = 0
let gains: usize = 0
let kindOf: usize = 0
let chances: usize = 0
let value: usize = 0
let tag: usize = 0
let id: usize = 0
let firstOf: usize = 0
let scoreOf: usize = 0
let singles: usize = 0
let tagOf: usize = 0
let idOf: usize = 0
let sums: usize = 0
let paired: usize = 0
let bestPair: usize = 0

export function place(
  codes_: usize,
  depths_: usize,
  levels_: usize,
  tags_: usize,
  nodeOf_: usize,
  best_: usize,
  roots_: usize,
  values_: usize,
  scores_: usize,
  gains_: usize,
  kindOf_: usize,
  chances_: usize,
): void {
  codes = codes_
  depths = depths_
  levels = levels_
  tags = tags_
  nodeOf = nodeOf_
  best = best_
  roots = roots_
  values = values_
  scores = scores_
  gains = gains_
  kindOf = kindOf_
  chances = chances_
}

/** How many of the nodes are words. */
export function count(levels: usize, size: i32): i32 {
  let found = 0
  for (let i = 0; i < size; i++) if (load<u8>(levels + i) !== NO_LEVEL) found++
  return found
}

/** How many words there are, by what a level counts. */
export function total(count: i32): f64 {
  let sum: f64 = 0
  for (let i = 0; i < count; i++) {
    const level: u32 = load<u8>(levels + i)
    if (level !== NO_LEVEL) sum += load<f64>(chances + (level << 3))
  }
  return sum
}

/** Gives how many words of one code unit there are. */
export function words(
  count: i32,
  nodes: i32,
  value_: usize,
  tag_: usize,
  id_: usize,
  firstOf_: usize,
  scoreOf_: usize,
  singles_: usize,
  tagOf_: usize,
  idOf_: usize,
  sums_: usize,
  ranks: usize,
): i32 {
  value = value_
  tag = tag_
  id = id_
  firstOf = firstOf_
  scoreOf = scoreOf_
  singles = singles_
  tagOf = tagOf_
  idOf = idOf_
  sums = sums_
  for (let i = 0; i < count; i++) {
    const level: u32 = load<u8>(levels + i)
    if (level === NO_LEVEL) continue
    const cell = ranks + ((64 - level) << 2)
    store<u32>(cell, load<u32>(cell) + 1)
  }
  for (let cell = ranks + 4; cell < ranks + 4 * 66; cell += 4)
    store<u32>(cell, load<u32>(cell) + load<u32>(cell - 4))
  for (let node = 0; node < nodes; node++) store<i32>(value + ((<usize>node) << 2), NO_WORD)
  let size = 0
  let first: u32 = 0
  let second: u32 = 0
  let third: u32 = 0
  for (let i = 0; i < count; i++) {
    const depth: u32 = load<u8>(depths + i)
    const code: u32 = load<u16>(codes + ((<usize>i) << 1))
    if (depth === 0) first = code
    else if (depth === 1) second = code
    else if (depth === 2) third = code
    const level: u32 = load<u8>(levels + i)
    if (level === NO_LEVEL) continue
    const cell = ranks + ((63 - level) << 2)
    const rank = load<u32>(cell)
    store<u32>(cell, rank + 1)
    const number = STAND_INS + rank
    const chance = load<f64>(chances + (level << 3))
    meet(first, chance)
    if (depth > 0) meet(second, chance)
    if (depth > 1) meet(third, chance)
    if (depth > 2) meet(code, chance)
    const score = load<i32>(values + (level << 2))
    const own: u32 = load<u8>(tags + i)
    if (depth === 0) {
      store<u32>(singles + ((<usize>size) << 2), (level << 16) | code)
      size++
      store<u8>(tagOf + code, own)
      store<u32>(idOf + ((<usize>code) << 2), number)
      continue
    }
    const node = <usize>load<u32>(nodeOf + ((<usize>i) << 2))
    store<i32>(value + (node << 2), score)
    store<u8>(tag + node, own)
    store<u32>(id + (node << 2), number)
    store<u16>(firstOf + ((<usize>number) << 1), <u16>first)
    store<i32>(scoreOf + ((<usize>number) << 2), score)
  }
  return size
}

function meet(code: u32, chance: f64): void {
  const cell = sums + ((<usize>code) << 2)
  store<f32>(cell, <f32>(<f64>load<f32>(cell) + chance))
}

/** `size`: how many numbers there are; the last is that of what no word is known to stand beside. */
export function pairs(
  from: usize,
  count: i32,
  size: u32,
  paired_: usize,
  bestPair_: usize,
  start: usize,
  tails: usize,
  worths: usize,
  firsts: usize,
  most: usize,
  bestStandIn: usize,
  known: usize,
): void {
  paired = paired_
  bestPair = bestPair_
  for (let i = 0; i < count; i++) {
    const cell = from + <usize>(12 * i)
    const head = load<u32>(cell)
    const tail = load<u32>(cell, 4)
    const gain = load<i32>(gains + (load<u32>(cell, 8) << 2))
    store<u32>(start + ((<usize>head + 1) << 2), i + 1)
    store<u32>(tails + ((<usize>i) << 2), tail)
    store<i32>(worths + ((<usize>i) << 2), gain)
    store<u16>(firsts + ((<usize>i) << 1), load<u16>(firstOf + ((<usize>tail) << 1)))
    store<i32>(most + ((<usize>i) << 2), gain + load<i32>(scoreOf + ((<usize>tail) << 2)))
    const standIn = bestStandIn + ((<usize>head) << 2)
    if (tail < STAND_INS && gain > load<i32>(standIn)) store<i32>(standIn, gain)
    const bit = (head * 0x9e3779b1 + tail * 0x85ebca6b) >>> (32 - SIEVE_BITS)
    const bits = known + ((<usize>bit >>> 5) << 2)
    store<u32>(bits, load<u32>(bits) | (1 << (bit & 31)))
    store<u8>(paired + head, 1)
    store<u8>(paired + tail, 1)
    const pair = bestPair + ((<usize>tail) << 2)
    if (gain > load<i32>(pair)) store<i32>(pair, gain)
  }
  for (let cell = start + 4; cell <= start + ((<usize>size) << 2); cell += 4)
    if (load<u32>(cell) === 0) store<u32>(cell, load<u32>(cell - 4))
}

/** Gives words that have no pairs of their own the number of their kind. */
export function standIn(nodes: i32, size: u32): void {
  for (let node: usize = 0; node < <usize>nodes; node++) {
    const cell = id + (node << 2)
    if (load<u8>(paired + load<u32>(cell)) === 0)
      store<u32>(cell, load<u32>(kindOf + ((<usize>load<u8>(tag + node)) << 2)))
  }
  for (let unit: u32 = 0; unit < UNITS; unit++) {
    const cell = idOf + ((<usize>unit) << 2)
    const own = load<u32>(cell)
    if (own === 0) store<u32>(cell, size - 1)
    else if (load<u8>(paired + own) === 0)
      store<u32>(cell, load<u32>(kindOf + ((<usize>load<u8>(tagOf + unit)) << 2)))
  }
}

/** What classes are worth after classes: where nothing is known `unseen`, and so many `step`s more. */
export function follow(
  steps: usize,
  classes: i32,
  unseen: i32,
  step: i32,
  follows: usize,
  mostFollow: usize,
  bestFollow: usize,
): void {
  for (let from = 0; from < CLASSES; from++)
    for (let to = 0; to < CLASSES; to++) {
      let worth = unseen
      if (from > 0 && to > 0 && from <= classes && to <= classes)
        worth += step * <i32>load<i8>(steps + (from - 1) * classes + to - 1)
      store<i32>(follows + ((from * CLASSES + to) << 2), worth)
      const most = mostFollow + (to << 2)
      if (from === 0 || worth > load<i32>(most)) store<i32>(most, worth)
      const best = bestFollow + (from << 2)
      if (to === 0 || worth > load<i32>(best)) store<i32>(best, worth)
    }
}

function row(units: usize, unit: u32, score: i32, mostFollow: usize): void {
  const at = units + ((<usize>unit) << 5)
  const number = load<u32>(idOf + ((<usize>unit) << 2))
  const kind: u32 = load<u8>(tagOf + unit)
  const root: u32 = load<u16>(roots + ((<usize>unit) << 1))
  const level: u32 = load<u8>(best + root)
  const pair = load<i32>(bestPair + ((<usize>number) << 2))
  const class_ = load<i32>(mostFollow + ((<usize>kind) << 2))
  store<i32>(at, score)
  store<i32>(at, score + max(pair, class_), 4)
  store<u32>(at, number, 8)
  store<u32>(at, kind, 12)
  store<u32>(at, root, 16)
  store<i32>(at, level === 0 ? NO_WORD : load<i32>(values + ((level - 1) << 2)), 20)
}

/** `other`: the score of a code unit that is no word. */
export function units(to: usize, count: i32, other: i32, mostFollow: usize): void {
  row(to, 0xffff, other, mostFollow)
  // Nine of ten are no words.
  memory.copy(to, to + (0xffff << 5), 32)
  for (let filled: usize = 32; filled < 0x10000 << 5; filled <<= 1) memory.copy(to + filled, to, filled)
  for (let i = 0; i < count; i++) {
    const single = load<u32>(singles + ((<usize>i) << 2))
    row(to, single & 0xffff, load<i32>(scores + ((single >>> 16) << 2)), mostFollow)
  }
}
