import { repairData } from '#repair-data'

/**
 * A reading as it stands in brackets: base syllable and tone in one number (base × 5 + tone 0..4, where 0
 * is neutral), with tone −1 where the page does not mark tones.
 */
export interface Reading {
  /** Number of the base syllable. */
  base: number
  /** 0..4, or −1: no mark, which in a toned table means neutral and in a toneless one anything. */
  tone: number
}

interface Tables {
  /** Base syllables by their number, and the other way round. */
  names: string[]
  bases: Map<string, number>
  /** Readings of U+4E00 + i are `list[start[i]]` to `list[start[i + 1] - 1]`. */
  start: Uint16Array
  list: Uint16Array
}

let tables: Tables | null = null

const DIGITS = 90
const digit = (code: number): number => (code === 0x7e ? 0x5c : code) - 0x23

function load(): Tables {
  if (tables) return tables
  const { readings: packed, syllables } = repairData()
  const names = syllables.split(' ')
  const bases = new Map(names.map((base, i) => [base, i]))
  const start = new Uint16Array(packed.length + 2)
  const list = new Uint16Array(packed.length >> 1)
  let [row, n] = [0, 0]
  for (let i = 0; i < packed.length; i++) {
    const code = packed.charCodeAt(i)
    if (code === 0x20) start[++row] = n
    else list[n++] = digit(code) * DIGITS + digit(packed.charCodeAt(++i))
  }
  start[++row] = n
  tables = { names, bases, start: start.slice(0, row + 1), list }
  return tables
}

const toned: Record<string, string> = {
  a: 'āáǎà',
  e: 'ēéěè',
  i: 'īíǐì',
  o: 'ōóǒò',
  u: 'ūúǔù',
  v: 'ǖǘǚǜ',
}
const vowels = new Map<string, [base: string, tone: number]>()
for (const [base, marks] of Object.entries(toned))
  for (const [i, mark] of [...marks].entries()) vowels.set(mark, [base, i + 1])
vowels.set('ü', ['v', -1]).set('ă', ['a', 3]).set('ĕ', ['e', 3]).set('ĭ', ['i', 3])
vowels.set('ŏ', ['o', 3]).set('ŭ', ['u', 3]).set('ɡ', ['g', -1]).set('ɑ', ['a', -1])

/** Tone marks that stand apart from their vowel: qi + U+030C. */
const isMark = (code: number): boolean =>
  code === 0x300 || code === 0x301 || code === 0x304 || code === 0x308 || code === 0x30c

/** Letters of pinyin lie below. */
const LETTERS = 0x400

let letters: Uint8Array | null = null

function letterTable(): Uint8Array {
  if (letters) return letters
  letters = new Uint8Array(LETTERS).fill(1, 0x61, 0x7b).fill(1, 0x41, 0x5b).fill(1, 0x30, 0x36)
  letters[0x3a] = 1
  for (let code = 0xc0; code < LETTERS; code++)
    if (isMark(code) || vowels.has(String.fromCharCode(code).toLowerCase())) letters[code] = 1
  return letters
}

/** Whether a code unit can stand in a syllable of pinyin: `qǐng`, `Qǐng`, `qing3`, `lu:4`. */
export function isPinyinLetter(code: number): boolean {
  return code < LETTERS && letterTable()[code] === 1
}

const parsed = new Map<string, Reading>()

/** Reads `qǐng`, `qing`, `qing3`, `QING`, `lv`, `lu:`; null where it is no syllable of Mandarin. */
export function parseReading(text: string): Reading | null {
  const known = parsed.get(text)
  if (known) return known
  const reading = parse(text)
  // There are only so many syllables; what is none may be anything.
  if (reading) parsed.set(text, reading)
  return reading
}

function parse(text: string): Reading | null {
  const plain = PLAIN.test(text) ? text : text.normalize('NFC').toLowerCase().replace('u:', 'v')
  const digit = plain.charCodeAt(plain.length - 1) - 0x30
  const isNumbered = digit >= 0 && digit <= 5
  let base = ''
  let tone = isNumbered && digit >= 1 && digit <= 4 ? digit : -1
  for (const char of isNumbered ? plain.slice(0, -1) : plain) {
    const vowel = vowels.get(char)
    base += vowel ? vowel[0] : char
    if (!vowel || vowel[1] < 0) continue
    if (tone >= 0) return null
    tone = vowel[1]
  }
  const number = load().bases.get(base)
  return number === undefined ? null : { base: number, tone }
}

const PLAIN = /^[a-z]+$/

/** A reading as one number, to compare and to keep. */
export function readingKey({ base, tone }: Reading): number {
  return base * 6 + tone + 1
}

/** How well a character fits a reading: 2 with its tone, 1 but for the tone, 0 not at all. */
export function fitness(code: number, reading: Reading): 0 | 1 | 2 {
  const { start, list } = load()
  const i = code - 0x4e00
  if (i < 0 || i >= start.length - 1) return 0
  const { base, tone } = reading
  const first = 5 * base
  let best: 0 | 1 = 0
  for (let k = start[i]; k < start[i + 1]; k++) {
    const own = list[k] - first
    if (own < 0 || own >= 5) continue
    if (tone < 0 || own === tone) return 2
    best = 1
  }
  return best
}

/** A reading as it is written: the letters on both sides of the one with the tone mark. */
export interface MarkedReading {
  reading: Reading
  before: string
  /** Place of the marked letter among ā, á, ǎ, à, ē … ǜ. */
  mark: number
  after: string
}

const MARKABLE = 'aeiouv'

/** The readings of a character that have a tone mark: jí of 輯 is `j` and the tenth letter. */
export function markedReadings(code: number): MarkedReading[] {
  const { start, list, names } = load()
  const i = code - 0x4e00
  const found: MarkedReading[] = []
  if (i < 0 || i >= start.length - 1) return found
  for (let k = start[i]; k < start[i + 1]; k++) {
    const [base, tone] = [Math.floor(list[k] / 5), list[k] % 5]
    const name = names[base]
    const at = markAt(name)
    if (tone === 0 || at < 0) continue
    const mark = 4 * MARKABLE.indexOf(name[at]) + tone - 1
    found.push({ reading: { base, tone }, before: name.slice(0, at), mark, after: name.slice(at + 1) })
  }
  return found
}

/** Where the tone mark stands: on a or e, on the o of ou, else on the last vowel. */
function markAt(name: string): number {
  const open = name.search(/[ae]|ou/)
  if (open >= 0) return open
  return Math.max(...[...'iouv'].map((vowel) => name.lastIndexOf(vowel)))
}

let byBase: number[][] | null = null

/** The characters that have a base syllable among their readings. */
export function charactersOf({ base }: Reading): readonly number[] {
  if (!byBase) {
    const { start, list } = load()
    const lists: number[][] = []
    for (let i = 0; i + 1 < start.length; i++)
      for (let k = start[i]; k < start[i + 1]; k++) {
        const number = Math.floor(list[k] / 5)
        lists[number] ??= []
        if (lists[number].at(-1) !== 0x4e00 + i) lists[number].push(0x4e00 + i)
      }
    byBase = lists
  }
  return byBase[base] ?? []
}

/** Whether `reading` is the character's first, everyday one. */
export function isMainReading(code: number, reading: Reading): boolean {
  const { start, list } = load()
  const i = code - 0x4e00
  return i >= 0 && i < start.length - 1 && Math.floor(list[start[i]] / 5) === reading.base
}
