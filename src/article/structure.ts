import type { Doc, Issue, Span, Stages } from '../text/index.js'
import { finish, parseIsoDate } from '../text/index.js'
import { lostBreaks } from './breaks.js'
import { codes, isHan, skeleton, skipBlanks } from './chars.js'
import { Class } from './classes.js'
import { type Decision, decide } from './decide.js'
import { readPage } from './evidence.js'
import { fieldsOf } from './fields.js'
import { titleLabel } from './heads.js'
import type { HtmlHint } from './html.js'
import { lexicon } from './lexicon.js'
import { creditStart } from './masthead.js'
import type { PieceKind } from './pieces.js'
import { kindIndex, type Page, type Reading, spoke, toldBit, weightOf } from './reading.js'
import { BOXED_TITLE } from './sayings.js'
import { openingDay, siteFront } from './title-end.js'
import { isCutOff } from './twins.js'
import type { Block, BlockKind, Structure } from './types.js'

export interface ArticleOptions {
  /** ISO date: the year of dates that the page writes without one. */
  referenceDate?: string
}

const pieceKinds: Partial<Record<PieceKind, BlockKind>> = { chrome: 'other' }

/** Where the credit of a caption begins; its end without one. */
function captionCredit(text: string, reading: Reading): number {
  const { start, end } = reading.line
  // （图／花莲县政府提供）: a bracket that the rule for ends of captions knows.
  const closed = (reading.line.last & Class.fill) !== 0 && spoke(reading, toldBit['end-marker'])
  const bracket = closed && /[（(][^（()）。]{2,30}[）)]$/u.exec(text.slice(start, end))
  return bracket ? start + bracket.index : creditStart(text, start, end)
}

const furniture = new Set<BlockKind>(['date', 'source', 'byline'])

function blocksOf(doc: Doc, page: Page, decisions: readonly Decision[]): Block[] {
  const blocks: Block[] = []
  const begin = (kind: BlockKind, from: number) => {
    const last = blocks[blocks.length - 1]
    if (last) last.span.end = from
    const span = { start: from, end: doc.text.length }
    blocks.push({ kind, span, sourceSpan: span })
  }
  for (let i = 0; i < decisions.length; i++) {
    const reading = page.readings[i]
    const { line, meta } = reading
    const kind = decisions[i].block
    if (furniture.has(kind) && meta.pieces.length > 1) {
      // A line of dates, sources and names in a row is cut into its pieces: 2022-05-19 | 来源：… | 作者：…
      let before: BlockKind | null = null
      for (const piece of meta.pieces) {
        const own = pieceKinds[piece.kind] ?? (piece.kind as BlockKind)
        if (own !== before) begin(own, before === null ? line.from : piece.start)
        before = own
      }
      continue
    }
    const day = kind === 'title' && meta.pieces[0]?.kind === 'date' ? meta.pieces[0] : null
    const opening = day ? openingDay(reading.text) : 0
    begin(opening > 0 ? 'date' : kind, line.from)
    // 2021-11-26 管理办法, 管理办法　2021-11-26: the day in front of the headline or behind it.
    if (opening > 0) begin(kind, line.start + opening)
    else if (day && day.start >= reading.titleEnd) begin('date', day.start)
    // The photographer is no part of what the picture shows.
    const credit = kind === 'caption' ? captionCredit(page.text, reading) : line.end
    if (credit > line.start && credit < line.end) begin('byline', credit)
  }
  for (const block of blocks) block.sourceSpan = doc.toSource(block.span)
  return blocks
}

/** The headline: the first line of the kind that is not cut off, and not the name of a column over it. */
function titleIndex({ readings }: Page, decisions: readonly Decision[]): number {
  let first = -1
  for (let i = 0; i < decisions.length; i++) {
    if (decisions[i].kind !== 'title') continue
    if (first < 0) first = i
    if (!isCutOff(readings[i])) return twinBelow(readings, decisions, i) ?? i
    if (i > first + 12) break
  }
  return first
}

/** 我的股票|某网 over the page, 发布：2024-03-08, and twice the headline: what speaks for it by so much more. */
const FAR_ABOVE = 6

const OVER_STORY = new Set(['top', 'head'])

