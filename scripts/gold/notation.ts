// The notation of test/gold/source/*.txt → the records of a gold article. Four parts, `---` between:
// head, page (a letter and a line each), names and times, facts. test/gold/README.md explains it.
import { divisionCode, divisionLevel } from './divisions.js'
import { readPeriod } from './periods.js'
import { readQuantity } from './quantity.js'

export interface Block {
  kind: string
  raw: string
  clean: string
}
export interface Period {
  start: string
  end: string
}
export interface GoldFact {
  text: string
  nth: number
  kind: string
  value: string | null
  low: string | null
  high: string | null
  unit: string | null
  approx: string | null
  status: string
  metric: string | null
  subject: string | null
  shareOf: string | null
  change: { direction: string; base: string | null; mode: string } | null
  period: Period | null
}
interface Flags {
  nestedOnly?: true
  optional?: true
}
export interface Gold {
  id: string
  genre: string
  script: string
  damage: string | null
  blocks: Block[]
  title: string | null
  publishedAt: string | null
  publisher: string | null
  authors: { name: string; role: string | null }[]
  places: ({ name: string; forms: string[]; level: string; code: string | null } & Flags)[]
  persons: ({
    name: string
    forms?: string[]
    category: string
    posts: { text: string; title: string; jurisdictionCode: string | null; status: string }[]
  } & Flags)[]
  companies: ({ name: string; forms: string[] } & Flags)[]
  organizations: ({ name: string; forms: string[]; category: string } & Flags)[]
  times: ({ text: string } & Period)[]
  facts: GoldFact[]
}

export const blockKinds: Record<string, string> = {
  T: 'title',
  S: 'subtitle',
  B: 'breadcrumb',
  D: 'date',
  O: 'source',
  Y: 'byline',
  P: 'paragraph',
  C: 'caption',
  R: 'related',
  X: 'disclaimer',
  M: 'spam',
  F: 'footer',
  _: 'other',
}

function readBlocks(lines: string[]): Block[] {
  const blocks: Block[] = []
  for (const line of lines) {
    if (line.trim() === '') continue
    const text = line.slice(2)
    // `= text` states the clean form of the line before it, where it is not what the generator would make.
    if (line.startsWith('= ')) {
      blocks.at(-1)!.clean = text
      continue
    }
    const kind = blockKinds[line[0]!]
    if (!kind || (line[1] !== ' ' && line.length > 1)) throw new Error(`not a block: ${line}`)
    blocks.push({ kind, raw: text, clean: '' })
  }
  return blocks
}

/** What entities, times and facts are looked for in: the headline (once) and the paragraphs. */
export function bodyOf(blocks: readonly Block[]): string {
  const title = blocks.find((block) => block.kind === 'title')
  return [title, ...blocks.filter((block) => block.kind === 'paragraph')]
    .filter((block) => block !== undefined)
    .map((block) => block.clean)
    .join('\n')
}

const numeral = /[\d.,零〇一二两三四五六七八九十百千万亿]/
/** Does `text` stand at `at` as a figure of its own? 5个 inside 25个 does not. */
const standsAt = (body: string, text: string, at: number) =>
  body.startsWith(text, at) &&
  !(
    numeral.test(text[0]!) &&
    at > 0 &&
    numeral.test(body[at - 1]!) &&
    !(/[.,百千万亿]/.test(body[at - 1]!) && !/[\d零〇一二两三四五六七八九十]/.test(body[at - 2] ?? ''))
  )

/** Places where a figure stands in the body, in order. */
export function occurrences(body: string, text: string): number[] {
  const found: number[] = []
  for (let at = body.indexOf(text); at >= 0; at = body.indexOf(text, at + 1))
    if (standsAt(body, text, at)) found.push(at)
  return found
}

const changeMode = (word: string | undefined) => word || 'by'
const approxWords: Record<string, string> = { '≈': 'around', '<': 'below', '>': 'above' }
const statusWords: Record<string, string> = { T: 'target', F: 'forecast', R: 'requirement', N: 'negated' }

function applyModifier(fact: GoldFact, word: string, times: Map<string, Period>): void {
  if (approxWords[word]) fact.approx = approxWords[word]
  else if (statusWords[word]) fact.status = statusWords[word]
  else if (word === '>=') Object.assign(fact, { low: fact.value, value: null })
  else if (word === '<=') Object.assign(fact, { high: fact.value, value: null })
  else if (/^(up|down|flat)\b/.test(word)) {
    const [direction, base, mode] = word.split(':')
    fact.change = { direction: direction!, base: base || null, mode: changeMode(mode) }
  } else if (word.startsWith('#')) {
    const period = times.get(word.slice(1)) ?? readPeriod(word.slice(1))
    fact.period = { start: period.start, end: period.end }
  } else if (word.startsWith('/')) fact.shareOf = word.slice(1)
  else if (word.startsWith('k=')) fact.kind = word.slice(2)
  else if (word.startsWith('u=')) fact.unit = word.slice(2) || null
  else if (word.startsWith('=')) {
    const [low, high] = word.slice(1).split('..') as [string, string | undefined]
    if (high === undefined) Object.assign(fact, { value: low || null, low: null, high: null })
    else Object.assign(fact, { value: null, low: low || null, high: high || null })
  } else throw new Error(`${fact.text}: not a modifier: ${word}`)
}

