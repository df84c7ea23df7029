import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  type Article,
  analyze,
  toBrat,
  toConll,
  toDoccano,
  toLabelStudio,
  toWebAnnotations,
} from '../../src/index.js'
import { annotationsOf } from '../../src/record/export/annotations.js'

const page = readFileSync(new URL('../../examples/demo/page.txt', import.meta.url), 'utf8')
const astral =
  '𠮷野区举行开工仪式😀\n\n2022-05-19\n\n5月19日，商洛市委常委、商州区委书记张国瑜说，截至3月底，170个重点项目开工104个，完成投资35.7亿元。' +
  '“开工率达61.2%！”他说。\n恒越机床股份有限公司参加。'
const articles: Article[] = [
  analyze(page, { id: 'demo/page 1' }),
  analyze(astral, { id: 'https://example.org/a' }),
  analyze('', { id: null }),
]

/** By code points, as readers in other languages slice. */
function slice(text: string, start: number, end: number): string {
  return [...text].slice(start, end).join('')
}

function expected(article: Article): [label: string, text: string][] {
  return annotationsOf(article).list.map(({ label, text }) => [label, text])
}

it('there is something to export, and a character of two code units before it', () => {
  expect(expected(articles[0]).length).toBeGreaterThan(20)
  expect(expected(articles[1]).map(([label]) => label)).toEqual(
    expect.arrayContaining(['place', 'person', 'company', 'organization', 'post', 'time', 'fact']),
  )
})

describe('Label Studio', () => {
  const tasks = toLabelStudio(articles)

  it('regions read back what was found, by code points', () => {
    for (const [i, { data, predictions }] of tasks.entries()) {
      const regions = predictions[0].result.filter((it) => it.type === 'labels')
      const read = regions.map(({ value: { start, end, labels } }) => [
        labels[0],
        slice(data.text, start, end),
      ])
      expect(read).toEqual(expected(articles[i]))
      for (const { value } of regions) expect(slice(data.text, value.start, value.end)).toBe(value.text)
    }
  })

  it('relations join regions that are there, under ids used once', () => {
    for (const { predictions } of tasks) {
      const regions = predictions[0].result.filter((it) => it.type === 'labels')
      const ids = new Set(regions.map(({ id }) => id))
      expect(ids.size).toBe(regions.length)
      for (const it of predictions[0].result)
        if (it.type === 'relation') expect(ids.has(it.from_id) && ids.has(it.to_id)).toBe(true)
    }
    expect(tasks[1].predictions[0].result.some((it) => it.type === 'relation')).toBe(true)
  })
})

describe('brat', () => {
  const documents = articles.map(toBrat)

  it('text-bound annotations read back what was found, fragment by fragment', () => {
    for (const [i, { text, ann }] of documents.entries()) {
      const read = ann
        .split('\n')
        .filter((line) => line.startsWith('T'))
        .map((line) => {
          const [, place, covered] = line.split('\t')
          const type = place.slice(0, place.indexOf(' '))
          const pieces = place
            .slice(type.length + 1)
            .split(';')
            .map((fragment) => fragment.split(' ').map(Number))
          const found = pieces.map(([start, end]) => slice(text, start, end)).join(' ')
          expect(found).toBe(covered)
          return [type.toLowerCase(), found]
        })
      expect(read).toEqual(expected(articles[i]).map(([label, found]) => [label, found.replace(/\n/g, ' ')]))
    }
  })

  it('every line is of a kind that the format knows and points to annotations that are there', () => {
    for (const { ann } of documents) {
      const lines = ann.split('\n').filter((line) => line !== '')
      const names = new Set(lines.map((line) => line.split('\t')[0]))
      for (const line of lines) {
        expect(line).toMatch(
          /^(T\d+\t\w+ \d+ \d+(;\d+ \d+)*\t|#\d+\tAnnotatorNotes T\d+\t\{|R\d+\t\w+ Arg1:T\d+ Arg2:T\d+$|\*\tEquiv T)/,
        )
        if (line.startsWith('R') || line.startsWith('*'))
          for (const name of line.match(/T\d+/g)!) expect(names.has(name)).toBe(true)
      }
    }
  })
})

it('doccano: one page a line, labels read back by code points', () => {
  const lines = toDoccano(articles).trimEnd().split('\n')
  expect(lines).toHaveLength(articles.length)
  for (const [i, line] of lines.entries()) {
    const { id, text, label } = JSON.parse(line)
    expect([id, text]).toEqual([articles[i].id, articles[i].text])
    const read = label.map(([start, end, name]: [number, number, string]) => [name, slice(text, start, end)])
    expect(read).toEqual(expected(articles[i]))
  }
})

describe('CoNLL', () => {
  const kinds: Record<string, string> = {
    LOC: 'place',
    PER: 'person',
    COM: 'company',
    ORG: 'organization',
    POST: 'post',
    TIME: 'time',
    FACT: 'fact',
  }
  const rows = toConll(articles)
    .split('\n')
    .map((line) => line.split('\t'))

  it('each row has a character and three tags, and the characters are the text without white space', () => {
    const pages = rows.filter(([char]) => char === '-DOCSTART-')
    expect(pages).toHaveLength(articles.length)
    const characters = rows.filter(([char]) => char !== '' && char !== '-DOCSTART-')
    for (const row of characters) expect(row).toHaveLength(4)
    expect(characters.map(([char]) => char).join('')).toBe(
      articles.map(({ text }) => text.replace(/\s/g, '')).join(''),
    )
  })

  it('tags read back mentions that are there; in each column no I- opens one', () => {
    const known = new Set(
      articles.flatMap((article) =>
        expected(article).map(([label, text]) => `${label} ${text.replace(/\s/g, '')}`),
      ),
    )
    const entities = new Set<string>()
    for (const column of [1, 2, 3]) {
      let open = ''
      let kind = ''
      const close = () => {
        if (open) expect(known.has(`${kinds[kind]} ${open}`), `${kind} ${open}`).toBe(true)
        if (column === 1 && open) entities.add(`${kinds[kind]} ${open}`)
        open = ''
      }
      for (const row of rows) {
        const tag = row[column] ?? 'O'
        if (row[0] === '') continue
        if (tag.startsWith('I-')) expect(open !== '' && kind === tag.slice(2)).toBe(true)
        else close()
        if (tag !== 'O') {
          open += row[0]
          kind = tag.slice(2)
        }
      }
      close()
    }
    expect(entities.has('person 张国瑜')).toBe(true)
    expect(entities.has('company 恒越机床股份有限公司')).toBe(true)
  })
})

it('Web Annotation: both selectors give the same text, ids are IRIs used once', () => {
  for (const article of articles) {
    const { items, id } = toWebAnnotations(article)
    expect(new URL(id).href).toContain(':')
    expect(new Set(items.map((it) => it.id)).size).toBe(items.length)
    const read = items.map(({ body, target }) => {
      const [position, quote] = target.selector
      if (position.type !== 'TextPositionSelector' || quote.type !== 'TextQuoteSelector')
        throw new Error('selectors changed places')
      expect(slice(article.text, position.start, position.end)).toBe(quote.exact)
      expect(article.text).toContain(quote.prefix + quote.exact + quote.suffix)
      expect(JSON.parse(body[1].value)).toBeTypeOf('object')
      return [body[0].value, quote.exact]
    })
    expect(read).toEqual(expected(article))
  }
})
