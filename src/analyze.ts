import {
  type ArticleOptions,
  findStructureInStages,
  type HtmlHint,
  lineZones,
  readHtml,
  reflow,
  type Zone,
  zonesOf,
} from './article/index.js'
import {
  type Entity,
  findEntities,
  findEntitiesInStages,
  type Model,
  type Townships,
} from './entities/index.js'
import { type Fact, type FactInput, findFacts } from './facts/index.js'
import { applyStage, type Input, type NormalizeOptions, prepareInStages } from './normalize.js'
import { checkOptions } from './options.js'
import type { Article } from './record/index.js'
import {
  cutText,
  type Dictionaries,
  type Keep,
  type SegmentOptions,
  type Token,
  tokensOf,
  type Words,
} from './segment/index.js'
import { Doc, finish, type Issue, type Mention, type Span, type Stages, ZhengwenError } from './text/index.js'
import { findTimes, type TimeExpression, type TimeOptions } from './times/index.js'

export interface AnalyzeOptions extends NormalizeOptions, ArticleOptions, TimeOptions, SegmentOptions {
  /** Echoed in the record. */
  id?: string | number | null
  /** Passed through to the record. */
  meta?: unknown
  /** What the input is. `html` reads tags and metadata as evidence; spans still point into the HTML. */
  format?: 'text' | 'html'
}

/** What one analyzer has of its own. `model`: null for none, undefined for the package's. */
export interface Own extends Dictionaries {
  model?: Model | null
  townships?: Townships | null
  /** Sees who may have each figure: scripts/train-holders.ts learns from it. */
  observe?: FactInput['observe']
}

function keepSpans(
  times: readonly TimeExpression[],
  entities: readonly Entity[],
  facts: readonly Fact[],
): Keep[] {
  const keep: Keep[] = []
  for (const { span } of times) keep.push({ span, tag: 'time' })
  for (const { kind, mentions } of entities) for (const { span } of mentions) keep.push({ span, tag: kind })
  for (const { span, kind } of facts) keep.push({ span, tag: kind })
  // Where two overlap, the longer is the word: 商州区委 over 商州区.
  return keep.sort(longestFirst)
}

const longestFirst = (a: Keep, b: Keep): number => a.span.start - b.span.start || b.span.end - a.span.end

/**
 * All of it over one article. It stops behind each room, so that several pages may go through a room one behind the
 * other.
 */
export function* roomByRoom(input: Input, options: AnalyzeOptions, dictionaries: Own): Stages<Article> {
  checkOptions(options)
  let hints: HtmlHint[] = []
  const markup = (doc: Doc) => {
    const result = readHtml(doc)
    hints = result.hints
    return result
  }
  let prepared = yield* prepareInStages(input, options, options.format === 'html' ? markup : undefined)
  yield
  prepared = applyStage(prepared, reflow)
  yield
  const { doc, encoding } = prepared
  const { text } = doc
  const { issues: structureIssues, ...structure } = yield* findStructureInStages(
    doc,
    options,
    hints.map((hint) => ({ ...hint, span: doc.toText(hint.span) })),
  )
  const referenceDate = options.referenceDate ?? structure.publishedAt?.iso.slice(0, 10)
  const zones = zonesOf({ ...structure, issues: [] }, text)
  yield
  const words = cutText(text, dictionaries, options)
  yield
  const lost = lostSpans(prepared.issues)
  const times = besideLost(findTimes(doc, zones, { referenceDate }), lost, (time, before) =>
    before && /^\d/.test(time.text) ? undated(time) : time,
  )
  yield
  const { entities, issues: entityIssues } = yield* findEntitiesInStages({
    doc,
    zones,
    words,
    publisher: structure.publisher,
    authors: structure.authors,
    dictionaries,
    model: dictionaries.model,
    townships: dictionaries.townships,
  })
  yield
  const { facts: read, issues: factIssues } = findFacts({
    doc,
    zones,
    times,
    entities,
    wordEnds: words.ends,
    referenceDate,
    observe: dictionaries.observe,
  })
  yield
  const facts = besideLost(read, lost, doubtful)
  const found = doc.issuesToSource([...structureIssues, ...entityIssues, ...factIssues])
  return {
    schemaVersion: 1,
    id: options.id ?? null,
    meta: options.meta ?? null,
    source: doc.source,
    encoding,
    text,
    ...structure,
    tokens: tokensOf(text, words.ends, keepSpans(times, entities, facts)),
    entities,
    times,
    facts,
    edits: doc.edits,
    issues: [...prepared.issues, ...found],
  }
}

