import type { Span } from '../text/index.js'
import type { TimeExpression } from '../times/index.js'
import { imposedOn } from './clause.js'
import type { Slot } from './context.js'
import { Guarded } from './guarded.js'
import { divides, objectOf, readPlain } from './plain.js'
import { predicateFrom } from './reading.js'
import { speaksForItself, tells } from './subject.js'
import { cueAt, cueBefore, isCue } from './tables.js'
import { ADV, END, FIGURE, LEAD, LINK, METRIC, NAME, PERSON, STOP, TIME, VERB } from './words.js'
import { forgetSubject, localOf, setTopic, type ZoneState } from './zone.js'

/** Spaces and marks that a clause may begin with. */
const LEADING = new Set(Array.from(' \t\n\r\u3000\u00a0“”、', (char) => char.charCodeAt(0)))

/** A mark ends the clause, maybe the sentence: what of it holds further on. */
export function closeClause(zone: ZoneState, i: number, here: number): void {
  // 比全省（7.7%）和全国（7.0%）高: what stands between two brackets is no clause.
  const between = opens(zone, i) && zone.text[zone.clauses.items.start[zone.clause] - 1] === '）'
  const aside =
    zone.outside !== null && i < zone.clauses.items.count && zone.text[zone.clauses.items.start[i]] === '）'
  const wired = zone.before < 0 && isDateline(zone, i)
  if (wired) zone.wired = i
  const label = labelled(zone, i)
  if (zone.before < 0 && i > zone.clause && !between && !aside && !wired && !label && !tells(zone, i)) {
    const to = beforeComparison(zone, i)
    const { frame, subject, strong, metric, object } = readPlain(
      zone.clauses,
      zone.clause,
      to,
      opens(zone, i),
    )
    zone.object = object
    zone.acting = subject ?? zone.acting
    const hit = imposedOn(zone.clauses, zone.clause, i)
    if (hit) zone.hit = zone.clauses.span(hit[0], hit[1])
    if (divides(zone.clauses, zone.clause, i)) {
      zone.divided = true
      // 从产品产量看: of which quantity the parts are told.
      const { start, end } = zone.clauses.items
      const size = i - zone.clause > 2 ? cueBefore('metric', zone.text, start[i - 2], end[i - 2]) : 0
      if (size > 1) {
        zone.page.grew = { start: end[i - 2] - size, end: end[i - 2] }
        nameLast(zone, zone.page.grew, null)
      }
    }
    if (reports(zone.text, zone.clauses.items.start[zone.clause])) zone.page.periods.report()
    if (i - zone.clause === 1 && zone.clauses.is(zone.clause, '其中')) zone.part = true
    if (metric) nameLast(zone, metric, subject)
    const scene = setsScene(zone, i) || attends(zone, i)
    if (scene) {
      // What was told before goes on.
    } else if (
      subject &&
      strong &&
      (!frame || (speaksForItself(zone, subject) && !surveys(zone, subject, i)))
    ) {
      setTopic(zone, subject)
      const { local } = zone
      if (!metric && !frame && local.subject)
        zone.local = localOf(local.metric, null, local.quantity, local.unit, local.sentence, local.outer)
    }
    // 夏粮再获丰收，总产达…
    else if (subject && !frame && (here & END) === 0) zone.passing = subject
  }
  // 建起两层教学楼，建筑面积…
  if (zone.before >= 0 && zone.counted)
    zone.object =
      !zone.parts && cueBefore('works', zone.text, zone.counted.start, zone.counted.end) > 0
        ? zone.counted
        : null
  else if (zone.before >= 0) zone.object = objectOf(zone.clauses, zone.before + 1, i)
  zone.object ??= zone.projects
  if (zone.asked && i > zone.clause && zone.status === 'requirement') zone.status = 'actual'
  zone.asked = false
  zone.clause = i + 1
  zone.before = -1
  zone.pronoun = -1
  zone.holder = null
  zone.counted = null
  zone.spread = null
  zone.dealt = 0
  const mark = i < zone.clauses.items.count ? zone.text[zone.clauses.items.start[i]] : '。'
  // 综合产值超95亿元 今年经济预期增长6%: what a space parts in a headline is not of the same quantity.
  if (mark === ' ' || mark === '\u3000') {
    const { metric, subject, sentence, outer } = zone.local
    zone.local = localOf(metric, subject, false, '', sentence, outer)
  }
  // 香港4913例（出院4582例，死亡99例），澳门46例: what a bracket tells it leaves there.
  if (mark === '（') zone.outside ??= zone.local
  else if (mark === '）' || (here & END) !== 0) {
    if (zone.outside && mark === '）') zone.local = zone.outside
    zone.outside = null
  }
  if ((here & END) !== 0) {
    // 同比增长1.7%，环比下降2.8%。…增长14.9%: over the year again.
    if (zone.suspended) zone.base = 'yoy'
    zone.suspended = false
    zone.sentenceStart = i
    zone.object = null
    zone.projects = null
    zone.things = null
    zone.counts = null
    zone.list = []
    zone.hit = null
    zone.dealtOut = []
    zone.passing = null
    zone.acting = null
    zone.told = false
    zone.of = null
    zone.status = 'actual'
    forgetSubject(zone)
    // 分行业看，33个大类增长。其中，钢铁增长5%
    zone.divided &&= zone.text.startsWith('其中', zone.clauses.items.end[i])
    zone.part = false
    zone.whole = null
    zone.mayPart = false
  } else if (mark === '；' || mark === ';') {
    // 生产总值预计达560亿元；完成财政收入35.6亿元: what is done is no forecast.
    // 首列车预计7月下线；信号系统价格9860万元: nor is what a forecast without figures leaves to the next.
    if (
      zone.status === 'forecast' &&
      (!zone.foreseen || DONE.test(zone.text.slice(zone.clauses.items.end[i], zone.clauses.items.end[i] + 8)))
    )
      zone.status = 'actual'
    // …1.43亿吨，其中集装箱489万标箱；防城港完成1.21亿吨: of the whole again.
    const yields = cueAt('yield', zone.text, zone.clauses.items.end[i]) > 0
    if (zone.part && zone.whole && !yields) {
      const { metric, subject, quantity, unit, outer } = zone.whole
      zone.local = localOf(metric, subject, quantity, unit, zone.local.sentence, outer)
    }
    zone.projects = null
    zone.object = null
    zone.whole = null
    zone.mayPart ||= zone.part
    zone.part = false
    // 烤烟种植面积3万亩，增长9%；产量4200吨: of the same crop.
    if (!yields && !actsOn(zone, i + 1)) {
      zone.passing = null
      forgetSubject(zone)
    }
  }
}

