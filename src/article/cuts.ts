import type { Span } from '../text/index.js'
import { codes, colons, commas, isDigit, isHan, isSpace, openers, skipSpaces } from './chars.js'
import { Class, classes, Pair, pairsAt, traitsOf } from './classes.js'
import { readCrumbs } from './crumbs.js'
import { readDate } from './dates.js'
import { endingOf } from './endings.js'
import { isSource, type LabelKind, lexicon } from './lexicon.js'
import { readCovered, readMeta } from './meta.js'
import { readNames } from './names.js'
import { isMediaName } from './outlets.js'

/** Runs of spaces after a sentence cut only lines longer than this: short ones are headlines and labels. */
export const CUT_FROM = 60
/** Behind an indent of two columns a second one of that width cuts shorter lines too. */
export const SHORTEST_PAIR = 16

/** Headlines and lines of labels are no longer than this. */
export const WIDEST_LABELLED = 160

/** So many lost bytes of a line are looked at: the search stays linear. */
const MOST_LOST = 6

/** How far metadata may reach into a line that goes on as a paragraph. */
const LONGEST_META = 80

/** The end of a stretch without the spaces that close it. */
export function trimmed(text: string, start: number, end: number): number {
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
    else if (!long && opensMeta(text, at, end) && !namesGoOn(text, from, i, at, end))
      cuts.push({ start: at, end: at })
  }
  return cuts
}

const isDay = (kind: LabelKind): boolean => kind === 'published' || kind === 'updated' || kind === 'written'

function opensMeta(text: string, at: number, end: number): boolean {
  const label = lexicon().labels.longest(text, at)
  if (label && colons.has(text.charCodeAt(at + label.length))) return true
  // 最低工资标准?2023年01月04日: the whole date, not the year of a question.
  if (readDate(text, at, end)?.year) return true
  // 首批试乘市民点赞?上游新闻记者 覃梦 2023-12-18
  const { covered, pieces } = readCovered(text, at, end, 0.9)
  return covered >= 0.9 && pieces.some(({ people }) => people.some(({ role }) => role !== null))
}

/** 来源：法治日报 2023-02-17 作者：鲁明?记者从县公安局获悉… */
function closesMeta(text: string, start: number, end: number): boolean {
  if (!(traitsOf(text.charCodeAt(start)) & (Class.meta | Class.date))) return false
  const { covered, pieces } = readCovered(text, start, end, 0.9)
  return covered >= 0.9 && pieces.length > 1 && pieces.some(({ date }) => date?.year)
}

/** 首页 > 副刊 > 随笔?慢一点，也是一种效率 */
function closesCrumbs(text: string, start: number, end: number): boolean {
  const steps = text.slice(start, end)
  return /[>＞»›]/u.test(steps) && readCrumbs(steps) !== null
}

/** What stands in front is looked at behind the year’s first digits: few places have them. */
const STAMP =
  /(?:19|20)(?<=[\u4e00-\u9fff”）！？][ \t\u00a0\u3000]{0,4}(?:19|20))\d{2}[-/年.]\d{1,2}[-/月.]\d{1,2}/u

/** 前四个月货物贸易保持增长2023-05-09 10:21 来源：某某网: the line of metadata is glued to the headline, or blanks stand where the break was. */
function gluedStamp(text: string, start: number, end: number): Span[] {
  const m = STAMP.exec(text.slice(start, end))
  if (!m || m.index < 8) return []
  const at = start + m.index
  const stop = trimmed(text, start, at)
  // 始于2023-05-09, 截至2023年5月9日
  if (DATED_FROM.has(text.charCodeAt(stop - 1)) || closesBefore(text, start, at)) return []
  const { covered, pieces } = readCovered(text, at, end, 0.9)
  // 前四个月货物贸易保持增长 2023-05-09 10:21 may be an item of a list.
  const stamped =
    (stop === at && pieces[0]?.date?.clock != null) || pieces.some(({ label }) => isSource(label))
  return covered >= 0.9 && stamped ? [{ start: stop, end: at }] : []
}

