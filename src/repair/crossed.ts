import type { Edit } from '../text/index.js'
import { alignedEdits, pairWidth } from './aligned.js'
import { suspectLines } from './gate.js'
import { gbk } from './gbk.js'
import { chineseness } from './plausible.js'

/** How much better a line must read, as mean log probability of a character. */
const GAIN = 2.5
const LEAST = -10.6

/** Big5 read as GBK (いゅ for 中文) and GBK read as Big5: a line that reads well after the swap and not before. */
export function uncross(text: string): Edit[] {
  const edits: Edit[] = []
  for (const { start, end } of suspectLines(text)) fixLine(text, start, end, edits)
  return edits
}

function fixLine(text: string, start: number, end: number, edits: Edit[]): void {
  const line = text.slice(start, end)
  if ((line.match(/[^\0-\x7f]/g)?.length ?? 0) < 4) return
  const now = chineseness(line)
  if (now > LEAST - GAIN + 2) return
  let best: { text: string; rule: string; score: number } | null = null
  for (const [rule, table, label] of [
    ['repair/mojibake-big5-as-gbk', gbk().pairOf, 'big5'],
    ['repair/mojibake-gbk-as-big5', big5Pairs(), 'gb18030'],
  ] as const) {
    const swapped = reread(line, table, label)
    if (swapped === null) continue
    const score = chineseness(swapped)
    if (score > LEAST && score > now + GAIN && score > (best?.score ?? -100))
      best = { text: swapped, rule, score }
  }
  if (!best) return
  const [insert, rules] = [best.text, [best.rule]]
  const reading = { start, end, insert, from: pairWidth, to: pairWidth, rules, certainty: 'exact' as const }
  for (const edit of alignedEdits(text, reading)) edits.push(edit)
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
    const text = new TextDecoder(label, { fatal: true }).decode(Uint8Array.from(bytes))
    return /[\ue000-\uf8ff]/.test(text) ? null : text
  } catch {
    return null
  }
}

let big5: Uint16Array | null = null

function big5Pairs(): Uint16Array {
  if (big5) return big5
  big5 = new Uint16Array(0x10000)
  const decoder = new TextDecoder('big5')
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail > 0x7e && trail < 0xa1) continue
      const char = decoder.decode(Uint8Array.of(lead, trail))
      const code = char.charCodeAt(0)
      if (char.length === 1 && code !== 0xfffd && big5[code] === 0) big5[code] = (lead << 8) | trail
    }
  return big5
}
