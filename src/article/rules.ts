import { credited, datedScene, echo, latinCredit, pictured, posed } from './caption-rules.js'
import {
  accountCard,
  authorNote,
  bracketNote,
  breadcrumb,
  dialogue,
  masthead,
  metadata,
  signature,
  spam,
} from './content-rules.js'
import { listItem, menu } from './list-rules.js'
import { anyMarker, buttonLine, endMarker, headMarker, startMarker, wholeMarker } from './marker-rules.js'
import { accountLine, bodyLine, foreignName, siteLine, wordsOver } from './name-rules.js'
import { type Needs, type Page, type Reading, type Rule, ruleBit, Shape } from './reading.js'
import {
  addressLine,
  bannerLine,
  bareFigure,
  cells,
  codeLine,
  cutOff,
  dashed,
  documentNumber,
  handleLine,
  hashtags,
  keyValues,
  kicker,
  linkLine,
  numbered,
  ornament,
  outletLine,
  ownLine,
  paperPage,
  points,
  sectionLine,
  shape,
  spacedHeadline,
  standfirst,
  tagItems,
  twin,
  wordList,
} from './shape-rules.js'

/** The rules, in the order in which they speak. Each has cases of its own in `test/cases/article`. */
const rules: readonly Rule[] = [
  shape,
  cutOff,
  ornament,
  spam,
  breadcrumb,
  metadata,
  keyValues,
  linkLine,
  documentNumber,
  paperPage,
  bareFigure,
  addressLine,
  codeLine,
  handleLine,
  spacedHeadline,
  bannerLine,
  ownLine,
  cells,
  tagItems,
  hashtags,
  wordList,
  latinCredit,
  kicker,
  standfirst,
  points,
  signature,
  authorNote,
  bracketNote,
  accountCard,
  dialogue,
  bodyLine,
  foreignName,
  accountLine,
  buttonLine,
  wholeMarker,
  headMarker,
  startMarker,
  anyMarker,
  endMarker,
  posed,
  pictured,
  datedScene,
  echo,
  credited,
  dashed,
  menu,
  listItem,
  masthead,
  numbered,
  outletLine,
  sectionLine,
  twin,
  wordsOver,
  siteLine,
]

const weighs = rules.map(({ weigh }) => weigh)
const bits = rules.map(({ rule }) => ruleBit[rule])

/** Rules as bits, 32 to a number. */
type RuleSet = [low: number, high: number]

function setOf(has: (rule: Rule) => boolean): RuleSet {
  const out: RuleSet = [0, 0]
  rules.forEach((rule, i) => {
    if (has(rule)) out[i >>> 5] |= 1 << (i & 31)
  })
  return out
}

/** The rules that a byte of bits calls up: at `(byte << 8 | value) * 2` their set, the four bytes of one word in a row. */
function calledBy(word: keyof Needs): Int32Array {
  const out = new Int32Array(4 * 256 * 2)
  rules.forEach(({ needs }, i) => {
    const bits = needs?.[word] ?? 0
    for (let bit = 0; bit < 32; bit++)
      if ((bits >>> bit) & 1) out[(((bit >> 3) << 8) | (1 << (bit & 7))) * 2 + (i >>> 5)] |= 1 << (i & 31)
  })
  for (let at = 0; at < out.length; at += 2) {
    const value = (at >> 1) & 255
    const rest = at + 2 * ((value & (value - 1)) - value)
    const lowest = at + 2 * ((value & -value) - value)
    out[at] = out[rest] | out[lowest]
    out[at + 1] = out[rest + 1] | out[lowest + 1]
  }
  return out
}

const byFlags = calledBy('flags')
const byFirst = calledBy('first')
const byLast = calledBy('last')
const byPairs = calledBy('pairs')
const byOpening = calledBy('opening')
const byShape = calledBy('shape')

const always = setOf(({ needs }) => needs === undefined)
const forProse = setOf(({ prose }) => prose)
const forHeadlines = setOf(({ headline }) => headline === true)
const goingOn = setOf(({ goesOn }) => goesOn === true)
/** The told bits of the rules that go on below a line that they spoke for. */
const goneOn = rules.reduce((all, { rule, goesOn }) => (goesOn ? all | ruleBit[rule] : all), 0)

/** Wider lines are met by the rules for any width alone. */
const WIDEST = 402
/** The rules by the width of a line. */
const byWidth = new Int32Array((WIDEST + 1) * 2)
rules.forEach(({ widest }, i) => {
  for (let width = Math.min(WIDEST, Math.floor(widest)); width >= 0; width--)
    byWidth[width * 2 + (i >>> 5)] |= 1 << (i & 31)
})

/** Below this line stand the rules for any place alone. */
const LOWEST = 24
/** The rules by the place of a line, above the story and below its start. */
const byPlace = new Int32Array((LOWEST + 1) * 2 * 2)
for (let index = 0; index <= LOWEST; index++)
  for (let below = 0; below < 2; below++)
    byPlace.set(
      setOf(
        ({ lowest, above }) => (lowest === undefined || index <= lowest) && !(below === 1 && above === true),
      ),
      (index * 2 + below) * 2,
    )

/** Which of 32 rules a word of bits calls up; `half`: 0 the first 32, 1 the others. */
const called = (table: Int32Array, word: number, half: number): number =>
  table[(word & 255) * 2 + half] |
  table[(256 + ((word >>> 8) & 255)) * 2 + half] |
  table[(512 + ((word >>> 16) & 255)) * 2 + half] |
  table[(768 + (word >>> 24)) * 2 + half]

/** The same of a word of 16 bits. */
const calledLow = (table: Int32Array, word: number, half: number): number =>
  table[(word & 255) * 2 + half] | table[(256 + (word >>> 8)) * 2 + half]

/** The rules that have something to say about a line, by what its characters are. */
function due(
  { line, shape, twin, prose, headline }: Reading,
  above: number,
  place: number,
  half: number,
): number {
  let set =
    always[half] |
    called(byFlags, line.flags, half) |
    called(byFirst, line.first, half) |
    called(byLast, line.last, half) |
    calledLow(byPairs, line.pairs, half) |
    calledLow(byOpening, line.opening, half) |
    calledLow(byShape, twin ? shape | Shape.twin : shape, half)
  if (above & goneOn) set |= goingOn[half]
  set &= byPlace[place * 2 + half]
  set &= byWidth[Math.min(WIDEST, Math.ceil(line.width)) * 2 + half]
  if (prose) set &= forProse[half]
  return headline ? set : set & ~forHeadlines[half]
}

/** Lets every rule speak that a line is due to, line by line. */
export function speak(page: Page): void {
  const { readings, firstProse } = page
  let above = 0
  for (let index = 0; index < readings.length; index++) {
    const reading = readings[index]
    const place = Math.min(LOWEST, index) * 2 + (index > firstProse ? 1 : 0)
    for (let half = 0; half < 2; half++)
      for (let left = due(reading, above, place, half); left !== 0; left &= left - 1) {
        const k = half * 32 + 31 - Math.clz32(left & -left)
        if (weighs[k](reading, page, index)) reading.spoke |= bits[k]
      }
    above = reading.spoke
  }
}
