import { wordKinds } from '../segment/index.js'
import { getCues } from './cues.js'
import { type Head, type OfficeVerb, WORD } from './lexicon.js'
import { follows, meanOdds, type NameGuess, namesAt, officeBegins, saysAt, titleBegins } from './names.js'
import { isHanCode, overlapsAny, type Page, type PersonHit, personHit } from './page.js'
import { getOfficeCues } from './posts/cues.js'
import type { PostStatus } from './types.js'

/** A post in the text, not yet tied to its holder's record. */
export interface PostHit {
  start: number
  end: number
  titleStart: number
  head: Head
  status: PostStatus
  /** The body before the title. */
  organization: { start: number; end: number } | null
  /** Whether that is a part of a body, which has no record of its own: 政治部|主任. */
  unit: boolean
  /** The committee whose department the post heads: 市委 of 市委常委、宣传部部长. */
  under: { start: number; end: number } | null
  holder: PersonHit | null
  /** Who holds the same post beside the holder: 副市长何朝晖、顾峰. */
  others: PersonHit[]
  /** First post of its group: 市委常委、商州区委书记 is one group. */
  group: number
}

const STATUS: Record<string, PostStatus> = { acting: 'acting', former: 'former', designate: 'designate' }

/** Every title with its modifiers and its body, in order. */
export function findPosts(page: Page): PostHit[] {
  const posts: PostHit[] = []
  const read = Array.from(page.titles.keys()).sort((a, b) => a - b)
  let next = 0
  for (const { span } of page.zones) {
    for (let i = span.start; i < span.end; i++) {
      while (next < read.length && read[next] < i) next++
      i = Math.min(page.nextTitle(i, span.end), read[next] ?? span.end)
      if (i >= span.end) break
      const title = titleAt(page, i)
      if (!title || title.end > span.end) continue
      const post = readPost(page, i, title.end, title.head, span.start)
      if (!post) continue
      posts.push(post)
      i = post.end - 1
    }
  }
  return posts
}

/** A title of the tables, or one that the model reads and that ends in none of theirs. */
function titleAt(page: Page, at: number): { end: number; head: Head } | null {
  const { lexicon } = page
  const match = page.titleAt(at)
  if (match) return { end: at + match.length, head: match.value }
  const end = page.titles.get(at)
  if (end === undefined) return null
  for (let from = at; from < end; from++) if (page.longest(lexicon.heads, from)) return null
  return { end, head: { category: 'other', post: true } }
}

function readPost(page: Page, at: number, end: number, head: Head, floor: number): PostHit | null {
  const { text, lexicon } = page
  // 总干事助理, 县长助理
  if (text.startsWith('助理', end)) end += 2
  else if (text.startsWith('特别助理', end)) end += 4
  // 江阴市长泾镇: a place that starts inside the title is no mayor's.
  if (townWithin(page, at + 1, end)) return null
  if (end - at === 2 && page.isBoundary(at + 1) && !page.isBoundary(end) && !head.post) return null
  // 村党总|支书|记何家树
  if (text[end] === '记' && text[end - 1] === '书') return null
  // 中国科协|书记|处书记
  if ((text[end] === '处' && text[end - 1] === '记') || text.startsWith('席团', end - 1)) return null
  // 战略委员|会主任委员: the committee is no member.
  if (text[end] === '会' && text[end - 1] === '员' && !page.isBoundary(end)) return null
  if (insideBody(page, at, end) || getCues().ofRank.test(text.slice(end, end + 2))) return null
  // 党总|支书|记: the body's last character begins no title where another one starts behind it.
  const next = page.bodyEnd.has(at + 1) && page.isBoundary(at + 1) ? page.titleAt(at + 1) : null
  if (next && at + 1 + next.length > end) return null
  let titleStart = at
  let start = at
  let status: PostStatus = 'current'
  for (let again = true; again; ) {
    again = false
    for (const size of [3, 2, 1]) {
      // 宁德时|代董事长, 前程|前副总: the end of a firm's name is no modifier.
      if (start - size < floor || page.bodyEnd.has(start)) continue
      const effect = page.exact(lexicon.modifiers, start - size, start)
      if (effect === undefined) continue
      if (effect === 'keep' && start === titleStart) titleStart -= size
      else if (effect in STATUS) status = STATUS[effect]
      // 西湖大学|首任|校长
      else if (effect === 'keep' || !(page.bodyEnd.has(start - size) || page.placeEnd.has(start - size)))
        break
      start -= size
      again = true
      break
    }
  }
  const organization = organizationBefore(page, start, floor)
  // 和田市|前|市委书记: whose committee it is.
  const of =
    organization &&
    '原前'.includes(text[organization.start - 1] ?? ' ') &&
    LEVEL.test(text[organization.start])
  const owner = of ? page.placeEnd.get(organization.start - 1) : undefined
  const unit = organization?.end === start && !page.bodyEnd.has(start)
  if (organization) {
    // 市政府|原党组|成员
    if (status === 'current' && '原前'.includes(text[organization.end]) && organization.end < start)
      status = 'former'
    start = ownerStart(page, Math.min(start, organization.start), floor)
    for (const [word, s] of [
      ['时任', 'former'],
      ['曾任', 'former'],
      ['原', 'former'],
      ['前', 'former'],
      ['拟任', 'designate'],
      ['候任', 'designate'],
      ['署理', 'acting'],
    ] as const)
      if (
        status === 'current' &&
        text.endsWith(word, start) &&
        start - word.length >= floor &&
        text.slice(start - word.length, start) === word
      ) {
        status = s
        start -= word.length
      }
  }
  const proposed = ['候选人', '人选', '提名人选'].find((word) => text.startsWith(word, end))
  if (proposed) {
    status = 'designate'
    end += proposed.length
  }
  if (owner && owner.start >= floor && start === owner.end) start = owner.start
  return {
    start,
    end,
    titleStart,
    head,
    status,
    organization,
    unit,
    under: null,
    holder: null,
    others: [],
    group: -1,
  }
}

