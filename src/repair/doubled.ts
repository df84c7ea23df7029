import type { Edit } from '../text/index.js'

/** So many on a page are no slips. */
const LEAST = 3

/** 廣東,、廣西,、海南三省,。 → 廣東、廣西、海南三省。: some copies put a comma before every other mark. */
export function dropCommas(text: string): Edit[] {
  const edits: Edit[] = []
  for (const { index } of text.matchAll(DOUBLED))
    edits.push({
      span: { start: index, end: index + 1 },
      insert: '',
      rules: ['repair/doubled-comma'],
      certainty: 'inferred',
    })
  return edits.length < LEAST ? [] : edits
}

const DOUBLED = /[,，](?=[,，、。；])/g
