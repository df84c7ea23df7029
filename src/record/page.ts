import type { ZhengwenError } from '../text/index.js'
import { base64Bytes } from './base64.js'

/** One page of a stream, with what the caller wants back beside it. */
export interface PageRecord {
  /** Echoed. */
  id?: string | number | null
  /** The page as text. This, `html`, `base64` or `bytes`: exactly one. */
  text?: string
  /** The page as HTML. */
  html?: string
  /** The page's raw bytes. */
  bytes?: Uint8Array
  /** The page's raw bytes in base64. */
  base64?: string
  /** Passed through. */
  meta?: unknown
  /** ISO date, for this page alone. */
  referenceDate?: string
  format?: 'text' | 'html'
}

/**
 * Why a record could not be processed. Stable. `invalid-json`, `invalid-utf8`: the line; `invalid-record`,
 * `invalid-base64`, `invalid-option`: what it holds; `too-large`, `timeout`, `crashed`: limits; `internal`: a bug.
 */
export type RecordErrorCode =
  | 'invalid-json'
  | 'invalid-utf8'
  | 'invalid-record'
  | 'invalid-base64'
  | 'invalid-option'
  | 'too-large'
  | 'timeout'
  | 'crashed'
  | 'internal'

/** What stands in a stream for a page that could not be processed. */
export interface RecordError {
  id: string | number | null
  ok: false
  error: { code: RecordErrorCode; message: string }
}

/** A page as text or as the raw bytes. */
type Input = string | Uint8Array | ArrayBuffer

export type StreamItem = Input | PageRecord

/** A page that was checked: its input, and the rest. */
export interface Page {
  id: string | number | null
  input: Input
  meta: unknown
  referenceDate?: string
  format?: 'text' | 'html'
}

export function recordError(id: unknown, code: RecordErrorCode, message: string): RecordError {
  const known = typeof id === 'string' || typeof id === 'number' ? id : null
  return { id: known, ok: false, error: { code, message } }
}

const kindOf = (value: unknown): string => {
  if (value === null || value === undefined) return String(value)
  if (Array.isArray(value)) return 'an array'
  return `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`
}

/** Checks what a caller or a line gave: a page, or the record of what is wrong with it. */
export function pageOf(item: unknown): Page | RecordError {
  if (typeof item === 'string' || item instanceof Uint8Array || item instanceof ArrayBuffer)
    return { id: null, input: item, meta: null }
  if (item === null || typeof item !== 'object' || Array.isArray(item))
    return recordError(null, 'invalid-record', `a record is an object or a string, not ${kindOf(item)}`)
  const { id, text, html, base64, bytes, meta, referenceDate, format } = item as Record<string, unknown>
  const fail = (message: string) => recordError(id, 'invalid-record', message)
  if (id !== undefined && id !== null && typeof id !== 'string' && typeof id !== 'number')
    return fail(`"id" must be a string or a number, not ${kindOf(id)}`)
  if (referenceDate !== undefined && referenceDate !== null && typeof referenceDate !== 'string')
    return fail(`"referenceDate" must be an ISO date, not ${kindOf(referenceDate)}`)
  if (format !== undefined && format !== null && format !== 'text' && format !== 'html')
    return fail('"format" must be "text" or "html"')
  const given = Object.entries({ text, html, base64, bytes }).filter(([, value]) => value != null)
  if (given.length !== 1)
    return fail(
      `a record has "text", "html" or "base64", this one has ${given.map(([key]) => `"${key}"`).join(' and ') || 'none of them'}`,
    )
  const page: Page = { id: id ?? null, input: '', meta: meta ?? null }
  if (referenceDate) page.referenceDate = referenceDate
  if (format) page.format = format
  const [name, value] = given[0]
  if (name === 'html') page.format = 'html'
  if (typeof value === 'string' && name !== 'base64' && name !== 'bytes') page.input = value
  else if (bytes instanceof Uint8Array) page.input = bytes
  else if (typeof base64 === 'string') {
    const decoded = base64Bytes(base64)
    if (!decoded) return recordError(id, 'invalid-base64', '"base64" is not base64')
    page.input = decoded
  } else {
    return fail(`"${name}" must be ${name === 'bytes' ? 'a Uint8Array' : 'a string'}, not ${kindOf(value)}`)
  }
  return page
}

/** What the input of a page takes in memory, in bytes. */
export function sizeOf(page: Page | RecordError): number {
  if (isRecordError(page)) return 0
  return typeof page.input === 'string' ? 2 * page.input.length : page.input.byteLength
}

export function isRecordError(value: object): value is RecordError {
  return 'ok' in value && value.ok === false
}

/** Runs one page; misuse by the record and bugs of ours become its error, and the stream goes on. */
export function guarded<T>(page: Page, run: (page: Page) => T): T | RecordError {
  try {
    return run(page)
  } catch (error) {
    if (!(error instanceof Error)) return recordError(page.id, 'internal', String(error))
    // By name: the built files hold the class more than once.
    if (error.name !== 'ZhengwenError') return recordError(page.id, 'internal', error.message)
    const { code } = error as ZhengwenError
    return recordError(page.id, code === 'invalid-option' ? code : 'invalid-record', error.message)
  }
}
