import type { CompanySuffix, OrganizationSuffix } from './lexicon.js'
import { type BodyHit, isHan, type Page } from './page.js'

/** Longest name, UTF-16 code units. */
const LONGEST = 32
const LEVEL_CHAR = /[省市县区州旗镇乡村]/
const NATIONAL = /^(?:国家|中国|全国|中央|中华|中共|国立|北京|国网|中铁|中建|中交)/
const NATIONAL_OR_FIRM = /^(?:国网|中铁|中建|中交|中国|国家)/
const NAME_CHAR = /[\p{Script=Han}A-Za-z0-9·&]/u
/** Single words that no name contains; other single verbs and prepositions may stand in one (晋能, 同悦). */
const STRONG = /^[在的了是和与由被把将对从向为以到给及等就都也还又已称说并让使]$/
const JOINERS = /^(?:和|与|及|第|暨)$/

interface Reach {
  start: number
  /** Leftmost place inside, or -1. */
  place: number
  /** A word that is in no list, a Latin name, a quoted name. */
  proper: boolean
  words: number
  /** How many of them are common nouns. */
  plain: number
  /** Starts with 市, 县 … or 国家, 中国 … */
  level: boolean
}

/** Walks left from a suffix over the words of its name. */
function reach(page: Page, from: number, floor: number, loose: boolean, joined: boolean): Reach {
  const { text, lexicon } = page
  const r: Reach = { start: from, place: -1, proper: false, words: 0, plain: 0, level: false }
  let at = from
  while (at > floor && from - at < LONGEST) {
    const place = page.placeEnd.get(at)
    if (
      place &&
      place.start >= floor &&
      !(place.form.level === 'village' && place.form.divisions.length === 0)
    ) {
      at = place.start
      r.place = at
      r.start = at
      r.words++
      continue
    }
    const body = page.bodyEnd.get(at)
    if (body && body.kind === 'organization' && body.start >= floor && body.end - body.start > 2) {
      at = body.start
      r.place = at
      r.start = at
      r.words++
      continue
    }
    if (!joined && body && body.kind === 'company' && body.start >= floor) break
    const ch = text[at - 1]
    if (ch === '）' || ch === ')' || ch === '”') {
      const open = openerBefore(text, at - 1, Math.max(floor, at - 14))
      if (open < 0 || (ch === '”' && at !== from && r.words > 0)) break
      at = open
      r.start = at
      r.words++
      r.proper = true
      if (ch === '”') break
      continue
    }
    if (!NAME_CHAR.test(ch)) break
    const start = page.wordStart(at, floor)
    const word = text.slice(start, at)
    if (r.place >= 0 && !NATIONAL.test(word)) {
      // Left of a place only a proper name goes on: 中铁西安…, not 企业陕西….
      if (lexicon.nouns.has(word) || lexicon.stops.has(word) || word.length < 2 || /\d/.test(word)) break
      if (!NATIONAL_OR_FIRM.test(word) && !loose) break
      if (lexicon.surnames.has(word[0]) && word.length < 4) break
    }
    if (lexicon.leadIns.has(word)) break
    if (word.length === 1 && LEVEL_CHAR.test(word) && r.words > 0) {
      r.start = start
      r.level = true
      r.words++
      break
    }
    if (/^[\dA-Za-z]/.test(word) && !(r.words > 0 && /^[A-Z]+$/.test(word))) break
    // 晋能, 同悦: single verbs and prepositions stand in the names of firms.
    const weak = loose && word.length === 1 && !STRONG.test(word)
    const joins = joined && JOINERS.test(word) && r.words > 0 && !r.proper
    if (lexicon.stops.has(word) && !weak && !INNER.has(word) && !joins) break
    if (word.length > 1 && /[于的了]$/.test(word)) break
    if (!lexicon.nouns.has(word) && !INNER.has(word) && (word.length > 1 || weak)) r.proper = true
    else r.plain++
    if (NATIONAL.test(word)) r.level = true
    at = start
    r.start = start
    r.words++
  }
  while (r.start < from && JOINERS.test(text[r.start])) r.start++
  return r
}

/** Verbs that names contain. */
const INNER = new Set(
  '管理 发展 投资 建设 开发 服务 监督 交通 运输 教育 卫生 健康 文化 旅游 保障 应急 改革 规划 统计 审计 监管 营运 运营 贸易 制造 设计 研究 勘察 勘测 检验 检测 保护 环境 合作 创新 综合 执法 协调 组织 宣传 电动 供电 发电 供水 物流 控股 实验 师范 行政 指挥 防汛 抗旱 抗震 救灾 救援 消防 振兴 保险 医疗 康复 林业 水利 自然 资源 生态 人民 第一 第二 第三 第四 第五 第六 附属 国际 联合 民族 宗教 事务 体育 广播 电视 移动 通讯 通信 会计 证券 期货 担保 租赁 装备 智能 城市 住房 城乡 退役 军人 市场 知识 产权 能源 粮食 储备 信访 机关 政法 统战 公路 铁路 港务 海事 民航 邮政 电信 气象 地震 测绘 检察 司法 公安 财政 税务 商务 经济 工业 信息化 人力 社会 农业 农村 科学 技术 学前 职业'.split(
    ' ',
  ),
)

