import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findStructure, reflow, zonesOf } from '../../src/article/index.js'
import { Doc, snap } from '../../src/text/index.js'
import { anyText } from '../support/arbitrary.js'
import { type Case, runCases } from '../support/cases.js'

/** Only the keys that a row gives are compared. */
interface StructureCase extends Case {
  page: string
  reference?: string
  expect: {
    title?: string | null
    subtitle?: string | null
    date?: string | null
    publisher?: string | null
    /** `张宏/通讯员/商洛日报`, parts left out where null. */
    authors?: string[]
    section?: string[]
    body?: string[]
    /** Kinds of the blocks, in order. */
    blocks?: string[]
    issues?: string[]
  }
}

function structureOf(page: string, reference?: string) {
  const source = Doc.of(page)
  const doc = source.edit(reflow(source).edits)
  return { doc, structure: findStructure(doc, { referenceDate: reference }) }
}

runCases<StructureCase>('article', ({ page, reference, expect: want }) => {
  const { doc, structure } = structureOf(page, reference)
  const got = {
    title: structure.title?.text ?? null,
    subtitle: structure.subtitle?.text ?? null,
    date: structure.publishedAt?.iso ?? null,
    publisher: structure.publisher?.name ?? null,
    authors: structure.authors.map(({ name, role, outlet }) =>
      [name, role, outlet].filter((part) => part !== null).join('/'),
    ),
    section: structure.section,
    body: structure.body.map(({ start, end }) => doc.text.slice(start, end)),
    blocks: structure.blocks.map(({ kind }) => kind),
    issues: structure.issues.map(({ code }) => code),
  }
  for (const key of Object.keys(want) as (keyof typeof got)[]) expect(got[key], key).toEqual(want[key])
})

/** One line in a small page: `above` and `below` the story, or the `lead` of its first paragraph. */
interface LineCase extends Case {
  where: 'above' | 'below' | 'lead' | 'year'
  line: string
  expect: { date?: string | null; publisher?: string | null; authors?: string[] }
}

const story = [
  '柞岭县高标准农田全部完工，六千亩坡地变成了梯田，机器可以直接开到地头。',
  '按照计划，明年开春前还要修通三条生产道路，沿线四个村的群众都能受益。',
]

function pageWith({ where, line }: LineCase): string {
  const headline = '六千亩坡地变梯田'
  if (where === 'above') return [headline, line, ...story].join('\n')
  if (where === 'below') return [headline, ...story, line].join('\n')
  if (where === 'lead') return [headline, line + story[0], story[1]].join('\n')
  return [headline, line, ...story, '版权所有：柞岭县人民政府 Copyright 2022年'].join('\n')
}

runCases<LineCase>('article-lines', (row) => {
  const { doc, structure } = structureOf(pageWith(row))
  expect(structure.title?.text).toBe('六千亩坡地变梯田')
  const body = structure.body.map(({ start, end }) => doc.text.slice(start, end))
  expect(body).toEqual(row.where === 'lead' ? [row.line + story[0], story[1]] : story)
  const got = {
    date: structure.publishedAt?.iso ?? null,
    publisher: structure.publisher?.name ?? null,
    authors: structure.authors.map(({ name, role, outlet }) =>
      [name, role, outlet].filter(Boolean).join('/'),
    ),
  }
  for (const key of Object.keys(row.expect) as (keyof typeof got)[]) {
    // The outlet of an author is compared only where the row gives one.
    const want = row.expect[key]
    const plain = Array.isArray(want) && want.every((author) => !/\/.*\/[^图摄]/.test(author))
    const value =
      key === 'authors' && plain
        ? structure.authors.map(({ name, role }) => (role ? `${name}/${role}` : name))
        : got[key]
    expect(value, key).toEqual(want)
  }
})

/** Texts made of the very things that pages are made of. */
const pageText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '首页 > 新闻 > 正文',
        '2022-05-19 08:30',
        '来源：',
        '来源：秦岭晚报',
        '本报记者 王倩',
        '（记者 李敏）',
        '相关阅读',
        '免责声明：本站不对内容负责。',
        '今年以来，全县新建道路三十公里，方便了沿线群众出行。',
        '全县春耕进展顺利',
        '　　',
        '((((((((((',
        '\ud83d',
        '新华社西安5月19日电',
        '1110519',
        '13/45/2022 99:99',
      ),
      anyText,
    ),
    { maxLength: 12 },
  )
  .chain((lines) => fc.constantFrom('\n', '\n\n', '\r\n', '  ', '').map((glue) => lines.join(glue)))

function checkInvariants(page: string): void {
  const { doc, structure } = structureOf(page)
  const { text } = doc
  let at = 0
  for (const { span } of structure.blocks) {
    expect(span.start).toBe(at)
    expect(span.end).toBeGreaterThan(span.start)
    at = span.end
  }
  expect(at).toBe(text.length)
  const mentions = [
    structure.title,
    structure.subtitle,
    structure.publishedAt,
    structure.publisher,
    ...structure.authors,
  ]
  for (const mention of mentions) {
    if (!mention) continue
    expect(text.slice(mention.span.start, mention.span.end)).toBe(mention.text)
    expect(mention.text).not.toBe('')
    expect(snap(text, mention.span)).toEqual(mention.span)
  }
  let last = 0
  for (const { start, end } of structure.body) {
    expect(start).toBeGreaterThanOrEqual(last)
    expect(end).toBeGreaterThan(start)
    expect(text.slice(start, end).trim()).toBe(text.slice(start, end))
    last = end
  }
}

describe('structure', () => {
  it('covers any text with blocks, and every mention stands where it says', () => {
    fc.assert(fc.property(pageText, checkInvariants), { numRuns: 400 })
    fc.assert(fc.property(anyText, checkInvariants), { numRuns: 200 })
  })

  it.each([
    ['nothing', ''],
    ['one character', '一'],
    ['white space', ' \n　\n'],
    ['a lone surrogate', '\ud800'],
    ['binary', String.fromCharCode(...Array.from({ length: 512 }, (_, i) => i))],
    ['100,000 brackets', '（'.repeat(100_000)],
    ['100,000 brackets of both kinds', '(（【'.repeat(33_000) + '）】)'.repeat(33_000)],
    ['a million digits', '1'.repeat(1_000_000)],
    ['a long line of dates', '2022-05-19 来源：'.repeat(50_000)],
    ['a long line of sentences and wide spaces', '全县春耕进展顺利。　　'.repeat(50_000)],
    ['many short lines', '甲\n'.repeat(20_000)],
  ])('takes %s', (_, page) => checkInvariants(page))
})

describe('zones', () => {
  const zones = (page: string) => {
    const { doc, structure } = structureOf(page)
    return zonesOf(structure, doc.text).map(
      ({ kind, span }) => `${kind}: ${doc.text.slice(span.start, span.end)}`,
    )
  }
  const body =
    '本公司董事会保证本公告内容真实、准确。\n公司今日接到控股股东的通知，获悉其所持部分股份已经质押。'

  it('hold who issues a document, above the rest of its heading', () => {
    expect(zones(`云岭机床股份有限公司\n关于控股股东股份质押的公告\n${body}`).slice(0, 2)).toEqual([
      'subtitle: 云岭机床股份有限公司',
      'title: 关于控股股东股份质押的公告',
    ])
  })

  it('hold no other line above the headline', () => {
    expect(zones(`云岭日报\n云岭机床再获订单\n2023-09-14\n${body}`)[0]).toBe('title: 云岭机床再获订单')
  })
})
