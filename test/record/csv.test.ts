import { expect, it } from 'vitest'
import { analyze, extractFacts, factsToCsv } from '../../src/index.js'

const text = '截至3月底，全县开工项目104个，完成投资35.7亿元。'

it('every fact is one row under stable columns', () => {
  const facts = extractFacts(text, { referenceDate: '2022-05-19' })
  const rows = factsToCsv(facts).trimEnd().split('\r\n')
  expect(rows[0].startsWith('article,fact,kind,text,form,value,low,high,terms,unit,')).toBe(true)
  expect(rows).toHaveLength(facts.length + 1)
  for (const row of rows) expect(row.split(',')).toHaveLength(rows[0].split(',').length)
})

it('the exact decimal and the period stand in their columns', () => {
  const [head, ...rows] = factsToCsv(extractFacts(text, { referenceDate: '2022-05-19' }))
    .trimEnd()
    .split('\r\n')
    .map((row) => row.split(','))
  const money = rows.find((row) => row[head.indexOf('kind')] === 'money')
  expect(money?.[head.indexOf('value')]).toBe('3570000000')
  expect(money?.[head.indexOf('unit')]).toBe('CNY')
  expect(money?.[head.indexOf('period_end')]).toBe('2022-03-31')
})

it('articles give their id, and none gives the head alone', () => {
  const article = analyze(text, { id: 'a,1', referenceDate: '2022-05-19' })
  const rows = factsToCsv([article, article]).trimEnd().split('\r\n')
  expect(rows[1].startsWith('"a,1",f1,')).toBe(true)
  expect(rows).toHaveLength(2 * article.facts.length + 1)
  expect(factsToCsv([]).trimEnd().split('\r\n')).toHaveLength(1)
})

it('a cell cannot run in a spreadsheet', () => {
  const [fact] = extractFacts(text)
  const metric = { ...(fact.metric ?? fact), text: '=1+1' }
  expect(factsToCsv([{ ...fact, metric }])).toContain(",'=1+1,")
})
