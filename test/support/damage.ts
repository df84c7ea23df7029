import { Converter } from 'opencc-js/cn2t'
import traditionalToSimplified from 'opencc-js/dict/TSCharacters'
import { pinyin } from 'pinyin-pro'
import { gbkReverse, gbkTable, random } from './charset.js'

export interface DamageOptions {
  /** Same seed, same text, same options: same page. The table is drawn from it too. */
  seed: number
  /** The script of the copy; `traditional` converts first, badly. */
  carrier?: 'traditional' | 'simplified'
  /** `toned` (qǐng), `toneless` (qing) as sites write it. */
  pinyin?: 'toned' | 'toneless'
  /** A space after each bracket: 關(guan) 系. */
  space?: boolean
  /** Share of the carrier's characters that the table annotates: Traditional-only ones, or the common ones. */
  tableRate?: number
  /** Share of one-to-many characters that the converter always gets wrong: 製度, 全麵. */
  badRate?: number
  /** Fullwidth commas become `,` after decoding. */
  commas?: boolean
  /** Chunk borders that fall within a character, per 1,000 bytes. */
  chunks?: number
  /** How the decoder shows a pair that is no character: one `?` for both bytes, or as browsers do it. */
  decoder?: 'question' | 'replacement'
  /**
   * What becomes of pairs in the areas that GBK leaves to its users: `lost` like any pair that is no character,
   * `kept` as private-use characters, as browsers do, or `dropped` without a sign, as scrapers do with those.
   */
  privateUse?: 'lost' | 'kept' | 'dropped'
  /** The converter replaces one character of its table after the other: a bracket of one may cut the next in two. */
  inTurn?: boolean
  /** Paragraphs indented with U+3000 or U+00A0. */
  indent?: '' | '\u3000\u3000' | '\u00a0\u00a0\u00a0\u00a0'
}

/** A damaged page with what it was made from. */
export interface DamagedPage {
  text: string
  /** The page before the brackets were put in: what repair should give back. */
  carrier: string
  /** Character → reading. */
  table: Map<string, string>
  /** Figures and letters of which nothing is left: the decoder took them with half a character. */
  swallowed: number
}

/** The kinds of copy seen in the wild, by name. */
export const variants: Record<string, Omit<DamageOptions, 'seed'>> = {
  toned: { carrier: 'traditional', pinyin: 'toned' },
  toneless: { carrier: 'traditional', pinyin: 'toneless', space: true },
  simplified: { carrier: 'simplified', pinyin: 'toned', tableRate: 0.04 },
  commas: { carrier: 'traditional', pinyin: 'toned', commas: true, indent: '\u3000\u3000', chunks: 0.2 },
}

/**
 * Clean Simplified text → the page that a converter site makes of it.
 *
 * @example damage('商洛日报的请柬', { seed: 3 }) // 商洛日?qǐng)?bào)的請(qǐng)柬, where the table has both
 */
export function damage(text: string, options: DamageOptions): string {
  return damagePage(text, options).text
}

export function damagePage(text: string, options: DamageOptions): DamagedPage {
  const next = random(options.seed)
  const converted =
    options.carrier === 'simplified' ? text : badTraditional(text, next, options.badRate ?? 0.3)
  const carrier = options.indent ? converted.replace(/^(?=.)/gm, options.indent) : converted
  const table = drawTable(next, options)
  const bytes = inject(toStream(carrier), table, options)
  const { text: shown, swallowed } = decodeStream(bytes, next, options)
  return { text: options.commas ? shown.replaceAll('，', ',') : shown, carrier, table, swallowed }
}

let convert: ((text: string) => string) | null = null
let choices: Map<string, string[]> | null = null

/** Simplified character → the Traditional ones that it may stand for. */
function oneToMany(): Map<string, string[]> {
  if (choices) return choices
  choices = new Map()
  for (const row of traditionalToSimplified.split('|')) {
    const [traditional, simplified] = row.split(' ')
    if (!gbkTable().has(traditional)) continue
    choices.set(simplified, [...(choices.get(simplified) ?? [simplified]), traditional])
  }
  return choices
}

/**
 * What bad converters do: right phrases here, one fixed wrong character there. For each one-to-many
 * character the dice are thrown once a page, so that 制 is 製 everywhere or nowhere.
 */
function badTraditional(text: string, next: () => number, badRate: number): string {
  convert ??= Converter({ from: 'cn', to: 't' })
  const good = [...convert(text)]
  const chars = [...text]
  const fixed = new Map<string, string>()
  for (const [simplified, many] of oneToMany()) {
    const [dice, pick] = [next(), next()]
    if (many.length > 2 && dice < badRate) fixed.set(simplified, many[Math.floor(pick * many.length)])
    else if (many.includes(simplified) && many.length === 2 && dice < badRate / 4)
      fixed.set(simplified, many[1])
  }
  if (good.length !== chars.length) return good.join('')
  return good.map((char, i) => fixed.get(chars[i]) ?? (gbkTable().has(char) ? char : chars[i])).join('')
}

let candidates: { traditional: string[]; simplified: string[] } | null = null

function tableCandidates(): { traditional: string[]; simplified: string[] } {
  if (candidates) return candidates
  const traditional: string[] = []
  for (const row of traditionalToSimplified.split('|'))
    if (gbkTable().has(row.split(' ')[0])) traditional.push(row.split(' ')[0])
  const simplified: string[] = []
  for (const [char, pair] of gbkTable())
    if (pair >> 8 >= 0xb0 && pair >> 8 <= 0xd7 && (pair & 0xff) >= 0xa1) simplified.push(char)
  candidates = { traditional, simplified }
  return candidates
}

