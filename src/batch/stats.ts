/** What one record holds, counted: `entities/place`, `edits/repair/pinyin`, `issues/bytes-lost` … */
export type RecordCounts = Record<string, number>

interface Countable {
  entities?: readonly { kind: string }[]
  facts?: readonly { kind: string }[]
  times?: readonly { kind: string }[]
  edits?: readonly { rules: readonly string[] }[]
  issues?: readonly { code: string }[]
}

export function countRecord(record: object): RecordCounts {
  const counts: RecordCounts = {}
  const add = (key: string): void => {
    counts[key] = (counts[key] ?? 0) + 1
  }
  const { entities = [], facts = [], times = [], edits = [], issues = [] } = record as Countable
  for (const { kind } of entities) add(`entities/${kind}`)
  for (const { kind } of facts) add(`facts/${kind}`)
  for (const { kind } of times) add(`times/${kind}`)
  for (const { rules } of edits) for (const rule of rules) add(`edits/${rule}`)
  for (const { code } of issues) add(`issues/${code}`)
  return counts
}

export function addCounts(total: RecordCounts, counts: RecordCounts): void {
  for (const [key, n] of Object.entries(counts)) total[key] = (total[key] ?? 0) + n
}
