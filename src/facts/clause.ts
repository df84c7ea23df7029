import type { Span } from '../text/index.js'
import { isNoun, leadEnd, membersOf, nounEnd, quantityTail, trimEnd } from './noun.js'
import type { Clauses } from './phrase.js'
import { isPredicate, readingOf, relativeIn } from './reading.js'
import {
  type Core,
  copyOf,
  emptyCore,
  holderOf,
  namesEnd,
  namesQuantity,
  personIn,
  splitPhrase,
  unnamed,
} from './split.js'
import { cueBefore, isCue } from './tables.js'
import {
  ADV,
  AGENT,
  ATTR,
  DE,
  endsAsAgent,
  FRAME,
  HOLDER,
  LEAD,
  LINK,
  LOC,
  METRIC,
  NAME,
  PERSON,
  PREP,
  SAY,
  TIME,
  VERB,
} from './words.js'

/** Reads the items a..b that stand before a figure (or its verb of change). */
export function coreOf(clauses: Clauses, a: number, b: number): Core {
  const { bits } = clauses.items
  const core = emptyCore(a)
  for (let k = a; k < b && k < a + 3; k++) if (clauses.is(k, '其中')) core.part = true
  // 强降雨造成全县27个乡镇受灾: what wrought it holds nothing, but 尚志洪涝致…: where it did holds.
  let teller: Span | null = null
  let told = false
  const whom = sentencedIn(clauses, a, b)
  if (isIndustry(clauses, a, b)) {
    core.subject = clauses.span(a, b)
    core.strong = true
    return core
  }
  const hit = imposedOn(clauses, a, b)
  if (hit) {
    readRest(clauses, hit[2] + 1, trimEnd(clauses, a, b), core)
    core.subject = clauses.span(hit[0], hit[1])
    core.strong = true
    // 给予警告并处以400万元|罚款
    core.verb = true
    return core
  }
  for (let s = b - 1; s >= a; s--)
    if ((bits[s] & (VERB | ADV)) !== 0 && clauses.size(s) < 3 && causes(clauses, a, s)) {
      const start = leadEnd(clauses, a, s, copyOf(core))
      if (start < s - 1 && ((bits[start] & (NAME | HOLDER)) !== 0 || endsAsAgent(clauses.word(start)))) {
        teller = clauses.span(start, Math.max(start + 1, namesEnd(clauses, start, s)))
        told = true
      }
      a = s + 1
      break
    }
  // 监管局对万州分行罚款95万元: whom it hits.
  for (let s = a; s < b - 2; s++)
    if ((bits[s + 1] & NAME) !== 0 && clauses.word(s) === '对') {
      const k = namesEnd(clauses, s + 1, b)
      if (k < b && isCue('fine', clauses.word(k))) {
        core.subject = clauses.span(s + 1, k)
        core.strong = true
        core.metric = clauses.span(k, k + 1)
        core.verb = true
        return core
      }
    }
  b = trimEnd(clauses, a, b)
  let i = a
  // 胡珊介绍上半年…: what follows the saying counts.
  for (let s = b - 2; s >= i; s--)
    if ((bits[s] & SAY) !== 0) {
      i = s + 1
      break
    }
  // 市里要求各企业…, 公司预计收入…: whoever says so holds it only where nobody else does.
  for (let s = i; s < b - 1; s++) {
    if ((bits[s] & FRAME) === 0 || (bits[s] & (VERB | ADV)) === 0) continue
    const outer = copyOf(core)
    const start = leadEnd(clauses, i, s, outer)
    const end = nounEnd(clauses, start, s)
    if (end > start) {
      teller = holderOf(clauses, start, end, outer)
      told = outer.strong
    }
    // 电源管理IC厂|联宏电子|昨|公布: the name next to the verb.
    for (let k = s - 1; !told && k >= Math.max(start, s - 3); k--) {
      if ((bits[k] & NAME) !== 0) {
        teller = clauses.span(k, k + 1)
        told = true
      } else if ((bits[k] & (ADV | TIME | LEAD)) === 0 && clauses.items.end[k] - clauses.items.start[k] > 1)
        break
    }
    core.part ||= outer.part
    i = s + 1
    break
  }
  // 原分行行长助理桂某被禁止从业: whatever the words before his name look like.
  const who = personIn(clauses, i, b)
  const acts = who > i && who + 1 < b && (bits[who + 1] & (PREP | VERB)) !== 0 && (bits[who - 1] & PREP) === 0
  if (acts && !isMeans(clauses, i, who)) i = who
  readRest(clauses, i, b, core)
  if (whom) {
    core.subject = whom
    core.strong = true
  }
  // 公司预计|归母净利润|亏损3亿元: the quantity holds nothing.
  const { subject, metric } = core
  if (teller && subject && metric && namesQuantity(clauses.text.slice(subject.start, subject.end))) {
    if (metric.start >= subject.end) core.metric = { start: subject.start, end: metric.end }
    core.subject = null
  }
  if (teller && !core.subject) {
    core.subject = teller
    core.strong = told
  }
  return core
}

/**
 * 对当事人|作出罚款5万元的处罚: whom it hits, as items, and the verb that tells so: [from, to, verb]; null where nobody is.
 */
