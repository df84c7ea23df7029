import type { TrieMatch } from '../text/index.js'
import { addBody } from './bodies.js'
import { company, endsAsFirm } from './companies.js'
import { getCues } from './cues.js'
import { actsWithin } from './dotted.js'
import { type Lexicon, type OrganizationSuffix, WORD } from './lexicon.js'
import { type BodyHit, isDigitCode, isHanCode, type Page } from './page.js'
import { getOfficeCues } from './posts/cues.js'
import { type Walked, walkLeft, ZONES } from './walk.js'

const LEVEL_FIRST = '省市区县州旗镇乡'

/** Bodies by suffix: government, party, courts, schools … (县交通运输局, 信阳农林学院). */
export function findOrganizations(page: Page): void {
  const { organizations } = page.lexicon
  for (const { span } of page.zones) {
    for (
      let i = page.next(organizations, span.start, span.end);
      i < span.end;
      i = page.next(organizations, i + 1, span.end)
    ) {
      const match = suffixAt(page, i)
      if (!match || i + match.length > span.end) continue
      // 中小学, 总部: words that end like a body.
      if (match.value.name === 'never') {
        i += match.length - 1
        continue
      }
      const hit = organizationAt(page, i, i + match.length, match.value, span.start)
      if (hit) addBody(page, hit)
    }
  }
}

/** The longest suffix at a place; of 中学校|长 the one before, as the last character is the title's. */
function suffixAt(page: Page, at: number): TrieMatch<OrganizationSuffix> | null {
  const match = page.longest(page.lexicon.organizations, at)
  // 省委|会同县委
  if (match && page.text.startsWith('会同', at + match.length - 1)) {
    const before = page.exact(page.lexicon.organizations, at, at + match.length - 1)
    if (before) return { length: match.length - 1, value: before }
  }
  // 科技大|学校|长江立成: a university before its head.
  if (match?.length === 2 && page.text.startsWith('大学校长', at - 1)) return null
  if (match?.length !== 3 || !page.text.startsWith('学校长', at + 1)) return match
  return { length: 2, value: page.exact(page.lexicon.organizations, at, at + 2) ?? match.value }
}

const PAPER = /^[\u4e00-\u9fff]{1,6}(?:日报|晚报|早报|时报|晨报|商报|都市报|青年报|周刊|周报|周末)$/

/** 《纪录报》, 《卫报》: papers whose name says less. */
const ABROAD = /^[\u4e00-\u9fff]{1,7}[报刊]$/

/** 媒体|《纪录报》|报道: what papers do, and what they are. */
const asMedium = (line: string, open: number, close: number): boolean =>
  line.startsWith('媒体', open - 2) ||
  /^(?:网站)?(?:\d{1,2}[日月]|[昨今]日)?(?:报道|援引|披露|爆料|刊文|发文)/.test(
    line.slice(close + 1, close + 12),
  )

/** 《科技日报》: what stands in title marks and is called like a paper. */
export function findPapers(page: Page): void {
  for (const { span } of page.zones) {
    const line = page.text.slice(span.start, span.end)
    for (let open = line.indexOf('《'); open >= 0; open = line.indexOf('《', open + 1)) {
      const close = open + line.slice(open, open + 12).indexOf('》')
      const name = line.slice(open + 1, close)
      if (close > open && (PAPER.test(name) || (ABROAD.test(name) && asMedium(line, open, close))))
        addBody(page, outlet(span.start + open + 1, span.start + close, 'organization-paper'))
    }
  }
}

/** What follows the name of the outlet that writes: 浙商快讯|记者. */
const REPORTS = ['记者', '讯', '通讯员', '报道', '特约', '评论员', '采访']

/** The page's own outlet where the text names it as one who asks or reports. */
export function findPublisher(page: Page, name: string): void {
  if (name.length < 3 || name.length > 16) return
  for (const { span } of page.zones) {
    const line = page.text.slice(span.start, span.end)
    for (let at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1)) {
      const end = at + name.length
      if (REPORTS.some((word) => line.startsWith(word, end)))
        addBody(page, outlet(span.start + at, span.start + end, 'organization-publisher'))
    }
  }
}

