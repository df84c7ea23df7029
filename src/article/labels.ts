import { splitsPair } from '../text/index.js'
import { isOfButtons } from './buttons.js'
import {
  closers,
  codes,
  colons,
  hanEnd,
  isBreak,
  isDigit,
  isHan,
  isSpace,
  skipSpaces,
  slashes,
  spacedWord,
} from './chars.js'
import { Class, classes, Pair, pairsAt, traitsOf } from './classes.js'
import { readDate } from './dates.js'
import { behindLabelMark } from './heads.js'
import { isSource, type LabelKind, lexicon } from './lexicon.js'
import { isBodyName, readNames } from './names.js'
import { isMediaName, paperBehind, publisherName, readBareOutlet } from './outlets.js'
import { type PersonReading, plainPeople, readByline, readNamesFirst } from './people.js'
import { datePiece, isFill, outletPiece, type Piece, piece } from './pieces.js'
import { roleAt, sticky } from './roles.js'

interface LabelReading {
  kind: LabelKind
  /** Behind the colon and the spaces. */
  value: number
  colon: boolean
}

const isDay = (kind: LabelKind): boolean => kind === 'published' || kind === 'updated' || kind === 'written'

const NOTED = /[（(][\u4e00-\u9fff]{2,10}[）)][ \u3000]?(?=[:：])/y

/** A label and where its value starts. Doubled labels (来源：来源：) are one. */
export function readLabel(text: string, at: number, end: number): LabelReading | null {
  const apart = spacedWord(text, at, end)
  const kind = apart && lexicon().labels.get(apart.word)
  // 来　　源：
  if (apart && kind)
    return { kind, value: skipSpaces(text, skipSpaces(text, apart.end, end) + 1, end), colon: true }
  if (!(pairsAt(classes(), text, at) & Pair.label)) return null
  const hit = lexicon().labels.longest(text, at)
  if (!hit || at + hit.length > end) return null
  let pos = at + hit.length
  const spaced = pos < end && isSpace(text.charCodeAt(pos))
  pos = skipSpaces(text, pos, end)
  // 新闻来源（不包括图片）：
  const noted = '（('.includes(text[pos] ?? ' ') ? sticky(NOTED, text, pos, end) : -1
  if (noted > 0) pos = noted
  // 来源丨秦岭晚报, 来源/秦岭晚报
  const marked = behindLabelMark(text, at + hit.length, end, hit.value)
  if (marked > 0) return { kind: hit.value, value: marked, colon: true }
  // 来源：秦岭晚报, 【来源】秦岭晚报
  // 【转载】 in front of a headline names no source.
  const boxed = text[at - 1] === '【' && text[pos] === '】' && text[at] !== '转'
  const colon = pos < end && (boxed || colons.has(text.charCodeAt(pos)))
  if (boxed) pos = skipSpaces(text, pos + 1, end)
  // 更新时间，？023-07-04: the colon was lost, and a digit with it.
  if (!colon && isDay(hit.value) && /[，,。.；;?？]/.test(text[pos] ?? ' ')) {
    let value = pos
    while (value < end && /[，,。.；;?？ ]/.test(text[value])) value++
    if (readDate(text, value, end)) return { kind: hit.value, value, colon: true }
  }
  while (colon && pos < end && (colons.has(text.charCodeAt(pos)) || isSpace(text.charCodeAt(pos)))) pos++
  // 本文首发于秦岭晚报
  // 原载《秦岭晚报》
  const joined =
    isSource(hit.value) && ('自于'.includes(text[at + hit.length - 1]) || (text[pos] === '《' && pos < end))
  if (!colon && !spaced && pos < end && hit.value !== 'today' && !joined) return null
  if (colon) {
    const again = readLabel(text, pos, end)
    if (again?.colon && (again.kind === hit.value || (isSource(again.kind) && isSource(hit.value))))
      return again
  }
  return { kind: hit.value, value: pos, colon }
}

