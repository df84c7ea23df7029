import type { Span } from '../text/index.js'
import { isBreak, isSpace } from './chars.js'
import {
  Bit,
  Class,
  type Classes,
  COUNT_BITS,
  classes,
  mayBegin,
  Pair,
  pairAt,
  pairsAt,
  pairWord,
  wordAlone,
} from './classes.js'
import {
  CAPTIONED,
  CUT_FROM,
  cutsOf,
  lostIn,
  merged,
  SHORTEST_PAIR,
  SHORTEST_SIGNED,
  trimmed,
  WIDEST_LABELLED,
} from './cuts.js'
import { type Ending, endingOf } from './endings.js'
import { lexicon } from './lexicon.js'
import { FIRST_WORDS, OUTLET_REACH } from './masthead.js'

/** A line of the page, or the piece of one between two run-together paragraphs. */
export interface Line {
  /** With the indent before and the line breaks after it: lines cover the text. */
  from: number
  to: number
  /** Without them. */
  start: number
  end: number
  /** Width of the white space before the first character, in columns (U+3000 counts as two). */
  indent: number
  /** Blank lines above. */
  gap: number
  /** It starts inside a line of the page. */
  cut: boolean
  /** Characters, Han as one and the rest as a half; long lines by their length. */
  width: number
  /** Full stops and the like, inside and at the end, within the first 300 and last 80 characters. */
  stops: number
  commas: number
  /** 。 alone: a headline may hold ！ or ？ but not this. */
  periods: number
  han: number
  ending: Ending
  /** All bits of `Class` that its characters have. */
  flags: number
  /** Those of its first character and of its last, the `markEnd` of what stands in front of a last full stop with them. */
  first: number
  last: number
  /** All bits of `Pair` that its pairs of characters have. */
  pairs: number
  /** Those of the word that it begins with; of all its words where marks stand in front of the first. */
  opening: number
  /** Where a marker, a word of spam, a role may begin. */
  markers: number[] | null
  spam: number[] | null
  roles: number[] | null
  /** Whether a word of a masthead stands so near its start that it may open with one. */
  opens: boolean
}

/** How much of a long line is looked at, from its start and from its end. */
const HEAD = 300
const TAIL = 80

/** A line without its measures. */
function blank(from: number, start: number, indent: number, gap: number, cut: boolean): Line {
  return {
    from,
    to: start,
    start,
    end: start,
    indent,
    gap,
    cut,
    width: 0,
    stops: 0,
    commas: 0,
    periods: 0,
    han: 0,
    ending: 'none',
    flags: 0,
    first: 0,
    last: 0,
    pairs: 0,
    opening: 0,
    markers: null,
    spam: null,
    roles: null,
    opens: false,
  }
}

/** Blanks behind a line may be more: they are no part of these counts. */
const MOST_COUNTED = (1 << COUNT_BITS) - 1

/** The words of mastheads, and those that may stand anywhere among the first. */
const WIRED = Pair.writer | Pair.wire
const MAST = WIRED | Pair.outlet | Pair.role

/**
 * Measures the line from its start on, up to a line break or `limit`. Where it may be cut, the bits of `Class` of all its
 * characters, those too that the measures skip; 0 elsewhere.
 */
function scan(text: string, line: Line, limit: number, table: Classes): number {
  const { ids, traits, pairs, owners, filled, singles, counts } = table
  const { start } = line
  const headEnd = start + HEAD
  const wordsEnd = start + FIRST_WORDS
  const outletEnd = start + OUTLET_REACH
  let stop = limit
  let sum = 0
  let half = 0
  let periods = 0
  let flags = 0
  let words = 0
  let skipped = 0
  let opens = 0
  let markers: number[] | null = null
  let spam: number[] | null = null
  let roles: number[] | null = null
  let i = start
  let next = text.charCodeAt(start)
  // What a character is is counted and gathered without asking: a branch for each would be guessed wrong too often.
  for (; i < stop; i++) {
    if (i === headEnd) {
      for (stop = i; stop < limit; stop++) {
        const bits = traits[ids[text.charCodeAt(stop)]]
        if (bits & Class.break) break
        skipped |= bits
      }
      i = Math.max(i, trimmed(text, i, stop) - TAIL)
      if (i >= stop) break
      next = text.charCodeAt(i)
    }
    const code = next
    const id = ids[code]
    const bits = traits[id]
    if (bits & Class.break) break
    flags |= bits
    sum += counts[id]
    half += (bits >>> Bit.half) & 1
    if (code === 0x3002) periods++
    next = text.charCodeAt(i + 1)
    const place = pairAt(code, next)
    const single = singles[id]
    if (mayBegin(filled, bits, single, place) === 0) continue
    const word = pairWord(pairs, owners, place, code, next) | wordAlone(single, traits[ids[next]])
    words |= word
    opens |= word & (i < outletEnd ? MAST : i < wordsEnd ? WIRED : 0)
    if (word & Pair.any) {
      if (markers === null) markers = [i]
      else markers.push(i)
    }
    if (word & Pair.spam) {
      if (spam === null) spam = [i]
      else spam.push(i)
    }
    if (word & Pair.role) {
      if (roles === null) roles = [i]
      else roles.push(i)
    }
  }
  line.to = i
  line.end = trimmed(text, start, i)
  line.stops = (sum >>> COUNT_BITS) & MOST_COUNTED
  line.periods = periods
  line.commas = sum >>> (2 * COUNT_BITS)
  line.han = sum & MOST_COUNTED
  line.flags = flags
  line.pairs = words
  line.markers = markers
  line.spam = spam
  line.roles = roles
  line.opens = opens !== 0
  // The spaces behind the line were counted as halves of a character each.
  line.width = line.end - start - (half - (i - line.end)) / 2
  line.first = traits[ids[text.charCodeAt(start)]]
  line.last = traits[ids[text.charCodeAt(line.end - 1)]]
  // The credit of a picture stands in front of a full stop too: …张宏摄。
  if (isFullStop(text.charCodeAt(line.end - 1)) && line.end - 1 > start)
    line.last |= traits[ids[text.charCodeAt(line.end - 2)]] & Class.markEnd
  const bare = (line.first & (Class.letter | Class.bar)) === Class.letter
  line.opening = bare ? words & pairsAt(table, text, start) : words
  line.ending = endingOf(text, start, line.end)
  return mayBeCut(text, line, flags | skipped) ? flags | skipped : 0
}

