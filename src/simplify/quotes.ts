import { isDigit } from '../text/index.js'
import { isHan, isLatin } from './characters.js'
import type { Replacement } from './marks.js'
import { protection } from './protected.js'

const OPENING = '「『﹁﹃｢“〝'
const CLOSING = '」』﹂﹄｣”〞〟'

/** How many closing marks of a line have their opening mark in an earlier line. */
function openBefore(line: string): number {
  let depth = 0
  let missing = 0
  for (const c of line) {
    if (OPENING.includes(c)) depth++
    else if (CLOSING.includes(c)) {
      if (depth > 0) depth--
      else missing++
    }
  }
  return missing
}

/**
 * `「…『…』…」` → `“…‘…’…”`. The kind of mark follows from the depth, not from the corner: where `『』` stands
 * outside, as in some Hong Kong pages, it becomes `“”` all the same.
 */
export function cornerQuotes(text: string): Replacement[] {
  const out: Replacement[] = []
  const mark = /[「『﹁﹃｢」』﹂﹄｣〝〞〟]/g
  for (let start = 0; start < text.length; ) {
    mark.lastIndex = start
    const first = mark.exec(text)
    if (!first) break
    const lineStart = text.lastIndexOf('\n', first.index) + 1
    const lineBreak = text.indexOf('\n', first.index)
    const end = lineBreak < 0 ? text.length : lineBreak
    cornersOfLine(text.slice(lineStart, end), lineStart, out)
    start = end + 1
  }
  return out
}

function cornersOfLine(line: string, offset: number, out: Replacement[]): void {
  let depth = openBefore(line)
  for (let i = 0; i < line.length; i++) {
    const c = line[i]
    const opens = OPENING.includes(c)
    if (!opens && !CLOSING.includes(c)) continue
    if (!opens) depth--
    const outer = depth % 2 === 0
    if (opens) depth++
    if (c === '“' || c === '”') continue
    const insert = opens ? (outer ? '“' : '‘') : outer ? '”' : '’'
    out.push({ span: { start: offset + i, end: offset + i + 1 }, insert })
  }
}

/**
 * `"两链"` → `“两链”`, in pairs within a line, where Chinese stands inside or beside. A line with an odd
 * number of them is left alone: which one is missing cannot be known. Inches (`65"`) and apostrophes are not counted.
 */
export function straightQuotes(text: string): Replacement[] {
  const out: Replacement[] = []
  if (!text.includes('"') && !text.includes("'") && !text.includes('＂')) return out
  const isProtected = protection(text)
  let start = 0
  while (start <= text.length) {
    const lineBreak = text.indexOf('\n', start)
    const end = lineBreak < 0 ? text.length : lineBreak
    const doubles: number[] = []
    const singles: number[] = []
    for (let i = start; i < end; i++) {
      const c = text[i]
      if ((c !== '"' && c !== "'" && c !== '＂') || isProtected(i)) continue
      const before = i > start ? text.charCodeAt(i - 1) : 0
      const after = i + 1 < end ? text.charCodeAt(i + 1) : 0
      if (c === "'") {
        if (!isLatin(before) || !isLatin(after)) singles.push(i)
      } else if (!isDigit(before) || doubles.length % 2 === 1) doubles.push(i)
    }
    pairs(text, doubles, '“', '”', out)
    pairs(text, singles, '‘', '’', out)
    start = end + 1
  }
  return out.sort((a, b) => a.span.start - b.span.start)
}

function pairs(text: string, places: number[], open: string, close: string, out: Replacement[]): void {
  if (places.length % 2 === 1) return
  for (let k = 0; k < places.length; k += 2) {
    const [a, b] = [places[k], places[k + 1]]
    if (!touchesHan(text, a, b)) continue
    out.push({ span: { start: a, end: a + 1 }, insert: open })
    out.push({ span: { start: b, end: b + 1 }, insert: close })
  }
}

function touchesHan(text: string, a: number, b: number): boolean {
  if (isHan(text.charCodeAt(a - 1)) || isHan(text.charCodeAt(b + 1))) return true
  for (let i = a + 1; i < b; i++) if (isHan(text.charCodeAt(i))) return true
  return false
}
