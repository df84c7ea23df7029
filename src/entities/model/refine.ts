import { snap } from '../../text/index.js'
import { amongTeams, endsAsFirm } from '../companies.js'
import { getCues } from '../cues.js'
import { getEdges } from '../edges.js'
import { actsAsFirm } from '../firm-roles.js'
import { type OrganizationSuffix, placeForm, WORD } from '../lexicon.js'
import { hopesAt, looseEnd, looseStart, saysAt } from '../names.js'
import { beginsAt } from '../organizations.js'
import {
  type BodyHit,
  isDigitCode,
  isHanCode,
  isLatinCode,
  moved,
  overlapping,
  overlapsAny,
  type Page,
  type PlaceHit,
  personHit,
  setPlaces,
} from '../page.js'
import { guides } from '../people.js'
import type { PlaceLevel } from '../types.js'
import { beforeLevels, LEVELS } from '../walk.js'
import { Decoder, type Model } from './decode.js'
import { type ModelSpan, resized } from './tags.js'

/** Longest stretch decoded at once, code units: bounds memory on a 10 MB line. */
const CHUNK = 2048

/** From this margin on, in nats, a name that grammar does not know is taken. */
export const LEAST: Record<ModelSpan['type'], number> = {
  person: 1,
  place: 4,
  organization: 2,
  company: 3,
  title: 4,
}

/** From this margin on it may mend the places, the bodies that grammar has found. */
const MENDS_PLACE = 6
const MENDS_BODY = 6

/** From this margin on the model's ends win over those of grammar. */
export const SURE = 3

/** From this margin on a word that is also a common one is a place: 合作, 朝阳. */
const AMBIGUOUS = 9

/** What grammar is right about whatever the model says: a legal form, a place under its parent. */
const FIRM = 0.95

/** No name is longer, code units: a run of digits may look like one, and all that follows is looked through for it. */
const LONGEST_NAME = 64

/** The model's names in a page's zones, in order. */
export function readModelSpans(page: Page, model: Model): ModelSpan[] {
  const out: ModelSpan[] = []
  model.decoder ??= new Decoder(model, CHUNK)
  const { decoder } = model
  const works = page.text.includes('《')
  for (const { span } of page.zones)
    for (let from = span.start; from < span.end; ) {
      const to = chunkEnd(page.text, from, span.end)
      for (const found of decoder.decode(page, from, to)) {
        const trimmed = trim(page, found)
        if (trimmed && isNameOfParts(page, trimmed)) trimmed.type = 'person'
        if (trimmed) asStock(page.text, trimmed)
        // 李文军|和|茂陵博物馆: what joins two names is none of the second.
        if (
          trimmed &&
          out.at(-1)?.end === trimmed.start &&
          getEdges().joinsNames.includes(page.text[trimmed.start])
        )
          trimmed.start++
        // 陈姓主管; 黄|对|袁; 议员|冀|未来; 布日德嘎查
        if (
          trimmed?.type === 'person' &&
          (page.text[trimmed.start + 1] === '姓' || isTwo(page, trimmed) || hopesAt(page, trimmed.start))
        )
          continue
        if (trimmed?.type === 'person' && page.text.startsWith('嘎查', trimmed.end - 2)) continue
        if (
          !trimmed ||
          trimmed.end - trimmed.start > LONGEST_NAME ||
          (works && inWork(page.text, trimmed.start, span.start)) ||
          isGeneric(page, trimmed)
        )
          continue
        if (isLatin(page.text, trimmed) && trimmed.margin < LEAST_LATIN[trimmed.type]) continue
        if (!isAmongLatin(page.text, trimmed, span)) out.push(trimmed)
      }
      from = to
    }
  return out
}

/** ST海芮, *ST海芮: a listed firm whose books are warned of, whatever the model takes it for. */
function asStock(text: string, span: ModelSpan): void {
  const start = text.startsWith('ST', span.start) ? span.start : span.start - 2
  const before = text[start - 1] ?? ' '
  if (!text.startsWith('ST', start) || !isHanCode(text.charCodeAt(start + 2)) || /[A-Za-z]/.test(before))
    return
  span.start = before === '*' ? start - 1 : start
  span.type = 'company'
}

/** 黄|对|袁的请求: two who are called by their surnames and what stands between them. */
function isTwo(page: Page, { start, end }: ModelSpan): boolean {
  if (end - start !== 3 || !page.isBoundary(start + 1) || !page.isBoundary(start + 2)) return false
  return '对给向把被'.includes(page.text[start + 1])
}

/**
 * From this margin on a Latin word is a name. Chinese text has Latin words of all kinds where names stand, titles of games and
 * films among them: what the model takes for bodies is hardly ever one.
 */
const LEAST_LATIN: Record<ModelSpan['type'], number> = {
  person: 4,
  place: 4,
  organization: Number.POSITIVE_INFINITY,
  company: 6,
  title: 4,
}

/** Wheelman, interwetten: a name of letters that are not all capitals, unlike EA and TYLOO. */
function isLatin(text: string, { start, end }: ModelSpan): boolean {
  let small = false
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (isHanCode(code)) return false
    if (code >= 97 && code <= 122) small = true
  }
  return small
}

/** How far around a Latin name Chinese must stand. */
const AROUND = 16

