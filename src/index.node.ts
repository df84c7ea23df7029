import { createRequire } from 'node:module'

/**
 * What `import` gives in Node: the module that `require` gives. A process has one copy of the classes and dictionaries,
 * and loads one file for `normalize` and one more for the rest, where the modules for browsers are thirty.
 */
export const {
  analyze,
  analyzeAll,
  analyzeStream,
  bratConfiguration,
  createAnalyzer,
  extractEntities,
  extractFacts,
  extractTimes,
  factsToCsv,
  normalize,
  parseNumber,
  parseTime,
  ready,
  segment,
  simplify,
  toBrat,
  toConll,
  toDoccano,
  toHtml,
  toLabelStudio,
  toWebAnnotations,
  ZhengwenError,
} = createRequire(import.meta.url)('./index.cjs') as typeof import('./index.js')
