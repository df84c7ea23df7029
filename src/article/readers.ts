import type { Span } from '../text/index.js'
import {
  closers,
  codes,
  colons,
  hanEnd,
  hasLetter,
  indexOfAny,
  isBreak,
  isDigit,
  isSpace,
  skipBlanks,
  skipSpaces,
  slashes,
} from './chars.js'
import { Class, classes, countUnits, Pair, pairsAt, traitsOf } from './classes.js'
import { type DateReading, readDate } from './dates.js'
import { OPENED, readAgo, readLabelled } from './labels.js'
import { lexicon } from './lexicon.js'
import { isBodyName, LATIN_NAME } from './names.js'
import {
  isLatinMedia,
  isMediaName,
  type Outlet,
  publisherName,
  readBareOutlet,
  readKnownOutlet,
  readOutletBefore,
} from './outlets.js'
import { opensCamera, readByline, readNamesFirst, readNamesOf } from './people.js'
import { bylinePiece, datePiece, isFill, outletPiece, type Piece, piece } from './pieces.js'
import { ROLE_REACH, sticky } from './roles.js'
import { dispatchEnd, readAddress, readDesk, readJournal, readReleased } from './stamps.js'

function readByPiece(text: string, at: number, end: number): Piece | null {
  const byline = readByline(text, at, end)
  return byline ? bylinePiece(byline) : readBodyBy(text, at, end)
}

/** 作者：县农业农村局: a body that writes may publish what it wrote; 审核：县农业农村局 is none of its business. */
function readBodyBy(text: string, at: number, end: number): Piece | null {
  const role = lexicon().roles.longest(text, at)
  if (!role || role.value.kind === 'editor') return null
  const colon = skipSpaces(text, at + role.length, end)
  if (!colons.has(text.charCodeAt(colon))) return null
  const start = skipSpaces(text, colon + 1, end)
  const stop = hanEnd(text, start, end, 20)
  // 图：受访者提供
  if (
    role.value.kind === 'picture' &&
    lexicon().markers.end.longest(text, stop, start)?.value.kind === 'caption'
  )
    return piece('chrome', at, stop)
  if (role.length < 2) return null
  if (stop - start < 3 || (stop < end && !isFill(text.charCodeAt(stop)))) return null
  const name = text.slice(start, stop)
  if (role.value.kind === 'staff') return piece('byline', at, stop)
  // 视频摄制：江城日报视频部
  if (role.value.kind === 'picture')
    return isBodyName(name) || DESK.test(name) ? piece('byline', at, stop) : null
  return isBodyName(name) && !isMediaName(name)
    ? outletPiece(at, { start, end: stop, name: publisherName(name) }, 'supplied')
    : null
}

const DESK = /(?:部|社|报|网|台)$/u

/** 2022-05-19 08:30 發布, 5/19 09:10 更新: what the day is of stands behind it. */
const DAY_WORDS = codes('发出刊更修')

const BEHIND_DAY = /[ \t\u00a0\u3000]{0,2}(?:(发[布表佈]|出版|刊[登出])|更新|修[改订])(?![\u4e00-\u9fff:：])/y

const UNTIL = /[ \t\u00a0\u3000]?[-–—~～至][ \t\u00a0\u3000]?(?=[\dA-Z])/y

/** 10 Apr 2016 - 3 Mar 2019: from one day to another, and no day of publication; -1 where no second day stands. */
function rangeEnd(text: string, { end: behind, year, clock }: DateReading, end: number): number {
  if (year === null || clock !== null) return -1
  UNTIL.lastIndex = behind
  if (!UNTIL.test(text)) return -1
  const last = readDate(text, UNTIL.lastIndex, end)
  return last?.firm && last.year !== null ? last.end : -1
}

function readDatePiece(text: string, at: number, end: number): Piece | null {
  const date = readDate(text, at, end)
  if (!date) return null
  const until = rangeEnd(text, date, end)
  if (until > 0) return piece('chrome', at, until, 'count')
  // 2022-06-27 23:18 来自 微博网页版: the day of a post.
  const posted = date.clock === null ? -1 : sticky(lexicon().postedFrom, text, date.end, end)
  if (posted > 0) return { ...datePiece(at, date, 'published'), end: posted }
  const said = DAY_WORDS.has(text.charCodeAt(skipBlanks(text, date.end)))
  BEHIND_DAY.lastIndex = date.end
  const m = said ? BEHIND_DAY.exec(text) : null
  if (!m || date.end + m[0].length > end) return datePiece(at, date)
  return { ...datePiece(at, date, m[1] ? 'published' : 'updated'), end: date.end + m[0].length }
}

