import { isArabicDigit } from '../segment/numerals.js'
import { CharacterSet, numberColumn, type Span } from '../text/index.js'
import type { TimeExpression } from '../times/index.js'
import type { Figure } from './figure.js'
import { cueAt, cueBefore } from './tables.js'
import {
  ADV,
  AGENT,
  classOf,
  DE,
  endsAsAgent,
  FIGURE,
  HOLDER,
  isWord,
  LEAD,
  LINK,
  METRIC,
  NAME,
  PERSON,
  PREFIX,
  PREP,
  QUOTE,
  STOP,
  TIME,
  VERB,
  VERBNOUN,
} from './words.js'

/**
 * The words of a zone with figures, times and names as one each. Columns, not objects: there are many. One table
 * serves the zones of a page in turn.
 */
export class Items {
  start: Int32Array = numberColumn(256)
  end: Int32Array = numberColumn(256)
  /** Behind the last item there is one without bits. */
  bits: Int32Array = numberColumn(256)
  count = 0

  push(start: number, end: number, bits: number): void {
    const k = this.count++
    if (k + 1 === this.bits.length) this.#widen()
    this.start[k] = start
    this.end[k] = end
    this.bits[k] = bits
  }

  /** Leaves the first `count`. */
  cut(count: number): void {
    this.count = count
    this.bits[count] = 0
  }

  #widen(): void {
    const wide = (column: Int32Array): Int32Array => {
      const out = numberColumn(2 * column.length)
      out.set(column)
      return out
    }
    this.start = wide(this.start)
    this.end = wide(this.end)
    this.bits = wide(this.bits)
  }
}

interface Overlay extends Span {
  bits: number
}

/** 出口, 进口: a quantity, and something done. */
const SOLD = METRIC | VERB

/** “村超”, “小巨人”: a short quotation is one noun. */
function quoteEnd(text: string, at: number, end: number): number {
  const title = text[at] === '《'
  const close = title ? '》' : '”'
  for (let i = at + 1; i < end && i - at <= (title ? 3 * BRACKET : BRACKET); i++) {
    const char = text[i]
    if (char === close) return i > at + 1 ? i + 1 : 0
    if (char === '，' || char === '。' || char === '“' || (!title && char >= '0' && char <= '9')) return 0
  }
  return 0
}

/** 县（市）, 执业（助理）医师: a short bracket belongs to its word. */
const BRACKET = 8
/** （以下简称“汉水蓝”，证券代码：600123）: so does one that names its word again. */
const NAMING = 64

/** End of a bracket that holds the code of a share: （00700）, （603123.SH）, (AAPL.US); 0 for any other. */
export function shareCodeEnd(text: string, at: number): number {
  let i = at + 1
  let digits = 0
  for (; i - at < 14; i++) {
    const code = text.charCodeAt(i)
    if (isArabicDigit(code)) digits++
    else if (!(code >= 65 && code <= 90) && code !== 46) break
  }
  const size = i - at - 1
  return (text[i] === '）' || text[i] === ')') && size >= 4 && digits >= Math.min(4, size - 3) ? i + 1 : 0
}

/** Longest mark of a note: [注12]. */
const NOTE = 5

/** End of the mark of a note behind a word: 生产总值[2], 人口〔3〕, 增加值①; 0 for any other. */
function noteEnd(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code >= 0x2460 && code <= 0x2473) return at + 1
  const close = code === 0x5b ? ']' : code === 0x3014 ? '〕' : code === 0xff3b ? '］' : ''
  if (close === '') return 0
  let i = text[at + 1] === '注' ? at + 2 : at + 1
  const first = i
  while (i - at < NOTE && isArabicDigit(text.charCodeAt(i))) i++
  return text[i] === close && (i > first || text[at + 1] === '注') ? i + 1 : 0
}

