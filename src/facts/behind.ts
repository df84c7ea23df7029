import { isDigit, type Span } from '../text/index.js'
import { isNoun, leadEnd, nounEnd, quantityTail, withoutAverages } from './noun.js'
import type { Clauses } from './phrase.js'
import { isPredicate, predicateFrom } from './reading.js'
import { emptyCore } from './split.js'
import { cueBefore, isCue } from './tables.js'
import {
  ADV,
  AGENT,
  ATTR,
  DE,
  EVERY,
  FIGURE,
  FRAME,
  HOLDER,
  LINK,
  LOC,
  METRIC,
  NAME,
  PERSON,
  QUAL,
  QUOTE,
  STOP,
  VERB,
  VERBNOUN,
} from './words.js'

/** Who can be paid or fined: 消费者, 农户. */
const SOMEBODY = /(?:[者户民工员客商师生人]|学生|群众|家庭|家属|职工|市民)$/

/** 5篮板; not 2023级|新生 */
const COUNTED = /^\d+(?![级届年\dA-Z])/

/** What a building or machine is told apart by: 5层, 10吨, 220千伏. */
const isSize = (word: string): boolean => {
  const number = /^\d[\d.]*/.exec(word)
  return number !== null && isCue('size-unit', word.slice(number[0].length))
}

/** Where the noun begins behind what says how large each is: 2个|20万吨级|集装箱泊位. */
function ratedEnd({ text, items }: Clauses, at: number, b: number): number {
  if (at >= b || !isDigit(text.charCodeAt(items.start[at]))) return at
  const rate = /^\d[\d.]*([^\d，。；、]{1,4}级)/.exec(text.slice(items.start[at], items.start[at] + 14))
  if (!rate || !isCue('size-unit', rate[1])) return at
  let k = at
  while (k < b && items.start[k] < items.start[at] + rate[0].length) k++
  return k < b ? k : at
}