/** So many lines that are none lie between the programmes of a station and the headline. */
const APART = 3

/**
 * 走进县域看产业 / 陇上苹果“云上”卖: of two headlines over a story the one that the page has twice; of two that it has
 * twice (第一次播音 over the page) the one that a menu parts from the first.
 */
function twinBelow(readings: Page['readings'], decisions: readonly Decision[], at: number): number | null {
  let between = 0
  let stamped = false
  const least = weightOf(readings[at], kindIndex.title) + FAR_ABOVE
  const above = [readings[at].text]
  for (let i = at + 1; i < decisions.length && OVER_STORY.has(decisions[i].zone); i++) {
    const { kind, block } = decisions[i]
    const { text, twin } = readings[i]
    if (kind === 'title' && twin && !isCutOff(readings[i])) {
      if (stamped) return weightOf(readings[i], kindIndex.title) >= least ? i : null
      if (!readings[at].twin || (between >= APART && !above.some((other) => text.includes(other)))) return i
      above.push(text)
      continue
    }
    // The day stands under the headline, unless that of a menu.
    if (furniture.has(block)) {
      if (readings[at].twin) break
      stamped = true
    }
    if (block === 'other' || block === 'related') between++
  }
  return null
}

/** 标题_秦岭在线 / 城北新建公园 / 标题 / ——见闻: what stands under the last headline goes before what stands over it; -1 without one. */
function subtitleIndex(decisions: readonly Decision[]): number {
  const last = decisions.findLastIndex(({ kind, zone }) => kind === 'title' && OVER_STORY.has(zone))
  const under = decisions.findIndex(({ kind }, i) => kind === 'subtitle' && i > last)
  if (under >= 0) return under
  return decisions.findLastIndex(({ kind }) => kind === 'subtitle')
}

const BULLETS = codes('•●■◆▪▶►·')

/** • …, [转帖]…: what stands in front of the headline and is none of it. */
function openingEnd(text: string): number {
  if (BULLETS.has(text.charCodeAt(0))) return skipBlanks(text, 1)
  const box = '【[（('.includes(text[0]) ? lexicon().markers.box.longest(text, 1) : null
  return box?.value.kind === 'chrome' && '】]）)'.includes(text[1 + box.length])
    ? skipBlanks(text, 2 + box.length)
    : 0
}

function contentOf({ text, line, titleEnd }: Reading): Span {
  const titled = titleLabel(text)
  const label = titled?.end ?? (openingEnd(text) || openingDay(text) || siteFront(text))
  // 【老街蜡烛店重开】 and nothing else
  if (
    label === 0 &&
    titleEnd === line.end &&
    text[0] === '【' &&
    text.indexOf('】') === line.end - line.start - 1
  )
    return { start: line.start + 1, end: line.end - 1 }
  // （原标题：老街蜡烛店重开）
  if (titled?.kind === 'original' && '（('.includes(text[0]) && '）)'.includes(text[text.length - 1]))
    return {
      start: line.start + label,
      end: line.start + Math.max(label, text.slice(0, -1).trimEnd().length),
    }
  // …提升http://www.example.cn 2007年07月31日 00:20 某网
  const address = line.flags & Class.half ? text.search(ADDRESS) : -1
  const end =
    address > label ? Math.min(titleEnd, line.start + text.slice(0, address).trimEnd().length) : titleEnd
  return { start: line.start + label, end: Math.max(end, line.start + label) }
}

/** A subtitle that shares so many of its pairs of characters with the headline says nothing else. */
const SAME = 0.65
const SHORTEST_ECHO = 5
const LONG_HEADLINE = 10

/** 县住建局2018年度整体支出 and 绩效评价报告 under 县住建局2018年度整体支出绩效评价报告: the headline once more, cut or in other words. */
function echoes(line: string, headline: string): boolean {
  if (line.length < SHORTEST_ECHO || headline.length < SHORTEST_ECHO) return false
  if (headline.includes(line) || line.includes(headline)) return true
  const pairs = new Set<string>()
  for (let i = 1; i < headline.length; i++) pairs.add(headline.slice(i - 1, i + 1))
  let same = 0
  for (let i = 1; i < line.length; i++) if (pairs.has(line.slice(i - 1, i + 1))) same++
  return same >= SAME * (line.length - 1)
}

