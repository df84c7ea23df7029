import type { Span } from '../text/index.js'
import { addBody } from './bodies.js'
import { getCues } from './cues.js'
import { getEdges } from './edges.js'
import { actsAsFirm } from './firm-roles.js'
import { type CompanySuffix, type Known, UNSCORED, WORD } from './lexicon.js'
import { hasExchange, stockCodeAt } from './listing.js'
import { type BodyHit, firstBehind, isDigitCode, isHanCode, isLatinCode, type Page } from './page.js'
import { isBrand, type Walked, walkLeft } from './walk.js'

/** Companies and bodies that everyone knows. Before the suffixes: longer names go on from them. */
export function findKnown(page: Page): void {
  const { lexicon } = page
  const dotted = [...page.dotted].map(([start, end]) => ({ start, end }))
  for (const { span } of page.zones) {
    for (
      let i = page.next(lexicon.known, span.start, span.end);
      i < span.end;
      i = page.next(lexicon.known, i + 1, span.end)
    ) {
      const match = page.longest(lexicon.known, i)
      if (!match) continue
      const end = i + match.length
      if (end > span.end || !wholeName(page, i, end)) continue
      const { kind, category, sure } = match.value
      if (isAppointing(page, i, end) || inDotted(dotted, i, end) || isInHouse(page, i, end)) continue
      // 地方|金融监管局: that of any place.
      if (category === 'government' && getCues().ofAnyPlace.test(page.text.slice(i - 2, i))) continue
      // 太保|市: the head of the name of a place.
      if (kind === 'company' && (page.placeStart.get(i) ?? end) > end) continue
      if (isNamedAfter(page, end) || (!sure && !meant(page, match.value, i, end, span))) continue
      // 罗马 may still be the city, 苹果 the fruit.
      const score = sure ? 0.93 : 0.9
      const start = category === 'government' ? ownerStart(page, i, end) : abroad(page, i)
      const rule = kind === 'company' ? 'company-known' : 'organization-known'
      addBody(page, { kind, start, end, category, legalForm: null, rule, score })
      i = end - 1
    }
  }
}

/** *ST高升, ST海芮: a listed firm whose books are warned of. */
const WARNED = /(?<![A-Za-z])\*?ST\p{Script=Han}{2,3}/gu

/** Listed firms that the exchange warns of, by the letters before their short names. */
export function findWarned(page: Page): void {
  const { text } = page
  if (!text.includes('ST')) return
  for (const { 0: name, index } of text.matchAll(WARNED)) {
    const first = index + name.lastIndexOf('T') + 1
    const end = [first + 2, first + 3].find((at) => at <= index + name.length && page.isBoundary(at))
    if (end === undefined) continue
    const score = 0.93
    addBody(page, {
      kind: 'company',
      start: index,
      end,
      category: 'other',
      legalForm: null,
      rule: 'company-warned',
      score,
    })
  }
}

/** Where the name of a body begins that everyone knows: with its level, its committee or its state. */
function ownerStart(page: Page, start: number, end: number): number {
  const { text, placeEnd } = page
  if (isLocal(page, start)) return start - 1
  // 洛川县委|网信办
  if (text[start - 1] === '委' && text[end - 1] === '办' && '省市县区州旗'.includes(text[start - 2] ?? ' '))
    return placeEnd.get(start - 1)?.start ?? start - 2
  // 香港|渔农自然护理署
  const above = placeEnd.get(start)
  if (above && '署处'.includes(text[end - 1]) && above.form.level === 'province') return above.start
  return abroad(page, start)
}

/** 、县|发改委, 与县|发改委: the level of a body at the head of its words; names of places go on from it themselves. */
function isLocal(page: Page, start: number): boolean {
  const { text } = page
  if (!'省市县区州旗盟'.includes(text[start - 1] ?? ' ')) return false
  if (!isHanCode(text.charCodeAt(start - 2))) return true
  if (!page.isBoundary(start - 1)) return false
  const before = page.bits(page.wordStart(start - 1, 0), start - 1)
  return (before & (WORD.stop | WORD.leadIn | WORD.follow | WORD.say)) !== 0
}

