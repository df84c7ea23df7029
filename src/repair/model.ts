import { repairData } from '#repair-data'
import { ranked, STAND_INS, WORTH } from './packed.js'

/**
 * What a stretch of characters is worth: words with their frequencies, what it is worth that one word
 * follows another, and for words of which that is not known, that one word class follows another. A text's
 * score is that of its best cutting into words, so a candidate that completes a word wins. Traditional
 * characters count as their Simplified ones, which also forgives bad conversion (製度 scores as 制度).
 */
export interface Model {
  /** Traditional code unit → Simplified; others → themselves. */
  simplified: Uint16Array
  /** 1: Traditional alone; 2: Simplified alone; 3: Simplified, but good Traditional too (面); 4: digits and letters of full width; 0: none of these. */
  script: Uint8Array
  /** Log probability of a code unit as a word of its own, never −∞. */
  single: Float32Array
  /** The same in thousandths of a nat, as all scores are. */
  singleScore: Int32Array
  singleTag: Uint8Array
  /** Number of the code unit as a word, for `pairWorth`. */
  singleId: Uint32Array
  /** Log probability of a code unit in running text, by itself or in a word. */
  frequency: Float32Array
  /** The most that a code unit can add to a score as a word of its own. */
  bestSingle: Int32Array
  /** The most that a word of more characters can, by its last code unit; far below all scores where it ends none. */
  bestWord: Int32Array
  /** False where no word of two or more characters ends with the two that a key was made of. */
  endsWord(key: number): boolean
  /** The word with a key (see `extendKey`): its index, or −1. */
  find(key: number): number
  /** By index: score, word class, number for `joined`. */
  value: Int32Array
  tag: Uint8Array
  id: Uint32Array
  /** What it is worth that one word, by number and class, follows another. */
  joined(id: number, tag: number, nextId: number, nextTag: number): number
}

/** As scores count: in thousandths. */
export function nats(n: number): number {
  return Math.round(n * 1000)
}

/** Key of a word, made from its last code unit (key 0) to its first. */
export function extendKey(key: number, code: number): number {
  return Math.imul(key ^ code, 0x9e3779b1)
}

const CLASSES = 64
const SLOTS = 1 << 17
const SHIFT = 32 - 17
const FLOOR = -19
/** Of ASCII: the same on every way to read a page but where a letter is half a character. */
const ASCII = -6
/** What is taken off where nothing is known of two words but their classes. */
const UNSEEN = -0.5
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
  script.fill(4, 0xff10, 0xff5b)
  return { simplified, script }
}

function loadFollows(): Int32Array {
  const follows = new Int32Array(CLASSES * CLASSES).fill(nats(UNSEEN))
  for (const row of repairData().classPairs.split(' '))
    follows[(row.charCodeAt(0) - 0x30) * CLASSES + row.charCodeAt(1) - 0x30] += nats(
      Number(row.slice(2)) / 10,
    )
  return follows
}

/** A set of keys that may take a few more for its own, small enough to stay near the processor. */
class Sieve {
  readonly #bits = new Uint32Array(SIEVE >> 5)

  add(key: number): void {
    this.#bits[(key >>> 13) >>> 5] |= 1 << ((key >>> 13) & 31)
  }

