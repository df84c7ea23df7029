export type { LoadOptions, WasmSource } from './engine.js'
export { wordKinds } from './kinds.js'
export {
  type Keep,
  mergeSpans,
  type SegmentOptions,
  segmentEnds,
  segmentText,
  wordEnds,
  wordKindOf,
} from './segment.js'
export * from './types.js'
