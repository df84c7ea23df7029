import { ZhengwenError } from '../../text/index.js'
import type { Division } from '../divisions.js'
import { getLexicon } from '../lexicon.js'
import { bareStem } from '../peoples.js'
import { stepName } from './name-bits.js'
import { isStreet, type TownshipList, type TownshipMatch, UNITS, unitAt } from './names.js'

/** The table of `zhengwen/townships`, for the option `townships`. Plain data: it may be sent to a worker as it is. */
export interface TownshipData {
  readonly kind: 'zhengwen-townships'
  readonly version: 1
  /** See `scripts/dict/townships-format.ts`. */
  readonly packed: string
  /** What follows 街道 where it is the street itself, by spaces. */
  readonly streetCues: string
}

/** The letter that marks each unit in the packed table. */
const MARKS = 'jzxs'

/** 乡: the only unit that goes with the name of a people. */
const PEOPLES_UNIT = 2

const BITS = 16
const ASCII = 128
const ZERO = 48
const NINE = 57

/** What the code of a township says of its unit: 001 is a 街道, 100 a 镇, 200 a 乡; from 400 on 街道 are the most. */
function unitByCode(number: number): number {
  return number < 100 ? 0 : number < 200 ? 1 : number < 400 ? 2 : 0
}

/** A name is a run of characters beyond ASCII. */
function countRows(packed: string): number {
  let rows = 0
  for (let i = 1; i < packed.length; i++)
    if (packed.charCodeAt(i) >= ASCII && packed.charCodeAt(i - 1) < ASCII) rows++
  return rows
}

/**
 * The townships by name, for matching from the unit at the end of a name backwards: few places of a text end with one,
 * so that the rest costs nothing. Names stay in the packed string; a row is some numbers, a division is made when
 * it is first asked for.
 */
export class Townships implements TownshipList {
  readonly #packed: string
  readonly #streetCues: readonly string[]
  #count = 0
  /** By row: 9 digits. */
  readonly #codes: Int32Array
  /** By row: the key of the division above. */
  readonly #parents: Int32Array
  /** By row: where its name without the unit stands. */
  readonly #starts: Int32Array
  readonly #lengths: Uint8Array
  readonly #units: Uint8Array
  /** The rows of a county, from and to. */
  readonly #counties = new Map<string, readonly [number, number]>()
  /** Names by the hash of their units and their characters from the last to the first: row, length, next of the chain. */
  readonly #heads = new Int32Array(1 << BITS).fill(-1)
  readonly #owners: Int32Array
  readonly #sizes: Uint8Array
  readonly #nexts: Int32Array
  #names = 0
  #longest = 0
  readonly #divisions = new Map<number, Division>()

  constructor({ packed, streetCues }: Pick<TownshipData, 'packed' | 'streetCues'>) {
    this.#packed = packed
    this.#streetCues = streetCues.split(' ')
    const rows = countRows(packed)
    this.#codes = new Int32Array(rows)
    this.#parents = new Int32Array(rows)
    this.#starts = new Int32Array(rows)
    this.#lengths = new Uint8Array(rows)
    this.#units = new Uint8Array(rows)
    // One name each, and one without its peoples at most.
    this.#owners = new Int32Array(2 * rows)
    this.#sizes = new Uint8Array(2 * rows)
    this.#nexts = new Int32Array(2 * rows)
    for (let at = 0; at < packed.length; ) at = this.#readCounty(at)
  }

  get size(): number {
    return this.#count
  }

