import type { Span, StageResult } from '../text/index.js'
import type { Step } from './chances.js'
import { sameFigure } from './evidence.js'
import { classes, SEES, suspectLines } from './gate.js'
import { isHanzi } from './gbk.js'
import { Lattice, type Ways } from './lattice.js'
import { characterChances, languageModel } from './model.js'
import { type PairTable, pairTables } from './pair-table.js'
import { evidenceOf } from './told.js'
import { type Place8, takeCharacters } from './utf8-characters.js'
import { isTold, type Read, writeRegion } from './utf8-edits.js'
import {
  type Bytes,
  BytesOnce,
  type Decoder,
  decodersOf,
  itemOf,
  layerOf,
  lengthFrom,
  misfit,
} from './utf8-layer.js'
import { BytesTwice } from './utf8-twice.js'
import { type Give, LOST, type Place, type Strictness } from './ways.js'

/**
 * UTF-8 that was read as GBK: 文章 → 鏂囩珷; or as Big5 or Korean, on Windows of Taiwan and Korea. Where all bytes are there the way back is arithmetic; where a
 * pair was no character (锛?) the words choose among the characters that the other bytes allow. An ASCII byte that
 * went with them (生产总值?256亿元) leaves an issue.
 */
export function unreadUtf8(text: string): StageResult {
  let most: Suspects | null = null
  for (const table of pairTables(hasCluster(text))) {
    const found = suspectsIn(text, table)
    if (found.size > (most?.size ?? 0)) most = found
  }
  return most ? unread(text, most) : { edits: [], issues: [] }
}

/** In UTF-8 read as Big5 or Korean so many sentinels, or syllables of Korean, stand within so few characters. */
const LEAST_SENTINELS = 3
const WITHIN = 40

/** Clean pages have them one by one: 模, 莱, 赣. */
function hasCluster(text: string): boolean {
  const classOf = classes()
  const last = new Int32Array(LEAST_SENTINELS).fill(-text.length - WITHIN)
  for (let i = 0, count = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if ((classOf[code] & SEES.sentinel) === 0 && !isHangul(code)) continue
    const slot = count++ % LEAST_SENTINELS
    last[slot] = i
    if (i - last[(slot + 1) % LEAST_SENTINELS] < WITHIN) return true
  }
  return false
}

/** What of a page may be UTF-8 read in a charset. */
interface Suspects {
  decoders: readonly Decoder[]
  runs: readonly Span[]
  /** What of each run is. */
  parts: readonly Span[][]
  /** How many code units these have. */
  size: number
}

function suspectsIn(text: string, table: PairTable): Suspects {
  const decoders = decodersOf(table)
  const runs = suspectRuns(text, table)
  const parts = runs.map((run) => (looksLikeUtf8(text, run, decoders) ? [run] : partsOf(text, run, decoders)))
  const size = parts.flat().reduce((sum, { start, end }) => sum + end - start, 0)
  return { decoders, runs, parts, size }
}

function unread(text: string, { decoders, runs, parts, size }: Suspects): StageResult {
  const telling = parts.flat()
  const decoder = { ...decoderOf(text, telling, decoders), fills: /[\ue000-\uf8ff]/.test(text) }
  const isWhole = size >= WHOLE * runs.reduce((sum, { start, end }) => sum + end - start, 0)
  const rest = runs.filter((run, i) => parts[i].length === 0 && fitsUtf8(text, run, decoder, isWhole))
  const found = size < SURE ? telling : [...telling, ...rest].sort((a, b) => a.start - b.start)
  const layers = found.map(({ start, end }): Run => {
    const bytes = new BytesOnce(layerOf(text, start, end, decoder))
    return { start, end, bytes, rule: `repair/mojibake-utf8-as-${decoder.table.name}` }
  })
  if (readsWell(layers)) return fixRuns(text, layers, decoder.table)
  const twice = layers.map(again(layers, decoders))
  return readsWell(twice) ? fixRuns(text, twice, decoder.table) : { edits: [], issues: [] }
}

interface Run extends Span {
  bytes: Bytes
  rule: string
}

function fixRuns(text: string, runs: readonly Run[], { flat }: PairTable): StageResult {
  const out: StageResult = { edits: [], issues: [] }
  const lattice = new Lattice(
    languageModel(),
    evidenceOf(runs.map(({ bytes }) => plainCodes(bytes))),
    WORK + WORK_PER_CHARACTER * text.length,
    flat,
  )
  for (const run of runs) fixRun(text, run, lattice, out)
  return out
}

/** How many of the characters that were read may be odd, and so damaged still. */
const STILL_ODD = 0.35

