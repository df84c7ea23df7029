import type { Span } from '../text/index.js'
import { bars, closers, codes, colons, indexOfAny, isDigit, isHan, isSpace, slashes } from './chars.js'
import { Pair, type Words, wordsIn } from './classes.js'
import { readDate } from './dates.js'
import { headsIn } from './heads.js'
import { readLabel, readSource } from './labels.js'
import { lexicon } from './lexicon.js'
import { isBodyName } from './names.js'
import { publisherName } from './outlets.js'
import { readByline, readNamesUnder } from './people.js'
import {
  bylinePiece,
  datePiece,
  isFill,
  type Meta,
  NO_REST,
  noMeta,
  outletPiece,
  type Piece,
  piece,
} from './pieces.js'
import { holdsWriter, readAccount, readIssue, readPiece } from './readers.js'
import { readReversed } from './reversed.js'
import { lendOutlet, outletInFront, shareCamera, shareOutlet } from './sharing.js'
import { behindLostMark } from './stamps.js'

/** Lines of metadata are short; longer ones are text. */
const LONGEST = 220

/** What a label alone on the line above asks for: 来源： / 南陵经济导报 */
function readUnder(text: string, at: number, end: number, above: Piece): Piece | null {
  if (readLabel(text, at, end)?.colon) return null
  if (above.open) {
    const byline = readNamesUnder(text, at, end, above.open)
    return byline ? bylinePiece(byline) : null
  }
  // 来源： / 文/图 何立夏: nothing is said of the source, and who wrote it stands below.
  if (above.kind === 'source' && readByline(text, at, end)?.people.length) return null
  if (above.kind === 'source')
    return end - at <= 24
      ? readSource(text, at, end, { kind: above.label ?? 'source', value: at, colon: true })
      : null
  if (above.label === 'title') return piece('title', at, end, 'title')
  const date = readDate(text, at, end)
  return date ? datePiece(at, date, above.label) : null
}

/** Whether a piece is a label without its value. */
export function isOpen({ kind, open, outlet, date, label, people }: Piece): boolean {
  if (kind === 'byline') return open !== null && people.length === 0
  if (kind === 'source') return outlet === null
  if (kind === 'chrome') return label === 'title'
  return kind === 'date' && date === null && label !== null
}

/** Reads a line under a label without its value, the last piece of the line above; null where it is none. */
export function readMetaUnder(text: string, { start, end }: Span, above: Piece): Meta | null {
  const first = end - start <= LONGEST ? readUnder(text, start, end, above) : null
  if (!first) return null
  const { pieces, covered } = readMeta(text, first.end, end)
  const own = end - first.end
  const share = own === 0 ? 1 : 1 - ((1 - covered) * own) / (end - start)
  return { pieces: [first, ...pieces], covered: share, rest: NO_REST }
}

/** Reads a stretch as metadata. `words`: those in it, where they are known. */
export function readMeta(text: string, start: number, end: number, words?: Words): Meta {
  return readCovered(text, start, end, MOSTLY, words)
}

/** Less of a stretch must be metadata for it to be read to its end. */
const MOSTLY = 0.4

/** The one name that is found to be an outlet once all else is read is no longer. */
const LATE = 8

/** The same for who has no use for it unless a share of it is covered: it is read no further than that can be. */
export function readCovered(text: string, start: number, end: number, least: number, words?: Words): Meta {
  const all = end - start
  if (all > LONGEST) return noMeta
  const most = least > MOSTLY ? Math.min(all * 0.6, all * (1 - least) + LATE) : all * 0.6
  const known = words ?? wordsIn(text, start, end)
  return (
    (known.pairs & Pair.label ? readReversed(text, start, end) : null) ??
    readPieces(text, start, end, known, most)
  )
}

const isUnnamed = ({ kind, people }: Piece): boolean =>
  kind === 'byline' && people.length > 0 && people.every(({ role }) => role === null)

