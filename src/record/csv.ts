import type { Fact, Unit, Value } from '../facts/index.js'

/** What a row needs of an article. */
interface FactPage {
  id: string | number | null
  facts: readonly Fact[]
}

type FactSource = readonly Fact[] | FactPage | readonly FactPage[]

/** Columns of the table, in order; new ones are added at the end only. */
const columns: readonly (readonly [name: string, read: (fact: Fact) => string | number | null])[] = [
  ['fact', (f) => f.id],
  ['kind', (f) => f.kind],
  ['text', (f) => f.text],
  ['form', (f) => f.quantity.form],
  ['value', (f) => (f.quantity.form === 'point' ? f.quantity.value.decimal : null)],
  ['low', (f) => (f.quantity.form === 'range' ? exact(f.quantity.low) : null)],
  ['high', (f) => (f.quantity.form === 'range' ? exact(f.quantity.high) : null)],
  ['terms', (f) => (f.quantity.form === 'ratio' ? f.quantity.terms.map(exact).join(':') : null)],
  ['unit', (f) => code(f.unit)],
  ['unit_system', (f) => f.unit?.system ?? null],
  ['per', (f) => code(f.per)],
  ['approx', (f) => f.approx],
  ['status', (f) => f.status],
  ['metric', (f) => f.metric?.text ?? null],
  ['subject', (f) => f.subject?.text ?? null],
  ['period', (f) => f.period?.text ?? null],
  ['period_start', (f) => f.period?.start ?? null],
  ['period_end', (f) => f.period?.end ?? null],
  ['change_direction', (f) => f.change?.direction ?? null],
  ['change_base', (f) => f.change?.base ?? null],
  ['change_mode', (f) => f.change?.mode ?? null],
  ['share_of', (f) => f.shareOf?.text ?? null],
  ['part_of', (f) => f.partOf],
  ['start', (f) => f.span.start],
  ['end', (f) => f.span.end],
  ['source_start', (f) => f.sourceSpan.start],
  ['source_end', (f) => f.sourceSpan.end],
  ['rule', (f) => f.rule],
  ['confidence', (f) => f.confidence],
]

function exact(value: Value | null): string {
  return value?.decimal ?? ''
}

function code(unit: Unit | null): string | null {
  return unit?.code ?? null
}

/**
 * A cell of RFC 4180. A cell that a spreadsheet would run (=1+1 as a metric) gets a quote mark before it;
 * negative numbers stay numbers.
 */
function cell(value: string | number | null): string {
  if (value === null) return ''
  const text = String(value)
  const safe = /^[=+@\t\r]/.test(text) || /^-(?!\d)/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * Facts as CSV (RFC 4180, CRLF, first line the column names): one row a fact, stable columns. Values are
 * the exact decimals, spans UTF-16 code units. An article without id, and bare facts, leave `article` empty.
 */
export function factsToCsv(source: FactSource): string {
  const lines = [['article', ...columns.map(([name]) => name)].join(',')]
  for (const { id, facts } of pagesOf(source))
    for (const fact of facts) lines.push([cell(id), ...columns.map(([, read]) => cell(read(fact)))].join(','))
  return `${lines.join('\r\n')}\r\n`
}

function pagesOf(source: FactSource): readonly FactPage[] {
  if (!Array.isArray(source)) return [source as FactPage]
  const list = source as readonly (Fact | FactPage)[]
  if (list.length > 0 && 'facts' in list[0]) return list as readonly FactPage[]
  return [{ id: null, facts: list as readonly Fact[] }]
}
