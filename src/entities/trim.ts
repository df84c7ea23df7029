import type { Span } from '../text/index.js'
import { aliasIntroAt } from './bodies.js'
import { endsAsFirm } from './companies.js'
import { getCues } from './cues.js'
import { actsWithin } from './dotted.js'
import { WORD } from './lexicon.js'
import { namesAt } from './names.js'
import { namesKind, namesNone } from './organizations.js'
import {
  type BodyHit,
  firstBehind,
  isHanCode,
  moved,
  overlapping,
  overlapsAny,
  type Page,
  type PlaceHit,
  personHit,
  setPlaces,
} from './page.js'
import { isDirection } from './places.js'
import { unitHit } from './unit-signs.js'
import { isMayor } from './units/false-places.js'

/** Grammar that knows a name's whole extent: a road by its number or its ends, a river's basin, a foreign area. */
const FIRM = new Set([
  'place-route',
  'place-numbered-road',
  'place-addressed-road',
  'place-road-word',
  'place-unit-after-place',
  'place-unit-with-place',
  'place-foreign-area',
  'place-river',
  'place-closed-list',
  'place-township',
  'place-township-in-scope',
  'place-township-under-parent',
])

/** 京港澳高速, 卢沟桥枢纽, 让胡路区: the tables know the whole name. */
function named({ rule, form, start, end }: PlaceHit): boolean {
  if (end - start < 3 || form.how !== 'full') return false
  return rule === 'place-full-name' || (rule === 'place-under-parent' && form.divisions.length > 0)
}

/** Gives back the places that the model cut or dropped though grammar is firm about them. */
export function restoreFirmPlaces(page: Page, before: readonly PlaceHit[]): void {
  const lost = before.filter(
    (hit) =>
      (FIRM.has(hit.rule) || named(hit)) &&
      page.placeEnd.get(hit.end)?.start !== hit.start &&
      !overlapsAny(page.bodies, hit.start, hit.end),
  )
  if (lost.length === 0) return
  const kept = page.places.filter((hit) => !overlapsAny(lost, hit.start, hit.end))
  setPlaces(page, [...kept, ...lost])
}

/** 水城区米箩镇 … 米箩镇4200亩果园: what is a place in one line is no person in another, though 米 is a surname. */
export function dropNamesOfPlaces(page: Page): void {
  const names = new Set<string>()
  for (const { start, end, rule } of page.places)
    if (end - start > 2 || rule === 'place-closed-list') names.add(page.text.slice(start, end))
  page.persons = page.persons.filter(({ start, end }) => !names.has(page.text.slice(start, end)))
}

/** 凌汽服 in 川凌汽服: who is found within a longer name of a body that the page has in full is nobody. */
export function dropNamesInBodies(page: Page): void {
  const { bodies } = page
  page.persons = page.persons.filter(({ start, end }) => {
    const body = bodies[firstBehind(bodies, start)]
    if (!body || body.start >= end || body.end - body.start <= end - start) return true
    return !AGAIN.has(body.rule)
  })
}

const AGAIN = new Set(['company-legal', 'company-again', 'company-brand'])

/** 张裕民 … 张裕|民说: what a list takes for a firm is the head of a name that the page has. */
export function dropFirmsInNames(page: Page): void {
  const { text, persons } = page
  const short = page.bodies.filter(
    ({ kind, start, end, rule }) => kind === 'company' && end - start < 4 && rule === 'company-known',
  )
  if (short.length === 0 || persons.length === 0) return
  const names = new Set(persons.map(({ start, end }) => text.slice(start, end)))
  const within = short.filter(({ start, end }) =>
    [1, 2].some((more) => names.has(text.slice(start, end + more))),
  )
  if (within.length === 0) return
  dropBodies(page, within)
}

function dropBodies(page: Page, dropped: readonly BodyHit[]): void {
  page.bodies = page.bodies.filter((hit) => !dropped.includes(hit))
  for (const hit of dropped) if (page.bodyEnd.get(hit.end) === hit) page.bodyEnd.delete(hit.end)
}

