import { wordKinds } from '../segment/index.js'
import { type AbbreviatedPlace, CUE, WORD } from './lexicon.js'
import { isDigitCode, isHanCode, overlapsAny, type Page, type PlaceHit, setPlaces } from './page.js'

/** Longest run of one-character names: 中美俄英法. */
const LONGEST_RUN = 5

/**
 * One-character names of places where what stands beside them leaves no doubt: 访华, 美方, 赴京, 中俄两国, 湘鄂赣,
 * 辽、吉、黑三省. Alone they are characters like others: 中, 美, 新.
 */
export function findAbbreviations(page: Page): void {
  const { text, lexicon, zones } = page
  const { abbreviated } = lexicon
  const added: PlaceHit[] = []
  let named: ReadonlySet<string> | null = null
  let towns: ReadonlySet<string> | null = null
  for (const { span } of zones)
    for (
      let i = page.next(lexicon.abbreviatedAt, span.start, span.end);
      i < span.end;
      i = page.next(lexicon.abbreviatedAt, i + 1, span.end)
    ) {
      let end = i + 1
      while (end < span.end && end - i < LONGEST_RUN && abbreviated.has(text.charCodeAt(end))) end++
      // 访华|比赛: a name alone before what only looks like one.
      if (end - i > 1) towns ??= headsOfTowns(page)
      const pair = end - i > 1 && !towns?.has(text.slice(i, i + 2)) ? runAt(page, i, end, span.end) : null
      const run =
        pair ?? (end - i === 1 || page.isBoundary(i + 1) ? singleAt(page, i, span.start, span.end) : null)
      const found = run && isFree(page, i, run.end) ? run : listAt(page, i, span.start, span.end)
      if (!found) {
        i = end - 1
        continue
      }
      named ??= namesOf(page)
      for (let at = i; at < found.end; at += found.step) {
        if (overlapsAny(page.places, at, at + 1)) continue
        const hit = hitAt(page, at, found.kind, named, found.end - i === 1)
        if (hit) added.push(hit)
      }
      i = found.end - 1
    }
  if (added.length > 0) setPlaces(page, [...page.places, ...added])
}

/** 中泰街道 … 中泰|竹笛展示馆: the pairs that names of towns of the page begin with. */
function headsOfTowns({ places }: Page): ReadonlySet<string> {
  const heads = new Set<string>()
  for (const { form } of places) if (form.level === 'township') heads.add(form.name.slice(0, 2))
  return heads
}

/** Whether no place stands over a run, but for one that the run goes on from: 京津|渝. */
function isFree(page: Page, start: number, end: number): boolean {
  const pair = page.placeStart.get(start)
  return !overlapsAny(page.places, pair === start + 2 ? pair : start, end)
}

type Kind = AbbreviatedPlace['kind']

const KINDS: readonly Kind[] = ['country', 'province', 'city']
/** Those that stand in pairs and lists: 中美, 湘鄂赣. */
const IN_PAIRS: readonly Kind[] = ['country', 'province']

/** Short names of one kind from a place to `end`, every character or, in a list, every second one. */
interface Found {
  end: number
  kind: Kind
  step: 1 | 2
}

function formsAt({ text, lexicon }: Page, at: number): readonly AbbreviatedPlace[] {
  return lexicon.abbreviated.get(text.charCodeAt(at)) ?? []
}

/** Those of one kind; undefined for none. */
function formsAs({ text, lexicon }: Page, at: number, kind: Kind): readonly AbbreviatedPlace[] | undefined {
  return lexicon.abbreviatedAs[kind].get(text.charCodeAt(at))
}

const has = (page: Page, at: number, kind: Kind): boolean => formsAs(page, at, kind) !== undefined

/** Whether a word that makes a short name, or a pair of them, sure starts at a place, and ends a word. */
function cueAfter(page: Page, at: number, kind: Kind, pair = false): boolean {
  const one = kind === 'country' ? CUE.afterCountry : CUE.afterProvince
  const two = kind === 'country' ? CUE.afterCountries : CUE.afterProvinces
  const wanted = pair ? one | two : one
  const match = page.longest(page.lexicon.abbreviationCues, at)
  if (match === null || (match.value & wanted) === 0) return false
  // 湘鄂交界|处: after a pair a longer word may go on; 美|驻华大使.
  if ((pair && match.length > 1) || page.isBoundary(at + match.length)) return true
  return page.text[at] === '驻' && page.isBoundary(at) && has(page, at + 1, 'country')
}