const LEVEL = /[省市县区州旗]/
/** Places one behind the other that say where: a province, a city, a county, a town, a village, and some to spare. */
const MOST_LEVELS = 8

const LONGEST_BARE = 4

/** Whether a place, a mark, or a word that is no part of a name stands before a body. */
function opensPost(page: Page, at: number, floor: number): boolean {
  if (at <= floor || page.placeEnd.has(at) || !isHanCode(page.text.charCodeAt(at - 1))) return true
  const from = page.wordStart(at, floor)
  return (
    (page.bits(from, at) & (WORD.stop | WORD.leadIn | WORD.follow)) !== 0 ||
    '和由'.includes(page.text[at - 1])
  )
}

/** 县（市、区）|委书记: a level of government that leaves others open. */
const LEVELS = /[省市县区州旗乡镇]（[省市县区州旗乡镇街道、]{1,8}）$/

/** 巴西|国防部长, 县（区）|党委副书记: where the owner of a body starts that stands right before it. */
function ownerStart(page: Page, start: number, floor: number): number {
  const country = page.placeEnd.get(start)
  if (country?.form.level === 'country' && country.start >= floor) return country.start
  // 中国驻|肯尼亚大使
  const sender = page.text[start - 1] === '驻' ? page.placeEnd.get(start - 1) : undefined
  if (sender?.form.level === 'country' && sender.start >= floor) return sender.start
  const levels =
    page.text[start - 1] === '）' ? LEVELS.exec(page.text.slice(Math.max(floor, start - 12), start)) : null
  return levels ? start - levels[0].length : start
}

/** 海地共和国|新任|驻|台湾大使: where a post begins whose holder is sent to a place, with the state that sends him. */
function senderStart({ text, placeEnd }: Page, at: number, floor: number): number {
  if (text[at - 1] !== '驻' || at - 1 < floor) return at
  const sent = at - 1
  const from = /(?:新任|现任|前任|候任)$/.test(text.slice(Math.max(floor, sent - 2), sent)) ? sent - 2 : sent
  const state = placeEnd.get(from)
  return state?.form.level === 'country' && state.start >= floor ? state.start : sent
}

/** 常委 of 县人大常委会 is no title. A ministry may share its last character with one: 外交部长. */
function insideBody(page: Page, at: number, end: number): boolean {
  const { bodies } = page
  let lo = 0
  let hi = bodies.length
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    if (bodies[mid].end <= at + 1) lo = mid + 1
    else hi = mid
  }
  return lo < bodies.length && bodies[lo].start < end && bodies[lo].start <= at
}

