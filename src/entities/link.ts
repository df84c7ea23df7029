import type { Author } from '../article/index.js'
import type { Doc, Span } from '../text/index.js'
import { endsAsFirm } from './companies.js'
import type { Division } from './divisions.js'
import { type Draft, disjoint, draft, finish, note } from './draft.js'
import { areaOf, jurisdictionOf } from './jurisdiction.js'
import { codeOf, pathOf } from './lexicon.js'
import { follows, unspaced } from './names.js'
import {
  type BodyHit,
  isHan,
  overlapsAny,
  type Page,
  type PersonHit,
  type PlaceHit,
  personHit,
} from './page.js'
import { pageWords } from './page-words.js'
import { isPrize } from './people.js'
import { getOfficeCues } from './posts/cues.js'
import type { PostHit } from './posts/hit.js'
import type { Scope } from './scope.js'
import type { Person, Place, Post } from './types.js'

/** The one of sorted, disjoint ranges in which a span stands. */
function within<T extends Span>(ranges: readonly T[], span: Span): T | null {
  let lo = 0
  let hi = ranges.length
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    if (ranges[mid].end < span.end) lo = mid + 1
    else hi = mid
  }
  return lo < ranges.length && ranges[lo].start <= span.start ? ranges[lo] : null
}

/** Districts that are called by a common word: 撤县设区后的新城区. */
const VAGUE = new Set(['新城区', '老城区'])

/** Whether the article is of the city whose district it would be, on other evidence than the word. */
function isMeant({ main }: Scope, division: Division | null): boolean {
  if (!division?.parent) return false
  const city = main.indexOf(division.parent)
  return city >= 0 && city < 3 && city < main.indexOf(division)
}

interface PlaceGroup {
  draft: Draft
  hit: PlaceHit
  division: Division | null
}

export function linkPlaces(doc: Doc, page: Page, scope: Scope, posts: readonly PostHit[]): Place[] {
  const { bodies } = page
  const offices = posts.filter((p) => p.holder !== null)
  const groups = new Map<string, PlaceGroup>()
  const towns = townsCalled(page)
  for (const found of page.places) {
    const hit = towns.get(found) ?? found
    const body = within(bodies, hit)
    if (body && !(within(offices, hit) && headsBody(hit, body))) continue
    if (overlapsAny(page.persons, hit.start, hit.end)) continue
    const division = towns.has(found) ? null : (scope.of.get(hit) ?? null)
    if (VAGUE.has(hit.form.name) && hit.rule !== 'place-under-parent' && !isMeant(scope, division)) continue
    const key = division ? division.key : hit.form.name
    let group = groups.get(key)
    if (!group) {
      group = { draft: draft(), hit, division }
      groups.set(key, group)
    }
    note(
      group.draft,
      hit,
      hit.rule,
      hit.rule === 'place-short-name' ? 0.85 : hit.form.divisions.length > 0 || division ? 0.97 : 0.85,
    )
  }
  // 云冈石窟景区 is 云冈石窟.
  for (const [name, group] of groups) {
    if (!name.endsWith('区')) continue
    const base = name.replace(/(?:风景名胜区|风景区|旅游区|景区|度假区)$/, '')
    const other = base === name ? undefined : groups.get(base)
    if (!other || group.division) continue
    for (const span of group.draft.spans) note(other.draft, span, 'linked-longer-form', group.draft.score)
    groups.delete(name)
  }
  const paths = pathsByPage(page, scope)
  return [...groups.values()].map(({ draft: d, hit, division }) => {
    const { mentions, confidence, rules } = finish(doc, d)
    const open = scope.undecided.get(hit) ?? hit.form.divisions
    return {
      id: '',
      kind: 'place',
      name: division ? division.name : hit.form.name,
      mentions,
      confidence,
      rules,
      level: division ? division.level : hit.form.level,
      code: division ? codeOf(division) : null,
      path: division
        ? pathOf(division)
        : hit.form.divisions.length > 1 || scope.undecided.has(hit)
          ? []
          : (paths.get(hit.form.name) ?? [hit.form.name]),
      candidates: division ? [] : open.map((x) => codeOf(x)).filter((c) => c !== null),
    }
  })
}

/**
 * 下涯镇、三都镇 … 三都: what would be short for a county elsewhere is short for the town that the page names, unless it
 * names the county, too. By their hits.
 */
