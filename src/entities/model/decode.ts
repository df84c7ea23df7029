import type { FeatureReader } from './features.js'
import { type ModelSpan, modelTypes, OPENINGS, SIDES, stepOf, TAGS } from './tags.js'

/** Numbers of a row: two tags share one, `low + 65536 × high`. Sums of 80 weights of a byte stay in their halves. */
export const PAIRS = (TAGS + 1) / 2

/** A trained model: hashed features with a row of small whole weights each. Immutable. */
export interface Model {
  /** Open addressing by a feature's hash: the hash plus 1, 0 where free, then where its row begins. */
  slots: Int32Array
  /** A bit for the low 20 bits of each hash: most features of a text are in no model, and end here. */
  seen: Uint32Array
  /** `PAIRS` numbers a row. */
  rows: Int32Array
  /** Weights of the steps between tags, in the same unit. */
  steps: Int16Array
  /** Nats of one unit. */
  unit: number
}

const INNER = SIDES * OPENINGS
/** Worse than any path: scores stay within 32 bits over the longest stretch that is decoded at once. */
const LOW = -1e9

/**
 * The best path over the characters of a reader, as spans in its text. Linear: each character weighs its
 * features once and each side against each opening.
 */
export function decode(model: Model, reader: FeatureReader): ModelSpan[] {
  const { steps, unit } = model
  const n = reader.length
  if (n === 0) return []
  const hashes = new Uint32Array(reader.width)
  const emitted = new Int32Array(n * TAGS)
  const back = new Uint8Array(n * TAGS)
  let best = new Int32Array(TAGS).fill(LOW)
  let next = new Int32Array(TAGS)
  const side = new Int32Array(SIDES)
  const sideTag = new Uint8Array(SIDES)
  for (let i = 0; i < n; i++) {
    const base = i * TAGS
    weigh(model, hashes, reader.at(i, hashes), emitted, base)
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

/**
 * Adds up the weights of one character's features. Half of the decoder's time goes here: sums stay in local
 * variables, two tags in each.
 */
function weigh(
  { slots, rows, seen }: Model,
  hashes: Uint32Array,
  count: number,
  out: Int32Array,
  base: number,
): void {
  const mask = slots.length / 2 - 1
  let [a, b, c, d, e, f, g, h, i, j, k] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (let n = 0; n < count; n++) {
    if (((seen[(hashes[n] & 0xfffff) >>> 5] >>> (hashes[n] & 31)) & 1) === 0) continue
    const hash = hashes[n] + 1
    let at = hash & mask
    while (slots[2 * at] !== hash && slots[2 * at] !== 0) at = (at + 1) & mask
    if (slots[2 * at] === 0) continue
    const row = slots[2 * at + 1]
    a = (a + rows[row]) | 0
    b = (b + rows[row + 1]) | 0
    c = (c + rows[row + 2]) | 0
    d = (d + rows[row + 3]) | 0
    e = (e + rows[row + 4]) | 0
    f = (f + rows[row + 5]) | 0
    g = (g + rows[row + 6]) | 0
    h = (h + rows[row + 7]) | 0
    i = (i + rows[row + 8]) | 0
    j = (j + rows[row + 9]) | 0
    k = (k + rows[row + 10]) | 0
  }
  split(a, out, base)
  split(b, out, base + 2)
  split(c, out, base + 4)
  split(d, out, base + 6)
  split(e, out, base + 8)
  split(f, out, base + 10)
  split(g, out, base + 12)
  split(h, out, base + 14)
  split(i, out, base + 16)
  split(j, out, base + 18)
  out[base + 20] = (k << 16) >> 16
}

function split(pair: number, out: Int32Array, at: number): void {
  const low = (pair << 16) >> 16
  out[at] = low
  out[at + 1] = (pair - low) >> 16
}

/** The bits of `Model.seen` for the hashes of a model's rows. */
export function seenOf(hashes: Uint32Array): Uint32Array {
  const seen = new Uint32Array(1 << 15)
  for (const hash of hashes) seen[(hash & 0xfffff) >>> 5] |= 1 << (hash & 31)
  return seen
}

/** Slots for the hashes of a model's rows. */
export function slotsFor(hashes: Uint32Array): Int32Array {
  let size = 16
  while (size < hashes.length * 2) size *= 2
  const slots = new Int32Array(2 * size)
  for (const [row, hash] of hashes.entries()) {
    let at = (hash + 1) & (size - 1)
    while (slots[2 * at] !== 0) at = (at + 1) & (size - 1)
    slots[2 * at] = hash + 1
    slots[2 * at + 1] = row * PAIRS
  }
  return slots
}
