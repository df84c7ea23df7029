import {
  brackets,
  colons,
  hanEnd,
  isBreak,
  isDigit,
  isHan,
  isLatin,
  isSpace,
  skipSpaces,
  slashes,
} from './chars.js'
import { readDate } from './dates.js'
import { lexicon } from './lexicon.js'
import {
  endsAsBody,
  isBodyName,
  isHomeName,
  isPostName,
  type NameReading,
  readNames,
  readReport,
  standsAlone,
} from './names.js'
import { isMediaName, type Outlet, readBareOutlet } from './outlets.js'
import {
  behindColon,
  behindLost,
  behindSeparator,
  isSurname,
  type RoleReading,
  readRole,
  roleAt,
  sticky,
} from './roles.js'

/** A person of a byline. */
export interface PersonReading {
  start: number
  end: number
  /** Without spacing. */
  name: string
  role: string | null
  outlet: Outlet | null
  /** Whether the role makes an author: 记者, 编辑, but not 校对. */
  author: boolean
  picture: boolean
}

/** What is left of a name whose bytes were lost is no longer than this. */
const UNREADABLE = 4

/** Whether a line begins at `at`, its indent aside. */
function opensLine(text: string, at: number): boolean {
  let i = at
  while (i > 0 && isSpace(text.charCodeAt(i - 1))) i--
  return i === 0 || isBreak(text.charCodeAt(i - 1))
}

export interface Byline {
  start: number
  end: number
  people: PersonReading[]
  /** The role of a label whose names are on the next line; null elsewhere. */
  open: RoleReading | null
}

/** 撰稿：水务局 王倩: where the names begin behind the body that they are with. */
function behindBody(text: string, at: number, end: number): number {
  const stop = hanEnd(text, at, end, 16)
  const next = skipSpaces(text, stop, end)
  if (next <= stop || next >= end) return at
  // 文｜财新 严思诚
  const media = lexicon().media.at(text, at, stop) !== undefined || isPaper(text, at, stop)
  if (media && !isSurname(text, at)) return next
  if (stop - at < 3) return at
  // 民一庭 尤静
  const whole = lexicon().bodyEndings.longest(text, stop, at)?.length === stop - at
  return whole || endsAsBody(text, at, stop) || isHomeName(text.slice(at, stop)) ? next : at
}

/** 岚溪财经: four characters and more that end as names in front of 记者 do. */
const isPaper = (text: string, start: number, end: number): boolean =>
  end - start >= 4 && lexicon().roleEndings.longest(text, end, start + 2) !== null

/** 文｜岚溪财经 王倩: the paper between a role and the names; null where none stands there. */
function outletOf(text: string, at: number, from: number, { word }: RoleReading): Outlet | null {
  const stop = from > at ? hanEnd(text, at, from, 16) : at
  // 供稿：汽车工程系 王倩
  const supplies = lexicon().labels.get(word) === 'supplied' && endsAsBody(text, at, stop)
  return supplies || isPaper(text, at, stop) ? { start: at, end: stop, name: text.slice(at, stop) } : null
}

/** 摄, 供图, 图: 摄影报道 is written as well. */
const isPicture = (role: string | null): boolean =>
  role !== null && !role.startsWith('摄影报') && lexicon().roles.get(role)?.kind === 'picture'

/** 责任编辑（王倩）: the names of a role in a bracket of their own. */
function boxedNames(text: string, at: number, role: RoleReading, end: number): Byline | null {
  if (role.word.length < 2 || !'（('.includes(text[role.end] ?? ' ')) return null
  const { names, end: stop } = readNames(text, role.end + 1, end, true)
  if (names.length === 0 || !'）)'.includes(text[stop] ?? ' ') || stop >= end) return null
  return { start: at, end: stop + 1, people: peopleWith(names, role), open: null }
}

/** How far behind a name the next role is looked for. */
const NEXT_ROLE = 16

/**
 * （记者水清扬）, 记者水清扬　通讯员扎西次仁: up to the bracket, the next role or the end of what is more than this
 * one role stand two to four characters.
 */
