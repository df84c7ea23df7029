import { isDigit, type Span } from '../text/index.js'
import { coreOf } from './clause.js'
import { isNoun, leadEnd, nounEnd, quantityTail } from './noun.js'
import type { Clauses } from './phrase.js'
import { isPredicate, readingOf, relativeIn } from './reading.js'
import { type Core, emptyCore, holderOf, splitPhrase } from './split.js'
import { cueAt, cueBefore, isCue } from './tables.js'
import {
  CLOSER,
  DE,
  END,
  endsAsAgent,
  FRAME,
  HOLDER,
  LOC,
  METRIC,
  NAME,
  PERSON,
  PREP,
  QUOTE,
  SAY,
  STOP,
  VERB,
  VERBNOUN,
} from './words.js'

/** What a clause without figures tells. */
interface Plain {
  frame: boolean
  subject: Span | null
  strong: boolean
  metric: Span | null
  /** The thing it ends in, where that is one with a size of its own: 建起两层教学楼. */
  object: Span | null
}

function plainOf(
  frame: boolean,
  subject: Span | null = null,
  strong = false,
  metric: Span | null = null,
  object: Span | null = null,
): Plain {
  return { frame, subject, strong, metric, object }
}

/** 分行业看, 从产品看, 按经济类型分: what follows is told of parts. */
export function divides({ text, items }: Clauses, a: number, b: number): boolean {
  const [start, end] = [items.start[a], items.end[b - 1]]
  return (
    end - start > 2 && end - start < 14 && '分从按'.includes(text[start]) && '看分'.includes(text[end - 1])
  )
}

const NUMBER = /^\d[\d,.]*$/

/**
 * A clause without figures that names its source (…数据显示) or tells who acts. `goesOn`: it does behind the bracket that
 * ends this stretch: 各类建筑物|（包括居住建筑）发生火灾7.2万起.
 */
