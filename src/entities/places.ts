import { wordKinds } from '../segment/index.js'
import { getCues } from './cues.js'
import { getEdges } from './edges.js'
import { isUnder, type PlaceForm, placeForm, WORD } from './lexicon.js'
import { isDigitCode, isHan, type Page, type PlaceHit } from './page.js'
import type { PlaceLevel } from './types.js'
import { beforeLevels, JOINING, LEVELS } from './walk.js'

/** Places of the tables: longest form at each character, checked against word ends. */
export function findListedPlaces(page: Page): void {
  const { places } = page.lexicon
  for (const { span } of page.zones) {
    let last: PlaceHit | null = null
    for (let i = span.start; i < span.end; ) {
      i = page.next(places, i, span.end)
      const hit: PlaceHit | null = i < span.end ? acceptAt(page, i, span.end, last) : null
      if (!hit) {
        i++
        continue
      }
      page.places.push(hit)
      page.placeEnd.set(hit.end, hit)
      last = hit
      i = hit.end
    }
  }
}

function acceptAt(page: Page, at: number, limit: number, last: PlaceHit | null): PlaceHit | null {
  const { places, riverCues } = page.lexicon
  for (let entry = places.from(page.chainAt(at)); entry > 0; entry = places.after(entry)) {
    const { length, value: form } = places.match(entry)
    const end = at + length
    if (end > limit) continue
    const rule = reasonFor(page, at, end, form, last)
    if (!rule || overlapsWord(page, end, form) || overlapsChild(page, entry, at, end)) continue
    // 榕江口, 晋江流域: the river, not the county of its name.
    if (form.how === 'short' && form.divisions.length > 0 && '江河湖山溪'.includes(page.text[end - 1]))
      if (page.longest(riverCues, end)) {
        const name = page.text.slice(at, end)
        return {
          start: at,
          end,
          form: placeForm('natural', name, [], 'short'),
          rule: 'place-river',
        }
      }
    if (form.level === 'road') return numbered(page, at, end, form, rule)
    return { start: at, end, form, rule }
  }
  return null
}

/** 乐山|市中区, 杭州|西湖区: a division of the city of a shorter name reaches past the end of the longer one. */
function overlapsChild(page: Page, entry: number, at: number, end: number): boolean {
  const { places } = page.lexicon
  for (let shorter = places.after(entry); shorter > 0; shorter = places.after(shorter)) {
    const { length, value: above } = places.match(shorter)
    if (above.divisions.length === 0) continue
    const child = page.longest(places, at + length)
    if (!child || at + length + child.length <= end || child.value.how === 'short') continue
    if (child.value.divisions.some((d) => above.divisions.some((a) => a !== d && isUnder(d, a)))) return true
  }
  return false
}

/** 武汉|市区, 南昌|市场, 兴国|县城: the unit of a full name begins a word of its own, and the short name stands. */
function overlapsWord(page: Page, end: number, { how, divisions }: PlaceForm): boolean {
  if (how !== 'full' || divisions.length === 0) return false
  const word = page.text.slice(end - 1, end + 1)
  // 莆田|市区, cut as 莆田市|区; not 莆田市|区两级
  if (word === '市区' && page.isBoundary(end) && page.isBoundary(end + 1))
    return (
      beforeLevels(page.text, end - 1, end + 1) === end + 1 && !LEVELS.includes(page.text[end + 1] ?? ' ')
    )
  // 海东市|民和县, cut as 市民|和县
  const next = page.longest(page.lexicon.places, end)
  if (next?.value.how === 'full' && next.value.divisions.some((d) => divisions.some((a) => isUnder(d, a))))
    return false
  return !page.isBoundary(end) && page.isBoundary(end - 1) && UNIT_WORDS.has(word)
}

const UNIT_WORDS: ReadonlySet<string> = new Set([
  '市区',
  '市场',
  '市郊',
  '市民',
  '市直',
  '市属',
  '市级',
  '县城',
  '县域',
  '县直',
  '县属',
  '区位',
  '区划',
  '区直',
])

/** G42沪蓉高速: the number before a listed road is of its name. */
function numbered({ text }: Page, at: number, end: number, form: PlaceForm, rule: string): PlaceHit {
  let start = at
  while (start > 0 && at - start < 4 && isDigitCode(text.charCodeAt(start - 1))) start--
  if (start === at || start === 0 || !'GSXY'.includes(text[start - 1])) return { start: at, end, form, rule }
  start--
  const name = text.slice(start, end)
  const whole = placeForm(form.level, name, form.divisions, 'full', form.sight)
  return { start, end, form: whole, rule: 'place-numbered-road' }
}

/** Whether a division of a province starts at a place and ends with a word. */
function childAt(page: Page, at: number, above: PlaceForm): boolean {
  const { places } = page.lexicon
  for (let entry = places.from(page.chainAt(at)); entry > 0; entry = places.after(entry)) {
    const { length, value } = places.match(entry)
    if (!page.isBoundary(at + length)) continue
    if (value.divisions.some((d) => above.divisions.some((a) => a !== d && isUnder(d, a)))) return true
  }
  return false
}

