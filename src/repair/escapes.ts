import { entities as packed } from '../generated/repair-characters.js'
import type { Edit } from '../text/index.js'
import { alignedEdits, pairWidth, utf8Width } from './aligned.js'
import { gbk, isHanzi } from './gbk.js'

let names: Map<string, number> | null = null

function namedEntities(): Map<string, number> {
  names ??= new Map(
    packed
      .split(' ')
      .map((cell, i, cells): [string, number] =>
        i % 2 === 0 ? [cell, Number.parseInt(cells[i + 1], 16)] : ['', 0],
      ),
  )
  return names
}

function replacement(start: number, end: number, insert: string, rule: string): Edit {
  return { span: { start, end }, insert, rules: [`repair/${rule}`], certainty: 'exact' }
}

/** HTML reads these numbers as Windows-1252. */
const c1 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

function fromNumber(code: number): string | null {
  if (code >= 0x80 && code <= 0x9f) return c1[code - 0x80]
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null
  return String.fromCodePoint(code)
}

const ENTITY = /&(?:amp;|#38;|#x26;)*(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}\d{0,2}));/gi

/**
 * `&#20013;`, `&#x4e2d;`, `&ldquo;`, and the same escaped again (`&amp;#20013;`). On a page that still has
 * tags, `&lt;`, `&gt;` and `&amp;` stay: they keep text and tags apart.
 */
export function unescapeEntities(text: string): Edit[] {
  const edits: Edit[] = []
  if (!text.includes('&')) return edits
  const tagged = /<\/[a-z][a-z0-9]{0,9}>/i.test(text)
  for (const match of text.matchAll(ENTITY)) {
    const [whole, decimal, hex, name] = match
    let char: string | null = null
    if (name !== undefined) {
      const code = namedEntities().get(name) ?? namedEntities().get(name.toLowerCase())
      if (code !== undefined) char = String.fromCodePoint(code)
    } else char = fromNumber(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal))
    if (char === null || (tagged && /[<>&]/.test(char))) continue
    edits.push(replacement(match.index, match.index + whole.length, char, 'entity'))
  }
  return edits
}

const ESCAPES = /(?:(?:\\{1,4}|%)u[0-9a-f]{4}|\\{1,4}(?:[nrt](?![a-z])|["/])|%[0-7][0-9a-f])+/gi
const ESCAPE = /(\\|%)u([0-9a-f]{4})|[\\%]([nrt"/]|[0-7][0-9a-f])/i
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '', t: '\t' }

/**
 * `\u4e2d\u56fd` of JSON, and with it `\n` and `\"` that stand beside such; `%u4E2D%u56FD` of old scripts, with `%20`.
 * A text that names one character by its number keeps it; two in a row, or three, are damage.
 */
export function unescapeUnicode(text: string): Edit[] {
  const edits: Edit[] = []
  if (!['\\u', '\\U', '%u', '%U'].some((sign) => text.includes(sign))) return edits
  let [chinese, inRow] = [0, false]
  for (const { index, 0: run } of text.matchAll(ESCAPES)) {
    if (!/[\\%]u/i.test(run) || (run[0] === '%' && inAddress(text, index))) continue
    let isBeside = false
    for (const { index: at, 0: piece } of run.matchAll(PIECE)) {
      const [, sign, digits, short] = ESCAPE.exec(piece) ?? []
      const code = Number.parseInt(digits ?? short, 16)
      if (sign !== undefined && code < 0x20) continue
      const isChinese = sign !== undefined && code >= 0x3000
      if (isChinese) {
        chinese++
        if (isBeside) inRow = true
      }
      isBeside = isChinese
      const insert =
        sign !== undefined || piece[0] === '%'
          ? String.fromCharCode(code)
          : (CONTROLS[short.toLowerCase()] ?? short)
      edits.push(replacement(index + at, index + at + piece.length, insert, 'unicode-escape'))
    }
  }
  return inRow || chinese >= 3 ? edits : []
}

const PIECE = /(?:\\{1,4}|%)u[0-9a-f]{4}|\\{1,4}[nrt"/]|%[0-7][0-9a-f]/gi

const PERCENT = /(?:%[0-9a-f]{2}){2,}/gi

/** `%E4%B8%AD` outside addresses, as UTF-8, else as GBK where it can only be that. */
export function unescapePercent(text: string): Edit[] {
  const edits: Edit[] = []
  if (!text.includes('%')) return edits
  const short: Edit[] = []
  let sureOfGbk = false
  for (const match of text.matchAll(PERCENT)) {
    if (inAddress(text, match.index)) continue
    const bytes = Uint8Array.from(match[0].slice(1).split('%'), (byte) => Number.parseInt(byte, 16))
    const fromUtf8 = chineseUtf8(bytes)
    const insert = fromUtf8 ?? chineseGbk(bytes)
    if (insert === null) continue
    if (fromUtf8 === null && bytes.length >= 4) sureOfGbk = true
    const width = fromUtf8 === null ? pairWidth : utf8Width
    const found = alignedEdits(text, {
      start: match.index,
      end: match.index + match[0].length,
      insert,
      from: () => 1,
      to: (code) => 3 * width(code),
      rules: ['repair/percent-escape'],
      certainty: 'exact',
    })
    for (const edit of found) (bytes.length > 2 ? edits : short).push(edit)
  }
  // Two bytes alone, %A1%A3, are a character only where the page has more of the kind.
  return sureOfGbk ? [...edits, ...short].sort((a, b) => a.span.start - b.span.start) : edits
}

/** So far back an address may begin that has Chinese in it. */
const REACH = 60

/** Whether the place is inside a web address or a form's data: there percent escapes are at home. */
function inAddress(text: string, at: number): boolean {
  let start = at
  while (start > 0 && at - start < 200 && /[!-~]/.test(text[start - 1])) start--
  // 50米/秒, 文/记者: no address is a stroke behind Chinese.
  if (start === at - 1 && text[start] === '/' && isHanzi(text.charCodeAt(start - 1)))
    return /(?:\/\/|www\.)/.test(text.slice(Math.max(0, start - REACH), start))
  return /[/=&]|www\./.test(text.slice(start, at))
}

export function chineseUtf8(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return /[\u3000-\u9fff\uff00-\uffef]/.test(text) ? text : null
  } catch {
    return null
  }
}

/** Characters of GB2312's everyday rows, and few others among them, as in names. */
export function chineseGbk(bytes: Uint8Array): string | null {
  if (bytes.length % 2 === 1) return null
  const { charOf } = gbk()
  let [text, others] = ['', 0]
  for (let i = 0; i < bytes.length; i += 2) {
    if (bytes[i] < 0xa1 || bytes[i] > 0xf7 || bytes[i + 1] < 0xa1) others++
    text += String.fromCharCode(charOf[(bytes[i] << 8) | bytes[i + 1]])
  }
  return text.includes('\0') || others * OTHERS > text.length ? null : text
}

const OTHERS = 4
