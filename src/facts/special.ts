import { add, compare, type Decimal, decimal, formatDecimal, multiply } from '../segment/decimal.js'
import { isArabicDigit, readNumeral } from '../segment/numerals.js'
import { indexIn } from '../text/index.js'
import { type Amount, readAmount, spaces, spelled } from './amounts.js'
import { type Figure, figure, percentUnit, point, range, ratio, toValue } from './figure.js'
import { cueBefore, units } from './tables.js'
import type { Unit } from './types.js'
import { classOf } from './words.js'

/** Tenths as percent. */
export interface Tenths {
  end: number
  low: Decimal
  high: Decimal | null
  more: boolean
}

const ten = decimal(10)
const hundred = decimal(100)

const chengNot = '功立本为员绩效都熟长交分果品年人形就色因'
const zheNot = '叠射扣腾断旧返线磨桂纸'

/** 7 2 折, 九 九 折: two digits with a space between. */
function spacedDigits(text: string, amount: Amount): { end: number; low: Decimal } | null {
  const i = spaces(text, amount.end)
  if (i === amount.end || amount.low.coefficient > 9n || amount.low.scale > 0) return null
  const next = readNumeral(text, i, true)
  if (!next || next.low.coefficient > 9n || next.low.scale > 0) return null
  return text[spaces(text, next.end)] === '折'
    ? { end: next.end, low: decimal(amount.low.coefficient * 10n + next.low.coefficient) }
    : null
}

/** 六成, 三成五, 七成半, 九折, 六五折. `amount` is the number that stands before. */
export function tenthsBehind(text: string, amount: Amount): Tenths | null {
  const pair = spacedDigits(text, amount)
  const low = pair?.low ?? amount.low
  const mark = spaces(text, pair?.end ?? amount.end)
  const char = text[mark]
  if (char !== '成' && char !== '折') return null
  const next = text[mark + 1] ?? ' '
  const end = mark + 1
  if (char === '折') {
    if (zheNot.includes(next)) return null
    // 75折, 六五折 are hundredths; 9.9折 tenths. 十折 is no discount.
    const written = formatDecimal(low)
    const value = written.length === 2 && written !== '10' ? low : multiply(low, ten)
    return compare(value, hundred) < 0 && compare(value, decimal(0)) > 0
      ? { end, low: value, high: null, more: false }
      : null
  }
  if (chengNot.includes(next) || compare(low, ten) > 0) return null
  let value = multiply(low, ten)
  let stop = end
  if (text[stop] === '半') {
    value = add(value, decimal(5))
    stop++
  } else {
    const at = spaces(text, stop)
    const tail = '一二三四五六七八九123456789'.includes(text[at] ?? ' ') ? readNumeral(text, at) : null
    // 六成五家 counts firms, 六成七支持 is said of 67 percent.
    const counts = tail && units().longest(text, tail.end) && classOf(text, tail.end, tail.end + 2) === 0
    if (tail && tail.end === at + 1 && !counts && text[tail.end] !== '成') {
      value = add(value, tail.low)
      stop = tail.end
    }
  }
  const more = text[stop] === '多' || text[stop] === '余'
  return { end: more ? stop + 1 : stop, low: value, high: amount.high && multiply(amount.high, ten), more }
}

const times: Unit = { system: 'zh', code: '倍', text: '番' }

/** Two characters that are a share. */
function percentWord(
  text: string,
  at: number,
  value: number,
  rule: string,
  approx: Figure['approx'] = null,
): Figure {
  const unit = percentUnit(text.slice(at, at + 2))
  return figure(at, at + 2, 'percent', point(decimal(value)), unit, rule, approx)
}

/** 一半, 过半, 半数, 对折, 半成, 翻一番, 上百家's 上百, 数以万计: figures that are words. */
export function readWord(text: string, at: number): Figure | null {
  switch (text[at]) {
    case '过':
      return text[at + 1] === '半' && !'百年天月个'.includes(text[at + 2] ?? ' ')
        ? percentWord(text, at, 50, 'half', 'above')
        : null
    case '一':
      return text[at + 1] === '半' && !halfway(text, at) ? percentWord(text, at, 50, 'half') : null
    case '半': {
      const half = halfTime(text, at)
      if (half) return half
      if (text[at + 1] === '数') return percentWord(text, at, 50, 'half')
      if (text[at + 1] === '成' && !chengNot.includes(text[at + 2] ?? ' '))
        return percentWord(text, at, 5, 'tenths')
      return text[at + 1] === '折' ? percentWord(text, at, 50, 'tenths') : null
    }
    case '对':
      return text[at + 1] === '折' && text[at - 1] === '打' ? percentWord(text, at, 50, 'tenths') : null
    case '翻':
      return doubling(text, at)
    case '数':
      return countless(text, at)
    default:
      return null
  }
}

const HALVES: readonly (readonly [string, string])[] = [
  ['半小时', 'h'],
  ['半个小时', 'h'],
  ['半个钟头', 'h'],
  ['半个月', 'mo'],
]