function closedName(text: string, { end: at, outlet }: RoleReading, start: number, end: number): boolean {
  const stop = hanEnd(text, at, end, 5)
  // （记者现场报道）
  if (stop - at < 2 || stop - at > 4 || (stop - at === 4 && readReport(text, at + 2, end).end > at + 2))
    return false
  if (stop >= end && (outlet?.name || !opensLine(text, start))) return true
  return closes(text, stop) || opensRole(text, stop, Math.min(text.length, stop + NEXT_ROLE))
}

const closes = (text: string, at: number): boolean => brackets.has(text.charCodeAt(at))

/** 驻平川记者 颉满斌　　通讯员 窦晓梅: behind the names the next role stands. */
function opensRole(text: string, at: number, end: number): boolean {
  const next = behindSeparator(text, at, end)
  const role = next > at ? readRole(text, next, end) : null
  return role !== null && role.word.length > 1
}

/** 记者 阿依古丽　2023-05-06: names end with the line, a bracket, the next role or a day. */
function closesNames(text: string, at: number, end: number): boolean {
  if (at >= end || closes(text, at) || opensRole(text, at, end)) return true
  const next = behindSeparator(text, at, end)
  return next > at && readDate(text, next, end)?.firm === true
}

/** 作者, 何立夏 and nothing else in the line: a comma in place of the colon; -1 where none stands. */
function behindComma(text: string, at: number, role: RoleReading, end: number): number {
  if (role.role.kind !== 'writer' || role.word.length < 2 || !'，,'.includes(text[role.end] ?? ' ')) return -1
  if (!opensLine(text, at)) return -1
  const next = skipSpaces(text, role.end + 1, end)
  return readNames(text, next, end, false).end === end ? next : -1
}

/** One role with its names: 本报记者 王倩 李敏, 作者：张宏, 记者王小明／台北报导, 责编：李四. */
export function readByline(text: string, at: number, end: number): Byline | null {
  const role = readRole(text, at, end)
  if (!role) return null
  const marked = behindColon(text, role.end, end)
  const colon = marked < 0 ? behindComma(text, at, role, end) : marked
  // 影像｜最后的渡工, 【图】古城夜色美 are headlines behind the name of their column.
  const behind = text[skipSpaces(text, role.end, end)] ?? ' '
  const loosely =
    colon >= 0 &&
    (role.role.kind !== 'picture' ||
      (role.word.length > 1 ? /[:：】]/ : /[:：]/).test(behind) ||
      // （文/王倩 图/巴特尔）
      (slashes.has(behind.charCodeAt(0)) && !opensLine(text, at)))
  const lost = colon < 0 && role.word.length > 1 ? behindLost(text, role.end, end) : -1
  const namesAt = lost > 0 ? lost : skipSpaces(text, colon < 0 ? role.end : colon, end)
  // 文静 writes nothing: a role of one character wants a colon, a slash or an end.
  if (role.word.length === 1 && colon < 0 && role.end === at + 1 && !standsAlone(text, role.end, end))
    return null
  const boxed = colon < 0 ? boxedNames(text, at, role, end) : null
  if (boxed) return boxed
  // 通讯员 市公安局 李敏: where the writer is from stands between.
  const bodied = colon >= 0 || (namesAt > role.end && role.role.kind === 'writer')
  const from = bodied ? behindBody(text, namesAt, end) : namesAt
  let found = readNames(text, from, end, loosely)
  let report = readReport(text, found.end, end)
  if (colon < 0 && report.end < end && /[者员生编辑人家笔译]$|[/／]/u.test(role.word)) {
    // 记者 檀溪 次仁 to the very end, or up to 报道: rare surnames and names without one will do.
    const loose = readNames(text, namesAt, end, true)
    const closing = readReport(text, loose.end, end)
    const apart = namesAt > role.end || loose.names.length > 1
    const closed = closesNames(text, closing.end, end)
    if (
      loose.names.length > found.names.length &&
      // 记者实地走访，为您发回报道。
      !(
        text.slice(namesAt, loose.end).includes('，') &&
        !loose.names.some(({ start }) => isSurname(text, start))
      ) &&
      (closing.end > loose.end ||
        (apart && closed) ||
        (namesAt === role.end && closedName(text, role, at, end)))
    ) {
      found = loose
      report = closing
    }
  }
  if (found.names.length === 0) {
    // 责编：元。: the name cannot be read, the line is a credit all the same.
    if (
      role.word.length > 1 &&
      end - namesAt <= UNREADABLE &&
      /[。.？?]/.test(text[end - 1]) &&
      opensLine(text, at)
    )
      return { start: at, end, people: [], open: null }
    // 作者： or 记者 alone: the names are on the next line.
    const named = role.role.kind === 'writer' && /[者员]$/u.test(role.word)
    const labelled = colon > 0 ? /[:：】]/.test(text.slice(role.end, colon)) : named
    return labelled && namesAt >= end ? { start: at, end: namesAt, people: [], open: role } : null
  }
  const people = peopleWith(found.names, role)
  const paper = role.outlet
    ? null
    : (bracketedOutlet(text, people[people.length - 1].end, found.end) ?? outletOf(text, namesAt, from, role))
  if (paper) for (const person of people) person.outlet = paper
  // 新华社记者 王倩 摄: what the reporter made is a picture.
  if (isPicture(report.role))
    for (const person of people) {
      person.author = false
      person.picture = true
    }
  return { start: at, end: report.end, people, open: null }
}

