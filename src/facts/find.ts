import type { Zone } from '../article/index.js'
import type { Entity } from '../entities/index.js'
import type { Doc, Issue, Span } from '../text/index.js'
import type { TimeExpression } from '../times/index.js'
import { checkFacts } from './checks.js'
import { Clauses, type Core } from './clause.js'
import {
  baseIn,
  changeBefore,
  isNegated,
  ledTo,
  type Share,
  type Slot,
  shareBefore,
  shareChanged,
  slotsOf,
  type Verb,
} from './context.js'
import type { Header } from './header.js'
import { Items, overlaysOf, readItems, shareCodeEnd } from './items.js'
import { type Figure, findFigures } from './mentions.js'
import { monthsOf, Periods } from './period.js'
import { countCues, cueAt, cueBefore } from './tables.js'
import type { Change, Fact, FactStatus, Phrase, Unit } from './types.js'
import {
  ACTUAL,
  ADV,
  AGENT,
  BA,
  classOf,
  DE,
  END,
  FIGURE,
  FORECAST,
  FRAME,
  HOLDER,
  LINK,
  LOC,
  METRIC,
  NAME,
  PERSON,
  PREP,
  QUAL,
  QUOTE,
  REQUIREMENT,
  SAY,
  STOP,
  TARGET,
  TIME,
  VERB,
} from './words.js'

export interface FactInput {
  doc: Doc
  zones: readonly Zone[]
  times: readonly TimeExpression[]
  /** Where each word of the text ends. */
  wordEnds: Uint32Array
  referenceDate?: string
  /** May be empty: facts then name their subjects by grammar alone. */
  entities: readonly Entity[]
}

/** The names of a figure that a later one may take up. */
interface Names {
  metric: Span | null
  subject: Span | null
}

/** What the last figure said. */
interface Local extends Names {
  /** The metric is the name of a quantity: 牛肉 of the next clause can hold it, too. */
  quantity: boolean
  unit: string
}

/** An amount that later ones may be parts of. */
interface Whole {
  id: string
  unit: string
  metric: Span | null
  size: number
}

const SOMEBODY =
  /(?:男子|女子|少[年女]|男[童孩生婴]|女[童孩生婴]|老[翁妇汉人]|[妇儿患学]童|患[儿者]|孕妇|学生|村民|市民|男?司机|青年|夫妇|[工员者])$/

const KIN = new Set('女儿 儿子 孙子 孙女 外孙 外孙女 妻子 丈夫 母亲 父亲 奶奶 爷爷 老伴'.split(' '))

/** 预期信贷损失: a term of banks. */
const EXPECTED_LOSS = /^预期信[贷用]/
/** 目标价, 目标客群: no aim of what the clause tells. */
const TARGETED = /^目标[价位客人群市用]/
const AIM = /^的[\p{Script=Han}]{0,4}目标/u
const REACHED = /已|超额|完成|实现|达成|突破|超过|高于|低于/

const NONE: Local = { metric: null, subject: null, quantity: false, unit: '' }

/** Finds the numeric facts of the zones, in order. Issues have spans in the text. */
export function findFacts({ doc, zones, times, entities, wordEnds, referenceDate }: FactInput): {
  facts: Fact[]
  issues: Issue[]
} {
  const facts: Fact[] = []
  const names = nameSpans(entities, doc.text)
  const bare = bareYuan(doc)
  const page: Page = {
    doc,
    facts,
    topic: topicOf(entities, zones, doc.text),
    firms: firmsOf(entities),
    passing: passingOf(entities),
    periods: new Periods(doc.text, referenceDate ?? null),
    today: referenceDate ?? null,
  }
  const items = new Items()
  let table: Header | null = null
  let t = 0
  let n = 0
  let w = 0
  for (const { span, kind } of zones) {
    while (t < times.length && times[t].span.end <= span.start) t++
    // 3个月 and 18年 are read as durations by both rooms: here they are figures.
    const dated: TimeExpression[] = []
    for (; t < times.length && times[t].span.start < span.end; t++)
      if (times[t].kind !== 'duration') dated.push(times[t])
    while (n < names.length && names[n].end <= span.start) n++
    const named: Name[] = []
    for (let k = n; k < names.length && names[k].start < span.end; k++) named.push(names[k])
    const found = findFigures(doc.text, span, dated, table)
    const readings = outsideNames(doc.text, found.figures, named)
    const figures = bare === HKD ? readings : readings.filter(({ unit }) => !HONG_KONG.has(unit?.text ?? ''))
    table = found.table
    if (bare) for (const figure of figures) setCurrency(figure, bare)
    page.periods.open(dated, kind === 'title', span.start)
    if (figures.length > 0) {
      while (w < wordEnds.length && wordEnds[w] <= span.start) w++
      readItems(items, doc.text, span, wordEnds, w, overlaysOf(figures, dated, named))
      const reader = new ZoneReader(page, new Clauses(doc.text, items), slotsOf(doc.text, span, figures))
      reader.read()
      const { headline } = reader
      if (kind === 'title') page.topic = headline ?? page.topic
      else if (headline && !page.passing.has(headline.end)) page.topic ??= headline
    }
    page.periods.close()
  }
  return { facts, issues: checkFacts(doc.text, facts) }
}

interface Name extends Span {
  person: boolean
  /** Of a person or a place: numbers within it are letters of the name. */
  whole: boolean
}

interface Page {
  doc: Doc
  facts: Fact[]
  /** What the article speaks of: its figures' subject where nothing nearer is. */
  topic: Span | null
  /** Where the names of companies start, by where they end. */
  firms: ReadonlyMap<number, number>
  /** Where those end that are one of several and named once. */
  passing: ReadonlySet<number>
  periods: Periods
  /** The day the text was written, where it is known. */
  today: string | null
}

/** Figures without those in the name of a person or a place, which count nothing: 邵|九章, 七台|村. Both are sorted. */
function outsideNames(text: string, figures: readonly Figure[], names: readonly Name[]): Figure[] {
  let n = 0
  return figures.filter(({ start, end }) => {
    while (n < names.length && names[n].end <= start) n++
    for (let k = n; k < names.length && names[k].start <= start; k++) {
      const name = names[k]
      // 中铁|十四局 is called so; 3家企业 of a name that runs too far is counted.
      const whole =
        name.whole || (name.end === end && name.end - name.start < 10 && !/[0-9０-９]/.test(text[start]))
      if (whole && name.end >= end && name.end - name.start > end - start) return false
    }
    return true
  })
}

/** Places, companies, bodies and people by place: what a figure can be of. */
function nameSpans(entities: readonly Entity[], text: string): Name[] {
  const spans: Name[] = []
  // 恩格尔系数 is nobody's.
  for (const { mentions, kind } of entities)
    for (const { span } of mentions)
      if (kind !== 'person' || cueAt('metric', text, span.start) <= span.end - span.start)
        spans.push({
          start: span.start,
          end: span.end,
          person: kind === 'person',
          whole: kind === 'person' || kind === 'place',
        })
  return spans.sort((a, b) => a.start - b.start || b.end - a.end)
}

/** 石棉6.1级地震: the short name of a place in a headline that no rule takes for one. */
function headedBy({ kind, name, mentions }: Entity, text: string, title: Span | undefined): Span | null {
  if (kind !== 'place' || !title || name.length < 3 || !'县市区旗'.includes(name[name.length - 1]))
    return null
  const short = name.slice(0, -1)
  const start = text.indexOf(short, title.start)
  if (start < 0 || start + short.length > title.end || mentions[0].span.start < title.end) return null
  return { start, end: start + short.length }
}

function firmsOf(entities: readonly Entity[]): Map<number, number> {
  const out = new Map<number, number>()
  for (const { kind, mentions } of entities)
    if (kind === 'company') for (const { span } of mentions) out.set(span.end, span.start)
  return out
}

/** Firms that a page names once, among others: none is what the page is about. */
function passingOf(entities: readonly Entity[]): Set<number> {
  const firms = entities.filter(({ kind }) => kind === 'company')
  if (firms.length < 3) return new Set()
  return new Set(firms.flatMap(({ mentions }) => (mentions.length > 1 ? [] : [mentions[0].span.end])))
}

/** Bodies that hold figures of their own; a ministry tells those of others. */
const HOLDING = /^(?:school|hospital|institute|team|association)$/

