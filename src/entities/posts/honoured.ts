import { getCues } from '../cues.js'
import { namesAt } from '../names.js'
import { overlapsAny, type Page, type PersonHit, personHit } from '../page.js'
import { slotName } from './slots.js'
import { wholeName } from './whole-name.js'

/** Longest honour, code units. */
const LONGEST_HONOUR = 4

/** Length of the honour that stands at a place: 主席|拿督|胡欣依斯迈. */
export function honourAt({ text }: Page, at: number): number {
  return getCues().honours.exec(text.slice(at, at + LONGEST_HONOUR))?.[0].length ?? 0
}

/** 包括|拿督斯里|沙菲益阿达、: who is called by an honour without an office before it. */
export function findHonoured(page: Page): void {
  const found: PersonHit[] = []
  for (const { span } of page.zones)
    for (let i = span.start; i < span.end; i++) {
      if (page.text[i] !== '拿' && page.text[i] !== '丹') continue
      const length = honourAt(page, i)
      if (length === 0) continue
      const at = i + length
      const guesses = namesAt(page, at, span.end)
      const best = slotName(page, at, span.end, true, guesses) ?? wholeName(page, at, guesses)
      if (
        best &&
        best.score >= 0 &&
        !overlapsAny(page.persons, at, best.end) &&
        !overlapsAny(page.bodies, at, best.end)
      )
        found.push(personHit(at, best.end, null, 'person-introduced', best.score))
      i = at - 1
    }
  if (found.length > 0) page.persons = [...page.persons, ...found].sort((a, b) => a.start - b.start)
}