/** Whether what the runs say is text, and not such as was read in the wrong charset once more. */
function readsWell(runs: readonly Run[]): boolean {
  let [odd, count] = [0, 0]
  for (const { bytes } of runs)
    for (const code of plainCodes(bytes))
      if (isHanzi(code)) {
        count++
        if (isOdd(code)) odd++
      }
  return count > 0 && odd < STILL_ODD * count
}

function* plainCodes(bytes: Bytes): Generator<number, void, void> {
  for (let place = 0; place < bytes.end; ) {
    const found = plainly(bytes, place)
    yield found?.code ?? 0
    place = found?.to ?? resync(bytes, place)
  }
}

/** The runs as bytes of the inner text. */
function again(runs: readonly Run[], decoders: readonly Decoder[]): (run: Run) => Run {
  const [{ table }] = decoders
  const pieces: number[][] = [[]]
  for (const { bytes } of runs) {
    for (const code of plainCodes(bytes))
      if (code === 0) pieces.push([])
      else pieces[pieces.length - 1].push(itemOf(code, table))
    pieces.push([])
  }
  const decoder = bestDecoder(
    pieces.map((piece) => Int32Array.from(piece)),
    decoders,
    true,
    true,
  )
  return ({ start, end, bytes }) => ({
    ...{ start, end, bytes: new BytesTwice(bytes, decoder) },
    rule: `repair/mojibake-utf8-as-${table.name}-twice`,
  })
}

const WORK = 400_000
const WORK_PER_CHARACTER = 1000

function suspectRuns(text: string, table: PairTable): Span[] {
  const runs: Span[] = []
  for (const line of suspectLines(text))
    for (let start = line.start; start < line.end; ) {
      const end = runEnd(text, start, table)
      if (end > start) runs.push({ start, end })
      start = Math.max(end, start + 1)
    }
  return runs
}

function runEnd(text: string, start: number, { pairOf, hasEuro }: PairTable): number {
  let end = start
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    const isPart =
      (code >= 0x80 && pairOf[code] !== 0) ||
      code === 0x3f ||
      code === 0xfffd ||
      code === (hasEuro ? 0x20ac : 0x80)
    if (!isPart) break
  }
  return end
}

/** So many characters of a page tell that it was read in the wrong charset. */
const SURE = 18
/** Where so much of it was, all of it was. */
const WHOLE = 0.8

/** How many characters at the end of a part may be good text whose bytes would do in UTF-8 too: 报 (B1 A8). */
const MOST_TRIMMED = 3
/** Two characters of UTF-8 fit too much. */
const LEAST_PART = 4

/** Good text and bad in one run (记者鏉庢檽鏄庢姤閬擄紝): the bad parts, from what begins a character of UTF-8. */
function partsOf(text: string, { start, end }: Span, decoders: readonly Decoder[]): Span[] {
  const { pairOf } = decoders[0].table
  const parts: Span[] = []
  const fits = (code: number) =>
    pairOf[code] === 0 ||
    code === 0xfffd ||
    (lengthFrom(pairOf[code] >> 8) >= 0 && lengthFrom(pairOf[code] & 0xff) >= 0)
  const isBad = (at: number, cut: number): boolean =>
    isGood(text, Math.max(start, at - 2), at) &&
    isGood(text, cut, Math.min(end, cut + 2)) &&
    looksLikeUtf8(text, { start: at, end: cut }, decoders)
  for (let at = start; at < end; ) {
    const code = text.charCodeAt(at)
    if (!(fits(code) && lengthFrom(pairOf[code] >> 8) === 3)) {
      at++
      continue
    }
    let stop = at + 1
    while (stop < end && fits(text.charCodeAt(stop))) stop++
    const least = Math.max(at + LEAST_PART, stop - MOST_TRIMMED)
    let cut = stop
    while (cut >= least && !isBad(at, cut)) cut--
    // What ends a part of good text: 记者�，
    if (cut > least && isMark(text.charCodeAt(cut - 1)) && isBad(at, cut - 1)) cut--
    if (cut >= least) parts.push({ start: at, end: cut })
    at = cut < least ? stop : cut
  }
  return parts
}

const isMark = (code: number): boolean => (code >= 0x3000 && code < 0x3040) || code >= 0xff00

/** Everyday characters all: what is odd all along was damaged twice, and no part of it can be told apart. */
function isGood(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (isOdd(text.charCodeAt(i))) return false
  return true
}

function beginsHanzi(item: number): boolean {
  return (item > 0xff && lengthFrom(item >> 8) === 3) || lengthFrom(item & 0xff) === 3
}