/** article.ts in a listing: the model knows Latin names in Chinese text alone. */
function isAmongLatin(
  text: string,
  { start, end }: ModelSpan,
  zone: { start: number; end: number },
): boolean {
  const from = Math.max(zone.start, start - AROUND)
  const to = Math.min(zone.end, end + AROUND)
  for (let i = from; i < to; i++) if (isHanCode(text.charCodeAt(i))) return false
  return true
}

const EDGE = /[\s\p{P}\p{S}]/u
/** What may end or begin a name all the same: （有限合伙）, “雪龙”号. */
const KEPT = /[（）()“”·&+]/

/** Whether a name neither begins nor ends with a character. */
function isLoose(text: string, at: number): boolean {
  return !isHanCode(text.charCodeAt(at)) && EDGE.test(text[at]) && !KEPT.test(text[at])
}

const OPENING = '（(“'
const CLOSING = '）)”'

/** （云鹏）, of which a name has one bracket alone. */
function isUnpaired(text: string, at: number, start: number, end: number): boolean {
  if (isHanCode(text.charCodeAt(at))) return false
  const within = (marks: string, i: number) => text.slice(start, end).includes(marks[i])
  const [opens, closes] = [OPENING.indexOf(text[at]), CLOSING.indexOf(text[at])]
  return (opens >= 0 && !within(CLOSING, opens)) || (closes >= 0 && !within(OPENING, closes))
}

/** A name without spaces and marks at its ends, nor the preposition before it; null where nothing is left. */
function trim(page: Page, span: ModelSpan): ModelSpan | null {
  const { text } = page
  // The model reads code units: a rare character of a name (𫛪) is two of them.
  let { start, end } = snap(text, span)
  while (start < end && (isLoose(text, start) || isUnpaired(text, start, start, end))) start++
  while (end > start && (isLoose(text, end - 1) || isUnpaired(text, end - 1, start, end))) end--
  const place = span.type === 'place'
  if (place) end = beforeLevels(text, start, end)
  // 龙溪卡村|村主任
  if (place && text.startsWith('村村', end - 2)) end--
  // 世界杯|西安|站
  if (place && text[end - 1] === '站' && getCues().beforeLeg.test(text.slice(Math.max(0, start - 4), start)))
    end--
  if (span.type === 'organization' || span.type === 'company') end = outletEnd(text, start, end)
  if (span.type === 'company' && !page.isBoundary(end)) end = tradeEnd(page, start, end)
  if (
    end - start > (place ? 2 : 3) &&
    page.isBoundary(start + 1) &&
    (place ? getEdges().beforePlace : getEdges().beforeName).includes(text[start])
  ) {
    // 经泰丰县委, but 和平, 对外经贸大学: the preposition is a word of its own, and the rest begins another.
    if (page.isStop(start, start + 1)) start++
  }
  if (span.type === 'person') {
    end = looseEnd(page, start, end)
    start = looseStart(page, start, end)
  }
  if (start === end) return null
  if (!isHanCode(text.charCodeAt(start)) && !/[\p{L}\p{N}]/u.test(text.slice(start, end))) return null
  return resized(span, start, end)
}

/** 华信科|技: the end of the word for a trade that the model cuts. */
function tradeEnd(page: Page, start: number, end: number): number {
  const from = page.wordStart(end, start)
  const to = page.wordEnd(from, page.text.length)
  return from > start && page.exact(page.lexicon.companies, from, to) ? to : end
}

/** Where the name of an outlet ends whose report or reporter follows: 北青体育|报道, 德国天空体育|记者Florian. */
function outletEnd(text: string, start: number, end: number): number {
  const reporter = text.slice(start, end).indexOf('记者')
  // 记者协会, 无国界记者 are bodies themselves.
  if (reporter > 1 && isLatinCode(text.charCodeAt(start + reporter + 2))) return start + reporter
  return end - start > 4 && text[start - 1] === '据' && /报[道导]$/.test(text.slice(end - 2, end))
    ? end - 2
    : end
}

/** Longest title of a work, code units. */
const WORK = 60

/** Whether a place stands between 《 and 》: titles of works and of decrees name nobody. */
function inWork(text: string, at: number, floor: number): boolean {
  for (let i = at - 1; i >= Math.max(floor, at - WORK); i--) {
    if (text[i] === '》') return false
    if (text[i] === '《') return true
  }
  return false
}

/** 公司, 上市公司, 商业银行: a body needs a word that is no common noun, or a place. */
function isGeneric(page: Page, { start, end, type }: ModelSpan): boolean {
  if (type !== 'company' && type !== 'organization') return false
  for (let at = start; at < end; ) {
    const to = page.wordEnd(at, end)
    const common = page.bits(at, to) & (WORD.noun | WORD.stop | WORD.leadIn)
    if (common === 0 && page.exact(page.lexicon.companies, at, to) === undefined) return false
    at = to
  }
  return true
}

function chunkEnd(text: string, from: number, end: number): number {
  if (end - from <= CHUNK) return end
  for (let i = from + CHUNK; i > from + CHUNK / 2; i--) if (/[。！？；，\s]/.test(text[i - 1])) return i
  const code = text.charCodeAt(from + CHUNK)
  return code >= 0xdc00 && code <= 0xdfff ? from + CHUNK - 1 : from + CHUNK
}

