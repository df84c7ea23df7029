import { LEVELS } from './appointed.js'
import { getCues } from './cues.js'
import type { OfficeVerb } from './lexicon.js'
import { NAME_JOINS } from './names.js'
import { type BodyHit, firstBehind, isHan, type Page, type PersonHit } from './page.js'
import { OTHER_NAME_RULE } from './people.js'
import { JOINS, lastOfGroup, markedWard, type PostHit, verbAt, verbBefore } from './posts.js'
import type { PostStatus } from './types.js'

/** How far back the holder of a post may stand, UTF-16 code units. */
const SENTENCE = 90
const CAREER = 220

/** Gives posts without a name after them to the person whom a verb ties to them: 任命何蓓为绵阳市副市长. */
export function tieByVerb(page: Page, posts: PostHit[]): void {
  const { zones } = page
  // 靳崇文，曾用名靳小牛，…历任: another name of the same person holds nothing by itself.
  const persons = page.persons
    .filter(({ rule }) => rule !== OTHER_NAME_RULE)
    .sort((a, b) => a.start - b.start)
  tieByTouch(page, persons, posts)
  let zone = 0
  let p = 0
  const lives = careerLines(page, persons)
  let tie: Tie | null = null
  let group = -1
  for (const [k, post] of posts.entries()) {
    while (zones[zone].span.end < post.end) zone++
    const { start: floor, end: limit } = zones[zone].span
    if (post.holder) continue
    // The first of a group decides, though it be no office: 曾任学院教师、校团委副书记.
    if (
      (post.group !== group || post.group < 0) &&
      (post.head.post || page.bodyEnd.has(post.organization?.end ?? -1))
    ) {
      group = post.group
      while (p < persons.length && persons[p].end <= post.titleStart) p++
      const last = p > 0 && persons[p - 1].start >= floor ? persons[p - 1] : null
      const next = p < persons.length && persons[p].start < limit ? persons[p] : null
      // 李若|平曾任县长: what looked like the body of an office was the end of a name.
      if (last && last.end > post.start && !page.bodyEnd.has(post.organization?.end ?? -1)) {
        post.start = last.end
        post.organization = null
      }
      const life = lives[zone]
      if (last || !life) tie = tieOf(page, posts, k, last, next, floor)
      else tie = life.told ? toldBy(page, post, floor, life) : life
    }
    if (!tie || !post.head.post) continue
    post.holder = tie.holder
    if (post.status === 'current')
      post.status =
        tie.status === 'current' && isOver(page, posts[lastOfGroup(posts, k)].end) ? 'former' : tie.status
  }
  const inTurn = shareOut(page, persons, posts)
  succeed(page, posts)
  shareInLists(
    page,
    persons,
    posts.filter((post) => !inTurn.has(post)),
  )
  shareBodies(page, posts)
  shareFormer(page, posts)
  referBack(page, posts)
}

/** 该局|局长, 该校|校长: the body just named. */
const THAT = /该\p{Script=Han}{0,3}?(\p{Script=Han})$/u

/** 该局局长 is the head of the bureau named last, 该公司董事长 of the firm. */
function referBack({ text, bodies, bodyEnd }: Page, posts: readonly PostHit[]): void {
  for (const post of posts) {
    const to = post.organization?.end ?? post.start
    if (!post.holder || bodyEnd.has(to)) continue
    const that = THAT.exec(text.slice(Math.max(0, to - 5), to))
    if (!that) continue
    for (let k = firstBehind(bodies, post.start) - 1; k >= 0; k--) {
      const { start, end, category } = bodies[k]
      if (text[end - 1] !== that[1] && !(category === 'school' && that[1] === '校')) continue
      post.organization = { start, end }
      post.start = Math.min(post.start, to - that[0].length)
      break
    }
  }
}

/** 利用担任县长|的职务便利, 担任局长、书记等职务|期间: whether what follows tells of offices that were held then. */
function isOver({ text, lexicon }: Page, end: number): boolean {
  for (let at = end; at < end + 8; ) {
    const size = lexicon.tenureWords.has(text.slice(at, at + 2)) ? 2 : 1
    const part = lexicon.tenureWords.get(text.slice(at, at + size))
    if (part !== 'way') return part === 'end'
    at += size
  }
  return false
}

