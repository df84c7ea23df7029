import { Class, Pair, wordsIn } from './classes.js'
import { readCrumbs } from './crumbs.js'
import { withGuess } from './guesses.js'
import { lexicon } from './lexicon.js'
import type { Line } from './lines.js'
import { mayOpenMasthead, readMasthead } from './masthead.js'
import { isOpen, readCovered, readMeta, readMetaUnder } from './meta.js'
import { isBodyName } from './names.js'
import { readOrigin } from './origins.js'
import { publisherName } from './outlets.js'
import { allOf, type Meta, outletPiece, type Piece, piece } from './pieces.js'
import {
  ANY_WIDTH,
  add,
  HEADLINES,
  isSigned,
  kindIndex,
  plainMeta,
  type Reading,
  type Rule,
  Shape,
  spoke,
  toldBit,
} from './reading.js'
import { mayBeSpam, readSpam, spamWeight } from './spam.js'

export const spam: Rule = {
  rule: 'spam-list',
  prose: true,
  widest: 400,
  needs: { pairs: Pair.spam },
  weigh(reading, { text }) {
    const { line } = reading
    if (!(line.pairs & Pair.spam) || line.width > 400 || !mayBeSpam(text, line)) return false
    const weight = spamWeight(readSpam(text, line.start, line.end), line.ending === 'stop' && line.width > 20)
    return weight > 0 && add(reading, kindIndex.spam, weight)
  },
}

/** Steps need a mark between them or a word such as 当前位置. */
export function mayBeCrumbs({ prose, line, text }: Reading): boolean {
  if (prose) return false
  if (line.flags & Class.arrow || line.pairs & Pair.crumb) return true
  // Without an arrow or a label what holds a figure is none: 秦岭晚报 2022-05-19 第6版.
  if (line.flags & Class.digit && !text.includes('::') && !text.includes('位置')) return false
  if (line.flags & Class.bar)
    // udn / 地方 / 桃竹苗, 人民网-时政; 2022-05-19 has bars as well.
    return (
      (line.flags & Class.mediaEnd) !== 0 || (line.pairs & Pair.outlet) !== 0 || /\s[/／|｜]\s/u.test(text)
    )
  return (line.flags & Class.colon) !== 0 && text.includes('::')
}

export const breadcrumb: Rule = {
  rule: 'breadcrumb',
  prose: false,
  widest: 140,
  needs: { flags: Class.arrow | Class.bar | Class.colon, pairs: Pair.crumb },
  weigh(reading) {
    if (!mayBeCrumbs(reading)) return false
    reading.crumbs = readCrumbs(reading.text)
    if (!reading.crumbs) return false
    // 评论 > 海外观察 twice over the headline is none; 夜场开放 | 地方 | 南瀛日报 may be the window’s title.
    if (reading.titleEnd === reading.line.end) reading.twin = false
    return add(reading, kindIndex.breadcrumb, 6 + reading.crumbs.weight)
  },
}

/** 2022-05-19 / 08:30: the hour under its day. */
function clockUnder({ text, line }: Reading, above: Piece | null): Meta | null {
  const day = above?.kind === 'date' && above.date?.firm && above.date.clock === null ? above.date : null
  if (!day || text.length > 11 || !(line.flags & Class.digit)) return null
  const m = /^(?:香港时间|北京时间|台北时间)?(\d{1,2})[:：时](\d{2})(?:[:：](\d{2})|分)?$/u.exec(text)
  if (!m || Number(m[1]) > 23 || Number(m[2]) > 59 || Number(m[3] ?? 0) > 59) return null
  const clock = `${m[1].padStart(2, '0')}:${m[2]}${m[3] ? `:${m[3]}` : ''}`
  const out = piece('date', line.start, line.end)
  out.date = { ...day, end: line.end, clock }
  return allOf([out])
}

/** 2020-11-05 08:11　来源：科学时报　作者：李四。 — a mark that was lost may have made a sentence of it. */
function isStamped({ first, flags, pairs, periods }: Line): boolean {
  if (periods > 1 || !(first & Class.digit) || !(flags & Class.colon)) return false
  return (pairs & Pair.label) !== 0 && (pairs & Pair.date) !== 0
}

