import type { Span, Token } from '../index.js'
import type { Verbatim } from './verbatim.js'

/** Half a gigabyte, as V8's own strings. */
const LARGEST = 2 ** 29 - 24

/** Room for lines: at first, and what is kept of it when they are taken; what larger ones need is given back. */
const FIRST = 1 << 20
const KEPT = 1 << 22

const ESCAPES: Record<number, string> = { 8: 'b', 9: 't', 10: 'n', 12: 'f', 13: 'r', 34: '"', 92: '\\' }

/** By code unit: 0 for what stands for itself, else the letter after the backslash; `u` for a code. */
const escapes = new Uint8Array(128)
for (let code = 0; code < 32; code++) escapes[code] = 'u'.charCodeAt(0)
for (const [code, letter] of Object.entries(ESCAPES)) escapes[Number(code)] = letter.charCodeAt(0)

const encoder = new TextEncoder()

/** What the value behind a name may be beside a string, a number or null. */
const PLAIN = 0
const SPANNED = 1
const TOKENS = 2

const BEHIND: Record<string, number> = { span: SPANNED, sourceSpan: SPANNED, tokens: TOKENS }

/** The name of a key with its quotes and colon: eight bytes a number, so that two or three steps write it. */
class Name {
  readonly key: string
  readonly eights: Float64Array
  readonly length: number
  readonly behind: number
  /** Which name was written behind this one the last time: records of one kind have their keys in one order. */
  next: Name | null = null
  /** The object that was written behind it the last time, and where: facts that follow one another share a period. */
  last: object | null = null
  from = 0
  to = 0

  constructor(key: string, start = '') {
    const bytes = encoder.encode(`${start}${JSON.stringify(key)}:`)
    this.key = key
    this.length = bytes.length
    this.behind = BEHIND[key] ?? PLAIN
    const padded = new DataView(new ArrayBuffer(8 * Math.ceil(bytes.length / 8)))
    for (let i = 0; i < bytes.length; i++) padded.setUint8(i, bytes[i])
    this.eights = new Float64Array(padded.byteLength / 8)
    for (let i = 0; i < this.eights.length; i++) this.eights[i] = padded.getFloat64(8 * i)
  }
}

/** Items of a list have none. */
const ITEM = new Name('')
const START = new Name('start', '{')
const END = new Name('end', ',')
const TEXT = new Name('text', '{')
const SPAN = new Name('span', ',')
const TAG = new Name('tag', ',')

/**
 * Writes records as lines of JSON, UTF-8: the bytes that `JSON.stringify` and an encoder would give, but for
 * U+2028 and U+2029, which are escaped for readers that take them for line ends. A record is some fifty times as
 * long as its page, most of it short strings and small numbers: written byte by byte they cost a third.
 */
export class LineWriter {
  #bytes = new Uint8Array(FIRST)
  #view = new DataView(this.#bytes.buffer)
  /** Where the last whole line ends. */
  #end = 0
  #at = 0
  readonly #names = new Map<string, Name>()
  #last = new Name('')

