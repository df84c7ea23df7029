export { type FactInput, findFacts } from './find.js'
export { parseNumber } from './number.js'
export * from './types.js'
