import { CharacterSet, type Span } from '../text/index.js'
import { Guarded } from './guarded.js'
import { isNoun, quantityTail, withoutAverages } from './noun.js'
import type { Clauses } from './phrase.js'
import { cueAt, cueBefore, isCue } from './tables.js'
import {
  AGENT,
  ATTR,
  CONJ,
  classOf,
  DE,
  endsAsAgent,
  HOLDER,
  METRIC,
  NAME,
  PERSON,
  PREFIX,
  QUAL,
  QUOTE,
  VERB,
} from './words.js'

/** What the words before a figure say of it. */
export interface Core {
  subject: Span | null
  /** The subject is a name or one that acts (企业, 村): it holds what follows, too. */
  strong: boolean
  metric: Span | null
  /** The metric ends in the name of a quantity (产值, 率), or a verb names it. */
  quantity: boolean
  /** A noun phrase that may be holder or thing counted: 番茄 of 番茄每公斤7.2元. */
  bare: boolean
  /** A weak subject and a verb without object: 市财政拿出…, 隧洞开挖…. What follows decides. */
  doer: Span | null
  /** What is bought or sold across a border: 机电产品 of 出口机电产品98亿元. */
  goods: Span | null
  /** … and an object. */
  object: boolean
  /** A verb stands between subject and figure. */
  verb: boolean
  /** 其中 leads in. */
  part: boolean
  /** 由 leads the subject in: what follows is not its own. */
  by: boolean
  /** Where the noun phrase before the verb stands, as items: for 分别. */
  from: number
  to: number
}

/** A core of which nothing is known yet. */
export function emptyCore(at: number): Core {
  return {
    subject: null,
    strong: false,
    metric: null,
    quantity: false,
    bare: false,
    doer: null,
    goods: null,
    object: false,
    verb: false,
    part: false,
    by: false,
    from: at,
    to: at,
  }
}

/** For a reading of its own: what it finds need not hold. */
export function copyOf(core: Core): Core {
  return {
    subject: core.subject,
    strong: core.strong,
    metric: core.metric,
    quantity: core.quantity,
    bare: core.bare,
    doer: core.doer,
    goods: core.goods,
    object: core.object,
    verb: core.verb,
    part: core.part,
    by: core.by,
    from: core.from,
    to: core.to,
  }
}

/** … of which neither who nor what is known. */
export function unnamed(core: Core): Core {
  const copy = copyOf(core)
  copy.subject = null
  copy.metric = null
  return copy
}

/** The noun phrase of a subject; strong where it is a name or acts. */
export function holderOf(clauses: Clauses, a: number, b: number, core: Core): Span | null {
  const { bits } = clauses.items
  // 集团公司|（以下简称“集团”）
  while (b - 1 > a && clauses.bracketed(b - 1)) b--
  if (b <= a) return null
  for (let d = b - 1; d > a; d--)
    if ((bits[d] & DE) !== 0 && (bits[d] & NAME) === 0) {
      // 陕西的企业: either will do, the head is nearer.
      if (d + 1 < b) return holderOf(clauses, d + 1, b, core)
      b = d
    }
  const who = personIn(clauses, a, b)
  if (who >= 0) {
    core.strong = true
    return clauses.span(who, who + 1)
  }
  b = withoutAverages(clauses, a, b)
  // 赛事|直接|带动: how it is done.
  while (b - 1 > a && (bits[b - 1] & ~PREFIX) === QUAL && (bits[b - 2] & AGENT) !== 0) b--
  // 新|招聘, 完成|调改: a qualifier alone holds nothing.
  let content = false
  for (let i = a; i < b; i++)
    if ((bits[i] & AGENT) !== 0 || (bits[i] & (QUAL | ATTR | CONJ | QUOTE)) === 0) content = true
  if (!content) return null
  const last = b - 1
  if (
    (bits[a] & (NAME | HOLDER)) !== 0 &&
    (bits[last] & (NAME | HOLDER | AGENT)) === 0 &&
    !endsAsAgent(clauses.word(last)) &&
    cueBefore('works', clauses.text, clauses.items.start[last], clauses.items.end[last]) === 0
  ) {
    // 商州区紧盯…: the name alone.
    core.strong = true
    return clauses.span(a, namesEnd(clauses, a, b))
  }
  core.strong =
    (bits[last] & (NAME | HOLDER | AGENT)) !== 0 || (bits[a] & NAME) !== 0 || endsAsAgent(clauses.word(last))
  return clauses.span(a, b)
}

