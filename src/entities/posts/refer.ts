import { firstBehind, type Page, type PersonHit } from '../page.js'
import type { PostHit } from './hit.js'

/** 该局|局长, 该校|校长: the body just named. */
const THAT = /该\p{Script=Han}{0,3}?(\p{Script=Han})$/u

/** 该局局长 is the head of the bureau named last, 该公司董事长 of the firm. */
export function referBack({ text, bodies, bodyEnd }: Page, posts: readonly PostHit[]): void {
  for (const post of posts) {
    const to = post.organization?.end ?? post.start
    if (!post.holder || bodyEnd.has(to)) continue
    const that = THAT.exec(text.slice(Math.max(0, to - 5), to))
    if (!that) continue
    for (let k = firstBehind(bodies, post.start) - 1; k >= 0; k--) {
      const { start, end, category } = bodies[k]
      if (text[end - 1] !== that[1] && !(category === 'school' && that[1] === '校')) continue
      post.organization = { start, end }
      post.start = Math.min(post.start, to - that[0].length)
      break
    }
  }
}

/** 市政府原党组成员、副市长: who was the one was the other, unless the second names a body of its own that is no department: 组织部. */
export function shareFormer({ text, bodyEnd }: Page, posts: readonly PostHit[]): void {
  for (let k = 1; k < posts.length; k++) {
    const [last, post] = [posts[k - 1], posts[k]]
    if (last.group !== post.group || last.holder !== post.holder || post.status !== 'current') continue
    if (last.status !== 'former' || text.slice(last.end, post.start) !== '、') continue
    const { organization, under } = post
    const body = organization && bodyEnd.get(organization.end)
    if (!body || under || body.start < post.start || body.start !== organization?.start)
      post.status = 'former'
  }
}

/** How the office that somebody loses goes on to another: 职务，由|张某接任。 */
const GIVEN_ON = /^(?:一职|职务)?，(?:现|已|将|拟|改)?由$/
/** What may stand between 由 and the end of the name, code units. */
const LONGEST_OFFICE = 32
const TAKES_OVER = /^(?:接任|继任|接替|接棒)(?=[，。；\n]|$)/

/** 免去李某的县长职务，由副书记张某接任: whom the clause names behind 由 has the office that it takes from another. */
export function handOn({ text }: Page, persons: readonly PersonHit[], posts: PostHit[]): void {
  for (let k = posts.length - 1; k >= 0; k--) {
    const post = posts[k]
    if (!post.head.post || (post.holder && post.status !== 'former')) continue
    const by = text.slice(post.end, post.end + 6).indexOf('由')
    if (by < 0 || !GIVEN_ON.test(text.slice(post.end, post.end + by + 1))) continue
    const from = post.end + by + 1
    const next = persons.find(({ start }) => start >= from)
    if (!next || next.end - from > LONGEST_OFFICE || !TAKES_OVER.test(text.slice(next.end, next.end + 3)))
      continue
    if (/[，。；\n]/.test(text.slice(from, next.start))) continue
    posts.splice(k + 1, 0, { ...post, holder: next, status: 'current', others: [], group: -1 })
  }
}

/** 马某辞去广西壮族自治区主席职务，陈某任代理主席: who takes over the same office has it where the first had it. */
export function succeed({ text, placeEnd }: Page, posts: readonly PostHit[]): void {
  for (let k = 1; k < posts.length; k++) {
    const [last, post] = [posts[k - 1], posts[k]]
    if (last.status !== 'former' || !last.holder || !post.holder || post.organization || post.under) continue
    const same = text.slice(last.titleStart, last.end) === text.slice(post.titleStart, post.end)
    if (!same || last.holder === post.holder || /[。；\n]/.test(text.slice(last.end, post.start))) continue
    let placed = false
    for (let end = post.start + 1; end <= post.titleStart; end++) if (placeEnd.has(end)) placed = true
    if (!placed) post.under = { start: last.start, end: last.titleStart }
  }
}
