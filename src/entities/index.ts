export { type EntityInput, findEntities } from './find.js'
export * from './types.js'
