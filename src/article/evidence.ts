import type { Span } from '../text/index.js'
import { Class, classes, traitsOf } from './classes.js'
import { applyHints } from './hints.js'
import type { HtmlHint } from './html.js'
import { lexicon } from './lexicon.js'
import { splitLines } from './lines.js'
import { isBodyName } from './names.js'
import type { Piece } from './pieces.js'
import {
  add,
  findTwins,
  KINDS,
  kindIndex,
  type Page,
  type Reading,
  readingOf,
  spoke,
  startWeights,
  toldBit,
  weightOf,
} from './reading.js'
import { speak } from './rules.js'

/** Marks of what is no part of a list inside the story. */
const marks =
  toldBit['head-marker'] |
  toldBit['start-marker'] |
  toldBit['spam-list'] |
  toldBit['list-item'] |
  toldBit.cells |
  toldBit['tag-items'] |
  toldBit.signature |
  toldBit['author-note'] |
  toldBit.dashed

const isBare = ({ kind, people }: Piece) =>
  kind === 'byline' && people.length > 0 && people.every(({ role }) => role === null)

function isFurniture(reading: Reading): boolean {
  const { crumbs, meta, prose, line } = reading
  if (crumbs || (line.ending === 'ellipsis' && prose) || reading.spoke & marks) return true
  if (spoke(reading, toldBit.metadata) && !meta.pieces.every(isBare)) return true
  return (
    weightOf(reading, kindIndex.other) > (spoke(reading, toldBit['any-marker']) ? 1.5 : 3) ||
    weightOf(reading, kindIndex.footer) > 0 ||
    weightOf(reading, kindIndex.disclaimer) > 0 ||
    weightOf(reading, kindIndex.caption) > 2
  )
}

/** A list inside a story has at most so many lines. */
const LIST_LINES = 60

function keep(reading: Reading): void {
  add(reading, kindIndex.paragraph, 4.5)
  add(reading, kindIndex.related, -2)
  add(reading, kindIndex.byline, -4)
  add(reading, kindIndex.title, -3)
}

/**
 * Rows of a table, names, items: short lines between two paragraphs, or behind 名单如下：, without any mark of
 * furniture belong to the story.
 */
function enclose({ readings }: Page): void {
  let from = -1
  let listed = false
  for (let i = 0; i < readings.length; i++) {
    const reading = readings[i]
    if (isFurniture(reading)) {
      // What follows 名单如下： is a list even if the page ends behind it.
      if (listed) for (let j = from + 1; j < i; j++) keep(readings[j])
      from = -1
      listed = false
      continue
    }
    const opens = reading.line.ending === 'colon' && (from >= 0 || (i > 0 && reading.line.commas > 0))
    if (!reading.prose && !opens && i < readings.length - 1) continue
    const rows = i - from - 1
    const closed = reading.prose || opens
    if (
      from >= 0 &&
      rows > 0 &&
      rows <= LIST_LINES &&
      reading.masthead === null &&
      (listed || (closed && rows > 1))
    )
      for (let j = from + 1; j < (closed ? i : i + 1); j++) keep(readings[j])
    if (opens && !reading.prose) keep(reading)
    from = i
    listed = reading.line.ending === 'colon'
  }
}

/** So many lines above the first heading of a list of stories are looked at. */
const ABOVE_LIST = 12

/** Where 相关阅读 opens the list, what stands above it and below a paragraph is of the story, not of the list. */
function headed({ readings }: Page): void {
  const head = readings.findIndex((reading) => spoke(reading, toldBit['head-marker']))
  for (let i = Math.max(0, head - ABOVE_LIST); i < head; i++) {
    const reading = readings[i]
    if (reading.spoke & marks) continue
    add(reading, kindIndex.related, -1.5)
    add(reading, kindIndex.teaser, -1.5)
  }
}

/** — 完 —, ✨ END ✨: the word alone, whatever stands around it. */
function endsStory(text: string): boolean {
  if (text.length > 16) return false
  const bare = traitsOf(text.charCodeAt(0)) & traitsOf(text.charCodeAt(text.length - 1)) & Class.letter
  const word = bare ? text : text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  return word !== '' && lexicon().markers.whole.get(word)?.kind === 'end'
}

/** Behind the word that ends the story short lines are no part of it. */
function ended({ readings }: Page): void {
  let prose = false
  let over = false
  for (const reading of readings) {
    if (over && !reading.prose) {
      add(reading, kindIndex.paragraph, -3)
      add(reading, kindIndex.heading, -3)
    } else if (reading.prose) prose = true
    else if (prose && reading.headline && endsStory(reading.text)) {
      add(reading, kindIndex.paragraph, -4)
      add(reading, kindIndex.other, 4)
      over = true
    }
  }
}

/** Headings are so wide, and so many others like the first make it one. */
const WIDEST_HEADING = 16
const SIBLINGS = 2