/** 粮食产量|与上年同期相比，增长6%: where what the clause is compared with begins; its end if nothing is. */
function beforeComparison({ clauses, clause }: ZoneState, i: number): number {
  if (i - clause < 3 || !isCue('compared', clauses.word(i - 1))) return i
  for (let k = i - 2; k > clause && i - k < 8; k--) if (isCue('comparing', clauses.word(k))) return k
  return i
}

/** What a clause without figures measures is the quantity of the figures behind it. */
function nameLast(zone: ZoneState, metric: Span, subject: Span | null): void {
  const { unit, sentence, outer } = zone.local
  zone.local = localOf(metric, subject, true, unit, sentence, outer)
}

/** 另外，|参加|社会救助5.4万起: a clause that begins with a verb is told of who acted before ；. */
function actsOn({ clauses }: ZoneState, from: number): boolean {
  const { bits, count } = clauses.items
  let k = from
  while (k < count && (clauses.is(k, '，') || ((bits[k] & (LEAD | ADV)) !== 0 && (bits[k] & VERB) === 0))) k++
  // 尚有各类未结案2453件, 实现归母净利润8.9亿元
  const last = k > from ? clauses.word(k - 1) : ''
  if (last.endsWith('有') || isCue('achieved', last)) return true
  if (k >= count || bits[k] !== VERB) return false
  // 冷冻食品收入6.2亿元: the verb is part of who has the quantity.
  let to = k + 1
  while (to < count && (bits[to] & (FIGURE | STOP | LINK)) === 0) to++
  return (bits[to - 1] & METRIC) === 0 || isCue('achieved', clauses.word(k))
}

const DONE = /^(?:全[省市县区州镇村])?(?:已|完成|实现|累计|新增|共有?)/