/** End of the names and 全县 that a noun phrase begins with. */
export function namesEnd(clauses: Clauses, a: number, b: number): number {
  const { bits } = clauses.items
  let run = a
  for (let i = a; i < b; i++)
    if ((bits[i] & (NAME | HOLDER)) !== 0) run = i + 1
    else if ((bits[i] & (CONJ | QUOTE)) === 0) break
  return run
}

/** 马家沟村村民|李成福|家: the one person named is who holds, whatever is said of him. */
export function personIn(clauses: Clauses, a: number, b: number): number {
  const { bits } = clauses.items
  let who = -1
  for (let i = a; i < b; i++) {
    if ((bits[i] & (NAME | PERSON)) !== (NAME | PERSON)) continue
    if (who >= 0) return -1
    who = i
  }
  // 住户吴某等|3人: he is one of them.
  if (who >= 0 && clauses.text[clauses.items.end[who]] === '等') return -1
  return who
}

const houses = new CharacterSet('馆院校厂站场园库')

/** Cuts a noun phrase into its holder and the quantity: 新材料产业集群|产值, 全市|居民消费价格. */
export function splitPhrase(clauses: Clauses, a: number, b: number, core: Core): void {
  const { bits, start, end } = clauses.items
  const who = personIn(clauses, a, b)
  if (who >= 0) {
    // 茶农|魏荣辉|家, 名将|罗琴娜|个人最好成绩
    core.subject ??= clauses.span(who, who + 1)
    core.strong = true
    let rest = who + 1
    if (rest < b && (clauses.is(rest, '家') || (bits[rest] & DE) !== 0)) rest++
    core.metric = clauses.span(rest, b)
    core.bare = core.metric === null
    core.quantity = core.metric !== null && cueBefore('metric', clauses.text, start[rest], end[b - 1]) > 0
    return
  }
  // 生均公用经费标准|小学, 平均工资|企业: who has the quantity stands behind it.
  if (
    b - a > 2 &&
    (bits[b - 1] & AGENT) !== 0 &&
    (bits[b - 1] & NAME) === 0 &&
    behindQuantity(clauses, b - 2)
  ) {
    core.subject ??= clauses.span(b - 1, b)
    core.strong = true
    core.metric = clauses.span(a, b - 1)
    core.quantity = true
    return
  }
  // 国企指数, 恒生科技指数: an index is one name, whatever it begins with.
  if (b - a > 1 && isIndex(clauses, a, b)) {
    core.metric = clauses.span(a, b)
    core.quantity = true
    return
  }
  let p = a
  let run = a
  while (p < b) {
    if ((bits[p] & (NAME | HOLDER)) !== 0) run = ++p
    else if ((bits[p] & (CONJ | QUOTE)) !== 0 && p > a) p++
    // 石口镇|至|白沙镇|公路改造工程
    else if (p > a && p + 1 < b && clauses.is(p, '至') && (bits[p - 1] & bits[p + 1] & NAME) !== 0) p++
    else break
  }
  // 新湾巴士母公司|汇达国际|股价: the firm next to the quantity, not what is said of it.
  for (let n = b - 1; n > run; n--)
    if ((bits[n] & NAME) !== 0 && (bits[n] & PERSON) === 0 && (bits[n - 1] & (AGENT | HOLDER)) !== 0) {
      if (b > n + 1) a = run = n
      if (run === n) run++
      break
    }
  p = run
  for (let d = b - 2; d > a; d--)
    if ((bits[d] & DE) !== 0) {
      const holder = holderOf(clauses, a, d, core)
      if (!holder) {
        // 最小的|嫌疑人
        splitPhrase(clauses, d + 1, b, core)
        return
      }
      const inner = unnamed(core)
      inner.bare = false
      splitPhrase(clauses, d + 1, b, inner)
      // 企业的烘干设备|日处理量, 共和县的光伏产业园|占地; but 全县的茶叶总产量 is the county's.
      if (inner.subject && inner.metric && (inner.strong || (bits[a] & (NAME | HOLDER)) === 0)) {
        core.subject ??= inner.subject
        core.metric = inner.metric
        core.quantity = inner.quantity
        core.strong = true
        return
      }
      core.metric = clauses.span(d + 1, b)
      core.subject ??= holder
      core.quantity = cueBefore('metric', clauses.text, start[d + 1], end[b - 1]) > 0
      return
    }
  // 汉江襄阳|段|水质达标率
  if (run > a && run < b && end[run] - start[run] === 1 && '段岸侧'.includes(clauses.text[start[run]]))
    p = run + 1
  // 智能公司“灵初”: a name that closes the phrase.
  if (p >= b || ((bits[b - 1] & NAME) !== 0 && clauses.head(b - 1) === '“')) {
    core.subject ??= clauses.span(a, b)
    core.strong = true
    core.bare = true
    return
  }
  const size = cueBefore('metric', clauses.text, start[p], end[b - 1])
  let m = b
  let cut = end[b - 1] - size
  if (size > 0) while (m > p && start[m - 1] >= cut) m--
  else if (quantityTail(clauses, b - 1)) {
    m = b - 1
    cut = start[m]
  }
  core.quantity = cut < end[b - 1]
  if (!core.quantity) {
    // 酒店|平均房租: a qualifier begins a quantity that no table knows.
    for (let q = p + 1; q < b; q++) {
      if ((bits[q] & (QUAL | ATTR)) === 0 || end[q] - start[q] < 2) continue
      const head = clauses.word(q - 1)
      if (!endsAsAgent(head) && !head.endsWith('”') && !head.endsWith('》')) continue
      m = q
      cut = start[q]
      core.quantity = true
      break
    }
  }
  // 净资产收益|率: the table cuts a word.
  if (m > p && start[m] !== cut && !endsAsAgent(clauses.text.slice(start[m - 1], cut))) cut = start[--m]
  while (m > p && start[m] === cut && (bits[m - 1] & (QUAL | ATTR)) !== 0) cut = start[--m]
  // 净利润|同比|增长率
  if (m > p + 1 && start[m] === cut && isCue('rate', clauses.text.slice(cut, end[b - 1])))
    if (isCue('over', clauses.word(m - 1)) && (bits[m - 2] & METRIC) !== 0) {
      m -= 2
      cut = start[m]
    }
  // 机场|单日|旅客|吞吐量
  while (m > p + 1 && start[m] === cut && carries(clauses, m - 1, cut, end[b - 1])) cut = start[--m]
  // 基础养老金|最低|标准
  while (m > p + 1 && start[m] === cut && (bits[m - 1] & (METRIC | VERB)) === METRIC) cut = start[--m]
  if (m > p + 1 && start[m] === cut && isByTime(clauses, m - 1)) cut = start[--m]
  const inner = Math.max(p, m - 1)
  const agent =
    core.quantity &&
    cut > start[p] &&
    ((bits[inner] & AGENT) !== 0 || endsAsAgent(clauses.text.slice(start[inner], cut)))
  if (p > a) {
    core.strong = true
    core.subject ??= agent ? { start: start[a], end: cut } : clauses.span(a, p)
    core.metric = agent ? { start: cut, end: end[b - 1] } : clauses.span(p, b)
    return
  }
  // 新能源汽车占比: part of the whole, and the name of its share.
  if (m > p && isCue('share-name', clauses.text.slice(cut, end[b - 1])) && cut - start[p] > 2) {
    core.subject ??= clauses.phrase(start[p], cut)
    core.strong = agent
    core.metric = clauses.span(p, b)
    return
  }
  // 完成货物吞吐量: whoever completes it is not named here.
  const achieved = isCue('achieved', clauses.text.slice(start[p], Math.min(start[p] + 2, cut)))
  // 港口|完成|货物吞吐量
  for (let q = p + 1; core.quantity && q < m; q++)
    if (isCue('achieved', clauses.word(q))) {
      core.subject ??= holderOf(clauses, p, q, core)
      core.metric = clauses.span(q + 1, b)
      return
    }
  if (core.quantity && !achieved && holdsQuantity(clauses, p, m, cut, end[b - 1], agent)) {
    core.subject ??= clauses.phrase(start[p], cut)
    core.strong = agent
    core.metric = { start: cut, end: end[b - 1] }
    return
  }
  for (let q = p; q < b - 1 && !isAverage(clauses.word(p)); q++)
    if (
      clauses.size(q) > 1 &&
      houses.at(clauses.text, end[q] - 1) &&
      isNoun(clauses, q + 1) &&
      (bits[b - 1] & AGENT) === 0
    ) {
      // 图书馆|藏书
      core.subject ??= clauses.span(p, q + 1)
      core.strong = true
      core.metric = clauses.span(q + 1, b)
      return
    }
  core.metric = clauses.span(p, b)
  core.bare = !core.quantity
  core.strong = core.bare && ((bits[b - 1] & AGENT) !== 0 || endsAsAgent(clauses.word(b - 1)))
}

