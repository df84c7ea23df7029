import { GROUP_KEYS, GROUPS, WIDTH } from './columns.js'
import type { Model, Scorer } from './decode.js'
import type { FeatureReader } from './features.js'
import { UNIT_AT, UNIT_FEATURES, unitHash } from './hashes.js'
import { gainsOf, LOW, OPENINGS, SIDES, TAGS, TYPES } from './tags.js'

/**
 * Numbers of a row of sums: two tags share one, `low + 65536 × high`. Sums of 80 weights of a byte stay in
 * their halves.
 */
const PAIRS = (TAGS + 1) / 2

/** Bits of a hash that say which bucket it is in; the others are in the head of its feature. */
const BUCKET_BITS = 15
const LOW_BITS = 24 - BUCKET_BITS

/** What a model's features weigh, in few bytes. */
export interface PlainTables {
  /** Where the features of each bucket begin. */
  buckets: Uint32Array
  /**
   * The features in order of their hashes, one behind the other so that what is asked for stands near: a head, 32 × the
   * low bits of the hash + how many weights are not 0; then those, see `cellOf`. `STOP` behind each bucket.
   */
  features: Uint16Array
  /** A bit for the low 20 bits of each hash: most features of a text are in no model, and end here. */
  seen: Uint32Array
  /** What the features of code units weigh, read when one is first met. */
  units: UnitRows
  /** What the groups of features weigh together, each summed up when it is first met. */
  sums: GroupSums
}

const STOP = 0xffff

/** Rows of weights by the key of a group of features. */
class GroupSums {
  /** 1 + where a key's row begins; 0 where it was not asked for yet. */
  readonly places = new Int32Array(GROUP_KEYS)
  /** `PAIRS` numbers a row. */
  rows = new Int32Array(PAIRS << 8)
  #used = 0

  /** Keeps the row that begins at `from`. */
  add(key: number, weights: Int32Array, from: number): void {
    const at = this.#used
    if (at + PAIRS > this.rows.length) this.rows = widened(this.rows)
    for (let p = 0; p < PAIRS; p++) this.rows[at + p] = weights[from + p]
    this.#used += PAIRS
    this.places[key] = at + 1
  }
}

/** Four weights a number, each + 128. */
const QUADS = (PAIRS + 1) / 2
const UNIT_ROW = UNIT_FEATURES * QUADS
/** What the sums of two weights have too much once the features of five code units were added. */
const UNIT_BIAS = UNIT_FEATURES * 0x00800080

/** Rows of weights by code unit: those of its five features side by side, as a text asks for them. */
class UnitRows {
  /** 1 + where the row of a code unit begins; 0 where it was not asked for yet. */
  readonly places = new Int32Array(1 << 16)
  rows = new Int32Array(UNIT_ROW << 8)
  #used = 0

  /** Makes the row of a code unit: no weights yet. */
  add(code: number): number {
    const at = this.#used
    if (at + UNIT_ROW > this.rows.length) this.rows = widened(this.rows)
    this.rows.fill(0x80808080 | 0, at, at + UNIT_ROW)
    this.#used += UNIT_ROW
    this.places[code] = at + 1
    return at
  }
}

function widened(rows: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(2 * rows.length)
  wider.set(rows)
  return wider
}

/** A weight that is not 0: 8 bits of weight + 128, 4 of the number in a row, 1 for its high half. */
function cellOf(tag: number, weight: number): number {
  return ((tag & 1) << 12) | ((tag >> 1) << 8) | (weight + 128)
}

/** How many characters are read at once: what memory has to be asked for is asked for together. */
const BLOCK = 64

const INNER = SIDES * OPENINGS

/** Finds best paths number by number, where there is no WebAssembly. */
export class PlainScorer implements Scorer {
  readonly #steps: Int16Array
  readonly #tables: PlainTables
  readonly reader: FeatureReader
  readonly #gains: Int32Array
  readonly #hashes = new Uint32Array(WIDTH)
  // Features of a block of characters that may be in the model: hash, row of the character, place, head.
  readonly #kept = new Uint32Array(BLOCK * WIDTH)
  readonly #rows = new Int32Array(BLOCK * WIDTH)
  readonly #places = new Uint32Array(BLOCK * WIDTH)
  readonly #heads = new Uint16Array(BLOCK * WIDTH)
  /** Where the row of each code unit begins, from two before the stretch to two behind it. */
  readonly #units: Int32Array
  /** Per character and group: where its row begins. */
  readonly #groups: Int32Array
  /** A row for each character, and one more. */
  readonly #weights: Int32Array
  readonly #spare: number
  /** Per character and opening: the tag before it where it is not outside. */
  readonly #before: Uint8Array
  /** Per character and type, from where a name goes on: 1 for inside from inside, 2 for the end from inside. */
  readonly #within: Uint8Array
  readonly tags: Uint8Array
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
  constructor(model: Model, reader: FeatureReader, longest: number) {
    model.plain ??= tablesOf(model)
    this.#tables = model.plain
    this.#steps = model.steps
    this.reader = reader
    this.#gains = gainsOf(model.steps)
    this.#fromText = Int32Array.from(model.steps.subarray(0, OPENINGS))
    this.#weights = new Int32Array((longest + 1) * PAIRS)
    this.#spare = longest * PAIRS
    this.#units = new Int32Array(longest + 4)
    this.#groups = new Int32Array(longest * GROUPS)
    this.#before = new Uint8Array(longest * OPENINGS)
    this.#within = new Uint8Array(longest * TYPES)
    this.tags = new Uint8Array(longest)
  }

