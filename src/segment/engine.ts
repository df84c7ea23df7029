import type { AssetSource } from '../text/index.js'

/**
 * Who cuts. `trie` (default): our own reader of jieba's word list, 3.5 MB in memory, no start-up to speak
 * of; `jieba`: jieba-wasm over the same list. Without guessed words they cut alike (99.98 % of word ends
 * on MSRA's news).
 */
export type Segmenter = 'trie' | 'jieba'

/** What the segment room needs of a segmenter. jieba-wasm's global dictionary is never written. */
export interface Engine {
  /** Where each word ends; the next starts there. */
  cut(text: string): Uint32Array
  /** What the word list says of the word between two places: see `kindOf` of trie.ts. */
  kindOf(text: string, start: number, end: number): number
}

/** Lone surrogates come back from a segmenter as U+FFFD, one code unit for one: lengths hold. */
export function endsOf(words: readonly string[]): Uint32Array {
  let at = 0
  return Uint32Array.from(words, (word) => {
    at += word.length
    return at
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
