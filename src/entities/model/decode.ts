import type { Page } from '../page.js'
import { FeatureReader, GROUP_KEYS, GROUPS, WIDTH } from './features.js'
import { type ModelSpan, modelTypes, OPENINGS, SIDES, stepOf, TAGS } from './tags.js'

/**
 * Numbers of a row of sums: two tags share one, `low + 65536 × high`. Sums of 80 weights of a byte stay in
 * their halves.
 */
const PAIRS = (TAGS + 1) / 2

/** A trained model: hashed features with a few small whole weights each. What it says never changes. */
export interface Model {
  /** Open addressing by a feature's hash: the hash plus 1, 0 where free, then 32 × its first cell + how many. */
  slots: Int32Array
  /** A bit for the low 20 bits of each hash: most features of a text are in no model, and end here. */
  seen: Uint32Array
  /** The weights that are not 0: 256 × tag + 128 + weight. */
  cells: Uint16Array
  /** Weights of the steps between tags, in the same unit. */
  steps: Int16Array
  /** Nats of one unit. */
  unit: number
  /** What the groups of features weigh together, each summed up when it is first met. */
  sums: GroupSums
}

/** Rows of weights by the key of a group of features. */
export class GroupSums {
  /** 1 + where a key's row begins; 0 where it was not asked for yet. */
  readonly places = new Int32Array(GROUP_KEYS)
  /** `PAIRS` numbers a row. */
  rows = new Int32Array(PAIRS << 8)
  #used = 0

  add(key: number, weights: Int32Array): void {
    const at = this.#used
    if (at + PAIRS > this.rows.length) {
      const wider = new Int32Array(2 * this.rows.length)
      wider.set(this.rows)
      this.rows = wider
    }
    for (let t = 0; t < TAGS; t++) this.rows[at + (t >> 1)] += t % 2 === 0 ? weights[t] : 65536 * weights[t]
    this.#used += PAIRS
    this.places[key] = at + 1
  }
}

const INNER = SIDES * OPENINGS
/** Worse than any path: scores stay within 32 bits over the longest stretch that is decoded at once. */
const LOW = -1e9

/** The most that opening a name right after one of another type gains over opening it after text. */
function gains(steps: Int16Array): Int32Array {
  const out = new Int32Array(SIDES)
  for (let s = 0; s < SIDES; s++) {
    out[s] = LOW
    for (let o = 0; o < OPENINGS; o++) out[s] = Math.max(out[s], steps[s * OPENINGS + o] - steps[o])
  }
  return out
}

/** Finds the best paths over stretches of a page, as spans in its text. Linear. */
export class Decoder {
  readonly #model: Model
  readonly #reader: FeatureReader
  readonly #gains: Int32Array
  readonly #hashes = new Uint32Array(WIDTH)
  readonly #row = new Int32Array(TAGS)
  /** Weights of each character's tags. */
  readonly #weights: Int32Array
  readonly #back: Uint8Array
  readonly #tags: Uint8Array

  /** For stretches of at most `longest` code units. */
  constructor(model: Model, page: Page, longest: number) {
    this.#model = model
    this.#reader = new FeatureReader(page, longest)
    this.#gains = gains(model.steps)
    this.#weights = new Int32Array(longest * TAGS)
    this.#back = new Uint8Array(longest * TAGS)
    this.#tags = new Uint8Array(longest)
  }

  decode(start: number, end: number): ModelSpan[] {
    if (start >= end) return []
    this.#reader.read(start, end)
    const n = end - start
    for (let i = 0; i < n; i++) this.#weigh(i)
    this.#findPath(n)
    return this.#spans(n)
  }

