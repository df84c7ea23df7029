import { ZhengwenError } from '../text/index.js'
import { memoryOf, Room, unpackerIn } from '../text/unpack.js'
import { Reader } from './coder.js'
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
  /** Of each pair in turn: head, tail, worth. */
  pairs: Int32Array
  /** Readings of U+4E00 and on, parted by spaces: for each two digits of base 90, `base × 5 + tone`. */
  readings: string
}

type Lists = Pick<RepairData, 'words' | 'pairs' | 'classSteps'>

function read(packed: Uint8Array, classes: number): Lists {
  const reader = new Reader(packed)
  const words = codeWords(reader, null)
  const pairs = codePairs(reader, words.count + STAND_INS.length, null)
  return { words, pairs, classSteps: codeClasses(reader, classes, null) }
}

/** More nodes, or pairs, are refused. */
const MOST = 1 << 17
/** What the chances of bits take, in bytes. */
const CHANCES = 1 << 19

/** null where there is no WebAssembly. */
function unpack(packed: Uint8Array, classes: number): Lists | null {
  const memory = memoryOf(packed.length + 17 * MOST + classes * classes + CHANCES)
  const unpacker = memory && unpackerIn(memory)
  if (!unpacker) return null
  const room = new Room(memory.buffer)
  const bytes = room.bytes(packed.length)
  bytes.set(packed)
  const codes = room.shorts(MOST)
  const [depths, levels, tags] = [room.bytes(MOST), room.bytes(MOST), room.bytes(MOST)]
  const pairs = room.ints(3 * MOST)
  const steps = room.take(classes * classes)
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
  return {
    words: { count, ...words },
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
      'words' | 'pairs' | 'classSteps'
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
