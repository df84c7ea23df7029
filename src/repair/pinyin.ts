import type { Edit, Issue, StageResult } from '../text/index.js'
import { type Bracket, findBrackets, isBadSign } from './brackets.js'
import type { Step } from './chances.js'
import { isMissing, leastChanceOf, lostIssue, removal, writeSteps } from './edits.js'
import { isInjected, mayBeInjected, noteCodes, PageNotes, sameFigure } from './evidence.js'
import { gbk, isUserPair } from './gbk.js'
import { type Item, isSlippedMark, readItems } from './items.js'
import { Lattice, type Ways } from './lattice.js'
import { PageLists } from './lists.js'
import { languageModel } from './model.js'
import { CharacterPool } from './pool.js'
import { fitness, readingKey } from './readings.js'
import {
  type Give,
  LOST,
  type PageEvidence,
  type Place,
  type Search,
  type Strictness,
  SWALLOWED_FIGURE,
  stepBracket,
  takeCharacters,
} from './ways.js'

/**
 * Takes out pinyin that a converter put into the bytes of a page, and mends the characters that it broke.
 *
 * `auto` decides by the page (see `isInjected`), `remove` takes every bracket that reads the character
 * before it, `keep` none. `isAgain`: what this left in doubt before stays so; only where brackets are left there is
 * something new to read.
 */
export function repairPinyin(
  text: string,
  mode: 'auto' | 'remove' | 'keep' = 'auto',
  isAgain = false,
): StageResult {
  const none = { edits: [], issues: [] }
  if (mode === 'keep') return none
  const found = findBrackets(text)
  if (found.length === 0) return none
  if (mode === 'auto' && !isInjected(text, found))
    return mayBeInjected(text, found) ? { edits: [], issues: [keptIssue(found)] } : none
  const brackets = withSpaces(text, found)
  const told = lookAt(text, brackets)
  const once = mendPage(text, brackets, isAgain, told, false)
  if (once.across === 0 || PRIVATE_USE.test(text)) return written(text, once)
  if (once.user.size > Math.min(1, once.across / MANY))
    return once.user.size > 1 || once.surest > SURE
      ? written(text, once)
      : asBoth(written(text, once), written(text, once, true))
  const again = mendPage(text, brackets, isAgain, told, true)
  const isTelling = once.odd > 0 || once.unread > 0 || once.across >= ENOUGH
  const missing = isTelling ? again.missing : again.sure
  if (missing > once.user.size) return written(text, again)
  if (isTelling && again.missing < once.user.size) return written(text, once)
  return asBoth(written(text, once), written(text, once, true))
}

function keptIssue(brackets: readonly Bracket[]): Issue {
  const what =
    brackets.length === 1 ? 'a reading in brackets was' : `${brackets.length} readings in brackets were`
  return {
    code: 'pinyin-kept',
    severity: 'info',
    span: { start: brackets[0].start, end: brackets[brackets.length - 1].end },
    message: `${what} kept, too few to tell a converter from a writer: pinyin: 'remove' takes them out`,
  }
}

/** What is exact whether pairs went missing or not. */
function asBoth(once: StageResult, again: StageResult): StageResult {
  const key = ({ span, insert }: Edit) => `${span.start} ${span.end} ${insert}`
  const sure = new Set(again.edits.filter(({ certainty }) => certainty === 'exact').map(key))
  const edits = once.edits.map((edit) =>
    edit.certainty === 'inferred' || sure.has(key(edit)) ? edit : { ...edit, certainty: 'inferred' as const },
  )
  return { edits, issues: once.issues }
}

/** Of so many pairs across characters three lie in those areas. One alone may be a misreading. */
const MANY = 20

const PRIVATE_USE = /[\ue000-\uf8ff]/

/** Of fewer characters read across others none may lie in the areas for private use by chance. */
const ENOUGH = 8

/** What is found in a page, in its order: edits and issues that stand, and readings that wait until all are found. */
type Part = { edit: Edit } | { issue: Issue } | { found: Search; steps: readonly Step[] }

interface Mended {
  parts: Part[]
  /**
   * How many characters hardly ever stand in any text, or are wide letters on a page that has no others: 膬 is what is left
   * of 的優質 after a pair that went missing, 伍Ｑ of 伍，把.
   */
  odd: number
  /** How many brackets read neither the character before them nor one across it: 救在(duì)伍, where 救援隊伍 lost a pair. */
  unread: number
  /** How many characters were read across those that the page shows. */
  across: number
  /** The pairs of the areas for private use that show as lost: then none went missing. */
  user: Set<number>
  /** The chance of the likeliest of these. */
  surest: number
  /** How many pairs are taken to have gone missing; behind how many of them a character surely stands. */
  missing: number
  sure: number
}

