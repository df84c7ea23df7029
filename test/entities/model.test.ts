import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseLine, readCorpus, readRows } from '../../scripts/train/notation.js'
import { changesOf, driftOf, traceOf } from '../../scripts/train/trace.js'
import { trainModel, usual } from '../../scripts/train/train-model.js'
import { readPage } from '../../src/entities/find.js'
import { WIDTH } from '../../src/entities/model/columns.js'
import { Decoder, type Model } from '../../src/entities/model/decode.js'
import { FeatureReader } from '../../src/entities/model/features.js'
import { readModel } from '../../src/entities/model/model.js'
import { stepOf, TAGS } from '../../src/entities/model/tags.js'
import { createAnalyzer, type Entity, extractEntities } from '../../src/index.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const packed = readFileSync(`${root}src/entities/model/entities.bin`)
const model = readModel(gunzipSync(packed))
const LONGEST = 4096
const decoder = new Decoder(model, LONGEST)
const plain = new Decoder(model, LONGEST, true)

function read(text: string, by = decoder) {
  return by.decode(readPage(text), 0, Math.min(LONGEST, text.length))
}

/** What a hash weighs for each tag. */
function weightsOf({ hashes, columns }: Model, hash: number): number[] {
  const at = hashes.indexOf(hash)
  return Array.from({ length: TAGS }, (_, tag) => (at < 0 ? 0 : columns[tag * hashes.length + at]))
}

/** The tags of the best path by the features that training sees, each step tried, no short cut taken. */
function slowTags(text: string): number[] {
  const reader = new FeatureReader(text.length)
  reader.read(readPage(text), 0, text.length)
  const hashes = new Uint32Array(WIDTH)
  let paths = [{ score: 0, tags: [] as number[] }]
  for (let i = 0; i < text.length; i++) {
    const weights = Array<number>(TAGS).fill(0)
    for (const hash of hashes.subarray(0, reader.at(i, hashes)))
      for (const [tag, weight] of weightsOf(model, hash).entries()) weights[tag] += weight
    paths = weights.flatMap((weight, tag) => {
      const steps = paths.flatMap(({ score, tags }) => {
        const step = stepOf(tags.at(-1) ?? 0, tag)
        return step < 0 ? [] : [{ score: score + model.steps[step] + weight, tags: [...tags, tag] }]
      })
      return steps.sort((a, b) => b.score - a.score).slice(0, 1)
    })
  }
  const ends = paths.filter(({ tags }) => stepOf(tags.at(-1) ?? 0, 0) >= 0)
  return ends.sort((a, b) => b.score - a.score)[0].tags
}

const names = (entities: Entity[], kind: Entity['kind']) =>
  entities.filter((e) => e.kind === kind).map((e) => e.name)

describe('the model', () => {
  it('is small', () => {
    expect(packed.length).toBeLessThan(400_000)
  })

  it('tells what has changed since its training', () => {
    const passages = [[parseLine('[张国瑜/per]到[龙门镇/loc]调研。')]]
    const before = traceOf(passages, usual, packed)
    expect(driftOf(before, before)).toBe(0)
    const other = [[parseLine('[张国瑜/per]到[龙门/loc]镇调研。')]]
    expect(changesOf(before, traceOf(other, usual, packed))).toEqual(['the corpus is another'])
    expect(changesOf(before, traceOf(passages, { ...usual, l1: 2 }, packed))).toHaveLength(1)
    expect(driftOf(before, traceOf([[parseLine('雨水比往年多。')]], usual, packed))).toBe(100)
  })

  it('finds names without titles', () => {
    const text = '昨天夜里，陆文婷和她的丈夫在车站等了很久，后来遇见了从重庆赶来的高建业。'
    const persons = read(text).filter((s) => s.type === 'person')
    expect(persons.map(({ start, end }) => text.slice(start, end))).toContain('陆文婷')
  })

  it('reads as the features say that it was trained on', () => {
    const texts = [
      '昨天夜里，陆文婷和丈夫在车站遇见了从重庆赶来的高建业。',
      '海昶动力董事长何蓓、青岩县委书记欧阳国栋出席，“龙门号”首航。',
      '卡琳·斯塔默说，《城关镇志》记者王某某称NBA的ABC公司',
    ]
    for (const text of texts) {
      const tags = slowTags(text)
      const starts = tags.flatMap((tag, i) => (tag > 0 && ((tag - 1) % 4) % 3 === 0 ? [i] : []))
      expect(starts.length).toBeGreaterThan(1)
      expect(read(text).map(({ start }) => start)).toEqual(starts)
    }
  })

  it('gives spans in order that stay in the text and do not overlap, the same each time', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        ...Array.from('张王李建国北京市海淀区委书记公司集团大学的说，。·“”《》A1\ud83d\ude00'),
      ),
      maxLength: 80,
    })
    fc.assert(
      fc.property(text, (input) => {
        const found = read(input)
        expect(read(input)).toEqual(found)
        expect(read(input, plain)).toEqual(found)
        let at = 0
        for (const { start, end } of found) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(end).toBeGreaterThan(start)
          at = end
        }
        expect(at).toBeLessThanOrEqual(input.length)
      }),
    )
  })

  it('reads pages alike with and without WebAssembly', () => {
    const pages = readdirSync(`${root}test/pages`).filter((name) => name.endsWith('.txt'))
    expect(pages.length).toBeGreaterThan(10)
    let found = 0
    for (const name of pages) {
      const text = readFileSync(`${root}test/pages/${name}`, 'utf8')
      const spans = read(text)
      expect(read(text, plain)).toEqual(spans)
      found += spans.length
    }
    expect(found).toBeGreaterThan(100)
  })

  it('reads characters at random alike with and without WebAssembly', () => {
    let seed = 7
    const next = (below: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
      return Math.floor((seed / 2 ** 32) * below)
    }
    const characters = (count: number) =>
      String.fromCharCode(...Array.from({ length: count }, () => 0x4e00 + next(0x5000)))
    for (let page = 0; page < 12; page++) {
      const text = characters(LONGEST)
      expect(read(text)).toEqual(read(text, plain))
    }
  })

  it('reads no other file', () => {
    expect(() => readModel(new TextEncoder().encode('<!doctype html>'.repeat(100)))).toThrow(
      /no entity model/,
    )
  })
})

