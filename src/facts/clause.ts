import type { Span } from '../text/index.js'
import { type Items, shareCodeEnd } from './items.js'
import { cueAt, cueBefore } from './tables.js'
import {
  ADV,
  AGENT,
  ATTR,
  BA,
  CLOSER,
  CONJ,
  DE,
  END,
  EVERY,
  endsAsAgent,
  FIGURE,
  FRAME,
  HOLDER,
  LEAD,
  LINK,
  LOC,
  METRIC,
  NAME,
  PERSON,
  PREP,
  QUAL,
  QUOTE,
  SAY,
  STOP,
  TIME,
  VERB,
  VERBNOUN,
} from './words.js'

/** What the words before a figure say of it. */
export interface Core {
  subject: Span | null
  /** The subject is a name or one that acts (企业, 村): it holds what follows, too. */
  strong: boolean
  metric: Span | null
  /** The metric ends in the name of a quantity (产值, 率), or a verb names it. */
  quantity: boolean
  /** A noun phrase that may be holder or thing counted: 番茄 of 番茄每公斤7.2元. */
  bare: boolean
  /** A weak subject and a verb without object: 市财政拿出…, 隧洞开挖…. What follows decides. */
  doer: Span | null
  /** … and an object. */
  object: boolean
  /** A verb stands between subject and figure. */
  verb: boolean
  /** 其中 leads in. */
  part: boolean
  /** Where the noun phrase before the verb stands, as items: for 分别. */
  from: number
  to: number
}

function emptyCore(at: number): Core {
  return {
    subject: null,
    strong: false,
    metric: null,
    quantity: false,
    bare: false,
    doer: null,
    object: false,
    verb: false,
    part: false,
    from: at,
    to: at,
  }
}

/** What a clause without figures tells. */
interface Plain {
  frame: boolean
  subject: Span | null
  strong: boolean
  metric: Span | null
  /** The thing it ends in, where that is one with a size of its own: 建起两层教学楼. */
  object: Span | null
}

function plainOf(
  frame: boolean,
  subject: Span | null = null,
  strong = false,
  metric: Span | null = null,
  object: Span | null = null,
): Plain {
  return { frame, subject, strong, metric, object }
}

/** 恒越机床股份有限公司（以下简称“恒越机床”） without the bracket that names it again. */
function withoutNaming(phrase: string): string {
  const open = Math.max(phrase.lastIndexOf('（'), phrase.lastIndexOf('('))
  if (open < 1) return phrase
  return cueAt('naming', phrase, open + 1) > 0 || shareCodeEnd(phrase, open) > 0
    ? phrase.slice(0, open)
    : phrase
}

/** Marks that no phrase starts or ends with; it may end with 》. */
const MARKS = new Set(
  Array.from(' \t\n\r\u3000\u00a0“”‘’"\'「」『』《》、，：:；—·（(', (char) => char.charCodeAt(0)),
)

/** Between these two are Chinese characters and no marks. */
const isMark = (code: number): boolean => (code < 0x3400 || code > 0xfe00) && MARKS.has(code)

