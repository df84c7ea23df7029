/** What the word list says of a word, by its number in `words.bin`. At most 16. */
export const wordKinds = [
  'noun',
  'person',
  'foreign',
  'place',
  'organization',
  'proper',
  'verb',
  'function',
  'adverb',
  'time',
  'adjective',
  'abbreviation',
] as const

export type WordKind = (typeof wordKinds)[number]
