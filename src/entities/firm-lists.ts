import { getCues } from './cues.js'
import { disjoint } from './draft.js'
import { getEdges } from './edges.js'
import { WORD } from './lexicon.js'
import {
  type BodyHit,
  isHanCode,
  isLatinCode,
  overlapping,
  overlapsAny,
  type Page,
  setPlaces,
} from './page.js'

interface Item {
  start: number
  end: number
}

/** Shortest and longest name in a list, and most items that are read. */
const SHORTEST = 2
const LONGEST = 10
const MOST = 16

/** How far behind a list the word stands that closes it. */
const REACH = 18

/**
 * Firms that a list names: 远晖隔膜、佳达结构件、安衡线束等7家企业. A word behind the list says what its items are, or one
 * of them is known for a firm and another is made like it (东风电缆、博川泵业).
 */
export function findFirmLists(page: Page): void {
  const { text } = page
  const found: BodyHit[] = []
  const commaFrom = (at: number): number => {
    const comma = text.indexOf('、', at)
    return comma < 0 ? text.length : comma
  }
  // Kept from zone to zone: text without a comma is looked through once.
  let i = 0
  for (const { span } of page.zones) {
    if (i < span.start) i = commaFrom(span.start)
    while (i < span.end) {
      const items = readItems(page, i, span)
      found.push(...firmsAmong(page, items, span))
      i = commaFrom(Math.max(i + 1, items[items.length - 1].start))
    }
  }
  putBodies(page, found)
}

/** Takes bodies in for what was found within them. */
export function putBodies(page: Page, hits: readonly BodyHit[]): void {
  if (hits.length === 0) return
  const found = disjoint(hits)
  const apart = <T extends { start: number; end: number }>(hit: T) => !overlapsAny(found, hit.start, hit.end)
  page.bodies = [...page.bodies.filter(apart), ...found].sort((a, b) => a.start - b.start)
  page.bodyEnd.clear()
  for (const hit of page.bodies) page.bodyEnd.set(hit.end, hit)
  const within = (hit: Item) =>
    overlapping(found, hit).some(({ start, end }) => hit.start < start || hit.end > end)
  if (page.places.some(within))
    setPlaces(
      page,
      page.places.filter((hit) => !within(hit)),
    )
}

/** The stretches between the commas of a list; the first and the last reach as far as words of a name do. */
function readItems(page: Page, comma: number, span: Item): Item[] {
  const { text } = page
  const items: Item[] = [{ start: firstStart(page, comma, span.start), end: comma }]
  let at = comma
  while (items.length < MOST && '、和及与'.includes(text[at])) {
    const start = at + 1
    let end = start
    while (end < span.end && end - start <= LONGEST && isOfName(text, end)) {
      if (end - start >= SHORTEST && (endsList(page, end) || isJoiner(page, end))) break
      end++
    }
    items.push({ start, end })
    if (end - start < SHORTEST || end - start > LONGEST) break
    at = end
  }
  return items
}

function isOfName(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return isHanCode(code) || isLatinCode(code)
}

/** 凯奥机械|和|锐腾模具 */
function isJoiner(page: Page, at: number): boolean {
  return '和及与'.includes(page.text[at]) && page.isBoundary(at) && page.isBoundary(at + 1)
}

/** 等, 的, or a verb: behind the last item. */
function endsList(page: Page, at: number): boolean {
  const { text } = page
  if (fundsAt(page, at)) return true
  if (text[at] === '等' || text[at] === '的') return true
  if (text.startsWith('为代表', at) || text.startsWith('在内', at)) return true
  if (!page.isBoundary(at)) return false
  const end = page.wordEnd(at, text.length)
  // 鑫隆科技|共用一座厂房, but 德铭|照明的生产线
  return end - at > 1 && (page.bits(at, end) & (WORD.stop | WORD.say)) !== 0 && !'的等、'.includes(text[end])
}

/** Where the first item starts: behind a mark, a verb, a place or what says what the firms are. */
function firstStart(page: Page, end: number, floor: number): number {
  const known = page.bodyEnd.get(end)
  if (known) return known.start
  let start = end
  while (start > floor && isOfName(page.text, start - 1)) {
    const from = page.wordStart(start, floor)
    const bits = page.bits(from, start)
    if (end - from > LONGEST || describes(page, from, start)) break
    if (bits & WORD.leadIn && start < end) break
    if (bits & WORD.stop && (start - from > 1 || isEnd(page, from, floor))) break
    if (start < end && endsAnother(page, start)) break
    start = from
  }
  return start
}

/** 带来|了, 培育|出: a character alone that the first name does not go past. */
function isEnd(page: Page, at: number, floor: number): boolean {
  if ('了的在有是把将被向从对由经让给为'.includes(page.text[at])) return true
  const from = page.wordStart(at, floor)
  return at - from > 1 && (page.bits(from, at) & WORD.stop) !== 0
}

/** A body that is no guess of the model at the front of the name: 远晖|隔膜. */
function endsAnother({ bodyEnd }: Page, at: number): boolean {
  const hit = bodyEnd.get(at)
  return hit !== undefined && !(hit.kind === 'company' && hit.legalForm === null)
}

/** 本地企业|宏瑞铝材, 培育出|禾谷米业: what stands before a firm, says what it is or has been done. */
function describes(page: Page, start: number, end: number): boolean {
  return isClosing(page, start, end) || (end - start > 1 && '出到起成来了着'.includes(page.text[end - 1]))
}