/** Headlines are no shorter, where a label is glued to them. */
const SHORTEST_LABELLED = 8

/** …“冰灯”亮了来源：某网 | 2022年12月19日: a line of metadata that begins with a label is glued to the headline. */
function gluedLabel(text: string, start: number, end: number): Span[] {
  const table = classes()
  for (let i = start + 1; i < end - 4; i++) {
    const code = text.charCodeAt(i)
    // A label in front, or the end of a sentence: no headline.
    if (colons.has(code) || code === 0x3002) return []
    if (i < start + SHORTEST_LABELLED || !(pairsAt(table, text, i) & Pair.label)) continue
    const hit = lexicon().labels.longest(text, i)
    if (!hit || !colons.has(text.charCodeAt(i + hit.length))) continue
    if (isSpace(text.charCodeAt(i - 1)) || isMediaName(text.slice(start, i))) return []
    const { covered, pieces } = readCovered(text, i, end, 0.68)
    const dated = pieces.some(({ date }) => date?.year)
    return covered >= 0.68 && dated && pieces.length > 1 ? [{ start: i, end: i }] : []
  }
  return []
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

/** A section of so many characters, glued to so long a headline. */
const SHORTEST_SECTION = 4
const SHORTEST_GLUED_TITLE = 8

/** 首页» 综合新闻老渡口夜航今起重开: the headline behind the last of the steps. */
function crumbsTitle(text: string, start: number, end: number): Span[] {
  let at = end - 1
  while (at > start && !ARROWS.has(text.charCodeAt(at))) at--
  at = skipSpaces(text, at + 1, end)
  const section = at > start + 1 ? lexicon().sections.longest(text, at) : null
  if (!section || section.length < SHORTEST_SECTION) return []
  const title = at + section.length
  return end - title >= SHORTEST_GLUED_TITLE && closesCrumbs(text, start, title)
    ? [{ start: title, end: title }]
    : []
}
const ARROWS = codes('>＞»›')

/** …一定写“玩”。返回搜狐，查看更多, …料近期公布... 详情: a button glued to a paragraph; where it begins, or -1. */
function gluedButton(text: string, start: number, end: number): number {
  const { tailsIn, markers } = lexicon()
  if (!tailsIn.has(text.charCodeAt(end - 1))) return -1
  const hit = markers.tail.longest(text, end, Math.max(start, end - LONGEST_BUTTON))
  if (!hit) return -1
  const at = end - hit.length
  const before = trimmed(text, start, at)
  return before > start + 8 &&
    (hit.length >= WHOLE_BUTTON ||
      SENTENCE_ENDS.has(text.charCodeAt(before - 1)) ||
      text.startsWith('..', before - 2))
    ? at
    : -1
}
const LONGEST_BUTTON = 24
/** So long a button leaves no doubt whatever it is glued to: 审核：王倩预览时标签不可点. */
const WHOLE_BUTTON = 8
const SENTENCE_ENDS = codes('。！？!?”"」』）)…')

/** How far from the end of a paragraph its source or its editor may stand. */
const LONGEST_GLUED = 60

/** …再上新台阶。（编辑王倩）来源：秦岭网: where metadata glued to a paragraph begins, or -1. */
function gluedCredit(text: string, start: number, end: number): number {
  const last = text.charCodeAt(end - 1)
  // …合影。李敏 摄 is a caption.
  if (
    end - start < SHORTEST_SIGNED ||
    // …“御寒”能力。 作者：王倩 来源：《秦岭晚报》
    !(traitsOf(last) & Class.letter || text[end - 1] === '》') ||
    lexicon().markers.end.longest(text, end, end - LONGEST_MARK)?.value.kind === 'caption'
  )
    return -1
  let at = end - 1
  while (at > end - LONGEST_GLUED && !SENTENCE_ENDS.has(text.charCodeAt(at))) at--
  at = skipSpaces(text, at + 1, end)
  if (at <= end - LONGEST_GLUED || end - at < SHORTEST_GLUED || !closesBefore(text, start, at)) return -1
  const { covered, pieces } = readCovered(text, at, end, 0.9)
  const says = pieces.some(({ label, people }) => isSource(label) || people.some(({ role }) => role !== null))
  return covered >= 0.9 && says ? at : -1
}
const SHORTEST_GLUED = 4
/** Of a mark of captions: 资料图片. */
const LONGEST_MARK = 8
export const SHORTEST_SIGNED = 28

function closesBefore(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === 0x3002) return true
  return false
}

