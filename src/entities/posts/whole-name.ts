import { wordKinds } from '../../segment/index.js'
import { WORD } from '../lexicon.js'
import { type NameGuess, saysAt } from '../names.js'
import { isHanCode, type Page } from '../page.js'
import { getOfficeCues } from './cues.js'

/** How much less than the shorter name the longer may score: most given names have two characters. */
const LONGER = 14
/** How much less than the shorter name a longer one counts that is whole. */
const WHOLE = 8

/**
 * 局长宋子|建，, 主席滕乐|然|出席, 书记李俊|志在华坪县调研: a name is whole where a single character before a mark, or before
 * what one does, would be left that says nothing alone.
 */
export function wholeName(page: Page, at: number, guesses: readonly NameGuess[]): NameGuess | undefined {
  const [best] = guesses
  if (!best) return best
  // 司令员罗文|说: no transliteration ends in a verb of saying.
  if (best.foreign && page.text[best.end - 1] === '说')
    return guesses.find(({ end }) => end === best.end - 1) ?? best
  if (best.end - at !== 2) return best
  const longer = guesses.find(({ end, foreign }) => end === best.end + 1 && !foreign)
  if (!longer || !endsLonger(page, best, longer)) return best
  return { ...longer, score: Math.max(longer.score, best.score - WHOLE) }
}

/** Whether the character between two guesses is the end of the longer one, and no word by itself. */
function endsLonger(page: Page, best: NameGuess, longer: NameGuess): boolean {
  const { text } = page
  const last = text[best.end]
  // 秘书长李仁|和|出席会议, 副院长沈德|和，: what joins two names stands before no verb and no mark.
  if (last === '和') return actsAt(page, longer.end) || isMark(page, longer.end)
  const { alone, behindName } = getOfficeCues()
  if (alone.has(last) || behindName.has(last) || !isHanCode(text.charCodeAt(best.end))) return false
  if (REPORTS.test(text.slice(longer.end, longer.end + 4))) return true
  const marked = !best.foreign && longer.end < text.length && isMark(page, longer.end)
  return (
    marked ||
    goesBefore(page, best.end) ||
    (longer.score >= best.score - LONGER && endsName(page, longer.end))
  )
}

/** 王德工|作的关于…的说明, however the text was cut. */
const REPORTS = /^作(?:的|了)?(?:关于|对于|题为|《|说明|报告|汇报)/

/** Whether a mark that opens nothing stands at a place. */
export function isMark({ text, lexicon }: Page, at: number): boolean {
  return (
    at >= text.length || (!'“《（0123456789'.includes(text[at]) && lexicon.ends[text.charCodeAt(at)] === 1)
  )
}

/** Whether a character that is no word of a sentence, and may end a given name, stands before a place where somebody acts. */
function endsName(page: Page, end: number): boolean {
  const last = end - 1
  if (page.ownBits(last, end) & (WORD.say | WORD.follow | WORD.leadIn)) return false
  if (page.lexicon.given[3 * page.text.charCodeAt(last) + 1] < -8) return false
  return saysAt(page, end) || getOfficeCues().actsFor.has(page.text[end])
}

/** 滕乐|然|出席会议, 赵慧|通|种茶: whether a verb stands behind a character that may end a name and says nothing here. */
function goesBefore(page: Page, at: number): boolean {
  const next = at + 1
  // 周梓|林先生
  if (page.ownBits(next, next + 2) & WORD.honorific) return true
  const odds = page.lexicon.given[3 * page.text.charCodeAt(at) + 1]
  const least = page.bits(at, next) === 0 || wordKinds[page.kindOf(at, next) & 15] !== 'verb' ? -8 : 0
  if (!page.isBoundary(next) || odds < least) return false
  if (page.ownBits(at, next) & (WORD.say | WORD.follow | WORD.leadIn) || '了着过'.includes(page.text[next]))
    return false
  if ('了着过'.includes(page.text[next + 1] ?? ' ') && page.isBoundary(next + 1)) return true
  return saysAt(page, next) || page.isStop(next, page.wordEnd(next, Math.min(page.text.length, next + 4)))
}

/** 谷正|多次盗窃: whether a verb or an adverb of two characters or more stands at a place. */
export function actsAt(page: Page, at: number): boolean {
  const end = page.wordEnd(at, page.text.length)
  return page.isBoundary(at) && end - at > 1 && page.isStop(at, end)
}