/** What goes on behind 文章来源：某报 2023-05-19 is told apart by a dash or a full stop. */
const BEHIND_STAMP = /\s[-–—|｜]+\s|[。；;！]/u

/** 文章来源：环球周报 于 2023-05-19 10:22:33 - 新闻取自各大媒体，不代表本网立场！: a line of metadata with a notice behind. */
function opensStamped(reading: Reading, text: string): boolean {
  const { line } = reading
  if (!(line.pairs & Pair.label) || !(line.pairs & Pair.date) || !(line.first & Class.meta)) return false
  const cut = BEHIND_STAMP.exec(reading.text)
  if (!cut) return false
  // The label and the day stand in front of the notice.
  const end = line.start + cut.index
  const words = wordsIn(text, line.start, end)
  if (!(words.pairs & Pair.label) || !(words.pairs & Pair.date)) return false
  const meta = readCovered(text, line.start, end, 0.68, words)
  const [first] = meta.pieces
  if (meta.covered < 0.68 || first.label === null || !meta.pieces.some(({ date }) => date?.firm)) return false
  reading.meta = meta
  add(reading, kindIndex.paragraph, -8)
  add(reading, kindIndex.teaser, -6)
  add(reading, kindIndex.title, -5)
  for (const kind of STAMPS)
    if (meta.pieces.some((piece) => piece.kind === kind))
      add(reading, kindIndex[kind], kind === first.kind ? 12 : 11)
  return true
}

const STAMPS = ['date', 'source', 'byline'] as const

/** So many lines around one are looked at for another of the same speaker. */
const SPEAKS_NEAR = 8
const SPEECH = 20

/** 记者：有人担心。 is no name where 记者：…？ asks something near by. */
function isSpoken({ text, line }: Reading, readings: readonly Reading[], index: number): boolean {
  if (line.ending !== 'stop' || !lexicon().speaker.test(text)) return false
  const label = text.slice(0, text.search(/[：:]/u) + 1)
  return readings
    .slice(Math.max(0, index - SPEAKS_NEAR), index + SPEAKS_NEAR)
    .some((other) => other.prose && other.line.width > SPEECH && other.text.startsWith(label))
}

/** A line that is made of dates, sources and names. */
export const metadata: Rule = {
  rule: 'metadata',
  prose: true,
  widest: 130,
  needs: { shape: Shape.meta },
  goesOn: true,
  weigh(reading, { text, readings, firstProse }, index) {
    const { line } = reading
    const signed = reading.prose && !isStamped(line)
    if (signed && !isSigned(line)) return opensStamped(reading, text)
    if (isSpoken(reading, readings, index)) return false
    const before = readings[index - 1]
    const above = before && spoke(before, toldBit.metadata) ? (before.meta.pieces.at(-1) ?? null) : null
    const open = above !== null && isOpen(above)
    if (!open && !(reading.shape & Shape.meta)) return false
    const meta =
      clockUnder(reading, above) ??
      (open ? readMetaUnder(text, line, above) : null) ??
      withGuess(text, line, plainMeta(reading, text))
    const [first] = meta.pieces
    if (!first || meta.covered < 0.45) return false
    reading.meta = meta
    if (meta.covered < 0.68) return false
    const weight = meta.covered >= 0.9 ? 12 : 9
    if (reading.prose) add(reading, kindIndex.paragraph, -6)
    for (const { kind } of meta.pieces) {
      if (kind === 'chrome') add(reading, kindIndex.other, kind === first.kind ? 5 : 1)
      else if (kind === 'title' || kind === 'subtitle') add(reading, kindIndex[kind], 4)
    }
    for (const kind of STAMPS)
      if (meta.pieces.some((piece) => piece.kind === kind))
        add(reading, kindIndex[kind], weight - (kind === first.kind ? 0 : 1))
    // The one kind of all pieces.
    const only = meta.pieces.every(({ kind }) => kind === first.kind) ? first.kind : null
    if (only === 'date') {
      // A bare day may be that of a story in a list.
      if (first.label !== 'published') add(reading, kindIndex.related, 3)
      if (line.width > 40) add(reading, kindIndex.date, -2)
    }
    // 张宏 alone: two or three characters that may be a heading as well.
    const bare = meta.pieces.every(
      ({ kind, people, end }) =>
        kind === 'byline' && people.every(({ role }) => role === null) && people.at(-1)?.end === end,
    )
    // （王倩 李敏） under the story is no heading.
    if (bare && !(line.first & Class.bracket))
      add(reading, kindIndex.byline, reading.text[0] === '•' ? -8 : -4)
    // 标　　题：关于…的通知
    if (only === 'title' && index <= firstProse) return add(reading, kindIndex.title, 2)
    // Below the story it opens none.
    if (only === 'title') add(reading, kindIndex.other, 8)
    return add(reading, kindIndex.title, only !== null && (bare || only === 'source') ? -1 : -5)
  },
}