/** 通讯员 王倩（秦岭日报）: the outlet in the bracket behind the last name; null where none stands there. */
function bracketedOutlet(text: string, at: number, end: number): Outlet | null {
  const open = skipSpaces(text, at, end)
  if (open >= end - 1 || !'（('.includes(text[open])) return null
  const name = text.slice(open + 1, end - 1)
  return isMediaName(name, true) ? { start: open + 1, end: end - 1, name } : null
}

function peopleWith(names: readonly NameReading[], { word, outlet, role }: RoleReading): PersonReading[] {
  return names.map(({ start, end, name }) => ({
    start,
    end,
    name,
    // 王小明报导, 报道／王小明 say nothing of him.
    role: /^报[道导]$/.test(word) ? null : word,
    outlet,
    author: role.author,
    picture: role.kind === 'picture',
  }))
}

/** The names of a label that stands alone on the line above: 作者： / 贺敏之 */
export function readNamesUnder(text: string, at: number, end: number, role: RoleReading): Byline | null {
  const { head, any } = lexicon().markers
  // 责任编辑： / 版权所有…, 编辑： / 推荐图文: the label stays empty.
  if (head.longest(text, at) || any.longest(text, at)) return null
  const { names, end: stop } = readNames(text, at, end, true)
  return names.length > 0 ? { start: at, end: stop, people: peopleWith(names, role), open: null } : null
}

const BY = /[Bb][Yy](?:[:：][ \t\u00a0\u3000]*|[ \t\u00a0\u3000]+)/y

/** Names without a role. */
export const plainPeople = (
  names: readonly NameReading[],
  picture: boolean,
  role: string | null = null,
): PersonReading[] =>
  names.map(({ start, end, name }) => ({ start, end, name, role, outlet: null, author: !picture, picture }))

/** 方慧賢　民間房屋關注組召集人: who the author is, up to the end of the line. */
function isPost(text: string, at: number, end: number): boolean {
  const stop = hanEnd(text, at, end, 20)
  const home = stop < end ? homeEnd(text, stop, end) : end
  return home === end && isPostName(text.slice(at, stop))
}

/** 联合报／ 王小明／渔会理事（基隆市）: a name behind a slash. */
function behindSlashed(text: string, at: number): boolean {
  let i = at - 1
  while (i > 0 && isSpace(text.charCodeAt(i))) i--
  return i > 0 && slashes.has(text.charCodeAt(i))
}

