import { Class } from './classes.js'
import { lexicon } from './lexicon.js'
import { isMediaName } from './outlets.js'
import { add, type Reading, type Rule } from './reading.js'

/** What the shape of the line alone says: its length, its end, its stops. */
export const shape: Rule = {
  rule: 'shape',
  weigh(reading) {
    const { line, headline, prose } = reading
    const { width, ending } = line
    if (prose) {
      add(reading, 'paragraph', width >= 60 ? 5 : 3.5)
      add(reading, 'teaser', 3.5)
      for (const kind of ['title', 'heading', 'subtitle'] as const) add(reading, kind, -7)
      add(reading, 'related', -3)
      add(reading, 'other', -3)
      add(reading, 'footer', -1)
      add(reading, 'caption', width > 120 ? -3 : -0.5)
      return true
    }
    if (headline) {
      add(reading, 'paragraph', width < 26 ? -3.3 : -2)
      add(reading, 'title', width >= 7 && width <= 42 ? 3 : width <= 4 ? 0 : 1.5)
      add(reading, 'related', 0.5)
      add(reading, 'subtitle', width >= 6 ? 1.2 : 0)
      add(reading, 'teaser', -3)
      add(reading, 'heading', width <= 36 ? 0.5 : -1.5)
      if (width < 7) add(reading, 'other', 0.8)
      return true
    }
    add(reading, 'title', -5)
    add(reading, 'heading', -3)
    add(reading, 'paragraph', ending === 'stop' ? 2 : ending === 'ellipsis' ? 0 : 1.5)
    add(reading, 'other', -0.5)
    return true
  },
}

/** 产业…晶莹剔... : a teaser is cut off. */
export const cutOff: Rule = {
  rule: 'cut-off',
  weigh(reading) {
    if (reading.line.ending !== 'ellipsis' || reading.line.width < 20) return false
    const { end } = reading.line
    const last = reading.text[end - reading.line.start - 1]
    // An ellipsis inside quotation marks is the speaker’s: “让我想想……”
    if (last !== '.' && last !== '…' && last !== ']' && last !== '】') return false
    add(reading, 'teaser', 2.5)
    return add(reading, 'paragraph', -2.5)
  },
}

/** First words of a subtitle: ——系列报道之五 */
export const dashed: Rule = {
  rule: 'dashed',
  weigh(reading) {
    if (!/^(?:——|—|――|──|--|─)\s*\S/u.test(reading.text) || reading.line.width > 60) return false
    add(reading, 'title', -3)
    add(reading, 'related', -1)
    return add(reading, 'subtitle', 6)
  },
}

/** A menu: short items side by side. */
export const menu: Rule = {
  rule: 'menu',
  weigh(reading) {
    const { text, line } = reading
    if (line.width > 120 || line.stops > 0 || line.commas > 0 || !(line.flags & (Class.space | Class.bar)))
      return false
    const items = text.split(/[\s|｜丨·/]+/u).filter((item) => item !== '')
    // 今日要闻 | 上一篇 | 下一篇
    const paging = items.length > 1 && items.some((item) => lexicon().markers.start.longest(item, 0))
    if ((items.length < 4 && !paging) || items.some((item) => item.length > 8)) return false
    add(reading, 'title', -4)
    return add(reading, 'other', 3.5)
  },
}

/** Marks without words: *** or ———— */
export const ornament: Rule = {
  rule: 'ornament',
  weigh(reading) {
    if (reading.line.han > 0 || /[\p{L}\p{N}]/u.test(reading.text.slice(0, 200))) return false
    add(reading, 'title', -5)
    add(reading, 'heading', -4)
    add(reading, 'paragraph', -2)
    return add(reading, 'other', 3)
  },
}

/** 标题 2022-05-19, [05-19] 标题, · 标题: an item of a list of stories. */
export const listItem: Rule = {
  rule: 'list-item',
  weigh(reading, { readings }, index) {
    const { text, line, headline } = reading
    if (line.width > 70 || line.ending === 'stop') return false
    const listed = /^[•·●■◆▪▶►]/u.test(text)
    if (!listed && !(line.flags & Class.digit)) return false
    const dated =
      /(?:[\s[［(（【]|^)(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d{2})?[\])）】］]?$/u.test(
        text,
      )
    const led = /^[[［(（]?(?:\d{4}[-/.])?\d{1,2}[-/]\d{1,2}[\])）］]?\s/u.test(text)
    if ((dated || led) && line.han >= 5) {
      add(reading, 'title', -3)
      return add(reading, 'related', 4)
    }
    if (headline && listed) {
      const [above, below] = [readings[index - 1], readings[index + 1]]
      // ►山区落石几率高 between two paragraphs is a heading.
      if (above?.prose && above.line.ending === 'stop' && below?.prose && below.line.ending === 'stop')
        return add(reading, 'heading', 1.5)
      add(reading, 'title', -2)
      add(reading, 'heading', -1)
      return add(reading, 'related', 1.5)
    }
    return false
  },
}

