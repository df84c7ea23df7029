import { type Choice, formOf, type Tables, type When } from './tables.js'

/** Choices that hold in Simplified text as well. */
const EVERYWHERE: readonly When[] = ['always', 'stray', 'anyword']
/** A page is careless if it has one sign of it in so many code units. */
const SIGN_EVERY = 2000

/** Marks and line ends: `_。` is a word's end. */
const MARKS = '，。、；：！？,;!?”’」』）》\n'

/** What words written by hand score at least; those of the word list score less. */
const SURE = 9
/** The score of words that decide only where the region is not told. */
const AUTO = 40

/** What is known of the passage that a choice stands in. */
export interface Setting {
  script: 'traditional' | 'simplified' | 'unknown'
  /** Both scripts in one passage: 著 may be meant as it stands. */
  mixed: boolean
  /** Whether 著 stands for 着 as well, as in Taiwan. */
  zhe: boolean
  /** Whether the region was left to be found. */
  auto: boolean
  /** Whether a careless converter made the page: it writes 瞭 for 了, 像 for 象. Looked for when first asked. */
  careless: () => boolean
}

/** What the text reads at a place, each character in its usual form; figures are alike, and so are marks. */
function usualAt(text: string, at: number, tables: Tables): string {
  const code = text.charCodeAt(at)
  if ((code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19)) return '0'
  if (at === text.length || MARKS.includes(text[at])) return '。'
  return formOf(tables, code) || (tables.choices.get(text[at])?.usual ?? text[at])
}

function before(text: string, at: number, reach: number, tables: Tables, decided: Decided): string {
  let out = ''
  for (let i = at - 1; i >= 0 && out.length < reach; i--) {
    if (')）'.includes(text[i])) i = glossStart(text, i)
    out = (decided.get(i) ?? usualAt(text, i, tables)) + out
  }
  return out
}

function after(text: string, at: number, reach: number, tables: Tables): string {
  let out = ''
  for (let i = at + 1; i <= text.length && out.length < reach; i++) {
    i = glossEnd(text, i)
    out += usualAt(text, i, tables)
  }
  return out
}

/** The end of a gloss that begins at a place, which words read over: 乾(qián)隆. */
const glossEnd = (text: string, at: number): number => glossAt(text, at)?.end ?? at

/** The place before the gloss that ends at a place; that place itself where none does. */
function glossStart(text: string, at: number): number {
  for (let i = at - 1; i > 0 && i >= at - LONGEST_READING - 1; i--)
    if ('(（'.includes(text[i])) return glossEnd(text, i) === at + 1 ? i - 1 : at
  return at
}

const LONGEST_READING = 6

/** A reading in brackets that begins at a place. */
function glossAt(text: string, at: number): { reading: string; end: number } | null {
  if (!'(（'.includes(text[at] ?? ' ')) return null
  let end = at + 1
  while (end - at <= LONGEST_READING && isOfPinyin(text.charCodeAt(end))) end++
  return end > at + 1 && ')）'.includes(text[end] ?? ' ')
    ? { reading: text.slice(at + 1, end), end: end + 1 }
    : null
}

/** a to z, and vowels with tones up to ǜ. */
const isOfPinyin = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0xe0 && code <= 0x1dc && code !== 0xf7)

/** Choices already made, by place. */
type Decided = ReadonlyMap<number, string>

const NONE: Decided = new Map()

/** The surest words for either form around a place: longer words are surer. */
function weigh(
  text: string,
  at: number,
  choice: Choice,
  tables: Tables,
  decided: Decided,
  auto: boolean,
): { other: number; usual: number } {
  const best = { other: 0, usual: 0 }
  const words = choice.words()
  const left = before(text, at, words.before, tables, decided)
  const right = after(text, at, words.after, tables)
  for (const [a, b] of words.shapes) {
    if (a > left.length || b > right.length) continue
    const score = words.scores.get(`${left.slice(left.length - a)}_${right.slice(0, b)}`)
    if (score === undefined || (score >= AUTO && !auto)) continue
    const length = 2 * (a + b - 1)
    if (score > 0) best.other = Math.max(best.other, score + length)
    else best.usual = Math.max(best.usual, length - score)
  }
  return best
}

function answerOf({ usual, other, when }: Choice, words: { other: number; usual: number }, setting: Setting) {
  const isOther = words.other > words.usual
  if (when === 'wrong') return isOther && (words.other >= SURE || setting.careless()) ? other : usual
  if (when !== '著') return isOther ? other : usual
  // A page that writes 着 too means its 著, but for 看著 and the like.
  if (setting.zhe && !setting.mixed) return isOther ? other : usual
  return words.usual >= SURE && words.usual > words.other ? usual : other
}

/**
 * Which form the character `char`, which stands at `at`, takes. In Simplified text a character of the
 * standard stays as it is, but for those that no Simplified text has in that place (`always`: 瞭 outside 瞭望).
 */
export function choose(
  text: string,
  at: number,
  char: string,
  tables: Tables,
  setting: Setting,
  decided: Decided,
): string {
  const choice = tables.choices.get(char)
  if (!choice) return char
  const { when } = choice
  if (setting.script === 'simplified' && !EVERYWHERE.includes(when)) return char
  if (choice.readings.includes(glossAt(text, at + 1)?.reading ?? ' ')) return choice.other
  const words = weigh(text, at, choice, tables, decided, setting.auto)
  const answer = answerOf(choice, words, setting)
  // 老麼 → 老么 → 老幺
  return answer === char ? char : choose(text, at, answer, tables, setting, decided)
}

/** Whether a careless converter made a text: 气像 for 气象, 瞭 where only 了 can stand. */
export function isCareless(text: string, places: readonly number[], tables: Tables): boolean {
  let signs = 0
  for (const at of places) {
    const choice = tables.choices.get(text[at])
    if (choice?.when !== 'wrong' && choice?.when !== 'stray') continue
    const words = weigh(text, at, choice, tables, NONE, true)
    if (
      choice.when === 'stray'
        ? words.other + words.usual === 0
        : words.other >= SURE && words.other > words.usual
    )
      signs++
  }
  return signs * SIGN_EVERY > text.length
}
