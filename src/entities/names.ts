import { isHan, type Page } from './page.js'

/** A Chinese name that may start at a place. */
export interface NameGuess {
  end: number
  /** Quarter bits: how much more a name than text. */
  score: number
}

/** Words that follow a name at once: verbs of saying and doing, function words. */
const FOLLOW =
  /^(?:[，。、；：！？（）“”\s,．.]|说|称|表示|介绍|认为|指出|强调|要求|告诉|坦言|透露|分析|回应|解释|提醒|等|和|与|及|在|的|是|为|任|担任|出席|主持|参加|参观|陪同|宣布|致辞|讲话|一行|率|带|到|对|向|从|将|把|被|已|也|就|则|曾|当选|兼|接任|前往|今|昨|宣读|发言|作|主讲|调研|会见|会晤|一家|承包|负责|因|于|没|不|又|还|都|都说|通过|接受|辞去|同志|先生|女士|教授|老师|指着|走进|站|拿|正|获|\d|$)/

function follows(text: string, at: number): boolean {
  return FOLLOW.test(text.slice(at, at + 2))
}

/** Guesses at names from `at`: a surname and one or two characters, or a foreign name with points. Best first. */
export function namesAt(page: Page, at: number, limit: number): NameGuess[] {
  const { text, lexicon } = page
  const foreign = foreignName(text, at, limit)
  if (foreign > 0) return [{ end: foreign, score: 40 }]
  const out: NameGuess[] = []
  const compound = lexicon.surnames.has(text.slice(at, at + 2)) && at + 2 < limit
  const single = lexicon.surnames.get(text[at])
  for (const [length, rank] of [
    [2, compound ? 400 : undefined],
    [1, single],
  ] as const) {
    if (rank === undefined) continue
    const first = at + length
    for (const size of [1, 2]) {
      const end = first + size
      if (end > limit || !isHan(text[first]) || !isHan(text[end - 1])) break
      let score = length === 2 ? 16 : Math.max(-4, 8 - Math.log2(rank))
      const one = lexicon.given.get(text[first])
      if (size === 1) score += one ? one[2] : -14
      else {
        const two = lexicon.given.get(text[first + 1])
        score += (one ? one[0] : -10) + (two ? two[1] : -10)
      }
      score += boundaryScore(page, at, end)
      out.push({ end, score })
    }
    if (length === 2 && out.length > 0) break
  }
  return out.sort((a, b) => b.score - a.score)
}

function boundaryScore(page: Page, start: number, end: number): number {
  const { text, lexicon } = page
  let score = 0
  if (page.isBoundary(start)) score += 4
  if (page.isBoundary(end)) score += 4
  if (follows(text, end)) score += 16
  let inside = 0
  for (let i = start + 1; i < end; i++) if (page.isBoundary(i)) inside++
  if (inside === 0 && page.isBoundary(start) && page.isBoundary(end)) {
    const word = text.slice(start, end)
    score += lexicon.nouns.has(word) || lexicon.stops.has(word) ? -30 : word.length > 2 ? 8 : -6
  }
  return score
}

/** 阿卜杜拉·买买提, 约翰·史密斯: Han and points. */
function foreignName(text: string, at: number, limit: number): number {
  if (!isHan(text[at])) return -1
  let i = at
  let points = 0
  const end = Math.min(limit, at + 24)
  while (i < end && (isHan(text[i]) || (text[i] === '·' && i > at && isHan(text[i + 1])))) {
    if (text[i] === '·') points++
    else if (points > 0 && follows(text, i) && text[i - 1] !== '·') break
    i++
  }
  return points > 0 && i - at <= 20 ? i : -1
}
