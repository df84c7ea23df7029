import { getCues } from '../cues.js'
import type { Head } from '../lexicon.js'
import type { Page } from '../page.js'
import type { PostStatus } from '../types.js'
import { bodyBefore, ownerStart } from './body-before.js'
import { getOfficeCues } from './cues.js'
import type { PostHit } from './hit.js'

const STATUS: Record<string, PostStatus> = { acting: 'acting', former: 'former', designate: 'designate' }

/** Every title with its modifiers and its body, in order. */
export function findPosts(page: Page): PostHit[] {
  const posts: PostHit[] = []
  const read = Array.from(page.titles.keys()).sort((a, b) => a - b)
  let next = 0
  for (const { span } of page.zones) {
    for (let i = span.start; i < span.end; i++) {
      while (next < read.length && read[next] < i) next++
      i = Math.min(page.nextTitle(i, span.end), read[next] ?? span.end)
      if (i >= span.end) break
      const title = titleAt(page, i)
      if (!title || title.end > span.end) continue
      const post = readPost(page, i, title.end, title.head, span.start)
      if (!post) continue
      posts.push(post)
      i = post.end - 1
    }
  }
  return posts
}

/** A title of the tables, or one that the model reads and that ends in none of theirs. */
function titleAt(page: Page, at: number): { end: number; head: Head } | null {
  const { lexicon } = page
  const match = page.titleAt(at)
  if (match) return { end: at + match.length, head: match.value }
  const end = page.titles.get(at)
  if (end === undefined) return null
  for (let from = at; from < end; from++) if (page.longest(lexicon.heads, from)) return null
  return { end, head: { category: 'other', post: true } }
}

/** A post whose title stands at a place, with what is before and behind it; null where it is none. */
function readPost(page: Page, at: number, titleEnd: number, head: Head, floor: number): PostHit | null {
  const { text } = page
  // 总干事|助理, 县长|助理
  const called = titleEnd + lengthAt(text, titleEnd, getOfficeCues().assistants)
  if (isNoTitle(page, at, called, head)) return null
  const { start, titleStart, status } = modifiersBefore(page, at, floor)
  const organization = bodyBefore(page, start, floor)
  const proposed = lengthAt(text, called, getOfficeCues().proposed)
  const post: PostHit = {
    start,
    end: called + proposed,
    titleStart,
    head,
    status,
    organization,
    unit: organization?.end === start && !page.bodyEnd.has(start),
    under: null,
    holder: null,
    others: [],
    group: -1,
  }
  if (organization) withBody(page, post, organization, floor)
  if (proposed > 0) post.status = 'designate'
  return post
}

function lengthAt(text: string, at: number, words: readonly string[]): number {
  return words.find((word) => text.startsWith(word, at))?.length ?? 0
}

/** Whether what looks like a title is a part of another word, of a place or of a body, or names a rank. */
function isNoTitle(page: Page, at: number, end: number, head: Head): boolean {
  const { text } = page
  // 江阴市长泾镇: a place that starts inside the title is no mayor's.
  if (townWithin(page, at + 1, end)) return true
  if (end - at === 2 && page.isBoundary(at + 1) && !page.isBoundary(end) && !head.post) return true
  // 村党总|支书|记何家树
  if (text[end] === '记' && text[end - 1] === '书') return true
  // 中国科协|书记|处书记
  if ((text[end] === '处' && text[end - 1] === '记') || text.startsWith('席团', end - 1)) return true
  // 战略委员|会主任委员, 薪酬董事|会: the committee is no member.
  if (text[end] === '会' && '员事'.includes(text[end - 1]) && !page.isBoundary(end)) return true
  if (insideBody(page, at, end) || getCues().ofRank.test(text.slice(end, end + 2))) return true
  // 党总|支书|记: the body's last character begins no title where another one starts behind it.
  // 人|大校|长: nor does a character of another word.
  const shared = page.isBoundary(at + 1) && (page.bodyEnd.has(at + 1) || !page.isBoundary(end))
  const next = shared ? page.titleAt(at + 1) : null
  return next !== null && at + 1 + next.length > end
}

/** 常委 of 县人大常委会 is no title. A ministry may share its last character with one: 外交部长. */
function insideBody(page: Page, at: number, end: number): boolean {
  const { bodies } = page
  let lo = 0
  let hi = bodies.length
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    if (bodies[mid].end <= at + 1) lo = mid + 1
    else hi = mid
  }
  return lo < bodies.length && bodies[lo].start < end && bodies[lo].start <= at
}

function townWithin(page: Page, from: number, to: number): boolean {
  for (let i = from; i < to; i++)
    for (let size = 2; size <= 4; size++) {
      const hit = page.placeEnd.get(i + size)
      if (hit && hit.start === i && hit.form.level === 'township') return true
    }
  return false
}

/** Longest modifier of a title. */
const LONGEST_MODIFIER = 3

/** 原|常务副|市长: where a title starts with what its record keeps, where all that modifies it does, and what that says. */
function modifiersBefore(
  page: Page,
  at: number,
  floor: number,
): { start: number; titleStart: number; status: PostStatus } {
  const modified = { start: at, titleStart: at, status: 'current' as PostStatus }
  for (;;) {
    const before = modifierBefore(page, modified.start, floor)
    if (!before) return modified
    const { size, effect } = before
    if (effect === 'keep' && modified.start === modified.titleStart) modified.titleStart -= size
    else if (effect in STATUS) modified.status = STATUS[effect]
    // 西湖大学|首任|校长
    else if (effect === 'keep' || !touchesOwner(page, modified.start - size)) return modified
    modified.start -= size
  }
}

/** The longest modifier that ends at a place. 宁德时|代董事长, 前程|前副总: the end of a firm's name is none. */
function modifierBefore(page: Page, end: number, floor: number): { size: number; effect: string } | null {
  if (page.bodyEnd.has(end)) return null
  for (let size = Math.min(LONGEST_MODIFIER, end - floor); size > 0; size--) {
    const effect = page.exact(page.lexicon.modifiers, end - size, end)
    if (effect !== undefined) return { size, effect }
  }
  return null
}

function touchesOwner({ bodyEnd, placeEnd }: Page, at: number): boolean {
  return bodyEnd.has(at) || placeEnd.has(at)
}

/** What stands before the body of a post belongs to it: 巴西|国防部长, 时任|市政府秘书长, 市政府|原|党组成员. */
function withBody(
  page: Page,
  post: PostHit,
  { start, end }: { start: number; end: number },
  floor: number,
): void {
  const { text, lexicon } = page
  // 市政府|原|党组成员, but 原州区|区长
  if (
    post.status === 'current' &&
    '原前'.includes(text[end]) &&
    end < post.start &&
    !page.placeStart.has(end)
  )
    post.status = 'former'
  // 和田市|前|市委书记: whose committee it is.
  const of = '原前'.includes(text[start - 1] ?? ' ') && LEVEL.test(text[start])
  const owner = of ? page.placeEnd.get(start - 1) : undefined
  post.start = ownerStart(page, Math.min(post.start, start), floor)
  if (post.status === 'current') {
    const before = lexicon.bodyModifiers.find(
      ({ word }) => post.start - word.length >= floor && text.startsWith(word, post.start - word.length),
    )
    if (before) {
      post.status = STATUS[before.effect]
      post.start -= before.word.length
    }
  }
  if (owner && owner.start >= floor && post.start === owner.end) post.start = owner.start
}

const LEVEL = /[省市县区州旗]/