  /**
   * Writes a line behind those before it. `meta` is the caller's, and may be anything; the rest is plain data of a few
   * levels. What is in `verbatim` stands for the record's own.
   *
   * @throws RangeError where the line would be too long; the lines before it stand.
   */
  add(record: object, verbatim: Verbatim | null = null): void {
    if (this.#end === 0 && this.#bytes.length > KEPT) this.#setBytes(new Uint8Array(FIRST))
    this.#at = this.#end
    // What a line that failed left behind its names is written over.
    for (const name of this.#names.values()) name.last = null
    this.#record(record as Record<string, unknown>, verbatim)
    this.#reserve(1)
    this.#bytes[this.#at++] = 0x0a
    this.#end = this.#at
  }

  /** The lines since the last call; they stand until the next `add`, which writes over them. */
  take(): Uint8Array {
    const lines = this.#bytes.subarray(0, this.#end)
    this.#end = 0
    return lines
  }

  #reserve(more: number): void {
    const needed = this.#at + more
    if (needed <= this.#bytes.length) return
    if (needed > LARGEST) throw new RangeError('Invalid string length')
    const wider = new Uint8Array(Math.min(LARGEST, Math.max(needed, 2 * this.#bytes.length)))
    wider.set(this.#bytes.subarray(0, this.#at))
    this.#setBytes(wider)
  }

  #setBytes(bytes: Uint8Array<ArrayBuffer>): void {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer)
  }

  #record(record: Record<string, unknown>, verbatim: Verbatim | null): void {
    this.#byte(0x7b)
    const first = this.#at
    for (const key in record) {
      const value = record[key]
      if (value === undefined) continue
      const name = this.#name(key, this.#at > first)
      const given = verbatim?.[key as keyof Verbatim]
      if (given !== undefined) this.#json(given)
      else if (key === 'meta') this.#json(JSON.stringify(value) ?? 'null')
      else this.#value(name, value)
    }
    this.#byte(0x7d)
  }

  #value(name: Name, value: unknown): void {
    if (typeof value === 'string') this.#string(value)
    else if (typeof value === 'number') this.#number(value)
    else if (value === null) this.#null()
    else if (typeof value !== 'object') this.#ascii(typeof value === 'boolean' ? String(value) : 'null')
    else if (name.behind === SPANNED) this.#span(value as Span)
    else if (name.behind === TOKENS) this.#tokens(value as readonly Token[])
    else if (Array.isArray(value)) this.#array(value)
    else if (name.last === value) this.#again(name.from, name.to)
    else {
      const from = this.#at
      this.#object(value as Record<string, unknown>)
      name.last = value
      name.from = from
      name.to = this.#at
    }
  }

  #object(record: Record<string, unknown>): void {
    this.#byte(0x7b)
    const first = this.#at
    for (const key in record) {
      const value = record[key]
      if (value !== undefined) this.#value(this.#name(key, this.#at > first), value)
    }
    this.#byte(0x7d)
  }

  #array(list: readonly unknown[]): void {
    this.#byte(0x5b)
    for (let i = 0; i < list.length; i++) {
      if (i > 0) this.#byte(0x2c)
      const item = list[i]
      if (typeof item === 'object' && item !== null && !Array.isArray(item))
        this.#object(item as Record<string, unknown>)
      else this.#value(ITEM, item)
    }
    this.#byte(0x5d)
  }

  /** The name of a key, behind a comma where others stand before it. */
  #name(key: string, behind: boolean): Name {
    const { next } = this.#last
    const name = next !== null && next.key === key ? next : this.#nameOf(key)
    this.#last = name
    this.#reserve(name.length + 9)
    if (behind) this.#bytes[this.#at++] = 0x2c
    this.#at = writeName(name, this.#view, this.#at)
    return name
  }

  #byte(byte: number): void {
    this.#reserve(1)
    this.#bytes[this.#at++] = byte
  }

  /** Bytes that stand before, once more. */
  #again(from: number, to: number): void {
    this.#reserve(to - from)
    this.#bytes.copyWithin(this.#at, from, to)
    this.#at += to - from
  }

  /** Spans and tokens are half of a record: their keys are not looked at one by one. */
  #span(span: Span): void {
    this.#reserve(SPAN_BYTES)
    this.#at = writeSpan(span, this.#bytes, this.#view, this.#at)
  }

  #tokens(tokens: readonly Token[]): void {
    this.#byte(0x5b)
    for (let i = 0; i < tokens.length; i++) {
      const { text, span, tag } = tokens[i]
      const units = text.length + (tag === undefined ? 0 : tag.length)
      this.#reserve(UNIT_BYTES * units + SPAN_BYTES + 48)
      const bytes = this.#bytes
      const view = this.#view
      let at = this.#at
      if (i > 0) bytes[at++] = 0x2c
      at = writeString(text, bytes, view, writeName(TEXT, view, at))
      at = writeSpan(span, bytes, view, writeName(SPAN, view, at))
      if (tag !== undefined) at = writeString(tag, bytes, view, writeName(TAG, view, at))
      bytes[at] = 0x7d
      this.#at = at + 1
    }
    this.#byte(0x5d)
  }

  #nameOf(key: string): Name {
    const name = this.#names.get(key) ?? new Name(key)
    this.#names.set(key, name)
    this.#last.next = name
    return name
  }

  /** What is no data of ours. */
  #json(json: string): void {
    const text = json.replace(/[\u2028\u2029]/g, (c) => (c === '\u2028' ? '\\u2028' : '\\u2029'))
    this.#reserve(3 * text.length)
    this.#at += encoder.encodeInto(text, this.#bytes.subarray(this.#at)).written
  }

  #null(): void {
    this.#reserve(4)
    this.#view.setUint32(this.#at, 0x6e756c6c)
    this.#at += 4
  }

  #ascii(text: string): void {
    this.#reserve(text.length)
    for (let i = 0; i < text.length; i++) this.#bytes[this.#at++] = text.charCodeAt(i)
  }

  #number(value: number): void {
    if (value !== value >>> 0) {
      this.#ascii(Number.isFinite(value) ? String(value) : 'null')
      return
    }
    this.#reserve(10)
    this.#at = digits(value, this.#bytes, this.#at)
  }

  #string(text: string): void {
    this.#reserve(UNIT_BYTES * text.length + 4)
    this.#at = writeString(text, this.#bytes, this.#view, this.#at)
  }
}

