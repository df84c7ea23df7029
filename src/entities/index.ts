export { findEntities } from './find.js'
export type { Model } from './model/decode.js'
export { loadModel } from './model/model.js'
export * from './types.js'
