/** A line that was longer than allowed: its bytes were thrown away as they came. */
export interface LongLine {
  tooLong: true
  /** Length in bytes. */
  length: number
}

export type Line = Uint8Array | LongLine

const LF = 0x0a

/**
 * Splits bytes into lines at 0x0A alone (U+2028 and U+0085 belong to the line): the lines that each chunk ends. The
 * line feed is left out, a carriage return is not. At most one line and one chunk are in memory.
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes = Number.POSITIVE_INFINITY,
): AsyncGenerator<Line[], void, void> {
  let held: Uint8Array[] = []
  let length = 0
  const take = (piece: Uint8Array): void => {
    length += piece.length
    if (length > maxBytes) held = []
    else if (piece.length > 0) held.push(piece)
  }
  const finish = (): Line => {
    const line: Line =
      length > maxBytes
        ? { tooLong: true, length }
        : held.length === 1
          ? held[0]
          : Buffer.concat(held, length)
    held = []
    length = 0
    return line
  }
  for await (const chunk of chunks) {
    const lines: Line[] = []
    let from = 0
    for (;;) {
      const at = chunk.indexOf(LF, from)
      if (at < 0) break
      take(chunk.subarray(from, at))
      lines.push(finish())
      from = at + 1
    }
    take(chunk.subarray(from))
    if (lines.length > 0) yield lines
  }
  if (length > 0) yield [finish()]
}

/** A line of spaces, tabs and carriage returns alone: it has no record and gives none. */
export function isBlank(line: Line): boolean {
  if ('tooLong' in line) return false
  for (const byte of line) if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false
  return true
}
