import type { Span } from '../text/index.js'
import { Class, traitsOf } from './classes.js'
import type { DateReading } from './dates.js'
import type { LabelKind } from './lexicon.js'
import type { Byline, PersonReading } from './people.js'
import type { RoleReading } from './roles.js'

export type PieceKind = 'date' | 'source' | 'byline' | 'chrome' | 'title' | 'subtitle'

/** A piece of a line of metadata: 2022-05-19 08:30 | 来源：商洛日报 | 作者：张宏 | 浏览：120 */
export interface Piece {
  kind: PieceKind
  start: number
  end: number
  /** The label's kind: 更新时间 is `updated`. */
  label: LabelKind | null
  date: DateReading | null
  /** What stands behind 来源：, and its usual name (null for 互联网 …). */
  outlet: { start: number; end: number; name: string | null } | null
  people: PersonReading[]
  /** The role of a label whose names stand on the next line. */
  open: RoleReading | null
  /** A name beside the date without a label: an outlet near the headline, or an item of a list. */
  guess: 'sure' | 'unsure' | null
}

export interface Meta {
  pieces: Piece[]
  /** Share of the line that the pieces cover, 0..1. */
  covered: number
  /** What no piece explains, but for labels and their values. */
  rest: readonly Span[]
}

export const NO_REST: readonly Span[] = []

/** A line that is nothing but these pieces. */
export const allOf = (pieces: Piece[]): Meta => ({ pieces, covered: 1, rest: NO_REST })

/** A line that is no metadata. */
export const noMeta: Meta = { pieces: [], covered: 0, rest: NO_REST }

export function piece(kind: PieceKind, start: number, end: number, label: LabelKind | null = null): Piece {
  return { kind, start, end, label, date: null, outlet: null, people: NOBODY, open: null, guess: null }
}
const NOBODY: PersonReading[] = []

export function datePiece(
  start: number,
  date: DateReading,
  label: LabelKind | null = null,
  kind: PieceKind = 'date',
): Piece {
  const out = piece(kind, start, date.end, label)
  out.date = date
  return out
}

export function outletPiece(
  start: number,
  outlet: NonNullable<Piece['outlet']>,
  label: LabelKind | null,
): Piece {
  const out = piece('source', start, outlet.end, label)
  out.outlet = outlet
  return out
}

export function bylinePiece({ start, end, people, open }: Byline): Piece {
  const out = piece('byline', start, end)
  out.people = people
  out.open = open
  return out
}

export const isFill = (code: number): boolean => (traitsOf(code) & Class.fill) !== 0
