import { hongKong, taiwan } from '../generated/simplify-phrases.js'
import { Doc, type Edit, Trie } from '../text/index.js'

function read(packed: string): [string, string][] {
  return packed.split('|').map((row) => row.split(' ') as [string, string])
}

type Words = 'tw' | 'hk' | 'both'

const tries = new Map<Words, Trie<string>>()

/** Words of Taiwan or Hong Kong, in Simplified characters → the mainland's. Of both: where they differ, Taiwan's. */
function trieOf(words: Words): Trie<string> {
  let trie = tries.get(words)
  if (!trie) {
    // The later of two entries for a word stands.
    trie = new Trie([...(words === 'tw' ? [] : read(hongKong)), ...(words === 'hk' ? [] : read(taiwan))])
    tries.set(words, trie)
  }
  return trie
}

const RULE = ['simplify/phrases']

/** `edits` of `text`, and after them the mainland's words for Taiwan's or Hong Kong's: 软体 → 软件, 软体动物 stays. */
export function withPhrases(text: string, edits: Edit[], words: Words): Edit[] {
  const doc = Doc.of(text).edit(edits)
  const trie = trieOf(words)
  const found: Edit[] = []
  for (let i = 0; i < doc.text.length; ) {
    const match = trie.longest(doc.text, i)
    if (match && match.value !== doc.text.slice(i, i + match.length))
      found.push({
        span: { start: i, end: i + match.length },
        insert: match.value,
        rules: RULE,
        certainty: 'exact',
      })
    i += match?.length ?? 1
  }
  return doc.edit(found).edits
}
