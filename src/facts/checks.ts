import type { Issue } from '../text/index.js'
import type { Fact, Value } from './types.js'

/** How many facts back a rate or a share may look for its counts. */
const REACH = 6

const pointOf = ({ quantity, approx }: Fact): Value | null =>
  quantity.form === 'point' && approx === null ? quantity.value : null

/** What a number may have been before it was rounded to what is written: 35.7亿 is 35.65亿 to 35.75亿. */
function around(value: Value, written: string): [low: number, high: number] {
  const digits = /[.．](\d+)/.exec(written)?.[1].length ?? 0
  const scale = /万亿/.test(written) ? 1e12 : /亿/.test(written) ? 1e8 : /万/.test(written) ? 1e4 : 1
  // A whole number without 万 is exact; 3万 is as round as it looks.
  const half = digits > 0 || scale > 1 ? 0.5 * scale * 10 ** -digits : 0
  return [value.number - half, value.number + half]
}

/** Half of the last place that a percentage is written to. */
function halfPlace(value: Value): number {
  return 0.5 * 10 ** -(value.decimal.split('.')[1]?.length ?? 0)
}

/** Some ways of rounding (cut off, half to even) miss by as much again. */
const SLACK = 2.02

function differs(low: number, high: number, said: Value): boolean {
  const slack = halfPlace(said) * SLACK
  return said.number < low - slack || said.number > high + slack
}

function issue(fact: Fact, message: string): Issue {
  return { code: 'facts-disagree', severity: 'warning', span: fact.span, message }
}

function rounded(low: number, high: number, said: Value): string {
  return ((low + high) / 2).toFixed(Math.max(1, said.decimal.split('.')[1]?.length ?? 0))
}

/** Percent of one amount in another, as an interval. */
function percent(part: Fact, whole: Fact): [number, number] | null {
  const [p, w] = [pointOf(part), pointOf(whole)]
  if (!p || !w || part.unit?.code !== whole.unit?.code || part.unit === null) return null
  const [p1, p2] = around(p, part.text)
  const [w1, w2] = around(w, whole.text)
  return w1 > 0 && p1 >= 0 ? [(100 * p1) / w2, (100 * p2) / w1] : null
}

const sameName = (a: Fact['metric'], b: Fact['metric']) =>
  a !== null && b !== null && a.span.start === b.span.start

/** 170个…开工104个，开工率61.6%: should be 61.2 %. */
function checkRate(facts: readonly Fact[], k: number, said: Value): Issue | null {
  const rate = facts[k]
  if (rate.change || !rate.metric?.text.endsWith('率')) return null
  const name = rate.metric.text.slice(0, -1)
  if (name.length < 2) return null
  for (let i = k - 1; i >= Math.max(1, k - REACH); i--) {
    const [whole, part] = [facts[i - 1], facts[i]]
    if (whole.kind !== 'count' || part.kind !== 'count' || !part.metric?.text.includes(name)) continue
    const is = percent(part, whole)
    if (!is || is[0] > 100) continue
    if (!differs(is[0], is[1], said)) return null
    return issue(
      rate,
      `${part.text} of ${whole.text} is ${rounded(...is, said)} %, the text says ${rate.text}`,
    )
  }
  return null
}

/** 其中公办学位5.1万个，占91.1%: of the whole that the part is of. */
function checkShare(facts: readonly Fact[], k: number, said: Value): Issue | null {
  const share = facts[k]
  const part = facts[k - 1]
  if (share.rule !== 'share' || !part?.partOf || share.span.start - part.span.end > 6) return null
  const whole = facts.slice(Math.max(0, k - 2 * REACH), k).find(({ id }) => id === part.partOf)
  if (share.shareOf && share.shareOf.span.start !== whole?.metric?.span.start) return null
  const is = whole ? percent(part, whole) : null
  if (!whole || !is || !differs(is[0], is[1], said)) return null
  return issue(
    share,
    `${part.text} of ${whole.text} is ${rounded(...is, said)} %, the text says ${share.text}`,
  )
}

