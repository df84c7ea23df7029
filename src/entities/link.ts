import type { Author } from '../article/index.js'
import { type Doc, type Span, Trie } from '../text/index.js'
import { codeOf, type Division, pathOf } from './lexicon.js'
import type { BodyHit, Page, PersonHit, PlaceHit } from './page.js'
import type { PostHit } from './posts.js'
import { divisionByWord, type Scope } from './scope.js'
import type { Company, Entity, Jurisdiction, Organization, Person, Place, Post } from './types.js'

/** An entity on its way: spans instead of mentions. */
interface Draft {
  spans: Span[]
  rules: Set<string>
  score: number
}

function draft(): Draft {
  return { spans: [], rules: new Set(), score: 0 }
}

function note(d: Draft, span: Span, rule: string, score: number): void {
  d.spans.push(span)
  d.rules.add(rule)
  d.score = Math.max(d.score, score)
}

/** Whether a span stands inside one of sorted, disjoint ranges. */
function within(ranges: readonly Span[], span: Span): boolean {
  let lo = 0
  let hi = ranges.length
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    if (ranges[mid].end < span.end) lo = mid + 1
    else hi = mid
  }
  return lo < ranges.length && ranges[lo].start <= span.start
}

function finish(doc: Doc, d: Draft): Pick<Entity, 'mentions' | 'confidence' | 'rules'> {
  const spans = [...d.spans].sort((a, b) => a.start - b.start || a.end - b.end)
  const unique = spans.filter(
    (s, i) => i === 0 || s.start !== spans[i - 1].start || s.end !== spans[i - 1].end,
  )
  return {
    mentions: unique.map(({ start, end }) => doc.mention({ start, end })),
    confidence: Math.round(Math.min(0.99, d.score) * 100) / 100,
    rules: [...d.rules].sort(),
  }
}

export function linkPlaces(doc: Doc, page: Page, scope: Scope, posts: readonly PostHit[]): Place[] {
  const bodies: Span[] = page.bodies
  const offices = posts.filter((p) => p.holder !== null)
  const groups = new Map<string, { draft: Draft; hit: PlaceHit; division: Division | null }>()
  for (const hit of page.places) {
    if (within(bodies, hit) && !within(offices, hit)) continue
    if (overlapsPerson(page, hit)) continue
    const division = scope.of.get(hit) ?? null
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
      hit.rule === 'place-short-name' ? 0.85 : hit.form.divisions.length > 0 ? 0.97 : 0.85,
    )
  }
  return [...groups.values()].map(({ draft: d, hit, division }) => ({
    id: '',
    kind: 'place',
    name: division ? division.name : hit.form.name,
    ...finish(doc, d),
    level: division ? division.level : hit.form.level,
    code: division ? codeOf(division) : null,
    path: division ? pathOf(division) : hit.form.divisions.length > 1 ? [] : [hit.form.name],
    candidates: division ? [] : hit.form.divisions.map((x) => codeOf(x)).filter((c) => c !== null),
  }))
}

function overlapsPerson(page: Page, hit: Span): boolean {
  let lo = 0
  let hi = page.persons.length
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    if (page.persons[mid].end <= hit.start) lo = mid + 1
    else hi = mid
  }
  return lo < page.persons.length && page.persons[lo].start < hit.end
}

/** The place of authority of a body or post: a place in its name, else what 市 or 县 means here. */
function jurisdictionOf(page: Page, scope: Scope, span: Span): Jurisdiction | null {
  let best: Division | null = null
  for (let end = span.start + 1; end <= span.end; end++) {
    const hit = page.placeEnd.get(end)
    if (hit && hit.start >= span.start) best = scope.of.get(hit) ?? best
  }
  best ??= divisionByWord(scope, page.text[span.start])
  if (!best) {
    const m = /^(?:原|前|代|副|代理)*([省市县区州旗])长/.exec(page.text.slice(span.start, span.end))
    if (m) best = divisionByWord(scope, m[1])
  }
  return best ? { name: best.name, code: codeOf(best) } : null
}

export function linkBodies(
  doc: Doc,
  page: Page,
  scope: Scope,
  shorts: ReadonlyMap<string, string>,
): (Company | Organization)[] {
  const byText = new Map<string, { draft: Draft; hit: BodyHit }>()
  for (const hit of page.bodies) {
    const text = page.text.slice(hit.start, hit.end)
    const key = `${hit.kind} ${text}`
    let group = byText.get(key)
    if (!group) {
      group = { draft: draft(), hit }
      byText.set(key, group)
    }
    note(group.draft, hit, hit.rule, hit.score)
  }
  const groups = joinForms(page, [...byText.values()], shorts)
  return groups.map(({ draft: d, hit, names }) => {
    const base = { id: '', name: names[0], ...finish(doc, d) }
    if (hit.kind === 'company')
      return { ...base, kind: 'company', legalForm: hit.legalForm, shortNames: names.slice(1) }
    return {
      ...base,
      kind: 'organization',
      category: hit.category,
      jurisdiction: jurisdictionOf(page, scope, hit),
    }
  })
}

interface BodyGroup {
  draft: Draft
  hit: BodyHit
  names: string[]
}

