import type { Zone } from './types.js'

/** Bare text: every line is a paragraph. */
export function lineZones(text: string): Zone[] {
  const zones: Zone[] = []
  for (let start = 0; start <= text.length; ) {
    let end = text.indexOf('\n', start)
    if (end < 0) end = text.length
    if (end > start) zones.push({ kind: 'paragraph', span: { start, end } })
    start = end + 1
  }
  return zones
}
