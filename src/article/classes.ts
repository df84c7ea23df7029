import { colons, commas, isDigit, isHan, isLatin, isSpace, stops } from './chars.js'
import { lexicon } from './lexicon.js'

/** What a character may be, as bits: one look-up a character decides which rules need to look at a line. */
export const Class = {
  han: 1,
  stop: 2,
  comma: 4,
  /** Half as wide as Han: Latin letters, digits, spaces. */
  half: 8,
  digit: 16,
  colon: 32,
  space: 64,
  /** > » › → between the steps of a breadcrumb. */
  arrow: 128,
  /** | _ / - · between items. */
  bar: 256,
  /** First character of a marker that may stand anywhere. */
  any: 512,
  /** First character of a spam word. */
  spam: 1024,
  /** First character of 首页, 当前位置 and the like, and last of an outlet that stands for them. */
  home: 2048,
  /** First character of a label, a role or an outlet. */
  meta: 4096,
  /** Last character of 讯, 电, 报道 in a masthead. */
  wire: 8192,
  bracket: 16384,
  /** First character of a surname. */
  surname: 32768,
} as const

function build(): Uint16Array {
  const table = new Uint16Array(65_536)
  const mark = (chars: Iterable<string>, bit: number) => {
    for (const char of chars) table[char.charCodeAt(0)] |= bit
  }
  for (let code = 0; code < 65_536; code++) {
    if (isHan(code)) table[code] |= Class.han
    else if (isDigit(code)) table[code] |= Class.half | Class.digit
    else if (isLatin(code)) table[code] |= Class.half
    else if (isSpace(code)) table[code] |= Class.half | Class.space
  }
  for (const code of stops) table[code] |= Class.stop
  for (const code of commas) table[code] |= Class.comma
  for (const code of colons) table[code] |= Class.colon
  mark('>＞»›→⟩\\➤▶▸＼', Class.arrow)
  mark('|｜丨_/／-–—·│', Class.bar)
  mark('讯电导道息', Class.wire)
  mark('（(【[〔［〈<＜「《', Class.bracket)
  const words = lexicon()
  mark(words.firsts.any, Class.any)
  mark(words.firsts.spam, Class.spam)
  for (const word of words.crumbs.keys()) mark([word[0]], Class.home)
  mark('报网社台视', Class.home)
  mark(words.firsts.meta, Class.meta)
  mark(words.surnames, Class.surname)
  for (const suffix of words.mediaSuffixes.keys()) mark([suffix.slice(-1)], Class.meta)
  return table
}

let built: Uint16Array | undefined

/** The bits of every UTF-16 code unit; built once, on first use. */
export function classes(): Uint16Array {
  built ??= build()
  return built
}
