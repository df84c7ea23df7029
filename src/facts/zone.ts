import type { Span } from '../text/index.js'
import type { Share, Slot, Verb } from './context.js'
import type { Kind } from './holders.js'
import type { Page } from './page.js'
import type { Clauses } from './phrase.js'
import { cueAt, cueBefore } from './tables.js'
import type { Change, FactStatus } from './types.js'
import { END, NAME, STOP } from './words.js'

/** What a figure is called by: the quantity and who has it. */
export interface Names {
  metric: Span | null
  subject: Span | null
}

/** What the last figure said. */
interface Local extends Names {
  /** The metric is the name of a quantity: 牛肉 of the next clause can hold it, too. */
  quantity: boolean
  unit: string
  /** Where its sentence starts. */
  sentence: number
  /** Who has the whole that it is a part of: a further quantity is that one's again. Undefined where it is no part. */
  outer: Span | null | undefined
}

/** One shape for all of them: they are made anew with nearly every clause. */
export function localOf(
  metric: Span | null,
  subject: Span | null,
  quantity: boolean,
  unit: string,
  sentence: number,
  outer: Span | null | undefined,
): Local {
  return { metric, subject, quantity, unit, sentence, outer }
}

/** An amount that later ones may be parts of. */
export interface Whole {
  id: string
  unit: string
  metric: Span | null
  size: number
}

/** How many marks and figures stand before each item of a zone. */
export interface Tally {
  stops: Int32Array
  figures: Int32Array
}

const NONE = localOf(null, null, false, '', -1, undefined)

/** What the figures of one zone leave to those behind them. Items are numbered as in `clauses.items`. */
export class ZoneState {
  readonly page: Page
  readonly text: string
  readonly clauses: Clauses
  readonly slots: readonly Slot[]
  /** Item where the clause starts. */
  clause = 0
  /** The figure before this one in the clause, or -1. */
  before = -1
  /** The item that ends the clause of this figure. */
  stop = 0
  local: Local = NONE
  /** What stood before the bracket that is open. */
  outside: Local | null = null
  /** Who the clause is about. */
  holder: Span | null = null
  /** A name: it holds until another comes. A common noun (项目): until its sentence ends. */
  topic: Span | null
  passing: Span | null = null
  /** Who acts in the last clause of the sentence that has no figures. */
  acting: Span | null = null
  /** Who has 各项存款: 各项贷款 are theirs, too. */
  lenders: Span | null = null
  /** The thing that the clause before ended in: 冷链物流中心 of 建设了…. */
  object: Span | null = null
  /** Projects that the sentence counted: 总投资 behind them is theirs. */
  projects: Span | null = null
  /** What the sentence counted first: 重点项目 of 重点项目86个，其中续建项目31个，总投资…. */
  things: Span | null = null
  /** What the figure before counted. */
  counts: Span | null = null
  /** 设7座车站: what was counted last are parts of what is told of. */
  parts = false
  /** The sentence has said who acts. */
  told = false
  /** Behind 其中: its amounts are parts. */
  part = false
  /** 分行业看: what the sentence tells is told of parts of what was told before. */
  divided = false
  /** What the figure before 其中 said. */
  whole: Local | null = null
  /** 其中 before ；: what is named alike is still a part. */
  mayPart = false
  /** Holds to the end of the sentence: 力争, 预计, 要求. */
  status: FactStatus = 'actual'
  /** It was required of somebody: what the next clause tells he did. */
  asked = false
  /** A figure had that status. */
  foreseen = false
  /** Where the word of that status stands. */
  aimedAt = 0
  /** 同比 holds on; the sentence that said so. */
  base: Change['base'] = null
  baseSentence = -1
  /** A 环比 stands between 同比 and the end of its sentence. */
  suspended = false
  /** Those of the figure before. */
  verb: Verb | null = null
  /** What that told in full. */
  moved: Change | null = null
  share: Share | null = null
  /** On whom the sentence imposes what it tells of. */
  hit: Span | null = null
  /** What the sentence's shares are of. */
  of: Span | null = null
  /** Names that 分别 deals out to the figures of this clause. */
  spread: Names[] | null = null
  /** The same of the clause that last dealt any out in the sentence. */
  dealtOut: Names[] = []
  /** How many of them are dealt. */
  dealt = 0
  /** Names of the sentence's figures, for a 分别 that follows. */
  list: Names[] = []
  /** The last names of counts, by their unit. */
  readonly byUnit = new Map<string, Names>()
  /** The last metric that is no rate of growth. */
  grown: Span | null = null
  /** What the figure before this one in the clause counted. */
  counted: Span | null = null
  /** … as the object of a preposition. */
  taken = false
  /** The last person named, the last 说, and the last pronoun of the clause, as items; or -1. */
  person = -1
  said = -1
  pronoun = -1
  /** The firm that speaks in the quotation. */
  voice: Span | null = null
  /** The items before the sentence and at its end. */
  sentenceStart = -1
  sentenceStop = -1
  /** Amounts of the paragraph that a 其中 may divide. */
  readonly wholes: Whole[] = []

