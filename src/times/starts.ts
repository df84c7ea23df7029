import { isArabicDigit } from '../segment/numerals.js'
import { firstPairs } from './words.js'

/**
 * Where a time may start, decided by two characters: most of 上, 中, 大 and 本 of a page begin other words, and
 * most numbers count people and money.
 */
const heads: Record<string, string> = {
  近: '几数半两',
  最: '近后',
  过: '去',
  此: '前',
  未: '来',
  接: '下',
  今: '（(年天日晨早晚夜春夏秋冬明后',
  去: '年今秋冬春夏',
  前: '（(年天日晚夜几两半',
  后: '年天两几',
  上: '上下周星礼一个月年半世季',
  下: '下周星礼一个月年半季',
  本: '周月年季日世星学',
  这: '一个周月',
  当: '年月日天晚季',
  同: '年月日期',
  首: '季个月',
  全: '年',
  年: '底末终初中内三',
  月: '底末初',
  季: '末初',
  公: '元',
  党: '的',
  改: '革',
  新: '中',
  正: '月',
  闰: '一二三四五六七八九十正腊',
  旧: '历',
  农: '历',
  阴: '历',
  再: '过',
  还: '剩有',
  之: '前后',
  春: '季天',
  夏: '季天',
  秋: '季天',
  冬: '季天月',
  明: '（(春夏秋冬后',
  周: '一二三四五六日天',
  星: '期',
  礼: '拜',
  早: '上间',
  截: '至止',
  元: '月',
  半: '年个月天小分钟周',
  几: '十百年个天小分',
  两: '年个天周小日百千会三',
  昨: '今（(',
  大: '年前',
  腊: '月',
  Q: '1234',
  H: '12',
  每: '年月个天日周晚早季逢星礼小学隔半1234567890一二三四五六七八九十两',
}

/** Anything may follow: what they open is decided by the reader. */
const open = '第从自“‘"「'
/** A number may follow as well as the words of their list. */
const counted = '近过最此未接前后上下首头还之再'
const numerals = '0123456789０１２３４５６７８９零〇一二三四五六七八九十廿卅两几半'

let first: Uint8Array | null = null
let pairs: Set<number> | null = null

const pair = (a: number, b: number): number => a * 65536 + b

function build(): Uint8Array {
  first = new Uint8Array(65536)
  pairs = new Set()
  for (const char of numerals) first[char.charCodeAt(0)] = 1
  for (const char of open) first[char.charCodeAt(0)] = 2
  const add = (a: number, b: number) => {
    if (first![a] === 0) first![a] = 3
    pairs!.add(pair(a, b))
  }
  for (const [head, seconds] of Object.entries(heads))
    for (const second of seconds) add(head.charCodeAt(0), second.charCodeAt(0))
  for (const head of `${counted}早晚夜午`)
    for (const second of `${numerals}的 `) add(head.charCodeAt(0), second.charCodeAt(0))
  for (const [a, b] of firstPairs()) add(a, b)
  return first
}

/** What may stand behind the number that opens a time: 年, 月, 个月, 小时, a mark of a date or a range. */
const behind = new Set('年月日号时点分秒天周星小个季世载昼交工多余半刻礼钟:：-－—–~～至到./／学财QH第前')

/** Whether a time can start at a place; cheap, and right where it says no. */
export function mayStart(text: string, at: number): boolean {
  const table = first ?? build()
  const code = text.charCodeAt(at)
  const kind = table[code]
  if (kind === 0) return false
  if (kind === 2) return true
  if (pairs!.has(pair(code, text.charCodeAt(at + 1)))) return true
  if (kind === 3) return false
  return isArabicDigit(code) ? numberOpens(text, at) : numeralOpens(text, at)
}

function numberOpens(text: string, at: number): boolean {
  let i = at
  while (isArabicDigit(text.charCodeAt(i))) i++
  // 2022 05 18, 35,000个钟头, 2000万小时
  while (text.charCodeAt(i) === 32) i++
  const next = text[i]
  return (
    next !== undefined &&
    (behind.has(next) || next === ',' || isArabicDigit(text.charCodeAt(i)) || next === '万')
  )
}

const chinese = new Set('零〇一二三四五六七八九十廿卅两几百千万')

function numeralOpens(text: string, at: number): boolean {
  let i = at
  let five = false
  while (i < text.length && i - at < 24 && chinese.has(text[i])) five = text[i++] === '五' || five
  // 十四五, 五一: names of plans and holidays.
  if (five) return true
  while (text.charCodeAt(i) === 32) i++
  return i < text.length && behind.has(text[i])
}
