import type { Doc, Span } from '../text/index.js'
import { codes, hanEnd, hasLetter, isHan, skeleton, skipSpaces } from './chars.js'
import { Class } from './classes.js'
import { hanDay } from './dateline.js'
import { type DateReading, isoOf, readDate } from './dates.js'
import type { Decision } from './decide.js'
import { titleLabel } from './heads.js'
import { isSource, type LabelKind, lexicon } from './lexicon.js'
import type { Line } from './lines.js'
import { creditStart, type Masthead, outletName, readCredit } from './masthead.js'
import { POST_REACH, readMeta, saysPost } from './meta.js'
import { isBodyName } from './names.js'
import { isMediaName, type Outlet, publisherName, readBareOutlet } from './outlets.js'
import type { PersonReading } from './people.js'
import { outletPiece, type Piece } from './pieces.js'
import { kindIndex, type LineKind, type Page, type Reading, spoke, toldBit, weightOf } from './reading.js'
import {
  aboutName,
  bannerName,
  isStep,
  mayBeSite,
  moreOf,
  siteNames as namesOfSite,
  ownName,
} from './sites.js'
import type { Author, PublishedAt, Publisher } from './types.js'

/** Everything the fields are chosen from, once the lines have their kinds. */
export interface Found {
  doc: Doc
  page: Page
  decisions: readonly Decision[]
  /** Indexes of the lines of the story. */
  body: number[]
  /** The headline’s line; -1 without one. */
  title: number
  referenceYear: number | null
}

/** What the parts of the page say about the article: pieces of metadata, credits, mastheads, people. */
interface Evidence extends Found {
  /** `field`: from a meta tag. */
  pieces: { piece: Piece; index: number; field: boolean }[]
  credits: Piece[]
  mastheads: Masthead[]
  people: PersonReading[]
}

export interface Fields {
  publishedAt: PublishedAt | null
  publisher: Publisher | null
  authors: Author[]
  section: string[]
}

/** The fields of the article, from all over the page. */
export function fieldsOf(found: Found): Fields {
  const { doc, page, decisions, body, title, referenceYear } = found
  const evidence: Evidence = {
    doc,
    page,
    decisions,
    body,
    title,
    referenceYear,
    pieces: furniture(found),
    credits: credits(found),
    mastheads: mastheads(found),
    people: [],
  }
  evidence.people = peopleOf(evidence)
  const publisher = publisherOf(evidence)
  return {
    publishedAt: publishedOf(evidence),
    publisher,
    authors: authorsOf(evidence, publisher),
    section: sectionOf(found, publisher),
  }
}

/** Kinds of lines whose pieces say nothing about the article. */
const mute = new Set<LineKind>(['related', 'teaser', 'spam', 'breadcrumb', 'paragraph', 'caption', 'heading'])

/** Right below the story, but for other credits; or in brackets. */
function followsStory({ page, decisions }: Found, index: number): boolean {
  if (page.readings[index].line.first & Class.bracket) return true
  let i = index - 1
  const least = Math.max(0, index - MOST_CREDITS)
  while (i >= least && decisions[i].zone === 'tail' && credited.has(decisions[i].kind)) i--
  return i < 0 || decisions[i].zone !== 'tail'
}
/** So many credits stand under a story at most. */
const MOST_CREDITS = 12
const credited = new Set<LineKind>(['byline', 'source', 'date'])

const QUOTES = codes('“"「『')

/** A line with more days than these says nothing of the story’s. */
const MOST_DAYS = 2

/** Of more outlets in a row none is the story’s. */
const MOST_LINKS = 2

function furniture(found: Found): Evidence['pieces'] {
  const { page, decisions } = found
  const out: Evidence['pieces'] = []
  // Days and outlets under 猜你喜欢 are those of its stories, unless they say what they are.
  let listed = false
  const { readings } = page
  for (let index = 0; index < readings.length; index++) {
    const { meta, field, titleEnd } = readings[index]
    const { kind, zone } = decisions[index]
    if (kind === 'paragraph' || zone === 'top') listed = false
    else if (kind === 'related') listed ||= zone === 'tail' || spoke(readings[index], toldBit['head-marker'])
    if (meta.pieces.length === 0) continue
    // 使用时须注明“来源：…”
    if (kind === 'disclaimer' && readings[index].prose) continue
    if (mute.has(kind) || (zone === 'tail' && kind === 'footer')) continue
    // 2025-12-24,12667| 2025-12-23,12659|: the issues of a paper.
    const days = meta.pieces.filter(({ kind, label }) => kind === 'date' && label === null).length
    // 友情链接 / 新华网 人民网 央视网: outlets in a row are links.
    const links = meta.pieces.filter(({ kind, label }) => kind === 'source' && label === null).length
    for (const piece of meta.pieces) {
      if (piece.kind === 'date' && days > MOST_DAYS) continue
      if (piece.kind === 'source' && piece.label === null && links > MOST_LINKS) continue
      // 标题 - 时政 - 秦岭在线: the site behind the headline comes last.
      // 邀请媒体“走进某某网”: in quotation marks a name is one of the words of the headline.
      if (
        piece.kind === 'source' &&
        piece.label === null &&
        kind === 'title' &&
        (piece.start >= titleEnd || QUOTES.has(page.text.charCodeAt(piece.start - 1)))
      )
        continue
      // 柞岭旧码头改建展览馆 明年首季完工: nor are the words of a headline a body and two names.
      const unnamedTitle = kind === 'title' && piece.kind === 'byline' && piece.start < titleEnd
      if (unnamedTitle && piece.people.every(({ role, outlet }) => role === null && outlet !== null)) continue
      // 高清 among the buttons of a player is no author, nor is 沙发 further down.
      const unnamed = piece.kind === 'byline' && piece.people.every(({ role }) => role === null)
      if (unnamed && (kind === 'other' || (zone === 'tail' && !followsStory(found, index)))) continue
      if (listed && piece.label === null && piece.kind !== 'byline' && !field) continue
      out.push({ piece, index, field })
    }
  }
  return out
}

