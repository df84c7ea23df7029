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
}

/** Where a browser finds an asset: a URL, its bytes, a response; for the wasm also a compiled module. */
export type AssetSource = string | URL | ArrayBuffer | Uint8Array | Response | Promise<Response>
export type WasmSource = AssetSource | WebAssembly.Module

export interface LoadOptions {
  segmenter?: Segmenter
  /** The wasm of jieba-wasm, for `segmenter: 'jieba'`. */
  wasm?: WasmSource
  /** The word list of the trie (`words.bin` of this package, gzip). */
  wordList?: AssetSource
}