function outlet(start: number, end: number, rule: string): BodyHit {
  return { kind: 'organization', start, end, category: 'media', legalForm: null, rule, score: 0.95 }
}

/** Characters of the longest name. */
const LONGEST_NAME = 64

function organizationAt(
  page: Page,
  at: number,
  end: number,
  suffix: OrganizationSuffix,
  floor: number,
): BodyHit | null {
  const { text } = page
  // 灵溪镇|司城村: the suffix is the head of a village's name.
  if ((page.placeStart.get(at) ?? end) > end) return null
  const word = text.slice(at, end)
  const byLevel = LEVEL_FIRST.includes(word[0])
  if (!endsHere(page, at, end, byLevel, word, suffix)) return null
  if (end - at === 1 && !isHanCode(text.charCodeAt(at - 1))) return null
  // 控股签|署: the end of a verb.
  if (end - at === 1 && isEndOfWord(page, at, end)) return null
  // 青藏高原东部
  if (word === '部' && '东西南北中'.includes(text[at - 1])) return null
  // Firms of lawyers and accountants are among the companies.
  if (word === '事务所' && /(?:律师|会计师|税务师)$/.test(text.slice(at - 3, at))) return null
  // 商州区委: the place's own last character is the suffix's first.
  const shared = byLevel ? placeAround(page, at + 1, floor) : -1
  // 内政部|地政|司: what a department is for is one word, however the text was cut.
  const core = suffix.name === 'dept' ? departmentBefore(page, at, floor) : 0
  const walked = walkLeft(page, at, floor, 'organization', core, hasBrand(suffix))
  if (shared >= 0) {
    walked.start = withParty(page, shared, floor)
    walked.anchored = true
    walked.placed = true
  } else if (committeeBefore(page, at, suffix)) {
    // 区委|政法委
    walked.start = page.bodyEnd.get(at)?.start ?? at
    walked.anchored = true
  } else if (ownerBefore(page, walked, at, word)) {
    // 省委|农村工作领导小组
  } else if (byLevel && !(walked.placed && (page.placeEnd.has(at) || page.bodyEnd.has(at)))) {
    // 县教育局|联合|县公安局: 县 begins a name of its own.
    walked.start = at
  } else if (byLevel && isOtherAuthority(page, at, suffix)) {
    // 利川市委|市政府
    walked.start = at
  } else if (suffix.name === 'self' && !walked.anchored) walked.start = at
  // “50后”|县委书记
  if (suffix.name === 'self' && text[walked.start] === '“') walked.start = at
  if (word.endsWith('馆') && /[使领]事?馆$/.test(word)) walked.start = sender(page, walked.start)
  // 合作社合作社合作社…: each would begin where the one before does.
  if (end - walked.start > LONGEST_NAME) return null
  if (actsWithin(page, walked.start, end)) return null
  // 9|人医疗队, 这|支医疗队: how many are in it, or it is one of some.
  if (text[walked.start] === '支' && /[这那一两几多每各该首]/.test(text[walked.start - 1] ?? ' ')) return null
  // 各|大火车站: all that there are, none in particular.
  if (text[walked.start - 1] === '各' && !walked.anchored) return null
  // 地方|金融监管局: that of any place.
  if (!walked.anchored && isOfAnyPlace(text, walked.start)) return null
  // 各省|教育厅
  if (text[walked.start - 2] === '各' && LEVEL_FIRST.includes(text[walked.start - 1])) return null
  // R1|线建设项目部: the line is called by its number.
  if ('人名线'.includes(text[walked.start]) && isDigitCode(text.charCodeAt(walked.start - 1))) return null
  if (!accept(page, walked, at, suffix, word, core)) return null
  if (NUMEROUS.has(suffix.category) && namesKind(page, walked.start, at)) return null
  if (namesNone(text.slice(walked.start, end))) return null
  // 副县长金|海军
  if (suffix.category === 'military' && opensWithOffice(page, walked.start, at)) return null
  // 国网青海省电力公司|调度中心: a part of a firm is the firm's.
  if (INNER.test(word) && beginsWithFirm(page, walked.start, at)) return null
  // 市公安局|党委书记: the post is the bureau's; 凉亭乡党委 is a body of its own.
  const owner = page.bodyEnd.get(at)
  if (suffix.name === 'body' && owner && owner.start === walked.start) return null
  // 香港|高级警司: what ends as a body does may be an office.
  if (endsInOffice(page, walked.start, at, end)) return null
  // 县供电公司|党委书记: the firm's, though nothing else tells of the firm.
  if (suffix.name === 'body' && page.lexicon.partyGroups.has(word) && endsAsFirm(page, walked.start, at))
    return company(walked.start, at, null, 'company-type', 0.85)
  // 湖南广播电视台|前|党委: the post is the station's, and over.
  if (suffix.name === 'body' && '原前'.includes(text[at - 1]) && page.bodyEnd.has(at - 1)) return null
  // 安排|运输署, 原|保安局: what no place or body stands at the head of ends where a known name begins.
  const known = page.bodyEnd.get(end)
  if (known?.rule === 'organization-known' && !walked.anchored && beginsAt(page, walked.start, known.start))
    return null
  return {
    // 南方电网|罗甸供电局, 中国安能|第一工程局: the unit of a firm.
    kind:
      OFFICE_OF_FIRM.test(text.slice(at - 2, end)) && beginsWithFirm(page, walked.start, at)
        ? 'company'
        : 'organization',
    start: walked.start,
    end,
    // 武警陕西|总队
    category: categoryIn(page.lexicon, text.slice(walked.start, at), word, suffix),
    legalForm: null,
    rule: suffix.rule,
    score: walked.placed ? 0.93 : walked.anchored || suffix.name === 'self' ? 0.88 : 0.78,
  }
}

