import type { Span } from '../text/index.js'
import { verbTo } from './behind.js'
import type { Slot } from './context.js'
import { qualifies } from './inherit.js'
import type { Naming } from './naming.js'
import { nounEnd, phraseEnd } from './noun.js'
import { isPredicate, predicateFrom } from './reading.js'
import { cueAt, cueBefore, isCue } from './tables.js'
import { ADV, BA, CONJ, DE, endsAsAgent, FIGURE, LINK, NAME, PREP, VERB } from './words.js'
import { overlaps, type ZoneState } from './zone.js'

/** What is done for a price: 业主|以1200万元|买入, 以12.6亿元|中标. */
export function nameByDeal(zone: ZoneState, named: Naming): void {
  const { i, figure, core, noun } = named
  if (figure.kind !== 'money') return
  const { bits } = zone.clauses.items
  // 以自有资金2亿元|回购股份: what the funds are for.
  if (isPaidFrom(zone, named)) {
    const done = predicateFrom(zone.clauses, i + 1, Math.min(zone.stop, i + 6))
    if (done >= 0)
      named.metric = zone.clauses.span(done, Math.max(done + 1, nounEnd(zone.clauses, done + 1, zone.stop)))
    return
  }
  if (zone.text[figure.from - 1] !== '以') return
  // 《甲》以27.18亿元票房领跑
  if (core.bare && noun && named.metric === core.metric && !named.subject) {
    named.subject = named.metric
    named.own = true
    named.metric = noun
    named.quantity = cueBefore('metric', zone.text, noun.start, noun.end) > 0
  }
  // 业主以1200万元买入: who acts, then what he did.
  const bare = core.bare && core.strong && !named.own && named.metric === core.metric
  if (bare && i + 1 < zone.stop)
    if ((bits[i + 1] & (VERB | DE)) === VERB) {
      named.subject = named.metric
      named.own = true
      named.metric = null
    }
  // 以12.6亿元中标…: the verb behind says what for.
  if (!named.metric) {
    const done = predicateFrom(zone.clauses, i + 1, Math.min(zone.stop, i + 24))
    if (done >= 0) named.metric = zone.clauses.span(done, done + 1)
  }
}

/** 以|自有资金|2亿元: whether what the money comes from stands before it. */
function isPaidFrom({ clauses }: ZoneState, { i, from }: Naming): boolean {
  let k = i - 1
  while (k > from && i - k < 4 && !clauses.is(k, '以')) k--
  if (k < from || !clauses.is(k, '以') || k === i - 1) return false
  return isCue('funds', clauses.text.slice(clauses.items.end[k], clauses.items.end[i - 1]))
}

/** 5120万元|尚未归还: whether 未 stands at a place, or behind what says that it is so yet. */
function isUndone(text: string, at: number): boolean {
  return text['尚仍还'.includes(text[at] ?? ' ') ? at + 1 : at] === '未'
}

/** What befell those counted or what they do: 致3人|受伤, 33个乡镇有27个|受灾. */
export function nameByFate(zone: ZoneState, named: Naming): void {
  const { i, slot, figure, verb, unit, first, from, core, noun, countable } = named
  const some = '中有已里内'.includes(zone.text[figure.from - 1])
  const again = some && !first && countable && zone.counted && unit === zone.local.unit ? among(zone, i) : -1
  if (again >= 0) {
    // 33个乡镇有27个不同程度受灾: of the towns.
    named.subject = zone.counted
    named.own = true
    core.strong = false
    // 41个大类行业中28个增长: how their value went is none of theirs to count.
    const went = isCue('up', zone.clauses.word(again)) || isCue('down', zone.clauses.word(again))
    named.metric = went ? zone.counted : zone.clauses.span(again, again + 1)
    named.quantity = false
    named.rule = 'counted-verb'
  }
  // 尚有5120万元|未归还, 先后7次|收受贿赂: what was not done, or how often it was.
  const open = isUndone(zone.text, figure.to) && !named.quantity
  const often = unit === '次' && !noun && !named.metric
  if ((open || often) && !verb && again < 0) {
    // 先后187次|将公司资金3246万元|转入…: what was done stands behind what it was done with.
    const reach = (zone.clauses.items.bits[i + 1] & BA) !== 0 ? 12 : 4
    const done = predicateFrom(zone.clauses, i + 1, Math.min(zone.stop, i + reach))
    if (done >= 0) {
      named.metric = zone.clauses.span(done, done + 1)
      named.quantity = false
      return
    }
  }
  // 冲锋舟18艘赶赴现场 in a list are sent like what stands before them.
  const listed = !first && core.bare && zone.clauses.is(from, '、')
  const fate = countable && !verb && !noun && again < 0 && !listed ? verbBehind(zone, i, slot) : -1
  // 判处二人|有期徒刑, 判处159名|罪犯|有期徒刑: what they got is not counted.
  const { behind } = named
  if (
    noun &&
    behind &&
    i > 0 &&
    (unit === '人' || unit === '名') &&
    isCue('sentenced', textOf(zone, noun).slice(-2))
  ) {
    const whom = zone.clauses.span(behind[0], behind[1] - 1)
    if (whom || isPredicate(zone.clauses, i - 1, i)) {
      named.metric = whom ?? zone.clauses.span(i - 1, i)
      named.quantity = false
      return
    }
  }
  // 派出172人|赶赴灾区: they were sent.
  const sent = fate >= 0 && core.verb && named.metric && isCue('sends', textOf(zone, named.metric))
  if (sent) return
  if (fate >= 0 && (!named.metric || !core.object || core.bare)) {
    if (core.bare && core.metric && !named.subject) {
      named.subject = core.metric
      named.own = true
    }
    named.metric = zone.clauses.span(fate, fateEnd(zone, fate))
    named.quantity = false
  } else if (fate >= 0 && core.object && !named.quantity) {
    // 造成住户吴某等3人受伤
    named.subject = named.metric
    named.own = true
    named.metric = zone.clauses.span(fate, fate + 1)
  }
}

