import { getCues } from './cues.js'
import { getEdges } from './edges.js'
import { WORD } from './lexicon.js'
import { type BodyHit, isDigitCode, isHanCode, isLatinCode, type Page } from './page.js'

/** Longest name, UTF-16 code units. */
const LONGEST = 32

/** What a word left of a suffix is to the name that the suffix ends. */
type PartKind =
  | 'place'
  /** A body whose name goes on: 四川大学|华西医院. */
  | 'body'
  /** 市, 县 … alone: the place is the article's. */
  | 'level'
  /** 国家, 中国 … */
  | 'national'
  /** A word of no list, a Latin name, a quoted name. */
  | 'proper'
  /** （集团）, （香港）: within a name, never at its head. */
  | 'gloss'
  | 'plain'

interface Part {
  start: number
  kind: PartKind
}

export interface Walked {
  start: number
  /** Whether the name has a place, a body, 国家 or a level word at its head. */
  anchored: boolean
  /** Whether the head is a place or a body, not a level word. */
  placed: boolean
  proper: number
  plain: number
  /** How many places and bodies are in it. */
  heads: number
}

export const LEVELS = '省市县区州旗镇乡村'
const NATIONAL = new Set([
  '政协',
  '民建',
  '民盟',
  '民革',
  '农工党',
  '致公党',
  '台盟',
  '国家',
  '中国',
  '全国',
  '中央',
  '中华',
  '中共',
  '国立',
  '国务院',
  '中华人民共和国',
])
/** 自治区高级人民法院: the article's own, as 省 and 县 are. */
const AUTONOMOUS = new Set(['自治区', '自治州', '自治县', '自治旗'])
/** Where a place ends that levels at once stand behind: 巴中市|县两级, 南阳市|县乡三级. */
export function beforeLevels(text: string, start: number, end: number): number {
  // Asked first: a text of levels alone would be walked back from each of them.
  if (!getCues().severalLevels.test(text.slice(end, end + 2))) return end
  let to = end
  while (to > start + 2 && LEVELS.includes(text[to - 1]) && LEVELS.includes(text[to - 2])) to--
  return to
}

/** Verbs between two bodies. */
export const JOINING = new Set(['联合', '携手', '会同', '联手'])
/** Zones that texts call by their kind alone: 园区管委会. */
export const ZONES = new Set([
  '园区',
  '开发区',
  '高新区',
  '经开区',
  '景区',
  '新区',
  '度假区',
  '保税区',
  '示范区',
])
const JOINS = '和与及暨'

/**
 * How far a name may reach: `organization`; `legal` before a legal form; `trade` before the word for a trade; `firm` before
 * another word of a firm.
 */
export type Mode = 'organization' | 'legal' | 'firm' | 'trade'

/**
 * Walks left from a suffix over the words of its name and says where the name starts. `core`: length of what
 * stands before the suffix and is known to be of the name; `branded`: whether what the suffix ends has a name of its own
 * choice, as a school has and a bureau has not.
 */
export function walkLeft(
  page: Page,
  from: number,
  floor: number,
  mode: Mode,
  core = 0,
  branded = true,
): Walked {
  const parts = partsBefore(page, from, floor, mode, core, branded)
  // 江岳市|稀土|国家|实验室: a laboratory of the state has its place and its field before 国家.
  const beyond = page.text.startsWith('国家', from - 2) && isOfScience(page, from)
  return withPlace(page, decide(parts, from, mode, beyond), floor)
}

function isOfScience(page: Page, at: number): boolean {
  const suffix = page.longest(page.lexicon.organizations, at)?.value
  return suffix?.category === 'institute' && suffix.name === 'named'
}

/** 定|西航|兴集团: the place whose last character begins a word of the name, however the text was cut. */
function withPlace(page: Page, walked: Walked, floor: number): Walked {
  const at = walked.start - 1
  if (at < floor || !page.isBoundary(at) || page.bits(at, at + 1) & WORD.leadIn) return walked
  const form = page.exact(page.lexicon.places, at, at + 2)
  if (form?.how !== 'short' || form.divisions.length === 0) return walked
  walked.start = at
  walked.anchored = true
  walked.placed = true
  return walked
}