/** 2023年1月16日 and nothing else. */
export function isDay(reading: Reading, page: string): boolean {
  const { line, text } = reading
  if (line.width > 26 || !/[\d年]/.test(text)) return false
  const { pieces, covered } = plainMeta(reading, page)
  return covered >= 0.9 && pieces.length === 1 && pieces[0].kind === 'date' && pieces[0].label !== 'updated'
}

const SIGNED = 17
const DATED = 15

/** So many lines above a signature are looked at for the story: the search stays linear. */
const LOOK_BACK = 60

/** What an announcement ends with: the body that issues it, and below it the day. */
export const signature: Rule = {
  rule: 'signature',
  prose: false,
  widest: 30,
  needs: { last: Class.bodyEnd },
  weigh(reading, { text, readings }, index) {
    const { line } = reading
    if (!(line.last & Class.bodyEnd) || index < 2 || reading.prose || line.width > 30) return false
    if (!isBodyName(reading.text) || /^\d/.test(reading.text)) return false
    if (
      /[：:]/.test(reading.text) ||
      !readings.slice(Math.max(0, index - LOOK_BACK), index).some(({ prose }) => prose)
    )
      return false
    const below = readings[index + 1]
    // 国务院部门网站 / 地方政府网站 are links.
    if (reading.text.endsWith('网站')) return false
    if (!below || !(isDay(below, text) || (isBodyName(below.text) && readings[index + 2]))) return false
    const { start, end } = line
    reading.meta = allOf([outletPiece(start, { start, end, name: publisherName(reading.text) }, null)])
    add(reading, kindIndex.title, -4)
    add(reading, kindIndex.heading, -4)
    // Behind them the document that the notice hands out may follow.
    add(reading, kindIndex.signer, SIGNED)
    if (isDay(below, text)) add(below, kindIndex.signed, DATED)
    return add(reading, kindIndex.source, 15)
  },
}

