import { CharacterSet } from '../text/index.js'
import { perUnits } from './context.js'
import type { Clauses } from './phrase.js'
import type { Core } from './split.js'
import { cueBefore, isCue } from './tables.js'
import {
  ADV,
  AGENT,
  ATTR,
  BA,
  CLOSER,
  CONJ,
  DE,
  EVERY,
  endsAsAgent,
  FIGURE,
  FRAME,
  HOLDER,
  LEAD,
  LINK,
  LOC,
  METRIC,
  NAME,
  PREP,
  QUAL,
  QUOTE,
  SAY,
  STOP,
  TIME,
  VERB,
  VERBNOUN,
} from './words.js'

/** 每亩, 每公斤 say by what; 每股净资产, as long, is a quantity. */
const EACH = 5

/** A noun, name or the like at the item. */
export function isNoun(clauses: Clauses, i: number): boolean {
  const bits = clauses.items.bits[i]
  if ((bits & METRIC) !== 0 && (bits & (VERB | ATTR)) === 0) return true
  // 出口4047亿元 and 公司投资1.8亿元 name a quantity, 出口商品车 does something.
  if ((bits & (METRIC | ATTR)) !== 0 && (bits & VERB) !== 0) {
    const next = i + 1 < clauses.items.count ? clauses.items.bits[i + 1] : STOP
    const object =
      ((next & ~(METRIC | QUAL | ATTR | VERB | VERBNOUN | AGENT)) === 0 &&
        (next & ~(VERB | VERBNOUN)) !== 0) ||
      next === 0 ||
      (next & (NAME | HOLDER)) !== 0
    if ((bits & METRIC) !== 0 && !object) return true
    return (bits & ATTR) !== 0 && object && (next & (NAME | HOLDER)) === 0
  }
  if ((bits & (NAME | HOLDER | AGENT)) !== 0 && (bits & (STOP | FIGURE)) === 0) return true
  if ((bits & QUAL) !== 0 && (bits & (VERB | PREP | STOP)) === 0) {
    if ((bits & ADV) === 0) return true
    // 平均|净资产: an adverb only where a verb or figure follows.
    return i + 1 < clauses.items.count && (clauses.items.bits[i + 1] & ~(METRIC | QUAL)) === 0
  }
  return (bits & ~(VERBNOUN | METRIC)) === 0
}

/** End of the prepositional phrase that starts at i. */
export function phraseEnd(clauses: Clauses, i: number, b: number): number {
  const { bits } = clauses.items
  let j = i + 1
  if (j >= b || (bits[j] & FIGURE) !== 0) return j
  // 被|停赛4场: who does it is not said.
  if (clauses.is(i, '被') && (bits[j] & VERB) !== 0) return j
  if ((bits[j] & TIME) !== 0) {
    j++
    while (j < b && (bits[j] & (LOC | CLOSER)) !== 0) j++
    // 在2000年的基础上
    if (clauses.is(j, '的') && clauses.is(j + 1, '基础')) j += 2
    while (j < b && (bits[j] & LOC) !== 0) j++
    return j
  }
  for (; j < b; j++) {
    if ((bits[j] & (LOC | CLOSER)) !== 0) return j + 1
    if ((bits[j] & SAY) !== 0) return j + 1
    if (j > i + 1 && (bits[j] & (VERB | PREP)) !== 0 && (bits[j] & NAME) === 0) return j
    if (j > i + 1 && (bits[j] & (ADV | METRIC)) !== 0) return j
  }
  return b
}

