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
  /** The weights that are not 0, each by the number of a row that its tag shares: see `cellOf`. */
  cells: Uint16Array
  /** Weights of the steps between tags, in the same unit. */
  steps: Int16Array
  /** Nats of one unit. */
  unit: number
  /** What the groups of features weigh together, each summed up when it is first met. */
  sums: GroupSums
  /** What reads pages by this model, once one was read. */
  decoder: Decoder | null
}

/** Rows of weights by the key of a group of features. */
export class GroupSums {
  /** 1 + where a key's row begins; 0 where it was not asked for yet. */
  readonly places = new Int32Array(GROUP_KEYS)
  /** `PAIRS` numbers a row. */
  rows = new Int32Array(PAIRS << 8)
  #used = 0

  /** Keeps the row that begins at `from`. */
  add(key: number, weights: Int32Array, from: number): void {
    const at = this.#used
    if (at + PAIRS > this.rows.length) {
      const wider = new Int32Array(2 * this.rows.length)
      wider.set(this.rows)
      this.rows = wider
    }
    for (let p = 0; p < PAIRS; p++) this.rows[at + p] = weights[from + p]
    this.#used += PAIRS
    this.places[key] = at + 1
  }
}

/** A weight that is not 0: 8 bits of weight + 128, 4 of the number in a row, 1 for its high half. */
function cellOf(tag: number, weight: number): number {
  return ((tag & 1) << 12) | ((tag >> 1) << 8) | (weight + 128)
}

const TYPES = modelTypes.length
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

/** Finds the best paths over stretches of pages, as spans in their texts. Linear. */
export class Decoder {
  readonly #model: Model
  readonly #reader: FeatureReader
  readonly #gains: Int32Array
  readonly #hashes = new Uint32Array(WIDTH)
  /** A row for each character, and one more. */
  readonly #weights: Int32Array
  readonly #spare: number
  /** Per character and opening: the tag before it where it is not outside. */
  readonly #before: Uint8Array
  /** Per character and type, from where a name goes on: 1 for inside from inside, 2 for the end from inside. */
  readonly #within: Uint8Array
  readonly #tags: Uint8Array
  // The best paths up to a character that are at the begin, inside, at the end, at the single of each type.
  readonly #begins = new Int32Array(TYPES)
  readonly #insides = new Int32Array(TYPES)
  readonly #ends = new Int32Array(TYPES)
  readonly #singles = new Int32Array(TYPES)
  /** What an opening after text gains. */
  readonly #fromText: Int32Array
  /** The best paths up to each opening. */
  readonly #open = new Int32Array(OPENINGS)

  /** For stretches of at most `longest` code units. */
  constructor(model: Model, longest: number) {
    this.#model = model
    this.#reader = new FeatureReader(longest)
    this.#gains = gains(model.steps)
    this.#fromText = Int32Array.from(model.steps.subarray(0, OPENINGS))
    this.#weights = new Int32Array((longest + 1) * PAIRS)
    this.#spare = longest * PAIRS
    this.#before = new Uint8Array(longest * OPENINGS)
    this.#within = new Uint8Array(longest * TYPES)
    this.#tags = new Uint8Array(longest)
  }

  decode(page: Page, start: number, end: number): ModelSpan[] {
    if (start >= end) return []
    this.#reader.read(page, start, end)
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
    const at = i * PAIRS
    out[at] = a
    out[at + 1] = b
    out[at + 2] = c
    out[at + 3] = d
    out[at + 4] = e
    out[at + 5] = f
    out[at + 6] = g
    out[at + 7] = h
    out[at + 8] = l
    out[at + 9] = j
    out[at + 10] = k
    this.#add(this.#reader.others(i, this.#hashes, 0), at)
  }

