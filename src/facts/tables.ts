import { cues as packedCues, metrics as packedMetrics, units as packedUnits } from '../generated/facts.js'
import { Trie } from '../text/index.js'
import type { Unit } from './types.js'

export interface UnitRow {
  /** money, measure, count, percent, permille, ratio, age, duration; stop: no unit at all (年级). */
  kind: string
  unit: Unit
}

let unitTrie: Trie<UnitRow> | null = null
/** Units by what they are written as: dict/units. */
export function units(): Trie<UnitRow> {
  unitTrie ??= new Trie(
    packedUnits.split('\n').map((line) => {
      const [term, kind, system, code] = line.split('\t')
      return [term, { kind, unit: { system: system as Unit['system'], code, text: term } }] as const
    }),
  )
  return unitTrie
}

interface Node {
  next: Map<number, Node>
  ends: boolean
}

/** A trie over words read backwards, for matching what stands right before a place. */
class Endings {
  readonly #root: Node = { next: new Map(), ends: false }
  constructor(words: Iterable<string>) {
    for (const word of words) {
      let node = this.#root
      for (let i = word.length - 1; i >= 0; i--) {
        const code = word.charCodeAt(i)
        let child = node.next.get(code)
        if (!child) {
          child = { next: new Map(), ends: false }
          node.next.set(code, child)
        }
        node = child
      }
      node.ends = true
    }
  }
  /** Length of the longest word that ends at `end` and starts no earlier than `from`; 0 if none. */
  of(text: string, from: number, end: number): number {
    let node: Node | undefined = this.#root
    let best = 0
    for (let i = end - 1; i >= from; i--) {
      node = node.next.get(text.charCodeAt(i))
      if (!node) break
      if (node.ends) best = end - i
    }
    return best
  }
}

interface Cues {
  starting: Map<string, Trie<true>>
  ending: Map<string, Endings>
}

let cueTables: Cues | null = null
function cues(): Cues {
  if (cueTables) return cueTables
  const lists = new Map<string, string[]>()
  for (const line of packedCues.split('\n')) {
    const [term, type] = line.split('\t')
    const list = lists.get(type) ?? []
    list.push(term)
    lists.set(type, list)
  }
  lists.set('metric', packedMetrics.split('\n'))
  const starting = new Map<string, Trie<true>>()
  const ending = new Map<string, Endings>()
  for (const [type, words] of lists) {
    starting.set(type, new Trie(words.map((word) => [word, true] as const)))
    ending.set(type, new Endings(words))
  }
  cueTables = { starting, ending }
  return cueTables
}

/** Words of one type of cue. */
export function cueWords(type: string): string[] {
  const words: string[] = []
  for (const line of packedCues.split('\n')) {
    const [word, is] = line.split('\t')
    if (is === type) words.push(word)
  }
  return words
}

/** Names of quantities. */
export const metricWords = (): string[] => packedMetrics.split('\n')

type Base = 'yoy' | 'mom' | 'qoq' | 'ytd'
let baseTrie: Trie<Base> | null = null
/** The base of comparison whose words start at `at`: 同比, 较上年末. */
export function baseAt(text: string, at: number): Base | null {
  baseTrie ??= new Trie(
    packedCues
      .split('\n')
      .map((line) => line.split('\t'))
      .filter(([, type]) => /^base:(?:yoy|mom|qoq|ytd)$/.test(type))
      .map(([word, type]) => [word, type.slice(5) as Base] as const),
  )
  return baseTrie.longest(text, at)?.value ?? null
}

/** Length of the longest cue of a type that starts at `at`; 0 if none. */
export function cueAt(type: string, text: string, at: number): number {
  return cues().starting.get(type)?.longest(text, at)?.length ?? 0
}

/** Length of the longest cue of a type that ends at `end` of the text, not reaching before `from`; 0 if none. */
export function cueBefore(type: string, text: string, from = 0, end = text.length): number {
  return cues().ending.get(type)?.of(text, from, end) ?? 0
}

/** How often cues of the type stand in `text`. */
export function countCues(type: string, text: string): number {
  const trie = cues().starting.get(type)
  let count = 0
  if (trie) for (let at = 0; at < text.length; at++) if (trie.longest(text, at)) count++
  return count
}
