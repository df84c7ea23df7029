import { add, compare, decimal, ofDigits, shift } from '../segment/decimal.js'
import { chars } from '../segment/digits.js'
import { readNumeral, startsNumeral } from '../segment/numerals.js'
import { type Span, toldOf } from '../text/index.js'
import { sharedScales } from './amounts.js'
import { addBounds } from './bounds.js'
import { type Figure, figure, point, range, toValue } from './figure.js'
import { applyHeader, type Header, headerAt } from './header.js'
import { counts, endsBare, inWord } from './mistaken.js'
import { addCurrency, addPay, readSigned, symbols } from './money.js'
import { addPer, addSpeed } from './per.js'
import { readMixed, readQuantity } from './quantity.js'
import { readRank, readRatio, readToll, readWord } from './special.js'
import { cueAt, isCue } from './tables.js'
import { readTerm, type Term } from './terms.js'
import type { Quantity } from './types.js'

/** 零 */
const ZERO = 0x96f6

const firstOf = '第前后翻过半对一数百佰上成'

class MentionFinder {
  readonly text: string
  readonly out: Figure[] = []
  /** The last clause began here. */
  clause = 0
  /** The unit said once for what follows. */
  header: Header | null = null
  constructor(text: string) {
    this.text = text
  }

  /** The figure that starts at `at`, or null. */
  read(at: number, limit: number): Figure | null {
    const { text, clause } = this
    const char = text[at]
    const special = readRank(text, at) ?? readWord(text, at)
    if (special) return this.bounded(special, limit)
    if (char === '第' || char === '前' || char === '后' || char === '翻' || char === '过' || char === '对')
      return null
    const vast = char === '上' || char === '成' ? this.uncounted(at, limit) : undefined
    if (vast !== undefined) return vast
    const term = readTerm(text, at, limit, clause)
    if (!term) return null
    // 六一起 is 六 and 一起.
    if (term.kind === 'count' && term.amount.numeral.positional && term.amount.end - at === 2 && !term.high)
      return null
    if (!term.unit) {
      const toll = readToll(text, at, term.amount)
      if (toll) return toll
      const mixed = readMixed(text, at, term.amount, limit, clause)
      if (mixed) return this.bounded(mixed, limit)
      const ratio = readRatio(text, at, term.amount, limit)
      if (ratio) return this.bounded(ratio, limit)
      if (this.header) applyHeader(text, term, this.header)
      this.points(term, at, limit)
    }
    return this.bounded(readQuantity(text, term, limit, clause), limit)
  }

  /** 恒指收报23718点，跌|69点: an index is spoken of still. */
  points(term: Term, at: number, limit: number): void {
    let last = this.out.at(-1)
    const { end } = term
    if (!last || this.text[end] !== '点' || end >= limit) return
    // 指数高开26点，涨0.1%，报23043点
    const quoted = isCue('quoted', this.text.slice(this.clause, at))
    if (quoted && last.kind === 'percent' && this.clause - last.to === 1) last = this.out.at(-2)
    // 国企指数升1.6%，报8,432点
    const moved = this.out.at(-1)
    if (quoted && moved?.kind === 'percent' && this.clause - moved.to === 1 && this.ofIndex(moved)) {
      term.unit = { system: 'zh', code: '点', text: '点' }
      term.kind = 'measure'
      term.end = end + 1
      return
    }
    if (quoted && last?.unit?.code === '点' && at - last.to < 20) {
      term.unit = last.unit
      term.kind = last.kind
      term.end = end + 1
      return
    }
    if (last?.unit?.code !== '点' || at - last.to > 6) return
    if (!MOVES.test(this.text.slice(last.to, at))) return
    term.unit = last.unit
    term.kind = last.kind
    term.end = end + 1
  }

  /** Whether the clause of a figure begins with the name of an index. */
  ofIndex({ from }: Figure): boolean {
    const { text } = this
    let at = from
    while (at > 0 && from - at < INDEX && !'，。；\n'.includes(text[at - 1])) at--
    return cueAt('index', text, at) > 0
  }

