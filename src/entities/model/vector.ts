import { GROUP_KEYS, GROUPS, WIDTH } from './columns.js'
import type { Model, Scorer } from './decode.js'
import { FeatureReader } from './features.js'
import { UNIT_AT, UNIT_FEATURES, unitHash } from './hashes.js'
import { kernel } from './kernel.js'
import { gainsOf, OPENINGS, SIDES, STEPS, TAGS, TYPES } from './tags.js'

// How the kernel's memory is laid out: these numbers are those of scripts/kernel/kernel.ts.
const LANES = 24
/** The short row of a feature: the low bits of its hash, how many weights, lane and weight of each. */
const ROW = 8
const CELLS = 3
const SPARE_LANE = 23
/** Instead of the bits of a hash: the feature has a full row. That is a byte a lane, then where the next row of its kin is. */
const FULL = 255
const FULL_ROW = 32
const FULL_HASH = 21
const FULL_NEXT = 24
/** The five features of a code unit, a byte a lane. */
const UNIT_ROW = UNIT_FEATURES * LANES
/** The sum of a group: two bytes a lane. */
const SUM_ROW = 2 * LANES
/** Bits of a hash that say where its bit in the table is; 64 of them share a cell of 16 bytes. */
const TABLE = (1 << 20) / 4
/** What is kept of 64 characters with seven features each, or of 256 marks, and of one feature more. */
const KEPT = 16 * (7 * 64 + 1)
const PAGE = 1 << 16

/** The lane of each tag. */
const LANE = Uint8Array.from({ length: TAGS }, (_, tag) => {
  if (tag === 0) return 20
  const type = (tag - 1) >> 2
  const part = (tag - 1) & 3
  return type < 4 ? 4 * part + type : 16 + part
})

interface Kernel {
  place(...at: number[]): void
  put(hash: number, to: number): void
  add(hash: number, to: number): void
  weigh(from: number, n: number): number
  addOthers(n: number, marks: number): void
  path(n: number): void
  measure(columns: number, count: number, tags: number, sizes: number): void
  spread(columns: number, count: number, to: number, lanes: number, tags: number, full: number): void
}

let compiled: WebAssembly.Module | null | undefined

/** null where WebAssembly is not to be had, or knows no vectors, or a page's policy forbids it. */
function compile(): WebAssembly.Module | null {
  if (compiled !== undefined) return compiled
  try {
    compiled = new WebAssembly.Module(Uint8Array.from(atob(kernel), (char) => char.charCodeAt(0)))
  } catch {
    compiled = null
  }
  return compiled
}

/** Memory of so many bytes; null where there is none to be had. */
function memoryOf(bytes: number): WebAssembly.Memory | null {
  try {
    // What is never written is never taken.
    return new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) })
  } catch {
    return null
  }
}

/** null where it cannot run. */
export function vectorScorer(model: Model, longest: number): Scorer | null {
  const module = compile()
  const features = model.hashes.length
  const rows = (features + 1) * (ROW + FULL_ROW)
  const others = TABLE + 4 * PAGE + GROUP_KEYS * (SUM_ROW + 4) + KEPT
  const memory = module && memoryOf(rows + unitsSize(features) + others + 800 * (longest + 64))
  return memory && new VectorScorer(module, memory, model, longest)
}

/** Bytes of the rows of all code units: at first a model's weights as they came stand there. */
function unitsSize(features: number): number {
  return Math.max(PAGE * UNIT_ROW, (features + 16) * (5 + TAGS))
}

/** Hands out a memory's bytes from the front. */
class Room {
  readonly buffer: ArrayBuffer
  #at = 0

  constructor(buffer: ArrayBuffer) {
    this.buffer = buffer
  }

  take(bytes: number): number {
    const at = this.#at
    this.#at = (at + bytes + 15) & ~15
    return at
  }

  bytes(count: number): Uint8Array {
    return new Uint8Array(this.buffer, this.take(count), count)
  }

  shorts(count: number): Uint16Array {
    return new Uint16Array(this.buffer, this.take(2 * count), count)
  }

  ints(count: number): Int32Array {
    return new Int32Array(this.buffer, this.take(4 * count), count)
  }
}