/** 审核发布：谷雨: behind the colon of a label that no table has a name is nobody who writes. */
function behindLabel(text: string, start: number, at: number, pieces: readonly Piece[]): boolean {
  let i = at - 1
  const least = Math.max(start, pieces.at(-1)?.end ?? start)
  while (i > least && isSpace(text.charCodeAt(i))) i--
  return i > least && colons.has(text.charCodeAt(i)) && isHan(text.charCodeAt(i - 1))
}

/** 生活中心／傅郁珊报导: the desk in front of whoever reports. */
const isDesk = (text: string, start: number, end: number): boolean =>
  end - start <= 6 && slashes.has(text.charCodeAt(end)) && text.startsWith('中心', end - 2)

/** 2022-05-19 08:30 · 财经领域创作者: what the keeper of an account is. */
const isKeeper = (text: string, start: number, end: number): boolean =>
  lexicon().keeperEndings.longest(text, end, start) !== null

/** 通讯员：王倩 岚溪县供电公司, （作者王倩 单位：岚溪县委党校）: where who writes works closes the line. */
function isHouse(text: string, start: number, end: number, pieces: readonly Piece[]): boolean {
  const last = pieces.at(-1)
  if (last?.kind !== 'byline' || last.people.length === 0 || pieces.some(({ date }) => date !== null))
    return false
  const colon = indexOfAny(text, colons, start, end)
  return isBodyName(text.slice(colon < 0 ? start : colon + 1, end))
}

/** 江城观察2023-01-31 16:05, admin12023-01-31 16:05:23: a day right behind a name, behind a handle with its clock time. */
function isGluedDay(text: string, at: number, end: number): boolean {
  if (!isDigit(text.charCodeAt(at))) return false
  const before = text.charCodeAt(at - 1)
  if (isHan(before)) return readDate(text, at, end)?.year != null
  if (!HANDLE_LASTS.has(before) || !CENTURIES.has(text.slice(at, at + 2))) return false
  const date = readDate(text, at, end)
  return date !== null && date.year !== null && date.clock !== null
}

const HANDLE_LASTS = codes('abcdefghijklmnopqrstuvwxyz0123456789')

const CENTURIES = new Set(['19', '20'])

const CODED = /[\u4e00-\u9fff]{2,8}[：:][ \u3000]?(?!\d{4}[-/.年])[A-Za-z0-9][\w./%-]*(?![\u4e00-\u9fff])/y

/** 执业证书编号：S1180521030002: where a figure or a code behind a label ends; `at` where none begins. */
function codeEnd(text: string, at: number, end: number): number {
  CODED.lastIndex = at
  return CODED.test(text) && CODED.lastIndex <= end ? CODED.lastIndex : at
}

/** So far behind its first character a picture is named. */
const PICTURE_REACH = 6

/** Where what says whose a picture is ends, in a line of other credits; `at` where none begins. `stop`: of its run. */
function pictureEnd(text: string, at: number, stop: number, end: number): number {
  if (!text.slice(at, Math.min(stop, at + PICTURE_REACH)).includes('图')) return at
  const { pictureFrom, markers } = lexicon()
  if (text.slice(at, end).search(pictureFrom) === 0) return end
  return markers.end.longest(text, stop, at)?.value.kind === 'caption' ? stop : at
}

const NO_HEADS: readonly number[] = []

/** Where what stands in front of a label ends: the blanks, marks and opening brackets before it are none of it. */
function beforeHead(text: string, at: number, head: number): number {
  let i = head
  while (i > at + 1 && isApart(text.charCodeAt(i - 1))) i--
  return i
}

const APART = codes(`${slashes.chars}|｜丨│┊·•，,、；;（(【[〔`)

const isApart = (code: number): boolean => isSpace(code) || APART.has(code)

const NO_ROLES: readonly number[] = []

