import { getCues } from '../cues.js'
import { WORD } from '../lexicon.js'
import { isHanCode, type Page } from '../page.js'
import { getOfficeCues } from './cues.js'
import type { PostHit } from './hit.js'

type Body = PostHit['organization']

/** The body that a title at a place is of, as far as it stands before it. */
export function bodyBefore(page: Page, at: number, floor: number): Body {
  return (
    touchingBody(page, at, floor) ??
    boardCommittee(page, at, floor) ??
    placeBefore(page, at, floor) ??
    listedFirm(page, at, floor) ??
    wardOwner(page, at, floor) ??
    innerUnit(page, at, floor) ??
    markedUnit(page, at, floor) ??
    partyOf(page, at, floor) ??
    bareBody(page, at, floor) ??
    ownerOfField(page, at, floor)
  )
}

/** 绵阳市政府|市长; 外交部长: the title's first character is the ministry's last. */
function touchingBody({ bodyEnd }: Page, at: number, floor: number): Body {
  const body = bodyEnd.get(at)
  if (body && body.start >= floor) return { start: body.start, end: at }
  const shared = bodyEnd.get(at + 1)
  return shared && shared.start >= floor && shared.start < at ? { start: shared.start, end: at + 1 } : null
}

/** 董事会战略委员会|委员, 及|薪酬与考核委员会|主任委员: a committee of a board, whatever stands before it. */
function boardCommittee({ text }: Page, at: number, floor: number): Body {
  if (!text.startsWith('委员会', at - 3)) return null
  const committee = getOfficeCues().boardCommittee.exec(
    text.slice(Math.max(floor, at - LONGEST_COMMITTEE), at),
  )
  return committee && { start: at - committee[0].length, end: at }
}
const LONGEST_COMMITTEE = 24

/** Places one behind the other that say where: a province, a city, a county, a town, a village, and some to spare. */
const MOST_LEVELS = 8

/** 四川省绵阳市|市长; 绵阳市长: the title's first character is the place's last. */
function placeBefore(page: Page, at: number, floor: number): Body {
  const { placeEnd } = page
  const place = placeEnd.get(at) ?? placeEnd.get(at + 1)
  if (!place || place.start < floor || place.start >= at) return null
  let { start } = place
  let levels = 0
  for (let above = placeEnd.get(start); above && above.start >= floor; above = placeEnd.get(start)) {
    if (levels++ > MOST_LEVELS) break
    start = above.start
  }
  return { start: senderStart(page, start, floor), end: place.start }
}

/** 海地共和国|新任|驻|台湾大使: where a post begins whose holder is sent to a place, with the state that sends him. */
function senderStart({ text, placeEnd }: Page, at: number, floor: number): number {
  if (text[at - 1] !== '驻' || at - 1 < floor) return at
  const sent = at - 1
  const from = getOfficeCues().sent.test(text.slice(Math.max(floor, sent - 2), sent)) ? sent - 2 : sent
  const state = placeEnd.get(from)
  return state?.form.level === 'country' && state.start >= floor ? state.start : sent
}

/** 华菱药业（603299）|董事长 */
function listedFirm({ text, bodyEnd }: Page, at: number, floor: number): Body {
  if (text[at - 1] !== '）') return null
  const open = text.lastIndexOf('（', at)
  const firm = at - open < 16 ? bodyEnd.get(open) : undefined
  return firm && firm.start >= floor ? { start: firm.start, end: firm.end } : null
}

/** 协和医院|感染内科|主任, 市纪委监委|第三监督检查室|主任: the body whose department a title heads. */
function wardOwner(page: Page, at: number, floor: number): Body {
  for (let end = at - 2; end > floor && at - end < 12; end--) {
    const owner = page.bodyEnd.get(end)
    if (!owner || owner.start < floor) continue
    const ward = page.text.slice(end, at)
    return getCues().boards.has(ward) || (getOfficeCues().ward.test(ward) && !NO_WARD.test(ward))
      ? { start: owner.start, end }
      : null
  }
  return null
}
/** 新闻和对外宣传科 is one; 局长和县教育科 and 和宣传科 are none. */
const NO_WARD = /^[和与]|对(?![外口])|[的在由从向将被把长任为]/

/** 副检察长、|检察委员会|委员: a part of the body that was named. */
function innerUnit(page: Page, at: number, floor: number): Body {
  for (const length of [5, 3])
    if (at - length >= floor && page.exact(page.lexicon.innerUnits, at - length, at))
      return { start: at - length, end: at }
  return null
}

/** 、|研究与交流部|主任; 该委|医政科: of a body that is called by a pronoun. */
function markedUnit(page: Page, at: number, floor: number): Body {
  const start = markedWard(page, at, floor)
  return start < 0 ? null : { start, end: '该本我'.includes(page.text[start]) ? start : at }
}