/** 市政府原党组成员、副市长: who was the one was the other, unless the second names a body of its own that is no department: 组织部. */
function shareFormer({ text, bodyEnd }: Page, posts: readonly PostHit[]): void {
  for (let k = 1; k < posts.length; k++) {
    const [last, post] = [posts[k - 1], posts[k]]
    if (last.group !== post.group || last.holder !== post.holder || post.status !== 'current') continue
    if (last.status !== 'former' || text.slice(last.end, post.start) !== '、') continue
    const { organization, under } = post
    const body = organization && bodyEnd.get(organization.end)
    if (!body || under || body.start < post.start || body.start !== organization?.start)
      post.status = 'former'
  }
}

/** 马某辞去广西壮族自治区主席职务，陈某任代理主席: who takes over the same office has it where the first had it. */
function succeed({ text, placeEnd }: Page, posts: readonly PostHit[]): void {
  for (let k = 1; k < posts.length; k++) {
    const [last, post] = [posts[k - 1], posts[k]]
    if (last.status !== 'former' || !last.holder || !post.holder || post.organization || post.under) continue
    const same = text.slice(last.titleStart, last.end) === text.slice(post.titleStart, post.end)
    if (!same || last.holder === post.holder || /[。；\n]/.test(text.slice(last.end, post.start))) continue
    let placed = false
    for (let end = post.start + 1; end <= post.titleStart; end++) if (placeEnd.has(end)) placed = true
    if (!placed) post.under = { start: last.start, end: last.titleStart }
  }
}

/** What makes a member, not an officer, of a body: 市人大代表、局长 is no head of the congress. */
const MEMBER = /(?:代表|委员|会员|院士|成员|组员)$/
/** 交通运输局党组|成员、副局长: who sits in the group that leads a body is an officer of it. */
const LEADING = /(?:党组|党委|党工委|班子)$/
const OFFICE = /^办公[厅室]$/
/** Titles that name their own body: 省长, 副市长 behind another body; 校长 is a school's by the table of staff. */
const NAMES_BODY = /^(?:常务|代)?副?(?:总统|[省市县区州旗盟镇乡村]长|国王)/

/**
 * The body named before the first of several posts governs those that name none: 市水利局党组书记、局长 is the head of the
 * bureau, 市委常委、宣传部部长 of the city's department.
 */
function shareBodies(page: Page, posts: readonly PostHit[]): void {
  const { text, lexicon, bodyEnd } = page
  let first: PostHit | null = null
  let last: PostHit | null = null
  for (const post of posts) {
    // 大学校长张民|教授、副校长李明: a rank behind a name is of no body, and parts no list.
    if (post.holder?.end === post.titleStart && !post.organization) continue
    const goes = last?.group === post.group && JOINS.has(text.slice(last.end, post.start))
    // 集团有限公司董事长、|党组书记: the group that leads the body just named, though other people were named since:
    // 镇党委书记张民，|党委副书记、镇长李明.
    const group = lexicon.partyGroups.has(text.slice(post.start, post.titleStart))
    const body = post.organization && bodyEnd.get(post.organization.end)
    const named = body && body.start === post.organization?.start
    const part = named && first !== null && isPartOf(page, first, body)
    const listed =
      last !== null &&
      (isNextInList(text, last, post)
        ? group || part || (first !== null && isOfSame(page, first, last, post))
        : !goes && first !== null && isOfSitting(page, first, last, post))
    if (!listed && (!goes || last?.holder !== post.holder)) first = null
    if (first?.organization) {
      const owner = bodyEnd.get(first.organization.end)
      const title = text.slice(post.titleStart, post.end)
      const open = !post.organization || (group && !named)
      if (
        open &&
        owner &&
        (group || (listed && last?.holder !== post.holder) || governs(page, owner, title, post))
      )
        post.organization = first.organization
      // 市政府副秘书长、办公厅主任; 法院副院长、审判委员会委员: a part of the body just named.
      else if (
        !named &&
        owner &&
        ((goes && post.unit) || OFFICE.test(text.slice(post.start, post.titleStart)))
      )
        post.under = first.organization
      else if (part) post.under = first.organization
    }
    if (named && !post.under) first = isMember(page, body, post) ? null : post
    last = post
  }
}

/** Bodies with a party committee of their own, whose departments are called as everywhere. */
const LED: ReadonlySet<BodyHit['category']> = new Set(['school', 'hospital', 'institute'])

