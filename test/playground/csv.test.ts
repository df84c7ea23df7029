import { describe, expect, it } from 'vitest'
import { entitiesCsv, factsCsv, timesCsv } from '../../playground/csv.js'
import { type Article, analyze } from '../../src/index.js'

/** The rows of a CSV file, read as RFC 4180 says. */
function rowsOf(csv: string): string[][] {
  expect(csv.startsWith('\ufeff')).toBe(true)
  const rows: string[][] = [[]]
  const cells = csv.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r\n)/g)
  for (const [, quoted, plain, end] of cells) {
    rows[rows.length - 1].push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

const mention = { text: 'x', span: { start: 3, end: 4 }, sourceSpan: { start: 3, end: 4 } }

function article(name: string): Article {
  const page = analyze('')
  const entity = { id: 'e1', name, mentions: [mention], confidence: 0.9, rules: [] }
  page.entities = [
    { ...entity, kind: 'company', legalForm: null, stockCode: null, shortNames: ['甲,乙', '"丙"'] },
  ]
  return page
}

describe('CSV of a page', () => {
  it('has a row for each entity, and quotes marks that would part cells', () => {
    const [head, row] = rowsOf(entitiesCsv([article('川南"重机",集团\n公司')]))
    expect(head.slice(0, 4)).toEqual(['page', 'id', 'kind', 'name'])
    expect(row.slice(0, 6)).toEqual(['1', 'e1', 'company', '川南"重机",集团\n公司', '', '甲,乙; "丙"'])
    expect(row.slice(-2)).toEqual(['3', '4'])
  })

  it('lets no cell begin like a formula', () => {
    for (const name of ['=1+1', '+A1', '@x', '-cmd', '\tx'])
      expect(rowsOf(entitiesCsv([article(name)]))[1][3]).toBe(`'${name}`)
  })

  it('keeps as many cells in a row as the head has', () => {
    const page = analyze('2023年5月，全市完成投资35.7亿元，同比增长8.4%，占比3:1，15至20个。')
    for (const csv of [entitiesCsv([page, page]), factsCsv([page, page]), timesCsv([page, page])]) {
      const [head, ...rows] = rowsOf(csv)
      for (const row of rows) expect(row.length).toBe(head.length)
    }
  })
})
