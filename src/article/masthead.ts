import {
  brackets,
  codes,
  colons,
  dots,
  hanEnd,
  indexOfAny,
  isDigit,
  isLatin,
  isSpace,
  skipBlanks,
  skipSpaces,
  slashes,
} from './chars.js'
import { Class, classes, Pair, pairsAt, traitsOf } from './classes.js'
import { type Day, dayIn, hanDay, LOCAL, match, placeEnd, readDay, WIRE } from './dateline.js'
import { readDate } from './dates.js'
import { lexicon } from './lexicon.js'
import { readCovered, readMeta } from './meta.js'
import { readNames, readReport } from './names.js'
import { readOrigin } from './origins.js'
import { isMediaName, type Outlet, publisherName, readKnownOutlet, readOutletBefore } from './outlets.js'
import { type Byline, type PersonReading, plainPeople, readByline } from './people.js'
import { allOf, type Meta, outletPiece } from './pieces.js'
import { isSurname } from './roles.js'

/** What opens a story's first paragraph: 本报讯（记者 王倩）, 新华社北京5月19日电, （中央社记者王小明台北19日电）. */
export interface Masthead {
  end: number
  outlet: Outlet | null
  people: PersonReading[]
  /** 5月19日 as written; null without. */
  month: number | null
  day: number | null
  year: number | null
}

/** How far into a paragraph a masthead may reach. */
const REACH = 110

const OPENERS = codes('【（(〔［[〈<＜「')
const ACCORDING = /(?:[\u4e00-\u9fff]{2,4}(?:消息|讯)[ \u3000，,]{1,2}据|综合|据|另据|来源[:：])?/y
const CLOSE = /[ \t\u00a0\u3000]*[】）)〕］\]〉>＞」]?[ \t\u00a0\u3000]*[:：]?[ \t\u00a0\u3000]*/y

const BEHIND_OUTLET = ['讯', '专讯', '消息', '记者', '报道', '报导']
const BEHIND_FIRSTS = new Set(BEHIND_OUTLET.map((word) => word.charCodeAt(0)))