/** Whether the line of the name that ends at `stop` begins with a day. */
function isDayBefore(text: string, stop: number): boolean {
  let start = stop
  while (start > 0 && stop - start < DAY_BEFORE && !isBreak(text.charCodeAt(start - 1))) start--
  return isDigit(text.charCodeAt(start)) && readDate(text, start, stop)?.year != null
}
/** 2017-08-31 09:20:11 and a name. */
const DAY_BEFORE = 26

/** 王倩　秦岭晚报　2022-05-19: a day or an outlet closes the names as the end of the line does. */
function endsAt(text: string, stop: number, end: number): boolean {
  // （王倩 李敏）
  if (stop + 1 === end && '）)】]'.includes(text[stop])) return true
  const apart = behindSeparator(text, stop, end)
  const next = apart < 0 ? stop : apart
  // 王倩 李敏《秦岭晚报》（2022年05月19日 第 07 版）
  if (text[next] === '《' || text[stop] === '《') {
    const open = text[stop] === '《' ? stop : next
    const shut = hanEnd(text, open + 1, end, 14)
    if (text[shut] === '》' && isMediaName(text.slice(open + 1, shut), true)) return true
  }
  if (next - stop < 1) return false
  // 王雅涵 秦岭晚报记者 李敏: the next one’s role, and his paper.
  if (opensReporter(text, next, end)) return true
  const role = readRole(text, next, end)
  // 王倩、记者李敏
  if (text.slice(stop, next).trim() === '、' && role?.role.kind === 'writer') return true
  // 王倩 策划 李敏, （王倩 通讯员 李敏）
  if (role && role.word.length > 1 && (role.role.kind !== 'writer' || opensBracket(text, stop))) {
    const behind = readByline(text, next, end)
    if (behind && behind.people.length > 0 && closesNames(text, behind.end, end)) return true
  }
  const known = readBareOutlet(text, next, end)
  // 王小明 · 秦嶺新聞網, 2017-08-31 王小明 秦岭网
  if (known && known.end === end && (/[·•|｜丨/／╱]/.test(text.slice(stop, next)) || isDayBefore(text, stop)))
    return true
  const behind = known ? behindSeparator(text, known.end, end) : -1
  const day = behind > 0 ? behind : (known?.end ?? next)
  // 王倩 [2022-05-19]
  if (readDate(text, '[【（('.includes(text[day] ?? ' ') ? day + 1 : day, end)?.firm) return true
  // 公羊羽 晋北观察 2021-09-02 06:58: whatever name stands before a day and its clock time.
  const word = hanEnd(text, next, end, 12)
  const date = word - next >= 3 ? readDate(text, skipSpaces(text, word, end), end) : null
  return date !== null && (date.clock !== null || (date.firm && isMediaName(text.slice(next, word))))
}

/** Whether the name that ends at `stop` stands behind a bracket. */
const opensBracket = (text: string, stop: number): boolean =>
  [2, 3, 4].some((length) => '（('.includes(text[stop - length - 1] ?? ' '))

/** 秦岭晚报记者, 秦岭晚报 秦岭网 记者 */
function opensReporter(text: string, at: number, end: number): boolean {
  let pos = at
  for (let i = 0; i < MOST_OUTLETS; i++) {
    const role = readRole(text, pos, end)
    if (role) return role.outlet !== null || (i > 0 && role.role.kind === 'writer')
    const outlet = readBareOutlet(text, pos, end)
    const next = outlet ? skipSpaces(text, outlet.end, end) : pos
    if (next === pos) return false
    pos = next
  }
  return false
}
/** So many stand in front of one role. */
const MOST_OUTLETS = 3

/** 柞岭镇供稿: how long the label of who sends a story in is that ends there; 0 without one. */
const suppliedEnd = (text: string, end: number): number =>
  lexicon().labels.at(text, end - SUPPLIED, end) === 'supplied' ? SUPPLIED : 0
const SUPPLIED = 2

/** 柞岭镇, 城关街道: a place is no longer. */
const LONGEST_HOME = 8

