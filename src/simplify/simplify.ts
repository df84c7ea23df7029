import type { Doc, StageResult } from '../text/index.js'

export type Region = 'auto' | 'cn' | 'tw' | 'hk'

export interface SimplifyOptions {
  /** Where the Traditional text comes from. `auto` decides passage by passage. */
  region?: Region
}

/** Traditional → Simplified, characters only: vocabulary stays as it is. */
export function simplifyEdits(_doc: Doc, _options: SimplifyOptions = {}): StageResult {
  return { edits: [], issues: [] }
}