/** 阳光讯（记者 …: whatever stands there is an outlet. */
const REPORTED =
  /[\u4e00-\u9fff]{2,8}?(?=[专快]?讯[ \t\u00a0\u3000]*[（(](?:本报|见习|实习|特约|首席)?(?:记者|通讯员))/y

/** 明镜报专讯, 滇东报讯: a paper that no list has and whose name is short. */
function readPaper(text: string, at: number, before: number): Outlet | null {
  const name = text.slice(at, before)
  const wired = text.startsWith('讯', before) || text.startsWith('专讯', before)
  return wired && /^[\u4e00-\u9fff]{2,6}报$/u.test(name) ? { start: at, end: before, name } : null
}

/** A name by its ending before 讯 or 记者: 商洛日报讯, 三秦都市报记者. */
function outletByEnding(text: string, at: number, limit: number): Outlet | null {
  const stop = hanEnd(text, at, limit, 16)
  for (let i = at + 3; i <= stop; i++) {
    if (!BEHIND_FIRSTS.has(text.charCodeAt(i)) || !BEHIND_OUTLET.some((word) => text.startsWith(word, i)))
      continue
    // 欢迎投递新闻讯息
    if (text.startsWith('讯息', i)) continue
    const outlet = readOutletBefore(text, at, i) ?? readPaper(text, at, i)
    if (outlet) return outlet
  }
  // 秦岭晚报柞岭讯（王倩）
  for (let i = at + 3; i < stop && i <= at + 9; i++) {
    if (!(traitsOf(text.charCodeAt(i - 1)) & Class.mediaEnd) || !isMediaName(text.slice(at, i), true))
      continue
    const place = match(LOCAL, text, i)
    if (place && i + place[0].length < stop) return { start: at, end: i, name: text.slice(at, i) }
  }
  // With a place and a day behind it the name may be any agency's: 某通讯社北京5月19日电.
  const known =
    /[\u4e00-\u9fff]{1,8}?(?:社|网|报|台|新闻(?!网))(?=[\u4e00-\u9fff]{0,6}(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:综合)?(?:[\u4e00-\u9fff]{2,4}?[电讯](?=[（(])|[电讯]|消息|报[道导]))/y
  const dated = isDigit(text.charCodeAt(stop))
  const m = dated ? match(known, text, at) : null
  // 云岭在线柞岭5月19日电
  if (dated && !m && WIRED.has(text.charCodeAt(readDay(text, stop).end)))
    for (let i = stop; i >= at + 3 && i >= stop - LONGEST_PLACE; i--)
      if (isMediaName(text.slice(at, i), true)) return { start: at, end: i, name: text.slice(at, i) }
  const found = m ?? (text.slice(at, stop).includes('讯') ? match(REPORTED, text, at) : null)
  return found && at + found[0].length <= limit
    ? { start: at, end: at + found[0].length, name: found[0] }
    : null
}

const WIRED = codes('电讯')
const LONGEST_PLACE = 6

const behindOutlet = (outlet: Outlet & { behind?: number }): number => outlet.behind ?? outlet.end

/** 城南网 城南客户端讯: of a site and its app the site. */
function outletPair(text: string, at: number, limit: number): (Outlet & { behind: number }) | null {
  const stop = hanEnd(text, at, limit, 12)
  // 岚溪新闻网·更岚溪讯, 岚溪新闻网·更岚溪2月19日讯
  const dot = indexOfAny(text, dots, at, stop)
  const behind = text[stop - 1] === '讯' ? stop - 1 : isDigit(text.charCodeAt(stop)) ? stop : -1
  if (dot > at && behind > 0 && isMediaName(text.slice(at, dot), true))
    return { start: at, end: dot, name: text.slice(at, dot), behind }
  const next = skipBlanks(text, stop)
  const last = hanEnd(text, next, limit, 14)
  if (next === stop || next - stop > 2 || text[last - 1] !== '讯' || last - next < 4) return null
  const name = text.slice(at, stop)
  if (!isMediaName(name) || !isMediaName(text.slice(next, last - 1))) return null
  return { start: at, end: stop, name, behind: last - 1 }
}

/** Reporters in a bracket behind the masthead: 本报讯（记者 王倩 通讯员 李敏）. */
function bracketPeople(text: string, at: number, limit: number): InBracket {
  const nobody = { end: at, people: [], outlet: null }
  const open = skipSpaces(text, at, limit)
  if (!'（(【['.includes(text[open] ?? ' ')) return nobody
  for (let i = open + 1; i < limit; i++) {
    if (!'）)】]'.includes(text[i])) continue
    const { pieces, covered } = readCovered(text, open + 1, i, 0.7)
    if (covered < 0.7) return namesIn(text, open + 1, i) ?? nobody
    const people = pieces.flatMap((piece) => piece.people)
    const outlet = pieces.find(({ kind }) => kind === 'source')?.outlet ?? null
    return { end: i + 1, people, outlet: people[0]?.outlet ?? outlet }
  }
  return nobody
}

/** 本报讯（方鸣 山剑）: names alone, one of them by its surname. */
function namesIn(text: string, at: number, end: number): InBracket | null {
  const { names, end: stop } = readNames(text, at, end, true)
  if (names.length < 2 || stop < end || !names.some(({ start }) => isSurname(text, start))) return null
  return { end: end + 1, people: plainPeople(names, false), outlet: null }
}

interface InBracket {
  end: number
  people: PersonReading[]
  /** （太行周刊 首席记者：王倩） */
  outlet: Outlet | null
}

/** Reporters without a bracket stand in front of a colon within so many characters. */
const COLON_REACH = 48

/** 记者 王倩 通讯员 李敏: bylines in a row, a space between them; null where none stands. */
function bylinesIn(text: string, at: number, limit: number): Byline | null {
  const first = readByline(text, at, limit)
  if (!first || first.people.length === 0) return null
  let all = first
  for (;;) {
    const next = skipSpaces(text, all.end, limit)
    const byline = next > all.end ? readByline(text, next, limit) : null
    if (!byline || byline.people.length === 0 || byline.people.some(({ role }) => role === null)) return all
    all = { ...byline, start: first.start, people: [...all.people, ...byline.people] }
  }
}

/** 本报讯 记者王倩报道：, 秦岭晚报讯 李敏、全媒体记者王倩摄影报道： — reporters without a bracket. */
function openPeople(text: string, at: number, limit: number): { end: number; people: PersonReading[] } {
  const start = skipSpaces(text, at, limit)
  const colon = indexOfAny(text, colons, start, Math.min(limit, start + COLON_REACH))
  if (colon > start) {
    const { pieces, covered } = readCovered(text, start, colon, 0.9)
    const people = pieces.flatMap((piece) => piece.people)
    if (covered >= 0.9 && people.some(({ role }) => role !== null)) return { end: colon + 1, people }
  }
  const byline = bylinesIn(text, start, limit)
  if (!byline) return { end: at, people: [] }
  const closed = /[ \t\u00a0\u3000]*(?:报道|报导)?[ \t\u00a0\u3000]*(?:[:：）)】\]]|[ \t\u00a0\u3000]|\n)/y
  return match(closed, text, byline.end) ? byline : { end: at, people: [] }
}

