import type { Span } from '../text/index.js'
import {
  brackets,
  closers,
  codes,
  colons,
  commas,
  isBreak,
  isDigit,
  isHan,
  isSpace,
  openers,
  skipSpaces,
} from './chars.js'
import {
  Bit,
  Class,
  type Classes,
  classes,
  mayBegin,
  Pair,
  pairAt,
  pairsAt,
  traitsOf,
  wordAlone,
} from './classes.js'
import { readCrumbs } from './crumbs.js'
import { readDate } from './dates.js'
import { lexicon } from './lexicon.js'
import { FIRST_WORDS, OUTLET_REACH } from './masthead.js'
import { readMeta } from './meta.js'

export type Ending = 'stop' | 'comma' | 'colon' | 'ellipsis' | 'none'

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

/** Runs of spaces after a sentence cut only lines longer than this: short ones are headlines and labels. */
const CUT_FROM = 60
/** Behind an indent of two columns a second one of that width cuts shorter lines too. */
const SHORTEST_PAIR = 16

/** Headlines and lines of labels are no longer than this. */
const WIDEST_LABELLED = 160

/** So many lost bytes of a line are looked at: the search stays linear. */
const MOST_LOST = 6

/** How far metadata may reach into a line that goes on as a paragraph. */
const LONGEST_META = 80

/** Longest bracket behind a sentence that is passed over: （鄱湖晚报记者 俞莲 通讯员 汤勇） */
const CREDIT = 70

/** Where the bracket opens that closes the line; its end where none does. Digits behind it (1110519) go along. */
function creditStart(text: string, start: number, end: number, { ids, traits }: Classes): number {
  let close = end - 1
  const least = Math.max(start, end - 9)
  while (close > least && traits[ids[text.charCodeAt(close)]] & Class.digit) close--
  if (!(traits[ids[text.charCodeAt(close)]] & Class.fill) || !brackets.has(text.charCodeAt(close))) return end
  for (let i = close - 1; i > Math.max(start, close - CREDIT); i--) {
    const code = text.charCodeAt(i)
    if (!(traits[ids[code]] & Class.fill)) continue
    if (brackets.has(code)) return end
    if (openers.has(code)) return i
  }
  return end
}

/** How the stretch ends, closing quotes and credits behind the last sentence passed over. */
export function endingOf(text: string, start: number, lineEnd: number): Ending {
  const table = classes()
  const { ids, traits } = table
  const credit = creditStart(text, start, lineEnd, table)
  // What stands before the credit decides: …发言。（记者 孙立） is a sentence, 通车（图） a headline.
  const closed = credit > start && (traits[ids[text.charCodeAt(credit - 1)]] & Class.stop) !== 0
  const end = closed ? credit : lineEnd
  let i = end - 1
  const least = Math.max(start, end - 6)
  const last = traits[ids[text.charCodeAt(i)]]
  if (last & Class.comma) return 'comma'
  if (last & Class.colon) return 'colon'
  while (i > least && passes(text.charCodeAt(i), traits[ids[text.charCodeAt(i)]])) i--
  const code = text.charCodeAt(i)
  // Two dots are what is left of three where a byte was lost.
  if (code === 0x2026 || (code === 0x2e && i > start && text.charCodeAt(i - 1) === 0x2e)) return 'ellipsis'
  const bits = traits[ids[code]]
  if (bits & Class.stop) return 'stop'
  // A half-width full stop closes a sentence only behind a Han character: 完成投资. but not v1.0.
  if (code === 0x2e && i > start && traits[ids[text.charCodeAt(i - 1)]] & Class.han) return 'stop'
  return 'none'
}

/** A closing mark or a space. */
const passes = (code: number, bits: number): boolean =>
  (bits & Class.fill) !== 0 && ((bits & Class.space) !== 0 || closers.has(code))

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

/** The words of mastheads, and those that may stand anywhere among the first. */
const WIRED = Pair.writer | Pair.wire
const MAST = WIRED | Pair.outlet | Pair.role

