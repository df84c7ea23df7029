import { nameCharacters, surnames as packedSurnames } from '../../generated/entities.js'
import { transliteration } from '../../generated/model.js'
import { getLexicon, UNSCORED } from '../lexicon.js'
import { rows } from '../packed.js'

const FIRST_HAN = 0x4e00
const LAST_HAN = 0x9fff

/** Whether a code unit is an ideograph that the model knows as one. */
export function isHanCode(code: number): boolean {
  return code >= FIRST_HAN && code <= LAST_HAN
}

/**
 * What is known of code units, eight bytes each: all that one page asks for stays near the processor. Quarter bits, as
 * far as nothing else is said.
 */
export const TRAITS = 8
/** First of a given name of two, second of two, the only one. */
export const FIRST = 0
export const SECOND = 1
export const ONLY = 2
/** As a surname, and 64; 0 where it is none. */
export const SURNAME = 3
/** How much likelier in a transliterated name than in text. */
export const FOREIGN = 4
/** How like a surname, how like a part of a given name, in few steps. */
export const SURNAME_MARK = 5
export const GIVEN_MARK = 6
/** 1 for marks that end a clause. */
export const ENDS_CLAUSE = 7

const STOPS = '，。；：！？、（）《》“”\n,;:!?()'

let traits: Int8Array | null = null

export function getTraits(): Int8Array {
  if (traits) return traits
  const { given, surnames } = getLexicon()
  const out = new Int8Array(TRAITS << 16)
  const mark = (at: number) => (given[at] === UNSCORED ? 1 : level(given[at], 8))
  const markOf = (code: number) => 1 + (mark(3 * code) << 4) + (mark(3 * code + 1) << 2) + mark(3 * code + 2)
  // Nine of ten are in no table: these are written by copying, the first page waits for it.
  out[FOREIGN] = -12
  for (let filled = TRAITS; filled < out.length; filled *= 2) out.copyWithin(filled, 0, filled)
  const plain = 1 + (1 << 4) + (1 << 2) + 1
  const [first, end] = [TRAITS * FIRST_HAN, TRAITS * (LAST_HAN + 1)]
  out[first + GIVEN_MARK] = plain
  for (let filled = TRAITS; filled < end - first; filled *= 2)
    out.copyWithin(first + filled, first, first + Math.min(filled, end - first - filled))
  for (let i = 0; i < nameCharacters.length; i += 4) {
    const code = nameCharacters.charCodeAt(i)
    const at = TRAITS * code
    if (given[3 * code] === UNSCORED) continue
    out[at + FIRST] = given[3 * code]
    out[at + SECOND] = given[3 * code + 1]
    out[at + ONLY] = given[3 * code + 2]
    if (isHanCode(code)) out[at + GIVEN_MARK] = markOf(code)
  }
  for (const [name] of rows(packedSurnames)) {
    const code = name.charCodeAt(0)
    if (name.length > 1 || surnames[code] === UNSCORED) continue
    const at = TRAITS * code
    const surname = 64 + surnames[code]
    out[at + SURNAME] = surname
    out[at + SURNAME_MARK] = 1 + Math.max(0, (surname - 28) >> 3)
  }
  for (let i = 0; i < transliteration.length; i += 2)
    out[TRAITS * transliteration.charCodeAt(i) + FOREIGN] = transliteration.charCodeAt(i + 1) - 77
  for (let i = 0; i < STOPS.length; i++) out[TRAITS * STOPS.charCodeAt(i) + ENDS_CLAUSE] = 1
  traits = out
  return traits
}

function level(score: number, step: number): number {
  return Math.max(0, Math.min(3, 1 + Math.floor(score / step)))
}

/** One code unit for all digits, one each for small and capital Latin letters, halfwidth or full. */
export function fold(code: number): number {
  if (isHanCode(code)) return code
  if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0
  if (code >= 48 && code <= 57) return 48
  if (code >= 65 && code <= 90) return 65
  if (code >= 97 && code <= 122) return 97
  if (code === 0x2022 || code === 0x30fb || code === 0xff65) return 0xb7
  return code
}

/** Latin words as such, numbers by their length alone. */
export function lower(code: number): number {
  if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0
  if (code >= 48 && code <= 57) return 48
  return code >= 65 && code <= 90 ? code + 32 : code
}