const QUOTED = /[《“"「]([^《》“”"「」]{2,14})[》”"」]((?:官方)?(?:微信|微博|公众号|公号|视频号|客户端)*)/y

/** 《秦岭晚报》讯, 据“秦岭发布”微信公众号消息: an outlet in quotation marks, and where they end. */
function quotedOutlet(text: string, at: number): (Outlet & { behind: number }) | null {
  const m = match(QUOTED, text, at)
  if (!m || (m[2] === '' && !isMediaName(m[1]))) return null
  return { start: at + 1, end: at + 1 + m[1].length, name: m[1], behind: at + m[0].length }
}

const BOX_END = codes('】）)〕］]')

/** 【秦岭晚报】, 【秦岭晚报社评】 and nothing else in the bracket. */
function boxedOutlet(text: string, start: number, at: number, outlet: Outlet): Masthead | null {
  const close = outlet.end + (lexicon().markers.column.longest(text, outlet.end)?.length ?? 0)
  if (at === start || outlet.name === null || !BOX_END.has(text.charCodeAt(close))) return null
  const { end, people } = openPeople(text, close + 1, at + REACH)
  return { end, outlet, people, month: null, day: null, year: null }
}

/** The same of a paper that no list has. */
function boxedName(text: string, start: number, at: number, limit: number): Masthead | null {
  // 【Nova新闻台】
  let han = at
  while (isLatin(text.charCodeAt(han))) han++
  const stop = hanEnd(text, han, limit, 12)
  // 【岚溪晚报快评】
  const column = [2, 1].find(
    (length) => lexicon().markers.column.longest(text, stop - length)?.length === length,
  )
  const end = isMediaName(text.slice(at, stop), true) ? stop : stop - (column ?? 0)
  const name = text.slice(at, end)
  return isMediaName(name, true) ? boxedOutlet(text, start, at, { start: at, end, name }) : null
}

const BOXED =
  /([\u4e00-\u9fff]{2,8}?)[ \u3000]?(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:综合)?(?:报[导道]|讯|电|消息)[】〕］\]]/y

/** 【华声报8月31日报导】（中央社记者王小明台北31日电）: whoever reports in such a bracket is an outlet, and whom it took it from. */
function boxedReport(text: string, start: number, at: number, limit: number): Masthead | null {
  const m = at === start + 1 ? match(BOXED, text, at) : null
  const end = m ? at + m[0].length : limit
  if (!m || end >= limit) return null
  const outlet = { start: at, end: at + m[1].length, name: m[1] }
  // 【华声报8月31日报导】（华声报记者王小明综合报导）
  const inner =
    ('（('.includes(text[end]) ? readWire(text, end + 1, end, limit) : null) ??
    bracketPeople(text, end, limit)
  return {
    end: inner.end,
    outlet,
    people: lent(inner.people, outlet),
    month: m[3] ? Number(m[3]) : null,
    day: Number(m[4]),
    year: m[2] ? Number(m[2]) : null,
  }
}

const PLACED = /[\u4e00-\u9fff]{2,6}(?:(\d{1,2})月)?(\d{1,2})日(?:综合)?[讯电][）)】〕］\]]/y

/** （金宝30日讯）: papers overseas leave their own name out. */
function placedWire(text: string, start: number, at: number, limit: number): Masthead | null {
  const m = at === start + 1 ? match(PLACED, text, at) : null
  if (!m || at + m[0].length > limit) return null
  const month = m[1] ? Number(m[1]) : null
  return { end: at + m[0].length, outlet: null, people: [], month, day: Number(m[2]), year: null }
}