/** Measures the line from its start on, up to a line break or `limit`; says whether it may be cut. */
function scan(text: string, line: Line, limit: number, table: Classes): boolean {
  const { ids, traits, pairs, filled, singles } = table
  const { start } = line
  const headEnd = start + HEAD
  const wordsEnd = start + FIRST_WORDS
  const outletEnd = start + OUTLET_REACH
  let stop = limit
  let half = 0
  let han = 0
  let stops = 0
  let periods = 0
  let marks = 0
  let flags = 0
  let words = 0
  let skipped = 0
  let opens = 0
  let markers: number[] | null = null
  let spam: number[] | null = null
  let roles: number[] | null = null
  let i = start
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
    }
    const code = text.charCodeAt(i)
    const id = ids[code]
    const bits = traits[id]
    if (bits & Class.break) break
    flags |= bits
    han += (bits >>> Bit.han) & 1
    half += (bits >>> Bit.half) & 1
    stops += (bits >>> Bit.stop) & 1
    marks += (bits >>> Bit.comma) & 1
    if (code === 0x3002) periods++
    const next = text.charCodeAt(i + 1)
    const place = pairAt(code, next)
    const single = singles[id]
    if (mayBegin(filled, bits, single, place) === 0) continue
    const word = pairs[place] | wordAlone(single, traits[ids[next]])
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
  line.stops = stops
  line.periods = periods
  line.commas = marks
  line.han = han
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
  const length = line.end - start
  if (lexicon().tailsIn.has(text.charCodeAt(line.end - 1))) return true
  if (flags & Class.arrow && words & Pair.date && flags & Class.space && length <= WIDEST_LABELLED)
    return true
  if (flags & Class.question && (length <= WIDEST_LABELLED || line.first & (Class.meta | Class.date)))
    return true
  if (length <= WIDEST_LABELLED && han >= 10 && words & Pair.date && flags & Class.colon) return true
  if (
    periods > 0 &&
    length >= SHORTEST_SIGNED &&
    words & (Pair.label | Pair.role) &&
    line.last & Class.letter
  )
    return true
  if (((flags | skipped) & Class.space) === 0) return false
  return length >= CUT_FROM || (line.indent === 4 && length >= SHORTEST_PAIR)
}

const isFullStop = (code: number): boolean => code === 0x3002 || code === 0x2e

/** The end of a stretch without the spaces that close it. */
function trimmed(text: string, start: number, end: number): number {
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return end
}

const isQuestion = (code: number): boolean => code === 0x3f || code === 0xff1f

/** 团伙落网?来源：法治日报 — a lost byte that took the line break with it stands before metadata or behind a breadcrumb. */
function labelCuts(text: string, start: number, end: number): Span[] {
  const cuts: Span[] = []
  const long = end - start > WIDEST_LABELLED
  const limit = long ? start + LONGEST_META : end - 3
  let left = MOST_LOST
  for (let i = start + 4; i < limit && left > 0; i++) {
    if (!isQuestion(text.charCodeAt(i)) || isQuestion(text.charCodeAt(i + 1))) continue
    left--
    const from = cuts.at(-1)?.end ?? start
    const at = skipSpaces(text, i + 1, end)
    // A headline may be a question: its mark stays. Steps and metadata are none.
    if (closesMeta(text, from, i) || (!long && closesCrumbs(text, from, i))) cuts.push({ start: i, end: at })
    else if (!long && opensMeta(text, at, end)) cuts.push({ start: at, end: at })
  }
  return cuts
}

function opensMeta(text: string, at: number, end: number): boolean {
  const label = lexicon().labels.longest(text, at)
  if (label && colons.has(text.charCodeAt(at + label.length))) return true
  // 最低工资标准?2023年01月04日: the whole date, not the year of a question.
  if (readDate(text, at, end)?.year) return true
  // 首批试乘市民点赞?上游新闻记者 覃梦 2023-12-18
  const { covered, pieces } = readMeta(text, at, end)
  return covered >= 0.9 && pieces.some(({ people }) => people.some(({ role }) => role !== null))
}

/** 来源：法治日报 2023-02-17 作者：鲁明?记者从县公安局获悉… */
function closesMeta(text: string, start: number, end: number): boolean {
  if (!(traitsOf(text.charCodeAt(start)) & (Class.meta | Class.date))) return false
  const { covered, pieces } = readMeta(text, start, end)
  return covered >= 0.9 && pieces.length > 1 && pieces.some(({ date }) => date?.year)
}

