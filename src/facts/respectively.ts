import type { Span } from '../text/index.js'
import type { Slot } from './context.js'
import { leadEnd, membersOf } from './noun.js'
import { type Core, emptyCore, splitPhrase, unnamed } from './split.js'
import { cueBefore, isCue } from './tables.js'
import { ADV, CONJ, DE, FIGURE, NAME } from './words.js'
import type { Names, ZoneState } from './zone.js'

/** 牛肉21.6万吨、羊肉29.3万吨，分别增长6.2%和9.5%: the k-th figure takes the k-th names. */
export function dealtTo(zone: ZoneState, i: number, slot: Slot, core: Core, first: boolean): Names | null {
  if (!zone.spread) {
    const text = zone.text.slice(first ? slot.clause : slot.start, slot.figure.from)
    const dealt = text.includes('分别') || text.includes('依次')
    const { bits } = zone.clauses.items
    // 甲和乙升9%和6%; 分别增长6.2%和9.5%，占全部的3%和5%: side by side once more.
    if (!dealt && (bits[i + 1] & CONJ) === 0) return null
    let count = 0
    for (let k = i; k < zone.stop; k++) if ((bits[k] & FIGURE) !== 0) count++
    zone.dealt = 0
    if (!dealt) {
      if (count < 2) return null
      zone.spread =
        (slot.figure.kind === 'percent' ? sideBySide(zone, core, count) : null) ??
        (zone.dealtOut.length === count ? recalled(zone, core, count) : [])
      return zone.spread[zone.dealt++] ?? null
    }
    zone.spread =
      dealtByBranch(zone, i, slot, count) ??
      dealtByName(zone, core, count) ??
      dealtByWhom(zone, i, core, count) ??
      dealtByMarks(zone, i, count) ??
      sharedBefore(zone, core, count) ??
      recalled(zone, core, count)
    if (zone.spread.length > 0) zone.dealtOut = zone.spread
  }
  return zone.spread[zone.dealt++] ?? null
}

/** 药明股份和中正制药升9%和6%: as many names as figures. */
function sideBySide({ clauses }: ZoneState, core: Core, count: number): Names[] | null {
  const { bits, start, end } = clauses.items
  const members = membersOf(clauses, core.from, core.to)
  const named = members.every(([a, b]) => b - a === 1 && (bits[a] & NAME) !== 0)
  if (members.length !== count || !named) return null
  return members.map(([a]) => ({ subject: { start: start[a], end: end[a] }, metric: null }))
}

/** 甲、乙双双涨停，分别收在152元、54.8元: the holders that the clause before names. */
function sharedBefore(zone: ZoneState, core: Core, count: number): Names[] | null {
  const before = zone.passing ?? zone.topic
  if (!before || core.subject || (core.metric && !core.quantity) || count < 2) return null
  if (zone.list.length >= count) return null
  const { start, end } = zone.clauses.items
  let to = zone.clause
  while (to > 0 && start[to - 1] >= before.end) to--
  let from = to
  while (from > 0 && start[from - 1] >= before.start) from--
  if (from >= to || start[from] !== before.start || end[to - 1] < before.end) return null
  const members = membersOf(zone.clauses, from, to)
  if (members.length !== count) return null
  return members.map(([a, b]) => ({ subject: zone.clauses.span(a, b), metric: core.metric }))
}

/** The names of the figures before, for 分别增长 and 增速分别为. */
function recalled(zone: ZoneState, core: Core, count: number): Names[] {
  // 两项指标|分别增长22%和23%: those told before they were counted.
  const told = ({ metric }: Names) => metric && isCue('those', zone.text.slice(metric.start, metric.end))
  const list = zone.list.filter((names) => !told(names))
  // 甲、乙分别增长6.2%和9.5%，分别高出平均1.1个和4.4个百分点
  const last = zone.dealtOut.length === count ? zone.dealtOut : list.slice(-count)
  if (core.subject || last.length < count) return []
  if (!core.metric || core.doer || told(core)) return last
  return last.map(({ subject }) => ({ subject, metric: core.metric }))
}

/** 衣着、居住、医疗价格分别…: a list whose members look like verbs. */
function dealtByMarks(zone: ZoneState, i: number, count: number): Names[] | null {
  const { clauses } = zone
  if (count < 2) return null
  let to = i
  while (to > zone.clause && !clauses.is(to, '分别')) to--
  const from = leadEnd(clauses, zone.clause, to, emptyCore(zone.clause))
  let members = membersOf(clauses, from, to)
  if (members.length > count) members = membersOf(clauses, from, to, true)
  if (members.length !== count) return null
  const spans = members.map(([a, b]) => clauses.span(a, b))
  const last = spans[count - 1]
  const size = last ? cueBefore('metric', zone.text, last.start, last.end) : 0
  if (!last || spans.some((span) => !span || span.end - span.start > MEMBER)) return null
  // 受灾人口、死亡人口和倒塌房屋分别…: each is a quantity of its own.
  const [head] = spans
  if (head && cueBefore('metric', zone.text, head.start, head.end) > 1)
    return spans.map((metric) => ({ subject: null, metric }))
  if (size === 0 || size === last.end - last.start) return null
  const metric = { start: last.end - size, end: last.end }
  spans[count - 1] = { start: last.start, end: metric.start }
  return spans.map((subject) => ({ subject, metric }))
}

