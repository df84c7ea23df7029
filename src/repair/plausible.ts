import { isHanzi } from './gbk.js'
import { characterChances } from './model.js'

/** Log probability of a character that is neither usual nor rare. */
const MIDDLING = -11.5

/** By how many nats a character is likelier than a middling one. */
export function worthOf(code: number): number {
  const { single, simplified } = characterChances()
  return single[simplified[code]] - MIDDLING
}

/** Mean log probability of the Chinese characters in a stretch of a text; −∞ where it has fewer than two. */
export function chineseness(text: string, start = 0, end = text.length): number {
  const { single, simplified } = characterChances()
  let [sum, count] = [0, 0]
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (!isHanzi(code)) {
      // Signs that Chinese text does not use count against it: kana, box drawing, Cyrillic.
      if (code >= 0x80 && single[code] < -18.9) {
        sum -= 19
        count++
      }
      continue
    }
    sum += single[simplified[code]]
    count++
  }
  return count < 2 ? Number.NEGATIVE_INFINITY : sum / count
}