  /** 上百家, 上千人次, 成百上千名: at least that many. Undefined where the word is another. */
  uncounted(at: number, limit: number): Figure | null | undefined {
    const { text } = this
    const from =
      text.startsWith('成百上千', at) || text.startsWith('成千上万', at)
        ? at + 3
        : text[at] === '上'
          ? at + 1
          : -1
    if (from < 0 || '以之及'.includes(text[at - 1] ?? ' ')) return null
    const numeral = readNumeral(text, from)
    if (!numeral || (!numeral.bare && text[from] !== '万' && text[from] !== '十')) return null
    if (text[from] === '十' && numeral.end !== from + 2) return null
    const term = readTerm(text, from, limit, this.clause)
    if (!term?.unit || term.high || !term.kind) return null
    const quantity = range(toValue(term.low), null)
    return this.bounded(figure(at, term.end, term.kind, quantity, term.unit, 'uncounted'), limit)
  }

  bounded(found: Figure, limit: number): Figure | null {
    const { text, clause } = this
    const last = this.out.at(-1)
    addPay(text, found, clause)
    addCurrency(text, found, last ? Math.max(clause, last.end) : clause)
    if (found.bare && found.rule !== 'bare') this.lend(found, limit)
    const bound = addBounds(text, found, clause, limit)
    if (found.bare) {
      // 客流过万: what is counted is not said.
      if (found.rule === 'bare') return null
      if (!bound && !this.inRange(found) && !this.isBetween(found)) return null
      return bound === 'after' || endsBare(text, found.to) ? found : null
    }
    if (found.rule === 'bare' && !bound) return null
    // 亿元以上|项目, 千人以上|企业: a class of them; 产值亿元以上的企业 is told how large.
    if (found.rule === 'bare' && bound === 'after' && names(text, found.to)) return null
    if (!counts(text, found, !bound)) return null
    addPer(text, found, clause)
    addSpeed(text, found, clause)
    return found
  }

  /** 4494亿、1.21万亿元, 47、55和61微克: the unit is said once behind the list. 经费1420亿: money, though no 元 says so. */
  lend(found: Figure, limit: number): void {
    const { text, clause } = this
    let { end } = found
    // 1、20万元: the number of an item.
    const listed = found.start > clause && !/[\s（(]/.test(text[found.start - 1] ?? ' ')
    for (let n = 0; listed && n < LENT && '、和及与'.includes(text[end] ?? ' '); n++) {
      const term = readTerm(text, end + 1, limit, clause)
      if (!term) break
      end = term.end
      if (!term.unit) continue
      if (term.kind !== 'money' && term.kind !== 'measure' && term.kind !== 'percent') break
      found.kind = term.kind
      found.unit = { ...term.unit }
      found.quantity = this.scaled(found, term, limit)
      found.bare = false
      return
    }
    if (!'万亿兆'.includes(text[found.end - 1]) || !/[，。；、）)的\n]/.test(text[found.end] ?? '\n')) return
    const isMoney =
      MONEY.test(text.slice(Math.max(clause, found.from - 16), found.from)) ||
      OF_MONEY.test(text.slice(found.end, found.end + 6))
    if (!isMoney) return
    found.kind = 'money'
    found.unit = { system: 'ISO4217', code: 'CNY', text: '元' }
    found.bare = false
  }

  /** 12.3、45.6和7.8亿元: the 亿 is said once too; 5000、1万元: it is not, for who would say 5000万. */
  scaled({ quantity, start }: Figure, last: Term, limit: number): Quantity {
    const { text, clause } = this
    const exponent = sharedScales(text, last.start, last.amount.end).at(-1) ?? 0
    const own = exponent < 4 || quantity.form !== 'point' ? null : readTerm(text, start, limit, clause)
    if (!own || sharedScales(text, own.start, own.amount.end).length > 0) return quantity
    const up = shift(own.low, exponent)
    return compare(up, shift(last.low, 2)) <= 0 ? point(up) : quantity
  }

  /** 范围为10到20, 介于10到20. */
  inRange({ quantity, from }: Figure): boolean {
    return (
      quantity.form === 'range' &&
      /范围[是为在]?$|介于$|位于$|在$/.test(this.text.slice(Math.max(this.clause, from - 4), from))
    )
  }

  isBetween({ quantity, to }: Figure): boolean {
    return quantity.form === 'range' && (this.text.startsWith('之间', to) || this.text[to] === '间')
  }

