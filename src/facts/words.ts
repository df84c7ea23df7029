import { words as packedWords } from '../generated/facts.js'
import { type Entry, Trie } from '../text/index.js'
import { AGENT, CONJ, END, QUOTE, STOP } from './word-bits.js'

export * from './word-bits.js'

let table: Trie<number> | null = null

function build(): Trie<number> {
  const entries: Entry<number>[] = packedWords.split('\n').map((line) => {
    const [bits, ...words] = line.split('\t')
    return [words, Number.parseInt(bits, 36)]
  })
  const mark = (marks: string, bits: number) => entries.push([[...marks], bits])
  mark('，；：,;:（）()〔〕【】［］', STOP)
  mark('。！？!?\n', END | STOP)
  // ●截至公告披露日: what an item of a list begins with.
  mark('●■◆▲▼★◇□△▪', END | STOP)
  mark('“”‘’"\'「」『』《》〈〉', QUOTE)
  mark('、·—…/', CONJ)
  return new Trie(entries)
}

/** Bits of the word between two places; 0 for a noun or anything that the tables do not know. */
export function classOf(text: string, start: number, end: number): number {
  table ??= build()
  return table.at(text, start, end) ?? 0
}

/** Whether the tables know the word between two places, if only as a noun. */
export function isWord(text: string, start: number, end: number): boolean {
  table ??= build()
  return table.at(text, start, end) !== undefined
}

/** Whether a noun ends like one that acts: 化工|企业, 种植|户. */
export function endsAsAgent(word: string): boolean {
  table ??= build()
  // 城镇 ends in 镇 and is none.
  const { length } = word
  const own = table.get(word)
  if (own !== undefined && length > 1) return (own & AGENT) !== 0
  for (let size = Math.min(3, length - 1); size > 0; size--)
    if ((classOf(word, length - size, length) & AGENT) !== 0) return true
  return ((own ?? 0) & AGENT) !== 0
}
