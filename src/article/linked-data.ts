import type { LineKind } from './reading.js'

/** A value in the markup, and what it says of the page. Offsets in the source. */
export interface Value {
  kind: LineKind | 'site'
  start: number
  end: number
  text: string
}

const PLAIN = /"(headline|datePublished)"\s{0,8}:\s{0,8}"((?:[^"\\\n]|\\[^\n]){1,300})"/g
const NAMED =
  /"(author|publisher)"\s{0,8}:\s{0,8}[[{][^}\]]{0,300}?"name"\s{0,8}:\s{0,8}"((?:[^"\\\n]|\\[^\n]){1,100})"/g
/** Beyond so many characters are other things. */
const REACH = 20_000

/** The value of a string of JSON; as it stands where it is not well-formed. */
function unescaped(raw: string): string {
  try {
    return JSON.parse(`"${raw}"`) as string
  } catch {
    return raw
  }
}

/** Headline, date, author and publisher of JSON-LD, read by their keys: broken JSON does no harm. */
export function readLinkedData(
  script: string,
  offset: number,
  kinds: ReadonlyMap<string, LineKind>,
): Value[] {
  const out: Value[] = []
  for (const pattern of [PLAIN, NAMED])
    for (const m of script.slice(0, REACH).matchAll(pattern)) {
      const kind = kinds.get(pattern === NAMED ? `${m[1]}.name` : m[1])
      if (!kind) continue
      const end = offset + m.index + m[0].length - 1
      const text = unescaped(m[2]).replace(/\s+/g, ' ').trim()
      out.push({ kind, start: end - m[2].length, end, text })
    }
  return out.sort((a, b) => a.start - b.start)
}

const BODY = /"articleBody"\s{0,8}:\s{0,8}"/

/** The story in JSON-LD, a line for each paragraph; null where there is none. */
export function storyIn(script: string, offset: number): Omit<Value, 'kind'> | null {
  const m = BODY.exec(script)
  if (!m) return null
  const start = m.index + m[0].length
  let end = start
  while (end < script.length && script[end] !== '"') end += script[end] === '\\' ? 2 : 1
  if (end >= script.length) return null
  const text = unescaped(script.slice(start, end))
    .replace(/<[^<>]{1,300}>/g, '\n')
    .replace(/[ \t\r]*\n\s*/g, '\n')
    .trim()
  return { start: offset + start, end: offset + end, text }
}
