import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Trie } from '../../src/text/index.js'

const letters = fc.string({ unit: fc.constantFrom(...'省市县区\ud83d\ude00a\u0000\uffff'), maxLength: 4 })

describe('the trie', () => {
  it('finds what a scan of the whole list finds', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(letters, fc.nat(9))), fc.array(letters), (entries, parts) => {
        const list = new Map(entries.filter(([word]) => word !== ''))
        const trie = new Trie(entries)
        const text = parts.join('')
        expect(trie.size).toBe(list.size)
        for (let at = 0; at <= text.length; at++) {
          const found = [...list]
            .filter(([word]) => text.startsWith(word, at))
            .map(([word, value]) => ({ length: word.length, value }))
            .sort((a, b) => a.length - b.length)
          expect(trie.all(text, at)).toEqual(found)
          expect(trie.longest(text, at)).toEqual(found.at(-1) ?? null)
          for (let end = at; end <= text.length; end++)
            expect(trie.at(text, at, end)).toBe(list.get(text.slice(at, end)))
        }
      }),
    )
  })

  it('holds more words than it has room for at first', () => {
    const words = Array.from({ length: 70_000 }, (_, i) => String.fromCharCode(0x4e00 + (i % 20_000)) + i)
    const trie = new Trie(words.map((word, i) => [word, i]))
    expect(trie.size).toBe(words.length)
    expect(words.every((word, i) => trie.get(word) === i)).toBe(true)
    expect(trie.has('一')).toBe(false)
  })
})
