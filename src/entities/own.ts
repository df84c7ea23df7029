import type { Dictionaries } from '../segment/index.js'
import { type Doc, type Mention, overlaps, type Span, Trie } from '../text/index.js'
import type { Page } from './page.js'
import type { Entity, OrganizationCategory } from './types.js'

interface OwnEntry {
  kind: 'place' | 'company' | 'organization'
  name: string
  code: string | null
  legalForm: string | null
  category: string | null
}

function ownEntries(dictionaries: Dictionaries): Map<string, OwnEntry> {
  const out = new Map<string, OwnEntry>()
  const blank = { code: null, legalForm: null, category: null }
  const put = (entry: OwnEntry, aliases: readonly string[] = []) => {
    for (const form of [entry.name, ...aliases]) if (form !== '') out.set(form, entry)
  }
  for (const e of dictionaries.places ?? [])
    if (typeof e === 'string') put({ ...blank, kind: 'place', name: e })
    else put({ ...blank, kind: 'place', name: e.name, code: e.code ?? null }, e.aliases)
  for (const e of dictionaries.companies ?? [])
    if (typeof e === 'string') put({ ...blank, kind: 'company', name: e })
    else put({ ...blank, kind: 'company', name: e.name, legalForm: e.legalForm ?? null }, e.aliases)
  for (const e of dictionaries.organizations ?? [])
    if (typeof e === 'string') put({ ...blank, kind: 'organization', name: e })
    else put({ ...blank, kind: 'organization', name: e.name, category: e.category ?? null }, e.aliases)
  return out
}

/** The caller's entries: what overlaps them gives way. Returns the refiner that puts them in. */
export function findOwn(page: Page, dictionaries: Dictionaries): (doc: Doc, entities: Entity[]) => Entity[] {
  const entries = ownEntries(dictionaries)
  if (entries.size === 0) return (_doc, entities) => entities
  const trie = new Trie(entries)
  const found = new Map<OwnEntry, Span[]>()
  const spans: Span[] = []
  for (const { span } of page.zones)
    for (let i = span.start; i < span.end; i++) {
      const match = trie.longest(page.text, i)
      if (!match || i + match.length > span.end) continue
      const at = { start: i, end: i + match.length }
      const list = found.get(match.value)
      if (list) list.push(at)
      else found.set(match.value, [at])
      spans.push(at)
      i = at.end - 1
    }
  return (doc, entities) => [
    ...withoutOverlaps(entities, spans),
    ...[...found].map(([e, at]) => own(doc, e, at)),
  ]
}

function withoutOverlaps(entities: readonly Entity[], spans: readonly Span[]): Entity[] {
  const free = ({ span }: Mention) => {
    let lo = 0
    let hi = spans.length
    while (lo < hi) {
      const mid = (lo + hi) >>> 1
      if (spans[mid].end <= span.start) lo = mid + 1
      else hi = mid
    }
    return lo >= spans.length || !overlaps(spans[lo], span)
  }
  return entities.map((e) => ({ ...e, mentions: e.mentions.filter(free) }))
}

function own(doc: Doc, entry: OwnEntry, spans: readonly Span[]): Entity {
  const base = {
    id: '',
    name: entry.name,
    mentions: spans.map((s) => doc.mention(s)),
    confidence: 0.99,
    rules: ['own-dictionary'],
  }
  if (entry.kind === 'place')
    return { ...base, kind: 'place', level: 'other', code: entry.code, path: [entry.name], candidates: [] }
  if (entry.kind === 'company')
    return { ...base, kind: 'company', legalForm: entry.legalForm, shortNames: [], stockCode: null }
  return {
    ...base,
    kind: 'organization',
    category: (entry.category ?? 'other') as OrganizationCategory,
    jurisdiction: null,
  }
}