/** What is done with it: 集团将1800万股|质押, 财政把500万元|拨付. */
export function nameByDisposal(zone: ZoneState, named: Naming): void {
  const { i, core, noun } = named
  const { bits } = zone.clauses.items
  if (i === 0 || noun) return
  if ((bits[i - 1] & BA) === 0) {
    takenBy(zone, named)
    return
  }
  const done = predicateFrom(zone.clauses, i + 1, Math.min(zone.stop, i + 5))
  if (done < 0) return
  if (core.bare && core.metric && !named.subject) {
    named.subject = core.metric
    named.own = true
  }
  named.metric = zone.clauses.span(done, done + 1)
  named.quantity = false
}

/** 2100万元|用于网络赌博: what some of it is for. */
export function nameByUse({ clauses, part, stop }: ZoneState, named: Naming): void {
  const { i, core, figure } = named
  if (!part || figure.kind !== 'money' || core.metric || i + 2 >= stop) return
  if (!isCue('used-for', clauses.word(i + 1))) return
  let end = i + 2
  while (end < stop && end - i < USE && (clauses.items.bits[end] & (FIGURE | CONJ)) === 0) end++
  named.metric = clauses.span(i + 1, end)
  named.quantity = false
}

/** Most items of what it is used for. */
const USE = 6

/** 俞某|将公司资金共计3246万元|转入账户: what stands behind 将 holds nothing, who does it has it. */
function takenBy({ clauses, stop }: ZoneState, named: Naming): void {
  const { i, from, figure, core } = named
  if (figure.kind !== 'money' || named.rule !== 'named' || !named.metric) return
  const { bits } = clauses.items
  let ba = i - 2
  while (ba > from && i - ba < 8 && (bits[ba] & BA) === 0) ba--
  if (ba < from || (bits[ba] & BA) === 0) return
  const end = nounEnd(clauses, ba + 1, i)
  if (end <= ba + 1) return
  for (let k = end; k < i; k++) if ((bits[k] & (ADV | LINK)) === 0) return
  if (predicateFrom(clauses, i + 1, Math.min(stop, i + 4)) < 0) return
  named.metric = clauses.span(ba + 1, end)
  named.quantity = false
  named.rule = 'taken'
  if (named.subject && named.metric && overlaps(named.subject, named.metric)) {
    named.subject = null
    named.own = false
    core.strong = false
  }
}

/** Money is for what was done, not to whom: 赔偿|消费者2100元. */
export function nameByVerb(zone: ZoneState, named: Naming): void {
  const { i, figure, core, noun } = named
  // 给予最高2000万元|支持, 发放120万元|奖励
  if (figure.kind === 'money' && core.verb && !noun && i + 1 < zone.clauses.items.count)
    if (i + 2 >= zone.stop && isCue('grant', zone.clauses.word(i + 1))) {
      named.metric = zone.clauses.span(i + 1, i + 2)
      named.quantity = false
      return
    }
  if (
    figure.kind === 'money' &&
    named.rule === 'named' &&
    core.verb &&
    core.object &&
    named.metric &&
    !named.quantity
  ) {
    const done = verbTo(zone.clauses, named.metric)
    if (done) named.metric = done
  }
}