function townWithin(page: Page, from: number, to: number): boolean {
  for (let i = from; i < to; i++)
    for (let size = 2; size <= 4; size++) {
      const hit = page.placeEnd.get(i + size)
      if (hit && hit.start === i && hit.form.level === 'township') return true
    }
  return false
}

function organizationBefore(page: Page, at: number, floor: number): PostHit['organization'] {
  const { lexicon } = page
  const body = page.bodyEnd.get(at)
  if (body && body.start >= floor) return { start: body.start, end: at }
  // 外交部长: the title's first character is the ministry's last.
  const shared = page.bodyEnd.get(at + 1)
  if (shared && shared.start >= floor && shared.start < at) return { start: shared.start, end: at + 1 }
  // 绵阳市长: the title's first character is the place's last.
  const place = page.placeEnd.get(at) ?? page.placeEnd.get(at + 1)
  if (place && place.start >= floor && place.start < at) {
    let start = place.start
    let levels = 0
    for (let p = page.placeEnd.get(start); p && p.start >= floor; p = page.placeEnd.get(start)) {
      if (levels++ > MOST_LEVELS) break
      start = p.start
    }
    return { start: senderStart(page, start, floor), end: place.start }
  }
  // 华菱药业（603299）董事长
  if (page.text[at - 1] === '）') {
    const open = page.text.lastIndexOf('（', at)
    const listed = at - open < 16 ? page.bodyEnd.get(open) : undefined
    if (listed && listed.start >= floor) return { start: listed.start, end: listed.end }
  }
  const ward = wardOwner(page, at, floor)
  if (ward) return ward
  // 副检察长、|检察委员会|委员: a part of the body that was named.
  for (const length of [5, 3])
    if (at - length >= floor && page.exact(lexicon.innerUnits, at - length, at))
      return { start: at - length, end: at }
  const marked = markedWard(page, at, floor)
  // 该委|医政科: of a body that is called by a pronoun.
  if (marked >= 0) return { start: marked, end: '该本我'.includes(page.text[marked]) ? marked : at }
  // 北京|大学党委|常委: the party of a body, however the text was cut.
  if (/党[委组]$/.test(page.text.slice(at - 2, at)))
    // 湖南广播电视台|前|党委|委员
    for (const from of '原前'.includes(page.text[at - 3] ?? ' ') ? [at - 2, at - 3] : [at - 2]) {
      const party = page.bodyEnd.get(from)
      if (party && party.start >= floor) return { start: party.start, end: from }
    }
  const bare =
    getCues().bareBodies.exec(page.text.slice(Math.max(floor, at - LONGEST_BARE), at))?.[0].length ?? 0
  // 八角|海关 of the tail of a name is none.
  if (bare > 0 && page.isBoundary(at - bare) && opensPost(page, at - bare, floor)) {
    const local = page.placeEnd.get(at - bare)
    return { start: local && local.start >= floor ? local.start : at - bare, end: at }
  }
  let start = at
  while (start > floor && at - start < 12) {
    const owner = page.bodyEnd.get(start)
    if (owner && owner.start >= floor) return { start: owner.start, end: start }
    // 清湾村|驻村|第一书记
    const village = page.placeEnd.get(start)
    if (village && village.start >= floor && village.form.level === 'village')
      return { start: village.start, end: start }
    const from = page.wordStart(start, floor)
    const word = page.text.slice(from, start)
    // 司徒健|代行|董事会秘书职责; 发言人|暨|财务长
    // 国民党|籍|议长: what one belongs to, and heads not.
    if (lexicon.officeVerbs.has(word) || '暨兼籍裔'.includes(word)) break
    if (!/^[\p{Script=Han}A-Za-z]+$/u.test(word) || page.bits(from, start) & (WORD.stop | WORD.leadIn)) break
    start = from
  }
  return start < at ? { start: senderStart(page, start, floor), end: start } : null
}

const WARD =
  /^\p{Script=Han}{1,10}(?:科|病区|门诊|中心|实验室|检查室|监察室|调查室|研究室|教研室|办公室|处|股|庭|组|院区|分部|研究部|事业部|业务部)$/u
/** 新闻和对外宣传科 is one; 局长和县教育科 and 和宣传科 are none. */
const NO_WARD = /^[和与]|对(?![外口])|[的在由从向将被把长任为]/