/** （柞岭县委宣传部 王倩）: who they are with stands before the names. */
export function readNamesOf(text: string, at: number, end: number): Byline | null {
  const stop = hanEnd(text, at, end, 16)
  const boxed = '（('.includes(text[stop] ?? ' ') && suppliedEnd(text, stop) > 0
  // （石桥镇：王倩）
  const colon = '（('.includes(text[at - 1] ?? ' ') && colons.has(text.charCodeAt(stop))
  if (!boxed && !colon && !isSpace(text.charCodeAt(stop))) return null
  // （党办 王倩）
  const office = lexicon().notPublishers.has(text.slice(at, stop))
  if (stop - at < 3 && !office) return null
  // （柞岭镇供稿 王倩）
  const from = stop - suppliedEnd(text, stop)
  // （柞岭镇 王倩） is with a place, which publishes nothing.
  const body = !office && isBodyName(text.slice(at, from))
  const home = from - at <= LONGEST_HOME && lexicon().homeEndings.longest(text, from, at + 1) !== null
  if (!body && !home && !office) return null
  const found = readNames(text, boxed || colon ? stop + 1 : skipSpaces(text, stop, end), end, false)
  const closed = (!boxed && found.end >= end) || '）)】]'.includes(text[found.end] ?? ' ')
  if (found.names.length === 0 || !closed) return null
  const outlet = body ? { start: at, end: from, name: text.slice(at, from) } : null
  const people = found.names.map(({ start, end: nameEnd, name }) => ({
    start,
    end: nameEnd,
    name,
    role: from < stop ? text.slice(from, stop) : null,
    outlet,
    author: true,
    picture: false,
  }))
  return { start: at, end: boxed ? found.end + 1 : found.end, people, open: null }
}

/** 王倩 秦岭晚报记者, 王小明 特約記者, 王小明／核稿編輯: what the person is stands behind the name and closes the line. */
function titleBehind(text: string, at: number, end: number): RoleReading | null {
  const mark = skipSpaces(text, at, end)
  const slashed = slashes.has(text.charCodeAt(mark))
  const next = slashed ? skipSpaces(text, mark + 1, end) : mark
  if (next === at) return null
  const role = readRole(text, next, end)
  if (role?.end !== end || role.word.length < 2) return null
  return role.role.kind === 'writer' || (slashed && role.role.kind === 'editor') ? role : null
}

const MARKED = /[□■●◎○◆▲★☆◇☉][ \u3000]?$/u
const HOME = /[（(][\u4e00-\u9fff]{2,8}[）)]/y

const SLASHED_HOME = /[/／╱][\u4e00-\u9fff]{2,5}/y

/** Behind a mark and a name the line ends with where the author lives; `at` where it does not. */
function homeEnd(text: string, at: number, end: number): number {
  return sticky(HOME, text, at, end) === end ? end : at
}

/** Two names of three characters, and 等. */
const LONGEST_RUN = 7

/** 王小明台北报导, 王小明台北19日电, 王倩李敏发自西安, 让-皮埃尔·杜邦: a run longer than names alone. */
function endsInReport(text: string, at: number, stop: number): boolean {
  if (
    lexicon().reportsEnd.has(text.charCodeAt(stop - 1)) ||
    text[stop - 1] === '讯' ||
    isDigit(text.charCodeAt(stop))
  )
    return true
  for (let i = at + 1; i < stop; i++) {
    const code = text.charCodeAt(i)
    if (!isHan(code) || (code === 0x53d1 && text.charCodeAt(i + 1) === 0x81ea)) return true
  }
  return false
}

/** 文/图, 文·图: who did both signs in front of it, whatever his name begins with. */
export function opensCamera(text: string, at: number): boolean {
  const role = text[at] === '文' || text[at] === '图' ? roleAt(text, at, at + 3) : null
  return role !== null && role.length === 3 && role.value.kind === 'writer' && !isHan(text.charCodeAt(at + 1))
}

/** So many names stand in a row, and in a bracket. */
const MOST_NAMES = 6
const MOST_IN_BRACKET = 12

