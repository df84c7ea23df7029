import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { Converter } from 'opencc-js/cn2t'
import { describe, expect, it } from 'vitest'
import { readTsv } from '../../scripts/dict-tools.js'
import { normalize, simplify } from '../../src/normalize.js'
import { type Case, runCases } from '../support/cases.js'

interface PhraseCase extends Case {
  input: string
  output: string
}

const folder = new URL('../cases/simplify/', import.meta.url)

for (const group of readdirSync(folder).filter((name) => name !== 'typography'))
  runCases<PhraseCase>(`simplify/${group}`, ({ input, output }) => {
    expect(simplify(input).text).toBe(output)
    expect(simplify(output).text, 'a second pass changes nothing').toBe(output)
  })

describe('the tables', () => {
  for (const table of ['choices', 'variants'])
    for (const row of readTsv(`simplify/${table}.tsv`))
      for (const example of [row.example, row.counter].filter(Boolean))
        it(example, () => {
          const [from, to] = example.split(' → ')
          expect(simplify(from).text).toBe(to)
        })
})

const units = '瞭祇著乾徵後裏係麵幹製鍾干后里系面制钟着发發了的，。「」『』“”a1,.\n台臺為为産経沈像'

describe('simplify', () => {
  it('changes nothing the second time, and neither does normalize', () => {
    const unit = fc.constantFrom(...units)
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        const once = simplify(text).text
        expect(simplify(once).text).toBe(once)
        const clean = normalize(text).text
        expect(normalize(clean).text).toBe(clean)
      }),
      { numRuns: 1000 },
    )
  })

  it('keeps the place of every character', () => {
    const { source, text, edits, toSource } = simplify('臺灣的標準')
    expect(text).toBe('台湾的标准')
    for (let i = 0; i < text.length; i++)
      expect(toSource({ start: i, end: i + 1 })).toEqual({ start: i, end: i + 1 })
    expect(edits.map(({ span }) => source.slice(span.start, span.end))).toEqual(['臺', '灣', '標', '準'])
  })

  it('takes each passage by itself', () => {
    const quoted = '记者问：“著作何时出版？”他答：「他看著窗外，說裡面有著名的畫。」'
    expect(simplify(quoted).text).toBe('记者问：“著作何时出版？”他答：「他看着窗外，说里面有著名的画。」')
  })

  it('lists what is outside the standard after conversion, and nothing else', () => {
    const { text, issues } = simplify('為什麼搵工咁難？劏房與宏碁')
    expect(text).toBe('为什么揾工咁难？劏房与宏碁')
    expect(issues.map(({ code }) => code)).toEqual(Array(4).fill('nonstandard-character'))
    expect(issues.map(({ span, message }) => [span.start, message[0]])).toEqual([
      [3, '揾'],
      [5, '咁'],
      [8, '劏'],
      [12, '碁'],
    ])
  })

  it('offers the words of the mainland when asked', () => {
    expect(simplify('軟體與硬碟').text).toBe('软体与硬碟')
    expect(simplify('軟體與硬碟', { phrases: 'cn' }).text).toBe('软件与硬盘')
    expect(simplify('軟體動物', { phrases: 'cn' }).text).toBe('软体动物')
  })

  it('reads news as it was before a converter of any region', () => {
    const news =
      '记者了解到，该县干部围绕着产业发展，制定了若干制度，并准备复制推广；著名企业家于女士说，后续面粉价格不会干扰市场。'
    for (const to of ['tw', 'hk', 't'] as const)
      expect(simplify(Converter({ from: 'cn', to })(news)).text).toBe(news)
  })
})
