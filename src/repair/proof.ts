import type { Step } from './chances.js'
import { languageModel } from './model.js'
import type { ListNumber } from './pool.js'
import { eachOf, type Place, type Search, type Strictness, takeCharacters } from './ways.js'

/** Most steps that the proof of uniqueness takes before it gives up. */
const MOST_STEPS = 2000

/**
 * Whether the bytes and readings of a region allow these characters and no others: with tones no others at
 * all, without tones (sources differ in them) no other that is at all usual.
 */
export function isOnlyWay(found: Search, region: readonly Step[]): boolean {
  return countWays(found, region, 2, -100) === 1 && countWays(found, region, 1, USUAL) === 1
}

const USUAL = -12

function countWays(found: Search, region: readonly Step[], strict: Strictness, least: number): number {
  const goal = region[region.length - 1].to
  const { single, simplified } = languageModel()
  const search = { ...found, strict }
  let [ways, steps] = [0, 0]
  const isEnough = () => ways > 1 || steps > MOST_STEPS
  const walk = (place: Place, last: number) => {
    if (place >= goal) {
      ways++
      return
    }
    const one = (code: number, to: Place, nextLast: number) => {
      if (isEnough()) return
      steps++
      if (single[simplified[code]] >= least || region.some((step) => step.code === code)) walk(to, nextLast)
    }
    const many = (list: ListNumber, to: Place, _price: number, asks: number) => {
      eachOf(search, list, asks, last, (code, nextLast) => {
        one(code, to, nextLast)
        return !isEnough()
      })
    }
    takeCharacters(search, place, last, { one, many })
  }
  walk(region[0].from, region[0].last)
  return steps > MOST_STEPS ? 2 : ways
}
