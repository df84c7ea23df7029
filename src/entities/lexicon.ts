import {
  abbreviations,
  brandCharacters,
  calledBy,
  chambers,
  civicHeads,
  closedLists,
  companyAliases,
  divisions,
  firmOffices,
  foreignCharacters,
  genericBodies,
  genericPlaces,
  modifiers,
  nameCharacters,
  namesakes,
  organizationAliases,
  partyGroups,
  placeAbbreviations,
  portCues,
  staffedBodies,
  staffTitles,
  surnames,
  tenureWords,
  unbranded,
  worldBodies,
} from '../generated/entities.js'
import * as packedLists from '../generated/lists.js'
import { type Division, Divisions } from './divisions.js'
import { Gazetteer, type WordList } from './gazetteer.js'
import { rows } from './packed.js'
import type { OrganizationCategory, Person, PlaceLevel, PostStatus } from './types.js'

/** What a form of a place may stand for. */
export interface PlaceForm {
  level: PlaceLevel
  /** Canonical name, where it is no division. */
  name: string
  divisions: Division[]
  /** A short name: needs word boundaries. `stop`: a common word too, needs its parent beside it. */
  how: 'full' | 'short' | 'stop'
  /** What else the short name of a division is: the mountain 武夷山, the lake 洪湖. */
  sight?: PlaceLevel
}

/** All forms have one shape, whoever makes them: see `moved`. */
export function placeForm(
  level: PlaceLevel,
  name: string,
  divisions: Division[],
  how: PlaceForm['how'],
  sight?: PlaceLevel,
): PlaceForm {
  return { level, name, divisions, how, sight }
}

/** What a one-character name stands for. */
export interface AbbreviatedPlace {
  name: string
  kind: 'country' | 'province' | 'city'
  /**
   * `weak`: in a pair only before a word that makes it sure; `pair`: so, and nowhere else; `alone`: in no pair;
   * `coast`: one does not go in or out of it; `sure`: a country at the head of a clause too, as no common word.
   */
  use: 'weak' | 'pair' | 'alone' | 'coast' | 'sure' | ''
}

/** Bits of a word beside which a one-character name is sure. */
export const CUE = {
  afterCountry: 1,
  afterProvince: 2,
  beforeCountry: 4,
  beforeProvince: 8,
  afterCountries: 16,
  afterProvinces: 32,
  /** 俄|拟增兵: a verb or adverb that makes a country sure where a clause begins. */
  opens: 64,
  /** 访|塞: before those that `use` calls `pair`. */
  beforeRare: 128,
} as const

export interface Head {
  category: Person['category']
  /** Whether it is an office: 村民 is none. */
  post: boolean
  /** Whether several hold it at a time: 委员, 教授, but not 书记. */
  many?: boolean
}

/** A verb that ties a post to the person before it. */
export interface OfficeVerb {
  word: string
  status: PostStatus
  /** `near`: the person touches the verb; `removal`: 免去…的; `touch`: a bracket; else within the sentence. */
  reach: 'sentence' | 'near' | 'removal' | 'touch'
  /** Whether one leaves an office for another: 由县长|调任局长, but not 由县长|担任组长; `touch`: if 由 touches the name, 出任. */
  rises: 'y' | 'touch' | null
}

export interface OrganizationSuffix {
  category: OrganizationCategory
  /** `self`: a name by itself (国务院, 市委); `place`: needs a place or a level word; `named`, `dept`, `body`: needs a name. */
  name: string
  /** By which what ends with it is found. */
  rule: string
}

export interface CompanySuffix {
  form: string
  /**
   * `legal`, `type`, `trade`; `plant`, `shop`: one is registered under its address; `works`: one that mostly has no name
   * of its own choice; `reject`
   */
  name: string
  rule: string
}

/** The kind that closes a list of places. */
export interface ClosingKind {
  word: string
  level: PlaceLevel
  /** What completes each name; '' where the kind leaves it open: 8个|乡镇. */
  suffix: string
}

/** A well-known name. `context`: a common word too (小米, 苹果). */
export interface Known {
  kind: 'organization' | 'company'
  category: OrganizationCategory
  sure: boolean
}

