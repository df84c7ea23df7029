import { repairData } from '#repair-data'
import { type Layout, nodeKey, SHIFT, Sieve, SLOTS } from './layout.js'
import { NO_LEVEL, ranked, STAND_INS, WORTH, type WordColumns } from './packed.js'

/**
 * What a stretch of characters is worth: words with their frequencies, what it is worth that one word
 * follows another, and for words of which that is not known, that one word class follows another. A text's
 * score is that of its best cutting into words, so a candidate that completes a word wins. Traditional
 * characters count as their Simplified ones, which also forgives bad conversion (製度 scores as 制度).
 */
export interface Model {
  /** Traditional code unit → Simplified; others → themselves. */
  simplified: Uint16Array
  /** 1: Traditional alone; 2: Simplified alone; 3: Simplified, but good Traditional too (面); 4: digits and letters of full width; 5: ：；？ and the like; 0: none of these. */
  script: Uint8Array
  /** Log probability of a code unit as a word of its own, never −∞. */
  single: Float32Array
  /** Log probability of a code unit in running text, by itself or in a word. */
  frequency: Float32Array
  /** What a search asks of a code unit again and again, side by side: at code unit << `UNIT_BITS` + one of `UNIT`. */
  units: Int32Array
  /** The node one code unit on; 0 where no word goes on so. */
  child(node: number, code: number): number
  /** By node: the first node one code unit on, how many there are side by side (those of better words first), its own code unit. */
  firstChild: Int32Array
  degree: Uint16Array
  code: Uint16Array
  /** By node: score (`NO_WORD` where none ends there), word class, number for `joined`. */
  value: Int32Array
  tag: Uint8Array
  id: Uint32Array
  /** What it is worth that one word, by number and class, follows another. */
  joined(id: number, tag: number, nextId: number, nextTag: number): number
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
  /** By node: the level of the best word that begins so, 0 for none; and by level, what such a word scores. */
  best: Uint8Array
  mostWord: Int32Array
}

/** How many code units a word has at most. */
export const LONGEST_WORD = 4
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
const LEVELS = 64
const FLOOR = -19
/** Of ASCII: the same on every way to read a page but where a letter is half a character. */
const ASCII = -6
/** Of those that news hardly has, but second bytes have: half of 繼 (C0 5E) is no ^. */
const RARE = -14
/** What is taken off where nothing is known of two words but their classes. */
const UNSEEN = -0.5
/** Nats by which the worth of a class after another is counted. */
const CLASS_STEP = 0.5
/** How far known pairs are believed. */
const BELIEF = 0.9

let model: Model | null = null

export function languageModel(): Model {
  model ??= load()
  return model
}

function loadScripts(): Pick<Model, 'simplified' | 'script'> {
  const { variants, both } = repairData()
  const simplified = new Uint16Array(0x10000)
  for (let i = 0; i < 0x10000; i++) simplified[i] = i
  const script = new Uint8Array(0x10000)
  for (let i = 0; i < variants.length; i += 2) {
    const [t, s] = [variants.charCodeAt(i), variants.charCodeAt(i + 1)]
    simplified[t] = s
    script[t] = 1
    if (script[s] === 0) script[s] = 2
  }
  for (let i = 0; i < both.length; i++) script[both.charCodeAt(i)] = 3
  // Between figures and letters lie ：；？＠, which Chinese text has where it has no letter of full width.
  script.fill(4, 0xff10, 0xff5b).fill(5, 0xff1a, 0xff21).fill(0, 0xff3b, 0xff41)
  return { simplified, script }
}

function loadFollows(): Int32Array {
  const { classes, classSteps } = repairData()
  const follows = new Int32Array(CLASSES * CLASSES).fill(nats(UNSEEN))
  for (let i = 0; i < classSteps.length; i++)
    follows[(1 + Math.floor(i / classes)) * CLASSES + 1 + (i % classes)] += nats(CLASS_STEP * classSteps[i])
  return follows
}

/** Words by their code units, from the first on: a node for each beginning, those that go on from one side by side. */
class Trie {
  readonly layout: Layout
  readonly value: Int32Array
  readonly tag: Uint8Array
  readonly id: Uint32Array
  /** By `best` of the layout: the score. */
  readonly most: Int32Array
  readonly #known: Sieve

  /** `values`: the score of each level. */
  constructor(layout: Layout, values: Int32Array) {
    const size = layout.code.length
    this.layout = layout
    this.value = new Int32Array(size).fill(NO_WORD)
    this.tag = new Uint8Array(size)
    this.id = new Uint32Array(size)
    this.most = Int32Array.of(NO_WORD, ...values)
    this.#known = new Sieve(layout.known)
  }

