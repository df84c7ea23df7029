import { isOfButtons } from './buttons.js'
import {
  codes,
  colons,
  dots,
  hanEnd,
  indexOfAny,
  isDigit,
  isHan,
  isLatin,
  isSpace,
  skipBlanks,
  skipSpaces,
  slashes,
} from './chars.js'
import { Class, classes, Pair, pairsAt, traitsOf } from './classes.js'
import { readDate } from './dates.js'
import { lexicon } from './lexicon.js'
import { isLatinMedia, isMediaName } from './outlets.js'
import {
  behindColon,
  behindSeparator,
  isCommonSurname,
  isSurname,
  readRole,
  roleAt,
  sticky,
} from './roles.js'

/** Behind the names, in front of 台北报导. */
const DASHES = codes(`${slashes.chars}|｜@－—-`)
export const LATIN_NAME = /[A-Z][A-Za-z.'’-]{1,20}(?: [A-Z][A-Za-z.'’-]{0,20}){0,3}/y
const DAY = /(?:(?:民国)?\d{2,4}年)?(?:\d{1,2}月)?\d{1,2}日/y
const DAY_NEXT = /^(?:(?:民国)?\d{2,4}年)?(?:\d{1,2}月)?\d{1,2}日/

/** Whether a string ends as bodies do: 小麦所, 县委宣传部. */
export const isBodyName = (name: string): boolean => endsAsBody(name, 0, name.length)

export function endsAsBody(text: string, start: number, end: number): boolean {
  if (!(traitsOf(text.charCodeAt(end - 1)) & Class.bodyEnd)) return false
  // 计划投放五百台: a figure in front of a measure.
  if (COUNTED.has(text.charCodeAt(end - 2))) return false
  const { bodyEndings } = lexicon()
  // 县妇联 is one of the endings.
  return (
    bodyEndings.longest(text, end, start + 2) !== null ||
    (end - start === 3 && bodyEndings.longest(text, end, start)?.length === end - start)
  )
}
/** What figures end with; 五局, 审计三处 count nothing. */
const COUNTED = codes('百千万亿余多')

/** 石桥镇, 青原区: where people live. */
export const isHomeName = (name: string): boolean =>
  name.length > 2 && lexicon().homeEndings.longest(name, name.length, 2) !== null

/** 秦岭大学教授, 昆虫学硕士: what somebody is. */
export const isPostName = (name: string): boolean =>
  name.length > 1 && lexicon().postEndings.longest(name, name.length, 0) !== null

const isPlace = (text: string, start: number, end: number) =>
  lexicon().datelines.at(text, start, end) !== undefined && isSurname(text, start)

/** 简历, 了解到, 小麦所: no names of persons, whatever they begin with. */
function isNoName(name: string): boolean {
  const { notNames, sections, datelines, bodyEndings, markers } = lexicon()
  return (
    notNames.has(name) ||
    // 编辑 点击查看
    markers.start.longest(name, 0) !== null ||
    bodyEndings.longest(name, name.length, 0)?.length === name.length ||
    sections.has(name) ||
    datelines.has(name) ||
    // 台中东势
    (name.length > 3 && datelines.longest(name, 0) !== null && !isSurname(name, 0, 2)) ||
    isBodyName(name) ||
    // 关注他
    isOfButtons(name)
  )
}

export interface NameReading {
  start: number
  end: number
  name: string
}

const NO_NAMES: NameReading[] = []

/** A run of Han characters as one or several names: 王倩, 欧阳修文, 王小明李大华. Empty where it is none. */
function splitRun(text: string, start: number, end: number, loose: boolean): NameReading[] {
  // 王倩、李敏等 are two; 公司金融部 is nobody.
  if (end - start > 2 && text[end - 1] === '等') return splitRun(text, start, end - 1, loose)
  if (end - start > 3 && isBodyName(text.slice(start, end))) return []
  // 通讯员：柏林 is a person, 柏林 alone a place.
  const names = runNames(text, start, end, loose)
  if (names.length === 0) return names
  return names.filter(
    ({ name }) =>
      (loose && (isPlace(name, 0, name.length) || lexicon().penNames.has(name))) || !isNoName(name),
  )
}