/** Whether a department that every committee has, 宣传部 or 纪委, is that of the body named first. */
function isPartOf(page: Page, first: PostHit, { start, rule }: BodyHit): boolean {
  const { text, lexicon, placeStart } = page
  const owner = bodyOf(page, first)
  if (!owner || !first.organization || !(rule === 'organization-self' || rule === 'organization-dept'))
    return false
  if (LEVELS.includes(text[start]) || placeStart.has(start)) return false
  return (
    owner.category === 'party' ||
    owner.kind === 'company' ||
    LED.has(owner.category) ||
    lexicon.partyGroups.has(text.slice(first.organization.end, first.titleStart))
  )
}

/** 市人大|代表: of the body, and no officer of it; 市委|委员、常委 and 局党组|成员、副局长 are. */
function isMember({ text }: Page, body: BodyHit, { titleStart, end }: PostHit): boolean {
  const title = text.slice(titleStart, end)
  if (!MEMBER.test(title)) return false
  return (
    !(body.category === 'party' && OF_PARTY.test(title)) &&
    !LEADING.test(text.slice(Math.max(0, titleStart - 3), titleStart))
  )
}

/** What joins the names of a list to the next office. */
const NEXT = /^(?:（[^（）\n]{1,16}）|同志|先生|女士)?(?:[，、；和及与]|，?以及|暨)$/
const LONGEST_NEXT = 22

/** Where the names of those who hold a post end, those before it too. */
function namesEnd({ holder, others }: PostHit): number {
  return Math.max(holder?.end ?? -1, others.at(-1)?.end ?? -1)
}

/** 县教育局局长张民，|副局长李明: whether the names of those who hold a post end right before another. */
function isNextInList(text: string, last: PostHit, { start }: PostHit): boolean {
  const end = namesEnd(last)
  // 张民|教授、副校长李明
  const rank = end > last.end && start - end <= LONGEST_NEXT ? RANK.exec(text.slice(end, start)) : null
  const from = end + (rank?.[0].length ?? 0)
  return end >= last.end && start > from && start - from <= LONGEST_NEXT && NEXT.test(text.slice(from, start))
}

const RANK = /^(?:教授|院士|研究员|主任医师|博士)/

/** 公司董事长张民、工会|主席李明: whether the office named last is of the body of the first, or of a part of it. */
function isOfOne({ organization }: PostHit, last: PostHit, owner: BodyHit): boolean {
  if (last.organization === organization || last.under === organization) return true
  // 市委常委、副市长张民，秘书长李明: of the committee or of the government.
  return !last.organization && (owner.kind === 'company' || LED.has(owner.category))
}

/** Whether who is named behind an officer of a body is another of the same: 集团董事长张民，|总经理李明; 局长张民，|副局长李明. */
function isOfSame(page: Page, first: PostHit, last: PostHit, post: PostHit): boolean {
  const { text } = page
  const owner = bodyOf(page, first)
  if (!owner || post.organization || !isOfOne(first, last, owner)) return false
  const title = stemOf(page, post)
  if (NAMES_BODY.test(title) && !isGovernment(page, owner)) return false
  // 甲局局长张民、|局长李明: of two heads each has a body of his own.
  if (
    !isShared(page, post) &&
    text.slice(post.titleStart, post.end) === text.slice(first.titleStart, first.end)
  )
    return false
  return (
    (last.head.category === post.head.category && title === stemOf(page, last)) ||
    (owner.kind === 'company' && post.head.category === 'executive') ||
    staffs(page, owner, title)
  )
}

function isGovernment({ text }: Page, { end }: BodyHit): boolean {
  return text.startsWith('政府', end - 2)
}

const DEPUTY = /^(?:常务|专职|第一)?副/

/** 局长 of 副局长, 常务副局长 */
function stemOf({ text }: Page, { titleStart, end }: PostHit): string {
  return text.slice(titleStart, end).replace(DEPUTY, '')
}

/** Whether bodies of a kind have officers of a title: 大学|副校长, 市人大常委会|秘书长, 公司党委|总经理. */
function staffs({ text, lexicon: { staff, partyGroups } }: Page, owner: BodyHit, title: string): boolean {
  if (staff.get(owner.kind === 'company' ? 'company' : owner.category)?.has(title)) return true
  let name = text.slice(owner.start, owner.end)
  for (const group of partyGroups) if (name.endsWith(group)) name = name.slice(0, -group.length)
  return [1, 2, 3].some((length) => staff.get(name.slice(-length))?.has(title))
}

