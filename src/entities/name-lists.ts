import { indexIn } from '../text/index.js'
import { getEdges } from './edges.js'
import { UNSCORED, WORD } from './lexicon.js'
import { follows, saysAt } from './names.js'
import {
  type BodyHit,
  isHanCode,
  overlapping,
  overlapsAny,
  type Page,
  type PersonHit,
  personHit,
} from './page.js'
import type { PostHit } from './posts/hit.js'

interface Item {
  start: number
  end: number
}

/** What ends a list. */
const CLAUSE = '，。；：！？\n“”《》()'
/** Longest gloss in brackets: （女，哈尼族）. */
const GLOSS = 16
/** The score of a name that only its list tells. */
const SCORE = 24

/**
 * Names that a list of names has, common words though they be: 市领导曾可堂、周一军、向东夏参加. Two others of the list and
 * half of it must be known; one is enough behind its office (副市长罗淑霞、|高峰参加) or before what people do.
 */
export function closeNameLists(page: Page): void {
  const { text } = page
  const added: PersonHit[] = []
  for (const marks of SEPARATORS) {
    const next = marksOf(text, marks)
    let at = next(0)
    for (const { span } of page.zones) {
      if (!overlapsAny(page.persons, span.start, span.end)) continue
      if (at < span.start) at = next(span.start)
      while (at < span.end) {
        const items = itemsAround(text, at, span, marks)
        const last = items[items.length - 1]
        // Of a list without anybody known nothing is told.
        if (overlapsAny(page.persons, items[0].start, last.end)) added.push(...namesOf(page, items, span))
        at = next(Math.max(at + 1, last.start))
      }
    }
  }
  putPersons(page, added)
}

/** What stands between the names of a list: a comma, or spaces alone. */
const SEPARATORS = ['、', ' 　']

/** Where the next of some marks stands from a place on; the places asked for never go back. */
function marksOf(text: string, marks: string): (from: number) => number {
  const found = new Array<number>(marks.length).fill(-1)
  return (from) => {
    let next = text.length
    for (let k = 0; k < marks.length; k++) {
      if (found[k] < from) {
        const at = text.indexOf(marks[k], from)
        found[k] = at < 0 ? text.length : at
      }
      next = Math.min(next, found[k])
    }
    return next
  }
}

/** What a list says over what was guessed of the same stretch. */
function putPersons(page: Page, added: PersonHit[]): void {
  if (added.length === 0) return
  added.sort((a, b) => a.start - b.start)
  const bodies = page.bodies.filter((hit) => !overlapsAny(added, hit.start, hit.end))
  if (bodies.length < page.bodies.length) {
    for (const hit of page.bodies) if (!bodies.includes(hit)) page.bodyEnd.delete(hit.end)
    page.bodies = bodies
  }
  page.persons = [...page.persons.filter((hit) => !overlapsAny(added, hit.start, hit.end)), ...added].sort(
    (a, b) => a.start - b.start,
  )
}

/** How far the names of a byline reach, and what closes them. */
const BYLINE =
  /^[ 　:：]{0,2}([^，。；！？\n（）()“”]{2,60}?)(?:[）)\n]|[ 　]?(?:[综联]合)?(?:报道|摄影|摄)|[ 　/](?:文|图)|$)/
const EDGES = /[ 　、/和]+|[^ 　、/和：:]{1,5}[：:][ 　]?/

/** 记者何信兰 通讯员|高一成）: in a byline what stands between its marks is a name, whatever words it is cut into. */
export function findBylineNames(page: Page, posts: readonly PostHit[]): void {
  const added: PersonHit[] = []
  for (const post of posts) {
    if (post.head.category !== 'journalist') continue
    const line = BYLINE.exec(page.text.slice(post.end, post.end + 68))
    if (!line) continue
    let at = post.end + line[0].indexOf(line[1])
    for (const word of line[1].split(EDGES)) {
      const start = page.text.indexOf(word, at)
      at = start + word.length
      const found = overlapping(page.persons, { start, end: at }).some(
        (hit) => hit.start === start && hit.end === at,
      )
      if (!found && word !== '' && couldBeName(page, start, at))
        added.push(personHit(start, at, 'journalist', 'person-in-list', SCORE))
    }
  }
  putPersons(page, added)
}

