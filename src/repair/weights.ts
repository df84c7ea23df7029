import { type Layout, SIEVE, Sieve } from './layout.js'
import { NO_LEVEL, ranked, STAND_INS, WORTH, type WordColumns } from './packed.js'

/** Score of what is no word, below all others. */
export const NO_WORD = -(2 ** 30)

/** What is kept of a code unit, all scores in thousandths of a nat. */
export const UNIT = {
  /** What it is worth as a word of its own. */
  score: 0,
  /** The most that it may be worth so after any other word. */
  most: 1,
  /** Its number and class as such a word, for `joined`. */
  id: 2,
  tag: 3,
  /** Its node of the trie, 0 where no longer word starts with it; the best score of these words. */
  root: 4,
  word: 5,
} as const
export const UNIT_BITS = 3

/** As scores count: in thousandths. */
export function nats(n: number): number {
  return Math.round(n * 1000)
}

export const CLASSES = 128
export const LEVELS = 64
/** How many worths pairs have. */
export const WORTHS = 16
/** The least that a code unit is worth. */
export const FLOOR = -19
/** What is taken off where nothing is known of two words but their classes. */
export const UNSEEN = -0.5
/** Nats by which the worth of a class after another is counted. */
export const CLASS_STEP = 0.5
/** How far known pairs are believed. */
const BELIEF = 0.9

/** What words, pairs and classes are worth, in thousandths of a nat, but for signs, digits and letters of ASCII. */
export interface Weights {
  /** By node: score (`NO_WORD` where none ends there), word class, number. */
  value: Int32Array
  tag: Uint8Array
  id: Uint32Array
  /** The words of one code unit: level << 16 | code unit. */
  singles: Uint32Array
  /** By code unit as a word: class, number (the last of all where it is none). */
  tagOf: Uint8Array
  idOf: Uint32Array
  /** By code unit: the chances of the words that it stands in, summed up. */
  sums: Float32Array
  units: Int32Array
  /** The bits of a `Sieve` of pairs by `pairKey`. */
  paired: Uint32Array
  /** By level: the score. */
  values: Int32Array
  /** By word class × `CLASSES` + class of the word after it: what that is worth where no more is known. */
  follows: Int32Array
  /** By class: the most of these. */
  mostFollow: Int32Array
  /** By number: the most that a word known to stand before it is worth. */
  bestPair: Int32Array
  /** Numbers of words that follow that of number n, with what that is worth: from `pairStart[n]` to `pairStart[n + 1]`. */
  pairStart: Int32Array
  pairTail: Int32Array
  pairWorth: Int32Array
  /** Of longer words: the first code unit of the one that follows, and what that is worth with its own score. */
  pairFirst: Uint16Array
  pairMost: Int32Array
  /** By number: the most that a stand-in after it is worth. By class: the most that a class after it is. */
  bestStandIn: Int32Array
  bestFollow: Int32Array
}

/** What a level counts. */
export const levelCounts = (): Float64Array =>
  Float64Array.from({ length: LEVELS }, (_, level) => Math.exp((level / 1.5) * Math.LN2))

/** What levels are worth: `total` is what the levels of all words count. */
export interface Levels {
  logs: Float64Array
  chances: Float64Array
  values: Int32Array
  /** As words of one code unit, where they are told in single precision. */
  scores: Int32Array
}

export function levelsOf(total: number): Levels {
  const logs = Float64Array.from({ length: LEVELS }, (_, level) => (level / 1.5) * Math.LN2 - Math.log(total))
  return {
    logs,
    chances: logs.map(Math.exp),
    values: Int32Array.from(logs, nats),
    scores: Int32Array.from(new Float32Array(logs), nats),
  }
}

/** By worth of a pair. */
export const pairGains = (): Int32Array =>
  Int32Array.from({ length: WORTHS }, (_, worth) => nats(BELIEF * WORTH * worth))

/** By class: the stand-in of its words, or `none`. `kinds`: the class of each stand-in. */
export function standInsOf(kinds: readonly number[], none: number): Uint32Array {
  const kindOf = new Uint32Array(CLASSES).fill(none)
  for (const name of ['#nr', '#ns', '#nt', '#m', '#t']) {
    const kind = STAND_INS.indexOf(name)
    kindOf[kinds[kind]] = kind
  }
  return kindOf
}

export const pairKey = (head: number, tail: number): number =>
  (Math.imul(head, 0x9e3779b1) + Math.imul(tail, 0x85ebca6b)) | 0

interface Lists {
  words: WordColumns
  layout: Layout
  /** Of each pair in turn: head, tail, worth. */
  pairs: Int32Array
  classes: number
  classSteps: Int8Array
  kinds: readonly number[]
}

type OfWords = Pick<Weights, 'value' | 'tag' | 'id' | 'singles' | 'tagOf' | 'idOf' | 'sums'> & {
  /** By number, of longer words: the first code unit, the score. */
  firstOf: Uint16Array
  scoreOf: Int32Array
}

