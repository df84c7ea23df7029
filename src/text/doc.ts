import { type Edit, EditList } from './edits.js'
import { type Mention, type Span, snap, splitsPair } from './span.js'

/** A finding about the input: data, never thrown. */
export interface Issue {
  /** Stable, kebab-case: `bytes-lost`, `facts-disagree`. */
  code: string
  severity: 'info' | 'warning'
  /** In the source. */
  span: Span
  message: string
}

/** What a stage gives back: changes and findings, both in the coordinates of the text it was given. */
export interface StageResult {
  edits: Edit[]
  issues: Issue[]
}

/**
 * A text with its source and the map between them. Immutable; `edit` is the one way to change text,
 * so the edit log is always the whole explanation.
 */
export class Doc {
  readonly source: string
  readonly text: string
  readonly changes: EditList

  private constructor(source: string, text: string, changes: EditList) {
    this.source = source
    this.text = text
    this.changes = changes
  }

  static of(source: string): Doc {
    return new Doc(source, source, EditList.empty(source.length))
  }

  /** Applies edits, given in the coordinates of `text`, sorted and not overlapping. */
  edit(edits: readonly Edit[]): Doc {
    if (edits.length === 0) return this
    const list = EditList.of(this.text.length, wholePairs(this.text, edits))
    return new Doc(this.source, list.apply(this.text), this.changes.compose(list))
  }

  /** What was done to the source, without what was undone on the way. */
  get edits(): Edit[] {
    const kept: Edit[] = []
    for (const edit of this.changes.edits) if (changesText(this.source, edit)) kept.push(edit)
    return kept
  }

  toSource(span: Span): Span {
    return snap(this.source, this.changes.toSource(span))
  }

  /** What was put in before the source's first character or behind its last belongs to them: the whole is the whole. */
  toText(span: Span): Span {
    const { start, end } = snap(this.text, this.changes.toText(span))
    if (span.start === span.end) return { start, end }
    return {
      start: span.start === 0 ? 0 : start,
      end: span.end === this.source.length ? this.text.length : end,
    }
  }

  mention(span: Span): Mention {
    return { text: this.text.slice(span.start, span.end), span, sourceSpan: this.toSource(span) }
  }

  /** Issues found in this text, moved to the source. */
  issuesToSource(issues: readonly Issue[]): Issue[] {
    return issues.map((issue) => ({ ...issue, span: this.toSource(issue.span) }))
  }
}

const changesText = (text: string, { span, insert }: Edit): boolean =>
  insert.length !== span.end - span.start || !text.startsWith(insert, span.start)

function splitPairs(text: string, edits: readonly Edit[]): boolean {
  for (const { span } of edits) if (splitsPair(text, span.start) || splitsPair(text, span.end)) return true
  return false
}

/** Widens edits that would cut a surrogate pair; those that then overlap become one. */
function wholePairs(text: string, edits: readonly Edit[]): readonly Edit[] {
  if (!splitPairs(text, edits)) return edits
  const out: Edit[] = []
  for (const edit of edits) {
    let { span, insert } = edit
    if (splitsPair(text, span.start)) {
      insert = text[span.start - 1] + insert
      span = { start: span.start - 1, end: span.end }
    }
    if (splitsPair(text, span.end)) {
      insert += text[span.end]
      span = { start: span.start, end: span.end + 1 }
    }
    const last = out.at(-1)
    if (last && last.span.end > span.start) {
      // Both were widened over the same pair: drop the half that each kept of the other's side.
      const rules = [...new Set([...last.rules, ...edit.rules])].sort()
      const certainty = last.certainty === 'inferred' ? 'inferred' : edit.certainty
      out[out.length - 1] = {
        span: { start: last.span.start, end: span.end },
        insert: last.insert.slice(0, -1) + insert.slice(1),
        rules,
        certainty,
      }
    } else out.push({ ...edit, span, insert })
  }
  return out
}