/** Outlet, place, day and 讯 or 电, with the reporters behind. */
function readWire(text: string, at: number, start: number, limit: number): Masthead | null {
  let pos = at + (match(ACCORDING, text, at)?.[0].length ?? 0)
  const quoted = '《“"「'.includes(text[pos]) ? quotedOutlet(text, pos) : null
  const outlet =
    quoted ??
    outletPair(text, pos, limit) ??
    readKnownOutlet(text, pos, limit) ??
    outletByEnding(text, pos, limit)
  if (!outlet)
    return at > start
      ? (boxedReport(text, start, at, limit) ??
          boxedName(text, start, at, limit) ??
          placedWire(text, start, at, limit))
      : null
  pos = skipSpaces(text, behindOutlet(outlet), limit)
  const byline = readByline(text, pos, limit)
  if (byline && byline.people.length > 0) pos = byline.end
  const people = byline?.people ?? []
  const day = hanDay(text, pos, limit) ?? readDay(text, placeEnd(text, pos, limit))
  // 秦岭晚报5月19日柞岭讯（记者 王倩）
  const placed = day.day === null ? null : match(LOCAL, text, day.end)
  const wire = match(WIRE, text, day.end + (placed?.[0].length ?? 0))
  const reported =
    byline !== null && people.length > 0 && /报导|报道|电/.test(text.slice(byline.start, byline.end))
  if (!wire && !reported)
    return boxedOutlet(text, start, at, outlet) ?? bracketed(text, { outlet, people, day }, limit)
  let end = wire ? wire.index + wire[0].length : day.end
  // 中央社讯息服务20100714 14:32:56
  const stamp = wire && isDigit(text.charCodeAt(end)) ? readDate(text, end, limit) : null
  if (stamp?.year) end = stamp.end
  end += match(CLOSE, text, end)?.[0].length ?? 0
  const more = bracketPeople(text, end, limit)
  const open = more.people.length > 0 || people.length > 0 ? more : openPeople(text, end, limit)
  const { month, day: date, year } = stamp?.year ? stamp : day.day === null ? dayIn(text, pos, byline) : day
  const all = lent([...people, ...open.people], outlet)
  return { end: Math.min(open.end, limit), outlet, people: all, month, day: date, year }
}

/** 秦岭晚报5月19日（记者 王倩）: the bracket of its reporters makes a masthead of an outlet and a day. */
function bracketed(
  text: string,
  { outlet, people, day }: { outlet: Outlet; people: readonly PersonReading[]; day: Day },
  limit: number,
): Masthead | null {
  if (outlet.name === null || people.length > 0) return null
  const inside = bracketPeople(text, day.end, limit)
  if (inside.people.length === 0 || inside.people.some(({ role }) => role === null)) return null
  const { month, day: date, year } = day
  const all = lent(inside.people, outlet)
  return { end: inside.end, outlet, people: all, month, day: date, year }
}

/** 〔记者王小明／台北报导〕, 【本报记者王倩报道】 and the like: a bracket with reporters. */
function readReporters(text: string, at: number, start: number, limit: number): Masthead | null {
  // 【秦岭晚报 记者 王倩 实习记者 李敏】
  const inside = bracketPeople(text, start, limit)
  if (inside.people.length > 0) return { ...inside, month: null, day: null, year: null }
  const byline = bylinesIn(text, at, limit)
  if (!byline) return null
  const bracketed = at > start
  const close = match(/[ \t\u00a0\u3000]*(?:报道|报导)?[】）)〕］\]〉>＞」]/y, text, byline.end)
  // 记者 王倩 通讯员 李敏　　入夏以来: a wide space does what a bracket would.
  const wide = bracketed ? null : wideByline(text, at, limit)
  if (wide) return wide
  const reported = /(?:报导|报道|电|专访|特稿)$/.test(text.slice(byline.start, byline.end))
  const spaced = /^[ \t\u00a0\u3000:：]/.test(text.slice(byline.end, byline.end + 1))
  // 记者 王倩：, 新华社记者王倩 李敏 …
  const named = byline.people.every(({ role }) => role !== null)
  const opened = named && (/[:：]/.test(text[byline.end] ?? ' ') || byline.people[0].outlet !== null)
  if (bracketed ? !close : !((reported || opened) && spaced)) return null
  const end = close ? byline.end + close[0].length : byline.end
  return { end, outlet: byline.people[0].outlet, people: byline.people, month: null, day: null, year: null }
}