function partsBefore(
  page: Page,
  from: number,
  floor: number,
  mode: Mode,
  core: number,
  branded: boolean,
): Part[] {
  const { text } = page
  const parts: Part[] = []
  let at = from - core
  if (core > 0) parts.push({ start: at, kind: 'plain' })
  while (at > floor && from - at < LONGEST) {
    const body = page.bodyEnd.get(at)
    if (body && body.start >= floor && (body.end - body.start > 2 || goesOnFrom(page, body, parts))) {
      // 航空|航天科技（集团）有限公司, 诚盛|飞岳化工: what goes on left is no head.
      if (mode === 'legal' && body.legalForm === null && body.kind === 'company')
        if (brandGoesOn(page, body.start, floor) || innerBefore(page, body.start, floor)) {
          at = body.start
          parts.push({ start: at, kind: 'proper' })
          continue
        }
      // …有限公司|贵阳车站: the station is named beside its owner.
      if (mode === 'organization' && body.legalForm !== null) break
      // 云岭股份有限公司|收购|柞水有限公司: two legal forms are two firms, and the verb is of neither.
      if (mode === 'legal' && body.legalForm !== null) {
        if (parts.length > 1 && isVerb(page, at, parts[parts.length - 2].start)) parts.pop()
        break
      }
      at = body.start
      parts.push({ start: at, kind: 'body' })
      continue
    }
    const place = page.placeEnd.get(at)
    if (place && place.start >= floor) {
      at = place.start
      // 记者从|江金公司, …有限公司和|顺海私募基金, where the list of places has 从江 and 和顺
      if (mode !== 'organization' && joinsBefore(page, at)) {
        parts.push({ start: at + 1, kind: 'proper' })
        break
      }
      const inBrand = mode === 'legal' && place.form.how !== 'full' && brandGoesOn(page, at, floor)
      parts.push({ start: at, kind: inBrand && isBrand(page, at, place.end) ? 'proper' : 'place' })
      continue
    }
    const brand = mode === 'organization' || parts.length === 0 ? 0 : brandBefore(page, at, floor)
    if (brand > 0) {
      at -= brand
      // 海|旺宏|诚服饰有限公司: characters of a brand that a known name happens to have.
      const within =
        mode === 'legal'
          ? brandGoesOn(page, at, floor) || innerBefore(page, at, floor)
          : mode === 'firm' && isCoined(page, at, floor)
      parts.push({ start: at, kind: within ? 'proper' : 'body' })
      continue
    }
    const code = text.charCodeAt(at - 1)
    const closes = code === 0xff09 || code === 0x29 || code === 0x201d
    if (closes) {
      const open = openerBefore(text, at - 1, Math.max(floor, at - 14))
      if (open < 0 || (code === 0x201d && parts.length > 1)) break
      // 深圳证券交易所（以下简称“深交所”）|创业板上市委员会: what it is called is no part of a name.
      if (text.slice(open, at).includes('称')) break
      // A gloss of one or two words, no aside: 博世（中国）, 京能（锡林郭勒）.
      if (code !== 0x201d && (at === from ? mode === 'organization' : at - open > 12)) break
      at = open
      parts.push({ start: at, kind: code === 0x201d ? 'proper' : 'gloss' })
      if (code === 0x201d) break
      continue
    }
    if (isLatinCode(code)) {
      let start = at - 1
      while (start > floor && (isLatinCode(text.charCodeAt(start - 1)) || text[start - 1] === '&')) start--
      if (isDigitCode(text.charCodeAt(start - 1))) break
      at = start
      parts.push({ start: at, kind: 'proper' })
      continue
    }
    if (!isHanCode(code) && text[at - 1] !== '·') {
      if (!isDigitCode(code)) break
      const start =
        at === from && mode === 'organization'
          ? numberStart(page, at, floor)
          : isNumberedUnit(page, at)
            ? digitsStart(text, at, floor)
            : ordinalStart(text, at, floor)
      if (start < 0) break
      at = start
      parts.push({ start: at, kind: 'plain' })
      continue
    }
    const called = branded && mode !== 'trade' ? brandWord(page, at, floor) : 0
    if (called > 0) {
      at -= called
      parts.push({ start: at, kind: 'proper' })
      continue
    }
    // 申请|执行|人|晋川融资租赁有限公司: a role of several words
    if (mode !== 'organization' && text[at - 1] === '人' && isRole(page, at, floor)) break
    // 重磅|股|汇丰控股, but 控股, 持股
    if (mode !== 'organization' && text[at - 1] === '股' && !'控参持入'.includes(text[at - 2] ?? ' ')) break
    const session = mode === 'organization' ? sessionStart(text, at, floor) : -1
    if (session >= 0) {
      at = session
      parts.push({ start: at, kind: 'plain' })
      continue
    }
    const start = page.wordStart(at, floor)
    // 借|壳|柞水电子有限公司: a verb that the word list has not.
    if (parts.length > 0 && start === at - 1 && at - 2 >= floor && page.wordStart(start, floor) === at - 2)
      if (page.ownBits(at - 2, at) & WORD.leadIn) break
    // 8月21日本港|银行
    if ('日月年'.includes(text[start]) && isDigitCode(text.charCodeAt(start - 1))) break
    // 教育局|会同|县|公安局, where the word list has 会同县
    if (at - start === 3 && JOINING.has(text.slice(start, at - 1)) && page.bodyEnd.has(start)) {
      if (LEVELS.includes(text[at - 1])) parts.push({ start: at - 1, kind: 'level' })
      break
    }
    // 持|有利|森有限公司, 据云|凯公司: the verb or preposition before the name, however the text was cut.
    const skipped = mode === 'organization' ? 0 : beginsBehind(page, start, at)
    if (skipped > 0) {
      parts.push({ start: start + skipped, kind: 'proper' })
      break
    }
    const right = parts.length > 1 ? parts[parts.length - 2].start : from
    const kind =
      branded && mode !== 'trade' && besidePlace(page, start, at, parts, from)
        ? 'proper'
        : kindOf(page, start, at, parts, mode, right)
    if (kind === null) break
    at = start
    parts.push({ start, kind })
    if (kind === 'level') break
  }
  return parts
}

