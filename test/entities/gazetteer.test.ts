import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packLists } from '../../scripts/gazetteer-format.js'
import { Gazetteer } from '../../src/entities/gazetteer.js'

const word = fc.string({ unit: fc.constantFrom('省', '市', '县', '区'), minLength: 1, maxLength: 4 })
const list = fc.array(fc.tuple(word, fc.nat(9)))

describe('the gazetteer', () => {
  it('property: finds in one walk what a scan of each list finds', () => {
    fc.assert(
      fc.property(fc.array(list, { minLength: 1, maxLength: 4 }), fc.array(word), (entries, parts) => {
        const packed = packLists(
          Object.fromEntries(
            entries.map((rows, k) => [`list${k}`, rows.map(([word, n]) => [word, String(n)])]),
          ),
        )
        const gazetteer = new Gazetteer(packed)
        const lists = entries.map((_, k) => gazetteer.list(`list${k}`, Number))
        const text = parts.join('')
        const { chains, masks } = gazetteer.scan(text)
        expect(chains[text.length]).toBe(0)
        for (const [k, rows] of entries.entries())
          for (let at = 0; at < text.length; at++) {
            const found = [...new Map(rows)]
              .filter(([term]) => text.startsWith(term, at))
              .map(([term, value]) => ({ length: term.length, value }))
              .sort((a, b) => b.length - a.length)
            const chain = []
            for (let entry = lists[k].from(chains[at]); entry > 0; entry = lists[k].after(entry))
              chain.push(lists[k].match(entry))
            expect(chain).toEqual(found)
            expect((masks[at] & lists[k].bit) !== 0).toBe(found.length > 0)
            expect(lists[k].longest(text, at)).toEqual(found[0] ?? null)
            for (let length = 1; length < 5; length++)
              expect(lists[k].exact(chains[at], length)).toBe(found.find((m) => m.length === length)?.value)
          }
      }),
    )
  })

  it('gives a row as it was packed', () => {
    const gazetteer = new Gazetteer(
      packLists({
        places: [
          ['市', 'one'],
          ['市区', 'two\tof'],
        ],
        words: [
          ['市', ''],
          ['县城', ''],
        ],
      }),
    )
    const places = gazetteer.list('places', (cells, word) => `${word}: ${cells}`)
    const words = gazetteer.list('words', (cells) => cells)
    expect(places.get('市')).toBe('市: one')
    expect(places.get('市区')).toBe('市区: two\tof')
    expect(places.get('县城')).toBeUndefined()
    expect(words.get('县城')).toBe('')
  })

  it('holds no more lists than a mask has bits', () => {
    const lists = Object.fromEntries(Array.from({ length: 33 }, (_, k) => [`list${k}`, []]))
    expect(() => packLists(lists)).toThrow('more than 32 lists')
  })
})