/** 台风“杜苏芮”, 飓风海伦: a storm has a name, and may look like somebody's, a firm's or a town's, there and further on. */
export function dropStorms(page: Page): void {
  const { text, persons, places } = page
  const { quotedStorm, storms } = getCues()
  if (!storms.some((word) => text.includes(word))) return
  const names = new Set<string>()
  for (const { index, 0: cue } of text.matchAll(quotedStorm)) {
    const start = index + cue.length
    const close = /[”」"]/.exec(text.slice(start, start + LONGEST_STORM + 1))
    if (close) names.add(text.slice(start, start + close.index))
  }
  for (const { start, end } of persons)
    if (getCues().beforeStorm.test(text.slice(Math.max(0, start - LONGEST_CUE), start)))
      names.add(text.slice(start, end))
  const isStorm = ({ start, end }: Span) => names.has(text.slice(start, end))
  page.persons = persons.filter((hit) => !isStorm(hit))
  const bodies = page.bodies.filter((hit) => fromModel(hit) && isStorm(hit))
  if (bodies.length > 0) dropBodies(page, bodies)
  // “桦|加沙”
  const kept = places.filter((hit) => !isInStorm(text, hit.start) && !(fromModel(hit) && isStorm(hit)))
  if (kept.length < places.length) setPlaces(page, kept)
}

/** Longest name of a storm, and longest word for one with a quotation mark, code units. */
const LONGEST_STORM = 5
const LONGEST_CUE = 6

/** Whether a place stands within the quoted name of a storm. */
function isInStorm(text: string, start: number): boolean {
  for (let at = start; at > 0 && start - at <= LONGEST_STORM; at--) {
    if (/[“「"]/.test(text[at - 1]))
      return getCues().beforeStorm.test(text.slice(Math.max(0, at - LONGEST_CUE), at))
    if (!isHanCode(text.charCodeAt(at - 1))) return false
  }
  return false
}

/** 人保财险|陕西分公司, 武警江西总队|九江支队: a branch that touches what it is a branch of is one body with it. */
export function joinBranches(page: Page): void {
  const out: BodyHit[] = []
  for (const hit of page.bodies) {
    const last = out.at(-1)
    if (last?.end === hit.start && isBranch(page, last, hit)) {
      // 云南电网有限责任公司|昭通供电局
      const joined = moved(hit, last.start, hit.end)
      joined.kind = last.kind
      out[out.length - 1] = joined
    } else out.push(hit)
  }
  if (out.length === page.bodies.length) return
  page.bodies = out
  page.bodyEnd.clear()
  for (const hit of out) page.bodyEnd.set(hit.end, hit)
}

/** 阳西|渔98123”轮, 岭|渔运03126号: the rest of the name of a boat that is registered at a place. */
const VESSEL = /^\p{Script=Han}{0,2}[渔货油驳拖救]\p{Script=Han}?\d{2,6}[”"]?(?:轮|号|船|艇|渔船|货船)/u

/** 运城|舰舰长: a ship that is called after a place. */
export function dropShips(page: Page): void {
  const { places, text } = page
  const kept = places.filter(
    ({ rule, end }) =>
      rule !== 'place-short-name' ||
      !(text[end] === '舰'
        ? !getCues().noShip.test(text.slice(end, end + 2))
        : VESSEL.test(text.slice(end, end + 16))),
  )
  if (kept.length < places.length) setPlaces(page, kept)
}

const VILLAGE = /^[\u4e00-\u9fff]{1,3}?村(?=[\u4e00-\u9fff，。、；的])/

/** 凤都镇|际面村: what stands between a town that the model has found and 村 is a village's name. */
export function findVillagesOfTowns(page: Page): void {
  const { text, places } = page
  const found: PlaceHit[] = []
  for (const { rule, form, end } of places) {
    if (rule !== 'model-place' || form.level !== 'township') continue
    const name = VILLAGE.exec(text.slice(end, end + 5))?.[0]
    if (!name || name.length < 3 || !page.isBoundary(end + name.length)) continue
    if (page.bits(end, end + name.length - 1) & (WORD.noun | WORD.stop | WORD.inner | WORD.leadIn)) continue
    if (overlapsAny(places, end, end + name.length) || overlapsAny(page.bodies, end, end + name.length))
      continue
    found.push(unitHit(page, end, end + name.length, 'village', 'place-unit-under-parent'))
  }
  if (found.length > 0)
    setPlaces(
      page,
      [...places, ...found].sort((a, b) => a.start - b.start),
    )
}

/** How far behind a body's name the word for a part of it may stand. */
const UNIT_REACH = 7

/** 招商银行|信用卡中心, 中国羽毛球队|教练组: a part that touches its body is one body with it. */
export function joinUnits(page: Page): void {
  let changed = false
  const bodies: BodyHit[] = []
  for (let i = 0; i < page.bodies.length; i++) {
    const hit = page.bodies[i]
    const end = Math.max(unitEnd(page, hit, page.bodies[i + 1]), facultyEnd(page, hit), officeEnd(page, hit))
    bodies.push(end < 0 ? hit : moved(hit, hit.start, end))
    if (end >= 0) changed = true
  }
  if (!changed) return
  page.bodies = bodies.filter((hit, i) => i === 0 || hit.start >= bodies[i - 1].end)
  page.bodyEnd.clear()
  for (const hit of page.bodies) page.bodyEnd.set(hit.end, hit)
}

/** Where the part of a body that touches it ends; -1 for none. */
function unitEnd(page: Page, body: BodyHit, next: BodyHit | undefined): number {
  const { text, lexicon } = page
  const of = body.kind === 'company' ? 'company' : body.category
  for (let at = body.end; at < text.length && at - body.end < UNIT_REACH; ) {
    const unit = page.longest(lexicon.innerUnits, at)
    const end = unit ? at + unit.length : -1
    if (unit?.value.has(of) && page.isBoundary(end) && (at > body.end || unit.length > 1))
      return next && next.start < end && next.end > end ? -1 : end
    const to = page.wordEnd(at, text.length)
    if (!isHanCode(text.charCodeAt(at)) || page.placeStart.has(at)) return -1
    const bits = page.bits(at, to)
    if (bits & WORD.leadIn || (bits & WORD.stop && !(bits & WORD.inner))) return -1
    at = to
  }
  return -1
}

/** Longest name of a faculty. */
const FACULTY_REACH = 16
const FACULTY = /(?:学院|研究院|研究所|[^关联体派谱干]系)$/

/** 西南交通大学|材料与能源学院, 清华大学|电子工程系: where the faculty of a university ends that stands right behind; -1 for none. */
function facultyEnd(page: Page, { category, end }: BodyHit): number {
  const { text } = page
  if (category !== 'school' || !text.startsWith('大学', end - 2)) return -1
  for (let at = end; at < text.length && at - end < FACULTY_REACH; ) {
    const to = page.wordEnd(at, text.length)
    const joiner = to - at === 1 && '与和及'.includes(text[at]) && at > end
    if (!isHanCode(text.charCodeAt(at)) || page.titleAt(at)?.value.post) return -1
    const bits = page.bits(at, to)
    if (!joiner && (bits & WORD.leadIn || (bits & WORD.stop && (at === end || to - at === 1)))) return -1
    if (to - end > 2 && FACULTY.test(text.slice(end, to))) return to
    at = to
  }
  return -1
}

/** 丰农公司|斗六|营业所: where a firm's office in a place ends that stands right behind; -1 for none. */
function officeEnd({ lexicon, text, placeStart }: Page, { kind, end }: BodyHit): number {
  const at = kind === 'company' ? placeStart.get(end) : undefined
  if (at === undefined) return -1
  const office = lexicon.firmOffices.find(({ word, placed }) => placed && text.startsWith(word, at))
  return office ? at + office.word.length : -1
}

/** A firm's branch by grammar; what the model made two bodies of. */
function isBranch({ lexicon, text }: Page, whole: BodyHit, part: BodyHit): boolean {
  const name = text.slice(part.start, part.end)
  if (part.rule === 'company-branch') return whole.kind === 'company'
  if (whole.kind === 'company' && (whole.legalForm !== null || (fromModel(part) && part.kind === 'company')))
    if (lexicon.firmOffices.some(({ word }) => name.endsWith(word))) return true
  // 卫福部|健保署: the agency of a ministry.
  if (whole.category === 'government' && part.category === 'government' && part.kind === whole.kind)
    if (text[whole.end - 1] === '部' && text[part.end - 1] === '署') return true
  // 甘肃省人民检察院|兰州铁路运输分院, 商州区人民法院|杨斜人民法庭
  if (whole.category === 'judicial' && COURT.test(name)) return true
  return (fromModel(whole) || whole.kind === 'organization') && fromModel(part) && BRANCH.test(name)
}

const COURT = /(?:分院|法庭)$/
const BRANCH = /(?:[总支大中]队|分[局行院校]|支行|分公司)$/

/** 北大|留村, 武大|门村: a known body at the head of a village's name is none there. */
export function dropBodiesInVillages(page: Page): void {
  const villages = page.places.filter(({ form }) => form.level === 'village' || form.level === 'township')
  if (villages.length === 0) return
  page.bodies = page.bodies.filter(
    ({ rule, start, end }) =>
      !rule.endsWith('-known') ||
      !overlapping(villages, { start, end }).some((hit) => hit.start <= start && hit.end > end),
  )
}

/** What the model's names may not be: begin with a mark or a preposition, or be common words alone. */
export function trimModelHits(page: Page): void {
  if (page.bodies.some(fromModel)) {
    const bodies: BodyHit[] = []
    const countries: PlaceHit[] = []
    for (const hit of page.bodies) {
      const parted = fromModel(hit) ? partAtVerb(page, hit) : null
      if (parted) {
        bodies.push(...parted)
        continue
      }
      if (fromModel(hit) && isNamed(page, hit)) {
        page.persons.push(personHit(hit.start, hit.end, null, 'person-before-title', NAMED))
        continue
      }
      const trimmed = fromModel(hit) ? trimBody(page, hit) : hit
      const country = trimmed && fromModel(trimmed) ? countryOf(page, trimmed) : null
      if (country) countries.push(country)
      else if (trimmed) bodies.push(trimmed)
    }
    if (countries.length > 0)
      setPlaces(page, [
        ...page.places.filter(({ start, end }) => !overlapsAny(countries, start, end)),
        ...countries,
      ])
    page.bodies = bodies
    page.bodyEnd.clear()
    for (const hit of bodies) page.bodyEnd.set(hit.end, hit)
  }
  if (page.places.some(fromModel)) {
    setPlaces(
      page,
      page.places.filter(
        (hit) =>
          !fromModel(hit) ||
          !(
            commonPlace(page, hit.start, hit.end) ||
            endsInWord(page, hit) ||
            isMayor(page, hit, page.text.length)
          ),
      ),
    )
  }
  const { genericPlaces } = page.lexicon
  if (page.places.some(({ form }) => genericPlaces.has(form.name)))
    setPlaces(
      page,
      page.places.filter(({ form }) => !genericPlaces.has(form.name)),
    )
}

/** 欧诚光电|控股|蓝禾科技: two firms and the verb between them that the model takes for one. */
function partAtVerb(page: Page, hit: BodyHit): BodyHit[] | null {
  const { lexicon } = page
  if (hit.kind !== 'company') return null
  const isTrade = (start: number, end: number) =>
    [2, 3].some(
      (size) => end - size > start + 1 && page.exact(lexicon.companies, end - size, end) !== undefined,
    )
  for (let at = hit.start + 4; at < hit.end - 4; at++) {
    const verb = page.longest(lexicon.firmVerbs, at)
    if (verb?.value !== 'between' || !isTrade(hit.start, at) || !isTrade(at + verb.length, hit.end)) continue
    return [moved(hit, hit.start, at), moved(hit, at + verb.length, hit.end)]
  }
  return null
}

/** What a name before a title scores. */
const NAMED = 14
const LISTED = -12

/** 张航|副总裁|、信蓉|总裁助理|参加: whether what the model takes for a firm is called as somebody is, before a title that nobody's name follows. */
function isNamed(page: Page, { kind, start, end }: BodyHit): boolean {
  if (kind !== 'company' || end - start > 3) return false
  const modifier = page.longest(page.lexicon.modifiers, end)
  const at = modifier?.value === 'keep' ? end + modifier.length : end
  const title = page.titleAt(at)
  if (!title?.value.post || title.length < 2) return false
  // 刘笃平总裁、|张航: one of those who were named so.
  const listed = page.text[start - 1] === '、' && page.titleAt(start - 3)?.length === 2
  const isName = (from: number, least: number, to?: number) =>
    namesAt(page, from, page.text.length).some(
      (guess) => guess.score >= least && !guess.foreign && (to === undefined || guess.end === to),
    )
  return isName(start, listed ? LISTED : NAMED, end) && !isName(at + title.length, NAMED)
}

/** 巴西晋级: a side that is called by its country alone is the country where the text has it as one elsewhere. */
function countryOf({ lexicon, text, places }: Page, { start, end, kind }: BodyHit): PlaceHit | null {
  const form = kind === 'organization' ? lexicon.placeOf(text.slice(start, end)) : undefined
  if (form?.level !== 'country') return null
  const again = places.some((place) => place.form.name === form.name && place.start !== start)
  if (!again) return null
  return { start, end, form, rule: 'place-short-name' }
}

/** 石坡|乡贤, 柳沟|乡亲: the unit is the first character of who lives there. */
function endsInWord({ text }: Page, { end, form }: PlaceHit): boolean {
  return form.divisions.length === 0 && text[end - 1] === '乡' && '贤亲愁音'.includes(text[end] ?? ' ')
}

function fromModel({ rule }: { rule: string }): boolean {
  return rule.startsWith('model-')
}

/** 经泰丰县委 → 泰丰县委; 碳酸锂期货价格, 新能源汽车: null. */
function trimBody(page: Page, hit: BodyHit): BodyHit | null {
  const { text } = page
  let { start } = hit
  const party = partyTail(page, hit)
  const end = hit.end - party - codeTail(page, hit) - actTail(page, hit) - adverbTail(page, hit)
  while (start < end && ' 　“”"「」、，'.includes(text[start])) start++
  // 川普|(Donald Trump): how somebody is called where he is from.
  if (FOREIGN_NAME.test(text.slice(start, end)) && '（('.includes(text[start - 1] ?? ' ')) return null
  // 李军|和|茂陵博物馆
  if (hit.kind === 'organization' && '和与及'.includes(text[start]) && !page.placeStart.has(start))
    if (isHanCode(text.charCodeAt(start - 1)) && page.wordEnd(start + 1, end) > start + 2 && end - start > 4)
      start++
  // 主管部门（|区民政局
  const open = text.slice(start, end).lastIndexOf('（')
  if (open > 0 && text[end] === '）' && !text.slice(start, end).includes('）')) start += open + 1
  start += aliasIntroAt(text, start).length
  start += officeHead(page, start, end)
  for (let next = page.wordEnd(start, end); start < end && next < end; next = page.wordEnd(start, end)) {
    const bits = page.bits(start, next)
    if (!(bits & WORD.leadIn) || bits & WORD.single || next - start > 1) break
    start = next
  }
  if (end - start < 2 || actsWithin(page, start, end)) return null
  for (let at = start + 2; at < end && hit.kind === 'organization'; at++) {
    const suffix = page.longest(page.lexicon.organizations, at)
    if (suffix && at + suffix.length === end && namesKind(page, start, at)) return null
  }
  const name = text.slice(start, end)
  if (/[。！？；，：]|:\/\/|^www\./.test(name) || getCues().becomes.test(name) || namesNone(name)) return null
  if (hit.kind === 'company' && hit.legalForm === null) {
    // 禾峰公司|联合|辉博公司
    const verb =
      page.bodyEnd.get(start)?.kind === 'company' ? page.longest(page.lexicon.firmVerbs, start) : null
    if (verb && start + verb.length < end - 1) start += verb.length
    if (commonWords(page, start, end)) return null
    for (let length = 1; length <= 3; length++)
      if (page.ownBits(end, end + length) & WORD.tradeNext) return null
  }
  if (start === hit.start && end === hit.end) return hit
  const cut = moved(hit, start, end)
  if (party > 0 && endsAsFirm(page, start, end)) {
    cut.kind = 'company'
    cut.category = 'other'
  }
  return cut
}

const FOREIGN_NAME = /^[A-ZÀ-Ý][a-zà-ÿ]+(?: [A-Z]\.)?(?: [A-ZÀ-Ý][a-zà-ÿ'’-]+){1,3}[)）]?$/

/** Length of what belongs to the post after a body: 署理|运输及物流局, and of its holder's party: 民建联|立法会. */
function officeHead(page: Page, start: number, end: number): number {
  const { lexicon } = page
  const modifier = page.longest(lexicon.modifiers, start)
  if (
    modifier &&
    modifier.length > 1 &&
    modifier.value !== 'keep' &&
    page.isBoundary(start + modifier.length)
  )
    return modifier.length
  const party = page.longest(lexicon.known, start)
  if (party?.value.category !== 'party') return 0
  const rest = page.longest(lexicon.known, start + party.length)
  return rest?.value.kind === 'organization' && start + party.length + rest.length === end ? party.length : 0
}

/** Length of 决策部署 in 省政府决策部署: what a body has decided is no part of its name. */
function actTail({ text }: Page, { start, end }: BodyHit): number {
  return getCues().actEnd.exec(text.slice(Math.max(start, end - 8), end))?.[0].length ?? 0
}

/** 1 where an adverb ends what the model takes for a name: 江州电子|仍|将继续持有. */
function adverbTail({ text }: Page, { start, end }: BodyHit): number {
  return end - start > 3 && getCues().adverbEnds.has(text[end - 1]) && isHanCode(text.charCodeAt(end)) ? 1 : 0
}

/** Length of （002636）, （www.example.com）: the code or the address of a firm is no part of its name. */
function codeTail({ text }: Page, { start, end }: BodyHit): number {
  const tail = text.slice(Math.max(start, end - 48), end)
  // 软银|(SoftBank)
  const called = /[\u4e00-\u9fff]{2}([（(][A-Z][A-Za-z .&-]{1,30}[)）])$/.exec(tail)?.[1]
  return (
    called?.length ??
    /(?:（[\dA-Z.:：]{4,14}）|[（(][\w:/-]+(?:\.[\w/-]+)+[)）])$/.exec(tail)?.[0].length ??
    0
  )
}

/** Length of 党委 in 市公安局党委 and 县供电公司党委, which is the bureau's, the firm's; 0 for 凉亭乡党委. */
function partyTail(page: Page, { start, end, kind }: BodyHit): number {
  const { text, lexicon } = page
  if (kind !== 'organization' || !(text.startsWith('党委', end - 2) || text.startsWith('党组', end - 2)))
    return 0
  for (let at = Math.max(start, end - 8); at < end - 2; at++) {
    const suffix = page.longest(lexicon.organizations, at)
    if (suffix && at + suffix.length === end - 2 && suffix.value.name !== 'body') return 2
  }
  return endsAsFirm(page, start, end - 2) ? 2 : 0
}

/** Whether every word of a stretch is a common one. */
function commonWords(page: Page, start: number, end: number): boolean {
  for (let at = start; at < end; ) {
    const next = page.wordEnd(at, end)
    if (!isHanCode(page.text.charCodeAt(at))) return false
    if (!(page.bits(at, next) & (WORD.noun | WORD.stop | WORD.inner))) return false
    at = next
  }
  return true
}

/** 加油站: a word of the table of units that is no place. */
function commonPlace(page: Page, start: number, end: number): boolean {
  if (page.exact(page.lexicon.units, start, end)?.strength === 'never') return true
  // 常务副县|长江波
  if (/^(?:常务)?副.{0,2}[省市县区州镇乡旗盟]$/.test(page.text.slice(start, end))) return true
  // 镇内, 县内
  if (end - start === 2 && /[省市县区州镇乡村]内/.test(page.text.slice(start, end))) return true
  // 邵阳市|东南|方向
  if (isDirection(page, start, end)) return true
  // 港口|城市, 攀登|高峰
  if (commonWords(page, start, end)) return true
  return (
    page.isBoundary(start) && page.wordEnd(start, end) === end && (page.bits(start, end) & WORD.noun) !== 0
  )
}
