export type { LoadOptions, WasmSource, Words } from './engine.js'
export { type WordKind, wordKinds } from './kinds.js'
export { cutText, type Keep, type SegmentOptions, tokensOf, wordKindOf } from './segment.js'
export * from './types.js'