/** 副县长|金海军: whether an office stands at the head of a stretch, with what modifies it or without. */
function opensWithOffice(page: Page, start: number, at: number): boolean {
  const modifier = page.longest(page.lexicon.modifiers, start)?.length ?? 0
  const title = page.titleAt(start + modifier)
  return title?.value.post === true && title.length > 1 && start + modifier + title.length <= at
}

/** 安排|运输署, 出任|保安局, 原|保安局: whether a verb or what is said of an office parts a known body from what stands before it. */
export function beginsAt(page: Page, start: number, at: number): boolean {
  if (start >= at || page.placeStart.has(start)) return false
  const from = page.wordStart(at, start)
  const { modifiers, officeVerbs } = page.lexicon
  if (page.exact(modifiers, from, at) !== undefined || page.exact(officeVerbs, from, at)) return true
  // 与|警政署, 对|惩教署
  if (from === start && at - from === 1 && getCues().fronts.has(page.text[from])) return true
  // 指挥|警政署
  if (from === start && getOfficeCues().acts.has(page.text.slice(from, at))) return true
  return page.wordKind(from, at) === 'verb' && !(page.bits(from, at) & (WORD.inner | WORD.department))
}

/** 地方|金融监管局: what every place has begins at a place, or right behind what says so. */
function isOfAnyPlace(text: string, start: number): boolean {
  const { ofAnyPlace } = getCues()
  return (
    ofAnyPlace.test(text.slice(start, start + 2)) ||
    ofAnyPlace.test(text.slice(Math.max(0, start - 2), start))
  )
}

/** Bodies of which a place has many. */
const NUMEROUS = new Set(['school', 'hospital', 'association', 'team', 'institute'])

/** 西安市|民办|幼儿园: whether behind the places at the head of a stretch only words follow that say of what kind bodies are. */
export function namesKind(page: Page, start: number, end: number): boolean {
  const { lexicon, placeStart } = page
  let at = start
  for (let to = placeStart.get(at); to !== undefined && to < end; to = placeStart.get(at)) at = to
  if (at === start || at === end) return false
  while (at < end) {
    const word = page.longest(lexicon.bodyKinds, at)
    if (!word || at + word.length > end) return false
    at += word.length
  }
  return true
}