/** 驻|华|大使, 来|华|访问: within one word of the list that is no name, a verb before and a common word behind. */
function insideWord(page: Page, at: number, floor: number, kind: Kind): boolean {
  const start = at - 1
  if (start < floor || !page.isBoundary(start) || page.isBoundary(at)) return false
  const end = page.wordEnd(start, page.text.length)
  const value = page.exact(page.lexicon.abbreviationCues, start, at) ?? 0
  const before = kind === 'country' ? CUE.beforeCountry : CUE.beforeProvince
  if (end - at < 3 || !(value & (page.text[at] === '华' ? before | CUE.beforeProvince : before))) return false
  return (page.bits(at + 1, end) & (WORD.noun | WORD.stop)) !== 0
}

/** 俄|拟增兵, 美|已撤军: a country where a clause begins, before what countries do. */
function opensClause(page: Page, at: number, floor: number): boolean {
  if (at > floor && !OPENERS.includes(page.text[at - 1])) return false
  if (!page.isBoundary(at) || !page.isBoundary(at + 1)) return false
  const match = page.longest(page.lexicon.abbreviationCues, at + 1)
  return match !== null && (match.value & CUE.opens) !== 0 && page.isBoundary(at + 1 + match.length)
}

const OPENERS = '，。；：！？“—、…（('

function cueBefore(page: Page, at: number, floor: number, kind: Kind): boolean {
  // 在华, 来华: nothing but China.
  const anywhere = page.text[at] === '华' ? CUE.beforeProvince : 0
  const coast = formsAt(page, at)[0].use === 'coast'
  if (coast && '出入进在离'.includes(page.text[at - 1])) return false
  // 船舶在|港|停泊: in port.
  if (
    page.text[at] === '港' &&
    page.text[at - 1] === '在' &&
    page.lexicon.portCues.includes(page.text[at + 1] ?? ' ')
  )
    return false
  const wanted = kind === 'country' ? CUE.beforeCountry | anywhere : CUE.beforeProvince
  for (const length of [2, 1]) {
    if (at - length < floor || !page.isBoundary(at - length)) continue
    const value = page.exact(page.lexicon.abbreviationCues, at - length, at)
    if (value !== undefined && (value & wanted) !== 0) return true
  }
  return false
}

/** A run of short names that is one; of those that may be both, countries: 中澳, but 港澳. */
function runAt(page: Page, start: number, end: number, limit: number): Found | null {
  if (!page.isBoundary(start) || endsDate(page, start)) return null
  for (let to = end; to - start > 1; to--) {
    // 美美, 非法: no pair.
    if (page.text[start] === page.text[start + 1] || isWord(page, start, to)) continue
    for (const kind of IN_PAIRS) {
      const found: Found = { end: to, kind, step: 1 }
      const uses = usesOf(page, start, to, kind)
      // 安保|合作: of rarer ones alone there is no pair.
      if (!uses || uses.has('alone') || (uses.size === 1 && uses.has('pair'))) continue
      if (cueAfter(page, listOfRuns(page, to, limit, kind), kind, true)) return found
      if (!page.isBoundary(to) || uses.has('weak') || uses.has('pair')) continue
      if (to - start > 2) return found
      if (kind === 'country' && (page.text[start] === '中' || !goesOn(page, to, limit))) return found
    }
  }
  return null
}

/** 1月9|日|以…的名义, 今（13）|日|美国务院 */
function endsDate({ text }: Page, at: number): boolean {
  if (text[at] !== '日') return false
  const before = text.charCodeAt('）)'.includes(text[at - 1] ?? ' ') ? at - 2 : at - 1)
  return isDigitCode(before)
}

const COMMON: ReadonlySet<string> = new Set(['noun', 'verb', 'adverb', 'adjective'])

/** Whether a run is one common word of the list. */
function isWord(page: Page, start: number, end: number): boolean {
  const kind = page.kindOf(start, end)
  return page.wordEnd(start, end) === end && (kind & 16) === 0 && COMMON.has(wordKinds[kind & 15])
}

/** How the characters of a run are used as names of one kind; null where one is none. */
function usesOf(page: Page, start: number, end: number, kind: Kind): Set<string> | null {
  const uses = new Set<string>()
  for (let at = start; at < end; at++) {
    const forms = formsAs(page, at, kind)
    if (!forms) return null
    uses.add(forms[0].use)
  }
  return uses
}

/** Where the pairs that go on behind 、 end: 中俄|、中日、中韩关系 share what follows. */
function listOfRuns(page: Page, from: number, limit: number, kind: Kind): number {
  let end = from
  while (page.text[end] === '、' && end - from < 24) {
    let to = end + 1
    while (to < limit && to - end <= LONGEST_RUN && has(page, to, kind)) to++
    if (to - end < 3) break
    end = to
  }
  return end
}

