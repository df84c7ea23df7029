import { frequent } from '../generated/repair-characters.js'
import type { Issue } from '../text/index.js'
import { readBig5 } from './big5.js'

export interface DecodeOptions {
  /** What the server or the page declared. Overruled where the bytes say otherwise. */
  encoding?: string
}

export interface Decoded {
  text: string
  /** WHATWG name, lower case: `utf-8`, `gb18030`, `big5`, `utf-16le`, `utf-16be`. */
  encoding: string
  issues: Issue[]
}

/** Evidence is taken from this many bytes at most. */
const SAMPLE = 1 << 16

/**
 * Bytes → text, by BOM, then evidence, then what was declared.
 *
 * Issues: `encoding-overruled` where the declaration lies, `encoding-mixed` where lines of another charset
 * stand in the page (each is read in its own), `encoding-doubt` where the evidence is thin.
 */
export function decode(bytes: Uint8Array, options: DecodeOptions = {}): Decoded {
  const declared = normalLabel(options.encoding ?? inMarkup(bytes))
  const marked = byMark(bytes)
  if (marked) return plainly(bytes, marked, declared)
  const utf16 = looksLikeUtf16(bytes)
  if (utf16) return plainly(bytes, utf16, declared)
  const utf8 = decodeStrictly(bytes, 'utf-8')
  if (utf8 !== null && !readsBetterAsGbk(utf8, bytes)) {
    const ascii = utf8.length === bytes.length
    return {
      text: utf8,
      encoding: 'utf-8',
      issues: ascii ? [] : overruled(declared, 'utf-8', utf8.length),
    }
  }
  return decodeLegacy(bytes, declared)
}

/** The charset that a page names at its head, in ASCII: `<meta charset=gbk>`. */
function inMarkup(bytes: Uint8Array): string | undefined {
  let head = ''
  for (const byte of bytes.subarray(0, HEAD)) head += byte < 0x80 ? String.fromCharCode(byte) : ' '
  return /<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,4}=\s{0,4}["']?([\w-]{3,20})/i.exec(head)?.[1]
}

const HEAD = 1024

function normalLabel(label: string | undefined): string | null {
  if (typeof label !== 'string' || label === '') return null
  try {
    const { encoding } = new TextDecoder(label.trim())
    return encoding === 'gbk' ? 'gb18030' : encoding
  } catch {
    return null
  }
}

function byMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0x84 && bytes[1] === 0x31 && bytes[2] === 0x95 && bytes[3] === 0x33) return 'gb18030'
  return null
}

/** ASCII or Chinese in UTF-16 shows on one side of each pair of bytes: zeros, or 4E to 9F with 30 and FF. */
function looksLikeUtf16(bytes: Uint8Array): string | null {
  const length = Math.min(bytes.length, SAMPLE) & ~1
  if (length < 4) return null
  const zeros = [0, 0]
  const high = [0, 0]
  for (let i = 0; i < length; i++) {
    const byte = bytes[i]
    if (byte === 0) zeros[i & 1]++
    if (byte === 0 || isHigh(byte)) high[i & 1]++
  }
  const half = length / 2
  const side = zeros[1] > zeros[0] ? 1 : 0
  // A few zeros may be spaces or characters such as 开 (5F00): then what the pairs say must tell.
  if (zeros[side] < 0.05 * half) return mostlyChinese(bytes.subarray(0, length))
  if (zeros[0] === zeros[1] || high[side] < 0.9 * half || zeros[1 - side] > 0.05 * half) return null
  return side === 1 ? 'utf-16le' : 'utf-16be'
}

/** Nearly each character has its high byte on the same side: 4E to 9F; and they are everyday ones. */
function mostlyChinese(bytes: Uint8Array): string | null {
  for (const [side, label] of [
    [1, 'utf-16le'],
    [0, 'utf-16be'],
  ] as const) {
    let [here, there, beyond] = [0, 0, 0]
    for (let i = 0; i < bytes.length; i += 2) {
      if (bytes[i + side] === 0 || isHigh(bytes[i + side])) here++
      if (isHigh(bytes[i + 1 - side])) there++
      if (bytes[i] >= 0x80 || bytes[i + 1] >= 0x80) beyond++
    }
    if (here * 20 < 19 * (bytes.length / 2) || there >= here || beyond === 0) continue
    if (frequency(decodeLoosely(bytes, label)).share > 0.2) return label
  }
  return null
}

const isHigh = (byte: number): boolean => byte === 0x30 || byte === 0xff || (byte >= 0x4e && byte <= 0x9f)