export function readPlain(clauses: Clauses, a: number, b: number, goesOn = false): Plain {
  const { bits } = clauses.items
  const core = emptyCore(a)
  // 年末常住人口|766579，: a number of nothing says how many there are.
  if (
    b - 1 > a &&
    isDigit(clauses.text.charCodeAt(clauses.items.start[b - 1])) &&
    NUMBER.test(clauses.word(b - 1))
  )
    b--
  while (b > a && (bits[b - 1] & (STOP | END | QUOTE)) !== 0) b--
  // 营业收入（亿元）
  while (b - 1 > a && clauses.bracketed(b - 1)) b--
  if (b <= a) return plainOf(false)
  if (divides(clauses, a, b)) return plainOf(true)
  // 由甲基金领投，乙资本跟投: who pays in does not hold what follows.
  const last = clauses.text[clauses.items.end[b - 1] - 1]
  if (
    (last === '投' || last === '资') &&
    /^(?:领投|跟投|参投|联合投资|独家投资|追投)$/.test(clauses.word(b - 1))
  )
    return plainOf(false)
  // 为某公司等单位谋取利益: for whom one acts holds nothing.
  for (let k = a; k < b - 1 && k < a + 2; k++)
    if (clauses.is(k, '为') && (bits[k + 1] & NAME) !== 0)
      return plainOf(false, k > a && (bits[a] & NAME) !== 0 ? clauses.span(a, k) : null, k > a)
  // 按产业|分, 从商品|看; but 客场拿|分 is told of who does.
  const closes = (bits[b - 1] & CLOSER) !== 0 && (clauses.size(b - 1) > 1 || (bits[a] & PREP) !== 0)
  // 单立言告诉|我们
  const heard =
    b - a > 2 && (bits[b - 2] & (SAY | FRAME)) !== 0 && /^(?:我们?|记者|媒体|大家)$/.test(clauses.word(b - 1))
  let frame = closes || heard || (bits[b - 1] & FRAME) !== 0
  // 江苏淮安人: where somebody comes from.
  if (b - a > 1 && (bits[b - 2] & NAME) !== 0 && clauses.is(b - 1, '人')) return plainOf(false)
  if (
    clauses.is(a, '以') &&
    clauses.text.slice(clauses.items.start[a], clauses.items.end[b - 1]).endsWith('为例')
  ) {
    const subject = holderOf(clauses, a + 1, nounEnd(clauses, a + 1, b), core)
    return plainOf(false, subject, subject !== null)
  }
  // 研报维持对紫金矿业的“买入”评级: what follows is of whom it rates.
  if (
    clauses.text.endsWith('评级', clauses.items.end[b - 1]) &&
    clauses.items.end[b - 1] - clauses.items.start[a] > 6
  )
    for (let k = a; k < b - 1; k++)
      if ((clauses.is(k, '对') || clauses.is(k, '给予')) && isNoun(clauses, k + 1)) {
        let end = k + 2
        while (end < b && isNoun(clauses, end) && clauses.head(end) !== '“') end++
        return plainOf(false, clauses.span(k + 1, end), true)
      }
  // 受损作物主要为|二期水稻
  for (let k = a + 1; k < b - 1; k++)
    if (
      (clauses.is(k, '为') || clauses.is(k, '是')) &&
      ((clauses.size(k - 1) === 2 && /^(?:主要|首先|其次|依次)$/.test(clauses.word(k - 1))) ||
        // 第二中标候选人为|乙集团有限公司
        ((bits[k + 1] & NAME) !== 0 && cueBefore('role', clauses.text, 0, clauses.items.end[k - 1]) > 0))
    ) {
      const end = nounEnd(clauses, k + 1, b)
      const subject = end === b ? holderOf(clauses, k + 1, end, core) : null
      if (subject) return plainOf(false, subject, true)
    }
  // 最受关注的是|溪桥地块: what is told next is its.
  for (let k = a + 1; k < b - 1; k++)
    if (clauses.is(k, '是') && (bits[k - 1] & DE) !== 0 && isNoun(clauses, k + 1)) {
      const end = nounEnd(clauses, k + 1, b)
      const subject = end === b ? holderOf(clauses, k + 1, end, core) : null
      if (subject) return plainOf(false, subject, true)
    }
  // 存在的主要问题是，资金缺口达…: what is told behind the comma is no problem's.
  if (clauses.is(b - 1, '是')) return plainOf(true)
  // 以香蕉最多, 以制造业为主
  const singled = cueBefore('singled', clauses.text, clauses.items.start[a], clauses.items.end[b - 1]) > 0
  for (let k = a; k < b - 1 && singled; k++)
    if (clauses.is(k, '以')) {
      const subject = holderOf(clauses, k + 1, nounEnd(clauses, k + 1, b - 1), core)
      if (subject) return plainOf(false, subject, true)
    }
  const ranked = rankedIn(clauses, a, b)
  if (ranked) return plainOf(false, ranked.subject, ranked.strong, ranked.metric)
  // 分产品营业收入（亿元）：…
  if (clauses.is(a, '分') && a + 2 < b && !frame) a += 2
  let { from: i, to: j } = readingOf(clauses, leadEnd(clauses, a, b, core), b)
  // 赵某在任县长期间, 赵某在未获许可的情况下: who acts stands in front.
  const acts = j > i && j < b && (bits[j - 1] & NAME) !== 0 && (bits[j] & PREP) !== 0
  if (acts && (bits[b - 1] & FRAME) === 0) frame = false
  // 工业增加值|按可比价格计算: what is reckoned so is told behind it.
  if (frame && j > i && j < b && clauses.is(j, '按') && (bits[j - 1] & METRIC) !== 0) frame = false
  const relative = acts ? -1 : relativeIn(clauses, a, b)
  if (relative > 0) {
    // 位于…的学校, 县里引进的公司投资…; but 分局打掉一个…的团伙 is the office's.
    const start = leadEnd(clauses, relative + 1, b, core)
    const end = nounEnd(clauses, start, b)
    // 柏青带领的小组: the verb before 的 has no other object.
    if (end > start && (j <= i || end < b || isPredicate(clauses, relative - 1, relative))) {
      i = start
      j = end
    }
  }
  const object = frame ? null : objectOf(clauses, a, b)
  if (j <= i) return plainOf(frame, null, false, null, object)
  // 影片方面
  if (j < b && clauses.is(b - 1, '方面') && (bits[b - 2] & METRIC) === 0) return plainOf(frame)
  // 最大降雨点位于|长滩镇，达…: the rain is the town's.
  if (
    !frame &&
    j < b &&
    i > a &&
    clauses.head(i - 1) === '最' &&
    clauses.text[clauses.items.end[j - 1] - 1] === '点'
  ) {
    const at = placeOf(clauses, j, b)
    if (at) return plainOf(frame, at, true)
  }
  const measured = frame ? null : measuredIn(clauses, i, j, b)
  if (measured) {
    // 最大降雨量出现在长滩镇: it is the town's.
    const at = j < b ? placeOf(clauses, j, b) : null
    const { metric } = measured
    if (at) return plainOf(frame, at, true, metric)
    return plainOf(frame, measured.subject, measured.strong, metric)
  }
  // 二级市场上，…, 资产质量上，…: where, not who.
  if (j === b - 1 && (bits[j] & LOC) !== 0 && !namesAny(clauses, i, j)) return plainOf(frame)
  // 海螺沟管理局|附近|发生滑坡: what is nearby had no part in it.
  if (j > i && j < b && isCue('beside', clauses.word(j))) return plainOf(frame)
  const subject = holderOf(clauses, i, j, core)
  for (let n = i; n < j; n++) if (frame && (bits[n] & PERSON) !== 0) return plainOf(frame)
  // 乡村振兴全面推进，投入资金…: what goes on well puts nothing in.
  if (j < b && !core.strong && isCue('advances', clauses.word(b - 1))) return plainOf(frame)
  const acting = j < b || core.strong || goesOn
  return plainOf(frame, acting ? subject : null, core.strong, null, object)
}

