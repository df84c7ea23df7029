import type { Span } from '../text/index.js'
import type { Figure } from './mentions.js'
import { baseAt, cueAt, cueBefore } from './tables.js'
import type { Change, FactStatus } from './types.js'

/** A figure with the text around it that may speak of it. */
export interface Slot {
  figure: Figure
  /** Where its sentence starts. */
  sentence: number
  /** Where its clause starts (after ，；：。 or a bracket), or the figure before it ends. */
  start: number
  /** Where the clause itself starts, figures before it or not. */
  clause: number
  /** Where what follows it ends: the next figure or the clause's end. */
  after: number
  /** Where the clause ends. */
  clauseEnd: number
}

const SENTENCE = /[。！？!?\n]/
const CLAUSE = /[，；：。！？,;:!?\n（）()]/

/** Cuts a zone into the stretches that belong to each figure. One pass. */
export function slotsOf(text: string, zone: Span, figures: readonly Figure[]): Slot[] {
  const slots: Slot[] = []
  let sentence = zone.start
  let clause = zone.start
  let i = zone.start
  for (const [k, figure] of figures.entries()) {
    for (; i < figure.from; i++) {
      if (SENTENCE.test(text[i])) sentence = i + 1
      if (CLAUSE.test(text[i])) clause = i + 1
    }
    const previous = k > 0 ? figures[k - 1].to : zone.start
    const next = k + 1 < figures.length ? figures[k + 1].from : zone.end
    let end = figure.to
    const limit = Math.min(zone.end, figure.to + 60)
    while (end < limit && !CLAUSE.test(text[end])) end++
    slots.push({
      figure,
      sentence,
      start: Math.max(clause, previous),
      clause,
      after: Math.min(end, next),
      clauseEnd: end,
    })
    i = Math.max(i, figure.to)
  }
  return slots
}