/** 王倩和李敏, 巴特尔与乌云塔娜: where the word between two names stands; -1 where none does. */
function joinedAt(text: string, start: number, end: number, loose: boolean): number {
  if (end - start < 5) return -1
  const most = Math.min(end - 2, start + (loose ? LONGEST_NAME : 4) + 1)
  for (let i = start + 2; i < most; i++) {
    if (!JOINING.has(text.charCodeAt(i))) continue
    // 李和平 is one.
    if (isSurname(text, i + 1) ? isSurname(text, start) || loose : loose && end - i > 3) return i
  }
  return -1
}
const JOINING = codes('和与及')
/** 阿卜杜拉 */
const LONGEST_NAME = 5

function runNames(text: string, start: number, end: number, loose: boolean): NameReading[] {
  const joint = joinedAt(text, start, end, loose)
  const joined = joint < 0 ? NO_NAMES : runNames(text, start, joint, loose)
  const behind = joined.length > 0 ? runNames(text, joint + 1, end, loose) : NO_NAMES
  if (behind.length > 0) return [...joined, ...behind]
  const cut = secondName(text, start, end, loose)
  if (cut < 0) return NO_NAMES
  const first = { start, end: cut, name: text.slice(start, cut) }
  return cut === end ? [first] : [first, { start: cut, end, name: text.slice(cut, end) }]
}

/** Where the second name of a run begins; its end where it is one name, -1 where it is none. */
function secondName(text: string, start: number, end: number, loose: boolean): number {
  const length = end - start
  // ·胡杨林· is a column.
  if (indexOfAny(text, dots, start, end) >= 0) return isDotted(text, start, end) ? end : -1
  if (length < 2 || length > 6) return -1
  const borne = isSurname(text, start)
  const compound = length >= 3 && isSurname(text, start, start + 2)
  if (length === 2) return borne || loose ? end : -1
  if (length === 3) return borne || compound || loose ? end : -1
  if (length === 4) {
    if (compound) return end
    // 阿依古丽: two rare surnames are more often one name.
    const common = isCommonSurname(text, start) || isCommonSurname(text, start + 2)
    if (borne && common && isSurname(text, start + 2)) return start + 2
    return loose ? end : -1
  }
  // 苏生|李荣耀: of the two ways to cut five characters the one whose surname many bear.
  const other =
    borne &&
    length === 5 &&
    isSurname(text, start + 2) &&
    (isNoName(text.slice(start + 3, end)) ||
      (isCommonSurname(text, start + 2) && !isCommonSurname(text, start + 3)))
  if (borne && isSurname(text, start + 3) && !other) return start + 3
  if (length === 6) return -1
  if (borne && isSurname(text, start + 2)) return start + 2
  // 编辑：木合塔尔江
  return loose && !(borne && isCommonSurname(text, start)) ? end : -1
}

/** 迪丽娜尔·艾力; not 图文编辑·王倩, nor 立秋·守夜的邮差, which is a headline. */
function isDotted(text: string, start: number, end: number): boolean {
  const parts = text.slice(start, end).split(/[·•・]/)
  const named = (part: string) => part.length > 0 && part.length <= 7 && !/[的了是与在]/u.test(part)
  return end - start <= 14 && parts.every(named) && !parts.some(isOther)
}

/** 渤海晚报·渤海一点, 时政·财经·军事 */
const isOther = (word: string): boolean =>
  lexicon().roles.get(word) !== undefined ||
  lexicon().labels.has(word) ||
  lexicon().sections.has(word) ||
  isMediaName(word)

