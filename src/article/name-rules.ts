import { isOfButtons, isOfPlainWords } from './buttons.js'
import { Class, Pair } from './classes.js'
import { isDay, mayBeCrumbs } from './content-rules.js'
import { readCrumbs } from './crumbs.js'
import { saysPost } from './guesses.js'
import { lexicon } from './lexicon.js'
import { isBodyName } from './names.js'
import { isMediaName, publisherName } from './outlets.js'
import { allOf, outletPiece, piece } from './pieces.js'
import { add, kindIndex, plainMeta, type Reading, type Rule, spoke, toldBit, voting } from './reading.js'

/** 渝东气象台 beside the date, above the story: who publishes it. */
export const bodyLine: Rule = {
  rule: 'body-line',
  prose: false,
  widest: 16,
  lowest: 8,
  above: true,
  needs: { last: Class.bodyEnd },
  weigh(reading, { text, readings }, index) {
    const { start, end } = reading.line
    if (index === 0 || reading.text.length > 16 || !isBodyName(reading.text)) return false
    // 稿源丨县人民法院 says what it is.
    if (reading.meta.pieces.some(({ label }) => label !== null)) return false
    if (!/^[\u4e00-\u9fff]+$/u.test(reading.text) || spoke(reading, toldBit.signature)) return false
    if (isListed(readings, index, reading.text)) return false
    if (!readings[index - 1].meta.pieces.some(({ kind }) => kind === 'date')) {
      const below = readings[index + 1]
      // 海桐证券研究所 under the headline, and below it 分析师：荀澈
      const signed = below && underHeadline(readings, index) && isLabelled(below, text)
      if (!below || !(signed || isDay(below, text))) return false
    }
    const outlet = { start, end, name: publisherName(reading.text) }
    const source = outletPiece(start, outlet, null)
    source.guess = 'sure'
    reading.meta = allOf([source])
    add(reading, kindIndex.title, -4)
    return add(reading, kindIndex.source, 12)
  },
}

const mayBeDated = ({ line, prose }: Reading): boolean =>
  !prose && line.width <= 48 && (line.flags & Class.digit) !== 0

/** 2023-05-06 08:30 发布于江苏: a day and what goes with it, but no outlet. `clock`: the hour as well, `post`: whatever the year. */
function isDated(reading: Reading, page: string, clock: boolean, post = false): boolean {
  if (!mayBeDated(reading)) return false
  const { pieces, covered } = plainMeta(reading, page)
  if (covered < 0.5 || pieces.some(({ kind }) => kind === 'source')) return false
  return pieces.some(
    ({ date, kind, label }) =>
      label === 'relative' ||
      (kind === 'date' &&
        date?.firm &&
        (!clock || date.clock !== null || (!post && date.year !== null && covered > 0.9))),
  )
}

/** Whether a line is made of dates, labels and names, for a look below: its own turn comes later. */
function isLabelled(reading: Reading, page: string): boolean {
  const { line, prose } = reading
  if (prose || line.width > 60 || !(line.pairs & (Pair.role | Pair.label | Pair.date))) return false
  return plainMeta(reading, page).covered >= 0.68
}

/** Between a name and the headline over it stand at most so many lines: 原创, the author. */
const BETWEEN_LINES = 3

/** A headline above, with nothing but short lines of metadata between. */
function underHeadline(readings: readonly Reading[], index: number): boolean {
  for (let i = index - 1; i >= 0 && i >= index - BETWEEN_LINES; i--) {
    const { headline, line, meta, text, crumbs } = readings[i]
    if (crumbs || spoke(readings[i], toldBit['spam-list'])) return false
    if (meta.pieces.length > 0 || text === '原创') continue
    return headline && line.width >= 8
  }
  return false
}

/** @清江观察, 清江观察官方账号 */
function accountName(text: string): string {
  const name = text.startsWith('@') ? text.slice(1) : text
  return '号博'.includes(name[name.length - 1] ?? ' ')
    ? name.replace(/(?<=.{2})(?:的?(?:官方账号|官方微博|官方号|头条号|百家号))$/u, '')
    : name
}

/** Whether a menu above has the name as one of its words. */
const isListed = (readings: readonly Reading[], index: number, name: string): boolean =>
  readings
    .slice(0, index)
    .some(
      ({ text, line }) =>
        line.flags & Class.space && line.stops === 0 && text.split(/[\s|｜·]+/u).includes(name),
    )

/** Between a name and the day below it at most so many buttons stand. */
const BUTTONS = 2