function decodeStrictly(bytes: Uint8Array, label: string): string | null {
  try {
    return label === 'big5' ? readBig5(bytes, true) : new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function decodeLoosely(bytes: Uint8Array, label: string): string {
  return label === 'big5' ? readBig5(bytes, false) : new TextDecoder(label).decode(bytes)
}

function plainly(bytes: Uint8Array, encoding: string, declared: string | null): Decoded {
  const text = decodeLoosely(bytes, encoding)
  return { text, encoding, issues: overruled(declared, encoding, text.length) }
}

function overruled(declared: string | null, encoding: string, length: number): Issue[] {
  if (declared === null || declared === encoding) return []
  return [
    {
      code: 'encoding-overruled',
      severity: 'info',
      span: { start: 0, end: length },
      message: `declared as ${declared}, but the bytes are ${encoding}`,
    },
  ]
}

/** The bytes of 联通 in GBK happen to be UTF-8 for two letters that no Chinese page has. */
function readsBetterAsGbk(utf8: string, bytes: Uint8Array): boolean {
  if (bytes.length > 4096 || /[\u0800-\uffff]/.test(utf8) || !/[\u0100-\u07ff]/.test(utf8)) return false
  const text = decodeStrictly(bytes, 'gb18030')
  return text !== null && /[\u4e00-\u9fa5]/.test(text) && !/[^\0-\x7f\u3000-\u9fa5\uff00-\uffef]/.test(text)
}

let frequentSet: Set<number> | null = null

/** Share of the most frequent characters among all Chinese ones: about 0.5 in text, near 0 in rubbish. */
function frequency(text: string): { share: number; count: number } {
  frequentSet ??= new Set([...frequent].map((char) => char.charCodeAt(0)))
  let [hits, count] = [0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) continue
    if (code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff)) count += 2
    // Kana, Greek and Cyrillic are what the wrong table shows, more often than text.
    if ((code >= 0x3040 && code <= 0x9fff) || (code >= 0x370 && code <= 0x4ff)) count++
    if (frequentSet.has(code)) hits++
  }
  return { share: count === 0 ? 0 : hits / count, count }
}

/** Not UTF-8 as a whole: GB18030 or Big5, or lines of several. */
function decodeLegacy(bytes: Uint8Array, declared: string | null): Decoded {
  const sample = bytes.subarray(0, SAMPLE)
  const bonus = (label: string) => (declared === label ? 0.05 : 0)
  const scores = ['gb18030', 'big5', 'utf-8'].map((label) => {
    const { share, count } = frequency(decodeLoosely(sample, label))
    return { label, share, score: share + bonus(label), count }
  })
  const [first, second] = [...scores].sort((a, b) => b.score - a.score)
  // Nothing speaks for any: what was declared, else what such pages mostly are.
  const thin = Math.max(...scores.map(({ share }) => share)) < 0.05
  if (thin && isLatin(sample)) return plainly(bytes, 'windows-1252', declared)
  const encoding = thin ? (scores.find(({ label }) => label === declared)?.label ?? 'gb18030') : first.label
  const found = decodeLines(bytes, encoding)
  const issues = overruled(declared, encoding, found.text.length)
  issues.push(...found.issues)
  if (thin || first.score - second.score < 0.1)
    issues.push({
      code: 'encoding-doubt',
      severity: 'warning',
      span: { start: 0, end: found.text.length },
      message: `read as ${encoding}, on thin evidence`,
    })
  return { text: found.text, encoding, issues }
}

/** `Le café`: letters with accents, each among ASCII ones; Chinese characters have two high bytes, or stand together. */
function isLatin(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++)
    if (bytes[i] >= 0x80 && (bytes[i + 1] >= 0x80 || !(isLetter(bytes[i - 1]) || isLetter(bytes[i + 1]))))
      return false
  return true
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a
}

/** Reads line by line, so that a line of another charset can be read in its own. */
function decodeLines(bytes: Uint8Array, encoding: string): { text: string; issues: Issue[] } {
  const others = encoding === 'utf-8' ? ['gb18030', 'big5'] : ['utf-8']
  const parts: string[] = []
  const issues: Issue[] = []
  let [length, from] = [0, 0]
  const flush = (to: number, label: string) => {
    if (to <= from) return
    const text = decodeLoosely(bytes.subarray(from, to), label)
    if (label !== encoding)
      issues.push({
        code: 'encoding-mixed',
        severity: 'info',
        span: { start: length, end: length + text.length },
        message: `this part of the ${encoding} page is ${label}`,
      })
    parts.push(text)
    length += text.length
    from = to
  }
  for (let start = 0; start < bytes.length; ) {
    let end = bytes.indexOf(0x0a, start)
    end = end < 0 ? bytes.length : end + 1
    const other = charsetOf(bytes.subarray(start, end), others, encoding)
    if (other) {
      flush(start, encoding)
      flush(end, other)
    } else if (decodeStrictly(bytes.subarray(start, end), encoding) === null)
      for (const [from, to] of partsOf(bytes, start, end)) {
        const inner = charsetOf(bytes.subarray(from, to), others, encoding)
        if (!inner) continue
        flush(from, encoding)
        flush(to, inner)
      }
    start = end
  }
  flush(bytes.length, encoding)
  return { text: parts.join(''), issues }
}

/** What stands between tags: pages come on one line too. */
function* partsOf(bytes: Uint8Array, start: number, end: number): Generator<[number, number], void, void> {
  for (let from = start; from < end; ) {
    let to = from
    while (to < end && bytes[to] !== 0x3c && bytes[to] !== 0x3e) to++
    if (to > from) yield [from, to]
    from = to + 1
  }
}

/** The charset, other than the page's own, in which alone a line is sound, or much more Chinese; null if there is none. */
function charsetOf(line: Uint8Array, others: readonly string[], encoding: string): string | null {
  if (!line.some((byte) => byte >= 0x80)) return null
  const ours = decodeStrictly(line, encoding)
  let [found, most]: [string | null, number] = [null, -1]
  for (const other of others) {
    const theirs = decodeStrictly(line, other)
    if (theirs === null || !/[\u3000-\u9fff]/.test(theirs)) continue
    const { share } = frequency(theirs)
    const isOther =
      other === 'utf-8' ? ours === null || share > frequency(ours).share : ours === null && share > 0.1
    if (isOther && share > most) [found, most] = [other, share]
  }
  return found
}