/** How many characters of a word stand before the name that it goes on with; 0 where it is of the name itself. */
function beginsBehind(page: Page, start: number, end: number): number {
  const { lexicon, text } = page
  if (end - start === 2) {
    if (page.exact(lexicon.firmVerbs, start - 1, start + 1) || joinsBefore(page, start)) return 1
    if (!getCues().beforeFirm.has(text[start])) return 0
    // 向荣|食品有限公司
    if (page.exact(lexicon.brandWords, start, end) || isBrand(page, start, end)) return 0
    return page.bits(start, end) & (WORD.noun | WORD.inner | WORD.leadIn) ? 0 : 1
  }
  // 起诉科|颐地产
  return end - start === 3 && page.exact(lexicon.firmVerbs, start, start + 2) ? 2 : 0
}

/** Whether the first character of what only looks like a place joins it to what stands before: 从|江, 和|顺. */
function joinsBefore({ text, bodyEnd }: Page, at: number): boolean {
  if (text[at] === '从') return text.startsWith('记者', at - 2)
  return '和与及向对'.includes(text[at]) && bodyEnd.get(at)?.kind === 'company'
}

/** Whether all characters of a stretch are such as firms are named with: 飞翔, 鑫. */
export function isBrand({ text, lexicon }: Page, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!lexicon.brandCharacters.has(text[i])) return false
  return end > start
}

/** How much more of a transliteration than of text the characters are, quarter bits. */
const FOREIGN = 8

function isForeign({ text, lexicon }: Page, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (lexicon.foreign[text.charCodeAt(i)] < FOREIGN) return false
  return end > start
}

/** 华欧|安源印刷: whether the character before a place goes on with a brand. */
function brandGoesOn(page: Page, at: number, floor: number): boolean {
  return at > floor && isBrand(page, at - 1, at) && !page.placeEnd.has(at)
}

/** 中|清|国投实业发展集团: whether two characters that make no word, and nothing before them but a mark, go on with a brand. */
function isCoined(page: Page, at: number, floor: number): boolean {
  if (at - 2 < floor || !page.isBoundary(at - 1) || !page.isBoundary(at - 2)) return false
  if (at - 2 > floor && isHanCode(page.text.charCodeAt(at - 3))) return false
  const common = WORD.leadIn | WORD.stop | WORD.follow | WORD.say
  if ((page.bits(at - 2, at - 1) | page.bits(at - 1, at)) & common) return false
  return isHanCode(page.text.charCodeAt(at - 1)) && isHanCode(page.text.charCodeAt(at - 2))
}

/** 航空|航天科技 */
function innerBefore(page: Page, at: number, floor: number): boolean {
  return (page.ownBits(page.wordStart(at, floor), at) & (WORD.inner | WORD.department)) !== 0
}