/** The noun phrase behind a count: 170个|重点项目. Ends before a quantity that the next figure has. */
export function nounBehind(clauses: Clauses, a: number, b: number, deep = true): [number, number] | null {
  const { bits, start, end } = clauses.items
  let i = a
  // 30厘米|厚的|积雪
  if (
    i + 1 < b &&
    (bits[i + 1] & DE) !== 0 &&
    clauses.size(i) === 1 &&
    '厚长宽高深重远'.includes(clauses.head(i))
  )
    i++
  // 5000元至1万元|不等的|奖金
  if (i + 2 < b && (bits[i + 2] & DE) !== 0 && clauses.is(i, '不') && clauses.is(i + 1, '等')) i += 2
  if (i < b && (bits[i] & DE) !== 0) {
    i++
    // 总投资20.3亿元的|13个|重点项目
    if (
      i + 1 < b &&
      (bits[i] & FIGURE) !== 0 &&
      deep &&
      isNoun(clauses, i + 1) &&
      (bits[i + 1] & METRIC) === 0
    )
      i++
  }
  // 2栋|5层|安置房: how large each is stands before the noun.
  const sized =
    i === a &&
    i + 1 < b &&
    (bits[i] & FIGURE) !== 0 &&
    isCue('sized-measure', clauses.text.charAt(start[i] - 1)) &&
    isSize(clauses.word(i))
  if (sized) i++
  else if (i === a) i = ratedEnd(clauses, i, b)
  while (i < b && ((bits[i] & QUOTE) !== 0 || clauses.bracketed(i))) i++
  // 25分|5篮板|1助攻: what begins with a number counts for itself.
  if (
    i < b &&
    bits[i] === 0 &&
    clauses.text.charCodeAt(start[i]) < 58 &&
    COUNTED.test(clauses.text.slice(start[i], start[i] + 8))
  )
    return null
  // 3万顶|救灾|帐篷
  const lead = i === a && i + 1 < b && isCue('meant-for', clauses.word(i)) && isNoun(clauses, i + 1) ? 1 : 0
  let j = nounEnd(clauses, i + lead, b)
  // 8.7万台|联合|收割机, 11个|扩容|工程: a verb within the name of what is built or sent.
  if (j === i && (i === a || sized) && i + 1 < b && builds(clauses, i, start[a] - 1))
    j = nounEnd(clauses, i + 1, b)
  // 2869个|扶贫攻坚造林专业|合作社: what it does stands within its name.
  if (i === a && j > i && j < b && (bits[j] & (VERBNOUN | METRIC | ATTR)) !== 0 && bits[j - 1] === 0) {
    let k = j + 1
    while (k < b && (bits[k] & ~(VERB | VERBNOUN | METRIC | ATTR)) === 0 && clauses.size(k) > 1) k++
    if (k < b && k > j + 1 && bits[k] === AGENT) j = k + 1
  }
  // 11.8万宗|申请, 36起|投诉: what is handed in goes by the name of the doing.
  if (
    j === i &&
    i === a &&
    i < b &&
    isCue('filed', clauses.word(i)) &&
    '宗件起份项条例'.includes(clauses.text[start[a] - 1])
  )
    if (i + 1 >= b || (bits[i + 1] & (STOP | LINK)) !== 0) j = i + 1
  // 为期两年的|培养|实验: two verbs that name one doing.
  if (i > a && j === i && i + 1 < b && (bits[a] & DE) !== 0 && (bits[i] & bits[i + 1] & VERB) !== 0)
    if ((bits[i + 1] & VERBNOUN) !== 0 && clauses.size(i) === 2 && clauses.size(i + 1) === 2) j = i + 2
  if (i > a && j === i && (bits[a] & DE) !== 0) {
    // 总投资28亿元的抽水|蓄能|配套项目: up to what acts.
    for (let k = i; k < b; k++) {
      if ((bits[k] & (VERB | ATTR)) === 0 && !isNoun(clauses, k)) break
      if ((bits[k] & AGENT) !== 0 && k + 1 > j && k - i < 12) j = k + 1
    }
  }
  // 燃气等|各类|管道: the kind, not the one named of it.
  if (j > i && j < b && clauses.is(j, '等')) {
    let k = j + 1
    while (k < b && (bits[k] & (QUAL | EVERY)) !== 0 && (bits[k] & VERB) === 0) k++
    const kind = nounEnd(clauses, k, b)
    if (kind > k) j = kind
  }
  // 31个|省（自治区、直辖市）|报告病例235例: the next figure counts what stands behind the bracket.
  if (j < b && (bits[j] & FIGURE) !== 0)
    for (let k = i + 1; k < j - 1; k++) if (clauses.bracketed(k)) j = k + 1
  // 126个|乡镇（街道）|报告|发生洪涝: what they tell is not counted.
  if (j - 1 > i && j < b && (bits[j] & VERB) !== 0 && isCue('reporting', clauses.word(j - 1))) j--
  j = beforeNextCount(clauses, i, j, b)
  // 28名|干部|驻村|帮扶, 12个工作|专班|强力|推进: how people act is not counted.
  if (j < b && j - 2 >= i && (bits[j] & VERB) !== 0 && bits[j - 1] === 0 && (bits[j - 2] & AGENT) !== 0)
    if ('班组队团员者工民师生户部警'.includes(clauses.text[end[j - 2] - 1])) j--
  // 70个|大中城市|中，…: among whom.
  for (let k = j - 1; k > i; k--)
    if ((bits[k] & DE) !== 0 || (clauses.is(k, '中') && (bits[k] & LOC) !== 0)) {
      j = k
    }
  // 8个乡镇|实现整体脱贫, 42名法官|人均结案145件
  for (let k = i + 1; k < j; k++)
    if (clauses.is(k, '实现') || ((bits[j] & FIGURE) !== 0 && clauses.is(k, '人均'))) j = k
  if (j <= i) return headOfRelative(clauses, a, b)
  if (j < b || (bits[j] & FIGURE) !== 0) {
    let k = j
    while (k < b && ((bits[k] & (LINK | ADV | EVERY)) !== 0 || clauses.text[start[k]] === '每')) k++
    // 以3.2亿元|的票房收入|居首: nothing else is measured.
    const alone = k >= b && (bits[a] & DE) !== 0
    if ((k >= b && !alone) || (k < b && (bits[k] & FIGURE) !== 0)) {
      const size = cueBefore('metric', clauses.text, start[i], end[j - 1])
      const cut = end[j - 1] - size
      let m = j
      if (size > 0) while (m > i && start[m - 1] >= cut) m--
      while (m > i + 1 && m < j && (bits[m - 1] & QUAL) !== 0) m--
      if (m > i) j = m
      // 5家公司|研发费用占比超过20%
      if (m > i && m < k) while (j > i + 1 && (bits[j - 1] & (METRIC | VERB)) === METRIC) j--
      // 核载7人|实载8人: the quantity of the next figure alone.
      else if (j === i + 1 && i === a && size > 1 && k === j && k < b && (bits[k + 1] & DE) === 0)
        // 12个|篮板6次助攻
        return isCue('noun-measure', clauses.text.charAt(start[a] - 1)) &&
          !isCue('people-measure', clauses.text.charAt(start[a] - 1))
          ? [i, j]
          : null
    }
  }
  if (
    deep &&
    j + 1 < b &&
    (bits[j] & FIGURE) !== 0 &&
    (bits[j + 1] & DE) !== 0 &&
    (quantityTail(clauses, j - 1) || cueBefore('metric', clauses.text, start[i], end[j - 1]) > 0)
  ) {
    // 16台单机容量100万千瓦的|水轮发电机组
    const far = nounBehind(clauses, j + 1, b, false)
    if (far) return far
  }
  j = withoutAverages(clauses, i, j)
  return j > i ? [i, j] : null
}

