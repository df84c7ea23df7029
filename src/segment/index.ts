export type { Engine, WasmSource } from './engine.js'
export { type Keep, mergeSpans, segmentText } from './segment.js'
export * from './types.js'
