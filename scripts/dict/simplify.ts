// What the simplify room knows: characters, choices between two forms with the words that decide, phrases.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { inPlanes, inSteps, pack, readTsv, stringModule } from '../dict-tools.js'
import { characterMap, inBothScripts, openCC, standardCharacters } from './simplify-format.js'

const require = createRequire(import.meta.url)

/** How much likelier the rarer character must be in a word that both spellings have. */
const RATIO = 10
/** What words written by hand, and OpenCC's phrases, have over those of the word list, which have 1 to 8. */
const SURE = 9
/** The score of words that decide only where the region is not told: 想像 → 想象. */
const AUTO = 40

interface Choice {
  char: string
  usual: string
  other: string
  when: string
  auto: string
  words: string[]
  usualWords: string[]
  autoWords: string[]
  readings: string[]
}

function choices(): Choice[] {
  const list = (cell: string) => cell.split(' ').filter((word) => word !== '')
  return readTsv('simplify/choices.tsv').map(
    ({ char, usual, other, when, auto, words, usualWords, autoWords, readings }) => {
      if (!['always', 'traditional', 'word', 'wrong', 'stray', 'anyword', '著'].includes(when))
        throw new Error(`choices.tsv: ${char}: no such "when": ${when}`)
      const lists = { words: list(words), usualWords: list(usualWords), autoWords: list(autoWords) }
      for (const word of Object.values(lists).flat())
        if (!/^[^_*]*_[^_*]*(\*\d+)?$/.test(word))
          throw new Error(`choices.tsv: ${char}: not a word: ${word}`)
      return { char, usual, other, when, auto, ...lists, readings: list(readings) }
    },
  )
}

function wordList(): [string, number][] {
  const rows: [string, number][] = []
  for (const line of readFileSync(require.resolve('@node-rs/jieba/dict.txt'), 'utf8').split('\n')) {
    const [word, count] = line.split(' ')
    const freq = Number(count)
    if (freq >= 3 && word.length >= 2 && word.length <= 4) rows.push([word, freq])
  }
  return rows
}

/** `word` with each of its `char` in turn left open: 讲座 → 讲_ */
function* opened(word: string, char: string): Generator<string> {
  const chars = [...word]
  for (const [i, c] of chars.entries())
    if (c === char) yield [...chars.slice(0, i), '_', ...chars.slice(i + 1)].join('')
}

/** Counts of opened words for a form. */
function counted(list: [string, number][], form: string): Map<string, number> {
  const out = new Map<string, number>()
  for (const [word, freq] of list)
    if (word.includes(form)) for (const key of opened(word, form)) out.set(key, (out.get(key) ?? 0) + freq)
  return out
}

/** Leaves out words that hold a shorter one of the same answer: 现_学 beside 现_. */
function shortest(scores: Map<string, number>): Map<string, number> {
  const out = new Map<string, number>()
  for (const [key, score] of scores) {
    const chars = [...key]
    const gap = chars.indexOf('_')
    let held = false
    for (let from = 0; from <= gap && !held; from++)
      for (let to = gap + 1; to <= chars.length && !held; to++) {
        if (to - from < 2 || to - from === chars.length) continue
        held = Math.sign(scores.get(chars.slice(from, to).join('')) ?? 0) === Math.sign(score)
      }
    if (!held || Math.abs(score) >= SURE) out.set(key, score)
  }
  return out
}

/** Words that decide a choice: above nought for the other form, below for the usual one. */
function deciding(
  choice: Choice,
  list: [string, number][],
  phrases: [string, string][],
): Map<string, number> {
  const scores = new Map<string, number>()
  const grade = (freq: number) => Math.max(1, Math.min(8, Math.round(Math.log2(freq) / 2)))
  const others = counted(list, choice.other)
  const usuals = counted(list, choice.usual)
  if (choice.auto !== 'none')
    for (const [key, freq] of others)
      if (freq >= RATIO * ((choice.auto === 'both' && usuals.get(key)) || 0)) scores.set(key, grade(freq))
  if (choice.auto === 'both')
    for (const [key, freq] of usuals) if (!scores.has(key)) scores.set(key, -grade(freq))
  // 显著 is surer than 本著: words by hand weigh what their own use in the word list adds.
  const sure = (word: string, counts: Map<string, number>): [string, number] => {
    const [key, extra] = word.split('*')
    const freq = counts.get(key)
    return [key, SURE + Number(extra ?? 0) + (freq === undefined ? 0 : grade(freq))]
  }
  for (const [from, to] of phrases) {
    const chars = [...from]
    for (const [i, c] of chars.entries()) {
      if (c !== choice.char) continue
      const answer = [...to][i]
      if (answer !== choice.other && answer !== choice.usual) continue
      const key = [...[...to].slice(0, i), '_', ...[...to].slice(i + 1)].join('')
      scores.set(key, answer === choice.other ? SURE : -SURE)
    }
  }
  for (const word of choice.words) scores.set(...sure(word, others))
  for (const word of choice.usualWords) {
    const [key, score] = sure(word, usuals)
    scores.set(key, -score)
  }
  for (const key of choice.autoWords) scores.set(key, AUTO)
  return shortest(scores)
}

