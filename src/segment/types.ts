import type { Span } from '../text/index.js'

/** A word with its place in the text. Tokens follow one another and leave nothing out. */
export interface Token {
  text: string
  span: Span
  /** What made it one word, where something other than the word list did: `time`, `number`, `place` … */
  tag?: string
}

/** The caller's own words, for one analyzer alone. */
export interface Dictionaries {
  places?: readonly (string | PlaceEntry)[]
  companies?: readonly (string | CompanyEntry)[]
  organizations?: readonly (string | OrganizationEntry)[]
  /** Heads of positions: 链长, 首席数据官. */
  titles?: readonly string[]
  /** Words that must stay whole in `segment`. */
  words?: readonly string[]
}

export interface PlaceEntry {
  name: string
  /** GB/T 2260 (6 digits), or 9 digits for a township. */
  code?: string
  aliases?: readonly string[]
}

export interface CompanyEntry {
  name: string
  aliases?: readonly string[]
  legalForm?: string
}

export interface OrganizationEntry {
  name: string
  category?: string
  aliases?: readonly string[]
}
