import { isOfButtons } from './buttons.js'
import { codes, indexOfAny, isHan, isSpace, skeleton } from './chars.js'
import { Class, classes, Pair } from './classes.js'
import type { Crumbs } from './crumbs.js'
import type { Ending } from './endings.js'
import { titleLabel } from './heads.js'
import { lexicon } from './lexicon.js'
import type { Line } from './lines.js'
import type { Masthead } from './masthead.js'
import { readMeta } from './meta.js'
import { isBodyName } from './names.js'
import { isMediaName } from './outlets.js'
import { type Meta, noMeta } from './pieces.js'
import type { BlockKind } from './types.js'

/** What a line may be: the kinds of blocks, and those that end up as one of them. `signer`, `signed`: in the middle of a document the body that issues it and the day. */
export type LineKind = BlockKind | 'heading' | 'teaser' | 'aside' | 'signer' | 'signed'

const lineKinds: readonly LineKind[] = [
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
  'aside',
  'signer',
  'signed',
]

/** A line with what speaks for each kind. */
export interface Reading {
  line: Line
  text: string
  /** Those of all lines; this one's begin at `at`, by `kindIndex`. */
  weights: number[]
  at: number
  /** The rules that spoke, by `ruleBit`. */
  spoke: number
  meta: Meta
  /** What `plainMeta` read; null before anybody asked. */
  plain: Meta | null
  crumbs: Crumbs | null
  masthead: Masthead | null
  /** The headline without `_站名` behind it; the line's end where there is none. */
  titleEnd: number
  /** It is the value of a meta tag. */
  field: boolean
  /** Its skeleton stands on another line near the top too. */
  twin: boolean
  /** Bits of `Shape`. */
  shape: number
  /** Reads as a headline: short, no full stop. */
  headline: boolean
  prose: boolean
}

export interface Page {
  /** With line breaks behind it, so that no look ahead leaves it. */
  text: string
  /** Without them. */
  length: number
  readings: Reading[]
  /** How many lines read as prose. */
  prose: number
  /** The first of them; the number of lines where none does. */
  firstProse: number
  /** What stood twice in a row: texts of pictures. */
  echoed: Set<string>
}

/** Lines longer than this are read for their two ends only. */
export const SHORT = 240

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
  aside: -9,
  signer: -9,
  signed: -9,
}

export const kindIndex = Object.fromEntries(lineKinds.map((kind, i) => [kind, i])) as Record<LineKind, number>

/** How many kinds there are: the weights of a line. */
export const KINDS = lineKinds.length

/** Those of so many lines stand ready: a copy is cheaper than a typed array, which a short page would spend its time on. */
const STOCK = 64
/** Begun with a fraction, so that all copies hold fractions. */
const stock: number[] = new Array(STOCK * KINDS).fill(0.5)
for (let i = 0; i < stock.length; i++) stock[i] = base[lineKinds[i % KINDS]]

/** The weights of so many lines, before any rule spoke. */
export function startWeights(lines: number): number[] {
  if (lines <= STOCK) return stock.slice(0, lines * KINDS)
  const weights = stock.slice()
  while (weights.length < lines * KINDS) for (let k = 0; k < KINDS; k++) weights.push(stock[k])
  return weights
}

/** The rules, in the order in which they speak. */
export const ruleNames = [
  'shape',
  'cut-off',
  'ornament',
  'spam-list',
  'breadcrumb',
  'metadata',
  'key-values',
  'document-number',
  'paper-page',
  'bare-figure',
  'address-line',
  'code-line',
  'handle-line',
  'spaced-headline',
  'banner-line',
  'own-line',
  'cells',
  'tag-items',
  'hashtags',
  'latin-credit',
  'kicker',
  'signature',
  'author-note',
  'bracket-note',
  'account-card',
  'dialogue',
  'body-line',
  'foreign-name',
  'account-line',
  'button-line',
  'whole-marker',
  'head-marker',
  'start-marker',
  'any-marker',
  'end-marker',
  'posed',
  'pictured',
  'dated-scene',
  'echo',
  'credited',
  'dashed',
  'menu',
  'list-item',
  'masthead',
  'numbered',
  'outlet-line',
  'section-line',
  'twin',
  'words-over',
  'site-line',
] as const
export type RuleName = (typeof ruleNames)[number]

