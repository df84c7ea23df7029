import type { Zone } from '../article/index.js'
import type { Entity } from '../entities/index.js'
import type { Doc, Issue } from '../text/index.js'
import type { TimeExpression } from '../times/index.js'
import type { Fact } from './types.js'

export interface FactInput {
  doc: Doc
  zones: readonly Zone[]
  times: readonly TimeExpression[]
  /** May be empty: facts then name their subjects by grammar alone. */
  entities: readonly Entity[]
  referenceDate?: string
}

/** Finds the numeric facts of the zones, in order. Issues have spans in the text. */
export function findFacts(_input: FactInput): { facts: Fact[]; issues: Issue[] } {
  return { facts: [], issues: [] }
}
