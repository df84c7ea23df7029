import { radicals as packed } from '../generated/repair-characters.js'
import type { Edit, Issue, StageResult } from '../text/index.js'
import { isAmongBytes } from './byte-runs.js'
import { classes, SEES } from './gate.js'
import { isHanzi } from './gbk.js'
import { languageModel, NO_WORD, UNIT, UNIT_BITS } from './model.js'

let radicals: Map<number, string> | null = null

function radicalTable(): Map<number, string> {
  if (radicals) return radicals
  radicals = new Map()
  for (let i = 0; i < packed.length; i += 2) radicals.set(packed.charCodeAt(i), packed[i + 1])
  return radicals
}

function edit(start: number, end: number, insert: string, rule: string): Edit {
  return { span: { start, end }, insert, rules: [`repair/${rule}`], certainty: 'exact' }
}

/** No keyboard has U+0080 to U+009F: what byte stood there is not known. */
const isByte = (code: number): boolean => code >= 0x80 && code < 0xa0

/** Beside a Chinese character, or at the edge of nothing but such. */
function besideHanzi(text: string, at: number): boolean {
  return isHanzi(text.charCodeAt(at - 1)) || isHanzi(text.charCodeAt(at + 1))
}

/** Mends one code unit: what it becomes and why, or null where it is fine. */
type Mend = (text: string, at: number, code: number) => [insert: string, rule: string] | null

const control: Mend = (_text, _at, code) => {
  if (code === 0x09 || code === 0x0a || code === 0x0d || code === 0x85) return null
  if (code === 0x0b || code === 0x0c) return ['\n', 'control']
  return code < 0x20 || (code >= 0x7f && code <= 0x9f) ? ['', 'control'] : null
}

/** Joiners belong to emoji and to scripts that shape letters; between Chinese or Latin they are rubbish. */
const zeroWidth: Mend = (text, at, code) => {
  const joiner = code === 0x200c || code === 0x200d
  if (joiner && !(plain(text.charCodeAt(at - 1)) && plain(text.charCodeAt(at + 1)))) return null
  const rubbish =
    joiner ||
    code === 0x200b ||
    code === 0x200e ||
    code === 0x200f ||
    code === 0xad ||
    code === 0xfeff ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f)
  return rubbish ? ['', 'zero-width'] : null
}

function plain(code: number): boolean {
  return Number.isNaN(code) || code < 0x300 || (code >= 0x3000 && code <= 0x9fff) || code >= 0xff00
}

/** U+00A0 and the typographer's spaces become plain ones; U+3000 is good Chinese typography and stays. */
const space: Mend = (_text, _at, code) =>
  code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x205f
    ? [' ', 'space']
    : null

/** 豈 (U+F900) → 豈: one character encoded twice. Twelve of the block are no doubles, and NFC knows. */
const compatibility: Mend = (text, at, code) => {
  if (code < 0xf900 || code > 0xfaff || isBesideBytes(text, at)) return null
  return changed(text[at], text[at].normalize('NFC'), 'compatibility')
}

/** Near Korean letters, or beside letters that single bytes show as, it is what is left of bytes: 掠딀 was 届. */
function isBesideBytes(text: string, at: number): boolean {
  for (let i = at - NEAR; i <= at + NEAR; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0xac00 && code <= 0xd7a3) return true
    if (code >= 0xa0 && code < 0x300 && code !== 0xb7 && Math.abs(i - at) === 1) return true
  }
  return false
}

const NEAR = 4

/** ⼈ for 人, which PDF and font tools leave. A radical by itself, or a list of them, as in a lesson, stays. */
const radical: Mend = (text, at, code) => {
  if (!isRadical(code) || !(besideHanzi(text, at) || isWordOfRadicals(text, at))) return null
  return changed(text[at], ofRadical(code), 'radical')
}

const isRadical = (code: number): boolean => code >= 0x2e80 && code <= 0x2fd5

function ofRadical(code: number): string {
  return radicalTable().get(code) ?? String.fromCharCode(code).normalize('NFKC')
}

