import { type Bracket, isBadSign, isOpening } from './brackets.js'
import { traditionalPairs } from './candidates.js'
import { gbk, isHanzi } from './gbk.js'
import { LineEnds } from './line-ends.js'
import { languageModel, nats } from './model.js'
import { Neighbours } from './neighbours.js'
import { converterOdds } from './odds.js'
import { fitness, isMainReading, readingKey } from './readings.js'
import { MOST_FAMILIAR, type PageEvidence } from './ways.js'

/**
 * Whether the brackets of a page are damage. What speaks for it:
 * - a bracket that swallowed a byte (`日?qǐng)?bào)`) where some lost byte would fit: no writer makes that;
 * - everyday Traditional-only characters with brackets in running text (`縣區(qū)之窗`);
 * - the same everyday character with the same bracket again and again, never without.
 * What speaks against it, as in teaching texts and notes on rare names (鱼(yú), 乾(qián)隆, 刘翀(chōng)):
 * - the character also stands without its bracket, as writers gloss a character once;
 * - nearly every character of the text has one (a poem with pinyin);
 * - rare characters, side readings.
 */
export function isInjected(text: string, brackets: readonly Bracket[]): boolean {
  const found = tally(text, brackets)
  const { swallowed, types, annotated } = found
  if (swallowed === TELLING || found.doubled >= 2) return true
  if (annotated + swallowed === 0) return false
  const { missed, hanzi, traditionalOnly } = survey(text, types)
  if (annotated <= 0.5 * hanzi && isStrewn(found)) return true
  if (swallowed === 0 && missed.size === 0 && (isSpaced(found) || isEverydayAgain(found, hanzi))) return true
  // Of a sentence or two the numbers below tell little: what is likelier does.
  if (swallowed === 0 && hanzi <= SHORT && traditionalOnly > 0.2 * hanzi) {
    const marked = [...types.values()].map((type) => ({ ...type, missed: missed.get(type.code) ?? 0 }))
    const odds = converterOdds(text, marked)
    if (odds >= CERTAIN) return true
    if (odds < LIKELY && hanzi > HEADLINE) return false
  }
  // A table takes in a good part of the Traditional characters; a writer's glosses are few among them.
  // But a writer does not look at the script.
  const { single, frequency, script } = languageModel()
  const oneScript = [...types.keys()].every((code) => script[code] === 1)
  // Then, and where a byte was swallowed, characters that stand in words alone are everyday ones too: 安徽(huī).
  const chances = swallowed > 0 || oneScript ? frequency : single
  const traditional = weigh(types, missed, true, chances)
  const others = weigh(types, missed, false, chances)
  if (swallowed === 1) return traditional.sum + others.sum >= -1.5
  if (annotated > 0.6 * hanzi && others.kinds > traditional.kinds) return false
  // In a few lines chance may give a writer's glosses as many.
  const few = hanzi <= FEW
  const alone = oneScript && traditional.kinds >= 4
  // A small table has fewer, but those without fail: 縣長(zhǎng) and 縣政協(xié) on a page that leaves 縣 as it is.
  const unfailing = missed.size === 0 && oneScript && annotated > UNFAILING && traditional.kinds >= UNFAILING
  const dense =
    traditional.count >= (few && !alone ? 0.5 : 0.3) * traditionalOnly ||
    traditional.repeatedKinds >= 4 ||
    unfailing
  if (few && annotated - traditional.all > 0.25 * traditional.all) return false
  if (
    oneScript &&
    missed.size === 0 &&
    traditionalOnly > 0.2 * hanzi &&
    (isSmallest(found) || isUnfailing(found))
  )
    return true
  const kinds = hanzi <= HEADLINE ? 2 : 3
  const enough =
    traditional.kinds >= kinds && traditional.sum >= 1.2 * kinds && traditional.sum + others.sum >= kinds
  if (dense && enough) return true
  // A small table of a Simplified copy: few characters, but every time they stand there.
  const steady =
    (others.steadyKinds >= 2 && others.steadyCount >= 8) ||
    (others.steadyKinds >= 1 && missed.size === 0 && others.all >= 8)
  if (steady && annotated <= 0.15 * hanzi && others.sum >= 0) return true
  // Writers gloss a character once: several that have theirs twice in a long text, never without, are a table.
  const regular = others.repeatedKinds >= 3 && missed.size === 0 && others.sum > 0
  if (regular && annotated <= 0.05 * hanzi) return true
  // Everyday characters of a Simplified copy: only repetition without fail tells them from a lesson.
  return others.repeatedKinds >= 5 && others.sum >= 8 && annotated <= 0.4 * hanzi && others.kinds >= 8
}

