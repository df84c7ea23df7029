import { streetCues, townshipNames } from '../../generated/township-names.js'
import { isHan } from '../../text/index.js'
import { holdsName, stepName } from './name-bits.js'

export const UNITS = ['街道', '镇', '乡', '苏木']

/** A name that ends at a place of a text: the rows of the table of those that are called so, none without the table. */
export interface TownshipMatch {
  start: number
  rows: number[]
}

/** Names of townships, to match from the unit at the end of a name backwards. */
export interface TownshipList {
  /** The names that end at a place of a text and start no earlier than `floor`, the longest first. */
  endingAt(text: string, end: number, floor: number): TownshipMatch[]
  /** The same for a name with peoples that the list leaves out or calls otherwise: 清水河子|哈萨克族|乡. */
  endingWithPeoples(text: string, end: number, floor: number): TownshipMatch[]
  /** 长安街道|两旁, 街道|上: whether what ends at a place is the street itself. */
  isStreet(text: string, end: number): boolean
}

/** Which unit ends at a place of a text; -1 for none. */
export function unitAt(text: string, end: number): number {
  for (let unit = 0; unit < UNITS.length; unit++) if (text.endsWith(UNITS[unit], end)) return unit
  return -1
}

export function isStreet(text: string, end: number, cues: readonly string[]): boolean {
  return text.startsWith('街道', end - 2) && cues.some((cue) => text.startsWith(cue, end))
}

const LONGEST = 8
const NEVER_FIRST = '的个各每某该是等月日'
/** Before a name, and in few names: 将|时堰镇, 到|石坡镇. */
export const PARTICLES = '在到于从将向把为是和与及至往赴去来由被让给对等离距'
const CUES = streetCues.split(' ')

/**
 * What townships are called, without their units and where they lie: for pages that are read without the table of
 * `zhengwen/townships`. One in 250 of other stretches passes, too.
 */
export const townshipList: TownshipList = {
  endingAt(text, end, floor) {
    const unit = unitAt(text, end)
    if (unit < 0) return []
    const stem = end - UNITS[unit].length
    const out: TownshipMatch[] = []
    let hash = 0
    for (let start = stem - 1; start >= floor && stem - start <= LONGEST; start--) {
      const code = text.charCodeAt(start)
      if (!isHan(code)) break
      hash = stepName(hash, code)
      if (stem - start < 2 || NEVER_FIRST.includes(text[start]) || !holdsName(townshipNames, hash)) continue
      // 在湄洲镇, 对石桥镇: the name is sooner the shorter one.
      if (out[0]?.start !== start + 1 || !PARTICLES.includes(text[start])) out.unshift({ start, rows: [] })
    }
    return out
  },
  endingWithPeoples: () => [],
  isStreet: (text, end) => isStreet(text, end, CUES),
}