/** 半小时, 半个月. 大半个月 and 小半个月 are vague, 上半个月 is a time. */
function halfTime(text: string, at: number): Figure | null {
  if ('大小多前后上下'.includes(text[at - 1] ?? ' ')) return null
  const found = HALVES.find(([word]) => text.startsWith(word, at))
  if (!found) return null
  const [word, code] = found
  const unit: Unit = { system: 'UCUM', code, text: word.slice(1) }
  return figure(at, at + word.length, 'duration', point({ coefficient: 5n, scale: 1 }), unit, 'half')
}

/** 走到一半, 话说到一半: the middle of a doing; 降到一半 is a figure. */
const halfway = (text: string, at: number): boolean =>
  text[at - 1] === '到' && cueBefore('doing', text, Math.max(0, at - 3), at - 1) > 0

function doubling(text: string, at: number): Figure | null {
  if (text.startsWith('翻番', at)) return figure(at, at + 2, 'ratio', point(decimal(2)), times, 'doubling')
  const i = text[at + 1] === '了' ? at + 2 : at + 1
  const numeral = readNumeral(text, i)
  if (!numeral || numeral.high || text[numeral.end] !== '番' || numeral.low.coefficient > 20n) return null
  return figure(
    at,
    numeral.end + 1,
    'ratio',
    point(decimal(2 ** Number(numeral.low.coefficient))),
    times,
    'doubling',
  )
}

/** 数以万计, 数以百万计. */
function countless(text: string, at: number): Figure | null {
  if (!text.startsWith('数以', at)) return null
  const end = indexIn(text, 0x8ba1, at + 3, at + 7)
  if (end < 0) return null
  const scales: Record<string, number> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 }
  let exponent = 0
  for (const char of text.slice(at + 2, end)) {
    if (scales[char] === undefined) return null
    exponent += scales[char]
  }
  const low = toValue(decimal(10n ** BigInt(exponent)))
  return figure(at, end + 1, 'count', range(low, null), null, 'countless')
}

/** 2死|58伤, 2死、617人|受伤 */
const HURT = /^人?受?轻?重?伤/

/**
 * 造成2死58伤, 一死三伤: the dead and the hurt, in the short form of headlines. One of them alone counts only behind
 * the word for its cause (致3死), so that 九死一生 stays a saying.
 */
export function readToll(text: string, at: number, amount: Amount): Figure | null {
  const fate = text[amount.end]
  if (!amount.high && (fate === '男' || fate === '女' || fate === '金' || fate === '银' || fate === '铜'))
    return paired(text, at, amount)
  if (amount.high || (fate !== '死' && fate !== '伤')) return null
  const before = text[at - 1] ?? ' '
  const both =
    fate === '死'
      ? HURT.test(
          text.slice(
            readAmount(text, amount.end + (text[amount.end + 1] === '、' ? 2 : 1))?.end ?? text.length,
          ),
        )
      : before === '死' && /[\d一二三四五六七八九十百千]/.test(text[at - 2] ?? ' ')
  if (!both && !((before === '致' || before === '成' || before === '酿') && endsWord(text, amount.end + 1)))
    return null
  const unit: Unit = { system: 'count', code: '人', text: fate }
  return figure(at, amount.end + 1, 'count', point(amount.low), unit, 'toll')
}

/** What stands in pairs: 23男|14女, 83金|64银|71铜. */
const PAIRS: Record<string, string | undefined> = { 男: '女', 女: '男', 金: '银铜', 银: '金铜', 铜: '金银' }

/** 拘捕23男14女, 夺得5金2银: people and medals by kind, each beside another kind. */
function paired(text: string, at: number, { end, low, numeral }: Amount): Figure | null {
  if (numeral.script !== 'arabic' && !'一二两三四五六七八九十'.includes(text[at])) return null
  const kind = text[end]
  const others = PAIRS[kind] ?? ''
  const next = text[end + 1] === '、' ? end + 2 : end + 1
  const second = readAmount(text, next)
  const ahead = second !== null && others.includes(text[second.end] ?? ' ')
  const before = text[at - 1] === '、' ? at - 2 : at - 1
  const behind =
    others.includes(text[before] ?? ' ') && /[\d一二两三四五六七八九十百]/.test(text[before - 1] ?? ' ')
  if (!ahead && !behind) return null
  const people = kind === '男' || kind === '女'
  const unit: Unit = { system: 'count', code: people ? '人' : '枚', text: kind }
  return figure(at, end + 1, 'count', point(low), unit, 'toll')
}

const endsWord = (text: string, at: number): boolean => !/[\p{L}\p{N}]/u.test(text[at] ?? ' ')

const gameWords = /击败|战胜|力克|逆转|胜|不敌|惜败|告负|战平|领先|落后|淘汰|横扫|完胜/