/** ⾸⻚ for 首页: two that are a word. */
function isWordOfRadicals(text: string, at: number): boolean {
  const { units, child, value } = languageModel()
  return [at - 1, at].some((first) => {
    const [a, b] = [text.charCodeAt(first), text.charCodeAt(first + 1)]
    if (!isRadical(a) || !isRadical(b)) return false
    const root = units[(ofRadical(a).charCodeAt(0) << UNIT_BITS) + UNIT.root]
    return value[child(root, ofRadical(b).charCodeAt(0))] !== NO_WORD
  })
}

/** ｡ ｢ ｣ ､ ･ beside Chinese. */
const halfwidth: Mend = (text, at, code) =>
  code >= 0xff61 && code <= 0xff65 && besideHanzi(text, at) ? [text[at].normalize('NFKC'), 'halfwidth'] : null

/**
 * ２0２2: a number, or a word, in both widths becomes halfwidth; one all in fullwidth is the writer's choice,
 * and so is ＤＳ97.
 */
const fullwidth: Mend = (text, at, code) => {
  const kind = kindOf(code)
  if (kind === 0 || code < 0xff00) return null
  let [start, end] = [at, at + 1]
  while (start > 0 && at - start < 20 && kindOf(text.charCodeAt(start - 1)) === kind) start--
  while (end < text.length && end - at < 20 && kindOf(text.charCodeAt(end)) === kind) end++
  for (let i = start; i < end; i++)
    if (text.charCodeAt(i) < 0x80) return [String.fromCharCode(code - 0xfee0), 'fullwidth']
  return null
}

/** 1 digits, 2 letters, of either width; 0 neither. */
function kindOf(code: number): 0 | 1 | 2 {
  const narrow = code >= 0xff00 ? code - 0xfee0 : code
  if (narrow >= 0x30 && narrow <= 0x39) return 1
  return (narrow | 0x20) >= 0x61 && (narrow | 0x20) <= 0x7a ? 2 : 0
}

function changed(before: string, after: string, rule: string): [string, string] | null {
  return before === after ? null : [after, rule]
}

const mends: readonly Mend[] = [control, zeroWidth, space, compatibility, radical, halfwidth, fullwidth]

const SOFT_HYPHEN = 0xad

/** Mends single characters; reports private-use ones, which only their font could read. */
export function mendCharacters(text: string): StageResult {
  const edits: Edit[] = []
  const issues: Issue[] = []
  const classOf = classes()
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if ((classOf[code] & SEES.odd) === 0 && code !== 0xfffd) continue
    if (code >= 0x80 && code <= SOFT_HYPHEN && isAmongBytes(text, i)) continue
    for (const mend of mends) {
      const found = mend(text, i, code)
      if (!found) continue
      const change = edit(i, i + 1, ...found)
      edits.push(isByte(code) ? { ...change, certainty: 'inferred' } : change)
      break
    }
    if (code >= 0xe000 && code <= 0xf8ff)
      noteRun(
        issues,
        i,
        'private-use',
        'a private-use character: only the font of the page knows what it shows',
      )
    if (code === 0xfffd) noteRun(issues, i, 'bytes-lost', 'bytes were lost here before the text was decoded')
    if (code === 0xd87e) {
      const pair = text.slice(i, i + 2)
      const found = changed(pair, pair.normalize('NFC'), 'compatibility')
      if (found) edits.push(edit(i, i + 2, ...found))
      i++
    }
  }
  return { edits, issues: [...issues, ...lostForGood(text)] }
}

function noteRun(issues: Issue[], at: number, code: string, message: string): void {
  const last = issues.at(-1)
  if (last?.code === code && last.span.end === at) last.span.end = at + 1
  else issues.push({ code, severity: 'warning', span: { start: at, end: at + 1 }, message })
}

/** 锟斤拷: U+FFFD written as UTF-8 and read as GBK. Nothing of the text is left. */
function lostForGood(text: string): Issue[] {
  const issues: Issue[] = []
  for (let at = text.indexOf('锟斤拷'); at >= 0; ) {
    let end = at + 3
    while (text.startsWith('锟斤拷', end)) end += 3
    const message = 'bytes were lost: 锟斤拷 is what the sign for a lost byte looks like when read as GBK'
    issues.push({ code: 'bytes-lost', severity: 'warning', span: { start: at, end }, message })
    at = text.indexOf('锟斤拷', end)
  }
  return issues
}
