/*
 * The sums and the paths of the entity model in AssemblyScript, eight weights at once. `npm run build:kernel` compiles it
 * into src/entities/model/kernel.ts; src/entities/model/vector.ts lays out its memory, where rows.ts fills the rows, and
 * calls it. It gives what src/entities/model/plain.ts gives, which stands in where WebAssembly is not to be had.
 *
 * A row of weights has 24 lanes: the begins of the first four types, their insides, ends, singles; the begin, inside,
 * end and single of the fifth; outside; three that say other things.
 *
 * Most features have up to three weights that are not 0. Theirs is a short row of eight bytes: the low bits of the hash,
 * how many weights, then lane and weight of each, or a lane that nobody reads and 0. The others, and those that share the upper bits
 * of their hashes, have a full row, a byte a lane, the 22nd for the low bits of the hash, then where the next row of
 * its kin is; the short row in their place is `FULL` and where that is.
 */

const FULL: u32 = 255
/** A character's sum of weights: two bytes a lane. */
const SUM: u32 = 48
const GROUPS: u32 = 4
/** How many characters, how many marks are looked up at once: what memory has to be asked for is asked for together. */
const BLOCK: i32 = 64
const MARKS: i32 = 256
const TYPES: i32 = 5
const OPENINGS: i32 = 11
const LOW: i32 = -1000000000

// Where in memory the columns are.
let table: usize = 0
let rows: usize = 0
let units: usize = 0
let sums: usize = 0
let kept: usize = 0
let steps: usize = 0
let codes: usize = 0
let keys: usize = 0
let hashes: usize = 0
let parts: usize = 0
let marks: usize = 0
let marksAt: usize = 0
let weights: usize = 0
let before: usize = 0
let within: usize = 0
let tags: usize = 0
let scratch: usize = 0

export function place(
  table_: usize,
  rows_: usize,
  units_: usize,
  sums_: usize,
  kept_: usize,
  steps_: usize,
  codes_: usize,
  keys_: usize,
  hashes_: usize,
  parts_: usize,
  marks_: usize,
  marksAt_: usize,
  weights_: usize,
  before_: usize,
  within_: usize,
  tags_: usize,
  scratch_: usize,
): void {
  table = table_
  rows = rows_
  units = units_
  sums = sums_
  kept = kept_
  steps = steps_
  codes = codes_
  keys = keys_
  hashes = hashes_
  parts = parts_
  marks = marks_
  marksAt = marksAt_
  weights = weights_
  before = before_
  within = within_
  tags = tags_
  scratch = scratch_
}

/** Whether the model may have a feature: a bit for the upper 20 bits of each hash, 64 to a cell. */
function isKnown(hash: u32): u32 {
  return <u32>(load<u64>(table + ((hash >>> 10) << 4)) >>> ((hash >>> 4) & 63)) & 1
}

/** The short row of a feature that the model may have. */
function rowOf(hash: u32): usize {
  const cell = table + ((hash >>> 10) << 4)
  const bits = load<u64>(cell) & (((<u64>1) << ((hash >>> 4) & 63)) - 1)
  return rows + ((load<u32>(cell, 8) + <u32>popcnt<u64>(bits)) << 3)
}

/** The full row of a feature among its kin; 0 where there is none. */
function fullRow(first: u32, hash: u32): usize {
  let row = <usize>first
  while (row !== 0 && load<u8>(row, 21) !== (hash & 15)) row = load<u32>(row, 24)
  return row
}

/** Copies the weights of a feature to a unit's row. */
export function put(hash: u32, to: usize): void {
  if (isKnown(hash) === 0) return
  let row = rowOf(hash)
  if (load<u8>(row) === FULL) {
    row = fullRow(load<u32>(row, 4), hash)
    if (row === 0) return
    v128.store(to, v128.load(row))
    store<u64>(to, load<u64>(row, 16), 16)
  } else if (load<u8>(row) === (hash & 15))
    for (let cell = row + 2; cell < row + 8; cell += 2) store<u8>(to + load<u8>(cell), load<u8>(cell, 1))
}

function addCell(lane: u32, weight: u32, to: usize): void {
  const at = to + (lane << 1)
  store<i16>(at, load<i16>(at) + <i16>(<i8>weight))
}

