import type { Choice, Tables } from './tables.js'

/** The longest word, in characters before and after the one in question. */
const REACH = 4

/** What is known of the passage that a choice stands in. */
export interface Setting {
  script: 'traditional' | 'simplified' | 'unknown'
  /** Whether 著 stands for 着 as well, as in Taiwan. */
  zhe: boolean
}

/** Up to `REACH` simplified characters before a place; those already decided come as they were decided. */
function before(text: string, at: number, tables: Tables, decided: ReadonlyMap<number, string>): string {
  let out = ''
  for (let i = at - 1; i >= 0 && i >= at - REACH; i--) out = (decided.get(i) ?? usual(text, i, tables)) + out
  return out
}

function after(text: string, at: number, tables: Tables): string {
  let out = ''
  for (let i = at + 1; i < text.length && i <= at + REACH; i++) out += usual(text, i, tables)
  return out
}

function usual(text: string, at: number, { forms, choices }: Tables): string {
  const code = text.charCodeAt(at)
  return forms[code] || (choices.get(text[at])?.usual ?? text[at])
}

/** The surest words for either form around a place: longer words are surer. */
function weigh({ words }: Choice, left: string, right: string): { other: number; usual: number } {
  const best = { other: 0, usual: 0 }
  for (let a = 0; a <= left.length; a++) {
    const head = `${left.slice(left.length - a)}_`
    for (let b = a === 0 ? 1 : 0; b <= right.length; b++) {
      const score = words.get(head + right.slice(0, b))
      if (score === undefined) continue
      const length = 2 * (a + b - 1)
      if (score > 0) best.other = Math.max(best.other, score + length)
      else best.usual = Math.max(best.usual, length - score)
    }
  }
  return best
}

/**
 * Which form the character `char`, which stands at `at`, takes. In Simplified text a character of the
 * standard stays as it is, but for those that no Simplified text has in that place (`always`: 瞭 outside 瞭望).
 */
export function choose(
  text: string,
  at: number,
  char: string,
  tables: Tables,
  setting: Setting,
  decided: ReadonlyMap<number, string>,
): string {
  const choice = tables.choices.get(char)
  if (!choice) return char
  const { when } = choice
  if (setting.script === 'simplified' && when !== 'always' && when !== 'anyword') return char
  const { other, usual } = weigh(choice, before(text, at, tables, decided), after(text, at, tables))
  const tie = when === '著' && other === usual && !setting.zhe
  const answer = tie || other > usual ? choice.other : choice.usual
  // 老麼 → 老么 → 老幺
  return answer === char ? char : choose(text, at, answer, tables, setting, decided)
}