/** 基本案情 over the story, and in it 裁判结果 and 法官寄语: short lines of one width between paragraphs are headings. */
function siblings({ readings, firstProse }: Page): void {
  const first = readings[firstProse - 1]
  if (!first?.headline || first.line.width > WIDEST_HEADING || isFurniture(first) || first.twin) return
  let like = 0
  for (let i = firstProse + 1; i + 1 < readings.length && i < firstProse + LIST_LINES; i++) {
    const { headline, line } = readings[i]
    if (!headline || !readings[i - 1].prose || !readings[i + 1].prose) continue
    if (Math.abs(line.width - first.line.width) <= 1 && !isFurniture(readings[i])) like++
  }
  if (like < SIBLINGS) return
  add(first, kindIndex.heading, 2.5)
  add(first, kindIndex.title, -2)
}

const isSummary = (text: string): boolean =>
  text.length <= 6 && lexicon().labels.get(text.replace(/[：:]$/u, '')) === 'summary'
const WIDEST_SUMMARY = 160

/** 摘要 alone on a line: what stands below it sums the story up. */
function summed({ readings, firstProse, prose }: Page): void {
  const first = readings[firstProse]
  const above = readings[firstProse - 1]
  if (!first || !above || prose < 3 || first.line.width > WIDEST_SUMMARY || !isSummary(above.text)) return
  add(first, kindIndex.paragraph, -6)
  add(first, kindIndex.teaser, -4)
  add(first, kindIndex.other, 8)
}

const isStamp = ({ kind, label, date }: Piece): boolean =>
  kind !== 'chrome' && (label !== null || date?.firm === true)

const isPlain = ({ headline, crumbs, meta }: Reading): boolean =>
  headline && crumbs === null && meta.pieces.length === 0

/** The headline stands right under the steps of a breadcrumb and right over the day and the source. */
function placed({ readings, firstProse }: Page): void {
  for (let i = 0; i < firstProse && i < TOP_LINES; i++) {
    if (!isPlain(readings[i])) continue
    const above = readings[i - 1]
    const below = readings[i + 1]
    const crumbs = above !== undefined && above.crumbs !== null
    const stamped = below !== undefined && spoke(below, toldBit.metadata) && below.meta.pieces.some(isStamp)
    if (crumbs) add(readings[i], kindIndex.title, UNDER_CRUMBS)
    const next = readings[i + 2]
    if (below?.crumbs && next && isPlain(next) && !readings[i].twin)
      add(readings[i], kindIndex.title, -UNDER_CRUMBS)
    // 清溪县农业农村局 over another headline is whose site it is.
    if (below && isPlain(below) && readings[i].line.last & Class.bodyEnd && isBodyName(readings[i].text)) {
      add(readings[i], kindIndex.title, -NAMES_SITE)
      add(readings[i], kindIndex.other, NAMES_SITE / 2)
    }
    // Of two in a row the lower may be a deck.
    const sure = weightOf(readings[i], kindIndex.title) > weightOf(readings[i], kindIndex.other)
    if (stamped && sure && !(above && isPlain(above))) add(readings[i], kindIndex.title, OVER_STAMP)
  }
}

/** 继续阅读 between the headline and the day opens no list: what follows is the story. */
function headless({ readings, firstProse }: Page): void {
  let stamped = false
  for (let i = Math.min(firstProse, TOP_LINES) - 1; i >= 0; i--) {
    const reading = readings[i]
    if (spoke(reading, toldBit.metadata)) stamped ||= reading.meta.pieces.some(isStamp)
    else if (stamped && spoke(reading, toldBit['head-marker'])) {
      add(reading, kindIndex.other, weightOf(reading, kindIndex.related))
      add(reading, kindIndex.related, -2 * LIST_HEAD)
    }
  }
}
const LIST_HEAD = 6
const TOP_LINES = 40
const UNDER_CRUMBS = 1.5
const OVER_STAMP = 1.5
const NAMES_SITE = 3

/** 欢迎来到清江园艺网！ reads as prose, but the story begins below the headline: a notice is not where it begins. */
function skipNotices(page: Page): void {
  const { readings, firstProse } = page
  const first = readings[firstProse]
  if (!first || !(first.spoke & NOTICES)) return
  const to = Math.min(readings.length, firstProse + TOP_LINES)
  let plain = false
  for (let i = firstProse + 1; i < to; i++) {
    if (isPlain(readings[i])) plain = true
    else if (readings[i].prose && !(readings[i].spoke & NOTICES)) {
      if (plain) page.firstProse = i
      return
    }
  }
}
const NOTICES = toldBit['start-marker'] | toldBit['any-marker'] | toldBit['spam-list']

/** So much of the story tells what it is about. */
const TOPIC_CHARS = 700
const TOPIC_BITS = 1 << 14
/** Shorter lines share a word with any story by chance. */
const SHORTEST_TOPIC = 5
/** Headlines share so much with the story and more; columns, buttons and notices less. */
const RELATED = 0.27
const GAIN = 9
const MOST_TOPIC = 2.5

