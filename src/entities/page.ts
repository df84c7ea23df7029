import type { Zone } from '../article/index.js'
import type { Token } from '../segment/index.js'
import { getLexicon, type Lexicon, type PlaceForm } from './lexicon.js'
import type { OrganizationCategory, Person } from './types.js'

/** A place found in the text. */
export interface PlaceHit {
  start: number
  end: number
  form: PlaceForm
  rule: string
}

/** An organisation or a company found in the text. */
export interface BodyHit {
  kind: 'organization' | 'company'
  start: number
  end: number
  category: OrganizationCategory
  legalForm: string | null
  rule: string
  score: number
}

export interface PersonHit {
  start: number
  end: number
  category: Person['category'] | null
  rule: string
  score: number
}

/** One article as the recognisers see it: text, word ends, what was found so far. */
export class Page {
  readonly text: string
  readonly zones: readonly Zone[]
  readonly lexicon: Lexicon = getLexicon()
  /** 1 where a word starts. */
  readonly #starts: Uint8Array
  places: PlaceHit[] = []
  /** Places by where they end. */
  readonly placeEnd = new Map<number, PlaceHit>()
  bodies: BodyHit[] = []
  readonly bodyEnd = new Map<number, BodyHit>()
  persons: PersonHit[] = []

  constructor(text: string, zones: readonly Zone[], tokens: readonly Token[]) {
    this.text = text
    this.zones = zones
    this.#starts = new Uint8Array(text.length + 1)
    for (const { span } of tokens) this.#starts[span.start] = 1
    this.#starts[text.length] = 1
  }

  isBoundary(at: number): boolean {
    return this.#starts[at] === 1
  }

  /** Where the word, or the part of it before `at`, starts. */
  wordStart(at: number, floor: number): number {
    let i = at - 1
    while (i > floor && this.#starts[i] === 0) i--
    return Math.max(i, floor)
  }

  wordEnd(at: number, ceiling: number): number {
    let i = at + 1
    while (i < ceiling && this.#starts[i] === 0) i++
    return Math.min(i, ceiling)
  }
}

const HAN = /\p{Script=Han}/u

export function isHan(ch: string | undefined): boolean {
  return ch !== undefined && HAN.test(ch)
}
