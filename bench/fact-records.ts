// Full records on the short articles of test/gold/facts: does `extractFacts` on bare text say what `analyze` says,
// and how fast.
import { readdirSync, readFileSync } from 'node:fs'
import { cleanLine } from '../scripts/gold/clean.js'
import { bodyOf, readArticle } from '../scripts/gold/notation.js'
import { analyze, extractFacts } from '../src/index.js'

const home = new URL('../test/gold/facts/', import.meta.url)

/** Rows of the table: what is compared, how many agree, of how many. */
export function records(): string[] {
  const fields = ['metric', 'subject', 'period', 'change', 'status'] as const
  const agree = new Map<string, number>()
  let total = 0
  let all = ''
  for (const file of readdirSync(home)) {
    const gold = readArticle(readFileSync(new URL(file, home), 'utf8'), cleanLine)
    const body = bodyOf(gold.blocks)
    all += `${body}\n`
    const options = { referenceDate: gold.publishedAt ?? undefined }
    const inside = analyze(body, options).facts
    const bare = new Map(extractFacts(body, options).map((fact) => [fact.text + fact.span.start, fact]))
    for (const fact of inside) {
      const same = bare.get(fact.text + fact.span.start)
      total++
      for (const field of fields) {
        const say = (value: unknown) =>
          JSON.stringify(value, ['text', 'start', 'end', 'direction', 'base', 'mode'])
        if (same && say(same[field]) === say(fact[field])) agree.set(field, (agree.get(field) ?? 0) + 1)
      }
    }
  }
  const rows = fields.map(
    (field) => `${field.padEnd(8)} as in analyze: ${agree.get(field)} of ${total} on bare text`,
  )
  const text = all.repeat(4)
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < 6; run++) {
    const start = process.cpuUsage()
    extractFacts(text)
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, user + system)
  }
  rows.push(`full records of bare text: ${(Buffer.byteLength(text) / best).toFixed(2)} MB/s`)
  return rows
}