/** 协和医院|感染内科|主任, 市纪委监委|第三监督检查室|主任: the body whose department a title heads. */
function wardOwner(page: Page, at: number, floor: number): PostHit['organization'] {
  for (let end = at - 2; end > floor && at - end < 12; end--) {
    const owner = page.bodyEnd.get(end)
    if (!owner || owner.start < floor) continue
    const ward = page.text.slice(end, at)
    return getCues().boards.has(ward) || (WARD.test(ward) && !NO_WARD.test(ward))
      ? { start: owner.start, end }
      : null
  }
  return null
}

const MARKED_WARD =
  /(?<=^|[、，；。：（\n])(?:\p{Script=Han}{2,9}(?:[科部处室股组]|中心|委员会|执行局|办事处)|管委会|理事会|执行局|校务会)$/u

/** 、|研究与交流部|主任: where a department starts that a mark stands before; -1 for none. */
export function markedWard({ text, bodyEnd, placeEnd }: Page, at: number, floor: number): number {
  const from = Math.max(floor, at - 16)
  const ward = MARKED_WARD.exec(text.slice(from, at))?.[0]
  if (!ward || NO_WARD.test(ward)) return -1
  for (let end = at - ward.length + 1; end < at; end++) if (bodyEnd.has(end) || placeEnd.has(end)) return -1
  // 前|妇女组|主席
  return at - ward.length + ('原前'.includes(ward[0]) ? 1 : 0)
}

/** What brackets say of an office, and what joins it to the next. */
const GLOSSED = /^（[^（）\n]{1,16}）(?:、|，|，?兼|和|及)$/

/** 16名|, 多位新任|: how many there are of whom a title names. */
const COUNTED = /(?:\d|[一二两三四五六七八九十多数几])[名位](?:[新现前历]任)?$/

/** Whether two posts are of one person: side by side, or with the field of the second between them. */
function joins(page: Page, last: PostHit, next: PostHit): boolean {
  const { text } = page
  const gap = next.start - last.end
  // 大学校长（副部长级）、|党委副书记
  if (gap > 3 && text[last.end] === '（' && GLOSSED.test(text.slice(last.end, next.start))) return true
  if (gap < 0 || gap > 16) return false
  // 迎来16名新任议员，|商会总会长卢大成: several of them, and somebody.
  if (COUNTED.test(text.slice(Math.max(0, last.start - 6), last.start))) return false
  // 任主席，|成员|包括政务司司长陈国: others are named.
  if (text.startsWith('包括', next.end)) return false
  // 有关单位负责人，|总经理张秋生: those who are not named, and another.
  if (text[last.end] === '，' && text.startsWith('负责人', last.end - 3)) return false
  if (getOfficeCues().joins.has(text.slice(last.end, next.start))) return true
  // 该校教授、国家小麦|育种|专家毕淑贞
  if (text[last.end] !== '、') return false
  // 医院原院长、86岁的|儿科专家骆怀仁
  const age = /^、\d{2,3}岁的?/.exec(text.slice(last.end, last.end + 7))
  // 免去张嘉的政务司司长、|李超的|保安局局长职务: of another.
  if (!age && '的为'.includes(text[next.start - 1])) return false
  for (let i = last.end + (age?.[0].length ?? 1); i < next.start; i++)
    if (!isHanCode(text.charCodeAt(i))) return false
  return true
}

/** Longest verb that gives an office. */
const LONGEST_VERB = 6

/** The longest verb of an office that ends at a place, be it before quotation marks: 兼|“国发会主委. */
export function verbBefore(page: Page, at: number, floor: number): OfficeVerb | null {
  const { text, lexicon } = page
  const end = text[at - 1] === '“' ? at - 1 : at
  for (let size = Math.min(LONGEST_VERB, end - floor); size >= 1; size--) {
    const verb = lexicon.officeVerbs.get(text.slice(end - size, end))
    if (verb && (size > 1 || !isSaidOfOffice(page, end))) return verb
  }
  return null
}

/** 2位新|任区长: what is said of an office gives it to nobody; 裘新|任书记 does. */
function isSaidOfOffice(page: Page, end: number): boolean {
  const said = page.exact(page.lexicon.modifiers, end - 2, end) !== undefined
  return said && !page.persons.some((hit) => hit.end === end - 1)
}

