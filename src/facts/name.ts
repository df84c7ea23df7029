import type { Share, Slot, Verb } from './context.js'
import { nameByNoun } from './counted.js'
import { nameByDeal, nameByDeed, nameByDisposal, nameByFate, nameByUse, nameByVerb } from './deed.js'
import { holdByAge, holdByBearer, holdByNoun } from './holder.js'
import { weighHolders } from './holders.js'
import { inherit, remember, takeDealt, takeTopic, tidyMetric, tidySubject } from './inherit.js'
import { beginNaming } from './naming.js'
import type { Names, ZoneState } from './zone.js'

/** Names of a figure in steps: its own words, the noun behind, what it inherits; and what it leaves to the next. */
export function nameFigure(
  zone: ZoneState,
  i: number,
  slot: Slot,
  verb: Verb | null,
  share: Share | null,
): Names & { rule: string } {
  const named = beginNaming(zone, i, slot, verb, share)
  nameByNoun(zone, named)
  nameByDeal(zone, named)
  nameByFate(zone, named)
  nameByDisposal(zone, named)
  nameByUse(zone, named)
  nameByVerb(zone, named)
  holdByNoun(zone, named)
  holdByAge(zone, named)
  holdByBearer(zone, named)
  nameByDeed(zone, named)
  inherit(zone, named)
  const dealt = takeDealt(zone, named)
  if (!dealt) weighHolders(zone, named)
  tidySubject(zone, named)
  // 安装16台单机容量100万千瓦的机组，总装机容量…: the next clause is the station's again.
  const aside =
    named.rule === 'bracketed' || named.core.by || (named.rule === 'attribute' && zone.holder !== null)
  if (named.own && !dealt && !aside) takeTopic(zone, named)
  tidyMetric(zone, named)
  remember(zone, named, aside)
  return named
}