const isButton = (text: string): boolean => text.length <= 12 && (markersWhole(text) || isOfButtons(text))

/** The line under a name, or under the author below it. */
function stampBelow(readings: readonly Reading[], index: number): Reading | undefined {
  let at = index + 1
  // 北方农贸观察 / 订阅 / 2022-07-02 05:41
  while (at <= index + BUTTONS && readings[at] && isButton(readings[at].text)) at++
  const [below, next] = [readings[at], readings[at + 1]]
  const person = below && next && below.line.width <= 4 && (below.line.first & Class.surname) !== 0
  return person && !(below.line.flags & Class.digit) && !isMediaName(below.text) ? next : below
}

/** A post of an account without a headline: its name, the hour, and the text. */
function opensPost(readings: readonly Reading[], index: number): boolean {
  if (!readings.slice(0, index).every(({ text }) => markersWhole(text))) return false
  const below = readings.slice(index + 2, index + 5)
  return below.some(({ prose }) => prose) && !below.some(({ headline, line }) => headline && line.width >= 12)
}

const isHeadOf = ({ text, line, titleEnd }: Reading, name: string): boolean =>
  titleEnd < line.end && text.slice(0, titleEnd - line.start) === name

const markersWhole = (text: string): boolean => lexicon().markers.whole.has(text)

/** A name that does not end as those of outlets do is no longer than this. */
const LONGEST_ACCOUNT = 6

/** What no name of an account has in it. */
const NOT_IN_NAMES = Class.comma | Class.stop | Class.colon | Class.bracket | Class.question

/** A day may stand above, or below within the lines that `stampBelow` looks at. */
function nearDay(readings: readonly Reading[], index: number): boolean {
  for (let i = Math.max(0, index - 1); i < readings.length && i <= index + BUTTONS + 2; i++)
    if (i !== index && mayBeDated(readings[i])) return true
  return false
}

/** 镜台新闻, 秦岭夜谈: the name of an account between the headline and the date. */
export const accountLine: Rule = {
  rule: 'account-line',
  prose: false,
  widest: 16,
  lowest: 8,
  above: true,
  weigh(reading, { text, readings }, index) {
    const { line, meta } = reading
    if (
      meta.pieces.length > 0 ||
      line.flags & NOT_IN_NAMES ||
      (!nearDay(readings, index) && !/^\d/.test(readings[index + 1]?.text ?? ''))
    )
      return false
    const name = accountName(reading.text)
    if (name.length < 2 || name.length > 14) return false
    const media = isMediaName(name)
    if (!media && name.length > LONGEST_ACCOUNT) return false
    if (!/^[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9·]+$/u.test(name)) return false
    if (markersWhole(name) || isOfPlainWords(name) || roleOnly(reading) !== null) return false
    const { sections, notPublishers, notNames, markers, labels } = lexicon()
    if (sections.has(name) || notPublishers.has(name) || notNames.has(name)) return false
    // 分享这段新闻
    if (markers.any.longest(name, 0) || markers.start.longest(name, 0) || labels.longest(name, 0))
      return false
    // 健康与社区 among 财经 家庭与民政 健康与社区 over the page: a section.
    if (isListed(readings, index, name)) return false
    // 老井_陈家沟的风_个人博客 over 老井: the headline again.
    if (readings.slice(0, index).some((other) => isHeadOf(other, name))) return false
    const posted = !media && opensPost(readings, index)
    // 河滩读书会 / 302 文章 1.1亿 总阅读, over the headline or under it.
    const carded = lexicon().card.test(readings[index + 1]?.text ?? '')
    // A name that says nothing of the kind wants the headline right above and the day right below.
    if (!media && !posted && !carded && !underHeadline(readings, index)) return false
    const [above, below] = [readings[index - 1], stampBelow(readings, index)]
    const dated = below && isDated(below, text, !media, posted)
    if (!dated && !carded && !(media && above && isDated(above, text, false))) return false
    if (below && saysPost(text, below.line.start, below.line.end)) return false
    const outlet = { start: line.start, end: line.end, name: publisherName(name) }
    const source = outletPiece(line.start, outlet, null)
    source.guess = media || posted || carded ? 'sure' : 'unsure'
    reading.meta = allOf([source])
    add(reading, kindIndex.title, -4)
    return add(reading, kindIndex.source, media ? 12 : 8)
  },
}

