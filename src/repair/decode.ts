import type { Issue } from '../text/index.js'

export interface DecodeOptions {
  /** What the server or the page declared. Overruled where the bytes say otherwise. */
  encoding?: string
}

export interface Decoded {
  text: string
  /** WHATWG name, lower case: `utf-8`, `gb18030`, `big5`, `utf-16le`, `utf-16be`. */
  encoding: string
  issues: Issue[]
}

/** Bytes → text, by BOM, then evidence, then what was declared. */
export function decode(bytes: Uint8Array, _options: DecodeOptions = {}): Decoded {
  return { text: new TextDecoder('utf-8').decode(bytes), encoding: 'utf-8', issues: [] }
}