const PICTURES = /^(?:!?\[\]\([^)\s]{0,120}\)\s*)+/u
const SHORTEST_TOLD = 40
/** With a day in front a caption is no shorter. */
export const CAPTIONED = 20

/** 2023-04-06近日，…, date 2023-04-06 渡口停航。…, ![](…) 新华社…: where the first paragraph begins behind the day or the pictures that were before it; `start` without them. */
function behindLeading(text: string, start: number, end: number): number {
  if (!closesBefore(text, start, end)) return start
  const label = lexicon().labels.longest(text, start)
  const dated = label && isDay(label.value) ? label.length : 0
  // date 2023-04-06 ▲渡口停航。: a word in front of the day leaves no doubt in a short line.
  if (end - start < (dated > 0 ? CAPTIONED : SHORTEST_TOLD)) return start
  let at = start + dated
  while (dated > 0 && (colons.has(text.charCodeAt(at)) || isSpace(text.charCodeAt(at)))) at++
  const date = readDate(text, at, end)
  // 2023年4月6日上午，… is said of the story.
  if (date?.year && date.start === at && (dated > 0 || text[at + 4] === '-')) {
    const told = skipSpaces(text, date.end, end)
    const next = text.charCodeAt(told)
    return isHan(next) || openers.has(next) || (dated > 0 && '▲▼△'.includes(text[told])) ? told : start
  }
  const m = PICTURES.exec(text.slice(start, Math.min(end, start + HEAD_REACH)))
  return m ? start + m[0].length : start
}

/** A page on one line is no shorter; its metadata begins so near its start and is of so many words. */
const SHORTEST_PAGE = 100
const HEAD_REACH = 160
const MOST_WORDS = 14

