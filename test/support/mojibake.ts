import { big5Table, encodeWith, gbkTable } from './charset.js'

/**
 * Text that went through the wrong decoder, and text left in escapes: one named maker a kind, each the
 * exact inverse of a fix in `src/repair/`, but for bytes that the wrong decoder dropped.
 */
export const mojibake = {
  /** 文章 → 鏂囩珷; pairs that GBK lacks become one `?` or U+FFFD. */
  'utf8-as-gbk': (text: string, bad = '?') => readGbk(utf8(text), bad),
  /** 中国 → ÖÐ¹ú */
  'gbk-as-latin1': (text: string) => readLatin1(encodeWith(gbkTable(), text)),
  'gbk-as-cp1252': (text: string) => readWith('windows-1252', encodeWith(gbkTable(), text)),
  'big5-as-latin1': (text: string) => readLatin1(encodeWith(big5Table(), text)),
  'big5-as-cp1252': (text: string) => readWith('windows-1252', encodeWith(big5Table(), text)),
  /** 中 → ä¸\u00ad */
  'utf8-as-latin1': (text: string) => readLatin1(utf8(text)),
  'utf8-as-cp1252': (text: string) => readWith('windows-1252', utf8(text)),
  'big5-as-gbk': (text: string) => readWith('gb18030', encodeWith(big5Table(), text)),
  'gbk-as-big5': (text: string) => readWith('big5', encodeWith(gbkTable(), text)),
  'utf8-as-latin1-twice': (text: string) => readLatin1(utf8(readLatin1(utf8(text)))),
  'gbk-as-latin1-as-utf8-as-latin1': (text: string) =>
    readLatin1(utf8(readLatin1(encodeWith(gbkTable(), text)))),
  'utf8-as-gbk-twice': (text: string) => readGbk(utf8(readGbk(utf8(text), '\ufffd')), '?'),
  /** Bytes that were no UTF-8 became U+FFFD, whose own bytes read as GBK are 锟斤拷. */
  'gbk-as-utf8-as-gbk': (text: string) =>
    readWith('gb18030', utf8(readWith('utf-8', encodeWith(gbkTable(), text)))),
  'html-entities': (text: string) => text.replace(/[^\0-\x7f]/gu, (char) => `&#${char.codePointAt(0)};`),
  'html-entities-hex': (text: string) =>
    text.replace(/[^\0-\x7f]/gu, (char) => `&#x${char.codePointAt(0)!.toString(16)};`),
  'html-entities-twice': (text: string) =>
    text.replace(/[^\0-\x7f]/gu, (char) => `&amp;#${char.codePointAt(0)};`),
  'js-escapes': (text: string) =>
    text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  percent: (text: string) => text.replace(/[^\0-\x7f]+/gu, (run) => encodeURIComponent(run)),
  'percent-gbk': (text: string) =>
    text.replace(/[^\0-\x7f]+/gu, (run) =>
      [...encodeWith(gbkTable(), run)].map((byte) => `%${byte.toString(16).toUpperCase()}`).join(''),
    ),
} as const

export type Mojibake = keyof typeof mojibake

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function readWith(label: string, bytes: Uint8Array): string {
  return new TextDecoder(label, { ignoreBOM: true }).decode(bytes)
}

function readLatin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}

/** As servers decode: a bad pair becomes one sign and swallows its second byte. */
function readGbk(bytes: Uint8Array, bad: string): string {
  const decoder = new TextDecoder('gb18030')
  let out = ''
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] < 0x80) out += String.fromCharCode(bytes[i])
    else if (bytes[i] === 0x80) out += '€'
    else {
      const char = i + 1 < bytes.length ? decoder.decode(bytes.subarray(i, i + 2)) : ''
      out += char.length === 1 && gbkTable().has(char) ? char : bad
      i++
    }
  }
  return out
}
