import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LineWriter } from '../../src/batch/json.js'

const writer = new LineWriter()
const written = (record: object) => {
  writer.add(record)
  return new TextDecoder('utf-8', { fatal: true }).decode(writer.take())
}
const text = fc.string({
  unit: fc.constantFrom(
    '中',
    'a',
    '"',
    '\\',
    '\n',
    '\u0001',
    '\u007f',
    'é',
    '\ud83d\ude00',
    '\ud83d',
    '\ude00',
  ),
})
const leaf = fc.oneof(
  text,
  fc.integer(),
  fc.nat(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
)
const record = fc.dictionary(
  text,
  fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie('value')), fc.dictionary(text, tie('value'))),
  })).value,
)

describe('a record as a line of JSON', () => {
  it('has the bytes of JSON.stringify', () => {
    fc.assert(
      fc.property(record, (value) => {
        expect(written(value)).toBe(`${JSON.stringify(value)}\n`)
      }),
    )
  })

  it('escapes what readers take for the end of a line', () => {
    const value = { text: '甲\u2028乙', meta: { '\u2029': '\u2028' } }
    expect(written(value)).toBe('{"text":"甲\\u2028乙","meta":{"\\u2029":"\\u2028"}}\n')
    expect(JSON.parse(written(value))).toEqual(value)
  })

  it('asks the metadata of the caller for its JSON', () => {
    expect(written({ id: 1, meta: new Date(0) })).toBe('{"id":1,"meta":"1970-01-01T00:00:00.000Z"}\n')
  })

  it('writes over lines that were taken, and gives back the room of a large one', () => {
    writer.add({ id: 1 })
    const first = writer.take()
    expect(new TextDecoder().decode(first)).toBe('{"id":1}\n')
    writer.add({ id: 2 })
    expect(writer.take().buffer).toBe(first.buffer)
    writer.add({ id: 3, text: '长'.repeat(3_000_000) })
    expect(writer.take().buffer.byteLength).toBeGreaterThan(9_000_000)
    expect(written({ id: 4 })).toBe('{"id":4}\n')
    writer.add({ id: 5 })
    expect(writer.take().buffer.byteLength).toBeLessThan(2_000_000)
  })

  it('puts lines together, and a record that fails leaves those before it', () => {
    writer.add({ id: 1 })
    const id = {}
    Object.defineProperty(id, 'text', {
      enumerable: true,
      get: () => {
        throw new RangeError('too long')
      },
    })
    expect(() => writer.add(id)).toThrow(RangeError)
    writer.add({ id: 2 })
    expect(new TextDecoder().decode(writer.take())).toBe('{"id":1}\n{"id":2}\n')
    expect(writer.take().length).toBe(0)
  })
})
