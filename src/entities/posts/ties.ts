import { getCues } from '../cues.js'
import type { OfficeVerb } from '../lexicon.js'
import { isHan, type Page, type PersonHit } from '../page.js'
import type { PostStatus } from '../types.js'
import { getOfficeCues } from './cues.js'
import { lastOfGroup, type PostHit } from './hit.js'
import { removes } from './removal.js'
import { isShared, namesHolders } from './several.js'
import { isTenure } from './tenure.js'
import { actsAs, takeBodyBefore } from './touch.js'
import { verbAt, verbOf } from './verbs.js'

/** How far back the holder of a post may stand, code units: in a sentence, in the story of a career. */
const SENTENCE = 90
const CAREER = 220

/** Who has a post by what ties them, and whether it is held. */
export interface Tie {
  holder: PersonHit
  status: PostStatus
}

/** A post that nobody's name follows, and what stands around it. */
export interface Asked {
  post: PostHit
  /** Where the last of the posts of one person with it ends, and the next one. */
  end: number
  behind: PostHit | undefined
  /** The persons named before and behind it in its zone, which starts at `floor`. */
  last: PersonHit | null
  next: PersonHit | null
  floor: number
}

/** What is asked of a post in its place. */
export function askOf(
  posts: readonly PostHit[],
  at: number,
  last: PersonHit | null,
  next: PersonHit | null,
  floor: number,
): Asked {
  const lastAt = lastOfGroup(posts, at)
  return { post: posts[at], end: posts[lastAt].end, behind: posts[lastAt + 1], last, next, floor }
}

/** Who has a post: whom it touches, whom what follows names, or who stands before the verb that gives it. */
export function tieOf(page: Page, asked: Asked): Tie | null {
  const { text } = page
  const { post, last, next } = asked
  // 作为|双方代表|签字: for whom one signs, no office.
  if (getCues().standsFor.test(text.slice(post.start, post.end))) return null
  const touched = last && tieToTouched(page, post, last)
  if (touched) return touched
  if (next && isNamedBehind(page, post, next)) return { holder: next, status: post.status }
  // 李超担任主席，|成员|包括政务司司长陈国: others are named.
  if (text.startsWith('包括', post.end)) return null
  return tieByRelative(page, asked) ?? tieByHanding(page, asked) ?? (last && tieToLast(page, asked, last))
}

/** 由副院长丁敏|代理院长; 孔繁礼|教授: a name that the post touches. */
function tieToTouched(page: Page, post: PostHit, last: PersonHit): Tie | null {
  if (post.status === 'acting' && page.text.slice(last.end, post.titleStart) === '代理') {
    post.start = last.end
    post.organization = null
    return { holder: last, status: 'acting' }
  }
  if (last.end !== post.titleStart || actsAs(page, post)) return null
  takeBodyBefore(page, post, last)
  return { holder: last, status: post.status }
}

/** 证券事务代表为尹蓓, 委员则包括林亿、张森; 当选为副主席的还有沈莹: whether what follows names who has the post. */
function isNamedBehind(page: Page, post: PostHit, { start }: PersonHit): boolean {
  const between = start > post.end ? page.text.slice(post.end, start) : ''
  return namesHolders(between) && (between.length < 2 || isShared(page, post))
}

/** 当选为县长的刘洋, 不再担任市长职务的孔勇, 担任校长的是|院士韩才 */
function tieByRelative(page: Page, { post, end, behind, next, floor }: Asked): Tie | null {
  const relative = next && RELATIVE.exec(page.text.slice(end, next.start))
  if (!relative) return null
  const from = end + relative[0].length
  if (from !== next.start && !(behind?.start === from && behind.holder === next)) return null
  const verb = verbOf(page, post, floor)
  return verb?.reach === 'sentence' ? { holder: next, status: verb.status } : null
}
/** What ties whom it is said of to an office behind it. */
const RELATIVE = /^(?:一职|职务)?的是?/

