import {
  cues as packedCues,
  divisions as packedDivisions,
  holders as packedHolders,
  metrics as packedMetrics,
  units as packedUnits,
} from '../generated/facts.js'
import { SuffixTrie, Trie } from '../text/index.js'
import type { Unit } from './types.js'

export interface UnitRow {
  /**
   * money, measure, count, percent, permille, ratio, age, duration; stop: no unit at all (年级); first: its first
   * character is one (台|风机).
   */
  kind: string
  unit: Unit
}

/** Whether a row of the table is a unit as it stands. */
export const isUnit = ({ kind }: UnitRow): boolean => kind !== 'stop' && kind !== 'first'

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

let cueLists: Map<string, readonly string[] | string> | null = null
/** Words of one type of cue; `metric` are names of quantities. */
export function cueWords(type: string): readonly string[] {
  if (!cueLists) {
    cueLists = new Map([['metric', packedMetrics.split('\n')]])
    for (const line of packedCues.split('\n')) {
      const head = line.indexOf('\t')
      cueLists.set(line.slice(0, head), line.slice(head + 1))
    }
  }
  const list = cueLists.get(type) ?? []
  if (typeof list !== 'string') return list
  const words = list.split('\t')
  cueLists.set(type, words)
  return words
}

let ranks: Map<string, number> | null = null
/** How high a division stands whose name a character ends: 国 at 1, 省 at 2; undefined where it ends none. */
export function rankOf(character: string): number | undefined {
  ranks ??= new Map(
    packedDivisions.split('\n').map((line) => {
      const [word, rank] = line.split('\t')
      return [word, Number(rank)]
    }),
  )
  return ranks.get(character)
}

/** Row, column and weight of what speaks for and against one who may have a figure. */
export function holderWeights(): string[][] {
  return packedHolders.split('\n').map((line) => line.split('\t'))
}

/** The cues of one type as tries, each made when it is first asked for. */
interface Cue {
  readonly type: string
  starts: Trie<true> | null
  ends: SuffixTrie<true> | null
}

/** Places for the types of cues: many times as many as there are types. */
const PLACES = 1024
const cues: (Cue | null)[] = new Array(PLACES).fill(null)

/** A type is asked for with nearly every word: a few letters of its name say where it is, which no Map is as quick at. */
function cueOf(type: string): Cue {
  const last = type.length - 1
  let at =
    (type.charCodeAt(0) * 31 + type.charCodeAt(last >> 1) * 173 + type.charCodeAt(last) * 7 + last) % PLACES
  for (let cue = cues[at]; cue !== null; cue = cues[at]) {
    if (cue.type === type) return cue
    at = (at + 1) % PLACES
  }
  const cue: Cue = { type, starts: null, ends: null }
  cues[at] = cue
  return cue
}

const entriesOf = (type: string) => [[cueWords(type), true] as const]

/** The cues of a type, for who asks at many places. */
export function startsOf(type: string): Trie<true> {
  const cue = cueOf(type)
  cue.starts ??= new Trie(entriesOf(type))
  return cue.starts
}

function endsOf(type: string): SuffixTrie<true> {
  const cue = cueOf(type)
  cue.ends ??= new SuffixTrie(entriesOf(type))
  return cue.ends
}

type Base = 'yoy' | 'mom' | 'qoq' | 'ytd'
let baseTrie: Trie<Base> | null = null
/** Bases of comparison by their words: 同比, 较上年末. */
export function bases(): Trie<Base> {
  baseTrie ??= new Trie(
    (['yoy', 'mom', 'qoq', 'ytd'] as const).map((base) => [cueWords(`base:${base}`), base] as const),
  )
  return baseTrie
}

/** Length of the longest cue of a type that starts at `at`; 0 if none. */
export function cueAt(type: string, text: string, at: number): number {
  return startsOf(type).reach(text, at)
}

/** Length of the longest cue of a type that ends at `end` of the text, not reaching before `from`; 0 if none. */
export function cueBefore(type: string, text: string, from = 0, end = text.length): number {
  return endsOf(type).reach(text, end, from)
}

/** Whether a word is a cue of a type. */
export function isCue(type: string, word: string): boolean {
  return word !== '' && cueAt(type, word, 0) === word.length
}

/** How often cues of the type stand in `text`. */
export function countCues(type: string, text: string): number {
  const trie = startsOf(type)
  let count = 0
  for (let at = 0; at < text.length; at++) if (trie.reach(text, at) > 0) count++
  return count
}
