import type { Doc } from '../text/index.js'
import { codes, hanEnd } from './chars.js'
import { Class } from './classes.js'
import type { Decision } from './decide.js'
import { isSource, lexicon } from './lexicon.js'
import type { Line } from './lines.js'
import { creditStart, type Masthead, readCredit, readMasthead } from './masthead.js'
import { readMeta } from './meta.js'
import { publisherName } from './outlets.js'
import type { PersonReading } from './people.js'
import { outletPiece, type Piece } from './pieces.js'
import { type LineKind, type Page, type Reading, spoke, toldBit } from './reading.js'

/** 【地铁末班车延长至零点三十分】 in front of what it says. */
export const BOXED_TITLE = /^【([^【】]{8,40})】(?=.{10})/u

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
export interface Evidence extends Found {
  /** `field`: from a meta tag. */
  pieces: { piece: Piece; index: number; field: boolean }[]
  credits: Piece[]
  mastheads: Masthead[]
  people: PersonReading[]
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

export function furniture(found: Found): Evidence['pieces'] {
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
export function credits(found: Found): Piece[] {
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

/** 【地铁末班车延长至零点三十分】秦岭晚报讯 …: the masthead of a flash stands behind its headline. */
function behindHeadline({ text }: Page, { text: own, line }: Reading): Masthead | null {
  const boxed = BOXED_TITLE.exec(own)?.[0].length ?? 0
  return boxed > 0 ? readMasthead(text, line.start + boxed, line.end) : null
}

/** Mastheads of the first paragraphs, below a deck and captions too: a second one opens another story, unless it says 又讯, which goes on with this one. */
export function mastheads({ page, body }: Found): Masthead[] {
  const out: Masthead[] = []
  for (const [k, at] of body.entries()) {
    const { line } = page.readings[at]
    const masthead = page.readings[at].masthead ?? (k === 0 ? behindHeadline(page, page.readings[at]) : null)
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

/** Below the story, or in the middle of a document behind its first part. */
export const isBehind = ({ zone, kind }: Decision): boolean =>
  zone === 'tail' || kind === 'signer' || kind === 'signed'

/** 标题_秦岭在线 / 秦岭在线 / 首页 新闻 / 标题: the headline once more, below what stands over every page of the site; -1 without one. */
export function lastHeadline({ decisions }: Found): number {
  const story = decisions.findIndex(({ kind }) => kind === 'paragraph')
  return decisions.findLastIndex(({ kind }, i) => kind === 'title' && i < story)
}
