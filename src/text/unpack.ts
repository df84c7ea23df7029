import { kernel } from './unpack-kernel.js'

/** Reads what ships packed: see scripts/kernel/unpack.ts. All numbers are places in memory or counts. */
export interface Unpacker {
  open(from: number, to: number, room: number): void
  words(codes: number, depths: number, levels: number, tags: number, most: number): number
  pairs(words: number, to: number, most: number): number
  classes(size: number, to: number): void
  trie(
    from: number,
    characters: number,
    size: number,
    labelOf: number,
    labels: number,
    nodes: number,
    starts: number,
  ): void
  measure(columns: number, count: number, tags: number, sizes: number): void
  arrange(
    hashes: number,
    count: number,
    sizes: number,
    table: number,
    rows: number,
    full: number,
    to: number,
  ): void
  spread(columns: number, count: number, to: number, lanes: number, tags: number, full: number): void
}

const PAGE = 1 << 16

let compiled: WebAssembly.Module | null | undefined

/** WebAssembly of base64; null where it is not to be had, or knows no vectors, or a page's policy forbids it. */
export function compileKernel(code: string): WebAssembly.Module | null {
  try {
    return new WebAssembly.Module(Uint8Array.from(atob(code), (char) => char.charCodeAt(0)))
  } catch {
    return null
  }
}

/** Memory of so many bytes; null where there is none to be had. */
export function memoryOf(bytes: number): WebAssembly.Memory | null {
  try {
    // What is never written is never taken.
    return new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) })
  } catch {
    return null
  }
}

/** What reads into a memory; null where there is no WebAssembly. */
export function unpackerIn(memory: WebAssembly.Memory): Unpacker | null {
  if (compiled === undefined) compiled = compileKernel(kernel)
  return compiled && (new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as Unpacker)
}

/** Hands out a memory's bytes from the front, by sixteens. */
export class Room {
  readonly buffer: ArrayBuffer
  #at = 0

  constructor(buffer: ArrayBuffer) {
    this.buffer = buffer
  }

  take(bytes: number): number {
    const at = this.#at
    this.#at = (at + bytes + 15) & ~15
    return at
  }

  bytes(count: number): Uint8Array {
    return new Uint8Array(this.buffer, this.take(count), count)
  }

  shorts(count: number): Uint16Array {
    return new Uint16Array(this.buffer, this.take(2 * count), count)
  }

  ints(count: number): Int32Array {
    return new Int32Array(this.buffer, this.take(4 * count), count)
  }
}
