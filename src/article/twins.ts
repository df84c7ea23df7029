import { skeleton } from './chars.js'
import { Class, classes, Pair } from './classes.js'
import { titleLabel } from './heads.js'
import { isBodyName } from './names.js'
import { add, kindIndex, type Reading } from './reading.js'
import { inFrame } from './title-end.js'

/** Only the top of a page is searched for the headline’s twin. */
const TOP = 48

/** A hash of the skeleton; 0 where it has fewer than five characters. */
function skeletonHash(text: string, start: number, end: number): number {
  const { ids, traits } = classes()
  let hash = 0
  let length = 0
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (!(traits[ids[code]] & Class.letter)) continue
    hash = (Math.imul(hash, 31) + code) | 0
    length++
  }
  return length < 5 ? 0 : hash
}

/** Without 原标题： in front. */
const ownStart = ({ text, line }: Reading): number =>
  line.opening & Pair.label || line.first & Class.bracket ? (titleLabel(text)?.end ?? 0) : 0

const MARK = /^\s*(?:[-_|｜丨–·:：>＞,，]|—+|[（(【[]|\s{2})/u

/** 频道--标题 and 频道_标题: the mark behind the channel. */
const CHANNEL = /(?:--|[_|｜])\s*$/u

/** 标题：老渡口重开, 老渡口重开[复制链接]: without the label and the button. */
function headlineIn(reading: Reading): string {
  const { text, line, titleEnd } = reading
  const boxed = line.last & Class.fill ? titleEnd - line.start : text.length
  return inFrame(text) ?? text.slice(ownStart(reading), boxed)
}

/** Those of the top of a page that are long enough to be known again. */
function headlinesOf(readings: readonly Reading[]): string[] {
  const out: string[] = []
  for (let i = 0; i < readings.length && i < TOP; i++) {
    const headline = readings[i].headline ? headlineIn(readings[i]) : ''
    if (headline.length >= SHORTEST_CUT) out.push(headline)
  }
  return out
}

/**
 * 标题-某某网 over 标题: where another line ends, the headline does; what stands behind a mark is the site. In 频道--标题 what
 * stands before it is: the other line is the headline.
 */
function shareStart(readings: readonly Reading[]): void {
  let headlines: string[] | null = null
  for (let i = 0; i < readings.length && i < SITE_LINES; i++) {
    const long = readings[i]
    const { line, text, prose } = long
    if (
      prose ||
      long.titleEnd < line.end ||
      line.width > 90 ||
      !(line.flags & (Class.bar | Class.space | Class.fill))
    )
      continue
    headlines ??= headlinesOf(readings)
    for (const short of headlines) {
      if (short.length >= text.length) continue
      if (text.endsWith(short) && CHANNEL.test(text.slice(0, -short.length))) add(long, kindIndex.title, -6)
      if (!text.startsWith(short)) continue
      if (text.length - short.length > 40 || !MARK.test(text.slice(short.length))) continue
      long.titleEnd = line.start + short.length
      break
    }
  }
}
/** The window’s title, or the headline with the site behind it, stands among so many first lines. */
const SITE_LINES = 24

/** 九旬老人捐出毕生积蓄 只提了…_某某网: the headline, without the site behind it, is cut off. */
export function isCutOff({ text, titleEnd, line }: Reading): boolean {
  const end = titleEnd - line.start
  const last = text.charCodeAt(end - 1)
  return last === 0x2026 || (last === 0x2e && text.charCodeAt(end - 2) === 0x2e)
}

/** A headline that was cut off has its twin in the line that begins so. */
function matchCut(readings: readonly Reading[]): void {
  for (let i = 0; i < readings.length && i < TOP; i++) {
    const cut = readings[i]
    if (cut.prose || cut.titleEnd === cut.line.end || !isCutOff(cut)) continue
    const start = cut.text.slice(0, cut.titleEnd - cut.line.start).replace(/[….]+$/u, '')
    if (start.length < SHORTEST_CUT) continue
    for (let k = i + 1; k < readings.length && k < TOP; k++) {
      const whole = readings[k]
      if (!whole.headline || isCutOff(whole) || !whole.text.startsWith(start)) continue
      cut.twin = true
      whole.twin = true
      break
    }
  }
}
const SHORTEST_CUT = 6

/** So many paragraphs are one. */
const STORY = 2

export function findTwins(readings: readonly Reading[]): void {
  shareStart(readings)
  matchCut(readings)
  const seen = new Map<number, { reading: Reading; prose: number }>()
  let paragraphs = 0
  const skeletonOf = (reading: Reading) =>
    skeleton(reading.text.slice(ownStart(reading), reading.titleEnd - reading.line.start))
  for (let i = 0; i < readings.length && i < TOP; i++) {
    const reading = readings[i]
    const { prose, line, text, titleEnd } = reading
    if (prose) paragraphs++
    if (prose || line.width > 80 || line.width < 5) continue
    const hash = skeletonHash(text, ownStart(reading), Math.min(text.length, titleEnd - line.start))
    if (hash === 0) continue
    const other = seen.get(hash)
    if (!other) seen.set(hash, { reading, prose: paragraphs })
    // The body whose site it is signs below the story.
    else if (
      !(paragraphs > other.prose && isBodyName(text)) &&
      skeletonOf(other.reading) === skeletonOf(reading)
    ) {
      // Behind a story its headline, or that of another, stands among links.
      if (other.prose < STORY) other.reading.twin = true
      if (paragraphs - other.prose < STORY) reading.twin = other.reading.twin
    }
  }
}