/** One body under its forms: the full name, its short name, its tail (绵阳市人大常委会, 市人大常委会). */
function joinForms(
  page: Page,
  groups: readonly { draft: Draft; hit: BodyHit }[],
  shorts: ReadonlyMap<string, string>,
): BodyGroup[] {
  const named = groups
    .map(({ draft: d, hit }) => ({ draft: d, hit, names: [page.text.slice(hit.start, hit.end)] }))
    .sort((a, b) => b.names[0].length - a.names[0].length)
  const tails = new Map<string, BodyGroup | null>()
  const out: BodyGroup[] = []
  const byName = new Map<string, BodyGroup>()
  for (const group of named) {
    const name = group.names[0]
    const full = shorts.get(name)
    const target =
      (full !== undefined ? byName.get(full) : undefined) ??
      tails.get(`${group.hit.kind} ${name}`) ??
      undefined
    if (target && target.hit.kind === group.hit.kind) {
      for (const span of group.draft.spans) note(target.draft, span, 'linked-short-form', group.draft.score)
      target.names.push(name)
      continue
    }
    out.push(group)
    byName.set(name, group)
    for (let i = 1; i < name.length - 2 && name.length <= 40; i++) {
      const tail = name.slice(i)
      const key = `${group.hit.kind} ${tail}`
      const organization = group.hit.kind === 'organization'
      if (organization && tail.length < 4 && !/[市县区省]政府$/.test(name)) continue
      tails.set(key, tails.has(key) ? null : group)
    }
    if (group.hit.kind === 'company')
      for (const short of coresOf(page, group.hit)) {
        const key = `company ${short}`
        if (!tails.has(key)) tails.set(key, group)
      }
  }
  return out
}

const LEGAL = /(?:股份有限公司|有限责任公司|集团有限公司|有限公司|（有限合伙）|（集团）|集团公司)/g

/** Short names that a full legal name gives: 海昶电动工具 of 浙江海昶电动工具有限公司. */
function coresOf(page: Page, hit: BodyHit): string[] {
  if (hit.legalForm === null) return []
  let start = hit.start
  for (let end = start + 2; end <= Math.min(hit.end, start + 8); end++) {
    const place = page.placeEnd.get(end)
    if (place && place.start === start) {
      start = end
      break
    }
  }
  const whole = page.text.slice(hit.start, hit.end).replace(LEGAL, '')
  const bare = page.text.slice(start, hit.end).replace(LEGAL, '')
  return [...new Set([whole, bare, `${whole}集团`, `${bare}集团`, `${bare}公司`])].filter(
    (s) => s.length >= 3,
  )
}

/** Marks every other occurrence of the companies' short names and the persons' names: one pass over the text. */
export function findAgain(page: Page, shorts: ReadonlyMap<string, string>): void {
  const entries = new Map<string, BodyHit | PersonHit>()
  for (const hit of page.bodies)
    if (hit.kind === 'company') {
      const text = page.text.slice(hit.start, hit.end)
      for (const core of coresOf(page, hit)) entries.set(core, hit)
      for (const [short, full] of shorts) if (full === text) entries.set(short, hit)
    }
  for (const hit of page.persons) entries.set(page.text.slice(hit.start, hit.end), hit)
  if (entries.size === 0) return
  const trie = new Trie(entries)
  const bodies: BodyHit[] = []
  const persons: PersonHit[] = []
  for (const { span } of page.zones)
    for (let i = span.start; i < span.end; i++) {
      const match = trie.longest(page.text, i)
      if (!match) continue
      const at = { start: i, end: i + match.length }
      if ('kind' in match.value) bodies.push({ ...match.value, ...at, rule: 'company-again' })
      else persons.push({ ...match.value, ...at, rule: 'person-again' })
      i = at.end - 1
    }
  page.bodies = disjoint([...page.bodies, ...bodies])
  page.persons = disjoint([...page.persons, ...persons])
}

function disjoint<T extends Span>(hits: readonly T[]): T[] {
  const sorted = [...hits].sort((a, b) => a.start - b.start || b.end - a.end)
  const out: T[] = []
  for (const hit of sorted) {
    const last = out.at(-1)
    if (last && hit.start < last.end) continue
    out.push(hit)
  }
  return out
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
  const clean = (hit: Span) => page.text.slice(hit.start, hit.end).replace(/\s/g, '')
  for (const hit of page.persons) {
    const group = get(clean(hit))
    note(group.draft, hit, hit.rule, Math.min(0.97, 0.6 + hit.score / 100))
    if (hit.category && (group.category === null || group.category === 'other')) group.category = hit.category
  }
  const bylines = new Set(authors.map(({ name }) => name))
  for (const post of posts) {
    if (!post.holder || !post.head.post) continue
    const group = groups.get(clean(post.holder))
    if (!group) continue
    const record = postRecord(doc, page, scope, post)
    const same = group.posts.find((p) => p.title === record.title && p.organization === record.organization)
    if (!same) group.posts.push(record)
    if (group.category === null || group.category === 'other') group.category = post.head.category
  }
  return [...groups].map(([name, group]) => ({
    id: '',
    kind: 'person',
    name,
    ...finish(doc, group.draft),
    category: bylines.has(name) ? 'journalist' : (group.category ?? 'other'),
    posts: group.posts,
  }))
}

function postRecord(doc: Doc, page: Page, scope: Scope, post: PostHit): Post {
  const { start, end, titleStart, status } = post
  const raw = page.text.slice(titleStart, end)
  const title = raw.endsWith('候选人') && raw.length > 3 ? raw.slice(0, -3) : raw
  const body = post.organization
  const organization =
    body && page.bodyEnd.get(body.end)?.start === body.start ? page.text.slice(body.start, body.end) : null
  const official = post.head.category === 'official'
  return {
    ...doc.mention({ start, end }),
    title,
    organization,
    jurisdiction: official ? jurisdictionOf(page, scope, { start: body ? body.start : start, end }) : null,
    status,
  }
}