/** 【何立夏 岚溪讯】, 【何立夏 台北】: who reports from where, in a bracket of its own. */
function readPlaced(text: string, at: number, start: number, limit: number): Masthead | null {
  if (at === start) return null
  const { names, end: stop } = readNames(text, at, limit, false)
  const from = skipBlanks(text, stop)
  if (names.length === 0 || from === stop) return null
  const place = lexicon().datelines.longest(text, from)
  if (!place || names.some(({ name }) => lexicon().datelines.has(name))) return null
  const close = hanEnd(text, from, limit, LONGEST_BASE)
  if (!BOX_END.has(text.charCodeAt(close))) return null
  const people = plainPeople(names, false)
  return { end: close + 1, outlet: null, people, month: null, day: null, year: null }
}
/** 台中东势 */
const LONGEST_BASE = 8

/** 何立夏／台北报导 in front of the first sentence, without a bracket. */
function readSlashed(text: string, start: number, limit: number): Masthead | null {
  const stop = hanEnd(text, start, limit, LONGEST_BASE)
  if (!slashes.has(text.charCodeAt(skipBlanks(text, stop)))) return null
  const told = reportedBy(text, start, stop, limit)
  if (told) return told
  const { names, end: behind } = readNames(text, start, limit, false)
  const report = names.length > 0 ? readReport(text, behind, limit) : null
  if (!report || report.end === behind || !isSpace(text.charCodeAt(report.end))) return null
  if (!/报[道导]$/u.test(text.slice(behind, report.end))) return null
  const people = plainPeople(names, false)
  return {
    end: skipSpaces(text, report.end, limit),
    outlet: null,
    people,
    month: null,
    day: null,
    year: null,
  }
}

/** 岚溪新闻／综合报导　…: an outlet in place of the reporter. */
function reportedBy(text: string, start: number, stop: number, limit: number): Masthead | null {
  if (!isMediaName(text.slice(start, stop))) return null
  const { end } = readReport(text, stop, limit)
  if (end === stop || !isSpace(text.charCodeAt(end)) || !/报[道导]$/u.test(text.slice(stop, end))) return null
  const outlet = { start, end: stop, name: text.slice(start, stop) }
  return { end: skipSpaces(text, end, limit), outlet, people: [], month: null, day: null, year: null }
}

const TOLD = /综合(?:外电)?报[道导][ \t\u00a0\u3000]+/y

/** 秦岭晚报综合报道 …: an outlet that put its story together, in front of a blank. */
function readTold(text: string, start: number, limit: number): Masthead | null {
  const stop = hanEnd(text, start, limit, LONGEST_TOLD)
  const at = start + text.slice(start, stop).lastIndexOf('综合')
  const told = at > start + 2 ? match(TOLD, text, at) : null
  if (!told || !isMediaName(text.slice(start, at))) return null
  const outlet = { start, end: at, name: text.slice(start, at) }
  return { end: at + told[0].length, outlet, people: [], month: null, day: null, year: null }
}
/** A name, and 综合外电报道 behind it. */
const LONGEST_TOLD = 18

/** So far from its start the bracket opens that says who reports. */
const BRACKET_REACH = 24

/** 东方体坛11月6日讯（记者 …）, 又讯（记者 …）: whatever stands before 讯, the bracket of its reporters says what it is. */
function readUnlisted(text: string, start: number, limit: number): Masthead | null {
  for (let i = start; i < Math.min(limit, start + BRACKET_REACH); i++) {
    if ('，。；、？！：'.includes(text[i])) return null
    if (!'（('.includes(text[i])) continue
    const house = boxEnd(text, i, limit)
    if (house > 0) {
      i = house
      continue
    }
    const before = text.slice(start, i).replace(HOUSE, '').trimEnd()
    const outlet = unlisted(text, start, before)
    const said = outlet !== null || /(?:[讯电]|消息|报道)$/.test(before)
    const { end, people } = bracketPeople(text, i, limit)
    if (people.length === 0 || people.some(({ role }) => role === null)) return null
    // 岚溪（记者王倩）春耕…, but not 老站长（左） or 旧照（王倩 摄）
    if (!said && !people.every(({ author }) => author)) return null
    const digit = before.search(/\d/)
    const { month, day, year } = readDay(text, digit < 0 ? i : start + digit)
    return { end, outlet, people: lent(people, outlet), month, day, year }
  }
  return null
}

