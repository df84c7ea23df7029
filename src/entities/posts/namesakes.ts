import { WORD } from '../lexicon.js'
import { follows, saysAt } from '../names.js'
import { overlapsAny, type Page } from '../page.js'
import { getOfficeCues } from './cues.js'
import type { PostHit } from './hit.js'

/** 书记张|美光、: a firm that is called as somebody is makes way for the name. False where another body is in the way. */
export function dropNamesake(page: Page, start: number, end: number): boolean {
  if (!overlapsAny(page.bodies, start, end)) return true
  // 市委书记|许继|伟: a firm that a name begins with.
  const opening = end - start === 3 ? page.bodyEnd.get(end - 1) : undefined
  if (opening?.start === start && opening.rule === 'company-known' && opening.score < 0.95) {
    page.bodies = page.bodies.filter((hit) => hit !== opening)
    page.bodyEnd.delete(end - 1)
    return true
  }
  const body = page.bodyEnd.get(end)
  if (
    body?.start !== start + 1 ||
    !body.rule.endsWith('-known') ||
    !(follows(page, end) || page.isBoundary(end))
  )
    return false
  page.bodies = page.bodies.filter((hit) => hit !== body)
  page.bodyEnd.delete(end)
  return true
}

/** 董事长|方略|表示: a common word of a surname and one character, between a title and a verb of saying. */
export function isWordAsName(page: Page, post: PostHit, end: number): boolean {
  const { text, lexicon } = page
  const at = post.end
  return (
    post.head.post &&
    end - at === 2 &&
    text[at] !== '高' &&
    lexicon.surnames[text.charCodeAt(at)] >= -20 &&
    !getOfficeCues().wordEnds.has(text[end - 1]) &&
    page.isBoundary(at) &&
    page.isBoundary(end) &&
    saysAt(page, end) &&
    !(page.ownBits(at, end) & (WORD.leadIn | WORD.say | WORD.follow | WORD.honorific)) &&
    page.longest(lexicon.heads, at) === null
  )
}