/** How far from the first officer of a sitting the next may be named, code units. */
const SITTING = 48
/** 一行, 来我校: who comes, and who receives them. */
const VISITS = /一行|[来到赴](?:访|校|院|我)|[本我][省市县区校院司]|会见|访问|考察/

/**
 * 县人大常委会主任张民主持会议。|副主任李明…: whether another officer of the body whose officer the sentence opens with
 * goes on the same sitting.
 */
function isOfSitting(page: Page, first: PostHit, last: PostHit, post: PostHit): boolean {
  const { text, bodies } = page
  const end = Math.max(namesEnd(last), last.end)
  if (post.start - end > SITTING || post.start <= end || !last.holder || last.holder.start < last.end)
    return false
  const gap = text.slice(end, post.start)
  if (!/[，。；]$/.test(gap) || gap.includes('\n') || /。.*。/.test(gap) || VISITS.test(gap)) return false
  if (!/[\n。；，由受]$/.test(text.slice(Math.max(0, first.start - 1), first.start) || '\n')) return false
  const owner = bodyOf(page, first)
  const next = bodies[firstBehind(bodies, end)]
  if (next && next.start < post.start && (next.category === owner?.category || next.kind === 'company'))
    return false
  return isOfSame(page, first, last, post)
}

function bodyOf(page: Page, { organization }: PostHit): BodyHit | undefined {
  return page.bodyEnd.get(organization?.end ?? -1)
}

/** The offices of a committee itself; 副市长 of 市委常委、副市长 is none of 市委. */
const OF_PARTY = /(?:书记|常委|秘书长|^(?:候补)?委员)$/

/** Whether a body has the further office of who holds one in it: 市水利局党组书记、|局长. */
function governs(page: Page, owner: BodyHit, title: string, { head }: PostHit): boolean {
  if (head.category !== 'official' && head.category !== 'executive') return false
  if (owner.category === 'party' && owner.kind !== 'company')
    return OF_PARTY.test(title) || staffs(page, owner, title.replace(DEPUTY, ''))
  // 县人民政府党组成员、副县长: the head of a 县 is its government's.
  if (NAMES_BODY.test(title) && !isGovernment(page, owner)) return false
  return !MEMBER.test(title)
}

/** 1994.03—2001.06, 1990年7月至1994年3月: the years that open a line of a career. */
const YEARS =
  /^[\s　]*(?:19|20)\d\d[年.\-/]?\d{0,2}月?[\s　]*[-—–－─~～至到][-—–－─\s　]*((?:19|20)\d\d|至?今)?/

/** By zone: whose career a line that opens with years tells, and whether it is over; null for other lines. */
function careerLines(page: Page, persons: readonly PersonHit[]): (Life | null)[] {
  const { text, zones } = page
  let holder: PersonHit | null = null
  let subject: PersonHit | null = null
  let p = 0
  return zones.map(({ span }) => {
    const years = YEARS.exec(text.slice(span.start, Math.min(span.end, span.start + 40)))
    const own = holder
    const first = p
    while (p < persons.length && persons[p].start < span.end) p++
    if (years)
      return own && p === first
        ? { holder: own, status: isYear(years[1]) ? 'former' : 'current', told: false }
        : null
    // 2011年12月任市委书记…: a paragraph that names nobody goes on about the only one of those before it.
    if (p === first && subject && GOES_ON.test(text.slice(span.start, span.start + 12).trimStart()))
      return { holder: subject, status: 'current', told: true }
    if (p > first) subject = persons[first]
    const called = ({ start, end }: PersonHit) => text.slice(start, end)
    for (let i = first + 1; i < p; i++) if (called(persons[i]) !== called(persons[first])) subject = null
    // 张某某，男，汉族 …, 张某某简历: the lines that follow are of the last person described.
    holder = null
    for (let i = first; i < p; i++)
      if (/^(?:同志)?(?:，[男女]，|（[男女]|个?人?简历)/.test(text.slice(persons[i].end, persons[i].end + 6)))
        holder = persons[i]
    return null
  })
}

function isYear(word: string | undefined): boolean {
  return word !== undefined && !word.endsWith('今')
}

