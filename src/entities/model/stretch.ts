import { firstFrom, type Page } from '../page.js'
import type { PlaceLevel } from '../types.js'
import { type FeatureColumns, GROUPS, KINDS, KINDS_BEFORE, KINDS_FAR_BEFORE, ownColumns } from './columns.js'
import {
  ENDS_CLAUSE,
  FIRST,
  FOREIGN,
  fold,
  GIVEN_MARK,
  getTraits,
  isHanCode,
  lower,
  ONLY,
  SECOND,
  SURNAME,
  SURNAME_MARK,
  TRAITS,
} from './traits.js'

/** Kinds of marks on a character, as bits. */
export const LISTED = 1
export const AHEAD_OF = 2
export const IN_NAME = 4
export const IN_FOREIGN = 8

/** Parts of a stretch: begin, inside, end, single, as in the tags. 0 is outside. */
const BEGIN = 1
const INSIDE = 2
const END = 3
const SINGLE = 4

const LEVELS: Record<PlaceLevel, number> = {
  country: 0,
  province: 1,
  prefecture: 1,
  county: 1,
  township: 2,
  village: 2,
  region: 3,
  natural: 4,
  road: 4,
  facility: 4,
  foreign: 5,
  other: 3,
}

/** Quarter bits from which on a surname with a given name is marked as one. */
const LEAST = -16

/** Instead of odds: a mark that ends a clause, another code unit that is no ideograph. */
const CLAUSE_END = -128
const NO_HAN = -127

/** How far to the right a suffix of a body is looked for, characters. */
const AHEAD = 16

/** What training may hide, so that the model does not lean on one source alone. */
export interface Hidden {
  /** Of grammar and of the list of known names. */
  lists: boolean
  /** Words and pairs of characters as such. */
  words: boolean
}

const NOTHING: Hidden = { lists: false, words: false }

/**
 * What is known of each character of stretches of pages, one after another: its word, what grammar and lists have
 * there. One serves many pages: its columns are not made anew for each.
 */
export class Stretch {
  /** Of the stretch in hand. */
  start = 0
  length = 0
  /** For each character the key of each group. */
  readonly keys: Int32Array
  protected readonly traits = getTraits()
  protected hidden = NOTHING
  /** The code units of the stretch, folded. */
  readonly codes: Uint16Array
  protected readonly wordStart: Int32Array
  protected readonly wordEnd: Int32Array
  protected readonly wordHash: Int32Array
  protected readonly wordKind: Uint8Array
  /** Where in its word a character stands. */
  protected readonly parts: Uint8Array
  protected readonly place: Uint8Array
  protected readonly body: Uint8Array
  protected readonly title: Uint8Array
  protected readonly suffix: Uint8Array
  protected readonly ahead: Uint8Array
  protected readonly known: Uint8Array
  protected readonly name: Uint8Array
  protected readonly nameScore: Int32Array
  protected readonly nameStart: Int32Array
  protected readonly nameEnd: Int32Array
  protected readonly surname: Uint8Array
  protected readonly given: Uint8Array
  protected readonly foreign: Uint8Array
  protected readonly foreignEnd: Int32Array
  /** How much likelier in a transliterated name; `CLAUSE_END` or `NO_HAN` for what is no ideograph. */
  protected readonly odds: Int8Array
  /** Where the suffixes of bodies begin. */
  readonly #suffixStart: Int32Array
  #suffixes = 0
  /** What is marked on a character; of known names also beside it. */
  protected readonly marked: Uint8Array
  /** The columns of which most characters have nothing. */
  readonly #marks: readonly Uint8Array[]

