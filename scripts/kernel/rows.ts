/*
 * Puts the weights of the entity model into rows, in AssemblyScript: it is done once, and JavaScript that runs
 * once is slow. `npm run build:kernel` compiles it into src/entities/model/rows-kernel.ts; src/entities/model/vector.ts says
 * where all of it is in memory. scripts/kernel/kernel.ts says what a row is.
 */

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
