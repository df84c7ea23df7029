import { isHanzi } from './gbk.js'
import { nats } from './model.js'

/** The share of each mark, in most pages, after which a line ends, as powers of e. */
const USUAL = new Map<number, number>([
  [0xff0c, -6],
  [0x3001, -6],
  [0x3002, -1],
  [0xff1b, -1],
  [0xff1a, -1],
  [0x201d, -1],
])
/** What it is worth that a line ends after a character, beyond chance. */
const BEYOND = 3.5

/** A figure or letter follows a comma more seldom; and empty lines that are fewer part nothing. */
const OFTEN = 0.08

/** What is usual is believed as if the page had shown it so often. */
const BELIEF = 4

const COMMA = 0xff0c
const LINE_BREAK = 0x0a

/** How lines of a page end: mostly with a full stop, but on some they are cut at commas. */
export class LineEnds {
  readonly #all = new Map<number, number>()
  readonly #ends = new Map<number, number>()
  #lines = 0
  #empty = 0
  #spaces = 0

  /** Notes the mark at a place, if one stands there; a comma of half width is one of full width. */
  note(text: string, at: number): void {
    const shown = text.charCodeAt(at)
    const code = shown === 0x2c ? COMMA : shown
    if (!USUAL.has(code)) return
    this.#all.set(code, (this.#all.get(code) ?? 0) + 1)
    if (text.charCodeAt(at + 1) === LINE_BREAK) this.#ends.set(code, (this.#ends.get(code) ?? 0) + 1)
  }

  /** Counts the lines of a page, the empty ones among them, and the spaces within Chinese text. */
  noteLines(text: string): void {
    for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1))
      if (isHanzi(text.charCodeAt(at - 1)) && isHanzi(text.charCodeAt(at + 1))) this.#spaces++
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      this.#lines++
      if (text.charCodeAt(at + 1) === LINE_BREAK) this.#empty++
    }
  }

  /** Whether empty lines part paragraphs of the page: then what was swallowed at the end of a line is mostly one. */
  get hasEmpty(): boolean {
    return this.#empty > OFTEN * this.#lines
  }

  /** Whether there are lines, and few spaces within: then what was swallowed between two Chinese characters broke the line. */
  get hasLines(): boolean {
    return this.#lines > 2 * this.#spaces
  }

  /** What it is worth that a line ends after a mark; null where no mark stands. */
  worth(code: number): number | null {
    const share = this.#shareOf(code)
    return share === null ? null : nats(BEYOND + Math.log(share))
  }

  /** Whether what is swallowed after a character is mostly the end of a line. */
  isEnd(code: number): boolean {
    const share = this.#shareOf(code)
    return share !== null && share > OFTEN
  }

  /** The share of a mark after which a line ends. */
  #shareOf(code: number): number | null {
    const usual = USUAL.get(code)
    if (usual === undefined) return null
    const [all, ends] = [this.#all.get(code) ?? 0, this.#ends.get(code) ?? 0]
    return (ends + BELIEF * Math.exp(usual)) / (all + BELIEF)
  }
}