  findPath(): void {
    const n = this.reader.length
    this.#findUnits(n)
    this.#findGroups(n)
    for (let from = 0; from < n; from += BLOCK) {
      const to = Math.min(n, from + BLOCK)
      for (let i = from; i < to; i++) this.#weigh(i)
      this.#addOthers(from, to)
    }
    this.#search(n)
  }

  #findUnits(n: number): void {
    const { codes } = this.reader
    const { places } = this.#tables.units
    for (let i = -2; i < n + 2; i++) {
      const code = i < 0 || i >= n ? 0 : codes[i]
      this.#units[i + 2] = places[code] === 0 ? this.#readUnit(code) : places[code] - 1
    }
  }

  #readUnit(code: number): number {
    const { units } = this.#tables
    const row = units.add(code)
    for (let k = 0; k < UNIT_FEATURES; k++)
      this.#eachCell(unitHash(k, code), (cell) => {
        const pair = (cell >>> 8) & 15
        const shift = 8 * ((pair & 1) + ((cell >>> 11) & 2))
        units.rows[row + k * QUADS + (pair >> 1)] += ((cell & 255) - 128) << shift
      })
    return row
  }

  #findGroups(n: number): void {
    const { keys } = this.reader
    const { places } = this.#tables.sums
    const groups = this.#groups
    const end = n * GROUPS
    for (let at = 0; at < end; at++) {
      if (places[keys[at]] === 0) this.#sumUp(at % GROUPS, Math.floor(at / GROUPS), keys[at])
      groups[at] = places[keys[at]] - 1
    }
  }

  #sumUp(group: number, i: number, key: number): void {
    const row = this.#spare
    const out = this.#weights.fill(0, row, row + PAIRS)
    const hashes = this.#hashes
    const count = this.reader.group(group, i, hashes, 0)
    for (let n = 0; n < count; n++)
      this.#eachCell(hashes[n], (cell) => {
        out[row + ((cell >>> 8) & 15)] += ((cell & 255) - 128) << ((cell >>> 8) & 16)
      })
    this.#tables.sums.add(key, out, row)
  }

  #eachCell(hash: number, visit: (cell: number) => void): void {
    const { buckets, features } = this.#tables
    const low = hash & ((1 << LOW_BITS) - 1)
    let at = buckets[hash >>> LOW_BITS]
    while (features[at] >>> 5 < low) at += 1 + (features[at] & 31)
    if (features[at] >>> 5 !== low) return
    for (let left = features[at] & 31; left > 0; left--) visit(features[++at])
  }

  /** Sets the weights of one character to those of code units and groups: sums stay in local variables. */
  #weigh(i: number): void {
    let [a, b, c, d, e, f, g, h, l, j, k] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    const { rows: groups } = this.#tables.sums
    for (let at = i * GROUPS, end = at + GROUPS; at < end; at++) {
      const row = this.#groups[at]
      a = (a + groups[row]) | 0
      b = (b + groups[row + 1]) | 0
      c = (c + groups[row + 2]) | 0
      d = (d + groups[row + 3]) | 0
      e = (e + groups[row + 4]) | 0
      f = (f + groups[row + 5]) | 0
      g = (g + groups[row + 6]) | 0
      h = (h + groups[row + 7]) | 0
      l = (l + groups[row + 8]) | 0
      j = (j + groups[row + 9]) | 0
      k = (k + groups[row + 10]) | 0
    }
    const { rows: units } = this.#tables.units
    for (let n = 0; n < UNIT_FEATURES; n++) {
      const row = this.#units[i + 2 + UNIT_AT[n]] + n * QUADS
      let four = units[row]
      a = (a + (four & 0xff00ff)) | 0
      b = (b + ((four >>> 8) & 0xff00ff)) | 0
      four = units[row + 1]
      c = (c + (four & 0xff00ff)) | 0
      d = (d + ((four >>> 8) & 0xff00ff)) | 0
      four = units[row + 2]
      e = (e + (four & 0xff00ff)) | 0
      f = (f + ((four >>> 8) & 0xff00ff)) | 0
      four = units[row + 3]
      g = (g + (four & 0xff00ff)) | 0
      h = (h + ((four >>> 8) & 0xff00ff)) | 0
      four = units[row + 4]
      l = (l + (four & 0xff00ff)) | 0
      j = (j + ((four >>> 8) & 0xff00ff)) | 0
      k = (k + (units[row + 5] & 0xff00ff)) | 0
    }
    const out = this.#weights
    const at = i * PAIRS
    out[at] = a - UNIT_BIAS
    out[at + 1] = b - UNIT_BIAS
    out[at + 2] = c - UNIT_BIAS
    out[at + 3] = d - UNIT_BIAS
    out[at + 4] = e - UNIT_BIAS
    out[at + 5] = f - UNIT_BIAS
    out[at + 6] = g - UNIT_BIAS
    out[at + 7] = h - UNIT_BIAS
    out[at + 8] = l - UNIT_BIAS
    out[at + 9] = j - UNIT_BIAS
    out[at + 10] = k - UNIT_BIAS
  }

  /**
   * Adds the weights of all other features of a block, step by step: the processor waits for the memory of many of them
   * at once, where it would wait for each in turn.
   */
  #addOthers(from: number, to: number): void {
    const { buckets, features, seen } = this.#tables
    const hashes = this.#hashes
    const kept = this.#kept
    const rows = this.#rows
    const places = this.#places
    const heads = this.#heads
    let count = 0
    for (let i = from; i < to; i++) {
      const all = this.reader.others(i, hashes, 0)
      for (let n = 0; n < all; n++) {
        const hash = hashes[n]
        kept[count] = hash
        rows[count] = i * PAIRS
        count += (seen[(hash & 0xfffff) >>> 5] >>> (hash & 31)) & 1
      }
    }
    for (let n = 0; n < count; n++) {
      const place = buckets[kept[n] >>> LOW_BITS]
      places[n] = place
      heads[n] = features[place]
    }
    const out = this.#weights
    for (let n = 0; n < count; n++) {
      const low = kept[n] & ((1 << LOW_BITS) - 1)
      let at = places[n]
      let head = heads[n]
      while (head >>> 5 < low) {
        at += 1 + (head & 31)
        head = features[at]
      }
      if (head >>> 5 !== low) continue
      const row = rows[n]
      for (const end = at + (head & 31); at < end; ) {
        const cell = features[++at]
        const to = row + ((cell >>> 8) & 15)
        out[to] = (out[to] + (((cell & 255) - 128) << ((cell >>> 8) & 16))) | 0
      }
    }
  }

  #search(n: number): void {
    const steps = this.#steps
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
      this.tags[i] = last
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
    const steps = this.#steps
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

  weightOf(i: number, tag: number): number {
    const pair = this.#weights[i * PAIRS + (tag >> 1)]
    return tag & 1 ? highOf(pair) : lowOf(pair)
  }
}

