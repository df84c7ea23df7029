import { isOfButtons } from './buttons.js'
import { codes, indexOfAny, isHan, isSpace } from './chars.js'
import { Class } from './classes.js'
import { lexicon } from './lexicon.js'
import type { Line } from './lines.js'
import { isMediaName } from './outlets.js'

const SUFFIX =
  /\s*[_|｜丨]\s*|\s+[-–—]+\s+|\s*-+\s*(?=[^-]{2,14}$)|——(?=[^—]{2,14}$)|(?<=[^—])—(?=[^—]{2,14}$)/gu
/** One of these is in all of them. */
const MARKS = codes('_|｜丨-–—')

/** 三分钟看懂|水位涨了！谁在守夜？: what asks or cries out is no name of a site. */
const isSaying = (text: string): boolean => /[！？!?][”』」]?$/u.test(text) && !isMediaName(text.slice(0, -1))

/** Where the headline ends in `标题_栏目_站名` or `标题 - 商洛日报`; the text's length where it has no suffix. */
function suffixAt(text: string): number {
  const mark = indexOfAny(text, MARKS, 0, text.length)
  if (mark < 0) return text.length
  let from = mark
  while (from > 0 && isSpace(text.charCodeAt(from - 1))) from--
  SUFFIX.lastIndex = from
  const m = SUFFIX.exec(text)
  // 消费观察 | 荔枝为何便宜？ | 秦岭在线
  const front = m ? columnEnd(text, m) : 0
  if (front > 0) return front + suffixAt(text.slice(front))
  // 老井_陈家沟的风_个人博客: a short headline wants two names behind it.
  if (!m || m.index < (text.indexOf('_', m.index + m[0].length) > 0 ? 2 : 5)) return text.length
  const rest = text.slice(m.index + m[0].length)
  const last =
    rest
      .split(/[_|｜丨]|\s[-–—]+\s|-|——/u)
      .at(-1)
      ?.trim() ?? ''
  // 期末周生存指南｜图书馆延时开放啦: without blanks around it only a site or a section stands behind the bar.
  const glued = /^[｜丨]$/u.test(m[0]) && !isMediaName(last) && !lexicon().sections.has(last)
  if (glued || isSaying(rest)) return text.length
  if (/[_|｜丨]/u.test(m[0])) return last.length <= 16 ? m.index : text.length
  // 高原上的“追光者”——某地观察 is a headline with its second half.
  // 征文获奖作品——村里有了公众号
  if (m[0] === '——' && (last.includes('了') || (!isMediaName(last, true) && !last.endsWith('网'))))
    return text.length
  // 标题—新闻—秦岭网
  if (m[0] === '—' && !isMediaName(last, true) && !last.endsWith('网')) return text.length
  const named = isMediaName(nameOf(last)) || (/^\s+[-–—]\s+$/u.test(m[0]) && last.length <= 12)
  // 标题-秦岭在线-看见每一天
  const site = named ? null : /(?:(?<!-)-+|——)([^-—\s]{3,10})$/u.exec(text.slice(0, m.index))
  if (site && site.index >= 6 && isMediaName(site[1], true)) return site.index
  if (!named) return text.length
  // 标题-天气频道-中国天气网: the channel goes with the site.
  const channel = /(?:(?<!-)-+|——?)[^-—\s]{2,8}$/u.exec(text.slice(0, m.index))
  return channel && channel.index >= 6 ? channel.index : m.index
}

/** 秦岭在线 xinwen, 上游新闻 汇聚向上的力量: the name in front of what a site says of itself. */
const nameOf = (site: string): string => site.split(/[\s：:]/u)[0]

/** A column or the name of a site in front of a headline is no longer. */
const LONGEST_FRONT = 14

/** Where the headline begins behind the column in front of its bar; 0 where none stands there. */
function columnEnd(text: string, { 0: mark, index }: RegExpExecArray): number {
  if (!/[|｜丨]/u.test(mark) || index > LONGEST_FRONT) return 0
  const behind = text.slice(index + mark.length).split(/[_|｜丨]/u)
  const headline = behind[0].trim()
  if (headline.length < SHORTEST_STAMPED || headline.length <= index) return 0
  return isMediaName(nameOf(headline)) || lexicon().sections.has(headline) ? 0 : index + mark.length
}

/** 秦岭在线-老渡口重开夜航: where the headline begins behind the name of its site; 0 without one. */
export function siteFront(text: string): number {
  const m = /^([^\s_|｜丨\-–—]{3,10})(?:\s*[-–—_|｜丨]+\s*)(?=.{8})/u.exec(text)
  return m && isMediaName(m[1], true) ? m[0].length : 0
}

