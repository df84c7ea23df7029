import { SIDES, STEPS, TAGS } from '../../src/entities/model/tags.js'

/**
 * Weights → bytes that `readModel` of src/entities/model/model.ts reads: head, steps, hashes (varint
 * differences), then column by column the tags' weights in whole steps of `unit`, zeros as runs.
 */
export function packModel(
  features: readonly { hash: number; row: Int8Array }[],
  steps: Int16Array,
  unit: number,
): Uint8Array {
  const sorted = [...features].sort((a, b) => a.hash - b.hash)
  const hashes: number[] = []
  let last = 0
  for (const { hash } of sorted) {
    varint(hashes, hash - last)
    last = hash
  }
  const cells: number[] = []
  for (let t = 0; t < TAGS; t++) for (const { row } of sorted) cells.push(row[t] & 255)
  const head = new Uint8Array(16 + 2 * STEPS)
  const view = new DataView(head.buffer)
  head.set([0x5a, 0x57, 0x45, 1, TAGS, SIDES])
  view.setUint32(8, sorted.length)
  view.setFloat32(12, unit)
  for (let s = 0; s < STEPS; s++) view.setInt16(16 + 2 * s, steps[s])
  const out = new Uint8Array(head.length + hashes.length + cells.length)
  out.set(head)
  out.set(hashes, head.length)
  out.set(cells, head.length + hashes.length)
  return out
}

function varint(out: number[], value: number): void {
  let rest = value
  while (rest >= 128) {
    out.push((rest & 127) | 128)
    rest >>>= 7
  }
  out.push(rest)
}