/** `all`: the bits of `Class` of its characters. */
function mayBeCut(text: string, line: Line, all: number): boolean {
  const { start, end, flags, first, pairs } = line
  const length = end - start
  if (lexicon().tailsIn.has(text.charCodeAt(end - 1))) return true
  // 2023-04-06近日，…, date 2023-04-06 近日，…
  if (length >= CAPTIONED && pairs & Pair.date) {
    if (first & Class.digit && text.charCodeAt(start + 4) === 0x2d) return true
    if (line.opening & Pair.label) return true
  }
  if (flags & Class.arrow && length <= WIDEST_LABELLED) return true
  if (flags & Class.question && (length <= WIDEST_LABELLED || first & (Class.meta | Class.date))) return true
  if (length <= WIDEST_LABELLED && line.han >= 10 && pairs & Pair.date && flags & Class.colon) return true
  if (
    line.periods > 0 &&
    length >= SHORTEST_SIGNED &&
    pairs & (Pair.label | Pair.role) &&
    (line.last & Class.letter || text[end - 1] === '》')
  )
    return true
  if ((all & Class.space) === 0) return false
  return length >= CUT_FROM || (line.indent === 4 && length >= SHORTEST_PAIR)
}

const isFullStop = (code: number): boolean => code === 0x3002 || code === 0x2e

const NO_CUTS: readonly Span[] = []

/** The pieces of a line that holds several paragraphs. */
function pushPieces(table: Classes, text: string, lines: Line[], whole: Line, cuts: readonly Span[]): void {
  let { from, start } = whole
  for (const cut of [...cuts, { start: whole.end, end: whole.end }]) {
    const first = start === whole.start
    const piece = blank(from, start, whole.indent, first ? whole.gap : 0, !first)
    scan(text, piece, cut.start, table)
    lines.push(piece)
    from = cut.end
    start = cut.end
  }
}

/**
 * The lines that hold something. Together they cover the text, unless it is blank. `breaks`: where a line ended
 * before its break was lost.
 */
export function splitLines(text: string, breaks: readonly Span[] = []): Line[] {
  const lines: Line[] = []
  const table = classes()
  let gap = 0
  let k = 0
  for (let at = 0; at < text.length; ) {
    let start = at
    let indent = 0
    for (; start < text.length && isSpace(text.charCodeAt(start)); start++)
      indent += text.charCodeAt(start) === 0x3000 ? 2 : 1
    let stop = start
    if (start < text.length && !isBreak(text.charCodeAt(start))) {
      const line = blank(at, start, indent, gap, false)
      const cutBy = scan(text, line, text.length, table)
      stop = line.to
      while (k < breaks.length && breaks[k].start < start) k++
      const lost =
        k < breaks.length && breaks[k].start < line.end ? lostIn(text, start, line.end, breaks, k) : NO_CUTS
      const cuts = merged(cutBy === 0 ? NO_CUTS : cutsOf(text, line, cutBy, lines.length < 4), lost)
      if (cuts.length === 0) lines.push(line)
      else pushPieces(table, text, lines, line, cuts)
      gap = 0
    } else gap++
    at = stop + 1
    if (text.charCodeAt(stop) === 0x0d && text.charCodeAt(stop + 1) === 0x0a) at++
  }
  for (let i = 0; i < lines.length; i++) {
    if (i === 0) lines[i].from = 0
    lines[i].to = i + 1 < lines.length ? lines[i + 1].from : text.length
  }
  return lines
}