/** A word that ends the name of a place: 镇, 开发区, 国道. */
export interface PlaceUnit {
  level: PlaceLevel
  /** `strong` needs a name alone, `weak` a sign before it too, `station` is a stop of a railway, `never` blocks. */
  strength: 'strong' | 'weak' | 'station' | 'foreign' | 'never'
  /** Behind its place it has a name of its own: 杭州|西湖景区, but 鄂州花湖机场. */
  own: boolean
}

/** Classes of words, as bits. */
export const WORD = {
  /** Verbs, adverbs, function words, times: a name does not go past them. */
  stop: 1,
  /** Common nouns: may stand in a name, make none. */
  noun: 2,
  /** What stands before a name and is no part of it: 龙头企业. */
  leadIn: 4,
  /** Verbs that names contain: 管理. */
  inner: 8,
  /** A lead-in of one character that the names of firms contain: 能 in 晋能集团. */
  single: 2048,
  /** What a department is for: 公安, 卫生健康. */
  department: 16,
  /** After these a trade word names a trade and no firm: 光伏产业. */
  tradeNext: 32,
  say: 64,
  follow: 128,
  intro: 256,
  honorific: 512,
  prefix: 1024,
  /** After these comes a name, then 为: 任命纳敏为厅长. */
  appoint: 4096,
  /** How drugs and chemicals end that look like foreign names: 恩诺|沙星. */
  substance: 8192,
} as const

export interface Lexicon {
  /** The lists of words below in one. */
  gazetteer: Gazetteer
  places: WordList<PlaceForm>
  units: WordList<PlaceUnit>
  heads: WordList<Head>
  modifiers: WordList<string>
  /** 时任, 原: those that stand before the body of an office too. */
  bodyModifiers: readonly { word: string; effect: string }[]
  organizations: WordList<OrganizationSuffix>
  companies: WordList<CompanySuffix>
  known: WordList<Known>
  /** Bits of `WORD` from the room's own tables; the word list gives `stop` and `noun`. */
  words: WordList<number>
  /** Verbs and words that may follow a name, for matching at a place. */
  cues: WordList<number>
  /** What follows a river's name and no county's: 流域, 上游. */
  riverCues: WordList<true>
  /** How parts of a body are called: of which kinds of bodies. */
  innerUnits: WordList<ReadonlySet<string>>
  /** Words of sport, near which a city may be its club. */
  teamCues: WordList<true>
  /** What follows the name of a listed firm: 营收, 董事长. */
  companyCues: WordList<true>
  noticeCues: WordList<'sure' | 'open'>
  affiliates: WordList<true>
  firmClosings: WordList<'any' | 'trade'>
  /** What says of what kind bodies are: 民办, 基层. */
  bodyKinds: WordList<true>
  /** Common words that firms and schools are called by: 曙光, 好邻居. */
  brandWords: WordList<true>
  /** What stands beside a short name of a firm and tells it: `before` or `after` it, or `both`. */
  firmRoles: WordList<'before' | 'after' | 'both'>
  /** What firms do with firms; `between`: one stands on each side; `fund`: several before it. */
  firmVerbs: WordList<'between' | 'object' | 'fund'>
  /** Parts of Tibetan, Uighur and Mongol names: 扎西, 次仁. */
  nameParts: WordList<true>
  japanese: WordList<true>
  /** Persons whom readers know without a title. */
  persons: WordList<true>
  /** Names that the model is told of: 1 + their type. */
  listed: WordList<number>
  byKey: Divisions
  officeVerbs: WordList<OfficeVerb>
  /** What a firm of a short name is called in full: 新地 is 新鸿基地产. */
  aliases: ReadonlyMap<string, readonly string[]>
  /** 公司, 有关部门: no names. */
  generic: Set<string>
  /** By kind of body, or how its name ends: the titles of its officers, without 副. */
  staff: ReadonlyMap<string, ReadonlySet<string>>
  /** Bodies that are staffed as offices of the state; `within`: a unit of theirs may follow. */
  staffed: { word: string; within: boolean }[]
  /** 营业所, 分行; `placed`: behind a place too. */
  firmOffices: { word: string; placed: boolean }[]
  /** 立法院, 人大: whose committees are of the legislature. */
  chambers: readonly string[]
  /** 森林公园, 高速公路: no names. */
  genericPlaces: Set<string>
  /** Kinds that close a list of places: 柳林、石桥等7个|街道. By their first character, longer ones first. */
  closedLists: ReadonlyMap<string, readonly ClosingKind[]>
  /** 红旗, 七一: common words that reservoirs and bridges are named after. */
  namesakes: Set<string>
  /** Quarter bits: how much likelier a surname than text; `UNSCORED` where a character is none. */
  surnames: Int8Array
  /** Those of one character. */
  surnamesAt: WordList<true>
  /** What stands before a name: words of `WORD.intro`. */
  introductions: WordList<true>
  /** The same for surnames of more characters. */
  doubleSurnames: WordList<number>
  /** 京, 津, 冀 … */
  abbreviations: string
  /** One-character names by code unit, the likeliest first; then those of each kind. */
  abbreviated: ReadonlyMap<number, readonly AbbreviatedPlace[]>
  abbreviatedAs: Readonly<Record<AbbreviatedPlace['kind'], Lexicon['abbreviated']>>
  /** Their characters. */
  abbreviatedAt: WordList<true>
  /** Bits of `CUE`. */
  abbreviationCues: WordList<number>
  /** The form of a listed name. */
  placeOf(name: string): PlaceForm | undefined
  /** Quarter bits for the first of two, the second of two, the only character of a given name, at 3 × code unit. */
  given: Int8Array
  /** Quarter bits: characters of transliterated names. */
  foreign: Int8Array
  /** 会长, 理事长: heads of bodies that nobody governs by. */
  civicHeads: ReadonlySet<string>
  /** 党组, 党委: groups of a party that lead the body they are in. */
  partyGroups: ReadonlySet<string>
  /** What tells behind offices that they were held then: 期间, and the words on the way to it. */
  tenureWords: ReadonlyMap<string, 'way' | 'end'>
  /** 老, 总: what people are called by behind their surname. */
  calledBy: string
  /** 国际, 亚洲: how bodies begin whose heads hold no office of the state. */
  worldBodies: readonly string[]
  /** What ships do in port. */
  portCues: string
  /** Characters of no brand. */
  unbranded: ReadonlySet<string>
  /** Characters that firms are named with: 鑫, 宏, 达. */
  brandCharacters: ReadonlySet<string>
  /** 1 for code units that may follow a name: marks, digits, spaces. */
  ends: Uint8Array
}