/** 企业, 科技型|企业: whether a stretch ends with a word that closes lists of firms, or says what firms are. */
function isClosing(page: Page, start: number, end: number): boolean {
  for (let at = Math.max(start, end - 4); at < end - 1; at++)
    if (page.exact(page.lexicon.firmClosings, at, end) || page.ownBits(at, end) & WORD.leadIn) return true
  return false
}

function firmsAmong(page: Page, items: readonly Item[], span: Item): BodyHit[] {
  const last = items[items.length - 1]
  const use = closeOf(page, last.end, span.end)
  const known = items.filter(({ start, end }) => isFirm(page, start, end)).length
  if (!use && known === 0) return []
  const out: BodyHit[] = []
  for (const [i, item] of items.entries()) {
    const { start, end } = item
    if (end - start < SHORTEST || end - start > LONGEST || !isFree(page, start, end)) continue
    const name = nameOf(page, start, end)
    if (
      name === 'common' ||
      (name === 'made' && !page.lexicon.namesakes.has(page.text.slice(start, start + 2)))
    )
      continue
    // 光圣、联亚等|同业, but 餐饮、商超等企业
    if (end - start < 4 && known === 0 && use !== 'trade') continue
    if (
      !use &&
      !(end - start > 3 && end - start < 7 && isMade(page, start, end) && standsAlone(page, items, i))
    )
      continue
    out.push({
      kind: 'company',
      start,
      end,
      category: 'other',
      legalForm: null,
      rule: 'company-in-list',
      score: use ? 0.85 : 0.8,
    })
  }
  return out
}

/** 英诺天使、江苏高投|跟投: whether a verb of investors stands at a place. */
function fundsAt(page: Page, at: number): boolean {
  const { text, lexicon } = page
  const far = text.slice(at, at + 10)
  for (let i = at; i < at + 9; i++)
    if (page.longest(lexicon.firmVerbs, i)?.value === 'fund' && getCues().listHow.test(far.slice(0, i - at)))
      return true
  return false
}

/** What a list closes with: `any`, `trade`, or null where it does not say that its items are firms. */
function closeOf(page: Page, at: number, limit: number): 'any' | 'trade' | null {
  const { lexicon, text } = page
  if (fundsAt(page, at)) return 'trade'
  for (let i = at + 1; i < Math.min(limit, at + REACH); i++) {
    const closing = page.longest(lexicon.firmClosings, i)
    if (closing && getCues().listClose.test(text.slice(at, i))) return closing.value
  }
  return null
}

function isFirm(page: Page, start: number, end: number): boolean {
  const hit = page.bodyEnd.get(end)
  return hit?.start === start && hit.kind === 'company'
}

/** Whether nothing but shorter guesses at a firm lies over a stretch. */
function isFree(page: Page, start: number, end: number): boolean {
  if (overlapping(page.bodies, { start, end }).some((hit) => !isPart(hit, start, end))) return false
  return !overlapping(page.places, { start, end }).some((hit) => hit.end >= end || hit.start < start)
}

function isPart({ rule, start, end }: BodyHit, from: number, to: number): boolean {
  // 老股东|金沙江创投: where the name begins is known.
  return (
    rule === 'model-company' &&
    !(end === to && start > from) &&
    start >= from &&
    end <= to &&
    end - start < to - from
  )
}

/** `common`: words of common use alone; `made`: two of them, as in 东风电缆; `proper`: another word among them. */
function nameOf(page: Page, start: number, end: number): 'common' | 'made' | 'proper' {
  const { lexicon } = page
  if (!page.isBoundary(start) || page.exact(lexicon.companies, start, end)) return 'common'
  // 中金资本|旗下|基金
  if (isClosing(page, start, end) || getEdges().endsKind.includes(page.text[end - 1])) return 'common'
  if (page.text.slice(start, end).includes('旗下')) return 'common'
  let words = 0
  for (let at = start; at < end; words++) {
    const to = page.wordEnd(at, end)
    const bits = page.bits(at, to)
    if (isLoose(page, at, end)) return 'proper'
    if (bits & WORD.leadIn && to - at > 1) return 'common'
    if (!(bits & (WORD.noun | WORD.stop | WORD.inner | WORD.department)))
      if (page.exact(lexicon.companies, at, to) === undefined) return 'proper'
    at = to
  }
  return words > 1 && end - start > 3 ? 'made' : 'common'
}

/** 迈|得|智能, 德|铭|照明: two characters that the text's words do not join are a name's. */
export function isLoose(page: Page, at: number, limit: number): boolean {
  const { text } = page
  if (at + 2 > limit || page.wordEnd(at, limit) > at + 1 || page.wordEnd(at + 1, limit) > at + 2) return false
  return !getEdges().neverInFirms.includes(text[at]) && isHanCode(text.charCodeAt(at + 1))
}

/** 德铭|照明, 博川|泵业: what a firm deals in ends its name. */
function isMade(page: Page, start: number, end: number): boolean {
  const { lexicon } = page
  for (let at = start + 2; at < end; at++) {
    const suffix = page.exact(lexicon.companies, at, end)
    if (suffix && suffix.name !== 'reject') return true
  }
  const from = page.wordStart(end, start)
  return end - from > 1 && from - start > 1 && (page.bits(from, end) & WORD.leadIn) === 0
}

/** The end of the last item is open where no word closes the list. */
function standsAlone(page: Page, items: readonly Item[], i: number): boolean {
  const { start, end } = items[i]
  if (i < items.length - 1) return true
  const [hit] = overlapping(page.bodies, { start, end })
  if (!hit) return page.isBoundary(end)
  // 德轩|照明的, but 舜宇|为其|代工
  return (
    hit.start === start && page.wordEnd(hit.end, end) === end && '的等，。；'.includes(page.text[end] ?? '。')
  )
}
