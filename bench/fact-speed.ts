// Speed of numbers, times and full records in megabytes of UTF-8, on the code as it ships (tsx's is slower: see
// build.ts), by the process's own CPU time. Best of many rounds: the first ones pay for the compiler.
import { bundleLibrary } from './build.js'
import { newsPages } from './corpus.js'

const ROUNDS = 24

/** Hardly a word without a figure, on one line. */
const dense =
  '2023年3月5日，全市120家企业完成投资35.7亿元，同比增长12.3%，占全省的四分之一；其中一季度3,500多万美元，' +
  '比上年同期提高1.5个百分点，1至9月五万三千户增收两成三，上午8时30分气温上升3.5摄氏度。'

/** CPU time of the quickest of some runs, µs. */
function best(run: () => void, rounds = ROUNDS): number {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const start = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(start)
    least = Math.min(least, user + system)
  }
  return least
}

/** Rows of the table. `records`: the text that full records are timed on. */
export async function speeds(records: string): Promise<string[]> {
  const { Doc, extractFacts, findFigures, findTimes, lineZones } = (await import(
    (
      await bundleLibrary()
    ).href
  )) as typeof import('./library.js')

  const rate = (text: string, run: (text: string) => void, rounds?: number): string =>
    `${(Buffer.byteLength(text) / best(() => run(text), rounds)).toFixed(1)} MB/s`
  const times = (text: string) => findTimes(Doc.of(text), lineZones(text))
  const numbers = (text: string) => {
    for (const { span } of lineZones(text)) findFigures(text, span, [])
  }
  const byGrammar = (text: string) => extractFacts(text, { entities: false })
  const texts = {
    'records of test/gold/facts': records,
    news: newsPages(100_000).join('\n'),
    'number-dense text': `${dense}\n`.repeat(500),
  }
  const rows: string[] = []
  for (const [name, text] of Object.entries(texts))
    rows.push(
      `${name}: numbers ${rate(text, numbers)}, times ${rate(text, times)}, ` +
        `full records by grammar alone ${rate(text, byGrammar)}, with names ${rate(text, extractFacts)}`,
    )
  const line = (characters: number) => dense.repeat(characters / dense.length)
  rows.push(
    `number-dense text on one line: 10,000 characters ${rate(line(10_000), byGrammar)}, ` +
      `1,000,000 characters ${rate(line(1_000_000), byGrammar, 4)}`,
  )
  return rows
}
