import { isDigit, isLetter } from './chars.js'
import { Class, traitsOf } from './classes.js'
import { lexicon } from './lexicon.js'

/** Whether a word may end inside `text` at `end`: not between two Latin letters. */
const isWordEnd = (text: string, end: number): boolean => !/[a-z][a-z]/.test(text.slice(end - 1, end + 1))

/** Whether nothing but words of buttons stands in the text, one at least that only they have. */
export function isOfButtons(raw: string): boolean {
  if (!(traitsOf(raw.charCodeAt(0)) & Class.button)) return false
  const text = raw.toLowerCase()
  const { buttons } = lexicon()
  // 0: no way here, 1: by weak words alone, 2: with a strong one.
  const ways = new Uint8Array(text.length + 1)
  ways[0] = 1
  let reached = 0
  for (let i = 0; i < text.length && i <= reached; i++) {
    if (ways[i] === 0) continue
    if (!isLetter(text.charCodeAt(i)) || isDigit(text.charCodeAt(i))) {
      reached = Math.max(reached, i + 1)
      ways[i + 1] = Math.max(ways[i + 1], ways[i])
    }
    if (i > 0 && !isWordEnd(text, i)) continue
    for (const { length, value } of buttons.all(text, i))
      if (isWordEnd(text, i + length)) {
        reached = Math.max(reached, i + length)
        ways[i + length] = Math.max(ways[i + length], value ? 2 : ways[i])
      }
  }
  // 共 3 页, 全文共1860字: with a figure weak words will do.
  return (
    ways[text.length] === 2 || (ways[text.length] === 1 && /\d/.test(text) && /\p{Script=Han}/u.test(text))
  )
}
