import type { Trie } from '../text/index.js'
import { isSpace, skeleton } from './chars.js'
import { type Crumbs, readCrumbs } from './crumbs.js'
import { lexicon, type Marker } from './lexicon.js'
import type { Line } from './lines.js'
import { type Masthead, readMasthead } from './masthead.js'
import { type Meta, readMeta } from './meta.js'
import { isMediaName } from './outlets.js'
import { readSpam, spamWeight } from './spam.js'
import type { BlockKind } from './types.js'

/** What a line may be: the kinds of blocks, and two that end up as one of them. */
export type LineKind = BlockKind | 'heading' | 'teaser'

export const lineKinds: readonly LineKind[] = [
  'title',
  'subtitle',
  'breadcrumb',
  'date',
  'source',
  'byline',
  'paragraph',
  'caption',
  'related',
  'disclaimer',
  'spam',
  'footer',
  'other',
  'heading',
  'teaser',
]

/** A line with what speaks for each kind. */
export interface Reading {
  line: Line
  text: string
  weights: Record<LineKind, number>
  /** Names of the rules that spoke, in order. */
  rules: string[]
  meta: Meta
  crumbs: Crumbs | null
  masthead: Masthead | null
  /** The headline without `_站名` behind it; the line's end where there is none. */
  titleEnd: number
  /** Its skeleton stands on another line near the top too. */
  twin: boolean
  /** Reads as a headline: short, no full stop. */
  headline: boolean
  prose: boolean
}

export interface Page {
  text: string
  readings: Reading[]
  /** How many lines read as prose. */
  prose: number
}

const none: Meta = { pieces: [], covered: 0 }

/** Lines longer than this are read for their two ends only. */
const SHORT = 240

/** Kinds that want a reason start low. */
const base: Record<LineKind, number> = {
  title: 0,
  subtitle: -2,
  breadcrumb: -8,
  date: -6,
  source: -6,
  byline: -6,
  paragraph: 0,
  caption: -4,
  related: 0,
  disclaimer: -5,
  spam: -9,
  footer: -5,
  other: -1,
  heading: 0,
  teaser: 0,
}

interface Rule {
  rule: string
  weigh(reading: Reading, page: Page, index: number): boolean
}

function add(reading: Reading, kind: LineKind, weight: number): true {
  reading.weights[kind] += weight
  return true
}

/** What the shape of the line alone says: its length, its end, its stops. */
const shape: Rule = {
  rule: 'shape',
  weigh(reading) {
    const { line, headline, prose } = reading
    const { width, ending } = line
    if (prose) {
      add(reading, 'paragraph', width >= 60 ? 5 : 3.5)
      add(reading, 'teaser', 3.5)
      for (const kind of ['title', 'heading', 'subtitle'] as const) add(reading, kind, -7)
      add(reading, 'related', -3)
      add(reading, 'other', -3)
      add(reading, 'footer', -1)
      add(reading, 'caption', width > 120 ? -3 : -0.5)
      return true
    }
    if (headline) {
      add(reading, 'paragraph', -2)
      add(reading, 'title', width >= 7 && width <= 42 ? 3 : width <= 4 ? 0 : 1.5)
      add(reading, 'related', 0.5)
      add(reading, 'teaser', -3)
      add(reading, 'heading', width <= 36 ? 0.5 : -1.5)
      if (width < 7) add(reading, 'other', 0.8)
      return true
    }
    add(reading, 'title', -5)
    add(reading, 'heading', -3)
    add(reading, 'paragraph', ending === 'stop' ? 2 : ending === 'ellipsis' ? 0 : 1.5)
    add(reading, 'other', -0.5)
    return true
  },
}

/** 产业…晶莹剔... : a teaser is cut off. */
const cutOff: Rule = {
  rule: 'cut-off',
  weigh(reading) {
    if (reading.line.ending !== 'ellipsis' || reading.line.width < 20) return false
    const { end } = reading.line
    const last = reading.text[end - reading.line.start - 1]
    // An ellipsis inside quotation marks is the speaker’s: “让我想想……”
    if (last !== '.' && last !== '…' && last !== ']' && last !== '】') return false
    add(reading, 'teaser', 2.5)
    return add(reading, 'paragraph', -2.5)
  },
}

const spam: Rule = {
  rule: 'spam-list',
  weigh(reading, { text }) {
    const { line } = reading
    if (line.width > 400) return false
    const weight = spamWeight(readSpam(text, line.start, line.end), line.ending === 'stop' && line.width > 20)
    return weight > 0 && add(reading, 'spam', weight)
  },
}

