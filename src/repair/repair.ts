import { assertRepairData } from '#repair-data'
import { Doc, type StageResult } from '../text/index.js'
import { repairPinyin } from './pinyin.js'

export interface RepairOptions {
  /** Pinyin in brackets after characters: decide by the page, take all out, or keep all. */
  pinyin?: 'auto' | 'remove' | 'keep'
}

/** Undoes damage to the text: injected pinyin, mojibake, entities, control characters. */
export function repair(doc: Doc, options: RepairOptions = {}): StageResult {
  assertRepairData()
  const { edits, issues } = repairPinyin(doc.text, options.pinyin)
  return { edits: Doc.of(doc.text).edit(edits).edits, issues }
}
