import { codes, hanEnd, isBreak, isSpace, skipBlanks, skipSpaces, slashes } from './chars.js'
import { lexicon } from './lexicon.js'
import { type Outlet, publisherName } from './outlets.js'
import { outletPiece, type Piece, piece } from './pieces.js'
import { isSurname, sticky } from './roles.js'

const ADDRESS = /(?:https?:\/\/|www\.)[\w./?=&%#:~-]+|[a-z]+_\d+\.s?html?(?: \d{1,2} \/enpproperty-->)?/y

/**
 * http://www.example.cn 2024年09月22日 16:27 某某财经: the site’s address in front of the day, not glued to a headline;
 * 2024-02-20 1 1 岚溪日报 c_107519.html 1 /enpproperty-->: the page of a digital paper behind its name.
 */
export function readAddress(text: string, at: number, end: number): Piece | null {
  const before = text.charCodeAt(at - 1)
  if (at > 0 && !isSpace(before) && !isBreak(before)) return null
  const stop = sticky(ADDRESS, text, at, end)
  return stop > 0 ? piece('chrome', at, stop) : null
}

/** What may stand behind the name of a journal, which is no longer than this. */
const BEHIND_JOURNAL = codes('》（( \u3000·,，12')
const LONGEST_JOURNAL = 16
const JOURNAL =
  /《?([\u4e00-\u9fff]{2,16}(?:[（(][\u4e00-\u9fff]{2,10}版[）)])?)》?[ \u3000·,，]{0,2}(?:19|20)\d{2}年第?[ ]?\d{1,3}期(?![\u4e00-\u9fff])/y

/** 江南文艺 2013年9期, 《江南文艺》2013年第9期: a journal by its issue. */
export function readJournal(text: string, at: number, end: number): Piece | null {
  const name = text[at] === '《' ? at + 1 : at
  if (!BEHIND_JOURNAL.has(text.charCodeAt(hanEnd(text, name, end, LONGEST_JOURNAL)))) return null
  JOURNAL.lastIndex = at
  const m = JOURNAL.exec(text)
  if (!m || at + m[0].length > end) return null
  const start = at + m[0].indexOf(m[1])
  const outlet = { start, end: start + m[1].length, name: publisherName(m[1]) }
  return { ...outletPiece(at, outlet, null), end: at + m[0].length }
}

const REPORT =
  /[\u4e00-\u9fff]{0,6}?(?:(?:\d{1,2}月)?\d{1,2}日)?(?:综合|外电|即时|专题|连线)?(?:报导|报道|电|讯)(?![\u4e00-\u9fff])/y

/** 中央社／ 香港3日电: behind an outlet and a slash a place and 电, to the end; -1 where they do not stand. */
export function dispatchEnd(text: string, at: number, end: number): number {
  const slash = skipBlanks(text, at)
  if (!slashes.has(text.charCodeAt(slash))) return -1
  const from = skipBlanks(text, slash + 1)
  return lexicon().datelines.longest(text, from) && sticky(REPORT, text, from, end) === end ? end : -1
}

/** So long is the name of a desk or a place in front of 综合报导. */
const LONGEST_DESK = 10

/** 生活中心／综合报导, 台南市 / 综合报导, 香港新闻组／香港8日电: a desk and no person reports. */
export function readDesk(text: string, at: number, end: number): Piece | null {
  const stop = hanEnd(text, at, end, LONGEST_DESK + 1)
  if (stop - at < 2 || stop - at > LONGEST_DESK) return null
  const slash = skipBlanks(text, stop)
  if (!slashes.has(text.charCodeAt(slash))) return null
  const from = skipSpaces(text, slash + 1, end)
  // 生活中心／林小明报导
  const place = lexicon().datelines.longest(text, from)
  if (!place && isSurname(text, from)) return null
  const close = sticky(REPORT, text, from, end)
  return close > 0 ? piece('byline', at, close) : null
}

const RELEASED =
  /发[ \u3000]?[（(]?([\u4e00-\u9fff·]{2,4})[ \u3000]?(?:摄|供图|传真)[）)]?(?![\u4e00-\u9fff])/y

/** 中新社发李敏摄, 新华社发（李敏 摄）: behind the agency who took the picture for it. */
export function readReleased(text: string, at: number, outlet: Outlet, end: number): Piece | null {
  RELEASED.lastIndex = outlet.end
  const m = RELEASED.exec(text)
  if (!m || outlet.end + m[0].length > end) return null
  const start = outlet.end + m[0].indexOf(m[1])
  const out = piece('byline', at, outlet.end + m[0].length)
  out.people = [
    { start, end: start + m[1].length, name: m[1], role: '摄', outlet, author: false, picture: true },
  ]
  return out
}

const LOST_MARKS = codes('nNlLuU?？')
const LOST_MARK = /(?:[nNlLuU]|[?？]{1,3})(?=[ \u3000]?(?:本报|本刊|本网|记者|通讯员|特约))/y

/** N本报记者 王倩, ??本报记者 王倩: the square before a byline is a letter where its typeface was lost, a mark where its bytes were; behind it, or `at`. */
export function behindLostMark(text: string, at: number, end: number): number {
  if (!LOST_MARKS.has(text.charCodeAt(at))) return at
  const stop = sticky(LOST_MARK, text, at, end)
  return stop < 0 || !isSpace(text.charCodeAt(stop)) ? Math.max(stop, at) : skipSpaces(text, stop, end)
}