function simplified(map: Map<string, string>): (text: string) => string {
  const usual = new Map(choices().map((choice) => [choice.char, choice.usual]))
  const phrases = openCC('TSPhrases')
  return (text) => {
    let out = text
    for (const [key, [value]] of phrases) if (out.includes(key)) out = out.replaceAll(key, value)
    // What a phrase left as it is stays so: 二噁英 → 二𫫇英, 慰藉.
    return [...out].map((c, i) => (c === [...text][i] ? (usual.get(c) ?? map.get(c) ?? c) : c)).join('')
  }
}

/** OpenCC's phrases as [key, Simplified]: what its Taiwan and Hong Kong chains keep apart, too. */
function phraseTable(map: Map<string, string>): [string, string][] {
  const simple = simplified(map)
  const out: [string, string][] = openCC('TSPhrases').map(([key, [value]]) => [key, value])
  for (const [key, [value]] of openCC('TWVariantsRevPhrases'))
    if (key.includes('著')) out.push([key, [...value].map((c) => (c === '著' ? c : simple(c))).join('')])
  return out
}

/** The deciding words of a choice by score: `8现_ 对_`. */
function packWords(scores: Map<string, number>): string {
  const groups = new Map<number, string[]>()
  for (const [key, score] of scores) groups.set(score, [...(groups.get(score) ?? []), key])
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([score, keys]) => `${score} ${keys.sort().join(' ')}`)
    .join('|')
}

function packSet(chars: Iterable<string>): string {
  return inSteps([...chars].map((c) => c.codePointAt(0)!).sort((a, b) => a - b))
}

/** Characters and their forms: the steps between the code points of the first, and behind a line break the second. */
function packPairs(pairs: [string, string][]): string {
  const sorted = pairs
    .map(([from, to]) => [from.codePointAt(0)!, to.codePointAt(0)!] as const)
    .sort(([a], [b]) => a - b)
  return `${inSteps(sorted.map(([from]) => from))}\n${inPlanes(sorted.map(([, to]) => to))}`
}

/** A compatibility ideograph: every runtime knows its character. */
function isCompatible(char: string): boolean {
  return char.normalize('NFC') !== char
}

/** Vocabulary of Taiwan and Hong Kong and the mainland's, both in Simplified characters. */
function vocabulary(name: string, map: Map<string, string>): string {
  const simple = simplified(map)
  const rows: string[] = []
  for (const [key, [value]] of openCC(name)) {
    const [from, to] = [simple(key), simple(value)]
    rows.push(`${from} ${to}`)
  }
  return [...new Set(rows)].sort().join('|')
}

export default function build(): Record<string, string> {
  const standard = standardCharacters()
  const map = characterMap(standard)
  const table = choices()
  for (const { char } of table) map.delete(char)
  const list = wordList()
  const phrases = phraseTable(map)
  const both = inBothScripts()
  const traditional = new Set(openCC('TSCharacters').map(([key]) => key))
  const pairs = [...map].filter(([from]) => traditional.has(from))
  const strings = {
    pairs: packPairs(pairs),
    variants: packPairs([...map].filter(([from]) => !traditional.has(from) && !isCompatible(from))),
    shared: [...new Set(pairs.map(([, to]) => to))]
      .filter((c) => both.has(c))
      .sort()
      .join(''),
    standard: packSet(standard),
    choices: pack(
      table.map((choice) => [
        choice.char,
        choice.usual,
        choice.other,
        choice.when,
        packWords(deciding(choice, list, phrases)),
        choice.readings.join(' '),
      ]),
    ),
  }
  const source = 'dict/simplify and OpenCC (Apache-2.0)'
  return {
    'simplify.ts': stringModule(source, strings),
    'simplify-phrases.ts': stringModule(source, {
      taiwan: vocabulary('TWPhrasesRev', map),
      hongKong: vocabulary('HKPhrasesRev', map),
    }),
  }
}
