import type { Zone } from '../article/index.js'
import { type WordKind, type Words, wordKindOf, wordKinds } from '../segment/index.js'
import { byteColumn, isHan as isHanCode, numberColumn, Trie, type TrieMatch } from '../text/index.js'
import { ByPlace } from './by-place.js'
import type { Division } from './divisions.js'
import type { WordList } from './gazetteer.js'
import { getLexicon, type Head, type Lexicon, type PlaceForm, WORD } from './lexicon.js'
import type { OrganizationCategory, Person } from './types.js'

export { isDigit as isDigitCode, isHan as isHanCode, isLatin as isLatinCode } from '../text/index.js'

/** A place found in the text. */
export interface PlaceHit {
  start: number
  end: number
  form: PlaceForm
  rule: string
}

/** An organisation or a company found in the text. */
export interface BodyHit {
  kind: 'organization' | 'company'
  start: number
  end: number
  category: OrganizationCategory
  legalForm: string | null
  rule: string
  score: number
}

export interface PersonHit {
  start: number
  end: number
  category: Person['category'] | null
  rule: string
  score: number
  /** Whom a short mention stands for: 张书记. */
  name?: string
}

/** All persons found have one shape, whoever finds them. */
export function personHit(
  start: number,
  end: number,
  category: PersonHit['category'],
  rule: string,
  score: number,
  name?: string,
): PersonHit {
  return { start, end, category, rule, score, name }
}

/**
 * The same at another stretch. Not `{ ...hit, start }`: what is copied so has a shape of its own, and the engine compiles
 * whatever meets it a second time.
 */
export function moved<Hit extends PlaceHit | BodyHit>(hit: Hit, start: number, end: number): Hit
export function moved(hit: PlaceHit | BodyHit, start: number, end: number): PlaceHit | BodyHit {
  if (!('kind' in hit)) return { start, end, form: hit.form, rule: hit.rule }
  const { kind, category, legalForm, rule, score } = hit
  return { kind, start, end, category, legalForm, rule, score }
}

/** What `kindOf` says of a stretch that the word list does not have. */
const UNLISTED = 63

/** One article as the recognisers see it: text, word ends, what was found so far. */
export class Page {
  readonly text: string
  readonly zones: readonly Zone[]
  readonly lexicon: Lexicon = getLexicon()
  /** 1 where a word starts. */
  readonly #starts: Uint8Array
  /** Where the word that starts at a place ends; 0 where none starts. */
  readonly #wordEnds: Int32Array
  /** What the word list says of the word that starts at a place. */
  readonly #wordKinds: Uint8Array
  /** 1 + `bits` of each word, once asked for: 0 before. */
  readonly #wordBits: Int32Array
  /** By place: the chain of the gazetteer that starts there. */
  readonly #chains: Int32Array
  /** By place: a bit for each list that has a word there. Most places have none of the list that is asked for. */
  readonly #lists: Int32Array
  places: PlaceHit[] = []
  /** Places by where they end. */
  readonly placeEnd: ByPlace<PlaceHit>
  /** Places by where they start: their ends. */
  readonly placeStart: ByPlace<number>
  /** Names with points: start → end. */
  readonly dotted = new Map<number, number>()
  bodies: BodyHit[] = []
  readonly bodyEnd: ByPlace<BodyHit>
  persons: PersonHit[] = []
  /** Titles that the model reads: start → end. */
  readonly titles = new Map<number, number>()

  #divisions: ReadonlySet<Division> | null = null

  /** The caller's own titles. */
  readonly #titles: Trie<Head> | null

