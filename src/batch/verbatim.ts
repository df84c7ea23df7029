/** Parts of a line that go out as they came in. */
export interface Verbatim {
  id?: string
  meta?: string
}

/** Figures that a number in JavaScript may not hold: 64-bit ids above all. */
const LONG = /\d{16}|\de[+-]?\d{3}/i

/**
 * `id` and `meta` of a line of JSON as they are written there, where they hold longer numbers than JavaScript keeps:
 * 1790000000000000001 would come back as 1790000000000000000. Null where nothing is lost. `line` is valid JSON.
 */
export function verbatimOf(line: string): Verbatim | null {
  if (!LONG.test(line)) return null
  const found: Verbatim = {}
  let at = blankEnd(line, 0)
  if (line[at] !== '{') return null
  for (at = blankEnd(line, at + 1); line[at] === '"'; at = blankEnd(line, at)) {
    const nameEnd = stringEnd(line, at)
    const name: unknown = JSON.parse(line.slice(at, nameEnd))
    // Past the colon.
    const start = blankEnd(line, blankEnd(line, nameEnd) + 1)
    const end = valueEnd(line, start)
    const value = line.slice(start, end).trim()
    // Of two with one name the last counts.
    if (name === 'id') found.id = LONG.test(value) && /^[-\d]/.test(value) ? value : undefined
    else if (name === 'meta') found.meta = LONG.test(value) ? value : undefined
    at = blankEnd(line, end)
    if (line[at] === ',') at = blankEnd(line, at + 1)
  }
  return found.id === undefined && found.meta === undefined ? null : found
}

function blankEnd(line: string, at: number): number {
  while (at < line.length && line.charCodeAt(at) <= 0x20) at++
  return at
}

function stringEnd(line: string, start: number): number {
  let at = start + 1
  while (line[at] !== '"') at += line[at] === '\\' ? 2 : 1
  return at + 1
}

function valueEnd(line: string, start: number): number {
  let depth = 0
  for (let at = start; at < line.length; ) {
    const char = line[at]
    if (char === '"') at = stringEnd(line, at)
    else if (char === '{' || char === '[') {
      depth++
      at++
    } else if (char === '}' || char === ']') {
      if (depth === 0) return at
      depth--
      at++
    } else if (char === ',' && depth === 0) return at
    else at++
    if (depth === 0 && (char === '"' || char === '}' || char === ']')) return at
  }
  return line.length
}
