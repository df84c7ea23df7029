import { codes, hasLetter, isDigit, isHan, skipSpaces } from './chars.js'
import { Class, classes, isPlainHan } from './classes.js'
import { readDate } from './dates.js'
import { lexicon } from './lexicon.js'
import { isMediaName } from './outlets.js'
import { datePiece, NO_REST } from './pieces.js'
import { add, kindIndex, type Page, type Reading, type Rule, spoke, toldBit } from './reading.js'
import { openingDay } from './title-end.js'

/** 情　况　通　报 */
export const isSpacedOut = (text: string): boolean =>
  text.length > 2 && !isHan(text.charCodeAt(1)) && /^[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff]){1,7}$/u.test(text)

const LONGEST_ITEM = 8

/** A look before the items are cut apart: there is but one, or one is too long for a menu. */
function hasOneItem(text: string): boolean {
  const { ids, traits } = classes()
  let run = 0
  let apart = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const bits = traits[ids[code]]
    if (!isPlainHan(bits)) {
      run = 0
      apart ||= (bits & Class.space) !== 0 || BETWEEN.has(code)
    } else if (++run > LONGEST_ITEM) return true
  }
  return !apart
}
const BETWEEN = codes('|｜丨·/')

/** What stands between the blanks and marks of a menu. */
function itemsOf(text: string): string[] {
  const items: string[] = []
  let start = 0
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && !PARTING.has(text.charCodeAt(i))) continue
    if (i > start) items.push(text.slice(start, i))
    start = i + 1
  }
  return items
}
/** All that is white, and the marks. */
const PARTING = codes(
  ' \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff|｜丨·/',
)

/** A day beside a name. */
const isNamedDay = ({ meta }: Reading): boolean =>
  meta.pieces.some(({ date }) => date?.firm) && meta.pieces.some(({ people }) => people.length > 0)

/** 何立夏 陆小满 桑有余遭邻舟追赶 五月提堂: the parts of a headline are of all lengths; right over the story it is one. */
const isUneven = (items: readonly string[]): boolean => {
  const widths = items.map((item) => item.length)
  return Math.max(...widths) >= 2 * Math.min(...widths) && Math.max(...widths) >= LONG_PART
}
const LONG_PART = 6

/** A menu: short items side by side. */
export const menu: Rule = {
  rule: 'menu',
  prose: true,
  widest: 120,
  needs: { flags: Class.space | Class.bar | Class.arrow, first: Class.bracket },
  weigh(reading, { firstProse }, index) {
    const { text, line } = reading
    // 直播中国 >: a link to a section.
    if (line.width <= 14 && line.last & Class.arrow && /[^>＞»›][>＞»›]$/u.test(text)) {
      add(reading, kindIndex.title, -5)
      return add(reading, kindIndex.other, 3.5)
    }
    // 【代办各类证件】【正品烟酒批发】
    if (line.first & Class.bracket && /^(?:【[^】]{2,16}】\s*){2,}/u.test(text)) {
      add(reading, kindIndex.title, -6)
      return add(reading, kindIndex.other, 4)
    }
    if (line.width > 120 || line.stops > 0 || line.commas > 0 || !(line.flags & (Class.space | Class.bar)))
      return false
    // 王倩 2020/05/21 18:09 点击 213 次
    if (spoke(reading, toldBit.metadata) && reading.meta.covered >= 0.9 && isNamedDay(reading)) return false
    // 2024/11/08 18:32: figures lead nowhere.
    if (hasOneItem(text) || isSpacedOut(text) || (line.han === 0 && !hasLetter(text))) return false
    const items = itemsOf(text)
    if (isUneven(items) && firstProse === index + 1 && !(line.flags & Class.bar)) return false
    // 六千亩坡地变梯田 四个村通了路 | 社会 | 秦岭在线
    if (reading.titleEnd < line.end && isUneven(items) && isMediaName(items[items.length - 1])) return false
    // 今日要闻 | 上一篇 | 下一篇
    const { sections, crumbs, markers } = lexicon()
    const paging =
      items.length > 1 &&
      items.length < 4 &&
      items.some((item) => markers.start.longest(item, 0)?.value.kind === 'related')
    // 首页 政务公开 办事服务
    const listed =
      items.length === 3 &&
      !reading.crumbs &&
      (crumbs.get(items[0]) === 'home' || items.filter((item) => sections.has(item)).length > 1) &&
      items.every((item) => /^[\u4e00-\u9fff]{2,}$/u.test(item))
    if ((items.length < 4 && !paging && !listed) || items.some((item) => item.length > LONGEST_ITEM))
      return false
    add(reading, kindIndex.title, -4)
    return add(reading, kindIndex.other, listed ? 0.3 : 3.5)
  },
}

