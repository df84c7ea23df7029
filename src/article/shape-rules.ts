import { isOfButtons } from './buttons.js'
import { colons, indexOfAny } from './chars.js'
import { Class, Pair } from './classes.js'
import { lexicon } from './lexicon.js'
import { isSpacedOut } from './list-rules.js'
import { mayOpenMasthead, readMasthead } from './masthead.js'
import { isPostName } from './names.js'
import { isMediaName } from './outlets.js'
import {
  ANY_WIDTH,
  add,
  HEADLINES,
  kindIndex,
  plainMeta,
  type Reading,
  type Rule,
  Shape,
  spoke,
  toldBit,
  voting,
} from './reading.js'
import { bannerName, type OwnName, ownName } from './sites.js'

/** What the shape of the line alone says: its length, its end, its stops. */
export const shape: Rule = {
  rule: 'shape',
  prose: true,
  widest: ANY_WIDTH,
  weigh(reading) {
    const { line, headline, prose } = reading
    const { width, ending } = line
    if (prose) {
      add(reading, kindIndex.paragraph, width >= 60 ? 5 : 3.5)
      add(reading, kindIndex.teaser, 3.5)
      for (const kind of HEADLINES) add(reading, kind, -7)
      add(reading, kindIndex.related, -3)
      add(reading, kindIndex.other, -3)
      add(reading, kindIndex.footer, -1)
      add(reading, kindIndex.caption, width > 120 ? -3 : -0.5)
      return true
    }
    if (headline) {
      add(reading, kindIndex.paragraph, width < 26 ? -3.3 : -2)
      // 一条江，三十六个码头，和最后一位摆渡人 says more than a headline does.
      const long = line.commas >= 2 && width < 26 ? 2 : 0
      // JIANGYOU UNIVERSITY NEWS over a Chinese headline
      const foreign = line.han === 0 ? 2.5 : 0
      add(reading, kindIndex.title, (width >= 7 && width <= 42 ? 3 : width <= 4 ? 0 : 1.5) - long - foreign)
      add(reading, kindIndex.related, 0.5)
      add(reading, kindIndex.subtitle, width >= 6 ? 1.2 : 0)
      add(reading, kindIndex.teaser, -3)
      add(reading, kindIndex.heading, width <= 36 ? 0.5 : -1.5)
      if (width < 7) add(reading, kindIndex.other, 0.8)
      return true
    }
    add(reading, kindIndex.title, -5)
    add(reading, kindIndex.heading, -3)
    add(reading, kindIndex.paragraph, ending === 'stop' ? 2 : ending === 'ellipsis' ? 0 : 1.5)
    add(reading, kindIndex.other, -0.5)
    return true
  },
}

/** 详情, 阅读全文, and nothing else. */
const isMore = (text: string): boolean =>
  text.length <= 6 && (isOfButtons(text) || lexicon().markers.start.longest(text, 0)?.length === text.length)

/** 产业…晶莹剔... : a teaser is cut off. */
export const cutOff: Rule = {
  rule: 'cut-off',
  prose: true,
  widest: ANY_WIDTH,
  needs: { shape: Shape.ellipsis },
  weigh(reading, { readings }, index) {
    if (reading.line.width < 20) return false
    const { end } = reading.line
    const last = reading.text[end - reading.line.start - 1]
    // An ellipsis inside quotation marks is the speaker’s: “让我想想……”
    if (last !== '.' && last !== '…' && last !== ']' && last !== '】') return false
    // 邀请… / 详情: the button leads to the rest of another story.
    const button = readings[index + 1]
    const more = button?.headline === true && isMore(button.text) ? 4 : 0
    add(reading, kindIndex.teaser, 2.5 + more)
    return add(reading, kindIndex.paragraph, -2.5 - more / 2)
  },
}

/** 岚溪网分类新闻查询>>: what ends so leads elsewhere. */
export const linkLine = voting({
  rule: 'link-line',
  prose: false,
  widest: 40,
  needs: { last: Class.arrow },
  votes: { title: -4, heading: -5, subtitle: -4, paragraph: -3, related: 2, other: 4 },
  holds: ({ text, crumbs }) => crumbs === null && /\S[ \u3000]?(?:>>|＞＞|»|>)$/u.test(text),
})

