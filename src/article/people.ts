import { isOfButtons } from './buttons.js'
import {
  codes,
  colons,
  hanEnd,
  isBreak,
  isDigit,
  isHan,
  isLatin,
  isSpace,
  skipBlanks,
  skipSpaces,
  spacedWord,
} from './chars.js'
import { Class, classes, Pair, pairsAt, traitsOf } from './classes.js'
import { readDate } from './dates.js'
import { lexicon, type Role } from './lexicon.js'
import { isMediaName, type Outlet, readBareOutlet, readKnownOutlet, readOutletBeforeRole } from './outlets.js'

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

export interface RoleReading {
  end: number
  word: string
  role: Role
  outlet: Outlet | null
}

/** Between two names, blanks around it: 王倩、李敏, 王倩 和 李敏. A lost byte stands where a space was. */
const SEPARATORS = codes('?？、，,；;/／&＆|｜丨│和与及▪·')
/** Between a role and its names: 记者：王倩, 文／王倩. */
const COLONS = codes(':：|｜丨│┃▏▕/／︱＿_】＝=-·‧．')
/** Behind the names, in front of 台北报导. */
const SLASHES = codes('/／|｜@－—-')
const LATIN_NAME = /[A-Z][A-Za-z.'’-]{1,20}(?: [A-Z][A-Za-z.'’-]{0,20}){0,3}/y
const DAY = /(?:\d{1,2}月)?\d{1,2}日/y
const DAY_NEXT = /^(?:\d{1,2}月)?\d{1,2}日/

/** What closes a byline behind the names: 台北报导, 综合报道, 摄. */
const REPORT =
  /(?:综合|外电|现场|专题|即时|联合|连线|采访)*(?:报导|报道|电|专电|专访|特稿|特写|整理|编译|摄影报[道导]|摄影|摄|撰文|供稿|采写|发自[ \u3000]?[\u4e00-\u9fff]{2,6})(?![\u4e00-\u9fff])/y

function sticky(pattern: RegExp, text: string, at: number, end: number): number {
  pattern.lastIndex = at
  return pattern.test(text) && pattern.lastIndex <= end ? pattern.lastIndex : -1
}

/** Behind one of the marks and the blanks around it; -1 where there is none before `end`. */
function behindMark(text: string, at: number, end: number, marks: ReadonlySet<number>): number {
  const mark = skipBlanks(text, at)
  if (!marks.has(text.charCodeAt(mark))) return -1
  const next = skipBlanks(text, mark + 1)
  return next <= end ? next : -1
}

const behindColon = (text: string, at: number, end: number) => behindMark(text, at, end, COLONS)

/** The same of what stands between names, where blanks alone will do. */
function behindSeparator(text: string, at: number, end: number): number {
  const mark = skipBlanks(text, at)
  if (SEPARATORS.has(text.charCodeAt(mark))) return behindMark(text, mark, end, SEPARATORS)
  return mark > at && mark <= end ? mark : -1
}

/** 记者?王倩: behind one or two lost bytes. */
function behindLost(text: string, at: number, end: number): number {
  let i = skipBlanks(text, at)
  const from = i
  while (i < from + 2 && LOST.has(text.charCodeAt(i))) i++
  if (i === from) return -1
  const next = skipBlanks(text, i)
  return next <= end ? next : -1
}
const LOST = codes('?？')

const isSurname = (text: string, start: number, end = start + 1) =>
  lexicon().surnames.at(text, start, end) !== undefined

function roleAt(text: string, at: number, end: number): { length: number; value: Role } | null {
  if (!(pairsAt(classes(), text, at) & Pair.role)) return null
  const hit = lexicon().roles.longest(text, at)
  return hit && at + hit.length <= end ? hit : null
}

/** 驻西安记者, 驻京特派员 */
const STATIONED = /驻[\u4e00-\u9fff]{1,5}?(?=特约记者|特派记者|首席记者|特派员|记者)/y

