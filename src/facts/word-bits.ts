/** What a word does in a clause, as bits. dict/facts/words.tsv; verbs come from the word list. */
export const VERB = 1
export const PREP = 1 << 1
export const ADV = 1 << 2
export const CONJ = 1 << 3
export const DE = 1 << 4
/** 中, 期间: ends a prepositional phrase. */
export const LOC = 1 << 5
/** 看 of 从商品看. */
export const CLOSER = 1 << 6
/** 介绍, 显示: what stands before it is the source, no holder. */
export const SAY = 1 << 7
/** 统计, 要求: a clause that ends in it names a source. */
export const FRAME = 1 << 22
export const LEAD = 1 << 8
/** 达, 为: between a name and its figure. */
export const LINK = 1 << 9
/** 全县, 公司: a holder by itself. */
export const HOLDER = 1 << 10
/** 企业, 村, 医院: what ends in it acts and holds. */
export const AGENT = 1 << 11
/** 平均, 规模以上: qualifies a quantity and holds none. */
export const QUAL = 1 << 12
/** 把, 将: the object stands before its verb. */
export const BA = 1 << 13
export const EVERY = 1 << 14
/** A verb that also stands before a noun as its part: 发电项目. */
export const VERBNOUN = 1 << 15
/** An entity of the page. */
export const NAME = 1 << 16
/** The name of a quantity: 产值, 总投资. A noun where no object follows. */
export const METRIC = 1 << 24
/** 受灾, 在建: a verb that describes the noun behind it. */
export const ATTR = 1 << 25
/** 力争, 预计, 要求: what follows is no fact yet. */
export const TARGET = 1 << 26
export const FORECAST = 1 << 27
export const REQUIREMENT = 1 << 28
/** 已, 实际: what follows is one again. */
export const ACTUAL = 1 << 29
/** The beginning of a longer name of a quantity: 总 of 总投资. */
export const PREFIX = 1 << 30
/** … a person's; without NAME a pronoun: 他, 我们. */
export const PERSON = 1 << 23
export const FIGURE = 1 << 17
export const TIME = 1 << 18
/** ，；：( and the like. */
export const STOP = 1 << 19
export const QUOTE = 1 << 20
/** 。！？ and line ends. */
export const END = 1 << 21

/** By the names of dict/facts/words.tsv. */
const CLASSES: Record<string, number> = {
  prep: PREP,
  adv: ADV,
  conj: CONJ,
  de: DE,
  loc: LOC,
  closer: CLOSER,
  say: SAY | FRAME | VERB,
  frame: FRAME,
  lead: LEAD,
  pron: LEAD | PERSON,
  link: LINK,
  holder: HOLDER,
  agent: AGENT,
  qual: QUAL,
  ba: BA,
  every: EVERY,
  verb: VERB,
  attr: ATTR | VERB,
  noun: 0,
}

/** Rows of tables that say what words do. */
interface WordTables {
  /** Verbs of the word list: plain ones, and those that also stand before a noun. */
  verbs: readonly (readonly string[])[]
  /** dict/facts/words.tsv. */
  words: readonly (readonly [word: string, classes: string])[]
  /** Words of a type of cue. */
  cues(type: string): readonly string[]
}

/** The bits of every word: thousands, put together when the tables are packed, as the first page would wait for it. */
export function wordBits({ verbs, words, cues }: WordTables): Map<string, number> {
  const map = new Map<string, number>()
  for (const [k, list] of verbs.entries())
    for (const word of list) map.set(word, k === 0 ? VERB : VERB | VERBNOUN)
  for (const [word, classes] of words) {
    let bits = 0
    for (const name of classes.split(' ')) bits |= CLASSES[name]
    // Whatever else a word is, the table says: 计划 and 目标 are no verbs here.
    map.set(word, bits)
  }
  const add = (word: string, bits: number) => map.set(word, (map.get(word) || ADV) | bits)
  for (const word of cues('status:target')) add(word, TARGET)
  for (const word of cues('status:forecast')) add(word, FORECAST)
  for (const word of cues('status:requirement')) add(word, REQUIREMENT)
  for (const word of cues('status:actual')) add(word, ACTUAL)
  for (const word of [...cues('metric'), ...cues('cut')])
    for (let size = 1; size < word.length; size++)
      map.set(word.slice(0, size), (map.get(word.slice(0, size)) ?? 0) | PREFIX)
  for (const word of cues('metric')) map.set(word, (map.get(word) ?? 0) | METRIC)
  return map
}