/** 江右都市报客户端讯 全媒体记者…: the masthead on a line of its own. */
function readMastOutlet(text: string, at: number, stop: number, end: number): Outlet | null {
  return stop >= end || isSpace(text.charCodeAt(stop)) ? readOutletBefore(text, at, stop - 1) : null
}

const WIRED =
  /[\u4e00-\u9fff]{0,6}?(?:(?:\d{1,2}月)?\d{1,2}日)?(?:综合)?(?:专电|电|讯|消息|报道|报导)(?![\u4e00-\u9fff])/y

/** （据新华社电）, （新华社北京5月19日电）: the agency that the story is from. */
function readWired(text: string, at: number, end: number): Piece | null {
  const from = text.charCodeAt(at) === 0x636e ? at + 1 : at
  // （据秦岭晚报）
  const quoted = from > at && OPENED.has(text.charCodeAt(at - 1)) ? readBareOutlet(text, from, end) : null
  if (quoted?.name && closers.has(text.charCodeAt(quoted.end)))
    return outletPiece(at, { ...quoted, name: publisherName(quoted.name) }, null)
  const outlet = readKnownOutlet(text, from, end)
  if (!outlet?.name) return null
  const released = readReleased(text, at, outlet, end)
  if (released) return released
  WIRED.lastIndex = outlet.end
  const m = WIRED.exec(text)
  if (!m || outlet.end + m[0].length > end) return null
  return { ...outletPiece(at, { ...outlet, name: outlet.name }, null), end: outlet.end + m[0].length }
}

/** What stands behind the name of whoever reports or sends in. */
/** Their last characters: 道 导 稿 息 电 品. */
const REPORTS = codes('道导稿息电品')

const REPORTED = /(?:综合)?(?:报道|报导|供稿|消息|电|出品)$/u

/** （星港日報報道）, （县融媒体中心供稿）: an outlet up to the end of the bracket or the line. */
function readReported(text: string, at: number, stop: number, end: number): Piece | null {
  if (stop < end && !isFill(text.charCodeAt(stop))) return null
  const m = REPORTED.exec(text.slice(at, stop))
  if (!m || m.index < 3) return null
  const name = text.slice(at, at + m.index)
  // 更多秦岭新闻网报道 leads to other stories.
  const button = lexicon().buttons.longest(text, at)
  if (button && button.length > 1 && isMediaName(name.slice(button.length))) return null
  const supplied = m[0] === '供稿'
  if (!isMediaName(name, !supplied) && !(supplied && isBodyName(name))) return null
  const outlet = { start: at, end: at + m.index, name: publisherName(name) }
  return { ...outletPiece(at, outlet, supplied ? 'supplied' : null), end: stop }
}

/** 嘉南日报2022/10/09 A8, 南岭周刊第1874期: the day or the issue stands right behind the name. */
function readDatedOutlet(text: string, at: number, stop: number, end: number): Outlet | null {
  const name = stop - (text[stop - 1] === '第' ? 1 : 0)
  if (name < stop && name - at >= 3 && readIssue(text, name, end) && isMediaName(text.slice(at, name), true))
    return { start: at, end: name, name: text.slice(at, name) }
  if (stop - at < 3 || !isDigit(text.charCodeAt(stop)) || !isMediaName(text.slice(at, stop), true))
    return null
  return readDate(text, stop, end)?.year ? { start: at, end: stop, name: text.slice(at, stop) } : null
}

/** The same, and what stands behind an outlet in its run: 江右都市报讯, 南岭周刊第1874期. */
const OUTLET_LASTS = codes('道导稿息电品讯第')

/** An outlet of the list, behind 据 too; or a run that ends as outlets and reports do, or has a figure or a letter behind, or a dot in it. */
function mayBeOutlet(text: string, at: number, stop: number, last: number): boolean {
  const table = classes()
  if (table.traits[table.ids[last]] & Class.mediaEnd || OUTLET_LASTS.has(last)) return true
  const next = table.traits[table.ids[text.charCodeAt(stop)]]
  if ((next & (Class.letter | Class.han)) === Class.letter || text.charCodeAt(at) === 0x636e) return true
  if ((pairsAt(table, text, at) & Pair.outlet) !== 0 || stop - at > 15) return true
  // 北岭晚报·北岭一点
  return indexOfAny(text, MIDDLE_DOT, at, stop) >= 0
}

const MIDDLE_DOT = codes('·')