/**
 * Whether brackets that are kept may be a converter's after all: in 這位新部長說，咱們(men)一起到食堂吃吧 one is too few to tell, but
 * a writer would hardly gloss an everyday character within a sentence.
 */
export function mayBeInjected(text: string, brackets: readonly Bracket[]): boolean {
  const { types, annotated } = tally(text, brackets)
  if (annotated === 0) return false
  const { missed, hanzi } = survey(text, types)
  if (missed.size > 0 || annotated > 0.5 * hanzi) return false
  const { frequency, simplified } = languageModel()
  for (const { code, running, main } of types.values())
    if (!main || running === 0 || frequency[simplified[code]] < FREQUENT) return false
  return true
}

/**
 * A converter's brackets end in a space, whatever follows: 關(guan) 系, 安全性(xìng) 措施. A writer sets none within a sentence; where
 * he lists words (龙虾(xiā) 螃蟹(xiè)) his characters are no everyday ones.
 */
function isSpaced({ types, annotated, spaced }: Tally): boolean {
  if (spaced < 2 || 2 * spaced <= annotated) return false
  const { frequency, simplified } = languageModel()
  for (const { code, main } of types.values())
    if (!main || frequency[simplified[code]] < FREQUENT) return false
  return true
}

/**
 * Several of the commonest characters that have their brackets once more within some sentences: 据不(bù)完全统计，…是不(bù)可思议的事;
 * or one of them in a word that says it twice, 轻(qīng)轻(qīng)一按: a writer would gloss the word.
 */
function isEverydayAgain({ types, annotated, twice }: Tally, hanzi: number): boolean {
  if (annotated > 0.15 * hanzi) return false
  const { frequency, simplified } = languageModel()
  let [again, kinds] = [0, 0]
  for (const { code, count, running, main, varies } of types.values()) {
    if (!main || varies || running < count) return false
    if (count === 1 || frequency[simplified[code]] < FREQUENT) continue
    again += count - 1
    kinds++
  }
  return twice > 0 || again >= (kinds > 1 ? AGAIN : AGAIN_ALONE)
}

/**
 * A table that has two or three characters of a page: 全國(guó)股份制銀行, 國(guó)際, 我們(men). Writers gloss no everyday
 * character within a sentence, least of all the same one again.
 */
function isSmallest({ types, annotated }: Tally): boolean {
  if (annotated < 3 || types.size === annotated) return false
  const { frequency, simplified } = languageModel()
  for (const { code, count, running, main } of types.values())
    if (!main || running < count || frequency[simplified[code]] < FREQUENT) return false
  return true
}

/**
 * The same where not all of them run on: 億(yì), 鏈(liàn) and 業(yè) a dozen times each in a long page, never without and
 * never read otherwise. What is rare, or is not read so by itself, may be a writer's: he may gloss a name each time.
 */
function isUnfailing({ types }: Tally): boolean {
  const { frequency, simplified } = languageModel()
  let [again, kinds] = [0, 0]
  for (const { code, count, running, main, varies } of types.values()) {
    if (varies) return false
    if (!main || running < count / 2 || frequency[simplified[code]] < EVERYDAY) continue
    again += count - 1
    kinds++
  }
  return kinds >= types.size / 2 && again >= (kinds > 1 ? AGAIN : AGAIN_ALONE)
}

/** So often everyday characters have their brackets once more; one that is alone. */
const AGAIN = 3
const AGAIN_ALONE = 5

/** Log probability in running text of the commonest nine hundred characters. */
const FREQUENT = -8.2

/**
 * Brackets without tones strewn over a page: 電(dian)風扇本身的(de)原(yuan)因. Writers mark tones, and gloss no 的 or 是.
 */
function isStrewn({ types, annotated, toneless }: Tally): boolean {
  if (annotated < STREWN || toneless < 0.8 * annotated) return false
  const { frequency, simplified } = languageModel()
  let common = 0
  for (const { code, running } of types.values())
    if (running > 0 && frequency[simplified[code]] > COMMON) common++
  return common >= MOST_COMMON
}