/** 腾飞, 育, 明明: a common word that is a name where a place, or more of the name, stands before it. */
function namesAlone(page: Page, start: number, end: number, parts: readonly Part[], mode: Mode): boolean {
  if (mode === 'trade') return false
  // 佩|托|莫里公司: within a transliteration.
  const right = parts.at(-1)
  if (mode !== 'organization' && right?.kind === 'proper' && isForeign(page, start, end))
    if (isForeign(page, right.start, right.start + 1)) return true
  const word = page.exact(page.lexicon.brandWords, start, end) === true
  if (!word && !isBrand(page, start, end)) return false
  const { text, lexicon } = page
  if (page.exact(lexicon.firmVerbs, start, end) || page.exact(lexicon.companies, start, end)) return false
  if (mode === 'legal') return true
  const placed = page.placeEnd.has(start) || (parts.length < 3 && LEVELS.includes(text[start - 1] ?? ' '))
  return placed || (end - start === 1 && lexicon.brandCharacters.has(text[start - 1] ?? ' '))
}

function isRole(page: Page, at: number, floor: number): boolean {
  for (let size = 3; size < 7; size++)
    if (at - size >= floor && (page.exact(page.lexicon.words, at - size, at) ?? 0) & WORD.leadIn) return true
  return false
}

/** 广元市|曙光|超市: length of the common word that a brand is, between a place and `at`; 0 for none. */
function brandWord(page: Page, at: number, floor: number): number {
  for (let size = 2; size < 5; size++)
    if (
      at - size >= floor &&
      page.placeEnd.has(at - size) &&
      page.exact(page.lexicon.brandWords, at - size, at)
    )
      return size
  return 0
}

/** Longest brand of characters that make no words, behind a place. */
const COINED = 3

/** 咸阳市|右|陇|农民专业合作社: characters that touch a place, whatever they are elsewhere. */
function besidePlace(page: Page, start: number, end: number, parts: readonly Part[], from: number): boolean {
  const { text, lexicon, placeEnd } = page
  if (end - start > 1) return placeEnd.has(start) && page.exact(lexicon.brandWords, start, end) === true
  if (lexicon.unbranded.has(text[start])) return false
  const right = parts.at(-1)
  for (let at = start; start - at < COINED; at--) {
    if (placeEnd.has(at)) {
      const coined =
        at < start || (right?.kind === 'proper' && page.wordEnd(right.start, from) === right.start + 1)
      return coined && (at < start || !(page.bits(start, end) & WORD.leadIn))
    }
    if (!page.isBoundary(at - 1) || lexicon.unbranded.has(text[at - 1])) return false
    if (page.bits(at - 1, at) & WORD.leadIn && placeEnd.has(at - 1)) return false
  }
  return false
}

function isVerb(page: Page, start: number, end: number): boolean {
  return page.wordKind(start, end) === 'verb'
}

/** 武警|陕西|总队, 省委|第五|巡视组: bodies of two characters that longer names begin with. */
function goesOnFrom({ text }: Page, body: BodyHit, parts: readonly Part[]): boolean {
  const right = parts.at(-1)
  // 县委|党校
  if (!right) return body.rule === 'organization-self' && text[body.end - 1] === '委'
  return body.rule === 'organization-known' ? right.kind === 'place' : text[right.start] === '第'
}

/** 六届, 第十四届: which session of a congress; -1 for none. */
function sessionStart(text: string, at: number, floor: number): number {
  if (text[at - 1] !== '届') return -1
  let start = at - 1
  while (start > floor && at - start < 6 && '一二三四五六七八九十百'.includes(text[start - 1])) start--
  if (start === at - 1) return -1
  return text[start - 1] === '第' && start - 1 >= floor ? start - 1 : start
}

/** 国网|泉州供电公司: the name of a firm of its own before the rest, by length; 0 for none. */
function brandBefore(page: Page, at: number, floor: number): number {
  for (let length = 4; length >= 2; length--) {
    if (at - length < floor || !page.isBoundary(at - length)) continue
    const known = page.exact(page.lexicon.known, at - length, at)
    // 强劲|交通|（集团）有限公司: what the firm does, though 交通 is short for a bank.
    if (known?.kind === 'company' && (known.sure || !(page.bits(at - length, at) & WORD.department)))
      return length
  }
  return 0
}

