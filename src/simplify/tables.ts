import { choices as packedChoices, pairs, shared, standard, variants } from '../generated/simplify.js'
import { codeInPlanes, readSteps } from '../text/index.js'

/** What a code unit is to conversion: bits. */
export const Kind = {
  /** Stands in Traditional (or variant) text only. */
  traditional: 1,
  /** Stands in Simplified text only. */
  simplified: 2,
  /** One of two forms, by the words around it. */
  choice: 4,
  /** Ends a passage. */
  boundary: 8,
  /** Japanese kana. */
  kana: 16,
  /** A Chinese character outside the table of 8,105. */
  outside: 32,
  /** First half of a character beyond U+FFFF. */
  astral: 64,
  /** Forms that only Taiwan's, only Hong Kong's pages have. */
  region: 128,
} as const

/** How a choice is made where no word decides. */
export type When = 'always' | 'traditional' | 'word' | 'wrong' | 'stray' | 'anyword' | '著'

/** The words that decide a choice, read when first asked for. */
export interface Words {
  /** Words with `_` for the character → how sure: above nought the other form, below it the usual one. */
  scores: Map<string, number>
  /** How many characters before and after `_` the words have: each pair once, and the most of either. */
  shapes: [before: number, after: number][]
  before: number
  after: number
}

export interface Choice {
  usual: string
  other: string
  when: When
  words: () => Words
  /** What `other` alone is read. */
  readings: readonly string[]
}

export interface Tables {
  kinds: Uint8Array
  /** Code point of the Simplified form by code unit; 0 where there is none. */
  forms: Uint32Array
  /** The same for characters beyond U+FFFF. */
  astral: Map<string, string>
  choices: Map<string, Choice>
  /** Characters beyond U+FFFF that belong to the general standard. */
  rareStandard: Set<number>
}

// Only what no other region's standard has; 裏, 説, 為 and the like prove little.
const TAIWAN = '裡啟'
const HONG_KONG = '衞説脱綫鋭悦税閲嘅咗喺啲冇佢'
const BOUNDARIES = '。！？；!?;「」『』“”《》\n'

function readWords(packed: string): Words {
  const scores = new Map<string, number>()
  const shapes = new Map<number, [number, number]>()
  for (const group of packed === '' ? [] : packed.split('|')) {
    const [score, ...keys] = group.split(' ')
    for (const key of keys) {
      scores.set(key, Number(score))
      const head = key.indexOf('_')
      const tail = key.length - 1 - head
      shapes.set(head * 16 + tail, [head, tail])
    }
  }
  const all = [...shapes.values()]
  const most = (side: 0 | 1) => all.reduce((longest, shape) => Math.max(longest, shape[side]), 0)
  return { scores, shapes: all, before: most(0), after: most(1) }
}

function readChoices(): Map<string, Choice> {
  const out = new Map<string, Choice>()
  for (const line of packedChoices.split('\n')) {
    const [char, usual, other, when, packed, readings] = line.split('\t')
    let words: Words | null = null
    out.set(char, {
      usual,
      other,
      when: when as When,
      readings: readings.split(' '),
      words: () => {
        words ??= readWords(packed)
        return words
      },
    })
  }
  return out
}

function mark(kinds: Uint8Array, from: number, to: number, kind: number): void {
  for (let code = from; code <= to; code++) kinds[code] |= kind
}

function readPairs(packed: string, take: (from: number, to: number) => void): void {
  const end = packed.indexOf('\n')
  readSteps(packed, end, (from, index) => take(from, codeInPlanes(packed, end + 1, index)))
}

/** Compatibility ideographs, which look like characters that have a place of their own: 金 → 金. */
const COMPATIBLE = [
  [0xf900, 0xfad9],
  [0x2f800, 0x2fa1d],
]

function build(): Tables {
  const kinds = new Uint8Array(0x10000)
  const forms = new Uint32Array(0x10000)
  const astral = new Map<string, string>()
  const choices = readChoices()
  const chosen = new Set(Array.from(choices.keys(), (char) => char.charCodeAt(0)))
  const rareStandard = new Set<number>()
  const add = (from: number, to: number) => {
    if (from > 0xffff) astral.set(String.fromCodePoint(from), String.fromCodePoint(to))
    else {
      forms[from] = to
      kinds[from] |= chosen.has(to) ? Kind.traditional | Kind.choice : Kind.traditional
    }
  }
  mark(kinds, 0x4e00, 0x9fff, Kind.outside)
  mark(kinds, 0x3400, 0x4dbf, Kind.outside)
  mark(kinds, 0xf900, 0xfaff, Kind.outside)
  readSteps(standard, standard.length, (code) => {
    if (code > 0xffff) rareStandard.add(code)
    else kinds[code] &= ~Kind.outside
  })
  mark(kinds, 0xd840, 0xd8bf, Kind.astral)
  mark(kinds, 0x3041, 0x30fa, Kind.kana)
  readPairs(variants, add)
  readPairs(pairs, (from, to) => {
    add(from, to)
    if (to <= 0xffff && !(kinds[to] & Kind.outside)) kinds[to] |= Kind.simplified
  })
  for (const [first, last] of COMPATIBLE)
    for (let code = first; code <= last; code++) {
      const char = String.fromCodePoint(code)
      const unified = char.normalize('NFC')
      if (unified !== char)
        add(code, forms[unified.charCodeAt(0)] || (astral.get(unified) ?? unified).codePointAt(0)!)
    }
  for (const c of shared) kinds[c.charCodeAt(0)] &= ~Kind.simplified
  for (const c of choices.keys()) {
    const code = c.charCodeAt(0)
    kinds[code] = (kinds[code] | Kind.choice) & ~Kind.simplified
    // 麼 speaks for Traditional text, 乾 and 著 for neither.
    if (kinds[code] & Kind.outside) kinds[code] |= Kind.traditional
  }
  for (const c of BOUNDARIES) kinds[c.charCodeAt(0)] |= Kind.boundary
  for (const c of `${TAIWAN}${HONG_KONG}着著`) kinds[c.charCodeAt(0)] |= Kind.region
  return { kinds, forms, astral, choices, rareStandard }
}

/** The Simplified form of a code unit; empty where there is none. */
export function formOf({ forms }: Tables, code: number): string {
  const form = forms[code]
  if (form === 0) return ''
  return form > 0xffff ? String.fromCodePoint(form) : String.fromCharCode(form)
}

/** Which region's form a character is. 着 in Traditional text: a page that tells it from 著. */
export function regionOf(c: string): 'tw' | 'hk' | '着' | '著' {
  if (c === '着' || c === '著') return c
  return TAIWAN.includes(c) ? 'tw' : 'hk'
}

let tables: Tables | null = null

/** The tables of conversion, decoded on first use. */
export function simplifyTables(): Tables {
  tables ??= build()
  return tables
}
