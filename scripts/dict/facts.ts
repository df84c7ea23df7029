// Units, measure words and the cue words of facts.
import { pack, readTsv, stringModule } from '../dict-tools.js'

export default function build(): Record<string, string> {
  const units = readTsv('units/units.tsv').map((r) => [r.term, r.kind, r.system, r.code])
  const known = new Set(units.map(([term]) => term))
  for (const { term } of readTsv('units/measure-words.tsv'))
    if (!known.has(term)) units.push([term, 'count', 'count', term])
  return {
    'facts.ts': stringModule('dict/units and dict/facts', {
      units: pack(units),
      cues: pack(readTsv('facts/cues.tsv', { key: null }).map((r) => [r.term, r.type])),
      metrics: pack(readTsv('facts/metrics.tsv').map((r) => [r.term])),
      stops: pack(readTsv('facts/stops.tsv').map((r) => [r.term])),
    }),
  }
}
