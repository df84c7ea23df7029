import { lastIn } from '../text/index.js'
import type { Figure } from './figure.js'
import { isUnit, units } from './tables.js'

/** 时速350公里, 每小时120公里. */
export function addSpeed(text: string, found: Figure, floor: number): void {
  if (found.unit?.code !== 'km') return
  const before = text.slice(Math.max(floor, found.from - 8), found.from)
  if (!/[时航车]速|每小时/.test(before)) return
  found.unit = { system: 'UCUM', code: 'km/h', text: found.unit.text }
  found.per = null
}

/** 一 */
const ONE = 0x4e00
/** 每 */
const EVERY = 0x6bcf

/** 每亩800元, 2300元/吨, 800元每亩. */
export function addPer(text: string, found: Figure, floor: number): void {
  if (found.kind === 'percent') return
  const { from, end } = found
  const slash = text[end] === '/'
  if (slash || text[end] === '每') {
    const match = units().longest(text, end + 1)
    if (match && isUnit(match.value) && (slash || found.kind === 'money')) {
      found.per = match.value.unit
      found.to = end + 1 + match.length
      return
    }
  }
  // 47千比特每秒, 120辆次每小时: a rate, where nothing follows that would be done every hour.
  if (text[end] === '每' && (found.kind === 'measure' || found.kind === 'count')) {
    const time = /^每(?:秒钟?|分钟|小时|天|日|月|年)(?=[，。；、）)]|的|$)/.exec(text.slice(end, end + 6))
    const match = time && units().longest(text, end + 1)
    const named = match && isUnit(match.value) ? match.value.unit : null
    if (time && named) {
      found.per = named
      found.to = end + time[0].length
      return
    }
  }
  const start = Math.max(floor, from - 10)
  // 一斤1块4, 一亩800元: the price of one.
  const one = found.kind === 'money' ? lastIn(text, ONE, start, from) : -1
  const priced = one < 0 ? null : units().longest(text, one + 1, from)
  if (priced && one + 1 + priced.length === from && priced.value.kind === 'measure') {
    found.per = priced.value.unit
    return
  }
  const every = lastIn(text, EVERY, start, from)
  const match = every < 0 ? null : units().longest(text, every + 1, from)
  if (match && isUnit(match.value)) found.per = match.value.unit
}
