import { codes, dots, hanEnd, hasLetter, indexOfAny, isDigit, isHan, isLatin, skipSpaces } from './chars.js'
import { Class, classes, Pair, pairsAt, traitsOf } from './classes.js'
import { lexicon } from './lexicon.js'
import { isOfSpam } from './spam.js'

/** An outlet named in the text. `name` is null for 本报 and the like. */
export interface Outlet {
  start: number
  end: number
  name: string | null
}

/**
 * Whether a name ends as names of outlets do: 秦岭晚报, 某区融媒体中心. `firm` leaves out endings that other
 * words have too: 校园新闻.
 */
export function isMediaName(name: string, firm = false): boolean {
  const { mediaEndings, firmEndings, media, notPublishers, markers } = lexicon()
  if (media.has(name)) return true
  if (name.length < 3 || !(traitsOf(name.charCodeAt(name.length - 1)) & Class.mediaEnd)) return false
  // 一个编辑部的最后一期杂志 is a headline.
  // 本版列表新闻 leads to the other stories of a page.
  if (notPublishers.has(name) || name.includes('的') || markers.of.longest(name, 0) !== null) return false
  return (firm ? firmEndings : mediaEndings).longest(name, name.length, 1) !== null
}

/** News, Times, Nova Daily: Latin words that end as names of outlets do. */
export const isLatinMedia = (name: string): boolean =>
  lexicon().mediaEndings.longest(name, name.length, 0) !== null

const CHANNEL_FIRSTS = codes('海客官微电新融网')
const CHANNEL =
  /(?:海外版|客户端|官方微博|微信公众号|微博|电子版|新媒体|融媒体|网站|网(?=专?[讯电]|记者|[】）〕]))/y

/** The outlet that starts at `at`: 本报, one of the list (with its 客户端 …), or none. */
export function readKnownOutlet(text: string, at: number, end: number): Outlet | null {
  if (!(pairsAt(classes(), text, at) & Pair.outlet)) return null
  const { self, media } = lexicon()
  const own = self.longest(text, at)
  if (own && at + own.length <= end) return { start: at, end: at + own.length, name: null }
  const known = media.longest(text, at)
  if (!known || at + known.length > end) return null
  CHANNEL.lastIndex = at + known.length
  const m = CHANNEL_FIRSTS.has(text.charCodeAt(at + known.length)) ? CHANNEL.exec(text) : null
  return { start: at, end: at + known.length + (m ? m[0].length : 0), name: known.value }
}

/**
 * An outlet by its ending, in front of `before` (讯, 记者): 商洛日报讯. At most 14 characters long, so that
 * a sentence is not taken for a name.
 */
export function readOutletBefore(text: string, at: number, before: number): Outlet | null {
  const known = readKnownOutlet(text, at, before)
  if (known && known.end === before) return known
  if (before - at > 14 || before - at < 3) return null
  for (let i = at; i < before; i++) {
    const code = text.charCodeAt(i)
    if (!isHan(code) && !isDigit(code) && !isLatin(code)) return null
  }
  return isMediaName(text.slice(at, before)) ? { start: at, end: before, name: text.slice(at, before) } : null
}

/** Before 记者 any name will do that ends as a paper, a site or a station does: 滇西民生报 记者. */
export function readOutletBeforeRole(text: string, at: number, before: number): Outlet | null {
  const outlet = readOutletBefore(text, at, before)
  if (outlet || before - at < 3 || before - at > 10) return outlet
  const name = text.slice(at, before)
  // YMG记者: a house by its letters.
  if (/^[A-Z]{3,6}$/.test(name)) return { start: at, end: before, name }
  if (hanEnd(text, at, before, 10) < before) return null
  // 合作社记者: of three characters only papers and accounts, 明镜报, 淮上号.
  const named =
    before - at === 3
      ? '报号'.includes(text[before - 1])
      : lexicon().roleEndings.longest(text, before, at + 1) !== null
  return named ? { start: at, end: before, name } : null
}

const QUOTES = /^[《“"「『【[（(]+|[》”"」』】\]）)]+$/g

/**
 * The usual name in what stands behind 来源： — 商洛日报 for “商洛日报 - 商洛之窗”, “《商洛日报》2022年5月19日第3版”,
 * “商洛日报微信公众号”. Null for 互联网, 原创 and other non-names.
 */
