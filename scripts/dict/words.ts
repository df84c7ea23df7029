// The word list of the segmenter: jieba's own (MIT), as a trie in breadth-first order.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { encodeTrie } from './words-format.js'

export default function build(): Record<string, Uint8Array> {
  const folder = dirname(createRequire(import.meta.url).resolve('@node-rs/jieba/package.json'))
  const words: [string, number][] = []
  for (const line of readFileSync(join(folder, 'dict.txt'), 'utf8').split('\n')) {
    if (line === '') continue
    const [word, count] = line.split(' ')
    words.push([word, Number(count)])
  }
  return { 'words.bin': gzipSync(encodeTrie(words), { level: 9 }) }
}
