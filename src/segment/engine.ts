import type { AssetSource } from '../text/index.js'

/**
 * Who cuts. `trie` (default): our own reader of jieba's word list, 3.5 MB in memory, no start-up to speak
 * of; `jieba`: jieba-wasm over the same list. Without guessed words they cut alike (99.98 % of word ends
 * on MSRA's news).
 */
export type Segmenter = 'trie' | 'jieba'

/** The words of a text, together the whole of it. */
export interface Words {
  /** Where each ends; the next starts there. */
  ends: Uint32Array
  /** What the word list says of each: see `kindOf`. */
  kinds: Uint8Array
}

/** What the segment room needs of a segmenter. jieba-wasm's global dictionary is never written. */
export interface Engine {
  cut(text: string): Words
  /** What the word list says of the word between two places: see `kindOf` of trie.ts. */
  kindOf(text: string, start: number, end: number): number
}

/** Words of jieba's. Lone surrogates come back from it as U+FFFD, one code unit for one: lengths hold. */
export function wordsOf(text: string, words: readonly string[], kindOf: Engine['kindOf']): Words {
  let end = 0
  const ends = Uint32Array.from(words, (word) => {
    end += word.length
    return end
  })
  return { ends, kinds: kindsOf(text, ends, kindOf) }
}

/** What the word list says of words that something else has cut. */
export function kindsOf(text: string, ends: Uint32Array, kindOf: Engine['kindOf']): Uint8Array {
  let start = 0
  return Uint8Array.from(ends, (end) => {
    const kind = kindOf(text, start, end)
    start = end
    return kind
  })
}

/** Where a browser finds jieba's wasm: as any asset, or as a compiled module. */
export type WasmSource = AssetSource | WebAssembly.Module

export interface LoadOptions {
  /** null: none, for those who call nothing but `normalize`. */
  segmenter?: Segmenter | null
  /** What `normalize` needs to mend damaged pages (`repair.bin` of this package, gzip). */
  repairData?: AssetSource
  /** The entity model (`entities.bin` of this package, gzip). */
  entityModel?: AssetSource
  /** The wasm of jieba-wasm, for `segmenter: 'jieba'`. */
  wasm?: WasmSource
  /** The word list of the trie (`words.bin` of this package, gzip). */
  wordList?: AssetSource
}
