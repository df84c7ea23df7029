import { type AbbreviatedPlace, CUE } from './lexicon.js'
import { isDigitCode, isHanCode, overlapsAny, type Page, type PlaceHit } from './page.js'

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
  for (const { span } of zones)
    for (let i = span.start; i < span.end; i++) {
      if (!abbreviated.has(text.charCodeAt(i))) continue
      let end = i + 1
      while (end < span.end && end - i < LONGEST_RUN && abbreviated.has(text.charCodeAt(end))) end++
      const to = end - i > 1 ? runEnd(page, i, end, span.end) : singleEnd(page, i, span.start, span.end)
      if (to > 0 && !overlapsAny(page.places, i, to)) {
        const kind = kindOfRun(page, i, to)
        for (let at = i; at < to; at++) {
          const hit = hitAt(page, at, kind)
          if (hit) added.push(hit)
        }
        i = to - 1
      } else {
        const last = listEnd(page, i, span.start, span.end)
        if (last > 0) {
          const kind = kindOfRun(page, i, i + 1)
          for (let at = i; at < last; at += 2) {
            const hit = overlapsAny(page.places, at, at + 1) ? null : hitAt(page, at, kind)
            if (hit) added.push(hit)
          }
          i = last - 1
        } else i = end - 1
      }
    }
  if (added.length === 0) return
  page.places = [...page.places, ...added].sort((a, b) => a.start - b.start)
  for (const hit of added) {
    page.placeEnd.set(hit.end, hit)
    page.placeStart.set(hit.start, hit.end)
  }
}

type Kind = 'country' | 'province'

function formsAt({ text, lexicon }: Page, at: number): readonly AbbreviatedPlace[] {
  return lexicon.abbreviated.get(text.charCodeAt(at)) ?? []
}

const has = (page: Page, at: number, kind: Kind): boolean =>
  formsAt(page, at).some((form) => form.kind === kind)

function all(page: Page, start: number, end: number, kind: Kind): boolean {
  for (let i = start; i < end; i++) if (!has(page, i, kind)) return false
  return true
}

/** Countries where all may be countries: 中澳, but 港澳. */
function kindOfRun(page: Page, start: number, end: number): Kind {
  return all(page, start, end, 'country') ? 'country' : 'province'
}

/** Whether a word that makes a short name, or a pair of them, sure starts at a place, and ends a word. */
function cueAfter(page: Page, at: number, kind: Kind, pair = false): boolean {
  const one = kind === 'country' ? CUE.afterCountry : CUE.afterProvince
  const two = kind === 'country' ? CUE.afterCountries : CUE.afterProvinces
  const wanted = pair ? one | two : one
  const match = page.longest(page.lexicon.abbreviationCues, at)
  if (match === null || (match.value & wanted) === 0) return false
  // 湘鄂交界|处: after a pair a longer word may go on.
  return (pair && match.length > 1) || page.isBoundary(at + match.length)
}

function cueBefore(page: Page, at: number, floor: number, kind: Kind): boolean {
  // 在华, 来华: nothing but China.
  const anywhere = page.text[at] === '华' ? CUE.beforeProvince : 0
  const coast = formsAt(page, at)[0].use === 'coast'
  if (coast && '出入进在离'.includes(page.text[at - 1])) return false
  const wanted = kind === 'country' ? CUE.beforeCountry | anywhere : CUE.beforeProvince
  for (const length of [2, 1]) {
    if (at - length < floor || !page.isBoundary(at - length)) continue
    const value = page.exact(page.lexicon.abbreviationCues, at - length, at)
    if (value !== undefined && (value & wanted) !== 0) return true
  }
  return false
}

/** Where a run of short names ends that is one; 0 for none. */
function runEnd(page: Page, start: number, end: number, limit: number): number {
  if (!page.isBoundary(start)) return 0
  for (let to = end; to - start > 1; to--) {
    // 美美: no pair.
    if (page.text[start] === page.text[start + 1]) continue
    for (const kind of ['country', 'province'] as const) {
      const uses = usesOf(page, start, to, kind)
      if (!uses || uses.has('alone')) continue
      if (cueAfter(page, listOfRuns(page, to, limit, kind), kind, true)) return to
      if (!page.isBoundary(to) || uses.has('weak')) continue
      if (to - start > 2) return to
      if (kind === 'country' && (page.text[start] === '中' || !goesOn(page, to, limit))) return to
    }
  }
  return 0
}

/** How the characters of a run are used as names of one kind; null where one is none. */
function usesOf(page: Page, start: number, end: number, kind: Kind): Set<string> | null {
  const uses = new Set<string>()
  for (let at = start; at < end; at++) {
    const form = formsAt(page, at).find((f) => f.kind === kind)
    if (!form) return null
    uses.add(form.use)
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

/** One short name between what makes it sure; 0 for none. */
function singleEnd(page: Page, at: number, floor: number, limit: number): number {
  // 5月6日国务院
  if (at > floor && isDigitCode(page.text.charCodeAt(at - 1))) return 0
  const closed = page.isBoundary(at + 1)
  for (const kind of ['country', 'province'] as const) {
    if (!has(page, at, kind)) continue
    // 召见|印驻巴: both sides of 驻 are.
    if (page.isBoundary(at) && at + 1 < limit && cueAfter(page, at + 1, kind)) return at + 1
    if (closed && cueBefore(page, at, floor, kind)) return at + 1
    // 访华, 赴京: one word of the list.
    const word = page.wordStart(at, floor)
    if (closed && at - word === 1 && cueBefore(page, at, floor, kind)) return at + 1
  }
  return 0
}

/** Where a list of short names of one kind ends: 辽、吉、黑. 0 where it has fewer than two. */
function listEnd(page: Page, start: number, floor: number, limit: number): number {
  const { text } = page
  const alone = (at: number) =>
    (at === floor || page.isBoundary(at)) && (page.isBoundary(at + 1) || !isHanCode(text.charCodeAt(at + 1)))
  if (text[start + 1] !== '、' || !alone(start)) return 0
  for (const kind of ['province', 'country'] as const) {
    let end = start
    let count = 0
    while (end < limit && has(page, end, kind) && alone(end)) {
      count++
      if (text[end + 1] !== '、') break
      end += 2
    }
    if (count > 1) return has(page, end, kind) ? end + 1 : end - 1
  }
  return 0
}

/** A form of a listed place, decided among those of one character by what the page names in full. */
function hitAt(page: Page, at: number, kind: Kind): PlaceHit | null {
  const forms = formsAt(page, at).filter((form) => form.kind === kind)
  const named = forms.find(({ name }) =>
    page.places.some((hit) => hit.form.name === name || nameOf(page, hit) === name),
  )
  const form = page.lexicon.placeOf((named ?? forms[0])?.name ?? '')
  return form ? { start: at, end: at + 1, form, rule: 'place-abbreviation' } : null
}

function nameOf({ text }: Page, { start, end }: PlaceHit): string {
  return text.slice(start, end)
}
