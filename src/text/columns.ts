/** What is taken at once, in bytes. Larger columns stand alone. */
const BLOCK = 1 << 16

let block = new ArrayBuffer(0)
let used = 0

/**
 * Numbers by place of a text, all 0. Some pages' columns share a block of memory: to ask for each alone, and to have it
 * collected, costs more than what is done with it. For what does not outlive its page.
 */
function take(bytes: number): number {
  const at = (used + 7) & ~7
  used = at + bytes
  if (used <= block.byteLength) return at
  block = new ArrayBuffer(BLOCK)
  used = bytes
  return 0
}

export function byteColumn(length: number): Uint8Array {
  if (4 * length > BLOCK) return new Uint8Array(length)
  const at = take(length)
  return new Uint8Array(block, at, length)
}

export function numberColumn(length: number): Int32Array {
  if (16 * length > BLOCK) return new Int32Array(length)
  const at = take(4 * length)
  return new Int32Array(block, at, length)
}
