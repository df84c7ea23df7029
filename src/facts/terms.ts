import { context as packedContext, units as packedUnits } from '../generated/facts.js'
import { add, type Decimal, decimal, negate, shift } from '../segment/decimal.js'
import { readNumeral } from '../segment/numerals.js'
import { isDigit, SuffixTrie, Trie } from '../text/index.js'
import { type Amount, readAmount, spaces, spelled } from './amounts.js'
import { percentUnit } from './figure.js'
import { isUnit, type UnitRow, units } from './tables.js'
import type { FactKind, Unit } from './types.js'

/** A number with its unit, if it has one: 35.7亿元, 三吨半, 百分之五, 15. */
export interface Term {
  start: number
  end: number
  amount: Amount
  low: Decimal
  high: Decimal | null
  more: boolean
  kind: FactKind | null
  unit: Unit | null
  rule: string
}

const kinds: Record<string, FactKind> = {
  money: 'money',
  'money-1': 'money',
  'money-2': 'money',
  measure: 'measure',
  count: 'count',
  percent: 'percent',
  permille: 'ratio',
  ratio: 'ratio',
  age: 'age',
  duration: 'duration',
}

interface ContextRow {
  side: string
  cue: string
  row: UnitRow
}

let contextTrie: Trie<readonly ContextRow[]> | null = null
/** Units that only their clause makes one: 25度 of weather, 64位 of a processor. */
function contextUnits(): Trie<readonly ContextRow[]> {
  if (contextTrie) return contextTrie
  const rows = new Map<string, ContextRow[]>()
  for (const line of packedContext.split('\n')) {
    const [word, side, cue, kind, system, code] = line.split('\t')
    const unit: Unit = { system: system as Unit['system'], code, text: word }
    const list = rows.get(word) ?? []
    list.push({ side, cue, row: { kind, unit } })
    rows.set(word, list)
  }
  contextTrie = new Trie(rows)
  return contextTrie
}

interface UnitMatch {
  row: UnitRow
  end: number
}

const latin = /[A-Za-z]/

/** What kind of fact a unit makes: of 万元 money. */
export const kindOf = (row: string): FactKind | null => kinds[row] ?? null

/** Whether what makes a unit one stands on its side of it: right beside it for `prev` and `next`. */
function stands(side: string, cue: string, before: string, after: string): boolean {
  if (side === 'next') return after.startsWith(cue)
  if (side === 'before') return before.includes(cue)
  // 手表|4块
  return side === 'prev'
    ? /^\d+$/.test(before.slice(before.lastIndexOf(cue) + cue.length)) && before.includes(cue)
    : after.includes(cue)
}

