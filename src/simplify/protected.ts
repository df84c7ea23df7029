import type { Span } from '../text/index.js'
import { isHan } from './characters.js'

/** How far a tag or an entity is looked for. */
const TAG_LIMIT = 2000
const ENTITY_LIMIT = 10

function endOfUrl(text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i)
    // 见http://a.cn谢谢 ends before 谢; /wiki/中国?old=1 goes on.
    if (code <= 0x20 || (code >= 0x2000 && !isHan(code)) || '"<>'.includes(text[i])) return trimmed(text, i)
    if (isHan(code) && !isHan(text.charCodeAt(i - 1)) && !'/=&#_-'.includes(text[i - 1]))
      return trimmed(text, i)
  }
  return text.length
}

/** An address does not end in a mark: http://a.cn,谢谢 */
function trimmed(text: string, end: number): number {
  let i = end
  while (',;:!?.)'.includes(text[i - 1])) i--
  return i
}

function endOfTag(text: string, at: number): number {
  const next = text[at + 1] ?? ''
  if (!/[A-Za-z/!]/.test(next)) return -1
  const limit = Math.min(text.length, at + TAG_LIMIT)
  for (let i = at + 1; i < limit; i++) {
    if (text[i] === '>') return i + 1
    if (text[i] === '<') return -1
  }
  return -1
}

function endOfEntity(text: string, at: number): number {
  const limit = Math.min(text.length, at + ENTITY_LIMIT)
  for (let i = at + 1; i < limit; i++) {
    if (text[i] === ';') return i > at + 1 ? i + 1 : -1
    if (!/[A-Za-z0-9#]/.test(text[i])) return -1
  }
  return -1
}

/** Places whose marks are not punctuation: addresses, tags of HTML, its entities. In order. */
function protectedSpans(text: string): Span[] {
  const out: Span[] = []
  const start = /:\/\/|www\.|<|&/g
  for (let m = start.exec(text); m; m = start.exec(text)) {
    const at = m.index
    let end: number
    if (m[0] === '<') end = endOfTag(text, at)
    else if (m[0] === '&') end = endOfEntity(text, at)
    else end = endOfUrl(text, at + m[0].length)
    if (end < 0) continue
    out.push({ start: at, end })
    start.lastIndex = end
  }
  return out
}

/** Answers for rising positions whether they are protected. */
export function protection(text: string): (at: number) => boolean {
  const spans = protectedSpans(text)
  let k = 0
  return (at) => {
    while (k < spans.length && spans[k].end <= at) k++
    return k < spans.length && spans[k].start <= at
  }
}
