import { getCues } from '../cues.js'
import { officeBegins, saysAt } from '../names.js'
import {
  isDigitCode,
  isHanCode,
  overlapping,
  overlapsAny,
  type Page,
  type PersonHit,
  personHit,
} from '../page.js'
import { isThing } from '../people.js'
import { isTownship } from '../townships/find.js'
import {
  holds,
  isAmongVillages,
  isNamedDivision,
  isPlaceActing,
  isSightHere,
  LEAST,
  SURE,
  same,
  scoreOf,
  titleEnds,
} from './refine.js'
import { type ModelSpan, resized } from './tags.js'

/** Adds the model's persons where grammar has none, and lets its ends win over guesses. */
export function refinePersons(page: Page, spans: readonly ModelSpan[]): void {
  const persons = [...page.persons].sort((a, b) => a.start - b.start)
  const dropped = new Set<PersonHit>()
  const added: PersonHit[] = []
  for (const read of spans) {
    if (read.type === 'title' || read.margin < LEAST[read.type]) continue
    const span = read.type === 'person' ? withoutVerb(page, read) : read
    const over = overlapping(persons, span)
    if (span.type !== 'person') {
      if (span.margin >= SURE) for (const hit of over) if (guessed(hit)) dropped.add(hit)
    } else if (isLongerOf(page, over, span)) {
      // The office before it keeps its holder.
      over[0].start = span.start
      over[0].end = span.end
      for (const hit of over.slice(1)) dropped.add(hit)
    } else if (isNewPerson(page, over, span)) {
      for (const hit of over) dropped.add(hit)
      added.push(personHit(span.start, span.end, null, 'model-person', 100 * (scoreOf(span.margin) - 0.6)))
    }
  }
  // 玉兰树, 黄土坡: a name by its characters alone, of which the model sees nothing.
  for (const hit of persons)
    if (hit.rule === 'person-name' && !page.dotted.has(hit.start) && !hasPerson(spans, hit))
      if (!titleEnds(page, hit.start)) dropped.add(hit)
  page.persons = [...persons.filter((hit) => !dropped.has(hit)), ...added].sort((a, b) => a.start - b.start)
}

/** Whether a name of the model stands where grammar has none, or only guesses. */
function isNewPerson(page: Page, over: readonly PersonHit[], span: ModelSpan): boolean {
  if (over.some((hit) => same(hit, span) || !guessed(hit) || page.dotted.get(hit.start) === hit.end))
    return false
  if (isNobody(page, span)) return false
  // 央金卓玛: names of four characters and more are put together by grammar from parts that it knows.
  if (over.some((hit) => hit.end - hit.start > 3 && hit.start <= span.start && hit.end >= span.end))
    return false
  if (overlapsAny(page.bodies, span.start, span.end) || isPlaceThere(page, span)) return false
  return over.length === 0 || span.margin >= SURE
}

/** Whether what stands in or beside a name of the model says that it is nobody's. */
function isNobody(page: Page, span: ModelSpan): boolean {
  const { text, lexicon } = page
  const { start, end } = span
  // 由|永昕|建设: a preposition, unless an office stands before the name.
  if (text[start] === '由' && !titleEnds(page, start)) return true
  // 书记|任设区|市副市长
  if (lexicon.genericPlaces.has(text.slice(end - 2, end + 1))) return true
  if (isQuarter(page, end) || isFormerOf(page, span)) return true
  // 2|米多深: behind a figure stands its measure.
  if (/\d|[元％%]$/.test(text.slice(Math.max(0, start - 1), end))) return true
  // 荣休|教授, 呼吸科|主任: what stands before a title.
  if (page.exact(lexicon.modifiers, start, end) || isWard(page, span)) return true
  // 哈士奇, 拉尼娜: a noun that the word list has whole, where nobody holds an office or speaks.
  if (end - start > 2 && isThing(page, start, end, true) && !titleEnds(page, start) && !saysAt(page, end))
    return true
  // 唐山舰; 郑、刘|二位
  if (/舰$|[二两三几]位$/.test(text.slice(start, end))) return true
  // 由县|（市、区）委书记; 拿督斯|里魏若祥
  if (text.startsWith('（市', end) || getCues().honours.test(text.slice(start, start + 4))) return true
  // 马克思|主义
  if (text.startsWith('主义', end)) return true
  // 高兴地|说: how one speaks.
  return text[end - 1] === '地' && saysAt(page, end)
}

