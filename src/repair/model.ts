import { repairData } from '#repair-data'
import { type Layout, nodeKey, SHIFT, Sieve, SLOTS } from './layout.js'
import { STAND_INS } from './packed.js'
import { CLASSES, FLOOR, levelsOf, NO_WORD, nats, pairKey, type Weights, weighUnit } from './weights.js'

export { CLASSES, NO_WORD, nats, UNIT, UNIT_BITS } from './weights.js'

/**
 * What a stretch of characters is worth: words with their frequencies, what it is worth that one word
 * follows another, and for words of which that is not known, that one word class follows another. A text's
 * score is that of its best cutting into words, so a candidate that completes a word wins. Traditional
 * characters count as their Simplified ones, which also forgives bad conversion (製度 scores as 制度).
 */
export interface Model
  extends Pick<
    Weights,
    | 'follows'
    | 'mostFollow'
    | 'bestPair'
    | 'pairStart'
    | 'pairTail'
    | 'pairWorth'
    | 'pairFirst'
    | 'pairMost'
    | 'bestStandIn'
    | 'bestFollow'
  > {
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
  /** By node: the level of the best word that begins so, 0 for none; and by level, what such a word scores. */
  best: Uint8Array
  mostWord: Int32Array
}

/** How many code units a word has at most. */
export const LONGEST_WORD = 4
/** Of ASCII: the same on every way to read a page but where a letter is half a character. */
const ASCII = -6
/** Of those that news hardly has, but second bytes have: half of 繼 (C0 5E) is no ^. */
const RARE = -14
let model: Model | null = null
let chances: Chances | null = null

export function languageModel(): Model {
  model ??= load()
  return model
}

/** What tells whether a text is everyday Chinese: most pages are clean, and asked no more. */
export type Chances = Pick<Model, 'simplified' | 'single'>

export function characterChances(): Chances {
  chances ??= { simplified: loadSimplified(), single: loadSingle() }
  return chances
}

function loadSimplified(): Uint16Array {
  const { variants } = repairData()
  const simplified = new Uint16Array(0x10000)
  for (let i = 0; i < 0x10000; i++) simplified[i] = i
  for (let i = 0; i < variants.length; i += 2) simplified[variants.charCodeAt(i)] = variants.charCodeAt(i + 1)
  return simplified
}

function loadScript(): Uint8Array {
  const { variants, both } = repairData()
  const script = new Uint8Array(0x10000)
  for (let i = 0; i < variants.length; i += 2) {
    const [t, s] = [variants.charCodeAt(i), variants.charCodeAt(i + 1)]
    script[t] = 1
    if (script[s] === 0) script[s] = 2
  }
  for (let i = 0; i < both.length; i++) script[both.charCodeAt(i)] = 3
  // Between figures and letters lie ：；？＠, which Chinese text has where it has no letter of full width.
  script.fill(4, 0xff10, 0xff5b).fill(5, 0xff1a, 0xff21).fill(0, 0xff3b, 0xff41)
  return script
}

/** The node one code unit on from another. */
function childIn({ known, slots, firstChild, degree, code: codes }: Layout): Model['child'] {
  const sieve = new Sieve(known)
  return (node, code) => {
    const key = nodeKey(node, code)
    if (!sieve.has(key)) return 0
    const first = firstChild[node]
    for (let slot = key >>> SHIFT; slots[slot] !== 0; slot = (slot + 1) & (SLOTS - 1)) {
      const child = slots[slot]
      if (codes[child] === code && (child - first) >>> 0 < degree[node]) return child
    }
    return 0
  }
}

/** Only a tenth of all code units stand in words; every character of a word is one itself. */
function loadSingle(): Float32Array {
  const { singles, counted } = repairData()
  const { logs } = levelsOf(counted)
  const single = new Float32Array(0x10000).fill(FLOOR)
  single.fill(ASCII, 0, 0x80)
  for (const sign of '@[\\]^_`{|}~') single[sign.charCodeAt(0)] = RARE
  for (const { text, level } of singles()) single[text.charCodeAt(0)] = logs[level]
  return single
}

function loadFrequency({ singles, sums }: Weights): Float32Array {
  const frequency = new Float32Array(0x10000).fill(FLOOR)
  for (const single of singles) {
    const code = single & 0xffff
    frequency[code] = Math.max(FLOOR, Math.log(sums[code]))
  }
  return frequency
}

/** Line ends, figures and letters stand for their kinds, whatever words they are. */
function standIn(weights: Weights, layout: Layout, kinds: readonly number[], single: Float32Array): void {
  const { tagOf, idOf } = weights
  const [edge, figure, letter] = ['#', '#m', '#x'].map((name) => STAND_INS.indexOf(name))
  tagOf.fill(tagOf[0xff13], 0x30, 0x3a)
  tagOf[0x0a] = kinds[edge]
  tagOf.fill(kinds[letter], 0x41, 0x5b).fill(kinds[letter], 0x61, 0x7b)
  idOf[0x0a] = edge
  idOf.fill(figure, 0x30, 0x3a).fill(figure, 0xff10, 0xff1a)
  idOf.fill(letter, 0x41, 0x5b).fill(letter, 0x61, 0x7b)
  for (let unit = 0; unit < 0x80; unit++) weighUnit(weights, layout, unit, nats(single[unit]))
  for (let unit = 0xff10; unit < 0xff1a; unit++) weighUnit(weights, layout, unit, nats(single[unit]))
}

function load(): Model {
  const { lists, kinds } = repairData()
  const { weights, layout } = lists()
  const { single, simplified } = characterChances()
  standIn(weights, layout, kinds, single)
  const { pairStart, pairTail, pairWorth, follows } = weights
  const known = new Sieve(weights.paired)
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
  const { value, tag, id, units, mostFollow, bestFollow } = weights
  const { bestPair, pairFirst, pairMost, bestStandIn } = weights
  const { firstChild, code, degree, best } = layout
  return {
    ...{ simplified, script: loadScript() },
    ...{ single, frequency: loadFrequency(weights), units },
    ...{
      firstChild,
      code,
      degree,
      value,
      tag,
      id,
      best,
      mostWord: Int32Array.of(NO_WORD, ...weights.values),
    },
    child: childIn(layout),
    ...{ joined, follows, mostFollow, bestFollow },
    ...{ bestPair, pairStart, pairTail, pairWorth, pairFirst, pairMost, bestStandIn },
  }
}
