// How much of a damaged page the bytes that are left allow at all: a reader that knows the truth walks through what
// the search is offered. Where a character is not among it no choice of the language model could have been right.
import type { Step } from '../src/repair/chances.js'
import { Lattice, type Ways } from '../src/repair/lattice.js'
import { languageModel } from '../src/repair/model.js'
import { ITEM, ITEM_SIZE, type ListNumber, sharedPool } from '../src/repair/pool.js'
import { type Place, SWALLOWED, SWALLOWED_FIGURE } from '../src/repair/ways.js'

/** How far ahead of the last place of the page the next one may lie. */
const AHEAD = 3000
const BEHIND = 12

interface Truth {
  units: readonly number[]
  /** Whose search was followed last, and where its last region ended. */
  lattice: Lattice | null
  at: number
  /** Characters that could not be had, search by search. */
  beyond: number[]
}

let truth: Truth | null = null

const search = Lattice.prototype.search
Lattice.prototype.search = function (this: Lattice, ways, start) {
  const steps = search.call(this, ways, start)
  if (truth && steps) follow(this, truth, ways, steps)
  return steps
}

/** How many Chinese characters of the truth the bytes do not allow, while `run` mends the page. */
export function beyondBytes(units: readonly number[], run: () => void): number {
  truth = { units, lattice: null, at: 0, beyond: [] }
  run()
  const { beyond } = truth
  truth = null
  // A page is read as it stands, perhaps again with pairs gone missing, and once more for what is left.
  return Math.max(0, ...beyond)
}

/** Finds where a region of the page lies in the truth by what stands before it, and walks through it. */
function follow(lattice: Lattice, known: Truth, ways: Ways, steps: readonly Step[]): void {
  const { simplified } = languageModel()
  const before = steps.filter(({ from }) => from < ways.start).map(({ code }) => simplified[code])
  const first = steps.find(({ from }) => from >= ways.start)
  if (!first) return
  if (known.lattice !== lattice) {
    known.lattice = lattice
    known.at = 0
    known.beyond.push(0)
  }
  const end = steps[steps.length - 1].to
  let best = { cost: Infinity, at: known.at }
  const last = Math.min(known.units.length, known.at + AHEAD)
  for (let at = Math.max(before.length, known.at - BEHIND); at < last && best.cost > 0; at++) {
    if (!before.every((code, i) => sameUnit(known.units[at - before.length + i], code))) continue
    // A region that begins where nothing is known before it begins after ASCII.
    if (before.length === 0 && at > 0 && known.units[at - 1] > 0x40) continue
    const found = walk(lattice, known.units, at, ways, first, end)
    if (found.cost < best.cost) best = found
    // What stands before it is enough to know the place by.
    if (before.length >= 4 && found.cost < 3) break
  }
  if (best.cost === Infinity) return
  known.beyond[known.beyond.length - 1] += best.cost
  known.at = best.at
}

const isFigure = (code: number): boolean => code >= 0x30 && code <= 0x39

/** Commas are alike in both widths, and so are all figures where words are read. */
function sameUnit(a: number, b: number): boolean {
  return a === b || (a === 0x2c && b === 0xff0c) || (isFigure(a) && isFigure(b))
}

/** The walk with the fewest characters that are not offered: each costs 1, the rest nothing. */
function walk(
  lattice: Lattice,
  units: readonly number[],
  at: number,
  ways: Ways,
  first: Step,
  end: Place,
): { cost: number; at: number } {
  const { simplified } = languageModel()
  const seen = new Set<string>()
  let now: [place: Place, last: number, at: number][] = [[first.from, first.last, at]]
  for (let cost = 0; cost <= MOST_BEYOND && now.length > 0; cost++) {
    const dearer: typeof now = []
    for (let next = now.pop(); next !== undefined; next = now.pop()) {
      const [place, last, at] = next
      const key = `${place} ${last} ${at}`
      if (seen.has(key)) continue
      seen.add(key)
      if (place >= end) return { cost, at }
      if (at >= units.length) continue
      const one = (code: number, to: Place, after: number) => {
        // What figures went is for the bench to count: of them the walk may miss one at the end of a region.
        if (code === SWALLOWED || code === SWALLOWED_FIGURE) {
          if (units[at] < 0x80) now.push([to, after, at + 1])
        } else if (sameUnit(units[at], simplified[code])) now.push([to, after, at + 1])
        else dearer.push([to, after, at + 1])
      }
      const many = (number: ListNumber, to: Place) => {
        const pool = number < 0 ? lattice.pool : sharedPool()
        const list = number < 0 ? -1 - number : number
        const { items } = pool
        for (let item = pool.from[list]; item < pool.to[list]; item += ITEM_SIZE)
          one(items[item + ITEM.code], to, pool.lasts[list][items[item + ITEM.kind]])
      }
      ways.take(place, last, 2, { one, many })
    }
    now = dearer
  }
  return { cost: Infinity, at }
}

const MOST_BEYOND = 40
