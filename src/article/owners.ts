import type { Span } from '../text/index.js'
import { codes, hanEnd, hasLetter, indexOfAny, isHan, skipSpaces } from './chars.js'
import { Class } from './classes.js'
import type { Decision } from './decide.js'
import { lexicon } from './lexicon.js'
import type { Line } from './lines.js'
import { isBodyName } from './names.js'
import { isMediaName, type Outlet, publisherName, readBareOutlet } from './outlets.js'
import { type Page, type Reading, spoke, toldBit } from './reading.js'
import type { Found } from './sayings.js'
import {
  aboutName,
  bannerName,
  isStep,
  mayBeSite,
  moreOf,
  siteNames as namesOfSite,
  ownName,
} from './sites.js'

export interface PublisherCandidate extends Span {
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
export const OWNER = 9.5

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
export function siteName(page: Page, reading: Reading): string {
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
export function siteNames({ page, decisions, title }: Found): PublisherCandidate[] {
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
      // 柞岭县人民法院 over the page, and nobody else is named.
      else if (index === 0 && name && isSeat(name) && !isStep(page, name))
        out.push({ start: line.start, end: line.end, name, rank: OWNER })
    }
  }
  return out
}

/** 柞岭县人民法院: a body with the place that it is of; 综合办公室 may be anybody’s. */
function isSeat(name: string): boolean {
  const placed = indexOfAny(name, DIVISIONS, 1, Math.min(name.length - 2, LONGEST_PLACE))
  return placed > 0 && hanEnd(name, 0, name.length, name.length) === name.length && isBodyName(name)
}
const DIVISIONS = codes('省市县区州盟旗镇乡')
const LONGEST_PLACE = 7

/** Whether the name stands behind a headline. */
export const isSiteOf = (name: string, page: Page, decisions: readonly Decision[]): boolean =>
  page.readings.some(
    (reading, i) => decisions[i].kind === 'title' && parts(page, reading).some((part) => part === name),
  )
