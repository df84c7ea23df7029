import { loadEngine } from '#segment-engine'
import {
  type AnalyzeOptions,
  analyzeWith,
  entitiesWith,
  factsWith,
  segmentWith,
  timesWith,
} from './analyze.js'
import type { Entity } from './entities/index.js'
import type { Fact } from './facts/index.js'
import { type Input, type Normalized, type NormalizeOptions, normalize } from './normalize.js'
import type { Article } from './record/index.js'
import type { Dictionaries, Token, WasmSource } from './segment/index.js'
import type { TimeExpression, TimeOptions } from './times/index.js'

export interface ReadyOptions {
  /** Where the wasm of jieba-wasm is, for browsers and bundles. Node finds it by itself. */
  wasm?: WasmSource
}

export interface AnalyzerOptions extends Dictionaries, ReadyOptions, Omit<AnalyzeOptions, 'id' | 'meta'> {}

/** The calls of the package with one caller's dictionaries and defaults. Analyzers share nothing mutable. */
export interface Analyzer {
  normalize(input: Input, options?: NormalizeOptions): Normalized
  segment(text: string, options?: TimeOptions): Token[]
  extractEntities(text: string, options?: object): Entity[]
  extractTimes(text: string, options?: TimeOptions): TimeExpression[]
  extractFacts(text: string, options?: TimeOptions): Fact[]
  analyze(input: Input, options?: AnalyzeOptions): Article
}

/** In a browser: await once before the first synchronous call. In Node calls work at once. */
export async function ready(options: ReadyOptions = {}): Promise<void> {
  await loadEngine(options.wasm)
}

/** An analyzer with the caller's own dictionaries and defaults. */
export async function createAnalyzer(options: AnalyzerOptions = {}): Promise<Analyzer> {
  const { places, companies, organizations, titles, words, wasm, ...defaults } = options
  const dictionaries: Dictionaries = { places, companies, organizations, titles, words }
  await ready({ wasm })
  return {
    normalize: (input, own) => normalize(input, { ...defaults, ...own }),
    segment: (text, own) => segmentWith(text, { ...defaults, ...own }, dictionaries),
    extractEntities: (text) => entitiesWith(text, dictionaries),
    extractTimes: (text, own) => timesWith(text, { ...defaults, ...own }),
    extractFacts: (text, own) => factsWith(text, { ...defaults, ...own }),
    analyze: (input, own) => analyzeWith(input, { ...defaults, ...own }, dictionaries),
  }
}
