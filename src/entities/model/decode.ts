import type { FeatureReader } from './features.js'
import { type ModelSpan, modelTypes, OPENINGS, SIDES, stepOf, TAGS } from './tags.js'

/** A trained model: hashed features with a row of small whole weights each. Immutable. */
export interface Model {
  /** Open addressing by the feature's hash: index of its row plus 1; 0 where free. */
  slots: Int32Array
  /** Hash of each row. */
  keys: Uint32Array
  /** `TAGS` weights a row. */
  rows: Int8Array
  /** Weights of the steps between tags, in the rows' unit. */
  steps: Int16Array
  /** Nats of one unit. */
  unit: number
}

/** Index of the row of a hash, or -1. */
export function rowOf({ slots, keys }: Model, hash: number): number {
  const mask = slots.length - 1
  for (let at = hash & mask; ; at = (at + 1) & mask) {
    const row = slots[at] - 1
    if (row < 0 || keys[row] === hash) return row
  }
}

const INNER = SIDES * OPENINGS
const LOW = -1e9

/**
 * The best path over the characters of a reader, as spans in its text. Linear: each character weighs its
 * features once and each side against each opening.
 */
export function decode(model: Model, reader: FeatureReader): ModelSpan[] {
  const { rows, steps, unit } = model
  const n = reader.length
  if (n === 0) return []
  const hashes = new Uint32Array(reader.width)
  const emitted = new Int32Array(n * TAGS)
  const back = new Uint8Array(n * TAGS)
  let best = new Float64Array(TAGS).fill(LOW)
  let next = new Float64Array(TAGS)
  const side = new Float64Array(SIDES)
  const sideTag = new Uint8Array(SIDES)
  for (let i = 0; i < n; i++) {
    const base = i * TAGS
    const count = reader.at(i, hashes)
    for (let k = 0; k < count; k++) {
      const row = rowOf(model, hashes[k])
      if (row < 0) continue
      const from = row * TAGS
      for (let t = 0; t < TAGS; t++) emitted[base + t] += rows[from + t]
    }
    if (i === 0) {
      side.fill(LOW)
      side[0] = 0
      sideTag.fill(0)
    } else {
      side[0] = best[0]
      sideTag[0] = 0
      for (let s = 1; s < SIDES; s++) {
        const end = 4 * s - 1
        sideTag[s] = best[end] >= best[end + 1] ? end : end + 1
        side[s] = best[sideTag[s]]
      }
    }
    for (let o = 0; o < OPENINGS; o++) {
      let score = side[0] + steps[o]
      let from = sideTag[0]
      for (let s = 1; s < SIDES; s++) {
        const other = side[s] + steps[s * OPENINGS + o]
        if (other > score) {
          score = other
          from = sideTag[s]
        }
      }
      const type = (o - 1) >> 1
      const tag = o === 0 ? 0 : 1 + 4 * type + ((o - 1) & 1 ? 3 : 0)
      next[tag] = score + emitted[base + tag]
      back[base + tag] = from
    }
    for (let type = 0; type < modelTypes.length; type++) {
      const begin = 1 + 4 * type
      const step = INNER + 4 * type
      for (let part = 0; part < 2; part++) {
        const tag = begin + 1 + part
        const fromBegin = i === 0 ? LOW : best[begin] + steps[step + part]
        const fromInside = i === 0 ? LOW : best[begin + 1] + steps[step + 2 + part]
        next[tag] = Math.max(fromBegin, fromInside) + emitted[base + tag]
        back[base + tag] = fromBegin >= fromInside ? begin : begin + 1
      }
    }
    const swap = best
    best = next
    next = swap
  }
  const tags = new Uint8Array(n)
  let last = 0
  for (let t = 1; t < TAGS; t++) if ((t & 3) !== 1 && (t & 3) !== 2 && best[t] > best[last]) last = t
  for (let i = n - 1; i >= 0; i--) {
    tags[i] = last
    last = back[i * TAGS + last]
  }
  return spansOf(tags, emitted, reader.start, steps, unit)
}

function spansOf(
  tags: Uint8Array,
  emitted: Int32Array,
  offset: number,
  steps: Int16Array,
  unit: number,
): ModelSpan[] {
  const out: ModelSpan[] = []
  const n = tags.length
  for (let i = 0; i < n; i++) {
    if (tags[i] === 0) continue
    const start = i
    while (((tags[i] - 1) & 3) < 2 && i < n - 1) i++
    let gain = 0
    let before = start > 0 ? tags[start - 1] : 0
    let outside = before
    for (let k = start; k <= i; k++) {
      gain += emitted[k * TAGS + tags[k]] + steps[stepOf(before, tags[k])]
      gain -= emitted[k * TAGS] + steps[stepOf(outside, 0)]
      before = tags[k]
      outside = 0
    }
    if (i + 1 < n) gain += steps[stepOf(before, tags[i + 1])] - steps[stepOf(0, tags[i + 1])]
    out.push({
      start: offset + start,
      end: offset + i + 1,
      type: modelTypes[(tags[i] - 1) >> 2],
      margin: gain * unit,
    })
  }
  return out
}

/** Slots for the hashes of a model. */
export function slotsFor(keys: Uint32Array): Int32Array {
  let size = 16
  while (size < keys.length * 2) size *= 2
  const slots = new Int32Array(size)
  for (const [row, key] of keys.entries()) {
    let at = key & (size - 1)
    while (slots[at] !== 0) at = (at + 1) & (size - 1)
    slots[at] = row + 1
  }
  return slots
}