/** `most`: of so many characters that are none the stretch is no metadata. */
function readPieces(text: string, start: number, end: number, known: Words, most: number): Meta {
  const pieces: Piece[] = []
  const rest: Span[] = []
  if (text[start] === '原') pieces.push(...readAccount(text, start, end))
  const { pairs } = known
  const roles = known.roles ?? NO_ROLES
  const words = pairs & Pair.writer && !holdsWriter(text, end, roles) ? pairs ^ Pair.writer : pairs
  const heads = words & (Pair.label | Pair.role) ? headsIn(text, start, end) : NO_HEADS
  let loose = 0
  let next = 0
  let role = 0
  let at = pieces.at(-1)?.end ?? behindLostMark(text, start, end)
  while (at < end) {
    // 《今日观察》记者 王倩
    const quoted = text[at] === '《' && words & Pair.writer ? readByline(text, at, end) : null
    if (quoted && quoted.people.length > 0) {
      pieces.push(bylinePiece(quoted))
      at = quoted.end
      continue
    }
    // 责任编辑：赵荔_NB1201
    const serial = text[at] === '_' && pieces.length > 0 ? readIssue(text, at + 1, end) : null
    if (serial) {
      pieces.push(piece('chrome', at, serial.end))
      at = serial.end
      continue
    }
    if (isFill(text.charCodeAt(at))) {
      at++
      continue
    }
    // What stands in front of a label, or is its value, ends before the next.
    while (next < heads.length && heads[next] <= at) next++
    const limit = next < heads.length ? beforeHead(text, at, heads[next]) : end
    while (role < roles.length && roles[role] < at) role++
    const read = readPiece(text, at, limit, words, roles[role] ?? end, heads[next - 1] === at)
    const found =
      read && isUnnamed(read) && behindLabel(text, start, at, pieces)
        ? piece('chrome', read.start, read.end)
        : read
    if (found && found.end > at) {
      pieces.push(found)
      at = found.end
      continue
    }
    const from = at
    const coded = pieces.length > 0 ? codeEnd(text, at, limit) : at
    if (coded > at) {
      pieces.push(piece('chrome', at, coded))
      at = coded
      continue
    }
    while (at < limit && !isFill(text.charCodeAt(at)) && !(at > from && isGluedDay(text, at, limit))) at++
    // （GSM+8 北京时间）: beside the day a word that names no outlet is no text either.
    const idle = pieces.length > 0 && lexicon().notPublishers.has(text.slice(from, at))
    const closes = at >= end || (at + 1 === end && closers.has(text.charCodeAt(at)))
    if (
      idle ||
      isDesk(text, from, at) ||
      isKeeper(text, from, at) ||
      (closes && isHouse(text, from, at, pieces))
    ) {
      pieces.push(piece('chrome', from, at))
      continue
    }
    // （岚溪市纪委监委||责任编辑 王倩）
    if (pieces.length === 0 && bars.has(text.charCodeAt(at)) && isBodyName(text.slice(from, at))) {
      const outlet = { start: from, end: at, name: publisherName(text.slice(from, at)) }
      pieces.push(outletPiece(from, outlet, 'supplied'))
      continue
    }
    // 作者：王倩，题图来自：岚溪图库, 文：王倩　图片由受访者提供
    const pictured = pieces.length > 0 ? pictureEnd(text, from, at, limit) : from
    if (pictured > from) {
      at = pictured
      pieces.push(piece('chrome', from, at))
      continue
    }
    loose += at - from
    // 推荐人：admin, 发布于：北京市: what stands before or behind a colon is a label or its value.
    const around =
      colons.has(text.charCodeAt(from - 1)) ||
      colons.has(text.charCodeAt(at - 1)) ||
      colons.has(text.charCodeAt(at))
    if (!around) rest.push({ start: from, end: at })
    // Mostly text: no line of metadata, no need to look further.
    if (loose > most) return { pieces: [], covered: 0, rest }
  }
  const outlet = loose > 0 ? outletInFront(text, start, end, pieces, rest) : null
  if (outlet) {
    loose -= outlet.end - outlet.start
    for (const person of pieces[0].people) person.outlet = outlet
  }
  lendOutlet(text, pieces)
  shareOutlet(pieces)
  shareCamera(pieces)
  const all = end - start
  return { pieces, covered: pieces.length === 0 ? 0 : Math.max(0, 1 - loose / all), rest }
}
