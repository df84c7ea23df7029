import type { Piece } from './piece.js'
import type { TimeExpression } from './types.js'

/** A time as found, before it becomes a record. */
export interface Found {
  start: number
  end: number
  kind: TimeExpression['kind']
  from: string | null
  to: string | null
  asOf: boolean
  plan: string | null
  needsReference: boolean
  rule: string
  piece: Piece | null
}