/** The rules whose verdict others ask for: each has a bit. */
const told = [
  'spam-list',
  'metadata',
  'own-line',
  'cells',
  'tag-items',
  'signature',
  'author-note',
  'account-card',
  'head-marker',
  'start-marker',
  'any-marker',
  'end-marker',
  'dashed',
  'list-item',
  'menu',
] as const satisfies readonly RuleName[]

/** Their bits. */
export const toldBit = Object.fromEntries(told.map((name, i) => [name, 1 << i])) as Record<
  (typeof told)[number],
  number
>

/** The bit of a rule; none for one that nobody asks about. */
export const ruleBit = Object.fromEntries(
  ruleNames.map((name) => [name, (toldBit as Partial<Record<RuleName, number>>)[name] ?? 0]),
) as Record<RuleName, number>

/** Whether a rule spoke for the line, by its `toldBit`. */
export const spoke = (reading: Reading, bit: number): boolean => (reading.spoke & bit) !== 0

/** Of rules that look at lines of any width. */
export const ANY_WIDTH = Number.POSITIVE_INFINITY

/** What a line is as a whole, as bits. */
export const Shape = {
  /** It ends in an ellipsis. */
  ellipsis: 1,
  /** It ends in a colon. */
  colon: 2,
  /** Without any Han character. */
  foreign: 4,
  twin: 8,
  /** A date, a label, a role, an outlet or a name may stand in it. */
  meta: 16,
  /** A word of a masthead stands near its start. */
  opens: 32,
} as const

const shapeOf = (ending: Ending): number =>
  ending === 'ellipsis' ? Shape.ellipsis : ending === 'colon' ? Shape.colon : 0

/** Bits, one of which must be there: of `Class` in the line, its first and its last character, of `Pair` in the line and of its first word, of `Shape`. */
export interface Needs {
  flags: number
  first: number
  last: number
  pairs: number
  opening: number
  shape: number
}

/** One reason, under its name. Adds to the weights of a reading and says whether it spoke. */
export interface Rule {
  rule: RuleName
  /** Whether it looks at prose, and up to which width: most lines of a story are met by few rules. */
  prose: boolean
  widest: number
  /** The last line of the page that it looks at, counted from 0; any where it is left out. */
  lowest?: number
  /** It looks at lines above the story and at its first alone. */
  above?: boolean
  /** What a line must have of these for the rule to have anything to say; any line where it is left out. */
  needs?: Partial<Needs>
  /** It looks at what reads as a headline alone. */
  headline?: boolean
  /** It looks at the line below one that it spoke for, whatever it is. */
  goesOn?: boolean
  weigh(reading: Reading, page: Page, index: number): boolean
}

/** What a rule says of each kind where it holds. */
type Votes = Partial<Record<LineKind, number>>

/** A rule that says one thing: where it `holds`, its `votes` are added. */
export function voting(
  rule: Omit<Rule, 'weigh'> & { votes: Votes; holds(reading: Reading, page: Page, index: number): boolean },
): Rule {
  const { votes, holds, ...when } = rule
  const kinds = Object.keys(votes).map((kind) => kindIndex[kind as LineKind])
  const said = Object.values(votes)
  return {
    ...when,
    weigh(reading, page, index) {
      if (!holds(reading, page, index)) return false
      for (let i = 0; i < kinds.length; i++) add(reading, kinds[i], said[i])
      return true
    },
  }
}

/** `kind` by `kindIndex`. */
export function add(reading: Reading, kind: number, weight: number): true {
  reading.weights[reading.at + kind] += weight
  return true
}