/** Whether bodies of a kind choose their names, as schools and cooperatives do. */
function hasBrand({ name, category }: OrganizationSuffix): boolean {
  return name === 'named' && BRANDED.has(category)
}

const BRANDED = new Set(['school', 'association', 'hospital', 'team'])

/** 签署, 布局, 全部: whether a suffix of one character ends a verb of the word list, or what stands before names. */
function isEndOfWord(page: Page, at: number, end: number): boolean {
  const start = page.wordStart(at, Math.max(0, at - 3))
  if (page.isBoundary(at)) return false
  if (page.ownBits(start, end) & WORD.leadIn) return true
  return page.wordKind(start, end) === 'verb'
}

/** What the name before the suffix says of its kind: 武警陕西|总队, 省委|巡视组, 区人民法院|执行局. */
function categoryIn(
  lexicon: Lexicon,
  name: string,
  word: string,
  { category }: OrganizationSuffix,
): BodyHit['category'] {
  if (name.startsWith('武警')) return 'military'
  // 共青团十堰|市委
  if (name.startsWith('共青团')) return 'association'
  if ((category === 'other' || word.endsWith('委员会')) && isOfChamber(lexicon, name)) return 'legislature'
  // 刑事警察局|侦查|第七大队|第二队
  if (category === 'team' && /(?:警察局|公安局|消防局|大队|支队)/.test(name)) return 'government'
  // 南京二院|汤山分院
  if (word === '分院' && /(?:医院|[一二三四五六七八九十]院)/.test(name)) return 'hospital'
  // 湖北省人民检察院|汉江分院
  if (category === 'other' && /(?:法院|检察院)/.test(name)) return 'judicial'
  // 中国共产党海北藏族自治州|委员会
  if (category === 'other' && /^(?:中国共产党|中共)/.test(name)) return 'party'
  if (category !== 'government') return category
  if (
    /^(?:中央|[\u4e00-\u9fff]{0,8}[省市县区州旗]委)/.test(name) &&
    /(?:领导小组|巡[视察]组)(?:办公室)?$/.test(word)
  )
    return 'party'
  return /(?:法院|检察院)/.test(name) ? 'judicial' : category
}

/** 立法院|交通委员会, 全国人大|财经委员会: whether a name has a chamber in it, and no 国会研究协会. */
function isOfChamber({ chambers }: Lexicon, name: string): boolean {
  return chambers.some((chamber) => {
    for (let at = name.indexOf(chamber); at >= 0; at = name.indexOf(chamber, at + 1))
      if (!/^.{0,8}(?:大学|协会)/.test(name.slice(at + chamber.length))) return true
    return false
  })
}

const SEVERAL = /[省市县区]（[省市县区旗州、]+）/

/** 县（市、区）委, 10省（市）消防总队, 商河县三级政府: bodies of several places at once. */
export const namesNone = (name: string): boolean =>
  SEVERAL.test(name) || getCues().severalLevels.test(name) || getCues().severalAreas.test(name)

/** Whether an authority that is called by its level ends right before one of another branch: 市委|市政府, 县委|县政府. */
function isOtherAuthority({ bodyEnd }: Page, at: number, suffix: OrganizationSuffix): boolean {
  const other = bodyEnd.get(at)
  return suffix.name === 'self' && other?.rule === 'organization-self' && other.category !== suffix.category
}

/** Whether a committee that is called by its level ends right before an organ of its own: 市委|政法委. */
function committeeBefore({ bodyEnd, text }: Page, at: number, suffix: OrganizationSuffix): boolean {
  const owner = bodyEnd.get(at)
  return (
    suffix.name === 'self' &&
    suffix.category === 'party' &&
    owner?.category === 'party' &&
    text[at - 1] === '委'
  )
}

const WORKING = /(?:领导小组|委员会|指挥部)(?:办公室)?$/