const isIndex = ({ text, items }: Clauses, a: number, b: number): boolean =>
  text[items.end[b - 1] - 1] === '数' &&
  cueAt('index', text, items.start[a]) === items.end[b - 1] - items.start[a]

/** Cuts the metric of a core once more, as one noun phrase. */
export function splitAgain(clauses: Clauses, core: Core): void {
  const { end } = clauses.items
  const from = core.from
  let to = from
  while (core.metric && to < clauses.items.count && end[to] <= core.metric.end) to++
  if (to > from + 1) splitPhrase(clauses, from, to, core)
}

/** 水厂|日|供水能力: by what time the quantity is taken. */
const isByTime = (clauses: Clauses, i: number): boolean =>
  clauses.size(i) === 1 && '日年月'.includes(clauses.head(i))

/** A word before a quantity that says what is carried, or when: 旅客, 单日. */
const carries = ({ text, items }: Clauses, i: number, cut: number, end: number): boolean =>
  (isAverage(text.slice(items.start[i], items.end[i])) ||
    cueBefore('carried', text, items.start[i], items.end[i]) === items.end[i] - items.start[i]) &&
  cueBefore('carriage', text, cut, end) > 0

/** 经费标准, 平均工资: what ends so has its holder behind it where one acts there; 投资项目 and 贷款企业 are one. */
const behindQuantity = (clauses: Clauses, i: number): boolean =>
  (clauses.items.bits[i] & (METRIC | VERB)) === METRIC &&
  /(?:标准|水平|面积|[额率价资])$/.test(clauses.word(i))