/** Gives posts the name right after them that only the model, or a list, has found: 车间主任水建军. */
function tieByTouch(page: Page, persons: readonly PersonHit[], posts: PostHit[]): void {
  const byStart = new Map(persons.map((hit) => [hit.start, hit]))
  const byEnd = new Map(persons.map((hit) => [hit.end, hit]))
  for (const [k, post] of posts.entries()) {
    // 副市长郑昭新|代表|卢秀兰: a verb between two names.
    const acts = actsAs(page, post)
    const behind = acts && k > 0 && posts[k - 1].end === post.titleStart && byEnd.has(posts[k - 1].titleStart)
    if (acts && (behind || byEnd.has(post.titleStart))) {
      post.holder = null
      continue
    }
    // 邱江辉副市长、谭平局长, 林某资深大律师、政务司副司长卓某: each title is of the name that it touches.
    const named = post.holder && post.holder.start >= post.end && post.holder.start - post.end < 3
    const before = named ? undefined : byEnd.get(post.titleStart)
    if (before && post.head.post) {
      post.holder = before
      post.start = post.titleStart
      post.organization = bodyBefore(page, before)
      post.unit = !page.bodyEnd.has(before.start)
      continue
    }
    const holder = post.holder ?? byStart.get(post.end) ?? null
    if (post.holder || !holder || !post.head.post) continue
    for (let j = k; j >= 0 && posts[j].group === post.group && !posts[j].holder; j--) posts[j].holder = holder
  }
}

/** 东海县委|宋波|书记: the body whose post stands behind a name that touches it. */
function bodyBefore(page: Page, { start }: PersonHit): PostHit['organization'] {
  const body = page.bodyEnd.get(start)
  if (body) return { start: body.start, end: body.end }
  // 、|交通处|黄志处长
  const ward = markedWard(page, start, 0)
  return ward < 0 ? null : { start: ward, end: start }
}

/** Whether several may hold a post at a time: 副市长, 委员, 教授, 校长助理. */
function isShared({ text, lexicon }: Page, { titleStart, end, head }: PostHit): boolean {
  if (!head.post) return false
  if (head.many === true || text[titleStart] === '副' || text.startsWith('助理', end - 2)) return true
  if (
    COUNTS.test(text.slice(end, end + 3)) &&
    SEVERAL.test(text.slice(Math.max(0, titleStart - LONGEST_COUNTED), titleStart))
  )
    return true
  // 校友会|常务副会长
  const deputy = DEPUTY_OF.exec(text.slice(titleStart, end))
  return deputy !== null && lexicon.civicHeads.has(deputy[1])
}
/** 其他3名华裔内阁|部长, 历任|县长: offices of several. */
const SEVERAL = /(?:历任|(?:\d|[二两三四五六七八九十多几])[名位]\p{Script=Han}{0,6})$/u
const LONGEST_COUNTED = 8
/** What stands between such an office and the names of its holders. */
const COUNTS = /^(?:分别)?[为是有：]/
const DEPUTY_OF = /^(?:常务|执行|名誉|荣誉)副?(.+)$/

/** 何朝晖、顾峰分别|担任, 二人先前分别|代理: of several offices each has the one in his turn. */
const IN_TURN = /^[^。；\n]{0,12}。?[^。；，\n]{0,6}分别$/

/** 副部长|和妇女、家庭和|社会发展部副部长: what stands between the offices of a list. */
const IN_LIST = /^[、和及与][\p{Script=Han}、]{0,14}$/u

/** 何朝晖、顾峰分别任县长、副县长: as many offices as a list before them has names go round. Which they are. */
function shareOut(page: Page, persons: readonly PersonHit[], posts: readonly PostHit[]): Set<PostHit> {
  const { text } = page
  const byEnd = new Map(posts.map((post) => [post.end, post]))
  const shared = new Set<PostHit>()
  for (const [first, { holder, start }] of posts.entries()) {
    if (!holder || holder.end > start || start - holder.end > SENTENCE || shared.has(posts[first])) continue
    const verb = verbBefore(page, start, holder.end)
    if (!verb || !IN_TURN.test(text.slice(holder.end, start - verb.word.length))) continue
    let next = first + 1
    while (next < posts.length && IN_LIST.test(text.slice(posts[next - 1].end, posts[next].start))) next++
    const holders = listUpTo(page, persons, persons.indexOf(holder), byEnd)
    if (holders.length < 2 || holders.length !== next - first) continue
    for (const [i, hit] of holders.entries()) {
      const post = posts[first + i]
      if (post.status === 'current') post.status = verb.status
      post.holder = hit
      shared.add(post)
    }
  }
  return shared
}

