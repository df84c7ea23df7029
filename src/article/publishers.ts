import { isPersonName } from './authors.js'
import { Class } from './classes.js'
import { isSource, lexicon } from './lexicon.js'
import { outletName } from './masthead.js'
import { isMediaName, type Outlet, publisherName } from './outlets.js'
import { isSiteOf, OWNER, type PublisherCandidate, siteNames } from './owners.js'
import type { Piece } from './pieces.js'
import type { Reading } from './reading.js'
import { type Evidence, isBehind, lastHeadline } from './sayings.js'
import type { Publisher } from './types.js'

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

/** The outlet of a reporter as the page’s; null for the letters of a house that no list has: YMG记者. */
function paperOf(outlet: Outlet | null): string | null {
  const name = outletName(outlet)
  return name && /^[A-Z]+$/.test(name) && !lexicon().media.has(name) ? null : name
}

/** The best that the name of the site may have: it is not looked for where the page says more. */
const OF_SITE = 5

export function publisherOf(found: Evidence): Publisher | null {
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