const FOREIGN_NAME =
  /^[\u4e00-\u9fff]{1,7}(?:·[\u4e00-\u9fff]{1,7}){1,3}(?=(?:\s*[（(][A-Za-z][A-Za-z .'’·-]{2,40}[）)])?$)/u

/** BBC记者 发自特罗姆瑟 */
const SENT_FROM = /[ \u3000]发自[\u4e00-\u9fff]{2,8}$/u

/** 公司商事记者 under a name: the role that it ends with; null for other lines. */
function roleOnly({ text: whole, line, headline }: Reading): string | null {
  if (!headline || line.width > 20 || line.flags & (Class.colon | Class.digit)) return null
  const text = whole.replace(SENT_FROM, '')
  if (text.length > 14) return null
  for (let length = 5; length > 1; length--) {
    const word = text.slice(-length)
    if (word.length === length && lexicon().roles.get(word)?.kind === 'writer') return word
  }
  return null
}

/** 柯林·韦斯特（Colin West） right under the headline: whoever writes; what he is may stand on the next line. */
export const foreignName: Rule = {
  rule: 'foreign-name',
  prose: false,
  widest: 30,
  lowest: 12,
  above: true,
  needs: { flags: Class.bar },
  weigh(reading, { readings }, index) {
    const { line, text } = reading
    if (reading.meta.pieces.length > 0) return false
    const name = FOREIGN_NAME.exec(text)?.[0]
    if (name === undefined || lexicon().roles.get(name.split('·')[0]) || !underHeadline(readings, index))
      return false
    const below = readings[index + 1]
    const role = below ? roleOnly(below) : null
    const { start } = line
    const person = { start, end: start + name.length, name, role, outlet: null, author: true, picture: false }
    const byline = piece('byline', start, line.end)
    byline.people = [person]
    reading.meta = allOf([byline])
    add(reading, kindIndex.title, -5)
    add(reading, kindIndex.subtitle, -4)
    if (role !== null) {
      add(below, kindIndex.title, -6)
      add(below, kindIndex.other, 3)
    }
    return add(reading, kindIndex.byline, 14)
  },
}

/** A wider headline stands within three lines, metadata under it and none under the name itself. */
function overHeadline(readings: readonly Reading[], index: number, page: string): boolean {
  const next = readings[index + 1]
  // 省农业科学院召开冬小麦品种展示会 is a headline.
  if (!next || readings[index].text.endsWith('会') || isLabelled(next, page)) return false
  for (let i = index + 1; i < readings.length - 1 && i <= index + 3; i++) {
    const { headline, line, prose } = readings[i]
    // 柞岭变了 渡口活了 / 2018-08-19何立夏陆小满: what stands below is the day, no headline.
    if (prose || isDated(readings[i], page, false)) return false
    if (headline && line.width >= 10 && isLabelled(readings[i + 1], page)) return true
  }
  return false
}

/** 风闻社区 观察视频: two or three short words over a longer headline are no headline of their own. */
export const wordsOver = voting({
  rule: 'words-over',
  prose: false,
  widest: 16,
  lowest: 6,
  above: true,
  needs: { flags: Class.space },
  votes: { title: -5, other: 3 },
  holds(reading, { text, readings }, index) {
    const blank = reading.text.indexOf(' ')
    if (blank < 2 || blank > 5) return false
    if (!/^[\u4e00-\u9fff]{2,5}(?: [\u4e00-\u9fff]{2,5}){1,2}$/u.test(reading.text)) return false
    // 古窑复烧 青瓷重光 below the menus is a headline over its second line.
    if (index > 0 && !isMediaName(readings[index - 1].text)) return false
    return overHeadline(readings, index, text)
  },
})

/** 临溪市城市管理局 over the breadcrumb: whose site it is. */
export const siteLine = voting({
  rule: 'site-line',
  prose: true,
  widest: 20,
  lowest: 4,
  needs: { last: Class.bodyEnd | Class.mediaEnd },
  votes: { other: 2, title: -5 },
  holds(reading, { text, readings }, index) {
    if (reading.text.length > 20) return false
    if (!isBodyName(reading.text) && !(index < 2 && isMediaName(reading.text))) return false
    const near = readings.slice(index + 1, index + 4)
    const story = near.findIndex(({ prose, headline }) => prose && !headline)
    const below = story < 0 ? near : near.slice(0, story)
    // 中共云岭县纪委 / 关于六起典型问题的通报
    const about = below[0]?.headline && below[0].text.startsWith('关于')
    if (
      !about &&
      !below.some(
        (other) =>
          (other.twin && other.line.han > 0) || (mayBeCrumbs(other) && readCrumbs(other.text) !== null),
      ) &&
      !overHeadline(readings, index, text)
    )
      return false
    return true
  },
})
