import type { Span } from '../text/index.js'
import { shareCodeEnd } from './items.js'
import { nounEnd } from './noun.js'
import { namesQuantity } from './split.js'
import { cueAt, cueBefore, isCue, rankOf, units } from './tables.js'
import {
  AGENT,
  classOf,
  END,
  endsAsAgent,
  FIGURE,
  FRAME,
  HOLDER,
  LOC,
  NAME,
  PERSON,
  QUOTE,
  SAY,
  STOP,
  VERB,
} from './words.js'
import { isName, itemAt, type ZoneState } from './zone.js'

/** Most items of a sentence that are looked through for a name. */
const SENTENCE = 40
/** How far the marks of a quotation may stand apart. */
const QUOTED = 240

/** Longest words before a firm that say of which trade it is. */
const DESCRIBED = 14
const TRADE = /^[^、，和与及的]*(?:[厂股商业者头]|企业|公司|巨擘|龙头|旗下)$/

/** What who sets a price does. */
const SETS =
  /^(?:[将把在也均则亦]|给予|上调|下调|调[升降高低]|重申|维持|发[表布]|出具|认为|预[计期估测]|看好|指出|表示|报告)/

/** Whom the pronoun of the clause stands for: 他 for the last person named, 我 and 我们 for who speaks. */
export function referred(zone: ZoneState, i: number): Span | null {
  const { bits } = zone.clauses.items
  const at = zone.pronoun
  for (let k = at + 1; k < i; k++) if ((bits[k] & (SAY | FRAME)) !== 0) return null
  const word = zone.clauses.word(at)
  const speaks = '我咱俺'.includes(word[0])
  const say = speaks ? saying(zone, at) : zone.said
  let who = speaks || zone.person < 0 ? -1 : zone.person
  let from = say
  while (from > 0 && say - from < 12 && (bits[from - 1] & (STOP | QUOTE)) === 0) {
    from--
    if (who < 0 && (bits[from] & (NAME | PERSON)) === (NAME | PERSON)) who = from
  }
  // 恒越机床总经理卢建川: who says 我们 speaks for the firm.
  if (word[1] === '们' && speaks && who >= from)
    for (let k = who - 1; k >= from; k--) if ((bits[k] & NAME) !== 0) return zone.clauses.span(k, k + 1)
  if (who >= 0) return zone.clauses.span(who, who + 1)
  if (say > from) return zone.clauses.span(from, nounEnd(zone.clauses, from, say))
  // 杨国祥守着水文站。\n他的月工资有6800元: of the paragraph before.
  return '他她'.includes(word) ? zone.page.person : null
}

/** “8月份完成产值1.62亿元。”天康集团副总裁方以恒说: who speaks for a firm tells what is the firm's. */
export function hear(zone: ZoneState, at: number): void {
  const { items } = zone.clauses
  if (!zone.clauses.is(at, '“')) {
    if (zone.clauses.is(at, '”')) zone.voice = null
    return
  }
  let k = at + 1
  while (k < items.count && k - at < QUOTED && !zone.clauses.is(k, '”')) k++
  // The say behind the quotation itself: no sentence ends before it.
  let firm = -1
  for (const stop = k + 12; ++k < items.count && k < stop && (items.bits[k] & (END | FIGURE)) === 0; ) {
    if ((items.bits[k] & NAME) !== 0 && zone.page.firms.has(items.end[k])) firm = k
    if ((items.bits[k] & SAY) === 0) continue
    if (firm >= 0) zone.voice = zone.clauses.span(firm, firm + 1)
    return
  }
}

/** The 说 of what is quoted around an item: “…”卢建川说, or 卢建川说：“…”. */
function saying(zone: ZoneState, at: number): number {
  const { items } = zone.clauses
  const text = zone.text
  const from = items.start[at]
  const before = text.slice(Math.max(items.start[0], from - QUOTED), from)
  const open = before.lastIndexOf('“')
  if (open < 0 || before.includes('”', open)) return zone.said
  let k = at
  while (k < items.count && k - at < QUOTED && text[items.start[k]] !== '”') k++
  for (const end = k + 16; ++k < items.count && k < end && (items.bits[k] & (END | FIGURE)) === 0; )
    if ((items.bits[k] & SAY) !== 0) return k
  return zone.said
}

/** 晶圆代工厂|世界先进: the firm without what says of which trade it is. */
export function firmAlone(zone: ZoneState, subject: Span): Span {
  const start = zone.page.firms.get(subject.end)
  if (start === undefined || start <= subject.start || start - subject.start > DESCRIBED)
    return beforeCode(zone, subject)
  return TRADE.test(zone.text.slice(subject.start, start)) ? { start, end: subject.end } : subject
}

/** 新世界发展|（00017）北角: what goes on behind a code is no part of the name. */
function beforeCode(zone: ZoneState, subject: Span): Span {
  const phrase = zone.text.slice(subject.start, subject.end)
  const open = phrase.indexOf('（')
  if (open < 2 || zone.page.firms.get(subject.start + open) !== subject.start) return subject
  const close = shareCodeEnd(phrase, open)
  return close > 0 && !'、和与及'.includes(phrase[close] ?? '、')
    ? { start: subject.start, end: subject.start + open }
    : subject
}

