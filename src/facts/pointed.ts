import type { Span } from '../text/index.js'
import { cueBefore, isCue } from './tables.js'
import { FIGURE, NAME, PERSON } from './words.js'
import { itemAt, type ZoneState } from './zone.js'

/** How many items before it what is pointed to is looked for. */
const BACK = 160

/** Whom 该公司, 该行, 该县, 前者 and 后者 stand for; the phrase itself where nothing before it can be meant. */
export function pointedTo(zone: ZoneState, subject: Span): Span {
  const size = subject.end - subject.start
  const head = zone.text[subject.start]
  if (size < 2 || size > 4 || !'该前后'.includes(head)) return subject
  const phrase = zone.text.slice(subject.start, subject.end)
  if (phrase === '前者' || phrase === '后者') return ofTwo(zone, subject, phrase === '后者') ?? subject
  if (isCue('that-firm', phrase)) return firmBefore(zone, subject, phrase) ?? subject
  return (size === 2 ? placeBefore(zone, subject, phrase[1]) : null) ?? subject
}

/** 铁矿石、锰矿进口分别为…，前者下降2.4%: of the last two that had a figure, else of the last two names. */
function ofTwo(zone: ZoneState, { start }: Span, latter: boolean): Span | null {
  const [one = null, other = null] = zone.list.slice(-2).map(({ subject }) => subject)
  if (one && other && zone.text.slice(one.start, one.end) !== zone.text.slice(other.start, other.end))
    return latter ? other : one
  const { bits } = zone.clauses.items
  let found = 0
  for (let k = itemAt(zone, start) - 1; k > zone.sentenceStart; k--) {
    if ((bits[k] & NAME) === 0 || (bits[k] & FIGURE) !== 0) continue
    if (latter || found++ > 0) return zone.clauses.span(k, k + 1)
  }
  return null
}

/** The firm that the paragraph is about, else the last one named, else that of the page. */
function firmBefore(zone: ZoneState, { start }: Span, phrase: string): Span | null {
  const { firms } = zone.page
  const fits = (span: Span | null): span is Span =>
    span !== null &&
    span.end <= start &&
    firms.has(span.end) &&
    (phrase !== '该行' || cueBefore('bank-tail', zone.text, span.start, span.end) > 0)
  const { items } = zone.clauses
  if (fits(zone.topic) && zone.topic.start >= items.start[0]) return zone.topic
  const at = itemAt(zone, start)
  for (let k = at - 1; k >= 0 && at - k < BACK; k--) {
    const span = (items.bits[k] & NAME) !== 0 ? zone.clauses.span(k, k + 1) : null
    if (fits(span)) return span
  }
  return null
}

/** 该县: the last place named that is called a county. */
function placeBefore(zone: ZoneState, { start }: Span, kind: string): Span | null {
  if (!'省市县区州旗镇乡村'.includes(kind)) return null
  const { bits, end } = zone.clauses.items
  const at = itemAt(zone, start)
  for (let k = at - 1; k >= 0 && at - k < BACK; k--)
    if ((bits[k] & (NAME | PERSON)) === NAME && zone.text[end[k] - 1] === kind)
      return zone.clauses.span(k, k + 1)
  return null
}
