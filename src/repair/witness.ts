import type { Edit } from '../text/index.js'
import { findBrackets, isBadSign } from './brackets.js'
import { gbk } from './gbk.js'
import { byteOf } from './latin-bytes.js'
import { fitness } from './readings.js'

/** The bytes of one edit of repair, for a person who wants to check it. */
export interface Witness {
  /** What the page shows, as bytes: `D5 ·· (qǐng) ·· (bào)`; `··` is a lost byte, brackets stand as they are. */
  before: string
  /** What they were: `D5 88 F3`. */
  after: string
  /** The characters that the brackets read: `D5 88 請 qǐng, 88 F3 報 bào`. */
  reads: string
}

const LOST_BYTE = '··'
/** More tells nobody more. */
const LONGEST = 24

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0')

function short(cells: readonly string[]): string {
  return (cells.length > LONGEST ? [...cells.slice(0, LONGEST), '…'] : cells).join(' ')
}

function gbkBytes(text: string): number[] {
  const { pairOf } = gbk()
  return Array.from(text).flatMap((char) => {
    const code = char.charCodeAt(0)
    if (code < 0x80) return [code]
    if (code === 0x20ac) return [0x80]
    return pairOf[code] === 0 ? [-1] : [pairOf[code] >> 8, pairOf[code] & 0xff]
  })
}

const cellOf = (byte: number): string => (byte < 0 ? '?' : hex(byte))

/**
 * How the bytes of a source stood before and after an edit of repair; null where an edit is not about bytes.
 * `edit.span` is in `source`.
 */
export function witness(source: string, { span, insert, rules }: Edit): Witness | null {
  const shown = source.slice(span.start, span.end)
  const [rule] = rules
  if (rules.length > 1) return null
  if (rule.startsWith('repair/pinyin')) return ofPinyin(source, span.start, shown, insert)
  const from = /^repair\/mojibake-(gbk|utf8)-as-(gbk|latin1|cp1252)(-twice)?/.exec(rule)
  if (!from) return null
  const after = from[1] === 'gbk' ? gbkBytes(insert) : Array.from(new TextEncoder().encode(insert))
  const before =
    from[2] === 'gbk'
      ? withLost(from[3] ? gbkBytes(innerText(shown)) : gbkBytes(shown), after)
      : Array.from(shown).flatMap(bytesOfLatin)
  return { before: short(before), after: short(after.map(cellOf)), reads: '' }
}

/** A letter that Latin-1 lacks was UTF-8. */
function bytesOfLatin(char: string): string[] {
  const byte = byteOf(char.charCodeAt(0))
  return byte >= 0 ? [cellOf(byte)] : Array.from(new TextEncoder().encode(char), cellOf)
}

/** What the outer bytes of text damaged twice say: its own characters, as far as they are whole. */
function innerText(shown: string): string {
  return new TextDecoder().decode(Uint8Array.from(gbkBytes(shown).filter((byte) => byte >= 0)))
}

/** The bytes that are there, each at its place in what they were, with those that were lost between them. */
function withLost(before: readonly number[], after: readonly number[]): string[] {
  const known = before.filter((byte) => byte >= 0x80).slice(0, LONGEST)
  const was = after.slice(0, LONGEST + 1)
  // The longest row of bytes that both have.
  const longest = Array.from({ length: known.length + 1 }, () => new Uint8Array(was.length + 1))
  for (let i = known.length - 1; i >= 0; i--)
    for (let j = was.length - 1; j >= 0; j--)
      longest[i][j] =
        known[i] === was[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1])
  const cells: string[] = []
  let [i, j] = [0, 0]
  while (j < was.length)
    if (i < known.length && known[i] === was[j]) {
      cells.push(hex(known[i++]))
      j++
    } else if (i < known.length && longest[i + 1][j] > longest[i][j + 1]) i++
    else {
      cells.push(LOST_BYTE)
      j++
    }
  // The last may begin what comes after.
  return known.length - i <= 2 ? [...cells, ...known.slice(i).map(hex)] : cells
}

/** Whether an edit of text damaged so leaves off within a character, so that its bytes go on in the next edit. */
export function isOpenEdit(source: string, { span, insert, rules }: Edit): boolean {
  const found = /^repair\/mojibake-utf8-as-gbk(-twice)?/.exec(rules[0])
  if (!found) return false
  let bytes = 0
  for (let i = span.start; i < span.end; i++) bytes += source.charCodeAt(i) === 0x20ac ? 1 : 2
  const was = new TextEncoder().encode(insert).length
  // Twice: two bytes make a character, and that is three bytes again.
  return bytes !== (found[1] ? 1.5 * was : was) && span.end - span.start < LONGEST / 2
}

/** The character before the edit goes with it: brackets stand across characters. */
function ofPinyin(source: string, at: number, shown: string, insert: string): Witness {
  const context = at > 0 && gbk().pairOf[source.charCodeAt(at - 1)] !== 0 ? source[at - 1] : ''
  const text = context + shown
  const brackets = findBrackets(text)
  const before: string[] = []
  // The sign of the lost byte stays, what is left of the bracket after it goes: ?sǐ)
  const rest = isBadSign(source.charCodeAt(at - 1))
    ? (/^[a-z\u00e0-\u01dc]{1,6}\)/.exec(text)?.[0].length ?? 0)
    : 0
  if (rest > 0) before.push(`(${text.slice(0, rest - 1)})`)
  for (let i = rest, next = 0; i < text.length; ) {
    const bracket = brackets[next]
    if (bracket?.start !== i) {
      before.push(isBadSign(text.charCodeAt(i)) ? LOST_BYTE : gbkBytes(text[i]).map(cellOf).join(' '))
      i++
      continue
    }
    if (bracket.open > bracket.start || isBadSign(text.charCodeAt(i))) before.push(LOST_BYTE)
    before.push(`(${text.slice(bracket.open, bracket.end).replace(/[()（）[\]\s]/g, '')})`)
    i = bracket.end
    next++
  }
  const after = gbkBytes(context + insert)
  const { charOf } = gbk()
  const reads: string[] = []
  let from = 0
  for (const { open, end, reading } of brackets)
    for (let i = from; i + 1 < after.length; i++) {
      const code = charOf[(after[i] << 8) | after[i + 1]]
      if (after[i] < 0x80 || code === 0 || fitness(code, reading) === 0) continue
      const said = text.slice(open, end).replace(/[()（）[\]\s]/g, '')
      reads.push(`${hex(after[i])} ${hex(after[i + 1])} ${String.fromCharCode(code)} ${said}`)
      from = i + 1
      break
    }
  return { before: short(before), after: short(after.map(cellOf)), reads: reads.join(', ') }
}