const lent = (people: readonly PersonReading[], outlet: Outlet | null): PersonReading[] =>
  people.map((person) => ({ ...person, outlet: person.outlet ?? outlet }))

/** 江城网（江城日报网）讯: where the bracket with the other name of the house closes; -1 where it holds none. */
function boxEnd(text: string, at: number, limit: number): number {
  const close = hanEnd(text, at + 1, limit, 14)
  return brackets.has(text.charCodeAt(close)) && isMediaName(text.slice(at + 1, close), true) ? close : -1
}
const HOUSE = /[（(][\u4e00-\u9fff·]{3,14}[）)]/u

const SAID =
  /^[【[〔]?([\u4e00-\u9fff]{3,12}?)(?:(?:\d{1,2}月)?\d{1,2}日)?(?:[专快]?讯|电|消息|报[道导])?[】\]〕]?$/u

/** 江城观察, 江城观察5月19日讯: in front of the bracket of its reporters, an outlet by its ending. */
function unlisted(text: string, start: number, before: string): Outlet | null {
  const said = SAID.exec(before)?.[1] ?? ''
  // 江城观察长沙10月12日电
  const name =
    [0, 2, 3, 4].map((place) => said.slice(0, said.length - place)).find((part) => isMediaName(part)) ??
    (WIRED_DAY.test(before) && mayReport(said) ? said : undefined)
  if (name === undefined) return null
  const at = text.indexOf(name, start)
  return { start: at, end: at + name.length, name }
}

/** 东方体坛11月6日讯: with its day in front of 讯 the name may be any. */
const WIRED_DAY = /[\u4e00-\u9fff](?:\d{1,2}月)?\d{1,2}日[专快]?讯[】\]〕]?$/u
const SHORTEST_NAME = 4

/** 柞岭县5月19日讯 is from a place. */
function mayReport(name: string): boolean {
  const { datelines, homeEndings } = lexicon()
  const placed = datelines.longest(name, 0) !== null || homeEndings.longest(name, name.length, 1) !== null
  return name.length >= SHORTEST_NAME && !placed
}

/** Reporters in front of a wide space stand within so many characters. */
const WIDE_REACH = 64

/** Reporters in front of a wide space, each behind a role. */
function wideByline(text: string, at: number, limit: number): Masthead | null {
  let stop = at
  const last = Math.min(limit - 4, at + WIDE_REACH)
  for (; stop < last; stop++) {
    const code = text.charCodeAt(stop)
    if (code === 0x3000 || (code === 0x20 && text.charCodeAt(stop + 1) === 0x20)) break
    if (code === 0xff0c || code === 0x3002) return null
  }
  if (stop >= last || stop - at < 4) return null
  const { pieces, covered } = readCovered(text, at, stop, 0.9)
  const people = pieces.flatMap((piece) => piece.people)
  if (covered < 0.9 || people.length === 0 || people.some(({ role }) => role === null)) return null
  return {
    end: skipSpaces(text, stop, limit),
    outlet: people[0].outlet,
    people,
    month: null,
    day: null,
    year: null,
  }
}

/** 00:26江城观察讯: the length of a film, glued to the story. */
const LENGTH = /\d{2}:\d{2}[ \t\u00a0\u3000]*(?=[\u4e00-\u9fff])/y

const behindLength = (text: string, start: number): number =>
  text[start + 2] === ':' ? start + (match(LENGTH, text, start)?.[0].length ?? 0) : start

/** Behind the bracket that a masthead may open with, and blanks. */
const opened = (text: string, start: number): number =>
  skipBlanks(text, OPENERS.has(text.charCodeAt(start)) ? start + 1 : start)

/** How far an outlet, a day or a reporter may stand from the start of a masthead. */
export const FIRST_WORDS = 26
/** And an outlet or a role that opens it. */
export const OUTLET_REACH = 4

