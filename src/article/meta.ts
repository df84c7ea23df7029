import type { Span } from '../text/index.js'
import { isOfButtons } from './buttons.js'
import {
  closers,
  codes,
  colons,
  hanEnd,
  hasLetter,
  indexOfAny,
  isBreak,
  isDigit,
  isHan,
  isSpace,
  skipBlanks,
  skipSpaces,
  slashes,
} from './chars.js'
import { Class, classes, countUnits, Pair, pairsAt, traitsOf, type Words, wordsIn } from './classes.js'
import { type DateReading, readDate } from './dates.js'
import { headsIn } from './heads.js'
import { OPENED, readAgo, readLabel, readLabelled, readSource } from './labels.js'
import { isSource, type LabelKind, lexicon } from './lexicon.js'
import { isBodyName, LATIN_NAME, readNames } from './names.js'
import {
  isLatinMedia,
  isMediaName,
  type Outlet,
  publisherName,
  readBareOutlet,
  readKnownOutlet,
  readOutletBefore,
} from './outlets.js'
import {
  opensCamera,
  type PersonReading,
  plainPeople,
  readByline,
  readNamesFirst,
  readNamesOf,
  readNamesUnder,
} from './people.js'
import {
  allOf,
  bylinePiece,
  datePiece,
  isFill,
  type Meta,
  NO_REST,
  noMeta,
  outletPiece,
  type Piece,
  piece,
} from './pieces.js'
import { isSurname, ROLE_REACH, sticky } from './roles.js'
import { isOfSpam } from './spam.js'
import { behindLostMark, dispatchEnd, readAddress, readDesk, readJournal, readReleased } from './stamps.js'

