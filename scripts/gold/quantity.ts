// Reads the figures of the notation. Deliberately not the library's reader: gold must not depend on what it
// measures. It knows the plain forms only; whatever else a page has, its writer states with `=`, `u=`, `k=`.

const money: Record<string, string> = {
  元: 'CNY',
  元人民币: 'CNY',
  块: 'CNY',
  块钱: 'CNY',
  美元: 'USD',
  港元: 'HKD',
  港币: 'HKD',
  新台币: 'TWD',
  欧元: 'EUR',
  日元: 'JPY',
  英镑: 'GBP',
}
const measures: Record<string, string> = {
  亩: 'mu',
  公顷: 'har',
  平方米: 'm2',
  平方公里: 'km2',
  立方米: 'm3',
  兆瓦: 'MW',
  千瓦: 'kW',
  千瓦时: 'kW.h',
  度: 'kW.h',
  摄氏度: 'Cel',
  公里: 'km',
  千米: 'km',
  米: 'm',
  厘米: 'cm',
  毫米: 'mm',
  海里: '[nmi_i]',
  斤: 'jin',
  公斤: 'kg',
  千克: 'kg',
  吨: 't',
  克: 'g',
  升: 'L',
  里: 'li',
  坪: 'ping',
  平方呎: '[sft_i]',
  百帕: 'hPa',
  级: '级',
}
const durations: Record<string, string> = {
  年: 'a',
  个月: 'mo',
  周: 'wk',
  天: 'd',
  日: 'd',
  小时: 'h',
  分钟: 'min',
  秒: 's',
}
const digits = '零一二三四五六七八九'
const powers: [string, number][] = [
  ['万亿', 12],
  ['亿', 8],
  ['万', 4],
  ['千', 3],
  ['百', 2],
]

/** `12.5` with the point moved right by `power` places, exactly. */
function shift(decimal: string, power: number): string {
  const [whole = '', part = ''] = decimal.replaceAll(',', '').split('.')
  const padded = part.padEnd(power, '0')
  const int = (whole + padded.slice(0, power)).replace(/^0+(?=\d)/, '')
  const rest = padded.slice(power).replace(/0+$/, '')
  return rest ? `${int}.${rest}` : int
}

/** 三, 十二, 三十五, 二百: up to three figures. */
function chinese(text: string): string {
  let total = 0
  let last = 0
  for (const c of text) {
    if (c === '百') {
      total += last * 100
      last = 0
    } else if (c === '十') {
      total += (last || 1) * 10
      last = 0
    } else last = c === '两' ? 2 : digits.indexOf(c)
  }
  return String(total + last)
}

export interface Quantity {
  kind: string
  value: string | null
  low: string | null
  high: string | null
  unit: string | null
  /** 余 or 多 stands in the text. */
  more: boolean
}

function unitOf(text: string): { kind: string; unit: string } {
  if (text === '%' || text === '％') return { kind: 'percent', unit: '%' }
  if (text === '个百分点') return { kind: 'percent', unit: 'pp' }
  if (text === '倍') return { kind: 'ratio', unit: '倍' }
  if (text === '岁') return { kind: 'age', unit: '岁' }
  if (money[text]) return { kind: 'money', unit: money[text] }
  if (measures[text]) return { kind: 'measure', unit: measures[text] }
  if (durations[text]) return { kind: 'duration', unit: durations[text] }
  return { kind: 'count', unit: text }
}

const figure =
  /^(第)?([\d,.]+|[零一二两三四五六七八九十百]+)(万亿|亿|万|千(?![米瓦克])|百(?!帕))?(余|多)?(万亿|亿|万)?/
const range = /^([\d,.]+)(万亿|亿|万)?(?:至|—|-|~|～|到)([\d,.]+)(万亿|亿|万)?/

const power = (word: string | undefined) => powers.find(([name]) => name === word)?.[1] ?? 0
const decimal = (text: string, word: string | undefined) =>
  shift(/\d/.test(text) ? text : chinese(text), power(word))

export function readQuantity(text: string): Quantity {
  const two = range.exec(text)
  if (two) {
    const { kind, unit } = unitOf(text.slice(two[0].length).replace(/^[余多]/, ''))
    const [, from, fromWord, to, toWord] = two
    return {
      kind,
      value: null,
      low: decimal(from!, fromWord ?? toWord),
      high: decimal(to!, toWord),
      unit,
      more: false,
    }
  }
  const found = figure.exec(text)
  if (!found) return { kind: 'count', value: null, low: null, high: null, unit: null, more: false }
  const [all, ordinal, number, word, more, laterWord] = found
  const rest = text.slice(all.length)
  const { kind, unit } = unitOf(rest.replace(/^[余多](?=.)/, ''))
  return {
    kind: ordinal ? 'rank' : kind,
    // 2860余万元: the multiplier after 余 counts too.
    value: decimal(number!, word ?? laterWord),
    low: null,
    high: null,
    unit,
    more: more !== undefined || /[余多]$/.test(rest),
  }
}
