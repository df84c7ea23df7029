// Full records on the short articles of test/gold/facts: does `extractFacts` on bare text say what `analyze` says.
import { readdirSync, readFileSync } from 'node:fs'
import { cleanLine } from '../scripts/gold/clean.js'
import { bodyOf, readArticle } from '../scripts/gold/notation.js'
import { analyze, extractFacts } from '../src/index.js'

const home = new URL('../test/gold/facts/', import.meta.url)

const articles = () =>
  readdirSync(home).map((file) => readArticle(readFileSync(new URL(file, home), 'utf8'), cleanLine))

/** Rows of the table: what is compared, how many agree, of how many. */
export function records(): string[] {
  const fields = ['metric', 'subject', 'period', 'change', 'status'] as const
  const agree = new Map<string, number>()
  let total = 0
  for (const gold of articles()) {
    const body = bodyOf(gold.blocks)
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
  return fields.map(
    (field) => `${field.padEnd(8)} as in analyze: ${agree.get(field)} of ${total} on bare text`,
  )
}

/** The bodies of the articles, one behind the other. */
export function bodies(): string {
  return articles()
    .map((gold) => `${bodyOf(gold.blocks)}\n`)
    .join('')
}
