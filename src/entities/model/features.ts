import { known, transliteration } from '../../generated/model.js'
import { wordKindOf } from '../../segment/index.js'
import { Trie } from '../../text/index.js'
import type { Page } from '../page.js'
import type { PlaceLevel } from '../types.js'

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

interface Tables {
  known: Trie<number>
  /** Quarter bits by code unit and place in a given name: first of two, second of two, only one. */
  given: Int8Array
  /** 64 and the quarter bits of a surname by code unit; 0 where it is none. */
  surname: Uint8Array
  /** Quarter bits: how much likelier a character is in a transliterated name than in text. */
  foreign: Int8Array
}

let tables: Tables | null = null

function getTables(page: Page): Tables {
  if (tables) return tables
  const types = ['per', 'loc', 'org', 'com']
  const given = new Int8Array(3 << 16)
  for (const [ch, scores] of page.lexicon.given)
    for (let place = 0; place < 3; place++) given[3 * ch.charCodeAt(0) + place] = scores[place]
  const surname = new Uint8Array(1 << 16)
  for (const [name, score] of page.lexicon.surnames)
    if (name.length === 1) surname[name.charCodeAt(0)] = 64 + score
  const foreign = new Int8Array(1 << 16).fill(-12)
  for (let i = 0; i < transliteration.length; i += 2)
    foreign[transliteration.charCodeAt(i)] = transliteration.charCodeAt(i + 1) - 77
  tables = {
    known: new Trie(
      known.split('\n').map((line) => {
        const [term, type] = line.split('\t')
        return [term, 1 + types.indexOf(type)] as const
      }),
    ),
    given,
    surname,
    foreign,
  }
  return tables
}

/** One code unit for all digits, one each for small and capital Latin letters, halfwidth or full. */
function fold(code: number): number {
  if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0
  if (code >= 48 && code <= 57) return 48
  if (code >= 65 && code <= 90) return 65
  if (code >= 97 && code <= 122) return 97
  if (code === 0x2022 || code === 0x30fb || code === 0xff65) return 0xb7
  return code
}

/** Latin words as such, numbers by their length alone. */
function lower(code: number): number {
  if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0
  if (code >= 48 && code <= 57) return 48
  return code >= 65 && code <= 90 ? code + 32 : code
}

function isHanCode(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff
}

function mix(template: number, a: number, b = 0, c = 0): number {
  let h = Math.imul(template, 0x9e3779b1) ^ a
  h = Math.imul(h ^ (h >>> 15), 0x85ebca77) ^ b
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae3d) ^ c
  h = Math.imul(h ^ (h >>> 16), 0x27d4eb2f)
  return (h ^ (h >>> 15)) >>> 8
}

/** Most features of one character. */
const WIDTH = 80

/** What training may hide, so that the model does not lean on one source alone. */
export interface Hidden {
  /** Of grammar and of the list of known names. */
  lists: boolean
  /** Words and pairs of characters as such. */
  words: boolean
}

/** The features of a stretch of a page, character by character, as hashes of 24 bits. */
export class FeatureReader {
  readonly start: number
  readonly length: number
  readonly width = WIDTH
  readonly #hidden: Hidden
  readonly #codes: Uint16Array
  readonly #wordStart: Int32Array
  readonly #wordEnd: Int32Array
  readonly #wordHash: Int32Array
  readonly #wordKind: Uint8Array
  readonly #place: Uint8Array
  readonly #body: Uint8Array
  readonly #title: Uint8Array
  readonly #suffix: Uint8Array
  readonly #ahead: Uint8Array
  readonly #known: Uint8Array
  readonly #name: Uint8Array
  readonly #nameStart: Int32Array
  readonly #nameEnd: Int32Array
  readonly #surname: Uint8Array
  readonly #given: Uint8Array
  readonly #foreign: Uint8Array
  readonly #foreignStart: Int32Array
  readonly #foreignEnd: Int32Array
  readonly #quote: Uint8Array

