/** A township as it is packed: 9 digits, its name, and the key of the division that it is under. */
export interface TownshipRow {
  code: string
  name: string
  parent: string
}

/** Unit words by their mark. */
const UNITS: readonly (readonly [string, string])[] = [
  ['街道', 'j'],
  ['镇', 'z'],
  ['乡', 'x'],
  ['苏木', 's'],
]

/** What the code of a township says of its unit: 001 is a 街道, 100 a 镇, 200 a 乡; from 400 on 街道 are the most. */
function markByCode(number: number): string {
  return number < 100 ? 'j' : number < 200 ? 'z' : number < 400 ? 'x' : 'j'
}

/**
 * A line a county: its key, `>` and another key where the division above is not the county of the code, `:`, then the
 * names in the order of their codes without what the code says. A space goes on with the next code; digits give the
 * code; a letter behind a name its unit where the code says another.
 *
 * `611002:城关 大赵峪100夜村 沙河子`: 611002001 城关街道, 002 大赵峪街道, 100 夜村镇, 101 沙河子镇.
 *
 * `src/entities/townships/table.ts` reads it.
 */
export function packTownships(rows: readonly TownshipRow[]): string {
  const lines: string[] = []
  let county = ''
  let line = ''
  let last = 0
  for (const { code, name, parent } of [...rows].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const key = code.slice(0, 6)
    const number = Number(code.slice(6))
    if (key !== county) {
      if (line !== '') lines.push(line)
      line = parent === key ? `${key}:` : `${key}>${parent}:`
      county = key
      last = 0
    } else if (number === last + 1) line += ' '
    if (number !== last + 1) line += code.slice(6)
    const unit = UNITS.find(([word]) => name.endsWith(word))
    if (!unit) throw new Error(`${code} ${name}: no unit`)
    const [word, mark] = unit
    line += name.slice(0, -word.length)
    if (mark !== markByCode(number)) line += mark
    last = number
  }
  lines.push(line)
  return lines.join('\n')
}