/** A name or 全县 stands among the items. */
function namesAny({ items }: Clauses, a: number, b: number): boolean {
  for (let k = a; k < b; k++) if ((items.bits[k] & (NAME | HOLDER)) !== 0) return true
  return false
}

/** 河南接待游客量|居首位: whose quantity is the first, in whatever clause it stands; null where none is. */
function rankedIn(clauses: Clauses, a: number, b: number): Core | null {
  const { text, items } = clauses
  if (cueBefore('foremost', text, items.start[a], items.end[b - 1]) === 0) return null
  for (let v = b - 1; v > a; v--) {
    if (cueAt('placed', text, items.start[v]) === 0) continue
    const core = coreOf(clauses, a, v)
    return core.metric && (core.quantity || quantityTail(clauses, v - 1)) ? core : null
  }
  return null
}

/** 成交量居各区首位, 成交均价方面: what the figures behind it measure. */
function measuredIn(clauses: Clauses, i: number, j: number, b: number): Core | null {
  const { bits, start, end } = clauses.items
  // 粮食产量 may be one word.
  // 买卖移转栋数|揭晓
  const told = quantityTail(clauses, j - 1) && /^(?:揭晓|出炉|公布|发布)$/.test(j < b ? clauses.word(j) : '')
  if (
    !told &&
    (bits[j - 1] & METRIC) === 0 &&
    cueBefore('output', clauses.text, start[j - 1], end[j - 1]) < 2
  )
    return null
  const core = emptyCore(i)
  splitPhrase(clauses, i, j, core)
  return core
}

/** 出现在|长滩镇, 位于|…: the name that a clause ends in behind 在 or 于. */
function placeOf(clauses: Clauses, a: number, b: number): Span | null {
  const { bits, end } = clauses.items
  let k = b
  while (k > a && ((bits[k - 1] & NAME) !== 0 || (k === b && endsAsAgent(clauses.word(k - 1))))) k--
  return k < b && k > a && '在于'.includes(clauses.text[end[k - 1] - 1]) ? clauses.span(k, b) : null
}

/** The thing that a clause ends in: 建设了…|冷链物流中心. */
export function objectOf(clauses: Clauses, a: number, b: number): Span | null {
  const { bits, start, end } = clauses.items
  let k = b
  // 污水|处理|厂
  while (k > a && (isNoun(clauses, k - 1) || (k < b && (bits[k - 1] & VERBNOUN) !== 0))) k--
  // 建成一座|冷库
  if (k < b - 1 && clauses.text[start[k]] === '一' && end[k] - start[k] <= 2) k++
  if (k >= b || k <= a || cueBefore('works', clauses.text, start[k], end[b - 1]) === 0) return null
  // 项目选址于|产业园, 企业落户|园区: where it stands.
  let verb = false
  for (let v = k; v < b; v++) verb ||= (bits[v] & VERB) !== 0
  if (!verb && ('于在'.includes(clauses.text[end[k - 1] - 1]) || isCue('stands-in', clauses.word(k - 1))))
    return null
  return clauses.span(k, b)
}
