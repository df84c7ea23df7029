import { isArabicDigit, startsNumeral } from '../segment/numerals.js'
import { toldOf } from '../text/index.js'
import { holidayWords, tableWordAt, tableWords, YESTERDAY } from './words.js'

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
  元: '月至到—-－–~～',
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

/** A number may follow as well as the words of their list. */
const counted = '近过最此未接前后上下首头还之再早晚夜午'
const numerals = '0123456789０１２３４５６７８９零〇○一二三四五六七八九十廿卅两几半'

/** What a character can open. */
enum Opens {
  Nothing = 0,
  /** A number: what stands behind it decides. */
  Number = 1,
  /** A word: two characters decide, or the tables. */
  Word = 2,
  /** 第三季度, 第二天 */
  Ordinal = 3,
  /** 从 and 自: what follows them. */
  Lead = 4,
  /** “十四五”, “五一” */
  Quote = 5,
}

/** What a character that stands behind a number makes of it. */
enum Behind {
  Nothing = 0,
  /** 年, 月, 日, a mark of a date or a range: a time may be. */
  Time = 1,
  /** 3个: of months, hours, … */
  Measure = 2,
  /** 3.5, 3000多, 3万: a length of time may be. */
  More = 3,
  /** 3—: what the other number of the range is of. */
  Range = 4,
  /** 2023/: a date in figures. */
  Slash = 5,
  /** 8:30 */
  Colon = 6,
  /** 5、6月份, 2019、2020年 */
  List = 7,
}

interface Tables {
  opens: Uint8Array
  /** A bit for what opens something or ends a sentence: eight kilobytes, where most characters are turned away. */
  marks: Int32Array
  /** A bit for the first two characters of what has two, for others that happen to share it, and no more. */
  likely: Int32Array
  /** The character is the first of one of the words of the tables: 1 of longer ones, 2 one by itself. */
  words: Uint8Array
  behind: Uint8Array
  /** First characters of units of time, and marks of a range. */
  units: Uint8Array
  /** What may follow the 个 of 3个月. */
  counts: Uint8Array
  /** Characters of a numeral. */
  chinese: Uint8Array
  pairs: Set<number>
}

let built: Tables | null = null

const pair = (a: number, b: number): number => (a << 16) | b

/** A number of 16 bits for two characters. */
const likeness = (a: number, b: number): number =>
  (Math.imul(a, 0x9e3779b1) + Math.imul(b, 0x85ebca6b)) >>> 16

const hasBit = (bits: Int32Array, at: number): boolean => ((bits[at >>> 5] >>> (at & 31)) & 1) === 1

function setBit(bits: Int32Array, at: number): void {
  bits[at >>> 5] |= 1 << (at & 31)
}

/** 。！？； */
export const endsSentence = (code: number): boolean =>
  code === 0x3002 || code === 0xff01 || code === 0xff1f || code === 0xff1b
/** All of these. */
const SENTENCE_ENDS = [0x3002, 0xff01, 0xff1f, 0xff1b]

function build(): Tables {
  const mark = (table: Uint8Array, chars: Iterable<string>, value: number): Uint8Array => {
    for (const char of chars) table[char.charCodeAt(0)] = value
    return table
  }
  const opens = new Uint8Array(65536)
  const words = new Uint8Array(65536)
  const pairs = new Set<number>()
  const likely = new Int32Array(2048)
  const open = (code: number): void => {
    if (opens[code] === Opens.Nothing) opens[code] = Opens.Word
  }
  mark(opens, numerals, Opens.Number)
  mark(opens, '第', Opens.Ordinal)
  mark(opens, '从自', Opens.Lead)
  mark(opens, '“‘"「', Opens.Quote)
  for (const [head, seconds] of [
    ...Object.entries(heads),
    ['昨', YESTERDAY] as const,
    ...Array.from(counted, (head) => [head, `${numerals}的 `] as const),
  ])
    for (const second of seconds) {
      open(head.charCodeAt(0))
      pairs.add(pair(head.charCodeAt(0), second.charCodeAt(0)))
      setBit(likely, likeness(head.charCodeAt(0), second.charCodeAt(0)))
    }
  const behind = new Uint8Array(65536)
  for (const word of tableWords()) {
    open(word.charCodeAt(0))
    words[word.charCodeAt(0)] |= word.length > 1 ? 1 : 2
    if (word.length > 1) setBit(likely, likeness(word.charCodeAt(0), word.charCodeAt(1)))
    // 618大促
    if (isArabicDigit(word.charCodeAt(0))) mark(behind, word.replace(/^\d+/, '').slice(0, 1), Behind.Time)
  }
  mark(behind, '年月日号时点分秒天周星小季世载昼交工半刻礼钟学财QH第前', Behind.Time)
  mark(behind, '-－—–~～至到', Behind.Range)
  mark(behind, '/／', Behind.Slash)
  mark(behind, ':：', Behind.Colon)
  mark(behind, '、和与及', Behind.List)
  mark(behind, '个', Behind.Measure)
  mark(behind, '多余万萬亿億,.', Behind.More)
  const units = mark(new Uint8Array(65536), '周礼刻分年载月交星工昼天小钟秒—–-－~～至到−﹣', 1)
  const counts = mark(new Uint8Array(65536), '年多季月交星礼工小钟半', 1)
  const chinese = mark(new Uint8Array(65536), '零〇○一二三四五六七八九十廿卅两几百千万', 1)
  const marks = new Int32Array(2048)
  for (const code of toldOf(opens)) setBit(marks, code)
  for (const code of SENTENCE_ENDS) setBit(marks, code)
  built = { opens, marks, likely, words, behind, units, counts, chinese, pairs }
  return built
}