  take(figure: Figure): void {
    const last = this.out.at(-1)
    // 4小时28分, 2小时零5分, 58分12秒: minutes, no points; one length.
    const joint = last && this.text[last.to] === '零' ? last.to + 1 : last?.to
    if (last && joint === figure.from) {
      if (last.kind === 'duration' && figure.unit?.code === '分') asMinutes(figure)
      else if (last.unit?.code === '分' && figure.unit?.code === 's') asMinutes(last)
    }
    const length = last && joint === figure.from ? lengthOf(last, figure) : null
    const joined = length ?? (last && this.joined(last, figure))
    if (joined) this.out[this.out.length - 1] = joined
    else this.out.push(figure)
  }

  /** 大于100并且小于300, 三年以上十年以下: two bounds of one range. */
  joined(a: Figure, b: Figure): Figure | null {
    if (b.from - a.to > 5 || a.quantity.form !== 'range' || b.quantity.form !== 'range' || a.kind === 'rank')
      return null
    if (a.unit && b.unit && a.unit.code !== b.unit.code) return null
    // 18周岁以上、60周岁以下 is one range, 不低于5000万元、不超过1亿元 are two bounds.
    if (a.to === a.end && this.text[a.to] === '、') return null
    if (!/^(?:[，,、 ]*(?:并且|的同时|同时|并|且|而|但)?[ ]*)$/.test(this.text.slice(a.to, b.from)))
      return null
    const [p, q] = [a.quantity, b.quantity]
    const [low, high] =
      p.low && !p.high && q.high && !q.low ? [p, q] : q.low && !q.high && p.high && !p.low ? [q, p] : []
    if (!low || !high || (low.low?.number ?? 0) > (high.high?.number ?? 0)) return null
    const quantity = range(low.low, high.high, low.lowOpen, high.highOpen)
    const unit = a.unit ?? b.unit
    const kind = a.unit ? a.kind : b.kind
    const whole = figure(a.start, b.end, kind, quantity, unit, 'range', a.approx)
    whole.from = a.from
    whole.to = b.to
    whole.per = a.per ?? b.per
    whole.bare = a.bare
    return whole
  }

  zone(zone: Span, skip: readonly { span: Span }[]): void {
    const { text } = this
    const marks = markTable()
    let s = 0
    this.clause = zone.start
    for (let i = zone.start; i < zone.end; ) {
      while (s < skip.length && skip[s].span.end <= i) s++
      if (s < skip.length && skip[s].span.start <= i) {
        i = skip[s].span.end
        continue
      }
      const limit = s < skip.length ? Math.min(zone.end, skip[s].span.start) : zone.end
      let code = text.charCodeAt(i)
      while (((marks[code >>> 5] >>> (code & 31)) & 1) === 0 && ++i < limit) code = text.charCodeAt(i)
      if (i >= limit) continue
      if (!mayStart(code)) {
        if (code === 0xff0c || code === 0x3002 || code === 0xff1b || code === 10) {
          this.clause = i + 1
          if (code === 0x3002 && this.header?.until === -1) this.header = null
        } else if (code === 0xff08 || code === 40 || code === 0x5355)
          this.header = headerAt(text, i) ?? this.header
        i = code === 58 && text.startsWith('://', i) ? endOfUrl(text, i) : i + 1
        continue
      }
      if (this.header && this.header.until >= 0 && this.header.until < i) this.header = null
      const found = this.at(i, limit, zone)
      if (found && found.end <= zone.end) {
        this.take(found)
        i = found.end
        continue
      }
      const numeral = startsNumeral(code) && code !== ZERO ? readNumeral(text, i) : null
      i = numeral ? Math.max(i + 1, numeral.end) : i + 1
    }
  }

  at(i: number, limit: number, zone: Span): Figure | null {
    const code = this.text.charCodeAt(i)
    if (isSymbol(code)) {
      const signed = readSigned(this.text, i, limit, this.clause)
      if (signed) return this.bounded(signed, limit)
      if (code !== 45 && !startsNumeral(code)) return null
    }
    if (i > zone.start && inWord(this.text, i)) return null
    // 正|负3个百分点: either way.
    if (this.text[i] === '负' && this.text[i - 1] === '正') return null
    // 四年零三个月: the 零 joins, it counts nothing.
    if (code === ZERO && '一二三四五六七八九两'.includes(this.text[i + 1] ?? ' ')) return null
    return this.read(i, limit)
  }
}

/** A noun goes on right behind. */
const names = (text: string, at: number): boolean =>
  text[at - 1] !== '的' && /[^的\P{Script=Han}]/u.test(text[at] ?? ' ')

/** Longest clause between the name of an index and how it moved. */
const INDEX = 16

