import { isLoose, putBodies } from './firm-lists.js'
import { WORD } from './lexicon.js'
import { type BodyHit, isHanCode, isLatinCode, overlapping, type Page } from './page.js'

/** 宁波中百, *ST天润, 万科A: the name of a share. */
const SHORTEST = 3
const LONGEST = 8
/** 2023年, 1—2月: what a firm reports on. */
const PERIOD = /^(?:20\d\d年|\d{1,2}(?:[—\-至]\d{1,2})?月)/
/** What such a page says of itself. */
const ANNOUNCES = /公告|回购|减持|增持|上市公司|股份/

interface Notice {
  hit: BodyHit
  sure: boolean
}

/**
 * Listed firms that a digest of notices names before a colon: 铜岭矿机：副总经理拟减持不超过1.5万股. What follows tells the
 * notice; words that more than firms are followed by (公司, 预计) count where the page has two such lines.
 */
export function findNotices(page: Page): void {
  const notices: Notice[] = []
  let at = page.text.indexOf('：')
  for (const { span } of page.zones) {
    if (at >= 0 && at < span.start) at = page.text.indexOf('：', span.start)
    for (; at >= 0 && at < span.end; at = page.text.indexOf('：', at + 1)) {
      const notice = noticeAt(page, at, span)
      if (notice) notices.push(notice)
    }
  }
  if (notices.length === 0 || !ANNOUNCES.test(page.text)) return
  const several = new Set(notices.map(({ hit }) => page.text.slice(hit.start, hit.end))).size > 1
  putBodies(
    page,
    notices
      .filter(
        ({ hit, sure }) =>
          (sure || several) && !overlapping(page.bodies, hit).some((body) => covers(body, hit)),
      )
      .map(({ hit }) => hit),
  )
}

function covers(body: BodyHit, hit: BodyHit): boolean {
  return body.start <= hit.start && body.end >= hit.end
}

function noticeAt(
  page: Page,
  colon: number,
  { start: floor, end: limit }: { start: number; end: number },
): Notice | null {
  const { text, lexicon } = page
  let start = colon
  while (start > floor && colon - start <= LONGEST && isOfShare(text, start - 1)) start--
  const name = text.slice(start, colon)
  if (
    name.length < SHORTEST ||
    name.length > LONGEST ||
    (start > floor && !'。；！：】 　'.includes(text[start - 1]))
  )
    return null
  if (!/\p{Script=Han}{2}/u.test(name) || isCommon(page, start, colon)) return null
  const next = colon + 1 < limit ? page.longest(lexicon.noticeCues, colon + 1) : null
  if (!next && !PERIOD.test(text.slice(colon + 1, colon + 12))) return null
  const hit: BodyHit = {
    kind: 'company',
    start,
    end: colon,
    category: 'other',
    legalForm: null,
    rule: 'company-notice',
    score: 0.88,
  }
  return { hit, sure: next?.value === 'sure' }
}

function isOfShare(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return isHanCode(code) || isLatinCode(code) || text[at] === '*' || text[at] === '-'
}

/** 公司公告, 分析师, 记者提问: words of common use, or one who speaks. */
function isCommon(page: Page, start: number, end: number): boolean {
  const { lexicon } = page
  for (let at = start; at < end; ) {
    const head = page.longest(lexicon.heads, at)
    if (head && at + head.length === end) return true
    const to = page.wordEnd(at, end)
    const bits = page.bits(at, to)
    const listed = WORD.noun | WORD.stop | WORD.inner | WORD.leadIn | WORD.department
    if (isLoose(page, at, end) || (!(bits & listed) && page.exact(lexicon.companies, at, to) === undefined))
      return endsInTitle(page, at, end)
    at = to
  }
  return true
}

/** 某券商分析师, 张某律师 */
function endsInTitle(page: Page, start: number, end: number): boolean {
  for (let at = start; at < end - 1; at++) {
    const head = page.longest(page.lexicon.heads, at)
    if (head && at + head.length === end) return true
  }
  return false
}