/** Of a pair, and with 0 in front of one character. */
const topicHash = (a: number, b: number): number =>
  (Math.imul(a, 0x9e35) ^ Math.imul(b, 0x85eb)) & (TOPIC_BITS - 1)

/** A copy is cheaper than a typed array, which a short page would spend its time on. */
const noTopic: readonly number[] = new Array(TOPIC_BITS >>> 5).fill(0)

/** The characters that the story begins with, one by one and in pairs, as bits. */
function topicOf({ readings, firstProse }: Page): number[] {
  const bits = noTopic.slice()
  let left = TOPIC_CHARS
  for (let i = firstProse; i < readings.length && left > 0; i++) {
    const { prose, text } = readings[i]
    if (!prose) continue
    const end = Math.min(text.length, left)
    left -= end
    for (let k = 0; k < end; k++) {
      const code = text.charCodeAt(k)
      const one = topicHash(0, code)
      bits[one >>> 5] |= 1 << (one & 31)
      if (k === 0) continue
      const pair = topicHash(text.charCodeAt(k - 1), code)
      bits[pair >>> 5] |= 1 << (pair & 31)
    }
  }
  return bits
}

/** How much of a headline’s Han characters the story has too: the mean of the share of pairs and of single ones. */
function sharedWith(topic: readonly number[], text: string, end: number): number {
  const { ids, traits } = classes()
  let [chars, pairs, same, joined] = [0, 0, 0, 0]
  let before = 0
  let outlet = 0
  for (let k = 0; k < end; k++) {
    const code = text.charCodeAt(k)
    // 明镜周刊广场 over a story that quotes 明镜周刊 shares nothing else with it.
    if (k >= outlet) outlet = k + (lexicon().media.longest(text, k)?.length ?? 0)
    if (k < outlet || !(traits[ids[code]] & Class.han)) {
      before = 0
      continue
    }
    chars++
    const one = topicHash(0, code)
    if (topic[one >>> 5] & (1 << (one & 31))) same++
    if (before !== 0) {
      pairs++
      const pair = topicHash(before, code)
      if (topic[pair >>> 5] & (1 << (pair & 31))) joined++
    }
    before = code
  }
  return (same / Math.max(1, chars) + joined / Math.max(1, pairs)) / 2
}

/** Of 文章已获得独家授权 and 老米厂熄灯七年 over a story about a mill the second is the headline. */
function topical(page: Page): void {
  const { readings, firstProse } = page
  if (firstProse >= readings.length) return
  const rivals: Reading[] = []
  for (let i = 0; i < firstProse; i++) {
    const { headline, line, meta, crumbs } = readings[i]
    if (headline && !crumbs && meta.pieces.length === 0 && line.han >= SHORTEST_TOPIC)
      rivals.push(readings[i])
  }
  if (rivals.length < 2) return
  const topic = topicOf(page)
  for (const reading of rivals) {
    const { text, titleEnd, line } = reading
    const shared = sharedWith(topic, text, Math.min(text.length, titleEnd - line.start))
    const gain = Math.min(MOST_TOPIC, GAIN * (shared - RELATED))
    // The story names the place and its bodies too: 清溪县农业农村局.
    if (gain > 0 && line.last & Class.bodyEnd && isBodyName(text)) continue
    add(reading, kindIndex.title, Math.max(-MOST_LOSS, gain))
    if (gain > 0) add(reading, kindIndex.subtitle, gain / 2)
  }
}
const MOST_LOSS = 1

/** Behind the text: the last line ends as the others do. */
const BORDER = '\n'.repeat(8)

/** Reads every line and lets every rule speak. `breaks`: where lines ended before their breaks were lost. */
export function readPage(source: string, hints: readonly HtmlHint[], breaks: readonly Span[]): Page {
  // Joined, not added: a sum of strings is a tree of them, and slower to read.
  const text = [source, BORDER].join('')
  const lines = splitLines(text, breaks)
  const weights = startWeights(lines.length)
  const readings = lines.map((line, i) => readingOf(text, line, weights, i * KINDS))
  findTwins(readings)
  const page: Page = { text, length: source.length, readings, prose: 0, firstProse: readings.length }
  for (let i = readings.length - 1; i >= 0; i--)
    if (readings[i].prose) {
      page.prose++
      page.firstProse = i
    }
  speak(page)
  skipNotices(page)
  enclose(page)
  headed(page)
  ended(page)
  placed(page)
  headless(page)
  siblings(page)
  summed(page)
  topical(page)
  if (page.prose === 0)
    // A poem, a list, one headline: without any prose the short lines are the text.
    for (const reading of readings) if (reading.headline) add(reading, kindIndex.paragraph, 3.5)
  if (hints.length > 0) applyHints(page, hints)
  return page
}