/** The items of a list whose first comma stands at a place; the first and the last with what else their clause has. */
function itemsAround(text: string, comma: number, { start: floor, end: limit }: Item, marks: string): Item[] {
  let start = comma
  while (start > floor && !CLAUSE.includes(text[start - 1])) start--
  const items: Item[] = []
  let from = start
  let i = comma
  for (; i < limit && !CLAUSE.includes(text[i]); i++) {
    if (marks.includes(text[i])) {
      items.push({ start: from, end: i })
      from = i + 1
    } else if (text[i] === '（') {
      const close = indexIn(text, 0xff09, i, Math.min(limit, i + GLOSS + 1))
      if (close < 0) break
      // 米雪莲（女）、
      if (!marks.includes(text[close + 1] ?? '。')) {
        i = close
        continue
      }
      items.push({ start: from, end: i })
      from = close + 2
      i = close + 1
    } else if (text[i] === '等' && i - from > 1) break
    else if (getEdges().joinsNames.includes(text[i]) && i - from > 1 && i - from < 5 && items.length > 0) {
      items.push({ start: from, end: i })
      from = i + 1
    }
  }
  items.push({ start: from, end: i })
  return items
}

function namesOf(page: Page, items: readonly Item[], zone: Item): PersonHit[] {
  const last = items.length - 1
  const open: Item[] = []
  let known = 0
  let acts = false
  for (const [k, item] of items.entries()) {
    const person = personIn(page, item, k === 0, k === last)
    if (person) {
      known++
      if (k === last) acts = actsAt(page, person.end)
      continue
    }
    const name =
      k === 0
        ? firstName(page, item)
        : k === last
          ? lastName(page, item, zone.end)
          : couldBeName(page, item.start, item.end)
            ? item
            : null
    if (name && k === last) acts = actsAt(page, name.end)
    if (name) open.push(name)
    else if (k > 0 && k < last) return []
  }
  const first = personIn(page, items[0], true, false)?.rule
  const office = first === 'person-after-title' || first === 'person-introduced'
  const several = known > 1 && known >= open.length && items.length > 2
  if (!several && !(known > 0 && acts && (office || (items.length > 2 && open.length < 3)))) return []
  return open.map(({ start, end }) => personHit(start, end, null, 'person-in-list', SCORE))
}

/** 陪同调研, 等参加, the end of the clause: what people do together. */
function actsAt(page: Page, at: number): boolean {
  // 任命罗嘉宇、江明仁|为审判员
  if ('为的'.includes(page.text[at] ?? ' ')) return true
  const from = page.text[at] === '等' ? at + 1 : at
  return (
    (from === at && CLAUSE.includes(page.text[at] ?? '。')) ||
    (saysAt(page, from) && isHanCode(page.text.charCodeAt(from + 1)))
  )
}

/** Who has an item: all of it or, behind a title, its end; of the first the end, of the last the start. */
function personIn(
  { persons }: Page,
  { start, end }: Item,
  first: boolean,
  last: boolean,
): PersonHit | undefined {
  return overlapping(persons, { start, end }).find(
    (hit) => hit.name === undefined && (last ? first || hit.start === start : hit.end === end),
  )
}

function couldBeName(page: Page, start: number, end: number): boolean {
  const { text, lexicon } = page
  const length = end - start
  if (length < 2 || length > 4) return false
  for (let i = start; i < end; i++) if (!isHanCode(text.charCodeAt(i))) return false
  const double = length > 2 && page.exact(lexicon.doubleSurnames, start, start + 2) !== undefined
  if (!double && (length > 3 || lexicon.surnames[text.charCodeAt(start)] === UNSCORED)) return false
  // 龚|永旺: firms of the tables make way, all else stays.
  if (overlapping(page.bodies, { start, end }).some((hit) => !isLoose(hit, start, end))) return false
  // 黄梅, 邵阳: people are called so too.
  if (
    overlapping(page.places, { start, end }).some(
      ({ form, rule }) => form.how === 'full' && rule !== 'place-unit' && rule !== 'place-abbreviation',
    )
  )
    return false
  if (page.ownBits(start, end) & (WORD.leadIn | WORD.inner | WORD.department)) return false
  return page.exact(lexicon.heads, start, end) === undefined
}

function isLoose({ rule, start, end }: BodyHit, from: number, to: number): boolean {
  return rule.startsWith('model-') || (rule.endsWith('-known') && start > from && end <= to)
}

function firstName(page: Page, { start, end }: Item): Item | null {
  for (const length of [4, 3, 2]) {
    const at = end - length
    if (at < start || !couldBeName(page, at, end)) continue
    if (at === start || (page.isBoundary(at) && isWord(page, at, start))) return { start: at, end }
  }
  return null
}

/** 由|, 领导|, 还有|: whether what ends at a place is a word and no part of a name. */
function isWord(page: Page, at: number, floor: number): boolean {
  const from = page.wordStart(at, floor)
  return page.bits(from, at) !== 0 || page.titleAt(from) !== null
}

function lastName(page: Page, { start, end }: Item, limit: number): Item | null {
  for (const length of [4, 3, 2]) {
    const to = start + length
    if (to > end || to > limit || !couldBeName(page, start, to)) continue
    if (to === end || follows(page, to)) return { start, end: to }
  }
  return null
}
