const PAGE = 1 << 16

/** WebAssembly of base64; null where it is not to be had, or knows no vectors, or a page's policy forbids it. */
function compile(code: string): WebAssembly.Module | null {
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

/** A kernel that is compiled when it is first asked for. */
export class Kernel<T> {
  readonly #code: string
  #compiled: WebAssembly.Module | null | undefined

  constructor(code: string) {
    this.#code = code
  }

  /** What it does in a memory; null where there is no WebAssembly. */
  in(memory: WebAssembly.Memory): T | null {
    if (this.#compiled === undefined) this.#compiled = compile(this.#code)
    return (
      this.#compiled &&
      (new WebAssembly.Instance(this.#compiled, { env: { memory } }).exports as unknown as T)
    )
  }
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

  words(count: number): Uint32Array {
    return new Uint32Array(this.buffer, this.take(4 * count), count)
  }

  floats(count: number): Float32Array {
    return new Float32Array(this.buffer, this.take(4 * count), count)
  }

  doubles(count: number): Float64Array {
    return new Float64Array(this.buffer, this.take(8 * count), count)
  }
}
