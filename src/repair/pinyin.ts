import type { Certainty, Edit, Issue, StageResult } from '../text/index.js'
import { type Bracket, findBrackets, isBadSign } from './brackets.js'
import { isInjected, PageNotes } from './evidence.js'
import { gbk } from './gbk.js'
import { type Item, readItems } from './items.js'
import {
  extend,
  LOST,
  NOTHING,
  type PageEvidence,
  Path,
  type Search,
  SWALLOWED,
  search,
  takeCharacters,
} from './lattice.js'
import { languageModel } from './model.js'
import { fitness, readingKey } from './readings.js'
import { swallowed } from './swallowed.js'

/**
 * Takes out pinyin that a converter put into the bytes of a page, and mends the characters that it broke.
 *
 * `auto` decides by the page (see `isInjected`), `remove` takes every bracket that reads the character
 * before it, `keep` none.
 */
export function repairPinyin(text: string, mode: 'auto' | 'remove' | 'keep' = 'auto'): StageResult {
  const none = { edits: [], issues: [] }
  if (mode === 'keep') return none
  const found = findBrackets(text)
  if (found.length === 0) return none
  if (mode === 'auto' && !isInjected(text, found)) return none
  const brackets = withSpaces(text, found)
  const stretches = cutStretches(text, brackets)
  const notes = new PageNotes()
  for (const { start, end, at, damaged } of stretches)
    if (!damaged) notes.note(text, start, end, brackets, at)
  const page = notes.finish()
  const budget = { left: TRIES + TRIES_PER_CHARACTER * text.length }
  const out: StageResult = { edits: [], issues: [] }
  for (const stretch of stretches) {
    if (stretch.damaged) mendStretch(text, stretch, brackets, page, budget, out)
    else removeBrackets(text, stretch, brackets, page, out)
  }
  return out
}

const TRIES = 1_000_000
const TRIES_PER_CHARACTER = 600

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
  /** Holds the sign of a lost byte. */
  damaged: boolean
}

/**
 * Cuts at ASCII below `@`, which is never the second byte of a GBK character, and at characters that GBK
 * lacks: whatever was lost before, the next character begins after these.
 */
function cutStretches(text: string, brackets: readonly Bracket[]): Stretch[] {
  const { pairOf } = gbk()
  const stretches: Stretch[] = []
  let [start, at, next, damaged] = [0, 0, 0, false]
  const close = (end: number, from: number) => {
    if (end > start) stretches.push({ start, end, at, damaged })
    start = from
    at = next
    damaged = false
  }
  for (let i = 0; i < text.length; i++) {
    const bracket = brackets[next]
    if (bracket !== undefined && bracket.start === i) {
      next++
      if (isBadSign(text.charCodeAt(i))) damaged = true
      i = bracket.end - 1
      continue
    }
    const code = text.charCodeAt(i)
    if (isBadSign(code)) damaged = true
    else if (code < 0x40 || (code >= 0x80 && pairOf[code] === 0 && code !== 0x20ac)) close(i, i + 1)
  }
  close(text.length, text.length)
  return stretches
}

function removal(start: number, end: number): Edit {
  return { span: { start, end }, insert: '', rules: ['repair/pinyin'], certainty: 'exact' }
}

/** Nothing was lost here: each bracket goes, if it reads the character before it. */
function removeBrackets(
  text: string,
  { start, end, at }: Stretch,
  brackets: readonly Bracket[],
  page: PageEvidence,
  out: StageResult,
): void {
  const { charOf, pairOf } = gbk()
  for (let i = at; i < brackets.length && brackets[i].start < end; i++) {
    const bracket = brackets[i]
    if (bracket.start <= start) continue
    const code = text.charCodeAt(bracket.start - 1)
    const pair = pairOf[code] || acrossAscii(text, bracket.start, start)
    if (
      fitness(charOf[pair], bracket.reading) > 0 ||
      page.annotated[pair] === readingKey(bracket.reading) + 1
    )
      out.edits.push(removal(bracket.start, bracket.end))
  }
}

