import { forWhom, insideNoun, isNoun, nounEnd, phraseEnd } from './noun.js'
import type { Clauses } from './phrase.js'
import { isCue } from './tables.js'
import {
  ADV,
  AGENT,
  BA,
  CONJ,
  DE,
  EVERY,
  FIGURE,
  HOLDER,
  LEAD,
  LINK,
  LOC,
  METRIC,
  NAME,
  PREP,
  QUAL,
  QUOTE,
  STOP,
  TIME,
  VERB,
  VERBNOUN,
} from './words.js'

/** Whether the verb at an item is done there: it is no name, no noun (完成|投资|3亿元) and no first part of one (发电|厂). */
export function isPredicate(clauses: Clauses, v: number, b: number): boolean {
  return (
    (clauses.items.bits[v] & (VERB | NAME)) === VERB &&
    !isNoun(clauses, v) &&
    !(v + 1 < b && insideNoun(clauses, v, b))
  )
}

/** The first verb that is done between two items; -1 for none. */
export function predicateFrom(clauses: Clauses, a: number, b: number): number {
  for (let v = a; v < b; v++) if (isPredicate(clauses, v, b)) return v
  return -1
}

/** The last of them; -1 for none. */
function predicateBefore(clauses: Clauses, a: number, b: number): number {
  for (let v = b - 1; v >= a; v--) if (isPredicate(clauses, v, b)) return v
  return -1
}

/**
 * The 的 that a head follows which words of a clause describe: 位于肥西县|的|储能项目, 通过其控制|的|公司; -1 where none does.
 */
export function relativeIn(clauses: Clauses, a: number, b: number): number {
  const { bits } = clauses.items
  let de = b - 2
  while (de > a && (bits[de] & DE) === 0) de--
  for (let v = de - 1; v >= a && de > a; v--)
    if (
      isPredicate(clauses, v, de) ||
      (bits[v] & (FIGURE | BA)) !== 0 ||
      ((bits[v] & (PREP | ADV)) === PREP && v > a)
    )
      return de
  return -1
}

/** Words as one clause, in items: who or what it is about, what is done, and to what. */
export interface Reading {
  /** Whom or what it is about: 全市 of 全市|完成|投资. Empty where it begins with its verb. */
  from: number
  to: number
  /** Where what is said of it begins, behind adverbs and what a preposition takes. */
  said: number
  /** The last verb that is done, the one before it, or -1. */
  verb: number
  earlier: number
  /** What it is done to: 投资. Empty where nothing is named. */
  object: number
  end: number
}

/** Reads the items from a noun phrase (or a verb) on up to b. */
export function readingOf(clauses: Clauses, a: number, b: number): Reading {
  const { bits } = clauses.items
  const [from, next] = topicOf(clauses, a, b)
  const to = objectAgain(clauses, from, next, b)
  const reading: Reading = { from, to, said: to, verb: -1, earlier: -1, object: b, end: b }
  const said = saidFrom(clauses, to, b, reading)
  reading.said = said
  // 因|受贿, 向灾区|捐款: already found.
  if (said >= b || reading.object < b) return reading
  const verb = predicateBefore(clauses, said, b)
  reading.verb = verb
  reading.earlier = predicateBefore(clauses, said, verb)
  let object = verb >= 0 ? verb + 1 : said
  while (object < b && !isNoun(clauses, object) && (bits[object] & VERB) === 0) object++
  let end = object < b ? nounEnd(clauses, object, b) : b
  // 建有…实验室等|科研平台: the kind, not the ones named of it.
  while (end > object && end + 1 < b && clauses.is(end, '等') && isNoun(clauses, end + 1)) {
    object = end + 1
    end = nounEnd(clauses, object, b)
  }
  // 集团投资物业|录得|公允价值亏损: the quantity, not whose it is.
  const told =
    end > object &&
    end < b &&
    (bits[end] & LINK) !== 0 &&
    clauses.size(end) > 1 &&
    (bits[b - 1] & (METRIC | VERB)) === METRIC
  reading.object = told ? end + 1 : object
  if (end > object && !told) reading.end = end
  return reading
}

/** 发布|地质灾害预警信息: behind the verb that has it for its object a verb of the noun is no other; where the phrase ends. */
function objectAgain(clauses: Clauses, from: number, to: number, b: number): number {
  const { bits } = clauses.items
  const within =
    from > 0 &&
    to > from &&
    to + 1 < b &&
    (bits[from - 1] & (VERB | NAME)) === VERB &&
    bits[to - 1] === 0 &&
    (bits[to] & VERBNOUN) !== 0
  if (!within) return to
  const end = nounEnd(clauses, to + 1, b)
  return end === b ? b : to
}

/** The noun phrase that the items begin with; of 辣椒、番茄等|蔬菜 the kind. */
function topicOf(clauses: Clauses, a: number, b: number): [number, number] {
  const j = nounEnd(clauses, a, b)
  if (j <= a || j + 1 >= b || !clauses.is(j, '等')) return [a, j]
  // 开发区、旅游区等|其他|区域
  const others = isCue('other', clauses.word(j + 1))
  const kind = others ? j + 2 : j + 1
  const named = (clauses.items.bits[j - 1] & NAME) !== 0 && !others
  return kind < b && isNoun(clauses, kind) && !named ? [j + 1, nounEnd(clauses, kind, b)] : [a, j]
}

/** Over the adverbs and prepositional phrases behind the topic. */
function saidFrom(clauses: Clauses, a: number, b: number, reading: Reading): number {
  const { bits } = clauses.items
  let k = a
  while (k < b) {
    const here = bits[k]
    if ((here & NAME) !== 0) break
    // 市场|到2030年|有望突破500亿元
    if (k + 1 < b && (bits[k + 1] & TIME) !== 0 && clauses.is(k, '到')) {
      k += 2
      continue
    }
    // 泰勒斯上赛季|为|莫雷伦斯|出场31次
    const whom = clauses.is(k, '为') ? forWhom(clauses, k, b) : -1
    if (whom > 0) {
      k = whom
      continue
    }
    if ((here & PREP) !== 0 && (here & (BA | VERB)) === 0) {
      const end = phraseEnd(clauses, k, b)
      // 船闸|通过|货物3130万吨: nothing else is done.
      if (end === b && end > k + 1 && clauses.is(k, '通过')) break
      // 县长|因|受贿|逾300万元
      if (end === b && end > k + 1 && clauses.is(k, '因')) reading.object = k + 1
      // 华辰科技|向|灾区|捐款300万元: the last word before the figure is what is done.
      else if (
        end === b &&
        end > k + 2 &&
        clauses.is(k, '向') &&
        bits[b - 1] === 0 &&
        clauses.size(b - 1) > 1
      )
        reading.object = b - 1
      if (reading.object < b) return k
      k = end > k + 1 && end <= b ? end : k + 1
    } else if (
      (here & (ADV | LINK | LEAD | TIME | QUOTE | BA | LOC | CONJ | EVERY | QUAL | STOP)) !== 0 &&
      (here & (VERB | QUAL | HOLDER | AGENT)) === 0
    )
      k++
    else break
  }
  return k
}
