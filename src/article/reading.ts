import { Class, Pair } from './classes.js'
import type { Crumbs } from './crumbs.js'
import type { Ending } from './endings.js'
import type { Line } from './lines.js'
import type { Masthead } from './masthead.js'
import { readMeta } from './meta.js'
import { type Meta, noMeta } from './pieces.js'
import { boxAt, headlineEnd, inFrame, shareAt } from './title-end.js'
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
  'link-line',
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
  'word-list',
  'latin-credit',
  'kicker',
  'standfirst',
  'points',
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

/** The line read as metadata by itself: by its own rule, or before that by those that look at the line below. */
export function plainMeta(reading: Reading, text: string): Meta {
  const { line } = reading
  reading.plain ??= readMeta(text, line.start, line.end, line)
  return reading.plain
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

/** 【荔枝为何便宜？】, 荔枝为何便宜？[复制链接]: without the bracket around it or the button behind. */
const unboxed = (text: string): string => inFrame(text) ?? text.slice(0, boxAt(text))

/** A question or a cry of so much is a sentence. */
const LONGEST_ASKED = 46
/** Or so many commas. */
const MOST_CLAUSES = 3

export function readingOf(text: string, line: Line, weights: number[], at: number): Reading {
  const long = line.end - line.start > SHORT
  const own = text.slice(line.start, long ? line.start + SHORT : line.end)
  const { width, ending, stops, commas, periods } = line
  const asked = line.last & Class.fill && ending === 'stop' ? unboxed(own) : own
  // 每逢假日，渔港停满游览车，人们排队吃海鲜，却很少有人问：今天出港的船有几艘？ has too many clauses for a headline.
  const asks = width < LONGEST_ASKED && (commas < MOST_CLAUSES || ending === 'ellipsis')
  const sentence =
    ending === 'stop' &&
    (width >= 15 || commas > 0) &&
    !(asks && /[！!？?][”』」]?$/u.test(asked) && isOneSentence(asked, stops))
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
    (ending === 'none' || button > 0 || (asks && /[！!？?…]["”』」]?$/u.test(asked)))
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