/** First words of a subtitle: ——系列报道之五 */
export const dashed = voting({
  rule: 'dashed',
  prose: true,
  widest: 60,
  needs: { first: Class.dash },
  votes: { title: -3, related: -1, subtitle: 6 },
  holds(reading) {
    if (!(reading.line.first & Class.dash) || reading.line.width > 60) return false
    return /^(?:——|—|――|──|--|─)\s*\S/u.test(reading.text)
  },
})

/** Marks without words: *** or ———— */
export const ornament = voting({
  rule: 'ornament',
  prose: true,
  widest: ANY_WIDTH,
  needs: { shape: Shape.foreign },
  votes: { title: -5, heading: -4, paragraph: -2, other: 5 },
  holds(reading) {
    return !/[\p{L}\p{N}]/u.test(reading.text.slice(0, 200))
  },
})

/** 一、(二) 1. in front of a short line: a heading inside the story. */
export const numbered = voting({
  rule: 'numbered',
  prose: false,
  widest: 64,
  needs: { first: Class.number | Class.digit },
  votes: { title: -3, heading: 2 },
  holds(reading) {
    if (!reading.headline || !(reading.line.first & (Class.number | Class.digit))) return false
    // 3. Weitere Inhalte leads to another part of the site.
    if (reading.line.han === 0) return false
    if (
      !/^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]{1,3}(?:[部条][\s：:]|[章节篇](?:[\s：:]|[\u4e00-\u9fff]{2,12}$))|\d{1,2}[、.．](?!\d))/u.test(
        reading.text,
      )
    )
      return false
    return true
  },
})

const isNamedPiece = ({ label, people, kind }: Reading['meta']['pieces'][number]): boolean =>
  (label !== null && kind !== 'title') || people.some(({ role }) => role !== null)

export const twin = voting({
  rule: 'twin',
  prose: false,
  widest: ANY_WIDTH,
  needs: { shape: Shape.twin },
  votes: { title: 5 },
  holds(reading, { readings }) {
    // 鸿运彩票|最新版下载-安全购彩 over 鸿运彩票
    const [top] = readings
    if (spoke(top, toldBit['spam-list']) && top.text.startsWith(reading.text)) return false
    // 来源：某某网 above and below the story is no headline.
    return reading.meta.covered < 0.9 || !reading.meta.pieces.some(isNamedPiece)
  },
})

const PAIR = /^[\u4e00-\u9fffA-Za-z]{2,8}[：:][^：:]{1,60}$/u
/** Blanks between a name and its value. */
const BEHIND_NAME = /(?<=[：:])[ \u3000]+(?=[^\s：:]+(?:\s|$))/gu
/** No longer is the name in front of a value. */
const LONGEST_KEY = 10

/** 执业证书编号：S0000521010001 */
const NUMBERED = /^[\u4e00-\u9fff]{2,10}[：:]\s*[A-Za-z]{0,4}\d[\w./-]{3,}$/u

const GUEST = /^[\u4e00-\u9fff]{2,5}[：:]\s*([\u4e00-\u9fff]{2,4})\s+\S/u

/** 专家：程立群 江州市第一人民医院主任医师: who speaks, with the post held; 专家：高峰总体平稳 is a headline. */
function isGuest(text: string): boolean {
  const name = GUEST.exec(text)?.[1]
  return name !== undefined && lexicon().surnames.longest(name, 0) !== null && isPostName(text)
}

/** 证券代码：600999 证券简称：海岳新材: names of things with their values, side by side. */
export const keyValues = voting({
  rule: 'key-values',
  prose: false,
  widest: 90,
  needs: { flags: Class.colon },
  votes: { title: -6, paragraph: -1, other: 5 },
  holds(reading) {
    const { text, line, prose } = reading
    if (prose || line.width > 90 || !(line.flags & Class.colon) || line.periods > 0) return false
    const colon = indexOfAny(text, colons, 0, LONGEST_KEY + 1)
    if (colon < 2) return false
    if (!(line.flags & (Class.space | Class.digit))) return false
    const items = text.replace(BEHIND_NAME, '').split(/\s+/u)
    const paired = items.length < 2 ? NUMBERED.test(text) : items.every((item) => PAIR.test(item))
    return paired || isGuest(text)
  },
})

