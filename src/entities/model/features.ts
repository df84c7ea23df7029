import type { Page } from '../page.js'
import type { PlaceLevel } from '../types.js'
import { type FeatureColumns, GROUPS, KINDS, KINDS_BEFORE, KINDS_FAR_BEFORE, ownColumns } from './columns.js'
import { mix, UNIT_AT, UNIT_FEATURES, unitHash } from './hashes.js'
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
const LISTED = 1
const AHEAD_OF = 2
const IN_NAME = 4
const IN_FOREIGN = 8
const QUOTED = 16

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
 * The features of stretches of pages, one after another, character by character, as hashes of 24 bits. One reader
 * serves many pages: its columns are not made anew for each.
 */
export class FeatureReader {
  /** Of the stretch in hand. */
  start = 0
  length = 0
  /** For each character the key of each group. */
  readonly keys: Int32Array
  readonly #traits = getTraits()
  #hidden = NOTHING
  /** The code units of the stretch, folded. */
  readonly codes: Uint16Array
  readonly #wordStart: Int32Array
  readonly #wordEnd: Int32Array
  readonly #wordHash: Int32Array
  readonly #wordKind: Uint8Array
  /** Where in its word a character stands. */
  readonly #parts: Uint8Array
  readonly #place: Uint8Array
  readonly #body: Uint8Array
  readonly #title: Uint8Array
  readonly #suffix: Uint8Array
  readonly #ahead: Uint8Array
  readonly #known: Uint8Array
  readonly #name: Uint8Array
  readonly #nameScore: Int32Array
  readonly #nameStart: Int32Array
  readonly #nameEnd: Int32Array
  readonly #surname: Uint8Array
  readonly #given: Uint8Array
  readonly #foreign: Uint8Array
  readonly #foreignStart: Int32Array
  readonly #foreignEnd: Int32Array
  readonly #quote: Uint8Array
  /** What is marked on a character; of what lists say also beside it or after its word. */
  readonly #marked: Uint8Array

  /** Reads stretches of at most `longest` code units. `columns`: where others read along. */
  constructor(longest: number, columns: FeatureColumns = ownColumns(longest)) {
    const bytes = () => new Uint8Array(longest)
    const numbers = () => new Int32Array(longest)
    this.keys = columns.keys
    this.codes = columns.codes
    this.#wordStart = columns.wordStart
    this.#wordEnd = columns.wordEnd
    this.#wordHash = columns.wordHash
    this.#wordKind = bytes()
    this.#parts = columns.parts
    this.#place = bytes()
    this.#body = bytes()
    this.#title = bytes()
    this.#suffix = bytes()
    this.#ahead = bytes()
    this.#known = bytes()
    this.#name = bytes()
    this.#nameScore = numbers()
    this.#nameStart = numbers()
    this.#nameEnd = numbers()
    this.#surname = bytes()
    this.#given = bytes()
    this.#foreign = bytes()
    this.#foreignStart = numbers()
    this.#foreignEnd = numbers()
    this.#quote = bytes()
    this.#marked = bytes()
  }

  /** Takes a stretch of a page in hand, with what grammar has found of places and bodies so far. */
  read(page: Page, start: number, end: number, hidden: Hidden = NOTHING): void {
    const n = end - start
    this.start = start
    this.length = n
    this.#hidden = hidden
    const { text } = page
    for (let i = 0; i < n; i++) this.codes[i] = fold(text.charCodeAt(start + i))
    this.#readWords(page)
    this.#readLists(page)
    this.#readAhead()
    this.#readNames(page)
    this.#readForeign()
    readQuotes(this.codes, this.#quote, n)
    this.#readMarks()
    this.#readKeys()
  }

  #readWords(page: Page): void {
    const { start, length: n } = this
    const { text } = page
    for (let i = 0; i < n; ) {
      let to = i + 1
      while (to < n && !page.isBoundary(start + to)) to++
      const kind = isHanCode(this.codes[i]) ? page.kindOf(start + i, start + to) : 62
      let hash = to - i
      for (let k = i; k < to; k++) hash = Math.imul(hash, 0x01000193) ^ lower(text.charCodeAt(start + k))
      for (let k = i; k < to; k++) {
        this.#wordStart[k] = i
        this.#wordEnd[k] = to
        this.#wordHash[k] = hash
        this.#wordKind[k] = kind
        this.#parts[k] = to - i === 1 ? SINGLE : k === i ? BEGIN : k === to - 1 ? END : INSIDE
      }
      i = to
    }
  }

