import { Class, classes } from './classes.js'
import { lexicon } from './lexicon.js'
import { isBodyName } from './names.js'
import type { Piece } from './pieces.js'
import { add, kindIndex, type Page, type Reading, spoke, toldBit, weightOf } from './reading.js'
import { isStep } from './sites.js'

/** So many first lines of a page may hold what stands around the headline. */
export const TOP_LINES = 40

/** Whether a piece says when the story came out, or by whom: 2022-05-19, 来源：秦岭晚报. */
export const isStamp = ({ kind, label, date }: Piece): boolean =>
  kind !== 'chrome' && (label !== null || date?.firm === true)

const isPlain = ({ headline, crumbs, meta }: Reading): boolean =>
  headline && crumbs === null && meta.pieces.length === 0

/** The headline stands right under the steps of a breadcrumb and right over the day and the source. */
export function placed(page: Page): void {
  const { readings, firstProse } = page
  for (let i = 0; i < firstProse && i < TOP_LINES; i++) {
    if (!isPlain(readings[i])) continue
    // 法院新闻 over or under 首页 > 法院新闻 is no headline.
    const { text, line } = readings[i]
    const known = lexicon().markers.whole.get(text)?.kind === 'title'
    if (line.han <= LONGEST_STEP && !known && isStep(page, text)) {
      add(readings[i], kindIndex.title, -NAMES_STEP)
      add(readings[i], kindIndex.other, NAMES_STEP / 2)
      continue
    }
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
    // 标题_某网 / 标题 / 为群众送去健康知识 / 2022-05-19: between the headline, which the page has twice, and its day.
    const untold = weightOf(readings[i], kindIndex.other) < 0 && !readings[i].twin
    if (stamped && untold && above?.twin && isPlain(above)) add(readings[i], kindIndex.subtitle, UNDER_TWIN)
    // Of two in a row the lower may be a deck.
    const sure = weightOf(readings[i], kindIndex.title) > weightOf(readings[i], kindIndex.other)
    if (stamped && sure && !(above && isPlain(above))) add(readings[i], kindIndex.title, OVER_STAMP)
  }
}

/** 志愿者扫雪 / 老人送茶 / 孩子堆雪人 / 街口清路: so many lines between the day and the story say what its pictures show; none is a deck. */
export function shownUnder({ readings, firstProse }: Page): void {
  let from = Math.min(firstProse, TOP_LINES) - 1
  while (from >= 0 && !(spoke(readings[from], toldBit.metadata) && readings[from].meta.pieces.some(isStamp)))
    from--
  // The headline stands right over the day.
  if (from < 1 || !isPlain(readings[from - 1])) return
  const lines = readings.slice(from + 1, firstProse).filter((reading) => isPlain(reading) && !reading.twin)
  if (lines.filter(({ line }) => line.han >= SHORTEST_SHOWN).length < SHOWN_UNDER) return
  for (const reading of lines) add(reading, kindIndex.subtitle, -3)
}
const SHORTEST_SHOWN = 4
const SHOWN_UNDER = 4

const UNDER_CRUMBS = 1.5
const UNDER_TWIN = 1.5
const OVER_STAMP = 1.5
const NAMES_SITE = 3
const NAMES_STEP = 6
const LONGEST_STEP = 6