/** In tables by code unit: not in the table. */
export const UNSCORED = -128

/** Rows of a character and its scores, as tables by code unit. */
function scoresOf(packed: string, columns: number): Int8Array {
  const out = new Int8Array(columns << 16).fill(UNSCORED)
  for (let i = 0; i < packed.length; i += columns + 1)
    for (let k = 0; k < columns; k++)
      out[columns * packed.charCodeAt(i) + k] = packed.charCodeAt(i + 1 + k) - 77
  return out
}

function buildSurnames(): Int8Array {
  const single = new Int8Array(1 << 16).fill(UNSCORED)
  for (const [name, score] of rows(surnames))
    if (name.length === 1) single[name.charCodeAt(0)] = Number(score)
  return single
}

const ENDS = '0123456789，。、；：！？（）“”《》〈〉—…·,.;:!?()"\'「」『』【】\n\t 　/／|'

function buildEnds(): Uint8Array {
  const out = new Uint8Array(1 << 16)
  for (let i = 0; i < ENDS.length; i++) out[ENDS.charCodeAt(i)] = 1
  return out
}

const LISTED = ['per', 'loc', 'org', 'com']

type Lists = Omit<
  Lexicon,
  | 'byKey'
  | 'aliases'
  | 'staffed'
  | 'staff'
  | 'firmOffices'
  | 'chambers'
  | 'generic'
  | 'genericPlaces'
  | 'closedLists'
  | 'namesakes'
  | 'surnames'
  | 'abbreviations'
  | 'abbreviated'
  | 'abbreviatedAs'
  | 'given'
  | 'foreign'
  | 'brandCharacters'
  | 'civicHeads'
  | 'bodyModifiers'
  | 'partyGroups'
  | 'tenureWords'
  | 'calledBy'
  | 'worldBodies'
  | 'portCues'
  | 'unbranded'
  | 'ends'
