import { WORD } from '../lexicon.js'
import { beginsDeed, meanOdds, type NameGuess, officeBegins, saysAt } from '../names.js'
import { isHanCode, type Page } from '../page.js'
import { getOfficeCues } from './cues.js'
import { isMark } from './whole-name.js'

/** Longest name that fills its place, code units. */
const LONGEST_SLOT = 10

/**
 * 州委书记|才让当智，, 主席|拿督|胡欣依斯迈、, 国防部长|贾克瑟别科夫|邀请: what fills the place of a name up to a mark or to what people
 * do, where a part of it, an honour, or its characters tell that it is of no surname and given name.
 */
export function slotName(
  page: Page,
  at: number,
  limit: number,
  honoured: boolean,
  guesses: readonly NameGuess[],
): NameGuess | undefined {
  const end = slotEnd(page, at, limit)
  if (end - at < 3 || guesses.some((guess) => guess.end >= end && guess.score > 0)) return undefined
  // 局长|的拉特里夫
  let part = page.longest(page.lexicon.nameParts, at) !== null
  if (!part && !honoured && page.ownBits(at, at + 1) & (WORD.stop | WORD.leadIn | WORD.follow))
    return undefined
  for (let i = at; i < end && !part; i++) {
    const known = page.longest(page.lexicon.nameParts, i)
    part = known !== null && known.length > 1 && i + known.length <= end
  }
  const foreign = end - at > 3 && meanOdds(page, at, end) >= OF_FOREIGN
  return part || honoured || foreign ? { end, score: 40, foreign: true } : undefined
}
/** How much likelier in transliterations than elsewhere the characters of one are, on average, quarter bits. */
const OF_FOREIGN = 6

/** Where what stands at a place ends at a mark or before a verb, without a word of the list in it; `at` for nowhere. */
function slotEnd(page: Page, at: number, limit: number): number {
  const { text } = page
  for (let end = at; end - at <= LONGEST_SLOT; end++) {
    if (end >= limit || isMark(page, end) || text[end] === '（') return end
    if (!isHanCode(text.charCodeAt(end))) return at
    // 万玛才旦|之子
    if (end - at > 1 && text[end] === '之' && (page.longest(page.lexicon.cues, end)?.length ?? 0) > 1)
      return end
    if (
      end - at > 1 &&
      page.isBoundary(end) &&
      (officeBegins(page, end) || beginsDeed(page, end) || endsSlot(page, end))
    )
      return end
    if (page.isBoundary(end) && page.isBoundary(page.wordEnd(end, limit)) && isPlain(page, end, limit))
      return at
    if (page.placeStart.has(end) || page.titleAt(end)) return at
  }
  return at
}

/** 出席, 宣布, 和|: what follows a name with more than one character, or joins it to the next. */
function endsSlot(page: Page, at: number): boolean {
  if (getOfficeCues().behindName.has(page.text[at]) || page.ownBits(at, at + 1) & WORD.say) return true
  const end = page.wordEnd(at, page.text.length)
  return (
    end - at > 1 && (saysAt(page, at) || page.isStop(at, end) || (page.bits(at, end) & WORD.honorific) !== 0)
  )
}

/** Whether a word of two characters or more stands at a place that is no name. */
function isPlain(page: Page, at: number, limit: number): boolean {
  const end = page.wordEnd(at, limit)
  return end - at > 1 && (page.bits(at, end) & (WORD.stop | WORD.noun | WORD.leadIn | WORD.inner)) !== 0
}