/** Over words that only lead in. */
export function leadEnd(clauses: Clauses, i: number, b: number, core: Core): number {
  const { bits } = clauses.items
  for (;;) {
    if (i >= b) return i
    const here = bits[i]
    if ((here & NAME) !== 0) return i
    // 最大|埋深, 最高|气温: which one is part of the name.
    if (clauses.head(i) === '最' && i + 1 < b && (bits[i + 1] & (METRIC | VERB)) === METRIC) return i
    // 一般|债券, 平均|降水量
    if ((here & ADV) !== 0 && isCue('kind-of', clauses.word(i)) && isNoun(clauses, i)) return i
    if ((here & EVERY) !== 0) {
      i++
      if (i < b && /^[0-9万千百十]/.test(clauses.word(i))) i += 2
      // 每|台|最高补助
      else if (
        i + 1 < b &&
        clauses.size(i) === 1 &&
        perUnits.has(clauses.word(i)) &&
        (bits[i + 1] & (QUAL | ADV)) !== 0
      )
        i++
      // 每|棚|成本
      else if (i + 1 < b && clauses.size(i) === 1 && (bits[i + 1] & METRIC) !== 0) i++
      else if (i < b && clauses.items.end[i] - clauses.items.start[i] === 1 && !isNoun(clauses, i)) i++
    } else if (
      clauses.is(i, '以') &&
      i + 2 < b &&
      (bits[i + 1] & NAME) !== 0 &&
      (bits[i + 2] & (METRIC | VERB)) !== 0
    ) {
      // 其中以|云林县|损失1.8亿元较为严重
      i++
    } else if ((here & PREP) !== 0 && (here & BA) === 0) {
      const end = phraseEnd(clauses, i, b)
      const of =
        (clauses.is(i, '对') || clauses.is(i, '向')) && core.subject === null
          ? possessiveAt(clauses, i + 1, end)
          : -1
      if (of > 0) {
        core.subject = clauses.span(i + 1, of)
        i = of + 1
        continue
      }
      // 由市财政局|拨付3亿元: who does it.
      if (
        clauses.is(i, '由') &&
        core.subject === null &&
        end < b &&
        end > i + 1 &&
        (bits[end] & (VERB | NAME)) === VERB
      )
        if ((bits[end - 1] & (NAME | HOLDER | AGENT)) !== 0 || endsAsAgent(clauses.word(end - 1))) {
          core.subject = clauses.span(i + 1, end)
          core.by = true
        }
      // 对中小企业的展位费补助: whom it is for holds it.
      if (end >= b && i + 1 < b) {
        // 对美国出口: nothing is left but the quantity's own name.
        const size = cueBefore('metric', clauses.text, clauses.items.start[i + 1], clauses.items.end[b - 1])
        const cut = clauses.items.end[b - 1] - size
        let k = b
        while (k > i + 1 && clauses.items.start[k - 1] >= cut) k--
        // 因受贿|逾300万元
        if (size === 0 && /^[对因]$|^通过$/.test(clauses.word(i))) core.metric = clauses.span(i + 1, b)
        // 按|年利率|3.45%: the quantity alone.
        if (size > 0 && b === i + 2 && isCue('by-rule', clauses.word(i))) return i + 1
        return size > 0 && k > i + 1 ? k : b
      } else i = Math.max(i + 1, end)
    } else if (clauses.is(i, '为') && forWhom(clauses, i, b) > 0) i = forWhom(clauses, i, b)
    else if ((here & (LEAD | TIME | QUOTE | ADV | CONJ | LOC | BA)) !== 0 || here === LINK) {
      if ((here & LEAD) !== 0 && clauses.is(i, '其中')) core.part = true
      i++
    } else if (here === 0 && clauses.isEach(i) && clauses.size(i) < EACH) i++
    // 建成|后|产值
    else if (i + 2 < b && (here & VERB) !== 0 && (bits[i + 1] & LOC) !== 0 && clauses.is(i + 1, '后')) i += 2
    else return i
  }
}

/** 累计为|小微企业|减费让利: where the verb behind those stands for whom it is done; -1 for none. */
export function forWhom(clauses: Clauses, i: number, b: number): number {
  const { bits } = clauses.items
  // 为|区内|企业|减免税款
  const from = i + 2 < b && bits[i + 1] === LEAD ? i + 2 : i + 1
  const end = nounEnd(clauses, from, b)
  return end > from && end < b && (bits[end] & (VERB | LINK)) === VERB ? end : -1
}