/** The firm whose share a price is of: the last one named in the sentence, else that of the headline. */
export function priced(zone: ZoneState, i: number, subject: Span | null): Span | null {
  const { bits, start, end } = zone.clauses.items
  let only = -1
  for (let k = i - 1; k > zone.sentenceStart && i - k < SENTENCE; k--) {
    if ((bits[k] & NAME) === 0 || !zone.page.firms.has(end[k])) continue
    if (only >= 0) return zone.clauses.span(only, only + 1)
    only = k
  }
  const { topic } = zone.page
  const headed = topic && zone.page.firms.has(topic.end) && topic.start < start[i] ? topic : null
  if (only < 0)
    return (
      headed ??
      (subject && cueBefore('price-setter', zone.text, subject.start, subject.end) > 0 ? null : subject)
    )
  // 高盛把目标价由26元削至23.5元: who sets it has no share here.
  const next = zone.text.slice(end[only], end[only] + 2)
  const setter = SETS.test(next) && only - zone.sentenceStart < 3
  if (!setter) return zone.clauses.span(only, only + 1)
  return headed && headed.end !== end[only] ? headed : null
}

/** 瑞银预计收入增长5%: the firm that is spoken of, not the house that reckons; null where none is named. */
export function reckoned(zone: ZoneState, subject: Span): Span | null {
  const { end } = zone.clauses.items
  const rates = (span: Span): boolean => cueBefore('rater', zone.text, span.start, span.end) > 0
  if (!zone.page.firms.has(subject.end) || !rates(subject)) return subject
  for (
    let k = itemAt(zone, subject.start) - 1, from = k;
    k > zone.sentenceStart && from - k < SENTENCE;
    k--
  ) {
    const span = zone.clauses.span(k, k + 1)
    if (span && zone.page.firms.has(end[k]) && !rates(span)) return span
  }
  const { topic } = zone.page
  return topic && zone.page.firms.has(topic.end) && !rates(topic) ? topic : null
}

/** 法人：第四季营收…: who says so, before a colon. */
export function tells(zone: ZoneState, i: number): boolean {
  const { start, end, count } = zone.clauses.items
  if (i >= count || (zone.text[start[i]] !== '：' && zone.text[start[i]] !== ':')) return false
  const from = start[zone.clause]
  return cueBefore('teller', zone.text, from, end[i - 1]) === end[i - 1] - from
}

/** A company that 公告 something speaks of itself, an office of others. */
export function speaksForItself(zone: ZoneState, subject: Span): boolean {
  if (zone.page.firms.has(subject.end)) return true
  const text = zone.text.slice(subject.start, subject.end)
  return cueAt('holder', text, 0) === text.length
}

/** A word that holds nothing: a quantity (科研经费, 营收, 升幅), a verb (销赃), one character (季). */
export function hollow(zone: ZoneState, subject: Span): boolean {
  const text = zone.text.slice(subject.start, subject.end)
  if (isName(zone, subject)) return false
  // 一斤|只卖30元: how much is sold; 一期 is a thing.
  if (text[0] === '一' && units().get(text.slice(1))?.kind === 'measure') return true
  const acts = classOf(zone.text, subject.start, subject.end)
  return (
    text.length === 1 ||
    // 户均年|增收
    /^每?[年月日]$/.test(text.slice(cueAt('per-head', text, 0))) ||
    namesQuantity(text) ||
    // 判处五年有期徒刑以上刑罚的|罪犯
    isCue('sentenced', text.slice(-2)) ||
    // 最高|可判监7年
    (text[0] === '最' &&
      '高低多少大小'.includes(text[1]) &&
      text.length > 2 &&
      (classOf(text, 2, text.length) & AGENT) === 0) ||
    // 平均|价格, 单户|授信: how it is taken.
    isCue('no-holder', text) ||
    isCue('rate', text) ||
    (acts & (VERB | AGENT | HOLDER)) === VERB
  )
}

/** 12个县 divide their city; 乙县 does not divide 甲县. */
export function divides(zone: ZoneState, subject: Span, holder: Span): boolean {
  const last = zone.text[subject.end - 1]
  // 五个省级园区: no districts.
  if (cueBefore('no-district', zone.text, subject.start, subject.end) > 0) return false
  const whole = zone.text[holder.end - 1]
  // 屏东县损失…及高雄市损失…: a city is no part of a county.
  const [part, of] = [rankOf(last), rankOf(whole)]
  if (part !== undefined && of !== undefined && part < of) return false
  return isCue('division-end', last) && last !== whole
}

/** 二级市场|上, 走廊|里: where something is, no one who has it; a name and one that acts may (全省|范围内, 站|内). */
export function placesOnly(zone: ZoneState, { start, end }: Span): boolean {
  const { items } = zone.clauses
  const at = itemAt(zone, end)
  if (at >= items.count || items.start[at] !== end || (items.bits[at] & LOC) === 0) return false
  const from = itemAt(zone, start)
  for (let k = from; k < at; k++) if ((items.bits[k] & (NAME | HOLDER)) !== 0) return false
  return zone.text[end] === '上' || !endsAsAgent(zone.text.slice(start, end))
}