/** Whether a piece without a label starts here, so that a value ends before it: 记者 王倩, 2022-05-19. */
function opensPiece(text: string, at: number, end: number): boolean {
  const role = pairsAt(classes(), text, at) & Pair.role ? lexicon().roles.longest(text, at) : null
  if (role && role.length > 1 && isSpace(text.charCodeAt(at + role.length)) && at + role.length < end)
    return true
  return readDate(text, at, end)?.firm === true
}

const DASH = /[ \t\u00a0\u3000]+[-–—|｜/>]+[ \t\u00a0\u3000]+/y

/** Whatever label the next piece has. */
const NAMED = /[\u4e00-\u9fff]{2,6}[：:]/y

/** End of the name behind 来源：: up to two spaces, a mark or the next label; “商洛日报 - 商洛之窗” is one. */
function outletEnd(text: string, at: number, end: number): number {
  let i = at
  while (i < end && i - at < 48) {
    const code = text.charCodeAt(i)
    if (i > at && isHan(code) && opensPiece(text, i, end)) break
    if (
      code === 0x7c ||
      code === 0xff5c ||
      code === 0x4e28 ||
      code === 0x2502 ||
      code === 0xff1b ||
      code === 0x3b
    )
      break
    if (i > at && (code === 0x3011 || code === 0x5d)) break
    // 秦岭晚报（2022年5月19日 第03版）, 《秦岭晚报》2022年5月19日
    if (i > at && OPENED.has(code) && readDate(text, i + 1, end)?.year) break
    // 秦岭晚报（记者王倩）
    if (i > at && OPENED.has(code) && roleAt(text, i + 1, end)?.value.kind === 'writer') break
    if (code === 0x300b && readDate(text, i + 1, end)?.year) return i + 1
    if ((code === 0xff09 || code === 0x29) && !/[（(]/.test(text.slice(at, i))) break
    if (i > at && slashes.has(code) && closesAtSlash(text, at, i, end)) break
    if (isSpace(code)) {
      DASH.lastIndex = i
      const dash = DASH.exec(text)
      if (dash && i + dash[0].length < end) {
        i += dash[0].length
        // 来源：秦岭晚报 | [2019-04-04]
        const opened = OPENED.has(text.charCodeAt(i)) ? i + 1 : i
        if (opensPiece(text, opened, end) || sticky(NAMED, text, i, end) > 0) return i - dash[0].length
        // 来源：秦岭晚报 | 王倩 | 2022-05-19
        if (isWriterBehind(text, at, i - dash[0].length, i, end)) return i - dash[0].length
        continue
      }
      break
    }
    i++
  }
  return splitsPair(text, i) ? i - 1 : i
}

/** Behind the bar that follows an outlet a name and nothing else; 秦岭晚报 - 秦岭之窗 goes on. */
function isWriterBehind(text: string, at: number, stop: number, next: number, end: number): boolean {
  if (!(traitsOf(text.charCodeAt(next)) & Class.surname) || !isMediaName(text.slice(at, stop))) return false
  const behind = readNames(text, next, end, false)
  return behind.names.length > 0 && (behind.end >= end || isFill(text.charCodeAt(behind.end)))
}

/** 来源：秦岭晚报／听新闻／阅读 120: a slash between the pieces of a line, and none of 秦岭网/秦岭晚报 or 八方社/gh. */
function closesAtSlash(text: string, at: number, slash: number, end: number): boolean {
  const next = skipSpaces(text, slash + 1, end)
  if (next >= end || (traitsOf(text.charCodeAt(next)) & (Class.digit | Class.bracket)) !== 0) return true
  if (pairsAt(classes(), text, next) & (Pair.label | Pair.role)) return true
  // 来源：秦岭晚报／Dec 19, 2021
  if (readDate(text, next, end)?.firm) return true
  let stop = next
  while (stop < end && !isFill(text.charCodeAt(stop))) stop++
  const behind = text.slice(next, stop)
  if (isMediaName(behind, true) || !isHan(text.charCodeAt(next))) return false
  const name = text.slice(at, slash)
  return isOfButtons(behind) || isMediaName(name) || isBodyName(name)
}

/** （来源：秦岭晚报/王倩）: whoever wrote for the outlet behind a slash and up to the end; null elsewhere. */
function readSlashed(
  text: string,
  at: number,
  end: number,
): { stop: number; people: PersonReading[] } | null {
  const run = hanEnd(text, at, end, 16)
  if (!slashes.has(text.charCodeAt(run)) || !isMediaName(text.slice(at, run))) return null
  const { names, end: stop } = readNames(text, run + 1, end, false)
  const closed = stop >= end || closers.has(text.charCodeAt(stop))
  return names.length > 0 && closed ? { stop, people: plainPeople(names, false) } : null
}

/** Where the label and its colon begin that a value ends with; -1 where it ends with none. */
function closingLabel(raw: string): number {
  const end = raw.length - 1
  if (!colons.has(raw.charCodeAt(end))) return -1
  const { labels, roles } = lexicon()
  const length = [4, 3, 2].find((n) => {
    const word = raw.slice(Math.max(0, end - n), end)
    return labels.has(word) || roles.get(word) !== undefined
  })
  return length === undefined ? -1 : end - length
}

/** A label and its colon. */
const LONGEST_LABEL = 5

export function readSource(text: string, at: number, end: number, label: LabelReading): Piece {
  const stop = outletEnd(text, label.value, end)
  const raw = text.slice(label.value, stop)
  // 来源：用户：, 来源：　转播到腾讯微博: an empty value, and behind it the next label or a button.
  if (raw === '') return piece('source', at, label.value, label.kind)
  const empty = raw.length <= LONGEST_LABEL && colons.has(raw.charCodeAt(raw.length - 1))
  if (empty || isOfButtons(raw)) return piece('chrome', at, stop)
  // 秦岭晚报作者：: the break in front of the next label was lost.
  const closing = closingLabel(raw)
  if (closing > 0) {
    const name = publisherName(raw.slice(0, closing))
    return outletPiece(at, { start: label.value, end: label.value + closing, name }, label.kind)
  }
  const slashed = slashes.has(text.charCodeAt(hanEnd(text, label.value, end, 16)))
  const signed = slashed ? readSlashed(text, label.value, end) : null
  if (signed) {
    const outlet = { start: label.value, end: hanEnd(text, label.value, end, 16) }
    const name = publisherName(text.slice(outlet.start, outlet.end))
    return { ...outletPiece(at, { ...outlet, name }, label.kind), end: signed.stop, people: signed.people }
  }
  // ※ 来源:·水木湘江 bbs.example.net signs a post.
  if (raw[0] === '·') return piece('chrome', at, stop, 'count')
  // 来自：安徽 says where whoever posts is.
  if (lexicon().datelines.has(raw)) return piece('chrome', at, stop, 'count')
  // 来源：岚溪新闻网 岚溪日报: of a site and its paper the paper.
  const next = raw.endsWith('网') ? skipSpaces(text, stop, end) : stop
  const paper = next > stop ? paperBehind(raw, text.slice(next, hanEnd(text, next, end, 10))) : null
  if (paper)
    return outletPiece(at, { start: next, end: next + paper.length, name: publisherName(paper) }, label.kind)
  return outletPiece(at, { start: label.value, end: stop, name: publisherName(raw) }, label.kind)
}

/** 发布日期 / 2021-12-28: in a table a label stands on a line of its own, without a colon. */
const isWholeLine = (text: string, at: number, end: number): boolean =>
  (at === 0 || isBreak(text.charCodeAt(at - 1))) && (end >= text.length || isBreak(text.charCodeAt(end)))

/** 文章来源于城事笔记: a name of any kind up to the end of the line. */
const saysFrom = (text: string, at: number, value: number, end: number): boolean =>
  value - at >= 4 &&
  end - value >= 3 &&
  '自于'.includes(text[value - 1]) &&
  hanEnd(text, value, end, 14) === end

export function readLabelled(text: string, at: number, end: number): Piece | null {
  const label = readLabel(text, at, end)
  if (!label) return null
  const { kind, value } = label
  if (kind === 'today') {
    const date = readDate(text, value, end)
    return date ? datePiece(at, date, kind, 'chrome') : null
  }
  if (isDay(kind)) {
    const date = readDate(text, value, end)
    if (date) return datePiece(at, date, kind)
    const ago = readAgo(text, value, end)
    if (ago) return { ...ago, start: at }
    // 更新時間 11:25, on the day that stands elsewhere.
    CLOCK_ALONE.lastIndex = value
    const clock = CLOCK_ALONE.exec(text)
    if (clock && value + clock[0].length <= end) return piece('chrome', at, value + clock[0].length, kind)
    // 发布于：陕西省
    if (label.colon && FROM_PLACE.test(text.slice(value, end))) return piece('chrome', at, end, kind)
    if (value >= end) return label.colon || isWholeLine(text, at, end) ? piece('date', at, value, kind) : null
    // 发布：市教育局
    const stop = hanEnd(text, value, end, 18)
    const name = label.colon && stop - value > 2 ? text.slice(value, stop) : ''
    return isMediaName(name) || isBodyName(name)
      ? readSource(text, at, end, { ...label, kind: 'poster' })
      : null
  }
  if (isSource(kind) || kind === 'issuer') {
    // 刊登于 2019-04-29
    const date = !label.colon && text[value - 1] !== '：' ? readDate(text, value, end) : null
    if (date?.year && date.firm) return datePiece(at, date, 'published')
    // 稿源： 2014-05-30 09:51
    if (label.colon && readDate(text, value, end)?.year) return piece('source', at, value, kind)
    // 转自“清江发布”微信公众号
    const quoted =
      !label.colon &&
      (text[value] === '《' || ('“"「'.includes(text[value] ?? ' ') && '自于'.includes(text[value - 1])))
    const alone = quoted || (isWholeLine(text, at, end) && (value >= end || saysFrom(text, at, value, end)))
    const body = !label.colon && !alone && isBodyName(text.slice(value, hanEnd(text, value, end, 18)))
    if (!label.colon && !alone && !body && !readBareOutlet(text, value, end)) return null
    // 来源：通讯员 王倩 记者 李敏: who wrote it.
    if (label.colon && roleAt(text, value, end) && readByline(text, value, end)?.people.length)
      return piece('chrome', at, value)
    return readSource(text, at, end, label)
  }
  if (kind === 'poster' || kind === 'supplied' || kind === 'supplier') return readHanded(text, at, end, label)
  if (kind === 'count' || kind === 'list') return readCount(text, at, end, label)
  // 标题： alone: the headline is the line below.
  if (kind === 'title' && label.colon && value >= end) return piece('chrome', at, value, kind)
  if ((kind === 'title' || kind === 'subtitle') && label.colon && value < end)
    return { ...piece(kind, at, end), outlet: { start: value, end, name: null } }
  return null
}

/**
 * 发布者：县融媒体中心, 供稿：县水务局: a body that put the story on the site or sent it in may publish it; a
 * person who did (发布者：王倩) neither wrote nor published it, and behind 供稿： one is an author.
 */
function readHanded(text: string, at: number, end: number, label: LabelReading): Piece | null {
  if (!label.colon) return null
  // 用户：　2022-08-18: nobody is named.
  if (readDate(text, label.value, end)?.year) return piece('chrome', at, label.value, label.kind)
  // 供稿单位： over the line that names it.
  if (label.value >= end && label.kind === 'supplier' && isWholeLine(text, at, end))
    return piece('source', at, label.value, label.kind)
  const stop = outletEnd(text, label.value, end)
  const name = text.slice(label.value, stop)
  const supplied = label.kind !== 'poster'
  // 供稿单位（人）：化学学院（黎晓）
  const boxed = supplied ? readBoxedSupplier(text, at, label.value, stop) : null
  if (boxed) return boxed
  const named = isMediaName(name) || isBodyName(name)
  // 供稿：水务局 王倩
  const next = skipSpaces(text, stop, end)
  const person =
    readNamesFirst(text, next, end) !== null || (next > stop && readNames(text, next, end, true).end === end)
  if (named && supplied && person) return null
  if (named) return handed(text, at, label.value, stop, supplied ? 'supplied' : 'poster')
  // 供稿单位：陌上花开, 供稿单位：王倩
  if (label.kind === 'supplier' && stop > label.value && readNamesFirst(text, label.value, stop) === null)
    return handed(text, at, label.value, stop, 'supplied')
  if (supplied) return null
  // 发布人：市交通运输局副局长 储安民
  if (person) return piece('chrome', at, end, 'poster')
  // 录入：晓晓
  const poster = stop - label.value < 4 || readNamesFirst(text, label.value, stop) !== null
  if (poster || /^[\w.@-]+$/.test(name)) return piece('chrome', at, stop, 'poster')
  return readSource(text, at, end, label)
}

const handed = (text: string, at: number, start: number, end: number, label: LabelKind): Piece =>
  outletPiece(at, { start, end, name: publisherName(text.slice(start, end)) }, label)

const BOXED = /^([^（(]{2,16})[（(]([\u4e00-\u9fff ]{2,9})[）)]?$/u

/** A body with the one who wrote for it in brackets behind. */
function readBoxedSupplier(text: string, at: number, start: number, stop: number): Piece | null {
  const m = BOXED.exec(text.slice(start, stop))
  if (!m || !isBodyName(m[1])) return null
  const from = start + m[1].length + 1
  const names = readNamesFirst(text, from, from + m[2].length)
  if (!names || names.end < from + m[2].length) return null
  const end = text[stop] === '）' || text[stop] === ')' ? stop + 1 : stop
  const outlet = { start, end: start + m[1].length, name: publisherName(m[1]) }
  const people = names.people.map((person) => ({ ...person, role: '供稿人' }))
  return { ...outletPiece(at, outlet, 'supplied'), end, people }
}

/** 浏览：120, 字号：大 中 小, 分享到：微信 微博 */
function readCount(text: string, at: number, end: number, label: LabelReading): Piece | null {
  if (!label.colon && label.value < end && !/[\d【[(（]/.test(text[label.value])) return null
  // 标签：梯田 农田 are words, not names.
  if (label.colon && label.kind === 'list') return piece('chrome', at, end, 'count')
  let i = label.value
  while (i < end && !isSpace(text.charCodeAt(i)) && i - label.value < 30 && !opensPiece(text, i, end)) i++
  // Single characters in a row are the sizes of the type: 大 中 小.
  for (;;) {
    const next = skipSpaces(text, i, end)
    if (next === i || next >= end || !'大中小特'.includes(text[next])) break
    if (next + 1 < end && !isFill(text.charCodeAt(next + 1))) break
    i = next + 1
  }
  return piece('chrome', at, i, 'count')
}

const AGO =
  /(?:(?:\d{1,3}|[几半一二两三四五六七八九十]{1,2}) ?(?:秒钟?|分钟|小时|天|日|周|个月|月|年)前|刚刚|[昨前今][天日] ?\d{1,2}[:：]\d{2})(?:[ ·\u3000]{1,3}(?:来自|发[布表]于|IP属地[:：]?)[ ]?[\u4e00-\u9fff]{2,6})?(?![\u4e00-\u9fff])/y
const AGO_FIRSTS = codes('几半一二两三四五六七八九十刚昨前今')

/** 3小时前, 昨天 21:15 来自河北: how long ago, which says no day. */
export function readAgo(text: string, at: number, end: number): Piece | null {
  const code = text.charCodeAt(at)
  if (!isDigit(code) && !AGO_FIRSTS.has(code)) return null
  AGO.lastIndex = at
  return AGO.test(text) && AGO.lastIndex <= end ? piece('chrome', at, AGO.lastIndex, 'relative') : null
}

export const OPENED = codes('（(【[〔')

const FROM_PLACE = /^[\u4e00-\u9fff]{1,6}[省市区县州]$/u

const CLOCK_ALONE = /\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!\d)/y
