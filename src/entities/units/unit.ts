import { type PlaceUnit, WORD } from '../lexicon.js'

/** A unit of the table and where it stands. */
export interface UnitAt extends PlaceUnit {
  at: number
  end: number
  /** Where the zone begins. */
  floor: number
  /** A county, a town, a village: called after what is before it, whatever that is. */
  settlement: boolean
  /** 文化|路中|段, 工业|大道66号: what follows the unit of a road makes it one. */
  addressed: boolean
  /** 京港澳|高速: a road by its two ends. */
  route: boolean
}

/** What stands before a unit and may be its name. */
export interface Name {
  start: number
  /** How many words of it are of no class of common ones. */
  unlisted: number
  /** The same where a single character is common as a noun alone, for it is a verb by chance: 鼓|岭. */
  distinct: number
  /** Characters of peoples: 王岗坪|彝族藏族|乡. */
  peoples: number
  /** Whether a place stands before the name, and whether the name begins with it. */
  parent: boolean
  absorbed: boolean
  /** 悬空寺: one word of the list with the unit, no common one. */
  whole: boolean
}

/** Classes of common words. */
export const COMMON = WORD.noun | WORD.stop | WORD.inner