/** 三分之二, 万分之五, 1/3的; 3:1 where the words before speak of a ratio or a score. */
export function readRatio(text: string, at: number, first: Amount, limit: number): Figure | null {
  const over = spelled(text, first.end, '分之')
  if (over > 0) {
    const second = readAmount(text, spaces(text, over), true)
    if (!second || second.end > limit || first.high || text.startsWith('决赛', second.end)) return null
    // 三分之一强, 四分之三以上
    const next = text[second.end]
    const more =
      (next === '强' && !/[\u4e00-\u9fff]/.test(text[second.end + 1] ?? ' ')) ||
      text.startsWith('以上', second.end)
    return figure(
      at,
      second.end,
      'ratio',
      ratio(second.low, first.low),
      null,
      'fraction',
      more ? 'above' : null,
    )
  }
  const mark = text[first.end]
  if (mark === '/') return slashed(text, at, first, limit)
  if (mark !== ':' && mark !== '：' && mark !== '∶' && mark !== '比') return null
  const second = readAmount(text, first.end + 1)
  if (!second || second.end > limit || first.high || second.high) return null
  if (units().longest(text, second.end)) return null
  // 9.2∶41.0∶49.8
  const third = mark === '比' || text[second.end] !== mark ? null : readAmount(text, second.end + 1)
  const before = text.slice(Math.max(0, at - 16), at)
  const word = mark === '比'
  // 3.35:1 is no time of day; 8:30 is one where no word of a ratio or a game stands before.
  if (
    !word &&
    mark !== '∶' &&
    first.low.scale === 0 &&
    second.low.scale === 0 &&
    !/[比以为战胜负平将]/.test(before) &&
    !gameWords.test(text.slice(second.end, second.end + 6))
  )
    return null
  // 2023比2022
  if (word && (first.low.coefficient > 999n || second.low.coefficient > 999n)) return null
  if (third && third.end <= limit && !third.high)
    return figure(at, third.end, 'ratio', ratio(first.low, second.low, third.low), null, 'ratio')
  return figure(at, second.end, 'ratio', ratio(first.low, second.low), null, 'ratio')
}

/** 1/3的, 2/3以上: a proper fraction of small numbers, nothing of a date or a path about it. */
function slashed(text: string, at: number, first: Amount, limit: number): Figure | null {
  const second = readAmount(text, first.end + 1)
  if (!second || second.end > limit || second.numeral.script !== 'arabic') return null
  const [a, b] = [first.low, second.low]
  if (
    a.scale > 0 ||
    b.scale > 0 ||
    a.coefficient <= 0n ||
    a.coefficient >= b.coefficient ||
    b.coefficient > 100n
  )
    return null
  const next = text[second.end]
  if (text[at - 1] === '/' || next === '/' || isArabicDigit(text.charCodeAt(second.end))) return null
  if (next !== undefined && !'的以左，。、；'.includes(next)) return null
  return figure(at, second.end, 'ratio', ratio(a, b), null, 'fraction')
}

/** 排名第三, 居全国第五: a rank without 位. */
function placed(text: string, at: number, end: number, value: Decimal): Figure | null {
  if (text[at] !== '第' || /[\u4e00-\u9fffA-Za-z0-9]/.test(text[end] ?? ' ')) return null
  if (!/排名|排在|位居|位列|名列|跃居|居|列/.test(text.slice(Math.max(0, at - 8), at))) return null
  return figure(at, end, 'rank', point(value), null, 'rank')
}

/** 第3位, 前五名, 后两名, 第十和第十五之间. */
export function readRank(text: string, at: number): Figure | null {
  const mark = text[at]
  if (mark !== '第' && mark !== '前' && mark !== '后') return null
  // 最后一名 names one, 后两名 ranks.
  if (mark !== '第' && text[at - 1] === '最') return null
  const numeral = readNumeral(text, at + 1)
  if (!numeral) return null
  const char = text[numeral.end]
  if (mark === '第' && (char === '和' || char === '到' || char === '至' || char === '与')) {
    const second = text[numeral.end + 1] === '第' ? readNumeral(text, numeral.end + 2) : null
    const end = second ? second.end : 0
    const name = text[end] === '名' || text[end] === '位' ? text[end] : null
    if (second && (name || text.startsWith('之间', end)) && compare(numeral.low, second.low) <= 0) {
      const unit: Unit | null = name ? { system: 'count', code: name, text: name } : null
      const values = range(toValue(numeral.low), toValue(second.low))
      return figure(at, name ? end + 1 : end, 'rank', values, unit, 'rank')
    }
  }
  const unit = char === '位' || char === '名' ? char : mark === '前' && char === '强' ? '强' : null
  if (unit === null) return placed(text, at, numeral.end, numeral.low)
  const end = numeral.end + 1
  const quantity = mark === '前' ? range(toValue(decimal(1)), toValue(numeral.low)) : point(numeral.low)
  return figure(at, end, 'rank', quantity, { system: 'count', code: unit, text: unit }, 'rank')
}
