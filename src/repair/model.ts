import { classes, shapes, tails, variants } from '../generated/repair-model.js'

/**
 * What a stretch of characters is worth: a unigram model over words, built from a free word list. A text's
 * score is that of its best cutting into words, so a candidate that completes a word wins. Traditional
 * characters count as their Simplified ones, which also forgives bad conversion (製度 scores as 制度).
 */
export interface Model {
  /** Traditional code unit → Simplified; others → themselves. */
  simplified: Uint16Array
  /** 1: has a Simplified form that differs; 2: is such a Simplified form; 0: neither. */
  script: Uint8Array
  /** Log probability of the word at `text[end - length .. end)`, Simplified code units; −∞ if no word. */
  word(text: ArrayLike<number>, end: number, length: number): number
  /** Log probability of a single character, never −∞. */
  single(code: number): number
}

export const MAX_WORD = 4
const SLOTS = 1 << 18
const FLOOR = -19

let model: Model | null = null

export function languageModel(): Model {
  model ??= load()
  return model
}

/** Two 32-bit halves that together tell any word of up to four code units apart well enough. */
function hash(text: ArrayLike<number>, start: number, end: number): number {
  let h = 0x811c9dc5
  for (let i = start; i < end; i++) h = Math.imul(h ^ text[i], 0x01000193) ^ (h >>> 15)
  return h
}

function load(): Model {
  const simplified = new Uint16Array(0x10000)
  for (let i = 0; i < 0x10000; i++) simplified[i] = i
  const script = new Uint8Array(0x10000)
  for (let i = 0; i < variants.length; i += 2) {
    const [t, s] = [variants.charCodeAt(i), variants.charCodeAt(i + 1)]
    simplified[t] = s
    script[t] = 1
    if (script[s] === 0) script[s] = 2
  }
  const keys = new Int32Array(SLOTS)
  const values = new Float32Array(SLOTS)
  const singles = new Float32Array(0x10000).fill(FLOOR)
  let total = 0
  const insert: [number[], number][] = []
  let at = 0
  const word: number[] = []
  for (let i = 0; i < shapes.length; i++) {
    const shape = shapes.charCodeAt(i) - 0x30
    word.length = Math.floor(shape / 5)
    for (let n = shape % 5; n > 0; n--) word.push(tails.charCodeAt(at++))
    const count = 2 ** ((classes.charCodeAt(i) - 0x41) / 1.5)
    total += count
    insert.push([word.slice(), count])
  }
  const logTotal = Math.log(total)
  for (const [units, count] of insert) {
    const value = Math.log(count) - logTotal
    if (units.length === 1) singles[units[0]] = value
    const key = hash(units, 0, units.length)
    let slot = key & (SLOTS - 1)
    while (values[slot] !== 0) slot = (slot + 1) & (SLOTS - 1)
    keys[slot] = key
    values[slot] = value
  }
  return {
    simplified,
    script,
    word(text, end, length) {
      const key = hash(text, end - length, end)
      for (let slot = key & (SLOTS - 1); values[slot] !== 0; slot = (slot + 1) & (SLOTS - 1))
        if (keys[slot] === key) return values[slot]
      return Number.NEGATIVE_INFINITY
    },
    single: (code) => singles[code],
  }
}
