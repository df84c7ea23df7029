import { isDigit, isLetter } from './chars.js'
import { Class, traitsOf } from './classes.js'
import { lexicon } from './lexicon.js'

/** Whether a word may end inside `text` at `end`: not between two Latin letters. */
const isWordEnd = (text: string, end: number): boolean => !/[a-z][a-z]/.test(text.slice(end - 1, end + 1))

/** Whether words of buttons cover the text: 0 not, 1 by weak words alone, 2 with a strong one. */
function tiled(raw: string): number {
  if (!(traitsOf(raw.charCodeAt(0)) & Class.button)) return 0
  const text = raw.toLowerCase()
  const { buttons } = lexicon()
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
  return ways[text.length]
}

/** Nothing but words of buttons, one at least that only they have; with a figure weak ones will do: 共 3 页. */
export function isOfButtons(text: string): boolean {
  const words = tiled(text)
  return words === 2 || (words === 1 && /\d/.test(text) && /\p{Script=Han}/u.test(text))
}

/** 新闻专题, 最新视频: no name of anything. */
export const isOfPlainWords = (text: string): boolean => tiled(text) > 0