>

const bitsOf = (names: string, bits: Readonly<Record<string, number>>): number =>
  names.split(' ').reduce((sum, name) => sum | bits[name], 0)

/** A form of a place, of what scripts/place-forms.ts packs of it. */
function readPlace(cells: string, form: string, byKey: Divisions): PlaceForm {
  const how = ({ f: 'full', s: 'short', c: 'stop' } as const)[cells[0]]
  const keys = cells.match(/\d+/g)
  if (!how || !keys) {
    const [level, name = form] = cells.split('\t') as [PlaceLevel, string?]
    const whole = form.length > 3 || (level === 'country' && form.length > 2)
    return placeForm(level, name, [], whole ? 'full' : 'short')
  }
  const divisions = keys.map((key) => byKey.get(key)!)
  const { level, name } = divisions[0]
  return placeForm(level, name, divisions, how, cells.endsWith('*') ? 'natural' : undefined)
}

function buildLists(byKey: Divisions): Lists {
  const all = new Gazetteer(packedLists)
  const marks = (name: string) => all.list(name, () => true as const)
  const texts = <T extends string>(name: string) => all.list(name, (cells) => cells as T)
  const bits = (name: string, of: Readonly<Record<string, number>>) =>
    all.list(name, (cells) => bitsOf(cells, of))
  const places = all.list('places', (cells, form) => readPlace(cells, form, byKey))
  return {
    gazetteer: all,
    places,
    placeOf: (name) => places.get(name),
    abbreviationCues: bits('abbreviationCues', CUE),
    abbreviatedAt: marks('abbreviatedAt'),
    surnamesAt: marks('surnamesAt'),
    doubleSurnames: all.list('doubleSurnames', Number),
    introductions: marks('introductions'),
    units: all.list('units', (cells) => {
      const [level, strength, own] = cells.split('\t')
      return { level: level as PlaceLevel, strength: strength as PlaceUnit['strength'], own: own === 'y' }
    }),
    heads: all.list('heads', (cells) => {
      const [category, post] = cells.split('\t')
      return { category: category as Head['category'], post: post !== 'n', many: post === 'm' }
    }),
    modifiers: texts('modifiers'),
    officeVerbs: all.list('officeVerbs', (cells, word) => {
      const [status, reach, rises] = cells.split('\t')
      return {
        word,
        status: status as PostStatus,
        reach: reach as OfficeVerb['reach'],
        rises: rises === 'y' || rises === 'touch' ? rises : null,
      }
    }),
    organizations: all.list('organizations', (cells) => {
      const [category, name] = cells.split('\t')
      return { category: category as OrganizationCategory, name, rule: `organization-${name}` }
    }),
    companies: all.list('companies', (cells) => {
      const [form, name] = cells.split('\t')
      return { form, name, rule: `company-${name}` }
    }),
    // 'context' of a company, 'school\t' of an organisation
    known: all.list('known', (cells) => {
      const [first, second] = cells.split('\t')
      if (second === undefined) return { kind: 'company', category: 'other', sure: first === '' }
      return { kind: 'organization', category: first as OrganizationCategory, sure: second === '' }
    }),
    words: bits('words', WORD),
    cues: bits('cues', WORD),
    riverCues: marks('riverCues'),
    innerUnits: all.list('innerUnits', (cells) => new Set(cells.split(' '))),
    teamCues: marks('teamCues'),
    companyCues: marks('companyCues'),
    noticeCues: texts('noticeCues'),
    affiliates: marks('affiliates'),
    firmClosings: texts('firmClosings'),
    firmRoles: texts('firmRoles'),
    firmVerbs: texts('firmVerbs'),
    bodyKinds: marks('bodyKinds'),
    brandWords: marks('brandWords'),
    nameParts: marks('nameParts'),
    japanese: marks('japanese'),
    persons: marks('persons'),
    listed: all.list('listed', (type) => 1 + LISTED.indexOf(type)),
  }
}