/** So many brackets, on so many of the commonest fifty characters, are no writer's. */
const STREWN = 25
const MOST_COMMON = 5
/** Log probability of those in running text. */
const COMMON = -5.8

/** Chinese characters of a text so short that little can be told from its numbers. */
const FEW = 60

/** … and of one whose brackets are weighed by their odds: so many nats tell, and fewer tell against it, but of a headline. */
const SHORT = 250
const CERTAIN = 5.5
const LIKELY = 4

/** So many everyday characters and more brackets, of which none is missing, are no writer's choice. */
const UNFAILING = 5

/** A line this short holds few characters of any table. */
const HEADLINE = 16

interface Type {
  code: number
  count: number
  /** Of these, how many stand in running text: a Chinese character or a figure follows. */
  running: number
  main: boolean
  reading: number
  /** Whether it is read so here and otherwise there. */
  varies: boolean
}

/** So many brackets that swallowed a byte tell all. */
const TELLING = 2

interface Tally {
  /** Brackets that swallowed a byte, up to `TELLING`. */
  swallowed: number
  /** Brackets that stand whole after a character with that reading, and how many of them have no tone. */
  annotated: number
  toneless: number
  /** The same bracket twice in a row. */
  doubled: number
  /** Within running text, a space behind them. */
  spaced: number
  /** On the same character twice in a row. */
  twice: number
  types: Map<number, Type>
}

function tally(text: string, brackets: readonly Bracket[]): Tally {
  const types = new Map<number, Type>()
  let [swallowed, annotated, toneless, doubled, spaced, twice] = [0, 0, 0, 0, 0, 0]
  let [lastEnd, holder, lastReading] = [-1, 0, -1]
  let [lastCode, previousEnd] = [0, -1]
  for (const { start, open, end, reading } of brackets) {
    // Of two brackets in a row, both look back at the same character.
    if (start !== lastEnd) holder = start > 0 ? text.charCodeAt(start - 1) : 0
    const afterBracket = start === lastEnd
    const isSame = afterBracket && lastReading === readingKey(reading)
    lastEnd = end
    lastReading = readingKey(reading)
    if (open > start || isBadSign(text.charCodeAt(start))) {
      if (fitsSomeLostByte(holder, reading) || (afterBracket && swallowed > 0)) swallowed++
      if (swallowed === TELLING) break
      continue
    }
    if (isSame && fitness(holder, reading) > 0) doubled++
    const code = start > 0 ? text.charCodeAt(start - 1) : 0
    if (fitness(code, reading) === 0) continue
    annotated++
    if (code === lastCode && start === previousEnd + 1) twice++
    ;[lastCode, previousEnd] = [code, end]
    if (reading.tone < 0) toneless++
    const type = types.get(code) ?? newType(code, reading)
    type.count++
    if (type.reading !== readingKey(reading)) type.varies = true
    const after = text.charCodeAt(end) === 0x20 ? end + 1 : end
    if (isRunning(text.charCodeAt(after))) type.running++
    if (after > end && isHanzi(text.charCodeAt(after)) && isHanzi(text.charCodeAt(start - 2))) spaced++
    types.set(code, type)
  }
  return { swallowed, annotated, toneless, doubled, spaced, twice, types }
}

function newType(code: number, reading: Bracket['reading']): Type {
  return {
    code,
    count: 0,
    running: 0,
    main: isMainReading(code, reading),
    reading: readingKey(reading),
    varies: false,
  }
}

/** Whether a sentence goes on with it: 增(zēng)加, 年增(zēng)7%. */
function isRunning(code: number): boolean {
  return (code > 0x7f && code !== 0x3001) || (code >= 0x30 && code <= 0x39)
}

/** Whether a character whose first byte is the last byte of `code` can have that reading. */
function fitsSomeLostByte(code: number, reading: Bracket['reading']): boolean {
  const { pairOf, charOf } = gbk()
  const lead = pairOf[code] === 0 ? code : pairOf[code] & 0xff
  if (lead < 0x81 || lead > 0xfe) return false
  for (let trail = 0x40; trail <= 0xfe; trail++)
    if (fitness(charOf[(lead << 8) | trail], reading) > 0) return true
  return false
}