/** Confidence of a margin: 0.71 at 3, 0.82 at 8, 0.92 at 20, as often as held-out passages were right. */
export function scoreOf(margin: number): number {
  return 0.95 - 0.35 * Math.exp(-margin / 8)
}

/**
 * Joins the model's places, organisations and companies to those of grammar, which it has seen: where the two
 * differ on a stretch the model wins (天津 → 天津港), but for what grammar is firm about; new names need a
 * margin of their own; what only a weak rule says is left out.
 */
export function refinePlacesAndBodies(page: Page, spans: readonly ModelSpan[]): void {
  trimFronts(page, spans)
  const refined: Refined = { bodies: [], places: [], dropped: weakHits(page, spans) }
  for (const span of spans) {
    if (span.type === 'title') {
      if (span.margin >= LEAST.title) page.titles.set(span.start, span.end)
      continue
    }
    const over = overHits(page, span, refined)
    if (isSettled(page, span, over, refined)) continue
    if (span.type === 'person') takePerson(page, span, over, refined)
    else if (span.type === 'place') takePlace(page, span, over, refined)
    else takeBody(page, span, over, refined)
  }
  const { bodies, places, dropped } = refined
  if (bodies.length > 0 || dropped.size > 0) setBodies(page, bodies, dropped)
  if (places.length > 0 || dropped.size > 0)
    setPlaces(page, [...page.places.filter((hit) => !dropped.has(hit)), ...places])
}

/** What the model adds to the hits of grammar, and which of these make way. */
interface Refined {
  bodies: BodyHit[]
  places: PlaceHit[]
  dropped: Set<BodyHit | PlaceHit>
}

/** The hits of grammar that lie over a name of the model. */
interface Over {
  bodies: readonly BodyHit[]
  places: readonly PlaceHit[]
}

function overHits(page: Page, span: ModelSpan, { dropped }: Refined): Over {
  const bodies = overlapping(page.bodies, span)
  return {
    bodies: dropped.size > 0 ? bodies.filter((hit) => !dropped.has(hit)) : bodies,
    places: overlapping(page.places, span),
  }
}

/** What only a weak rule says and the model is silent on. */
function weakHits(page: Page, spans: readonly ModelSpan[]): Refined['dropped'] {
  const weak: Refined['dropped'] = new Set()
  for (const hits of [page.bodies, page.places])
    for (const hit of hits)
      if (WEAK.has(hit.rule) && !overlapsAny(spans, hit.start, hit.end))
        if (hit.rule !== 'company-trade' || !actsAsFirm(page, hit, undefined))
          // 灵枢科技|负责人: what stands beside a name may say that it is a firm's.
          weak.add(hit)
  return weak
}

/** Whether grammar is right about a stretch whatever the model takes it for, or the two together give a body. */
function isSettled(page: Page, span: ModelSpan, over: Over, { bodies, dropped }: Refined): boolean {
  if (isHolderOfAccount(page, span)) {
    for (const hit of over.bodies) dropped.add(hit)
    bodies.push(bodyOf(page, resized(span, span.start, span.end - BANK.length)))
    return true
  }
  if (over.bodies.some((hit) => same(hit, span) || firm(hit, span, page))) return true
  const joined = span.type === 'organization' ? joinedBody(page, over.bodies, span) : null
  if (joined) {
    bodies.push(bodyOf(page, joined))
    for (const hit of over.bodies) if (hit.start < joined.end) dropped.add(hit)
    return true
  }
  return (
    over.places.some(
      (hit) =>
        isTownAround(hit, span) || isAbbreviationIn(hit, span) || isOfList(hit) || isZoneAround(hit, span),
    ) || over.bodies.some((hit) => isUnitOf(page, hit, span))
  )
}

/** Where the model reads somebody, bodies and places that only look like some make way; some names are of places all the same. */
function takePerson(page: Page, span: ModelSpan, over: Over, { places, dropped }: Refined): void {
  if (over.places.some((hit) => holds(hit, span) || isNamedDivision(page, hit, span))) return
  if (over.places.some((hit) => isPlaceActing(page, hit, span) || isSightHere(page, hit, span))) return
  // 白台村、双泉村和|高口村: one of a list of villages is none.
  if (isAmongVillages(page, span)) {
    places.push(placeOf(page, span))
    return
  }
  if (isForeignTown(page, span, places.at(-1))) {
    for (const hit of over.places) dropped.add(hit)
    places.push(placeOf(page, span, 'foreign'))
    return
  }
  if (span.margin < SURE) return
  // 李文军和|茂陵博物馆: a body never begins with somebody and another.
  const { joinsNames } = getEdges()
  for (const hit of over.bodies)
    if (hit.score < 0.8 || (hit.start === span.start && joinsNames.includes(page.text[span.end])))
      dropped.add(hit)
  // 许泽山|说: a hill by its last character alone is whom the model reads there.
  for (const hit of over.places)
    if (
      (hit.form.how !== 'full' && !(hit.form.level === 'country' && same(hit, span))) ||
      (WEAK.has(hit.rule) && same(hit, span))
    )
      dropped.add(hit)
}