/** 欢迎来到清江园艺网！ reads as prose, but the story begins below the headline: a notice is not where it begins. */
export function skipNotices(page: Page): void {
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

/** One sentence under a picture is no longer. */
const WIDEST_SHOWN = 60
/** Between the metadata and the story. */
const STORY_LINES = 6

/** The headline right over the first line of days and sources, below the first prose, and the story right below; -1 where there is none. */
function stampedBelow({ readings, firstProse }: Page): number {
  for (let i = 0; i < readings.length - 2 && i < TOP_LINES; i++) {
    const { meta } = readings[i + 1]
    if (!spoke(readings[i + 1], toldBit.metadata) || !meta.pieces.some(isStamp)) continue
    if (i < firstProse || !isPlain(readings[i])) return -1
    return readings.slice(i + 2, i + 2 + STORY_LINES).some(({ prose }) => prose) ? i : -1
  }
  return -1
}

/** 新桥通车 / 新桥全长三里。 / 老街点灯 / …: pictures of other stories over the headline and its day, each with a sentence: the story begins below. */
export function skipShow(page: Page): void {
  const { readings, firstProse } = page
  const headline = stampedBelow(page)
  if (headline < 0) return
  const shown = readings.slice(0, headline)
  if (
    !shown.every(
      ({ prose, line, masthead }) => !prose || (line.stops === 1 && line.width <= WIDEST_SHOWN && !masthead),
    )
  )
    return
  for (const reading of shown) {
    const plain = isPlain(reading)
    if (!plain && !reading.prose) continue
    add(reading, kindIndex.title, -SHOWN)
    add(reading, kindIndex.paragraph, -SHOWN)
    add(reading, kindIndex.teaser, -SHOWN)
    add(reading, kindIndex.other, SHOWN)
  }
  while (page.firstProse < headline || !readings[page.firstProse].prose) page.firstProse++
  page.prose -= readings.slice(firstProse, headline).filter(({ prose }) => prose).length
}
const SHOWN = 9

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

/** A line above the story that may be its headline, and how much it shares with the story. */
interface Rival {
  reading: Reading
  index: number
  shared: number
  /** How many lines of days and sources stand above it. */
  side: number
  /** It stands in a list of other stories. */
  listed: boolean
}

function rivalsOf(page: Page): Rival[] {
  const { readings, firstProse } = page
  const rivals: Rival[] = []
  let side = 0
  let long = 0
  let telling = false
  for (let i = 0; i < firstProse; i++) {
    const reading = readings[i]
    if (spoke(reading, toldBit.metadata) && reading.meta.pieces.some(isStamp)) side++
    if (!isPlain(reading) || reading.line.han < SHORTEST_COLUMN) continue
    rivals.push({ reading, index: i, shared: 0, side, listed: false })
    if (reading.line.han >= SHORTEST_TOPIC) long++
    if (reading.line.han >= SURE_CHARS) telling = true
  }
  if (long < 2 && !(telling && rivals.length > 1)) return []
  const topic = topicOf(page)
  for (const rival of rivals) {
    const { text, titleEnd, line } = rival.reading
    rival.shared = sharedWith(topic, text, Math.min(text.length, titleEnd - line.start))
  }
  return rivals
}
const SHORTEST_COLUMN = 2

/**
 * 医者仁心 over 县医院举办科技活动周义诊 is a column, and the name of a site that stands thrice over the headline none
 * either: what shares nothing with the story loses to a line below it, no day between them, that tells the story.
 */
function overshadowed({ reading, shared, side }: Rival, sure: Rival | null): boolean {
  if (sure === null || shared > APART || side !== sure.side || reading.line.start > sure.reading.line.start)
    return false
  return reading.twin ? sure.reading.twin : reading.line.han <= LONGEST_COLUMN
}
const APART = 0.35
const LONGEST_COLUMN = 5

const isSure = ({ reading, shared }: Rival): boolean => shared >= SURE && reading.line.han >= SURE_CHARS
const SURE = 0.55
const SURE_CHARS = 12

/** Of 文章已获得独家授权 and 老米厂熄灯七年 over a story about a mill the second is the headline. */
export function topical(page: Page): void {
  const { firstProse, readings } = page
  if (firstProse >= readings.length) return
  const rivals = rivalsOf(page)
  const sure = rivals.reduce<Rival | null>(
    (best, rival) => (isSure(rival) && rival.shared > (best?.shared ?? 0) ? rival : best),
    null,
  )
  if (sure) overStamp(page, rivals)
  listedOver(page, rivals, sure ? Math.max(RELATED, sure.shared * FAR_LESS) : RELATED)
  const compared = rivals.filter(({ reading }) => reading.line.han >= SHORTEST_TOPIC).length > 1
  for (const rival of rivals) {
    const { reading, shared } = rival
    if (overshadowed(rival, sure))
      add(reading, kindIndex.title, reading.twin ? -OVERSHADOWED_TWIN : -OVERSHADOWED)
    if (!compared || reading.line.han < SHORTEST_TOPIC) continue
    const gain = Math.min(MOST_TOPIC, GAIN * (shared - RELATED))
    // The story names the place and its bodies too: 清溪县农业农村局.
    if (gain > 0 && reading.line.last & Class.bodyEnd && isBodyName(reading.text)) continue
    add(reading, kindIndex.title, Math.max(-MOST_LOSS, gain))
    // A deck is a clause after another; a line that has but one tells the story as headlines do.
    if (gain > 0) add(reading, kindIndex.subtitle, gain / (isDeck(reading) ? 2 : 3))
  }
}
const MOST_LOSS = 1

/** 热点推荐 / 全市春季招聘会开幕 / 城北新建公园 over a story of something else: what the list holds leads elsewhere. */
function listedOver({ readings }: Page, rivals: readonly Rival[], least: number): void {
  for (let i = 0; i < rivals.length; i++) {
    const { reading, index, shared } = rivals[i]
    const above = rivals[i - 1]
    const listed =
      spoke(readings[index - 1] ?? reading, toldBit['head-marker']) ||
      (above?.index === index - 1 && above.listed)
    if (!listed || shared >= least) continue
    rivals[i].listed = true
    add(reading, kindIndex.title, -LISTED)
    add(reading, kindIndex.related, LISTED / 2)
  }
}
const LISTED = 6
/** 召开 and 全市 are in many a story. */
const FAR_LESS = 0.7

/**
 * 老碾坊重开 / 2022-05-19 来源：秦岭晚报 / 揭牌仪式昨日举行 / 县领导出席: where the line over the day and the source tells the
 * story, those between them and the story are decks and headings.
 */
function overStamp({ readings }: Page, rivals: readonly Rival[]): void {
  const stamped = rivals.find((rival) => isSure(rival) && isWholeStamp(readings[rival.index + 1]))
  if (!stamped) return
  for (const { reading, side } of rivals)
    if (side > stamped.side && !reading.twin) add(reading, kindIndex.title, -UNDER_STAMP)
}
const UNDER_STAMP = 3

/** A whole day with its hour or its source. */
function isWholeStamp(below: Reading): boolean {
  if (!spoke(below, toldBit.metadata)) return false
  const { pieces } = below.meta
  const day = pieces.find(({ kind, date }) => kind === 'date' && date?.firm && date.year !== null)
  return day !== undefined && (day.date?.clock != null || pieces.some(({ kind }) => kind === 'source'))
}

/** 一条江，三十六个码头，和最后一位摆渡人 */
const isDeck = ({ line }: Reading): boolean =>
  line.commas > 1 && line.stops === 0 && (line.flags & Class.colon) === 0

const OVERSHADOWED = 5
const OVERSHADOWED_TWIN = 9
