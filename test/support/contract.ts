import { expect } from 'vitest'
import type { Article, Edit, Mention, Span } from '../../src/index.js'
import { expectValid } from './schema.js'

const splitsPair = (text: string, at: number): boolean =>
  at > 0 && at < text.length && /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1))

/** Everything that is wrong, as sentences: one failing page shows all of it at once. */
type Report = (problem: string) => void

function checkSpan(text: string, { start, end }: Span, what: string, report: Report): void {
  if (!(start >= 0 && start <= end && end <= text.length))
    report(`${what} ${start}..${end} leaves 0..${text.length}`)
  if (splitsPair(text, start) || splitsPair(text, end))
    report(`${what} ${start}..${end} splits a surrogate pair`)
}

export function applyEdits(source: string, edits: readonly Edit[]): string {
  let out = ''
  let at = 0
  for (const { span, insert } of edits) {
    out += source.slice(at, span.start) + insert
    at = span.end
  }
  return out + source.slice(at)
}

function checkEdits(source: string, text: string, edits: readonly Edit[], report: Report): void {
  let last = 0
  for (const { span, insert, rules } of edits) {
    checkSpan(source, span, 'edit', report)
    if (span.start < last) report(`edit ${span.start}..${span.end} overlaps the one before it`)
    last = span.end
    if (insert === source.slice(span.start, span.end))
      report(`edit ${span.start}..${span.end} changes nothing`)
    if (rules.length === 0) report(`edit ${span.start}..${span.end} gives no rule`)
  }
  if (applyEdits(source, edits) !== text) report('the edits applied to the source do not give the text')
}

const isMention = (value: object): value is Mention => 'span' in value && 'sourceSpan' in value

/** Visits every object of a record, with the path to it. */
function walk(value: unknown, path: string, visit: (value: object, path: string) => void): void {
  if (value === null || typeof value !== 'object') return
  visit(value, path)
  for (const [key, child] of Object.entries(value)) walk(child, `${path}.${key}`, visit)
}

function checkMentions(article: Article, report: Report): void {
  const { source, text } = article
  const { meta: _, ...own } = article
  walk(own, '', (value, path) => {
    if (!isMention(value)) return
    checkSpan(text, value.span, `${path}.span`, report)
    checkSpan(source, value.sourceSpan, `${path}.sourceSpan`, report)
    const stands = text.slice(value.span.start, value.span.end)
    if ('text' in value && value.text !== stands)
      report(`${path}: “${value.text}” but “${stands}” stands there`)
  })
}

function checkPartition(spans: readonly Span[], length: number, what: string, report: Report): void {
  let at = 0
  for (const { start, end } of spans) {
    if (start !== at) report(`${what}: ${start < at ? 'overlap' : 'gap'} at ${start}, expected ${at}`)
    if (end <= start) report(`${what}: nothing in ${start}..${end}`)
    at = end
  }
  if (at !== length) report(`${what} end at ${at} of ${length}`)
}

const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?$/

function isRealDate(iso: string): boolean {
  if (!DATE.test(iso)) return false
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso.slice(0, 10))
}

function checkValues(article: Article, report: Report): void {
  const { meta: _, ...own } = article
  walk(own, '', (value, path) => {
    if ('decimal' in value && 'number' in value) {
      const decimal = String(value.decimal)
      if (!/^-?\d+(\.\d+)?$/.test(decimal)) report(`${path}: ${decimal} is no decimal`)
      if (Number(decimal) !== value.number) report(`${path}: ${decimal} is not ${value.number}`)
    }
    if ('iso' in value && !isRealDate(String(value.iso))) report(`${path}: ${value.iso} is no date`)
    if ('needsReference' in value && 'start' in value && 'end' in value) {
      const { start, end } = value as { start: string | null; end: string | null }
      for (const iso of [start, end])
        if (iso !== null && !isRealDate(iso)) report(`${path}: ${iso} is no date`)
      if (start !== null && end !== null && start.slice(0, 10) > end.slice(0, 10))
        report(`${path}: ${start} is after ${end}`)
    }
  })
}

function checkIds(article: Article, report: Report): void {
  for (const list of [article.entities, article.facts]) {
    const ids = list.map(({ id }) => id)
    if (new Set(ids).size !== ids.length) report(`ids are not unique: ${ids}`)
  }
  const facts = new Set(article.facts.map(({ id }) => id))
  for (const { id, partOf } of article.facts)
    if (partOf !== null && (partOf === id || !facts.has(partOf))) report(`${id} is part of ${partOf}`)
  for (const { id, name, mentions } of article.entities) {
    if (name === '') report(`${id} has no name`)
    if (mentions.length === 0) report(`${id} has no mention`)
    let last = -1
    for (const { span } of mentions) {
      if (span.start < last) report(`${id}: mentions are not in order`)
      last = span.start
    }
  }
}

/** Fails where a record breaks the contract in any way that can be seen without knowing the page. */
export function expectContract(article: Article): void {
  const problems: string[] = []
  const report: Report = (problem) => problems.push(problem)
  const { source, text, edits, issues, blocks, tokens, body } = article
  checkEdits(source, text, edits, report)
  for (const { span } of issues) checkSpan(source, span, 'issue', report)
  checkMentions(article, report)
  checkPartition(
    blocks.map(({ span }) => span),
    text.length,
    'blocks',
    report,
  )
  checkPartition(
    tokens.map(({ span }) => span),
    text.length,
    'tokens',
    report,
  )
  for (const token of tokens) {
    checkSpan(text, token.span, 'token', report)
    if (token.text !== text.slice(token.span.start, token.span.end))
      report(`token “${token.text}” is not in its place`)
  }
  let last = 0
  for (const span of body) {
    checkSpan(text, span, 'body', report)
    if (span.start < last) report('body: paragraphs overlap or are out of order')
    last = span.end
  }
  checkValues(article, report)
  checkIds(article, report)
  expect(problems.slice(0, 12)).toEqual([])
  expectValid(article)
}