/** A place of the model in place of what grammar has there, where the model is sure enough. */
function takePlace(page: Page, span: ModelSpan, over: Over, { places, dropped }: Refined): void {
  // 西安国际|港站: a body that the tables happen to have within a place.
  if (span.margin >= MENDS_PLACE && over.places.some((hit) => same(hit, span)))
    for (const hit of over.bodies)
      if (hit.rule === 'organization-known' && hit.start === span.start && hit.end < span.end)
        dropped.add(hit)
  if (over.places.some((hit) => same(hit, span) || holds(hit, span)) || chains(over.places, span)) return
  if (
    over.places.some(
      (hit) =>
        isDivisionAround(hit, span) ||
        isRoadAround(hit, span) ||
        isSideOf(page, hit, span) ||
        isCityOf(page, hit, span),
    )
  )
    return
  // 在|黄磊|的带领下: who leads is no place, unless grammar knows one there.
  if (over.places.length === 0 && guides(page, span.start, span.end)) {
    if (beginsWithSurname(page, span))
      page.persons.push(personHit(span.start, span.end, null, 'person-introduced', 30))
    return
  }
  // 钟南山: whom everyone knows is no hill.
  if (page.exact(page.lexicon.persons, span.start, span.end)) return
  if (span.margin < leastOfPlace(page, span, over)) return
  if (span.margin < AMBIGUOUS && isCommonWord(page, span)) return
  // 8月21日|本港银行
  if ('日月年'.includes(page.text[span.start]) && isDigitCode(page.text.charCodeAt(span.start - 1))) return
  const [parent] = over.places
  // 维西县|塔城镇: the model's one name is a county and its town.
  const town = parent && over.bodies.length === 0 ? townAfter(page, parent, span) : null
  for (const hit of [...over.bodies, ...over.places]) if (!town || hit !== parent) dropped.add(hit)
  places.push(placeOf(page, town ?? span))
}

function leastOfPlace(page: Page, span: ModelSpan, over: Over): number {
  if (over.bodies.length > 0) return SURE
  if (over.places.length > 0) return MENDS_PLACE
  return isDivision(page, span) || isSettlement(page, span) ? LEAST_OF_DIVISION : LEAST.place
}

/** A body of the model in place of what grammar has there, where the model is sure enough. */
function takeBody(page: Page, span: ModelSpan, over: Over, { bodies, places, dropped }: Refined): void {
  if (span.margin < leastOfBody(page, span, over.bodies)) return
  if (areApart(page, over.bodies) || isOfKnown(page, over.bodies, span)) return
  if (over.bodies.some((hit) => isFirmAround(hit, span) || isKnownFirmIn(page, hit, span))) return
  // 法国|巴黎
  if (over.places.length > 1 && chains(over.places, span)) return
  if (over.places.some((hit) => same(hit, span) && (isSight(hit) || isPort(page, hit) || isCountry(hit))))
    return
  // 都灵|遭遇暴雨: a town abroad is its club's name among words of sport alone.
  const abroad = over.places.some((hit) => same(hit, span) && isAbroad(hit))
  if (abroad && !amongTeams(page, span.start, span.end, undefined, OF_SPORT)) return
  // 包括|浙江|在内: a division is a side or a body only where the model is sure of it.
  if (
    span.margin < MENDS_PLACE &&
    over.places.some((hit) => same(hit, span) && hit.form.divisions.length > 0)
  )
    return
  if (over.bodies.length === 0 && endsAsPlace(page, span)) {
    for (const hit of over.places) dropped.add(hit)
    places.push(placeOf(page, span))
    return
  }
  for (const hit of over.bodies) dropped.add(hit)
  for (const hit of over.places) if (hit.start < span.start || hit.end > span.end) dropped.add(hit)
  bodies.push(bodyOf(page, span))
}

/** How far from the name of a town its club's sport is looked for, code units. */
const OF_SPORT = 96

function leastOfBody(page: Page, span: ModelSpan, over: readonly BodyHit[]): number {
  if (over.length === 0) return leastOf(page, span)
  return over.length === 1 && isHeadless(page, over[0], span) ? LEAST.company : MENDS_BODY
}

/**
 * 受|中粮集团, 于|永昕建设股份有限公司, 途经|恒春镇, 保护|开元寺: where grammar and the model agree on the end of a name, and what
 * the model leaves out in front of it is a word that no name begins with, the name begins behind it.
 */
function trimFronts(page: Page, spans: readonly ModelSpan[]): void {
  // 向|海岳重工: or the other way round.
  for (const span of spans)
    if (span.type === 'company' && getCues().fronts.has(page.text[span.start]))
      if (page.bodyEnd.get(span.end)?.start === span.start + 1) span.start++
  const trimmed = <Hit extends BodyHit | PlaceHit>(hit: Hit): Hit => {
    const span = overlapping(spans, hit).at(-1)
    if (!span || span.type === 'title' || span.type === 'person') return hit
    // 村豫星蔬菜种植专业合作社 behind 杨庄|村: the last character of the village before it.
    const [place] = overlapping(spans, hit)
    if ('kind' in hit && place.type === 'place' && place.start < hit.start && place.end === hit.start + 1)
      return moved(hit, place.end, hit.end)
    if (span.end !== hit.end || span.start <= hit.start) return hit
    if (span.margin < (span.start - hit.start > 1 ? 1 : SURE) || !isFront(page, hit.start, span.start))
      return hit
    return moved(hit, span.start, hit.end)
  }
  let any = false
  for (let i = 0; i < page.bodies.length; i++) {
    const hit = trimmed(page.bodies[i])
    if (hit === page.bodies[i]) continue
    page.bodies[i] = hit
    page.bodyEnd.set(hit.end, hit)
  }
  const places = page.places.map((hit) => {
    const short = hit.form.divisions.length === 0 ? trimmed(hit) : hit
    any ||= short !== hit
    return short
  })
  if (any) setPlaces(page, places)
}