/** The company, school or place of the headline, else the one named most. */
function topicOf(entities: readonly Entity[], zones: readonly Zone[], text: string): Span | null {
  const title = zones.find(({ kind }) => kind === 'title')?.span
  let best: Span | null = null
  let most = 0
  for (const entity of entities) {
    const holds =
      entity.kind === 'company' ||
      entity.kind === 'place' ||
      (entity.kind === 'organization' && HOLDING.test(entity.category))
    if (!holds) continue
    // 沪 of 沪指 speaks of no city.
    const first = headedBy(entity, text, title) ?? entity.mentions.find(({ text }) => text.length > 1)?.span
    if (!first) continue
    const headed = title !== undefined && first.start >= title.start && first.end <= title.end
    const weight = entity.mentions.length + (headed ? 4 : 0) + (entity.kind === 'place' ? 0 : 0.5)
    if (weight > most && weight >= 2) {
      best = first
      most = weight
    }
  }
  return best
}

const TWD: Unit = { system: 'ISO4217', code: 'TWD', text: '元' }
const HKD: Unit = { system: 'ISO4217', code: 'HKD', text: '元' }

/** Units that count so in Hong Kong alone: 息率7.3厘, 派息26仙. */
const HONG_KONG = new Set(['厘', '仙'])

const GLOSS = /[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]/g

/** Whose 元 a bare 元 is: pages of Taiwan and Hong Kong say so by their own words. */
function bareYuan({ source, text }: Doc): Unit | null {
  // Only Traditional pages: a mainland page that mentions 新台币 still counts in its own 元.
  if (!/[億萬臺灣縣國學與這時會]/.test(source)) return null
  // (qǐng): a mainland page that a converter damaged.
  if ((source.slice(0, 20_000).match(GLOSS)?.length ?? 0) > 4) return null
  const page = source.slice(0, 20_000) + text.slice(0, 20_000)
  const hk = countCues('money-hk', page)
  const tw = countCues('money-tw', page)
  // One 香港 or 高雄 is a place that any page may name.
  if (hk + tw < 2) return null
  return hk > tw ? HKD : TWD
}

function setCurrency(figure: Figure, bare: Unit): void {
  if (figure.unit?.code === 'CNY' && figure.unit.text === '元') figure.unit = bare
}

/** Reads the figures of one zone with what they inherit from one another. */
class ZoneReader {
  readonly #page: Page
  readonly #text: string
  readonly #clauses: Clauses
  readonly #slots: readonly Slot[]
  /** Item where the clause starts; the figure before this one in it, or -1. */
  #clause = 0
  #before = -1
  #stop = 0
  #local: Local = NONE
  /** Who the clause is about. */
  #holder: Span | null = null
  /** A name: it holds until another comes. A common noun (项目): until its sentence ends. */
  #topic: Span | null
  #passing: Span | null = null
  /** The thing that the clause before ended in: 冷链物流中心 of 建设了…. */
  #object: Span | null = null
  /** The sentence has said who acts. */
  #told = false
  #part = false
  /** 其中 before ；: what is named alike is still a part. */
  #mayPart = false
  #status: FactStatus = 'actual'
  #base: Change['base'] = null
  #baseSentence = -1
  /** A 环比 stands between 同比 and the end of its sentence. */
  #suspended = false
  #verb: Verb | null = null
  #share: Share | null = null
  /** What the sentence's shares are of. */
  #of: Span | null = null
  /** Names that 分别 deals out to the figures of this clause. */
  #spread: Names[] | null = null
  #dealt = 0
  /** Names of the sentence's figures, for a 分别 that follows. */
  #list: Names[] = []
  /** The last names of counts, by their unit. */
  readonly #byUnit = new Map<string, Names>()
  /** The last metric that is no rate of growth. */
  #grown: Span | null = null
  /** What the figure before this one in the clause counted. */
  #counted: Span | null = null
  /** … as the object of a preposition. */
  #taken = false
  /** The last person named, the last 说, and the last pronoun of the clause, as items; or -1. */
  #person = -1
  #said = -1
  #sentenceStart = -1
  /** The item that ends the sentence. */
  #sentenceStop = -1
  #pronoun = -1
  /** Amounts of the paragraph that a 其中 may divide. */
  readonly #wholes: Whole[] = []

  /** The first one that acts in the zone. */
  headline: Span | null = null

  constructor(page: Page, clauses: Clauses, slots: readonly Slot[]) {
    this.#page = page
    this.#text = clauses.text
    this.#clauses = clauses
    this.#slots = slots
    this.#topic = page.topic
  }