/** A phrase without the words that only lead in or link: 其中3个…, 产值达200亿元. */
export function trimPhrase(text: string, span: Span): Span {
  let { start, end } = span
  for (;;) {
    const here = text.slice(start, end)
    const lead = cueAt('lead', here, 0)
    if (lead > 0) {
      start += lead
      continue
    }
    const link = cueBefore('link', here)
    if (link > 0) {
      end -= link
      continue
    }
    if (/^[\s“”‘’"'、，：:—·]/.test(here)) start++
    else if (/[\s“”‘’"'、，：:—·]$/.test(here)) end--
    else return { start, end: Math.max(start, end) }
    if (start >= end) return { start, end: start }
  }
}

/** The noun phrase that a count stands before: 170个|重点项目|开工. */
export function nounAfter(text: string, start: number, end: number): Span | null {
  let from = start
  if (text[from] === '的') from++
  let to = from
  const limit = Math.min(end, from + 14)
  while (to < limit) {
    if (/[、，。；“”‘’（）()《》\s]/.test(text[to])) break
    if (to > from && cueAt('stop', text, to) > 0) break
    to++
  }
  if (to === from || cueAt('stop', text, from) >= to - from) return null
  if (cueAt('up', text, from) > 0 || cueAt('down', text, from) > 0) return null
  // 5个的 and 3人的 leave a bare 的 behind.
  while (to > from && /[的了着]/.test(text[to - 1])) to--
  return to - from >= 2 ? { start: from, end: to } : null
}

export interface Verb {
  change: Change
  /** Where the phrase of change starts: everything before it may name the metric. */
  start: number
}

const TO = /[至到为]$/

/** Growth, fall or gap said right before a figure: 同比增长, 比上年末净增, 降至. */
export function changeBefore(text: string, slot: Slot, base: Change['base']): Verb | null {
  const { figure, start } = slot
  let end = figure.from
  const window = Math.max(start, end - 24)
  let before = text.slice(window, end)
  // 增长率 of 5 % is a rate; 增长了约5% is growth.
  for (;;) {
    const every = /[每各][^每各，]{1,2}$/.exec(before)
    const size = every
      ? every[0].length
      : /[了约近超逾将达各均再又]$/.test(before)
        ? 1
        : before.endsWith('分别') || before.endsWith('达到')
          ? 2
          : 0
    if (size === 0) break
    before = before.slice(0, -size)
    end -= size
  }
  let direction: Change['direction'] | null = null
  let size = cueBefore('up', before)
  if (size > 0) direction = 'up'
  const down = cueBefore('down', before)
  if (down > size) {
    direction = 'down'
    size = down
  }
  let to = false
  if (direction === null && TO.test(before)) {
    const stem = before.slice(0, -1)
    const u = cueBefore('up', stem)
    const d = cueBefore('down', stem)
    if (u > 0 || d > 0) {
      direction = u >= d ? 'up' : 'down'
      size = Math.max(u, d) + 1
      to = true
    }
  }
  if (direction === null) return gapBefore(text, slot) ?? doneMore(before, end, base)
  const word = before.slice(-size)
  // 起降4128架次, 至少, 最高
  if (word.length === 1 && /[最起迫空新很许至不海跳起]$/.test(before.slice(0, -1))) return null
  if (/^[多高少低快]$/.test(word) && !/[比较]/.test(before)) return null
  // 新增, 增产 … before what is counted: no change of a level.
  if (/新增$/.test(before) || (figure.kind === 'count' && word === '增')) return null
  const mode = to || TO.test(word) ? 'to' : figure.unit?.code === '倍' ? 'times' : 'by'
  const head = before.slice(0, -size)
  const own = baseIn(before)
  let verbStart = end - size
  const compare = /(?:同比|环比|按[年月季]|[比较][^，。；]{0,10})$/.exec(head)
  if (compare) verbStart -= compare[0].length
  return {
    change: {
      direction,
      base:
        own ??
        (compare && /[比较]/.test(compare[0]) && !/同比|环比/.test(compare[0])
          ? 'other'
          : // What is risen to is a level: it inherits no base.
            mode === 'to'
            ? null
            : base),
      mode,
    },
    start: Math.max(start, verbStart),
  }
}

/** 高出全县平均水平1200多元, 低于上年同期5.9个百分点: a gap to another level. */
function gapBefore(text: string, { figure, start }: Slot): Verb | null {
  const before = text.slice(Math.max(start, figure.from - 30), figure.from)
  const gap = /(高出|高于|快于|超出|多于|领先|低于|慢于|少于|落后)([^，；的]{2,20})$/.exec(before)
  if (!gap || /[0-9]$/.test(gap[2])) return null
  const direction = /^[高快超多领]/.test(gap[1]) ? 'up' : 'down'
  const base = /上年|去年/.test(gap[2]) ? 'yoy' : 'other'
  return { change: { direction, base, mode: 'by' }, start: figure.from - gap[0].length }
}

/** 比去年多卖了2元, 按年多赚11.8%: more or less of something done. */
function doneMore(before: string, end: number, base: Change['base']): Verb | null {
  const done = /([比较][^，；]{1,8}|按[年月季])?([多少])[卖赚收挣花用缴赔产发招打派亏]$/.exec(before)
  if (!done) return null
  const own = baseIn(before)
  return {
    change: {
      direction: done[2] === '多' ? 'up' : 'down',
      base: own ?? (done[1] ? 'other' : base),
      mode: 'by',
    },
    start: end - done[0].length,
  }
}

/** The base that a stretch names, the last one where it names several. */
export function baseIn(text: string): Change['base'] {
  for (let at = text.length - 1; at >= 0; at--) {
    const cue = baseAt(text, at)
    if (!cue) continue
    // 2019年增长, 当月增长 are no 年增, 月增.
    if (
      /^[年月季]$/.test(text[at]) &&
      (/[0-9去今明上当全本]/.test(text[at - 1] ?? '') || text[at + 2] === '长')
    )
      continue
    return cue
  }
  return null
}

const SCOPED = ['status:requirement', 'status:target', 'status:forecast'] as const

/** What the sentence up to the figure says of its standing: 力争, 预计, 要求, 未. */
export function statusOf(text: string, slot: Slot): FactStatus {
  const { figure } = slot
  const near = text.slice(Math.max(slot.start, figure.from - 6), figure.from)
  if (cueBefore('status:negated', near.replace(/[达到有出现发生完成]+$/, '')) > 0) return 'negated'
  const sentence = text.slice(Math.max(slot.sentence, figure.from - 200), figure.from)
  let best: { at: number; status: FactStatus } | null = null
  for (const type of SCOPED) {
    const status = type.slice(7) as FactStatus
    for (let at = sentence.length - 1; at >= 0; at--) {
      const size = cueAt(type, sentence, at)
      if (size === 0) continue
      if (best && best.at > at) break
      if (isCue(sentence, at, size, type)) {
        if (!best || at > best.at || (at === best.at && status !== 'target')) best = { at, status }
        break
      }
    }
  }
  // 已 and 目前 say that the plan is behind us.
  if (best && /已|实际|目前|去年|截至/.test(sentence.slice(best.at))) return 'actual'
  return best?.status ?? 'actual'
}

/** One-character cues stand before a verb or a figure, not inside words: 将 not 将军, 应 not 应急. */
function isCue(text: string, at: number, size: number, type: string): boolean {
  const next = text[at + size] ?? ''
  const prev = text[at - 1] ?? ''
  const word = text.slice(at, at + size)
  // 《…规划》 names a thing, 占全年计划的54.7% a whole, 计划书 is a word.
  if (size > 1)
    return !/[《度内场]/.test(prev) && !(type !== 'status:requirement' && /[书》的值价任]/.test(next))
  if (word === '将') return !/[军领士近其把要]/.test(next) && !/[大名主部]/.test(prev)
  if (word === '应') return !/[急对用邀收付届聘答占]/.test(next) && !/[供响适反相效对]/.test(prev)
  if (word === '需') return !/[求要]/.test(next) && !/[供急内刚所必]/.test(prev)
  if (word === '拟') return !/[合态]/.test(next) && !/[模虚]/.test(prev)
  if (word === '须') return !/[知眉]/.test(next)
  if (word === '料') return /[将会]/.test(next)
  return true
}

export interface Share {
  /** Where the phrase of share starts. */
  start: number
  of: Span | null
}

/** 占年度投资任务的25.2%, 占比24.4%, 完成年度任务的92.2%. */
export function shareBefore(text: string, slot: Slot): Share | null {
  const { figure, start } = slot
  if (figure.kind !== 'percent' && figure.kind !== 'ratio') return null
  if (figure.unit?.code === 'pp') return null
  const window = text.slice(start, figure.from)
  const at = window.lastIndexOf('占')
  if (at >= 0 && !/^(?:地|领|据|有率|用)/.test(window.slice(at + 1))) {
    if (window.startsWith('占比', at)) return null
    const tail = window.indexOf('的', at)
    const end = tail >= 0 ? tail : trimPhrase(text, { start: start + at + 1, end: figure.from }).end - start
    const of = trimPhrase(text, { start: start + at + 1, end: start + Math.max(at + 1, end) })
    return { start: start + at, of: of.end > of.start ? of : null }
  }
  const whole = /(?:完成|达到|为|相当于|相等于|达|是)([^，。；占的]{2,12})的$/.exec(
    window.replace(/[约近超逾过]+$/, ''),
  )
  if (whole && figure.kind === 'percent') {
    const from = start + whole.index + whole[0].length - 1 - whole[1].length
    return { start: start + whole.index, of: { start: from, end: from + whole[1].length } }
  }
  return null
}