/** Branches of industry before 分别, whatever verbs and marks their names have: 冶炼和压延加工业、采选业等行业|增加值. */
function dealtByBranch(zone: ZoneState, i: number, slot: Slot, count: number): Names[] | null {
  const { clauses, text } = zone
  if (count < 2) return null
  let to = i
  while (to > zone.clause && !clauses.is(to, '分别')) to--
  const from = Math.max(slot.sentence, clauses.items.start[to] - BRANCHES)
  const before = text.slice(from, clauses.items.start[to])
  const list =
    /^(.*[^行]业)(?:等(?:[0-9一二三四五六七八九十]*个)?(?:大类)?行业)?(?:的?([^，。、业]*?))(?:同比|环比)?$/s.exec(
      before,
    )
  if (!list) return null
  const members: Span[] = []
  let start = 0
  for (let k = 0; k < list[1].length; k++) {
    const ends = list[1][k] === '业'
    // What a comma parts off and no branch ends: 重点行业中，
    if (list[1][k] === '，' && list[1][k - 1] !== '业') start = k + 1
    if (!ends || !(k + 1 === list[1].length || '、，和及与'.includes(list[1][k + 1]))) continue
    while (/[、，和及与]/.test(list[1][start])) start++
    if (list[1].startsWith('其中', start)) start += 2
    members.push({ start: from + start, end: from + k + 1 })
    start = k + 1
  }
  if (members.length < count) return null
  const size = list[2] ? cueBefore('metric', list[2]) : 0
  const end = from + list[1].length + before.slice(list[1].length).indexOf(list[2]) + list[2].length
  const metric = size > 0 ? { start: end - size, end } : zone.page.grew
  return members.slice(-count).map((subject) => ({ subject, metric }))
}

/** How far before 分别 their list may begin. */
const BRANCHES = 160

/** Longest member of such a list. */
const MEMBER = 12

/** 对甲、乙、丙分别进出口…: with whom, as many as there are figures. */
function dealtByWhom(zone: ZoneState, i: number, core: Core, count: number): Names[] | null {
  const { clauses } = zone
  if (count < 2) return null
  let to = i
  while (to > zone.clause && !clauses.is(to, '分别')) to--
  while (to > zone.clause && clauses.items.bits[to - 1] === ADV) to--
  for (let k = zone.clause; k < to - 1; k++) {
    if (!'对自从'.includes(clauses.head(k)) || clauses.size(k) !== 1) continue
    // 对甲出口的|丙、丁: those behind 的 are no partners.
    for (let d = k + 1; d < to; d++) if ((clauses.items.bits[d] & DE) !== 0) return null
    const members = membersOf(clauses, k + 1, to)
    if (members.length !== count) return null
    return members.map(([a, b]) => ({ subject: clauses.span(a, b), metric: core.metric }))
  }
  return null
}

/** The members before 分别 with their names: 昆山市、张家港市|规模以上工业总产值. */
function dealtByName(zone: ZoneState, core: Core, count: number): Names[] | null {
  if (count < 2) return null
  const clauses = zone.clauses
  const members = membersOf(clauses, core.from, core.to)
  if (members.length !== count) return null
  if (core.verb) return members.map(([a, b]) => ({ subject: clauses.span(a, b), metric: core.metric }))
  const parts = members.map(([a, b]) => {
    const part = unnamed(core)
    part.quantity = false
    part.bare = false
    splitPhrase(clauses, a, b, part)
    return part
  })
  const last = parts[count - 1]
  if (parts[0].quantity)
    return parts.map(({ metric, subject }) => ({ metric, subject: subject ?? parts[0].subject }))
  // 其中采矿业、制造业分别增长…: of what the figure before was of.
  const shared = last.subject ? last.metric : core.quantity ? core.metric : null
  const spans = members.map(([a, b]) => clauses.span(a, b))
  const tail = spans[count - 1]
  // 甲药、乙药|销售收入: the last one stands before what all have.
  if (tail && shared && shared.start > tail.start && shared.end === tail.end)
    spans[count - 1] = { start: tail.start, end: shared.start }
  if (last.subject) spans[count - 1] = last.subject
  return spans.map((subject) => ({ subject, metric: shared }))
}
