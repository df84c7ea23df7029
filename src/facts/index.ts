export { type FactInput, findFacts, parseNumber } from './find.js'
export * from './types.js'
