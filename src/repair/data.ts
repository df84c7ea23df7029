import { ZhengwenError } from '../text/index.js'
import { Kernel, memoryOf, Room } from '../text/kernel.js'
import { Reader } from './coder.js'
import { type Layout, layOut, SIEVE, SLOTS } from './layout.js'
import { kernel } from './lists-kernel.js'
import { codeClasses, codePairs, codeWords, type PackedWord, readSingles, STAND_INS } from './packed.js'
import {
  CLASS_STEP,
  CLASSES,
  FLOOR,
  LEVELS,
  levelCounts,
  levelsOf,
  nats,
  pairGains,
  standInsOf,
  UNIT_BITS,
  UNSEEN,
  type Weights,
  WORTHS,
  weigh,
} from './weights.js'
import { kernel as weightsKernel } from './weights-kernel.js'

/** What `repair.bin` holds, packed by scripts/dict/repair.ts, unpacked by packed.ts, model.ts and readings.ts. */
export interface RepairData {
  /** Traditional character, its Simplified one, and so on. */
  variants: string
  /** Simplified characters that stand in Traditional text as well. */
  both: string
  /** The word class of each stand-in. */
  kinds: number[]
  syllables: string
  /** What the levels of all words count. */
  counted: number
  /** What all words are worth. */
  lists(): Lists
  /** The words of one character, for pages that are asked no more: they are read without the others. */
  singles(): PackedWord[]
  /** Readings of U+4E00 and on, parted by spaces: for each two digits of base 90, `base × 5 + tone`. */
  readings: string
}

/** What stands in `repair.bin` as JSON. */
interface Strings extends Omit<RepairData, 'lists' | 'singles'> {
  /** How many word classes there are. */
  classes: number
}

interface Lists {
  layout: Layout
  weights: Weights
}

function read(packed: Uint8Array, { classes, kinds }: Strings): Lists {
  const reader = new Reader(packed)
  const words = codeWords(reader, null)
  const pairs = codePairs(reader, words.count + STAND_INS.length, null)
  // What it is worth that a word of one class follows one of another: a row for each class, in half nats.
  const classSteps = codeClasses(reader, classes, null)
  const layout = layOut(words)
  return { layout, weights: weigh({ words, layout, pairs, classes, classSteps, kinds }) }
}

/** More nodes, or pairs, are refused. */
const MOST = 1 << 17
/** Numbers of words, stand-ins and that of none. */
const NUMBERS = MOST + STAND_INS.length + 2
const UNITS = 0x10000
/** What the chances of bits and the layout take, in bytes. */
const CHANCES = 1 << 19
const LAYOUT = 48 * MOST
/** What the weights take by node and pair, by number, by code unit, for classes and small tables. */
const WEIGHTS =
  23 * MOST + 19 * NUMBERS + (13 + (4 << UNIT_BITS)) * UNITS + (SIEVE >> 3) + 5 * CLASSES * CLASSES

/** Places in memory and counts. */
interface Unpacker {
  open(from: number, to: number, room: number): void
  words(codes: number, depths: number, levels: number, tags: number, most: number): number
  pairs(words: number, to: number, most: number): number
  classes(size: number, to: number): void
  layOut(count: number, codes: number, depths: number, levels: number, to: number): number
}

/** As scripts/kernel/weights.ts has them. */
interface Weigher {
  place(...columns: number[]): void
  /** How many of the nodes are words. */
  count(levels: number, size: number): number
  /** What their levels count. */
  total(size: number): number
  words(size: number, nodes: number, ...columns: number[]): number
  pairs(from: number, count: number, numbers: number, ...columns: number[]): void
  standIn(nodes: number, numbers: number): void
  follow(steps: number, classes: number, unseen: number, step: number, ...columns: number[]): void
  units(to: number, singles: number, other: number, mostFollow: number): void
}

const listsKernel = new Kernel<Unpacker>(kernel)
const weigherKernel = new Kernel<Weigher>(weightsKernel)

/** null where there is no WebAssembly. */
function unpack(packed: Uint8Array, { classes, kinds }: Strings): Lists | null {
  const memory = memoryOf(packed.length + 17 * MOST + classes * classes + CHANCES + LAYOUT + WEIGHTS)
  const unpacker = memory && listsKernel.in(memory)
  const weigher = memory && weigherKernel.in(memory)
  if (!unpacker || !weigher) return null
  const room = new Room(memory.buffer)
  const bytes = room.bytes(packed.length)
  bytes.set(packed)
  const [codes, depths, levels, tags] = [
    room.take(2 * MOST),
    room.take(MOST),
    room.take(MOST),
    room.take(MOST),
  ]
  const pairs = room.take(12 * MOST)
  const steps = room.take(classes * classes)
  const laid = room.ints(8)
  const columns = weightColumns(room)
  unpacker.open(bytes.byteOffset, bytes.byteOffset + packed.length, room.take(0))
  const size = unpacker.words(codes, depths, levels, tags, MOST)
  const numbers = weigher.count(levels, size) + STAND_INS.length + 1
  const pairCount = unpacker.pairs(numbers - 1, pairs, MOST)
  unpacker.classes(classes, steps)
  const nodes = unpacker.layOut(size, codes, depths, levels, laid.byteOffset)
  const shorts = (at: number, length: number) => new Uint16Array(memory.buffer, at, length)
  const ints = (at: number, length: number) => new Int32Array(memory.buffer, at, length)
  const layout = {
    roots: shorts(laid[0], UNITS),
    code: shorts(laid[1], nodes),
    firstChild: ints(laid[2], nodes),
    degree: shorts(laid[3], nodes),
    best: new Uint8Array(memory.buffer, laid[4], nodes),
    nodeOf: ints(laid[5], size),
    slots: ints(laid[6], SLOTS),
    known: new Uint32Array(memory.buffer, laid[7], SIEVE >> 5),
  }
  const { values, scores, gains, kindOf, chances } = columns
  const places = [layout.nodeOf, layout.best, layout.roots, values, scores, gains, kindOf, chances]
  weigher.place(codes, depths, levels, tags, ...places.map(({ byteOffset }) => byteOffset))
  chances.set(levelCounts())
  const worth = levelsOf(weigher.total(size))
  chances.set(worth.chances)
  values.set(worth.values)
  scores.set(worth.scores)
  gains.set(pairGains())
  kindOf.set(standInsOf(kinds, numbers - 1))
  const weights = weighIn(weigher, columns, { size, nodes, numbers, pairs, pairCount, classes, steps })
  return { layout, weights: { ...weights, values } }
}