/** Whether a stretch is a preposition, the end of one (对|于), or verbs and adverbs (详细|了解). */
function isFront(page: Page, start: number, end: number): boolean {
  if (end - start === 1) return getCues().fronts.has(page.text[start])
  if (!page.isBoundary(start) || !page.isBoundary(end)) return false
  for (let at = start; at < end; ) {
    const to = page.wordEnd(at, end)
    const kind = page.wordKind(at, to)
    if ((kind !== 'verb' && kind !== 'adverb') || !page.isStop(at, to)) return false
    at = to
  }
  return true
}

/** 原|保安局, 北京大学|党委: a known body that the model takes with what stands before it and is no place, or with its party. */
function isOfKnown(page: Page, bodies: readonly BodyHit[], { start, end }: ModelSpan): boolean {
  return bodies.some((hit) => {
    if (hit.rule !== 'organization-known') return false
    if (hit.end === end) return beginsAt(page, start, hit.start)
    return hit.start === start && hit.end < end && /^党[委组]$/.test(page.text.slice(hit.end, end))
  })
}

/** 中国铁建|二十五局三公司, 山东发展投资|集团: a firm that grammar reads up to the word for one. */
function isFirmAround({ rule, start, end }: BodyHit, span: ModelSpan): boolean {
  return rule === 'company-type' && start === span.start && end > span.end
}

/** 蜜雪冰城|外, 蜜雪冰城|海外: a firm that everyone knows, and a common word that is no part of a name. */
function isKnownFirmIn(page: Page, { rule, start, end }: BodyHit, span: ModelSpan): boolean {
  if (rule !== 'company-known' || start !== span.start || end >= span.end || end - start < 3) return false
  if (page.exact(page.lexicon.companies, end, span.end) !== undefined) return false
  const bits = page.bits(end, span.end)
  return (
    page.wordEnd(end, span.end) === span.end &&
    (bits & (WORD.stop | WORD.noun | WORD.leadIn)) !== 0 &&
    (bits & (WORD.inner | WORD.department)) === 0
  )
}

const BANK = '银行'
/** How many bodies before an account are asked whose it is. */
const HOLDERS = 40

/** 星沙建设|银行账户: the account of a firm that the page has named in full, no bank of that name. */
function isHolderOfAccount({ text, bodies }: Page, { start, end, type }: ModelSpan): boolean {
  if (type !== 'company' || text.slice(end - BANK.length, end) !== BANK || end - start < 5) return false
  if (!/^[账帐][户号]/.test(text.slice(end, end + 2))) return false
  const holder = text.slice(start, end - BANK.length)
  return bodies
    .filter((hit) => hit.kind === 'company' && hit.end <= start)
    .slice(-HOLDERS)
    .some((hit) => text.slice(hit.start, hit.end).includes(holder))
}

/** 岳阳市生态环境局|云溪分局: the unit of a body that grammar has whole. */
function isUnitOf(page: Page, { rule, start, end }: BodyHit, span: ModelSpan): boolean {
  if (end !== span.end || start >= span.start || !rule.startsWith('organization')) return false
  return suffixOf(page, start, span.start) !== null
}

/** 江特|电动车公司: a firm that grammar has by one word before 公司, where the model has more in front of it. */
function isHeadless(page: Page, { rule, start, end }: BodyHit, span: ModelSpan): boolean {
  if (rule !== 'company-type' || span.type !== 'company' || end !== span.end || start <= span.start)
    return false
  const suffix = page.wordEnd(start, end)
  return page.exact(page.lexicon.companies, suffix, end) !== undefined
}

/** Rules that the model must not be silent on. */
const WEAK = new Set(['company-trade', 'place-unit'])

export function same(hit: { start: number; end: number }, span: ModelSpan): boolean {
  return hit.start === span.start && hit.end === span.end
}

/** 隆福广场, 京沪高速铁路: the model's body is called as places are, and ends with no word for a body. */
function endsAsPlace(page: Page, { start, end }: ModelSpan): boolean {
  const { units, organizations, companies } = page.lexicon
  let place = false
  // 宁波舟山|港
  if (page.text[end - 1] === '港' && page.placeEnd.has(end - 1)) return true
  // Museums and theatres are bodies as well.
  if ('馆院心'.includes(page.text[end - 1])) return false
  for (let at = end - 1; at > start && end - at < 7; at--) {
    if (page.exact(organizations, at, end) ?? page.exact(companies, at, end)) return false
    const unit = page.exact(units, at, end)
    if (unit && unit.level !== 'other' && unit.level !== 'foreign' && at > start + 1)
      place = unit.strength === 'strong' || (unit.strength === 'weak' && end - at > 1)
  }
  return place
}

