export { type ArticleOptions, findStructure, reflow } from './structure.js'
export * from './types.js'