function addRow(cells: u64, hash: u32, to: usize): void {
  const low = <u32>cells & 255
  if (low === (hash & 15)) {
    const more = <u32>(cells >>> 32)
    addCell(<u32>(cells >>> 16) & 255, <u32>(cells >>> 24), to)
    addCell(more & 255, more >>> 8, to)
    addCell((more >>> 16) & 255, more >>> 24, to)
  } else if (low === FULL) {
    const row = fullRow(<u32>(cells >>> 32), hash)
    if (row === 0) return
    v128.store(to, i16x8.add(v128.load(to), v128.load_ext<i8>(row)))
    v128.store(to, i16x8.add(v128.load(to, 16), v128.load_ext<i8>(row, 8)), 16)
    v128.store(to, i16x8.add(v128.load(to, 32), v128.load_ext<i8>(row, 16)), 32)
  }
}

/** Sums up what code units and groups weigh from a character on; stops at one of which a row is not there yet. */
export function weigh(from: i32, n: i32): i32 {
  store<u32>(codes + 2 * n, 0)
  for (let i = from; i < n; i++) {
    const at = codes + 2 * i
    let unit = <usize>load<u32>(units + ((<u32>load<u16>(at)) << 2))
    let known: u32 = u32(unit !== 0)
    let a = v128.load_ext<i8>(unit, 0)
    let b = v128.load_ext<i8>(unit, 8)
    let c = v128.load_ext<i8>(unit, 16)
    unit = <usize>load<u32>(units + ((<u32>load<u16>(at - 2)) << 2))
    known &= u32(unit !== 0)
    a = i16x8.add(a, v128.load_ext<i8>(unit, 24))
    b = i16x8.add(b, v128.load_ext<i8>(unit, 32))
    c = i16x8.add(c, v128.load_ext<i8>(unit, 40))
    unit = <usize>load<u32>(units + ((<u32>load<u16>(at, 2)) << 2))
    known &= u32(unit !== 0)
    a = i16x8.add(a, v128.load_ext<i8>(unit, 48))
    b = i16x8.add(b, v128.load_ext<i8>(unit, 56))
    c = i16x8.add(c, v128.load_ext<i8>(unit, 64))
    unit = <usize>load<u32>(units + ((<u32>load<u16>(at - 4)) << 2))
    known &= u32(unit !== 0)
    a = i16x8.add(a, v128.load_ext<i8>(unit, 72))
    b = i16x8.add(b, v128.load_ext<i8>(unit, 80))
    c = i16x8.add(c, v128.load_ext<i8>(unit, 88))
    unit = <usize>load<u32>(units + ((<u32>load<u16>(at, 4)) << 2))
    known &= u32(unit !== 0)
    a = i16x8.add(a, v128.load_ext<i8>(unit, 96))
    b = i16x8.add(b, v128.load_ext<i8>(unit, 104))
    c = i16x8.add(c, v128.load_ext<i8>(unit, 112))
    for (let g: u32 = 0; g < GROUPS; g++) {
      const sum = <usize>load<u32>(sums + (load<u32>(keys + ((i * GROUPS + g) << 2)) << 2))
      known &= u32(sum !== 0)
      a = i16x8.add(a, v128.load(sum))
      b = i16x8.add(b, v128.load(sum, 16))
      c = i16x8.add(c, v128.load(sum, 32))
    }
    if (known === 0) return i
    const out = weights + i * SUM
    v128.store(out, a)
    v128.store(out, b, 16)
    v128.store(out, c, 32)
  }
  return n
}

/** `mix` of hashes.ts for four features, the last value 0. */
function mixed(templates: v128, a: v128, b: v128): v128 {
  let h = v128.xor(templates, a)
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 15)), i32x4.splat(0x85ebca77))
  h = v128.xor(h, b)
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 13)), i32x4.splat(0xc2b2ae3d))
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 16)), i32x4.splat(0x27d4eb2f))
  return i32x4.shr_u(v128.xor(h, i32x4.shr_u(h, 15)), 8)
}

// What is kept of a feature that the model may have: its hash, the sum it goes to, its short row. Whether it may is put
// into numbers, not branches: nobody foresees it.

function keepKnown(hash: u32, to: u32, count: i32): i32 {
  store<u64>(kept + (count << 4), ((<u64>to) << 32) | hash)
  return count + isKnown(hash)
}

