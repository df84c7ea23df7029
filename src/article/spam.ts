import { codes, isHan, isSpace } from './chars.js'
import { classes, Pair, pairsAt } from './classes.js'
import { lexicon } from './lexicon.js'
import type { Line } from './lines.js'

/** How much of a line is looked at for spam. */
const WINDOW = 240
/** So many characters decide whether the rest is worth a look. */
const PROBE = 48

const LIST = codes(',，、_|｜-—·/;；>~【】[]《》★☆●')

export interface SpamReading {
  strong: number
  weak: number
  /** Share of the characters that are spam words, 0..1. */
  density: number
  /** Short items one after another, no sentence. */
  list: boolean
}

/**
 * Counts spam words. A headline may hold one (博彩业收入增长); a keyword list is made of them.
 */
export function readSpam(text: string, start: number, end: number): SpamReading {
  const { spam } = lexicon()
  const table = classes()
  const limit = Math.min(end, start + WINDOW)
  let strong = 0
  let weak = 0
  let covered = 0
  let items = 1
  let letters = 0
  for (let i = start; i < limit; ) {
    // Nothing of it at the start: a list of spam words begins with one.
    if (letters > PROBE && covered * 7 < letters) break
    const code = text.charCodeAt(i)
    if (isSpace(code) || LIST.has(code)) {
      items++
      i++
      continue
    }
    const hit = pairsAt(table, text, i) & Pair.spam ? spam.longest(text, i) : null
    if (hit && i + hit.length <= limit) {
      if (hit.value) strong++
      else weak++
      covered += hit.length
      letters += hit.length
      i += hit.length
      continue
    }
    if (isHan(code) || code > 0x20) letters++
    i++
  }
  return {
    strong,
    weak,
    density: letters === 0 ? 0 : covered / letters,
    list: items >= 3 && letters / items <= 12,
  }
}

/** One strong word or three weak ones: with less no line is a list of spam. */
export function mayBeSpam(text: string, line: Line): boolean {
  const { spam } = lexicon()
  let score = 0
  for (const at of line.spam ?? []) {
    const hit = spam.longest(text, at)
    if (hit) score += hit.value ? 3 : 1
    if (score >= 3) return true
  }
  return false
}

/** Weight for `spam`, 0 where the line may well be a headline. */
export function spamWeight({ strong, weak, density, list }: SpamReading, sentence: boolean): number {
  const score = strong * 2 + weak
  if (strong === 0 && !(list && weak >= 3 && density >= 0.5)) return 0
  if (density < 0.22 || (sentence && density < 0.4)) return 0
  if (strong >= 2) return list ? 14 : density >= 0.35 ? 12 : 0
  if (list && score >= 3) return 12
  return density >= 0.5 && score >= 3 ? 11 : 0
}

/** 大吉彩票代理: a name half of which is a word that hardly another has. */
export function isOfSpam(name: string): boolean {
  const { strong, density } = readSpam(name, 0, name.length)
  return strong > 0 && density >= 0.5
}