/** Of one kind, or all. */
function buildAbbreviated(only?: AbbreviatedPlace['kind']): Map<number, AbbreviatedPlace[]> {
  const out = new Map<number, AbbreviatedPlace[]>()
  for (const [char, name, kind, use] of rows(placeAbbreviations)) {
    if (only !== undefined && kind !== only) continue
    const code = char.charCodeAt(0)
    const forms = out.get(code) ?? []
    forms.push({ name, kind: kind as AbbreviatedPlace['kind'], use: (use ?? '') as AbbreviatedPlace['use'] })
    out.set(code, forms)
  }
  return out
}

function buildClosedLists(): Map<string, ClosingKind[]> {
  const out = new Map<string, ClosingKind[]>()
  for (const [word, level, suffix] of rows(closedLists)) {
    const kinds = out.get(word[0]) ?? []
    kinds.push({ word, level: level as PlaceLevel, suffix })
    out.set(word[0], kinds)
  }
  return out
}

let lexicon: Lexicon | null = null

/** The room's tables, decoded at the first call. Immutable. */
export function getLexicon(): Lexicon {
  if (lexicon) return lexicon
  const byKey = new Divisions(divisions)
  lexicon = {
    ...buildLists(byKey),
    byKey,
    aliases: new Map(
      [...rows(companyAliases), ...rows(organizationAliases)].map(([short, full]) => [
        short,
        full.split(' '),
      ]),
    ),
    staff: new Map(rows(staffTitles).map(([of, titles]) => [of, new Set(titles.split(' '))])),
    staffed: rows(staffedBodies).map(([word, use]) => ({ word, within: use === 'within' })),
    firmOffices: rows(firmOffices).map(([word, use]) => ({ word, placed: use === 'any' })),
    chambers: chambers.split('\n'),
    generic: new Set(rows(genericBodies).map(([word]) => word)),
    genericPlaces: new Set(rows(genericPlaces).map(([word]) => word)),
    closedLists: buildClosedLists(),
    namesakes: new Set(namesakes.split(' ')),
    surnames: buildSurnames(),
    abbreviations,
    abbreviated: buildAbbreviated(),
    abbreviatedAs: {
      country: buildAbbreviated('country'),
      province: buildAbbreviated('province'),
      city: buildAbbreviated('city'),
    },
    given: scoresOf(nameCharacters, 3),
    foreign: scoresOf(foreignCharacters, 1),
    brandCharacters: new Set(brandCharacters),
    bodyModifiers: rows(modifiers).flatMap(([word, effect, body]) =>
      body === 'y' ? [{ word, effect }] : [],
    ),
    civicHeads: new Set(civicHeads.split('\n')),
    partyGroups: new Set(partyGroups.split('\n')),
    tenureWords: new Map(rows(tenureWords).map(([word, part]) => [word, part as 'way' | 'end'])),
    calledBy,
    worldBodies: worldBodies.split('\n'),
    portCues,
    unbranded: new Set(unbranded),
    ends: buildEnds(),
  }
  return lexicon
}

/** How the codes of Taiwan, Hong Kong and Macau begin. */
const HAS_NO_CODES = new Set(['71', '81', '82'])

/**
 * The code that is public: GB/T 2260 has none below Taiwan, Hong Kong and Macau, none for townships, whose codes of 9
 * digits come with their own table.
 */
export function codeOf(division: Division): string | null {
  const { key, level } = division
  if (level === 'township') return hasOwnCode(division) ? key : null
  return HAS_NO_CODES.has(key.slice(0, 2)) ? (level === 'province' ? key : null) : key
}

/** A township of the table of townships, whose keys are public codes. */
export function hasOwnCode({ key }: Division): boolean {
  return key.length === 9
}

/** From the province down. */
export function pathOf(division: Division): string[] {
  const path: string[] = []
  for (let d: Division | null = division; d; d = d.parent) path.unshift(d.name)
  return path
}

export function isUnder(division: Division, above: Division): boolean {
  for (let d: Division | null = division; d; d = d.parent) if (d === above) return true
  return false
}