/** Where the 的 behind a noun phrase stands: 对中小企业|的|补助; -1 for nowhere. */
function possessiveAt(clauses: Clauses, a: number, b: number): number {
  for (let d = a + 1; d < b; d++) if ((clauses.items.bits[d] & DE) !== 0) return d
  return b < clauses.items.count && b > a && (clauses.items.bits[b] & DE) !== 0 ? b : -1
}

/** End of the noun phrase that starts at i. */
export function nounEnd(clauses: Clauses, i: number, b: number): number {
  const { bits } = clauses.items
  let j = i
  while (j < b) {
    const here = bits[j]
    if (isNoun(clauses, j)) {
      j++
      continue
    }
    // 沿海|主要|港口
    if (j > i && j + 1 < b && bits[j - 1] === 0 && clauses.is(j, '主要') && isNoun(clauses, j + 1)) {
      j++
      continue
    }
    // 净利润|同比|增长率
    if (j > i && j + 1 < b && (bits[j - 1] & METRIC) !== 0 && isCue('over', clauses.word(j)))
      if (isCue('rate', clauses.word(j + 1))) {
        j++
        continue
      }
    if ((here & (CONJ | DE | QUOTE | LOC)) !== 0 && j > i) {
      // 、和的 go on where a noun follows.
      let k = j + 1
      while (k < b && (bits[k] & QUOTE) !== 0) k++
      const joins =
        (here & QUOTE) !== 0 ||
        (k < b &&
          (isNoun(clauses, k) ||
            ((here & DE) !== 0 && modifies(clauses, k, b)) ||
            ((bits[k] & VERBNOUN) !== 0 && (here & CONJ) !== 0) ||
            ((bits[k] & DE) !== 0 && (here & LOC) !== 0)))
      if (!joins) break
      j++
      continue
    }
    if ((here & QUOTE) !== 0) {
      j++
      continue
    }
    if (j > i && (bits[j - 1] & DE) !== 0 && modifies(clauses, j, b)) {
      j++
      continue
    }
    if ((here & VERB) !== 0 && (here & VERBNOUN) !== 0 && j + 1 < b) {
      // 光伏|发电|项目, 生产|企业, 专业|建设|点
      // … but 企业|办理|留|抵 acts.
      const short = bits[j + 1] === 0 && clauses.size(j + 1) === 1 && j > i && (bits[j - 1] & AGENT) === 0
      if ((bits[j + 1] & AGENT) !== 0 || short || namesProduct(clauses, i, j, b)) {
        j++
        continue
      }
    }
    // 棚户区|改造|建设|项目
    if (here === VERB && j > i && bits[j - 1] === 0 && clauses.size(j - 1) > 1) {
      let k = j
      while (k < b && k < j + 3 && bits[k] === VERB && clauses.size(k) === 2) k++
      if (k > j + 1 && k < b && isCue('project', clauses.word(k))) {
        j = k
        continue
      }
    }
    // 路面|改造|工程|总造价
    if (here === VERB && j > i && bits[j - 1] === 0 && j + 2 < b && (bits[j + 2] & METRIC) !== 0)
      if (isCue('project', clauses.word(j + 1))) {
        j++
        continue
      }
    break
  }
  while (j > i && (bits[j - 1] & (CONJ | DE)) !== 0) j--
  return j
}

/** 新能源|驱动|电机|收入: a verb within the name of what has the quantity that ends the phrase. */
function namesProduct(clauses: Clauses, i: number, j: number, b: number): boolean {
  const { bits } = clauses.items
  if (j <= i || j + 3 !== b || bits[j + 1] !== 0 || clauses.size(j + 1) < 2) return false
  for (let k = i; k < j; k++) if (bits[k] !== 0) return false
  return (bits[j + 2] & (METRIC | VERB)) === METRIC
}