/** End of a bracket that says so for all that follows: （下同）, （人民币，下同）; 0 for any other. */
export function sameBelowEnd(text: string, at: number): number {
  if (text[at] !== '（' && text[at] !== '(') return 0
  for (let i = at + 1; i - at < BRACKET; i++)
    if (text[i] === '下' && text[i + 1] === '同')
      return text[i + 2] === '）' || text[i + 2] === ')' ? i + 3 : 0
  return 0
}

function bracketEnd(text: string, at: number, end: number): number {
  const below = sameBelowEnd(text, at)
  if (below > 0 && below <= end) return below
  const share = shareCodeEnd(text, at)
  if (share > 0 && share <= end) return share
  const [open, close] = text[at] === '（' ? '（）' : '()'
  const naming = cueAt('naming', text, at + 1) > 0
  let depth = 0
  for (let i = at + 1; i < end && i - at <= (naming ? NAMING : BRACKET); i++) {
    const char = text[i]
    if (char === close && depth-- === 0) return i + 1
    if (naming) {
      // （曾命名“远达咨询（普通合伙）”，以下简称“远达”）
      if (char === open) depth++
      continue
    }
    if ((char >= '0' && char <= '9') || char === '，' || char === '。') return 0
  }
  return 0
}

/** 全|台: with what follows, one that holds. */
const isWhole = (code: number): boolean =>
  code === 0x5168 || code === 0x6211 || code === 0x8be5 || code === 0x672c

/** 该|药, 该|产品: a thing that holds; 该|季度 is a time. */
const isThing = (text: string, start: number, end: number): boolean =>
  end - start < 3 &&
  (classOf(text, start, end) & ~PREFIX) === 0 &&
  !/[年月日季周期时段度项次批类种个]/.test(text[end - 1])

/** Length of the official name that begins there, of a quantity above 0, of a branch of the economy below; 0 for none. */
function fixedAt(text: string, at: number): number {
  const size = cueAt('fixed', text, at)
  return size === 0 || cueAt('fixed-sector', text, at) === 0 ? size : -size
}

/** A stretch of spaces. Most words are none by their first character. */
function isBlank(text: string, start: number, end: number): boolean {
  const code = text.charCodeAt(start)
  const printed = (code > 0x20 && code < 0x80) || (code > 0x3000 && code < 0xfe00)
  return !printed && text.slice(start, end).trim() === ''
}

/** Whether what stands before the end of a line says that the list goes on with the next. */
export function endsInList(text: string, at: number): boolean {
  return text[at - 1] === '；' || text[at - 1] === '：'
}

/**
 * Fills the table with the words of the zone. `ends` are those of the text's words, `first` the index of the zone's
 * first one; overlays are sorted and do not overlap.
 */