/** 3200个|就业机会、|年产值逾120亿元: where a list stops whose last part the next figure counts, or a bare number. */
function beforeNextCount(clauses: Clauses, i: number, j: number, b: number): number {
  const { bits, start } = clauses.items
  const isNumber = (k: number) => isDigit(clauses.text.charCodeAt(start[k]))
  let next = i + 1
  while (next < j && !isNumber(next)) next++
  if (next === j) while (next < b && (bits[next] & (LINK | ADV)) !== 0) next++
  if (next >= j && !(next <= b && (bits[next] & FIGURE) !== 0)) return j
  for (let k = Math.min(next, j) - 1; k > i; k--) if (clauses.is(k, '、')) return k
  return j
}

/** 16件|不属于受理范围的|案件: the head that a clause of its own stands before. */
function headOfRelative(clauses: Clauses, a: number, b: number): [number, number] | null {
  const { bits, start } = clauses.items
  const verb = a < b && /^[不未没]/.test(clauses.word(a)) ? a + 1 : a
  if (a === 0 || verb >= b || !isPredicate(clauses, verb, b) || (bits[verb] & (FRAME | LINK)) !== 0)
    return null
  // 3人死亡的事故: who died are no accidents.
  if (!isCue('noun-measure', clauses.text.charAt(start[a] - 1))) return null
  let de = verb + 1
  while (de < b && de - a < RELATIVE && (bits[de] & (DE | FIGURE)) === 0) de++
  if (de >= b || (bits[de] & DE) === 0) return null
  const end = nounEnd(clauses, de + 1, b)
  // 被告人|从轻处罚: how they are dealt with is no part of them.
  for (let k = de + 1; k < end - 1; k++) if (/[人者员]$/.test(clauses.word(k))) return [de + 1, k + 1]
  return end > de + 1 ? [de + 1, end] : null
}

/** Longest clause before the head, as items. */
const RELATIVE = 10

/** 联合|收割机, 扩容|工程, 抓捕|小组; not 参加|施工 of people. `at`: where the measure word ends. */
function builds(clauses: Clauses, i: number, at: number): boolean {
  const { text, items } = clauses
  const { bits, start, end } = items
  if ((bits[i] & (VERB | ADV)) === 0 || (bits[i] & (NAME | LINK | METRIC)) !== 0) return false
  if (clauses.size(i) !== 2 || (bits[i + 1] & ~AGENT) !== 0) return false
  // 28户|搬迁|群众; but 3人死亡
  if (isCue('dwellers', clauses.word(i + 1))) return true
  if (isCue('people-measure', text.charAt(at))) return false
  const ends = (type: string) => cueBefore(type, text, start[i + 1], end[i + 1]) > 0
  return ends('works') || (isCue('works-measure', text.charAt(at)) && ends('works-tail'))
}

/** 价格, 单价, 均价: what a thing is bought and sold at. */
export function isPrice(clauses: Clauses, i: number): boolean {
  return (clauses.items.bits[i] & METRIC) !== 0 && /[价格]$/.test(clauses.word(i))
}

/** 以每吨1.2万元的价格收购|茶青: what is bought or sold behind the price that ends at an item. */
export function goodsBehind(clauses: Clauses, a: number, b: number): Span | null {
  const { bits } = clauses.items
  const k = predicateFrom(clauses, a, Math.min(b, a + 5))
  if (k < 0 || (bits[k] & FRAME) !== 0) return null
  const from = leadEnd(clauses, k + 1, b, emptyCore(k + 1))
  const to = nounEnd(clauses, from, b)
  return to > from && (bits[from] & (NAME | HOLDER)) === 0 ? clauses.span(from, to) : null
}

/** The verb whose object is somebody: 赔偿 of 赔偿消费者. */
export function verbTo(clauses: Clauses, { start, end }: Span): Span | null {
  const { items } = clauses
  let lo = 0
  let hi = items.count
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    if (items.start[mid] < start) lo = mid + 1
    else hi = mid
  }
  let last = lo
  while (last + 1 < items.count && items.end[last] < end) last++
  const whom = (items.bits[last] & PERSON) !== 0 || SOMEBODY.test(clauses.text.slice(start, end))
  return whom && lo > 0 && (items.bits[lo - 1] & VERB) !== 0 ? clauses.span(lo - 1, lo) : null
}
