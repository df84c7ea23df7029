// The word list of the segmenter: jieba's own (MIT), as a trie in breadth-first order.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type WordKind, wordKinds } from '../../src/segment/kinds.js'
import { readTsv } from '../dict-tools.js'
import { encodeTrie } from './words-format.js'

/** jieba's tag → what the entity model wants to know of a word. */
function kindOf(tag: string): WordKind {
  if (tag === 'nr' || tag === 'nrfg') return 'person'
  if (tag === 'nrt') return 'foreign'
  if (tag === 'ns') return 'place'
  if (tag === 'nt') return 'organization'
  if (tag === 'nz') return 'proper'
  if (/^v/.test(tag)) return 'verb'
  if (/^[pcuyeo]/.test(tag)) return 'function'
  if (/^[drf]/.test(tag)) return 'adverb'
  if (tag === 't') return 'time'
  if (/^[ab]|^z$/.test(tag)) return 'adjective'
  return tag === 'j' ? 'abbreviation' : 'noun'
}

export default function build(): Record<string, Uint8Array> {
  const folder = dirname(createRequire(import.meta.url).resolve('@node-rs/jieba/package.json'))
  const notNames = new Set(readTsv('model/not-names.tsv').map(({ term }) => term))
  const words: [string, number, number][] = []
  for (const line of readFileSync(join(folder, 'dict.txt'), 'utf8').split('\n')) {
    if (line === '') continue
    const [word, count, tag] = line.split(' ')
    words.push([word, Number(count), wordKinds.indexOf(notNames.has(word) ? 'noun' : kindOf(tag))])
  }
  return { 'words.bin': gzipSync(encodeTrie(words), { level: 9 }) }
}
