// Tables of the entity model: how likely characters are in transliterated names.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { readTsv, stringModule } from '../dict-tools.js'

const require = createRequire(import.meta.url)

/** log2 of how much likelier a character is in a transliterated name than in text, in quarter bits. */
function transliteration(foreign: readonly string[]): string {
  const text = new Map<string, number>()
  const names = new Map<string, number>()
  let total = 0
  let sum = 0
  const add = (name: string) => {
    for (const ch of name) {
      names.set(ch, (names.get(ch) ?? 0) + 1)
      sum++
    }
  }
  for (const line of readFileSync(require.resolve('@node-rs/jieba/dict.txt'), 'utf8').split('\n')) {
    const [word, count, tag] = line.split(' ')
    if (tag === 'nrt' && word.length > 2) add(word)
    else if (tag !== undefined && !tag.startsWith('n'))
      for (const ch of word) {
        text.set(ch, (text.get(ch) ?? 0) + Number(count))
        total += Number(count)
      }
  }
  for (const name of foreign) add(name)
  let out = ''
  for (const ch of [...names.keys()].sort()) {
    const count = names.get(ch) ?? 0
    if (ch.length !== 1 || !/\p{Script=Han}/u.test(ch) || count < 3) continue
    const bits = Math.log2(count / sum / (((text.get(ch) ?? 0) + 200) / total))
    out += ch + String.fromCharCode(77 + Math.max(-12, Math.min(24, Math.round(4 * bits))))
  }
  return out
}

export default function build(): Record<string, string> {
  const foreign = [
    ...readTsv('countries/cities.tsv').map(({ name }) => name),
    ...readTsv('model/foreign.tsv').map(({ name }) => name),
  ]
  return {
    'model.ts': stringModule('dict/model, dict/countries', {
      transliteration: transliteration(foreign),
    }),
  }
}