/** Takes the committee before a working group into its name: 省委|农村工作领导小组, 市委|审计委员会. */
function ownerBefore(page: Page, walked: Walked, at: number, word: string): boolean {
  if (walked.anchored || !WORKING.test(word)) return false
  for (let end = at - 2; end > walked.start && at - end < 12; end--) {
    const owner = page.bodyEnd.get(end)
    if (owner?.rule !== 'organization-self') continue
    walked.start = owner.start
    walked.anchored = true
    walked.placed = true
    return true
  }
  return false
}

/** Longest office that ends as a body does, code units before that ending. */
const OFFICE_HEAD = 4

function endsInOffice(page: Page, start: number, at: number, end: number): boolean {
  for (let from = Math.max(start + 1, at - OFFICE_HEAD); from < at; from++)
    if (page.exact(page.lexicon.heads, from, end)?.post) return true
  return false
}

const INNER = /(?:中心|部|处|科|室)$/
const OFFICE_OF_FIRM = /(?:供电[局所段]|(?:工程|隧道|大桥|电气化|航务|航道|基础|建设)局)$/

function beginsWithFirm(page: Page, start: number, at: number): boolean {
  for (let end = start + 2; end < at; end++) {
    const body = page.bodyEnd.get(end)
    if (body && body.start === start) return body.kind === 'company'
  }
  return false
}

/** 意大利|驻|华使馆: the state whose mission it is, or 驻 where the text does not name it. */
function sender({ text, placeEnd }: Page, start: number): number {
  return text[start - 1] === '驻' ? (placeEnd.get(start - 1)?.start ?? start - 1) : start
}

/** Whether the suffix ends a word: 局 of 局面 does not, 市委 of 市委书记 does. */
function endsHere(
  page: Page,
  at: number,
  end: number,
  byLevel: boolean,
  word: string,
  { category }: OrganizationSuffix,
): boolean {
  const next = page.text[end]
  if (next === '员' && /^[省市区县州旗地]委$/.test(word)) return false
  // 马华|总会长: the head's title begins where the suffix does.
  if (next === '长' && word.length > 1 && page.titleAt(end - 1)?.length === 2)
    if (page.exact(page.lexicon.modifiers, at, end - 1) !== undefined) return false
  if (word === '大学' && page.text.startsWith('校长', end)) return true
  // 李沧区|书院|路: the road is called after it; 医院|路口, 交易所|路演 are something else.
  if ((next === '路' || next === '街') && page.isBoundary(end) && page.isBoundary(end + 1)) return false
  if (page.isBoundary(end)) return !(end - at === 1 && page.bits(end - 1, end) & WORD.leadIn)
  // 宣传部|长、组织部|长: the department shares its last character with its head's title.
  if (next === '长' && word.endsWith('部') && HEADED.has(category)) return page.isBoundary(end + 1)
  if (byLevel) return next !== '会' && next !== '长'
  // 海洋局|长张汉雄: the bureau shares its last character with its head's title.
  // 卫生健康局|局长 in one word too.
  const headed = next === '长' || (next === word && page.text[end + 1] === '长')
  if (end - at === 1 && headed && '局署处厅'.includes(word)) return departmentBefore(page, at, 0) > 0
  if (end - at < 3) {
    // 凉亭乡党委|书记 in one word.
    return end - at === 2 && page.exact(page.lexicon.heads, end, page.wordEnd(end, end + 4)) !== undefined
  }
  return !'长员化'.includes(next ?? ' ')
}

/** Whose departments are called with their heads in one word. */
const HEADED = new Set(['party', 'military'])

/** Where the chain of places that ends in the suffix's first character starts. */
function placeAround(page: Page, end: number, floor: number): number {
  let place = page.placeEnd.get(end)
  if (!place || place.start < floor || !isArea(place.form.level)) {
    place = page.placeEnd.get(end - 1)
    if (!place || place.start < floor || !isArea(place.form.level)) return -1
  }
  let start = place.start
  for (
    let p = page.placeEnd.get(start);
    p && p.start >= floor && isArea(p.form.level);
    p = page.placeEnd.get(start)
  )
    start = p.start
  return start
}

