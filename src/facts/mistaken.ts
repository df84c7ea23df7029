import { isDigit, isLatin } from '../text/index.js'
import { spaces } from './amounts.js'
import type { Figure } from './figure.js'
import { cueAt, cueBefore, units } from './tables.js'

/** A letter, a point or a hyphen before: model, version or phone numbers. A bracket after Latin is none. */
export function inWord(text: string, at: number): boolean {
  switch (text[at - 1]) {
    case '第':
    case '+':
    case '%':
    case '_':
    case '#':
      return true
    // 图3, 图例2, 表2, 附件4 are names; 病例3例, 比例5%, 代表3人, 手表4块 count.
    case '图':
      return isDigit(text.charCodeAt(at))
    case '例':
      return '图示实附'.includes(text[at - 2] ?? ' ') && isDigit(text.charCodeAt(at))
    case '件':
      return text[at - 2] === '附' && isDigit(text.charCodeAt(at))
    case '表':
      return !'代手钟怀腕'.includes(text[at - 2] ?? ' ') && isDigit(text.charCodeAt(at))
    case '.':
      // 每亩拥有动力？.55千瓦: the damage took what stood before the point.
      return '.?？'.includes(text[at - 2] ?? ' ') || isWordCode(text.charCodeAt(at - 2))
    case '-':
      return isWordCode(text.charCodeAt(at - 2))
    // 21:07 天创时尚: the minutes of a clock, whatever stands behind the space.
    case ':':
    case '：':
      return CLOCK.test(text.slice(at - 3, at + 4))
    default:
      return isLatin(text.charCodeAt(at - 1))
  }
}

const CLOCK = /^(?:\D?\d|\d\d)[:：]\d\d\s/

const isWordCode = (code: number): boolean => isLatin(code) || isDigit(code)

/** What ends a bare number: 大于100的, 超过80？; not 超过80所, whose 所 may be a unit unknown to us. */
export function endsBare(text: string, at: number): boolean {
  const char = text[spaces(text, at)]
  return (
    char === undefined ||
    !/[\p{L}\p{N}%°℃/.\-—]/u.test(char) ||
    '的且并和或而与以之不大小最间高低多少时'.includes(char)
  )
}

const lone = '一二三四五六七八九十百千'

/** One digit and a character that may be what it counts: 五次. */
function loneAt(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1)
  return next >= 0x4e00 && next <= 0x9fff && lone.includes(text[at] ?? ' ')
}

const ENUMERATED = new Set([
  '个',
  '家',
  '人',
  '名',
  '位',
  '所',
  '地',
  '市',
  '县',
  '区',
  '省',
  '乡',
  '镇',
  '村',
])

/** What is named in a list before the count that closes it: 个|支队. */
const NAMED = /^(?:[省市县区乡镇村]|支队|大队|部门|单位|街道|社区|国家|口岸|航站楼)/

/** 死亡1人、|失踪2人: what ends at `end` is a count itself, no member of a list. */
function counted(text: string, end: number, unit: string): boolean {
  let i = end
  while (i > 0 && end - i < 3 && /\p{Script=Han}/u.test(text[i - 1])) {
    i--
    if (isDigit(text.charCodeAt(i - 1))) return true
  }
  return text.startsWith(unit, end - unit.length) && lone.includes(text[end - unit.length - 1] ?? ' ')
}

/** 梅州、惠州、汕头3个支队: as many as were named just before; 等5个 counts more. */
function closesList(text: string, { from, start, end, quantity, unit }: Figure): boolean {
  if (quantity.form !== 'point' || from !== start) return false
  if ('个家名位所'.includes(unit?.code ?? ' ') && !NAMED.test(text.slice(end, end + 3))) return false
  const { number } = quantity.value
  if (number < 2 || number > 12) return false
  let marks = 0
  let run = 0
  for (let i = start - 1; i >= 0 && start - i < 60; i--) {
    const char = text[i]
    if (char === '、' || (marks === 0 && (char === '和' || char === '及'))) {
      if (run < 1 || run > 7) return false
      marks++
      run = 0
      if (marks === number - 1) return text[i - 1] !== '、' && !counted(text, i, unit?.text ?? ' ')
    } else if (!/\p{Script=Han}/u.test(char) || char === '等') return false
    else run++
  }
  return false
}