  find(node: number, code: number): number {
    const key = nodeKey(node, code)
    if (!this.#known.has(key)) return 0
    const { slots, firstChild, degree, code: codes } = this.layout
    const first = firstChild[node]
    for (let slot = key >>> SHIFT; slots[slot] !== 0; slot = (slot + 1) & (SLOTS - 1)) {
      const child = slots[slot]
      if (codes[child] === code && (child - first) >>> 0 < degree[node]) return child
    }
    return 0
  }
}

type Words = Pick<Model, 'single' | 'frequency'> & {
  trie: Trie
  singleTag: Uint8Array
  /** Number of a code unit as a word. */
  singleId: Uint32Array
  /** By number, of longer words: the first code unit, the score. */
  firstOf: Uint16Array
  scoreOf: Int32Array
  /** Code units that are words. */
  singles: number[]
}

/** Of the nodes that are words. */
function levelsOf({ levels, count }: WordColumns): Uint8Array {
  const own = new Uint8Array(count)
  for (let i = 0, n = 0; i < levels.length; i++) if (levels[i] !== NO_LEVEL) own[n++] = levels[i]
  return own
}

function loadWords(): Words {
  const { words, layout } = repairData()
  const { codes, depths, levels, tags } = words
  const { nodeOf } = layout
  const logs = Float64Array.from({ length: LEVELS }, (_, level) => (level / 1.5) * Math.LN2)
  const counts = logs.map(Math.exp)
  const own = levelsOf(words)
  let total = 0
  for (let i = 0; i < own.length; i++) total += counts[own[i]]
  for (let level = 0; level < LEVELS; level++) logs[level] -= Math.log(total)
  const chances = logs.map(Math.exp)
  const values = Int32Array.from(logs, nats)
  const rank = ranked(own)
  const trie = new Trie(layout, values)
  const firstOf = new Uint16Array(STAND_INS.length + own.length + 1)
  const scoreOf = new Int32Array(STAND_INS.length + own.length + 1)
  const single = new Float32Array(0x10000).fill(FLOOR)
  single.fill(ASCII, 0, 0x80)
  for (const sign of '@[\\]^_`{|}~') single[sign.charCodeAt(0)] = RARE
  const singleTag = new Uint8Array(0x10000)
  const singleId = new Uint32Array(0x10000)
  const frequency = new Float32Array(0x10000)
  const singles: number[] = []
  const word = new Uint16Array(LONGEST_WORD)
  for (let i = 0, n = 0; i < codes.length; i++) {
    const depth = depths[i]
    word[depth] = codes[i]
    if (levels[i] === NO_LEVEL) continue
    const id = STAND_INS.length + rank[n++]
    for (let k = 0; k <= depth; k++) frequency[word[k]] += chances[levels[i]]
    if (depth === 0) {
      singles.push(codes[i])
      single[codes[i]] = logs[levels[i]]
      singleTag[codes[i]] = tags[i]
      singleId[codes[i]] = id
      continue
    }
    const node = nodeOf[i]
    trie.value[node] = values[levels[i]]
    trie.tag[node] = tags[i]
    trie.id[node] = id
    firstOf[id] = word[0]
    scoreOf[id] = values[levels[i]]
  }
  // Only a tenth of all code units stand in words; every character of a word is one itself.
  const found = singles.map((code) => Math.max(FLOOR, Math.log(frequency[code])))
  frequency.fill(FLOOR)
  for (const [i, code] of singles.entries()) frequency[code] = found[i]
  singleTag.fill(singleTag[0xff13], 0x30, 0x3a)
  const { kinds } = repairData()
  const [edge, letter] = ['#', '#x'].map((name) => kinds[STAND_INS.indexOf(name)])
  singleTag[0x0a] = edge
  singleTag.fill(letter, 0x41, 0x5b).fill(letter, 0x61, 0x7b)
  return { single, singleTag, singleId, frequency, trie, firstOf, scoreOf, singles }
}

/** Numbers that have no pairs of their own become those of their classes. */
function replace(id: Uint32Array, tag: Uint8Array, paired: Uint8Array, kindOf: Uint32Array): void {
  for (let i = 0; i < id.length; i++) if (paired[id[i]] === 0) id[i] = kindOf[tag[i]]
}

/** Gives words that have no pairs of their own, and figures and letters, the number of their kind. */
function standIn({ trie, singleId, singleTag, singles }: Words, paired: Uint8Array): void {
  const { id, tag } = trie
  const { kinds } = repairData()
  const none = paired.length - 1
  const kindOf = new Uint32Array(CLASSES).fill(none)
  for (const name of ['#nr', '#ns', '#nt', '#m', '#t']) {
    const kind = STAND_INS.indexOf(name)
    kindOf[kinds[kind]] = kind
  }
  replace(id, tag, paired, kindOf)
  const own = singles.map((code) => (paired[singleId[code]] === 0 ? kindOf[singleTag[code]] : singleId[code]))
  singleId.fill(none)
  for (const [i, code] of singles.entries()) singleId[code] = own[i]
  const [edge, figure, letter] = ['#', '#m', '#x'].map((name) => STAND_INS.indexOf(name))
  singleId[0x0a] = edge
  singleId.fill(figure, 0x30, 0x3a).fill(figure, 0xff10, 0xff1a)
  singleId.fill(letter, 0x41, 0x5b).fill(letter, 0x61, 0x7b)
}

function unitsOf(
  { single, singleId, singleTag, singles, trie }: Words,
  bestPair: Int32Array,
  mostFollow: Int32Array,
): Int32Array {
  const units = new Int32Array(0x10000 << UNIT_BITS)
  const row = (unit: number) => {
    const at = unit << UNIT_BITS
    const [id, tag, root] = [singleId[unit], singleTag[unit], trie.layout.roots[unit]]
    units[at + UNIT.score] = nats(single[unit])
    units[at + UNIT.most] = nats(single[unit]) + Math.max(bestPair[id], mostFollow[tag])
    units[at + UNIT.id] = id
    units[at + UNIT.tag] = tag
    units[at + UNIT.root] = root
    units[at + UNIT.word] = trie.most[trie.layout.best[root]]
  }
  // Nine of ten are no words: their rows are written by copying, the first page waits for it.
  row(0xffff)
  units.copyWithin(0, 0xffff << UNIT_BITS)
  for (let filled = 1 << UNIT_BITS; filled < units.length; filled *= 2) units.copyWithin(filled, 0, filled)
  for (let unit = 0; unit < 0x80; unit++) row(unit)
  for (let unit = 0xff10; unit < 0xff1a; unit++) row(unit)
  for (const unit of singles) row(unit)
  return units
}

const pairKey = (head: number, tail: number): number =>
  (Math.imul(head, 0x9e3779b1) + Math.imul(tail, 0x85ebca6b)) | 0

function load(): Model {
  const words = loadWords()
  const follows = loadFollows()
  // The last is that of what no word is known to stand beside.
  const size = repairData().words.count + STAND_INS.length + 1
  const { pairs } = repairData()
  const count = pairs.length / 3
  const paired = new Uint8Array(size)
  const bestPair = new Int32Array(size)
  const pairStart = new Int32Array(size + 1)
  const pairTail = new Int32Array(count)
  const pairWorth = new Int32Array(count)
  const pairFirst = new Uint16Array(count)
  const pairMost = new Int32Array(count)
  const bestStandIn = new Int32Array(size)
  const known = new Sieve()
  const gains = Int32Array.from({ length: 16 }, (_, worth) => nats(BELIEF * WORTH * worth))
  for (let i = 0; i < count; i++) {
    const head = pairs[3 * i]
    const tail = pairs[3 * i + 1]
    const gain = gains[pairs[3 * i + 2]]
    pairStart[head + 1] = i + 1
    pairTail[i] = tail
    pairWorth[i] = gain
    pairFirst[i] = words.firstOf[tail]
    pairMost[i] = gain + words.scoreOf[tail]
    if (tail < STAND_INS.length && gain > bestStandIn[head]) bestStandIn[head] = gain
    known.add(pairKey(head, tail))
    paired[head] = paired[tail] = 1
    if (gain > bestPair[tail]) bestPair[tail] = gain
  }
  for (let i = 1; i <= size; i++) if (pairStart[i] === 0) pairStart[i] = pairStart[i - 1]
  standIn(words, paired)
  const joined = (a: number, from: number, b: number, to: number): number => {
    if (known.has(pairKey(a, b))) {
      let [low, high] = [pairStart[a], pairStart[a + 1]]
      while (low < high) {
        const middle = (low + high) >> 1
        if (pairTail[middle] < b) low = middle + 1
        else high = middle
      }
      if (low < pairStart[a + 1] && pairTail[low] === b) return pairWorth[low]
    }
    return follows[from * CLASSES + to]
  }
  const mostFollow = new Int32Array(CLASSES).fill(NO_WORD)
  const bestFollow = new Int32Array(CLASSES).fill(NO_WORD)
  for (let from = 0; from < CLASSES; from++)
    for (let to = 0; to < CLASSES; to++) {
      const worth = follows[from * CLASSES + to]
      if (worth > mostFollow[to]) mostFollow[to] = worth
      if (worth > bestFollow[from]) bestFollow[from] = worth
    }
  const pairsFound = {
    ...{ bestPair, pairStart, pairTail, pairWorth, pairFirst, pairMost },
    ...{ bestStandIn, bestFollow },
  }
  const { trie, single, frequency } = words
  const { value, tag, id, most: mostWord } = trie
  const { firstChild, code, degree, best } = trie.layout
  return {
    ...loadScripts(),
    ...{ single, frequency, units: unitsOf(words, bestPair, mostFollow) },
    ...{ firstChild, code, degree, value, tag, id, best, mostWord },
    child: (node, next) => trie.find(node, next),
    ...{ joined, follows, mostFollow },
    ...pairsFound,
  }
}