/** 10|团党委: whether a unit of an army, or of a corps that farms, is what a figure numbers. */
function isNumberedUnit(page: Page, at: number): boolean {
  return getEdges().numberedUnits.includes(page.text[at]) && page.wordEnd(at, page.text.length) === at + 1
}

function digitsStart(text: string, at: number, floor: number): number {
  let start = at
  while (start > floor && isDigitCode(text.charCodeAt(start - 1)) && at - start < 4) start--
  return start
}

/** 第82 of 第82集团军; -1 for figures that no name has. */
function ordinalStart(text: string, at: number, floor: number): number {
  const start = digitsStart(text, at, floor)
  return start > floor && text[start - 1] === '第' ? start - 1 : -1
}

/** 25 of 北京25中学, 105 of 昆明105中; else as in other names. */
function numberStart(page: Page, at: number, floor: number): number {
  const { text } = page
  let start = at
  while (start > floor && isDigitCode(text.charCodeAt(start - 1)) && at - start < 3) start--
  return at - start > 1 && '中小医'.includes(text[at]) && page.placeEnd.has(start)
    ? start
    : ordinalStart(text, at, floor)
}

function kindOf(
  page: Page,
  start: number,
  end: number,
  parts: readonly Part[],
  mode: Mode,
  right: number,
): PartKind | null {
  const { text, lexicon } = page
  const word = text.slice(start, end)
  const bits = page.bits(start, end)
  const length = end - start
  // 团队|联合|中国科学院金属研究所: what joins two bodies, not 联合国 nor 联合大学.
  if (JOINING.has(word) && parts.length > 0)
    if (page.bodyEnd.has(start) || page.longest(lexicon.known, end) || page.longest(lexicon.places, end))
      return null
  if (length === 1) {
    // 4队|烟帽队: what is counted begins behind its measure word.
    if (isDigitCode(text.charCodeAt(start - 1)) && '队支组批条名个家'.includes(word)) return null
    // 古当村小学: the village is part of the name.
    // 运营|方, 承包|商: a role of the party named after it.
    if ('方商者'.includes(word) && isHanCode(text.charCodeAt(start - 1)) && !page.placeEnd.has(start))
      return null
    // 落户的|有|江苏鸿达机械有限公司, 园区内|有: what there is; 有色, 有研 head names.
    if (word === '有' && getEdges().thereIs.includes(text[start - 1] ?? ' ')) return null
    if (LEVELS.includes(word)) {
      if (parts.length > 0 || !'镇乡村'.includes(word)) return 'level'
      return isHanCode(text.charCodeAt(start - 1)) ? 'proper' : 'level'
    }
    // 课题组|与|自然资源部第三海洋研究所: a body of its own begins there.
    if (
      parts.length > 0 &&
      JOINS.includes(word) &&
      (parts.at(-1)?.kind === 'body' || parts.at(-1)?.kind === 'place' || page.bodyEnd.has(start))
    )
      return null
    if (parts.length > 0 && JOINS.includes(word) && mode === 'organization')
      return joinKind(page, start, end, right)
    if (bits & WORD.leadIn) return mode === 'legal' && bits & WORD.single ? 'proper' : null
    if (bits & WORD.stop && namesAlone(page, start, end, parts, mode)) return 'proper'
    // 晋|能|煤电, 长|郡|雨花: single verbs stand in names, at their head in those of bodies.
    if (
      bits & WORD.stop &&
      parts.length < 4 &&
      '镇乡村'.includes(text[right - 1]) &&
      parts.length > 0 &&
      parts[0].start === right - 1
    )
      return 'proper'
    if (bits & WORD.stop) return mode === 'legal' || !goesOnLeft(page, start) ? 'proper' : null
    return 'proper'
  }
  if (NATIONAL.has(word)) return 'national'
  // 长兴县|大力|推进茶叶合作社: how something is done is in no name of a body.
  if (mode === 'organization' && parts.length > 0 && page.wordKind(start, end) === 'adverb') return null
  // 天长|农商银行 where the text has 天长市 too.
  const form = page.exact(lexicon.places, start, end)
  // 焦作市|图书馆, where the rules of places have taken both for one
  if (form?.how === 'full' && form.divisions.length > 0) return 'place'
  if (form?.how === 'stop' && page.namesInFull(form)) return 'place'
  // 白银|联翔电子有限公司, 夏津|峰丰集团, but 合作|联翔电子有限公司
  if (form && form.how !== 'full' && form.divisions.length > 0 && mode !== 'organization')
    if (
      parts.at(-1)?.kind === 'proper' &&
      !(bits & WORD.stop) &&
      (form.how === 'short' || opensName(page, start))
    )
      return 'place'
  // 社区|党委
  if ((word === '社区' || word === '街道') && text[end] === '党' && parts.length === 0) return 'level'
  if (AUTONOMOUS.has(word)) return 'level'
  if (parts.length === 0 && ZONES.has(word) && text[end] === '管' && mode === 'organization') return 'level'
  // 公安局|会同|交警大队 joins, whatever else the word may be.
  if (mode === 'organization' && parts.length === 0 && bits & WORD.leadIn && bits & WORD.noun)
    // 辖区|派出所, 当地|医院 name none.
    return JOINING.has(word) || lexicon.bodyKinds.has(word) ? null : 'plain'
  // 企业|管理|有限公司
  if (bits & WORD.leadIn && !((page.exact(lexicon.words, start, right) ?? 0) & WORD.inner)) return null
  // 良洞村|充分发挥|党支部: one word of the list that ends in a verb.
  if (mode === 'organization' && length === 4 && endsInVerb(page, start, end)) return null
  // 在罗田县|投资|建设|九震智造轴承有限公司: two verbs and a name of its own behind them.
  if (mode !== 'organization' && parts.at(-1)?.kind === 'proper' && actsTwice(page, start, end)) return null
  if (word.endsWith('届') && mode === 'organization') return 'plain'
  // 临沧村镇银行|控股|鄂州银行
  if (parts.length > 0 && page.exact(lexicon.firmVerbs, start, end) === 'between')
    if (page.bodyEnd.get(start)?.kind === 'company') return null
  if (bits & (WORD.inner | WORD.department)) return 'plain'
  if (bits & (WORD.stop | WORD.noun) && namesAlone(page, start, end, parts, mode)) return 'proper'
  // 飞翔|（廊坊）|酒店管理有限公司: what a gloss stands behind.
  if (parts.at(-1)?.kind === 'gloss' && bits & WORD.stop && mode === 'legal') return 'proper'
  // 轮渡|运输|有限公司: next to its form the name of a firm says what it does.
  if (bits & WORD.stop)
    return mode === 'legal' && parts.every(({ kind }) => kind === 'plain' || kind === 'gloss')
      ? 'plain'
      : null
  if (getEdges().endsRole.includes(word[length - 1]) && (length > 2 || bits & WORD.noun)) return null
  if ('年月日时的了于着过'.includes(word[length - 1]) && !(bits & WORD.noun)) return null
  const head = page.exact(lexicon.heads, start, end)
  // 山阳县|法官|庙…: after a place a title may be a name.
  if (head && head.category !== 'other' && !page.placeEnd.has(start)) return null
  if (word[0] === '第') return 'plain'
  // 大自然|种苗|有限公司: what a firm deals in is no name of it.
  if (mode === 'legal' && page.exact(lexicon.companies, start, end)) return 'plain'
  return bits & WORD.noun ? 'plain' : 'proper'
}

