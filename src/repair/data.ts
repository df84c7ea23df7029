import { ZhengwenError } from '../text/index.js'
import { Reader } from './coder.js'
import { codeClasses, codePairs, codeWords, STAND_INS, type WordColumns } from './packed.js'

/** What `repair.bin` holds, packed by scripts/dict/repair.ts, unpacked by packed.ts, model.ts and readings.ts. */
export interface RepairData {
  /** Traditional character, its Simplified one, and so on. */
  variants: string
  /** Simplified characters that stand in Traditional text as well. */
  both: string
  /** How many word classes there are. */
  classes: number
  /** The word class of each stand-in. */
  kinds: number[]
  /** What it is worth that a word of one class follows one of another: a row for each class, in half nats. */
  classSteps: Int8Array
  syllables: string
  words: WordColumns
  /** Of each pair in turn: head, tail, worth. */
  pairs: Int32Array
  /** Readings of U+4E00 and on, parted by spaces: for each two digits of base 90, `base × 5 + tone`. */
  readings: string
}

export function readRepairData(bytes: Uint8Array): RepairData {
  try {
    const end = bytes.indexOf(0x0a)
    const strings = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as Omit<
      RepairData,
      'words' | 'pairs' | 'classSteps'
    >
    const reader = new Reader(bytes.subarray(end + 1))
    const words = codeWords(reader, null)
    const pairs = codePairs(reader, words.count + STAND_INS.length, null)
    const classSteps = codeClasses(reader, strings.classes, null)
    return { ...strings, words, pairs, classSteps }
  } catch {
    // A static host may answer a missing file with its index page and status 200.
    throw new ZhengwenError('engine-not-ready', 'what was loaded is not repair.bin: is it at that address?')
  }
}
