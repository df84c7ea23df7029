// npm run bench:townships: of townships drawn from the table, how many are found with their code, in sentences that
// name their county somewhere; what the table costs to read, and a page with it.
import { pathOf } from '../src/entities/lexicon.js'
import { readTownships } from '../src/entities/townships/table.js'
import { type Analyzer, createAnalyzer } from '../src/index.js'
import { townships } from '../src/townships.js'
import { goldTexts } from './corpus.js'

const SENTENCES: readonly ((county: string, name: string) => string)[] = [
  (county, name) => `${county}${name}的村民种上了新品种。`,
  (county, name) => `${county}召开了春耕现场会。会后，记者来到${name}采访。`,
  (county, name) => `${county}将${name}列为试点，投资300万元。`,
  (county, name) => `近日，${name}党委书记李明向群众讲解政策，${county}有关部门到场。`,
  (county, name) => `${county}今年新建学校3所，分布在${name}和其他乡镇。`,
  (county, name) => `${county}连日降雨，${name}、城区一带积水。`,
]
const DRAWN = 1500
const ROUNDS = 9

const before = process.cpuUsage()
const table = readTownships(townships)
const { user } = process.cpuUsage(before)
console.log(`${table.size} townships, read in ${(user / 1000).toFixed(0)} ms`)

const analyzer = await createAnalyzer({ townships })
let seed = 7
const draw = (n: number) => {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
  return Math.floor((seed / 2 ** 32) * n)
}
const drawn = Array.from({ length: DRAWN }, () => table.division(draw(table.size)))
for (const sentence of SENTENCES) {
  let right = 0
  let wrong = 0
  for (const township of drawn) {
    const text = sentence(pathOf(township).at(-2) ?? '', township.name)
    const codes = analyzer
      .extractEntities(text)
      .flatMap((e) => (e.kind === 'place' && e.level === 'township' && e.code ? [e.code] : []))
    if (codes.includes(township.key)) right++
    else if (codes.length > 0) wrong++
  }
  const share = (n: number) => `${((100 * n) / DRAWN).toFixed(1)} %`
  console.log(`${share(right)} right, ${share(wrong)} wrong: ${sentence('某县', '某镇')}`)
}

const pages = goldTexts()
const costOf = (own: Analyzer) => {
  const start = process.cpuUsage()
  for (const page of pages) own.analyze(page)
  return process.cpuUsage(start).user
}
const plain = await createAnalyzer()
const best = { plain: Number.POSITIVE_INFINITY, table: Number.POSITIVE_INFINITY }
for (let round = 0; round < ROUNDS; round++) {
  best.plain = Math.min(best.plain, costOf(plain))
  best.table = Math.min(best.table, costOf(analyzer))
}
console.log(`gold pages: ${((100 * best.table) / best.plain - 100).toFixed(1)} % more time with the table`)
