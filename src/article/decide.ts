import { KINDS, kindIndex, type LineKind, type Page, type Reading, spoke, toldBit } from './reading.js'
import type { BlockKind } from './types.js'

/** The parts of a page, from the top: above the headline, below it, the story, what follows it. */
type Zone = 'top' | 'head' | 'body' | 'tail'

/** What a line is decided to be. */
export interface Decision {
  zone: Zone
  kind: LineKind
  /** The kind of its block. */
  block: BlockKind
}

const blockKinds: Partial<Record<LineKind, BlockKind>> = {
  heading: 'paragraph',
  teaser: 'related',
  aside: 'related',
  signer: 'source',
  signed: 'date',
}

const inZone = (zone: Zone, kinds: string): Decision[] =>
  (kinds.split(' ') as LineKind[]).map((kind) => ({
    zone,
    kind,
    block: blockKinds[kind] ?? (kind as BlockKind),
  }))

const states: readonly Decision[] = [
  ...inZone('top', 'spam breadcrumb other related date source byline caption subtitle title'),
  ...inZone('head', 'title subtitle date source byline breadcrumb other spam caption related disclaimer'),
  ...inZone('body', 'paragraph heading caption spam other related aside disclaimer byline signer signed'),
  ...inZone('tail', 'byline source date related teaser disclaimer footer other spam caption'),
]

const NEVER = Number.NEGATIVE_INFINITY
/** A heading must lead somewhere. */
const OPEN_HEADING = -3

/** What it costs to begin a page in a state. */
function opening({ zone, kind }: Decision): number {
  if (zone === 'top')
    return kind === 'title' ? 0.2 : kind === 'subtitle' ? -1.5 : kind === 'related' ? LIST_ABOVE : 0
  if (zone === 'body')
    return kind === 'paragraph' ? -1 : kind === 'heading' ? -2.5 : kind === 'caption' ? -2 : -4
  return zone === 'tail' ? -9 : NEVER
}

/** What it costs to end a page in a state: a page without a story is one without a headline too. */
function closing({ zone, kind }: Decision): number {
  if (zone === 'top' || zone === 'head') return -7
  return kind === 'heading' ? OPEN_HEADING : 0
}

/** A list over the story begins with a line that says so. */
const UNMARKED_LIST = -10
/** It speaks for no headline above it, whatever its lines are: menus have such words too. */
const MOST_LISTED = 3

/** What it costs to begin a list of other stories above the headline: 新闻 / • 四月赛事定档 / • 渡轮加班 */
const LIST_ABOVE = -4

/** What it costs to take a line of the story, or over it, for a disclaimer. */
const IN_STORY = -3
/** 特别提示： opens a document. */
const NO_SENTENCE = -20

const STAMPED = new Set<LineKind>(['date', 'source', 'byline'])

function fromTop(a: Decision, b: Decision): number {
  // A kicker stands right over the headline.
  if (a.kind === 'subtitle') return b.zone === 'top' ? (b.kind === 'title' ? 0 : NEVER) : NEVER
  if (b.zone === 'top') {
    if (a.kind === 'title') return b.kind === 'title' ? -6 : NEVER
    if (b.kind === 'related' && a.kind !== 'related') return LIST_ABOVE
    // Of two lines that may be the headline the one above the metadata is.
    if (b.kind === 'title' && STAMPED.has(a.kind)) return -0.15
    return b.kind === 'subtitle' ? -1.5 : 0
  }
  const titled = a.kind === 'title'
  if (b.zone === 'head' && b.kind === 'related') return titled ? UNMARKED_LIST : NEVER
  if (b.zone === 'head')
    return titled ? (b.kind === 'subtitle' ? 0.3 : b.kind === 'disclaimer' ? IN_STORY : 0) : NEVER
  if (b.zone === 'body') {
    const cost = b.kind === 'paragraph' ? 0 : b.kind === 'heading' ? -2 : b.kind === 'caption' ? -0.5 : -4
    return titled ? cost : cost - 1.5
  }
  return -10
}