/** The longest one that starts at a place. */
export function verbAt({ text, lexicon }: Page, at: number): OfficeVerb | null {
  for (let size = LONGEST_VERB; size >= 1; size--) {
    const verb = lexicon.officeVerbs.get(text.slice(at, at + size))
    if (verb) return verb
  }
  return null
}

/** 任|北京平谷区委书记: whether a verb that gives somebody an office stands before a post. */
function isGiven(page: Page, { start }: PostHit): boolean {
  return verbBefore(page, start, 0)?.reach === 'sentence'
}

/** The last of the posts of one person: 副院长、审判委员会委员、|审判员. */
export function lastOfGroup(posts: readonly PostHit[], at: number): number {
  const { group } = posts[at]
  let last = at
  while (group >= 0 && posts[last + 1]?.group === group) last++
  return last
}

/** Gives posts the name that follows them: 市委常委、商州区委书记张国瑜. */
export function nameHolders(page: Page, posts: PostHit[]): void {
  const { zones, text } = page
  let zone = 0
  let first = 0
  for (const [k, post] of posts.entries()) {
    while (zones[zone].span.end < post.end) zone++
    const joined = k > 0 && posts[k - 1].holder === null && joins(page, posts[k - 1], post)
    if (!joined || posts[k - 1].end < zones[zone].span.start) first = k
    post.group = first
    // 副市长郑照新|代表|卢秀燕出席: who has a name before it acts for the next.
    const before = page.persons.at(-1)
    if (
      text.startsWith('代表', post.titleStart) &&
      (before?.end === post.titleStart || isNamed(page, posts[k - 1], post))
    )
      continue
    const holder = nameAfter(page, post, zones[zone].span.end)
    if (!holder) continue
    // 由警务处处长晋升为保安局局长，|原副处长萧泽颐接任: what somebody became, and another.
    // 廖莱担任交通部长、|总会长魏祥担任…: another who takes an office himself.
    if (
      joined &&
      isGiven(page, posts[k - 1]) &&
      (text[posts[k - 1].end] === '，' || verbAt(page, holder.end)?.reach === 'sentence')
    )
      post.group = first = k
    page.persons.push(holder)
    for (let j = first; j <= k; j++) posts[j].holder = holder
    moreNames(page, holder, zones[zone].span.end)
  }
}

/** 包括|拿督斯里|沙菲益阿达、: who is called by an honour without an office before it. */
export function findHonoured(page: Page): void {
  const { honours } = getCues()
  const found: PersonHit[] = []
  for (const { span } of page.zones)
    for (let i = span.start; i < span.end; i++) {
      if (page.text[i] !== '拿' && page.text[i] !== '丹') continue
      const length = honours.exec(page.text.slice(i, i + LONGEST_HONOUR))?.[0].length ?? 0
      if (length === 0) continue
      const at = i + length
      const guesses = namesAt(page, at, span.end)
      const best = slotName(page, at, span.end, true, guesses) ?? wholeName(page, at, guesses)
      if (
        best &&
        best.score >= 0 &&
        !overlapsAny(page.persons, at, best.end) &&
        !overlapsAny(page.bodies, at, best.end)
      )
        found.push(personHit(at, best.end, null, 'person-introduced', best.score))
      i = at - 1
    }
  if (found.length > 0) page.persons = [...page.persons, ...found].sort((a, b) => a.start - b.start)
}

/** 林富田|副县长|代表: whether the office before a title has its name before it. */
function isNamed(page: Page, last: PostHit | undefined, { titleStart }: PostHit): boolean {
  if (last?.end !== titleStart || last.organization || !last.head.post) return false
  return [3, 2].some((length) => {
    const start = last.titleStart - length
    return (
      start >= 0 &&
      page.isBoundary(start) &&
      namesAt(page, start, last.titleStart).some(
        ({ end, score, foreign }) => end === last.titleStart && score >= SURE && !foreign,
      )
    )
  })
}
const SURE = 14

/** 记者|Karl Brandt: a name in letters of two words or three, before Chinese. */
const LATIN_NAME = /^[A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][a-z]+){1,2}(?=[\p{Script=Han}，、。（])/u
const LONGEST_LATIN = 40
const LONGEST_HONOUR = 4
const LATIN_SCORE = 30