/** 湘I(jiàn)CP: the second byte of 湘 and the I make 鑑 (E6 49); 0 where no such pair ends there. */
function acrossAscii(text: string, end: number, start: number): number {
  const trail = text.charCodeAt(end - 1)
  if (end - 2 < start || trail < 0x40 || trail >= 0x80) return 0
  return ((gbk().pairOf[text.charCodeAt(end - 2)] & 0xff) << 8) | trail
}

function mendStretch(
  text: string,
  stretch: Stretch,
  brackets: readonly Bracket[],
  page: PageEvidence,
  budget: Search['budget'],
  out: StageResult,
): void {
  const items = readItems(text, stretch.start, stretch.end, brackets, stretch.at)
  const model = languageModel()
  let at = 0
  while (at < items.length) {
    const item = items[at]
    if (item.kind === 'bracket' && at > 0) out.edits.push(removal(item.start, item.end))
    if (item.kind !== 'bad') {
      at++
      continue
    }
    const start = startPath(items, at, text.charCodeAt(stretch.start - 1) || LINE_BREAK, { page, model })
    const after = text.charCodeAt(stretch.end) || LINE_BREAK
    const found: Search = { items, page, model, budget, after, last: stretch.end === text.length }
    const end = search(found, start)
    if (!end) {
      out.issues.push(lostIssue(item.start, item.end))
      at++
      continue
    }
    writeRegions(text, found, start, end, out)
    at = end.to >> 2
  }
}

/** How many characters before a lost one the words are read from. */
const RUN_UP = 8

const LINE_BREAK = 0x0a

/** A path that has just read the characters before item `at`; `edge` stands before the first item. */
function startPath(
  items: readonly Item[],
  at: number,
  edge: number,
  context: Pick<Search, 'page' | 'model'>,
): Path {
  const before: Item[] = []
  let i = at - 1
  for (; i >= 0 && before.length < RUN_UP; i--) {
    const item = items[i]
    if (item.kind === 'bracket') continue
    if (item.kind === 'bad') break
    before.push(item)
  }
  const place = at << 2
  const root = Path.root(place)
  let path = (i < 0 && extend(context, root, edge, place, -1, 0, NOTHING)) || root
  for (const item of before.reverse())
    if (item.kind === 'pair' || item.kind === 'byte') {
      const last = item.kind === 'pair' ? item.pair & 0xff : item.code
      path = extend(context, path, item.code, place, last, 0, NOTHING) ?? path
    }
  return path.restart()
}

function lostIssue(start: number, end: number): Issue {
  return {
    code: 'bytes-lost',
    severity: 'warning',
    span: { start, end },
    message: 'bytes were lost here, and what is left does not tell which characters stood here',
  }
}

/** Turns the steps of a search into edits, one for each run of items that one set of characters replaces. */
function writeRegions(text: string, found: Search, start: Path, end: Path, out: StageResult): void {
  const steps: Path[] = []
  for (let path: Path | null = end; path && path !== start; path = path.previous) steps.push(path)
  steps.reverse()
  let region: Path[] = []
  let before = start
  for (const step of steps) {
    region.push(step)
    if ((step.to & 3) !== 0) continue
    writeRegion(text, found, before, region, out)
    before = step
    region = []
  }
}

function writeRegion(text: string, found: Search, before: Path, region: Path[], out: StageResult): void {
  const { items } = found
  const [first, last] = [before.to >> 2, (region[region.length - 1].to >> 2) - 1]
  const span = { start: items[first].start, end: items[last].end }
  if (region.length === 1 && first === last && text.charCodeAt(span.start) === region[0].code) return
  const item = items[first]
  const plain = item.kind === 'pair' || item.kind === 'byte'
  if (region.length === 1 && last === first + 1 && plain && item.code === region[0].code) {
    out.edits.push(removal(items[last].start, items[last].end))
    return
  }
  if (region.some(({ code }) => code === LOST)) {
    out.issues.push(lostIssue(span.start, span.end))
    return
  }
  const firstGuess = region.findIndex((step) => groundsOf(items, step) === 'guess')
  const firm = firstGuess < 0 ? region : region.slice(0, firstGuess)
  const only = firm.length > 0 && isOnlyWay(found, before, firm)
  for (const piece of cutPieces(text, items, region, firm.length, only)) {
    keepUnknown(text, piece, out)
    if (piece.insert !== text.slice(piece.span.start, piece.span.end)) out.edits.push(piece)
  }
}