const breadcrumb: Rule = {
  rule: 'breadcrumb',
  weigh(reading) {
    reading.crumbs = readCrumbs(reading.text)
    if (!reading.crumbs) return false
    return add(reading, 'breadcrumb', 6 + reading.crumbs.weight)
  },
}

/** A line that is made of dates, sources and names. */
const metadata: Rule = {
  rule: 'metadata',
  weigh(reading, { text }) {
    const { line } = reading
    if (line.width > 130) return false
    const meta = readMeta(text, line.start, line.end)
    const [first] = meta.pieces
    if (!first || meta.covered < 0.45) return false
    reading.meta = meta
    if (meta.covered < 0.68) return false
    const weight = meta.covered >= 0.9 ? 12 : 9
    for (const { kind } of meta.pieces) {
      if (kind === 'chrome') add(reading, 'other', kind === first.kind ? 5 : 1)
      else if (kind === 'title' || kind === 'subtitle') add(reading, kind, 4)
    }
    const kinds = new Set(meta.pieces.map(({ kind }) => kind))
    for (const kind of ['date', 'source', 'byline'] as const)
      if (kinds.has(kind)) add(reading, kind, weight - (kind === first.kind ? 0 : 1))
    if (kinds.size === 1 && kinds.has('date')) {
      add(reading, 'related', 3)
      if (line.width > 40) add(reading, 'date', -2)
    }
    // 张宏 alone: two or three characters that may be a heading as well.
    const bare = meta.pieces.every(
      ({ kind, people }) => kind === 'byline' && people.every(({ role }) => role === null),
    )
    if (bare) add(reading, 'byline', -4)
    return add(reading, 'title', kinds.size === 1 && (bare || kinds.has('source')) ? -1 : -5)
  },
}

function lookup(trie: Trie<Marker[]>, text: string, at: number, end: number): Marker[] {
  const hit = trie.longest(text, at)
  return hit && at + hit.length <= end ? hit.value : []
}

const BULLETS = /^[•·●○■□◆◇▪▶►▷➤※★☆*＊✦◎⊙→\-–—》>]\s*/u

/** Markers at the start of the line, behind a bullet as well. */
const startMarker: Rule = {
  rule: 'start-marker',
  weigh(reading, { text }) {
    const { markers } = lexicon()
    const bullet = BULLETS.exec(reading.text)?.[0].length ?? 0
    let found = false
    for (const at of bullet > 0 ? [reading.line.start, reading.line.start + bullet] : [reading.line.start])
      for (const { kind, weight } of lookup(markers.start, text, at, reading.line.end)) {
        found = true
        if (kind === 'caption') {
          // 图为 opens a caption, not a paragraph of 200 characters.
          add(reading, 'caption', reading.line.width <= 130 ? weight + 3 : weight - 4)
        } else if (kind === 'related')
          add(reading, 'related', reading.line.width <= 80 ? weight + 3 : weight - 4)
        else if (kind !== 'chrome' && kind !== 'end') add(reading, kind, weight + 4)
      }
    return found
  },
}

