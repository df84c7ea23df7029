import { getCues } from './cues.js'
import { putBodies } from './firm-lists.js'
import { WORD } from './lexicon.js'
import { type BodyHit, isHanCode, overlapping, type Page } from './page.js'
import { isBrand } from './walk.js'

/** Shortest and longest brand before the word for a trade. */
const SHORTEST = 2
const LONGEST = 4

/**
 * Short names of firms that neither a list nor the model knows, by what stands beside them: 云海科技|增资|江州电子, 全资子公司|
 * 长治水务. They are a brand by its characters, or a place alone, and the word for a trade.
 */
export function findFirmsByRole(page: Page): void {
  const { lexicon } = page
  const found: BodyHit[] = []
  for (const { span } of page.zones)
    for (
      let at = page.next(lexicon.companies, span.start, span.end);
      at < span.end;
      at = page.next(lexicon.companies, at + 1, span.end)
    ) {
      const name = nameAround(page, at, span.start, span.end)
      if (!name || !actsAsFirm(page, name, found.at(-1))) continue
      found.push({
        kind: 'company',
        ...name,
        category: 'other',
        legalForm: null,
        rule: 'company-role',
        score: 0.82,
      })
      at = name.end - 1
    }
  putBodies(page, found)
}

interface Name {
  start: number
  end: number
}

function nameAround(page: Page, at: number, floor: number, limit: number): Name | null {
  const suffix = page.longest(page.lexicon.companies, at)
  if (!suffix || !TRADES.has(suffix.value.name) || !page.isBoundary(at)) return null
  const end = at + suffix.length
  if (end > limit || !page.isBoundary(end)) return null
  let start = brandStart(page, at, floor)
  if (start < 0 && page.text.startsWith('董事长', end)) start = behindMark(page, at, floor)
  if (start < 0) return null
  const reaches = ({ start: from, end: to }: BodyHit) => from <= start || to >= end
  return overlapping(page.bodies, { start, end }).some(reaches) ? null : { start, end }
}

/** 、|绿色|投资|董事长: a firm has a chairman, whatever its brand means, where a mark parts it from the rest; -1 for none. */
function behindMark({ text }: Page, at: number, floor: number): number {
  let start = at
  while (start > floor && at - start <= LONGEST && isHanCode(text.charCodeAt(start - 1))) start--
  const length = at - start
  return length < SHORTEST || length > LONGEST ? -1 : start
}

const TRADES = new Set(['trade', 'brand'])

/** Where the brand before a trade begins, or the place that stands for one (长治|水务); -1 for neither. */
function brandStart(page: Page, at: number, floor: number): number {
  const { text, lexicon, placeEnd } = page
  const place = placeEnd.get(at)
  if (place) return place.form.how === 'short' && place.form.divisions.length > 0 ? place.start : -1
  let start = at
  while (start > floor && at - start <= LONGEST && isBrand(page, start - 1, start)) start--
  if (at - start < SHORTEST || at - start > LONGEST) start = coinedStart(page, at, floor)
  if (start < 0 || !page.isBoundary(start)) return -1
  // 智慧|能源: a common word before a trade tells no firm.
  if (page.wordEnd(start, at) === at && page.bits(start, at) & (WORD.noun | WORD.stop | WORD.leadIn))
    return -1
  const above = placeEnd.get(start)
  if (above) return above.form.how === 'short' ? above.start : -1
  if (start === floor || !isHanCode(text.charCodeAt(start - 1))) return start
  const from = page.wordStart(start, floor)
  const opens = WORD.leadIn | WORD.stop | WORD.follow | WORD.say
  return page.bits(from, start) & opens || page.exact(lexicon.firmRoles, from, start) ? start : -1
}

/** 澜|起|医药, 宛|禾|面粉: where two characters begin that make no word and are none, or a word of no list; -1 for neither. */
function coinedStart(page: Page, at: number, floor: number): number {
  const start = at - SHORTEST
  if (start < floor || !page.isBoundary(start)) return -1
  for (let i = start; i < at; i++) if (!isHanCode(page.text.charCodeAt(i))) return -1
  const common = WORD.leadIn | WORD.stop | WORD.noun | WORD.follow | WORD.say | WORD.inner | WORD.department
  if (page.bits(start, at) & common) return -1
  if (!page.isBoundary(start + 1)) return page.wordKind(start, at) === null ? start : -1
  for (let i = start; i < at; i++) if (page.bits(i, i + 1) & (WORD.leadIn | WORD.follow | WORD.say)) return -1
  return start
}

/** 与|江亚股份|签署协议: what two firms do with each other. */
const TOGETHER = /^与[^，。；：]{3,24}?(?:签署|签订|签约|达成|合资|共同出资|合作)/
/** 由|迪亚电子|领投, 由|禾瑞控股|开发: what is done by a firm. */
const DONE_BY =
  /^(?:等)?(?:独家|联合|共同|负责)?(?:投资|出资|承建|开发|建设|运营|研发|生产|制造|实施|主办|承办|提供|领投|跟投)/

/** Longest word of the table of roles. */
const ROLE = 8

/** Whether what stands beside a name says that it is one of a firm. */
export function actsAsFirm(page: Page, { start, end }: Name, last: Name | undefined): boolean {
  if (tellsFirm(page, start, end, last)) return true
  const { text } = page
  const { firmBetween, firmAround, spends } = getCues()
  const between = firmBetween.exec(text.slice(end, end + 16))?.[0].length ?? 0
  if (between > 0 && firmDoes(page, end + between)) return true
  const rest = text.slice(end, end + 28)
  return spends.test(rest) || firmAround.some(([word, does]) => text[start - 1] === word && does.test(rest))
}

/** Whether a verb of firms, or what is said of them, stands at a place. */
function firmDoes(page: Page, at: number): boolean {
  const { lexicon } = page
  const verb = page.longest(lexicon.firmVerbs, at)
  if (verb && verb.value === 'between' && page.isBoundary(at + verb.length)) return true
  const role = page.longest(lexicon.firmRoles, at)?.value
  return role === 'after' || role === 'both' || page.longest(lexicon.companyCues, at) !== null
}

function tellsFirm(page: Page, start: number, end: number, last: Name | undefined): boolean {
  const { text, lexicon, bodyEnd } = page
  for (let size = 1; size <= ROLE; size++) {
    const before = page.exact(lexicon.firmRoles, start - size, start)
    if ((before && before !== 'after') || page.exact(lexicon.firmVerbs, start - size, start)) return true
  }
  if (firmDoes(page, end)) return true
  const title = page.titleAt(end)
  if (title?.value.category === 'executive' && title.value.post) return true
  if (TOGETHER.test(text.slice(end, end + 32))) return true
  if (text[start - 1] === '由' && DONE_BY.test(text.slice(end, end + 8))) return true
  // 云海科技与|江州电子
  if (!'与和及、'.includes(text[start - 1] ?? ' ')) return false
  return last?.end === start - 1 || bodyEnd.get(start - 1)?.kind === 'company'
}