/** Draws which characters the site annotates, and with which of their readings. */
function drawTable(next: () => number, options: DamageOptions): Map<string, string> {
  const { traditional, simplified } = tableCandidates()
  const toneType = options.pinyin === 'toneless' ? 'none' : 'symbol'
  const v = next() < 0.5 ? 'v' : 'ü'
  const table = new Map<string, string>()
  const draw = (chars: string[], rate: number) => {
    for (const char of chars) {
      const [dice, pick] = [next(), next()]
      if (dice >= rate) continue
      const readings = pinyin(char, { multiple: true, type: 'array', toneType })
      const reading = readings[pick < 0.8 ? 0 : Math.floor(((pick - 0.8) / 0.2) * readings.length)]
      if (!/^[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+$/.test(reading) || reading === char) continue
      table.set(char, toneType === 'none' ? reading.replaceAll('ü', v) : reading)
    }
  }
  if (options.carrier === 'simplified') draw(simplified, options.tableRate ?? 0.04)
  else draw(traditional, options.tableRate ?? 0.5)
  return table
}

/** GBK bytes as 0..255; a character that GBK lacks stands as its code point, as an entity would. */
function toStream(text: string): number[] {
  const stream: number[] = []
  for (const char of text) {
    const pair = gbkTable().get(char)
    const code = char.codePointAt(0)!
    if (pair !== undefined) stream.push(pair >> 8, pair & 0xff)
    else stream.push(code < 0x80 ? code : code + 0x10000)
  }
  return stream
}

/** Puts `(reading)` after every byte pair that equals a character of the table, wherever it falls. */
function inject(stream: number[], table: Map<string, string>, options: DamageOptions): number[] {
  const brackets = new Map<number, number[]>()
  for (const [char, reading] of table)
    brackets.set(gbkTable().get(char)!, toStream(`(${reading})${options.space ? ' ' : ''}`))
  const turn = (pair: number) => Math.imul(pair ^ options.seed, 0x9e3779b1) >>> 0
  const out: number[] = []
  let before = 0
  for (let i = 0; i < stream.length; i++) {
    out.push(stream[i])
    const pair = i === 0 || stream[i - 1] > 0xff || stream[i] > 0xff ? 0 : (stream[i - 1] << 8) | stream[i]
    const bracket = brackets.get(pair)
    const isCut = options.inTurn === true && before !== 0 && turn(before) < turn(pair)
    before = bracket && !isCut ? pair : 0
    if (bracket && !isCut) out.push(...bracket)
  }
  return out
}

function decodeStream(
  stream: number[],
  next: () => number,
  options: DamageOptions,
): { text: string; swallowed: number } {
  const bad = options.decoder === 'replacement' ? '\ufffd' : '?'
  const rate = (options.chunks ?? 0) / 1000
  const out: string[] = []
  let swallowed = 0
  for (let i = 0; i < stream.length; i++) {
    const byte = stream[i]
    if (byte < 0x80) out.push(String.fromCharCode(byte))
    else if (byte > 0xff) out.push(String.fromCodePoint(byte - 0x10000))
    else if (byte === 0x80) out.push('€')
    else if (rate > 0 && next() < rate)
      out.push(bad) // the chunk ends after the lead: the rest of the line slips
    else {
      const trail = stream[i + 1] ?? 0x100
      const char = byte === 0xff || trail > 0xff ? undefined : shownAs((byte << 8) | trail, options)
      out.push(char ?? bad)
      if (char !== undefined) i++
      // Browsers give back an ASCII byte that cannot be a trail; others swallow it.
      else if (byte !== 0xff && trail <= 0xff && (bad === '?' || trail >= 0x80)) {
        i++
        if (isFigureOrLetter(trail) && !beginsYear(stream, i)) swallowed++
      }
    }
  }
  return { text: out.join(''), swallowed }
}

function isFigureOrLetter(byte: number): boolean {
  return byte < 0x80 && /[0-9A-Za-z]/.test(String.fromCharCode(byte))
}

/** The first figure of a year can be told: ?998年. */
function beginsYear(stream: readonly number[], at: number): boolean {
  return /^\d{4}\xc4\xea$/.test(String.fromCharCode(...stream.slice(at, at + 6)))
}

/** How the decoder shows a pair; undefined: as no character. */
function shownAs(pair: number, { privateUse = 'lost' }: DamageOptions): string | undefined {
  const char = gbkReverse().get(pair)
  if (char !== undefined || privateUse === 'lost' || !isPrivateUse(pair)) return char
  return privateUse === 'kept' ? String.fromCharCode(0xe000 + userIndex(pair)) : ''
}

/** The areas of GBK that its users may fill: AAA1–AFFE, F8A1–FEFE, A140–A7A0. */
function isPrivateUse(pair: number): boolean {
  const [lead, trail] = [pair >> 8, pair & 0xff]
  if (trail === 0x7f || trail === 0xff) return false
  if (trail >= 0xa1) return (lead >= 0xaa && lead <= 0xaf) || (lead >= 0xf8 && lead <= 0xfe)
  return trail >= 0x40 && lead >= 0xa1 && lead <= 0xa7
}

/** The order in which U+E000 and on stand for them. */
function userIndex(pair: number): number {
  const [lead, trail] = [pair >> 8, pair & 0xff]
  if (trail < 0xa1) return 1222 + (lead - 0xa1) * 96 + trail - 0x40 - (trail > 0x7f ? 1 : 0)
  return (lead < 0xf8 ? lead - 0xaa : 6 + lead - 0xf8) * 94 + trail - 0xa1
}