const WIND_SPEED = /^[（(，、]?[约或]?\d{1,2}(?:\.\d)?(?:[-–—~～至到]\d{1,2}(?:\.\d)?)?(?:米\/秒|米每秒|m\/s)/

/** The unit at a place behind a number; null where there is none or the word there is another (年级, 家庭). */
export function unitAt(text: string, at: number, limit: number, floor: number): UnitMatch | null {
  const i = spaces(text, at)
  const char = text[i]
  if (char === undefined) return null
  const depends = contextUnits().longest(text, i)
  const match = units().longest(text, i)
  // 平 of 平方公里 is none of its own.
  if (depends && (match?.length ?? 0) <= depends.length) {
    const stop = i + depends.length
    const before = text.slice(Math.max(floor, at - 16), at)
    const after = text.slice(stop, stop + 11)
    // 30日|内
    for (const { side, cue, row } of depends.value)
      if (stands(side, cue, before, after)) return { row, end: stop }
  }
  // 12～13级（35～40米/秒）, 14级、42米/秒: how strong a wind is, said in both measures.
  if (char === '级' && match?.length === 1 && i < limit && WIND_SPEED.test(text.slice(i + 1, i + 16))) {
    const row = depends?.value.find(({ row }) => row.kind === 'measure')?.row
    if (row) return { row, end: i + 1 }
  }
  if (!match || i + match.length > limit) return null
  if (!isUnit(match.value)) return firstOf(text, i, match.value.kind === 'first')
  const end = i + match.length
  // 内湖区301栋|次之
  if (text[end] === '之' && match.length > 1 && text[end - 1] === '次') {
    const shorter = units().longest(text, i, end - 1)
    if (shorter) return { row: shorter.value, end: i + shorter.length }
  }
  // 30m, 5kg, but not 30meters: a Latin unit ends where the Latin letters end.
  const last = text.charCodeAt(end - 1)
  if (last < 128 && last !== 37 && latin.test(text[end] ?? ' ')) return null
  // 一两个, 三两天: 两 is the number there.
  if (char === '两' && match.length === 1 && units().longest(text, end)) return null
  return { row: match.value, end }
}

/**
 * 台 of 安装12台风机, 人 of 3人均为男性. That of 24名人力, 两名人员, 百余名人士, too, if words part there: `outsideWords` asks them;
 * other numerals in characters are rather part of a word (百分之, 三部分).
 */
function firstOf(text: string, at: number, sure: boolean): UnitMatch | null {
  if (!sure && !isDigit(text.charCodeAt(at - 1)) && !'两多余'.includes(text[at - 1] ?? ' ')) return null
  const first = units().longest(text, at, at + 1)
  return first && (sure || first.value.kind === 'count') ? { row: first.value, end: at + 1 } : null
}

/** 半 behind a unit: 一吨半, 三年半. Not 半径, 半导体, 半年. */
function halfBehind(text: string, at: number, kind: string): number {
  if (text[at] !== '半' || kind === 'count' || kind === 'percent' || kind === 'permille') return at
  const next = text[at + 1]
  return next !== undefined && '径导岛决年月天夜途价场数小个挂成球程自圆'.includes(next) ? at : at + 1
}

const FEN = [
  ['角毛', 1],
  ['分仙', 2],
  ['厘', 3],
] as const

/**
 * What follows 元 or 块: 三毛, 6角三分, 五 (of 三块五). Null where it is something else. Also what cheques write:
 * 元柒角整.
 */
export function smallMoney(text: string, at: number, colloquial: boolean): { end: number; rest: Decimal } {
  let rest = decimal(0)
  let end = at
  for (const [names, scale] of FEN) {
    let i = spaces(text, end)
    if (text[i] === '零') i++
    const digit = readNumeral(text, i, true)
    if (!digit || digit.low.coefficient > 9n || digit.low.scale > 0 || digit.high) continue
    const named = spaces(text, digit.end)
    if (names.includes(text[named] ?? ' ') && text[named + 1] !== '之' && text[named + 1] !== '别') {
      rest = add(rest, shift(digit.low, -scale))
      end = named + 1
      continue
    }
    // 三块五, 一块四毛二: nothing else is counted by the digit.
    const next1 = scale === 1 ? end === at : scale === 2 && end > at
    if (colloquial && next1 && digit.end === i + 1 && (scale === 2 || digit.script === 'chinese')) {
      const next = text[digit.end]
      if (next === undefined || /[，。、；！？）钱的 \n]/.test(next)) {
        rest = add(rest, shift(digit.low, -scale))
        end = digit.end
        break
      }
    }
  }
  return { end, rest }
}

let currencyBefore: SuffixTrie<Unit> | null = null
/** The currency named right before a number: 人民币50元, 港币两千元, US$20. */
export function currencyEndingAt(
  text: string,
  end: number,
  floor: number,
): { unit: Unit; length: number } | null {
  currencyBefore ??= new SuffixTrie(
    packedUnits
      .split('\n')
      .map((line) => line.split('\t'))
      .filter(([term, kind, system]) => kind === 'money' && system === 'ISO4217' && term.length > 1)
      .map(([term, , , code]) => [term, { system: 'ISO4217', code, text: term } as Unit] as const),
  )
  let i = end
  while (i > floor && text.charCodeAt(i - 1) === 32 && end - i < 3) i--
  const found = currencyBefore.longest(text, i, floor)
  return found && { unit: found.value, length: end - i + found.length }
}

function termOf(start: number, amount: Amount): Term {
  const { end, low, high, more } = amount
  return { start, end, amount, low, high, more, kind: null, unit: null, rule: 'number-unit' }
}

/** Reads the number at a place and the unit behind it; null where no number stands or its unit runs past `limit`. */
export function readTerm(text: string, at: number, limit: number, floor: number): Term | null {
  const hundred = text[at] === '百' || text[at] === '佰' ? spelled(text, at, `${text[at]}分之`) : -1
  if (hundred > 0) {
    const amount = readAmount(text, spaces(text, hundred), true)
    if (!amount || amount.end > limit) return null
    const term = termOf(at, amount)
    if (text[term.end] === '%') term.end++
    term.kind = 'percent'
    term.unit = percentUnit('百分之')
    term.rule = 'percent'
    return term
  }
  const amount = readAmount(text, at, at > 0 && text[at - 1] === '之')
  if (!amount || amount.end > limit) return null
  const term = termOf(at, amount)
  readUnit(text, term, limit, floor)
  return term
}

function readUnit(text: string, term: Term, limit: number, floor: number): void {
  let i = term.end
  if (
    !term.more &&
    (text[i] === '余' || text[i] === '多' || text[i] === '来') &&
    unitAt(text, i + 1, limit, floor)
  ) {
    term.more = true
    i++
  }
  const points = Math.max(pointsAt(text, i), pointsListed(text, i, term.low.scale > 0))
  if (points > 0 && points <= limit) {
    term.end = points
    term.kind = 'percent'
    term.unit = { system: 'zh', code: 'pp', text: '个百分点' }
    return
  }
  const jiao =
    text[i] === '角' || text[i] === '毛'
      ? smallMoney(text, term.amount.numeral.start, text[i] === '毛')
      : null
  if (jiao && jiao.end > i + 1 && jiao.end <= limit) {
    term.end = jiao.end
    term.low = jiao.rest
    term.kind = 'money'
    term.unit = { system: 'ISO4217', code: 'CNY', text: '元' }
    return
  }
  const whole = halfUnit(text, term, i, limit, floor)
  const found = whole ?? unitAt(text, i, limit, floor)
  if (!found) return
  const { row } = found
  term.end = found.end
  term.kind = kinds[row.kind] ?? 'count'
  term.unit = row.unit
  // 2个多小时
  if (row.unit.text.startsWith('个多')) term.more = true
  const tail =
    row.unit.text === '秒' || row.unit.text === '米' ? digitsBehind(text, term.end, row.unit.text) : null
  if (row.kind.startsWith('money')) money(text, term, row, limit)
  else if (tail && tail.end <= limit && !term.high && term.low.scale === 0) {
    term.low = plus(term.low, tail.rest)
    term.end = tail.end
  } else if (!whole && !term.high) {
    const half = halfBehind(text, term.end, row.kind)
    if (half > term.end && half <= limit) {
      term.low = plus(term.low, shift(decimal(5), -1))
      term.end = half
    }
  }
  if (text[term.end] === '余' || text[term.end] === '多') term.more = true
}

const pointWords = ['个百分点', '百分点']

function pointsAt(text: string, at: number): number {
  const char = text[spaces(text, at)]
  if (char !== '个' && char !== '百') return -1
  for (const word of pointWords) {
    const end = spelled(text, at, word)
    if (end > 0) return end
  }
  return -1
}

/** 高8.2个、16.2个百分点, 高0.7、1.4个百分点: the end of a number where the last of a list says what all are. */
function pointsListed(text: string, at: number, broken: boolean): number {
  const named = text[at] === '个' ? 1 : 0
  if (named === 1 ? !broken : !'、和及'.includes(text[at] ?? ' ')) return -1
  LISTED.lastIndex = at + named
  return LISTED.test(text) ? at + named : -1
}

/** At most so many are listed. */
const LISTED =
  /(?:[、和及，](?:[上下增降提升回减扩收放][升降长低高落少大窄缓])?\d{1,4}(?:\.\d{1,4})?个?){1,12}百分点/y

/** Away from zero, as −三度半 is −3.5. */
function plus(a: Decimal, b: Decimal): Decimal {
  return a.coefficient < 0n ? add(a, negate(b)) : add(a, b)
}

/** 9秒83, 1米88, 一米八三: what stands behind the unit is its fraction. */
function digitsBehind(text: string, at: number, unit: string): { end: number; rest: Decimal } | null {
  let end = at
  let digits = ''
  const chinese = '零一二三四五六七八九'
  while (digits.length < 3) {
    const code = text.charCodeAt(end)
    const value =
      code >= 48 && code <= 57 ? code - 48 : text[end] === undefined ? -1 : chinese.indexOf(text[end])
    if (value < 0) break
    digits += value
    end++
  }
  if (digits === '' || (unit === '米' && digits.length > 2)) return null
  const next = text[end]
  const ends = next === undefined || !/[0-9A-Za-z.%十百千万亿点]/.test(next)
  return ends && !units().longest(text, end)
    ? { end, rest: { coefficient: BigInt(digits), scale: digits.length } }
    : null
}

/** 一个半小时, 两个半月: the half stands before the unit. */
function halfUnit(text: string, term: Term, at: number, limit: number, floor: number): UnitMatch | null {
  if (!text.startsWith('个半', at) || term.high) return null
  const unit = unitAt(text, at + 2, limit, floor)
  const found =
    unit && (unit.row.kind === 'duration' || unit.row.kind === 'measure')
      ? unit
      : text[at + 2] === '月'
        ? unitAt(`个${text.slice(at + 2, at + 4)}`, 0, 9, 0)
        : null
  if (!found) return null
  term.low = plus(term.low, shift(decimal(5), -1))
  return found === unit ? unit : { row: found.row, end: at + 3 }
}

/** Fen and jiao behind yuan, the currency behind 元 (三万元欧元), the small coins (5美分). */
function money(text: string, term: Term, row: UnitRow, limit: number): void {
  if (row.kind !== 'money') {
    const scale = row.kind === 'money-1' ? -1 : -2
    term.low = shift(term.low, scale)
    term.high = term.high && shift(term.high, scale)
    return
  }
  const last = text[term.end - 1]
  const half = halfBehind(text, term.end, 'money')
  if (half > term.end && !term.high) {
    term.low = plus(term.low, shift(decimal(5), -1))
    term.end = half
    return
  }
  if (row.unit.code === 'CNY' && '元块圆'.includes(last)) {
    const { end, rest } = term.high
      ? { end: term.end, rest: decimal(0) }
      : smallMoney(text, term.end, last === '块')
    if (end > term.end && end <= limit) {
      term.low = plus(term.low, rest)
      term.end = text[end] === '钱' ? end + 1 : end
    }
    if (text[term.end] === '整' && !'改个体合治理'.includes(text[term.end + 1] ?? ' ')) term.end++
    const other = unitAt(text, term.end, limit, 0)
    if (other && other.row.kind === 'money' && other.row.unit.code !== 'CNY') {
      term.unit = other.row.unit
      term.end = other.end
    }
    return
  }
  // 两美元又三美分, 10日元5日本钱
  let i = spaces(text, term.end)
  if (text[i] === '又' || text[i] === '零') i++
  const coins = readAmount(text, i)
  if (!coins || coins.high) return
  const coin = unitAt(text, coins.end, limit, 0)
  if (coin?.row.kind !== 'money-2' || coin.row.unit.code !== row.unit.code) return
  term.low = plus(term.low, shift(coins.low, -2))
  term.end = coin.end
}