/** A bit for each code unit that a time may start with or that ends a sentence. */
export const markTable = (): Int32Array => (built ?? build()).marks

/** Whether a time can start at a place; cheap, and right where it says no. */
export function mayStart(text: string, at: number): boolean {
  const tables = built ?? build()
  const code = text.charCodeAt(at)
  const kind = tables.opens[code]
  if (kind === Opens.Nothing) return false
  if (isArabicDigit(code)) return numberOpens(tables, text, at)
  if (kind === Opens.Quote) return quoteOpens(text, at + 1)
  if (kind === Opens.Lead) {
    // 自|从2015年 has two of them; of 从从从… nothing begins.
    const from = tables.opens[text.charCodeAt(at + 1)] === Opens.Lead ? at + 2 : at + 1
    return tables.opens[text.charCodeAt(from)] !== Opens.Lead && mayStart(text, from)
  }
  const next = text.charCodeAt(at + 1)
  const words = tables.words[code]
  const likely = hasBit(tables.likely, likeness(code, next))
  if (likely && tables.pairs.has(pair(code, next))) return true
  if ((words > 1 || (words === 1 && likely)) && tableWordAt(text, at)) return true
  if (kind === Opens.Word) return false
  return kind === Opens.Ordinal ? ordinalOpens(text, at + 1) : numeralOpens(tables, text, at)
}

const inPlan = '一二三四五六七八九十'

function quoteOpens(text: string, at: number): boolean {
  return (at < text.length && inPlan.includes(text[at])) || holidayWords().longest(text, at) !== null
}

/** 第三季度, 第一至第三季度. */
function ordinalOpens(text: string, at: number): boolean {
  let i = at
  while (startsNumeral(text.charCodeAt(i)) && i - at < 9) i++
  while (text.charCodeAt(i) === 32) i++
  return i > at && i < text.length && '季—–-－~～至到−﹣'.includes(text[i])
}

function numberOpens(tables: Tables, text: string, at: number): boolean {
  let i = at
  while (isArabicDigit(text.charCodeAt(i))) i++
  const digits = i - at
  // 2023.7.1
  if (digits === 4 && text.charCodeAt(i) === 46 && isArabicDigit(text.charCodeAt(i + 1))) return true
  // 35,000个钟头, 2000 万小时
  while (text.charCodeAt(i) === 32) i++
  switch (tables.behind[text.charCodeAt(i)]) {
    case Behind.Slash:
      return digits === 4
    case Behind.Colon:
      return digits < 3 && isArabicDigit(text.charCodeAt(i + 1))
    default:
      return behindOpens(tables, text, i, digits)
  }
}

/** `size`: characters of the number before. */
function behindOpens(tables: Tables, text: string, at: number, size: number): boolean {
  switch (tables.behind[text.charCodeAt(at)]) {
    case Behind.Time:
      return true
    case Behind.Measure:
      return tables.counts[text.charCodeAt(at + 1)] === 1
    case Behind.More:
      return lengthOpens(tables, text, at)
    case Behind.List:
      // 2019、2020和2021年, 5、6月, 27、28和29日
      return size === 4 || listOpens(text, at)
    case Behind.Range:
      // 2023-07-01, 2016到2018
      return size === 4 || rangeOpens(tables, text, at)
    default:
      return false
  }
}

/** Behind 、 stands a number, behind it 月, 日 or the next of the list. */
function listOpens(text: string, at: number): boolean {
  let i = at + 1
  while (isArabicDigit(text.charCodeAt(i)) || (i - at < 3 && startsNumeral(text.charCodeAt(i)))) i++
  return i > at + 1 && i < text.length && '月日、和及'.includes(text[i])
}

/** The second number of a range has the unit: 1—9月, 3到五年, 一至第三季度; not 15—20人. */
function rangeOpens(tables: Tables, text: string, at: number): boolean {
  let i = text.charCodeAt(at + 1) === text.charCodeAt(at) ? at + 2 : at + 1
  while (text.charCodeAt(i) === 32) i++
  if (text[i] === '半') return true
  if (text[i] === '第') i++
  const from = i
  if (isArabicDigit(text.charCodeAt(i))) while (isArabicDigit(text.charCodeAt(i))) i++
  else while (i - from < 24 && startsNumeral(text.charCodeAt(i))) i++
  if (i === from) return false
  while (text.charCodeAt(i) === 32) i++
  return tables.behind[text.charCodeAt(i)] !== Behind.Range && behindOpens(tables, text, i, 0)
}

/** Characters of a numeral that are looked through for the unit behind it: more is left to the reader. */
const NUMERAL = 40

/** Past all that can belong to a numeral: whether a unit of time stands behind it. 3.5小时, 3万多天; not 35.7亿元. */
function lengthOpens(tables: Tables, text: string, at: number): boolean {
  let i = at
  for (; i - at < NUMERAL; i++) {
    const code = text.charCodeAt(i)
    if (startsNumeral(code) || code === 32 || code === 46 || code === 0xff0e) continue
    if ((code === 44 || code === 0xff0c) && isArabicDigit(text.charCodeAt(i + 1))) continue
    const char = text[i]
    if (char === '余' || char === '多' || char === '来' || char === '点' || char === '點') continue
    if (char === '个') return tables.counts[text.charCodeAt(i + 1)] === 1
    return tables.units[code] === 1
  }
  return true
}

function numeralOpens(tables: Tables, text: string, at: number): boolean {
  let i = at
  while (i - at < 24 && tables.chinese[text.charCodeAt(i)] === 1) i++
  // 十四五
  if (text[at] === '十' && (text[at + 2] === '五' || text[at + 1] === '五')) return true
  const size = i - at
  while (text.charCodeAt(i) === 32) i++
  return behindOpens(tables, text, i, size)
}
