import {
  bars,
  type Codes,
  codes,
  colons,
  dots,
  hanEnd,
  isDigit,
  isHan,
  isLatin,
  isSpace,
  skipBlanks,
  skipSpaces,
  slashes,
  spacedWord,
} from './chars.js'
import { Class, classes, Pair, pairsAt, traitsOf } from './classes.js'
import { lexicon, type Role } from './lexicon.js'
import { isMediaName, type Outlet, readKnownOutlet, readOutletBeforeRole } from './outlets.js'

export interface RoleReading {
  end: number
  word: string
  role: Role
  outlet: Outlet | null
}

/** Between two names, blanks around it: 王倩、李敏, 王倩 和 李敏. A lost byte stands where a space was. */
const SEPARATORS = codes(`${slashes.chars}${bars.chars}?？、，,；;&＆和与及▪·・`)
/** Between a role and its names: 记者：王倩, 文／王倩. */
const COLONS = codes(`${slashes.chars}${colons.chars}${bars.chars}＿_】＝=-—·・‧．`)
export function sticky(pattern: RegExp, text: string, at: number, end: number): number {
  pattern.lastIndex = at
  return pattern.test(text) && pattern.lastIndex <= end ? pattern.lastIndex : -1
}

/** Behind one of the marks and the blanks around it; -1 where there is none before `end`. */
function behindMark(text: string, at: number, end: number, marks: Codes): number {
  const mark = skipBlanks(text, at)
  if (!marks.has(text.charCodeAt(mark))) return -1
  const next = skipBlanks(text, mark + 1)
  return next <= end ? next : -1
}

export function behindColon(text: string, at: number, end: number): number {
  const value = behindMark(text, at, end, COLONS)
  // 编辑：| 王倩 |: cells of a table.
  return value > 0 && value < end && bars.has(text.charCodeAt(value)) ? skipBlanks(text, value + 1) : value
}

/** The same of what stands between names, where blanks alone will do. */
export function behindSeparator(text: string, at: number, end: number): number {
  const mark = skipBlanks(text, at)
  if (SEPARATORS.has(text.charCodeAt(mark))) return behindMark(text, mark, end, SEPARATORS)
  return mark > at && mark <= end ? mark : -1
}

/** 记者?王倩: behind one or two lost bytes. */
export function behindLost(text: string, at: number, end: number): number {
  let i = skipBlanks(text, at)
  const from = i
  while (i < from + 2 && LOST.has(text.charCodeAt(i))) i++
  if (i === from) return -1
  const next = skipBlanks(text, i)
  return next <= end ? next : -1
}
const LOST = codes('?？')

export const isSurname = (text: string, start: number, end = start + 1) =>
  (traitsOf(text.charCodeAt(start)) & Class.surname) !== 0 &&
  lexicon().surnames.at(text, start, end) !== undefined

/** 王, 李: a surname that many bear. */
export const isCommonSurname = (text: string, at: number): boolean => {
  const rank = lexicon().surnames.at(text, at, at + 1)
  return rank !== undefined && rank < COMMON
}
const COMMON = 150

