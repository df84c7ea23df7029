import {
  type AnalyzeOptions,
  analyzeWith,
  checkText,
  entitiesWith,
  factsWith,
  segmentWith,
  timesWith,
  type WordOptions,
} from './analyze.js'
import type { Entity } from './entities/index.js'
import type { Fact } from './facts/index.js'
import type { Input } from './normalize.js'
import { checkOptions } from './options.js'
import type { Article, RecordError, StreamItem } from './record/index.js'
import type { SegmentOptions, Token } from './segment/index.js'
import { parseTime as readTime, type TimeExpression, type TimeOptions } from './times/index.js'
import { analyzeTogether } from './together.js'

export type { AnalyzeOptions, WordOptions } from './analyze.js'
export { type Analyzer, type AnalyzerOptions, createAnalyzer, ready } from './analyzer.js'
export type { Author, Block, BlockKind, PublishedAt, Publisher } from './article/index.js'
export type { TownshipData } from './entities/index.js'
export type * from './entities/types.js'
export { parseNumber } from './facts/index.js'
export type * from './facts/types.js'
export { type Input, type Normalized, type NormalizeOptions, normalize, simplify } from './normalize.js'
export type { Article, PageRecord, RecordError, RecordErrorCode, StreamItem } from './record/index.js'
export {
  type BratDocument,
  bratConfiguration,
  factsToCsv,
  type HtmlOptions,
  type LabelStudioTask,
  toBrat,
  toConll,
  toDoccano,
  toHtml,
  toLabelStudio,
  toWebAnnotations,
  type WebAnnotationPage,
} from './record/index.js'
export type {
  CompanyEntry,
  Dictionaries,
  OrganizationEntry,
  PlaceEntry,
  Token,
  WasmSource,
} from './segment/index.js'
export type { Region, SimplifyOptions, TypographyOptions } from './simplify/index.js'
export { analyzeStream } from './stream.js'
export {
  type AssetSource,
  type Certainty,
  type Edit,
  type Issue,
  type Mention,
  type Span,
  ZhengwenError,
  type ZhengwenErrorCode,
} from './text/index.js'
export type { TimeExpression, TimeOptions } from './times/index.js'

/**
 * Words with spans; dates, numbers and names are whole (names not with `entities: false`, which is several times as
 * fast). Expects Simplified text: run `normalize` first.
 */
export function segment(text: string, options: WordOptions = {}): Token[] {
  return segmentWith(text, options, {})
}

/** Places, persons, companies, organisations. Expects Simplified text: run `normalize` first. */
export function extractEntities(text: string, options: SegmentOptions = {}): Entity[] {
  return entitiesWith(text, options, {})
}

/** Dates, periods, durations. Expects Simplified text: run `normalize` first. */
export function extractTimes(text: string, options: TimeOptions = {}): TimeExpression[] {
  return timesWith(text, options)
}

/**
 * Numeric facts. Expects Simplified text: run `normalize` first. With `entities: false` the text is not searched for
 * names: several times as fast, but of three facts in ten another subject, or none.
 */
export function extractFacts(text: string, options: WordOptions = {}): Fact[] {
  return factsWith(text, options, {})
}

/**
 * Reads a whole string that is one time expression, else null. Takes figures that a page would not: 20240307, 09-01.
 */
export function parseTime(text: string, options: TimeOptions = {}): TimeExpression | null {
  checkText(text)
  checkOptions(options)
  return readTime(text, options)
}

/** All of it over one article: structure, linked entities, times, facts, with spans in clean text and source. */
export function analyze(input: Input, options: AnalyzeOptions = {}): Article {
  return analyzeWith(input, options, {})
}

/**
 * Several articles at once, each as `analyze` gives it, in a third less time for short pages. A page that cannot be
 * processed gives a `RecordError` in its place. All records are in memory together: for many pages give some at a time.
 */
export function analyzeAll(
  pages: Iterable<StreamItem>,
  options: AnalyzeOptions = {},
): (Article | RecordError)[] {
  return analyzeTogether(pages, options, {})
}