/** What a page tells before any of it is mended. */
interface Told {
  stretches: readonly Stretch[]
  page: PageEvidence
  lists: PageLists
}

function lookAt(text: string, brackets: readonly Bracket[]): Told {
  const stretches = cutStretches(text, brackets)
  const notes = new PageNotes()
  for (const { start, sound, at } of stretches) notes.note(text, start, sound, brackets, at)
  notes.page.lineEnds?.noteLines(text)
  return { stretches, page: notes.finish(), lists: new PageLists(new CharacterPool()) }
}

/** `drops`: pairs for private use may have gone missing without a sign, as scrapers drop them. */
function mendPage(
  text: string,
  brackets: readonly Bracket[],
  isAgain: boolean,
  { stretches, page: told, lists }: Told,
  drops: boolean,
): Mended {
  // What is mended tells of what comes after it, but nothing of how the page reads otherwise.
  const page = { ...told, drops, neighbours: told.neighbours.copy() }
  const budget = TRIES + TRIES_PER_CHARACTER * text.length
  const lattice = new Lattice(languageModel(), page, budget, FLAT, lists.pool)
  const parts: Part[] = []
  const mended: Mended = {
    parts,
    odd: 0,
    unread: 0,
    across: 0,
    user: new Set(),
    surest: 0,
    missing: 0,
    sure: 0,
  }
  for (const stretch of stretches) {
    if (isAgain && !(brackets[stretch.at]?.start < stretch.end)) continue
    if (stretch.sound === stretch.end) removeBrackets(text, stretch, brackets, page, parts)
    else noteCodes(page.neighbours, mendStretch(text, stretch, brackets, page, lattice, lists, mended))
  }
  return mended
}

/** `mayMiss`: exact is what no pair that went missing can have been part of. */
function written(text: string, { parts }: Mended, mayMiss = false): StageResult {
  const readings = parts.flatMap((part): [Search, readonly Step[]][] =>
    'steps' in part ? [[part.found, part.steps]] : [],
  )
  const least = leastChanceOf(readings)
  const out: StageResult = { edits: [], issues: [] }
  for (const part of parts)
    if ('edit' in part) out.edits.push(part.edit)
    else if ('issue' in part) out.issues.push(part.issue)
    else {
      const { found, steps } = part
      const { page } = found
      writeSteps(text, mayMiss ? { ...found, page: { ...page, drops: true } } : found, steps, least, out)
    }
  return out
}

/** Words tell the same twice over. Found on damaged passages of corpus/ that the model had not seen. */
const FLAT = 0.7

const TRIES = 200_000
const TRIES_PER_CHARACTER = 100

/** Where a space follows nearly every bracket, it belongs to the bracket: 關(guan) 系(xi) 好. */
function withSpaces(text: string, brackets: readonly Bracket[]): readonly Bracket[] {
  const spaced = brackets.filter(({ end }) => text.charCodeAt(end) === 0x20).length
  if (spaced < 0.8 * brackets.length) return brackets
  return brackets.map((bracket) =>
    text.charCodeAt(bracket.end) === 0x20 ? { ...bracket, end: bracket.end + 1 } : bracket,
  )
}

/** A part of the page between two places where characters surely begin. */
interface Stretch {
  start: number
  end: number
  /** Index of the first bracket at or after `start`. */
  at: number
  /** Where the first sign of a lost byte is: up to there all is as it was. */
  sound: number
}

/**
 * Cuts at ASCII below `@`, which is never the second byte of a GBK character, and at characters that GBK
 * lacks: whatever was lost before, the next character begins after these.
 */
function cutStretches(text: string, brackets: readonly Bracket[]): Stretch[] {
  const { pairOf } = gbk()
  const stretches: Stretch[] = []
  let [start, at, next, sound] = [0, 0, 0, -1]
  const close = (end: number, from: number) => {
    if (end > start) stretches.push({ start, end, at, sound: sound < 0 ? end : sound })
    start = from
    at = next
    sound = -1
  }
  for (let i = 0; i < text.length; i++) {
    const bracket = brackets[next]
    if (bracket !== undefined && bracket.start === i) {
      next++
      if (sound < 0 && isBadSign(text.charCodeAt(i))) sound = i
      i = bracket.end - 1
      continue
    }
    const code = text.charCodeAt(i)
    if (isBadSign(code)) sound = sound < 0 ? i : sound
    else if (isSlippedMark(text, i)) continue
    else if (code < 0x40 || (code >= 0x80 && pairOf[code] === 0 && code !== 0x20ac)) close(i, i + 1)
  }
  close(text.length, text.length)
  return stretches
}

