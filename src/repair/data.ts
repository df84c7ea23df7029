import { ZhengwenError } from '../text/index.js'
import { Kernel, memoryOf, Room } from '../text/kernel.js'
import { Reader } from './coder.js'
import { type Layout, layOut, SIEVE, SLOTS } from './layout.js'
import { kernel } from './lists-kernel.js'
import { codeClasses, codePairs, codeWords, NO_LEVEL, STAND_INS, type WordColumns } from './packed.js'

/** What `repair.bin` holds, packed by scripts/dict/repair.ts, unpacked by packed.ts, model.ts and readings.ts. */
export interface RepairData {
  /** Traditional character, its Simplified one, and so on. */
  variants: string
  /** Simplified characters that stand in Traditional text as well. */
  both: string
  /** How many word classes there are. */
  classes: number
  /** The word class of each stand-in. */
  kinds: number[]
  /** What it is worth that a word of one class follows one of another: a row for each class, in half nats. */
  classSteps: Int8Array
  syllables: string
  words: WordColumns
  layout: Layout
  /** Of each pair in turn: head, tail, worth. */
  pairs: Int32Array
  /** Readings of U+4E00 and on, parted by spaces: for each two digits of base 90, `base × 5 + tone`. */
  readings: string
}

type Lists = Pick<RepairData, 'words' | 'layout' | 'pairs' | 'classSteps'>

function read(packed: Uint8Array, classes: number): Lists {
  const reader = new Reader(packed)
  const words = codeWords(reader, null)
  const pairs = codePairs(reader, words.count + STAND_INS.length, null)
  return { words, layout: layOut(words), pairs, classSteps: codeClasses(reader, classes, null) }
}

/** More nodes, or pairs, are refused. */
const MOST = 1 << 17
/** What the chances of bits and the layout take, in bytes. */
const CHANCES = 1 << 19
const LAYOUT = 48 * MOST

/** Places in memory and counts. */
interface Unpacker {
  open(from: number, to: number, room: number): void
  words(codes: number, depths: number, levels: number, tags: number, most: number): number
  pairs(words: number, to: number, most: number): number
  classes(size: number, to: number): void
  layOut(count: number, codes: number, depths: number, levels: number, to: number): number
}

const listsKernel = new Kernel<Unpacker>(kernel)

/** null where there is no WebAssembly. */
function unpack(packed: Uint8Array, classes: number): Lists | null {
  const memory = memoryOf(packed.length + 17 * MOST + classes * classes + CHANCES + LAYOUT)
  const unpacker = memory && listsKernel.in(memory)
  if (!unpacker) return null
  const room = new Room(memory.buffer)
  const bytes = room.bytes(packed.length)
  bytes.set(packed)
  const codes = room.shorts(MOST)
  const [depths, levels, tags] = [room.bytes(MOST), room.bytes(MOST), room.bytes(MOST)]
  const pairs = room.ints(3 * MOST)
  const steps = room.take(classes * classes)
  const laid = room.ints(8)
  unpacker.open(bytes.byteOffset, bytes.byteOffset + packed.length, room.take(0))
  const places = [codes, depths, levels, tags].map(({ byteOffset }) => byteOffset)
  const size = unpacker.words(...(places as [number, number, number, number]), MOST)
  const words = {
    codes: codes.subarray(0, size),
    depths: depths.subarray(0, size),
    levels: levels.subarray(0, size),
    tags: tags.subarray(0, size),
  }
  let count = 0
  for (const level of words.levels) if (level !== NO_LEVEL) count++
  const found = unpacker.pairs(count + STAND_INS.length, pairs.byteOffset, MOST)
  unpacker.classes(classes, steps)
  const nodes = unpacker.layOut(size, codes.byteOffset, depths.byteOffset, levels.byteOffset, laid.byteOffset)
  const shorts = (at: number, length: number) => new Uint16Array(memory.buffer, at, length)
  const ints = (at: number, length: number) => new Int32Array(memory.buffer, at, length)
  return {
    words: { count, ...words },
    layout: {
      roots: shorts(laid[0], 0x10000),
      code: shorts(laid[1], nodes),
      firstChild: ints(laid[2], nodes),
      degree: shorts(laid[3], nodes),
      best: new Uint8Array(memory.buffer, laid[4], nodes),
      nodeOf: ints(laid[5], size),
      slots: ints(laid[6], SLOTS),
      known: new Uint32Array(memory.buffer, laid[7], SIEVE >> 5),
    },
    pairs: pairs.subarray(0, 3 * found),
    classSteps: new Int8Array(memory.buffer, steps, classes * classes),
  }
}

/** `plain`: without WebAssembly, as where there is none. */
export function readRepairData(bytes: Uint8Array, plain = false): RepairData {
  try {
    const end = bytes.indexOf(0x0a)
    const strings = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as Omit<
      RepairData,
      keyof Lists
    >
    const packed = bytes.subarray(end + 1)
    return {
      ...strings,
      ...((plain ? null : unpack(packed, strings.classes)) ?? read(packed, strings.classes)),
    }
  } catch {
    // A static host may answer a missing file with its index page and status 200.
    throw new ZhengwenError('engine-not-ready', 'what was loaded is not repair.bin: is it at that address?')
  }
}
