/*
 * The sums and the paths of the entity model in AssemblyScript, eight weights at once. `npm run build:kernel` compiles it
 * into src/entities/model/kernel.ts; src/entities/model/vector.ts lays out its memory and calls it. It gives what
 * src/entities/model/plain.ts gives, which stands in where WebAssembly is not to be had.
 *
 * A row of weights has 24 lanes: the begins of the first four types, their insides, ends, singles; the begin, inside,
 * end and single of the fifth; outside; three that say other things.
 */

/** The row of a feature: a byte a lane, the 22nd for the low bits of its hash, then where the next row of its kin is. */
const ROW: u32 = 32
/** A character's sum of weights: two bytes a lane. */
const SUM: u32 = 48
const GROUPS: u32 = 4
/** Bits of the places of pairs of code units, of words. */
const PAIR_BITS: u32 = 15
const WORD_BITS: u32 = 14
const TYPES: i32 = 5
const OPENINGS: i32 = 11
const LOW: i32 = -1000000000

// Where in memory the columns are.
let table: usize = 0
let rows: usize = 0
let units: usize = 0
let sums: usize = 0
let pairs: usize = 0
let words: usize = 0
let steps: usize = 0
let codes: usize = 0
let keys: usize = 0
let hashes: usize = 0
let starts: usize = 0
let ends: usize = 0
let parts: usize = 0
let more: usize = 0
let moreEnds: usize = 0
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
  pairs_: usize,
  words_: usize,
  steps_: usize,
  codes_: usize,
  keys_: usize,
  hashes_: usize,
  starts_: usize,
  ends_: usize,
  parts_: usize,
  more_: usize,
  moreEnds_: usize,
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
  pairs = pairs_
  words = words_
  steps = steps_
  codes = codes_
  keys = keys_
  hashes = hashes_
  starts = starts_
  ends = ends_
  parts = parts_
  more = more_
  moreEnds = moreEnds_
  weights = weights_
  before = before_
  within = within_
  tags = tags_
  scratch = scratch_
}

/** `mix` of features.ts. */
function mix(template: u32, a: u32, b: u32): u32 {
  let h: u32 = (template * 0x9e3779b1) ^ a
  h = ((h ^ (h >>> 15)) * 0x85ebca77) ^ b
  h = (h ^ (h >>> 13)) * 0xc2b2ae3d
  h = (h ^ (h >>> 16)) * 0x27d4eb2f
  return (h ^ (h >>> 15)) >>> 8
}

/** The row of a feature; that of zeros where the model has none. */
function find(hash: u32): usize {
  const cell = table + ((hash >>> 10) << 4)
  const bits = load<u64>(cell)
  const bit: u64 = (hash >>> 4) & 63
  if (((bits >>> bit) & 1) === 0) return rows
  let row = rows + (load<u32>(cell, 8) + <u32>popcnt<u64>(bits & (((<u64>1) << bit) - 1))) * ROW
  while (load<u8>(row, 21) !== (hash & 15)) {
    const next = load<u32>(row, 24)
    if (next === 0) return rows
    row = rows + next
  }
  return row
}

/** Copies the weights of a feature to a unit's row. */
export function put(hash: u32, to: usize): void {
  const row = find(hash)
  v128.store(to, v128.load(row))
  store<u64>(to, load<u64>(row, 16), 16)
}

// A text asks for four features of each pair of code units and up to twelve of each word. Where their rows are is kept
// side by side, at the place that the pair or the word hashes to, until another comes there.

/** The row of a feature of two code units. */
function pairRow(template: u32, one: u32, two: u32): usize {
  const key = (one << 16) | two
  const place = pairs + (((key * 0x9e3779b1) >>> (32 - PAIR_BITS)) << 5)
  if (load<u32>(place) !== key) {
    store<u32>(place, key)
    v128.store(place, i16x8.splat(0), 16)
  }
  const kept = place + 16 + ((template - 7) << 2)
  const row = load<u32>(kept)
  return row !== 0 ? <usize>row : keepRow(kept, mix(template, one, two))
}

/** The row of a feature of a word and the part of it, or of its neighbour, that a character is. */
function wordRow(template: u32, word: u32, part: u32): usize {
  const place = words + (((word * 0x9e3779b1) >>> (32 - WORD_BITS)) << 6)
  if (load<u32>(place) !== word) {
    store<u32>(place, word)
    v128.store(place, i16x8.splat(0), 16)
    v128.store(place, i16x8.splat(0), 32)
    v128.store(place, i16x8.splat(0), 48)
  }
  const kept = place + 16 + ((((template - 11) << 2) + part - 1) << 2)
  const row = load<u32>(kept)
  return row !== 0 ? <usize>row : keepRow(kept, mix(template, word, part))
}

function keepRow(kept: usize, hash: u32): usize {
  const row = find(hash)
  store<u32>(kept, <u32>row)
  return row
}

/** Adds the weights of a feature to a sum. */
export function add(hash: u32, to: usize): void {
  const row = find(hash)
  v128.store(to, i16x8.add(v128.load(to), v128.load_ext<i8>(row)))
  v128.store(to, i16x8.add(v128.load(to, 16), v128.load_ext<i8>(row, 8)), 16)
  v128.store(to, i16x8.add(v128.load(to, 32), v128.load_ext<i8>(row, 16)), 32)
}

