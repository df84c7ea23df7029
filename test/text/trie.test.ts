import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SuffixTrie, Trie } from '../../src/text/index.js'

const letters = fc.string({ unit: fc.constantFrom(...'省市县区\ud83d\ude00a\u0000\uffff'), maxLength: 4 })

/** Every word that starts at a place, shortest first; of words that are alike the last. */
function wordsAt(trie: Trie<number>, text: string, at: number): { length: number; value: number }[] {
  const out: { length: number; value: number }[] = []
  for (let word = trie.find(text, at); word > 0; word = trie.shorter(word))
    if (out.at(-1)?.length !== trie.lengthOf(word))
      out.push({ length: trie.lengthOf(word), value: trie.valueOf(word) })
  return out.reverse()
}

describe('the trie', () => {
  it('finds what a scan of the whole list finds', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(letters, fc.nat(9))), fc.array(letters), (entries, parts) => {
        const list = new Map(entries.filter(([word]) => word !== ''))
        const trie = new Trie(entries)
        const text = parts.join('')
        for (let at = 0; at <= text.length; at++) {
          const found = [...list]
            .filter(([word]) => text.startsWith(word, at))
            .map(([word, value]) => ({ length: word.length, value }))
            .sort((a, b) => a.length - b.length)
          expect(wordsAt(trie, text, at)).toEqual(found)
          expect(trie.longest(text, at)).toEqual(found.at(-1) ?? null)
          for (let end = at; end <= text.length; end++) {
            expect(trie.at(text, at, end)).toBe(list.get(text.slice(at, end)))
            const starts = Array.from({ length: end - at }, (_, i) => at + i)
            expect(trie.lastStart(text, at, end)).toBe(starts.findLast((i) => trie.reach(text, i) > 0) ?? -1)
          }
        }
        const endings = new SuffixTrie(entries)
        for (let end = 0; end <= text.length; end++)
          for (let from = 0; from <= end; from++) {
            const longest = [...list]
              .filter(([word]) => text.slice(from, end).endsWith(word))
              .map(([word, value]) => ({ length: word.length, value }))
              .sort((a, b) => b.length - a.length)[0]
            expect(endings.longest(text, end, from)).toEqual(longest ?? null)
            expect(endings.reach(text, end, from)).toBe(longest?.length ?? 0)
          }
      }),
    )
  })

  it('property: finds words among many that begin alike', () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 9 }), {
      minLength: 50,
      maxLength: 400,
    })
    fc.assert(
      fc.property(words, words, (entries, others) => {
        const list = new Map(entries.map((word, i) => [word, i]))
        const trie = new Trie(entries.map((word, i) => [word, i]))
        for (const word of [...entries, ...others]) expect(trie.get(word)).toBe(list.get(word))
      }),
    )
  })

  it('takes words that share a value as one list', () => {
    const trie = new Trie<string>([
      [['记者', '通讯员'], 'writer'],
      ['编辑', 'editor'],
    ])
    expect(['记者', '通讯员', '编辑', '摄影'].map((word) => trie.get(word))).toEqual([
      'writer',
      'writer',
      'editor',
      undefined,
    ])
    expect(new SuffixTrie([[['日报', '晚报'], true]]).longest('秦岭晚报', 4, 0)).toEqual({
      length: 2,
      value: true,
    })
  })

  it('holds more words than it has room for at first', () => {
    const words = Array.from({ length: 70_000 }, (_, i) => String.fromCharCode(0x4e00 + (i % 20_000)) + i)
    const trie = new Trie(words.map((word, i) => [word, i]))
    expect(words.every((word, i) => trie.get(word) === i)).toBe(true)
    expect(trie.has('一')).toBe(false)
  })
})