describe('joined to grammar', () => {
  it('can be left out, and replaced', async () => {
    const text = '散会后，陆文婷没有回家，却去了海昶动力的仓库。'
    const without = await createAnalyzer({ model: null })
    const own = await createAnalyzer({ model: new Uint8Array(packed) })
    expect(
      without
        .extractEntities(text)
        .flatMap((e) => e.rules)
        .join(),
    ).not.toContain('model')
    expect(own.extractEntities(text)).toEqual(extractEntities(text))
  })

  it('does not take what grammar is firm about', () => {
    const text = '陕西省商洛市商州区的浙江海昶电动工具有限公司开工。'
    expect(names(extractEntities(text), 'company')).toEqual(['浙江海昶电动工具有限公司'])
    expect(names(extractEntities(text), 'place')).toContain('商州区')
  })
})

describe('training', () => {
  const sentences = [
    '[[青岩县委/org]书记/post][张国瑜/per]到[龙门镇/loc]调研。',
    '[椒源食品/com]从[贵州/loc]引进品种，负责人[贺知远/per]说，秋天就能上市。',
    '村里的老人都说，今年的雨水比往年多，粮食不愁。',
  ].map(parseLine)

  it('gives the same bytes for the same corpus', () => {
    const options = {
      copies: 1,
      epochs: 2,
      runs: 2,
      l1: 0.1,
      l2: 0,
      rate: 0.1,
      prune: 0.05,
      least: 1,
      hold: false,
      log: () => {},
    }
    const one = trainModel([sentences], options)
    expect(Buffer.from(trainModel([sentences], options)).equals(Buffer.from(one))).toBe(true)
    expect(readModel(one).hashes.length).toBeGreaterThan(20)
  })

  it('says where the notation is wrong', () => {
    expect(() => parseLine('[张国瑜/per')).toThrow(/open bracket/)
    expect(() => parseLine('[张国瑜/name]')).toThrow(/bad span/)
  })

  it('reads JSON Lines as it reads the notation', () => {
    const line = JSON.stringify({
      text: '青岩县委书记张国瑜到龙门镇。',
      entities: [
        { start: 0, end: 6, label: 'title' },
        { start: 0, end: 4, label: 'organization' },
        { start: 6, end: 9, label: 'person' },
        { start: 10, end: 13, label: 'LOC' },
      ],
    })
    expect(readRows(line, 'my.jsonl')).toEqual([
      [parseLine('[[青岩县委/org]书记/post][张国瑜/per]到[龙门镇/loc]。')],
    ])
    expect(() =>
      readRows('{"text":"甲乙","entities":[{"start":0,"end":1,"label":"x"}]}', 'my.jsonl'),
    ).toThrow(/my.jsonl:1: unknown label x/)
  })

  it('has a corpus of at least 3,000 sentences', () => {
    expect(readCorpus(`${root}corpus`).flat().length).toBeGreaterThan(3000)
  })
})
