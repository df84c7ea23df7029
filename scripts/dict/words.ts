// The word list of the segmenter: jieba's own (MIT) without its slips, and words that news use today, as a trie in
// breadth-first order.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { constants, gzipSync } from 'node:zlib'
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

/** How often a word of ours counts as seen where its row does not say: more than its parts side by side. */
const NEWS_COUNT = 200
const EVERYDAY = 100
const RARE = 10
const STUCK_BEFORE = new Set('因拟将经并已较对把被从向为由与及和在如若虽但而且再又还就也都')
const STUCK_BEHIND = new Set('较为将于在的了向对从被把并')

type Row = [word: string, count: number, tag: string]

/** Words that were cut from running text by mistake: 因购买, 规模较, and 努力创造, which is tagged as a name. */
function isSlip([word, count, tag]: Row, counts: ReadonlyMap<string, number>, named: boolean): boolean {
  const seen = (part: string): number => counts.get(part) ?? 0
  if (tag === 'nr')
    return (
      !named && word.length === 4 && seen(word.slice(0, 2)) >= EVERYDAY && seen(word.slice(2)) >= EVERYDAY
    )
  if (count > RARE || word.length < 2 || word.length > 4 || /^(?:n[rstz]|nrt|nrfg)$/.test(tag)) return false
  const [head, tail] = [word.slice(1), word.slice(0, -1)]
  return (
    (STUCK_BEFORE.has(word[0]) && seen(head) >= Math.max(EVERYDAY, 20 * count)) ||
    (STUCK_BEHIND.has(word[word.length - 1]) && seen(tail) >= EVERYDAY)
  )
}

function jiebaRows(): Row[] {
  const folder = dirname(createRequire(import.meta.url).resolve('@node-rs/jieba/package.json'))
  const rows: Row[] = []
  for (const line of readFileSync(join(folder, 'dict.txt'), 'utf8').split('\n')) {
    if (line === '') continue
    const [word, count, tag] = line.split(' ')
    rows.push([word, Number(count), tag])
  }
  return rows
}

export default function build(): Record<string, Uint8Array> {
  const notNames = new Set(readTsv('model/not-names.tsv').map(({ term }) => term))
  const surnames = new Set(readTsv('names/surnames.tsv').map(({ term }) => term))
  const dropped = new Set(readTsv('words/slips.tsv').map(({ term }) => term))
  const rows = jiebaRows()
  const counts = new Map(rows.map(([word, count]) => [word, count]))
  const words = new Map<string, [count: number, kind: number]>()
  for (const row of rows) {
    const [word, count, tag] = row
    const named = surnames.has(word[0]) || surnames.has(word.slice(0, 2))
    if (dropped.has(word) || isSlip(row, counts, named)) continue
    words.set(word, [count, wordKinds.indexOf(notNames.has(word) ? 'noun' : kindOf(tag))])
  }
  for (const { term, tag, count } of readTsv('words/news.tsv'))
    words.set(term, [
      Math.max(Number(count || NEWS_COUNT), counts.get(term) ?? 0),
      wordKinds.indexOf(kindOf(tag)),
    ])
  const list = Array.from(words, ([word, [count, kind]]): [string, number, number] => [word, count, kind])
  // The columns hardly repeat themselves: short matches cost more than they save.
  return { 'words.bin': gzipSync(encodeTrie(list), { level: 9, strategy: constants.Z_FILTERED }) }
}