/** So many brackets close a story at most. */
const MOST_BRACKETS = 4

/** …尽快更换井盖。本报记者 肖金 摄: who took the picture of a story that names nobody else. */
function photographers(text: string, { start, end, last }: Line): readonly Piece[] {
  if (!(last & Class.markEnd)) return []
  const at = creditStart(text, start, end)
  if (at === end || BRACKETS.has(text.charCodeAt(at))) return []
  return readMeta(text, at, end).pieces.filter(({ people }) => people.some(({ picture }) => picture))
}
const BRACKETS = codes('（(【[〔')

/** The edge of a cell, and blanks. */
const BEHIND_CREDIT = codes('|｜丨 \u3000')

/** So much of the last paragraph may say where it is from. */
const LONGEST_ORIGIN = 40

/** A name without a colon in front. */
const SHORTEST_NAMED = 3
const LONGEST_NAMED = 8

const SENTENCE_ENDS = '。！？”'
const BULLETS = codes(' \t\u3000●■◆*※|｜')

/** …进一步侦办。 ●来源：岚溪公安: behind the last sentence, without a bracket. */
function trailingSource(text: string, { start, end }: Line): readonly Piece[] {
  // 来源：岚溪公安。 may end in a stop itself.
  let at = end - 1
  while (at > start && end - at < LONGEST_ORIGIN && !SENTENCE_ENDS.includes(text[at - 1])) at--
  if (!SENTENCE_ENDS.includes(text[at - 1] ?? ' ')) return []
  while (at < end && BULLETS.has(text.charCodeAt(at))) at++
  const label = lexicon().labels.longest(text, at, end)
  if (!label || !isSource(label.value)) return []
  const from = at + label.length
  // …再上新台阶。来源岚溪发布
  if (!'：:'.includes(text[from] ?? ' ')) {
    if (end - from < SHORTEST_NAMED || hanEnd(text, from, end, LONGEST_NAMED) < end) return []
    const name = publisherName(text.slice(from, end))
    return [outletPiece(at, { start: from, end, name }, 'source')]
  }
  return readMeta(text, at, end).pieces.filter(({ kind }) => kind === 'source')
}

/** 图为剪下的羊毛装车待运。 高娃 摄: who took the pictures of a page without a story. */
function shownBy({ page, decisions }: Found): Piece[] {
  const out: Piece[] = []
  decisions.forEach(({ kind }, i) => {
    const { line } = page.readings[i]
    if (kind === 'caption' && out.length === 0) out.push(...photographers(page.text, line))
  })
  return out
}

/** The `（…）` of credits at the end of the last two paragraphs. */
function credits(found: Found): Piece[] {
  const { page, body } = found
  const out = body.length === 0 ? shownBy(found) : []
  for (let k = Math.max(0, body.length - 2); k < body.length; k++) {
    const { line } = page.readings[body[k]]
    // （王倩）（来源：秦岭晚报）
    let end = line.end
    while (BEHIND_CREDIT.has(page.text.charCodeAt(end - 1))) end--
    if (k === body.length - 1)
      out.push(...photographers(page.text, line), ...trailingSource(page.text, { ...line, end }))
    for (let n = 0; n < MOST_BRACKETS; n++) {
      const credit = readCredit(page.text, line.start, end)
      if (!credit) break
      out.push(...credit.pieces)
      end = line.start + page.text.slice(line.start, credit.start).trimEnd().length
    }
  }
  return out
}

/** Mastheads of the first paragraphs, below a deck and captions too: a second one opens another story, unless it says 又讯, which goes on with this one. */
function mastheads({ page, body }: Found): Masthead[] {
  const out: Masthead[] = []
  for (const [k, at] of body.entries()) {
    const { masthead, line } = page.readings[at]
    // 据法新社报道，… in the second paragraph says whom it quotes.
    const quoted = k === 1 && page.text[line.start] === '据'
    const opens = k < 2 || (k < DECK_LINES && out.length === 0 && line.first & Class.bracket)
    if (masthead && !quoted && (opens || lexicon().markers.again.longest(page.text, line.start)))
      out.push(masthead)
  }
  return out
}