const OPENS_STORY = /[电讯](?:$|[（(])/u

/** Where metadata that begins at `at` ends, word by word, with a day and more than it; `at` where none stands. */
function stampEnd(text: string, at: number, end: number): number {
  let stop = at
  let word = at
  for (let k = 0; k < MOST_WORDS && word < end; k++) {
    let to = word
    while (to < end && !isSpace(text.charCodeAt(to))) to++
    // 新华社西安5月19日电, 秦岭晚报2023年5月19日讯（记者 王倩） open the story.
    if (to - at > LONGEST_META * 2 || OPENS_STORY.test(text.slice(word, to))) break
    const { pieces, covered } = readCovered(text, at, to, 0.9)
    const dated = pieces.some(({ date }) => date?.year)
    const more = pieces.length > 1 || pieces[0]?.date?.clock != null || pieces[0]?.label === 'published'
    if (covered >= 0.9 && dated && more) stop = to
    word = skipSpaces(text, to, end)
  }
  return stop
}

/** 来源：某报 2021-07-10 09:20 柞岭县…, 某报 2021-07-10 柞岭县…: where the first paragraph begins behind the line of metadata; 0 without it. */
function behindStamp(text: string, start: number, end: number): number {
  if (end - start < SHORTEST_STAMPED) return 0
  const traits = traitsOf(text.charCodeAt(start))
  if (!(traits & (Class.meta | Class.date)) && !isApart(text, start)) return 0
  const stop = stampEnd(text, start, end)
  const told = skipSpaces(text, stop, end)
  const next = text.charCodeAt(told)
  // 某报 2021年7月10日 刊文指出，…
  if (stop === start || end - told < SHORTEST_TOLD || REPORTS.has(next)) return 0
  // 来源：某报 2021-07-10 作者：王倩?记者…
  if (traitsOf(next) & Class.meta && readMeta(text, told, told + FIRST_LABEL).covered > 0) return 0
  return (isHan(next) || openers.has(next)) && closesBefore(text, told, end) ? told : 0
}
const SHORTEST_STAMPED = 52

/** A name of an outlet, and blanks and a figure behind it. */
function isApart(text: string, start: number): boolean {
  let i = start
  while (i < start + LONGEST_OUTLET && isHan(text.charCodeAt(i))) i++
  const next = skipSpaces(text, i, i + LONGEST_OUTLET)
  return i - start > 2 && next > i && isDigit(text.charCodeAt(next))
}
const LONGEST_OUTLET = 12
const REPORTS = codes('刊报发的载讯电')
const FIRST_LABEL = 8

/** 首页 > 新闻 > 正文 老渡口夜航重开: where the headline begins behind the steps of a breadcrumb; `start` without them. */
function behindCrumbs(text: string, start: number, end: number): number {
  const m = /^.*[>＞»›→][ \t\u00a0\u3000]*[^ \t\u00a0\u3000>＞»›→]{1,10}(?=[ \t\u00a0\u3000]+\S{5})/u.exec(
    text.slice(start, end),
  )
  return m && readCrumbs(m[0]) !== null ? skipSpaces(text, start + m[0].length, end) : start
}

/** 停转于 2021-07-10: what a day in a sentence stands behind. */
const DATED_FROM = codes('于在至到从自截以为是的和、，,')

/** 老渡口夜航重开 2021-07-10 09:20 来源：某报 柞岭县…: the headline and the metadata of a page whose breaks became blanks. */
function headCuts(text: string, start: number, end: number): Span[] {
  if (end - start < SHORTEST_PAGE) return []
  for (let i = start + 1; i < end && i < start + HEAD_REACH; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x3002) return []
    if (!isSpace(text.charCodeAt(i - 1)) || !(traitsOf(code) & (Class.meta | Class.date))) continue
    const stop = DATED_FROM.has(text.charCodeAt(trimmed(text, start, i) - 1)) ? i : stampEnd(text, i, end)
    if (stop === i || stop >= end) continue
    const title = behindCrumbs(text, start, trimmed(text, start, i))
    const cuts = title > start ? [{ start: trimmed(text, start, title), end: title }] : []
    return [
      ...cuts,
      { start: trimmed(text, start, i), end: i },
      { start: stop, end: skipSpaces(text, stop, end) },
    ]
  }
  return []
}

/**
 * Where a physical line holds two paragraphs: a run of wide space behind the end of a sentence. `all`: the bits of `Class`
 * of its characters, so that each way of cutting is tried where its marks are.
 */
export function cutsOf(
  text: string,
  { start, end, indent }: { start: number; end: number; indent: number },
  all: number,
  first: boolean,
): Span[] {
  const told = first ? behindStamp(text, start, end) || behindLeading(text, start, end) : start
  if (told > start)
    return [{ start: trimmed(text, start, told), end: told }, ...pieceCuts(text, told, end, indent, all, 2)]
  const head = first ? headCuts(text, start, end) : []
  const body = head.at(-1)?.end
  if (body !== undefined) return [...head, ...pieceCuts(text, body, end, indent, all, 1)]
  return pieceCuts(text, start, end, indent, all, 2)
}

/** A caption in front of the first paragraph is no longer, and its credit no longer than this. */
const CAPTION_REACH = 80
const LONGEST_CREDIT = 20

/** 三座水碾开工。（岚溪社 何立夏摄）: a sentence and in brackets the credit of its picture. */
function closesCaption(text: string, start: number, end: number): boolean {
  if (!'）)'.includes(text[end - 1])) return false
  const mark = lexicon().markers.end.longest(text, end - 1, Math.max(start, end - LONGEST_MARK))
  if (mark?.value.kind !== 'caption') return false
  for (let i = end - 2; i > start && i > end - LONGEST_CREDIT; i--)
    if ('（('.includes(text[i])) return SENTENCE_ENDS.has(text.charCodeAt(i - 1))
  return false
}

