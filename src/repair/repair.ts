import type { Doc, StageResult } from '../text/index.js'

export interface RepairOptions {
  /** Pinyin in brackets after characters: decide by the page, take all out, or keep all. */
  pinyin?: 'auto' | 'remove' | 'keep'
}

/** Undoes damage to the text: injected pinyin, mojibake, entities, control characters. */
export function repair(_doc: Doc, _options: RepairOptions = {}): StageResult {
  return { edits: [], issues: [] }
}