function fromHead(a: Decision, b: Decision): number {
  if (b.zone === 'top') return NEVER
  if (b.zone === 'head') {
    // 今日热点 and its headlines between the date and the story.
    if (b.kind === 'related') return a.kind === 'related' ? 0 : UNMARKED_LIST
    if (b.kind === 'title') return -1
    if (b.kind === 'disclaimer') return IN_STORY
    if (a.kind === 'related' && b.kind === 'subtitle') return NEVER
    // A second line of the headline stands right under the first.
    if (b.kind === 'subtitle') return a.kind === 'subtitle' ? -1.5 : -1
    return 0
  }
  if (b.zone === 'body')
    return b.kind === 'paragraph'
      ? 0
      : b.kind === 'heading'
        ? a.kind === 'related'
          ? -4
          : -1.5
        : b.kind === 'caption'
          ? -0.3
          : -3
  return -9
}

const intoBody: Partial<Record<LineKind, number>> = {
  spam: -0.5,
  other: -1,
  related: -1,
  aside: -0.5,
  disclaimer: IN_STORY,
  byline: -1,
  signer: -7,
  signed: -1.5,
}

function fromBody(a: Decision, b: Decision): number {
  const open = a.kind === 'heading' ? OPEN_HEADING : 0
  if (b.zone === 'body') {
    if (b.kind === 'paragraph') return a.kind === 'related' ? -3 : 0
    if (b.kind === 'heading') return a.kind === 'heading' ? -1.5 : -1
    // A picture may stand between the heading and its paragraph.
    if (b.kind === 'caption' && a.kind === 'heading') return -1
    if (b.kind === 'related' && a.kind === 'related') return -0.5
    return (intoBody[b.kind] ?? 0) + open
  }
  if (b.zone === 'top') return b.kind === 'title' || b.kind === 'breadcrumb' ? -9 + open : NEVER
  if (b.zone === 'head') return NEVER
  const costs: Partial<Record<LineKind, number>> = {
    byline: 0,
    source: 0,
    date: -1,
    related: -4.2,
    disclaimer: -0.5,
    footer: -0.5,
    other: -1,
    spam: 0,
    teaser: -7,
    caption: -2,
  }
  return (costs[b.kind] ?? 0) + open
}

function fromTail(a: Decision, b: Decision): number {
  const listed = a.kind === 'related' || a.kind === 'teaser'
  if (b.zone === 'tail') {
    if (b.kind === 'teaser') return a.kind === 'related' ? 0 : a.kind === 'teaser' ? -3.5 : -4
    if (b.kind === 'related') return listed || a.kind === 'date' ? 0 : -1.5
    if (b.kind === 'date') return listed ? -4 : -0.5
    // Credits stand under the story, rarely under a list of others.
    if (listed && b.kind === 'byline') return -1.5
    return 0
  }
  if (b.zone === 'body') {
    if (b.kind === 'paragraph') return listed ? -6 : -9
    return b.kind === 'caption' ? -7 : -10
  }
  return b.zone === 'top' && (b.kind === 'title' || b.kind === 'breadcrumb') ? -7 : NEVER
}

const leaving: Record<Zone, (a: Decision, b: Decision) => number> = {
  top: fromTop,
  head: fromHead,
  body: fromBody,
  tail: fromTail,
}

const S = states.length

/** Cost of going from state a to state b, at `a * S + b`. */
const costs = Float64Array.from({ length: S * S }, (_, i) => {
  const a = states[Math.floor(i / S)]
  return leaving[a.zone](a, states[i % S])
})

/** What a state’s zone takes off its kind’s weight, whatever the line. */
const lean = Float64Array.from(states, ({ zone, kind }) => {
  if (zone === 'body') return kind === 'related' ? -2 : kind === 'other' ? -1 : 0
  return zone === 'tail' && kind === 'caption' ? -1 : 0
})
/** The same by the state that is entered. */
const entering = Float64Array.from({ length: S * S }, (_, i) => costs[(i % S) * S + Math.floor(i / S)])

/**
 * How far state s must lie behind b so that no line to come can favour it: the most that going on from s rather than
 * from b may gain. Infinite where s leads somewhere that b does not.
 */
function marginOf(b: number, s: number): number {
  let margin = closing(states[s]) - closing(states[b])
  for (let x = 0; x < S; x++) {
    const cost = costs[s * S + x]
    if (cost !== NEVER) margin = Math.max(margin, cost - costs[b * S + x])
  }
  return margin
}