/** 邓炳强由|警务处处长|晋升为保安局局长; 董事长由总经理米建新接任 */
function tieByHanding(page: Page, { post, end, last, next }: Asked): Tie | null {
  if (last && page.text[post.start - 1] === '由' && risesTo(page, last, post, end))
    return { holder: last, status: 'former' }
  const status = next && handedTo(page, post, next)
  return status ? { holder: next, status } : null
}

/**
 * 由警务处处长|晋升为: whether a verb behind an office says that who held it rose. What others may do as well does so behind the
 * name alone: 张民|由副校长|出任|校长, but 领导小组由副县长出任组长.
 */
function risesTo({ text, lexicon }: Page, last: PersonHit, post: PostHit, end: number): boolean {
  const rises = lexicon.officeVerbs.longest(text, end)?.value.rises
  return rises === 'y' || (rises === 'touch' && AT_ONCE.test(text.slice(last.end, post.start - 1)))
}
/** What may stand between somebody and what he was before: 张民（女）|，|2016年|由副校长出任校长. */
const AT_ONCE = /^(?:（[^（）\n]{1,12}）)?，?(?:(?:于|在)?[\d年月日]{1,11})?，?$/

/** How an office is handed on: 董事长|由, 院长一职|则由, 副院长|将由. */
const HANDS = /^(?:一职|职务)?([则将均拟也])?由/

function handedTo(page: Page, { end }: PostHit, next: PersonHit): PostStatus | null {
  const by = HANDS.exec(page.text.slice(end, end + 5))
  if (!by || next.start - end > 24) return null
  const taken = verbAt(page, next.end)
  if (taken?.reach !== 'sentence' || taken.status === 'former') return null
  return by[1] === '将' || by[1] === '拟' ? 'designate' : 'current'
}

/** The ties of a post to the person named last before it. */
function tieToLast(page: Page, { post, end, floor }: Asked, last: PersonHit): Tie | null {
  const { text } = page
  // 选举产生了王仕、孔学等9名|委员
  const counted = COUNTED.exec(text.slice(last.end, post.titleStart))
  if (counted && isShared(page, post)) {
    post.start = Math.max(post.start, last.end + counted[1].length)
    // 等五名同志|辞去|副县长职务
    const given = verbOf(page, post, floor)
    return { holder: last, status: given?.reach === 'sentence' ? given.status : post.status }
  }
  const removed = removes(text, last, post, floor)
  // 免去虢正贵同志|州委书记职务
  if (removed && /^(?:同志)?$/.test(text.slice(last.end, post.start)))
    return { holder: last, status: 'former' }
  const verb = verbOf(page, post, floor)
  // 张民在|县委副书记、县长|期间
  if (!verb && isTenure(page, post.start, end) && post.start - last.end < SENTENCE)
    if (!/[。；]/.test(text.slice(last.end, post.start))) return { holder: last, status: 'former' }
  if (!verb) return isApposed(page, post, last) ? { holder: last, status: 'current' } : null
  const before = text.slice(last.end, post.start)
  // 提名赫卡比为其就任总统|后的驻以大使: when it is to be, and of another.
  if (/^[前后]的/.test(text.slice(end, end + 2)) && /[其他她]$/.test(before.slice(0, -verb.word.length)))
    return null
  if (verb.reach === 'removal') {
    const status = removalStatus(text, before, verb, removed, end)
    return status && { holder: last, status }
  }
  if (!reaches(page, verb, post, last, floor)) return null
  return { holder: last, status: verb.status === 'current' ? statusBy(before, verb) : verb.status }
}
/** How many hold an office whom a list before it names, and the body. */
const COUNTED =
  /^(等(?:\d{1,3}|[一二三四五六七八九十]{1,3})[名位人](?:同志)?(?:当选为?|担任|任|为)?)\p{Script=Han}{0,16}$/u

/** Whether an office is lost or held behind 其 and 的; null where it is neither: 县长的|秘书. */
function removalStatus(
  text: string,
  before: string,
  { word }: OfficeVerb,
  removed: boolean,
  end: number,
): PostStatus | null {
  const lost = removed || (word === '的' && text.startsWith('职务', end))
  if (word === '的' && !(lost && /^(?:（[^（）]{1,16}）|同志)?的$/.test(before))) return null
  if (before.length > SENTENCE || before.includes('。')) return null
  return lost ? 'former' : 'current'
}

