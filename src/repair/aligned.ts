import type { Certainty, Edit } from '../text/index.js'

/** A stretch of text that was read anew, with the bytes that its code units and those of the new text stand for. */
export interface Rereading {
  start: number
  end: number
  insert: string
  /** Bytes of each code unit of the source, from `start` on. */
  from: (code: number, at: number) => number
  /** Bytes of each code unit of `insert`. */
  to: (code: number, at: number) => number
  rules: string[]
  certainty: Certainty
}

/**
 * One edit for each piece that begins and ends with a character on both sides (鏂囩珷 → 文章: six bytes), so that
 * every word keeps its own place in the source. Pieces that stay as they are give none.
 */
export function alignedEdits(text: string, reading: Rereading): Edit[] {
  const { start, end, insert, from, to, rules, certainty } = reading
  const edits: Edit[] = []
  let [at, i, ahead] = [start, 0, 0]
  let [pieceStart, insertStart] = [start, 0]
  const close = () => {
    const piece = insert.slice(insertStart, i)
    if (piece !== text.slice(pieceStart, at))
      edits.push({ span: { start: pieceStart, end: at }, insert: piece, rules, certainty })
    pieceStart = at
    insertStart = i
  }
  // `ahead`: bytes by which the source is before the new text.
  while (at < end || i < insert.length) {
    if (at < end && (ahead <= 0 || i === insert.length)) ahead += from(text.charCodeAt(at), at++ - start)
    else ahead -= to(insert.charCodeAt(i), i++)
    const next = insert.charCodeAt(i)
    const inPair = i > 0 && next >= 0xdc00 && next <= 0xdfff && at < end
    if (ahead === 0 && !inPair && at > pieceStart && at < end && i < insert.length) close()
  }
  close()
  return edits
}

/** Bytes of a code unit in UTF-8; each half of a surrogate pair counts for two of its four. */
export function utf8Width(code: number): number {
  if (code < 0x80) return 1
  if (code < 0x800 || (code >= 0xd800 && code <= 0xdfff)) return 2
  return 3
}

/** Bytes of a character in GBK and Big5. */
export function pairWidth(code: number): number {
  return code < 0x80 ? 1 : 2
}