/** A look at the first words: an outlet, 讯, 消息, 记者, 报道 or 19日 must be among them. */
function mayOpen(text: string, at: number, limit: number): boolean {
  const table = classes()
  const end = Math.min(limit, at + FIRST_WORDS)
  let before = 0
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i)
    const words = pairsAt(table, text, i)
    if (words & Pair.writer || (i < at + OUTLET_REACH && words & (Pair.outlet | Pair.role))) return true
    // 讯, 消息, 报道 and 报导, 19日
    if (code === 0x8baf || (code === 0x606f && before === 0x6d88)) return true
    if ((code === 0x9053 || code === 0x5bfc) && before === 0x62a5) return true
    if (code === 0x65e5 && traitsOf(before) & Class.digit) return true
    before = code
  }
  return false
}

/** Whether a paragraph may open with a masthead: few do, and a look at its first words tells. */
export function mayOpenMasthead(text: string, from: number, end: number): boolean {
  const start = behindLength(text, from)
  const at = opened(text, start)
  return at > start || mayOpen(text, at, Math.min(end, start + REACH))
}

/** The masthead at the start of a paragraph, or null. */
export function readMasthead(text: string, from: number, end: number): Masthead | null {
  const start = behindLength(text, from)
  const limit = Math.min(end, start + REACH)
  const at = opened(text, start)
  return (
    readWire(text, at, start, limit) ??
    readReporters(text, at, start, limit) ??
    readPlaced(text, at, start, limit) ??
    readSlashed(text, start, limit) ??
    readTold(text, start, limit) ??
    readUnlisted(text, start, limit)
  )
}

/** Behind the bracket of a credit: figures, full stops and what is left of a quotation. */
const isTail = (code: number): boolean => isDigit(code) || TAILS.has(code)
const TAILS = codes('。.“”"」』')

/** What closes a paragraph in brackets: （记者 张三）, （来源：商洛日报）, （编辑：王小明）1120519, （张宏）. */
export function readCredit(text: string, start: number, end: number): (Meta & { start: number }) | null {
  let close = end - 1
  // 1120519: the day in the Minguo calendar behind the editor’s name.
  const least = Math.max(start, end - 9)
  while (close > least && isTail(text.charCodeAt(close))) close--
  // 年增3.8%。1121208
  if (end - start > 20 && text[end - 8] === '。' && /。1[01]\d{5}$/.test(text.slice(end - 8, end)))
    return { ...readMeta(text, end - 7, end), start: end - 7 }
  if (!(traitsOf(text.charCodeAt(close)) & Class.fill) || !'）)】]〕'.includes(text[close])) return null
  for (let i = close - 1; i >= Math.max(start, close - 80); i--) {
    if (!(traitsOf(text.charCodeAt(i)) & Class.fill)) continue
    if ('）)】]。'.includes(text[i])) return null
    if (!'（(【[〔'.includes(text[i])) continue
    const meta = readCovered(text, i, end, 0.75)
    return meta.covered >= 0.75 ? { ...meta, start: i } : readOriginCredit(text, i, end)
  }
  return null
}

/** （选自《城南文艺》2022年第3期） */
function readOriginCredit(text: string, start: number, end: number): (Meta & { start: number }) | null {
  const origin = readOrigin(text.slice(start, end))
  if (!origin?.outlet) return null
  const { span } = origin
  const outlet = { start: start + span.start, end: start + span.end }
  const name = publisherName(text.slice(outlet.start, outlet.end))
  return { ...allOf([outletPiece(start, { ...outlet, name }, 'source')]), start }
}

/** Where the credit of a photograph begins: 旅客在候车。|易江南 摄, 花海|（图／县政府提供）; the end without one. */
export function creditStart(text: string, start: number, end: number): number {
  const bracket = readCredit(text, start, end)
  if (bracket) return bracket.start
  let best = end
  for (let i = end - 2; i > Math.max(start + 2, end - 30); i--) {
    if (!isSpace(text.charCodeAt(i)) && text[i] !== '。') continue
    const at = skipSpaces(text, i + 1, end)
    const { pieces, covered } = readCovered(text, at, end, 0.9)
    const credit = covered >= 0.9 && pieces.some(({ people }) => people.some(({ role }) => role !== null))
    if (credit) best = at
    if (text[i] === '。') break
  }
  return best
}

/** The usual name of a masthead's outlet; null for 本报. */
export function outletName(outlet: Outlet | null): string | null {
  if (!outlet?.name) return null
  return lexicon().media.get(outlet.name) ?? publisherName(outlet.name)
}
