import type { Certainty, Edit, Issue, StageResult } from '../text/index.js'
import { isBadSign } from './brackets.js'
import { CLOSING, type Step } from './chances.js'
import { type Item, shows } from './items.js'
import { isOnlyWay } from './proof.js'
import { swallowed, swallowedFigure } from './swallowed.js'
import { LOST, type Place, type Search, SWALLOWED, SWALLOWED_FIGURE } from './ways.js'

export function removal(start: number, end: number): Edit {
  return { span: { start, end }, insert: '', rules: ['repair/pinyin'], certainty: 'exact' }
}

/**
 * Adds an edit behind all others. One that takes nothing out goes with what stands before it (把u for �), as no other place
 * is its own; but not with a sign that stays for what is not known.
 */
export function put(text: string, edits: Edit[], edit: Edit): void {
  const { start, end } = edit.span
  const last = edits.at(-1)
  if (start < end) edits.push(edit)
  else if (last?.span.end === start)
    edits[edits.length - 1] = {
      span: last.span,
      insert: last.insert + edit.insert,
      rules: [...new Set([...last.rules, ...edit.rules])].sort(),
      certainty: last.certainty === 'inferred' ? 'inferred' : edit.certainty,
    }
  else if (start === 0 || isBadSign(text.charCodeAt(start - 1))) edits.push(edit)
  else edits.push({ ...edit, span: { start: start - 1, end }, insert: text[start - 1] + edit.insert })
}

export function lostIssue(start: number, end: number): Issue {
  return {
    code: 'bytes-lost',
    severity: 'warning',
    span: { start, end },
    message: 'bytes were lost here, and what is left does not tell which characters stood here',
  }
}

/** Turns the steps of a search into edits, region by region: up to where characters and items end together. */
export function writeSteps(
  text: string,
  found: Search,
  steps: readonly Step[],
  least: number,
  out: StageResult,
): void {
  let region: Step[] = []
  for (const step of steps) {
    region.push(step)
    if ((step.to & 3) !== 0) continue
    writeRegion(text, found, region, least, out)
    region = []
  }
}

function writeRegion(
  text: string,
  found: Search,
  region: readonly Step[],
  leastChance: number,
  out: StageResult,
): void {
  const { items } = found
  const [first, last] = [region[0].from >> 2, (region[region.length - 1].to >> 2) - 1]
  const span = { start: items[first].start, end: items[last].end }
  if (region.length === 1 && first === last && shows(text.charCodeAt(span.start), region[0].code)) return
  const item = items[first]
  const plain = item.kind === 'pair' || item.kind === 'byte'
  if (region.length === 1 && last === first + 1 && plain && item.code === region[0].code) {
    out.edits.push(removal(items[last].start, items[last].end))
    return
  }
  const characters = readCharacters(text, found, region, leastChance)
  const isOdd = region.some(({ code }) => code === LOST)
  if (isOdd || characters.every(({ known }) => !known)) {
    out.issues.push(lostIssue(span.start, span.end))
    // What a bracket reads may be in doubt, but not that it was put there.
    for (let i = first; i <= last && !isOdd; i++)
      if (items[i].kind === 'bracket') out.edits.push(removal(items[i].start, items[i].end))
    return
  }
  let start = span.start
  for (let i = 0; i < characters.length; ) {
    const { known } = characters[i]
    let next = i
    while (next < characters.length && characters[next].known === known) next++
    if (known) {
      const sign = next < characters.length ? signOf(items, characters[next].step) : last + 1
      const end = sign > last ? span.end : Math.max(start, items[sign].start)
      writeKnown(text, items, characters.slice(i, next), { start, end }, out)
      start = end
    } else {
      // One sign for all that cannot be told: what else stands there goes, here or with the next edit.
      const { kind, start: at, end: to } = items[signOf(items, characters[i].step)]
      // Two that cannot be told may rest on one sign, what is known between them on none: ？，？ for 級?lì)ラL(o).
      const from = Math.max(at, Math.min(start, to))
      if (start < from) out.edits.push(dropped(start, from))
      // Where pairs went missing no sign stands: 说炙担杏腥 for 说，全市有.
      if (kind !== 'bad') put(text, out.edits, { ...dropped(from, to), insert: '？' })
      out.issues.push(lostIssue(at, to))
      start = Math.max(start, to)
      if (next === characters.length && start < span.end) out.edits.push(dropped(start, span.end))
    }
    i = next
  }
}