/** Whether the verb before a post is said of the person named last. */
function reaches(
  page: Page,
  { word, reach }: OfficeVerb,
  post: PostHit,
  last: PersonHit,
  floor: number,
): boolean {
  const { text } = page
  const before = text.slice(last.end, post.start)
  const gap = post.start - last.end
  if (reach === 'touch') return gap === 1
  if (reach === 'near') {
    if (pronounBefore(before, word)) return isSubject(page, last, floor)
    // 马国梁（回族）为州民族宗教事务委员会主任
    if (before.replace(/^（[^（）\n]{1,16}）/, '').length > word.length + 2) return false
    // 赵敏为副班长|送行: for whom one acts, not what one becomes.
    return !isHan(text[post.end]) || '的兼职后时'.includes(text[post.end])
  }
  // 游忠华，男，1966年8月生。曾任…，2016年12月任…: a career goes on over full stops.
  if (gap > CAREER) return false
  if (gap > SENTENCE && !/[年月，。]$/.test(text.slice(floor, post.start - word.length).slice(-1)))
    return false
  return !before.includes('。') || /^[，。（]/.test(before) || goesOn(before)
}

/** What is said of a verb that gives an office now: 曾在地方|担任, 拟由他|任. */
function statusBy(before: string, { word }: OfficeVerb): PostStatus {
  if (ONCE.test(before.slice(0, -word.length))) return 'former'
  return PROPOSED.test(before) ? 'designate' : 'current'
}

/** 曾在地方|担任: what says of a verb that the office is held no more. */
const ONCE = /曾(?:经|先后)?(?:[在于][^，。；、]{1,8})?$/

/** 拟由他|任, 将|出任: what says of a verb that the office is not held yet. */
const PROPOSED = /拟[^。，；]{0,14}$|将\p{Script=Han}{2,3}$/u

/** 段某毕业于师范学校。2006年，他先后担任…: whether a later sentence tells of the same person still. */
function goesOn(between: string): boolean {
  return getOfficeCues().goesOn.test(between.slice(between.lastIndexOf('。') + 1))
}

/** 他|是, 她|系: whether what holds the post is a pronoun that opens a sentence. */
function pronounBefore(between: string, verb: string): boolean {
  const before = between.slice(0, -verb.length)
  return /[。；]$/.test(before.slice(0, -1)) && /[他她]$/.test(before)
}

/** Whether a person opens its line or its sentence: whom the next one calls 他. */
function isSubject({ text }: Page, { start }: PersonHit, floor: number): boolean {
  return start === floor || '。；\n　 '.includes(text[start - 1])
}

/** 林若川，项目经理|，1965年生 */
const BORN = /^，(?:[男女]，|\d{4}年)/

/** Behind a name, that somebody is described: ，男，…; （女，…; ，1965年生; ，46岁，…; （46岁，…. */
const DESCRIBED = /^(?:[，（][男女]，|，\d{4}年|[，（](?:现年|今年)?\d{1,3}岁，)/

/** 诸葛家明，男，…，正高级工程师，现任…: a rank between commas is of whom the sentence describes. */
function isApposed({ text }: Page, post: PostHit, last: PersonHit): boolean {
  const behind = text[post.end]
  if (text[post.start - 1] !== '，' || !'，。；）'.includes(behind)) return false
  // 何伟（46岁，县财政局局长）
  if (behind === '）' && text[last.end] !== '（') return false
  // 林若川，缙云县委书记，1965年生: who opens a sentence, and a whole office right behind.
  const opens = last.start === 0 || '。；！？\n：'.includes(text[last.start - 1])
  if (opens && last.end === post.start - 1)
    if (post.organization !== null || BORN.test(text.slice(post.end, post.end + 6))) return true
  const described = DESCRIBED.test(text.slice(last.end, last.end + 8))
  return described && !/[。；]/.test(text.slice(last.end, post.start)) && post.start - last.end < SENTENCE
}
