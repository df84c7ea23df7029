/** Ranges of code points that take two columns on a terminal (Unicode East Asian Width W and F). */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe4f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
]

function columnsOf(code: number): number {
  // Combining marks and zero-width characters take no column.
  if ((code >= 0x300 && code <= 0x36f) || (code >= 0x200b && code <= 0x200f) || code === 0xfeff) return 0
  return WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1
}

/** Columns that a text takes on a terminal: 2 for 中, 1 for a. */
export function widthOf(text: string): number {
  let width = 0
  for (const char of text) width += columnsOf(char.codePointAt(0)!)
  return width
}

/** Cuts a text to so many columns, with … where something went. */
export function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  let width = 1
  let out = ''
  for (const char of text) {
    width += columnsOf(char.codePointAt(0)!)
    if (width > columns) break
    out += char
  }
  return `${out}…`
}

/** A mark that may not start a line: it sticks out by one. */
const CLOSING = '，。、；：？！”’）》」』】%'

/** Where lines of so many columns end: indexes into the text. Latin words and numbers stay whole. */
export function wrapPoints(text: string, columns: number): number[] {
  const points: number[] = []
  let width = 0
  let at = 0
  // Where the Latin word or number that is being read began, and the width of the line before it.
  let word = -1
  let before = 0
  for (const char of text) {
    const w = columnsOf(char.codePointAt(0)!)
    const latin = /[\w.%-]/.test(char)
    if (!latin) word = -1
    else if (word < 0) {
      word = at
      before = width
    }
    if (width + w > columns && !CLOSING.includes(char)) {
      const whole = word > 0 && before > columns / 2
      points.push(whole ? word : at)
      width = whole ? width - before : 0
      word = -1
    }
    width += w
    at += char.length
  }
  return points
}
