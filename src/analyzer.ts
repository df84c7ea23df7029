import { loadEntityModel } from '#entity-model'
import { loadRepairData } from '#repair-data'
import { loadEngine } from '#segment-engine'
import {
  type AnalyzeOptions,
  analyzeWith,
  entitiesWith,
  factsWith,
  type Own,
  segmentWith,
  timesWith,
  type WordOptions,
} from './analyze.js'
import { type Entity, loadModel, readTownships, type TownshipData } from './entities/index.js'
import type { Fact } from './facts/index.js'
import { type Input, type Normalized, type NormalizeOptions, normalize } from './normalize.js'
import { checkDictionaries, checkOptions } from './options.js'
import type { Article, RecordError, StreamItem } from './record/index.js'
import type { Dictionaries, LoadOptions, SegmentOptions, Token } from './segment/index.js'
import type { AssetSource } from './text/index.js'
import type { TimeExpression, TimeOptions } from './times/index.js'
import { analyzeTogether } from './together.js'

export interface AnalyzerOptions
  extends Dictionaries,
    LoadOptions,
    Omit<AnalyzeOptions, 'id' | 'meta' | 'segmenter'> {
  /** An entity model of your own, as `npm run train` writes it (gzip); null: grammar alone. Default: the package's. */
  model?: AssetSource | null
  /** The townships of the mainland, as `zhengwen/townships` exports them: they get codes, and more of them are found. */
  townships?: TownshipData | null
}

/** The calls of the package with one caller's dictionaries and defaults. Analyzers share nothing mutable. */
export interface Analyzer {
  normalize(input: Input, options?: NormalizeOptions): Normalized
  segment(text: string, options?: WordOptions): Token[]
  extractEntities(text: string, options?: SegmentOptions): Entity[]
  extractTimes(text: string, options?: TimeOptions): TimeExpression[]
  extractFacts(text: string, options?: WordOptions): Fact[]
  analyze(input: Input, options?: AnalyzeOptions): Article
  analyzeAll(pages: Iterable<StreamItem>, options?: AnalyzeOptions): (Article | RecordError)[]
}

/** In a browser: await once before the first synchronous call. In Node calls work at once. */
export async function ready(options: LoadOptions = {}): Promise<void> {
  const { segmenter, repairData, entityModel } = options
  await Promise.all([
    loadRepairData(repairData),
    loadEngine(options),
    segmenter === null ? null : loadEntityModel(entityModel),
  ])
}

/**
 * An analyzer with the caller's own dictionaries and defaults.
 *
 * @throws ZhengwenError `invalid-dictionary` that names the entry, `invalid-option`
 */
export async function createAnalyzer(options: AnalyzerOptions = {}): Promise<Analyzer> {
  const { places, companies, organizations, titles, words, ...others } = options
  const { wasm, wordList, repairData, entityModel, segmenter, model, townships, ...rest } = others
  const defaults: AnalyzeOptions = segmenter ? { ...rest, segmenter } : rest
  checkOptions(defaults)
  checkDictionaries({ places, companies, organizations, titles, words })
  await ready({ segmenter, wasm, wordList, repairData, entityModel })
  const dictionaries: Own = {
    places,
    companies,
    organizations,
    titles,
    words,
    model: model == null ? (model as null | undefined) : await loadModel(model),
    townships: townships ? readTownships(townships) : null,
  }
  return {
    normalize: (input, own) => normalize(input, { ...defaults, ...own }),
    segment: (text, own) => segmentWith(text, { ...defaults, ...own }, dictionaries),
    extractEntities: (text, own) => entitiesWith(text, { ...defaults, ...own }, dictionaries),
    extractTimes: (text, own) => timesWith(text, { ...defaults, ...own }),
    extractFacts: (text, own) => factsWith(text, { ...defaults, ...own }, dictionaries),
    analyze: (input, own) => analyzeWith(input, { ...defaults, ...own }, dictionaries),
    analyzeAll: (pages, own) => analyzeTogether(pages, { ...defaults, ...own }, dictionaries),
  }
}
