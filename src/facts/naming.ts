import type { Span } from '../text/index.js'
import { nounBehind } from './behind.js'
import type { Share, Slot, Verb } from './context.js'
import type { Figure } from './figure.js'
import type { Core } from './split.js'
import { stretchBefore } from './stretch.js'
import { DE, VERB } from './words.js'
import type { ZoneState } from './zone.js'

/** A figure on its way to its names. */
export interface Naming {
  /** Its item. */
  readonly i: number
  readonly slot: Slot
  readonly figure: Figure
  readonly verb: Verb | null
  readonly share: Share | null
  readonly unit: string
  /** The first of its clause. */
  readonly first: boolean
  /** Where the words before it begin, as an item, and what they say. */
  readonly from: number
  readonly core: Core
  /** The noun behind it: 45家|企业. */
  readonly noun: Span | null
  readonly behind: readonly [number, number] | null
  /** 的 joins them: 57岁的|杨秀英. */
  readonly attribute: boolean
  /** Its kind counts something. */
  readonly countable: boolean
  /** Who has it where its own words do not say. */
  readonly inheritable: Span | null
  metric: Span | null
  subject: Span | null
  /** The subject is told in its own words. */
  own: boolean
  /** The metric is the name of a quantity. */
  quantity: boolean
  /** Who has the projects that the figure is of. */
  outer: Span | null | undefined
  rule: string
}

/** What the figure's own words say, and the noun behind it. */
export function beginNaming(
  zone: ZoneState,
  i: number,
  slot: Slot,
  verb: Verb | null,
  share: Share | null,
): Naming {
  const { clauses } = zone
  const { bits } = clauses.items
  const { figure } = slot
  const first = zone.before < 0
  const { from, core } = stretchBefore(zone, i, slot, verb, share)
  const { metric, subject, quantity } = core
  // 配套储能87.5万千瓦，总投资189亿元: a total is of what the sentence is about.
  const total = first && metric !== null && zone.text[metric.start] === '总' && zone.passing !== null
  // 受灾村委会148个，|受灾村民小组1905个: what was counted has none of what is counted next.
  const beside =
    figure.kind === 'count' &&
    core.bare &&
    zone.local.subject !== null &&
    zone.local.subject === zone.local.metric
  const inheritable =
    zone.holder ?? (total || beside ? null : zone.local.subject) ?? zone.passing ?? zone.voice ?? zone.topic
  // 增加了850个|停车位: what was added, where nothing was compared.
  const added =
    figure.kind === 'count' && verb?.change.mode === 'by' && verb.change.base === null && !quantity
  const behind = (verb && !added) || share ? null : nounBehind(clauses, i + 1, zone.stop)
  // 1000万人次以上的|机场: the bound has taken 的.
  const attribute =
    behind !== null &&
    ((bits[i + 1] & DE) !== 0 || (quantity && figure.kind === 'count' && zone.text[figure.to - 1] === '的'))
  // 调拨折叠床2000张|支援灾区: what was counted stands in front, what follows tells what for.
  const told =
    behind !== null &&
    !attribute &&
    metric !== null &&
    metric.end === figure.from &&
    (core.verb ? core.object : core.bare && !first) &&
    (bits[behind[0]] & VERB) !== 0
  return {
    i,
    slot,
    figure,
    verb,
    share,
    unit: figure.unit?.code ?? '',
    first,
    from,
    core,
    noun: behind && !told ? clauses.span(behind[0], behind[1]) : null,
    behind,
    attribute,
    countable: figure.kind === 'count' || figure.kind === 'measure' || figure.kind === 'rank',
    inheritable,
    metric,
    subject,
    own: subject !== null,
    quantity,
    outer: undefined,
    rule: 'named',
  }
}