function townsCalled({ places, text }: Page): Map<PlaceHit, PlaceHit> {
  const towns = new Map<string, PlaceHit>()
  const full = new Set<Division>()
  for (const hit of places) {
    const { level, name, divisions, how } = hit.form
    if (level === 'township' && divisions.length === 0 && /[镇乡]$/.test(name))
      towns.set(name.slice(0, -1), hit)
    if (how === 'full') for (const division of divisions) full.add(division)
  }
  const out = new Map<PlaceHit, PlaceHit>()
  if (towns.size === 0) return out
  for (const hit of places) {
    const town = hit.form.how === 'short' ? towns.get(text.slice(hit.start, hit.end)) : undefined
    if (!town || hit.form.divisions.some((d) => d.level !== 'county' || full.has(d))) continue
    out.set(hit, { start: hit.start, end: hit.end, form: town.form, rule: hit.rule })
  }
  return out
}

/**
 * The chain of a town or village that no table has: under the place that it follows (原公镇|青龙寺村), else under the
 * only county that the article names.
 */
function pathsByPage(page: Page, scope: Scope): Map<string, string[]> {
  const counties = scope.main.filter(({ level }) => level === 'county')
  const own = counties.length === 1 ? pathOf(counties[0]) : []
  const paths = new Map<string, string[]>()
  const above = (hit: PlaceHit): string[] => {
    const division = scope.of.get(hit)
    return division ? pathOf(division) : (paths.get(hit.form.name) ?? [])
  }
  let last: PlaceHit | null = null
  // 金水区经八路街道、|丰产路街道: in an article of several counties, the one named last in the sentence.
  let county: PlaceHit | null = null
  const countyOf = ({ start }: PlaceHit): string[] =>
    county && start - county.end < NEAR && !/[。；\n]/.test(page.text.slice(county.end, start))
      ? above(county)
      : []
  for (const hit of page.places) {
    const { level, name, divisions } = hit.form
    if (scope.of.get(hit)?.level === 'county') county = hit
    const open = divisions.length === 0 && !scope.of.has(hit) && !scope.undecided.has(hit)
    if (open && (level === 'township' || level === 'village')) {
      const beside = last !== null && last.end === hit.start && last.form.level !== level ? above(last) : []
      const known = paths.get(name)
      if (beside.length > 0 || !known)
        paths.set(name, [
          ...(beside.length > 0 ? beside : own.length > 0 ? own : countyOf(hit)).filter(
            (part) => part !== name,
          ),
          name,
        ])
    }
    last = hit
  }
  return paths
}

const NEAR = 24

/** Bodies of the state in whose posts 中国 is a place of its own: 中国政府代表, but 中国海洋大学教授; 澳大利亚|洛伊研究所 is in Australia. */
const OF_STATES: ReadonlySet<BodyHit['category']> = new Set([
  'government',
  'party',
  'legislature',
  'judicial',
])

/** 缙云县 of 缙云县委书记 is a place of its own, 欧亚 of 外交部欧亚司参赞 is none. */
function headsBody(hit: PlaceHit, body: BodyHit): boolean {
  if (hit.form.name === '中国' && !OF_STATES.has(body.category)) return false
  // 东洲证券|研究员, 莒光派出所|所长
  if (hit.form.how !== 'full' && (body.kind === 'company' || hit.form.level === 'township')) return false
  // 中国足球|协会: of one word with what it is said of.
  if (hit.rule === 'place-in-word') return false
  if (hit.form.divisions.length === 0 && hit.form.level !== 'country')
    return hit.form.level === 'township' || hit.form.level === 'village' || hit.form.level === 'county'
  return true
}

const JOINING = '和与及同跟由向对'

/** 张连生副总经理和|马清相|副院长: 和马清 is nobody where 马清相 is somebody elsewhere. */
function giveWayToNames(page: Page): void {
  const { text, persons } = page
  const crossing = persons.filter(({ start, end }) => end - start < 4 && JOINING.includes(text[start]))
  if (crossing.length === 0) return
  const names = new Map(persons.map((hit) => [text.slice(hit.start, hit.end), hit]))
  for (const hit of crossing)
    for (let end = hit.end + 1; end <= hit.end + 2; end++) {
      const other = names.get(text.slice(hit.start + 1, end))
      if (!other || other === hit) continue
      const whole = personHit(hit.start + 1, end, other.category, 'person-again', other.score, other.name)
      persons[persons.indexOf(hit)] = whole
    }
  // 茂陵博物馆 … 向茂陵|分馆提供
  const within = ({ start, end, rule }: PersonHit) =>
    rule === 'model-person' &&
    page.bodies.some(
      (body) => text.startsWith(text.slice(start + 1, end), body.start) && body.end - body.start > 3,
    )
  const none = crossing.filter((hit) => hit.end - hit.start === 3 && persons.includes(hit) && within(hit))
  if (none.length > 0) page.persons = persons.filter((hit) => !none.includes(hit))
}

