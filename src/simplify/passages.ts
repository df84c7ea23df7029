import { Kind, regionOf, type Tables } from './tables.js'

/** A stretch between sentence ends, quotes or line breaks: the unit that has one script. */
export interface Passage {
  start: number
  end: number
  /** Characters that only Traditional, only Simplified text has; kana; 着 and 著. */
  traditional: number
  simplified: number
  kana: number
  zhe: number
  zhu: number
  line: Tally
}

/** Counts over a line, and over the whole text. */
export interface Tally {
  traditional: number
  simplified: number
  tw: number
  hk: number
  /** 着 and 著 in Traditional passages: who writes the one does not write the other for it. Over the whole text. */
  zhe: number
  zhu: number
}

/** What one look at the text finds. */
export interface Survey {
  passages: Passage[]
  whole: Tally
  /** Places of characters that have, or may have, another form, in order. */
  marked: number[]
  /** Places of characters outside the standard and of those beyond U+FFFF, in order. */
  rare: number[]
}

function tally(): Tally {
  return { traditional: 0, simplified: 0, tw: 0, hk: 0, zhe: 0, zhu: 0 }
}

function countRegion(text: string, at: number, passage: Passage, whole: Tally): void {
  const region = regionOf(text[at])
  const line = passage.line
  if (region === '着') passage.zhe++
  else if (region === '著') passage.zhu++
  else {
    line[region]++
    whole[region]++
  }
}

const MARKED = Kind.traditional | Kind.choice | Kind.astral

/** Cuts a text into passages and counts what speaks for either script, in one go. */
export function survey(text: string, { kinds }: Tables): Survey {
  const whole = tally()
  const found: Survey = { passages: [], whole, marked: [], rare: [] }
  let line = tally()
  let passage: Passage = { start: 0, end: 0, traditional: 0, simplified: 0, kana: 0, zhe: 0, zhu: 0, line }
  for (let i = 0; i < text.length; i++) {
    const kind = kinds[text.charCodeAt(i)]
    if (kind === 0) continue
    if (kind & Kind.traditional) passage.traditional++
    else if (kind & Kind.simplified) passage.simplified++
    else if (kind & (Kind.outside | Kind.astral)) found.rare.push(i)
    if (kind & Kind.kana) passage.kana++
    if (kind & MARKED) found.marked.push(i)
    if (kind & Kind.region) countRegion(text, i, passage, whole)
    if (kind & Kind.boundary) {
      close(found, passage, i + 1)
      if (text.charCodeAt(i) === 0x0a) line = tally()
      passage = { start: i + 1, end: 0, traditional: 0, simplified: 0, kana: 0, zhe: 0, zhu: 0, line }
    }
  }
  close(found, passage, text.length)
  return found
}

function close({ passages, whole }: Survey, passage: Passage, end: number): void {
  passage.end = end
  if (end === passage.start) return
  passage.line.traditional += passage.traditional
  passage.line.simplified += passage.simplified
  whole.traditional += passage.traditional
  whole.simplified += passage.simplified
  if (passage.traditional > passage.simplified) {
    whole.zhe += passage.zhe
    whole.zhu += passage.zhu
  }
  passages.push(passage)
}

/** Japanese, not Chinese: every fourth character or more is kana. Its forms are its own. */
export function isJapanese({ start, end, kana }: Passage): boolean {
  return kana * 4 >= end - start && kana > 1
}

/** What a passage is written in: by its own characters, else by its line's, else by the whole text's. */
export function scriptOf(passage: Passage, whole: Tally): 'traditional' | 'simplified' | 'unknown' {
  for (const { traditional, simplified } of [passage, passage.line, whole])
    if (traditional + simplified > 0) return traditional >= simplified ? 'traditional' : 'simplified'
  return 'unknown'
}

/** Whose Traditional characters a passage has, by its line and then by the whole text. */
export function regionOfPassage({ line }: Passage, whole: Tally): 'tw' | 'hk' | 't' {
  for (const { tw, hk } of [line, whole]) if (tw !== hk) return tw > hk ? 'tw' : 'hk'
  return 't'
}
