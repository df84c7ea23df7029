import { getEdges } from '../edges.js'
import type { Page, PersonHit } from '../page.js'
import type { PostHit } from './hit.js'
import { verbBefore } from './verbs.js'

/** How far before their offices a list of names may end, code units. */
const SENTENCE = 90

/** 委员|则包括|林亿、张森: whether what stands behind an office names those who hold it. */
export function namesHolders(between: string): boolean {
  return NAMES.test(between)
}
const NAMES = /^”?(?:(?:分别)?(?:为|是)：?|：|(?:的?还|则|主要)?(?:有|为|是|包括)：?)$/

/** Whether several may hold a post at a time: 副市长, 委员, 教授, 校长助理. */
export function isShared({ text, lexicon }: Page, { titleStart, end, head }: PostHit): boolean {
  if (!head.post) return false
  if (head.many === true || text[titleStart] === '副' || text.startsWith('助理', end - 2)) return true
  if (
    COUNTS.test(text.slice(end, end + 3)) &&
    SEVERAL.test(text.slice(Math.max(0, titleStart - LONGEST_COUNTED), titleStart))
  )
    return true
  // 校友会|常务副会长
  const deputy = DEPUTY_OF.exec(text.slice(titleStart, end))
  return deputy !== null && lexicon.civicHeads.has(deputy[1])
}
/** 其他3名华裔内阁|部长, 历任|县长: offices of several. */
const SEVERAL = /(?:历任|(?:\d|[二两三四五六七八九十多几])[名位]\p{Script=Han}{0,6})$/u
const LONGEST_COUNTED = 8
/** What stands between such an office and the names of its holders. */
const COUNTS = /^(?:分别)?[为是有：]/
const DEPUTY_OF = /^(?:常务|执行|名誉|荣誉)副?(.+)$/

/** 何朝晖、顾峰分别|担任, 二人先前分别|代理: of several offices each has the one in his turn. */
const IN_TURN = /^[^。；\n]{0,12}。?[^。；，\n]{0,6}分别$/

/** 副部长|和妇女、家庭和|社会发展部副部长: what stands between the offices of a list. */
const IN_LIST = /^[、和及与][\p{Script=Han}、]{0,14}$/u

/** 何朝晖、顾峰分别任县长、副县长: as many offices as a list before them has names go round. Which they are. */
export function shareOut(page: Page, persons: readonly PersonHit[], posts: readonly PostHit[]): Set<PostHit> {
  const { text } = page
  const byEnd = new Map(posts.map((post) => [post.end, post]))
  const shared = new Set<PostHit>()
  for (const [first, { holder, start }] of posts.entries()) {
    if (!holder || holder.end > start || start - holder.end > SENTENCE || shared.has(posts[first])) continue
    const verb = verbBefore(page, start, holder.end)
    if (!verb || !IN_TURN.test(text.slice(holder.end, start - verb.word.length))) continue
    let next = first + 1
    while (next < posts.length && IN_LIST.test(text.slice(posts[next - 1].end, posts[next].start))) next++
    const holders = listUpTo(page, persons, persons.indexOf(holder), byEnd)
    if (holders.length < 2 || holders.length !== next - first) continue
    for (const [i, hit] of holders.entries()) {
      const post = posts[first + i]
      if (post.status === 'current') post.status = verb.status
      post.holder = hit
      shared.add(post)
    }
  }
  return shared
}

const NONE: ReadonlyMap<number, PostHit> = new Map()

/** The names of a list up to one of them, each with an office of its own before it or none. */
function listUpTo(
  page: Page,
  persons: readonly PersonHit[],
  last: number,
  byEnd: ReadonlyMap<number, PostHit>,
): PersonHit[] {
  let first = last
  while (first > 0) {
    const own = byEnd.get(persons[first].start)
    if (!isJoined(page, persons[first - 1], own ? own.start : persons[first].start)) break
    first--
  }
  return persons.slice(first, last + 1)
}

/** 副市长何朝晖、顾峰; 沈莹、沈铁梅当选为副主席: a post of several is that of each name of the list beside it. */
export function shareInLists(page: Page, persons: readonly PersonHit[], posts: readonly PostHit[]): void {
  const byEnd = new Map(posts.map((post) => [post.end, post]))
  const index = new Map(persons.map((hit, i) => [hit, i]))
  for (const post of posts) {
    const at = post.holder ? index.get(post.holder) : undefined
    if (at === undefined || post.others.length > 0 || !isShared(page, post)) continue
    const { start, end } = persons[at]
    if (start === post.end || (start > post.end && namesHolders(page.text.slice(post.end, start)))) {
      for (let i = at + 1; i < persons.length && isJoined(page, persons[i - 1], persons[i].start); i++)
        post.others.push(persons[i])
    } else if (end <= post.start && page.text[end] !== '，')
      post.others.push(
        ...listUpTo(page, persons, at, end === post.start ? NONE : byEnd)
          .slice(0, -1)
          .reverse(),
      )
  }
}

/** 贡保扎西（藏族）、米雪莲: with nothing but a gloss and what joins between. */
function isJoined({ text }: Page, before: PersonHit, at: number): boolean {
  const gap = at - before.end
  if (gap === 1) return text[before.end] === '、' || getEdges().joinsNames.includes(text[before.end])
  return gap > 1 && gap < 20 && /^（[^（）\n]{1,16}）[、和及与]$/.test(text.slice(before.end, at))
}