/** What one alone would not tell: 鏈? and 鏃? of 3月15日, runs whose characters happen to be everyday ones. */
function fitsUtf8(text: string, { start, end }: Span, decoder: Decoder, isWhole: boolean): boolean {
  const { items } = layerOf(text, start, end, { ...decoder, hides: false })
  const most = isWhole ? 1 + (end - start) / 4 : (end - start) / 6
  if (!isWhole && (end === start + 1 || !items.some(beginsHanzi))) return false
  return misfit(items, decoder, most) <= most
}

/** How much of a run must be odd as it stands. */
const ODD = 0.4

function isOdd(code: number): boolean {
  const { single, simplified } = characterChances()
  return single[simplified[code]] < -12.5
}

const isHangul = (code: number): boolean => code >= 0xac00 && code < 0xd7a4

/** Of 锟斤拷, which says no more when read rightly. */
function isLostForGood(text: string, at: number): boolean {
  if (!'锟斤拷'.includes(text[at])) return false
  for (let from = at - 2; from <= at; from++) if (text.startsWith('锟斤拷', from)) return true
  return false
}

function looksLikeUtf8(text: string, { start, end }: Span, decoders: readonly Decoder[]): boolean {
  let [odd, known] = [0, 0]
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (isHangul(code)) odd++
    else if (!isHanzi(code) || isLostForGood(text, i)) continue
    else if (isOdd(code)) odd++
    known++
  }
  if (end < start + 3 || known < 2 || odd < ODD * known) return false
  const { items } = layerOf(text, start, end, decoders[0])
  const most = (end - start) / 6
  return decoders.some((decoder) => misfit(items, decoder, most) <= most)
}

/** So many code units tell the decoder. */
const TELLING = 4000

/**
 * A `?` before a figure or the end of a run may have taken a byte with it. Only where many stand so and none
 * otherwise did the decoder leave ASCII alone.
 */
const PRIOR = 0.45

/** Which decoder of GBK left such losses: the page's runs fit its ways best. */
function decoderOf(text: string, runs: readonly Span[], decoders: readonly Decoder[]): Decoder {
  const layers: Int32Array[] = []
  for (let i = 0, size = 0; i < runs.length && size < TELLING; i++) {
    layers.push(layerOf(text, runs[i].start, runs[i].end, decoders[0]).items)
    size += layers[i].length
  }
  return bestDecoder(layers, decoders, text.includes('\ufffd'))
}

/** The decoder that items fit best. */
function bestDecoder(
  layers: readonly Int32Array[],
  decoders: readonly Decoder[],
  isModern: boolean,
  arePieces = false,
): Decoder {
  let [best, least] = [decoders[0], Number.POSITIVE_INFINITY]
  for (const decoder of decoders) {
    if (isModern && decoder.swallows) continue
    let sum = !isModern && decoder === decoders[0] ? PRIOR : 0
    for (const items of layers) {
      if (sum >= least) break
      sum += misfit(items, decoder, least - sum, arePieces)
    }
    if (sum < least) [best, least] = [decoder, sum]
    if (least === 0) break
  }
  return best
}

/** The character whose bytes all stand at a place; null where some do not. */
function plainly(bytes: Bytes, place: Place): Read | null {
  let [at, code, left] = [place, 0, -1]
  while (left !== 0) {
    const known = bytes.known(at, Math.max(0, left))
    if (known < 0) return null
    const byte = known % 0x100
    at = (known - byte) / 0x100
    const length = lengthFrom(byte)
    if (left < 0 ? length <= 0 : length !== 0) return null
    if (left < 0) {
      left = length - 1
      code = length === 1 ? byte : byte & (0x7f >> length)
    } else {
      left--
      code = (code << 6) | (byte & 63)
    }
  }
  if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return null
  return { code, from: place, to: at, chance: 1, isWhole: true }
}

/** The next place where a character may begin. */
function resync(bytes: Bytes, place: Place): Place {
  for (let at = place + 1; at < bytes.end; at++) {
    const known = bytes.known(at, 0)
    if (known >= 0 && (known - (known % 0x100)) / 0x100 > at && lengthFrom(known % 0x100) > 1) return at
  }
  return bytes.end
}

/** So much of what follows tells what was swallowed. */
const SEEN = 60

const LINE_BREAK = 0x0a

/** How many characters before a lost one the words are read from. */
const RUN_UP = 4

