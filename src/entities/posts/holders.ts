import { follows, namesAt, officeBegins, saysAt, titleBegins } from '../names.js'
import { type Page, type PersonHit, personHit } from '../page.js'
import { isSport } from '../people.js'
import { isOfOnePerson } from './groups.js'
import type { PostHit } from './hit.js'
import { honourAt } from './honoured.js'
import { dropNamesake, isWordAsName } from './namesakes.js'
import { slotName } from './slots.js'
import { isOver } from './tenure.js'
import { isGiven, verbAt } from './verbs.js'
import { actsAt, wholeName } from './whole-name.js'

/** Gives posts the name that follows them: 市委常委、商州区委书记张国瑜. */
export function nameHolders(page: Page, posts: PostHit[]): void {
  const { zones, text } = page
  let zone = 0
  let first = 0
  for (const [k, post] of posts.entries()) {
    while (zones[zone].span.end < post.end) zone++
    const joined = k > 0 && posts[k - 1].holder === null && isOfOnePerson(page, posts[k - 1], post)
    if (!joined || posts[k - 1].end < zones[zone].span.start) first = k
    post.group = first
    // 副市长郑照新|代表|卢秀燕出席: who has a name before it acts for the next.
    const before = page.persons.at(-1)
    if (
      text.startsWith('代表', post.titleStart) &&
      (before?.end === post.titleStart || isNamed(page, posts[k - 1], post))
    )
      continue
    const holder = nameAfter(page, post, zones[zone].span.end)
    if (!holder) continue
    // 由警务处处长晋升为保安局局长，|原副处长萧泽颐接任: what somebody became, and another.
    // 廖莱担任交通部长、|总会长魏祥担任…: another who takes an office himself.
    if (
      joined &&
      isGiven(page, posts[k - 1]) &&
      (text[posts[k - 1].end] === '，' || verbAt(page, holder.end)?.reach === 'sentence')
    )
      post.group = first = k
    page.persons.push(holder)
    for (let j = first; j <= k; j++) posts[j].holder = holder
    moreNames(page, holder, zones[zone].span.end)
  }
}

/** 林富田|副县长|代表: whether the office before a title has its name before it. */
function isNamed(page: Page, last: PostHit | undefined, { titleStart }: PostHit): boolean {
  if (last?.end !== titleStart || last.organization || !last.head.post) return false
  return [3, 2].some((length) => {
    const start = last.titleStart - length
    return (
      start >= 0 &&
      page.isBoundary(start) &&
      namesAt(page, start, last.titleStart).some(
        ({ end, score, foreign }) => end === last.titleStart && score >= SURE && !foreign,
      )
    )
  })
}
const SURE = 14

/** 记者|Karl Brandt: a name in letters of two words or three, before Chinese. */
const LATIN_NAME = /^[A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][a-z]+){1,2}(?=[\p{Script=Han}，、。（])/u
const LONGEST_LATIN = 40
const LATIN_SCORE = 30

function nameAfter(page: Page, post: PostHit, limit: number): PersonHit | null {
  // “劳动部长”|许铭春
  let at = post.end + (page.text[post.end] === '”' && page.text[post.start - 1] === '“' ? 1 : 0)
  while (at < limit && /[\s]/.test(page.text[at]) && at - post.end < 2) at++
  const honour = honourAt(page, at)
  at += honour
  // 从副市长|任上|调任市委副书记
  if (isOver(page, post.end)) return null
  // 张吉福任平谷区委书记 |齐静任怀柔区委书记
  if (at > post.end && isGiven(page, post)) return null
  // 由县长|任总链长
  if (page.text[at] === '任' && titleBegins(page, at + 1)) return null
  const latin = LATIN_NAME.exec(page.text.slice(at, Math.min(limit, at + LONGEST_LATIN)))
  if (latin) return personHit(at, at + latin[0].length, post.head.category, 'person-after-title', LATIN_SCORE)
  const guesses = namesAt(page, at, limit)
  const first = slotName(page, at, limit, honour > 0, guesses) ?? wholeName(page, at, guesses)
  const likely = first !== undefined && first.score >= neededAfter(page, post, first.end)
  const best = likely ? first : guesses.find(({ end }) => isWordAsName(page, post, end))
  if (!best) return null
  // 女子|马拉松
  if (isSport(page, at, best)) return null
  if (page.bodies.length > 0 && !dropNamesake(page, at, best.end)) return null
  if (endsInTitle(page, at, best.end)) return null
  // 宜宾市|长宁县（…）: a county whose name begins as an office ends.
  if (page.placeStart.get(at - 1) === best.end) return null
  // 儿童|呼吸科|主任: a department before its head.
  if ('科部室处'.includes(page.text[best.end - 1]) && page.titleAt(best.end)) return null
  return personHit(at, best.end, post.head.category, 'person-after-title', likely ? best.score : 16)
}

/** 干部|科科长: another title reaches to the end of what looks like a name. */
function endsInTitle(page: Page, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at++) {
    const head = page.longest(page.lexicon.heads, at)
    if (head && head.length > 1 && at + head.length >= end) return true
  }
  return false
}

/** An office before and a verb or mark after leave little else to be than a name: 董事会秘书甘露表示. */
function neededAfter(page: Page, post: PostHit, end: number): number {
  if (!post.head.post) return follows(page, end) ? 4 : actsAt(page, end) ? 6 : 24
  if (saysAt(page, end)) return -12
  // 主任金程“涉嫌严重违纪”
  if (follows(page, end) || officeBegins(page, end) || page.text[end] === '“')
    return post.organization ? -4 : 0
  return post.organization ? 10 : 14
}

/** 记者 俞阿昌 戴晨曦, 王某、李某: names that go on. */
function moreNames(page: Page, first: PersonHit, limit: number): void {
  let at = first.end
  for (;;) {
    if (!/[、\s和]/.test(page.text[at] ?? '')) return
    const next = namesAt(page, at + 1, limit)[0]
    if (!next || next.score < 26) return
    const category = first.category === 'journalist' ? 'journalist' : null
    page.persons.push(personHit(at + 1, next.end, category, 'person-in-list', next.score))
    at = next.end
  }
}
