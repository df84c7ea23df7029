import { codes, indexOfAny, skipBlanks } from './chars.js'
import { readDate } from './dates.js'
import { isSource, type LabelKind, lexicon } from './lexicon.js'
import { publisherName } from './outlets.js'
import { allOf, datePiece, type Meta, outletPiece, type Piece, piece } from './pieces.js'

const BARS = codes('|｜丨')

/** A label behind its bar is no longer. */
const LABEL_REACH = 8

const COUNT = /^\d{1,8}$/
const CELLS = /[ \u3000\t]{2,}/u

/** The label that closes a cell behind a bar, and where its value ends; null where none does. */
function labelBehind(text: string, start: number, end: number): { kind: LabelKind; end: number } | null {
  for (let i = end - 1; i > start && end - i <= LABEL_REACH; i--) {
    if (!BARS.has(text.charCodeAt(i))) continue
    const kind = lexicon().labels.get(text.slice(skipBlanks(text, i + 1), end))
    return kind === undefined ? null : { kind, end: start + text.slice(start, i).trimEnd().length }
  }
  return null
}

/** 2022-05-19 | 发布时间　　市城管局 | 信息来源: in every cell the label stands behind its value; null elsewhere. */
export function readReversed(text: string, start: number, end: number): Meta | null {
  if (!labelBehind(text, start, end)) return null
  const pieces: Piece[] = []
  let at = start
  for (const cell of text.slice(start, end).split(CELLS)) {
    const stop = at + cell.length
    const label = labelBehind(text, at, stop)
    // 2023-08-10 21:13 | 点击数：56 | 打印
    if (!label || indexOfAny(text, BARS, at, label.end) >= 0) return null
    const { kind, end: to } = label
    // 2022-05-19 10:20 | 来源 / 秦岭晚报: its value is on the next line.
    const named = (isSource(kind) || kind === 'issuer') && readDate(text, at, to) === null
    const date =
      kind === 'published' || kind === 'updated' || kind === 'written' ? readDate(text, at, to) : null
    // 2022-05-19 | 我要评论: a button is no label, and the day none of its values.
    const counted = kind === 'count' && COUNT.test(text.slice(at, to))
    if (!date && !named && !counted) return null
    const outlet = { start: at, end: to, name: publisherName(text.slice(at, to)) }
    const read = date
      ? datePiece(at, date, kind)
      : named
        ? outletPiece(at, outlet, kind)
        : piece('chrome', at, to, kind)
    pieces.push({ ...read, end: stop })
    at = skipBlanks(text, stop)
  }
  return allOf(pieces)
}