/** 充分发挥, 积极支持; not 人民调解, 文化旅游. */
function endsInVerb(page: Page, start: number, end: number): boolean {
  return (
    (page.ownBits(start, end) & (WORD.inner | WORD.department)) === 0 &&
    (page.bits(end - 2, end) & (WORD.stop | WORD.inner | WORD.department)) === WORD.stop &&
    isVerb(page, end - 2, end)
  )
}

const acts = (page: Page, start: number, end: number): boolean =>
  end - start === 2 && (page.bits(start, end) & WORD.stop) !== 0 && isVerb(page, start, end)

/** 投资|建设: whether a word and the one before it are verbs. */
function actsTwice(page: Page, start: number, end: number): boolean {
  return acts(page, start, end) && start > 1 && acts(page, page.wordStart(start, 0), start)
}

/** Whether nothing stands before a place in its clause but a word that no name has. */
function opensName(page: Page, start: number): boolean {
  if (!isHanCode(page.text.charCodeAt(start - 1))) return true
  return (page.bits(page.wordStart(start, 0), start) & (WORD.leadIn | WORD.stop)) !== 0
}

/** Whether the name may go on left of a word: another word touches it that is no lead-in. */
function goesOnLeft(page: Page, at: number): boolean {
  if (at === 0 || !isHanCode(page.text.charCodeAt(at - 1))) return false
  if (page.placeEnd.has(at)) return true
  return !(page.bits(page.wordStart(at, 0), at) & (WORD.leadIn | WORD.stop))
}