function readFacts(lines: string[], body: string, times: Map<string, Period>): GoldFact[] {
  const facts: GoldFact[] = []
  let from = 0
  for (const line of lines) {
    if (line.trim() === '') continue
    const [text, metric, subject, mods = ''] = line.split('|').map((part) => part.trim()) as string[]
    const before = facts.at(-1)
    const field = (part: string | undefined, last: string | null | undefined) =>
      part === '"' ? (last ?? null) : part && part !== '-' ? part : null
    const { more, ...quantity } = readQuantity(text!)
    const fact: GoldFact = {
      text: text!,
      nth: 0,
      ...quantity,
      approx: more ? 'above' : null,
      status: 'actual',
      metric: field(metric, before?.metric),
      subject: field(subject, before?.subject),
      shareOf: null,
      change: null,
      period: null,
    }
    let skip = 0
    for (const word of mods.split(/\s+/).filter(Boolean))
      if (/^\^\d$/.test(word)) skip = Number(word.slice(1))
      else applyModifier(fact, word, times)
    const places = occurrences(body, text!)
    const at = places.filter((place) => place >= from)[skip]
    if (at === undefined) throw new Error(`${text}: not found after ${body.slice(from - 20, from)}`)
    fact.nth = places.indexOf(at) + 1
    if (fact.kind !== 'ratio' && fact.value === null && fact.low === null && fact.high === null)
      throw new Error(`${text}: no value`)
    for (const phrase of [fact.metric, fact.subject, fact.shareOf])
      if (phrase && /[0-9]/.test(phrase)) throw new Error(`${text}: a numeral in ${phrase}`)
    from = at + text!.length
    facts.push(fact)
  }
  return facts
}

const flagged = (words: string[]): Flags => ({
  ...(words.includes('nested') ? { nestedOnly: true as const } : {}),
  ...(words.includes('opt') ? { optional: true as const } : {}),
})
const naming = (word: string): { name: string; forms: string[] } => {
  const [name, forms] = word.split('=') as [string, string | undefined]
  return { name, forms: forms === undefined ? [name] : forms.split(',') }
}

function readPlace(words: string[]): Gold['places'][number] {
  const named = naming(words[0]!)
  const flags = flagged(words)
  const [first, second] = words.slice(1).filter((word) => word !== 'nested' && word !== 'opt')
  if (first && !/^\d{6}$/.test(first)) return { ...named, level: first, code: second ?? null, ...flags }
  const code = first ?? divisionCode(named.name)
  return { ...named, level: second ?? divisionLevel(code), code, ...flags }
}

const jurisdiction = (word: string | undefined) =>
  !word || word === '-' ? null : /^\d{6}$/.test(word) ? word : divisionCode(word)

function readPerson(line: string): Gold['persons'][number] {
  const [head, ...posts] = line.split(';').map((part) => part.trim())
  const [who, category, ...rest] = head!.split(/\s+/) as [string, string, ...string[]]
  const { name, forms } = naming(who)
  return {
    name,
    ...(who.includes('=') ? { forms } : {}),
    category,
    posts: posts.map((post) => {
      const [text, title, where, status = 'current'] = post.split('|') as [string, string, string, string]
      return { text, title, jurisdictionCode: jurisdiction(where), status }
    }),
    ...flagged(rest),
  }
}

function readNames(lines: string[], gold: Gold, times: Map<string, Period>): void {
  for (const line of lines) {
    if (line.trim() === '') continue
    const [tag, ...words] = line.trim().split(/\s+/)
    if (tag === 'pl') gold.places.push(readPlace(words))
    else if (tag === 'pe') gold.persons.push(readPerson(line.trim().slice(3)))
    else if (tag === 'co') gold.companies.push({ ...naming(words[0]!), ...flagged(words) })
    else if (tag === 'or')
      gold.organizations.push({ ...naming(words[0]!), category: words[1]!, ...flagged(words) })
    else if (tag === 't') {
      const time = { text: words[1]!, ...readPeriod(words[2]!) }
      if (words[0] !== '-') times.set(words[0]!, time)
      gold.times.push(time)
    } else throw new Error(`not a name or time: ${line}`)
  }
}

const none = (text: string | undefined) => (text && text !== '-' ? text : null)

/** `clean` gives the expected Simplified line of a raw one (the line itself but on tw and hk pages). */
export function readArticle(source: string, clean: (raw: string, script: string) => string): Gold {
  const parts = source.split(/^---\n/m)
  if (parts.length !== 4) throw new Error('four parts wanted, --- between')
  const [head, page, names, facts] = parts.map((part) => part.split('\n')) as [
    string[],
    string[],
    string[],
    string[],
  ]
  const field = new Map(
    head.filter(Boolean).map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at), line.slice(at + 1).trim()]
    }),
  )
  const script = field.get('script') ?? 'cn'
  const blocks = readBlocks(page)
  for (const block of blocks) block.clean ||= clean(block.raw, script)
  const gold: Gold = {
    id: field.get('id')!,
    genre: field.get('genre')!,
    script,
    damage: none(field.get('damage')),
    blocks,
    title: blocks.find((block) => block.kind === 'title')?.clean ?? null,
    publishedAt: none(field.get('date')),
    publisher: none(field.get('publisher')),
    authors: (none(field.get('authors')) ?? '')
      .split(/[,，]\s*/)
      .filter(Boolean)
      .map((each) => {
        const [name, role] = each.split('/') as [string, string | undefined]
        return { name, role: none(role) }
      }),
    places: [],
    persons: [],
    companies: [],
    organizations: [],
    times: [],
    facts: [],
  }
  const times = new Map<string, Period>()
  readNames(names, gold, times)
  gold.facts = readFacts(facts, bodyOf(blocks), times)
  return gold
}
