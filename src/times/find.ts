import type { Zone } from '../article/index.js'
import type { Doc } from '../text/index.js'
import type { TimeExpression } from './types.js'

export interface TimeOptions {
  /** ISO date that relative times count from. Without it they stay unresolved. */
  referenceDate?: string
}

/** Finds the time expressions of the zones, in order. */
export function findTimes(_doc: Doc, _zones: readonly Zone[], _options: TimeOptions = {}): TimeExpression[] {
  return []
}

/** Reads a whole string that is one time expression, else null. */
export function parseTime(_text: string, _options: TimeOptions = {}): TimeExpression | null {
  return null
}