/** 文化|和|旅游局 joins two departments; 宁德时代|和|湘投集团 two names. */
function joinKind(page: Page, start: number, end: number, right: number): PartKind | null {
  // 斗六市公所|及|农业部林业署云林管理处: a body ends there.
  for (let length = 2; length < 5; length++) {
    const ended = start >= length ? page.exact(page.lexicon.organizations, start - length, start) : undefined
    if (ended && ended.name !== 'never') return null
  }
  // 课题组|与|自然资源部: another body begins there, and everyone knows it.
  const left = page.bits(page.wordStart(start, Math.max(0, start - 4)), start)
  const known = page.longest(page.lexicon.known, end)
  // 规划|和|国土资源管理局: a department is no body.
  if (known?.value.kind === 'organization' && known.length > 3 && !(left & WORD.department)) return null
  const after = page.bits(end, right)
  const inner = WORD.inner | WORD.department
  return left & (inner | WORD.noun) && after & (inner | WORD.noun) && (left | after) & inner ? 'plain' : null
}

/** Most words between two places in the name of a firm: 陕西|有色|榆林新材料集团有限责任公司. */
const BETWEEN = 3

/** The next place left of a place, at most some words away; -1 for none. */
function placeBeyond(parts: readonly Part[], from: number): number {
  for (let i = from; i < Math.min(parts.length, from + BETWEEN + 1); i++)
    if (parts[i].kind === 'place') return parts[from - 1].start - parts[i].start <= 8 ? i : -1
  return -1
}

/** `beyondState`: a name goes on left of 国家. */
function decide(parts: readonly Part[], from: number, mode: Mode, beyondState: boolean): Walked {
  const walked: Walked = { start: from, anchored: false, placed: false, proper: 0, plain: 0, heads: 0 }
  let anchor = -1
  let leftmostProper = -1
  let headless = -1
  for (let i = 0; i < parts.length; i++) {
    const { kind } = parts[i]
    const heads = kind === 'place' || kind === 'body' || kind === 'national'
    if (anchor >= 0) {
      // Left of its place a name goes on only with another place or body, at most one word away.
      if (heads) anchor = i
      else if (kind === 'level' && i - anchor === 1) anchor = i
      // 宏谷|越南|有限公司: a place alone before the legal form makes no firm.
      else if (mode === 'legal' && anchor === 0 && i < 3 && kind === 'proper') headless = i
      else {
        const reaches =
          parts[anchor].kind === 'national' ? beyondState : mode === 'legal' && parts[anchor].kind === 'place'
        const beyond = reaches ? placeBeyond(parts, i) : -1
        if (beyond < 0) break
        anchor = beyond
        i = beyond
      }
      continue
    }
    if (heads || kind === 'level') anchor = i
    else if (kind === 'proper') {
      leftmostProper = i
    }
  }
  let last =
    headless >= 0 ? headless : anchor >= 0 ? anchor : leftmostProper >= 0 ? leftmostProper : parts.length - 1
  // 峰峰|（香港）|有限公司: a name has a head before its gloss.
  if (parts[last]?.kind === 'gloss') last = parts[last + 1] ? last + 1 : -1
  for (let i = 0; i <= last; i++) {
    if (parts[i].kind === 'proper') walked.proper++
    else if (parts[i].kind === 'plain') walked.plain++
    else walked.heads++
  }
  if (last >= 0) walked.start = parts[last].start
  walked.anchored = anchor >= 0
  walked.placed = anchor >= 0 && parts[anchor].kind !== 'level'
  return walked
}

/** Where the quotes or brackets of a name open. What is said (“不松劲。”劳动保障监察局) is no part of a name. */
function openerBefore(text: string, at: number, floor: number): number {
  const close = text[at]
  const open = close === '”' ? '“' : close === '）' ? '（' : '('
  if (SAID.includes(text[at - 1])) return -1
  for (let i = at - 1; i >= floor; i--) if (text[i] === open) return i
  return -1
}

/** Marks before a closing quote that tell of speech. */
export const SAID = '。！？…，；!?,;'