  /** Adds up the weights of one character's features: sums stay in local variables, two tags in each. */
  #weigh(i: number): void {
    const { sums } = this.#model
    const { keys } = this.#reader
    const { places } = sums
    const key = i * GROUPS
    for (let group = 0; group < GROUPS; group++)
      if (places[keys[key + group]] === 0) this.#sumUp(group, i, keys[key + group])
    const { rows } = sums
    let [a, b, c, d, e, f, g, h, l, j, k] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    for (let group = 0; group < GROUPS; group++) {
      const row = places[keys[key + group]] - 1
      a = (a + rows[row]) | 0
      b = (b + rows[row + 1]) | 0
      c = (c + rows[row + 2]) | 0
      d = (d + rows[row + 3]) | 0
      e = (e + rows[row + 4]) | 0
      f = (f + rows[row + 5]) | 0
      g = (g + rows[row + 6]) | 0
      h = (h + rows[row + 7]) | 0
      l = (l + rows[row + 8]) | 0
      j = (j + rows[row + 9]) | 0
      k = (k + rows[row + 10]) | 0
    }
    const out = this.#weights
    const at = i * TAGS
    split(a, out, at)
    split(b, out, at + 2)
    split(c, out, at + 4)
    split(d, out, at + 6)
    split(e, out, at + 8)
    split(f, out, at + 10)
    split(g, out, at + 12)
    split(h, out, at + 14)
    split(l, out, at + 16)
    split(j, out, at + 18)
    out[at + 20] = (k << 16) >> 16
    this.#add(this.#reader.others(i, this.#hashes, 0), out, at)
  }

  #sumUp(group: number, i: number, key: number): void {
    const row = this.#row.fill(0)
    this.#add(this.#reader.group(group, i, this.#hashes, 0), row, 0)
    this.#model.sums.add(key, row)
  }

  /** Adds the weights of the first hashes in hand to a row. */
  #add(count: number, out: Int32Array, at: number): void {
    const { slots, cells, seen } = this.#model
    const hashes = this.#hashes
    const mask = slots.length / 2 - 1
    for (let n = 0; n < count; n++) {
      const hash = hashes[n]
      if (((seen[(hash & 0xfffff) >>> 5] >>> (hash & 31)) & 1) === 0) continue
      let slot = (hash + 1) & mask
      while (slots[2 * slot] !== hash + 1 && slots[2 * slot] !== 0) slot = (slot + 1) & mask
      if (slots[2 * slot] === 0) continue
      const packed = slots[2 * slot + 1]
      const end = (packed >>> 5) + (packed & 31)
      for (let c = packed >>> 5; c < end; c++) {
        const cell = cells[c]
        out[at + (cell >>> 8)] += (cell & 255) - 128
      }
    }
  }

  #findPath(n: number): void {
    const { steps } = this.#model
    const weights = this.#weights
    const back = this.#back
    const gain = this.#gains
    let best = new Int32Array(TAGS).fill(LOW)
    best[0] = 0
    let next = new Int32Array(TAGS)
    for (let i = 0; i < n; i++) {
      const base = i * TAGS
      const text = best[0]
      next[0] = text + steps[0] + weights[base]
      back[base] = 0
      for (let type = 0; type < modelTypes.length; type++) {
        const begin = 1 + 4 * type
        const at = base + begin
        const step = INNER + 4 * type
        const fromBegin = best[begin]
        const fromInside = best[begin + 1]
        next[begin] = text + steps[1 + 2 * type] + weights[at]
        back[at] = 0
        for (let part = 0; part < 2; part++) {
          const one = fromBegin + steps[step + part]
          const two = fromInside + steps[step + 2 + part]
          next[begin + 1 + part] = Math.max(one, two) + weights[at + 1 + part]
          back[at + 1 + part] = one >= two ? begin : begin + 1
        }
        next[begin + 3] = text + steps[2 + 2 * type] + weights[at + 3]
        back[at + 3] = 0
      }
      for (let s = 1; s < SIDES; s++) {
        const end = 4 * s - 1
        const from = best[end] >= best[end + 1] ? end : end + 1
        // Right after text is nearly always better: then no opening need be tried.
        if (best[from] + gain[s] <= text) continue
        for (let o = 0, tag = 0; o < OPENINGS; o++) {
          const other = best[from] + steps[s * OPENINGS + o] + weights[base + tag]
          if (other > next[tag]) {
            next[tag] = other
            back[base + tag] = from
          }
          tag += (o & 1) === 0 ? 1 : 3
        }
      }
      const swap = best
      best = next
      next = swap
    }
    let last = 0
    for (let t = 1; t < TAGS; t++) if ((t & 3) !== 1 && (t & 3) !== 2 && best[t] > best[last]) last = t
    for (let i = n - 1; i >= 0; i--) {
      this.#tags[i] = last
      last = back[i * TAGS + last]
    }
  }

  #spans(n: number): ModelSpan[] {
    const { steps, unit } = this.#model
    const tags = this.#tags
    const weights = this.#weights
    const offset = this.#reader.start
    const out: ModelSpan[] = []
    for (let i = 0; i < n; i++) {
      if (tags[i] === 0) continue
      const start = i
      while (((tags[i] - 1) & 3) < 2 && i < n - 1) i++
      let gain = 0
      let before = start > 0 ? tags[start - 1] : 0
      let outside = before
      for (let k = start; k <= i; k++) {
        gain += weights[k * TAGS + tags[k]] + steps[stepOf(before, tags[k])]
        gain -= weights[k * TAGS] + steps[stepOf(outside, 0)]
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
}

function split(pair: number, out: Int32Array, at: number): void {
  const low = (pair << 16) >> 16
  out[at] = low
  out[at + 1] = (pair - low) >> 16
}

/** The model of weights by hash: `columns` has those of each tag in turn, one for each hash. */
export function modelOf(hashes: Uint32Array, columns: Int8Array, steps: Int16Array, unit: number): Model {
  const count = hashes.length
  // How many weights each hash has, then where its next one goes.
  const next = new Uint32Array(count + 1)
  for (let tag = 0, at = 0; tag < TAGS; tag++)
    for (let row = 0; row < count; row++) if (columns[at++] !== 0) next[row + 1]++
  for (let row = 0; row < count; row++) next[row + 1] += next[row]
  let size = 16
  while (size < 2 * count) size *= 2
  const slots = new Int32Array(2 * size)
  const seen = new Uint32Array(1 << 15)
  for (let row = 0; row < count; row++) {
    const hash = hashes[row]
    let at = (hash + 1) & (size - 1)
    while (slots[2 * at] !== 0) at = (at + 1) & (size - 1)
    slots[2 * at] = hash + 1
    slots[2 * at + 1] = 32 * next[row] + (next[row + 1] - next[row])
    seen[(hash & 0xfffff) >>> 5] |= 1 << (hash & 31)
  }
  const cells = new Uint16Array(next[count])
  for (let tag = 0, at = 0; tag < TAGS; tag++)
    for (let row = 0; row < count; row++) {
      const weight = columns[at++]
      if (weight !== 0) cells[next[row]++] = 256 * tag + 128 + weight
    }
  return { slots, seen, cells, steps, unit, sums: new GroupSums() }
}
