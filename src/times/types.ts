import type { Mention } from '../text/index.js'

export interface TimeExpression extends Mention {
  kind: 'date' | 'time' | 'period' | 'duration' | 'recurring'
  /**
   * ISO 8601 date (`2022-03-31`) or local time (`2023-07-01T08:00`, with an offset where the text names the zone:
   * `2023-07-01T08:00+08:00`); null when it cannot be known.
   */
  start: string | null
  /** Inclusive. */
  end: string | null
  /** 截至3月底 */
  asOf: boolean
  /** 十四五 */
  plan: string | null
  /** It is relative and there was no reference date. */
  needsReference: boolean
  /** Name of the rule that read it. */
  rule: string
}
