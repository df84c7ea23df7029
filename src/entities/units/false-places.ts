import { getEdges } from '../edges.js'
import { follows, namesAt } from '../names.js'
import type { Page, PlaceHit } from '../page.js'

/** Whether what looks like a place is somebody with his title, or the head of a longer name. */
export function isFalse(page: Page, hit: PlaceHit, limit: number): boolean {
  if (isMayor(page, hit, limit) || beginsWithTitle(page, hit)) return true
  return hit.form.level === 'natural' && goesOn(page, hit, limit)
}

const SURE_NAME = 14

/**
 * 王金|镇长说: a surname, a given name and a title, where no name follows the title and no parent
 * stands before the town; 石桥镇长李明 is the mayor of 石桥.
 */
export function isMayor(page: Page, { start, end, rule, form }: PlaceHit, limit: number): boolean {
  const { text } = page
  if ((rule !== 'place-unit' && rule !== 'model-place') || form.divisions.length > 0) return false
  // 王金镇|长期
  if (text[end] !== '长' || !'镇乡村'.includes(text[end - 1]) || !page.isBoundary(end + 1)) return false
  if (page.placeEnd.has(start)) return false
  const name = namesAt(page, start, limit).find((guess) => guess.end === end - 1 && !guess.foreign)
  if (!name || name.score < SURE_NAME) return false
  const next = namesAt(page, end + 1, limit)[0]
  return !next || next.score < SURE_NAME || follows(page, end + 1)
}

/** 区长|鞠正江: no hill or river is called by a title and a name. */
function beginsWithTitle(page: Page, { start, end, form }: PlaceHit): boolean {
  if (form.level !== 'natural') return false
  const head = page.titleAt(start)
  return head?.value.post === true && head.length > 1 && end - start - head.length >= 2
}

/** 青峰|山风景区: whether a hill's or river's name goes on to 山, 河 or 湖, behind which a word begins or a unit stands. */
function goesOn(page: Page, { end }: PlaceHit, limit: number): boolean {
  if (end >= limit || !'山河湖'.includes(page.text[end]) || !getEdges().endsHill.includes(page.text[end - 1]))
    return false
  return page.isBoundary(end + 1) || page.longest(page.lexicon.units, end + 1) !== null
}
