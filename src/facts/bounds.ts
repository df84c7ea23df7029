import { comparators as packedComparators } from '../generated/facts.js'
import { CharacterSet, SuffixTrie, Trie } from '../text/index.js'
import { spaces } from './amounts.js'
import { type Figure, range } from './figure.js'
import { cueWords, isCue } from './tables.js'
import type { Fact, Quantity, Value } from './types.js'

type Approx = NonNullable<Fact['approx']>

interface Tables {
  before: SuffixTrie<string>
  after: Trie<string>
  than: Trie<Approx>
}

const BEFORE = ['approx:around', 'approx:below', 'approx:above', 'low', 'high', 'gt', 'lt', 'eq', 'unbound']
const AFTER = ['around', 'above', 'high', 'low']

let built: Tables | null = null
function tables(): Tables {
  if (built) return built
  const before = new Map<string, string>()
  const after: [string, string][] = []
  const than: [string, Approx][] = []
  for (const type of BEFORE) for (const word of cueWords(type)) before.set(word, type)
  for (const type of AFTER) for (const word of cueWords(`suffix:${type}`)) after.push([word, type])
  // Where both lists have a word, the comparators say more.
  for (const line of packedComparators.split('\n')) {
    const [term, type] = line.split('\t')
    if (type === 'none') before.delete(term)
    else if (type.startsWith('suffix:')) after.push([term, type.slice(7)])
    else if (type.startsWith('than:')) than.push([term, type.slice(5) as Approx])
    else before.set(term, type)
  }
  built = { before: new SuffixTrie(before), after: new Trie(after), than: new Trie(than) }
  return built
}

interface Bound {
  type: string
  /** Where the words of the bound start. */
  from: number
}

/** What may stand between a bound and its number: 超过了80, 最多为5, 至少有10. */
const links = '了有是为达在到'

function back(text: string, at: number, floor: number): number {
  let i = at
  while (i > floor && text.charCodeAt(i - 1) === 32 && at - i < 4) i--
  return i
}

/** 出超, 入超 behind a mark or a word that is no verb with 出 and 入: 支出, 收入. */
const SURPLUS = /^[^支输产付卖演退推进流收投加引买融注存转纳][出入]$/

/** The bound that ends right before `at`. */
function boundBefore(text: string, at: number, floor: number): Bound | null {
  const end = back(text, at, floor)
  if (end <= floor) return null
  const { before } = tables()
  let found = before.longest(text, end, floor)
  let from = end
  if (!found && links.includes(text[end - 1])) {
    from = end - 1
    found = before.longest(text, from, floor)
    if (found && found.length < 2) return null
  }
  const spaced =
    text.charCodeAt(from - (found?.length ?? 0) - 1) === 32 ? spacedBound(text, end, floor) : null
  if (!found || (spaced && spaced.from < from - found.length)) return spaced
  let start = from - found.length
  let type = found.value
  // 买卖合约5621宗, 外资买超120亿元, 通过15家: a word that ends like a bound and is none.
  if (type === 'unbound') return null
  // 出超79.3亿美元: what exports have over imports; 支出|超80亿元 is more than that.
  if (found.length === 1 && text[start] === '超' && SURPLUS.test(text.slice(start - 2, start))) return null
  // 跌|破1万元: fallen to, and below; 以300万元|起步 is read behind the figure.
  if (found.length === 1 && text[start] === '破' && text[start - 1] === '跌') return null
  // 产量过万吨, 占比过三成; not 通过15家, 经过三天, 磨破过三双鞋.
  if (found.length === 1 && text[start] === '过') {
    const scale = '百千万亿半'.includes(text[at] ?? ' ') || text[at + 1] === '成'
    if (!scale && !'已早均都占比率数额量值'.includes(text[start - 1] ?? ' ')) return null
  }
  if (type === 'approx:around' && start > floor) {
    // 不低于约5亿: the bound says more than the 约.
    const outer = before.longest(text, start, floor)
    if (outer && (outer.value === 'low' || outer.value === 'high')) {
      start -= outer.length
      type = outer.value
    }
  }
  return { type, from: start }
}

/** 小于 或 等于100, < = 100: the words of the bound with spaces between. */
function spacedBound(text: string, end: number, floor: number): Bound | null {
  const head = text.slice(Math.max(floor, end - 14), end)
  if (!head.includes(' ')) return null
  const packed = head.replaceAll(' ', '')
  const found = tables().before.longest(packed, packed.length, 0)
  if (!found) return null
  let left = found.length
  let i = end
  while (left > 0) if (text.charCodeAt(--i) !== 32) left--
  return { type: found.value, from: i }
}

const BEFORE_VERB = new Set(['至少', '至多', '起码'])
/** What these and 最多 end in. */
const verbBounds = new CharacterSet('少多码')
/** 最多|可乘坐40人, 最多|报名外援5名; 最多的一天 tells which. */
const MAY = /^(?:可以?|只?能|允许|限|[报容接招录派带选买领借住坐])[^的]*$/

