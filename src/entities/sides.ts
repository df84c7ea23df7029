import type { Span } from '../text/index.js'
import { getCues } from './cues.js'
import { putBodies } from './firm-lists.js'
import { WORD } from './lexicon.js'
import { type BodyHit, isDigitCode, isHanCode, overlapping, type Page } from './page.js'

/** How much more of a transliteration than of text each character is, quarter bits. */
const FOREIGN = 8

const SHORTEST = 3
const LONGEST = 8

/**
 * The sides of a match: 辽宁东华3比0横扫浙江德清农商. Where a score stands between two names, that of a firm is its
 * team's. A place alone is left to what it is: 中国3比1战胜日本.
 */
export function findSides(page: Page): void {
  const found: BodyHit[] = []
  for (const { span } of page.zones) {
    if (!hasScore(page.text, span)) continue
    const line = page.text.slice(span.start, span.end)
    for (const result of line.matchAll(getCues().result)) {
      const at = span.start + result.index
      const left = sideBefore(page, at, span.start)
      if (left) found.push(left)
      const right = sideBehind(page, at + result[0].length, span.end)
      if (right) found.push(right)
    }
  }
  const words = getCues().calledSides.filter((word) => page.text.includes(word))
  for (const { end } of words.length > 0 ? page.places : []) {
    // 葡萄牙|球队|莫雷伦斯: behind what calls it one of a country, a foreign name is a club's.
    const called = words.find((word) => page.text.startsWith(word, end))
    const club = called ? clubBehind(page, end + called.length) : null
    if (club) found.push(club)
  }
  putBodies(page, found)
}

/** Whether a stretch has two figures with 比, a colon or a hyphen between them. */
function hasScore(text: string, { start, end }: Span): boolean {
  for (let at = start + 1; at + 1 < end; at++) {
    const code = text.charCodeAt(at)
    if (code !== 0x6bd4 && code !== 0xff1a && code !== 0x3a && code !== 0x2d) continue
    if (isDigitCode(text.charCodeAt(at - 1)) && isDigitCode(text.charCodeAt(at + 1))) return true
  }
  return false
}

function clubBehind(page: Page, start: number): BodyHit | null {
  const { text, lexicon } = page
  let end = start
  while (end - start < LONGEST && lexicon.foreign[text.charCodeAt(end)] >= FOREIGN) end++
  while (end > start && !page.isBoundary(end)) end--
  // 英格兰球队|巴西外援
  const place = page.placeStart.get(start)
  return end - start >= SHORTEST && !(place !== undefined && place < end) ? team(start, end) : null
}

function sideBefore(page: Page, end: number, floor: number): BodyHit | null {
  const body = page.bodyEnd.get(end)
  if (body) return body.start >= floor ? ofBody(page, body) : null
  let start = end
  while (start > floor && end - start < LONGEST && isHanCode(page.text.charCodeAt(start - 1))) {
    // 常规赛|云南皓远美居: the name begins with its place.
    if (page.placeEnd.has(start) && start < end) {
      const from = page.placeEnd.get(start)?.start ?? start
      return end - from <= LONGEST ? named(page, from, end) : null
    }
    start = page.wordStart(start, floor)
  }
  return named(page, start, end)
}

function sideBehind(page: Page, start: number, limit: number): BodyHit | null {
  const body = overlapping(page.bodies, { start, end: start + 1 })[0]
  // 河南|农信: a guess at the place alone may be the head of the side's name.
  const head =
    body?.start === start && body.rule.startsWith('model-') && isPlace(page, body) ? body.end : null
  if (body && head === null) return body.start === start ? ofBody(page, body) : null
  let end = start
  while (end < limit && end - start <= LONGEST && isHanCode(page.text.charCodeAt(end))) {
    const to = page.wordEnd(end, limit)
    if (end > start && page.bits(end, to) & (WORD.stop | WORD.leadIn)) break
    end = to
  }
  return named(page, start, end, head)
}

const isPlace = ({ lexicon, text }: Page, { start, end }: BodyHit): boolean =>
  lexicon.placeOf(text.slice(start, end)) !== undefined

/** A club under its own name; 中国, 日本 are places all the same. */
function ofBody(page: Page, body: BodyHit): BodyHit | null {
  return isPlace(page, body) ? null : team(body.start, body.end)
}

/** 四川|皓远美居: a name of 3 to 8 characters with its place at the head, and more than common words behind. */
function named(page: Page, start: number, end: number, guessed: number | null = null): BodyHit | null {
  const head = page.placeStart.get(start) ?? guessed
  if (head === null || head >= end - 1 || end - start < SHORTEST || end - start > LONGEST) return null
  // 米兰|上周末, 拉科|上轮
  if (/[上下本首]轮|上?周|[昨今当]/.test(page.text.slice(head, end))) return null
  let proper = false
  for (let at = head; at < end; ) {
    const to = page.wordEnd(at, end)
    const bits = page.bits(at, to)
    // 米兰|上周末, 热那亚|虽然
    if (bits & (WORD.stop | WORD.leadIn) && to - at > 1) return null
    if (!(bits & (WORD.noun | WORD.stop))) proper = true
    at = to
  }
  return proper && page.isBoundary(start) ? team(start, end) : null
}

function team(start: number, end: number): BodyHit {
  return {
    kind: 'organization',
    start,
    end,
    category: 'team',
    legalForm: null,
    rule: 'organization-side',
    score: 0.85,
  }
}