  /** Reads `page.text` from `start` to `end`, with what grammar has found of places and bodies so far. */
  constructor(page: Page, start: number, end: number, hidden: Hidden = { lists: false, words: false }) {
    const n = end - start
    this.start = start
    this.length = n
    this.#hidden = hidden
    const { text } = page
    const tables = getTables(page)
    this.#codes = new Uint16Array(n)
    for (let i = 0; i < n; i++) this.#codes[i] = fold(text.charCodeAt(start + i))
    this.#wordStart = new Int32Array(n)
    this.#wordEnd = new Int32Array(n)
    this.#wordHash = new Int32Array(n)
    this.#wordKind = new Uint8Array(n)
    for (let i = 0; i < n; ) {
      let to = i + 1
      while (to < n && !page.isBoundary(start + to)) to++
      const kind = isHanCode(this.#codes[i]) ? wordKindOf(text, start + i, start + to) : 62
      let hash = to - i
      for (let k = i; k < to; k++) hash = Math.imul(hash, 0x01000193) ^ lower(text.charCodeAt(start + k))
      for (let k = i; k < to; k++) {
        this.#wordStart[k] = i
        this.#wordEnd[k] = to
        this.#wordHash[k] = hash
        this.#wordKind[k] = kind
      }
      i = to
    }
    this.#place = new Uint8Array(n)
    this.#body = new Uint8Array(n)
    this.#known = new Uint8Array(n)
    if (!hidden.lists) {
      for (const { start: s, end: e, form } of within(page.places, start, end)) {
        const how = form.how === 'full' ? 0 : form.how === 'short' ? 1 : 2
        cover(this.#place, s - start, e - start, how * 6 + LEVELS[form.level])
      }
      for (const { start: s, end: e, kind, score, legalForm } of within(page.bodies, start, end)) {
        const strength = legalForm !== null ? 3 : score >= 0.88 ? 2 : score >= 0.8 ? 1 : 0
        cover(this.#body, s - start, e - start, (kind === 'company' ? 4 : 0) + strength)
      }
    }
    this.#title = new Uint8Array(n)
    this.#suffix = new Uint8Array(n)
    for (let i = 0; i < n; i++) {
      if (!isHanCode(this.#codes[i]) && this.#codes[i] !== 65 && this.#codes[i] !== 97) continue
      const at = start + i
      if (!hidden.lists && this.#known[i] === 0) {
        const match = tables.known.longest(text, at)
        if (match && i + match.length <= n && (match.length > 2 || page.isBoundary(at)))
          cover(this.#known, i, i + match.length, match.value)
      }
      if (this.#title[i] === 0) {
        const head = page.lexicon.heads.longest(text, at)
        if (head && i + head.length <= n) cover(this.#title, i, i + head.length, head.value.post ? 0 : 1)
      }
      if (this.#suffix[i] === 0) {
        const company = page.lexicon.companies.longest(text, at)
        const organization = page.lexicon.organizations.longest(text, at)
        if (company && company.length >= (organization?.length ?? 0) && i + company.length <= n)
          cover(this.#suffix, i, i + company.length, COMPANY_SUFFIX[company.value.name] ?? 0)
        else if (organization && i + organization.length <= n)
          cover(this.#suffix, i, i + organization.length, ORGANIZATION_SUFFIX[organization.value.name] ?? 4)
      }
    }
    this.#ahead = aheadOf(this.#suffix, this.#codes)
    this.#surname = new Uint8Array(n)
    this.#given = new Uint8Array(n)
    this.#name = new Uint8Array(n)
    this.#nameStart = new Int32Array(n).fill(-1)
    this.#nameEnd = new Int32Array(n).fill(-1)
    this.#readNames(page, tables)
    this.#foreign = new Uint8Array(n)
    this.#foreignStart = new Int32Array(n).fill(-1)
    this.#foreignEnd = new Int32Array(n).fill(-1)
    this.#readForeign(tables)
    this.#quote = quotesOf(this.#codes)
  }

  /** Marks the likeliest Chinese name over each character: its parts, how likely. */
  #readNames(page: Page, { surname, given }: Tables): void {
    const n = this.length
    const score = new Int32Array(n).fill(LEAST)
    const codes = this.#codes
    for (let i = 0; i < n; i++) {
      const odds = surname[codes[i]]
      this.#surname[i] = odds === 0 ? 0 : 1 + Math.max(0, (odds - 28) >> 3)
      const g = 3 * codes[i]
      if (isHanCode(codes[i]))
        this.#given[i] =
          1 + (level(given[g], 8) << 4) + (level(given[g + 1], 8) << 2) + level(given[g + 2], 8)
      const compound =
        i + 1 < n && page.lexicon.surnames.has(page.text.slice(this.start + i, this.start + i + 2))
      if (odds === 0 && !compound) continue
      const size = compound ? 2 : 1
      const base = compound ? 14 : odds - 64
      for (let more = 1; more <= 2; more++) {
        const end = i + size + more
        if (end > n || !isHanCode(codes[end - 1]) || !isHanCode(codes[end - more])) break
        const one = 3 * codes[i + size]
        const two = 3 * codes[end - 1]
        const total = base + (more === 1 ? given[one + 2] : given[one] + given[two + 1])
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
  #readForeign({ foreign }: Tables): void {
    const codes = this.#codes
    const n = this.length
    for (let i = 0; i < n; ) {
      if (!isHanCode(codes[i]) || foreign[codes[i]] < 2) {
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
        if (!isHanCode(codes[end]) || foreign[codes[end]] < 0) break
        sum += foreign[codes[end]]
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

  #code(i: number): number {
    return i < 0 || i >= this.length ? 0 : this.#codes[i]
  }

  #kind(i: number): number {
    return i < 0 || i >= this.length ? 61 : this.#wordKind[i]
  }

  #word(i: number): number {
    return i < 0 || i >= this.length ? 0 : this.#wordHash[i]
  }

  /** Writes the hashes of the features of character `i` into `out`; returns how many. */
  at(i: number, out: Uint32Array): number {
    let n = 0
    const c = this.#codes[i]
    const p = this.#code(i - 1)
    const q = this.#code(i - 2)
    const r = this.#code(i + 1)
    const s = this.#code(i + 2)
    const ws = this.#wordStart[i]
    const we = this.#wordEnd[i]
    const size = Math.min(4, we - ws)
    const part = we - ws === 1 ? SINGLE : i === ws ? BEGIN : i === we - 1 ? END : INSIDE
    const kind = this.#wordKind[i]
    const shape = part * 8 + size
    const before = this.#kind(ws - 1)
    const after = this.#kind(we)
    out[n++] = mix(1, 0)
    out[n++] = mix(2, c)
    out[n++] = mix(3, p)
    out[n++] = mix(4, r)
    out[n++] = mix(5, q)
    out[n++] = mix(6, s)
    if (!this.#hidden.words) {
      out[n++] = mix(7, p, c)
      out[n++] = mix(8, c, r)
      out[n++] = mix(9, q, p)
      out[n++] = mix(10, r, s)
      out[n++] = mix(11, this.#wordHash[i], part)
      out[n++] = mix(12, this.#word(ws - 1), part)
      out[n++] = mix(13, this.#word(we), part)
    }
    out[n++] = mix(14, kind, shape)
    out[n++] = mix(15, before, kind, part)
    out[n++] = mix(16, kind, after, part)
    out[n++] = mix(17, this.#kind(this.#startBefore(ws) - 1), before, part)
    const place = this.#place[i]
    const body = this.#body[i]
    const placeBefore = i > 0 ? this.#place[i - 1] : 0
    const placeAfter = i + 1 < this.length ? this.#place[i + 1] : 0
    out[n++] = mix(18, place, body)
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
    if (titleAfter > 0) out[n++] = mix(34, titleAfter, shape)
    const suffix = this.#suffix[i]
    if (suffix > 0) {
      out[n++] = mix(35, suffix)
      out[n++] = mix(36, suffix, before, part)
      out[n++] = mix(37, suffix, after, part)
    }
    if (i > 0 && this.#suffix[i - 1] > 0) out[n++] = mix(38, this.#suffix[i - 1], suffix)
    if (r !== 0 && this.#suffix[i + 1] > 0) out[n++] = mix(39, suffix, this.#suffix[i + 1])
    const ahead = this.#ahead[i]
    if (ahead > 0) {
      out[n++] = mix(40, ahead, kind, part)
      out[n++] = mix(41, ahead, before, part)
    }
    const name = this.#name[i]
    const foreign = this.#foreign[i]
    out[n++] = mix(42, this.#surname[i], part)
    out[n++] = mix(43, this.#given[i], part)
    if (name > 0) {
      const from = this.#nameStart[i]
      const to = this.#nameEnd[i]
      out[n++] = mix(44, name)
      out[n++] = mix(45, name, kind, part)
      out[n++] = mix(46, name, this.#code(to))
      out[n++] = mix(47, name, this.#code(from - 1))
      out[n++] = mix(48, name, this.#kind(to), this.#kind(from - 1))
      out[n++] = mix(49, name, this.#word(to))
      out[n++] = mix(50, name, this.#word(from - 1))
      out[n++] = mix(51, name, foreign)
      const fit = this.#fit(from, to)
      out[n++] = mix(60, name, fit)
      out[n++] = mix(61, fit, this.#wordKind[from], this.#wordKind[to - 1])
      out[n++] = mix(62, name, this.#wordKind[from], this.#wordKind[to - 1])
      const title = (from > 0 ? this.#title[from - 1] : 0) * 32 + (to < this.length ? this.#title[to] : 0)
      if (title > 0) out[n++] = mix(52, name, title)
    }
    if (foreign > 0) {
      const from = this.#foreignStart[i]
      const to = this.#foreignEnd[i]
      out[n++] = mix(53, foreign)
      out[n++] = mix(54, foreign, kind, part)
      out[n++] = mix(55, foreign, this.#code(to), place)
      out[n++] = mix(56, foreign, this.#code(from - 1))
      out[n++] = mix(57, foreign, this.#kind(to), this.#kind(from - 1))
      out[n++] = mix(63, foreign, this.#fit(from, to), this.#wordKind[from])
      const title = (from > 0 ? this.#title[from - 1] : 0) * 32 + (to < this.length ? this.#title[to] : 0)
      if (title > 0) out[n++] = mix(58, foreign, title)
    }
    if (this.#quote[i] > 0) out[n++] = mix(59, this.#quote[i], part)
    return n
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

function level(score: number, step: number): number {
  return Math.max(0, Math.min(3, 1 + Math.floor(score / step)))
}

/** Marks a stretch with a value and its parts; what is marked already stays. */
function cover(marks: Uint8Array, from: number, to: number, value: number): void {
  for (let i = from; i < to; i++) {
    if (marks[i] > 0) continue
    const part = to - from === 1 ? SINGLE : i === from ? BEGIN : i === to - 1 ? END : INSIDE
    marks[i] = 4 * value + part
  }
}

/** Those of the sorted hits that lie in a stretch. */
function* within<T extends { start: number; end: number }>(hits: readonly T[], start: number, end: number) {
  let lo = 0
  let hi = hits.length
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    if (hits[mid].start < start) lo = mid + 1
    else hi = mid
  }
  for (; lo < hits.length && hits[lo].start < end; lo++) if (hits[lo].end <= end) yield hits[lo]
}

const STOPS = new Set(Array.from('，。；：！？、（）《》“”\n,;:!?()', (ch) => ch.charCodeAt(0)))

/** For each character the nearest suffix of a body to its right within the clause, and how far it is. */
function aheadOf(suffix: Uint8Array, codes: Uint16Array): Uint8Array {
  const out = new Uint8Array(codes.length)
  let at = -1
  for (let i = codes.length - 1; i >= 0; i--) {
    if (STOPS.has(codes[i])) at = -1
    else if (suffix[i] > 0 && (suffix[i] & 3) < 2) at = i
    else if (suffix[i] === 0 && at >= 0 && at - i <= AHEAD) {
      const far = at - i
      out[i] = 1 + ((suffix[at] - 1) >> 2) * 4 + (far <= 2 ? 0 : far <= 4 ? 1 : far <= 8 ? 2 : 3)
    }
  }
  return out
}

/** 1 inside 《》, 2 inside “”; a mark that is never closed counts to the end. */
function quotesOf(codes: Uint16Array): Uint8Array {
  const out = new Uint8Array(codes.length)
  let state = 0
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]
    if (code === 0x300b || code === 0x201d) state = 0
    out[i] = state
    if (code === 0x300a) state = 1
    else if (code === 0x201c) state = 2
  }
  return out
}