/** 江粮发〔2021〕38号, （2022）云0102民初1234号 */
export const documentNumber = voting({
  rule: 'document-number',
  prose: false,
  widest: ANY_WIDTH,
  needs: { flags: Class.digit },
  votes: { title: -6, other: 6 },
  holds(reading) {
    if (!(reading.line.flags & Class.digit) || !reading.text.endsWith('号')) return false
    const office = /^[\u4e00-\u9fff]{1,12}[〔[［（(]\d{4}[〕\]］）)]第?\d{1,5}号$/u.test(reading.text)
    return office || /^[（(〔]\d{4}[）)〕][\u4e00-\u9fff\d]{3,18}号$/u.test(reading.text)
  },
})

const PAPER_PAGE = /^(?:当前)?第?[ \u3000]?[A-Z]{0,3}\d{1,3}[ \u3000]?版(?=$|[:：（(\s])|^当前版[:：]/u
const PAGE_NAMED = /^[A-Z]{0,3}\d{1,3}[:：][ \u3000]?(\S{2,8})$/u

/** 第A03版：城事, 01：一版要闻: the page of the paper, over the headline. */
export const paperPage = voting({
  rule: 'paper-page',
  prose: false,
  widest: 34,
  headline: true,
  lowest: 12,
  above: true,
  needs: { flags: Class.digit },
  votes: { title: -6, subtitle: -5, other: 5 },
  holds(reading) {
    const { text } = reading
    const name = PAGE_NAMED.exec(text)?.[1]
    const named = name !== undefined && (name.includes('版') || lexicon().sections.has(name))
    return named || PAPER_PAGE.test(text)
  },
})

const FIGURE = /^[\d\s+:/.,%()（）|-]+$/u
/** A+, -A, Aa, HD: buttons for the size of the type and the like. */
const BUTTON = /^[+-]?[A-Za-z]{1,2}[+-]?$/u

/** 1, +3, 00:46, A+: a figure or a letter without a word. */
export const bareFigure = voting({
  rule: 'bare-figure',
  prose: false,
  widest: ANY_WIDTH,
  needs: { shape: Shape.foreign },
  votes: { title: -5, heading: -4, paragraph: -5, other: 4 },
  holds(reading) {
    const { text } = reading
    // 2025-12-24,12667| 2025-12-23,12659|
    return !!(FIGURE.test(text) || (text.length <= 16 && BUTTON.test(text)))
  },
})

/** What an address is called, over it, is no wider. */
const WIDEST_NAMED = 20

const ADDRESS = /^(?:https?:\/\/|www\.)\S+$/u

/** https://news.example.com/2024/0605/8821.html, press@example.com, hk_image.png */
export const addressLine: Rule = {
  rule: 'address-line',
  prose: true,
  widest: ANY_WIDTH,
  needs: { first: Class.half },
  weigh(reading, { readings, firstProse }, index) {
    const { line, text } = reading
    const address = ADDRESS.test(text)
    const above = readings[index - 1]
    // 📰实体报销售点：, over its address and below the story
    if (address && above && !above.prose && index > firstProse + 1 && above.line.width <= WIDEST_NAMED) {
      add(above, kindIndex.paragraph, -3)
      add(above, kindIndex.other, 3)
    }
    if (
      line.han > 8 ||
      !(address || /^[\w.+-]+@[\w-]+\.[\w.]+$|^[\w.-]+\.(?:png|jpe?g|gif|webp|mp4)$/iu.test(text))
    )
      return false
    add(reading, kindIndex.title, -7)
    add(reading, kindIndex.heading, -5)
    add(reading, kindIndex.subtitle, -5)
    add(reading, kindIndex.paragraph, -3)
    return add(reading, kindIndex.other, 5)
  },
}

/** 江北铜业（601999）: the name of a share with its number, over a box of prices. */
export const codeLine = voting({
  rule: 'code-line',
  prose: false,
  widest: 40,
  needs: { flags: Class.digit },
  votes: { title: -6, heading: -4, subtitle: -4, other: 5 },
  holds(reading) {
    if (
      !(reading.line.flags & Class.bracket) ||
      !/^[\u4e00-\u9fffA-Za-z*-]{2,10} ?[（(](?:[A-Za-z]{2,6}[.:： ]?)?\d{4,6}(?:[.][A-Za-z]{1,4})?[)）](?:\s+[\u4e00-\u9fff]{2,6}){0,8}$/u.test(
        reading.text,
      )
    )
      return false
    return reading.line.commas === 0 && (reading.line.flags & Class.colon) === 0
  },
})

const ACCOUNT = /^[:： ]\s*[A-Za-z]\w{2,20}(?![\w. ]*[A-Z])/u

/** 作者 rainbow88 (彩虹)　看板 Local: who posts, by an account. */
export const handleLine = voting({
  rule: 'handle-line',
  prose: false,
  widest: 60,
  above: true,
  needs: { opening: Pair.handle },
  votes: { title: -6, byline: -4, other: 6 },
  holds(reading) {
    const hit = lexicon().markers.handle.longest(reading.text, 0)
    if (hit === null || !ACCOUNT.test(reading.text.slice(hit.length))) return false
    // The account beside the day is nobody who writes for a paper.
    const { pieces } = reading.meta
    if (pieces.length > 1)
      reading.meta = { ...reading.meta, pieces: pieces.filter(({ kind }) => kind !== 'byline') }
    return true
  },
})

/** 情　况　通　报, 讣　告: a headline spaced out. */
export const spacedHeadline: Rule = {
  rule: 'spaced-headline',
  prose: false,
  widest: 14,
  lowest: 16,
  above: true,
  needs: { flags: Class.space },
  weigh(reading) {
    if (!isSpacedOut(reading.text)) return false
    // 搜　索
    if (isOfButtons(reading.text.replace(/\s/gu, ''))) return add(reading, kindIndex.other, 4)
    return add(reading, kindIndex.title, 3.5)
  },
}

/** Banners stand among so many first lines. */
const BANNERS = 6

/** 西原日报　数字报刊平台, 日常志 Issue 46: the site’s name over the page, with words beside it. */
export const bannerLine = voting({
  rule: 'banner-line',
  prose: false,
  widest: 30,
  headline: true,
  lowest: BANNERS,
  above: true,
  needs: { flags: Class.space | Class.bar, opening: Pair.site },
  votes: { title: -4, breadcrumb: -4, other: 3 },
  holds(reading) {
    return reading.crumbs === null && bannerName(reading.text) !== null
  },
})

/** Nothing but the name of the site and 提醒您： is no wider. */
const WIDEST_OWN = 18

/** 夜航专线：0914-1995。 below such a line. */
const TELEPHONE = /^[\u4e00-\u9fff]{2,10}[：:]\s*\d[\d-]{2,}[。]?$/u

function speaks({ line, text }: Reading, { start, end, framed }: OwnName): boolean {
  if (framed || line.first & Class.bullet || (line.ending === 'colon' && line.width <= WIDEST_OWN))
    return true
  // 岛屿电子报关心您：夜间行船请开灯。
  return (line.flags & Class.colon) !== 0 && isMediaName(text.slice(start, end))
}

/** ►东方云提醒您：食品安全人人有责。, 岛屿新闻网提醒您：, 1本文为《秦岭晚报》原创作品。: the site speaks of itself or to its readers. */
export const ownLine: Rule = {
  rule: 'own-line',
  prose: true,
  widest: 50,
  needs: { first: Class.bullet | Class.note | Class.digit, flags: Class.colon },
  goesOn: true,
  weigh(reading, { readings }, index) {
    const above = readings[index - 1]
    const more = above !== undefined && spoke(above, toldBit['own-line']) && TELEPHONE.test(reading.text)
    const own = ownName(reading.text)
    if (!more && !(own && speaks(reading, own))) return false
    // Such words are no part of the text below them, and other notices may follow.
    if (own?.framed && reading.line.stops > 0) add(reading, kindIndex.disclaimer, 13)
    add(reading, kindIndex.title, -5)
    add(reading, kindIndex.paragraph, -4)
    return add(reading, kindIndex.other, 7)
  },
}

/** A cell of the table above a document: 主题分类： and its value on the next line. */
const isKey = ({ text, line, prose }: Reading) =>
  !prose &&
  line.ending === 'colon' &&
  line.width <= 8 &&
  line.han <= 6 &&
  /^[\u4e00-\u9fff\s　]+[：:]$/u.test(text)

/** 索 引 号： / GL0012/2021-00456: above the story a name and its value, each on a line. */
export const cells = voting({
  rule: 'cells',
  prose: false,
  widest: ANY_WIDTH,
  needs: { shape: Shape.colon },
  goesOn: true,
  votes: { title: -5, paragraph: -3, heading: -3, other: 4 },
  holds(reading, { readings }, index) {
    const below = readings[index + 1]
    const above = readings[index - 1]
    const named = isKey(reading)
    if (!named && !(above && spoke(above, toldBit.cells))) return false
    // 同志们： stands alone; a table has several names.
    const others = [readings[index - 2], readings[index + 2]].some(
      (other) => other !== undefined && isKey(other),
    )
    const key = others && named && below !== undefined && !below.prose && below.line.width <= 40
    const value = !reading.prose && above !== undefined && spoke(above, toldBit.cells) && isKey(above)
    if (!key && !value) return false
    return !readings.slice(Math.max(0, index - 12), index).some(({ prose }) => prose)
  },
})

/** 标签：, 【关键词】, #话题: alone on its line. */
function isTagHead(text: string): boolean {
  const at = '【[#＃'.includes(text[0]) ? 1 : 0
  const hit = lexicon().markers.tags.longest(text, at)
  return hit !== null && /^[】\]]?[：:]?$/u.test(text.slice(at + hit.length))
}