function fixRun(text: string, { start, end, bytes, rule }: Run, lattice: Lattice, out: StageResult): void {
  const reads: Read[] = []
  const after = text.slice(end, end + SEEN)
  const { hides, width, table } = bytes.decoder
  const least = width === 1 ? table.leastOfOne : table.least
  for (let place = 0; place < bytes.end; ) {
    const plain = plainly(bytes, place)
    // Across a loss that nothing shows, bytes make a rare character as like as not.
    if (plain && !(hides && isOdd(plain.code))) {
      reads.push(plain)
      place = plain.to
      continue
    }
    let back = 0
    while (back < RUN_UP && back < reads.length && reads[reads.length - 1 - back].chance === 1) back++
    reads.length -= back
    const from = reads.at(-1)?.to ?? 0
    const before = reads.at(-1)?.code ?? (text.charCodeAt(start - 1) || LINE_BREAK)
    const region = regionFrom(bytes, place, after.charCodeAt(0) || LINE_BREAK)
    const found = searchFrom(bytes, from, before, region, lattice)
    if (!found) return
    for (const step of found) reads.push(readOf(bytes, step, region))
    place = reads[reads.length - 1].to
  }
  let region: Read[] = []
  for (const [i, read] of reads.entries()) {
    region.push(read)
    if ((!bytes.isCut(read.to) || !isTold(read, least)) && i + 1 < reads.length) continue
    const first = i + 1 - region.length
    const behind = (at: number) =>
      reads
        .slice(first + at + 1, first + at + 1 + SEEN)
        .map(({ code }) => (code <= LOST ? '?' : String.fromCodePoint(code)))
        .join('') + after
    writeRegion({ text, bytes, rule, hides, least, behind }, region, out)
    region = []
  }
}

/** Where nothing shows a loss, no character near one is sure. */
function readOf(bytes: Bytes, { code, from, to, chance }: Step, { last }: Region): Read {
  const plain = bytes.decoder.hides && from <= last ? null : plainly(bytes, from)
  return { code, from, to, chance, isWhole: plain?.code === code && plain.to === to }
}

interface Region {
  /** The first place where bytes are missing. */
  trouble: Place
  /** The last where they may be. */
  last: Place
  end: Place
  /** What stands there. */
  after: number
}

/** How many characters after a lost one help to tell it. */
const CONTEXT = 4

/** From the first lost bytes to where a few characters in a row are all there. */
function regionFrom(bytes: Bytes, trouble: Place, atEnd: number): Region {
  let [place, last, count] = [trouble, trouble, 0]
  while (place < bytes.end) {
    const plain = plainly(bytes, place)
    if (plain && count === CONTEXT) return { trouble, last, end: place, after: plain.code }
    if (plain) {
      count++
      place = plain.to
    } else {
      count = 0
      place = resync(bytes, place)
      last = place + 4
    }
  }
  return { trouble, last, end: bytes.end, after: atEnd }
}

function searchFrom(
  bytes: Bytes,
  place: Place,
  before: number,
  { trouble, last, end, after }: Region,
  lattice: Lattice,
): Step[] | null {
  const search: Place8 = { bytes, gaps: [trouble - GAPS_BEFORE, last], after, pool: lattice.pool }
  const ways = new RegionWays(search, trouble, end, last >> 2)
  return lattice.search(ways, { place, last: -1, code: asCode(before) })
}

class RegionWays implements Ways {
  readonly start: Place
  readonly end: Place
  readonly after: number
  readonly #search: Place8
  readonly #lastDamaged: number

  constructor(search: Place8, start: Place, end: Place, lastDamaged: number) {
    this.start = start
    this.end = end
    this.after = asCode(search.after)
    this.#search = search
    this.#lastDamaged = lastDamaged
  }

  isDamaged(index: number): boolean {
    return index <= this.#lastDamaged
  }

  skip(from: Place): Place {
    return (from | 3) + 1
  }

  take(from: Place, last: number, strict: Strictness, give: Give): void {
    if (strict === 2) takeCharacters(this.#search, from, last, give)
  }
}

const asCode = (code: number): number => (code < 0x10000 ? sameFigure(code) : 0)

/** Hidden losses show a few items later. */
const GAPS_BEFORE = 40

/** A line with so many characters in one run, half of them odd, is no text that a reader could make out. */
const LEAST_UNREAD = 8

/**
 * Lines that are still text read in the wrong charset, and that nothing could mend: `娴滄垵绠旈崢鍧楀櫢`, damaged
 * twice over with bytes lost each time.
 */
export function unreadLines(text: string): Span[] {
  const classOf = classes()
  return suspectLines(text).filter(({ start, end }) => {
    let [known, odd, signs] = [0, 0, 0]
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i)
      // Those of a list stand alone.
      const isRow = isHanzi(text.charCodeAt(i - 1)) || isHanzi(text.charCodeAt(i + 1))
      if (!isHanzi(code) || !isRow) continue
      known++
      if (isOdd(code)) odd++
      if ((classOf[code] & SEES.sentinel) !== 0) signs++
    }
    return known >= LEAST_UNREAD && odd >= 0.5 * known && signs >= 0.15 * known
  })
}