  read(): void {
    const { bits, count } = this.#clauses.items
    let k = 0
    for (let i = 0; i <= count; i++) {
      const here = i < count ? bits[i] : END | STOP
      if ((here & FIGURE) !== 0 && k < this.#slots.length) {
        if (this.#before < 0) this.#stop = this.#clauseEnd(i)
        this.#figure(i, k++)
        this.#before = i
      } else if ((here & STOP) !== 0) this.#close(i, here)
      else if ((here & PERSON) !== 0) {
        if ((here & NAME) !== 0) this.#person = i
        // 单立言告诉|我们: who hears holds nothing.
        else if (i === 0 || !HEARD.has(this.#clauses.word(i - 1))) this.#pronoun = i
      } else if ((here & SAY) !== 0) this.#said = i
      else if (this.#status !== 'actual' && this.#done(i)) this.#status = 'actual'
      else if ((here & STATUS) !== 0) this.#noteStatus(i, here)
    }
  }

  /** 建成后年产值可达…: what will then be is told, not planned. */
  #done(i: number): boolean {
    const { end } = this.#clauses.items
    return this.#text[end[i] - 1] === '后' && cueBefore('done', this.#text, end[i] - 5, end[i]) > 0
  }

  /** Whom the pronoun of the clause stands for: 他 for the last person named, 我 and 我们 for who speaks. */
  #referred(i: number): Span | null {
    const { bits } = this.#clauses.items
    const at = this.#pronoun
    for (let k = at + 1; k < i; k++) if ((bits[k] & (SAY | FRAME)) !== 0) return null
    const word = this.#clauses.word(at)
    const speaks = '我咱俺'.includes(word[0])
    const say = speaks ? this.#saying(at) : this.#said
    let who = speaks || this.#person < 0 ? -1 : this.#person
    let from = say
    while (from > 0 && say - from < 12 && (bits[from - 1] & (STOP | QUOTE)) === 0) {
      from--
      if (who < 0 && (bits[from] & (NAME | PERSON)) === (NAME | PERSON)) who = from
    }
    // 恒越机床总经理卢建川: who says 我们 speaks for the firm.
    if (word[1] === '们' && speaks && who >= from)
      for (let k = who - 1; k >= from; k--) if ((bits[k] & NAME) !== 0) return this.#clauses.span(k, k + 1)
    if (who >= 0) return this.#clauses.span(who, who + 1)
    return say > from ? this.#clauses.span(from, this.#clauses.nounEnd(from, say)) : null
  }

  /** The 说 of what is quoted around an item: “…”卢建川说, or 卢建川说：“…”. */
  #saying(at: number): number {
    const { items } = this.#clauses
    const text = this.#text
    const from = items.start[at]
    const before = text.slice(Math.max(items.start[0], from - QUOTED), from)
    const open = before.lastIndexOf('“')
    if (open < 0 || before.includes('”', open)) return this.#said
    let k = at
    while (k < items.count && k - at < QUOTED && text[items.start[k]] !== '”') k++
    for (const end = k + 16; ++k < items.count && k < end && (items.bits[k] & (END | FIGURE)) === 0; )
      if ((items.bits[k] & SAY) !== 0) return k
    return this.#said
  }

  /** 力争, 预计 or 要求 holds for what follows in its sentence; a plan that is a noun (年度计划的) does not. */
  #noteStatus(i: number, here: number): void {
    if ((here & ACTUAL) !== 0) {
      this.#status = 'actual'
      return
    }
    const { bits, count } = this.#clauses.items
    const next = i + 1 < count ? bits[i + 1] : STOP
    // 要求…确保: what is required stays so.
    if (this.#status === 'requirement' && /^(?:确保|力争|争取)$/.test(this.#clauses.word(i))) return
    // 将比分扩大为2:0: 将 is 把 there.
    if ((here & BA) !== 0 && i + 1 < count && this.#clauses.noun(i + 1) && (next & (VERB | QUAL)) === 0)
      return
    if ((here & BA) !== 0 && this.#clauses.is(i, '将') && i + 1 < count && this.#clauses.is(i + 1, '其'))
      return
    // 将涉及15个部门的246个事项纳入窗口: 将 is 把 there, too.
    if (
      this.#clauses.is(i, '将') &&
      TAKEN.test(this.#text.slice(this.#clauses.items.end[i], this.#clauses.items.end[i] + 40))
    )
      return
    // 砂石料2.1万立方米: 料 is stuff there. 已争取补助12亿元: what was striven for was got.
    if (
      this.#clauses.is(i, '料') &&
      /[0-9一二三四五六七八九十百]/.test(this.#text[this.#clauses.items.end[i]] ?? '')
    )
      return
    if ((here & TARGET) !== 0 && i > 0 && /^(?:已|比|较|占|原|按)$/.test(this.#clauses.word(i - 1))) return
    // 车程需50分钟
    if (this.#clauses.is(i, '需') && (next & FIGURE) !== 0) return
    if ((here & REQUIREMENT) === 0) {
      // 市场预期的4.1%, 《…规划》, 年度计划
      if ((next & (DE | QUOTE)) !== 0) return
      const before = i > 0 ? bits[i - 1] : STOP
      // 规划建设的“源网荷储”项目
      if (i + 2 < count && (next & VERB) !== 0 && (bits[i + 2] & DE) !== 0) return
      // 更新|计划|总经费, 重点研发|计划|共计: the plan's
      const known = (next & METRIC) !== 0 || (next & (ADV | LINK)) === (ADV | LINK)
      if (known && (next & VERB) === 0 && (before & (VERB | STOP | ADV)) === VERB) return
      const noun = (here & QUAL) !== 0 && (before & (QUAL | LOC)) !== 0 && (before & ADV) === 0
      if (noun && !'后前时'.includes(this.#text[this.#clauses.items.start[i] - 1])) return
      if (this.#clauses.is(i, '目标') && (next & (LINK | FIGURE | STOP)) === 0) return
      if (
        EXPECTED_LOSS.test(this.#text.slice(this.#clauses.items.start[i], this.#clauses.items.start[i] + 4))
      )
        return
      // 目标价由26元削至23.5元
      if (TARGETED.test(this.#clauses.word(i) + (this.#text[this.#clauses.items.end[i]] ?? ''))) return
    } else if (
      this.#clauses.is(i, '应') &&
      '占收付届到'.includes(this.#text[this.#clauses.items.end[i]] ?? ' ')
    )
      return
    // 预计…将达: 将 makes no target of a forecast; …料不会超出，下半年将推出 does.
    if (this.#status === 'forecast' && (here & BA) !== 0 && !this.#acted(i)) return
    this.#status =
      (here & REQUIREMENT) !== 0 ? 'requirement' : (here & FORECAST) !== 0 ? 'forecast' : 'target'
  }

  /** A clause of its own in which something will be done: 下半年|将|推出. */
  #acted(i: number): boolean {
    const { bits, count } = this.#clauses.items
    if (
      i + 1 >= count ||
      !/^(?:推出|启用|投入|建设|新建|开工|开通|举办|组织|发行|交付)/.test(this.#clauses.word(i + 1))
    )
      return false
    for (let k = i - 1; k >= this.#clause; k--) if ((bits[k] & FORECAST) !== 0) return false
    return true
  }

  #standing(slot: Slot, period: TimeExpression | null): FactStatus {
    if (isNegated(this.#text, slot)) return 'negated'
    // 每周到村|不得少于2次: the bound itself requires.
    if (/^(?:不得|必须|须|应)/.test(this.#text.slice(slot.figure.from, slot.figure.start)))
      return 'requirement'
    // 由95亿立方米增加至…: what it was.
    const before = this.#text[slot.figure.from - 1]
    if (before === '由' || before === '从') return 'actual'
    // 锚定经济增长5.5%左右的目标; 完成了5.5%的目标 is told.
    if (this.#status === 'actual' && AIM.test(this.#text.slice(slot.figure.to, slot.figure.to + 8))) {
      const told = this.#text.slice(slot.clause, slot.figure.from)
      return REACHED.test(told) ? 'actual' : 'target'
    }
    const { today } = this.#page
    // 到“十四五”末，收入达到900亿元
    if (
      this.#status === 'actual' &&
      today &&
      this.#text[(period?.span.start ?? 0) - 1] === '到' &&
      period?.start &&
      period.start > today &&
      !/^[止底末前]?止/.test(this.#text.slice(period.span.end, period.span.end + 2)) &&
      !period.text.endsWith('止')
    )
      return 'target'
    return this.#status
  }

  #clauseEnd(i: number): number {
    const { bits, count } = this.#clauses.items
    while (i < count && (bits[i] & STOP) === 0) i++
    return i
  }

  /** A mark ends the clause, maybe the sentence. */
  #close(i: number, here: number): void {
    if (this.#before < 0 && i > this.#clause && !this.#tells(i)) {
      const { frame, subject, strong, metric, object } = this.#clauses.plain(this.#clause, i)
      this.#object = object
      if (reports(this.#text, this.#clauses.items.start[this.#clause])) this.#page.periods.report()
      if (i - this.#clause === 1 && this.#clauses.is(this.#clause, '其中')) this.#part = true
      if (metric) this.#local = { metric, subject, quantity: true, unit: this.#local.unit }
      if (subject && strong && (!frame || this.#speaksForItself(subject))) {
        this.#setTopic(subject)
        if (!metric && !frame) this.#local = { ...this.#local, subject: null }
      }
      // 夏粮再获丰收，总产达…
      else if (subject && !frame && (here & END) === 0) this.#passing = subject
    }
    // 建起两层教学楼，建筑面积…
    if (this.#before >= 0 && this.#counted)
      this.#object =
        cueBefore('works', this.#text, this.#counted.start, this.#counted.end) > 0 ? this.#counted : null
    else if (this.#before >= 0) this.#object = this.#clauses.object(this.#before + 1, i)
    this.#clause = i + 1
    this.#before = -1
    this.#pronoun = -1
    this.#holder = null
    this.#counted = null
    this.#spread = null
    this.#dealt = 0
    const mark = i < this.#clauses.items.count ? this.#text[this.#clauses.items.start[i]] : '。'
    // 综合产值超95亿元 今年经济预期增长6%: what a space parts in a headline is not of the same quantity.
    if (mark === ' ' || mark === '\u3000') this.#local = { ...this.#local, quantity: false, unit: '' }
    if ((here & END) !== 0) {
      // 同比增长1.7%，环比下降2.8%。…增长14.9%: over the year again.
      if (this.#suspended) this.#base = 'yoy'
      this.#suspended = false
      this.#sentenceStart = i
      this.#object = null
      this.#list = []
      this.#passing = null
      this.#told = false
      this.#of = null
      this.#status = 'actual'
      this.#forgetSubject()
      this.#part = false
      this.#mayPart = false
    } else if (mark === '；' || mark === ';') {
      this.#mayPart ||= this.#part
      this.#passing = null
      this.#part = false
      this.#forgetSubject()
    }
  }

  /** 晶圆代工厂|世界先进: the firm without what says of which trade it is. */
  #firmAlone(subject: Span): Span {
    const start = this.#page.firms.get(subject.end)
    if (start === undefined || start <= subject.start || start - subject.start > DESCRIBED)
      return this.#beforeCode(subject)
    return TRADE.test(this.#text.slice(subject.start, start)) ? { start, end: subject.end } : subject
  }

  /** 新世界发展|（00017）北角: what goes on behind a code is no part of the name. */
  #beforeCode(subject: Span): Span {
    const phrase = this.#text.slice(subject.start, subject.end)
    const open = phrase.indexOf('（')
    if (open < 2 || this.#page.firms.get(subject.start + open) !== subject.start) return subject
    const close = shareCodeEnd(phrase, open)
    return close > 0 && !'、和与及'.includes(phrase[close] ?? '、')
      ? { start: subject.start, end: subject.start + open }
      : subject
  }

  /** Where the sentence ends that an item stands in, as a place of the text. */
  #sentenceEnd(i: number): number {
    const { bits, start, end, count } = this.#clauses.items
    if (i > this.#sentenceStop) {
      let k = i
      while (k < count && (bits[k] & END) === 0) k++
      this.#sentenceStop = k
    }
    const k = this.#sentenceStop
    return k < count ? start[k] : count > 0 ? end[count - 1] : 0
  }

  /** The firm whose share a price is of: the last one named in the sentence, else that of the headline. */
  #priced(i: number, subject: Span | null): Span | null {
    const { bits, start, end } = this.#clauses.items
    let only = -1
    for (let k = i - 1; k > this.#sentenceStart && i - k < SENTENCE; k--) {
      if ((bits[k] & NAME) === 0 || !this.#page.firms.has(end[k])) continue
      if (only >= 0) return this.#clauses.span(only, only + 1)
      only = k
    }
    const { topic } = this.#page
    const headed = topic && this.#page.firms.has(topic.end) && topic.start < start[i] ? topic : null
    if (only < 0)
      return headed ?? (subject && SETTER.test(this.#text.slice(subject.start, subject.end)) ? null : subject)
    // 高盛把目标价由26元削至23.5元: who sets it has no share here.
    const next = this.#text.slice(end[only], end[only] + 2)
    const setter = SETS.test(next) && only - this.#sentenceStart < 3
    if (!setter) return this.#clauses.span(only, only + 1)
    return headed && headed.end !== end[only] ? headed : null
  }

  /** 法人：第四季营收…: who says so, before a colon. */
  #tells(i: number): boolean {
    const { start, end, count } = this.#clauses.items
    if (i >= count || (this.#text[start[i]] !== '：' && this.#text[start[i]] !== ':')) return false
    const from = start[this.#clause]
    return cueBefore('teller', this.#text, from, end[i - 1]) === end[i - 1] - from
  }

  /** The next sentence is of somebody else. */
  #forgetSubject(): void {
    const { metric, subject, quantity, unit } = this.#local
    if (subject) this.#local = { metric, subject: null, quantity, unit }
  }

  /** A company that 公告 something speaks of itself, an office of others. */
  #speaksForItself(subject: Span): boolean {
    if (this.#page.firms.has(subject.end)) return true
    const text = this.#text.slice(subject.start, subject.end)
    return cueAt('holder', text, 0) === text.length || cueBefore('company-tail', text) > 0
  }

  #isName(span: Span): boolean {
    const { start, bits, count } = this.#clauses.items
    let lo = 0
    let hi = count
    while (lo < hi) {
      const mid = (lo + hi) >>> 1
      if (start[mid] < span.start) lo = mid + 1
      else hi = mid
    }
    return lo < count && (bits[lo] & NAME) !== 0
  }

  /** A name or 全县: what holds beyond its sentence. */
  #holds(span: Span): boolean {
    return this.#isName(span) || cueAt('holder', this.#text, span.start) > 0
  }

  #setTopic(span: Span): void {
    const size = span.end - span.start
    if (cueBefore('teller', this.#text, span.start, span.end) < size) this.headline ??= span
    this.#told = true
    if (this.#holds(span)) {
      this.#topic = span
      this.#passing = null
    } else this.#passing = span
  }

  #figure(i: number, k: number): void {
    const { doc, facts, periods } = this.#page
    const text = this.#text
    const slot = this.#slots[k]
    const { figure } = slot
    const clauseText = text.slice(slot.clause, figure.from)
    // 目前: of no period.
    if (this.#before < 0 && this.#resets(slot.clause, clauseText)) periods.reset()
    if (this.#before < 0 && reports(text, slot.clause)) periods.report()
    const period = periods.at(slot)
    const said = k > 0 ? this.#slots[k - 1].figure.to : this.#clauses.items.start[0]
    const base = baseIn(text, Math.max(said, figure.from - 200), figure.from)
    // Only 同比 is said once for a paragraph; 环比 speaks of its own clause.
    if (base) {
      this.#suspended = base !== 'yoy' && base !== null && this.#base === 'yoy'
      this.#base = base === 'yoy' ? base : null
      this.#baseSentence = slot.sentence
    }
    // 同比 holds for rates to the end of the paragraph, for amounts to the end of its sentence.
    const rate = figure.kind === 'percent' || figure.kind === 'ratio'
    const inherited = rate || this.#baseSentence === slot.sentence ? this.#base : null
    const verb =
      changeBefore(text, slot, base ?? inherited) ??
      this.#fromTo(k) ??
      this.#sharedVerb(k) ??
      ledTo(text, slot, this.#verb) ??
      this.#otherwise(k)
    this.#verb = verb
    // 力争…增长10%: what is aimed at is said to grow over nothing.
    if (verb?.change.base === 'yoy' && !base && this.#status === 'target')
      verb.change = { ...verb.change, base: null }
    // 蜜雪集团盘中涨6.3%: over no year.
    if (verb?.change.base === 'yoy' && !base && /盘中|收盘|开盘|早盘|午后|尾盘|收报|股价/.test(clauseText))
      verb.change = { ...verb.change, base: null }
    const share = verb ? shareChanged(text, slot, verb) : (shareBefore(text, slot) ?? this.#sharedShare(k))
    if (share?.of) this.#of = share.of
    // 占进出口总值的71.5%；…占21%
    else if (share && !/占比/.test(text.slice(share.start, figure.from)))
      share.of = this.#of ?? (this.#part ? (this.#wholes.at(-1)?.metric ?? null) : null)
    this.#share = share
    const named = this.#name(i, slot, verb, share)
    const unit = figure.unit?.code ?? ''
    const id = `f${facts.length + 1}`
    const amount = figure.kind === 'money' || figure.kind === 'count' || figure.kind === 'measure'
    const level = amount && (!verb || verb.change.mode === 'to')
    const size = sizeOf(figure)
    const part = amount && !verb ? this.#wholeOf(unit, named.metric, size) : null
    const divided = this.#part || this.#mayPart
    if (level && !divided && this.#wholes.length < 64)
      this.#wholes.push({ id, unit, metric: named.metric, size })
    const { start, end } = figure
    let change = verb ? { ...verb.change } : null
    if (change?.base === 'other' || (change?.base === 'mom' && isQuarter(period)))
      change = { ...change, base: periods.base(slot, period) ?? change.base }
    if (change?.base === 'yoy' && base === 'other') {
      this.#base = 'yoy'
      this.#baseSentence = slot.sentence
    }
    // 销量同比增长13.4%，股价累计上涨9.1%: what shares do is told over no year.
    if (
      change?.base === 'yoy' &&
      !base &&
      named.metric &&
      /^(?:股价|股份|[^，]{0,4}指数?$)/.test(text.slice(named.metric.start, named.metric.end))
    )
      change = { ...change, base: null }
    // 跃居第2位 tells a place, no growth.
    if (
      figure.kind === 'rank' ||
      (figure.kind === 'duration' && RUN.test(text.slice(figure.from - 2, figure.from)))
    )
      change = null
    // 拉动投资增长2.9个百分点 is no growth over a year before.
    if (change && unit === 'pp' && clauseText.includes('拉动')) change = { ...change, base: null }
    const mention = doc.mention({ start, end })
    const last = facts.at(-1)
    facts.push({
      id,
      kind: figure.kind,
      text: mention.text,
      span: mention.span,
      sourceSpan: mention.sourceSpan,
      quantity: figure.quantity,
      unit: figure.unit,
      per: figure.per,
      approx: figure.approx ?? (share ? softened(text, share.start) : null),
      status: this.#standing(slot, period),
      metric: phraseOf(doc, named.metric, last?.metric),
      subject: phraseOf(doc, named.subject, last?.subject),
      period,
      change,
      shareOf: phraseOf(doc, share?.of ?? null, null),
      partOf: part,
      rule: verb ? 'change' : share ? 'share' : named.rule,
      confidence: named.metric ? (named.subject ? 0.9 : 0.85) : 0.7,
    })
  }

  /** 跌467点|或|2.2%, 跌467点（|2.2%）: the same change in another measure. */
  #otherwise(k: number): Verb | null {
    const last = this.#verb
    if (k === 0 || last?.change.mode !== 'by') return null
    const { figure } = this.#slots[k]
    const between = this.#text.slice(this.#slots[k - 1].figure.to, figure.from)
    if (figure.kind !== 'percent' || (between !== '或' && between !== '，或')) return null
    return { change: { ...last.change }, start: figure.from - between.length }
  }

  /** 由176元调至183元, 从12天变为9天: the figures themselves tell which way. */
  #fromTo(k: number): Verb | null {
    if (k === 0 || this.#before < 0) return null
    const [last, { figure }] = [this.#slots[k - 1].figure, this.#slots[k]]
    const text = this.#text
    const led = text[last.from - 1]
    if ((led !== '由' && led !== '从') || last.unit?.code !== figure.unit?.code) return null
    const verb = text.slice(last.to, figure.from)
    if (verb.length > 8 || !/^.{1,6}[至到为成]$/.test(verb) || /[，。；、]/.test(verb)) return null
    const [a, b] = [sizeOf(last), sizeOf(figure)]
    if (a === b) return null
    return { change: { direction: b > a ? 'up' : 'down', base: null, mode: 'to' }, start: last.to }
  }

  /** 分别增长6.2%和9.5%: the verb of the first counts for those joined to it. */
  #sharedVerb(k: number): Verb | null {
    return this.#verb && this.#joined(k)
      ? { change: this.#verb.change, start: this.#slots[k].figure.from }
      : null
  }

  #sharedShare(k: number): Share | null {
    return this.#share && this.#joined(k) ? { of: this.#share.of, start: this.#slots[k].figure.from } : null
  }

  /** A comma leads the clause in. */
  #goesOn(): boolean {
    return this.#text[this.#clauses.items.start[this.#clause] - 1] === '，'
  }

  /** Whether 和 or 、 alone joins a figure to the one before. */
  #joined(k: number): boolean {
    if (k === 0 || this.#before < 0) return false
    const [last, slot] = [this.#slots[k - 1].figure, this.#slots[k].figure]
    return last.kind === slot.kind && /^(?:和|、|及|与|以及)$/.test(this.#text.slice(last.to, slot.from))
  }

  #name(i: number, slot: Slot, verb: Verb | null, share: Share | null): Names & { rule: string } {
    const { items } = this.#clauses
    const { figure } = slot
    const first = this.#before < 0
    const a = first ? this.#clause : this.#before + 1
    const cut = share?.start ?? verb?.start ?? figure.from
    let b = i
    while (b > a && items.end[b - 1] > cut) b--
    // 总量居全省第3位: what stands before the placing.
    if (figure.kind === 'rank')
      for (let v = b - 1; v >= a; v--)
        if (PLACED.test(this.#clauses.word(v))) {
          b = v
          break
        }
    if (b === i && i - a > 1 && (figure.unit?.code === '倍' || figure.kind === 'percent'))
      b = this.#compared(a, i)
    // 科指挫0.5%，|连跌|3日
    if (figure.kind === 'duration' && RUN.test(this.#text.slice(figure.from - 2, figure.from)))
      while (b > a && items.start[b - 1] >= figure.from - 2) b--
    const single = MOST.test(this.#text.slice(figure.to, figure.to + 4)) ? this.#clauses.singledOut(a, b) : -1
    const core = this.#clauses.core(a, single > a ? single : b)
    if (single >= a) {
      core.subject = this.#clauses.span(single + 1, b)
      core.strong = false
    }
    if (this.#pronoun >= a) {
      const who = this.#referred(b)
      if (who) {
        this.#holder = who
        this.#passing = who
        this.#told = true
        if (!core.strong) core.subject = null
      }
    }
    const holds = core.quantity && core.subject !== null
    if (!first && figure.kind === 'count' && !verb && !share && !holds && this.#listed(a, b)) {
      // 抢修队伍168支、应急发电车56辆: the verb before holds for both.
      const item = this.#clauses.span(a, this.#clauses.trimEnd(a, b))
      if (item) {
        core.metric = item
        core.subject = null
        core.doer = null
        core.verb = false
        core.bare = true
        core.quantity = false
      }
    }
    if (core.part) this.#part = true
    // 围绕12条产业链确定28名领导: what a preposition took does nothing.
    if (this.#taken && this.#counted) {
      if (core.subject && overlaps(core.subject, this.#counted)) core.subject = null
      if (core.doer && overlaps(core.doer, this.#counted)) core.doer = null
    }
    this.#taken = i > a && (items.bits[i - 1] & (PREP | ADV)) === PREP
    // 处分处级干部17人 behind 纪检监察机关共立案…: a word that only looks like a noun takes nothing from who acts.
    const { from, to } = core
    if (core.subject && core.verb && !core.strong && this.#told && to - from === 1 && to < b)
      if (items.end[from] - items.start[from] <= 2 && (items.bits[to] & (VERB | ADV)) === VERB)
        core.subject = null
    if (core.subject && this.#hollow(core.subject)) {
      // 科研经费累计到账58亿元: the money holds nothing, it is what came in.
      const { start, end } = core.subject
      const gap = core.metric ? core.metric.start - end : 0
      if (core.metric && gap >= 0 && gap < 4) core.metric = { start, end: core.metric.end }
      core.metric ??= core.subject
      core.subject = null
      core.strong = false
      // 哇|让|抽水蓄能|电站|总装机: a name that only looks like a clause.
      if (end - start === 1 && gap >= 0 && gap < 4) this.#clauses.resplit(core)
    }
    if (core.doer && this.#hollow(core.doer)) core.doer = null
    const local = this.#local
    // 全县财政收入8.6亿元，茶叶总产量8.1万吨: a name that the sentence goes on about keeps its products.
    const weak = !core.verb && !core.strong && first && !this.#part && this.#told
    const { subject: holder } = local
    if (weak && core.subject && core.metric && holder && this.#holds(holder) && this.#goesOn()) {
      core.metric = { start: core.subject.start, end: core.metric.end }
      core.subject = null
    }
    let { metric, subject } = core
    let rule = 'named'
    let quantity = core.quantity
    const unit = figure.unit?.code ?? ''
    // 配套储能87.5万千瓦，总投资189亿元: a total is of what the sentence is about.
    const total = first && metric !== null && this.#text[metric.start] === '总' && this.#passing !== null
    const inheritable = this.#holder ?? (total ? null : local.subject) ?? this.#passing ?? this.#topic
    let own = subject !== null
    const next = verb || share ? null : this.#clauses.after(i + 1, this.#stop)
    const attribute = next !== null && (items.bits[i + 1] & DE) !== 0
    // 调拨折叠床2000张|支援灾区: what was counted stands in front, what follows tells what for.
    const told =
      next !== null &&
      !attribute &&
      core.metric !== null &&
      core.metric.end === figure.from &&
      (core.verb ? core.object : core.bare && !first) &&
      (items.bits[next[0]] & VERB) !== 0
    const countable = figure.kind === 'count' || figure.kind === 'measure' || figure.kind === 'rank'
    const noun = next && !told ? this.#clauses.span(next[0], next[1]) : null
    // 持股7.36%的|股东, 年收益6%以上的|项目
    const rate = figure.kind === 'percent' && quantity && !verb && !share
    const described =
      figure.kind === 'rank' || ((quantity || !countable) && figure.kind !== 'percent') || rate
    const size = noun && attribute && (described || figure.kind === 'measure') ? this.#quantityName(noun) : 0
    if (noun && attribute && figure.kind === 'duration' && this.#text.startsWith('为期', figure.from - 2)) {
      // 签订为期三年的|供货协议
      metric = noun
      quantity = true
      rule = 'counted'
    } else if (noun && size > 0) {
      // 以每瓶300元至500元的价格, 支应蓝线1615亿元的工程费
      if (!subject && metric && !quantity && core.verb && size < noun.end - noun.start) {
        subject = metric
        own = true
      }
      metric = noun
      quantity = true
      rule = 'counted'
      // 椪柑被公司以每斤2.6元的价格收走: the price is the good's.
      const sold = figure.per && next && this.#clauses.priced(next[1] - 1)
      const good = sold ? (this.#clauses.goods(next[1], this.#stop) ?? this.#counted) : null
      if (good) {
        subject = good
        own = true
      }
    } else if (noun && attribute && described) {
      // 总投资28亿元的|抽水蓄能项目, 57岁的|杨秀英
      subject = noun
      own = true
      core.strong = true
      rule = 'attribute'
    } else if (core.doer) {
      if (noun && !attribute) {
        // 市财政拿出3200万元补贴
        subject = core.doer
        metric = noun
        own = true
        rule = 'counted'
      } else if (this.#counted && overlaps(this.#counted, core.doer)) {
        // 656万亩玉米已收获628万亩
        subject = this.#counted
        own = true
        rule = 'counted-verb'
      } else if (
        figure.kind === 'duration' ||
        (figure.kind !== 'count' && (core.strong || (!this.#told && !this.#holder)))
      ) {
        // 三峡电站发电350亿千瓦时
        subject = core.doer
        own = true
      } else if (metric) {
        // 隧洞开挖12.8公里, 企业发展到76家: the thing is what is counted.
        metric = { start: core.doer.start, end: metric.end }
      }
    } else if (
      noun &&
      !attribute &&
      figure.kind === 'measure' &&
      metric &&
      cueBefore('metric', this.#text, metric.start, metric.end) > 1
    ) {
      // 实用面积284平方呎|单位: the size is that of the thing behind.
      subject = noun
      own = true
      rule = 'attribute'
    } else if (
      noun &&
      (countable || (!quantity && (figure.kind === 'money' || figure.kind === 'percent' || attribute)))
    ) {
      if (countable || !metric || core.verb || attribute) {
        if (core.bare && !subject && metric && core.strong) {
          subject = metric
          own = true
        }
        // 中标12.6亿元地铁项目: the winning, not the project.
        const deed =
          figure.kind === 'money' &&
          core.verb &&
          metric !== null &&
          !core.object &&
          !attribute &&
          this.#acts(noun)
        if (!deed) metric = noun
        quantity = false
        rule = 'counted'
      }
    } else if (
      core.bare &&
      metric &&
      !subject &&
      local.metric &&
      (figure.rule === 'header' || this.#takesUp(core, verb, unit, figure.kind))
    ) {
      // 其中牛肉21.6万吨, 番茄每公斤7.2元: another holder of the same quantity.
      subject = metric
      metric = local.metric
      quantity = local.quantity
      own = true
      rule = 'parallel'
    }
    // 致3人受伤, 42万户停电: what befell those counted.
    // 《甲》以27.18亿元票房领跑
    if (
      figure.kind === 'money' &&
      this.#text[figure.from - 1] === '以' &&
      core.bare &&
      noun &&
      metric === core.metric &&
      !subject
    ) {
      subject = metric
      own = true
      metric = noun
    }
    // 业主以1200万元买入: who acts, then what he did.
    const deals = figure.kind === 'money' && this.#text[figure.from - 1] === '以' && i + 1 < this.#stop
    if (deals && core.bare && core.strong && !own && metric === core.metric)
      if ((items.bits[i + 1] & (VERB | DE)) === VERB) {
        subject = metric
        own = true
        metric = null
      }
    // 以12.6亿元中标…: the verb behind says what for.
    if (figure.kind === 'money' && this.#text[figure.from - 1] === '以' && !metric) {
      let k = i + 1
      while (k < this.#stop && (items.bits[k] & (VERB | DE)) === 0) k++
      if (k < this.#stop && (items.bits[k] & VERB) !== 0) metric = this.#clauses.span(k, k + 1)
    }
    const some = '中有已里内'.includes(this.#text[figure.from - 1])
    const again = some && !first && countable && this.#counted && unit === local.unit ? this.#among(i) : -1
    if (again >= 0) {
      // 33个乡镇有27个不同程度受灾: of the towns.
      subject = this.#counted
      own = true
      core.strong = false
      metric = this.#clauses.span(again, again + 1)
      quantity = false
      rule = 'counted-verb'
    }
    // 冲锋舟18艘赶赴现场 in a list are sent like what stands before them.
    const listed = !first && core.bare && this.#clauses.is(a, '、')
    const fate = countable && !verb && !noun && again < 0 && !listed ? this.#fate(i, slot) : -1
    if (fate >= 0 && (!metric || !core.object || core.bare)) {
      if (core.bare && core.metric && !subject) {
        subject = core.metric
        own = true
      }
      metric = this.#clauses.span(fate, fate + 1)
      quantity = false
    } else if (fate >= 0 && core.object && !quantity) {
      // 造成住户吴某等3人受伤
      subject = metric
      own = true
      metric = this.#clauses.span(fate, fate + 1)
    }
    // 赔偿消费者2100元: what was done, not to whom.
    if (figure.kind === 'money' && rule === 'named' && core.verb && core.object && metric && !quantity) {
      const done = this.#clauses.verbTo(metric)
      if (done) metric = done
    }
    // 沪指|报3128点: an index is measured, and holds what is said of it.
    if (!own && metric && cueAt('index', this.#text, metric.start) === metric.end - metric.start) {
      subject = metric
      own = true
    }
    // 番茄每公斤7.2元, 沪指上涨1.2%, 起火建筑共4层: a noun that the figure cannot count holds it.
    if (!own && rule === 'named' && core.bare && metric && heldBy(figure, verb, core.strong)) {
      subject = metric
      own = true
    }
    // 68岁|姓陈男子
    if (
      figure.kind === 'age' &&
      noun &&
      !attribute &&
      SOMEBODY.test(this.#text.slice(noun.start, noun.end))
    ) {
      subject = noun
      own = true
    }
    // 19岁|小将|王孜铭
    for (let n = i + 1; figure.kind === 'age' && n < Math.min(this.#stop, i + 5); n++) {
      // 3岁|女儿
      if (n === i + 1 && KIN.has(this.#clauses.word(n))) {
        subject = this.#clauses.span(n, n + 1)
        own = true
        break
      }
      if ((items.bits[n] & (STOP | VERB | FIGURE)) !== 0) break
      if ((items.bits[n] & (NAME | PERSON)) !== (NAME | PERSON)) continue
      subject = this.#clauses.span(n, n + 1)
      own = true
      break
    }
    // 阎某，女，汉族，现年51岁
    if (figure.kind === 'age' && !own && this.#person > Math.max(this.#sentenceStart, this.#said)) {
      subject = this.#clauses.span(this.#person, this.#person + 1)
      own = true
    }
    // 个别地块玉米减产一成, 为牧民增收1200万元: the verb says what of.
    if (verb && (rule === 'parallel' || rule === 'named') && verb.change.mode === 'by' && !quantityOf(core)) {
      const deed = this.#text.slice(figure.from - 2, figure.from)
      const bare = core.bare && core.metric
      const whose = core.metric !== null && this.#qualifies(core.metric)
      if (!whose && DEEDS.has(deed) && (bare || core.verb || !core.metric)) {
        if (bare && !core.subject) {
          subject = core.metric
          own = true
        }
        metric = { start: figure.from - 2, end: figure.from }
        quantity = false
        rule = 'named'
      }
    }
    // 户均|增收6300元
    if (verb && metric && this.#qualifies(metric)) metric = this.#clauses.span(a, i)
    // 日均2.28万人次: of the same thing.
    if (metric && local.metric && !own && this.#qualifies(metric)) metric = null
    // 台积电贡献大盘约200点；鸿海上涨2.3%: what another firm did is not its.
    const others =
      own && verb !== null && !local.quantity && subject !== null && this.#page.firms.has(subject.end)
    if (!metric && !others) {
      // 融资47起，总额31亿元。今年累计197起: of what was counted so before.
      const alike =
        figure.kind === 'count' && unit !== local.unit && !share ? (this.#byUnit.get(unit) ?? null) : null
      // 增加值下降2.4%，降幅收窄3.1个百分点；1—4月下降1.9%: the fall of the value, not of the fall.
      const grown = verb && rated(this.#text, local.metric) && unit === '%' ? this.#grown : null
      metric = alike?.metric ?? grown ?? local.metric
      quantity = local.quantity
      if (!own) subject = alike?.subject ?? local.subject ?? inheritable
      rule = 'inherited'
    } else if (!own && metric) {
      subject = inheritable
      if (subject && overlaps(metric, subject)) subject = this.#topic
      // 建设了…冷链物流中心，库容1.2万立方米: a size is that of the thing just named.
      if (
        this.#object &&
        first &&
        cueBefore('attribute', this.#text, metric.start, metric.end) === metric.end - metric.start
      ) {
        subject = this.#object
        this.#passing = subject
      }
    }
    // 网络购物投诉9.8万件，降至第2位: what was counted has the place.
    if (figure.kind === 'rank' && rule === 'inherited' && metric && !quantity && !own && !this.#told)
      subject = metric
    // 欧元区…，综合采购经理人指数为50.2
    const generic = (items.bits[core.from] & QUAL) !== 0
    if (own && metric && subject && generic && this.#text.startsWith('指数', metric.start))
      subject = inheritable
    const dealt = this.#deal(i, slot, core, first)
    if (dealt) {
      metric = dealt.metric ?? metric
      // 立案数和群众损失数: the whole coordination holds nothing.
      subject = dealt.subject ?? (own ? inheritable : subject)
      rule = 'respectively'
    }
    // 大摩给予联发科“买进”评级，目标价1500元: a price is of the firm last named, not of who sets it.
    if (metric && cueBefore('target-price', this.#text, metric.start, metric.end) > 0) {
      subject = this.#priced(i, subject)
    }
    // What the article speaks of from here on holds nothing that stands before.
    if (subject && subject === this.#page.topic && subject.start > this.#sentenceEnd(i)) subject = null
    if (subject) subject = this.#firmAlone(subject)
    // 一个|284方呎单位: a mere one holds nothing.
    if (subject && /^[一两][个名位间套]$/.test(this.#text.slice(subject.start, subject.end))) subject = null
    // 造成2死58伤
    if (figure.rule === 'toll') metric = { start: figure.end - 1, end: figure.end }
    // 安装16台单机容量100万千瓦的机组，总装机容量…: the next clause is the station's again.
    const aside = rule === 'attribute' && this.#holder !== null
    if (own && subject && !dealt && !aside) {
      // 全市12个县受灾…: the districts do not take the figure from the city.
      if (!first && this.#holder && this.#divides(subject, this.#holder)) subject = this.#holder
      else if (
        core.strong &&
        rule !== 'parallel' &&
        !this.#part &&
        (core.verb || rule !== 'named' || this.#holds(subject) || quantity)
      )
        this.#setTopic(subject)
      this.#holder ??= subject
    }
    // 外资|卖超|富邦金4821张: of whom is told, the quantity is what was sold.
    const traded = metric && TRADED.exec(this.#text.slice(metric.start, metric.end))
    if (metric && traded) {
      const start = metric.start + traded[1].length
      if (traded[1].length > 1) subject = { start: metric.start, end: start }
      metric = { start, end: start + 2 }
    }
    // 卖一车柑橘要走三个小时: what is left of a clause names no quantity.
    if (figure.kind === 'duration' && metric && FRAGMENT.test(this.#text.slice(metric.start, metric.end)))
      metric = null
    // 净利润（亿元）5.17: the unit is no part of the name.
    if (figure.rule === 'header' && metric && this.#text[metric.end - 1] === '）')
      metric = {
        start: metric.start,
        end: metric.start + this.#text.slice(metric.start, metric.end).lastIndexOf('（'),
      }
    // 制造业项目23个，总投资178亿元: the projects' own.
    const counted =
      first &&
      !own &&
      !this.#told &&
      !(subject && this.#holds(subject)) &&
      core.bare &&
      core.strong &&
      figure.kind === 'count' &&
      rule === 'named'
    this.#local = {
      metric,
      subject: counted ? metric : aside ? this.#holder : subject,
      quantity,
      unit: verb || share ? local.unit : unit,
    }
    if (!verb && this.#list.length < 64) this.#list.push({ metric, subject })
    if (figure.kind === 'count' && rule !== 'inherited') this.#byUnit.set(unit, { metric, subject })
    if (!rated(this.#text, metric)) this.#grown = metric
    this.#counted = rule === 'counted' ? noun : null
    return { metric, subject, rule }
  }

  /** 恢复到2019年同期的|1.2倍: where the words of comparison begin. */
  #compared(a: number, i: number): number {
    const { bits } = this.#clauses.items
    if ((bits[i - 1] & DE) === 0 || (bits[i - 2] & TIME) === 0) return i
    let b = i - 2
    while (b > a && (bits[b - 1] & (PREP | LINK)) !== 0 && (bits[b - 1] & NAME) === 0) b--
    return b > a && this.#clauses.is(b - 1, '恢复') ? b - 1 : b
  }

  /** Whether a bare noun phrase is a further holder of the last figure's quantity. */
  #takesUp(core: Core, verb: Verb | null, unit: string, kind: Figure['kind']): boolean {
    const { quantity, unit: last } = this.#local
    if (verb)
      return (
        (unit === '%' || unit === 'pp' || unit === '倍' || unit === last) &&
        (this.#part || core.strong || quantity)
      )
    // 当期结余 is a quantity of its own, 农村|居民 another holder.
    if ((this.#clauses.items.bits[core.from] & QUAL) !== 0 && !core.strong) return false
    // 受灾人口39万人，转移群众10万人 are two things; 销量302万辆，其中纯电动车型157万辆 are one.
    if (kind === 'count' && !this.#part)
      return core.strong && quantity && unit === last && core.to - core.from === 1
    if (core.strong && (unit === 'CNY' || unit === '%')) return unit === last
    return quantity && unit === last
  }

  /** The verb behind a count of people or homes: 3人受伤, 42万户一度停电. */
  #fate(i: number, slot: Slot): number {
    const { bits } = this.#clauses.items
    const code = slot.figure.unit?.code ?? ''
    if (code.length !== 1 || !'人名户头只例辆艘'.includes(code)) return -1
    let k = i + 1
    while (k < this.#stop && (bits[k] & (ADV | LINK | PREP)) !== 0 && (bits[k] & DE) === 0) k++
    if (k >= this.#stop || (bits[k] & (VERB | NAME)) !== VERB) return -1
    const at = this.#clauses.items.start[k]
    return cueAt('up', this.#text, at) + cueAt('down', this.#text, at) > 0 ? -1 : k
  }

  /** What some of those counted do: 41个大类中28个|实现增长, 87户人家中有61户在园区|务工. */
  #among(i: number): number {
    const { bits, count } = this.#clauses.items
    for (let k = i + 1; k < this.#stop && k < i + 6 && k < count; k++)
      if ((bits[k] & (VERB | NAME | LINK | PREP)) === VERB && !this.#clauses.noun(k)) return k
    return -1
  }

  /** A word that holds nothing: a quantity (科研经费, 营收), a verb (销赃), one character (季). */
  #hollow(subject: Span): boolean {
    const text = this.#text.slice(subject.start, subject.end)
    if (this.#isName(subject)) return false
    const acts = classOf(this.#text, subject.start, subject.end)
    return (
      text.length === 1 ||
      cueBefore('metric', text) === text.length ||
      (acts & (VERB | AGENT | HOLDER)) === VERB
    )
  }

  #qualifies(metric: Span): boolean {
    return (classOf(this.#text, metric.start, metric.end) & (QUAL | METRIC)) === QUAL
  }

  /** A further item of a list: 、 leads in and no verb ends it. */
  #listed(a: number, b: number): boolean {
    const { bits } = this.#clauses.items
    if (b - a < 2 || !this.#clauses.is(a, '、')) return false
    for (let k = a + 1; k < b; k++) if ((bits[k] & (LINK | ADV | NAME | PREP)) !== 0) return false
    return (bits[b - 1] & VERB) === 0
  }

  #acts({ end }: Span): boolean {
    return /(?:项目|工程|标段|订单|合同)$/.test(this.#text.slice(end - 2, end))
  }

  #resets(at: number, clause: string): boolean {
    let start = at
    while (LEADING.has(this.#text.charCodeAt(start))) start++
    return cueAt('reset', this.#text, start) > 0 && !clause.includes('截至')
  }

  /** 其中3个省级重点项目: of the 170个重点项目; the last amount in the same unit where none is named alike. */
  #wholeOf(unit: string, metric: Span | null, size: number): string | null {
    if (!this.#part && !this.#mayPart) return null
    const name = metric ? this.#text.slice(metric.start, metric.end) : ''
    let last: Whole | null = null
    let alike: Whole | null = null
    for (let k = this.#wholes.length - 1; k >= 0; k--) {
      const whole = this.#wholes[k]
      if (whole.unit !== unit) continue
      const wide = whole.metric ? this.#text.slice(whole.metric.start, whole.metric.end) : ''
      if (wide.length > 1 && name.endsWith(wide)) return whole.id
      if (wide.length > 1 && name.length > 1 && wide.slice(-2) === name.slice(-2)) alike ??= whole
      last ??= whole
    }
    if (!this.#part) return null
    return alike?.id ?? (last && size <= last.size ? last.id : null)
  }

  /** How much of a phrase is the name of a quantity: all of 价格, one character of 工程费, none of 项目. */
  #quantityName({ start, end }: Span): number {
    const size = cueBefore('metric', this.#text, start, end)
    if (size === end - start) return size
    return '费钱款薪租税息'.includes(this.#text[end - 1]) ? 1 : 0
  }

  /** 12个县 divide their city; 乙县 does not divide 甲县. */
  #divides(subject: Span, holder: Span): boolean {
    const last = this.#text[subject.end - 1]
    return '县市区镇乡村国省州）'.includes(last) && last !== this.#text[holder.end - 1]
  }

  /** 牛肉21.6万吨、羊肉29.3万吨，分别增长6.2%和9.5%: the k-th figure takes the k-th names. */
  #deal(i: number, slot: Slot, core: Core, first: boolean): Names | null {
    if (!this.#spread) {
      const text = this.#text.slice(first ? slot.clause : slot.start, slot.figure.from)
      if (!/分别|依次/.test(text)) return null
      let count = 0
      for (let k = i; k < this.#stop; k++) if ((this.#clauses.items.bits[k] & FIGURE) !== 0) count++
      this.#dealt = 0
      this.#spread =
        this.#named(core, count) ?? this.#sharedBefore(core, count) ?? this.#recalled(core, count)
    }
    return this.#spread[this.#dealt++] ?? null
  }

  /** 甲、乙双双涨停，分别收在152元、54.8元: the holders that the clause before names. */
  #sharedBefore(core: Core, count: number): Names[] | null {
    const before = this.#passing ?? this.#topic
    if (!before || core.subject || core.metric || count < 2 || this.#list.length >= count) return null
    const { start, end } = this.#clauses.items
    let to = this.#clause
    while (to > 0 && start[to - 1] >= before.end) to--
    let from = to
    while (from > 0 && start[from - 1] >= before.start) from--
    if (from >= to || start[from] !== before.start || end[to - 1] < before.end) return null
    const members = this.#clauses.members(from, to)
    if (members.length !== count) return null
    return members.map(([a, b]) => ({ subject: this.#clauses.span(a, b), metric: null }))
  }

  /** The names of the figures before, for 分别增长 and 增速分别为. */
  #recalled(core: Core, count: number): Names[] {
    if (core.subject || this.#list.length < count) return []
    const last = this.#list.slice(-count)
    if (!core.metric || core.doer) return last
    return last.map(({ subject }) => ({ subject, metric: core.metric }))
  }

  /** The members before 分别 with their names: 昆山市、张家港市|规模以上工业总产值. */
  #named(core: Core, count: number): Names[] | null {
    if (count < 2) return null
    const clauses = this.#clauses
    const members = clauses.members(core.from, core.to)
    if (members.length !== count) return null
    if (core.verb) return members.map(([a, b]) => ({ subject: clauses.span(a, b), metric: core.metric }))
    const parts = members.map(([a, b]) => {
      const part: Core = { ...core, subject: null, metric: null, quantity: false, bare: false }
      clauses.split(a, b, part)
      return part
    })
    const last = parts[count - 1]
    if (parts[0].quantity)
      return parts.map(({ metric, subject }) => ({ metric, subject: subject ?? parts[0].subject }))
    const shared = last.subject ? last.metric : core.metric
    return members.map(([a, b], k) => ({
      subject: k === count - 1 && last.subject ? last.subject : clauses.span(a, b),
      metric: shared,
    }))
  }
}

/** Most items of a sentence that are looked through for a name. */
const SENTENCE = 40
/** 报告期内, 期内: the period that the page reports on. */
function reports(text: string, at: number): boolean {
  const from = /[\s\u3000]/.test(text[at] ?? '') ? at + text.slice(at, at + 6).search(/[^\s\u3000]/) : at
  return text.startsWith('报告期', from) || text.startsWith('期内', from)
}

/** 外资|卖超|富邦金 */
const TRADED = /^([\u4e00-\u9fff]{0,6}?)[买卖]超./

/** 以阿里山乡218.5毫米|最多 */
const MOST = /^(?:为)?(?:最[多高大重强严长]|居冠|居首|居多)/

/** 要走, 得花: what a time is spent on. */
const FRAGMENT = /.[要得需须能可才就只仅]?[走跑花用等坐开飞骑爬耗排]$/

/** Longest words before a firm that say of which trade it is. */
const DESCRIBED = 14
const TRADE = /^[^、，和与及的]*(?:[厂股商业者头]|企业|公司|巨擘|龙头|旗下)$/

/** Who sets prices. */
const SETTER = /(?:外资|券商|投行|大行|分析师|证券|报告|法人|机构)$/
/** What who sets a price does. */
const SETS =
  /^(?:[将把在也均则亦]|给予|上调|下调|调[升降高低]|重申|维持|发[表布]|出具|认为|预[计期估测]|看好|指出|表示|报告)/

/** How far the marks of a quotation may stand apart. */
const QUOTED = 240

/** 涉及15个部门的246个事项|纳入: the verb that has what 将 put in front of it. */
const TAKEN =
  /^[^，。；！？]{2,32}(?:纳入|列入|列为|分为|归并为|合并为|下放|移交|送往|送至|改造[成为]|转化为|调整为|划转|投向|带到|压缩[至到]|缩短[至到])/

/** What stands before those who are told. */
const HEARD = new Set(['告诉', '向', '对', '给', '让', '与', '跟', '提醒', '为'])

const DEEDS = new Set(['减产', '增产', '增收', '减收', '减亏', '增亏'])
const quantityOf = ({ quantity, metric }: Core): boolean => quantity && metric !== null

/** A figure that says something of the noun before it and counts none: an age, a price, a growth, a score. */
function heldBy({ kind, unit, per, quantity }: Figure, verb: Verb | null, strong: boolean): boolean {
  if (verb) return kind === 'percent' && verb.change.mode === 'by'
  if (kind === 'money') return per !== null
  // 团队用了六年, not 住院治疗47天.
  if (kind === 'duration') return strong
  if (kind === 'age' || quantity.form === 'ratio') return true
  return unit !== null && (kind === 'count' || kind === 'rank') && /^[点层级位]$/.test(unit.code)
}

const STATUS = TARGET | FORECAST | REQUIREMENT | ACTUAL
/** Spaces and marks that a clause may begin with. */
const LEADING = new Set(Array.from(' \t\n\r\u3000\u00a0“”、', (char) => char.charCodeAt(0)))
/** 连跌3日 tells for how long, no change by 3. */
const RUN = /^连[跌涨升挫阴阳降增]$/
const PLACED =
  /^(?:位?居|[位名]?列|位于|排名?|稳居|居于|排在|跃居|跻身|进入|升至|均居|退居|升居|退至|滑落至|跌至|降至|高居|稳居|暂居|仍列|仍居|仅列)$/

/** 降幅, 增速: how fast something else grows. */
function rated(text: string, metric: Span | null): boolean {
  return metric !== null && /^(?:[增降涨跌]幅|增速|增长率)$/.test(text.slice(metric.start, metric.end))
}

/** A stretch as a record has it; that of the figure before where it is the same. */
function phraseOf(doc: Doc, span: Span | null, last: Phrase | null | undefined): Phrase | null {
  if (!span || span.end <= span.start) return null
  return last?.span === span ? last : doc.mention(span)
}

function sizeOf({ quantity }: Figure): number {
  if (quantity.form === 'point') return quantity.value.number
  return quantity.form === 'range' ? ((quantity.high ?? quantity.low)?.number ?? 0) : 0
}

function isQuarter(period: TimeExpression | null): boolean {
  return period !== null && monthsOf(period) === 3
}

/** 约占营业收入的4.7%. */
function softened(text: string, at: number): Fact['approx'] {
  const before = text[at - 1]
  return before === '约' ? 'around' : before === '近' ? 'below' : null
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}
