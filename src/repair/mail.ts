import type { Edit } from '../text/index.js'
import { alignedEdits, pairWidth, utf8Width } from './aligned.js'
import { readBig5 } from './big5.js'
import { chineseGbk, chineseUtf8 } from './escapes.js'

/** Text of mails that was never decoded: `=E4=B8=AD=E5=9B=BD`, with lines that end in `=`, and `=?gb2312?B?1tC5+g==?=`. */
export function unescapeMail(text: string): Edit[] {
  if (!text.includes('=')) return []
  const words = headerWords(text)
  return [...words, ...quotedPrintable(text, words)].sort((a, b) => a.span.start - b.span.start)
}

const WORDS = /=\?(utf-?8|gb2312|gbk|gb18030|big5)\?([bq])\?([^?\s]{1,400})\?=(?:[ \t\r\n]{1,8}(?==\?))?/gi

function headerWords(text: string): Edit[] {
  const edits: Edit[] = []
  for (const { index, 0: word, 1: charset, 2: kind, 3: content } of text.matchAll(WORDS)) {
    const bytes = kind.toLowerCase() === 'b' ? base64(content) : quoted(content.replaceAll('_', ' '))
    const insert = bytes && decoded(bytes, charset.toLowerCase())
    if (!insert || !/[\u3000-\u9fff]/.test(insert)) continue
    const span = { start: index, end: index + word.length }
    edits.push({ span, insert, rules: ['repair/mail-header'], certainty: 'exact' })
  }
  return edits
}

function base64(content: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(content), (char) => char.charCodeAt(0))
  } catch {
    return null
  }
}

/** The bytes of `=E4` and of what stands as it is. */
function quoted(content: string): Uint8Array {
  const bytes: number[] = []
  for (const { 0: piece, 1: hex } of content.matchAll(/=([0-9a-f]{2})|[\0-\x7f]/gi))
    bytes.push(hex === undefined ? piece.charCodeAt(0) : Number.parseInt(hex, 16))
  return Uint8Array.from(bytes)
}

function decoded(bytes: Uint8Array, charset: string): string | null {
  try {
    return charset === 'big5'
      ? readBig5(bytes, true)
      : new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Bytes, and line ends that are none of the text's: `=8E=⏎=BF`. */
const QUOTED = /(?:=[0-9a-f]{2}|=[ \t]{0,4}\r?\n)+/gi
const SOFT = /=[ \t]{0,4}\r?\n/g
/** So many Chinese characters in a row are no example of how mails are written. */
const LEAST = 4

/** What stands in `words` is read there: a mail has `=E4` in the words of its head and in its body. */
function quotedPrintable(text: string, words: readonly Edit[]): Edit[] {
  const edits: Edit[] = []
  let longest = 0
  let w = 0
  for (const { index, 0: run } of text.matchAll(QUOTED)) {
    while (w < words.length && words[w].span.end <= index) w++
    if (w < words.length && words[w].span.start < index + run.length) continue
    const bytes = quoted(run.replace(SOFT, ''))
    const fromUtf8 = chineseUtf8(bytes)
    const insert = fromUtf8 ?? chineseGbk(bytes) ?? ascii(bytes)
    if (insert === null) continue
    longest = Math.max(longest, insert.match(/[\u3000-\u9fff\uff00-\uffef]/g)?.length ?? 0)
    const width = fromUtf8 === null ? pairWidth : utf8Width
    const soft = new Set<number>()
    for (const { index: at, 0: end } of run.matchAll(SOFT))
      for (let i = 0; i < end.length; i++) soft.add(at + i)
    const found = alignedEdits(text, {
      start: index,
      end: index + run.length,
      insert,
      from: (_, at) => (soft.has(at) ? 0 : 1),
      to: (code) => 3 * width(code),
      rules: ['repair/quoted-printable'],
      certainty: 'exact',
    })
    for (const edit of found) edits.push(edit)
  }
  return longest >= LEAST ? edits : []
}

/** `=3D`, `=20` and line ends between them. */
function ascii(bytes: Uint8Array): string | null {
  return bytes.every((byte) => byte < 0x80 && byte >= 0x20) ? String.fromCharCode(...bytes) : null
}
