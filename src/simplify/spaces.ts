import { isLineBreak } from '../text/index.js'
import { isHan } from './characters.js'
import type { Replacement } from './marks.js'

/** U+00A0 and the typographer's spaces become plain ones in lines with Chinese; their number stays. */
export function oddSpaces(text: string): Replacement[] {
  const out: Replacement[] = []
  const odd = /[\u00a0\u2000-\u200a\u202f\u205f]+/g
  let lineEnd = -1
  let chinese = false
  for (let m = odd.exec(text); m; m = odd.exec(text)) {
    const start = m.index
    if (start > lineEnd) {
      const line = lineAround(text, start)
      lineEnd = line.end
      chinese = line.chinese
    }
    if (!chinese) continue
    out.push({ span: { start, end: start + m[0].length }, insert: ' '.repeat(m[0].length) })
  }
  return out
}

function lineAround(text: string, at: number): { end: number; chinese: boolean } {
  const start = text.lastIndexOf('\n', at) + 1
  const lineBreak = text.indexOf('\n', at)
  const end = lineBreak < 0 ? text.length : lineBreak
  for (let i = start; i < end; i++) if (isHan(text.charCodeAt(i))) return { end, chinese: true }
  return { end, chinese: false }
}

/** U+3000 within a line becomes a plain space; as the indent of a line it stays. */
export function ideographicSpaces(text: string): Replacement[] {
  return inner(text, /\u3000+/g, (run) => ' '.repeat(run.length))
}

/** Several spaces within a line become one; indents stay. */
export function spaceRuns(text: string): Replacement[] {
  return inner(text, / {2,}/g, () => ' ')
}

function inner(text: string, pattern: RegExp, insert: (run: string) => string): Replacement[] {
  const out: Replacement[] = []
  for (let m = pattern.exec(text); m; m = pattern.exec(text)) {
    const start = m.index
    const before = start === 0 ? 0x0a : text.charCodeAt(start - 1)
    if (isLineBreak(before) || before === 0x3000 || before === 0x20) continue
    out.push({ span: { start, end: start + m[0].length }, insert: insert(m[0]) })
  }
  return out
}