/** Kinds of what stands over a text. */
export const HEADLINES = [kindIndex.title, kindIndex.heading, kindIndex.subtitle]

export const weightOf = ({ weights, at }: Reading, kind: number): number => weights[at + kind]

const SUFFIX = /\s*[_|｜丨]\s*|\s+[-–—]+\s+|\s*-+\s*(?=[^-]{2,14}$)|——(?=[^—]{2,14}$)/gu
/** One of these is in all of them. */
const MARKS = codes('_|｜丨-–—')

/** Where the headline ends in `标题_栏目_站名` or `标题 - 商洛日报`; the text's length where it has no suffix. */
function suffixAt(text: string): number {
  const mark = indexOfAny(text, MARKS, 0, text.length)
  if (mark < 0) return text.length
  let from = mark
  while (from > 0 && isSpace(text.charCodeAt(from - 1))) from--
  SUFFIX.lastIndex = from
  const m = SUFFIX.exec(text)
  // 老井_陈家沟的风_个人博客: a short headline wants two names behind it.
  if (!m || m.index < (text.indexOf('_', m.index + m[0].length) > 0 ? 2 : 5)) return text.length
  const rest = text.slice(m.index + m[0].length)
  const last =
    rest
      .split(/[_|｜丨]|\s[-–—]+\s|-|——/u)
      .at(-1)
      ?.trim() ?? ''
  // 期末周生存指南｜图书馆延时开放啦: without blanks around it only a site or a section stands behind the bar.
  const glued = /^[｜丨]$/u.test(m[0]) && !isMediaName(last) && !lexicon().sections.has(last)
  if (glued) return text.length
  if (/[_|｜丨]/u.test(m[0])) return last.length <= 16 ? m.index : text.length
  // 高原上的“追光者”——某地观察 is a headline with its second half.
  if (m[0] === '——' && !isMediaName(last, true) && !last.endsWith('网')) return text.length
  const named = isMediaName(last) || (/^\s+[-–—]\s+$/u.test(m[0]) && last.length <= 12)
  if (!named) return text.length
  // 标题-天气频道-中国天气网: the channel goes with the site.
  const channel = /(?:-+|——)[^-—\s]{2,8}$/u.exec(text.slice(0, m.index))
  return channel && channel.index >= 6 ? channel.index : m.index
}

/** Where [复制链接] begins behind the headline; the text’s length where no such button stands there. */
function boxAt(text: string): number {
  const round = ')）'.includes(text[text.length - 1] ?? ' ')
  if (!round && !']】'.includes(text[text.length - 1] ?? ' ')) return text.length
  // 老渡口的最后一班船（转载）
  const open = round
    ? Math.max(text.lastIndexOf('('), text.lastIndexOf('（'))
    : Math.max(text.lastIndexOf('['), text.lastIndexOf('【'))
  if (open < 5 || text.length - open > 8) return text.length
  const hit = lexicon().markers.box.longest(text, open + 1)
  if (hit?.value.kind !== 'chrome') return text.length
  return text.slice(0, open).trimEnd().length
}

const OPENING_DAY =
  /^(?:(?:date|发布时间|发布日期|日期|时间)[：:]?[ \u3000]*)?(?:[（([【]?(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[）)\]】]?[ \u3000]+(?=\S{6})|(?:19|20)\d{2}-\d{1,2}-\d{1,2}(?=[\u4e00-\u9fff“《]{6}))/u

/** 2023-11-07 洋记者逛博览会: where the headline begins behind the day; 0 without one. */
export const openingDay = (text: string): number => OPENING_DAY.exec(text)?.[0].length ?? 0

const STAMP =
  /(?:[ \t\u00a0\u3000]+|(?<=[）)》”】])|(?<=[\u4e00-\u9fff])(?<![于在至到从自和与是为、])(?=\d{4}))(?:[（(]\d{1,2}:\d{2}[）)]|[（([]?(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ \u3000]+\d{1,2}:\d{2}(?::\d{2})?)?[）)\]]?)$/u
