import type { Page } from '../page.js'
import { getOfficeCues } from './cues.js'
import type { PostHit } from './hit.js'

/** How far behind a name it is asked, code units: the reason, the verb, and the office. */
const REASON = 16
const OFFICE = 30

/** Posts whose holder leaves them behind the name: 财务总监林栋|因个人原因辞职, 董事会秘书李玉|申请辞去董事会秘书职务. */
export function noteLeaving({ text }: Page, posts: readonly PostHit[]): void {
  const { leaves, givesUp, wholly, notLeaving } = getOfficeCues()
  for (const post of posts) {
    const { holder, status } = post
    if (!holder || status !== 'current' || holder.start < post.end) continue
    const at = verbBehind(text, holder.end)
    const left = leaves.find((word) => text.startsWith(word, at))
    // 离任|审计, 退休|前
    if (left && !notLeaving.has(text[at + left.length] ?? '')) post.status = 'former'
    const given = left ? undefined : givesUp.find((word) => text.startsWith(word, at))
    if (!given) continue
    const [office] = text.slice(at + given.length, at + OFFICE).split(/[，。；\n]/)
    if (office.includes(text.slice(post.titleStart, post.end)) || wholly.test(office)) post.status = 'former'
  }
}

/** Where a verb may stand behind a name: what he is called, when, and why are passed. */
function verbBehind(text: string, end: number): number {
  const { glossBehind, leavingWhen } = getOfficeCues()
  let at = end + (glossBehind.exec(text.slice(end, end + REASON))?.[0].length ?? 0)
  const skip = () => {
    at += leavingWhen.exec(text.slice(at, at + REASON))?.[0].length ?? 0
  }
  skip()
  if (text[at] === '因') {
    at = whyEnd(text, at)
    skip()
  }
  return at
}

/** 因个人原因|辞职, 因工作变动，|辞任 */
function whyEnd(text: string, from: number): number {
  const { goes, leavingWhen } = getOfficeCues()
  for (let at = from + 2; at < from + REASON; at++) {
    if (text[at] === '，') return at + 1
    if (text[at] === '。' || text[at] === '；' || at >= text.length) return from
    const rest = text.slice(at, at + REASON)
    if (leavingWhen.test(rest) || goes.test(rest)) return at
  }
  return from
}
