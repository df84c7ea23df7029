import type { PersonHit } from '../page.js'
import { getOfficeCues } from './cues.js'
import type { PostHit } from './hit.js'

/** How far back the list of those who are removed may begin, code units. */
const LISTED = 48
/** The same before the last of them. */
const OTHERS = 90

/** 免去金国良的, 免去其, 撤销其: whether the clause takes a post away from the person before it. */
export function removes(text: string, last: PersonHit, post: PostHit, floor: number): boolean {
  const { removes, removedOthers } = getOfficeCues()
  // 免去张文、王立、|买国军市政府副市长职务; 免去张嘉的政务司司长、|李超|的保安局局长职务
  if (removedOthers.test(text.slice(Math.max(floor, last.start - OTHERS), last.start))) return true
  return [last.start, post.start - 1].some((at) =>
    removes.some((word) => at - word.length >= floor && text.startsWith(word, at - word.length)),
  )
}

/** 免去汤文、王立、|买国军: the last name of a list of those whom a clause removes that ends at a place. */
export function lastRemoved(text: string, end: number, floor: number): string | undefined {
  return getOfficeCues().removedList.exec(text.slice(Math.max(floor, end - LISTED), end))?.[1]
}