  constructor(text: string, zones: readonly Zone[], words: Words, titles: readonly string[] = []) {
    this.#titles =
      titles.length > 0
        ? new Trie(titles.map((title) => [title, { category: 'official', post: true }]))
        : null
    this.text = text
    this.zones = zones
    this.#starts = byteColumn(text.length + 1)
    this.#wordEnds = numberColumn(text.length + 1)
    this.#wordBits = numberColumn(text.length + 1)
    this.#wordKinds = byteColumn(text.length)
    this.placeEnd = new ByPlace(text.length)
    this.placeStart = new ByPlace(text.length)
    this.bodyEnd = new ByPlace(text.length)
    let start = 0
    for (let w = 0; w < words.ends.length; w++) {
      const end = words.ends[w]
      this.#starts[start] = 1
      this.#wordEnds[start] = end
      this.#wordKinds[start] = words.kinds[w]
      start = end
    }
    this.#starts[text.length] = 1
    const { chains, masks } = this.lexicon.gazetteer.scan(text)
    this.#chains = chains
    this.#lists = masks
  }

  /** Whether the places found so far have a division by its full name that a form may stand for: 天长 beside 天长市. */
  namesInFull(form: PlaceForm): boolean {
    if (!this.#divisions) {
      const divisions = new Set<Division>()
      for (const hit of this.places)
        if (hit.form.how === 'full') for (const division of hit.form.divisions) divisions.add(division)
      this.#divisions = divisions
    }
    const named = this.#divisions
    return form.divisions.some((division) => named.has(division))
  }

