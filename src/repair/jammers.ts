import type { Edit } from '../text/index.js'

/**
 * What forums strew over a page so that copies of it show: a character from the space to `;`, a space, one from `?` to `~`,
 * five to fifteen times, behind the name of the forum or alone: 清江論壇- A0 F! j/ u- f8 X5 y.
 */
export function dropJammers(text: string): Edit[] {
  const found = Array.from(text.matchAll(JAMMER), ({ 0: noise, index }) => ({
    start: index,
    size: noise.length,
  }))
  if (found.length < LEAST) return []
  const name = sharedName(found.map(({ start }) => text.slice(Math.max(0, start - LONGEST_NAME), start)))
  return found.map(({ start, size }) => ({
    span: { start: text.endsWith(name, start) ? start - name.length : start, end: start + size },
    insert: '',
    rules: ['repair/jammer'],
    certainty: 'exact',
  }))
}

const JAMMER = /(?:[ -;] [?-~]){5,15}/g
/** One alone may be a formula. */
const LEAST = 2

const LONGEST_NAME = 12
const SHORTEST_NAME = 3

/** The longest name, of Chinese characters, that two of the texts end with. */
function sharedName(heads: readonly string[]): string {
  for (let size = LONGEST_NAME; size >= SHORTEST_NAME; size--) {
    const seen = new Set<string>()
    for (const head of heads) {
      const name = head.slice(-size)
      if (name.length < size || !/^[\u4e00-\u9fff]+$/.test(name)) continue
      if (seen.has(name)) return name
      seen.add(name)
    }
  }
  return NO_NAME
}

/** Ends no text. */
const NO_NAME = '\0'