  /** The item that ends a dateline, or -1: who reports from there has nothing. */
  wired = -1
  /** What those who may have its figures are. */
  readonly kinds = new Map<number, Kind>()
  tally: Tally | null = null
  /** A clause of it sets what others compare with; null where nobody has looked yet. */
  compares: boolean | null = null

  /** Who first acts in the zone. */
  headline: Span | null = null

  constructor(page: Page, clauses: Clauses, slots: readonly Slot[]) {
    this.page = page
    this.text = clauses.text
    this.clauses = clauses
    this.slots = slots
    this.topic = page.told ?? page.topic
  }
}

/** The mark that ends the clause of an item. */
export function clauseEnd(zone: ZoneState, i: number): number {
  const { bits, count } = zone.clauses.items
  while (i < count && (bits[i] & STOP) === 0) i++
  return i
}

/** Where the sentence ends that an item stands in, as a place of the text. */
export function sentenceEnd(zone: ZoneState, i: number): number {
  const { bits, start, end, count } = zone.clauses.items
  if (i > zone.sentenceStop) {
    let k = i
    while (k < count && (bits[k] & END) === 0) k++
    zone.sentenceStop = k
  }
  const k = zone.sentenceStop
  return k < count ? start[k] : count > 0 ? end[count - 1] : 0
}

/** The first item that starts at a place of the text or behind it. */
export function itemAt(zone: ZoneState, place: number): number {
  const { start, count } = zone.clauses.items
  let lo = 0
  let hi = count
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    if (start[mid] < place) lo = mid + 1
    else hi = mid
  }
  return lo
}

/** Whether a name begins the stretch. */
export function isName(zone: ZoneState, span: Span): boolean {
  const { bits, count } = zone.clauses.items
  const at = itemAt(zone, span.start)
  return at < count && (bits[at] & NAME) !== 0
}

/** A name or 全县: what holds beyond its sentence. */
export function holds(zone: ZoneState, span: Span): boolean {
  return isName(zone, span) || cueAt('holder', zone.text, span.start) > 0
}

/** Who acts in the sentence: a name for those behind it, too. */
export function setTopic(zone: ZoneState, span: Span): void {
  const size = span.end - span.start
  if (cueBefore('teller', zone.text, span.start, span.end) < size) zone.headline ??= span
  zone.told = true
  if (holds(zone, span)) {
    zone.topic = span
    zone.passing = null
  } else zone.passing = span
}

/** The next sentence is of somebody else. */
export function forgetSubject(zone: ZoneState): void {
  const { metric, subject, quantity, unit, sentence, outer } = zone.local
  if (subject || outer !== undefined) zone.local = localOf(metric, null, quantity, unit, sentence, undefined)
}

/** Whether two stretches share a character. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}