/** Nothing was lost here: each bracket goes, if it reads the character before it. */
function removeBrackets(
  text: string,
  { start, end, at }: Stretch,
  brackets: readonly Bracket[],
  page: PageEvidence,
  parts: Part[],
): void {
  const { charOf, pairOf } = gbk()
  let [removedTo, last] = [-1, 0]
  for (let i = at; i < brackets.length && brackets[i].start < end; i++) {
    const bracket = brackets[i]
    if (bracket.start <= start) continue
    const code = text.charCodeAt(bracket.start - 1)
    // What stands before the last character, over a bracket between the two: 國(guó)P(fèng)awlin.
    const other =
      i > at && brackets[i - 1].end === bracket.start - 1 ? brackets[i - 1].start : bracket.start - 1
    // 的(de)(de): the second reads the same character.
    const again = removedTo === bracket.start ? last : 0
    const pair = pairOf[code] || again || acrossAscii(code, other > start ? text.charCodeAt(other - 1) : 0)
    if (
      fitness(charOf[pair], bracket.reading) === 0 &&
      page.annotated[pair] !== readingKey(bracket.reading) + 1
    )
      continue
    parts.push({ edit: removal(bracket.start, bracket.end) })
    removedTo = bracket.end
    last = pair
  }
}

/** 湘I(jiàn)CP: the second byte of 湘 and the I make 鑑 (E6 49); 0 where no such pair ends there. */
function acrossAscii(trail: number, before: number): number {
  return trail < 0x40 || trail >= 0x80 ? 0 : ((gbk().pairOf[before] & 0xff) << 8) | trail
}

/** Gives what surely stands there from the first lost byte on, to help with later stretches; 0 where that is not sure. */
function mendStretch(
  text: string,
  stretch: Stretch,
  brackets: readonly Bracket[],
  page: PageEvidence,
  lattice: Lattice,
  known: PageLists,
  mended: Mended,
): number[] {
  const { parts } = mended
  const sure: number[] = []
  const items = readItems(text, stretch.start, stretch.end, brackets, stretch.at)
  const after = sameFigure(text.charCodeAt(stretch.end) || LINE_BREAK)
  const before = sameFigure(text.charCodeAt(stretch.start - 1) || LINE_BREAK)
  const found: Search = { items, page, after, last: stretch.end === text.length, strict: 2, known }
  let at = 0
  let end = 0
  while (at < items.length) {
    const item = items[at]
    if (item.kind === 'bracket' && at > 0) parts.push({ edit: removal(item.start, item.end) })
    if (item.kind !== 'bad') {
      if (end > 0 && item.kind !== 'bracket') sure.push(item.code)
      at++
      continue
    }
    if (end <= at) end = hopelessFrom(items, at)
    const all = at < end ? searchFrom(found, at, end, before, lattice) : null
    const steps = all && untilLost(items, all)
    if (steps?.length === 0) {
      // What follows is read as if no byte were lost here: ?！本 would be 。”, but for the bracket behind it.
      items[at] = { kind: 'byte', code: QUESTION_MARK, start: item.start, end: item.end }
      parts.push({ issue: lostIssue(item.start, item.end) })
      continue
    }
    if (!steps) {
      let next = at + 1
      while (at === end && items[next]?.kind === 'bad') next++
      parts.push({ issue: lostIssue(item.start, items[next - 1].end) })
      sure.push(0)
      at = next
      continue
    }
    parts.push({ found, steps })
    countAcross(items, steps, page, mended)
    for (const { code, chance } of steps) sure.push(chance < SURE || code <= SWALLOWED_FIGURE ? 0 : code)
    at = steps[steps.length - 1].to >> 2
  }
  if (after < 0x40) sure.push(after)
  return sure
}

const QUESTION_MARK = 0x3f

/** The steps up to a sign that may be a question mark of the page, from which on no way leads on. */
function untilLost(items: readonly Item[], steps: readonly Step[]): readonly Step[] {
  let first = 0
  for (const [i, { from, code }] of steps.entries()) {
    if ((from & 3) === 0) first = i
    if (code !== LOST) continue
    const item = items[steps[first].from >> 2]
    return item.kind === 'bad' && !item.lone ? steps.slice(0, first) : steps
  }
  return steps
}

/** Chance of a character by which a lost pair may be told. */
const PROBABLE = 0.9

