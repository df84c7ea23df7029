// What the page and its worker say to each other.

/** One page to read: text as typed or pasted, or the bytes of a file in whatever encoding. */
export interface PageInput {
  name: string
  content: string | Uint8Array
}

export interface Settings {
  region: 'auto' | 'cn' | 'tw' | 'hk'
  punctuation: 'chinese' | 'keep'
  /** `auto`: HTML where the text begins like HTML. */
  format: 'auto' | 'text' | 'html'
  /** ISO date; empty: the page's own. */
  referenceDate: string
}

export const defaults: Settings = {
  region: 'auto',
  punctuation: 'chinese',
  format: 'auto',
  referenceDate: '',
}

export type DownloadKind = 'json' | 'jsonl' | 'html' | 'entities' | 'facts' | 'times'

export type Task =
  | { kind: 'analyze'; pages: PageInput[]; settings: Settings; theme: 'light' | 'dark' }
  | { kind: 'download'; as: DownloadKind }

/** Figures for the line under the view. */
export interface Summary {
  characters: number
  exact: number
  inferred: number
  entities: number
  facts: number
  times: number
  issues: number
  encoding: string | null
  milliseconds: number
}

export type Answer =
  | { kind: 'analyze'; html: string; summary: Summary; decoded: string | null }
  | { kind: 'download'; content: string }
  | { kind: 'error'; message: string }

export interface Envelope<T> {
  seq: number
  body: T
}