/** 沙特阿拉伯: a country by its full name is no body. */
function isCountry({ form, rule }: PlaceHit): boolean {
  return form.level === 'country' && rule === 'place-full-name'
}

/** 都灵, 俾路支省: what the tables have abroad, in full or as it is called. */
function isAbroad({ form }: PlaceHit): boolean {
  return form.level === 'foreign' && form.how !== 'stop'
}

/** 宁波舟山港: a port by the place before it. */
function isPort({ text }: Page, { rule, end }: PlaceHit): boolean {
  return rule === 'place-unit-after-place' && text[end - 1] === '港'
}

/** 卢浮宫, 玉门关, 恒河: what the tables have for a sight or a river is no body. */
function isSight({ form, rule, start, end }: PlaceHit): boolean {
  if (form.level !== 'natural' && form.level !== 'facility' && form.level !== 'road') return false
  return (
    rule.startsWith('place-full') ||
    (rule === 'place-short-name' && (end - start > 2 || form.name.endsWith('河')))
  )
}

/** 包括|秦岭|在内: a sight, unless an office stands before it or it speaks. */
export function isSightHere(page: Page, hit: PlaceHit, span: ModelSpan): boolean {
  return same(hit, span) && isSight(hit) && !saysAt(page, span.end) && !titleEnds(page, span.start)
}

/** 额济纳旗达来呼布镇: what stands right after its county up to 镇 is one name, though the model cuts it. */
export function holds(hit: PlaceHit, span: ModelSpan): boolean {
  return hit.rule === 'place-unit-under-parent' && hit.start < span.start && hit.end === span.end
}

/** 陆丰|市: a division by its full name, or one that the page names so elsewhere, is nobody. */
export function isNamedDivision(page: Page, { form, start, end }: PlaceHit, span: ModelSpan): boolean {
  if (form.divisions.length === 0 || start > span.start || end < span.end) return false
  return form.how === 'full' || page.namesInFull(form)
}

/** 濮阳|正深入贯彻: a division, and the adverb behind it, are nobody whose surname it is. */
export function isPlaceActing(page: Page, { form, start, end }: PlaceHit, span: ModelSpan): boolean {
  return (
    form.divisions.length > 0 &&
    start === span.start &&
    end === span.end - 1 &&
    getCues().placeDoes.has(page.text[end]) &&
    page.isStop(span.end, page.wordEnd(span.end, Math.min(page.text.length, span.end + 4)))
  )
}

/** 东山县|南偏东方向: on which side of a division something lies is no part of its name. */
function isSideOf({ text }: Page, { form, start, end }: PlaceHit, span: ModelSpan): boolean {
  return (
    form.how === 'full' &&
    start === span.start &&
    end === span.end - 1 &&
    getEdges().besidePlace.includes(text[end])
  )
}

/** 嘉义县|长: the full name of a division is not cut to its short one. */
function isDivisionAround({ form, start, end }: PlaceHit, span: ModelSpan): boolean {
  return form.how === 'full' && form.divisions.length > 0 && start === span.start && end === span.end + 1
}

/** 菏泽|地区, 黄山|市区, 宁强|县城: the area by its city's or county's name is the division. */
function isCityOf({ text }: Page, { form, start, end }: PlaceHit, span: ModelSpan): boolean {
  if (form.divisions.length === 0 || start !== span.start) return false
  if (form.level === 'county') return span.end - end === 2 && text.startsWith('县城', end)
  return (
    form.level === 'prefecture' &&
    span.end - end === 2 &&
    '地市城'.includes(text[end]) &&
    text[end + 1] === '区'
  )
}

/** 西藏|中路: a road is not cut to the place that it is called after. */
function isRoadAround({ rule, start, end }: PlaceHit, span: ModelSpan): boolean {
  return rule === 'place-sided-road' && start === span.start && end > span.end
}

/** 襄阳|市民: whether a stretch is the name of a division and no common word. */
function isDivision(page: Page, { start, end }: ModelSpan): boolean {
  const form = page.exact(page.lexicon.places, start, end)
  return form !== undefined && form.how !== 'stop' && form.divisions.length > 0
}

function beginsWithSurname(page: Page, { start }: ModelSpan): boolean {
  const { lexicon, text } = page
  return (
    lexicon.surnames[text.charCodeAt(start)] > -32 ||
    page.exact(lexicon.doubleSurnames, start, start + 2) !== undefined
  )
}

/** 大湾村, 石新村: a village by what it ends with, of two characters more. */
function isSettlement({ text }: Page, { start, end }: ModelSpan): boolean {
  return end - start > 2 && /(?:[镇乡村]|街道|社区)$/.test(text.slice(start, end))
}

/** From this margin on the name of a division is a place where grammar did not see one. */
const LEAST_OF_DIVISION = 2

function townAfter(page: Page, parent: PlaceHit, span: ModelSpan): ModelSpan | null {
  const { form, start, end } = parent
  if (start !== span.start || form.how !== 'full' || form.divisions.length === 0) return null
  const rest = page.text.slice(end, span.end)
  return rest.length > 2 && /(?:[镇乡村]|街道|社区|苏木)$/.test(rest) ? resized(span, end, span.end) : null
}