/** 阿曼|总统访问: whether grammar has a place where the model reads somebody, and is right. */
function isPlaceThere(page: Page, span: ModelSpan): boolean {
  const [place] = overlapping(page.places, span)
  if (!place) return false
  if (isPlaceActing(page, place, span) || holds(place, span) || isNamedDivision(page, place, span))
    return true
  if (place.rule === 'place-steppe') return true
  const { level } = place.form
  return (
    same(place, span) &&
    (level === 'country' ||
      level === 'foreign' ||
      isTownship(place) ||
      isSightHere(page, place, span) ||
      isAmongVillages(page, span))
  )
}

/** From this margin on a name that the model reads longer than grammar does is that long. */
const SURE_OF_WHOLE = 9

/** 张王玉|芬, 令狐冲|之, 阿布都|热西提·阿吉: names that are longer than grammar has them. */
function isLongerOf(page: Page, over: readonly PersonHit[], span: ModelSpan): boolean {
  if (over.length === 0 || span.margin < SURE_OF_WHOLE) return false
  if (span.end - span.start < 4 && !isOneMore(page, over, span)) return false
  if (over.length === 1 && same(over[0], span)) return false
  if (overlapsAny(page.bodies, span.start, span.end) || overlapsAny(page.places, span.start, span.end))
    return false
  return over.every((hit) => hit.start >= span.start && hit.end <= span.end)
}

/** 吴朝|家|在会上: one character more than grammar has, before a word. */
function isOneMore(page: Page, over: readonly PersonHit[], { start, end }: ModelSpan): boolean {
  const [hit] = over
  return (
    over.length === 1 &&
    hit.start === start &&
    hit.end === end - 1 &&
    end - start === 3 &&
    page.isBoundary(end)
  )
}

function hasPerson(spans: readonly ModelSpan[], hit: PersonHit): boolean {
  return overlapping(spans, hit).some(({ type }) => type === 'person')
}

/** 呼吸科|主任, 护理部|主任: a department before the title of its head. */
function isWard(page: Page, { start, end }: ModelSpan): boolean {
  return end - start > 2 && '科部室处'.includes(page.text[end - 1]) && page.titleAt(end) !== null
}

const GUESSES = new Set([
  'person-name',
  'person-says',
  'person-described',
  'person-in-list',
  'person-repeated',
])

function guessed({ rule }: PersonHit): boolean {
  return GUESSES.has(rule)
}

/** 李忠|于1993年起任, 李忠|升任副市长: a name without the word that goes on behind it. */
function withoutVerb(page: Page, span: ModelSpan): ModelSpan {
  const { text } = page
  const last = span.end - 1
  const dated = text[last] === '于' && isDigitCode(text.charCodeAt(span.end))
  // 邹军|致欢迎辞
  const greets =
    text[last] === '致' && /^(?:欢迎|开幕|闭幕|答谢|祝酒|贺)?[辞词]/.test(text.slice(span.end, span.end + 3))
  return last - span.start > 1 && (dated || greets || officeBegins(page, last))
    ? resized(span, span.start, last)
    : span
}

/** 华易春之|都小区, 世融嘉城|小区: where a quarter or a building is called so. */
function isQuarter({ text, lexicon }: Page, end: number): boolean {
  for (const at of [end, end + 1]) {
    const unit = lexicon.units.longest(text, at)
    if (unit && unit.length > 1 && unit.value.level === 'facility' && unit.value.strength !== 'never')
      return true
    if (!isHanCode(text.charCodeAt(at))) return false
  }
  return false
}

/** 原|丹凤|县长: somebody's former office there, nobody called so. */
function isFormerOf(page: Page, { start, end }: ModelSpan): boolean {
  if (page.text[start] !== '原' || end - start < 3) return false
  const place = page.exact(page.lexicon.places, start + 1, end)
  return place !== undefined && place.divisions.length > 0 && page.titleAt(end) !== null
}