/** 埃及|国家博物馆: a body of a state that is named before it; where its name begins. */
function abroad({ text, placeEnd }: Page, start: number): number {
  const state = /^国[家立]/.test(text.slice(start, start + 2)) ? placeEnd.get(start) : undefined
  return state?.form.level === 'country' ? state.start : start
}

/** 企业|文化部主任, 信息|科技部总经理: the department of a firm, called by more than a ministry is. */
function isInHouse(page: Page, start: number, end: number): boolean {
  const { text } = page
  if (text[end - 1] !== '部' || start < 2 || !isHanCode(text.charCodeAt(start - 1))) return false
  if (page.placeEnd.has(start) || !page.titleAt(end)) return false
  // 信息科技|部
  if (!page.isBoundary(start)) return true
  const from = page.wordStart(start, 0)
  // 国务院组成部门|教育部
  if (start - from < 2 || getCues().beforeMinistry.has(text.slice(start - 2, start))) return false
  return (page.bits(from, start) & (WORD.inner | WORD.department | WORD.noun)) !== 0
}

/** 马纳提|别克 of 巴哈提·马纳提别克 is no car. */
function inDotted(dotted: readonly Span[], start: number, end: number): boolean {
  const name = dotted[firstBehind(dotted, start)]
  return name !== undefined && name.start < start && name.end >= end
}

/** 恒生|指数, 丰田|杯: what is called after a body. */
function isNamedAfter({ text }: Page, at: number): boolean {
  return /^(?:杯|(?:综合|工业|平均|成份|成分){0,2}指数)/.test(text.slice(at, at + 6))
}

/** 任命：粟明|华为|怀化市…副市长, 张|华为|县法院…: the name of somebody, and what he becomes. */
function isAppointing(page: Page, start: number, end: number): boolean {
  const { text, lexicon } = page
  if (text[end - 1] !== '为' || !isHanCode(text.charCodeAt(end))) return false
  let from = start
  while (from > 0 && start - from < 3 && isHanCode(text.charCodeAt(from - 1))) from--
  if (start - from < 1 || start - from > 2 || '向和于对与给从让'.includes(text[from])) return false
  const placed = page.longest(lexicon.places, end) ?? page.longest(lexicon.organizations, end)
  return placed !== null && placed !== undefined && lexicon.surnames[text.charCodeAt(from)] > -100
}

/** Whether a name that is a word or a city too stands where it is that of a firm or a club. */
function meant(page: Page, { kind, category }: Known, start: number, end: number, zone: Span): boolean {
  if (kind === 'company')
    return (
      stockCodeAt(page.text, start, end) !== null ||
      amongFirms(page, start, end) ||
      spokenOfAsFirm(page, end) ||
      // 机器人 and other trades stand where firms do.
      (page.exact(page.lexicon.companies, start, end) === undefined &&
        actsAsFirm(page, { start, end }, undefined))
    )
  return category === 'team' && amongTeams(page, start, end, zone)
}

/** 统一|第三季营收, 全家|董事长: what is said of listed firms right behind the name, a time between or none. */
function spokenOfAsFirm(page: Page, end: number): boolean {
  const { text } = page
  const time =
    /^(?:[也则]|[近昨今]日|日前|此前|中期|全年|[上下]半年|[今去昨本上单第前首]|[0-9]{1,2}月|[一二三四]?季度?)?(?:年|月|天|日|[一二三四]?季度?)?/.exec(
      text.slice(end, end + 6),
    )
  return [0, time?.[0].length ?? 0].some(
    (size) => page.longest(page.lexicon.companyCues, end + size) !== null,
  )
}

/** Longest ending of a firm's name, code units. */
const LONGEST_SUFFIX = 12