function openerBefore(text: string, at: number, floor: number): number {
  const close = text[at]
  const open = close === '”' ? '“' : close === '）' ? '（' : '('
  for (let i = at - 1; i >= floor; i--) if (text[i] === open) return i
  return -1
}

const DEPT_CORE =
  /(?:公安|教育|财政|税务|统计|审计|司法|民政|水利|水务|商务|林业|农业|农村|气象|交通|运输|环保|环境|自然资源|规划|住建|住房|建设|卫生|健康|文旅|旅游|体育|广电|市场监管|监管|监督管理|管理|应急|信访|粮食|能源|科技|经信|工信|信息化|人社|保障|医保|民宗|事务|统战|档案|知识产权|发展|改革|振兴|铁路|邮政|海事|海洋|渔业|侨务|外事|水文|地质|地震|消防|交警|交管|执法|刑侦|治安|特警|反诈|防汛|抗旱|防控|指挥|房管|都市|农粮|食品|药品|烟草|国土|城管|园林|林草|畜牧|农机|经济|招商|土地|观光|劳动|文化|警务|保健|药监|气象|监察|考试|招生|电力|机要|保密|老干部|扶贫|新闻|港口|航务|公路|地政)$/

function acceptOrganization(
  page: Page,
  r: Reach,
  at: number,
  suffix: OrganizationSuffix,
  word: string,
): boolean {
  const name = page.text.slice(r.start, at)
  const anchored = r.place >= 0 || r.level
  switch (suffix.name) {
    case 'self':
      return true
    case 'place':
      return anchored && name !== ''
    case 'body':
      return r.words > 0 && (anchored || r.proper)
    case 'dept':
      if (word === '办公室') return anchored && name.length > 3 && DEPT_CORE.test(name)
      return DEPT_CORE.test(name) || (anchored && name.length > 2)
    default:
      if (word === '队')
        return (
          (r.place >= 0 || r.proper) &&
          name.length >= 2 &&
          name.length <= 6 &&
          !/[支大总分部军球车]$/.test(name)
        )
      return (r.place >= 0 || r.proper) && name.length >= 2
  }
}

/** Bodies by suffix: government, party, courts, schools … (县交通运输局, 信阳农林学院). */
export function findOrganizations(page: Page): void {
  const { text, lexicon } = page
  for (const { span } of page.zones) {
    for (let i = span.start; i < span.end; i++) {
      const match = lexicon.organizations.longest(text, i)
      if (!match || i + match.length > span.end) continue
      const end = i + match.length
      const suffixWord = text.slice(i, end)
      // A suffix that another goes on from: 大学|学院, 局|党委; and words that only look like one: 局面.
      const whole = /^[省市区县州旗镇乡]/.test(suffixWord)
      if (!page.isBoundary(end) && match.length < 3 && !(whole && !/^会/.test(text.slice(end)))) continue
      if (suffixWord.length === 1 && !isHan(text[i - 1])) continue
      if (suffixWord === '司' && /[公上打官吐]/.test(text[i - 1])) continue
      if (/^(?:省委|市委|区委|县委|州委|旗委|地委)$/.test(suffixWord) && /^员/.test(text.slice(end))) continue
      // 商州区委: the place's own last character is the suffix's first.
      const shared = whole ? placeAround(page, i + 1, span.start) : -1
      const r = reach(page, i, span.start, false, true)
      if (shared >= 0) {
        r.start = shared
        r.place = shared
      } else if (whole && r.place < 0) r.start = i
      else if (match.value.name === 'self' && r.place < 0 && !r.level && !r.proper) r.start = i
      if (match.value.name === 'self' && r.place < 0 && !r.level && r.proper) r.start = Math.max(r.start, i)
      if (!acceptOrganization(page, r, i, match.value, suffixWord)) continue
      addBody(page, {
        kind: 'organization',
        start: r.start,
        end,
        category: match.value.category,
        legalForm: null,
        rule: `organization-${match.value.name}`,
        score: r.place >= 0 ? 0.9 : 0.8,
      })
    }
  }
}

function placeAround(page: Page, end: number, floor: number): number {
  let place = page.placeEnd.get(end)
  if (!place || place.start < floor || place.form.divisions.length === 0) {
    place = page.placeEnd.get(end - 1)
    if (!place || place.start < floor || place.form.divisions.length === 0) return -1
  }
  let start = place.start
  for (
    let p = page.placeEnd.get(start);
    p && p.start >= floor && p.form.divisions.length > 0;
    p = page.placeEnd.get(start)
  )
    start = p.start
  return start
}

