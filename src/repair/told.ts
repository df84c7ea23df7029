import type { Step } from './chances.js'
import type { Lattice, Ways } from './lattice.js'
import { languageModel, nats } from './model.js'
import { Neighbours } from './neighbours.js'
import type { ListNumber } from './pool.js'
import type { Give, PageEvidence, Place, Strictness } from './ways.js'

/** What a character costs that the script of the page does not have. */
const PRICE_SCRIPT = nats(5)
const PRICE_WIDE = nats(5)
/** Where little of a mark is left it is a full stop or a comma, nearly always. */
const PRICE_MARK = nats(5)

/** What the characters that surely stand in the runs of a page (0: one that is lost) tell of what is lost elsewhere. */
export function evidenceOf(runs: Iterable<Iterable<number>>): PageEvidence {
  const { simplified, script } = languageModel()
  const neighbours = new Neighbours()
  const seen = new Uint8Array(0x10000)
  const scripts = [0, 0, 0]
  for (const codes of runs) {
    let [before, last] = [0, 0]
    for (const plain of codes) {
      const code = plain < 0x10000 ? simplified[plain] : 0
      if (last !== 0 && code !== 0) neighbours.add(before, last, code)
      if (script[plain] < scripts.length) scripts[script[plain]]++
      seen[plain & 0xffff] = 1
      before = last
      last = code
    }
  }
  const isSimplified = scripts[2] >= scripts[1]
  const prices = {
    simplified: isSimplified ? 0 : PRICE_SCRIPT,
    traditional: isSimplified ? PRICE_SCRIPT : 0,
    wide: PRICE_WIDE,
    mark: PRICE_MARK,
    untabled: 0,
  }
  return {
    annotated: NONE,
    bare: NO_BYTES,
    prices,
    familiar: new Uint16Array(0x10000),
    neighbours,
    lineEnds: null,
    drops: false,
    seen,
    own: [],
  }
}

const NONE = new Uint16Array(0)
const NO_BYTES = new Uint8Array(0)

/** Characters in a row, some known, some lost. */
export interface Row {
  size: number
  /** The character at a place, 0 where it is lost. */
  codeAt(at: number): number
  /** Those that a lost one may be, 0 where nothing is left of it. */
  listAt(at: number): ListNumber
  /** The characters before the row and behind it, `NaN` at the ends of the text. */
  before: number
  after: number
}

const LINE_BREAK = 0x0a

/** What words make of each character of a row, by its place. */
export function guessesIn(lattice: Lattice, row: Row): Map<number, Step> {
  const start = { place: 0, last: -1, code: row.before || LINE_BREAK }
  const guesses = new Map<number, Step>()
  for (const step of lattice.search(new RowWays(row), start) ?? []) guesses.set(step.from >> 2, step)
  return guesses
}

class RowWays implements Ways {
  readonly start = 0
  readonly end: Place
  readonly after: number
  readonly #row: Row

  constructor(row: Row) {
    this.end = row.size << 2
    this.after = row.after || LINE_BREAK
    this.#row = row
  }

  isDamaged(): boolean {
    return true
  }

  skip(from: Place): Place {
    return (from | 3) + 1
  }

  take(from: Place, _last: number, strict: Strictness, give: Give): void {
    const row = this.#row
    const at = from >> 2
    if (at >= row.size || strict < 2) return
    const code = row.codeAt(at)
    const to = (from | 3) + 1
    if (code > 0) give.one(code, to, -1, 0)
    else {
      const list = row.listAt(at)
      if (list !== 0) give.many(list, to, 0, 0)
    }
  }
}