interface Survey {
  /** How often the annotated characters stand without a bracket. */
  missed: Map<number, number>
  hanzi: number
  /** Characters of Traditional script alone. */
  traditionalOnly: number
}

function survey(text: string, types: ReadonlyMap<number, Type>): Survey {
  const { script } = languageModel()
  const missed = new Map<number, number>()
  let [hanzi, traditionalOnly] = [0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (!isHanzi(code)) continue
    hanzi++
    if (script[code] === 1) traditionalOnly++
    const after = text.charCodeAt(i + 1)
    if (types.has(code) && !isOpening(after) && !isBadSign(after))
      missed.set(code, (missed.get(code) ?? 0) + 1)
  }
  return { missed, hanzi, traditionalOnly }
}

interface Weight {
  sum: number
  kinds: number
  repeatedKinds: number
  /** Brackets on these characters. */
  count: number
  /** Brackets on any characters of the script. */
  all: number
  /** Characters that have theirs three times and more, most of them in running text, and how often in all. */
  steadyKinds: number
  steadyCount: number
}

/** Log probability of a character below which it is not an everyday one. */
const EVERYDAY = -11.5

/** Three times and more, and mostly within running text. */
function isSteady(count: number, running: number): boolean {
  return count > 2 && running > count / 2
}

function weigh(
  types: ReadonlyMap<number, Type>,
  missed: ReadonlyMap<number, number>,
  traditional: boolean,
  chances: Float32Array,
): Weight {
  const { script, simplified } = languageModel()
  const weight = { sum: 0, kinds: 0, repeatedKinds: 0, count: 0, all: 0, steadyKinds: 0, steadyCount: 0 }
  for (const { code, count, running, main } of types.values()) {
    const only = script[code] === 1
    if (only !== traditional) continue
    weight.all += count
    const misses = missed.get(code) ?? 0
    const everyday = chances[simplified[code]] > EVERYDAY
    if (misses > 0) weight.sum -= 1.5 * Math.min(misses, 3)
    else if (!everyday) weight.sum -= only ? 0 : 1
    else if (!main) weight.sum -= isSteady(count, running) ? 0 : 0.5
    else {
      weight.kinds++
      weight.count += count
      weight.sum += only ? 0.7 + 0.5 * Math.min(running, 3) : 0.6 * Math.min(count - 1, 3)
      if (count > 1) weight.repeatedKinds++
    }
    if (misses === 0 && everyday && isSteady(count, running)) {
      weight.steadyKinds++
      weight.steadyCount += count
    }
  }
  return weight
}

const LINE_BREAK = 0x0a
const FIGURE = 0x30

/** All figures are alike beside words. */
export const sameFigure = (code: number): number => (code >= 0x30 && code <= 0x39 ? FIGURE : code)

/** Of a digit or letter of full width, on a page that has no others. */
const PRICE_WIDE = nats(5)

/** What share of a page's characters is thought to come from what the page itself has. */
const TRUST = 0.3
/** What stands once may do so by chance; and of a short page little is known. */
const ONCE = 0.3
const LEAST_TOTAL = 200

/** Of a character on one page. */
const MOST_COUNTED = 0xffff

/** Notes which characters stand side by side in mended parts; 0 parts them. */
export function noteCodes(neighbours: Neighbours, codes: readonly number[]): void {
  const { simplified } = languageModel()
  let [before, last] = [0, 0]
  for (const code of codes) {
    const next = simplified[code]
    if (next !== 0 && last !== 0) neighbours.add(before, last, next)
    before = next === 0 ? 0 : last
    last = next
  }
}

/** Gathers what undamaged parts of the page tell: which pairs have brackets, which words stand there. */
export class PageNotes {
  readonly page: PageEvidence
  #traditional = 0
  #simplified = 0
  #wide = 0
  /** The Simplified code units that stand in undamaged parts, and how many there are in all. */
  readonly #counted: number[] = []
  #total = 0
  /** Traditional characters, and pairs across others that are such: those with brackets, how many there are without. */
  readonly #tabled: number[] = []
  #bare = 0