export function publisherName(raw: string): string | null {
  const plain = isPlain(raw)
  // 澎湃新闻·澎湃号·政务
  if (!plain && raw.includes('·') && raw.split('·').some((part) => lexicon().hosts.has(part))) return null
  const name = plain ? raw : bareName(raw)
  const { media, notPublishers } = lexicon()
  const app = name.endsWith('客户端') ? /^(.{2,12}?)(?:新闻)?客户端$/u.exec(name) : null
  const whole = app ? (media.get(name.replace(/客户端$/u, '')) ?? media.get(app[1])) : undefined
  // 秦岭新闻网岚溪频道
  const channel = name.endsWith('频道') ? /^(.{2,8}网)[\u4e00-\u9fff]{2,4}频道$/u.exec(name)?.[1] : undefined
  if (channel && isMediaName(channel, true)) return media.get(channel) ?? channel
  // 第一财经综合
  const told = name.endsWith('综合') ? media.get(name.slice(0, -2)) : undefined
  if (told) return told
  // 香港01 is no issue of 香港.
  const known = media.get(name) ?? (plain ? undefined : media.get(raw)) ?? whole
  if (known) return known
  // 掌上柞岭客户端; 冀云客户端 goes by its whole name.
  if (app && (isMediaName(app[1], true) || app[1].length > 3)) return app[1]
  // 香港电台网站, 新头壳newtalk
  const house = name.endsWith('网站')
    ? name.slice(0, -2)
    : plain
      ? undefined
      : /^[\u4e00-\u9fff]{2,8}(?=[A-Za-z.]+$)/u.exec(name)?.[0]
  const housed = house === undefined ? undefined : media.get(house)
  if (housed) return housed
  // 秦岭晚报网站, 秦岭晚报等
  if (house !== undefined && name.endsWith('网站') && isMediaName(house, true)) return house
  if (name.endsWith('等') && isMediaName(name.slice(0, -1), true)) return publisherName(name.slice(0, -1))
  // 潮头新闻客户端 is 潮头新闻.
  if (app && name.endsWith('新闻客户端')) return name.slice(0, -3)
  // sp20240907 is a number of the site’s own.
  if (name.length < 2 || name.length > 30 || notPublishers.has(name) || isSerial(raw)) return null
  // 大吉彩票 sells something, 岚溪之窗首页 leads somewhere.
  // 中院课题组 writes and publishes nothing.
  if (isOfSpam(name) || name.endsWith('首页') || name.endsWith('组')) return null
  return plain || hasLetter(name) || name.includes('_') ? name : null
}

const SERIAL = /^[A-Za-z]{0,4}\d{5,}$/
const isSerial = (raw: string): boolean => isDigit(raw.charCodeAt(raw.length - 1)) && SERIAL.test(raw)

/** Nothing but Han, and no word at either end that is taken off: most names are so. */
function isPlain(name: string): boolean {
  const { ids, traits } = classes()
  for (let i = 0; i < name.length; i++) if (!(traits[ids[name.charCodeAt(i)]] & Class.han)) return false
  if (name === '' || TRIMMED_FIRSTS.has(name.charCodeAt(0))) return false
  return !TRIMMED_LASTS.has(name.charCodeAt(name.length - 1)) || !TRIMMED.test(name)
}

const TRIMMED_FIRSTS = codes('据综转摘来选源首原本')
const TRIMMED_LASTS = codes('版号信博者辑讯电〇社报合体网站')
const TRIMMED =
  /(?:(?<=[报网社台刊])[全融]媒体|[版号信博者辑讯〇]|(?<!广)电|综合|报社|官网|官方网站|[数电][字子]报)$/u

