import type { Span, Stages } from '../text/index.js'
import { skeleton } from './chars.js'
import { Class, Pair, traitsOf } from './classes.js'
import { isDay } from './content-rules.js'
import { isStamp, placed, shownUnder, skipNotices, skipShow, TOP_LINES, topical } from './headlines.js'
import { applyHints } from './hints.js'
import type { HtmlHint } from './html.js'
import { isSource, lexicon } from './lexicon.js'
import { splitLines } from './lines.js'
import type { Piece } from './pieces.js'
import {
  add,
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
import { findTwins } from './twins.js'

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

/** A table has so many cells with nothing but a figure, and so large a share of its cells is. */
const LEAST_FIGURES = 6
const FIGURES = 0.3
const TABLE_LINES = 600

const CELL = /^[-+−]?\d[\d,]*(?:\.\d+)?%?$/u
/** 296299, -5.4: a cell of a table. */
const isFigure = ({ text, line }: Reading): boolean => line.han === 0 && line.width <= 8 && CELL.test(text)
/** ?: a blank of which a decoder made a mark. */
const isBlank = ({ text }: Reading): boolean => text === '?' || text === '？'

/** 第一产业 / 11538 / 3.3: the cells of a table, line by line, and the notes below it belong to the story around them. */
function tabulate({ readings }: Page): void {
  let figures = 0
  for (const reading of readings) if (isFigure(reading)) figures++
  if (figures < LEAST_FIGURES) return
  let from = -1
  figures = 0
  for (let i = 0; i < readings.length; i++) {
    const reading = readings[i]
    if (isFigure(reading)) figures++
    else if (reading.prose) {
      const rows = i - from - 1
      if (from >= 0 && figures >= LEAST_FIGURES && figures >= FIGURES * rows && rows <= TABLE_LINES)
        for (let j = from + 1; j < i; j++) if (!isBlank(readings[j])) keepCell(readings[j])
      from = i
      figures = 0
    } else if (!isBlank(reading) && isFurniture(reading)) from = -1
  }
}

function keepCell(reading: Reading): void {
  if (isFigure(reading)) add(reading, kindIndex.paragraph, 6)
  keep(reading)
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

/** 新闻推荐 below the story, and what it lists twice: no headline of this page. */
function listedTwins({ readings, firstProse }: Page): void {
  const head = readings.findIndex((reading, i) => i > firstProse && spoke(reading, toldBit['head-marker']))
  if (head < 0) return
  const own = new Set<string>()
  for (const [i, reading] of readings.slice(0, TOP_LINES).entries()) {
    if (!reading.twin) continue
    const name = skeleton(reading.text.slice(0, reading.titleEnd - reading.line.start))
    if (i < head) own.add(name)
    else if (!own.has(name)) {
      reading.twin = false
      add(reading, kindIndex.title, -TWIN)
    }
  }
}
/** What a twin was given. */
const TWIN = 5

/** So many lines below a signature are looked at for the document that is handed out. */
const DOCUMENT_REACH = 8
const DOCUMENT_PART = /^(?:第?[一1][章节、.．]|[（(]一[）)]|[一二]、)/u

/** 县水务局 / 2023年1月16日 / 岚溪河道管理办法 / 第一章 总则: behind a signature the document that the notice hands out. */
function attached({ text, readings }: Page): void {
  for (let i = 0; i < readings.length - 3; i++) {
    if (!spoke(readings[i], toldBit.signature) || !isDay(readings[i + 1], text)) continue
    const below = readings.slice(i + 2, i + 2 + DOCUMENT_REACH)
    const part = below.findIndex((reading) => DOCUMENT_PART.test(reading.text))
    if (part < 0 || !below.slice(part).some(({ prose }) => prose) || below.slice(0, part).some(isList))
      continue
    add(readings[i], kindIndex.signer, HANDED_OUT)
    add(readings[i + 1], kindIndex.signed, HANDED_OUT)
    // 联系电话：0914-1995 over the signature
    for (let j = i - 1; j > i - DOCUMENT_REACH && j >= 0 && !readings[j].prose; j--) {
      add(readings[j], kindIndex.title, -6)
      add(readings[j], kindIndex.other, 4)
    }
    for (const reading of below.slice(0, part + 2)) if (reading.headline) add(reading, kindIndex.heading, 3)
  }
}
const HANDED_OUT = 12
const isList = (reading: Reading): boolean => (reading.spoke & marks) !== 0

/** （来源：某网）: where a story was taken from, in a bracket of its own. */
const isBoxedSource = ({ line, meta, prose }: Reading): boolean =>
  !prose &&
  (line.first & Class.bracket) !== 0 &&
  meta.pieces.length > 0 &&
  meta.pieces.every(({ kind }) => kind === 'source' || kind === 'byline') &&
  isSource(meta.pieces[0].label)

/** Stories one below another, each closed by its source in a bracket: what stands below that is the headline of the next. */
function digested({ readings }: Page): void {
  const ends: number[] = []
  for (let i = 1; i < readings.length; i++)
    if (isBoxedSource(readings[i]) && readings[i - 1].prose) ends.push(i)
  const opens = (i: number) => readings[i + 1]?.headline === true && readings[i + 2]?.prose === true
  if (ends.length < 2 || !ends.some(opens)) return
  for (const i of ends) {
    if (!opens(i)) continue
    add(readings[i], kindIndex.signer, CLOSES_STORY)
    add(readings[i + 1], kindIndex.heading, 2)
  }
}
const CLOSES_STORY = 22

/** So many stories a list gives whole at least. */
const WHOLE_STORIES = 2

/** 其他人也在看 / 老渡口夜航重开 / 夜航上周重开。 / 秋茶开秤 / 茶厂开始收茶。: a list below the story that gives a headline and a paragraph of each, up to the end. */
function paired({ readings, firstProse }: Page): void {
  const head = readings.findIndex((reading, i) => i > firstProse && spoke(reading, toldBit['head-marker']))
  if (head < 0) return
  let last = head
  let pairs = 0
  for (let i = head + 1; i < readings.length; i++) {
    if (!readings[i].prose) continue
    if (i === last + 1) return
    // 【秦岭晚报讯】 below more headlines than one: the list stands over the story.
    const opens = readings[i].masthead !== null && last === head && i > head + WHOLE_STORIES + 1
    if (opens && !readings.slice(0, head).some(({ masthead }) => masthead)) return
    if (readings[i - 1].headline) pairs++
    last = i
  }
  if (pairs < WHOLE_STORIES) return
  for (const reading of readings.slice(head + 1, last + 1)) {
    add(reading, kindIndex.paragraph, -4)
    add(reading, kindIndex.heading, -3)
    add(reading, kindIndex.title, -3)
    add(reading, reading.prose ? kindIndex.teaser : kindIndex.related, 3)
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

/** A heading over the story has so many characters. */
const SHORTEST_OPENER = 4
/** 头图｜视觉图库, 3,021 人赞同 */
const NO_OPENER = Class.colon | Class.bar | Class.digit

/** 蓝绿对峙 right over the story, about which it tells something, where others like it stand between the paragraphs: a heading. */
function openers({ readings, firstProse }: Page): void {
  const first = readings[firstProse - 1]
  if (!first?.headline || first.twin || isFurniture(first) || first.line.han < SHORTEST_OPENER) return
  if (first.meta.pieces.length > 0 || first.line.flags & NO_OPENER) return
  if (weightOf(first, kindIndex.title) <= 0) return
  const above = readings[firstProse - 2]
  if (!above?.headline || isFurniture(above)) return
  const to = Math.min(readings.length - 1, firstProse + LIST_LINES)
  for (let i = firstProse + 1; i < to; i++) {
    const { headline, line } = readings[i]
    if (!headline || line.han < SHORTEST_OPENER || !readings[i - 1].prose || !readings[i + 1].prose) continue
    if (isFurniture(readings[i])) continue
    add(first, kindIndex.heading, OPENS)
    return
  }
}
const OPENS = 0.8

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

/** Behind the text: the last line ends as the others do. */
const BORDER = '\n'.repeat(8)

/** 您使用的浏览器版本过低，请升级。 over the headline is no story. */
function isNotice({ line, text }: Reading): boolean {
  const hit = line.opening & Pair.start ? lexicon().markers.start.longest(text, 0) : null
  return hit?.value.kind === 'chrome' && hit.value.weight >= SURE_NOTICE
}
const SURE_NOTICE = 9

/** Reads every line and lets every rule speak. `breaks`: where lines ended before their breaks were lost. */
export function* readPage(source: string, hints: readonly HtmlHint[], breaks: readonly Span[]): Stages<Page> {
  // Joined, not added: a sum of strings is a tree of them, and slower to read.
  const text = [source, BORDER].join('')
  const lines = splitLines(text, breaks)
  yield
  const weights = startWeights(lines.length)
  // A list that grows, not `map`: that one's is of another kind once it is compiled, and then all code is thrown away
  // that was made for the first kind.
  const readings: Reading[] = []
  for (let i = 0; i < lines.length; i++) readings.push(readingOf(text, lines[i], weights, i * KINDS))
  yield
  findTwins(readings)
  const page: Page = {
    text,
    length: source.length,
    readings,
    prose: 0,
    firstProse: readings.length,
    echoed: new Set(),
  }
  for (let i = readings.length - 1; i >= 0; i--)
    if (readings[i].prose) {
      page.prose++
      if (!isNotice(readings[i])) page.firstProse = i
    }
  yield
  speak(page)
  yield
  skipNotices(page)
  skipShow(page)
  enclose(page)
  tabulate(page)
  headed(page)
  listedTwins(page)
  paired(page)
  attached(page)
  digested(page)
  ended(page)
  placed(page)
  shownUnder(page)
  headless(page)
  siblings(page)
  summed(page)
  topical(page)
  openers(page)
  // 记者 王倩 摄 behind the one paragraph of a picture’s story: it is the story.
  const only = page.prose === 1 ? readings[page.firstProse] : undefined
  if (only && only.line.stops > 1) add(only, kindIndex.paragraph, 6)
  if (page.prose === 0)
    // A poem, a list, one headline: without any prose the short lines are the text.
    for (const reading of readings) if (reading.headline) add(reading, kindIndex.paragraph, 3.5)
  if (hints.length > 0) applyHints(page, hints)
  return page
}