/** Names that are hardly ever part of a longer word by chance. */
const SURE_LEVELS: ReadonlySet<PlaceLevel> = new Set(['country', 'province', 'region', 'natural', 'foreign'])

const FIGURES = '0123456789一二三四五六七八九十百千万亿两几多数余'

/** 西北农林科技大学, 东北部: a side of a country heads names and other words alike. */
const COMPASS = /^[东西][南北]$/

/** 中国|香港, 法国|巴黎, 北京|人民大会堂: two places in one word of the list, whose second is no common one. */
function holdsPlace(page: Page, end: number, to: number, level: PlaceLevel): boolean {
  if (level !== 'country' && level !== 'province') return false
  const rest = page.exact(page.lexicon.places, end, to)
  if (rest === undefined || rest.how === 'full') return rest !== undefined
  return wordKinds[page.kindOf(page.wordStart(end, 0), to) & 15] === 'place'
}

/** Kinds of words that are names as they stand: 北京大学, 上海浦东, 罗马尼亚. */
const NAMES: ReadonlySet<string> = new Set(['person', 'foreign', 'organization', 'proper'])

/**
 * Whether the word list has a place and what is said of it as one word: 法国政府, 北京地区, 中国武术, 黄河水; not
 * 印度洋, 荷兰猪 (what is left is no word of its own), 中国银行 (a name).
 */
function headsWord(page: Page, start: number, end: number, { level }: PlaceForm): boolean {
  const to = page.wordEnd(start, page.text.length)
  if (!page.isBoundary(start) || COMPASS.test(page.text.slice(start, end))) return false
  // 展览中|非物质文化遗产: the place lies across two words.
  if (to < end) return false
  if (page.exact(page.lexicon.known, start, to) !== undefined) return false
  if (holdsPlace(page, end, to, level) || (to - end === 1 && getEdges().ofPlace.includes(page.text[end])))
    return true
  // 法国政府 is found by its suffix, from the place on; 华山医院 is no hospital of the hill.
  const body = to - end > 1 && page.exact(page.lexicon.organizations, end, to) !== undefined
  if (body) return level !== 'natural'
  const kind = page.kindOf(start, to)
  if (NAMES.has(wordKinds[kind & 15]) && !(kind & RARE && isCommon(page, end, to))) return false
  if (to - end === 1) return getEdges().goesWithPlace.includes(page.text[end])
  const rest = page.wordKind(end, to)
  return rest !== null && !NAMES.has(rest)
}

/** The bit of `kindOf` of words that the list has from few texts. */
const RARE = 16

/** 中国|京剧, 台湾|歌手: a rare word of the list that is no name, as what follows its place is a common noun; not 台湾|电力. */
function isCommon(page: Page, start: number, end: number): boolean {
  const { companies, organizations } = page.lexicon
  if (end - start < 2 || !(page.bits(start, end) & WORD.noun)) return false
  return (
    page.exact(companies, start, end) === undefined && page.exact(organizations, start, end) === undefined
  )
}

/** What stands behind a city in one word of the list: 菏泽|地区, 温州|人, 南昌|市区. */
const AFTER_CITY = /^(?:地区|市区|城区|人|籍)$/

/** What follows a place and hardly a common word: 兴国|地处亚热带. */
const LIES = /^(?:地处|位于|境内)/

const DATELINE = /^\s?\d{1,2}(?:月\d{1,2})?日(?:电|讯)/

const AFTER_SHORT = /^(?:某|们|性|化|式|感|力量)/

/** Whether 和 at the head of a county's name of two characters may join what stands before it to 县 or 区. */
function joins(page: Page, start: number, end: number): boolean {
  if (end - start !== 2 || page.text[end - 1] !== '县' || start === 0 || !isHan(page.text[start - 1]))
    return false
  return !(page.bits(page.wordStart(start, 0), start) & (WORD.leadIn | WORD.stop))
}

/** 教育局|会同|县公安局: 会同县 is meant only where no body ends before it. */
function joinsBodies(page: Page, start: number): boolean {
  if (!JOINING.has(page.text.slice(start, start + 2))) return false
  for (let length = 1; length < 5 && length < start; length++)
    if (page.exact(page.lexicon.organizations, start - length, start)) return true
  return false
}

