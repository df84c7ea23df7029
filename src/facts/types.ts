import type { Mention } from '../text/index.js'
import type { TimeExpression } from '../times/index.js'

/** A number, exactly. */
export interface Value {
  /** Base 10, multipliers applied, no exponent: `"3570000000"`. */
  decimal: string
  /** The same as the nearest double. */
  number: number
}

export interface Unit {
  system: 'ISO4217' | 'UCUM' | 'count' | 'zh'
  /** CNY, MW, %, 个, mu */
  code: string
  /** As written: 亿元 gives 元. */
  text: string
}

/** A stretch of the text that names something: a metric, a subject. */
export type Phrase = Mention

export type Quantity =
  | { form: 'point'; value: Value }
  | { form: 'range'; low: Value | null; high: Value | null; lowOpen: boolean; highOpen: boolean }
  | { form: 'ratio'; terms: Value[] }

export type FactKind = 'money' | 'count' | 'percent' | 'measure' | 'ratio' | 'rank' | 'age' | 'duration'

export type FactStatus = 'actual' | 'target' | 'forecast' | 'requirement' | 'negated'

export interface Change {
  direction: 'up' | 'down' | 'flat'
  base: 'yoy' | 'qoq' | 'mom' | 'ytd' | 'other' | null
  mode: 'by' | 'to' | 'times'
}

export interface Fact extends Mention {
  /** Stable within one article: `f1`, `f2` … */
  id: string
  kind: FactKind
  quantity: Quantity
  unit: Unit | null
  /** 每亩800元: 亩 */
  per: Unit | null
  approx: 'around' | 'below' | 'above' | null
  status: FactStatus
  /** What was measured: 完成投资. */
  metric: Phrase | null
  /** Of what: 重点项目. */
  subject: Phrase | null
  /** The one that governs it, inherited across clauses. */
  period: TimeExpression | null
  change: Change | null
  shareOf: Phrase | null
  /** Id of the fact it is a part of. */
  partOf: string | null
  /** Name of the rule that read it. */
  rule: string
  /**
   * @minimum 0
   * @maximum 1
   */
  confidence: number
}
