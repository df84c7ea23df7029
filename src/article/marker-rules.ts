import { isOfButtons } from './buttons.js'
import { indexOfAny, skipBlanks, slashes } from './chars.js'
import { Class, Pair } from './classes.js'
import { lexicon } from './lexicon.js'
import type { Line } from './lines.js'
import { isMediaName } from './outlets.js'
import { ANY_WIDTH, add, KINDS, kindIndex, type Reading, type Rule, SHORT, voting } from './reading.js'
import { moreOf } from './sites.js'

/**
 * 上一篇：…, ►延伸阅读：…: with a headline in the same line it may stand inside the story (`aside`); alone it
 * opens a list.
 */
function relate(reading: Reading, weight: number): void {
  if (reading.line.width > 80) weight -= 7
  add(reading, kindIndex.related, weight + 3)
  add(reading, kindIndex.title, -4)
  const value = /[：:》|｜]\s*(\S.{3,})$/u.exec(reading.text)
  if (value && !/^[上下前后]/u.test(reading.text)) add(reading, kindIndex.aside, weight + 12)
}

const BULLETS = /^[•·●○■□◆◇▪▶►▷➤※★☆*＊✦◎⊙→\-–—》>]\s*/u

/** 图2, 图 3 */
const FIGURED = /^图[ \u3000]?\d/u

/** Markers at the start of the line, behind a bullet as well. */
export const startMarker: Rule = {
  rule: 'start-marker',
  prose: true,
  widest: ANY_WIDTH,
  needs: { opening: Pair.start },
  weigh(reading, { text, firstProse }, index) {
    const { markers } = lexicon()
    // 组图：老渡口夜航重开 over the story is its headline.
    const show = index < firstProse && reading.headline ? markers.show.longest(reading.text, 0) : null
    if (show) return add(reading, kindIndex.title, show.value.weight)
    const bullet = reading.line.first & Class.bullet ? (BULLETS.exec(reading.text)?.[0].length ?? 0) : 0
    let found = false
    for (const at of bullet > 0 ? [reading.line.start, reading.line.start + bullet] : [reading.line.start]) {
      const hit = markers.start.longest(text, at)
      if (!hit || at + hit.length > reading.line.end) continue
      found = true
      const { kind, weight } = hit.value
      if (kind === 'caption') {
        // 图为 opens a caption, not a paragraph of 200 characters.
        add(reading, kindIndex.caption, reading.line.width <= 130 ? weight + 3 : weight - 4)
        // 图2主产省价格走势 is no headline.
        if (FIGURED.test(reading.text)) add(reading, kindIndex.title, -4)
      } else if (kind === 'related') relate(reading, weight)
      else if (kind === 'chrome') {
        // 原标题：… above the headline repeats it.
        add(reading, kindIndex.title, -weight)
        add(reading, kindIndex.other, weight)
      } else if (kind !== 'end' && kind !== 'text') add(reading, kindIndex[kind], weight + 4)
    }
    return found
  },
}