/** Endings that are words for firms themselves: 文化 and 旅游 name trades. */
const OF_FIRM: ReadonlySet<string> = new Set(['legal', 'type', 'branch', 'works'])

/** 市水务集团, 第五采油厂: whether what stands behind two characters of a name at the least is a word for a firm. */
export function endsAsFirm(page: Page, start: number, end: number): boolean {
  for (let at = Math.max(start + 2, end - LONGEST_SUFFIX); at < end; at++) {
    const suffix = page.exact(page.lexicon.companies, at, end)
    if (suffix) return OF_FIRM.has(suffix.name)
  }
  return false
}

/** How far from a club's name its sport is looked for, code units. */
const NEAR = 24

/** 罗马客场战平拉齐奥: a word of sport near, within the zone where one is told, and no journey. */
export function amongTeams(page: Page, start: number, end: number, zone?: Span, reach = NEAR): boolean {
  const { text, lexicon } = page
  if (
    getEdges().whereabouts.includes(text[start - 1] ?? ' ') ||
    '市省州城机火大国'.includes(text[end] ?? ' ')
  )
    return false
  const last = Math.min(zone?.end ?? text.length, end + reach)
  for (let at = Math.max(zone?.start ?? 0, start - reach); at < last; at++)
    if (at < start || at >= end) if (page.longest(lexicon.teamCues, at)) return true
  return false
}

/** 瑞声|同|舜宇 */
const JOINTS = '、和及与同'

/** Longest list of names that is looked through. */
const LIST = 12

/** 苹果、特斯拉, 东航、南航、国航, 旗下的饿了么: a name that is a word too, among names of firms. */
function amongFirms(page: Page, start: number, end: number): boolean {
  const { text, lexicon } = page
  if (text.startsWith('旗下', start - 2) || text.startsWith('旗下的', start - 3)) return true
  let loose = 1
  const firm = (at: number, to: number) => {
    const known = page.exact(lexicon.known, at, to)
    if (known?.kind !== 'company') return null
    if (!known.sure) loose++
    return known
  }
  for (let at = end, n = 0; JOINTS.includes(text[at] ?? ' ') && n < LIST; n++) {
    const next = page.longest(lexicon.known, at + 1)
    const known = next ? firm(at + 1, at + 1 + next.length) : null
    if (!next || !known) break
    if (known.sure) return true
    at += 1 + next.length
  }
  for (let at = start, n = 0; at > 0 && JOINTS.includes(text[at - 1]) && n < LIST; n++) {
    let from = at - 2
    while (from > at - 8 && from > 0 && isHanCode(text.charCodeAt(from - 1))) from--
    while (from < at - 2 && page.exact(lexicon.known, from, at - 1)?.kind !== 'company') from++
    const known = firm(from, at - 1)
    if (!known) break
    if (known.sure) return true
    at = from
  }
  return loose > 2
}

/** How much more of a transliteration than of text the characters are, quarter bits. */
const FOREIGN = 8

/** 科萨|诺维奇: the end of a transliteration that begins before it, in a word that no list has but as foreign. */
function endsForeign(page: Page, start: number, end: number): boolean {
  const from = page.wordStart(start, Math.max(0, start - 4))
  if (start - from < 2) return false
  const kind = page.wordKind(from, start)
  if (kind !== null && kind !== 'foreign') return false
  if (page.placeEnd.has(start)) return false
  for (let i = from; i < end; i++) if (page.lexicon.foreign[page.text.charCodeAt(i)] < FOREIGN) return false
  return true
}

/** Most characters of a name that only its code tells to be one of a firm. */
const LISTED_NAME = 8

/** 力积电（6770）, 小米集团-W（1810.HK）: firms that no table knows by the code of their share behind the name. */
export function findListed(page: Page): void {
  const { text } = page
  for (const { span } of page.zones)
    for (let at = span.start + 2; at < span.end; at++) {
      if ((text[at] !== '（' && text[at] !== '(') || page.bodyEnd.has(at)) continue
      const code = stockCodeAt(text, at, at)
      if (code === null) continue
      const found = listedStart(page, at, span.start, hasExchange(code))
      const start = found < 0 ? knownStart(page, at, span.start) : found
      if (start < 0) continue
      const hit = company(start, at, null, 'company-listed', 0.9)
      addBody(page, hit)
    }
}