function afterStation(text: string, at: number, end: number): number {
  if (text[at] !== '驻') return at
  const stop = sticky(STATIONED, text, at, end)
  return stop < 0 ? at : stop
}

const JOINTS = '·•-—/／、&'

/** 秦岭晚报·秦岭网记者: where the second of two outlets side by side begins; `at` where there is but one. */
function behindJoint(text: string, at: number, limit: number): number {
  for (let i = at + 3; i < limit && i < at + 14; i++) {
    const code = text.charCodeAt(i)
    if (isHan(code)) continue
    const joint = JOINTS.includes(text[i]) && isHan(text.charCodeAt(i + 1))
    return joint && isMediaName(text.slice(at, i)) ? i + 1 : at
  }
  return at
}

/** A role word with the outlet in front of it: 记者, 本报通讯员, 新华社记者, 某区融媒体中心 记者, 文／记者. */
function readRole(text: string, at: number, end: number): RoleReading | null {
  const limit = Math.min(end, at + 40)
  const spaced = spacedWord(text, at, limit)
  const wide = spaced && lexicon().roles.get(spaced.word)
  if (spaced && wide) return { end: spaced.end, word: spaced.word, role: wide, outlet: null }
  const second = behindJoint(text, at, limit)
  if (second > at) {
    const role = readRole(text, second, limit)
    if (role?.outlet) return role
  }
  let outlet = readKnownOutlet(text, at, limit)
  let pos = outlet ? skipSpaces(text, outlet.end, limit) : at
  pos = afterStation(text, pos, limit)
  let hit = roleAt(text, pos, limit)
  if (!hit) {
    outlet = null
    const { ids, traits } = classes()
    const run = hanEnd(text, at, limit, 18)
    for (let k = at + 3; k < run && !hit; k++) {
      if (!(traits[ids[text.charCodeAt(k)]] & Class.writer)) continue
      const inner = roleAt(text, afterStation(text, k, limit), limit)
      if (inner?.value.kind === 'writer' && inner.length > 1)
        outlet =
          readOutletBeforeRole(text, at, k) ??
          boxedOutlet(text, at, k) ??
          reportingOutlet(text, at, k, k + inner.length)
      if (outlet) {
        pos = afterStation(text, k, limit)
        hit = inner
      }
    }
    if (!hit && run < limit && isSpace(text.charCodeAt(run))) {
      const next = skipSpaces(text, run, limit)
      const role = roleAt(text, next, limit)
      const media =
        role?.value.kind === 'writer' && role.length > 1 ? readOutletBeforeRole(text, at, run) : null
      if (media) {
        outlet = media
        pos = next
        hit = role
      }
    }
  }
  if (!hit) return null
  return longerRole(
    text,
    { end: pos + hit.length, word: text.slice(pos, pos + hit.length), role: hit.value, outlet },
    limit,
  )
}

/** （荆川台记者 席海波 报道）: right behind a bracket whatever stands in front of 记者 is an outlet. */
function boxedOutlet(text: string, at: number, before: number): Outlet | null {
  if (!'（([【〔'.includes(text[at - 1] ?? ' ') || before - at < 3 || before - at > 8) return null
  if (hanEnd(text, at, before, 8) < before) return null
  return { start: at, end: before, name: text.slice(at, before) }
}

const REPORTING =
  /[ \u3000]+[\u4e00-\u9fff]{2,4}(?:[ \u3000、]+[\u4e00-\u9fff]{2,4}){0,3}(?:[ \u3000]+(?:发自)?[\u4e00-\u9fff]{2,8}(?:报道|报导))?[ \u3000]*(?:\n|$)/y

/** 金融周知|记者 鲁明月 郑州报道, 早市参考|记者 阮一笛: an outlet that no list has, where the whole line is a byline. */
function reportingOutlet(text: string, at: number, before: number, from: number): Outlet | null {
  const opens = at === 0 || text[at - 1] === '\n'
  if (!opens || before - at < 3 || before - at > 10 || '名位个的'.includes(text[before - 1])) return null
  REPORTING.lastIndex = from
  const rest = REPORTING.exec(text)
  // 柞岭县融媒体中心记者 王倩: one word of the list, behind a place.
  const sure = rest !== null && (text.startsWith('记者', before) || /报[道导]/.test(rest[0]))
  return sure ? { start: at, end: before, name: text.slice(at, before) } : null
}