const PARTIES = ['中共', '民建', '民盟', '民革', '民进', '农工党', '致公党', '九三学社', '台盟', '共青团']

/** 民建|陕西省委, 中共|商州区委: the party whose committee it is. */
function withParty({ text }: Page, start: number, floor: number): number {
  const party = PARTIES.find(
    (name) => start - name.length >= floor && text.startsWith(name, start - name.length),
  )
  return party ? start - party.length : start
}

const AREAS = new Set(['province', 'prefecture', 'county', 'township', 'region', 'foreign', 'country'])

function isArea(level: string): boolean {
  return AREAS.has(level)
}

function accept(
  page: Page,
  walked: Walked,
  at: number,
  suffix: OrganizationSuffix,
  word: string,
  core: number,
): boolean {
  const length = at - walked.start
  const { anchored, placed, proper, plain, heads } = walked
  switch (suffix.name) {
    case 'self':
      // 人大代表、政协委员
      return anchored || word !== '政协' || !page.text.startsWith('委员', at + 2)
    case 'place':
      return anchored && length > 0 && (word.length > 1 || placed)
    case 'body':
      return length > 0 && (anchored || proper > 0)
    case 'center':
      return (
        anchored &&
        plain + proper > 0 &&
        // 金融服务|中心, 便民服务|中心
        ((page.bits(page.wordStart(at, walked.start), at) | page.ownBits(at - 2, at)) &
          (WORD.inner | WORD.department)) !==
          0
      )
    case 'dept':
      if (word.length === 1 && '委办处科所站'.includes(word) && !(anchored && core > 0)) return false
      if (word.endsWith('组') && /(?:派出|成立|组建|抽调|组成|派)$/.test(page.text.slice(walked.start, at)))
        return false
      if (/办公室$|小组$|工作组$|组$|专班$/.test(word))
        return anchored && length > (placed ? 2 : 3) && (plain > 0 || proper > 0 || placed)
      if (core > 0) return anchored || proper === 0 || at - core - walked.start > 1
      return heads > 1 || (anchored && length > 2 && plain + proper > 0 && proper < 2)
    default:
      // 市委组织部: the department of a committee that is called by its level.
      if (length === 0 && LEVEL_FIRST.includes(word[0]) && (word[1] === '委' || word === '市立医院'))
        return true
      if (word === '队')
        return (
          (placed || proper > 0) &&
          length >= 2 &&
          length <= 8 &&
          !/[支大总分部军球车排舰船商乐团]$/.test(page.text.slice(walked.start, at))
        )
      // 第83|集团军, 第三|作战区
      if (suffix.category === 'military' && ORDINAL.test(page.text.slice(walked.start, at))) return true
      // 县|人民|医院, 省|供销社.
      if (!placed && proper === 0)
        return (
          anchored &&
          (plain > 0
            ? numbered(page, at, walked.start)
            : length === 1
              ? word.length > 2 || word === '法院'
              : word.length > 2 && governs(page, walked.start, at))
        )
      return length >= 2 && proper <= 4 && (placed || plain < 3)
  }
}

/** 第83, 第三 */
const ORDINAL = /^第(?:\d{1,3}|[一二三四五六七八九十]{1,3})$/

/** 园区|管委会, 开发区|管委会: the zone at hand, as 县 is in 县医院. */
function governs({ text }: Page, start: number, at: number): boolean {
  return ZONES.has(text.slice(start, at)) && /^(?:管委会|管理委员会)/.test(text.slice(at, at + 5))
}

/** 县|人民|医院, 市|第一|中学: what the only body of its kind is called. */
function numbered(page: Page, at: number, floor: number): boolean {
  const start = page.wordStart(at, floor)
  return page.text[start] === '第' || (page.bits(start, at) & WORD.inner) !== 0
}

/** Length of the longest word before the suffix that says what a department is for; 0 for none. */
function departmentBefore(page: Page, at: number, floor: number): number {
  for (let length = Math.min(8, at - floor); length >= 2; length--)
    if (page.ownBits(at - length, at) & WORD.department) return length
  return 0
}
