/** What the segment room needs of jieba-wasm. Its global dictionary is never written. */
export interface Engine {
  /** Words that join to the text they cut. `hmm`: guess words that the list lacks. */
  cut(text: string, hmm?: boolean): string[]
}

/** Where a browser finds the wasm of jieba-wasm: a URL, its bytes, or a compiled module. */
export type WasmSource =
  | string
  | URL
  | ArrayBuffer
  | Uint8Array
  | WebAssembly.Module
  | Response
  | Promise<Response>
