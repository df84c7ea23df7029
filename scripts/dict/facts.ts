// Units, measure words, the cue words of facts, and the verbs of jieba's word list (MIT).
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pack, readTsv, stringModule } from '../dict-tools.js'

/** A verb that news does not use this often in jieba's counts is more often a name or a noun. */
const COMMON = 60

/** Verbs of two and three characters: plain ones, and those that also stand before a noun (发电项目). */
function verbsOfWordList(): [plain: string[], nominal: string[]] {
  const folder = dirname(createRequire(import.meta.url).resolve('@node-rs/jieba/package.json'))
  const plain: string[] = []
  const nominal: string[] = []
  for (const line of readFileSync(join(folder, 'dict.txt'), 'utf8').split('\n')) {
    const [word, count, tag] = line.split(' ')
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
  const verbs = verbsOfWordList().map((list) => list.join(' '))
  return {
    'facts.ts': stringModule('dict/units, dict/facts and the word list of @node-rs/jieba', {
      units: pack(units),
      cues: pack(readTsv('facts/cues.tsv', { key: null }).map((r) => [r.term, r.type])),
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
      metrics: pack(readTsv('facts/metrics.tsv').map((r) => [r.term])),
      words: pack(readTsv('facts/words.tsv').map((r) => [r.term, r.classes])),
      verbs: verbs.join('\n'),
    }),
  }
}
