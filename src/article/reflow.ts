import type { Doc, StageResult } from '../text/index.js'

/** Takes out line breaks that cut a paragraph in the middle. */
export function reflow(_doc: Doc): StageResult {
  return { edits: [], issues: [] }
}
