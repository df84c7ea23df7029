import type { OfficeVerb } from '../lexicon.js'
import { isHan, type Page } from '../page.js'
import type { PostHit } from './hit.js'

/** Longest verb that gives an office. */
const LONGEST_VERB = 6

/** The longest verb of an office that ends at a place, be it before quotation marks: 兼|“国发会主委. */
export function verbBefore(page: Page, at: number, floor: number): OfficeVerb | null {
  const { text, lexicon } = page
  const end = text[at - 1] === '“' ? at - 1 : at
  for (let size = Math.min(LONGEST_VERB, end - floor); size >= 1; size--) {
    const verb = page.exact(lexicon.officeVerbs, end - size, end)
    if (verb && (size > 1 || !isSaidOfOffice(page, end))) return verb
  }
  return null
}

/** 2位新|任区长: what is said of an office gives it to nobody; 裘新|任书记 does. */
function isSaidOfOffice(page: Page, end: number): boolean {
  const said = page.exact(page.lexicon.modifiers, end - 2, end) !== undefined
  return said && !page.persons.some((hit) => hit.end === end - 1)
}

/** The longest one that starts at a place. */
export function verbAt(page: Page, at: number): OfficeVerb | null {
  return page.longest(page.lexicon.officeVerbs, at)?.value ?? null
}

/** 任|北京平谷区委书记: whether a verb that gives somebody an office stands before a post. */
export function isGiven(page: Page, { start }: PostHit): boolean {
  return verbBefore(page, start, 0)?.reach === 'sentence'
}

/** 担任|第九届|校学术委员会主任委员 */
const SESSION = /第[一二三四五六七八九十百]{1,4}届$|(?:新一|首|本)届$/

/** 任过|6年的|副校长 */
const TERM = /(?:\d{1,2}|[一二两三四五六七八九十几多]{1,3})[个来多余]?(?:年|届|任)[多余]?的?$/
const LONGEST_TERM = 7

/** The verb that gives a post: before it, the start of its own modifiers (提名为县长候选人), before 国有企业. */
export function verbOf(page: Page, post: PostHit, floor: number): OfficeVerb | null {
  const { text } = page
  const term = TERM.exec(text.slice(Math.max(floor, post.start - LONGEST_TERM), post.start))
  const held = term && verbBefore(page, post.start - term[0].length, floor)
  if (held && held.reach === 'sentence') return held
  const session = SESSION.exec(text.slice(Math.max(floor, post.start - 6), post.start))
  const verb = verbBefore(page, post.start - (session?.[0].length ?? 0), floor)
  if (verb) return verb
  for (let length = 4; length >= 2; length--) {
    const end = post.start + length
    const own = end <= post.titleStart ? page.exact(page.lexicon.officeVerbs, post.start, end) : undefined
    if (own) return own
  }
  // 辞去|公司|战略委员会主任委员: a part of a body has no record of its own, and what stands before it may be the verb's.
  if (post.organization && !post.unit) return null
  for (let at = post.start - 1; at > floor && post.start - at < 9 && isHan(text[at]); at--) {
    const far = page.isBoundary(at) ? verbBefore(page, at, floor) : null
    if (far && far.word.length > 1 && far.reach === 'sentence') return far
  }
  return null
}