/** （德国之声中文网）… stands below a deck and two captions. */
const DECK_LINES = 4

/** Years in prose are looked for in so many lines. */
const YEAR_LINES = 400

/** Figures of a part of the year come out up to three months after it, and in the same year where it ends by September. */
function justEnded(part: string, month: number): boolean {
  const months = lexicon().feasts.get(part)
  if (months) return months.has(String(month))
  const digits = /(\d{1,2})个?月$/.exec(part)
  const last = digits ? Number(digits[1]) : /^前/.test(part) ? 9 : part === '上半年' ? 6 : 3
  return last <= 9 && month > last && month - last <= 3
}

/**
 * The year that dates without one are in: that of the page’s other dates, of the caller’s, of the footer, or
 * of a day or month nearby in the prose. 2018年以来 and 到2025年 are no evidence.
 */
function yearOf({ page, decisions, referenceYear }: Found, dates: readonly DateReading[]): number | null {
  for (const { year } of dates) if (year !== null) return year
  for (const [i, { meta }] of page.readings.entries())
    if (decisions[i].block !== 'related')
      for (const { date } of meta.pieces) if (date?.year != null) return date.year
  if (referenceYear !== null) return referenceYear
  const counts = new Map<number, number>()
  const count = (digits: string) => counts.set(Number(digits), (counts.get(Number(digits)) ?? 0) + 1)
  const near = (month: number) => dates.some((date) => (date.month - month + 12) % 12 <= 1)
  for (const [i, reading] of page.readings.slice(0, YEAR_LINES).entries()) {
    const { text, prose } = reading
    if (decisions[i].block === 'related') continue
    for (const [, year, month] of text.matchAll(/(?<!\d)((?:19|20)\d{2})[年/.-](\d{1,2})(?!\d)(?![年])/g))
      if (near(Number(month))) count(year)
    for (const [, year, part] of text.matchAll(lexicon().partOfYear))
      if (dates.some(({ month }) => justEnded(part, month))) count(year)
    // Copyright 2008-2020: the later year is that of the page.
    if (weightOf(reading, kindIndex.footer) > 0 && !prose)
      for (const [, year] of text.matchAll(/(?<!\d)(20\d{2})(?![\d-]|\s*[-–—~至])/g)) count(year)
  }
  let best: number | null = null
  for (const [year, n] of counts) if (best === null || n > (counts.get(best) ?? 0)) best = year
  return best
}

interface DateCandidate {
  date: DateReading
  rank: number
}

/** Below the story, or in the middle of a document behind its first part. */
const isBehind = ({ zone, kind }: Decision): boolean =>
  zone === 'tail' || kind === 'signer' || kind === 'signed'

/** A labelled day goes before a bare one, and the day of publication before the others. */
const dayRanks: Partial<Record<LabelKind, number>> = { published: 0, written: 0.4, updated: 2.5 }

/** A meta tag says when the page came out, 成文日期 in a table when the document was written. */
const DAY_TAG = 0.3

/** What a day over the headline loses to one below it. */
const TODAY = 0.4

const PAGED = /第?[A-Z]?\d{1,3}版/u

/** A dateline with its year stands between a bare day of the page and one over the headline. */
const WHOLE_DATELINE = 1.2

/** The day of the post in a forum that gives the story back comes behind that of the story. */
const POSTED = 1.5

