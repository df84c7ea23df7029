const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

const INVALID = 255
const SPACE = 254

function decodeTable(): Uint8Array {
  const table = new Uint8Array(128).fill(INVALID)
  for (let i = 0; i < 64; i++) table[ALPHABET.charCodeAt(i)] = i
  for (const space of ' \t\r\n') table[space.charCodeAt(0)] = SPACE
  return table
}

let table: Uint8Array | null = null

/**
 * The bytes of a base64 string (RFC 4648, line breaks and spaces between allowed, padding optional),
 * or null where it is none. Works in every runtime; `atob` is slow on megabytes and takes other errors.
 */
export function base64Bytes(text: string): Uint8Array | null {
  table ??= decodeTable()
  let end = text.length
  let padding = 0
  while (end > 0 && (text[end - 1] === '=' || table[text.charCodeAt(end - 1)] === SPACE)) {
    if (text[end - 1] === '=') padding++
    end--
  }
  const bytes = new Uint8Array(Math.floor((end * 3) / 4))
  let at = 0
  let bits = 0
  let held = 0
  let symbols = 0
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i)
    const value = code < 128 ? table[code] : INVALID
    if (value === SPACE) continue
    if (value === INVALID) return null
    symbols++
    bits = ((bits << 6) | value) & 0xffffff
    held += 6
    if (held >= 8) {
      held -= 8
      bytes[at++] = (bits >> held) & 0xff
    }
  }
  // One symbol is six bits, never a byte; padding, where given, must fill up the last four symbols.
  if (symbols % 4 === 1) return null
  if (padding > 0 && (symbols + padding) % 4 !== 0) return null
  return bytes.subarray(0, at)
}