/** 相|关联|发科（2454）: where the longest firm of the list ends before a code, however it is cut; -1 for none. */
function knownStart(page: Page, end: number, floor: number): number {
  for (let start = Math.max(floor, end - LISTED_NAME); start < end - 1; start++)
    if (page.exact(page.lexicon.known, start, end)?.kind === 'company') return start
  return -1
}

/** Where the name begins that ends before a code; -1 where none does. */
function listedStart(page: Page, end: number, floor: number, exchange: boolean): number {
  const { text } = page
  let start = end
  // 小米集团|-W, 矽力|-KY
  const share = /-(?:KY|DR|[A-Z]{1,3})$/.exec(text.slice(Math.max(floor, end - 4), end))
  if (share) start -= share[0].length
  const tail = start
  let proper = share !== null
  while (start > floor && tail - start < LISTED_NAME) {
    const code = text.charCodeAt(start - 1)
    if (isLatinCode(code)) {
      start--
      proper = true
      continue
    }
    if (!isHanCode(code)) break
    const from = page.wordStart(start, floor)
    const bits = page.bits(from, start)
    const word = text.slice(from, start)
    if (start < tail && (getCues().describes.test(word) || page.placeEnd.has(start))) break
    if (bits & WORD.leadIn || (start - from === 1 && bits & WORD.stop) || tail - from > LISTED_NAME) break
    // 今天|友达, 买进|友达: a verb or time before the name; 先进 within one.
    if (bits & WORD.stop && !(bits & (WORD.noun | WORD.inner))) break
    if (!(bits & WORD.noun)) proper = true
    start = from
  }
  if (exchange && tail - start < 3) start = openedStart(page, start, tail, floor)
  const name = text.slice(start, tail)
  if (name.length < 2 || getCues().numbered.test(name)) return -1
  return proper || exchange ? start : -1
}

/** 石|大胜|华（603026.SH）: all back to where the line or a mark opens it; for two characters or more if single ones stand before. */
function openedStart(page: Page, start: number, tail: number, floor: number): number {
  const apart = tail - start > 1
  let at = start
  while (at > floor && tail - at <= OPENED && isHanCode(page.text.charCodeAt(at - 1))) {
    if (apart && !page.isBoundary(at - 1)) return start
    at--
  }
  return tail - at > 2 && tail - at <= OPENED ? at : start
}
/** Most characters of the short name of a share. */
const OPENED = 4

/** The party of a body. */
const LEADS = /^党[委组]/

function wholeName(page: Page, start: number, end: number): boolean {
  const { text } = page
  const first = text.charCodeAt(start)
  if (isLatinCode(first)) {
    const before = text.charCodeAt(start - 1)
    const after = text.charCodeAt(end)
    const last = text.charCodeAt(end - 1)
    return (
      !isLatinCode(before) &&
      !isDigitCode(before) &&
      !(isLatinCode(last) && (isLatinCode(after) || isDigitCode(after)))
    )
  }
  // 玛丽·杜邦 is no firm.
  if (text[start - 1] === '·' || text[end] === '·') return false
  if (endsForeign(page, start, end)) return false
  // 董事长|张裕|民: who has the office, with a surname.
  if (end - start === 2 && isBehindOffice(page, start)) return false
  // 中国电信|业 is the trade.
  if (end - start >= 4) return page.isBoundary(end) || (page.isBoundary(start) && text[end] !== '业')
  // 教育部|党组: of one word of the list.
  if (LEADS.test(text.slice(end, end + 2)) && page.isBoundary(start) && page.isBoundary(end + 2)) return true
  // 外交部|长: the minister's title begins with the ministry's last character.
  if (text[end] === '长' && page.isBoundary(start)) return true
  // 民众党|立委, cut as 党立委: a title behind a name leaves it whole.
  // 马华|总会长, cut as 华总: so does a long one.
  const modifier = page.longest(page.lexicon.modifiers, end)?.length ?? 0
  const title = modifier + (page.longest(page.lexicon.heads, end + modifier)?.length ?? -modifier)
  const titled = title > (end - start > 2 ? 1 : 2)
  if (page.isBoundary(start)) return page.isBoundary(end) || titled
  // 由曼|联, 从小|红书: a preposition that the name was cut to.
  return (
    getCues().beforeFirm.has(text[start - 1]) &&
    page.isBoundary(start - 1) &&
    page.isBoundary(end) &&
    (end - start > 2 ||
      (page.bits(start - 1, page.wordEnd(start - 1, end)) & (WORD.stop | WORD.noun | WORD.leadIn)) === 0)
  )
}