const ABROAD: ReadonlySet<PlaceLevel> = new Set(['country', 'foreign'])

const OF_CHAIN: ReadonlySet<string> = new Set([
  'place-full-name',
  'place-unit-under-parent',
  'place-unit-after-place',
])

/** Whether places side by side fill the span: 上海市|浦东新区, 法国|巴黎, 北京|人民大会堂, 福州|鼓岭旅游度假区. */
function chains(hits: readonly PlaceHit[], span: ModelSpan): boolean {
  let at = span.start
  for (const { start, end, form, rule } of hits) {
    if (start !== at) return false
    if (form.divisions.length === 0 && !ABROAD.has(form.level) && !OF_CHAIN.has(rule)) return false
    at = end
  }
  return at === span.end
}

/** 央金卓玛: parts of Tibetan, Uighur and Mongol names alone are a person, whatever the model says. */
function isNameOfParts(page: Page, { start, end }: ModelSpan): boolean {
  for (let at = start; at < end; ) {
    const part = page.longest(page.lexicon.nameParts, at)
    if (!part) return false
    at += part.length
  }
  return true
}

/** 王岗坪|彝族藏族乡: the front of a town's name is no name of its own; 漳江街道 itself is no organisation. */
function isTownAround({ form, start, end }: PlaceHit, span: ModelSpan): boolean {
  if (form.level !== 'township' || form.how !== 'full' || start > span.start) return false
  return end > span.end || (end === span.end && span.type === 'organization')
}

/** 沪|苏|浙|皖, and 川渝 of a list: sure, unless the model sees a longer name that has all of it. */
function isAbbreviationIn({ rule, form, start, end }: PlaceHit, span: ModelSpan): boolean {
  const short = rule === 'place-abbreviation' || (form.level === 'region' && end - start < 4)
  return short && (span.end - span.start < 4 || span.start > start || span.end < end)
}

/** 青银、高邢、德上三条高速, 曹县梁堤头143毫米: what the end of its list, a figure behind it says is a place. */
function isOfList({ rule }: PlaceHit): boolean {
  return rule === 'place-closed-list' || rule === 'place-gauge'
}

/** 长春汽车|经济技术开发区: no firm is the head of a zone's name. */
function isZoneAround({ form, rule, start, end }: PlaceHit, span: ModelSpan): boolean {
  return form.level === 'region' && rule.startsWith('place-unit') && start <= span.start && end > span.end
}

const JOINS_LIST = /[、及和与]/

/** Whether a stretch ends as a place does that stands in a list right beside it. */
export function isAmongVillages(
  { text, places, placeEnd, placeStart }: Page,
  { start, end }: ModelSpan,
): boolean {
  const unit = text[end - 1]
  // 池河、任河, where the page has another river
  if ('河溪'.includes(unit) && end - start < 4 && JOINS_LIST.test(text[start - 1] + (text[end] ?? '')))
    return places.some(({ form }) => form.level === 'natural')
  if (!'村镇乡'.includes(unit) || end - start < 3) return false
  const before =
    '、和及与'.includes(text[start - 1] ?? ' ') && placeEnd.has(start - 1) && text[start - 2] === unit
  const next = '、和及与'.includes(text[end] ?? ' ') ? placeStart.get(end + 1) : undefined
  return before || (next !== undefined && text[next - 1] === unit)
}

/** How much more of a transliteration than of text each character but one is, quarter bits. */
const OF_TOWN = 2

/**
 * 楚古诺夫卡和西多罗夫卡: foreign towns that the model takes for persons, by how they end, by what stands before them, in a list
 * beside another.
 */
function isForeignTown(page: Page, { start, end }: ModelSpan, last: PlaceHit | undefined): boolean {
  const { text, lexicon } = page
  if (end - start < 4 || saysAt(page, end) || titleEnds(page, start) || page.titleAt(end)) return false
  let odd = 0
  for (let i = start; i < end; i++)
    if (lexicon.foreign[text.charCodeAt(i)] < OF_TOWN && odd++ > 0) return false
  if (last?.end === start - 1 && last.form.level === 'foreign') return '和、与及'.includes(text[start - 1])
  const { beforeTowns, townsAbroad } = getCues()
  return (
    beforeTowns.test(text.slice(Math.max(0, start - 4), start)) || townsAbroad.test(text.slice(start, end))
  )
}

function isCommonWord(page: Page, { start, end }: ModelSpan): boolean {
  return page.exact(page.lexicon.places, start, end)?.how === 'stop'
}

/** What joins two bodies, and stands in the name of none. */
const JOINERS = ['联合', '会同', '协同', '携手', '联手']

/** 省消保委|联合|省市场监管局: the first of two bodies that the model takes for one. */
function joinedBody(page: Page, over: readonly BodyHit[], span: ModelSpan): ModelSpan | null {
  // 区委政法委|联合|司法局: what follows is no body of its own.
  const first = over.find((hit) => JOINERS.some((word) => page.text.startsWith(word, hit.end)))
  if (first?.start === span.start && first.end < span.end) return resized(span, span.start, first.end)
  const second = over.at(-1)
  if (!second || second.start <= span.start || second.end !== span.end) return null
  const joiner = JOINERS.find((word) => page.text.startsWith(word, second.start - word.length))
  const end = joiner ? second.start - joiner.length : 0
  return end - span.start > 2 && suffixOf(page, span.start, end) ? resized(span, span.start, end) : null
}

