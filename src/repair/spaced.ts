import type { Edit } from '../text/index.js'
import { isHanzi } from './gbk.js'
import { extendKey, languageModel } from './model.js'

/** Fewer single characters in a row may be a list: 张 王 李. */
const LEAST = 4

/**
 * 中 国 标 准 → 中国标准: characters set apart one by one, where together they are words. Latin letters,
 * and lists of single characters (甲 乙 丙 丁), stay.
 */
export function closeUp(text: string): Edit[] {
  const edits: Edit[] = []
  for (let at = text.indexOf(' '); at >= 0; ) {
    const start = isHanzi(text.charCodeAt(at - 1)) ? at - 1 : at + 1
    let end = at
    while (text.charCodeAt(end) === 0x20 && isHanzi(text.charCodeAt(end + 1))) end += 2
    const alone = !isHanzi(text.charCodeAt(start - 1)) && !isHanzi(text.charCodeAt(end))
    const count = (end - start + 1) / 2
    if (isHanzi(text.charCodeAt(start)) && alone && count >= LEAST && areWords(text, start, end))
      for (let i = start + 1; i < end; i += 2)
        edits.push({
          span: { start: i, end: i + 1 },
          insert: '',
          rules: ['repair/spaced'],
          certainty: 'inferred',
        })
    at = text.indexOf(' ', Math.max(end, at + 1))
  }
  return edits
}

/** Whether most of every second code unit from `start` on stands in words. */
function areWords(text: string, start: number, end: number): boolean {
  const { find, simplified } = languageModel()
  let [covered, all] = [0, 0]
  for (let i = start; i < end; i += 2) {
    all++
    if (i + 2 >= end) continue
    const [first, second] = [simplified[text.charCodeAt(i)], simplified[text.charCodeAt(i + 2)]]
    if (find(extendKey(extendKey(0, second), first)) < 0) continue
    covered += 2
    all++
    i += 2
  }
  return covered >= 0.6 * all
}
