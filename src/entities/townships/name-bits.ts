/** Bits a name: with six of twelve, one of 250 stretches that are no name is taken for one. */
const PROBES = 6
const BITS_PER_NAME = 12

/** Bits of a character, which is one from 0 to o. */
const WIDTH = 6
const FIRST = 48

/** Goes on with the hash of a name by one more of its characters, from the last to the first. */
export function stepName(hash: number, code: number): number {
  const mixed = Math.imul(hash ^ code, 0x9e3779b1)
  return mixed ^ (mixed >>> 15)
}

/** The bit of a probe. */
function probe(hash: number, k: number, bits: number): number {
  const second = Math.imul(hash, 0x85ebca6b)
  return ((hash + k * ((second ^ (second >>> 13)) | 1)) >>> 0) % bits
}

/** Names as a set of bits, six to a character of a text: read where it lies, as it is in few pages asked for anything. */
export function packNames(names: Iterable<string>): string {
  const all = new Set(names)
  const codes = new Uint8Array(Math.ceil((all.size * BITS_PER_NAME) / WIDTH))
  for (const name of all) {
    let hash = 0
    for (let i = name.length - 1; i >= 0; i--) hash = stepName(hash, name.charCodeAt(i))
    for (let k = 0; k < PROBES; k++) {
      const bit = probe(hash, k, codes.length * WIDTH)
      codes[(bit / WIDTH) | 0] |= 1 << (bit % WIDTH)
    }
  }
  return String.fromCharCode(...Array.from(codes, (code) => code + FIRST))
}

/** Whether a set may hold the name of a hash. */
export function holdsName(packed: string, hash: number): boolean {
  const bits = packed.length * WIDTH
  for (let k = 0; k < PROBES; k++) {
    const bit = probe(hash, k, bits)
    if ((((packed.charCodeAt((bit / WIDTH) | 0) - FIRST) >> (bit % WIDTH)) & 1) === 0) return false
  }
  return true
}