/** `least`: so many blanks behind the end of a sentence are a lost break. */
function pieceCuts(
  text: string,
  start: number,
  end: number,
  indent: number,
  all: number,
  least: number,
): Span[] {
  const button = gluedButton(text, start, end)
  if (button > 0)
    return [
      ...pieceCuts(text, start, trimmed(text, start, button), indent, all, least),
      { start: button, end: button },
    ]
  const credit = gluedCredit(text, start, end)
  if (credit > 0)
    return [
      ...pieceCuts(text, start, trimmed(text, start, credit), indent, all, least),
      { start: credit, end: credit },
    ]
  const cuts = all & Class.question ? labelCuts(text, start, end) : []
  const short = end - start < CUT_FROM
  if (cuts.length === 0 && end - start <= WIDEST_LABELLED) {
    if (all & Class.digit) cuts.push(...gluedStamp(text, start, end))
    if (cuts.length === 0 && all & Class.digit && all & Class.colon)
      cuts.push(...gluedLabel(text, start, end))
    if (all & Class.arrow) cuts.push(...crumbsStamp(text, start, end), ...crumbsTitle(text, start, end))
  }
  if (cuts.length > 0 || (short && indent !== 4) || !(all & Class.space)) return cuts
  for (let i = start; i < end; i++) {
    if (!isSpace(text.charCodeAt(i))) continue
    let width = 0
    let j = i
    for (; j < end && isSpace(text.charCodeAt(j)); j++) width += text.charCodeAt(j) === 0x3000 ? 2 : 1
    if (i - start < CAPTION_REACH && end - j >= SHORTEST_TOLD && closesCaption(text, start, i))
      cuts.push({ start: i, end: j })
    else if (width >= least && i > start) {
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

/** A mark in place of a break stands behind a line without a sentence: a headline, a label. */
const LONGEST_UNCLOSED = 48

/** The lost breaks inside a line, from the `k`th on, that cut pieces from it. */
export function lostIn(text: string, start: number, end: number, breaks: readonly Span[], k: number): Span[] {
  const cuts: Span[] = []
  let from = start
  for (let i = k; i < breaks.length && breaks[i].start < end; i++) {
    const cut = breaks[i]
    if (cut.start <= from || cut.end >= end) continue
    // A question inside a sentence stays.
    const next = skipSpaces(text, cut.end, end)
    if (next >= end) break
    if (cut.end > cut.start && !mayEndLine(text, from, cut.start) && !isAccount(text, next, end)) continue
    if (cut.end > cut.start && namesGoOn(text, from, cut.start, next, end)) continue
    cuts.push({ start: cut.start, end: next })
    from = next
  }
  return cuts
}

/** 原创 临江二中 2023-10-28 18:00 */
const isAccount = (text: string, at: number, end: number): boolean =>
  text.startsWith('原创 ', at) && readMeta(text, at, end).pieces.some(({ date }) => date?.firm)

/** 作者：孙立人?郭靖?杨康: the mark stands for the blank between two names. */
function namesGoOn(text: string, from: number, stop: number, next: number, end: number): boolean {
  if (!(traitsOf(text.charCodeAt(from)) & (Class.meta | Class.bracket))) return false
  const last = readMeta(text, from, stop).pieces.at(-1)
  if (last?.kind !== 'byline' || last.end !== stop) return false
  const [name] = readNames(text, next, end, false).names
  return name !== undefined && !isHan(text.charCodeAt(name.end))
}

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
export function merged(a: readonly Span[], b: readonly Span[]): Span[] {
  if (a.length === 0 || b.length === 0) return [...a, ...b]
  const out: Span[] = []
  for (const cut of [...a, ...b].sort(byStart)) {
    const last = out.at(-1)
    if (!last || cut.start > last.end) out.push(cut)
    else last.end = Math.max(last.end, cut.end)
  }
  return out
}
