import type { Doc, StageResult } from '../text/index.js'

export type TypographyRule = string

export interface TypographyOptions {
  /** `chinese`: the mainland's marks (，。“”) in Chinese text; `keep`: as they are. */
  punctuation?: 'chinese' | 'keep'
}

/** Punctuation and spacing as mainland Chinese text has them. */
export function typography(_doc: Doc, _options: TypographyOptions = {}): StageResult {
  return { edits: [], issues: [] }
}