/** 致?8 for 致38: the digit cannot be told, so the `?` of the page stays, outside the edit. */
function keepUnknown(text: string, piece: Edit, out: StageResult): void {
  const { span, insert } = piece
  if (!insert.includes('?')) return
  out.issues.push(lostIssue(span.start, span.end))
  if (!insert.endsWith('?') || !isBadSign(text.charCodeAt(span.end - 1))) return
  span.end--
  piece.insert = insert.slice(0, -1)
}

/** What a character rests on: bytes that are all there, a reading in brackets, or a guess. */
type Grounds = 'bytes' | 'reading' | 'guess'

function groundsOf(items: readonly Item[], { from, to, code }: Path): Grounds {
  if (code === SWALLOWED) return 'guess'
  let grounds: Grounds = 'bytes'
  for (let i = from >> 2; i <= (to - 1) >> 2; i++) {
    const item = items[i]
    if (item.kind !== 'bad') continue
    if (!item.lone) return 'guess'
    grounds = 'reading'
  }
  return grounds
}

/** One edit for each run of characters that rest on the same; every character keeps its own place. */
function cutPieces(
  text: string,
  items: readonly Item[],
  region: readonly Path[],
  firm: number,
  only: boolean,
): Edit[] {
  const pieces: Edit[] = []
  // A character that ends within an item takes the whole of it: the next begins after it.
  const cut = (place: number) => ((place & 3) === 0 ? items[place >> 2].start : items[place >> 2].end)
  for (const [i, step] of region.entries()) {
    const grounds = groundsOf(items, step)
    const sure = i < firm && (grounds === 'bytes' || only)
    const rule = grounds === 'guess' ? 'repair/pinyin-lost' : 'repair/pinyin-misaligned'
    const certainty: Certainty = sure ? 'exact' : 'inferred'
    const start = cut(step.from)
    const end = (step.to & 3) === 0 ? items[(step.to >> 2) - 1].end : cut(step.to)
    const before = i > 0 ? String.fromCharCode(region[i - 1].code) : text.slice(start - 1, start)
    const insert = step.code === SWALLOWED ? swallowed(text, end, before) : String.fromCharCode(step.code)
    const last = pieces.at(-1)
    if (last && last.certainty === certainty && last.rules[0] === rule) {
      last.span.end = end
      last.insert += insert
    } else pieces.push({ span: { start, end }, insert, rules: [rule], certainty })
  }
  return pieces
}

/** Most steps that the proof of uniqueness takes before it gives up. */
const MOST_STEPS = 2000

/**
 * Whether the bytes and readings of a region allow these characters and no others: with tones no others at
 * all, without tones (sources differ in them) no other that is at all usual.
 */
function isOnlyWay(found: Search, before: Path, region: readonly Path[]): boolean {
  return countWays(found, before, region, 2, -100) === 1 && countWays(found, before, region, 1, USUAL) === 1
}

const USUAL = -12

function countWays(
  found: Search,
  before: Path,
  region: readonly Path[],
  strict: 1 | 2,
  least: number,
): number {
  const goal = region[region.length - 1].to
  const { single, simplified } = found.model
  const search = { ...found, strict, free: true, budget: { left: 0 } }
  let [ways, steps] = [0, 0]
  const walk = (place: number, last: number) => {
    if (place >= goal) {
      ways++
      return
    }
    takeCharacters(search, place, last, (code, to, nextLast) => {
      if (ways > 1 || steps++ > MOST_STEPS) return
      if (single[simplified[code]] >= least || region.some((step) => step.code === code)) walk(to, nextLast)
    })
  }
  walk(before.to, before.last)
  return steps > MOST_STEPS ? 2 : ways
}
