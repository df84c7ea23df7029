import { FIRST_LIST, MOST_LISTS, type PackedLists } from '../src/entities/gazetteer.js'

/** Words and what a list says of each: cells parted by tabs. */
export type ListEntries = Iterable<readonly [word: string, cells: string]>

const byUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Lists of words → groups by their first two code units, each to be read alone. Of a word that comes twice in one list
 * the last stands. `Gazetteer` reads it; a test keeps the two together.
 */
export function packLists(lists: Readonly<Record<string, ListEntries>>): PackedLists {
  const names = Object.keys(lists)
  if (names.length > MOST_LISTS) throw new Error(`more than ${MOST_LISTS} lists of words`)
  const entries = names.flatMap((name, list) =>
    Array.from(new Map(lists[name]), ([word, cells]) => {
      if (/[\x80-\x9F\n\r]/.test(word + cells)) throw new Error(`${word} cannot be packed`)
      return { word, row: `${String.fromCharCode(FIRST_LIST + list)}${cells}` }
    }),
  )
  const groups = new Map<string, typeof entries>()
  for (const entry of entries) {
    if (entry.word === '') continue
    const head = entry.word.length === 1 ? '' : entry.word.slice(0, 2)
    const group = groups.get(head) ?? []
    group.push(entry)
    groups.set(head, group)
  }
  const rowsOf = (head: string): string =>
    (groups.get(head) ?? [])
      .sort((a, b) => byUnits(a.word, b.word))
      .map(({ word, row }) => word.slice(head.length) + row)
      .join('\n')
  const heads = Array.from(groups.keys())
    .filter((head) => head !== '')
    .sort(byUnits)
  const seconds = new Map<string, string>()
  for (const head of heads) seconds.set(head[0], (seconds.get(head[0]) ?? '') + head[1])
  return {
    lists: names.join(' '),
    groups: String(heads.length),
    words: String(entries.filter(({ word }) => word.length > 1).length),
    singles: rowsOf(''),
    heads: Array.from(seconds, ([first, rest]) => first + rest).join('\n'),
    rows: heads.map(rowsOf).join('\r'),
  }
}