function addKept(count: i32): void {
  const end = kept + (count << 4)
  for (let at = kept; at < end; at += 16) store<u64>(at, load<u64>(rowOf(load<u32>(at))), 8)
  for (let at = kept; at < end; at += 16) addRow(load<u64>(at, 8), load<u32>(at), load<u32>(at, 4))
}

/** Adds the weights of a feature to a sum. */
export function add(hash: u32, to: u32): void {
  addKept(keepKnown(hash, to, 0))
}

/** Adds the weights of all other features: of pairs of code units, of words, and those that `marks` names with their characters. */
export function addOthers(n: i32, markCount: i32): void {
  // (pp, p) is of template 9, (p, o) of 7, (o, r) of 8, (r, rr) of 10.
  const ofPairs = i32x4.mul(i32x4(9, 7, 8, 10), i32x4.splat(0x9e3779b1))
  const ofWords = i32x4.mul(i32x4.splat(11), i32x4.splat(0x9e3779b1))
  for (let from = 0; from < n; from += BLOCK) {
    const to = min(n, from + BLOCK)
    let count = 0
    // The columns reach three characters further than the stretch.
    for (let i = from; i < to; i += 4) {
      const words = mixed(
        ofWords,
        v128.load(hashes + 4 * i),
        i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(parts + i))),
      )
      v128.store(scratch, words)
      for (let k = i; k < min(to, i + 4); k++) {
        const sum = <u32>(weights + k * SUM)
        const at = codes + 2 * k
        const h = mixed(
          ofPairs,
          i32x4.extend_low_i16x8_u(v128.load64_zero(at - 4)),
          i32x4.extend_low_i16x8_u(v128.load64_zero(at - 2)),
        )
        count = keepKnown(i32x4.extract_lane(h, 0), sum, count)
        count = keepKnown(i32x4.extract_lane(h, 1), sum, count)
        count = keepKnown(i32x4.extract_lane(h, 2), sum, count)
        count = keepKnown(i32x4.extract_lane(h, 3), sum, count)
        count = keepKnown(load<u32>(scratch + 4 * (k - i)), sum, count)
      }
    }
    addKept(count)
  }
  for (let from = 0; from < markCount; from += MARKS) {
    const to = min(markCount, from + MARKS)
    let count = 0
    for (let k = from; k < to; k++) {
      const sum = <u32>(weights + load<u32>(marksAt + 4 * k) * SUM)
      count = keepKnown(load<u32>(marks + 4 * k), sum, count)
    }
    addKept(count)
  }
}

// `steps`: the openings from each side in turn, six times eleven; four inside each type; the gains of the types.
const INNER: i32 = 66
const GAINS: i32 = INNER + 4 * TYPES
// Behind them the same for vectors: the begins and singles after text; each of the steps inside; the gains.
const VECTORS: i32 = (GAINS + TYPES + 3) & ~3

// `scratch`: ends and singles up to the last character, then the best paths up to each opening, by type.
const SINGLES: i32 = 8
const BEGINS: i32 = 16
const SINGLES_OPEN: i32 = 24
const OPEN: i32 = 32

function step(s: i32): i32 {
  return load<i32>(steps + 4 * s)
}

function scored(at: i32): i32 {
  return load<i32>(scratch + 4 * at)
}

function keep(at: i32, value: i32): void {
  store<i32>(scratch + 4 * at, value)
}

/** Tries the openings right after the end of a name. */
function openAfterNames(i: i32, text: i32): void {
  for (let o = 0; o < OPENINGS; o++) keep(OPEN + o, text + step(o))
  for (let type = 0; type < TYPES; type++) {
    const end = scored(type)
    const single = scored(SINGLES + type)
    const after = max(end, single)
    if (after + step(GAINS + type) <= text) continue
    const last: u8 = <u8>(4 * type + (end >= single ? 3 : 4))
    for (let o = 0; o < OPENINGS; o++) {
      const other = after + step((1 + type) * OPENINGS + o)
      if (other <= scored(OPEN + o)) continue
      keep(OPEN + o, other)
      store<u8>(before + i * OPENINGS + o, last)
    }
  }
  for (let type = 0; type < TYPES; type++) {
    keep(BEGINS + type, scored(OPEN + 1 + 2 * type))
    keep(SINGLES_OPEN + type, scored(OPEN + 2 + 2 * type))
  }
}