/** Marks the other occurrences of the persons, by their names, by the last part of one, as 老张: 段成刚于1993年起担任…. */
export function findNamesAgain(page: Page, posts: readonly PostHit[]): void {
  giveWayToNames(page)
  nameByParts(page)
  nameByOffice(page)
  const names = new Map<string, PersonHit>()
  const forms = new Forms(page)
  for (const hit of page.persons) {
    const name = nameOf(page, hit)
    if (hit.rule === 'person-called' || names.has(name)) continue
    names.set(name, hit)
    if (name.length === 2 || name.length === 3) forms.add(`老${name[0]}`, hit)
    // 努尔兰别科夫 of 阿利汗·努尔兰别科夫
    const last = name.slice(name.lastIndexOf('·') + 1)
    if (last.length > 1 && last.length < name.length) forms.add(last, hit)
  }
  markAgain(page, names, forms.without(names))
  holdAgain(page, posts)
}

/** Marks them by surname and title where it is that of one person: 张书记. */
export function findShortForms(page: Page, posts: readonly PostHit[]): void {
  const forms = new Forms(page)
  for (const { holder, titleStart, end, head } of posts) {
    if (!holder || !head.post) continue
    const name = nameOf(page, holder)
    if (name.length > 3 || end - titleStart > 4) continue
    const title = page.text.slice(titleStart, end)
    forms.add(name[0] + title, holder)
    const bare = title.replace(/^(?:副|总)/, '')
    if (bare.length > 1) forms.add(name[0] + bare, holder)
  }
  const names = new Map(page.persons.map((hit) => [nameOf(page, hit), hit]))
  markAgain(page, new Map(), forms.without(names))
}

/** Short forms of names, and whose they are; null where two persons share one. */
class Forms {
  readonly #page: Page
  readonly #owners = new Map<string, PersonHit | null>()

  constructor(page: Page) {
    this.#page = page
  }