function reasonFor(
  page: Page,
  start: number,
  end: number,
  form: PlaceForm,
  last: PlaceHit | null,
): string | null {
  const { text } = page
  const beside = last !== null && last.end === start && last.form.divisions.length > 0
  const inWord = last !== null && last.end === start && last.rule === 'place-in-word'
  const child =
    beside &&
    form.divisions.some((d) => last.form.divisions.some((above) => d !== above && isUnder(d, above)))
  if (child) return 'place-under-parent'
  // 蒙古族, 海地 in 沿海地市: short names of countries need word ends, and no people after them.
  if (text[end] === '族') return null
  // 5月11日|本报讯
  if (start > 0 && '日月年'.includes(text[start]) && isDigitCode(text.charCodeAt(start - 1))) return null
  // 学校和|县交通局: 和县 is meant only where nothing stands before that 和 could join to it.
  if (text[start] === '和' && joins(page, start, end)) return null
  if (joinsBodies(page, start)) return null
  // 规模以上工业中|国有控股企业
  if (text[end - 1] === '国' && getCues().stateOwned.test(text.slice(end - 1, end + 4))) return null
  if (form.how === 'full') return 'place-full-name'
  // 中新网|中山|7月10日电: where the report comes from.
  if (form.divisions.length > 0 && DATELINE.test(text.slice(end, end + 10))) return 'place-dateline'
  if (form.how === 'stop') {
    if (inListOf(page, start, end, form, last) || besideSibling(page, start, end, form, last))
      return 'place-in-list'
    return page.isBoundary(start) && LIES.test(text.slice(end, end + 2)) ? 'place-short-name' : null
  }
  // 向西北|方向移动, 西南|沿海: a direction, no region.
  if (form.level === 'region' && isDirection(page, start, end)) return null
  const sure = SURE_LEVELS.has(form.level)
  // 200万年, 六安排: figures make measures; 许多|中国企业 does not.
  if (start > 0 && !sure && FIGURES.includes(text[start - 1])) return null
  if (!page.isBoundary(start) && !beside && !inWord) return null
  if (!page.isBoundary(end)) {
    // 商州区长 cut as 商州|区长 is fine; 和平原 is not; 湖|南岳|阳 is 湖南岳阳.
    if (form.level === 'province' && childAt(page, end, form)) return 'place-short-name'
    if (form.level === 'prefecture' && page.isBoundary(start))
      if (text.startsWith('市区', end) || AFTER_CITY.test(text.slice(end, page.wordEnd(start, text.length))))
        return 'place-in-word'
    return sure && headsWord(page, start, end, form) ? 'place-in-word' : null
  }
  if (
    end - start === 2 &&
    form.level === 'county' &&
    isHan(text[end]) &&
    AFTER_SHORT.test(text.slice(end, end + 2))
  )
    return null
  return 'place-short-name'
}

/** 洛川、|白水|、礼泉等县, 海口、|文昌|、琼海: a word of the list of the level, or of the parent, of the place before it. */
function inListOf(
  { text }: Page,
  start: number,
  end: number,
  form: PlaceForm,
  last: PlaceHit | null,
): boolean {
  if (last?.end !== start - 1 || text[start - 1] !== '、') return false
  if (!/^(?:、|等[\d一二两三四五六七八九十]*个?[省市县区州地])/.test(text.slice(end, end + 5))) return false
  return form.divisions.some((d) =>
    last.form.divisions.some(
      (other) =>
        (other.level === d.level || other.parent === d.parent) && other.key.slice(0, 2) === d.key.slice(0, 2),
    ),
  )
}

/** What joins two places of one kind: 赴|长乐、福清, 洋县|和|西乡, 西乡|到|镇巴. */
const JOINS_PLACES = '、和及与至到—'
const WAY = '至到—'

/** Whether a word of the list stands beside a division of the same parent that is no such word. */
function besideSibling(
  page: Page,
  start: number,
  end: number,
  form: PlaceForm,
  last: PlaceHit | null,
): boolean {
  const { text } = page
  if (!page.isBoundary(start) || !page.isBoundary(end)) return false
  const isSibling = (other: PlaceForm, joint: string) =>
    other.how !== 'stop' &&
    form.divisions.some((d) =>
      other.divisions.some(
        (o) =>
          o !== d &&
          // 石棉|至|泸定: a way may lead to any county of the province.
          (o.parent === d.parent ||
            (WAY.includes(joint) && o.level === d.level && o.key.slice(0, 2) === d.key.slice(0, 2))),
      ),
    )
  const before = text[start - 1] ?? ' '
  if (last?.end === start - 1 && JOINS_PLACES.includes(before) && isSibling(last.form, before)) return true
  const behind = text[end] ?? ' '
  if (!JOINS_PLACES.includes(behind)) return false
  const next = page.longest(page.lexicon.places, end + 1)
  return next !== null && page.isBoundary(end + 1 + next.length) && isSibling(next.value, behind)
}

/** 向西北|移动, 东南|方向: whether a side of the compass is where something lies or goes, no region. */
export function isDirection({ text }: Page, start: number, end: number): boolean {
  if (!COMPASS.test(text.slice(start, end))) return false
  return getCues().bearing.test(text.slice(end, end + 2)) || (start > 0 && '偏向'.includes(text[start - 1]))
}