/**
 * 市水利局|邀请|市气象局: the second begins with its own level, and words stand between; or both are called by their level:
 * 利川市委|市政府.
 */
function areApart({ text }: Page, over: readonly BodyHit[]): boolean {
  const bySelf = over.every(({ rule }) => rule === 'organization-self')
  return over.some(
    ({ start }, k) => k > 0 && (bySelf || over[k - 1].end < start) && LEVELS.includes(text[start]),
  )
}

function firm(hit: BodyHit, span: ModelSpan, page: Page): boolean {
  // 青海|科云集团, 定西|航兴集团: what the model leaves out is the place at the head.
  if (hit.kind === 'company' && hit.end === span.end && hit.start < span.start)
    for (let size = span.start - hit.start; size < 5; size++)
      if (size > 1 && page.exact(page.lexicon.places, hit.start, hit.start + size)?.divisions.length)
        return true
  return hit.score >= FIRM || (hit.score >= 0.9 && hit.start <= span.start && hit.end >= span.end)
}

const LEVEL_BY_END: readonly (readonly [RegExp, PlaceLevel])[] = [
  [/[镇乡]$|街道$|苏木$/, 'township'],
  [/村$|社区$|[屯寨]$/, 'village'],
  [/[山河湖江海洋岛湾峡溪洲原]$|沙漠$|半岛$|流域$/, 'natural'],
  [/[路街道线]$|高速$|铁路$|高铁$|胡同$|巷$/, 'road'],
  [/[省州县市]$/, 'foreign'],
  [/[区东西南北]$/, 'region'],
  [/[站桥场馆园寺塔宫厦港楼院坝库]$|酒店$|小区$/, 'facility'],
]

/** A place of the model; of the level that it is known to be of, else by the lists or how it ends. */
function placeOf(page: Page, { start, end, margin }: ModelSpan, known?: PlaceLevel): PlaceHit {
  const name = page.text.slice(start, end)
  const listed = known ? undefined : page.exact(page.lexicon.places, start, end)
  const level = known ?? LEVEL_BY_END.find(([pattern]) => pattern.test(name))?.[1] ?? 'other'
  const how = known || margin > 6 ? 'full' : 'short'
  return { start, end, form: listed ?? placeForm(level, name, [], how), rule: 'model-place' }
}

function bodyOf(page: Page, { start, end, type, margin }: ModelSpan): BodyHit {
  // 中国地质大学（武汉）
  const bracket = page.text[end - 1] === '）' ? page.text.lastIndexOf('（', end) : -1
  const suffix = suffixOf(page, start, bracket > start ? bracket : end)
  // 果蔬专业合作社, 律师协会, 篮球俱乐部: the last words tell what it is.
  const associated =
    type === 'company' &&
    (suffix?.category === 'association' || suffix?.category === 'team') &&
    suffix.name === 'named' &&
    page.text[end - 1] !== '队'
  // 市水务集团: a firm by its last word, whatever the model takes it for.
  const firm = type === 'organization' && !suffix && endsAsFirm(page, start, end)
  return {
    kind: associated ? 'organization' : firm ? 'company' : (type as BodyHit['kind']),
    start,
    end,
    category: (associated || type === 'organization' ? suffix?.category : null) ?? 'other',
    legalForm: null,
    rule: `model-${type}`,
    score: scoreOf(margin),
  }
}

/** 青海|新能源: a trade at the end speaks for a firm as well. */
const LEAST_OF_TRADE = 2

const LEAST_OF_VILLAGE = 0.5

function leastOf(page: Page, { start, end, type }: ModelSpan): number {
  if (type === 'company')
    for (let at = start + 2; at < end; at++)
      if (page.exact(page.lexicon.companies, at, end) !== undefined) return LEAST_OF_TRADE
  // 明星|村党支部: the body of a village, by what it ends with.
  if (type === 'organization' && page.text.slice(start, end).includes('村') && suffixOf(page, start, end))
    return LEAST_OF_VILLAGE
  return LEAST[type]
}

/** The longest suffix of a body at the end of its name. */
function suffixOf(page: Page, start: number, end: number): OrganizationSuffix | null {
  for (let at = Math.max(start, end - 8); at < end; at++) {
    const match = page.longest(page.lexicon.organizations, at)
    if (match && at + match.length === end) return match.value
  }
  return null
}

function setBodies(page: Page, added: readonly BodyHit[], dropped: ReadonlySet<BodyHit | PlaceHit>): void {
  page.bodies = [...page.bodies.filter((hit) => !dropped.has(hit)), ...added].sort(
    (a, b) => a.start - b.start,
  )
  page.bodyEnd.clear()
  for (const hit of page.bodies) page.bodyEnd.set(hit.end, hit)
}

/** 辅警|黎明: a title right before. */
export function titleEnds(page: Page, at: number): boolean {
  for (let from = Math.max(0, at - 4); from < at - 1; from++)
    if (page.exact(page.lexicon.heads, from, at) !== undefined) return true
  return false
}