export function readItems(
  items: Items,
  text: string,
  zone: Span,
  ends: Uint32Array,
  first: number,
  overlays: readonly Overlay[],
): void {
  items.cut(0)
  let o = 0
  let at = zone.start
  for (let t = first; t < ends.length; t++) {
    const word = t > 0 ? ends[t - 1] : 0
    let start = word
    const end = ends[t]
    if (start >= zone.end) break
    if (t > first) at = items.count > 0 ? items.end[items.count - 1] : at
    if (start < at) start = at
    while (start < end) {
      while (o < overlays.length && overlays[o].end <= start) o++
      let over = o < overlays.length && overlays[o].start < end ? overlays[o] : null
      // 沪指, 粤企: one character of a word names no place there.
      if (over && over.end - over.start === 1 && (over.bits & NAME) !== 0 && end - word > 1) {
        over = null
        o++
      }
      if (over && over.start <= start) {
        items.push(start, over.end, over.bits)
        start = over.end
        o++
        continue
      }
      const stop = over ? over.start : Math.min(end, zone.end)
      if (stop <= start) break
      const fixed = fixedAt(text, start)
      if (fixed !== 0) {
        const past = start + Math.abs(fixed)
        if (past <= zone.end && (o >= overlays.length || overlays[o].start >= past)) {
          items.push(start, past, fixed > 0 ? METRIC : 0)
          start = past
          continue
        }
      }
      const single = stop - start === 1 ? text[start] : ''
      const whole = isWhole(text.charCodeAt(start))
      let bits = classOf(text, start, stop)
      // 增长3.5%；/ 第二产业…: a line of a list ends no sentence.
      if (single === '\n' && start > zone.start && endsInList(text, start)) bits = STOP
      if (bits === 0 && whole && text[start] === '该' && isThing(text, start + 1, stop)) bits = HOLDER
      if ((bits & PREFIX) !== 0 || (single !== '' && whole)) {
        bits &= ~PREFIX
        const joined = joinedEnd(text, ends, t, start, stop)
        if (joined > stop && (o >= overlays.length || overlays[o].start >= joined)) {
          const known = classOf(text, start, joined) & ~PREFIX
          // 全社会 says how far, 海铁联运 what it is; 全台 holds.
          const plain = known !== 0 || isWord(text, start, joined)
          items.push(start, joined, plain ? known : whole ? HOLDER : METRIC)
          break
        }
        // 该|大队, 该|产业园: what acts is a holder by itself.
        const next = t + 1 < ends.length && single === '该' ? ends[t + 1] : 0
        if (next > stop && next <= zone.end && (o >= overlays.length || overlays[o].start >= next))
          if (endsAsAgent(text.slice(stop, next)) || isThing(text, stop, next)) {
            items.push(start, next, HOLDER | AGENT)
            break
          }
      }
      if (bits === QUOTE && (single === '“' || single === '《')) {
        const close = quoteEnd(text, start, zone.end)
        let clear = close > 0
        for (let k = o; k < overlays.length && overlays[k].start < close; k++)
          if ((overlays[k].bits & NAME) === 0) clear = false
        if (clear) {
          // 公司“灵初智能”: quoted as a whole, a name stays one.
          const inner = overlays[o]
          const whole = inner !== undefined && inner.start === start + 1 && inner.end === close - 1
          items.push(start, close, whole ? inner.bits : 0)
          start = close
          continue
        }
      }
      // 地区生产总值[2]: the mark is no part of the name, nor does it end it.
      const note = single === '' || start === zone.start ? 0 : noteEnd(text, start)
      if (note > 0) {
        items.push(start, note, QUOTE)
        start = note
        continue
      }
      if ((bits & STOP) !== 0 && (single === '（' || single === '(')) {
        const close = bracketEnd(text, start, zone.end)
        // 中欧（中亚）班列: a name in it does not matter, a figure does.
        let clear = true
        for (let k = o; k < overlays.length && overlays[k].start < close; k++)
          if ((overlays[k].bits & NAME) === 0) clear = false
        if (close > 0 && clear) {
          items.push(
            start,
            close,
            close - start > BRACKET + 2 ||
              shareCodeEnd(text, start) === close ||
              sameBelowEnd(text, start) === close
              ? QUOTE
              : 0,
          )
          start = close
          continue
        }
      }
      // 占比较上年上升: the segmenter cuts 占|比较.
      if (
        single === '占' &&
        text.startsWith('比较', stop) &&
        (o >= overlays.length || overlays[o].start >= stop + 2)
      ) {
        items.push(start, stop + 1, METRIC)
        items.push(stop + 1, stop + 2, classOf(text, stop + 1, stop + 2) & ~PREFIX)
        break
      }
      // 汽车出口: one word of the list, yet a holder and its quantity.
      if (bits === 0 && stop - start === 4 && (classOf(text, start + 2, stop) & SOLD) === SOLD) {
        items.push(start, start + 2, classOf(text, start, start + 2) & ~PREFIX)
        start += 2
        items.push(start, stop, classOf(text, start, stop) & ~PREFIX)
        start = stop
        continue
      }
      // 现有|企业, 公司|员工: one word of the list, yet who has them stands before.
      if (bits === 0 && stop - start === 4 && parts(text, start, stop)) {
        items.push(start, start + 2, classOf(text, start, start + 2) & ~PREFIX)
        items.push(start + 2, stop, classOf(text, start + 2, stop) & ~PREFIX)
        start = stop
        continue
      }
      // 深入|开展: one word of the list, yet how something is done and the doing.
      if (bits === 0 && stop - start === 4 && doneSo(text, start)) {
        items.push(start, start + 2, ADV)
        items.push(start + 2, stop, VERB)
        start = stop
        continue
      }
      // 价格上涨|5元: one word of the list, yet a quantity and what it does.
      const counted = o < overlays.length && overlays[o].start === stop && overlays[o].bits === FIGURE
      const cut = bits === 0 && stop === end ? changeIn(text, start, stop, counted) : -1
      if (cut > start) {
        items.push(start, cut, classOf(text, start, cut) & ~PREFIX)
        items.push(cut, stop, VERB)
        start = stop
        continue
      }
      items.push(start, stop, isBlank(text, start, stop) ? spaceBits(text, start, stop) : bits)
      start = stop
    }
  }
  join(text, items)
}