/** End of the names inside a run that also holds 报导, 摄 or a dateline: 王小明台北报导 → 王小明. */
function bareRun(text: string, start: number, end: number): number {
  // 昂晓云文/图
  if (
    end - start > 2 &&
    text[end - 1] === '文' &&
    slashes.has(text.charCodeAt(end)) &&
    '图摄'.includes(text[end + 1])
  )
    return end - 1
  // 王小明台北19日電: the day stands behind the run.
  const dated = isDigit(text.charCodeAt(end)) && DAY_NEXT.test(text.slice(end, end + 14))
  for (let k = start + 2; k < end && k <= start + 4; k++) {
    if (opensNext(text, k, end)) return k
    const place = lexicon().datelines.longest(text, k)
    if (reportEnd(text, k, end) === end) return k === start + 4 && isShortName(text, start) ? start + 2 : k
    if (!place) continue
    // 孙立人美国华盛顿报导
    const city = k + place.length + (lexicon().datelines.longest(text, k + place.length)?.length ?? 0)
    const county = '县市'.includes(text[city] ?? ' ') ? 1 : 0
    if (dated && city + county === end) return k
    if (reportEnd(text, city + county, end) === end) return k
  }
  return beforeDispatch(text, start, end)
}

/** 何立夏校园记者陆小满, 何立夏记者陆小满: glued to a name the role of the next one. */
function opensNext(text: string, at: number, end: number): boolean {
  const role = roleAt(text, at, end)
  if (!role || role.value.kind === 'picture' || end - at - role.length < 2) return false
  // 王倩采访李敏 tells whom.
  return role.length >= 3 || ('者辑编'.includes(text[at + 1]) && isSurname(text, at + 2))
}

/** 庄启铭池上讯, 庄启铭好莱坞报导: behind a whole name any place of two to four characters and 讯; the run’s end elsewhere. */
function beforeDispatch(text: string, start: number, end: number): number {
  const said = text[end - 1] === '讯' ? 1 : /报[道导]/.test(text.slice(end - 2, end)) ? 2 : 0
  const place = end - said - (start + 3)
  if (said === 0 || !isSurname(text, start)) return end
  if (place === 1 && isShortName(text, start)) return start + 2
  if (place < 2 || place > 4) return end
  return lexicon().self.longest(text, start + 2) || lexicon().self.longest(text, start + 3) ? end : start + 3
}

/** 王倩|柞岭报导: of four characters two are the place, unless a second name or a long surname is. */
const isShortName = (text: string, start: number): boolean =>
  isSurname(text, start) && !isSurname(text, start + 2) && !isSurname(text, start, start + 2)

function reportEnd(text: string, at: number, end: number): number {
  const { reportsIn, report } = lexicon()
  if (!reportsIn.has(text.charCodeAt(at))) return -1
  const stop = sticky(report, text, at, end)
  return stop > 0 ? stop : gluedReport(text, at, end)
}

/** ／基隆报导联合报: the paper stands right behind; -1 where it does not. */
function gluedReport(text: string, at: number, end: number): number {
  const stop = sticky(lexicon().gluedReport, text, at, end)
  const paper = stop > 0 ? lexicon().media.longest(text, stop) : null
  return paper && !isHan(text.charCodeAt(stop + paper.length)) ? stop : -1
}

function readName(text: string, at: number, end: number, loose: boolean): NameReading[] {
  const latin = isLatin(text.charCodeAt(at)) ? sticky(LATIN_NAME, text, at, end) : -1
  // END, HKT: a name has small letters.
  // Nova News and Nova 新闻 are no persons.
  if (latin > 0 && text.startsWith('新闻', skipSpaces(text, latin, end))) return []
  if (latin > 0 && /[a-z]/.test(text.slice(at, latin)) && !isLatinMedia(text.slice(at, latin)))
    return [{ start: at, end: latin, name: text.slice(at, latin) }]
  const whole = hanEnd(text, at, end, 16)
  if (whole === at) return []
  const stop = bareRun(text, at, whole)
  const length = stop - at
  // 张 宏 and 欧阳 娜: a name of two characters is spaced out to the width of three.
  if (length === 1 || (length === 2 && isSurname(text, at, stop))) {
    const next = skipSpaces(text, stop, Math.min(end, stop + 4))
    const run = hanEnd(text, next, end, 3)
    // 张 宏摄影报道
    const given = run - next > 1 && reportEnd(text, next + 1, end) > 0 ? next + 1 : run
    const gap = next - stop
    if (
      gap > 0 &&
      given - next >= 1 &&
      given - next <= 2 &&
      isSurname(text, at, stop) &&
      !roleWord(text, next, given) &&
      !lexicon().notNames.has(text.slice(at, stop) + text.slice(next, given))
    ) {
      const name = text.slice(at, stop) + text.slice(next, given)
      const third = given - next === 1 ? spacedThird(text, given, end) : -1
      return [
        third < 0 ? { start: at, end: given, name } : { start: at, end: third, name: name + text[third - 1] },
      ]
    }
  }
  return splitRun(text, at, stop, loose)
}