  has(key: number): boolean {
    return (this.#bits[(key >>> 13) >>> 5] & (1 << ((key >>> 13) & 31))) !== 0
  }
}

const SIEVE = 1 << 19

type Words = Pick<
  Model,
  'endsWord' | 'single' | 'singleTag' | 'singleId' | 'frequency' | 'find' | 'value' | 'tag' | 'id'
>

function loadWords(): Words {
  const { words } = repairData()
  const logOf = (level: number) => (level / 1.5) * Math.LN2
  let total = 0
  for (const { level } of words) total += Math.exp(logOf(level))
  const logTotal = Math.log(total)
  const rank = ranked(words.map(({ level }) => level))
  const index = new Int32Array(SLOTS).fill(-1)
  const keys = new Int32Array(SLOTS)
  const value = new Int32Array(words.length)
  const tag = new Uint8Array(words.length)
  const id = new Uint32Array(words.length)
  const single = new Float32Array(0x10000).fill(FLOOR)
  single.fill(ASCII, 0, 0x80)
  const singleTag = new Uint8Array(0x10000)
  const singleId = new Uint32Array(0x10000)
  const frequency = new Float32Array(0x10000)
  const endings = new Sieve()
  for (const [i, { text, level, tag: own }] of words.entries()) {
    const log = logOf(level) - logTotal
    value[i] = nats(log)
    tag[i] = own
    id[i] = STAND_INS.length + rank[i]
    let key = 0
    for (let k = text.length - 1; k >= 0; k--) {
      key = extendKey(key, text.charCodeAt(k))
      if (k === text.length - 2) endings.add(key)
      frequency[text.charCodeAt(k)] += Math.exp(log)
    }
    if (text.length === 1) {
      single[text.charCodeAt(0)] = log
      singleTag[text.charCodeAt(0)] = own
      singleId[text.charCodeAt(0)] = id[i]
      continue
    }
    let slot = key >>> SHIFT
    while (index[slot] >= 0) slot = (slot + 1) & (SLOTS - 1)
    keys[slot] = key
    index[slot] = i
  }
  for (let i = 0; i < 0x10000; i++) frequency[i] = Math.max(FLOOR, Math.log(frequency[i]))
  singleTag.fill(singleTag[0xff13], 0x30, 0x3a)
  const find = (key: number): number => {
    for (let slot = key >>> SHIFT; index[slot] >= 0; slot = (slot + 1) & (SLOTS - 1))
      if (keys[slot] === key) return index[slot]
    return -1
  }
  const endsWord = (key: number) => endings.has(key)
  return { single, singleTag, singleId, frequency, endsWord, find, value, tag, id }
}

/** Gives words that have no pairs of their own, and figures and letters, the number of their kind. */
function standIn({ id, tag, singleId, singleTag }: Words, paired: Uint8Array): void {
  // The class that each stand-in stands for; 0 for the line's edge and for letters.
  const { kinds } = repairData()
  const kindOf = (own: number) => (own === 0 ? 0 : Math.max(0, kinds.indexOf(own)))
  for (let i = 0; i < id.length; i++) if (paired[id[i]] === 0) id[i] = kindOf(tag[i])
  for (let code = 0x80; code < 0x10000; code++)
    if (paired[singleId[code]] === 0) singleId[code] = kindOf(singleTag[code])
  const [edge, figure, letter] = ['#', '#m', '#x'].map((name) => STAND_INS.indexOf(name))
  singleId[0x0a] = edge
  singleId.fill(figure, 0x30, 0x3a).fill(figure, 0xff10, 0xff1a)
  singleId.fill(letter, 0x41, 0x5b).fill(letter, 0x61, 0x7b)
}

function load(): Model {
  const words = loadWords()
  const { singleId, singleTag, id, tag, value, single } = words
  const follows = loadFollows()
  const keys = new Int32Array(SLOTS)
  const worths = new Int32Array(SLOTS)
  const size = id.length + STAND_INS.length
  const paired = new Uint8Array(size)
  const best = new Int32Array(size)
  const known = new Sieve()
  for (const { head, tail, worth } of repairData().pairs) {
    const key = (Math.imul(head, 0x9e3779b1) + Math.imul(tail, 0x85ebca6b)) | 0
    let slot = key >>> SHIFT
    while (worths[slot] !== 0) slot = (slot + 1) & (SLOTS - 1)
    keys[slot] = key
    known.add(key)
    worths[slot] = nats(BELIEF * WORTH * worth)
    paired[head] = paired[tail] = 1
    best[tail] = Math.max(best[tail], worths[slot])
  }
  standIn(words, paired)
  const joined = (a: number, from: number, b: number, to: number): number => {
    const key = (Math.imul(a, 0x9e3779b1) + Math.imul(b, 0x85ebca6b)) | 0
    if (known.has(key)) {
      for (let slot = key >>> SHIFT; worths[slot] !== 0; slot = (slot + 1) & (SLOTS - 1))
        if (keys[slot] === key) return worths[slot]
    }
    return follows[from * CLASSES + to]
  }
  const most = new Int32Array(CLASSES).fill(-(2 ** 20))
  for (let i = 0; i < CLASSES * CLASSES; i++) most[i % CLASSES] = Math.max(most[i % CLASSES], follows[i])
  const singleScore = Int32Array.from(single, nats)
  const bestSingle = singleScore.map(
    (own, code) => own + Math.max(best[singleId[code]], most[singleTag[code]]),
  )
  const bestWord = new Int32Array(0x10000).fill(-(2 ** 29))
  for (const [i, { text }] of repairData().words.entries()) {
    if (text.length === 1) continue
    const last = text.charCodeAt(text.length - 1)
    bestWord[last] = Math.max(bestWord[last], value[i] + Math.max(best[id[i]], most[tag[i]]))
  }
  return { ...loadScripts(), ...words, singleScore, bestSingle, bestWord, joined }
}