  /** Reads a line; gives where the next one starts. */
  #readCounty(start: number): number {
    const packed = this.#packed
    const colon = packed.indexOf(':', start)
    const key = packed.slice(start, start + 6)
    const parent = packed.slice(colon - 6, colon)
    const first = this.#count
    let number = 0
    let at = colon + 1
    while (at < packed.length && packed.charCodeAt(at) !== 10) {
      number++
      const code = packed.charCodeAt(at)
      if (code >= ZERO && code <= NINE) {
        number = Number(packed.slice(at, at + 3))
        at += 3
      } else if (code === 32) at++
      const from = at
      while (packed.charCodeAt(at) >= ASCII) at++
      const mark = at < packed.length ? MARKS.indexOf(packed[at]) : -1
      this.#addRow(
        Number(key) * 1000 + number,
        Number(parent),
        from,
        at,
        mark < 0 ? unitByCode(number) : mark,
      )
      if (mark >= 0) at++
    }
    if (!this.#counties.has(parent)) this.#counties.set(parent, [first, this.#count])
    return at + 1
  }

  #addRow(code: number, parent: number, start: number, end: number, unit: number): void {
    const row = this.#count++
    this.#codes[row] = code
    this.#parents[row] = parent
    this.#starts[row] = start
    this.#lengths[row] = end - start
    this.#units[row] = unit
    this.#addName(row, start, end, unit)
    if (unit !== PEOPLES_UNIT) return
    // 王岗坪彝族藏族乡 is called 王岗坪乡.
    const stem = this.#packed.slice(start, end)
    const bare = bareStem(stem)
    if (bare.length > 1 && bare.length < stem.length && stem.startsWith(bare))
      this.#addName(row, start, start + bare.length, unit)
  }

  #addName(row: number, start: number, end: number, unit: number): void {
    let hash = unit + 1
    for (let i = end - 1; i >= start; i--) hash = stepName(hash, this.#packed.charCodeAt(i))
    const bucket = hash >>> (32 - BITS)
    const name = this.#names++
    this.#nexts[name] = this.#heads[bucket]
    this.#heads[bucket] = name
    this.#owners[name] = row
    this.#sizes[name] = end - start
    this.#longest = Math.max(this.#longest, end - start)
  }

  endingAt(text: string, end: number, floor: number): TownshipMatch[] {
    const unit = unitAt(text, end)
    if (unit < 0) return []
    const stem = end - UNITS[unit].length
    const out: TownshipMatch[] = []
    let hash = unit + 1
    for (let start = stem - 1; start >= floor && stem - start <= this.#longest; start--) {
      hash = stepName(hash, text.charCodeAt(start))
      const rows: number[] = []
      for (let name = this.#heads[hash >>> (32 - BITS)]; name >= 0; name = this.#nexts[name]) {
        const row = this.#owners[name]
        if (this.#sizes[name] !== stem - start || this.#units[row] !== unit) continue
        if (this.#isAt(row, text, start, stem)) rows.push(row)
      }
      if (rows.length > 0) out.unshift({ start, rows: rows.reverse() })
    }
    return out
  }

  endingWithPeoples(text: string, end: number, floor: number): TownshipMatch[] {
    if (!text.endsWith('族乡', end)) return []
    let peoples = end - 1
    for (let at = end - 3; at > floor && end - at <= this.#longest; at--)
      if (bareStem(text.slice(at, end - 1)) === '') peoples = at
    const from = Math.max(floor, peoples - this.#longest)
    const name = `${text.slice(from, peoples)}乡`
    return this.endingAt(name, name.length, 0).map(({ start, rows }) => ({ start: from + start, rows }))
  }

  #isAt(row: number, text: string, start: number, end: number): boolean {
    const from = this.#starts[row]
    for (let i = start; i < end; i++)
      if (this.#packed.charCodeAt(from + i - start) !== text.charCodeAt(i)) return false
    return true
  }

  /**
   * The townships of a whole name, in the order of their codes; of one with its peoples where the table has them in
   * other words: 旱卡子滩哈萨克族乡 is 旱卡子滩乡 there.
   */
  named(name: string): Division[] {
    const longest = this.endingAt(name, name.length, 0)[0]
    if (longest?.start === 0) return longest.rows.map((row) => this.division(row))
    if (!name.endsWith('族乡')) return []
    const bare = bareStem(name.slice(0, -1))
    return bare.length > 1 && bare.length < name.length - 1 ? this.named(`${bare}乡`) : []
  }

  /** 天平街道 is 天平路街道: those of a name that leaves out what kind of street it is after. */
  namedAfterStreet(name: string): Division[] {
    if (!name.endsWith('街道') || name.length < 4) return []
    const stem = name.slice(0, -2)
    return ['路', '街', '大街'].flatMap((street) => this.named(`${stem}${street}街道`))
  }

  /** The townships of a name without its unit. */
  withStem(stem: string): Division[] {
    return UNITS.flatMap((unit) => this.named(stem + unit))
  }

  /** The township of a county whose name without its unit is the longest that starts at a place of a text; -1 for none. */
  stemAt(county: Division, text: string, at: number): number {
    const [from, to] = this.#counties.get(county.key) ?? [0, 0]
    let best = -1
    for (let row = from; row < to; row++) {
      const length = this.#lengths[row]
      if (length < 2 || (best >= 0 && length <= this.#lengths[best])) continue
      if (this.#isAt(row, text, at, at + length)) best = row
    }
    return best
  }

  isStreet(text: string, end: number): boolean {
    return isStreet(text, end, this.#streetCues)
  }

  division(row: number): Division {
    const known = this.#divisions.get(row)
    if (known) return known
    const start = this.#starts[row]
    const short = this.#packed.slice(start, start + this.#lengths[row])
    const { byKey } = getLexicon()
    const above = String(this.#parents[row])
    const division: Division = {
      key: String(this.#codes[row]),
      name: short + UNITS[this.#units[row]],
      short,
      level: 'township',
      parent: byKey.get(above) ?? byKey.get(`${above.slice(0, 2)}0000`) ?? null,
    }
    this.#divisions.set(row, division)
    return division
  }
}

/**
 * @throws ZhengwenError `invalid-option` where it is no table of this version.
 */
export function readTownships(data: TownshipData): Townships {
  if (
    data?.kind !== 'zhengwen-townships' ||
    data.version !== 1 ||
    typeof data.packed !== 'string' ||
    typeof data.streetCues !== 'string'
  )
    throw new ZhengwenError('invalid-option', 'townships is the table that zhengwen/townships exports')
  return new Townships(data)
}