  /** The longest word of a list at a place, or null. */
  longest<T>(list: WordList<T>, at: number): TrieMatch<T> | null {
    return (this.listsAt(at) & list.bit) === 0 ? null : list.first(this.#chains[at])
  }

  /** The value of a stretch in a list. */
  exact<T>(list: WordList<T>, start: number, end: number): T | undefined {
    return (this.listsAt(start) & list.bit) === 0 ? undefined : list.exact(this.#chains[start], end - start)
  }

  /** The first place from one on, up to `end`, where a word of a list starts; `end` where there is none. */
  next<T>(list: WordList<T>, at: number, end: number): number {
    return this.nextOf(list.bit, at, end)
  }

  /** The first place from one on, up to `end`, where a word of one of some lists starts: their bits together. */
  nextOf(bits: number, at: number, end: number): number {
    const lists = this.#lists
    let i = at
    while (i < end && (lists[i] & bits) === 0) i++
    return i
  }

  /** A bit for each list that has a word at a place, none outside the text: see `bit` of the lists. */
  listsAt(at: number): number {
    return at >= 0 && at < this.#lists.length ? this.#lists[at] : 0
  }

  /** The chain of the words that start at a place. */
  chainAt(at: number): number {
    return this.#chains[at]
  }

  /** The longest title at a place; the caller's own win. */
  titleAt(at: number): TrieMatch<Head> | null {
    return this.#titles?.longest(this.text, at) ?? this.longest(this.lexicon.heads, at)
  }

  /** The first place from one on, up to `end`, where a title of the tables may start. */
  nextTitle(at: number, end: number): number {
    return this.#titles ? at : this.next(this.lexicon.heads, at, end)
  }

  isBoundary(at: number): boolean {
    return at >= 0 && at < this.#starts.length && this.#starts[at] === 1
  }

  /** Where the word, or the part of it before `at`, starts. */
  wordStart(at: number, floor: number): number {
    let i = at - 1
    while (i > floor && this.#starts[i] === 0) i--
    return Math.max(i, floor)
  }

  /** Classes of a stretch taken as one word: bits of `WORD`. */
  bits(start: number, end: number): number {
    if (this.#wordEnds[start] !== end) return this.#bitsOf(start, end)
    const known = this.#wordBits[start]
    if (known > 0) return known - 1
    const bits = this.#bitsOf(start, end)
    this.#wordBits[start] = bits + 1
    return bits
  }

  #bitsOf(start: number, end: number): number {
    const own = this.ownBits(start, end)
    if (end <= start || end - start > 8 || !isHanCode(this.text.charCodeAt(start))) return own
    return own | classOfKind(this.text, start, end, this.kindOf(start, end))
  }

  /** What the word list says of a stretch: see `wordKindOf`. */
  kindOf(start: number, end: number): number {
    return this.#wordEnds[start] === end ? this.#wordKinds[start] : wordKindOf(this.text, start, end)
  }

  /** What kind of word a stretch is by the word list; null where the list has none. */
  wordKind(start: number, end: number): WordKind | null {
    const kind = this.kindOf(start, end)
    return kind === UNLISTED ? null : wordKinds[kind & 15]
  }

  /** What the room's own tables say of a stretch: all of `bits` but `stop` and `noun`. */
  ownBits(start: number, end: number): number {
    return end - start > 8 ? 0 : (this.exact(this.lexicon.words, start, end) ?? 0)
  }

  isStop(start: number, end: number): boolean {
    return (this.bits(start, end) & WORD.stop) !== 0
  }

  wordEnd(at: number, ceiling: number): number {
    const end = this.#wordEnds[at]
    if (end > 0) return Math.min(end, ceiling)
    let i = at + 1
    while (i < ceiling && this.#starts[i] === 0) i++
    return Math.min(i, ceiling)
  }
}

/** Bits of `WORD` by kind of word. */
const CLASSES: readonly number[] = wordKinds.map((kind) => {
  if (kind === 'verb' || kind === 'function' || kind === 'adverb' || kind === 'time') return WORD.stop
  return kind === 'noun' || kind === 'adjective' || kind === 'abbreviation' ? WORD.noun : 0
})

/** What a kind of word says: a common word that ends a name, one that may stand in it, or neither. */
function classOfKind(text: string, start: number, end: number, kind: number): number {
  // Rare words of the list are as often names (奥凯, 龙源) as not.
  if (kind === UNLISTED || kind & 16) return 0
  const bits = CLASSES[kind & 15]
  if (bits !== WORD.noun) return bits
  // 一些, 两岸, 几名: figures end a name.
  if ('一两几'.includes(text[start])) return WORD.stop
  return end - start > 1 ? bits : 0
}

export function isHan(ch: string | undefined): boolean {
  return ch !== undefined && isHanCode(ch.charCodeAt(0))
}

/** Index of the first of sorted, disjoint hits that ends behind a place; their number where none does. */
export function firstBehind(hits: readonly { end: number }[], at: number): number {
  let lo = 0
  let hi = hits.length
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    if (hits[mid].end <= at) lo = mid + 1
    else hi = mid
  }
  return lo
}

/** Index of the first of sorted hits that starts at a place or behind it. */
export function firstFrom(hits: readonly { start: number }[], at: number): number {
  let lo = 0
  let hi = hits.length
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    if (hits[mid].start < at) lo = mid + 1
    else hi = mid
  }
  return lo
}

const NONE: readonly never[] = []

/** Those of sorted, disjoint hits that overlap a span. */
export function overlapping<T extends { start: number; end: number }>(
  hits: readonly T[],
  span: { start: number; end: number },
): readonly T[] {
  const first = firstBehind(hits, span.start)
  let last = first
  while (last < hits.length && hits[last].start < span.end) last++
  return last > first ? hits.slice(first, last) : NONE
}

/** Those that overlap none of the sorted, disjoint ones that are taken. */
export function outsideOf<T extends { start: number; end: number }>(
  hits: readonly T[],
  taken: readonly { start: number; end: number }[],
): T[] {
  const free: T[] = []
  for (const hit of hits) if (!overlapsAny(taken, hit.start, hit.end)) free.push(hit)
  return free
}

/** Whether a stretch overlaps one of sorted, disjoint hits. */
export function overlapsAny(
  hits: readonly { start: number; end: number }[],
  start: number,
  end: number,
): boolean {
  const first = firstBehind(hits, start)
  return first < hits.length && hits[first].start < end
}

function isInOrder(hits: readonly { start: number }[]): boolean {
  for (let i = 1; i < hits.length; i++) if (hits[i - 1].start > hits[i].start) return false
  return true
}

/** Sets the places of a page, in order, with the tables of their starts and ends. */
export function setPlaces(page: Page, places: PlaceHit[]): void {
  page.places = isInOrder(places) ? places : places.sort((a, b) => a.start - b.start)
  page.placeEnd.clear()
  page.placeStart.clear()
  for (const hit of places) {
    page.placeEnd.set(hit.end, hit)
    page.placeStart.set(hit.start, hit.end)
  }
}
