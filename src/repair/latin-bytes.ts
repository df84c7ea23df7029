/** The letters and marks that Windows-1252 has for bytes which Latin-1 leaves to controls. */
const windows1252 = new Map(
  [...'€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'].map((char, i): [number, number] => [
    char.charCodeAt(0),
    0x80 + i,
  ]),
)

/** ™ is the last of them. */
const LAST = 0x2122

/** The byte that Latin-1 or Windows-1252 shows as a code unit; −1 for others. */
export function byteOf(code: number): number {
  return code < 0x100 ? code : code > LAST ? -1 : (windows1252.get(code) ?? -1)
}

/** Whether Windows-1252 has a code unit for one of 80 to 9F. */
export const isWindows = (code: number): boolean => code >= 0x100 && windows1252.has(code)

/** Where Latin-9 differs from Latin-1. */
const latin9 = new Map(
  [...'€\u0160\u0161\u017d\u017e\u0152\u0153\u0178'].map((char, i): [number, number] => [
    char.charCodeAt(0),
    [0xa4, 0xa6, 0xa8, 0xb4, 0xb8, 0xbc, 0xbd, 0xbe][i],
  ]),
)

/** The byte that Latin-9 shows as a code unit; −1 for others. */
export function byteOfLatin9(code: number): number {
  return code < 0x100 ? code : (latin9.get(code) ?? -1)
}

/** Marks that Windows-1252 has for bytes of 80 to 9F, and that good Chinese text has not: ‹ † ™. */
const WINDOWS_ALONE = '‚ƒ„†‡ˆ‰‹˜™›'

/**
 * How the letters are to be read that stand for one byte in Windows-1252 and for another in Latin-9 (Ÿ, œ, €): by
 * Latin-9 where a page has controls which Windows-1252 shows, null where nothing tells.
 */
export function withLetters(text: string): 'windows' | 'latin9' | null {
  let [windows, controls, letters] = [0, 0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80 || code > LAST) continue
    if (code < 0xa0) {
      if (!UNDEFINED.includes(code)) controls++
    } else if (latin9.has(code)) letters++
    else if (isWindows(code) && (WINDOWS_ALONE.includes(text[i]) || isBesideLetter(text, i))) windows++
  }
  if (windows > 0 && windows >= controls) return 'windows'
  if (controls > 0) return 'latin9'
  return letters > 0 ? null : 'windows'
}

/** “ and – of æ–‡ are bytes. */
function isBesideLetter(text: string, at: number): boolean {
  const isHigh = (code: number) => code >= 0xa0 && code < 0x100
  return isHigh(text.charCodeAt(at - 1)) && isHigh(text.charCodeAt(at + 1))
}

/** Bytes that Windows-1252 leaves to controls. */
const UNDEFINED = [0x81, 0x8d, 0x8f, 0x90, 0x9d]

/** A charset of single bytes: what it shows for 80 to FF. */
export interface LetterCharset {
  /** As rules name it. */
  name: string
  byteOf: (code: number) => number
  /** Whether nothing that stays shows for a byte: it has no character, a control, or a soft hyphen. */
  hides: (byte: number) => boolean
}

/** Kazakh, which guessers of charsets like to see in Chinese UTF-8, and what consoles of the West have; no platform has them. */
const unlabelled: readonly [name: string, chars: string][] = [
  [
    'ptcp154',
    'ҖҒӮғ„…ҶҮҲүҠӢҢҚҺҸҗ‘’“”•–—ҳҷҡӣңқһҹ\u00a0ЎўЈӨҘҰ§Ё©Ә«¬ӯ®Ҝ°ұІіҙө¶·ё№ә»јҪҫҝАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя',
  ],
  [
    'ibm437',
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  ],
]

const labelled = [
  ...[
    'macintosh',
    'windows-1251',
    'koi8-r',
    'windows-1250',
    'iso-8859-2',
    'iso-8859-15',
    'x-mac-cyrillic',
    'iso-8859-5',
  ],
  ...['ibm866', 'windows-1253', 'windows-1254', 'windows-1256', 'windows-1257', 'windows-874'],
]

let others: readonly LetterCharset[] | null = null

/** Charsets of single bytes beside Latin-1 and its kin. */
export function otherCharsets(): readonly LetterCharset[] {
  const all = Uint8Array.from({ length: 0x80 }, (_, i) => 0x80 + i)
  others ??= [
    ...unlabelled,
    ...labelled.map((name): [string, string] => [name, new TextDecoder(name).decode(all)]),
  ].map(([name, chars]) => letterCharset(name, chars))
  return others
}

function letterCharset(name: string, chars: string): LetterCharset {
  const bytes = new Map<number, number>()
  for (let i = 0x7f; i >= 0; i--) if (chars[i] !== '\ufffd') bytes.set(chars.charCodeAt(i), 0x80 + i)
  return {
    name,
    byteOf: (code) => (code < 0x80 ? code : (bytes.get(code) ?? -1)),
    hides: (byte) => !isShown(chars.charCodeAt(byte - 0x80)),
  }
}

const isShown = (code: number): boolean => code >= 0xa0 && code !== 0xad && code !== 0xfffd
