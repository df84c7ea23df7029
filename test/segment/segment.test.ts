import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeTrie } from '../../scripts/dict/words-format.js'
import { analyze, createAnalyzer, segment } from '../../src/index.js'
import { currentEngine } from '../../src/segment/engine.node.js'
import { tokensOf } from '../../src/segment/index.js'
import { decodeTrie, trieEngine } from '../../src/segment/trie.js'
import { anyText } from '../support/arbitrary.js'
import { type Case, runCases } from '../support/cases.js'

interface SegmentCase extends Case {
  text: string
  /** Expected words, separated by `/`. */
  words?: string
  /** Words that must stand among the tokens. */
  has?: string[]
  /** Strings that must not be tokens. */
  not?: string[]
}

runCases<SegmentCase>('segment', ({ text, words, has, not }) => {
  const got = segment(text).map((token) => token.text)
  expect(got.join('')).toBe(text)
  if (words !== undefined) expect(got.join('/')).toBe(words)
  for (const word of has ?? []) expect(got).toContain(word)
  for (const word of not ?? []) expect(got).not.toContain(word)
})

const keep = (start: number, end: number) => ({ span: { start, end }, tag: 'k' })

describe('word list', () => {
  it('comes back as it was packed: the most probable path, runs of Latin and digits whole', () => {
    const trie = decodeTrie(
      encodeTrie([
        ['商州区', 50],
        ['商州', 20],
        ['区委', 40],
        ['A股', 9],
        ['', 0],
      ]),
    )
    const cut = (text: string) => {
      const { ends } = trieEngine(trie).cut(text)
      return Array.from(ends, (end, i) => text.slice(ends[i - 1] ?? 0, end))
    }
    expect(cut('商州区委A股GDP3,000.5，𠮷')).toEqual([
      '商州',
      '区委',
      'A股',
      'GDP3',
      ',',
      '000.5',
      '，',
      '𠮷',
    ])
    expect(cut('A股3,000.5')).toEqual(['A股', '3,000.5'])
  })

  it('says the same of a word that it cuts and of one that it is asked for', () => {
    const { cut, kindOf } = currentEngine('trie')
    const text = '全市GDP增长A股T恤，王晓明在𠮷野家的3,000.5平方米。AA制'
    const { ends, kinds } = cut(text)
    expect(Array.from(kinds)).toEqual(Array.from(ends, (end, i) => kindOf(text, ends[i - 1] ?? 0, end)))
  })

  it('cuts like jieba-wasm', () => {
    const text = '今年以来全市各级各部门统筹推进项目建设，完成投资稳步增长，群众满意度不断提升。'
    const words = (segmenter: 'trie' | 'jieba') => segment(text, { segmenter }).map((t) => t.text)
    expect(words('trie')).toEqual(words('jieba'))
  })

  it('misuse says what to do', () => {
    expect(() => segment('文', { segmenter: 'other' as 'trie' })).toThrow(/'trie' or 'jieba'/)
  })
})

describe('tokensOf', () => {
  const text = 'abcdefghij'
  const ends = Uint32Array.of(3, 5, 10)
  const joined = (spans: [number, number][]) =>
    tokensOf(
      text,
      ends,
      spans.map(([a, b]) => keep(a, b)),
    )
      .map((t) => t.text)
      .join('/')

  it('joins words that a span covers', () => expect(joined([[0, 5]])).toBe('abcde/fghij'))
  it('cuts words that stick out on either side', () => expect(joined([[2, 6]])).toBe('ab/cdef/ghij'))
  it('cuts one word twice', () =>
    expect(
      joined([
        [5, 6],
        [8, 9],
      ]),
    ).toBe('abc/de/f/gh/i/j'))
  it('lets the first of two overlapping spans stand', () =>
    expect(
      joined([
        [1, 4],
        [3, 6],
      ]),
    ).toBe('a/bcd/e/fghij'))
  it('ignores empty spans', () => expect(joined([[4, 4]])).toBe('abc/de/fghij'))

  it('property: tokens cover the text without gap or overlap, and kept spans that do not clash are tokens', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 4 })), { maxLength: 5 }),
        (pairs) => {
          const spans = pairs
            .map(([start, size]) => keep(start, Math.min(10, start + size)))
            .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)
          const out = tokensOf(text, ends, spans)
          let at = 0
          for (const { span } of out) {
            expect(span.start).toBe(at)
            at = span.end
          }
          expect(at).toBe(10)
          let taken = 0
          for (const { span } of spans) {
            if (span.start < taken) continue
            expect(out.some((t) => t.span.start === span.start && t.span.end === span.end)).toBe(true)
            taken = span.end
          }
        },
      ),
    )
  })
})

describe('segment', () => {
  it('property: tokens concatenate to the text, with true spans, for any characters at all', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokens = segment(text)
        expect(tokens.map((t) => t.text).join('')).toBe(text)
        for (const { text: word, span } of tokens) expect(text.slice(span.start, span.end)).toBe(word)
      }),
    )
  })

  it('keeps the words of one analyzer whole, and of no other', async () => {
    const text = '全县推行链长制和河湖长制。'
    const mine = await createAnalyzer({ words: ['链长制', '河湖长制'] })
    const other = await createAnalyzer({})
    const words = (tokens: { text: string }[]) => tokens.map((t) => t.text)
    expect(words(mine.segment(text))).toEqual(expect.arrayContaining(['链长制', '河湖长制']))
    expect(words(other.segment(text))).not.toContain('河湖长制')
    expect(words(segment(text))).not.toContain('河湖长制')
  })

  it('keeps dates and numbers whole, and names unless told not to', () => {
    const text = '商洛市商州区5月18日完成投资3,000亿元，汉水蓝生态科技股份有限公司签约。'
    const tagged = (entities?: boolean) =>
      segment(text, { entities })
        .filter(({ tag }) => tag !== undefined)
        .map(({ text: word, tag }) => `${word} ${tag}`)
    expect(tagged(false)).toEqual(['5月18日 time', '3,000亿元 money'])
    expect(tagged()).toEqual([
      '商洛市 place',
      '商州区 place',
      '5月18日 time',
      '3,000亿元 money',
      '汉水蓝生态科技股份有限公司 company',
    ])
    expect(segment(text)).toEqual(analyze(text).tokens)
  })

  it('handles 2 MB on one line without marks', () => {
    const text = '山'.repeat(700_000)
    expect(segment(text).reduce((n, t) => n + t.text.length, 0)).toBe(text.length)
  })
})
