import { hongKong, taiwan } from '../generated/simplify-phrases.js'
import { Doc, type Edit, Trie } from '../text/index.js'

function read(packed: string): [string, string][] {
  return packed.split('|').map((row) => row.split(' ') as [string, string])
}

/** Whose words are looked for; where two regions have the same word for two things, the first named decides. */
type Words = 'tw' | 'hk' | 'tw-hk' | 'hk-tw'

const tries = new Map<Words, Trie<string>>()

/** Words of Taiwan or Hong Kong, in Simplified characters → the mainland's. */
function trieOf(words: Words): Trie<string> {
  let trie = tries.get(words)
  if (!trie) {
    const lists = { tw: taiwan, hk: hongKong }
    // The later of two entries for a word stands.
    const regions = words.split('-').reverse() as ('tw' | 'hk')[]
    trie = new Trie(regions.flatMap((region) => read(lists[region])))
    tries.set(words, trie)
  }
  return trie
}

/** Whose words a Simplified text has: 机会率 is Hong Kong's, 网路 Taiwan's. Taiwan's where nothing tells. */
function regionByWords(text: string): Words {
  let balance = 0
  for (let i = 0; i < text.length; i++) {
    const taiwan = trieOf('tw').longest(text, i)?.length ?? 0
    const hongKong = trieOf('hk').longest(text, i)?.length ?? 0
    balance += Math.sign(hongKong - taiwan)
  }
  return balance > 0 ? 'hk-tw' : 'tw-hk'
}

const RULE = ['simplify/phrases']

/**
 * `edits` of `text`, and after them the mainland's words for Taiwan's or Hong Kong's: 软体 → 软件, 软体动物 stays.
 * `region`: whose words they are; null where that has to be found.
 */
export function withPhrases(text: string, edits: Edit[], region: Words | null): Edit[] {
  const doc = Doc.of(text).edit(edits)
  const trie = trieOf(region ?? regionByWords(doc.text))
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
