import { brackets, closers, openers } from './chars.js'
import { Class, type Classes, classes } from './classes.js'

export type Ending = 'stop' | 'comma' | 'colon' | 'ellipsis' | 'none'

/** Longest bracket behind a sentence that is passed over: （鄱湖晚报记者 俞莲 通讯员 汤勇） */
const CREDIT = 70

/** Where the bracket opens that closes the line; its end where none does. Digits behind it (1110519) go along. */
function creditStart(text: string, start: number, end: number, { ids, traits }: Classes): number {
  let close = end - 1
  const least = Math.max(start, end - 9)
  while (close > least && traits[ids[text.charCodeAt(close)]] & Class.digit) close--
  if (!(traits[ids[text.charCodeAt(close)]] & Class.fill) || !brackets.has(text.charCodeAt(close))) return end
  for (let i = close - 1; i > Math.max(start, close - CREDIT); i--) {
    const code = text.charCodeAt(i)
    if (!(traits[ids[code]] & Class.fill)) continue
    if (brackets.has(code)) return end
    if (openers.has(code)) return i
  }
  return end
}

/** How the stretch ends, closing quotes and credits behind the last sentence passed over. */
export function endingOf(text: string, start: number, lineEnd: number): Ending {
  const table = classes()
  const { ids, traits } = table
  const credit = creditStart(text, start, lineEnd, table)
  // What stands before the credit decides: …发言。（记者 孙立） is a sentence, 通车（图） a headline.
  const closed = credit > start && (traits[ids[text.charCodeAt(credit - 1)]] & Class.stop) !== 0
  const end = closed ? credit : lineEnd
  let i = end - 1
  const least = Math.max(start, end - 6)
  const last = traits[ids[text.charCodeAt(i)]]
  if (last & Class.comma) return 'comma'
  if (last & Class.colon) return 'colon'
  while (i > least && passes(text.charCodeAt(i), traits[ids[text.charCodeAt(i)]])) i--
  const code = text.charCodeAt(i)
  // Two dots are what is left of three where a byte was lost.
  if (code === 0x2026 || (code === 0x2e && i > start && text.charCodeAt(i - 1) === 0x2e)) return 'ellipsis'
  const bits = traits[ids[code]]
  if (bits & Class.stop) return 'stop'
  // A half-width full stop closes a sentence only behind a Han character: 完成投资. but not v1.0.
  if (code === 0x2e && i > start && traits[ids[text.charCodeAt(i - 1)]] & Class.han) return 'stop'
  return 'none'
}

/** A closing mark or a space. */
const passes = (code: number, bits: number): boolean =>
  (bits & Class.fill) !== 0 && ((bits & Class.space) !== 0 || closers.has(code))
