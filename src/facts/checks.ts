import type { Issue } from '../text/index.js'
import type { Fact } from './types.js'

/** How many facts back a rate may look for its two counts. */
const REACH = 4

const pointOf = (fact: Fact) => (fact.quantity.form === 'point' ? fact.quantity.value : null)

/**
 * Arithmetic that the text itself allows: 170个…开工104个，开工率61.6% should be 61.2 %. A difference
 * beyond the rounding of what is written is an issue with both figures.
 */
export function checkRates(facts: readonly Fact[]): Issue[] {
  const issues: Issue[] = []
  for (const [k, rate] of facts.entries()) {
    const said = pointOf(rate)
    if (rate.kind !== 'percent' || rate.unit?.code !== '%' || rate.change || rate.approx || !said) continue
    if (!rate.metric?.text.endsWith('率')) continue
    const name = rate.metric.text.slice(0, -1)
    for (let i = k - 1; i >= Math.max(1, k - REACH); i--) {
      const [whole, part] = [facts[i - 1], facts[i]]
      const [w, p] = [pointOf(whole), pointOf(part)]
      if (!w || !p || whole.kind !== 'count' || part.kind !== 'count' || whole.unit?.code !== part.unit?.code)
        continue
      if (
        w.number <= 0 ||
        p.number > w.number ||
        whole.approx ||
        part.approx ||
        !part.metric?.text.includes(name)
      )
        continue
      const is = (100 * p.number) / w.number
      const digits = said.decimal.split('.')[1]?.length ?? 0
      if (Math.abs(is - said.number) > 10 ** -digits * 1.01)
        issues.push({
          code: 'facts-disagree',
          severity: 'warning',
          span: rate.span,
          message: `${part.text} of ${whole.text} is ${is.toFixed(Math.max(1, digits))} %, the text says ${rate.text}`,
        })
      break
    }
  }
  return issues
}