/** Most numbers before the one that has their unit. */
const LENT = 6
/** What is paid or earned, before a number in 万 or 亿. */
const MONEY =
  /(?:经费|预算|费用?|金额|总额|营收|收入|支出|投资额?|补助款?|分配款|票房|债务|赤字|罚款|税收|税款|资产|市值|[售均楼房总]价)(?:[总合共]计|增至|增到|编列|编到|[为达约逾近超仅共列]|突破|超过|高达|将近|估)*$/

/** … and behind one: 完成了2.6万亿的投资. */
const OF_MONEY = /^的(?:总?(?:投资|资产|营收|收入|支出|预算|债务|市值)|票房|赤字|税收|补贴)/

/** What an index does between two figures. */
const MOVES = /^，(?:[大急小微收下上]?[跌升涨挫扬]|收报?|下挫|回升|回落|高见|低见)$/

/** How many of the next smaller unit make one. */
const SMALLER: Record<string, [unit: string, count: number] | undefined> = {
  a: ['mo', 12],
  d: ['h', 24],
  h: ['min', 60],
  min: ['s', 60],
}

/** 三年|六个月, 1小时|50分, 3分|54秒21: one length, in the smaller unit; null where they are two. */
function lengthOf(whole: Figure, rest: Figure): Figure | null {
  if (whole.kind !== 'duration' || rest.kind !== 'duration' || whole.per || rest.per) return null
  if (whole.quantity.form !== 'point' || rest.quantity.form !== 'point') return null
  if (whole.to !== whole.end || rest.approx) return null
  const [unit, count] = SMALLER[whole.unit?.code ?? ''] ?? []
  const [many, few] = [whole.quantity.value, rest.quantity.value]
  if (!count || rest.unit?.code !== unit || !Number.isSafeInteger(many.number) || few.number >= count)
    return null
  const [digits, fraction = ''] = few.decimal.split('.')
  const sum = add(decimal(many.number * count), ofDigits(digits, fraction))
  const length = figure(whole.start, rest.end, whole.kind, point(sum), rest.unit, whole.rule, whole.approx)
  length.from = whole.from
  length.to = rest.to
  length.bare = whole.bare
  return length
}

function asMinutes(figure: Figure): void {
  figure.kind = 'duration'
  figure.unit = { system: 'UCUM', code: 'min', text: '分' }
}

function endOfUrl(text: string, at: number): number {
  let i = at
  while (text.charCodeAt(i) > 32 && text.charCodeAt(i) < 127) i++
  return i
}

let starts: Uint8Array | null = null
function startTable(): Uint8Array {
  if (starts) return starts
  starts = new Uint8Array(65536)
  for (const code of toldOf(chars().kind)) starts[code] = 1
  for (const char of `${firstOf}-－−零负`) starts[char.charCodeAt(0)] = 1
  for (const [word] of symbols) starts[word.charCodeAt(0)] |= 2
  return starts
}

/** What a figure's surroundings begin or end with: clauses, headers of tables (（单位：万元）), addresses. */
const AROUND = '，。；\n（(单:'

let marks: Int32Array | null = null
/** A bit for each code unit that may start a figure or stands in `AROUND`: most characters are neither. */
function markTable(): Int32Array {
  if (marks) return marks
  marks = new Int32Array(2048)
  for (const code of toldOf(startTable())) marks[code >>> 5] |= 1 << (code & 31)
  for (let i = 0; i < AROUND.length; i++)
    marks[AROUND.charCodeAt(i) >>> 5] |= 1 << (AROUND.charCodeAt(i) & 31)
  return marks
}

function mayStart(code: number): boolean {
  return startTable()[code] !== 0
}

function isSymbol(code: number): boolean {
  return (startTable()[code] & 2) !== 0
}

/**
 * Quantities of a stretch, in order. `skip`: what is something else (dates), sorted. `table`: the unit of the table
 * that the stretch may be a line of; the one that it leaves comes back with the figures.
 */
export function findFigures(
  text: string,
  zone: Span,
  skip: readonly { span: Span }[],
  table: Header | null = null,
): { figures: Figure[]; table: Header | null } {
  const finder = new MentionFinder(text)
  // A sentence is no line of a table.
  if (!'。！？'.includes(text[zone.end - 1] ?? '。')) finder.header = table
  finder.zone(zone, skip)
  const { header } = finder
  return { figures: finder.out, table: header?.until === Number.POSITIVE_INFINITY ? header : null }
}
