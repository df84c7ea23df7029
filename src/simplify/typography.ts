import { Doc, type StageResult } from '../text/index.js'
import {
  ellipses,
  fullwidthBrackets,
  fullwidthMarks,
  middleDots,
  type Replacement,
  smallMarks,
} from './marks.js'
import { cornerQuotes, straightQuotes } from './quotes.js'
import { ideographicSpaces, oddSpaces, spaceRuns } from './spaces.js'

/**
 * What `typography` may change, each by its own name. An edit carries it as `typography/<name>`.
 *
 * | rule | does | by default |
 * | --- | --- | --- |
 * | `odd-spaces` | U+00A0, U+2002 … become plain spaces, as many as there were | on |
 * | `small-marks` | ﹐｡︰ → ，。： | on |
 * | `corner-quotes` | 「」『』 → “”‘’ by depth | on |
 * | `brackets` | (通讯员) → （通讯员）; (600519), f(x) stay | on |
 * | `straight-quotes` | "两链" → “两链” | on |
 * | `marks` | , ; : ! ? beside Chinese → ，；：！？; 3,000, 12:30 stay | on |
 * | `ellipsis` | ... 。。。 ⋯⋯ → …… | on |
 * | `middle-dot` | 卡尔‧马克思 → 卡尔·马克思 | on |
 * | `ideographic-spaces` | U+3000 within a line → space; indents stay | off: headlines use it |
 * | `space-runs` | several spaces within a line → one | off: they part columns and paragraphs |
 */
export type TypographyRule =
  | 'odd-spaces'
  | 'small-marks'
  | 'corner-quotes'
  | 'brackets'
  | 'straight-quotes'
  | 'marks'
  | 'ellipsis'
  | 'middle-dot'
  | 'ideographic-spaces'
  | 'space-runs'

export interface TypographyOptions {
  /** `chinese`: the mainland's marks (，。“”) in Chinese text; `keep`: as they are. */
  punctuation?: 'chinese' | 'keep'
  /** Switches single rules on or off, whatever `punctuation` says. */
  typography?: Partial<Record<TypographyRule, boolean>>
}

interface Rule {
  name: TypographyRule
  /** `mark`: off where punctuation is kept. `never`: off unless asked for. */
  when: 'space' | 'mark' | 'never'
  find(text: string): Replacement[]
}

// Order matters: brackets, quotes and dots are settled before the marks that look at what stands beside them.
const rules: readonly Rule[] = [
  { name: 'odd-spaces', when: 'space', find: oddSpaces },
  { name: 'small-marks', when: 'mark', find: smallMarks },
  { name: 'corner-quotes', when: 'mark', find: cornerQuotes },
  { name: 'brackets', when: 'mark', find: fullwidthBrackets },
  { name: 'straight-quotes', when: 'mark', find: straightQuotes },
  { name: 'ellipsis', when: 'mark', find: ellipses },
  { name: 'marks', when: 'mark', find: fullwidthMarks },
  { name: 'middle-dot', when: 'mark', find: middleDots },
  { name: 'ideographic-spaces', when: 'never', find: ideographicSpaces },
  { name: 'space-runs', when: 'never', find: spaceRuns },
]

function isOn(rule: Rule, { punctuation, typography: switches }: TypographyOptions): boolean {
  const own = switches?.[rule.name]
  if (own !== undefined) return own
  return rule.when === 'space' || (rule.when === 'mark' && punctuation !== 'keep')
}

/** Punctuation and spacing as mainland Chinese text has them. */
export function typography(doc: Doc, options: TypographyOptions = {}): StageResult {
  let step = Doc.of(doc.text)
  for (const rule of rules) {
    if (!isOn(rule, options)) continue
    const found = rule.find(step.text)
    const name = [`typography/${rule.name}`]
    step = step.edit(found.map(({ span, insert }) => ({ span, insert, rules: name, certainty: 'exact' })))
  }
  return { edits: step.edits, issues: [] }
}
