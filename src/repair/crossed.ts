import type { Edit, Span } from '../text/index.js'
import { alignedEdits, pairWidth } from './aligned.js'
import { readBig5 } from './big5.js'
import { suspectLines } from './gate.js'
import { gbk } from './gbk.js'
import { big5Pairs } from './pair-table.js'
import { chineseness } from './plausible.js'

/** How much better a line must read, as mean log probability of a character. */
const GAIN = 2.5
const LEAST = -10.6

/** Big5 read as GBK (いゅ for 中文) and GBK read as Big5: a line that reads well after the swap and not before. */
export function uncross(text: string): Edit[] {
  const lines = suspectLines(text).flatMap((line) => {
    const swap = bestSwap(text, line.start, line.end)
    return swap === null ? quotesOf(text, line) : [{ line, swap }]
  })
  const counts = new Map<string, number>()
  for (const { line, swap } of lines)
    if (swap !== null) counts.set(swap.rule, (counts.get(swap.rule) ?? 0) + line.end - line.start)
  // 记者 邬子轩: names alone read no better than rubbish, but what the page was, they were.
  const sure = [...counts].sort((a, b) => b[1] - a[1]).find(([, count]) => count >= SURE)?.[0]
  const edits: Edit[] = []
  for (const { line, swap } of lines) {
    const found = swap ?? (sure === undefined ? null : knownSwap(text.slice(line.start, line.end), sure))
    if (!found) continue
    const { text: insert, rule } = found
    const reading = {
      ...line,
      insert,
      from: pairWidth,
      to: pairWidth,
      rules: [rule],
      certainty: 'exact' as const,
    }
    for (const edit of alignedEdits(text, reading)) edits.push(edit)
  }
  return edits
}

/** A quote of Big5 in a line of GBK: what stands between marks, where it is long enough to tell. */
function quotesOf(text: string, line: Span): { line: Span; swap: Swap | null }[] {
  const found: { line: Span; swap: Swap | null }[] = [{ line, swap: null }]
  for (const { index, 0: part } of text.slice(line.start, line.end).matchAll(QUOTED)) {
    const start = line.start + index
    const end = start + part.length
    const swap = bestSwap(text, start, end)
    if (swap !== null) found.push({ line: { start, end }, swap })
  }
  return found.length > 1 ? found.slice(1) : found
}

const QUOTED = /(?<=[“‘《「『（])[^\0-\x7f“”‘’《》「」『』（）]{4,200}(?=[”’》」』）])/g

/** So many characters of a page tell what it was. */
const SURE = 20

interface Swap {
  text: string
  rule: string
}

let big5: Uint16Array | null = null

const swaps = [
  { rule: 'repair/mojibake-big5-as-gbk', table: () => gbk().pairOf, label: 'big5' },
  { rule: 'repair/mojibake-gbk-as-big5', table: () => (big5 ??= big5Pairs()), label: 'gb18030' },
]

function bestSwap(page: string, start: number, end: number): Swap | null {
  let foreign = 0
  for (let at = start; at < end && foreign < 4; at++) if (page.charCodeAt(at) > 0x7f) foreign++
  if (foreign < 4) return null
  const now = chineseness(page, start, end)
  if (now > LEAST - GAIN + 2) return null
  const line = page.slice(start, end)
  let [best, most]: [Swap | null, number] = [null, Math.max(LEAST, now + GAIN)]
  for (const { rule, table, label } of swaps) {
    const text = reread(line, table(), label)
    const score = text === null ? most : chineseness(text)
    if (text === null || score <= most) continue
    best = { text, rule }
    most = score
  }
  return best
}

/** A line that is odd as it stands, on a page that was read so. */
function knownSwap(line: string, rule: string): Swap | null {
  const swap = swaps.find((one) => one.rule === rule)
  const text = swap ? reread(line, swap.table(), swap.label) : null
  return text !== null && chineseness(line) < LEAST && chineseness(text) > chineseness(line)
    ? { text, rule }
    : null
}

function reread(line: string, pairOf: Uint16Array, label: string): string | null {
  const bytes: number[] = []
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i)
    if (code < 0x80) bytes.push(code)
    else if (pairOf[code] !== 0) bytes.push(pairOf[code] >> 8, pairOf[code] & 0xff)
    else return null
  }
  try {
    const all = Uint8Array.from(bytes)
    const text = label === 'big5' ? readBig5(all, true) : new TextDecoder(label, { fatal: true }).decode(all)
    return /[\ue000-\uf8ff]/.test(text) ? null : text
  } catch {
    return null
  }
}