/** Shifted characters and brackets around the sign of what cannot be told. */
function dropped(start: number, end: number): Edit {
  return { span: { start, end }, insert: '', rules: [GUESSED], certainty: 'inferred' }
}

/** The sign of lost bytes on which a guessed character rests, if there are two that which is its own: 席弗 as ��(fú). */
function signOf(items: readonly Item[], { from, to }: Step): number {
  const signs: number[] = []
  for (let i = from >> 2; i <= (to - 1) >> 2; i++) if (items[i].kind === 'bad') signs.push(i)
  return ((from & 3) === 0 ? signs[0] : signs.at(-1)) ?? from >> 2
}

/** What a character rests on: bytes that are all there, a reading in brackets, or a guess. */
type Grounds = 'bytes' | 'reading' | 'guess'

const isSwallowed = ({ code }: Step): boolean => code === SWALLOWED || code === SWALLOWED_FIGURE

function groundsOf(items: readonly Item[], step: Step): Grounds {
  const { from, to } = step
  if (isSwallowed(step)) return 'guess'
  if (isMissing(items, from) || isMissing(items, to)) return 'guess'
  let grounds: Grounds = 'bytes'
  for (let i = from >> 2; i <= (to - 1) >> 2; i++) {
    const item = items[i]
    if (item.kind !== 'bad') continue
    if (!item.lone) return 'guess'
    grounds = 'reading'
  }
  return grounds
}

/** Whether a pair went missing without a sign, in the midst of which a character begins or ends: that place. */
export function isMissing(items: readonly Item[], place: Place): boolean {
  return (place & 3) >= 2 && items[place >> 2].kind !== 'bad'
}

interface Character {
  step: Step
  insert: string
  rule: string
  certainty: Certainty
  /** False: too much speaks for others. */
  known: boolean
}

const GUESSED = 'repair/pinyin-lost'

/** Least chance of a guess that is written down on any page, and on one of which little can be told. */
const [LOWEST, HIGHEST] = [0.48, 0.6]

/** So many of a page's guesses are to be right; of a page with few of them as much is thought as if it had more, good ones. */
const GOAL = 0.91
const MORE = 16

/** How often guesses are right, by their chance: words are surer of themselves than they are right. */
function rightOf(chance: number): number {
  if (chance > 0.98) return 0.985
  return chance > 0.95 ? 0.93 : Math.max(0, chance - 0.13)
}

/** The least chance of a guess that is worth writing down: as low as it may be while nine of ten guesses of the page are right. */
export function leastChanceOf(readings: Iterable<[found: Search, steps: readonly Step[]]>): number {
  const chances: number[] = []
  for (const [{ items }, steps] of readings)
    for (const step of steps)
      if (step.code > SWALLOWED_FIGURE && groundsOf(items, step) === 'guess') chances.push(step.chance)
  chances.sort((a, b) => b - a)
  let right = MORE * rightOf(1)
  let least = HIGHEST
  for (const [i, chance] of chances.entries()) {
    if (chance < LOWEST) break
    right += rightOf(chance)
    if (right >= GOAL * (MORE + i + 1)) least = Math.min(least, chance)
  }
  return least
}

/** The same of a quotation mark that closes what a line has open: words do not look back so far. */
const LEAST_OF_CLOSING = 0.25

/** So far back the mark that opens it may be. */
const LONGEST_QUOTE = 300

function isQuoteOpen(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LONGEST_QUOTE), at)
  return before.lastIndexOf('“') > Math.max(before.lastIndexOf('”'), before.lastIndexOf('\n'))
}

/**
 * Whether a full stop at a line's end is rather the quotation mark that closes the line's last one: “逆行者?, with which the
 * line break is gone. `start`: up to there, where the region begins, the text is whole.
 */
function isClosing(text: string, start: number, region: readonly Step[], at: number): boolean {
  const { code, closing } = region[at]
  if (code !== STOP || closing < LEAST_OF_LAST) return false
  const before = text.slice(Math.max(0, start - LONGEST_QUOTE), start)
  const open = before.lastIndexOf('“')
  if (open < 0 || /[\n”?\ufffd]/.test(before.slice(open))) return false
  return region.slice(0, at).every((step) => !isSwallowed(step) && step.code !== CLOSING)
}

const STOP = 0x3002

/** Whether a line ends at a place, or what stood there was swallowed. */
function endsLine(text: string, at: number, next: Step | undefined): boolean {
  return next === undefined ? text[at] === '\n' : next.code === SWALLOWED
}