/** 相关阅读 on a line of its own, also in brackets or with a bullet or colon. */
const headMarker: Rule = {
  rule: 'head-marker',
  weigh(reading, { text }) {
    if (reading.line.width > 22) return false
    const { line } = reading
    const lead = /^[【[（(「《<〈•·●■◆▪▶►*＊#\-—=>|｜\s丨]*/u.exec(reading.text)?.[0].length ?? 0
    const at = line.start + lead
    const hit = lexicon().markers.head.longest(text, at)
    if (!hit || at + hit.length > line.end) return false
    const rest = text.slice(at + hit.length, line.end).replace(/^[\s】\]）)」》>〉：:>»…+·|｜丨\-—=]*/u, '')
    if (rest.length > 3 && !/^(?:MORE|More|more|更多|>>|换一[批换])/u.test(rest)) return false
    for (const { weight } of hit.value) add(reading, 'related', weight + 4)
    return true
  },
}

/** Markers anywhere in the line, each kind counted up to three times. */
const anyMarker: Rule = {
  rule: 'any-marker',
  weigh(reading, { text }) {
    const { line } = reading
    const { any } = lexicon().markers
    const sums: Partial<Record<LineKind, number>> = {}
    const counts: Partial<Record<LineKind, number>> = {}
    let hits = 0
    const limit = Math.min(line.end, line.start + SHORT)
    for (let i = line.start; i < limit; i++) {
      const hit = any.longest(text, i)
      if (!hit || i + hit.length > limit) continue
      for (const { kind, weight } of hit.value) {
        const to: LineKind = kind === 'chrome' ? 'other' : kind === 'end' ? 'other' : kind
        counts[to] = (counts[to] ?? 0) + 1
        if ((counts[to] ?? 0) <= 4) sums[to] = (sums[to] ?? 0) + weight
        hits++
      }
      i += hit.length - 1
    }
    if (hits === 0) return false
    // In prose one word is an accident (扫一扫即可付款); a short line is made of it.
    const thin = reading.prose || line.width > 60
    for (const [kind, sum] of Object.entries(sums) as [LineKind, number][]) {
      if (kind === 'other') add(reading, kind, line.width <= 30 ? sum : line.width <= 60 ? sum / 2 : sum / 4)
      else add(reading, kind, thin && (counts[kind] ?? 0) < 2 ? sum / 2 : sum + 2)
    }
    return true
  },
}

/** 张宏 摄, （资料图片）: the credit at the end of a caption. */
const endMarker: Rule = {
  rule: 'end-marker',
  weigh(reading, { text }) {
    const { line } = reading
    if (line.width > 130) return false
    const tail = [...text.slice(Math.max(line.start, line.end - 10), line.end)].reverse().join('')
    const hit = lexicon().markers.end.longest(tail.replace(/^[。.]/u, ''), 0)
    if (!hit) return false
    const before = tail.replace(/^[。.]/u, '')[hit.length] ?? ' '
    const spaced =
      /[\s（(／/　]/u.test(before) || hit.length > 1 || reading.meta.pieces.some((p) => p.kind === 'byline')
    if (!spaced && hit.length === 1 && !/记者|通讯员|新华社/.test(reading.text)) return false
    for (const { kind, weight } of hit.value)
      if (kind === 'caption') add(reading, 'caption', weight + (hit.length === 1 ? 4 : 2.5))
    return true
  },
}

const wholeMarker: Rule = {
  rule: 'whole-marker',
  weigh(reading) {
    if (reading.text.length > 12) return false
    const hit = lexicon().markers.whole.get(reading.text)
    return hit !== undefined && add(reading, 'other', 7)
  },
}

/** First words of a subtitle: ——系列报道之五 */
const dashed: Rule = {
  rule: 'dashed',
  weigh(reading) {
    if (!/^(?:——|—|――|──|--|─)\s*\S/u.test(reading.text) || reading.line.width > 60) return false
    add(reading, 'title', -3)
    add(reading, 'related', -1)
    return add(reading, 'subtitle', 6)
  },
}

/** A menu: short items side by side. */
const menu: Rule = {
  rule: 'menu',
  weigh(reading) {
    const { text, line } = reading
    if (line.width > 120 || line.stops > 0 || line.commas > 0) return false
    const items = text.split(/[\s|｜丨·/]+/u).filter((item) => item !== '')
    if (items.length < 4 || items.some((item) => item.length > 8)) return false
    add(reading, 'title', -4)
    return add(reading, 'other', 3.5)
  },
}

/** Marks without words: *** or ———— */
const ornament: Rule = {
  rule: 'ornament',
  weigh(reading) {
    if (reading.line.han > 0 || /[\p{L}\p{N}]/u.test(reading.text.slice(0, 200))) return false
    add(reading, 'title', -5)
    add(reading, 'heading', -4)
    add(reading, 'paragraph', -2)
    return add(reading, 'other', 3)
  },
}

/** 标题 2022-05-19, [05-19] 标题, · 标题: an item of a list of stories. */
const listItem: Rule = {
  rule: 'list-item',
  weigh(reading) {
    const { text, line, headline } = reading
    if (line.width > 70 || line.ending === 'stop') return false
    const dated =
      /(?:[\s[［(（【]|^)(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d{2})?[\])）】］]?$/u.test(
        text,
      )
    const led = /^[[［(（]?(?:\d{4}[-/.])?\d{1,2}[-/]\d{1,2}[\])）］]?\s/u.test(text)
    if ((dated || led) && line.han >= 5) {
      add(reading, 'title', -3)
      return add(reading, 'related', 4)
    }
    if (headline && /^[•·●■◆▪▶►]/u.test(text)) {
      add(reading, 'title', -2)
      add(reading, 'heading', -1)
      return add(reading, 'related', 1.5)
    }
    return false
  },
}

/** 本报讯, 新华社北京5月19日电: what follows is the story. */
const masthead: Rule = {
  rule: 'masthead',
  weigh(reading, { text }) {
    const { line } = reading
    if (line.width < 14) return false
    reading.masthead = readMasthead(text, line.start, line.end)
    if (!reading.masthead || reading.masthead.end >= line.end - 6) return false
    add(reading, 'title', -4)
    return add(reading, 'paragraph', 2)
  },
}

/** 一、(二) 1. in front of a short line: a heading inside the story. */
const numbered: Rule = {
  rule: 'numbered',
  weigh(reading) {
    if (!reading.headline) return false
    if (
      !/^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节部条][\s：:]|\d{1,2}[、.．](?!\d))/u.test(
        reading.text,
      )
    )
      return false
    add(reading, 'title', -3)
    return add(reading, 'heading', 2)
  },
}