/** Subtitles that repeat the headline are titles as well. */
function titleEchoes(page: Page, decisions: readonly Decision[], title: number): readonly Decision[] {
  if (title < 0) return decisions
  let headline = ''
  let out: Decision[] | null = null
  for (let i = 0; i < decisions.length; i++) {
    const { kind, zone } = decisions[i]
    const { prose, masthead } = page.readings[i]
    // 一、对寻衅滋事一般判多久？ under 对寻衅滋事一般判多久 is the first heading of the story.
    const { line: own, text } = page.readings[i]
    const counted = (own.first & Class.number) !== 0 && isHan(text.charCodeAt(0))
    const inside =
      (kind === 'paragraph' || kind === 'heading') && !prose && !counted && masthead === null && i > title
    if (kind !== 'subtitle' && !inside) continue
    headline ||= skeleton(contentText(page.readings[title]))
    const line = skeleton(contentText(page.readings[i]))
    // （图文互动）(1)岚溪老水碾又转起来了 is a picture’s text.
    if (inside ? !(headline.length >= LONG_HEADLINE && line.includes(headline)) : !echoes(line, headline))
      continue
    out ??= decisions.slice()
    out[i] = { kind: 'title', zone, block: 'title' }
  }
  return out ?? decisions
}

function contentText(reading: Reading): string {
  const { start, end } = contentOf(reading)
  return reading.text.slice(start - reading.line.start, end - reading.line.start)
}

const ADDRESS = /https?:\/\/|www\./u

/** A heading over a paragraph that opens as a story does: 本报讯; or below （来源：某网）, which closed the story above. */
function isBrief(page: Page, decisions: readonly Decision[], i: number): boolean {
  if (decisions[i].kind !== 'heading' || decisions[i + 1]?.kind !== 'paragraph') return false
  const above = decisions[i - 1]?.kind === 'signer' ? page.readings[i - 1].line.first : 0
  return (above & Class.bracket) !== 0 || page.readings[i + 1].masthead !== null
}

const BRIEF: Decision = { kind: 'title', zone: 'body', block: 'title' }

/** Briefs: each heading over a masthead is the headline of a story, no part of the first. */
function titleBriefs(page: Page, decisions: readonly Decision[]): readonly Decision[] {
  let out: Decision[] | null = null
  for (let i = 0; i < decisions.length; i++) {
    if (!isBrief(page, decisions, i)) continue
    out ??= decisions.slice()
    out[i] = BRIEF
  }
  return out ?? decisions
}

/** 标题：… below the story, 原标题：… over it: where the page has no other headline it is one. */
function titleOriginal(page: Page, decisions: readonly Decision[]): readonly Decision[] {
  const story = decisions.findIndex(({ kind }) => kind === 'title' || kind === 'paragraph')
  if (story < 0 || decisions[story].kind === 'title') return decisions
  if (decisions.some(({ kind }) => kind === 'title')) return decisions
  const original = page.readings.findIndex(
    ({ text }, i) => i < story && titleLabel(text)?.kind === 'original',
  )
  const at =
    original < 0
      ? page.readings.findIndex(({ meta }) =>
          meta.pieces.some(({ kind, outlet }) => kind === 'title' && outlet),
        )
      : original
  if (at < 0) return decisions
  const out = decisions.slice()
  out[at] = { kind: 'title', zone: 'top', block: 'title' }
  return out
}

/** More lines than these over the headline are a story. */
const MOST_NOTICES = 4
const STAMPS = new Set<BlockKind>(['date', 'source', 'byline'])

/**
 * 本网站使用相关技术…, 点此了解隐私声明。: sentences over the headline and its day are the site’s, no part of the
 * story; nor is the site’s name over them.
 */