/** Finds the tags of the best path. */
export function path(n: i32): void {
  memory.fill(before, 0, n * OPENINGS)
  const vectors = steps + 4 * VECTORS
  const textB = v128.load(vectors)
  const textS = v128.load(vectors, 16)
  const beginIn = v128.load(vectors, 32)
  const beginEnd = v128.load(vectors, 48)
  const inIn = v128.load(vectors, 64)
  const inEnd = v128.load(vectors, 80)
  const gain = v128.load(vectors, 96)
  const beginIn4 = step(INNER + 16)
  const beginEnd4 = step(INNER + 17)
  const inIn4 = step(INNER + 18)
  const inEnd4 = step(INNER + 19)
  const gain4 = step(GAINS + 4)
  let text = 0
  let begin = i32x4.splat(LOW)
  let inside = begin
  let end = begin
  let single = begin
  let begin4 = LOW
  let inside4 = LOW
  let end4 = LOW
  let single4 = LOW
  let near = false
  for (let i = 0; i < n; i++) {
    let openB: v128
    let openS: v128
    let openB4: i32
    let openS4: i32
    if (near) {
      v128.store(scratch, end)
      keep(4, end4)
      v128.store(scratch, single, 4 * SINGLES)
      keep(SINGLES + 4, single4)
      openAfterNames(i, text)
      text = scored(OPEN)
      openB = v128.load(scratch, 4 * BEGINS)
      openS = v128.load(scratch, 4 * SINGLES_OPEN)
      openB4 = scored(BEGINS + 4)
      openS4 = scored(SINGLES_OPEN + 4)
    } else {
      const all = i32x4.splat(text)
      openB = i32x4.add(all, textB)
      openS = i32x4.add(all, textS)
      openB4 = text + step(9)
      openS4 = text + step(10)
      text += step(0)
    }
    const at = weights + i * SUM
    text += load<i16>(at, 40)
    let one = i32x4.add(begin, beginIn)
    let two = i32x4.add(inside, inIn)
    const in_ = i32x4.add(i32x4.max_s(one, two), v128.load_ext<i16>(at, 8))
    let from = i32x4.bitmask(i32x4.lt_s(one, two))
    one = i32x4.add(begin, beginEnd)
    two = i32x4.add(inside, inEnd)
    end = i32x4.add(i32x4.max_s(one, two), v128.load_ext<i16>(at, 16))
    from |= i32x4.bitmask(i32x4.lt_s(one, two)) << 8
    begin = i32x4.add(openB, v128.load_ext<i16>(at))
    single = i32x4.add(openS, v128.load_ext<i16>(at, 24))
    inside = in_
    let one4 = begin4 + beginIn4
    let two4 = inside4 + inIn4
    const in4 = max(one4, two4) + load<i16>(at, 34)
    from |= i32(one4 < two4) << 4
    one4 = begin4 + beginEnd4
    two4 = inside4 + inEnd4
    end4 = max(one4, two4) + load<i16>(at, 36)
    from |= i32(one4 < two4) << 12
    begin4 = openB4 + load<i16>(at, 32)
    single4 = openS4 + load<i16>(at, 38)
    inside4 = in4
    store<u16>(within + 2 * i, <u16>from)
    near =
      v128.any_true(i32x4.gt_s(i32x4.add(i32x4.max_s(end, single), gain), i32x4.splat(text))) ||
      max(end4, single4) + gain4 > text
  }
  v128.store(scratch, end)
  keep(4, end4)
  v128.store(scratch, single, 4 * SINGLES)
  keep(SINGLES + 4, single4)
  let last = 0
  let most = text
  for (let type = 0; type < TYPES; type++) {
    if (scored(type) > most) {
      most = scored(type)
      last = 3 + 4 * type
    }
    if (scored(SINGLES + type) > most) {
      most = scored(SINGLES + type)
      last = 4 + 4 * type
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    store<u8>(tags + i, <u8>last)
    const part = (last - 1) & 3
    const type = (last - 1) >> 2
    if (last === 0) last = load<u8>(before + i * OPENINGS)
    else if (part === 0) last = load<u8>(before + i * OPENINGS + 1 + 2 * type)
    else if (part === 3) last = load<u8>(before + i * OPENINGS + 2 + 2 * type)
    else last = 1 + 4 * type + ((load<u16>(within + 2 * i) >>> (type + 8 * (part - 1))) & 1)
  }
}