/** Whether a surname stands right behind the office of one who leads a firm. */
function isBehindOffice(page: Page, at: number): boolean {
  const { heads, surnames } = page.lexicon
  if (surnames[page.text.charCodeAt(at)] === UNSCORED) return false
  return [2, 3, 4].some((size) => page.exact(heads, at - size, at)?.category === 'executive')
}

/** Longest brand in quotation marks. */
const QUOTED_BRAND = 8

/** 山东|“岭上红”|农业发展有限公司: where a name begins whose brand stands in quotation marks before its trade. */
function quotedStart({ text, placeEnd }: Page, start: number, floor: number): number {
  if (text[start - 1] !== '”') return start
  const open = text.lastIndexOf('“', start - 2)
  if (open < floor || start - open - 2 > QUOTED_BRAND || open === start - 2) return start
  return placeEnd.get(open)?.start ?? open
}

/** Companies by legal form, by type word, by trade word after a proper name. */
export function findCompanies(page: Page): void {
  const { text, lexicon } = page
  for (const { span } of page.zones) {
    for (
      let i = page.next(lexicon.companies, span.start, span.end);
      i < span.end;
      i = page.next(lexicon.companies, i + 1, span.end)
    ) {
      const match = page.longest(lexicon.companies, i)
      if (!match) continue
      let end = i + match.length
      if (end > span.end) continue
      if (match.value.name === 'reject') {
        i = end - 1
        continue
      }
      for (const tail of ['（有限合伙）', '(有限合伙)', '（普通合伙）', '（特殊普通合伙）'])
        if (text.startsWith(tail, end) && end + tail.length <= span.end) end += tail.length
      const { name, form, rule } = match.value
      // 部|分行|政区划
      if (name === 'brand' || (name === 'branch' && !page.isBoundary(i) && !page.isBoundary(end))) continue
      const owner = name === 'trade' ? knownByWord(page, i, end, span.start) : -1
      if (owner >= 0) {
        addBody(page, company(owner, end, null, 'company-known', 0.85))
        i = end - 1
        continue
      }
      const mode = name === 'legal' || name === 'trade' ? name : 'firm'
      const walked = walkLeft(page, i, span.start, mode, 0, name !== 'works')
      if (!accept(page, walked, i, end, match.value)) {
        // 各|农商银行: with nothing in front 农商 is no name of a bank either.
        if (name === 'type' && walked.start === i) i = end - 1
        continue
      }
      if (name === 'legal')
        walked.start = behindSite(
          page,
          wholeBrand(page, quotedStart(page, walked.start, span.start), i, span.start),
          i,
        )
      const branch = name === 'branch' || (name === 'type' && startsWithLegal(page, walked.start, i))
      const score =
        name === 'legal'
          ? 0.97
          : branch
            ? 0.95
            : name === 'trade'
              ? 0.72
              : PLANTS.has(name) && walked.placed
                ? 0.9
                : 0.87
      addBody(page, company(walked.start, end, form || null, rule, score))
      i = end - 1
    }
  }
}