/** 一、(二) 1. in front of a short line: a heading inside the story. */
export const numbered: Rule = {
  rule: 'numbered',
  weigh(reading) {
    if (!reading.headline) return false
    if (
      !/^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节部条][\s：:]|\d{1,2}[、.．](?!\d))/u.test(
        reading.text,
      )
    )
      return false
    add(reading, 'title', -3)
    return add(reading, 'heading', 2)
  },
}

export const twin: Rule = {
  rule: 'twin',
  weigh(reading) {
    if (!reading.twin || reading.prose) return false
    return add(reading, 'title', 5)
  },
}

const PAIR = /^[\u4e00-\u9fffA-Za-z]{2,8}[：:][^：:]{1,24}$/u

/** 证券代码：600999 证券简称：海岳新材: names of things with their values, side by side. */
export const keyValues: Rule = {
  rule: 'key-values',
  weigh(reading) {
    const { text, line, prose } = reading
    if (prose || line.width > 90 || !(line.flags & Class.colon) || line.periods > 0) return false
    const items = text.split(/\s+/u)
    if (items.length < 2 || !items.every((item) => PAIR.test(item))) return false
    add(reading, 'title', -6)
    add(reading, 'paragraph', -1)
    return add(reading, 'other', 5)
  },
}

/** 江粮发〔2021〕38号, （2022）云0102民初1234号 */
export const documentNumber: Rule = {
  rule: 'document-number',
  weigh(reading) {
    const office = /^[\u4e00-\u9fff]{1,12}[〔[［（(]\d{4}[〕\]］）)]第?\d{1,5}号$/u.test(reading.text)
    if (!office && !/^[（(〔]\d{4}[）)〕][\u4e00-\u9fff\d]{3,18}号$/u.test(reading.text)) return false
    add(reading, 'title', -6)
    return add(reading, 'other', 6)
  },
}

/** 1, +3, 00:46: a figure without a word. */
export const bareFigure: Rule = {
  rule: 'bare-figure',
  weigh(reading) {
    if (reading.line.han > 0 || reading.text.length > 12 || !/^[\d\s+:/.,%()（）-]+$/u.test(reading.text))
      return false
    add(reading, 'title', -5)
    add(reading, 'heading', -4)
    add(reading, 'paragraph', -2)
    return add(reading, 'other', 2.5)
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
export const cells: Rule = {
  rule: 'cells',
  weigh(reading, { readings }, index) {
    const below = readings[index + 1]
    const above = readings[index - 1]
    // 同志们： stands alone; a table has several names.
    const others = [readings[index - 2], readings[index + 2]].some(
      (other) => other !== undefined && isKey(other),
    )
    const key = others && isKey(reading) && below !== undefined && !below.prose && below.line.width <= 40
    const value = !reading.prose && above !== undefined && above.rules.includes('cells') && isKey(above)
    if (!key && !value) return false
    if (readings.slice(Math.max(0, index - 12), index).some(({ prose }) => prose)) return false
    add(reading, 'title', -5)
    add(reading, 'paragraph', -3)
    add(reading, 'heading', -3)
    return add(reading, 'other', 4)
  },
}

/** 市委常委会召开会议强调 over the headline. */
export const kicker: Rule = {
  rule: 'kicker',
  weigh(reading, { readings }, index) {
    if (index > 20 || reading.line.width > 40) return false
    const below = readings[index + 1]
    if (!below?.headline || below.line.width < 6) return false
    if (reading.line.ending === 'colon' && reading.line.han >= 8 && index < 6) {
      // 多部门发布方案： / 到2025年新建充电桩二百万个
      if (readings.slice(0, index).some(({ prose }) => prose)) return false
      return add(reading, 'subtitle', 7)
    }
    if (!reading.headline) return false
    if (
      !/(?:强调|指出|要求|提出|部署|召开会议|系列报道|系列评论|特别报道|专题报道|时说)$/u.test(reading.text)
    )
      return false
    add(reading, 'title', -3.5)
    return add(reading, 'subtitle', 6)
  },
}

/** 港闻, 时政要闻: a section alone on its line. */
export const sectionLine: Rule = {
  rule: 'section-line',
  weigh(reading) {
    if (reading.text.length > 8 || !lexicon().sections.has(reading.text)) return false
    add(reading, 'title', -4)
    add(reading, 'heading', -2)
    add(reading, 'byline', -4)
    return add(reading, 'other', 3)
  },
}

/** 联合新闻网, 商洛日报: a name of an outlet alone on its line. */
export const outletLine: Rule = {
  rule: 'outlet-line',
  weigh(reading) {
    if (reading.text.length > 16 || !isMediaName(reading.text, true)) return false
    add(reading, 'title', -3)
    add(reading, 'heading', -1)
    add(reading, 'other', 1)
    return true
  },
}

/** 8月30日，旅客在荔波站候车。 — one scene on one day in one clause is what a photograph shows. */
export const datedScene: Rule = {
  rule: 'dated-scene',
  weigh(reading) {
    if (reading.line.width > 34 || reading.line.stops !== 1) return false
    if (!/^\d{1,2}月\d{1,2}日，[^，。“]{2,10}在[^，。“]{3,20}。$/u.test(reading.text)) return false
    return add(reading, 'caption', 8.5)
  },
}