const textOf = ({ text }: ZoneState, { start, end }: Span): string => text.slice(start, end)

/** What the verb itself says the change is of: 玉米|减产一成, 为牧民|增收1200万元. */
export function nameByDeed(zone: ZoneState, named: Naming): void {
  const { figure, verb, core } = named
  if (
    verb &&
    (named.rule === 'parallel' || named.rule === 'named') &&
    verb.change.mode === 'by' &&
    !(core.quantity && core.metric)
  ) {
    const deed = zone.text.slice(figure.from - 2, figure.from)
    const bare = core.bare && core.metric
    const whose = core.metric !== null && qualifies(zone, core.metric)
    // 税收收入6.6亿元，增收1亿元: the revenue grew; 粮食总产量152万吨，增产1.1%: the output.
    const last = zone.local.metric
    if (
      /(?:[，、]|[同环]比)[增减][收支产]$/.test(zone.text.slice(figure.from - 4, figure.from)) &&
      last &&
      zone.local.sentence === named.slot.sentence
    )
      if (isOfDeed(zone.text, deed[1], last.end)) {
        named.metric = null
        named.subject = null
        named.own = false
        return
      }
    if (!whose && (bare || core.verb || !core.metric) && isCue('deed', deed)) {
      // 带动|种植户|增收7800万元: who gains.
      const gains = core.verb && core.object && core.metric && endsAsAgent(textOf(zone, core.metric))
      if ((bare && !core.subject) || gains) {
        named.subject = core.metric
        named.own = true
      }
      named.metric = { start: figure.from - 2, end: figure.from }
      named.quantity = false
      named.rule = 'named'
    }
  }
}

/** 增|收|: of an income; 减|支: of a spending; 增|产: of an output. */
function isOfDeed(text: string, deed: string, end: number): boolean {
  if (deed === '产') return text[end - 1] === '产' || text.startsWith('产量', end - 2)
  return text.startsWith(deed === '收' ? '收入' : '支出', end - 2)
}

/** The verb behind a count of people or homes: 3人受伤, 42万户一度停电. */
function verbBehind(zone: ZoneState, i: number, slot: Slot): number {
  const { bits } = zone.clauses.items
  const code = slot.figure.unit?.code ?? ''
  if (code !== '人次' && (code.length !== 1 || !'人名户头只例辆艘间栋座'.includes(code))) return -1
  let k = i + 1
  while (k < zone.stop && ((bits[k] & (ADV | LINK | PREP)) !== 0 || urgent(zone, k)) && (bits[k] & DE) === 0)
    k = behindCause(zone, k)
  if (k >= zone.stop || (bits[k] & (VERB | NAME)) !== VERB) return -1
  // 其中162例|来自对照组: where they come from befell nobody.
  if (isCue('source-of', zone.clauses.word(k))) return -1
  const at = zone.clauses.items.start[k]
  return cueAt('up', zone.text, at) + cueAt('down', zone.text, at) > 0 ? -1 : k
}

/** 14人|因风灾|死亡, 12人|在园区|务工: where the words end that tell why or where; those of other words, too. */
function behindCause({ clauses, stop }: ZoneState, k: number): number {
  if (!isCue('circumstance', clauses.word(k))) return k + 1
  const end = phraseEnd(clauses, k, stop)
  return end < stop ? Math.max(end, k + 1) : k + 1
}

/** 5万人紧急|转移安置, 59万人需紧急生活|救助 */
const urgent = ({ clauses }: ZoneState, k: number): boolean => isCue('urgency', clauses.word(k))

/** Where what befell them ends: 死亡|失踪, 转移|安置, up to the mark. */
function fateEnd({ clauses, stop }: ZoneState, fate: number): number {
  const { bits } = clauses.items
  let k = fate + 1
  while (k < stop && k < fate + 3 && (bits[k] & (VERB | NAME)) === VERB && clauses.size(k) === 2) k++
  return k === stop ? k : fate + 1
}

/** What some of those counted do: 41个大类中28个|实现增长, 87户人家中有61户在园区|务工. */
function among(zone: ZoneState, i: number): number {
  return predicateFrom(zone.clauses, i + 1, Math.min(zone.stop, i + 6))
}
