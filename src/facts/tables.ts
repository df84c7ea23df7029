import {
  cues as packedCues,
  metrics as packedMetrics,
  stops as packedStops,
  units as packedUnits,
} from '../generated/facts.js'
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

/** A trie over words read backwards, for matching what stands right before a place. */
class Endings {
  readonly #trie: Trie<true>
  constructor(words: Iterable<string>) {
    this.#trie = new Trie([...words].map((word) => [[...word].reverse().join(''), true] as const))
  }
  /** Length of the longest word that ends the text; 0 if none. */
  of(text: string): number {
    const tail = [...text.slice(-12)].reverse().join('')
    return this.#trie.longest(tail, 0)?.length ?? 0
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
  lists.set('stop', packedStops.split('\n'))
  const starting = new Map<string, Trie<true>>()
  const ending = new Map<string, Endings>()
  for (const [type, words] of lists) {
    starting.set(type, new Trie(words.map((word) => [word, true] as const)))
    ending.set(type, new Endings(words))
  }
  cueTables = { starting, ending }
  return cueTables
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

/** Length of the longest cue of a type that ends `text`; 0 if none. */
export function cueBefore(type: string, text: string): number {
  return cues().ending.get(type)?.of(text) ?? 0
}

/** First place in `text` where a cue of the type starts, with its length; null if none. */
export function findCue(type: string, text: string): { at: number; length: number } | null {
  const trie = cues().starting.get(type)
  if (trie)
    for (let at = 0; at < text.length; at++) {
      const match = trie.longest(text, at)
      if (match) return { at, length: match.length }
    }
  return null
}