function publishedOf(found: Evidence): PublishedAt | null {
  const { page, decisions, doc } = found
  const candidates: DateCandidate[] = []
  const headline = lastHeadline(found)
  for (const { piece, index, field } of found.pieces) {
    if (!piece.date || piece.kind !== 'date') continue
    const tail = isBehind(decisions[index])
    // 2026年10月08日 星期四 over the headline may be the day on which the page was read.
    // 第1版：要闻 2022-05-22 is that of the paper.
    const isToday =
      index < headline &&
      !field &&
      !piece.label &&
      !piece.date.clock &&
      !PAGED.test(page.readings[index].text)
    const posted = saysPost(page.text, piece.start, piece.end + POST_REACH)
    const rank = posted ? POSTED : piece.label ? (dayRanks[piece.label] ?? 1) : field ? DAY_TAG : 1
    candidates.push({
      date: piece.date,
      rank: rank + (tail && !field ? 2 : 0) + (piece.date.year === null ? 1 : 0) + (isToday ? TODAY : 0),
    })
  }
  for (const piece of found.credits) if (piece.date) candidates.push({ date: piece.date, rank: 3.5 })
  const opened = found.body.length > 0 ? releasedOf(page, page.readings[found.body[0]]) : null
  if (opened) candidates.push({ date: opened, rank: 4.2 })
  for (const index of found.body.slice(0, 2)) {
    const date = datelineOf(page, page.readings[index])
    // 【岚溪之声2023年4月6日讯】 says more than the day on which the page was read.
    if (date) candidates.push({ date, rank: date.year === null ? 4 : WHOLE_DATELINE })
  }
  if (candidates.length === 0) candidates.push(...daysAbove(found))
  if (candidates.length === 0) return null
  const year = yearOf(
    found,
    candidates.map(({ date }) => date),
  )
  candidates.sort((a, b) => a.rank - b.rank || a.date.start - b.date.start)
  const best = candidates.find(({ date }) => isoOf(date, year))
  if (!best) return null
  // The same day said with a clock time says more: 2022-05-19 in a meta tag, 2022-05-19 08:30 on the page.
  const sameDay = ({ date, rank }: DateCandidate) =>
    rank !== POSTED &&
    date.clock !== null &&
    isoOf({ ...date, clock: null }, year) === isoOf({ ...best.date, clock: null }, year)
  // 10-25 11:33 under the headline, 2020-10-25 11:33:02 under the story
  const finer = ({ date }: DateCandidate) =>
    date.year !== null &&
    date.clock !== null &&
    best.date.clock !== null &&
    date.clock.length > best.date.clock.length &&
    date.clock.startsWith(best.date.clock) &&
    date.month === best.date.month &&
    date.day === best.date.day
  const { date } = (best.date.clock ? candidates.find(finer) : candidates.find(sameDay)) ?? best
  const { text, span, sourceSpan } = doc.mention({ start: date.start, end: date.end })
  return { text, span, sourceSpan, iso: isoOf(date, year) ?? '' }
}

/** date 2025-12-16 渡口停航: over the headline the day stands beside another, and no other day on the page. */
function daysAbove({ page, decisions, title }: Found): DateCandidate[] {
  const dates = page.readings
    .slice(0, Math.max(0, title))
    .flatMap(({ meta }, i) => (decisions[i].zone === 'top' ? meta.pieces : []))
    .flatMap(({ date }) => (date?.firm && date.year !== null ? [{ date, rank: 5 }] : []))
  return dates.length === 1 ? dates : []
}

/** 新华社北京5月19日电: the day inside the masthead. */
function datelineOf({ text }: Page, { masthead, line }: Reading): DateReading | null {
  if (!masthead?.month) return null
  for (let i = line.start; i < masthead.end; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x30 || code > 0x39) continue
    return readDate(text, i, masthead.end)
  }
  return hanDateline(text, line.start, masthead)
}

/** 中新社北京五月十二日电 */
function hanDateline(
  text: string,
  from: number,
  { outlet, end, month, day, year }: Masthead,
): DateReading | null {
  const found = hanDay(text, outlet?.end ?? from, end)
  if (!found || month === null || day === null) return null
  return { start: found.start, end: found.end, year, month, day, firm: false, clock: null, zone: null }
}