/** 采写：新岭记者 王倩: behind a role and its colon whatever stands in front of 记者 is an outlet. */
function outletInFront(text: string, at: number, limit: number): Outlet | null {
  const run = hanEnd(text, at, limit, 12)
  for (let k = at + 2; k + 1 < run && k <= at + 8; k++) {
    const role = traitsOf(text.charCodeAt(k)) & Class.writer ? roleAt(text, k, limit) : null
    if (role?.value.kind === 'writer' && role.length > 1)
      return { start: at, end: k, name: text.slice(at, k) }
  }
  return null
}

/** 文／记者王小明, 摄影 记者 王小明: the last of several role words before the name says who it is. */
function longerRole(text: string, first: RoleReading, limit: number): RoleReading {
  let best = first
  for (let i = 0; i < 3; i++) {
    const colon = behindColon(text, best.end, limit)
    // 文、摄影／王小明
    const joined = text[best.end] === '、' && roleAt(text, best.end + 1, limit) ? best.end + 1 : best.end
    const next = skipSpaces(text, colon < 0 ? joined : colon, limit)
    const outlet = readKnownOutlet(text, next, limit) ?? (colon > 0 ? outletInFront(text, next, limit) : null)
    const at = afterStation(text, outlet ? skipSpaces(text, outlet.end, limit) : next, limit)
    const hit = roleAt(text, at, limit)
    // 记者 文森 is a name, 摄影 记者 another role.
    if (!hit || (hit.length === 1 && (next === best.end || isHan(text.charCodeAt(at + 1))))) return best
    // 文／摄影 王小明 writes, 图／记者 王小明 does not.
    const keeps = best.role.author ? !hit.value.author : best.role.kind === 'picture' && colon > 0
    best = {
      end: at + hit.length,
      word: keeps ? best.word : text.slice(at, at + hit.length),
      role: keeps ? best.role : hit.value,
      outlet: outlet ?? best.outlet,
    }
  }
  return best
}

/** Whether a string ends as bodies do: 小麦所, 县委宣传部. */
export const isBodyName = (name: string): boolean => endsAsBody(name, 0, name.length)

function endsAsBody(text: string, start: number, end: number): boolean {
  if (!(traitsOf(text.charCodeAt(end - 1)) & Class.bodyEnd)) return false
  return lexicon().bodyEndings.longest(text, end, start + 2) !== null
}

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
    isBodyName(name) ||
    // 关注他
    isOfButtons(name)
  )
}

interface NameReading {
  start: number
  end: number
  name: string
}

/** A run of Han characters as one or several names: 王倩, 欧阳修文, 王小明李大华. Empty where it is none. */
function splitRun(text: string, start: number, end: number, loose: boolean): NameReading[] {
  // 王倩、李敏等 are two; 公司金融部 is nobody.
  if (end - start > 2 && text[end - 1] === '等') return splitRun(text, start, end - 1, loose)
  if (end - start > 3 && isBodyName(text.slice(start, end))) return []
  // 通讯员：柏林 is a person, 柏林 alone a place.
  return runNames(text, start, end, loose).filter(
    ({ name }) => (loose && isPlace(name, 0, name.length)) || !isNoName(name),
  )
}

