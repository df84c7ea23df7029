import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageWords } from '../../src/entities/page-words.js'
import { Trie } from '../../src/text/index.js'

const word = fc.string({ unit: fc.constantFrom('延', '长', '石', '油', '李', 'A'), maxLength: 4 })

describe('words of a page', () => {
  it('are found as a trie finds them, be they few or many', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, fc.nat()), { maxLength: 150 }),
        fc.array(word, { maxLength: 20 }),
        (entries, parts) => {
          const words = new Map(entries)
          const found = pageWords(words)
          const trie = new Trie(words)
          const text = parts.join('')
          for (let i = 0; i < text.length; i++) expect(found.longest(text, i)).toEqual(trie.longest(text, i))
        },
      ),
    )
  })
})