function dropNotices(page: Page, decisions: readonly Decision[]): readonly Decision[] {
  const isStamped = (i: number) => STAMPS.has(decisions[i + 1]?.block) || decisions[i + 1]?.kind === 'title'
  const title = decisions.findIndex(({ kind }, i) => kind === 'title' && isStamped(i))
  const above = decisions.slice(0, Math.max(0, title))
  const notices = above.filter(({ kind }) => kind === 'paragraph' || kind === 'heading').length
  if (notices === 0 || notices > MOST_NOTICES || above.some(({ block }) => STAMPS.has(block)))
    return decisions
  const below = decisions.slice(title).filter(({ kind }) => kind === 'paragraph').length
  if (below < 2 || page.readings.slice(0, title).some(({ masthead }) => masthead !== null)) return decisions
  return decisions.map((decision, i) =>
    i < title && (decision.zone === 'body' || decision.kind === 'title')
      ? { kind: 'other', zone: 'top', block: 'other' }
      : decision,
  )
}

/** Headlines with a story of their own below. */
function storyStarts(decisions: readonly Decision[]): number[] {
  const starts: number[] = []
  for (let i = 0; i < decisions.length; i++) {
    const { kind, zone } = decisions[i]
    if (kind === 'title' && (zone === 'top' || zone === 'body')) starts.push(i)
  }
  if (starts.length < 2) return starts
  return starts.filter((i, k) => {
    const end = starts[k + 1] ?? decisions.length
    for (let j = i; j < end; j++) if (decisions[j].kind === 'paragraph') return true
    return false
  })
}

function severalArticles(page: Page, stories: readonly number[]): Issue[] {
  if (stories.length < 2) return []
  const { line } = page.readings[stories[1]]
  return [
    {
      code: 'several-articles',
      severity: 'warning',
      span: { start: line.start, end: line.end },
      message: `the page holds ${stories.length} articles; the fields are those of the first`,
    },
  ]
}

/** 【地铁末班车延长至零点三十分】五一假期将至，…: the headline of a post or a flash that has no line of its own. */
function boxedTitle(page: Page, story: number | undefined): Span | null {
  const reading = story === undefined ? undefined : page.readings[story]
  const m = reading && reading.masthead === null ? BOXED_TITLE.exec(reading.text) : null
  return reading && m ? { start: reading.line.start + 1, end: reading.line.start + 1 + m[1].length } : null
}

/** Finds the parts of the page. Spans, those of the hints too, are in `doc.text`. */
export function findStructure(
  doc: Doc,
  options: ArticleOptions = {},
  hints: readonly HtmlHint[] = [],
): Structure {
  return finish(findStructureInStages(doc, options, hints))
}

/** The same in stages, so that several pages may take each one behind the other. */
export function* findStructureInStages(
  doc: Doc,
  options: ArticleOptions = {},
  hints: readonly HtmlHint[] = [],
): Stages<Structure> {
  const page = yield* readPage(doc.text, hints, lostBreaks(doc))
  yield
  const decided = dropNotices(page, titleOriginal(page, titleBriefs(page, decide(page))))
  const title = titleIndex(page, decided)
  const decisions = titleEchoes(page, decided, title)
  const body: number[] = []
  for (let i = 0; i < decisions.length; i++) {
    const { kind } = decisions[i]
    if (kind === 'paragraph' || kind === 'heading') body.push(i)
  }
  const subtitle = subtitleIndex(decisions)
  const stories = storyStarts(decisions)
  const first = stories.length < 2 ? body : body.filter((i) => i < stories[1])
  yield
  const fields = fieldsOf({
    doc,
    page,
    decisions,
    body: first,
    title,
    referenceYear: parseIsoDate(options.referenceDate ?? '')?.year ?? null,
  })
  yield
  const whole = { start: 0, end: doc.text.length }
  const mentionOf = (span: Span | null) => span && doc.mention(span)
  const { publishedAt, publisher, authors, section } = fields
  return {
    title: mentionOf(title < 0 ? boxedTitle(page, body[0]) : contentOf(page.readings[title])),
    subtitle: subtitle < 0 ? null : doc.mention(contentOf(page.readings[subtitle])),
    publishedAt,
    publisher,
    authors,
    section,
    blocks:
      page.readings.length === 0 && doc.text !== ''
        ? [{ kind: 'other', span: whole, sourceSpan: doc.toSource(whole) }]
        : blocksOf(doc, page, decisions),
    body: body.map((i) => ({ start: page.readings[i].line.start, end: page.readings[i].line.end })),
    issues: severalArticles(page, stories),
  }
}