/** 猫眼专业版统计，…, 中指院监测显示，…: a firm that counts what is others'. */
function surveys(zone: ZoneState, subject: Span, i: number): boolean {
  const { start } = zone.clauses.items
  return /^[^，。]{0,12}(?:统计|监测|测算|调查|调研|研究|榜单)(?:数据)?(?:显示|发现|表明)?$/.test(
    zone.text.slice(subject.end, start[i]),
  )
}

/** 法定代表人：|卢建川: what a list tells of whom it began with, and the label that it stands behind. */
function labelled({ clauses, clause, text }: ZoneState, i: number): boolean {
  const { start, end, count } = clauses.items
  if (i >= count || i <= clause) return false
  const at = start[clause]
  if (isColon(text, at - 1)) return cueBefore('label', text, Math.max(0, at - 9), at - 1) > 0
  return isColon(text, start[i]) && cueBefore('label', text, at, end[i - 1]) === end[i - 1] - at
}

const isColon = (text: string, at: number): boolean => text[at] === '：' || text[at] === ':'

/** 新华社北京9月11日电: who reports from where holds no figure. */
function isDateline({ clauses, clause }: ZoneState, i: number): boolean {
  const { bits } = clauses.items
  return i - clause > 2 && (bits[i - 2] & TIME) !== 0 && isCue('wired', clauses.word(i - 1))
}

const SCENE = new Guarded('last', '间场时中', /(?:期间|现场|的同时|[雨灾害风震动案役情]中)$/)

/** 此轮暴雨中, 任县长期间, 高密市委书记、副市长等职务期间: when it was; 东平县委副书记、县长: a post, no one who acts. */
function setsScene({ clauses, clause, text }: ZoneState, i: number): boolean {
  const { bits, start, end } = clauses.items
  for (let k = clause; k < i; k++) if ((bits[k] & PERSON) !== 0) return false
  const words = text.slice(start[clause], end[i - 1])
  if (SCENE.find(text, start[clause], end[i - 1])) return true
  return (
    predicateFrom(clauses, clause, i) < 0 &&
    i - clause > 1 &&
    cueBefore('post', words.replace(/等职务?$/, '')) > 0
  )
}

/** 县长马晓东致辞，县政协主席刘桂兰等出席: officials who attend have none of what is told next; 队员王立新参加比赛 may. */
function attends({ clauses, clause, sentenceStart, text }: ZoneState, i: number): boolean {
  const { bits, start } = clauses.items
  let official = -1
  for (let k = clause; k < i && official < 0; k++)
    if (
      (bits[k] & (NAME | PERSON)) === (NAME | PERSON) &&
      cueBefore('post', text, start[clause], start[k]) > 0
    )
      official = k
  if (official < 0) return false
  for (let k = official + 1; k < i; k++) if (isCue('attending', clauses.word(k))) return true
  return clause - 1 > sentenceStart && predicateFrom(clauses, clause, i) < 0
}

/** A bracket opens at the item. */
const opens = ({ clauses, text }: ZoneState, i: number): boolean =>
  i < clauses.items.count && text[clauses.items.start[i]] === '（'

/** The period of a figure. 目前 ends the one that the clause before was of, 报告期内 names that of the page. */
export function periodOf(zone: ZoneState, slot: Slot): TimeExpression | null {
  const { page, text } = zone
  if (zone.before < 0) {
    if (resets(zone, slot.clause, text.slice(slot.clause, slot.figure.from))) page.periods.reset()
    if (reports(text, slot.clause)) page.periods.report()
  }
  return page.periods.at(slot)
}

/** 目前, 现在: what follows is of no period named before. */
function resets(zone: ZoneState, at: number, clause: string): boolean {
  let start = at
  while (LEADING.has(zone.text.charCodeAt(start))) start++
  return cueAt('reset', zone.text, start) > 0 && !clause.includes('截至')
}

/** 报告期内, 期内: the period that the page reports on. */
function reports(text: string, at: number): boolean {
  // Most clauses begin with a Chinese character.
  const code = text.charCodeAt(at)
  const spaced = (code < 0x3400 || code === 0xfeff) && /\s/.test(text[at])
  const from = spaced ? at + text.slice(at, at + 6).search(/\S/) : at
  return text.startsWith('报告期', from) || text.startsWith('期内', from)
}
