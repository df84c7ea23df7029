import { isDigit, isLineBreak, type Span } from '../text/index.js'
import { isChineseMark, isHan, isLatin } from './characters.js'
import { protection } from './protected.js'

/** One replacement a rule asks for. */
export interface Replacement {
  span: Span
  insert: string
}

const FULLWIDTH: Record<string, string> = { ',': '，', ';': '；', ':': '：', '!': '！', '?': '？' }

function isChinese(code: number): boolean {
  return isHan(code) || isChineseMark(code)
}

function at(text: string, index: number): number {
  return index >= 0 && index < text.length ? text.charCodeAt(index) : 0
}

/** Whether Chinese stands before `index`, seen through quotes and dashes, which English has as
 * well: `“好”,` but not `“OK”,`. `converted`: where the last halfwidth mark became fullwidth. */
function chineseBefore(text: string, index: number, converted: number): boolean {
  for (let i = index - 1; i >= 0 && i > index - 5; i--) {
    if (i === converted) return true
    const code = text.charCodeAt(i)
    if (code < 0x2014 || code > 0x2026) return isChinese(code)
  }
  return false
}

/** Whether a figure that belongs to Chinese text starts at `index`: `30个`. */
function chineseFigure(text: string, index: number): boolean {
  for (let i = index; i < index + 12; i++) {
    const code = at(text, i)
    if (isHan(code)) return i > index
    if (!isDigit(code) && code !== 0x2e && code !== 0x25) return false
  }
  return false
}

/** `截至3月底,170个` and `61.6%,完成` take the fullwidth mark; `3,000`, `12:30`, `a,b` keep theirs. */
function standsInChinese(text: string, index: number, converted: number): boolean {
  const before = at(text, index - 1)
  const after = at(text, index + 1)
  if (isDigit(before) && isDigit(after)) return false
  // 日?qǐng) is damage that was not mended, != is an operator.
  if (text[index] === '?' && isLatin(after)) return false
  if (text[index] === '!' && after === 0x3d) return false
  if (chineseBefore(text, index, converted)) return true
  // 27.7%;30个
  if (before === 0x25 || before === 0x29) return isHan(after) || chineseFigure(text, index + 1)
  return isHan(after) && (isDigit(before) || isLatin(before) || isChinese(before))
}

/** `,;:!?` beside Chinese characters become `，；：！？`. A space that followed such a mark goes with it. */
export function fullwidthMarks(text: string): Replacement[] {
  const out: Replacement[] = []
  const isProtected = protection(text)
  const marks = /[,;:!?]/g
  let converted = -1
  for (let m = marks.exec(text); m; m = marks.exec(text)) {
    const i = m.index
    if (isProtected(i) || !standsInChinese(text, i, converted)) continue
    // 是吗? 是的: the fullwidth mark brings its own space.
    const end = text[i + 1] === ' ' && isHan(at(text, i + 2)) ? i + 2 : i + 1
    out.push({ span: { start: i, end }, insert: FULLWIDTH[m[0]] })
    converted = i
  }
  return out
}

/** `(通讯员 刘国强)` → `（通讯员 刘国强）`: brackets with Chinese inside. `(600519)` and `f(x)` stay. */
export function fullwidthBrackets(text: string): Replacement[] {
  const out: Replacement[] = []
  if (!text.includes('(') && !text.includes(')')) return out
  const isProtected = protection(text)
  let open: { index: number; han: number }[] = []
  let han = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x28 || code === 0xff08) {
      if (!isProtected(i)) open.push({ index: i, han })
    } else if (code === 0x29 || code === 0xff09) {
      const opened = isProtected(i) ? undefined : open.pop()
      if (!opened || han === opened.han) continue
      if (text[opened.index] === '(')
        out.push({ span: { start: opened.index, end: opened.index + 1 }, insert: '（' })
      if (code === 0x29) out.push({ span: { start: i, end: i + 1 }, insert: '）' })
    } else if (isHan(code)) han++
    else if (isLineBreak(code)) open = []
  }
  return out.sort((a, b) => a.span.start - b.span.start)
}

/** Whether Chinese stands before, whatever marks stand between: halfwidth ones may yet become fullwidth. */
function chineseBeforeMarks(text: string, start: number): boolean {
  let i = start - 1
  while (i >= 0 && ',;:!?'.includes(text[i])) i--
  return isChinese(at(text, i)) || (i >= 0 && '⋯‥'.includes(text[i]))
}

/** `剔透...` and `剔透。。。` → `剔透……`; the centred `⋯` of Taiwan and Hong Kong → `…`. */
export function ellipses(text: string): Replacement[] {
  const out: Replacement[] = []
  // Most pages have full stops and no run of them.
  if (!/[⋯‥]|[.。]{3}/.test(text)) return out
  const dots = /[.。⋯‥]+/g
  for (let m = dots.exec(text); m; m = dots.exec(text)) {
    const start = m.index
    const end = start + m[0].length
    const mark = m[0][0]
    if (mark === '⋯' || mark === '‥') out.push({ span: { start, end }, insert: '…'.repeat(m[0].length) })
    else if (m[0].length >= 3 && (mark === '。' || chineseBeforeMarks(text, start) || isHan(at(text, end))))
      out.push({ span: { start, end }, insert: '……' })
  }
  return out
}

const SMALL: Record<string, string> = {
  '﹐': '，',
  '﹑': '、',
  '﹒': '。',
  '﹔': '；',
  '﹕': '：',
  '﹖': '？',
  '﹗': '！',
  '﹙': '（',
  '﹚': '）',
  '､': '、',
  '｡': '。',
  '︰': '：',
}

/** The small, halfwidth and vertical forms of Chinese marks: `﹐` `｡` `︰`. */
export function smallMarks(text: string): Replacement[] {
  return singles(text, /[﹐﹑﹒﹔﹕﹖﹗﹙﹚､｡︰]/g, SMALL)
}

/** `詹姆斯‧卡麦隆` → `詹姆斯·卡麦隆`: the dot within a foreign name. `一．总则`, `六四〇．五亿` and a bullet stay. */
export function middleDots(text: string): Replacement[] {
  const out: Replacement[] = []
  const dots = /[‧•・．∙⋅]/g
  for (let m = dots.exec(text); m; m = dots.exec(text)) {
    const i = m.index
    const before = at(text, i - 1)
    if (!isHan(before) || !isHan(at(text, i + 1))) continue
    if (m[0] === '．' && '〇○零一二三四五六七八九十百千万亿兆'.includes(text[i - 1])) continue
    out.push({ span: { start: i, end: i + 1 }, insert: '·' })
  }
  return out
}

function singles(text: string, pattern: RegExp, table: Record<string, string>): Replacement[] {
  const out: Replacement[] = []
  for (let m = pattern.exec(text); m; m = pattern.exec(text))
    out.push({ span: { start: m.index, end: m.index + m[0].length }, insert: table[m[0]] })
  return out
}
