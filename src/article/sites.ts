import { isOfPlainWords } from './buttons.js'
import { codes, indexOfAny, isDigit, isHan, isLatin } from './chars.js'
import type { Decision } from './decide.js'
import { lexicon } from './lexicon.js'
import { isMediaName } from './outlets.js'
import type { Page, Reading } from './reading.js'

/** A name that may be the site’s, where it stands. */
interface SiteName {
  name: string
  start: number
  end: number
  index: number
  /** It stands behind a headline that the page has without it too. */
  suffix: boolean
}

const ISSUE = /^(?:(?:Issue|Vol\.?|No\.?)\d*|[1-9]\d{0,3}|(?:\d{4}年)?第?[A-Z]?\d{1,4}[期版号])$/iu

/** 星洲网 Sin Chew Daily: the same name in English. */
const LATIN = /^[A-Za-z][A-Za-z.&’'-]*$/u

/** Whether a word may be the number of an issue, by its first character: 46, Vol46, 第46期. */
const mayBeIssue = (word: string): boolean => !isHan(word.charCodeAt(0)) || word[0] === '第'

/** 新闻, 订阅, 数字报刊平台, Issue 46: what stands beside a site’s name at the top of its pages. */
function isBeside(word: string): boolean {
  const { sections, crumbs, markers } = lexicon()
  if (
    sections.has(word) ||
    crumbs.has(word) ||
    markers.whole.has(word) ||
    (mayBeIssue(word) && ISSUE.test(word)) ||
    (isLatin(word.charCodeAt(0)) && LATIN.test(word)) ||
    isOfPlainWords(word)
  )
    return true
  return markers.any.longest(word, 0)?.length === word.length
}

const LONGEST_BANNER = 40
const APART = codes(' \u3000|｜')

const LATIN_FIRST = /^[A-Z][A-Za-z.&]{1,9}[ \u3000](?=[\u4e00-\u9fff]{3,10}$)/u

/** 公民电视 新闻, 光明南洋　订阅　登入: the name in front of words that any site has; null for other lines. */
export function bannerName(text: string): string | null {
  if (text.length > LONGEST_BANNER) return null
  // 欢迎访问清江农业网！
  const { site } = lexicon().markers
  const welcome = site.longest(text, 0)
  if (welcome) {
    const welcomed = text
      .slice(welcome.length)
      .replace(/[！!。，,].*$/u, '')
      .trim()
    return mayBeSite(welcomed) || isMediaName(welcomed) ? welcomed : null
  }
  // TDM 澳广视新闻
  const latin = LATIN_FIRST.exec(text)?.[0].length ?? 0
  if (latin > 0 && lexicon().media.longest(text, latin) && isMediaName(text.slice(latin)))
    return text.slice(latin)
  const end = indexOfAny(text, APART, 0, LONGEST_SITE + 1)
  const name = text.slice(0, Math.max(0, end))
  if (!mayBeSite(name)) return null
  const beside = text.slice(end + 1).split(/[\s|｜]+/u)
  if (beside[0] === '') beside.shift()
  // 华夏时报中文网 国际纵览: beside a name that ends as sites do any short word will do.
  const sited = name.endsWith('网') && isMediaName(name) && beside.length === 1 && beside[0].length <= 4
  // 老渡口夜航重开 0: how many have commented.
  return sited || (beside[0] !== '0' && beside.every(isBeside)) ? name : null
}

const isIdeograph = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff

/** A site’s name in front of what it says of itself is no longer than this. */
const LONGEST_OWN = 10

export interface OwnName {
  start: number
  end: number
  /** Whether words in front of the name and behind it say whose the page is: 本文系…原创. */
  framed: boolean
}

/** ★全岛财经台提醒您, 本文为《秦岭晚报》原创: where the name begins and ends in a line that speaks of the site. */
export function ownName(text: string): OwnName | null {
  const { markers, ownsIn } = lexicon()
  const { own, of } = markers
  let start = 0
  while (start < text.length && !isIdeograph(text.charCodeAt(start))) start++
  const front = of.longest(text, start)?.length ?? 0
  start += front
  const quoted = front > 0 && text[start] === '《' ? 1 : 0
  start += quoted
  for (let end = start + 2; end + quoted < text.length && end <= start + LONGEST_OWN; end++)
    if (
      ownsIn.has(text.charCodeAt(end + quoted)) &&
      own.longest(text, end + quoted) &&
      (quoted === 0 || text[end] === '》')
    ) {
      const name = text.slice(start, end)
      if (mayBeSite(name) || lexicon().media.has(name)) return { start, end, framed: front > 0 }
    }
  return null
}

/** 更多岛屿日报报导 over links to other stories: the name of the site, where it begins and ends. */
export function moreOf(text: string): { start: number; end: number } | null {
  const name = text.length <= LONGEST_BANNER ? lexicon().more.exec(text)?.[1] : undefined
  if (name === undefined || !isMediaName(name)) return null
  const start = text.indexOf(name)
  return { start, end: start + name.length }
}

/** 关于晨曦汽车 / 晨曦汽车是一家…: who issues a press release, at its end; where the name begins. */
export function aboutName(text: string, below: string): string | null {
  if (!text.startsWith('关于')) return null
  const name = /^关于([\u4e00-\u9fff]{2,12})[：:]?$/u.exec(text)?.[1]
  return name && below.startsWith(name) ? name : null
}

/** Han, and behind it letters and figures too. */
function isWord(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i)
    if (!isIdeograph(code) && (i === 0 || !(isLatin(code) || isDigit(code)))) return false
  }
  return true
}