const NONE: ReadonlyMap<number, PostHit> = new Map()

/** The names of a list up to one of them, each with an office of its own before it or none. */
function listUpTo(
  page: Page,
  persons: readonly PersonHit[],
  last: number,
  byEnd: ReadonlyMap<number, PostHit>,
): PersonHit[] {
  let first = last
  while (first > 0) {
    const own = byEnd.get(persons[first].start)
    if (!isJoined(page, persons[first - 1], own ? own.start : persons[first].start)) break
    first--
  }
  return persons.slice(first, last + 1)
}

/** 副市长何朝晖、顾峰; 沈莹、沈铁梅当选为副主席: a post of several is that of each name of the list beside it. */
function shareInLists(page: Page, persons: readonly PersonHit[], posts: readonly PostHit[]): void {
  const byEnd = new Map(posts.map((post) => [post.end, post]))
  const index = new Map(persons.map((hit, i) => [hit, i]))
  for (const post of posts) {
    const at = post.holder ? index.get(post.holder) : undefined
    if (at === undefined || post.others.length > 0 || !isShared(page, post)) continue
    const { start, end } = persons[at]
    if (start === post.end || (start > post.end && NAMES.test(page.text.slice(post.end, start)))) {
      for (let i = at + 1; i < persons.length && isJoined(page, persons[i - 1], persons[i].start); i++)
        post.others.push(persons[i])
    } else if (end <= post.start && page.text[end] !== '，')
      post.others.push(
        ...listUpTo(page, persons, at, end === post.start ? NONE : byEnd)
          .slice(0, -1)
          .reverse(),
      )
  }
}

/** 贡保扎西（藏族）、米雪莲: with nothing but a gloss and what joins between. */
function isJoined({ text }: Page, before: PersonHit, at: number): boolean {
  const gap = at - before.end
  if (gap === 1) return text[before.end] === '、' || NAME_JOINS.includes(text[before.end])
  return gap > 1 && gap < 20 && /^（[^（）\n]{1,16}）[、和及与]$/.test(text.slice(before.end, at))
}

interface Tie {
  holder: PersonHit
  status: PostStatus
}

/** Whose life a paragraph tells. `told`: in sentences, whose verbs give the offices. */
interface Life extends Tie {
  told: boolean
}

/** 2006年，任|市长: an office of a paragraph that goes on about somebody; null where no verb gives it. */
function toldBy(page: Page, post: PostHit, floor: number, { holder }: Life): Tie | null {
  const verb = verbOf(page, post, floor)
  return verb?.reach === 'sentence' ? { holder, status: verb.status } : null
}