const twin: Rule = {
  rule: 'twin',
  weigh(reading) {
    if (!reading.twin || reading.prose) return false
    return add(reading, 'title', 5)
  },
}

/** 联合新闻网, 商洛日报: a name of an outlet alone on its line. */
const outletLine: Rule = {
  rule: 'outlet-line',
  weigh(reading) {
    if (reading.text.length > 16 || !isMediaName(reading.text)) return false
    add(reading, 'title', -3)
    add(reading, 'heading', -1)
    add(reading, 'other', 1)
    return true
  },
}

/** The rules, in the order in which they speak. Each has cases of its own in `test/cases/article`. */
const rules: readonly Rule[] = [
  shape,
  cutOff,
  ornament,
  spam,
  breadcrumb,
  metadata,
  wholeMarker,
  headMarker,
  startMarker,
  anyMarker,
  endMarker,
  dashed,
  menu,
  listItem,
  masthead,
  numbered,
  outletLine,
  twin,
]

const SUFFIX = /\s*[_|｜丨]\s*|\s+[-–—]+\s+|\s*-\s*(?=[^-]{2,14}$)/u

/** Where the headline ends in `标题_栏目_站名` or `标题 - 商洛日报`; the text's length where it has no suffix. */
function suffixAt(text: string): number {
  const m = SUFFIX.exec(text)
  if (!m || m.index < 5) return text.length
  const rest = text.slice(m.index + m[0].length)
  const last =
    rest
      .split(/[_|｜丨]|\s[-–—]+\s|-/u)
      .at(-1)
      ?.trim() ?? ''
  if (/[_|｜丨]/u.test(m[0])) return last.length <= 16 ? m.index : text.length
  return isMediaName(last) || (/^\s+[-–—]\s+$/u.test(m[0]) && last.length <= 12) ? m.index : text.length
}

/** Only the top of a page is searched for the headline’s twin. */
const TOP = 48

function findTwins(readings: readonly Reading[]): void {
  const seen = new Map<string, Reading>()
  for (const reading of readings.slice(0, TOP)) {
    if (reading.line.width > 80 || reading.line.width < 5) continue
    const key = skeleton(reading.text.slice(0, reading.titleEnd - reading.line.start))
    if (key.length < 5) continue
    const other = seen.get(key)
    if (other) {
      other.twin = true
      reading.twin = true
    } else seen.set(key, reading)
  }
}

function readingOf(text: string, line: Line): Reading {
  const long = line.end - line.start > SHORT
  const own = text.slice(line.start, long ? line.start + SHORT : line.end)
  const { width, ending, stops, commas } = line
  const sentence =
    ending === 'stop' && (width >= 15 || commas > 0) && !(width < 36 && /[！!？?]$/u.test(own) && stops <= 1)
  const prose = width >= 14 && (sentence || (width >= 50 && stops >= 1) || (width >= 70 && commas >= 1))
  const headline =
    !prose &&
    width >= 2 &&
    width <= 64 &&
    ending !== 'comma' &&
    ending !== 'colon' &&
    (ending === 'none' || (width < 36 && /[！!？?…]["”』」]?$/u.test(own)))
  const suffix = headline || width <= 90 ? suffixAt(own) : own.length
  return {
    line,
    text: own,
    weights: { ...base },
    rules: [],
    meta: none,
    crumbs: null,
    masthead: null,
    titleEnd: suffix < own.length ? line.start + suffix : line.end,
    twin: false,
    headline,
    prose,
  }
}

/** Reads every line and lets every rule speak. */
export function readPage(text: string, lines: readonly Line[]): Page {
  const readings = lines.map((line) => readingOf(text, line))
  findTwins(readings)
  const page: Page = { text, readings, prose: 0 }
  for (const reading of readings) if (reading.prose) page.prose++
  for (const [index, reading] of readings.entries())
    for (const { rule, weigh } of rules) if (weigh(reading, page, index)) reading.rules.push(rule)
  if (page.prose === 0)
    // A poem, a list, one headline: without any prose the short lines are the text.
    for (const reading of readings) if (reading.headline) reading.weights.paragraph += 3.5
  return page
}

/** Whether a line is nothing but white space; never, but for a text that is. */
export function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!isSpace(text.charCodeAt(i))) return false
  return true
}