const AVERAGED = /^(?:平均|年均|复合)/
const SESSION = /^(?:全体)?(?:会议|全会)/
const ELECTED = /届[^，。、]{0,8}$/

const DIVISIONS = new Set(['省', '市', '县', '区', '乡', '镇', '村'])

/** 波及3县12乡, 辗转5省: counted in Arabic digits; 三县, 12市民, 210国道 are names. */
function countsDivisions(text: string, { start, end }: Figure): boolean {
  if (!isDigit(text.charCodeAt(start))) return false
  // 5市共同出资, 南港区、内湖区2区: those named before.
  const before = text[start - 1] ?? '\n'
  if ('。！？；，、\n '.includes(before)) return false
  // 浙江、福建等省152县 are counted, 该省152县道 is a road.
  if (text[start - 2] === '等') return text[end] !== '道'
  if ('省市县区州乡镇村'.includes(before) && !isDigit(text.charCodeAt(start - 2))) return false
  // 先后辗转8省抓捕
  if (cueBefore('spread-over', text, Math.max(0, start - 4), start) > 0) return true
  const next = text[end]
  return next === undefined || !/\p{L}/u.test(next) || '的和及与等受共内有'.includes(next)
}

/**
 * Figures without those that a longer word of the lexicon begins with: 零部|件, 三轮|车, 五笔|输入. Both are sorted. A numeral
 * of Arabic digits is no part of a word, but its unit may be one of the word behind (8部门).
 */
export function outsideWords(
  text: string,
  figures: readonly Figure[],
  ends: Uint32Array,
  w: number,
): Figure[] {
  let k = w
  return figures.filter(({ start, end, kind, unit }) => {
    if (kind !== 'count') return true
    // 24|名|人力, but 8|部门.
    if (
      unit?.text.length === 1 &&
      text[end - 1] === unit.text &&
      units().longest(text, end - 1)?.value.kind === 'stop'
    ) {
      while (k < ends.length && ends[k] < end) k++
      return ends[k] === end
    }
    if (end - start !== 2) return true
    if (!SPELLED.includes(text[start]) || SORTAL.includes(text[end - 1])) return true
    while (k < ends.length && ends[k] < start) k++
    const begins = start === 0 || ends[k] === start
    const word = ends[begins && start > 0 ? k + 1 : k]
    return !begins || word === undefined || word <= end
  })
}

/** 三家店, 三层楼: words of the lexicon, too, but what is counted is just what they say. */
const SORTAL = '条层家间栋座套名位只头个张户'
const SPELLED = '零一二两三四五六七八九十百千万'

const YEAR = /^(?:19|20)\d\d年$/

/** 村|3组, 3组、|4组: whether a village, or a number of its parts, stands right before. */
function isVillagePart(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 24), start)
  return /[村屯寨庄](?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})组[、和及])*$/.test(before)
}