export function imposedOn(clauses: Clauses, a: number, b: number): [number, number, number] | null {
  const { bits } = clauses.items
  for (let s = a; s < b - 2; s++) {
    if (!clauses.is(s, '对')) continue
    const end = nounEnd(clauses, s + 1, b)
    const named = (bits[s + 1] & (NAME | HOLDER)) !== 0
    if (end <= s + 1 || (!named && (bits[end - 1] & AGENT) === 0)) continue
    if (end < b && isCue('imposes', clauses.word(end))) return [s + 1, end, end]
    // 对某公司|无证生产的违法行为|作出…
    const to = namesEnd(clauses, s + 1, b)
    for (let k = to + 1; named && k < b; k++) if (isCue('imposes', clauses.word(k))) return [s + 1, to, k]
  }
  return null
}

/** 造成, 判处; but 被判处 is told of whom it hits. */
function causes(clauses: Clauses, a: number, i: number): boolean {
  if (!isCue('cause', clauses.word(i))) return false
  // 大桥|使|通行时间缩短, but 哇|让|抽水蓄能电站 is a name.
  const plain = (clauses.items.bits[i] & VERB) === 0
  return i === a ? !plain : plain ? clauses.size(i - 1) > 1 : clauses.word(i - 1) !== '被'
}

/** 伙同其妻|周某|收受财物: a person with whom or through whom it is done. */
function isMeans(clauses: Clauses, a: number, who: number): boolean {
  for (let k = who - 1; k >= a && !isPredicate(clauses, k, who); k--)
    if (isCue('means', clauses.word(k))) return true
  return false
}

/** 对被告人涂某以受贿罪判处…, 郝某因单位行贿罪被法院判处…: who is sentenced, not the court. */
function sentencedIn(clauses: Clauses, a: number, b: number): Span | null {
  const { bits } = clauses.items
  let verb = b - 1
  while (verb > a && !isCue('sentence', clauses.word(verb))) verb--
  if (verb <= a) return null
  const isPerson = (k: number) => (bits[k] & (NAME | PERSON)) === (NAME | PERSON)
  // 法院判决|李某|因受贿罪判处…
  for (let k = verb - 2; k >= a; k--)
    if (isPerson(k) && clauses.is(k + 1, '因')) return clauses.span(k, k + 1)
  for (let k = a; k < verb; k++)
    if (clauses.is(k, '对'))
      for (let n = k + 1; n < verb && n < k + 6; n++) if (isPerson(n)) return clauses.span(n, n + 1)
  return null
}

/** 煤炭开采和洗选业, 电力、热力生产和供应业: a branch of industry, though its name has verbs in it. */
function isIndustry(clauses: Clauses, a: number, b: number): boolean {
  if (b - a < 2 || b - a > 16 || clauses.text[clauses.items.end[b - 1] - 1] !== '业') return false
  const name = clauses.text.slice(clauses.items.start[a], clauses.items.end[b - 1])
  return (
    /^[\u4e00-\u9fff]{2,10}(?:[、和及][\u4e00-\u9fff]{2,10}){1,5}业$/.test(name) &&
    !/[的了在对为由与将被把]/.test(name)
  )
}

/** What is left of the words once those that tell whose saying it is are off: 位于肥西县的|储能项目|装机. */
function readRest(clauses: Clauses, i: number, b: number, core: Core): void {
  const { bits } = clauses.items
  const relative = relativeIn(clauses, i, b)
  if (i < b && (bits[i] & DE) !== 0) i++
  // 报告期内公司投入…: a time or place that no name makes a holder.
  for (let l = i + 1; l < b - 1 && l < i + 3 && relative < 0; l++)
    if ((bits[l] & LOC) !== 0 && (bits[l] & (LINK | NAME)) === 0) {
      let plain = clauses.items.end[l - 1] - clauses.items.start[i] > 1
      for (let k = i; k < l; k++) if (bits[k] !== 0) plain = false
      if (plain && isNoun(clauses, l + 1)) i = l + 1
      break
    }
  if (relative >= 0) {
    readClause(clauses, leadEnd(clauses, relative + 1, b, core), b, core)
    // 转让其持有的公司股份: whose they are, 其 says.
    if (
      !core.verb &&
      relative > i + 1 &&
      clauses.is(relative - 2, '其') &&
      isCue('has', clauses.word(relative - 1))
    )
      core.subject = null
    // 罗牛山持有的|同仁药业股权比例
    if (
      !core.verb &&
      relative > i + 1 &&
      (bits[relative - 2] & NAME) !== 0 &&
      isCue('has', clauses.word(relative - 1))
    ) {
      core.subject = clauses.span(relative - 2, relative - 1)
      core.strong = true
    }
    if (core.verb && actsByMeans(clauses, i, relative, core)) return
    if (core.verb || core.subject) return
    // 督促3家民宿退还多收的|房费: a mere object; who does it stands in front.
    const outer = copyOf(core)
    outer.metric = null
    const start = leadEnd(clauses, i, relative, outer)
    const end = nounEnd(clauses, start, relative)
    if (end > start) {
      core.subject = holderOf(clauses, start, end, core)
      // 对甲出口的|丙、丁: what is dealt out is the list.
      if (membersOf(clauses, core.from, core.to).length < 2) {
        core.from = start
        core.to = end
      }
    } else core.subject = outer.subject
    core.part ||= outer.part
    return
  }
  readClause(clauses, leadEnd(clauses, i, b, core), b, core)
}