/** 冯 锦 艳: the last character of a name spaced out whole, its end; -1 where it opens the next name (张 宏 李 敏) or is a role (张 宏 摄). */
function spacedThird(text: string, at: number, end: number): number {
  const start = skipSpaces(text, at, Math.min(end, at + 4))
  const stop = hanEnd(text, start, end, 2)
  // 张 宏 文/图
  if (start === at || stop - start !== 1 || slashes.has(text.charCodeAt(stop)) || roleWord(text, start, stop))
    return -1
  const next = skipSpaces(text, stop, Math.min(end, stop + 4))
  const given = hanEnd(text, next, end, 3)
  const opensName =
    next > stop &&
    (given - next === 1 || given - next === 2) &&
    isSurname(text, start, stop) &&
    !roleWord(text, next, given)
  return opensName ? -1 : stop
}

/** 张宏 文 常乐 摄: what follows the 文 is a whole name, no second half of one (文 静). */
export function standsAlone(text: string, at: number, end: number): boolean {
  const next = skipSpaces(text, at, end)
  if (next === at || next >= end) return false
  const stop = hanEnd(text, next, end, 5)
  if (stop - next >= 2) return true
  // 文 常 乐 摄: the name is spaced out too, and a role stands behind it.
  const given = skipSpaces(text, stop, end)
  const behind = skipSpaces(text, hanEnd(text, given, end, 2), end)
  const role = slashes.has(text.charCodeAt(behind)) ? behind + 1 : behind
  return isSurname(text, next, stop) && roleAt(text, role, end)?.value.kind === 'picture'
}

function roleWord(text: string, start: number, end: number): boolean {
  const hit = roleAt(text, start, end)
  return hit !== null && start + hit.length === end
}

/** Names from `at` on, with the separators between them. */
export function readNames(
  text: string,
  at: number,
  end: number,
  loose: boolean,
): { names: NameReading[]; end: number } {
  const names: NameReading[] = []
  let pos = at
  let stop = at
  while (names.length < 24) {
    const found = readName(text, pos, end, loose)
    if (found.length === 0) break
    const role = readRole(text, pos, end)
    // 文静 is a name, 文/图 is not: a role of one character counts only before a colon or slash.
    if (
      role &&
      (role.word.length > 1 ||
        role.outlet ||
        behindColon(text, role.end, end) > 0 ||
        role.end >= end ||
        (names.length > 0 && standsAlone(text, role.end, end)))
    )
      break
    if (labelAt(text, pos, end) || (names.length > 0 && closesAt(text, pos, end))) break
    // 一校：辛勤 is another label, not a second name.
    const last = found[found.length - 1].end
    if (names.length > 0 && /[:：]/.test(text[last] ?? ' ')) break
    names.push(...found)
    // 王倩等 and others
    stop = text[last] === '等' && !isHan(text.charCodeAt(last + 1)) ? last + 1 : last
    const bracket = affiliation(text, stop, end)
    const next = behindSeparator(text, bracket, end)
    stop = bracket
    // 黄美玲／苗栗即时报导: what follows is no second name.
    if (next < 0 || readReport(text, stop, end).end > stop) break
    // 作者：温小暖 昆虫学硕士
    const post = isSpace(text.charCodeAt(stop)) ? hanEnd(text, next, end, 14) : next
    if (post - next > 3 && isPostName(text.slice(next, post))) {
      stop = post
      break
    }
    pos = next
  }
  return { names, end: stop }
}

/** 王倩　民国107年11月6日, 王倩　商道周刊第1874期 */
const closesAt = (text: string, at: number, end: number): boolean =>
  issueAt(text, at, end) || readDate(text, at, end)?.firm === true

