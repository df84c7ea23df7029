import type { OfficeVerb } from './lexicon.js'
import type { Page, PersonHit } from './page.js'
import type { PostHit } from './posts.js'
import type { PostStatus } from './types.js'

/** How far back the holder of a post may stand, UTF-16 code units. */
const SENTENCE = 90
const CAREER = 220

/** Gives posts without a name after them to the person whom a verb ties to them: 任命何蓓为绵阳市副市长. */
export function tieByVerb(page: Page, posts: PostHit[]): void {
  const { zones } = page
  const persons = [...page.persons].sort((a, b) => a.start - b.start)
  let zone = 0
  let p = 0
  let tie: Tie | null = null
  for (const [k, post] of posts.entries()) {
    while (zones[zone].span.end < post.end) zone++
    const { start: floor, end: limit } = zones[zone].span
    if (post.holder || !post.head.post) continue
    if (post.group === k || post.group < 0) {
      while (p < persons.length && persons[p].end <= post.titleStart) p++
      const last = p > 0 && persons[p - 1].start >= floor ? persons[p - 1] : null
      const next = p < persons.length && persons[p].start < limit ? persons[p] : null
      tie = tieOf(page, post, last, next, floor)
    }
    if (!tie) continue
    post.holder = tie.holder
    if (post.status === 'current') post.status = tie.status
  }
}

interface Tie {
  holder: PersonHit
  status: PostStatus
}

function tieOf(
  page: Page,
  post: PostHit,
  last: PersonHit | null,
  next: PersonHit | null,
  floor: number,
): Tie | null {
  const { text } = page
  // 由副院长丁敏|代理院长
  if (last && post.status === 'acting' && text.slice(last.end, post.titleStart) === '代理') {
    post.start = last.end
    post.organization = null
    return { holder: last, status: 'acting' }
  }
  // 孔繁礼教授
  if (last && last.end === post.titleStart) {
    post.start = post.titleStart
    post.organization = null
    return { holder: last, status: post.status }
  }
  // 董事长由总经理米建新接任
  if (next && handedTo(page, post, next)) return { holder: next, status: 'current' }
  if (!last) return null
  const verb = verbBefore(page, post.start, floor)
  if (!verb) return null
  const gap = post.start - last.end
  const between = text.slice(last.end, post.start)
  switch (verb.reach) {
    case 'touch':
      return gap === 1 ? { holder: last, status: 'current' } : null
    case 'near':
      if (gap > verb.word.length + 2) return null
      break
    case 'removal': {
      const removed = removes(text, last, post, floor)
      if (verb.word === '的' && !(removed && gap === 1)) return null
      if (gap > SENTENCE || between.includes('。')) return null
      return { holder: last, status: removed ? 'former' : 'current' }
    }
    default:
      // 游忠华，男，1966年8月生。曾任…，2016年12月任…: a career goes on over full stops.
      if (
        gap > CAREER ||
        (gap > SENTENCE && !/[年月，。]$/.test(text.slice(floor, post.start - verb.word.length).slice(-1)))
      )
        return null
      if (between.includes('。') && !/^[，。（]/.test(between)) return null
  }
  const status = verb.status === 'current' && /拟[^。，；]{0,14}$/.test(between) ? 'designate' : verb.status
  return { holder: last, status }
}

/** 免去金国良的, 免去其, 撤销其: whether the clause takes the post away. */
function removes(text: string, last: PersonHit, post: PostHit, floor: number): boolean {
  for (const at of [last.start, post.start - 1])
    for (const word of ['免去', '撤销', '免除', '罢免'])
      if (at - word.length >= floor && text.startsWith(word, at - word.length)) return true
  return false
}

function handedTo(page: Page, post: PostHit, next: PersonHit): boolean {
  const { text } = page
  const by =
    text.startsWith('由', post.end) ||
    text.startsWith('一职由', post.end) ||
    text.startsWith('职务由', post.end)
  if (!by || next.start - post.end > 24) return false
  return ['担任', '接任', '出任', '兼任', '继任', '接替', '暂代', '兼'].some((word) =>
    text.startsWith(word, next.end),
  )
}

function verbBefore(page: Page, at: number, floor: number): (OfficeVerb & { word: string }) | null {
  for (let length = 5; length >= 1; length--) {
    if (at - length < floor) continue
    const word = page.text.slice(at - length, at)
    const verb = page.lexicon.officeVerbs.get(word)
    if (verb) return { ...verb, word }
  }
  return null
}
