import { type DictGroup, Trie } from 'opencc-js/core'
import { configs } from 'opencc-js/preset/t2cn'
import { Doc, type Edit, type StageResult } from '../text/index.js'

export type Region = 'auto' | 'cn' | 'tw' | 'hk'

export interface SimplifyOptions {
  /** Where the Traditional text comes from. `auto` decides passage by passage. */
  region?: Region
}

type Mode = 'tw' | 'hk' | 't'

const tries = new Map<Mode, Trie[]>()

function trieOf(group: DictGroup): Trie {
  const trie = new Trie()
  trie.loadDictGroup(group)
  return trie
}

function triesOf(mode: Mode): Trie[] {
  let found = tries.get(mode)
  if (!found) {
    const { conversionChain } = configs[`${mode}2s`]
    found = conversionChain.map(trieOf)
    tries.set(mode, found)
  }
  return found
}

/** One edit for every run of characters that differ; a match of equal length is compared unit by unit. */
function pushDifferences(out: Edit[], text: string, start: number, end: number, value: string, rule: string) {
  if (value.length !== end - start) {
    out.push({ span: { start, end }, insert: value, rules: [rule], certainty: 'exact' })
    return
  }
  for (let i = start; i < end; i++) {
    if (text[i] === value[i - start]) continue
    let j = i + 1
    while (j < end && text[j] !== value[j - start]) j++
    out.push({
      span: { start: i, end: j },
      insert: value.slice(i - start, j - start),
      rules: [rule],
      certainty: 'exact',
    })
    i = j
  }
}

function matches(trie: Trie, text: string, rule: string): Edit[] {
  const out: Edit[] = []
  for (let i = 0; i < text.length; ) {
    const match = trie.matchPrefix(text, i)
    if (match) pushDifferences(out, text, i, match.end, match.value, rule)
    i = match ? match.end : i + 1
  }
  return out
}

function modeOf(region: Region, text: string): Mode {
  if (region === 'tw' || region === 'hk') return region
  if (region === 'cn') return 't'
  return text.includes('裡') || text.includes('麽') ? 'tw' : 't'
}

/** Traditional → Simplified, characters only: vocabulary stays as it is. */
export function simplifyEdits(doc: Doc, options: SimplifyOptions = {}): StageResult {
  const mode = modeOf(options.region ?? 'auto', doc.text)
  let step = Doc.of(doc.text)
  for (const trie of triesOf(mode)) step = step.edit(matches(trie, step.text, `simplify/${mode}`))
  return { edits: step.edits, issues: [] }
}