/** What looks like a count and is none: 一名, 一条, 每10股, “一套专班”. `plain`: no bound stands by. */
export function counts(text: string, found: Figure, plain: boolean): boolean {
  const { kind, start } = found
  // 每10股 is what something else is by.
  if (text[start - 1] === '每' && (kind === 'count' || kind === 'duration' || kind === 'measure'))
    return false
  // 两年|平均增长6%: over how long the average is.
  if (kind === 'duration' && AVERAGED.test(text.slice(found.end, found.end + 3))) return false
  // 《2021年全省公报》: a year, where no time is read either.
  if (kind === 'duration' && YEAR.test(text.slice(start, found.end))) return false
  // 这两天: when it was, not how long it took.
  if (kind === 'duration' && '这那'.includes(text[start - 1] ?? ' ')) return false
  // 3纳米制程: a grade of the craft.
  if (found.unit?.code === 'nm' && cueAt('craft', text, found.end) > 0) return false
  const size = found.end - start
  // 三年行动计划, 三年攻坚战: a plan's name.
  if (kind === 'duration' && size === 2 && cueAt('campaign', text, found.end) > 0) return false
  // 外三元生猪, 二元母猪: breeds; 33升、19降: how many rose and fell.
  if (found.unit?.text === '元' && size === 2 && cueAt('breed', text, found.end) > 0) return false
  if (text[found.end - 1] === '升' && /^[、，]\d+[降跌平]/.test(text.slice(found.end, found.end + 6)))
    return false
  // 南口村3组、4组: parts of a village go by number.
  if (found.unit?.text === '组' && isVillagePart(text, start)) return false
  if (text[start] === '一' && !countsOne(text, found, plain, size)) return false
  if (kind === 'count' && DIVISIONS.has(found.unit?.code ?? '') && !countsDivisions(text, found)) return false
  if (kind === 'count' && ENUMERATED.has(found.unit?.code ?? '') && closesList(text, found)) return false
  // 场强: how strong a field is; 3场强降雨 are counted.
  if (text[found.end - 1] === '场' && /^强(?!\p{Script=Han})/u.test(text.slice(found.end, found.end + 2)))
    return false
  // 县十七届人大三次会议: the third session of those elected.
  if (text[found.end - 1] === '次' && SESSION.test(text.slice(found.end, found.end + 4)) && size === 2)
    if (ELECTED.test(text.slice(Math.max(0, start - 10), start))) return false
  // 零件 is a part.
  if (text[start] === '零' && text[found.end - 1] === '件' && size === 2) return false
  // 五连胜 is called so, 7连胜 is counted.
  if (text[found.end - 2] === '连' && kind === 'count' && !isDigit(text.charCodeAt(start))) return false
  // 二套, 二标段: the second; two are 两.
  if (kind === 'count' && text[start] === '二' && size === 1 + (found.unit?.text.length ?? 0))
    if (!'人名位'.includes(text[start + 1])) return false
  if (size !== 2) return true
  // 十分重要, 万分感谢: very; 得十分 counts.
  if (text[start + 1] === '分' && '十万'.includes(text[start]))
    return cueBefore('scored', text, Math.max(0, start - 3), start) > 0
  // 独中两元, 梅开二度
  for (let from = start - 2; from <= start; from++)
    if (cueAt('saying', text, from) >= found.end - from) return false
  // 三番五次, 四面八方: numbers of a saying.
  if (kind !== 'duration' && lone.includes(text[start])) {
    const before = start - 2
    if (loneAt(text, found.end)) return false
    if (loneAt(text, before) && units().longest(text, before + 1)?.length === 1) return false
  }
  // 新三样, 老两口 are names.
  return kind !== 'count' || !'新老'.includes(text[start - 1] ?? ' ')
}

/** 一年|八个月, 一年|零三个月 */
const MONTHS = /^零?[一二三四五六七八九十\d]{1,2}个月/

/** 一名, 一条 are articles. 一百, 一亿 and 一点四亿 count. */
function countsOne(text: string, { kind, rule, start, unit }: Figure, plain: boolean, size: number): boolean {
  if (kind === 'count' && rule === 'number-unit' && size > 1 && !'百千万亿点'.includes(text[start + 1]))
    return false
  if (size !== 2) return true
  // 一斤草莓二十块, 一亩地收三千: the one is what the price is of.
  if (plain && kind === 'measure' && (unit?.system === 'zh' || unit?.code === 'm')) return false
  // 任何一方: a side.
  if (text[start + 1] === '方' && plain) return false
  // 留一块: a piece; 一块钱 and 一块二 are money.
  if (text[start + 1] === '块') return false
  // 一年来, 新的一周; but 有期徒刑一年, 为期一周.
  return (
    kind !== 'duration' ||
    !'年周天'.includes(text[start + 1]) ||
    MONTHS.test(text.slice(start + 2, start + 7)) ||
    '刑期限满达约课息假产工长间'.includes(text[start - 1] ?? ' ')
  )
}