function nameAfter(page: Page, post: PostHit, limit: number): PersonHit | null {
  // “劳动部长”|许铭春
  let at = post.end + (page.text[post.end] === '”' && page.text[post.start - 1] === '“' ? 1 : 0)
  while (at < limit && /[\s]/.test(page.text[at]) && at - post.end < 2) at++
  const honour = getCues().honours.exec(page.text.slice(at, at + LONGEST_HONOUR))?.[0].length ?? 0
  at += honour
  // 张吉福任平谷区委书记 |齐静任怀柔区委书记
  if (at > post.end && isGiven(page, post)) return null
  // 由县长|任总链长
  if (page.text[at] === '任' && titleBegins(page, at + 1)) return null
  const latin = LATIN_NAME.exec(page.text.slice(at, Math.min(limit, at + LONGEST_LATIN)))
  if (latin) return personHit(at, at + latin[0].length, post.head.category, 'person-after-title', LATIN_SCORE)
  const guesses = namesAt(page, at, limit)
  const first = slotName(page, at, limit, honour > 0, guesses) ?? wholeName(page, at, guesses)
  const likely = first !== undefined && first.score >= neededAfter(page, post, first.end)
  const best = likely ? first : guesses.find(({ end }) => isWordAsName(page, post, end))
  if (!best) return null
  if (page.bodies.length > 0 && !dropNamesake(page, at, best.end)) return null
  if (endsInTitle(page, at, best.end)) return null
  // 宜宾市|长宁县（…）: a county whose name begins as an office ends.
  if (page.placeStart.get(at - 1) === best.end) return null
  // 儿童|呼吸科|主任: a department before its head.
  if ('科部室处'.includes(page.text[best.end - 1]) && page.titleAt(best.end)) return null
  return personHit(at, best.end, post.head.category, 'person-after-title', likely ? best.score : 16)
}

/** Longest name that fills its place, code units. */
const LONGEST_SLOT = 10

/**
 * 州委书记|才让当智，, 主席|拿督|胡欣依斯迈、, 国防部长|贾克瑟别科夫|邀请: what fills the place of a name up to a mark or to what people
 * do, where a part of it, an honour, or its characters tell that it is of no surname and given name.
 */
function slotName(
  page: Page,
  at: number,
  limit: number,
  honoured: boolean,
  guesses: readonly NameGuess[],
): NameGuess | undefined {
  const end = slotEnd(page, at, limit)
  if (end - at < 3 || guesses.some((guess) => guess.end >= end && guess.score > 0)) return undefined
  // 局长|的拉特里夫
  let part = page.longest(page.lexicon.nameParts, at) !== null
  if (!part && !honoured && page.ownBits(at, at + 1) & (WORD.stop | WORD.leadIn | WORD.follow))
    return undefined
  for (let i = at; i < end && !part; i++) {
    const known = page.longest(page.lexicon.nameParts, i)
    part = known !== null && known.length > 1 && i + known.length <= end
  }
  const foreign = end - at > 3 && meanOdds(page, at, end) >= OF_FOREIGN
  return part || honoured || foreign ? { end, score: 40, foreign: true } : undefined
}
/** How much likelier in transliterations than elsewhere the characters of one are, on average, quarter bits. */
const OF_FOREIGN = 6

/** Where what stands at a place ends at a mark or before a verb, without a word of the list in it; `at` for nowhere. */
function slotEnd(page: Page, at: number, limit: number): number {
  const { text } = page
  for (let end = at; end - at <= LONGEST_SLOT; end++) {
    if (end >= limit || isMark(page, end) || text[end] === '（') return end
    if (!isHanCode(text.charCodeAt(end))) return at
    if (end - at > 1 && page.isBoundary(end) && (officeBegins(page, end) || endsSlot(page, end))) return end
    if (page.isBoundary(end) && page.isBoundary(page.wordEnd(end, limit)) && isPlain(page, end, limit))
      return at
    if (page.placeStart.has(end) || page.titleAt(end)) return at
  }
  return at
}

/** What stands alone behind a name and is hardly a part of one. */
const BEHIND_NAMES = '和与及等未已曾将也则均亦向被把于作到赴'

