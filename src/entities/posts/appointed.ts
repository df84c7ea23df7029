import { UNSCORED, WORD } from '../lexicon.js'
import { namesAt } from '../names.js'
import { isHan, overlapping, type Page, personHit } from '../page.js'
import { getOfficeCues } from './cues.js'
import { lastOfGroup, type PostHit } from './hit.js'
import { lastRemoved } from './removal.js'

/** The verb that ties a name to an office where the name opens its clause: 高一成|当选|县长, 黄俊新|升任|局长; undefined where none stands there. */
function openVerb(page: Page, at: number): string | undefined {
  for (let length = 3; length >= 1; length--) {
    const verb = page.exact(page.lexicon.officeVerbs, at - length, at)
    if (verb?.status === 'current' && verb.reach === 'sentence' && /任$|^当选/.test(verb.word))
      return verb.word
  }
  return undefined
}

/** Longest name with its gloss, code units. */
const REACH = 24

/**
 * Names that the form of an appointment gives, common words though they be: 任命高峰为市公安局局长; 欧阳昆的州检察院
 * 检察员职务; a line of a list, 马车里为州水利局局长.
 */
export function findAppointed(page: Page, posts: readonly PostHit[]): void {
  const { text, zones } = page
  const taken = [...page.persons].sort((a, b) => a.start - b.start)
  let zone = 0
  for (const [k, post] of posts.entries()) {
    while (zones[zone].span.end < post.end) zone++
    const floor = zones[zone].span.start
    if (!post.holder && post.head.post) freeSubject(page, post, floor)
    if (post.holder || !post.head.post || post.start <= floor) continue
    freeName(page, post, floor)
    const before = (word: string) => text.startsWith(word, post.start - word.length)
    if (findRemoved(page, post, floor, posts[lastOfGroup(posts, k)].end)) continue
    // 孙立成|不再担任|校长, not 担任
    const given = getOfficeCues().ties.find(before)
    const open = given?.startsWith('不再') ? undefined : openVerb(page, post.start)
    const verb = open ?? given
    const last = posts[lastOfGroup(posts, k)].end
    if (!verb || (verb === '的' && !text.startsWith('职务', last))) continue
    const end = nameEnd(text, post.start - verb.length, floor)
    const start = nameStart(page, end, floor, last)
    if (start < 0 || (open && !opensClause(page, start, end, floor))) continue
    const loose = overlapping(taken, { start, end })
    if (loose.some((hit) => hit.start !== start || hit.end >= end) || !dropNamesakes(page, start, end))
      continue
    if (loose.length > 0) page.persons = page.persons.filter((hit) => !loose.includes(hit))
    page.persons.push(personHit(start, end, null, 'person-appointed', 30))
  }
}

/** The last of a list before the office that it loses, which a rare surname does not tell: 买银朋|市政府副市长职务. */
function findRemoved(page: Page, post: PostHit, floor: number, last: number): boolean {
  const { text } = page
  if (!text.startsWith('职务', last) && !text.startsWith('的职务', last)) return false
  // 免去张文、王立|的|副校长职务
  const end = nameEnd(text, post.start - (text[post.start - 1] === '的' ? 1 : 0), floor)
  const name = lastRemoved(text, end, floor)
  const start = end - (name?.length ?? 0)
  if (!name || page.bits(start, end) !== 0) return false
  if (overlapping(page.persons, { start, end }).length > 0 || !dropNamesakes(page, start, end)) return false
  page.persons.push(personHit(start, end, null, 'person-appointed', 30))
  return true
}

/** What authorities that are called by their level begin with: 县|监委. */
export const LEVELS = '省市县区州旗盟镇乡'

/** 江海平|为|澄江县人民检察院检察员, 彭勃|代理|县监委主任: a name and its verb that the body has swallowed where a clause opens. */
function freeSubject(page: Page, post: PostHit, floor: number): void {
  const { text } = page
  const body = post.organization && page.bodyEnd.get(post.organization.end)
  if (!body || (body.start !== floor && !'：；，。\n　 '.includes(text[body.start - 1]))) return
  for (const length of [3, 2, 4]) {
    const end = body.start + length
    const verb = getOfficeCues().takes.exec(text.slice(end, end + 3))?.[0]
    if (!verb || !isName(page, body.start, end)) continue
    const start = end + verb.length
    if (start >= body.end - 1 || !(LEVELS.includes(text[start]) || page.placeStart.has(start))) continue
    page.persons.push(personHit(body.start, end, null, 'person-appointed', 30))
    body.start = start
    post.start = Math.max(post.start, start)
    post.organization = { start, end: body.end }
    return
  }
}