/** 修身|堂|控股有限公司: of one character alone no firm's name is made; the word before it is of the name, too. */
function wholeBrand(page: Page, start: number, at: number, floor: number): number {
  const { text, lexicon } = page
  if (at - start > LONGEST_TAIL + 1) return start
  const core = text.slice(start, at).replace(/(?:集团|控股|实业|投资)*$/, '')
  if (core.length !== 1 || start === floor || page.placeEnd.has(start) || page.bodyEnd.has(start))
    return start
  const from = page.wordStart(start, floor)
  if (start - from !== 2 || !isHanCode(text.charCodeAt(from)) || isHanCode(text.charCodeAt(from - 1)))
    return start
  return page.bits(from, start) & WORD.leadIn || page.exact(lexicon.firmVerbs, from, start) ? start : from
}

/** 集团控股实业投资: so much at most stands between a firm's own name and its form. */
const LONGEST_TAIL = 8

/** 在宁波市北仑区|海天国际有限公司: two divisions in full behind 在 say where the firm is, and are none of its name. */
function behindSite({ placeEnd, placeStart, text }: Page, start: number, end: number): number {
  if (text[start - 1] !== '在' && !text.startsWith('位于', start - 2)) return start
  let at = start
  let count = 0
  for (let to = placeStart.get(at); to !== undefined && to < end - 1; to = placeStart.get(at)) {
    const form = placeEnd.get(to)?.form
    if (form?.how !== 'full' || form.divisions.length === 0) break
    at = to
    count++
  }
  return count > 1 ? at : start
}

/** 统一|投顾, 大众|保险: where a firm begins that is known by a common word, right before its trade; -1 for none. */
function knownByWord(page: Page, at: number, end: number, floor: number): number {
  const start = page.wordStart(at, floor)
  const known = page.exact(page.lexicon.known, start, at)
  if (known?.kind !== 'company' || known.sure || !page.isBoundary(at) || !page.isBoundary(end)) return -1
  // 推进统一|能源市场: the trade goes on.
  return tradeGoesOn(page, end) ? -1 : start
}

/** 国网陕西省电力有限公司|商洛供电公司: whether a firm with its legal form stands at the head of the name. */
function startsWithLegal(page: Page, start: number, at: number): boolean {
  for (let end = Math.min(at, start + LONGEST_FIRM); end > start; end--) {
    const body = page.bodyEnd.get(end)
    if (body && body.start === start && body.legalForm !== null) return true
  }
  return false
}

/** Longest name of a firm at the head of another's, code units. */
const LONGEST_FIRM = 64

/** Kinds of words for places where people work or sell. */
const PLANTS = new Set(['plant', 'shop', 'works'])

