export { findEntities } from './find.js'
export * from './types.js'
