// Units, measure words, the cue words of facts, and the verbs of jieba's word list (MIT).
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { wordBits } from '../../src/facts/word-bits.js'
import { pack, readTsv, stringModule } from '../dict-tools.js'

/** A verb that news does not use this often in jieba's counts is more often a name or a noun. */
const COMMON = 60

function wordList(): string[][] {
  const folder = dirname(createRequire(import.meta.url).resolve('@node-rs/jieba/package.json'))
  return readFileSync(join(folder, 'dict.txt'), 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
}

/** Verbs of two and three characters: plain ones, and those that also stand before a noun (发电项目). */
function verbsOf(list: string[][]): [plain: string[], nominal: string[]] {
  const plain: string[] = []
  const nominal: string[] = []
  for (const [word, count, tag] of list) {
    if (!tag || word.length < 2 || word.length > 3 || Number(count) < COMMON) continue
    if (tag === 'v' || tag === 'vd' || tag === 'vi') plain.push(word)
    else if (tag === 'vn') nominal.push(word)
  }
  return [plain, nominal]
}

export default function build(): Record<string, string> {
  const units = readTsv('units/units.tsv').map((r) => [r.term, r.kind, r.system, r.code])
  const known = new Set(units.map(([term]) => term))
  for (const { term } of readTsv('units/measure-words.tsv'))
    if (!known.has(term)) units.push([term, 'count', 'count', term])
  const list = wordList()
  // Words that the segmenter does not know and cuts (专|班): they are put together again.
  const whole = new Set(list.filter(([, count]) => Number(count) >= COMMON).map(([word]) => word))
  const rows = readTsv('facts/words.tsv')
  const cut = rows.filter(
    ({ term, classes }) =>
      term.length > 1 && !whole.has(term) && /\b(?:agent|qual|verb|attr|noun|lead|link|adv)\b/.test(classes),
  )
  const fixed = readTsv('facts/indicators.tsv')
  const cues = readTsv('facts/cues.tsv', { key: null })
  const byType = new Map<string, string[]>()
  const add = (type: string, terms: readonly string[]) =>
    byType.set(type, [...(byType.get(type) ?? []), ...terms])
  for (const { term, type } of cues) add(type, [term])
  const termsOf = (list: Record<string, string>[]) => list.map(({ term }) => term)
  add('cut', termsOf(cut))
  add('fixed', termsOf(fixed))
  add('fixed-sector', termsOf(fixed.filter(({ type }) => type === 'sector')))
  const metrics = [
    ...termsOf(readTsv('facts/metrics.tsv')),
    ...termsOf(fixed.filter(({ type }) => type === 'metric')),
  ]
  const bits = wordBits({
    verbs: verbsOf(list),
    words: rows.map(({ term, classes }) => [term, classes]),
    cues: (type) => (type === 'metric' ? metrics : (byType.get(type) ?? [])),
  })
  const byBits = new Map<number, string[]>()
  for (const [word, of] of bits) byBits.set(of, [...(byBits.get(of) ?? []), word])
  return {
    'facts.ts': stringModule('dict/units, dict/facts and the word list of @node-rs/jieba', {
      units: pack(units),
      cues: pack([...byType].map(([type, terms]) => [type, ...terms])),
      divisions: pack(cues.flatMap(({ term, type, rank }) => (type === 'division' ? [[term, rank]] : []))),
      comparators: pack(readTsv('units/comparators.tsv').map((r) => [r.term, r.type])),
      context: pack(
        readTsv('units/context.tsv', { key: null }).map((r) => [
          r.term,
          r.side,
          r.cue,
          r.kind,
          r.system,
          r.code,
        ]),
      ),
      holders: pack(readTsv('facts/holders.tsv', { key: null }).map((r) => [r.who, r.what, r.weight])),
      metrics: metrics.join('\n'),
      words: pack([...byBits].map(([of, words]) => [of.toString(36), ...words.sort()])),
    }),
  }
}