function lowOf(pair: number): number {
  return (pair << 16) >> 16
}

function highOf(pair: number): number {
  return (pair - ((pair << 16) >> 16)) >> 16
}

function tablesOf({ hashes, columns }: Model): PlainTables {
  const count = hashes.length
  // How many weights each hash has, then where its next one goes.
  const next = new Uint32Array(count)
  // Where the weights are that are not 0: nine of ten are, and are passed by in fours.
  const padded = new Int8Array((columns.length + 3) & ~3)
  padded.set(columns)
  const fours = new Int32Array(padded.buffer)
  const filled: number[] = []
  for (let four = 0, column = 0; four < fours.length; four++) {
    if (fours[four] === 0) continue
    for (let at = 4 * four; at < 4 * four + 4; at++) {
      if (padded[at] === 0) continue
      while (at >= column + count) column += count
      next[at - column]++
      filled.push(at)
    }
  }
  const buckets = new Uint32Array(1 << BUCKET_BITS)
  const features = new Uint16Array(count + filled.length + buckets.length)
  const seen = new Uint32Array(1 << 15)
  let end = 0
  for (let bucket = 0, row = 0; bucket < buckets.length; bucket++) {
    buckets[bucket] = end
    for (; row < count && hashes[row] >>> LOW_BITS === bucket; row++) {
      const hash = hashes[row]
      seen[(hash & 0xfffff) >>> 5] |= 1 << (hash & 31)
      features[end] = ((hash & ((1 << LOW_BITS) - 1)) << 5) | next[row]
      const first = end + 1
      end = first + next[row]
      next[row] = first
    }
    features[end++] = STOP
  }
  for (let k = 0, tag = 0; k < filled.length; k++) {
    while (filled[k] >= (tag + 1) * count) tag++
    features[next[filled[k] - tag * count]++] = cellOf(tag, columns[filled[k]])
  }
  return { buckets, features, seen, units: new UnitRows(), sums: new GroupSums() }
}
