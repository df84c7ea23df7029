import { checkOptions } from './options.js'
import { type DecodeOptions, decode, type RepairOptions, repair, UNREAD } from './repair/index.js'
import { type SimplifyOptions, simplifyEdits, type TypographyOptions, typography } from './simplify/index.js'
import {
  Doc,
  type Edit,
  finish,
  type Issue,
  type Span,
  type StageResult,
  type Stages,
  ZhengwenError,
} from './text/index.js'

/** A page as text or as the raw bytes. */
export type Input = string | Uint8Array | ArrayBuffer

export interface NormalizeOptions extends DecodeOptions, RepairOptions, SimplifyOptions, TypographyOptions {}

/** Clean Simplified text, what was done to get it, and the map back to the source. */
export interface Normalized {
  source: string
  /** The charset that bytes were decoded with; null for string input. */
  encoding: string | null
  text: string
  /** Applied to `source`, in order, they give `text`. */
  edits: Edit[]
  /** Spans are in `source`. */
  issues: Issue[]
  toSource(span: Span): Span
  toText(span: Span): Span
}

/** A document on its way through the stages that change text. */
export interface Prepared {
  doc: Doc
  encoding: string | null
  issues: Issue[]
}

/** Applies what a stage found: the one place where stages change a document. */
export function applyStage(prepared: Prepared, stage: (doc: Doc) => StageResult): Prepared {
  const { doc, encoding, issues } = prepared
  const result = stage(doc)
  return {
    doc: doc.edit(result.edits),
    encoding,
    issues: result.issues.length > 0 ? [...issues, ...doc.issuesToSource(result.issues)] : issues,
  }
}

function read(input: Input, options: DecodeOptions): Prepared {
  if (typeof input === 'string') return { doc: Doc.of(input), encoding: null, issues: [] }
  if (input instanceof Uint8Array || input instanceof ArrayBuffer) {
    const bytes = input instanceof Uint8Array ? input : new Uint8Array(input)
    const { text, encoding, issues } = decode(bytes, options)
    return { doc: Doc.of(text), encoding, issues }
  }
  throw new ZhengwenError(
    'invalid-input',
    `input must be a string, a Uint8Array or an ArrayBuffer, not ${input === null ? 'null' : typeof input}`,
  )
}

/** `first` runs on the source itself, before repair: it takes markup out. */
export function* prepareInStages(
  input: Input,
  options: NormalizeOptions,
  first?: (doc: Doc) => StageResult,
): Stages<Prepared> {
  checkOptions(options)
  let prepared = read(input, options)
  if (first) prepared = applyStage(prepared, first)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = prepared
    const repaired = applyStage({ ...before, issues: [] }, (doc) => repair(doc, options))
    yield
    const issues = joined(before.issues, repaired.issues)
    const after = simplified({ ...repaired, issues }, options)
    if (round > 0 && after.doc === before.doc) return before
    prepared = after
    // Repair leaves alone what it gave, as long as nobody changed it.
    if (after.doc === repaired.doc) break
  }
  return prepared
}

/**
 * What one stage lays bare an earlier one may mend: spaced brackets (`了 解 ( jiě )`) are found once the spaces
 * are out, a word that lost bytes once the page around it is Simplified. Clean pages need one round.
 */
const MOST_ROUNDS = 5

function simplified(prepared: Prepared, options: NormalizeOptions): Prepared {
  const unread = prepared.issues.filter(({ code }) => code === UNREAD).map(({ span }) => span)
  const converted = applyStage(prepared, (doc) => outside(doc, unread, simplifyEdits(doc, options)))
  return applyStage(converted, (doc) => outside(doc, unread, typography(doc, options)))
}

/** What is found again is reported once. */
function joined(known: readonly Issue[], found: readonly Issue[]): Issue[] {
  if (known.length === 0 || found.length === 0) return [...known, ...found]
  const key = ({ code, span }: Issue) => `${code} ${span.start} ${span.end}`
  const keys = new Set(known.map(key))
  return [...known, ...found.filter((issue) => !keys.has(key(issue)))]
}

export function prepare(input: Input, options: NormalizeOptions): Prepared {
  return finish(prepareInStages(input, options))
}

/** Without the edits in parts of the source that could not be read: what is no text has no characters to convert. */
function outside(doc: Doc, unread: readonly Span[], { edits, issues }: StageResult): StageResult {
  if (unread.length === 0) return { edits, issues }
  const spans = unread.map((span) => doc.toText(span))
  let next = 0
  const free = edits.filter(({ span }) => {
    while (next < spans.length && spans[next].end <= span.start) next++
    return next === spans.length || spans[next].start >= span.end
  })
  return { edits: free, issues }
}

function toNormalized({ doc, encoding, issues }: Prepared): Normalized {
  return {
    source: doc.source,
    encoding,
    text: doc.text,
    edits: doc.edits,
    issues,
    toSource: (span) => doc.toSource(span),
    toText: (span) => doc.toText(span),
  }
}

/**
 * Bytes or string → repaired, Simplified text with its map back to the source. Synchronous; never loads
 * the segmenter. Damage never throws: what could not be mended is in `issues`.
 */
export function normalize(input: Input, options: NormalizeOptions = {}): Normalized {
  return toNormalized(prepare(input, options))
}

/** Traditional → Simplified only, with edits and map. */
export function simplify(text: string, options: SimplifyOptions = {}): Normalized {
  if (typeof text !== 'string')
    throw new ZhengwenError('invalid-input', `simplify takes a string, not ${typeof text}`)
  checkOptions(options)
  return toNormalized(applyStage(read(text, {}), (doc) => simplifyEdits(doc, options)))
}