/** The least chance of such a mark. */
const LEAST_OF_LAST = 0.02

/** Least chance of what bytes tell: where they may be parted in another way, 把u or 釀製, words chose that. */
const LEAST_FRAMED = 0.97

/** What is written for a step of a region, of which `before` was written last. */
function insertOf(
  text: string,
  { items, page: { lineEnds } }: Search,
  region: readonly Step[],
  at: number,
  before: string,
  isGuess: boolean,
): string {
  const { code, chance, to } = region[at]
  const end = items[(to - 1) >> 2].end
  if (code === SWALLOWED) return swallowed(text, end, before, lineEnds, chance)
  if (code === SWALLOWED_FIGURE) return swallowedFigure(text, end, before)
  const start = items[region[0].from >> 2].start
  if (isGuess && endsLine(text, end, region[at + 1]) && isClosing(text, start, region, at)) return '”'
  return String.fromCharCode(code)
}

/** So many characters before a swallowed one help to tell it. */
const SEEN = 24

/** The characters before an item, without brackets. */
function textBefore(text: string, items: readonly Item[], first: number): string {
  let before = ''
  for (let i = first - 1; i >= 0 && before.length < SEEN; i--)
    if (items[i].kind !== 'bracket') before = text.slice(items[i].start, items[i].end) + before
  const { start } = items[0]
  return (text.slice(Math.max(0, start - SEEN + before.length), start) + before).slice(-SEEN)
}

function readCharacters(
  text: string,
  found: Search,
  region: readonly Step[],
  leastChance: number,
): Character[] {
  const { items } = found
  const grounds = region.map((step) => groundsOf(items, step))
  const firstGuess = grounds.indexOf('guess')
  const firm = firstGuess < 0 ? region : region.slice(0, firstGuess)
  let only: boolean | null = null
  const isOnly = () => {
    only ??= isOnlyWay(found, firm)
    return only
  }
  let before = textBefore(text, items, region[0].from >> 2)
  return region.map((step, i) => {
    const isFirm = i < firm.length && step.chance >= LEAST_FRAMED
    const certainty: Certainty =
      isFirm && ((grounds[i] === 'bytes' && !found.page.drops) || isOnly()) ? 'exact' : 'inferred'
    const end = items[(step.to - 1) >> 2].end
    const insert = insertOf(text, found, region, i, before, grounds[i] === 'guess')
    const least = insert === '”' && isQuoteOpen(text, end) ? LEAST_OF_CLOSING : leastChance
    const doubtful = grounds[i] === 'guess' && (step.chance < least || insert === '?')
    before = (before + insert).slice(-SEEN)
    const rule = grounds[i] === 'guess' ? GUESSED : 'repair/pinyin-misaligned'
    return { step, insert, rule, certainty, known: !doubtful }
  })
}

/** One edit for each run of characters that rest on the same; a guess is one of its own, right or wrong by itself. */
function writeKnown(
  text: string,
  items: readonly Item[],
  characters: readonly Character[],
  span: Edit['span'],
  out: StageResult,
): void {
  const ends = endsOf(items, characters, span)
  let start = span.start
  for (let i = 0; i < characters.length; ) {
    const { rule, certainty } = characters[i]
    let insert = ''
    let next = i
    for (; next < characters.length; next++) {
      const other = characters[next]
      if (other.rule !== rule || other.certainty !== certainty || (next > i && rule === GUESSED)) break
      insert += other.insert
    }
    const end = ends[next - 1]
    if (insert !== text.slice(start, end))
      put(text, out.edits, { span: { start, end }, insert, rules: [rule], certainty })
    start = end
    i = next
  }
}

/** Where characters end in the source: each has a place of its own there, if the span is long enough. */
function endsOf(items: readonly Item[], characters: readonly Character[], span: Edit['span']): number[] {
  const ends = characters.map(({ step }, i) => {
    const { to } = step
    const next = characters[i + 1]?.step
    // One sign stands for the end of a character and what was swallowed with it: it is the latter's.
    if (next !== undefined && isSwallowed(next)) return items[next.from >> 2].start
    // A character that ends within an item takes the whole of it: the next begins after it.
    return (to & 3) === 0 ? items[(to >> 2) - 1].end : items[to >> 2].end
  })
  let most = span.end
  for (let i = ends.length - 1; i >= 0; i--) {
    ends[i] = i === ends.length - 1 ? most : Math.max(span.start, Math.min(ends[i], most))
    most = ends[i] - 1
  }
  return ends
}
