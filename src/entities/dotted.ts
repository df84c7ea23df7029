import type { WordKind } from '../segment/index.js'
import { indexIn } from '../text/index.js'
import { UNSCORED, WORD } from './lexicon.js'
import { follows, meanOdds, saysAt } from './names.js'
import { isHanCode, isLatinCode, type Page } from './page.js'

/** Names with points: 阿不都热合曼·买买提, 詹姆斯·柯什文. Start → end. */
export function findDotted(page: Page): void {
  const { text } = page
  let i = text.indexOf('·')
  for (const { span } of page.zones) {
    let from = span.start
    if (i >= 0 && i < from) i = text.indexOf('·', from)
    for (; i >= 0 && i < span.end; i = text.indexOf('·', i + 1)) {
      if (i < from) continue
      const start = dottedStart(page, i, from)
      let end = i
      while (text[end] === '·') {
        const next = dottedEnd(page, end + 1, span.end)
        if (next === end + 1) break
        end = next
      }
      if (start === i || end === i || end - start > 26 || end - start < 4) continue
      const before = text[start - 1]
      if (before === '《' || before === '〈' || text[end] === '》') continue
      page.dotted.set(start, end)
      from = end
    }
  }
}

/** Whether a stretch has a name with points and a verb after it: 亚历山大·武契奇|会见代表团 is no body. */
export function actsWithin(page: Page, start: number, end: number): boolean {
  const dot = indexIn(page.text, 0xb7, start, end)
  if (dot < 0) return false
  for (let at = start; at < dot; at++) {
    const to = page.dotted.get(at)
    if (to !== undefined && to < end && (saysAt(page, to) || page.isStop(to, page.wordEnd(to, end))))
      return true
  }
  return false
}

/** Kinds of words that name nobody. */
const PLAIN: ReadonlySet<string> = new Set(['noun', 'verb', 'function', 'adverb', 'time', 'adjective'])

/** Whether the word list has a word, as one that is no name. */
function isPlain(kind: WordKind | null): boolean {
  return kind !== null && PLAIN.has(kind)
}

/** Whether a word that touches a point goes on with the name. */
function inName(page: Page, start: number, end: number, touches: boolean): boolean {
  const { lexicon, text } = page
  const bits = page.bits(start, end)
  if (end - start > 1) {
    if (bits & WORD.leadIn || page.exact(lexicon.heads, start, end)) return false
    if (page.exact(lexicon.nameParts, start, end)) return true
    // 路易斯|本赛季|进球数: words that no list has, of characters that transliterations hardly use; 拳手|沙恩·莫斯利.
    if (!(bits & (WORD.stop | WORD.noun)))
      if (touches || (meanOdds(page, start, end) >= 0 && !isPlain(page.wordKind(start, end)))) return true
    // 卡特, 马丁 stand in word lists too: their characters decide.
    for (let i = start; i < end; i++) if (lexicon.foreign[text.charCodeAt(i)] < 4) return false
    return true
  }
  const odds = lexicon.foreign[text.charCodeAt(start)]
  if (bits & WORD.leadIn && !touches) return false
  if (touches) return true
  return odds !== UNSCORED ? odds > -10 : !(bits & WORD.stop)
}

function dottedStart(page: Page, dot: number, floor: number): number {
  const { text, lexicon } = page
  let at = dot
  if (isLatinCode(text.charCodeAt(dot - 1))) {
    while (at > floor && isLatinCode(text.charCodeAt(at - 1)) && dot - at < 12) at--
    return at
  }
  // 国家主席|通伦·西苏里, 外交部|长|沙伦赛·贡马西: a name begins where its title ends.
  const title = titleBefore(page, dot, floor)
  if (title > 0) return title
  // 阿|不|都|热合|曼: known parts of names, however they were cut.
  for (let part = partBefore(page, at, floor); part > 0; part = partBefore(page, at, floor)) at -= part
  if (at < dot) {
    // 叶|尔|兰|别克: single characters of a transliteration before a known part.
    while (at > floor && page.isBoundary(at - 1) && lexicon.foreign[text.charCodeAt(at - 1)] >= 6) at--
    return hyphenated(page, at, floor)
  }
  while (at > floor && dot - at < 9 && isHanCode(text.charCodeAt(at - 1))) {
    const start = page.wordStart(at, floor)
    if (page.placeEnd.get(at) && at < dot) break
    if (!inName(page, start, at, at === dot)) break
    at = start
  }
  // 戴|夫·伯克: hardly a name is of one character before its point.
  if (
    dot - at === 1 &&
    at > floor &&
    page.isBoundary(at - 1) &&
    lexicon.surnames[text.charCodeAt(at - 1)] > -8
  )
    if (!(page.bits(at - 1, at) & (WORD.leadIn | WORD.follow | WORD.say))) at--
  return hyphenated(page, at - partBefore(page, at, floor), floor)
}

/** Where the title right before a name of at most five characters ends; 0 for none. */
function titleBefore(page: Page, dot: number, floor: number): number {
  const { text, lexicon } = page
  for (let at = dot - 2; at >= Math.max(floor, dot - 9); at--) {
    const head = page.longest(lexicon.heads, at)
    const end = head ? at + head.length : 0
    if (!head?.value.post || head.length < 2 || end >= dot || dot - end > 5) continue
    if (!/^\p{Script=Han}+$/u.test(text.slice(end, dot))) continue
    // 部长和马克·吐温: not where a word stands between.
    const next = page.wordEnd(end, dot)
    const bits = page.bits(end, next)
    if ('和与同及对向在的由'.includes(text[end]) || (next - end > 1 && bits & (WORD.stop | WORD.leadIn)))
      continue
    return end
  }
  return 0
}

/** 让-皮埃尔·卡贝斯坦 from 皮埃尔. */
function hyphenated(page: Page, start: number, floor: number): number {
  const { text } = page
  let at = start
  while (at - 2 >= floor && '-－'.includes(text[at - 1]) && isHanCode(text.charCodeAt(at - 2)))
    at = page.wordStart(at - 1, floor)
  return at
}

/** Length of the known part of a name that ends at a place; 0 for none. */
function partBefore(page: Page, at: number, floor: number): number {
  for (let length = 5; length >= 2; length--)
    if (at - length >= floor && page.exact(page.lexicon.nameParts, at - length, at)) return length
  return 0
}

function dottedEnd(page: Page, from: number, limit: number): number {
  const { text } = page
  let at = from
  if (isLatinCode(text.charCodeAt(from))) {
    while (at < limit && isLatinCode(text.charCodeAt(at))) at++
    return at
  }
  // 阿布都|热西提|任专员
  for (let part = page.longest(page.lexicon.nameParts, at); part && at - from < 9; ) {
    at += part.length
    part = page.longest(page.lexicon.nameParts, at)
  }
  while (at < limit && at - from < 9 && isHanCode(text.charCodeAt(at))) {
    const end = page.wordEnd(at, limit)
    // 赛塔·他|威信, 亨利·普|那、: a part of one character goes on.
    if (
      !inName(page, at, end, at === from) &&
      !(at - from === 1 && (!follows(page, at) || isTail(page, at, end)))
    )
      break
    at = end
  }
  return at
}

/** 普|那、: a character that transliterations may have, right before a mark. */
function isTail({ text, lexicon }: Page, at: number, end: number): boolean {
  return (
    end - at === 1 && lexicon.foreign[text.charCodeAt(at)] > -10 && lexicon.ends[text.charCodeAt(end)] === 1
  )
}