function runNames(text: string, start: number, end: number, loose: boolean): NameReading[] {
  const length = end - start
  const at = (from: number, to: number): NameReading => ({ start: from, end: to, name: text.slice(from, to) })
  const surname = (i: number, length = 1) => isSurname(text, start + i, start + i + length)
  if (/[·•・]/.test(text.slice(start, end)))
    // ·胡杨林· is a column.
    return length <= 14 && !/[·•・]/.test(text[end - 1]) ? [at(start, end)] : []
  const compound = length >= 3 && surname(0, 2)
  if (length === 2) return surname(0) || loose ? [at(start, end)] : []
  if (length === 3) return surname(0) || compound || loose ? [at(start, end)] : []
  if (length === 4 && compound) return [at(start, end)]
  if (length === 4 && surname(0) && surname(2)) return [at(start, start + 2), at(start + 2, end)]
  if (length === 4 && loose) return [at(start, end)]
  if (length === 5 && surname(0) && surname(3)) return [at(start, start + 3), at(start + 3, end)]
  if (length === 5 && surname(0) && surname(2)) return [at(start, start + 2), at(start + 2, end)]
  if (length === 6 && surname(0) && surname(3)) return [at(start, start + 3), at(start + 3, end)]
  return []
}

/** End of the names inside a run that also holds 报导, 摄 or a dateline: 王小明台北报导 → 王小明. */
function bareRun(text: string, start: number, end: number): number {
  // 王小明台北19日電: the day stands behind the run.
  const dated = DAY_NEXT.test(text.slice(end, end + 6))
  for (let k = start + 2; k < end && k <= start + 4; k++) {
    const place = lexicon().datelines.longest(text, k)
    if (reportEnd(text, k, end) === end) return k
    if (!place) continue
    const county = '县市'.includes(text[k + place.length] ?? ' ') ? 1 : 0
    if (dated && k + place.length + county === end) return k
    if (reportEnd(text, k + place.length + county, end) === end) return k
  }
  return beforeDispatch(text, start, end)
}

/** 庄启铭池上讯: behind a whole name any place of two to four characters and 讯; the run’s end elsewhere. */
function beforeDispatch(text: string, start: number, end: number): number {
  const place = end - 1 - (start + 3)
  if (text[end - 1] !== '讯' || place < 2 || place > 4 || !isSurname(text, start)) return end
  return lexicon().self.longest(text, start + 2) || lexicon().self.longest(text, start + 3) ? end : start + 3
}

function reportEnd(text: string, at: number, end: number): number {
  return REPORT_FIRSTS.has(text.charCodeAt(at)) ? sticky(REPORT, text, at, end) : -1
}
const REPORT_FIRSTS = codes('综外现专即联连采报电特整编摄撰供发')