/** 商道周刊第1874期, 柞岭日报: behind names a paper and its issue are no more of them. */
function issueAt(text: string, at: number, end: number): boolean {
  const stop = hanEnd(text, at, end, 12)
  const run = stop < end && isDigit(text.charCodeAt(stop)) && text[stop - 1] === '第' ? stop - 1 : stop
  return run - at >= 4 && isMediaName(text.slice(at, run), true)
}

/** 来源：, 时间：: the next label ends the names, though it looks like one. */
function labelAt(text: string, at: number, end: number): boolean {
  if (!(pairsAt(classes(), text, at) & Pair.label)) return false
  const hit = lexicon().labels.longest(text, at)
  if (!hit) return false
  // 更新时间 is no name, whatever became of its colon.
  if (hit.length > 3) return true
  const after = skipSpaces(text, at + hit.length, end)
  // 王倩 发布于 2022-05-19
  return after < end && (/[:：]/.test(text[after]) || readDate(text, after, end)?.firm === true)
}

/** 王小明（本报记者）: a short bracket behind a name belongs to it. */
function affiliation(text: string, at: number, end: number): number {
  const open = skipSpaces(text, at, Math.min(end, at + 2))
  const code = text[open]
  if (code !== '（' && code !== '(') return at
  for (let i = open + 1; i < Math.min(end, open + 24); i++)
    if (text[i] === '）' || text[i] === ')') {
      const inner = text.slice(open + 1, i)
      return /作者|单位|记者|评论员|大学|学院|研究|委员|教授|律师|局|会$/.test(inner) ||
        isMediaName(inner, true) ||
        isBodyName(inner) ||
        isHomeName(inner)
        ? i + 1
        : at
    }
  return at
}

const DISPATCH = /[\u4e00-\u9fff]{2,4}(?:讯|报[道导])(?![\u4e00-\u9fff])/y

/** Behind blanks and at most one mark; -1 where they reach beyond `end`. */
function behindSlash(text: string, at: number, end: number): number {
  const mark = skipBlanks(text, at)
  const next = DASHES.has(text.charCodeAt(mark)) ? skipBlanks(text, mark + 1) : mark
  return next <= end ? next : -1
}

/** 陆青禾| 赣州11月8日电: what stands in front of the day and 电 is a place, whatever names look like; -1 where none is. */
function placedWire(text: string, at: number, end: number): number {
  const from = skipBlanks(text, at)
  const day = hanEnd(text, from, end, 6)
  if (from === at || day - from < 2 || !isDigit(text.charCodeAt(day))) return -1
  const wire = sticky(DAY, text, day, end)
  return wire > 0 && text[wire] === '电' ? wire + 1 : -1
}

