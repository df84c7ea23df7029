import type { StageResult } from '../text/index.js'
import { lostIssue, put } from './edits.js'
import { swallowed, swallowedFigure } from './swallowed.js'
import type { Bytes } from './utf8-layer.js'
import { LOST, type Place, SWALLOWED, SWALLOWED_FIGURE } from './ways.js'

/** A character of UTF-8, and where its bytes stand. */
export interface Read {
  code: number
  from: Place
  to: Place
  chance: number
  /** All its bytes are there. */
  isWhole: boolean
}

interface Character {
  read: Read
  insert: string
  known: boolean
}

/** Whether enough speaks for a character. `least`: chance of a guess that is worth writing down. */
export const isTold = ({ code, chance, isWhole }: Read, least: number): boolean =>
  isWhole || (chance >= least && code !== LOST)

/** How a run is written down. */
export interface Written {
  text: string
  bytes: Pick<Bytes, 'cut'>
  rule: string
  /** Of what was lost nothing shows, so nothing is sure. */
  hides: boolean
  /** Least chance of a guess that is worth writing down. */
  least: number
  /** What follows a character of the region. */
  behind(at: number): string
}

/** Writes down the characters from where one begins with a code unit to where one ends with one. */
export function writeRegion(written: Written, region: readonly Read[], out: StageResult): void {
  const { text, bytes, rule, hides } = written
  const characters: Character[] = []
  for (let i = 0; i < region.length; i++) characters.push(characterOf(written, region, i))
  let start = bytes.cut(region[0].from)
  const end = bytes.cut(region[region.length - 1].to)
  for (let i = 0; i < characters.length; ) {
    const { known } = characters[i]
    const { isWhole } = characters[i].read
    let next = i + 1
    while (next < characters.length && characters[next].known === known) {
      if (known && !(isWhole && characters[next].read.isWhole)) break
      next++
    }
    let stop = next === characters.length ? end : Math.min(end, bytes.cut(characters[next - 1].read.to))
    // One sign stands for the end of a character and the ASCII byte that went with it: the latter's, if more of the former shows.
    const swallow = characters[next]
    if (known && swallow !== undefined && (swallow.read.from & 3) === 3) {
      const sign = bytes.cut(swallow.read.from & ~3)
      if (sign > start || !swallow.known) stop = sign
    }
    let insert = ''
    for (let at = i; at < next; at++) insert += characters[at].insert
    if (!known) writeLost(text, start, stop, rule, out)
    else if (text.slice(start, stop) !== insert)
      put(text, out.edits, {
        span: { start, end: stop },
        insert,
        rules: [isWhole ? rule : `${rule}-lost`],
        certainty: isWhole && !hides ? 'exact' : 'inferred',
      })
    start = stop
    i = next
  }
}

function characterOf({ behind, least }: Written, region: readonly Read[], i: number): Character {
  const read = region[i]
  const { code, isWhole } = read
  const before = i === 0 || region[i - 1].code <= LOST ? '' : String.fromCodePoint(region[i - 1].code)
  const insert =
    code === SWALLOWED
      ? swallowed(behind(i), 0, before)
      : code === SWALLOWED_FIGURE
        ? swallowedFigure(behind(i), 0, before)
        : code === LOST
          ? '?'
          : String.fromCodePoint(code)
  return { read, insert, known: isTold(read, least) && (isWhole || insert !== '?') }
}

/** One sign stays for what cannot be told, with what is left of its bytes taken out; where none stood, one is written. */
function writeLost(text: string, start: number, end: number, rule: string, out: StageResult): void {
  const sign = /[?\ufffd]/.exec(text.slice(start, end))
  const remove = (from: number, to: number, insert: string) => {
    if (to > from || insert !== '')
      put(text, out.edits, {
        span: { start: from, end: to },
        insert,
        rules: [`${rule}-lost`],
        certainty: 'inferred',
      })
  }
  if (sign) {
    remove(start, start + sign.index, '')
    remove(start + sign.index + 1, end, '')
  } else remove(start, end, '?')
  out.issues.push(lostIssue(start, end))
}
