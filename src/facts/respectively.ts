import type { Slot } from './context.js'
import { membersOf } from './noun.js'
import { type Core, splitPhrase } from './split.js'
import { FIGURE } from './words.js'
import type { Names, ZoneState } from './zone.js'

/** 牛肉21.6万吨、羊肉29.3万吨，分别增长6.2%和9.5%: the k-th figure takes the k-th names. */
export function dealtTo(zone: ZoneState, i: number, slot: Slot, core: Core, first: boolean): Names | null {
  if (!zone.spread) {
    const text = zone.text.slice(first ? slot.clause : slot.start, slot.figure.from)
    if (!/分别|依次/.test(text)) return null
    let count = 0
    for (let k = i; k < zone.stop; k++) if ((zone.clauses.items.bits[k] & FIGURE) !== 0) count++
    zone.dealt = 0
    zone.spread =
      dealtByName(zone, core, count) ?? sharedBefore(zone, core, count) ?? recalled(zone, core, count)
  }
  return zone.spread[zone.dealt++] ?? null
}

/** 甲、乙双双涨停，分别收在152元、54.8元: the holders that the clause before names. */
function sharedBefore(zone: ZoneState, core: Core, count: number): Names[] | null {
  const before = zone.passing ?? zone.topic
  if (!before || core.subject || core.metric || count < 2 || zone.list.length >= count) return null
  const { start, end } = zone.clauses.items
  let to = zone.clause
  while (to > 0 && start[to - 1] >= before.end) to--
  let from = to
  while (from > 0 && start[from - 1] >= before.start) from--
  if (from >= to || start[from] !== before.start || end[to - 1] < before.end) return null
  const members = membersOf(zone.clauses, from, to)
  if (members.length !== count) return null
  return members.map(([a, b]) => ({ subject: zone.clauses.span(a, b), metric: null }))
}

/** The names of the figures before, for 分别增长 and 增速分别为. */
function recalled(zone: ZoneState, core: Core, count: number): Names[] {
  if (core.subject || zone.list.length < count) return []
  const last = zone.list.slice(-count)
  if (!core.metric || core.doer) return last
  return last.map(({ subject }) => ({ subject, metric: core.metric }))
}

/** The members before 分别 with their names: 昆山市、张家港市|规模以上工业总产值. */
function dealtByName(zone: ZoneState, core: Core, count: number): Names[] | null {
  if (count < 2) return null
  const clauses = zone.clauses
  const members = membersOf(clauses, core.from, core.to)
  if (members.length !== count) return null
  if (core.verb) return members.map(([a, b]) => ({ subject: clauses.span(a, b), metric: core.metric }))
  const parts = members.map(([a, b]) => {
    const part: Core = { ...core, subject: null, metric: null, quantity: false, bare: false }
    splitPhrase(clauses, a, b, part)
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