/** A day with its hour, and the blanks before it, are no longer. */
const LONGEST_STAMP = 30
const SHORTEST_STAMPED = 6

/** Where the day begins that stands behind the headline in its line; the text’s length without one. */
function stampAt(text: string): number {
  const from = Math.max(SHORTEST_STAMPED, text.length - LONGEST_STAMP)
  const m = STAMP.exec(text.slice(from))
  return m ? from + m.index : text.length
}

/** …引热议******, and the mark of a footnote: …的初步研究* */
const STARS = /[ \u3000]*(?:[*＊★☆]{3,}|(?<=[\u4e00-\u9fff）”])[*＊]{1,2})$/u

/** Such a button has so many characters. */
const SHORTEST_BUTTON = 4
const LONGEST_BUTTON = 6

/** Where 下载公告 begins behind a headline; the text’s length where no such button stands there. */
function buttonAt(text: string): number {
  let at = text.length
  while (at > 0 && isHan(text.charCodeAt(at - 1)) && text.length - at <= LONGEST_BUTTON) at--
  const length = text.length - at
  if (length < SHORTEST_BUTTON || length > LONGEST_BUTTON || !isSpace(text.charCodeAt(at - 1)))
    return text.length
  const end = text.slice(0, at).trimEnd().length
  return end >= SHORTEST_STAMPED && isOfButtons(text.slice(at)) ? end : text.length
}

const SHARE = /(?:【|\[)?分享(?:到|至)?[：:]$/u

/** 渡口今起停航三日分享到：: where the button begins that is glued to a headline; -1 without one. */
function shareAt(text: string): number {
  const at = text.search(SHARE)
  return at >= SHORTEST_STAMPED ? text.slice(0, at).trimEnd().length : -1
}

/** Where the headline ends in its line: what stands behind it is a site, a button or the day. */
function headlineEnd(text: string, { flags, last }: Line): number {
  const stamp =
    flags & Class.digit && last & (Class.digit | Class.markEnd | Class.fill) ? stampAt(text) : text.length
  const own = stamp < text.length ? text.slice(0, stamp) : text
  const end = flags & Class.bar ? suffixAt(own) : boxAt(own)
  if (end < own.length) return end
  if (last & Class.bullet) return STARS.exec(own)?.index ?? end
  return flags & Class.space ? buttonAt(own) : end
}

/** The line read as metadata by itself: by its own rule, or before that by those that look at the line below. */
export function plainMeta(reading: Reading, text: string): Meta {
  const { line } = reading
  reading.plain ??= readMeta(text, line.start, line.end, line)
  return reading.plain
}

/** Only the top of a page is searched for the headline’s twin. */
const TOP = 48

/** A hash of the skeleton; 0 where it has fewer than five characters. */
function skeletonHash(text: string, start: number, end: number): number {
  const { ids, traits } = classes()
  let hash = 0
  let length = 0
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (!(traits[ids[code]] & Class.letter)) continue
    hash = (Math.imul(hash, 31) + code) | 0
    length++
  }
  return length < 5 ? 0 : hash
}

/** Without 原标题： in front. */
const ownStart = ({ text, line }: Reading): number =>
  line.opening & Pair.label || line.first & Class.bracket ? (titleLabel(text)?.end ?? 0) : 0