function acceptCompany(
  page: Page,
  r: Reach,
  at: number,
  end: number,
  suffix: CompanySuffix,
  word: string,
): boolean {
  const name = page.text.slice(r.start, at)
  if (suffix.name === 'reject' || r.start === at) return false
  if (suffix.name === 'legal') return name.length >= 2
  if (suffix.name === 'type') {
    if (/^(?:上市|本|该|子|年|占|物业|当地)|该$/.test(name)) return false
    if (word === '银行')
      return (
        (r.place >= 0 || (r.proper && r.plain === 0)) && name.length <= 8 && !/商业$|^[日年月]/.test(name)
      )
    return r.proper || (r.place >= 0 && name.length > 2)
  }
  // 100兆瓦光伏: a unit of measure is no name.
  if (/[\d.百千万亿]/.test(page.text[r.start - 1] ?? '')) return false
  // 海昶电动工具: a proper word, then a trade; nothing after that goes on with the noun.
  return (
    r.proper &&
    r.place < 0 &&
    r.plain === 0 &&
    r.words <= 2 &&
    name.length <= 4 &&
    page.isBoundary(end) &&
    !TRADE_NEXT.test(page.text.slice(end, end + 4))
  )
}

/** What goes on after a trade word when it names a trade and no firm: 光伏产业, 生物技术. */
const TRADE_NEXT =
  /^(?:产业|行业|企业|技术|市场|领域|工程|设备|产品|基地|园|城|局|厅|部|处|大学|学院|学校|人才|创新|强|化|业|馆|站|资源|安全|消费|服务|公司|集团|股份|有限|控股|中心|协会|规划|体系|平台|服务|环境|条件|文化|经济|农业|工业|大省|大市|大县|节|资金|总额|规模|增长|完成)/

/** Companies by legal form, by type word, by trade word after a proper name, and those that everyone knows. */
export function findCompanies(page: Page): void {
  const { text, lexicon } = page
  for (const { span } of page.zones) {
    for (let i = span.start; i < span.end; i++) {
      const known = lexicon.known.longest(text, i)
      if (known && page.isBoundary(i) && page.isBoundary(i + known.length) && known.length > 2) {
        addBody(page, company(i, i + known.length, null, 'company-known', 0.85))
      }
      const match = lexicon.companies.longest(text, i)
      if (!match || i + match.length > span.end) continue
      let end = i + match.length
      if (text.startsWith('（有限合伙）', end)) end += 6
      // A firm's name joins no two others: 宁德时代和湘投集团.
      const r = reach(page, i, span.start, match.value.name === 'legal', false)
      if (!acceptCompany(page, r, i, end, match.value, text.slice(i, end))) continue
      const score = match.value.name === 'legal' ? 0.97 : match.value.name === 'type' ? 0.85 : 0.7
      addBody(page, company(r.start, end, match.value.form || null, `company-${match.value.name}`, score))
      i = end - 1
    }
  }
}

function company(start: number, end: number, legalForm: string | null, rule: string, score: number): BodyHit {
  return { kind: 'company', start, end, category: 'other', legalForm, rule, score }
}

/** The longer of two that overlap stands; of equals, the company. */
function addBody(page: Page, hit: BodyHit): void {
  const old = page.bodyEnd.get(hit.end)
  if (old && old.end - old.start > hit.end - hit.start) return
  page.bodyEnd.set(hit.end, hit)
}

/** Once all are found: no two overlap, the longer stands. */
export function settleBodies(page: Page): void {
  const sorted = [...page.bodyEnd.values()].sort((a, b) => a.start - b.start || b.end - a.end)
  const out: BodyHit[] = []
  for (const hit of sorted) {
    let keep = true
    for (let last = out.at(-1); last && hit.start < last.end; last = out.at(-1)) {
      if (last.end - last.start >= hit.end - hit.start) {
        keep = false
        break
      }
      out.pop()
    }
    if (keep) out.push(hit)
  }
  page.bodies = out
  page.bodyEnd.clear()
  for (const hit of out) page.bodyEnd.set(hit.end, hit)
}

/** 以下简称“永昕建设”: the short name that a text gives, as full name's end → short name. */
export function findShortNames(page: Page): Map<string, string> {
  const out = new Map<string, string>()
  for (const { start, end } of page.bodies) {
    const m = /^[（(](?:以下|下)?(?:统称|简称)[：:]?[“"「]?([^“”"」）)]{2,12})[”"」]?[）)]/.exec(
      page.text.slice(end, end + 30),
    )
    if (m) out.set(m[1], page.text.slice(start, end))
  }
  return out
}