  /** Marks what grammar and the lists of words say. */
  #readLists(page: Page): void {
    const { start, length: n } = this
    const { lists } = this.#hidden
    const { lexicon } = page
    this.#place.fill(0, 0, n)
    this.#body.fill(0, 0, n)
    this.#known.fill(0, 0, n)
    this.#title.fill(0, 0, n)
    this.#suffix.fill(0, 0, n)
    if (!lists) {
      const end = start + n
      const { places, bodies } = page
      for (let k = firstFrom(places, start); k < places.length && places[k].start < end; k++) {
        const { start: s, end: e, form } = places[k]
        if (e > end) continue
        const how = form.how === 'full' ? 0 : form.how === 'short' ? 1 : 2
        cover(this.#place, s - start, e - start, how * 6 + LEVELS[form.level])
      }
      for (let k = firstFrom(bodies, start); k < bodies.length && bodies[k].start < end; k++) {
        const { start: s, end: e, kind, score, legalForm } = bodies[k]
        if (e > end) continue
        const strength = legalForm !== null ? 3 : score >= 0.88 ? 2 : score >= 0.8 ? 1 : 0
        cover(this.#body, s - start, e - start, (kind === 'company' ? 4 : 0) + strength)
      }
    }
    const { listed, heads, companies, organizations } = lexicon
    const asked = listed.bit | heads.bit | companies.bit | organizations.bit
    for (let i = 0; i < n; i++) {
      if ((page.listsAt(start + i) & asked) === 0) continue
      const chain = page.chainAt(start + i)
      if (!isHanCode(this.codes[i]) && this.codes[i] !== 65 && this.codes[i] !== 97) continue
      if (!lists && this.#known[i] === 0) {
        const match = listed.first(chain)
        if (match && i + match.length <= n && (match.length > 2 || page.isBoundary(start + i)))
          cover(this.#known, i, i + match.length, match.value)
      }
      if (this.#title[i] === 0) {
        const head = heads.first(chain)
        if (head && i + head.length <= n) cover(this.#title, i, i + head.length, head.value.post ? 0 : 1)
      }
      if (this.#suffix[i] === 0) {
        const company = companies.first(chain)
        const organization = organizations.first(chain)
        if (company && company.length >= (organization?.length ?? 0) && i + company.length <= n)
          cover(this.#suffix, i, i + company.length, COMPANY_SUFFIX[company.value.name] ?? 0)
        else if (organization && i + organization.length <= n)
          cover(this.#suffix, i, i + organization.length, ORGANIZATION_SUFFIX[organization.value.name] ?? 4)
      }
    }
  }

  /** Marks each character with the nearest suffix of a body to its right within the clause, and how far it is. */
  #readAhead(): void {
    const traits = this.#traits
    const suffix = this.#suffix
    let at = -1
    for (let i = this.length - 1; i >= 0; i--) {
      this.#ahead[i] = 0
      if (traits[TRAITS * this.codes[i] + ENDS_CLAUSE] === 1) at = -1
      else if (suffix[i] > 0 && (suffix[i] & 3) < 2) at = i
      else if (suffix[i] === 0 && at >= 0 && at - i <= AHEAD) {
        const far = at - i
        this.#ahead[i] = 1 + ((suffix[at] - 1) >> 2) * 4 + (far <= 2 ? 0 : far <= 4 ? 1 : far <= 8 ? 2 : 3)
      }
    }
  }

  /** Marks the likeliest Chinese name over each character: its parts, how likely. */
  #readNames(page: Page): void {
    const { start, length: n } = this
    const { text, lexicon } = page
    const traits = this.#traits
    const codes = this.codes
    const score = this.#nameScore.fill(LEAST, 0, n)
    this.#name.fill(0, 0, n)
    for (let i = 0; i < n; i++) {
      const own = TRAITS * codes[i]
      const odds = traits[own + SURNAME]
      this.#surname[i] = traits[own + SURNAME_MARK]
      this.#given[i] = traits[own + GIVEN_MARK]
      const double = i + 1 < n && lexicon.doubleSurnames.at(text, start + i, start + i + 2) !== undefined
      if (odds === 0 && !double) continue
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
        for (let k = i; k < end; k++) {
          score[k] = total
          const part = k < i + size ? 0 : more === 1 ? 3 : k === end - 1 ? 2 : 1
          this.#name[k] = 1 + part + 4 * Math.min(5, Math.floor((total - LEAST) / 12))
          this.#nameStart[k] = i
          this.#nameEnd[k] = end
        }
      }
    }
  }

  /** Marks runs of characters that transliterate foreign names, points among them. */
  #readForeign(): void {
    const traits = this.#traits
    const codes = this.codes
    const n = this.length
    this.#foreign.fill(0, 0, n)
    for (let i = 0; i < n; ) {
      if (!isHanCode(codes[i]) || traits[TRAITS * codes[i] + FOREIGN] < 2) {
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
        if (!isHanCode(codes[end]) || traits[TRAITS * codes[end] + FOREIGN] < 0) break
        sum += traits[TRAITS * codes[end] + FOREIGN]
        end++
      }
      if (end - i >= 2) {
        const bucket = Math.min(6, Math.floor(sum / 10)) + 7 * points
        for (let k = i; k < end; k++) {
          const part = k === i ? 0 : k === end - 1 ? 2 : 1
          this.#foreign[k] = 1 + part + 3 * bucket
          this.#foreignStart[k] = i
          this.#foreignEnd[k] = end
        }
      }
      i = Math.max(end, i + 1)
    }
  }

  #readMarks(): void {
    const n = this.length
    const marked = this.#marked
    const title = this.#title
    marked.fill(0, 0, n)
    for (let i = 0; i < n; i++) {
      const own =
        (this.#ahead[i] > 0 ? AHEAD_OF : 0) |
        (this.#name[i] > 0 ? IN_NAME : 0) |
        (this.#foreign[i] > 0 ? IN_FOREIGN : 0) |
        (this.#quote[i] > 0 ? QUOTED : 0)
      const listed = this.#place[i] | this.#body[i] | this.#known[i] | title[i] | this.#suffix[i]
      if (listed === 0) {
        marked[i] |= own
        continue
      }
      if (i > 0) marked[i - 1] |= LISTED
      marked[i] |= own | LISTED
      if (i + 1 < n) marked[i + 1] |= LISTED
      // 局长 after 王某: every character of the word before a title.
      if (title[i] > 0 && i > 0 && this.#wordStart[i] === i)
        for (let k = this.#wordStart[i - 1]; k < i; k++) marked[k] |= LISTED
    }
  }

  #readKeys(): void {
    const n = this.length
    const { keys } = this
    const ends = this.#wordEnd
    let farBefore = 61
    let before = 61
    let at = 0
    for (let start = 0; start < n; ) {
      const end = ends[start]
      const kind = this.#wordKind[start]
      const around = (kind << 11) | (this.#kind(end) << 5) | ((Math.min(4, end - start) - 1) << 2)
      for (let i = start; i < end; i++, at += GROUPS) {
        const part = this.#parts[i] - 1
        const free = this.#place[i] + this.#body[i] === 0 ? 16 : 0
        keys[at] = (this.#surname[i] << 9) | (this.#given[i] << 2) | part
        keys[at + 1] = KINDS + (free | around | part)
        keys[at + 2] = KINDS_BEFORE + ((before << 8) | (kind << 2) | part)
        keys[at + 3] = KINDS_FAR_BEFORE + ((farBefore << 8) | (before << 2) | part)
      }
      farBefore = before
      before = kind
      start = end
    }
  }

  #code(i: number): number {
    return i < 0 || i >= this.length ? 0 : this.codes[i]
  }

  #kind(i: number): number {
    return i < 0 || i >= this.length ? 61 : this.#wordKind[i]
  }

  #word(i: number): number {
    return i < 0 || i >= this.length ? 0 : this.#wordHash[i]
  }

  /** Writes the hashes of all features of character `i` into `out`; returns how many. */
  at(i: number, out: Uint32Array): number {
    let n = this.others(i, out, 0)
    for (let k = 0; k < UNIT_FEATURES; k++) out[n++] = unitHash(k, this.#code(i + UNIT_AT[k]))
    for (let group = 0; group < GROUPS; group++) n = this.group(group, i, out, n)
    return n
  }

  /** Writes the hashes of the features of a group, from `out[n]` on; returns where they end. */
  group(group: number, i: number, out: Uint32Array, n: number): number {
    const ws = this.#wordStart[i]
    const we = this.#wordEnd[i]
    const part = this.#parts[i]
    const kind = this.#wordKind[i]
    const before = this.#kind(ws - 1)
    switch (group) {
      case 0:
        out[n++] = mix(1, 0)
        out[n++] = mix(42, this.#surname[i], part)
        out[n++] = mix(43, this.#given[i], part)
        return n
      case 1:
        out[n++] = mix(14, kind, part * 8 + Math.min(4, we - ws))
        out[n++] = mix(16, kind, this.#kind(we), part)
        if (this.#place[i] + this.#body[i] === 0) out[n++] = mix(18, 0, 0)
        return n
      case 2:
        out[n++] = mix(15, before, kind, part)
        return n
      default:
        out[n++] = mix(17, this.#kind(this.#startBefore(ws) - 1), before, part)
        return n
    }
  }

  /**
   * Writes the hashes of the features that no group has, from `out[n]` on; returns where they end. The kernel has those of
   * words too: see scripts/kernel/kernel.ts.
   */
  others(i: number, out: Uint32Array, n: number): number {
    if (!this.#hidden.words) {
      const codes = this.codes
      const last = this.length - 1
      const c = codes[i]
      const p = i > 0 ? codes[i - 1] : 0
      const r = i < last ? codes[i + 1] : 0
      const part = this.#parts[i]
      out[n++] = mix(7, p, c)
      out[n++] = mix(8, c, r)
      out[n++] = mix(9, i > 1 ? codes[i - 2] : 0, p)
      out[n++] = mix(10, r, i + 1 < last ? codes[i + 2] : 0)
      out[n++] = mix(11, this.#wordHash[i], part)
      out[n++] = mix(12, this.#word(this.#wordStart[i] - 1), part)
      out[n++] = mix(13, this.#word(this.#wordEnd[i]), part)
    }
    return this.marks(i, out, n)
  }

  /** Of those the ones that come of what is marked on the character and around it. */
  marks(i: number, out: Uint32Array, n: number): number {
    return this.#marked[i] > 0 ? this.#marks(i, out, n) : n
  }

  /** The same for all characters, one behind the other, with the character of each; returns how many. */
  allMarks(out: Uint32Array, characters: Int32Array): number {
    const marked = this.#marked
    let n = 0
    for (let i = 0; i < this.length; i++) {
      if (marked[i] === 0) continue
      const end = this.#marks(i, out, n)
      while (n < end) characters[n++] = i
    }
    return n
  }

  #marks(i: number, out: Uint32Array, n: number): number {
    const marked = this.#marked[i]
    if (marked & LISTED) n = this.#lists(i, out, n)
    if (marked & AHEAD_OF) {
      const ahead = this.#ahead[i]
      out[n++] = mix(40, ahead, this.#wordKind[i], this.#parts[i])
      out[n++] = mix(41, ahead, this.#kind(this.#wordStart[i] - 1), this.#parts[i])
    }
    if (marked & IN_NAME) n = this.#names(i, out, n)
    if (marked & IN_FOREIGN) n = this.#foreigners(i, out, n)
    if (marked & QUOTED) out[n++] = mix(59, this.#quote[i], this.#parts[i])
    return n
  }

  /** Of what grammar and the lists of words say of a character and of what stands beside it. */
  #lists(i: number, out: Uint32Array, n: number): number {
    const r = this.#code(i + 1)
    const ws = this.#wordStart[i]
    const we = this.#wordEnd[i]
    const part = this.#parts[i]
    const kind = this.#wordKind[i]
    const before = this.#kind(ws - 1)
    const after = this.#kind(we)
    const place = this.#place[i]
    const body = this.#body[i]
    const placeBefore = i > 0 ? this.#place[i - 1] : 0
    const placeAfter = i + 1 < this.length ? this.#place[i + 1] : 0
    if (place + body > 0) out[n++] = mix(18, place, body)
    if (place + placeBefore > 0) out[n++] = mix(19, placeBefore, place)
    if (place + placeAfter > 0) out[n++] = mix(20, place, placeAfter)
    if (place > 0) {
      out[n++] = mix(21, place, r)
      out[n++] = mix(22, place, kind)
    }
    if (body > 0 || (i > 0 && this.#body[i - 1] > 0)) out[n++] = mix(23, i > 0 ? this.#body[i - 1] : 0, body)
    if (body > 0) out[n++] = mix(24, body, kind)
    const known = this.#known[i]
    if (known > 0) {
      out[n++] = mix(25, known)
      out[n++] = mix(26, known, body, place)
    }
    if (i > 0 && this.#known[i - 1] > 0) out[n++] = mix(27, this.#known[i - 1])
    if (i + 1 < this.length && this.#known[i + 1] > 0) out[n++] = mix(28, this.#known[i + 1])
    const title = this.#title[i]
    const titleBefore = i > 0 ? this.#title[i - 1] : 0
    const titleAfter = we < this.length ? this.#title[we] : 0
    if (title > 0) {
      out[n++] = mix(29, title)
      out[n++] = mix(30, title, titleBefore, r)
      out[n++] = mix(31, title, before)
      out[n++] = mix(32, title, after, part)
    }
    if (titleBefore > 0) out[n++] = mix(33, titleBefore, title)
    if (titleAfter > 0) out[n++] = mix(34, titleAfter, part * 8 + Math.min(4, we - ws))
    const suffix = this.#suffix[i]
    if (suffix > 0) {
      out[n++] = mix(35, suffix)
      out[n++] = mix(36, suffix, before, part)
      out[n++] = mix(37, suffix, after, part)
    }
    if (i > 0 && this.#suffix[i - 1] > 0) out[n++] = mix(38, this.#suffix[i - 1], suffix)
    if (r !== 0 && this.#suffix[i + 1] > 0) out[n++] = mix(39, suffix, this.#suffix[i + 1])
    return n
  }

  #names(i: number, out: Uint32Array, n: number): number {
    const name = this.#name[i]
    const from = this.#nameStart[i]
    const to = this.#nameEnd[i]
    const fit = this.#fit(from, to)
    out[n++] = mix(44, name)
    out[n++] = mix(45, name, this.#wordKind[i], this.#parts[i])
    out[n++] = mix(46, name, this.#code(to))
    out[n++] = mix(47, name, this.#code(from - 1))
    out[n++] = mix(48, name, this.#kind(to), this.#kind(from - 1))
    out[n++] = mix(49, name, this.#word(to))
    out[n++] = mix(50, name, this.#word(from - 1))
    out[n++] = mix(51, name, this.#foreign[i])
    out[n++] = mix(60, name, fit)
    out[n++] = mix(61, fit, this.#wordKind[from], this.#wordKind[to - 1])
    out[n++] = mix(62, name, this.#wordKind[from], this.#wordKind[to - 1])
    const titles = this.#titlesAround(from, to)
    if (titles > 0) out[n++] = mix(52, name, titles)
    return n
  }

  #foreigners(i: number, out: Uint32Array, n: number): number {
    const foreign = this.#foreign[i]
    const from = this.#foreignStart[i]
    const to = this.#foreignEnd[i]
    out[n++] = mix(53, foreign)
    out[n++] = mix(54, foreign, this.#wordKind[i], this.#parts[i])
    out[n++] = mix(55, foreign, this.#code(to), this.#place[i])
    out[n++] = mix(56, foreign, this.#code(from - 1))
    out[n++] = mix(57, foreign, this.#kind(to), this.#kind(from - 1))
    out[n++] = mix(63, foreign, this.#fit(from, to), this.#wordKind[from])
    const titles = this.#titlesAround(from, to)
    if (titles > 0) out[n++] = mix(58, foreign, titles)
    return n
  }

  #titlesAround(from: number, to: number): number {
    return (from > 0 ? this.#title[from - 1] : 0) * 32 + (to < this.length ? this.#title[to] : 0)
  }

  /** How a stretch fits the words: cut at its ends or not, how many words it is made of. */
  #fit(from: number, to: number): number {
    let words = 0
    for (let i = from; i < to && words < 6; i = this.#wordEnd[i]) words++
    return words * 4 + (this.#wordStart[from] === from ? 2 : 0) + (this.#wordEnd[to - 1] === to ? 1 : 0)
  }

  #startBefore(at: number): number {
    return at > 0 ? this.#wordStart[at - 1] : 0
  }
}

const COMPANY_SUFFIX: Record<string, number> = { legal: 0, type: 1, trade: 2, reject: 3 }
const ORGANIZATION_SUFFIX: Record<string, number> = { self: 4, place: 5, body: 6, dept: 7, named: 8 }

/** Marks a stretch with a value and its parts; what is marked already stays. */
function cover(marks: Uint8Array, from: number, to: number, value: number): void {
  for (let i = from; i < to; i++) {
    if (marks[i] > 0) continue
    const part = to - from === 1 ? SINGLE : i === from ? BEGIN : i === to - 1 ? END : INSIDE
    marks[i] = 4 * value + part
  }
}

/** The first of the sorted hits from a place on. */
function firstFrom(hits: readonly { start: number }[], start: number): number {
  let lo = 0
  let hi = hits.length
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    if (hits[mid].start < start) lo = mid + 1
    else hi = mid
  }
  return lo
}

/** 1 inside 《》, 2 inside “”; a mark that is never closed counts to the end. */
function readQuotes(codes: Uint16Array, out: Uint8Array, n: number): void {
  let state = 0
  for (let i = 0; i < n; i++) {
    const code = codes[i]
    if (code === 0x300b || code === 0x201d) state = 0
    out[i] = state
    if (code === 0x300a) state = 1
    else if (code === 0x201c) state = 2
  }
}