/** Whether a word touches a place that is no particle or verb of the closed classes. */
function goesOn(page: Page, at: number, limit: number): boolean {
  if (at >= limit || !isHanCode(page.text.charCodeAt(at))) return false
  return !page.isStop(at, page.wordEnd(at, Math.min(limit, at + 4)))
}

/** One short name beside what makes it sure. */
function singleAt(page: Page, at: number, floor: number, limit: number): Found | null {
  // 5月6日国务院
  if (at > floor && (isDigitCode(page.text.charCodeAt(at - 1)) || endsDate(page, at))) return null
  // 对|华为
  const known = page.longest(page.lexicon.known, at)
  if (known?.value.sure && known.value.kind === 'company') return null
  const closed = page.isBoundary(at + 1)
  for (const kind of KINDS) {
    const forms = formsAs(page, at, kind)
    if (!forms) continue
    const followed = page.isBoundary(at) && at + 1 < limit && cueAfter(page, at + 1, kind)
    const found: Found = { end: at + 1, kind, step: 1 }
    if (forms.every(({ use }) => use === 'pair')) {
      // 挪威 … 挪方, 塞内加尔 … 访|塞: rarer ones where the page has the whole name before.
      const met = () =>
        page.places.some(({ start, form }) => start < at && forms.some((f) => f.name === form.name))
      const before = closed && at > floor ? page.exact(page.lexicon.abbreviationCues, at - 1, at) : undefined
      const gone = ((before ?? 0) & CUE.beforeRare) !== 0 && page.isBoundary(at - 1)
      if ((followed || gone) && met()) return found
      continue
    }
    if (followed || (closed && cueBefore(page, at, floor, kind)) || insideWord(page, at, floor, kind))
      return found
    if (forms.some(({ use }) => use === 'sure') && opensClause(page, at, floor)) return found
  }
  return null
}

/** 中、日、韩|三国: how many a list has. */
const TOTALS = '两三四五六七八九十'

/** A list of two short names of one kind and more: 辽、吉、黑. */
function listAt(page: Page, start: number, floor: number, limit: number): Found | null {
  const { text } = page
  const alone = (at: number) =>
    (at === floor || page.isBoundary(at)) &&
    (page.isBoundary(at + 1) ||
      !isHanCode(text.charCodeAt(at + 1)) ||
      (TOTALS.includes(text[at + 1]) && '国方地省市洲'.includes(text[at + 2] ?? ' ')))
  if (text[start + 1] !== '、' || !alone(start)) return null
  for (const kind of IN_PAIRS) {
    let end = start
    for (let at = start; at < limit && has(page, at, kind) && alone(at); at += 2) {
      end = at + 1
      if (text[end] !== '、') break
    }
    // 李泽|湘、|甘洁: what touches other characters on both sides is of names.
    if (end - start === 3 && touches(page, start, floor) && isHanCode(text.charCodeAt(end))) {
      const behind = TOTALS.includes(text[end]) || page.bits(end, page.wordEnd(end, limit)) & WORD.stop
      if (!behind && page.longest(page.lexicon.abbreviationCues, end) === null) continue
    }
    // 老、中、青: the list goes on with what is no country.
    if (end - start > 2 && !(text[end] === '、' && alone(end + 1) && isHanCode(text.charCodeAt(end + 1))))
      return { end, kind, step: 2 }
  }
  return null
}

/** Whether a character that is no verb or preposition stands right before a place, as a word of its own. */
function touches(page: Page, at: number, floor: number): boolean {
  if (at === floor || !isHanCode(page.text.charCodeAt(at - 1))) return false
  return page.isBoundary(at - 1) && !(page.bits(at - 1, at) & (WORD.stop | WORD.leadIn))
}

/** The names of the page's places, as they stand and in full: they decide which 巴 is meant. */
function namesOf({ text, places }: Page): Set<string> {
  const names = new Set<string>()
  for (const { start, end, form } of places) names.add(form.name).add(text.slice(start, end))
  return names
}

function hitAt(
  page: Page,
  at: number,
  kind: Kind,
  named: ReadonlySet<string>,
  alone: boolean,
): PlaceHit | null {
  const forms = formsAs(page, at, kind) ?? []
  // 来澳: Macao where the page names it, and not Australia.
  const { name } =
    forms.find((form) => named.has(form.name)) ??
    (alone ? formsAt(page, at).find((form) => named.has(form.name)) : undefined) ??
    forms[0]
  const form = page.lexicon.placeOf(name)
  return form ? { start: at, end: at + 1, form, rule: 'place-abbreviation' } : null
}