/** The words behind the names: ／台北报导, 综合报道, 摄, 文/图. */
export function readReport(text: string, at: number, end: number): { end: number; role: string | null } {
  const after = roleBehind(text, at, end)
  if (after) return after
  const wired = placedWire(text, at, end)
  if (wired > 0) return { end: wired, role: null }
  // 叶宣（综合报道）
  if ('（('.includes(text[at] ?? ' ') && at < end) {
    const told = reportEnd(text, at + 1, end)
    if (told > 0 && '）)'.includes(text[told] ?? ' ')) return { end: told + 1, role: null }
  }
  // 庄启铭池上讯
  const dispatch = isHan(text.charCodeAt(at)) ? sticky(DISPATCH, text, at, end) : -1
  if (dispatch > 0) return { end: dispatch, role: null }
  const slash = behindSlash(text, at, end)
  let pos = slash < 0 ? at : slash
  for (let i = 0; i < 3; i++) {
    const place = lexicon().datelines.longest(text, pos)
    if (place && pos + place.length <= end) pos += place.length
  }
  // 王小明／桃園市報導
  if (pos > slash && '县市'.includes(text[pos] ?? ' ') && reportEnd(text, skipBlanks(text, pos + 1), end) > 0)
    pos++
  // ／嘉义县 报导
  if (pos > slash) pos = skipBlanks(text, pos)
  const day = isDigit(text.charCodeAt(pos)) ? sticky(DAY, text, pos, end) : -1
  const plain = reportEnd(text, day < 0 ? pos : day, end)
  // 摄影：张宏 opens the next piece.
  if (
    plain > 0 &&
    pos === at + (slash < 0 ? 0 : slash - at) &&
    !/[报电]/.test(text.slice(pos, plain)) &&
    behindColon(text, plain, end) > 0
  )
    return { end: at, role: null }
  // 李敏 摄影 张宏
  if (plain > 0 && pos > at && opensPicture(text, pos, plain, end)) return { end: at, role: null }
  // 王倩 李敏 报导 / 高雄市
  if (plain > 0) return { end: behindPlace(text, plain, end), role: null }
  // 王小明 李大華 / 台中市
  const county = pos > slash && '县市'.includes(text[pos] ?? ' ') ? pos + 1 : pos
  if (pos > slash && slash > at && county === end && slashes.has(text.charCodeAt(skipBlanks(text, at))))
    return { end: county, role: null }
  // Any place of up to six characters behind a slash: ／洛南报导.
  const run = hanEnd(text, pos, end, 12)
  for (let k = pos + 2; k < run && slash > at && !roleAt(text, pos, end); k++)
    if (reportEnd(text, k, end) === run)
      // 王倩 李敏报道: behind a space alone it may be another name.
      return isSurname(text, pos) && k - pos <= 3 && /^\s+$/u.test(text.slice(at, pos))
        ? { end: at, role: null }
        : { end: run, role: null }
  return { end: at, role: null }
}

/** Behind 报导 a slash and where it was made close the line; `at` where they do not. */
function behindPlace(text: string, at: number, end: number): number {
  const slash = skipBlanks(text, at)
  if (slash >= end || !slashes.has(text.charCodeAt(slash))) return at
  const start = skipBlanks(text, slash + 1)
  const place = start < end ? lexicon().datelines.longest(text, start) : null
  if (!place) return at
  const stop = start + place.length + ('县市'.includes(text[start + place.length] ?? ' ') ? 1 : 0)
  return stop === end ? stop : at
}

/** 摄影 and behind a space a name: of the next person. */
function opensPicture(text: string, at: number, stop: number, end: number): boolean {
  const role = roleAt(text, at, end)
  if (role?.value.kind !== 'picture' || at + role.length !== stop || role.length < 2) return false
  const next = skipSpaces(text, stop, end)
  return next > stop && next < end && isSurname(text, next)
}

const BARS = codes(`${slashes.chars}|｜`)

function skipTabs(text: string, at: number): number {
  while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09) at++
  return at
}

function roleBehind(text: string, at: number, end: number): { end: number; role: string | null } | null {
  const slash = skipTabs(text, at)
  const behind = BARS.has(text.charCodeAt(slash)) ? slash + 1 : slash
  if (behind > end) return null
  const pos = skipSpaces(text, behind, end)
  const hit = roleAt(text, pos, end)
  if (!hit?.value.after) return null
  const stop = pos + hit.length
  // 张宏 摄 ends there; 摄影： opens the next piece.
  const colon = skipTabs(text, stop)
  if (colon < end && colons.has(text.charCodeAt(colon))) return null
  if (stop < end && isHan(text.charCodeAt(stop))) return null
  // 武 满 文 静: the first half of a name.
  const next = skipSpaces(text, stop, end)
  if (
    hit.length === 1 &&
    next > stop &&
    hanEnd(text, next, end, 2) === next + 1 &&
    !standsAlone(text, stop, end)
  )
    return null
  // 文／林晓雯 摄影／何俊
  const mark = skipTabs(text, stop)
  if (mark < end && (BARS.has(text.charCodeAt(mark)) || text[mark] === '丨')) return null
  if (
    hit.value.kind === 'picture' &&
    hit.length > 1 &&
    stop < end &&
    isSpace(text.charCodeAt(stop)) &&
    pos > at
  )
    return null
  // 王小明报导 is no role of his.
  const role = text.slice(pos, stop)
  return { end: stop, role: role.startsWith('报') ? null : role }
}