/** Whether two words of two characters stand side by side: 现有|企业, 公司|员工. */
function parts(text: string, start: number, stop: number): boolean {
  const first = classOf(text, start, start + 2)
  if (text[start + 1] === '有' && (first & ADV) !== 0) return true
  return (first & HOLDER) !== 0 && (classOf(text, start + 2, stop) & (HOLDER | AGENT)) === AGENT
}

const changesTo = new CharacterSet('了至到约近超逾达')

/** Where a verb of change begins that a word ends in before a figure: 人口减少|3万人; -1 for nowhere. */
function changeIn(text: string, start: number, stop: number, counted: boolean): number {
  if (stop - start < 4 || !(counted || changesTo.at(text, stop))) return -1
  const size = Math.max(cueBefore('up', text, start, stop), cueBefore('down', text, start, stop))
  return size === 2 ? stop - size : -1
}

/** A space between two Chinese words ends a clause, as in headlines; beside a number it is none. */
function spaceBits(text: string, start: number, end: number): number {
  // 加价0.65%　延线工程…: behind a share nothing goes on.
  if (text[start - 1] === '%' && text.charCodeAt(end) >= 0x3400) return STOP
  return text.charCodeAt(start - 1) >= 0x3400 && end < text.length && start > 0 ? STOP : QUOTE
}

/** End of a name of a quantity, holder or word of the tables that the segmenter cut: 总|投资, 全|台, 专|班. */
function joinedEnd(text: string, ends: Uint32Array, t: number, start: number, stop: number): number {
  const holder = stop - start === 1 && isWhole(text.charCodeAt(start)) ? cueAt('holder', text, start) : 0
  const end = start + Math.max(holder, cueAt('metric', text, start), cueAt('cut', text, start))
  if (end <= stop) return stop
  for (let k = t; k < ends.length && ends[k] <= end; k++) if (ends[k] === end) return end
  return stop
}

const doneSo = (text: string, start: number): boolean =>
  (classOf(text, start, start + 2) & (ADV | LINK)) === ADV &&
  (classOf(text, start + 2, start + 4) & VERB) !== 0

const suffixes = new CharacterSet('者员户民工客商方厂店校院馆站港场园区队点')
/** 立案|数, 开工|率 */
const namesAmount = new CharacterSet('数率量额值费价度期')