/** Lines of metadata are short; longer ones are text. */
const LONGEST = 220

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
function readAccount(text: string, at: number, end: number): Piece[] {
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
function readIssue(text: string, at: number, end: number): Piece | null {
  ISSUE.lastIndex = at
  const m = ISSUE.exec(text)
  return m && at + m[0].length <= end ? piece('chrome', at, at + m[0].length) : null
}

/** So much of a run of Han is looked at for a name. */
const LONGEST_RUN = 18

/** What may begin with a character, the readers in order. `role`: where one may stand next. */
function readPiece(
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
    (isSpace(text.charCodeAt(run)) || '（('.includes(text[run] ?? ' ')
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

/** What a label alone on the line above asks for: 来源： / 南陵经济导报 */
function readUnder(text: string, at: number, end: number, above: Piece): Piece | null {
  if (readLabel(text, at, end)?.colon) return null
  if (above.open) {
    const byline = readNamesUnder(text, at, end, above.open)
    return byline ? bylinePiece(byline) : null
  }
  // 来源： / 文/图 何立夏: nothing is said of the source, and who wrote it stands below.
  if (above.kind === 'source' && readByline(text, at, end)?.people.length) return null
  if (above.kind === 'source')
    return end - at <= 24 ? readSource(text, at, end, { kind: 'source', value: at, colon: true }) : null
  if (above.label === 'title') return piece('title', at, end, 'title')
  const date = readDate(text, at, end)
  return date ? datePiece(at, date, above.label) : null
}

/** Whether a piece is a label without its value. */
export function isOpen({ kind, open, outlet, date, label, people }: Piece): boolean {
  if (kind === 'byline') return open !== null && people.length === 0
  if (kind === 'source') return outlet === null
  if (kind === 'chrome') return label === 'title'
  return kind === 'date' && date === null && label !== null
}

/** How far behind the day 只看该作者 may stand. */
export const POST_REACH = 40

/** 发表于 2022-3-4 10:20 | 只看该作者: the name beside the day is that of whoever posts in a forum. */
export function saysPost(text: string, start: number, end: number): boolean {
  const { markers, postsIn } = lexicon()
  for (let i = start; i < end && i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (isBreak(code)) return false
    if (postsIn.has(code) && markers.post.longest(text, i)) return true
  }
  return false
}

const isUnit = (word: string): boolean => '次人'.includes(word[0]) && countUnits.includes(word.slice(1))

function isTwoNames(text: string, { start, end }: Span): boolean {
  const { names, end: stop } = readNames(text, start, end, false)
  return names.length > 1 && stop === end
}

/** Names of outlets are rarely so long. */
const HEADLINE_CHARS = 8
/** Nor is so much beside them that is no metadata. */
const HEADLINE_WORDS = 5

/** 穗北交警 2024-05-04 20:11 广东: the one name beside the date that nothing else explains is the outlet. */
/** `left`: so many characters are neither metadata nor set apart as a name. */
function guessOutlet(
  text: string,
  pieces: readonly Piece[],
  rest: readonly Span[],
  left: number,
): Piece | null {
  if (pieces.length === 0) return null
  const dated = pieces.find(({ date, kind }) => kind === 'date' && date?.firm)
  if (!dated || pieces.some(({ kind, outlet }) => kind === 'source' && outlet?.name)) return null
  if (saysPost(text, pieces[0].start, pieces[pieces.length - 1].end + POST_REACH)) return null
  // 六水手 发表于 2021-2-9 20:06
  const posted = text.startsWith('发表于', dated.start)
  const { sections, notPublishers, notNames } = lexicon()
  const names = rest.filter((span) => {
    const word = text.slice(span.start, span.end)
    if (word.length < 3 || word.length > 12 || !/^[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9]*$/u.test(word))
      return false
    // 总第604期, 第3版
    if (/^(?:总?第|农历|阴历|旧历|星期|更新|发布|即时)|(?:更新|发布时|栏目|专栏)$/u.test(word)) return false
    // 来自 社会 1970-01-01 08:00 的文章
    if (word.includes('的') || isOfButtons(word)) return false
    // 大吉彩票2023-01-31 16:05
    if (isOfSpam(word)) return false
    // 次浏览: a count without its figure.
    if (isUnit(word)) return false
    // 2021-11-27魏清河邹鹤
    if (span.start === dated.end && isTwoNames(text, span)) return false
    // 国际中心 is a desk.
    if (word.endsWith('中心') && sections.has(word.slice(0, -2))) return false
    return !sections.has(word) && !notPublishers.has(word) && !notNames.has(word)
  })
  const firm = names.filter((span) => isMediaName(text.slice(span.start, span.end)))
  // 瀚海农垦报　2020年12月11日　第七版　副刊: of several names the one that ends as papers and sites do.
  if (firm.length === 0 && names.length > 1)
    firm.push(
      ...names.filter(({ start, end }) => lexicon().roleEndings.longest(text, end, start + 2) !== null),
    )
  const [span] = firm.length > 0 ? firm : names
  if (
    !span ||
    (posted && firm.length === 0 && span.end < dated.start) ||
    (firm.length === 0 && names.length > 1)
  )
    return null
  // [2023-11-07] 特写：老码头夜航 灯火如昼 is a headline with its day.
  if (firm.length === 0 && pieces.length === 1 && left - (span.end - span.start) >= HEADLINE_WORDS)
    return null
  const word = text.slice(span.start, span.end)
  // 2023-11-07 洋教练带村里孩子打排球 is a headline with its day.
  const alone = pieces.length === 1 && dated.date?.clock == null && span.start > dated.start
  if (alone && firm.length === 0 && word.length >= HEADLINE_CHARS && !isBodyName(word)) return null
  // A short headline with a day behind it may be an item of a list; a clock time or more pieces tell an outlet.
  const sure =
    firm.length > 0 ||
    isBodyName(word) ||
    span.start > dated.start ||
    pieces.length > 1 ||
    dated.date?.clock != null
  const out = outletPiece(span.start, { ...span, name: publisherName(word) }, null)
  out.guess = sure ? 'sure' : 'unsure'
  return out
}

/** Reads a line under a label without its value, the last piece of the line above; null where it is none. */
export function readMetaUnder(text: string, { start, end }: Span, above: Piece): Meta | null {
  const first = end - start <= LONGEST ? readUnder(text, start, end, above) : null
  if (!first) return null
  const { pieces, covered } = readMeta(text, first.end, end)
  const own = end - first.end
  const share = own === 0 ? 1 : 1 - ((1 - covered) * own) / (end - start)
  return { pieces: [first, ...pieces], covered: share, rest: NO_REST }
}

/** 2017-08-11 10:22:15林秀禾周庆生, 19:45:10陆明青杨县消防大队: who wrote it, glued to the time, with the body that they are of. */
function guessWriter(text: string, pieces: readonly Piece[], rest: readonly Span[]): Piece | null {
  const glued = rest.find((span) =>
    pieces.some(
      ({ kind, date, end }) =>
        kind === 'date' &&
        end === span.start &&
        (date?.clock != null || (date?.year != null && isTwoNames(text, span))),
    ),
  )
  if (!glued) return null
  const { start, end } = glued
  const { names, end: stop } = readNames(text, start, end, false)
  if (names.length > 0 && stop === end)
    return bylinePiece({ start, end, people: plainPeople(names, false), open: null })
  const bodies = [start + 3, start + 2].filter((at) => end - at > 3 && isBodyName(text.slice(at, end)))
  // 刘涛|内蒙古, not 刘涛内|蒙古
  const homes = bodies.map((at) => lexicon().datelines.longest(text, at)?.length ?? 0)
  const body = bodies[homes.indexOf(Math.max(...homes))]
  if (body === undefined || !isSurname(text, start)) return null
  const name = { start, end: body, name: text.slice(start, body) }
  return bylinePiece({ start, end, people: plainPeople([name], false), open: null })
}

/** Reads a line as metadata, the names glued to its date as its writers, the one name beside it as an outlet. */
export function withGuess(text: string, { start, end }: Span, meta: Meta): Meta {
  const writer = guessWriter(text, meta.pieces, meta.rest)
  const guess = writer ?? guessOutlet(text, meta.pieces, meta.rest, (1 - meta.covered) * (end - start))
  if (!guess) return meta
  const pieces = [...meta.pieces, guess].sort((a, b) => a.start - b.start)
  const more = writer || guess.guess === 'sure' ? (guess.end - guess.start) / (end - start) : 0
  return { pieces, covered: Math.min(1, meta.covered + more), rest: NO_REST }
}

/** Reads a stretch as metadata. `words`: those in it, where they are known. */
export function readMeta(text: string, start: number, end: number, words?: Words): Meta {
  return readCovered(text, start, end, MOSTLY, words)
}

/** Less of a stretch must be metadata for it to be read to its end. */
const MOSTLY = 0.4
/** The one name that is found to be an outlet once all else is read is no longer. */
const LATE = 8

/** The same for who has no use for it unless a share of it is covered: it is read no further than that can be. */
export function readCovered(text: string, start: number, end: number, least: number, words?: Words): Meta {
  const all = end - start
  if (all > LONGEST) return noMeta
  const most = least > MOSTLY ? Math.min(all * 0.6, all * (1 - least) + LATE) : all * 0.6
  const known = words ?? wordsIn(text, start, end)
  return (
    (known.pairs & Pair.label ? readReversed(text, start, end) : null) ??
    readPieces(text, start, end, known, most)
  )
}

const isUnnamed = ({ kind, people }: Piece): boolean =>
  kind === 'byline' && people.length > 0 && people.every(({ role }) => role === null)

/** 审核发布：谷雨: behind the colon of a label that no table has a name is nobody who writes. */
function behindLabel(text: string, start: number, at: number, pieces: readonly Piece[]): boolean {
  let i = at - 1
  const least = Math.max(start, pieces.at(-1)?.end ?? start)
  while (i > least && isSpace(text.charCodeAt(i))) i--
  return i > least && colons.has(text.charCodeAt(i)) && isHan(text.charCodeAt(i - 1))
}

function firstOutlet(pieces: readonly Piece[]): Outlet | null {
  for (const { people } of pieces) for (const { outlet } of people) if (outlet?.name) return outlet
  return null
}

/** 晨经记者：王倩　晨经编辑：李敏: the short name of the paper stands in front of either role. */
function shareOutlet(pieces: readonly Piece[]): void {
  const outlet = firstOutlet(pieces)
  if (!outlet?.name) return
  for (const { people } of pieces)
    for (const person of people) {
      const rest = person.role?.startsWith(outlet.name) ? person.role.slice(outlet.name.length) : ''
      if (!lexicon().roles.get(rest)) continue
      person.role = rest
      person.outlet = outlet
    }
}

/** （淮上号 首席记者 王倩 通讯员 李敏）: the one name in front of who reports, in a line of nothing else, is the outlet. */
function outletInFront(
  text: string,
  start: number,
  end: number,
  pieces: readonly Piece[],
  rest: readonly Span[],
): Outlet | null {
  const [first] = pieces
  const [name] = rest
  if (rest.length !== 1 || first?.kind !== 'byline' || name.end > first.start) return null
  const writes = ({ role, outlet }: PersonReading) =>
    outlet === null && role !== null && lexicon().roles.get(role)?.kind === 'writer' && role.length > 1
  if (first.people.length === 0 || !first.people.every(writes)) return null
  const opened = OPENED.has(text.charCodeAt(start)) ? start + 1 : start
  const word = text.slice(name.start, name.end)
  // 青禾新闻｜记者王倩／台北报导
  const mark = skipSpaces(text, name.end, end)
  const barred = '|｜丨'.includes(text[mark]) && isMediaName(word)
  const next = barred ? skipSpaces(text, mark + 1, end) : mark
  if (skipSpaces(text, opened, end) < name.start || next < first.start) return null
  const { sections, notPublishers, notNames, datelines } = lexicon()
  if (!/^[\u4e00-\u9fff]{3,8}$/u.test(word) || isBodyName(word)) return null
  if (sections.has(word) || notPublishers.has(word) || notNames.has(word) || datelines.has(word)) return null
  // 王晓明 记者 李静
  return word.length === 3 && isSurname(text, name.start) && !isMediaName(word)
    ? null
    : { ...name, name: word }
}

/** （记者王倩 通讯员李敏摄）: what closes the row says of all in it that they took the picture. */
function shareCamera(pieces: readonly Piece[]): void {
  const last = pieces.at(-1)
  const named = pieces.every(({ kind, people }) => kind === 'byline' && people.length > 0)
  if (pieces.length < 2 || !named || !last?.people.every(({ picture, role }) => picture && isWriting(role)))
    return
  for (const { people, end } of pieces.slice(0, -1)) {
    if (people.at(-1)?.end !== end || !people.every(({ role }) => isWriting(role))) return
    for (const person of people) {
      person.author = false
      person.picture = true
    }
  }
}

const isWriting = (role: string | null): boolean =>
  role !== null && lexicon().roles.get(role)?.kind === 'writer'

/** 嘉南日报／ 记者王倩／台东报导: a slash or a bar stands between the outlet and who reports for it. */
function lendOutlet(text: string, [source, byline]: readonly Piece[]): void {
  if (source?.kind !== 'source' || source.label !== null || byline?.kind !== 'byline') return
  if (!/^\s*[/／╱|｜丨]\s*$/u.test(text.slice(source.end, byline.start))) return
  for (const person of byline.people)
    if (person.outlet === null && lexicon().roles.get(person.role ?? '')?.kind === 'writer')
      person.outlet = source.outlet
}

/** 生活中心／傅郁珊报导: the desk in front of whoever reports. */
const isDesk = (text: string, start: number, end: number): boolean =>
  end - start <= 6 && slashes.has(text.charCodeAt(end)) && text.startsWith('中心', end - 2)

/** 2022-05-19 08:30 · 财经领域创作者: what the keeper of an account is. */
const isKeeper = (text: string, start: number, end: number): boolean =>
  lexicon().keeperEndings.longest(text, end, start) !== null

/** 江城观察2023-01-31 16:05, admin12023-01-31 16:05:23: a day right behind a name, behind a handle with its clock time. */
function isGluedDay(text: string, at: number, end: number): boolean {
  if (!isDigit(text.charCodeAt(at))) return false
  const before = text.charCodeAt(at - 1)
  if (isHan(before)) return readDate(text, at, end)?.year != null
  if (!HANDLE_LASTS.has(before) || !CENTURIES.has(text.slice(at, at + 2))) return false
  const date = readDate(text, at, end)
  return date !== null && date.year !== null && date.clock !== null
}
const HANDLE_LASTS = codes('abcdefghijklmnopqrstuvwxyz0123456789')
const CENTURIES = new Set(['19', '20'])

const CODED = /[\u4e00-\u9fff]{2,8}[：:][ \u3000]?(?!\d{4}[-/.年])[A-Za-z0-9][\w./%-]*(?![\u4e00-\u9fff])/y

/** 执业证书编号：S1180521030002: where a figure or a code behind a label ends; `at` where none begins. */
function codeEnd(text: string, at: number, end: number): number {
  CODED.lastIndex = at
  return CODED.test(text) && CODED.lastIndex <= end ? CODED.lastIndex : at
}

/** So far behind its first character a picture is named. */
const PICTURE_REACH = 6

/** Where what says whose a picture is ends, in a line of other credits; `at` where none begins. `stop`: of its run. */
function pictureEnd(text: string, at: number, stop: number, end: number): number {
  const named = text.indexOf('图', at)
  if (named < 0 || named > at + PICTURE_REACH || named >= stop) return at
  const { pictureFrom, markers } = lexicon()
  if (text.slice(at, end).search(pictureFrom) === 0) return end
  return markers.end.longest(text, stop, at)?.value.kind === 'caption' ? stop : at
}

const NO_HEADS: readonly number[] = []

/** Where what stands in front of a label ends: the blanks, marks and opening brackets before it are none of it. */
function beforeHead(text: string, at: number, head: number): number {
  let i = head
  while (i > at + 1 && isApart(text.charCodeAt(i - 1))) i--
  return i
}
const APART = codes(`${slashes.chars}|｜丨│┊·•，,、；;（(【[〔`)
const isApart = (code: number): boolean => isSpace(code) || APART.has(code)

/** Whether one of the roles is one in front of which any outlet may stand. */
function holdsWriter(text: string, end: number, roles: readonly number[]): boolean {
  for (const at of roles)
    if (WRITER_FIRSTS.has(text.charCodeAt(at)) && sticky(WRITER, text, at, end) > 0) return true
  return false
}

const NO_ROLES: readonly number[] = []

const BARS = codes('|｜丨')
/** A label behind its bar is no longer. */
const LABEL_REACH = 8
const CELLS = /[ \u3000\t]{2,}/u

/** The label that closes a cell behind a bar, and where its value ends; null where none does. */
function labelBehind(text: string, start: number, end: number): { kind: LabelKind; end: number } | null {
  for (let i = end - 1; i > start && end - i <= LABEL_REACH; i--) {
    if (!BARS.has(text.charCodeAt(i))) continue
    const kind = lexicon().labels.get(text.slice(skipBlanks(text, i + 1), end))
    return kind === undefined ? null : { kind, end: start + text.slice(start, i).trimEnd().length }
  }
  return null
}

/** 2022-05-19 | 发布时间　　市城管局 | 信息来源: in every cell the label stands behind its value; null elsewhere. */
function readReversed(text: string, start: number, end: number): Meta | null {
  if (!labelBehind(text, start, end)) return null
  const pieces: Piece[] = []
  let at = start
  for (const cell of text.slice(start, end).split(CELLS)) {
    const stop = at + cell.length
    const label = labelBehind(text, at, stop)
    // 2023-08-10 21:13 | 点击数：56 | 打印
    if (!label || indexOfAny(text, BARS, at, label.end) >= 0) return null
    const { kind, end: to } = label
    const named = isSource(kind) || kind === 'issuer'
    const date =
      kind === 'published' || kind === 'updated' || kind === 'written' ? readDate(text, at, to) : null
    if (!date && !named && kind !== 'count') return null
    const outlet = { start: at, end: to, name: publisherName(text.slice(at, to)) }
    const read = date
      ? datePiece(at, date, kind)
      : named
        ? outletPiece(at, outlet, kind)
        : piece('chrome', at, to, kind)
    pieces.push({ ...read, end: stop })
    at = skipBlanks(text, stop)
  }
  return allOf(pieces)
}

/** `most`: of so many characters that are none the stretch is no metadata. */
function readPieces(text: string, start: number, end: number, known: Words, most: number): Meta {
  const pieces: Piece[] = []
  const rest: Span[] = []
  if (text[start] === '原') pieces.push(...readAccount(text, start, end))
  const { pairs } = known
  const roles = known.roles ?? NO_ROLES
  const words = pairs & Pair.writer && !holdsWriter(text, end, roles) ? pairs ^ Pair.writer : pairs
  const heads = words & (Pair.label | Pair.role) ? headsIn(text, start, end) : NO_HEADS
  let loose = 0
  let next = 0
  let role = 0
  let at = pieces.at(-1)?.end ?? behindLostMark(text, start, end)
  while (at < end) {
    // 《今日观察》记者 王倩
    const quoted = text[at] === '《' && words & Pair.writer ? readByline(text, at, end) : null
    if (quoted && quoted.people.length > 0) {
      pieces.push(bylinePiece(quoted))
      at = quoted.end
      continue
    }
    // 责任编辑：赵荔_NB1201
    const serial = text[at] === '_' && pieces.length > 0 ? readIssue(text, at + 1, end) : null
    if (serial) {
      pieces.push(piece('chrome', at, serial.end))
      at = serial.end
      continue
    }
    if (isFill(text.charCodeAt(at))) {
      at++
      continue
    }
    // What stands in front of a label, or is its value, ends before the next.
    while (next < heads.length && heads[next] <= at) next++
    const limit = next < heads.length ? beforeHead(text, at, heads[next]) : end
    while (role < roles.length && roles[role] < at) role++
    const read = readPiece(text, at, limit, words, roles[role] ?? end, heads[next - 1] === at)
    const found =
      read && isUnnamed(read) && behindLabel(text, start, at, pieces)
        ? piece('chrome', read.start, read.end)
        : read
    if (found && found.end > at) {
      pieces.push(found)
      at = found.end
      continue
    }
    const from = at
    const coded = pieces.length > 0 ? codeEnd(text, at, limit) : at
    if (coded > at) {
      pieces.push(piece('chrome', at, coded))
      at = coded
      continue
    }
    while (at < limit && !isFill(text.charCodeAt(at)) && !(at > from && isGluedDay(text, at, limit))) at++
    // （GSM+8 北京时间）: beside the day a word that names no outlet is no text either.
    const idle = pieces.length > 0 && lexicon().notPublishers.has(text.slice(from, at))
    if (idle || isDesk(text, from, at) || isKeeper(text, from, at)) {
      pieces.push(piece('chrome', from, at))
      continue
    }
    // 作者：王倩，题图来自：岚溪图库, 文：王倩　图片由受访者提供
    const pictured = pieces.length > 0 ? pictureEnd(text, from, at, limit) : from
    if (pictured > from) {
      at = pictured
      pieces.push(piece('chrome', from, at))
      continue
    }
    loose += at - from
    // 推荐人：admin, 发布于：北京市: what stands before or behind a colon is a label or its value.
    const around =
      colons.has(text.charCodeAt(from - 1)) ||
      colons.has(text.charCodeAt(at - 1)) ||
      colons.has(text.charCodeAt(at))
    if (!around) rest.push({ start: from, end: at })
    // Mostly text: no line of metadata, no need to look further.
    if (loose > most) return { pieces: [], covered: 0, rest }
  }
  const outlet = loose > 0 ? outletInFront(text, start, end, pieces, rest) : null
  if (outlet) {
    loose -= outlet.end - outlet.start
    for (const person of pieces[0].people) person.outlet = outlet
  }
  lendOutlet(text, pieces)
  shareOutlet(pieces)
  shareCamera(pieces)
  const all = end - start
  return { pieces, covered: pieces.length === 0 ? 0 : Math.max(0, 1 - loose / all), rest }
}
