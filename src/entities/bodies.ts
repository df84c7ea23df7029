import { getCues } from './cues.js'
import type { BodyHit, Page } from './page.js'

/**
 * The longer of two that end at one place stands; of equals, the later, but of two organisations the one with the
 * longer suffix (社会|科学院, not 社会科|学院).
 */
export function addBody(page: Page, hit: BodyHit): void {
  const old = page.bodyEnd.get(hit.end)
  if (old && old.end - old.start > hit.end - hit.start) return
  // 中国人民银行 is known for a government body, though it ends like a firm.
  if (old && old.start === hit.start && old.rule.endsWith('-known')) return
  if (old && old.start === hit.start && old.kind === hit.kind && hit.kind === 'organization') return
  page.bodyEnd.set(hit.end, hit)
}

/** Once all are found: no two overlap, the longer stands. */
export function settleBodies(page: Page): void {
  const sorted = page.bodyEnd.values().sort((a, b) => a.start - b.start || b.end - a.end)
  const out: BodyHit[] = []
  for (const hit of sorted) {
    let keep = true
    for (let last = out.at(-1); last && hit.start < last.end; last = out.at(-1)) {
      if (last.end - last.start >= hit.end - hit.start) {
        keep = false
        break
      }
      out.pop()
    }
    if (keep) out.push(hit)
  }
  page.bodies = out
  page.bodyEnd.clear()
  for (const hit of out) page.bodyEnd.set(hit.end, hit)
}

/** What introduces a short name at a place (以下简称), or nothing. */
export function aliasIntroAt(text: string, at: number): string {
  return getCues().aliasIntros.find((word) => text.startsWith(word, at)) ?? ''
}

/** 以下简称“永昕建设”: the short names that a text gives, as short name → full name. */
export function findShortNames(page: Page): Map<string, string> {
  const out = new Map<string, string>()
  const { text } = page
  for (const { start, end } of page.bodies) {
    const open = text[end]
    if (open !== '（' && open !== '(') continue
    const intro = aliasIntroAt(text, end + 1)
    if (intro === '') {
      const gloss = glossAt(text, end + 1)
      if (gloss && isSubsequence(gloss, text.slice(start, end))) out.set(gloss, text.slice(start, end))
      continue
    }
    for (const name of aliasesAt(page, end + 1 + intro.length)) out.set(name, text.slice(start, end))
  }
  const named = new Set(page.bodies.map(({ start, end }) => text.slice(start, end)))
  for (const short of named) {
    const full = page.lexicon.aliases.get(short)?.find((name) => named.has(name))
    if (full && !out.has(short)) out.set(short, full)
  }
  return out
}

/** 台湾积体电路制造股份有限公司（台积电）: a bracket of two to eight ideographs and nothing more. */
function glossAt(text: string, at: number): string | null {
  const close = text.slice(at, at + 9).indexOf('）') + at
  if (close < at + 2) return null
  const gloss = text.slice(at, close)
  return /^[\u4e00-\u9fff]+$/.test(gloss) && !/^(?:集团|中国|有限合伙|公司|本行|本校)$/.test(gloss)
    ? gloss
    : null
}

/** “永昕建设”或“公司”, up to the bracket's end. */
function aliasesAt({ text, lexicon: { generic } }: Page, at: number): string[] {
  const out: string[] = []
  let word = ''
  for (let i = at; i < Math.min(text.length, at + 40); i++) {
    const ch = text[i]
    if (
      ch === '）' ||
      ch === ')' ||
      ch === '，' ||
      ch === '、' ||
      ch === '或' ||
      ch === '；' ||
      ch === '”' ||
      ch === '」'
    ) {
      if (word.length >= 2 && word.length <= 12 && !generic.has(word)) out.push(word)
      word = ''
      if (ch === '）' || ch === ')' || ch === '；' || ch === '，') break
    } else if (ch !== '“' && ch !== '「' && ch !== '：' && ch !== ':' && ch !== '"' && ch !== ' ') word += ch
  }
  return out
}

/** Whether the characters of one name stand in another in order. */
export function isSubsequence(short: string, long: string): boolean {
  let i = 0
  for (let j = 0; j < long.length && i < short.length; j++) if (long[j] === short[i]) i++
  return i === short.length
}