/** 首页 > 副刊 > 随笔?慢一点，也是一种效率 */
function closesCrumbs(text: string, start: number, end: number): boolean {
  const steps = text.slice(start, end)
  return /[>＞»›]/u.test(steps) && readCrumbs(steps) !== null
}

const STAMP = /(?<=[\u4e00-\u9fff”）！？])(?:19|20)\d{2}[-/年.]\d{1,2}[-/月.]\d{1,2}/u

/** 前四个月货物贸易保持增长2023-05-09 10:21 来源：某某网: the line of metadata is glued to the headline. */
function gluedStamp(text: string, start: number, end: number): Span[] {
  const m = STAMP.exec(text.slice(start, end))
  if (!m || m.index < 8) return []
  const at = start + m.index
  // 始于2023-05-09, 截至2023年5月9日
  if (/[于在至到从自以为是的和、，,]/.test(text[at - 1]) || closesBefore(text, start, at)) return []
  const { covered, pieces } = readMeta(text, at, end)
  const stamped = pieces[0]?.date?.clock != null || pieces.some(({ label }) => label === 'source')
  return covered >= 0.9 && stamped ? [{ start: at, end: at }] : []
}

const STAMP_APART = /(?<=\s)(?:19|20)\d{2}[-/年.]\d{1,2}[-/月.]\d{1,2}/u

/** 岛屿新闻云 > 社会 2024年01月30日 19:35: the day of the story behind the steps. */
function crumbsStamp(text: string, start: number, end: number): Span[] {
  const m = STAMP_APART.exec(text.slice(start, end))
  if (!m || m.index < 4) return []
  const at = start + m.index
  const date = readDate(text, at, end)
  return date && date.end >= end - 1 && closesCrumbs(text, start, trimmed(text, start, at))
    ? [{ start: at, end: at }]
    : []
}

/** …一定写“玩”。返回搜狐，查看更多, …料近期公布... 详情: a button glued to a paragraph; where it begins, or -1. */
function gluedButton(text: string, start: number, end: number): number {
  const { tailsIn, markers } = lexicon()
  if (!tailsIn.has(text.charCodeAt(end - 1))) return -1
  const hit = markers.tail.longest(text, end, Math.max(start, end - LONGEST_BUTTON))
  if (!hit) return -1
  const at = end - hit.length
  const before = trimmed(text, start, at)
  return before > start + 8 &&
    (SENTENCE_ENDS.has(text.charCodeAt(before - 1)) || text.startsWith('..', before - 2))
    ? at
    : -1
}
const LONGEST_BUTTON = 24
const SENTENCE_ENDS = codes('。！？!?”"」』）)…')

/** How far from the end of a paragraph its source or its editor may stand. */
const LONGEST_GLUED = 60

/** …再上新台阶。（编辑王倩）来源：秦岭网: where metadata glued to a paragraph begins, or -1. */
function gluedCredit(text: string, start: number, end: number): number {
  const last = text.charCodeAt(end - 1)
  // …合影。李敏 摄 is a caption.
  if (
    end - start < SHORTEST_SIGNED ||
    !(traitsOf(last) & Class.letter) ||
    lexicon().markers.end.longest(text, end, end - LONGEST_MARK)?.value.kind === 'caption'
  )
    return -1
  let at = end - 1
  while (at > end - LONGEST_GLUED && !SENTENCE_ENDS.has(text.charCodeAt(at))) at--
  at = skipSpaces(text, at + 1, end)
  if (at <= end - LONGEST_GLUED || end - at < SHORTEST_GLUED || !closesBefore(text, start, at)) return -1
  const { covered, pieces } = readMeta(text, at, end)
  const says = pieces.some(
    ({ label, people }) => label === 'source' || people.some(({ role }) => role !== null),
  )
  return covered >= 0.9 && says ? at : -1
}
const SHORTEST_GLUED = 4
/** Of a mark of captions: 资料图片. */
const LONGEST_MARK = 8
const SHORTEST_SIGNED = 28