/** Whether a stretch has the shape of a name: a surname and one or two characters. */
function isName(page: Page, start: number, end: number): boolean {
  const { text, lexicon } = page
  if (!/^\p{Script=Han}+$/u.test(text.slice(start, end))) return false
  if (page.exact(lexicon.doubleSurnames, start, start + 2) !== undefined) return end - start > 2
  return end - start < 4 && lexicon.surnames[text.charCodeAt(start)] !== UNSCORED
}

/** Whether a name, no word of the list, stands where a clause begins. */
function opensClause(page: Page, start: number, end: number, floor: number): boolean {
  return (start === floor || '：；，。'.includes(page.text[start - 1])) && page.bits(start, end) === 0
}

/** 选举甘继|华为主任: firms that the tables know, and what the model guesses, make way for a name. False where another body is in the way. */
function dropNamesakes(page: Page, start: number, end: number): boolean {
  const over = overlapping(page.bodies, { start, end })
  if (over.some((hit) => !hit.rule.endsWith('-known') && !(hit.rule.startsWith('model-') && hit.end <= end)))
    return false
  for (const hit of over) page.bodyEnd.delete(hit.end)
  if (over.length > 0) page.bodies = page.bodies.filter((hit) => !over.includes(hit))
  return true
}

/** 免去|贺小军|县应急管理局: a name that the body after it has swallowed. */
function freeName(page: Page, post: PostHit, floor: number): void {
  const body = post.organization && page.bodyEnd.get(post.organization.end)
  if (!body || !appointsBefore(page, body.start, floor)) return
  const best = namesAt(page, body.start, body.end - 2)[0]
  if (!best || best.score < 30 || best.foreign || !'省市区县州旗镇乡'.includes(page.text[best.end])) return
  page.persons.push(personHit(body.start, best.end, null, 'person-appointed', best.score))
  body.start = best.end
  post.start = Math.max(post.start, best.end)
  post.organization = { start: best.end, end: body.end }
}

function nameEnd(text: string, at: number, floor: number): number {
  const gloss = getOfficeCues().gloss.exec(text.slice(Math.max(floor, at - REACH), at))
  return gloss ? at - gloss[0].length : at
}

/** Where a name of two to four characters before `end` starts, framed by the appointment; -1 for none. */
function nameStart(page: Page, end: number, floor: number, postEnd: number): number {
  const { text, lexicon } = page
  for (const length of [3, 2, 4]) {
    const start = end - length
    if (start < floor) continue
    const double = page.exact(lexicon.doubleSurnames, start, start + 2) !== undefined
    if (length === 4 ? !double : !double && lexicon.surnames[text.charCodeAt(start)] === UNSCORED) continue
    // 聘|任滕飞: the verb's own last character is a surname too.
    if (start > floor && (lexicon.words.get(text.slice(start - 1, start + 1)) ?? 0) & WORD.appoint) continue
    if (!/^\p{Script=Han}(?:[ 　]|\p{Script=Han}{0,2})\p{Script=Han}$/u.test(text.slice(start, end))) continue
    const framed =
      appointsBefore(page, start, floor) ||
      ((start === floor || '：；，。'.includes(text[start - 1])) &&
        '；。，、\n'.includes(text[postEnd] ?? '\n')) ||
      text.startsWith('职务', postEnd)
    if (!framed) continue
    if (start > floor && isHan(text[start - 1]) && !appointsBefore(page, start, floor)) continue
    return start
  }
  return -1
}

function appointsBefore({ text, lexicon }: Page, at: number, floor: number): boolean {
  for (let length = 4; length >= 1; length--) {
    if (at - length < floor) continue
    const word = text.slice(at - length, at)
    if (getOfficeCues().namesLoser.has(word) || (lexicon.words.get(word) ?? 0) & WORD.appoint) return true
  }
  return false
}
