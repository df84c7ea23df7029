import { big5Table, big5Windows, encodeWith, gbkReverse, gbkTable, koreanWindows } from './charset.js'

/**
 * Text that went through the wrong decoder, and text left in escapes: one named maker a kind, each the
 * exact inverse of a fix in `src/repair/`, but for bytes that the wrong decoder dropped.
 */
export const mojibake = {
  /** 文章 → 鏂囩珷; what becomes of pairs that GBK lacks is the decoder's own. */
  'utf8-as-gbk': (text: string) => readGbk(utf8(text), pairDecoders.server),
  /** Browsers have private-use characters for most pairs that GBK lacks. */
  'utf8-as-gbk-browser': (text: string) => readWith('gbk', utf8(text)),
  'utf8-as-gbk-java': (text: string) => readGbk(utf8(text), pairDecoders.java),
  'utf8-as-gbk-java-saved': (text: string) => readGbk(utf8(text), pairDecoders['java-saved']),
  'utf8-as-gbk-python': (text: string) => readGbk(utf8(text), pairDecoders.python),
  'utf8-as-gbk-python-ignore': (text: string) => readGbk(utf8(text), pairDecoders['python-ignore']),
  'utf8-as-gbk-iconv': (text: string) => readGbk(utf8(text), pairDecoders.iconv),
  /** 中文 → 銝剜?, 訝?뻼: Windows of Taiwan and Korea, and Python with their charsets. */
  'utf8-as-big5': (text: string) => readPairs(utf8(text), pairDecoders.server, big5Windows()),
  'utf8-as-big5-python': (text: string) =>
    readPairs(utf8(text), pairDecoders.python, withoutPrivate(big5Windows())),
  'utf8-as-euc-kr': (text: string) => readPairs(utf8(text), pairDecoders.server, koreanWindows()),
  'utf8-as-euc-kr-python': (text: string) => readPairs(utf8(text), pairDecoders.python, koreanWindows()),
  /** 中国 → ÖÐ¹ú */
  'gbk-as-latin1': (text: string) => readLatin1(encodeWith(gbkTable(), text)),
  'gbk-as-cp1252': (text: string) => readWith('windows-1252', encodeWith(gbkTable(), text)),
  'big5-as-latin1': (text: string) => readLatin1(encodeWith(big5Table(), text)),
  'big5-as-cp1252': (text: string) => readWith('windows-1252', encodeWith(big5Table(), text)),
  /** 個 (AD D3) → Ó: many tools drop soft hyphens. */
  'big5-as-latin1-stripped': (text: string) =>
    readLatin1(encodeWith(big5Table(), text)).replaceAll('\xad', ''),
  /** 證券 → ÃÒ¨é, 藍圖 → ÂŹÏ. */
  'big5-as-latin1-mixed': (text: string) => readMixed(encodeWith(big5Table(), text)).replaceAll('\xad', ''),
  /** 证券 → ֤ȯ: what happens to be UTF-8 is read as that, the rest as Latin-1. */
  'gbk-as-latin1-mixed': (text: string) => readMixed(encodeWith(gbkTable(), text)),
  /** 中 → ä¸\u00ad */
  'utf8-as-latin1': (text: string) => readLatin1(utf8(text)),
  'utf8-as-cp1252': (text: string) => readWith('windows-1252', utf8(text)),
  /** 国 → å½: five bytes have no character, and what shows nothing is dropped or has a sign. */
  'utf8-as-cp1252-ignore': (text: string) => readWindows(utf8(text), ''),
  'utf8-as-cp1252-replace': (text: string) => readWindows(utf8(text), '\ufffd'),
  /** 80 to 9F are controls, which tools strip. */
  'utf8-as-latin1-stripped': (text: string) => readLatin1(utf8(text)).replace(/[\x80-\x9f]/g, ''),
  /** 中文 → дёӯж–Ү, ‰∏≠Êñá, Д╦╜Ф√┤: guessers of charsets take UTF-8 for these; the first and the last two show all bytes. */
  'utf8-as-ptcp154': (text: string) => readLetters(utf8(text), ptcp154),
  'utf8-as-windows-1251': (text: string) => readWith('windows-1251', utf8(text)),
  'utf8-as-windows-1250': (text: string) =>
    readWith('windows-1250', utf8(text)).replace(/[\x80-\x9f]/g, '\ufffd'),
  'utf8-as-latin9': (text: string) => readWith('iso-8859-15', utf8(text)),
  'utf8-as-macintosh': (text: string) => readWith('macintosh', utf8(text)),
  'utf8-as-koi8-r': (text: string) => readWith('koi8-r', utf8(text)),
  /** 中国 → ÷–π˙ */
  'gbk-as-macintosh': (text: string) => readWith('macintosh', encodeWith(gbkTable(), text)),
  'gbk-as-windows-1251': (text: string) => readWith('windows-1251', encodeWith(gbkTable(), text)),
  'big5-as-gbk': (text: string) => readWith('gb18030', encodeWith(big5Table(), text)),
  'gbk-as-big5': (text: string) => readWith('big5', encodeWith(gbkTable(), text)),
  'utf8-as-latin1-twice': (text: string) => readLatin1(utf8(readLatin1(utf8(text)))),
  'gbk-as-latin1-as-utf8-as-latin1': (text: string) =>
    readLatin1(utf8(readLatin1(encodeWith(gbkTable(), text)))),
  'utf8-as-gbk-twice': (text: string) =>
    readGbk(utf8(readGbk(utf8(text), pairDecoders.java)), pairDecoders.server),
  'utf8-as-gbk-twice-browser': (text: string) => readWith('gbk', utf8(readWith('gbk', utf8(text)))),
  'utf8-as-gbk-twice-java': (text: string) =>
    readGbk(utf8(readGbk(utf8(text), pairDecoders.java)), pairDecoders.java),
  'utf8-as-gbk-twice-python': (text: string) =>
    readGbk(utf8(readGbk(utf8(text), pairDecoders.python)), pairDecoders.python),
  /** Read piece by piece, as they came over the network: what was cut within a character slips up to the next ASCII. */
  'gbk-in-pieces': (text: string) => readPieces(encodeWith(gbkTable(), text)),
  'gbk-in-pieces-saved': (text: string) => readPieces(encodeWith(gbkTable(), text)).replaceAll('\ufffd', '?'),
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
  /** `escape()` of old scripts. */
  'script-escapes': (text: string) =>
    text.replace(
      /[^\0-\x7f]/g,
      (unit) => `%u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
    ),
  /** Mails: `=E4=B8=AD`, in lines of 76. */
  'quoted-printable': (text: string) => quotedPrintable(utf8(text)),
  'quoted-printable-gbk': (text: string) => quotedPrintable(encodeWith(gbkTable(), text)),
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

const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

function quotedPrintable(bytes: Uint8Array): string {
  const lines = ['']
  for (const byte of bytes) {
    const isPlain = (byte >= 0x20 && byte < 0x7f && byte !== 0x3d) || byte === 0x0a
    const piece = isPlain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
    const line = lines[lines.length - 1]
    if (line.length - line.lastIndexOf('\n') + piece.length > 76) lines.push(piece)
    else lines[lines.length - 1] += piece
  }
  return lines.join('=\n')
}

const ptcp154 =
  'ҖҒӮғ„…ҶҮҲүҠӢҢҚҺҸҗ‘’“”•–—ҳҷҡӣңқһҹ\xa0ЎўЈӨҘҰ§Ё©Ә«¬ӯ®Ҝ°ұІіҙө¶·ё№ә»јҪҫҝАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя'

function readLetters(bytes: Uint8Array, high: string): string {
  return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : high[byte - 0x80])).join('')
}

function readWindows(bytes: Uint8Array, sign: string): string {
  return Array.from(bytes, (byte) => {
    const char = byte >= 0x80 && byte < 0xa0 ? windows1252[byte - 0x80] : String.fromCharCode(byte)
    return /[\x80-\x9f]/.test(char) ? sign : char
  }).join('')
}

/** As readers do that fall back on Latin-1, byte by byte, where UTF-8 fails. */
function readMixed(bytes: Uint8Array): string {
  const out: string[] = []
  for (let i = 0; i < bytes.length; ) {
    const size = bytes[i] >= 0xe0 ? 3 : bytes[i] >= 0xc2 ? 2 : 1
    const whole = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(i, i + size))
    const isWhole = size > 1 && whole.length === 1 && whole !== '\ufffd'
    out.push(isWhole ? whole : String.fromCharCode(bytes[i]))
    i += isWhole ? size : 1
  }
  return out.join('')
}

function readWith(label: string, bytes: Uint8Array): string {
  return new TextDecoder(label, { ignoreBOM: true }).decode(bytes)
}

/** Bytes of a piece: an odd number, so that every other one ends within a character. */
const PIECE = 151

function readPieces(bytes: Uint8Array): string {
  let out = ''
  for (let i = 0; i < bytes.length; i += PIECE) out += readWith('gbk', bytes.subarray(i, i + PIECE))
  return out
}

function readLatin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}

const withoutPrivate = (pairs: Map<number, string>): Map<number, string> =>
  new Map([...pairs].filter(([, char]) => char < '\ue000' || char > '\uf8ff'))

/** What a decoder of pairs does with bytes that are no character. */
interface PairDecoder {
  /** What it writes for them; nothing where it leaves them out. */
  sign: '?' | '\ufffd' | ''
  /** How many bytes go, where the second is no ASCII: both, or the first alone. */
  width: 1 | 2
  /** Whether an ASCII byte goes with the first half of a pair. */
  swallows: boolean
  /** Whether it takes the byte 0x80 for €. */
  euro: 'byte' | 'none'
}

const pairDecoders = {
  /** Servers on Windows. */
  server: { sign: '?', width: 2, swallows: true, euro: 'byte' },
  /** Java, and servers on Unix. */
  java: { sign: '\ufffd', width: 2, swallows: false, euro: 'byte' },
  /** The same, where the page was saved as GBK once more. */
  'java-saved': { sign: '?', width: 2, swallows: false, euro: 'byte' },
  /** `bytes.decode('gbk', 'replace')`, which is what `requests` does. */
  python: { sign: '\ufffd', width: 1, swallows: false, euro: 'none' },
  /** `errors='ignore'` */
  'python-ignore': { sign: '', width: 1, swallows: false, euro: 'none' },
  /** `iconv -c`, `//IGNORE` */
  iconv: { sign: '', width: 2, swallows: false, euro: 'none' },
} as const satisfies Record<string, PairDecoder>

/** € to browsers alone. */
const EURO_PAIR = 0xa2e3

function readGbk(bytes: Uint8Array, decoder: PairDecoder): string {
  return readPairs(bytes, decoder, gbkReverse())
}

function readPairs(
  bytes: Uint8Array,
  { sign, width, swallows, euro }: PairDecoder,
  pairs: Map<number, string>,
): string {
  const isGbk = pairs === gbkReverse()
  let out = ''
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] < 0x80) out += String.fromCharCode(bytes[i])
    else if (bytes[i] === 0x80) out += euro === 'none' ? sign : isGbk ? '€' : '\x80'
    else {
      const second = bytes[i + 1] ?? 0
      const pair = (bytes[i] << 8) | second
      const char = isGbk && pair === EURO_PAIR ? undefined : pairs.get(pair)
      out += char ?? sign
      if (char !== undefined || swallows || (width === 2 && second >= 0x80)) i++
    }
  }
  return out
}