const RELEASED = /^[（(][\u4e00-\u9fff]{2,6}[，,·\s—-]{1,3}(?=(?:19|20)\d{2}年)/u

/** （合川，2024年7月30日）…: the place and the day that open a press release. */
function releasedOf({ text }: Page, { text: own, line }: Reading): DateReading | null {
  const m = line.first & Class.bracket ? RELEASED.exec(own) : null
  return m && readDate(text, line.start + m[0].length, line.end)
}

interface PublisherCandidate extends Span {
  name: string
  rank: number
}

const OWNED = /©[ ]?(?:\d{4}[ ]?(?:[-–][ ]?\d{4}[ ]?)?)?$/u

/** © 香港新闻处 | 重要告示: a body may own the page too. */
function readBody(text: string, at: number, end: number): Outlet | null {
  const stop = hanEnd(text, at, end, 16)
  const name = text.slice(at, stop)
  return stop - at > 2 && !/(?:公司|集团)$/u.test(name) && (isBodyName(name) || isMediaName(name))
    ? { start: at, end: stop, name }
    : null
}

/** Of whoever runs the page, where nothing says who wrote for it. */
const OWNER = 9.5

/** © 2023 香港电台 版权所有: who owns the page, the last to be asked. */
function ownersOf(text: string, { start, end }: Span): PublisherCandidate[] {
  if (end - start > 120 || !/©|版权|著作权|主办|Copyright/i.test(text.slice(start, end))) return []
  for (let i = start; i < end; i++) {
    const before = text.charCodeAt(i - 1)
    if (i > start && isHan(before)) continue
    // 主办：县人民法院
    const owner = lexicon().markers.owner.longest(text, i)
    const body = owner ? readBody(text, skipSpaces(text, i + owner.length, end), end) : null
    if (body?.name) return [{ ...body, name: body.name, rank: OWNER }]
    const outlet =
      readBareOutlet(text, i, end) ?? (OWNED.test(text.slice(start, i)) ? readBody(text, i, end) : null)
    const name = outlet?.name ? publisherName(outlet.name) : null
    if (outlet && name) return [{ start: outlet.start, end: outlet.end, name, rank: 8 }]
  }
  return []
}

const QUOTED = /[《「]([^《》「」]{2,12})[》」]/u

/** 按讚加入《鏡台周刊》粉絲團, 下载《香港第一线》App: the paper that speaks of itself below its story. */
function quotedOutlets(text: string, { start, end, flags }: Line, listed: boolean): PublisherCandidate[] {
  if (end - start > 60 || !(flags & Class.bracket)) return []
  const m = QUOTED.exec(text.slice(start, end))
  if (!m) return []
  const at = start + m.index + 1
  const behind = at + m[1].length + 1
  const own = lexicon().markers.own.longest(text, text[behind] === ' ' ? behind + 1 : behind, end)
  if (!own && (listed || m[0][0] !== '《' || !isMediaName(m[1], true))) return []
  return [{ start: at, end: at + m[1].length, name: publisherName(m[1]) ?? m[1], rank: 9 }]
}

/** What stands behind the headline, by the marks between: 标题_栏目_站名. */
function parts({ text }: Page, { titleEnd, line }: Reading): string[] {
  if (titleEnd >= line.end) return []
  return text
    .slice(titleEnd, line.end)
    .split(/[_|｜丨\-–—\s]+/u)
    .filter(hasLetter)
}

/**
 * The part behind the headline that names an outlet (海湾中文网 - 两岸三地), else the last, the site, and of 中国报 China Press
 * the one in Chinese; empty where there is none.
 */
function siteName(page: Page, reading: Reading): string {
  const all = parts(page, reading)
  return (
    all.findLast((part) => part.endsWith('网') && isMediaName(part)) ??
    // 德国之声 来自德国 介绍德国 | DW
    all.find((part) => lexicon().media.has(part) && !lexicon().sections.has(part)) ??
    all.findLast((part) => /\p{Script=Han}/u.test(part)) ??
    all.at(-1) ??
    ''
  )
}

/** A row of words under the first line, which is the site’s name then. */
const isMenu = (reading: Reading | undefined, decision: Decision | undefined): boolean =>
  decision?.kind === 'other' && reading !== undefined && spoke(reading, toldBit.menu)

/** The headline line’s suffix (`_商洛日报`), and the first item of a breadcrumb (人民网 > 时政). */
function siteNames({ page, decisions, title }: Found): PublisherCandidate[] {
  const out: PublisherCandidate[] = []
  for (const { name, start, end, sure } of namesOfSite(page, decisions, title))
    out.push({ start, end, name: publisherName(name) ?? name, rank: sure ? 7.2 : 8.5 })
  const isOwned = (name: string) =>
    page.readings.some(({ text }, i) => {
      const { kind } = decisions[i]
      return (kind === 'footer' || kind === 'disclaimer') && text.slice(0, 60).includes(name)
    })
  const push = (start: number, end: number, rank: number) => {
    const name = publisherName(page.text.slice(start, end))
    if (name && isMediaName(name)) out.push({ start, end, name, rank })
  }
  for (let index = 0; index < page.readings.length; index++) {
    const { kind, zone } = decisions[index]
    if (kind === 'paragraph') continue
    const reading = page.readings[index]
    const { line } = reading
    if ((kind === 'title' || (index < title && reading.twin)) && reading.titleEnd < line.end) {
      const site = siteName(page, reading)
      const at = line.start + reading.text.lastIndexOf(site)
      const known = lexicon().sections.has(site) || lexicon().notPublishers.has(site)
      if (parts(page, reading).length > 1 && !known && site.length >= 3)
        out.push({ start: at, end: at + site.length, name: publisherName(site) ?? site, rank: 6 })
      else push(at, at + site.length, 6)
    }
    if (kind === 'breadcrumb') {
      // 当前位置：首页-行业资讯 begins with no name, 当前位置：秦岭晚报 > 行业资讯 with one.
      const first = /^[^>＞»›→/\s：:-]{2,12}(?=[>＞»›→/\s]|$)/u.exec(reading.text)
      if (first) push(line.start, line.start + first[0].replace(/首页$/u, '').length, 7)
      const under = first
        ? null
        : /^[^>＞»：:]{2,12}[：:]\s*([^>＞»›→/\s：:-]{3,14})(?=\s*[>＞»›→])/u.exec(reading.text)
      if (under) {
        const end = line.start + under[0].length
        const name = under[1].replace(/首页$/u, '')
        if (isMediaName(name) || isBodyName(name))
          out.push({ start: end - under[1].length, end: end - under[1].length + name.length, name, rank: 7 })
      }
      // 香江财经 | 即时新闻, and at the bottom 香江财经版权所有: the site’s name by any word.
      const owned = first !== null && first[0].length >= 3 && isOwned(first[0])
      if (owned && !lexicon().crumbs.has(first[0]))
        out.push({ start: line.start, end: line.start + first[0].length, name: first[0], rank: 7.5 })
    }
    if (kind === 'footer' || kind === 'disclaimer' || (kind === 'other' && zone === 'tail'))
      out.push(...ownersOf(page.text, line))
    const about = aboutName(reading.text, page.readings[index + 1]?.text ?? '')
    if (about) out.push({ start: line.end - about.length, end: line.end, name: about, rank: 9 })
    if (zone === 'tail' ? kind !== 'byline' : kind === 'other') {
      const own = ownName(reading.text)
      const name = own && reading.text.slice(own.start, own.end)
      if (own && name)
        out.push({
          start: line.start + own.start,
          end: line.start + own.end,
          name: publisherName(name) ?? name,
          rank: 8.6,
        })
    }
    const more = kind === 'related' ? moreOf(reading.text) : null
    if (more) push(line.start + more.start, line.start + more.end, 8.8)
    if (kind === 'footer' || kind === 'other' || kind === 'disclaimer' || kind === 'related')
      out.push(...quotedOutlets(page.text, line, kind === 'related'))
    // 北辰重工 over the page, and at the bottom © 北辰重工有限责任公司.
    if (kind === 'other' && index < 2 && reading.headline && line.width >= 3 && line.width <= 14) {
      const name = publisherName(reading.text)
      // 山海志 over 议题　人物　部落
      if (index === 0 && name && mayBeSite(name) && isMenu(page.readings[1], decisions[1]))
        out.push({ start: line.start, end: line.end, name, rank: 9.2 })
      const said = lexicon().markers.any.longest(reading.text, 0) !== null
      const banner = bannerName(reading.text)
      if (banner)
        out.push({
          start: line.start + reading.text.indexOf(banner),
          end: line.start + reading.text.indexOf(banner) + banner.length,
          name: publisherName(banner) ?? banner,
          rank: 7.6,
        })
      else if (name && !/\s/.test(name) && isMediaName(name) && !said && !/^第|[:：！!\d]/u.test(name))
        out.push({ start: line.start, end: line.end, name, rank: 6.5 })
      else if (name && isOwned(name)) out.push({ start: line.start, end: line.end, name, rank: 7.5 })
    }
  }
  return out
}

/** 来源： names the outlet, 发文机关： only where nothing else does; an outlet alone does too, and who sent the story in last. */
const LABEL_RANKS = new Map<Piece['label'], number>([
  ['source', 0],
  // 转自：某财经 over 来源：秦岭晚报
  ['relayed', 0.1],
  ['issuer', 0.6],
  ['poster', 2.1],
  ['supplied', 4.5],
])
const labelRank = ({ label }: Piece): number => LABEL_RANKS.get(label) ?? 1

/** （路透社、德新社） below the story: the agencies that it draws on, and nobody whose it is. */
const drawsOn = ({ line, meta }: Reading): boolean =>
  (line.first & Class.bracket) !== 0 && meta.pieces.filter(({ kind }) => kind === 'source').length > 1
const DRAWN = 4.2

/** 小满 between the headline and the day may be the account’s name; an outlet in the masthead tells more. */
const guessed = ({ guess }: Piece, mastheads: Evidence['mastheads']): number =>
  guess === 'unsure' && mastheads.some(({ outlet }) => paperOf(outlet) !== null) ? 2.7 : 2.2

/** 明镜新闻网 alone on a line over the page is its banner. */
const isAlone = ({ meta, line }: Reading): boolean =>
  meta.pieces.length === 1 && line.width <= LONGEST_BANNER && (line.flags & Class.digit) === 0
const LONGEST_BANNER = 12

/** 首页 新闻 评论 华尔街日报: behind other words of a menu an outlet is one of its sections. */
function isMenuWord({ line, meta }: Reading, piece: Piece): boolean {
  if (piece.label !== null || piece.start <= line.start || meta.pieces.length > 1) return false
  return meta.rest.length > 1 && meta.rest[0].start === line.start
}
const AMONG_WORDS = 9.3

/** Of an outlet without a label among the words over the page. */
const BANNER = 4.6

/** 《某头条》APP below the story tells less than an outlet alone over its day. */
const BELOW = 1.3

/** What a meta tag calls the site, or what it gives as the author and the page as its site. */
const SITE_TAG = 5.9

/** <meta name="author" content="上报"> under <title>…-- 上报: the site, where its meta tag names no person. */
function siteAuthors({ pieces, page, decisions }: Evidence): PublisherCandidate[] {
  const out: PublisherCandidate[] = []
  for (const { piece, field } of pieces) {
    if (!field || piece.kind !== 'byline') continue
    for (const { start, end, name } of piece.people) {
      if (isPersonName(name) && !isSiteOf(name, page, decisions)) continue
      const outlet = publisherName(name)
      if (outlet && (isMediaName(name, true) || isSiteOf(name, page, decisions)))
        out.push({ start, end, name: outlet, rank: SITE_TAG })
    }
  }
  return out
}

/** Whether the name stands behind a headline. */
const isSiteOf = (name: string, page: Page, decisions: readonly Decision[]): boolean =>
  page.readings.some(
    (reading, i) => decisions[i].kind === 'title' && parts(page, reading).some((part) => part === name),
  )

/** The outlet of a reporter as the page’s; null for the letters of a house that no list has: YMG记者. */
function paperOf(outlet: Outlet | null): string | null {
  const name = outletName(outlet)
  return name && /^[A-Z]+$/.test(name) && !lexicon().media.has(name) ? null : name
}

/** 标题_秦岭在线 / 秦岭在线 / 首页 新闻 / 标题: the headline once more, below what stands over every page of the site; -1 without one. */
function lastHeadline({ decisions }: Found): number {
  const story = decisions.findIndex(({ kind }) => kind === 'paragraph')
  return decisions.findLastIndex(({ kind }, i) => kind === 'title' && i < story)
}

/** The best that the name of the site may have: it is not looked for where the page says more. */
const OF_SITE = 5

function publisherOf(found: Evidence): Publisher | null {
  const candidates: PublisherCandidate[] = []
  const headline = lastHeadline(found)
  for (const { piece, index, field } of found.pieces) {
    if (piece.kind !== 'source' || !piece.outlet?.name) continue
    const { start, end, name } = piece.outlet
    const { zone } = found.decisions[index]
    const tail = isBehind(found.decisions[index])
    // 叨叨姐 beside the day, 执笔/叨叨姐 below
    if (piece.guess && found.people.some((person) => person.name === name && person.role !== null)) continue
    if (piece.guess && (tail || (piece.guess === 'unsure' && zone !== 'head'))) continue
    const drawn = tail && piece.label === null && drawsOn(found.page.readings[index])
    const rank = field
      ? 1.5
      : piece.guess
        ? guessed(piece, found.mastheads)
        : drawn
          ? DRAWN
          : labelRank(piece) + (tail ? (piece.label === null ? BELOW : 0.5) : 0)
    // 东网 即时 港澳 over the page is the site’s, 每日东报 under the story the paper’s.
    // A post without a headline: 雪球 over the page.
    const opens = found.title < 0 && index === 0
    const above = piece.label === null && (zone === 'top' || opens || (zone === 'head' && index < headline))
    const banner = above && (found.decisions[index].kind === 'other' || isAlone(found.page.readings[index]))
    const own = isMenuWord(found.page.readings[index], piece) ? AMONG_WORDS : banner ? BANNER : rank
    const named = field && found.decisions[index].kind === 'other' ? SITE_TAG : rank
    candidates.push({ start, end, name, rank: field ? named : own })
  }
  candidates.push(...siteAuthors(found))
  for (const piece of found.credits)
    if (piece.kind === 'source' && piece.outlet?.name) {
      const { start, end, name } = piece.outlet
      candidates.push({ start, end, name, rank: isSource(piece.label) ? 2 : 3 })
    }
  for (const { outlet } of found.mastheads) {
    const name = paperOf(outlet)
    if (outlet && name) candidates.push({ start: outlet.start, end: outlet.end, name, rank: 2.5 })
  }
  for (const { outlet } of found.people) {
    const name = paperOf(outlet)
    if (outlet && name) candidates.push({ start: outlet.start, end: outlet.end, name, rank: 4 })
  }
  if (candidates.every(({ rank }) => rank >= OF_SITE)) candidates.push(...siteNames(found))
  if (candidates.length === 0) candidates.push(...desksOf(found))
  if (candidates.length > 1) candidates.sort((a, b) => a.rank - b.rank || a.start - b.start)
  if (candidates.length === 0) return null
  const { start, end, name } = candidates[0]
  const { text, span, sourceSpan } = found.doc.mention({ start, end })
  return { text, span, sourceSpan, name }
}

/** 来源：融媒体中心, and nothing on the page says whose. */
function desksOf({ pieces, page }: Evidence): PublisherCandidate[] {
  const out: PublisherCandidate[] = []
  for (const { piece } of pieces) {
    if (!isSource(piece.label) || !piece.outlet || piece.outlet.name !== null) continue
    const { start, end } = piece.outlet
    const name = page.text.slice(start, end)
    if (lexicon().desks.has(name)) out.push({ start, end, name, rank: OWNER })
  }
  return out
}

const isWriter = ({ role }: PersonReading): boolean =>
  role !== null && lexicon().roles.get(role)?.kind === 'writer'

/** 解读 between 数据 and 首页, word by word over the headline, or a step of the breadcrumb: no name. */
function isMenuItem({ page, decisions }: Found, index: number): boolean {
  if (isStep(page, page.readings[index].text)) return true
  const isWord = (i: number) =>
    i >= 0 &&
    decisions[i]?.kind === 'other' &&
    decisions[i].zone === 'top' &&
    page.readings[i].text.length <= 5
  return decisions[index].zone === 'top' && (isWord(index - 1) || isWord(index + 1))
}

function peopleOf(found: Evidence): PersonReading[] {
  const people: PersonReading[] = []
  const above: PersonReading[] = []
  for (const { piece, index, field } of found.pieces)
    if ((piece.kind === 'byline' || piece.kind === 'source') && !field)
      for (const person of piece.people)
        if (person.role === null && isMenuItem(found, index)) continue
        else (person.role === null && found.decisions[index].zone === 'top' ? above : people).push(person)
  for (const masthead of found.mastheads) people.push(...masthead.people)
  for (const piece of found.credits) people.push(...piece.people)
  // 云嘉南 over the headline is no author where 记者 赖品瑄 stands below it.
  if (!people.some(isWriter)) people.push(...above)
  if (people.some(({ author }) => author)) return people
  // A meta tag’s author only where the page names nobody: it is often the site or its software.
  for (const { piece, field } of found.pieces)
    if (field && piece.kind === 'byline')
      people.push(
        ...piece.people.filter(
          ({ name }) => isPersonName(name) && !isSiteOf(name, found.page, found.decisions),
        ),
      )
  return people
}

/** 俞莲, John Smith; not 鄱湖晚报, admin. */
function isPersonName(name: string): boolean {
  if (isMediaName(name) || publisherName(name) === null) return false
  return /^[\u4e00-\u9fff·]{2,8}$/.test(name) || /^[A-Z][a-z]+(?: [A-Z][a-z.]*)+$/.test(name)
}

function authorsOf(found: Evidence, publisher: Publisher | null): Author[] {
  if (found.people.length === 0) return []
  const byName = new Map<string, Author>()
  const people = [...found.people].sort((a, b) => a.start - b.start)
  const writers = people.some(({ author }) => author)
  for (const { start, end, name, role, outlet, author, picture } of people) {
    // A photographer is an author only where nobody else is.
    if (!author && !(picture && !writers)) continue
    // 图片来源：视觉中国 is whose picture it is.
    if (picture && role?.endsWith('源')) continue
    // 作者漓江先锋 under the name of the account: it writes by its own name.
    if (name === publisher?.name && name.length > 3) continue
    const known = byName.get(name)
    // 原创 白雪 above, 作者：白雪 below: the one that says more wins.
    if (known && (role === null || (known.role !== null && known.role !== '作者'))) continue
    // 作者：尤静 above and 责任编辑：尤静 below: who wrote it.
    if (known?.role === '作者' && lexicon().roles.get(role ?? '')?.kind === 'editor') continue
    const { text, span, sourceSpan } = found.doc.mention({ start, end })
    byName.set(name, {
      text,
      span,
      sourceSpan,
      name,
      role,
      outlet: outlet === null ? null : (outletName(outlet) ?? publisher?.name ?? null),
    })
  }
  return [...byName.values()]
}

/** The breadcrumb’s items, without one that repeats the headline. */
function sectionOf({ page, decisions, title }: Found, publisher: Publisher | null): string[] {
  let headline: string | null = null
  let best: { kept: string[]; weight: number } | null = null
  for (let index = 0; index < decisions.length; index++) {
    if (decisions[index].kind !== 'breadcrumb') continue
    const { sections, weight } = page.readings[index].crumbs ?? { sections: [], weight: 0 }
    // A menu of sections may stand over the steps that lead to the page.
    if (best && (weight <= best.weight || index > page.firstProse)) continue
    // 标题：老渡口夜航重开
    const shown = title < 0 ? '' : page.readings[title].text
    headline ??= skeleton(shown.slice(titleLabel(shown)?.end ?? 0, 120))
    const kept = sections.filter((item) => {
      const key = skeleton(item)
      return !(key.length >= 5 && headline && (headline.startsWith(key) || key.startsWith(headline)))
    })
    // 天元财经 > 产业: the first is the site itself.
    if (kept.length > 1 && (kept[0] === publisher?.text || kept[0] === publisher?.name)) kept.shift()
    if (kept.length > 1 && title >= 0 && kept[0] === siteName(page, page.readings[title])) kept.shift()
    if (kept.length > 0) best = { kept, weight }
  }
  return best?.kept ?? pageOf({ page, title }).slice(0, 1)
}

const PAPER_PAGE = /^第?[ \u3000]?[A-Z]{0,2}\d{1,3}[ \u3000]?版[:：][ \u3000]?([\u4e00-\u9fff]{2,6})$/u

/** 第03版：民生 over the headline, where no breadcrumb stands. */
function pageOf({ page, title }: Pick<Found, 'page' | 'title'>): string[] {
  return page.readings.slice(0, Math.max(0, title)).flatMap(({ text, line }) => {
    const m = line.flags & Class.colon ? PAPER_PAGE.exec(text) : null
    return m ? [m[1]] : []
  })
}