function tieOf(
  page: Page,
  posts: readonly PostHit[],
  at: number,
  last: PersonHit | null,
  next: PersonHit | null,
  floor: number,
): Tie | null {
  const { text } = page
  const post = posts[at]
  const lastAt = lastOfGroup(posts, at)
  const { end } = posts[lastAt]
  const behind = posts[lastAt + 1]
  // 作为|双方代表|签字: for whom one signs, no office.
  if (getCues().standsFor.test(text.slice(post.start, post.end))) return null
  // 由副院长丁敏|代理院长
  if (last && post.status === 'acting' && text.slice(last.end, post.titleStart) === '代理') {
    post.start = last.end
    post.organization = null
    return { holder: last, status: 'acting' }
  }
  // 孔繁礼教授
  if (last && last.end === post.titleStart && !actsAs(page, post)) {
    post.start = post.titleStart
    post.organization = bodyBefore(page, last)
    post.unit = !page.bodyEnd.has(last.start)
    return { holder: last, status: post.status }
  }
  // 证券事务代表为尹蓓, 委员则包括林亿、张森; 当选为副主席的还有沈莹
  const between = next && next.start > post.end ? text.slice(post.end, next.start) : ''
  if (next && NAMES.test(between) && (between.length < 2 || isShared(page, post)))
    return { holder: next, status: post.status }
  // 李超担任主席，|成员|包括政务司司长陈国: others are named.
  if (text.startsWith('包括', post.end)) return null
  // 当选为县长的刘洋, 不再担任市长职务的孔勇, 担任校长的是|院士韩才
  const relative = next && RELATIVE.exec(text.slice(end, next.start))
  const from = relative ? end + relative[0].length : -1
  if (next && (from === next.start || (behind?.start === from && behind.holder === next))) {
    const verb = verbOf(page, post, floor)
    if (verb?.reach === 'sentence') return { holder: next, status: verb.status }
  }
  // 邓炳强由|警务处处长|晋升为保安局局长
  if (last && text[post.start - 1] === '由' && verbAt(page, end)?.rises)
    return { holder: last, status: 'former' }
  // 董事长由总经理米建新接任
  const handed = next && handedTo(page, post, next)
  if (handed) return { holder: next, status: handed }
  if (!last) return null
  // 选举产生了王仕、孔学等9名|委员
  const counted = COUNTED.exec(text.slice(last.end, post.titleStart))
  if (counted && isShared(page, post)) {
    post.start = Math.max(post.start, last.end + counted[1].length)
    // 等五名同志|辞去|副县长职务
    const given = verbOf(page, post, floor)
    return { holder: last, status: given?.reach === 'sentence' ? given.status : post.status }
  }
  // 免去虢正贵同志|州委书记职务
  if (removes(text, last, post, floor) && /^(?:同志)?$/.test(text.slice(last.end, post.start)))
    return { holder: last, status: 'former' }
  const gap = post.start - last.end
  const before = text.slice(last.end, post.start)
  const verb = verbOf(page, post, floor)
  if (!verb) return isApposed(page, post, last) ? { holder: last, status: 'current' } : null
  // 提名赫卡比为其就任总统|后的驻以大使: when it is to be, and of another.
  if (/^[前后]的/.test(text.slice(end, end + 2)) && /[其他她]$/.test(before.slice(0, -verb.word.length)))
    return null
  switch (verb.reach) {
    case 'touch':
      return gap === 1 ? { holder: last, status: 'current' } : null
    case 'near':
      if (pronounBefore(before, verb.word))
        return isSubject(page, last, floor) ? { holder: last, status: verb.status } : null
      // 马国梁（回族）为州民族宗教事务委员会主任
      if (before.replace(/^（[^（）\n]{1,16}）/, '').length > verb.word.length + 2) return null
      // 赵敏为副班长|送行: for whom one acts, not what one becomes.
      if (isHan(text[post.end]) && !'的兼职后时'.includes(text[post.end])) return null
      break
    case 'removal': {
      const removed = removes(text, last, post, floor) || (verb.word === '的' && text.startsWith('职务', end))
      if (verb.word === '的' && !(removed && /^(?:（[^（）]{1,16}）|同志)?的$/.test(before))) return null
      if (gap > SENTENCE || before.includes('。')) return null
      return { holder: last, status: removed ? 'former' : 'current' }
    }
    default:
      // 游忠华，男，1966年8月生。曾任…，2016年12月任…: a career goes on over full stops.
      if (
        gap > CAREER ||
        (gap > SENTENCE && !/[年月，。]$/.test(text.slice(floor, post.start - verb.word.length).slice(-1)))
      )
        return null
      if (before.includes('。') && !/^[，。（]/.test(before) && !goesOn(before)) return null
  }
  if (verb.status !== 'current') return { holder: last, status: verb.status }
  if (ONCE.test(before.slice(0, -verb.word.length))) return { holder: last, status: 'former' }
  return { holder: last, status: PROPOSED.test(before) ? 'designate' : 'current' }
}

/** 曾在地方|担任: what says of a verb that the office is held no more. */
const ONCE = /曾(?:经|先后)?(?:[在于][^，。；、]{1,8})?$/

/** 拟由他|任, 将|出任: what says of a verb that the office is not held yet. */
const PROPOSED = /拟[^。，；]{0,14}$|将\p{Script=Han}{2,3}$/u

/** 段某毕业于师范学校。2006年，他先后担任…: whether a later sentence tells of the same person still. */
function goesOn(between: string): boolean {
  return GOES_ON.test(between.slice(between.lastIndexOf('。') + 1))
}

const GOES_ON =
  /^(?:(?:自|从|到|至)?(?:19|20)\d\d年|同年|次年|翌年|此后|随后|其后|之后|后来|[他她](?!们)|[曾历现]任|曾(?:先后)?担任|先后)/

/** 他|是, 她|系: whether what holds the post is a pronoun that opens a sentence. */
function pronounBefore(between: string, verb: string): boolean {
  const before = between.slice(0, -verb.length)
  return /[。；]$/.test(before.slice(0, -1)) && /[他她]$/.test(before)
}