/** （王倩 岚溪台）: behind names in a bracket a station or a paper closes it; null elsewhere. */
function stationBehind(text: string, at: number, end: number): Outlet | null {
  const start = behindSeparator(text, at, end)
  const stop = start < 0 ? at : hanEnd(text, start, end, 12)
  if (stop - start < 3 || stop <= at || (stop < end && !'）)'.includes(text[stop]))) return null
  return lexicon().roleEndings.longest(text, stop, start + 2) && !isSurname(text, start)
    ? { start, end: stop, name: text.slice(start, stop) }
    : null
}

/** Names without a role in front: 张宏 文/图, 王小明／台北报导, or a line that is nothing but names. */
export function readNamesFirst(text: string, at: number, end: number): Byline | null {
  // A run this long is a sentence or a headline, or the name and 报导 in one.
  const run = hanEnd(text, at, end, 15)
  if (run - at >= 15 || (run - at > LONGEST_RUN && !endsInReport(text, at, run))) return null
  const by = isLatin(text.charCodeAt(at)) ? sticky(BY, text, at, end) : -1
  const strict = readNames(text, by < 0 ? at : by, end, false)
  const closing =
    strict.names.length === 0 &&
    isSpace(text.charCodeAt(run)) &&
    opensCamera(text, skipSpaces(text, run, end))
  const { names, end: stop } = closing ? readNames(text, at, run, true) : strict
  // 本网讯（…）: in a bracket a whole troop may stand.
  const most = '（('.includes(text[at - 1] ?? ' ') ? MOST_IN_BRACKET : MOST_NAMES
  if (names.length === 0 || names.length > most) return null
  // （宣讯）: a dispatch of 宣.
  if (/^[（(].讯[）)]$/u.test(text.slice(at - 1, stop + 1))) return null
  const next = skipSpaces(text, stop, end)
  // 王小明／秦岭大学教授
  const post = slashes.has(text.charCodeAt(next)) ? skipSpaces(text, next + 1, end) : next
  if (
    names.length === 1 &&
    post > stop &&
    (opensLine(text, at) || behindSlashed(text, at)) &&
    isPost(text, post, end)
  )
    return { start: at, end, people: plainPeople(names, false), open: null }
  const behind = names.length === 1 ? titleBehind(text, stop, end) : null
  if (behind) return { start: at, end, people: peopleWith(names, behind), open: null }
  const station =
    opensBracket(text, stop) || '（('.includes(text[at - 1] ?? ' ') ? stationBehind(text, stop, end) : null
  if (station)
    return {
      start: at,
      end: station.end,
      people: plainPeople(names, false).map((p) => ({ ...p, outlet: station })),
      open: null,
    }
  const report = readReport(text, stop, end)
  // □段树德（庆阳）, 段树德／亚凯迪亚
  const placed = names.length === 1 && opensLine(text, at) && sticky(SLASHED_HOME, text, stop, end) === end
  const home =
    report.end === stop && MARKED.test(text.slice(Math.max(0, at - 2), at))
      ? homeEnd(text, stop, end)
      : placed && !roleAt(text, stop + 1, end) && !lexicon().sections.has(text.slice(stop + 1, end))
        ? end
        : stop
  if (report.end === stop && home < end && !endsAt(text, stop, end)) return null
  // Most Viewed, WeChat: Latin words are names behind By, or beside another.
  if (by < 0 && report.end === stop && names.every(({ name }) => !isHan(name.charCodeAt(0)))) return null
  // 邵长河简历: two names in a row without a mark or 报导 are more often something else.
  // （苏生李荣耀） fills a bracket.
  const boxed = most === MOST_IN_BRACKET && '）)'.includes(text[stop] ?? ' ')
  if (!boxed && report.end === stop && names.some(({ start }, i) => i > 0 && start === names[i - 1].end))
    return null
  return {
    start: at,
    end: Math.max(report.end, home),
    people: plainPeople(names, isPicture(report.role), report.role),
    open: null,
  }
}
