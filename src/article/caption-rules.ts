import { codes, indexOfAny } from './chars.js'
import { Class } from './classes.js'
import { lexicon } from './lexicon.js'
import {
  ANY_WIDTH,
  add,
  HEADLINES,
  kindIndex,
  plainMeta,
  type Reading,
  type Rule,
  Shape,
  voting,
} from './reading.js'

/** What a picture shows is said in so many characters. */
const WIDEST_ECHO = 110

/** 水轮转了起来。 水轮转了起来。: what stands twice in its line; null elsewhere. */
function twofold(text: string): string | null {
  // Its first character stands in its middle again.
  const [first, middle] = [text.charCodeAt(0), text.length >>> 1]
  if (
    first !== text.charCodeAt(middle) &&
    first !== text.charCodeAt(middle + 1) &&
    first !== text.charCodeAt(middle + 2)
  )
    return null
  const half = text.slice(0, text.length / 2).trim()
  return half.length >= 4 && text.endsWith(half) && text.length - 2 * half.length <= 2 ? half : null
}

/** Two lines, and both once more below: what two pictures show, or a name and what it says. */
const isPaired = (readings: readonly Reading[], at: number): boolean =>
  at >= 0 &&
  at + 3 < readings.length &&
  readings[at].text === readings[at + 2].text &&
  readings[at + 1].text === readings[at + 3].text

/** 居民在领取雨水桶。 over 居民在领取雨水桶。 Ashley Reed/The Daily: the caption once more, and whose the picture is. */
const isCredited = (text: string, below: string | undefined): boolean =>
  below !== undefined &&
  text.length >= SHORTEST_CREDITED &&
  below.charCodeAt(text.length) === 0x20 &&
  below.startsWith(text) &&
  below.length - text.length <= LONGEST_CREDIT &&
  !/[。！？，]/u.test(below.slice(text.length))
const SHORTEST_CREDITED = 10
const LONGEST_CREDIT = 40

/** The same text in the next line, or behind the credit that was cut from it; or two lines that stand twice. */
function isTwice(readings: readonly Reading[], index: number): boolean {
  const { text } = readings[index]
  for (let at = index - 3; at <= index; at++) if (isPaired(readings, at)) return true
  const [over, below] = [readings[index - 1]?.text, readings[index + 1]?.text]
  if (over === text || below === text || isCredited(text, below)) return true
  if (over !== undefined && isCredited(over, text)) return true
  const above = readings[index - 1]?.line.cut && readings[index - 2]?.text === text
  return above || (readings[index + 1]?.line.cut === true && readings[index + 2]?.text === text)
}

/** 居民在领取雨水桶。 twice in a row: the picture’s own text, and the caption below it; further down it is one too. */
export const echo: Rule = {
  rule: 'echo',
  prose: true,
  widest: WIDEST_ECHO,
  needs: { last: Class.stop | Class.fill | Class.half },
  weigh(reading, { readings, echoed }, index) {
    const { text, headline, line } = reading
    if (headline || line.width < 6 || line.width > WIDEST_ECHO) return false
    const half = twofold(text)
    if (half) echoed.add(half)
    else if (echoed.size === 0 || !echoed.has(text)) {
      if (!isTwice(readings, index)) return false
      echoed.add(text)
    }
    add(reading, kindIndex.title, -5)
    return add(reading, kindIndex.caption, 10)
  },
}

/** 立委在市集试吃。记者王倩／摄影 李敏: a sentence or two, in their line the credit of a picture, and the story goes on below. */
export const credited = voting({
  rule: 'credited',
  prose: true,
  widest: WIDEST_ECHO,
  needs: { last: Class.stop | Class.fill },
  votes: { caption: 10 },
  holds(reading, { text, readings }, index) {
    const [credit, below] = [readings[index + 1], readings[index + 2]]
    if (!reading.prose || reading.line.stops > 2 || !credit?.line.cut || !below) return false
    if (
      !below.prose ||
      !plainMeta(credit, text).pieces.some(({ people }) => people.some(({ picture }) => picture))
    )
      return false
    return true
  },
})

