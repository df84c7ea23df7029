import { repairData } from '#repair-data'

/**
 * What a stretch of characters is worth: words with their frequencies and word classes, built from free
 * lists. A text's score is that of its best cutting into words, so a candidate that completes a word wins.
 * Traditional characters count as their Simplified ones, which also forgives bad conversion (製度 scores as
 * 制度).
 */
export interface Model {
  /** Traditional code unit → Simplified; others → themselves. */
  simplified: Uint16Array
  /** 1: Traditional alone; 2: Simplified alone; 3: Simplified, but good Traditional too (面); 0: neither. */
  script: Uint8Array
  /**
   * The word `text[end - length .. end)` of Simplified code units: its index, or −1.
   */
  find(text: ArrayLike<number>, end: number, length: number): number
  /** Log probability by index. */
  value: Float32Array
  /** Word class by index. */
  tag: Uint8Array
  /** Log probability of a single code unit, never −∞. */
  single: Float32Array
  singleTag: Uint8Array
  /** What it is worth that a word of one class follows one of another: `from × CLASSES + to`. */
  follows: Float32Array
}

export const CLASSES = 64
const SLOTS = 1 << 18
const FLOOR = -19
/** Of ASCII: the same on every way to read a page but where a letter is half a character. */
const ASCII = -6

let model: Model | null = null

export function languageModel(): Model {
  model ??= load()
  return model
}

function hash(text: ArrayLike<number>, start: number, end: number): number {
  let h = 0x811c9dc5
  for (let i = start; i < end; i++) h = Math.imul(h ^ text[i], 0x01000193) ^ (h >>> 15)
  return h
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
  return { simplified, script }
}

function loadFollows(): Float32Array {
  const follows = new Float32Array(CLASSES * CLASSES)
  for (const row of repairData().classPairs.split(' '))
    follows[(row.charCodeAt(0) - 0x30) * CLASSES + row.charCodeAt(1) - 0x30] = Number(row.slice(2)) / 10
  return follows
}

function load(): Model {
  const { tails, shapes, classes, tags } = repairData()
  const keys = new Int32Array(SLOTS)
  const value = new Float32Array(SLOTS)
  const tag = new Uint8Array(SLOTS)
  const single = new Float32Array(0x10000).fill(FLOOR)
  single.fill(ASCII, 0, 0x80)
  const singleTag = new Uint8Array(0x10000)
  let total = 0
  for (let i = 0; i < classes.length; i++) total += 2 ** ((classes.charCodeAt(i) - 0x41) / 1.5)
  const logTotal = Math.log(total)
  const word = [0, 0, 0, 0]
  for (let i = 0, at = 0; i < shapes.length; i++) {
    const shape = shapes.charCodeAt(i) - 0x30
    const head = Math.floor(shape / 5)
    const length = head + (shape % 5)
    for (let k = head; k < length; k++) word[k] = tails.charCodeAt(at++)
    const worth = ((classes.charCodeAt(i) - 0x41) / 1.5) * Math.LN2 - logTotal
    const wordTag = tags.charCodeAt(i) - 0x30
    if (length === 1) {
      single[word[0]] = worth
      singleTag[word[0]] = wordTag
    }
    const key = hash(word, 0, length)
    let slot = key & (SLOTS - 1)
    while (value[slot] !== 0) slot = (slot + 1) & (SLOTS - 1)
    keys[slot] = key
    value[slot] = worth
    tag[slot] = wordTag
  }
  singleTag.fill(singleTag[0xff13], 0x30, 0x3a)
  const find = (text: ArrayLike<number>, end: number, length: number): number => {
    const key = hash(text, end - length, end)
    for (let slot = key & (SLOTS - 1); value[slot] !== 0; slot = (slot + 1) & (SLOTS - 1))
      if (keys[slot] === key) return slot
    return -1
  }
  return { ...loadScripts(), find, value, tag, single, singleTag, follows: loadFollows() }
}
