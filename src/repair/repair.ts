import { assertRepairData } from '#repair-data'
import { Doc, type Edit, type Issue, type Span, type StageResult } from '../text/index.js'
import { byteLines } from './byte-runs.js'
import { mendCharacters } from './characters.js'
import { uncross } from './crossed.js'
import { dropCutTags } from './cut-tags.js'
import { dropCommas } from './doubled.js'
import { unescapeEntities, unescapePercent, unescapeUnicode } from './escapes.js'
import { look, SEES } from './gate.js'
import { dropJammers } from './jammers.js'
import { unlatin } from './latin.js'
import { unescapeMail } from './mail.js'
import { repairPinyin } from './pinyin.js'
import { unslip } from './slipped.js'
import { closeNames, closeUp } from './spaced.js'
import { unreadLines, unreadUtf8 } from './utf8.js'

export interface RepairOptions {
  /** Pinyin in brackets after characters: decide by the page, take all out, or keep all. */
  pinyin?: 'auto' | 'remove' | 'keep'
}

/** One fix: what the gate must have seen for it to be worth trying, and the fix. */
interface Step {
  sees: number
  /** Rules of fixes that leave it nothing: what they could not tell is no damage of its kind. */
  unless?: RegExp
  fix(text: string, options: RepairOptions, isAgain: boolean): StageResult
}

const alone = (find: (text: string) => Edit[]) => (text: string) => ({ edits: find(text), issues: [] })

/** From the outermost layer of damage to the innermost. */
const steps: readonly Step[] = [
  { sees: SEES.escape, fix: alone(unescapeUnicode) },
  { sees: SEES.escape, fix: alone(unescapeEntities) },
  { sees: SEES.escape, fix: alone(unescapePercent) },
  { sees: SEES.escape, fix: alone(unescapeMail) },
  { sees: SEES.noise, fix: alone(dropJammers) },
  { sees: SEES.latin, fix: unlatin },
  { sees: SEES.sentinel, fix: unreadUtf8 },
  { sees: SEES.sentinel, fix: alone(uncross) },
  { sees: SEES.bracket, fix: (text, options, isAgain) => repairPinyin(text, options.pinyin, isAgain) },
  { sees: SEES.bracket, unless: /^repair\/(?:mojibake.*|pinyin)-lost$/, fix: unslip },
  { sees: SEES.odd | SEES.bracket | SEES.sentinel, fix: mendCharacters },
  { sees: SEES.space, fix: alone(closeUp) },
]

/**
 * Undoes damage to the text: escapes, text read in the wrong charset, injected pinyin, rubbish characters.
 * Clean text costs one look at each character.
 */
export function repair(doc: Doc, options: RepairOptions = {}): StageResult {
  assertRepairData()
  let sub = Doc.of(doc.text)
  let issues: Issue[] = []
  // One fix may lay bare what another mends (an entity, a bracket cut by a zero-width space).
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = sub
    const found: Issue[] = []
    sub = runSteps(sub, options, found, round > 0)
    // What is reported again is reported once; a round without edits has nothing new.
    if (round === 0) issues = found
    else if (sub !== before) issues = merged(issues, found)
    if (sub === before) break
  }
  const left = look(sub.text)
  const unread = (left & SEES.sentinel) !== 0 ? unreadLines(sub.text) : []
  if ((left & SEES.latin) !== 0) unread.push(...byteLines(sub.text))
  issues.push(...sub.issuesToSource(unread.map(unreadIssue)))
  return { edits: sub.edits, issues }
}

/** The code of the issue on lines that stay as they are: later stages leave them alone. */
export const UNREAD = 'mojibake'

function unreadIssue(span: Span): Issue {
  const message = 'text read in the wrong charset, with too many bytes lost to say which: left as it is'
  return { code: UNREAD, severity: 'warning', span, message }
}

const MOST_ROUNDS = 4

function runSteps(doc: Doc, options: RepairOptions, issues: Issue[], isAgain: boolean): Doc {
  let sub = doc
  let seen = look(sub.text)
  for (const { sees, unless, fix } of steps) {
    if ((seen & sees) === 0 || (unless && hasRule(sub, unless))) continue
    const found = fix(sub.text, options, isAgain)
    for (const issue of sub.issuesToSource(found.issues)) issues.push(issue)
    if (found.edits.length === 0) continue
    sub = sub.edit(found.edits)
    seen |= look(sub.text)
  }
  // Clean pages keep what typesetters set apart; a damaged one is a copy that nobody sets.
  if (!isCopy(sub)) return sub
  if ((seen & SEES.space) !== 0) sub = sub.edit(closeNames(sub.text))
  const tags = dropCutTags(sub.text)
  issues.push(...sub.issuesToSource(tags.issues))
  sub = sub.edit(tags.edits)
  return sub.edit(dropCommas(sub.text))
}

const OF_COPIES = 'repair/pinyin'

function isCopy({ edits }: Doc): boolean {
  for (const { rules } of edits) for (const rule of rules) if (rule.startsWith(OF_COPIES)) return true
  return false
}

function hasRule({ edits }: Doc, wanted: RegExp): boolean {
  for (const { rules } of edits) for (const rule of rules) if (wanted.test(rule)) return true
  return false
}

function merged(first: readonly Issue[], second: readonly Issue[]): Issue[] {
  const key = ({ code, span }: Issue) => `${code} ${span.start} ${span.end}`
  const known = new Set(first.map(key))
  return [...first, ...second.filter((issue) => !known.has(key(issue)))]
}
