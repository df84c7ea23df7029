import { Kernel, memoryOf, Room } from '../../text/kernel.js'
import { GROUP_KEYS, GROUPS, WIDTH } from './columns.js'
import type { Model, Scorer } from './decode.js'
import { FeatureReader } from './features.js'
import { UNIT_AT, UNIT_FEATURES, unitHash } from './hashes.js'
import { kernel as paths } from './kernel.js'
import { kernel as rows } from './rows-kernel.js'
import { gainsOf, OPENINGS, SIDES, STEPS, TAGS, TYPES } from './tags.js'

// How the kernel's memory is laid out: these numbers are those of scripts/kernel/kernel.ts.
const LANES = 24
/** Bytes of the short row of a feature, of its full one. */
const ROW = 8
const FULL_ROW = 32
/** The five features of a code unit, a byte a lane. */
const UNIT_ROW = UNIT_FEATURES * LANES
/** The sum of a group: two bytes a lane. */
const SUM_ROW = 2 * LANES
/** Bits of a hash that say where its bit in the table is; 64 of them share a cell of 16 bytes. */
const TABLE = (1 << 20) / 4
/** What is kept of 64 characters with five features each, or of 256 marks, and of one feature more. */
const KEPT = 16 * (5 * 64 + 1)
const PAGE = 1 << 16

/** The lane of each tag. */
const LANE = Uint8Array.from({ length: TAGS }, (_, tag) => {
  if (tag === 0) return 20
  const type = (tag - 1) >> 2
  const part = (tag - 1) & 3
  return type < 4 ? 4 * part + type : 16 + part
})

interface Paths {
  place(...at: number[]): void
  put(hash: number, to: number): void
  add(hash: number, to: number): void
  weigh(from: number, n: number): number
  addOthers(n: number, marks: number): void
  path(n: number): void
}

interface Rows {
  measure(columns: number, count: number, tags: number, sizes: number): void
  arrange(
    hashes: number,
    count: number,
    sizes: number,
    table: number,
    rows: number,
    full: number,
    to: number,
  ): void
  spread(columns: number, count: number, to: number, lanes: number, tags: number, full: number): void
}

const pathsKernel = new Kernel<Paths>(paths)
const rowsKernel = new Kernel<Rows>(rows)

/** null where it cannot run. */
export function vectorScorer(model: Model, longest: number): Scorer | null {
  const features = model.hashes.length
  const own = (features + 1) * (ROW + FULL_ROW)
  const others = TABLE + 4 * PAGE + GROUP_KEYS * (SUM_ROW + 4) + KEPT
  const memory = memoryOf(own + unitsSize(features) + others + 800 * (longest + 64))
  const kernel = memory && pathsKernel.in(memory)
  const filler = memory && rowsKernel.in(memory)
  return kernel && filler && new VectorScorer(memory, kernel, filler, model, longest)
}

/** Bytes of the rows of all code units: at first a model's weights as they came stand there. */
function unitsSize(features: number): number {
  return Math.max(PAGE * UNIT_ROW, (features + 16) * (9 + TAGS))
}

/** Finds best paths eight weights at once. Everything that the kernel reads and writes is in its memory. */
class VectorScorer implements Scorer {
  readonly reader: FeatureReader
  readonly tags: Uint8Array
  readonly #kernel: Paths
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

  constructor(memory: WebAssembly.Memory, kernel: Paths, filler: Rows, model: Model, longest: number) {
    const { hashes, steps } = model
    this.#kernel = kernel
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
    spread(filler, model, [table.byteOffset, rows.byteOffset, full.byteOffset], units)
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
      parts: room.bytes(longest),
    }
    // The kernel reads words by fours.
    room.take(16)
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

/** Puts the weights into rows, by way of memory that nothing else has used yet. */
function spread(
  filler: Rows,
  { hashes, columns }: Model,
  [table, rows, full]: [number, number, number],
  units: Uint8Array,
): void {
  const count = hashes.length
  const to = units.byteOffset
  const sizes = to + 4 * count
  // `measure` writes sizes by sixteens.
  const weights = sizes + count + 16
  const lanes = weights + columns.length
  const hashesAt = (lanes + TAGS + 3) & ~3
  new Int8Array(units.buffer).set(columns, weights)
  new Uint8Array(units.buffer).set(LANE, lanes)
  new Uint32Array(units.buffer, hashesAt, count).set(hashes)
  filler.measure(weights, count, TAGS, sizes)
  filler.arrange(hashesAt, count, sizes, table, rows, full, to)
  filler.spread(weights, count, to, lanes, TAGS, full)
  units.fill(0, 0, hashesAt + 4 * count - to)
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