const DATED_ITEM =
  /(?:[\s[［(（【）)》”】]|^|(?<=[\u4e00-\u9fff])(?<![于在至到从自和与是为])(?=(?:19|20)\d{2}[-/.]))(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d{2})?[\])）】］]?$/u

const LED_ITEM = /^[[［(（]?(?:\d{4}[-/.])?\d{1,2}[-/]\d{1,2}[\])）］]?\s/u
const isDatedItem = (text: string): boolean => endsDated(text) || LED_ITEM.test(text)

/** A day at the end: one of its last characters is a figure. */
function endsDated(text: string): boolean {
  const at = text.length - 1
  const figured =
    isDigit(text.charCodeAt(at)) || isDigit(text.charCodeAt(at - 1)) || isDigit(text.charCodeAt(at - 2))
  return figured && DATED_ITEM.test(text)
}

/** Behind blanks and a bracket. */
function skipOpening(text: string, at: number, end: number): number {
  const start = skipSpaces(text, at, end)
  return '（([【'.includes(text[start] ?? ' ') ? start + 1 : start
}

/** So many lines around one that ends in a day are looked at for others. */
const ITEMS_NEAR = 2

/** 管理办法　2021-11-26 or 2021-11-26 管理办法 over the story and no other line like it: the headline and its day. */
function stampedAlone(reading: Reading, { text, readings, firstProse }: Page, index: number): boolean {
  const { line, titleEnd } = reading
  const opening = openingDay(reading.text)
  if (index >= firstProse || (titleEnd >= line.end && opening === 0) || reading.meta.pieces.length > 0)
    return false
  for (let i = Math.max(0, index - ITEMS_NEAR); i <= index + ITEMS_NEAR && i < readings.length; i++)
    if (i !== index && readings[i].line.han >= 5 && isDatedItem(readings[i].text)) return false
  const at = opening > 0 ? line.start + Math.max(0, reading.text.search(/[（([【\d]/u)) : titleEnd
  const date = readDate(text, skipOpening(text, at, line.end), line.end)
  if (date?.year) {
    reading.meta = { pieces: [datePiece(date.start, date)], covered: 0, rest: NO_REST }
    add(reading, kindIndex.title, 1.5)
  }
  return true
}

/** 标题 2022-05-19, [05-19] 标题, · 标题: an item of a list of stories. */
export const listItem: Rule = {
  rule: 'list-item',
  prose: true,
  widest: 70,
  needs: { flags: Class.digit, first: Class.bullet },
  weigh(reading, page, index) {
    const { readings } = page
    const { text, line, headline } = reading
    if (line.width > 70 || line.ending === 'stop') return false
    const listed = (line.first & Class.bullet) !== 0 && /^[•·●■◆▪▶►]/u.test(text)
    if (!listed && !(line.flags & Class.digit)) return false
    const dated = (line.last & (Class.digit | Class.fill) || text.endsWith('日')) && endsDated(text)
    const led =
      (line.first & (Class.digit | Class.bracket) && LED_ITEM.test(text)) ||
      (index < page.firstProse && openingDay(text) > 0)
    if ((dated || led) && stampedAlone(reading, page, index)) return false
    if ((dated || led) && line.han >= 5) {
      add(reading, kindIndex.title, -3)
      return add(reading, kindIndex.related, 4)
    }
    if (headline && listed) {
      const [above, below] = [readings[index - 1], readings[index + 1]]
      // ►山区落石几率高 between two paragraphs is a heading.
      if (above?.prose && above.line.ending === 'stop' && below?.prose && below.line.ending === 'stop')
        return add(reading, kindIndex.heading, 1.5)
      add(reading, kindIndex.title, -2)
      add(reading, kindIndex.heading, -1)
      return add(reading, kindIndex.related, 1.5)
    }
    return false
  },
}