const WIDEST_NOTE = 110
const NOTE = /^[（(【[]?(?:本文)?作者(?:简介)?[：:\s]{0,3}([\u4e00-\u9fff·]{2,6}?)?(?:系|为|是|单位|，)/u
const NEXT_AUTHOR = /[，；、,;]([\u4e00-\u9fff·]{2,4}?)(?:系|为)/gu

/** （1.江州大学 商学院，江州 210000；2.…）: where the authors of a paper work, with the postal code. */
const AFFILIATED =
  /^[（(](?:1[.．][ \u3000]?)?[\u4e00-\u9fff·][^。：:]{2,60}[ ,，\u3000][ \u3000]?\d{6}[;；)）]/u

/** （作者端木青系中部大学教授，陆海系该院博士生）: who the author is. */
export const authorNote: Rule = {
  rule: 'author-note',
  prose: true,
  widest: 220,
  needs: { first: Class.note | Class.bracket },
  weigh(reading) {
    const { line, text } = reading
    if (line.first & Class.bracket && AFFILIATED.test(text)) {
      for (const kind of HEADLINES) add(reading, kind, -8)
      add(reading, kindIndex.paragraph, -8)
      add(reading, kindIndex.teaser, -8)
      return add(reading, kindIndex.other, 10)
    }
    if (line.width > WIDEST_NOTE) return false
    const note = NOTE.exec(text)
    // 作者：温如玉，写字，种花。
    // 作者：吴越，小满 are two.
    const said =
      note !== null && note[1] !== undefined && text.endsWith('。') && /^(?:本文)?作者[：:]/u.test(text)
    if (!note || !(said || /^[（(【[]/.test(text) || /简介|单位/.test(note[0]))) return false
    const people = [note, ...text.matchAll(NEXT_AUTHOR)].flatMap((m) => {
      const name = m[1]
      if (!name || isBodyName(name)) return []
      const start = line.start + m.index + m[0].lastIndexOf(name)
      return [
        { start, end: start + name.length, name, role: '作者', outlet: null, author: true, picture: false },
      ]
    })
    const byline = piece('byline', line.start, line.end)
    byline.people = people
    reading.meta = allOf([byline])
    add(reading, kindIndex.paragraph, -3)
    add(reading, kindIndex.title, -5)
    return add(reading, kindIndex.byline, 15)
  },
}

/** 本文原刊于《城南调查》第五十二期, 以下文章来源于岭南疾控 ，作者岭南疾控, and below it the card of that account. */
export const accountCard: Rule = {
  rule: 'account-card',
  prose: true,
  widest: 60,
  needs: { first: Class.note | Class.bracket },
  goesOn: true,
  weigh(reading, { text: page, readings }, index) {
    const { line, text } = reading
    const origin = line.first & (Class.note | Class.bracket) ? readOrigin(text) : null
    if (origin) {
      const { span, end } = origin
      const outlet = {
        start: line.start + span.start,
        end: line.start + span.end,
        name: origin.outlet ? publisherName(text.slice(span.start, span.end)) : null,
      }
      const source = outletPiece(line.start, outlet, 'source')
      // …（ID：qinling），作者：王倩，题图来自：…
      const picture = text.slice(end).search(lexicon().pictureFrom)
      const to = picture < 0 ? line.end : line.start + end + picture
      const by = text.indexOf('作者', end)
      const more = readMeta(page, line.start + (by < 0 ? end : by), to).pieces.filter(
        ({ date, people }) => date?.firm || people.length > 0,
      )
      source.end = more.length > 0 ? more[0].start : line.end
      reading.meta = allOf([source, ...more])
      add(reading, kindIndex.title, -5)
      add(reading, kindIndex.caption, -6)
      add(reading, kindIndex.subtitle, -4)
      // Between two paragraphs of the story it is no part of either.
      add(reading, kindIndex.other, 12)
      return add(
        reading,
        origin.outlet ? kindIndex.source : more.length > 0 ? kindIndex.byline : kindIndex.other,
        15,
      )
    }
    const above = readings[index - 1]
    const far = readings[index - 3]
    if (!above || !spoke(above, toldBit['account-card']) || (far && spoke(far, toldBit['account-card'])))
      return false
    if (reading.prose) return false
    add(reading, kindIndex.title, -5)
    add(reading, kindIndex.heading, -3)
    return add(reading, kindIndex.other, 4)
  },
}

/** 问：为什么选稻草？ — a question or an answer of an interview; 地点：岚溪老碾坊 — what a part of the story tells. */
export const dialogue: Rule = {
  rule: 'dialogue',
  prose: true,
  widest: ANY_WIDTH,
  needs: { flags: Class.colon },
  weigh(reading, _page, index) {
    const { speaker, speakersIn } = lexicon()
    if (index === 0 || !speakersIn.has(reading.text.charCodeAt(0))) return false
    if (!speaker.test(reading.text) || spoke(reading, toldBit.metadata)) return false
    add(reading, kindIndex.related, -3)
    add(reading, kindIndex.teaser, -3)
    add(reading, kindIndex.title, -3)
    return add(reading, kindIndex.paragraph, reading.prose ? 1.5 : 5)
  },
}

const isBoxed = ({ text, line, prose }: Reading): boolean =>
  !prose && (line.first & Class.bracket) !== 0 && line.width >= 8 && /^[（(][^（()）]+[）)]$/u.test(text)

const AUTHORED = /^[（(](?:本文)?作者(?:单位|简介)?[：:]/u

/** Two such lines stand no further apart. */
const BOXES_NEAR = 8

/** Whether a line is a clause in brackets that names nobody: （村民在水碾旁舂米）. */
const isScene = (reading: Reading, page: string): boolean =>
  isBoxed(reading) &&
  reading.line.stops === 0 &&
  !lexicon().noted.test(reading.text.slice(1, -1)) &&
  plainMeta(reading, page).pieces.length === 0

/**
 * （2023年8月29日市人大常委会第五次会议通过）, （文中人物均为化名）: a clause in brackets is part of the text; two and
 * more between the paragraphs say what pictures show.
 */
export const bracketNote: Rule = {
  rule: 'bracket-note',
  prose: false,
  widest: 90,
  needs: { first: Class.bracket },
  weigh(reading, { text, readings }, index) {
    if (!isBoxed(reading) || spoke(reading, toldBit.metadata)) return false
    // （作者：县水务局，岚溪 715000）
    if (AUTHORED.test(reading.text)) {
      add(reading, kindIndex.title, -8)
      add(reading, kindIndex.subtitle, -6)
      return add(reading, kindIndex.other, 8)
    }
    const noted = lexicon().noted.test(reading.text.slice(1, -1))
    const near = readings.slice(Math.max(0, index - BOXES_NEAR), index + BOXES_NEAR + 1)
    if (
      !noted &&
      !(isScene(reading, text) && near.some((other) => other !== reading && isScene(other, text)))
    )
      return false
    add(reading, kindIndex.title, -8)
    add(reading, kindIndex.subtitle, -6)
    add(reading, kindIndex.related, -4)
    return add(reading, noted ? kindIndex.paragraph : kindIndex.caption, 10)
  },
}

const WIRE = /讯|电|消息|报道|报导|记者|通讯员|专访|特稿|专稿/

/** 店主展示街坊借出的旧照片。 over （金宝30日讯）…: one sentence above the masthead is under a picture. */
const isSceneOver = ({ line, masthead: opened, text }: Reading): boolean =>
  opened === null &&
  line.stops === 1 &&
  line.ending === 'stop' &&
  line.width <= WIDEST_SCENE &&
  !/[：:“”"「【[？！]/u.test(text)
const WIDEST_SCENE = 30

/** 新华社西安5月19日电 题：… opens a feature. */
const TOPIC = /^[\s?？]*题[：:]/u

/** 本报讯, 新华社北京5月19日电: what follows is the story. */
export const masthead: Rule = {
  rule: 'masthead',
  prose: true,
  widest: ANY_WIDTH,
  needs: { first: Class.bracket, shape: Shape.opens },
  weigh(reading, { text, readings, firstProse }, index) {
    const { line } = reading
    if (line.width < 14) return false
    if (!(line.first & Class.bracket) && !WIRE.test(reading.text.slice(0, 60))) return false
    if (!mayOpenMasthead(text, line.start, line.end)) return false
    reading.masthead = readMasthead(text, line.start, line.end)
    if (reading.masthead && TOPIC.test(text.slice(reading.masthead.end, reading.masthead.end + 4))) {
      add(reading, kindIndex.title, -12)
      return add(reading, kindIndex.paragraph, 6)
    }
    if (!reading.masthead || reading.masthead.end >= line.end - 6) return false
    const above = readings[index - 1]
    if (firstProse >= index - 1 && above && isSceneOver(above)) add(above, kindIndex.caption, 9.5)
    add(reading, kindIndex.title, -4)
    return add(reading, kindIndex.paragraph, 2)
  },
}