/** 粮食企业的|烘干|设备: behind 的 a verb of two characters tells what the noun is for. */
function modifies(clauses: Clauses, i: number, b: number): boolean {
  return (
    (clauses.items.bits[i] & (VERB | ADV)) === VERB &&
    clauses.size(i) === 2 &&
    i + 1 < b &&
    isNoun(clauses, i + 1)
  )
}

/** Without the links, adverbs and per-phrases right before the figure. */
export function trimEnd(clauses: Clauses, a: number, b: number): number {
  const { bits } = clauses.items
  while (b > a) {
    const here = bits[b - 1]
    if ((here & (NAME | FIGURE)) !== 0) break
    // 销货价值的|临时估计: how it was found is no part of its name.
    if (b - 3 >= a && (bits[b - 2] & DE) !== 0 && isCue('estimate', clauses.word(b - 1))) {
      b -= 2
      continue
    }
    // 每股盈余|（EPS）
    if (here === 0 && b - 2 >= a && clauses.bracketed(b - 1) && (bits[b - 2] & METRIC) !== 0) {
      b--
      break
    }
    // 产销分别完成958.7万辆
    if ((here & QUAL) !== 0 && b - 1 > a && (clauses.is(b - 1, '完成') || clauses.is(b - 1, '实现'))) {
      b--
      continue
    }
    if ((here & (LINK | QUOTE | PREP | LOC | FRAME)) !== 0 || here === ADV || (here & (ADV | VERB)) === ADV)
      b--
    else if (b - 2 >= a && (bits[b - 2] & EVERY) !== 0) b -= 2
    else if (here === 0 && clauses.isEach(b - 1) && clauses.size(b - 1) < EACH) b--
    else if ((here & (EVERY | CONJ | BA | STOP)) !== 0) b--
    else break
  }
  return b
}

/** 发电|厂: a verb that is the first part of a noun. */
export function insideNoun(clauses: Clauses, v: number, b: number): boolean {
  const { bits } = clauses.items
  return (bits[v] & VERBNOUN) !== 0 && v + 1 < b && (bits[v + 1] & AGENT) !== 0
}

const quantityEnds = new CharacterSet('率额量值费价数比度力租款金薪期')

/** The last character names a quantity: 绿化|率, 成交|额. */
export function quantityTail(clauses: Clauses, i: number): boolean {
  return clauses.size(i) > 1 && quantityEnds.at(clauses.text, clauses.items.end[i] - 1)
}

/** 冷链中心|日均, 农户|户均: how the figure is taken is no part of who has it. */
export function withoutAverages(clauses: Clauses, a: number, b: number): number {
  while (b - 1 > a && clauses.size(b - 1) === 2 && clauses.text[clauses.items.end[b - 1] - 1] === '均') b--
  return b
}

/** 累积雨量以|阿里山乡|218.5毫米最多: where 以 stands that singles out who holds the figure behind; -1 for nowhere. */
export function singledOut(clauses: Clauses, a: number, b: number): number {
  for (let k = b - 2; k >= a; k--) {
    if (clauses.is(k, '以')) return k
  }
  return -1
}

/**
 * The parts of a coordination: 城镇居民|农村居民人均可支配收入. `listed`: 、 alone parts them, and 和 before the last: 衣着、居住、
 * 生活用品及服务.
 */
export function membersOf(clauses: Clauses, a: number, b: number, listed = false): [number, number][] {
  const { bits } = clauses.items
  const out: [number, number][] = []
  let from = a
  let quoted = false
  for (let i = a; i < b; i++) {
    if ((bits[i] & QUOTE) !== 0) quoted = clauses.is(i, '“')
    // 《甲》《乙》
    if (i > from && clauses.head(i) === '《') {
      out.push([from, i])
      from = i
    }
    if (!quoted && (bits[i] & CONJ) !== 0 && !(listed && !clauses.is(i, '、'))) {
      if (i > from) out.push([from, i])
      from = i + 1
    }
  }
  if (from < b) out.push([from, b])
  return out
}