/** 出席, 宣布, 和|: what follows a name with more than one character, or joins it to the next. */
function endsSlot(page: Page, at: number): boolean {
  if (BEHIND_NAMES.includes(page.text[at]) || page.ownBits(at, at + 1) & WORD.say) return true
  const end = page.wordEnd(at, page.text.length)
  return (
    end - at > 1 && (saysAt(page, at) || page.isStop(at, end) || (page.bits(at, end) & WORD.honorific) !== 0)
  )
}

/** Whether a word of two characters or more stands at a place that is no name. */
function isPlain(page: Page, at: number, limit: number): boolean {
  const end = page.wordEnd(at, limit)
  return end - at > 1 && (page.bits(at, end) & (WORD.stop | WORD.noun | WORD.leadIn | WORD.inner)) !== 0
}

/** 书记张|美光、: a firm that is called as somebody is makes way for the name. False where another body is in the way. */
export function dropNamesake(page: Page, start: number, end: number): boolean {
  if (!overlapsAny(page.bodies, start, end)) return true
  // 市委书记|许继|伟: a firm that a name begins with.
  const opening = end - start === 3 ? page.bodyEnd.get(end - 1) : undefined
  if (opening?.start === start && opening.rule === 'company-known' && opening.score < 0.95) {
    page.bodies = page.bodies.filter((hit) => hit !== opening)
    page.bodyEnd.delete(end - 1)
    return true
  }
  const body = page.bodyEnd.get(end)
  if (
    body?.start !== start + 1 ||
    !body.rule.endsWith('-known') ||
    !(follows(page, end) || page.isBoundary(end))
  )
    return false
  page.bodies = page.bodies.filter((hit) => hit !== body)
  page.bodyEnd.delete(end)
  return true
}

/** 面 of 方面, 层 of 高层, 书 of 秘书: last characters of common words that look like a name behind a title. */
const NO_GIVEN =
  '面层会团室处组员书机人手属友子儿方们长级队部院所科股委办案针式法向位内外上下中后前时年月日间等'

/** 董事长|方略|表示: a common word of a surname and one character, between a title and a verb of saying. */
function isWordAsName(page: Page, post: PostHit, end: number): boolean {
  const { text, lexicon } = page
  const at = post.end
  return (
    post.head.post &&
    end - at === 2 &&
    text[at] !== '高' &&
    lexicon.surnames[text.charCodeAt(at)] >= -20 &&
    !NO_GIVEN.includes(text[end - 1]) &&
    page.isBoundary(at) &&
    page.isBoundary(end) &&
    saysAt(page, end) &&
    !(page.ownBits(at, end) & (WORD.leadIn | WORD.say | WORD.follow | WORD.honorific)) &&
    page.longest(lexicon.heads, at) === null
  )
}

/** 王德工|作的关于…的说明, however the text was cut. */
const REPORTS = /^作(?:的|了)?(?:关于|对于|题为|《|说明|报告|汇报)/
/** Characters that may stand alone between a name and a mark. */
const ALONE = '说道称来去走笑哭到死问答等摄作文图饰译编也都还在了过兼任主持率带和与及'

/** How much less than the shorter name the longer may score: most given names have two characters. */
const LONGER = 14

/**
 * 局长宋子|建，, 主席滕乐|然|出席, 书记李俊|志在华坪县调研: a name is whole where a single character before a mark, or before
 * what one does, would be left that says nothing alone.
 */
function wholeName(page: Page, at: number, guesses: readonly NameGuess[]): NameGuess | undefined {
  const { text, lexicon } = page
  const [best] = guesses
  if (!best) return best
  // 司令员罗文|说: no transliteration ends in a verb of saying.
  if (best.foreign && text[best.end - 1] === '说')
    return guesses.find(({ end }) => end === best.end - 1) ?? best
  // 秘书长李仁|和|出席会议: what joins two names stands before no verb.
  if (best.end - at === 2 && text[best.end] === '和' && actsAt(page, best.end + 1)) {
    const whole = guesses.find(({ end, foreign }) => end === best.end + 1 && !foreign)
    if (whole) return { ...whole, score: Math.max(whole.score, best.score - 8) }
  }
  // 副院长沈德|和，: nor before a mark.
  if (best.end - at === 2 && text[best.end] === '和' && isMark(page, best.end + 1)) {
    const whole = guesses.find(({ end, foreign }) => end === best.end + 1 && !foreign)
    if (whole) return { ...whole, score: Math.max(whole.score, best.score - 8) }
  }
  if (best.end - at !== 2 || ALONE.includes(text[best.end] ?? '，')) return best
  if (!isHanCode(text.charCodeAt(best.end))) return best
  const longer = guesses.find(({ end, foreign }) => end === best.end + 1 && !foreign)
  if (!longer) return best
  if (REPORTS.test(text.slice(longer.end, longer.end + 4)))
    return { ...longer, score: Math.max(longer.score, best.score - 8) }
  const marked =
    !best.foreign &&
    !'0123456789（“《'.includes(text[longer.end] ?? '。') &&
    lexicon.ends[text.charCodeAt(longer.end)] === 1
  if (
    marked ||
    goesBefore(page, best.end) ||
    (longer.score >= best.score - LONGER && endsName(page, longer.end))
  )
    return { ...longer, score: Math.max(longer.score, best.score - 8) }
  return best
}