/** `script` of wide figures and letters. */
const WIDE = 4

/** Log probability of a character that hardly ever stands in any text. */
const ODD = -11.5

function countAcross(
  items: readonly Item[],
  steps: readonly Step[],
  page: PageEvidence,
  mended: Mended,
): void {
  const { frequency, simplified, script } = languageModel()
  const { pairOf } = gbk()
  const isOdd = (code: number) =>
    frequency[simplified[code]] < ODD || (script[code] === WIDE && page.prices.wide !== 0)
  for (const [i, step] of steps.entries()) {
    const { code, from, to, chance } = step
    if (hasUnread(items, step, page)) mended.unread++
    if (((from | to) & 3) === 0) continue
    mended.across++
    if (isMissing(items, to)) {
      mended.missing++
      if (chance > PROBABLE) mended.sure++
    } else if ((to & 3) === 2 && i + 1 < steps.length) {
      const lost = ((pairOf[code] & 0xff) << 8) | (pairOf[steps[i + 1].code] >> 8)
      const both = isUserPair(lost) ? Math.min(chance, steps[i + 1].chance) : 0
      if (both > PROBABLE) mended.user.add(lost)
      mended.surest = Math.max(mended.surest, both)
    }
    if (code > SWALLOWED_FIGURE && isOdd(code)) mended.odd++
  }
}

/** Whether a bracket within a character or after it reads neither it nor what its first byte ends. */
function hasUnread(items: readonly Item[], { code, from, to, last }: Step, page: PageEvidence): boolean {
  const { charOf, pairOf } = gbk()
  const whole = pairOf[code]
  for (let i = (from >> 2) + 1; i < (to + 3) >> 2; i++) {
    const item = items[i]
    if (item.kind !== 'bracket') continue
    const pair = i === (to >> 2) - 1 && (to & 3) === 0 ? whole : last < 0 ? 0 : (last << 8) | (whole >> 8)
    if (
      pair !== 0 &&
      page.annotated[pair] !== readingKey(item.reading) + 1 &&
      fitness(charOf[pair], item.reading) === 0
    )
      return true
  }
  return false
}

/** Chance of a character that is as good as told by its bytes. */
const SURE = 0.97

/** So many signs of lost bytes in a row tell nothing. */
const HOPELESS = 8

/** Where such a row begins, from `at` on. */
function hopelessFrom(items: readonly Item[], at: number): number {
  let count = 0
  for (let i = at; i < items.length; i++) {
    count = items[i].kind === 'bad' ? count + 1 : 0
    if (count === HOPELESS) return i + 1 - HOPELESS
  }
  return items.length
}

/** How many characters before a lost one the words are read from. */
const RUN_UP = 8

const LINE_BREAK = 0x0a

/** The best reading of items from `at` to `end`; `edge` stands before the first of all. */
function searchFrom(found: Search, at: number, end: number, edge: number, lattice: Lattice): Step[] | null {
  const { items } = found
  let first = at
  for (let left = RUN_UP; first > 0 && left > 0 && items[first - 1].kind !== 'bad'; first--)
    if (items[first - 1].kind !== 'bracket') left--
  const start = at << 2
  const place = stepBracket(found, first << 2).place
  const ways = new ItemWays(found, start, end)
  const steps = lattice.search(ways, { place, last: -1, code: first === 0 ? edge : 0 })
  if (steps === null) return null
  let run = 0
  while (run < steps.length && steps[run].from < start) run++
  return steps.slice(run)
}

class ItemWays implements Ways {
  readonly start: Place
  readonly end: Place
  readonly after: number
  readonly #found: Search

  constructor(found: Search, start: Place, end: number) {
    this.start = start
    this.end = end << 2
    this.after = end === found.items.length ? found.after : 0
    this.#found = found
  }

  isDamaged(index: number): boolean {
    return this.#found.items[index].kind === 'bad'
  }

  skip(from: Place): Place {
    return stepBracket(this.#found, ((from >> 2) + 1) << 2).place
  }

  take(from: Place, last: number, strict: Strictness, give: Give): void {
    const found = this.#found
    if (from >= this.start) {
      found.strict = strict
      takeCharacters(found, from, last, give)
      return
    }
    // What stands before the first lost byte is as it was.
    const item = found.items[from >> 2]
    const to = stepBracket(found, from + 4).place
    if (item.kind === 'pair') give.one(item.code, to, item.pair & 0xff, 0)
    else if (item.kind === 'byte') give.one(item.code, to, item.code, 0)
  }
}
