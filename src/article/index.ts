export { reflow } from './reflow.js'
export { type ArticleOptions, findStructure } from './structure.js'
export * from './types.js'