/** `stop`: where its run of Han ends. */
function readOutletPiece(text: string, at: number, stop: number, end: number): Piece | null {
  const last = text.charCodeAt(stop - 1)
  if (!mayBeOutlet(text, at, stop, last)) return null
  const reported = readWired(text, at, end) ?? (REPORTS.has(last) ? readReported(text, at, stop, end) : null)
  if (reported) return reported
  const outlet =
    readBareOutlet(text, at, end) ??
    readDatedOutlet(text, at, stop, end) ??
    (last === 0x8baf ? readMastOutlet(text, at, stop, end) : null)
  // 转载请注明来自某某网, 打开秦岭晚报客户端 and 欢迎访问秦岭网 name one, but are none.
  const { any, of, site } = lexicon().markers
  if (outlet && (any.longest(text, at) || of.longest(text, at) || site.longest(text, at))) return null
  // 审核发布：谷雨 is a label and its value.
  if (outlet && outlet.end < end && colons.has(text.charCodeAt(outlet.end))) return null
  // 财经 is a magazine, but here a section.
  if (!outlet?.name || lexicon().sections.has(text.slice(at, outlet.end))) return null
  const name = publisherName(text.slice(at, outlet.end))
  const source = outletPiece(at, { start: at, end: outlet.end, name }, null)
  return { ...source, end: Math.max(source.end, dispatchEnd(text, outlet.end, end)) }
}

const UNIT = `(?:${countUnits.join('|')})`

const COUNTED = new RegExp(
  `[+＋]?\\d[\\d,]*(?:\\.\\d+)?[ ]?(?:万|亿|[kKwW](?![A-Za-z]))?[+＋]?[ ]?(?:次|人|条|个|位)?(?:已)?${UNIT}(?:量|数)?`,
  'y',
)

const COUNT_OF = new RegExp(
  `(?:已有|共有|共)\\d[\\d.,]*[ ]?万?(?:人|次|条|位)?${UNIT}|[\\u4e00-\\u9fff]{0,4}?${UNIT}(?:量|数|次数|率)?[ (（:：]{0,2}\\d[\\d.,]*[ ]?(?:万|亿|[kKwW](?![A-Za-z]))?[+＋]?(?:次|人|条)?[)）]?`,
  'y',
)

/** 1.2万阅读, 1234人氣, 全网传播量8.6万: how often something was done with the page. */
function readCounted(text: string, at: number, end: number): Piece | null {
  const pattern = traitsOf(text.charCodeAt(at)) & Class.han ? COUNT_OF : COUNTED
  pattern.lastIndex = at
  const m = pattern.exec(text)
  return m && at + m[0].length <= end ? piece('chrome', at, at + m[0].length, 'count') : null
}

function readNamesOfPiece(text: string, at: number, end: number): Piece | null {
  // （县委宣传部 王倩）, or a line of its own.
  const alone = at === 0 || isBreak(text.charCodeAt(at - 1))
  if (!alone && !OPENED.has(text.charCodeAt(at - 1))) return null
  const names = readNamesOf(text, at, end)
  return names ? bylinePiece(names) : null
}

/** （Nova News 王倩 报导） */
function readLatinOutlet(text: string, at: number, end: number): Piece | null {
  if (!OPENED.has(text.charCodeAt(at - 1))) return null
  const stop = sticky(LATIN_NAME, text, at, end)
  const name = text.slice(at, stop)
  return stop > at && isLatinMedia(name) ? outletPiece(at, { start: at, end: stop, name }, null) : null
}

/** 约翰·史密斯 文/图, 买买提江 文/图: names that begin with no surname, in front of the role of a writer. */
function mayBeForeign(text: string, at: number, run: number): boolean {
  if (run - at < 3 || run - at > LONGEST_FOREIGN || !isSpace(text.charCodeAt(run))) return false
  return opensCamera(text, skipBlanks(text, run))
}

const LONGEST_FOREIGN = 14

function readNamesPiece(text: string, at: number, end: number): Piece | null {
  const names = readNamesFirst(text, at, end)
  return names ? bylinePiece(names) : null
}

const ORIGINAL = /原创(?:[：:][ \t\u00a0\u3000]*|[ \t\u00a0\u3000]+)/y

/** 原创 白雪 关中夜话 2022-12-25 19:30: the account’s name stands between the author and the date. */
export function readAccount(text: string, at: number, end: number): Piece[] {
  ORIGINAL.lastIndex = at
  const m = ORIGINAL.exec(text)
  if (!m) return []
  const tokens: Span[] = []
  for (let i = at + m[0].length; i < end && tokens.length < 4; i = skipSpaces(text, i, end)) {
    if (readDate(text, i, end)?.firm) break
    const start = i
    while (i < end && !isSpace(text.charCodeAt(i))) i++
    // 原创 ︱ 发布日期：2022-12-25
    if (!hasLetter(text.slice(start, i)) || text.slice(start, i).includes('：')) return []
    tokens.push({ start, end: i })
  }
  const account = tokens.at(-1)
  if (!account || account.end >= end || account.end - account.start > 16) return []
  const names =
    tokens.length > 1 ? readNamesFirst(text, tokens[0].start, tokens[tokens.length - 2].end) : null
  const { start } = account
  const name = publisherName(text.slice(start, account.end))
  return [...(names ? [bylinePiece(names)] : []), outletPiece(start, { start, end: account.end, name }, null)]
}