/** The best state of each zone stands for it when others are compared. */
const zones: readonly Zone[] = ['top', 'head', 'body', 'tail']
const zoneOf = Int32Array.from(states, ({ zone }) => zones.indexOf(zone))

/** States that cost the same to enter and to leave: of these only the one that fits a line best can win. */
const groups = Int32Array.from({ length: S }, (_, s) => {
  for (let b = 0; b < s; b++) {
    let same = opening(states[b]) === opening(states[s]) && closing(states[b]) === closing(states[s])
    for (let x = 0; x < S && same; x++)
      same = costs[b * S + x] === costs[s * S + x] && costs[x * S + b] === costs[x * S + s]
    // Lines cut from a teaser look at where they come from.
    if (same && states[b].kind !== 'teaser' && states[s].kind !== 'teaser') return b
  }
  return s
})

/** Cost of coming to a state: from each state, and as the first of the page. */
const comings = Float64Array.from({ length: (S + 1) * S }, (_, i) =>
  i < S * S ? costs[i] : opening(states[i - S * S]),
)

/** Sums of weights are not exact: what lies no further behind is kept. */
const ROUNDING = 1e-9

/** By state, built where a page first asks: few states are ever the best of their zone. */
const fits: (Float64Array | undefined)[] = new Array(S).fill(undefined)

/**
 * How far behind state b each other must fit a line so that no way through the page can favour it, wherever it comes
 * from and goes to.
 */
function fitsBehind(b: number): Float64Array {
  const known = fits[b]
  if (known) return known
  const out = Float64Array.from({ length: S }, (_, s) => {
    let margin = NEVER
    for (let a = 0; a <= S; a++) {
      const cost = comings[a * S + s]
      if (cost !== NEVER) margin = Math.max(margin, cost - comings[a * S + b])
    }
    // A piece cut from a teaser goes on for free.
    const bonus = s === teaser ? CUT_TEASER : 0
    return margin === NEVER ? NEVER : margin + marginOf(b, s) + bonus + ROUNDING
  })
  fits[b] = out
  return out
}

/** The second half of a teaser that was cut at a wide space goes on for free. */
const CUT_TEASER = 3.5

const kinds = Int32Array.from(states, ({ kind }) => kindIndex[kind])
const stateAt = (zone: Zone, kind: LineKind) => states.findIndex((s) => s.zone === zone && s.kind === kind)
const headTitle = stateAt('head', 'title')
const bodyByline = stateAt('body', 'byline')
const headDisclaimer = stateAt('head', 'disclaimer')
const bodyDisclaimer = stateAt('body', 'disclaimer')
const headRelated = stateAt('head', 'related')
const teaser = stateAt('tail', 'teaser')
const { other, paragraph } = kindIndex

/** A kind with less than this has nothing that speaks for it; its states are left out for the line. */
const HOPELESS = -4.5

/** The states of each kind as bits, 32 to a number: `kind * 2` holds the first, `kind * 2 + 1` the others. */
const statesOf = new Int32Array(KINDS * 2)
for (let s = 0; s < S; s++) statesOf[kinds[s] * 2 + (s >>> 5)] |= 1 << (s & 31)

/** What every state sees in a line; returns how many may hold it, listed in `active`. `seats`: scratch. */
function emit(reading: Reading, out: number[], active: number[], seats: number[]): number {
  const { weights, at, twin, meta } = reading
  const opensList = spoke(reading, toldBit['head-marker'])
  let low = 0
  let high = 0
  for (let kind = 0; kind < KINDS; kind++) {
    if (weights[at + kind] < HOPELESS && kind !== other && kind !== paragraph) continue
    low |= statesOf[kind * 2]
    high |= statesOf[kind * 2 + 1]
  }
  let n = 0
  for (let part = 0; part < 2; part++)
    for (let bits = part === 0 ? low : high; bits !== 0; bits &= bits - 1) {
      const s = part * 32 + 31 - Math.clz32(bits & -bits)
      let sees = weights[at + kinds[s]] + lean[s]
      // Below the headline only its twin is another one.
      if (s === headTitle) sees += twin ? 1 : -8
      // 今日热点 over the story opens a list.
      else if (s === headRelated) sees = Math.min(sees, MOST_LISTED) - (opensList ? UNMARKED_LIST : 0)
      else if (!reading.prose && (s === headDisclaimer || s === bodyDisclaimer)) sees += NO_SENTENCE
      // A name alone is an author only near the headline or the end.
      else if (s === bodyByline && meta.pieces.length === 0) sees -= 4
      out[s] = sees
      const group = groups[s]
      const seat = seats[group]
      // What an earlier line left there is the seat of another group, or none of this line.
      if (seat >= n || groups[active[seat]] !== group) {
        seats[group] = n
        active[n++] = s
      } else if (sees > out[active[seat]]) active[seat] = s
    }
  return keepFit(out, active, n)
}

