import { wordKindOf, wordKinds } from '../segment/index.js'
import type { Doc } from '../text/index.js'
import { isSubsequence } from './bodies.js'
import { addRule, type Draft, disjoint, draft, finish, note } from './draft.js'
import { areaOf, jurisdictionOf } from './jurisdiction.js'
import { isUnder } from './lexicon.js'
import { stockCodeAt } from './listing.js'
import { type BodyHit, firstBehind, isHanCode, type Page } from './page.js'
import { pageWords } from './page-words.js'
import type { Scope } from './scope.js'
import type { Company, Organization } from './types.js'

interface BodyGroup {
  draft: Draft
  hit: BodyHit
  names: string[]
  jurisdiction: ReturnType<typeof jurisdictionOf>
  stockCode: string | null
}

/** What is found by tables and suffixes may be part of a longer name that no rule knows: 新浪体育, 北京大学系统. */
function confidenceOf({ rule, score, legalForm }: BodyHit): number {
  return legalForm === null && !rule.startsWith('model-') ? score - 0.05 : score
}

/** Companies and organisations, each under all its forms. */
export function linkBodies(
  doc: Doc,
  page: Page,
  scope: Scope,
  shorts: ReadonlyMap<string, string>,
): (Company | Organization)[] {
  const groups: BodyGroup[] = []
  const byText = { company: new Map<string, BodyGroup>(), organization: new Map<string, BodyGroup>() }
  for (const hit of page.bodies) {
    const text = page.text.slice(hit.start, hit.end)
    if (page.lexicon.generic.has(text)) continue
    let group = byText[hit.kind].get(text)
    if (!group) {
      group = {
        draft: draft(),
        hit,
        names: [text],
        jurisdiction: hit.kind === 'organization' ? jurisdictionOf(page, scope, hit) : null,
        stockCode: null,
      }
      byText[hit.kind].set(text, group)
      groups.push(group)
    }
    if (hit.kind === 'company') group.stockCode ??= stockCodeAt(page.text, hit.start, hit.end)
    note(group.draft, hit, hit.rule, confidenceOf(hit))
  }
  return joinForms(page, groups, shorts).map((group) => {
    const { draft: d, hit, names, jurisdiction, stockCode } = group
    const { mentions, confidence, rules } = finish(doc, d)
    const { legalForm } = hit
    const [name, ...shortNames] = names
    if (hit.kind === 'company')
      return { id: '', name, mentions, confidence, rules, kind: 'company', legalForm, shortNames, stockCode }
    return {
      id: '',
      name,
      mentions,
      confidence,
      rules,
      kind: 'organization',
      category: hit.category,
      jurisdiction: areaOf(page, jurisdiction, hit),
    }
  })
}