const MARK = /^\s*(?:[-_|｜丨–·:：>＞,，]|—+|[（(【[]|\s{2})/u

/** 频道--标题 and 频道_标题: the mark behind the channel. */
const CHANNEL = /(?:--|[_|｜])\s*$/u

/**
 * 标题-某某网 over 标题: where another line ends, the headline does; what stands behind a mark is the site. In 频道--标题 what
 * stands before it is: the other line is the headline.
 */
function shareStart(readings: readonly Reading[]): void {
  const top = readings.slice(0, TOP)
  for (const long of top.slice(0, SITE_LINES)) {
    const { line, text, prose } = long
    if (
      prose ||
      long.titleEnd < line.end ||
      line.width > 90 ||
      !(line.flags & (Class.bar | Class.space | Class.fill))
    )
      continue
    for (const { text: short, headline } of top) {
      if (!headline || short.length < 6 || short.length >= text.length) continue
      if (text.endsWith(short) && CHANNEL.test(text.slice(0, -short.length))) add(long, kindIndex.title, -6)
      if (!text.startsWith(short)) continue
      if (text.length - short.length > 40 || !MARK.test(text.slice(short.length))) continue
      long.titleEnd = line.start + short.length
      break
    }
  }
}
/** The window’s title, or the headline with the site behind it, stands among so many first lines. */
const SITE_LINES = 24

/** 九旬老人捐出毕生积蓄 只提了…_某某网: the headline, without the site behind it, is cut off. */
export function isCutOff({ text, titleEnd, line }: Reading): boolean {
  const end = titleEnd - line.start
  const last = text.charCodeAt(end - 1)
  return last === 0x2026 || (last === 0x2e && text.charCodeAt(end - 2) === 0x2e)
}

/** A headline that was cut off has its twin in the line that begins so. */
function matchCut(readings: readonly Reading[]): void {
  for (let i = 0; i < readings.length && i < TOP; i++) {
    const cut = readings[i]
    if (cut.prose || cut.titleEnd === cut.line.end || !isCutOff(cut)) continue
    const start = cut.text.slice(0, cut.titleEnd - cut.line.start).replace(/[….]+$/u, '')
    if (start.length < SHORTEST_CUT) continue
    for (let k = i + 1; k < readings.length && k < TOP; k++) {
      const whole = readings[k]
      if (!whole.headline || isCutOff(whole) || !whole.text.startsWith(start)) continue
      cut.twin = true
      whole.twin = true
      break
    }
  }
}
const SHORTEST_CUT = 6

/** So many paragraphs are one. */
const STORY = 2

export function findTwins(readings: readonly Reading[]): void {
  shareStart(readings)
  matchCut(readings)
  const seen = new Map<number, { reading: Reading; prose: number }>()
  let paragraphs = 0
  const skeletonOf = (reading: Reading) =>
    skeleton(reading.text.slice(ownStart(reading), reading.titleEnd - reading.line.start))
  for (let i = 0; i < readings.length && i < TOP; i++) {
    const reading = readings[i]
    const { prose, line, text, titleEnd } = reading
    if (prose) paragraphs++
    if (prose || line.width > 80 || line.width < 5) continue
    const hash = skeletonHash(text, ownStart(reading), Math.min(text.length, titleEnd - line.start))
    if (hash === 0) continue
    const other = seen.get(hash)
    if (!other) seen.set(hash, { reading, prose: paragraphs })
    // The body whose site it is signs below the story.
    else if (
      !(paragraphs > other.prose && isBodyName(text)) &&
      skeletonOf(other.reading) === skeletonOf(reading)
    ) {
      // Behind a story its headline, or that of another, stands among links.
      if (other.prose < STORY) other.reading.twin = true
      if (paragraphs - other.prose < STORY) reading.twin = other.reading.twin
    }
  }
}

const WORDED = Pair.label | Pair.role | Pair.outlet | Pair.date | Pair.outletEnd

/** Whether a date, a label, a role, an outlet or a name may stand in the line: most headlines have none. */
function holdsMeta({ first, last, flags, pairs, opening, width }: Line): boolean {
  if (last & Class.mediaEnd) return true
  // 点击此处下载附件: in one run of characters a word stands at the start, a role at the end, or none is one.
  const run =
    !(flags & Class.fill) && !((first | last) & (Class.half | Class.date | Class.surname | Class.wire))
  if (pairs & WORDED && (!run || opening & WORDED || pairs & Pair.writer)) return true
  // 编　　辑：王倩
  if (first & Class.meta && flags & (Class.colon | Class.bar) && flags & Class.space) return true
  // □ 王倩, （王倩 李敏）, Amy Chen
  if (!(first & (Class.surname | Class.fill | Class.half))) return false
  return width <= 14 || (flags & (Class.digit | Class.meta | Class.colon)) !== 0
}

/** A mark that was lost, or a notice behind it, may have made a sentence of a line that begins as metadata does. */
const mayBeStamped = ({ first, pairs }: Line): boolean =>
  (first & (Class.digit | Class.meta)) !== 0 && (pairs & Pair.label) !== 0 && (pairs & Pair.date) !== 0

/** 《今日观察》记者王倩北京报道。 — a full stop does not make a sentence of it. */
export const isSigned = ({ pairs, width, stops }: Line): boolean =>
  stops === 1 && width <= WIDEST_SIGNED && (pairs & Pair.writer) !== 0
const WIDEST_SIGNED = 30

/** The end of a sentence in a text without Han, of several words. */
const FOREIGN_END = /^(?:\S+\s+){5}.*[a-z,][.!?]["”’')]?$/u

/**
 * 为产业拼经济 却开放厂房外移…这不矛盾吗？ is one question, and 县府竟称无法开会！委员：怎连主秘都不派去？ a headline of two halves; a
 * speaker’s “快跑！快跑！” is a paragraph.
 */
const isOneSentence = (text: string, stops: number): boolean =>
  stops <= 1 || !/[。！!？?]/u.test(text.slice(0, -1)) || !/^[“「『]|[。，]/u.test(text)

/** “从不后悔。”守碾人的四十年 */
const QUOTED_STOP = /。[”』」]/u

/** A question or a cry of so much is a sentence. */
const LONGEST_ASKED = 46

export function readingOf(text: string, line: Line, weights: number[], at: number): Reading {
  const long = line.end - line.start > SHORT
  const own = text.slice(line.start, long ? line.start + SHORT : line.end)
  const { width, ending, stops, commas, periods } = line
  const sentence =
    ending === 'stop' &&
    (width >= 15 || commas > 0) &&
    !(width < LONGEST_ASKED && /[！!？?][”』」]?$/u.test(own) && isOneSentence(own, stops))
  // 现将有关事项通知如下：
  const leads = ending === 'colon' && width >= 24 && commas >= 1
  // They said, "We have stars." has its stop between Latin letters.
  const foreign = line.han === 0 && line.end - line.start >= 40 && FOREIGN_END.test(own)
  const prose =
    foreign ||
    (width >= 14 && (sentence || leads || (width >= 50 && stops >= 1) || (width >= 70 && commas >= 1)))
  const button = ending === 'colon' ? shareAt(own) : -1
  const headline =
    !prose &&
    (periods === 0 || (periods === 1 && ending === 'none' && QUOTED_STOP.test(own))) &&
    width >= 2 &&
    width <= 64 &&
    ending !== 'comma' &&
    (ending !== 'colon' || button > 0) &&
    (ending === 'none' || button > 0 || (width < LONGEST_ASKED && /[！!？?…]["”』」]?$/u.test(own)))
  const suffix = button > 0 ? button : prose || width > 90 ? own.length : headlineEnd(own, line)
  const { opens } = line
  const mayBeMeta = prose ? mayBeStamped(line) || isSigned(line) : holdsMeta(line)
  return {
    line,
    text: own,
    weights,
    at,
    spoke: 0,
    meta: noMeta,
    plain: null,
    crumbs: null,
    masthead: null,
    titleEnd: suffix < own.length ? line.start + suffix : line.end,
    field: false,
    twin: false,
    shape:
      (line.han === 0 ? Shape.foreign : 0) |
      shapeOf(ending) |
      (mayBeMeta ? Shape.meta : 0) |
      (opens && line.flags & Class.wire ? Shape.opens : 0),
    headline,
    prose,
  }
}