function readName(text: string, at: number, end: number, loose: boolean): NameReading[] {
  const latin = isLatin(text.charCodeAt(at)) ? sticky(LATIN_NAME, text, at, end) : -1
  // END, HKT: a name has small letters.
  if (latin > 0 && /[a-z]/.test(text.slice(at, latin)))
    return [{ start: at, end: latin, name: text.slice(at, latin) }]
  const whole = hanEnd(text, at, end, 16)
  if (whole === at) return []
  const stop = bareRun(text, at, whole)
  const length = stop - at
  // 张 宏 and 欧阳 娜: a name of two characters is spaced out to the width of three.
  if (length === 1 || (length === 2 && isSurname(text, at, stop))) {
    const next = skipSpaces(text, stop, Math.min(end, stop + 4))
    const given = hanEnd(text, next, end, 3)
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
  if (start === at || stop - start !== 1 || '/／'.includes(text[stop] ?? ' ') || roleWord(text, start, stop))
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
function standsAlone(text: string, at: number, end: number): boolean {
  const next = skipSpaces(text, at, end)
  if (next === at || next >= end) return false
  const stop = hanEnd(text, next, end, 5)
  if (stop - next >= 2) return true
  // 文 常 乐 摄: the name is spaced out too, and a role stands behind it.
  const given = skipSpaces(text, stop, end)
  const behind = skipSpaces(text, hanEnd(text, given, end, 2), end)
  const role = '/／'.includes(text[behind] ?? ' ') ? behind + 1 : behind
  return isSurname(text, next, stop) && roleAt(text, role, end)?.value.kind === 'picture'
}

function roleWord(text: string, start: number, end: number): boolean {
  const hit = roleAt(text, start, end)
  return hit !== null && start + hit.length === end
}

/** Names from `at` on, with the separators between them. */
function readNames(
  text: string,
  at: number,
  end: number,
  loose: boolean,
): { names: NameReading[]; end: number } {
  const names: NameReading[] = []
  let pos = at
  let stop = at
  while (names.length < 24) {
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
    if (labelAt(text, pos, end) || (names.length > 0 && issueAt(text, pos, end))) break
    const found = readName(text, pos, end, loose)
    if (found.length === 0) break
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
    pos = next
  }
  return { names, end: stop }
}

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
  return after < end && /[:：]/.test(text[after])
}

/** 王小明（本报记者）: a short bracket behind a name belongs to it. */
function affiliation(text: string, at: number, end: number): number {
  const open = skipSpaces(text, at, Math.min(end, at + 2))
  const code = text[open]
  if (code !== '（' && code !== '(') return at
  for (let i = open + 1; i < Math.min(end, open + 24); i++)
    if (text[i] === '）' || text[i] === ')') {
      const inner = text.slice(open + 1, i)
      return /作者|单位|记者|大学|学院|研究|委员|教授|律师|局|会$/.test(inner) || isMediaName(inner, true)
        ? i + 1
        : at
    }
  return at
}

const DISPATCH = /[\u4e00-\u9fff]{2,4}讯(?![\u4e00-\u9fff])/y

/** Behind blanks and at most one mark; -1 where they reach beyond `end`. */
function behindSlash(text: string, at: number, end: number): number {
  const mark = skipBlanks(text, at)
  const next = SLASHES.has(text.charCodeAt(mark)) ? skipBlanks(text, mark + 1) : mark
  return next <= end ? next : -1
}

/** The words behind the names: ／台北报导, 综合报道, 摄, 文/图. */
function readReport(text: string, at: number, end: number): { end: number; role: string | null } {
  const after = roleBehind(text, at, end)
  if (after) return after
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
  if (pos > slash && '县市'.includes(text[pos] ?? ' ') && reportEnd(text, pos + 1, end) > 0) pos++
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
  if (plain > 0) return { end: plain, role: null }
  // 王小明 李大華 / 台中市
  const county = pos > slash && '县市'.includes(text[pos] ?? ' ') ? pos + 1 : pos
  if (pos > slash && slash > at && county === end && /[/／]/.test(text.slice(at, slash)))
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

/** 摄影 and behind a space a name: of the next person. */
function opensPicture(text: string, at: number, stop: number, end: number): boolean {
  const role = roleAt(text, at, end)
  if (role?.value.kind !== 'picture' || at + role.length !== stop || role.length < 2) return false
  const next = skipSpaces(text, stop, end)
  return next > stop && next < end && isSurname(text, next)
}

const BARS = codes('/／|｜')

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
  if (mark < end && '/／|｜丨'.includes(text[mark])) return null
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
  if (lexicon().media.at(text, at, stop) && !isSurname(text, at)) return next
  if (stop - at < 3) return at
  // 民一庭 尤静
  const whole = lexicon().bodyEndings.longest(text, stop, at)?.length === stop - at
  return whole || endsAsBody(text, at, stop) ? next : at
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

/** （记者水清扬）: two or three characters up to the bracket. */
function closedName(text: string, at: number, end: number): boolean {
  const stop = hanEnd(text, at, end, 4)
  return stop - at >= 2 && stop - at <= 3 && '）)】〕］]'.includes(text[stop] ?? ' ')
}

/** 驻平川记者 颉满斌　　通讯员 窦晓梅: behind the names the next role stands. */
function opensRole(text: string, at: number, end: number): boolean {
  const next = behindSeparator(text, at, end)
  const role = next > at ? readRole(text, next, end) : null
  return role !== null && role.word.length > 1
}

/** One role with its names: 本报记者 王倩 李敏, 作者：张宏, 记者王小明／台北报导, 责编：李四. */
export function readByline(text: string, at: number, end: number): Byline | null {
  const role = readRole(text, at, end)
  if (!role) return null
  const colon = behindColon(text, role.end, end)
  const lost = colon < 0 && role.word.length > 1 ? behindLost(text, role.end, end) : -1
  const namesAt = lost > 0 ? lost : skipSpaces(text, colon < 0 ? role.end : colon, end)
  // 文静 writes nothing: a role of one character wants a colon, a slash or an end.
  if (role.word.length === 1 && colon < 0 && role.end === at + 1 && !standsAlone(text, role.end, end))
    return null
  const boxed = colon < 0 ? boxedNames(text, at, role, end) : null
  if (boxed) return boxed
  // 通讯员 市公安局 李敏: where the writer is from stands between.
  const bodied = colon >= 0 || (namesAt > role.end && role.role.kind === 'writer')
  let found = readNames(text, bodied ? behindBody(text, namesAt, end) : namesAt, end, colon >= 0)
  let report = readReport(text, found.end, end)
  if (colon < 0 && report.end < end && /[者员生编辑人家笔译]$/u.test(role.word)) {
    // 记者 檀溪 次仁 to the very end, or up to 报道: rare surnames and names without one will do.
    const loose = readNames(text, namesAt, end, true)
    const closing = readReport(text, loose.end, end)
    const apart = namesAt > role.end || loose.names.length > 1
    const closed = closing.end >= end || opensRole(text, closing.end, end)
    if (
      loose.names.length > found.names.length &&
      (closing.end > loose.end || (apart && closed) || closedName(text, namesAt, end))
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
  // 新华社记者 王倩 摄: what the reporter made is a picture.
  if (isPicture(report.role))
    for (const person of people) {
      person.author = false
      person.picture = true
    }
  return { start: at, end: report.end, people, open: null }
}

function peopleWith(names: readonly NameReading[], { word, outlet, role }: RoleReading): PersonReading[] {
  return names.map(({ start, end, name }) => ({
    start,
    end,
    name,
    // 王小明报导, 报道／王小明 say nothing of him.
    role: word.startsWith('报') ? null : word,
    outlet,
    author: role.author,
    picture: role.kind === 'picture',
  }))
}

/** The names of a label that stands alone on the line above: 作者： / 贺敏之 */
export function readNamesUnder(text: string, at: number, end: number, role: RoleReading): Byline | null {
  const { names, end: stop } = readNames(text, at, end, true)
  return names.length > 0 ? { start: at, end: stop, people: peopleWith(names, role), open: null } : null
}

const BY = /[Bb][Yy](?:[:：][ \t\u00a0\u3000]*|[ \t\u00a0\u3000]+)/y

/** Names without a role. */
const plain = (
  names: readonly NameReading[],
  picture: boolean,
  role: string | null = null,
): PersonReading[] =>
  names.map(({ start, end, name }) => ({ start, end, name, role, outlet: null, author: !picture, picture }))

/** What a person who writes for a paper may be. */
export const POST =
  /(?:召集人|负责人|创办人|主持人|发言人|教授|主任|会长|理事|研究员|研究生|作家|诗人|律师|医生|医师|议员|主席|总监|院长|博士|学者|委员|校长|顾问|秘书长|总干事|干事|分析师|经济学家|讲师|导师|社工|会员)$/u

/** 方慧賢　民間房屋關注組召集人: who the author is, up to the end of the line. */
function isPost(text: string, at: number, end: number): boolean {
  return end - at <= 20 && hanEnd(text, at, end, 20) === end && POST.test(text.slice(at, end))
}

/** 王倩　秦岭晚报　2022-05-19: a day or an outlet closes the names as the end of the line does. */
function endsAt(text: string, stop: number, end: number): boolean {
  // （王倩 李敏）
  if (stop + 1 === end && '）)】]'.includes(text[stop])) return true
  const apart = behindSeparator(text, stop, end)
  const next = apart < 0 ? stop : apart
  if (next - stop < 1) return false
  const known = readBareOutlet(text, next, end)
  // 王小明 · 秦嶺新聞網
  if (known && known.end === end && /[·•|｜丨/／]/.test(text.slice(stop, next))) return true
  const behind = known ? behindSeparator(text, known.end, end) : -1
  if (readDate(text, behind > 0 ? behind : (known?.end ?? next), end)?.firm) return true
  // 公羊羽 晋北观察 2021-09-02 06:58: whatever name stands before a day and its clock time.
  const word = hanEnd(text, next, end, 12)
  const date = word - next >= 3 ? readDate(text, skipSpaces(text, word, end), end) : null
  return date !== null && (date.clock !== null || (date.firm && isMediaName(text.slice(next, word))))
}

/** （柞岭县委宣传部 王倩）: who they are with stands before the names. */
export function readNamesOf(text: string, at: number, end: number): Byline | null {
  const stop = hanEnd(text, at, end, 16)
  if (stop - at < 3 || !isSpace(text.charCodeAt(stop)) || !isBodyName(text.slice(at, stop))) return null
  const found = readNames(text, skipSpaces(text, stop, end), end, false)
  const closed = found.end >= end || '）)】]'.includes(text[found.end])
  if (found.names.length === 0 || !closed) return null
  const outlet = { start: at, end: stop, name: text.slice(at, stop) }
  const people = found.names.map(({ start, end: nameEnd, name }) => ({
    start,
    end: nameEnd,
    name,
    role: null,
    outlet,
    author: true,
    picture: false,
  }))
  return { start: at, end: found.end, people, open: null }
}

/** 王倩 秦岭晚报记者, 王小明 特約記者: what the person is stands behind the name and closes the line. */
function titleBehind(text: string, at: number, end: number): RoleReading | null {
  const next = skipSpaces(text, at, end)
  if (next === at) return null
  const role = readRole(text, next, end)
  return role?.end === end && role.role.kind === 'writer' && role.word.length > 1 ? role : null
}

const MARKED = /[□■●◎○◆▲★☆◇☉][ \u3000]?$/u
const HOME = /[（(][\u4e00-\u9fff]{2,8}[）)]/y

/** Behind a mark and a name the line ends with where the author lives; `at` where it does not. */
function homeEnd(text: string, at: number, end: number): number {
  return sticky(HOME, text, at, end) === end ? end : at
}

/** Names without a role in front: 张宏 文/图, 王小明／台北报导, or a line that is nothing but names. */
export function readNamesFirst(text: string, at: number, end: number): Byline | null {
  // A run this long is a sentence or a headline.
  if (hanEnd(text, at, end, 15) - at >= 15) return null
  const by = isLatin(text.charCodeAt(at)) ? sticky(BY, text, at, end) : -1
  const { names, end: stop } = readNames(text, by < 0 ? at : by, end, false)
  if (names.length === 0 || names.length > 6) return null
  const next = skipSpaces(text, stop, end)
  if (names.length === 1 && next > stop && opensLine(text, at) && isPost(text, next, end))
    return { start: at, end, people: plain(names, false), open: null }
  const behind = names.length === 1 ? titleBehind(text, stop, end) : null
  if (behind) return { start: at, end, people: peopleWith(names, behind), open: null }
  const report = readReport(text, stop, end)
  // □段树德（庆阳）
  const home =
    report.end === stop && MARKED.test(text.slice(Math.max(0, at - 2), at)) ? homeEnd(text, stop, end) : stop
  if (report.end === stop && home < end && !endsAt(text, stop, end)) return null
  // Most Viewed, WeChat: Latin words are names behind By, or beside another.
  if (by < 0 && report.end === stop && names.every(({ name }) => !isHan(name.charCodeAt(0)))) return null
  // 邵长河简历: two names in a row without a mark or 报导 are more often something else.
  if (report.end === stop && names.some(({ start }, i) => i > 0 && start === names[i - 1].end)) return null
  return {
    start: at,
    end: report.end,
    people: plain(names, isPicture(report.role), report.role),
    open: null,
  }
}