const LATIN_CREDIT =
  /[\u4e00-\u9fff。！？”）)][ \u3000]+[A-Z][A-Z.'’,&/-]+(?: (?:[A-Z][A-Z.'’,&/-]*|[/–-])){0,9}$/u

/** 居民在领取雨水桶。 ASHLEY REED FOR THE DAILY: a credit in capitals behind Chinese words is a photograph’s. */
export const latinCredit: Rule = {
  rule: 'latin-credit',
  prose: true,
  widest: 90,
  needs: { last: Class.half },
  weigh(reading) {
    const { line, text } = reading
    if (line.han < 6 || !LATIN_CREDIT.test(text) || line.end - line.start > text.length) return false
    // 全市推广使用 AI is a headline.
    if (line.stops === 0 && !/ [A-Z.'’,&/-]{2,} [A-Z]/u.test(text)) return false
    add(reading, kindIndex.title, -4)
    return add(reading, kindIndex.caption, reading.prose ? 10 : 8)
  },
}

/** （左）, （前排右二）: where in the picture somebody is, in a bracket of its own. */
function isPosed(text: string): boolean {
  for (
    let i = indexOfAny(text, OPEN, 0, text.length);
    i >= 0;
    i = indexOfAny(text, OPEN, i + 1, text.length)
  ) {
    const hit = lexicon().markers.pose.longest(text, i + 1)
    if (hit && '）)'.includes(text[i + 1 + hit.length] ?? ' ')) return true
  }
  return false
}
const OPEN = codes('（(')

/** 何立夏（左）把锦旗交给老站长。 — who stands where is said of a photograph. */
export const posed = voting({
  rule: 'posed',
  prose: true,
  widest: 70,
  needs: { flags: Class.bracket },
  votes: { title: -3, caption: 9 },
  holds(reading) {
    const { text, line, headline } = reading
    return !headline && line.stops <= 1 && line.width <= 70 && isPosed(text)
  },
})

/** One of these is in all of them. */
const namesPicture = (text: string): boolean => text.includes('图') || text.includes('照片')

const creditsPicture = (text: string): boolean => lexicon().pictured.test(text)

/** 山头起火。“渔港报料区”图片, 新车装船图片来源： dpa, Neuwagen werden verladen. over 图片来源： dpa: what a picture shows, and whose it is. */
export const pictured: Rule = {
  rule: 'pictured',
  prose: true,
  widest: ANY_WIDTH,
  needs: { shape: Shape.foreign, flags: Class.colon | Class.bar, last: Class.markEnd },
  weigh(reading, { readings }, index) {
    const { text, line, meta } = reading
    // 作者：王倩，题图来自：岚溪图库
    if (meta.pieces.some(({ people }) => people.some(({ author }) => author))) return false
    const credited =
      line.han > 0 ? line.width <= 90 && namesPicture(text) && creditsPicture(text) : line.width >= 20
    if (!credited || (line.han === 0 && !creditsPicture(readings[index + 1]?.text ?? ''))) return false
    for (const kind of HEADLINES) add(reading, kind, -4)
    return add(reading, kindIndex.caption, 10)
  },
}

/** 8月30日，旅客在荔波站候车。 — one scene on one day in one clause is what a photograph shows. */
export const datedScene = voting({
  rule: 'dated-scene',
  prose: true,
  widest: 34,
  needs: { first: Class.digit },
  votes: { caption: 8.5 },
  holds(reading) {
    if (reading.line.width > 34 || reading.line.stops !== 1 || !(reading.line.first & Class.digit))
      return false
    if (!/^(?:\d{4}年)?\d{1,2}月\d{1,2}日，[^，。“]{2,10}在[^，。“]{3,20}。$/u.test(reading.text))
      return false
    return true
  },
})