  constructor() {
    this.page = {
      annotated: new Uint16Array(0x10000),
      bare: new Uint8Array(0x10000),
      prices: { simplified: 0, traditional: 0, wide: 0, mark: 0, untabled: 0 },
      neighbours: new Neighbours(),
      familiar: new Uint16Array(0x10000),
      lineEnds: new LineEnds(),
      drops: false,
      seen: new Uint8Array(0x10000),
      own: [],
    }
  }

  /** Notes `text.slice(start, end)`, in which nothing was lost. `at`: the first bracket in it. */
  note(text: string, start: number, end: number, brackets: readonly Bracket[], at: number): void {
    const { pairOf } = gbk()
    const { simplified, script } = languageModel()
    const { page } = this
    let before = 0
    // What ends a line, or stands beside a figure, in one place may do so in another.
    let last = sameFigure(text.charCodeAt(start - 1) || LINE_BREAK)
    let next = at
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i)
      const pair = pairOf[code]
      if (page.seen[code] === 0 && isHanzi(code) && (pair & 0xff) > 0x80) page.own.push(pair)
      page.seen[code] = 1
      // Counted here, weighed at the end: a page of two kilobytes has no room for many lists of all characters.
      const s = simplified[code]
      if (page.familiar[s] === 0) this.#counted.push(s)
      if (page.familiar[s] < MOST_COUNTED) page.familiar[s]++
      this.#total++
      if (script[code] === 1) this.#traditional++
      else if (script[code] === 2) this.#simplified++
      else if (script[code] === 4) this.#wide++
      if (pair !== 0 && pairOf[last] !== 0) this.#noteBare(((pairOf[last] & 0xff) << 8) | (pair >> 8))
      page.neighbours.add(simplified[before], simplified[last], simplified[code])
      page.lineEnds?.note(text, i)
      before = last
      last = code
      const bracket = brackets[next]
      // What swallowed a byte does not belong to this character.
      if (bracket === undefined || bracket.start !== i + 1 || i + 1 === end) {
        if (pair !== 0) this.#noteBare(pair)
        continue
      }
      next++
      if (pair !== 0 && fitness(code, bracket.reading) > 0) {
        if (page.annotated[pair] === 0 && traditionalPairs()[pair] === 1) this.#tabled.push(pair)
        page.annotated[pair] = readingKey(bracket.reading) + 1
      }
      i = bracket.end - 1
    }
    page.lineEnds?.note(text, end)
    const after = text.charCodeAt(end) || LINE_BREAK
    if (after < 0x40 && after !== 0x3f) page.neighbours.add(0, simplified[last], sameFigure(after))
  }

  #noteBare(pair: number): void {
    const { bare } = this.page
    if (bare[pair] === 0 && traditionalPairs()[pair] === 1) this.#bare++
    bare[pair] = 1
  }

  finish(): PageEvidence {
    const [t, s] = [this.#traditional + 0.5, this.#simplified + 0.5]
    const price = (count: number, all: number) => nats(Math.min(9, Math.max(0, -Math.log(count / all) * 1.5)))
    this.page.prices = {
      simplified: price(s, t + s),
      traditional: price(t, t + s),
      wide: this.#wide > 0 ? 0 : PRICE_WIDE,
      mark: 0,
      untabled: 0,
    }
    this.page.prices.untabled = this.#priceUntabled()
    this.#weighFamiliar()
    return this.page
  }

  /** A page speaks again and again of the same things: 羊 on one about farms. */
  #weighFamiliar(): void {
    const { frequency } = languageModel()
    const { familiar } = this.page
    for (const code of this.#counted) {
      const here = (familiar[code] - ONCE) / (this.#total + LEAST_TOTAL)
      familiar[code] = 0
      if (code < 0x3000) continue
      const worth = nats(Math.log(1 - TRUST + (TRUST * here) / Math.exp(frequency[code])))
      familiar[code] = Math.min(MOST_FAMILIAR, Math.max(0, worth))
    }
  }

  /**
   * A converter's table has a good part of the Traditional characters: what stands without a bracket is rather one that
   * it lacks. How large a part shows by those that stand on the page, with brackets and without.
   */
  #priceUntabled(): number {
    const tabled = this.#tabled.length
    if (tabled === 0) return 0
    const others = this.#bare - this.#tabled.filter((pair) => this.page.bare[pair] === 1).length
    return nats(-Math.log((others + 0.5) / (tabled + others + 1)))
  }
}
