import { isDigit, isHan, isLatin, isLetter } from './chars.js'
import { Class, traitsOf } from './classes.js'
import { lexicon } from './lexicon.js'

/** Lines of buttons are no longer than this: a place in them is a bit. */
const LONGEST = 30

const isSmall = (code: number): boolean => code >= 0x61 && code <= 0x7a

/** Whether a word may end at `at`: not between two Latin letters. */
const isBorder = (text: string, at: number): boolean =>
  !(isSmall(text.charCodeAt(at)) && isSmall(text.charCodeAt(at - 1)))

function hasCapital(text: string): boolean {
  for (let i = 0; i < text.length; i++)
    if (isLatin(text.charCodeAt(i)) && !isSmall(text.charCodeAt(i))) return true
  return false
}

/** Whether words of buttons cover the text: 0 not, 1 by weak words alone, 2 with a strong one. */
function tiled(raw: string): number {
  if (raw.length > LONGEST || !(traitsOf(raw.charCodeAt(0)) & (Class.button | Class.topic))) return 0
  const text = hasCapital(raw) ? raw.toLowerCase() : raw
  const { buttons, media } = lexicon()
  // Places that are reached at all, and those reached by a strong word.
  let reached = 1
  let strong = 0
  for (let i = 0; i < text.length; i++) {
    const here = 1 << i
    if (!(reached & here)) continue
    const code = text.charCodeAt(i)
    const loose = !isLetter(code) || isDigit(code)
    if (loose) {
      reached |= here << 1
      if (strong & here) strong |= here << 1
    }
    if (i > 0 && !isBorder(text, i)) continue
    for (let word = buttons.find(text, i); word > 0; word = buttons.shorter(word)) {
      const length = buttons.lengthOf(word)
      if (!isBorder(text, i + length)) continue
      reached |= here << length
      if (buttons.valueOf(word) || strong & here) strong |= here << length
    }
    // 打开秦岭晚报查看精彩图片: behind a word of buttons the name of an app.
    const app = i > 0 ? (media.longest(text, i)?.length ?? 0) : 0
    reached |= here << app
    if (strong & here) strong |= here << app
    // Nothing beyond this place is reached.
    if (reached < here * 2) return 0
  }
  const end = 1 << text.length
  return strong & end ? 2 : reached & end ? 1 : 0
}

/** Nothing but words of buttons, one at least that only they have; with a figure weak ones will do: 共 3 页. */
export function isOfButtons(text: string): boolean {
  const words = tiled(text)
  return words === 2 || (words === 1 && hasFigure(text))
}

function hasFigure(text: string): boolean {
  let figure = false
  let han = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    figure ||= isDigit(code)
    han ||= isHan(code)
  }
  return figure && han
}

/** 新闻专题, 最新视频: no name of anything. */
export const isOfPlainWords = (text: string): boolean => tiled(text) > 0
