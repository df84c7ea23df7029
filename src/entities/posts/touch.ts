import { isHan, type Page, type PersonHit } from '../page.js'
import { markedWard } from './body-before.js'
import { getOfficeCues } from './cues.js'
import type { PostHit } from './hit.js'

/** Gives posts the name right after them that only the model, or a list, has found: 车间主任水建军. */
export function tieByTouch(page: Page, persons: readonly PersonHit[], posts: PostHit[]): void {
  const byStart = new Map(persons.map((hit) => [hit.start, hit]))
  const byEnd = new Map(persons.map((hit) => [hit.end, hit]))
  for (const [k, post] of posts.entries()) {
    // 副市长郑昭新|代表|卢秀兰: a verb between two names.
    const acts = actsAs(page, post)
    const behind = acts && k > 0 && posts[k - 1].end === post.titleStart && byEnd.has(posts[k - 1].titleStart)
    if (acts && (behind || byEnd.has(post.titleStart))) {
      post.holder = null
      continue
    }
    // 邱江辉副市长、谭平局长, 林某资深大律师、政务司副司长卓某: each title is of the name that it touches.
    const named = post.holder && post.holder.start >= post.end && post.holder.start - post.end < 3
    const before = named ? undefined : byEnd.get(post.titleStart)
    if (before && post.head.post) {
      post.holder = before
      takeBodyBefore(page, post, before)
      continue
    }
    const holder = post.holder ?? byStart.get(post.end) ?? null
    if (post.holder || !holder || !post.head.post) continue
    for (let j = k; j >= 0 && posts[j].group === post.group && !posts[j].holder; j--) posts[j].holder = holder
  }
}

/** 东海县委|宋波|书记: a post behind a name that touches it is of the body that stands before the name. */
export function takeBodyBefore(page: Page, post: PostHit, holder: PersonHit): void {
  post.start = post.titleStart
  post.organization = bodyOfTouched(page, holder)
  post.unit = !page.bodyEnd.has(holder.start)
}

function bodyOfTouched(page: Page, { start }: PersonHit): PostHit['organization'] {
  const body = page.bodyEnd.get(start)
  if (body) return { start: body.start, end: body.end }
  // 、|交通处|黄志处长
  const ward = markedWard(page, start, 0)
  return ward < 0 ? null : { start: ward, end: start }
}

/** 李明|代表|公司签字, 王芳|主管|城建: whether a title that is a verb too has something behind it to act on. */
export function actsAs({ text }: Page, { titleStart, end }: PostHit): boolean {
  return getOfficeCues().acts.has(text.slice(titleStart, end)) && isHan(text[end])
}