/** Takes out of `active` what the best of some zone surely beats in this line; returns how many are left. */
function keepFit(sees: number[], active: number[], count: number): number {
  let [top, head, body, tail] = [-1, -1, -1, -1]
  for (let i = 0; i < count; i++) {
    const s = active[i]
    const zone = zoneOf[s]
    if (zone === 0) {
      if (top < 0 || sees[s] > sees[top]) top = s
    } else if (zone === 1) {
      if (head < 0 || sees[s] > sees[head]) head = s
    } else if (zone === 2) {
      if (body < 0 || sees[s] > sees[body]) body = s
    } else if (tail < 0 || sees[s] > sees[tail]) tail = s
  }
  // Nothing is beaten by a zone without a state.
  const mostTop = top < 0 ? NEVER : sees[top]
  const mostHead = head < 0 ? NEVER : sees[head]
  const mostBody = body < 0 ? NEVER : sees[body]
  const mostTail = tail < 0 ? NEVER : sees[tail]
  const fitTop = fitsBehind(Math.max(0, top))
  const fitHead = fitsBehind(Math.max(0, head))
  const fitBody = fitsBehind(Math.max(0, body))
  const fitTail = fitsBehind(Math.max(0, tail))
  let kept = 0
  for (let i = 0; i < count; i++) {
    const s = active[i]
    const own = sees[s]
    if (mostTop - own > fitTop[s] || mostHead - own > fitHead[s]) continue
    if (mostBody - own > fitBody[s] || mostTail - own > fitTail[s]) continue
    active[kept++] = s
  }
  return kept
}

/** A number of each kind for every state: copies are cheaper than typed arrays, which a short page would spend its time on. */
const reals: readonly number[] = Array.from({ length: S }, () => 0.5)
const ints: readonly number[] = Array.from({ length: S }, () => 0)
const SHORT_PAGE = 64
const noWay: readonly number[] = Array.from({ length: SHORT_PAGE * S }, () => 0)

/** The best sequence of states over the whole page (Viterbi). */
export function decide({ readings }: Page): Decision[] {
  const n = readings.length
  if (n === 0) return []
  const back = n <= SHORT_PAGE ? noWay.slice(0, n * S) : new Int8Array(n * S)
  const seen = reals.slice()
  const seats = ints.slice()
  // The states that a line may be in, and the best score that ends in each, side by side.
  let before = ints.slice()
  let score = reals.slice()
  let active = ints.slice()
  let next = reals.slice()
  let many = emit(readings[0], seen, before, seats)
  for (let k = 0; k < many; k++) score[k] = opening(states[before[k]]) + seen[before[k]]
  for (let t = 1; t < n; t++) {
    const count = emit(readings[t], seen, active, seats)
    if (readings[t].line.cut) for (let k = 0; k < many; k++) if (before[k] === teaser) score[k] += CUT_TEASER
    for (let j = 0; j < count; j++) {
      const s = active[j]
      const row = s * S
      let top = NEVER
      let origin = before[0]
      for (let k = 0; k < many; k++) {
        const value = score[k] + entering[row + before[k]]
        if (value > top) {
          top = value
          origin = before[k]
        }
      }
      next[j] = top + seen[s]
      back[t * S + s] = origin
    }
    ;[score, next] = [next, score]
    ;[before, active] = [active, before]
    many = count
  }
  let last = 0
  let top = NEVER
  for (let k = 0; k < many; k++) {
    const value = score[k] + closing(states[before[k]])
    if (value <= top) continue
    top = value
    last = before[k]
  }
  const out: Decision[] = new Array(n)
  for (let t = n - 1; t >= 0; t--) {
    out[t] = states[last]
    last = back[t * S + last]
  }
  return out
}
