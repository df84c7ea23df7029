import { isHanCode, type Page } from '../page.js'
import { getOfficeCues } from './cues.js'
import type { PostHit } from './hit.js'

/** What brackets say of an office, and what joins it to the next. */
const GLOSSED = /^（[^（）\n]{1,16}）(?:、|，|，?兼|和|及)$/

/** Whether nothing but what joins them stands between two offices, and what brackets say of the first: 校长（副部长级）、|书记. */
export function isJoined({ text }: Page, last: PostHit, next: PostHit): boolean {
  const gap = text.slice(last.end, next.start)
  return getOfficeCues().joins.has(gap) || (gap.length < LONGEST_GLOSS && GLOSSED.test(gap))
}
const LONGEST_GLOSS = 22

/** 16名|, 多位新任|: how many there are of whom a title names. */
const COUNTED = /(?:\d|[一二两三四五六七八九十多数几])[名位](?:[新现前历]任)?$/

/** Whether two posts are of one person: side by side, or with the field of the second between them. */
export function isOfOnePerson(page: Page, last: PostHit, next: PostHit): boolean {
  const { text } = page
  const gap = next.start - last.end
  if (text[last.end] === '（' && isJoined(page, last, next)) return true
  if (gap < 0 || gap > 16) return false
  // 迎来16名新任议员，|商会总会长卢大成: several of them, and somebody.
  if (COUNTED.test(text.slice(Math.max(0, last.start - 6), last.start))) return false
  // 任主席，|成员|包括政务司司长陈国: others are named.
  if (text.startsWith('包括', next.end)) return false
  // 有关单位负责人，|总经理张秋生: those who are not named, and another.
  if (text[last.end] === '，' && text.startsWith('负责人', last.end - 3)) return false
  if (getOfficeCues().joins.has(text.slice(last.end, next.start))) return true
  // 该校教授、国家小麦|育种|专家毕淑贞
  if (text[last.end] !== '、') return false
  // 医院原院长、86岁的|儿科专家骆怀仁
  const age = /^、\d{2,3}岁的?/.exec(text.slice(last.end, last.end + 7))
  // 免去张嘉的政务司司长、|李超的|保安局局长职务: of another.
  if (!age && '的为'.includes(text[next.start - 1])) return false
  for (let i = last.end + (age?.[0].length ?? 1); i < next.start; i++)
    if (!isHanCode(text.charCodeAt(i))) return false
  return true
}