  /** Reads stretches of at most `longest` code units. `columns`: where others read along. */
  constructor(longest: number, columns: FeatureColumns = ownColumns(longest)) {
    const bytes = () => new Uint8Array(longest)
    const numbers = () => new Int32Array(longest)
    this.keys = columns.keys
    this.codes = columns.codes
    this.wordStart = numbers()
    this.wordEnd = numbers()
    this.wordHash = columns.wordHash
    this.wordKind = bytes()
    this.parts = columns.parts
    this.place = bytes()
    this.body = bytes()
    this.title = bytes()
    this.suffix = bytes()
    this.ahead = bytes()
    this.known = bytes()
    this.name = bytes()
    this.nameScore = numbers()
    this.nameStart = numbers()
    this.nameEnd = numbers()
    this.surname = bytes()
    this.given = bytes()
    this.foreign = bytes()
    this.foreignEnd = numbers()
    this.odds = new Int8Array(longest)
    this.#suffixStart = numbers()
    this.marked = bytes()
    this.#marks = [
      this.place,
      this.body,
      this.title,
      this.suffix,
      this.ahead,
      this.known,
      this.name,
      this.foreign,
      this.marked,
    ]
  }

  /** Takes a stretch of a page in hand, with what grammar has found of places and bodies so far. */
  read(page: Page, start: number, end: number, hidden: Hidden = NOTHING): void {
    const n = end - start
    this.start = start
    this.length = n
    this.hidden = hidden
    for (const column of this.#marks) column.fill(0, 0, n)
    this.nameScore.fill(LEAST, 0, n)
    this.#suffixes = 0
    this.#readCharacters(page.text)
    this.#readWords(page)
    if (!hidden.lists) this.#readHits(page)
    this.#readLists(page)
    this.#readAhead()
    this.#readForeign()
    this.#readKeys()
  }

  /** What each character is by itself. */
  #readCharacters(text: string): void {
    const { start, length: n, codes } = this
    const traits = this.traits
    const surname = this.surname
    const given = this.given
    const odds = this.odds
    for (let i = 0; i < n; i++) {
      const code = fold(text.charCodeAt(start + i))
      const own = TRAITS * code
      codes[i] = code
      surname[i] = traits[own + SURNAME_MARK]
      given[i] = traits[own + GIVEN_MARK]
      odds[i] = isHanCode(code)
        ? traits[own + FOREIGN]
        : traits[own + ENDS_CLAUSE] === 1
          ? CLAUSE_END
          : NO_HAN
    }
  }

  #readWords(page: Page): void {
    const { start, length: n, codes } = this
    const { text } = page
    const starts = this.wordStart
    const ends = this.wordEnd
    const hashes = this.wordHash
    const kinds = this.wordKind
    const parts = this.parts
    for (let i = 0; i < n; ) {
      const to = page.wordEnd(start + i, start + n) - start
      const kind = isHanCode(codes[i]) ? page.kindOf(start + i, start + to) : 62
      let hash = to - i
      for (let k = i; k < to; k++)
        hash =
          Math.imul(hash, 0x01000193) ^ (isHanCode(codes[k]) ? codes[k] : lower(text.charCodeAt(start + k)))
      for (let k = i; k < to; k++) {
        starts[k] = i
        ends[k] = to
        hashes[k] = hash
        kinds[k] = kind
        parts[k] = INSIDE
      }
      parts[to - 1] = END
      parts[i] = to - i === 1 ? SINGLE : BEGIN
      i = to
    }
  }

  /** Marks what grammar says. */
  #readHits({ places, bodies }: Page): void {
    const { start } = this
    const end = start + this.length
    for (let k = firstFrom(places, start); k < places.length && places[k].start < end; k++) {
      const { start: s, end: e, form } = places[k]
      if (e > end) continue
      const how = form.how === 'full' ? 0 : form.how === 'short' ? 1 : 2
      this.#cover(this.place, s - start, e - start, how * 6 + LEVELS[form.level])
    }
    for (let k = firstFrom(bodies, start); k < bodies.length && bodies[k].start < end; k++) {
      const { start: s, end: e, kind, score, legalForm } = bodies[k]
      if (e > end) continue
      const strength = legalForm !== null ? 3 : score >= 0.88 ? 2 : score >= 0.8 ? 1 : 0
      this.#cover(this.body, s - start, e - start, (kind === 'company' ? 4 : 0) + strength)
    }
  }

  /** Marks what the lists of words say. */
  #readLists(page: Page): void {
    const { start, length: n, codes } = this
    const { lists } = this.hidden
    const { listed, heads, companies, organizations, surnamesAt, doubleSurnames } = page.lexicon
    const surnames = surnamesAt.bit | doubleSurnames.bit
    const words = listed.bit | heads.bit | companies.bit | organizations.bit
    const end = start + n
    for (
      let at = page.nextOf(surnames | words, start, end);
      at < end;
      at = page.nextOf(surnames | words, at + 1, end)
    ) {
      const i = at - start
      const found = page.listsAt(at)
      if (found & surnames)
        this.#readName(
          i,
          (found & doubleSurnames.bit) !== 0 &&
            i + 1 < n &&
            page.exact(doubleSurnames, at, at + 2) !== undefined,
        )
      if ((found & words) === 0 || (!isHanCode(codes[i]) && codes[i] !== 65 && codes[i] !== 97)) continue
      const chain = page.chainAt(at)
      if (!lists && this.known[i] === 0) {
        const match = listed.first(chain)
        if (match && i + match.length <= n && (match.length > 2 || page.isBoundary(at))) {
          const to = i + match.length
          this.#cover(this.known, i, to, match.value)
          // It tells on what stands beside it too.
          if (i > 0) this.marked[i - 1] |= LISTED
          if (to < n) this.marked[to] |= LISTED
        }
      }
      if (this.title[i] === 0) {
        const head = heads.first(chain)
        if (head && i + head.length <= n) this.#cover(this.title, i, i + head.length, head.value.post ? 0 : 1)
      }
      if (this.suffix[i] === 0) {
        const company = companies.first(chain)
        const organization = organizations.first(chain)
        if (company && company.length >= (organization?.length ?? 0) && i + company.length <= n)
          this.#coverSuffix(i, i + company.length, COMPANY_SUFFIX[company.value.name] ?? 0)
        else if (organization && i + organization.length <= n)
          this.#coverSuffix(i, i + organization.length, ORGANIZATION_SUFFIX[organization.value.name] ?? 4)
      }
    }
  }

  /** Marks a stretch with a value and its parts; what is marked already stays. */
  #cover(marks: Uint8Array, from: number, to: number, value: number): void {
    const marked = this.marked
    for (let i = from; i < to; i++) {
      marked[i] |= LISTED
      if (marks[i] > 0) continue
      const part = to - from === 1 ? SINGLE : i === from ? BEGIN : i === to - 1 ? END : INSIDE
      marks[i] = 4 * value + part
    }
  }

  #coverSuffix(from: number, to: number, value: number): void {
    this.#cover(this.suffix, from, to, value)
    this.#suffixStart[this.#suffixes++] = from
  }

  /** Marks each character with the nearest suffix of a body to its right within the clause, and how far it is. */
  #readAhead(): void {
    const suffix = this.suffix
    const odds = this.odds
    for (let s = 0; s < this.#suffixes; s++) {
      const at = this.#suffixStart[s]
      const last = Math.max(0, at - AHEAD, s > 0 ? this.#suffixStart[s - 1] + 1 : 0)
      for (let i = at - 1; i >= last && odds[i] !== CLAUSE_END; i--) {
        if (suffix[i] > 0) continue
        const far = at - i
        this.ahead[i] = 1 + ((suffix[at] - 1) >> 2) * 4 + (far <= 2 ? 0 : far <= 4 ? 1 : far <= 8 ? 2 : 3)
        this.marked[i] |= AHEAD_OF
      }
    }
  }

  /** Marks the likeliest Chinese name over the characters from a surname on: its parts, how likely. */
  #readName(i: number, double: boolean): void {
    const n = this.length
    const traits = this.traits
    const codes = this.codes
    const score = this.nameScore
    const odds = traits[TRAITS * codes[i] + SURNAME]
    if (odds === 0 && !double) return
    const size = double ? 2 : 1
    const base = double ? 14 : odds - 64
    for (let more = 1; more <= 2; more++) {
      const end = i + size + more
      if (end > n || !isHanCode(codes[end - 1]) || !isHanCode(codes[end - more])) break
      const one = TRAITS * codes[i + size]
      const two = TRAITS * codes[end - 1]
      const total = base + (more === 1 ? traits[one + ONLY] : traits[one + FIRST] + traits[two + SECOND])
      if (total <= LEAST) continue
      let better = true
      for (let k = i; k < end; k++) if (score[k] >= total) better = false
      if (!better) continue
      const likely = 1 + 4 * Math.min(5, Math.floor((total - LEAST) / 12))
      for (let k = i; k < end; k++) {
        score[k] = total
        this.name[k] = likely + (k < i + size ? 0 : more === 1 ? 3 : k === end - 1 ? 2 : 1)
        this.nameStart[k] = i
        this.nameEnd[k] = end
        this.marked[k] |= IN_NAME
      }
    }
  }

  /** Marks runs of characters that transliterate foreign names, points among them. */
  #readForeign(): void {
    const codes = this.codes
    const odds = this.odds
    const n = this.length
    for (let i = 0; i < n; ) {
      if (odds[i] < 2) {
        i++
        continue
      }
      let end = i
      let sum = 0
      let points = 0
      while (end < n) {
        if (codes[end] === 0xb7 && end > i && end + 1 < n && isHanCode(codes[end + 1])) {
          points = 1
          end++
          continue
        }
        if (odds[end] < 0) break
        sum += odds[end]
        end++
      }
      if (end - i >= 2) {
        const bucket = Math.min(6, Math.floor(sum / 10)) + 7 * points
        for (let k = i; k < end; k++) {
          const part = k === i ? 0 : k === end - 1 ? 2 : 1
          this.foreign[k] = 1 + part + 3 * bucket
          this.foreignEnd[k] = end
          this.marked[k] |= IN_FOREIGN
        }
      }
      i = Math.max(end, i + 1)
    }
  }

  #readKeys(): void {
    const n = this.length
    const { keys } = this
    const ends = this.wordEnd
    let farBefore = 61
    let before = 61
    let at = 0
    const parts = this.parts
    const surname = this.surname
    const given = this.given
    const place = this.place
    const body = this.body
    for (let start = 0; start < n; ) {
      const end = ends[start]
      const kind = this.wordKind[start]
      const around = (kind << 11) | (this.kindAt(end) << 5) | ((Math.min(4, end - start) - 1) << 2)
      for (let i = start; i < end; i++, at += GROUPS) {
        const part = parts[i] - 1
        const free = place[i] + body[i] === 0 ? 16 : 0
        keys[at] = (surname[i] << 9) | (given[i] << 2) | part
        keys[at + 1] = KINDS + (free | around | part)
        keys[at + 2] = KINDS_BEFORE + ((before << 8) | (kind << 2) | part)
        keys[at + 3] = KINDS_FAR_BEFORE + ((farBefore << 8) | (before << 2) | part)
      }
      farBefore = before
      before = kind
      start = end
    }
  }

  /** The kind of the word of a character. */
  protected kindAt(i: number): number {
    return i < 0 || i >= this.length ? 61 : this.wordKind[i]
  }
}

const COMPANY_SUFFIX: Record<string, number> = { legal: 0, type: 1, trade: 2, reject: 3 }
const ORGANIZATION_SUFFIX: Record<string, number> = { self: 4, place: 5, body: 6, dept: 7, named: 8 }