/** Words that the segmenter cut: 种植|户, and unknown names in which a single character looks like a verb. */
function join(text: string, items: Items): void {
  const { start, end, bits } = items
  let out = 0
  for (let i = 0; i < items.count; i++) {
    const single = end[i] - start[i] === 1
    const last = out - 1
    // 每|10|股: what the figure is by says how, as 平均 does.
    if (
      single &&
      text[start[i]] === '每' &&
      i + 2 < items.count &&
      isArabicDigit(text.charCodeAt(start[i + 1]))
    ) {
      start[out] = start[i]
      end[out] = end[i + 2]
      bits[out] = ADV
      out++
      i += 2
      continue
    }
    if (single && out > 0 && end[last] === start[i]) {
      const before = bits[last]
      if ((before & VERB) !== 0 && end[last] - start[last] === 2 && suffixes.at(text, start[i])) {
        end[last] = end[i]
        bits[last] = AGENT
        continue
      }
      // 引|江|补|汉|工程: no one-character verb stands between one-character nouns.
      // 立案|数, 开工|率: names of quantities that no table has.
      const word = before & (STOP | FIGURE | NAME | ADV | PREP | DE | TIME | LEAD)
      if (end[last] - start[last] > 1 && word === 0 && namesAmount.at(text, start[i])) {
        end[last] = end[i]
        bits[last] = METRIC
        continue
      }
      // 砂石|料30万立方米: stuff, nothing foreseen.
      if (text[start[i]] === '料' && (before & ~(VERB | VERBNOUN)) === 0 && (bits[i + 1] & FIGURE) !== 0) {
        end[last] = end[i]
        bits[last] = 0
        continue
      }
      // 调|改: two verbs of one character are an unknown one of two.
      if (end[last] - start[last] === 1 && before === VERB && bits[i] === VERB) {
        end[last] = end[i]
        continue
      }
      // 抽水|蓄|能, 储|能
      if (text[start[i]] === '能' && before === 0 && end[last] - start[last] === 1) bits[i] = 0
      const alone = end[last] - start[last] === 1
      if (alone && before === VERB && bits[i] === 0) bits[last] = 0
      else if (
        alone &&
        before === 0 &&
        bits[i] === VERB &&
        i + 1 < items.count &&
        (bits[i + 1] & FIGURE) === 0
      )
        bits[i] = 0
    }
    start[out] = start[i]
    end[out] = end[i]
    bits[out] = bits[i]
    out++
  }
  items.cut(out)
}

const isName = (over: Overlay): boolean => (over.bits & NAME) !== 0

/** Whether one stands before the other: figures first, then times, then the longer name, where they start together. */
function precedes(a: Overlay, b: Overlay): boolean {
  if (a.start !== b.start) return a.start < b.start
  const [rank, other] = [rankOf(a), rankOf(b)]
  return rank === other ? a.end >= b.end : rank < other
}

function rankOf(over: Overlay): number {
  return over.bits === FIGURE ? 0 : isName(over) ? 2 : 1
}

function merged(a: readonly Overlay[], b: readonly Overlay[]): readonly Overlay[] {
  if (b.length === 0) return a
  if (a.length === 0) return b
  const out: Overlay[] = []
  let i = 0
  for (const over of b) {
    while (i < a.length && precedes(a[i], over)) out.push(a[i++])
    out.push(over)
  }
  while (i < a.length) out.push(a[i++])
  return out
}

/** Where the year ends that a time begins with; its start where it names none. */
function yearEnd(text: string, { start, end }: Span): number {
  const year = text.lastIndexOf('年', end - 1)
  return year > start && year < end - 1 ? year + 1 : start
}

/** Names and times that a figure does not overlap, with the figures, in order. Each list comes in order. */
export function overlaysOf(
  text: string,
  figures: readonly Figure[],
  times: readonly TimeExpression[],
  names: readonly (Span & { person: boolean })[],
): readonly Overlay[] {
  const counted = figures.map(({ from, to }) => ({ start: from, end: to, bits: FIGURE }))
  const dated: Overlay[] = []
  for (const { span } of times) {
    // 2025年国庆|档, 春节|档: the season is part of a noun.
    const end = text[span.end] === '档' ? yearEnd(text, span) : span.end
    if (end > span.start) dated.push({ start: span.start, end, bits: TIME })
  }
  const named = names.map(({ start, end, person }) => ({ start, end, bits: person ? NAME | PERSON : NAME }))
  const out: Overlay[] = []
  for (const over of merged(merged(counted, dated), named)) {
    const last = out.at(-1)
    if (!last || last.end <= over.start) out.push(over)
    else if (rankOf(over) < rankOf(last)) {
      out.pop()
      out.push(over)
    }
  }
  return out
}