  #sumUp(group: number, i: number, key: number): void {
    const row = this.#spare
    this.#weights.fill(0, row, row + PAIRS)
    this.#add(this.#reader.group(group, i, this.#hashes, 0), row)
    this.#model.sums.add(key, this.#weights, row)
  }

  /** Adds the weights of the first hashes in hand to a row. */
  #add(count: number, row: number): void {
    const { slots, cells, seen } = this.#model
    const hashes = this.#hashes
    const out = this.#weights
    const mask = slots.length / 2 - 1
    let found = 0
    for (let n = 0; n < count; n++) {
      const hash = hashes[n]
      hashes[found] = hash
      found += (seen[(hash & 0xfffff) >>> 5] >>> (hash & 31)) & 1
    }
    for (let n = 0; n < found; n++) {
      const key = hashes[n] + 1
      let slot = key & mask
      while (slots[2 * slot] !== key && slots[2 * slot] !== 0) slot = (slot + 1) & mask
      if (slots[2 * slot] === 0) continue
      const packed = slots[2 * slot + 1]
      const end = (packed >>> 5) + (packed & 31)
      for (let c = packed >>> 5; c < end; c++) {
        const cell = cells[c]
        const at = row + ((cell >>> 8) & 15)
        out[at] = (out[at] + (((cell & 255) - 128) << ((cell >>> 8) & 16))) | 0
      }
    }
  }

  #findPath(n: number): void {
    const { steps } = this.#model
    const weights = this.#weights
    const within = this.#within
    const gain = this.#gains
    const begins = this.#begins
    const insides = this.#insides
    const ends = this.#ends
    const singles = this.#singles
    const open = this.#open
    const fromText = this.#fromText
    const before = this.#before.fill(0, 0, n * OPENINGS)
    let text = 0
    for (let type = 0; type < TYPES; type++) begins[type] = insides[type] = ends[type] = singles[type] = LOW
    // Below 0 where a name may have ended that another may follow.
    let near = 0
    for (let i = 0; i < n; i++) {
      // Right after text is nearly always better: then no other opening need be tried.
      if (near < 0) this.#openAfterNames(i, text)
      const openings = near < 0 ? open : fromText
      const more = near < 0 ? 0 : text
      let at = i * PAIRS
      let pair = weights[at++]
      text = more + openings[0] + lowOf(pair)
      near = 0
      for (let type = 0; type < TYPES; type++) {
        const begin = begins[type]
        const inside = insides[type]
        begins[type] = more + openings[1 + 2 * type] + highOf(pair)
        pair = weights[at++]
        const step = INNER + 4 * type
        // Branches that nobody can foresee cost more than the sums: -1 for the greater second, else 0.
        const in1 = begin + steps[step]
        const inMore = in1 - steps[step + 2] - inside
        const fromInside = inMore >> 31
        insides[type] = in1 - (inMore & fromInside) + lowOf(pair)
        const end1 = begin + steps[step + 1]
        const endMore = end1 - steps[step + 3] - inside
        const endsInside = endMore >> 31
        const end = end1 - (endMore & endsInside) + highOf(pair)
        ends[type] = end
        within[i * TYPES + type] = (fromInside & 1) | (endsInside & 2)
        pair = weights[at++]
        const single = more + openings[2 + 2 * type] + lowOf(pair)
        singles[type] = single
        near |= (text - end - gain[1 + type]) | (text - single - gain[1 + type])
      }
    }
    let last = 0
    let most = text
    for (let type = 0; type < TYPES; type++) {
      if (ends[type] > most) {
        most = ends[type]
        last = 3 + 4 * type
      }
      if (singles[type] > most) {
        most = singles[type]
        last = 4 + 4 * type
      }
    }
    for (let i = n - 1; i >= 0; i--) {
      this.#tags[i] = last
      const part = (last - 1) & 3
      const type = (last - 1) >> 2
      if (last === 0) last = before[i * OPENINGS]
      else if (part === 0) last = before[i * OPENINGS + 1 + 2 * type]
      else if (part === 3) last = before[i * OPENINGS + 2 + 2 * type]
      else last = 1 + 4 * type + ((within[i * TYPES + type] >> (part - 1)) & 1)
    }
  }

  /** Tries the openings right after the end of a name. */
  #openAfterNames(i: number, text: number): void {
    const { steps } = this.#model
    const ends = this.#ends
    const singles = this.#singles
    const open = this.#open
    for (let o = 0; o < OPENINGS; o++) open[o] = text + steps[o]
    for (let type = 0; type < TYPES; type++) {
      const after = Math.max(ends[type], singles[type])
      if (after + this.#gains[1 + type] <= text) continue
      for (let o = 0; o < OPENINGS; o++) {
        const other = after + steps[(1 + type) * OPENINGS + o]
        if (other <= open[o]) continue
        open[o] = other
        this.#before[i * OPENINGS + o] = ends[type] >= singles[type] ? 3 + 4 * type : 4 + 4 * type
      }
    }
  }

  #weightOf(i: number, tag: number): number {
    const pair = this.#weights[i * PAIRS + (tag >> 1)]
    return tag & 1 ? highOf(pair) : lowOf(pair)
  }

  #spans(n: number): ModelSpan[] {
    const { steps, unit } = this.#model
    const tags = this.#tags
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
        gain += this.#weightOf(k, tags[k]) + steps[stepOf(before, tags[k])]
        gain -= this.#weightOf(k, 0) + steps[stepOf(outside, 0)]
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

function lowOf(pair: number): number {
  return (pair << 16) >> 16
}

function highOf(pair: number): number {
  return (pair - ((pair << 16) >> 16)) >> 16
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
      if (weight !== 0) cells[next[row]++] = cellOf(tag, weight)
    }
  return { slots, seen, cells, steps, unit, sums: new GroupSums(), decoder: null }
}