/** 呼某通过其控制的公司|转移赃款: who acts stands before his means. */
function actsByMeans(clauses: Clauses, i: number, b: number, core: Core): boolean {
  const { bits } = clauses.items
  const start = leadEnd(clauses, i, b, copyOf(core))
  const end = nounEnd(clauses, start, b)
  if (
    end <= start ||
    end >= b ||
    (bits[end - 1] & (NAME | HOLDER)) === 0 ||
    !isCue('means', clauses.word(end))
  )
    return false
  core.subject = holderOf(clauses, start, end, core)
  return true
}

/** A noun phrase, and maybe a verb with its object: 全市|完成|投资, 辣椒、番茄等|蔬菜|种植面积. */
function readClause(clauses: Clauses, a: number, b: number, core: Core): void {
  const { bits } = clauses.items
  const { from, to, said, verb, earlier, object, end } = readingOf(clauses, a, b)
  core.from = from
  core.to = to
  if (said >= b) {
    if (to > from) splitPhrase(clauses, from, to, core)
    return
  }
  core.verb = true
  const done = object < end ? clauses.span(object, end) : null
  // 集团在义乌的|分拨中心|面积
  const of = object > to && verb < 0 && (bits[object - 1] & DE) !== 0
  if (object + 1 < end && ((bits[object] & (NAME | HOLDER)) !== 0 || of)) {
    // 预计全市居民消费价格: the object has its own holder.
    const inner = unnamed(core)
    splitPhrase(clauses, object, end, inner)
    // 国家局调派甘肃、青海等地队伍: who acts keeps what he does.
    const acted = to > from && verb >= 0 && (bits[verb] & FRAME) === 0
    if (inner.subject && inner.metric && !acted) {
      core.subject = inner.subject
      core.strong = inner.strong
      core.metric = inner.metric
      core.quantity = inner.quantity
      return
    }
  }
  const subject = to > from ? holderOf(clauses, from, to, core) : null
  core.object = done !== null
  if (done) {
    core.quantity =
      cueBefore('metric', clauses.text, done.start, done.end) > 0 || quantityTail(clauses, end - 1)
    core.metric = verb >= 0 && done.end - done.start <= 2 ? clauses.span(verb, end) : done
    const traded = verb >= 0 && (bits[object] & METRIC) === 0 && isCue('traded', clauses.word(verb))
    if (traded && core.quantity && subject && verb === to) {
      // 集成电路|进口总金额: what is traded has it.
      core.subject ??= subject
      core.metric = clauses.span(verb, end)
      return
    }
    if (traded) {
      core.metric = clauses.span(object === verb + 1 ? verb : object, end)
      core.goods = done
    }
    // 城镇|登记|失业率, 农作物|受灾|面积: no one acts here.
    if (subject && !core.strong && core.quantity && core.subject === null && verb === to) {
      core.metric = clauses.span(from, end)
      core.bare = false
      return
    }
  } else if (verb >= 0 && to > from && ((bits[to - 1] & METRIC) !== 0 || quantityTail(clauses, to - 1))) {
    // 股价|报, 失业率|升至
    splitPhrase(clauses, from, to, core)
    return
  } else if (verb > said && (bits[verb - 1] & METRIC) !== 0 && (bits[verb - 1] & (VERB | ATTR)) === 0) {
    // 公司|今天|股价|收在: a quantity with its own verb.
    let first = verb - 1
    while (first > said && isNoun(clauses, first - 1) && (bits[first - 1] & (NAME | HOLDER)) === 0) first--
    core.metric = clauses.span(first, verb)
    core.quantity = true
  } else if (verb > from + 1 && isCue('achieved', clauses.word(from))) {
    // 完成|土地|征收: whoever completes it is not named here.
    core.metric = clauses.span(from + 1, verb + 1)
    return
  } else if (verb >= 0) {
    // 保障|航班|起降
    core.metric = clauses.span(earlier >= 0 && earlier < verb - 1 ? earlier + 1 : verb, verb + 1)
    // 股东|杭州启微…|减持402万股: a name acts.
    // 领队被停赛4场: who is banned, not what is counted.
    const suffers = verb > from && clauses.is(verb - 1, '被')
    const named = (bits[from] & (NAME | HOLDER)) !== 0 || endsInName(clauses, from, to)
    if (subject && core.subject === null && !named && !suffers) {
      core.doer = subject
      return
    }
  }
  core.subject ??= subject
}

/** Whether a phrase ends in a name, a bracket behind it or not. */
function endsInName(clauses: Clauses, a: number, b: number): boolean {
  while (b - 1 > a && clauses.bracketed(b - 1)) b--
  return (clauses.items.bits[b - 1] & (NAME | HOLDER)) !== 0
}