/** Puts the weights of a model into rows. `columns`: those of each tag in turn; `to`: the row of each feature. */
export function spread(columns: usize, count: i32, to: usize, lanes: usize, tagCount: i32): void {
  for (let tag = 0; tag < tagCount; tag++) {
    const lane = <usize>load<u8>(lanes + tag)
    const column = columns + tag * count
    for (let f = 0; f < count; f++) {
      // Nine of ten are 0: they are passed by in eights.
      while (f + 8 < count && load<u64>(column + f) === 0) f += 8
      const weight = load<u8>(column + f)
      if (weight !== 0) store<u8>(<usize>load<u32>(to + 4 * f) + lane, weight)
    }
  }
}

/** Sums up the weights of each character from one on; stops at one whose units or groups have no row yet. */
export function weigh(from: i32, n: i32): i32 {
  store<u32>(codes + 2 * n, 0)
  let extra = from > 0 ? load<u32>(moreEnds + 4 * (from - 1)) : 0
  for (let i = from; i < n; i++) {
    let a = i16x8.splat(0)
    let b = a
    let c = a
    const at = codes + 2 * i
    const pp: u32 = load<u16>(at - 4)
    const p: u32 = load<u16>(at - 2)
    const o: u32 = load<u16>(at)
    const r: u32 = load<u16>(at, 2)
    const rr: u32 = load<u16>(at, 4)
    let unit = <usize>load<u32>(units + (o << 2))
    let known: u32 = u32(unit !== 0)
    a = i16x8.add(a, v128.load_ext<i8>(unit, 0))
    b = i16x8.add(b, v128.load_ext<i8>(unit, 8))
    c = i16x8.add(c, v128.load_ext<i8>(unit, 16))
    unit = <usize>load<u32>(units + (p << 2))
    known &= u32(unit !== 0)
    a = i16x8.add(a, v128.load_ext<i8>(unit, 24))
    b = i16x8.add(b, v128.load_ext<i8>(unit, 32))
    c = i16x8.add(c, v128.load_ext<i8>(unit, 40))
    unit = <usize>load<u32>(units + (r << 2))
    known &= u32(unit !== 0)
    a = i16x8.add(a, v128.load_ext<i8>(unit, 48))
    b = i16x8.add(b, v128.load_ext<i8>(unit, 56))
    c = i16x8.add(c, v128.load_ext<i8>(unit, 64))
    unit = <usize>load<u32>(units + (pp << 2))
    known &= u32(unit !== 0)
    a = i16x8.add(a, v128.load_ext<i8>(unit, 72))
    b = i16x8.add(b, v128.load_ext<i8>(unit, 80))
    c = i16x8.add(c, v128.load_ext<i8>(unit, 88))
    unit = <usize>load<u32>(units + (rr << 2))
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
    const part: u32 = load<u8>(parts + i)
    const start = load<i32>(starts + 4 * i)
    const end = load<i32>(ends + 4 * i)
    let row = pairRow(7, p, o)
    a = i16x8.add(a, v128.load_ext<i8>(row))
    b = i16x8.add(b, v128.load_ext<i8>(row, 8))
    c = i16x8.add(c, v128.load_ext<i8>(row, 16))
    row = pairRow(8, o, r)
    a = i16x8.add(a, v128.load_ext<i8>(row))
    b = i16x8.add(b, v128.load_ext<i8>(row, 8))
    c = i16x8.add(c, v128.load_ext<i8>(row, 16))
    row = pairRow(9, pp, p)
    a = i16x8.add(a, v128.load_ext<i8>(row))
    b = i16x8.add(b, v128.load_ext<i8>(row, 8))
    c = i16x8.add(c, v128.load_ext<i8>(row, 16))
    row = pairRow(10, r, rr)
    a = i16x8.add(a, v128.load_ext<i8>(row))
    b = i16x8.add(b, v128.load_ext<i8>(row, 8))
    c = i16x8.add(c, v128.load_ext<i8>(row, 16))
    row = wordRow(11, load<u32>(hashes + 4 * i), part)
    a = i16x8.add(a, v128.load_ext<i8>(row))
    b = i16x8.add(b, v128.load_ext<i8>(row, 8))
    c = i16x8.add(c, v128.load_ext<i8>(row, 16))
    row = wordRow(12, start > 0 ? load<u32>(hashes + 4 * (start - 1)) : 0, part)
    a = i16x8.add(a, v128.load_ext<i8>(row))
    b = i16x8.add(b, v128.load_ext<i8>(row, 8))
    c = i16x8.add(c, v128.load_ext<i8>(row, 16))
    row = wordRow(13, end < n ? load<u32>(hashes + 4 * end) : 0, part)
    a = i16x8.add(a, v128.load_ext<i8>(row))
    b = i16x8.add(b, v128.load_ext<i8>(row, 8))
    c = i16x8.add(c, v128.load_ext<i8>(row, 16))
    const last = load<u32>(moreEnds + 4 * i)
    for (; extra < last; extra++) {
      row = find(load<u32>(more + 4 * extra))
      a = i16x8.add(a, v128.load_ext<i8>(row))
      b = i16x8.add(b, v128.load_ext<i8>(row, 8))
      c = i16x8.add(c, v128.load_ext<i8>(row, 16))
    }
    const out = weights + i * SUM
    v128.store(out, a)
    v128.store(out, b, 16)
    v128.store(out, c, 32)
  }
  return n
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