/** Writes a name, and up to seven bytes behind it that are free. */
function writeName({ eights, length }: Name, view: DataView, at: number): number {
  for (let i = 0; i < eights.length; i++) view.setFloat64(at + 8 * i, eights[i])
  return at + length
}

/** At most six bytes a code unit: \u001b. */
const UNIT_BYTES = 6

/** Writes a string, and up to two bytes behind it that are free. */
function writeString(text: string, bytes: Uint8Array, view: DataView, at: number): number {
  const n = text.length
  bytes[at++] = 0x22
  for (let i = 0; i < n; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) {
      const letter = escapes[code]
      if (letter === 0) bytes[at++] = code
      else {
        bytes[at++] = 0x5c
        bytes[at++] = letter
        if (letter === 0x75) at = hex(bytes, at, code)
      }
    } else if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6)
      bytes[at++] = 0x80 | (code & 63)
    } else if (code < 0xd800 || code > 0xdfff) {
      if (code === 0x2028 || code === 0x2029) {
        bytes[at++] = 0x5c
        bytes[at++] = 0x75
        at = hex(bytes, at, code)
        continue
      }
      // Three bytes, and one that the next character or the quote writes over.
      view.setUint32(at, 0xe0808000 | ((code & 0xf000) << 12) | ((code & 0xfc0) << 10) | ((code & 63) << 8))
      at += 3
    } else {
      const low = i + 1 < n && code < 0xdc00 ? text.charCodeAt(i + 1) : 0
      if (low >= 0xdc00 && low <= 0xdfff) {
        const point = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
        bytes[at++] = 0xf0 | (point >> 18)
        bytes[at++] = 0x80 | ((point >> 12) & 63)
        bytes[at++] = 0x80 | ((point >> 6) & 63)
        bytes[at++] = 0x80 | (point & 63)
        i++
      } else {
        bytes[at++] = 0x5c
        bytes[at++] = 0x75
        at = hex(bytes, at, code)
      }
    }
  }
  bytes[at++] = 0x22
  return at
}

const SPAN_BYTES = 48

function writeSpan({ start, end }: Span, bytes: Uint8Array, view: DataView, at: number): number {
  at = digits(start, bytes, writeName(START, view, at))
  at = digits(end, bytes, writeName(END, view, at))
  bytes[at] = 0x7d
  return at + 1
}

/** Writes a whole number below 2³². */
function digits(value: number, bytes: Uint8Array, at: number): number {
  if (value < 10) {
    bytes[at] = 48 + value
    return at + 1
  }
  if (value < 10_000) {
    // Division by multiplication, exact up to 43,698.
    const hundreds = (value * 5243) >>> 19
    const rest = value - 100 * hundreds
    if (hundreds >= 10) at = pair(hundreds, bytes, at)
    else if (hundreds > 0) bytes[at++] = 48 + hundreds
    return pair(rest, bytes, at)
  }
  let end = at + 1
  for (let limit = 10; limit <= value; limit *= 10) end++
  let rest = value
  for (let i = end - 1; i >= at; i--) {
    const next = Math.floor(rest / 10)
    bytes[i] = 48 + rest - 10 * next
    rest = next
  }
  return end
}

/** Writes two digits. */
function pair(value: number, bytes: Uint8Array, at: number): number {
  const tens = (value * 103) >>> 10
  bytes[at] = 48 + tens
  bytes[at + 1] = 48 + value - 10 * tens
  return at + 2
}

/** Four digits, as JSON.stringify writes them. */
function hex(bytes: Uint8Array, at: number, code: number): number {
  for (let shift = 12; shift >= 0; shift -= 4)
    bytes[at++] = '0123456789abcdef'.charCodeAt((code >> shift) & 15)
  return at
}
