import type { Span } from '../text/index.js'
import { joined, sizeOf } from './change.js'
import { type Share, shareBefore, shareChanged, type Verb } from './context.js'
import type { Figure } from './figure.js'
import type { Fact } from './types.js'
import type { Whole, ZoneState } from './zone.js'

/** The share that a figure is, and of what. */
export function shareOf(zone: ZoneState, k: number, verb: Verb | null): Share | null {
  const { text } = zone
  const slot = zone.slots[k]
  const share = verb
    ? (shareChanged(text, slot, verb) ?? shareLedTo(zone, k, verb))
    : (shareBefore(text, slot) ?? sharedShare(zone, k))
  if (share?.of) zone.of = share.of
  // 占进出口总值的71.5%；…占21%
  else if (share && !/占比/.test(text.slice(share.start, slot.figure.from)))
    share.of =
      zone.of ??
      (zone.part && (text[share.start - 1] !== '（' || zone.wholes.at(-1)?.unit === zone.local.unit)
        ? (zone.wholes.at(-1)?.metric ?? null)
        : null)
  zone.share = share
  return share
}

/** 占营业收入比重由8.5%提高到|11%: the share that the one before came to. */
function shareLedTo(zone: ZoneState, k: number, { change, start }: Verb): Share | null {
  if (k === 0 || !zone.share?.of || change.mode !== 'to') return null
  const [last, { figure }] = [zone.slots[k - 1], zone.slots[k]]
  if (last.clause !== zone.slots[k].clause || last.figure.unit?.code !== figure.unit?.code) return null
  const from = zone.text.slice(zone.share.of.end, last.figure.from)
  return /^的?比[重例率]?[由从]/.test(from) ? { of: zone.share.of, start } : null
}

/** 占比分别为62.1%和37.9% */
function sharedShare(zone: ZoneState, k: number): Share | null {
  return zone.share && joined(zone, k) ? { of: zone.share.of, start: zone.slots[k].figure.from } : null
}

/** The amount that a figure is a part of; an amount that is no part may have parts itself. */
export function partOf(
  zone: ZoneState,
  id: string,
  figure: Figure,
  verb: Verb | null,
  metric: Span | null,
): string | null {
  const amount = figure.kind === 'money' || figure.kind === 'count' || figure.kind === 'measure'
  if (!amount) return null
  const unit = figure.unit?.code ?? ''
  const size = sizeOf(figure)
  const whole = verb ? null : wholeOf(zone, unit, metric, size)
  const level = !verb || verb.change.mode === 'to'
  if (level && !zone.part && !zone.mayPart && zone.wholes.length < 64)
    zone.wholes.push({ id, unit, metric, size })
  return whole
}

/** 其中3个省级重点项目: of the 170个重点项目; the last amount in the same unit where none is named alike. */
function wholeOf(zone: ZoneState, unit: string, metric: Span | null, size: number): string | null {
  if (!zone.part && !zone.mayPart) return null
  const name = metric ? zone.text.slice(metric.start, metric.end) : ''
  let last: Whole | null = null
  let alike: Whole | null = null
  for (let k = zone.wholes.length - 1; k >= 0; k--) {
    const whole = zone.wholes[k]
    if (whole.unit !== unit) continue
    const wide = whole.metric ? zone.text.slice(whole.metric.start, whole.metric.end) : ''
    if (wide.length > 1 && name.endsWith(wide)) return whole.id
    if (wide.length > 1 && name.length > 1 && wide.slice(-2) === name.slice(-2)) alike ??= whole
    last ??= whole
  }
  if (!zone.part) return null
  return alike?.id ?? (last && size <= last.size ? last.id : null)
}

/** 约占营业收入的4.7%. */
export function softened(text: string, at: number): Fact['approx'] {
  const before = text[at - 1]
  return before === '约' ? 'around' : before === '近' ? 'below' : null
}