function accept(page: Page, walked: Walked, at: number, end: number, suffix: CompanySuffix): boolean {
  const { text } = page
  const { start, anchored, placed, proper, plain } = walked
  const length = at - start
  if (length === 0) return false
  if (suffix.name === 'legal') return length >= 2 && (placed || proper > 0 || plain > 1)
  const word = text.slice(at, end)
  // 汇丰研究|料|集团全年盈利增15%: what is foreseen of the firm at hand.
  if (text[at - 1] === '料' && !(page.bits(at - 2, at) & WORD.noun)) return false
  // 里内|工厂, 县内|企业
  if (!placed && /^[省市县区州镇乡村里厂园境]内/.test(text.slice(start, start + 2))) return false
  if (suffix.name === 'branch') return placed && length >= 2
  if (PLANTS.has(suffix.name)) {
    // 市|区|镇|诚信副食批发部: a shop is registered under its whole address.
    if (length > (placed && suffix.name === 'shop' ? 20 : 11)) return false
    // 北京|焦化厂: after a place what a works makes is name enough.
    if (word.length > 2 && word.endsWith('厂') && placed) return true
    // 武汉|童车|厂; 广东|建|厂 and 浙江|的|厂 are none.
    if (word === '厂' || word === '总厂')
      return placed && page.isBoundary(end) && proper + plain > 0 && at - page.wordStart(at, start) > 1
    // 温州市|金江|便利店, where 金江 looks like a place
    const guess = suffix.name !== 'works' && walked.heads > 1 ? page.placeEnd.get(at) : undefined
    if (guess && (guess.form.how !== 'full' || guess.form.divisions.length === 0))
      if (isBrand(page, guess.start, at) || page.exact(page.lexicon.brandWords, guess.start, at)) return true
    if (word === '工作室' && placed && plain > 0) return true
    // 西安|人人乐|超市: a shop of a firm that is known.
    if (suffix.name === 'shop' && page.bodyEnd.get(at)?.rule === 'company-known') return proper + plain === 0
    return proper > 0 && (placed || length > 1)
  }
  if (suffix.name === 'type') {
    // 在美上市公司, 北京公司: a place alone makes no firm.
    if (word === '公司')
      return placed
        ? isBranchOf(page, start, at) || (proper + plain > 0 && length > 2 && !generic(page, at, start))
        : proper > 0 && length >= 2
    if (word.endsWith('银行') || word.endsWith('联社') || word === '信用社')
      return (placed || (proper > 0 && plain === 0)) && length <= 10 && page.isBoundary(end)
    // 兴盛|集团
    if (word === '集团' && plain > 0 && length === 2 && isBrand(page, start, at)) return true
    return proper > 0 ? length >= 2 : placed && length > 2
  }
  // 西南交通大学|光学: a body of another kind heads no firm of a trade, nor does one with its legal form: …有限公司|控股.
  const owner = page.bodyEnd.get(at)
  if (owner && (owner.kind === 'organization' || owner.legalForm !== null)) return false
  // 国泰君安|证券: a well-known name with its trade; 森辉集团|控股 is a firm and what it does.
  if (walked.heads === 1 && proper + plain === 0 && owner?.start === start)
    return owner.rule === 'company-known' && page.isBoundary(end)
  // 涉及数字农业、冷链物流等多个领域: what is listed are trades.
  if (getCues().tradeList.test(text.slice(end, end + TRADES_NEAR))) return false
  // 新能源|汽车: two trades make no firm.
  if (page.exact(page.lexicon.companies, start, at)) return false
  // 100兆瓦光伏: a unit of measure is no name.
  const before = text.charCodeAt(start - 1)
  if (isDigitCode(before) || '百千万亿.两几数'.includes(text[start - 1] ?? ' ')) return false
  // 新湾|巴士: what only looks like a place.
  const guessed = walked.heads === 1 && proper === 0 && page.placeEnd.get(at)?.rule === 'place-unit'
  // 海昶电动工具: a proper word, then a trade; nothing after that goes on with the noun.
  return (
    (guessed || (proper > 0 && proper <= 2 && !anchored)) &&
    plain === 0 &&
    length >= 2 &&
    length <= 4 &&
    page.isBoundary(end) &&
    !tradeGoesOn(page, end)
  )
}

/** 中国电信|海南|公司: a firm that everyone knows, and nothing but a place behind it. */
function isBranchOf({ bodyEnd, placeEnd }: Page, start: number, at: number): boolean {
  const place = placeEnd.get(at)
  const firm = place && bodyEnd.get(place.start)
  return firm?.start === start && firm.rule === 'company-known'
}

/** How far behind a name the list that it stands in is looked through. */
const TRADES_NEAR = 42

/** Whether the word before 公司 is a common noun: 陕西省物业公司 names none. */
function generic(page: Page, at: number, floor: number): boolean {
  const start = page.wordStart(at, floor)
  return start <= floor + 1 && (page.bits(start, at) & WORD.noun) !== 0
}