/** 不足总面积的4%, 至少走访企业20家: the bound stands before what is counted, no other number between. */
function distantBound(text: string, at: number, floor: number): Bound | null {
  const share = text[at - 1] === '的'
  const from = Math.max(floor, at - (share ? 16 : 10))
  for (let i = at - 1; i > from; i--) {
    const code = text.charCodeAt(i - 1)
    if (code < 0x4e00 || code > 0x9fff) break
    if (!share && !verbBounds.has(code)) continue
    const found = tables().before.longest(text, i, from)
    if (!found || found.length < 2 || found.value === 'unbound') continue
    const words = text.slice(i - found.length, i)
    if (
      share
        ? // 高于市场预期的4.1%: how high that is.
          found.value !== 'eq' && !isCue('gap', words)
        : BEFORE_VERB.has(words) || (words === '最多' && MAY.test(text.slice(i, at)))
    )
      return { type: found.value, from: at }
  }
  return null
}

/** 给予|最高1500万元补贴: what is granted is at most that; 单日最高18万人次 is a level reached. */
function grantedAtMost(text: string, at: number, floor: number): Bound | null {
  if (at - 4 < floor || !text.startsWith('最高', at - 2)) return null
  return /(?:给予|奖励|补助|补贴|资助|支持|可[获享得领贷]|赔付|发放|提供)$/.test(
    text.slice(Math.max(floor, at - 6), at - 2),
  )
    ? { type: 'high', from: at - 2 }
    : null
}

/** The bound right behind `at`, with （含） in between: 50万元（含）以上. */
function boundAfter(text: string, at: number, limit: number): { type: string; to: number } | null {
  let i = spaces(text, at)
  if (text.startsWith('（含）', i) || text.startsWith('(含)', i)) i += 3
  const found = tables().after.longest(text, i)
  if (!found || i + found.length > limit) return null
  return { type: found.value, to: i + found.length }
}

const pointOf = (quantity: Quantity): Value | null => (quantity.form === 'point' ? quantity.value : null)

/** 不超过每股26元: the bound stands before what the price is of. */
function boundBeforePer(text: string, at: number, floor: number): Bound | null {
  for (let every = at - 2; every >= Math.max(floor, at - 4); every--)
    if (text[every] === '每') {
      const found = boundBefore(text, every, floor)
      return found && { type: found.type, from: at }
    }
  return null
}

/** Widens a figure by the words on either side that bound or soften it. Says on which side one does. */
export function addBounds(
  text: string,
  figure: Figure,
  floor: number,
  limit: number,
): 'before' | 'after' | null {
  let { from, to, approx, quantity } = figure
  let bound: 'before' | 'after' | null = null
  const point = figure.kind === 'rank' ? null : pointOf(quantity)
  const before =
    boundBefore(text, from, floor) ??
    grantedAtMost(text, from, floor) ??
    distantBound(text, from, floor) ??
    boundBeforePer(text, from, floor)
  if (before) {
    const { type } = before
    if (type.startsWith('approx:')) {
      approx = approx ?? (type.slice(7) as Approx)
      from = before.from
      bound = 'before'
    } else if (point) {
      from = before.from
      bound = 'before'
      if (type === 'low' || type === 'gt') quantity = range(point, null, type === 'gt')
      else if (type !== 'eq') quantity = range(null, point, false, type === 'lt')
    } else if (type === 'eq' || figure.kind !== 'rank') {
      from = before.from
      bound = 'before'
    }
  } else if (point) {
    const than = thanAround(text, figure, floor)
    if (than) {
      figure.from = than.from
      figure.to = than.to
      figure.quantity = than.approx === 'above' ? range(point, null, true) : range(null, point, false, true)
      return 'after'
    }
  }
  let i = to
  if (approx === 'above' && (text[i] === '余' || text[i] === '多')) i++
  const after = boundAfter(text, i, limit)
  if (after && figure.kind !== 'rank') {
    const value = pointOf(quantity)
    if (after.type === 'around' || (after.type === 'above' && figure.unit)) {
      approx = after.type
      to = after.to
      bound = 'after'
    } else if (
      after.type !== 'above' &&
      (value || (quantity.form === 'range' && (quantity.low === null || quantity.high === null)))
    ) {
      // 内 at the end of a phrase only: 三年内, not 10米内河.
      const inside = text.slice(i, after.to) === '内'
      const next = text[after.to] ?? ' '
      // 用|东拼西凑的300万元起步: what one began with, no least price.
      const began =
        text.startsWith('起步', after.to - 2) && /[用以拿靠凭][^，。；]{0,10}$/.test(text.slice(floor, from))
      if (
        began
          ? false
          : !inside ||
            (figure.kind === 'duration'
              ? !'存部容地需陆外蒙科环阁饰衣卡页'.includes(next)
              : '，。、；）)的 '.includes(next))
      ) {
        to = after.to
        bound = 'after'
        if (value) quantity = after.type === 'low' ? range(value, null) : range(null, value)
      }
    }
  }
  figure.from = from
  figure.to = to
  figure.approx = approx
  figure.quantity = quantity
  return bound
}

/** 比三十大, 比170低: what the number is compared with. Not 占比20%，大幅…. */
function thanAround(
  text: string,
  figure: Figure,
  floor: number,
): { from: number; to: number; approx: Approx } | null {
  const at = back(text, figure.from, floor) - 1
  if (at < floor || text[at] !== '比' || '占同环对相之'.includes(text[at - 1] ?? ' ')) return null
  const i = spaces(text, figure.to)
  const found = tables().than.longest(text, i)
  if (!found) return null
  const next = text[i + found.length]
  if (next !== undefined && !'，。、；,;.？?！!的一了 '.includes(next)) return null
  return { from: at, to: i + found.length, approx: found.value }
}