/** 突破？60万户 of 突破160万户: which digits went with the lost bytes nobody knows. */
const DOUBTFUL = 0.3

/** Facts that touch lost bytes have a number, but who relies on it must see that it may be another. */
function doubtful(fact: Fact): Fact {
  return { ...fact, confidence: Math.min(fact.confidence, DOUBTFUL) }
}

/** ？5日 of 15日: that a day is meant is sure, which is not. */
function undated(time: TimeExpression): TimeExpression {
  return { ...time, start: null, end: null }
}

/** Changes those found, in their order, that touch one of the places where bytes were lost. */
function besideLost<T extends Mention>(
  found: T[],
  lost: readonly Span[],
  change: (one: T, before: boolean) => T,
): T[] {
  if (lost.length === 0) return found
  let next = 0
  return found.map((one) => {
    const { start, end } = one.sourceSpan
    while (next < lost.length && lost[next].end < start) next++
    return next < lost.length && lost[next].start <= end ? change(one, lost[next].end === start) : one
  })
}

function lostSpans(issues: readonly Issue[]): Span[] {
  const spans = issues.filter(({ code }) => code === 'bytes-lost').map(({ span }) => span)
  return spans.sort((a, b) => a.end - b.end)
}

export function analyzeWith(input: Input, options: AnalyzeOptions, dictionaries: Own): Article {
  return finish(roomByRoom(input, options, dictionaries))
}

export function checkText(text: unknown): asserts text is string {
  if (typeof text !== 'string')
    throw new ZhengwenError(
      'invalid-input',
      `this call takes a string, not ${text === null ? 'null' : typeof text}`,
    )
}

export interface WordOptions extends TimeOptions, SegmentOptions {
  /**
   * Names are whole words, tagged `place`, `person` …, as in the tokens of `analyze`, and hold the figures that are
   * theirs (default true). Finding them takes several times as long as the rest.
   */
  entities?: boolean
}

/** Times, numbers, names and the caller's words are whole. */
export function segmentWith(text: string, options: WordOptions, dictionaries: Own): Token[] {
  checkText(text)
  checkOptions(options)
  const doc = Doc.of(text)
  const zones = lineZones(text)
  const words = cutText(text, dictionaries, options)
  const times = findTimes(doc, zones, options)
  const entities = options.entities !== false ? entitiesOf(doc, zones, words, dictionaries) : []
  const { facts } = findFacts({
    doc,
    zones,
    times,
    entities,
    wordEnds: words.ends,
    referenceDate: options.referenceDate,
  })
  return tokensOf(text, words.ends, keepSpans(times, entities, facts))
}

function entitiesOf(doc: Doc, zones: Zone[], words: Words, dictionaries: Own): Entity[] {
  const { model, townships } = dictionaries
  const input = { doc, zones, words, publisher: null, authors: [], dictionaries, model, townships }
  return findEntities(input).entities
}

export function entitiesWith(text: string, options: SegmentOptions, dictionaries: Own): Entity[] {
  checkText(text)
  checkOptions(options)
  return entitiesOf(Doc.of(text), lineZones(text), cutText(text, dictionaries, options), dictionaries)
}

export function timesWith(text: string, options: TimeOptions): TimeExpression[] {
  checkText(text)
  checkOptions(options)
  return findTimes(Doc.of(text), lineZones(text), options)
}

export function factsWith(text: string, options: WordOptions, dictionaries: Own): Fact[] {
  checkText(text)
  checkOptions(options)
  const doc = Doc.of(text)
  const zones = lineZones(text)
  const times = findTimes(doc, zones, options)
  const words = cutText(text, dictionaries, options)
  const entities = options.entities !== false ? entitiesOf(doc, zones, words, dictionaries) : []
  const { referenceDate } = options
  const { observe } = dictionaries
  return findFacts({ doc, zones, times, entities, wordEnds: words.ends, referenceDate, observe }).facts
}