/** Forms of the bodies met so far, the longer ones first; null where two bodies share a form. */
class Forms {
  readonly #byName = new Map<string, BodyGroup>()
  /** With what says which bodies: the area of one, what its congress is. */
  readonly #tails = new Map<string, BodyGroup | null>()
  readonly #tailsOf = {
    company: new Map<string, BodyGroup | null>(),
    organization: new Map<string, BodyGroup | null>(),
  }
  readonly #cores = new Map<string, BodyGroup | null>()
  /** By what a short form may begin with: two characters, or one and the last: 榆…院. */
  readonly #heads = {
    company: new Map<string, BodyGroup[]>(),
    organization: new Map<string, BodyGroup[]>(),
  }
  /** By an area and a character. */
  readonly #ofAreas = new Map<string, BodyGroup[]>()

  add(page: Page, group: BodyGroup): void {
    const [name] = group.names
    const { kind } = group.hit
    this.#byName.set(name, group)
    const congress = congressOf(group)
    if (congress !== null) put(this.#tails, congress, group)
    const tails = this.#tailsOf[kind]
    for (let i = 1; i < name.length - 1 && name.length <= 40; i++) {
      const length = name.length - i
      if (kind === 'organization') {
        const byLevel = LEVELS.includes(name[i])
        // 水务局 of 桃园市政府水务局
        if (length < 4 && !byLevel && !name.startsWith('政府', i - 2)) continue
        if (byLevel && group.jurisdiction)
          put(this.#tails, `${name.slice(i)}@${group.jurisdiction.key}`, group)
      } else if (length < 3) continue
      put(tails, name.slice(i), group)
    }
    const bare = bareName(page, group.hit)
    if (kind === 'company') for (const core of coresOf(page, name, bare)) put(this.#cores, core, group)
    // 国安 of 北京国安, 辽宁男篮 is none of 男篮.
    else if (group.hit.category === 'team') {
      put(this.#cores, `team ${bare}`, group)
      const core = teamCore(page, group.hit)
      if (core) put(this.#cores, `team ${core}`, group)
    }
    const heads = this.#heads[kind]
    file(heads, name.slice(0, 2), group)
    if (!bare.startsWith(name.slice(0, 2))) file(heads, bare.slice(0, 2), group)
    if (kind === 'company') return
    // 中科院地球环境研究所 of 中国科学院地球环境研究所, 榆林中院 of 陕西省|榆林市中级人民法院
    const last = name[name.length - 1]
    file(heads, `${name[0]}…${last}`, group)
    for (const first of behindLevels(name)) {
      if (first !== name[0]) file(heads, `${first}…${last}`, group)
      if (group.jurisdiction) file(this.#ofAreas, `${group.jurisdiction.key} ${first}`, group)
    }
  }

  find(group: BodyGroup, full: string | undefined): BodyGroup | null {
    const [name] = group.names
    const { kind } = group.hit
    const congress = congressOf(group)
    const same = congress === null ? undefined : this.#tails.get(congress)
    if (same) return same
    const aliased = full === undefined ? undefined : this.#byName.get(full)
    if (aliased && aliased.hit.kind === kind) return aliased
    if (kind === 'organization' && LEVELS.includes(name[0]) && group.jurisdiction) {
      const same =
        this.#tails.get(`${name}@${group.jurisdiction.key}`) ?? this.#ofArea(group, group.jurisdiction.key)
      if (same) return same
    }
    // 门源县人民医院 of 门源回族自治县人民医院: the same behind two names of one place.
    const twin = kind === 'organization' ? (this.#twin(group) ?? this.#court(group)) : null
    if (twin) return twin
    const office = kind === 'organization' ? this.#officeOf(group) : null
    if (office) return office
    const team = kind === 'organization' && name.length > 1 ? this.#cores.get(`team ${name}`) : null
    if (team) return team
    const tail = this.#tailsOf[kind].get(name)
    if (tail && (kind === 'company' || sameArea(tail, group))) return tail
    if (kind === 'company')
      return this.#cores.get(name) ?? this.#cores.get(stripForm(name)) ?? this.#abbreviated(group)
    return ABBREVIATED.includes(name[name.length - 1]) && name.length > 3 && sameArea(group, group)
      ? this.#abbreviated(group)
      : null
  }

  /** 区法院 of 莱山区人民法院 */
  #court({ names: [name], jurisdiction }: BodyGroup): BodyGroup | null {
    if (!jurisdiction || !/^[省市县区州旗]法院$/.test(name)) return null
    return this.#tails.get(`${name[0]}人民法院@${jurisdiction.key}`) ?? null
  }

  /** 县府 of 新竹县政府, 市府 of 铜仁市人民政府 */
  #officeOf({ names: [name], jurisdiction }: BodyGroup): BodyGroup | null {
    if (!jurisdiction || !/^[省市县区州]府$/.test(name)) return null
    const of = (rest: string) => this.#tails.get(`${name[0]}${rest}@${jurisdiction.key}`) ?? null
    return of('政府') ?? of('人民政府')
  }

  #twin({ names: [name], jurisdiction }: BodyGroup): BodyGroup | null {
    if (!jurisdiction || !LEVELS.includes(jurisdiction.name[jurisdiction.name.length - 1])) return null
    const level = jurisdiction.name[jurisdiction.name.length - 1]
    const place = jurisdiction.short + level
    return name.startsWith(place) && name.length > place.length + 1
      ? (this.#tails.get(`${name.slice(place.length - 1)}@${jurisdiction.key}`) ?? null)
      : null
  }

  /** 省消保委 of 安徽省消费者权益保护委员会: the only body of the area that has its characters in order. */
  #ofArea(group: BodyGroup, area: string): BodyGroup | null {
    const short = group.names[0].slice(1)
    if (short.length < 3) return null
    let found: BodyGroup | null = null
    for (const other of this.#ofAreas.get(`${area} ${short[0]}`) ?? []) {
      const long = other.names[0]
      const ends = [short[short.length - 1], SAME_ENDS[short[short.length - 1]]]
      if (long.length <= short.length + 2 || !ends.includes(long[long.length - 1])) continue
      const from = long.lastIndexOf(group.names[0][0] + short[0])
      // 省人大|法制委员会 is no 省人大常委会|法制工作委员会.
      if (STANDING.test(long) !== STANDING.test(group.names[0])) continue
      if (from < 0 || !isSubsequence(short.replace(/委$/, ''), long.slice(from + 1))) continue
      if (found) return null
      found = other
    }
    return found
  }

  /** 中交二航局 of 中交第二航务工程局有限公司: the only longer name that has its characters in order. */
  #abbreviated(group: BodyGroup): BodyGroup | null {
    const [name] = group.names
    // 大同市委 is short for no 大同市纪委.
    if (COMMITTEE.test(name)) return null
    // 鸿海, which everyone knows, of 鸿海精密工业股份有限公司
    // 达诚 of 达诚工程有限公司
    const firm = group.hit.kind === 'company'
    if (name.length < (firm ? 2 : 3) || name.length > (group.hit.kind === 'company' ? 10 : 16)) return null
    const { kind } = group.hit
    const ends = kind === 'organization' ? this.#inOrder(group, `${name[0]}…${name[name.length - 1]}`) : null
    return ends ?? this.#inOrder(group, name.slice(0, 2))
  }

  /** The only body under a head that has the characters of a shorter name in order. */
  #inOrder(group: BodyGroup, head: string): BodyGroup | null {
    const [name] = group.names
    const { kind } = group.hit
    let found: BodyGroup | null = null
    for (const other of this.#heads[kind].get(head) ?? []) {
      const long = other.names[0]
      if (long.length <= name.length || other === found || !isSubsequence(name, long)) continue
      if (!sameNumbers(name, long)) continue
      // 达诚, of 达诚控股 too
      if (kind === 'company' && name.length === 2 && other.hit.legalForm === null && stripForm(long) !== name)
        continue
      // 新泰市委 is no short form of 新泰市|汶南镇|党委, nor 山东省委 of 山东省委|教育工委.
      if (kind === 'organization' && (long.startsWith(name) || (TOWNSHIP.test(long) && !TOWNSHIP.test(name))))
        continue
      if (kind === 'organization' && long[long.length - 1] !== name[name.length - 1]) continue
      if (found) return null
      found = other
    }
    return found
  }
}

/** 中铁一局 is no short form of 中铁十一局: where a name has numbers, a longer one has the same. */
function sameNumbers(name: string, long: string): boolean {
  const numbers = name.match(NUMBERS)
  return !numbers || numbers.join() === long.match(NUMBERS)?.join()
}

const NUMBERS = /[\d一二三四五六七八九十]+/g
const LEVELS = '省市县区州旗'
const STANDING = /常委会|常务委员会/
const COMMITTEE = /[省市县区州旗盟]委$/
const TOWNSHIP = /[乡镇村]|街道/
/** Last characters of bodies that texts abbreviate: 苏州中院, 市发改委. */
const ABBREVIATED = '院委局办厅所队'
/** 省消保委 of 安徽省消费者权益保护委员会. */
const SAME_ENDS: Record<string, string> = { 委: '会' }

/** 红河州人大常委会 is 红河哈尼族彝族自治州第十三届人民代表大会常务委员会: one congress, one committee for each place. */
function congressOf({ names: [name], jurisdiction, hit }: BodyGroup): string | null {
  if (!jurisdiction || hit.kind !== 'organization' || !name.includes('大')) return null
  const body = /(?:人民代表大会|人大)(常务委员会|常委会)?$/.exec(name)
  return body && `${body[1] ? 'committee' : 'congress'} of ${jurisdiction.key}`
}

/** 榆 of 陕西省|榆林市中级人民法院: what stands behind a level in a name, each once. */
function behindLevels(name: string): string[] {
  const out: string[] = []
  for (let i = 1; i < name.length; i++)
    if (LEVELS.includes(name[i - 1]) && !out.includes(name[i])) out.push(name[i])
  return out
}

/** Most bodies that one head is looked up for. */
const MOST_OF_HEAD = 8

function file(heads: Map<string, BodyGroup[]>, head: string, group: BodyGroup): void {
  const list = heads.get(head)
  if (!list) heads.set(head, [group])
  else if (list.length < MOST_OF_HEAD) list.push(group)
}

function put(map: Map<string, BodyGroup | null>, key: string, group: BodyGroup): void {
  const old = map.get(key)
  if (old === undefined) map.set(key, group)
  else if (old !== group) map.set(key, null)
}

function sameArea(a: BodyGroup, b: BodyGroup): boolean {
  if (a.hit.category === 'school' || a.hit.category === 'hospital') return a !== b
  return (
    !a.jurisdiction || !b.jurisdiction || a.jurisdiction === b.jurisdiction || !LEVELS.includes(b.names[0][0])
  )
}

/** One body under its forms: the full name, its short name, its tail (绵阳市人大常委会, 市人大常委会). */
function joinForms(
  page: Page,
  groups: readonly BodyGroup[],
  shorts: ReadonlyMap<string, string>,
): BodyGroup[] {
  if (groups.length < 2) return [...groups]
  const out: BodyGroup[] = []
  const forms = new Forms()
  // 恒丰集团（以下简称“恒丰”） and 恒丰纸业股份有限公司（以下简称“恒丰纸业”） are two: each has a short name of its own.
  const named = new Set(shorts.values())
  for (const group of [...groups].sort((a, b) => b.names[0].length - a.names[0].length)) {
    const target = forms.find(group, shorts.get(group.names[0]))
    const [name] = group.names
    const isTwo =
      target && name.length > 4 && named.has(name) && target.names.some((other) => named.has(other))
    if (!target || isTwo || isOwner(page, group, target, shorts)) {
      out.push(group)
      forms.add(page, group)
      continue
    }
    for (const span of group.draft.spans) note(target.draft, span, 'linked-short-form', group.draft.score)
    for (const rule of group.draft.rules) addRule(target.draft, rule)
    target.names.push(...group.names)
    target.stockCode ??= group.stockCode
  }
  return out
}

/**
 * 汇泽新材料拟由全资子公司湖州汇泽新能源材料有限公司投资: whether a shorter name that stands first is of the firm whose
 * the other is said to be.
 */
function isOwner(
  page: Page,
  { hit, names: [name] }: BodyGroup,
  target: BodyGroup,
  shorts: ReadonlyMap<string, string>,
): boolean {
  const { lexicon, text } = page
  const { start } = target.hit
  const [full] = target.names
  if (hit.kind !== 'company' || hit.start > start || shorts.get(name) === full) return false
  // 恒岳贸易 in the headline is 子公司|杭州恒岳贸易有限公司.
  if (coresOf(page, full, bareName(page, target.hit)).includes(name)) return false
  for (let size = 2; size <= 4; size++)
    if (lexicon.affiliates.has(text.slice(start - size, start))) return true
  return false
}

const FORMS = [
  '集团股份有限公司',
  '控股股份有限公司',
  '集团有限责任公司',
  '控股集团有限公司',
  '集团有限公司',
  '股份有限公司',
  '有限责任公司',
  '控股有限公司',
  '有限公司',
  '股份公司',
  '集团公司',
  '（有限合伙）',
  '（集团）',
  '总公司',
  '公司',
  '集团',
  '股份',
  '控股',
]

function stripForm(name: string): string {
  for (const form of FORMS)
    if (name.endsWith(form) && name.length - form.length >= 2) return name.slice(0, -form.length)
  return name
}

/** The name without its place: 恒越机床 of 浙江恒越机床股份有限公司. */
function bareName(page: Page, hit: BodyHit): string {
  let start = hit.start
  for (let end = placeEndIn(page, hit, start); end > 0; end = placeEndIn(page, hit, start)) {
    // 浙江|惠农农产品有限公司: 惠农, a district of another province, is the brand.
    if (start > hit.start && !isBelow(page, hit.start, start, end)) break
    start = end
  }
  const { text } = page
  if (start < hit.end - 2 && '省市县区'.includes(text[start]) && start > hit.start) start++
  return text.slice(start, hit.end)
}

/** Whether a short name behind a place is of a division under it; a full name is what it says. */
function isBelow({ lexicon, text }: Page, from: number, start: number, end: number): boolean {
  const form = lexicon.placeOf(text.slice(start, end))
  const above = lexicon.placeOf(text.slice(from, start))
  if (!form || !above || form.how === 'full' || form.divisions.length === 0) return true
  return form.divisions.some((division) => above.divisions.some((other) => isUnder(division, other)))
}

/** Where a place ends that starts within a name: 内蒙古 rather than 内蒙; behind one, a division alone (安徽|皖江薄膜). */
function placeEndIn(page: Page, hit: BodyHit, start: number): number {
  const limit = Math.min(hit.end - 2, start + 8)
  for (let end = limit; end >= start + 2; end--)
    if ((page.exact(page.lexicon.places, start, end)?.divisions.length ?? 0) > 0) return end
  for (let end = start + 2; end <= limit; end++) {
    const place = page.placeEnd.get(end)
    if (place?.start !== start) continue
    const { level } = place.form
    if (level !== 'natural' && (level !== 'region' || start === hit.start)) return end
  }
  return -1
}

/** Short names that a full name gives: 海昶电动工具 of 浙江海昶电动工具有限公司. `bareOne`: without its place. */
function coresOf(page: Page, name: string, bareOne: string): string[] {
  const whole = stripForm(name.replace('（集团）', ''))
  const bare = stripForm(bareOne.replace('（集团）', ''))
  const cores: string[] = []
  for (const core of [whole, bare, `${whole}集团`, `${bare}集团`, `${bare}公司`])
    if (core.length >= 3 && core !== name && !cores.includes(core) && !isTrade(page, core)) cores.push(core)
  return cores
}

/** 新能源 of 宁德新能源: what is left of a name is no more than what such firms do. */
const isTrade = ({ lexicon }: Page, core: string): boolean =>
  lexicon.generic.has(core) || lexicon.companies.longest(core, 0)?.length === core.length

/** 甘肃陇沙 of 甘肃陇沙男篮: what a side is called without the word for one; null for 甘肃 of 甘肃男篮. */
function teamCore({ lexicon, text }: Page, { start, end }: BodyHit): string | null {
  for (let at = start + 4; at < end; at++) {
    const core = text.slice(start, at)
    if (lexicon.organizations.has(text.slice(at, end)) && !lexicon.placeOf(core)) return core
  }
  return null
}

/** Marks the other occurrences of the short names of companies and sides: one pass over the text. */
export function findBodiesAgain(page: Page, shorts: ReadonlyMap<string, string>): void {
  const entries = new Map<string, BodyHit>()
  const brands = new Map<string, Brand>()
  const byName = new Map<string, BodyHit>()
  const cores = new Map<string, { bare: string; all: string[] }>()
  for (const hit of page.bodies) {
    const name = page.text.slice(hit.start, hit.end)
    if (!byName.has(name)) byName.set(name, hit)
    const side = hit.category === 'team' ? teamCore(page, hit) : null
    if (side) entries.set(side, hit)
    if (hit.kind !== 'company') continue
    if (hit.rule === 'company-listed') entries.set(name, hit)
    const bare = bareName(page, hit)
    let own = cores.get(name)
    if (own?.bare !== bare) {
      own = { bare, all: coresOf(page, name, bare) }
      cores.set(name, own)
    }
    for (const core of own.all) entries.set(core, hit)
    // 灵初智能, 野萃: names that one place of the text tells.
    if (hit.rule === 'company-quoted' || hit.rule === 'company-funded') entries.set(name, hit)
    const brand = bare.slice(0, 2)
    const kind = brandKind(page, brand)
    // 酷芯微 of 酷芯微电子: of a name without its legal form only a coined brand speaks.
    if (kind && (hit.legalForm !== null || (kind === 'coined' && bare.length > 4 && !brands.has(brand))))
      brands.set(brand, { hit, bare, own: kind === 'coined' })
  }
  for (const [short, full] of shorts) {
    const hit = byName.get(full)
    if (hit) entries.set(short, hit)
  }
  if (entries.size === 0 && brands.size === 0) return
  const names = pageWords(entries)
  const firsts = pageWords(brands)
  const found: BodyHit[] = []
  let name = -1
  let first = -1
  for (const { span } of page.zones)
    for (let i = span.start; i < span.end; i++) {
      if (name < i) name = names.next(page.text, i, span.end)
      if (first < i) first = firsts.next(page.text, i, span.end)
      i = Math.min(name, first)
      if (i >= span.end) break
      const match = names.longest(page.text, i)
      // 力旺 of two characters may stand within other words.
      const whole = match && (match.length > 2 || (page.isBoundary(i) && page.isBoundary(i + match.length)))
      if (match && whole) {
        found.push(
          again(
            match.value,
            i,
            i + match.length,
            match.value.kind === 'company' ? 'company-again' : 'organization-again',
          ),
        )
        i += match.length - 1
        continue
      }
      const brand = firsts.longest(page.text, i)
      const end = brand ? brandEnd(page, i, span.end, brand.value) : -1
      if (!brand || end < 0 || !outdoes(page, i, end)) continue
      const { kind, category } = brand.value.hit
      found.push({ kind, start: i, end, category, legalForm: null, rule: 'company-brand', score: 0.85 })
      i = end - 1
    }
  if (found.length === 0) return
  page.bodies = disjoint([...page.bodies, ...found])
  page.bodyEnd.clear()
  for (const hit of page.bodies) page.bodyEnd.set(hit.end, hit)
}

function again(
  { kind, category, legalForm, score }: BodyHit,
  start: number,
  end: number,
  rule: string,
): BodyHit {
  return { kind, start, end, category, legalForm, rule, score }
}

/** The first two characters of a firm's name behind its place. */
interface Brand {
  hit: BodyHit
  bare: string
  /** Whether they are no word or name of another thing. */
  own: boolean
}

/** `coined`: of no list; `named`: a name of something else as well (皖江, 长城); null for a common word. */
function brandKind(page: Page, brand: string): 'coined' | 'named' | null {
  if (brand.length < 2 || !isHanCode(brand.charCodeAt(0)) || !isHanCode(brand.charCodeAt(1))) return null
  if (page.lexicon.words.has(brand)) return null
  const kind = wordKindOf(brand, 0, 2)
  if (kind === 63) return page.lexicon.places.has(brand) ? 'named' : 'coined'
  return NAME_KINDS.has(wordKinds[kind & 15]) ? 'named' : null
}

const NAME_KINDS: ReadonlySet<string> = new Set(['place', 'person', 'foreign', 'organization', 'proper'])

/** 皖江|薄膜 of 皖江薄膜科技有限公司: how much of a name stands at a place from its first character on; at least four. */
function headEnd({ text }: Page, at: number, limit: number, bare: string): number {
  let end = at
  while (end < limit && text[end] === bare[end - at]) end++
  return end - at >= 4 ? end : -1
}

/** Whether a short name has all that was found in it, and more: 皖江薄膜 where the model has 皖江 for a firm. */
function outdoes({ bodies }: Page, start: number, end: number): boolean {
  for (let i = firstBehind(bodies, start); i < bodies.length && bodies[i].start < end; i++) {
    const { start: from, end: to, legalForm } = bodies[i]
    if (from < start || to > end || legalForm !== null || to - from === end - start) return false
  }
  return true
}

/** 张强 of 陕西张强建筑有限公司 may be a person as well. */
function isPartOfName({ text, lexicon }: Page, at: number): boolean {
  return lexicon.surnames[text.charCodeAt(at)] > -8
}

/** 泰隆微电, 晶拓投资: a brand, then characters of the full name in order or a word for a trade; -1 for neither. */
function brandEnd(page: Page, at: number, limit: number, { bare, own }: Brand): number {
  const { text, lexicon } = page
  if (!own) {
    let end = headEnd(page, at, limit, bare)
    while (end > at + 3 && !page.isBoundary(end) && !page.titleAt(end)) end--
    return end > at + 3 ? end : -1
  }
  let end = at + 2
  for (let from = 2; end < limit && end - at < 6; end++) {
    const next = bare.indexOf(text[end], from)
    if (next < 0) break
    from = next + 1
  }
  const suffix = page.longest(lexicon.companies, at + 2)
  if (suffix && suffix.value.name !== 'legal' && at + 2 + suffix.length > end) end = at + 2 + suffix.length
  for (; end > at + 2; end--) if (page.isBoundary(end)) return end
  // 作为|达诚|取得合约的报酬: the two characters alone, where they begin no name of somebody.
  const alone = page.isBoundary(at) && page.isBoundary(at + 2) && !isPartOfName(page, at)
  return alone ? at + 2 : -1
}