/** Finds best paths eight weights at once. Everything that the kernel reads and writes is in its memory. */
class VectorScorer implements Scorer {
  readonly reader: FeatureReader
  readonly tags: Uint8Array
  readonly #kernel: Kernel
  /** Where the row of each code unit, the sum of each group is; 0 for those not asked for yet. */
  readonly #unitAt: Int32Array
  readonly #sumAt: Int32Array
  /** Where the next ones go. */
  #nextUnit: number
  #nextSum: number
  /** Features that come of marks: the hash of each, and its character. */
  readonly #marks: Uint32Array
  readonly #marksAt: Int32Array
  readonly #weights: Int16Array
  readonly #hashes = new Uint32Array(WIDTH)

  constructor(module: WebAssembly.Module, memory: WebAssembly.Memory, model: Model, longest: number) {
    const { hashes, columns: weights, steps } = model
    const { exports } = new WebAssembly.Instance(module, { env: { memory } })
    this.#kernel = exports as unknown as Kernel
    const room = new Room(memory.buffer)
    const scratch = room.take(256)
    const numbers = room.ints(1024)
    placeSteps(steps, numbers)
    const table = room.bytes(TABLE)
    const rows = room.bytes(hashes.length * ROW)
    const full = room.bytes(hashes.length * FULL_ROW)
    this.#unitAt = room.ints(PAGE)
    this.#sumAt = room.ints(GROUP_KEYS)
    const units = room.bytes(unitsSize(hashes.length))
    this.#spread(hashes, weights, { table, rows, full }, units)
    this.#nextUnit = units.byteOffset
    this.#nextSum = room.take(GROUP_KEYS * SUM_ROW)
    const kept = room.take(KEPT)
    room.take(16)
    const codes = room.shorts(longest)
    room.take(16)
    const columns = {
      codes,
      keys: room.ints(GROUPS * longest),
      wordHash: room.ints(longest),
      wordStart: room.ints(longest),
      wordEnd: room.ints(longest),
      parts: room.bytes(longest),
    }
    this.reader = new FeatureReader(longest, columns)
    this.#marks = new Uint32Array(memory.buffer, room.take(4 * longest * WIDTH), longest * WIDTH)
    this.#marksAt = room.ints(longest * WIDTH)
    this.#weights = new Int16Array(memory.buffer, room.take(longest * SUM_ROW), longest * LANES)
    const before = room.take(longest * OPENINGS)
    const within = room.take(2 * longest)
    this.tags = room.bytes(longest)
    this.#kernel.place(
      table.byteOffset,
      rows.byteOffset,
      this.#unitAt.byteOffset,
      this.#sumAt.byteOffset,
      kept,
      numbers.byteOffset,
      codes.byteOffset,
      columns.keys.byteOffset,
      columns.wordHash.byteOffset,
      columns.wordStart.byteOffset,
      columns.wordEnd.byteOffset,
      columns.parts.byteOffset,
      this.#marks.byteOffset,
      this.#marksAt.byteOffset,
      this.#weights.byteOffset,
      before,
      within,
      this.tags.byteOffset,
      scratch,
    )
  }

  /** Puts the weights into rows, by way of memory that nothing else has used yet. */
  #spread(hashes: Uint32Array, columns: Int8Array, places: Places, units: Uint8Array): void {
    const count = hashes.length
    const kernel = this.#kernel
    const to = new Uint32Array(units.buffer, units.byteOffset, count)
    const sizes = new Uint8Array(units.buffer, to.byteOffset + to.byteLength, count)
    // `measure` writes sizes by sixteens.
    const at = sizes.byteOffset + count + 16
    const all = new Uint8Array(units.buffer, at, columns.length + TAGS)
    all.set(columns)
    all.set(LANE, columns.length)
    kernel.measure(at, count, TAGS, sizes.byteOffset)
    placeFeatures(hashes, sizes, places, to)
    kernel.spread(at, count, to.byteOffset, at + columns.length, TAGS, places.full.byteOffset)
    units.fill(0, 0, at + all.length - units.byteOffset)
  }

  findPath(): void {
    const { reader } = this
    const n = reader.length
    // It stops where rows are missing: after some pages hardly ever.
    for (let i = 0; ; this.#makeRows(i)) {
      i = this.#kernel.weigh(i, n)
      if (i === n) break
    }
    this.#kernel.addOthers(n, reader.allMarks(this.#marks, this.#marksAt))
    this.#kernel.path(n)
  }

  #makeRows(i: number): void {
    const { reader } = this
    const { codes, keys } = reader
    for (const at of UNIT_AT) {
      const code = i + at < 0 || i + at >= reader.length ? 0 : codes[i + at]
      if (this.#unitAt[code] > 0) continue
      this.#unitAt[code] = this.#nextUnit
      for (let k = 0; k < UNIT_FEATURES; k++) this.#kernel.put(unitHash(k, code), this.#nextUnit + k * LANES)
      this.#nextUnit += UNIT_ROW
    }
    for (let group = 0; group < GROUPS; group++) {
      const key = keys[i * GROUPS + group]
      if (this.#sumAt[key] > 0) continue
      this.#sumAt[key] = this.#nextSum
      const count = reader.group(group, i, this.#hashes, 0)
      for (let k = 0; k < count; k++) this.#kernel.add(this.#hashes[k], this.#nextSum)
      this.#nextSum += SUM_ROW
    }
  }

  weightOf(i: number, tag: number): number {
    return this.#weights[i * LANES + LANE[tag]]
  }
}

/** The steps and gains, then for vectors of four types: begins and singles after text, the steps inside, the gains. */
function placeSteps(steps: Int16Array, out: Int32Array): void {
  out.set(steps)
  const gains = gainsOf(steps)
  for (let type = 0; type < TYPES; type++) out[STEPS + type] = gains[1 + type]
  const vectors = (STEPS + TYPES + 3) & ~3
  const inner = SIDES * OPENINGS
  for (let type = 0; type < 4; type++) {
    out[vectors + type] = steps[1 + 2 * type]
    out[vectors + 4 + type] = steps[2 + 2 * type]
    for (let step = 0; step < 4; step++) out[vectors + 8 + 4 * step + type] = steps[inner + 4 * type + step]
    out[vectors + 24 + type] = gains[1 + type]
  }
}

interface Places {
  table: Uint8Array
  rows: Uint8Array
  full: Uint8Array
}

/**
 * A bit of `table` for the upper 20 bits of each hash, 64 to a cell, and beside them how many come before it: those 20
 * bits have one short row, in order. `to`: where the row of each feature is.
 */
function placeFeatures(hashes: Uint32Array, sizes: Uint8Array, places: Places, to: Uint32Array): void {
  const { table, rows, full } = places
  const count = hashes.length
  const cells = new Uint32Array(table.buffer, table.byteOffset, table.length / 4)
  const links = new Uint32Array(full.buffer, full.byteOffset, full.length / 4)
  const shorts = new Uint32Array(rows.buffer, rows.byteOffset, rows.length / 4)
  const upperOf = (f: number) => (f < count ? hashes[f] >>> 4 : -1)
  let next = 0
  let nextFull = 0
  let cell = -1
  for (let f = 0; f < count; ) {
    const upper = upperOf(f)
    while (cell < upper >>> 6) cells[4 * ++cell + 2] = next
    cells[4 * cell + ((upper >>> 5) & 1)] |= 1 << (upper & 31)
    const row = ROW * next++
    if (sizes[f] <= CELLS && upperOf(f + 1) !== upper) {
      to[f] = rows.byteOffset + row
      rows[row] = hashes[f++] & 15
      for (let c = 1; c <= CELLS; c++) rows[row + 2 * c] = SPARE_LANE
      continue
    }
    rows[row] = FULL
    shorts[row / 4 + 1] = full.byteOffset + nextFull
    for (; upperOf(f) === upper; nextFull += FULL_ROW) {
      to[f] = full.byteOffset + nextFull
      full[nextFull + FULL_HASH] = hashes[f] & 15
      if (upperOf(++f) === upper) links[(nextFull + FULL_NEXT) / 4] = to[f - 1] + FULL_ROW
    }
  }
}