export function roleAt(text: string, at: number, end: number): { length: number; value: Role } | null {
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

const JOINTS = `${slashes.chars}·•-—、&`

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

/** A role word stands no further behind the outlet in front of it. */
export const ROLE_REACH = 40

const QUOTED = /《([\u4e00-\u9fff]{2,12})》[ \u3000]?/y

/** 《今日观察》记者: whatever stands in quotation marks right in front of 记者 is an outlet. */
function behindQuoted(text: string, at: number, limit: number): RoleReading | null {
  QUOTED.lastIndex = at
  const m = text[at] === '《' ? QUOTED.exec(text) : null
  const role = m && at + m[0].length < limit ? readRole(text, at + m[0].length, limit) : null
  if (!m || role?.role.kind !== 'writer' || role.word.length < 2) return null
  return { ...role, outlet: { start: at + 1, end: at + 1 + m[1].length, name: m[1] } }
}

/** 通 讯 员　王倩, 记　者张宏, 编　辑　李敏: a role of who writes or edits, spaced out, no mark behind it; null elsewhere. */
function spacedRole(text: string, at: number, end: number): { word: string; end: number } | null {
  if (!isSpace(text.charCodeAt(at + 1)) || !(traitsOf(text.charCodeAt(at)) & Class.meta)) return null
  let word = text[at]
  for (let i = skipBlanks(text, at + 1); i < end && word.length < 4; i = skipBlanks(text, i + 1)) {
    word += text[i]
    const kind = lexicon().roles.get(word)?.kind
    if (kind === 'writer' || kind === 'editor') return { word, end: i + 1 }
    if (!isSpace(text.charCodeAt(i + 1))) return null
  }
  return null
}

/** A role word with the outlet in front of it: 记者, 本报通讯员, 新华社记者, 某区融媒体中心 记者, 文／记者. */
export function readRole(text: string, at: number, end: number): RoleReading | null {
  const limit = Math.min(end, at + ROLE_REACH)
  const spaced = spacedWord(text, at, limit) ?? spacedRole(text, at, limit)
  const wide = spaced && lexicon().roles.get(spaced.word)
  if (spaced && wide) return { end: spaced.end, word: spaced.word, role: wide, outlet: null }
  const quoted = behindQuoted(text, at, limit)
  if (quoted) return quoted
  const second = behindJoint(text, at, limit)
  if (second > at) {
    const role = readRole(text, second, limit) ?? behindUnit(text, second, limit)
    // Of a paper and its site the paper.
    const paper = { start: at, end: second - 1, name: text.slice(at, second - 1) }
    const first = isMediaName(paper.name, true) || !isMediaName(role?.outlet?.name ?? paper.name)
    if (role?.outlet) return { ...role, outlet: first ? paper : role.outlet }
  }
  let outlet = readKnownOutlet(text, at, limit)
  let pos = outlet ? skipSpaces(text, outlet.end, limit) : at
  pos = afterStation(text, pos, limit)
  let hit = roleAt(text, pos, limit)
  if (!hit) {
    outlet = null
    const { ids, traits } = classes()
    const run = unitEnd(text, at, limit, 18)
    for (let k = at + 3; k < run && !hit; k++) {
      if (!(traits[ids[text.charCodeAt(k)]] & Class.writer)) continue
      const inner = roleAt(text, afterStation(text, k, limit), limit)
      // 新春走基层报道组记者王倩: the group is whom the reporter is with.
      if (inner && isGroup(text, k + inner.length) && roleAt(text, k + inner.length, limit)) continue
      if (inner?.value.kind === 'writer' && inner.length > 1)
        outlet =
          readOutletBeforeRole(text, at, k) ??
          boxedOutlet(text, at, k) ??
          reportingOutlet(text, at, k, k + inner.length)
      if (inner?.value.kind === 'editor') outlet = outletOfEditor(text, at, k)
      // （文中人物为化名通讯员王倩）: a clause in front of the role is no outlet.
      const told = inner?.value.kind === 'writer' && inner.length > 1 && isBoxedClause(text, at, k)
      if (outlet || told) {
        if (told) outlet = null
        pos = afterStation(text, k, limit)
        hit = inner
      }
      // 石桥号全媒体记者: no 记者 behind an outlet 石桥号全媒体.
      else if (inner && inner.length > 1) k += inner.length - 1
    }
    if (!hit && run < limit && isSpace(text.charCodeAt(run))) {
      const next = skipSpaces(text, run, limit)
      const role = roleAt(text, next, limit)
      const writes = role?.value.kind === 'writer' && role.length > 1
      const told = writes && isBoxedClause(text, at, run)
      const media = writes && !told ? readOutletBeforeRole(text, at, run) : null
      if (media || told) {
        outlet = media
        pos = next
        hit = role
      }
    }
  }
  if (!hit) return readFronted(text, at, limit)
  return longerRole(
    text,
    { end: pos + hit.length, word: text.slice(pos, pos + hit.length), role: hit.value, outlet },
    limit,
  )
}

/** A role of so many characters takes no word in front. */
export const WHOLE_ROLE = 4

/** 美文编辑：, 夜班主编｜: whatever stands in front of the word of the table, a mark closes the role. `bare`: and no longer one. */
export function readFronted(text: string, at: number, end: number, bare = false): RoleReading | null {
  let run = at
  while (run < end && run - at < 8 && isHan(text.charCodeAt(run))) run++
  if (run - at < 4 || behindColon(text, run, end) < 0) return null
  for (let k = at + 2; k + 2 <= run; k++) {
    const hit = roleAt(text, k, run)
    if (!hit || k + hit.length < run) continue
    if (bare && hit.length >= WHOLE_ROLE) return null
    if (hit.value.kind === 'editor')
      return { end: run, word: text.slice(at, run), role: hit.value, outlet: null }
    // 晨经记者：王倩: a short name of the paper.
    const short = { start: at, end: k, name: text.slice(at, k) }
    if (
      hit.value.kind === 'writer' &&
      text.startsWith('记者', run - 2) &&
      !lexicon().notNames.has(short.name)
    )
      return { end: run, word: text.slice(k, run), role: hit.value, outlet: short }
  }
  return null
}

/** Han, letters, figures and dots from `at` on, no figure in front: 农村大众, YMG全媒体. */
function unitEnd(text: string, at: number, end: number, most: number): number {
  const limit = Math.min(end, at + most)
  if (!isHan(text.charCodeAt(at)) && !isLatin(text.charCodeAt(at))) return at
  let i = at + 1
  while (i < limit) {
    const code = text.charCodeAt(i)
    if (!isHan(code) && !isLatin(code) && !isDigit(code) && !dots.has(code)) break
    i++
  }
  return i
}

const isGroup = (text: string, end: number): boolean => '组团站'.includes(text[end - 1])

/** 【华声报编辑王倩台北报导】: a paper in front of 编辑, which other words stand in front of too. */
function outletOfEditor(text: string, at: number, before: number): Outlet | null {
  if (!text.startsWith('编辑', before)) return null
  if (BOXES.includes(text[at - 1] ?? ' ')) return readOutletBeforeRole(text, at, before)
  const name = text.slice(at, before)
  return isMediaName(name, true) ? { start: at, end: before, name } : null
}
const BOXES = '（([【〔'

/** What a unit has no part of: 本组稿件由记者…, 右二为记者…. */
const CLAUSE = /[的由是为在被对据系了]/u

/** （文中人物为化名| 通讯员 王倩）, （本组图片由|记者王倩摄）: right behind a bracket a clause; （右二为|记者王倩） says who is seen. */
const isBoxedClause = (text: string, at: number, end: number): boolean =>
  BOXES.includes(text[at - 1] ?? ' ') &&
  end - at <= LONGEST_UNIT &&
  text[end - 1] !== '为' &&
  CLAUSE.test(text.slice(at, end))

/** （荆川台记者 席海波 报道）, （新春走基层报道组记者王倩）: right behind a bracket whatever stands in front of 记者 is an outlet. */
function boxedOutlet(text: string, at: number, before: number): Outlet | null {
  if (!BOXES.includes(text[at - 1] ?? ' ') || before - at < 3 || before - at > LONGEST_UNIT) return null
  const name = text.slice(at, before)
  return unitEnd(text, at, before, LONGEST_UNIT) < before || CLAUSE.test(name)
    ? null
    : { start: at, end: before, name }
}
const LONGEST_UNIT = 16

/** 秦岭网、岭学习记者: behind another outlet whatever stands in front of 记者 is one. */
function behindUnit(text: string, at: number, limit: number): RoleReading | null {
  const outlet = outletInFront(text, at, limit)
  const hit = outlet && roleAt(text, outlet.end, limit)
  return hit
    ? {
        end: outlet.end + hit.length,
        word: text.slice(outlet.end, outlet.end + hit.length),
        role: hit.value,
        outlet,
      }
    : null
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
  const sure = rest !== null && (text.startsWith('记者', from - 2) || /报[道导]/.test(rest[0]))
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