/** What is left of 《商洛日报》2022年5月19日第3版, 商洛日报 - 商洛之窗, 据商洛日报微信公众号. */
function bareName(raw: string): string {
  const [first, second = ''] = raw.split(/\s+[-–—－|｜/]+\s*|\s*[|｜_]\s*|——|--|、|，|,|；|;|\s{2,}/u)
  let name = (paperBehind(first, second) ?? first)
    .replace(/(?:\d{4}年)?\d{1,2}月\d{1,2}日.*$|\d{4}[-./].*$|第?[A-Z]?\d+版?$/u, '')
    // 8world/gh: the letters of whoever wrote it.
    .replace(/(?<=[A-Za-z])\/[a-z]{2,3}$/u, '')
    .replace(/^(?:本文)?(?:据|综合自?|转载?自|[摘来选源]自|首发于|原载于?)(?=.{3})/u, '')
    .trim()
  // 微信公众号“秦岭夜话”
  name = name.replace(
    /^(?:微信|官方)*(?:公众号|公号|订阅号|视频号|微博|头条号|百家号)(?:[：:][ \u3000]?|(?=[《“"「『【]))/u,
    '',
  )
  const quoted = /^《([^》]{2,20})》/u.exec(name)
  name = quoted ? quoted[1] : name
  // 新华社“新华视点”微博
  const inner = name.search(/[“"「『]/u)
  if (inner > 2 && isMediaName(name.slice(0, inner))) name = name.slice(0, inner)
  name = name
    .replace(QUOTES, '')
    .replace(/[（(【[].*$/u, '')
    .replace(/(?<=.{3})(?:数字报|电子报|数字版|电子版|网络版|报社)$/u, (tail) =>
      tail.endsWith('报社') ? '报' : '',
    )
    .replace(
      /(?:官方)?(?:官方网站|官网|微信公众号|微信公号|公众号|官方微博|微信|微博|账号|头条号|百家号|视频号|抖音号|A[Pp]{2})$/u,
      '',
    )
    .replace(
      /(?:记者|作者|编辑|(?<=[报网社台刊])[全融]媒体|(?<=[报社台网刊端闻])(?:讯|综合)|(?<!广)电)$/u,
      '',
    )
    .replace(QUOTES, '')
    .replace(/[?？。.]{1,3}$/u, '')
    .trim()
  // A hyphen without spaces only between two outlets: 人民网-陕西频道.
  const hyphen = name.search(/[-–—－/·]/u)
  if (hyphen < 2 || !isMediaName(name.slice(0, hyphen))) return name
  return paperBehind(name.slice(0, hyphen), name.slice(hyphen + 1)) ?? name.slice(0, hyphen)
}

/** 人民网－人民日报: the paper whose stories its site gives back; null for 秦岭日报-秦岭网, 人民网-陕西频道. */
export function paperBehind(site: string, behind: string): string | null {
  if (!site.endsWith('网')) return null
  const paper = behind.replace(QUOTES, '')
  const printed = /[报刊社]$/u.test(paper) && isMediaName(paper, true)
  return printed ? paper : null
}

/** 渤海晚报·渤海一点: of a paper and its app side by side the paper. */
function houseOf(name: string): string {
  const dot = indexOfAny(name, dots, 0, name.length)
  return dot > 2 && isMediaName(name.slice(0, dot), true) ? name.slice(0, dot) : name
}

/** A bare outlet as a piece of a line: 2023-05-06 08:30 联合报. Only the list and firm endings count. */
export function readBareOutlet(text: string, at: number, end: number): Outlet | null {
  let stop = hanEnd(text, at, end, 16)
  while (stop < end && (isLatin(text.charCodeAt(stop)) || isDigit(text.charCodeAt(stop))) && stop - at < 16)
    stop++
  const known = readKnownOutlet(text, at, end)
  // 新头壳newtalk
  if (known?.name && (known.end >= end || !isHan(text.charCodeAt(known.end))))
    return isLatin(text.charCodeAt(known.end)) ? { ...known, end: Math.max(known.end, stop) } : known
  if (stop - at < 3 || (stop < end && isHan(text.charCodeAt(stop)))) return null
  // A name of the list begins as the pairs say; any other ends as outlets do.
  const table = classes()
  const name = houseOf(text.slice(at, stop))
  const last = name.charCodeAt(name.length - 1)
  if (!(pairsAt(table, text, at) & Pair.outlet) && !(traitsOf(last) & Class.mediaEnd)) return null
  // 江城发布, 商州网: of the weak endings only these, and only on short names.
  const short = stop - at <= 6 && (name.endsWith('网') || name.endsWith('发布'))
  return isMediaName(name, !short) ? { start: at, end: skipSpaces(text, stop, stop), name } : null
}