/** What scripts/kernel/weights.ts does, where there is no WebAssembly. */
export function weigh(lists: Lists): Weights {
  const { words, layout, classes, classSteps, kinds } = lists
  const counts = levelCounts()
  const own = words.levels.filter((level) => level !== NO_LEVEL)
  const levels = levelsOf(own.reduce((sum, level) => sum + counts[level], 0))
  const size = own.length + STAND_INS.length + 1
  const { firstOf, scoreOf, ...ofWords } = weighWords(words, layout, ranked(own), levels)
  const { known, ...ofPairs } = weighPairs(lists.pairs, size, firstOf, scoreOf)
  const kindOf = standInsOf(kinds, size - 1)
  const { id, tag, idOf, tagOf } = ofWords
  for (let node = 0; node < id.length; node++) if (known[id[node]] === 0) id[node] = kindOf[tag[node]]
  for (let unit = 0; unit < idOf.length; unit++)
    if (idOf[unit] === 0) idOf[unit] = size - 1
    else if (known[idOf[unit]] === 0) idOf[unit] = kindOf[tagOf[unit]]
  const ofClasses = weighClasses(classSteps, classes)
  const { values, scores } = levels
  const found = { ...ofWords, ...ofPairs, ...ofClasses, units: new Int32Array(0x10000 << UNIT_BITS) }
  const weights = { ...found, values }
  for (let unit = 0; unit < 0x10000; unit++) weighUnit(weights, layout, unit, nats(FLOOR))
  for (const single of weights.singles) weighUnit(weights, layout, single & 0xffff, scores[single >>> 16])
  return weights
}

function weighWords(
  { codes, depths, levels, tags }: WordColumns,
  { nodeOf, code: nodes }: Layout,
  rank: Uint32Array,
  { chances, values }: Levels,
): OfWords {
  const value = new Int32Array(nodes.length).fill(NO_WORD)
  const tag = new Uint8Array(nodes.length)
  const id = new Uint32Array(nodes.length)
  const firstOf = new Uint16Array(STAND_INS.length + rank.length + 1)
  const scoreOf = new Int32Array(STAND_INS.length + rank.length + 1)
  const tagOf = new Uint8Array(0x10000)
  const idOf = new Uint32Array(0x10000)
  const sums = new Float32Array(0x10000)
  const singles: number[] = []
  const word: number[] = []
  for (let i = 0, n = 0; i < codes.length; i++) {
    const depth = depths[i]
    word[depth] = codes[i]
    if (levels[i] === NO_LEVEL) continue
    const number = STAND_INS.length + rank[n++]
    for (let k = 0; k <= depth; k++) sums[word[k]] += chances[levels[i]]
    if (depth === 0) {
      singles.push((levels[i] << 16) | codes[i])
      tagOf[codes[i]] = tags[i]
      idOf[codes[i]] = number
      continue
    }
    const node = nodeOf[i]
    value[node] = values[levels[i]]
    tag[node] = tags[i]
    id[node] = number
    firstOf[number] = word[0]
    scoreOf[number] = values[levels[i]]
  }
  return { value, tag, id, firstOf, scoreOf, singles: Uint32Array.from(singles), tagOf, idOf, sums }
}

function weighPairs(pairs: Int32Array, size: number, firstOf: Uint16Array, scoreOf: Int32Array) {
  const count = pairs.length / 3
  const known = new Uint8Array(size)
  const bestPair = new Int32Array(size)
  const pairStart = new Int32Array(size + 1)
  const pairTail = new Int32Array(count)
  const pairWorth = new Int32Array(count)
  const pairFirst = new Uint16Array(count)
  const pairMost = new Int32Array(count)
  const bestStandIn = new Int32Array(size)
  const sieve = new Uint32Array(SIEVE >> 5)
  const paired = new Sieve(sieve)
  const gains = pairGains()
  for (let i = 0; i < count; i++) {
    const head = pairs[3 * i]
    const tail = pairs[3 * i + 1]
    const gain = gains[pairs[3 * i + 2]]
    pairStart[head + 1] = i + 1
    pairTail[i] = tail
    pairWorth[i] = gain
    pairFirst[i] = firstOf[tail]
    pairMost[i] = gain + scoreOf[tail]
    if (tail < STAND_INS.length && gain > bestStandIn[head]) bestStandIn[head] = gain
    paired.add(pairKey(head, tail))
    known[head] = known[tail] = 1
    if (gain > bestPair[tail]) bestPair[tail] = gain
  }
  for (let i = 1; i <= size; i++) if (pairStart[i] === 0) pairStart[i] = pairStart[i - 1]
  return {
    ...{ known, bestPair, pairStart, pairTail, pairWorth, pairFirst, pairMost, bestStandIn },
    paired: sieve,
  }
}

function weighClasses(
  steps: Int8Array,
  classes: number,
): Pick<Weights, 'follows' | 'mostFollow' | 'bestFollow'> {
  const follows = new Int32Array(CLASSES * CLASSES).fill(nats(UNSEEN))
  for (let i = 0; i < steps.length; i++)
    follows[(1 + Math.floor(i / classes)) * CLASSES + 1 + (i % classes)] += nats(CLASS_STEP * steps[i])
  const mostFollow = new Int32Array(CLASSES).fill(NO_WORD)
  const bestFollow = new Int32Array(CLASSES).fill(NO_WORD)
  for (let from = 0; from < CLASSES; from++)
    for (let to = 0; to < CLASSES; to++) {
      const worth = follows[from * CLASSES + to]
      if (worth > mostFollow[to]) mostFollow[to] = worth
      if (worth > bestFollow[from]) bestFollow[from] = worth
    }
  return { follows, mostFollow, bestFollow }
}

/** Writes what a code unit is worth, whose own score as a word is told. */
export function weighUnit(weights: Weights, { roots, best }: Layout, unit: number, score: number): void {
  const { units, idOf, tagOf, bestPair, mostFollow, values } = weights
  const at = unit << UNIT_BITS
  const [id, tag, root] = [idOf[unit], tagOf[unit], roots[unit]]
  units[at + UNIT.score] = score
  units[at + UNIT.most] = score + Math.max(bestPair[id], mostFollow[tag])
  units[at + UNIT.id] = id
  units[at + UNIT.tag] = tag
  units[at + UNIT.root] = root
  units[at + UNIT.word] = best[root] === 0 ? NO_WORD : values[best[root] - 1]
}
