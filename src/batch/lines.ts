/** A line that was longer than allowed: its bytes were thrown away as they came. */
export interface LongLine {
  tooLong: true
  /** Length in bytes. */
  length: number
  /** Its first bytes: the id mostly stands there. */
  head: Uint8Array
}

export type Line = Uint8Array | LongLine

const LF = 0x0a

/** So much is kept of a line that is too long. */
const HEAD = 1024

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
    const wasShort = length <= maxBytes
    length += piece.length
    if (length > maxBytes) {
      if (wasShort) held = [headOf([...held, piece])]
    } else if (piece.length > 0) held.push(piece)
  }
  const finish = (): Line => {
    const line: Line =
      length > maxBytes
        ? { tooLong: true, length, head: held[0] }
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

/** A copy: what it is cut from may be large. */
function headOf(pieces: readonly Uint8Array[]): Uint8Array {
  const head = new Uint8Array(HEAD)
  let length = 0
  for (const piece of pieces) {
    const part = piece.subarray(0, HEAD - length)
    head.set(part, length)
    length += part.length
  }
  return head.subarray(0, length)
}

/** A line of spaces, tabs and carriage returns alone: it has no record and gives none. */
export function isBlank(line: Line): boolean {
  if ('tooLong' in line) return false
  for (const byte of line) if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false
  return true
}

/** Digits that every number keeps. */
const FIRST_ID = /^\ufeff?\s*\{\s*"id"\s*:\s*("(?:[^"\\\ufffd]|\\.)*"|-?\d{1,15})\s*[,}]/

/** The id of a line that cannot be read, where the record begins with it, as most do. */
export function firstId(line: Uint8Array): string | number | null {
  const head = Buffer.from(line.buffer, line.byteOffset, Math.min(HEAD, line.length)).toString('utf8')
  const found = FIRST_ID.exec(head)
  try {
    return found && (JSON.parse(found[1]) as string | number)
  } catch {
    return null
  }
}