/** Whether a person opens its line or its sentence: whom the next one calls 他. */
function isSubject({ text }: Page, { start }: PersonHit, floor: number): boolean {
  return start === floor || '。；\n　 '.includes(text[start - 1])
}

/** Others before somebody whom a clause removes. */
const REMOVED = /(?:免去|撤销|免除|罢免)[^，。；、\n]{2,20}(?:、[^，。；、\n]{2,20}){0,6}、$/

/** 免去金国良的, 免去其, 撤销其: whether the clause takes the post away. */
function removes(text: string, last: PersonHit, post: PostHit, floor: number): boolean {
  // 免去张文、王立、|买国军市政府副市长职务; 免去张嘉的政务司司长、|李超|的保安局局长职务
  if (REMOVED.test(text.slice(Math.max(floor, last.start - SENTENCE), last.start))) return true
  for (const at of [last.start, post.start - 1])
    for (const word of ['免去', '撤销', '免除', '罢免'])
      if (at - word.length >= floor && text.startsWith(word, at - word.length)) return true
  return false
}

/** How many hold an office whom a list before it names, and the body. */
const COUNTED =
  /^(等(?:\d{1,3}|[一二三四五六七八九十]{1,3})[名位人](?:同志)?(?:当选为?|担任|任|为)?)\p{Script=Han}{0,16}$/u
/** What names those who hold an office behind it. */
const NAMES = /^”?(?:(?:分别)?(?:为|是)：?|：|(?:的?还|则|主要)?(?:有|为|是|包括)：?)$/
/** What ties whom it is said of to an office behind it. */
const RELATIVE = /^(?:一职|职务)?的是?/

/** 董事长|由, 院长一职|则由, 副院长|将由 */
const HANDS = /^(?:一职|职务)?([则将均拟也])?由/

function handedTo(page: Page, { end }: PostHit, next: PersonHit): PostStatus | null {
  const by = HANDS.exec(page.text.slice(end, end + 5))
  if (!by || next.start - end > 24) return null
  const taken = verbAt(page, next.end)
  if (taken?.reach !== 'sentence' || taken.status === 'former') return null
  return by[1] === '将' || by[1] === '拟' ? 'designate' : 'current'
}

/** Titles that are verbs too: 李明|代表|公司签字, 王芳|主管|城建. */
const VERBS = new Set(['代表', '主管', '指挥', '导演', '领队', '裁判', '翻译'])

function actsAs({ text }: Page, { titleStart, end }: PostHit): boolean {
  return VERBS.has(text.slice(titleStart, end)) && isHan(text[end])
}

/** 担任|第九届|校学术委员会主任委员 */
const SESSION = /第[一二三四五六七八九十百]{1,4}届$|(?:新一|首|本)届$/

/** The verb that gives a post: before it, the start of its own modifiers (提名为县长候选人), before 国有企业. */
function verbOf(page: Page, post: PostHit, floor: number): OfficeVerb | null {
  const { text, lexicon } = page
  const session = SESSION.exec(text.slice(Math.max(floor, post.start - 6), post.start))
  const verb = verbBefore(page, post.start - (session?.[0].length ?? 0), floor)
  if (verb) return verb
  for (let length = 4; length >= 2; length--) {
    const word = text.slice(post.start, post.start + length)
    const own = post.start + length <= post.titleStart ? lexicon.officeVerbs.get(word) : undefined
    if (own) return own
  }
  if (post.organization) return null
  for (let at = post.start - 1; at > floor && post.start - at < 9 && isHan(text[at]); at--) {
    const far = page.isBoundary(at) ? verbBefore(page, at, floor) : null
    if (far && far.word.length > 1 && far.reach === 'sentence') return far
  }
  return null
}

/** 诸葛家明，男，…，正高级工程师，现任…: a rank between commas is of whom the sentence describes. */
function isApposed({ text }: Page, post: PostHit, last: PersonHit): boolean {
  if (text[post.start - 1] !== '，' || !'，。；'.includes(text[post.end])) return false
  const described = /^(?:，[男女]，|（[男女]|，\d{4}年)/.test(text.slice(last.end, last.end + 6))
  return described && !/[。；]/.test(text.slice(last.end, post.start)) && post.start - last.end < SENTENCE
}
