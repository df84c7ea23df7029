import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Doc, type Edit, EditList } from '../../src/text/index.js'
import { anyText, editsFor } from '../support/arbitrary.js'

const edit = (start: number, end: number, insert: string, rule = 'r') => ({
  span: { start, end },
  insert,
  rules: [rule],
  certainty: 'exact' as const,
})

/** Edits that touch, as one: what two groupings of the same steps must agree on. */
function joined(list: EditList): Edit[] {
  const out: Edit[] = []
  for (const next of list.edits) {
    const last = out.at(-1)
    if (last && last.span.end === next.span.start)
      out[out.length - 1] = {
        span: { start: last.span.start, end: next.span.end },
        insert: last.insert + next.insert,
        rules: [...new Set([...last.rules, ...next.rules])].sort(),
        certainty: last.certainty === 'inferred' ? 'inferred' : next.certainty,
      }
    else out.push(next)
  }
  return out
}

const threeLists = fc
  .string({ unit: fc.constantFrom(...'abcdef'), maxLength: 12 })
  .chain((text) =>
    editsFor(text.length).chain((a) =>
      editsFor(a.textLength).chain((b) => editsFor(b.textLength).map((c) => ({ text, a, b, c }))),
    ),
  )

describe('EditList', () => {
  it('applies edits in order, deletions and insertions too', () => {
    const list = EditList.of(6, [edit(0, 1, 'X'), edit(1, 3, ''), edit(4, 4, 'Y')])
    expect(list.apply('abcdef')).toBe('XdYef')
  })

  it('refuses edits that overlap, run backwards or leave the text', () => {
    expect(() => EditList.of(3, [edit(0, 2, ''), edit(1, 3, '')])).toThrow(RangeError)
    expect(() => EditList.of(3, [edit(2, 3, ''), edit(0, 1, '')])).toThrow(RangeError)
    expect(() => EditList.of(3, [edit(2, 4, '')])).toThrow(RangeError)
  })

  it('keeps a deletion and the replacement beside it apart when composed: 環(huán) → 环', () => {
    const remove = EditList.of(7, [edit(1, 7, '', 'repair/pinyin')])
    const convert = EditList.of(1, [edit(0, 1, '环', 'simplify/t')])
    expect(remove.compose(convert).edits).toEqual([
      edit(0, 1, '环', 'simplify/t'),
      edit(1, 7, '', 'repair/pinyin'),
    ])
  })

  it('merges edits that share a character and keeps both rules', () => {
    const first = EditList.of(2, [edit(0, 1, '啟', 'a')])
    const second = EditList.of(2, [edit(0, 1, '启', 'b')])
    expect(first.compose(second).edits).toEqual([
      { span: { start: 0, end: 1 }, insert: '启', rules: ['a', 'b'], certainty: 'exact' },
    ])
  })

  it('property: composing is applying one after the other', () => {
    fc.assert(
      fc.property(threeLists, ({ text, a, b }) => {
        expect(a.compose(b).apply(text)).toBe(b.apply(a.apply(text)))
      }),
    )
  })

  it('property: composing is associative, down to the rules', () => {
    fc.assert(
      fc.property(threeLists, ({ text, a, b, c }) => {
        const left = a.compose(b).compose(c)
        const right = a.compose(b.compose(c))
        expect(left.apply(text)).toBe(right.apply(text))
        expect(joined(left)).toEqual(joined(right))
      }),
      { numRuns: 2000 },
    )
  })

  it('property: both maps are monotone and stay inside', () => {
    fc.assert(
      fc.property(threeLists, ({ a, b }) => {
        const list = a.compose(b)
        for (const [length, other, map] of [
          [list.textLength, list.length, (s: { start: number; end: number }) => list.toSource(s)],
          [list.length, list.textLength, (s: { start: number; end: number }) => list.toText(s)],
        ] as const) {
          let last = { start: 0, end: 0 }
          for (let i = 0; i < length; i++) {
            const span = map({ start: i, end: i + 1 })
            expect(span.start).toBeGreaterThanOrEqual(last.start)
            expect(span.end).toBeGreaterThanOrEqual(last.end)
            expect(span.end).toBeLessThanOrEqual(other)
            expect(span.start).toBeLessThanOrEqual(span.end)
            last = span
          }
        }
      }),
    )
  })

  it('property: a round trip never loses what it started with (pure insertions have no source to come back from)', () => {
    fc.assert(
      fc.property(threeLists, ({ a }) => {
        fc.pre(a.edits.every(({ span }) => span.end > span.start))
        for (let start = 0; start < a.textLength; start++)
          for (let end = start + 1; end <= a.textLength; end++) {
            const back = a.toText(a.toSource({ start, end }))
            expect(back.start).toBeLessThanOrEqual(start)
            expect(back.end).toBeGreaterThanOrEqual(end)
          }
      }),
    )
  })

  it('property: ranges that no edit touches come back exactly and read the same', () => {
    fc.assert(
      fc.property(threeLists, ({ text, a, b }) => {
        const list = a.compose(b)
        const result = list.apply(text)
        let at = 0
        for (const { span } of [...list.edits, edit(text.length, text.length, '')]) {
          if (span.start > at) {
            const source = { start: at, end: span.start }
            const there = list.toText(source)
            expect(result.slice(there.start, there.end)).toBe(text.slice(source.start, source.end))
            expect(list.toSource(there)).toEqual(source)
          }
          at = span.end
        }
      }),
    )
  })
})

describe('Doc', () => {
  it('maps the whole source to the whole text, with what was put in at its ends', () => {
    const doc = Doc.of('正文').edit([edit(0, 0, '【'), edit(2, 2, '】')])
    expect(doc.toText({ start: 0, end: 2 })).toEqual({ start: 0, end: 4 })
    expect(doc.toText({ start: 0, end: 1 })).toEqual({ start: 0, end: 2 })
    expect(doc.toText({ start: 2, end: 2 }).end).toBeLessThanOrEqual(4)
  })

  it('never splits a surrogate pair, in edits or in spans', () => {
    const doc = Doc.of('a𠮷b').edit([edit(2, 4, 'X')])
    expect(doc.changes.edits[0].span).toEqual({ start: 1, end: 4 })
    expect(Doc.of('a𠮷b').toText({ start: 2, end: 3 })).toEqual({ start: 1, end: 3 })
  })

  it('property: source and text agree through the edit log, whatever the characters', () => {
    const halves = (text: string, at: number) =>
      at > 0 && /[\uD800-\uDBFF]/.test(text[at - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[at] ?? '')
    fc.assert(
      fc.property(
        anyText.chain((text) => editsFor(text.length).map((list) => ({ text, list }))),
        ({ text, list }) => {
          const doc = Doc.of(text).edit(list.edits)
          expect(doc.changes.apply(text)).toBe(doc.text)
          for (const { span } of doc.changes.edits) {
            expect(halves(text, span.start)).toBe(false)
            expect(halves(text, span.end)).toBe(false)
          }
          for (let i = 0; i < doc.text.length; i++) {
            const span = doc.toSource({ start: i, end: i + 1 })
            expect(halves(text, span.start)).toBe(false)
            expect(halves(text, span.end)).toBe(false)
          }
        },
      ),
    )
  })
})