/** Columns with room for the most there may be. */
function weightColumns(room: Room) {
  return {
    ...{ value: room.ints(MOST), tag: room.bytes(MOST), id: room.words(MOST) },
    ...{ firstOf: room.shorts(NUMBERS), scoreOf: room.ints(NUMBERS), known: room.bytes(NUMBERS) },
    ...{
      singles: room.words(UNITS),
      tagOf: room.bytes(UNITS),
      idOf: room.words(UNITS),
      sums: room.floats(UNITS),
    },
    ...{ bestPair: room.ints(NUMBERS), pairStart: room.ints(NUMBERS), bestStandIn: room.ints(NUMBERS) },
    ...{ pairTail: room.ints(MOST), pairWorth: room.ints(MOST) },
    ...{ pairFirst: room.shorts(MOST), pairMost: room.ints(MOST), paired: room.words(SIEVE >> 5) },
    ...{
      follows: room.ints(CLASSES * CLASSES),
      mostFollow: room.ints(CLASSES),
      bestFollow: room.ints(CLASSES),
    },
    ...{ units: room.ints(UNITS << UNIT_BITS), ranks: room.ints(LEVELS + 2) },
    ...{ values: room.ints(LEVELS), scores: room.ints(LEVELS), chances: room.doubles(LEVELS) },
    ...{ gains: room.ints(WORTHS), kindOf: room.words(CLASSES) },
  }
}

/** How many there are, and where in memory lists are. */
interface Read {
  size: number
  nodes: number
  numbers: number
  pairs: number
  pairCount: number
  classes: number
  steps: number
}

function weighIn(
  weigher: Weigher,
  columns: ReturnType<typeof weightColumns>,
  { size, nodes, numbers, pairs, pairCount, classes, steps }: Read,
): Omit<Weights, 'values'> {
  const { value, tag, id, firstOf, scoreOf, singles, tagOf, idOf, sums, ranks, known, bestPair } = columns
  const { pairStart, pairTail, pairWorth, pairFirst, pairMost, bestStandIn, paired } = columns
  const { follows, mostFollow, bestFollow, units } = columns
  const at = (...arrays: { byteOffset: number }[]) => arrays.map(({ byteOffset }) => byteOffset)
  const ofWords = at(value, tag, id, firstOf, scoreOf, singles, tagOf, idOf, sums, ranks)
  const singleCount = weigher.words(size, nodes, ...ofWords)
  const ofPairs = at(
    known,
    bestPair,
    pairStart,
    pairTail,
    pairWorth,
    pairFirst,
    pairMost,
    bestStandIn,
    paired,
  )
  weigher.pairs(pairs, pairCount, numbers, ...ofPairs)
  weigher.standIn(nodes, numbers)
  weigher.follow(steps, classes, nats(UNSEEN), nats(CLASS_STEP), ...at(follows, mostFollow, bestFollow))
  weigher.units(units.byteOffset, singleCount, nats(FLOOR), mostFollow.byteOffset)
  return {
    ...{ value: value.subarray(0, nodes), tag: tag.subarray(0, nodes), id: id.subarray(0, nodes) },
    ...{ singles: singles.subarray(0, singleCount), tagOf, idOf, sums },
    ...{ bestPair: bestPair.subarray(0, numbers), pairStart: pairStart.subarray(0, numbers + 1) },
    ...{ pairTail: pairTail.subarray(0, pairCount), pairWorth: pairWorth.subarray(0, pairCount) },
    ...{ pairFirst: pairFirst.subarray(0, pairCount), pairMost: pairMost.subarray(0, pairCount) },
    ...{ bestStandIn: bestStandIn.subarray(0, numbers), paired },
    ...{ follows, mostFollow, bestFollow, units },
  }
}

/** `plain`: without WebAssembly, as where there is none. */
export function readRepairData(bytes: Uint8Array, plain = false): RepairData {
  try {
    const end = bytes.indexOf(0x0a)
    const strings: Strings = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)))
    if (!(strings.counted > 0)) throw new Error('no list of words')
    const packed = bytes.subarray(end + 1)
    let lists: Lists | null = null
    return {
      ...strings,
      lists: () => (lists ??= (plain ? null : unpack(packed, strings)) ?? read(packed, strings)),
      singles: () => readSingles(new Reader(packed)),
    }
  } catch {
    // A static host may answer a missing file with its index page and status 200.
    throw new ZhengwenError('engine-not-ready', 'what was loaded is not repair.bin: is it at that address?')
  }
}