/** （以下简称“云岭”）|投资: where a phrase goes on behind a bracket that opened before it. */
function behindBracket(text: string, start: number, end: number): number {
  for (let i = end - 1; i >= start; i--) {
    const char = text[i]
    if (char === '（' || char === '(') return start
    if (char === '）' || char === ')') return text.slice(start, i).search(/[（(]/) < 1 ? i + 1 : start
  }
  return start
}

/** A phrase without the bracket that names it again and without the marks at its edges; null where nothing is left. */
function phraseSpan(text: string, from: number, to: number): Span | null {
  let start = from
  let end = to
  const last = text[end - 1]
  // （01113）: a code names no quantity.
  if (shareCodeEnd(text, from) === to) return null
  if (last === '）' || last === ')') end = start + withoutNaming(text.slice(start, end)).length
  else start = behindBracket(text, start, end)
  while (start < end && isMark(text.charCodeAt(start))) start++
  while (end > start && text[end - 1] !== '》' && isMark(text.charCodeAt(end - 1))) end--
  return start < end ? { start, end } : null
}

const SOMEBODY = /(?:[者户民工员客商师生人]|学生|群众|家庭|家属|职工|市民)$/
const FINES = new Set(['罚款', '处罚', '处以', '罚没', '开罚', '判罚'])
const MEANS = new Set(['通过', '利用', '借助', '依托', '依靠', '凭借'])
const SENTENCES = new Set('判处 并处 判决 判罚 处以 取消 禁止 撤销 开除 罚款 处罚 警告 拘留 罚没'.split(' '))
const CAUSES = new Set([
  '造成',
  '导致',
  '致使',
  '引发',
  '致',
  '使得',
  '波及',
  '判处',
  '判令',
  '判决',
  '责令',
  '处以',
  '勒令',
])

/** One zone's words, read clause by clause. */
export class Clauses {
  readonly text: string
  readonly items: Items

  constructor(text: string, items: Items) {
    this.text = text
    this.items = items
  }

  word(i: number): string {
    return this.text.slice(this.items.start[i], this.items.end[i])
  }

  /** Whether the item is that word. */
  is(i: number, word: string): boolean {
    const { start, end } = this.items
    return end[i] - start[i] === word.length && this.text.startsWith(word, start[i])
  }

  /** First character of the item. */
  private head(i: number): string {
    return this.text[this.items.start[i]]
  }

  private bracketed(i: number): boolean {
    return this.head(i) === '（' || this.head(i) === '('
  }

  private size(i: number): number {
    return this.items.end[i] - this.items.start[i]
  }

  /** 每|各: one word with what follows. */
  private isEach(i: number): boolean {
    const head = this.head(i)
    return (head === '每' || head === '各') && this.size(i) > 1
  }

  /** Whether one mark of a pair stands in a span and the other does not. */
  private lacks({ start, end }: Span, mark: string, other: string): boolean {
    const phrase = this.text.slice(start, end)
    return phrase.includes(other) && !phrase.includes(mark)
  }

  /** Span of items without the marks at its edges. */
  span(a: number, b: number): Span | null {
    return b <= a ? null : this.phrase(this.items.start[a], this.items.end[b - 1])
  }

  /** A stretch without the marks at its edges. */
  private phrase(from: number, to: number): Span | null {
    const found = phraseSpan(this.text, from, to)
    if (!found) return null
    // “小巨人”企业 keeps both of its marks.
    const before = this.text[found.start - 1]
    if (before === '“' && found.start > from && this.lacks(found, '“', '”')) found.start--
    else if (before === '《' && this.lacks(found, '《', '》')) found.start--
    else if (this.text[found.end] === '”' && this.lacks(found, '”', '“')) found.end++
    return found
  }

  /** A noun, name or the like at the item. */
  noun(i: number): boolean {
    const bits = this.items.bits[i]
    if ((bits & METRIC) !== 0 && (bits & (VERB | ATTR)) === 0) return true
    // 出口4047亿元 and 公司投资1.8亿元 name a quantity, 出口商品车 does something.
    if ((bits & (METRIC | ATTR)) !== 0 && (bits & VERB) !== 0) {
      const next = i + 1 < this.items.count ? this.items.bits[i + 1] : STOP
      const object =
        ((next & ~(METRIC | QUAL | ATTR | VERB | VERBNOUN | AGENT)) === 0 &&
          (next & ~(VERB | VERBNOUN)) !== 0) ||
        next === 0 ||
        (next & (NAME | HOLDER)) !== 0
      if ((bits & METRIC) !== 0 && !object) return true
      return (bits & ATTR) !== 0 && object && (next & (NAME | HOLDER)) === 0
    }
    if ((bits & (NAME | HOLDER | AGENT)) !== 0 && (bits & (STOP | FIGURE)) === 0) return true
    if ((bits & QUAL) !== 0 && (bits & (VERB | PREP | STOP)) === 0) {
      if ((bits & ADV) === 0) return true
      // 平均|净资产: an adverb only where a verb or figure follows.
      return i + 1 < this.items.count && (this.items.bits[i + 1] & ~(METRIC | QUAL)) === 0
    }
    return (bits & ~(VERBNOUN | METRIC)) === 0
  }

  /** End of the prepositional phrase that starts at i. */
  phraseEnd(i: number, b: number): number {
    const { bits } = this.items
    let j = i + 1
    if (j >= b || (bits[j] & FIGURE) !== 0) return j
    // 被|停赛4场: who does it is not said.
    if (this.is(i, '被') && (bits[j] & VERB) !== 0) return j
    if ((bits[j] & TIME) !== 0) {
      j++
      while (j < b && (bits[j] & (LOC | CLOSER)) !== 0) j++
      return j
    }
    for (; j < b; j++) {
      if ((bits[j] & (LOC | CLOSER)) !== 0) return j + 1
      if ((bits[j] & SAY) !== 0) return j + 1
      if ((bits[j] & (FIGURE | STOP)) !== 0) return j
      if (j > i + 1 && (bits[j] & (VERB | PREP)) !== 0 && (bits[j] & NAME) === 0) {
        // 经济技术|开发|区: a verb inside a name's middle.
        if ((bits[j] & VERBNOUN) !== 0 && j + 1 < b && (bits[j + 1] & AGENT) !== 0) continue
        return j
      }
      if (j > i + 1 && (bits[j] & (ADV | METRIC)) !== 0) return j
    }
    return b
  }

  /** Over words that only lead in. */
  lead(i: number, b: number, core: Core): number {
    const { bits } = this.items
    for (;;) {
      if (i >= b) return i
      const here = bits[i]
      if ((here & NAME) !== 0) return i
      if ((here & EVERY) !== 0) {
        i++
        if (i < b && /^[0-9万千百十]/.test(this.word(i))) i += 2
        // 每|棚|成本
        else if (i + 1 < b && this.size(i) === 1 && (bits[i + 1] & METRIC) !== 0) i++
        else if (i < b && this.items.end[i] - this.items.start[i] === 1 && !this.noun(i)) i++
        else if (i + 1 < b && /^[个条家名位户所座级支台件]$/.test(this.word(i))) i++
      } else if ((here & PREP) !== 0 && (here & BA) === 0) {
        const end = this.phraseEnd(i, b)
        const of =
          (this.is(i, '对') || this.is(i, '向')) && core.subject === null ? this.possessive(i + 1, end) : -1
        if (of > 0) {
          core.subject = this.span(i + 1, of)
          i = of + 1
          continue
        }
        // 对中小企业的展位费补助: whom it is for holds it.
        if (end >= b && i + 1 < b) {
          // 对美国出口: nothing is left but the quantity's own name.
          const size = cueBefore('metric', this.text, this.items.start[i + 1], this.items.end[b - 1])
          const cut = this.items.end[b - 1] - size
          let k = b
          while (k > i + 1 && this.items.start[k - 1] >= cut) k--
          if (size === 0 && this.is(i, '对')) core.metric = this.span(i + 1, b)
          return size > 0 && k > i + 1 ? k : b
        } else i = Math.max(i + 1, end)
      } else if (this.is(i, '为') && this.forWhom(i, b) > 0) i = this.forWhom(i, b)
      else if ((here & (LEAD | TIME | QUOTE | ADV | CONJ | LOC | BA)) !== 0 || here === LINK) {
        if ((here & LEAD) !== 0 && this.is(i, '其中')) core.part = true
        i++
      } else if (here === 0 && this.isEach(i)) i++
      // 建成|后|产值
      else if (i + 2 < b && (here & VERB) !== 0 && (bits[i + 1] & LOC) !== 0 && this.is(i + 1, '后')) i += 2
      else return i
    }
  }

  /** 累计为|小微企业|减费让利: where the verb behind those stands for whom it is done; -1 for none. */
  private forWhom(i: number, b: number): number {
    const end = this.nounEnd(i + 1, b)
    return end > i + 1 && end < b && (this.items.bits[end] & (VERB | LINK)) === VERB ? end : -1
  }

  private possessive(a: number, b: number): number {
    for (let d = a + 1; d < b; d++) if ((this.items.bits[d] & DE) !== 0) return d
    return b < this.items.count && b > a && (this.items.bits[b] & DE) !== 0 ? b : -1
  }

  /** End of the noun phrase that starts at i. */
  nounEnd(i: number, b: number): number {
    const { bits } = this.items
    let j = i
    while (j < b) {
      const here = bits[j]
      if (this.noun(j)) {
        j++
        continue
      }
      if ((here & (CONJ | DE | QUOTE | LOC)) !== 0 && j > i) {
        // 、和的 go on where a noun follows.
        let k = j + 1
        while (k < b && (bits[k] & QUOTE) !== 0) k++
        const joins =
          (here & QUOTE) !== 0 ||
          (k < b &&
            (this.noun(k) ||
              ((here & DE) !== 0 && this.modifies(k, b)) ||
              ((bits[k] & VERBNOUN) !== 0 && (here & CONJ) !== 0) ||
              ((bits[k] & DE) !== 0 && (here & LOC) !== 0)))
        if (!joins) break
        j++
        continue
      }
      if ((here & QUOTE) !== 0) {
        j++
        continue
      }
      if (j > i && (bits[j - 1] & DE) !== 0 && this.modifies(j, b)) {
        j++
        continue
      }
      if ((here & VERB) !== 0 && (here & VERBNOUN) !== 0 && j + 1 < b) {
        // 光伏|发电|项目, 生产|企业, 专业|建设|点
        const short = bits[j + 1] === 0 && this.items.end[j + 1] - this.items.start[j + 1] === 1 && j > i
        if ((bits[j + 1] & AGENT) !== 0 || short) {
          j++
          continue
        }
      }
      break
    }
    while (j > i && (bits[j - 1] & (CONJ | DE)) !== 0) j--
    return j
  }

  /** 粮食企业的|烘干|设备: behind 的 a verb of two characters tells what the noun is for. */
  private modifies(i: number, b: number): boolean {
    const { bits, start, end } = this.items
    return (bits[i] & (VERB | ADV)) === VERB && end[i] - start[i] === 2 && i + 1 < b && this.noun(i + 1)
  }

  /** 造成, 判处; but 被判处 is told of whom it hits. */
  private causes(a: number, i: number): boolean {
    return CAUSES.has(this.word(i)) && (i === a || this.word(i - 1) !== '被')
  }

  /** 对被告人涂某以受贿罪判处…, 郝某因单位行贿罪被法院判处…: who is sentenced, not the court. */
  private sentenced(a: number, b: number): Span | null {
    const { bits } = this.items
    let verb = b - 1
    while (verb > a && !SENTENCES.has(this.word(verb))) verb--
    if (verb <= a) return null
    const isPerson = (k: number) => (bits[k] & (NAME | PERSON)) === (NAME | PERSON)
    let by = verb - 1
    while (by > a && !this.is(by, '被')) by--
    if (by > a) {
      for (let k = by - 1; k >= a; k--) if (isPerson(k)) return this.span(k, k + 1)
      return null
    }
    for (let k = a; k < verb; k++)
      if (this.is(k, '对'))
        for (let n = k + 1; n < verb && n < k + 6; n++) if (isPerson(n)) return this.span(n, n + 1)
    return null
  }

  /** 煤炭开采和洗选业, 电力、热力生产和供应业: a branch of industry, though its name has verbs in it. */
  private isIndustry(a: number, b: number): boolean {
    if (b - a < 2 || b - a > 16 || !this.word(b - 1).endsWith('业')) return false
    const name = this.text.slice(this.items.start[a], this.items.end[b - 1])
    return (
      /^[\u4e00-\u9fff]{2,10}(?:[、和及][\u4e00-\u9fff]{2,10}){1,5}业$/.test(name) &&
      !/[的了在对为由与将被把]/.test(name)
    )
  }

  /** Reads the items a..b that stand before a figure (or its verb of change). */
  core(a: number, b: number): Core {
    const { bits } = this.items
    const core = emptyCore(a)
    // 774.7万件（组）: what is bracketed behind a figure names nothing new.
    if (a < b && this.bracketed(a)) a++
    for (let k = a; k < b && k < a + 3; k++) if (this.is(k, '其中')) core.part = true
    // 强降雨造成全县27个乡镇受灾: what wrought it holds nothing, but 尚志洪涝致…: where it did holds.
    let teller: Span | null = null
    let told = false
    const whom = this.sentenced(a, b)
    if (this.isIndustry(a, b)) {
      core.subject = this.span(a, b)
      core.strong = true
      return core
    }
    for (let s = b - 1; s >= a; s--)
      if ((bits[s] & VERB) !== 0 && this.size(s) < 3 && this.causes(a, s)) {
        const start = this.lead(a, s, { ...core })
        if (start < s - 1 && ((bits[start] & (NAME | HOLDER)) !== 0 || endsAsAgent(this.word(start)))) {
          teller = this.span(start, Math.max(start + 1, this.names(start, s)))
          told = true
        }
        a = s + 1
        break
      }
    // 监管局对万州分行罚款95万元: whom it hits.
    for (let s = a; s < b - 2; s++)
      if ((bits[s + 1] & NAME) !== 0 && this.word(s) === '对') {
        const k = this.names(s + 1, b)
        if (k < b && FINES.has(this.word(k))) {
          core.subject = this.span(s + 1, k)
          core.strong = true
          core.metric = this.span(k, k + 1)
          core.verb = true
          return core
        }
      }
    b = this.trimEnd(a, b)
    let i = a
    // 胡珊介绍上半年…: what follows the saying counts.
    for (let s = b - 2; s >= i; s--)
      if ((bits[s] & SAY) !== 0) {
        i = s + 1
        break
      }
    // 市里要求各企业…, 公司预计收入…: whoever says so holds it only where nobody else does.
    for (let s = i; s < b - 1; s++) {
      if ((bits[s] & FRAME) === 0 || (bits[s] & (VERB | ADV)) === 0) continue
      const outer: Core = { ...core }
      const start = this.lead(i, s, outer)
      const end = this.nounEnd(start, s)
      if (end > start) {
        teller = this.holder(start, end, outer)
        told = outer.strong
      }
      // 电源管理IC厂|联宏电子|昨|公布: the name next to the verb.
      for (let k = s - 1; !told && k >= Math.max(start, s - 3); k--) {
        if ((bits[k] & NAME) !== 0) {
          teller = this.span(k, k + 1)
          told = true
        } else if ((bits[k] & (ADV | TIME | LEAD)) === 0 && this.items.end[k] - this.items.start[k] > 1) break
      }
      core.part ||= outer.part
      i = s + 1
      break
    }
    // 原分行行长助理桂某被禁止从业: whatever the words before his name look like.
    const who = this.person(i, b)
    if (who > i && who + 1 < b && (bits[who + 1] & (PREP | VERB)) !== 0 && (bits[who - 1] & PREP) === 0)
      i = who
    this.rest(i, b, core)
    if (whom) {
      core.subject = whom
      core.strong = true
    }
    if (teller && !core.subject) {
      core.subject = teller
      core.strong = told
    }
    return core
  }

  private rest(i: number, b: number, core: Core): void {
    const { bits } = this.items
    // 位于肥西县的|储能项目: what follows the last 的 behind a verb is the head.
    let relative = -1
    for (let d = b - 2; d > i; d--) {
      if ((bits[d] & DE) === 0) continue
      for (let v = d - 1; v >= i; v--)
        if (
          ((bits[v] & (VERB | BA)) !== 0 && !this.noun(v)) ||
          (bits[v] & FIGURE) !== 0 ||
          ((bits[v] & (PREP | ADV)) === PREP && v > i)
        ) {
          relative = d
          break
        }
      break
    }
    if (i < b && (bits[i] & DE) !== 0) i++
    // 报告期内公司投入…: a time or place that no name makes a holder.
    for (let l = i + 1; l < b - 1 && l < i + 3 && relative < 0; l++)
      if ((bits[l] & LOC) !== 0 && (bits[l] & (LINK | NAME)) === 0) {
        let plain = this.items.end[l - 1] - this.items.start[i] > 1
        for (let k = i; k < l; k++) if (bits[k] !== 0) plain = false
        if (plain && this.noun(l + 1)) i = l + 1
        break
      }
    if (relative >= 0) {
      this.clause(this.lead(relative + 1, b, core), b, core)
      if (core.verb && this.means(i, relative, core)) return
      if (core.verb || core.subject) return
      // 督促3家民宿退还多收的|房费: a mere object; who does it stands in front.
      const outer: Core = { ...core, metric: null }
      const start = this.lead(i, relative, outer)
      const end = this.nounEnd(start, relative)
      if (end > start) {
        core.subject = this.holder(start, end, core)
        core.from = start
        core.to = end
      } else core.subject = outer.subject
      core.part ||= outer.part
      return
    }
    this.clause(this.lead(i, b, core), b, core)
  }

  /** 呼某通过其控制的公司|转移赃款: who acts stands before his means. */
  private means(i: number, b: number, core: Core): boolean {
    const { bits } = this.items
    const start = this.lead(i, b, { ...core })
    const end = this.nounEnd(start, b)
    if (end <= start || end >= b || (bits[end - 1] & (NAME | HOLDER)) === 0 || !MEANS.has(this.word(end)))
      return false
    core.subject = this.holder(start, end, core)
    return true
  }

  /** Without the links, adverbs and per-phrases right before the figure. */
  trimEnd(a: number, b: number): number {
    const { bits } = this.items
    while (b > a) {
      const here = bits[b - 1]
      if ((here & (NAME | FIGURE)) !== 0) break
      // 每股盈余|（EPS）
      if (here === 0 && b - 2 >= a && this.bracketed(b - 1) && (bits[b - 2] & METRIC) !== 0) {
        b--
        break
      }
      // 产销分别完成958.7万辆
      if ((here & QUAL) !== 0 && b - 1 > a && (this.is(b - 1, '完成') || this.is(b - 1, '实现'))) {
        b--
        continue
      }
      if ((here & (LINK | QUOTE | PREP | LOC | FRAME)) !== 0 || here === ADV || (here & (ADV | VERB)) === ADV)
        b--
      else if (b - 2 >= a && (bits[b - 2] & EVERY) !== 0) b -= 2
      else if (here === 0 && this.isEach(b - 1) && this.size(b - 1) < 5) b--
      else if ((here & (EVERY | CONJ | BA | STOP)) !== 0) b--
      else break
    }
    return b
  }

  private clause(i: number, b: number, core: Core): boolean {
    const { bits } = this.items
    let j = this.nounEnd(i, b)
    // 辣椒、番茄等|蔬菜
    if (j > i && j + 1 < b && this.is(j, '等') && (bits[j - 1] & NAME) === 0 && this.noun(j + 1)) {
      i = j + 1
      j = this.nounEnd(i, b)
    }
    core.from = i
    core.to = j
    let k = j
    while (k < b) {
      const here = bits[k]
      if ((here & NAME) !== 0) break
      if ((here & PREP) !== 0 && (here & (BA | VERB)) === 0) {
        const end = this.phraseEnd(k, b)
        k = end > k + 1 && end <= b ? end : k + 1
      } else if (
        (here & (ADV | LINK | LEAD | TIME | QUOTE | BA | LOC | CONJ | EVERY | QUAL | STOP)) !== 0 &&
        (here & (VERB | QUAL | HOLDER | AGENT)) === 0
      )
        k++
      else break
    }
    if (k >= b) {
      if (j <= i) return false
      if (j < b && (bits[j] & LOC) !== 0) {
        // 古城内620家客栈
        core.subject ??= this.holder(i, j, core)
        return true
      }
      this.split(i, j, core)
      return true
    }
    // A verb, or a second noun phrase behind adverbs: 全乡|现有|茶园.
    let last = -1
    for (let v = k; v < b; v++)
      if ((bits[v] & VERB) !== 0 && !this.noun(v) && !(v + 1 < b && this.insideNoun(v, b))) last = v
    core.verb = true
    let from = last >= 0 ? last + 1 : k
    while (from < b && !this.noun(from) && (bits[from] & VERB) === 0) from++
    // 退还多收的房费, 拥有自主产权的产品
    for (let d = b - 2; d > from; d--)
      if ((bits[d] & DE) !== 0) {
        from = d + 1
        break
      }
    let stop = from < b ? this.nounEnd(from, b) : b
    // 建有…实验室等|科研平台: the kind, not the ones named of it.
    while (stop > from && stop + 1 < b && this.is(stop, '等') && this.noun(stop + 1)) {
      from = stop + 1
      stop = this.nounEnd(from, b)
    }
    if (stop > from) b = stop
    const object = from < b ? this.span(from, b) : null
    // 集团在义乌的|分拨中心|面积
    const of = from > j && last < 0 && (bits[from - 1] & DE) !== 0
    if (object && from < b && ((bits[from] & (NAME | HOLDER)) !== 0 || of) && from + 1 < b) {
      // 预计全市居民消费价格: the object has its own holder.
      const inner: Core = { ...core, subject: null, metric: null }
      this.split(from, b, inner)
      // 国家局调派甘肃、青海等地队伍: who acts keeps what he does.
      const acted = j > i && last >= 0 && (bits[last] & FRAME) === 0
      if (inner.subject && inner.metric && !acted) {
        core.subject = inner.subject
        core.strong = inner.strong
        core.metric = inner.metric
        core.quantity = inner.quantity
        return true
      }
    }
    const subject = j > i ? this.holder(i, j, core) : null
    core.object = object !== null
    if (object) {
      const size = cueBefore('metric', this.text, object.start, object.end)
      core.quantity = size > 0 || this.quantityTail(b - 1)
      const whole = last >= 0 && object.end - object.start <= 2
      core.metric = whole ? this.span(last, b) : object
      // 城镇|登记|失业率, 农作物|受灾|面积: no one acts here.
      if (subject && !core.strong && core.quantity && core.subject === null && last === k && k === j) {
        core.metric = this.span(i, b)
        core.bare = false
        return true
      }
      // 企业数量|…: the object may hold a holder of its own (兑现|惠企资金 does not).
    } else if (last >= 0 && j > i && ((bits[j - 1] & METRIC) !== 0 || this.quantityTail(j - 1))) {
      // 股价|报, 失业率|升至
      this.split(i, j, core)
      return true
    } else if (last > k && (bits[last - 1] & METRIC) !== 0 && (bits[last - 1] & (VERB | ATTR)) === 0) {
      // 公司|今天|股价|收在: a quantity with its own verb.
      let first = last - 1
      while (first > k && this.noun(first - 1) && (bits[first - 1] & (NAME | HOLDER)) === 0) first--
      core.metric = this.span(first, last)
      core.quantity = true
    } else if (last >= 0) {
      // 保障|航班|起降
      let first = last
      for (let v = k; v < last; v++) if ((bits[v] & VERB) !== 0 && !this.noun(v)) first = v
      core.metric = first < last - 1 ? this.span(first + 1, last + 1) : this.span(last, last + 1)
      // 股东|杭州启微…|减持402万股: a name acts.
      // 领队被停赛4场: who is banned, not what is counted.
      const suffers = last > i && this.is(last - 1, '被')
      const named = (bits[i] & (NAME | HOLDER)) !== 0 || this.endsInName(i, j)
      if (subject && core.subject === null && !named && !suffers) {
        core.doer = subject
        return true
      }
    }
    if (subject && core.subject === null) core.subject = subject
    return true
  }

  /** Whether a phrase ends in a name, a bracket behind it or not. */
  private endsInName(a: number, b: number): boolean {
    while (b - 1 > a && this.bracketed(b - 1)) b--
    return (this.items.bits[b - 1] & (NAME | HOLDER)) !== 0
  }

  private insideNoun(v: number, b: number): boolean {
    const { bits } = this.items
    return (bits[v] & VERBNOUN) !== 0 && v + 1 < b && (bits[v + 1] & AGENT) !== 0
  }

  private quantityTail(i: number): boolean {
    return this.size(i) > 1 && '率额量值费价数比度力租款金薪期'.includes(this.text[this.items.end[i] - 1])
  }

  /** The noun phrase of a subject; strong where it is a name or acts. */
  holder(a: number, b: number, core: Core): Span | null {
    const { bits } = this.items
    if (b <= a) return null
    for (let d = b - 1; d > a; d--)
      if ((bits[d] & DE) !== 0 && (bits[d] & NAME) === 0) {
        // 陕西的企业: either will do, the head is nearer.
        if (d + 1 < b) return this.holder(d + 1, b, core)
        b = d
      }
    const who = this.person(a, b)
    if (who >= 0) {
      core.strong = true
      return this.span(who, who + 1)
    }
    b = this.withoutAverages(a, b)
    // 新|招聘, 完成|调改: a qualifier alone holds nothing.
    let content = false
    for (let i = a; i < b; i++)
      if ((bits[i] & AGENT) !== 0 || (bits[i] & (QUAL | ATTR | CONJ | QUOTE)) === 0) content = true
    if (!content) return null
    const last = b - 1
    if (
      (bits[a] & (NAME | HOLDER)) !== 0 &&
      (bits[last] & (NAME | HOLDER | AGENT)) === 0 &&
      !endsAsAgent(this.word(last)) &&
      cueBefore('works', this.text, this.items.start[last], this.items.end[last]) === 0
    ) {
      // 商州区紧盯…: the name alone.
      core.strong = true
      return this.span(a, this.names(a, b))
    }
    core.strong =
      (bits[last] & (NAME | HOLDER | AGENT)) !== 0 || (bits[a] & NAME) !== 0 || endsAsAgent(this.word(last))
    return this.span(a, b)
  }

  /** 冷链中心|日均, 农户|户均: how the figure is taken is no part of who has it. */
  private withoutAverages(a: number, b: number): number {
    while (b - 1 > a && this.size(b - 1) === 2 && this.text[this.items.end[b - 1] - 1] === '均') b--
    return b
  }

  /** 累积雨量以|阿里山乡|218.5毫米最多: where 以 stands that singles out who holds the figure behind; -1 for nowhere. */
  singledOut(a: number, b: number): number {
    for (let k = b - 2; k >= a; k--) {
      if (this.is(k, '以')) return k
      if ((this.items.bits[k] & (STOP | VERB)) !== 0 && !this.noun(k)) return -1
    }
    return -1
  }

  /** The verb whose object is somebody: 赔偿 of 赔偿消费者. */
  verbTo({ start, end }: Span): Span | null {
    const { items } = this
    let lo = 0
    let hi = items.count
    while (lo < hi) {
      const mid = (lo + hi) >>> 1
      if (items.start[mid] < start) lo = mid + 1
      else hi = mid
    }
    let last = lo
    while (last + 1 < items.count && items.end[last] < end) last++
    const whom = (items.bits[last] & PERSON) !== 0 || SOMEBODY.test(this.text.slice(start, end))
    return whom && lo > 0 && (items.bits[lo - 1] & VERB) !== 0 ? this.span(lo - 1, lo) : null
  }

  /** End of the names and 全县 that a noun phrase begins with. */
  private names(a: number, b: number): number {
    const { bits } = this.items
    let run = a
    for (let i = a; i < b; i++)
      if ((bits[i] & (NAME | HOLDER)) !== 0) run = i + 1
      else if ((bits[i] & (CONJ | QUOTE)) === 0) break
    return run
  }

  /** 马家沟村村民|李成福|家: the one person named is who holds, whatever is said of him. */
  private person(a: number, b: number): number {
    const { bits } = this.items
    let who = -1
    for (let i = a; i < b; i++) {
      if ((bits[i] & (NAME | PERSON)) !== (NAME | PERSON)) continue
      if (who >= 0) return -1
      who = i
    }
    // 住户吴某等|3人: he is one of them.
    if (who >= 0 && this.text[this.items.end[who]] === '等') return -1
    return who
  }

  /** Cuts a noun phrase into its holder and the quantity: 新材料产业集群|产值, 全市|居民消费价格. */
  split(a: number, b: number, core: Core): void {
    const { bits, start, end } = this.items
    const who = this.person(a, b)
    if (who >= 0) {
      // 茶农|魏荣辉|家, 名将|罗琴娜|个人最好成绩
      core.subject ??= this.span(who, who + 1)
      core.strong = true
      let rest = who + 1
      if (rest < b && (this.is(rest, '家') || (bits[rest] & DE) !== 0)) rest++
      core.metric = this.span(rest, b)
      core.bare = core.metric === null
      core.quantity = core.metric !== null && cueBefore('metric', this.text, start[rest], end[b - 1]) > 0
      return
    }
    let p = a
    let run = a
    while (p < b) {
      if ((bits[p] & (NAME | HOLDER)) !== 0) run = ++p
      else if ((bits[p] & (CONJ | QUOTE)) !== 0 && p > a) p++
      else break
    }
    p = run
    for (let d = b - 2; d > a; d--)
      if ((bits[d] & DE) !== 0) {
        const holder = this.holder(a, d, core)
        if (!holder) {
          // 最小的|嫌疑人
          this.split(d + 1, b, core)
          return
        }
        const inner: Core = { ...core, subject: null, metric: null, bare: false }
        this.split(d + 1, b, inner)
        // 企业的烘干设备|日处理量, 共和县的光伏产业园|占地; but 全县的茶叶总产量 is the county's.
        if (inner.subject && inner.metric && (inner.strong || (bits[a] & (NAME | HOLDER)) === 0)) {
          core.subject ??= inner.subject
          core.metric = inner.metric
          core.quantity = inner.quantity
          core.strong = true
          return
        }
        core.metric = this.span(d + 1, b)
        core.subject ??= holder
        core.quantity = cueBefore('metric', this.text, start[d + 1], end[b - 1]) > 0
        return
      }
    // 汉江襄阳|段|水质达标率
    if (run > a && run < b && end[run] - start[run] === 1 && '段岸侧'.includes(this.text[start[run]]))
      p = run + 1
    // 智能公司“灵初”: a name that closes the phrase.
    if (p >= b || ((bits[b - 1] & NAME) !== 0 && this.head(b - 1) === '“')) {
      core.subject ??= this.span(a, b)
      core.strong = true
      core.bare = true
      return
    }
    const size = cueBefore('metric', this.text, start[p], end[b - 1])
    let m = b
    let cut = end[b - 1] - size
    if (size > 0) while (m > p && start[m - 1] >= cut) m--
    else if (this.quantityTail(b - 1)) {
      m = b - 1
      cut = start[m]
    }
    core.quantity = cut < end[b - 1]
    if (!core.quantity) {
      // 酒店|平均房租: a qualifier begins a quantity that no table knows.
      for (let q = p + 1; q < b; q++) {
        if ((bits[q] & (QUAL | ATTR)) === 0 || end[q] - start[q] < 2) continue
        const head = this.word(q - 1)
        if (!endsAsAgent(head) && !/[”》]$/.test(head)) continue
        m = q
        cut = start[q]
        core.quantity = true
        break
      }
    }
    // 净资产收益|率: the table cuts a word.
    if (m > p && start[m] !== cut && !endsAsAgent(this.text.slice(start[m - 1], cut))) cut = start[--m]
    while (m > p && start[m] === cut && (bits[m - 1] & (QUAL | ATTR)) !== 0) cut = start[--m]
    // 基础养老金|最低|标准
    while (m > p + 1 && start[m] === cut && (bits[m - 1] & (METRIC | VERB)) === METRIC) cut = start[--m]
    const inner = Math.max(p, m - 1)
    const agent =
      core.quantity &&
      cut > start[p] &&
      ((bits[inner] & AGENT) !== 0 || endsAsAgent(this.text.slice(start[inner], cut)))
    if (p > a) {
      core.strong = true
      core.subject ??= agent ? { start: start[a], end: cut } : this.span(a, p)
      core.metric = agent ? { start: cut, end: end[b - 1] } : this.span(p, b)
      return
    }
    // 完成货物吞吐量: whoever completes it is not named here.
    const verb = this.text.slice(start[p], Math.min(start[p] + 2, cut))
    const achieved = verb === '完成' || verb === '实现'
    if (core.quantity && !(achieved && !agent) && this.holds(p, m, cut, end[b - 1], agent)) {
      core.subject ??= this.phrase(start[p], cut)
      core.strong = agent
      core.metric = { start: cut, end: end[b - 1] }
      // 恒生|指数 is one name.
      if (this.text.startsWith('指数', cut)) core.subject = this.span(p, b)
      return
    }
    for (let q = p; q < b - 1; q++)
      if (/.[馆院校厂站场园库]$/.test(this.word(q)) && this.noun(q + 1) && (bits[b - 1] & AGENT) === 0) {
        // 图书馆|藏书
        core.subject ??= this.span(p, q + 1)
        core.strong = true
        core.metric = this.span(q + 1, b)
        return
      }
    core.metric = this.span(p, b)
    core.bare = !core.quantity
    core.strong = core.bare && ((bits[b - 1] & AGENT) !== 0 || endsAsAgent(this.word(b - 1)))
  }

  /** Cuts the metric of a core once more, as one noun phrase. */
  resplit(core: Core): void {
    const { end } = this.items
    const from = core.from
    let to = from
    while (core.metric && to < this.items.count && end[to] <= core.metric.end) to++
    if (to > from + 1) this.split(from, to, core)
  }

  /** More than qualifiers: 工业机器人 holds a 收入, 机收 and 财政 only say which 率 or 收入. */
  private holds(a: number, b: number, cut: number, end: number, agent: boolean): boolean {
    const { bits, start } = this.items
    const size = cut - start[a]
    if (size < 2) return false
    if (agent) return true
    let named = false
    for (let i = a; i < b; i++)
      if ((bits[i] & AGENT) !== 0 || (bits[i] & (METRIC | QUAL | ATTR | CONJ)) === 0) named = true
    if (!named) return false
    // 新发放贷款|加权平均利率
    const qualified = b < this.items.count && (bits[b] & QUAL) !== 0 && start[b] === cut && size > 2
    if (qualified || cueAt('output', this.text, cut) > 0) return true
    // 被害人|平均年龄
    if (size > 2 && /^(?:平均|[日月年户]均)/.test(this.text.slice(cut, end))) return true
    // 存货周转天数, 优良断面比例: what is measured so has no other holder than its owner.
    return (
      size >= 4 &&
      !/(?:[率数]|比[例重率]|占比|标准|限额|额度|时间|周期|水平|系数)$/.test(this.text.slice(cut, end))
    )
  }

  /** The parts of a coordination: 城镇居民|农村居民人均可支配收入. */
  members(a: number, b: number): [number, number][] {
    const { bits } = this.items
    const out: [number, number][] = []
    let from = a
    let quoted = false
    for (let i = a; i < b; i++) {
      if ((bits[i] & QUOTE) !== 0) quoted = this.is(i, '“')
      // 《甲》《乙》
      if (i > from && this.text[this.items.start[i]] === '《') {
        out.push([from, i])
        from = i
      }
      if (!quoted && (bits[i] & CONJ) !== 0) {
        if (i > from) out.push([from, i])
        from = i + 1
      }
    }
    if (from < b) out.push([from, b])
    return out
  }

  /** The noun phrase behind a count: 170个|重点项目. Ends before a quantity that the next figure has. */
  after(a: number, b: number, deep = true): [number, number] | null {
    const { bits, start, end } = this.items
    let i = a
    if (i < b && (bits[i] & DE) !== 0) i++
    while (i < b && ((bits[i] & QUOTE) !== 0 || this.bracketed(i))) i++
    let j = this.nounEnd(i, b)
    // 为期两年的|培养|实验: two verbs that name one doing.
    if (i > a && j === i && i + 1 < b && (bits[a] & DE) !== 0 && (bits[i] & bits[i + 1] & VERB) !== 0)
      if ((bits[i + 1] & VERBNOUN) !== 0 && this.size(i) === 2 && this.size(i + 1) === 2) j = i + 2
    if (i > a && j === i && (bits[a] & DE) !== 0) {
      // 总投资28亿元的抽水|蓄能|配套项目: up to what acts.
      for (let k = i; k < b; k++) {
        if ((bits[k] & (VERB | ATTR)) === 0 && !this.noun(k)) break
        if ((bits[k] & AGENT) !== 0 && k + 1 > j && k - i < 6) j = k + 1
      }
    }
    // 28名|干部|驻村|帮扶, 12个工作|专班|强力|推进: how people act is not counted.
    if (j < b && j - 2 >= i && (bits[j] & VERB) !== 0 && bits[j - 1] === 0 && (bits[j - 2] & AGENT) !== 0)
      if ('班组队团员者工民师生户部警'.includes(this.text[end[j - 2] - 1])) j--
    // 12条|产业链、28名…: only what stands next is counted.
    for (let k = i; k < j; k++)
      if ((bits[k] & CONJ) !== 0) {
        // 县和区 both; 志愿者、|消防车 of the next figure not.
        if (j < b && (bits[j] & FIGURE) !== 0) j = k
        break
      }
    for (let k = j - 1; k > i; k--)
      if ((bits[k] & DE) !== 0) {
        j = k
      }
    // 8个乡镇|实现整体脱贫; 以每斤2.6元的价格|全部收走
    for (let k = i + 1; k < j; k++)
      if (this.is(k, '实现') || (k === i + 1 && i > a && this.priced(i) && (bits[k] & QUAL) !== 0)) j = k
    if (j <= i) return null
    if (j < b || (bits[j] & FIGURE) !== 0) {
      let k = j
      while (k < b && ((bits[k] & (LINK | ADV | EVERY)) !== 0 || this.text[start[k]] === '每')) k++
      if (k >= b || (bits[k] & FIGURE) !== 0) {
        const size = cueBefore('metric', this.text, start[i], end[j - 1])
        const cut = end[j - 1] - size
        let m = j
        if (size > 0) while (m > i && start[m - 1] >= cut) m--
        while (m > i + 1 && m < j && (bits[m - 1] & QUAL) !== 0) m--
        if (m > i) j = m
      }
    }
    if (
      deep &&
      j + 1 < b &&
      (bits[j] & FIGURE) !== 0 &&
      (bits[j + 1] & DE) !== 0 &&
      (this.quantityTail(j - 1) || cueBefore('metric', this.text, start[i], end[j - 1]) > 0)
    ) {
      // 16台单机容量100万千瓦的|水轮发电机组
      const far = this.after(j + 1, b, false)
      if (far) return far
    }
    j = this.withoutAverages(i, j)
    return j > i ? [i, j] : null
  }

  /** 价格, 单价, 均价: what a thing is bought and sold at. */
  priced(i: number): boolean {
    return (this.items.bits[i] & METRIC) !== 0 && /[价格]$/.test(this.word(i))
  }

  /** 以每吨1.2万元的价格收购|茶青: what is bought or sold behind the price that ends at an item. */
  goods(a: number, b: number): Span | null {
    const { bits } = this.items
    let k = a
    while (k < b && k < a + 4 && ((bits[k] & VERB) === 0 || this.noun(k))) k++
    if (k >= b || (bits[k] & (VERB | FRAME)) !== VERB) return null
    const from = this.lead(k + 1, b, emptyCore(k + 1))
    const to = this.nounEnd(from, b)
    return to > from && (bits[from] & (NAME | HOLDER)) === 0 ? this.span(from, to) : null
  }

  /** 成交量居各区首位, 成交均价方面: what the figures behind it measure. */
  private measured(i: number, j: number): Core | null {
    const { bits, start, end } = this.items
    // 粮食产量 may be one word.
    if ((bits[j - 1] & METRIC) === 0 && cueBefore('output', this.text, start[j - 1], end[j - 1]) < 2)
      return null
    const core = emptyCore(i)
    this.split(i, j, core)
    return core
  }

  /** 出现在|长滩镇, 位于|…: the name that a clause ends in behind 在 or 于. */
  private place(a: number, b: number): Span | null {
    const { bits, end } = this.items
    let k = b
    while (k > a && ((bits[k - 1] & NAME) !== 0 || (k === b && endsAsAgent(this.word(k - 1))))) k--
    return k < b && k > a && '在于'.includes(this.text[end[k - 1] - 1]) ? this.span(k, b) : null
  }

  /** The thing that a clause ends in: 建设了…|冷链物流中心. */
  object(a: number, b: number): Span | null {
    const { bits, start, end } = this.items
    let k = b
    // 污水|处理|厂
    while (k > a && (this.noun(k - 1) || (k < b && (bits[k - 1] & VERBNOUN) !== 0))) k--
    // 建成一座|冷库
    if (k < b - 1 && this.text[start[k]] === '一' && end[k] - start[k] <= 2) k++
    if (k >= b || k <= a || cueBefore('works', this.text, start[k], end[b - 1]) === 0) return null
    return this.span(k, b)
  }

  /** A clause without figures that names its source (…数据显示) or tells who acts. */
  plain(a: number, b: number): Plain {
    const { bits } = this.items
    const core = emptyCore(a)
    while (b > a && (bits[b - 1] & (STOP | END | QUOTE)) !== 0) b--
    // 营业收入（亿元）
    while (b - 1 > a && this.bracketed(b - 1)) b--
    if (b <= a) return plainOf(false)
    // 由甲基金领投，乙资本跟投: who pays in does not hold what follows.
    if (/^(?:领投|跟投|参投|联合投资|独家投资|追投)$/.test(this.word(b - 1))) return plainOf(false)
    // 为某公司等单位谋取利益: for whom one acts holds nothing.
    if (this.is(a, '为') && a + 1 < b && (bits[a + 1] & NAME) !== 0) return plainOf(false)
    // 维持“中立”评等: what is kept holds nothing.
    if (this.is(a, '维持') || this.is(a, '保持')) return plainOf(false)
    // 按产业|分, 从商品|看; but 客场拿|分 is told of who does.
    const closes = (bits[b - 1] & CLOSER) !== 0 && (this.size(b - 1) > 1 || (bits[a] & PREP) !== 0)
    // 单立言告诉|我们
    const heard =
      b - a > 2 && (bits[b - 2] & (SAY | FRAME)) !== 0 && /^(?:我们?|记者|媒体|大家)$/.test(this.word(b - 1))
    let frame = closes || heard || (bits[b - 1] & FRAME) !== 0
    // 江苏淮安人: where somebody comes from.
    if (b - a > 1 && (bits[b - 2] & NAME) !== 0 && this.is(b - 1, '人')) return plainOf(false)
    if (this.is(a, '以') && this.text.slice(this.items.start[a], this.items.end[b - 1]).endsWith('为例')) {
      const subject = this.holder(a + 1, this.nounEnd(a + 1, b), core)
      return plainOf(false, subject, subject !== null)
    }
    // 研报维持对紫金矿业的“买入”评级: what follows is of whom it rates.
    if (this.text.endsWith('评级', this.items.end[b - 1]) && this.items.end[b - 1] - this.items.start[a] > 6)
      for (let k = a; k < b - 1; k++)
        if ((this.is(k, '对') || this.is(k, '给予')) && this.noun(k + 1)) {
          let end = k + 2
          while (end < b && this.noun(end) && this.head(end) !== '“') end++
          return plainOf(false, this.span(k + 1, end), true)
        }
    // 以香蕉最多, 以制造业为主: what the clause singles out.
    const tail = this.text.slice(this.items.end[b - 1] - 2, this.items.end[b - 1])
    const singled = /^(?:最[多重大高强]|居多|为主|为最)$/.test(tail)
    for (let k = a; k < b - 1 && singled; k++)
      if (this.is(k, '以')) {
        const subject = this.holder(k + 1, this.nounEnd(k + 1, b - 1), core)
        if (subject) return plainOf(false, subject, true)
      }
    // 分产品营业收入（亿元）：…
    if (this.is(a, '分') && a + 2 < b && !frame) a += 2
    let i = this.lead(a, b, core)
    let j = this.nounEnd(i, b)
    // 赵某在任县长期间, 赵某在未获许可的情况下: who acts stands in front.
    const acts = j > i && j < b && (bits[j - 1] & NAME) !== 0 && (bits[j] & PREP) !== 0
    if (acts && (bits[b - 1] & FRAME) === 0) frame = false
    for (let d = b - 2; d > a && !acts; d--)
      if ((bits[d] & DE) !== 0) {
        let verb = false
        for (let v = a; v < d; v++) if ((bits[v] & VERB) !== 0 && !this.noun(v)) verb = true
        if (!verb) break
        // 位于…的学校, 县里引进的公司投资…; but 分局打掉一个…的团伙 is the office's.
        const start = this.lead(d + 1, b, core)
        const end = this.nounEnd(start, b)
        // 柏青带领的小组: the verb before 的 has no other object.
        const led = (bits[d - 1] & (VERB | METRIC)) === VERB && !this.noun(d - 1)
        if (end > start && (j <= i || end < b || led)) {
          i = start
          j = end
        }
        break
      }
    const object = frame ? null : this.object(a, b)
    if (j <= i) return plainOf(frame, null, false, null, object)
    // 影片方面
    if (j < b && this.is(j, '方面') && (bits[j - 1] & METRIC) === 0) return plainOf(frame)
    const measured = frame ? null : this.measured(i, j)
    if (measured) {
      // 最大降雨量出现在长滩镇: it is the town's.
      const at = j < b ? this.place(j, b) : null
      const { metric } = measured
      if (at) return plainOf(frame, at, true, metric)
      return plainOf(frame, measured.subject, measured.strong, metric)
    }
    const subject = this.holder(i, j, core)
    for (let n = i; n < j; n++) if (frame && (bits[n] & PERSON) !== 0) return plainOf(frame)
    return plainOf(frame, j < b || core.strong ? subject : null, core.strong, null, object)
  }
}