/** 产量324.5万吨，比上年增加6.8万吨，增长2.1%; 由20亿增加到25亿，增长25%. */
function checkGrowth(facts: readonly Fact[], k: number, said: Value): Issue | null {
  const growth = facts[k]
  const [first, second] = [facts[k - 2], facts[k - 1]]
  const { change } = growth
  if (change?.mode !== 'by' || !first || !second?.change) return null
  if (!sameName(growth.metric, second.metric) || !sameName(first.metric, second.metric)) return null
  if (growth.subject?.span.start !== second.subject?.span.start) return null
  if (growth.span.start - first.span.end > 40 || first.unit?.code !== second.unit?.code) return null
  if (second.change.direction !== change.direction || first.kind === 'percent') return null
  if (second.change.base !== change.base && second.change.base !== null && change.base !== null) return null
  const [a, b] = [pointOf(first), pointOf(second)]
  if (!a || !b) return null
  const sign = change.direction === 'down' ? -1 : 1
  const [a1, a2] = around(a, first.text)
  const [b1, b2] = around(b, second.text)
  // Risen to: from a to b. Risen by: b more than before makes a.
  const [low, high] =
    second.change.mode === 'to'
      ? [
          (100 * sign * ((sign > 0 ? b1 : b2) - (sign > 0 ? a2 : a1))) / (sign > 0 ? a2 : a1),
          (100 * sign * ((sign > 0 ? b2 : b1) - (sign > 0 ? a1 : a2))) / (sign > 0 ? a1 : a2),
        ]
      : [(100 * b1) / (a2 - sign * b1), (100 * b2) / (a1 - sign * b2)]
  if (!Number.isFinite(low) || !Number.isFinite(high) || first.change || low < 0) return null
  if (!differs(Math.min(low, high), Math.max(low, high), said)) return null
  return issue(
    growth,
    `${second.text} against ${first.text} is ${rounded(low, high, said)} %, the text says ${growth.text}`,
  )
}

/** A part is no more than its whole. */
function checkPart(facts: readonly Fact[], k: number): Issue | null {
  const part = facts[k]
  if (!part.partOf) return null
  const whole = facts.slice(Math.max(0, k - 4 * REACH), k).find(({ id }) => id === part.partOf)
  const is = whole ? percent(part, whole) : null
  if (!whole || !is || is[0] <= 100 || whole.period?.span.start !== part.period?.span.start) return null
  return issue(part, `${part.text} is said to be part of ${whole.text}, and is more`)
}

/** 分别投资3亿元和5亿元，合计8.5亿元. */
function checkSum(text: string, facts: readonly Fact[], k: number): Issue | null {
  const total = facts[k]
  const said = pointOf(total)
  if (!said || facts[k - 1]?.rule !== 'respectively') return null
  const before = text.slice(Math.max(0, total.span.start - 5), total.span.start)
  if (!/(?:合计|共计|总计|总和)(?:为|达|达到)?$/.test(before)) return null
  let low = 0
  let high = 0
  let i = k - 1
  for (; i >= 0 && facts[i].rule === 'respectively' && facts[i].unit?.code === total.unit?.code; i--) {
    const value = pointOf(facts[i])
    if (!value || total.span.start - facts[i].span.end > 80) return null
    const [a, b] = around(value, facts[i].text)
    low += a
    high += b
  }
  if (k - 1 - i < 2) return null
  const [t1, t2] = around(said, total.text)
  if (t2 >= low && t1 <= high) return null
  const parts = facts.slice(i + 1, k).map((fact) => fact.text)
  return issue(total, `${parts.join(' and ')} make ${(low + high) / 2}, the text says ${total.text}`)
}

/**
 * Arithmetic that the text itself allows: rates, shares, growth, parts and sums. A difference beyond the
 * rounding of what is written is an issue with both figures.
 */
export function checkFacts(text: string, facts: readonly Fact[]): Issue[] {
  const issues: Issue[] = []
  for (let k = 0; k < facts.length; k++) {
    const fact = facts[k]
    if (fact.status !== 'actual') continue
    const said = fact.kind === 'percent' && fact.unit?.code === '%' ? pointOf(fact) : null
    const found = said
      ? (checkRate(facts, k, said) ?? checkShare(facts, k, said) ?? checkGrowth(facts, k, said))
      : (checkPart(facts, k) ?? checkSum(text, facts, k))
    if (found) issues.push(found)
  }
  return issues
}