/** Where [复制链接] begins behind the headline; the text’s length where no such button stands there. */
export function boxAt(text: string): number {
  const round = ')）'.includes(text[text.length - 1] ?? ' ')
  if (!round && !']】'.includes(text[text.length - 1] ?? ' ')) return text.length
  // 老渡口的最后一班船（转载）
  const open = round
    ? Math.max(text.lastIndexOf('('), text.lastIndexOf('（'))
    : Math.max(text.lastIndexOf('['), text.lastIndexOf('【'))
  // 老渡口重开夜航 【秦岭在线】
  if (
    !round &&
    open > 5 &&
    text.length - open <= LONGEST_FRONT &&
    isMediaName(text.slice(open + 1, -1), true)
  )
    return text.slice(0, open).trimEnd().length
  if (open < 5 || text.length - open > 8) return text.length
  const hit = lexicon().markers.box.longest(text, open + 1)
  if (hit?.value.kind !== 'chrome') return text.length
  return text.slice(0, open).trimEnd().length
}

/** 2023-11-07 洋记者逛博览会: where the headline begins behind the day; 0 without one. */
export const openingDay = (text: string): number =>
  OPENING_FIRSTS.has(text.charCodeAt(0)) ? (lexicon().openingDay.exec(text)?.[0].length ?? 0) : 0
const OPENING_FIRSTS = codes('d发日时（([【12')

const STAMP =
  /(?:[ \t\u00a0\u3000]+|(?<=[）)》”】])|(?<=[\u4e00-\u9fff])(?<![于在至到从自和与是为、])(?=\d{4}))(?:[（(]\d{1,2}:\d{2}[）)]|[（([]?(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ \u3000]+\d{1,2}:\d{2}(?::\d{2})?)?[）)\]]?)$/u
/** A day with its hour, and the blanks before it, are no longer. */
const LONGEST_STAMP = 30
const SHORTEST_STAMPED = 6

/** Where the day begins that stands behind the headline in its line; the text’s length without one. */
function stampAt(text: string): number {
  const from = Math.max(SHORTEST_STAMPED, text.length - LONGEST_STAMP)
  const m = STAMP.exec(text.slice(from))
  return m ? from + m.index : text.length
}

/** …引热议******, and the mark of a footnote: …的初步研究* */
const STARS = /[ \u3000]*(?:[*＊★☆]{3,}|(?<=[\u4e00-\u9fff）”])[*＊]{1,2})$/u

/** Such a button has so many characters. */
const SHORTEST_BUTTON = 4
const LONGEST_BUTTON = 6
/** And such a name of a site. */
const LONGEST_NAME = 10

/** Where 下载公告 begins behind a headline; the text’s length where no such button stands there. */
function buttonAt(text: string): number {
  let at = text.length
  while (at > 0 && isHan(text.charCodeAt(at - 1)) && text.length - at <= LONGEST_NAME) at--
  const length = text.length - at
  if (length < SHORTEST_BUTTON || !isSpace(text.charCodeAt(at - 1))) return text.length
  // 老渡口重开夜航 秦岭在线
  const name = at > LONGEST_BUTTON ? text.slice(at) : ''
  if (lexicon().media.has(name) || (/(?:网|在线)$/u.test(name) && isMediaName(name, true)))
    return text.slice(0, at).trimEnd().length
  if (length > LONGEST_BUTTON) return text.length
  const end = text.slice(0, at).trimEnd().length
  return end >= SHORTEST_STAMPED && isOfButtons(text.slice(at)) ? end : text.length
}

const SHARE = /(?:【|\[)?分享(?:到|至)?[：:]$/u

/** 渡口今起停航三日分享到：: where the button begins that is glued to a headline; -1 without one. */
export function shareAt(text: string): number {
  const at = text.search(SHARE)
  return at >= SHORTEST_STAMPED ? text.slice(0, at).trimEnd().length : -1
}

/** 老渡口夜航重开 0: how many have commented. */
const NO_COMMENT = /(?<![至为到是归降])(?<=[\u4e00-\u9fff”）！？])[ \u3000]+0$/u

/** Where the headline ends in its line: what stands behind it is a site, a button or the day. */
export function headlineEnd(text: string, { flags, last }: Line): number {
  const stamp =
    flags & Class.digit && last & (Class.digit | Class.markEnd | Class.fill) ? stampAt(text) : text.length
  const own = stamp < text.length ? text.slice(0, stamp) : text
  const end = flags & Class.bar ? suffixAt(own) : boxAt(own)
  if (end < own.length) return end
  if (last & Class.bullet) return STARS.exec(own)?.index ?? end
  if (last & Class.digit) return NO_COMMENT.exec(own)?.index ?? end
  return flags & Class.space ? buttonAt(own) : end
}

/** 【荔枝为何便宜？】: what a bracket around the whole line holds; null without one. */
export const inFrame = (text: string): string | null =>
  text[0] === '【' && text.indexOf('】') === text.length - 1 ? text.slice(1, -1) : null
