import { type BodyHit, firstBehind, type Page } from '../page.js'
import { LEVELS } from './appointed.js'
import { getOfficeCues } from './cues.js'
import { isJoined } from './groups.js'
import type { PostHit } from './hit.js'
import { isShared } from './several.js'

/** Titles that name their own body: 省长, 副市长 behind another body; 校长 is a school's by the table of staff. */
const NAMES_BODY = /^(?:常务|代)?副?(?:总统|[省市县区州旗盟镇乡村]长|国王)/

/**
 * The body named before the first of several posts governs those that name none: 市水利局党组书记、局长 is the head of the
 * bureau, 市委常委、宣传部部长 of the city's department.
 */
export function shareBodies(page: Page, posts: readonly PostHit[]): void {
  const { bodyEnd } = page
  let first: PostHit | null = null
  let last: PostHit | null = null
  for (const post of posts) {
    // 大学校长张民|教授、副校长李明: a rank behind a name is of no body, and parts no list.
    if (post.holder?.end === post.titleStart && !post.organization) continue
    const body = post.organization && bodyEnd.get(post.organization.end)
    const own = body && body.start === post.organization?.start ? body : null
    const joined = last?.group === post.group && isJoined(page, last, post)
    const listed = first !== null && last !== null && isListed(page, first, last, post, own)
    if (!listed && (!joined || last?.holder !== post.holder)) first = null
    if (first) takeBody(page, first, post, own, { joined, others: listed && last?.holder !== post.holder })
    if (own && !post.under) first = isMember(page, own, post) ? null : post
    // 县委办公室干事、石桥镇镇长、|党委书记: of the town, not of what was named before it.
    else if (!own && isTown(page, post)) first = null
    last = post
  }
}

/** Whether a post is told with a town of its own: 石桥镇|镇长. */
function isTown({ placeStart, text }: Page, { start, organization, titleStart, end }: PostHit): boolean {
  if (!organization || organization.start < start || !/[镇乡]长$/.test(text.slice(titleStart, end)))
    return false
  return placeStart.has(organization.start)
}

/** How a post goes on from the one before it: as an office of the same person, as one of another. */
interface Listing {
  joined: boolean
  others: boolean
}

/** Gives a post the body of the first of its list, as its own or as the one that its own is a part of. */
function takeBody(
  page: Page,
  first: PostHit,
  post: PostHit,
  own: BodyHit | null,
  { joined, others }: Listing,
): void {
  const { text } = page
  const owner = bodyOf(page, first)
  if (owner && (!post.organization || (isLeadingGroup(page, post) && !own))) {
    const title = text.slice(post.titleStart, post.end)
    if (isLeadingGroup(page, post) || others || governs(page, owner, title, post)) {
      post.organization = first.organization
      return
    }
  }
  // 市政府副秘书长、办公厅主任; 法院副院长、审判委员会委员: a part of the body just named.
  const inner =
    !own &&
    owner !== undefined &&
    ((joined && post.unit) || getOfficeCues().innerOffices.has(text.slice(post.start, post.titleStart)))
  if (inner || (own && isPartOf(page, first, own))) post.under = first.organization
}

/** 集团有限公司董事长、|党组|书记: whether the group is named that leads the body just named, and nothing besides. */
function isLeadingGroup({ text, lexicon }: Page, { start, titleStart }: PostHit): boolean {
  return lexicon.partyGroups.has(text.slice(start, titleStart))
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
  const { member, ofParty, leads } = getOfficeCues()
  // 法院审判委员会委员、|审判员
  if (!member.test(title) || body.category === 'judicial') return false
  return (
    !(body.category === 'party' && ofParty.test(title)) &&
    !leads.test(text.slice(Math.max(0, titleStart - 3), titleStart))
  )
}

/** Whether a post goes on a list of officers of one body, though people were named since: 镇党委书记张民，|党委副书记、镇长李明. */
function isListed(page: Page, first: PostHit, last: PostHit, post: PostHit, own: BodyHit | null): boolean {
  const link = linkTo(page, first, last, post)
  if (link === null) return false
  const named =
    link === 'names' && (isLeadingGroup(page, post) || (own !== null && isPartOf(page, first, own)))
  return named || isOfSame(page, first, last, post)
}

/**
 * What leads from the holders of an office to the next office. `names`: nothing but what joins them: 县教育局局长张民，|副局长李明;
 * `sitting`: what they did where the sentence opens with the first: 县人大常委会主任张民主持会议。|副主任李明….
 */
function linkTo(page: Page, first: PostHit, last: PostHit, { start }: PostHit): 'names' | 'sitting' | null {
  const { text } = page
  const { next, rank } = getOfficeCues()
  const names = namesEnd(last)
  if (names >= last.end && names < start && start - names <= LONGEST_LINK) {
    const gap = text.slice(names, start)
    // 张民|教授、副校长李明
    const title = names > last.end ? (rank.exec(gap)?.[0].length ?? 0) : 0
    if (next.test(gap.slice(title))) return 'names'
  }
  return isSitting(page, first, last, start) ? 'sitting' : null
}
/** The longest gloss with what joins, code units. */
const LONGEST_LINK = 22

/** Where the names of those who hold a post end, those before it too. */
function namesEnd({ holder, others }: PostHit): number {
  return Math.max(holder?.end ?? -1, others.at(-1)?.end ?? -1)
}

/** How far from the first officer of a sitting the next may be named, code units. */
const SITTING = 48

/** Whether a sentence that opens with an officer of a body goes on to what comes next, with no visitor and no other body between. */
function isSitting(page: Page, first: PostHit, last: PostHit, start: number): boolean {
  const { text, bodies } = page
  const end = Math.max(namesEnd(last), last.end)
  if (start - end > SITTING || start <= end || !last.holder || last.holder.start < last.end) return false
  const gap = text.slice(end, start)
  if (!/[，。；]$/.test(gap) || gap.includes('\n') || /。.*。/.test(gap) || getOfficeCues().visit.test(gap))
    return false
  if (!/[\n。；，由受]$/.test(text.slice(Math.max(0, first.start - 1), first.start) || '\n')) return false
  const owner = bodyOf(page, first)
  const next = bodies[firstBehind(bodies, end)]
  if (!next || next.start >= start) return true
  return next.category !== owner?.category && next.kind !== 'company'
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

/** 公司董事长张民、工会|主席李明: whether the office named last is of the body of the first, or of a part of it. */
function isOfOne({ organization }: PostHit, last: PostHit, owner: BodyHit): boolean {
  if (last.organization === organization || last.under === organization) return true
  // 市委常委、副市长张民，秘书长李明: of the committee or of the government.
  return !last.organization && (owner.kind === 'company' || LED.has(owner.category))
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

function bodyOf(page: Page, { organization }: PostHit): BodyHit | undefined {
  return page.bodyEnd.get(organization?.end ?? -1)
}

/** Whether a body has the further office of who holds one in it: 市水利局党组书记、|局长. */
function governs(page: Page, owner: BodyHit, title: string, { head }: PostHit): boolean {
  if (head.category !== 'official' && head.category !== 'executive') return false
  if (owner.category === 'party' && owner.kind !== 'company')
    return getOfficeCues().ofParty.test(title) || staffs(page, owner, title.replace(DEPUTY, ''))
  // 县人民政府党组成员、副县长: the head of a 县 is its government's.
  if (NAMES_BODY.test(title) && !isGovernment(page, owner)) return false
  return !getOfficeCues().member.test(title)
}