/** 营收, 归母净利润: the name of a quantity and nothing else. */
export const namesQuantity = (phrase: string): boolean =>
  cueBefore('metric', phrase) === phrase.length ||
  (isCue('metric', phrase.slice(2)) && (classOf(phrase, 0, 2) & QUAL) !== 0)

/** 人均住房建筑面积: an average of all holds nothing. */
export const isAverage = (word: string): boolean => AVERAGE.find(word, 0, word.length) !== null

const AVERAGE = new Guarded('first', '人户亩日月年单首', /^(?:[人户亩日月年]均|[单首][日周月季])/)

/** More than qualifiers: 工业机器人 holds a 收入, 机收 and 财政 only say which 率 or 收入. */
function holdsQuantity(
  clauses: Clauses,
  a: number,
  b: number,
  cut: number,
  end: number,
  agent: boolean,
): boolean {
  const { bits, start } = clauses.items
  const size = cut - start[a]
  if (size < 2) return false
  // 区级|收入, 县级|支出
  if (
    (size === 2 || size === 3) &&
    '级'.includes(clauses.text[cut - 1]) &&
    /^(?:收入|支出)/.test(clauses.text.slice(cut, end))
  )
    return true
  if (isAverage(clauses.word(a))) return false
  // 单日|旅客|吞吐量, 货邮|吞吐量: of what is carried, whoever carries it.
  if (cueAt('carriage', clauses.text, cut) > 0 && cueBefore('carried', clauses.text, start[a], cut) === size)
    return false
  if (agent) return true
  let named = false
  for (let i = a; i < b; i++)
    if ((bits[i] & AGENT) !== 0 || (bits[i] & (METRIC | QUAL | ATTR | CONJ)) === 0) named = true
  if (!named) return false
  // 新发放贷款|加权平均利率
  const qualified = b < clauses.items.count && (bits[b] & QUAL) !== 0 && start[b] === cut && size > 2
  if (qualified || cueAt('output', clauses.text, cut) > 0) return true
  // 债务（转贷）收入: a kind of income.
  if (clauses.bracketed(b - 1) && cueAt('naming', clauses.text, start[b - 1] + 1) === 0) return false
  // 存货周转天数, 优良断面比例: what is measured so has no other holder than its owner.
  return (
    size >= 4 &&
    !/(?:[率数]|比[例重率]|占比|标准|限额|额度|时间|周期|水平|系数)$/.test(clauses.text.slice(cut, end))
  )
}