/** 相关阅读 on a line of its own, also in brackets or with a bullet or colon. */
export const headMarker: Rule = {
  rule: 'head-marker',
  prose: true,
  widest: 22,
  needs: { opening: Pair.head },
  weigh(reading, { text }) {
    const { line } = reading
    const lead = /^[【[（(「《<〈•·●■◆▪▶►*＊#\-—=>|｜\s丨]*/u.exec(reading.text)?.[0].length ?? 0
    const at = line.start + lead
    if (moreOf(reading.text)) return add(reading, kindIndex.related, MORE)
    const hit = lexicon().markers.head.longest(text, at)
    if (!hit || at + hit.length > line.end) return false
    const rest = text.slice(at + hit.length, line.end).replace(/^[\s】\]）)」》>〉：:>»…+·|｜丨\-—=]*/u, '')
    // 相关内容如下： leads on to the text.
    if (rest.startsWith('如下')) return false
    if (rest.length > 3 && !lexicon().goesOn.test(rest)) {
      // 其他人也在看：退休夫妇骑行川藏线 may stand inside the story.
      if (!'：:》|｜'.includes(text[at + hit.length])) return false
      relate(reading, hit.value.weight)
      return true
    }
    return add(reading, kindIndex.related, hit.value.weight + 4)
  },
}

/** What 更多岛屿日报报导 says for a list below it. */
const MORE = 10

const noSums: number[] = new Array(KINDS).fill(0)

/** Markers anywhere in the line, each kind counted up to three times. */
export const anyMarker: Rule = {
  rule: 'any-marker',
  prose: true,
  widest: ANY_WIDTH,
  needs: { pairs: Pair.any },
  weigh(reading, { text }) {
    const { line } = reading
    if (!(line.pairs & Pair.any)) return false
    const { any } = lexicon().markers
    let sums = noSums
    let counts = noSums
    let hits = 0
    const limit = Math.min(line.end, line.start + SHORT)
    let past = line.start
    for (const i of line.markers ?? []) {
      if (i < past) continue
      const hit = any.longest(text, i)
      if (!hit || i + hit.length > limit) continue
      if (hits === 0) {
        sums = noSums.slice()
        counts = noSums.slice()
      }
      const { kind, weight } = hit.value
      const to = kind === 'chrome' || kind === 'end' || kind === 'text' ? kindIndex.other : kindIndex[kind]
      counts[to]++
      if (counts[to] <= 4) sums[to] += weight
      hits++
      past = i + hit.length
    }
    if (hits === 0) return false
    // In prose one word is an accident (扫一扫即可付款); a short line is made of it.
    const thin = reading.prose || line.width > 60
    for (let kind = 0; kind < KINDS; kind++) {
      const sum = sums[kind]
      if (counts[kind] === 0) continue
      if (kind === kindIndex.other)
        add(reading, kind, line.width <= 30 ? sum : line.width <= 60 ? sum / 2 : sum / 4)
      else add(reading, kind, thin && counts[kind] < 2 ? sum / 2 : sum + 2)
    }
    return true
  },
}

function lastChar(text: string, start: number, end: number): string {
  const last = text[end - 1]
  return (last === '。' || last === '.') && end - 1 > start ? text[end - 2] : last
}

const DAY_LAST = /[ \u3000]{1,2}(?:\d{2,4}年)?\d{1,2}月\d{1,2}日$/u

/** A credit in brackets is no longer than this. */
const LONGEST_BOX = 30
/** What it follows is a caption, no paragraph. */
const WIDEST_BOXED = 120

/** （何立夏/岚溪社）: who took the picture, and for whom. */
function namesAgency(credit: string): boolean {
  const slash = indexOfAny(credit, slashes, 1, credit.length)
  return slash > 0 && isMediaName(credit.slice(slash + 1).trim(), true)
}

/** 水手在修缆绳。（岚溪社）: one short sentence and whose picture it is. */
const ofAgency = (credit: string, width: number): boolean =>
  width <= WIDEST_SHOWN && isMediaName(credit, true) && lexicon().media.has(credit)
const WIDEST_SHOWN = 44

/** （岚溪社 何立夏摄） */
const TAKEN = /^[^，。：:/／]{2,16}[^拍航翻]摄$/u

/** 木桁架。（图／北辰新闻网）: the bracket that closes the line opens with what it credits. `goesOn`: one sentence, below which the story goes on. */
function boxedCredit(text: string, { start, end, last, width }: Line, goesOn: boolean): boolean {
  if (!(last & Class.fill) || width > WIDEST_BOXED || !'）)'.includes(text[end - 1])) return false
  for (let i = end - 2; i > start + 5 && i > end - LONGEST_BOX; i--) {
    if ('）)'.includes(text[i])) return false
    if (!'（('.includes(text[i])) continue
    const hit = lexicon().markers.box.longest(text, skipBlanks(text, i + 1), end)
    if (hit === null) {
      const credit = text.slice(i + 1, end - 1)
      return (goesOn && namesAgency(credit)) || (goesOn && ofAgency(credit, width)) || TAKEN.test(credit)
    }
    // （转自某报）, （原创）: words of a button are no credit.
    if (hit.value.weight <= 0 || hit.value.kind !== 'caption') return false
    // （图/程思远 审核/田伟）: a row of roles signs the story; （示意图／某图库） is one.
    return !/[/／：:]/.test(text.slice(i + 2 + hit.length, end))
  }
  return false
}

/** What ends so names a column or a site. */
function names(reading: Reading, over: boolean, weight: number): boolean {
  if (!over || !reading.headline || reading.line.width > WIDEST_COLUMN) return false
  add(reading, kindIndex.title, -weight)
  return add(reading, kindIndex.other, weight / 2)
}
const WIDEST_COLUMN = 14

/** A headline that says that it has pictures. */
const ILLUSTRATED = /[（(](?:组|多|附|高清)?图(?:片|集)?[）)]$/u

/** …自撞电线杆。记者王小明／ in front of 翻摄: behind a sentence a name; or nothing: …走势。 新华社发 */
const SIGNED =
  /[。！][ \u3000]*$|[。！\s][\u4e00-\u9fff]{0,6}(?:记者|特派员|通讯员)[ \u3000]?[\u4e00-\u9fff·]{2,4}[ \u3000]?[/／╱]?[ \u3000]?$/u

/** …文/图）, …图文）: a role of whoever writes in front of the bracket that closes the line. */
function closesWriter(text: string, end: number): boolean {
  if (!'）)'.includes(text[end - 1])) return false
  return [3, 2].some(
    (length) => lexicon().roles.get(text.slice(end - 1 - length, end - 1))?.kind === 'writer',
  )
}

const MOST_STOPS = 2
/** More paragraphs than a picture’s story has. */
const MANY = 3

/** 张宏 摄, （资料图片）: the credit at the end of a caption. */
export const endMarker: Rule = {
  rule: 'end-marker',
  prose: true,
  widest: 130,
  needs: { last: Class.markEnd },
  weigh(reading, { text, readings, firstProse, prose }, index) {
    const { line } = reading
    // …卢正宇台东摄 112年3月11日: the day stands behind the credit.
    const day = text[line.end - 1] === '日' ? DAY_LAST.exec(reading.text) : null
    const to = day ? line.start + day.index : line.end
    if (!lexicon().endsIn.has(lastChar(text, line.start, to))) return false
    // 总领事慰问侨胞（图）
    if (index < firstProse && reading.headline && ILLUSTRATED.test(reading.text)) return false
    const goesOn = line.stops === 1 && readings[index + 1]?.prose === true && index > 0
    if (boxedCredit(text, line, goesOn)) {
      // …没有忘记当初的诺言。（记者 王倩 摄）: two sentences that close the story are its last paragraph.
      if (line.stops > 1 && prose > MANY - 1 && index > firstProse && !readings[index + 1]?.prose)
        return false
      // Of three sentences it is one too, where the story goes on without it.
      add(reading, kindIndex.caption, prose > MANY ? 12 : 9)
      // It stands twice below two pictures.
      return add(reading, kindIndex.title, reading.twin ? -8 : -3)
    }
    const from = Math.max(line.start, to - 10)
    const end = '。.'.includes(text[to - 1]) ? to - 1 : to
    const hit = lexicon().markers.end.longest(text, end, from)
    if (!hit) return false
    const at = end - hit.length
    // （陈思远 文/图）: who wrote the story took its pictures too.
    if (prose > 1 && reading.prose && closesWriter(text, end)) return false
    // 乡村振兴专题 over the story
    const { kind, weight } = hit.value
    if (kind === 'chrome') return names(reading, index < firstProse, weight)
    const before = at > from ? text[at - 1] : ' '
    const spaced =
      /[\s（(／/　]/u.test(before) || hit.length > 1 || reading.meta.pieces.some((p) => p.kind === 'byline')
    // …队员庆祝进球。关振东摄
    const named = /(?:记者|通讯员|新华社)|[。！\s][\u4e00-\u9fff·]{2,4}摄[。.]?$/u.test(reading.text)
    if (!spaced && hit.length === 1 && !named) return false
    const signed = SIGNED.test(reading.text.slice(0, at - line.start))
    if (kind !== 'caption') return true
    // A credit in brackets is a caption’s though a sentence stands before it: …大开。（记者陈雅婷摄）
    // Three sentences and more are a story, whoever took its picture.
    const told = line.stops > MOST_STOPS && line.width > WIDEST_BOXED ? 3 : 0
    const more =
      (hit.length === 1
        ? signed && named
          ? 6
          : 4
        : signed
          ? 7
          : '）)'.includes(text[end - 1])
            ? 5.5
            : 2.5) - told
    add(reading, kindIndex.caption, weight + more)
    return add(reading, kindIndex.title, -3)
  },
}

/** 分享到朋友圈, 打开客户端阅读全文, Skip to content: a line put together from words of buttons. */
export const buttonLine = voting({
  rule: 'button-line',
  prose: false,
  widest: 18,
  needs: { first: Class.button | Class.topic },
  votes: { title: -4, heading: -4, subtitle: -3, paragraph: -3, other: 4 },
  holds(reading) {
    const { text } = reading
    return text.length <= 30 && isOfButtons(text)
  },
})

export const wholeMarker: Rule = {
  rule: 'whole-marker',
  prose: true,
  widest: 12,
  needs: { first: Class.known },
  weigh(reading, { firstProse }, index) {
    if (reading.text.length > 12) return false
    const hit = lexicon().markers.whole.get(reading.text)
    if (hit === undefined) return false
    // 警情通报 over the story is its headline.
    if (hit.kind === 'title') return firstProse > index && add(reading, kindIndex.title, hit.weight)
    // 特此公告 over the signature.
    if (hit.kind === 'text') {
      if (firstProse >= index) return false
      add(reading, kindIndex.title, -6)
      return add(reading, kindIndex.paragraph, hit.weight)
    }
    const caption = hit.kind === 'caption'
    if (caption) add(reading, kindIndex.title, -3)
    return add(reading, caption ? kindIndex.caption : kindIndex.other, caption ? 9 : 7)
  },
}