/** 标签： / 海岛 / 共享药箱: what follows 标签 line by line, up to eight words. */
export const tagItems = voting({
  rule: 'tag-items',
  prose: false,
  widest: 14,
  needs: { opening: Pair.tags },
  goesOn: true,
  votes: { title: -6, heading: -4, byline: -8, related: -1, other: 6 },
  holds(reading, { readings }, index) {
    const { flags, pairs } = reading.line
    // Tag alone on its line is no word of a story.
    const labelled = ((flags & Class.colon) | (pairs & Pair.label)) !== 0 || reading.line.han === 0
    const head = labelled && isTagHead(reading.text)
    const above = readings[index - 1]
    const far = readings[index - 9]
    const item =
      above !== undefined && spoke(above, toldBit['tag-items']) && !(far && spoke(far, toldBit['tag-items']))
    const word = reading.headline || (reading.line.han === 0 && reading.line.width < 2)
    if (!head && !(item && word && reading.line.width <= 10)) return false
    // 责任编辑：王倩 ends the list.
    return head || (reading.line.flags & Class.colon) === 0
  },
})

/** #石屎剥落　#大角咀: topics, each behind its mark. */
export const hashtags = voting({
  rule: 'hashtags',
  prose: true,
  widest: 120,
  needs: { first: Class.topic },
  votes: { title: -6, heading: -4, related: -1, other: 6 },
  holds(reading) {
    const { text } = reading
    const items = text.split(/\s+/u)
    return items.every((item) => /^[#＃][^#＃]{1,24}/u.test(item))
  },
})

const WORDS = /^(?:[\u4e00-\u9fffA-Za-z0-9]{2,6}[，,、;；]){3,}[\u4e00-\u9fffA-Za-z0-9]{2,6}$/u

/** 岚溪,民生,要闻,秦岭在线: the page’s keywords over its headline. */
export const wordList = voting({
  rule: 'word-list',
  prose: true,
  widest: 80,
  lowest: 8,
  above: true,
  needs: { flags: Class.comma },
  votes: { title: -8, subtitle: -8, paragraph: -6, teaser: -4, other: 6 },
  holds: ({ text, line }) => line.commas > 2 && line.stops === 0 && WORDS.test(text),
})

/** 市委常委会召开会议强调 over the headline. */
export const kicker: Rule = {
  rule: 'kicker',
  prose: true,
  widest: 40,
  lowest: 20,
  needs: { last: Class.lead, shape: Shape.colon },
  weigh(reading, { readings, firstProse }, index) {
    const below = readings[index + 1]
    if (!below?.headline || below.line.width < 6) return false
    if (reading.line.ending === 'colon' && reading.line.han >= 8 && index < 6) {
      // 多部门发布方案： / 到2025年新建充电桩二百万个
      if (firstProse < index) return false
      return add(reading, kindIndex.subtitle, 7)
    }
    const { text, headline } = reading
    if (!headline || !lexicon().markers.lead.longest(text, text.length, 0)) return false
    add(reading, kindIndex.title, -3.5)
    return add(reading, kindIndex.subtitle, 6)
  },
}

/** 评论深度: nothing but names of sections, two of them at least. */
function isOfSections(text: string): boolean {
  const { sections } = lexicon()
  let count = 0
  for (let at = 0; at < text.length; count++) {
    const length = [4, 3, 2].find((n) => at + n <= text.length && sections.has(text.slice(at, at + n)))
    if (!length) return false
    at += length
  }
  return count > 1
}

/** 港闻, 时政要闻: a section alone on its line; 评论深度 over the headline. */
export const sectionLine = voting({
  rule: 'section-line',
  prose: true,
  widest: 8,
  needs: { first: Class.known },
  votes: { title: -4, heading: -2, byline: -4, other: 3 },
  holds(reading, { readings }, index) {
    const { text } = reading
    if (text.length > 8) return false
    const below = readings[index + 1]
    return (
      lexicon().sections.has(text) ||
      (below?.headline === true && below.line.width > reading.line.width && isOfSections(text))
    )
  },
})

const isOutlet = ({ text, line }: Reading): boolean =>
  ((line.last & Class.mediaEnd) !== 0 || (line.pairs & Pair.outlet) !== 0) && isMediaName(text, true)

/** 联合新闻网, 商洛日报: a name of an outlet alone on its line. */
export const outletLine: Rule = {
  rule: 'outlet-line',
  prose: true,
  widest: 16,
  needs: { last: Class.mediaEnd, pairs: Pair.outlet },
  weigh(reading) {
    if (reading.text.length > 16 || !isOutlet(reading)) return false
    add(reading, kindIndex.title, -3)
    add(reading, kindIndex.heading, -1)
    add(reading, kindIndex.other, 1)
    return true
  },
}

const isWriting = (role: string | null): boolean =>
  role !== null && lexicon().roles.get(role)?.kind === 'writer'

/** So many lines below the byline are looked at for the story. */
const STORY_NEAR = 2

/** 一块屏一个月四十九元。 between the day and 文｜王倩: what the story is about, and none of it. */
export const standfirst = voting({
  rule: 'standfirst',
  prose: true,
  widest: 40,
  lowest: 14,
  needs: { last: Class.stop },
  votes: { paragraph: -8, caption: -4, heading: -4, other: 8 },
  holds({ line, headline }, { text, readings }, index) {
    const [above, below] = [readings[index - 1], readings[index + 1]]
    if (!above || !below || line.stops > 1 || !spoke(above, toldBit.metadata)) return false
    // 为什么靠窗的位总留给成绩好的人？ is the headline under its day.
    if (headline || line.ending !== 'stop') return false
    if (!readings.slice(index + 2, index + 2 + STORY_NEAR).some(({ prose }) => prose)) return false
    const { pieces, covered } = plainMeta(below, text)
    // （记者 王倩） in brackets closes a story of one sentence.
    if (covered < 0.9 || below.line.first & Class.bracket) return false
    return pieces.some(({ people }) => people.some(({ role }) => isWriting(role)))
  },
})

/** ① … ⑩ */
const isCircled = ({ text }: Reading): boolean => text.charCodeAt(0) >= 0x2460 && text.charCodeAt(0) <= 0x2469

const MOST_POINTS = 9

/** ①三家厂商减产； ②…。 over 财联社6月3日讯: the points of a story in front of its masthead. */
export const points = voting({
  rule: 'points',
  prose: true,
  widest: 130,
  lowest: 20,
  needs: { first: Class.number },
  votes: { paragraph: -10, caption: -10, heading: -6, title: -4, subtitle: -4, other: 8 },
  holds(reading, { text, readings }, index) {
    if (!isCircled(reading)) return false
    let next = index + 1
    while (next < readings.length && next < index + MOST_POINTS && isCircled(readings[next])) next++
    const below = readings[next]
    if (!below) return false
    const { start, end } = below.line
    return mayOpenMasthead(text, start, end) && readMasthead(text, start, end) !== null
  },
})