/** Whether a mark that opens nothing stands at a place. */
function isMark({ text, lexicon }: Page, at: number): boolean {
  return (
    at >= text.length || (!'“《（0123456789'.includes(text[at]) && lexicon.ends[text.charCodeAt(at)] === 1)
  )
}

/** Whether a character that is no word of a sentence, and may end a given name, stands before a place where somebody acts. */
function endsName(page: Page, end: number): boolean {
  const last = end - 1
  if (page.ownBits(last, end) & (WORD.say | WORD.follow | WORD.leadIn)) return false
  if (page.lexicon.given[3 * page.text.charCodeAt(last) + 1] < -8) return false
  return saysAt(page, end) || '在到向为对率带'.includes(page.text[end] ?? ' ')
}

/** 滕乐|然|出席会议, 赵慧|通|种茶: whether a verb stands behind a character that may end a name and says nothing here. */
function goesBefore(page: Page, at: number): boolean {
  const next = at + 1
  // 周梓|林先生
  if (page.ownBits(next, next + 2) & WORD.honorific) return true
  const odds = page.lexicon.given[3 * page.text.charCodeAt(at) + 1]
  const least = page.bits(at, next) === 0 || wordKinds[page.kindOf(at, next) & 15] !== 'verb' ? -8 : 0
  if (!page.isBoundary(next) || odds < least) return false
  if (page.ownBits(at, next) & (WORD.say | WORD.follow | WORD.leadIn) || '了着过'.includes(page.text[next]))
    return false
  if ('了着过'.includes(page.text[next + 1] ?? ' ') && page.isBoundary(next + 1)) return true
  return saysAt(page, next) || page.isStop(next, page.wordEnd(next, Math.min(page.text.length, next + 4)))
}

/** 干部|科科长: another title reaches to the end of what looks like a name. */
function endsInTitle(page: Page, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at++) {
    const head = page.longest(page.lexicon.heads, at)
    if (head && head.length > 1 && at + head.length >= end) return true
  }
  return false
}

/** 谷正|多次盗窃: whether a verb or an adverb of two characters or more stands at a place. */
function actsAt(page: Page, at: number): boolean {
  const end = page.wordEnd(at, page.text.length)
  return page.isBoundary(at) && end - at > 1 && page.isStop(at, end)
}

/** An office before and a verb or mark after leave little else to be than a name: 董事会秘书甘露表示. */
function neededAfter(page: Page, post: PostHit, end: number): number {
  if (!post.head.post) return follows(page, end) ? 4 : actsAt(page, end) ? 6 : 24
  if (saysAt(page, end)) return -12
  // 主任金程“涉嫌严重违纪”
  if (follows(page, end) || officeBegins(page, end) || page.text[end] === '“')
    return post.organization ? -4 : 0
  return post.organization ? 10 : 14
}

/** 记者 俞阿昌 戴晨曦, 王某、李某: names that go on. */
function moreNames(page: Page, first: PersonHit, limit: number): void {
  let at = first.end
  for (;;) {
    if (!/[、\s和]/.test(page.text[at] ?? '')) return
    const next = namesAt(page, at + 1, limit)[0]
    if (!next || next.score < 26) return
    const category = first.category === 'journalist' ? 'journalist' : null
    page.persons.push(personHit(at + 1, next.end, category, 'person-in-list', next.score))
    at = next.end
  }
}