  add(form: string, hit: PersonHit): void {
    const old = this.#owners.get(form)
    if (old === undefined) this.#owners.set(form, hit)
    else if (old !== null && nameOf(this.#page, old) !== nameOf(this.#page, hit)) this.#owners.set(form, null)
  }

  /** Those of one person that are no other's name. */
  without(names: ReadonlyMap<string, PersonHit>): Map<string, PersonHit> {
    const out = new Map<string, PersonHit>()
    for (const [form, hit] of this.#owners) if (hit && !names.has(form)) out.set(form, hit)
    return out
  }
}

/** Marks each place where a name or a short form stands; of what overlaps the first and longest stands. */
function markAgain(
  page: Page,
  names: ReadonlyMap<string, PersonHit>,
  short: ReadonlyMap<string, PersonHit>,
): void {
  if (names.size + short.size === 0) return
  const { text } = page
  const words = pageWords(new Map([...names, ...short]))
  const found: PersonHit[] = []
  const called: PersonHit[] = []
  for (const { span } of page.zones)
    for (
      let i = words.next(text, span.start, span.end);
      i < span.end;
      i = words.next(text, i + 1, span.end)
    ) {
      const match = words.longest(text, i)
      if (!match || i + match.length > span.end) continue
      const end = i + match.length
      if (isPrize(page, { start: i, end })) continue
      const { category, score, name } = match.value
      if (short.has(text.slice(i, end))) {
        const begins = page.isBoundary(i) || !isHan(text[i - 1])
        if (!begins || !(page.isBoundary(end) || follows(page, end))) continue
        called.push(personHit(i, end, category, 'person-short-form', score, nameOf(page, match.value)))
      } else found.push(personHit(i, end, category, 'person-again', score, name))
      i = end - 1
    }
  // 老张 as a person of his own gives way to the one whose name the text has.
  const known = page.persons.filter(
    (p) => !(p.rule === 'person-called' && overlapsAny(called, p.start, p.end)),
  )
  page.persons = disjoint([...known, ...found, ...called])
}

/** 卸任总召王立|任 … 王立任表示: who was taken for somebody with a shorter name holds his posts under the longer one. */
function holdAgain({ persons }: Page, posts: readonly PostHit[]): void {
  const byStart = new Map(persons.map((hit) => [hit.start, hit]))
  const held = new Set(persons)
  for (const post of posts) {
    if (post.holder && !held.has(post.holder)) post.holder = byStart.get(post.holder.start) ?? post.holder
    post.others = post.others.map((hit) => (held.has(hit) ? hit : (byStart.get(hit.start) ?? hit)))
  }
}

/**
 * Whom a name alone stands for: 雅各布斯多蒂尔 for 卡特琳·雅各布斯多蒂尔, 西雅尔多 for 西雅尔多·彼得, 郝老 for
 * 郝德山, where one person only has that part.
 */
function nameByParts(page: Page): void {
  const parts = new Map<string, string | null>()
  const put = (part: string, name: string) =>
    parts.set(part, (parts.get(part) ?? name) === name ? name : null)
  const { calledBy } = page.lexicon
  const isCalled = (name: string) => name.length === 2 && calledBy.includes(name[1])
  const called = page.persons.some((hit) => isCalled(nameOf(page, hit)))
  for (const hit of page.persons) {
    const name = nameOf(page, hit)
    if (name.includes('·')) for (const part of name.split('·')) put(part, name)
    else if (called && name.length === 3) for (const word of calledBy) put(name[0] + word, name)
  }
  for (const hit of page.persons) {
    const name = nameOf(page, hit)
    const whole = name.length > 1 ? parts.get(name) : undefined
    if (whole) hit.name = whole
  }
}

/** 仝主任 is 仝其广 where no other of the surname is named. */
function nameByOffice(page: Page): void {
  const called = page.persons.filter(
    ({ rule, start, end }) =>
      rule === 'person-called' && end - start > 2 && page.exact(page.lexicon.heads, start + 1, end),
  )
  if (called.length === 0) return
  const names = new Map<string, string | null>()
  for (const hit of page.persons) {
    const name = nameOf(page, hit)
    if (hit.rule === 'person-called' || name.length > 3) continue
    const old = names.get(name[0]) ?? name
    names.set(name[0], old === name ? name : null)
  }
  for (const hit of called) {
    const name = names.get(page.text[hit.start])
    if (name) hit.name = name
  }
}

function nameOf(page: Page, hit: PersonHit): string {
  if (hit.name !== undefined) return hit.name
  return unspaced(page.text.slice(hit.start, hit.end))
}

export function linkPersons(
  doc: Doc,
  page: Page,
  scope: Scope,
  posts: readonly PostHit[],
  authors: readonly Author[],
): Person[] {
  const groups = new Map<string, { draft: Draft; category: Person['category'] | null; posts: Post[] }>()
  const get = (name: string) => {
    let group = groups.get(name)
    if (!group) {
      group = { draft: draft(), category: null, posts: [] }
      groups.set(name, group)
    }
    return group
  }
  for (const hit of page.persons) {
    const group = get(nameOf(page, hit))
    note(group.draft, hit, hit.rule, Math.min(0.97, 0.6 + hit.score / 100))
    if (hit.category && (group.category === null || group.category === 'other')) group.category = hit.category
  }
  const offices = new Set<unknown>()
  const bylines = new Set(authors.map(({ name }) => name))
  for (const post of posts) {
    if (!post.holder || !post.head.post) continue
    const record = postRecord(doc, page, scope, post)
    const category = categoryOf(page, post)
    for (const holder of [post.holder, ...post.others]) {
      const group = groups.get(nameOf(page, holder))
      if (!group) continue
      const same = group.posts.find((p) => isSame(p, record))
      if (!same) group.posts.push(record)
      // 县政协副主席、县医院院长: who holds an office of the state besides is an official.
      if (offices.has(group)) continue
      if (group.category === null || group.category === 'other' || group.category === post.head.category)
        group.category = category
      if (category === 'official' && !/(?:代表|委员)$/.test(record.title)) offices.add(group)
    }
  }
  return [...groups].map(([name, group]) => {
    const { mentions, confidence, rules } = finish(doc, group.draft)
    const category = bylines.has(name) ? 'journalist' : (group.category ?? 'other')
    return { id: '', kind: 'person', name, mentions, confidence, rules, category, posts: group.posts }
  })
}

/** The same title of the same body; 潘集区区长 and 八公山区区长 are two offices. */
function isSame(a: Post, b: Post): boolean {
  const [of, other] = [a.jurisdiction?.name, b.jurisdiction?.name]
  return a.title === b.title && a.organization === b.organization && (!of || !other || of === other)
}

/** A firm's chairman is an executive though 主席 is an office, a ministry's chief engineer an official. */
function categoryOf(page: Page, { head, organization, titleStart, end }: PostHit): Person['category'] {
  const body = organization && page.bodyEnd.get(organization.end)
  const { category } = head
  const title = page.text.slice(titleStart, end)
  if (!body)
    return category === 'official' && (isCivic(page, titleStart, end) || isOfCare(page, title))
      ? 'other'
      : category
  if (isInFirm(page, body)) return category === 'official' ? 'executive' : category
  if (category === 'executive' && GOVERNS.has(body.category)) return 'official'
  if (category !== 'official' || GOVERNS.has(body.category)) return category
  const name = page.text.slice(body.start, body.end)
  // 大学党委书记: the party's office, wherever it is.
  if (isStaffed(page, name) || title.endsWith('书记')) return category
  const civic =
    isCivic(page, titleStart, end) || (body.category === 'association' && title.endsWith('秘书长'))
  return civic || PUBLIC.has(body.category) || isOfWorld(page, name) ? 'other' : category
}

/** A firm, and what is a part of one: 国网铜陵供电公司|项目部. */
function isInFirm(page: Page, { kind, category, start, end }: BodyHit): boolean {
  if (kind === 'company') return true
  // 银行业协会 is of many firms.
  if (category === 'association') return false
  for (let at = start + 4; at < end - 1; at++)
    // 中国人民银行|调查统计司: a bank that governs.
    if (page.isBoundary(at) && endsAsFirm(page, start, at))
      return page.exact(page.lexicon.known, start, at)?.kind !== 'organization'
  return false
}

/** 校长, and 院长 where a page has hospitals or schools and no court: who heads what is not named. */
function isOfCare({ bodies }: Page, title: string): boolean {
  if (title.endsWith('校长')) return true
  if (!title.endsWith('院长')) return false
  const has = (category: BodyHit['category']) => bodies.some((hit) => hit.category === category)
  return (has('hospital') || has('school') || has('institute')) && !has('judicial') && !has('legislature')
}

/** Bodies whose heads hold no office of the state: 中学校长, 医院院长, 研究所所长. */
const PUBLIC = new Set(['school', 'hospital', 'institute', 'team'])

/** 国际田联|主席 */
function isOfWorld({ lexicon }: Page, name: string): boolean {
  return lexicon.worldBodies.some((word) => name.startsWith(word))
}

/** 名誉会长, 副理事长: whether a title, whatever stands before its head, is of one that nobody governs by. */
function isCivic(page: Page, start: number, end: number): boolean {
  const { lexicon, text } = page
  let at = start
  for (
    let word = page.longest(lexicon.modifiers, at);
    word && at < end;
    word = page.longest(lexicon.modifiers, at)
  )
    at += word.length
  return lexicon.civicHeads.has(text.slice(at, end))
}

/** Whether a body is staffed as an office of the state: 市残联理事长, 省贸促会会长, 省委党校校长. */
function isStaffed({ lexicon }: Page, name: string): boolean {
  return lexicon.staffed.some(({ word, within }) => (within ? name.includes(word) : name.endsWith(word)))
}

const SENT = /驻.{1,10}(?:大使|公使|领事|参赞|武官|代表|特派员)$/

const GOVERNS = new Set(['government', 'party', 'legislature', 'judicial', 'military'])

function postRecord(doc: Doc, page: Page, scope: Scope, post: PostHit): Post {
  const { start, end, titleStart, status, unit } = post
  const raw = page.text.slice(titleStart, end)
  const title = raw.replace(getOfficeCues().notYet, '')
  const body = post.organization
  const organization =
    body && (unit || page.bodyEnd.get(body.end)?.start === body.start)
      ? page.text.slice(body.start, body.end)
      : null
  // 山东能源集团党委书记: who leads the party of a firm governs no place.
  const hit = body && page.bodyEnd.get(body.end)
  const inFirm = hit && isInFirm(page, hit)
  // 驻肯尼亚大使 governs nothing there.
  const isSent = SENT.test(page.text.slice(start, end))
  const governs = post.head.category === 'official' && !inFirm && !isSent
  const of = governs
    ? ((body && body.end <= start ? jurisdictionOf(page, scope, body) : null) ??
      jurisdictionOf(page, scope, { start: body && body.end > start ? body.start : start, end }) ??
      (post.under && jurisdictionOf(page, scope, post.under)))
    : null
  const { text, span, sourceSpan } = doc.mention({ start, end })
  return {
    text,
    span,
    sourceSpan,
    title,
    organization,
    jurisdiction: governs ? areaOf(page, of, { start, end }) : null,
    status,
  }
}