function closesBefore(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === 0x3002) return true
  return false
}

/** Where a physical line holds two paragraphs: a run of wide space behind the end of a sentence. */
function cutsOf(text: string, start: number, end: number, indent: number): Span[] {
  const button = gluedButton(text, start, end)
  if (button > 0)
    return [...cutsOf(text, start, trimmed(text, start, button), indent), { start: button, end: button }]
  const credit = gluedCredit(text, start, end)
  if (credit > 0)
    return [...cutsOf(text, start, trimmed(text, start, credit), indent), { start: credit, end: credit }]
  const cuts = labelCuts(text, start, end)
  const short = end - start < CUT_FROM
  if (cuts.length === 0 && end - start <= WIDEST_LABELLED)
    cuts.push(...gluedStamp(text, start, end), ...crumbsStamp(text, start, end))
  if (cuts.length > 0 || (short && indent !== 4)) return cuts
  for (let i = start; i < end; i++) {
    if (!isSpace(text.charCodeAt(i))) continue
    let width = 0
    let j = i
    for (; j < end && isSpace(text.charCodeAt(j)); j++) width += text.charCodeAt(j) === 0x3000 ? 2 : 1
    if (width >= 2 && i > start) {
      const ending = endingOf(text, Math.max(start, i - 4), i)
      const next = text.charCodeAt(j)
      // The indent of the next paragraph tells as much as the stop that was lost in front of it.
      const indented = width === 4 && width === indent && ending !== 'none' && ending !== 'colon'
      if (
        (indented || (!short && (ending === 'stop' || ending === 'ellipsis'))) &&
        (isHan(next) || openers.has(next) || isDigit(next))
      )
        cuts.push({ start: i, end: j })
    }
    i = j
  }
  return cuts
}

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

/** A mark in place of a break stands behind a line without a sentence: a headline, a label. */
const LONGEST_UNCLOSED = 48

/** The lost breaks inside a line, from the `k`th on, that cut pieces from it. */
function lostIn(text: string, start: number, end: number, breaks: readonly Span[], k: number): Span[] {
  const cuts: Span[] = []
  let from = start
  for (let i = k; i < breaks.length && breaks[i].start < end; i++) {
    const cut = breaks[i]
    if (cut.start <= from || cut.end >= end) continue
    // A question inside a sentence stays.
    const next = skipSpaces(text, cut.end, end)
    if (next >= end) break
    if (cut.end > cut.start && !mayEndLine(text, from, cut.start) && !isAccount(text, next, end)) continue
    cuts.push({ start: cut.start, end: next })
    from = next
  }
  return cuts
}

/** 原创 临江二中 2023-10-28 18:00 */
const isAccount = (text: string, at: number, end: number): boolean =>
  text.startsWith('原创 ', at) && readMeta(text, at, end).pieces.some(({ date }) => date?.firm)

/** A headline or a label: no sentence, at most one comma, and not 某报10月17日报道 before its story. */
function mayEndLine(text: string, start: number, end: number): boolean {
  if (end - start > LONGEST_UNCLOSED || /[讯电道导息]/.test(text[end - 1])) return false
  let marks = 0
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x3002) return false
    if (commas.has(code) && code !== 0x3001) marks++
  }
  return marks < 2
}

const byStart = (a: Span, b: Span) => a.start - b.start

/** Cuts from two sources: of two that overlap the first stays. */
function merged(a: readonly Span[], b: readonly Span[]): Span[] {
  if (a.length === 0 || b.length === 0) return [...a, ...b]
  const out: Span[] = []
  for (const cut of [...a, ...b].sort(byStart)) {
    const last = out.at(-1)
    if (!last || cut.start > last.end) out.push(cut)
    else last.end = Math.max(last.end, cut.end)
  }
  return out
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
      const mayCut = scan(text, line, text.length, table)
      stop = line.to
      while (k < breaks.length && breaks[k].start < start) k++
      const lost =
        k < breaks.length && breaks[k].start < line.end ? lostIn(text, start, line.end, breaks, k) : []
      const cuts = merged(mayCut ? cutsOf(text, start, line.end, indent) : [], lost)
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