const LONGEST_SITE = 10

/** Names of sites have no fewer characters and no more. */
export function mayBeSite(name: string): boolean {
  if (name.length < 3 || name.length > LONGEST_SITE || !isWord(name)) return false
  const { notPublishers, notNames, labels, markers } = lexicon()
  if (isBeside(name) || notPublishers.has(name) || notNames.has(name)) return false
  return (
    labels.longest(name, 0) === null &&
    markers.start.longest(name, 0) === null &&
    markers.head.longest(name, 0) === null
  )
}

const suffixOf = ({ text, line, titleEnd }: Reading): string =>
  /[^_|｜丨\-–—\s]+$/u.exec(text.slice(titleEnd - line.start))?.[0] ?? ''

/** So many first lines may hold the site’s name. */
const TOP = 12

const ARROWS = /[>＞»›→]/u

/** 刑事检察 over 首页 > 刑事检察 > 正文: a step of the breadcrumb names neither a site nor a person. */
export const isStep = ({ readings }: Page, name: string): boolean =>
  readings
    .slice(0, TOP)
    .some(
      ({ crumbs, text }) =>
        crumbs?.sections.includes(name) === true && text.lastIndexOf(name) > text.search(ARROWS),
    )

/** Where the name of a site stands: behind the headline, before the steps of a breadcrumb, over the page. */
function placesOf(page: Page, decisions: readonly Decision[]): SiteName[] {
  const { readings } = page
  const out: SiteName[] = []
  for (let index = 0; index < readings.length && index < TOP; index++) {
    const reading = readings[index]
    const { line, text, titleEnd } = reading
    const { kind, zone } = decisions[index]
    if (zone === 'body' || zone === 'tail') break
    const suffix = kind === 'title' && titleEnd < line.end
    const push = (name: string, start: number) => {
      if (mayBeSite(name))
        out.push({ name, start, end: start + name.length, index, suffix: suffix && reading.twin })
    }
    if (suffix) push(suffixOf(reading), line.end - suffixOf(reading).length)
    else if (kind === 'breadcrumb') push(/^[^>＞»›→/\s：:-]*/u.exec(text)?.[0] ?? '', line.start)
    else if (kind === 'other' && zone === 'top') {
      const name = bannerName(text) ?? text
      if (!isStep(page, name)) push(name, line.start + text.indexOf(name))
    }
  }
  return out
}

/** Kinds of lines that speak of others. */
const FOREIGN = new Set(['related', 'teaser', 'aside', 'caption', 'paragraph', 'heading', 'spam'])
/** So much of a line is looked at. */
const WINDOW = 80
/** Among other stories so much may stand behind the name. */
const BEHIND = 6
/** 星闻娱乐讯 opens the first paragraph. */
const OPENING = 14

/** Whether a line other than its own names the site. */
function isNamedAt(page: Page, decisions: readonly Decision[], site: SiteName, i: number): boolean {
  const reading = page.readings[i]
  const { text, line, titleEnd } = reading
  const { kind } = decisions[i]
  if (kind === 'title') return text.slice(titleEnd - line.start).includes(site.name)
  if (kind === 'paragraph' && decisions[i - 1]?.kind !== 'paragraph')
    return text.slice(0, OPENING).includes(site.name)
  // 香江一线讨论区：
  if (kind === 'related') return text.startsWith(site.name) && text.length <= site.name.length + BEHIND
  return !FOREIGN.has(kind) && text.slice(0, WINDOW).includes(site.name)
}

/** Lines looked at for the name again: the search stays linear. */
const MOST_LINES = 400

/**
 * Names that may be the site’s, `sure` where two places have it: 车轮笔记 over the page and behind the headline. One
 * behind a headline that stands again without it is likely.
 */
export function siteNames(
  page: Page,
  decisions: readonly Decision[],
  title: number,
): (SiteName & { sure: boolean })[] {
  const headline =
    title < 0
      ? ''
      : page.readings[title].text.slice(0, page.readings[title].titleEnd - page.readings[title].line.start)
  const out: (SiteName & { sure: boolean })[] = []
  for (const site of placesOf(page, decisions)) {
    if (headline.includes(site.name)) continue
    let sure = false
    for (let i = 0; i < page.readings.length && i < MOST_LINES && !sure; i++)
      sure = i !== site.index && isNamedAt(page, decisions, site, i)
    if (sure || site.suffix) out.push({ ...site, sure })
  }
  return out
}