/** A role behind an outlet that no list has: 滇西民生报 记者 王倩. */
const WRITER_FIRSTS = codes('记通评特实撰作')

const WRITER = /记者|通讯员|评论员|特派员|实习生|撰稿|作者/y

const ISSUE =
  /(?:(?:第?[ \u3000]?[A-Z]?\d{1,3}[ \u3000]?版|[A-Z]\d{1,3})[:：][ \u3000]?[\u4e00-\u9fff]{2,6}|总?第[ \u3000]?[A-Z]?\d{1,5}[ \u3000]?[期版号]|[A-Z]?\d{1,3}版|[A-Z]\d{1,3}(?![A-Za-z\d])|[A-Z]{2,3}_?[A-Z]?\d{2,5}(?![A-Za-z\d])|版次[:：]?[ \u3000]?[A-Z]?\d{1,3}|封面|头版|[早午晚]间?版|周末版)(?![\u4e00-\u9fff])/y

/** 03版, A04, ZK_2021: figures and 版 behind them, or a capital and another or a figure. */
function mayBeIssue(text: string, at: number, bits: number): boolean {
  if (!(bits & Class.digit))
    return (traitsOf(text.charCodeAt(at + 1)) & Class.half) !== 0 && !isSmall(text, at)
  let i = at + 1
  while (isDigit(text.charCodeAt(i))) i++
  return text[skipBlanks(text, i)] === '版'
}

const isSmall = (text: string, at: number): boolean => text.charCodeAt(at) > 0x5a

const ADDRESS_FIRSTS = codes('hwc')

const ISSUE_FIRSTS = codes('总第版封头早午晚周')

/** 总第604期, 第3版, A04: where in a paper the story stands. */
export function readIssue(text: string, at: number, end: number): Piece | null {
  ISSUE.lastIndex = at
  const m = ISSUE.exec(text)
  return m && at + m[0].length <= end ? piece('chrome', at, at + m[0].length) : null
}

/** So much of a run of Han is looked at for a name. */
const LONGEST_RUN = 18

/** What may begin with a character, the readers in order. `role`: where one may stand next. */
export function readPiece(
  text: string,
  at: number,
  end: number,
  words: number,
  role: number,
  head: boolean,
): Piece | null {
  const bits = traitsOf(text.charCodeAt(at))
  // What the readers of names begin with: Han up to a blank, a slash or a mark.
  const run = hanEnd(text, at, end, LONGEST_RUN)
  const worded = head || (bits & Class.meta) !== 0
  const apart = worded && isSpace(text.charCodeAt(at + 1))
  return (
    (apart || (worded && pairsAt(classes(), text, at) & Pair.label) ? readLabelled(text, at, end) : null) ??
    (words & Pair.count ? readCounted(text, at, end) : null) ??
    (bits & Class.date ? readDatePiece(text, at, end) : null) ??
    readAgo(text, at, end) ??
    (apart || (role < end && role < at + ROLE_REACH && (worded || words & Pair.writer))
      ? readByPiece(text, at, end)
      : null) ??
    (isSpace(text.charCodeAt(run)) || '（(：:'.includes(text[run] ?? ' ')
      ? readNamesOfPiece(text, at, end)
      : null) ??
    (words & Pair.date ? readJournal(text, at, end) : null) ??
    readOutletPiece(text, at, run, end) ??
    (bits & Class.surname || (bits & Class.half && !(bits & Class.digit)) || mayBeForeign(text, at, run)
      ? readNamesPiece(text, at, end)
      : null) ??
    (bits & Class.half ? readLatinOutlet(text, at, end) : null) ??
    (run > at && slashes.has(text.charCodeAt(skipBlanks(text, run))) ? readDesk(text, at, end) : null) ??
    (ADDRESS_FIRSTS.has(text.charCodeAt(at)) ? readAddress(text, at, end) : null) ??
    (ISSUE_FIRSTS.has(text.charCodeAt(at)) || (bits & Class.half && mayBeIssue(text, at, bits))
      ? readIssue(text, at, end)
      : null)
  )
}

/** Whether one of the roles is one in front of which any outlet may stand. */
export function holdsWriter(text: string, end: number, roles: readonly number[]): boolean {
  for (const at of roles)
    if (WRITER_FIRSTS.has(text.charCodeAt(at)) && sticky(WRITER, text, at, end) > 0) return true
  return false
}
