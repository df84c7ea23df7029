import type { Doc, Edit, Issue, Span, StageResult } from '../text/index.js'
import { choose, isCareless, type Setting } from './choose.js'
import { isJapanese, type Passage, regionOfPassage, type Survey, scriptOf, survey } from './passages.js'
import { withPhrases } from './phrases.js'
import { formOf, Kind, simplifyTables, type Tables } from './tables.js'

/**
 * Where Traditional text comes from. `cn`: the mainland or a converter; `tw`, `hk`: Taiwan, Hong Kong;
 * `auto`: found passage by passage. Passages in Simplified characters are left alone in every region.
 */
export type Region = 'auto' | 'cn' | 'tw' | 'hk'

export interface SimplifyOptions {
  /** Where the Traditional text comes from. `auto` (the default) decides passage by passage. */
  region?: Region
  /** `cn`: words of Taiwan and Hong Kong become the mainland's (软体 → 软件). By default no word is changed. */
  phrases?: 'keep' | 'cn'
}

const RULES = {
  tw: ['simplify/tw'],
  hk: ['simplify/hk'],
  t: ['simplify/t'],
  override: ['simplify/override'],
}

function settingOf(passage: Passage, { whole }: Survey, region: Region, careless: () => boolean): Setting {
  const script = scriptOf(passage, whole)
  if (region === 'auto') {
    const mixed = 2 * passage.simplified > passage.traditional
    // Some 着 among many 著 is a slip, or a quotation.
    const zhe = script === 'traditional' && whole.zhe * 3 <= whole.zhu
    return { script, mixed, zhe, auto: true, careless }
  }
  // Told the region, a text that could be either is taken for Traditional.
  const told = script === 'unknown' ? 'traditional' : script
  return { script: told, mixed: false, zhe: region === 'tw', auto: false, careless }
}

function ruleOf(passage: Passage, { whole }: Survey, region: Region): string[] {
  if (region === 'auto') return RULES[regionOfPassage(passage, whole)]
  return RULES[region === 'cn' ? 't' : region]
}

/** The edits of one passage, from place `from` of the survey's list on; gives back where it stopped. */
function convertPassage(
  text: string,
  passage: Passage,
  tables: Tables,
  found: Survey,
  region: Region,
  careless: () => boolean,
  from: number,
  out: Edit[],
): number {
  const { marked } = found
  let next = from
  if (isJapanese(passage)) {
    while (next < marked.length && marked[next] < passage.end) next++
    return next
  }
  const { astral, kinds } = tables
  const rules = ruleOf(passage, found, region)
  let setting: Setting | null = null
  const decided = new Map<number, string>()
  for (; next < marked.length && marked[next] < passage.end; next++) {
    const i = marked[next]
    const code = text.charCodeAt(i)
    const kind = kinds[code]
    let insert = formOf(tables, code)
    let own = rules
    let end = i + 1
    if (kind & Kind.choice) {
      setting ??= settingOf(passage, found, region, careless)
      insert = choose(text, i, insert || text[i], tables, setting, decided)
      decided.set(i, insert)
      if (insert === text[i]) {
        if (kind & Kind.outside) found.rare.push(i)
        continue
      }
      own = RULES.override
    } else if (kind & Kind.astral) {
      insert = astral.get(text.slice(i, i + 2)) ?? ''
      end = i + 2
    }
    if (insert !== '') out.push({ span: { start: i, end }, insert, rules: own, certainty: 'exact' })
  }
  return next
}

/** Whether a character belongs to the general standard, or is no Chinese character. */
function isStandard(char: string, { kinds, rareStandard }: Tables): boolean {
  const kind = kinds[char.charCodeAt(0)]
  return kind & Kind.astral ? rareStandard.has(char.codePointAt(0)!) : !(kind & Kind.outside)
}

function nonstandard(char: string, span: Span): Issue {
  const message = `${char} is not among the 8,105 characters of the general standard`
  return { code: 'nonstandard-character', severity: 'info', span, message }
}

/** Characters outside the general standard that conversion left, or made: a name, or a rare word. */
function outsiders(text: string, edits: readonly Edit[], tables: Tables, { rare }: Survey): Issue[] {
  const issues: Issue[] = []
  for (const { span, insert } of edits)
    if (!isStandard(insert, tables)) issues.push(nonstandard(insert, span))
  for (const at of rare) {
    const code = text.codePointAt(at)!
    const char = String.fromCodePoint(code)
    if (tables.astral.has(char) || (code >= 0xd800 && code <= 0xdfff) || isStandard(char, tables)) continue
    issues.push(nonstandard(char, { start: at, end: at + char.length }))
  }
  return issues.sort((a, b) => a.span.start - b.span.start)
}

/**
 * Traditional → Simplified, characters only: vocabulary stays as it is. One edit a character, so that
 * every character keeps its own place.
 */
export function simplifyEdits(doc: Doc, options: SimplifyOptions = {}): StageResult {
  const { text } = doc
  const tables = simplifyTables()
  const found = survey(text, tables)
  const edits: Edit[] = []
  let next = 0
  let isCarelessPage: boolean | null = null
  const careless = () => {
    isCarelessPage ??= isCareless(text, found.marked, tables)
    return isCarelessPage
  }
  for (const passage of found.passages)
    next = convertPassage(text, passage, tables, found, options.region ?? 'auto', careless, next, edits)
  const issues = outsiders(text, edits, tables, found)
  if (options.phrases !== 'cn' || found.whole.traditional < found.whole.simplified) return { edits, issues }
  const { region = 'auto' } = options
  const { tw, hk } = found.whole
  const told = region === 'tw' || region === 'hk' ? region : null
  const guess = tw === hk ? null : tw > hk ? 'tw-hk' : 'hk-tw'
  return { edits: withPhrases(text, edits, told ?? guess), issues }
}
