import type { AssetSource } from '../text/index.js'

/**
 * Who cuts. `trie` (default): our own reader of jieba's word list, 3.5 MB in memory, no start-up to speak
 * of; `jieba`: jieba-wasm over the same list. Without guessed words they cut alike (99.98 % of word ends
 * on MSRA's news).
 */
export type Segmenter = 'trie' | 'jieba'

/** What the segment room needs of a segmenter. jieba-wasm's global dictionary is never written. */
export interface Engine {
  /** Words that join to the text they cut. */
  cut(text: string): string[]
  /** What the word list says of the word between two places: see `kindOf` of trie.ts. */
  kindOf(text: string, start: number, end: number): number
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