function tradeGoesOn(page: Page, end: number): boolean {
  const { text } = page
  if (!isHanCode(text.charCodeAt(end))) return false
  // 灵枢科技|创始人, 长信科技|年产1100万片
  if (page.titleAt(end)?.value.post) return false
  const role = page.longest(page.lexicon.firmRoles, end)?.value
  if (role === 'after' || role === 'both') return false
  for (let length = 1; length <= 3; length++)
    if (page.ownBits(end, end + length) & WORD.tradeNext) return true
  return (page.bits(end, page.wordEnd(end, Math.min(text.length, end + 4))) & WORD.noun) !== 0
}

/** A round of funding: A轮, Pre-A+轮, 天使轮, 战略融资. */
const ROUND = /(?:天使\+?|种子|Pre-?[A-D]\+?|[A-F]\d?\+{0,2})轮/g
/** 野萃|宣布完成2亿元B轮, 光跃|获天使轮: who is funded. */
const FUNDED =
  /(?:^|[，。；、：:\s的]|品牌|公司|企业|平台)([\p{Script=Han}]{2,5}?)(?:[近今昨]日|日前|已)?(?:宣布|官宣)?(?:连续)?(?:完成|获得?|拿下)(?:了|近|超|约|数|逾)?(?:[\d.]*[千百]?[万亿]?(?:人民币|美元|元|港元)?)?(?:的)?(?:首轮|新一轮)?$/u

/** Names of firms that only the round of funding tells: 野萃宣布完成2亿元B轮融资. */
export function findFunded(page: Page): void {
  const { text, lexicon } = page
  if (!text.includes('轮')) return
  for (const { span } of page.zones) {
    const line = text.slice(span.start, span.end)
    for (const round of line.matchAll(ROUND)) {
      const before = line.slice(Math.max(0, round.index - 30), round.index)
      const found = FUNDED.exec(before)
      if (!found) continue
      const start = span.start + round.index - before.length + found.index + found[0].indexOf(found[1])
      const end = start + found[1].length
      if (page.bodyEnd.has(end) || page.exact(lexicon.places, start, end)) continue
      if (page.bits(start, end) & (WORD.noun | WORD.stop | WORD.leadIn | WORD.inner)) continue
      if (/公司|企业|集团|项目|平台|团队|本轮|[该其]/.test(found[1])) continue
      addBody(page, company(start, end, null, 'company-funded', 0.8))
    }
  }
}

/** What follows the quoted name of a firm: 公司“灵初智能”|宣布, 公司“云鲸”|的创始人. */
const AFTER_QUOTED =
  /^(?:[，。、（]|的?创始|的?联合创始|宣布|完成|近[日期]|日前|今[日年]|昨日|在|与|和|获|已|正式|成立|推出|CEO|董事长|总经理)/
const QUOTED_NAME = /^[\p{Script=Han}A-Za-z0-9·]{2,10}$/u

/** 具身智能公司“灵初智能”: what is quoted behind a firm of some trade is its name. */
export function findQuotedFirms(page: Page): void {
  const { text } = page
  if (!text.includes('公司“')) return
  for (const { span } of page.zones) {
    const line = text.slice(span.start, span.end)
    for (let at = line.indexOf('公司“'); at >= 0; at = line.indexOf('公司“', at + 3)) {
      const start = span.start + at + 3
      const close = text.slice(start, start + 11).indexOf('”')
      if (close < 2 || !QUOTED_NAME.test(text.slice(start, start + close))) continue
      if (!AFTER_QUOTED.test(text.slice(start + close + 1, start + close + 6))) continue
      const kind = page.bodyEnd.get(start - 1)
      if (kind && (kind.legalForm !== null || !kind.rule.startsWith('company-t'))) continue
      if (kind) page.bodyEnd.delete(start - 1)
      addBody(page, company(start, start + close, null, 'company-quoted', 0.9))
    }
  }
}

/** A firm at a stretch, of a legal form where its name has one. */
export function company(
  start: number,
  end: number,
  legalForm: string | null,
  rule: string,
  score: number,
): BodyHit {
  return { kind: 'company', start, end, category: 'other', legalForm, rule, score }
}