/** 、|研究与交流部|主任: where a department starts that a mark stands before; -1 for none. */
export function markedWard(page: Page, at: number, floor: number): number {
  const { text, bodyEnd, placeEnd } = page
  const from = Math.max(floor, at - 16)
  const ward = getOfficeCues().markedWard.exec(text.slice(from, at))?.[0]
  if (!ward || NO_WARD.test(ward)) return -1
  for (let end = at - ward.length + 1; end < at; end++) if (bodyEnd.has(end) || placeEnd.has(end)) return -1
  // 他|指示|教育处|处长: what he does to its head is no part of it.
  for (let end = at - 2; end > at - ward.length + 1; end--) {
    const start = page.isBoundary(end) ? page.wordStart(end, floor) : end
    if (end - start > 1 && (page.bits(start, end) & WORD.leadIn) !== 0) return end
  }
  // 前|妇女组|主席
  return at - ward.length + ('原前'.includes(ward[0]) ? 1 : 0)
}

/** 北京|大学党委|常委: the party of a body, however the text was cut; 湖南广播电视台|前|党委|委员. */
function partyOf({ text, bodyEnd }: Page, at: number, floor: number): Body {
  if (!/党[委组]$/.test(text.slice(at - 2, at))) return null
  for (const end of '原前'.includes(text[at - 3] ?? ' ') ? [at - 2, at - 3] : [at - 2]) {
    const party = bodyEnd.get(end)
    if (party && party.start >= floor) return { start: party.start, end }
  }
  return null
}

const LONGEST_BARE = 4

/** 海关|关长: one of which a place has but one; 八角|海关 of the tail of a name is none. */
function bareBody(page: Page, at: number, floor: number): Body {
  const bare = getCues().bareBodies.exec(page.text.slice(Math.max(floor, at - LONGEST_BARE), at))?.[0]
  const start = at - (bare?.length ?? 0)
  if (start === at || !page.isBoundary(start) || !opensPost(page, start, floor)) return null
  const local = page.placeEnd.get(start)
  return { start: local && local.start >= floor ? local.start : start, end: at }
}

/** Whether a place, a mark, or a word that is no part of a name stands before a body. */
function opensPost(page: Page, at: number, floor: number): boolean {
  if (at <= floor || page.placeEnd.has(at) || !isHanCode(page.text.charCodeAt(at - 1))) return true
  const from = page.wordStart(at, floor)
  return (
    (page.bits(from, at) & (WORD.stop | WORD.leadIn | WORD.follow)) !== 0 ||
    '和由'.includes(page.text[at - 1])
  )
}

/** How far a body may stand before the field of one of its officers, code units. */
const FIELD = 12

/** Characters of the longest word within a field: Latin letters of any number are one word. */
const LONGEST_WORD = 32

/** 县医院|儿科|主任: what a title is for, up to a body, or 清湾村|驻村|第一书记 to a village. */
function ownerOfField(page: Page, at: number, floor: number): Body {
  const { text, lexicon } = page
  let start = at
  while (start > floor && at - start < FIELD) {
    const owner = page.bodyEnd.get(start)
    if (owner && owner.start >= floor) return { start: owner.start, end: start }
    const village = page.placeEnd.get(start)
    if (village && village.start >= floor && village.form.level === 'village')
      return { start: village.start, end: start }
    const from = page.wordStart(start, floor)
    if (start - from > LONGEST_WORD) break
    const word = text.slice(from, start)
    // 司徒健|代行|董事会秘书职责; 发言人|暨|财务长
    // 国民党|籍|议长: what one belongs to, and heads not.
    if (page.exact(lexicon.officeVerbs, from, start) || '暨兼籍裔'.includes(word)) break
    // 县委|常委|副县长: another office of the same person.
    if (getOfficeCues().ofParty.test(word)) break
    if (!/^[\p{Script=Han}A-Za-z]+$/u.test(word) || page.bits(from, start) & (WORD.stop | WORD.leadIn)) break
    start = from
  }
  return start < at ? { start: senderStart(page, start, floor), end: start } : null
}

/** 县（市、区）|委书记: a level of government that leaves others open. */
const OPEN_LEVELS = /[省市县区州旗乡镇]（[省市县区州旗乡镇街道、]{1,8}）$/

/** 巴西|国防部长, 县（区）|党委副书记: where the owner of a body starts that stands right before it. */
export function ownerStart(page: Page, start: number, floor: number): number {
  const country = page.placeEnd.get(start)
  if (country?.form.level === 'country' && country.start >= floor) return country.start
  // 中国驻|肯尼亚大使
  const sender = page.text[start - 1] === '驻' ? page.placeEnd.get(start - 1) : undefined
  if (sender?.form.level === 'country' && sender.start >= floor) return sender.start
  const levels =
    page.text[start - 1] === '）'
      ? OPEN_LEVELS.exec(page.text.slice(Math.max(floor, start - 12), start))
      : null
  return levels ? start - levels[0].length : start
}
